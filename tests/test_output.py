"""Formats, files, languages and exit codes: what a script and a terminal get."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import COUNTY, ROOT, run, script
from xiyang_cli.output import data
from xiyang_cli.output.tables import Table, View, markdown_text, screen_text

CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(),
    st.decimals(allow_nan=False, allow_infinity=False, places=5),
)


@given(st.lists(st.dictionaries(st.sampled_from("abc"), CELLS)))
def test_json_says_what_the_rows_say_to_the_last_digit(rows: list[dict[str, object]]) -> None:
    for text in (data.json_text(rows), "[" + ",".join(data.jsonl_text(rows).split("\n")[:-1]) + "]"):
        read = json.loads(text, parse_float=Decimal, parse_int=Decimal)
        assert read == [
            {k: v if isinstance(v, bool) or not isinstance(v, int) else Decimal(v) for k, v in row.items()}
            for row in rows
        ]


LINES = st.text(st.characters(exclude_characters="\r\x00"))


@given(st.lists(st.tuples(LINES, LINES), min_size=1))
def test_csv_reads_back(rows: list[tuple[str, str]]) -> None:
    text = data.csv_text([{"a": a, "b": b} for a, b in rows], ["a", "b"])
    assert list(csv.reader(io.StringIO(text, newline=""), strict=True))[1:] == [list(row) for row in rows]


def test_nothing_is_an_empty_array_or_a_bare_header() -> None:
    assert run("search", "nosuchthing", "--json").out == "[]\n"
    assert run("search", "nosuchthing", "-f", "jsonl").out == ""
    assert run("search", "nosuchthing", "-f", "csv", "--fields", "id,value").out == "id,value\n"
    assert run("search", "nosuchthing").code == 0


def test_a_pipe_gets_tsv_with_english_keys_in_every_language() -> None:
    out = run("sectors", "--lang", "zh").out
    assert (
        out
        == "sector\tname_zh\tname_en\tindicators\tfacts\nnature\t自然\tnature\t4\t8\neconomy\t经济\teconomy\t4\t9\n"
    )


def test_json_keeps_null_keys_and_exact_numbers() -> None:
    out = run("list", "--period", "2030", "-f", "jsonl").out
    found = json.loads(out, parse_int=str, parse_float=str)
    assert (found["value"], found["value_high"], found["note_en"], found["baseline_period"]) == (
        "10",
        "15",
        None,
        None,
    )


def test_the_keys_of_each_command() -> None:
    """The contract of the core issue; more keys may follow."""
    fact = (
        "id indicator name_zh name_en sector place kind scope value value_high unit base_value base_value_high "
        "base_unit qualifier period baseline_period period_basis status basis formula figure statement_zh "
        "statement_en source item section sentence note_zh note_en"
    ).split()
    change = (
        "indicator name_zh name_en sector place status unit from_period from_value from_basis from_qualifier "
        "from_low from_high to_period to_value to_basis to_qualifier change change_unit change_basis change_pct "
        "change_pct_basis multiple multiple_alt multiple_basis annual_growth_pct annual_growth_basis qualifier "
        "period_basis figure formula facts note_zh note_en"
    ).split()
    compare = (
        "name value unit base_value base_unit qualifier period place status basis figure formula difference "
        "difference_pct ratio note_zh note_en"
    ).split()
    for words in (["list"], ["show", "grain"], ["search", "grain"]):
        assert list(run(*words, "--json").json[0])[: len(fact)] == fact
    assert list(run("changes", "--json").json[0]) == change
    assert list(run("compare", "grain", "1吨", "--json").json[0]) == compare


def test_fields_select_and_order_and_a_wrong_one_is_answered_with_the_list() -> None:
    assert run("list", "--fields", "value,id", "--period", "2015").out == "value\tid\n8\tgrain-2015\n"
    result = run("list", "--fields", "valeu")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: unknown field valeu; the fields are id,indicator,name_zh")


def test_a_spreadsheet_gets_bom_crlf_and_harmless_text() -> None:
    rows: list[dict[str, object]] = [
        {"a": "=1+1", "b": Decimal("-0.6")},
        {"a": "@x", "b": None},
        {"a": "\tx", "b": Decimal(1)},
    ]
    assert data.csv_text(rows, ["a", "b"], excel=True) == "\ufeffa,b\r\n'=1+1,-0.6\r\n'@x,\r\n'\tx,1\r\n"
    assert run("list", "-f", "csv", "--excel").out.startswith("\ufeffid,")
    assert run("list", "--json", "--excel").code == 2


def test_a_file_is_written_whole_by_its_suffix(tmp_path: Path) -> None:
    target = tmp_path / "昔 阳.json"
    target.write_text("old")
    target.chmod(0o640)
    assert run("sectors", "-o", str(target)).out == ""
    assert len(json.loads(target.read_text(encoding="utf-8"))) == 2
    assert target.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == [target.name]


@pytest.mark.parametrize("where", ["folder", "missing/file.csv"])
def test_a_path_that_cannot_be_written(tmp_path: Path, where: str) -> None:
    (tmp_path / "folder").mkdir()
    result = run("sectors", "-o", str(tmp_path / where))
    assert result.code == 2
    assert "cannot be written" in result.err
    assert os.listdir(tmp_path) == ["folder"]


def test_what_was_read_is_never_written_over(copied: Path) -> None:
    page = copied / "page.txt"
    page.write_bytes((COUNTY / "page.txt").read_bytes())
    for words in (
        ["verify", str(page), "-o", str(page)],
        ["sectors", "-o", str(copied / "nature.yaml"), "-f", "json"],
    ):
        result = run(*words, base=copied)
        assert result.code == 2
        assert "write to another file" in result.err
    assert page.read_bytes() == (COUNTY / "page.txt").read_bytes()
    assert run("list", base=copied).code == 0


def test_a_fall_has_its_sign_in_every_table() -> None:
    assert "-20%" in run("list", "--kind", "change", "-f", "table").out
    assert "+30,000 people" in run("list", "--kind", "change", "-f", "table").out


def test_a_minus_stays_as_it_was_typed(tmp_path: Path) -> None:
    rows = run("compare", "-5亿元", "3亿元", "--json").json
    assert (rows[0]["name"], rows[0]["figure"], rows[0]["value"]) == ("-5亿元", "-5亿元", -5)
    run("sectors", "-o", str(tmp_path / "-1.tsv"))
    assert os.listdir(tmp_path) == ["-1.tsv"]


def test_nothing_is_written_into_the_base(copied: Path) -> None:
    assert run("sectors", "-f", "csv", "-o", str(copied / "new.yaml"), base=copied).code == 2
    assert run("list", base=copied).code == 0


def test_an_unclear_suffix_is_asked_about(tmp_path: Path) -> None:
    result = run("sectors", "-o", str(tmp_path / "a.xlsx"))
    assert (result.code, os.listdir(tmp_path)) == (2, [])


def test_a_file_has_no_colour(tmp_path: Path) -> None:
    run("sectors", "-f", "table", "-o", str(tmp_path / "a"), FORCE_COLOR="1")
    assert b"\x1b" not in (tmp_path / "a").read_bytes()


def test_a_circle_of_links_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    result = run("sectors", "-o", str(tmp_path / "a"))
    assert result.code == 2
    assert "cannot be written" in result.err


def test_help_on_a_full_disk_is_one_line_and_exit_2() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    for words in (["-h"], ["--version"], []):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([sys.executable, "-m", "xiyang_cli", *words], stdout=full, stderr=subprocess.PIPE, check=False,
                                  timeout=60, env={**os.environ, "PYTHONPATH": str(ROOT), "XIYANG_LANG": "en"})  # fmt: skip
        assert done.returncode == 2
        assert done.stderr.startswith(b"error: ")
        assert done.stderr.count(b"\n") == 1


def test_closed_streams_are_one_line() -> None:
    env = {**os.environ, "XIYANG_BASE": str(COUNTY), "PYTHONPATH": str(ROOT), "XIYANG_LANG": "en"}
    for words, code in (
        ("list >&-", 2),
        ("verify - <&-", 2),
        ("list 2>&- >/dev/null", 0),
        ("compare grain grain@2019 2>/dev/full", 0),
    ):
        command = f"'{sys.executable}' -m xiyang_cli {words}"
        done = subprocess.run(["bash", "-c", command], env=env, capture_output=True, timeout=60, check=False)
        assert done.returncode == code, (words, done)
        assert b"Traceback" not in done.stderr


def test_a_failed_command_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("old")
    assert run("show", "nosuchname", "-o", str(target)).code == 2
    assert target.read_text() == "old"


def test_markdown_escapes_what_markdown_would_read() -> None:
    view = View(["a*b"], Table(["x|y"], [["[l](u) <b> `c`"]]), ["_t_"])
    assert (
        markdown_text([view]) == "**a\\*b**\n\n| x\\|y |\n|---|\n| \\[l\\](u) \\<b\\> \\`c\\` |\n\n\\_t\\_\n"
    )


def test_a_table_in_a_pipe_is_never_cut_and_has_no_colour() -> None:
    out = run("list", "-f", "table").out
    assert "\x1b" not in out
    assert "…" not in out
    assert all(id in out for id in ("water-stations-2030", "fiscal-result-2024"))


@pytest.mark.parametrize("width", ["60", "80", "200"])
def test_a_table_stays_inside_the_terminal(width: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wide characters take two columns; a table that miscounts them breaks its frame."""
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", width)
    monkeypatch.setenv("TERM", "xterm")
    view = View(
        [], Table(["指标", "数字"], [["新能源装机规模" * 5, "180.3亿元"], ["gdp", "x" * 90]]), ["注" * 100]
    )
    text = screen_text([view], terminal=True, no_color=True)
    plain = text.splitlines()
    assert max(cell_len(strip(line)) for line in plain) <= int(width)
    assert "".join(strip(line) for line in plain).count("注") == 100


