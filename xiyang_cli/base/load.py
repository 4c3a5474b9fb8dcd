"""From a base's directory to a :class:`~xiyang_cli.base.factbase.FactBase`, or all its faults.

The only module that reads the files of a base. Which keys there are stands in
:mod:`xiyang_cli.base.rules`; how records must fit each other in :mod:`xiyang_cli.base.build`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from xiyang_cli.base.build import build
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import OpenFact
from xiyang_cli.base.read import MOST_FAULTS, Fault, FileReader, Open, Values, more_faults
from xiyang_cli.base.rules import FILES, rules_of_file
from xiyang_cli.errors import BrokenBase, XiyangError

LARGEST_FILE = 16 * 1024 * 1024
"""bytes; a larger base file is refused"""
LARGEST_BASE = 4 * LARGEST_FILE
"""characters of all files of a base together"""
MOST_FILES = 1000
"""files of a base, which has one a sector; a folder with more is another one, named by mistake"""


def find_base(asked: str | None, environment: Mapping[str, str]) -> Path:
    """The base's directory: `--base`, else `XIYANG_BASE`, else the one that is shipped.

    An installed wheel has it inside the package, a checkout beside it.
    """
    named = asked or environment.get("XIYANG_BASE")
    if named:
        return Path(named)
    package = Path(__file__).parent.parent
    shipped = package / "facts"
    return shipped if shipped.is_dir() else package.parent / "facts"


def chosen_by(asked: str | None, environment: Mapping[str, str]) -> str:
    """Which of the ways of :func:`find_base` led to the base: `option`, `environment` or `shipped`."""
    return "option" if asked else "environment" if environment.get("XIYANG_BASE") else "shipped"


def content_hash(directory: Path) -> str:
    """One SHA-256 for all files of a base: of what `LC_ALL=C sha256sum *.yaml` prints in its folder.

    The same content under the same names has the same hash anywhere; comments and order count.
    """
    import hashlib

    lines = []
    for name in sorted(_file_names(directory)):
        with (directory / name).open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {name}\n")
    return hashlib.sha256("".join(lines).encode()).hexdigest()


Stamp = tuple[tuple[str, int, int, int], ...]


def stamp(directory: Path) -> Stamp:
    """What differs once a file of the base was written, added, replaced or taken away."""
    try:
        files = [(name, (directory / name).stat()) for name in sorted(_file_names(directory))]
    except OSError:
        return ()
    return tuple((name, file.st_ino, file.st_size, file.st_mtime_ns) for name, file in files)


def load_base(directory: str | os.PathLike[str] | None = None) -> FactBase:
    """The checked base in `directory` (default: as :func:`find_base` says).

    Raises BrokenBase with every fault found; nothing of a broken or unfinished base is handed out.
    """
    return load_written(find_base(os.fspath(directory) if directory else None, os.environ))[0]


def load_written(path: Path) -> tuple[FactBase, dict[str, str]]:
    """The checked base in `path`, and its files by name as they are written.

    Raises BrokenBase, for a base in which TODO stands too.
    """
    texts, faults, names = _read_files(path)
    return _finished(_checked(path, texts, faults, names)), texts


def base_of(path: Path, texts: Mapping[str, str]) -> FactBase:
    """The checked base that these files would make in `path`; BrokenBase otherwise."""
    return _finished(_checked(path, texts, [], list(texts)))


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
    return _checked(path, *_read_files(path))


def _finished(found: Unfinished) -> FactBase:
    if found.open:
        raise _broken([], found.open)
    return found.base


def _checked(
    path: Path, texts: Mapping[str, str], faults: Sequence[XiyangError], names: Sequence[str]
) -> Unfinished:
    files: dict[str, Values] = {}
    faults = list(faults)
    open_places: list[Open] = []
    for name, text in texts.items():
        reader = FileReader(str(path / name))
        values = reader.read(text.removeprefix("\ufeff"), rules_of_file(name))
        faults += reader.faults
        open_places += reader.open
        if values is not None:
            files[name] = values
    if not all(name in files and files[name].whole for name in FILES):
        # Without sound places, units and the like, all that refers to them would seem at fault.
        raise _broken(faults, open_places)
    built = build(path, files, names)
    if faults or built.faults:
        raise _broken([*faults, *built.faults], open_places)
    return Unfinished(built.base, open_places, built.open_facts)


def _broken(faults: Sequence[XiyangError], open_places: Sequence[Open]) -> BrokenBase:
    """All faults, and of the open places of each file the first ones."""
    told: list[XiyangError] = list(faults)
    for _, places in groupby(open_places, lambda place: place.file):
        listed = list(places)
        told += listed[:MOST_FAULTS]
        told += map(more_faults, listed[MOST_FAULTS : MOST_FAULTS + 1])
    return BrokenBase(sorted(told, key=_by_place))


def _file_names(path: Path) -> Iterator[str]:
    """The names of a base's files: hidden ones are no part of it."""
    for entry in path.iterdir():
        if entry.name.endswith(".yaml") and not entry.name.startswith("."):
            yield entry.name


def _read_files(path: Path) -> tuple[dict[str, str], list[XiyangError], list[str]]:
    """The texts of the files, the faults of those that cannot be read, the names of all."""
    try:
        names = sorted(_file_names(path))
    except OSError as error:
        missing_base = XiyangError(
            "{path}: no fact base there ({reason}); name its directory with --base or XIYANG_BASE",
            path=path,
            reason=error.strerror or error,
        )
        return {}, [missing_base], []
    if not names:
        empty = XiyangError(
            "{path}: an empty base; a base has {files} and a file a sector", path=path, files=", ".join(FILES)
        )
        return {}, [empty], []
    if len(names) > MOST_FILES:
        too_many = XiyangError(
            "{path}: no fact base there ({count} .yaml files, a base has at most {most}); "
            "name its directory with --base or XIYANG_BASE",
            path=path,
            count=len(names),
            most=MOST_FILES,
        )
        return {}, [too_many], []
    faults: list[XiyangError] = [
        XiyangError("{path}: the file is missing; every base has it", path=path / missing)
        for missing in FILES.keys() - set(names)
    ]
    texts = {}
    room = LARGEST_BASE
    for name in names:
        reader = FileReader(str(path / name))
        text = _text(path / name, reader)
        faults += reader.faults
        if text is not None:
            texts[name] = text
            room -= len(text)
        if room < 0:
            too_large = XiyangError(
                "{path}: the files of the base are over {limit} MB together; split it into several bases",
                path=path,
                limit=LARGEST_BASE // 2**20,
            )
            return {}, [too_large], []
    return texts, faults, names


def _text(path: Path, reader: FileReader) -> str | None:
    try:
        if not path.is_dir() and not path.is_file():
            # A pipe or a device would be read for ever.
            path.stat()
            reader.fault(1, None, "is no regular file; a base holds plain files")
            return None
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            reader.fault(1, None, "the file is over {limit} MB; split it", limit=LARGEST_FILE // 2**20)
            return None
    except OSError as error:
        reader.fault(1, None, "cannot be read: {reason}", reason=error.strerror or error)
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        reader.fault(
            data.count(b"\n", 0, error.start) + 1,
            None,
            "the file is no UTF-8; save it as UTF-8",
        )
        return None


def _by_place(fault: XiyangError) -> tuple[str, int]:
    return (fault.file, fault.line) if isinstance(fault, Fault) else ("", 0)
