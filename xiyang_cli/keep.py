"""The commands for keepers of a base, beside `verify`."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer

from xiyang_cli.cli import app
from xiyang_cli.errors import ExitCode
from xiyang_cli.frame import KEEPERS, Answer, Session, command


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
        "{relations} relations: {consistent} consistent, {inconsistent} inconsistent, {open} open",
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
