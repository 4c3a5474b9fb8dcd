"""One `export`: which facts, in which form, to which file or folder, and what is said when it is written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from xiyang_cli.base.model import Fact
from xiyang_cli.errors import WrongUse
from xiyang_cli.exporting.keys import EXPORT_KEYS
from xiyang_cli.exporting.tables import Tables, export_rows, tables
from xiyang_cli.frame import Answer, Session
from xiyang_cli.language import Listed
from xiyang_cli.output.forms import ExportForm, Partition
from xiyang_cli.output.write import tell, write_folder, write_new_folder

_SUFFIXES = {ExportForm.SQLITE: ".db", ExportForm.PARQUET: ".parquet", ExportForm.XLSX: ".xlsx"}
_PACKAGE = ExportForm.DATAPACKAGE


def export_facts(
    session: Session,
    form: ExportForm | None,
    output: str | None,
    *,
    force: bool,
    partition: Partition | None,
    place: str | None,
    **filters: Any,
) -> None:
    """Write the facts that `place` and `filters` leave, and say on stderr what was written.

    Raises WrongUse, UnknownName, UnwritableFile.
    """
    if form is None:
        raise WrongUse("name a form: {forms}", forms=Listed(tuple(ExportForm)))
    if partition is not None and (form is not ExportForm.PARQUET or force):
        raise WrongUse("--partition goes with parquet, and with a new folder (no --force)")
    path = _path(form, output, force=force)
    chosen = partial(session.base.select, **filters)
    if partition is not None and path is not None:
        count = _dataset(session, chosen, place, path)
    else:
        facts = chosen(place=place)
        count = len(facts)
        asked = session._replace(format=form, output=output)
        if form is _PACKAGE and path is not None and path.suffix.lower() != ".zip":
            _folder(asked, facts, place, path, force=force)
        else:
            asked.deliver(_answer(asked, facts, place))
    if path is not None:
        others = 0 if place else sum(1 for _ in session.base.selected(place="all", **filters)) - count
        tell(_told(session, path, count, others))


def _told(session: Session, path: Path, facts: int, others: int) -> str:
    """What was written; that facts of other places were not is said, since nobody asked for that."""
    if not others:
        return session.say("{path}: {facts} facts", path=path, facts=facts)
    return session.say(
        "{path}: {facts} facts of {place}; --place all takes those of other places too ({others})",
        path=path,
        facts=facts,
        place=session.base.place(session.base.home),
        others=others,
    )


def _path(form: ExportForm, output: str | None, *, force: bool) -> Path | None:
    """Where to write; None is stdout, which only text goes to."""
    path = None if output in (None, "-") else Path(str(output))
    if path is None and form in (*_SUFFIXES, _PACKAGE):
        example = f"facts{_SUFFIXES.get(form, '')}"
        raise WrongUse("{form} is written to a path; name one: -o {example}", form=form, example=example)
    if force and (form is not _PACKAGE or (path is not None and path.suffix.lower() == ".zip")):
        raise WrongUse("--force goes with a folder; a file is always replaced, whole or not at all")
    return path


def _folder(session: Session, facts: Sequence[Fact], place: str | None, path: Path, *, force: bool) -> None:
    _not_in_base(session, path)
    write_folder(path, _package(session, tables(session.base, facts, place)), force=force)


def _dataset(session: Session, chosen: Callable[..., Sequence[Fact]], place: str | None, path: Path) -> int:
    """Write a folder of parts, place by place; how many facts it holds."""
    from xiyang_cli.exporting.dataset import dataset

    _not_in_base(session, path)
    written = 0

    def select(id: str) -> Sequence[Fact]:
        nonlocal written
        facts = chosen(place=id)
        written += len(facts)
        return facts

    def files() -> Iterator[tuple[str, bytes]]:
        asked = session.base.places_asked(place)
        yield from dataset(session.base, asked, select)
        if not written:
            raise WrongUse("no facts to write; a dataset has a part for each place that has some")

    write_new_folder(path, files())
    return written


def _not_in_base(session: Session, path: Path) -> None:
    # By `realpath`, since `resolve` has a fault of its own for links in a circle.
    target = Path(os.path.realpath(path))
    if Path(os.path.realpath(session.directory)) in (target, *target.parents):
        raise WrongUse("{path} lies in the base; write to another folder", path=path)


def _answer(session: Session, facts: Sequence[Fact], place: str | None) -> Answer:
    """The facts, and the forms that hold all tables."""

    def sqlite() -> bytes:
        from xiyang_cli.exporting.sqlite import database

        return database(tables(session.base, facts, place))

    def parquet() -> bytes:
        from xiyang_cli.exporting.parquet import parquet as made

        held = tables(session.base, facts, place)
        return made(held["facts"], "\n".join(row["citation_en"] for row in held["sources"].rows))

    def xlsx() -> bytes:
        from xiyang_cli.exporting.excel import workbook

        return workbook(tables(session.base, facts, place), session.language)

    def package() -> bytes:
        from xiyang_cli.exporting.datapackage import zipped

        return zipped(_package(session, tables(session.base, facts, place)))

    whole = {"sqlite": sqlite, "parquet": parquet, "xlsx": xlsx, "datapackage": package}
    rows = [] if session.format in whole else export_rows(session.base, facts)
    return Answer(rows, EXPORT_KEYS, lambda write: write.facts(facts), forms=whole)


def _package(session: Session, held: Tables) -> dict[str, bytes]:
    from xiyang_cli.exporting.datapackage import datapackage

    home = session.base.place(session.base.home)
    return datapackage(held, f"Facts on {home.name_en} ({home.name_zh})")
