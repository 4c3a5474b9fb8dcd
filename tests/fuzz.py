"""The properties of `test_fuzz.py`, searched on and on, led by the lines of code that an input reaches.

    python -m venv .fuzz && .fuzz/bin/pip install . atheris hypothesis pytest pypdf jsonschema
    .fuzz/bin/python -m tests.fuzz html -max_total_time=600

Names are those of the tests, a part of one will do. What fails is printed, small, by the test itself.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from pathlib import Path

import atheris

LONGEST = 4096
"""bytes of an input: an example is drawn from them, one by one"""
SEEDS = 64


def main(words: list[str]) -> None:
    """Search for an input that breaks the test named first; the other words are libFuzzer's."""
    os.environ["XIYANG_CACHE"] = "off"  # else a compiled form of every base that is tried would be kept
    with atheris.instrument_imports(include=["xiyang_cli"]):
        from tests import test_fuzz
    found = [name for name in vars(test_fuzz) if name.startswith("test_any") and words[0] in name]
    found += [name for name in vars(test_fuzz) if name.startswith("test_quantities") and words[0] in name]
    # Left to itself libFuzzer begins with some bytes, of which no example can be made, and grows them slowly.
    with tempfile.TemporaryDirectory() as seeds:
        draw = random.Random(1)
        for number in range(SEEDS):
            (Path(seeds) / str(number)).write_bytes(draw.randbytes(draw.randint(1, LONGEST)))
        options = ["-len_control=0", f"-max_len={LONGEST}", *words[1:], seeds]
        atheris.Setup(["fuzz", *options], getattr(test_fuzz, found[0]).hypothesis.fuzz_one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:] or [""])
