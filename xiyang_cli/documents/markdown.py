"""Markdown to blocks: its text without its marks, each run with its place in the file. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import count, pairwise
from typing import TYPE_CHECKING

from xiyang_cli.documents.build import WRAPPED, Mark, Words
from xiyang_cli.documents.html import blocks_of_html
from xiyang_cli.documents.model import Block, Kind, Piece
from xiyang_cli.documents.scripts import LOWERED, RAISED
from xiyang_cli.documents.tables import Table
from xiyang_cli.documents.wraps import wrapped

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?=[^\s#-][^\n]*:)(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|$)")
_HASHES = re.compile(r"[^#]*#{1,6}\s*")
_PIPE = re.compile(r"(?<!\\)\|")
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)")
_STRUCK = {"del", "s", "strike"}


def blocks_of_markdown(text: str) -> tuple[Block, ...]:
    r"""The blocks of `text` (lines end with \n); code blocks and front matter are not read."""
    # The parser is needed for Markdown only, and takes its time to load.
    from xiyang_cli.documents.markdown_syntax import parser

    if front := _FRONT_MATTER.match(text):
        text = "\n" * text.count("\n", 0, front.end()) + text[front.end() :]
    reader = _Reader(text.split("\n"))
    for token in parser().parse(text):
        reader.read(token)
    return tuple(reader.blocks)


class _Reader:
    """Where in the draft the tokens have come to."""

    def __init__(self, lines: list[str]) -> None:
        self.blocks: list[Block] = []
        self._lines = lines
        self._numbers = count()
        self._lists = 0
        self._heading = ""
        self._table: Table | None = None
        self._cells: Iterator[list[Piece]] = iter(())
        self._row = ""

    def read(self, token: Token) -> None:
        """One token of the block level."""
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            self._lists += 1
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            self._lists -= 1
        elif token.type in {"heading_open", "heading_close"}:
            self._heading = token.markup + token.tag if token.nesting > 0 else ""
        elif token.type == "html_block":
            self._html(token)
        elif token.type == "inline":
            self._inline(token)
        else:
            self._in_table(token)

    def _in_table(self, token: Token) -> None:
        if token.type == "table_open":
            self._table = Table(next(self._numbers))
        elif self._table and token.type == "table_close":
            self.blocks += self._table.blocks()
            self._table = None
        elif self._table and token.type == "tr_open" and token.map:
            self._table.row()
            self._row, self._cells = self._lines[token.map[0]], iter(())
        elif self._table and token.type == "th_open":
            self._table.name_row()

    def _html(self, token: Token) -> None:
        """A block of HTML, its lines moved to the columns that they have in the file."""
        first = token.map[0] if token.map else 0
        content = token.content.split("\n")
        lines = [
            " " * (len(whole) - len(line)) + line
            for whole, line in zip(self._lines[first : first + len(content)], content, strict=False)
        ]
        self.blocks += blocks_of_html("\n".join(lines), above=first, numbers=self._numbers)

    def _inline(self, token: Token) -> None:
        content, first = token.content, token.map[0] if token.map else 0
        if self._table:
            cell = self._table.place()
            if cell.column == 0:
                self._cells = cells_of(self._row, content, first + 1)
            text = _Inline(content, next(self._cells, [(0, first + 1, 1)]), one_block=True)
            text.read(token.children or ())
            self._table.add(text.words, cell)
            return
        if self._heading.startswith("#"):
            whole = self._lines[first]
            hashes = _HASHES.match(whole)
            pieces = [(0, first + 1, whole.find(content, hashes.end() if hashes else 0) + 1)]
        else:
            pieces = _places(content, self._lines, first)
        text = _Inline(content, pieces, one_block=bool(self._heading))
        for words in text.read(token.children or ()):
            if block := words.take(*self._kind()):
                self.blocks.append(block)

    def _kind(self) -> tuple[Kind, int]:
        if self._heading:
            return Kind.HEADING, int(self._heading[-1])
        return (Kind.ITEM, self._lists) if self._lists else (Kind.PARAGRAPH, 0)


def _places(content: str, lines: list[str], first: int) -> list[Piece]:
    """Where each line of a paragraph begins: it is the end of the file's line, behind indents and `>`."""
    pieces, offset = [], 0
    for number, line in enumerate(content.split("\n"), first):
        pieces.append((offset, number + 1, len(lines[number].rstrip()) - len(line.rstrip()) + 1))
        offset += len(line) + 1
    return pieces


