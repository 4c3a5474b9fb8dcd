"""A folder of Parquet files with a part for each place, which engines read where it lies. Pure.

The layout is Hive's: `facts/place=昔阳县/facts.parquet`, the column `place` standing in the path
alone. A place is made whole before the next is begun, so that memory holds one place's rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Fact
from xiyang_cli.exporting.parquet import parquet
from xiyang_cli.exporting.tables import Row, Table, Tables, tables, wholes

BY = "place"
PARTED = ("facts", "changes", "change_facts", "indicators")
"""the tables that grow with the places; the others are one file each"""
DECIMALS = 12
"""of every number: all parts, of every year, have the same types, and one place's can be replaced alone"""

_ESCAPED = frozenset("\"#%'*/:=?\\{}[]^\x7f") | {chr(code) for code in range(32)}


def part_of(place: str) -> str:
    """The folder of a place, by the escapes of Hive and Spark: never above its own, nor below.

    Characters beyond ASCII stay as they are: Spark reads %E6 as a character, not as a byte of one.
    """
    return f"{BY}=" + "".join(f"%{ord(c):02X}" if c in _ESCAPED else c for c in place)


def dataset(base: FactBase, facts: Sequence[Fact]) -> Iterator[tuple[str, bytes]]:
    """The files by their paths in the folder: place by place, then the tables that all places share.

    Raises WrongUse for a number that is too long, and where pyarrow is missing.
    """
    shared: dict[str, tuple[Table, dict[tuple[object, ...], Row]]] = {}
    for place, held in _places(base, facts):
        about = "\n".join(row["citation_en"] for row in held["sources"].rows)
        for name, table in held.items():
            if name in PARTED:
                yield (
                    f"{name}/{part_of(place)}/{name}.parquet",
                    parquet(_parted(table, place), about, DECIMALS),
                )
            else:
                _, rows = shared.setdefault(name, (table, {}))
                rows.update({tuple(row[key] for key in table.form.key): row for row in table.rows})
    for name, (table, rows) in shared.items():
        yield f"{name}.parquet", parquet(replace(table, rows=list(rows.values())), table.form.title, DECIMALS)


def _parted(table: Table, place: str) -> Table:
    """The rows of one place, without the column that stands in the path."""
    columns = {key: column for key, column in table.form.columns.items() if key != BY}
    rows = [row for row in table.rows if row.get(BY, place) == place]
    return replace(table, form=replace(table.form, columns=columns), rows=rows)


def _places(base: FactBase, facts: Sequence[Fact]) -> Iterator[tuple[str, Tables]]:
    """The tables of each place that facts are about, in the base's order.

    Each is asked of a base of that place alone, for which a question costs what the place holds.
    """
    chosen = _by_place(facts)
    stated = _by_place(base.facts)
    of_place: dict[str, list[str]] = {}
    for indicator in base.indicators:
        of_place.setdefault(indicator.place, []).append(indicator.id)
    indicators = {indicator.id: indicator for indicator in base.indicators}
    places = {place.id: place for place in base.places}
    sources = {source.id: source for source in base.sources}
    for place in base.places:
        if place.id not in chosen:
            continue
        own = stated[place.id]
        near = wholes(places, {place.id, base.home, *(fact.scope for fact in own if fact.scope)})
        part = replace(
            base,
            places=tuple(p for p in base.places if p.id in near),
            sources=tuple(sources[id] for id in dict.fromkeys(fact.source for fact in own)),
            indicators=tuple(indicators[id] for id in wholes(indicators, of_place[place.id])),
            facts=tuple(own),
        )
        yield place.id, tables(part, chosen[place.id], place.id)


def _by_place(facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.place, []).append(fact)
    return found
