"""What a figure is of: how strongly the words around it speak of a fact. Pure.

Between 0 and 1. A name beside the figure counts fully; a name earlier in the sentence, in the sentence
before or in the heading counts less, the less the more words stand between that name something else.
Words that a fact shares with the text count beside names, by how telling they are.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from xiyang_cli.base.model import Fact
from xiyang_cli.checking import words
from xiyang_cli.checking import words
from xiyang_cli.checking.claims import Claim
from xiyang_cli.checking.passage import Passage, Span
from xiyang_cli.checking.terms import Hit, Terms, stem

_FUZZY_FULL = 2.6
"""so much weight of shared words is as good as it gets without a name"""
_PER = re.compile(
    r"(?:人均|户均|亩均|单位|平均|月均|日均|户籍|每[人户亩万千百])(?:的)?$|\bper[-\s]capita\s$|\baverage\s$|\bper[-\s]household\s$"
)

_LATIN = re.compile(r"[a-z0-9&+]+")
TRANSPARENT = re.compile(
    r"[0-9〇零一二两三四五六七八九十百千万亿.,%‰+\-~～*_#“”‘’\"'’()（）\[\]【】<>《》:：,，、;；。!！?？|｜/\\—–…·•&$\s]+"
    r"|已经?|分别|同时|一举|一路|一下子?|一年|一口气|也|还|又|再|均|都|就|才|仅|只有?|共有?|总共|总计|总量|总额|合计|累计|高达|多达|达到?了?|达|为|是|有|约|超过?|突破|接近|将近|近|逾|足足|整整|大约|大概|左右|以上|以下|不足|不到|多|余"
    r"|增长|增加|增至|增|提高|提升|上升|上涨|攀升|跃升|飙升|升至?|扩大?|扩容|扩张|涨|翻|下降|下滑|减少|降低|降至?|减至?|跌|较|比|相比|对比|同比|同|与|和|跟|及|从|自|由|到|至|在|于|对|将|被|把|让|给|向|以|因|按|照|用|来|去|里|内|中|上|下|间|时|的|地|得|了|着|过|着实|呢|啊|吧|吗|呀|哦"
    r"|目前|如今|现在|眼下|当前|当年|全年|今年|去年|明年|前年|后年|年底|年末|年初|年|月|日|期间|时期|以来|末|底|初|前|后|起步|起点|五年|之初|之末|水平|规模|实现|完成|创下|创|迈上|站上|跨过|跨越|稳定|稳步|稳居|保持|维持|由此|其|它|这|那|该|本|我|我们|咱们?|人家|一项|一个|这个|这项|数字|数据|成绩|方面|情况|记者|获悉|介绍|显示|表示|据|根据|统计|通报|公报|页面|报道|指出|提到|透露"
    r"|预计|预期|计划|规划|有望|力争|争取|拟|即将|将会|届时|可|能|要|会|建成|投产|形成|加速|加快|正在|正|推进|新增|净|每|人|只|而|则|却|但|并|且|不仅|其中|包括|就是|意味着|相当于|占|等于|得以|全部|整个|总体|整体|大台阶|大关|关口|新高|历史|首次|成功|顺利|亮眼|可观|之|于是|后来|终于|真正|实际|实打实|每年|年度|平均|年均|一年|高|大|小|低|快|好|新|老|亮出|交出|答卷|成绩单|里程碑|翻番|番|倍|个|项|处|家|所|件|户|名|位|座|条|台|套|元|吨|千瓦|百分点"
    r"|\b(?:the|a|an|of|in|on|at|to|for|by|from|with|and|or|as|is|are|was|were|be|been|being|has|have|had|having|it|its|this|that|these|those|which|who|than|over|under|about|around|nearly|almost|some|roughly|more|less|up|down|now|then|so|also|just|only|even|still|already|some|total|totall?ed|totals|stood|stands|standing|stand|reach\w*|hit|hits|hitting|climb\w*|rose|risen|rise|rises|rising|grew|grow\w*|grown|increas\w*|jump\w*|went|came|comes|got|put|made|record\w*|post\w*|report\w*|amount\w*|com(?:e|es|ing)|level|figure|number|value|worth|size|volume|sum|year|years|annual|annually|per|cent|percent|percentage|points?|times|fold|end|since|during|between|against|compared|versus|while|will|would|plan\w*|expected|expect\w*|set|target\w*|hope\w*|project\w*|forecast\w*|last|next|previous|current|currently|today|latest|new|higher|lower|ahead|above|below|average|exceed\w*|top\w*|surpass\w*|pass\w*|broke\w*|cross\w*|county|county's|whole|all|entire|overall|combined|out|into|within|through|across|around|not|no|they|their|we|our|he|she|said|says|according|official\w*|data|there|here|account\w*|equal\w*|equivalent|exactly|precisely|some|one|two|five|half|double[ds]?|tripled|quadrupled|million|billion|trillion|thousand|yuan|rmb|cny|bn|mn|kw|mw|gw|tonnes?|tons?|people|expand\w*|rais\w*|lift\w*|boost\w*|drop\w*|fell|fall\w*|declin\w*|cut|slip\w*|shr[aiu]nk\w*|added?|adds|adding|gain\w*|swell\w*|swollen|ran|runs?|running|remain\w*|kept|keep\w*|move\w*|edged?|close\w*|fiscal|calendar|period|time|against|start\w*|beginning|began|base|building|built|under|construction|way|being|form\w*|eventually|ultimately|soon|once|when|by|own|same|both|each|every|further|another|additional|extra|strong|impressive|huge|whopping|stunning|mere|scant|modest|staggering|full|good|big|great|gets?|got|receiv\w*|paid|pays?|give[ns]?|gave|offer\w*|provid\w*|hand\w*|grant\w*|what|where|when|how|much|many|turn\w*|bring\w*|brought|tak\w+|took|use[ds]?|using)\b"
)


@dataclass
class Context:
    """What a claim can be told by: names near it and words near it, with how much each counts."""

    names: dict[str, float] = field(default_factory=dict)
    heads: dict[str, float] = field(default_factory=dict)
    own_names: set[str] = field(default_factory=set)
    families: dict[str, float] = field(default_factory=dict)
    words: dict[str, float] = field(default_factory=dict)
    own_words: set[str] = field(default_factory=set)
    telling: tuple[str, ...] = ()
    """the words of the own clause that say something of their own"""
    counted: tuple[str, ...] = ()
    """the words of what is counted, directly behind the number"""


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
) -> Context:
    """The names and words around one claim."""
    found = Context()
    plain = _without(passage.plain, sentence, [Span(h.start, h.end) for h in hits], place_spans)
    base = sentence.start
    lead = plain[own.start - base : claim.start - base]
    gap = leftover(lead)
    counted = plain[claim.end - base : own.end - base]
    for hit in hits:
        if hit.start not in sentence or (
            hit.start < claim.end and claim.start < hit.end and claim.ranking is None
        ):
            continue
        strength = _strength(
            passage.plain, plain, base, hit, claim, own, lead, hits, terms.words_of(hit.indicators)
        )
        for id in hit.indicators:
            target = found.heads if hit.is_head else found.names
            target[id] = max(strength, target.get(id, 0.0))
            if hit.start in own:
                found.own_names.add(id)
            if not hit.is_head:
                family = terms.family(id)
                found.families[family] = 1.0
    told = _without(passage.plain, sentence, place_spans)
    parts = (told[own.start - base : claim.start - base], told[claim.end - base : own.end - base])
    clause = " ".join(TRANSPARENT.sub(" ", part) for part in parts)
    found.telling = tuple(dict.fromkeys(word.key for word in terms.words(clause, 0, len(clause))))
    carried = 1 / (1 + 0.6 * gap)
    for id, weight in earlier.names.items():
        found.names[id] = max(found.names.get(id, 0.0), weight * carried)
    for id, weight in earlier.families.items():
        found.families[id] = max(found.families.get(id, 0.0), weight)
    for id in found.heads:
        # 产能 alone names no one's capacity; where its family is spoken of, it does
        found.heads[id] *= 0.3 + 0.65 * found.families.get(terms.family(id), 0.0)
    _go_on(found, claim, earlier, passage.plain[own.start : own.end])
    for word in terms.words(passage.plain, sentence.start, sentence.end):
        weight = 1.0 if word.start in own else 0.55 if word.start < claim.start else 0.4
        found.words[word.key] = max(weight, found.words.get(word.key, 0.0))
        if word.start in own:
            found.own_words.add(word.key)
    for key, weight in earlier.words.items():
        found.words[key] = max(weight, found.words.get(key, 0.0))
    if claim.mention is not None and claim.mention.unit in ("item", "person", "person_time", "view"):
        limit = min(own.end, claim.end + (12 if not claim.text.isascii() else 40))
        found.counted = (
            tuple(w.key for w in terms.words(passage.plain, claim.end, limit)) if leftover(counted) else ()
        )
    return found


def _go_on(found: Context, claim: Claim, earlier: Earlier, own_text: str) -> None:
    """A figure without a subject of its own goes on about the one before: 比2020年翻了两番."""
    if earlier.topic is None:
        return
    mention = claim.mention
    is_bare = mention is None or mention.unit in ("doubling", "times", "rank") or words.BETWEEN.search(own_text)
    weight = 0.85 if words.REFERS.search(own_text) else 0.8 if is_bare else 0.5
    if words.REFERS.search(own_text) or not (found.telling or found.own_names):
        found.names[earlier.topic] = max(found.names.get(earlier.topic, 0.0), weight)


def score(terms: Terms, found: Context, fact: Fact) -> tuple[float, float]:
    """How strongly a context speaks of a fact, from 0 to 1: by all its words, and by names and own words alone."""
    id = fact.indicator
    name = max(found.names.get(id, 0.0), found.heads.get(id, 0.0))
    if name and id not in found.own_names:
        # what the clause says of its own, and the fact does not, speaks for something else
        name /= 1 + 0.4 * sum(key not in terms.features(fact) for key in found.telling)
    features = terms.features(fact)
    shared = {
        key: weight * features[key] * terms.weight(key)
        for key, weight in found.words.items()
        if key in features
    }
    everything = sum(shared.values())
    own_words = sum(weight for key, weight in shared.items() if key in found.own_words)
    if found.counted and name < 1 and not any(key in features for key in found.counted):
        # 500张床位: what is counted is something that the fact does not speak of.
        name, everything, own_words = name * 0.35, everything * 0.5, own_words * 0.5
    owners = [found.names.get(owner, 0.0) * 0.35 for owner in terms.ancestors(id)]
    owner = max(*owners, found.families.get(terms.family(id), 0.0) * 0.3) if owners else 0.0
    coverage = _coverage(terms, found, features)
    fuzzy = max(min(1.0, everything / _FUZZY_FULL), coverage) * 0.8
    near = min(min(1.0, own_words / _FUZZY_FULL), coverage * 1.5) * 0.8
    return 1 - (1 - name) * (1 - fuzzy) * (1 - owner), 1 - (1 - name) * (1 - near) * (1 - owner)


def _coverage(terms: Terms, found: Context, features: Mapping[str, float]) -> float:
    """How much of what the own clause says, apart from words that say nothing of their own, a fact has too."""
    matched = sum(terms.weight(key) * features[key] for key in found.telling if key in features)
    unknown = sum(1.0 for key in found.telling if key not in features)
    return matched / (matched + unknown + 0.8) if matched else 0.0


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
        return 0.2
    if hit.start < claim.end and claim.start < hit.end:
        return 1.0
    gap = leftover(lead, known)
    if hit.start in own:
        if hit.end <= claim.start:
            return 1 / (1 + 0.5 * leftover(plain[hit.end - base : claim.start - base], known))
        return 1 / (1 + 0.5 * leftover(plain[claim.end - base : hit.start - base], known)) / (1 + 0.8 * gap)
    if hit.start > claim.end:
        is_led = any(h.end <= claim.start and not h.is_head for h in hits)
        return (0.35 if is_led else 0.8) / (1 + 0.5 * gap)
    later = {
        h.indicators
        for h in hits
        if h.start > hit.start and h.end <= claim.start and h.indicators != hit.indicators and not h.is_head
    }
    behind = plain[hit.end - base : hit.end - base + 6]
    tail = leftover(behind.split("，")[0], known) if behind else 0.0
    return 0.85 * 0.6 ** len(later) / (1 + 0.5 * gap) / (1 + 0.15 * tail)


def _without(plain: str, sentence: Span, *spans: Sequence[Span]) -> str:
    """The sentence with names of indicators and places blanked out."""
    characters = list(plain[sentence.start : sentence.end])
    for span in (span for group in spans for span in group):
        for place in range(max(span.start, sentence.start), min(span.end, sentence.end)):
            characters[place - sentence.start] = " "
    return "".join(characters)
