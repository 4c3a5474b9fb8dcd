"""What a chart shows, worded: the same for a picture, a page and a terminal. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Look(StrEnum):
    """How a bar is filled; each can be told from the others in grey."""

    PRINTED = "printed"
    DERIVED = "derived"
    NOT_DONE = "not_done"
    GIVEN = "given"


class Tip(StrEnum):
    """What stands at the end of a bar that is a bound: the figure lies further on, or short of it."""

    BEYOND = "beyond"
    SHORT = "short"


@dataclass(frozen=True)
class Line:
    """One bar: `value` (and `high`, the open far end) in the unit of its panel, its words, its data."""

    label: str
    """when"""
    text: str
    """how much, with bound, star, status and notes"""
    value: Decimal
    high: Decimal | None
    look: Look
    tip: Tip | None
    is_thin: bool
    told: str
    """the whole in a sentence"""
    data: dict[str, object]

    @property
    def top(self) -> Decimal:
        """Where it ends on the right."""
        return max(self.value, self.high or self.value, Decimal(0))


@dataclass(frozen=True)
class Block:
    """The lines of one name; `side` is how it moved."""

    name: str
    side: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Axis:
    """Blocks that one axis holds; `mark` is where the yardstick stands."""

    title: str
    unit: str
    blocks: tuple[Block, ...]
    mark: Decimal | None = None
    whole: Decimal | None = None
    """what the axis shows at least: 100 for shares"""

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for block in self.blocks for line in block.lines)


@dataclass(frozen=True)
class Words:
    """A figure or rank that has no axis: what it is, of what, and what the source says."""

    figure: str
    name: str
    statement: str
    data: dict[str, object]


@dataclass(frozen=True)
class Key:
    """An entry of the legend."""

    text: str
    look: Look = Look.PRINTED
    tip: Tip | None = None
    is_thin: bool = False
    is_open: bool = False
    is_line: bool = False


@dataclass(frozen=True)
class Drawing:
    """A chart in one language."""

    title: str
    axes: tuple[Axis, ...]
    words_title: str = ""
    words: tuple[Words, ...] = ()
    keys: tuple[Key, ...] = ()
    notes: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    description: str = ""
    """all that it shows, in sentences"""
