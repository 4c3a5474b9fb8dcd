"""The drafts of one `check`: read one after the other, judged, counted. What the command itself is about.

A file that cannot be read is told in one line; the others are judged all the same.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from xiyang_cli.answers.check import Checked, Report, check_document, read_ignored
from xiyang_cli.answers.cite import attribution
from xiyang_cli.checking.check import Checker
from xiyang_cli.checking.explain import VERDICT_WORDS
from xiyang_cli.checking.relate import Verdict
from xiyang_cli.documents.model import Document
from xiyang_cli.documents.read import read_document, read_text
from xiyang_cli.encoding import decoded
from xiyang_cli.errors import ExitCode, UnreadableFile, WrongUse
from xiyang_cli.files import read_file
from xiyang_cli.frame import Session
from xiyang_cli.language import Listed, say
from xiyang_cli.output.write import is_terminal

_LARGE = 1_000_000
"""bytes from which on a reader waits long enough to want to see that something happens"""


@dataclass(frozen=True)
class Asked:
    """What a call of `check` found, and what is said beside it."""

    report: Report
    strict: frozenset[Verdict]
    talk: list[str]
    reads: list[str]
    exit_code: ExitCode


def check_drafts(
    session: Session,
    files: Sequence[str],
    *,
    text: str | None,
    by_line: bool,
    as_of: int | None,
    fail_on: str | None,
    ignore: str | None,
) -> Asked:
    """Judge the drafts that were named."""
    if bool(files) == (text is not None):
        raise WrongUse("name drafts: files, - for standard input, or --text")
    strict = _strict(fail_on)
    ignored = _ignored(ignore) if ignore else {}
    base = session.base
    checker = None if base.is_large else Checker(base, as_of)
    talk: list[str] = []
    drafts: list[Checked] = []
    unread = 0
    names = list(dict.fromkeys(files)) if text is None else ["--text"]
    with _progress(names) as step:
        for name in names:
            step(name, 0.0)
            try:
                document = _document(name, text, by_line=by_line)
            except UnreadableFile as error:
                unread += 1
                talk.append(session.say("error: {message}", message=error.text(session.language)))
                continue
            drafts.append(
                check_document(
                    checker or Checker(base.about(block.text for block in document.blocks), as_of),
                    document,
                    by_line=by_line,
                    ignored=ignored,
                    tick=lambda part, name=name: step(name, part),  # type: ignore[misc]
                )
            )
            talk += _remarks(session, document)
    report = Report(tuple(drafts), session.base.sources[0])
    talk += _summary(session, report) if drafts else []
    code = ExitCode.FOUND if report.fails(strict) else ExitCode.DONE
    return Asked(
        report,
        strict,
        talk,
        [*files, *([ignore] if ignore else [])],
        ExitCode.WRONG_WORDS if unread else code,
    )


def _document(name: str, text: str | None, *, by_line: bool) -> Document:
    if text is not None:
        return read_text(name, text, by_line=by_line)
    return read_document(name, by_line=by_line)


def _strict(fail_on: str | None) -> frozenset[Verdict]:
    """The verdicts that `--fail-on` names."""
    words = [word.strip() for word in (fail_on or "").split(",") if word.strip()]
    for word in words:
        if word not in tuple(Verdict):
            raise WrongUse(
                "unknown verdict {word}; write one of {known}", word=word, known=", ".join(Verdict)
            )
    return frozenset(Verdict(word) for word in words) - {Verdict.SUPPORTED}


def _ignored(path: str) -> dict[str, str]:
    try:
        return read_ignored(decoded(read_file(path), path))
    except ValueError as error:
        raise UnreadableFile(
            "{path}:{line}: no reason; write: figure, tab, reason", path=path, line=error
        ) from None


def _remarks(session: Session, document: Document) -> Iterator[str]:
    """What could not be read of a draft, or that there is nothing in it."""
    if not document.blocks:
        yield session.say("note: {name}: holds no text", name=document.name)
    for note in document.notes:
        yield session.say("note: {name}: {remark}", name=document.name, remark=note.text(session.language))


def _summary(session: Session, report: Report) -> Iterator[str]:
    counts = report.counts()
    told = tuple(
        f"{counts[verdict]} {say(VERDICT_WORDS[verdict], session.language)}"
        for verdict in Verdict
        if counts[verdict]
    )
    yield session.say("{total} figures: {counts}", total=sum(counts.values()), counts=Listed(told))
    if report.silenced:
        yield session.say("{count} known findings silenced", count=report.silenced)
    yield attribution(report.source, [], session.language)
    yield session.say("“as the source says” means only that: the page says so")


def _size(name: str) -> int:
    """The bytes of a file; of what is none, or may not be looked at, none: reading it says why."""
    try:
        found = os.stat(name)
    except (OSError, ValueError):
        return 0
    return found.st_size if stat.S_ISREG(found.st_mode) else 0


@contextmanager
def _progress(names: Iterable[str]) -> Iterator[Callable[[str, float], None]]:
    """A bar on stderr in a terminal, where there is something to wait for."""
    listed = list(names)
    if not is_terminal(sys.stderr) or (len(listed) < 4 and sum(map(_size, listed)) < _LARGE):
        yield lambda _name, _part: None
        return
    from xiyang_cli.output.tables import progress

    with progress(len(listed)) as step:
        yield step
