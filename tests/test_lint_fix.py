"""`lint --fix`: mends form and nothing else, keeps comments where they belong, leaves every file whole."""

from __future__ import annotations

import builtins
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import COUNTY, REAL, edit, run, script
from tests.test_lint import AS_OF, fact, findings, swap
from xiyang_cli.base.load import base_of, load_base, load_written
from xiyang_cli.base.model import Fact
from xiyang_cli.linting import mend
from xiyang_cli.linting.lint import read_files

pytest.importorskip("ruamel.yaml", reason="--fix needs ruamel.yaml")


def fix(base: Path, *words: str) -> Any:
    return run("lint", str(base), *AS_OF, "--fix", *words, base=None)


def whole(base: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(base.iterdir())}


def disorder(base: Path) -> None:
    """Faults of every kind that `--fix` mends, with comments around them."""
    swap(
        base, "nature.yaml", fact(base, "nature.yaml", "grain-2015"), fact(base, "nature.yaml", "grain-2019")
    )
    edit(
        base,
        "nature.yaml",
        "      - id: grain-2015\n",
        "      # the first harvest\n\n      - id: grain-2015  # counted\n",
    )
    edit(
        base,
        "nature.yaml",
        '        value: "8"\n        unit: 万吨\n',
        "        unit: 万吨\n        # read twice\n        value: 8 # tonnes\n",
    )
    edit(base, "economy.yaml", "    place: 临溪县\n", "    place: 临溪县  \n")
    edit(base, "plans.yaml", "period: 2011/2015}\n", "period: 2011/2015}\n\n\n")


def test_what_is_found_is_mended_and_comments_stay(copied: Path) -> None:
    disorder(copied)
    result = fix(copied)
    assert (result.code, result.out) == (0, "")
    assert result.err == "mended: economy.yaml, nature.yaml\n9 indicators, 18 facts; findings: 0\n"
    text = (copied / "nature.yaml").read_text(encoding="utf-8")
    assert (
        '      # the first harvest\n\n      - id: grain-2015  # counted\n        kind: level\n        # read twice\n        value: "8" # tonnes\n        unit: 万吨\n'
        in text
    )
    assert text.index("id: grain-2015") < text.index("id: grain-2019") < text.index("id: grain-2020")


def test_a_comment_above_a_key_goes_with_it(copied: Path) -> None:
    """The library would hang it on the key before, and tear a record that begins with a comment."""
    own = fact(copied, "nature.yaml", "grain-2020")
    careless = own.replace(
        "      - id: grain-2020\n        kind: level\n",
        "      - kind: level\n        # the hungry year\n        id: grain-2020\n        # as printed\n",
    )
    edit(copied, "nature.yaml", own, careless)
    assert fix(copied).code == 0
    mended = own.replace("      - id", "        # the hungry year\n      - id").replace(
        "        value:", "        # as printed\n        value:"
    )
    assert mended in (copied / "nature.yaml").read_text(encoding="utf-8")


def test_only_the_lines_in_question_change(copied: Path) -> None:
    before = whole(COUNTY)
    disorder(copied)
    fix(copied)
    after = whole(copied)
    bare = re.sub(rb" +# .*|\n(?=\n)", b"", after["nature.yaml"])
    bare = re.sub(rb"(?m)^ *\n", b"", bare)
    assert bare == before["nature.yaml"]
    assert after["economy.yaml"] == before["economy.yaml"]
    # Empty lines between records are the editor's.
    assert after["plans.yaml"] == before["plans.yaml"].replace(b"2011/2015}\n", b"2011/2015}\n\n\n")


@pytest.mark.parametrize("base", [COUNTY, REAL])
def test_a_clean_base_stays_byte_for_byte(tmp_path: Path, base: Path) -> None:
    copy = tmp_path / "base"
    copy.mkdir()
    for file in base.glob("*.yaml"):
        (copy / file.name).write_bytes(file.read_bytes())
        os.utime(copy / file.name, (1, 1))
    assert fix(copy).code == 0
    assert whole(copy) == {file.name: file.read_bytes() for file in base.glob("*.yaml")}
    assert {file.stat().st_mtime for file in copy.iterdir()} == {1}  # not even written


