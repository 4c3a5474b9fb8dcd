"""The command that serves assistants. It answers by a protocol alone, so it has no form and no output."""

from __future__ import annotations

import sys
from importlib.util import find_spec

import typer

from xiyang_cli.errors import WrongUse
from xiyang_cli.frame import HANDING_ON, LocalCommand, plain_session
from xiyang_cli.options import Base, Lang
from xiyang_cli.output.write import is_terminal
from xiyang_cli.program import app


@app.command("mcp", cls=LocalCommand, rich_help_panel=HANDING_ON)
def mcp(ctx: typer.Context, base: Base = None, lang: Lang = None) -> None:
    """Serve assistants over stdin and stdout (Model Context Protocol).

    The tools search, show, changes, compare and check answer as the commands do: read-only, offline,
    each answer with its source. It ends when stdin is closed.
    """
    if find_spec("mcp") is None:
        raise WrongUse("this needs the library of the protocol: pip install mcp")
    if find_spec("mcp_types") is None:
        raise WrongUse("this needs version 2 of the library of the protocol: pip install --upgrade mcp")
    from xiyang_cli.assistants.desk import Desk
    from xiyang_cli.assistants.server import serve

    session = plain_session(ctx, base)
    desk = Desk(session)
    if is_terminal(sys.stdin):
        typer.echo(session.say("waiting for an assistant on stdin; Ctrl-D ends"), err=True)
    serve(desk)
