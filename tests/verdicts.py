"""Verdicts on labelled claims and drafts against their labels; `python -m tests.verdicts` prints the matrix.

A finding answers a labelled figure when their spans overlap; a figure without a finding counts as
`none`, which is wrong whatever its label.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xiyang_cli.base.load import load_base
from xiyang_cli.checking.check import Checker
from xiyang_cli.checking.draft import check_draft
from xiyang_cli.checking.relate import Verdict
from xiyang_cli.documents.read import read_document

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "claims"
OWN = ROOT / "tests" / "claims"
BASES = {"claims_second.jsonl": ROOT / "tests" / "base"}
WRONG = (Verdict.CONTRADICTED.value, Verdict.MISATTRIBUTED.value)
NONE = "none"


@dataclass
class Score:
    """How often each label got each verdict, and the figures that got another one."""

    matrix: Counter[tuple[str, str]] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.matrix.values())

    @property
    def right(self) -> int:
        return sum(count for (label, got), count in self.matrix.items() if label == got)

    @property
    def passed(self) -> int:
        """Contradicted or misattributed figures that were called supported: the worst error."""
        return sum(n for (label, got), n in self.matrix.items() if label in WRONG and got == "supported")

    @property
    def accused(self) -> int:
        """Supported or foreign figures that were called contradicted or misattributed."""
        return sum(
            n
            for (label, got), n in self.matrix.items()
            if label in ("supported", "not_found") and got in WRONG
        )

    def share(self, *labels: str) -> int:
        return sum(n for (label, _), n in self.matrix.items() if label in labels)

    def add(self, where: str, figure: dict[str, Any], got: str) -> None:
        self.matrix[figure["verdict"], got] += 1
        if got != figure["verdict"]:
            self.misses.append(f"{where}: {figure['text']}: {figure['verdict']}, got {got}")


def items(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a labelled set."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def score(path: Path) -> Score:
    """The verdicts on one labelled set."""
    checker = Checker(load_base(BASES.get(path.name, ROOT / "facts")))
    found = Score()
    with tempfile.TemporaryDirectory() as folder:
        for item in items(path):
            name = Path(folder) / item.get("name", "claim.txt")
            name.write_text(item["text"], encoding="utf-8")
            findings = list(check_draft(checker, read_document(str(name))))
            for figure in item["figures"]:
                line = figure.get("line", 1)
                start = figure.get("start", item["text"].find(figure["text"]))
                end = figure.get("end", start + len(figure["text"]))
                at = [
                    (
                        min(end, f.place.end_column - 1) - max(start, f.place.column - 1),
                        f.finding.verdict.value,
                    )
                    for f in findings
                    if f.place.line == line and f.place.column - 1 < end and start < f.place.end_column - 1
                ]
                found.add(item["id"], figure, max(at)[1] if at else NONE)
    return found


def table(found: Score) -> str:
    """The matrix: a row a label, a column a verdict."""
    columns = [*(verdict.value for verdict in Verdict), NONE]
    rows = [["label", *columns]]
    rows += [[label, *(str(found.matrix[label, got]) for got in columns)] for label in columns[:-1]]
    return "\n".join("  ".join(cell.rjust(13) for cell in row) for row in rows)


def main(paths: list[str]) -> None:
    own = sorted(OWN.glob("*.jsonl"))
    shared = sorted(SHARED.glob("*_public.jsonl")) if SHARED.is_dir() else []
    for path in [Path(p) for p in paths] or [*shared, *own]:
        found = score(path)
        print(f"{path.name}: {found.right} of {found.total} right ({100 * found.right / found.total:.1f}%)")
        print(table(found))
        print(f"wrong told as supported: {found.passed} of {found.share(*WRONG)}")
        print(f"right or foreign told as wrong: {found.accused} of {found.share('supported', 'not_found')}")
        for miss in found.misses:
            print(f"  {miss}")


if __name__ == "__main__":
    main(sys.argv[1:])
