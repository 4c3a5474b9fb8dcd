"""The frame of every command: what they share, and how an answer goes out.

A command is a function from a :class:`Session` and its own words to an :class:`Answer`;
:func:`command` gives it the shared options. Its errors travel as exceptions to
:meth:`xiyang_cli.group.Group.main`.
"""

from __future__ import annotations

import contextlib
import inspect
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import typer

from xiyang_cli.errors import Damaged, ExitCode, WrongUse
from xiyang_cli.language import Language, say, visible
from xiyang_cli.options import FORM, SHARED
from xiyang_cli.output.data import Format
from xiyang_cli.output.write import Text, is_terminal, tell, write_file, write_out

if TYPE_CHECKING:
    from xiyang_cli.base.factbase import FactBase
    from xiyang_cli.base.load import Unfinished
    from xiyang_cli.base.model import Fact
    from xiyang_cli.output.tables import View
    from xiyang_cli.output.views import Writer

Row = dict[str, Any]
T = TypeVar("T")


class Each(Sequence[T]):
    """What `find` yields, found anew for each reader: a million rows need not be held to be written."""

    def __init__(self, find: Callable[[], Iterable[T]]) -> None:
        self._find = find

    def __iter__(self) -> Iterator[T]:
        return iter(self._find())

    @cached_property
    def _all(self) -> list[T]:
        return list(self)

    def __getitem__(self, place: Any) -> Any:
        return self._all[place]

    def __len__(self) -> int:
        return len(self._all)


READERS, HANDING_ON, KEEPERS = "Commands", "To hand on", "For keepers of a base"
"""the sections of the help, in their order"""

_SUFFIXES = {f".{format_.value}": format_ for format_ in Format} | {
    ".md": Format.MARKDOWN,
    ".txt": Format.TABLE,
}
_OWN_SUFFIXES = {".htm": "html", ".txt": "text"}
"""names of files whose form some commands have under another name"""


class Answer(NamedTuple):
    """What a command found: rows for programs, a view for eyes, talk for stderr."""

    rows: Sequence[Row]
    keys: Sequence[str]
    view: Callable[[Writer], View | list[View]]
    unit: str | None = None
    talk: Sequence[str] = ()
    reads: Sequence[str] = ()
    """files that the user named and that were read; the answer is never written over them"""
    exit_code: ExitCode = ExitCode.DONE
    forms: Mapping[str, Callable[[], str | bytes]] = MappingProxyType({})
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


