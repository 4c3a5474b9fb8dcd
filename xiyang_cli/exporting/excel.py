"""Facts, changes and sources as an Excel workbook, for people. Pure; needs the extra `excel`.

Every text is a text, also one that begins like a formula. Excel keeps numbers as binary floats of
15 digits: the figure as printed stands beside, and each number once more as text.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from math import ceil
from typing import Any

from xiyang_cli.answers.columns import Columns
from xiyang_cli.exporting.extra import library
from xiyang_cli.exporting.keys import is_number
from xiyang_cli.exporting.tables import Row, Table, Tables
from xiyang_cli.figures.arithmetic import plain
from xiyang_cli.language import Language, say

_MADE = datetime(1980, 1, 1)  # noqa: DTZ001
"""the day that every workbook says it was made on: the same tables give the same bytes"""
NARROWEST, WIDEST = 6, 48
LINE, TALLEST = 15, 405
"""heights in points: of one line, and the most that a row may have"""
LONGEST = 32767
"""characters that a cell of Excel may have"""
_FIRST = {
    "facts": (
        "name_zh", "name_en", "figure", "figure_en", "value", "value_high", "unit", "qualifier", "period",
        "period_basis", "status", "kind", "statement_zh", "statement_en", "note_zh", "note_en", "sector_zh",
        "sector_en", "place", "place_en", "source_zh", "source_en", "source_printed", "item", "section",
        "sentence",
    ),
    "changes": (
        "name_zh", "name_en", "figure", "status", "from_period", "from_value", "from_basis", "to_period",
        "to_value", "to_basis", "unit", "change", "change_unit", "change_basis", "change_pct",
        "change_pct_basis", "multiple", "multiple_alt", "multiple_basis", "annual_growth_pct",
        "annual_growth_basis", "qualifier", "note_zh", "note_en",
    ),
    "sources": ("headline_zh", "headline_en", "citation_zh", "citation_en"),
}  # fmt: skip
"""what people read first; the other columns follow"""
_UNITS = {
    "value": "unit", "value_high": "unit", "base_value": "base_unit", "base_value_high": "base_unit",
    "from_value": "unit", "from_low": "unit", "from_high": "unit", "to_value": "unit",
    "change": "change_unit",
}  # fmt: skip
"""the column that holds the unit of a number"""
_PER_CENT = ("change_pct", "annual_growth_pct")
WORDS = {
    "printed": "printed there", "context": "by its context",
    "order": "an order of magnitude", "range": "a range",
}  # fmt: skip
"""words of enumerations that say more than the code does"""
HOW_TO_READ = (
    "The facts are what the source states; that it states them does not make them true.",
    "basis: reported means that the source prints it, derived that it is worked out from what it prints.",
    "qualifier: the bound that the printed words put on a number; it is part of the figure.",
    "period basis: by its context means that the source prints no year there and its context gives it.",
    "status: actual, under way, planned or projected; only what is actual is told as done.",
    "Excel keeps 15 digits of a number; the columns marked (exact) have all of them, as text.",
)


@dataclass(frozen=True)
class _Column:
    """One column of a sheet: its header, and the value of each row with its number format."""

    header: str
    cell: Callable[[Row], tuple[Any, str]]


def workbook(tables: Tables, language: Language) -> bytes:
    """The workbook, its sheets and headers in `language`, names in both.

    Raises WrongUse where xlsxwriter is missing.
    """
    made = io.BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False,
        "strings_to_urls": False,
    }  # fmt: skip
    with library("xlsxwriter", "xlsxwriter").Workbook(made, options) as book:
        book.set_properties({"created": _MADE})
        for name in ("facts", "changes", "sources"):
            columns = list(_columns(name, tables[name], language))
            _Sheet(book, say(name.capitalize(), language)).write(columns, tables[name].rows)
        notes = list(_notes(tables, language))
        keys = ("id", "name", "notes")
        told = [_Column(say(key, language), lambda row, key=key: (row[key], "")) for key in keys]  # type: ignore[misc]
        _Sheet(book, say("Notes", language)).write(told, notes)
    return made.getvalue()


def _columns(name: str, table: Table, language: Language) -> Iterator[_Column]:
    own: Columns = table.form.columns
    order = _FIRST[name]
    if language is Language.EN:
        order = tuple(other if (other := _swapped(key)) in own else key for key in order)
    for key in dict.fromkeys((*order, *own)):
        header = _header(key, language)
        if "enum" in own[key].form:
            yield _Column(header, lambda row, key=key: (_word(row[key], language), ""))  # type: ignore[misc]
        else:
            yield _Column(header, lambda row, key=key: (row[key], _format(key, row)))  # type: ignore[misc]
    for key, column in own.items():
        if is_number(column):
            header = say("{column} (exact)", language, column=_header(key, language))
            yield _Column(header, lambda row, key=key: (_exact(row[key]), ""))  # type: ignore[misc]


def _header(key: str, language: Language) -> str:
    """A key as people read it: `name_zh` is `name (Chinese)`, or 中文名."""
    if language is Language.ZH:
        return say(key, language)
    words, _, end = key.rpartition("_")
    named = {"zh": " (Chinese)", "en": " (English)"}.get(end)
    return (words + named if named else key).replace("_", " ")


def _swapped(key: str) -> str:
    """The same column in the other language, so that the reader's own comes first."""
    if key.endswith(("_zh", "_en")):
        return key[:-2] + {"zh": "en", "en": "zh"}[key[-2:]]
    return key


