"""A folder of Parquet files with a part for each place, which engines read where it lies. Pure.

The layout is Hive's: `facts/place=昔阳县/facts.parquet`, the column `place` standing in the path
alone. A place is made whole before the next is begun, so that memory holds one place's rows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
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


def dataset(
    base: FactBase, asked: Collection[str] | None, select: Callable[[str], Sequence[Fact]]
) -> Iterator[tuple[str, bytes]]:
    """The files by their paths in the folder: place by place, then the tables that all places share.

    `select` gives the facts of one place; of `asked` places, None for all. Raises WrongUse for a
    number that is too long, and where pyarrow is missing.
    """
    shared: dict[str, tuple[Table, dict[tuple[object, ...], Row]]] = {}
    for place, held in _places(base, asked, select):
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


def _places(
    base: FactBase, asked: Collection[str] | None, select: Callable[[str], Sequence[Fact]]
) -> Iterator[tuple[str, Tables]]:
    """The tables of each place that facts are about, in the base's order.

    Each is asked of a base of that place alone, for which a question costs what the place holds.
    """
    places = {place.id: place for place in base.places}
    for id in places:
        if (asked is not None and id not in asked) or not (facts := select(id)):
            continue
        near = wholes(places, {id, base.home, *(fact.scope for fact in facts if fact.scope)})
        part = base.only((id,), [place for place in places.values() if place.id in near])
        yield id, tables(part, facts, id)
