"""Where an answer goes: stdout, or files that are replaced whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TextIO

from xiyang_cli.errors import UnwritableFile

_GONE = {errno.EPIPE, errno.EINVAL} if os.name == "nt" else {errno.EPIPE}
"""how writing fails when nobody reads the pipe any longer; Windows says it in two ways"""
_STRAY = "backslashreplace"
"""half characters, which names of files that are no UTF-8 hold, go out as everywhere: written out"""


class ReaderGone(Exception):
    """Whoever read our stdout has had enough (`| head`): no fault, and nothing to say."""


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person reads along; a stream that is closed has no reader."""
    try:
        return stream is not None and stream.isatty()
    except (AttributeError, ValueError):
        return False


Text = str | bytes | Iterator[str]
"""what goes out: a text, the bytes of a file, or a text piece by piece"""
_BATCH = 1 << 16
"""characters that are written at once"""


def write_out(text: Text) -> None:
    """`text` to stdout, in UTF-8 wherever it is no terminal; bytes as they are, to no terminal.

    Raises ReaderGone for a closed pipe, UnwritableFile for a full disk or a closed stdout.
    """
    stream = sys.stdout
    if isinstance(text, bytes) and is_terminal(stream):
        raise UnwritableFile("a terminal shows no such file; name one with -o, or send it through a pipe")
    with _told_of_stdout(stream):
        if hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors=_STRAY, newline="")
        if isinstance(text, bytes):
            stream.flush()
            stream.buffer.write(text)
            stream.flush()
            return
    for batch in _batches(text):
        with _told_of_stdout(stream):
            stream.write(batch)
            stream.flush()


@contextlib.contextmanager
def _told_of_stdout(stream: TextIO) -> Iterator[None]:
    """What goes wrong with stdout, as ReaderGone or UnwritableFile."""
    try:
        yield
    except (ValueError, AttributeError):
        raise _unwritable("stdout", "it is closed") from None
    except OSError as error:
        _silence(stream)
        if error.errno in _GONE:
            raise ReaderGone from None
        raise _unwritable("stdout", error) from None


def _batches(text: str | Iterator[str]) -> Iterator[str]:
    if isinstance(text, str):
        yield text
        return
    held: list[str] = []
    size = 0
    for piece in text:
        held.append(piece)
        size += len(piece)
        if size > _BATCH:
            yield "".join(held)
            held, size = [], 0
    yield "".join(held)


def tell(line: str) -> None:
    """One line to stderr; where that is closed, nothing."""
    import typer

    with contextlib.suppress(OSError):
        typer.echo(line, err=True)


def write_file(path: Path, text: Text, *, over: str | None = None) -> None:
    """`text` to `path`: a new file takes the old one's place in one step, or nothing changes.

    With `over`, nothing changes either when another text stands there by now: someone else's work.
    Raises UnwritableFile. A device or pipe is written to as it is.
    """
    data = [text] if isinstance(text, bytes) else (b.encode("utf-8", _STRAY) for b in _batches(text))
    try:
        if path.is_dir():
            raise IsADirectoryError(None, "is a directory")
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                file.writelines(data)
            return
        if over is not None and path.read_bytes() != over.encode("utf-8"):
            raise UnwritableFile(
                "{path}: was changed by someone else meanwhile and is left as it is; run again", path=path
            )
        _replace(meant(path), data)
    except OSError as error:
        raise _unwritable(path, error) from None


def meant(path: Path) -> Path:
    """Where `path` leads; OSError for links in a circle, which `Path.resolve` tells only in some Pythons."""
    found = Path(os.path.realpath(path))
    if found.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return found


def _replace(path: Path, data: Iterable[bytes]) -> None:
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask()
    import tempfile

    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(data)
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
    import shutil
    import tempfile

    try:
        _check_folder(path, files, force=force)
        target = meant(path)
        whole = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name[:50]}.", suffix=".tmp"))
        try:
            for name, data in files.items():
                (whole / name).parent.mkdir(exist_ok=True)
                _replace(whole / name, [data])
            for name in files:
                (target / name).parent.mkdir(parents=True, exist_ok=True)
                os.replace(whole / name, target / name)
        finally:
            shutil.rmtree(whole, ignore_errors=True)
    except OSError as error:
        raise _unwritable(path, error) from None


def write_new_folder(path: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """`files`, by their paths in the folder, as they are made; all of them, or no folder.

    They are written beside it, and the whole is moved there in one step, to no folder or an empty
    one: what an older one holds besides would be read with it. Raises UnwritableFile.
    """
    import shutil
    import tempfile

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
