"""Which line ends are only wraps, and what stands in their place when lines are joined. Pure."""

from __future__ import annotations

import re

_CJK_RANGES = (
    "\u2e80-\u303f\u3040-\u30ff\u3100-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003fffd"
)  # scripts and punctuation whose characters are two columns wide
CJK = re.compile(f"[{_CJK_RANGES}]")
_WIDE_RUN = re.compile(f"[{_CJK_RANGES}]+")
_ENDED = re.compile(r"[。！？；.!?;:：…][”’」』）〕》】)\]\"']*$")
# Marks that take no space before or after them when lines are joined beside Chinese.
_TIGHT = "“”‘’—…～·"
_TIGHT_BEFORE = "％%‰"
_DECIMAL_CUT = re.compile(r"\d[.．]$")
_MARKER = (
    r"[-*+·–]\s|[•●○■□◆◇▪▶►★☆※✓✔→➔➜➤▸‣»]|[①-⑳⑴-⒇⒈-⒛]|[(（]?\d{1,2}[.．、)）](?!\d)"
    r"|[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])"
)
MARKER = re.compile(_MARKER)
"""how a list item begins"""
_STARTS = re.compile(
    rf"{_MARKER}|#{{1,6}}\s|第[一二三四五六七八九十百\d]{{1,3}}[章节篇条]|PART\s*\d|[|｜>]|[^\t]*\S\t\S"
    "|[\u2600-\u27bf\U0001f000-\U0001faff]|【"
)
LONG = 40
"""columns from which on a line may be wrapped"""


def width(text: str) -> int:
    """Columns that `text` takes, a Chinese character two."""
    return len(text) + sum(map(len, _WIDE_RUN.findall(text)))


def ended(text: str) -> bool:
    """Whether a line closes its sentence."""
    return _ENDED.search(text[-8:]) is not None


def wrapped(line: str, following: str) -> bool:
    """Whether `line` clearly goes on in `following` (neither blank, both without outer space).

    A title over an unwrapped paragraph is not a wrap: wrapped lines are about equally long.
    """
    if width(line) < LONG or _STARTS.match(following):
        return False
    if ended(line) and not _number_is_cut(line, following):
        return False
    return "\t" not in line and width(following[: 2 * len(line) + 8]) <= 1.5 * width(line) + 8


def _number_is_cut(line: str, following: str) -> bool:
    """Whether a wrap fell behind a decimal point, as in 180. / 3亿元: Chinese sentences end with 。."""
    return (
        _DECIMAL_CUT.search(line[-2:]) is not None
        and following[0].isdigit()
        and CJK.search(line[-12:]) is not None
    )


def joint(before: str, after: str) -> str:
    """What stands for the wrap between two lines: nothing, or a space."""
    last, first = before[-1], after[0]
    if last in "-‐" and before[-2:-1].isalnum() and first.isalnum():
        return ""
    if not (CJK.search(before[-12:]) or CJK.search(after[:12])):
        return " "
    if _parts_of_a_number(before, after) or (_tight(last) and not _latin(first)):
        return ""
    close = _tight(first) or first in _TIGHT_BEFORE
    return "" if close and (not _latin(last) or not first.isalnum()) else " "


def _tight(character: str) -> bool:
    return character in _TIGHT or CJK.match(character) is not None


def _latin(character: str) -> bool:
    return character.isalpha() and not CJK.match(character)


def _parts_of_a_number(before: str, after: str) -> bool:
    last, first = before[-1], after[0]
    if last.isdigit():
        return first.isdigit() or (first in ".．" and after[1:2].isdigit())
    if last in ",，":
        return before[-2:-1].isdigit() and re.match(r"\d{3}(?!\d)", after) is not None
    return first.isdigit() and _DECIMAL_CUT.search(before[-2:]) is not None
