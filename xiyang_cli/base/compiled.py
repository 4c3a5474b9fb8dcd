"""A base in its compiled form: an SQLite file of shelves, read as far as a question needs it.

It is made by :mod:`xiyang_cli.base.compile`, and found, checked and replaced by
:mod:`xiyang_cli.base.cache`. What is read has a sum; where that is wrong, Damaged is raised.
"""

from __future__ import annotations

import json
import os
import sqlite3
import struct
import weakref
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zlib import crc32

from xiyang_cli.base.codec import unpacked
from xiyang_cli.base.folder import Read, Stamp
from xiyang_cli.base.model import Fact, Indicator, Place, Plan, Sector
from xiyang_cli.base.names import Tiers
from xiyang_cli.base.stock import Shelf, Stated
from xiyang_cli.base.sums import LENGTH, sum_of
from xiyang_cli.errors import Damaged
from xiyang_cli.figures.units import BaseUnit, Unit, Units

if TYPE_CHECKING:
    from xiyang_cli.base.relations import Relation
    from xiyang_cli.base.sources import Source

FORMAT = 1
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
        if seal_of(path, stat).read_text(encoding="ascii") != sealed(stat):
            raise Damaged
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        return _checked(sqlite3.connect(uri, uri=True, check_same_thread=False))
    data = path.read_bytes()
    if sum_of(data[:-LENGTH]) != data[-LENGTH:]:
        raise Damaged
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.deserialize(data[:-LENGTH])
    return _checked(connection)


def seal_of(path: Path, stat: os.stat_result) -> Path:
    """The file beside a large one that tells how it was when it was whole."""
    return path.with_name(f"{path.stem}.{stat.st_ino}.seal")


def sealed(stat: os.stat_result) -> str:
    """What a seal says. Whatever writes to the file breaks it; the sum of a large one would take too long."""
    return f"{stat.st_size} {stat.st_mtime_ns}"


@lru_cache(maxsize=1 << 16)
def bits_of(token: str) -> tuple[int, int, int]:
    """The places of a token in the signature of a shelf."""
    a, b, c = struct.unpack_from("<3H", sum_of(token.encode()))
    return a % BITS, b % BITS, c % BITS


def _checked(connection: sqlite3.Connection) -> CompiledStock:
    try:
        stock = CompiledStock(connection)
        if stock.meta.get("format") == str(FORMAT):
            weakref.finalize(stock, connection.close)  # newer Pythons warn of one that is left to them
            return stock
    except (sqlite3.Error, ValueError, UnicodeError):
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
        places = (self.place(id) for tier, id in found if tier == found[0][0])
        return [place for place in places if place is not None]

    def places_called(self, keys: Collection[str]) -> set[str]:
        found, asked = set(), list(keys)
        for start in range(0, len(asked), _MOST_VALUES):
            some = asked[start : start + _MOST_VALUES]
            told = f"SELECT id FROM place_name WHERE tier = 0 AND key IN ({_marks(some)})"  # noqa: S608
            found |= {id for (id,) in self._rows(told, *some)}
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
        return map(self._shelf, [n for (n,) in self._rows(f"{told} ORDER BY n", *asked)])

    def shelves_with(self, wanted: Collection[Collection[str]]) -> Iterator[Shelf]:
        ways = [[(b >> 3, 1 << (b & 7)) for token in way for b in bits_of(token)] for way in wanted]
        # Row by row: all signatures of a nation would be 70 MB.
        found = []
        try:
            for n, bits in self._connection.execute("SELECT shelf, bits FROM signature"):
                if any(all(bits[place] & bit for place, bit in way) for way in ways):
                    found.append(n)
        except sqlite3.Error as error:
            raise Damaged from error
        yield from map(self._shelf, found)

    def with_id(self, key: str) -> Iterator[Stated]:
        for n, number in self._rows("SELECT shelf, number FROM id WHERE key = ? ORDER BY shelf, number", key):
            yield self._shelf(n)[number]

    def parts_of(self, id: str) -> Sequence[Indicator]:
        rows = self._rows("SELECT shelf, number FROM part WHERE whole = ? ORDER BY shelf, number", id)
        return [self._shelf(n)[number].indicator for n, number in rows]

    def _read_shelf(self, n: int) -> CompiledShelf:
        ((file, place, sector, count, tiers, stated, sum_),) = self._rows(
            "SELECT file, place, sector, count, tiers, stated, sum FROM shelf WHERE n = ?", n
        )
        if crc32(f"{file}\n{place}\n{sector}\n{count}\n{tiers}\n{stated}".encode()) != sum_:
            raise Damaged
        return CompiledShelf(file, place, sector, count, tiers, stated)

    def _all(self, kind: type[Kind]) -> list[Kind]:
        return [unpacked(kind, values) for values in self._texts(kind.__name__)]

    def _one(self, kind: type[Kind], id: str) -> Kind | None:
        for text, sum_ in self._rows(
            "SELECT text, sum FROM record WHERE kind = ? AND id = ?", kind.__name__, id
        ):
            return unpacked(kind, _summed(text, sum_))
        return None

    def _texts(self, kind: str) -> list[Any]:
        rows = self._rows("SELECT text, sum FROM record WHERE kind = ? ORDER BY n", kind)
        return [_summed(text, sum_) for text, sum_ in rows]

    def _rows(self, told: str, *values: object) -> list[Any]:
        try:
            return self._connection.execute(told, values).fetchall()
        except sqlite3.Error as error:
            raise Damaged from error


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


def _summed(text: str, sum_: int) -> Any:
    if crc32(text.encode()) != sum_:
        raise Damaged
    return json.loads(text)
