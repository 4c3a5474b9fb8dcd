"""The compiled form of a base: the same answers, never of another content, never needed."""

from __future__ import annotations

import gc
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.conftest import COUNTY, REAL, ROOT, edit, run, script
from tests.faults import anyones_folder, as_nobody
from xiyang_cli.answers.search import search
from xiyang_cli.base import build_large, cache, compiled, load
from xiyang_cli.base.cache import cache_file, open_base
from xiyang_cli.base.compiled import CompiledStock
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.load import load_base
from xiyang_cli.base.names import names_of
from xiyang_cli.base.read import FileReader

posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions and owners are of POSIX")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("XIYANG_CACHE", str(folder))
    return folder


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch, kept: Path) -> Path:
    """The same, every base being taken for one too large to hold."""
    monkeypatch.setattr(compiled, "SMALL", 0)
    return kept


def replaced(file: Path, old: str, new: str) -> None:
    edit(file.parent, file.name, old, new)


def the_file(folder: Path) -> Path:
    (found,) = (file for file in folder.iterdir() if file.suffix != ".seal")
    return found


def is_compiled(base: FactBase) -> bool:
    return isinstance(base._stock, CompiledStock)


QUESTIONS = [
    ["sectors"],
    ["list"],
    ["list", "--place", "all"],
    ["list", "--kind", "change", "--period", "2024", "--place", "all"],
    ["changes"],
    ["changes", "--place", "all", "--lang", "zh"],
    ["audit"],
    ["info", "--fields", "hash,facts,indicators,places,sources"],
    ["cite", "SECTOR"],
    ["export", "sqlite", "-o", "FILE"],
    ["list", "--sector", "nothing"],
    ["list", "--place", "nowhere"],
    ["show", "nothing-like-it"],
]


@pytest.mark.parametrize("base", [COUNTY, REAL], ids=["county", "real"])
@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
@pytest.mark.parametrize("least", [compiled.SMALL, 0], ids=["small", "large"])
def test_the_answers_are_those_of_the_files(
    base: Path, words: list[str], least: int, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "SMALL", least)
    out = tmp_path / "out.db"
    sector = load_base(base).sectors[0].id
    words = [{"SECTOR": sector, "FILE": str(out)}.get(word, word) for word in words]
    answers = []
    for how in ("off", str(kept), str(kept)):
        result = run(*words, base=base, XIYANG_CACHE=how)
        answers.append((result, out.read_bytes() if out.exists() else None))
    assert answers[0] == answers[1] == answers[2]


@pytest.mark.parametrize("base", [COUNTY, REAL], ids=["county", "real"])
def test_every_sheet_and_every_relation_is_the_same(base: Path, kept: Path) -> None:
    open_base(base)
    known, again = load_base(base), open_base(base)
    assert is_compiled(again)
    for name in ("facts", "indicators", "places", "plans", "sectors", "sources", "relations"):
        assert list(getattr(again, name)) == list(getattr(known, name))
    assert again.units.base_units == known.units.base_units
    assert [known.units.spellings(u) for u in known.units.listed] == [
        again.units.spellings(u) for u in again.units.listed
    ]
    for indicator in known.indicators:
        assert again.facts_of(indicator) == known.facts_of(indicator)
        assert set(again.parts_of(indicator)) == set(known.parts_of(indicator))


@pytest.mark.parametrize("base", [COUNTY, REAL], ids=["county", "real"])
def test_what_shelves_are_chosen_by_hides_nothing(base: Path, large: Path) -> None:
    """Each word, number, year, and every run of one to three Chinese characters of a base finds the same."""
    open_base(base)
    known, again = load_base(base), open_base(base)
    assert is_compiled(again)
    draw = random.Random(7)
    words: set[str] = {"252", "2024", "2.52GW", "不存在的词", "zzz", "5G"}
    for fact in known.facts:
        words |= {fact.id, *fact.statement_en.split(), str(fact.value), fact.figure or "x"}
        text = fact.statement_zh
        for length in (1, 2, 3):
            start = draw.randrange(max(1, len(text) - length))
            words.add(text[start : start + length])
    for indicator in known.indicators:
        words |= {*names_of(indicator), *(spelled.replace(" ", "") for spelled in indicator.pinyin)}
    asked = sorted(word for word in words if any(map(str.isalnum, word)))
    for word in draw.sample(asked, min(250, len(asked))):
        for place in (None, "all"):
            assert search(again, word, place) == search(known, word, place), (word, place)
        assert again.matching_indicators(word, "all") == known.matching_indicators(word, "all"), word


