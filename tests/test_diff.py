"""`diff`: what changed between two bases, folders or revisions, figures first."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import COUNTY, REAL, Result, edit, run, script
from xiyang_cli.answers.differences import Change, Difference, differences
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.load import load_base


def diff(old: Path, new: Path, *words: str) -> Result:
    return run("diff", str(old), str(new), *words, base=REAL)


def changed(old: Path, new: Path) -> list[tuple[Any, ...]]:
    """change, record, id, key, old and new of each row."""
    return [tuple(row.values())[:6] for row in diff(old, new, "--json").json]


# What changed


def test_a_base_differs_in_nothing_from_itself(county: FactBase, real: FactBase) -> None:
    assert differences(county, county) == differences(real, real) == []
    result = diff(COUNTY, COUNTY, "-f", "table")
    assert (result.code, result.out, result.err) == (0, "No differences.\n", "")
    assert diff(COUNTY, COUNTY, "-f", "markdown").out == "No differences.\n"
    assert diff(COUNTY, COUNTY, "--json").out == "[]\n"


def test_a_figure_comes_before_other_keys(copied: Path) -> None:
    edit(copied, "economy.yaml", "name_en: enterprises", "name_en: firms")
    edit(
        copied, "economy.yaml", 'statement_en: "300 enterprises in 2020"', 'statement_en: "310 firms in 2020"'
    )
    edit(copied, "economy.yaml", 'value: "300"', 'value: "310"')
    edit(copied, "economy.yaml", 'figure: "300家"', 'figure: "310家"')
    edit(copied, "economy.yaml", "qualifier: exact", "qualifier: over")
    assert changed(COUNTY, copied) == [
        ("changed", "fact", "enterprises-2020", "value", 300, 310),
        ("changed", "fact", "enterprises-2020", "qualifier", "exact", "over"),
        ("changed", "fact", "enterprises-2020", "figure", "300家", "310家"),
        ("changed", "fact", "enterprises-2020", "statement_en", "300 enterprises in 2020", "310 firms in 2020"),
        ("changed", "indicator", "enterprises", "name_en", "enterprises", "firms"),
    ]  # fmt: skip
    assert diff(COUNTY, copied).code == 1


def test_a_digit_more_is_a_difference(copied: Path) -> None:
    """12.50 stands for 12.495 to 12.505, 12.5 for 12.45 to 12.55."""
    edit(copied, "nature.yaml", 'value: "12.5"', 'value: "12.50"')
    assert "\t12.5\t12.50\t" in diff(COUNTY, copied).out


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("places.yaml", "name_en: Linshui County", "name_en: Linshui", ("place", "邻水县", "name_en", "Linshui County", "Linshui")),
        ("places.yaml", "home: 临溪县", "home: 邻水县", ("base", "base", "home", "临溪县", "邻水县")),
        ("plans.yaml", "period: 2011/2015", "period: 2010/2015", ("plan", "12th", "period", "2011/2015", "2010/2015")),
        ("plans.yaml", "from: 13th", "from: 12th", ("base", "base", "from", "13th", "12th")),
        ("sectors.yaml", "name_en: economy", "name_en: the economy", ("sector", "economy", "name_en", "economy", "the economy")),
        ("units.yaml", 'factor: "1000000000"', 'factor: "1e9"'.replace("1e9", "999"), ("unit", "吉瓦", "factor", "1000000000/1", "999/1")),
        ("units.yaml", "aliases: [tonne, tonnes]", "aliases: [tonne]", ("unit", "吨", "aliases", "吨; t; tonne; tonnes", "吨; t; tonne")),
        ("units.yaml", "kind_en: power", "kind_en: wattage", ("base_unit", "W", "kind_en", "power", "wattage")),
        ("sources.yaml", "publisher: 临溪公报", "publisher: null", ("source", "notice", "publisher", "临溪公报", None)),
        ("sources.yaml", "word: 2022年, count: 1", "word: 2022年, count: 2", ("source", "notice", "non_figures", "2022年 1 年份", "2022年 2 年份")),
        ("relations.yaml", "1 - 0.2", "1 - 0.3", ("relation", "grain-fall", "expect", "0.2", "0.3")),
        ("nature.yaml", "aliases_en: [grain]", "aliases_en: [corn]", ("indicator", "grain", "aliases", "粮食; grain", "粮食; corn")),
        ("nature.yaml", "status: planned", "status: actual", ("fact", "water-stations-2030", "status", "planned", "actual")),
    ],
)  # fmt: skip
def test_each_file_is_compared(
    copied: Path, file: str, old: str, new: str, expected: tuple[Any, ...]
) -> None:
    edit(copied, file, old, new)
    found = [row for row in changed(COUNTY, copied) if row[3] == expected[2]]
    (row,) = found
    assert row[:4] == ("changed", *expected[:3])
    for told, part in zip(row[4:], expected[3:], strict=True):
        assert told == part or str(part) in str(told)


def without(base: Path, id: str) -> None:
    """Take the fact `id` out of the county's nature file."""
    text = (base / "nature.yaml").read_text(encoding="utf-8")
    start = text.index(f"      - id: {id}\n")
    end = text.index("}\n", start) + 2
    (base / "nature.yaml").write_text(text[:start] + text[end:], encoding="utf-8")


