"""How a figure is told: of which place and time, as done or to come, up or down, level or change. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from xiyang_cli.base.model import Direction
from xiyang_cli.checking import words
from xiyang_cli.checking.claims import Claim
from xiyang_cli.checking.passage import Passage, Span
from xiyang_cli.checking.places import PlaceHit, Places
from xiyang_cli.checking.plain_words import LEAD
from xiyang_cli.checking.times import TimeHit, When, when
from xiyang_cli.reading.english_words import GROWN

NOTHING = When()


class Told(StrEnum):
    """As what a draft tells a thing."""

    DONE = "done"
    UNDER_WAY = "under_way"
    FUTURE = "future"
    PLAIN = "plain"


class Style(StrEnum):
    """How a multiple is worded: grown by, grown to, or in words that people use for both."""

    BY = "by"
    TO = "to"
    EITHER = "either"


@dataclass(frozen=True)
class Setting:
    """What the words around a figure say of it."""

    sentence: Span
    own: Span
    place: str | None
    """the place that its sentence tells it of, None when it names none"""
    place_before: str | None
    """the place that the text before spoke of"""
    scope: str | None
    when: When
    told: Told
    direction: Direction | None
    is_change: bool
    style: Style
    is_yearly: bool
    own_text: str
    sentence_text: str
    places: frozenset[str] = frozenset()
    """every place that its own words name, also as part of another name"""
    is_denied: bool = False
    """没有翻番, did not double"""
    is_from: bool = False
    """the figure behind from: the value that a change starts at"""


@dataclass(frozen=True)
class Surroundings:
    """What has been told before in the same block or above it."""

    place: str | None = None
    when: When = NOTHING


_UP_BEFORE = re.compile(rf"(?:{words.UP.pattern}){LEAD}")
_DOWN_BEFORE = re.compile(rf"(?:{words.DOWN.pattern}){LEAD}")
_TO_BEFORE = re.compile(
    r"(?:[升增降减扩跌涨翻][到至为成]|(?:增长|增加|提高|提升|上升|扩大|扩容|下降|减少|降低|跃升|攀升|扩张|发展|增|降)[了]?(?:到|至|为)|达到?|突破|(?:to|at|reach\w*|hit\w*|top\w*|stood\s+at|is|was|are|were|past|with|from))\s?(?:了|约|近|超过?|about|around|nearly|over|almost|more\s+than|roughly|some|the|a|RMB|rmb|\s)*$"
)
_CHANGE_AFTER = re.compile(
    r"\s?(?:的|之)?(?:增幅|增长|增速|涨幅|升幅|提升|降幅|下降|跌幅|跃升)|\s+(?!or\b)(?:\w+[-\s]){0,2}?(?:growth|increase|rise|jump|gain|higher|more\b|drop|fall|decline|decrease|lower|less|fewer|up\b|down\b|lead|improvement|boost|expansion|surge|cut|extra|additional|ahead|above|below|clear)"
)
_LEADS = 14
"""so far before a word of doing a word of planning still makes a plan of it"""
_YEAR_BEFORE = re.compile(r"(?:年|年末|年底|末)[”’]?(?:的|时)?(?:约|为|是|达|只有|仅)?$")
_FROM = re.compile(
    r"(?:从|由|自|起步时的?|原来的?|原先的?|最初的?|当时(?:的|只有)?|\bfrom|\bagainst|\bversus|\bvs\.?|\bcompared\s+(?:with|to)|\bup\s+on|\bstarted\s+(?:at|with|from))\s?(?:[^，。,.;]{0,24}?)$"
)
_MULTIPLE_OF = re.compile(r"\s?(?:what|that|as|the|its|of|larger\s+than|更|之多|于)")
_BY_EN = re.compile(
    r"\bby\s+(?:(?:nearly|almost|about|around|over|some|roughly|a|an|more\s+than|as\s+much\s+as)\s+)*$"
)
_BY_ZH = re.compile(
    r"(?:增长|增加|提高|提升|扩大|上升|增|涨|多|翻|超过|跃升|上涨|长)(?:了|出|近|约|超|超过|将近|大约|达|幅度达|整整|逾|足足|接近)*$"
)


def setting_of(
    passage: Passage,
    claim: Claim,
    own: Span,
    sentence: Span,
    places: Places,
    place_hits: Sequence[PlaceHit],
    time_hits: Sequence[TimeHit],
    around: Surroundings,
) -> Setting:
    """The setting of one claim, from its own words first, then its sentence, then what was told before."""
    plain = passage.plain
    before, after = plain[own.start : claim.start], plain[claim.end : own.end]
    is_change, direction = _change(claim, before, after)
    inside = [hit for hit in place_hits if hit.start in sentence]
    place = places.owner(inside, sentence, own, claim.span)
    told = _told(plain, sentence, own, claim)
    # 到2026年… of the sentence before no longer holds for what is told as done.
    time_before = NOTHING if told in (Told.DONE, Told.UNDER_WAY) else around.when
    time = when(
        time_hits, sentence, own, claim.span,
        is_change=is_change or (_is_rate(claim) and (_is_multiple(claim) or not _YEAR_BEFORE.search(before))),
        carried=time_before,
        is_told_behind=words.TOLD_BEHIND.match(plain, claim.end) is not None,
    )  # fmt: skip
    return Setting(
        sentence=sentence,
        own=own,
        place=place,
        place_before=around.place,
        scope=places.scope(inside, sentence, own, claim.span) if claim.ranking else None,
        when=time,
        told=told,
        direction=direction,
        is_change=is_change,
        style=_style(claim, before, after),
        is_yearly=bool(words.YEARLY.search(plain, own.start, min(own.end, claim.end + 24))),
        own_text=plain[own.start : own.end],
        sentence_text=plain[sentence.start : sentence.end],
        is_denied=_is_rate(claim) and words.NEGATED.search(before) is not None,
        places=frozenset(hit.place for hit in inside if hit.start in own),
        is_from=bool(_FROM.search(plain[max(sentence.start, claim.start - 30) : claim.start])),
    )


def _is_multiple(claim: Claim) -> bool:
    return claim.mention is not None and claim.mention.unit in ("times", "doubling")


def _is_rate(claim: Claim) -> bool:
    return claim.mention is not None and claim.mention.unit in (
        "percent",
        "percentage_point",
        "times",
        "doubling",
    )


def _change(claim: Claim, before: str, after: str) -> tuple[bool, Direction | None]:
    """Whether the figure is a change, and which way it goes."""
    is_halved = words.HALVED.fullmatch(claim.text.lower()) is not None
    if is_halved or (claim.mention is not None and claim.mention.unit == "doubling"):
        return True, Direction.DOWN if is_halved else Direction.UP
    short = before[-60:]
    if _is_rate(claim) and _BY_EN.search(short):
        return True, _way(short) or Direction.UP
    if found := _CHANGE_AFTER.match(after):
        is_down = words.DOWN.search(found[0]) is not None
        return True, Direction.DOWN if is_down else Direction.UP
    if _TO_BEFORE.search(short):
        # 下降到82岁 is a level that something was brought to; its direction still counts.
        return False, _way(short)
    up, down = _UP_BEFORE.search(short), _DOWN_BEFORE.search(short)
    if up or down:
        later = max((m for m in (up, down) if m), key=lambda m: m.start())
        return True, Direction.DOWN if later is down else Direction.UP
    return False, _way(short) if _is_rate(claim) else None


def _way(text: str) -> Direction | None:
    """The last word of rise or fall in a text."""
    ups = [m.start() for m in words.UP.finditer(text)]
    downs = [m.start() for m in words.DOWN.finditer(text)]
    if not ups and not downs:
        return None
    return Direction.UP if max(ups, default=-1) > max(downs, default=-1) else Direction.DOWN


def _style(claim: Claim, before: str, after: str) -> Style:
    mention = claim.mention
    if mention is None or mention.unit != "times":
        return Style.BY
    if mention.text.lower() in GROWN:
        return Style.TO
    if not re.search(r"[\u4e00-\u9fff]", mention.text):
        if re.search(r"\bby\s+(?:\w+\s+){0,2}$", before):
            return Style.BY
        grown = words.UP.search(before[-40:]) is not None
        return Style.EITHER if grown and not _MULTIPLE_OF.match(after) else Style.TO
    return Style.BY if _BY_ZH.search(before) and not _TO_BEFORE.search(before) else Style.TO


def _told(plain: str, sentence: Span, own: Span, claim: Claim) -> Told:
    """As done, under way or to come: by the nearest word of the own clause, else of the sentence."""
    for start, end in ((own.start, own.end), (sentence.start, claim.start), (claim.end, sentence.end)):
        nearest = _nearest(plain, start, end, claim)
        if nearest is not None:
            return nearest
    return Told.PLAIN


def _nearest(plain: str, start: int, end: int, claim: Claim) -> Told | None:
    found: list[tuple[int, int, Told]] = []
    for order, (told, pattern) in enumerate(
        ((Told.FUTURE, words.FUTURE), (Told.UNDER_WAY, words.UNDER_WAY), (Told.DONE, words.DONE))
    ):
        for match in pattern.finditer(plain, start, end):
            apart = claim.start - match.end() if match.end() <= claim.start else match.start() - claim.end
            found.append((abs(apart), order, told))
    if not found:
        return None
    nearest = min(found)
    if nearest[2] is Told.DONE and any(
        told is Told.FUTURE and 0 <= gap - nearest[0] <= _LEADS for gap, _, told in found
    ):
        return Told.FUTURE  # 将建成, 计划2030年建成, will have completed
    return nearest[2]
