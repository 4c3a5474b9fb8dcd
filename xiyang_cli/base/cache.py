"""The compiled form of a base, found or made: answers as of its files as they are now, or none.

The shipped base has it beside it; that of any other base is kept in the user's cache folder. It is
used only where every file of the base still holds what it was made of. Without a place to keep it
in, a base is read anew each time.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from xiyang_cli.base.compiled import FORMAT, CompiledStock, opened
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.folder import shipped_base, stamps
from xiyang_cli.base.sums import sum_of
from xiyang_cli.errors import Damaged

COMPILED = ".compiled.sqlite3"
"""the file beside the shipped base"""


def open_base(directory: Path, report: Callable[[float], None] = lambda _: None) -> FactBase:
    """The checked base in `directory`. Raises BrokenBase with all its faults.

    `report` hears how much of a large one is read, above 0 to 1.
    """
    for file in _files_for(directory):
        if (stock := _current(file, directory)) is not None:
            return FactBase(directory, stock)
    from xiyang_cli.base.build_cache import build

    return build(directory, cache_file(directory, os.environ), report)


def forget(directory: Path) -> None:
    """Take away what is kept of a base: it turned out to be damaged."""
    file = cache_file(directory, os.environ)
    if file is not None:
        with contextlib.suppress(OSError):
            file.unlink()


def cache_file(directory: Path, environment: Mapping[str, str]) -> Path | None:
    """Where the compiled form of a base is kept: `XIYANG_CACHE`, else where the system keeps such things.

    None where there is no such place, or where others could write into it.
    """
    folder = _folder(environment)
    if folder is None or not _is_ours(folder):
        return None
    name = sum_of(os.fsencode(os.path.realpath(directory)))[:16].hex()
    return folder / f"{name}-{_program()}.sqlite3"


def _program() -> str:
    """What differs between programs that may make different things of the same files."""
    home = Path(__file__).parent.parent
    written = [FORMAT]
    with contextlib.suppress(OSError):
        for folder in ("base", "figures"):
            with os.scandir(home / folder) as entries:
                modules = sorted((e.name, e.stat()) for e in entries if e.name.endswith(".py"))
            written += [part for _, stat in modules for part in (stat.st_size, stat.st_mtime_ns)]
    return sum_of(repr(written).encode())[:8].hex()


def _folder(environment: Mapping[str, str]) -> Path | None:
    if asked := environment.get("XIYANG_CACHE"):
        return None if asked == "off" else Path(asked)
    if sys.platform == "win32":
        above = environment.get("LOCALAPPDATA")
        return Path(above, "xiyang", "Cache") if above else None
    # A relative XDG_CACHE_HOME is to be ignored, says its specification.
    above = environment.get("XDG_CACHE_HOME", "")
    if not above.startswith("/"):
        home = environment.get("HOME", "")
        if not home.startswith("/"):
            return None
        above = f"{home}/Library/Caches" if sys.platform == "darwin" else f"{home}/.cache"
    return Path(above, "xiyang")


def _is_ours(path: Path) -> bool:
    """Whether nobody else can have written it; what is not there yet will be ours."""
    if sys.platform == "win32":
        return True
    try:
        stat = path.stat()
    except OSError:
        return True
    return stat.st_uid == os.geteuid() and not stat.st_mode & 0o022


def _files_for(directory: Path) -> Iterator[Path]:
    if directory == shipped_base():
        yield directory / COMPILED
    kept = cache_file(directory, os.environ)
    if kept is not None and _is_ours(kept):
        yield kept


def _current(file: Path, directory: Path) -> CompiledStock | None:
    """The compiled form in `file`, if it is one of this base as its files are now."""
    try:
        stock = opened(file)
        return stock if is_current(stock, directory) else None
    except (OSError, Damaged):
        return None


def is_current(stock: CompiledStock, directory: Path) -> bool:
    """Whether every file of the base is as it was when the compiled form was made. Raises OSError."""
    now, known = stamps(directory), stock.files
    return now.keys() == known.keys() and all(
        known[name].is_still(stamp, directory / name) for name, stamp in now.items()
    )
