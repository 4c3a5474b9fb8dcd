"""A whole draft: its headings, paragraphs, lists and tables, and the finding for each figure. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from xiyang_cli.checking import weights, words
from xiyang_cli.checking.check import Checker, Memory
from xiyang_cli.checking.findings import Finding
from xiyang_cli.checking.grid import COUNT_WORDS, Told, told_cells
from xiyang_cli.checking.relate import Reason
from xiyang_cli.documents.model import Block, Document, Kind


@dataclass(frozen=True)
class Place:
    """Where a figure stands in its file: line and column from 1, the end exclusive, on its own line."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Found:
    """A finding with its place; `text` is the figure as the draft has it."""

    finding: Finding
    place: Place
    text: str
    block: Block
    start: int
    end: int
    heads: str = ""
    """of a cell, what it stands under"""


def check_draft(
    checker: Checker,
    document: Document,
    *,
    by_line: bool = False,
    tick: Callable[[float], None] = lambda _: None,
) -> Iterator[Found]:
    """The findings of a draft in the order of its text; with `by_line` nothing carries over.

    `tick` hears now and then how much of the draft is done, above 0 to 1.
    """
    if by_line:
        for place, block in enumerate(document.blocks, 1):
            yield from _placed(block, checker.check(block.text))
            tick(place / len(document.blocks))
        return
    checker.places.learn(block.text for block in document.blocks)
    yield from _Draft(checker).blocks(document.blocks, tick)


class _Draft:
    """Goes through the blocks of one draft; keeps what the headings and the text above speak of."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self._headings: list[tuple[int, Memory]] = []
        self._above = Memory()
        self._caption = ""

    def blocks(self, blocks: tuple[Block, ...], tick: Callable[[float], None]) -> Iterator[Found]:
        """One block after the other; the cells of a table together."""
        place = 0
        while place < len(blocks):
            block = blocks[place]
            if place:
                tick(place / len(blocks))
            if block.cell is None:
                yield from self._block(block)
                place += 1
                continue
            end = place
            while end < len(blocks) and (cell := blocks[end].cell) and cell.table == block.cell.table:
                end += 1
            yield from self._table(list(blocks[place:end]))
            place = end

    def _block(self, block: Block) -> Iterator[Found]:
        memory = self._memory()
        if words.STARTS_WITH_IT.match(block.text.lower()):
            memory.place = self._above.place
        findings = self._checker.check(block.text, memory)
        yield from _placed(block, findings)
        if block.kind is Kind.HEADING:
            self._headings = [(level, held) for level, held in self._headings if level < block.level]
            above = self._headings[-1][1] if self._headings else Memory()
            self._headings.append((block.level, self._checker.heading(block.text, above)))
            self._above = Memory()
            self._caption = block.text
            return
        self._caption = block.text if len(block.text) < 80 else ""
        memory.fade(weights.BLOCK_FADE)
        self._above = memory

    def _memory(self) -> Memory:
        """What a block begins with: its headings, and faintly the block before."""
        memory = self._headings[-1][1].under() if self._headings else Memory()
        memory.add(self._above)
        memory.recent = list(self._above.recent)
        return memory

    def _table(self, cells: list[Block]) -> Iterator[Found]:
        for told in told_cells(cells, self._caption):
            yield from self._cell(told)

    def _cell(self, told: Told) -> Iterator[Found]:
        memory = self._checker.heading(told.above, self._memory())
        findings = self._checker.check(told.text, memory, told.start)
        if told.number and not (findings and findings[0].reason is not Reason.UNKNOWN):
            findings = self._counted(told) or findings
        heads = told.text[: told.start].strip()
        if told.number is None:
            yield from _placed(told.block, findings, told.start, heads)
            return
        for finding in findings[:1]:
            yield _found(told.block, finding, *told.number, heads)

    def _counted(self, told: Told) -> list[Finding]:
        """The likeliest finding of a number without a unit, of all that it may count."""
        found = []
        for word in COUNT_WORDS[told.text.isascii()]:
            memory = self._checker.heading(told.above, self._memory())
            found += self._checker.check(told.text + word, memory, told.start)[:1]
        likely = [f for f in found if f.fact and f.claim.mention and f.fact.base_unit == f.claim.mention.unit]
        return sorted(likely, key=lambda finding: -finding.weight)[:1] or found[:1]


def _placed(block: Block, findings: list[Finding], shift: int = 0, heads: str = "") -> Iterator[Found]:
    for finding in findings:
        start, end = finding.claim.start - shift, finding.claim.end - shift
        yield _found(block, finding, max(start, 0), end, heads)


def _found(block: Block, finding: Finding, start: int, end: int, heads: str = "") -> Found:
    line, column = block.place(start)
    end_line, end_column = block.end_place(end)
    return Found(
        finding, Place(line, column, end_line, end_column), block.text[start:end], block, start, end, heads
    )
