"""The command that draws, and the option `--chart` of two others."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from xiyang_cli.cli import Unit, app
from xiyang_cli.errors import WrongUse
from xiyang_cli.frame import READERS, Answer, Place, Session, command
from xiyang_cli.output.data import ChartForm, Format

if TYPE_CHECKING:
    from xiyang_cli.answers.panels import Chart as Found
    from xiyang_cli.output.charts.told import Teller

CHART_FORM = Annotated[
    ChartForm | None,
    typer.Option(
        "--format",
        "-f",
        help="How to draw it: bars in a terminal, Vega-Lite JSON in a pipe by default.",
    ),
]


@command(app, READERS, CHART_FORM)
def chart(
    session: Session,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="Sectors, indicators, facts, name@period, or quantities."),
    ] = None,
    from_: Annotated[
        str | None, typer.Option("--from", metavar="PLAN", help="The plan to start from.")
    ] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="PLAN", help="The plan to arrive at.")] = None,
    unit: Unit = None,
    place: Place = None,
) -> Answer:
    """Draw figures: changes, comparisons, shares, ranks; as SVG, PNG, HTML, Vega-Lite or in the terminal.

    One name is drawn with all its figures; single figures (gdp@2020, 200亿元) and indicators of one
    kind of unit are compared with the first; no name draws what moved between the plans.
    """
    from xiyang_cli.answers.chart import chart as find
    from xiyang_cli.output.charts import draw
    from xiyang_cli.output.charts.page import page_html
    from xiyang_cli.output.charts.vega import spec, spec_text

    if session.fields is not None:
        _refuse()
    base = session.base
    found = find(base, names or (), place=place, unit=unit, from_plan=from_, to_plan=to)
    drawing = _teller(session, unit).drawing(found)
    talk = [
        session.say("warning: {name}: {remark}", name=name, remark=remark.text(session.language))
        for name, remark in found.remarks
    ]
    if found.missing:
        talk.append(session.say("note: {text}", text=drawing.notes[-1]))

    def document() -> str:
        return spec_text(spec(drawing, session.language))

    def svg() -> str:
        return draw.svg_text(document(), drawing.description)

    def png() -> bytes:
        picture = svg()
        if draw.has_boxes(picture, session.language):
            told = session.say(
                "note: no font of this machine has Chinese characters, those in the picture are boxes; "
                "install one (fonts-noto-cjk, or any other)"
            )
            typer.echo(told, err=True)
        return draw.png_bytes(picture)

    forms: dict[str, Callable[[], str | bytes]] = {form.value: _refuse for form in Format}
    forms |= {
        ChartForm.TABLE: lambda: _on_screen(session, found, unit),
        ChartForm.JSON: document,
        ChartForm.SVG: svg,
        ChartForm.PNG: png,
        ChartForm.HTML: lambda: page_html(drawing, svg(), session.language),
    }
    return Answer([], (), lambda _: [], unit, talk, forms=forms, in_pipe=ChartForm.JSON)


def with_bars(session: Session, answer: Answer, make: Callable[[], Found]) -> Answer:
    """`answer` as bars in characters, also in a pipe.

    Raises WrongUse where fields or another form are asked for.
    """
    if session.fields is not None or session.format not in (None, Format.TABLE):
        _refuse_forms()
    forms: dict[str, Callable[[], str | bytes]] = {form.value: _refuse_forms for form in Format}
    forms[Format.TABLE] = lambda: _on_screen(session, make(), answer.unit)
    return replace(answer, forms=forms, in_pipe=Format.TABLE)


def _on_screen(session: Session, found: Found, unit: str | None) -> str:
    from xiyang_cli.output.charts.screen import chart_text

    return chart_text(_teller(session, unit).drawing(found), shutil.get_terminal_size().columns)


def _teller(session: Session, unit: str | None) -> Teller:
    from xiyang_cli.output.charts.told import Teller as Words

    return Words(lambda: session.base, session.language, unit)


def _refuse() -> NoReturn:
    raise WrongUse("a chart is table, json, svg, png or html; leave --fields, --excel and other forms out")


def _refuse_forms() -> NoReturn:
    raise WrongUse("--chart is for eyes; leave --fields and other forms out (a file: xiyang chart -o FILE)")
