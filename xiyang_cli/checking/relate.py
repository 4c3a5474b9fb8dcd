"""How a number of a draft stands to a number of the base: equal, rounded, bounded, slipped. Pure.

Rules, by the labelling guide of this field: an unhedged rounding or a bound dropped or swapped is
imprecise; a hedged rounding within 3 % is right; a bound is right that the base's figure proves;
a derived value is right when, rounded half up to the digits printed, it equals the draft's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from xiyang_cli.base.model import Qualifier
from xiyang_cli.figures.arithmetic import divide, multiply, shortest, subtract
from xiyang_cli.reading.mention import Mention, as_written

_HEDGE = Decimal("0.03")
_ROUNDING = Decimal("0.05")
"""an unhedged rounding further off than this is another value: 200 is not 180.3"""
_CLOSE = Decimal("0.006")
"""a worked-out value with zeros at its end, 820,000 for 819,892, is rounded to what it prints"""
_PROVEN = Decimal("0.5")
"""a bound that the base's figure proves, but at less than half of it, says something else"""


class Verdict(StrEnum):
    """What the base says to a figure of a draft."""

    SUPPORTED = "supported"
    IMPRECISE = "imprecise"
    CONTRADICTED = "contradicted"
    MISATTRIBUTED = "misattributed"
    NOT_FOUND = "not_found"


QUIET = (Verdict.SUPPORTED, Verdict.NOT_FOUND)
"""what nobody has to look at: what the source says, and what it does not say anything on"""


class Reason(StrEnum):
    """Why: one fixed word for each way to be right or wrong."""

    EQUAL = "equal"
    ROUNDING = "rounding"
    HEDGED = "hedged"
    BOUND = "bound"
    DERIVED = "derived"
    DIGITS = "digits"
    VALUE = "value"
    MAGNITUDE = "magnitude"
    UNIT = "unit"
    WORDING = "wording"
    DIRECTION = "direction"
    RANK = "rank"
    SCOPE = "scope"
    SUBJECT = "subject"
    PERIOD = "period"
    PLACE = "place"
    STATUS = "status"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Relation:
    """One number against one number."""

    verdict: Verdict
    reason: Reason
    is_far: bool = False
    """a bound that holds, but of a figure more than twice as far off"""

    @property
    def is_near(self) -> bool:
        """Whether the draft's figure is the base's, equal or rounded."""
        return self.verdict in (Verdict.SUPPORTED, Verdict.IMPRECISE) and not self.is_far


@dataclass(frozen=True, slots=True)
class Said:
    """A number as a draft has it, in base units."""

    value: Decimal
    high: Decimal | None
    qualifier: Qualifier
    digit: Decimal
    """the size of one unit of its last printed digit"""
    coarse: Decimal
    """the same of its last digit that is not zero"""
    is_round_word: bool = False
    """百亿, 亿元级: a scale word alone, which tells an order of magnitude"""
    is_english: bool = False
    is_age: bool = False
    """the over-60s are those of 60 and above"""


@dataclass(frozen=True, slots=True)
class Stated:
    """A number of the base, in base units; `low` and `high` bound a derived one or a range."""

    value: Decimal
    qualifier: Qualifier
    is_derived: bool = False
    low: Decimal | None = None
    high: Decimal | None = None


SUPPORTED = {reason: Relation(Verdict.SUPPORTED, reason) for reason in Reason}
IMPRECISE = {reason: Relation(Verdict.IMPRECISE, reason) for reason in Reason}
CONTRADICTED = {reason: Relation(Verdict.CONTRADICTED, reason) for reason in Reason}

_FAR = Relation(Verdict.IMPRECISE, Reason.BOUND, is_far=True)

_ABOVE = {Qualifier.OVER, Qualifier.AT_LEAST}
_BELOW = {Qualifier.UNDER, Qualifier.WITHIN}
_EDGE = _ABOVE | _BELOW
_HEDGES = {Qualifier.ABOUT, Qualifier.NEAR}


