"""How long one look-up takes beside the programs that one would use instead: whole processes, as ratios.

    python -m benchmarks.startup [--rounds 41] [--write]

It builds the checkout's wheel and installs it into an environment of its own, with the others; `jq` has to be
there. `--write` puts the table into README.md and docs/scale.md, between their marks.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

from benchmarks.paired import (
    ROOT,
    answer,
    in_turns,
    installed,
    process,
    ratio,
    rewrite,
    table,
    typical,
)

BARE = '''\
"""A program of one command that prints one row, and does nothing else."""
import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
ROW = {row!r}


@app.command()
def show(name: str) -> None:
    typer.echo(ROW)
'''
BARE_TABLE = '''\
"""A program of one command that prints the same rows as a table, and does nothing else."""
import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
ROWS = {rows!r}


@app.command()
def show(name: str) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("figure", "what it says", "period", "where")
    for row in ROWS:
        table.add_row(*row)
    Console().print(table)
'''
STARTER = (
    "#!{python}\nimport sys\nfrom {module} import app\nif __name__ == '__main__':\n    sys.exit(app())\n"
)
SHOW = "show gdp -f json"
TAB = {"_XIYANG_COMPLETE": "complete_bash", "_XIYANG_LINE": "xiyang show gd", "_XIYANG_WORD": ""}


def main() -> None:
    """Time all of them in turns, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=41)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = measured(Path(folder), asked.rounds)
    print(made)
    if asked.write:
        rewrite("startup", made, [ROOT / "README.md", ROOT / "docs" / "scale.md"])


def measured(folder: Path, rounds: int) -> str:
    """The table."""
    programs = installed(folder, "sqlite-utils", "yq")
    xiyang, python, cache = (
        programs / "xiyang",
        programs / "python",
        {"XDG_CACHE_HOME": str(folder / "cache")},
    )
    rows = json.loads(answer([xiyang, *SHOW.split()], cache))
    _bare(programs, "bare", BARE.format(row=json.dumps(rows[:1], ensure_ascii=False)))
    cells = [[r["figure"] or "", r["statement_en"], r["period"], f"{r['item']}.{r['section']}"] for r in rows]
    _bare(programs, "bare_table", BARE_TABLE.format(rows=cells))
    facts, database = folder / "facts.json", folder / "facts.db"
    for form, path in (("json", facts), ("sqlite", database)):
        answer([xiyang, "export", form, "-o", path], cache)
    shutil.copy(ROOT / "facts" / "economy.yaml", folder)

    jq = shutil.which("jq")
    if jq is None:
        raise SystemExit("jq is not installed")
    calls = {
        "xiyang": process([xiyang, *SHOW.split()], cache),
        "`python -c pass`": process([python, "-c", "pass"]),
        "a Typer program that prints one constant row": process([programs / "bare", "gdp"]),
        "`jq` on the exported JSON": process([jq, 'map(select(.indicator == "gdp"))', facts]),
        "`yq` on the YAML of the sector": process(
            [programs / "yq", '.indicators[] | select(.id == "gdp") | .facts', folder / "economy.yaml"],
            {"PATH": f"{programs}:{Path(jq).parent}"},
        ),
        "`sqlite-utils query` on the exported database": process(
            [programs / "sqlite-utils", "query", database, "SELECT * FROM facts WHERE indicator = 'gdp'"]
        ),
        "terminal": process([xiyang, "show", "gdp"], cache, terminal=True),
        "a Typer program that prints the same rows by rich": process(
            [programs / "bare_table", "gdp"], terminal=True
        ),
        "tab": process([xiyang], cache | TAB),
    }
    taken = in_turns(calls, rounds)
    lines: list[tuple[str, str]] = [
        *((f"`xiyang {SHOW}`", name) for name in list(calls)[1:6]),
        ("`xiyang show gdp` in a terminal", "a Typer program that prints the same rows by rich"),
        ("the tab key after a name is begun", f"`xiyang {SHOW}`"),
    ]
    of = {lines[0][0]: "xiyang", lines[-2][0]: "terminal", lines[-1][0]: "tab"}
    return table(
        ("what", "takes", "beside", "that takes", "times as long (quartiles)"),
        [
            (
                what, typical(taken[of[what]]), beside, typical(taken[of.get(beside, beside)]),
                ratio(taken[of[what]], taken[of.get(beside, beside)]),
            )
            for what, beside in lines
        ],
    )  # fmt: skip


def _bare(programs: Path, name: str, text: str) -> None:
    """Install a program as pip would: its module, compiled on the first call, and what starts it."""
    (library,) = (programs.parent / "lib").glob("python*/site-packages")
    (library / f"{name}.py").write_text(text, encoding="utf-8")
    starter = programs / name
    starter.write_text(STARTER.format(python=programs / "python", module=name), encoding="utf-8")
    starter.chmod(0o755)


if __name__ == "__main__":
    main()
