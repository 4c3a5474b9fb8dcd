"""The faults a user can meet: each class has its exit code, each message says what to do.

Messages are English templates; :mod:`xiyang_cli.chinese` has them in Chinese.
They are caught in one place, :meth:`xiyang_cli.frame.Group.main`.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from xiyang_cli.language import Language, say


class ExitCode(IntEnum):
    """What the exit status of every command means (the README lists them)."""

    DONE = 0
    FOUND = 1
    """a check found something"""
    WRONG_WORDS = 2
    """usage, unknown name or value, units that do not compare, or a file not read or written"""
    BROKEN_BASE = 3
    BUG = 70
    INTERRUPTED = 130


class XiyangError(Exception):
    """A fault told in one line; `template` is English, `values` fill it."""

    exit_code = ExitCode.WRONG_WORDS
    lines = False
    """whether its text is lines of their own form, told as they are"""

    def __init__(self, template: str, /, **values: object) -> None:
        super().__init__(template)
        self.template = template
        self.values = values

    def text(self, language: Language) -> str:
        """The message in `language`, safe for a terminal."""
        return say(self.template, language, **self.values)

    def __str__(self) -> str:
        return self.text(Language.EN)

    def __reduce__(self) -> tuple[Any, ...]:
        """How it goes from one process to another: as it is, not made anew from its first argument."""
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[XiyangError], args: tuple[Any, ...], attributes: dict[str, Any]) -> XiyangError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(attributes)
    return error


class UnknownName(XiyangError):
    """No indicator, sector, fact, place, plan or unit has the name that was given."""


class AmbiguousName(XiyangError):
    """A name (mostly pinyin initials) fits several things."""


class UnitsDoNotCompare(XiyangError):
    """Two figures of different kinds were to be compared or converted."""


class UnreadableFile(XiyangError):
    """A file that the user named cannot be read, or is not what it should be."""


class UnwritableFile(XiyangError):
    """The output cannot be written; the old file, if any, is untouched."""


class WrongUse(XiyangError):
    """Words that do not go together."""


class BrokenBase(XiyangError):
    """The fact base has faults; all of them are told at once, a line each."""

    exit_code = ExitCode.BROKEN_BASE
    lines = True

    def __init__(self, faults: list[XiyangError]) -> None:
        super().__init__("the fact base is broken")
        self.faults = faults

    def text(self, language: Language) -> str:
        return "\n".join(fault.text(language) for fault in self.faults)


class Damaged(Exception):
    """What was kept of a base is not what was written there; nobody is told, it is made anew."""
