"""What `lint` found, for eyes: by file, a line each for editors, and as annotations for CI."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from xiyang_cli.language import Language, say, visible
from xiyang_cli.linting.finding import Finding
from xiyang_cli.output.lines import annotation
from xiyang_cli.output.tables import View

LONGEST_TEXT = 48
"""characters of the words in question that are shown; JSON has all of them"""


def seen(findings: Sequence[Finding], language: Language) -> list[View]:
    """A view a file: each finding with its line, the words in question, what to do, the right form."""
    views = []
    for file, found in groupby(findings, key=lambda finding: finding.file):
        lines = []
        for finding in found:
            where = ": ".join(part for part in (str(finding.line), finding.id, finding.rule) if part)
            lines += [where, *(f"  {part}" for part in _said(finding, language) if part)]
        views.append(View([file], tail=lines))
    return views


def text_lines(findings: Sequence[Finding], language: Language) -> str:
    """`file:line: id: rule: words: what to do [the right form]`, a form that editors jump by."""
    return "".join(visible(f"{_where(finding)}: {_told(finding, language)}") + "\n" for finding in findings)


def github_lines(findings: Sequence[Finding], language: Language) -> str:
    """Workflow commands that GitHub shows beside the line."""
    return "".join(
        annotation(
            "error",
            {
                "file": finding.file,
                "line": finding.line,
                "title": visible(": ".join(part for part in (finding.rule, finding.id) if part)),
            },
            _told(finding, language),
        )
        for finding in findings
    )


def _where(finding: Finding) -> str:
    return ": ".join(part for part in (f"{finding.file}:{finding.line}", finding.id, finding.rule) if part)


def _told(finding: Finding, language: Language) -> str:
    text, message, *example = _said(finding, language)
    return ": ".join(part for part in (text, message) if part) + "".join(f" [{part}]" for part in example)


def _said(finding: Finding, language: Language) -> list[str]:
    """The words in question (empty where the message has them), what to do, the right form."""
    message = finding.message(language)
    text = "" if finding.text in message else finding.text
    shown = text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
    said = [shown, message]
    return [*said, say("e.g. {example}", language, example=finding.example)] if finding.example else said