@pytest.mark.parametrize("base", [COUNTY, REAL])
def test_every_real_file_goes_through_the_library_unchanged(base: Path) -> None:
    """Keys in disorder somewhere must not change the rest of a file."""
    loaded, texts = load_written(base)
    files = read_files(loaded, texts)
    for name, text in texts.items():
        assert mend._rewritten(files[name], files, text) == text


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark(copied: Path, end: str) -> None:
    path = copied / "nature.yaml"
    sound = path.read_text(encoding="utf-8")
    path.write_bytes(b"\xef\xbb\xbf" + sound.rstrip("\n").replace("\n", end).encode())
    assert fix(copied).code == 0
    assert path.read_bytes() == sound.encode()


def test_what_needs_a_person_stays_and_is_told(copied: Path) -> None:
    edit(copied, "nature.yaml", 'value: "8"', "value: 8")
    edit(copied, "nature.yaml", 'statement_zh: "2015年产粮8万吨"', 'statement_zh: "2015年产粮9万吨"')
    result = fix(copied, "--json")
    assert result.code == 1
    assert [row["rule"] for row in result.json] == ["statement-figure"]
    assert "2015年产粮9万吨" in (copied / "nature.yaml").read_text(encoding="utf-8")


def test_a_broken_base_is_not_touched(copied: Path) -> None:
    disorder(copied)
    edit(copied, "sectors.yaml", "name_zh: 自然", "name: 自然")
    before = whole(copied)
    assert fix(copied).code == 3
    assert whole(copied) == before


def test_ids_in_the_order_that_a_file_asks_for(copied: Path) -> None:
    edit(copied, "sectors.yaml", "sectors:\n", "# order: id\nsectors:\n")
    assert fix(copied).code == 0
    text = (copied / "sectors.yaml").read_text(encoding="utf-8")
    assert text.split("\n", 1)[1].startswith("# order: id\nsectors:\n  - {id: economy,")