# when the files change


def test_a_changed_file_is_answered_from_at_once(kept: Path, copied: Path) -> None:
    before = run("show", "grain", "--json", base=copied).json[0]["value"]
    replaced(copied / "nature.yaml", 'value: "8"', 'value: "8.5"')
    assert (before, run("show", "grain", "--json", base=copied).json[0]["value"]) == (8, 8.5)


def test_a_change_of_the_same_length_and_time_is_seen(kept: Path, copied: Path) -> None:
    """As of a file written back by `cp -p`, or twice within the tick of the clock."""
    assert '"value": 8,' in run("show", "grain", "--json", base=copied).out
    file = copied / "nature.yaml"
    stat = file.stat()
    replaced(file, 'value: "8"', 'value: "9"')
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert '"value": 9,' in run("show", "grain", "--json", base=copied).out


def test_a_touched_file_is_known_by_its_content(kept: Path, copied: Path) -> None:
    open_base(copied)
    for file in copied.glob("*.yaml"):
        os.utime(file, (1, 1))
    assert is_compiled(open_base(copied))


def test_a_file_that_comes_or_goes_is_seen(kept: Path, copied: Path) -> None:
    run("list", base=copied)
    (copied / "more.yaml").write_text("sector: more\nindicators: []\n", encoding="utf-8")
    assert run("list", base=copied).code == 3
    (copied / "more.yaml").unlink()
    assert run("list", base=copied).code == 0
    (copied / "plans.yaml").unlink()
    assert run("list", base=copied).code == 3


def test_a_base_that_breaks_is_not_answered_from_what_was_kept(kept: Path, copied: Path) -> None:
    assert run("list", base=copied).code == 0
    replaced(copied / "nature.yaml", 'value: "8"', 'value: "eight"')
    broken = run("list", base=copied)
    assert (broken.code, broken.out) == (3, "")
    assert "value 'eight' is no decimal" in broken.err


# what is kept is no good


