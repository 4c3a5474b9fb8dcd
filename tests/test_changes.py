"""`changes`: every value worked out by hand from the figures of the invented county."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import run
from xiyang_cli.answers.changes import movement_of
from xiyang_cli.answers.derive import _bound, work_out
from xiyang_cli.answers.movement import Movement
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Basis, Direction, Fact, Multiple, PeriodBasis, Qualifier
from xiyang_cli.figures.arithmetic import plain, significant
from xiyang_cli.figures.period import read_period
from xiyang_cli.language import Language


def row(*words: str) -> dict[str, Any]:
    (found,) = run("changes", *words, "--json").json
    return {key: value for key, value in found.items() if value is not None}


def test_a_fall_between_two_printed_levels() -> None:
    """12.5 to 10: −2.5, −20 %, ×0.8; 0.8^(1/4) = 0.945742, so −5.42584 % a year."""
    found = row("grain")
    assert (found["from_value"], found["to_value"], found["unit"]) == (12.5, 10, "万吨")
    assert (found["change"], found["change_unit"], found["change_basis"]) == (-2.5, "万吨", "derived")
    assert (found["change_pct"], found["multiple"]) == (-20, 0.8)
    assert (found["annual_growth_pct"], found["annual_growth_basis"]) == (-5.42584, "derived")
    assert (found["from_period"], found["to_period"]) == ("2020", "2024")
    assert found["figure"] == "12.5万吨→10万吨"
    assert found["facts"] == "grain-2020 grain-2024"


def test_from_gain_to_loss_has_a_difference_and_no_multiple() -> None:
    found = row("fiscal-result")
    assert (found["from_value"], found["to_value"], found["change"]) == (1.2, -0.6, -1.8)
    assert not {"multiple", "change_pct", "annual_growth_pct"} & set(found)


def test_a_printed_fall_in_per_cent_gives_the_start_within_its_rounding() -> None:
    """800 / 0.8 = 1000; 799.5 / 0.805 = 993.168 and 800.5 / 0.795 = 1006.92."""
    found = row("unemployed")
    assert (found["from_value"], found["from_basis"], found["from_qualifier"]) == (1000, "derived", "about")
    assert (found["from_low"], found["from_high"]) == (993.168, 1006.92)
    assert (found["change_pct"], found["change_pct_basis"], found["change"]) == (-20, "reported", -200)
    assert (found["multiple"], found["multiple_basis"]) == (0.8, "derived")


def test_a_change_without_a_baseline_gives_no_start(copied: Path) -> None:
    """全年增长5%: over the year before, it may be; never since the end of the plan before."""
    path = copied / "economy.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count('        baseline_period: "2020"\n') == 1
    path.write_text(text.replace('        baseline_period: "2020"\n', ""), encoding="utf-8")
    (found,) = run("changes", "unemployed", "--json", base=copied).json
    assert (found["from_value"], found["change"], found["to_value"], found["change_pct"]) == (
        None,
        None,
        800,
        -20,
    )
    assert "against what or when is not printed" in found["note_en"]


def test_no_multiple_says_why() -> None:
    assert "not above zero" in row("fiscal-result")["note_en"]


def test_plans_in_the_wrong_order_are_refused() -> None:
    for start, end in (("14th", "14th"), ("14th", "13th")):
        result = run("changes", "--from", start, "--to", end)
        assert (result.code, result.out) == (2, "")
        assert result.err == f"error: {end} does not lie after {start}; --to is the later plan\n"


def test_names_of_several_words_need_no_quotes() -> None:
    assert [r["indicator"] for r in run("changes", "forest", "cover", "grain", "--json").json] == [
        "forest-cover",
        "grain",
    ]


def test_a_formula_says_its_unit_when_the_value_is_shown_in_another() -> None:
    assert row("grain", "--unit", "吨")["formula"].endswith("[万吨]")


def test_shares_differ_in_points_and_never_in_per_cent() -> None:
    found = row("forest-cover")
    assert (found["change"], found["change_unit"]) == (6, "百分点")
    assert not {"change_pct", "multiple", "annual_growth_pct"} & set(found)


def test_a_multiple_to_has_one_reading() -> None:
    """增长到1.5倍 is ×1.5; 1.5^(1/4) = 1.106682."""
    found = row("water-use")
    assert (found["multiple"], found["multiple_basis"]) == (1.5, "reported")
    assert found["annual_growth_pct"] == 10.6682
    assert not {"multiple_alt", "from_value", "to_value", "change_pct"} & set(found)
    assert found["note_en"] == "only the change is printed, neither end"


def test_a_level_in_between_is_no_end() -> None:
    """The year 2022 lies in the plan, 2024 is its latest."""
    found = row("enterprises")
    assert (found["from_value"], found["to_value"], found["multiple"]) == (300, 450, 1.5)


def test_another_pair_of_plans() -> None:
    """12th to 13th: grain 8 to 12.5 is ×1.5625; people 15 less 3 is 12, ×1.25."""
    grain, people = run("changes", "--from", "12th", "--to", "十三五", "--json").json
    assert (grain["indicator"], grain["multiple"], grain["change_pct"]) == ("grain", 1.5625, 56.25)
    assert (people["from_value"], people["from_basis"], people["to_value"]) == (12, "derived", 15)
    assert (people["change"], people["change_basis"], people["multiple"]) == (3, "reported", 1.25)
    assert people["from_qualifier"] == "exact"


def test_what_is_planned_is_no_change() -> None:
    assert "water-stations" not in run("changes", "--json").out


def test_sectors_and_indicators_select_rows() -> None:
    assert [r["indicator"] for r in run("changes", "nature", "--json").json] == [
        "forest-cover",
        "grain",
        "water-use",
    ]
    assert [r["indicator"] for r in run("changes", "失业人数", "grain", "grain", "--json").json] == [
        "unemployed",
        "grain",
    ]


def test_units_of_another_kind_are_refused_and_fitting_ones_converted() -> None:
    found = row("grain", "--unit", "吨")
    assert (found["from_value"], found["to_value"], found["change"], found["unit"]) == (
        125000,
        100000,
        -25000,
        "吨",
    )
    refused = run("changes", "grain", "--unit", "GW")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == "error: grain: measured in mass, not in power (GW)\n"


def test_an_indicator_without_change_gives_no_row() -> None:
    result = run("changes", "water-stations", "--json")
    assert (result.code, result.out) == (0, "[]\n")


@pytest.mark.parametrize("name", ["grain", "unemployed", "enterprises"])
def test_every_derived_value_has_its_formula(county: FactBase, name: str) -> None:
    start, end = county.plan("13th"), county.plan("14th")
    movement = movement_of(county, county.indicator(name), start, end)
    assert movement is not None
    numbers = [
        movement.start,
        movement.end,
        movement.change,
        movement.percent,
        movement.multiple,
        movement.annual,
    ]
    for number in numbers:
        assert number is not None
        assert (number.formula is None) == (number.basis is Basis.REPORTED)


def test_bounds_carry_over(county: FactBase) -> None:
    """From an exact start to `over` an end is `over`; from two bounds it is only `about`."""
    assert _bound(Qualifier.EXACT, Qualifier.OVER) is Qualifier.OVER
    assert _bound(Qualifier.EXACT, Qualifier.EXACT) is Qualifier.EXACT
    assert _bound(Qualifier.NEAR, Qualifier.OVER) is Qualifier.ABOUT


def test_numbers_stay_decimals(county: FactBase) -> None:
    movement = movement_of(county, county.indicator("grain"), county.plan("13th"), county.plan("14th"))
    assert movement is not None
    assert movement.change is not None
    assert isinstance(movement.change.value, Decimal)


# --- every way from what is printed to what follows -------------------------------------------


def fact_of(base: FactBase, like: str, told: str, **more: Any) -> Fact:
    """A fact like one of the county's, with this figure: `12 万吨`, `over 12 万吨`, `yearly 5 %`."""
    template = base.fact(like)
    assert template is not None
    *words, number, name = told.split()
    unit, value = base.units.unit(name), Decimal(number)
    bounds = [Qualifier(word) for word in words if word in list(Qualifier)]
    more |= {"unit": name, "base_value": unit.to_base(value), "base_unit": unit.base.id}
    more |= {"qualifier": bounds[0] if bounds else Qualifier.EXACT, "yearly": "yearly" in words}
    more |= {"multiple": next((Multiple(word) for word in words if word in list(Multiple)), None)}
    if like == "unemployed-fall":
        more["direction"] = Direction.DOWN if "down" in words else Direction.UP
    return template._replace(value=value, figure=number + name, **more)