def test_without_its_library_it_names_it(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("ruamel"):
            raise ImportError(name)
        return real(name, *rest, **more)

    real: Callable[..., Any] = builtins.__import__
    edit(copied, "nature.yaml", 'value: "8"', "value: 8")
    before = whole(copied)
    monkeypatch.setattr(builtins, "__import__", lacking)
    result = fix(copied)
    assert (result.code, result.out) == (2, "")
    assert result.err == "error: --fix needs a library to keep comments in place: pip install ruamel.yaml\n"
    assert whole(copied) == before
    assert run("lint", str(copied), *AS_OF, base=None).code == 1  # to look, it needs none


def test_a_mending_that_would_change_a_value_is_not_written(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disorder(copied)
    before = whole(copied)
    monkeypatch.setattr(mend, "_quoted", lambda text: text + "0")
    result = fix(copied)
    assert (result.code, result.out) == (2, "")
    assert "nothing is written, mend it by hand" in result.err
    assert whole(copied) == before


def test_a_comment_that_the_library_would_lose_stops_it(copied: Path) -> None:
    edit(
        copied,
        "economy.yaml",
        "at: {source: notice, item: 1,",
        "at: {item: 1, # the first\n          source: notice,",
    )
    before = whole(copied)
    result = fix(copied)
    assert (result.code, result.out) == (2, "")
    assert "economy.yaml: the comment # the first would be lost; nothing is written" in result.err
    assert whole(copied) == before


def test_a_write_that_fails_leaves_each_file_whole_and_a_second_run_finishes(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disorder(copied)
    before = whole(copied)
    replace = os.replace

    def failing(source: Any, target: Any) -> None:
        if Path(target).name == "nature.yaml":
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", failing)
    result = fix(copied)
    assert result.code == 2
    assert "nature.yaml: cannot be written (No space left on device)" in result.err
    between = whole(copied)
    assert between["nature.yaml"] == before["nature.yaml"]
    assert between["economy.yaml"] == (COUNTY / "economy.yaml").read_bytes()
    assert between.keys() == before.keys()
    monkeypatch.undo()
    assert fix(copied).code == 0
    assert findings(copied) == []


def test_a_run_that_is_killed_leaves_each_file_whole(copied: Path, tmp_path: Path) -> None:
    disorder(copied)
    before = whole(copied)
    # The process is killed when it has written half of the second file's new text.
    (tmp_path / "sitecustomize.py").write_text(
        "import os, signal\n"
        "count, fsync = [0], os.fsync\n"
        "def kill(handle):\n"
        "    count[0] += 1\n"
        "    if count[0] == 2:\n"
        "        os.ftruncate(handle, 100)\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    fsync(handle)\n"
        "os.fsync = kill\n"
    )
    path = os.pathsep.join([str(tmp_path), str(COUNTY.parent.parent)])
    killed = script("lint", str(copied), *AS_OF, "--fix", base=None, env={"PYTHONPATH": path})
    assert killed.returncode == -9
    between = {name: data for name, data in whole(copied).items() if name.endswith(".yaml")}
    assert between["economy.yaml"] == (COUNTY / "economy.yaml").read_bytes()
    assert between["nature.yaml"] == before["nature.yaml"]
    assert fix(copied).code == 0
    assert findings(copied) == []


# keys of one fact in any order, comments and empty lines anywhere, quotes left out


@st.composite
def scribbled(draw: st.DrawFn) -> str:
    """The nature file as a careless hand might leave it; every value as it was."""
    lines = (COUNTY / "nature.yaml").read_text(encoding="utf-8").split("\n")[:-1]
    starts = [n for n, line in enumerate(lines) if re.match(r" {6}- id: ", line)]
    start = draw(st.sampled_from(starts))
    end = next(
        n for n in range(start + 1, len(lines) + 1) if n == len(lines) or not lines[n].startswith(" " * 8)
    )
    keys = ["        " + lines[start].strip().removeprefix("- "), *lines[start + 1 : end]]
    keys = draw(st.permutations(keys))
    lines[start:end] = ["      - " + keys[0].strip(), *keys[1:]]
    if draw(st.booleans()):
        place = draw(st.integers(0, len(starts) - 2))
        one, two, three = starts[place], starts[place + 1], [*starts, len(lines)][place + 2]
        if all(line.startswith("      ") for line in lines[one:three]):
            lines[one:three] = [*lines[two:three], *lines[one:two]]
    for place in draw(st.lists(st.integers(0, len(lines) - 1), max_size=4)):
        lines[place] = re.sub(r'^( +\w+: )"([\d.]+)"$', r"\1\2", lines[place])
    for number, place in enumerate(
        sorted(draw(st.lists(st.integers(0, len(lines)), max_size=5)), reverse=True)
    ):
        indent = " " * draw(st.sampled_from([0, 4, 6, 8]))
        lines.insert(place, draw(st.sampled_from([f"{indent}# remark {number}", ""])))
    for place in draw(st.lists(st.integers(0, len(lines) - 1), max_size=3)):
        lines[place] += draw(st.sampled_from(["  # beside", "  ", " #"])) if lines[place].strip() else ""
    return "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n"]))


def facts_of(base: Any) -> set[Fact]:
    return set(base.facts)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(text=scribbled())
def test_mending_keeps_all_values_and_comments_and_has_an_end(text: str) -> None:
    texts = {file.name: file.read_text(encoding="utf-8") for file in COUNTY.glob("*.yaml")} | {
        "nature.yaml": text
    }
    base = base_of(COUNTY, texts)
    changed = {**texts, **mend.mended(read_files(base, texts), texts)}
    again = base_of(COUNTY, changed)
    assert facts_of(again) == facts_of(base) == facts_of(load_base(COUNTY))
    assert sorted(re.findall("# remark .|# beside", changed["nature.yaml"])) == sorted(
        re.findall("# remark .|# beside", text)
    )
    assert mend.mended(read_files(again, changed), changed) == {}
