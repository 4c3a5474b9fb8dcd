"""Makes the compiled form of a base: the tables that :mod:`xiyang_cli.base.compiled` reads."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from xiyang_cli.base.codec import as_json, packed
from xiyang_cli.base.compiled import BITS, FORMAT, bits_of, sum_of_meta, sum_of_row
from xiyang_cli.base.folder import Read
from xiyang_cli.base.memory import MemoryStock
from xiyang_cli.base.model import Sector
from xiyang_cli.base.names import key_of, tiers_of
from xiyang_cli.base.stock import Shelf
from xiyang_cli.base.tokens import tokens_of

PLACES_A_FILE = 1 << 16
"""shelves are numbered file by file, with room for this many places in each"""

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE file (name TEXT PRIMARY KEY, size INTEGER, mtime INTEGER, ctime INTEGER,
                   inode INTEGER, settled INTEGER, sum BLOB);
CREATE TABLE record (kind TEXT, n INTEGER, id TEXT, text TEXT, sum INTEGER);
CREATE TABLE place_name (key TEXT, tier INTEGER, n INTEGER, id TEXT);
CREATE TABLE shelf (n INTEGER PRIMARY KEY, file TEXT, place TEXT, sector TEXT, facts INTEGER, count INTEGER,
                    sum INTEGER, tiers TEXT, stated TEXT);
CREATE TABLE signature (shelf INTEGER PRIMARY KEY, bits BLOB);
CREATE TABLE id (key TEXT, id TEXT, is_fact INTEGER, shelf INTEGER, number INTEGER);
CREATE TABLE part (whole TEXT, shelf INTEGER, number INTEGER);
"""
_INDEXES = """
CREATE UNIQUE INDEX record_n ON record (kind, n);
CREATE INDEX record_id ON record (kind, id);
CREATE INDEX place_name_key ON place_name (key);
CREATE INDEX shelf_place ON shelf (place, sector);
CREATE INDEX part_whole ON part (whole);
CREATE UNIQUE INDEX id_key ON id (key, id);
"""


class PackedShelf(NamedTuple):
    """A shelf as its rows."""

    row: tuple[str, str, str, int, int, int, str, str]
    bits: bytes
    ids: list[tuple[str, str, bool, int]]
    parts: list[tuple[str, int]]


def file_order(files: Iterable[str], sectors: Iterable[str]) -> list[str]:
    """The files of sectors in the base's order, by sector, then name; a file's number is its place here."""
    order = {id: place for place, id in enumerate(sectors)}
    return sorted(files, key=lambda f: (order.get(f.partition("/")[0].removesuffix(".yaml"), len(order)), f))


def pack(shelf: Shelf, sector: Sector) -> PackedShelf:
    """The rows of a shelf of this sector."""
    tiers = _json(shelf.tiers)
    stated = _json([[s.position, packed(s.indicator), [packed(fact) for fact in s.facts]] for s in shelf])
    ids = [(key_of(id), id, place > 0, n) for n, s in enumerate(shelf) for place, id in enumerate(s.ids)]
    parts = [(s.indicator.part_of, n) for n, s in enumerate(shelf) if s.indicator.part_of is not None]
    count = len(shelf)
    sum_ = sum_of_row(shelf.file, shelf.place, shelf.sector, count, tiers, stated)
    row = (shelf.file, shelf.place, shelf.sector, len(ids) - count, count, sum_, tiers, stated)
    return PackedShelf(row, signature(tokens_of(shelf, sector)), ids, parts)


