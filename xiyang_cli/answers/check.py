"""What a base says to drafts: a row for each figure, and the counts. Pure."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from xiyang_cli.answers import columns
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Fact, Qualifier
from xiyang_cli.base.sources import Source
from xiyang_cli.checking.check import Checker
from xiyang_cli.checking.draft import Found, check_draft
from xiyang_cli.checking.explain import explanation, stated, suggestion
from xiyang_cli.checking.relate import QUIET, Reason, Verdict
from xiyang_cli.documents.model import Document, Remark
from xiyang_cli.language import Language
from xiyang_cli.reading.mention import as_written

_NO_FACT = "the base has no fact for it"

CHECK_ROW: columns.Columns = {
    "file": columns.text("the draft, as it was named; - for standard input, --text for a text given"),
    "line": columns.count("the line it begins in", least=1),
    "column": columns.count("the column of its first character, in code points", least=1),
    "end_column": columns.count("the column behind its last one, of the line that it ends in", least=1),
    "figure": columns.text("the words as they stand there"),
    "value": columns.number("the number as written, in `unit`", "a standing without a number: 唯一"),
    "unit": columns.text("the unit as written, with its scale word", "none is written"),
    "qualifier": columns.one_of(Qualifier, "the bound that the draft puts on it", "a standing, no number"),
    "verdict": columns.one_of(Verdict, "what the base says to it"),
    "reason": columns.one_of(Reason, "why, in one fixed word"),
    "fact": columns.text("id of the fact it was judged by", _NO_FACT),
    "indicator": columns.text("id of that fact's indicator", _NO_FACT),
    "stated": columns.text("what the source says there, in Chinese", _NO_FACT),
    "explanation_zh": columns.text("the verdict explained"),
    "explanation_en": columns.text("the same in English"),
    "suggestion": columns.text(
        "what to print instead", "nothing has to be changed, or the source does not say"
    ),
}
CHECK_KEYS = tuple(CHECK_ROW)

FAILING = frozenset((Verdict.CONTRADICTED, Verdict.MISATTRIBUTED))
"""the verdicts that stop a draft, whatever else is asked for"""


class Row(NamedTuple):
    """One figure of a draft with its verdict, as programs get it, and its words in the draft.

    No more is kept of the draft: one of ten megabytes can have a hundred thousand figures.
    """

    verdict: Verdict
    fact: Fact | None
    """what the verdict rests on"""
    data: dict[str, Any]
    before: str
    """the words of the draft before the figure, in its clause or a little more; of a cell, its heads too"""
    after: str


@dataclass(frozen=True)
class Checked:
    """One draft that was read and judged."""

    name: str
    rows: tuple[Row, ...]
    notes: tuple[Remark, ...]
    silenced: int
    """how many problems a comment or the ignore file silenced"""


@dataclass(frozen=True)
class Report:
    """All drafts of one call, and the source that they were judged by."""

    drafts: tuple[Checked, ...]
    source: Source

    @property
    def rows(self) -> list[Row]:
        """Every figure of every draft, in order."""
        return [row for draft in self.drafts for row in draft.rows]

    @property
    def silenced(self) -> int:
        return sum(draft.silenced for draft in self.drafts)

    def counts(self) -> dict[Verdict, int]:
        """How many figures got each verdict."""
        found = Counter(row.verdict for row in self.rows)
        return {verdict: found[verdict] for verdict in Verdict}

    def fails(self, strict: Iterable[Verdict] = ()) -> bool:
        """Whether a figure is contradicted or misattributed, or has one of the verdicts in `strict`."""
        return any(row.verdict in FAILING or row.verdict in strict for row in self.rows)


def check_document(
    checker: Checker,
    document: Document,
    *,
    by_line: bool = False,
    ignored: Mapping[str, str] | None = None,
    tick: Callable[[float], None] = lambda _: None,
) -> Checked:
    """The findings of one draft, without those that its comments or the ignore file silence.

    `tick` hears how much of the draft is done, above 0 to 1.
    """
    rows, silenced = [], 0
    for found in check_draft(checker, document, by_line=by_line, tick=tick):
        is_problem = found.finding.verdict not in QUIET
        is_known = found.place.line in document.silenced or found.text in (ignored or {})
        if is_known:
            silenced += is_problem
            continue
        rows.append(_row(checker.base, document.name, found))
    return Checked(document.name, tuple(rows), document.notes, silenced)


def read_ignored(text: str) -> dict[str, str]:
    """The figures of an ignore file with the reason given for each: figure, tab, reason; # begins a comment.

    Raises ValueError with the number of a line that has no reason.
    """
    known: dict[str, str] = {}
    for number, cells in enumerate(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE), 1):
        if not cells or not "".join(cells).strip() or cells[0].startswith("#"):
            continue
        if len(cells) < 2 or not cells[1].strip():
            raise ValueError(str(number))
        known[cells[0].strip()] = cells[1].strip()
    return known


def _row(base: FactBase, name: str, found: Found) -> Row:
    finding, place = found.finding, found.place
    claim, fact = finding.claim, finding.fact
    value, unit = as_written(claim.mention) if claim.mention else (claim.position, None)
    text = found.block.text
    qualifier = claim.mention.qualifier.value if claim.mention else None
    data = {
        "file": name,
        "line": place.line,
        "column": place.column,
        "end_column": place.end_column,
        "figure": found.text,
        "value": value,
        "unit": unit or None,
        "qualifier": qualifier,
        "verdict": finding.verdict.value,
        "reason": finding.reason.value,
        "fact": fact.id if fact else None,
        "indicator": fact.indicator if fact else None,
        "stated": stated(base, fact, Language.ZH) if fact else None,
        "explanation_zh": explanation(base, finding, Language.ZH),
        "explanation_en": explanation(base, finding, Language.EN),
        "suggestion": suggestion(base, finding),
    }
    heads = f"{found.heads} | " if found.heads else ""
    return Row(
        finding.verdict,
        fact,
        data,
        shortened(heads + text[: found.start], -1),
        shortened(text[found.end :], 1),
    )


def shortened(text: str, side: int, most: int = 36) -> str:
    """The words next to a figure; an ellipsis where more was cut."""
    text = " ".join(text.split("\n"))
    if len(text) <= most:
        return text
    return f"…{text[-most:]}" if side < 0 else f"{text[:most]}…"
