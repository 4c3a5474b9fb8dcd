"""The facts as a Parquet file. Pure; needs the extra `parquet`.

Decimals are decimal128(38, s), s being the most decimals that a value of the column has; the text
beside them (`value_text`) keeps the zeros at the end that the source prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from xiyang_cli.answers.columns import Column
from xiyang_cli.errors import WrongUse
from xiyang_cli.exporting.extra import library
from xiyang_cli.exporting.keys import is_number
from xiyang_cli.exporting.tables import Row, Table
from xiyang_cli.figures.arithmetic import plain

DIGITS = 38
"""what decimal128 holds, and DuckDB, pandas and Polars read"""


def parquet(table: Table, about: str, decimals: int | None = None) -> bytes:
    """The file; `about` says where the facts come from, and stands in its metadata.

    `decimals` are those of every number where files are read as one; else a column has what it needs.
    Raises WrongUse for a number that is too long, and where pyarrow is missing.
    """
    arrow = library("pyarrow", "pyarrow")
    writer = library("pyarrow.parquet", "pyarrow")
    columns = [
        c for key, column in table.form.columns.items() for c in _columns(arrow, key, column, table, decimals)
    ]
    schema = arrow.schema(
        [field for field, _ in columns], metadata={"title": table.form.title, "source": about}
    )
    made = arrow.table([arrow.array(values, field.type) for field, values in columns], schema=schema)
    buffer = arrow.BufferOutputStream()
    writer.write_table(made, buffer)
    return bytes(buffer.getvalue())


def _columns(
    arrow: Any, key: str, column: Column, table: Table, decimals: int | None
) -> Iterator[tuple[Any, list[Any]]]:
    values = [row[key] for row in table.rows]
    meaning = {"description": f"{column.meaning}; null: {column.null}" if column.null else column.meaning}

    def field(name: str, kind: Any) -> Any:
        return arrow.field(name, kind, bool(column.null), meaning)

    form = column.form.get("type")
    if is_number(column):
        scale = _scale(key, table, decimals)
        yield field(key, arrow.decimal128(DIGITS, scale)), values
        yield field(f"{key}_text", arrow.string()), [None if v is None else plain(v) for v in values]
    elif column.form.get("format") == "date":
        yield field(key, arrow.date32()), [None if v is None else date.fromisoformat(v) for v in values]
    else:
        kinds = {"integer": arrow.int64(), "boolean": arrow.bool_(), "array": arrow.list_(arrow.string())}
        yield field(key, kinds.get(str(form), arrow.string())), values


def _scale(key: str, table: Table, decimals: int | None) -> int:
    """The decimals that a column needs to hold every value exactly, or `decimals` where they are enough."""
    numbers: list[tuple[Row, Decimal]] = [(row, row[key]) for row in table.rows if row[key] is not None]
    own = [(row, value, -int(value.as_tuple().exponent)) for row, value in numbers]
    scale = max((needed for *_, needed in own), default=0) if decimals is None else decimals
    for row, value, needed in own:
        if value.adjusted() + 1 + scale > DIGITS or needed > scale:
            raise WrongUse(
                "{id}: {key} {value} has too many digits for a Parquet column of {scale} decimals "
                "(it holds {limit}); export jsonl or sqlite",
                id=row[table.form.key[0]],
                key=key,
                value=plain(value),
                scale=max(scale, 0),
                limit=DIGITS,
            )
    return max(scale, 0)
