"""HTML to blocks: what a reader of the page sees, each with its place in the source. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from itertools import count

from xiyang_cli.documents.build import WRAPPED, Mark, Words
from xiyang_cli.documents.html_elements import (
    BLOCKS,
    CAPTION_LEVEL,
    HEADINGS,
    LISTS,
    VOID,
    ends,
    hidden,
)
from xiyang_cli.documents.model import Block, Cell, Kind
from xiyang_cli.documents.scripts import LOWERED, RAISED
from xiyang_cli.documents.tables import Table
from xiyang_cli.documents.wraps import LONG, width

_RUN = re.compile(r"[^ \t\n\r\f]+(?: [^ \t\n\r\f]+)*|[ \t\n\r\f]+")
_NUMBER = re.compile(r"\d{1,6}")
_LOOSE = re.compile(r"&#(?!(?:[0-9]+|[xX][0-9a-fA-F]+)[^0-9a-fA-F])")
_DEEPEST = 512
"""elements within each other, as in browsers; what is deeper counts as text of the last one"""
_MOST_CUT = 100
"""tags and comments that never end; behind the last of them all is text"""

Attributes = list[tuple[str, str | None]]


def blocks_of_html(text: str, *, above: int = 0, numbers: Iterator[int] | None = None) -> tuple[Block, ...]:
    r"""The blocks of a page (lines end with \n), or of a part of one.

    `above` is how many lines of the file stand before the part; `numbers` count its tables.
    """
    reader = _Reader(numbers or count(), above)
    # At a lone &# the library would stop looking for tags; what stands in for it keeps the columns.
    reader.feed(_LOOSE.sub("＆#", text))
    reader.end()
    return tuple(reader.blocks)


@dataclass(slots=True)
class _Frame:
    """A table that is open, and what waits outside of it."""

    table: Table
    outside: Words
    cell: Cell | None = None
    in_head: bool = False
    kinds: set[str] = field(default_factory=set)
    """which of td and th the row at hand has"""


class _Reader(HTMLParser):
    """The open elements, and the text of the innermost block."""

    def __init__(self, numbers: Iterator[int], above: int) -> None:
        super().__init__(convert_charrefs=False)
        self._above = above
        self.blocks: list[Block] = []
        self._numbers = numbers
        self._words = Words()
        self._open: list[tuple[str, bool]] = []
        self._count: Counter[str] = Counter()
        self._frames: list[_Frame] = []
        self._link: Mark | None = None
        self._raised: Mark | None = None
        self._raised_link = False

    # text

    def handle_data(self, data: str) -> None:
        if self._unread:
            return
        line, column = self._place()
        for run in _RUN.findall(data):
            if run[0] not in " \t\n\r\f":
                self._words.add(self._scripted(run), line, column)
                column += len(run)
                continue
            breaks = run.count("\n")
            if breaks and self._count["pre"]:
                self._part()
            long = column > LONG or (column > LONG / 2 and width(self._words.last) >= LONG)
            self._words.space(WRAPPED if breaks and long else " ")
            line += breaks
            column = len(run) - run.rfind("\n") if breaks else column + len(run)

    def handle_entityref(self, name: str) -> None:
        text = unescape(f"&{name};")
        self._decoded(text if text != f"&{name};" else unescape(f"&{name}"))

    def handle_charref(self, name: str) -> None:
        self._decoded(unescape(f"&#{name};"))

    def _decoded(self, text: str) -> None:
        if not self._unread:
            self._words.add(self._scripted(text), *self._place())

    def _place(self) -> tuple[int, int]:
        line, column = self.getpos()
        return line + self._above, column + 1

    def _scripted(self, text: str) -> str:
        if self._count["sup"]:
            return text.translate(RAISED)
        return text.translate(LOWERED) if self._count["sub"] else text

    @property
    def _unread(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    # elements

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self._imply(tag)
        if tag in BLOCKS or tag == "br":
            self._part()
        if tag in VOID or len(self._open) >= _DEEPEST:
            return
        attributes = dict(attrs)
        unread = self._unread or hidden(tag, attributes) or (tag == "sup" and self._begins_a_link())
        self._open.append((tag, unread))
        self._count[tag] += 1
        if not unread:
            self._began(tag, attributes)

    def _began(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "table":
            self._frames.append(_Frame(Table(next(self._numbers)), self._words))
            self._words = Words()
        elif tag == "a":
            self._link = self._words.mark()
            self._raised_link = True
        elif tag == "sup":
            self._raised, self._raised_link = self._words.mark(), False
        elif self._frames:
            self._began_in_table(self._frames[-1], tag, attributes)

    def _began_in_table(self, frame: _Frame, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "thead":
            frame.in_head = True
        elif tag == "tr":
            _end_row(frame)
            frame.table.row()
        elif tag in {"td", "th"}:
            frame.kinds.add(tag)
            frame.cell = frame.table.place(
                span=_number(attributes.get("colspan")), rows=_number(attributes.get("rowspan"))
            )

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            if tag == "br":
                self._part()
        elif self._count[tag]:
            place = len(self._open) - 1
            while self._open[place][0] != tag:
                place -= 1
            self._close_to(place)

    def _imply(self, tag: str) -> None:
        """End the elements whose end tag may be left out before `tag`."""
        ended, beyond = ends(tag, in_head=self._count["head"] > 0)
        if not any(self._count[name] for name in ended):
            return
        outermost = None
        for place in range(len(self._open) - 1, -1, -1):
            name = self._open[place][0]
            if name in ended:
                outermost = place
            elif name in beyond:
                break
        if outermost is not None:
            self._close_to(outermost)

    def _close_to(self, place: int) -> None:
        while len(self._open) > place:
            tag, unread = self._open[-1]
            if tag in BLOCKS and not unread:
                self._part()
            self._open.pop()
            self._count[tag] -= 1
            if not unread:
                self._ended(tag)

    def _ended(self, tag: str) -> None:
        if tag == "sup":
            if self._raised and self._raised_link:
                # A raised link is the mark of a footnote.
                self._words.back(self._raised)
            self._raised = None
        elif tag == "a":
            self._link = None
        elif self._frames:
            self._ended_in_table(self._frames[-1], tag)

    def _ended_in_table(self, frame: _Frame, tag: str) -> None:
        if tag == "thead":
            _end_row(frame)
            frame.in_head = False
        elif tag in {"td", "th"} and frame.cell:
            frame.table.add(self._words, frame.cell)
            frame.cell = None
        elif tag == "table":
            _end_row(frame)
            self._frames.pop()
            self._words = frame.outside
            self._emit(*frame.table.blocks())

    def _begins_a_link(self) -> bool:
        return self._count["a"] > 0 and self._link == self._words.mark()

    # blocks

    def _part(self) -> None:
        """A block ends here; within a cell it is all one."""
        if self._unread:
            return
        if self._frames and self._frames[-1].cell:
            self._words.space()
            return
        kind, level = self._kind()
        self._link = self._raised = None
        if block := self._words.take(kind, level):
            self._emit(block)

    def _kind(self) -> tuple[Kind, int]:
        if self._count["caption"]:
            return Kind.HEADING, CAPTION_LEVEL
        for tag, level in HEADINGS.items():
            if self._count[tag]:
                return Kind.HEADING, level
        if self._count["li"]:
            return Kind.ITEM, max(1, sum(self._count[tag] for tag in LISTS))
        return Kind.PARAGRAPH, 0

    def _emit(self, *blocks: Block) -> None:
        """Blocks that are whole: those within a cell wait until it ends."""
        holder = next((frame for frame in reversed(self._frames) if frame.cell), None)
        if holder:
            holder.table.hold(blocks)
        else:
            self.blocks += blocks

    def end(self) -> None:
        """Whatever is still open ends with the page; a `<` that opens nothing is text.

        The library's own `close` looks from each such `<` to the end of the file, however many there are.
        """
        for left in range(_MOST_CUT, -1, -1):
            rest = self.rawdata
            if not rest or self.cdata_elem:
                break
            read = 1 if left else len(rest)
            self.handle_data(rest[:read])
            self.updatepos(0, read)
            self.rawdata = ""
            self.feed(rest[read:])
        self._close_to(0)
        self._part()

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """<![…]>, of which the library refuses unknown ones, is a comment, as in browsers."""
        return self.parse_bogus_comment(i, report)


def _end_row(frame: _Frame) -> None:
    """A row of a table's head, or one of th only, names columns."""
    if frame.kinds and (frame.in_head or frame.kinds == {"th"}):
        frame.table.name_row()
    frame.kinds = set()


def _number(value: str | None) -> int:
    found = _NUMBER.match((value or "1").strip())
    return int(found[0]) if found else 1
