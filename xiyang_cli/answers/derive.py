"""The arithmetic of a change: from two levels, or one level and a printed change. Pure.

Rules, by the words of the source (NBS usage): 增长48% is ×1.48; 翻一番 is ×2, 翻两番 ×4; 增长3倍
is ×4 by the strict reading and ×3 by the loose one, and both are shown; percentage points are
differences of shares and are never turned into per cent. Yearly growth is worked out only
where both years are printed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from xiyang_cli.answers.movement import (
    A_RANGE,
    IN_POINTS,
    NO_BASELINE,
    NO_NUMBER,
    NOT_ABOVE_ZERO,
    ONLY_AFTER,
    ONLY_CHANGE,
    ONLY_RATE,
    YEARS_NOT_PRINTED,
    Movement,
    Number,
    Reason,
    two_readings,
)
from xiyang_cli.answers.wording import Amount
from xiyang_cli.base.model import Basis, Direction, Fact, Kind, Multiple, PeriodBasis, Qualifier
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
from xiyang_cli.figures.units import Unit, Units

ONE, TWO, HUNDRED = Decimal(1), Decimal(2), Decimal(100)


def work_out(moves: Sequence[Fact], before: Fact | None, after: Fact | None, units: Units) -> Movement:
    """The movement that printed changes (`moves`) and levels (`before`, `after`) tell together."""
    move = _first(moves, lambda f: not f.yearly and f.value is not None) or _first(
        moves, lambda f: f.yearly and f.base_unit == "percent"
    )
    rest = [fact for fact in moves if fact is not move]
    printed = move or (rest[0] if rest else None) or after
    assert printed is not None
    facts = tuple(fact for fact in (before, after, move, *rest) if fact is not None)
    movement = Movement(
        status=printed.status,
        direction=(move or printed).direction,
        facts=facts,
        printed=printed,
        from_period=_from_period(printed, before),
        to_period=(after or printed).period,
        period_basis=_period_basis(facts if before else (printed,)),
        unit=_unit(units, after or before),
        qualifier=printed.qualifier,
        figure=printed.figure,
    )
    movement = movement._replace(start=_reported(before), end=_reported(after, movement.unit, units))
    if before is not None and movement.unit is not None:
        movement = movement._replace(start=_reported(before, movement.unit, units))
    if any(fact.qualifier is Qualifier.RANGE for fact in facts):
        return movement._replace(reasons=(A_RANGE,))
    if before is not None and after is not None and not moves:
        movement = movement._replace(
            figure="→".join(f.figure for f in (before, after) if f.figure),
            qualifier=_bound(before.qualifier, after.qualifier),
        )
    if move is not None:
        movement = _with_move(movement, move, units)
    movement = _with_ends(movement, units)
    return _explained(_with_annual(movement))


def _with_move(movement: Movement, move: Fact, units: Units) -> Movement:
    """What one printed change says, and the end that it lets one work out."""
    assert move.value is not None
    assert move.unit is not None
    sign = -1 if move.direction is Direction.DOWN else 1
    bound = move.qualifier or Qualifier.EXACT
    if move.yearly:
        rate = Number(multiply(Decimal(sign), move.value), Basis.REPORTED, bound)
        return movement._replace(annual=rate)
    if move.base_unit == "percent":
        return _with_percent(movement, move, multiply(Decimal(sign), move.value), units)
    if move.base_unit == "doubling":
        factor = power(TWO, move.value)
        percent = multiply(subtract(factor, ONE), HUNDRED)
        movement = movement._replace(
            multiple=Number(factor, Basis.REPORTED, bound),
            percent=Number(percent, Basis.DERIVED, bound, f"({plain(factor)} - 1) * 100 = {plain(percent)}"),
        )
        return _with_factor(movement, factor, move, units)
    if move.multiple is Multiple.TO:
        movement = movement._replace(multiple=Number(move.value, Basis.REPORTED, bound))
        return _with_factor(movement, move.value, move, units)
    if move.multiple is Multiple.BY:
        strict = add(move.value, ONE)
        return movement._replace(
            multiple=Number(strict, Basis.DERIVED, bound, f"{plain(move.value)} + 1 = {plain(strict)}"),
            multiple_alt=move.value,
            reasons=(two_readings(strict, move.value),),
        )
    unit = units.unit(move.unit)
    value = multiply(Decimal(sign), move.value)
    movement = movement._replace(change=Number(value, Basis.REPORTED, bound), change_unit=unit)
    return movement if move.baseline_period is None else _with_difference(movement, unit, value, bound)


def _with_percent(movement: Movement, move: Fact, percent: Decimal, units: Units) -> Movement:
    """What a printed rise or fall in per cent says."""
    bound = move.qualifier or Qualifier.EXACT
    factor = add(ONE, divide(percent, HUNDRED))
    if factor <= 0:
        reported = Number(percent, Basis.REPORTED, bound)
        return movement._replace(percent=reported, reasons=(*movement.reasons, NOT_ABOVE_ZERO))
    formula = f"1 {'+' if percent >= 0 else '-'} {plain(abs(percent))}/100 = {plain(factor)}"
    movement = movement._replace(
        percent=Number(percent, Basis.REPORTED, bound),
        multiple=Number(factor, Basis.DERIVED, bound, formula),
    )
    return _with_factor(movement, factor, move, units)


def _with_factor(movement: Movement, factor: Decimal, move: Fact, units: Units) -> Movement:
    """The end that a factor gives when only the other is printed, and against when it is told."""
    if move.baseline_period is None:
        return movement
    if movement.start is None and movement.end is not None:
        value = divide(movement.end.value, factor)
        low, high = _interval(movement.end, move)
        formula = f"{plain(movement.end.value)} / {plain(factor)} = {_rounded(value)}"
        start = Number(value, Basis.DERIVED, Qualifier.ABOUT, formula, low, high, quotient=True)
        movement = movement._replace(start=start)
        if move.base_unit == "percent" or movement.unit is None:
            return movement
        return movement._replace(reasons=(*movement.reasons, _printable(start, movement.unit, move, units)))
    if movement.end is None and movement.start is not None:
        value = multiply(movement.start.value, factor)
        formula = f"{plain(movement.start.value)} * {plain(factor)} = {_rounded(value)}"
        return movement._replace(end=Number(value, Basis.DERIVED, Qualifier.ABOUT, formula))
    return movement


def _with_difference(movement: Movement, unit: Unit, value: Decimal, bound: Qualifier) -> Movement:
    """The end that a printed difference in the same unit gives when only the other is printed."""
    if movement.unit is None:
        return movement
    if not (_is_share(movement) and unit.base.id == "percentage_point"):
        if movement.unit.base != unit.base:
            return movement
        value = unit.convert(value, movement.unit)
    if movement.start is None and movement.end is not None:
        start = subtract(movement.end.value, value)
        formula = f"{plain(movement.end.value)} - {_signed(value)} = {plain(start)}"
        qualifier = _bound(movement.end.qualifier, bound) or Qualifier.EXACT
        qualifier = qualifier if qualifier is Qualifier.EXACT else Qualifier.ABOUT
        return movement._replace(start=Number(start, Basis.DERIVED, qualifier, formula))
    if movement.end is None and movement.start is not None:
        end = add(movement.start.value, value)
        formula = f"{plain(movement.start.value)} + {_signed(value)} = {plain(end)}"
        qualifier = _bound(movement.start.qualifier, bound) or Qualifier.EXACT
        return movement._replace(end=Number(end, Basis.DERIVED, qualifier, formula))
    return movement


def _with_ends(movement: Movement, units: Units) -> Movement:
    """Difference, per cent and multiple from both ends, where the source prints none of them."""
    start, end, unit = movement.start, movement.end, movement.unit
    if start is None or end is None or unit is None:
        return movement
    bound = _bound(start.qualifier, end.qualifier) or Qualifier.EXACT
    if movement.change is None:
        value = subtract(end.value, start.value)
        # Two printed figures differ exactly; the end that was worked out is shown as it is rounded.
        shorten = plain if start.basis is end.basis is Basis.REPORTED else _rounded
        shown = f"{shorten(end.value)} - {_signed(start.value, shorten)} = {shorten(value)}"
        points = units.find("百分点") if _is_share(movement) else None
        movement = movement._replace(
            change=Number(value, Basis.DERIVED, bound, shown, quotient=start.quotient or end.quotient),
            change_unit=points or unit,
        )
    if _is_share(movement):
        return movement._replace(reasons=(*movement.reasons, IN_POINTS))
    if start.value <= 0 or end.value < 0:
        return movement._replace(reasons=(*movement.reasons, NOT_ABOVE_ZERO))
    if movement.multiple is None:
        value = divide(end.value, start.value)
        formula = f"{plain(end.value)} / {plain(start.value)} = {_rounded(value)}"
        movement = movement._replace(multiple=Number(value, Basis.DERIVED, bound, formula, quotient=True))
    if movement.percent is None and movement.multiple_alt is None and movement.multiple is not None:
        value = multiply(subtract(movement.multiple.value, ONE), HUNDRED)
        formula = f"({_rounded(movement.multiple.value)} - 1) * 100 = {_rounded(value)}"
        movement = movement._replace(
            percent=Number(value, Basis.DERIVED, bound, formula, quotient=movement.multiple.quotient),
        )
    return movement


def _with_annual(movement: Movement) -> Movement:
    """Yearly growth from the multiple, where both years are printed and are years."""
    multiple = movement.multiple
    if movement.annual or multiple is None or movement.multiple_alt is not None or multiple.value <= 0:
        return movement
    first, last = movement.from_period, movement.to_period
    printed = movement.period_basis is PeriodBasis.PRINTED
    if not (printed and first and last and first.is_year and last.is_year):
        return movement._replace(reasons=(*movement.reasons, YEARS_NOT_PRINTED)) if first else movement
    years = last.end_year - first.end_year
    value = multiply(subtract(root(multiple.value, years), ONE), HUNDRED)
    shown = _rounded(multiple.value)
    formula = f"({shown}^(1/{years}) - 1) * 100 = {_rounded(value)}"
    qualifier = Qualifier.ABOUT if multiple.qualifier is Qualifier.EXACT else multiple.qualifier
    return movement._replace(annual=Number(value, Basis.DERIVED, qualifier, formula, quotient=True))


def _explained(movement: Movement) -> Movement:
    """The movement with the reason why its ends are empty in front of its other reasons."""
    if movement.start is not None and movement.end is not None:
        return movement
    printed = movement.printed
    assert printed is not None
    if printed.value is None:
        reason = NO_NUMBER
    elif movement.end is not None:
        reason = ONLY_AFTER
    elif printed.yearly:
        reason = ONLY_RATE
    else:
        reason = ONLY_CHANGE
    reasons = (reason, *movement.reasons)
    untold = movement.from_period is None and printed.kind is Kind.CHANGE
    if printed.value is not None and untold:
        reasons = (*reasons, NO_BASELINE)
    return movement._replace(reasons=reasons)


def _interval(end: Number, move: Fact) -> tuple[Decimal | None, Decimal | None]:
    """What the start may be, by the rounding of both printed figures.

    Only a percentage has digits that bound it: 翻一番 is a round word, and a bound (超) is open.
    """
    bounded = {end.qualifier, move.qualifier} != {Qualifier.EXACT}
    if move.base_unit != "percent" or move.value is None or bounded:
        return None, None
    sign = -1 if move.direction is Direction.DOWN else 1
    factors = [
        add(ONE, divide(multiply(Decimal(sign), edge), HUNDRED)) for edge in rounding_interval(move.value)
    ]
    if min(factors) <= 0:
        return None, None
    corners = [divide(edge, factor) for edge in rounding_interval(end.value) for factor in factors]
    return min(corners), max(corners)


def _printable(start: Number, unit: Unit, move: Fact, units: Units) -> Reason:
    """What may be printed of a value that a round word gives: two digits of it."""
    value = Amount(significant(start.value, 2), unit, units, Qualifier.ABOUT)
    return Reason(
        "by our arithmetic from {figure}, a round word: print {value}, not more digits",
        (("figure", move.figure), ("value", value)),
    )


def _reported(fact: Fact | None, unit: Unit | None = None, units: Units | None = None) -> Number | None:
    if fact is None or fact.value is None or fact.qualifier is None or fact.unit is None:
        return None
    value = fact.value
    if unit is not None and units is not None and fact.unit != unit.id:
        value = units.unit(fact.unit).convert(value, unit)
    return Number(value, Basis.REPORTED, fact.qualifier)


def _from_period(printed: Fact, before: Fact | None) -> Period | None:
    return before.period if before is not None else printed.baseline_period


def _period_basis(facts: Sequence[Fact]) -> PeriodBasis | None:
    found = {fact.period_basis for fact in facts if fact.period_basis is not None}
    return PeriodBasis.CONTEXT if PeriodBasis.CONTEXT in found else next(iter(found), None)


def _unit(units: Units, fact: Fact | None) -> Unit | None:
    return units.unit(fact.unit) if fact is not None and fact.unit is not None else None


def _is_share(movement: Movement) -> bool:
    return movement.unit is not None and movement.unit.base.id in ("percent", "percentage_point")


def _bound(one: Qualifier | None, other: Qualifier | None) -> Qualifier | None:
    """The bound of what is worked out from two figures: exact, the one bound, or about."""
    bounds = {one, other} - {None, Qualifier.EXACT}
    if not bounds:
        return Qualifier.EXACT
    return bounds.pop() if len(bounds) == 1 and Qualifier.EXACT in (one, other) else Qualifier.ABOUT


def _rounded(value: Decimal) -> str:
    return plain(significant(value))


def _signed(value: Decimal, shorten: Callable[[Decimal], str] = plain) -> str:
    return f"({shorten(value)})" if value < 0 else shorten(value)


def _first(facts: Sequence[Fact], fits: Callable[[Fact], bool]) -> Fact | None:
    return next((fact for fact in facts if fits(fact)), None)