class Session(NamedTuple):
    """What the shared options of one call ask for."""

    format: str | None
    fields: str | None
    output: str | None
    excel: bool
    base_dir: str | None
    language: Language
    no_color: bool
    loaded: list[FactBase]
    """the base, once it was asked for"""

    @property
    def base(self) -> FactBase:
        """The fact base asked for, read and checked once."""
        if not self.loaded:
            from xiyang_cli.base.cache import open_base

            with contextlib.ExitStack() as shown:
                self.loaded.append(open_base(self.directory, self._waiting(shown)))
        return self.loaded[0]

    @property
    def directory(self) -> Path:
        """Where the fact base asked for is."""
        from xiyang_cli.base.folder import find_base

        return find_base(self.base_dir, os.environ)

    def _waiting(self, shown: contextlib.ExitStack) -> Callable[[float], None]:
        """A bar on stderr, from the first word of how much is read."""
        steps: list[Callable[[str, float], None]] = []

        def report(part: float) -> None:
            if not steps:
                from xiyang_cli.output.tables import progress

                steps.append(shown.enter_context(progress(1)))
                steps[0]("", 0.0)
            steps[0](self.say("reading the base"), part)

        return report

    def forget(self) -> None:
        """Take away what is kept of the base: it is not what was written there."""
        from xiyang_cli.base.cache import forget

        forget(self.directory)
        self.loaded.clear()

    def unfinished(self) -> Unfinished:
        """The base asked for, in which TODO may still stand: for the commands that help to finish it."""
        from xiyang_cli.base.load import load_unfinished

        found = load_unfinished(self.directory)
        self.loaded[:] = [found.base]
        return found

    def say(self, template: str, **values: object) -> str:
        return say(template, self.language, **values)

    def deliver(self, answer: Answer) -> None:
        """Print or write the answer in the form asked for, then its talk to stderr."""
        for line in answer.talk:
            tell(visible(line))
        text = answer.whole() if answer.whole else self._text(answer)
        if isinstance(text, Iterator):
            text = chain([next(text, "")], self._to_the_end(text))
        if self.output in (None, "-"):
            write_out(text)
        else:
            assert self.output is not None
            self._spare(Path(self.output), answer)
            write_file(Path(self.output), text)
        if answer.exit_code:
            raise typer.Exit(answer.exit_code)

    def _to_the_end(self, pieces: Iterator[str]) -> Iterator[str]:
        """The other pieces of an answer of which the first is out already, so that it cannot begin anew."""
        try:
            yield from pieces
        except Damaged:
            self.forget()
            raise WrongUse("the answer is cut off: the kept base is damaged; run it again") from None

    def _spare(self, target: Path, answer: Answer) -> None:
        """Refuse to write over what was read, the page or a file of the base, or into the base."""
        directory = self.directory
        above = [Path(os.path.realpath(folder)) for folder in (target.parent, target.parent.parent)]
        into_base = target.suffix == ".yaml" and Path(os.path.realpath(directory)) in above
        if into_base and not os.path.exists(target) and not answer.makes_file:
            raise WrongUse("{file} would become a file of the base; write to another folder", file=target)
        if not os.path.exists(target):
            return
        for path in (*map(Path, answer.reads), *_files_of(directory)):
            if path.exists() and target.samefile(path):
                raise WrongUse("{file} was read for this answer; write to another file", file=target)

    def _text(self, answer: Answer) -> Text:
        format_ = self._format(answer)
        keys = self._keys(answer)
        if self.excel and format_ != Format.CSV:
            raise WrongUse("--excel goes with -f csv")
        if format_ in answer.forms and not (self.fields and format_ in tuple(Format)):
            return answer.forms[format_]()
        if format_ in (Format.TABLE, Format.MARKDOWN):
            return self._seen(answer, keys, format_)
        from xiyang_cli.output import data

        rows: Iterator[Row] = ({key: row[key] for key in keys} for row in answer.rows)
        match format_:
            case Format.JSON:
                return data.json_pieces(rows)
            case Format.JSONL:
                return data.jsonl_pieces(rows)
            case Format.CSV:
                if self._on_terminal:
                    rows = ({k: visible(v) if isinstance(v, str) else v for k, v in r.items()} for r in rows)
                return data.csv_pieces(rows, keys, excel=self.excel)
            case _:
                return data.tsv_pieces(rows, keys)

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


def _files_of(directory: Path) -> Iterator[Path]:
    from xiyang_cli.base.folder import file_names

    with contextlib.suppress(OSError):
        yield from (directory / name for name in file_names(directory))


Body = Callable[..., Answer | None]
_Body = TypeVar("_Body", bound=Body)


class Registered(NamedTuple):
    """A command as its module writes it, before it is made one of the command line."""

    body: Body
    panel: str
    form: Any
    shared: Collection[str]

    def callback(self) -> Callable[..., None]:
        """The function that the command line calls: `body` with the shared options."""
        own = list(inspect.signature(self.body, eval_str=True).parameters.values())[1:]

        def run(ctx: typer.Context, **given: Any) -> None:
            asked = {name: given.pop(name) if name in self.shared else SHARED[name][1] for name in SHARED}
            session = _session(ctx, asked)
            try:
                self._answer(session, given)
            except Damaged:
                # What was kept of the base is no good; it is read anew, and so kept anew.
                session.forget()
                self._answer(session, given)

        parameters = [
            inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context),
            *(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own),
            *(
                inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
                for name, (kind, default) in (SHARED | {"format_": (self.form, None)}).items()
                if name in self.shared
            ),
        ]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {p.name: p.annotation for p in parameters}
        run.__doc__ = self.body.__doc__
        return run

    def _answer(self, session: Session, given: Mapping[str, Any]) -> None:
        if (answer := self.body(session, **given)) is not None:
            session.deliver(answer)


REGISTERED: dict[str, Registered] = {}
"""the commands of the modules that are imported, by name"""


def command(
    panel: str, form: Any = FORM, shared: Collection[str] = SHARED.keys()
) -> Callable[[_Body], _Body]:
    """Make a command of a function `(session, …own parameters) -> Answer`: add the `shared` options.

    One that has delivered its answer itself returns None.
    """

    def register(body: _Body) -> _Body:
        REGISTERED[body.__name__.rstrip("_")] = Registered(body, panel, form, shared)
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
        loaded=[],
    )
