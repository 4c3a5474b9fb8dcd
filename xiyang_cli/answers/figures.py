"""What quantities a text states: where each stands, as written and in base units. Pure."""

from __future__ import annotations

from typing import Any

from xiyang_cli.answers import columns
from xiyang_cli.base.model import Qualifier
from xiyang_cli.documents.model import Block
from xiyang_cli.documents.text import blocks_of_text
from xiyang_cli.reading.mention import Mention, as_written
from xiyang_cli.reading.text import read_quantities

FIGURE_ROW: columns.Columns = {
    "line": columns.count("the line it begins in", least=1),
    "column": columns.count("the column of its first character, in code points", least=1),
    "end_column": columns.count("the column behind its last one, of the line that it ends in", least=1),
    "figure": columns.text("the words as they stand there"),
    "value": columns.number("the number as written, in `unit`"),
    "unit": columns.text("the unit as written, with its scale word", "none is written"),
    "base_value": columns.number("the value in `base_unit`; of a fall without a sign"),
    "base_value_high": columns.number("the high end of a range, in `base_unit`", "it is no range"),
    "base_unit": columns.text("code of the base unit: CNY, W, t, percent, times, rank …"),
    "qualifier": columns.one_of(Qualifier, "the bound that the words put on it"),
}
FIGURE_KEYS = tuple(FIGURE_ROW)


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
