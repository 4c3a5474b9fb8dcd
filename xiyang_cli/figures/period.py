"""Periods in ISO 8601 terms: a year, a month, a day, or an interval `2021/2025` of two of them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class Period(NamedTuple):
    """A stretch of time; `first` and `last` are its first and last (year, month, day)."""

    text: str
    first: tuple[int, int, int]
    last: tuple[int, int, int]

    @property
    def end_year(self) -> int:
        return self.last[0]

    @property
    def is_year(self) -> bool:
        """Whether it is one calendar year, printed as such."""
        return len(self.text) == 4

    @property
    def years(self) -> tuple[int, int]:
        """Its first and last year."""
        return self.first[0], self.last[0]

    def within(self, other: Period) -> bool:
        """Whether all of it lies inside `other`."""
        return other.first <= self.first and self.last <= other.last

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=1 << 12)
def read_period(text: str) -> Period:
    """The period that `text` writes; ValueError: `is no period` or `ends before it begins`."""
    parts = text.split("/")
    if len(parts) > 2:
        raise ValueError("is no period")
    first, last = _point(parts[0])[0], _point(parts[-1])[1]
    if last < first:
        raise ValueError("ends before it begins")
    return Period(text, first, last)


def _point(text: str) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    found = _POINT.fullmatch(text)
    if not found:
        raise ValueError("is no period")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if year == 0:
        raise ValueError("is no period")
    if month is not None and not 1 <= month <= 12:
        raise ValueError("is no period")
    if month is not None and day is not None and not 1 <= day <= _days(year, month):
        raise ValueError("is no period")
    last_month = month or 12
    return (year, month or 1, day or 1), (year, last_month, day or _days(year, last_month))


def _days(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
