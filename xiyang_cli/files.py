"""The files that a user names: their bytes, or one line that says why not and what to do."""

from __future__ import annotations

import sys
from pathlib import Path

from xiyang_cli.encoding import decoded
from xiyang_cli.errors import UnreadableFile

LARGEST = 64
"""megabytes; a larger file is refused before it is read"""


def read_file(path: str) -> bytes:
    """The bytes of the file at `path`; `-` is standard input.

    Raises UnreadableFile with what to do next.
    """
    limit = LARGEST * 1_000_000
    try:
        if path == "-":
            data = sys.stdin.buffer.read(limit + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(limit + 1)
    except AttributeError:  # stdin was closed before we began
        raise UnreadableFile("{path}: cannot be read ({reason})", path=path, reason="stdin") from None
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        raise _fault(path, error) from None
    if len(data) > limit:
        raise UnreadableFile("{path}: is larger than {limit} MB; split it", path=path, limit=LARGEST)
    return data


def read_text_file(path: str) -> str:
    """The text of the file at `path`, in whatever encoding it is; `-` is standard input.

    Raises UnreadableFile.
    """
    return decoded(read_file(path), path)


def _fault(path: str, error: OSError | ValueError) -> UnreadableFile:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return UnreadableFile("{path}: there is no such file; check its name and folder", path=path)
    if isinstance(error, IsADirectoryError):
        return UnreadableFile("{path}: is a folder; name a file in it", path=path)
    if isinstance(error, PermissionError):
        return UnreadableFile(
            "{path}: may not be read; ask its owner, or copy it to where you may", path=path
        )
    reason = getattr(error, "strerror", None) or str(error)
    return UnreadableFile("{path}: cannot be read ({reason})", path=path, reason=reason)
