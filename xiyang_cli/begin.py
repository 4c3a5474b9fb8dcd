"""The commands that begin a base. Each is a sentence, as in :mod:`xiyang_cli.cli`."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xiyang_cli.errors import WrongUse
from xiyang_cli.frame import KEEPERS, Answer, Session, command
from xiyang_cli.language import visible
from xiyang_cli.options import form_option
from xiyang_cli.values import FILE, FOLDER, SOURCE, TEXT

if TYPE_CHECKING:
    from xiyang_cli.base.factbase import FactBase
    from xiyang_cli.drafting.draft import Draft


INIT_FORM = form_option("text", help="How to print the list of files: a line a file by default.")
DRAFT_FORM = form_option("yaml", help="How to print it: YAML by default.")


@command(KEEPERS, INIT_FORM)
def init(
    session: Session,
    directory: Annotated[
        str, typer.Argument(metavar="DIR", click_type=FOLDER, help="A new folder, or an empty one.")
    ],
    name: Annotated[
        str | None,
        typer.Option(
            "--name", metavar="NAME", click_type=TEXT, help="What the base is called (else like its folder)."
        ),
    ] = None,
) -> Answer:
    """Begin a new base: its data dictionary and one example of each kind of fact.

    The example is an invented county with its page. README.md there says what to do next.
    """
    from xiyang_cli.base.forms import Misfit, text
    from xiyang_cli.new_base import begin_base

    folder = Path(directory)
    try:
        called = text(name if name is not None else Path(os.path.realpath(folder)).name or "base")
    except Misfit:
        raise WrongUse("{name} is no name for a base; write it on one line", name=name or folder) from None
    files = begin_base(folder, called)
    return Answer(
        [{"file": file} for file in files],
        ("file",),
        lambda write: write.plain_table([{"file": file} for file in files], ("file",)),
        talk=[
            session.say(
                "a new base in {path}; {readme} says what to do next",
                path=folder,
                readme=folder / "README.md",
            )
        ],
        forms={"text": lambda: "".join(f"{visible(str(folder / file))}\n" for file in files)},
        on_terminal="text",
        in_pipe="text",
    )


@command(KEEPERS, DRAFT_FORM)
def draft(
    session: Session,
    page: Annotated[
        str, typer.Argument(metavar="PAGE", click_type=FILE, help="Your copy of a new page, as text.")
    ],
    source: Annotated[
        str | None,
        typer.Option(
            "--source", metavar="ID", click_type=SOURCE, help="The id of its source (else by the page)."
        ),
    ] = None,
    record: Annotated[
        bool, typer.Option("--record", help="Print the record of the source, for sources.yaml.")
    ] = False,
) -> Answer:
    """Draft facts from a page: every figure with its place and hash, TODO where a person decides.

    It prints a file of a sector, to be divided by sectors. `verify` then says what is still open.
    """
    from xiyang_cli.base.forms import Misfit, identifier
    from xiyang_cli.drafting.draft import DRAFT_KEYS, RECORD_KEYS, id_of_name
    from xiyang_cli.drafting.draft import draft as find
    from xiyang_cli.files import read_text_file
    from xiyang_cli.output.stub_text import record_text, stubs_text

    text = read_text_file(page)
    try:
        asked = identifier(source) if source is not None else None
    except Misfit:
        raise WrongUse(
            "{id} is no id of a source; write lower-case words with hyphens, like bulletin-2024", id=source
        ) from None
    base = session.unfinished().base
    found = find(base, text, asked, id_of_name(Path(page).stem))
    rows = [asdict(word) for word in found.words] if record else found.rows()
    keys = RECORD_KEYS if record else DRAFT_KEYS
    talk = [
        session.say(
            "{figures} figures in {sentences} sentences; source {id}",
            figures=len(found.stubs),
            sentences=len(found.page.sentences),
            id=found.source.id,
        ),
        *_about_record(session, found, base, record),
    ]
    return Answer(
        rows,
        keys,
        lambda write: write.plain_table(rows, keys),
        talk=talk,
        reads=[page],
        forms={"yaml": lambda: record_text(found) if record else stubs_text(found, session.language)},
        on_terminal="yaml",
        in_pipe="yaml",
        makes_file=not record,
    )


def _about_record(session: Session, found: Draft, base: FactBase, asked: bool) -> list[str]:
    """What is to be said of the source's record: that it does not fit the page, or is still missing."""
    id = found.source.id
    if found.is_known:
        return []
    if any(source.id == id for source in base.sources):
        return [
            session.say(
                "note: the record of {id} does not fit this page; its places are read off the page", id=id
            )
        ]
    if asked:
        return []
    return [
        session.say(
            "note: the base has no record of {id} yet; put what --record prints into sources.yaml", id=id
        )
    ]
