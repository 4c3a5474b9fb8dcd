"""Which small changes to the program its tests notice: mutants of the modules that read, reckon and judge.

    python -m venv .bench && .bench/bin/pip install -r requirements-dev.txt cosmic-ray==8.7.0
    .bench/bin/python benchmarks/mutants.py [reading/chinese …]

cosmic-ray makes the mutants (an operator replaced, a condition turned round, a number one off) and SEED draws
DRAWN of a module. Each is written into a copy of this checkout; a fork of this process, where the libraries
are imported already, runs the tests of that module up to the first that fails. What survives is printed: a
gap in the tests, or what means the same (the window of a pattern that is anchored, `is` for `==`).
"""

from __future__ import annotations

import ast
import difflib
import os
import random
import shlex
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
SEED, DRAWN = 20261125, 200
LIMIT = 6
"""a mutant that takes so many times as long as the program runs for ever"""
READING = "tests/test_reading.py tests/test_measures.py -k 'not linear'"
CHECK = "tests/test_check.py -k 'not linear and not long_table'"
TESTS = {
    "answers/derive": [
        "tests/test_changes.py tests/test_compare.py",
        "tests/test_facts.py tests/test_chart.py",
    ],
    "figures/arithmetic": ["tests/test_figures.py", READING, "tests/test_audit.py tests/test_changes.py"],
    "figures/interval": ["tests/test_audit.py"],
    "reading/chinese": [READING],
    "reading/english": [READING],
    "reading/numerals": [READING],
    "checking/judge": [CHECK],
    "checking/relate": [CHECK],
}
"""the tests of each module, the quick ones first"""


def without_types(source: str) -> str:
    """What a module does: its tree without annotations, which nothing reads."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        elif isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(0)
    return ast.dump(tree)


def mutants(source: str) -> list[str]:
    """The mutants that are drawn of a module, none twice."""
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator, operator_names

    places: list[tuple[str, int]] = []
    for name in operator_names():
        if "Variable" not in name:  # these two want to be told which
            operator = get_operator(name)()
            count = sum(len(list(operator.mutation_positions(node))) for node in ast_nodes(get_ast(source)))
            places += [(name, number) for number in range(count)]
    random.Random(SEED).shuffle(places)  # noqa: S311 - a draw that repeats
    known, drawn = {without_types(source)}, []
    for name, number in places:
        mutant = mutate_code(source, get_operator(name)(), number)
        try:
            meaning = without_types(mutant)
        except SyntaxError:
            continue
        if meaning not in known:
            known.add(meaning)
            drawn.append(mutant)
        if len(drawn) == DRAWN:
            break
    return drawn


def outcome(arguments: str, limit: float) -> tuple[str, float]:
    """What a fork that runs these tests comes to, and the seconds of its own that it took."""
    child = os.fork()
    if not child:
        import pytest

        os.setsid()
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        fixed = ["-x", "-p", "no:cacheprovider", "--hypothesis-seed=0", "-W", "ignore::pytest.PytestWarning"]
        os._exit(int(pytest.main([*fixed, *shlex.split(arguments)])))
    begin = time.monotonic()
    while time.monotonic() - begin < limit:
        done, status, used = os.wait4(child, os.WNOHANG)
        if done:
            return "killed" if status else "survived", used.ru_utime + used.ru_stime
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "ran for ever", limit


def measure(module: str, copy: Path) -> Counter[str]:
    """The mutants of a module by what its tests make of them; prints each that they miss."""
    file = copy / "xiyang_cli" / f"{module}.py"
    source = file.read_text(encoding="utf-8")
    limits = []
    for arguments in TESTS[module]:
        begin = time.monotonic()
        if outcome(arguments, 3600)[0] != "survived":
            sys.exit(f"the tests fail without a mutant: {arguments}")
        limits.append(LIMIT * (time.monotonic() - begin) + 5)
    found: Counter[str] = Counter()
    for mutant in mutants(source):
        file.write_text(mutant, encoding="utf-8")
        result = "survived"
        for arguments, limit in zip(TESTS[module], limits, strict=True):
            result, _ = outcome(arguments, limit)
            if result != "survived":
                break
        found[result] += 1
        if result == "survived":
            lines = difflib.unified_diff(source.splitlines(), mutant.splitlines(), lineterm="", n=0)
            print("\n".join(list(lines)[2:]), flush=True)
    file.write_text(source, encoding="utf-8")
    return found


def main(modules: list[str]) -> None:
    """Measure the modules named, or all."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "checkout"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "__pycache__"))
        os.chdir(copy)
        sys.path.insert(0, str(copy))
        sys.dont_write_bytecode = True
        os.environ |= {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
        import hypothesis
        import pytest
        import typer.testing
        import yaml

        _ = hypothesis, pytest, typer, yaml  # warm for every fork
        for module in modules or list(TESTS):
            print(module, dict(measure(module, copy)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
