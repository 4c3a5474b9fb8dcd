"""Makes the compiled form of a base and puts it in its place, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from xiyang_cli.base import compiled
from xiyang_cli.base.compile import begin, file_order, finish, pack, put
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.folder import Read, stamps
from xiyang_cli.base.load import load_read
from xiyang_cli.base.memory import MemoryStock
from xiyang_cli.base.sums import LENGTH, sum_of
from xiyang_cli.errors import Damaged

_LEFT = 3600
"""seconds after which what a killed process left half-written is taken away"""
_OLD = 90 * 24 * 3600
"""seconds after which what another version of the program kept of the same base is"""


def build(directory: Path, target: Path | None, report: Callable[[float], None] = lambda _: None) -> FactBase:
    """The base in `directory`, read from its files; its compiled form goes to `target` where it can.

    Raises BrokenBase.
    """
    if target is not None and _size(directory) > compiled.SMALL:
        from xiyang_cli.base.build_large import build_large

        with contextlib.suppress(OSError, sqlite3.Error, Damaged):
            with _place_for(target) as new:
                build_large(directory, target, new, report)
            return FactBase(directory, compiled.opened(target))
    stock, reads = load_read(directory)
    if target is not None:
        with contextlib.suppress(OSError, sqlite3.Error), _place_for(target) as new:
            new.write_bytes(compile_small(stock, reads))
    return FactBase(directory, stock)


def compile_small(stock: MemoryStock, reads: dict[str, Read]) -> bytes:
    """The compiled form of a base that is in memory; behind it its sum where it is small."""
    sectors = {sector.id: sector for sector in stock.sectors}
    files = file_order({shelf.file for shelf in stock.all_shelves}, sectors)
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        begin(connection, stock)
        for number, file in enumerate(files):
            own = (shelf for shelf in stock.all_shelves if shelf.file == file)
            put(connection, number, [pack(shelf, sectors[shelf.sector]) for shelf in own])
        finish(connection, reads)
        connection.commit()
        data = connection.serialize()
    return data + sum_of(data) if len(data) + LENGTH <= compiled.SMALL else data


@contextlib.contextmanager
def _place_for(target: Path) -> Iterator[Path]:
    """A new file beside `target`, which takes its place once it is whole; else it is taken away."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    base = target.name.partition("-")[0]
    for pattern, age in ((f"{base}-*.tmp", _LEFT), (f"{base}-*.sqlite3", _OLD), (f"{base}-*.seal", _OLD)):
        for left in target.parent.glob(pattern):
            with contextlib.suppress(OSError):
                if left.stat().st_mtime < time.time() - age:
                    left.unlink()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f"{target.stem}.", suffix=".tmp")
    os.close(handle)
    try:
        yield Path(name)
        _seal(Path(name), target)
        os.replace(name, target)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(name)


def _seal(made: Path, target: Path) -> None:
    stat = made.stat()
    seal = compiled.seal_of(target, stat)
    for older in target.parent.glob(f"{target.stem}.*.seal"):
        with contextlib.suppress(OSError):
            older.unlink()
    if stat.st_size > compiled.SMALL:
        seal.write_bytes(compiled.sealed(stat))


def _size(directory: Path) -> int:
    try:
        return sum(stamp.size for stamp in stamps(directory).values())
    except OSError:
        return 0
