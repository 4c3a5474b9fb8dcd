"""Records as plain lists for JSON, and back: each field in its place, decimals digit by digit. Pure.

How a field is read back is told by its annotation.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from xiyang_cli.figures.period import Period, read_period

Record = TypeVar("Record")
_Read = Callable[[Any], Any]


def packed(record: tuple[Any, ...]) -> list[Any]:
    """The fields of a record, for :func:`json.dumps` with :func:`as_json` as its `default`."""
    return [str(value) if type(value) is Period else value for value in record]


def as_json(value: object) -> Any:
    """What JSON itself has no form for: a decimal or formula as its text."""
    return str(value)


def unpacked(kind: type[Record], values: list[Any]) -> Record:
    """The record of this kind with these fields. ValueError, TypeError or the like where they are none."""
    return kind(
        *(
            reader(value) if reader is not None and value is not None else value
            for reader, value in zip(_readers_of(kind), values, strict=True)
        )
    )


def _readers_of(kind: type) -> list[_Read | None]:
    """How each field of a record is read; None for as JSON gives it."""
    if kind not in _OF_KIND:
        _OF_KIND[kind] = [_reader(annotation) for annotation in get_type_hints(kind).values()]
    return _OF_KIND[kind]


_OF_KIND: dict[type, list[_Read | None]] = {}
_AS_IT_IS = (str, int, bool)
_READERS: dict[type, _Read] = {Decimal: Decimal, Period: read_period}


def _reader(annotation: Any) -> _Read | None:
    if get_origin(annotation) is tuple:
        entry = _reader(get_args(annotation)[0])
        return tuple if entry is None else lambda values: tuple(map(entry, values))
    for kind in get_args(annotation) or (annotation,):
        if kind is not NoneType:
            return None if kind in _AS_IT_IS else _READERS.get(kind) or _made_reader(kind)
    return None


def _made_reader(kind: type) -> _Read:
    """The reader of a name of ours, or of a record within a record."""
    if issubclass(kind, StrEnum):
        return kind
    if kind.__name__ == "Formula":
        from xiyang_cli.figures.formula import read_formula

        return read_formula
    return lambda values: unpacked(kind, values)
