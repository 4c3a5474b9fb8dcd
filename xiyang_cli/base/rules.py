"""The form of every record of a base: which keys, which are required, what each may hold.

One table a record; :mod:`xiyang_cli.base.read` applies them, `facts/README.md` words them.
A form is a function from what the YAML holds to a value; its ValueError ends the sentence
"<key> <value> …" and says what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from xiyang_cli.base.model import (
    Direction,
    Kind,
    Multiple,
    PeriodBasis,
    Qualifier,
    Ranking,
    Status,
)
from xiyang_cli.figures.formula import Formula, NotAFormula, read_formula
from xiyang_cli.figures.period import Period, read_period
from xiyang_cli.language import harmless

Form = Callable[[Any], Any]

LONGEST_TEXT = 2000
LONGEST_BEGINNING = 12


class Misfit(ValueError):
    """A value that does not fit its form; the template says what is wrong and what to do."""

    def __init__(self, template: str, /, **values: object) -> None:
        super().__init__(template)
        self.template = template
        self.values = values


@dataclass(frozen=True, slots=True)
class Rule:
    """What one key may hold, whether it must stand there, whether null may stand for it."""

    form: Form | ListOf | Record
    required: bool = False
    null: bool = False


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list whose entries all have one form."""

    entry: Form | Record


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with these keys and no others."""

    rules: dict[str, Rule]


def text(value: object) -> str:
    """One line of printable text."""
    if not isinstance(value, str):
        raise Misfit("must be text; write it on one line")
    if not value.strip():
        raise Misfit("is empty; write it or leave the key out")
    if value != value.strip():
        raise Misfit("begins or ends with white space; take it away")
    if len(value) > LONGEST_TEXT:
        raise Misfit("is longer than {limit} characters; shorten it", limit=LONGEST_TEXT)
    if not all(harmless(c) for c in value):
        raise Misfit("holds a control or invisible character; take it out")
    return value


def identifier(value: object) -> str:
    """A stable id: lower-case words joined by hyphens."""
    written = text(value)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", written):
        raise Misfit("is no id; write lower-case words with hyphens, like new-energy-capacity")
    return written


def beginning(value: object) -> str:
    """How a line of the page begins."""
    written = text(value)
    if len(written) > LONGEST_BEGINNING:
        raise Misfit("is longer than {limit} characters; shorten it", limit=LONGEST_BEGINNING)
    return written


def word(value: object) -> str:
    """A whole word of two characters or more."""
    written = text(value)
    if len(written) < 2:
        raise Misfit("is one character; list the whole word")
    return written


def decimal(value: object) -> Decimal:
    """An exact decimal, as printed."""
    if not isinstance(value, str) or not re.fullmatch(r"-?\d{1,40}(\.\d{1,40})?", value, re.ASCII):
        raise Misfit('is no decimal; write digits like "12.6", without commas or units')
    return Decimal(value)


def factor(value: object) -> tuple[Decimal, Decimal]:
    """Base units in one unit: a positive decimal, or a ratio of two (2000/3)."""
    parts = text(value).split("/")
    if len(parts) > 2:
        raise Misfit('is no factor; write a decimal or a ratio like "2000/3"')
    numerator, denominator = decimal(parts[0]), decimal(parts[1]) if parts[1:] else Decimal(1)
    if numerator <= 0 or denominator <= 0:
        raise Misfit("is not above zero; a unit has a positive factor")
    return numerator, denominator


def whole(value: object) -> int:
    """A whole number from 0."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{1,6}", value, re.ASCII):
        raise Misfit("is no whole number; write one like 3")
    return int(value)


def counting(value: object) -> int:
    """A whole number from 1."""
    if whole(value) == 0:
        raise Misfit("is not above zero; these numbers count from 1")
    return whole(value)


def flag(value: object) -> bool:
    """true or false."""
    if value not in ("true", "false"):
        raise Misfit("must be true or false")
    return value == "true"


def period(value: object) -> Period:
    """A period in ISO 8601 terms."""
    written = text(value)
    try:
        return read_period(written)
    except ValueError as error:
        if "before" in str(error):
            raise Misfit("ends before it begins; swap its ends") from None
        raise Misfit('is no period; write one like "2024", "2025-12" or "2021/2025"') from None


def formula(value: object) -> Formula:
    """A formula over facts."""
    try:
        return read_formula(text(value))
    except NotAFormula as fault:
        raise Misfit(fault.template, **fault.values) from None


def sha256(value: object) -> str:
    """Lower-case hex SHA-256."""
    written = text(value)
    if not re.fullmatch(r"[0-9a-f]{64}", written):
        raise Misfit("is no SHA-256; write 64 lower-case hex digits")
    return written


def one_of(words: type[StrEnum]) -> Form:
    """One of the words of an enumeration."""

    def form(value: object) -> StrEnum:
        if value not in tuple(words):
            raise Misfit("is not allowed here; write one of {words}", words=", ".join(words))
        return words(str(value))

    return form


_TEXTS = ListOf(text)
_NAMES = {
    "name_zh": Rule(text, required=True),
    "name_en": Rule(text, required=True),
    "aliases_zh": Rule(_TEXTS),
    "aliases_en": Rule(_TEXTS),
    "pinyin": Rule(_TEXTS),
}
_NOTES = {"note_zh": Rule(text), "note_en": Rule(text)}
_REASONS = {"reason_zh": Rule(text, required=True), "reason_en": Rule(text, required=True)}
_PLACE_IN_PAGE = {
    "item": Rule(counting, required=True),
    "section": Rule(whole, required=True),
    "sentence": Rule(counting, required=True),
}

