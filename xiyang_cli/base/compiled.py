"""A base in its compiled form: an SQLite file of shelves, read as far as a question needs it.

It is made by :mod:`xiyang_cli.base.compile`, and found, checked and replaced by
:mod:`xiyang_cli.base.cache`. A record has a sum, and what an index leads to is held against what was
asked; where either is wrong, Damaged is raised, and where not all are there that were asked for. That an
index leaves out some of those of one place or word is not seen.
"""

from __future__ import annotations

import json
import os
import sqlite3
import struct
import weakref
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zlib import crc32

from xiyang_cli.base.codec import unpacked
from xiyang_cli.base.folder import Read, Stamp
from xiyang_cli.base.model import Fact, Indicator, Place, Plan, Sector
from xiyang_cli.base.names import Tiers, key_of, tiers_of
from xiyang_cli.base.stock import Shelf, Stated
from xiyang_cli.base.sums import LENGTH, sum_of
from xiyang_cli.errors import Damaged
from xiyang_cli.figures.units import BaseUnit, Unit, Units

if TYPE_CHECKING:
    from xiyang_cli.base.relations import Relation
    from xiyang_cli.base.sources import Source

FORMAT = 2
"""raise it when records, rules or tables change: files of another number are made anew"""
SMALL = 8 * 1024 * 1024
"""bytes; a file up to this is read and checked whole, a larger one where it is asked"""
BITS = 1 << 15
"""of the signature of a shelf: about one in ten is set"""

_MOST_VALUES = 900
"""in one question; SQLite once took a thousand"""
Kind = TypeVar("Kind")


def opened(path: Path) -> CompiledStock:
    """The compiled base in a file. Raises OSError where there is none, Damaged for anything else."""
    stat = path.stat()
    if stat.st_size > SMALL:
        if seal_of(path, stat).read_bytes() != sealed(stat):
            raise Damaged
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        return _checked(sqlite3.connect(uri, uri=True, check_same_thread=False))
    data = path.read_bytes()
    if len(data) <= LENGTH or sum_of(data[:-LENGTH]) != data[-LENGTH:]:
        raise Damaged
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.deserialize(data[:-LENGTH])
    return _checked(connection)


def seal_of(path: Path, stat: os.stat_result) -> Path:
    """The file beside a large one that tells how it was when it was whole."""
    return path.with_name(f"{path.stem}.{stat.st_ino}.seal")


def sealed(stat: os.stat_result) -> bytes:
    """What a seal says. Whatever writes to the file breaks it; the sum of a large one would take too long."""
    return f"{stat.st_size} {stat.st_mtime_ns}".encode()


@lru_cache(maxsize=1 << 16)
def bits_of(token: str) -> tuple[int, int, int]:
    """The places of a token in the signature of a shelf."""
    a, b, c = struct.unpack_from("<3H", sum_of(token.encode()))
    return a % BITS, b % BITS, c % BITS


def sum_of_meta(meta: Mapping[str, str]) -> str:
    """The sum of what a compiled base says of itself, but for the sum."""
    return str(crc32(repr(sorted((key, meta[key]) for key in meta if key != "sum")).encode()))


@contextmanager
def _as_written() -> Iterator[None]:
    """Whatever goes wrong in reading back what was written there: it is not there any more."""
    try:
        yield
    except (sqlite3.Error, ValueError, TypeError, LookupError, AttributeError) as error:
        raise Damaged from error


def _checked(connection: sqlite3.Connection) -> CompiledStock:
    try:
        stock = CompiledStock(connection)
        with _as_written():
            if stock.meta["format"] == str(FORMAT) and stock.meta["sum"] == sum_of_meta(stock.meta):
                weakref.finalize(stock, connection.close)  # newer Pythons warn of one that is left to them
                return stock
    except Damaged:
        pass
    connection.close()
    raise Damaged


