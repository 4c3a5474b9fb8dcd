"""The cookbook is true: its recipes are run, by the programs that they are for.

Where such a program is not installed the test skips; .ci/run has them all. After a change of output:
`python -m tests.test_cookbook` writes anew what the installed ones print; read it before you commit it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import REAL, ROOT, run
from tests.test_readme import BLOCK, README, in_terminal, missing

COOKBOOK = ROOT / "docs" / "cookbook.md"
TEXT = COOKBOOK.read_text(encoding="utf-8")
PYTHON = re.compile(r"```python\n(import (\w+)\n.*?)```\n\n```text\n(.*?)```", re.S)
SHOWN = {match[1]: match[2] for match in BLOCK.finditer(TEXT)}
DRAFT = next(
    match[2] for match in BLOCK.finditer(README.read_text(encoding="utf-8")) if match[1] == "cat draft.md"
)


@pytest.mark.parametrize("command", SHOWN)
def test_a_command_prints_what_the_cookbook_shows(command: str) -> None:
    if lacking := missing(command):
        pytest.skip(f"{lacking} is not installed")
    assert in_terminal(command) == SHOWN[command]


def printed(code: str, folder: Path) -> str:
    """What a recipe in Python prints in a folder with the exported facts."""
    assert run("export", "parquet", "-o", str(folder / "facts.parquet"), base=REAL).code == 0
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.parametrize(("code", "library", "shown"), PYTHON.findall(TEXT))
def test_a_recipe_in_python_prints_what_the_cookbook_shows(
    code: str, library: str, shown: str, tmp_path: Path
) -> None:
    for name in (library, "pyarrow"):
        pytest.importorskip(name, reason=f"{name} is not installed; it comes with the extra consumers")
    assert printed(code, tmp_path) == shown


def recipe(title: str, form: str) -> str:
    """The block of a form in the recipe of a title."""
    section = TEXT.split(f"\n## {title}\n")[1].split("\n## ")[0]
    (found,) = re.findall(rf"```{form}\n(.*?)```", section, re.S)
    return str(found)


def checked(words: list[str], folder: Path) -> tuple[int, str]:
    """Exit code and output of a command line on the README's draft, in its folder."""
    (folder / "draft.md").write_text(DRAFT, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XIYANG_BASE": str(REAL), "XIYANG_LANG": "en"}
    assert words[0] == "xiyang"
    done = subprocess.run(
        [sys.executable, "-m", "xiyang_cli", *words[1:]],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


def test_the_hook_of_pre_commit_is_ours_and_stops_a_wrong_figure(tmp_path: Path) -> None:
    (repository,) = yaml.safe_load(recipe("pre-commit", "yaml"))["repos"]
    hooks = {
        hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    }
    (asked,) = repository["hooks"]
    code, out = checked([*hooks[asked["id"]]["entry"].split(), "draft.md"], tmp_path)
    assert code == 1
    assert "180.3亿元" in out


def test_the_last_line_of_the_workflow_notes_each_problem_at_its_line(tmp_path: Path) -> None:
    steps = yaml.safe_load(recipe("GitHub Actions", "yaml"))["jobs"]["check"]["steps"]
    code, out = checked(steps[-1]["run"].split(), tmp_path)
    assert code == 1
    assert out.startswith("::error file=draft.md,line=1,col=12")


def test_the_assistant_is_answered_with_the_figure_and_its_source() -> None:
    pytest.importorskip("mcp_types", reason="the library mcp is not installed")
    from tests.test_mcp import talk

    (server,) = json.loads(recipe("An assistant", "json"))["mcpServers"].values()
    assert server == {"command": "xiyang", "args": ["mcp"]}  # what `talk` starts
    _, (answer,) = talk(("compare", {"names": ["gdp", "18 billion yuan"]}))
    assert answer.structured_content["rows"][0]["value"] == "180.3"
    assert "2025-12" in answer.structured_content["sources"][0]["attribution"]


if __name__ == "__main__":
    import tempfile

    for command_, shown_ in SHOWN.items():
        if not missing(command_):
            TEXT = TEXT.replace(f"$ {command_}\n{shown_}```", f"$ {command_}\n{in_terminal(command_)}```")
    for code_, _, shown_ in PYTHON.findall(TEXT):
        with tempfile.TemporaryDirectory() as folder_:
            text_ = printed(code_, Path(folder_))
        TEXT = TEXT.replace(f"{code_}```\n\n```text\n{shown_}```", f"{code_}```\n\n```text\n{text_}```")
    COOKBOOK.write_text(TEXT, encoding="utf-8")