def said(mention: Mention) -> Said:
    """The number of a mention, with how fine its printed digits are."""
    number, _ = as_written(mention)
    scale = divide(mention.value, number) if number else Decimal(1)
    exponent = int(number.as_tuple().exponent)
    digit = multiply(Decimal(1).scaleb(exponent), abs(scale))
    plain = shortest(number)
    last = int(plain.normalize().as_tuple().exponent) if plain else exponent
    coarse = multiply(Decimal(1).scaleb(max(last, exponent)), abs(scale))
    if number == mention.value and re.search("[千万亿]", mention.text):
        digit = coarse  # 四亿一千万: its last digit is the last that it names
    is_round_word = re.match("[十百千万亿]", mention.text) is not None
    is_age = mention.unit in ("year_age", "year")
    return Said(
        mention.value,
        mention.value_high,
        mention.qualifier,
        digit,
        coarse,
        is_round_word,
        mention.text.isascii(),
        is_age,
    )


def relate(draft: Said, base: Stated) -> Relation:
    """How the draft's number stands to the base's."""
    if draft.high is not None or (base.high is not None and not base.is_derived):
        return _ranges(draft, base)
    if base.is_derived:
        return _derived(draft, base)
    if base.qualifier is Qualifier.EXACT:
        return _against_exact(draft, base)
    return _against_bound(draft, base)


def _against_exact(draft: Said, base: Stated) -> Relation:
    if draft.qualifier in _HEDGES:
        return _hedged(draft, base)
    if draft.qualifier in _EDGE:
        return _bounded(draft, base.value, base.value)
    if draft.value == base.value:
        return SUPPORTED[Reason.EQUAL]
    return _rounded(draft, base)


def _hedged(draft: Said, base: Stated) -> Relation:
    """about and nearly: right for a rounding within 3 %; nearly is right from below only."""
    if draft.value == base.value:
        is_about = draft.qualifier is Qualifier.ABOUT
        return SUPPORTED[Reason.HEDGED] if is_about else IMPRECISE[Reason.BOUND]
    if not _is_rounding(draft, base.value):
        return _slip(draft, base)
    if _apart(draft.value, base.value) > _HEDGE:
        return _rounded(draft, base)
    if draft.qualifier is Qualifier.NEAR and base.value > draft.value:
        return IMPRECISE[Reason.BOUND]
    return SUPPORTED[Reason.HEDGED]


def _bounded(draft: Said, low: Decimal, high: Decimal) -> Relation:
    """over, at least, under: proven when all that the base allows lies on that side."""
    value = draft.value
    if draft.qualifier in _ABOVE:
        proven = low > value or (low == value and draft.qualifier is Qualifier.AT_LEAST)
        far = value < multiply(low, _PROVEN)
        equal = low == value
    else:
        proven, far, equal = high < value, multiply(value, _PROVEN) > high, high == value
    if equal and not proven:
        return IMPRECISE[Reason.BOUND]
    slip = _slip(draft, Stated(low, Qualifier.EXACT))
    # A bound is a rounder number than what it bounds: over 474 of 744 is a slip of the hand.
    is_slip = slip.reason is Reason.DIGITS and len(digits(value)) >= len(digits(low))
    if not proven or (is_slip and _apart(value, low) > _ROUNDING):
        return slip
    if far:
        return slip if slip.reason is Reason.MAGNITUDE else _FAR
    return SUPPORTED[Reason.BOUND]


def _rounded(draft: Said, base: Stated) -> Relation:
    if _is_rounding(draft, base.value) and _apart(draft.value, base.value) <= _ROUNDING:
        return IMPRECISE[Reason.ROUNDING]
    return _slip(draft, base)


def _against_bound(draft: Said, base: Stated) -> Relation:
    """The base prints a bound: 超8亿次, 近30倍, 10亿元以上, 百亿元 (an order of magnitude)."""
    is_above, is_below = base.qualifier in _ABOVE, base.qualifier in _BELOW
    if draft.value == base.value:
        if (is_above and draft.qualifier in _BELOW) or (is_below and draft.qualifier in _ABOVE):
            return CONTRADICTED[Reason.BOUND]
        same = draft.qualifier is base.qualifier or _is_same_bound(draft, base.qualifier)
        return SUPPORTED[Reason.EQUAL] if same else IMPRECISE[Reason.BOUND]
    weaker_above = is_above and draft.qualifier in _ABOVE and draft.value < base.value
    is_below = is_below or base.qualifier is Qualifier.NEAR
    weaker_below = is_below and draft.qualifier in _BELOW and draft.value > base.value
    # Who is 60 and above is not told by `50 and above`: an age from which something holds is no amount.
    if (weaker_above or weaker_below) and not draft.is_age:
        return _bounded(draft, base.value, base.value)
    if base.qualifier is Qualifier.ABOUT:
        return _against_exact(draft, base)
    if base.qualifier is Qualifier.ORDER:
        is_of_order = base.value <= draft.value < base.value * 10
        return IMPRECISE[Reason.BOUND] if is_of_order else CONTRADICTED[Reason.VALUE]
    # A rounding of what is over 12.63 is near it, but no other bound of it is.
    return _slip(draft, base) if draft.qualifier in _EDGE else _rounded(draft, base)


