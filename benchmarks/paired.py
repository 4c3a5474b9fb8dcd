"""Whole processes timed side by side: they take turns, and what counts is the ratio within a turn.

What else the machine does then falls on all of them alike; a ratio is told by its median and quartiles.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import termios
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from resource import struct_rusage
from statistics import median, quantiles
from time import perf_counter
from typing import NamedTuple

ROOT = Path(__file__).parent.parent


class Taken(NamedTuple):
    """What one process took."""

    seconds: float
    peak: int
    """bytes of memory at its fullest; not below those of this process, from which it was forked"""


class Ratio(NamedTuple):
    """How many times as long one takes as another: the median of turns, and their quartiles."""

    median: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{_rounded(self.median)} ({_rounded(self.low)}–{_rounded(self.high)})"


def process(
    words: Sequence[str | Path], environment: Mapping[str, str] | None = None, *, terminal: bool = False
) -> Callable[[], Taken]:
    """A call that runs a program to its end, its answer thrown away; RuntimeError when it fails."""
    command = [str(word) for word in words]
    env = _environment(environment)

    def run() -> Taken:
        start = perf_counter()
        said, status, usage = (_in_terminal if terminal else _in_pipe)(command, env)
        seconds = perf_counter() - start
        if (code := os.waitstatus_to_exitcode(status)) != 0:
            raise RuntimeError(f"{' '.join(command)}: exit {code}: {said.decode(errors='replace')[-500:]}")
        # Linux counts in KiB, macOS in bytes.
        return Taken(seconds, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))

    return run


def answer(words: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> str:
    """What a program prints."""
    command = [str(word) for word in words]
    done = subprocess.run(
        command, env=_environment(environment), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True
    )
    return done.stdout.decode()


def in_turns(calls: Mapping[str, Callable[[], Taken]], rounds: int, warm: int = 3) -> dict[str, list[Taken]]:
    """What each call takes in each round; every round begins with another one."""
    for _ in range(warm):
        for call in calls.values():
            call()
    taken: dict[str, list[Taken]] = {name: [] for name in calls}
    names = list(calls)
    for turn in range(rounds):
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            taken[name].append(calls[name]())
    return taken


def ratio(ours: Sequence[Taken], theirs: Sequence[Taken]) -> Ratio:
    """Turn by turn, how many times as long `ours` took."""
    paired = [one.seconds / other.seconds for one, other in zip(ours, theirs, strict=True)]
    low, _, high = quantiles(paired, n=4, method="inclusive") if len(paired) > 1 else paired * 3
    return Ratio(median(paired), low, high)


def told(seconds: float) -> str:
    """A time, to two or three digits."""
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


def typical(taken: Sequence[Taken]) -> str:
    """The median time."""
    return told(median(one.seconds for one in taken))


def megabytes(taken: Sequence[Taken]) -> str:
    """The most memory that any of the calls took."""
    return f"{max(one.peak for one in taken) / 2**20:.0f} MB"


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(str(cell) for cell in line)} |\n" for line in lines)


def rewrite(name: str, made: str, files: Sequence[Path]) -> None:
    """Put a table between the marks `<!-- NAME -->` and `<!-- /NAME -->`, in the files that have them."""
    for path in files:
        text = path.read_text(encoding="utf-8")
        path.write_text(between(name, made, text), encoding="utf-8")


def between(name: str, made: str, text: str) -> str:
    """The text with `made` between its marks of that name; as it is, where it has none."""
    marks = rf"(<!-- {re.escape(name)} -->\n).*?(<!-- /{re.escape(name)} -->)"
    return re.sub(marks, lambda found: f"{found[1]}\n{made}\n{found[2]}", text, flags=re.S)


def installed(folder: Path, *packages: str) -> Path:
    """A fresh environment with the checkout's wheel in it, and these packages; the folder of its programs."""
    wheels, programs = folder / "wheels", folder / "venv" / "bin"
    quiet = ("-q", "--disable-pip-version-check")
    pip = [sys.executable, "-m", "pip"]
    subprocess.run([*pip, "wheel", *quiet, "--no-deps", "-w", wheels, ROOT], check=True)
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    # pip compiles what it installs, as it does for every user
    pip = [str(programs / "python"), "-m", "pip"]
    subprocess.run([*pip, "install", *quiet, *wheels.glob("xiyang-*.whl"), *packages], check=True)
    return programs


def _environment(more: Mapping[str, str] | None) -> dict[str, str]:
    """The environment without what would lead to another xiyang or another base."""
    kept = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "XIYANG_BASE")}
    return kept | {"XIYANG_LANG": "en", "COLUMNS": "100", "TERM": "xterm"} | dict(more or {})


def _in_pipe(command: list[str], env: dict[str, str]) -> tuple[bytes, int, struct_rusage]:
    with subprocess.Popen(
        command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as running:
        assert running.stderr is not None
        said = running.stderr.read()
        _, status, usage = os.wait4(running.pid, 0)
        running.returncode = status  # it has been waited for
    return said, status, usage


def _in_terminal(command: list[str], env: dict[str, str]) -> tuple[bytes, int, struct_rusage]:
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, 100))
    with subprocess.Popen(
        command, env=env, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs
    ) as running:
        os.close(theirs)
        said = b""
        try:
            while part := os.read(ours, 65536):
                said += part
        except OSError:
            pass  # the way a terminal says that its last writer has gone
        os.close(ours)
        _, status, usage = os.wait4(running.pid, 0)
        running.returncode = status
    return said, status, usage


def _rounded(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.1f}" if ratio < 100 else f"{ratio:.0f}"