class CompiledStock:
    """The :class:`~xiyang_cli.base.stock.Stock` of a compiled base."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.meta: dict[str, str] = dict(self._rows("SELECT key, value FROM meta"))
        self._shelf = lru_cache(maxsize=64)(self._read_shelf)

    @property
    def home(self) -> str:
        return self.meta["home"]

    @property
    def from_plan(self) -> str:
        return self.meta["from_plan"]

    @property
    def to_plan(self) -> str:
        return self.meta["to_plan"]

    @property
    def size(self) -> int:
        return int(self.meta["facts"])

    @cached_property
    def files(self) -> dict[str, Read]:
        """The files of the base that it was made of."""
        rows = self._rows("SELECT name, size, mtime, ctime, inode, settled, sum FROM file")
        return {name: Read(Stamp(*stamp), bool(settled), sum_) for name, *stamp, settled, sum_ in rows}

    @property
    def places(self) -> Sequence[Place]:
        return self._all(Place)

    @property
    def plans(self) -> Sequence[Plan]:
        return self._all(Plan)

    @property
    def sectors(self) -> Sequence[Sector]:
        return self._all(Sector)

    @property
    def sources(self) -> Sequence[Source]:
        from xiyang_cli.base.sources import Source

        return self._all(Source)

    @property
    def relations(self) -> Sequence[Relation]:
        from xiyang_cli.base.relations import Relation

        return self._all(Relation)

    @cached_property
    def units(self) -> Units:
        bases = {base.id: base for base in self._all(BaseUnit)}
        units = [
            (Unit(id, bases[base], Decimal(above), Decimal(below), name), tuple(spellings))
            for (id, base, above, below, name), spellings in self._texts("Unit")
        ]
        return Units(bases.values(), units)

    def place(self, id: str) -> Place | None:
        return self._one(Place, id)

    def places_named(self, key: str) -> list[Place]:
        found = self._rows("SELECT tier, id FROM place_name WHERE key = ? ORDER BY tier, n", key)
        places = [self.place(id) for tier, id in found if tier == found[0][0]]
        known = [place for place in places if place is not None]
        _sure(all(any(key in tier for tier in tiers_of([place])) for place in known))
        return known

    def places_called(self, keys: Collection[str]) -> set[str]:
        found, asked = set(), list(keys)
        for start in range(0, len(asked), _MOST_VALUES):
            some = asked[start : start + _MOST_VALUES]
            told = f"SELECT id FROM place_name WHERE tier = 0 AND key IN ({_marks(some)})"  # noqa: S608
            found |= {id for (id,) in self._rows(told, *some)}
        _sure(all(isinstance(id, str) for id in found))
        return found

    def source(self, id: str) -> Source:
        from xiyang_cli.base.sources import Source

        found = self._one(Source, id)
        if found is None:
            raise Damaged
        return found

    def shelves(self, places: Collection[str] | None, sector: str | None = None) -> Iterator[Shelf]:
        told = "SELECT n FROM shelf"
        asked: list[str] = []
        if places is not None:
            told += f" WHERE place IN ({_marks(places)})"
            asked += places
        if sector is not None:
            told += f" {'AND' if asked else 'WHERE'} sector = ?"
            asked.append(sector)
        rows = self._rows(f"{told} ORDER BY n", *asked)
        _sure(places is not None or sector is not None or str(len(rows)) == self.meta["shelves"])
        for (n,) in rows:
            shelf = self._shelf(n)
            _sure((places is None or shelf.place in places) and sector in (None, shelf.sector))
            yield shelf

    def shelves_with(self, wanted: Collection[Collection[str]]) -> Iterator[Shelf]:
        ways = [[(b >> 3, 1 << (b & 7)) for token in way for b in bits_of(token)] for way in wanted]
        # Row by row: all signatures of a nation would be 70 MB.
        found = []
        with _as_written():
            for n, bits in self._connection.execute("SELECT shelf, bits FROM signature"):
                if any(all(bits[place] & bit for place, bit in way) for way in ways):
                    found.append(n)
        yield from map(self._shelf, found)

    def with_id(self, key: str) -> Iterator[Stated]:
        for n, number in self._rows("SELECT shelf, number FROM id WHERE key = ? ORDER BY shelf, number", key):
            stated = self._stated(n, number)
            _sure(key in map(key_of, stated.ids))
            yield stated

    def parts_of(self, id: str) -> Sequence[Indicator]:
        rows = self._rows("SELECT shelf, number FROM part WHERE whole = ? ORDER BY shelf, number", id)
        parts = [self._stated(n, number).indicator for n, number in rows]
        _sure(all(part.part_of == id for part in parts))
        return parts

    def _stated(self, n: int, number: int) -> Stated:
        with _as_written():
            return self._shelf(n)[number]

    def _read_shelf(self, n: int) -> CompiledShelf:
        rows = self._rows("SELECT file, place, sector, count, tiers, stated, sum FROM shelf WHERE n = ?", n)
        _sure(len(rows) == 1)
        file, place, sector, count, tiers, stated, sum_ = rows[0]
        _sure(sum_of_row(file, place, sector, count, tiers, stated) == sum_)
        return CompiledShelf(file, place, sector, count, tiers, stated)

    def _all(self, kind: type[Kind]) -> list[Kind]:
        return [unpacked(kind, values) for values in self._texts(kind.__name__)]

    def _one(self, kind: type[Kind], id: str) -> Kind | None:
        told = "SELECT kind, n, id, text, sum FROM record WHERE kind = ? AND id = ?"
        for *row, sum_ in self._rows(told, kind.__name__, id):
            _sure(sum_of_row(*row) == sum_)
            return unpacked(kind, json.loads(row[3]))
        return None

    def _texts(self, kind: str) -> list[Any]:
        rows = self._rows("SELECT kind, n, id, text, sum FROM record WHERE kind = ? ORDER BY n", kind)
        _sure(str(len(rows)) == self.meta.get(kind, "0"))
        _sure(all(sum_of_row(*row) == sum_ for *row, sum_ in rows))
        texts: list[Any] = json.loads(f"[{','.join(text for *_, text, _ in rows)}]")
        return texts

    def _rows(self, told: str, *values: object) -> list[Any]:
        with _as_written():
            return self._connection.execute(told, values).fetchall()


class CompiledShelf:
    """A shelf of which only what is asked for is made a record."""

    def __init__(self, file: str, place: str, sector: str, count: int, tiers: str, stated: str) -> None:
        self.file = file
        self.place = place
        self.sector = sector
        self._count = count
        self._tiers = tiers
        self._text = stated
        self._made: dict[int, Stated] = {}

    @cached_property
    def tiers(self) -> Tiers:
        tiers: Tiers = json.loads(self._tiers)
        return tiers

    @cached_property
    def _stated(self) -> list[Any]:
        stated: list[Any] = json.loads(self._text)
        return stated

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int, /) -> Stated:
        if number not in self._made:
            position, indicator, facts = self._stated[number]
            self._made[number] = Stated(
                position, unpacked(Indicator, indicator), tuple(unpacked(Fact, fact) for fact in facts)
            )
        return self._made[number]

    def __iter__(self) -> Iterator[Stated]:
        return (self[number] for number in range(self._count))


def _marks(values: Collection[str]) -> str:
    return ",".join("?" * len(values))


def sum_of_row(*values: object) -> int:
    """The sum that stands in a row beside its other values."""
    return crc32("\n".join(map(str, values)).encode())


def _sure(is_so: bool) -> None:
    """Raises Damaged where what was found is not what was written, or not what was asked for."""
    if not is_so:
        raise Damaged
