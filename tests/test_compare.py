"""`compare`: each against the first, by hand."""

from __future__ import annotations

from tests.conftest import run


def test_each_row_is_set_against_the_first() -> None:
    """10 against 12.5 万吨: −2.5, −20 %, 0.8; 130 000 t against it: +0.5, 1.04."""
    first, second, third = run("compare", "grain@2020", "grain@2024", "130,000 tonnes", "--json").json
    assert (first["difference"], first["difference_pct"], first["ratio"]) == (None, None, None)
    assert (second["difference"], second["difference_pct"], second["ratio"]) == (-2.5, -20, 0.8)
    assert (third["value"], third["unit"], third["difference"], third["ratio"]) == (13, "万吨", 0.5, 1.04)
    assert (third["base_value"], third["base_unit"], third["basis"]) == (130000, "t", None)


def test_a_derived_level_can_be_compared() -> None:
    first, second = run("compare", "unemployed@2020", "unemployed@2024", "--json").json
    assert (first["value"], first["basis"], first["qualifier"]) == (1000, "derived", "about")
    assert first["formula"] == "800 / 0.8 = 1000"
    assert (second["ratio"], second["basis"]) == (0.8, "reported")


def test_an_indicator_stands_for_its_latest_level() -> None:
    (first, _) = run("compare", "enterprises", "100家", "--json").json
    assert (first["name"], first["value"]) == ("enterprises@2024", 450)


def test_unlike_kinds_are_refused_with_both_named() -> None:
    result = run("compare", "grain", "enterprises")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "error: grain@2024 (10万吨: mass) and enterprises@2024 (450家: count): "
        "different kinds of unit do not compare\n"
    )


def test_different_periods_statuses_and_places_are_said() -> None:
    result = run("compare", "enterprises@2024", "water-stations", "--json")
    assert result.json[1]["note_en"] == (
        "a range: its low end is compared; not done: planned; "
        "different periods: 2024 and 2030; different statuses: actual and planned"
    )
    assert "warning: water-stations@2030: different statuses: actual and planned\n" in result.err


def test_shares_differ_in_points() -> None:
    _, second = run("compare", "forest-cover@2020", "forest-cover@2024", "--json").json
    assert (second["difference"], second["difference_pct"], second["ratio"]) == (6, None, 1.15)
    assert "percentage points" in second["note_en"]


def test_no_ratio_to_a_loss() -> None:
    _, second = run("compare", "fiscal-result@2024", "fiscal-result@2020", "--json").json
    assert (second["difference"], second["ratio"], second["difference_pct"]) == (1.8, None, None)


def test_a_period_that_the_base_lacks_is_answered_with_those_it_has() -> None:
    result = run("compare", "grain@2021", "grain")
    assert (result.code, result.err) == (
        2,
        "error: the source gives no grain for 2021 and none can be worked out; it has: 2015, 2019, 2020, 2024\n",
    )


def test_the_end_of_a_plan_is_a_period() -> None:
    first, _ = run("compare", "粮食@十三五末", "grain", "--json").json
    assert (first["value"], first["period"]) == (12.5, "2020")


def test_output_in_another_unit() -> None:
    first, second = run("compare", "grain@2020", "grain@2024", "--unit", "吨", "--json").json
    assert (first["value"], second["value"], second["difference"]) == (125000, 100000, -25000)


def test_one_thing_is_no_comparison() -> None:
    assert run("compare", "grain").code == 2


def test_mu_compare_exactly() -> None:
    """0.001 亩 is 0.6667 m² when rounded; the ratio must not come from the rounded value."""
    _, second = run("compare", "0.001亩", "1亩", "--json").json
    assert (second["ratio"], second["difference"]) == (1000, 0.999)


def test_a_negative_quantity_is_a_word_and_no_option() -> None:
    _, second = run("compare", "200亿元", "-5亿元", "--json").json
    assert (second["value"], second["difference"], second["ratio"]) == (-5, -205, -0.025)


def test_a_period_is_never_mistaken_for_the_id_of_a_fact() -> None:
    """There is a fact grain-2019, but `grain@20-19` names no period."""
    assert run("compare", "grain@2019", "grain").code == 0
    assert run("compare", "grain@20-19", "grain").code == 2


def test_what_another_pair_of_plans_gives_can_be_compared() -> None:
    """15万人 in 2020 is 3万人 more than in 2015: 12."""
    first, _ = run("compare", "town-people@2015", "15万人", "--json").json
    assert (first["value"], first["basis"]) == (12, "derived")


def test_a_plan_stands_for_the_latest_level_in_it() -> None:
    first, _ = run("compare", "grain@13th", "grain", "--json").json
    assert first["period"] == "2020"


def test_the_name_of_a_row_can_be_typed_again() -> None:
    (first, _) = run("compare", "water-stations", "10座", "--json").json
    assert first["name"] == "water-stations@2030"
    assert run("compare", first["name"], "10座").code == 0


def test_escapes_in_a_name_are_written_out() -> None:
    result = run("compare", "grain\x1b[@2020", "grain")
    assert "\x1b" not in result.out + result.err
