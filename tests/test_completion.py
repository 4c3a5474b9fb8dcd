"""The tab key: what is offered, and that it reaches the line of real shells whole."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import COUNTY, REAL, ROOT, run
from xiyang_cli.answers.begun import names
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.completing.shells import _quoted, _unquoted, _words
from xiyang_cli.language import Language
from xiyang_cli.values import Value


def bash(line: str, divided: str | None = None, base: Path | None = REAL, **environment: str) -> list[str]:
    """What bash is told for a line up to the cursor: the kind, then the words."""
    word = line.rpartition(" ")[2] if divided is None else divided
    asked = {"_XIYANG_COMPLETE": "complete_bash", "_XIYANG_LINE": line, "_XIYANG_WORD": word}
    result = run(base=base, **asked, **environment)
    assert (result.code, result.err) == (0, "")
    return result.out.splitlines()


def zsh(*words: str, base: Path | None = REAL, **environment: str) -> list[str]:
    result = run(*words, base=base, _XIYANG_COMPLETE="complete_zsh", **environment)
    assert (result.code, result.err) == (0, "")
    return result.out.splitlines()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("xiyang sh", ["plain", "show"]),
        ("xiyang list --stat", ["plain", "--status"]),
        ("xiyang list --status ", ["plain", "actual", "under_way", "planned", "projected"]),
        ("xiyang list --kind le", ["plain", "level"]),
        ("xiyang cite gdp --style ", ["plain", "text", "gbt7714", "bibtex", "csl-json"]),
        ("xiyang list -f js", ["plain", "json", "jsonl"]),
        ("xiyang check -f g", ["plain", "github"]),
        ("xiyang list --sector e", ["plain", "economy", "energy"]),
        ("xiyang list --sector 能", ["plain", "能源"]),
        ("xiyang list --place 晋", ["plain", "晋中市"]),
        ("xiyang list --place a", ["plain", "all"]),
        ("xiyang changes --from ", ["plain", "13th", "14th"]),
        ("xiyang changes econ", ["plain", "economy", r"economic\ output"]),
        ("xiyang list --unit-kind pow", ["plain", "power"]),
        ("xiyang show gdp --unit GW", ["plain", "GW", "GWh"]),
        ("xiyang show gd", ["plain", "gdp", "gdp-2024", "gdp-doubling", "gdp-rank"]),
        ("xiyang show GD", ["plain", "gdp", "gdp-2024", "gdp-doubling", "gdp-rank"]),
        ("xiyang cite 绿氨", ["plain", "绿氨产能"]),
        ("xiyang show xnyzj", ["plain", "新能源装机规模", "新能源装机占比"]),
        ("xiyang list --fields id,val", ["list", "id,value", "id,value_high"]),
        ("xiyang list --fields id,i", ["list", "id,indicator", "id,item"]),
        ("xiyang check x.txt --fail-on imprecise,", None),
        ("xiyang audit new-e", None),
        ("xiyang schema sector", ["plain", "sectors.yaml", "sector.yaml", "sectors"]),
        ("xiyang completion ", ["plain", "bash", "zsh", "fish"]),
        ("xiyang check ", ["file"]),
        ("xiyang show gdp --source pa", ["file"]),
        ("xiyang lint ", ["dir"]),
        ("xiyang list --base ", ["dir"]),
        ("xiyang figures --text ", ["plain"]),
        ("xiyang nosuch sh", ["plain", "show"]),
        ("XIYANG_LANG=zh xiyang sh", ["plain", "show"]),
    ],
)
def test_what_a_line_is_offered(line: str, offered: list[str] | None) -> None:
    found = bash(line)
    if offered is None:
        assert len(found) > 1
    else:
        assert found == offered


def test_every_indicator_and_fact_can_be_reached_by_id_and_by_name(real: FactBase) -> None:
    for id in (*(i.id for i in real.indicators), *(f.id for f in real.facts)):
        assert id in {offer.word for offer in names(real, id, Language.EN)}
    for indicator in real.indicators:
        for begun in (indicator.name_zh, indicator.name_zh[:2]):
            assert indicator.name_zh in {offer.word for offer in names(real, begun, Language.EN)}


def test_periods_and_changes_follow_the_at_sign() -> None:
    """Readline holds what stands behind `@` to be the word, or the sign with it."""
    whole = bash("xiyang compare gdp@20", "gdp@20")
    assert whole == ["plain", "gdp@2024", "gdp@2020"]
    assert bash("xiyang compare gdp@20", "20") == ["plain", "2024", "2020"]
    assert bash("xiyang compare gdp@20", "@20") == ["plain", "@2024", "@2020"]
    assert bash("xiyang compare nosuch@", "") == ["plain"]


def test_a_value_behind_an_equals_sign_and_within_quotes() -> None:
    assert bash("xiyang list --format=js", "js") == ["plain", "json", "jsonl"]
    assert bash('xiyang show "new energy sh', "new energy sh") == ["plain", "new energy share"]
    assert bash("xiyang show new\\ energy\\ sh", "new\\ energy\\ sh") == ["plain", "new\\ energy\\ share"]


def test_nothing_begun_is_answered_in_the_language_with_the_meaning_beside_it() -> None:
    assert "gdp:gross domestic product" in zsh("show", "", XIYANG_LANG="en")
    assert "地区生产总值:gdp" in zsh("show", "", XIYANG_LANG="zh")
    assert "地区生产总值:gdp" in zsh("--lang", "zh", "show", "")
    assert "--sector:只要这个领域。" in zsh("list", "--se", XIYANG_LANG="zh")
    assert any(line.startswith("cite:写出") for line in zsh("ci", XIYANG_LANG="zh"))


def test_a_command_without_words_offers_its_options() -> None:
    assert "--sector" in bash("xiyang list ")


def test_the_base_that_is_named_answers() -> None:
    assert bash("xiyang show gra", base=COUNTY)[1] == "grain"
    assert bash(f"xiyang --base {COUNTY} show gra")[1] == "grain"
    assert bash(f"xiyang show --base {COUNTY} gra")[1] == "grain"
    assert bash("xiyang show --place 临溪县 neighbour-power", base=COUNTY) == ["plain"]


def test_a_base_that_is_missing_broken_or_unfinished_offers_nothing_and_makes_no_noise(copied: Path) -> None:
    assert bash("xiyang show g", base=copied / "missing") == []
    assert bash("xiyang sh", base=copied / "missing") == ["plain", "show"]
    (copied / "economy.yaml").write_text("sector: [", encoding="utf-8")
    assert bash("xiyang show g", base=copied) == []
    assert bash("xiyang list --sector e", base=copied) == []


def test_a_line_that_makes_no_sense_is_answered_with_nothing() -> None:
    for line in (
        "",
        "xiyang",
        "xiyang show 'a \"b",
        "xiyang \\",
        "xiyang show --place nowhere g",
        'xiyang "',
    ):
        assert bash(line)[1:] in ([], bash("xiyang ")[1:])
    assert run("show", "gdp", _XIYANG_COMPLETE="complete_tcsh").out == ""
    # An option that acts at once does not act while a line is being written.
    assert bash("xiyang --version sh") == ["plain", "show"]
    assert bash("xiyang --help sh") == ["plain", "show"]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1)


@settings(deadline=None)
@given(st.lists(WORDS, min_size=1), st.sampled_from(["", "'", '"']))
def test_bash_reads_quoted_words_as_they_are(words: list[str], quote: str) -> None:
    written = " ".join(f"{quote}{_quoted(word, quote)}{quote}" for word in words)
    done = subprocess.run(
        ["bash", "-c", f"printf '%s\\n' {written}"],
        capture_output=True,
        check=True,
        env={"LC_ALL": "C.UTF-8"},
    )
    assert done.stdout.decode().split("\n") == [*words, ""]


@given(st.lists(WORDS), WORDS, st.sampled_from(["", "'", '"']))
def test_a_begun_word_is_read_with_its_quotes_open(words: list[str], begun: str, quote: str) -> None:
    line = " ".join(["xiyang", *map(shlex.quote, words), quote + _quoted(begun, quote)])
    assert [_unquoted(*word) for word in _words(line)] == ["xiyang", *words, begun]
    # A single quote within single quotes closes them for a moment.
    if quote != "'" or "'" not in begun:
        written = _quoted(begun, quote)
        assert _words(line)[-1] == (("", quote, written) if quote else (written, "", ""))


def test_every_value_of_every_command_says_what_may_stand_there() -> None:
    """A new option without a kind would leave the tab key silent, or offer files for a name."""
    from typer._click.types import IntParamType
    from typer._types import TyperChoice
    from typer.main import get_command

    from xiyang_cli.completing import offers
    from xiyang_cli.program import app

    group = get_command(app)
    kinds = {*offers._PATHS, *offers._LISTS, *offers._KNOWN, *offers._OF_BASE, "text"}
    for name, command in {"xiyang": group, **group.commands}.items():  # type: ignore[attr-defined]
        for param in command.params:
            if getattr(param, "is_flag", False):
                continue
            assert isinstance(param.type, (Value, TyperChoice, IntParamType)), f"{name}: {param.name}"
            assert not isinstance(param.type, Value) or param.type.kind in kinds


def test_the_short_way_to_keys_is_that_of_the_catalogue() -> None:
    from xiyang_cli.answers import keys
    from xiyang_cli.completing.offers import _COMMON_KEYS
    from xiyang_cli.schema.catalogue import _SOMETIMES, ROWS

    for command, name in _COMMON_KEYS.items():
        assert list(getattr(keys, name)) == [k for k in ROWS[command] if k not in _SOMETIMES.get(command, ())]


def test_a_key_press_imports_no_tables_and_no_checking() -> None:
    asked = {"_XIYANG_COMPLETE": "complete_bash", "_XIYANG_LINE": "xiyang show g", "_XIYANG_WORD": "g"}
    code = (
        "import sys; from xiyang_cli.program import app\n"
        "try: app(prog_name='xiyang')\n"
        "except SystemExit: pass\n"
        "print(*(m for m in ('rich', 'csv', 'xiyang_cli.checking', 'xiyang_cli.schema', "
        "'xiyang_cli.answers.derive') if m in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT), "XIYANG_BASE": str(COUNTY), **asked},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_whole_and_read_by_its_shell(shell: str, tmp_path: Path) -> None:
    target = tmp_path / f"xiyang.{shell}"
    assert run("completion", shell, "-o", str(target)).code == 0
    assert target.read_text(encoding="utf-8") == run("completion", shell).out
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    assert subprocess.run([shell, "-n", str(target)], capture_output=True, check=False).returncode == 0


def test_a_script_has_one_form() -> None:
    for words in (["--json"], ["-f", "csv"], ["--fields", "id"]):
        result = run("completion", "bash", *words)
        assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert run("completion", "tcsh").code == 2


# From here on: real shells under a pseudo-terminal.

START = {
    "bash": ["--norc", "--noprofile", "-i"],
    "zsh": ["-f", "-i"],
    "fish": ["--no-config", "-i"],
}
READY = {
    "bash": "PS1=; bind 'set enable-bracketed-paste off'; bind 'set bell-style none'; ",
    "zsh": "PS1=; unsetopt beep; ",
    "fish": "function fish_prompt; end; ",
}
LOAD = {
    "bash": 'eval "$(xiyang completion bash)"',
    "zsh": 'eval "$(xiyang completion zsh)"',
    "fish": "xiyang completion fish | source",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the program on its path, a base with odd names, and files to complete."""
    folder = tmp_path_factory.mktemp("shell")
    (folder / "bin").mkdir()
    program = folder / "bin" / "xiyang"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m xiyang_cli "$@"\n')
    program.chmod(0o755)
    # What a line hands over, word by word, is written where the test can read it.
    spy = folder / "bin" / "told"
    spy.write_text('#!/bin/sh\nfor word; do printf "%s\\n" "$word"; done > told.tmp\nmv told.tmp told.txt\n')
    spy.chmod(0o755)
    odd = folder / "odd"
    shutil.copytree(COUNTY, odd)
    economy = (odd / "economy.yaml").read_text(encoding="utf-8")
    first = "    aliases_zh: []\n    aliases_en: []\n"
    names = '    aliases_zh: []\n    aliases_en: ["Zed\'s $HOME: (a) \\"b\\" *"]\n'
    (odd / "economy.yaml").write_text(economy.replace(first, names, 1), encoding="utf-8")
    (folder / "稿件 一.txt").touch()
    return folder


