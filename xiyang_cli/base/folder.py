"""The folder of a base: where it is, which files it has, and by what a change of one is seen."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from xiyang_cli.base.sums import sum_of

_SETTLED = 2_000_000_000
"""nanoseconds: some file systems count in steps of two seconds"""
_SECTOR_FOLDER = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


def find_base(asked: str | None, environment: Mapping[str, str]) -> Path:
    """The base's directory: `--base`, else `XIYANG_BASE`, else the one that is shipped.

    An installed wheel has it inside the package, a checkout beside it.
    """
    named = asked or environment.get("XIYANG_BASE")
    return Path(named) if named else shipped_base()


def shipped_base() -> Path:
    """The directory of the base that comes with the program."""
    package = Path(__file__).parent.parent
    shipped = package / "facts"
    return shipped if shipped.is_dir() else package.parent / "facts"


def chosen_by(asked: str | None, environment: Mapping[str, str]) -> str:
    """Which of the ways of :func:`find_base` led to the base: `option`, `environment` or `shipped`."""
    return "option" if asked else "environment" if environment.get("XIYANG_BASE") else "shipped"


class Stamp(NamedTuple):
    """By what a file is known not to have been written since it was read."""

    size: int
    mtime: int
    ctime: int
    inode: int

    @staticmethod
    def of(stat: os.stat_result) -> Stamp:
        # SQLite, where stamps are kept, has signed numbers.
        return Stamp(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino & (1 << 63) - 1)


class Read(NamedTuple):
    """A file of a base as it was when it was read."""

    stamp: Stamp
    settled: bool
    """whether it was old enough then that a later write must show in its stamp"""
    sum: bytes

    def is_still(self, stamp: Stamp, path: Path) -> bool:
        """Whether the file, which now has this stamp, holds what it held; by its content where in doubt."""
        if stamp.size != self.stamp.size:
            return False
        return (self.settled and stamp == self.stamp) or sum_of(path.read_bytes()) == self.sum

    def at(self, stamp: Stamp) -> Read:
        """The same content with the stamp that it has now."""
        return self if stamp == self.stamp else Read(stamp, _is_settled(stamp, time.time_ns()), self.sum)


def _is_settled(stamp: Stamp, now: int) -> bool:
    return max(stamp.mtime, stamp.ctime) < now - _SETTLED


def read(path: Path, most: int) -> tuple[bytes, Read]:
    """A file's first `most` bytes, and how it was when they were read."""
    now = time.time_ns()
    with path.open("rb") as file:
        stamp = Stamp.of(os.fstat(file.fileno()))
        data = file.read(most)
    return data, Read(stamp, _is_settled(stamp, now), sum_of(data))


def stamps(directory: Path) -> dict[str, Stamp]:
    """The stamps of a base's files by name. Raises OSError where there is no such folder."""
    return {name: Stamp.of(entry.stat()) for name, entry in listed(directory)}


def listed(directory: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files of a base: its own, and those in folders called like sectors. Hidden ones are none."""
    with os.scandir(directory) as entries:
        for entry in entries:
            if _is_yaml(entry.name):
                yield entry.name, entry
            elif _SECTOR_FOLDER.fullmatch(entry.name) and entry.is_dir():
                yield from _in_folder(directory, entry)


def _in_folder(directory: Path, folder: os.DirEntry[str]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        with os.scandir(folder.path) as entries:
            yield from ((f"{folder.name}/{e.name}", e) for e in entries if _is_yaml(e.name))
    except OSError:
        # One that may not be read is another's affair, unless it is called like a sector of the base.
        if folder.name.encode() in (directory / "sectors.yaml").read_bytes():
            raise


def _is_yaml(name: str) -> bool:
    return name.endswith(".yaml") and not name.startswith(".")


def file_names(directory: Path) -> list[str]:
    """The names of a base's files in the order of their bytes. Raises OSError."""
    return sorted((name for name, _ in listed(directory)), key=os.fsencode)


def content_hash(directory: Path) -> str:
    """One SHA-256 for all files of a base: of what `LC_ALL=C sha256sum *.yaml */*.yaml` prints, by name.

    The same content under the same names has the same hash anywhere; comments and order count.
    """
    import hashlib

    lines = []
    for name in file_names(directory):
        with (directory / name).open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {name}\n")
    return hashlib.sha256("".join(lines).encode()).hexdigest()
