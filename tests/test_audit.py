"""`audit`: what a printed figure may stand for, and whether a source's figures agree."""

from __future__ import annotations

import operator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.conftest import REAL, edit, run
from tests.test_bad_base import line_of, told
from tests.test_output import strip
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.figures.formula import (
    COMPARISONS,
    Formula,
    NotAFormula,
    Operation,
    Ref,
    Term,
    evaluate,
    read_formula,
)
from xiyang_cli.figures.interval import Interval


def audited(*words: str, base: Path) -> dict[str, dict[str, Any]]:
    return {row["relation"]: row for row in run("audit", *words, "--json", base=base).json}


def with_relation(base: Path, expect: str, more: str = "") -> None:
    """Leave the base with one relation."""
    (base / "relations.yaml").write_text(
        f"relations:\n  - id: it\n    name_zh: 一\n    name_en: one\n    expect: {expect}\n{more}",
        encoding="utf-8",
    )


# The page agrees with itself, as far as it can be told


def test_what_the_page_says_of_itself() -> None:
    verdicts = {id: row["verdict"] for id, row in audited(base=REAL).items()}
    assert verdicts == {
        "gdp-start": "cannot_tell",
        "revenue-yearly-rise": "consistent",
        "new-energy-rise": "consistent",
        "new-energy-share": "cannot_tell",
        "shangtai-capacity-sum": "consistent",
        "shangtai-output-per-tonne": "cannot_tell",
        "shangtai-scale": "consistent",
        "shangtai-tax-within-output": "consistent",
        "shangtai-tax-and-revenue": "cannot_tell",
        "shangtai-works-within-investment": "consistent",
        "chemical-parts": "consistent",
        "coal-and-non-coal-share": "cannot_tell",
        "services-share": "consistent",
        "livelihood-share-of-what": "cannot_tell",
        "livelihood-share-within-whole": "consistent",
        "lab-subjects": "consistent",
        "university-led-centres-within-all": "consistent",
        "sports-facilities-and-categories": "consistent",
    }


def test_the_rise_of_revenue_by_hand() -> None:
    """12.55 * (1 - 1/1.475) = 4.0415… and 12.65 * (1 - 1/1.485) = 4.1314…, against 4 * 1 to 4 * 10."""
    row = audited("revenue-yearly-rise", base=REAL)["revenue-yearly-rise"]
    ends = [row[f"{side}_{end}"] for side in ("left", "right") for end in ("low", "high")]
    assert ends == [4.04152, 4.13149, 4, 40]
    assert (row["unit"], row["comparison"], row["status"]) == ("亿元", "=", "actual")
    assert row["formula"] == "12.6亿元 * ( 1 - 1 / ( 1 + 48% ) ) = 4 * 亿元级"
    assert row["inputs"] == (
        "budget-revenue-2024 12.6亿元 [12.55, 12.65]; budget-revenue-growth 48% [47.5, 48.5]; "
        "budget-revenue-yearly 亿元级 [1, 10]"
    )


def test_the_value_of_a_tonne_hangs_on_rounded_zeros() -> None:
    """130.5 / 39.5 is 3.304, below 70 / 20.5 = 3.415; with zeros rounded 135 / 35 is above 70 / 25."""
    row = audited("shangtai-output-per-tonne", base=REAL)["shangtai-output-per-tonne"]
    assert (row["verdict"], row["status"], row["unit"]) == ("cannot_tell", "planned", "元/吨")
    assert (row["left_high"], row["right_low"], row["right_high"]) == (33038, 34146.3, None)
    assert (row["zeros_left_high"], row["zeros_right_low"]) == (38571.5, 28000)
    assert row["reason_en"] == (
        "it fits only if the zeros at the end are rounded (130亿元, 40万吨, 20万吨), and the source does not say"
    )
    assert "the value of a tonne stays the same" in row["assumes_en"]


