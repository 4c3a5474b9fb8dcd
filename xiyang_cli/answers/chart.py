"""What a chart holds: figures in panels of one kind of unit, and what has no place on an axis. Pure.

Nothing is worded here and nothing is drawn; `output/charts` does both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from xiyang_cli.answers.changes import Change, changes, movement_of
from xiyang_cli.answers.compare import Comparison, compare
from xiyang_cli.answers.movement import Movement, Number
from xiyang_cli.answers.panels import Bar, Chart, Group, Panel, Role, panels_of
from xiyang_cli.answers.show import named_fact
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import (
    Basis,
    Direction,
    Fact,
    Indicator,
    Kind,
    PeriodBasis,
    Plan,
    Qualifier,
    Status,
)
from xiyang_cli.base.names import as_names, join_words
from xiyang_cli.errors import UnitsDoNotCompare
from xiyang_cli.figures.arithmetic import multiply
from xiyang_cli.figures.period import Period
from xiyang_cli.figures.quantity import read_quantity
from xiyang_cli.figures.units import Unit, Units
from xiyang_cli.language import Listed


def chart(
    base: FactBase,
    words: Sequence[str] | str = (),
    *,
    place: str | None = None,
    unit: str | None = None,
    from_plan: str | None = None,
    to_plan: str | None = None,
) -> Chart:
    """What is to be drawn of the things that `words` name; without any, what moved between two plans.

    A sector or an indicator is drawn with all its figures, an indicator with its parts'. As soon
    as one thing is a single figure (`gdp@2020`, a fact's id, a quantity), or all are indicators
    whose latest levels have one kind of unit, no shares, and none of which moved from a printed
    or worked out start, they are compared with the first. Raises UnknownName, AmbiguousName,
    UnitsDoNotCompare (also where nothing of one name can be drawn), WrongUse.
    """
    start, end = base.plan(from_plan or base.from_plan), base.plan(to_plan or base.to_plan)
    if not as_names(words):
        return of_changes(
            changes(base, place=place, from_plan=start.id, to_plan=end.id), (start, end), base.units
        )
    names = tuple(join_words(as_names(words), lambda name: _known(base, name, place)))
    if any(_is_figure(base, name, place) for name in names):
        return of_comparison(compare(base, names, place=place, unit=unit))
    indicators = tuple(dict.fromkeys(i for name in names for i in _indicators(base, name, place)))
    groups = [group for one in indicators for group in _groups(base, one, (start, end))]
    alone = len(indicators) == len(names) > 1
    if alone and not any(_has_both_ends(group) or _is_share(group) for _, group in groups):
        try:
            return of_comparison(compare(base, names, place=place, unit=unit))
        except UnitsDoNotCompare:
            pass  # unlike things, or some without a level: each stands for itself
    drawn = {group.indicator for _, group in groups}
    missing = tuple(indicator for indicator in indicators if indicator not in drawn)
    if not drawn:
        stated = Listed(tuple(fact for one in indicators for fact in base.facts_of(one)))
        raise UnitsDoNotCompare(
            "{name}: nothing to draw, the source gives no number or rank (recorded: {statement})",
            name=", ".join(names),
            statement=stated,
        )
    return Chart(tuple(panels_of(groups)), names, missing=missing)


def of_changes(found: Sequence[Change], plans: tuple[Plan, Plan], units: Units) -> Chart:
    """The chart of a table of changes: both ends of each, or the change that is told instead."""
    groups = [
        group for change in found for group in _movement_groups(change.indicator, change.movement, units, ())
    ]
    return Chart(tuple(panels_of(groups)), plans=plans)


def of_comparison(found: Sequence[Comparison]) -> Chart:
    """The chart of a comparison; ranks are told in words, for a rank has no length."""
    groups = []
    for row in found:
        thing = row.compared
        bar = _bar(thing.fact, thing.unit) if thing.fact else Bar(thing.value, thing.unit, basis=None)
        bar = _converted(bar, row.unit)
        is_share, is_rank = row.unit.base.id == "percent", row.unit.base.id == "rank"
        groups.append(
            Group(
                None,
                (bar,),
                thing.name,
                fact=thing.fact,
                ratio=None if is_share else row.ratio,
                difference=row.difference if is_share else None,
                remarks=tuple(remark for remark in row.remarks if remark.warn or not is_rank),
            )
        )
    names = tuple(row.compared.name for row in found)
    remarks = tuple((row.compared.name, remark) for row in found for remark in row.remarks if remark.warn)
    if found[0].unit.base.id == "rank":
        return Chart((Panel(Role.WORDS, tuple(groups)),), names, remarks=remarks)
    panel = Panel(Role.LEVEL, tuple(groups), yardstick=groups[0].bars[0])
    return Chart((panel,), names, remarks=remarks)


def _known(base: FactBase, name: str, place: str | None) -> bool:
    return bool(
        base.matching_sectors(name)
        or base.matching_indicators(name, place)
        or (
            base.matching_indicators(name.partition("@")[0], place)
            and "@" in name
            and " " not in name.partition("@")[2]
        )
        or base.fact(name)
        or read_quantity(name, base.units)
    )


def _is_figure(base: FactBase, name: str, place: str | None) -> bool:
    """Whether a name is that of one figure, not of an indicator or a sector."""
    if base.matching_indicators(name, place) or base.matching_sectors(name):
        return False
    return "@" in name or bool(named_fact(base, name, place)) or read_quantity(name, base.units) is not None


def _indicators(base: FactBase, name: str, place: str | None) -> list[Indicator]:
    sectors = base.matching_sectors(name)
    if sectors and not base.matching_indicators(name, place):
        places = base.places_asked(place)
        return [
            i for i in base.indicators if i.sector == sectors[0].id and (places is None or i.place in places)
        ]
    indicator = base.indicator(name, place)
    return [indicator, *base.parts_of(indicator)]


def _groups(base: FactBase, indicator: Indicator, plans: tuple[Plan, Plan]) -> Iterator[tuple[Role, Group]]:
    """All that one indicator brings to the panels."""
    facts = base.facts_of(indicator)
    movement = movement_of(base, indicator, *plans)
    used = _told_by(movement) if movement else set()
    rest = [fact for fact in facts if fact.id not in used]
    levels = [f for f in rest if f.kind is Kind.LEVEL and f.value is not None and f.unit]
    bars = [_bar(fact, base.units.unit(fact.unit or "")) for fact in levels]
    if movement is not None:
        yield from _movement_groups(indicator, movement, base.units, bars)
    else:
        yield from _level_groups(indicator, bars)
    for fact in rest:
        if fact.kind is Kind.CHANGE and fact.value is not None and fact.unit:
            bar = _bar(fact, base.units.unit(fact.unit))
            worded = bar.unit.base.id in ("times", "doubling")
            role = Role.RATE if fact.yearly else Role.CHANGE
            yield (
                (Role.WORDS, Group(indicator, fact=fact))
                if worded
                else (role, Group(indicator, (bar,), fact=fact))
            )
        elif fact.kind is Kind.RANK or (fact.kind is Kind.CHANGE and fact.value is None):
            yield Role.WORDS, Group(indicator, fact=fact)


def _told_by(movement: Movement) -> set[str]:
    """The facts that a movement tells; a second change beside the printed one stands for itself."""
    rate = movement.annual is not None and movement.annual.basis is Basis.REPORTED
    return {
        fact.id
        for fact in movement.facts
        if fact.kind is not Kind.CHANGE or fact == movement.printed or (fact.yearly and rate)
    }


def _movement_groups(
    indicator: Indicator, movement: Movement, units: Units, extra: Sequence[Bar]
) -> Iterator[tuple[Role, Group]]:
    """A movement's two ends with the other levels; without both ends the change as it is told."""
    ends = [
        _end(movement, number, period)
        for number, period in ((movement.start, movement.from_period), (movement.end, movement.to_period))
        if number is not None
    ]
    unit = movement.unit.base if movement.unit else None
    own = [bar for bar in extra if bar.unit.base == unit]
    others = [bar for bar in extra if bar.unit.base != unit]
    remarks = movement.reasons
    if movement.start is not None and movement.end is not None:
        bars = tuple(sorted([*ends, *own], key=_when))
        yield Role.LEVEL, Group(indicator, bars, movement=movement, remarks=remarks)
        yield from _level_groups(indicator, others)
        return
    told = _told(movement, units)
    if told is not None:
        yield told[0], Group(indicator, (told[1],), movement=movement, fact=movement.printed, remarks=remarks)
    elif not ends:
        yield Role.WORDS, Group(indicator, movement=movement, fact=movement.printed, remarks=remarks)
    if ends:
        bars = tuple(sorted([*ends, *own], key=_when))
        yield Role.LEVEL, Group(indicator, bars, movement=movement, fact=movement.printed, remarks=remarks)
        own = []
    yield from _level_groups(indicator, [*own, *others])


def _level_groups(indicator: Indicator, bars: Iterable[Bar]) -> Iterator[tuple[Role, Group]]:
    """The levels of one indicator, those of one kind of unit together, in the order of time."""
    kinds: dict[str, list[Bar]] = {}
    for bar in bars:
        kinds.setdefault(bar.unit.base.id, []).append(bar)
    for own in kinds.values():
        yield Role.LEVEL, Group(indicator, tuple(sorted(own, key=_when)), fact=own[0].fact)


def _told(movement: Movement, units: Units) -> tuple[Role, Bar] | None:
    """The change of which neither or only one end is known, as the source tells it."""
    printed = movement.printed
    numbers: list[tuple[Role, Number | None, Unit | None]] = [
        (Role.CHANGE, movement.percent, units.unit("%")),
        (Role.CHANGE, movement.change, movement.change_unit),
        (Role.RATE, movement.annual, units.unit("%")),
    ]
    if printed is not None and printed.base_unit in ("times", "doubling"):
        numbers.insert(0, (Role.MULTIPLE, movement.multiple, units.unit("倍")))
    for role, number, unit in numbers:
        if number is None or unit is None:
            continue
        readings = [number.shown]
        if role is Role.MULTIPLE and movement.multiple_alt is not None:
            readings.append(movement.multiple_alt)
        bar = Bar(
            min(readings),
            unit,
            number.basis,
            number.qualifier,
            movement.status,
            movement.to_period,
            movement.period_basis is PeriodBasis.CONTEXT,
            high=max(readings) if len(readings) > 1 else None,
            fact=printed,
            formula=number.formula,
        )
        return role, bar
    return None


def _end(movement: Movement, number: Number, period: Period | None) -> Bar:
    assert movement.unit is not None
    own = (f for f in movement.facts if f.kind is Kind.LEVEL and f.period == period)
    return Bar(
        number.shown,
        movement.unit,
        number.basis,
        number.qualifier,
        movement.status,
        period,
        movement.period_basis is PeriodBasis.CONTEXT,
        fact=next(own, None) if number.basis is Basis.REPORTED else None,
        formula=number.formula,
    )


def _bar(fact: Fact, unit: Unit) -> Bar:
    """The bar of a fact that has a number; a fall goes to the left."""
    assert fact.value is not None
    sign = Decimal(-1 if fact.kind is Kind.CHANGE and fact.direction is Direction.DOWN else 1)
    return Bar(
        multiply(fact.value, sign),
        unit,
        fact.basis,
        fact.qualifier or Qualifier.EXACT,
        fact.status,
        fact.period,
        fact.period_basis is PeriodBasis.CONTEXT,
        fact.value_high,
        fact,
        fact.formula,
    )


def _converted(bar: Bar, unit: Unit) -> Bar:
    """`bar` in another unit of its kind."""
    high = None if bar.high is None else bar.unit.convert(bar.high, unit)
    return replace(bar, value=bar.unit.convert(bar.value, unit), high=high, unit=unit)


def _when(bar: Bar) -> tuple[tuple[int, int, int], int]:
    """The order of time, the surest first; what has no date comes last."""
    last = bar.period.last if bar.period else (9999, 0, 0)
    return last, list(Status).index(bar.status)


def _is_share(group: Group) -> bool:
    return any(bar.unit.base.id == "percent" and group.movement is None for bar in group.bars)


def _has_both_ends(group: Group) -> bool:
    return len(group.bars) > 1 and group.movement is not None
