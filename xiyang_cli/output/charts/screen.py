"""A drawing in characters, for a terminal or a pipe: no colour, Chinese as wide as it is. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from xiyang_cli.answers.wording import EMPTY
from xiyang_cli.figures.arithmetic import divide
from xiyang_cli.output.charts.drawing import Axis, Drawing, Key, Line, Look, Tip
from xiyang_cli.output.tables import columns, folded

_FILLS = {Look.PRINTED: "█", Look.DERIVED: "▒", Look.NOT_DONE: "/", Look.GIVEN: "="}
_TIPS = {Tip.BEYOND: ">", Tip.SHORT: "<"}
_THIN, _OPEN = "─", "·"
INDENT = 2
LEAST_ROOM = 10
"""columns that the longest bar has at least; words that find no room beside it go below"""
WIDEST = 160
"""a bar that is longer helps nobody"""


def chart_text(drawing: Drawing, width: int) -> str:
    """The whole drawing in lines of at most `width` columns."""
    lines = [*folded(drawing.title, width)]
    for axis in drawing.axes:
        lines += ["", *folded(f"{axis.title} ({axis.unit})" if axis.unit != "×" else axis.title, width)]
        lines += _axis(axis, min(width, WIDEST))
    if drawing.words:
        lines += ["", *(folded(drawing.words_title, width) if drawing.words_title else [])]
        for entry in drawing.words:
            lines += folded(entry.name, width)
            lines += _hung(f"{EMPTY} {entry.figure}", INDENT, width)
            lines += _hung(entry.statement, INDENT + 2, width) if entry.statement else []
    below = [
        *(_key(key) for key in drawing.keys if drawing.axes and not key.is_line),
        *drawing.notes,
        *drawing.source,
    ]
    lines += ["", *(part for text in below for part in folded(text, width))]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _axis(axis: Axis, width: int) -> Iterator[str]:
    left = INDENT + max(columns(line.label) for line in axis.lines) + 1
    low = min(Decimal(0), *(line.value for line in axis.lines))
    room = width - left
    top = max([axis.whole or Decimal(0), *(line.top for line in axis.lines)])
    cell = _cell(axis, low, top, room)
    for block in axis.blocks:
        yield from _name(block.name, block.side, width)
        for line in block.lines:
            label = " " * (left - 1 - columns(line.label)) + line.label + " "
            bar = _bar(line, low, cell)
            if left + columns(bar) + 1 + columns(line.text) <= width:
                yield f"{label}{bar} {line.text}"
            else:
                yield label + bar
                yield from _hung(line.text, left, width)


def _cell(axis: Axis, low: Decimal, top: Decimal, room: int) -> Decimal:
    """What one column stands for: as little as leaves room for the words behind every bar."""
    span = (top - low) or Decimal(1)
    fitting = [Decimal(room - 2) / span]
    for line in axis.lines:
        own = line.top - low
        if own:
            fitting.append(divide(Decimal(room - columns(line.text) - 3), own))
    columns_each = max(min(fitting), Decimal(min(LEAST_ROOM, room - 2)) / span)
    return divide(Decimal(1), columns_each)


def _bar(line: Line, low: Decimal, cell: Decimal) -> str:
    """The characters of one bar, from the left edge of its axis to its end."""
    zero = _cells(-low, cell)
    fill = _THIN if line.is_thin else _FILLS[line.look]
    long = _cells(abs(line.value), cell) or (1 if line.value else 0)
    if line.value < 0:
        return " " * (zero - long) + fill * long + "|"
    more = _OPEN * (_cells(line.high, cell) - long) if line.high is not None else ""
    start = " " * (zero - 1) + "|" if zero else ""
    return start + fill * long + more + (_TIPS[line.tip] if line.tip else "")


def _cells(value: Decimal, cell: Decimal) -> int:
    return int(divide(value, cell).to_integral_value(ROUND_HALF_UP))


def _name(name: str, side: str, width: int) -> Iterator[str]:
    """A name and, at the right edge or below, how it moved."""
    space = width - columns(name) - columns(side)
    if side and space >= INDENT:
        yield name + " " * space + side
        return
    yield from folded(name, width)
    if side:
        yield from _hung(side, INDENT, width)


def _hung(text: str, indent: int, width: int) -> list[str]:
    return [" " * indent + part for part in folded(text, max(width - indent, INDENT))]


def _key(key: Key) -> str:
    sign = _THIN if key.is_thin else _OPEN if key.is_open else _TIPS[key.tip] if key.tip else _FILLS[key.look]
    return f"{_swatch(sign)} {key.text}"


def _swatch(sign: str) -> str:

    return sign * 2 if sign not in _TIPS.values() else f"{_FILLS[Look.PRINTED]}{sign}"
