"""Two bases to compare: folders, or what a folder held at a git revision.

git is asked without a shell, for objects alone: nothing of the work tree is read or changed,
and no hook or filter of the repository runs.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.load import load_base
from xiyang_cli.base.read import Fault
from xiyang_cli.errors import BrokenBase, UnknownName, UnreadableFile, WrongUse, XiyangError


def base_at(name: str, in_use: Path) -> FactBase:
    """The base that `name` means: a folder, a revision (`HEAD~1`) or a folder at one (`v0.2:facts`).

    A revision alone means the folder of the base in use. Raises WrongUse or UnknownName when
    there is no such thing or no git, BrokenBase with all faults that the base had then.
    """
    if os.path.isdir(name):
        return load_base(name)
    revision, colon, folder = name.partition(":")
    repository = Path.cwd() if colon else in_use.absolute()
    inside = _run(repository, "rev-parse", "--is-inside-work-tree")
    if inside.stdout != b"true\n":
        said = _text(inside.stderr).strip().splitlines()
        raise WrongUse(
            "{name}: no folder, and {folder} has no revisions to read ({reason}); name a folder",
            name=name,
            folder=repository,
            reason=said[0] if said else "git",
        )
    if not revision or _resolved(repository, f"{revision}^{{commit}}") is None:
        raise UnknownName(
            "{name}: neither a folder nor a git revision of {folder}", name=name, folder=repository
        )
    if not colon:
        folder = _text(_git(repository, "rev-parse", "--show-prefix")).strip("\n")
    folder = folder.rstrip("/")
    tree = _resolved(repository, f"{revision}:{folder}")
    if tree is None or _git(repository, "cat-file", "-t", tree) != b"tree\n":
        raise UnknownName(
            "{revision} has no folder {folder}; write REVISION:FOLDER", revision=revision, folder=folder
        )
    return _load(repository, tree, f"{revision}:{folder}")


def _load(repository: Path, tree: str, told: str) -> FactBase:
    """The base in a git tree; its faults are told of `told`, not of where it was unpacked."""
    with tempfile.TemporaryDirectory(prefix="xiyang-") as unpacked:
        for entry in _git(repository, "ls-tree", "-z", "--full-tree", tree).split(b"\0"):
            about, _, written = entry.partition(b"\t")
            name = os.fsdecode(written)
            # A name that leads elsewhere, as a backslash does on Windows, is no file of this folder.
            if name.endswith(".yaml") and about.startswith(b"100") and Path(name).name == name:
                blob = _text(about.split()[2])
                (Path(unpacked) / name).write_bytes(_git(repository, "cat-file", "blob", blob))
        try:
            return load_base(unpacked)
        except BrokenBase as broken:
            raise BrokenBase([_renamed(fault, unpacked, told) for fault in broken.faults]) from None


def _renamed(fault: XiyangError, folder: str, told: str) -> XiyangError:
    if isinstance(fault, Fault):
        fault.file = fault.file.replace(folder, told, 1)
    fault.values = {
        key: str(value).replace(folder, told) if isinstance(value, str | Path) else value
        for key, value in fault.values.items()
    }
    return fault


def _resolved(repository: Path, name: str) -> str | None:
    """The object that a name means, None when there is none."""
    return (
        _text(_git(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", name)).strip() or None
    )


def _git(repository: Path, *words: str) -> bytes:
    """What git prints; nothing when it refuses."""
    done = _run(repository, *words)
    return done.stdout if done.returncode == 0 else b""


def _run(repository: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    if any("\0" in word for word in words):
        return subprocess.CompletedProcess(words, 1, b"", b"")
    environment = {**os.environ, "LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        return subprocess.run(  # noqa: S603
            ["git", "-C", os.fspath(repository), *words],  # noqa: S607
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise UnreadableFile(
            "git is not there, and a revision is read with it; install it, or name a folder"
        ) from None


def _text(data: bytes) -> str:
    return os.fsdecode(data)
