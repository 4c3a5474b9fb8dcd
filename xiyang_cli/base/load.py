"""From a base's directory to a :class:`~xiyang_cli.base.factbase.FactBase`, or all its faults.

The only module that reads the files of a base. Which keys there are stands in
:mod:`xiyang_cli.base.rules`; how records must fit each other in :mod:`xiyang_cli.base.build`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from xiyang_cli.base.build import build
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import OpenFact
from xiyang_cli.base.read import MOST_FAULTS, Fault, FileReader, Open, Values, more_faults
from xiyang_cli.base.rules import FILES, SECTOR_FILE
from xiyang_cli.errors import BrokenBase, XiyangError

LARGEST_FILE = 16 * 1024 * 1024
"""bytes; a larger base file is refused"""


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


def load_base(directory: str | os.PathLike[str] | None = None) -> FactBase:
    """The checked base in `directory` (default: as :func:`find_base` says).

    Raises BrokenBase with every fault found; nothing of a broken or unfinished base is handed out.
    """
    found = load_unfinished(directory)
    if found.open:
        raise _broken([], found.open)
    return found.base


@dataclass(frozen=True)
class Unfinished:
    """A base that may still hold TODO: what is finished, the open places, the facts they leave out."""

    base: FactBase
    open: Sequence[Open]
    open_facts: tuple[OpenFact, ...]


def load_unfinished(directory: str | os.PathLike[str] | None = None) -> Unfinished:
    """Like :func:`load_base`, but TODO in a value is no fault: its record is left out.

    Raises BrokenBase for every other fault.
    """
    path = find_base(os.fspath(directory) if directory else None, os.environ)
    files, faults, names, open_places = _read_files(path)
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


def _read_files(path: Path) -> tuple[dict[str, Values], list[XiyangError], list[str], list[Open]]:
    faults: list[XiyangError] = []
    try:
        names = sorted(
            entry.name
            for entry in path.iterdir()
            if entry.name.endswith(".yaml") and not entry.name.startswith(".")
        )
    except OSError as error:
        return (
            {},
            [
                XiyangError(
                    "{path}: no fact base there ({reason}); name its directory with --base or XIYANG_BASE",
                    path=path,
                    reason=error.strerror or error,
                )
            ],
            [],
            [],
        )
    if not names:
        return {}, [
            XiyangError("{path}: an empty base; a base has {files} and a file a sector",
                        path=path, files=", ".join(FILES))
        ], [], []  # fmt: skip
    for missing in FILES.keys() - set(names):
        faults.append(XiyangError("{path}: the file is missing; every base has it", path=path / missing))
    files = {}
    open_places: list[Open] = []
    for name in names:
        reader = FileReader(str(path / name))
        text = _text(path / name, reader)
        values = reader.read(text, FILES.get(name, SECTOR_FILE)) if text is not None else None
        faults += reader.faults
        open_places += reader.open
        if values is not None:
            files[name] = values
    return files, sorted(faults, key=_by_place), names, open_places


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
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reader.fault(
            data.count(b"\n", 0, error.start) + 1,
            None,
            "the file is no UTF-8; save it as UTF-8",
        )
        return None


def _by_place(fault: XiyangError) -> tuple[str, int]:
    return (fault.file, fault.line) if isinstance(fault, Fault) else ("", 0)
