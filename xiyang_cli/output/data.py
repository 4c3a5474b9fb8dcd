"""Rows for programs: JSON, JSON Lines, CSV and TSV. Keys are English in every language.

Decimals go out digit by digit, never through binary floating point.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any

from xiyang_cli.figures.arithmetic import plain
from xiyang_cli.language import harmless, visible

Row = dict[str, Any]


class Format(StrEnum):
    """The forms in which every command can answer."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    MARKDOWN = "markdown"


_ENCODED = json.JSONEncoder(ensure_ascii=False).encode
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def json_pieces(rows: Iterable[Row]) -> Iterator[str]:
    """An array of flat objects, `[]` for none; numbers exact, None as null."""
    opening = "[\n"
    for row in rows:
        fields = ",\n".join(f"    {json_value(k)}: {json_value(v)}" for k, v in row.items())
        yield opening + "  {\n" + fields + "\n  }"
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def json_text(rows: Iterable[Row]) -> str:
    """The same as one text."""
    return "".join(json_pieces(rows))


def jsonl_pieces(rows: Iterable[Row]) -> Iterator[str]:
    """One flat object a line."""
    for row in rows:
        yield "{" + ", ".join(f"{json_value(k)}: {json_value(v)}" for k, v in row.items()) + "}\n"


def jsonl_text(rows: Iterable[Row]) -> str:
    """The same as one text."""
    return "".join(jsonl_pieces(rows))


def json_value(value: Any) -> str:
    """One value in JSON; a character that would act on a terminal goes out as its escape."""
    if isinstance(value, Decimal):
        return plain(value)
    text = _ENCODED(value)
    return text if text.isprintable() else "".join(c if harmless(c) else json.dumps(c)[1:-1] for c in text)


def csv_pieces(rows: Iterable[Row], keys: Sequence[str], *, excel: bool = False) -> Iterator[str]:
    """Comma-separated with a header. `excel` is for spreadsheets: BOM, CRLF, harmless text."""
    import csv
    import io

    buffer = io.StringIO(newline="")
    buffer.write("\ufeff" if excel else "")
    writer = csv.writer(buffer, lineterminator="\r\n" if excel else "\n")
    cell = _spreadsheet_cell if excel else cell_text
    writer.writerow(keys)
    for row in rows:
        writer.writerow([cell(row.get(key)) for key in keys])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def csv_text(rows: Iterable[Row], keys: Sequence[str], *, excel: bool = False) -> str:
    """The same as one text."""
    return "".join(csv_pieces(rows, keys, excel=excel))


def tsv_pieces(rows: Iterable[Row], keys: Sequence[str]) -> Iterator[str]:
    """Tab-separated with a header; no quotes: what would break a cell or a line is written out."""
    yield "\t".join(keys) + "\n"
    for row in rows:
        yield "\t".join(visible(cell_text(row.get(key))) for key in keys) + "\n"


def tsv_text(rows: Iterable[Row], keys: Sequence[str]) -> str:
    """The same as one text."""
    return "".join(tsv_pieces(rows, keys))


def cell_text(value: Any) -> str:
    """A value in one cell: empty for None, a list as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json_value(value)
    return plain(value) if isinstance(value, Decimal) else str(value)


def _spreadsheet_cell(value: Any) -> str:
    """Text that a spreadsheet would run as a formula gets an apostrophe; numbers stay."""
    text = cell_text(value)
    return "'" + text if isinstance(value, str) and text.startswith(_FORMULA_STARTS) else text