SECTOR = {"id": Rule(identifier, required=True), **_NAMES}

PLACE = {
    "id": Rule(text, required=True),
    "name_en": Rule(text, required=True),
    "aliases": Rule(_TEXTS),
    "pinyin": Rule(_TEXTS),
    "part_of": Rule(text),
}

PLAN = {
    "id": Rule(identifier, required=True),
    "name_zh": Rule(text, required=True),
    "name_en": Rule(text, required=True),
    "aliases": Rule(_TEXTS),
    "period": Rule(period, required=True),
}

BASE_UNIT = {
    "id": Rule(text, required=True),
    "kind": Rule(text, required=True),
    "name_zh": Rule(text, required=True),
    "name_en": Rule(text, required=True),
    "kind_zh": Rule(text, required=True),
    "kind_en": Rule(text, required=True),
}

UNIT = {
    "id": Rule(text, required=True),
    "base_unit": Rule(text, required=True),
    "factor": Rule(factor, required=True),
    "name_en": Rule(text, required=True),
    "aliases": Rule(_TEXTS),
}

SECTION = {
    "section": Rule(counting, required=True),
    "begins": Rule(beginning, required=True),
}

ITEM = {
    "item": Rule(counting, required=True),
    "main": Rule(flag, required=True),
    "plan": Rule(text),
    "begins": Rule(beginning, required=True),
    "headings": Rule(ListOf(beginning), required=True),
    "sections": Rule(ListOf(Record(SECTION)), required=True),
}

NON_FIGURE = {
    "word": Rule(word, required=True),
    "count": Rule(whole, required=True),
    **_REASONS,
}

SOURCE = {
    "id": Rule(identifier, required=True),
    "headline_zh": Rule(text, required=True),
    "headline_en": Rule(text, required=True),
    "series_zh": Rule(text, required=True, null=True),
    "series_en": Rule(text, required=True, null=True),
    "printed": Rule(period, required=True, null=True),
    "publisher": Rule(text, required=True, null=True),
    "author": Rule(text, required=True, null=True),
    "date": Rule(text, required=True, null=True),
    "page": Rule(text, required=True, null=True),
    **_NOTES,
    "items": Rule(ListOf(Record(ITEM)), required=True),
    "non_figures": Rule(ListOf(Record(NON_FIGURE)), required=True),
    "without_facts": Rule(ListOf(Record({**_PLACE_IN_PAGE, **_REASONS})), required=True),
}

FACT = {
    "id": Rule(identifier, required=True),
    "kind": Rule(one_of(Kind), required=True),
    "value": Rule(decimal),
    "value_high": Rule(decimal),
    "unit": Rule(text),
    "qualifier": Rule(one_of(Qualifier)),
    "period": Rule(period),
    "baseline_period": Rule(period),
    "period_basis": Rule(one_of(PeriodBasis)),
    "status": Rule(one_of(Status), required=True),
    "direction": Rule(one_of(Direction)),
    "multiple": Rule(one_of(Multiple)),
    "yearly": Rule(flag),
    "ranking": Rule(one_of(Ranking)),
    "scope": Rule(text),
    "figure": Rule(text),
    "statement_zh": Rule(text, required=True),
    "statement_en": Rule(text, required=True),
    **_NOTES,
    "at": Rule(
        Record(
            {
                "source": Rule(text, required=True),
                **_PLACE_IN_PAGE,
                "hash": Rule(sha256, required=True),
            }
        ),
        required=True,
    ),
}

INDICATOR = {
    "id": Rule(identifier, required=True),
    **_NAMES,
    "place": Rule(text, required=True),
    "unit_kind": Rule(text, required=True, null=True),
    "part_of": Rule(text),
    "facts": Rule(ListOf(Record(FACT)), required=True),
}

RELATION = {
    "id": Rule(identifier, required=True),
    "name_zh": Rule(text, required=True),
    "name_en": Rule(text, required=True),
    "expect": Rule(formula),
    "cannot_tell_zh": Rule(text),
    "cannot_tell_en": Rule(text),
    "facts": Rule(ListOf(identifier)),
    "assumes_zh": Rule(_TEXTS),
    "assumes_en": Rule(_TEXTS),
    "tolerance": Rule(decimal),
}

FILES = {
    "places.yaml": {
        "home": Rule(text, required=True),
        "places": Rule(ListOf(Record(PLACE)), required=True),
    },
    "plans.yaml": {
        "from": Rule(text, required=True),
        "to": Rule(text, required=True),
        "plans": Rule(ListOf(Record(PLAN)), required=True),
    },
    "sectors.yaml": {"sectors": Rule(ListOf(Record(SECTOR)), required=True)},
    "sources.yaml": {"sources": Rule(ListOf(Record(SOURCE)), required=True)},
    "units.yaml": {
        "base_units": Rule(ListOf(Record(BASE_UNIT)), required=True),
        "units": Rule(ListOf(Record(UNIT)), required=True),
    },
}
"""the files that every base has"""

OPTIONAL_FILES = {"relations.yaml": {"relations": Rule(ListOf(Record(RELATION)), required=True)}}
"""the files that a base may have; each other one holds a sector, by :data:`SECTOR_FILE`"""


def rules_of_file(name: str) -> dict[str, Rule]:
    """What the file of a base with this name holds."""
    return (FILES | OPTIONAL_FILES).get(name, SECTOR_FILE)


SECTOR_FILE = {
    "sector": Rule(text, required=True),
    "indicators": Rule(ListOf(Record(INDICATOR)), required=True),
}
