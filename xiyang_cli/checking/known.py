"""What a base offers to judge by: its figures, and what follows from them, by kind of unit. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from xiyang_cli.answers.changes import movement_of
from xiyang_cli.answers.show import derived_facts, levels
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Basis, Direction, Fact, Kind, Multiple, Qualifier, Status
from xiyang_cli.checking.relate import Stated
from xiyang_cli.figures.arithmetic import add, divide, multiply, plain, power, significant, subtract

GROUPS = {
    "CNY": "money", "CNY/person": "money", "CNY/t": "price", "W": "power", "t": "mass", "m2": "area",
    "person": "count", "person_time": "count", "view": "count", "item": "count",
    "percent": "rate", "percentage_point": "rate", "times": "rate", "doubling": "rate",
    "year_age": "age", "year": "age", "rank": "rank",
    "kWh": "energy", "m": "length", "m3": "volume", "USD": "foreign money", "day": "days",
    "degree": "temperature",
}  # fmt: skip
"""units that a draft may take for one another; what is in different groups is never compared"""

QUOTIENTS = {
    ("CNY", "t"): ("元/吨", "CNY/t"),
    ("CNY", "item"): ("元", "CNY"),
    ("CNY", "person"): ("元/人", "CNY/person"),
}
_REST_BOUND = {
    Qualifier.OVER: Qualifier.UNDER,
    Qualifier.UNDER: Qualifier.OVER,
    Qualifier.NEAR: Qualifier.OVER,
    Qualifier.AT_LEAST: Qualifier.WITHIN,
}
ONE, TWO, HUNDRED = Decimal(1), Decimal(2), Decimal(100)


@dataclass(frozen=True)
class Known:
    """A figure of the base, printed or worked out, as drafts are judged by it."""

    fact: Fact
    stated: Stated | None
    factor: Decimal | None = None
    """of a change: what the end is of the start, by the strict reading"""
    loose: Decimal | None = None
    """the same by the loose reading, of 增长3倍"""
    is_difference: bool = False
    """an amount by which something changed"""
    others: tuple[Fact, ...] = ()
    """the facts that it combines, when it is of several"""

    @property
    def is_derived(self) -> bool:
        return self.fact.basis is Basis.DERIVED


class Knowledge:
    """The figures of one base, by the group of their units."""

    def __init__(self, base: FactBase) -> None:
        self._base = base

    def of(self, group: str) -> Sequence[Known]:
        """All figures of a group."""
        return self._by_group.get(group, ())

    @cached_property
    def standings(self) -> tuple[Fact, ...]:
        """The facts that claim a rank or a superlative."""
        return tuple(
            f for f in self._base.facts if f.kind is Kind.RANK or (f.kind is Kind.RECOGNITION and f.figure)
        )

    @cached_property
    def _by_group(self) -> dict[str, list[Known]]:
        groups: dict[str, list[Known]] = {}
        for known in self._all():
            if known.fact.base_unit in GROUPS:
                groups.setdefault(GROUPS[known.fact.base_unit], []).append(known)
        return groups

    def _all(self) -> Iterator[Known]:
        base = self._base
        start, end = base.plan(base.from_plan), base.plan(base.to_plan)
        for indicator in base.indicators:
            movement = movement_of(base, indicator, start, end)
            start_number = movement.start if movement else None
            known = (*base.facts_of(indicator), *derived_facts(base, indicator), *levels(base, indicator))
            for fact in {fact.id: fact for fact in known}.values():
                if fact.kind is Kind.RANK or fact.base_value is None or fact.qualifier is None:
                    continue
                if fact.id.endswith("@multiple") and movement and movement.multiple_alt is not None:
                    continue  # 增长3倍 has two readings: neither is a figure of the base
                low = high = None
                if fact.id.endswith(f"@{start.end}") and start_number and start_number.low and fact.unit:
                    unit = base.units.unit(fact.unit)
                    low, high = (
                        unit.to_base(start_number.low),
                        unit.to_base(start_number.high or start_number.low),
                    )
                yield _known(fact, low, high)


def _known(fact: Fact, low: Decimal | None, high: Decimal | None) -> Known:
    assert fact.base_value is not None
    assert fact.qualifier is not None
    is_derived = fact.basis is Basis.DERIVED
    if fact.qualifier is Qualifier.RANGE:
        high = fact.base_value_high
    # A draft tells a fall by its size; which way it goes is compared apart.
    value = abs(fact.base_value) if fact.kind is Kind.CHANGE else fact.base_value
    stated = Stated(value, fact.qualifier, is_derived, low, high)
    factor, loose = _factors(fact)
    is_amount = GROUPS.get(fact.base_unit or "") not in ("rate", None)
    return Known(fact, stated, factor, loose, is_difference=fact.kind is Kind.CHANGE and is_amount)


def _factors(fact: Fact) -> tuple[Decimal | None, Decimal | None]:
    """What a change makes of its start: strictly, and by the loose reading where there are two."""
    value = fact.value
    if fact.kind is not Kind.CHANGE or value is None or fact.yearly:
        return None, None
    sign = -1 if fact.direction == "down" and value > 0 else 1
    if fact.base_unit == "doubling":
        return power(TWO, value), None
    if fact.base_unit == "percent":
        return add(ONE, divide(multiply(Decimal(sign), value), HUNDRED)), None
    if fact.base_unit == "times":
        return (add(value, ONE), value) if fact.multiple is Multiple.BY else (value, None)
    return None, None


def between(start: Fact, end: Fact, unit: str) -> Known | None:
    """The change from one level to another of the same indicator: in `unit`, or as per cent and multiple."""
    a, b = start.base_value, end.base_value
    if a is None or b is None or not a or start.period is None or end.period is None:
        return None
    is_amount = unit not in ("percent", "times", "doubling")
    ratio = divide(b, a)
    change = subtract(b, a) if is_amount else multiply(subtract(ratio, ONE), HUNDRED)
    made = combined(end, start, "-") if is_amount else combined(end, start, "/")
    fact = made.fact._replace(
        kind=Kind.CHANGE,
        value=change,
        base_value=change,
        base_unit=made.fact.base_unit if is_amount else "percent",
        unit=made.fact.unit if is_amount else "%",
        baseline_period=start.period,
        direction=Direction.DOWN if change < 0 else Direction.UP,
        formula=made.fact.formula
        if is_amount
        else f"({_worded(end)} / {_worded(start)} - 1) * 100 = {plain(significant(change))} percent",
    )
    stated = Stated(abs(change), Qualifier.EXACT, is_derived=True)
    return Known(fact, stated, None if is_amount else ratio, is_difference=is_amount)


def a_year(start: Fact, end: Fact) -> Known | None:
    """What was added a year on average between two levels: (252 - 70) / 5."""
    a, b = start.base_value, end.base_value
    if a is None or b is None or start.period is None or end.period is None:
        return None
    years = Decimal(end.period.end_year - start.period.end_year)
    if years < TWO:
        return None
    made = combined(end, start, "-")
    value = divide(subtract(b, a), years)
    shown = f"{plain(significant(abs(value)))} {made.fact.base_unit}"
    fact = made.fact._replace(
        id=f"{made.fact.id}/{years}",
        kind=Kind.CHANGE,
        value=value,
        base_value=value,
        direction=Direction.DOWN if value < 0 else Direction.UP,
        formula=f"({_worded(end)} - {_worded(start)}) / {years} = {shown}",
        yearly=True,
    )
    stated = Stated(abs(value), Qualifier.EXACT, is_derived=True)
    return Known(fact, stated, others=(end, start), is_difference=True)


def combined(one: Fact, other: Fact, how: str) -> Known:
    """What follows from two figures: their sum, their difference, or the first as a share of the second."""
    a, b = one.base_value, other.base_value
    assert a is not None
    assert b is not None
    work = {"+": add, "-": subtract, "/": divide}[how]
    value = work(a, b)
    unit, base_unit = one.unit, one.base_unit
    ratio = value if how == "/" and one.base_unit == other.base_unit else None
    if how == "/":
        unit, base_unit = QUOTIENTS.get((one.base_unit or "", other.base_unit or ""), ("%", "percent"))
        value = multiply(value, HUNDRED) if base_unit == "percent" else value
    factor = " * 100" if how == "/" and base_unit == "percent" else ""
    shown = plain(significant(value))
    formula = f"{_worded(one)} {how} {_worded(other)}{factor} = {shown} {base_unit}"
    fact = one._replace(
        id=f"{one.id}{how}{other.id}",
        kind=Kind.LEVEL,
        value=value,
        value_high=None,
        unit=unit,
        base_value=value,
        base_value_high=None,
        base_unit=base_unit,
        qualifier=Qualifier.EXACT if one.qualifier is other.qualifier is Qualifier.EXACT else Qualifier.ABOUT,
        basis=Basis.DERIVED,
        formula=formula,
        figure=None,
        direction=None,
        status=max((one.status, other.status), key=list(Status).index),
    )
    return Known(
        fact,
        Stated(value, Qualifier.EXACT, is_derived=True),
        factor=ratio,
        others=(one, other),
        is_difference=how == "-",
    )


def rest_of(fact: Fact) -> Known:
    """What is left of a whole: 超85% leaves 不到15%."""
    assert fact.value is not None
    assert fact.qualifier is not None
    rest = subtract(HUNDRED, fact.value)
    bound = _REST_BOUND.get(fact.qualifier, fact.qualifier)
    made = fact._replace(
        id=f"100-{fact.id}",
        value=rest,
        base_value=rest,
        qualifier=bound,
        basis=Basis.DERIVED,
        formula=f"100 - {_worded(fact)} = {plain(rest)} percent",
        figure=None,
        direction=None,
    )
    return Known(made, Stated(rest, bound), others=(fact,))


def _worded(fact: Fact) -> str:
    return fact.figure or f"{plain(significant(fact.value or Decimal(0)))}{fact.unit}"
