"""From a base's directory to a :class:`~xiyang_cli.base.factbase.FactBase`, or all its faults.

The only module that reads the files of a base. Which keys there are stands in
:mod:`xiyang_cli.base.rules`; how records must fit each other in :mod:`xiyang_cli.base.build`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from xiyang_cli.base.build import build
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.read import Fault, FileReader, Values
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

    Raises BrokenBase with every fault found; nothing of a broken base is handed out.
    """
    path = find_base(os.fspath(directory) if directory else None, os.environ)
    files, faults = _read_files(path)
    if faults:
        # Cross-checks on half-read records would only echo the faults already found.
        raise BrokenBase(faults)
    base, misfits = build(path, files)
    if misfits:
        raise BrokenBase(list(misfits))
    return base


def _read_files(path: Path) -> tuple[dict[str, Values], list[XiyangError]]:
    faults: list[XiyangError] = []
    try:
        names = sorted(entry.name for entry in path.iterdir() if entry.name.endswith(".yaml"))
    except OSError as error:
        return {}, [
            XiyangError(
                "{path}: no fact base there ({reason}); name its directory with --base or XIYANG_BASE",
                path=path,
                reason=error.strerror or error,
            )
        ]
    if not names:
        return {}, [
            XiyangError("{path}: an empty base; a base has {files} and a file a sector",
                        path=path, files=", ".join(FILES))
        ]  # fmt: skip
    for missing in FILES.keys() - set(names):
        faults.append(XiyangError("{path}: the file is missing; every base has it", path=path / missing))
    files = {}
    for name in names:
        reader = FileReader(str(path / name))
        text = _text(path / name, reader)
        values = reader.read(text, FILES.get(name, SECTOR_FILE)) if text is not None else None
        faults += reader.faults
        if values is not None:
            files[name] = values
    return files, sorted(faults, key=_by_place)


def _text(path: Path, reader: FileReader) -> str | None:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            reader.fault(1, None, "the file is over {limit} MB; split it", limit=LARGEST_FILE // 2**20)
            return None
        data = path.read_bytes()
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
