"""What several figures of the base give together, where a draft asks for it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from xiyang_cli.answers.show import level_at
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Fact, Indicator, Kind
from xiyang_cli.checking import weights, words
from xiyang_cli.checking.findings import ToldClaim
from xiyang_cli.checking.known import QUOTIENTS, Known, between, combined, rest_of
from xiyang_cli.checking.subject import score
from xiyang_cli.checking.terms import Terms
from xiyang_cli.figures.period import Period


class Combinations:
    """Sums, differences, shares and averages of the figures of one base."""

    def __init__(self, base: FactBase, terms: Terms) -> None:
        self._base = base
        self._terms = terms
        self._levels: dict[tuple[str, str], Fact | None] = {}

    def of(self, told: ToldClaim, group: str) -> Iterator[Known]:
        """Sums, differences and shares of the facts that the words speak of."""
        text, sentence = told.setting.own_text, told.setting.sentence_text
        wanted = [
            how
            for how, cue in (
                ("/", group in ("rate", "price", "money") and words.RATIO.search(text)),
                ("+", words.TOTAL.search(sentence)),
                ("-", words.BETWEEN.search(text) or words.REST.search(sentence)),
                ("each", group == "money" and words.EACH.search(sentence)),
            )
            if cue
        ]
        yield from self._since(told)
        facts = self._spoken_of(told) if wanted else []
        if words.REST.search(sentence):
            yield from (rest_of(fact) for fact in facts if fact.base_unit == "percent")
        for one, other in permutations(facts, 2):
            if self._is_pair(told, one, other):
                yield from _combine(one, other, wanted)

    def _since(self, told: ToldClaim) -> Iterator[Known]:
        """The change between two years that the draft names, where the base has both levels."""
        time, mention = told.setting.when, told.claim.mention
        if time.baseline is None or time.period is None or mention is None or time.baseline == time.period:
            return
        named = [id for id, weight in told.context.names.items() if weight > weights.SINCE]
        for indicator in (self._terms.indicators[id] for id in sorted(named)):
            start, end = (self._level(indicator, period) for period in (time.baseline, time.period))
            known = between(start, end, mention.unit) if start and end and start is not end else None
            if known is not None:
                yield known

    def _level(self, indicator: Indicator, period: Period) -> Fact | None:
        """The level of an indicator at one time, looked up once."""
        key = (indicator.id, period.text)
        if key not in self._levels:
            self._levels[key] = level_at(self._base, indicator, period)
        return self._levels[key]

    def _is_pair(self, told: ToldClaim, one: Fact, other: Fact) -> bool:
        """Whether the words join two figures: of one time, and named here or just told of together."""
        same = one.indicator == other.indicator
        times = [fact.period for fact in (one, other) if fact.period and fact.period.is_year]
        if len(times) > 1 and times[0] != times[1] and not same:
            return False
        named = told.context.own_names
        together = one in told.recent[-3:] and other in told.recent[-3:]
        if same or together or one.indicator in named or other.indicator in named:
            return True
        told_of = (id for id, weight in told.context.names.items() if weight > weights.SPOKEN)
        spoken = {id for name in told_of for id in (name, *self._terms.ancestors(name))}
        return all(
            fact.indicator in spoken or score(self._terms, told.context, fact)[0] > weights.LIKELY
            for fact in (one, other)
        )

    def are_named(self, told: ToldClaim, known: Known) -> bool:
        """Whether the own clause names both figures that a value combines, each by its name."""
        named = {id for id in told.context.own_names if told.context.names.get(id, 0.0) > weights.DIMMED}
        combined = {fact.indicator for fact in known.others}
        return len(combined) > 1 and combined <= named

    def _spoken_of(self, told: ToldClaim) -> list[Fact]:
        """The levels that the sentence names, or that the figures just before were of; a few at most."""
        names = {**told.context.heads, **told.context.names}
        named = sorted(
            (id for id, weight in names.items() if weight > weights.SPOKEN), key=lambda name: -names[name]
        )
        found = [
            fact
            for indicator in dict.fromkeys(
                id for name in named[:5] for id in (name, *self._terms.ancestors(name))
            )
            for fact in self._base.facts_of(self._terms.indicators[indicator])
            if fact.kind is Kind.LEVEL and fact.base_value
        ]
        scored = [
            (score(self._terms, told.context, fact)[0], fact)
            for fact in self._base.facts
            if fact.kind is Kind.LEVEL and fact.base_value
        ]
        likely = sorted((pair for pair in scored if pair[0] > weights.LIKELY), key=lambda pair: -pair[0])
        found = [*found[:6], *(fact for _, fact in likely[:4])]
        recent = [fact for fact in told.recent if fact.kind is Kind.LEVEL and fact.base_value]
        return list({fact.id: fact for fact in (*recent[-4:], *found)}.values())


def _combine(one: Fact, other: Fact, wanted: Sequence[str]) -> Iterator[Known]:
    """What two levels give in the ways that the words ask for."""
    assert one.base_value is not None
    assert other.base_value is not None
    units = (one.base_unit, other.base_unit)
    same = units[0] == units[1]
    if "/" in wanted and other.base_value > 0 and (same or units in QUOTIENTS):
        yield combined(one, other, "/")
    if "each" in wanted and other.base_value > 0 and units in QUOTIENTS:
        yield combined(one, other, "/")
    if "+" in wanted and same and one.id < other.id and one.indicator != other.indicator:
        yield combined(one, other, "+")
    if "-" in wanted and same and one.base_value > other.base_value:
        yield combined(one, other, "-")
