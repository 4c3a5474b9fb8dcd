"""Which facts a run of words speaks of: names as they stand, and words that statements share. Pure.

A name (or alias) of an indicator counts most. A part (`part_of`) is also named by the rest of its
name where its family is spoken of: a plant … 产能. Besides, the words of names and statements count by
how few indicators share them, so that a paraphrase is recognised where its figure agrees.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Fact, Indicator
from xiyang_cli.base.names import names_of
from xiyang_cli.checking import weights
from xiyang_cli.checking.plain_words import PLAIN_BIGRAMS, STOP, STOP_HAN
from xiyang_cli.reading.chinese_numbers import half_width

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_WORD = re.compile(r"[a-z][a-z0-9&+]+")
_ENDINGS = re.compile(
    r"(?:ations?|ings?|ments?|ies|ers?|ed|es|s|e|y|ically|ical|ic|al|ly|ised|ized|ise|ize)$"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the name of an indicator stands, or the head of a part's name."""

    start: int
    end: int
    indicators: tuple[str, ...]
    is_head: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text and its place."""

    start: int
    key: str


class Terms:
    """The words of one base."""

    def __init__(self, base: FactBase) -> None:
        self._base = base
        self.indicators = {indicator.id: indicator for indicator in base.indicators}
        self._place_names = tuple(
            name.lower() for place in base.places for name in (place.id, place.name_en, *place.aliases)
        )

    def family(self, id: str) -> str:
        """The indicator that this one is, in the end, a part of."""
        return (id, *self._ancestors[id])[-1]

    def ancestors(self, id: str) -> tuple[str, ...]:
        """The indicators that this one is a part of, the nearest first."""
        return self._ancestors[id]

    def has_parts(self, id: str) -> bool:
        """Whether other indicators are parts of this one."""
        return id in self._with_parts

    @cached_property
    def _with_parts(self) -> frozenset[str]:
        return frozenset(indicator.part_of for indicator in self._base.indicators if indicator.part_of)

    @cached_property
    def _ancestors(self) -> dict[str, tuple[str, ...]]:
        return {
            indicator.id: tuple(owner.id for owner in self._owners(indicator))
            for indicator in self._base.indicators
        }

    def hits(self, plain: str) -> list[Hit]:
        """Where names stand in `plain` (half width, lower case), longest first at each place."""
        found = []
        for pattern, names in (self._names, self._heads):
            if pattern is None:
                continue
            for match in pattern.finditer(plain):
                ids = (
                    names.get(_key(match[0]))
                    or names.get(_key(match[0]).rstrip("s"))
                    or names.get(_key(match[0]) + "s")
                )
                if ids:
                    found.append(Hit(match.start(), match.end(), ids, names is self._heads[1]))
        covered = [hit for hit in found if not hit.is_head]
        heads = [
            h for h in found if h.is_head and not any(n.start <= h.start and h.end <= n.end for n in covered)
        ]
        return sorted((*covered, *heads), key=lambda hit: hit.start)

    def words(self, plain: str, start: int, end: int) -> Iterator[Word]:
        """The comparable words of a stretch: pairs of Chinese characters, stems of English words."""
        for run in _HAN.finditer(plain, start, end):
            text = run[0]
            for place in range(len(text) - 1):
                yield Word(run.start() + place, text[place : place + 2])
        for word in _WORD.finditer(plain, start, end):
            if word[0] not in STOP:
                yield Word(word.start(), stem(word[0]))

    def weight(self, key: str) -> float:
        """How telling a word is: 1 where one indicator has it, towards 0 where all have."""
        return self._weights.get(key, 0.0)

    def features(self, fact: Fact) -> Mapping[str, float]:
        """The words of a fact: of its indicator's names in full, of its statement and family less."""
        return self._features[fact.id] if fact.id in self._features else self._of_indicator[fact.indicator]

    def words_of(self, indicators: tuple[str, ...]) -> frozenset[str]:
        """The words that names and statements of these indicators hold."""
        if indicators not in self._words_of:
            facts = (fact for id in indicators for fact in self._base.facts_of(self.indicators[id]))
            self._words_of[indicators] = frozenset(key for fact in facts for key in self.features(fact))
        return self._words_of[indicators]

    @cached_property
    def _words_of(self) -> dict[tuple[str, ...], frozenset[str]]:
        return {}

    @cached_property
    def _names(self) -> tuple[re.Pattern[str] | None, dict[str, tuple[str, ...]]]:
        names: dict[str, list[str]] = {}
        for indicator in self._base.indicators:
            for name in _spellings(indicator):
                _enter(names, name, indicator.id)
        return _pattern(names)

    @cached_property
    def _heads(self) -> tuple[re.Pattern[str] | None, dict[str, tuple[str, ...]]]:
        heads: dict[str, list[str]] = {}
        for indicator in self._base.indicators:
            if indicator.part_of is None:
                continue
            owners = [name for owner in self._owners(indicator) for name in _spellings(owner)]
            for name in _spellings(indicator):
                lasts = (word for word in _last_word(name) if not any(word in owner for owner in owners))
                for head in (*_rests(name, owners), *lasts):
                    _enter(heads, head, indicator.id)
        return _pattern(heads)

    def _owners(self, indicator: Indicator) -> Iterator[Indicator]:
        seen = {indicator.id}
        while (owner := indicator.part_of) and owner not in seen:
            seen.add(owner)
            indicator = self.indicators[owner]
            yield indicator

    @cached_property
    def _of_indicator(self) -> dict[str, dict[str, float]]:
        found: dict[str, dict[str, float]] = {}
        for indicator in self._base.indicators:
            features: dict[str, float] = {}
            for owner in self._owners(indicator):
                self._add(features, _spellings(owner), weights.OWNER_NAME)
            self._add(features, _spellings(indicator), 1.0)
            found[indicator.id] = features
        return found

    @cached_property
    def _features(self) -> dict[str, dict[str, float]]:
        found = {}
        for fact in self._base.facts:
            features = dict(self._of_indicator[fact.indicator])
            said = [fact.statement_zh.replace(fact.figure or "\0", " "), fact.statement_en]
            self._add(features, said, weights.STATEMENT)
            found[fact.id] = features
        return found

    def _add(self, features: dict[str, float], texts: Iterable[str], weight: float) -> None:
        for text in texts:
            plain = half_width(text).lower()
            for name in self._place_names:
                plain = plain.replace(name, " ")
            for word in self.words(plain, 0, len(plain)):
                if STOP_HAN.search(word.key) or word.key in PLAIN_BIGRAMS:
                    continue
                features[word.key] = max(weight, features.get(word.key, 0.0))

    @cached_property
    def _weights(self) -> dict[str, float]:
        families: dict[str, set[str]] = {}
        for fact in self._base.facts:
            for key in self.features(fact):
                families.setdefault(key, set()).add(fact.indicator)
        most = math.log(max(2, len(self._base.indicators)))
        return {key: max(weights.COMMON, 1 - math.log(len(ids)) / most) for key, ids in families.items()}


