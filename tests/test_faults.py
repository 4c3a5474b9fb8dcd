"""Files that are not as they should be: in the way, in a circle, too many, too large, forbidden, changing."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import COUNTY, REAL, edit, run, script
from tests.faults import anyones_folder, as_nobody, held, measured, one_line
from xiyang_cli.base import folder, load

DRAFT = "2024年，全县粮食产量13万吨。"
ODD_NAMES = [
    "a b",
    "昔阳 稿件",
    'it\'s "quoted"',
    "two\nlines",
    "-x",
    "--json",
    "a\\b",
    "%s{0}$HOME*",
    "\udcff",
]
"""the last one is no UTF-8, as a disk from elsewhere may have it"""
posix = pytest.mark.skipif(os.name == "nt", reason="Windows knows no such names, links or devices")


# names


@posix
@pytest.mark.parametrize("name", ODD_NAMES)
def test_any_name_may_be_read_and_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text(DRAFT, encoding="utf-8")
    result = run("check", "-f", "jsonl", "--", name)
    assert (result.code, json.loads(result.out)["file"]) == (1, name)
    lines = run("check", "--", name)
    assert (lines.code, lines.out.count("\n")) == (1, 1)
    assert run("list", "-f", "json", "-o", f"{name}.x").code == 0
    assert json.loads((tmp_path / f"{name}.x").read_text(encoding="utf-8")) == run("list", "--json").json
    Path(f"{name}.page").write_bytes((COUNTY / "page.txt").read_bytes())
    assert run("verify", "--", f"{name}.page").code == 0
    missing = run("check", "--", f"{name}.none")
    assert (missing.code, missing.out) == (2, "")
    assert one_line(missing.err).endswith(": there is no such file; check its name and folder")


@posix
@pytest.mark.parametrize("form", ["text", "github", "html", "csv", "tsv", "markdown", "table"])
def test_a_name_that_is_no_utf8_can_be_told_in_every_form(tmp_path: Path, form: str) -> None:
    (tmp_path / "\udcff.txt").write_text(DRAFT, encoding="utf-8")
    done = script("check", str(tmp_path / "\udcff.txt"), "-f", form)
    assert done.returncode == 1
    assert "13万吨" in done.stdout.decode("utf-8")
    run("check", str(tmp_path / "\udcff.txt"), "-f", form, "-o", str(tmp_path / "out"))
    assert (tmp_path / "out").read_bytes() == done.stdout


@posix
@pytest.mark.parametrize("name", [name for name in ODD_NAMES if name != "\udcff"])
def test_a_base_may_have_any_name(tmp_path: Path, copied: Path, name: str) -> None:
    base = tmp_path / name
    copied.rename(base)
    assert run("sectors", base=base).out == run("sectors").out
    edit(base, "nature.yaml", 'value: "12.5"', 'value: "12,5"')
    broken = run("sectors", base=base)
    assert broken.code == 3
    assert "nature.yaml:" in one_line(broken.err)


def test_a_name_that_is_too_long_is_told_with_the_name() -> None:
    long = "x" * 300
    for words, code in (
        (["check", long], 2),
        (["list", "-o", f"{long}.json"], 2),
        (["init", long], 2),
        (["list", "--base", long], 3),
        (["diff", long, str(COUNTY)], 2),
    ):
        result = run(*words)
        assert (result.code, result.out) == (code, "")
        assert long in one_line(result.err)


# links


@posix
@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["check", "loop"], 2, "error: loop: cannot be read (Too many levels of symbolic links)"),
        (["list", "--base", "loop"], 3, "loop: no fact base there (Too many levels of symbolic links); name its directory with --base or XIYANG_BASE"),
        (["list", "-o", "loop", "-f", "json"], 2, "error: loop: cannot be written (Too many levels of symbolic links); name another file"),
        (["list", "-o", "loop/x.json"], 2, "error: loop/x.json: cannot be written (Too many levels of symbolic links); name another file"),
        (["list", "-o", "loop/x.yaml", "-f", "json"], 2, "error: loop/x.yaml: cannot be written (Too many levels of symbolic links); name another file"),
        (["export", "datapackage", "-o", "loop"], 2, "error: loop: cannot be written (Too many levels of symbolic links); name another file"),
        (["export", "datapackage", "-o", "loop/x"], 2, "error: loop/x: cannot be written (Too many levels of symbolic links); name another file"),
        (["init", "loop"], 2, "error: loop is there already and is no empty folder; name a new one"),
        (["init", "loop/x"], 2, "error: loop/x: no base can be made there (Too many levels of symbolic links); name another folder"),
    ],
)  # fmt: skip
def test_links_in_a_circle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "loop").symlink_to("loop")
    result = run(*words)
    assert (result.code, result.out, one_line(result.err)) == (code, "", told)
    assert os.readlink("loop") == "loop"
    assert os.listdir() == ["loop"]


@posix
def test_a_link_stays_one_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "link.json").symlink_to(tmp_path / "here" / "facts.json")  # which is yet to be made
    for _ in range(2):
        assert run("list", "-o", str(tmp_path / "link.json")).code == 0
    assert (tmp_path / "link.json").is_symlink()
    assert json.loads((tmp_path / "here" / "facts.json").read_text(encoding="utf-8"))
    assert os.listdir(tmp_path / "here") == ["facts.json"]


# many and large


def test_ten_thousand_other_files_beside_a_base_do_not_matter(copied: Path) -> None:
    for number in range(10_000):
        (copied / f"{number}.txt").touch()
    result, took, _ = measured("sectors", base=copied)
    assert (result.code, result.out) == (0, run("sectors").out)
    assert took < 20


def test_a_folder_of_ten_thousand_yaml_files_is_no_base(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"{number}.yaml").touch()
    result, took, _ = measured("list", base=tmp_path)
    assert (result.code, result.out) == (3, "")
    told = "no fact base there (10000 .yaml files, a base has at most 1000); name its directory"
    assert one_line(result.err) == f"{tmp_path}: {told} with --base or XIYANG_BASE"
    assert took < 20


def test_ten_thousand_drafts_are_each_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = [f"{number}.txt" for number in range(10_000)]
    for name in names:
        Path(name).write_text("临溪县。", encoding="utf-8")
    for name in (names[0], names[-1]):
        Path(name).write_text(DRAFT, encoding="utf-8")
    Path("none").mkdir()
    result = run("check", *names, "none")
    assert [line.split(":")[0] for line in result.out.splitlines()] == ["0.txt", "9999.txt"]
    assert result.code == 2
    assert result.err.splitlines()[0] == "error: none: is a folder; name a file in it"
    assert result.err.splitlines()[1].startswith("2 figures: ")


@pytest.mark.parametrize(
    "words",
    [
        ["check", "BIG.txt"],
        ["check", "BIG.docx"],
        ["check", "BIG.pdf"],
        ["check", "--text", "1", "--ignore", "BIG.tsv"],
        ["verify", "BIG.txt"],
        ["show", "grain", "--source", "BIG.txt"],
    ],
)
def test_a_file_of_a_gigabyte_is_refused_at_once(tmp_path: Path, words: list[str]) -> None:
    big = tmp_path / words[-1]
    with big.open("wb") as file:
        file.truncate(2**30)
    result, took, memory = measured(*words[:-1], str(big))
    assert (result.code, result.out) == (2, "")
    refusal = [line for line in result.err.splitlines() if line.startswith("error: ")]
    assert refusal == [f"error: {big}: is larger than 64 MB; split it"]
    assert took < 20
    assert memory < 300


def test_a_base_is_bounded_as_a_whole_too(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(30):
        with (copied / f"z{number}.yaml").open("wb") as file:
            file.truncate(load.LARGEST_FILE)
    monkeypatch.setenv("XIYANG_CACHE", "off")
    result, took, memory = measured("list", base=copied)
    assert (result.code, result.out) == (3, "")
    told = (
        "the files of the base are over 64 MB together: too much to hold at once; "
        "to ask it needs a cache folder (XIYANG_CACHE), to keep it smaller bases"
    )
    assert one_line(result.err) == f"{copied}: {told}"
    assert took < 20
    assert memory < 400


@posix
@pytest.mark.parametrize("words", [["figures", "/dev/zero"], ["figures", "-"]])
def test_what_never_ends_is_not_read_for_ever(words: list[str]) -> None:
    result, took, memory = measured(*words, stdin=Path("/dev/zero"))
    told = f"error: {words[1]}: is larger than 64 MB; split it"
    assert (result.code, result.out, one_line(result.err)) == (2, "", told)
    assert took < 20
    assert memory < 300


# what one may not


@pytest.fixture
def base_of_everyone() -> Iterator[Path]:
    """A copy of the county's base that everyone may read and change."""
    with anyones_folder() as folder:
        base = folder / "base"
        base.mkdir()
        for file in COUNTY.iterdir():
            if file.is_file():
                (base / file.name).write_bytes(file.read_bytes())
        yield base


