"""The command that hands facts on to other programs. It is a sentence, as in :mod:`xiyang_cli.cli`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xiyang_cli.cli import OfKind, OfPeriod, OfSector, OfStatus, OfUnitKind, app
from xiyang_cli.errors import WrongUse
from xiyang_cli.frame import READERS, Answer, Place, Session, command
from xiyang_cli.language import Listed
from xiyang_cli.output.data import ExportForm
from xiyang_cli.output.write import tell, write_folder

if TYPE_CHECKING:
    from xiyang_cli.base.model import Fact
    from xiyang_cli.exporting.tables import Tables

_SUFFIXES = {ExportForm.SQLITE: ".db", ExportForm.PARQUET: ".parquet", ExportForm.XLSX: ".xlsx"}
_PACKAGE = ExportForm.DATAPACKAGE


@command(app, READERS, shared=("base", "lang", "no_color"))
def export(
    session: Session,
    form: Annotated[
        ExportForm | None,
        typer.Argument(metavar="FORMAT", case_sensitive=False, help="The form to hand them on in."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="The file to write; for datapackage a folder, or a file that ends in .zip.",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write into a folder that is not empty; what else is in it stays.")
    ] = False,
    sector: OfSector = None,
    period: OfPeriod = None,
    kind: OfKind = None,
    status: OfStatus = None,
    unit_kind: OfUnitKind = None,
    place: Place = None,
) -> None:
    """Hand the facts on: json, jsonl, csv, tsv, sqlite, parquet, xlsx or datapackage.

    json, jsonl, csv, tsv and parquet hold the facts, each with all that it needs to be understood
    alone; sqlite, xlsx and datapackage hold the changes, indicators, units and sources as well.
    The same base gives the same bytes.
    """
    if form is None:
        raise WrongUse("name a form: {forms}", forms=Listed(tuple(ExportForm)))
    path = _path(form, output, force=force)
    chosen = partial(
        session.base.select, sector=sector, period=period, kind=kind, status=status, unit_kind=unit_kind
    )
    facts = chosen(place=place)
    asked = replace(session, format=form, output=output)
    if form is _PACKAGE and path is not None and path.suffix.lower() != ".zip":
        _folder(asked, facts, place, path, force=force)
    else:
        asked.deliver(_answer(asked, facts, place))
    if path is not None:
        others = 0 if place else len(chosen(place="all")) - len(facts)
        tell(_told(session, path, len(facts), others))


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
    if session.directory.resolve() in (resolved := path.resolve(), *resolved.parents):
        raise WrongUse("{path} lies in the base; write to another folder", path=path)
    write_folder(path, _package(session, _tables(session, facts, place)), force=force)


def _answer(session: Session, facts: Sequence[Fact], place: str | None) -> Answer:
    """The facts, and the forms that hold all tables."""
    from xiyang_cli.exporting.keys import EXPORT_KEYS
    from xiyang_cli.exporting.tables import export_rows

    def sqlite() -> bytes:
        from xiyang_cli.exporting.sqlite import database

        return database(_tables(session, facts, place))

    def parquet() -> bytes:
        from xiyang_cli.exporting.parquet import parquet as made

        tables = _tables(session, facts, place)
        return made(tables["facts"], "\n".join(row["citation_en"] for row in tables["sources"].rows))

    def xlsx() -> bytes:
        from xiyang_cli.exporting.excel import workbook

        return workbook(_tables(session, facts, place), session.language)

    def package() -> bytes:
        from xiyang_cli.exporting.datapackage import zipped

        return zipped(_package(session, _tables(session, facts, place)))

    whole = {"sqlite": sqlite, "parquet": parquet, "xlsx": xlsx, "datapackage": package}
    rows = [] if session.format in whole else export_rows(session.base, facts)
    return Answer(rows, EXPORT_KEYS, lambda write: write.facts(facts), forms=whole)


def _tables(session: Session, facts: Sequence[Fact], place: str | None) -> Tables:
    from xiyang_cli.exporting.tables import tables

    return tables(session.base, facts, place)


def _package(session: Session, tables: Tables) -> dict[str, bytes]:
    from xiyang_cli.exporting.datapackage import datapackage

    home = session.base.place(session.base.home)
    return datapackage(tables, f"Facts on {home.name_en} ({home.name_zh})")
