"""Does the source agree with itself? Its relations, worked out over what each figure may stand for. Pure.

A printed figure is the rounding of a number: 12.6 stands for 12.55 to 12.65. A bound opens it:
over 70 has no upper end. A relation holds where the intervals of its two sides allow it, as
statcheck and the GRIM test ask of papers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from xiyang_cli.answers.columns import Column, Columns, number, one_of, text
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Fact, Kind, Qualifier, Status
from xiyang_cli.base.relations import Relation, dimension_of
from xiyang_cli.figures.arithmetic import directed, plain, rounding_interval
from xiyang_cli.figures.formula import Dimension, Formula, Term, evaluate
from xiyang_cli.figures.interval import Interval
from xiyang_cli.figures.units import Unit
from xiyang_cli.language import Language, Listed, say


class Agreement(StrEnum):
    """What a check comes to."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    CANNOT_TELL = "cannot_tell"

    def wording(self, language: Language) -> str:
        """The verdict as people read it."""
        return say(self.value.replace("_", " "), language)


_NO_FORMULA = "the base says why no formula can tell"
_NO_SIDES = "nothing is worked out"
_OPEN_END = f"{_NO_SIDES}, or there is no such end"


def _end(meaning: str) -> Column:
    return number(f"{meaning}, in `unit`, to six significant digits, rounded outwards", _OPEN_END)


AUDIT_ROW: Columns = {
    "relation": text("id of the relation"),
    "name_zh": text("its Chinese name"),
    "name_en": text("its English name"),
    "verdict": one_of(Agreement, "whether the figures agree"),
    "status": one_of(Status, "the least sure of its figures': a plan that does not add up is of a plan"),
    "expect": text("the formula over ids of facts", _NO_FORMULA),
    "formula": text("the same over what is printed", _NO_FORMULA),
    "unit": text("what the sides are in", f"{_NO_SIDES}, or they are bare numbers"),
    "left_low": _end("the least that the left side may be"),
    "left_high": _end("the most that it may be"),
    "comparison": text("`=`, `<=` or `>=`", _NO_FORMULA),
    "right_low": _end("the least that the right side may be"),
    "right_high": _end("the most that it may be"),
    "zeros_left_low": _end("as left_low, the zeros at the end of printed figures taken as rounded"),
    "zeros_left_high": _end("as left_high, with rounded zeros"),
    "zeros_right_low": _end("as right_low, with rounded zeros"),
    "zeros_right_high": _end("as right_high, with rounded zeros"),
    "facts": text("ids of the facts it is about, with blanks between"),
    "inputs": text("each figure as printed, with what it may stand for"),
    "reason_zh": text("why the verdict is what it is"),
    "reason_en": text("the same in English"),
    "assumes_zh": text("what is taken for granted", "nothing"),
    "assumes_en": text("the same in English", "nothing"),
}
AUDIT_KEYS = tuple(AUDIT_ROW)

OVERLAP = "the two sides have values in common"
NOT_ABOVE = "what the figures may stand for allows it"
APART = "no rounding or bound brings the two sides together: a figure is off, or an assumption does not hold"
ZEROS = "it fits only if the zeros at the end are rounded ({figures}), and the source does not say"
OPEN = "an open bound ({figures}) leaves room for any value"
VAGUE = "how near {figures} comes is not printed, and the relation has no tolerance"
REASONS = (OVERLAP, NOT_ABOVE, APART, ZEROS, OPEN, VAGUE)


@dataclass(frozen=True)
class Input:
    """A printed figure and what it may stand for, in base units; None where that is not told.

    `zeros` is the same with the zeros at the end of its digits taken as rounded.
    """

    fact: Fact
    unit: Unit | None
    interval: Interval | None
    zeros: Interval | None


@dataclass(frozen=True)
class Side:
    """One side of a relation, worked out; `zeros` as of an :class:`Input`."""

    interval: Interval
    zeros: Interval