as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become nobody"
)


@as_root
@pytest.mark.parametrize(
    ("words", "locked", "mode", "code", "told"),
    [
        (["check", "page.txt"], "page.txt", 0, 2, "error: page.txt: may not be read; ask its owner, or copy it to where you may"),
        (["check", "sub/x.txt"], "sub", 0, 2, "error: sub/x.txt: may not be read; ask its owner, or copy it to where you may"),
        (["verify", "sub/x.txt"], "sub", 0, 2, "error: sub/x.txt: may not be read; ask its owner, or copy it to where you may"),
        (["list", "--base", "."], "nature.yaml", 0, 3, "nature.yaml:1: cannot be read: Permission denied"),
        (["list", "--base", "sub"], "sub", 0, 3, "sub: no fact base there (Permission denied); name its directory with --base or XIYANG_BASE"),
        (["diff", "sub/old"], "sub", 0, 2, None),
        (["list", "-o", "sub/x.json"], "sub", 0o555, 2, "error: sub/x.json: cannot be written (Permission denied); name another file"),
        (["check", "--text", "1", "-o", "sub/x/y.html"], "sub", 0, 2, "error: sub/x/y.html: cannot be written (Permission denied); name another file"),
        (["init", "sub/new"], "sub", 0o555, 2, "error: sub/new: no base can be made there (Permission denied); name another folder"),
        (["lint", ".", "--as-of", "2025", "--fix"], ".", 0o555, 2, "error: plans.yaml: cannot be written (Permission denied); name another file"),
    ],
)  # fmt: skip
def test_what_one_may_not_is_told_and_nothing_changes(
    base_of_everyone: Path, words: list[str], locked: str, mode: int, code: int, told: str | None
) -> None:
    if "--fix" in words:
        pytest.importorskip("ruamel.yaml", reason="--fix needs ruamel.yaml")
    base = base_of_everyone
    (base / "sub").mkdir()
    (base / "sub" / "x.txt").write_text(DRAFT, encoding="utf-8")
    edit(base, "plans.yaml", "period: 2011/2015}", "period: 2011/2015}  ")  # something for --fix
    before = held(base)
    (base / locked).chmod(mode)
    try:
        result = as_nobody(*words, base=base)
    finally:
        (base / locked).chmod(0o777)
    assert (result.code, result.out) == (code, "")
    refusal = result.err.splitlines()[-1]
    assert "sub/old" in refusal if told is None else refusal == told
    assert held(base) == before


