"""How a page is divided, read off the page itself: its title, its headed sections. Pure.

A heading is a short line without a sentence's marks that stands where a sentence has ended.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from xiyang_cli.base.forms import LONGEST_BEGINNING
from xiyang_cli.base.sources import Item, Section, Source
from xiyang_cli.errors import UnreadableFile
from xiyang_cli.language import harmless

_LONGEST_HEADING = 40
_SENTENCE_ENDS = re.compile(r"[。！？；：…!?;:][”’」』）)】》〉]*$")
_NO_HEADING = re.compile(r"[，。！？；!?;]|[、：:]$")
_WRAPPED = 0.8
"""a line of at least this part of the longest one may be a line of a wrapped paragraph"""


def structure_of(text: str, id: str) -> Source:
    """A source record for the page `text`: one item, its headings, its sections.

    Raises UnreadableFile for a page without a line of text.
    """
    lines = [line.strip() for line in text.splitlines() if _beginning(line)]
    if not lines:
        raise UnreadableFile("the page holds no text; name a text file with the page's words")
    headings = _headings(lines)
    title = [begins for place, begins in headings if all(n in dict(headings) for n in range(place))]
    sections = [begins for _, begins in headings[len(title) :]]
    item = Item(
        item=1,
        begins=_beginning(lines[0]),
        main=True,
        plan=None,
        headings=tuple(title),
        sections=tuple(Section(number, begins) for number, begins in enumerate(sections, 1)),
    )
    headline = lines[0] if title else _beginning(lines[0])
    return Source(
        id=id, headline_zh=headline, headline_en="", series_zh=None, series_en=None, printed=None,
        publisher=None, author=None, date=None, page=None, note_zh=None, note_en=None,
        items=(item,), non_figures=(), without_facts=(),
    )  # fmt: skip


def _headings(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Number and beginning of each line that is a heading and can be told from the lines before it.

    The page is divided again by these beginnings: one with which another line begins first would
    divide it there.
    """
    longest = max(map(len, lines))
    found: list[tuple[int, str]] = []
    for number, line in enumerate(lines):
        is_behind_end = number == 0 or _ends(lines[number - 1]) or (found and found[-1][0] == number - 1)
        is_wrapped = len(line) >= _WRAPPED * longest and longest > _LONGEST_HEADING / 2 and number > 0
        if not is_behind_end or is_wrapped or len(line) > _LONGEST_HEADING or _NO_HEADING.search(line):
            continue
        begins = _beginning(line)
        marked = {place for place, _ in found}
        others = (other for place, other in enumerate(lines[:number]) if place not in marked)
        if not any(other.startswith(begins) for other in others):
            found.append((number, begins))
    return found


def _ends(line: str) -> bool:
    return _SENTENCE_ENDS.search(line) is not None


def _beginning(line: str) -> str:
    """How a line begins, as a source record may hold it."""
    line = line.strip()
    length = next((n for n, c in enumerate(line) if not harmless(c)), len(line))
    return line[: min(length, LONGEST_BEGINNING)].rstrip()
