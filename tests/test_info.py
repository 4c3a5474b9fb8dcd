"""`xiyang info`: which base, how it was chosen, what it holds. Counts of the county by hand."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from tests.conftest import COUNTY, REAL, run
from xiyang_cli.base.folder import content_hash


def test_the_county_counted_by_hand() -> None:
    (row,) = run("info", "-f", "json").json
    counts = {key: value for key, value in row.items() if isinstance(value, int)}
    assert counts == {
        "sectors": 2, "indicators": 9, "facts": 18, "places": 2, "units": 14,
        "facts_level": 15, "facts_change": 3, "facts_rank": 0, "facts_recognition": 0, "facts_measure": 0, "facts_project": 0,
        "facts_actual": 17, "facts_under_way": 0, "facts_planned": 1, "facts_projected": 0,
        # grain-2015 is the first, water-stations-2030 the last
        "first_year": 2015, "last_year": 2030,
        # enterprises, fiscal result, forest cover, grain; unemployed: 800 people after a fall by 20% give its start
        "both_ends": 5,
        # the people of the town: 2020 alone
        "one_end": 1,
        # a level without a year, one of 2030, a change alone
        "no_end": 3,
        "sentences_with_facts": 9, "sentences_without_facts": 1,
    }  # fmt: skip
    assert row["sources"] == [
        {
            "id": "notice",
            "headline_zh": "溪畔新篇",
            "headline_en": "A new page by the stream",
            "printed": "2025-01",
            "publisher": "临溪公报",
        }
    ]
    assert (row["home"], row["from_plan"], row["to_plan"]) == ("临溪县", "13th", "14th")


def test_how_the_base_was_chosen(copied: Path) -> None:
    def of(*words: str, base: Path | None) -> tuple[str, str]:
        (row,) = run("info", "-f", "json", *words, base=base).json
        return row["chosen_by"], row["base"]

    assert of("--base", str(copied), base=COUNTY) == ("option", str(copied))
    assert of(base=copied) == ("environment", str(copied))
    assert of(base=None) == ("shipped", str(REAL))


def test_a_base_is_shown_as_it_was_named(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(copied.parent)
    (row,) = run("info", "-f", "json", "--base", copied.name).json
    assert (row["base"], row["path"]) == (copied.name, str(copied))
    assert f"{copied.name} (named by --base)" in run("info", "-f", "table", "--base", copied.name).out


def test_the_hash_is_that_of_what_sha256sum_prints(tmp_path: Path) -> None:
    """So that anyone can work it out anew; hidden and other files count for nothing."""
    (tmp_path / "b.yaml").write_bytes(b"")
    (tmp_path / "a.yaml").write_bytes("昔".encode())
    for other in (".a.yaml", "README.md"):
        (tmp_path / other).write_bytes(b"x")
    lines = (
        "f0a0d67e8007dc3cb46564c1041ed9205846a5b43185376c9070bfc33cd8bb2b  a.yaml\n"
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b.yaml\n"
    )
    assert content_hash(tmp_path) == hashlib.sha256(lines.encode()).hexdigest()


def test_the_hash_changes_with_a_byte_and_with_a_name_and_not_with_the_folder(copied: Path) -> None:
    first = content_hash(copied)
    twin = copied.parent / "twin"
    shutil.copytree(copied, twin)
    assert content_hash(twin) == first == content_hash(COUNTY)
    with (twin / "units.yaml").open("ab") as file:
        file.write(b"#\n")
    (copied / "economy.yaml").rename(copied / "economics.yaml")
    assert len({first, content_hash(twin), content_hash(copied)}) == 3


def test_a_list_is_json_in_a_cell() -> None:
    _, cells, _ = run("info", "-f", "tsv", "--fields", "facts,sources").out.split("\n")
    assert cells.startswith('18\t[{"id": "notice", "headline_zh": "溪畔新篇", ')


def test_it_reads_in_both_languages() -> None:
    english = run("info", "-f", "table").out
    chinese = run("info", "-f", "table", "--lang", "zh").out
    assert "9 indicators, 18 facts" in english
    assert "from 13th Five-Year Plan to 14th Five-Year Plan" in english
    assert "9 个指标、18 条事实" in chinese
    assert "从十三五到十四五" in chinese
    assert "临溪公报" in chinese


def test_a_broken_base_tells_its_faults(copied: Path) -> None:
    (copied / "units.yaml").unlink()
    result = run("info", "-f", "json", base=copied)
    assert (result.code, result.out) == (3, "")
    assert "units.yaml: the file is missing" in result.err
