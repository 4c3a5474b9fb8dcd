"""What a figure is of: how strongly the words around it speak of a fact. Pure.

Between 0 and 1. A name beside the figure counts fully; a name earlier in the sentence, in the sentence
before or in the heading counts less, the less the more words stand between that name something else.
Words that a fact shares with the text count beside names, by how telling they are.
"""

from __future__ import annotations

import math
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from xiyang_cli.base.model import Fact
from xiyang_cli.checking import weights, words
from xiyang_cli.checking.claims import Claim
from xiyang_cli.checking.passage import Passage, Span
from xiyang_cli.checking.plain_words import PLAIN_BIGRAMS, TRANSPARENT
from xiyang_cli.checking.terms import Hit, Terms, stem

COUNTED = ("item", "person", "person_time", "view")
"""units of what is counted, whose numbers stand in no scale"""
_OF_THEM = re.compile(r"\s+of\s+(?:them|these|those|which|whom)\b")
_PER = re.compile(
    r"(?:人均|户均|亩均|单位|平均|月均|日均|户籍|每[人户亩万千百])(?:的)?$|\bper[-\s]capita\s$|\baverage\s$|\bper[-\s]household\s$"
)

_MEASURES = frozenset((
    "支出", "开支", "投资", "存款", "贷款", "债务", "负债", "余额", "出口", "进口", "外贸", "税收", "利润",
    "亏损", "营收", "销售", "零售", "加值", "产值", "产量", "销量", "工资", "消费", "资产", "薪酬",
    *map(stem, (
        "spending", "expenditure", "outlays", "investment", "deposits", "loans", "debt", "exports", "imports",
        "trade", "tax", "taxes", "profit", "profits", "losses", "sales", "retail", "wages", "payroll",
        "assets", "consumption",
    )),
))  # fmt: skip
"""words that name what is measured: a figure behind one that a fact lacks is of another measure"""
_LISTED = re.compile(r"\s*(?:[、和与及]|and|,)\s*")
_LATIN = re.compile(r"[a-z0-9&+]+")


@dataclass
class Context:
    """What a claim can be told by: names near it and words near it, with how much each counts."""

    names: dict[str, float] = field(default_factory=dict)
    heads: dict[str, float] = field(default_factory=dict)
    own_names: set[str] = field(default_factory=set)
    families: dict[str, float] = field(default_factory=dict)
    words: dict[str, float] = field(default_factory=dict)
    own_words: set[str] = field(default_factory=set)
    scores: dict[str, tuple[float, float]] = field(default_factory=dict)
    """what :func:`score` found, by fact"""
    telling: tuple[str, ...] = ()
    """the words of the own clause that say something of their own"""
    counted: tuple[str, ...] = ()
    """the words of what is counted, directly behind the number"""
    measured: tuple[str, ...] = ()
    """支出 of 财政支出12.6亿元: words behind the last name that tell what is measured"""

    def counts_another(self, features: Mapping[str, float]) -> bool:
        """500张床位: what is counted is something that a fact with these words does not speak of."""
        return bool(self.counted) and not any(key in features for key in self.counted)

    def measures_another(self, features: Mapping[str, float]) -> bool:
        """支出12.6亿元, where the fact with these words is of 收入."""
        return any(key not in features for key in self.measured)


@dataclass(frozen=True)
class Earlier:
    """What was spoken of before: names and words with the weight that they still have."""

    names: Mapping[str, float] = field(default_factory=dict)
    families: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, float] = field(default_factory=dict)
    topic: str | None = None
    """the indicator that a figure without a subject goes on about"""


def leftover(text: str, known: Container[str] = ()) -> float:
    """How many words of a text say something of their own: Chinese by the pair, English by the word.

    Those that are `known` to belong to the thing spoken of do not count.
    """
    if known:
        covered = {p + n for p in range(len(text) - 1) if text[p : p + 2] in known for n in (0, 1)}
        text = "".join(" " if p in covered else c for p, c in enumerate(text))
    rest = TRANSPARENT.sub(" ", text)
    if not rest.strip():
        return 0.0
    han = sum("\u4e00" <= c <= "\u9fff" for c in rest)
    return han / 2 + sum(len(word) > 1 and stem(word) not in known for word in _LATIN.findall(rest))


