"""What `check` found, for eyes: as a table, a line each for editors, and as annotations for CI."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from xiyang_cli.answers.check import FAILING, Report, Row
from xiyang_cli.checking.explain import VERDICT_WORDS
from xiyang_cli.checking.relate import Verdict
from xiyang_cli.language import Language, say, visible
from xiyang_cli.output.tables import Table, View

HEADERS = ("where", "in the draft", "verdict", "why", "print instead")
_MARKS = {
    Verdict.CONTRADICTED: "✗",
    Verdict.MISATTRIBUTED: "≠",
    Verdict.IMPRECISE: "~",
    Verdict.NOT_FOUND: "?",
    Verdict.SUPPORTED: "✓",
}


def problems(rows: Iterable[Row], strict: Collection[Verdict]) -> list[Row]:
    """What a person must look at: all but what the source says, or does not say."""
    quiet = {Verdict.SUPPORTED, Verdict.NOT_FOUND} - set(strict)
    return [row for row in rows if row.verdict not in quiet]


def seen(report: Report, language: Language, strict: Collection[Verdict] = ()) -> list[View]:
    """The problems of each draft, a row each; figures that are right stay quiet."""
    views = []
    for draft in report.drafts:
        cells = [_cells(row, language) for row in problems(draft.rows, strict)]
        if cells:
            headers = [say(word, language) for word in HEADERS]
            views.append(View([draft.name], Table(headers, cells, fold=3)))
    return views or [View(tail=[say("No figure differs from the source.", language)])]


def _cells(row: Row, language: Language) -> list[str]:
    data = row.data
    return [
        f"{data['line']}:{data['column']}",
        f"{row.before[-12:]}▸{data['figure']}◂",
        f"{_MARKS[row.verdict]} {say(VERDICT_WORDS[row.verdict], language)}",
        str(data[f"explanation_{language.value}"]),
        data["suggestion"] or "",
    ]


def text_lines(rows: Iterable[Row], language: Language) -> str:
    """`file:line:col: verdict: figure: why [what to print]`, a form that editors jump by."""
    lines = []
    for row in rows:
        data = row.data
        told = f"{data['figure']}: {data[f'explanation_{language.value}']}"
        if data["suggestion"]:
            told += say(" [print: {suggestion}]", language, suggestion=data["suggestion"])
        verdict = say(VERDICT_WORDS[row.verdict], language)
        lines.append(visible(f"{data['file']}:{data['line']}:{data['column']}: {verdict}: {told}") + "\n")
    return "".join(lines)


def github_lines(rows: Iterable[Row], language: Language) -> str:
    """Workflow commands that GitHub shows beside the line: errors and warnings."""
    lines = []
    for row in rows:
        data = row.data
        level = "error" if row.verdict in FAILING else "warning"
        title = f"{say(VERDICT_WORDS[row.verdict], language)}: {data['figure']}"
        place = {
            "file": data["file"],
            "line": data["line"],
            "col": data["column"],
            "endColumn": data["end_column"],
            "title": visible(title),
        }
        told = ",".join(f"{key}={_property(str(value))}" for key, value in place.items())
        message = visible(str(data[f"explanation_{language.value}"]))
        lines.append(f"::{level} {told}::{_message(message)}\n")
    return "".join(lines)


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
