"""Quantities in English text. One pass from left to right; every pattern is bounded, so it is linear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from xiyang_cli.base.model import Qualifier
from xiyang_cli.figures.arithmetic import divide, in_base_units, multiply, places, shortest
from xiyang_cli.reading import english_words as words
from xiyang_cli.reading.mention import Mention

_SEEN = 1000
_LONGEST_LIST = 6
_SHARED = frozenset(("percentage_point", "percent", "W", "t", "CNY", "m2", "CNY/t"))
"""units that numbers in a list share when they stand behind the last"""
_MEASURES = frozenset(("t", "W", "m2"))
_SAME = "same"
"""the unit of the number before"""
_YUAN = ("RMB", "CNY", "¥")


@dataclass(frozen=True, slots=True)
class _Unit:
    code: str
    numerator: Decimal
    denominator: Decimal
    end: int


def english_mentions(text: str) -> Iterator[Mention]:
    """The quantities that English words of `text` write."""
    if not re.search(r"[A-Za-z]{2}", text):
        return
    reader = _Reader(text)
    yield from reader.words()
    yield from reader.amounts()


class _Reader:
    """Reads one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._last: _Unit | None = None
        """what the last number counts or measures"""
        self._taken: set[int] = set()
        """places that a word such as `doubled` covers"""

    def words(self) -> Iterator[Mention]:
        """doubled, fourfold, second-largest, ranked third, the top five, half of the villages."""
        for found in words.WORDS.finditer(self.text):
            kind = found.lastgroup or ""
            said = found[kind].lower()
            start, end = found.span(kind)
            code, count = self._word(kind, said)
            end = (
                found.end() if kind in ("fold", "nth", "became", "order", "moved", "ranked", "nthof") else end
            )
            start = found.start() if kind in ("top", "no", "among") else start
            qualifier = Qualifier.EXACT if code == "rank" else self._bound(start, end)
            if kind == "aged":
                qualifier = Qualifier.OVER if found[0].lower().startswith("over") else Qualifier.UNDER
            self._taken.update(range(start, end))
            yield Mention(start, end, self.text[start:end], count, None, code, qualifier)

    def _word(self, kind: str, said: str) -> tuple[str, Decimal]:
        """The unit and value of a word that holds its number."""
        if kind == "grown":
            code, times = words.GROWN[said]
            return code, Decimal(times)
        if kind in ("half", "halfpoint"):
            return ("percent", Decimal(50)) if kind == "half" else ("percentage_point", Decimal("0.5"))
        if kind in ("part", "share"):
            return "percent", _part(said) if kind == "part" else _share(said)
        count = words.ORDINALS.get(said) or words.FOLDS.get(said) or int(said)
        code = {"fold": "times", "aged": "year_age"}.get(kind, "rank")
        return code, Decimal(count)

    def amounts(self) -> Iterator[Mention]:
        """Numbers with units or counted nouns."""
        place = 0
        while found := words.NUMBER.search(self.text, place):
            place = max(found.end(), place + 1)
            start = found.start()
            if not self._taken.isdisjoint(range(start, found.end())):
                continue
            value = value_of(found)
            if value is None or self._is_label(found):
                continue
            pair = self._pair(found, value)
            if pair is not None:
                place = pair.end
                yield pair
                continue
            mention = self._one(found, value)
            if mention is not None:
                place = max(place, mention.end)
                yield mention

    def _one(self, found: re.Match[str], value: Decimal) -> Mention | None:
        start, end = found.start(), self._number_end(found)
        if found["money"]:
            return self._paid(found, value)
        unit = self._unit(end) or (None if self._is_date(found, value) else self._unit_of_next(end))
        if unit is not None and unit.code in _MEASURES and words.PER_AREA.match(self.text, unit.end):
            return None
        if unit is None:
            counted = None if words.OUTSIDE.match(self.text, end) else self._counted(found, value)
            if (
                counted is None
                and _scaled(found)
                and words.MONEY_SPOKEN_OF.search(self.text[max(0, start - 90) : start])
            ):
                counted = "CNY"  # budget revenue was 1.26 billion
            if counted is None:
                return None
            unit = (
                replace(self._last, end=end) if counted == _SAME and self._last else _plain_unit(counted, end)
            )
        elif unit.code == "year" and (self._is_date(found, value) or words.PLAN.match(self.text, unit.end)):
            return None
        self._last = unit
        if unit.code == "times" and value >= _SEEN:
            unit = replace(unit, code="view")  # seen 800 million times
        return self._made(start, unit.end, _base(value, unit), None, unit.code)

    def _unit_of_next(self, end: int) -> _Unit | None:
        """0.6, 0.9 and 1.1 percentage points: each takes the last one's unit."""
        place = end
        for _ in range(_LONGEST_LIST):
            joint = words.LIST.match(self.text, end)
            second = words.NUMBER.match(self.text, joint.end()) if joint else None
            if joint is None or second is None:
                return None
            unit = self._unit(second.end())
            if unit is not None:
                return replace(unit, end=place) if unit.code in _SHARED else None
            if joint[0].strip() not in (",", ""):
                return None  # behind `and` stands the last one
            end = second.end()
        return None

    def _paid(self, found: re.Match[str], value: Decimal) -> Mention | None:
        """RMB 1.26bn, RMB32,500 per tonne; None for another currency."""
        end = found.end()
        if found["money"].upper() not in _YUAN or words.PRICE_OUTSIDE.match(self.text, end):
            return None
        per = words.PER.match(self.text, end)
        if per is None:
            return self._made(found.start(), end, value, None, "CNY")
        code = "CNY/t" if per[1].lower().startswith("t") else "CNY/person"
        return self._made(found.start(), per.end(), value, None, code)

    def _pair(self, found: re.Match[str], value: Decimal) -> Mention | None:
        """10 to 15 percent, between 3 and 5 billion yuan; from 3 to 5 is two values."""
        joint = words.TO.match(self.text, self._unit_end(found))
        second = words.SECOND.match(self.text, joint.end()) if joint else None
        other = value_of(second)
        if joint is None or second is None or other is None:
            return None
        before = self.text[max(0, found.start() - 9) : found.start()].lower()
        word = joint[0].strip().lower()
        is_change = word == "to" and before.endswith("from ")
        is_range = words.RANGED.search(self.text[max(0, found.start() - 24) : found.start()]) is not None
        is_either = word == "or" and not 1 <= other - value <= max(Decimal(1), value)
        if (word == "and") != before.endswith("between ") or (is_change and not is_range) or is_either:
            return None
        unit = self._shared_unit(found, second, other)
        own = self._unit(found.end())
        # up 6.1 percent to 21.37 billion yuan; from 125,000 tonnes in 2020 to 100,000 tonnes
        other_unit = unit is not None and own is not None and own.code != unit.code
        is_year = self._is_date(found, value) and (unit is None or unit.code != "year")
        if (
            unit is None
            or other_unit
            or is_year
            or (unit.code in ("year", "item") and self._is_date(second, other))
        ):
            return None
        if not _scaled(found) and _scaled(second):
            value = multiply(value, divide(other, _plain(second)))
        if value >= other:
            return None
        return self._made(found.start(), unit.end, _base(value, unit), _base(other, unit), unit.code)

    def _shared_unit(self, found: re.Match[str], second: re.Match[str], other: Decimal) -> _Unit | None:
        """The unit of both ends of a range: the money in front, the unit behind, or what is counted."""
        end = second.end()
        unit = self._unit(end)
        if found["money"]:
            is_yuan = found["money"].upper() in _YUAN
            return _Unit("CNY", Decimal(1), Decimal(1), unit.end if unit else end) if is_yuan else None
        if unit is not None or words.OUTSIDE.match(self.text, end):
            return unit
        is_age = words.AGED.search(self.text[max(0, found.start() - 30) : found.start()])
        code = "year_age" if is_age else self._counted(second, other)
        return _Unit(code, Decimal(1), Decimal(1), end) if code else None

    def _number_end(self, found: re.Match[str]) -> int:
        """Where a number ends, with the bound that is tied to it: 130-odd, 200-plus, 85%+."""
        suffix = words.SUFFIX.match(self.text, found.end())
        return suffix.end() if suffix else found.end()

    def _unit_end(self, found: re.Match[str]) -> int:
        unit = self._unit(found.end())
        return unit.end if unit else found.end()

    def _unit(self, place: int) -> _Unit | None:
        for pattern, code, factor in words.UNIT:
            if found := pattern.match(self.text, place):
                numerator, _, denominator = factor.partition("/")
                return _Unit(code, Decimal(numerator), Decimal(denominator or 1), found.end())
        return None

    def _counted(self, found: re.Match[str], value: Decimal) -> str | None:
        """What a bare number counts: people, things, years of age; None for a year, a label, `one`."""
        before = self.text[max(0, found.start() - 60) : found.start()]
        follows_name = words.NAME_BEFORE.search(before) and self.text[found.end() : found.end() + 1] == ","
        if words.AGED.search(before) or (follows_name and value <= 110):
            return "year_age"
        if self._is_date(found, value):
            return None
        if words.COUNTED_BEFORE.search(before) or words.MORE.match(self.text, found.end()):
            return self._noun(found) or "item"
        if found[0].lower() in ("one", "a", "zero"):
            return None
        return self._from_before(found, before) or self._noun(found)

    def _from_before(self, found: re.Match[str], before: str) -> str | None:
        """What a number without a noun of its own counts, by the words in front of it."""
        stops = re.match(r"[.,;)]|$", self.text[self._number_end(found) :][:1])
        if words.POPULATION.search(before) or words.EMPLOYS.search(before):
            return "person"
        if stops and words.TURNED.search(before):
            return "year_age"
        goes_on = words.COMPARED.search(before) or words.DONE_TO.match(self.text, found.end())
        if self._last and (goes_on or (words.HAS.search(before) and stops)):
            return _SAME
        return self._noun_before(found, before, stops[0] if stops else None)

    def _noun_before(self, found: re.Match[str], before: str, stop: str | None) -> str | None:
        """Fines issued: 418. The number of midwives rose from 65 to 260. Of 24 townships, 17 have one."""
        listed = words.LISTED.search(before)
        if listed and stop is not None and (listed[2] == ":" or stop in ";."):
            return "person" if words.PEOPLE.search(" " + listed[1]) else "item"
        told = words.NUMBER_OF.search(self._sentence_before(found.start()))
        if told and words.GOES_ON.search(before):
            return "person" if words.PEOPLE.match(" " + told[1]) else "item"
        is_some_of_those = words.OF_THOSE.search(self.text[max(0, found.start() - 110) : found.start()])
        return "item" if is_some_of_those else None

    def _sentence_before(self, start: int) -> str:
        return re.split(r"[.;!?]\s", self.text[max(0, start - 90) : start])[-1]

    def _noun(self, found: re.Match[str]) -> str | None:
        """People or things, by the words behind a number; None where nothing is counted."""
        text, end = self.text, self._number_end(found)
        if tied := words.TIED.match(text, end):
            return "person" if tied["people"] else "item"
        if text[end : end + 1] in ("-", "/", "'") or re.match(r"\.\d|[A-Za-z]", text[end : end + 2]):
            return None
        nouns = words.NOUN.match(text, end)
        people = words.PEOPLE.match(text, end)
        # 156 member households: a singular person in front of another noun only tells of what kind.
        is_kind = people and words.SINGULAR.search(people[0]) and text[people.end() : people.end() + 1] == " "
        people = people if people and not is_kind else words.PERSON_LIKE.match(text, end)
        if people and (not nouns or people.end() <= nouns.end() + 1):
            return "person"
        if words.SIGNED_UP.match(text, end):
            return "person"
        is_counted = nouns or words.OF_THEM.match(text, end) or (found["digits"] and "," in found[0])
        return "item" if is_counted else None

    def _is_date(self, found: re.Match[str], value: Decimal) -> bool:
        text = self.text
        digits = found["digits"] or ""
        if words.MONTH_BEFORE.search(text[max(0, found.start() - 11) : found.start()]) and value <= 31:
            return True
        if words.MONTH_AFTER.match(text, found.end()) and value <= 31:
            return True
        return len(digits) == 4 and digits.isdigit() and 1800 <= value <= 2100

    def _is_label(self, found: re.Match[str]) -> bool:
        """No. 5, Section 3, Highway 108, 14th, 5G, 3-2, 18:30."""
        text, end = self.text, found.end()
        before = text[max(0, found.start() - 14) : found.start()]
        if (
            words.LABEL_BEFORE.search(before)
            or words.STREET.match(text, end)
            or re.match(r"(?:st|nd|rd|th)\b|:\d|[GDK](?![Ww\w])", text[end : end + 4])
        ):
            return True
        return bool(re.search(r"[(\[]$", before) and text[end : end + 1] in ")]") or bool(
            re.match(r"-\d{4,}|-\d{3}-|/\d", text[end : end + 6])
        )

    def _bound(self, start: int, end: int) -> Qualifier:
        before, after = self.text[max(0, start - 30) : start], self.text[end : end + 16]
        if suffix := words.INNER_SUFFIX.search(self.text, start, end):
            return Qualifier.OVER if suffix[0].lower() == "-odd" else Qualifier.AT_LEAST
        if words.SHORT_ABOUT.search(before):
            return Qualifier.ABOUT
        if words.SPREAD_OVER.search(self.text[max(0, start - 50) : start]):
            return Qualifier.EXACT
        for pattern, qualifier in words.BEFORE:
            if pattern.search(before):
                return qualifier
        return next(
            (qualifier for pattern, qualifier in words.AFTER if pattern.match(after)), Qualifier.EXACT
        )

    def _made(self, start: int, end: int, low: Decimal, high: Decimal | None, code: str) -> Mention:
        if minus := words.MINUS.search(self.text, max(0, start - 8), start):
            start, low = minus.start(), -low
        qualifier = Qualifier.RANGE if high is not None else self._bound(start, end)
        return Mention(start, end, self.text[start:end], shortest(low), high, code, qualifier)