def test_what_came_and_what_went(copied: Path) -> None:
    without(copied, "grain-2019")
    assert changed(COUNTY, copied) == [("removed", "fact", "grain-2019", None, "13万吨 (2019)", None)]
    assert changed(copied, COUNTY) == [("added", "fact", "grain-2019", None, None, "13万吨 (2019)")]


def test_a_new_id_is_told_as_such_and_as_nothing_else(copied: Path) -> None:
    """What refers to it has not changed."""
    edit(copied, "nature.yaml", "- id: grain\n", "- id: cereals\n")
    edit(copied, "nature.yaml", "id: grain-2024", "id: cereals-2024")
    edit(copied, "relations.yaml", "= grain-2024", "= cereals-2024")
    assert changed(COUNTY, copied) == [
        ("renamed", "fact", "cereals-2024", "id", "grain-2024", "cereals-2024"),
        ("renamed", "indicator", "cereals", "id", "grain", "cereals"),
    ]


def test_a_new_id_with_another_figure_is_another_fact(copied: Path) -> None:
    edit(copied, "nature.yaml", "id: grain-2019", "id: grain-19")
    edit(copied, "nature.yaml", 'value: "13"', 'value: "14"')
    assert {row[:3] for row in changed(COUNTY, copied)} == {
        ("added", "fact", "grain-19"),
        ("removed", "fact", "grain-2019"),
    }


def test_a_place_with_a_new_name_is_the_same_place(copied: Path) -> None:
    for file in ("places.yaml", "nature.yaml"):
        text = (copied / file).read_text(encoding="utf-8")
        renamed = text.replace("id: 邻水县", "id: 邻水区").replace("place: 邻水县", "place: 邻水区")
        (copied / file).write_text(renamed, encoding="utf-8")
    assert changed(COUNTY, copied) == [("renamed", "place", "邻水区", "id", "邻水县", "邻水区")]


EDITS = [
    [("nature.yaml", 'value: "13"', 'value: "14"')],
    [("nature.yaml", "id: grain-2015", "id: grain-then")],
    [("nature.yaml", "- id: water-use\n", "- id: use-of-water\n")],
    [("nature.yaml", "name_en: forest cover", "name_en: woods")],
    [("nature.yaml", 'period: "2019"', 'period: "2018"')],
    [("economy.yaml", "- id: town-people\n", "- id: town-folk\n")],
    [("economy.yaml", "unit_kind: people", "unit_kind: null")],
    [("economy.yaml", "id: enterprises-2024", "id: firms-2024"), ("relations.yaml", "enterprises-2024", "firms-2024")],
    [("relations.yaml", "- id: grain-fall", "- id: grain-drop")],
    [("relations.yaml", ">= enterprises-2020", "<= enterprises-2020")],
    [("units.yaml", "aliases: [per cent, percent]", "aliases: [percent]")],
    [("places.yaml", "home: 临溪县", "home: 邻水县")],
    [("sectors.yaml", "name_zh: 自然", "name_zh: 大自然"), ("sectors.yaml", "[zi ran]", "[da zi ran]")],
]  # fmt: skip


