"""What one value of a base may look like, each form with the JSON Schema that says the same.

A form is a function from what the YAML holds (text, or null) to a value; its Misfit ends the
sentence "<key> <value> …" and says what to write instead. Its schema is for editors, which take
an unquoted 1 for a number and an unquoted true for a truth value: it accepts these where the
form does, and says under `$comment` what it cannot state.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

from xiyang_cli.figures.formula import COMPARISONS, Formula, NotAFormula, read_formula
from xiyang_cli.figures.period import Period, read_period
from xiyang_cli.language import harmless

T = TypeVar("T")

LONGEST_TEXT = 2000
LONGEST_BEGINNING = 12

_ACTING = (
    r"\u0000-\u001f\u007f-\u009f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e"
    r"\u200b-\u200f\u2028-\u202e\u2060-\u206f\ue000-\uf8ff\ufeff\ufff9-\ufffb"
)
"""control and invisible characters, as a class of regular expressions"""
_LINE = rf"^(?!.*[{_ACTING}])\S(.*\S)?$"
_NUMBER = r"[0-9]{1,40}(\.[0-9]{1,40})?"
_ABOVE_ZERO = rf"(?=[0-9.]*[1-9]){_NUMBER}"
_ID = "[a-z0-9]+(-[a-z0-9]+)*"
_WORDS = rf"(\s*([()]|({_ID}|[0-9]{{1,20}}(\.[0-9]{{1,20}})?|[-+*/])(?=[\s()]|$)))+"
_FORMULA = rf"^(?=.*([a-z]|[0-9]-)){_WORDS}\s*({'|'.join(COMPARISONS)})(?=[\s()]){_WORDS}$"
"""words of terms on both sides of one comparison, a fact among them"""
_ID_FORM = re.compile(_ID)
_DECIMAL_FORM = re.compile(rf"-?{_NUMBER}")
_WHOLE = re.compile(r"[0-9]{1,6}")
_SHA256 = re.compile("[0-9a-f]{64}")
_DATE = "(?!0000)[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"


class Misfit(ValueError):
    """A value that does not fit its form; the template says what is wrong and what to do."""

    def __init__(self, template: str, /, **values: object) -> None:
        super().__init__(template)
        self.template = template
        self.values = values


@dataclass(frozen=True, slots=True)
class Form(Generic[T]):
    """How one value is read, and the JSON Schema that says the same."""

    name: str
    read: Callable[[object], T]
    schema: Mapping[str, Any]

    def __call__(self, value: object) -> T:
        """The value read; Misfit when it does not fit."""
        return self.read(value)


def form(**schema: Any) -> Callable[[Callable[[object], T]], Form[T]]:
    """Make a form of a reading function: `schema` stands beside it, its docstring describes both."""

    def made(read: Callable[[object], T]) -> Form[T]:
        keywords = {key.rstrip("_").replace("comment", "$comment"): value for key, value in schema.items()}
        return Form(read.__name__, read, {"title": (read.__doc__ or "").rstrip("."), **keywords})

    return made


@form(
    type=["string", "number", "boolean"],
    maxLength=LONGEST_TEXT,
    pattern=_LINE,
    comment="Read as the text that stands there. Loading refuses invisible characters beyond U+FFFF too.",
)
def text(value: object) -> str:
    """One line of printable text."""
    if not isinstance(value, str):
        raise Misfit("must be text; write it on one line")
    bare = value.strip()
    if not bare:
        raise Misfit("is empty; write it or leave the key out")
    if bare != value:
        raise Misfit("begins or ends with white space; take it away")
    if len(value) > LONGEST_TEXT:
        raise Misfit("is longer than {limit} characters; shorten it", limit=LONGEST_TEXT)
    if not value.isprintable() and not all(harmless(c) for c in value):
        raise Misfit("holds a control or invisible character; take it out")
    return value


@form(
    type=["string", "integer", "boolean"],
    pattern=f"^{_ID}$",
    maxLength=LONGEST_TEXT,
    minimum=0,
)
def identifier(value: object) -> str:
    """A stable id: lower-case words joined by hyphens."""
    written = text(value)
    if not _ID_FORM.fullmatch(written):
        raise Misfit("is no id; write lower-case words with hyphens, like new-energy-capacity")
    return written


@form(
    type=["string", "number", "boolean"],
    maxLength=LONGEST_BEGINNING,
    pattern=_LINE,
    exclusiveMaximum=10**LONGEST_BEGINNING,
)
def beginning(value: object) -> str:
    """How a line of the page begins."""
    written = text(value)
    if len(written) > LONGEST_BEGINNING:
        raise Misfit("is longer than {limit} characters; shorten it", limit=LONGEST_BEGINNING)
    return written


@form(
    type=["string", "number", "boolean"],
    minLength=2,
    maxLength=LONGEST_TEXT,
    pattern=_LINE,
    not_={"enum": list(range(10))},
)
def word(value: object) -> str:
    """A whole word of two characters or more."""
    written = text(value)
    if len(written) < 2:
        raise Misfit("is one character; list the whole word")
    return written


@form(
    type=["string", "number"],
    pattern=f"^-?{_NUMBER}$",
    comment='Quote it, so that "12.60" stays 12.60. Without quotes, loading refuses 1e3.',
)
def decimal(value: object) -> Decimal:
    """An exact decimal, as printed."""
    if not isinstance(value, str) or not _DECIMAL_FORM.fullmatch(value):
        raise Misfit('is no decimal; write digits like "12.6", without commas or units')
    return Decimal(value)


@form(
    type=["string", "number"],
    pattern=f"^{_ABOVE_ZERO}(/{_ABOVE_ZERO})?$",
    exclusiveMinimum=0,
    comment="Without quotes, loading refuses 1e3.",
)
def factor(value: object) -> tuple[Decimal, Decimal]:
    """Base units in one unit: a positive decimal, or a ratio of two (2000/3)."""
    parts = text(value).split("/")
    if len(parts) > 2:
        raise Misfit('is no factor; write a decimal or a ratio like "2000/3"')
    numerator, denominator = decimal(parts[0]), decimal(parts[1]) if parts[1:] else Decimal(1)
    if numerator <= 0 or denominator <= 0:
        raise Misfit("is not above zero; a unit has a positive factor")
    return numerator, denominator


@form(type=["string", "integer"], pattern="^[0-9]{1,6}$", minimum=0, maximum=999_999)
def whole(value: object) -> int:
    """A whole number from 0."""
    if not isinstance(value, str) or not _WHOLE.fullmatch(value):
        raise Misfit("is no whole number; write one like 3")
    return int(value)


@form(type=["string", "integer"], pattern="^(?=0*[1-9])[0-9]{1,6}$", minimum=1, maximum=999_999)
def counting(value: object) -> int:
    """A whole number from 1."""
    if (number := whole(value)) == 0:
        raise Misfit("is not above zero; these numbers count from 1")
    return number


@form(enum=[True, False, "true", "false"], comment="In lower case: True and TRUE are refused in loading.")
def flag(value: object) -> bool:
    """true or false."""
    if value not in ("true", "false"):
        raise Misfit("must be true or false")
    return value == "true"


@form(
    type=["string", "integer"],
    pattern=f"^{_DATE}(/{_DATE})?$",
    minimum=1000,
    maximum=9999,
    comment="Loading checks too that its month has the day and that it does not end before it begins.",
)
def period(value: object) -> Period:
    """A period in ISO 8601 terms."""
    written = text(value)
    try:
        return read_period(written)
    except ValueError as error:
        if "before" in str(error):
            raise Misfit("ends before it begins; swap its ends") from None
        raise Misfit('is no period; write one like "2024", "2025-12" or "2021/2025"') from None


@form(
    type="string",
    maxLength=LONGEST_TEXT,
    pattern=_FORMULA,
    comment="Loading checks too how its words follow each other, and that they are at most 100.",
)
def formula(value: object) -> Formula:
    """A formula over facts."""
    try:
        return read_formula(text(value))
    except NotAFormula as fault:
        raise Misfit(fault.template, **fault.values) from None


@form(type="string", pattern="^[0-9a-f]{64}$")
def sha256(value: object) -> str:
    """Lower-case hex SHA-256."""
    written = text(value)
    if not _SHA256.fullmatch(written):
        raise Misfit("is no SHA-256; write 64 lower-case hex digits")
    return written


def one_of(words: type[StrEnum]) -> Form[StrEnum]:
    """One of the words of an enumeration."""

    known = {word.value: word for word in words}

    def read(value: object) -> StrEnum:
        word = known.get(value) if isinstance(value, str) else None
        if word is None:
            raise Misfit("is not allowed here; write one of {words}", words=", ".join(words))
        return word

    return Form(words.__name__, read, {"enum": [word.value for word in words]})
