"""How facts and movements read to a person, cell by cell: figure, change, multiple, period."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from xiyang_cli.answers.movement import Movement, Number
from xiyang_cli.answers.wording import (
    BOUNDS_EN,
    DERIVED,
    EMPTY,
    amount,
    bound,
    percentage,
    share,
    short,
    times,
)
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Basis, Direction, Fact, Kind, Multiple, Qualifier, Ranking, Status
from xiyang_cli.figures.arithmetic import plain
from xiyang_cli.figures.period import Period
from xiyang_cli.figures.units import Unit
from xiyang_cli.language import Language, name_in, say

if TYPE_CHECKING:
    from xiyang_cli.language import Bilingual

CONTEXT = "†"
"""behind a period that only the context gives"""


class Voice:
    """Words values in one language, amounts in `unit` where they convert."""

    def __init__(self, base: Callable[[], FactBase], language: Language, unit: str | None = None) -> None:
        self._base = base
        self.language = language
        self.target = self.base.units.asked(unit) if unit else None

    @cached_property
    def base(self) -> FactBase:
        """The base; it is read only for words that need it."""
        return self._base()

    def figure(self, fact: Fact) -> str:
        """A fact's figure: as printed in Chinese, in words of its own in English, converted on demand."""
        if fact.kind is Kind.RANK and not self.is_chinese:
            return self.ranked(fact)
        if fact.value is None or fact.unit is None:
            return fact.figure or EMPTY
        unit = self.base.units.unit(fact.unit)
        if fact.basis is Basis.DERIVED:
            return self.derived_figure(fact, fact.value, unit) + DERIVED
        if self.target and self.target.base == unit.base:
            return self.amount(unit.convert(fact.value, self.target), self.target, fact)
        text = fact.figure or "" if self.is_chinese else self.told(fact, unit)
        is_amount = fact.kind is Kind.CHANGE and not fact.yearly and unit.base.id not in ("times", "doubling")
        if is_amount and text[:1].isdigit():
            # The page says it in words (增长, 下降); here only the sign can.
            return ("-" if fact.direction is Direction.DOWN else "+") + text
        return text

    def derived_figure(self, fact: Fact, value: Decimal, unit: Unit) -> str:
        if unit.base.id == "times":
            return bound(fact.qualifier, self.language) + times(value)
        if unit.base.id == "percent" and fact.kind is Kind.CHANGE:
            return bound(fact.qualifier, self.language) + percentage(value)
        value, unit = self.converted(value, unit)
        return self.amount(short(value), unit, fact)

    def ranked(self, fact: Fact) -> str:
        """A rank in English where it has a number; else its printed wording, which the statement explains."""
        if fact.value is None or fact.ranking is Ranking.TIER:
            return fact.figure or EMPTY
        within = fact.qualifier is Qualifier.WITHIN
        told = f"within the first {plain(fact.value)}" if within else f"no. {plain(fact.value)}"
        return f"{told} ({self.place_name(fact.scope)})" if fact.scope else told

    def told(self, fact: Fact, unit: Unit) -> str:
        if fact.kind is Kind.CHANGE and fact.base_unit in ("times", "doubling"):
            return self.told_change(fact)
        assert fact.value is not None
        text = self.worded(fact.value, unit, fact.qualifier, fact.value_high)
        return text + (" a year" if fact.yearly else "")

    def end(
        self, number: Number | None, movement: Movement, period: Period | None, plain_periods: set[str]
    ) -> str:
        if number is None or movement.unit is None:
            return EMPTY
        unit, value = movement.unit, number.value
        if self.target and self.target.base == unit.base:
            unit, value = self.target, unit.convert(number.shown, self.target)
        star = DERIVED if number.basis is Basis.DERIVED else ""
        text = self.worded(shorter(value, bool(star)), unit, number.qualifier) + star
        mark = CONTEXT if period is not None and movement.period_basis == "context" else ""
        if period is None or period.text in plain_periods:
            return text + mark
        return f"{text}{self.gap}({period}){mark}"

    def moved(self, movement: Movement) -> str:
        """The printed change; else per cent, else the difference, worked out.

        A change in 倍 or 番, and one without a number, stands in its printed words.
        """
        told = movement.printed
        if told is not None and told.kind is Kind.CHANGE and told.base_unit in (None, "times", "doubling"):
            return self.told_change(told)
        printed = [n for n in (movement.change, movement.percent) if n and n.basis is Basis.REPORTED]
        number = printed[0] if printed else movement.percent or movement.change
        if number is None:
            return EMPTY
        star = "" if number.basis is Basis.REPORTED else DERIVED
        if number is movement.percent:
            return (percentage(number.value) if star else sign(number.value) + "%") + star
        return self.by_how_much(movement)

    def by_how_much(self, movement: Movement) -> str:
        number, unit = movement.change, movement.change_unit
        if number is None or unit is None:
            return EMPTY
        value, unit = self.converted(number.shown, unit)
        if number.basis is Basis.REPORTED:
            return self.difference(value, unit)
        return self.difference(short(value), unit) + DERIVED

    def told_change(self, fact: Fact) -> str:
        if self.is_chinese and fact.figure:
            return fact.figure
        if fact.value is None:
            return self.say_word("rose" if fact.direction is Direction.UP else "fell")
        if fact.base_unit == "doubling":
            return "doubled" if fact.value == 1 else f"doubled {plain(fact.value)} times"
        words = BOUNDS_EN.get(fact.qualifier or Qualifier.EXACT, "")
        return f"{'up' if fact.multiple is Multiple.BY else 'to'} {words}{plain(fact.value)} times"

    def multiple(self, movement: Movement) -> str:
        if movement.multiple is None:
            return EMPTY
        star = DERIVED if movement.multiple.basis is Basis.DERIVED else ""
        text = bound(movement.multiple.qualifier, self.language) + times(movement.multiple.value)
        if movement.multiple_alt is not None:
            text = f"{text}/{times(movement.multiple_alt)}"
        return text + star

    def rate(self, movement: Movement) -> str:
        if movement.annual is None:
            return EMPTY
        if movement.annual.basis is Basis.REPORTED:
            return sign(movement.annual.value) + "%"
        return percentage(movement.annual.value) + DERIVED

    def difference(self, value: Decimal, unit: Unit) -> str:
        sign = "+" if value > 0 else "-" if value < 0 else ""
        if unit.base.id == "percent":
            unit = self.base.units.find("百分点") or unit
        return sign + self.worded(abs(value), unit, None)

    def amount(self, value: Decimal, unit: Unit, fact: Fact | None) -> str:
        return self.worded(value, unit, fact.qualifier if fact else None)

    def worded(
        self, value: Decimal, unit: Unit, qualifier: Qualifier | None, high: Decimal | None = None
    ) -> str:
        as_asked = self.target is not None and self.target.id == unit.id
        return amount(value, unit, self.base.units, qualifier, self.language, high=high, as_asked=as_asked)

    def converted(self, value: Decimal, unit: Unit) -> tuple[Decimal, Unit]:
        """A value in the unit asked for, where it is of that kind; else as it is."""
        if self.target is None or self.target.base != unit.base:
            return value, unit
        return unit.convert(value, self.target), self.target

    def ratio(self, ratio: Decimal) -> str:
        """A share below one in per cent, a multiple above it."""
        return (share(ratio * 100) if ratio < 1 else times(ratio)) + DERIVED

    def period(self, fact: Fact) -> str:
        if fact.period is None:
            return ""
        text = fact.period.text
        if fact.baseline_period is not None:
            text = f"{fact.baseline_period}→{text}"
        return text + (CONTEXT if fact.period_basis == "context" else "")

    def name_of(self, thing: Bilingual) -> str:
        return name_in(thing, self.language)

    def place_name(self, id: str) -> str:
        return self.name_of(self.base.place(id))

    def status(self, status: Status) -> str:
        return status.wording(self.language)

    def say_word(self, word: str) -> str:
        return say(word, self.language)

    @property
    def colon(self) -> str:
        return "：" if self.is_chinese else ": "

    def formula_unit(self, fact: Fact) -> str:
        """The unit of a formula, where the value beside it is shown in another."""
        converted = self.target is not None and fact.base_unit == self.target.base.id
        return f" [{fact.unit}]" if converted and fact.unit != self.target_id else ""

    @property
    def target_id(self) -> str | None:
        """The unit asked for."""
        return self.target.id if self.target else None

    @property
    def gap(self) -> str:
        return "" if self.is_chinese else " "

    @property
    def is_chinese(self) -> bool:
        return self.language is Language.ZH


def sign(value: Decimal) -> str:
    """A printed number with its sign, a rise with +."""
    return f"+{plain(value)}" if value > 0 else plain(value)


def shorter(value: Decimal, derived: bool) -> Decimal:
    """A derived value as people read it, a printed one as it is."""
    return short(value) if derived else value