def _is_same_bound(draft: Said, bound: Qualifier) -> bool:
    """Other words for the same: at least, of what is over; 百亿, of an order of magnitude."""
    bounds = draft.qualifier, bound
    return (
        bounds == (Qualifier.AT_LEAST, Qualifier.OVER)
        # 10亿元以上 is over 1 billion in English.
        or (draft.is_english and bounds == (Qualifier.OVER, Qualifier.AT_LEAST))
        or (draft.is_age and set(bounds) == _ABOVE)
        # Of a draft 不到 and 以内 are read alike.
        or bounds == (Qualifier.UNDER, Qualifier.WITHIN)
        or (draft.is_round_word and bounds == (Qualifier.EXACT, Qualifier.ORDER))
    )


def _derived(draft: Said, base: Stated) -> Relation:
    """A value by arithmetic: right when it equals the draft's at the digits that the draft prints."""
    if draft.qualifier in _EDGE:
        low = base.low if base.low is not None else base.value
        high = base.high if base.high is not None else base.value
        return _bounded(draft, low, high)
    apart = _apart(draft.value, base.value)
    is_rounding = _is_rounding(draft, base.value)
    is_hedged = is_rounding and (apart <= _CLOSE or (draft.qualifier in _HEDGES and apart <= _HEDGE))
    within = base.low is not None and base.high is not None and base.low <= draft.value <= base.high
    if draft.value in (base.value, _round(base.value, draft.digit)) or is_hedged or within:
        return SUPPORTED[Reason.DERIVED]
    return IMPRECISE[Reason.ROUNDING] if is_rounding and apart <= _ROUNDING else _slip(draft, base)


def _ranges(draft: Said, base: Stated) -> Relation:
    """A range of the draft, of the base, or of both."""
    base_high = base.high if base.high is not None else base.value
    draft_high = draft.high if draft.high is not None else draft.value
    if draft.high is None and draft.qualifier in _EDGE:
        return _bounded(draft, base.value, base_high)
    if (draft.value, draft_high) == (base.value, base_high):
        return SUPPORTED[Reason.EQUAL]
    if draft.value <= base.value and base_high <= draft_high:
        return IMPRECISE[Reason.BOUND]
    if base.value <= draft.value and draft_high <= base_high:
        return IMPRECISE[Reason.BOUND]
    return CONTRADICTED[Reason.VALUE]


def _slip(draft: Said, base: Stated) -> Relation:
    """Another value: by its digits a slip of the hand, by its size a slip of 万 and 亿, or neither."""
    one, other = abs(draft.value), abs(base.value)
    if not one or not other:
        return CONTRADICTED[Reason.VALUE]
    a, b = digits(one), digits(other)
    if a == b:
        return CONTRADICTED[Reason.MAGNITUDE]
    if one.adjusted() == other.adjusted() and len(b) > 1:
        width = max(len(a), len(b))
        a, b = a.ljust(width, "0"), b.ljust(width, "0")
        changed = sum(x != y for x, y in zip(a, b, strict=True))
        if changed == 1 or sorted(a) == sorted(b):
            return CONTRADICTED[Reason.DIGITS]
    return CONTRADICTED[Reason.VALUE]


def digits(value: Decimal) -> str:
    """The digits of a number from the first to the last that is not zero: 1803 of 180.3 and of 18.03."""
    return "".join(str(digit) for digit in shortest(value).as_tuple().digits).rstrip("0") or "0"


def _is_rounding(draft: Said, exact: Decimal) -> bool:
    return draft.value in (_round(exact, draft.coarse), _round(exact, draft.digit))


def _round(value: Decimal, step: Decimal) -> Decimal:
    """`value` rounded half up to a whole number of steps."""
    if not step:
        return value
    return multiply(divide(value, step).quantize(Decimal(1), ROUND_HALF_UP), step)


def _apart(one: Decimal, other: Decimal) -> Decimal:
    """How far two numbers lie apart, as a share of the second."""
    return abs(divide(subtract(one, other), other)) if other else Decimal(1)
