"""How long the tab key takes beside a look-up: whole processes, as ratios, in one run.

    python -m venv .bench && .bench/bin/pip install .
    .bench/bin/python benchmarks/completion.py

The calls take turns, so that what else the machine does falls on all of them; the median counts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from statistics import median

ROUNDS = 21
LOOK_UP = "xiyang show gdp -f json"
LINES = (
    "xiyang sh", "xiyang list --format=", "xiyang show gd", "xiyang show 新能",
    "xiyang changes ", "xiyang compare gdp@", "xiyang list --sector ", "xiyang list --fields id,",
)  # fmt: skip


def seconds(words: list[str], **environment: str) -> float:
    """What one process takes, from its start to its end."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "xiyang_cli", *words],
        env={**os.environ, **environment}, stdout=subprocess.DEVNULL, check=True,
    )  # fmt: skip
    return time.perf_counter() - start


def main() -> None:
    """Print a line for the look-up, and one for each line that is completed."""
    taken: dict[str, list[float]] = {line: [] for line in (LOOK_UP, *LINES)}
    for _ in range(ROUNDS):
        taken[LOOK_UP].append(seconds(LOOK_UP.split()[1:]))
        for line in LINES:
            asked = {"_XIYANG_COMPLETE": "complete_bash", "_XIYANG_LINE": line, "_XIYANG_WORD": ""}
            taken[line].append(seconds([], **asked))
    whole = median(taken[LOOK_UP])
    for line, times in taken.items():
        print(f"{median(times) / whole:5.2f}  {line}{'' if line == LOOK_UP else '<TAB>'}")


if __name__ == "__main__":
    main()
