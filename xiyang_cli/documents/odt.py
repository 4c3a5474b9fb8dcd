"""An .odt to blocks: the draft as it stands when every tracked change is taken. Pure."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count

from xiyang_cli.documents.archive import Archive, Element, encrypted
from xiyang_cli.documents.build import Words
from xiyang_cli.documents.model import Block, Kind, Remark
from xiyang_cli.documents.odt_styles import Looks, looks
from xiyang_cli.documents.office import local, notes_of, numbered, once, too_deep, value
from xiyang_cli.documents.tables import Table

_UNREAD = frozenset({"annotation", "annotation-end", "tracked-changes", "page-number", "page-count", "note-citation", "ruby-text", "hidden-text", "table-of-content", "alphabetical-index", "illustration-index", "table-index", "object-index", "user-index", "forms", "sequence-decls", "variable-decls", "user-field-decls"})
_MARGINS = frozenset({"header", "footer", "header-first", "footer-first", "header-left", "footer-left"})
_GROUPS = frozenset({"table-header-rows", "table-rows", "table-row-group"})
_DRAWING = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SPACE = re.compile(r"[ \t\n\r]+")


def blocks_of_odt(data: bytes, name: str) -> tuple[tuple[Block, ...], tuple[Remark, ...]]:
    """The blocks of a file called `name`, and what of it is no text.

    First the body, then notes, then what stands at the head and foot of pages. Lines are those of
    the text taken out: one for each block.
    """
    archive = Archive(data, name)
    manifest = archive.part("META-INF/manifest.xml")
    entries = list(manifest) if manifest is not None else []
    if any(local(inner.tag) == "encryption-data" for entry in entries for inner in entry):
        raise encrypted(name)
    forms = {value(entry, "full-path"): value(entry, "media-type") for entry in entries}
    content, styles = archive.part("content.xml"), archive.part("styles.xml")
    body = None if content is None else content.find("{*}body/{*}text")
    if body is None:
        raise archive.broken()
    reader = _Reader(looks(styles, content), forms)
    try:
        blocks = reader.story(body)
        for note in reader.notes:
            blocks += reader.story(note)
        blocks += once(reader.story(margin) for margin in _margins(styles))
    except RecursionError:
        raise too_deep(name) from None
    return numbered(blocks), notes_of(reader.unread)


def _margins(styles: Element | None) -> list[Element]:
    """Heads and feet of pages."""
    masters = styles.findall("{*}master-styles/{*}master-page/*") if styles is not None else []
    return [e for e in masters if local(e.tag) in _MARGINS and value(e, "display") != "false"]


class _Reader:
    """Reads stories: the body, a note, a text box, a cell."""

    def __init__(self, look: Looks, forms: dict[str | None, str | None]) -> None:
        self.unread: Counter[str] = Counter()
        self.notes: list[Element] = []
        self._look = look
        self._forms = forms
        self._numbers = count()
        self._boxes: list[Element] = []

    def story(self, parent: Element) -> list[Block]:
        """The blocks of all that stands in `parent`."""
        return self._story(parent, Words(), in_cell=False, depth=0)

    def _story(self, parent: Element, words: Words, *, in_cell: bool, depth: int) -> list[Block]:
        """In a cell, paragraphs go to `words`, and only what is nested in it is a block."""
        blocks: list[Block] = []
        for element in parent:
            name = local(element.tag)
            if name in _UNREAD or value(element, "display") == "none":
                continue
            if name in {"p", "h"}:
                kind = (Kind.CELL, 0) if in_cell else self._kind(element, depth)
                blocks += self._paragraph(element, words, kind)
            elif name == "table":
                blocks += self._table(element)
            elif element.tag.startswith(_DRAWING):
                self._drawing(element)
                blocks += self._boxed()
            else:
                inner = depth + (name == "list")
                blocks += self._story(element, words, in_cell=in_cell, depth=inner)
        return blocks

    def _kind(self, element: Element, depth: int) -> tuple[Kind, int]:
        if local(element.tag) == "h":
            level = value(element, "outline-level") or "1"
            return Kind.HEADING, int(level) if level.isdecimal() else 1
        if value(element, "style-name") in self._look.titles:
            return Kind.HEADING, 1
        return (Kind.ITEM, depth) if depth else (Kind.PARAGRAPH, 0)

    def _paragraph(self, element: Element, words: Words, kind: tuple[Kind, int]) -> list[Block]:
        done: list[Block] = []
        self._inline(element, "", words, kind, done)
        if kind[0] is Kind.CELL:
            words.space()
        elif block := words.take(*kind):
            done.append(block)
        return done + self._boxed()

    def _inline(
        self, parent: Element, style: str, words: Words, kind: tuple[Kind, int], done: list[Block]
    ) -> None:
        """The text within `parent`, in this style; what a line break ends goes to `done`."""
        style = value(parent, "style-name") or style if local(parent.tag) == "span" else style
        if style in self._look.unread:
            return
        self._text(parent.text, style, words)
        for element in parent:
            name = local(element.tag)
            if name == "line-break":
                if kind[0] is Kind.CELL:
                    words.space()
                elif block := words.take(*kind):
                    done.append(block)
            elif name in {"s", "tab"}:
                words.add("\t" if name == "tab" else " " * min(int(value(element, "c") or 1), 100), 0, 0)
            elif name == "note":
                self.notes += element.findall("{*}note-body")
            elif element.tag.startswith(_DRAWING):
                self._drawing(element)
            elif name not in _UNREAD:
                self._inline(element, style, words, kind, done)
            self._text(element.tail, style, words)

    def _text(self, text: str | None, style: str, words: Words) -> None:
        if text:
            words.add(self._look.told(_SPACE.sub(" ", text), style), 0, 0)

    def _drawing(self, element: Element) -> None:
        """Text boxes wait for the end of their paragraph; pictures and the like are counted."""
        inner = [local(e.tag) for e in element]
        if element.tag == f"{_DRAWING}frame" and {"object", "object-ole"} & set(inner):
            # The picture beside it only shows what the object holds.
            self.unread[self._object(element)] += 1
        elif "p" in inner or "list" in inner or "table" in inner:
            self._boxes.append(element)
        elif element.tag == f"{_DRAWING}image":
            self.unread["picture"] += 1
        else:
            for part in element:
                self._drawing(part)

    def _object(self, frame: Element) -> str:
        if frame.find("{*}object/{*}math") is not None:
            return "equation"
        found = frame.find("{*}object")
        path = (value(found, "href") or "").removeprefix("./") + "/"
        form = self._forms.get(path) or ""
        if form.endswith("formula"):
            return "equation"
        return "chart" if form.endswith("chart") else "object"

    def _boxed(self) -> list[Block]:
        boxes, self._boxes = self._boxes, []
        return [block for box in boxes for block in self.story(box)]

    def _table(self, element: Element) -> list[Block]:
        table = Table(next(self._numbers))
        self._rows(table, element, header=False)
        return list(table.blocks())

    def _rows(self, table: Table, parent: Element, *, header: bool) -> None:
        for element in parent:
            name = local(element.tag)
            if name in _GROUPS:
                self._rows(table, element, header=header or name == "table-header-rows")
            elif name == "table-row":
                table.row(header=header)
                self._row(table, element)

    def _row(self, table: Table, row: Element) -> None:
        covered = 0
        for element in row:
            repeated = _number(element, "number-columns-repeated")
            if local(element.tag) == "table-cell":
                span = _number(element, "number-columns-spanned")
                words, place = Words(), table.place(span=span)
                # Each column that it covers has a covered cell besides.
                covered = span - 1
                table.hold(self._story(element, words, in_cell=True, depth=0))
                table.add(words, place)
                table.skip(repeated - 1)
            elif local(element.tag) == "covered-table-cell":
                table.skip(max(0, repeated - covered))
                covered = max(0, covered - repeated)


def _number(element: Element, name: str) -> int:
    text = value(element, name) or "1"
    return int(text) if text.isdecimal() else 1
