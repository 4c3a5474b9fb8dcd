"""How a base is written: white space, the order of keys and records, quotes. `--fix` mends it. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from xiyang_cli.base.forms import counting, flag, whole
from xiyang_cli.base.record import Rule
from xiyang_cli.linting.finding import Finding, Said
from xiyang_cli.linting.written import NULL, Scalar, Written, every

SortKey = tuple[Any, ...]
Files = Mapping[str, Written]

_BY_ID = re.compile(r"#\s*order:\s*id\s*")
_NUMBER = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?", re.ASCII)
_TEXT = "tag:yaml.org,2002:str"


def white_space(file: str, text: str) -> Iterator[Finding]:
    """White space at the ends of lines and of the file, and line ends that are not plain ones."""
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        yield _at(
            file, line, r"\r\n", "the lines end with a carriage return; end them with a line feed alone"
        )
    if text.startswith("\ufeff"):
        yield _at(file, 1, r"\ufeff", "the file begins with a byte order mark; begin it with its first line")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, written_line in enumerate(lines, 1):
        if written_line != written_line.rstrip():
            yield _at(file, number, _end(written_line), "white space at the end of the line; take it away")
    if lines[-1]:
        yield _at(file, len(lines), _end(lines[-1]), "the last line has no end; end it with a line feed")
    elif len(lines) > 1 and not lines[-2].strip():
        yield _at(file, len(lines) - 1, r"\n\n", "empty lines at the end of the file; take them away")


def tidy(text: str) -> str:
    """`text` without what :func:`white_space` finds."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).rstrip("\n") + "\n"


def key_order(root: Written) -> Iterator[Finding]:
    """Keys that stand in another order than the data dictionary's."""
    for record in every(root):
        wanted = ordered_keys(record.lines, record.rules)
        wrong = [key for key, right in zip(record.lines, wanted, strict=True) if key != right]
        if wrong:
            at = wanted.index(wrong[0])
            first, behind = MISPLACED_KEY
            yield record.finding(
                "key-order", wrong[0], ", ".join(record.lines), behind if at else first,
                key=wrong[0], before=wanted[at - 1],
            )  # fmt: skip


MISPLACED_KEY = (
    "the key {key} is out of order; write it first",
    "the key {key} is out of order; write it behind {before}",
)


def ordered_keys(keys: Mapping[str, int], rules: Mapping[str, Rule]) -> list[str]:
    """`keys` in the order of the data dictionary."""
    return [key for key in rules if key in keys]


def quotes(root: Written) -> Iterator[Finding]:
    """Texts without quotes that a YAML reader takes for a number, a date or a truth value."""
    for record in every(root):
        for key, _, scalar in unquoted(record):
            yield Finding(
                record.file, scalar.line, record.id, "quotes", f"{key}: {scalar.text}",
                '{text} is read as a number or the like by other programs; write "{text}"',
                (("text", scalar.text),),
            )  # fmt: skip


def unquoted(record: Written) -> Iterator[tuple[str, int, Scalar]]:
    """Key, place in its list and text of each that lacks quotes."""
    for key, scalars in record.scalars.items():
        if record.rules[key].form in (whole, counting, flag):
            continue
        for place, scalar in enumerate(scalars):
            if scalar.plain and scalar.tag != NULL and _like_another(scalar):
                yield key, place, scalar


def _like_another(scalar: Scalar) -> bool:
    return scalar.tag != _TEXT or _NUMBER.fullmatch(scalar.text) is not None


class By(StrEnum):
    """What the records of a list are ordered by, as messages say it."""

    ID = "id"
    NUMBER = "number"
    PERIOD = "their period"
    BASE_UNIT = "their base unit"
    PLACE = "their place in the page"


@dataclass(frozen=True)
class Order:
    """The order that the records of one list should have: what they are ordered by, and each one's key.

    A record whose key is None may stand anywhere.
    """

    by: By
    keys: Sequence[SortKey | None]

    def misplaced(self) -> list[int]:
        """The fewest places whose records must move for the rest to stand in order."""
        kept = set(_longest_rising([(key, place) for place, key in enumerate(self.keys) if key is not None]))
        return [place for place, key in enumerate(self.keys) if key is not None and place not in kept]

    def sorted(self) -> list[int]:
        """The places in their right order; those without a key stay behind the record before them."""
        keys: list[SortKey] = []
        first = min((key for key in self.keys if key is not None), default=())
        for key in self.keys:
            keys.append(key if key is not None else keys[-1] if keys else first)
        return sorted(range(len(keys)), key=lambda place: keys[place])


