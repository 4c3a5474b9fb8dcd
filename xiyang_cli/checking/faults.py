"""What may be wrong beside the number: told of another place or time, or as done when it is not. Pure."""

from __future__ import annotations

from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Fact, Kind, Status
from xiyang_cli.checking import words
from xiyang_cli.checking.findings import ToldClaim
from xiyang_cli.checking.known import Known
from xiyang_cli.checking.places import ELSEWHERE, Places
from xiyang_cli.checking.relate import Reason, Relation
from xiyang_cli.checking.setting import Told
from xiyang_cli.figures.period import Period

SLIPS = frozenset((Reason.DIGITS, Reason.MAGNITUDE, Reason.UNIT, Reason.DIRECTION, Reason.SCOPE))
"""what is wrong by a slip still shows which figure was meant"""


class Faults:
    """Compares what a draft tells beside a number with one base; 今年 is `as_of`."""

    def __init__(self, base: FactBase, places: Places, as_of: int) -> None:
        self._base = base
        self._places = places
        self._as_of = as_of
        self._plan_start = int(base.plan(base.from_plan).end)

    def of(self, told: ToldClaim, known: Known, relation: Relation) -> Reason | None:
        """What is wrong beside the number: place, period or state; UNKNOWN where the base cannot say."""
        place = self._place_fault(told, known.fact, relation)
        if place is not None:
            return place
        if not known.others and self._status_fault(told, known.fact):
            return Reason.STATUS
        return Reason.PERIOD if self._period_fault(told, known) else None

    def _place_fault(self, told: ToldClaim, fact: Fact, relation: Relation) -> Reason | None:
        place, before = told.setting.place, told.setting.place_before
        if place is None:
            is_own = fact.place == self._base.home or not self._places.is_region(fact.place)
            goes_on = words.STARTS_WITH_IT.match(told.setting.sentence_text) is not None
            if before == ELSEWHERE and (goes_on or not told.context.own_names):
                return Reason.UNKNOWN
            is_named = before == fact.place or fact.place in told.setting.places
            return None if is_own or is_named else Reason.PLACE
        if place == fact.place or self._holds_body(place, fact):
            return None
        if place == ELSEWHERE and relation.reason is not Reason.EQUAL:
            return Reason.UNKNOWN
        return Reason.PLACE

    def _status_fault(self, told: ToldClaim, fact: Fact) -> bool:
        """A plan or work under way told as done; what is done told as a plan."""
        setting = told.setting
        period, state = setting.when.period, setting.told
        is_ahead = period is not None and period.first[0] > self._as_of
        if words.APPLIED.search(fact.statement_zh):
            if not words.APPLIED.search(setting.own_text):
                return words.GRANTED.search(setting.own_text) is not None
            if words.WAS_GRANTED.search(setting.sentence_text):
                return True
        if fact.status is Status.ACTUAL:
            is_past = period is not None and period.last[0] < self._as_of
            return (
                state is Told.FUTURE
                and not is_ahead
                and not is_past
                and words.FUTURE.search(setting.own_text) is not None
            )
        is_open = state in (Told.FUTURE, Told.UNDER_WAY)
        is_plan = words.FUTURE.search(setting.sentence_text) is not None
        if is_open or (is_ahead and (is_plan or not words.DONE.search(setting.own_text))):
            return False
        # What has begun, or was agreed, may be told plainly; what is still to come may not.
        has_begun = fact.status is Status.UNDER_WAY or (fact.period and fact.period.end_year <= self._as_of)
        return state is Told.DONE or not has_begun

    def _period_fault(self, told: ToldClaim, known: Known) -> bool:
        """Whether the draft tells the figure of another time than the base."""
        fact, time = known.fact, told.setting.when
        if known.others:
            return False
        if fact.kind is Kind.CHANGE and self._change_fault(told, fact):
            return True
        is_total = fact.period is not None and not fact.period.is_year and fact.kind is Kind.LEVEL
        if is_total and fact.base_unit == "CNY" and words.ONE_YEAR.search(told.setting.sentence_text):
            return True
        is_change = fact.kind is Kind.CHANGE
        if time.period is None:
            return not is_change and self._needs_period(told, fact)
        if is_change and time.period == fact.baseline_period:
            return False
        return not self._holds_at(fact, time.period, is_change=is_change)

    def _change_fault(self, told: ToldClaim, fact: Fact) -> bool:
        """Whether a change is told against another time, or of one year alone."""
        is_of_one_year = not fact.yearly and words.ONE_YEAR.search(told.setting.own_text) is not None
        return is_of_one_year or self._baseline_fault(told, fact)

    def _needs_period(self, told: ToldClaim, fact: Fact) -> bool:
        """A figure of the plan before, told without its year, is told of the present."""
        if fact.period is None or fact.period.end_year > self._plan_start:
            return fact.period is not None and fact.period.first[0] > self._as_of and told.setting.when.is_now
        return not told.setting.is_from

    def _baseline_fault(self, told: ToldClaim, fact: Fact) -> bool:
        time = told.setting.when
        if time.is_year_before:
            return not fact.yearly
        if time.baseline is not None and fact.baseline_period is not None:
            return time.baseline.years[0] not in (
                fact.baseline_period.end_year,
                fact.baseline_period.end_year + 1,
            ) or (time.baseline.is_year and time.baseline.end_year != fact.baseline_period.end_year)
        return (
            told.setting.is_yearly
            and not fact.yearly
            and fact.baseline_period is not None
            and not fact.id.endswith("yearly")
        )

    def _holds_at(self, fact: Fact, period: Period, *, is_change: bool) -> bool:
        """Whether a fact may be told of `period`: its own, or a year of the plan at whose end it stands."""
        first, last = period.years
        if fact.period is None:
            return self._plan_start < last <= self._as_of
        low, high = fact.period.years
        if fact.period.is_year:
            return first <= low <= last
        if period.is_year:
            return high - 1 <= last <= high or (is_change and last == high)
        return first <= high and low <= last and not last < high - 1

    def is_comparable(self, told: ToldClaim, known: Known, relation: Relation, wrong: Reason | None) -> bool:
        """Whether another figure contradicts the base: told of its place and time, of what the base has."""
        if wrong in (Reason.PLACE, Reason.PERIOD, Reason.UNKNOWN):
            return False
        period = known.fact.period
        is_ahead = period is not None and period.first[0] > self._as_of and relation.reason not in SLIPS
        if wrong is Reason.STATUS and (known.fact.status is Status.ACTUAL or is_ahead):
            return False  # what is planned for a year to come says nothing of the present
        return self._is_covered(told, known, relation)

    def _is_covered(self, told: ToldClaim, known: Known, relation: Relation) -> bool:
        """Whether the base has something on this for the time told; else another figure is no fault."""
        time, fact = told.setting.when, known.fact
        is_rest = words.REST.search(told.setting.own_text) is not None
        if told.setting.is_yearly and relation.reason is Reason.VALUE and not (fact.yearly or known.others):
            return False  # 364 MW a year is no other capacity
        if is_rest and relation.reason in (Reason.VALUE, Reason.DIGITS) and not known.others:
            return False  # 非高校牵头的有25家: what is left is another number
        if fact.base_unit == "CNY" and not known.others and self._is_price(told, fact):
            return False
        if fact.kind is Kind.CHANGE and relation.reason not in SLIPS and not known.others:
            if time.is_year_before or (told.setting.is_yearly and not fact.yearly):
                return False
            return time.period is None or not time.period.is_year or time.baseline is not None
        return True

    def _is_price(self, told: ToldClaim, fact: Fact) -> bool:
        """Whether money is told as a price, a wage or for each of something, and the fact's is not."""
        own = told.setting.own_text
        each = words.EACH_MONEY.search(own)
        price = words.PRICE.search(own)
        stated = fact.statement_zh + fact.statement_en.lower()
        return bool(
            (each and not words.EACH_MONEY.search(stated)) or (price and not words.PRICE.search(stated))
        )

    def of_standing(self, told: ToldClaim, fact: Fact) -> Reason | None:
        """What is wrong beside a rank: place, state or period."""
        setting = told.setting
        place = setting.place
        if place not in (None, fact.place, setting.scope) and not self._holds_body(str(place), fact):
            return Reason.PLACE
        if self._status_fault(told, fact):
            return Reason.STATUS
        period = setting.when.period
        if period is not None and not self._holds_at(fact, period, is_change=False):
            return Reason.PERIOD
        return None

    def _holds_body(self, place: str, fact: Fact) -> bool:
        """A university's figure told of the province that it is in."""
        return place in self._places.ancestors(fact.place) and not self._places.is_region(fact.place)
