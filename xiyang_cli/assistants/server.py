"""The Model Context Protocol over stdin and stdout. The only module that imports its library."""

from __future__ import annotations

import logging
import os
import signal
from functools import partial

import anyio
import anyio.to_thread
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)

from xiyang_cli import __version__
from xiyang_cli.assistants.desk import Desk
from xiyang_cli.assistants.tools import TOOLS
from xiyang_cli.errors import XiyangError
from xiyang_cli.language import say
from xiyang_cli.output.write import ReaderGone

_HINTS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def serve(desk: Desk) -> None:
    """Answer until stdin is closed.

    Raises ReaderGone when nobody reads stdout any longer, OSError when it cannot be written.
    """
    if os.environ.get("XIYANG_DEBUG") != "1":
        # What a client sent wrong it is told; the library would put a trace of it on stderr, too.
        logging.getLogger("mcp").addHandler(logging.NullHandler())
    # A thread waits for stdin and cannot be woken; with nothing to clean up, any signal may end the process.
    for ending in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, ending, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    try:
        anyio.run(_serve, _server(desk))
    except BaseExceptionGroup as group:
        fault = _first(group)
        raise (ReaderGone() if isinstance(fault, BrokenPipeError) else fault) from None


def _first(fault: BaseException) -> BaseException:
    """What went wrong first, out of the groups that the library puts around it."""
    return _first(fault.exceptions[0]) if isinstance(fault, BaseExceptionGroup) else fault


async def _serve(server: Server) -> None:
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


def _server(desk: Desk) -> Server:
    one_at_a_time = anyio.CapacityLimiter(1)

    async def list_tools(_: object, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(
            tools=[
                Tool(
                    name=tool.name,
                    description=tool.meaning,
                    input_schema=tool.input_schema,
                    output_schema=tool.output_schema,
                    annotations=_HINTS,
                )
                for tool in TOOLS.values()
            ]
        )

    async def call_tool(_: object, call: CallToolRequestParams) -> CallToolResult:
        # In a thread, so that the connection stays alive while a long draft is judged.
        return await anyio.to_thread.run_sync(
            partial(_result, desk, call), limiter=one_at_a_time, abandon_on_cancel=True
        )

    return Server(
        "xiyang",
        version=__version__,
        instructions=desk.instructions,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _result(desk: Desk, call: CallToolRequestParams) -> CallToolResult:
    """The reply, or one line for what is wrong; nothing that a call holds ends the server."""
    try:
        reply = desk.answer(call.name, call.arguments or {})
    except XiyangError as error:
        return _fault(error.text(desk.language))
    except Exception as error:
        if os.environ.get("XIYANG_DEBUG") == "1":
            logging.getLogger(__name__).exception(call.name)
        return _fault(say("a bug: {what}; run again with XIYANG_DEBUG=1 and send us what it prints",
                          desk.language, what=f"{type(error).__name__}: {error}"))  # fmt: skip
    return CallToolResult(content=[TextContent(text=reply.text)], structured_content=dict(reply.data))


def _fault(line: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=line)], is_error=True)