@pytest.mark.parametrize("least", [compiled.SMALL, 0], ids=["small", "large"])
@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_file_is_left_aside_and_made_anew(
    kept: Path, seed: int, least: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes turned over or cut off anywhere in what is read of it."""
    monkeypatch.setattr(compiled, "SMALL", least)
    truth = run("show", "grain", "--json", XIYANG_CACHE="off").out
    run("show", "grain", "--json")
    file, draw = the_file(kept), random.Random(seed)
    data = bytearray(file.read_bytes())
    if seed < 8:
        for _ in range(200 if least == 0 else 1):
            place = draw.randrange(len(data))
            data[place] ^= 1 << draw.randrange(8)
    else:
        del data[draw.randrange(len(data)) :]
    file.write_bytes(data)
    result = run("show", "grain", "--json")
    assert (result.code, result.out) == (0, truth)
    assert run("show", "grain", "--json").out == truth


@pytest.mark.parametrize("content", [b"", b"x", b"SQLite format 3\0" + bytes(5000)])
def test_what_is_no_compiled_base_is_made_anew(kept: Path, content: bytes) -> None:
    run("list")
    the_file(kept).write_bytes(content)
    assert run("list").code == 0
    assert is_compiled(open_base(COUNTY))


@pytest.mark.parametrize(
    ("altered", "words"),
    [
        ("""UPDATE shelf SET stated = replace(stated, '"8"', '"9"')""", ["show", "grain"]),
        ("DELETE FROM shelf WHERE n = 0", ["audit"]),
        ("UPDATE id SET shelf = 999", ["show", "grain-2020"]),
        ("UPDATE id SET number = 99", ["show", "grain-2020"]),
        ("UPDATE id SET number = 'x'", ["show", "grain-2020"]),
        ("UPDATE signature SET bits = NULL", ["search", "2.5吉瓦"]),
        ("UPDATE signature SET bits = x'00'", ["search", "2.5吉瓦"]),
        ("UPDATE place_name SET id = '邻水县'", ["list", "--place", "临溪"]),
        ("UPDATE record SET text = x'00' WHERE kind = 'Unit'", ["show", "grain"]),
        ("DELETE FROM record WHERE kind = 'BaseUnit'", ["show", "grain"]),
        ("UPDATE record SET kind = 'x' WHERE id = 'nature'", ["search", "2.5吉瓦"]),
        ("UPDATE record SET n = -n - 1 WHERE kind = 'Sector'", ["sectors"]),
        ("UPDATE meta SET value = '12th' WHERE key = 'from_plan'", ["changes"]),
        ("DELETE FROM meta WHERE key = 'home'", ["list"]),
        ("UPDATE meta SET value = 'x' WHERE key = 'facts'", ["list"]),
    ],
)
def test_records_that_were_altered_are_not_believed(large: Path, altered: str, words: list[str]) -> None:
    open_base(COUNTY)
    file = the_file(large)
    stat = file.stat()
    with sqlite3.connect(file) as connection:
        assert connection.execute(altered).rowcount > 0
    connection.close()
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))  # as a fault of the disk would leave it
    assert file.stat().st_size == stat.st_size
    assert run(*words) == run(*words, XIYANG_CACHE="off")
    assert is_compiled(open_base(COUNTY))


def test_a_damaged_seal_is_no_seal(large: Path) -> None:
    open_base(COUNTY)
    (seal,) = large.glob("*.seal")
    seal.write_bytes(b"\xff" + seal.read_bytes()[1:])
    result = run("list")
    assert (result.code, result.err) == (0, "")
    assert result.out == run("list", XIYANG_CACHE="off").out
    assert is_compiled(open_base(COUNTY))


def test_the_form_of_another_version_is_not_read(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_base(COUNTY)
    old = the_file(kept)
    monkeypatch.setattr(cache, "FORMAT", compiled.FORMAT + 1)
    monkeypatch.setattr(compiled, "FORMAT", compiled.FORMAT + 1)
    newer = cache_file(COUNTY, os.environ)
    assert newer is not None
    assert newer != old
    shutil.copy(old, newer)
    assert not is_compiled(open_base(COUNTY))


def test_a_changed_program_reads_anew(kept: Path) -> None:
    """Its rules may make something else of the same files."""
    code = (
        "from xiyang_cli.base.cache import cache_file\nimport os, pathlib\n"
        "print(cache_file(pathlib.Path('x'), os.environ))"
    )
    package = shutil.copytree(ROOT / "xiyang_cli", kept.parent / "program" / "xiyang_cli")
    names = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=package.parent, capture_output=True, check=True
        )
        names.append(done.stdout)
        rules = package / "base" / "rules.py"
        rules.write_text(rules.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert names[0] != names[1]


def test_what_is_kept_of_one_base_does_not_answer_for_another(kept: Path, copied: Path) -> None:
    """Put in its place by hand, too: the files are not those that it was made of."""
    replaced(copied / "nature.yaml", 'value: "8"', 'value: "9"')
    open_base(COUNTY)
    other = cache_file(copied, os.environ)
    assert other is not None
    shutil.copy(the_file(kept), other)
    assert run("show", "grain", "--json", base=copied).json[0]["value"] == 9


def test_a_clock_that_is_wrong_changes_nothing(
    kept: Path, copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In 1970 every file is of the future: none is taken to be settled, each is known by its content."""
    monkeypatch.setattr("xiyang_cli.base.folder.time.time_ns", lambda: 0)
    open_base(copied)
    assert is_compiled(open_base(copied))
    replaced(copied / "nature.yaml", 'value: "8"', 'value: "9"')
    assert run("show", "grain", "--json", base=copied).json[0]["value"] == 9


@posix
@pytest.mark.parametrize("least", [compiled.SMALL, 0], ids=["small", "large"])
def test_a_full_disk_keeps_nothing_and_answers(kept: Path, least: int) -> None:
    code = (
        "import resource, signal, sys\nfrom xiyang_cli.base import compiled\n"
        f"compiled.SMALL = {least}\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))\nfrom xiyang_cli.__main__ import main\n"
        "sys.argv = ['xiyang', 'show', 'grain', '--json']; main()"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT), "XIYANG_BASE": str(COUNTY), "XIYANG_LANG": "en"}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == run("show", "grain", "--json", XIYANG_CACHE="off").out
    assert list(kept.iterdir()) == []


