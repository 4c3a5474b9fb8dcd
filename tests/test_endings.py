"""However a call ends (killed, told to end, its streams closed), no data is lost and the next call is right."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import COUNTY, ROOT, edit, run, script
from tests.faults import PATIENCE, PROGRAM, before_it, environment, held, one_line, opened, started, struck
from tests.test_lint_fix import disorder

if sys.platform == "win32":
    pytest.skip("Windows has neither these signals nor this shell", allow_module_level=True)

DRAFT = "2024年，全县粮食产量13万吨。"
REPORT = ["check", "--text", DRAFT, "-f", "html", "-o"]
WRITERS = {
    "facts.json": ["list", "-o"],
    "report.html": REPORT,
    "facts.db": ["export", "sqlite", "-o"],
    "facts.zip": ["export", "datapackage", "-o"],
}
"""calls that write a file, by its name"""
ENDINGS = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What each of the calls writes when nothing happens."""
    folder = tmp_path_factory.mktemp("written")
    for name, words in WRITERS.items():
        assert run(*words, str(folder / name)).code in (0, 1)
    return held(folder)


@pytest.mark.parametrize("name", WRITERS)
def test_kill_9_leaves_the_old_file_and_the_next_call_writes_the_new_one(
    tmp_path: Path, written: dict[str, bytes], name: str
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / name).write_text("old")
    killed = script(*WRITERS[name], str(folder / name), env=struck(tmp_path / "hook", "SIGKILL", "fsync"))
    assert killed.returncode == -signal.SIGKILL
    left = held(folder)
    assert left.pop(name) == b"old"
    assert [file for file in left if not file.startswith(f".{name}.")] == []
    done = script(*WRITERS[name], str(folder / name))
    assert done.returncode in (0, 1)
    assert held(folder) == {**left, name: written[name]}


@pytest.mark.parametrize("call", ["fsync", "chmod", "replace"])
@pytest.mark.parametrize(("ending", "code"), ENDINGS.items())
def test_a_call_that_is_told_to_end_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, ending: str, code: int, call: str
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "report.html").write_text("old")
    done = script(*REPORT, str(folder / "report.html"), env=struck(tmp_path / "hook", ending, call))
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert held(folder) == {"report.html": b"old"}


def test_an_export_to_a_folder_that_is_told_to_end_keeps_what_was_there(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "package"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "facts.csv").write_text("old")
    (folder / "mine.txt").write_text("mine")
    words = ["export", "datapackage", "--force", "-o", str(folder)]
    ended = script(*words, env=struck(tmp_path / "hook", "SIGTERM", "fsync", at=3))
    assert (ended.returncode, ended.stderr) == (143, b"")
    assert held(tmp_path / "out") == {"package/data/facts.csv": b"old", "package/mine.txt": b"mine"}


def test_kill_9_between_the_files_of_a_folder_is_mended_by_the_next_call(tmp_path: Path) -> None:
    words = ["export", "datapackage", "--force", "-o"]
    assert run(*words, str(tmp_path / "whole")).code == 0
    out = tmp_path / "out"
    (out / "package").mkdir(parents=True)
    (out / "package" / "mine.txt").write_text("mine")
    files = len(held(tmp_path / "whole"))
    # Each file is replaced once to be whole and once into its place: this is amid the second round.
    hook = struck(tmp_path / "hook", "SIGKILL", "replace", at=files + 3)
    assert script(*words, str(out / "package"), env=hook).returncode == -signal.SIGKILL
    assert not (out / "package" / "datapackage.json").exists()  # it comes last: no half package has one
    assert run(*words, str(out / "package")).code == 0
    package = held(out / "package")
    assert package.pop("mine.txt") == b"mine"
    assert package == held(tmp_path / "whole")


