"""Units: what a figure counts, the base unit behind it, and exact conversion.

The units file of a base names the units (元, 千瓦, 吨 …); the scale words in front of them
(十 百 千 万 亿, thousand … trillion) are language, not data, and stand here.
"""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from xiyang_cli.errors import UnitsDoNotCompare, UnknownName
from xiyang_cli.figures.arithmetic import divide, in_base_units, is_exact, multiply, significant
from xiyang_cli.language import Language

_CHINESE_SCALE = r"[十百千]?(?:万亿|[万亿])|[十百千]"
_CHINESE_DIGITS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_ENGLISH_DIGITS = {
    "hundred": 2,
    "thousand": 3,
    "k": 3,
    "million": 6,
    "mn": 6,
    "m": 6,
    "billion": 9,
    "bn": 9,
    "b": 9,
    "trillion": 12,
    "tn": 12,
}
_ENGLISH_SCALE = rf"(?i:({'|'.join(_ENGLISH_DIGITS)})(?:\s+|$))"


class BaseUnit(NamedTuple):
    """A code such as CNY or W and the kind of figure it measures (money, power …)."""

    id: str
    kind: str
    name_zh: str
    name_en: str
    kind_zh: str
    kind_en: str

    def wording(self, language: Language) -> str:
        """The kind of figure, as messages name it."""
        return self.kind_zh if language is Language.ZH else self.kind_en


class Unit(NamedTuple):
    """A unit as printed (亿元), `numerator`/`denominator` base units each.

    The ratio is kept as two decimals because 亩 is 2000/3 m².
    """

    id: str
    base: BaseUnit
    numerator: Decimal
    denominator: Decimal
    name_en: str
    """English name of the unit without its Chinese scale word"""
    scale: Decimal = Decimal(1)
    """what the scale word in front multiplies it by: 10^8 for 亿元"""

    def to_base(self, value: Decimal) -> Decimal:
        """`value` of this unit in base units: exact, or to four decimals (亩)."""
        return in_base_units(value, self.numerator, self.denominator)

    def from_base(self, value: Decimal) -> Decimal:
        """`value` base units in this unit: exact, or to six significant digits."""
        return _quotient(multiply(value, self.denominator), self.numerator)

    def ratio(self, value: Decimal, other_value: Decimal, other: "Unit") -> Decimal:
        """`value` of this unit ÷ `other_value` of `other`, to 60 digits."""
        above = multiply(multiply(value, self.numerator), other.denominator)
        return divide(above, multiply(multiply(other_value, other.numerator), self.denominator))

    def convert(self, value: Decimal, target: "Unit") -> Decimal:
        """`value` of this unit in `target`.

        Raises UnitsDoNotCompare when the two measure different kinds of thing.
        """
        if self.base != target.base:
            raise UnitsDoNotCompare(
                "{a} ({kind_a}) and {b} ({kind_b}) are different kinds of unit: they do not convert",
                a=self.id,
                kind_a=self.base,
                b=target.id,
                kind_b=target.base,
            )
        if (self.numerator, self.denominator) == (target.numerator, target.denominator):
            return value
        above = multiply(multiply(value, self.numerator), target.denominator)
        return _quotient(above, multiply(self.denominator, target.numerator))

    def scaled(self, word: str, digits: int) -> "Unit":
        """This unit with a scale word in front: 元 with 亿 is 亿元, yuan with billion is …"""
        spaced = f"{word} {self.name_en or self.id}" if word.isascii() else word + self.id
        return self._replace(
            id=spaced,
            numerator=multiply(self.numerator, Decimal(10**digits)),
            name_en=spaced if word.isascii() else self.name_en,
            scale=Decimal(1) if word.isascii() else Decimal(10**digits),
        )


class Units:
    """The units of one base, looked up by any of their spellings, with or without a scale."""

    def __init__(self, base_units: Iterable[BaseUnit], units: Iterable[tuple[Unit, tuple[str, ...]]]) -> None:
        self.base_units = {base.id: base for base in base_units}
        self.listed: list[Unit] = []
        self._exact: dict[str, Unit] = {}
        self._folded: dict[str, Unit] = {}
        for unit, spellings in units:
            self.listed.append(unit)
            for spelling in (unit.id, unit.name_en, *spellings):
                if clean := _clean(spelling):
                    self._exact.setdefault(clean, unit)
                    self._folded.setdefault(clean.casefold(), unit)

    def unit(self, text: str) -> Unit:
        """The unit that `text` names (亿元, 万千瓦, million yuan, GW); UnknownName otherwise."""
        found = self.find(text)
        if found is None:
            known = ", ".join(dict.fromkeys(u.id for u in self.listed))
            raise UnknownName(
                "unknown unit {name}: write one of {known}, "
                "with 万, 亿, million or billion in front where needed",
                name=text,
                known=known,
            )
        return found

    def asked(self, text: str) -> Unit:
        """The unit that a reader asked for, under the spelling they used (GW, not 吉瓦)."""
        return self.unit(text)._replace(id=_clean(text))

    def find(self, text: str) -> Unit | None:
        """Like :meth:`unit`, None when nothing fits."""
        text = _clean(text)
        plain = self._exact.get(text) or self._folded.get(text.casefold())
        if plain:
            return plain
        chinese = re.match(_CHINESE_SCALE, text)
        if chinese:
            rest = self.find_unscaled(text[chinese.end() :])
            digits = sum(_CHINESE_DIGITS[c] for c in chinese[0])
            return rest.scaled(chinese[0], digits) if rest else None
        word, digits, rest_text = english_scale(text)
        rest = self.find_unscaled(rest_text) if word else None
        return rest.scaled(word, digits) if rest else None

    @staticmethod
    def scale_word(text: str) -> str:
        """The Chinese scale word that `text` begins with, empty when it begins with none."""
        found = re.match(_CHINESE_SCALE, text)
        return found[0] if found else ""

    def find_unscaled(self, text: str) -> Unit | None:
        """The unit of the units file that `text` names, None when none does."""
        text = _clean(text)
        return self._exact.get(text) or self._folded.get(text.casefold())

    def spellings(self, unit: Unit) -> tuple[str, ...]:
        """All spellings of a unit of the units file."""
        return tuple(spelling for spelling, found in self._exact.items() if found == unit)

    def kind(self, text: str) -> BaseUnit | None:
        """The base unit meant by a kind (`money`, 金额) or a code (`CNY`)."""
        wanted = _clean(text).casefold()
        for base in self.base_units.values():
            if wanted in {base.id.casefold(), base.kind, base.kind_zh, base.kind_en.casefold()}:
                return base
        return None


def _quotient(above: Decimal, below: Decimal) -> Decimal:
    """Exact, or to six significant digits."""
    quotient = divide(above, below)
    return quotient if is_exact(above, below) else significant(quotient)


def english_scale(text: str) -> tuple[str, int, str]:
    """The scale word that `text` begins with, its power of ten, and the rest of the text.

    `("", 0, text)` when it begins with none.
    """
    found = re.match(_ENGLISH_SCALE, text)
    if not found:
        return "", 0, text
    word = found[1].lower()
    return word, _ENGLISH_DIGITS[word], text[found.end() :]


def _clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())
