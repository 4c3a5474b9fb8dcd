"""A view on screen (rich) or in Markdown. The only module that imports rich."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from typing import NamedTuple

from xiyang_cli.language import visible


class Table(NamedTuple):
    """Headers and cells.

    Where a terminal is narrow the columns `spare` are left out, one after the other, then the
    column `fold` gives way.
    """

    headers: Sequence[str]
    cells: Sequence[Sequence[str]]
    right: frozenset[int] = frozenset()
    fold: int = 0
    spare: tuple[int, ...] = ()


class View(NamedTuple):
    """What a person sees: lines before, a table, lines after; several make a page."""

    lead: Sequence[str] = ()
    table: Table | None = None
    tail: Sequence[str] = ()


UNLIMITED = 10_000
NARROWEST = 12
"""columns that the folding column needs; with less, a row becomes a block of its own"""
GAPS = (2, 1)
"""columns between columns, where there is room and where there is little"""
INDENT = "  "


def screen_text(views: list[View], *, terminal: bool, no_color: bool, colour: bool = True) -> str:
    """The views as text for a terminal of its width, or of any width for a pipe.

    rich takes 80 columns for a pipe and cuts; so a pipe gets as many as the table needs.
    """
    from rich.console import Console
    from rich.text import Text

    width = shutil.get_terminal_size().columns if terminal else UNLIMITED
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=UNLIMITED,
        # None leaves it to FORCE_COLOR, which asks for colour in a pipe but not in a file.
        force_terminal=True if terminal else None if colour else False,
        no_color=True if no_color else None,
        # A terminal that does not say what it is may know no escapes; those of Windows never say.
        color_system=None if terminal and os.name != "nt" and not os.environ.get("TERM") else "auto",
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    for number, view in enumerate(views):
        if number:
            console.print()
        for line in view.lead:
            console.print(Text("\n".join(folded(visible(line), width)), style="bold"))
        if view.table is not None:
            for text, style in _table_lines(view.table, width):
                console.print(Text(text, style=style))
        for line in view.tail:
            console.print(Text("\n".join(folded(visible(line), width))))
    return "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))


@contextmanager
def progress(total: int) -> Iterator[Callable[[str, float], None]]:
    """A bar on stderr, in a terminal only; call it with the name of what is read and how far it is."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    if not console.is_terminal:  # where its end would be an empty line
        yield lambda _name, _part: None
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("", total=total)
        done = -1

        def step(name: str, part: float) -> None:
            nonlocal done
            done += part == 0.0
            bar.update(task, completed=done + part, description=visible(name)[-40:])

        yield step