class Shell:
    """A shell in a terminal: a line is typed, completed and run; what it hands over comes back."""

    def __init__(self, shell: str, folder: Path) -> None:
        import pexpect

        self.shell, self.folder = shell, folder
        environment = {
            "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "HOME": str(folder), "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(ROOT), "XIYANG_BASE": str(REAL), "XIYANG_LANG": "en", "TERM": "xterm",
        }  # fmt: skip
        self.process: Any = pexpect.spawn(
            shell,
            START[shell],
            env=environment,
            cwd=str(folder),
            encoding="utf-8",
            timeout=30,
            dimensions=(50, 200),
        )
        self.process.sendline(f"{READY[shell]}{LOAD[shell]}; echo loa''ded")
        self.process.expect("loaded")

    def completed(self, line: str) -> list[str]:
        """The words of the line after its last tab key, as the shell hands them to a program.

        The program's name is `xiyang` while the line is completed, and another when it is run.
        All keys are sent at once: a shell reads on when it has completed.
        """
        told = self.folder / "told.txt"
        told.unlink(missing_ok=True)
        to_begin, delete = "\x01", "\x04"
        self.process.send(f"{line}\t{to_begin}{delete * len('xiyang')}told\r")
        for _ in range(600):
            if told.exists():
                return told.read_text(encoding="utf-8").splitlines()
            time.sleep(0.05)
        raise AssertionError(f"{self.shell} ran nothing for {line!r}")

    def lists(self, line: str, *shown: str) -> None:
        """Wait until the terminal shows these after two presses of the tab key; leave the line."""
        self.process.send(line + "\t\t")
        for text in shown:
            self.process.expect_exact(text)
        self.process.send("\x15")


