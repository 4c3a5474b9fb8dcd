"""The same answers in any surroundings: locale, clock, terminal, home, line ends, other systems."""

from __future__ import annotations

import os
import re
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import COUNTY, run, script
from tests.faults import PATIENCE, PROGRAM, before_it, environment, held
from xiyang_cli import __main__ as entry
from xiyang_cli.output import write

DRAFT = "2024年，全县粮食产量13万吨。"

# surroundings of a process

SURROUNDINGS: dict[str, dict[str, str | None]] = {
    "C": {"LC_ALL": "C"},
    "no locale": {"LC_ALL": None, "LC_CTYPE": None, "LANG": None},
    "a locale that is not there": {"LC_ALL": "xx_YY.UTF-8"},
    "ASCII": {"PYTHONIOENCODING": "ascii"},
    "code page 936": {"PYTHONIOENCODING": "gbk"},
    "no UTF-8 mode": {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
    "no home": {"HOME": None, "USERPROFILE": None, "XDG_CONFIG_HOME": None},
    "a home that is not there": {"HOME": "/nowhere"},
    "no folder for temporary files": {"TMPDIR": "/nowhere"},
    "columns that are no number": {"COLUMNS": "many", "LINES": "-1"},
    "no columns": {"COLUMNS": "0"},
    "optimised": {"PYTHONOPTIMIZE": "2"},
    "a bare environment": dict.fromkeys(set(os.environ) - {"PATH", "SYSTEMROOT"}),
}


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_an_answer_is_the_same_in_any_surroundings(tmp_path: Path, name: str) -> None:
    env = environment()
    for key, value in SURROUNDINGS[name].items():
        if value is None:
            if key not in ("XIYANG_BASE", "XIYANG_LANG", "PYTHONPATH"):
                env.pop(key, None)
        else:
            env[key] = value
    draft = tmp_path / "draft.txt"
    draft.write_text(DRAFT, encoding="utf-8")
    words = ["check", str(draft), "--lang", "zh", "-f", "html", "-o", str(tmp_path / "a.html")]
    done = _script(words, env)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    told = done.stderr.decode("gbk" if name == "code page 936" else "utf-8")
    assert told.startswith("共1个数字：" if name not in ("ASCII", "no UTF-8 mode") else "")
    run(*words[:-1], str(tmp_path / "b.html"))
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    shown = _script(["show", "grain", "-f", "table", "--lang", "zh"], env)
    assert (shown.returncode, shown.stderr) == (0, b"")
    assert shown.stdout.decode("utf-8") == run("show", "grain", "-f", "table", "--lang", "zh").out


def _script(words: list[str], env: dict[str, str]) -> Any:
    import subprocess

    return subprocess.run([*PROGRAM, *words], env=env, capture_output=True, timeout=PATIENCE, check=False)


CLOCK = """
import datetime, time
NOW = {now}
class Clock(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.datetime.fromtimestamp(NOW, tz)
    @classmethod
    def today(cls):
        return datetime.datetime.fromtimestamp(NOW)
time.time = lambda: float(NOW)
time.time_ns = lambda: NOW * 10**9
local, utc = time.localtime, time.gmtime
time.localtime = lambda seconds=None: local(NOW if seconds is None else seconds)
time.gmtime = lambda seconds=None: utc(NOW if seconds is None else seconds)
Clock.__name__ = "datetime"
datetime.datetime = Clock
"""
Y1970, Y2100 = 86_400, 4_102_444_800


@pytest.mark.parametrize("form", ["datapackage", "sqlite", "csv"])
def test_no_export_depends_on_the_clock(tmp_path: Path, form: str) -> None:
    """A zip file knows no year before 1980, and the same base gives the same bytes."""
    for now in (Y1970, Y2100):
        env = before_it(tmp_path / f"hook{now}", CLOCK.format(now=now))
        name = tmp_path / f"{now}.{'zip' if form == 'datapackage' else form}"
        done = script("export", form, "-o", str(name), env=env)
        assert done.returncode == 0, done.stderr
    names = sorted(path.name for path in tmp_path.iterdir() if path.is_file())
    first, second = ((tmp_path / name).read_bytes() for name in names)
    assert first == second


def test_a_plan_is_past_by_the_clock_and_none_is_in_1970(tmp_path: Path) -> None:
    """The base plans water stations for 2030: in 1970 nothing of it is overdue, in 2100 that is."""
    rules = {}
    for now in (Y1970, Y2100):
        done = script("lint", env=before_it(tmp_path / "hook", CLOCK.format(now=now)))
        assert done.stderr.decode().startswith("9 indicators, 18 facts; ")
        rules[now] = (done.returncode, re.findall(r"water-stations-2030", done.stdout.decode()))
    assert rules[Y1970] == (0, [])
    assert rules[Y2100] == (1, ["water-stations-2030"])


# terminals


@pytest.mark.parametrize("term", ["dumb", None, "xterm-256color"])
@pytest.mark.parametrize("columns", [20, 1])
def test_a_narrow_terminal_loses_nothing(term: str | None, columns: int) -> None:
    """Not even where a word is wider than the terminal; without colour where it knows none."""
    pexpect = pytest.importorskip("pexpect", reason="needs a terminal")
    from rich.cells import cell_len

    env = environment()
    for name in ("TERM", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR"):
        env.pop(name, None)
    env |= {"TERM": term} if term else {}
    for words, told in (
        (["show", "grain"], ["125,000t", "100,000t", "130,000t", "80,000t"]),
        (["changes"], ["forestcover", "+6percentagepoints*", "-20%*"]),
        (["sectors", "--lang", "zh"], ["自然", "经济"]),
        (["-h"], ["verify"]),
    ):
        call = pexpect.spawn(PROGRAM[0], [*PROGRAM[1:], *words], env=env, dimensions=(24, columns), encoding="utf-8", timeout=PATIENCE)  # fmt: skip
        out = call.read()
        call.close()
        assert call.exitstatus == 0
        assert ("\x1b" in out) == (term == "xterm-256color" and words != ["-h"])
        plain = re.sub(r"\x1b\[[0-9;]*m", "", out).replace("\r", "")
        together = re.sub(r"\s", "", plain)
        assert [part for part in told if part not in together] == []
        if words[0] in ("show", "sectors") and columns == 20:
            assert max(map(cell_len, plain.split("\n"))) <= columns


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_a_terminal_without_these_characters_shows_a_question_mark(encoding: str) -> None:
    pexpect = pytest.importorskip("pexpect", reason="needs a terminal")
    env = environment(more={"PYTHONIOENCODING": encoding, "TERM": "dumb"})
    words = ["show", "grain", "--lang", "zh"]
    call = pexpect.spawn(PROGRAM[0], [*PROGRAM[1:], *words], env=env, dimensions=(24, 100), timeout=PATIENCE)
    out = call.read()
    call.close()
    assert call.exitstatus == 0
    assert ("粮食产量".encode("gbk") in out) == (encoding == "gbk")
    assert (b"????" in out) == (encoding == "ascii")


# files as Windows writes them


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_a_draft_with_crlf_is_judged_as_any_other(tmp_path: Path, suffix: str, encoding: str) -> None:
    text = "临溪县要闻\n\n2024年，全县粮食产量13万吨。\n\n2020年，粮食产量12.5万吨。\n"
    if suffix == ".html":
        text = "".join(f"<p>{line}</p>\n" for line in text.split("\n"))
    found = []
    for name, data in (
        ("unix", text.encode()),
        ("windows", text.replace("\n", "\r\n").encode(encoding)),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"d{suffix}").write_bytes(data)
        found.append(
            run(
                "check",
                str(tmp_path / name / f"d{suffix}"),
                "--json",
                "--fields",
                "line,column,figure,verdict",
            ).json
        )
    assert found[0] == found[1]
    assert [row["verdict"] for row in found[0]] == ["misattributed", "supported"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_page_and_known_findings_with_crlf(tmp_path: Path, encoding: str) -> None:
    page = (COUNTY / "page.txt").read_text(encoding="utf-8")
    (tmp_path / "page.txt").write_bytes(page.replace("\n", "\r\n").encode(encoding))
    assert run("verify", str(tmp_path / "page.txt")).code == 0
    (tmp_path / "known.tsv").write_bytes("13万吨\t旧数\r\n".encode(encoding))
    result = run("check", "--text", DRAFT, "--ignore", str(tmp_path / "known.tsv"))
    assert (result.code, result.out) == (0, "")
    assert "1 known findings silenced" in result.err


def test_a_base_checked_out_with_crlf_answers_the_same(copied: Path) -> None:
    for path in copied.glob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    for words in (["list", "--json"], ["changes", "--json"], ["audit", "--json"]):
        assert run(*words, base=copied).out == run(*words).out
    edit_crlf = (copied / "nature.yaml").read_bytes().replace(b'value: "12.5"', b'value: "12,5"', 1)
    (copied / "nature.yaml").write_bytes(edit_crlf)
    line = edit_crlf[: edit_crlf.index(b"12,5")].count(b"\n") + 1
    assert run("list", base=copied).err.startswith(f"{copied / 'nature.yaml'}:{line}: grain-2020: ")


@pytest.mark.parametrize(
    ("name", "written", "told"),
    [
        ("nature.yaml", "Nature.yaml", "nature: this file is Nature.yaml; name it after its sector: nature.yaml"),
        ("units.yaml", "Units.yaml", "units.yaml: the file is missing; every base has it"),
    ],
)  # fmt: skip
def test_a_file_whose_name_has_a_capital_is_told(copied: Path, name: str, written: str, told: str) -> None:
    """A disk of Windows or macOS takes both names for one, and git may hand out either."""
    (copied / name).rename(copied / "between")
    (copied / "between").rename(copied / written)
    result = run("list", base=copied)
    assert (result.code, result.out) == (3, "")
    assert told in result.err


# what other systems lack, or do otherwise


def test_windows_tells_a_reader_who_has_left_in_another_way(monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    class Gone:
        """A pipe that nobody reads, as Windows has it."""

        def isatty(self) -> bool:
            return False

        def write(self, _: str) -> None:
            raise OSError(errno.EINVAL, "Invalid argument")

        def fileno(self) -> int:
            raise ValueError

    monkeypatch.setattr(sys, "stdout", Gone())
    monkeypatch.setattr(write, "_GONE", {errno.EPIPE, errno.EINVAL})
    with pytest.raises(write.ReaderGone):
        write.write_out("x")


def test_a_system_without_these_signals_runs_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    set_up: list[int] = []
    monkeypatch.delattr(signal, "SIGHUP", raising=False)
    monkeypatch.setattr(signal, "getsignal", lambda _: signal.SIG_DFL)
    monkeypatch.setattr(signal, "signal", lambda number, _: set_up.append(number))
    entry._end_in_order()
    assert set_up == [signal.SIGTERM]


def test_a_file_that_another_program_holds_open_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows nothing takes the place of a file that, say, a spreadsheet has open."""

    def in_use(_: Any, __: Any) -> None:
        raise PermissionError(13, "Access is denied")

    target = tmp_path / "facts.csv"
    target.write_text("old")
    monkeypatch.setattr(os, "replace", in_use)
    result = run("list", "-o", str(target))
    assert (result.code, result.out) == (2, "")
    assert result.err == f"error: {target}: cannot be written (Access is denied); name another file\n"
    assert held(tmp_path) == {"facts.csv": b"old"}


def test_a_name_in_a_revision_that_leads_elsewhere_is_not_unpacked(
    tmp_path: Path, copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A git tree made by hand may hold a name like `../x.yaml`, and on Windows a backslash leads up too."""
    from xiyang_cli import revisions

    real = revisions._git

    def git(repository: Path, *words: str) -> bytes:
        if words[0] == "ls-tree":
            return b"100644 blob 1\t../evil.yaml\0" + b"".join(
                f"100644 blob {path.name}\t{path.name}\0".encode() for path in sorted(copied.glob("*.yaml"))
            )
        if words[0] == "cat-file":
            return b"evil" if words[-1] == "1" else (copied / words[-1]).read_bytes()
        return real(repository, *words)

    folder = tmp_path / "unpacked"
    folder.mkdir()
    monkeypatch.setattr(revisions, "_git", git)
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    assert len(revisions._load(tmp_path, "tree", "HEAD").facts) == 18
    assert list(folder.iterdir()) == []
