"""A draft, block by block: every figure with its verdict. Pure.

What was spoken of carries over: within a block from sentence to sentence, from a heading to what stands
under it, and in a table from the heads of row and column and from the corner to the cell.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TypeVar

from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Fact, Kind
from xiyang_cli.checking import weights, words
from xiyang_cli.checking.claims import Claim, read_claims
from xiyang_cli.checking.findings import Finding
from xiyang_cli.checking.judge import Judge
from xiyang_cli.checking.known import GROUPS
from xiyang_cli.checking.passage import Passage, Span, neighbours
from xiyang_cli.checking.places import PlaceHit, Places
from xiyang_cli.checking.relate import Reason, Verdict
from xiyang_cli.checking.setting import Setting, Surroundings, setting_of
from xiyang_cli.checking.subject import COUNTED, Context, Earlier, context_of
from xiyang_cli.checking.terms import Hit, Terms
from xiyang_cli.checking.times import TimeHit, Times, When
from xiyang_cli.figures.arithmetic import multiply
from xiyang_cli.reading.chinese_words import MEASURES
from xiyang_cli.reading.measures import Measures
from xiyang_cli.reading.others import NO_UNIT, OUTSIDE_UNIT

_Found = TypeVar("_Found", Hit, PlaceHit, TimeHit)


_UNIT_BEHIND = 16
"""so far behind an English number its unit ends"""


@dataclass
class Memory:
    """What a draft has spoken of so far."""

    names: dict[str, float] = field(default_factory=dict)
    families: dict[str, float] = field(default_factory=dict)
    words: dict[str, float] = field(default_factory=dict)
    place: str | None = None
    when: When = field(default_factory=When)
    recent: list[Fact] = field(default_factory=list)
    said_before: tuple[str, ...] = ()
    """the last two indicators of the sentence before: the former, the latter"""

    def under(self) -> Memory:
        """A memory that begins with what this one holds."""
        return replace(
            self,
            names=dict(self.names),
            families=dict(self.families),
            words=dict(self.words),
            recent=list(self.recent),
        )

    def add(self, other: Memory) -> None:
        """What another one holds too, where it holds it more strongly."""
        for mine, theirs in (
            (self.names, other.names), (self.families, other.families), (self.words, other.words),
        ):  # fmt: skip
            for key, weight in theirs.items():
                mine[key] = max(weight, mine.get(key, 0.0))

    def fade(self, factor: float = weights.FADE) -> None:
        """A sentence later less of it is meant."""
        slowly = factor**weights.FAMILY_FADE
        for held, kept in ((self.names, factor), (self.families, slowly), (self.words, factor)):
            for key in list(held):
                held[key] *= kept
                if held[key] < weights.FORGOTTEN:
                    del held[key]


_REACH = Span(-300, 200)
"""so far before and behind a figure its sentence is looked at: a text without a full stop stays linear"""


@dataclass(frozen=True)
class Read:
    """One passage with all that was found in it."""

    passage: Passage
    claims: list[Claim]
    hits: list[Hit]
    places: list[PlaceHit]
    times: list[TimeHit]

    def within(self, span: Span) -> Read:
        """The same, with only what begins in `span`."""
        return replace(
            self,
            hits=_within(self.hits, span),
            places=_within(self.places, span),
            times=_within(self.times, span),
        )


class Checker:
    """Checks drafts against one base; 今年 is `as_of`, by default the year its source was printed."""

    def __init__(self, base: FactBase, as_of: int | None = None) -> None:
        self.base = base
        self.as_of = as_of if as_of is not None else printed_year(base)
        self.terms = Terms(base)
        self._measures = Measures(base.units)
        self._measured = frozenset(fact.base_unit for fact in base.facts)
        self.places = Places(base)
        self.times = Times(base, self.as_of)
        self._judge = Judge(base, self.places, self.terms, self.as_of)

    def check(self, text: str, memory: Memory | None = None, start: int = 0) -> list[Finding]:
        """The findings of one text from `start` on; what came before is in `memory`, which learns of it."""
        read = self.read(Passage(text))
        memory = memory if memory is not None else Memory()
        findings: list[Finding] = []
        spans = [claim.span for claim in read.claims]
        last = -1
        for number, claim in enumerate(read.claims):
            if claim.start < start:
                continue
            at = read.passage.sentence_at(claim.start)
            while last < at:
                if last >= 0:
                    self._remember(memory, read, read.passage.sentences[last])
                last += 1
            sentence = reach(read.passage.sentences[at], claim)
            before, after = neighbours(spans, number, sentence)
            own = read.passage.own(sentence, claim.span, before, after)
            finding = self._one(read.within(sentence), claim, own, sentence, memory, before)
            if finding is not None:
                findings.append(finding)
        for sentence in read.passage.sentences[max(last, 0) :]:
            self._remember(memory, read, sentence)
        return findings

    def read(self, passage: Passage) -> Read:
        """All that a passage names, before anything is judged."""
        claims = [self._in_base_units(passage, claim) for claim in read_claims(passage)]
        return Read(
            passage,
            claims,
            self.terms.hits(passage.plain),
            self.places.hits(passage),
            self.times.hits(passage),
        )

    def _in_base_units(self, passage: Passage, claim: Claim) -> Claim:
        """The claim; one in a measure without a code (千瓦时) in the base's, where it has such figures."""
        mention = claim.mention
        if mention is None:
            return claim
        found = self._measures.read(passage.text, mention)
        if found is not None and found.unit in self._measured:
            return replace(claim, end=found.end, text=found.text, mention=found)
        if mention.unit in MEASURES:
            return replace(claim, mention=replace(mention, unit=OUTSIDE_UNIT))
        return claim

    def heading(self, text: str, above: Memory) -> Memory:
        """What a heading speaks of, for what stands under it."""
        passage = Passage(text)
        memory = above.under()
        memory.fade(weights.HEADING_FADE)
        hits = self.terms.hits(passage.plain)
        self._add(memory, hits, passage, Span(0, len(text)), weights.HEADING)
        owners = [hit for hit in self.places.hits(passage) if hit.owns]
        if owners:
            memory.place = owners[-1].place
        times = [hit for hit in self.times.hits(passage) if hit.period and hit.period.is_year]
        if len(times) == 1:
            memory.when = When(period=times[0].period)
        return memory

    def _one(
        self, read: Read, claim: Claim, own: Span, sentence: Span, memory: Memory, before: Span | None
    ) -> Finding | None:
        around = Surroundings(memory.place, memory.when)
        setting = setting_of(read.passage, claim, own, sentence, self.places, read.places, read.times, around)
        places = [Span(hit.start, hit.end) for hit in read.places]
        earlier = Earlier(memory.names, memory.families, memory.words, self._topic(memory, setting.own_text))
        context = context_of(
            read.passage, self.terms, read.hits, claim, own, sentence, earlier, places, before
        )
        finding = self._judge.judge(claim, setting, context, memory.recent)
        is_bare = claim.mention is not None and claim.mention.unit == NO_UNIT
        # A number in brackets behind a person is an age: a patient (46).
        if is_bare and read.passage.half[claim.start - 1 : claim.start] not in ("(", "（"):
            finding = self._of_likely_unit(claim, setting, context, memory) or finding
        if finding.fact is not None and finding.verdict is not Verdict.NOT_FOUND:
            memory.recent = [*memory.recent, finding.fact][-6:]
        if claim.mention is not None and claim.mention.unit == OUTSIDE_UNIT:
            finding = self._of_kin_unit(read, claim, setting, context, memory) or finding
        if claim.mention is None and finding.verdict is Verdict.NOT_FOUND and setting.scope is None:
            return None
        return finding

    def _of_kin_unit(
        self, read: Read, claim: Claim, setting: Setting, context: Context, memory: Memory
    ) -> Finding | None:
        """252万千瓦时 for 252万千瓦: the figure of what is named, in a unit that is taken for its own."""
        mention = claim.mention
        assert mention is not None
        told = read.passage.plain[claim.start : claim.end + _UNIT_BEHIND]
        for pattern, unit, factor in words.KIN:
            if pattern.search(told):
                value = multiply(mention.value, Decimal(factor))
                taken = replace(claim, mention=replace(mention, unit=unit, value=value))
                judged = self._judge.judge(taken, setting, context, memory.recent)
                is_named = judged.fact is not None and judged.fact.indicator in context.own_names
                if is_named and judged.verdict is not Verdict.CONTRADICTED:
                    return replace(judged, claim=claim, verdict=Verdict.CONTRADICTED, reason=Reason.UNIT)
        return None

    def _of_likely_unit(
        self, claim: Claim, setting: Setting, context: Context, memory: Memory
    ) -> Finding | None:
        """三孩一万: a number alone is in the unit of what its clause names, where it agrees with that."""
        assert claim.mention is not None
        named = (
            fact for id in sorted(context.own_names) for fact in self.base.facts_of(self.terms.indicators[id])
        )
        facts = [
            fact
            for fact in (*named, *memory.recent[-1:])
            if fact.kind is Kind.LEVEL and fact.base_unit in GROUPS
        ]
        found = []
        for unit in dict.fromkeys(fact.base_unit for fact in facts):
            told = replace(claim, mention=replace(claim.mention, unit=unit or NO_UNIT))
            judged = self._judge.judge(told, setting, context, memory.recent)
            is_sure = judged.verdict in (Verdict.SUPPORTED, Verdict.IMPRECISE) or unit in COUNTED
            if judged.fact is not None and judged.fact.base_unit == unit and is_sure:
                found.append(judged)
        return max(found, key=lambda judged: judged.weight, default=None)

    def _topic(self, memory: Memory, own_text: str) -> str | None:
        """What a figure without a subject of its own goes on about."""
        former, latter = words.FORMER.search(own_text), words.LATTER.search(own_text)
        if (former or latter) and len(memory.said_before) > 1:
            return memory.said_before[0 if former else 1]
        return memory.recent[-1].indicator if memory.recent else None

    def _remember(self, memory: Memory, read: Read, sentence: Span) -> None:
        """What a sentence leaves for the next one."""
        read = read.within(sentence)
        memory.fade()
        self._add(memory, read.hits, read.passage, sentence, weights.BEFORE)
        memory.said_before = tuple(dict.fromkeys(fact.indicator for fact in memory.recent))[-2:]
        owners = [hit for hit in read.places if hit.owns]
        memory.place = owners[-1].place if owners else memory.place
        ahead = [hit for hit in read.times if hit.period and hit.period.first[0] > self.as_of]
        memory.when = When(period=ahead[-1].period) if ahead else When()

    def _add(self, memory: Memory, hits: Sequence[Hit], passage: Passage, span: Span, weight: float) -> None:
        for hit in hits:
            if hit.start not in span or hit.is_head:
                continue
            for id in hit.indicators:
                memory.names[id] = weight
                memory.families[self.terms.family(id)] = weights.FAMILY_BEFORE
        for word in self.terms.words(passage.plain, span.start, span.end):
            memory.words[word.key] = max(weights.WORD_BEFORE, memory.words.get(word.key, 0.0))


def reach(sentence: Span, claim: Claim) -> Span:
    """So much of its sentence as is looked at for a figure."""
    return Span(max(sentence.start, claim.start + _REACH.start), min(sentence.end, claim.end + _REACH.end))


def _within(found: list[_Found], span: Span) -> list[_Found]:
    return found[bisect_left(found, span.start, key=_start) : bisect_left(found, span.end, key=_start)]


def _start(found: Hit | PlaceHit | TimeHit) -> int:
    return found.start


def printed_year(base: FactBase) -> int:
    """The year in which the base's first source was printed, else the last year of its plan."""
    for source in base.sources:
        if source.printed is not None:
            return source.printed.end_year
    return base.plan(base.to_plan).period.end_year
