"""Numbers that no unit of the set measures: kilometres, kilowatt-hours, other currencies, bare numbers.

They are no quantities of :func:`xiyang_cli.reading.text.read_quantities`; a check still names each, so
that nobody takes it for one that was judged. Dates, labels, codes, times and phone numbers are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xiyang_cli.base.model import Qualifier
from xiyang_cli.reading.chinese_numbers import half_width
from xiyang_cli.reading.chinese_words import CALENDAR, OUTSIDE
from xiyang_cli.reading.english_words import LABEL_BEFORE, MONTH_AFTER, MONTH_BEFORE, ONES, TENS, WORD
from xiyang_cli.reading.english_words import OUTSIDE as OUTSIDE_EN
from xiyang_cli.reading.mention import Mention
from xiyang_cli.reading.numerals import chinese_value

NO_UNIT = ""
"""the unit code of what no unit of the set measures"""
_MEASURES = "|".join(re.escape(word) for word in sorted(set(OUTSIDE) - CALENDAR, key=len, reverse=True))
_DIGITS = r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,8})?|\d{1,12}(?:\.\d{1,8})?"
_SCALE_EN = r"(?:\s?(?:thousand|million|billion|trillion|bn|mn)\b)?"
_NUMBER = re.compile(
    rf"(?<![\w])[$€£]\s?(?:{_DIGITS}){_SCALE_EN}"
    rf"|(?<![\w.,:/#@-])(?P<english>{_DIGITS}){_SCALE_EN}(?={OUTSIDE_EN.pattern})"
    rf"|\b(?P<spelled>(?:{WORD})(?:[-\s](?:{WORD}))?)(?={OUTSIDE_EN.pattern})"
    r"|(?<![一二两三四五六七八九十百千万亿几数第])(?P<chinese>[一二两三四五六七八九十百千万亿]{1,6})(?:公里|千米|小时|分钟|美元|千瓦时|立方米|个月)"
    rf"|(?<![\d.,:/A-Za-z#@_第-])(?P<digits>{_DIGITS})(?P<scale>[十百千万亿]*)(?P<unit>{_MEASURES})?(?![:@_A-Za-z年月日号时点第届期级等]|/?\d|\.\d){_SCALE_EN}",
    re.IGNORECASE,
)
_CODE_BEFORE = re.compile(r"\b(?:ISO|IEC|GB|DB|HS|IP|CCTV)[\s/-]?(?:T\s)?$")
_LABEL_AFTER = re.compile(r"\s?[.、．)）](?:\s|(?=[\u4e00-\u9fff]))")
_NTH = re.compile(r"(?:st|nd|rd|th)\b|[-–—]\d")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


def other_numbers(text: str, taken: set[int]) -> Iterator[Mention]:
    """Numbers of `text` outside the places `taken`, in order; their unit is NO_UNIT."""
    plain = half_width(text)
    for found in _NUMBER.finditer(plain):
        start, end = found.span()
        if not taken.isdisjoint(range(start, end)) or _is_label(plain, found):
            continue
        yield Mention(start, end, text[start:end], _value(found), None, NO_UNIT, Qualifier.EXACT)


def _value(found: re.Match[str]) -> Decimal:
    """The number as written, without its scale word."""
    if found["chinese"]:
        return chinese_value(found["chinese"]) or Decimal(0)
    if found["spelled"]:
        words = re.split(r"[-\s]", found["spelled"].lower())
        return Decimal(sum(ONES.get(word, TENS.get(word, 0)) for word in words))
    digits = re.search(_DIGITS, found[0])
    return Decimal(digits[0].replace(",", "")) if digits else Decimal(0)


def _is_label(plain: str, found: re.Match[str]) -> bool:
    """A date, a list number, a code, or a lone digit that means nothing."""
    start, end = found.span()
    before, digits = plain[max(0, start - 14) : start], found[0]
    if any(found[name] for name in ("unit", "english", "spelled", "chinese", "scale")) or digits[0] in "$€£":
        return False
    is_item = not before.strip(" *_#>-") or before.endswith("\n")
    if _YEAR.fullmatch(digits) or (is_item and _LABEL_AFTER.match(plain, end)) or _NTH.match(plain, end):
        return True
    if LABEL_BEFORE.search(before) or _CODE_BEFORE.search(before):
        return True
    is_date = MONTH_BEFORE.search(before) or MONTH_AFTER.match(plain, end)
    is_phone = digits.isdigit() and len(digits) > 6
    return bool(is_date) or is_phone or (digits.isdigit() and len(digits) == 1)