def test_a_projection_is_told_as_one() -> None:
    row = audited("chemical-parts", base=REAL)["chemical-parts"]
    assert (row["verdict"], row["status"]) == ("consistent", "projected")
    table = run("audit", "chemical-parts", "-f", "table", base=REAL).out
    assert table.startswith("✓ consistent (projected) · green ammonia and methanol")


# Verdicts


def verdict(base: Path, expect: str, more: str = "") -> str:
    with_relation(base, expect, more)
    row = audited(base=base)["it"]
    return f"{row['verdict']}: {row['reason_en']}"


@pytest.mark.parametrize(
    ("expect", "expected"),
    [
        # 12.5 to 12.5 is 12.45 to 12.55; 10 is 9.5 to 10.5, or 5 to 15 if its zero is rounded
        ("grain-2020 = grain-2024", "cannot_tell: it fits only if the zeros"),
        ("grain-2020 * 2 = grain-2024", "inconsistent: no rounding or bound"),  # 24.9 against 15
        ("grain-2020 * 0.84 = grain-2024", "consistent"),  # 10.458 against 10.5
        ("grain-2020 * 0.85 = grain-2024", "cannot_tell"),  # 10.5825 against 10.5
        ("grain-2024 <= grain-2020", "consistent"),
        ("grain-2020 <= grain-2024", "cannot_tell: it fits only if the zeros"),
        ("grain-2020 >= grain-2024 * 3", "inconsistent"),  # 12.55 against 3 * 5
        ("1 <= forest-cover-2020", "inconsistent"),
        ("fiscal-result-2024 <= fiscal-result-2020", "consistent"),  # below nothing: -0.65 to -0.55
        # -0.65 + 1.15 is 0.5, half of 1.2 is 0.575 to 0.625, and -0.55 + 1.25 is 0.7
        ("fiscal-result-2024 + fiscal-result-2020 = fiscal-result-2020 / 2", "consistent"),
        # a range: 9.5 to 15.5 stations and not more; 28 times that is 434
        ("water-stations-2030 * 30 = enterprises-2024", "consistent"),
        ("water-stations-2030 * 28 = enterprises-2024", "inconsistent"),
        ("water-stations-2030 / ( enterprises-2022 - enterprises-2022 ) = 1", "cannot_tell: an open bound"),
    ],
)  # fmt: skip
def test_a_verdict_worked_out_by_hand(copied: Path, expect: str, expected: str) -> None:
    assert verdict(copied, expect).startswith(expected)


def test_an_inconsistent_relation_ends_with_1_and_says_what_is_wrong(copied: Path) -> None:
    with_relation(copied, "grain-2020 * 2 = grain-2024")
    result = run("audit", "-f", "table", base=copied)
    assert result.code == 1
    assert result.err == "1 relations; consistent: 0, inconsistent: 1, cannot tell: 0\n"
    assert result.out == (
        "✗ inconsistent · one (it)\n"
        "fact        as printed  may stand for      or, its zeros rounded\n"
        "────────────────────────────────────────────────────────────────\n"
        "grain-2020  125,000 t   124,500–125,500 t\n"
        "grain-2024  100,000 t   95,000–105,000 t   50,000–150,000 t\n"
        "formula: 125,000 t * 2 = 100,000 t\n"
        "result: 249,000–251,000 t = 95,000–105,000 t\n"
        "with rounded zeros: 249,000–251,000 t = 50,000–150,000 t\n"
        "reason: no rounding or bound brings the two sides together: a figure is off, or an assumption does not "
        "hold\n"
    )
    assert run("audit", "--json", base=copied).code == 1