def cells_of(row: str, content: str, line: int) -> Iterator[list[Piece]]:
    r"""The places of a row's cells; the first reads `content`; a backslash before | is none of it."""
    bounds = [-1, *(pipe.start() for pipe in _PIPE.finditer(row)), len(row)]
    parts = [(start + 1, row[start + 1 : end]) for start, end in pairwise(bounds)]
    start, text = parts[0]
    written = content.replace("|", "\\|")
    if content and text.rstrip().endswith(written):
        # No pipe at the row's begin; there may be the marks of a list or a quotation.
        parts[0] = (start + len(text.rstrip()) - len(written), written)
    else:
        del parts[0]
    for start, text in parts:
        bare = text.strip()
        column = start + len(text) - len(text.lstrip()) + 1
        slashes = [found.start() for found in re.finditer(r"\\\|", bare)]
        yield [(0, line, column), *((at - i, line, column + at + 1) for i, at in enumerate(slashes))]


class _Inline:
    """The inline tokens of one block, whose content stands at `pieces`."""

    def __init__(self, content: str, pieces: list[Piece], *, one_block: bool) -> None:
        self.words = Words()
        self._content = content
        self._pieces = pieces
        self._offsets = [piece[0] for piece in pieces]
        self._one_block = one_block
        self._done: list[Words] = []
        self._unread = 0
        self._table_of: dict[int, int] | None = None
        self._raised: Mark | None = None
        self._raised_link = False

    def read(self, tokens: Sequence[Token], shift: int = 0) -> list[Words]:
        """The blocks that line breaks make of them; the text of an image is `shift` along."""
        for place, token in enumerate(tokens):
            at = shift + int(token.meta.get("at", 0))
            if token.type == "image":
                self.read(token.children or (), at + 2)
            elif token.type == "softbreak":
                self.words.space(WRAPPED if self._wrapped(at) else " ")
            elif token.type == "hardbreak":
                self._break()
            elif token.type == "html_inline":
                self._tag(token.content)
            elif token.nesting:
                self._mark(token)
            elif not self._unread and not _stray(tokens, place):
                self._text(token, at)
        return [*self._done, self.words]

    def _mark(self, token: Token) -> None:
        if token.type == "s_open" or (token.type == "link_open" and token.info == "auto"):
            # The text of <https://…> is an address.
            self._unread += 1
        elif token.type == "s_close" or (token.type == "link_close" and token.info == "auto"):
            self._unread = max(0, self._unread - 1)
        elif token.type == "link_open":
            self._raised_link = True

    def _tag(self, tag: str) -> None:
        found = _TAG.match(tag)
        if not found:
            return
        closes, name = bool(found[1]), found[2].lower()
        if name == "br":
            self._break()
        elif name in _STRUCK:
            self._unread = max(0, self._unread + (-1 if closes else 1))
        elif name in {"sup", "sub"}:
            self._script(name, closes=closes)
        elif name == "a":
            self._raised_link = True

    def _script(self, name: str, *, closes: bool) -> None:
        if closes and name == "sup" and self._raised and self._raised_link:
            # A raised link is the mark of a footnote.
            self.words.back(self._raised)
        self._raised = None if closes else self.words.mark()
        self._raised_link = False
        self._table_of = None if closes else RAISED if name == "sup" else LOWERED

    def _break(self) -> None:
        if self._one_block:
            self.words.space()
            return
        self._done.append(self.words)
        self.words, self._raised = Words(), None

    def _wrapped(self, at: int) -> bool:
        start = self._content.rfind("\n", 0, at) + 1
        end = self._content.find("\n", at + 1)
        following = self._content[at + 1 : end if end >= 0 else None].strip()
        return bool(following) and wrapped(self._content[start:at].strip(), following)

    def _text(self, token: Token, at: int) -> None:
        text = token.content
        if token.type == "code_inline":
            at += len(token.markup)
            at += self._content[at : at + len(text)].replace("\n", " ") != text
        elif token.info == "escape":
            at += len(token.markup) - len(text)
        if self._table_of:
            text = text.translate(self._table_of)
        while text:
            place = bisect_right(self._offsets, at) - 1
            offset, line, column = self._pieces[place]
            until = self._offsets[place + 1] - at if place + 1 < len(self._pieces) else len(text)
            self.words.add(text[:until], line, column + at - offset)
            text, at = text[until:], at + until


def _stray(tokens: Sequence[Token], place: int) -> bool:
    """A mark of ** that pairs with none, as often beside Chinese punctuation: no part of the text."""
    token = tokens[place]
    if token.type != "text" or token.content != "*" or "run" not in token.meta:
        return False
    near = (tokens[i] for i in (place - 1, place + 1) if 0 <= i < len(tokens))
    return any(other.type == "text" and other.meta.get("run") == token.meta["run"] for other in near)
