"""Figures side by side: each against the first, in one unit, with a note where they differ."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xiyang_cli.answers import columns
from xiyang_cli.answers.show import level_at, levels, named_fact
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Basis, Fact, Indicator, Kind, Qualifier, Status
from xiyang_cli.base.names import as_names, join_words
from xiyang_cli.errors import UnitsDoNotCompare, UnknownName, WrongUse
from xiyang_cli.figures.arithmetic import multiply, plain, significant, subtract
from xiyang_cli.figures.quantity import read_quantity
from xiyang_cli.figures.units import Unit
from xiyang_cli.language import Language, Listed, say, visible

_OWN = "a quantity of the reader's own"
_FIRST = "it is the first itself, or the note says why"

COMPARE_ROW: columns.Columns = {
    "name": columns.text("the name it was asked for by, with its period"),
    "value": columns.number("its value in `unit`"),
    "unit": columns.text("the unit of values and differences, the same for all rows"),
    "base_value": columns.number("its value in `base_unit`"),
    "base_unit": columns.text("code of the base unit: CNY, W, t, percent, rank …"),
    "qualifier": columns.one_of(Qualifier, "the bound on its value"),
    "period": columns.period("its period", f"{_OWN}, or the page gives no date"),
    "place": columns.text("the place it is about, by its Chinese name", _OWN),
    "status": columns.one_of(Status, "whether the page tells it as done", _OWN),
    "basis": columns.one_of(Basis, "whether the page prints it or it is worked out", _OWN),
    "figure": columns.text("the wording as printed, or as the reader gave it", "it is worked out"),
    "formula": columns.text("how it was worked out", "it is printed or given"),
    "difference": columns.number("it less the first, in `unit`; of shares in percentage points", _FIRST),
    "difference_pct": columns.number("that in per cent of the first", f"{_FIRST}; shares have none"),
    "ratio": columns.number("it divided by the first", _FIRST),
    "note_zh": columns.text("where it differs from the first, and what to mind", "nothing is to be said"),
    "note_en": columns.text("the same in English", "nothing is to be said"),
}
COMPARE_KEYS = tuple(COMPARE_ROW)


@dataclass(frozen=True)
class Compared:
    """One thing compared: a fact of the base, or a quantity that the reader gave."""

    name: str
    value: Decimal
    unit: Unit
    figure: str | None
    fact: Fact | None = None

    @property
    def base_value(self) -> Decimal:
        return self.unit.to_base(self.value)


@dataclass(frozen=True)
class Remark:
    """A way in which a row differs from the first, or a warning about its figure."""

    template: str
    values: tuple[tuple[str, object], ...] = ()
    warn: bool = False

    def text(self, language: Language) -> str:
        return say(self.template, language, **dict(self.values))


@dataclass(frozen=True)
class Comparison:
    """The row of one thing against the first; amounts in `unit`, the same for all rows."""

    compared: Compared
    unit: Unit
    difference: Decimal | None
    difference_pct: Decimal | None
    ratio: Decimal | None
    remarks: tuple[Remark, ...]

    def row(self) -> dict[str, Any]:
        """Its flat row."""
        thing, fact = self.compared, self.compared.fact
        notes = {
            language: ("；" if language is Language.ZH else "; ").join(r.text(language) for r in self.remarks)
            for language in Language
        }
        return {
            "name": thing.name,
            "value": thing.unit.convert(thing.value, self.unit),
            "unit": self.unit.id,
            "base_value": thing.base_value,
            "base_unit": thing.unit.base.id,
            "qualifier": (fact.qualifier.value if fact and fact.qualifier else Qualifier.EXACT.value),
            "period": fact.period.text if fact and fact.period else None,
            "place": fact.place if fact else None,
            "status": fact.status.value if fact else None,
            "basis": fact.basis.value if fact else None,
            "figure": thing.figure,
            "formula": fact.formula if fact else None,
            "difference": self.difference,
            "difference_pct": self.difference_pct,
            "ratio": self.ratio,
            "note_zh": notes[Language.ZH] or None,
            "note_en": notes[Language.EN] or None,
        }


def compare(
    base: FactBase, words: Sequence[str] | str, *, place: str | None = None, unit: str | None = None
) -> list[Comparison]:
    """Each thing that `words` name against the first: difference, per cent, ratio.

    A thing is an indicator (its latest level), `name@period`, a fact's id, or a quantity such
    as `200亿元`. Raises UnknownName, UnitsDoNotCompare (the error names both kinds), WrongUse.
    """
    names = join_words(as_names(words), lambda name: _known(base, name, place))
    if len(names) < 2:
        raise WrongUse("a comparison takes two names or more, like: xiyang compare gdp@2020 gdp@2024")
    things = [_thing(base, name, place) for name in names]
    first = things[0]
    target = base.units.asked(unit) if unit is not None else first.unit
    for thing in things:
        if thing.unit.base != first.unit.base:
            raise _unlike(first, thing)
    first.unit.convert(first.value, target)
    return [
        _compared(first, thing, target, alone=place_in_row == 0) for place_in_row, thing in enumerate(things)
    ]


def _compared(first: Compared, thing: Compared, target: Unit, *, alone: bool) -> Comparison:
    remarks = list(_own_remarks(thing))
    if alone:
        return Comparison(thing, target, None, None, None, tuple(remarks))
    remarks += _remarks(first, thing)
    difference = _difference(first, thing, target)
    is_share = target.base.id == "percent"
    if is_share:
        remarks.append(Remark("the difference is in percentage points"))
    ratio = percent = None
    if target.base.id == "rank":
        remarks.append(Remark("ranks have no ratio"))
    elif first.value > 0:
        quotient = thing.unit.ratio(thing.value, first.value, first.unit)
        ratio = significant(quotient)
        if not is_share and target.base.id != "percentage_point":
            percent = significant(multiply(subtract(quotient, Decimal(1)), Decimal(100)))
    else:
        remarks.append(Remark("no ratio to a figure that is not above zero"))
    return Comparison(thing, target, difference, percent, ratio, tuple(remarks))


def _difference(first: Compared, thing: Compared, target: Unit) -> Decimal:
    """thing − first in `target`: exact, or to six significant digits where a unit has no end."""
    value = subtract(thing.unit.convert(thing.value, target), first.unit.convert(first.value, target))
    whole = all(unit.denominator == 1 for unit in (first.unit, thing.unit, target))
    return value if whole else significant(value)


def _thing(base: FactBase, name: str, place: str | None) -> Compared:
    name = visible(unicodedata.normalize("NFKC", name)).replace("\u2212", "-")
    quantity = read_quantity(name, base.units)
    if quantity is not None and not base.matching_indicators(name, place):
        return Compared(name, quantity.value, quantity.unit, quantity.text)
    indicator_name, at, period = name.partition("@")
    derived = named_fact(base, name, place) if at else None
    if derived is not None:
        return _of_fact(base, name, derived)
    if at:
        indicator = base.indicator(indicator_name, place)
        return _of_fact(base, name, _level_at(base, indicator, period))
    matched = base.matching_indicators(name, place)
    fact = None if matched else base.fact(name)
    return _of_fact(base, name, fact or _latest_level(base, base.indicator(name, place)))


def _of_fact(base: FactBase, name: str, fact: Fact) -> Compared:
    if fact.value is None or fact.unit is None:
        raise UnitsDoNotCompare(
            "{name} has no number to compare (recorded: {statement})", name=name, statement=fact
        )
    shown = name if "@" in name or fact.id == name else fact.indicator
    if shown == fact.indicator and fact.period is not None:
        shown = f"{shown}@{fact.period}"
    return Compared(shown, fact.value, base.units.unit(fact.unit), fact.figure, fact)


def _level_at(base: FactBase, indicator: Indicator, period: str) -> Fact:
    found = level_at(base, indicator, base.period(period))
    if found is not None:
        return found
    known = dict.fromkeys(sorted(str(fact.period) for fact in levels(base, indicator)))
    raise UnknownName(
        "the source gives no {name} for {period} and none can be worked out; it has: {known}",
        name=indicator.id,
        period=period,
        known=", ".join(known) or "-",
    )


def _latest_level(base: FactBase, indicator: Indicator) -> Fact:
    """The surest and latest level; else the one figure that the source gives."""
    facts = [f for f in base.facts_of(indicator) if f.value is not None and f.kind is not Kind.RANK]
    levels = [f for f in facts if f.kind is Kind.LEVEL]
    for status in Status:
        own = [f for f in levels if f.status is status]
        if own:
            return max(own, key=lambda f: f.period.last if f.period else (0, 0, 0))
    if facts:
        return facts[0]
    parts = Listed(tuple(part.id for part in base.parts_of(indicator)))
    if parts.things:
        raise UnitsDoNotCompare(
            "{name} has no number to compare; its parts: {parts}", name=indicator.id, parts=parts
        )
    stated = Listed(base.facts_of(indicator))
    raise UnitsDoNotCompare(
        "{name} has no number to compare (recorded: {statement})", name=indicator.id, statement=stated
    )


def _own_remarks(thing: Compared) -> list[Remark]:
    fact = thing.fact
    if fact is None:
        return []
    remarks = []
    if fact.kind is Kind.CHANGE:
        remarks.append(Remark("a change, not a level", warn=True))
    if fact.qualifier is Qualifier.RANGE:
        remarks.append(Remark("a range: its low end is compared", warn=True))
    elif fact.qualifier not in (None, Qualifier.EXACT) and fact.basis is Basis.REPORTED:
        remarks.append(
            Remark(
                "a bound ({qualifier}): the arithmetic holds for the bound itself",
                (("qualifier", fact.figure or fact.qualifier),),
            )
        )
    if fact.basis is Basis.DERIVED:
        remarks.append(Remark("worked out: {formula}", (("formula", fact.formula),)))
    if fact.status is not Status.ACTUAL:
        remarks.append(Remark("not done: {status}", (("status", fact.status),)))
    return remarks


def _remarks(first: Compared, thing: Compared) -> list[Remark]:
    one, other = first.fact, thing.fact
    if one is None or other is None:
        return []
    remarks = []
    for template, a, b in (
        ("different periods: {a} and {b}", one.period, other.period),
        ("different places: {a} and {b}", one.place, other.place),
        ("different statuses: {a} and {b}", one.status, other.status),
    ):
        if a != b:
            words = (("a", a or "-"), ("b", b or "-"))
            remarks.append(Remark(template, words, warn=True))
    return remarks


def _unlike(first: Compared, thing: Compared) -> UnitsDoNotCompare:
    return UnitsDoNotCompare(
        "{a} ({value_a}: {kind_a}) and {b} ({value_b}: {kind_b}): different kinds of unit do not compare",
        a=first.name,
        kind_a=first.unit.base,
        value_a=first.figure or f"{plain(first.value)} {first.unit.id}",
        b=thing.name,
        kind_b=thing.unit.base,
        value_b=thing.figure or f"{plain(thing.value)} {thing.unit.id}",
    )


def _known(base: FactBase, name: str, place: str | None) -> bool:
    if read_quantity(name, base.units) or base.fact(name):
        return True
    indicator_name, at, period = name.partition("@")
    if at and " " in period:
        return False
    return bool(base.matching_indicators(indicator_name, place))