@pytest.mark.parametrize(
    ("qualifier", "expect", "expected"),
    [
        ("over", "grain-2024 = 3 * grain-2020", "consistent"),
        ("over", "grain-2024 * 2 = grain-2020", "inconsistent"),  # at least 20 against 12.55
        ("over", "grain-2020 <= grain-2024", "cannot_tell: an open bound (10万吨)"),
        ("over", "grain-2020 * 0.7 <= grain-2024", "consistent"),  # 8.785 is below 10 whatever it is
        ("over", "grain-2024 <= grain-2020", "consistent"),
        ("over", "grain-2024 <= grain-2015", "inconsistent"),
        ("at_least", "grain-2024 <= grain-2015", "inconsistent"),
        ("under", "grain-2024 = grain-2020", "inconsistent"),  # at most 10 against 12.45
        ("under", "grain-2024 = grain-2015", "consistent"),
        ("under", "grain-2024 <= grain-2015", "cannot_tell: an open bound"),
        ("order", "grain-2024 = grain-2020", "consistent"),  # 10 to 100
        ("order", "grain-2024 = 9 * grain-2020", "inconsistent"),  # 112.05 against 100
        ("near", "grain-2024 = grain-2015", "cannot_tell: how near 10万吨 comes is not printed"),
        ("about", "grain-2024 = grain-2015", "cannot_tell: how near 10万吨 comes is not printed"),
    ],
)  # fmt: skip
def test_a_bound_opens_a_figure(copied: Path, qualifier: str, expect: str, expected: str) -> None:
    """Grain of 2024 is 10万吨 with that bound; 2015 is 7.5 to 8.5, 2020 is 12.45 to 12.55."""
    text = (copied / "nature.yaml").read_text(encoding="utf-8")
    place = text.index("- id: grain-2024")
    changed = text[place:].replace("qualifier: exact", f"qualifier: {qualifier}", 1)
    (copied / "nature.yaml").write_text(text[:place] + changed, encoding="utf-8")
    assert verdict(copied, expect).startswith(expected)


@pytest.mark.parametrize(
    ("qualifier", "tolerance", "expected"),
    [
        ("near", 10, "inconsistent"),  # 9 to 10 against 7.5 to 8.5
        ("near", 15, "consistent"),  # 8.5 to 10
        ("about", 15, "consistent"),
        ("about", 10, "inconsistent"),
    ],
)
def test_a_tolerance_says_how_near(copied: Path, qualifier: str, tolerance: int, expected: str) -> None:
    text = (copied / "nature.yaml").read_text(encoding="utf-8")
    place = text.index("- id: grain-2024")
    changed = text[place:].replace("qualifier: exact", f"qualifier: {qualifier}", 1)
    (copied / "nature.yaml").write_text(text[:place] + changed, encoding="utf-8")
    found = verdict(copied, "grain-2024 = grain-2015", f'    tolerance: "{tolerance}"\n')
    assert found.startswith(expected)


def test_a_doubling_is_a_factor_and_a_share_a_hundredth(real: FactBase, tmp_path: Path) -> None:
    for file in REAL.glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with_relation(tmp_path, "gdp-doubling = 2 * coal-advanced-share-level")
    row = audited(base=tmp_path)["it"]
    assert (row["verdict"], row["left_low"], row["left_high"], row["unit"]) == ("consistent", 1.5, 2.5, None)
    assert (row["right_low"], row["right_high"]) == (1.99, 2.01)
    with_relation(tmp_path, "gdp-rank <= shangtai-top100-rank")
    row = audited(base=tmp_path)["it"]
    assert [row[k] for k in ("left_low", "left_high", "right_low", "right_high")] == [1, 5, 1, 100]


