"""Facts beside each other: told twice, contradicting each other, past their year. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Direction, Fact, Kind, Multiple, Qualifier, Status
from xiyang_cli.base.names import key_of
from xiyang_cli.figures.arithmetic import (
    add,
    divide,
    multiply,
    plain,
    power,
    root,
    rounding_interval,
    significant,
    subtract,
)
from xiyang_cli.figures.period import Period
from xiyang_cli.linting.finding import Finding
from xiyang_cli.linting.written import Written

Interval = tuple[Decimal, Decimal]
_ONE, _TWO, _HUNDRED, _ENDLESS = Decimal(1), Decimal(2), Decimal(100), Decimal("Infinity")


def told_twice(base: FactBase, facts: Mapping[str, Written]) -> Iterator[Finding]:
    """Facts that state the same of one indicator: the same value, or in the same words."""
    values: dict[object, str] = {}
    words: dict[object, str] = {}
    for fact in base.facts:
        same = _value_key(fact)
        first = values.setdefault(same, fact.id) if same else fact.id
        key, text = "value", fact.figure or ""
        if first == fact.id:
            key, text = "statement_zh", fact.statement_zh
            first = words.setdefault((fact.place, key_of(fact.statement_zh)), fact.id)
        if first != fact.id:
            yield facts[fact.id].finding(
                "near-duplicate", key, text,
                "states the same as {other}; leave one of them, or say what differs (period, status, scope)",
                other=first,
            )  # fmt: skip


def _value_key(fact: Fact) -> object:
    """What two facts have in common that state the same value; None for one without a value."""
    if fact.base_value is None:
        return None
    told = (fact.indicator, fact.kind, fact.period and (fact.period.first, fact.period.last), fact.status)
    how = (fact.scope, fact.ranking, fact.direction if fact.kind is Kind.CHANGE else None, fact.multiple)
    when = fact.baseline_period and (fact.baseline_period.first, fact.baseline_period.last)
    return *told, *how, when, fact.yearly, fact.base_value, fact.base_value_high, fact.base_unit


def contradicted(base: FactBase, facts: Mapping[str, Written]) -> Iterator[Finding]:
    """Changes that no two numbers give of which the printed levels are the rounding."""
    for indicator in base.indicators:
        own = base.facts_of(indicator)
        for change in own:
            if change.kind is not Kind.CHANGE:
                continue
            for before, after in _ends(own, change):
                if (got := _contradiction(base, change, before, after)) is not None:
                    yield _contradictory(facts[change.id], change, before, after, got)
                    break


def _contradictory(record: Written, change: Fact, before: Fact, after: Fact, got: Interval) -> Finding:
    return record.finding(
        "change-contradicts", "value", change.figure or change.statement_zh,
        "the levels {before} and {after} give {low} to {high}, not {figure}; mend the one that is misread",
        before=f"{before.id} ({before.figure})", after=f"{after.id} ({after.figure})",
        low=_short(got[0]), high=_short(got[1]), figure=change.figure or change.direction,
    )  # fmt: skip


def _ends(own: Sequence[Fact], change: Fact) -> Iterator[tuple[Fact, Fact]]:
    """The levels of the change's baseline and of its period, each with each."""
    if change.baseline_period is None or change.period is None:
        return
    for before in _levels(own, change.baseline_period, change):
        for after in _levels(own, change.period, change):
            if before.base_unit == after.base_unit:
                yield before, after


def _levels(facts: Sequence[Fact], period: Period, change: Fact) -> list[Fact]:
    """The levels of that very period whose bounds are those of their rounding."""
    return [
        fact
        for fact in facts
        if fact.kind is Kind.LEVEL
        and fact.period is not None
        and (fact.period.first, fact.period.last) == (period.first, period.last)
        and fact.status in (change.status, Status.ACTUAL)
        and fact.value is not None
        and fact.qualifier in (Qualifier.EXACT, Qualifier.RANGE)
    ]