# where there is no place for it


@pytest.mark.parametrize(
    "environment",
    [{"XIYANG_CACHE": "off"}, {"XIYANG_CACHE": "", "XDG_CACHE_HOME": "relative", "HOME": ""},
     {"XIYANG_CACHE": "/dev/null/x"}],
    ids=["off", "no home", "no folder"],
)  # fmt: skip
def test_it_is_never_needed(environment: dict[str, str], tmp_path: Path) -> None:
    done = script("show", "grain", "--json", env=environment, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == run("show", "grain", "--json").out
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_folder_that_others_may_write_into_is_not_used(kept: Path) -> None:
    kept.mkdir()
    kept.chmod(0o777)
    assert run("list").code == 0
    assert list(kept.iterdir()) == []


@posix
def test_a_file_that_others_may_write_is_not_read(kept: Path) -> None:
    open_base(COUNTY)
    the_file(kept).chmod(0o666)
    assert not is_compiled(open_base(COUNTY))


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_a_folder_of_someone_else_is_not_used(kept: Path) -> None:
    kept.mkdir()
    os.chown(kept, 65534, 65534)
    assert run("list").code == 0
    assert list(kept.iterdir()) == []


def test_what_is_kept_is_nobody_elses(kept: Path) -> None:
    open_base(COUNTY)
    assert kept.stat().st_mode & 0o077 == 0
    assert the_file(kept).stat().st_mode & 0o077 == 0


# many at once, and ends before the end


def test_fifty_at_once_make_one_file_and_all_are_right(kept: Path) -> None:
    truth = run("show", "grain", "--json", XIYANG_CACHE="off").out.encode()
    env = {**os.environ, "XIYANG_LANG": "en", "PYTHONPATH": str(ROOT), "XIYANG_BASE": str(COUNTY)}
    command = [sys.executable, "-m", "xiyang_cli", "show", "grain", "--json"]
    started = [
        subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(50)
    ]
    answers = {(*process.communicate(timeout=120), process.returncode) for process in started}
    assert answers == {(truth, b"", 0)}
    assert the_file(kept).suffix == ".sqlite3"
    assert is_compiled(open_base(COUNTY))


@posix
@pytest.mark.parametrize("least", [compiled.SMALL, 0], ids=["small", "large"])
def test_one_that_is_killed_while_it_makes_it_leaves_nothing_wrong(kept: Path, least: int) -> None:
    code = (
        "import os, signal\nfrom xiyang_cli.base import compile, compiled\n"
        f"compiled.SMALL = {least}\nfrom xiyang_cli.base import build_cache, build_large\n"
        "def kill(*a, **k): os.kill(os.getpid(), signal.SIGKILL)\n"
        "build_cache.finish = build_large.finish = kill\nfrom xiyang_cli.__main__ import main\n"
        "import sys; sys.argv = ['xiyang', 'list']; main()"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT), "XIYANG_BASE": str(COUNTY)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, timeout=60, check=False)
    assert done.returncode == -9
    assert list(kept.glob("*.sqlite3")) == []
    assert run("list").out == run("list", XIYANG_CACHE="off").out
    assert is_compiled(open_base(COUNTY))
    for left in kept.glob("*.tmp"):
        os.utime(left, (1, 1))
    cached = the_file_of(kept)
    cached.unlink()
    open_base(COUNTY)
    assert {file.suffix for file in kept.iterdir()} <= {".sqlite3", ".seal"}


def the_file_of(folder: Path) -> Path:
    (found,) = folder.glob("*.sqlite3")
    return found


# large bases


