"""The program: what stands before a command."""

from __future__ import annotations

from typing import Annotated

import typer

from xiyang_cli.group import Group
from xiyang_cli.options import Base, Lang, NoColor
from xiyang_cli.output.write import write_out

app = typer.Typer(
    cls=Group,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(ctx: typer.Context, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from xiyang_cli import __version__

        write_out(f"xiyang {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def main(
    ctx: typer.Context,
    base: Base = None,
    lang: Lang = None,
    no_color: NoColor = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """What exactly did the source say, and may I print it?

    Facts on a county in a five-year plan, each with its bound, period, status and place in the
    source. Names are ids, Chinese or English names, pinyin or its initials.
    """
    if ctx.invoked_subcommand is None:
        write_out(ctx.get_help() + "\n")
