"""The verdict on one figure: the fact that it is of, how their numbers stand, what else is told wrong. Pure.

Every figure of the base in a comparable unit is a candidate. Each is weighed by how strongly the words
speak of it and by how its number stands to the draft's; the likeliest decides. The further the numbers
lie apart, the surer it must be that the draft speaks of that fact before it is called wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Direction, Fact, Kind, Status
from xiyang_cli.checking import words
from xiyang_cli.checking.claims import Claim
from xiyang_cli.checking.known import GROUPS, Knowledge, Known, combined
from xiyang_cli.checking.places import ELSEWHERE, Places
from xiyang_cli.checking.rates import relate_rates
from xiyang_cli.checking.relate import (
    CONTRADICTED,
    IMPRECISE,
    Reason,
    Relation,
    Said,
    Verdict,
    relate,
    said,
)
from xiyang_cli.checking.setting import Setting, Told
from xiyang_cli.checking.standing import rank_relation
from xiyang_cli.checking.subject import Context, score
from xiyang_cli.checking.terms import Terms
from xiyang_cli.figures.period import Period

_SURE = {
    Verdict.SUPPORTED: 0.2,
    Verdict.IMPRECISE: 0.3,
}
"""how strongly the words must speak of a fact whose figure agrees"""
_SLIPS = {
    Reason.DIGITS: 0.45,
    Reason.MAGNITUDE: 0.45,
    Reason.UNIT: 0.4,
    Reason.DIRECTION: 0.35,
    Reason.SCOPE: 0.4,
}
_OTHER_VALUE = 0.68
_FEW = 3
"""in a unit in which the base measures so few things, an equal figure is hardly chance"""
_GAIN = {Verdict.SUPPORTED: 0.4, Verdict.IMPRECISE: 0.3}


@dataclass(frozen=True)
class Finding:
    """What the base says to one figure."""

    claim: Claim
    verdict: Verdict
    reason: Reason
    fact: Fact | None = None
    known: Known | None = None
    setting: Setting | None = None
    weight: float = 0.0


@dataclass(frozen=True)
class Told_:
    """A claim with all that is known of how it is told."""

    claim: Claim
    setting: Setting
    context: Context
    recent: Sequence[Fact]


class Judge:
    """Judges claims by one base; 今年 is `as_of`."""

    def __init__(self, base: FactBase, places: Places, terms: Terms, as_of: int) -> None:
        self._base = base
        self._places = places
        self._terms = terms
        self._knowledge = Knowledge(base)
        self._as_of = as_of

    def judge(self, claim: Claim, setting: Setting, context: Context, recent: Sequence[Fact]) -> Finding:
        """The likeliest reading decides; where none is likely, the base does not say."""
        told = Told_(claim, setting, context, recent)
        found = list(self._standings(told)) if claim.ranking else list(self._amounts(told))
        best = max(found, key=lambda finding: finding.weight, default=None)
        return best or Finding(claim, Verdict.NOT_FOUND, Reason.UNKNOWN, setting=setting)

    # --- figures -------------------------------------------------------------------------------

    def _amounts(self, told: Told_) -> Iterator[Finding]:
        mention = told.claim.mention
        assert mention is not None
        group = GROUPS.get(mention.unit)
        if group is None:
            return
        draft = said(mention)
        candidates = self._knowledge.of(group)
        focus = self._focus(told.context, candidates)
        alone = len({known.fact.indicator for known in candidates})
        recent = {self._terms.family(fact.indicator) for fact in told.recent}
        for known in candidates:
            sure, named = score(self._terms, told.context, known.fact)
            if (focus and known.fact.indicator not in focus) or self._is_other(told.context, known, focus):
                sure, named = sure * 0.45, named * 0.45
            chance = self._chance(draft, known, alone, told.context)
            if self._terms.family(known.fact.indicator) in recent and next(
                self._terms.ancestors(known.fact.indicator), None
            ):
                chance = max(chance, 0.2)
            if alone_of := self._sole_part(told.context, known.fact, candidates):
                sure, named = max(sure, alone_of), max(named, alone_of)
            yield from self._weigh(told, draft, known, min(1.0, sure + chance), named)
        for known in self._combinations(told, group):
            yield from self._weigh(told, draft, known, 0.6, 0.72 if self._both_named(told, known) else 0.5)

    def _chance(self, draft: Said, known: Known, alone: int, context: Context) -> float:
        """What an equal figure itself tells: hardly chance where it is rare or has many digits."""
        assert known.stated is not None
        if draft.value != known.stated.value or known.is_derived or context.counted:
            return 0.0
        digits = len("".join(map(str, draft.value.normalize().as_tuple().digits)))
        return 0.24 if alone <= 1 or digits >= 3 else 0.12 if alone <= _FEW else 0.0

    def _is_other(self, context: Context, known: Known, focus: set[str]) -> bool:
        """Whether the own clause names something of which the base has no such figure: 政府债务余额21.6亿元."""
        named = [id for id in context.own_names if context.names.get(id, 0.0) > 0.6]
        if focus or not named or known.fact.indicator in named:
            return False
        family = self._terms.family(known.fact.indicator)
        return all(self._terms.family(id) != family for id in named)

    def _sole_part(self, context: Context, fact: Fact, candidates: Sequence[Known]) -> float:
        """A part is named by its owner, where the owner has no other part in such a unit."""
        for owner in self._terms.ancestors(fact.indicator):
            weight = context.names.get(owner, 0.0)
            if weight > 0.5:
                parts = {
                    known.fact.indicator
                    for known in candidates
                    if owner in (known.fact.indicator, *self._terms.ancestors(known.fact.indicator))
                }
                return 0.75 * weight if parts == {fact.indicator} else 0.0
        return 0.0

    def _focus(self, context: Context, candidates: Sequence[Known]) -> set[str]:
        """The indicators that the figure's own clause names, with their parts: the narrowest that fit the unit."""
        fitting = {known.fact.indicator for known in candidates}
        names = self._subtrees(context, context.names, fitting)
        heads = self._subtrees(context, context.heads, fitting)
        direct = {id for id in context.names if id in context.own_names and id in fitting}
        within = [name for name in names if not name & direct]
        groups = [*names, *(head for head in heads if not names or any(head <= name for name in within))]
        return {id for group in groups if not any(other < group for other in groups) for id in group}

    def _subtrees(self, context: Context, told: Mapping[str, float], fitting: set[str]) -> list[set[str]]:
        """For each thing named in the own clause, itself and its parts, as far as they fit the unit."""
        named = [id for id in told if id in context.own_names and told[id] > 0.4]
        trees = [{id for id in fitting if id == name or name in self._terms.ancestors(id)} for name in named]
        return [tree for tree in trees if tree]

    def _weigh(self, told: Told_, draft: Said, known: Known, sure: float, named: float) -> Iterator[Finding]:
        """The finding that this fact would give, when the words speak of it strongly enough."""
        if sure < min(_SURE.values()):
            return
        mention = told.claim.mention
        assert mention is not None
        assert known.stated is not None
        if GROUPS[mention.unit] == "rate":
            relation = relate_rates(draft, mention.unit, told.setting, known)
        else:
            relation = self._unit_checked(told, known, relate(draft, known.stated))
        if relation is None or not self._is_same_count(mention.unit, known.fact, relation):
            return
        fit = (sure if relation.is_near or relation.reason in _SLIPS else named) + self._kind_fit(told, known)
        relation = self._directed(told, known, relation)
        found = self._finding(told, known, relation, fit)
        if found is not None:
            yield found

    def _is_same_count(self, unit: str, fact: Fact, relation: Relation) -> bool:
        """People, things and views are told for one another only where the numbers agree."""
        return GROUPS[unit] != "count" or unit == fact.base_unit or relation.is_near

    def _finding(self, told: Told_, known: Known, relation: Relation, fit: float) -> Finding | None:
        fact, setting = known.fact, told.setting
        wrong = self._context_fault(told, known, relation)
        if known.others and relation.verdict is Verdict.IMPRECISE:
            return None
        if relation.is_near and wrong is not None:
            if wrong is Reason.UNKNOWN or fit < _SURE[Verdict.IMPRECISE]:
                return None
            weight = fit + _GAIN[relation.verdict] - 0.15
            return Finding(told.claim, Verdict.MISATTRIBUTED, wrong, fact, known, setting, weight)
        if not relation.is_near and not self._is_comparable(told, known, relation, wrong):
            return None
        if fit < self._needed(relation, known):
            return None
        weight = fit + _GAIN.get(relation.verdict, 0.05 if relation.reason in _SLIPS else 0.0)
        return Finding(told.claim, relation.verdict, relation.reason, fact, known, setting, weight)

    def _needed(self, relation: Relation, known: Known) -> float:
        if relation.is_near:
            return _SURE[relation.verdict] + (0.12 if known.is_derived else 0.0)
        if known.is_derived and relation.reason is not Reason.DIRECTION:
            return _OTHER_VALUE
        return _SLIPS.get(relation.reason, _OTHER_VALUE)

    def _kind_fit(self, told: Told_, known: Known) -> float:
        """A level is told as a level, a change as a change."""
        setting, fact = told.setting, known.fact
        is_change = fact.kind is Kind.CHANGE
        if known.others:
            return 0.0
        if fact.id.endswith("@yearly"):
            return 0.0 if setting.is_yearly else -0.6
        if is_change and known.is_difference:
            told_as = setting.is_change or words.BETWEEN.search(setting.own_text)
            return (0.05 if told_as else -0.5) - (0.6 if fact.yearly and not setting.is_yearly else 0.0)
        if is_change:
            is_share = not setting.is_change and words.SHARE.search(setting.own_text) is not None
            return -0.4 if is_share and told.claim.mention and told.claim.mention.unit == "percent" else 0.0
        return -0.18 if setting.is_change and not known.fact.base_unit == "percentage_point" else 0.0

    def _unit_checked(self, told: Told_, known: Known, relation: Relation) -> Relation:
        """每月200元 for 每年200元; 户 for 人: the number agrees and what it counts does not."""
        mention, fact = told.claim.mention, known.fact
        assert mention is not None
        if not relation.is_near or known.is_derived:
            return relation
        statement = fact.statement_zh + fact.statement_en
        if words.PER_MONTH.search(told.setting.own_text) and words.PER_YEAR.search(statement):
            return CONTRADICTED[Reason.UNIT]
        if fact.base_unit == "person" and mention.text.endswith(("户", "家", "所", "件")):
            return CONTRADICTED[Reason.UNIT]
        return relation

    def _directed(self, told: Told_, known: Known, relation: Relation) -> Relation:
        """A fall told for a rise, or the other way round; a lead told as a lag."""
        fact, setting = known.fact, told.setting
        if not relation.is_near or known.others:
            return relation
        if fact.kind is Kind.CHANGE and fact.direction and setting.direction not in (None, fact.direction):
            return CONTRADICTED[Reason.DIRECTION]
        if fact.kind is Kind.LEVEL and fact.base_unit == "percentage_point":
            lags = words.GAP_DOWN.search(setting.own_text) is not None
            return CONTRADICTED[Reason.DIRECTION] if lags else relation
        if fact.kind is Kind.LEVEL and fact.direction is Direction.UP and setting.direction is Direction.DOWN:
            return CONTRADICTED[Reason.DIRECTION]
        if fact.yearly and not setting.is_yearly and not words.YEARLY.search(setting.sentence_text):
            return IMPRECISE[Reason.WORDING]
        return relation

    # --- place, time, state --------------------------------------------------------------------

    def _context_fault(self, told: Told_, known: Known, relation: Relation) -> Reason | None:
        """What is wrong beside the number: place, period or state; UNKNOWN where the base cannot say."""
        place = self._place_fault(told, known.fact, relation)
        if place is not None:
            return place
        if not known.others and self._status_fault(told, known.fact):
            return Reason.STATUS
        return Reason.PERIOD if self._period_fault(told, known) else None

    def _place_fault(self, told: Told_, fact: Fact, relation: Relation) -> Reason | None:
        place = told.setting.place
        if place is None:
            is_own = fact.place == self._base.home or not self._places.is_region(fact.place)
            return None if is_own else Reason.PLACE
        if (
            place == fact.place
            or place in self._places.ancestors(fact.place)
            and not self._places.is_region(fact.place)
        ):
            return None
        if place == ELSEWHERE and relation.reason is not Reason.EQUAL:
            return Reason.UNKNOWN
        return Reason.PLACE

    def _status_fault(self, told: Told_, fact: Fact) -> bool:
        """A plan or work under way told as done; what is done told as a plan."""
        setting = told.setting
        period, state = setting.when.period, setting.told
        is_ahead = period is not None and period.first[0] > self._as_of
        if fact.status is Status.ACTUAL:
            return state is Told.FUTURE and not is_ahead and words.FUTURE.search(setting.own_text) is not None
        if state in (Told.FUTURE, Told.UNDER_WAY):
            return False
        if is_ahead and not words.DONE.search(setting.own_text):
            return False
        if state is Told.DONE:
            return True
        if fact.status is Status.UNDER_WAY or (fact.period and fact.period.end_year <= self._as_of):
            return False
        return True

    def _period_fault(self, told: Told_, known: Known) -> bool:
        """Whether the draft tells the figure of another time than the base."""
        fact, time = known.fact, told.setting.when
        if known.others:
            return False
        is_total = fact.period is not None and not fact.period.is_year and fact.kind is Kind.LEVEL
        if is_total and fact.base_unit == "CNY" and words.ONE_YEAR.search(told.setting.own_text):
            return True
        if fact.kind is Kind.CHANGE:
            if self._baseline_fault(told, fact):
                return True
            if time.period is None or time.period == fact.baseline_period:
                return False
            return not self._holds_at(fact, time.period, is_change=True)
        if time.period is None:
            return self._needs_period(told, fact)
        return not self._holds_at(fact, time.period, is_change=False)

    def _needs_period(self, told: Told_, fact: Fact) -> bool:
        """A figure of the plan before, told without its year, is told of the present."""
        if fact.period is None or fact.period.end_year > self._plan_start:
            return fact.period is not None and fact.period.first[0] > self._as_of and told.setting.when.is_now
        return not told.setting.is_from

    def _baseline_fault(self, told: Told_, fact: Fact) -> bool:
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

    @property
    def _plan_start(self) -> int:
        return int(self._base.plan(self._base.from_plan).end)

    def _is_comparable(self, told: Told_, known: Known, relation: Relation, wrong: Reason | None) -> bool:
        """Whether another figure contradicts the base: told of its place and time, of what the base has."""
        if wrong in (Reason.PLACE, Reason.PERIOD, Reason.UNKNOWN):
            return False
        if wrong is Reason.STATUS and known.fact.status is Status.ACTUAL:
            return False
        return self._is_covered(told, known, relation)

    def _is_covered(self, told: Told_, known: Known, relation: Relation) -> bool:
        """Whether the base has something on this subject for the time told; else another figure is no fault."""
        time, fact = told.setting.when, known.fact
        if fact.kind is Kind.CHANGE and relation.reason not in _SLIPS and not known.others:
            if time.is_year_before or (told.setting.is_yearly and not fact.yearly):
                return False
            return time.period is None or not time.period.is_year or time.baseline is not None
        return True

    # --- what several facts give ---------------------------------------------------------------

    def _combinations(self, told: Told_, group: str) -> Iterator[Known]:
        """Sums, differences and shares of the facts that the words speak of."""
        text, sentence = told.setting.own_text, told.setting.sentence_text
        wanted = [
            how
            for how, cue in (
                ("/", group in ("rate", "price") and words.RATIO.search(text)),
                ("+", words.TOTAL.search(sentence)),
                ("-", words.BETWEEN.search(text)),
                ("each", group == "money" and words.EACH.search(text)),
            )
            if cue
        ]
        facts = self._spoken_of(told) if wanted else []
        for one, other in permutations(facts, 2):
            if self._is_pair(told, one, other):
                yield from _combine(one, other, wanted)

    def _is_pair(self, told: Told_, one: Fact, other: Fact) -> bool:
        """Whether the words join two figures: of one time, and named here or just told of together."""
        same = one.indicator == other.indicator
        if one.period and other.period and one.period.is_year and other.period.is_year:
            if one.period != other.period and not same:
                return False
        named = told.context.own_names
        together = one in told.recent[-3:] and other in told.recent[-3:]
        return same or together or one.indicator in named or other.indicator in named

    def _both_named(self, told: Told_, known: Known) -> bool:
        """Whether the own clause names both figures that a value combines."""
        return all(fact.indicator in told.context.own_names for fact in known.others)

    def _spoken_of(self, told: Told_) -> list[Fact]:
        """The levels that the sentence names, or that the figures just before were of; a few at most."""
        names = {**told.context.heads, **told.context.names}
        named = sorted((id for id, weight in names.items() if weight > 0.3), key=lambda id: -names[id])
        found = [
            fact
            for indicator in named[:5]
            for fact in self._base.facts_of(self._terms.indicators[indicator])
            if fact.kind is Kind.LEVEL and fact.base_value
        ]
        recent = [fact for fact in told.recent if fact.kind is Kind.LEVEL and fact.base_value]
        return list({fact.id: fact for fact in (*recent[-4:], *found[:6])}.values())

    # --- ranks and superlatives ----------------------------------------------------------------

    def _standings(self, told: Told_) -> Iterator[Finding]:
        claim, setting = told.claim, told.setting
        for fact in self._knowledge.standings:
            sure, _ = score(self._terms, told.context, fact)
            if sure < 0.2:
                continue
            relation = rank_relation(claim, setting.scope, fact, self._places)
            wrong = self._standing_fault(told, fact)
            if relation.is_near and wrong is not None:
                if sure >= 0.4:
                    yield Finding(claim, Verdict.MISATTRIBUTED, wrong, fact, None, setting, sure + 0.25)
                continue
            needed = {Reason.EQUAL: 0.25, Reason.SCOPE: 0.45, Reason.RANK: 0.6}.get(relation.reason, 0.5)
            if sure < needed:
                continue
            gain = (
                0.4
                if relation.verdict is Verdict.SUPPORTED
                else 0.2
                if relation.reason is Reason.SCOPE
                else 0.0
            )
            yield Finding(claim, relation.verdict, relation.reason, fact, None, setting, sure + gain)

    def _standing_fault(self, told: Told_, fact: Fact) -> Reason | None:
        setting = told.setting
        place = setting.place
        if place is not None and place != fact.place and place != setting.scope:
            known = place in self._places.ancestors(fact.place) and not self._places.is_region(fact.place)
            if not known:
                return Reason.PLACE
        if self._status_fault(told, fact):
            return Reason.STATUS
        period = setting.when.period
        if period is not None and not self._holds_at(fact, period, is_change=False):
            return Reason.PERIOD
        return None


def _combine(one: Fact, other: Fact, wanted: Sequence[str]) -> Iterator[Known]:
    """What two levels give in the ways that the words ask for."""
    assert one.base_value is not None
    assert other.base_value is not None
    units = (one.base_unit, other.base_unit)
    same = units[0] == units[1]
    if "/" in wanted and other.base_value > 0 and (same or units == ("CNY", "t")):
        yield combined(one, other, "/")
    if "each" in wanted and other.base_value > 0 and units in (("CNY", "item"), ("CNY", "person")):
        yield combined(one, other, "/")
    if "+" in wanted and same and one.id < other.id and one.indicator != other.indicator:
        yield combined(one, other, "+")
    if "-" in wanted and same and one.base_value > other.base_value:
        yield combined(one, other, "-")