def _word(word: str | None, language: Language) -> str | None:
    return None if word is None else say(WORDS.get(word, word.replace("_", " ")), language)


def _exact(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _format(key: str, row: Row) -> str:
    """The number format of a cell: the decimals that it has, and its unit behind it."""
    value = row[key]
    if not isinstance(value, Decimal):
        return ""
    decimals = max(-int(value.as_tuple().exponent), 0)
    unit = "%" if key in _PER_CENT else row.get(_UNITS.get(key, "")) or ""
    number = "#,##0" + ("." + "0" * min(decimals, 15) if decimals else "")
    return number + (f'"{unit}"' if unit and '"' not in unit else "") + "_ "


def _notes(tables: Tables, language: Language) -> Iterator[Row]:
    for line in HOW_TO_READ:
        yield {"id": None, "name": None, "notes": say(line, language)}
    end = language.value
    for name in ("facts", "changes", "sources"):
        for row in tables[name].rows:
            if row[f"note_{end}"]:
                called = row.get(f"name_{end}") or row.get(f"headline_{end}")
                yield {"id": row.get("id") or row["indicator"], "name": called, "notes": row[f"note_{end}"]}


class _Sheet:
    """A sheet being written: a header that stays in sight, a filter, columns as wide as they need."""

    def __init__(self, book: Any, name: str) -> None:
        self._book, self._sheet = book, book.add_worksheet(name)
        self._formats: dict[str, Any] = {}

    def write(self, columns: Sequence[_Column], rows: Sequence[Row]) -> None:
        bold = self._book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        cells = [[column.cell(row) for column in columns] for row in rows]
        widths = []
        for place, column in enumerate(columns):
            shown = [_width(_shown(*line[place])) for line in cells]
            widths.append(min(max(NARROWEST, _width(column.header), *shown), WIDEST) + 2)
            self._sheet.set_column(place, place, widths[-1])
            self._sheet.write_string(0, place, column.header, bold)
        for line, row in enumerate(cells, start=1):
            # Not every program fits the height of a row to what is in it.
            lines = max(
                ceil(_width(_shown(*cell)) / (width - 1)) for cell, width in zip(row, widths, strict=True)
            )
            self._sheet.set_row(line, min(LINE * max(lines, 1), TALLEST))
            for place, (value, form) in enumerate(row):
                self._cell(line, place, value, form)
        self._sheet.freeze_panes(1, 1)
        self._sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(rows) + 1}"})

    def _cell(self, line: int, place: int, value: Any, form: str) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            self._sheet.write_boolean(line, place, value, self._format(""))
        elif isinstance(value, Decimal):
            # Excel has binary floats alone; one beyond them is written as text.
            if abs(value) < Decimal("1e300"):
                self._sheet.write_number(line, place, float(value), self._format(form))
            else:
                self._sheet.write_string(line, place, plain(value), self._format(""))
        elif isinstance(value, int):
            self._sheet.write_number(line, place, value, self._format("0"))
        else:
            text = str(value)
            text = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
            self._sheet.write_string(line, place, text, self._format(""))

    def _format(self, form: str) -> Any:
        if form not in self._formats:
            style = {"valign": "top", "num_format": form} if form else {"valign": "top", "text_wrap": True}
            self._formats[form] = self._book.add_format(style)
        return self._formats[form]


def _shown(value: Any, form: str) -> str:
    if isinstance(value, Decimal):
        return f"{value:,f}" + (form.split('"')[1] if '"' in form else "")
    return "" if value is None else str(value)


def _width(text: str) -> int:
    """How many columns a text takes; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
