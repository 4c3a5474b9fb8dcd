"""How bash, zsh and fish ask what may stand at the cursor, and how they are answered.

Click finds the command, the option and the value (:class:`ShellComplete`); the scripts in `scripts/`
carry the line to it. Each answer is a line with the kind (`plain`, `list`, `file`, `dir`), then the words.
"""

from __future__ import annotations

import os
import re
from abc import abstractmethod
from collections.abc import Sequence
from importlib.resources import files

from typer._click import Command
from typer._click.shell_completion import CompletionItem, ShellComplete

from xiyang_cli.language import choose, visible

ASKED = "_XIYANG_COMPLETE"
"""the variable with which a script asks: `complete_bash`"""


def script(shell: str) -> str:
    """What a shell reads to complete our commands."""
    return (files("xiyang_cli.completing") / "scripts" / f"xiyang.{shell}").read_text(encoding="utf-8")


def answer(program: Command, asked: str, words: Sequence[str]) -> str:
    """What a script is told; nothing when the base is broken or the line makes no sense.

    A fault is never told: it would stand in the middle of the line that is being written.
    """
    of_shell = _OF_SHELL.get(asked)
    if of_shell is None:
        return ""
    try:
        return of_shell(program, words).complete()
    except Exception:
        if os.environ.get("XIYANG_DEBUG") == "1":
            raise
        return ""


class Shell(ShellComplete):
    """A shell: what it hands over, and how it reads a word."""

    source_template = ""

    def __init__(self, program: Command, words: Sequence[str]) -> None:
        super().__init__(program, {}, "xiyang", ASKED)
        self.words = words

    def source_vars(self) -> dict[str, str]:
        return {}

    def complete(self) -> str:
        args, begun = self.get_completion_args()
        self.ctx_args = {"obj": choose(args, os.environ)}
        items = self.get_completions(args, begun)
        kind = items[0].type if items else "plain"
        lines = [self.format_completion(item) for item in items] if kind not in ("file", "dir") else []
        return "".join(f"{line}\n" for line in (kind, *lines) if line)

    @abstractmethod
    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the cursor's, and what is begun of that one, without quotes."""


class Bash(Shell):
    """bash gets the line, and takes words that fit behind what readline holds to be the begun one."""

    name = "bash"

    def get_completion_args(self) -> tuple[list[str], str]:
        line, self.divided = os.environ.get("_XIYANG_LINE", ""), os.environ.get("_XIYANG_WORD", "")
        written = _words(line)
        self.before, self.quote, self.behind_quote = written[-1]
        *words, begun = (_unquoted(*word) for word in written)
        while words and re.match(r"\w+=", words[0]):
            words = words[1:]
        self.option = _option_of(begun)
        return words[1:], begun

    def format_completion(self, item: CompletionItem) -> str:
        word, written = str(item.value), self.before.removeprefix(self.option)
        if self.quote:
            # Readline replaces what stands behind the quote, and closes it.
            word = word.removeprefix(_unquoted(written))
            written = self.behind_quote
        # Its own word may begin behind a colon, an at sign or an equals sign.
        return _quoted(word, self.quote).removeprefix(written.removesuffix(self.divided))


class Zsh(Shell):
    """zsh gets the words, and quotes by itself; an option stands before the value that is joined to it."""

    name = "zsh"

    def get_completion_args(self) -> tuple[list[str], str]:
        *args, begun = self.words or [""]
        self.option = _option_of(begun)
        return args, begun

    def format_completion(self, item: CompletionItem) -> str:
        word = self.joined(item).replace("\\", "\\\\").replace(":", "\\:")
        return f"{word}:{visible(item.help)}" if item.help else word

    def joined(self, item: CompletionItem) -> str:
        """The whole word."""
        return self.option + str(item.value).removeprefix(self.option)


class Fish(Zsh):
    """fish gets the words, that at the cursor as it is written, and quotes by itself."""

    name = "fish"

    def get_completion_args(self) -> tuple[list[str], str]:
        args, written = super().get_completion_args()
        begun = _unquoted(*_words(written)[-1])
        self.option = _option_of(begun)
        return args, begun

    def format_completion(self, item: CompletionItem) -> str:
        return f"{self.joined(item)}\t{visible(item.help)}" if item.help else self.joined(item)


_OF_SHELL: dict[str, type[Shell]] = {f"complete_{shell.name}": shell for shell in (Bash, Zsh, Fish)}

_WORD = re.compile(
    r"""\s+ | (?=.) ( (?: '[^']*' | "(?:\\.|[^"\\])*" | \\(?:.|$) | [^\s'"\\] )* ) (?: (['"]) (.*) )?""",
    re.DOTALL | re.VERBOSE,
)
_PIECE = re.compile(r"""'([^']*)' | "((?:\\.|[^"\\])*)" | \\(.|$) | ([^'"\\]+)""", re.DOTALL | re.VERBOSE)


def _words(line: str) -> list[tuple[str, str, str]]:
    """The words of a line as they are written: up to an open quote, that quote, and what is behind it.

    The last one is the one at the cursor, empty behind white space.
    """
    found = [(m[1] or "", m[2] or "", m[3] or "") for m in _WORD.finditer(line)] or [("", "", "")]
    return [*(word for word in found[:-1] if any(word)), found[-1]]


def _unquoted(written: str, quote: str = "", behind: str = "") -> str:
    """A word as the shell would hand it over, were the open quote closed."""
    pieces = (_plain(m[1], m[2], m[3], m[4]) for m in _PIECE.finditer(written))
    return "".join(pieces) + (_within_double(behind) if quote == '"' else behind)


def _plain(single: str | None, double: str | None, escaped: str | None, bare: str | None) -> str:
    return _within_double(double) if double is not None else single or escaped or bare or ""


def _within_double(text: str) -> str:
    return re.sub(r'\\([\\"$`])', r"\1", text)


def _option_of(begun: str) -> str:
    """`--format=` of `--format=js`; Click gives the words for what stands behind it."""
    return begun[: begun.index("=") + 1] if begun.startswith("-") and "=" in begun else ""


def _quoted(word: str, quote: str) -> str:
    """`word` so that bash reads it as it is, within an open quote or without one."""
    if quote == "'":
        return word.replace("'", r"'\''")
    active = r"[\\\"$`]" if quote else r"""[\s!"#$&'()*;<>?\[\\\]^`{|}~]"""
    return re.sub(active, r"\\\g<0>", word)
