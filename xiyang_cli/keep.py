"""The commands that look after a base. Each is a sentence, as in :mod:`xiyang_cli.cli`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xiyang_cli.errors import BrokenBase, ExitCode, WrongUse
from xiyang_cli.figures.period import Period, read_period
from xiyang_cli.frame import KEEPERS, Answer, Session, command
from xiyang_cli.options import form_option
from xiyang_cli.output.data import Format
from xiyang_cli.output.write import write_file
from xiyang_cli.values import FILE, FOLDER, RELATION, TEXT

if TYPE_CHECKING:
    from xiyang_cli.base.factbase import FactBase

LINT_FORM = form_option(
    "text", "github",
    help="How to print it: by file in a terminal, a line a finding in a pipe by default.",
)  # fmt: skip


@command(KEEPERS, LINT_FORM)
def lint(
    session: Session,
    directory: Annotated[
        str | None,
        typer.Argument(
            metavar="[DIR]", click_type=FOLDER, help="The base to look through (else as --base says)."
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            click_type=TEXT,
            help="Plans are past by this day, month or year (by default today).",
        ),
    ] = None,
    fix: Annotated[
        bool,
        typer.Option("--fix", help="Mend white space, quotes and order; comments and all values stay."),
    ] = False,
) -> Answer:
    """Find what a careful curator would mend: names, translations, numbers, order, plans gone by.

    All that loading checks comes first. Exit 1 when something is found, 3 when the base does not load.
    """
    from xiyang_cli.base.load import load_written
    from xiyang_cli.linting.finding import LINT_KEYS, TODO_RULE, of_fault
    from xiyang_cli.linting.lint import lint as find
    from xiyang_cli.output import findings as told

    date = _date(as_of)
    path = Path(directory) if directory else session.directory
    talk = []
    try:
        base, texts = load_written(path)
        if fix and (mended := _mend(base, texts)):
            talk.append(session.say("mended: {files}", files=", ".join(mended)))
            base, texts = load_written(path)
        found, code = find(base, texts, date), ExitCode.FOUND
        summary = session.say(
            "{indicators} indicators, {facts} facts; findings: {findings}",
            indicators=len(base.indicators), facts=len(base.facts), findings=len(found),
        )  # fmt: skip
    except BrokenBase as broken:
        found, code = [of_fault(fault, str(path)) for fault in broken.faults], ExitCode.BROKEN_BASE
        is_open = all(finding.rule == TODO_RULE for finding in found)
        summary = (
            session.say("the base is not finished; places where TODO stands: {findings}", findings=len(found))
            if is_open
            else session.say("the base does not load; faults: {findings}", findings=len(found))
        )
    return Answer(
        [finding.row() for finding in found],
        LINT_KEYS,
        lambda _: told.seen(found, session.language),
        talk=[*talk, summary],
        reads=[str(file) for file in sorted(path.glob("*.yaml"))],
        exit_code=code if found else ExitCode.DONE,
        forms={
            "text": lambda: told.text_lines(found, session.language),
            "github": lambda: told.github_lines(found, session.language),
        },
        in_pipe="text",
    )


@command(KEEPERS)
def verify(
    session: Session,
    page: Annotated[
        str, typer.Argument(metavar="PAGE", click_type=FILE, help="Your copy of the source page, as text.")
    ],
) -> Answer:
    """Prove the base against the page: places, hashes, figures, and that no number is left out."""
    from xiyang_cli.answers.verify import FINDING_KEYS
    from xiyang_cli.answers.verify import verify as prove
    from xiyang_cli.files import read_text_file

    text = read_text_file(page)
    found = session.unfinished()
    proof = prove(found.base, text, open_facts=found.open_facts, open_places=found.open)
    summary = session.say(
        "{facts} facts, {sentences} sentences, {numbers} numbers on the page; findings: {findings}",
        facts=proof.facts,
        sentences=proof.sentences,
        numbers=proof.numbers,
        findings=len(proof.findings),
    )
    return Answer(
        [finding.row() for finding in proof.findings],
        FINDING_KEYS,
        lambda write: write.verification(proof),
        talk=[summary],
        reads=[page],
        exit_code=ExitCode.FOUND if proof.findings else ExitCode.DONE,
    )


@command(KEEPERS)
def audit(
    session: Session,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[RELATION]...", click_type=RELATION, help="Only these relations."),
    ] = None,
) -> Answer:
    """Check that the source agrees with itself, by the relations that the base states.

    Each printed figure counts for all that its rounding and its bound allow. Exit 1 when a
    relation is inconsistent.
    """
    from xiyang_cli.answers.audit import AUDIT_KEYS, Agreement
    from xiyang_cli.answers.audit import audit as find
    from xiyang_cli.output.agreement import seen

    checks = find(session.base, names or ())
    counts = Counter(check.verdict for check in checks)
    summary = session.say(
        "{relations} relations; consistent: {consistent}, inconsistent: {inconsistent}, cannot tell: {open}",
        relations=len(checks),
        consistent=counts[Agreement.CONSISTENT],
        inconsistent=counts[Agreement.INCONSISTENT],
        open=counts[Agreement.CANNOT_TELL],
    )
    return Answer(
        [check.row() for check in checks],
        AUDIT_KEYS,
        lambda write: seen(checks, write),
        talk=[summary],
        exit_code=ExitCode.FOUND if counts[Agreement.INCONSISTENT] else ExitCode.DONE,
    )


@command(KEEPERS)
def diff(
    session: Session,
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD", click_type=FOLDER, help="A base: a folder, a git revision, or REVISION:FOLDER."
        ),
    ],
    new: Annotated[
        str | None,
        typer.Argument(
            metavar="[NEW]", click_type=FOLDER, help="The other (else the base in use, as it is now)."
        ),
    ] = None,
) -> Answer:
    """Show what changed between two bases or two git revisions of one, figures first.

    `-f markdown` is a list for a changelog. Exit 1 when something differs.
    """
    from xiyang_cli.answers.differences import DIFF_KEYS, differences
    from xiyang_cli.output import changelog
    from xiyang_cli.revisions import base_at

    in_use = session.directory
    before = base_at(old, in_use)
    after = session.base if new is None else base_at(new, in_use)
    found = differences(before, after)
    return Answer(
        [difference.row() for difference in found],
        DIFF_KEYS,
        lambda _: changelog.seen(found, session.language),
        reads=[str(file) for base in (before, after) for file in base.directory.glob("*.yaml")],
        exit_code=ExitCode.FOUND if found else ExitCode.DONE,
        forms={Format.MARKDOWN: lambda: changelog.markdown(found, session.language)},
    )


def _mend(base: FactBase, texts: Mapping[str, str]) -> list[str]:
    """Write the files of a base that lack form, one whole file after the other; give their names."""
    from xiyang_cli.base.load import base_of
    from xiyang_cli.linting.lint import read_files
    from xiyang_cli.linting.mend import mended

    changed = mended(read_files(base, texts), texts)
    base_of(base.directory, {**texts, **changed})  # raises BrokenBase before anything is written
    for name, text in changed.items():
        write_file(base.directory / name, text, over=texts[name])
    return list(changed)


def _date(asked: str | None) -> Period:
    """The day asked for; today otherwise: the one place that looks at the clock."""
    from datetime import UTC, datetime

    if asked is None:
        asked = datetime.now(tz=UTC).astimezone().date().isoformat()
    try:
        return read_period(asked)
    except ValueError:
        raise WrongUse(
            "--as-of {date} is no date; write one like 2026-11-25, 2026-11 or 2026", date=asked
        ) from None
