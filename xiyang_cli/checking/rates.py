"""Per cent, points, multiples and doublings of a draft against those of the base. Pure.

增长48% is ×1.48, 翻一番 ×2. 增长3倍 is ×4 strictly and ×3 loosely: a draft that writes one of the two
as the only reading is imprecise, and the reader is told both.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from xiyang_cli.base.model import Kind, Multiple, Qualifier
from xiyang_cli.checking import words
from xiyang_cli.checking.known import HUNDRED, ONE, TWO, Known
from xiyang_cli.checking.relate import (
    CONTRADICTED,
    IMPRECISE,
    SUPPORTED,
    Reason,
    Relation,
    Said,
    Stated,
    Verdict,
    relate,
)
from xiyang_cli.checking.setting import Setting, Style
from xiyang_cli.figures.arithmetic import add, divide, multiply, power


def relate_rates(draft: Said, unit: str, setting: Setting, known: Known) -> Relation | None:
    """How a rate of the draft stands to one of the base; None where the two are not comparable."""
    assert known.stated is not None
    base_unit = known.fact.base_unit
    if unit == base_unit and unit in ("percent", "percentage_point"):
        return _same_rate(draft, unit, setting, known, known.stated)
    if {unit, base_unit} == {"percent", "percentage_point"}:
        found = relate(draft, known.stated)
        return CONTRADICTED[Reason.UNIT] if found.is_near else None
    if known.factor is None or base_unit == "percentage_point" or unit == "percentage_point":
        return None
    if unit == base_unit == "times" and known.fact.multiple is Multiple.BY and setting.style is not Style.TO:
        return relate(draft, known.stated)
    if unit == base_unit == "doubling":
        return SUPPORTED[Reason.EQUAL] if draft.value == known.stated.value else CONTRADICTED[Reason.VALUE]
    return _factors(draft, unit, setting, known)


def _same_rate(draft: Said, unit: str, setting: Setting, known: Known, stated: Stated) -> Relation | None:
    """收入占比48%, which grew by 48%, is told of another thing; any other share is no figure of the base."""
    is_rise = unit == "percent" and known.fact.kind is Kind.CHANGE and not known.others
    if not is_rise or setting.is_change or not words.OF_A_WHOLE.search(setting.own_text):
        return relate(draft, stated)
    return CONTRADICTED[Reason.UNIT] if draft.value == stated.value else None


def _factors(draft: Said, unit: str, setting: Setting, known: Known) -> Relation:
    """Two changes worded differently, compared as what the end is of the start."""
    assert known.factor is not None
    strict, other_reading = _as_factor(draft.value, unit, setting)
    one = _scaled(draft, strict, unit)
    if known.loose is not None:
        if unit == "percent" and strict == known.factor and known.stated is not None:
            return relate(draft, replace(known.stated, value=draft.value))  # by 3,000% is by 30 times
        readings = {known.factor, known.loose}
        mine = {strict, other_reading} - {None}
        return IMPRECISE[Reason.WORDING] if readings & mine else CONTRADICTED[Reason.VALUE]
    exact = known.fact.basis == "reported" and known.fact.base_unit == "doubling"
    qualifier = known.stated.qualifier if known.stated else Qualifier.EXACT
    stated = Stated(known.factor, Qualifier.EXACT if exact else qualifier, is_derived=True)
    found = relate(one, stated)
    if found.verdict is Verdict.SUPPORTED:
        return SUPPORTED[Reason.DERIVED]
    if other_reading is not None:
        loose = relate(_scaled(draft, other_reading, unit), stated)
        if loose.verdict is Verdict.SUPPORTED:
            return SUPPORTED[Reason.DERIVED] if setting.style is Style.EITHER else IMPRECISE[Reason.WORDING]
    return found


def _as_factor(value: Decimal, unit: str, setting: Setting) -> tuple[Decimal, Decimal | None]:
    """The factor that a draft's rate means, and the other one that people take its words for."""
    if unit == "doubling":
        return power(TWO, value), None
    if unit == "percent":
        grown = setting.is_change or setting.direction is not None
        if not grown:
            return divide(value, HUNDRED), None
        sign = Decimal(-1 if setting.direction == "down" else 1)
        return add(ONE, divide(multiply(sign, value), HUNDRED)), None
    if setting.style is Style.TO:
        return value, None
    return add(value, ONE), value


def _scaled(draft: Said, factor: Decimal, unit: str) -> Said:
    """The draft's number as a factor, as fine as its digits were."""
    digit = divide(draft.digit, HUNDRED) if unit == "percent" else draft.digit
    return Said(factor, None, draft.qualifier, digit, digit)
