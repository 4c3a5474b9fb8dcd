"""Plain text to blocks: paragraphs, hard wraps undone, headings only where they are clear. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xiyang_cli.documents.build import BLANK, WRAPPED, Words
from xiyang_cli.documents.model import Block, Kind
from xiyang_cli.documents.wraps import LONG, MARKER, ended, width, wrapped

_LINE_END = re.compile(r"\r\n?|\n")
# These break a line for the eye, yet no editor counts a line there.
_INNER_BREAK = re.compile("[\f\v\u2028\u2029\x85]")
_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_BULLET = re.compile(rf"(?:[-*+·–]\s|[•●○■□◆◇▪▶►→➔➜➤▸‣»])[{BLANK}]*")
_NUMBERED = (
    (re.compile(r"第[一二三四五六七八九十百\d]{1,3}[章节篇]|PART\s*\d+\s*[｜|:：.—]"), 2),
    (re.compile(r"[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])"), 2),
    (re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]"), 3),
    (re.compile(r"\d{1,2}[.．、](?!\d)"), 4),
)
_STANDS_ALONE = 1
"""how many of these patterns make a heading whatever follows"""
_SHORT = 60
"""columns that a heading has at most"""


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its outer white space, with the place where it begins."""

    text: str
    line: int
    column: int
    indent: int
    """columns of white space before it; a full-width space stands for an indented paragraph"""


def normal(text: str) -> str:
    r"""`text` with each of \n, \r\n and \r as \n, so that lines count as in an editor."""
    return _LINE_END.sub("\n", text)


def lines_of(text: str) -> list[Line]:
    """The lines of `text`, blank ones too; one that a form feed or U+2028 breaks gives several."""
    return [
        line for number, whole in enumerate(normal(text).split("\n"), 1) for line in _parts(whole, number)
    ]


def _parts(whole: str, number: int) -> Iterator[Line]:
    start = 0
    for part in _INNER_BREAK.split(whole):
        bare = part.lstrip(BLANK)
        before = part[: len(part) - len(bare)]
        yield Line(bare.rstrip(BLANK), number, start + len(before) + 1, width(before))
        start += len(part) + 1


def blocks_of_text(text: str, *, by_line: bool = False) -> tuple[Block, ...]:
    """The paragraphs of `text`; with `by_line` each line is one, and nothing is recognised."""
    lines = lines_of(text)
    if by_line:
        return tuple(_block([line], Kind.PARAGRAPH, 0) for line in lines if line.text)
    return blocks_of_lines(lines)


def blocks_of_lines(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The paragraphs that `lines` make."""
    groups = list(_paragraphs(lines))
    return tuple(
        _recognised(group, groups[i + 1] if i + 1 < len(groups) else None, first=i == 0)
        for i, group in enumerate(groups)
    )


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that belong together; a blank line parts."""
    group: list[Line] = []
    for line in lines:
        if group and not (line.text and _goes_on(group, line)):
            yield group
            group = []
        if line.text:
            group.append(line)
    if group:
        yield group


def _goes_on(group: list[Line], line: Line) -> bool:
    last = group[-1]
    # A first line may be indented and an item's text hang; elsewhere a deeper line begins anew.
    hangs = len(group) == 1 and MARKER.match(last.text) is not None
    if line.indent > last.indent and not hangs:
        return False
    return not _HASHES.match(last.text) and wrapped(last.text, line.text)


def _recognised(group: list[Line], following: list[Line] | None, *, first: bool) -> Block:
    """The block of a paragraph, a heading or an item where its form says so."""
    line = group[0]
    if hashes := _HASHES.match(line.text):
        return _block([_after(line, hashes.end())], Kind.HEADING, len(hashes[1]))
    level = _heading_level(line, following, first=first) if len(group) == 1 else 0
    if level:
        return _block(group, Kind.HEADING, level)
    if bullet := _BULLET.match(line.text) or _item_number(line.text):
        rest = _after(line, bullet.end())
        return _block([rest, *group[1:]] if rest.text else group, Kind.ITEM, 1)
    return _block(group, Kind.PARAGRAPH, 0)


def _item_number(text: str) -> re.Match[str] | None:
    """The number that an item begins with, `一、` excepted: a paragraph may begin so."""
    marker = MARKER.match(text)
    return marker if marker and text[0] not in "一二三四五六七八九十" else None


def _heading_level(line: Line, following: list[Line] | None, *, first: bool) -> int:
    """The level of the heading that a line is by its form; 0 for none."""
    if width(line.text) > _SHORT or ended(line.text) or line.text[-1] in "，、,":
        return 0
    for place, (form, level) in enumerate(_NUMBERED):
        if form.match(line.text):
            return level if place < _STANDS_ALONE or _is_prose(following) else 0
    return int(first and not MARKER.match(line.text) and _is_prose(following))


def _is_prose(group: list[Line] | None) -> bool:
    """Whether a paragraph follows: lines that end a sentence or are long."""
    if group is None:
        return False
    return len(group) > 1 or ended(group[0].text) or width(group[0].text) >= LONG


def _after(line: Line, start: int) -> Line:
    bare = line.text[start:].lstrip(BLANK)
    return Line(bare, line.line, line.column + len(line.text) - len(bare), line.indent)


def _block(lines: Sequence[Line], kind: Kind, level: int) -> Block:
    words = Words()
    for line in lines:
        words.space(WRAPPED)
        words.add(line.text, line.line, line.column)
    block = words.take(kind, level)
    assert block is not None, "a line that is read has text"
    return block