def signature(tokens: Iterable[str]) -> bytes:
    """The signature of a shelf with these tokens."""
    flags = bytearray(BITS)
    for token in tokens:
        for bit in bits_of(token):
            flags[bit] = 1
    # One flag a byte, the first one last, is a number in base 2 once it is written with 0 and 1.
    written = flags.translate(bytes([48, 49]) + bytes(254))[::-1].decode()
    return int(written, 2).to_bytes(BITS // 8, "little")


def begin(connection: sqlite3.Connection, stock: MemoryStock) -> None:
    """The tables, with all that is no shelf."""
    _run(connection, _TABLES)
    meta = {
        "format": FORMAT,
        "home": stock.home,
        "from_plan": stock.from_plan,
        "to_plan": stock.to_plan,
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", [(k, str(v)) for k, v in meta.items()])
    base_units = tuple(stock.units.base_units.values())
    kinds: tuple[Sequence[Any], ...] = (
        stock.places, stock.plans, stock.sectors, stock.sources, base_units, stock.relations,
    )  # fmt: skip
    for records in kinds:
        for n, record in enumerate(records):
            _record(connection, type(record).__name__, n, record.id, _json(packed(record)))
    for n, unit in enumerate(stock.units.listed):
        fields = [unit.id, unit.base.id, unit.numerator, unit.denominator, unit.name_en]
        _record(connection, "Unit", n, unit.id, _json([fields, stock.units.spellings(unit)]))
    for tier, keys in enumerate(tiers_of(stock.places)):
        for key, numbers in keys.items():
            rows = [(key, tier, n, stock.places[n].id) for n in numbers]
            connection.executemany("INSERT INTO place_name VALUES (?, ?, ?, ?)", rows)


def put(connection: sqlite3.Connection, file: int, shelves: Iterable[PackedShelf]) -> None:
    """The shelves of one file, which has this number."""
    for place, shelf in enumerate(shelves):
        n = file * PLACES_A_FILE + place
        connection.execute("INSERT INTO shelf VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (n, *shelf.row))
        connection.execute("INSERT INTO signature VALUES (?, ?)", (n, shelf.bits))
        ids = [(key, id, is_fact, n, number) for key, id, is_fact, number in shelf.ids]
        connection.executemany("INSERT INTO id VALUES (?, ?, ?, ?, ?)", ids)
        parts = [(whole, n, number) for whole, number in shelf.parts]
        connection.executemany("INSERT INTO part VALUES (?, ?, ?)", parts)


def take_away(connection: sqlite3.Connection, file: int) -> None:
    """Take the shelves of one file away."""
    own = (file * PLACES_A_FILE, (file + 1) * PLACES_A_FILE - 1)
    connection.execute("DELETE FROM shelf WHERE n BETWEEN ? AND ?", own)
    connection.execute("DELETE FROM signature WHERE shelf BETWEEN ? AND ?", own)
    connection.execute("DELETE FROM id WHERE shelf BETWEEN ? AND ?", own)
    connection.execute("DELETE FROM part WHERE shelf BETWEEN ? AND ?", own)


def finish(connection: sqlite3.Connection, files: Mapping[str, Read], *, indexed: bool = False) -> None:
    """The indexes, what there is of each kind, and how each file was when it was read.

    Raises sqlite3.IntegrityError when an id stands twice.
    """
    for name, read in files.items():
        stamp = read.stamp
        row = (name, stamp.size, stamp.mtime, stamp.ctime, stamp.inode, read.settled, read.sum)
        connection.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    for count in (
        "'facts', coalesce(sum(facts), 0) FROM shelf",
        "'shelves', count(*) FROM shelf",
        "kind, count(*) FROM record GROUP BY kind",
    ):
        connection.execute(f"INSERT OR REPLACE INTO meta SELECT {count}")
    meta = dict(connection.execute("SELECT key, value FROM meta"))
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('sum', ?)", (sum_of_meta(meta),))
    if not indexed:
        _run(connection, _INDEXES)


def _run(connection: sqlite3.Connection, told: str) -> None:
    """Statement by statement: `executescript` would end the transaction."""
    for statement in told.split(";"):
        connection.execute(statement)


def _record(connection: sqlite3.Connection, kind: str, n: int, id: str, text: str) -> None:
    row = (kind, n, id, text, sum_of_row(kind, n, id, text))
    connection.execute("INSERT INTO record VALUES (?, ?, ?, ?, ?)", row)


def _json(value: object) -> str:
    return json.dumps(value, default=as_json, ensure_ascii=False, separators=(",", ":"))
