"""A draft, block by block: every figure with its verdict. Pure.

What was spoken of carries over: within a block from sentence to sentence, from a heading to what stands
under it, and in a table from the heads of row and column and from the corner to the cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Fact
from xiyang_cli.checking.claims import Claim, read_claims
from xiyang_cli.checking.judge import Finding, Judge
from xiyang_cli.checking.passage import Passage, Span, neighbours
from xiyang_cli.checking.places import PlaceHit, Places
from xiyang_cli.checking.relate import Verdict
from xiyang_cli.checking.setting import Setting, Surroundings, Told, setting_of
from xiyang_cli.checking.subject import Earlier, context_of
from xiyang_cli.checking.terms import Hit, Terms
from xiyang_cli.checking.times import TimeHit, Times, When

_HEADING = 0.62
_BEFORE = 0.62
_FADE = 0.6
"""how much of what was spoken of before is still meant a sentence later"""


@dataclass
class Memory:
    """What a draft has spoken of so far."""

    names: dict[str, float] = field(default_factory=dict)
    families: dict[str, float] = field(default_factory=dict)
    words: dict[str, float] = field(default_factory=dict)
    place: str | None = None
    when: When = field(default_factory=When)
    told: Told = Told.PLAIN
    recent: list[Fact] = field(default_factory=list)

    def fade(self, factor: float = _FADE) -> None:
        """A sentence later less of it is meant."""
        for weights in (self.names, self.families, self.words):
            for key in list(weights):
                weights[key] *= factor
                if weights[key] < 0.1:
                    del weights[key]


@dataclass(frozen=True)
class Read:
    """One passage with all that was found in it."""

    passage: Passage
    claims: list[Claim]
    hits: list[Hit]
    places: list[PlaceHit]
    times: list[TimeHit]


class Checker:
    """Checks drafts against one base; 今年 is `as_of`, by default the year its source was printed."""

    def __init__(self, base: FactBase, as_of: int | None = None) -> None:
        self.base = base
        self.as_of = as_of if as_of is not None else printed_year(base)
        self.terms = Terms(base)
        self.places = Places(base)
        self.times = Times(base, self.as_of)
        self._judge = Judge(base, self.places, self.terms, self.as_of)

    def check(self, text: str, above: Memory | None = None) -> list[Finding]:
        """The findings of one text that stands by itself or under the headings in `above`."""
        read = self.read(Passage(text))
        memory = _under(above)
        findings: list[Finding] = []
        spans = [claim.span for claim in read.claims]
        number, last = 0, -1
        for number, claim in enumerate(read.claims):
            at = read.passage.sentence_at(claim.start)
            while last < at:
                if last >= 0:
                    self._remember(memory, read, read.passage.sentences[last])
                last += 1
            sentence = read.passage.sentences[at]
            own = read.passage.own(sentence, claim.span, *neighbours(spans, number, sentence))
            finding = self._one(read, claim, own, sentence, memory)
            if finding is not None:
                findings.append(finding)
        return findings

    def read(self, passage: Passage) -> Read:
        """All that a passage names, before anything is judged."""
        claims = read_claims(passage)
        if not claims:
            return Read(passage, claims, [], [], [])
        return Read(
            passage,
            claims,
            self.terms.hits(passage.plain),
            self.places.hits(passage),
            self.times.hits(passage),
        )

    def heading(self, text: str, above: Memory | None = None) -> Memory:
        """What a heading speaks of, for what stands under it."""
        passage = Passage(text)
        memory = _under(above)
        memory.fade(0.5)
        hits = self.terms.hits(passage.plain)
        self._add(memory, hits, passage, Span(0, len(text)), _HEADING)
        owners = [hit for hit in self.places.hits(passage) if hit.owns]
        if owners:
            memory.place = owners[-1].place
        times = [hit for hit in self.times.hits(passage) if hit.period and hit.period.is_year]
        if len(times) == 1:
            memory.when = When(period=times[0].period)
        return memory

    def _one(self, read: Read, claim: Claim, own: Span, sentence: Span, memory: Memory) -> Finding | None:
        around = Surroundings(memory.place, memory.when, memory.told)
        setting = setting_of(read.passage, claim, own, sentence, self.places, read.places, read.times, around)
        places = [Span(hit.start, hit.end) for hit in read.places]
        earlier = Earlier(memory.names, memory.families, memory.words)
        context = context_of(read.passage, self.terms, read.hits, claim, own, sentence, earlier, places)
        finding = self._judge.judge(claim, setting, context, memory.recent)
        if finding.fact is not None and finding.verdict is not Verdict.NOT_FOUND:
            memory.recent = [*memory.recent, finding.fact][-6:]
        if claim.mention is None and finding.verdict is Verdict.NOT_FOUND and setting.scope is None:
            return None
        return finding

    def _remember(self, memory: Memory, read: Read, sentence: Span) -> None:
        """What a sentence leaves for the next one."""
        memory.fade()
        self._add(memory, read.hits, read.passage, sentence, _BEFORE)
        owners = [hit for hit in read.places if hit.owns and hit.start in sentence]
        memory.place = owners[-1].place if owners else memory.place
        ahead = [
            hit
            for hit in read.times
            if hit.start in sentence and hit.period and hit.period.first[0] > self.as_of
        ]
        memory.when = When(period=ahead[-1].period) if ahead else When()

    def _add(self, memory: Memory, hits: Sequence[Hit], passage: Passage, span: Span, weight: float) -> None:
        for hit in hits:
            if hit.start not in span or hit.is_head:
                continue
            for id in hit.indicators:
                memory.names[id] = weight
                memory.families[self.terms.family(id)] = 0.9
        for word in self.terms.words(passage.plain, span.start, span.end):
            memory.words[word.key] = max(0.25, memory.words.get(word.key, 0.0))


def _under(above: Memory | None) -> Memory:
    if above is None:
        return Memory()
    return replace(
        above,
        names=dict(above.names),
        families=dict(above.families),
        words=dict(above.words),
        recent=list(above.recent),
    )


def printed_year(base: FactBase) -> int:
    """The year in which the base's first source was printed, else the last year of its plan."""
    for source in base.sources:
        if source.printed is not None:
            return source.printed.end_year
    return base.plan(base.to_plan).period.end_year
