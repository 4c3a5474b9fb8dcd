"""What the tests of faults share: a program that is struck at a chosen moment, or watched from outside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.conftest import COUNTY, ROOT, Result

PROGRAM = [sys.executable, "-m", "xiyang_cli"]
PATIENCE = 60
"""seconds after which a call counts as hanging"""
NOBODY = 65534


def environment(base: Path | None = COUNTY, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """What a call in a process of its own needs, in English."""
    own = {"XIYANG_LANG": "en", "PYTHONPATH": str(ROOT)} | ({"XIYANG_BASE": str(base)} if base else {})
    return {**os.environ, **own, **(more or {})}


@contextmanager
def started(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A call that goes on while the test does; it does not outlive the test."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*PROGRAM, *words], env=environment(), stdin=pipe, stdout=pipe, stderr=pipe
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def opened(fifo: Path) -> int:
    """The end of a pipe to write to, once somebody has begun to read it."""
    last = time.monotonic() + PATIENCE
    while True:
        try:
            return os.open(fifo, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            assert time.monotonic() < last, "nobody reads it"
            time.sleep(0.01)


def before_it(folder: Path, code: str) -> dict[str, str]:
    """What must stand in the environment for `code` to run in the process before the program does."""
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(code)
    return {"PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])}


def struck(folder: Path, signal: str, call: str, at: int = 1) -> dict[str, str]:
    """What must stand in the environment for a signal to come when `os.<call>` is called for the `at`-th time.

    A file that is about to be made safe (fsync) is cut to its first bytes before.
    """
    code = f"""
import os, signal
calls, real = [0], os.{call}
def strike(*words, **more):
    calls[0] += 1
    if calls[0] == {at}:
        if {call!r} == "fsync":
            os.ftruncate(words[0], 10)
        os.kill(os.getpid(), signal.{signal})
    return real(*words, **more)
os.{call} = strike
"""
    return before_it(folder, code)


def held(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too, with its content."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def one_line(told: str | bytes) -> str:
    """What was told, once it is sure that it is one line and no traceback."""
    text = told.decode() if isinstance(told, bytes) else told
    assert text.count("\n") == 1, text
    assert text.endswith("\n")
    return text[:-1]


_LAUNCH = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[2:])
_, status, usage = os.wait4(process.pid, 0)
os.write(int(sys.argv[1]), f"{os.waitstatus_to_exitcode(status)} {usage.ru_maxrss}".encode())
"""


def measured(*words: str, base: Path = COUNTY, stdin: Path | None = None) -> tuple[Result, float, float]:
    """A call, with how long it took in seconds and the most memory it had in megabytes."""
    new = tempfile.TemporaryFile
    with new() as out, new() as err, new() as usage, open(stdin or os.devnull) as read:
        start = time.monotonic()
        # By way of a small process: a child begins with the peak of the one that it comes from, which is large.
        launch = [sys.executable, "-S", "-c", _LAUNCH, str(usage.fileno()), *PROGRAM, *words]
        subprocess.run(
            launch, env=environment(base), stdin=read, stdout=out, stderr=err,
            pass_fds=[usage.fileno()], check=True,
        )  # fmt: skip
        took = time.monotonic() - start
        for file in (out, err, usage):
            file.seek(0)
        code, most = map(int, usage.read().split())
        result = Result(code, out.read().decode(), err.read().decode())
    return result, took, most / (2**20 if sys.platform == "darwin" else 2**10)


@contextmanager
def anyones_folder() -> Iterator[Path]:
    """A folder that everyone reaches; those of pytest are for their owner alone."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o777)
        yield Path(folder)


_AS_NOBODY = f"""
import json, os, shutil, sys
from tests.conftest import COUNTY, run
# What a call imports and reads of Python itself, nobody may not be allowed to read any more.
for words in (["show", "nosuch"], ["check", "--text", "1", "-f", "table"], ["init", sys.argv[1]], ["lint", "--fix"]):
    run(*words, base=COUNTY, XIYANG_CACHE="off")
shutil.rmtree(sys.argv[1])
os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})
result = run(*sys.argv[2:], base=None, XIYANG_BASE=os.environ["XIYANG_BASE"])
print(json.dumps([result.code, result.out, result.err]))
"""


def as_nobody(*words: str, base: Path) -> Result:
    """A call by someone who may read and write only what everyone may; for root to make."""
    command = [sys.executable, "-c", _AS_NOBODY, str(base.parent / "warm"), *words]
    done = subprocess.run(
        command, env=environment(base), capture_output=True, timeout=PATIENCE, check=True, cwd=base
    )
    found: Any = json.loads(done.stdout)
    return Result(*found)
