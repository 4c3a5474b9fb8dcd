"""The commands that hand facts on to other programs. Each is a sentence, as in :mod:`xiyang_cli.cli`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from xiyang_cli.cli import elsewhere
from xiyang_cli.frame import HANDING_ON, Answer, Session, command
from xiyang_cli.options import (
    FromPlan,
    Names,
    OfKind,
    OfPeriod,
    OfSector,
    OfStatus,
    OfUnitKind,
    Place,
    ToPlan,
    Unit,
    form_option,
)
from xiyang_cli.output.data import Format
from xiyang_cli.output.forms import ExportForm, Partition, Style
from xiyang_cli.values import ANY_NAMES, FILE

CHART_FORM = form_option(
    "svg", "png", "html",
    common=(Format.TABLE, Format.JSON),
    help="How to draw it: bars in a terminal, Vega-Lite JSON in a pipe by default.",
)  # fmt: skip


class Shell(StrEnum):
    """The shells that complete."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


@command(HANDING_ON, CHART_FORM, shared=("format_", "json", "output", "base", "lang", "no_color"))
def chart(
    session: Session,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...",
            click_type=ANY_NAMES,
            help="Sectors, indicators, facts, name@period, or quantities.",
        ),
    ] = None,
    from_: FromPlan = None,
    to: ToPlan = None,
    unit: Unit = None,
    place: Place = None,
) -> Answer:
    """Draw figures: changes, comparisons, shares, ranks; as SVG, PNG, HTML, Vega-Lite or in the terminal.

    One name is drawn with all its figures; single figures (gdp@2020, 200亿元) and indicators of one
    kind of unit are compared with the first; no name draws what moved between the plans.
    """
    from xiyang_cli.charts import chart_answer

    return chart_answer(session, names or (), from_=from_, to=to, unit=unit, place=place)


@command(HANDING_ON, shared=("json", "output", "base", "lang", "no_color"))
def cite(
    session: Session,
    names: Names,
    style: Annotated[
        Style | None,
        typer.Option(
            "--style", case_sensitive=False, help="How to write it: the line to paste (text) by default."
        ),
    ] = None,
    place: Place = None,
) -> Answer:
    """Write the reference to the source of a figure, for a text, a bibliography or a program.

    What the page does not print of itself stays out, and is named on stderr. --json is --style csl-json.
    """
    from xiyang_cli.answers.cite import cite as find
    from xiyang_cli.answers.rows import fact_rows
    from xiyang_cli.output import references

    asked = references.style_of(style, session.output, json=session.format is not None)
    found = find(session.base, names, place)
    talk = [
        *elsewhere(session, fact_rows(found.facts, session.base.units, None), place),
        *references.remarks(found, session.language),
    ]
    return Answer(
        [],
        (),
        lambda _: [],
        talk=talk,
        whole=lambda: references.told(found.references, asked, session.language),
    )


@command(HANDING_ON, shared=("base", "lang", "no_color"))
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
            click_type=FILE,
            help="The file to write; for datapackage a folder, or a file that ends in .zip; "
            "with --partition a folder.",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write into a folder that is not empty; what else is in it stays.")
    ] = False,
    partition: Annotated[
        Partition | None,
        typer.Option(
            "--partition",
            case_sensitive=False,
            help="Write a folder of Parquet files with a part for each place, which engines read as one.",
        ),
    ] = None,
    sector: OfSector = None,
    period: OfPeriod = None,
    kind: OfKind = None,
    status: OfStatus = None,
    unit_kind: OfUnitKind = None,
    place: Place = None,
) -> None:
    """Hand the facts on: json, jsonl, csv, tsv, sqlite, parquet, xlsx or datapackage.

    json, jsonl, csv, tsv and parquet hold the facts, each with all that it needs to be understood
    alone; sqlite, xlsx, datapackage and parquet --partition place hold the changes, indicators, units
    and sources as well. The same base gives the same bytes.
    """
    from xiyang_cli.exports import export_facts

    export_facts(
        session, form, output,
        force=force, partition=partition, place=place,
        sector=sector, period=period, kind=kind, status=status, unit_kind=unit_kind,
    )  # fmt: skip


@command(HANDING_ON, shared=("output", "lang", "no_color"))
def completion(
    session: Session,
    shell: Annotated[Shell, typer.Argument(metavar="bash|zsh|fish", help="Your shell.")],
) -> Answer:
    """Print the script that completes commands, options and names with the tab key.

    \b
    bash  echo 'eval "$(xiyang completion bash)"' >> ~/.bashrc
    zsh   echo 'eval "$(xiyang completion zsh)"' >> ~/.zshrc
    fish  xiyang completion fish > ~/.config/fish/completions/xiyang.fish
    """
    from xiyang_cli.completing.shells import script

    return Answer([], (), lambda _: [], whole=lambda: script(shell.value))


@command(HANDING_ON, shared=("base", "lang"))
def mcp(session: Session) -> None:
    """Serve assistants over stdin and stdout (Model Context Protocol).

    The tools search, show, changes, compare and check answer as the commands do: read-only, offline,
    each answer with its source. It ends when stdin is closed.
    """
    from xiyang_cli.serve import serve_assistants

    serve_assistants(session)