@dataclass(frozen=True)
class Check:
    """A relation, what went in, what came out."""

    relation: Relation
    inputs: tuple[Input, ...]
    verdict: Agreement
    status: Status
    """the least sure of its figures': a plan that does not add up is a finding of a plan"""
    template: str | None = None
    figures: tuple[Fact, ...] = ()
    sides: tuple[Side, Side] | None = None
    unit: Unit | None = None
    """what the sides are shown in; None for a bare number"""

    def reason(self, language: Language) -> str:
        """Why the verdict is what it is."""
        if self.template is None:
            own = self.relation.cannot_tell_zh if language is Language.ZH else self.relation.cannot_tell_en
            return own or ""
        figures = dict.fromkeys(_printed(fact) for fact in self.figures)
        return say(self.template, language, figures=Listed(tuple(figures)))

    def row(self) -> dict[str, Any]:
        """Its flat row; figures stand as printed, ends in `unit` to six significant digits, outwards."""
        relation, formula = self.relation, self.relation.expect
        facts = {given.fact.id: given.fact for given in self.inputs}
        row: dict[str, Any] = dict.fromkeys(AUDIT_KEYS)
        row |= {
            "relation": relation.id,
            "name_zh": relation.name_zh,
            "name_en": relation.name_en,
            "verdict": self.verdict.value,
            "status": self.status.value,
            "unit": self.unit.id if self.unit else None,
            "facts": " ".join(relation.facts),
            "inputs": "; ".join(_input_text(given) for given in self.inputs),
            "reason_zh": self.reason(Language.ZH),
            "reason_en": self.reason(Language.EN),
            "assumes_zh": "；".join(relation.assumes_zh) or None,
            "assumes_en": "; ".join(relation.assumes_en) or None,
        }
        if formula is not None:
            row |= {
                "expect": str(formula),
                "formula": formula.written(lambda fact: _printed(facts[fact])),
                "comparison": formula.comparison,
            }
        for name, side in zip(("left", "right"), self.sides or (), strict=False):
            row[f"{name}_low"], row[f"{name}_high"] = ends(side.interval, self.unit)
            row[f"zeros_{name}_low"], row[f"zeros_{name}_high"] = ends(side.zeros, self.unit)
        return row


def audit(base: FactBase, names: Sequence[str] = ()) -> list[Check]:
    """A check of each relation of the base, or of those named; UnknownName for a name of none."""
    relations = [base.relation(name) for name in names] or base.relations
    facts = {fact.id: fact for fact in base.facts}
    return [_check(relation, facts, base) for relation in dict.fromkeys(relations)]


def _check(relation: Relation, facts: dict[str, Fact], base: FactBase) -> Check:
    own = [facts[id] for id in relation.facts]
    inputs = tuple(_input(fact, relation.tolerance, base) for fact in own)
    status = max((fact.status for fact in own), key=list(Status).index)
    formula = relation.expect
    if formula is None:
        return Check(relation, inputs, Agreement.CANNOT_TELL, status)
    vague = tuple(given.fact for given in inputs if given.interval is None)
    if vague:
        return Check(relation, inputs, Agreement.CANNOT_TELL, status, VAGUE, vague)
    left, right = (
        Side(
            _worked_out(term, inputs, lambda given: given.interval),
            _worked_out(term, inputs, lambda given: given.zeros),
        )
        for term in (formula.left, formula.right)
    )
    verdict, template = _judged(formula.comparison, left, right)
    blamed = _blamed(template, inputs)
    return Check(
        relation, inputs, verdict, status, template, blamed, (left, right), _unit(formula, inputs, base)
    )


def _judged(comparison: str, left: Side, right: Side) -> tuple[Agreement, str]:
    strict = _outcome(comparison, left.interval, right.interval)
    if strict is OPEN:
        return Agreement.CANNOT_TELL, OPEN
    if strict is not APART:
        return Agreement.CONSISTENT, strict
    if _outcome(comparison, left.zeros, right.zeros) is APART:
        return Agreement.INCONSISTENT, APART
    return Agreement.CANNOT_TELL, ZEROS


def _outcome(comparison: str, left: Interval, right: Interval) -> str:
    """Whether the two may stand so; OPEN where they could not fail to."""
    if comparison == ">=":
        left, right = right, left
    if comparison == "=":
        if left.is_open or right.is_open:
            return OPEN
        return OVERLAP if left.may_equal(right) else APART
    if not left.may_be_below(right):
        return APART
    if left.is_below(right):
        return NOT_ABOVE
    return OPEN if left.low is None or right.high is None else NOT_ABOVE


def _blamed(template: str, inputs: Sequence[Input]) -> tuple[Fact, ...]:
    """The figures that a reason names."""
    if template is ZEROS:
        return tuple(given.fact for given in inputs if given.interval != given.zeros)
    if template is OPEN:
        return tuple(
            given.fact
            for given in inputs
            if given.interval and (given.interval.low is None or given.interval.high is None)
        )
    return ()


