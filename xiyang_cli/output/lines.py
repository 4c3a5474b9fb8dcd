"""What `check` found, for eyes: one by one, a line each for editors, and as annotations for CI."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from xiyang_cli.answers.check import FAILING, Report, Row, shortened
from xiyang_cli.checking.explain import MARKS, VERDICT_WORDS
from xiyang_cli.checking.relate import QUIET, Verdict
from xiyang_cli.language import Language, say, visible
from xiyang_cli.output.tables import View


def problems(rows: Iterable[Row], strict: Collection[Verdict]) -> list[Row]:
    """What a person must look at: all but what the source says, or does not say."""
    quiet = set(QUIET) - set(strict)
    return [row for row in rows if row.verdict not in quiet]


def seen(report: Report, language: Language, strict: Collection[Verdict] = ()) -> list[View]:
    """Each problem with the draft's words, what the source says and what to print; the rest stays quiet."""
    views = [
        _problem(row, language, several=len(report.drafts) > 1)
        for draft in report.drafts
        for row in problems(draft.rows, strict)
    ]
    return views or [View(tail=[say("No figure differs from the source.", language)])]


def _problem(row: Row, language: Language, *, several: bool) -> View:
    data, fact = row.data, row.fact
    place = f"{data['line']}:{data['column']}"
    where = f"{data['file']}:{place}" if several else place
    verdict = f"{MARKS[row.verdict]} {say(VERDICT_WORDS[row.verdict], language)}"
    told = str(data[f"explanation_{language.value}"])
    if fact is not None:
        told += say(" (page {place})", language, place=".".join(str(number) for number in fact.locator))
    tail = [f"  {shortened(row.before, -1, 24)}▸{data['figure']}◂{shortened(row.after, 1, 16)}", f"  {told}"]
    if data["suggestion"]:
        tail.append(say("  print: {suggestion}", language, suggestion=data["suggestion"]))
    return View([f"{where}  {verdict}"], tail=tail)


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
        lines.append(annotation(level, place, str(data[f"explanation_{language.value}"])))
    return "".join(lines)


def annotation(level: str, place: Mapping[str, object], message: str) -> str:
    """One workflow command: `error` or `warning`, where it goes, what it says."""
    told = ",".join(f"{key}={_property(str(value))}" for key, value in place.items())
    return f"::{level} {told}::{_message(visible(message))}\n"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
