"""From a base's directory to a :class:`~xiyang_cli.base.factbase.FactBase`, or all its faults.

Which keys there are stands in
:mod:`xiyang_cli.base.rules`; how records must fit each other in :mod:`xiyang_cli.base.build`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from xiyang_cli.base.build import Built, OpenFact, build
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.folder import Read, file_names, find_base, read
from xiyang_cli.base.memory import MemoryStock
from xiyang_cli.base.read import MOST_FAULTS, Fault, FileReader, Open, Values, more_faults
from xiyang_cli.base.rules import FILES, rules_of_file
from xiyang_cli.errors import BrokenBase, XiyangError

LARGEST_FILE = 16 * 1024 * 1024
"""bytes; a larger base file is refused"""
LARGEST_BASE = 4 * LARGEST_FILE
"""characters of all files of a base together"""
MOST_FILES = 1000
"""files in the folder itself, which has one a sector; one with more is another folder, named by mistake"""


def load_base(directory: str | os.PathLike[str] | None = None) -> FactBase:
    """The checked base in `directory` (default: as :func:`find_base` says).

    Raises BrokenBase with every fault found; nothing of a broken or unfinished base is handed out.
    """
    return load_written(find_base(os.fspath(directory) if directory else None, os.environ))[0]


def load_written(path: Path) -> tuple[FactBase, dict[str, str]]:
    """The checked base in `path`, and its files by name as they are written.

    Raises BrokenBase, for a base in which TODO stands too.
    """
    files = read_files(path)
    return FactBase(path, _finished(_checked(path, files))), files.texts


def load_read(path: Path) -> tuple[MemoryStock, dict[str, Read]]:
    """The records of the base in `path`, and how its files were when they were read. Raises BrokenBase."""
    files = read_files(path)
    return _finished(_checked(path, files)), files.reads


def base_of(path: Path, texts: Mapping[str, str]) -> FactBase:
    """The checked base that these files would make in `path`; BrokenBase otherwise."""
    return FactBase(path, _finished(_checked(path, Files(dict(texts), names=list(texts)))))


@dataclass(frozen=True)
class Unfinished:
    """A base that may still hold TODO: what is finished, the open places, the facts they leave out."""

    base: FactBase
    open: Sequence[Open]
    open_facts: Sequence[OpenFact]


def load_unfinished(path: Path) -> Unfinished:
    """The base in `path`, in which TODO in a value is no fault: its record is left out.

    Raises BrokenBase for every other fault.
    """
    built, open_places = _checked(path, read_files(path))
    return Unfinished(FactBase(path, built.stock), open_places, built.open_facts)


def _finished(found: tuple[Built, Sequence[Open]]) -> MemoryStock:
    built, open_places = found
    if open_places:
        raise broken([], open_places)
    return built.stock


def _checked(path: Path, files: Files) -> tuple[Built, Sequence[Open]]:
    found = understood(path, files)
    if not found.is_general_whole:
        # Without sound places, units and the like, all that refers to them would seem at fault.
        raise broken(found.faults, found.open)
    built = build(path, found.values, files.names)
    if found.faults or built.faults:
        raise broken([*found.faults, *built.faults], found.open)
    return built, found.open


@dataclass(frozen=True)
class Understood:
    """The values of files by name, what is wrong in each, and what is still open."""

    values: dict[str, Values] = field(default_factory=dict)
    faults: list[XiyangError] = field(default_factory=list)
    open: list[Open] = field(default_factory=list)

    @property
    def is_general_whole(self) -> bool:
        """Whether nothing is amiss in the files that all others refer to."""
        return all(name in self.values and self.values[name].whole for name in FILES)


def understood(path: Path, files: Files) -> Understood:
    """What stands in each of the files by itself."""
    found = Understood(faults=list(files.faults))
    for name, text in files.texts.items():
        reader = FileReader(str(path / name))
        values = reader.read(text.removeprefix("\ufeff"), rules_of_file(name))
        found.faults.extend(reader.faults)
        found.open.extend(reader.open)
        if values is not None:
            found.values[name] = values
    return found


def broken(faults: Sequence[XiyangError], open_places: Sequence[Open] = ()) -> BrokenBase:
    """All faults, and of the open places of each file the first ones."""
    told: list[XiyangError] = list(faults)
    for _, places in groupby(open_places, lambda place: place.file):
        listed = list(places)
        told += listed[:MOST_FAULTS]
        told += map(more_faults, listed[MOST_FAULTS : MOST_FAULTS + 1])
    return BrokenBase(sorted(told, key=_by_place))


@dataclass(frozen=True)
class Files:
    """The files of a base: their texts, how they were when they were read, what cannot be, all names."""

    texts: dict[str, str] = field(default_factory=dict)
    reads: dict[str, Read] = field(default_factory=dict)
    faults: list[XiyangError] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def read_files(path: Path) -> Files:
    """What stands in the folder of a base, before any of it is understood."""
    try:
        names = file_names(path)
    except OSError as error:
        missing_base = XiyangError(
            "{path}: no fact base there ({reason}); name its directory with --base or XIYANG_BASE",
            path=path,
            reason=error.strerror or error,
        )
        return Files(faults=[missing_base])
    if not names:
        empty = XiyangError(
            "{path}: an empty base; a base has {files} and a file a sector", path=path, files=", ".join(FILES)
        )
        return Files(faults=[empty])
    if (count := sum("/" not in name for name in names)) > MOST_FILES:
        too_many = XiyangError(
            "{path}: no fact base there ({count} .yaml files, a base has at most {most}); "
            "name its directory with --base or XIYANG_BASE",
            path=path,
            count=count,
            most=MOST_FILES,
        )
        return Files(faults=[too_many])
    return read_some(path, names, names)


def read_some(path: Path, names: Sequence[str], all_names: Sequence[str]) -> Files:
    """These files of a base, which has the files `all_names`."""
    found = Files(names=list(names))
    found.faults.extend(
        XiyangError("{path}: the file is missing; every base has it", path=path / missing)
        for missing in FILES.keys() - set(all_names)
    )
    room = LARGEST_BASE
    for name in names:
        reader = FileReader(str(path / name))
        if (text := read_text(path / name, reader)) is not None:
            found.texts[name], found.reads[name] = text
            room -= len(text[0])
        found.faults.extend(reader.faults)
        if room < 0:
            too_large = XiyangError(
                "{path}: the files of the base are over {limit} MB together: too much to hold at once; "
                "to ask it needs a cache folder (XIYANG_CACHE), to keep it smaller bases",
                path=path,
                limit=LARGEST_BASE // 2**20,
            )
            return Files(faults=[too_large])
    return found


def read_text(path: Path, reader: FileReader) -> tuple[str, Read] | None:
    """The text of one file; None after a fault."""
    try:
        if not path.is_dir() and not path.is_file():
            # A pipe or a device would be read for ever.
            path.stat()
            reader.fault(1, None, "is no regular file; a base holds plain files")
            return None
        data, as_read = read(path, LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            reader.fault(1, None, "the file is over {limit} MB; split it", limit=LARGEST_FILE // 2**20)
            return None
    except OSError as error:
        reader.fault(1, None, "cannot be read: {reason}", reason=error.strerror or error)
        return None
    try:
        return data.decode("utf-8"), as_read
    except UnicodeDecodeError as error:
        reader.fault(
            data.count(b"\n", 0, error.start) + 1,
            None,
            "the file is no UTF-8; save it as UTF-8",
        )
        return None


def _by_place(fault: XiyangError) -> tuple[str, int]:
    return (fault.file, fault.line) if isinstance(fault, Fault) else ("", 0)
