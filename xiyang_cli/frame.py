"""The frame of every command: options they share, how an answer goes out, who catches errors.

A command is a function from a :class:`Session` and its own words to an :class:`Answer`;
:func:`command` gives it the shared options. Errors travel as exceptions to
:meth:`Group.main`, the one place that turns them into a line on stderr and an exit code.
"""

from __future__ import annotations

import inspect
import os
import re
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import typer
from typer._click import Command, Context, HelpFormatter
from typer._click.exceptions import ClickException
from typer._click.shell_completion import CompletionItem
from typer.core import TyperCommand, TyperGroup

from xiyang_cli.errors import ExitCode, WrongUse, XiyangError
from xiyang_cli.language import Language, choose, say, visible
from xiyang_cli.options import FORM, SHARED
from xiyang_cli.output.data import Format
from xiyang_cli.output.write import ReaderGone, is_terminal, settle, tell, write_file, write_out

if TYPE_CHECKING:
    from xiyang_cli.base.factbase import FactBase
    from xiyang_cli.base.load import Unfinished
    from xiyang_cli.base.model import Fact
    from xiyang_cli.output.tables import View
    from xiyang_cli.output.views import Writer

Row = dict[str, Any]

READERS, HANDING_ON, KEEPERS = "Commands", "To hand on", "For keepers of a base"
"""the sections of the help, in their order"""

_SUFFIXES = {f".{format_.value}": format_ for format_ in Format} | {
    ".md": Format.MARKDOWN,
    ".txt": Format.TABLE,
}
_OWN_SUFFIXES = {".htm": "html", ".txt": "text"}
"""names of files whose form some commands have under another name"""


@dataclass(frozen=True)
class Answer:
    """What a command found: rows for programs, a view for eyes, talk for stderr."""

    rows: Sequence[Row]
    keys: Sequence[str]
    view: Callable[[Writer], View | list[View]]
    unit: str | None = None
    talk: Sequence[str] = ()
    reads: Sequence[str] = ()
    """files that the user named and that were read; the answer is never written over them"""
    exit_code: ExitCode = ExitCode.DONE
    forms: Mapping[str, Callable[[], str | bytes]] = field(default_factory=dict)
    """forms that only this command has, by name, or its own way to one that all have"""
    on_terminal: str = Format.TABLE
    """its form in a terminal"""
    in_pipe: str = Format.TSV
    """its form in a pipe, and in a file whose name does not tell one"""
    whole: Callable[[], str | bytes] | None = None
    """its text in every form, where it is no rows at all"""
    makes_file: bool = False
    """whether a new file of the base is what it is for"""
    facts: Sequence[Fact] = ()
    """what the rows rest on, for those who must say where that stands"""