def folded(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns.

    Breaks at a space, or beside a wide (Chinese) character but not before a closing mark;
    where there is neither, at the edge. rich breaks at spaces alone and leaves Chinese ragged.
    """
    from rich.cells import cell_len

    lines, line, used, mark = [], "", 0, 0
    for place, character in enumerate(text):
        if used + cell_len(character) > width and line:
            at = mark or len(line)
            lines.append(line[:at].rstrip())
            line = line[at:].lstrip()
            used, mark = cell_len(line), 0
        if character == " " and not line:
            continue
        line += character
        used += cell_len(character)
        following = text[place + 1 : place + 2]
        wide = cell_len(character) == 2 or (following and cell_len(following) == 2)
        if character in " -@/" or (wide and following not in _CLOSING and character not in _OPENING):
            mark = len(line)
    return [*lines, line]


def columns(text: str) -> int:
    """How many columns of a terminal `text` takes: a Chinese character is two."""
    from rich.cells import cell_len

    return cell_len(text)


_CLOSING = set("，。；：、！？）】》”’…*†%]:,.;")
_OPENING = set("（【《“‘[")


def _table_lines(table: Table, width: int) -> Iterator[tuple[str, str]]:
    """(text, style) of each line: a table, or a block a row where a table does not fit."""
    from rich.cells import cell_len

    rows = [[visible(cell) for cell in row] for row in (table.headers, *table.cells)]
    dropped: set[int] = set()
    for spare in table.spare:
        kept = [[cell for n, cell in enumerate(row) if n not in dropped] for row in rows]
        whole = sum(max(cell_len(row[n]) for row in kept) for n in range(len(kept[0])))
        if whole + GAPS[0] * (len(kept[0]) - 1) > width:
            dropped.add(spare)
    rows = [[cell for n, cell in enumerate(row) if n not in dropped] for row in rows]
    natural = [max(cell_len(row[n]) for row in rows) for n in range(len(rows[0]))]
    least = [_least([row[n] for row in rows], n == table.fold) for n in range(len(rows[0]))]
    for gap in GAPS:
        widths = _shrunk(natural, least, table.fold, width - gap * (len(natural) - 1))
        if widths:
            break
    else:
        yield from _blocks(rows, table.fold, width)
        return
    for number, row in enumerate(rows):
        style = "bold" if number == 0 else ""
        for line in _row_lines(row, widths, gap, table.right):
            yield line, style
        if number == 0:
            yield "─" * (sum(widths) + gap * (len(widths) - 1)), "dim"


def _least(cells: list[str], folds: bool) -> int:
    """The columns that a column cannot do without: its longest word; a Chinese cell is one word.

    The folding column breaks between Chinese characters too.
    """
    from rich.cells import cell_len

    words = [word for cell in cells for word in cell.split()]
    longest = max((cell_len(word) for word in words), default=0)
    return min(longest, NARROWEST) if folds else longest


def _shrunk(natural: list[int], least: list[int], fold: int, room: int) -> list[int] | None:
    """Widths that together fit `room`, None when none do.

    The folding column gives way first, then whichever has most to give.
    """
    widths = list(natural)
    spare = min(max(sum(widths) - room, 0), max(widths[fold] - max(NARROWEST, least[fold]), 0))
    widths[fold] -= spare
    while sum(widths) > room:
        able = [n for n in range(len(widths)) if widths[n] > least[n]]
        if not able:
            return None
        widths[max(able, key=lambda n: widths[n] - least[n])] -= 1
    return widths


def _row_lines(row: list[str], widths: list[int], gap: int, right: frozenset[int]) -> Iterator[str]:
    from rich.cells import cell_len

    columns = [folded(cell, width) for cell, width in zip(row, widths, strict=True)]
    for line in zip_longest(*columns, fillvalue=""):
        cells = []
        for number, (cell, width) in enumerate(zip(line, widths, strict=True)):
            space = " " * (width - cell_len(cell))
            cells.append(space + cell if number in right else cell + space)
        yield (" " * gap).join(cells).rstrip()


def _blocks(rows: list[list[str]], title: int, width: int) -> Iterator[tuple[str, str]]:
    """Each row as its title and, indented, what the other columns say, a part never torn if it fits."""
    from rich.cells import cell_len

    headers = rows[0]
    for row in rows[1:]:
        for line in folded(row[title], width):
            yield line, "bold"
        said = [
            f"{header}: {cell}"
            for number, (header, cell) in enumerate(zip(headers, row, strict=True))
            if number != title and cell not in ("", "—")
        ]
        line = ""
        for part in said:
            longer = f"{line} · {part}" if line else part
            if line and cell_len(longer) > width - len(INDENT):
                yield INDENT + line, ""
                longer = part
            line = longer
        for rest in folded(line, width - len(INDENT)) if line else ():
            yield INDENT + rest, ""


def markdown_text(views: list[View]) -> str:
    """The views as Markdown: a pipe table each, its lines as paragraphs."""
    parts = []
    for view in views:
        parts += [f"**{escaped(line)}**" for line in view.lead]
        if view.table is not None:
            rows = [view.table.headers, ["---"] * len(view.table.headers), *view.table.cells]
            lines = ["| " + " | ".join(escaped(cell) for cell in row) + " |" for row in rows]
            lines[1] = (
                "|" + "|".join("--:" if n in view.table.right else "---" for n in range(len(rows[0]))) + "|"
            )
            parts.append("\n".join(lines))
        parts += [escaped(line) for line in view.tail]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """`text` that Markdown shows as it is."""
    text = visible(text)
    for character in "\\|*_<>`[]":
        text = text.replace(character, "\\" + character)
    return text
