"""Where an answer goes: stdout, or files that are replaced whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TextIO

from xiyang_cli.errors import UnwritableFile


class ReaderGone(Exception):
    """Whoever read our stdout has had enough (`| head`): no fault, and nothing to say."""


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person reads along; a stream that is closed has no reader."""
    try:
        return stream is not None and stream.isatty()
    except (AttributeError, ValueError):
        return False


def write_out(text: str | bytes) -> None:
    """`text` to stdout, in UTF-8 wherever it is no terminal; bytes as they are, to no terminal.

    Raises ReaderGone for a closed pipe, UnwritableFile for a full disk or a closed stdout.
    """
    stream = sys.stdout
    if isinstance(text, bytes) and is_terminal(stream):
        raise UnwritableFile("a terminal shows no such file; name one with -o, or send it through a pipe")
    try:
        if hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", newline="")
        if isinstance(text, bytes):
            stream.flush()
            stream.buffer.write(text)
        else:
            stream.write(text)
        stream.flush()
    except BrokenPipeError:
        _silence(stream)
        raise ReaderGone from None
    except (ValueError, AttributeError):
        raise _unwritable("stdout", "it is closed") from None
    except OSError as error:
        _silence(stream)
        raise _unwritable("stdout", error) from None


def tell(line: str) -> None:
    """One line to stderr; where that is closed, nothing."""
    import typer

    with contextlib.suppress(OSError):
        typer.echo(line, err=True)


def write_file(path: Path, text: str | bytes) -> None:
    """`text` to `path`: a new file takes the old one's place in one step, or nothing changes.

    Raises UnwritableFile. A device or pipe is written to as it is.
    """
    data = text.encode("utf-8") if isinstance(text, str) else text
    try:
        if path.is_dir():
            raise IsADirectoryError(None, "is a directory")
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        _replace(path.resolve(), data)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        raise _unwritable(path, error) from None


def _replace(path: Path, data: bytes) -> None:
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask()
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def write_folder(path: Path, files: Mapping[str, bytes], *, force: bool) -> None:
    """`files`, by their paths in the folder, the last one last; all of them fit there or nothing changes.

    They are written beside the folder first, and moved when all are whole. A folder that is not
    empty needs `force`; what else is in it stays. Raises UnwritableFile.
    """
    try:
        _check_folder(path, files, force=force)
        path = path.resolve()
        whole = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name[:50]}.", suffix=".tmp"))
        try:
            for name, data in files.items():
                (whole / name).parent.mkdir(exist_ok=True)
                _replace(whole / name, data)
            for name in files:
                (path / name).parent.mkdir(parents=True, exist_ok=True)
                os.replace(whole / name, path / name)
        finally:
            shutil.rmtree(whole, ignore_errors=True)
    except (OSError, RuntimeError) as error:
        raise _unwritable(path, error) from None


def write_new_folder(path: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """`files`, by their paths in the folder, as they are made; all of them, or no folder.

    They are written beside it, and the whole is moved there in one step, to no folder or an empty
    one: what an older one holds besides would be read with it. Raises UnwritableFile.
    """
    try:
        if path.exists() and any(path.iterdir()):
            raise UnwritableFile("{path}: is not empty; name a new folder", path=path)
        path = path.resolve()
        whole = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name[:50]}.", suffix=".tmp"))
        try:
            for name, data in files:
                (whole / name).parent.mkdir(parents=True, exist_ok=True)
                (whole / name).write_bytes(data)
            if hasattr(os, "sync"):
                os.sync()  # once for all: there are four files a place
            whole.chmod(0o777 & ~_umask())
            if path.exists():
                path.rmdir()
            whole.rename(path)
        finally:
            shutil.rmtree(whole, ignore_errors=True)
    except (OSError, RuntimeError) as error:
        raise _unwritable(path, error) from None


def _check_folder(path: Path, files: Collection[str], *, force: bool) -> None:
    """Raise what stands against writing `files` into the folder, before anything is written."""
    if not path.exists():
        return
    if any(path.iterdir()) and not force:
        raise UnwritableFile(
            "{path}: is not empty; name another folder, or add --force, "
            "which replaces only its own {count} files",
            path=path,
            count=len(files),
        )
    for target in (path / name for name in files):
        if target.is_dir():
            raise IsADirectoryError(None, f"{target.name} is a directory")
        if target.parent.exists() and not target.parent.is_dir():
            raise NotADirectoryError(None, f"{target.parent.name} is a file")


def _unwritable(path: object, error: object) -> UnwritableFile:
    reason = getattr(error, "strerror", None) or error
    return UnwritableFile("{path}: cannot be written ({reason}); name another file", path=path, reason=reason)


def _umask() -> int:
    umask = os.umask(0)
    os.umask(umask)
    return umask


def settle() -> None:
    """Flush both streams for the last time; one that cannot be is pointed at nothing.

    The interpreter's own flush at the end would else fail, with a trace and exit code 120.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            _silence(stream)


def _silence(stream: TextIO) -> None:
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)
