"""What quantities a text states: where each stands, as written and in base units. Pure."""

from __future__ import annotations

from typing import Any

from xiyang_cli.documents.model import Block
from xiyang_cli.documents.text import blocks_of_text
from xiyang_cli.reading.mention import Mention, as_written
from xiyang_cli.reading.text import read_quantities

FIGURE_KEYS = (
    "line", "column", "end_column", "figure", "value", "unit",
    "base_value", "base_value_high", "base_unit", "qualifier",
)  # fmt: skip


def figures(text: str, *, by_line: bool = False) -> list[dict[str, Any]]:
    """A row for each quantity of `text`, in order.

    `line` and `column` count from 1, in code points; `end_column` is exclusive and of the line
    that the quantity ends in. With `by_line` each line is a text of its own; without, a line that
    is only wrapped goes on in the next one, so that a number may be divided between them.
    """
    return [
        _row(block, mention)
        for block in blocks_of_text(text, by_line=by_line)
        for mention in read_quantities(block.text)
    ]


def _row(block: Block, mention: Mention) -> dict[str, Any]:
    line, column = block.place(mention.start)
    _, end_column = block.end_place(mention.end)
    value, unit = as_written(mention)
    return {
        "line": line,
        "column": column,
        "end_column": end_column,
        "figure": mention.text,
        "value": value,
        "unit": unit or None,
        "base_value": mention.value,
        "base_value_high": mention.value_high,
        "base_unit": mention.unit,
        "qualifier": mention.qualifier.value,
    }