def context_of(
    passage: Passage,
    terms: Terms,
    hits: Sequence[Hit],
    claim: Claim,
    own: Span,
    sentence: Span,
    earlier: Earlier,
    place_spans: Sequence[Span] = (),
    before: Span | None = None,
) -> Context:
    """The names and words around one claim; `before` is the figure in front of it in its sentence."""
    found = Context()
    plain = _without(passage.plain, sentence, [Span(h.start, h.end) for h in hits], place_spans)
    base = sentence.start
    lead = plain[own.start - base : claim.start - base]
    gap = leftover(lead)
    own = _with_list(passage.plain, hits, own)
    for hit in hits:
        known = terms.words_of(hit.indicators)
        if not _overlaps(hit, claim):
            strength = _strength(passage.plain, plain, base, hit, claim, own, lead, hits, known)
            _name(found, terms, hit, strength, hit.start in own)
    told = _without(passage.plain, sentence, place_spans)
    parts = (told[own.start - base : claim.start - base], told[claim.end - base : own.end - base])
    clause = " ".join(TRANSPARENT.sub(" ", part) for part in parts)
    found.telling = tuple(dict.fromkeys(word.key for word in terms.words(clause, 0, len(clause))))
    ahead = [hit.end for hit in hits if hit.start in own and hit.end <= claim.start]
    words_on = terms.words(passage.plain, max(ahead, default=own.start), claim.start if ahead else own.end)
    found.measured = tuple(word.key for word in words_on if word.key in _MEASURES)
    _carry(found, terms, earlier, 1 / (1 + weights.CARRY_GAP * gap))
    _go_on(found, terms, claim, earlier, passage.plain[own.start : own.end])
    for word in terms.words(passage.plain, sentence.start, sentence.end):
        apart = weights.WORD_AHEAD if word.start < claim.start else weights.WORD_BEHIND
        weight = 1.0 if word.start in own else apart
        found.words[word.key] = max(weight, found.words.get(word.key, 0.0))
        if word.start in own:
            found.own_words.add(word.key)
    if claim.mention is not None and claim.mention.unit in COUNTED:
        _count(found, passage.plain, Blanked(plain, base), terms, hits, claim, own, before)
    return found


def _with_list(plain: str, hits: Sequence[Hit], own: Span) -> Span:
    """The own words with the names that stand in a list with their first: 二孩、三孩家庭 5000元、1万元."""
    for one, other in zip(reversed(hits[:-1]), reversed(hits[1:]), strict=True):
        if other.start == own.start and _LISTED.fullmatch(plain, one.end, other.start):
            own = Span(one.start, own.end)
    return own


def _overlaps(hit: Hit, claim: Claim) -> bool:
    """A name within the figure itself names nothing; within a rank (民营企业100强) it does."""
    return hit.start < claim.end and claim.start < hit.end and claim.ranking is None


def _name(found: Context, terms: Terms, hit: Hit, strength: float, is_own: bool) -> None:
    for id in hit.indicators:
        target = found.heads if hit.is_head else found.names
        target[id] = max(strength, target.get(id, 0.0))
        if is_own:
            found.own_names.add(id)
        if not hit.is_head:
            found.families[terms.family(id)] = 1.0


def _carry(found: Context, terms: Terms, earlier: Earlier, factor: float) -> None:
    """What was spoken of before, as far as it is still meant."""
    for id, weight in earlier.names.items():
        found.names[id] = max(found.names.get(id, 0.0), weight * factor)
    for id, weight in earlier.families.items():
        found.families[id] = max(found.families.get(id, 0.0), weight)
    for key, weight in earlier.words.items():
        found.words[key] = max(weight, found.words.get(key, 0.0))
    for id in found.heads:
        # 产能 alone names no one's capacity; where its family is spoken of, it does
        family = found.families.get(terms.family(id), 0.0)
        found.heads[id] *= weights.HEAD_ALONE + weights.HEAD_IN_FAMILY * family


