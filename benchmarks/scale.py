"""How answers grow with the base: the same questions to a small and to a large one, in turns, as ratios.

    python -m benchmarks.scale [--sizes 1000 1000000] [--rounds 15] [--builds 1] [--keep FOLDER] [--write]

Both bases have the same home county (`benchmarks.counties`), so that its answers are the same, and this is
looked at. Besides: what the first call on a base takes, which may build something, beside nothing but the C
parser of YAML over the same files on all cores; a call after one file has changed; and `list --place all`.
`--layout "one file"` is for versions that read no folders of a sector. `--write` puts the tables into
README.md and docs/scale.md, between their marks.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from benchmarks.counties import RARE_WORD, Base, Layout, write_base
from benchmarks.paired import (
    ROOT,
    Taken,
    answer,
    in_turns,
    installed,
    megabytes,
    process,
    ratio,
    rewrite,
    table,
    typical,
)

AT_HOME = {
    "`show gdp`": ("show", "gdp"),
    "`compare gdp@2020 gdp@2024`": ("compare", "gdp@2020", "gdp@2024"),
    "`list --sector energy --kind level --period 2024`": (
        "list", "--sector", "energy", "--kind", "level", "--period", "2024",
    ),
    "`changes`": ("changes",),
    "`search 发电`": ("search", "发电"),
    "`check` of a draft with 20 figures": ("check", "draft.txt"),
}  # fmt: skip
"""questions that have one answer in a base of any size"""
PARSE = """\
import sys, yaml
from multiprocessing import Pool
from pathlib import Path

def parse(path):
    return len(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader))

if __name__ == "__main__":
    with Pool() as pool:
        sum(pool.imap_unordered(parse, Path(sys.argv[1]).rglob("*.yaml"), 4))
"""


@dataclass(frozen=True)
class Asked:
    """A base, and how the program is asked of it."""

    xiyang: Path
    base: Base
    cache: Path
    """what the program keeps of the base"""
    draft: Path
    """the same file for every base, since answers name it"""
    changed: count[int] = field(default_factory=count)

    @property
    def environment(self) -> Mapping[str, str]:
        return {"XIYANG_BASE": str(self.base.folder), "XDG_CACHE_HOME": str(self.cache)}

    def call(self, *words: str) -> Callable[[], Taken]:
        """A call, as a process of its own."""
        return process(self._line(words), self.environment)

    def says(self, *words: str) -> str:
        """What it prints."""
        return answer(self._line(words), self.environment)

    def first(self) -> Taken:
        """The first call on a base that nothing is kept of."""
        shutil.rmtree(self.cache, ignore_errors=True)
        return self.call("show", "gdp")()

    def after_a_change(self) -> Taken:
        """The first call after one file was written anew."""
        path = min(path for path in self.base.folder.rglob("*.yaml") if "sector: energy" in _head(path))
        text = path.read_text(encoding="utf-8").partition("\n")[2]
        path.write_text(f"# change {next(self.changed)}\n{text}", encoding="utf-8")
        return self.call("show", "gdp")()

    def _line(self, words: tuple[str, ...]) -> list[str | Path]:
        named = [str(self.draft) if word == "draft.txt" else word for word in words]
        return [self.xiyang, *named, *(() if "-f" in words else ("-f", "json"))]


def main() -> None:
    """Write the bases, ask them in turns, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs=2, default=(1000, 1_000_000), metavar="FACTS")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--builds", type=int, default=1, help="how often the whole is built and listed")
    parser.add_argument("--layout", choices=("folders", "one file"), default="folders")
    parser.add_argument("--xiyang", type=Path, help="the program, instead of the checkout's wheel installed")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the bases stay for another run")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        xiyang = asked.xiyang or installed(folder) / "xiyang"
        small, large = (
            _asked(xiyang, facts, asked.layout, asked.keep or folder, folder / "draft.txt")
            for facts in asked.sizes
        )
        small.draft.write_text("\n".join(_statements(small)), encoding="utf-8")
        script = folder / "parse.py"
        script.write_text(PARSE, encoding="utf-8")
        parser_alone: list[str | Path] = [xiyang.parent / "python", script]
        tables = {
            "building": _building(small, large, parser_alone, asked.builds),
            "scale": _questions(small, large, asked.rounds),
            "everything": _everything(small, large, asked.builds),
        }
    for name, made in tables.items():
        print(made, flush=True)
        if asked.write:
            rewrite(name, made, [ROOT / "README.md", ROOT / "docs" / "scale.md"])


