"""Numbers in Chinese text: where one begins, where it ends, what it is, which bound it holds. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from xiyang_cli.base.model import Qualifier
from xiyang_cli.figures.arithmetic import multiply, shortest
from xiyang_cli.reading.chinese_words import INNER
from xiyang_cli.reading.numerals import SCALES, chinese_value, pair_values

_DIGITS = r"\d{1,30}(?:,\d{3}){0,10}(?:\.\d{1,20})?"
# 千 of 千瓦 belongs to the unit
_SCALE = "(?:[十百万亿]|千(?![瓦克米伏赫])){1,4}"
NUMERAL = "〇零一二两三四五六七八九十百千万亿廿卅"
_ARABIC = re.compile(rf"{_DIGITS}(?: ?{_SCALE}(?:{_DIGITS}{_SCALE}){{0,3}})?")
_CHINESE = re.compile(
    rf"(?:[〇零一二两三四五六七八九十百万亿]|千(?![瓦克米伏赫])){{1,30}}(?:点[〇零一二两三四五六七八九]{{1,20}}{_SCALE}|点[〇零一二两三四五六七八九]{{1,20}})?"
)
_ONLY_SCALE = re.compile(_SCALE)


@dataclass(frozen=True, slots=True)
class Number:
    """A number read at some place: its values, where it ends, the bound inside it (多, 余, 来)."""

    low: Decimal
    high: Decimal | None
    end: int
    written: str
    inner: Qualifier | None
    scaled: bool
    bare_scale: bool


def half_width(text: str) -> str:
    """`text` with full-width letters, digits and signs made plain, character by character.

    A full-width comma is one of a number only between full-width digits.
    """
    characters = []
    for place, character in enumerate(text):
        if character == "，":
            around = text[place - 1 : place] + text[place + 1 : place + 2]
            wide = len(around) == 2 and all("０" <= c <= "９" for c in around)
            characters.append("," if wide else character)
        elif character == "￥":
            characters.append("¥")
        elif "！" <= character <= "～" and character not in "；：！？（）":
            characters.append(unicodedata.normalize("NFKC", character))
        else:
            characters.append(character)
    return _FORMAL.sub(lambda run: run[0].translate(_EVERYDAY), "".join(characters))


_FORMAL = re.compile("[壹贰叁肆伍陆柒捌玖零][拾佰仟万亿零壹贰叁肆伍陆柒捌玖]+(?=[元圆个人万亿名户件项%])")
_EVERYDAY = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟圆", "一二三四五六七八九十百千元")
"""the numerals of cheques: 贰佰元"""


def number_at(plain: str, place: int) -> Number | None:
    """The number at `place`: 180.3, 1亿3千万, 一百八十, 三四十, 30多万, 1.2万余."""
    found = _ARABIC.match(plain, place) or _CHINESE.match(plain, place)
    if not found or plain[found.end() : found.end() + 1].isdigit():
        return None
    written, end = found[0].replace(" ", ""), found.end()
    pair = pair_values(written)
    value = pair[0] if pair else chinese_value(written)
    if value is None:
        return None
    high = pair[1] if pair else None
    inner = INNER.get(plain[end : end + 1])
    if (
        inner is not None
        and plain[end : end + 1] == "来"
        and not (written[-1] in "十百千万" or written[-1] == "0")
    ):
        inner = None
    if inner is not None:
        end += 1
        if scale := _ONLY_SCALE.match(plain, end):
            factor = chinese_value(scale[0]) or Decimal(1)
            value, end = multiply(value, factor), scale.end()
            written = plain[place:end]
    scaled = any(c in "万亿" or (c in SCALES and written[0].isdigit()) for c in written)
    bare = all(c in SCALES for c in written.rstrip("多余来"))
    return Number(shortest(value), high, end, written, inner, scaled, bare)


def last_scale(written: str) -> Decimal:
    """The scale words at the end of a number: 万 of 1000万."""
    scale = written[len(written.rstrip("十百千万亿")) :]
    return chinese_value(scale) or Decimal(1)
