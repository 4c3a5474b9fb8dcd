"""When a figure is told to hold, and against when a change is told. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Plan
from xiyang_cli.base.names import names_of
from xiyang_cli.checking import words
from xiyang_cli.checking.passage import Passage, Span
from xiyang_cli.figures.period import Period, read_period

_TWELFTH = 2011
"""the first year of the 12th Five-Year Plan"""
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


@dataclass(frozen=True, slots=True)
class TimeHit:
    """A time that a text names. `is_baseline`: what something is compared with; `is_now` has no year."""

    start: int
    end: int
    period: Period | None
    is_baseline: bool = False
    is_now: bool = False
    is_year_before: bool = False
    is_ago: bool = False
    """five years ago: what a change is told against, or the time of a level"""


class Times:
    """The words for time, counted from `as_of`, the year that 今年 is; without one 今年 is no year."""

    def __init__(self, base: FactBase, as_of: int | None) -> None:
        self._base = base
        self.as_of = as_of

    def hits(self, passage: Passage) -> list[TimeHit]:
        """Every time that the passage names, in order."""
        plain = passage.plain
        found = [*self._years(plain), *self._relative(plain), *self._plans(plain)]
        for match in words.YEAR_BEFORE.finditer(plain):
            found.append(TimeHit(match.start(), match.end(), None, is_baseline=True, is_year_before=True))
        found.sort(key=lambda hit: (hit.start, not hit.is_year_before, hit.start - hit.end))
        kept: list[TimeHit] = []
        for hit in found:
            if not kept or hit.start >= kept[-1].end:
                kept.append(hit)
        return kept

    def _years(self, plain: str) -> list[TimeHit]:
        found = []
        for match in words.YEAR.finditer(plain):
            year = match["year"] or (match["chinese"] or "").translate(_DIGITS)
            found.append(self._made(plain, match.start(), match.end(), int(year)))
        return found

    def _relative(self, plain: str) -> list[TimeHit]:
        found = [] if self.as_of is None else self._counted(plain, self.as_of)
        for match in words.NOW.finditer(plain):
            found.append(TimeHit(match.start(), match.end(), None, is_now=True))
        for match in words.PLAN_START.finditer(plain):
            found.append(_baseline(self._made(plain, match.start(), match.end(), self._plan_start)))
        return found

    def _counted(self, plain: str, year: int) -> list[TimeHit]:
        """去年, 五年来: what is counted from the year that 今年 is."""
        found = []
        for pattern, offset in words.RELATIVE:
            for match in pattern.finditer(plain):
                hit = self._made(plain, match.start(), match.end(), year + offset)
                is_ago = offset < -2 and not hit.is_baseline
                found.append(replace(hit, is_baseline=True, is_ago=True) if is_ago else hit)
        for match in words.FIVE_YEARS.finditer(plain):
            found.append(self._span(match.start(), match.end(), year - 4, year))
        return found

    @cached_property
    def _plan_start(self) -> int:
        return int(self._base.plan(self._base.from_plan).end)

    def _plans(self, plain: str) -> list[TimeHit]:
        found: list[TimeHit] = []
        if self._plan_pattern is None:
            return found
        for match in self._plan_pattern.finditer(plain):
            plan = self._plan_names[re.sub(r"\s+", " ", match[0])]
            end = match.end()
            zh_end = words.PLAN_END.match(plain, end)
            en_end = words.PLAN_END_EN.search(plain, max(0, match.start() - 60), match.start())
            if zh_end or en_end:
                start = en_end.start() if en_end else match.start()
                found.append(self._made(plain, start, zh_end.end() if zh_end else end, int(plan.end)))
                continue
            first, last = plan.period.years
            if words.PLAN_AHEAD.match(plain, end) or words.BEFORE_PLAN.search(
                plain, max(0, match.start() - 20), match.start()
            ):
                found.append(self._made(plain, match.start(), end, first - 1))
                continue
            found.append(self._span(match.start(), end, first, last))
        return found

    def _made(self, plain: str, start: int, end: int, year: int) -> TimeHit:
        is_baseline = bool(
            words.BASELINE_BEFORE.search(plain, max(0, start - 40), start)
            or words.BASELINE_AFTER.match(plain, end)
        )
        return TimeHit(start, end, read_period(str(year)) if 1000 <= year <= 9999 else None, is_baseline)

    def _span(self, start: int, end: int, first: int, last: int) -> TimeHit:
        return TimeHit(start, end, read_period(f"{first}/{last}"))

    @cached_property
    def _plan_names(self) -> dict[str, Plan]:
        known = {name.lower(): plan for plan in self._base.plans for name in names_of(plan) if len(name) > 2}
        return {**{name: plan for plan in _five_year_plans() for name in names_of(plan)}, **known}

    @cached_property
    def _plan_pattern(self) -> re.Pattern[str] | None:
        names = sorted(self._plan_names, key=len, reverse=True)
        spelled = [re.escape(name).replace(r"\ ", r"\s+") for name in names]
        return re.compile("|".join(spelled)) if names else None


@dataclass(frozen=True, slots=True)
class When:
    """The time of one figure: when it holds, against when, and what else its words say of time."""

    period: Period | None = None
    baseline: Period | None = None
    is_year_before: bool = False
    is_now: bool = False


def when(
    hits: Sequence[TimeHit],
    sentence: Span,
    own: Span,
    figure: Span,
    *,
    is_change: bool,
    carried: When,
    is_told_behind: bool = False,
) -> When:
    """The time of a figure: from its own words, else its sentence, else what was carried over.

    `is_told_behind`: the words go on with `this was …`, so that a time behind the figure is its own.
    """
    inside = [hit for hit in hits if hit.start in sentence]
    mine = [hit for hit in inside if hit.start in own]
    before = [hit for hit in inside if hit.end <= figure.start]
    baseline = _baseline_of(mine, before, inside) if is_change else None
    period = _period_of(mine, before, figure, is_change)
    if period is None and is_told_behind:
        # 约90亿元，这是2020年的数
        period = next((hit for hit in inside if hit.start >= figure.end and not hit.is_baseline), None)
    is_year_before = bool(baseline and baseline.is_year_before)
    return When(
        period=period.period if period else carried.period,
        baseline=baseline.period if baseline else None,
        is_year_before=is_year_before,
        is_now=bool(period.is_now if period else carried.is_now),
    )


def _baseline_of(
    mine: Sequence[TimeHit], before: Sequence[TimeHit], inside: Sequence[TimeHit]
) -> TimeHit | None:
    for hits in (mine, before[::-1], inside):
        if found := [hit for hit in hits if hit.is_baseline]:
            return found[0]
    return None


def _period_of(
    mine: Sequence[TimeHit], before: Sequence[TimeHit], figure: Span, is_change: bool
) -> TimeHit | None:
    """The nearest time in the figure's own words; else the last one told before it that is no baseline."""
    usable = [hit for hit in mine if not (is_change and hit.is_baseline)]
    direct = [h for h in usable if 0 <= figure.start - h.end <= 3 or 0 <= h.start - figure.end <= 6]
    level_times = direct if not is_change else []
    plain = [hit for hit in usable if not hit.is_baseline or (hit.is_ago and not is_change)]
    earlier = [hit for hit in before if not hit.is_baseline]
    own_baseline = [] if is_change else [hit for hit in usable if hit.is_baseline]
    for found in (level_times, plain[-1:], own_baseline[-1:] if not earlier else [], earlier[-1:]):
        if found:
            return min(found, key=lambda hit: _distance(hit, figure))
    return None


def _five_year_plans() -> Iterator[Plan]:
    """The plans of this century by their usual names, for a draft that names one that the base has not."""
    for number, (han, ordinal) in enumerate(
        zip(
            "〇一二三四五六七", ("10th", "11th", "12th", "13th", "14th", "15th", "16th", "17th"), strict=True
        ),
        10,
    ):
        first = _TWELFTH + 5 * (number - 12)
        name = f"十{han}五" if number > 10 else "十五计划"
        english = f"{ordinal} five-year plan"
        yield Plan(name, name, english, (english, f"{ordinal} plan"), (), read_period(f"{first}/{first + 4}"))


def _distance(hit: TimeHit, figure: Span) -> int:
    return figure.start - hit.end if hit.end <= figure.start else hit.start - figure.end + 2


def _baseline(hit: TimeHit) -> TimeHit:
    return TimeHit(hit.start, hit.end, hit.period, is_baseline=True)
