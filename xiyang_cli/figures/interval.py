"""Intervals with exact ends, and the arithmetic that keeps every possible result inside. Pure.

Ends are fractions, or open: "over 70" has no upper end. An interval holds its ends, so that
figures that only touch still agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

End = tuple[int, Fraction]
"""an end that sorts: (0, number), or (±1, 0) where there is none on that side"""
_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from one end to the other; made by :meth:`of`."""

    first: End
    last: End

    @staticmethod
    def of(low: Fraction | None, high: Fraction | None) -> Interval:
        """From `low` to `high`; None leaves that side open."""
        if low is not None and high is not None and high < low:
            raise ValueError("ends before it begins")
        return Interval(
            (-1, _ZERO) if low is None else (0, low),
            (1, _ZERO) if high is None else (0, high),
        )

    @property
    def low(self) -> Fraction | None:
        """The lower end, None where it is open."""
        return None if self.first[0] else self.first[1]

    @property
    def high(self) -> Fraction | None:
        """The upper end, None where it is open."""
        return None if self.last[0] else self.last[1]

    @property
    def is_open(self) -> bool:
        """Whether any number lies in it."""
        return self.low is None and self.high is None

    def __contains__(self, number: Fraction) -> bool:
        return self.first <= (0, number) <= self.last

    def __add__(self, other: Interval) -> Interval:
        return Interval(_sum(self.first, other.first), _sum(self.last, other.last))

    def __sub__(self, other: Interval) -> Interval:
        return Interval(_sum(self.first, _minus(other.last)), _sum(self.last, _minus(other.first)))

    def __mul__(self, other: Interval) -> Interval:
        ends = [_product(a, b) for a in (self.first, self.last) for b in (other.first, other.last)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        """The quotients; every number where the divisor may be zero."""
        if _ZERO in other:
            return Interval.of(None, None)
        return self * Interval(_inverse(other.last), _inverse(other.first))

    def may_equal(self, other: Interval) -> bool:
        """Whether the two have a number in common."""
        return self.first <= other.last and other.first <= self.last

    def may_be_below(self, other: Interval) -> bool:
        """Whether some number of this one is not above some number of the other."""
        return self.first <= other.last

    def is_below(self, other: Interval) -> bool:
        """Whether no number of this one is above any of the other."""
        return self.last <= other.first


def _sum(a: End, b: End) -> End:
    return (a[0] or b[0], _ZERO) if a[0] or b[0] else (0, a[1] + b[1])


def _minus(a: End) -> End:
    return -a[0], -a[1]


def _sign(a: End) -> int:
    return a[0] or (a[1] > 0) - (a[1] < 0)


def _product(a: End, b: End) -> End:
    """The product of two ends; nothing times however much is nothing."""
    if a[0] or b[0]:
        return _sign(a) * _sign(b), _ZERO
    return 0, a[1] * b[1]


def _inverse(a: End) -> End:
    return (0, _ZERO) if a[0] else (0, 1 / a[1])
