"""The options that commands share, each with its help."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Any

import typer

from xiyang_cli.base.model import Kind, Status
from xiyang_cli.language import Language
from xiyang_cli.output.data import Format
from xiyang_cli.values import FILE, FOLDER, KEYS, NAMES, PERIOD, PLACE, PLAN, SECTOR, UNIT, UNIT_KIND

Base = Annotated[
    str | None,
    typer.Option(
        "--base",
        metavar="DIR",
        click_type=FOLDER,
        help="The fact base to ask (else XIYANG_BASE, else the one shipped).",
    ),
]
Lang = Annotated[
    Language | None,
    typer.Option(
        "--lang", help="Language of names, headers and messages (else XIYANG_LANG, else the locale)."
    ),
]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colour (as NO_COLOR).")]


def form_option(*own: str, common: Iterable[str] = Format, help: str) -> Any:
    """The option for the form of an answer: those that commands have in common, and a command's `own`."""
    words = [(form.upper(), form) for form in (*common, *own)]
    forms: Any = StrEnum("Form", words) if own or common is not Format else Format
    return Annotated[forms | None, typer.Option("--format", "-f", help=help)]


FORM = form_option(help="How to print it: a table in a terminal, TSV in a pipe by default.")
_Json = Annotated[bool, typer.Option("--json", help="Short for -f json.")]
_Fields = Annotated[
    str | None,
    typer.Option("--fields", metavar="A,B", click_type=KEYS, help="Only these keys, in this order."),
]
_Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        click_type=FILE,
        help="Write to FILE; an existing one is replaced, whole or not at all.",
    ),
]
_Excel = Annotated[
    bool,
    typer.Option("--excel", help="With -f csv: for spreadsheets (BOM, CRLF, no text runs as a formula)."),
]
Place = Annotated[
    str | None,
    typer.Option(
        "--place",
        metavar="NAME",
        click_type=PLACE,
        help="Answer for this place, or `all` (by default the base's own).",
    ),
]
Names = Annotated[list[str], typer.Argument(metavar="NAME...", click_type=NAMES, help="Indicators or facts.")]
Unit = Annotated[
    str | None,
    typer.Option(
        "--unit", metavar="UNIT", click_type=UNIT, help="Convert to this unit: 亿元, million yuan, GW …"
    ),
]
FromPlan = Annotated[
    str | None, typer.Option("--from", metavar="PLAN", click_type=PLAN, help="The plan to start from.")
]
ToPlan = Annotated[
    str | None, typer.Option("--to", metavar="PLAN", click_type=PLAN, help="The plan to arrive at.")
]
OfSector = Annotated[
    str | None, typer.Option("--sector", metavar="NAME", click_type=SECTOR, help="Only this sector.")
]
OfPeriod = Annotated[
    str | None,
    typer.Option(
        "--period",
        metavar="PERIOD",
        click_type=PERIOD,
        help="Only what overlaps this year, interval or plan.",
    ),
]
OfKind = Annotated[Kind | None, typer.Option("--kind", case_sensitive=False, help="Only this kind of fact.")]
OfStatus = Annotated[
    Status | None, typer.Option("--status", case_sensitive=False, help="Only what is told as this.")
]
OfUnitKind = Annotated[
    str | None,
    typer.Option(
        "--unit-kind",
        metavar="KIND",
        click_type=UNIT_KIND,
        help="Only figures of this kind: money, power, share …",
    ),
]

SHARED: dict[str, tuple[Any, Any]] = {
    "format_": (FORM, None),
    "json": (_Json, False),
    "fields": (_Fields, None),
    "output": (_Output, None),
    "excel": (_Excel, False),
    "base": (Base, None),
    "lang": (Lang, None),
    "no_color": (NoColor, False),
}
