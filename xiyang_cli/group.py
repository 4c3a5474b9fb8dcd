"""The command line as a whole: which commands there are, their help, and who catches errors."""

from __future__ import annotations

import inspect
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, NoReturn

import typer
from typer._click import Command, Context, HelpFormatter
from typer._click.exceptions import ClickException
from typer._click.shell_completion import CompletionItem
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command_from_info
from typer.models import CommandInfo

from xiyang_cli.errors import ExitCode, XiyangError
from xiyang_cli.frame import HANDING_ON, KEEPERS, READERS, REGISTERED
from xiyang_cli.language import Language, choose, say, visible
from xiyang_cli.output.write import ReaderGone, settle, tell, write_out

_MODULES = {
    "cli": ("sectors", "changes", "show", "compare", "search", "list"),
    "texts": ("figures", "check"),
    "hand": ("chart", "cite", "export", "completion", "mcp"),
    "begin": ("init", "draft"),
    "keep": ("lint", "verify", "audit", "diff"),
    "describe": ("schema", "info"),
}
COMMANDS = {name: module for module, names in _MODULES.items() for name in names}
"""each command with the module that holds it, in the order of the help"""

_NEGATIVE = re.compile(r"-(?=[\d.])")


class LocalCommand(TyperCommand):
    """A command whose help is in the language asked for, and that takes `-5亿元` for a word."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """A minus before a digit is a sign, never an option: no option is a digit.

        It goes through the parser as U+2212, which the readers of quantities know.
        """
        words = list(args)
        for place, word in enumerate(words):
            after_option = (
                place > 0 and args[place - 1].startswith("-") and not _NEGATIVE.match(args[place - 1])
            )
            if _NEGATIVE.match(word) and not after_option:
                words[place] = "\u2212" + word[1:]
        return super().parse_args(ctx, words)

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        _localise(self, ctx)
        super().format_help(ctx, formatter)

    def shell_complete(self, ctx: Context, incomplete: str) -> list[CompletionItem]:
        """Its options; they are offered, too, where no word is begun and none can follow."""
        _localise(self, ctx)
        return super().shell_complete(ctx, incomplete or "--")


class Commands(Mapping[str, Command]):
    """The commands by name. Only the one that is asked for is imported and made: that is half of its time."""

    def __init__(self) -> None:
        self._made: dict[str, Command] = {}

    def __getitem__(self, name: str) -> Command:
        if name not in self._made:
            import_module(f"xiyang_cli.{COMMANDS[name]}")
            found = REGISTERED[name]
            info = CommandInfo(name, cls=LocalCommand, callback=found.callback(), rich_help_panel=found.panel)
            self._made[name] = get_command_from_info(
                info, pretty_exceptions_short=False, rich_markup_mode=None
            )
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class Group(TyperGroup):
    """The program: help in sections and in the language asked for, and the one catch of errors."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = Commands()  # type: ignore[assignment]  # read like the dict it stands for

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        _localise(self, ctx)
        super().format_help(ctx, formatter)

    def shell_complete(self, ctx: Context, incomplete: str) -> list[CompletionItem]:
        """The commands, or what stands before them, with their help in the language asked for."""
        _localise(self, ctx)
        items = super().shell_complete(ctx, incomplete)
        for item in items:
            if (found := self.get_command(ctx, item.value)) is not None:
                item.help = _first_line(say(inspect.cleandoc(found.help or ""), _language(ctx)))
        return items

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        language = _language(ctx)
        for panel in (READERS, HANDING_ON, KEEPERS):
            rows = []
            for name in self.list_commands(ctx):
                found = self.get_command(ctx, name)
                if found is not None and getattr(found, "rich_help_panel", None) == panel:
                    rows.append((name, _first_line(say(found.help or "", language))))
            if rows:
                with formatter.section(say(panel, language)):
                    formatter.write_dl(rows)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> NoReturn:
        """Run, and turn every exception into one clear line and its exit code."""
        words = list(sys.argv[1:] if args is None else args)
        if asked := os.environ.get("_XIYANG_COMPLETE"):
            from xiyang_cli.completing.shells import answer

            write_out(answer(self, asked, words))
            sys.exit(ExitCode.DONE)
        language = choose(words, os.environ)
        # Help is asked for before the options are read, so the language goes along from here.
        extra |= {"standalone_mode": False, "obj": language}
        try:
            code = super().main(args, *rest, **extra)
            sys.exit(code if isinstance(code, int) else ExitCode.DONE)
        except ReaderGone:
            sys.exit(ExitCode.DONE)
        except XiyangError as error:
            told = error.text(language)
            tell(told if error.lines else say("error: {message}", language, message=told))
            sys.exit(error.exit_code)
        except ClickException as error:
            tell(say("error: {message}", language, message=error.format_message()))
            sys.exit(ExitCode.WRONG_WORDS)
        except (KeyboardInterrupt, typer.Abort):
            sys.exit(ExitCode.INTERRUPTED)
        except OSError as error:
            tell(say("error: {message}", language, message=error.strerror or error))
            sys.exit(ExitCode.WRONG_WORDS)
        except Exception as error:
            if os.environ.get("XIYANG_DEBUG") == "1":
                raise
            tell(say("a bug: {what}; run again with XIYANG_DEBUG=1 and send us what it prints",
                     language, what=f"{type(error).__name__}: {error}"))  # fmt: skip
            sys.exit(ExitCode.BUG)
        finally:
            settle()


def _language(ctx: Context) -> Language:
    return Language(ctx.find_root().obj)


def _localise(found: Command, ctx: Context) -> None:
    """Put the help of a command and of its options into the language asked for."""
    language = _language(ctx)
    found.help = say(inspect.cleandoc(found.help or ""), language)
    for param in found.get_params(ctx):
        if getattr(param, "help", None):
            param.help = say(param.help, language)  # type: ignore[attr-defined]


def _first_line(text: str) -> str:
    return visible(inspect.cleandoc(text).partition("\n")[0])