def _longest_rising(entries: Sequence[tuple[SortKey, int]]) -> list[int]:
    """The places of the longest run of entries, not all side by side, whose keys never fall."""
    ends: list[SortKey] = []
    holders: list[int] = []
    before: list[int | None] = []
    for n, (key, _) in enumerate(entries):
        at = bisect_right(ends, key)
        before.append(holders[at - 1] if at else None)
        ends[at : at + 1], holders[at : at + 1] = [key], [n]
    run: list[int] = []
    last = holders[-1] if holders else None
    while last is not None:
        run.append(entries[last][1])
        last = before[last]
    return run


def order(root: Written, files: Files, text: str) -> Iterator[Finding]:
    """Records that stand in another order than their list's."""
    for record, key, wanted in orders(root, files, text):
        inner, right = record.records[key], wanted.sorted()
        for place in wanted.misplaced():
            at = right.index(place)
            first, behind = MISPLACED
            yield inner[place].finding(
                "order", "id", _name(inner[place]), behind if at else first,
                name=_name(inner[place]), list=key, by=Said(wanted.by.value),
                before=_name(inner[right[at - 1]]),
            )  # fmt: skip


MISPLACED = (
    "{name} is out of order ({list} are ordered by {by}); write it first",
    "{name} is out of order ({list} are ordered by {by}); write it behind {before}",
)


def orders(root: Written, files: Files, text: str) -> Iterator[tuple[Written, str, Order]]:
    """Each list that has an order: its record, its key, the order.

    The order of places, sectors, sources and indicators is the editor's, unless the comment at
    the head of the file says `# order: id`.
    """
    head = text.removeprefix("\ufeff").split("\n")
    by_id = any(_BY_ID.fullmatch(line.rstrip()) for line in head[: _comments(head)])
    for record in every(root):
        for key, inner in record.records.items():
            if by_id and key != "at" and all("id" in each.rules for each in inner):
                yield record, key, Order(By.ID, [(each.text("id"),) for each in inner])
            elif key in _ORDERS and len(inner) > 1:
                yield record, key, _ORDERS[key](inner, files)


def _comments(lines: Sequence[str]) -> int:
    return next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))


def _facts(facts: Sequence[Written], files: Files) -> Order:
    """By their place in the page, or by their period: whichever they keep better."""
    sources = [source.id for source in files["sources.yaml"].records["sources"]]
    by_place = Order(By.PLACE, [_place_of(f.records["at"][0], sources) for f in facts])
    by_period = Order(By.PERIOD, [_years(f.text("period")) for f in facts])
    return min(by_place, by_period, key=lambda one: len(one.misplaced()))


def _place_of(at: Written, sources: Sequence[str | None] = ()) -> tuple[int, ...]:
    source = at.text("source")
    return (sources.index(source) if source in sources else 0, *_numbers(at, "item", "section", "sentence"))


def _years(period: str | None) -> tuple[int, ...] | None:
    """The end of a period, then its beginning; None without one."""
    if period is None:
        return None
    first, _, last = period.partition("/")
    return tuple(int(n) for part in (last or first, first) for n in [*part.split("-"), "13", "32"][:3])


def _numbers(record: Written, *keys: str) -> tuple[int, ...]:
    return tuple(int(record.text(key) or 0) for key in keys)


def _units(units: Sequence[Written], files: Files) -> Order:
    bases = [base.id for base in files["units.yaml"].records["base_units"]]
    return Order(By.BASE_UNIT, [(bases.index(unit.text("base_unit")),) for unit in units])


_ORDERS: dict[str, Callable[[Sequence[Written], Files], Order]] = {
    "plans": lambda plans, _: Order(By.PERIOD, [_years(plan.text("period")) for plan in plans]),
    "units": _units,
    "items": lambda items, _: Order(By.NUMBER, [_numbers(item, "item") for item in items]),
    "sections": lambda parts, _: Order(By.NUMBER, [_numbers(part, "section") for part in parts]),
    "without_facts": lambda rows, _: Order(By.PLACE, [_place_of(row) for row in rows]),
    "facts": _facts,
}


def _name(record: Written) -> str:
    numbers = [record.text(key) for key in ("item", "section", "sentence")]
    own = record.text("id") or record.text("word")
    return own or ".".join(number for number in numbers if number)


def _end(line: str) -> str:
    """The end of a line, its white space made visible."""
    bare = line.rstrip()
    shown = bare.lstrip() if len(bare.lstrip()) <= 24 else "…" + bare[-24:]
    return shown + "␣" * (len(line) - len(bare))


def _at(file: str, line: int, text: str, template: str) -> Finding:
    return Finding(file, line, None, "white-space", text, template)
