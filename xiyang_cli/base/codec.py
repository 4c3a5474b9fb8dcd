"""Records as plain lists for JSON, and back: each field in its place, decimals digit by digit. Pure.

How a field is read back is told by its annotation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from xiyang_cli.base import model
from xiyang_cli.figures.period import read_period

Record = TypeVar("Record")
_Read = Callable[[Any], Any]


def packed(record: object) -> list[Any]:
    """The fields of a record, for :func:`json.dumps` with :func:`as_json` as its `default`."""
    return [getattr(record, name) for name, _ in _fields(type(record))]


def as_json(value: object) -> Any:
    """What JSON itself has no form for: a decimal, period or formula as its text, a record as its fields."""
    return str(value) if type(value).__name__ in _WRITTEN else packed(value)


def unpacked(kind: type[Record], values: list[Any]) -> Record:
    """The record of this kind with these fields. ValueError, TypeError or the like where they are none."""
    read = {
        name: reader(value) if reader is not None and value is not None else value
        for (name, reader), value in zip(_fields(kind), values, strict=True)
    }
    return kind(**read)


_FIELDS: dict[type, list[tuple[str, _Read | None]]] = {}


def _fields(kind: type) -> list[tuple[str, _Read | None]]:
    """The names of a record's fields, each with how it is read."""
    if kind not in _FIELDS:
        _FIELDS[kind] = [(field.name, _reader(str(field.type))) for field in fields(kind)]
    return _FIELDS[kind]


_AS_IT_IS = {"str", "int", "bool"}
_WRITTEN = {"Decimal", "Period", "Formula"}


def _reader(annotation: str) -> _Read | None:
    """How a field with this annotation is read; None for what JSON gives as it is."""
    name = annotation.removesuffix(" | None")
    if name.startswith("tuple["):
        entry = _reader(name.removeprefix("tuple[").removesuffix(", ...]"))
        return tuple if entry is None else lambda values: tuple(map(entry, values))
    if name in _AS_IT_IS:
        return None
    if name in _READERS:
        return _READERS[name]
    kind = getattr(model, name, None)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    return _record(name)


def _record(name: str) -> _Read:
    """The reader of a record within a record: of a source or a relation, which few commands ask for."""
    if name == "Formula":
        from xiyang_cli.figures.formula import read_formula

        return read_formula
    from xiyang_cli.base import sources

    kind = getattr(sources, name)
    return lambda values: unpacked(kind, values)


_READERS: dict[str, _Read] = {"Decimal": Decimal, "Period": read_period}
