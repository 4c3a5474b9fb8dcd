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
from typer._click.shell_completion import CompletionItem, ShellComplete, split_arg_string

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
        self.before, self.quote, self.behind_quote = _last_word(line)
        *words, begun = _unquoted(line)
        while words and re.match(r"\w+=", words[0]):
            words = words[1:]
        self.option = _option_of(begun)
        return words[1:], begun

    def format_completion(self, item: CompletionItem) -> str:
        word, written = str(item.value), self.before.removeprefix(self.option)
        if self.quote:
            # Readline replaces what stands behind the quote, and closes it.
            word = word.removeprefix(_unquoted(written)[-1])
            written = self.behind_quote
        # Its own word may begin behind a colon, an at sign or an equals sign.
        return _quoted(word, self.quote).removeprefix(written.removesuffix(self.divided))


class Zsh(Shell):
    """zsh gets the words, and quotes by itself; a colon divides a word from its meaning."""

    name = "zsh"

    def get_completion_args(self) -> tuple[list[str], str]:
        return list(self.words[:-1]), self.words[-1] if self.words else ""

    def format_completion(self, item: CompletionItem) -> str:
        word = str(item.value).replace("\\", "\\\\").replace(":", "\\:")
        return f"{word}:{visible(item.help)}" if item.help else word


class Fish(Zsh):
    """fish gets the words, quotes by itself, and wants the option with a value that is joined to it."""

    name = "fish"

    def get_completion_args(self) -> tuple[list[str], str]:
        args, written = super().get_completion_args()
        begun = _unquoted(written)[-1]
        self.option = _option_of(begun)
        return args, begun

    def format_completion(self, item: CompletionItem) -> str:
        word = self.option + str(item.value).removeprefix(self.option)
        return f"{word}\t{visible(item.help)}" if item.help else word


_OF_SHELL: dict[str, type[Shell]] = {f"complete_{shell.name}": shell for shell in (Bash, Zsh, Fish)}

_END = "\ue000"
"""a character that no one types: it keeps the last word, even an empty or an open one, in its place"""


def _unquoted(line: str) -> list[str]:
    """The words of a line as the shell would hand them over; the last one may be begun, or empty."""
    words = split_arg_string(line + _END)
    return [*words[:-1], words[-1].removesuffix(_END)]


_WORD = re.compile(
    r"""\s+ | (?=.) ( (?: '[^']*' | "(?:\\.|[^"\\])*" | \\(?:.|$) | [^\s'"\\] )* ) (?: (['"]) (.*) )?""",
    re.DOTALL | re.VERBOSE,
)


def _last_word(line: str) -> tuple[str, str, str]:
    """The last word of a line as it is written: up to an open quote, that quote, and what is behind it."""
    *_, last = (("", "", ""), *((m[1] or "", m[2] or "", m[3] or "") for m in _WORD.finditer(line)))
    return last


def _option_of(begun: str) -> str:
    """`--format=` of `--format=js`; Click gives the words for what stands behind it."""
    return begun[: begun.index("=") + 1] if begun.startswith("-") and "=" in begun else ""


def _quoted(word: str, quote: str) -> str:
    """`word` so that bash reads it as it is, within an open quote or without one."""
    if quote == "'":
        return word.replace("'", r"'\''")
    active = r"[\\\"$`]" if quote else r"""[\s!"#$&'()*;<>?\[\\\]^`{|}~]"""
    return re.sub(active, r"\\\g<0>", word)