@pytest.mark.parametrize(("ending", "code"), ENDINGS.items())
def test_fix_that_is_told_to_end_leaves_no_half_file_and_the_next_one_finishes(
    copied: Path, tmp_path: Path, ending: str, code: int
) -> None:
    pytest.importorskip("ruamel.yaml", reason="--fix needs ruamel.yaml")
    disorder(copied)
    before = held(copied)
    words = ["lint", str(copied), "--as-of", "2025", "--fix"]
    ended = script(*words, base=None, env=struck(tmp_path / "hook", ending, "fsync", at=2))
    assert (ended.returncode, ended.stdout, ended.stderr) == (code, b"", b"")
    assert held(copied) == {**before, "economy.yaml": (COUNTY / "economy.yaml").read_bytes()}
    assert run(*words, base=None).code == 0


@pytest.mark.parametrize("ending", ["SIGTERM", "SIGKILL"])
def test_a_new_base_that_is_cut_short_is_not_there(tmp_path: Path, ending: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    ended = script("init", str(out / "x"), env=struck(tmp_path / "hook", ending, "rename"))
    assert ended.returncode == (143 if ending == "SIGTERM" else -signal.SIGKILL)
    assert b"Traceback" not in ended.stderr
    left = [path.name for path in out.iterdir()]
    assert left == [] if ending == "SIGTERM" else [name for name in left if not name.startswith(".x.")] == []
    assert run("init", str(out / "x")).code == 0
    assert run("verify", str(out / "x" / "page.txt"), base=out / "x").code == 0


def test_one_that_is_ignored_stays_so(tmp_path: Path) -> None:
    """`nohup` lets a call outlive its terminal."""
    target = tmp_path / "facts.json"
    command = f"trap '' HUP; exec '{sys.executable}' -m xiyang_cli list -o '{target}'"
    env = environment(more=struck(tmp_path / "hook", "SIGHUP", "fsync"))
    (tmp_path / "hook" / "sitecustomize.py").write_text(
        (tmp_path / "hook" / "sitecustomize.py").read_text().replace("os.ftruncate(words[0], 10)", "pass")
    )
    done = subprocess.run(
        ["bash", "-c", command], env=env, capture_output=True, timeout=PATIENCE, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert target.read_text(encoding="utf-8") == run("list", "--json").out


def test_a_pipe_is_waited_for_and_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with started("figures", str(tmp_path / "pipe")) as process:
        handle = opened(tmp_path / "pipe")
        os.write(handle, DRAFT.encode())
        os.close(handle)
        out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (0, b"")
    assert out.decode().splitlines()[1].split("\t")[:5] == ["1", "13", "17", "13万吨", "13"]


@pytest.mark.parametrize(("ending", "code"), ENDINGS.items())
def test_who_waits_for_a_pipe_can_be_ended(tmp_path: Path, ending: str, code: int) -> None:
    os.mkfifo(tmp_path / "pipe")
    with started("check", str(tmp_path / "pipe")) as process:
        handle = opened(tmp_path / "pipe")
        # Between opening and waiting Python is deaf for some microseconds, in which no person strikes.
        time.sleep(0.3)
        process.send_signal(getattr(signal, ending))
        out, err = process.communicate(timeout=PATIENCE)
        os.close(handle)
    assert (process.returncode, out, err) == (code, b"", b"")


@pytest.mark.parametrize("ending", ["SIGINT", "SIGTERM"])
def test_a_server_for_assistants_ends_when_told(ending: str) -> None:
    pytest.importorskip("mcp_types", reason="mcp needs its library")
    with started("mcp") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b'{"jsonrpc": "2.0", "id": 1, "method": "ping"}\n')
        process.stdin.flush()
        assert b'"id":1' in process.stdout.readline().replace(b" ", b"")  # it is up, and waits for more
        process.send_signal(getattr(signal, ending))
        out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == -getattr(signal, ending)
    assert (out, err) == (b"", b"")


CLOSED = "error: stdout: cannot be written (it is closed); name another file"
NO_STREAM = "error: stdin or stdout is closed, and an assistant speaks through both; leave them open"


@pytest.mark.parametrize(
    ("words", "closed", "code", "told"),
    [
        ("figures -", "<&-", 2, "error: -: cannot be read (stdin)"),
        ("list", "<&- >&-", 2, CLOSED),
        ("list", "<&- >&- 2>&-", 2, ""),
        ("list -o OUT", "<&- >&- 2>&-", 0, ""),
        ("export sqlite -o OUT", "<&- >&-", 0, "OUT: 17 facts of Linxi County; --place all takes those of other places too (1)"),
        ("mcp", "<&-", 2, NO_STREAM),
        ("mcp", ">&-", 2, NO_STREAM),
        ("mcp", "<&- >&- 2>&-", 2, ""),
    ],
)  # fmt: skip
def test_closed_streams(tmp_path: Path, words: str, closed: str, code: int, told: str) -> None:
    if words == "mcp":
        pytest.importorskip("mcp_types", reason="mcp needs its library")
    target = tmp_path / "OUT"
    command = f"'{sys.executable}' -m xiyang_cli {words.replace('OUT', str(target))} {closed}"
    done = subprocess.run(["bash", "-c", command], env=environment(), capture_output=True, timeout=PATIENCE, check=False)  # fmt: skip
    assert done.returncode == code
    assert done.stdout == b""
    assert done.stderr.decode().replace(str(target), "OUT") == (told + "\n" if told else "")
    if "OUT" in words:
        clean = script(*words.replace("OUT", str(tmp_path / "clean")).split())
        assert clean.returncode == 0
        assert target.read_bytes() == (tmp_path / "clean").read_bytes()


def test_no_file_takes_the_number_of_a_closed_stream(tmp_path: Path) -> None:
    """A library that draws pictures fell over it, and one that writes to stderr would write into the file."""
    hook = before_it(
        tmp_path / "hook",
        "import os\nreal = os.fsync\ndef look(handle):\n    assert handle > 2\n    real(handle)\nos.fsync = look",
    )
    command = f"'{sys.executable}' -m xiyang_cli list -o '{tmp_path / 'x.json'}' <&- >&- 2>&-"
    done = subprocess.run(["bash", "-c", command], env=environment(more=hook), timeout=PATIENCE, check=False)
    assert done.returncode == 0
    assert (tmp_path / "x.json").exists()


def test_a_reader_who_leaves_stderr_takes_nothing_from_stdout() -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([*PROGRAM, *REPORT, "-"], env=environment(), stdout=subprocess.PIPE, stderr=write, timeout=PATIENCE, check=False)  # fmt: skip
    os.close(write)
    assert done.returncode == 1  # what the check found, as ever
    assert done.stdout.endswith(b"</html>\n")


def test_a_reader_who_has_left_before_anything_came_is_no_fault() -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([*PROGRAM, "export", "csv"], env=environment(), stdout=write, stderr=subprocess.PIPE, timeout=PATIENCE, check=False)  # fmt: skip
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def _small_files() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


@pytest.mark.parametrize("name", ["facts.json", "report.html"])
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("old")
    done = script(*WRITERS[name], str(tmp_path / name), preexec_fn=_small_files)
    assert done.returncode == 2
    told = done.stderr.decode().splitlines()[-1]
    assert told == f"error: {tmp_path / name}: cannot be written (File too large); name another file"
    assert held(tmp_path) == {name: b"old"}


def test_a_full_disk_leaves_a_base_as_it_was(copied: Path) -> None:
    pytest.importorskip("ruamel.yaml", reason="--fix needs ruamel.yaml")
    disorder(copied)
    before = held(copied)
    done = script("lint", str(copied), "--as-of", "2025", "--fix", base=None, preexec_fn=_small_files)
    told = f"error: {copied / 'economy.yaml'}: cannot be written (File too large); name another file"
    assert (done.returncode, done.stdout, one_line(done.stderr)) == (2, b"", told)
    assert held(copied) == before


def test_a_full_disk_makes_no_half_base(tmp_path: Path) -> None:
    done = script("init", str(tmp_path / "x"), preexec_fn=_small_files)
    told = f"error: {tmp_path / 'x'}: no base can be made there (File too large); name another folder"
    assert (done.returncode, one_line(done.stderr)) == (2, told)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_really_full(tmp_path: Path, copied: Path) -> None:
    """On a file system of its own, that ends with the call: the base fits, what --fix writes does not."""
    pytest.importorskip("ruamel.yaml", reason="--fix needs ruamel.yaml")
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = f"mount -t tmpfs -o size=64k none '{disk}'"
    able = subprocess.run(["unshare", "-m", "sh", "-c", mount], capture_output=True, check=False)
    if able.returncode:
        pytest.skip("file systems may not be mounted here")
    disorder(copied)
    steps = (
        f"{mount} && cp '{copied}'/*.yaml '{disk}' && (cat /dev/zero > '{disk}/rest' 2>/dev/null; true)"
        f" && '{sys.executable}' -m xiyang_cli lint '{disk}' --as-of 2025 --fix; echo $?; rm '{disk}/rest'"
        f" && ls -A '{disk}' && cmp '{copied}/economy.yaml' '{disk}/economy.yaml' && echo whole"
    )
    done = subprocess.run(["unshare", "-m", "sh", "-c", steps], env=environment(None), capture_output=True, timeout=PATIENCE, check=False)  # fmt: skip
    assert one_line(done.stderr) == (
        f"error: {disk / 'economy.yaml'}: cannot be written (No space left on device); name another file"
    )
    assert done.stdout.decode().splitlines() == ["2", *sorted(held(copied)), "whole"]


def test_a_folder_that_is_gone_under_ones_feet(tmp_path: Path) -> None:
    where = tmp_path / "gone"
    where.mkdir()
    code = "import os; os.rmdir(os.getcwd()); from xiyang_cli.__main__ import main; main()"
    for words, exit_code in ((["list", "--json"], 0), (["list", "-o", "x.json"], 2), (["init", "x"], 2)):
        where.mkdir(exist_ok=True)
        done = subprocess.run([sys.executable, "-c", code, *words], cwd=where, env=environment(), capture_output=True, timeout=PATIENCE, check=False)  # fmt: skip
        assert done.returncode == exit_code, done
        assert done.stderr == b"" if exit_code == 0 else one_line(done.stderr).startswith("error: ")
        assert not where.exists()


def test_the_exit_codes_of_signals_are_in_the_readme() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "| 130, 143, 129 | " in table


def test_what_was_edited_while_fix_was_at_work_is_kept(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ruamel.yaml", reason="--fix needs ruamel.yaml")
    disorder(copied)
    fsync = os.fsync

    def someone_edits(handle: int) -> None:
        fsync(handle)
        monkeypatch.setattr(os, "fsync", fsync)
        edit(copied, "nature.yaml", "2015年产粮8万吨", "2015年产粮8.0万吨")

    monkeypatch.setattr(os, "fsync", someone_edits)  # while economy.yaml, the first, is written
    result = run("lint", str(copied), "--as-of", "2025", "--fix", base=None)
    assert (result.code, result.out) == (2, "")
    told = "was changed by someone else meanwhile and is left as it is; run again"
    assert one_line(result.err) == f"error: {copied / 'nature.yaml'}: {told}"
    assert "2015年产粮8.0万吨" in (copied / "nature.yaml").read_text(encoding="utf-8")
    run("lint", str(copied), "--as-of", "2025", "--fix", base=None)
    text = (copied / "nature.yaml").read_text(encoding="utf-8")
    assert "2015年产粮8.0万吨" in text
    assert text.index("id: grain-2015") < text.index("id: grain-2019")