def mirrored(found: list[Difference]) -> Counter[tuple[Any, ...]]:
    """The differences as the other way round would tell them."""
    other = {Change.ADDED: Change.REMOVED, Change.REMOVED: Change.ADDED}
    return Counter(
        (
            other.get(d.change, d.change),
            d.record,
            d.old if d.change is Change.RENAMED else d.id,
            d.key,
            d.new,
            d.old,
        )
        for d in found
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.tuples(*[st.sets(st.integers(0, len(EDITS) - 1)) for _ in range(2)]))
def test_the_other_way_round_is_the_mirror(chosen: tuple[set[int], set[int]], tmp_path_factory: Any) -> None:
    bases = []
    for edits in chosen:
        folder = tmp_path_factory.mktemp("base")
        for file in COUNTY.glob("*.yaml"):
            shutil.copy(file, folder)
        for number in edits:
            for name, old, new in EDITS[number]:
                edit(folder, name, old, new)
        bases.append(load_base(folder))
    there, back = differences(*bases), differences(*bases[::-1])
    plain = Counter((d.change, d.record, d.id, d.key, d.old, d.new) for d in there)
    assert mirrored(back) == plain
    assert (not there) == (chosen[0] == chosen[1])


# What a person sees


def test_markdown_is_a_list_for_a_changelog(copied: Path) -> None:
    without(copied, "grain-2015")
    edit(copied, "nature.yaml", 'value: "13"', 'value: "14"')
    edit(copied, "nature.yaml", 'figure: "13万吨"', 'figure: "14万吨"')
    edit(copied, "nature.yaml", "name_en: forest cover", "name_en: '*woods*'")
    edit(copied, "economy.yaml", "id: enterprises-2022", "id: firms-2022")
    edit(copied, "relations.yaml", "enterprises-2022", "firms-2022")
    assert diff(COUNTY, copied, "-f", "markdown").out == (
        "### Figures\n\n"
        "- grain output (grain-2019): value 13 → 14; figure 13万吨 → 14万吨\n\n"
        "### Other keys\n\n"
        "- indicator \\*woods\\* (forest-cover)\n"
        "  - name_en: forest cover → \\*woods\\*\n\n"
        "### Removed\n\n"
        "- grain output (grain-2015): 8万吨 (2015)\n\n"
        "### Renamed\n\n"
        "- enterprises (firms-2022): enterprises-2022 → firms-2022\n"
    )
    chinese = diff(COUNTY, copied, "-f", "markdown", "--lang", "zh").out
    assert chinese.startswith("### 数字\n\n- 粮食产量 (grain-2019)：value 13 → 14；figure 13万吨 → 14万吨\n")
    assert "### 改编号" in chinese


def test_a_table_has_a_part_for_figures(copied: Path) -> None:
    edit(copied, "nature.yaml", 'value: "13"', 'value: "14"')
    without(copied, "grain-2015")
    assert diff(COUNTY, copied, "-f", "table").out == (
        "figures\n"
        "record  id          key    old  new\n"
        "───────────────────────────────────\n"
        "fact    grain-2019  value  13   14\n"
        "\n"
        "removed\n"
        "record  id          name          what it says\n"
        "──────────────────────────────────────────────\n"
        "fact    grain-2015  grain output  8万吨 (2015)\n"
    )


def test_a_pipe_gets_rows_and_fields_can_be_chosen(copied: Path) -> None:
    edit(copied, "nature.yaml", 'value: "13"', 'value: "14"')
    assert diff(COUNTY, copied).out.startswith(
        "change\trecord\tid\tkey\told\tnew\tname_zh\tname_en\nchanged\tfact\t"
    )
    assert diff(COUNTY, copied, "--fields", "id,new").out == "id\tnew\ngrain-2019\t14\n"
    chosen = diff(COUNTY, copied, "--fields", "id,new", "-f", "markdown").out
    assert chosen.splitlines()[-1] == "| grain-2019 | 14 |"


# Revisions


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git work tree with the county's base under `facts`, at three commits; grain of 2019 is 13, 14, 15."""
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    folder = tmp_path / "work tree"
    shutil.copytree(COUNTY, folder / "facts")
    git(folder, "init", "-q", "-b", "main")
    for number, (old, new) in enumerate((("13", "13"), ("13", "14"), ("14", "15"))):
        edit(folder / "facts", "nature.yaml", f'value: "{old}"', f'value: "{new}"')
        (folder / "note.txt").write_text(str(number))
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", f"grain {new}")
        git(folder, "tag", f"v{number}")
    monkeypatch.chdir(folder)
    return folder


def git(folder: Path, *words: str) -> None:
    names = ["-c", "user.name=Keeper", "-c", "user.email=keeper@example.org"]
    subprocess.run(["git", "-C", str(folder), *names, *words], check=True, capture_output=True)


def grain(*words: str, base: Path) -> list[tuple[Any, Any]]:
    result = run("diff", *words, "--json", base=base)
    assert result.err == ""
    return [(row["old"], row["new"]) for row in result.json]


