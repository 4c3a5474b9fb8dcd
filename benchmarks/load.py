"""Under load: one `check` of a long draft, and look-ups from many processes at once; a table.

    python benchmarks/load.py [--megabytes 10] [--calls 1000] [--at-once 16]

The long draft is every sentence of the shipped base over and over, so nearly every clause has a figure
to judge; prose with few figures takes a fraction of it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from xiyang_cli import load_base

PROGRAM = [sys.executable, "-m", "xiyang_cli"]


@dataclass(frozen=True)
class Run:
    """What one process took."""

    seconds: float
    megabytes: float
    """of memory, at its peak"""
    lines: int
    """that it printed"""


def call(words: Sequence[str]) -> Run:
    """Run the program and wait for it."""
    begin = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen([*PROGRAM, *words], stdout=out, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - begin
        if process.returncode not in (0, 1):
            raise SystemExit(f"{' '.join(words[:2])} ended with {process.returncode}")
        out.seek(0)
        lines = sum(1 for _ in out)
    # Linux counts in kilobytes, macOS in bytes.
    return Run(seconds, used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3), lines)


def long_draft(path: Path, megabytes: float) -> int:
    """Write a draft of that size; the number of its paragraphs."""
    sentences = [f"{fact.statement_zh}。" for fact in load_base().facts]
    paragraphs = ["".join(sentences[start : start + 5]) for start in range(0, len(sentences), 5)]
    text = "\n\n".join(paragraphs) + "\n\n"
    times = round(megabytes * 1e6 / len(text.encode()))
    path.write_text(text * times, encoding="utf-8")
    return len(paragraphs) * times


def percentile(values: Sequence[float], part: float) -> float:
    """The value that `part` of all do not exceed."""
    return sorted(values)[min(len(values) - 1, round(part * len(values)))]


def row(*cells: object) -> None:
    """A line of the table."""
    print("  ".join(f"{cell:>12}" if place else f"{cell:<34}" for place, cell in enumerate(cells)))


def main() -> None:
    """Print both tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--megabytes", type=float, default=10)
    options.add_argument("--calls", type=int, default=1000)
    options.add_argument("--at-once", type=int, default=16)
    asked = options.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        row("one check", "draft MB", "paragraphs", "rows", "seconds", "s a MB", "peak MB")
        for megabytes in sorted({1.0, asked.megabytes}):
            draft = Path(folder) / "long.txt"
            paragraphs = long_draft(draft, megabytes)
            done = call(["check", str(draft), "-f", "jsonl"])
            row("check long.txt -f jsonl", f"{megabytes:g}", paragraphs, done.lines, f"{done.seconds:.1f}",
                f"{done.seconds / megabytes:.1f}", f"{done.megabytes:.0f}")  # fmt: skip

    print()
    row("look-ups", "calls", "at once", "p50 ms", "p95 ms", "p99 ms", "calls a s", "peak MB")
    for at_once in sorted({1, asked.at_once}):
        begin = time.perf_counter()
        with ThreadPoolExecutor(at_once) as pool:
            runs = list(pool.map(lambda _: call(["show", "gdp", "-f", "json"]), range(asked.calls)))
        spent = time.perf_counter() - begin
        times = [run.seconds * 1000 for run in runs]
        shares = [f"{percentile(times, part):.0f}" for part in (0.5, 0.95, 0.99)]
        row("show gdp -f json", asked.calls, at_once, *shares,
            f"{asked.calls / spent:.1f}", f"{max(run.megabytes for run in runs):.0f}")  # fmt: skip


if __name__ == "__main__":
    main()