# What a person sees


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_terminal_of_eighty_columns_holds_it(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.cells import cell_len

    from xiyang_cli.answers.audit import audit
    from xiyang_cli.base.load import load_base
    from xiyang_cli.language import Language
    from xiyang_cli.output.agreement import seen
    from xiyang_cli.output.tables import screen_text
    from xiyang_cli.output.views import Writer

    monkeypatch.setenv("COLUMNS", "80")
    base = load_base(REAL)
    checks = audit(base)
    text = strip(
        screen_text(seen(checks, Writer(lambda: base, Language(language))), terminal=True, no_color=True)
    )
    assert max(cell_len(line) for line in text.splitlines()) <= 80
    for check in checks:
        assert check.relation.id in text.replace("\n", "")


def test_in_chinese(copied: Path) -> None:
    result = run("audit", "grain-fall", "-f", "table", "--lang", "zh", base=copied)
    assert result.out == (
        "✓ 一致 · 粮食减两成 (grain-fall)\n"
        "事实        原文      可代表的范围\n"
        "─────────────────────────────────────\n"
        "grain-2020  12.5万吨  12.45—12.55万吨\n"
        "grain-2024  10万吨    9.5—10.5万吨\n"
        "算式：12.5万吨 * ( 1 - 0.2 ) = 10万吨\n"
        "结果：9.96—10.04万吨 = 9.5—10.5万吨\n"
        "理由：两边的范围有共同的值\n"
        "前提：减的是两成\n"
    )


def test_markdown_has_a_table_a_check(copied: Path) -> None:
    out = run("audit", "unemployed-start", "-f", "markdown", base=copied).out
    assert out.startswith("**? cannot tell · unemployed people at the start (unemployed-start)**\n\n| fact |")
    assert "reason: the number of 2020 is not printed" in out


def test_a_base_without_relations_says_so(copied: Path) -> None:
    (copied / "relations.yaml").unlink()
    result = run("audit", "-f", "table", base=copied)
    assert (result.code, result.out) == (0, "The base has no relations to check.\n")
    assert run("audit", "--json", base=copied).out == "[]\n"


def test_a_relation_is_named_by_id_or_name(copied: Path) -> None:
    assert list(audited("grain-fall", "more enterprises", base=copied)) == ["grain-fall", "enterprises-rise"]
    result = run("audit", "grain-fal", base=copied)
    assert (result.code, result.out) == (2, "")
    assert "no relation is called grain-fal; did you mean 粮食减两成 (grain-fall)?" in result.err


# Loading


def test_the_line_is_that_of_the_formula(copied: Path) -> None:
    edit(copied, "relations.yaml", "= grain-2024", "= grain-2034")
    (line,) = told(copied)
    assert line.startswith(f"relations.yaml:{line_of(copied, 'relations.yaml', 'grain-2034')}: grain-fall: ")


def test_a_fact_without_a_value_is_no_term(tmp_path: Path) -> None:
    for file in REAL.glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with_relation(tmp_path, "fiscal-health-rank <= 1")
    assert told(tmp_path) == [
        "relations.yaml:5: it: the fact fiscal-health-rank has no value; a formula works with numbers"
    ]


def test_a_fact_at_fault_is_not_told_as_unknown(copied: Path) -> None:
    edit(copied, "nature.yaml", 'value: "12.5"', 'value: "12,5"')
    (line,) = told(copied)
    assert line.startswith("nature.yaml:")


def test_a_formula_without_end_is_refused(copied: Path) -> None:
    with_relation(copied, "1 + " * 400 + "1 = 1")
    assert "has more than 100 words; split it into several relations" in told(copied)[0]


# Intervals and formulas


def fractions() -> st.SearchStrategy[Fraction]:
    return st.fractions(min_value=-1000, max_value=1000, max_denominator=50)


@st.composite
def intervals_with_points(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    """An interval, open or not, and a number in it."""
    point = draw(fractions())
    below, above = (draw(st.none() | st.fractions(0, 500, max_denominator=50)) for _ in range(2))
    low = None if below is None else point - below
    high = None if above is None else point + above
    return Interval.of(low, high), point


@given(one=intervals_with_points(), other=intervals_with_points())
def test_an_interval_holds_the_result_of_any_of_its_numbers(
    one: tuple[Interval, Fraction], other: tuple[Interval, Fraction]
) -> None:
    (a, x), (b, y) = one, other
    assert x + y in a + b
    assert x - y in a - b
    assert x * y in a * b
    if y:
        assert x / y in a / b


@given(one=intervals_with_points(), other=intervals_with_points())
def test_what_numbers_do_their_intervals_may_do(
    one: tuple[Interval, Fraction], other: tuple[Interval, Fraction]
) -> None:
    (a, x), (b, y) = one, other
    assert x != y or a.may_equal(b)
    assert x > y or a.may_be_below(b)
    assert not a.is_below(b) or x <= y
    assert a.may_equal(b) == b.may_equal(a)


@given(one=intervals_with_points(), digits=st.integers(1, 6))
def test_what_is_shown_is_never_narrower(one: tuple[Interval, Fraction], digits: int) -> None:
    from xiyang_cli.answers.audit import ends
    from xiyang_cli.output.agreement import shown

    interval, point = one
    for low, high in (ends(interval, None), shown(interval, None, digits)):
        assert (low is None) == (interval.low is None)
        assert (high is None) == (interval.high is None)
        assert low is None or Fraction(low) <= point
        assert high is None or Fraction(high) >= point


def test_open_ends_by_hand() -> None:
    over = Interval.of(Fraction(70), None)
    assert over / Interval.of(Fraction(39), Fraction(41)) == Interval.of(Fraction(70, 41), None)
    assert Interval.of(Fraction(1), Fraction(2)) / over == Interval.of(Fraction(0), Fraction(2, 70))
    assert over - over == Interval.of(None, None)
    assert over * Interval.of(Fraction(-1), Fraction(1)) == Interval.of(None, None)
    assert Interval.of(Fraction(0), Fraction(0)) * Interval.of(None, None) == Interval.of(
        Fraction(0), Fraction(0)
    )
    assert (over / Interval.of(Fraction(0), Fraction(1))).is_open
    with pytest.raises(ValueError, match="ends before it begins"):
        Interval.of(Fraction(2), Fraction(1))


def between(low: int | None, high: int | None) -> Interval:
    return Interval.of(*(None if end is None else Fraction(end) for end in (low, high)))


@given(ends=st.lists(fractions(), min_size=4, max_size=4))
def test_an_interval_is_no_wider_than_its_ends_make_it(ends: list[Fraction]) -> None:
    one, other = sorted(ends[:2]), sorted(ends[2:])
    for operate in (operator.add, operator.sub, operator.mul, operator.truediv):
        if operate is operator.truediv and other[0] <= 0 <= other[1]:
            continue
        results = [operate(x, y) for x in one for y in other]
        found = operate(Interval.of(one[0], one[1]), Interval.of(other[0], other[1]))
        assert (found.low, found.high, found.is_open) == (min(results), max(results), False)


@pytest.mark.parametrize(
    ("found", "low", "high"),
    [
        (between(70, None) + between(1, 2), 71, None),
        (between(None, 70) + between(1, 2), None, 72),
        (between(1, 2) + between(None, 70), None, 72),
        (between(1, 2) - between(70, None), None, -68),
        (between(70, None) - between(1, 2), 68, None),
        (between(2, None) * between(3, None), 6, None),
        (between(None, -2) * between(3, None), None, -6),
        (between(None, -2) * between(None, -3), 6, None),
        (between(0, None) * between(3, 4), 0, None),
        (between(0, 0) * between(3, None), 0, 0),
        (between(1, 1) / between(None, -2), Fraction(-1, 2), 0),
        (between(6, None) / between(2, 3), 2, None),
        (between(None, 6) / between(2, 3), None, 3),
        (between(1, 2) / between(-1, 1), None, None),
    ],
)
def test_what_open_ends_make(found: Interval, low: Fraction | None, high: Fraction | None) -> None:
    assert (found.low, found.high, found.is_open) == (low, high, low is None and high is None)


@pytest.mark.parametrize(
    ("one", "other", "may_equal", "may_be_below", "is_below"),
    [
        ((1, 2), (3, 4), False, True, True),
        ((3, 4), (1, 2), False, False, False),
        ((1, 2), (2, 3), True, True, True),  # they only touch
        ((2, 3), (1, 2), True, True, False),
        ((1, 3), (2, 4), True, True, False),
        ((1, 4), (2, 3), True, True, False),
        ((5, 5), (5, 5), True, True, True),
        ((70, None), (None, 70), True, True, False),
        ((None, 70), (70, None), True, True, True),
        ((71, None), (None, 70), False, False, False),
        ((None, 70), (71, 72), False, True, True),
        ((70, None), (71, 72), True, True, False),
        ((None, None), (1, 1), True, True, False),
    ],
)
def test_how_intervals_may_stand_to_each_other(
    one: tuple[int | None, int | None],
    other: tuple[int | None, int | None],
    may_equal: bool,
    may_be_below: bool,
    is_below: bool,
) -> None:
    a, b = between(*one), between(*other)
    assert (a.may_equal(b), a.may_be_below(b), a.is_below(b)) == (may_equal, may_be_below, is_below)


def test_an_interval_holds_its_ends_and_nothing_beyond() -> None:
    held = {
        (low, high): [number for number in range(5) if Fraction(number) in between(low, high)]
        for low, high in ((1, 3), (2, 2), (2, None), (None, 2), (None, None))
    }
    assert list(held.values()) == [[1, 2, 3], [2], [2, 3, 4], [0, 1, 2], [0, 1, 2, 3, 4]]


def terms() -> st.SearchStrategy[Term]:
    ids = st.from_regex(r"[a-z][a-z0-9]{0,3}(-[a-z0-9]{1,3}){0,2}", fullmatch=True).map(Ref)
    numbers = st.decimals(0, 10**6, places=3)
    return st.recursive(
        ids | numbers,
        lambda inner: st.builds(Operation, st.sampled_from("+-*/"), inner, inner),
        max_leaves=12,
    )


@given(left=terms(), comparison=st.sampled_from(COMPARISONS), right=terms())
def test_a_formula_that_is_written_reads_as_itself(left: Term, comparison: str, right: Term) -> None:
    formula = Formula(left, comparison, right)
    assert read_formula(str(formula)) == formula


@given(text=st.text(alphabet="ab1-.+*/()=<> ", max_size=40))
def test_any_text_is_a_formula_or_told_as_none(text: str) -> None:
    try:
        formula = read_formula(text)
    except NotAFormula as fault:
        assert str(fault)
    else:
        assert read_formula(str(formula)) == formula


@given(term=terms(), data=st.data())
def test_a_formula_over_intervals_holds_its_value_over_points(term: Term, data: st.DataObject) -> None:
    from xiyang_cli.figures.formula import ids_of

    drawn = {id: data.draw(intervals_with_points()) for id in ids_of(term)}
    points = {id: point for id, (_, point) in drawn.items()}
    try:
        value = evaluate(term, points, Fraction)
    except ZeroDivisionError:
        assume(False)
    ranges = {id: interval for id, (interval, _) in drawn.items()}
    found = evaluate(term, ranges, lambda number: Interval.of(Fraction(number), Fraction(number)))
    assert value in found


def test_products_come_before_sums_and_signs_go_from_left_to_right() -> None:
    for text, value in (
        ("8 - 4 - 2", 2),
        ("8 / 4 / 2", 1),
        ("1 + 2 * 3", 7),
        ("( 1 + 2 ) * 3", 9),
        ("8 - (4 - 2)", 6),
    ):
        assert evaluate(read_formula(f"{text} = 1").left, {}, Fraction) == value


def test_ids_hold_hyphens() -> None:
    assert read_formula("a-1 - b = 2").left == Operation("-", Ref("a-1"), Ref("b"))
    assert read_formula("2 = 3.50").right == Decimal("3.50")