def _asked(xiyang: Path, facts: int, layout: Layout, folder: Path, draft: Path) -> Asked:
    own = folder.resolve() / str(facts)
    own.mkdir(parents=True, exist_ok=True)
    return Asked(xiyang, write_base(_emptied(own / "base"), facts, layout=layout), own / "cache", draft)


def _statements(asked: Asked) -> list[str]:
    """Twenty sentences of the home county, with a figure each."""
    words = ("list", "--kind", "level", "--period", "2024", "-f", "tsv", "--fields", "id,statement_zh")
    return [line.partition("\t")[2] for line in asked.says(*words).splitlines()[1:21]]


def _questions(small: Asked, large: Asked, rounds: int) -> str:
    """The table of single questions."""
    lines = []
    for name, words in AT_HOME.items():
        if small.says(*words) != large.says(*words):
            raise RuntimeError(f"{name} is answered otherwise in the larger base")
        lines.append(_line(name, small.call(*words), large.call(*words), rounds))
    rare = ("search", RARE_WORD, "--place", "all")
    lines.append(
        _line("`search` of a rare word, `--place all`", small.call(*rare), large.call(*rare), rounds)
    )
    there = [asked.call("changes", "--place", asked.base.other) for asked in (small, large)]
    lines.append(_line("`changes --place` of another county", there[0], there[1], rounds))
    return table(_head_of("question", small, large), lines)


def _everything(small: Asked, large: Asked, rounds: int) -> str:
    words = ("list", "--place", "all", "-f", "jsonl")
    line = _line("`list --place all -f jsonl`", small.call(*words), large.call(*words), rounds)
    return table(_head_of("all of it", small, large), [line])


def _line(
    name: str, small: Callable[[], Taken], large: Callable[[], Taken], rounds: int
) -> tuple[object, ...]:
    taken = in_turns({"small": small, "large": large}, rounds, warm=1 if rounds < 5 else 3)
    ours, theirs = taken["large"], taken["small"]
    return name, typical(theirs), typical(ours), ratio(ours, theirs), megabytes(theirs), megabytes(ours)


def _building(small: Asked, large: Asked, parser_alone: list[str | Path], builds: int) -> str:
    """The table of first calls, of calls after a change, and of the parser alone."""
    lines = []
    for asked in (small, large):
        parse = process([*parser_alone, asked.base.folder])
        taken = in_turns({"first": asked.first, "parse": parse}, builds, warm=0)
        warm = asked.call("show", "gdp")
        kept = sum(path.stat().st_size for path in asked.cache.rglob("*") if path.is_file())
        later = in_turns({"changed": asked.after_a_change, "warm": warm}, max(builds, 3), warm=0)
        lines.append(
            (
                f"{asked.base.facts:,} facts", typical(taken["parse"]), typical(taken["first"]),
                ratio(taken["first"], taken["parse"]), megabytes(taken["first"]), f"{kept / 2**20:.0f} MB",
                typical(later["warm"]), typical(later["changed"]), ratio(later["changed"], later["warm"]),
            )
        )  # fmt: skip
    head = (
        "base", f"YAML parser alone ({os.cpu_count()} processes)", "first call", "times as long (quartiles)",
        "most memory", "kept on disk", "a later call", "after a change to one file",
        "times as long (quartiles)",
    )  # fmt: skip
    return table(head, lines)


def _head_of(what: str, small: Asked, large: Asked) -> tuple[str, ...]:
    sizes = [f"{asked.base.facts:,} facts" for asked in (small, large)]
    return what, *sizes, "times as long (quartiles)", *(f"memory, {size}" for size in sizes)


def _head(path: Path) -> str:
    with path.open(encoding="utf-8") as file:
        return file.read(200)


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return folder


if __name__ == "__main__":
    main()