@pytest.fixture
def folders(copied: Path) -> Path:
    """The county's base with each sector in a folder, a file an indicator."""
    for sector in load_base(copied).sectors:
        text = (copied / f"{sector.id}.yaml").read_text(encoding="utf-8")
        head, *indicators = text.split("\n  - id: ")
        (copied / sector.id).mkdir()
        for number, indicator in enumerate(indicators):
            part = f"{head}\n  - id: {indicator}"
            (copied / sector.id / f"{number:03}.yaml").write_text(part.rstrip() + "\n", encoding="utf-8")
        (copied / f"{sector.id}.yaml").unlink()
    return copied


def test_a_sector_may_be_a_folder_of_files(folders: Path, kept: Path) -> None:
    for words in (["list", "--place", "all"], ["changes", "--place", "all"], ["show", "grain"]):
        assert run(*words, base=folders).out == run(*words).out


def test_a_large_base_of_folders_answers_as_one_that_is_held(folders: Path, large: Path) -> None:
    for words in (["list", "--place", "all"], ["changes", "--place", "all"], ["show", "grain"], ["sectors"]):
        assert run(*words, base=folders).out == run(*words).out
    assert is_compiled(open_base(folders))


def test_after_a_change_of_one_file_only_that_is_read_again(
    folders: Path, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_base(folders)
    file = next(f for f in folders.glob("*/*.yaml") if 'value: "8"' in f.read_text(encoding="utf-8"))
    replaced(file, 'value: "8"', 'value: "8.5"')
    read: list[str] = []
    original = load.read_text

    def noted(path: Path, reader: FileReader) -> object:
        read.append(path.name if path.parent == folders else f"{path.parent.name}/{path.name}")
        return original(path, reader)

    monkeypatch.setattr(load, "read_text", noted)
    again = open_base(folders)
    assert {name for name in read if "/" in name} == {f"{file.parent.name}/{file.name}"}
    assert [fact.value for fact in again.facts_of(again.indicator("grain"))][:1] == [Decimal("8.5")]
    assert is_compiled(again)
    monkeypatch.undo()
    assert list(again.facts) == list(load_base(folders).facts)


def test_a_large_base_is_kept_whenever_memory_is_cleared(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What has read the facts for the relations is let go while the file is still being written."""
    next_step = build_large._same_id

    def cleared(connection: sqlite3.Connection) -> Iterator[str]:
        gc.collect()
        return next_step(connection)

    monkeypatch.setattr(build_large, "_same_id", cleared)
    assert is_compiled(open_base(COUNTY))


@pytest.mark.parametrize("when", ["first", "changed"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('value: "8"', 'value: "eight"'),
        ("unit: 万吨", "unit: 万桶"),
        ("  - id: grain\n", "  - id: fiscal-result\n"),
        ("unit_kind: mass\n", "unit_kind: mass\n    part_of: nothing-like-it\n"),
        ("name_en: grain output", "name_en: forest cover"),
        ("sector: nature", "sector: economy"),
        ('value: "8"', "value: TODO"),
    ],
)
def test_faults_of_a_large_base_are_told_as_those_of_a_small_one(
    folders: Path, large: Path, old: str, new: str, when: str
) -> None:
    files = [f for f in sorted(folders.glob("*/*.yaml")) if old in f.read_text(encoding="utf-8")]
    if when == "changed":
        open_base(folders)
    replaced(files[0], old, new)
    told = run("list", base=folders)
    told_small = run("list", base=folders, XIYANG_CACHE="off")
    assert (told.code, told.out) == (3, "")
    assert told.err == told_small.err


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be someone else")
def test_a_folder_that_cannot_be_written_is_done_without() -> None:
    with anyones_folder() as folder:
        base = shutil.copytree(COUNTY, folder / "base")
        (folder / "shut").mkdir(mode=0o755)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XIYANG_CACHE", str(folder / "shut" / "x"))
            result = as_nobody("show", "grain", "--json", base=base)
        assert (result.code, result.err) == (0, "")
        assert result.out == run("show", "grain", "--json").out


@pytest.fixture(autouse=True)
def _no_leftovers() -> Iterator[None]:
    yield
    assert list(COUNTY.glob(".compiled*")) == []
