"""The commands that tell of a base, and of its form. Each is a sentence, as in :mod:`xiyang_cli.cli`."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from xiyang_cli.errors import WrongUse
from xiyang_cli.frame import KEEPERS, Answer, Session, command
from xiyang_cli.output.data import Format
from xiyang_cli.values import SCHEMA


@command(KEEPERS)
def schema(
    session: Session,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]", click_type=SCHEMA, help="A file of a base (sector.yaml) or a command (changes)."
        ),
    ] = None,
) -> Answer:
    """List the JSON Schemas of a base's files and of every command's JSON, or print one.

    They are JSON Schema 2020-12; editors check a base by them while it is written.
    """
    from xiyang_cli.output import keeping
    from xiyang_cli.schema.catalogue import SCHEMA_KEYS, SCHEMAS, find_schema, schema_text

    if name is None:
        rows = [schema.row() for schema in SCHEMAS]
        return Answer(rows, SCHEMA_KEYS, lambda write: keeping.schemas(write, rows))
    text = schema_text(find_schema(name))

    def refuse() -> str:
        raise WrongUse("a schema is one JSON document; leave --fields and other forms out")

    if session.fields is not None:
        refuse()

    whole = (Format.JSON, Format.TABLE)
    forms = {form.value: (lambda: text) if form in whole else refuse for form in Format}
    return Answer(
        [],
        (),
        lambda write: keeping.schemas(write, []),
        forms=forms,
        on_terminal=Format.JSON,
        in_pipe=Format.JSON,
    )


@command(KEEPERS)
def info(session: Session) -> Answer:
    """Say which base is in use and how it was chosen, its hash, counts, sources and coverage."""
    from xiyang_cli.answers.info import INFO_KEYS, Use
    from xiyang_cli.answers.info import info as gather
    from xiyang_cli.base.folder import chosen_by, content_hash
    from xiyang_cli.output import keeping

    base, path = session.base, session.directory
    use = Use(str(path), os.path.abspath(path), chosen_by(session.base_dir, os.environ), content_hash(path))
    row = gather(base, use)
    return Answer([row], INFO_KEYS, lambda write: keeping.info(write, row))