def _share(said: str) -> Decimal:
    """one in six, two out of every five: in per cent, to four decimals."""
    above, *_, below = said.split()
    return places(divide(Decimal(100 * words.ONES[above]), Decimal(words.ONES[below])), 4)


def _plain_unit(code: str, end: int) -> _Unit:
    return _Unit(code, Decimal(1), Decimal(1), end)


def _part(said: str) -> Decimal:
    """two-thirds in per cent, to four decimals."""
    above, below = re.split("[- ]", said)
    share = divide(Decimal(100 * words.ONES.get(above, 1)), Decimal(words.PARTS[below.rstrip("s")]))
    return places(share, 4)


def value_of(found: re.Match[str] | None) -> Decimal | None:
    """The number that was found, its scale word counted in."""
    if found is None:
        return None
    if found["spelled"]:
        return _spelled(found["spelled"].lower())
    scale = (found["paid_scale"] or found["scale"] or found["short"] or "").strip().lower()
    return multiply(_plain(found), Decimal(words.SCALES.get(scale, 1)))


def _plain(found: re.Match[str]) -> Decimal:
    if found["spelled"]:
        return Decimal(1)
    return Decimal((found["paid"] or found["digits"]).replace(",", "").replace("−", "-"))


def _scaled(found: re.Match[str]) -> bool:
    return bool(found["paid_scale"] or found["scale"] or found["short"])


