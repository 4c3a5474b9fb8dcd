"""A source page as text: its items, sections and sentences, and the numbers in them. Pure.

Rules: a sentence ends after 。！？ and the closing quotes or brackets behind it; line breaks
and blank lines end none; sentences count from 1 within a section; section 0 is what stands
before the first headed one. A heading is its whole line and part of no sentence. White space
counts for nothing: the hash of a sentence is that of its text without any.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from xiyang_cli.base.sources import Source

_SENTENCE = re.compile(r"[^。！？]*[。！？]+[”’」』）)】》〉]*|[^。！？]+$")
_NUMBER = re.compile(r"[0-9０-９]+|[〇零一二两三四五六七八九十百千万亿半]+|翻番|首|唯一|最")
_NUMBER_CHARACTERS = frozenset("0123456789０１２３４５６７８９〇零一二两三四五六七八九十百千万亿半")
_POINTS = frozenset(".．,，")


@dataclass(frozen=True)
class Sentence:
    """One sentence, without white space; a heading has sentence 0."""

    item: int
    section: int
    sentence: int
    text: str

    @property
    def locator(self) -> tuple[int, int, int]:
        return self.item, self.section, self.sentence

    @cached_property
    def hash(self) -> str:
        """Lower-case hex SHA-256 of its UTF-8 text."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def numbers(self) -> list[tuple[int, int]]:
        """Start and end of every number in it: digits, Chinese numerals, 翻番 首 唯一 最."""
        return [found.span() for found in _NUMBER.finditer(self.text)]

    def places_of(self, figure: str) -> list[tuple[int, int]]:
        """Where `figure` stands as a whole: not cut out of a longer number (4项 is not in 14项)."""
        spans = all_places(self.text, figure)
        return [(start, end) for start, end in spans if not self._cuts(start) and not self._cuts(end)]

    def _cuts(self, at: int) -> bool:
        """Whether a boundary at `at` divides a number."""
        if not 0 < at < len(self.text):
            return False
        before, after = self.text[at - 1], self.text[at]
        if before in _NUMBER_CHARACTERS and after in _NUMBER_CHARACTERS:
            # 1万元 after 5000元、 is whole; 百分点 after 个 is whole; 25|百 would not be.
            return True
        digits_around = before in _NUMBER_CHARACTERS and self.text[at + 1 : at + 2].isdigit()
        if after in _POINTS and digits_around:
            return True
        return before in _POINTS and after.isdigit() and self.text[at - 2 : at - 1].isdigit()


@dataclass(frozen=True)
class Page:
    """The sentences of a page, its headings, and the beginnings that were not found on it."""

    sentences: tuple[Sentence, ...]
    headings: tuple[Sentence, ...]
    missing: tuple[str, ...]
    text: str
    """the whole page without white space"""

    def sentence(self, item: int, section: int, sentence: int) -> Sentence | None:
        """The sentence at a place, None when the page has none there."""
        for found in self.sentences:
            if found.locator == (item, section, sentence):
                return found
        return None


def read_page(text: str, source: Source) -> Page:
    """`text` split as the source record says: by how items, sections and headings begin."""
    marks = list(_marks(source))
    headings, parts, missing = [], [], []
    place = (source.items[0].item if source.items else 1, 0)
    lines: list[str] = []
    for line in text.splitlines():
        stripped = line.strip()
        found = next((n for n, mark in enumerate(marks) if stripped.startswith(mark.begins)), None)
        if found is None:
            lines.append(line)
            continue
        # Marks come in the page's order: those passed over are not on it.
        missing += [mark.begins for mark in marks[:found]]
        mark = marks[found]
        del marks[: found + 1]
        if mark.place != place:
            parts.append((place, "".join(lines)))
            lines, place = [], mark.place
        if mark.heading:
            headings.append(Sentence(*place, 0, squeeze(stripped)))
        else:
            lines.append(line)
    parts.append((place, "".join(lines)))
    missing += [mark.begins for mark in marks]
    sentences = tuple(
        Sentence(*place, number, sentence)
        for place, part in parts
        for number, sentence in enumerate(split_sentences(part), 1)
    )
    return Page(sentences, tuple(headings), tuple(missing), squeeze(text))


def all_places(text: str, part: str) -> list[tuple[int, int]]:
    """Start and end of every place of `part` in `text`, overlapping ones too."""
    spans, start = [], text.find(part)
    while start >= 0:
        spans.append((start, start + len(part)))
        start = text.find(part, start + 1)
    return spans


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, without white space."""
    return _SENTENCE.findall(squeeze(text))


def squeeze(text: str) -> str:
    """`text` without any white space."""
    return "".join(text.split())


@dataclass(frozen=True)
class _Mark:
    """How a line begins that opens an item or section, or is a heading."""

    begins: str
    place: tuple[int, int]
    heading: bool


def _marks(source: Source) -> Iterator[_Mark]:
    for item in source.items:
        if item.begins not in item.headings:
            yield _Mark(item.begins, (item.item, 0), heading=False)
        for begins in item.headings:
            yield _Mark(begins, (item.item, 0), heading=True)
        for section in item.sections:
            yield _Mark(section.begins, (item.item, section.section), heading=True)