def stem(word: str) -> str:
    """An English word without its ending: subsidies, subsidy and subsidised agree."""
    short = word
    for _ in range(2):
        cut = _ENDINGS.sub("", short)
        if len(cut) < 4:
            break
        short = cut
    return short


def _spellings(indicator: Indicator) -> list[str]:
    return [half_width(name).lower() for name in names_of(indicator)[1:]]


def _rests(name: str, owners: Iterable[str]) -> Iterator[str]:
    """What is left of a part's name without its owner's: 产能 of 某厂产能, capacity of Mill capacity."""
    for owner in owners:
        for begin in (owner + "'s", owner + "’s", owner + "的", owner):
            rest = name.removeprefix(begin).strip() if name.startswith(begin) else ""
            if len(rest) >= (4 if rest.isascii() else 2):
                yield rest
        if name.endswith((f" from {owner}", f" at {owner}")):
            yield name.rsplit(" ", len(owner.split()) + 1)[0]


def _last_word(name: str) -> Iterator[str]:
    """What a name ends in: 项目 of 匹配项目; enough where its family is spoken of."""
    if name.isascii():
        words = name.split()
        if len(words) > 1 and len(words[-1]) > 3:
            yield words[-1]
    elif len(name) > 2 and _HAN.fullmatch(name[-2:]) and name[-2:] not in PLAIN_BIGRAMS:
        yield name[-2:]


def _key(name: str) -> str:
    return re.sub(r"[\s\-]+", " ", name)


def _enter(names: dict[str, list[str]], name: str, id: str) -> None:
    ids = names.setdefault(_key(name), [])
    if id not in ids:
        ids.append(id)


def _pattern(names: Mapping[str, list[str]]) -> tuple[re.Pattern[str] | None, dict[str, tuple[str, ...]]]:
    """One pattern of all names: Chinese anywhere, English as whole words, in the singular and the plural."""
    if not names:
        return None, {}
    english = _by_first({name: _english(name) for name in names if name.isascii()})
    chinese = _by_first({name: re.escape(name) for name in names if not name.isascii()})
    parts = [rf"(?<![a-z0-9]){english}(?![a-z0-9])"] if english else []
    parts += [chinese] if chinese else []
    return re.compile("|".join(parts)), {name: tuple(ids) for name, ids in names.items()}


def _english(name: str) -> str:
    single = name[:-1] if re.search("[a-rt-z]s$", name) else name
    return re.sub(r"(?:\\ | |\\-)+", lambda _: r"[\s\-]+", re.escape(single)) + "s?"


def _by_first(spelled: Mapping[str, str]) -> str:
    """Alternatives, the longest first, parted by their first character: most places of a text begin none."""
    groups: dict[str, list[str]] = {}
    for name in sorted(spelled, key=len, reverse=True):
        groups.setdefault(re.escape(name[0]), []).append(spelled[name])
    if not groups:
        return ""
    found = "|".join(f"(?={first})(?:{'|'.join(group)})" for first, group in groups.items())
    return f"(?=[{''.join(groups)}])(?:{found})"
