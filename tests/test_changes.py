"""`changes`: every value worked out by hand from the figures of the invented county."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import run
from xiyang_cli.answers.changes import movement_of
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Basis, Qualifier


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
    from xiyang_cli.answers.derive import _bound

    assert _bound(Qualifier.EXACT, Qualifier.OVER) is Qualifier.OVER
    assert _bound(Qualifier.EXACT, Qualifier.EXACT) is Qualifier.EXACT
    assert _bound(Qualifier.NEAR, Qualifier.OVER) is Qualifier.ABOUT


def test_numbers_stay_decimals(county: FactBase) -> None:
    movement = movement_of(county, county.indicator("grain"), county.plan("13th"), county.plan("14th"))
    assert movement is not None
    assert movement.change is not None
    assert isinstance(movement.change.value, Decimal)