def _worked_out(
    term: Term, inputs: Sequence[Input], interval: Callable[[Input], Interval | None]
) -> Interval:
    values = {given.fact.id: found for given in inputs if (found := interval(given)) is not None}
    return evaluate(term, values, lambda number: Interval.of(Fraction(number), Fraction(number)))


def _unit(formula: Formula, inputs: Sequence[Input], base: FactBase) -> Unit | None:
    """What both sides are shown in: as the first figure of their kind is printed, else a unit of the base.

    Shares alone stay in per cent; any other pure number is a bare one.
    """
    facts = {given.fact.id: given.fact for given in inputs}
    dimension = dimension_of(formula.left, facts)
    printed = [given.unit for given in inputs if given.unit is not None]
    if not dimension.powers:
        shares = all(given.fact.base_unit in ("percent", "percentage_point") for given in inputs)
        return base.units.find("%") if shares else None
    units = [*printed, *base.units.listed]
    return next((unit for unit in units if Dimension.of(unit.base.id) == dimension), None)


def _input(fact: Fact, tolerance: Decimal | None, base: FactBase) -> Input:
    unit = base.units.unit(fact.unit) if fact.unit else None
    if fact.value is None or unit is None:
        return Input(fact, None, None, None)
    strict, zeros = (stands_for(fact, unit, tolerance, zeros_rounded=rounded) for rounded in (False, True))
    return Input(fact, None if unit.base.id == "doubling" else unit, strict, zeros)


def stands_for(
    fact: Fact, unit: Unit, tolerance: Decimal | None = None, *, zeros_rounded: bool = False
) -> Interval | None:
    """What a printed figure may stand for, in base units; a per cent is a hundredth, 翻一番 is 2.

    超 and 以上 leave the upper side open, 不足 the lower one; 亿元级 is from 1亿元 to 10亿元; 前五
    is from 1 to 5. 近 and 约 have no ends without a `tolerance` in per cent: None.
    """
    assert fact.value is not None
    value = Decimal(2) ** int(fact.value) if unit.base.id == "doubling" else fact.value
    low, high = (Fraction(end) for end in rounding_interval(value, zeros_rounded=zeros_rounded))
    exact = Fraction(value)
    slack = abs(exact) * Fraction(tolerance) / 100 if tolerance is not None else None
    found: tuple[Fraction | None, Fraction | None] | None
    match fact.qualifier:
        case Qualifier.OVER | Qualifier.AT_LEAST:
            found = exact, None
        case Qualifier.UNDER:
            found = None, exact
        case Qualifier.WITHIN:
            found = Fraction(1) if fact.kind is Kind.RANK else None, exact
        case Qualifier.ORDER:
            found = exact, exact * 10
        case Qualifier.NEAR:
            found = (exact - slack, exact) if slack is not None else None
        case Qualifier.ABOUT:
            found = (exact - slack, exact + slack) if slack is not None else None
        case Qualifier.RANGE:
            assert fact.value_high is not None
            found = low, Fraction(rounding_interval(fact.value_high, zeros_rounded=zeros_rounded)[1])
        case _:
            found = low, high
    if found is None:
        return None
    one = factor(unit)
    return Interval.of(*(None if end is None else end * one for end in found))


def factor(unit: Unit | None) -> Fraction:
    """Base units in one unit, a per cent being a hundredth."""
    if unit is None or unit.base.id == "doubling":
        return Fraction(1)
    hundredths = unit.base.id in ("percent", "percentage_point")
    return Fraction(unit.numerator) / Fraction(unit.denominator) / (100 if hundredths else 1)


def ends(interval: Interval, unit: Unit | None) -> tuple[Decimal | None, Decimal | None]:
    """The ends in a unit, to six significant digits, rounded outwards; None for an open one."""
    one = factor(unit)
    low, high = (
        None if end is None else directed((end / one).as_integer_ratio(), up=up)
        for end, up in ((interval.low, False), (interval.high, True))
    )
    return low, high


def _printed(fact: Fact) -> str:
    return fact.figure or (f"{plain(fact.value)}{fact.unit}" if fact.value is not None else fact.id)


def _input_text(given: Input) -> str:
    """`gdp-2024 180.3亿元 [180.25, 180.35]`: an open end is left out."""
    if given.interval is None:
        return f"{given.fact.id} {_printed(given.fact)}"
    low, high = ends(given.interval, given.unit)
    shown = ", ".join("" if end is None else plain(end) for end in (low, high))
    return f"{given.fact.id} {_printed(given.fact)} [{shown}]"