def moved(base: FactBase, start: str | None, end: str | None, *moves: str, **more: Any) -> Movement:
    """The movement from a printed start in 2020 to a printed end in 2024, with these printed changes."""
    before = fact_of(base, "unemployed-2024", start, period=read_period("2020")) if start else None
    after = fact_of(base, "unemployed-2024", end) if end else None
    changes = [fact_of(base, "unemployed-fall", move, **more) for move in moves]
    return work_out(changes, before, after, base.units)


def numbers(movement: Movement) -> str:
    """Its numbers, each with its bound unless it is exact, and * when it is worked out."""
    found = [(name, getattr(movement, name)) for name in ("start", "end", "change", "percent", "multiple")]
    return ", ".join(
        " ".join([name, *([] if n.qualifier is Qualifier.EXACT else [n.qualifier]), plain(n.shown)])
        + ("*" if n.basis is Basis.DERIVED else "")
        for name, n in (*found, ("yearly", movement.annual))
        if n is not None
    )


@pytest.mark.parametrize(
    ("start", "end", "moves", "expected"),
    [
        # a printed change and one end give the other; 1.2^(1/4) = 1.0466351, 0.8^(1/4) = 0.9457416
        ("100 万吨", None, ["20 %"], "start 100, end about 120*, change about 20*, percent 20, multiple 1.2*, yearly about 4.66351*"),
        ("100 万吨", None, ["down 20 %"], "start 100, end about 80*, change about -20*, percent -20, multiple 0.8*, yearly about -5.42584*"),
        # 翻两番 is ×4, and 4^(1/4) = 1.41421356; 是3倍 is ×3, and 3^(1/4) = 1.31607401
        ("50 万吨", None, ["2 番"], "start 50, end about 200*, change about 150*, percent 300*, multiple 4, yearly about 41.4214*"),
        (None, "30 万吨", ["to 3 倍"], "start about 10*, end 30, change about 20*, percent about 200*, multiple 3, yearly about 31.6074*"),
        # 增长3倍 is ×4 or ×3: no per cent and no yearly growth of one of them
        ("10 万吨", "40 万吨", ["by 3 倍"], "start 10, end 40, change 30*, multiple 4*"),
        # what falls by all of it has no multiple
        ("100 万吨", None, ["down 100 %"], "start 100, percent -100"),
        # a difference gives the other end exactly; 1.25^(1/4) = 1.0573713
        ("12 万人", None, ["3 万人"], "start 12, end 15*, change 3, percent 25*, multiple 1.25*, yearly about 5.73713*"),
        (None, "12 万人", ["down 3 万人"], "start 15*, end 12, change -3, percent -20*, multiple 0.8*, yearly about -5.42584*"),
        # in another unit of the same kind it is converted; of another kind it gives no end
        (None, "15 万人", ["30000 人"], "start 12*, end 15, change 30000, percent 25*, multiple 1.25*, yearly about 5.73713*"),
        (None, "15 万人", ["3 亿元"], "end 15, change 3"),
        # shares differ in points, whichever end is printed; what is in tonnes is no difference of shares
        (None, "46 %", ["6 百分点"], "start 40*, end 46, change 6"),
        ("40 %", None, ["down 5 百分点"], "start 40, end 35*, change -5"),
        (None, "46 %", ["6 吨"], "end 46, change 6"),
        # one bound carries over, of two bounds only `about` is left
        ("12 万人", None, ["over 3 万人"], "start 12, end over 15*, change over 3, percent over 25*, multiple over 1.25*, yearly over 5.73713*"),
        ("over 12 万人", None, ["3 万人"], "start over 12, end over 15*, change 3, percent about 25*, multiple about 1.25*, yearly about 5.73713*"),
        ("100 万吨", None, ["at_least 20 %"], "start 100, end about 120*, change about 20*, percent at_least 20, multiple at_least 1.2*, yearly at_least 4.66351*"),
        # a start that is reckoned back from a bound is told as about
        (None, "over 15 万人", ["3 万人"], "start about 12*, end over 15, change 3, percent about 25*, multiple about 1.25*, yearly about 5.73713*"),
        (None, "at_least 15 万人", ["3 万人"], "start about 12*, end at_least 15, change 3, percent about 25*, multiple about 1.25*, yearly about 5.73713*"),
        # from or to nothing, or a loss, there is no growth; to nothing there is a fall by all of it
        ("0 万吨", "5 万吨", [], "start 0, end 5, change 5*"),
        ("-2 亿元", "1 亿元", [], "start -2, end 1, change 3*"),
        ("5 万吨", "0 万吨", [], "start 5, end 0, change -5*, percent -100*, multiple 0*"),
        ("5 万吨", "-1 万吨", [], "start 5, end -1, change -6*"),
        # ends in two units are set in that of the later
        ("5000 吨", "2 万吨", [], "start 0.5, end 2, change 1.5*, percent 300*, multiple 4*, yearly about 41.4214*"),
        ("1 万吨", "40000 吨", [], "start 10000, end 40000, change 30000*, percent 300*, multiple 4*, yearly about 41.4214*"),
        # where both ends and the change are printed, each stands as it is
        ("12 万人", "15 万人", ["3 万人"], "start 12, end 15, change 3, percent 25*, multiple 1.25*, yearly about 5.73713*"),
        # a printed yearly rate stands; what is added a year in tonnes is no rate, nor is a rate the whole change
        ("10 万吨", "12 万吨", ["yearly 5 %"], "start 10, end 12, change 2*, percent 20*, multiple 1.2*, yearly 5"),
        ("12 万吨", "10 万吨", ["yearly down 5 %"], "start 12, end 10, change -2*, percent -16.6667*, multiple 0.833333*, yearly -5"),
        ("10 万吨", "12 万吨", ["yearly 0.5 万吨"], "start 10, end 12, change 2*, percent 20*, multiple 1.2*, yearly about 4.66351*"),
        ("10 亿元", "12 亿元", ["yearly 0.5 亿元"], "start 10, end 12, change 2*, percent 20*, multiple 1.2*, yearly about 4.66351*"),
        ("10 万吨", None, ["yearly 5 %", "20 %"], "start 10, end about 12*, change about 2*, percent 20, multiple 1.2*, yearly about 4.66351*"),
        # nothing is worked out from a range
        ("range 10 万吨", "12 万吨", ["20 %"], "start range 10, end 12"),
    ],
)  # fmt: skip
def test_what_follows_from_what_is_printed(
    county: FactBase, start: str | None, end: str | None, moves: list[str], expected: str
) -> None:
    assert numbers(moved(county, start, end, *moves)) == expected


