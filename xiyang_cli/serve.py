"""One `mcp`: assistants served until stdin is closed. It answers by a protocol alone, so it has no form."""

from __future__ import annotations

import sys
from importlib.util import find_spec

from xiyang_cli.errors import WrongUse
from xiyang_cli.frame import Session
from xiyang_cli.output.write import is_terminal, tell


def serve_assistants(session: Session) -> None:
    """Serve by the base and in the language of the session.

    Raises WrongUse without the library of the protocol, BrokenBase.
    """
    if find_spec("mcp") is None:
        raise WrongUse("this needs the library of the protocol: pip install mcp")
    if find_spec("mcp_types") is None:
        raise WrongUse("this needs version 2 of the library of the protocol: pip install --upgrade mcp")
    if sys.stdin is None or sys.stdout is None:
        raise WrongUse("stdin or stdout is closed, and an assistant speaks through both; leave them open")
    from xiyang_cli.assistants.desk import Desk
    from xiyang_cli.assistants.server import serve

    desk = Desk(session)
    if is_terminal(sys.stdin):
        tell(session.say("waiting for an assistant on stdin; Ctrl-D ends"))
    serve(desk)
