"""A .docx to blocks: the draft as it stands when every tracked change is taken. Pure."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from itertools import count

from xiyang_cli.documents.archive import Archive, Element
from xiyang_cli.documents.build import Words
from xiyang_cli.documents.model import Block, Kind, Remark
from xiyang_cli.documents.office import local, notes_of, numbered
from xiyang_cli.documents.tables import Table
from xiyang_cli.documents.word_runs import Runs, choice
from xiyang_cli.documents.word_styles import Styles, child, is_on, number, value
from xiyang_cli.errors import UnreadableFile

_THROUGH = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def blocks_of_word(data: bytes, name: str) -> tuple[tuple[Block, ...], tuple[Remark, ...]]:
    """The blocks of a file called `name`, and what of it is no text.

    First the body, then footnotes and endnotes, then what stands at the head and foot of pages.
    Lines are those of the text taken out: one for each block.
    """
    archive = Archive(data, name)
    main = _main_part(archive)
    body = archive.part(main)
    if body is None or local(body.tag) != "document":
        raise archive.broken()
    related = _related(archive, main)
    reader = _Reader(Styles(_first(archive, related, "styles")))
    try:
        blocks = [block for element in body for block in reader.story(element)]
        for kind in ("footnotes", "endnotes"):
            blocks += _notes(reader, _first(archive, related, kind))
        blocks += _margins(reader, archive, related)
    except RecursionError:
        raise UnreadableFile("{path}: is nested too deep; simplify its tables", path=name) from None
    return numbered(blocks), notes_of(reader.unread)


def _main_part(archive: Archive) -> str:
    for kind, path in _relations(archive, "_rels/.rels", ""):
        if kind == "officeDocument":
            return path
    return "word/document.xml"


def _related(archive: Archive, main: str) -> list[tuple[str, str]]:
    folder, file = posixpath.split(main)
    return list(_relations(archive, f"{folder}/_rels/{file}.rels", folder))


def _relations(archive: Archive, path: str, folder: str) -> Iterator[tuple[str, str]]:
    """Kind and path of each part that a part refers to."""
    part = archive.part(path)
    for relation in part if part is not None else ():
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            yield relation.get("Type", "").rpartition("/")[2], target.lstrip("/")


def _first(archive: Archive, related: list[tuple[str, str]], kind: str) -> Element | None:
    return next((archive.part(path) for known, path in related if known == kind), None)


def _notes(reader: _Reader, part: Element | None) -> list[Block]:
    return [
        block
        for note in (part if part is not None else ())
        if value(note, "type") not in _SEPARATORS
        for block in reader.story(note)
    ]


def _margins(reader: _Reader, archive: Archive, related: list[tuple[str, str]]) -> list[Block]:
    """Heads and feet; one that several kinds of page have is read once."""
    told: dict[tuple[str, ...], list[Block]] = {}
    for kind, path in related:
        part = archive.part(path) if kind in {"header", "footer"} else None
        if part is not None:
            blocks = reader.story(part)
            told.setdefault(tuple(block.text for block in blocks), blocks)
    return [block for blocks in told.values() for block in blocks]


class _Reader:
    """Reads stories: the body, a note, a text box, a cell."""

    def __init__(self, styles: Styles) -> None:
        self.unread: Counter[str] = Counter()
        self._styles = styles
        self._numbers = count()

    def story(self, parent: Element) -> list[Block]:
        """The blocks of all that stands in `parent`."""
        blocks: list[Block] = []
        words = Words()
        for element in _content(parent):
            if local(element.tag) == "tbl":
                blocks += self._table(element)
                continue
            words = self._paragraph(element, words, blocks)
        if block := words.take(Kind.PARAGRAPH):
            blocks.append(block)
        return blocks

    def _paragraph(self, paragraph: Element, words: Words, blocks: list[Block]) -> Words:
        """A paragraph that may go on another, whose end was deleted; gives the text that goes on."""
        properties = child(paragraph, "pPr")
        kind = self._styles.kind(properties)
        if kind is None:
            return words
        runs = Runs(kind, self.unread, words)
        runs.read(paragraph)
        blocks += runs.done
        mark = child(properties, "rPr")
        if not is_on(mark, "del", "moveFrom"):
            block = words.take(*kind)
            blocks += [block] if block else []
        for box in runs.boxes:
            blocks += self.story(box)
        return words

    def _table(self, element: Element) -> list[Block]:
        table = Table(next(self._numbers))
        for row in _inside(element, "tr"):
            properties = child(row, "trPr")
            if is_on(properties, "del"):
                continue
            table.row(header=is_on(properties, "tblHeader"))
            table.skip(number(child(properties, "gridBefore")) or 0)
            for cell in _inside(row, "tc"):
                self._cell(table, cell)
        return list(table.blocks())

    def _cell(self, table: Table, element: Element) -> None:
        properties = child(element, "tcPr")
        span = number(child(properties, "gridSpan")) or 1
        merge = [child(properties, name) for name in ("vMerge", "hMerge")]
        if any(part is not None and value(part) != "restart" for part in merge):
            # Covered by the cell above or before, which has the text.
            table.skip(span)
            return
        words, place = Words(), table.place(span=span)
        if not is_on(properties, "cellDel"):
            for part in _content(element):
                if local(part.tag) == "tbl":
                    table.hold(self._table(part))
                    continue
                runs = Runs((Kind.CELL, 0), self.unread, words)
                runs.read(part)
                words.space()
                for box in runs.boxes:
                    table.hold(self.story(box))
        table.add(words, place)


def _content(parent: Element) -> Iterator[Element]:
    """The paragraphs and tables of a story, out of what may wrap them."""
    for element in parent:
        name = local(element.tag)
        if name in {"p", "tbl"}:
            yield element
        elif name in _THROUGH:
            yield from _content(element)
        elif name == "AlternateContent":
            chosen = choice(element)
            yield from _content(chosen) if chosen is not None else ()


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row."""
    for element in parent:
        if local(element.tag) == name:
            yield element
        elif local(element.tag) in _THROUGH:
            yield from _inside(element, name)
