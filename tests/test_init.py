"""A new base: whole or not at all, sound as it comes, an example of each kind of fact."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.conftest import REAL, ROOT, edit, run, script
from tests.test_schema import Editor, told
from xiyang_cli.base.load import load_base
from xiyang_cli.base.model import Kind, Qualifier, Status
from xiyang_cli.schema import base_schemas

YAML = ("example", "places", "plans", "relations", "sectors", "sources", "units")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    made = run("init", str(tmp_path / "new"), base=None)
    assert (made.code, made.err) == (
        0,
        f"a new base in {tmp_path / 'new'}; {tmp_path / 'new' / 'README.md'} says what to do next\n",
    )
    return tmp_path / "new"


def test_a_new_base_is_proven_by_its_page(new: Path) -> None:
    proof = run("verify", str(new / "page.txt"), base=new)
    assert (proof.code, proof.err) == (0, "17 facts, 7 sentences, 31 numbers on the page; findings: 0\n")


def test_it_passes_lint_as_it_comes(new: Path) -> None:
    found = run("lint", str(new), "--as-of", "2034-12-31", base=None)
    assert (found.code, found.out) == (0, "")
    assert found.err == "12 indicators, 17 facts; findings: 0\n"


def test_its_figures_agree(new: Path) -> None:
    # 12 × 1.25 is 15
    verdicts = {row["relation"]: row["verdict"] for row in run("audit", "--json", base=new).json}
    assert verdicts == {"grain-output-growth-fits": "consistent", "industrial-output-start": "cannot_tell"}


def test_editors_find_a_schema_for_each_file_that_it_fits(new: Path) -> None:
    assert {
        path.name: path.read_text(encoding="utf-8") for path in (new / ".schema").iterdir()
    } == base_schemas()
    for name in YAML:
        text = (new / f"{name}.yaml").read_text(encoding="utf-8")
        line = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
        assert line
        schema = json.loads((new / line[1]).read_text(encoding="utf-8"))
        errors = Draft202012Validator(schema).iter_errors(yaml.load(text, Editor))
        assert [told(error) for error in errors] == []


def test_it_holds_an_example_of_each_kind_of_fact(new: Path) -> None:
    facts = load_base(new).facts
    assert {fact.kind for fact in facts} == set(Kind)
    assert {Status.ACTUAL, Status.UNDER_WAY, Status.PLANNED} <= {fact.status for fact in facts}
    assert any(fact.qualifier is Qualifier.RANGE for fact in facts)
    changed = {fact.base_unit for fact in facts if fact.kind is Kind.CHANGE}
    assert changed == {"percent", "percentage_point", "doubling", "times"}


def test_changes_shows_its_examples(new: Path) -> None:
    rows = {row["indicator"]: row for row in run("changes", "--json", base=new).json}
    # 15 of 12 is 1.25; 80 doubled from 40; 46 - 40 = 6 points
    assert rows["grain-output"]["multiple"] == 1.25
    assert rows["industrial-output"]["from_value"] == 40
    assert (rows["forest-cover"]["change"], rows["forest-cover"]["change_unit"]) == (6, "百分点")


def test_each_yaml_names_its_schema(new: Path) -> None:
    for name in YAML:
        first = (new / f"{name}.yaml").read_text(encoding="utf-8").splitlines()[0]
        schema = "sector" if name == "example" else name
        assert first == f"# yaml-language-server: $schema=.schema/{schema}.json"


def test_its_dictionary_and_units_are_those_of_the_shipped_base(new: Path) -> None:
    ours = (REAL / "README.md").read_text(encoding="utf-8")
    form = ours[ours.index("## The form\n") :]
    theirs = (new / "README.md").read_text(encoding="utf-8")
    assert theirs.startswith("# new: a fact base\n")
    assert theirs.endswith(form)
    assert "昔阳" not in theirs.split("## A full example")[0]
    assert (REAL / "units.yaml").read_text(encoding="utf-8") in (new / "units.yaml").read_text(
        encoding="utf-8"
    )


def test_the_name_stands_in_its_readme(tmp_path: Path) -> None:
    assert run("init", str(tmp_path / "x"), "--name", "平定县 base").code == 0
    assert (
        (tmp_path / "x" / "README.md").read_text(encoding="utf-8").startswith("# 平定县 base: a fact base\n")
    )


def test_the_files_are_listed_for_programs(tmp_path: Path) -> None:
    rows = run("init", str(tmp_path / "x"), "--json").json
    assert {row["file"] for row in rows} >= {"README.md", "page.txt", *(f"{name}.yaml" for name in YAML)}


def full(path: Path) -> None:
    path.mkdir()
    (path / "mine.txt").write_text("mine")


def a_file(path: Path) -> None:
    path.write_text("mine")


def a_link_to_nothing(path: Path) -> None:
    path.symlink_to(path.parent / "gone" / "away")


@pytest.mark.parametrize("before", [full, a_file])
def test_what_is_there_stays(before: Any, tmp_path: Path) -> None:
    before(tmp_path / "x")
    held = sorted(tmp_path.rglob("*"))
    result = run("init", str(tmp_path / "x"))
    assert (result.code, result.out) == (2, "")
    assert result.err == f"error: {tmp_path / 'x'} is there already and is no empty folder; name a new one\n"
    assert sorted(tmp_path.rglob("*")) == held


@pytest.mark.parametrize("words", [["nowhere/x"], ["x", "--name", "a\nb"], ["x", "--name", " "]])
def test_wrong_words_make_nothing(words: list[str], tmp_path: Path) -> None:
    done = script("init", *words, cwd=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.decode().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_the_empty_folder_that_one_stands_in_is_filled(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    shell = f'cd x && "{sys.executable}" -m xiyang_cli init . >/dev/null && ls page.txt'
    done = subprocess.run(
        ["sh", "-c", shell],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    assert done.stdout == b"page.txt\n"
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_a_failure_in_the_middle_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("x", "y"):
        if name == "y":
            (tmp_path / "y").mkdir()
        renamed: list[Path] = []

        def full_disk(self: Path, target: Path, renamed: list[Path] = renamed) -> Path:
            renamed.append(self)
            if len(renamed) > (1 if name == "y" else 0):  # noqa: B023
                raise OSError(28, "No space left on device")
            os.rename(self, target)
            return target

        monkeypatch.setattr(Path, "rename", full_disk)
        result = run("init", str(tmp_path / name))
        monkeypatch.undo()
        assert (result.code, result.out) == (2, "")
        assert "no base can be made there (No space left on device)" in result.err
    assert [path.name for path in tmp_path.rglob("*")] == ["y"]
    assert run("init", str(tmp_path / "x")).code == 0


def test_a_broken_base_in_use_does_not_hinder_a_new_one(tmp_path: Path) -> None:
    assert run("init", str(tmp_path / "x"), base=tmp_path / "nowhere").code == 0


def test_in_chinese(tmp_path: Path) -> None:
    assert "新事实库在" in run("init", str(tmp_path / "x"), "--lang", "zh").err


def test_from_a_new_base_to_a_draft_of_ones_own(new: Path, tmp_path: Path) -> None:
    """What the new base's README says, step by step, with a page of one sentence."""
    page = tmp_path / "own.txt"
    page.write_text("临溪要闻\n2024年，临溪县粮食产量达到15万吨。\n", encoding="utf-8")
    record = run("draft", str(page), "--record", base=new).out
    with (new / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write(record)
    assert run("draft", str(page), "-o", str(new / "news.yaml"), base=new).code == 0
    assert run("changes", base=new).code == 3
    for word in ("headline_en: News of Linxi", "series_zh: null", "series_en: null", 'printed: "2025-01"', "publisher: null",
                 "author: null", "date: null", "page: null"):  # fmt: skip
        key = word.split(":")[0]
        edit(new, "sources.yaml", f"{key}: TODO", word)
    for word in ("sector: news", "id: news-grain", "name_zh: 粮食总产", "name_en: all grain", "pinyin: [liang shi zong chan]",
                 "place: 临溪县", "id: news-grain-2024", "kind: level", "status: actual", "statement_zh: 2024年产粮15万吨。",
                 "statement_en: It grew 150,000 tonnes of grain in 2024."):  # fmt: skip
        key = word.split(":")[0]
        edit(new, "news.yaml", f"{key}: TODO", word)
    edit(
        new,
        "sectors.yaml",
        "sectors:\n",
        "sectors:\n  - {id: news, name_zh: 要闻, name_en: news, pinyin: [yao wen]}\n",
    )
    proof = run("verify", str(page), base=new)
    assert (proof.code, proof.err) == (0, "1 facts, 1 sentences, 3 numbers on the page; findings: 0\n")
    assert run("verify", str(new / "page.txt"), base=new).code == 0
