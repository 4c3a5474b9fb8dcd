"""What is read: one quantity of a text, where it stands, what it means in base units.

What counts as one, and which unit codes and bounds there are, follows the marking rules for
quantities of this field: a definite number with its unit or classifier, a 番/倍 word, or a rank
with a number in it; no dates, names, titles, grades or words that only hold a numeral.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from xiyang_cli.base.model import Qualifier
from xiyang_cli.reading.chinese_numbers import half_width, number_at
from xiyang_cli.reading.english_words import NUMBER
from xiyang_cli.reading.numerals import chinese_value


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity as written from `start` to `end` (code points) of its text.

    `value` (and `value_high` of a range) is in `unit`, a code such as CNY, W or percent. A fall
    has no sign: only a written one counts.
    """

    start: int
    end: int
    text: str
    value: Decimal
    value_high: Decimal | None
    unit: str
    qualifier: Qualifier


def as_written(mention: Mention) -> tuple[Decimal, str]:
    """The number and the unit of a mention as they stand there: 180.3 and 亿元, 1.26 and RMB bn.

    Where a number is written in several parts (1亿3千万元) or in words alone (翻番), it is the
    value in base units, and the unit is what is left, or the word.
    """
    plain = re.sub("[多余来]", "", half_width(mention.text))
    if "分之" in plain[:4]:
        return mention.value, plain[:3] if plain[0] in "百千万" else plain
    found = _DIGITS.search(plain)
    return _in_digits(mention, plain, found) if found else _in_words(mention, plain)


def _in_digits(mention: Mention, plain: str, found: re.Match[str]) -> tuple[Decimal, str]:
    before, after = plain[: found.start()].rstrip("-−负 "), _TIED.sub("", plain[found.end() :])
    number = Decimal(found[0].replace(",", ""))
    others = [] if after.strip() in ("m2", "km2") else list(_DIGITS.finditer(after))
    if others and mention.value_high is None:
        return mention.value, _SCALES.sub("", after[others[-1].end() :])
    if others:
        after = after[others[-1].end() :]
    unit = f"{before} {after.strip()}".strip() if before.isascii() else after.strip()
    return number.copy_negate() if mention.value < 0 else number, unit


def _in_words(mention: Mention, plain: str) -> tuple[Decimal, str]:
    if spelled := NUMBER.match(mention.text):
        return mention.value, mention.text[spelled.end() :].strip()
    rest = plain.lstrip("第前")
    number = number_at(rest, 0)
    if mention.unit == "doubling" or number is None:
        return mention.value, "番" if plain.endswith("番") else mention.text
    core = number.written.rstrip("万亿") or number.written
    value = None if re.search("[万亿]", core[:-1]) else chinese_value(core)
    return (mention.value, rest[number.end :]) if value is None else (value, rest[len(core) :])


_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?", re.ASCII)
_TIED = re.compile(r"^(?:-odd|-plus|\+)")
_SCALES = re.compile("^[十百千万亿]+")
