"""Makes the compiled form of a base too large to hold: its files on all cores, one after the other in it.

What files state of each other (ids, names of one place, parts, relations) is checked in the tables;
the files that are at fault there are read again, to tell the faults with their lines.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path

from xiyang_cli.base import compiled
from xiyang_cli.base.build import Builder
from xiyang_cli.base.compile import PackedShelf, begin, file_order, finish, pack, put, take_away
from xiyang_cli.base.compiled import CompiledStock, opened
from xiyang_cli.base.folder import Read, file_names, stamps
from xiyang_cli.base.load import broken, read_some, understood
from xiyang_cli.base.model import Fact
from xiyang_cli.base.names import key_of
from xiyang_cli.base.read import MOST_FAULTS
from xiyang_cli.base.rules import FILES, OPTIONAL_FILES
from xiyang_cli.errors import Damaged, XiyangError

_PRAGMAS = (
    "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA cache_size = -16384",
)  # fmt: skip
"""nobody else has the file before it is whole"""
_FEW = 8
"""files; to start other processes for no more takes longer than to read them"""
_MOST_AT_FAULT = 20
"""files that are read again to tell what is wrong between them"""


Report = Callable[[float], None]
"""hears how much is done, above 0 to 1"""


def build_large(directory: Path, old: Path, new: Path, report: Report) -> None:
    """Write the compiled form of the base in `directory` to `new`; what `old` still has is taken from there.

    Raises BrokenBase, and OSError or sqlite3.Error where it cannot be written.
    """
    with _without_gc():
        general = _General(directory)
        if (kept := _kept(old, directory, general)) is not None:
            with contextlib.suppress(sqlite3.IntegrityError):
                shutil.copyfile(old, new)
                _write(new, general, report, kept)
                return
            new.write_bytes(b"")
        _write(new, general, report, None)


@contextlib.contextmanager
def _without_gc() -> Iterator[None]:
    """Records refer to no one in a circle; to look for circles among them took a tenth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class _General:
    """What all files of sectors refer to."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.names = file_names(directory)
        general = [name for name in self.names if name in FILES or name in OPTIONAL_FILES]
        files = read_some(directory, general, self.names)
        self.reads = files.reads
        found = understood(directory, files)
        self.values = found.values
        if found.faults or found.open or not found.is_general_whole:
            raise broken(found.faults, found.open)
        self.builder = Builder(directory, frozenset(self.names))
        self.builder.general(self.values)
        self.builder.relations_file(self.values)
        if self.builder.faults:
            raise broken(self.builder.faults)
        own = [name for name in self.names if name not in FILES and name not in OPTIONAL_FILES]
        self.sector_files = file_order(own, self.builder.sectors)


@dataclass(frozen=True)
class _Packed:
    """A file of a sector as rows, or its faults."""

    name: str
    read: Read | None
    shelves: list[PackedShelf]
    faults: list[XiyangError]


def _kept(old: Path, directory: Path, general: _General) -> dict[str, Read] | None:
    """The files of which `old` still has what they hold; None where all must be read."""
    try:
        if old.stat().st_size <= compiled.SMALL:
            return None
        known, now = opened(old).files, stamps(directory)
        if known.keys() != now.keys():
            return None
        still = {
            name: known[name].at(stamp)
            for name, stamp in now.items()
            if known[name].is_still(stamp, directory / name)
        }
    except (OSError, Damaged):
        return None
    is_sound = general.reads.keys() <= still.keys()
    return {name: read for name, read in still.items() if name not in general.reads} if is_sound else None


def _write(file: Path, general: _General, report: Report, kept: dict[str, Read] | None) -> None:
    reads = general.reads | (kept or {})
    number = {name: n for n, name in enumerate(general.sector_files)}
    changed = [name for name in general.sector_files if name not in reads]
    faults: list[XiyangError] = []
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        connection.execute("BEGIN")
        if kept is None:
            begin(connection, general.builder.stock())
        for done, found in enumerate(_packed(general, changed), 1):
            if kept is not None:
                take_away(connection, number[found.name])
            put(connection, number[found.name], found.shelves)
            faults += found.faults
            if found.read is not None:
                reads[found.name] = found.read
            report(done / len(changed))
            if len(faults) > MOST_FAULTS:
                break
        if faults:
            raise broken(faults)
        finish(connection, reads, indexed=kept is not None)
        connection.execute("COMMIT")
        _check(connection, general)


def _packed(general: _General, names: Sequence[str]) -> Iterator[_Packed]:
    _of_process[:] = [general]
    try:
        if len(names) <= _FEW:
            yield from map(_pack_file, names)
            return
        context = get_context("fork" if sys.platform == "linux" else "spawn")
        with ProcessPoolExecutor(os.cpu_count(), context, _start, (general.directory,)) as pool:
            try:
                yield from pool.map(_pack_file, names)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    finally:
        _of_process.clear()


_of_process: list[_General] = []
"""what a process that reads files knows of the base; one that is forked knows it already"""


def _start(directory: Path) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who started us hears it, and stops us
    gc.disable()
    if not _of_process:
        _of_process.append(_General(directory))


def _pack_file(name: str) -> _Packed:
    (general,) = _of_process
    builder = general.builder.beside()
    files = read_some(general.directory, [name], general.names)
    found = understood(general.directory, files)
    if name in found.values:
        builder.sector_file(name, found.values[name])
    if found.faults or found.open or builder.faults:
        return _Packed(name, None, [], [*found.faults, *builder.faults, *found.open])
    shelves = builder.stock().all_shelves
    packed = [pack(shelf, builder.sectors[shelf.sector]) for shelf in shelves]
    return _Packed(name, files.reads[name], packed, [])


def _check(connection: sqlite3.Connection, general: _General) -> None:
    """What files must not state of each other. Raises BrokenBase."""
    builder = general.builder.beside()
    builder.relations = {}  # these are read; now their formulas can be held against the facts
    builder.relations_file(general.values, _Facts(CompiledStock(connection)))
    wrong = [*_same_id(connection), *_same_name(connection), *_no_whole(connection)]
    if wrong:
        names = sorted(set(wrong))[:_MOST_AT_FAULT]
        for name, values in understood(
            general.directory, read_some(general.directory, names, general.names)
        ).values.items():
            builder.sector_file(name, values)
        builder.references(_Indicators(connection))
    if builder.faults:
        raise broken(builder.faults)


def _same_id(connection: sqlite3.Connection) -> Iterator[str]:
    """The files with an id that stands twice."""
    rows = connection.execute(
        "SELECT shelf.file FROM shelf JOIN id ON id.shelf = shelf.n WHERE id.id IN "
        "(SELECT id FROM id GROUP BY key, id HAVING count(*) > 1)"
    )
    return (file for (file,) in rows)


def _same_name(connection: sqlite3.Connection) -> Iterator[str]:
    """The files that have a name in common for indicators of one place."""
    rows = connection.execute(
        "SELECT place, file, tiers FROM shelf WHERE place IN "
        "(SELECT place FROM shelf GROUP BY place HAVING count(*) > 1) ORDER BY place"
    )
    for _, shelves in groupby(rows, lambda row: row[0]):
        owners: dict[str, str] = {}
        for _, file, tiers in shelves:
            for key in json.loads(tiers)[0]:
                if (other := owners.setdefault(key, file)) != file:
                    yield from (other, file)


def _no_whole(connection: sqlite3.Connection) -> Iterator[str]:
    """The files with a part of an indicator that there is not."""
    rows = connection.execute(
        "SELECT DISTINCT shelf.file FROM part JOIN shelf ON shelf.n = part.shelf WHERE NOT EXISTS (SELECT 1 "
        "FROM id WHERE key = replace(whole, '-', '') AND id.id = whole AND NOT is_fact)"
    )
    return (file for (file,) in rows)


class _Facts(Mapping[str, Fact]):
    """All facts by their id."""

    def __init__(self, stock: CompiledStock) -> None:
        self._stock = stock

    def __getitem__(self, id: str) -> Fact:
        for stated in self._stock.with_id(key_of(id)):
            for fact in stated.facts:
                if fact.id == id:
                    return fact
        raise KeyError(id)

    def __iter__(self) -> Iterator[str]:
        return (fact.id for shelf in self._stock.shelves(None) for stated in shelf for fact in stated.facts)

    def __len__(self) -> int:
        return self._stock.size


class _Indicators(Collection[str]):
    """The ids of all indicators."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __contains__(self, id: object) -> bool:
        asked = "SELECT 1 FROM id WHERE key = ? AND id = ? AND NOT is_fact"
        return self._connection.execute(asked, (key_of(str(id)), str(id))).fetchone() is not None

    def __iter__(self) -> Iterator[str]:
        return (id for (id,) in self._connection.execute("SELECT id FROM id WHERE NOT is_fact ORDER BY id"))

    def __len__(self) -> int:
        ((count,),) = self._connection.execute("SELECT count(*) FROM id WHERE NOT is_fact")
        return int(count)
