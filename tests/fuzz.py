"""The properties of `test_fuzz.py`, searched on and on, led by the lines of code that an input reaches.

    python -m venv .fuzz && .fuzz/bin/pip install . atheris hypothesis pytest pypdf jsonschema
    .fuzz/bin/python -m tests.fuzz html -max_total_time=600

Names are those of the tests, a part of one will do. What fails is printed, small, by the test itself.
"""

from __future__ import annotations

import sys

import atheris


def main(words: list[str]) -> None:
    """Search for an input that breaks the test named first; the other words are libFuzzer's."""
    with atheris.instrument_imports(include=["xiyang_cli"]):
        from tests import test_fuzz
    found = [name for name in vars(test_fuzz) if name.startswith("test_any") and words[0] in name]
    found += [name for name in vars(test_fuzz) if name.startswith("test_quantities") and words[0] in name]
    atheris.Setup(["fuzz", *words[1:]], getattr(test_fuzz, found[0]).hypothesis.fuzz_one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:] or [""])