@dataclass(frozen=True)
class Blanked:
    """A sentence with its names blanked out, by places of the passage."""

    text: str
    start: int

    def between(self, start: int, end: int) -> float:
        """How many words say something of their own from `start` to `end`."""
        return leftover(self.text[start - self.start : end - self.start])


def _count(
    found: Context,
    plain: str,
    blanked: Blanked,
    terms: Terms,
    hits: Sequence[Hit],
    claim: Claim,
    own: Span,
    before: Span | None,
) -> None:
    """What a count counts: what stands directly behind it, not what the number in front of it counts."""
    behind = [hit for hit in hits if claim.end <= hit.start < own.end]
    # 11所学校, but not 11所中小学配建了实验室
    directly = [hit for hit in behind if blanked.between(claim.end, hit.start) <= weights.DIRECTLY]
    if blanked.between(claim.end, own.end):
        limit = min(own.end, claim.end + (12 if not claim.text.isascii() else 40))
        keys = (word.key for word in terms.words(plain, claim.end, limit))
        found.counted = tuple(key for key in keys if key not in PLAIN_BIGRAMS)
    if before is not None and before.end == own.start and (found.counted or directly):
        # 28 subject labs in six groups: the labs are what the number before them counts.
        ahead = [hit for hit in hits if own.start <= hit.start < claim.start]
        _dim(found, [hit for hit in ahead if blanked.between(own.start, hit.start) <= weights.DIRECTLY])
    if _OF_THEM.match(plain, claim.end):
        _dim(found, behind)
    if found.counted:
        _prefer_behind(found, directly)


def _dim(found: Context, hits: Sequence[Hit]) -> None:
    """Eleven of them got new labs: what stands behind is not what is counted."""
    for id in {id for hit in hits for id in hit.indicators}:
        found.own_names.discard(id)
        for told in (found.names, found.heads):
            told[id] = told.get(id, 0.0) * weights.DIMMED


def _prefer_behind(found: Context, hits: Sequence[Hit]) -> None:
    """What is counted stands behind its number: 11所学校的28个实验室."""
    behind = {id for hit in hits for id in hit.indicators}
    if not behind:
        return
    found.own_names = behind
    for told in (found.names, found.heads):
        told.update({id: weight * weights.DIMMED for id, weight in told.items() if id not in behind})


def _go_on(found: Context, terms: Terms, claim: Claim, earlier: Earlier, own_text: str) -> None:
    """A figure without a subject of its own goes on about the one before: 比2020年翻了两番."""
    if earlier.topic is None:
        return
    mention = claim.mention
    is_bare = (
        mention is None or mention.unit in ("doubling", "times", "rank") or words.BETWEEN.search(own_text)
    )
    weight = weights.BARE_TOPIC if is_bare else weights.TOPIC
    weight = weights.REFERRED if words.REFERS.search(own_text) else weight
    if is_bare and not found.own_names:
        weight /= 1 + weights.TOPIC_GAP * len(found.telling)
    if is_bare or words.REFERS.search(own_text) or not (found.telling or found.own_names):
        found.names[earlier.topic] = max(found.names.get(earlier.topic, 0.0), weight)
        if claim.ranking is not None:
            for owner in terms.ancestors(earlier.topic):
                found.names[owner] = max(found.names.get(owner, 0.0), weight * weights.TOPIC_OWNER)


def score(terms: Terms, found: Context, fact: Fact) -> tuple[float, float]:
    """How strongly a context speaks of a fact, 0 to 1: by all words, and by names and own words alone."""
    if fact.id not in found.scores:
        found.scores[fact.id] = _score(terms, found, fact)
    return found.scores[fact.id]


def tells_of_another(terms: Terms, found: Context, fact: Fact, unit: str, *, is_alone: bool) -> bool:
    """Whether the clause says what its figure is of, and that is not this fact: 固定资产投资, not GDP.

    A count is told by what stands behind it; where the fact `is_alone` in its unit, other words will do.
    """
    features = terms.features(fact)
    if found.counts_another(features) or found.measures_another(features):
        return True
    says = () if is_alone or unit in COUNTED else found.telling
    return bool(says) and not any(key in features or key in fact.statement_zh for key in says)


