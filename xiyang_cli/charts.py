"""One `chart`: what is drawn, in which forms, what is said beside it; and `--chart` of two commands."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from typing import NoReturn

from xiyang_cli.answers.chart import chart
from xiyang_cli.answers.panels import Chart
from xiyang_cli.errors import WrongUse
from xiyang_cli.frame import Answer, Session
from xiyang_cli.output.charts.told import Teller
from xiyang_cli.output.data import Format
from xiyang_cli.output.write import tell


def chart_answer(
    session: Session,
    names: Sequence[str],
    *,
    from_: str | None,
    to: str | None,
    unit: str | None,
    place: str | None,
) -> Answer:
    """A chart of what is named, in all its forms. Raises WrongUse, UnknownName, NoPicture."""
    from xiyang_cli.output.charts import draw
    from xiyang_cli.output.charts.page import page_html
    from xiyang_cli.output.charts.vega import spec, spec_text

    found = chart(session.base, names, place=place, unit=unit, from_plan=from_, to_plan=to)
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
            tell(told)
        return draw.png_bytes(picture)

    forms: dict[str, Callable[[], str | bytes]] = {form.value: _refuse for form in Format}
    forms |= {
        Format.TABLE: lambda: _on_screen(session, found, unit),
        Format.JSON: document,
        "svg": svg,
        "png": png,
        "html": lambda: page_html(drawing, svg(), session.language),
    }
    return Answer([], (), lambda _: [], unit, talk, forms=forms, in_pipe=Format.JSON)


def with_bars(session: Session, answer: Answer, make: Callable[[], Chart]) -> Answer:
    """`answer` as bars in characters, also in a pipe.

    Raises WrongUse where fields or another form are asked for.
    """
    if session.fields is not None or session.format not in (None, Format.TABLE):
        _refuse_forms()
    forms: dict[str, Callable[[], str | bytes]] = {form.value: _refuse_forms for form in Format}
    forms[Format.TABLE] = lambda: _on_screen(session, make(), answer.unit)
    return answer._replace(forms=forms, in_pipe=Format.TABLE)


def _on_screen(session: Session, found: Chart, unit: str | None) -> str:
    from xiyang_cli.output.charts.screen import chart_text

    return chart_text(_teller(session, unit).drawing(found), shutil.get_terminal_size().columns)


def _teller(session: Session, unit: str | None) -> Teller:
    return Teller(lambda: session.base, session.language, unit)


def _refuse() -> NoReturn:
    raise WrongUse(
        "a chart is table, json, svg, png or html; name one of them with -f, or in the name of the file"
    )


def _refuse_forms() -> NoReturn:
    raise WrongUse("--chart is for eyes; leave --fields and other forms out (a file: xiyang chart -o FILE)")
