"""What the tests share: the two bases and a way to run a command as a script would."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.load import load_base
from xiyang_cli.program import app

ROOT = Path(__file__).parent.parent
COUNTY = Path(__file__).parent / "base"
"""a small base of an invented county: falls, negative values, ranges, a third plan"""
REAL = ROOT / "facts"


@dataclass
class Result:
    """What one call printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(*words: str, base: Path | None = COUNTY, **environment: str) -> Result:
    """Run the program in this process, in English unless told otherwise, stdout being no terminal."""
    env: dict[str, str | None] = {
        "XIYANG_LANG": "en",
        "XIYANG_BASE": str(base) if base else None,
        **environment,
    }
    found = CliRunner().invoke(app, list(words), env=env, prog_name="xiyang")
    return Result(found.exit_code, found.stdout, found.stderr)


def script(*words: str, base: Path | None = COUNTY, **more: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a process of its own."""
    env = {**os.environ, "XIYANG_LANG": "en", "PYTHONPATH": str(ROOT), **more.pop("env", {})}
    if base:
        env["XIYANG_BASE"] = str(base)
    command = [sys.executable, "-m", "xiyang_cli", *words]
    return subprocess.run(command, env=env, capture_output=True, timeout=60, check=False, **more)


@pytest.fixture(scope="session", autouse=True)
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compiled bases of the tests are kept for their run alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XIYANG_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _hangs_up() -> None:
    """A run under nohup ignores SIGHUP; its calls would too, but for a handler, which they do not inherit."""
    if sys.platform != "win32" and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        signal.signal(signal.SIGHUP, lambda *_: None)


@pytest.fixture(scope="session")
def county() -> FactBase:
    return load_base(COUNTY)


@pytest.fixture(scope="session")
def real() -> FactBase:
    return load_base(REAL)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the county's base, to break."""
    target = tmp_path / "base"
    target.mkdir()
    for file in COUNTY.glob("*.yaml"):
        (target / file.name).write_bytes(file.read_bytes())
    return target


def edit(base: Path, file: str, old: str, new: str) -> None:
    """Put `new` into the place of `old`, where that stands first in a file of a base."""
    path = base / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
