"""Numbers as they are written: digits, Chinese numerals, both mixed, approximate pairs. Pure."""

from __future__ import annotations

from decimal import Decimal

from xiyang_cli.figures.arithmetic import add, multiply

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
SCALES = SMALL | LARGE
_LARGEST_FIRST = (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10))


def chinese_value(text: str) -> Decimal | None:
    """The value of a number in Chinese numerals, digits or both; None when it is none.

    一百八十点三亿, 1亿3千万, 7亿6千万, 五点六亿, 十二万五千, 两千三 (2300), 百万, 二〇二四.
    """
    whole, point, decimals = text.replace("廿", "二十").replace("卅", "三十").partition("点")
    if point:
        return _with_decimals(whole, decimals)
    return _scaled(text)


def pair_values(text: str) -> tuple[Decimal, Decimal] | None:
    """Low and high of an approximate pair: 三四十 is 30 to 40, 二三百 200 to 300, 两三 2 to 3.

    None when the text is no such pair. 十七八 is 17 to 18.
    """
    for place in range(len(text) - 1):
        one, other = DIGITS.get(text[place]), DIGITS.get(text[place + 1])
        if one is None or other is None:
            continue
        if not (0 < one < other and other - one in (1, 2)) or (other - one == 2 and (one, other) != (3, 5)):
            return None
        low = _scaled(text[: place + 1] + text[place + 2 :])
        high = _scaled(text[:place] + text[place + 1 :])
        return (low, high) if low is not None and high is not None and low < high else None
    return None


def _with_decimals(whole: str, decimals: str) -> Decimal | None:
    """五点六亿: digits behind 点, then scales that hold for all of it."""
    digits = decimals.rstrip("十百千万亿")
    scales = decimals[len(digits) :]
    if not digits or any(c not in DIGITS for c in digits):
        return None
    base = _scaled(whole)
    if base is None:
        return None
    value = base + Decimal("0." + "".join(str(DIGITS[c]) for c in digits))
    for scale in scales:
        value = multiply(value, Decimal(SCALES[scale]))
    return value


def _scaled(text: str) -> Decimal | None:
    """A number without 点: split at its largest scale word, then the same on both sides."""
    for word, scale in _LARGEST_FIRST:
        # 万亿 multiplies: what stands before the last 亿 may end in 万.
        left, found, right = text.rpartition(word)
        if found:
            above = _scaled(left) if left else Decimal(1)
            below = _below(right, scale)
            if above is None or below is None:
                return None
            return add(multiply(above, Decimal(scale)), below)
    return _digits(text)


def _below(text: str, scale: int) -> Decimal | None:
    """What follows a scale word: 两千三 is 2300, 一百二 120, 三万五 35,000, but 十二 is 12."""
    if len(text) == 1 and text in DIGITS and scale >= 100:
        return Decimal(DIGITS[text] * scale // 10)
    return _scaled(text.lstrip("零〇")) if text.strip("零〇") else Decimal(0)


def _digits(text: str) -> Decimal | None:
    """Plain digits, one Chinese digit, or a row of them with 〇 (二〇二四)."""
    plain = text.replace(",", "")
    if plain and plain[0].isascii() and plain.replace(".", "", 1).isdigit():
        return Decimal(plain)
    is_row = all(c in DIGITS for c in text) and (len(text) == 1 or "〇" in text)
    return Decimal("".join(str(DIGITS[c]) for c in text)) if text and is_row else None
