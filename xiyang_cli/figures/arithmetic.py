"""Exact decimal arithmetic and the two roundings that output needs.

Sums, differences and products are exact. Quotients and roots are worked out to 60 digits and
rounded half up once, at the end. No binary floating point comes near a figure.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal, Inexact

_EXACT = Context(prec=2000, rounding=ROUND_HALF_UP)
_WORKING = Context(prec=60, rounding=ROUND_HALF_UP)

SIGNIFICANT_DIGITS = 6
"""digits kept of a quotient or root in JSON, CSV and TSV"""


def add(a: Decimal, b: Decimal) -> Decimal:
    """The exact sum."""
    return shortest(_EXACT.add(a, b))


def subtract(a: Decimal, b: Decimal) -> Decimal:
    """The exact difference a − b."""
    return shortest(_EXACT.subtract(a, b))


def multiply(a: Decimal, b: Decimal) -> Decimal:
    """The exact product."""
    return shortest(_EXACT.multiply(a, b))


def divide(a: Decimal, b: Decimal) -> Decimal:
    """a ÷ b to 60 digits; round it with :func:`significant` when nothing follows.

    Raises ZeroDivisionError when b is zero.
    """
    if b == 0:
        raise ZeroDivisionError("division by zero")
    return shortest(_WORKING.divide(a, b))


def power(a: Decimal, b: Decimal) -> Decimal:
    """a to the power b (a > 0) to 60 digits."""
    return shortest(_WORKING.power(a, b))


def root(a: Decimal, n: int) -> Decimal:
    """The n-th root of a ≥ 0 to 60 digits."""
    return power(a, divide(Decimal(1), Decimal(n))) if a else Decimal(0)


def significant(value: Decimal, digits: int = SIGNIFICANT_DIGITS) -> Decimal:
    """`value` rounded half up to `digits` significant digits."""
    return shortest(Context(prec=digits, rounding=ROUND_HALF_UP).plus(value))


def places(value: Decimal, decimals: int) -> Decimal:
    """`value` rounded half up to at most `decimals` decimals, no trailing zeros."""
    return shortest(value.quantize(Decimal(1).scaleb(-decimals), context=_EXACT))


def is_exact(a: Decimal, b: Decimal) -> bool:
    """Whether a ÷ b has an end within 60 digits."""
    context = _WORKING.copy()
    context.clear_flags()
    context.divide(a, b)
    return not context.flags[Inexact]


def in_base_units(value: Decimal, numerator: Decimal, denominator: Decimal) -> Decimal:
    """`value` units of numerator/denominator base units each: exact, or to four decimals (亩)."""
    product = multiply(value, numerator)
    quotient = divide(product, denominator)
    return quotient if is_exact(product, denominator) else places(quotient, 4)


def shortest(value: Decimal) -> Decimal:
    """The same number without trailing zeros and without an exponent (`1E+2` is `100`)."""
    if not value:
        return Decimal(0)
    value = value.normalize(_EXACT)
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal(1), context=_EXACT) if int(exponent) > 0 else value


def plain(value: Decimal) -> str:
    """The number in digits, never with an exponent; printed trailing zeros are kept."""
    return format(value, "f")


def rounding_interval(printed: Decimal, *, zeros_rounded: bool = False) -> tuple[Decimal, Decimal]:
    """The numbers that a printed one may be the rounding of: half a unit of its last digit.

    The method of statcheck and of the GRIM test: 12.6 stands for 12.55 to 12.65. The zeros at
    the end of a whole number may be rounded or not: 40 stands for 39.5 to 40.5, or, with
    `zeros_rounded`, for 35 to 45.
    """
    last = int(printed.as_tuple().exponent)
    if zeros_rounded and printed and last == 0:
        last = int(printed.normalize(_EXACT).as_tuple().exponent)
    half = Decimal(5).scaleb(last - 1)
    return subtract(printed, half), add(printed, half)


def directed(ratio: tuple[int, int], *, up: bool, digits: int = SIGNIFICANT_DIGITS) -> Decimal:
    """A ratio to `digits` significant digits, rounded up or down: an end of an interval moves outwards."""
    context = Context(prec=digits, rounding=ROUND_CEILING if up else ROUND_FLOOR)
    return shortest(context.divide(Decimal(ratio[0]), Decimal(ratio[1])))