def strip(line: str) -> str:
    import re

    return re.sub(r"\x1b\[[0-9;]*m", "", line)


def test_markup_in_data_stays_text() -> None:
    text = screen_text([View(["[bold]x[/bold] :smile:"])], terminal=True, no_color=False)
    assert "[bold]x[/bold] :smile:" in strip(text)


@pytest.mark.parametrize("words", [[], ["-h"], ["--help"]])
def test_help_and_no_command_are_help_and_done(words: list[str]) -> None:
    result = run(*words)
    assert result.code == 0
    assert (
        result.out.index("\nCommands:")
        < result.out.index("\nFor keepers of a base:")
        < result.out.index("verify")
    )


def test_help_is_in_the_language_asked_for() -> None:
    assert "供维护事实库的人使用" in run("--lang", "zh", "-h").out
    assert "拼音" in run("search", "--lang", "zh", "-h").out


def test_version() -> None:
    from xiyang_cli import __version__

    assert run("--version").out == f"xiyang {__version__}\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["list", "-f", "xml"], "'xml' is not one of"),
        (["list", "--kind", "level", "--colour"], "No such option"),
        (["lst"], "Did you mean 'list'"),
        (["show"], "Missing argument"),
        (["list", "--sector", "grain"], "grain is an indicator, not a sector; try: xiyang show grain"),
        (["show", "nature"], "nature is a sector, not an indicator; try: xiyang list --sector nature"),
        (["list", "--place", "Mars"], "no place is called Mars"),
        (["list", "--period", "soon"], "soon is no period; write a year"),
        (["list", "--unit-kind", "love"], "unknown kind of unit love; write one of money, power"),
        (["changes", "--from", "99th"], "no plan is called 99th; there are"),
        (
            ["changes", "--from", "zzz"],
            "no plan is called zzz; there are 十二五 (12th), 十三五 (13th), 十四五 (14th)",
        ),
        (["changes", "--to", ""], "no plan is called ''"),
        (["changes", "grain", "--unit", "斤"], "unknown unit 斤"),
        (["show", "grian"], "did you mean 粮食产量 (grain)?"),
        (["search", "…"], "nothing to look for"),
        (["verify", "/nowhere/page.txt"], "page.txt: there is no such file; check its name"),
        (["list", "--json", "-f", "csv"], "--json and -f csv"),
    ],
)
def test_wrong_words_are_one_line_and_exit_2(words: list[str], told: str) -> None:
    result = run(*words)
    assert (result.code, result.out) == (2, "")
    assert told in result.err
    assert result.err.startswith("error: ")
    assert result.err.count("\n") == 1


