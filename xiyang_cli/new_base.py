"""A new base in a folder of its own: an example of each kind of fact, with the data dictionary.

What it holds are files: those of `templates/`, and the units and the dictionary of the base that is shipped.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from xiyang_cli.base.folder import find_base
from xiyang_cli.errors import UnwritableFile, WrongUse
from xiyang_cli.schema import base_schemas, schema_line

_TEMPLATES = Path(__file__).parent / "templates"
_DICTIONARY_BEGINS = "## The form\n"
"""from there on the dictionary holds for every base"""


def begin_base(directory: Path, name: str) -> list[str]:
    """Make a new base in `directory`, whole or not at all; the names of its files.

    Raises WrongUse when something is there already, UnwritableFile when it cannot be made.
    """
    target = Path(os.path.realpath(directory))
    if os.path.lexists(target) and not (target.is_dir() and not any(target.iterdir())):
        raise WrongUse("{path} is there already and is no empty folder; name a new one", path=directory)
    files = _files(name)
    try:
        _make(target, files)
    except OSError as error:
        raise UnwritableFile(
            "{path}: no base can be made there ({reason}); name another folder",
            path=directory,
            reason=error.strerror or error,
        ) from None
    return sorted(files)


def _files(name: str) -> dict[str, str]:
    """Path in the base and text of every file."""
    shipped = find_base(None, {})
    texts = {file.name: file.read_text(encoding="utf-8") for file in _TEMPLATES.iterdir() if file.is_file()}
    texts["units.yaml"] = (shipped / "units.yaml").read_text(encoding="utf-8")
    dictionary = (shipped / "README.md").read_text(encoding="utf-8")
    form = dictionary[dictionary.index(_DICTIONARY_BEGINS) :]
    texts["README.md"] = texts["README.md"].replace("{name}", name) + form
    files = {file: _with_schema(file, text) for file, text in texts.items()}
    return files | {f".schema/{schema}": text for schema, text in base_schemas().items()}


def _with_schema(file: str, text: str) -> str:
    """A file of the base with the line by which editors find its schema."""
    line = schema_line(file)
    return text if not file.endswith(".yaml") or text.startswith(line) else line + text


def _make(target: Path, files: Mapping[str, str]) -> None:
    """Write the files beside `target` and put them into its place in one step."""
    made = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name[:50]}."))
    try:
        for file, text in files.items():
            (made / file).parent.mkdir(exist_ok=True)
            with (made / file).open("w", encoding="utf-8", newline="\n") as out:
                out.write(text)
        if target.exists():
            _move_into(made, target)
        else:
            made.chmod(_mode())
            made.rename(target)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _move_into(made: Path, target: Path) -> None:
    """Fill an empty folder that may be someone's working folder, so it stays the same one."""
    moved = []
    try:
        for entry in sorted(made.iterdir()):
            entry.rename(target / entry.name)
            moved.append(target / entry.name)
    except BaseException:
        for path in moved:
            with contextlib.suppress(OSError):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise


def _mode() -> int:
    """The mode of a folder that is made in the ordinary way."""
    umask = os.umask(0)
    os.umask(umask)
    return 0o777 & ~umask