@dataclass(frozen=True)
class Session:
    """What the shared options of one call ask for."""

    format: str | None
    fields: str | None
    output: str | None
    excel: bool
    base_dir: str | None
    language: Language
    no_color: bool
    _loaded: list[FactBase] = field(default_factory=list)

    @property
    def base(self) -> FactBase:
        """The fact base asked for, read and checked once."""
        if not self._loaded:
            from xiyang_cli.base.load import load_base

            self._loaded.append(load_base(self.directory))
        return self._loaded[0]

    @property
    def directory(self) -> Path:
        """Where the fact base asked for is."""
        from xiyang_cli.base.load import find_base

        return find_base(self.base_dir, os.environ)

    def unfinished(self) -> Unfinished:
        """The base asked for, in which TODO may still stand: for the commands that help to finish it."""
        from xiyang_cli.base.load import load_unfinished

        found = load_unfinished(self.directory)
        self._loaded[:] = [found.base]
        return found

    def say(self, template: str, **values: object) -> str:
        return say(template, self.language, **values)

    def deliver(self, answer: Answer) -> None:
        """Print or write the answer in the form asked for, then its talk to stderr."""
        for line in answer.talk:
            tell(visible(line))
        text = answer.whole() if answer.whole else self._text(answer)
        if self.output in (None, "-"):
            write_out(text)
        else:
            assert self.output is not None
            self._spare(Path(self.output), answer)
            write_file(Path(self.output), text)
        if answer.exit_code:
            raise typer.Exit(answer.exit_code)

    def _spare(self, target: Path, answer: Answer) -> None:
        """Refuse to write over what was read, the page or a file of the base, or into the base."""
        directory = self.directory
        into_base = target.suffix == ".yaml" and os.path.realpath(target.parent) == os.path.realpath(
            directory
        )
        if into_base and not os.path.exists(target) and not answer.makes_file:
            raise WrongUse("{file} would become a file of the base; write to another folder", file=target)
        if not os.path.exists(target):
            return
        for path in (*map(Path, answer.reads), *directory.glob("*.yaml")):
            if path.exists() and target.samefile(path):
                raise WrongUse("{file} was read for this answer; write to another file", file=target)

    def _text(self, answer: Answer) -> str | bytes:
        format_ = self._format(answer)
        keys = self._keys(answer)
        if self.excel and format_ != Format.CSV:
            raise WrongUse("--excel goes with -f csv")
        if format_ in answer.forms and not (self.fields and format_ in tuple(Format)):
            return answer.forms[format_]()
        if format_ in (Format.TABLE, Format.MARKDOWN):
            return self._seen(answer, keys, format_)
        from xiyang_cli.output import data

        rows = [{key: row[key] for key in keys} for row in answer.rows]
        match format_:
            case Format.JSON:
                return data.json_text(rows)
            case Format.JSONL:
                return data.jsonl_text(rows)
            case Format.CSV:
                if self._on_terminal:
                    rows = [{k: visible(v) if isinstance(v, str) else v for k, v in r.items()} for r in rows]
                return data.csv_text(rows, keys, excel=self.excel)
            case _:
                return data.tsv_text(rows, keys)

    def _seen(self, answer: Answer, keys: Sequence[str], format_: str) -> str:
        from xiyang_cli.output import tables
        from xiyang_cli.output.views import Writer

        writer = Writer(lambda: self.base, self.language, answer.unit)
        made = writer.plain_table(answer.rows, keys) if self.fields else answer.view(writer)
        views = made if isinstance(made, list) else [made]
        if format_ == Format.MARKDOWN:
            return tables.markdown_text(views)
        return tables.screen_text(
            views, terminal=self._on_terminal, no_color=self.no_color, colour=self.output is None
        )

    def _format(self, answer: Answer) -> str:
        if self.format is not None:
            return self.format
        if self._on_terminal:
            return answer.on_terminal
        suffix = Path(self.output or "").suffix.lower()
        if not suffix:
            return answer.in_pipe
        own = _OWN_SUFFIXES.get(suffix, suffix.removeprefix("."))
        if own in answer.forms:
            return own
        if suffix not in _SUFFIXES:
            raise WrongUse(
                "{file}: the form is not clear from {suffix}; say it with -f", file=self.output, suffix=suffix
            )
        return _SUFFIXES[suffix]

    @property
    def _on_terminal(self) -> bool:
        return self.output in (None, "-") and is_terminal(sys.stdout)

    def _keys(self, answer: Answer) -> Sequence[str]:
        if self.fields is None:
            return answer.keys
        keys = [key.strip() for key in self.fields.split(",")]
        unknown = [key for key in keys if key not in answer.keys]
        if unknown:
            raise WrongUse(
                "unknown field {field}; the fields are {known}", field=unknown[0], known=",".join(answer.keys)
            )
        return list(dict.fromkeys(keys))


_Body = TypeVar("_Body", bound=Callable[..., Answer | None])


def command(
    app: typer.Typer, panel: str, form: Any = FORM, shared: Collection[str] = SHARED.keys()
) -> Callable[[_Body], _Body]:
    """Make a command of a function `(session, …own parameters) -> Answer`: add the `shared` options.

    One that has delivered its answer itself returns None.
    """

    def register(body: _Body) -> _Body:
        own = list(inspect.signature(body, eval_str=True).parameters.values())[1:]

        def run(ctx: typer.Context, **given: Any) -> None:
            asked = {name: given.pop(name) if name in shared else SHARED[name][1] for name in SHARED}
            session = _session(ctx, asked)
            if (answer := body(session, **given)) is not None:
                session.deliver(answer)

        parameters = [
            inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context),
            *(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own),
            *(
                inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
                for name, (kind, default) in (SHARED | {"format_": (form, None)}).items()
                if name in shared
            ),
        ]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {p.name: p.annotation for p in parameters}
        run.__doc__ = body.__doc__
        app.command(body.__name__.rstrip("_"), cls=LocalCommand, rich_help_panel=panel)(run)
        return body

    return register


def _session(ctx: typer.Context, shared: Mapping[str, Any]) -> Session:
    before = ctx.find_root().params
    format_: str | None = shared["format_"]
    if shared["json"]:
        if format_ not in (None, Format.JSON):
            raise WrongUse("--json and -f {format} ask for two forms; give one", format=format_)
        format_ = Format.JSON
    suffix = Path(shared["output"] or "").suffix.lower()
    if shared["excel"] and format_ is None and suffix in ("", ".csv"):
        format_ = Format.CSV
    return Session(
        format=format_,
        fields=shared["fields"],
        output=shared["output"],
        excel=shared["excel"],
        base_dir=shared["base"] or before.get("base"),
        language=Language(ctx.find_root().obj),
        no_color=bool(shared["no_color"] or before.get("no_color")),
    )


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


class Group(TyperGroup):
    """The program: help in sections and in the language asked for, and the one catch of errors."""

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
