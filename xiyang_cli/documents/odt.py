"""An .odt to blocks: the draft as it stands when every tracked change is taken. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import count

from xiyang_cli.documents.archive import Archive, Element, encrypted
from xiyang_cli.documents.build import Words
from xiyang_cli.documents.model import Block, Kind, Remark
from xiyang_cli.documents.odt_styles import Styles, attribute
from xiyang_cli.documents.office import local, notes_of, numbered
from xiyang_cli.documents.tables import Table
from xiyang_cli.errors import UnreadableFile

_SPACE = re.compile(r"[ \t\r\n]+")
_NUMBER = re.compile(r"\d{1,6}")
_LISTS = frozenset({"list", "numbered-paragraph"})
_THROUGH = _LISTS | {"section", "list-item", "list-header"}
_ROWS = frozenset({"table-header-rows", "table-rows", "table-row-group"})
_UNREAD = frozenset(
    {
        "annotation",
        "annotation-end",
        "hidden-text",
        "page-count",
        "page-continuation",
        "page-number",
        "page-variable-get",
        "ruby-text",
        "script",
        "tracked-changes",
    }
)
_SHAPES = frozenset({"caption", "circle", "custom-shape", "ellipse", "polygon", "rect", "text-box"})
_DRAWN = _SHAPES | {"frame", "g"}
_MARGINS = ("header", "footer")
_KINDS = {"chart": "chart", "formula": "equation"}


def blocks_of_odt(data: bytes, name: str) -> tuple[tuple[Block, ...], tuple[Remark, ...]]:
    """The blocks of a file called `name`, and what of it is no text.

    First the body, then footnotes and endnotes, then what stands at the head and foot of pages.
    Lines are those of the text taken out: one for each block.
    """
    archive = Archive(data, name)
    entries = _entries(archive)
    content = archive.part("content.xml")
    text = _body(content)
    if content is None or text is None:
        raise archive.broken()
    common = archive.part("styles.xml")
    reader = _Reader(Styles(common, content), entries)
    margins = _Reader(Styles(content, common), entries)
    try:
        blocks = reader.story(text)
        blocks += reader.notes
        blocks += _margins(margins, common)
    except RecursionError:
        raise UnreadableFile("{path}: is nested too deep; simplify its tables", path=name) from None
    return numbered(blocks), notes_of(reader.unread + margins.unread)


def _entries(archive: Archive) -> dict[str, str]:
    """The forms of the parts by their paths, as the file lists them."""
    manifest = None
    # Old programs gave it a document type, for which it is not read; it can be done without.
    with suppress(UnreadableFile):
        manifest = archive.part("META-INF/manifest.xml")
    if manifest is None:
        return {}
    if any(local(inner.tag) == "encryption-data" for inner in manifest.iter()):
        raise encrypted(archive.name)
    return {
        (attribute(entry, "full-path") or "").strip("/"): attribute(entry, "media-type") or ""
        for entry in manifest
    }


def _body(content: Element | None) -> Element | None:
    """The text of the file; a table or a drawing under this suffix has none."""
    for body in content if content is not None else ():
        if local(body.tag) == "body":
            return next((part for part in body if local(part.tag) == "text"), None)
    return None


def _margins(reader: _Reader, styles: Element | None) -> list[Block]:
    """Heads and feet; one that several kinds of page have is read once."""
    told: dict[tuple[str, ...], list[Block]] = {}
    for part in styles.iter() if styles is not None else ():
        if local(part.tag).partition("-")[0] in _MARGINS and attribute(part, "display") != "false":
            blocks = reader.story(part)
            told.setdefault(tuple(block.text for block in blocks), blocks)
    return [block for blocks in told.values() for block in blocks]


class _Reader:
    """Reads stories: the body, a note, a text box, a head of pages."""

    def __init__(self, styles: Styles, entries: dict[str, str]) -> None:
        self.unread: Counter[str] = Counter()
        self.notes: list[Block] = []
        self._styles = styles
        self._entries = entries
        self._numbers = count()

    def story(self, parent: Element, depth: int = 0) -> list[Block]:
        """The blocks of all that stands in `parent`, itself `depth` lists deep."""
        blocks: list[Block] = []
        for element in parent:
            name = local(element.tag)
            if name in {"p", "h"}:
                blocks += self._paragraph(element, depth)
            elif name in _THROUGH and attribute(element, "display") != "none":
                blocks += self.story(element, depth + (name in _LISTS))
            elif name == "table":
                blocks += self._table(element)
            elif name in _DRAWN:
                for box in self.boxes(element):
                    blocks += self.story(box)
        return blocks

    def _paragraph(self, paragraph: Element, depth: int) -> list[Block]:
        inline = _Inline(self, self._kind(paragraph, depth), Words())
        inline.read_paragraph(paragraph)
        block = inline.words.take(*inline.kind)
        blocks = [*inline.done, *([block] if block else [])]
        for box in inline.boxes:
            blocks += self.story(box)
        return blocks

    def _kind(self, paragraph: Element, depth: int) -> tuple[Kind, int]:
        if local(paragraph.tag) == "h":
            return Kind.HEADING, _number(paragraph, "outline-level")
        if self._styles.is_title(attribute(paragraph, "style-name")):
            return Kind.HEADING, 1
        return (Kind.ITEM, depth) if depth else (Kind.PARAGRAPH, 0)

    # tables

    def _table(self, element: Element) -> list[Block]:
        table = Table(next(self._numbers))
        for row, header in _rows(element, header=False):
            table.row(header=header, repeated=_number(row, "number-rows-repeated"))
            self._row(table, row)
        return list(table.blocks())

    def _row(self, table: Table, row: Element) -> None:
        covered = 0
        for cell in row:
            repeated = _number(cell, "number-columns-repeated")
            if local(cell.tag) == "covered-table-cell":
                # Those beside the cell that covers them are counted in its span.
                beside = min(covered, repeated)
                covered -= beside
                table.skip(repeated - beside)
            elif local(cell.tag) == "table-cell":
                covered = _number(cell, "number-columns-spanned") - 1
                self._cell(table, cell, covered + 1)
                table.skip(repeated - 1)

    def _cell(self, table: Table, cell: Element, span: int) -> None:
        words, place = Words(), table.place(span=span)
        for part in _paragraphs(cell):
            name = local(part.tag)
            if name == "table":
                table.hold(self._table(part))
                continue
            inline = _Inline(self, (Kind.CELL, 0), words)
            if name not in _DRAWN:
                inline.read_paragraph(part)
                words.space()
            for box in inline.boxes if name not in _DRAWN else self.boxes(part):
                table.hold(self.story(box))
        table.add(words, place)

    # what inline text calls

    def note(self, note: Element) -> None:
        """A footnote or an endnote; its mark in the text is not read."""
        for part in note:
            if local(part.tag) == "note-body":
                self.notes += self.story(part)

    def is_unread(self, element: Element, family: str) -> bool:
        """Whether a paragraph or a span is hidden or struck out."""
        return self._styles.is_unread(family, attribute(element, "style-name"))

    def script(self, span: Element) -> dict[int, int] | None:
        """What raised and lowered digits of a span are written as."""
        return self._styles.script(attribute(span, "style-name"))

    def boxes(self, drawn: Element) -> Iterator[Element]:
        """The text boxes of a frame or a shape; what is no text is counted."""
        name = local(drawn.tag)
        if name in _SHAPES:
            yield drawn
        elif name == "g":
            for inner in drawn:
                yield from self.boxes(inner)
        elif name == "frame":
            inner_names = {local(inner.tag): inner for inner in drawn}
            if "text-box" in inner_names:
                yield inner_names["text-box"]
            elif "object" in inner_names:
                self.unread[self._object(inner_names["object"])] += 1
            elif "object-ole" in inner_names:
                self.unread["object"] += 1
            elif "image" in inner_names:
                self.unread["picture"] += 1

    def _object(self, element: Element) -> str:
        """Which of chart, equation and other object an embedded one is."""
        path = (attribute(element, "href") or "").removeprefix("./").strip("/")
        return _KINDS.get(self._entries.get(path, "").rpartition(".")[2], "object")


class _Inline:
    """The text of one paragraph, or of all paragraphs of a cell, whose `words` these are."""

    def __init__(self, reader: _Reader, kind: tuple[Kind, int], words: Words) -> None:
        self.words = words
        self.kind = kind
        self.done: list[Block] = []
        """what stands before a line break; in a cell that is a space"""
        self.boxes: list[Element] = []
        self._reader = reader

    def read_paragraph(self, paragraph: Element) -> None:
        if not self._reader.is_unread(paragraph, "paragraph"):
            self._read(paragraph, None)

    def _read(self, parent: Element, script: dict[int, int] | None) -> None:
        self._text(parent.text, script)
        for element in parent:
            self._element(element, script)
            self._text(element.tail, script)

    def _text(self, text: str | None, script: dict[int, int] | None) -> None:
        # White space in the file is one space; more are elements of their own.
        plain = _SPACE.sub(" ", text or "")
        self.words.add(plain.translate(script) if script else plain, 0, 0)

    def _element(self, element: Element, script: dict[int, int] | None) -> None:
        name = local(element.tag)
        if name == "span":
            if not self._reader.is_unread(element, "text"):
                self._read(element, self._reader.script(element) or script)
        elif name in {"s", "tab"}:
            self.words.add(" " * min(_number(element, "c"), 80) if name == "s" else "\t", 0, 0)
        elif name == "line-break":
            self._break()
        elif name == "note":
            self._reader.note(element)
        elif name in _DRAWN:
            self.boxes += self._reader.boxes(element)
        elif name not in _UNREAD:
            self._read(element, script)

    def _break(self) -> None:
        if self.kind[0] is Kind.CELL:
            self.words.space()
        elif block := self.words.take(*self.kind):
            self.done.append(block)


def _rows(parent: Element, *, header: bool) -> Iterator[tuple[Element, bool]]:
    """The rows of a table, and whether each is a header by the file itself."""
    for element in parent:
        name = local(element.tag)
        if name == "table-row":
            yield element, header
        elif name in _ROWS:
            yield from _rows(element, header=header or name == "table-header-rows")


def _paragraphs(cell: Element) -> Iterator[Element]:
    """Paragraphs, tables and shapes of a cell, out of lists and sections."""
    for element in cell:
        name = local(element.tag)
        if name in {"p", "h", "table"} or name in _DRAWN:
            yield element
        elif name in _THROUGH:
            yield from _paragraphs(element)


def _number(element: Element, name: str) -> int:
    """A number from 1 that an attribute gives; 1 where there is none."""
    found = _NUMBER.fullmatch(attribute(element, name) or "1")
    return max(1, int(found[0])) if found else 1