@pytest.fixture(scope="module", params=["bash", "zsh", "fish"])
def shell(request: pytest.FixtureRequest, folder: Path) -> Iterator[Shell]:
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    opened = Shell(request.param, folder)
    yield opened
    opened.process.close(force=True)


def test_in_a_shell_words_are_completed(shell: Shell) -> None:
    """Commands, options, values, ids and Chinese names; what is typed goes on to the next word."""
    assert shell.completed("xiyang sh\tgov") == ["show", "government-debt"]
    assert shell.completed("xiyang show 绿氨") == ["show", "绿氨产能"]
    assert shell.completed("xiyang list --sec\tliv") == ["list", "--sector", "livelihood"]
    assert shell.completed("xiyang list --format=mark") == ["list", "--format=markdown"]
    assert shell.completed("xiyang compare gdp@2020 gdp@2024 gdp@dif") == [
        "compare",
        "gdp@2020",
        "gdp@2024",
        "gdp@difference",
    ]


def test_in_a_shell_spaces_and_quotes_survive(shell: Shell) -> None:
    assert shell.completed("xiyang show installed") == ["show", "installed new-energy capacity"]
    assert shell.completed("xiyang show 'installed") == ["show", "installed new-energy capacity"]
    assert shell.completed('xiyang show "installed') == ["show", "installed new-energy capacity"]
    odd = 'Zed\'s $HOME: (a) "b" *'
    assert shell.completed("xiyang --base odd show Zed") == ["--base", "odd", "show", odd]


def test_in_a_shell_files_and_folders_are_its_own(shell: Shell) -> None:
    assert shell.completed("xiyang check 稿") == ["check", "稿件 一.txt"]
    assert shell.completed("xiyang list --output=稿") == ["list", "--output=稿件 一.txt"]
    assert shell.completed("xiyang lint od")[1].rstrip("/") == "odd"


def test_in_a_shell_several_are_listed_with_their_meaning(shell: Shell) -> None:
    if shell.shell == "bash":
        shell.lists("xiyang show gdp-", "gdp-2024", "gdp-doubling", "gdp-rank")
    else:
        shell.lists("xiyang show gdp-", "gdp-2024", "18.03 billion yuan in 2024", "gdp-rank")


def test_in_a_shell_a_missing_base_makes_no_noise(shell: Shell) -> None:
    shell.process.read_nonblocking(100_000, timeout=1)
    assert shell.completed("xiyang --base missing show gd") == ["--base", "missing", "show", "gd"]
    shown = shell.process.read_nonblocking(100_000, timeout=1)
    assert "missing show gd" in shown
    assert "rror" not in shown
    assert "fact base" not in shown
