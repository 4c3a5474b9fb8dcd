"""The invented counties on which speed is measured: as many facts as asked, and a home that stays the same."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from benchmarks.counties import FACTS_PER_COUNTY, RARE_WORD, write_base
from tests.conftest import run


@pytest.mark.parametrize("facts", [FACTS_PER_COUNTY, 1000])
def test_a_base_has_as_many_facts_as_asked(tmp_path: Path, facts: int) -> None:
    base = write_base(tmp_path / "base", facts, layout="one file")
    result = run("list", "--place", "all", "--json", base=base.folder)
    assert len(result.json) == facts
    assert len({row["place"] for row in result.json}) == len(base.counties) == -(-facts // 357)


def test_the_home_county_answers_alike_in_a_base_of_any_size(tmp_path: Path) -> None:
    small, large = (write_base(tmp_path / str(n), n, layout="one file").folder for n in (357, 2000))
    for words in (("show", "gdp"), ("changes",), ("list", "--sector", "energy", "--kind", "rank")):
        assert run(*words, "--json", base=small).json == run(*words, "--json", base=large).json != []


def test_a_rare_word_stands_in_one_fact_of_another_county(tmp_path: Path) -> None:
    base = write_base(tmp_path / "base", 1500, layout="one file")
    (row,) = run("search", RARE_WORD, "--place", "all", "--json", base=base.folder).json
    assert row["place"] == base.other != base.home


def test_both_layouts_hold_the_same(tmp_path: Path) -> None:
    """A folder for each sector in place of its file, a file in it for each prefecture."""
    one, many = (write_base(tmp_path / name, 4000, layout=name).folder for name in ("one file", "folders"))
    whole = yaml.safe_load((one / "energy.yaml").read_text(encoding="utf-8"))
    parts = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((many / "energy").iterdir())]
    assert [part["sector"] for part in parts] == ["energy", "energy"]
    assert [i for part in parts for i in part["indicators"]] == whole["indicators"]
    assert not (many / "energy.yaml").exists()
