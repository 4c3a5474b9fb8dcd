"""Arithmetic, periods, units and the reading of one quantity."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import COUNTY
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.load import load_base
from xiyang_cli.errors import UnitsDoNotCompare, UnknownName
from xiyang_cli.figures import arithmetic as a
from xiyang_cli.figures.period import read_period
from xiyang_cli.figures.quantity import read_number, read_quantity

D = Decimal
UNITS = load_base(COUNTY).units
decimals = st.decimals(min_value=-(10**15), max_value=10**15, allow_nan=False, places=6)


@given(decimals, decimals)
def test_sums_differences_and_products_are_exact(x: D, y: D) -> None:
    assert Fraction(a.add(x, y)) == Fraction(x) + Fraction(y)
    assert Fraction(a.subtract(x, y)) == Fraction(x) - Fraction(y)
    assert Fraction(a.multiply(x, y)) == Fraction(x) * Fraction(y)


@given(decimals, decimals.filter(bool))
def test_a_quotient_is_within_half_a_unit_of_its_sixth_digit(x: D, y: D) -> None:
    shown, true = Fraction(a.significant(a.divide(x, y))), Fraction(x) / Fraction(y)
    assert abs(shown - true) <= abs(true) * Fraction(1, 200_000)


@given(decimals)
def test_a_rounded_number_is_the_rounding_of_what_its_interval_holds(x: D) -> None:
    """12.6 stands for 12.55 to 12.65: both ends lie half a unit of the last digit away."""
    low, high = a.rounding_interval(x)
    unit = Fraction(10) ** int(x.as_tuple().exponent)
    assert Fraction(high) - Fraction(low) == unit
    assert Fraction(low) + Fraction(high) == 2 * Fraction(x)


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [("40", "35", "45"), ("1800", "1750", "1850"), ("12.50", "12.495", "12.505"), ("0", "-0.5", "0.5")],
)
def test_only_the_zeros_of_a_whole_number_may_be_rounded(printed: str, low: str, high: str) -> None:
    assert a.rounding_interval(D(printed), zeros_rounded=True) == (D(low), D(high))


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        ("8.513513513", 6, "8.51351"),
        ("0.5", 1, "0.5"),
        ("2.5", 1, "3"),  # half up, not half even
        ("-2.5", 1, "-3"),
        ("1234567", 6, "1234570"),
        ("90.15", 2, "90"),
    ],
)
def test_significant_digits_round_half_up(value: str, digits: int, shown: str) -> None:
    assert a.plain(a.significant(D(value), digits)) == shown


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [("90.150", 2, "90.15"), ("3.005", 2, "3.01"), ("100", 1, "100"), ("-0.04", 1, "0")],
)
def test_places_round_half_up_and_drop_zeros(value: str, decimals: int, shown: str) -> None:
    assert a.plain(a.places(D(value), decimals)).removeprefix("-") == shown.removeprefix("-")


@given(decimals)
def test_plain_text_has_no_exponent_and_reads_back(x: D) -> None:
    assert "E" not in a.plain(x).upper()
    assert D(a.plain(x)) == x


def test_a_root_is_that_of_the_multiple() -> None:
    """2^(1/4) = 1.189207115…, from any table of roots."""
    assert a.plain(a.significant(a.root(D(2), 4), 10)) == "1.189207115"
    assert a.root(D(0), 4) == 0


def test_a_quotient_has_sixty_digits() -> None:
    assert a.plain(a.divide(D(2), D(3))) == "0." + "6" * 59 + "7"
    assert a.divide(D(6), D(-1)) == -6
    for number in (D(2), D(0)):
        with pytest.raises(ZeroDivisionError):
            a.divide(number, D(0))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", (2024, 1, 1), (2024, 12, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2025-12-10", (2025, 12, 10), (2025, 12, 10)),
        ("2021/2025", (2021, 1, 1), (2025, 12, 31)),
    ],
)
def test_periods(text: str, first: tuple[int, ...], last: tuple[int, ...]) -> None:
    period = read_period(text)
    assert (period.first, period.last, str(period)) == (first, last, text)


@pytest.mark.parametrize(
    "text", ["", "24", "2024-13", "2023-02-29", "2021/2022/2023", "二〇二四", "2024 ", "２０２４"]
)
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match="is no period"):
        read_period(text)


def test_a_period_that_ends_before_it_begins() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        read_period("2025/2021")


@pytest.mark.parametrize(
    ("value", "unit", "target", "result"),
    [
        ("180.3", "亿元", "元", "18030000000"),
        ("180.3", "亿元", "billion yuan", "18.03"),
        ("252", "万千瓦", "GW", "2.52"),
        ("18.03", "billion yuan", "亿元", "180.3"),
        ("10", "亩", "平方米", "6666.67"),  # 10 * 2000/3, a quotient to six digits
        ("3", "亩", "平方米", "2000"),
        ("1", "百万吨", "万吨", "100"),
    ],
)
def test_conversion_is_exact(real: FactBase, value: str, unit: str, target: str, result: str) -> None:
    units = real.units
    assert a.plain(units.unit(unit).convert(D(value), units.unit(target))) == result


@given(decimals)
def test_there_and_back_gives_the_same(x: D) -> None:
    one, other = UNITS.unit("亿元"), UNITS.unit("million yuan")
    assert other.convert(one.convert(x, other), one) == x


def test_the_base_value_of_mu_has_four_decimals(real: FactBase) -> None:
    assert a.plain(real.units.unit("亩").to_base(D(10))) == "6666.6667"


def test_units_of_two_kinds_do_not_convert(county: FactBase) -> None:
    with pytest.raises(UnitsDoNotCompare, match=r"亿元 \(money\) and 吨 \(mass\)"):
        county.units.unit("亿元").convert(D(1), county.units.unit("吨"))


def test_an_unknown_unit_is_answered_with_the_known_ones(county: FactBase) -> None:
    with pytest.raises(UnknownName, match="元, 瓦, 兆瓦"):
        county.units.unit("斤")


@pytest.mark.parametrize(
    ("text", "base_value", "base_unit"),
    [
        ("200亿元", "20000000000", "CNY"),
        ("18 billion yuan", "18000000000", "CNY"),
        ("RMB 1.26bn", "1260000000", "CNY"),
        ("RMB1,260 million", "1260000000", "CNY"),
        ("¥5", "5", "CNY"),
        ("¥200亿", "20000000000", "CNY"),
        ("2.52GW", "2520000000", "W"),
        ("252万千瓦", "2520000000", "W"),
        ("１８０．３亿元", "18030000000", "CNY"),
        ("-0.6亿元", "-60000000", "CNY"),
        ("27个百分点", "27", "percentage_point"),
        ("48%", "48", "percent"),
        ("百万吨", None, None),
        ("252", None, None),
        ("12 parsecs", None, None),
        ("1,2亿元", None, None),
        ("RMB 5 tonnes", None, None),
        ("亿元", None, None),
        ("١٢亿元", None, None),
    ],
)
def test_one_quantity(real: FactBase, text: str, base_value: str | None, base_unit: str | None) -> None:
    found = read_quantity(text, real.units)
    if base_value is None:
        assert found is None
    else:
        assert found is not None
        assert (a.plain(found.base_value), found.unit.base.id) == (base_value, base_unit)


@given(st.text())
def test_any_text_is_a_quantity_or_none(text: str) -> None:
    found = read_quantity(text, UNITS)
    assert found is None or found.value.is_finite()


@pytest.mark.parametrize(
    ("text", "number"), [("252", "252"), ("1,803", "1803"), ("２５２", "252"), ("1.50", "1.5")]
)
def test_a_bare_number(text: str, number: str) -> None:
    found = read_number(text)
    assert found is not None
    assert a.plain(found) == number
