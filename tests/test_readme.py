"""The README is true: each of its commands prints in a terminal what stands below it.

After a change of output: `python -m tests.test_readme` writes the output anew; read it before you commit it.
"""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.test_facts import PAGE

README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n\$ (.*)\n((?:.*\n)*?)```\n")
COMMANDS = [match[1] for match in BLOCK.finditer(README.read_text(encoding="utf-8"))]

PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


def in_terminal(command: str) -> str:
    """What a command prints in a terminal of 100 columns, without colour codes."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "xiyang"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m xiyang_cli "$@"\n')
        program.chmod(0o755)
        if PAGE.exists():
            shutil.copy(PAGE, folder)
        shutil.copytree(ROOT / "facts", Path(folder) / "facts")
        text = README.read_text(encoding="utf-8")
        draft = next(match[2] for match in BLOCK.finditer(text) if match[1] == "cat draft.md")
        (Path(folder) / "draft.md").write_text(draft, encoding="utf-8")
        ours, theirs = pty.openpty()
        environment = {
            **os.environ, "PATH": f"{folder}:{PATH}", "PYTHONPATH": str(ROOT), "COLUMNS": "100",
            "XIYANG_LANG": "en", "TERM": "xterm", "LC_ALL": "C.UTF-8",
        }  # fmt: skip
        for name in ("XIYANG_BASE", "NO_COLOR", "FORCE_COLOR"):
            environment.pop(name, None)
        running = subprocess.Popen(
            ["bash", "-c", command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=theirs,
        )
        os.close(theirs)
        printed = b""
        try:
            while part := os.read(ours, 65536):
                printed += part
        except OSError:
            pass  # the way a terminal says that its last writer has gone
        os.close(ours)
        running.wait(timeout=60)
    return re.sub(r"\x1b\[[0-9;]*m", "", printed.decode("utf-8")).replace("\r\n", "\n")


def missing(command: str) -> str | None:
    """A program or library that a command needs and that is not installed."""
    for name in ("jq", "sqlite3", "datasette"):
        if re.search(rf"(^|[|;&] *){name} ", command) and not shutil.which(name, path=PATH):
            return name
    for part, name in {"export parquet": "pyarrow", "export xlsx": "xlsxwriter"}.items():
        if part in command and find_spec(name) is None:
            return name
    return None


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_prints_what_the_readme_shows(command: str) -> None:
    if lacking := missing(command):
        pytest.skip(f"{lacking} is not installed")
    if "page.txt" in command and not PAGE.exists():
        pytest.skip("the source page is not at hand (../shared/source/page.txt)")
    shown = {match[1]: match[2] for match in BLOCK.finditer(README.read_text(encoding="utf-8"))}
    assert in_terminal(command) == shown[command]


SPANS = sorted(set(re.findall(r"`(xiyang [^`]+)`", README.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("command", SPANS)
def test_a_command_within_a_sentence_runs(command: str) -> None:
    if command == "xiyang mcp" and find_spec("mcp_types") is None:
        pytest.skip("the library mcp is not installed")
    if "page.txt" in command and not PAGE.exists():
        pytest.skip("the source page is not at hand (../shared/source/page.txt)")
    assert in_terminal(f"{command} >/dev/null; echo $?").splitlines()[-1] == "0"


def test_the_python_example_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.S)
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert done.stdout == b"90.15 180.3 / 2 = 90.15\n"


def test_every_command_has_its_place_in_the_readme() -> None:
    from typer.main import get_command

    from xiyang_cli.program import app

    text = README.read_text(encoding="utf-8")
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        assert f"xiyang {name}" in text
        assert command.help


def test_the_example_of_the_dictionary_loads(copied: Path) -> None:
    """Set into the county's base, the full example of facts/README.md has no fault of its own form."""
    from tests.conftest import run

    text = (ROOT / "facts" / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", text, re.S)
    example = (
        example.replace("sector: energy", "sector: power")
        .replace("昔阳县\n", "临溪县\n")
        .replace("source: page", "source: notice")
    )
    (copied / "power.yaml").write_text(example, encoding="utf-8")
    sectors = copied / "sectors.yaml"
    added = "  - {id: power, name_zh: 能源, name_en: power, pinyin: [neng yuan]}\n"
    sectors.write_text(sectors.read_text(encoding="utf-8") + added, encoding="utf-8")
    units = copied / "units.yaml"
    kilowatt = '  - {id: 千瓦, base_unit: W, factor: "1000", name_en: kW}\n'
    units.write_text(units.read_text(encoding="utf-8") + kilowatt, encoding="utf-8")
    result = run("show", "new energy", "--json", base=copied)
    assert (result.code, result.err) == (0, "")
    assert result.json[0]["base_value"] == 2520000000


def rewrite() -> None:
    """Write every command's output below it."""

    def block(match: re.Match[str]) -> str:
        return f"```console\n$ {match[1]}\n{in_terminal(match[1])}```\n"

    README.write_text(BLOCK.sub(block, README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    rewrite()
