"""Putting a block's text together from runs, keeping the place of each. Pure."""

from __future__ import annotations

from xiyang_cli.documents.model import Block, Cell, Kind, Piece
from xiyang_cli.documents.wraps import joint

WRAPPED = "\n"
"""the gap of a line that is clearly wrapped: nothing between Chinese characters, else a space"""

BLANK = " \t\n\r\f\v\u3000\u00a0\u200b\ufeff\u2028\u2029\x85"

Mark = tuple[int, int, int, str]
"""a state of :class:`Words` to come back to"""


class Words:
    """The text of one block while it is read."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0
        self._gap = ""

    def __bool__(self) -> bool:
        return self._length > 0

    @property
    def last(self) -> str:
        """The run added last."""
        return self._parts[-1] if self._parts else ""

    def add(self, text: str, line: int, column: int) -> None:
        """A run of text that begins at `line` and `column`; pending space goes before it."""
        if not text:
            return
        if self._gap and self._parts:
            gap = joint(self._parts[-1], text) if self._gap == WRAPPED else self._gap
            # Space that stands for a wrap has the place of what follows it.
            self._append(gap, line, column)
        self._gap = ""
        self._append(text, line, column)

    def space(self, gap: str = " ") -> None:
        """White space before the next run, if any comes; a plain space outweighs a wrap."""
        self._gap = gap if gap == " " or not self._gap else self._gap

    def _append(self, text: str, line: int, column: int) -> None:
        if text:
            self._pieces.append((self._length, line, column))
            self._parts.append(text)
            self._length += len(text)

    def mark(self) -> Mark:
        """The state now."""
        return len(self._parts), len(self._pieces), self._length, self._gap

    def back(self, mark: Mark) -> None:
        """Forget what was added since `mark`."""
        parts, pieces, self._length, self._gap = mark
        del self._parts[parts:]
        del self._pieces[pieces:]

    def take(self, kind: Kind, level: int = 0, cell: Cell | None = None) -> Block | None:
        """The block read so far, None where it is white space only; the next one begins empty."""
        text, pieces = "".join(self._parts), self._pieces
        self._parts, self._pieces, self._length, self._gap = [], [], 0, ""
        return trimmed(text, pieces, kind, level, cell)


def trimmed(
    text: str, pieces: list[Piece], kind: Kind, level: int = 0, cell: Cell | None = None
) -> Block | None:
    """A block without white space at its ends, None where nothing is left."""
    start = len(text) - len(text.lstrip(BLANK))
    text = text.strip(BLANK)
    if not text:
        return None
    kept: list[Piece] = []
    for offset, line, column in pieces:
        if offset <= start:
            kept = [(0, line, column + start - offset)]
        elif offset - start < len(text) and not _continues(kept[-1], offset - start, line, column):
            kept.append((offset - start, line, column))
    return Block(text, kind, level, tuple(kept), cell)


def _continues(piece: Piece, offset: int, line: int, column: int) -> bool:
    """Whether a run stands right behind the one before it, so that it needs no piece of its own."""
    return piece[1] == line and column - piece[2] == offset - piece[0]
