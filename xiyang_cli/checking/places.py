"""Which place a figure is told of, and of which scope a rank is. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Place
from xiyang_cli.base.names import names_of
from xiyang_cli.checking import words
from xiyang_cli.checking.passage import Passage, Span

_APPOSITION = 60
_WITHIN = re.compile(r"(?:\b(?:in|of|within)\s|,\s|['’]s\s|\(\s?)(?:the\s|\w+ern\s|\w+\s)?$")
_GENERIC = frozenset(
    f"{level}{end}" for levels in words.LEVELS.values() for level in levels for end in ("'s", "’s")
)
_NAMED = re.compile(r"\b[A-Z][a-z]+\s$")
_APPOSED = re.compile(r",\s+")
ELSEWHERE = "elsewhere"
"""a named place that the base does not hold"""
OTHER_REGION = "other region"
"""a part of the world among which something is ranked, and which the base does not hold"""


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """Where a text names a place; `owns` says whether what follows is told of it."""

    start: int
    end: int
    place: str
    owns: bool


class Places:
    """The places of a base, and the words that people name them with."""

    def __init__(self, base: FactBase) -> None:
        self._base = base
        self.home = base.home
        self._by_id = {place.id: place for place in base.places}
        self.foreign: re.Pattern[str] | None = None
        """the places elsewhere that the draft at hand names in full somewhere: Qingyan, of Qingyan County"""

    def ancestors(self, id: str) -> list[str]:
        """The places that hold this one, the nearest first."""
        found: list[str] = []
        owner = self._by_id[id].part_of if id in self._by_id else None
        while owner and owner not in found:
            found.append(owner)
            owner = self._by_id[owner].part_of if owner in self._by_id else None
        return found

    def is_region(self, id: str) -> bool:
        """Whether it is the home or holds it; a university is a body, no region."""
        return id == self.home or id in self.ancestors(self.home)

    def hits(self, passage: Passage) -> list[PlaceHit]:
        """Every place that the passage names, in order."""
        plain = passage.plain
        found = []
        for match in self._pattern.finditer(plain):
            place = self._names.get(re.sub(r"\s+", " ", match[0]))
            # Of `Yushe county's GDP`, the county is not the base's own.
            is_named = match[0] in _GENERIC and _NAMED.search(
                passage.half, max(0, match.start() - 20), match.start()
            )
            if place is not None and not is_named:
                found.append(self._hit(plain, match.start(), match.end(), place))
        for id, pattern in words.WORLD.items():
            if id in self._by_id:
                found += [
                    self._hit(plain, match.start(), match.end(), id) for match in pattern.finditer(plain)
                ]
        found += [
            PlaceHit(match.start(), match.end(), OTHER_REGION, owns=False)
            for match in words.OTHER_REGION.finditer(plain)
        ]
        taken = {place for hit in found for place in range(hit.start, hit.end)}
        if self.foreign is not None:
            for match in self.foreign.finditer(passage.half):
                if taken.isdisjoint(range(*match.span())):
                    hit = self._hit(plain, match.start(), match.end(), ELSEWHERE)
                    found.append(hit)
                    taken.update(range(*match.span()))
        found += self._elsewhere(passage, taken)
        return self._apart(plain, found)

    def learn(self, texts: Iterable[str]) -> None:
        """Take from a draft the names of places that the base does not hold."""
        names = set()
        for text in texts:
            passage = Passage(text)
            for pattern in (words.OTHER_PLACE, words.OTHER_PLACE_EN):
                for match in pattern.finditer(passage.half):
                    group = match.lastgroup or ""
                    name = match[group].removesuffix("县")
                    known = name.lower() in self._names or self._is_term(name.lower())
                    if group in ("zh", "en", "own", "adjacent") and len(name) > 1 and not known:
                        names.add(name)
        spelled = sorted((re.escape(name) for name in names if len(name) > 1), key=len, reverse=True)
        self.foreign = re.compile("|".join(spelled)) if spelled else None

    def owner(self, hits: Sequence[PlaceHit], sentence: Span, own: Span, figure: Span) -> str | None:
        """The place that a figure is told of in its sentence; None when it names none."""
        owners = [hit for hit in hits if hit.owns and hit.start in sentence]
        before = [hit for hit in owners if hit.end <= figure.start]
        after = [hit for hit in owners if hit.start >= figure.end and hit.start in own]
        if before and (before[-1].start in own or not after):
            return before[-1].place
        later = after or [hit for hit in owners if hit.start >= figure.end]
        return later[0].place if later else None

    def scope(self, hits: Sequence[PlaceHit], sentence: Span, own: Span, figure: Span) -> str | None:
        """The region that a rank is told of: the one beside it, else of its clause, else of its sentence."""
        hits = [hit for hit in hits if hit.place not in (self.home, ELSEWHERE)]
        near = [hit for hit in hits if hit.start in own]
        before = [hit for hit in near if hit.end <= figure.start]
        after = [hit for hit in near if hit.start >= figure.end]
        inside = [hit for hit in near if hit.start < figure.end and figure.start < hit.end]
        adjacent = [hit for hit in before if figure.start - hit.end <= 3]
        wide = [hit for hit in hits if hit.start in sentence and hit.end <= figure.start]
        for chosen in (inside[:1], adjacent[-1:], after[:1], before[-1:], wide[-1:]):
            if chosen:
                return chosen[0].place
        return None

    def _hit(self, plain: str, start: int, end: int, place: str) -> PlaceHit:
        behind, before = plain[end : end + 16], plain[max(0, start - 60) : start]
        is_scope = words.STANDS_BEHIND_PLACE.match(behind) or (
            before and words.STANDS_BEFORE_PLACE.search(before)
        )
        is_body = words.BODY_BEHIND_PLACE.match(behind) and place != self.home
        is_adjective = plain[start:end] in words.ADJECTIVES
        return PlaceHit(start, end, place, not is_scope and not is_body and not is_adjective)

    def _elsewhere(self, passage: Passage, taken: set[int]) -> Iterator[PlaceHit]:
        for pattern in (words.OTHER_PLACE, words.OTHER_PLACE_EN):
            for match in pattern.finditer(passage.half):
                start, end = match.span(match.lastgroup or 0)
                if not taken.isdisjoint(range(start, end)):
                    continue
                name = passage.half[start:end].lower()
                if any(word in words.NOT_OWNERS for word in name.split()) or self._is_term(name):
                    continue
                yield self._hit(passage.plain, start, end, ELSEWHERE)

    def _is_term(self, name: str) -> bool:
        """A capitalised name that the base uses of something: a company, an indicator."""
        return name in self._capitalised

    @cached_property
    def _capitalised(self) -> frozenset[str]:
        texts = [text for fact in self._base.facts for text in (fact.statement_en, fact.name_en)]
        texts += [name for indicator in self._base.indicators for name in names_of(indicator)]
        return frozenset(word.lower() for text in texts for word in re.findall(r"[A-Z][A-Za-z]+", text))

    def _apart(self, plain: str, found: Sequence[PlaceHit]) -> list[PlaceHit]:
        """In order, the longer of two that overlap; `Xiyang, a county in Shanxi` is told of Xiyang."""
        kept: list[PlaceHit] = []
        home_end = -_APPOSITION
        for hit in sorted(found, key=lambda h: (h.start, h.start - h.end)):
            if kept and hit.start < kept[-1].end:
                continue
            if kept and kept[-1].place == ELSEWHERE and hit.start == kept[-1].end and hit.place == self.home:
                continue  # 外省县委 is no committee of this county
            is_told = kept and kept[-1].place == ELSEWHERE and hit.place == self.home
            if is_told and _APPOSED.fullmatch(plain, kept[-1].end, hit.start):
                continue  # Heshun, the county to the south
            if kept and kept[-1].place == ELSEWHERE and plain[hit.start] == "该":
                kept.append(replace(hit, place=ELSEWHERE))
                continue
            between = plain[home_end : hit.start]
            is_near = hit.start - home_end < _APPOSITION and not re.search(r"[\d.;。；，]", between)
            if is_near and hit.place in self.ancestors(self.home) and _WITHIN.search(between):
                kept.append(replace(hit, owns=False))
                home_end = hit.end
                continue
            kept.append(hit)
            if hit.place == self.home:
                home_end = hit.end
        return kept

    @cached_property
    def _names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for place in self._base.places:
            for name in (place.id, place.name_en, *place.aliases):
                names.setdefault(name.lower(), place.id)
        for id in (self.home, *self.ancestors(self.home)):
            for name in _level_names(self._by_id[id]):
                names.setdefault(name, id)
        return names

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        spelled = [
            rf"(?<![a-z]){re.escape(name)}(?![a-z])".replace(r"\ ", r"\s+")
            if name.isascii()
            else re.escape(name)
            for name in sorted(self._names, key=len, reverse=True)
        ]
        return re.compile("|".join(spelled))


def _level_names(place: Place) -> Iterator[str]:
    """全县, 我县, 县里, the county: what people call the county, city or province they write of."""
    level = place.id[-1]
    if level not in words.LEVELS:
        return
    for form in ("{}'s", "{}’s", "her {}", "his {}", "their {}", "its {}"):
        for english in words.LEVELS[level]:
            yield form.format(english)
    for form in ("全{}", "我{}", "本{}", "该{}", "{}里", "{}内", "{}域", "{}级", "{}政府", "{}委"):
        yield form.format(level)
    for english in words.LEVELS[level]:
        for form in ("the {}", "this {}", "our {}", "{}-wide", "{}wide", "a {}"):
            yield form.format(english)
        if english == "province":
            yield "provincial"
            yield "provincially"
        if english == "city":
            yield "municipal"
