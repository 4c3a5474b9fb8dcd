"""The commands that hand facts on to other programs. Each is a sentence, as in :mod:`xiyang_cli.cli`."""

from __future__ import annotations

from typing import Annotated

import typer

from xiyang_cli.frame import HANDING_ON, Session, command
from xiyang_cli.options import OfKind, OfPeriod, OfSector, OfStatus, OfUnitKind, Place
from xiyang_cli.output.data import ExportForm
from xiyang_cli.program import app


@command(app, HANDING_ON, shared=("base", "lang", "no_color"))
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
    from xiyang_cli.exports import export_facts

    export_facts(
        session, form, output,
        force=force, sector=sector, period=period, kind=kind, status=status, unit_kind=unit_kind, place=place,
    )  # fmt: skip