@pytest.mark.parametrize(
    ("move", "expected"),
    [
        ("6 百分点", "end 46, change 6"),
        ("20 %", "end 46, percent 20, multiple 1.2*"),
        ("1 番", "end 46, percent 100*, multiple 2"),
    ],
)
def test_against_nothing_printed_there_is_no_start(county: FactBase, move: str, expected: str) -> None:
    movement = moved(county, None, "46 %", move, baseline_period=None)
    assert numbers(movement) == expected
    assert [reason.text(Language.EN) for reason in movement.reasons] == [
        "the figure before is not printed",
        "against what or when is not printed",
    ]


@pytest.mark.parametrize(
    ("start", "end", "moves", "formula"),
    [
        # figures stand as printed, what was divided in six digits, what is below nothing in brackets
        ("1234567 人", "2469134 人", [], "change: 2469134 - 1234567 = 1234567; change_pct: (2 - 1) * 100 = 100; "
         "multiple: 2469134 / 1234567 = 2; annual_growth_pct: (2^(1/4) - 1) * 100 = 18.9207"),
        (None, "100 万吨", ["48 %"], "from: 100 / 1.48 = 67.5676; change: 100 - 67.5676 = 32.4324; "
         "multiple: 1 + 48/100 = 1.48; annual_growth_pct: (1.48^(1/4) - 1) * 100 = 10.2974"),
        ("100 万吨", None, ["down 20 %"], "to: 100 * 0.8 = 80; change: 80 - 100 = -20; multiple: 1 - 20/100 = 0.8; "
         "annual_growth_pct: (0.8^(1/4) - 1) * 100 = -5.42584"),
        ("50 万吨", None, ["2 番"], "to: 50 * 4 = 200; change: 200 - 50 = 150; change_pct: (4 - 1) * 100 = 300; "
         "annual_growth_pct: (4^(1/4) - 1) * 100 = 41.4214"),
        (None, None, ["by 3 倍"], "multiple: 3 + 1 = 4"),
        ("-2 亿元", "1 亿元", [], "change: 1 - (-2) = 3"),
        ("-0.5 亿元", "1 亿元", [], "change: 1 - (-0.5) = 1.5"),
        (None, None, ["0.5 %"], "multiple: 1 + 0.5/100 = 1.005; annual_growth_pct: (1.005^(1/4) - 1) * 100 = 0.124766"),
        (None, "35 %", ["down 5 百分点"], "from: 35 - (-5) = 40"),
        ("40 %", None, ["down 5 百分点"], "to: 40 + (-5) = 35"),
    ],
)  # fmt: skip
def test_how_it_was_worked_out(
    county: FactBase, start: str | None, end: str | None, moves: list[str], formula: str
) -> None:
    assert moved(county, start, end, *moves).formula == formula