def _score(terms: Terms, found: Context, fact: Fact) -> tuple[float, float]:
    id = fact.indicator
    name = max(found.names.get(id, 0.0), found.heads.get(id, 0.0))
    features = terms.features(fact)
    unknown = sum(key not in features for key in found.telling)
    if id not in found.own_names:
        # what the clause says of its own, and the fact does not, speaks for something else
        name /= 1 + weights.UNKNOWN_WORD * unknown
    shared = {
        key: found.words[key] * features[key] * terms.weight(key)
        for key in features.keys() & found.words.keys()
    }
    everything = math.fsum(shared.values())  # whatever the order: the same words, the same verdict
    own_words = math.fsum(weight for key, weight in shared.items() if key in found.own_words)
    if name < 1 and found.counts_another(features):
        name *= weights.OTHER_COUNT
        everything, own_words = everything * weights.OTHER_COUNT_WORDS, own_words * weights.OTHER_COUNT_WORDS
    coverage = _coverage(terms, found, features, unknown)
    if found.measures_another(features):
        name, everything, own_words, coverage = (
            part * weights.OTHER_MEASURE for part in (name, everything, own_words, coverage)
        )
    owners = [found.names.get(owner, 0.0) * weights.OWNER for owner in terms.ancestors(id)]
    family = found.families.get(terms.family(id), 0.0) * weights.FAMILY
    owner = max(*owners, family) if owners else 0.0
    owner /= 1 + weights.UNKNOWN_OF_OWNER * unknown
    fuzzy = max(min(1.0, everything / weights.FUZZY_FULL), coverage) * weights.FUZZY
    near = min(1.0, own_words / weights.FUZZY_FULL, coverage * weights.COVERAGE_OWN) * weights.FUZZY
    return 1 - (1 - name) * (1 - fuzzy) * (1 - owner), 1 - (1 - name) * (1 - near) * (1 - owner)


def _coverage(terms: Terms, found: Context, features: Mapping[str, float], unknown: int) -> float:
    """How much of what the own clause says, but for words that say nothing of their own, a fact has too."""
    matched = sum(terms.weight(key) * features[key] for key in found.telling if key in features)
    return matched / (matched + unknown + weights.COVERAGE) if matched else 0.0


def _strength(
    text: str,
    plain: str,
    base: int,
    hit: Hit,
    claim: Claim,
    own: Span,
    lead: str,
    hits: Sequence[Hit],
    known: Container[str],
) -> float:
    """How much a name counts for a claim, by where it stands and what stands between."""
    if _PER.search(text[max(0, hit.start - 16) : hit.start]):
        return weights.PER_NAME
    if hit.start < claim.end and claim.start < hit.end:
        return 1.0
    gap = leftover(lead, known)
    if hit.start in own:
        if hit.end <= claim.start:
            return 1 / (1 + weights.GAP * leftover(plain[hit.end - base : claim.start - base], known))
        between = leftover(plain[claim.end - base : hit.start - base], known)
        return 1 / (1 + weights.GAP * between) / (1 + weights.GAP_BEHIND * gap)
    if hit.start > claim.end:
        is_led = any(h.end <= claim.start and not h.is_head for h in hits)
        return (weights.BEHIND_LED if is_led else weights.BEHIND) / (1 + weights.GAP * gap)
    later = {
        h.indicators
        for h in hits
        if h.start > hit.start and h.end <= claim.start and h.indicators != hit.indicators and not h.is_head
    }
    behind = plain[hit.end - base : hit.end - base + 6]
    tail = leftover(behind.split("，")[0], known) if behind else 0.0
    ahead = weights.AHEAD * weights.LATER_NAME ** len(later)
    return ahead / (1 + weights.GAP * gap) / (1 + weights.TAIL * tail)


def _without(plain: str, sentence: Span, *spans: Sequence[Span]) -> str:
    """The sentence with names of indicators and places blanked out."""
    characters = list(plain[sentence.start : sentence.end])
    for span in (span for group in spans for span in group):
        for place in range(max(span.start, sentence.start), min(span.end, sentence.end)):
            characters[place - sentence.start] = " "
    return "".join(characters)