def _contradiction(base: FactBase, change: Fact, before: Fact, after: Fact) -> Interval | None:
    """What the levels give, where it has nothing in common with what the change says."""
    start, end = _base_interval(base, before), _base_interval(base, after)
    sign = -1 if change.direction is Direction.DOWN else 1
    told = _told(change)
    measure = _measure(change, before) if told else None
    if told is None or measure is None:
        rise = subtract(end[0], start[1]), subtract(end[1], start[0])
        return rise if rise[1] * sign < 0 and rise[0] * sign < 0 else None
    if start[0] <= 0 and measure is not subtract:
        return None
    got = sorted(multiply(Decimal(sign), measure(b, a)) for a in start for b in end)
    if change.multiple is not None or change.base_unit == "doubling":
        got = sorted(measure(b, a) for a in start for b in end)
    low, high = got[0], got[-1]
    readings = [told]
    if change.multiple is Multiple.BY:
        readings.append((add(told[0], _ONE), add(told[1], _ONE) if told[1].is_finite() else told[1]))
    return None if any(low <= upper and lower <= high for lower, upper in readings) else (low, high)


def _told(change: Fact) -> Interval | None:
    """Between which numbers a printed change lies; None where its words do not say."""
    if change.value is None or change.base_value is None:
        return None
    low, high = rounding_interval(change.value)
    match change.qualifier:
        case Qualifier.EXACT:
            found = low, high
        case Qualifier.OVER | Qualifier.AT_LEAST:
            found = low, _ENDLESS
        case Qualifier.NEAR | Qualifier.UNDER | Qualifier.WITHIN:
            found = -_ENDLESS, high
        case Qualifier.RANGE if change.value_high is not None:
            found = low, rounding_interval(change.value_high)[1]
        case _:
            return None
    if change.base_unit == "doubling":
        return power(_TWO, found[0]), power(_TWO, found[1])
    scale = divide(change.base_value, change.value) if change.value else _ONE
    return tuple(multiply(n, scale) if n.is_finite() else n for n in found)  # type: ignore[return-value]


def _measure(change: Fact, level: Fact) -> Callable[[Decimal, Decimal], Decimal] | None:
    """How the change is worked out from the level after and the level before; None where it cannot be."""
    if change.yearly:
        return _yearly(change) if change.base_unit == "percent" else None
    if change.base_unit == "percent" and level.base_unit != "percent":
        return _per_cent
    if change.base_unit in ("times", "doubling"):
        return divide
    points = change.base_unit == "percentage_point" and level.base_unit == "percent"
    return subtract if points or (change.base_unit == level.base_unit != "percent") else None


def _per_cent(after: Decimal, before: Decimal) -> Decimal:
    return multiply(subtract(divide(after, before), _ONE), _HUNDRED)


def _yearly(change: Fact) -> Callable[[Decimal, Decimal], Decimal] | None:
    first, last = change.baseline_period, change.period
    if not (first and last and first.is_year and last.is_year):
        return None
    years = last.end_year - first.end_year
    return lambda after, before: multiply(subtract(root(divide(after, before), years), _ONE), _HUNDRED)


def _base_interval(base: FactBase, level: Fact) -> Interval:
    """Between which base values a printed level lies."""
    assert level.value is not None
    assert level.unit is not None
    unit = base.units.unit(level.unit)
    high = level.value_high if level.value_high is not None else level.value
    return unit.to_base(rounding_interval(level.value)[0]), unit.to_base(rounding_interval(high)[1])


def _short(value: Decimal) -> str:
    return plain(significant(value, 4))


def overdue(base: FactBase, facts: Mapping[str, Written], as_of: Period) -> Iterator[Finding]:
    """What the page told for a time to come that has passed by `as_of`, and is not told as done.

    A period that was over, or ending, when the page was printed is none: there it says when
    the plan was made. A later fact that tells what became of it settles the matter.
    """
    for fact in base.facts:
        period = fact.period
        if fact.status is Status.ACTUAL or period is None or period.last >= as_of.last:
            continue
        printed = base.source(fact.source).printed
        if printed is not None and period.last <= printed.last:
            continue
        if not any(_settles(other, fact) for other in base.facts if other.indicator == fact.indicator):
            yield facts[fact.id].finding(
                "plan-overdue", "status", f"status: {fact.status.value}, period: {period}",
                "told as {status} for {period}, past by {date}; find out what became of it and add that",
                status=fact.status, period=period, date=as_of,
            )  # fmt: skip


def _settles(other: Fact, plan: Fact) -> bool:
    """Whether `other` tells how it is with the matter of `plan` at its time or later."""
    return (
        other.status is Status.ACTUAL
        and other.kind is plan.kind
        and other.period is not None
        and plan.period is not None
        and other.period.last >= plan.period.last
    )
