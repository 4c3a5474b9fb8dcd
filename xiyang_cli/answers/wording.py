"""How one value reads to a person, in either language: amounts with their bound and unit. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from xiyang_cli.base.model import Qualifier
from xiyang_cli.figures.arithmetic import multiply, places, plain, shortest, significant
from xiyang_cli.figures.units import Unit, Units
from xiyang_cli.language import Language

DERIVED = "*"
"""stands behind every value that is worked out, so that it shows without colour"""
EMPTY = "—"

_BEFORE_ZH = {
    Qualifier.OVER: "超",
    Qualifier.NEAR: "近",
    Qualifier.ABOUT: "约",
    Qualifier.UNDER: "不足",
    Qualifier.WITHIN: "前",
}
_AFTER_ZH = {Qualifier.AT_LEAST: "以上", Qualifier.ORDER: "级"}
BOUNDS_EN = {
    Qualifier.OVER: "over ",
    Qualifier.NEAR: "nearly ",
    Qualifier.ABOUT: "about ",
    Qualifier.UNDER: "under ",
    Qualifier.WITHIN: "within the first ",
    Qualifier.AT_LEAST: "at least ",
    Qualifier.ORDER: "order of ",
}
_WORDS_EN = ((Decimal(10**12), "trillion"), (Decimal(10**9), "billion"), (Decimal(10**6), "million"))


class Amount(NamedTuple):
    """A value that messages word in their own language."""

    value: Decimal
    unit: Unit
    units: Units
    qualifier: Qualifier | None = None

    def wording(self, language: Language) -> str:
        """The value with its bound and unit."""
        return amount(self.value, self.unit, self.units, self.qualifier, language)


def amount(
    value: Decimal,
    unit: Unit,
    units: Units,
    qualifier: Qualifier | None,
    language: Language,
    *,
    high: Decimal | None = None,
    as_asked: bool = False,
) -> str:
    """A value with its bound and unit: `约90.15亿元`, `about 9.015 billion yuan`."""
    if language is Language.ZH:
        name = {"rank": "", "percentage_point": "个百分点"}.get(unit.base.id, unit.id)
        name = f" {name}" if name[:1].isascii() and name[:1].islower() and len(name) > 2 else name
        number = plain(value) if high is None else f"{plain(value)}—{plain(high)}"
        return (
            _BEFORE_ZH.get(qualifier or Qualifier.EXACT, "")
            + number
            + name
            + _AFTER_ZH.get(qualifier or Qualifier.EXACT, "")
        )
    words = BOUNDS_EN.get(qualifier or Qualifier.EXACT, "")
    if as_asked:
        # A unit that the reader asked for stays; GW is not told in MW.
        return f"{words}{_grouped(value)} {unit.id}"
    text = _english(value, unit, units)
    if high is not None:
        text = f"{_english(value, unit, units)} to {_english(high, unit, units)}"
    return words + text


def bound(qualifier: Qualifier | None, language: Language) -> str:
    """The bound in front of what is worked out from one; a star says already that it is not exact."""
    if qualifier in (None, Qualifier.EXACT, Qualifier.ABOUT):
        return ""
    words = _BEFORE_ZH if language is Language.ZH else BOUNDS_EN
    return words.get(qualifier, "")


def short(value: Decimal, decimals: int = 2) -> Decimal:
    """A derived amount or multiple as people read it: at most two decimals.

    Small ones keep two significant digits: 0.0042 is not 0.
    """
    return places(value, decimals) or significant(value, 2)


def percentage(value: Decimal) -> str:
    """A change in per cent: its sign, at most one decimal."""
    return ("+" if value > 0 else "") + share(value)


def share(value: Decimal) -> str:
    """Per cent to one decimal; 7.0 says that it was rounded, 7 that it was not."""
    rounded = short(value, 1)
    exact = rounded == value or rounded != places(value, 1)
    return f"{plain(rounded) if exact else format(rounded, '.1f')}%"


def times(value: Decimal) -> str:
    """A multiple, at most two decimals."""
    return f"×{plain(short(value))}"


def _english(value: Decimal, unit: Unit, units: Units) -> str:
    if unit.name_en != unit.id and unit.scale == 1 and not unit.id.isascii() and unit.base.kind == "rank":
        return plain(value)
    if unit.id.isascii() and unit.scale == 1 and unit.base.id not in ("percent",):
        return f"{_grouped(value)} {unit.id}"
    own = multiply(value, unit.scale)
    name = unit.name_en
    if unit.scale != 1 or unit.base.kind == "power":
        fitting = _fitting(multiply(value, unit.numerator), unit, units.listed)
        if fitting is not None:
            own, name = fitting.from_base(unit.to_base(value)), fitting.name_en
    for size, word in _WORDS_EN:
        if abs(own) >= size and name[:1] != "%":
            return f"{_grouped(shortest(own / size))} {word} {name}"
    return _grouped(own) + ("" if name == "%" else " ") + name


def _fitting(base_value: Decimal, unit: Unit, listed: Sequence[Unit]) -> Unit | None:
    """The largest unit of the same kind, by steps of a thousand, that the value fills (GW, MW)."""
    steps = [
        other
        for other in listed
        if other.base == unit.base
        and other.denominator == 1
        and other.numerator != unit.numerator / unit.scale
        and other.numerator <= abs(base_value)
        and other.numerator in (Decimal(10**power) for power in (0, 3, 6, 9))
    ]
    own_numerator = unit.numerator / unit.scale
    best = max(steps, key=lambda other: other.numerator, default=None)
    return (
        best
        if best is not None and (best.numerator > own_numerator or own_numerator > abs(base_value))
        else None
    )


def _grouped(value: Decimal) -> str:
    return format(value, ",f")
