"""The commands for keepers of a base, beside `verify`."""

from __future__ import annotations

import os
from collections import Counter
from typing import Annotated

import typer

from xiyang_cli.cli import app
from xiyang_cli.errors import ExitCode
from xiyang_cli.frame import KEEPERS, Answer, Session, command
from xiyang_cli.output.data import Format


@command(app, KEEPERS)
def audit(
    session: Session,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[RELATION]...", help="Only these relations.")
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


@command(app, KEEPERS)
def diff(
    session: Session,
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="A base: a folder, a git revision, or REVISION:FOLDER.")
    ],
    new: Annotated[
        str | None, typer.Argument(metavar="[NEW]", help="The other (else the base in use, as it is now).")
    ] = None,
) -> Answer:
    """Show what changed between two bases or two git revisions of one, figures first.

    `-f markdown` is a list for a changelog. Exit 1 when something differs.
    """
    from xiyang_cli.answers.differences import DIFF_KEYS, differences
    from xiyang_cli.base.load import find_base
    from xiyang_cli.output import changelog
    from xiyang_cli.revisions import base_at

    in_use = find_base(session.base_dir, os.environ)
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