@pytest.mark.parametrize(
    ("start", "end", "moves", "reasons"),
    [
        ("10 万吨", "12 万吨", [], []),
        (None, "12 万吨", [], ["the figure before is not printed"]),
        (None, None, ["20 %"], ["only the change is printed, neither end"]),
        (None, None, ["yearly 5 %"], ["only a yearly rate is printed"]),
        ("0 万吨", "5 万吨", [], ["no multiple or per cent of figures that are not above zero"]),
        ("5 万吨", "-1 万吨", [], ["no multiple or per cent of figures that are not above zero"]),
        (
            None,
            None,
            ["down 100 %"],
            [
                "only the change is printed, neither end",
                "no multiple or per cent of figures that are not above zero",
            ],
        ),
        ("40 %", "46 %", [], ["shares differ in percentage points, not per cent"]),
        ("range 10 万吨", "12 万吨", [], ["a range: nothing is worked out from it"]),
        ("10 万吨", "range 12 万吨", ["20 %"], ["a range: nothing is worked out from it"]),
        # a round word gives two digits to print; what a percentage gives has bounds of its own
        (
            None,
            "180.3 亿元",
            ["1 番"],
            ["by our arithmetic from 1番, a round word: print about 9 billion yuan, not more digits"],
        ),
        (
            None,
            "186.1 亿元",
            ["1 番"],
            ["by our arithmetic from 1番, a round word: print about 9.3 billion yuan, not more digits"],
        ),
        (None, "180.3 亿元", ["48 %"], []),
    ],
)
def test_why_a_figure_is_not_there(
    county: FactBase, start: str | None, end: str | None, moves: list[str], reasons: list[str]
) -> None:
    movement = moved(county, start, end, *moves)
    assert [reason.text(Language.EN) for reason in movement.reasons] == reasons