def test_base_stands_before_or_after_the_command() -> None:
    before = run("--base", str(COUNTY), "sectors", base=None)
    after = run("sectors", "--base", str(COUNTY), base=None)
    assert before.out == after.out == run("sectors").out


def test_escapes_in_an_argument_do_not_reach_the_terminal() -> None:
    result = run("show", "x\x1b[31m\u202e")
    assert "\x1b" not in result.err
    assert "\u202e" not in result.err


def test_a_bug_is_one_line_and_exit_70(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("boom\x1b")

    monkeypatch.setattr("xiyang_cli.base.cache.open_base", broken)
    result = run("sectors")
    assert (result.code, result.out) == (70, "")
    assert (
        result.err
        == "error: a bug: RuntimeError: boom\\x1b; run again with XIYANG_DEBUG=1 and send us what it prints\n".removeprefix(
            "error: "
        )
    )


def test_head_ends_quietly() -> None:
    env = {**os.environ, "XIYANG_BASE": str(COUNTY), "PYTHONPATH": str(ROOT)}
    command = f"'{sys.executable}' -m xiyang_cli list -f json | head -c 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], env=env, capture_output=True, timeout=60, check=True)
    assert (done.stdout, done.stderr) == (b"[0\n", b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_one_line_and_exit_2() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "xiyang_cli", "list"],
            env={**os.environ, "XIYANG_BASE": str(COUNTY), "PYTHONPATH": str(ROOT), "XIYANG_LANG": "en"},
            stdout=full, stderr=subprocess.PIPE, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == b"error: stdout: cannot be written (No space left on device); name another file\n"


def test_ctrl_c_exits_130() -> None:
    code = "import xiyang_cli.base.cache as c\ndef stop(*a): raise KeyboardInterrupt\nc.open_base = stop\nfrom xiyang_cli.__main__ import main\nimport sys; sys.argv = ['xiyang', 'list']; main()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert (done.returncode, done.stdout) == (130, b"")
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8", ""])
def test_chinese_goes_out_as_utf8_in_every_locale(locale: str) -> None:
    done = script(
        "list", "--fields", "figure", "--period", "2015", env={"LC_ALL": locale, "PYTHONIOENCODING": ""}
    )
    assert done.stdout.decode("utf-8") == "figure\n8万吨\n"


def test_a_pipe_is_utf8_under_another_encoding() -> None:
    done = script("list", "--fields", "figure", "--period", "2015", env={"PYTHONIOENCODING": "gbk"})
    assert done.stdout.decode("utf-8") == "figure\n8万吨\n"


@pytest.mark.parametrize(("form", "allowed"), [("json", set()), ("table", {"rich", "fractions"})])
def test_start_up_imports_nothing_heavy(form: str, allowed: set[str], tmp_path: Path) -> None:
    """A look-up in a base that is kept pays for typer, sqlite3 and ourselves; for eyes, for rich too."""
    code = (
        "import sys\nfrom xiyang_cli.program import app\n"
        f"try: app(['show', 'grain', '-f', '{form}'], prog_name='xiyang')\nexcept SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    heavy = {"yaml", "rich", "pydantic", "csv", "hashlib", "pypinyin", "jsonschema", "fractions"}
    env = {"XIYANG_BASE": str(COUNTY), "XIYANG_CACHE": str(tmp_path / "kept"), "PYTHONPATH": str(ROOT)}
    for _ in range(2):  # the first one keeps the base
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=True,
                              env={**os.environ, **env})  # fmt: skip
    assert "grain output" in done.stdout.decode()
    loaded = set(done.stderr.decode().split())
    assert loaded & heavy <= allowed  # an older rich has fractions
    answers = {"xiyang_cli.answers.verify", "xiyang_cli.answers.compare", "xiyang_cli.base.build"}
    assert not loaded & answers


def test_the_package_gives_the_same_answers_to_python() -> None:
    import xiyang_cli

    base = xiyang_cli.load_base(COUNTY)
    (change,) = xiyang_cli.changes(base, ["grain"])
    assert (
        json.loads(data.json_text([xiyang_cli.change_row(change)])) == run("changes", "grain", "--json").json
    )
    with pytest.raises(AttributeError):
        _ = xiyang_cli.nothing
