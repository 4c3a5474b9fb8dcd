"""A draft as it is judged: blocks of text, each character with its place in the file. Pure."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from xiyang_cli.language import Language, say

Piece = tuple[int, int, int]
"""offset in a block's text, line and column in the file (both from 1) where a run of text begins"""


class Kind(StrEnum):
    """What a block is in its draft."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a cell stands: table, row and column from 0; a merged cell, at its first row and column."""

    table: int
    row: int
    column: int
    header: bool
    """whether it names columns, as the table says or as its first row reads"""
    span: int = 1
    """how many columns it covers, its own included"""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that is read as one: a heading, a paragraph, a list item or a cell."""

    text: str
    kind: Kind
    level: int
    """of a heading from 1 (a table's caption: 7), of an item its depth from 1, else 0"""
    pieces: tuple[Piece, ...]
    cell: Cell | None = None

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column in the file of the character at `offset`, in code points."""
        start, line, column = self.pieces[bisect_right(self.pieces, offset, key=_offset) - 1]
        return line, column + offset - start

    def end_place(self, offset: int) -> tuple[int, int]:
        """Line and column just behind the character before `offset`, an exclusive end above 0."""
        line, column = self.place(offset - 1)
        return line, column + 1


def _offset(piece: Piece) -> int:
    return piece[0]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something of a draft that could not be read, told in the language asked for."""

    template: str
    values: tuple[tuple[str, object], ...] = ()

    def text(self, language: Language) -> str:
        return say(self.template, language, **dict(self.values))


@dataclass(frozen=True, slots=True)
class Document:
    """A draft that was read."""

    name: str
    blocks: tuple[Block, ...]
    notes: tuple[Remark, ...] = ()
    """what of it could not be read"""
    silenced: frozenset[int] = frozenset()
    """the lines that end with a comment `xiyang: ignore`"""