def test_a_revision_against_the_base_in_use(repository: Path) -> None:
    base = repository / "facts"
    assert grain("HEAD~1", base=base) == [(14, 15)]
    assert grain("v0", base=base) == [(13, 15)]
    assert grain("HEAD", base=base) == []
    edit(base, "nature.yaml", 'value: "15"', 'value: "16"')
    assert grain("HEAD", base=base) == [(15, 16)]


def test_two_revisions_and_a_folder_at_one(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert grain("v0", "v1", base=repository / "facts") == [(13, 14)]
    assert grain("v0:facts", "v2:facts", base=REAL) == [(13, 15)]
    assert grain("v1:facts", str(COUNTY), base=REAL) == [(14, 13)]
    monkeypatch.chdir(repository / "facts")
    assert grain("v0", base=Path()) == [(13, 15)]
    assert grain("v1", "v0:facts", base=Path()) == [(14, 13)]


def test_a_folder_goes_before_a_revision_of_its_name(repository: Path) -> None:
    shutil.copytree(COUNTY, repository / "v2")
    assert grain("v2", base=repository / "facts") == [(13, 15)]


def test_a_base_that_was_broken_then_is_told_by_its_revision(repository: Path) -> None:
    edit(repository / "facts", "nature.yaml", 'value: "15"', "value: x")
    git(repository, "commit", "-aqm", "broken")
    edit(repository / "facts", "nature.yaml", "value: x", 'value: "15"')
    result = run("diff", "HEAD", base=repository / "facts")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("HEAD:facts/nature.yaml:")
    assert "grain-2019: value 'x' is no decimal" in result.err


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["v9"], 2, "error: v9: neither a folder nor a git revision of "),
        (["v1:nowhere"], 2, "error: v1 has no folder nowhere; write REVISION:FOLDER\n"),
        (["v1:note.txt"], 2, "error: v1 has no folder note.txt; write REVISION:FOLDER\n"),
        ([":facts"], 2, "error: :facts: neither a folder nor a git revision of "),
        (["v1:"], 3, "v1:: an empty base; a base has places.yaml"),
        (["--", "--output=x"], 2, "error: --output=x: neither a folder nor a git revision of "),
        (["HEAD;touch x"], 2, "error: HEAD;touch x: neither a folder nor a git revision of "),
        (["a\0b"], 2, r"error: a\x00b: neither a folder nor a git revision of "),
        (["v1..v2"], 2, "error: v1..v2: neither a folder nor a git revision of "),
        (["v1", "nowhere/at/all"], 2, "error: nowhere/at/all: neither a folder nor a git revision of "),
    ],
)  # fmt: skip
def test_what_is_no_base_is_one_clear_line(repository: Path, words: list[str], code: int, told: str) -> None:
    result = run("diff", *words, base=repository / "facts")
    assert (result.code, result.out) == (code, "")
    assert result.err.startswith(told)
    assert len(result.err.splitlines()) == 1
    assert not (repository / "x").exists()


def test_outside_a_work_tree_a_folder_is_asked_for(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(copied.parent.parent))
    result = run("diff", "HEAD", base=copied)
    assert result.code == 2
    assert result.err.startswith(
        f"error: HEAD: no folder, and {copied} has no revisions to read (fatal: not a git"
    )
    assert result.err.endswith("; name a folder\n")


def test_without_git_it_says_so(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository / "nothing"))
    result = run("diff", "HEAD", base=repository / "facts")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "error: git is not there, and a revision is read with it; install it, or name a folder\n"
    )
    assert run("diff", str(COUNTY), base=repository / "facts").code == 1


def test_a_link_in_a_revision_is_not_followed(repository: Path) -> None:
    (repository / "facts" / "odd.yaml").symlink_to("/etc/passwd")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "link")
    (repository / "facts" / "odd.yaml").unlink()
    assert grain("HEAD", base=repository / "facts") == []


def test_a_base_that_is_compared_is_not_written_over(copied: Path) -> None:
    target = copied / "nature.yaml"
    before = target.read_bytes()
    result = diff(COUNTY, copied, "-o", str(target), "-f", "json")
    assert (result.code, target.read_bytes()) == (2, before)
    assert "was read for this answer; write to another file" in result.err


def test_the_program_itself_ends_with_1(copied: Path) -> None:
    edit(copied, "nature.yaml", 'value: "13"', 'value: "14"')
    done = script("diff", str(COUNTY), str(copied), "--fields", "old,new")
    assert (done.returncode, done.stdout, done.stderr) == (1, b"old\tnew\n13\t14\n", b"")
