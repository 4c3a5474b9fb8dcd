"""Measures outside the set of unit codes: read, judged and held to statements where a base lists them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import COUNTY, edit, run
from xiyang_cli.base.load import load_base
from xiyang_cli.reading.measures import Measures
from xiyang_cli.reading.mention import Mention
from xiyang_cli.reading.others import OUTSIDE_UNIT, other_numbers
from xiyang_cli.reading.text import read_quantities

LENGTH = "  - {id: m, kind: length, name_zh: 米, name_en: metre, kind_zh: 长度, kind_en: length}\nunits:"
KILOMETRE = """
  - {id: 米, base_unit: m, factor: "1", name_en: m}
  - {id: 公里, base_unit: m, factor: "1000", name_en: km, aliases: [kilometre, kilometres]}
"""
ROADS = """
  - id: roads
    name_zh: 公路里程
    name_en: roads
    pinyin: [gong lu li cheng]
    place: 临溪县
    unit_kind: length
    facts:
      - id: roads-2024
        kind: level
        value: "1205"
        unit: 公里
        qualifier: exact
        period: "2024"
        period_basis: printed
        status: actual
        figure: 1205公里
        statement_zh: 2024年公路长1205公里。
        statement_en: Roads were 1,205 km long in 2024.
        at: {source: notice, item: 1, section: 1, sentence: 8, hash: 3c75602c9490e11407397aaa0efa8fcc6eda64397fd4872c4250e7ffcca9121c}
"""  # fmt: skip


@pytest.fixture
def with_length(copied: Path) -> Path:
    """The county with metres and kilometres among its units, and nothing measured in them."""
    units = copied / "units.yaml"
    before, after = units.read_text(encoding="utf-8").split("\nunits:", 1)
    units.write_text(f"{before}\n{LENGTH}{after.rstrip()}{KILOMETRE}", encoding="utf-8")
    return copied


@pytest.fixture
def with_roads(with_length: Path) -> Path:
    """And with the length of its roads."""
    nature = with_length / "nature.yaml"
    nature.write_text(nature.read_text(encoding="utf-8").rstrip("\n") + ROADS, encoding="utf-8")
    return with_length


def verdicts(base: Path, text: str) -> list[tuple[str, str]]:
    rows = run("check", "--text", text, "--json", base=base).json
    return [(row["figure"], row["verdict"]) for row in rows]


@pytest.mark.parametrize(
    ("text", "figure", "verdict"),
    [
        ("2024年临溪县公路里程1205公里。", "1205公里", "supported"),
        ("2024年临溪县公路里程120.5万米。", "120.5万米", "supported"),
        ("2024年临溪县公路里程1250公里。", "1250公里", "contradicted"),
        ("In 2024 the roads of Linxi County were 1,205 km long.", "1,205 km", "supported"),
        ("In 2024 the roads of Linxi County were 1,250 kilometres long.", "1,250 kilometres", "contradicted"),
        # a measure of which the base has nothing is named all the same
        ("2024年临溪县用电12亿千瓦时。", "12亿千瓦时", "not_found"),
    ],
)
def test_a_figure_in_a_measure_of_the_base_is_judged(
    with_roads: Path, text: str, figure: str, verdict: str
) -> None:
    assert verdicts(with_roads, text) == [(figure, verdict)]


def test_a_unit_without_a_figure_makes_nothing_wrong(with_length: Path) -> None:
    assert verdicts(with_length, "2024年临溪县公路长1250公里。") == [("1250公里", "not_found")]


def in_units(base: Path, text: str) -> list[tuple[str, int, str]]:
    measures = Measures(load_base(base).units)
    found: list[Mention] = [*read_quantities(text, wider=True)]
    taken = {place for mention in found for place in range(mention.start, mention.end)}
    read = (measures.read(text, mention) for mention in (*found, *other_numbers(text, taken)))
    return [(mention.text, int(mention.value), mention.unit) for mention in read if mention is not None]


def test_numbers_take_the_unit_that_stands_behind_them(with_length: Path) -> None:
    assert in_units(with_length, "长1.2万公里，5米宽") == [("1.2万公里", 12_000_000, "m"), ("5米", 5, "m")]
    assert in_units(with_length, "30 km, 2,000 kilometres, 12 million km") == [
        ("30 km", 30_000, "m"), ("2,000 kilometres", 2_000_000, "m"), ("12 million km", 12_000_000_000, "m"),
    ]  # fmt: skip
    assert in_units(with_length, "30 kmh, 40 mm, 50 kWh, 60 people, 70") == []
    assert in_units(COUNTY, "1.2万公里, 30 km") == []


@pytest.mark.parametrize("text", ["32.6 million US dollars", "32.6 million dollars"])
def test_dollars_are_outside_the_set(text: str) -> None:
    assert read_quantities(text) == []
    assert [mention.unit for mention in other_numbers(text, set())] == [OUTSIDE_UNIT]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("1,205 km", "1,205 km", None),
        ("1,205 km", "1.205 million m", None),
        ("1,205 km", "1,250 km", "1,250 km is not the fact's figure 1205公里"),
        ("公路长1205公里", "公路长1250公里", "1250公里 is not the fact's figure 1205公里"),
        ("1,205 km long", "long", "the fact's figure 1205公里 does not stand in statement_en"),
    ],
)
def test_lint_reads_statements_in_the_measures_of_the_base(
    with_roads: Path, old: str, new: str, message: str | None
) -> None:
    edit(with_roads, "nature.yaml", old, new)
    rows = run("lint", str(with_roads), "--as-of", "2025-01", "--json").json
    found = [row["message_en"] for row in rows if row["rule"].startswith("statement")]
    assert len(found) == (message is not None)
    assert all(row.startswith(str(message)) for row in found)
