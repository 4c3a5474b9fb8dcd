"""The verdict on one figure: the fact that it is of, how their numbers stand, what else is told wrong. Pure.

Every figure of the base in a comparable unit is a candidate. Each is weighed by how strongly the words
speak of it and by how its number stands to the draft's; the likeliest decides. The further the numbers
lie apart, the surer it must be that the draft speaks of that fact before it is called wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Direction, Fact, Kind, Status
from xiyang_cli.checking import weights, words
from xiyang_cli.checking.claims import Claim
from xiyang_cli.checking.combine import Combinations
from xiyang_cli.checking.faults import SLIPS, Faults
from xiyang_cli.checking.findings import Finding, ToldClaim
from xiyang_cli.checking.known import GROUPS, Knowledge, Known
from xiyang_cli.checking.places import Places
from xiyang_cli.checking.rates import relate_rates
from xiyang_cli.checking.relate import (
    CONTRADICTED,
    IMPRECISE,
    SUPPORTED,
    Reason,
    Relation,
    Said,
    Verdict,
    digits,
    relate,
    said,
)
from xiyang_cli.checking.setting import Setting
from xiyang_cli.checking.standing import rank_relation
from xiyang_cli.checking.subject import Context, score, tells_of_another
from xiyang_cli.checking.terms import Terms
from xiyang_cli.reading.mention import Mention

_SURE = {Verdict.SUPPORTED: weights.SUPPORTED, Verdict.IMPRECISE: weights.IMPRECISE}
_NEEDED = {
    Reason.DIGITS: weights.DIGITS,
    Reason.MAGNITUDE: weights.MAGNITUDE,
    Reason.UNIT: weights.UNIT,
    Reason.DIRECTION: weights.DIRECTION,
    Reason.SCOPE: weights.SCOPE,
    Reason.BOUND: weights.BOUND,
    Reason.SUBJECT: weights.SUBJECT,
}
_GAIN = {Verdict.SUPPORTED: weights.GAIN_SUPPORTED, Verdict.IMPRECISE: weights.GAIN_IMPRECISE}
_STANDING = {
    Reason.EQUAL: weights.STANDING_EQUAL,
    Reason.SCOPE: weights.STANDING_SCOPE,
    Reason.RANK: weights.STANDING_RANK,
}
_OWN_VALUE = (Reason.VALUE, Reason.DIGITS)
_PLAIN_CLASSIFIERS = frozenset(("个", "项"))
"""classifiers of anything"""


def _narrowest(groups: list[set[str]]) -> list[set[str]]:
    """Those that hold no other: phase four, where a plant and its phase four are named."""
    return [group for group in groups if not any(other < group for other in groups)]


class Judge:
    """Judges claims by one base; 今年 is `as_of`."""

    def __init__(self, base: FactBase, places: Places, terms: Terms, as_of: int) -> None:
        self._base = base
        self._places = places
        self._terms = terms
        self._knowledge = Knowledge(base)
        self._faults = Faults(base, places, as_of)
        self._combinations = Combinations(base, terms)

    def judge(self, claim: Claim, setting: Setting, context: Context, recent: Sequence[Fact]) -> Finding:
        """The likeliest reading decides; where none is likely, the base does not say."""
        told = ToldClaim(claim, setting, context, recent)
        found = list(self._standings(told)) if claim.ranking else list(self._amounts(told))
        best = max(found, key=lambda finding: finding.weight, default=None)
        is_wrong = best is not None and best.verdict is Verdict.CONTRADICTED
        if best is not None and is_wrong and best.reason in (*_OWN_VALUE, Reason.SUBJECT):
            best = self._swapped(best)
        if best is not None and best.reason is Reason.STATUS:
            best = self._still_to_come(best, found)
        return best or Finding(claim, Verdict.NOT_FOUND, Reason.UNKNOWN, setting=setting)

    def _still_to_come(self, best: Finding, found: Sequence[Finding]) -> Finding:
        """将再添20万吨: told as to come, it is the figure of the plan, not of what there is."""
        if best.fact is None or best.fact.status is not Status.ACTUAL:
            return best
        family = self._terms.family(best.fact.indicator)
        plans = (
            finding
            for finding in found
            if finding.verdict is Verdict.SUPPORTED
            and finding.fact is not None
            and finding.fact.status is not Status.ACTUAL
            and self._terms.family(finding.fact.indicator) == family
        )
        return max(plans, key=lambda finding: finding.weight, default=best)

    def _swapped(self, finding: Finding) -> Finding:
        """A figure that the base prints for a sister of its subject: 绿甲醇50万吨, which is 绿氨's."""
        mention, fact = finding.claim.mention, finding.fact
        if mention is None or fact is None or mention.unit not in GROUPS:
            return finding
        other = next(self._printed_elsewhere(mention, fact), None)
        return replace(finding, reason=Reason.SUBJECT, other=other) if other else finding

    def _printed_elsewhere(self, mention: Mention, fact: Fact) -> Iterator[Fact]:
        """The facts of other indicators that have the draft's figure, in the unit of this fact."""
        for known in self._knowledge.of(GROUPS[mention.unit]):
            same = known.fact.base_value == mention.value and known.fact.base_unit == fact.base_unit
            if same and not known.is_derived and known.fact.indicator != fact.indicator:
                yield known.fact

    # --- figures -------------------------------------------------------------------------------

    def _amounts(self, told: ToldClaim) -> Iterator[Finding]:
        mention = told.claim.mention
        assert mention is not None
        group = GROUPS.get(mention.unit)
        if group is None:
            return
        draft = said(mention)
        candidates = self._knowledge.of(group)
        alone = len({known.fact.indicator for known in candidates})
        recent = {self._terms.family(fact.indicator) for fact in told.recent}
        scored = self._scored(told, candidates)
        strongest: dict[str, float] = {}
        for _, family, sure, _ in scored:
            strongest[family] = max(sure, strongest.get(family, 0.0))
        for known, family, sure, named in scored:
            chance = self._chance(told, draft, known, alone)
            if family in recent and family != known.fact.indicator:
                chance = max(chance, weights.RECENT)
            if sure >= weights.FAINT * strongest[family]:
                yield from self._weigh(told, draft, known, min(1.0, sure + chance), named)
        for known in self._combinations.of(told, group):
            is_named = self._combinations.are_named(told, known)
            named = weights.COMBINED_NAMED if is_named else weights.COMBINED_LOOSE
            sure = weights.COMBINED_NAMED if is_named else weights.COMBINED
            yield from self._weigh(told, draft, known, sure, named)

    def _scored(self, told: ToldClaim, candidates: Sequence[Known]) -> list[tuple[Known, str, float, float]]:
        """Each candidate with its family, and how strongly all words, and the own ones, speak of it."""
        focus = self._focus(told.context, candidates)
        sisters = {self._terms.family(id) for id in focus}
        others = set() if focus else self._families_named(told.context)
        # 28所: where one of a family is counted in 所, no other of it is.
        of_classifier = {
            self._terms.family(known.fact.indicator)
            for known in candidates
            if self._is_same_thing(told, known.fact)
        }
        found = []
        for known in candidates:
            sure, named = score(self._terms, told.context, known.fact)
            family = self._terms.family(known.fact.indicator)
            is_same = self._is_same_thing(told, known.fact)
            factor = 1.0
            if (focus and known.fact.indicator not in focus) or (others and family not in others):
                factor = weights.SISTER if family in sisters else weights.STRANGER
                factor = 1.0 if family in sisters and is_same else factor
            if family in of_classifier and not is_same:
                factor *= weights.SISTER
            sure, named = sure * factor, named * factor
            named = max(named, sure) if is_same else named
            if alone_of := self._sole_part(told.context, known.fact, candidates):
                sure, named = max(sure, alone_of), max(named, alone_of)
            found.append((known, family, sure, named))
        return found

    def _chance(self, told: ToldClaim, draft: Said, known: Known, alone: int) -> float:
        """What an equal figure itself tells: hardly chance where it is rare or has many digits."""
        mention = told.claim.mention
        assert mention is not None
        assert known.stated is not None
        if draft.value != known.stated.value or known.is_derived:
            return 0.0
        if tells_of_another(self._terms, told.context, known.fact, mention.unit, is_alone=alone <= 1):
            return 0.0
        if alone <= 1 or len(digits(draft.value)) >= weights.MANY_DIGITS:
            return weights.RARE
        return weights.SCARCE if alone <= weights.FEW else 0.0

    def _families_named(self, context: Context) -> set[str]:
        """What the clause clearly names; where that has no such figure, no other is meant: 债务21.6亿元."""
        named = (id for id in context.own_names if context.names.get(id, 0.0) > weights.CLEARLY)
        return {self._terms.family(id) for id in named}

    def _sole_part(self, context: Context, fact: Fact, candidates: Sequence[Known]) -> float:
        """A part is named by its owner, where the owner has no other part in such a unit."""
        for owner in self._terms.ancestors(fact.indicator):
            weight = context.names.get(owner, 0.0)
            if weight > weights.DIMMED:
                parts = {
                    known.fact.indicator
                    for known in candidates
                    if owner in (known.fact.indicator, *self._terms.ancestors(known.fact.indicator))
                }
                return weights.SOLE_PART * weight if parts == {fact.indicator} else 0.0
        return 0.0

    def _focus(self, context: Context, candidates: Sequence[Known]) -> set[str]:
        """The indicators that the own clause names, with their parts: the narrowest that fit the unit."""
        fitting = {known.fact.indicator for known in candidates}
        owners = {
            id: weight
            for id, weight in context.heads.items()
            if weight > weights.HEAD_FOCUS and self._terms.has_parts(id)
        }
        names = _narrowest(self._subtrees(context, {**owners, **context.names}, fitting, weights.NAMED_FOCUS))
        heads = self._subtrees(context, self._heads_of_named(context), fitting, weights.HEAD_FOCUS)
        direct = {id for id in context.names if id in context.own_names and id in fitting}
        within = [name for name in names if not name & direct]
        groups = [*names, *(head for head in heads if not names or any(head <= name for name in within))]
        return {id for group in _narrowest(groups) for id in group}

    def _heads_of_named(self, context: Context) -> dict[str, float]:
        """The heads that may be meant: 投资 of 四期 where that is spoken of, and not of another part."""
        told = {
            id: max((context.names.get(owner, 0.0) for owner in self._terms.ancestors(id)[:-1]), default=0.0)
            for id in context.heads
        }
        named = any(context.names.get(id, 0.0) > weights.NAMED_FOCUS for id in context.own_names)
        if named or not any(weight > weights.SPOKEN for weight in told.values()):
            return context.heads
        return {id: weight for id, weight in context.heads.items() if told[id] > weights.SPOKEN}

    def _subtrees(
        self, context: Context, told: Mapping[str, float], fitting: set[str], least: float
    ) -> list[set[str]]:
        """For each thing named in the own clause, itself and its parts, as far as they fit the unit."""
        named = [id for id in told if id in context.own_names and told[id] > least]
        trees = [{id for id in fitting if id == name or name in self._terms.ancestors(id)} for name in named]
        return [tree for tree in trees if tree]

    def _weigh(
        self, told: ToldClaim, draft: Said, known: Known, sure: float, named: float
    ) -> Iterator[Finding]:
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
        if relation is not None and known.others and relation.verdict is Verdict.IMPRECISE:
            return
        if relation is None or not self._is_same_count(mention.unit, known.fact, relation):
            return
        is_bound = relation == SUPPORTED[Reason.BOUND] or relation.is_far
        if is_bound and known.is_difference and not told.setting.is_change:
            return  # less than 2.5 GW is no bound of a rise
        if is_bound and GROUPS[mention.unit] == "age" and known.fact.indicator not in told.context.own_names:
            return  # who is 65 and above is told of no life expectancy
        if relation.reason is Reason.VALUE and self._is_sisters(mention, known.fact):
            relation = CONTRADICTED[Reason.SUBJECT]
        fit = (sure if relation.is_near or relation.reason in SLIPS else named) + self._kind_fit(told, known)
        relation = self._directed(told, known, relation)
        if not relation.is_near and self._is_other_thing(told, known.fact):
            fit -= weights.OTHER_CLASSIFIER
        found = self._finding(told, known, relation, fit)
        if found is not None:
            yield found

    def _is_sisters(self, mention: Mention, fact: Fact) -> bool:
        """Whether the draft's figure is that of another of the same family: 绿氨10万吨, which is 绿甲醇's."""
        family = self._terms.family(fact.indicator)
        others = self._printed_elsewhere(mention, fact)
        return any(self._terms.family(other.indicator) == family for other in others)

    def _is_other_thing(self, told: ToldClaim, fact: Fact) -> bool:
        """Whether the classifiers tell of different things: 11所 (schools), 26处 (places), not 28个."""
        unit = told.classifier
        return unit != fact.unit and bool(unit) and not {unit, fact.unit} & _PLAIN_CLASSIFIERS

    def _is_same_thing(self, told: ToldClaim, fact: Fact) -> bool:
        """Whether the draft counts with the fact's own classifier, one that tells what is counted."""
        unit = told.classifier
        return bool(unit) and unit == fact.unit and unit not in _PLAIN_CLASSIFIERS

    def _is_same_count(self, unit: str, fact: Fact, relation: Relation) -> bool:
        """People, things and views are told for one another only where the numbers agree."""
        is_same = GROUPS[unit] != "count" or unit == fact.base_unit
        return is_same or relation.is_near or relation.reason in (Reason.MAGNITUDE, Reason.DIGITS)

    def _finding(self, told: ToldClaim, known: Known, relation: Relation, fit: float) -> Finding | None:
        fact, setting = known.fact, told.setting
        wrong = self._faults.of(told, known, relation)
        if relation.is_near and wrong is not None:
            # A bound that another year's figure proves says nothing of that figure.
            is_proven = relation.verdict is Verdict.SUPPORTED and relation.reason is Reason.BOUND
            if is_proven or relation.is_far or wrong is Reason.UNKNOWN or fit < _SURE[Verdict.IMPRECISE]:
                return None
            weight = fit + _GAIN[relation.verdict] - weights.LOSS_FAULT
            return Finding(told.claim, Verdict.MISATTRIBUTED, wrong, fact, known, setting, weight)
        if not relation.is_near and not self._faults.is_comparable(told, known, relation, wrong):
            return None
        if fit < self._needed(relation, known):
            return None
        weight = fit + _GAIN.get(relation.verdict, weights.GAIN_SLIP if relation.reason in SLIPS else 0.0)
        return Finding(told.claim, relation.verdict, relation.reason, fact, known, setting, weight)

    def _needed(self, relation: Relation, known: Known) -> float:
        if relation.is_far:
            return weights.OTHER_VALUE
        if relation.is_near:
            least = weights.PROVEN if relation == SUPPORTED[Reason.BOUND] else _SURE[relation.verdict]
            return least + (weights.DERIVED if known.is_derived else 0.0)
        if known.is_derived and relation.reason is not Reason.DIRECTION:
            return weights.OTHER_VALUE
        return _NEEDED.get(relation.reason, weights.OTHER_VALUE)

    def _kind_fit(self, told: ToldClaim, known: Known) -> float:
        """A level is told as a level, a change as a change."""
        setting, fact = told.setting, known.fact
        is_change = fact.kind is Kind.CHANGE
        if known.others:
            return 0.0
        if fact.id.endswith("@yearly"):
            return 0.0 if setting.is_yearly else -weights.NOT_YEARLY
        if is_change and known.is_difference:
            told_as = setting.is_change or words.BETWEEN.search(setting.own_text)
            fit = weights.DIFFERENCE if told_as else -weights.NO_DIFFERENCE
            return fit - (weights.NOT_YEARLY if fact.yearly and not setting.is_yearly else 0.0)
        if is_change:
            is_share = not setting.is_change and words.SHARE.search(setting.own_text) is not None
            is_percent = told.claim.mention is not None and told.claim.mention.unit == "percent"
            return -weights.SHARE_NO_CHANGE if is_share and is_percent else 0.0
        is_change = setting.is_change and known.fact.base_unit != "percentage_point"
        return -weights.CHANGE_NO_LEVEL if is_change else 0.0

    def _unit_checked(self, told: ToldClaim, known: Known, relation: Relation) -> Relation:
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

    def _directed(self, told: ToldClaim, known: Known, relation: Relation) -> Relation:
        """A fall told for a rise, or the other way round; a lead told as a lag."""
        fact, setting = known.fact, told.setting
        if not relation.is_near or known.others:
            return relation
        if setting.is_denied:
            return CONTRADICTED[Reason.BOUND]
        if self._is_reversed(fact, setting):
            return CONTRADICTED[Reason.DIRECTION]
        if fact.yearly and not setting.is_yearly and not words.YEARLY.search(setting.sentence_text):
            return IMPRECISE[Reason.WORDING]
        return relation

    def _is_reversed(self, fact: Fact, setting: Setting) -> bool:
        if fact.kind is Kind.CHANGE:
            return bool(fact.direction) and setting.direction not in (None, fact.direction)
        if fact.base_unit == "percentage_point":
            return words.GAP_DOWN.search(setting.own_text) is not None
        return fact.direction is Direction.UP and setting.direction is Direction.DOWN

    # --- ranks and superlatives ----------------------------------------------------------------

    def _standings(self, told: ToldClaim) -> Iterator[Finding]:
        claim, setting = told.claim, told.setting
        for fact in self._knowledge.standings:
            sure, _ = score(self._terms, told.context, fact)
            if sure < weights.STANDING:
                continue
            relation = rank_relation(claim, setting.scope, fact, self._places)
            wrong = self._faults.of_standing(told, fact)
            if relation.is_near and wrong is not None:
                if sure >= weights.STANDING_FAULT:
                    weight = sure + weights.STANDING_GAIN_FAULT
                    yield Finding(claim, Verdict.MISATTRIBUTED, wrong, fact, None, setting, weight)
                continue
            needed = _STANDING.get(relation.reason, weights.STANDING_OTHER)
            if sure < needed:
                continue
            gain = weights.STANDING_GAIN if relation.verdict is Verdict.SUPPORTED else 0.0
            gain = weights.STANDING_GAIN_SCOPE if relation.reason is Reason.SCOPE else gain
            yield Finding(claim, relation.verdict, relation.reason, fact, None, setting, sure + gain)