def _spelled(text: str) -> Decimal | None:
    parts = [word for word in re.split(r"[-\s]+", text) if word != "and"]
    if parts[-1] == "dozen":
        return Decimal(6 if parts[0] == "half" else 12)
    if parts[-2:] == ["a", "half"] or parts[1:3] == ["a", "half"]:
        return _and_a_half([word for word in parts if word not in ("a", "an", "half")])
    half = parts[:2] == ["half", "a"]
    parts = parts[2:] if half else parts[1:] if parts[0] in ("a", "an") else parts
    total, number = Decimal(0), Decimal(0)
    started = False
    for word in parts:
        if word in words.SCALES:
            number = (number if started else Decimal(1)) * words.SCALES[word]
            if words.SCALES[word] >= 1000:
                total, number, started = total + number, Decimal(0), False
                continue
        else:
            number += words.ONES.get(word, words.TENS.get(word, 0))
        started = True
    value = total + number
    return value / 2 if half else value


def _and_a_half(parts: list[str]) -> Decimal:
    """one and a half million, a million and a half: half of its scale more."""
    scale = Decimal(words.SCALES[parts[-1]]) if parts[-1] in words.SCALES else Decimal(1)
    number = words.ONES.get(parts[0], words.TENS.get(parts[0], 1))
    return (Decimal(number) + Decimal("0.5")) * scale


def _base(value: Decimal, unit: _Unit) -> Decimal:
    return in_base_units(value, unit.numerator, unit.denominator)
