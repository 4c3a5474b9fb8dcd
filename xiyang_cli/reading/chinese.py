"""Quantities in Chinese text. One pass from left to right; every pattern is bounded, so it is linear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xiyang_cli.base.model import Qualifier
from xiyang_cli.figures.arithmetic import add, divide, in_base_units, multiply, places, shortest
from xiyang_cli.reading import chinese_words as words
from xiyang_cli.reading.chinese_numbers import NUMERAL, Number, half_width, last_scale, number_at
from xiyang_cli.reading.mention import Mention
from xiyang_cli.reading.numerals import SCALES, chinese_value

_RUN = re.compile(r"\d+[十百千万亿]*")
_START = re.compile(rf"[\d{NUMERAL}翻第前半]")
_RANGE_SIGN = re.compile(r"[-–—~～至到]")
_AND = re.compile(r"[和与及、/]")
_FRACTION = re.compile("(百|千|万)分之")
_FRACTIONS = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}
_PART = re.compile("([二两三四五六七八九十]|\\d{1,2})分之([一二两三四五六七八九]|\\d{1,2})")
_DOUBLING_BOUNDS = {"近": Qualifier.NEAR, "约": Qualifier.ABOUT, "超": Qualifier.OVER, "逾": Qualifier.OVER}
_DOUBLING = re.compile(r"翻(?:了)?(近|约|超|逾)?([一两二三四五六]|\d)?番")
_PER_ENGLISH = re.compile(r"\s+(?:per|a|an)\s+[a-z]")
_ENDS = re.compile(r"[，。；、！？）)》”’\s,;.!?]|的|和|并|且|等|行列|$")
_TENTHS = re.compile("成([一二三四五六七八九半])?(?![果为立效绩员熟本品就功分交长型因都不千])")
_STRONGEST = re.compile("强(?![化度调大国盛劲烈力])")
_RANK_CLASSIFIER = re.compile(
    r"(?:家|位|名|座|所|台|辆|艘|架|枚|个(?![月星年世])|大(?![道街会队学])|强)(?![名列次称])"
)
_NO_RANK_BEFORE = set("此目日提之以年月天先空眼生跟当午会课赛史")


def chinese_mentions(text: str, *, wider: bool = False) -> Iterator[Mention]:
    """The quantities that Chinese words of `text` write; `wider`: in measures outside the set too."""
    return _Reader(text, wider).mentions()


_Unit = tuple[str, tuple[Decimal, Decimal]]


class _Reader:
    """Reads one text; `plain` is the same text in half width, place by place."""

    def __init__(self, text: str, wider: bool) -> None:
        self.text = text
        self.wider = wider
        self.plain = half_width(text)

    def mentions(self) -> Iterator[Mention]:
        names = iter([*(found.span() for found in words.NAMES.finditer(self.plain)), (len(self.plain), 0)])
        name = next(names)
        place = 0
        while found := _START.search(self.plain, place):
            start = found.start()
            while name[1] and name[1] <= start:
                name = next(names)
            if name[0] <= start < name[1]:
                place = name[1]
                continue
            mentions, place = self._read(start)
            yield from mentions

    def _read(self, start: int) -> tuple[list[Mention], int]:
        """What begins at `start`, and where to go on."""
        plain = self.plain
        character = plain[start]
        if character == "翻":
            return self._doubling(start)
        if character in "第前":
            return self._rank(start)
        if character == "半" or plain.startswith("一半", start):
            return self._half(start)
        if fraction := _FRACTION.match(plain, start):
            return self._in_hundred(start, fraction)
        if part := _PART.match(plain, start):
            return self._part(start, part)
        return self._amount(start)

    def _half(self, start: int) -> tuple[list[Mention], int]:
        if not self.plain.startswith(("一半", "半数"), start):
            return [], start + 1
        return [self._mention(start, start + 2, Decimal(50), None, "percent", None)], start + 2

    def _doubling(self, start: int) -> tuple[list[Mention], int]:
        found = _DOUBLING.match(self.plain, start)
        count = chinese_value(found[2]) if found and found[2] else Decimal(1)
        if not found or count is None:
            return [], start + 1
        inner = _DOUBLING_BOUNDS.get(found[1] or "")
        end = found.end()
        return [self._mention(start, end, count, None, "doubling", inner)], end

    def _rank(self, start: int) -> tuple[list[Mention], int]:
        """第10家, 全市第一, 前五, 前50名; none of 第一产业, 第二，(in a list), 前三季度."""
        plain = self.plain
        number = number_at(self.plain, start + 1)
        before = plain[start - 1 : start]
        if number is None or number.high is not None or number.scaled:
            return [], start + 1
        if plain[start] == "前" and before and before in _NO_RANK_BEFORE:
            return [], start + 1
        classifier = _RANK_CLASSIFIER.match(plain, number.end)
        end = classifier.end() if classifier else number.end
        bare = before and (before.isalnum() or before in "”》）") and _ENDS.match(plain, end)
        if not classifier and not bare:
            return [], number.end
        rank = self._mention(start, end, number.low, None, "rank", Qualifier.EXACT)
        return [rank], end

    def _in_hundred(self, start: int, fraction: re.Match[str]) -> tuple[list[Mention], int]:
        number = number_at(self.plain, fraction.end())
        if number is None:
            return [], fraction.end()
        part = _FRACTIONS[fraction[1]]
        high = multiply(number.high, part) if number.high is not None else None
        low = multiply(number.low, part)
        found = self._mention(start, number.end, low, high, "percent", number.inner)
        return [found], number.end

    def _part(self, start: int, part: re.Match[str]) -> tuple[list[Mention], int]:
        """三分之一, 五分之二: in per cent, to four decimals."""
        below, above = (
            chinese_value(word) if not word.isdigit() else Decimal(word) for word in part.groups()
        )
        if not below or above is None or above >= below:
            return [], part.end()
        share = places(divide(multiply(above, Decimal(100)), below), 4)
        return [self._mention(start, part.end(), share, None, "percent", None)], part.end()

    def _amount(self, start: int) -> tuple[list[Mention], int]:
        """A number with its unit, two ends of a range, or numbers that share the last one's unit."""
        number = number_at(self.plain, start)
        if number is None:
            # Of a run of digits too long to be a figure, no part is one.
            run = _RUN.match(self.plain, start)
            return [], run.end() if run else start + 1
        start = self._sign(start)
        if self._is_no_number(start, number):
            return [], number.end
        unit, end = self._unit(number)
        second = self._second(end if unit else number.end, _RANGE_SIGN)
        if second is not None:
            other, other_end = self._unit(second)
            if other is not None and (unit is None or unit[0] == other[0]):
                return self._range(start, number, unit, end, second, other, other_end), other_end
        if unit is None and end > number.end:
            return [], end  # a unit outside the set
        if unit is None:
            return self._sharing(start, number)
        return self._one(start, number, unit, end), end

    def _sign(self, start: int) -> int:
        """Where the number begins with its written sign, if it has one."""
        sign, before = self.plain[start - 1 : start], self.plain[start - 2 : start - 1]
        if sign == "负" and before != "正":
            return start - 1
        if (
            sign
            and sign in "-−"
            and not (before and ((before.isascii() and before.isalnum()) or before in NUMERAL + "%"))
        ):
            return start - 1
        return start

    def _is_no_number(self, start: int, number: Number) -> bool:
        """Whether it is part of a word (数十, 十几), a fraction (三分之一) or a code (G108)."""
        plain, before = self.plain, self.plain[start - 1 : start]
        following = plain[number.end : number.end + 1]
        if following == "几" or (before and before in "数几" and number.written[0] in SCALES):
            return True
        if plain.startswith("分之", number.end):
            return True
        if before in (".", "/", ":") and plain[start - 2 : start - 1].isdigit():
            return True
        return following in (":",) and plain[number.end + 1 : number.end + 2].isdigit()

    def _one(self, start: int, number: Number, unit: _Unit, end: int) -> list[Mention]:
        code, factor = unit
        if not self._fits(start, number, code, end):
            return []
        if (
            code == "item"
            and self.plain[number.end : end] == "次"
            and words.VIEWS.search(self._clause(start))
        ):
            code = "view"
        if code == "CNY":
            code = self._per(start)
        sign = Decimal(-1 if self.plain[start] in "-−负" else 1)
        low = in_base_units(multiply(sign, number.low), *factor)
        high = in_base_units(number.high, *factor) if number.high is not None else None
        return [self._mention(start, end, low, high, code, number.inner)]

    def _per(self, start: int) -> str:
        """每吨600元 and 每人每年200元 are prices."""
        before = self.plain[max(0, start - 6) : start]
        if re.search(r"每吨(?:约|近|超)?$", before):
            return "CNY/t"
        return (
            "CNY/person"
            if re.search(r"每人(?:每[年月天次])?(?:补贴|补助|发放|发|约|近|超)?$", before)
            else "CNY"
        )

    def _fits(self, start: int, number: Number, code: str, end: int) -> bool:
        """Whether number and unit together are a quantity: no year, no indefinite 一个, no code."""
        plain = self.plain
        before = plain[start - 1 : start]
        counted = code in ("item", "person", "view", "person_time")
        if before.isascii() and before.isalpha():
            return not counted and code not in ("year", "year_age")
        if code == "year":
            return self._is_duration(start, number)
        if number.written == "一" and counted:
            return plain[start - 1 : start] in ("仅", "共") or plain[start - 2 : start] in ("只有",)
        if (
            number.bare_scale
            and code not in ("CNY", "rank")
            and number.inner is None
            and number.written in ("百", "千", "万", "亿")
        ):
            return counted and self._bound(start, end) is not Qualifier.EXACT
        if number.written in ("万", "千", "百", "十") and code == "CNY":
            return number.inner is not None or self._bound(start, end) is not Qualifier.EXACT
        return not (
            code == "CNY"
            and number.written in ("亿", "百亿", "千万", "千亿")
            and plain[end : end + 1] == "级"
        )

    def _is_duration(self, start: int, number: Number) -> bool:
        plain, written = self.plain, number.written
        is_plain = number.inner is None and (written.isdigit() or "〇" in written)
        if is_plain and (len(written) == 4 or (len(written) == 2 and number.low > 60)):
            return False
        if written in ("百", "千", "万", "十"):
            return number.inner is not None or written == "十"
        if plain[start - 1 : start] in ("第", "每", "某", "同", "当", "这", "那", "全", "头", "逐", "连"):
            return False
        if written == "一":
            return plain[number.end + 1 : number.end + 2] not in tuple("一之四到又比来前后")
        return True

    def _range(
        self, start: int, number: Number, unit: _Unit | None, end: int,
        second: Number, other: _Unit, other_end: int,
    ) -> list[Mention]:  # fmt: skip
        """10-15亿元; or, after 从 or 由, two values of a change."""
        code, factor = other
        change = re.search(r"[从由自](?:[^，。；、]{0,8})$", self.plain[max(0, start - 10) : start])
        if change and unit is not None and self.plain[end : end + 1] not in ("-", "–", "—", "~", "～"):
            second_start = other_end - len(self.plain[end + 1 : other_end])
            return self._one(start, number, unit, end) + self._one(second_start, second, other, other_end)
        if code == "year" and not self._is_duration(start, second):
            return []
        if not self._fits(start, number, code, other_end):
            return []
        scale = (
            last_scale(second.written) if unit is None and not number.scaled and second.scaled else Decimal(1)
        )
        low, high = multiply(number.low, scale), second.low
        if low >= high:
            return []
        found = Mention(
            start, other_end, self.text[start:other_end],
            in_base_units(low, *factor), in_base_units(high, *factor),
            self._per(start) if code == "CNY" else code, Qualifier.RANGE,
        )  # fmt: skip
        return [found]

    def _sharing(self, start: int, number: Number) -> tuple[list[Mention], int]:
        """2.16和1.66个百分点: the first takes the second's unit. And 12.6亿, where the unit is left out."""
        if self.plain[start - 1 : start] == "¥":
            return [self._mention(start - 1, number.end, number.low, None, "CNY", number.inner)], number.end
        second = self._second(number.end, _AND)
        for _ in range(8):
            # 1.2、0.7、2.5个百分点: a row of numbers, the unit behind the last
            further = self._second(second.end, _AND) if second and not self._unit(second)[0] else None
            second = further or second
        if second is not None and number.written[:1].isdigit():
            other, _ = self._unit(second)
            if other is not None and other[0] in ("percentage_point", "percent", "CNY", "W", "t"):
                return self._one(start, number, other, number.end), number.end
        starts = "0123456789一二三四五六七八九两" + ("十" if len(number.written) > 2 else "")
        if not number.scaled or (
            number.written[:1] not in starts and number.written not in ("百亿", "千亿", "十亿")
        ):
            return [], number.end
        clause = self._clause(start)
        following = self.plain[number.end : number.end + 1]
        if following.isascii() and following.isalnum():
            return [], number.end
        code = "view" if words.VIEWS.search(clause) else "person" if words.PEOPLE.search(clause) else "CNY"
        if "亿" not in number.written and code == "CNY" and not words.MONEY.search(clause):
            return [], number.end
        low, high = number.low, number.high
        return [self._mention(start, number.end, low, high, code, number.inner)], number.end

    def _second(self, place: int, sign: re.Pattern[str]) -> Number | None:
        """The number behind a sign at `place`, None when there is none."""
        found = sign.match(self.plain, place)
        return number_at(self.plain, found.end()) if found else None

    def _clause(self, start: int) -> str:
        """The words before, back to the last mark, at most fourteen."""
        return re.split(r"[，。；！？,;!?]", self.plain[max(0, start - 14) : start])[-1]

    def _unit(self, number: Number) -> tuple[_Unit | None, int]:
        """The unit behind a number, and its end; None for none, or for one outside the set."""
        plain, place = self.plain, number.end
        if plain[place : place + 1] == " ":
            place += 1
        special = self._special_unit(number, place)
        if special is not None:
            return special
        found = words.UNIT.match(plain, place)
        if not found:
            return None, number.end
        unit, word = words.UNITS[found[0]], found[0]
        following = plain[found.end() : found.end() + 1]
        if (
            word == "块"
            and number.written != "一"
            and (not following or following in words.AFTER_SPOKEN_YUAN)
        ):
            return ("CNY", words.ONE), found.end()
        if word.isascii() and _PER_ENGLISH.match(plain, found.end()):
            return None, found.end()
        is_other_word = following and following in words.NOT_AFTER.get(word, "")
        goes_on = word.isascii() and word[-1:].isalpha() and following.isascii() and following.isalnum()
        if is_other_word or goes_on:
            return None, number.end
        if unit is None and self.wider and word in words.MEASURES:
            unit = (word, words.ONE)
        return unit, found.end()

    def _special_unit(self, number: Number, place: int) -> tuple[_Unit, int] | None:
        """成 and 强, which are units only behind some numbers and before some words."""
        tenth = _TENTHS.match(self.plain, place)
        if tenth and (not tenth[1] or number.low < 10):
            return self._tenths(number, tenth[1]), tenth.end()
        strong = _STRONGEST.match(self.plain, place)
        if strong and number.low >= 10 and not number.inner:
            return ("rank", words.ONE), strong.end()
        return None

    def _tenths(self, number: Number, more: str | None) -> _Unit:
        """三成 is 30 per cent, 三成五 35: the factor that makes it of the number in front."""
        if not more or not number.low:
            return "percent", (Decimal(10), Decimal(1))
        fifth = Decimal(5) if more == "半" else chinese_value(more) or Decimal(0)
        return "percent", (add(multiply(number.low, Decimal(10)), fifth), number.low)

    def _bound(self, start: int, end: int) -> Qualifier:
        """The bound that the words around put on what stands between."""
        before = self.plain[max(0, start - 8) : start]
        after = self.plain[end : end + 4]
        for pattern, qualifier in words.BEFORE_NUMBER:
            if pattern.search(before):
                recent = qualifier is Qualifier.NEAR and self.plain[end - 1 : end] == "年"
                if recent and re.match(r"来|间|内|里|，|、", after):
                    continue
                return qualifier
        for pattern, qualifier in words.AFTER_UNIT:
            if pattern.match(after):
                return qualifier
        return Qualifier.EXACT

    def _mention(
        self, start: int, end: int, low: Decimal, high: Decimal | None, code: str, inner: Qualifier | None
    ) -> Mention:
        qualifier = Qualifier.RANGE if high is not None else inner or self._bound(start, end)
        return Mention(start, end, self.text[start:end], shortest(low), high, code, qualifier)