def test_told_without_a_number_is_what_is_said(county: FactBase) -> None:
    fall = fact_of(county, "unemployed-fall", "down 20 %")._replace(value=None, base_value=None)
    movement = work_out([fall], None, None, county.units)
    assert [reason.text(Language.EN) for reason in movement.reasons] == ["told without a number"]
    assert (numbers(movement), movement.direction) == ("", Direction.DOWN)


@pytest.mark.parametrize(
    ("period", "basis", "yearly", "reasons"),
    [
        ("2024", PeriodBasis.PRINTED, "8.77573", []),  # (14 / 10)^(1/4) = 1.0877573
        ("2022", PeriodBasis.PRINTED, "18.3216", []),  # (14 / 10)^(1/2) = 1.1832160
        ("2021/2025", PeriodBasis.PRINTED, None, ["the two years are not both printed: no yearly growth"]),
        ("2024-06", PeriodBasis.PRINTED, None, ["the two years are not both printed: no yearly growth"]),
        ("2024", PeriodBasis.CONTEXT, None, ["the two years are not both printed: no yearly growth"]),
    ],
)
def test_yearly_growth_wants_two_printed_years(
    county: FactBase, period: str, basis: PeriodBasis, yearly: str | None, reasons: list[str]
) -> None:
    before = fact_of(county, "unemployed-2024", "10 万吨", period=read_period("2020"))
    after = fact_of(county, "unemployed-2024", "14 万吨", period=read_period(period), period_basis=basis)
    movement = work_out([], before, after, county.units)
    assert (movement.annual and plain(movement.annual.shown)) == yearly
    assert [reason.text(Language.EN) for reason in movement.reasons] == reasons


@pytest.mark.parametrize(
    ("end", "move", "low", "high"),
    [
        # 12.55 / 1.485 and 12.65 / 1.475; 12.55 / 0.525 and 12.65 / 0.515
        ("12.6 亿元", "48 %", "8.45118", "8.57627"),
        ("12.6 亿元", "down 48 %", "23.9048", "24.5631"),
        # a bound is open, and 翻一番 or 是3倍 round words: no digits bound the start
        ("over 12.6 亿元", "48 %", None, None),
        ("12.6 亿元", "over 48 %", None, None),
        ("over 12.6 亿元", "over 48 %", None, None),
        ("12.6 亿元", "1 番", None, None),
        ("12.6 亿元", "to 3 倍", None, None),
    ],
)
def test_between_which_figures_a_start_lies(
    county: FactBase, end: str, move: str, low: str | None, high: str | None
) -> None:
    start = moved(county, None, end, move).start
    assert start is not None
    found = [number and plain(significant(number)) for number in (start.low, start.high)]
    assert found == [low, high]
