"""A run of text, cut into sentences and into the words that belong to one figure. Pure.

A figure's *own* words are those of its clause, up to the marks and joints that part it from the
figures beside it; the rest of its sentence is context. Every pattern is bounded, so cutting is linear.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from xiyang_cli.reading.chinese_numbers import half_width

_SENTENCE_END = re.compile(
    r"[。！？!?；;\n]+[”’\"')）】]*|(?<!\b[A-Z])\.(?=\s+[^a-z\s]|\s*$|[\u4e00-\u9fff])[*_]*"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:c|ca|No|Nos|approx|vs|etc|Mr|Ms|Mrs|Dr|St|fig|p|pp|cf|e\.g|i\.e|U\.S|est)|(?<=\s)[A-Z])$", re.I
)
STRONG = re.compile(
    r"[，,：:；;（）()【】\[\]—–…|｜•·?？!！。\n](?!\d{3}(?!\d))|\s-\s|\bwhile\b|\bwhereas\b|\bbut\b"
)
WEAK = re.compile(r"[、/＋+&]|[和与及加跟]|以及|\band\b|\bplus\b|\bwith\b|\bor\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` to `end`, exclusive, in code points of the passage."""

    start: int
    end: int

    def __contains__(self, place: int) -> bool:
        return self.start <= place < self.end


@dataclass(frozen=True)
class Passage:
    """One text: `plain` is the same in half width and lower case, place by place."""

    text: str

    @cached_property
    def half(self) -> str:
        return half_width(self.text)

    @cached_property
    def plain(self) -> str:
        lowered = self.half.lower()
        return lowered if len(lowered) == len(self.half) else self.half

    @cached_property
    def sentences(self) -> list[Span]:
        """Its sentences, in order; they cover all of it."""
        spans, start = [], 0
        for found in _SENTENCE_END.finditer(self.half):
            if found[0][0] == "." and _ABBREVIATION.search(
                self.half, max(0, found.start() - 8), found.start()
            ):
                continue
            spans.append(Span(start, found.end()))
            start = found.end()
        if start < len(self.half):
            spans.append(Span(start, len(self.half)))
        return spans

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.sentences]

    def sentence_at(self, place: int) -> int:
        """The number of the sentence that holds `place`."""
        return max(0, bisect_right(self._starts, place) - 1)

    def own(self, sentence: Span, figure: Span, before: Span | None, after: Span | None) -> Span:
        """The words that belong to `figure`, between the figures `before` and `after` it."""
        start = sentence.start if before is None else before.end
        end = sentence.end if after is None else after.start
        return Span(
            self._left(start, figure.start, before is not None),
            self._right(figure.end, end, after is not None),
        )

    def _left(self, start: int, end: int, has_neighbour: bool) -> int:
        marks = [found.end() for found in STRONG.finditer(self.half, start, end)]
        mark = self.half[marks[-1] - 1] if marks else ""
        if mark and (mark in "(（" or (mark in ":：" and not self.half[marks[-1] : end].strip())):
            # What stands in brackets, or behind a colon, is told of what stands in front.
            return self._left(start, marks[-1] - 1, has_neighbour)
        if marks:
            return marks[-1]
        weak = WEAK.search(self.half, start, end) if has_neighbour else None
        return weak.end() if weak else start

    def _right(self, start: int, end: int, has_neighbour: bool) -> int:
        if found := STRONG.search(self.half, start, end):
            return found.start()
        weak = WEAK.search(self.half, start, end) if has_neighbour else None
        return weak.start() if weak else end


def neighbours(spans: Sequence[Span], index: int, within: Span) -> tuple[Span | None, Span | None]:
    """The spans before and after the one at `index`, where they stand in the same sentence."""
    before = spans[index - 1] if index and spans[index - 1].start in within else None
    after = spans[index + 1] if index + 1 < len(spans) and spans[index + 1].start in within else None
    return before, after
