"""Numbers that no unit of the set measures: kilometres, kilowatt-hours, other currencies, bare numbers.

They are no quantities of :func:`xiyang_cli.reading.text.read_quantities`; a check still names each, so
that nobody takes it for one that was judged. Dates, labels, codes, times and phone numbers are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xiyang_cli.base.model import Qualifier
from xiyang_cli.reading.chinese_numbers import half_width, number_at
from xiyang_cli.reading.english import value_of
from xiyang_cli.reading.english_words import LABEL_BEFORE, MONTH_AFTER, MONTH_BEFORE, NUMBER
from xiyang_cli.reading.english_words import OUTSIDE as OUTSIDE_EN
from xiyang_cli.reading.mention import Mention

OUTSIDE_UNIT = "outside"
"""the unit code of what is measured in a unit outside the set"""
NO_UNIT = "none"
"""the unit code of a number that stands alone"""

_CHINESE_START = re.compile(
    r"(?<![\d.,:/A-Za-z#@_第数几-])(?<![一二两三四五六七八九十百千万亿零〇点])"
    r"(?:\d|[一二两三四五六七八九](?=[十百千万亿]))"
)
_IN_A_WORD = re.compile(r"[:@_A-Za-z年月日号时点第届期级等分成折]|/?\d|\.\d")
_CODE_BEFORE = re.compile(r"\b(?:ISO|IEC|GB|DB|HS|IP|CCTV)[\s/-]?(?:T\s)?$")
_ITEM_AFTER = re.compile(r"\s?[.、．)）](?:\s|(?=[\u4e00-\u9fff]))")
_IN_CHINESE = re.compile(r"[:：]\d|[\u4e00-\u9fff]")
_COUNTS = re.compile(r"\s+(?:are|were|have|had|of\s+(?:them|these|those|which))\b|\s*[.;](?:\s|$)")
"""universities lead just three. Of 30 centres five are …: a word that is a number of its own"""
_NTH = re.compile(r"(?:st|nd|rd|th)\b|[-–—]\d|-[A-Za-z]")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


def other_numbers(text: str, taken: set[int]) -> Iterator[Mention]:
    """Numbers of `text` outside the places `taken`; their unit is OUTSIDE_UNIT or NO_UNIT."""
    plain = half_width(text)
    for mention in (*_english(text, plain), *_chinese(text, plain)):
        places = range(mention.start, mention.end)
        if taken.isdisjoint(places):
            taken.update(places)
            yield mention


def _chinese(text: str, plain: str) -> Iterator[Mention]:
    end = 0
    for found in _CHINESE_START.finditer(plain):
        start = found.start()
        number = number_at(plain, start) if start >= end else None
        if number is None or number.high is not None:
            continue
        end = number.end
        if _IN_A_WORD.match(plain, end) or not _stands_alone(plain, start, end, number.written):
            continue
        yield Mention(start, end, text[start:end], number.low, None, NO_UNIT, Qualifier.EXACT)


def _stands_alone(plain: str, start: int, end: int, written: str) -> bool:
    """Whether a number is neither a word, a date, a list number nor a code."""
    if not written[0].isdigit():
        return bool(re.match(r"[，。；、！？,.;!?”’）)\s]|$", plain[end : end + 1]))
    return not _is_label(plain, start, end)


def _english(text: str, plain: str) -> Iterator[Mention]:
    for found in NUMBER.finditer(plain):
        start, end = found.span()
        value = value_of(found)
        outside = bool(found["money"]) or OUTSIDE_EN.match(plain, end) is not None
        spelled = found["spelled"] or ""
        is_word = bool(spelled) and not re.search(r"\w[-\s]\w", spelled)
        is_word = is_word and (spelled.lower() in ("one", "a") or not _COUNTS.match(plain, end))
        if (
            value is None
            or _IN_CHINESE.match(plain, end)
            or (not outside and (is_word or _is_label(plain, start, end)))
        ):
            continue
        code = OUTSIDE_UNIT if outside else NO_UNIT
        yield Mention(start, end, text[start:end], value, None, code, Qualifier.EXACT)


def _is_label(plain: str, start: int, end: int) -> bool:
    """A date, a list number, a code, or a lone digit that means nothing."""
    before, digits = plain[max(0, start - 14) : start], plain[start:end]
    is_item = not before.strip(" *_#>-") or before.endswith("\n")
    if _YEAR.fullmatch(digits) or _NTH.match(plain, end) or (is_item and _ITEM_AFTER.match(plain, end)):
        return True
    if LABEL_BEFORE.search(before) or _CODE_BEFORE.search(before):
        return True
    is_date = MONTH_BEFORE.search(before) or MONTH_AFTER.match(plain, end)
    return bool(is_date) or (digits.isdigit() and (len(digits) == 1 or len(digits) > 6))
