"""What each key of a row means and may hold: the keys of JSON, CSV and TSV, and their schema.

A command's rows have one table of these; its keys are the table's, in their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple


class Column(NamedTuple):
    """One key: what it means, the JSON Schema of its values, what null means there."""

    meaning: str
    form: Mapping[str, Any]
    null: str = ""
    """why it may be null; without a reason it never is"""

    @property
    def schema(self) -> dict[str, Any]:
        """Its JSON Schema."""
        if not self.null:
            return {"description": self.meaning, **self.form}
        described = {"description": f"{self.meaning}; null: {self.null}", **self.form}
        if "enum" in described:
            return described | {"enum": [*described["enum"], None]}
        types = described["type"]
        return described | {"type": [*([types] if isinstance(types, str) else types), "null"]}


Columns = Mapping[str, Column]


def text(meaning: str, null: str = "") -> Column:
    """Any text."""
    return Column(meaning, {"type": "string"}, null)


def number(meaning: str, null: str = "") -> Column:
    """A decimal, printed digit by digit."""
    return Column(meaning, {"type": "number"}, null)


def count(meaning: str, null: str = "", *, least: int = 0) -> Column:
    """A whole number."""
    return Column(meaning, {"type": "integer", "minimum": least}, null)


def flag(meaning: str) -> Column:
    """true or false."""
    return Column(meaning, {"type": "boolean"})


def one_of(words: type[StrEnum], meaning: str, null: str = "") -> Column:
    """One of the words of an enumeration."""
    return Column(meaning, {"enum": [word.value for word in words]}, null)


def scalar(meaning: str, null: str = "") -> Column:
    """Text, a number or a truth value."""
    return Column(meaning, {"type": ["string", "number", "boolean"]}, null)


def period(meaning: str, null: str = "") -> Column:
    """A period in ISO 8601 terms."""
    date = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
    return Column(meaning, {"type": "string", "pattern": f"^{date}(/{date})?$"}, null)


def date(meaning: str, null: str = "") -> Column:
    """A day, `2025-12-31`."""
    return Column(meaning, {"type": "string", "format": "date"}, null)


def texts(meaning: str) -> Column:
    """A list of texts; in a cell as JSON."""
    return Column(meaning, {"type": "array", "items": {"type": "string"}})


def sha256(meaning: str) -> Column:
    """Lower-case hex SHA-256."""
    return Column(meaning, {"type": "string", "pattern": "^[0-9a-f]{64}$"})


_DECIMAL = {"type": "string", "pattern": "^-?[0-9]+([.][0-9]+)?$"}


def exact_text(columns: Columns) -> Columns:
    """The same keys with decimals as text, for readers whose numbers are binary."""
    return {
        key: column._replace(form=_DECIMAL) if column.form == {"type": "number"} else column
        for key, column in columns.items()
    }


def row_schema(columns: Columns, optional: Iterable[str] = ()) -> dict[str, Any]:
    """The schema of one row: these keys, all of them but `optional`, and no others."""
    return {
        "type": "object",
        "properties": {key: column.schema for key, column in columns.items()},
        "required": [key for key in columns if key not in set(optional)],
        "additionalProperties": False,
    }
