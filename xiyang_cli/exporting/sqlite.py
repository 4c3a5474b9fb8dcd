"""All tables as one SQLite database. Pure: it is made in memory, the same for the same tables.

Decimals are TEXT, exact, each with a REAL beside it (`value_number`) to sort and reckon with.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from xiyang_cli.answers.columns import Column, Columns
from xiyang_cli.exporting.keys import FORMS, is_number
from xiyang_cli.exporting.tables import Row, Table, Tables
from xiyang_cli.figures.arithmetic import plain
from xiyang_cli.language import Language, say

_SEARCHED = {
    "facts": ("name_zh", "name_en", "figure", "statement_zh", "statement_en", "note_zh", "note_en"),
    "indicators": ("name_zh", "name_en", "aliases"),
}
"""the columns of each table that its full-text index holds"""
_SEEN = {
    "facts": (
        "name", "figure", "period", "status", "statement", "note", "source", "item", "section", "sentence",
        "id",
    ),
    "changes": (
        "name", "status", "unit", "from_period", "from_value", "to_period", "to_value", "change",
        "change_unit", "change_pct", "multiple", "annual_growth_pct", "figure", "note",
    ),
}  # fmt: skip
"""the columns of the views for people, in one language each"""
_NAMES = (("name_zh", "name_en"), ("headline_zh", "headline_en"))


def database(tables: Tables) -> bytes:
    """The database file: tables with their keys, views for people, full-text search, a dictionary."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for table in tables.values():
            connection.execute(_create(table))
        for table in tables.values():
            _fill(connection, table)
        for statement in (*_indexes(), *_views(), *_search(connection)):
            connection.execute(statement)
        _describe(connection)
        return connection.serialize()
    finally:
        connection.close()


def _create(table: Table) -> str:
    lines = [line for key, column in table.form.columns.items() for line in _column(key, column)]
    if _label(table.form.columns):
        lines.insert(1, '"name" TEXT NOT NULL')
    lines.append(f"PRIMARY KEY ({_quoted(*table.form.key)})")
    lines += [
        f"FOREIGN KEY ({_quoted(key)}) REFERENCES {_quoted(other)} ({_quoted(*FORMS[other].key)})"
        for key, other in table.form.refers.items()
    ]
    return f"CREATE TABLE {_quoted(table.name)} (\n  " + ",\n  ".join(lines) + "\n)"


def _column(key: str, column: Column) -> Iterator[str]:
    needed = "" if column.null else " NOT NULL"
    kinds = {"integer": "INTEGER", "boolean": "INTEGER"}
    check = ""
    if "enum" in column.form:
        words = ", ".join(f"'{word}'" for word in column.form["enum"])
        check = f" CHECK ({_quoted(key)} IN ({words}))"
    yield f"{_quoted(key)} {kinds.get(column.form.get('type', ''), 'TEXT')}{needed}{check}"
    if is_number(column):
        yield f"{_quoted(f'{key}_number')} REAL{needed}"


def _label(columns: Columns) -> tuple[str, str] | None:
    """The names of which a row's label is made, by which Datasette calls what is referred to."""
    return next((pair for pair in _NAMES if pair[0] in columns and "indicator" not in columns), None)


def _fill(connection: sqlite3.Connection, table: Table) -> None:
    rows = [list(_values(table, row)) for row in table.rows]
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({marks})", rows)


def _values(table: Table, row: Row) -> Iterator[Any]:
    label = _label(table.form.columns)
    for place, (key, column) in enumerate(table.form.columns.items()):
        if place == 1 and label:
            yield " ".join(dict.fromkeys(row[name] for name in label))
        value = row[key]
        yield _plain(value)
        if is_number(column):
            # SQLite has binary floats alone; the exact decimal stands in the column before.
            yield None if value is None else float(value)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return plain(value) if isinstance(value, Decimal) else value


def _indexes() -> Iterator[str]:
    for name, form in FORMS.items():
        for key in form.refers:
            yield f"CREATE INDEX {_quoted(f'{name}_{key}')} ON {_quoted(name)} ({_quoted(key)})"


def _views() -> Iterator[str]:
    for name, keys in _SEEN.items():
        for language in Language:
            own = [(key, f"{key}_{language.value}") for key in keys]
            own = [(key, told if told in FORMS[name].columns else key) for key, told in own]
            shown = ", ".join(f"{_quoted(told)} AS {_quoted(say(key, language))}" for key, told in own)
            yield f"CREATE VIEW {_quoted(f'{name}_{language.value}')} AS SELECT {shown} FROM {_quoted(name)}"


def _search(connection: sqlite3.Connection) -> Iterator[str]:
    """Full-text tables. Chinese has no blanks between words, so three characters each are indexed.

    A SQLite before 3.34 has no trigrams and finds whole runs of characters only.
    """
    tokens = "trigram" if sqlite3.sqlite_version_info >= (3, 34) else "unicode61"
    if not connection.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").fetchone():
        return
    for name, keys in _SEARCHED.items():
        index = _quoted(f"{name}_fts")
        yield (
            f"CREATE VIRTUAL TABLE {index} USING fts5"
            f"({', '.join(keys)}, content={_quoted(name)}, tokenize={_quoted(tokens)})"
        )
        yield f"INSERT INTO {index} ({index}) VALUES ('rebuild')"


def _describe(connection: sqlite3.Connection) -> None:
    connection.execute(
        'CREATE TABLE "dictionary" ("table" TEXT NOT NULL, "column" TEXT NOT NULL, "meaning" TEXT NOT NULL, '
        '"null" TEXT, PRIMARY KEY ("table", "column"))'
    )
    rows = [
        (name, key, column.meaning, column.null or None)
        for name, form in FORMS.items()
        for key, column in form.columns.items()
    ]
    connection.executemany('INSERT INTO "dictionary" VALUES (?, ?, ?, ?)', rows)


def _quoted(*names: str) -> str:
    return ", ".join('"' + name.replace('"', '""') + '"' for name in names)
