"""A view on screen (rich) or in Markdown. The only module that imports rich."""

from __future__ import annotations

import io
import shutil
from dataclasses import dataclass, field

from xiyang_cli.language import visible


@dataclass
class Table:
    """Headers and cells; `right` are the columns whose cells stand to the right."""

    headers: list[str]
    cells: list[list[str]]
    right: frozenset[int] = frozenset()


@dataclass
class View:
    """What a person sees: lines before, a table, lines after; several make a page."""

    lead: list[str] = field(default_factory=list)
    table: Table | None = None
    tail: list[str] = field(default_factory=list)


UNLIMITED = 10_000


def screen_text(views: list[View], *, terminal: bool, no_color: bool) -> str:
    """The views as text for a terminal of its width, or of any width for a pipe.

    rich takes 80 columns for a pipe and cuts; so a pipe gets as many as the table needs.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    width = shutil.get_terminal_size().columns if terminal else UNLIMITED
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=width,
        force_terminal=True if terminal else None,
        no_color=True if no_color else None,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    for number, view in enumerate(views):
        if number:
            console.print()
        for line in view.lead:
            console.print(Text(visible(line), style="bold"))
        if view.table is not None:
            table = RichTable(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, pad_edge=False)
            for place, header in enumerate(view.table.headers):
                right = place in view.table.right
                table.add_column(Text(visible(header)), overflow="fold", justify="right" if right else "left")
            for row in view.table.cells:
                table.add_row(*(Text(visible(cell)) for cell in row))
            console.print(table)
        for line in view.tail:
            console.print(Text(visible(line)), overflow="fold", soft_wrap=False)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"


def markdown_text(views: list[View]) -> str:
    """The views as Markdown: a pipe table each, its lines as paragraphs."""
    parts = []
    for view in views:
        parts += [f"**{_escaped(line)}**" for line in view.lead]
        if view.table is not None:
            rows = [view.table.headers, ["---"] * len(view.table.headers), *view.table.cells]
            lines = ["| " + " | ".join(_escaped(cell) for cell in row) + " |" for row in rows]
            lines[1] = (
                "|" + "|".join("--:" if n in view.table.right else "---" for n in range(len(rows[0]))) + "|"
            )
            parts.append("\n".join(lines))
        parts += [_escaped(line) for line in view.tail]
    return "\n\n".join(parts) + "\n"


def _escaped(text: str) -> str:
    text = visible(text)
    for character in "\\|*_<>`[]":
        text = text.replace(character, "\\" + character)
    return text
