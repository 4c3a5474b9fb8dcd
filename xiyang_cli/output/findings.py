"""What `lint` found, for eyes: by file, a line each for editors, and as annotations for CI."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from xiyang_cli.language import Language, say, visible
from xiyang_cli.linting.finding import Finding
from xiyang_cli.output.lines import annotation
from xiyang_cli.output.tables import Table, View

LONGEST_TEXT = 48
"""characters of the words in question that are shown; JSON has all of them"""


def seen(findings: Sequence[Finding], language: Language) -> list[View]:
    """A table a file: each finding with its line, the words in question, what to do, the right form."""
    headers = [say(word, language) for word in ("line", "id", "rule", "what is wrong")]
    return [
        View(
            [file],
            Table(
                headers,
                [[str(f.line), f.id or "", f.rule, _told(f, language)] for f in found],
                frozenset({0}),
                fold=3,
            ),
        )
        for file, found in groupby(findings, key=lambda finding: finding.file)
    ]


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
