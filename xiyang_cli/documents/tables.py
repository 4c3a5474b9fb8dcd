"""Tables while they are read: which column each cell stands in, and which rows are headers. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from xiyang_cli.documents.build import Words
from xiyang_cli.documents.model import Block, Cell, Kind
from xiyang_cli.documents.wraps import ended

_FIGURE = re.compile(r"(?!(?:19|20)\d\d$)[约近超+\-—–−]?\s*\d[\d,.，\s]*[^\d年季月日]{0,6}$")
"""a cell that states a figure; a year or a month names a column"""
_MOST_COLUMNS = 1000
"""HTML's own bound of a span, so that a slip of the pen costs no memory"""


class Table:
    """One table; rows and cells come in the order of the file."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._row = -1
        self._column = 0
        self._covered: dict[int, int] = {}
        """the last row in which a column is covered from above"""
        self._blocks: list[Block] = []
        self._inner: list[Block] = []
        self._named: set[int] = set()

    def row(self, *, header: bool = False, repeated: int = 1) -> None:
        """A row begins."""
        self._row += repeated
        self._column = 0
        if header:
            self.name_row()

    def name_row(self) -> None:
        """The row at hand is a header row, by the file itself."""
        self._named.add(self._row)

    def skip(self, columns: int) -> None:
        """Columns at the row's begin, or covered by a cell above, that have no cell of their own."""
        self._column += min(columns, _MOST_COLUMNS)

    def place(self, *, span: int = 1, rows: int = 1) -> Cell:
        """The place of the next cell, which covers so many columns and rows."""
        if self._row < 0:
            self.row()
        while self._covered.get(self._column, -1) >= self._row:
            self._column += 1
        span = max(1, min(span, _MOST_COLUMNS))
        cell = Cell(self.number, self._row, self._column, False, span)
        if rows != 1 and self._column < _MOST_COLUMNS:
            # 0 is HTML's word for all rows that follow.
            last = self._row + (rows if rows > 0 else 1_000_000) - 1
            self._covered.update(dict.fromkeys(range(self._column, self._column + span), last))
        self._column += span
        return cell

    def add(self, words: Words, cell: Cell) -> None:
        """A cell's text, and then what stands in tables and boxes within it; an empty cell is none."""
        block = words.take(Kind.CELL, 0, cell)
        if block is not None:
            self._blocks.append(block)
        self._blocks += self._inner
        self._inner = []

    def hold(self, blocks: Iterable[Block]) -> None:
        """Blocks of their own within the cell at hand: a nested table."""
        self._inner += blocks

    def blocks(self) -> tuple[Block, ...]:
        """The cells, those of header rows marked."""
        headers = self._named or set(self._first_rows())
        return tuple(
            replace(block, cell=replace(cell, header=True))
            if (cell := self._own(block)) and cell.row in headers
            else block
            for block in (*self._blocks, *self._inner)
        )

    def _own(self, block: Block) -> Cell | None:
        """The cell of a block of this table, not of one nested in it."""
        return block.cell if block.cell and block.cell.table == self.number else None

    def _first_rows(self) -> Iterator[int]:
        """The header rows of a table that names none: a first one without figures over others.

        A second one belongs to it where a cell of the first covers several columns.
        """
        rows: dict[int, list[Block]] = {}
        for block in self._blocks:
            if cell := self._own(block):
                rows.setdefault(cell.row, []).append(block)
        order = sorted(rows)
        below = "".join(block.text for row in order[1:] for block in rows[row])
        if not any(map(str.isdigit, below)) or _states(rows[order[0]]):
            return
        yield order[0]
        parted = any(block.cell and block.cell.span > 1 for block in rows[order[0]])
        if parted and len(order) > 2 and not _states(rows[order[1]]):
            yield order[1]


def _states(blocks: list[Block]) -> bool:
    """Whether a row states something: figures, or sentences as in a table that only frames prose."""
    return any(_FIGURE.match(block.text) or ended(block.text) for block in blocks)