# a base that changes while it is read


def test_a_base_that_is_replaced_while_it_is_read_gives_one_answer_or_the_other(copied: Path) -> None:
    words = ["show", "grain", "--json"]
    path = copied / "nature.yaml"
    old = path.read_text(encoding="utf-8")
    new = old.replace('value: "12.5"', 'value: "12.6"').replace("12.5万吨", "12.6万吨")
    answers = set()
    for text in (old, new):
        path.write_text(text, encoding="utf-8")
        answers.add(run(*words, base=copied).out)
    assert len(answers) == 2
    done = threading.Event()

    def replace() -> None:
        beside = copied / ".nature.tmp"
        while not done.is_set():
            for text in (old, new):
                beside.write_text(text, encoding="utf-8")
                os.replace(beside, path)

    editor = threading.Thread(target=replace)
    editor.start()
    try:
        results = [run(*words, base=copied) for _ in range(30)]
    finally:
        done.set()
        editor.join()
    assert {(result.code, result.err) for result in results} == {(0, "")}
    assert {result.out for result in results} <= answers


def test_a_file_that_is_cut_off_while_it_is_saved_is_told_and_the_next_call_is_right(copied: Path) -> None:
    path = copied / "economy.yaml"
    whole = path.read_bytes()
    path.write_bytes(b"")  # an editor begins to save
    result = run("list", base=copied)
    assert (result.code, result.out) == (3, "")
    assert all(line.startswith(str(copied)) for line in result.err.splitlines())
    path.write_bytes(whole)
    assert run("list", base=copied).out == run("list").out


def test_a_file_that_goes_away_while_the_folder_is_read(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = folder.file_names
    monkeypatch.setattr(load, "file_names", lambda path: [*names(path), "gone.yaml"])
    result = run("list", base=copied)
    assert (result.code, result.out) == (3, "")
    assert one_line(result.err) == f"{copied / 'gone.yaml'}:1: cannot be read: No such file or directory"


@pytest.mark.skipif(sys.platform == "win32", reason="rlimits are of POSIX")
def test_more_open_files_than_there_may_be_are_not_needed() -> None:
    def few() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_NOFILE, (24, 24))

    done = script("list", "--json", base=REAL, preexec_fn=few)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == run("list", "--json", base=REAL).out
