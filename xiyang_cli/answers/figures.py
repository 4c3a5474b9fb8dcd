"""What quantities a text states: where each stands, as written and in base units. Pure."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from xiyang_cli.reading.mention import Mention, as_written
from xiyang_cli.reading.text import read_quantities

FIGURE_KEYS = (
    "line", "column", "end_column", "figure", "value", "unit",
    "base_value", "base_value_high", "base_unit", "qualifier",
)  # fmt: skip


def figures(text: str, *, by_line: bool = False) -> list[dict[str, Any]]:
    """A row for each quantity of `text`, in order.

    `line` and `column` count from 1, in code points; `end_column` is exclusive and of the line
    that the quantity ends in. With `by_line` each line is a text of its own, so that nothing
    is carried over a line end; without, words may be wrapped anywhere between sentences.
    """
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    if not by_line:
        return [_row(mention, starts) for mention in read_quantities(text)]
    return [
        _row(mention, starts, offset)
        for line, offset in zip(lines, starts, strict=False)
        for mention in read_quantities(line)
    ]


def _row(mention: Mention, starts: list[int], offset: int = 0) -> dict[str, Any]:
    start, end = mention.start + offset, mention.end + offset
    line = bisect_right(starts, start)
    last = bisect_right(starts, end - 1)
    value, unit = as_written(mention)
    return {
        "line": line,
        "column": start - starts[line - 1] + 1,
        "end_column": end - starts[last - 1] + 1,
        "figure": mention.text,
        "value": value,
        "unit": unit or None,
        "base_value": mention.value,
        "base_value_high": mention.value_high,
        "base_unit": mention.unit,
        "qualifier": mention.qualifier.value,
    }
