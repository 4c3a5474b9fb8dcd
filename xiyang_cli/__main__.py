"""`python -m xiyang_cli`, and the `xiyang` script: a process that begins and ends in order."""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import signal
import sys
from typing import NoReturn

_ENDINGS = ("SIGTERM", "SIGHUP")
"""what asks a process to end, where the system knows it"""


def main() -> None:
    """Run the command line."""
    try:
        _end_in_order()
        _hold_streams()
        gc.disable()  # what is imported stays, so there is nothing to find among it
        from xiyang_cli.program import app

        gc.enable()
        app(prog_name="xiyang")
    except KeyboardInterrupt:  # Ctrl-C while the program was still being imported
        sys.exit(130)
    except SystemExit as end:
        _leave(end.code)


def _leave(code: object) -> NoReturn:
    """End at once. To take the interpreter down object by object takes a sixth of a look-up."""
    if not isinstance(code, int):
        raise SystemExit(code)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


def _end_in_order() -> None:
    """Let what asks the process to end raise SystemExit, so that no half-written file stays behind."""
    for name in _ENDINGS:
        number = getattr(signal, name, None)
        # One that is ignored (nohup) stays so.
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _: object) -> NoReturn:
    signal.signal(number, signal.SIG_DFL)  # a second one ends it at once
    sys.exit(128 + number)


def _hold_streams() -> None:
    """Take the numbers of closed streams: a file opened later must not get one, to which a library writes."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # which takes the lowest number that is free


if __name__ == "__main__":
    main()
