"""What is nearly a base: trees of YAML after slips, and compiled files after faults of a disk."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, suppress
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from xiyang_cli.base.tree import Block, read_tree

_HASH = "0" * 64
SMALL_BASE = {
    "places.yaml": """\
home: 临溪县
places:
  - {id: 临溪县, name_en: Linxi County, aliases: [临溪], pinyin: [lin xi xian, lin xi]}
  - {id: 邻水县, name_en: Linshui County, aliases: [邻水], pinyin: [lin shui xian], part_of: 临溪县}
""",
    "plans.yaml": """\
from: 13th
to: 14th
plans:
  - {id: 13th, name_zh: 十三五, name_en: 13th Five-Year Plan, period: 2016/2020}
  - {id: 14th, name_zh: 十四五, name_en: 14th Five-Year Plan, aliases: [x], period: 2021/2025}
""",
    "sectors.yaml": """\
sectors:
  - {id: nature, name_zh: 自然, name_en: nature, pinyin: [zi ran]}
""",
    "units.yaml": """\
base_units:
  - {id: t, kind: mass, name_zh: 吨, name_en: tonne, kind_zh: 重量, kind_en: mass}
  - {id: times, kind: multiple, name_zh: 倍, name_en: times, kind_zh: 倍数, kind_en: multiple}
  - {id: rank, kind: rank, name_zh: 位次, name_en: rank, kind_zh: 位次, kind_en: rank}
units:
  - {id: 吨, base_unit: t, factor: "1", name_en: t, aliases: [tonne]}
  - {id: 担, base_unit: t, factor: 1/20, name_en: dan}
  - {id: 倍, base_unit: times, factor: "1", name_en: times}
  - {id: 位, base_unit: rank, factor: "1", name_en: place}
""",
    "sources.yaml": """\
sources:
  - id: notice
    headline_zh: 溪畔新篇
    headline_en: A new page by the stream
    series_zh: null
    series_en: null
    printed: "2025-01"
    publisher: 临溪公报
    author: null
    date: null
    page: "1"
    items:
      - item: 1
        main: true
        plan: 14th
        begins: 溪畔新篇
        headings: [溪畔新篇]
        sections: [{section: 1, begins: 农业}]
    non_figures: [{word: 2015年, count: 2, reason_zh: 年份, reason_en: a year}]
    without_facts: [{item: 1, section: 0, sentence: 1, reason_zh: 概述, reason_en: an overview}]
""",
    "relations.yaml": """\
relations:
  - id: fall
    name_zh: 减两成
    name_en: down by a fifth
    expect: grain-2020 * ( 1 - 0.2 ) = grain-2024
    assumes_zh: [减的是两成]
    assumes_en: [the fall was one fifth]
    tolerance: "5"
  - {id: unknown, name_zh: 不详, name_en: unknown, cannot_tell_zh: 未印, cannot_tell_en: not printed, facts: [rise]}
""",
    "nature.yaml": f"""\
sector: nature
indicators:
  - id: grain
    name_zh: 粮食产量
    name_en: grain output
    aliases_zh: [粮食]
    pinyin: [liang shi chan liang, liang shi]
    place: 临溪县
    unit_kind: mass
    facts:
      - id: grain-2020
        kind: level
        value: "12.5"
        unit: 万吨
        qualifier: exact
        period: "2020"
        period_basis: printed
        status: actual
        figure: 12.5万吨
        statement_zh: 2020年产粮12.5万吨
        statement_en: 125,000 tonnes of grain in 2020
        at: {{source: notice, item: 1, section: 1, sentence: 1, hash: {_HASH}}}
      - id: grain-2024
        kind: level
        value: "10"
        value_high: "11"
        unit: 万吨
        qualifier: range
        period: "2024"
        period_basis: context
        status: actual
        direction: down
        figure: 10-11万吨
        statement_zh: 产粮降到10万吨
        statement_en: grain down to 100,000 tonnes
        note_zh: 年份未印
        note_en: the year is not printed
        at: {{source: notice, item: 1, section: 1, sentence: 2, hash: {_HASH}}}
      - id: grain-rank
        kind: rank
        value: "1"
        unit: 位
        qualifier: exact
        status: actual
        ranking: position
        scope: 邻水县
        figure: 第一
        statement_zh: 产粮第一
        statement_en: first in grain
        at: {{source: notice, item: 1, section: 1, sentence: 3, hash: {_HASH}}}
  - id: use
    name_zh: 用量
    name_en: use
    pinyin: [yong liang]
    place: 邻水县
    unit_kind: null
    part_of: grain
    facts:
      - id: rise
        kind: change
        value: "1.5"
        unit: 倍
        qualifier: about
        period: "2024"
        baseline_period: "2020"
        period_basis: printed
        status: planned
        direction: up
        multiple: by
        yearly: false
        figure: 约1.5倍
        statement_zh: 增长约1.5倍
        statement_en: it rises about 1.5 times
        at: {{source: notice, item: 1, section: 1, sentence: 4, hash: {_HASH}}}
""",
}
"""a base with little more than a record of each kind, which is soon read"""


@dataclass
class Raw:
    """YAML that stands there as it is."""

    text: str


RAW = [
    "", "~", "null", "&a x", "*a", "&a [*a]", "!!str 1", "!!python/object:os.system {}", "!x y", "!<tag:x> y", "<<: *a", "[", "{", "]",
    "}", "? x", "- x", "|", ">", "@", "`", "%YAML 9.9", "\n---\n", "\n...\n", "\t", "'", '"', '"\\ud800"', '"\\x00"', '"\\U00110000"',
    "# x", "{{x: y}: z}", "? [x]", "yes", "True", "0x10", "1_000", "1e3", ".inf", "2024-02-30", "[" * 13 + "]" * 13, "[" * 2000,
    "{a: " * 13 + "}" * 13, "- " * 2000, "\ufeff", "\x85", "\u2028", "\r", "\x7f", "!!binary eA==", "=", "{x: 1, x: 2}", "[,]", "TODO",
]  # fmt: skip
PLAIN = [
    "TODO", "", " ", "x", "all", "0", "1", "-1", "999999", "1000000", "0/0", "1/3", "9" * 40, "9" * 41, "0." + "9" * 40, "-0.0", "1e9",
    "0000", "0001", "9999", "2024-02-30", "2024-02-29", "2023-02-29", "2025/2024", "2024/2024", "2021/2025/2030", "true", "false", "up",
    "down", "level", "change", "rank", "range", "exact", "by", "to", "position", "planned", "printed", "money", "share", "万亿亿", "亿%",
    "昔" * 13, "昔" * 2001, "𠮷", "e\u0301", "ﬁ", "İ", "ß", "٣", "１２", "Ⅷ", "🏳️‍🌈", "\U000e0041", "[/]", "[bold]x[/bold]", "a = a", "1 = 1",
    "a-b - c", "a >= ( b", "( " * 60 + "a", "a / 0 = a", "a * a = a", "grain-2020 / grain-2024 = 1.25", "grain-rank = grain-2020",
]  # fmt: skip
NESTED = [[], None, [None], [("x", "y")]]
_SLIPS = ("value", "value", "like", "like", "key", "cut", "twice", "other", "within")


@st.composite
def near(draw: DrawFn, text: str, texts: SearchStrategy[str]) -> str:
    """What might stand in this file of a base: the right keys, odd values, some of them of `texts`."""
    root = _paired(read_tree(text)[0])
    odd = (
        texts | st.sampled_from(PLAIN) | st.sampled_from(RAW).map(Raw) | st.sampled_from(NESTED).map(deepcopy)
    )
    for _ in range(draw(st.integers(1, 4))):
        places = _places(root)
        if not places:
            break
        node, at = draw(st.sampled_from(places))
        match draw(st.sampled_from(_SLIPS)):
            case "value":
                _put(node, at, draw(odd))
            case "like" if isinstance(node[at], tuple):
                like = [_value(*place) for place in places if _key(*place) == _key(node, at)]
                _put(node, at, deepcopy(draw(st.sampled_from(like))))
            case "key" if isinstance(node[at], tuple):
                node[at] = (draw(odd), node[at][1])
            case "cut":
                del node[at]
            case "twice":
                node.insert(draw(st.integers(0, len(node))), node[at])
            case "other":
                other, there = draw(st.sampled_from(places))
                _put(node, at, deepcopy(_value(other, there)))  # one within itself would never end
            case _:
                _put(node, at, [_value(node, at)])
    end = draw(st.sampled_from(("\n", "\n", "\n", "\r\n", "\r")))
    return _written(root, end) + end


def _paired(tree: Any) -> Any:
    """A tree whose mappings are lists of pairs, in which a key may come to stand twice."""
    if isinstance(tree, Block):
        return [(key, _paired(value)) for key, value in tree.items()]
    return [_paired(entry) for entry in tree] if isinstance(tree, list) else tree


def _places(node: Any) -> list[tuple[list[Any], int]]:
    """Every list of the tree, once for each of its entries, with the entry's number."""
    if not isinstance(node, list):
        return []
    own = [(node, at) for at in range(len(node))]
    return own + [place for at in range(len(node)) for place in _places(_value(node, at))]


def _value(node: list[Any], at: int) -> Any:
    return node[at][1] if isinstance(node[at], tuple) else node[at]


def _key(node: list[Any], at: int) -> Any:
    return node[at][0] if isinstance(node[at], tuple) else None


def _put(node: list[Any], at: int, value: Any) -> None:
    node[at] = (node[at][0], value) if isinstance(node[at], tuple) else value


def _written(node: Any, end: str, depth: int = 0) -> str:
    """A tree in the flow style, a line an entry: it stays YAML whatever its values are."""
    gap = end + " " * (depth + 1)
    if isinstance(node, Raw):
        return node.text
    if isinstance(node, tuple):
        return f"{_written(node[0], end, depth)}: {_written(node[1], end, depth)}"
    if isinstance(node, list):
        inner = f",{gap}".join(_written(entry, end, depth + 1) for entry in node)
        is_mapping = bool(node) and any(isinstance(entry, tuple) for entry in node)
        return f"{{{inner}{gap}}}" if is_mapping else f"[{inner}]"
    return json.dumps(node, ensure_ascii=False)


# ---- a compiled file

PAGE = 4096
"""bytes of a page of SQLite; what stands first in one tells how the others are read"""
ODD = [None, -1, 0, 1, 7, 2**62, 1.5, float("inf"), "", "x", "1", "[]", "null", b"", b"\xff", b"x" * 9]
"""what a row might hold instead"""
SLIPS = [
    "UPDATE {table} SET {column} = :odd WHERE {some}",
    "UPDATE OR REPLACE {table} SET {column} = :odd WHERE {some}",
    "UPDATE {table} SET {column} = {column} || :odd WHERE {some}",
    "UPDATE {table} SET {column} = {column} + 1 WHERE {some}",
    "UPDATE {table} SET {column} = (SELECT max({column}) FROM {table}) WHERE {some}",
    "UPDATE {table} SET {column} = CAST(x'ff' AS TEXT) WHERE {some}",
    "DELETE FROM {table} WHERE {some}",
    "DROP TABLE {table}",
]
ByteSlip = tuple[str, int, bytes]
RowSlip = tuple[str, object]


def byte_slips(data: bytes) -> SearchStrategy[list[ByteSlip]]:
    """What a fault of a disk or of a copy makes of some bytes, most of them bytes that say something."""
    used = [place for place, byte in enumerate(data) if byte]
    pages = range(0, len(data), PAGE)
    heads = st.builds(int.__add__, st.sampled_from(pages), st.integers(0, 16))
    slip = st.tuples(
        st.sampled_from(("over", "over", "bit", "page", "cut", "in")),
        st.sampled_from(used) | heads | st.integers(0, 100),
        st.binary(min_size=1, max_size=4),
    )
    return st.lists(slip, min_size=1, max_size=6)


def with_bytes(data: bytes, slips: list[ByteSlip]) -> bytes:
    """The file after these slips."""
    found = bytearray(data)
    for what, at, new in slips:
        match what:
            case "over":
                found[at : at + len(new)] = new
            case "bit" if at < len(found):
                found[at] ^= 1 << (new[0] & 7)
            case "page":
                other = new[0] * PAGE % (len(data) - PAGE)
                found[other : other + PAGE] = found[at - at % PAGE :][:PAGE]
            case "cut":
                del found[at:]
            case "in":
                found[at:at] = new
    return bytes(found)


def row_slips(data: bytes) -> SearchStrategy[list[RowSlip]]:
    """What may come to stand in the rows of a file in which SQLite itself finds nothing amiss."""
    with closing(_connected(data)) as connection:
        columns = connection.execute(
            "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'"
        ).fetchall()
    some = st.sampled_from([f"rowid % {every} = {rest}" for every in range(1, 5) for rest in range(every)])
    told = st.builds(_told, st.sampled_from(SLIPS), st.sampled_from(columns), some)
    return st.lists(st.tuples(told, st.sampled_from(ODD)), min_size=1, max_size=3)


def _told(slip: str, column: tuple[str, str], some: str) -> str:
    return slip.format(table=column[0], column=column[1], some=some)


def with_rows(data: bytes, slips: list[RowSlip]) -> bytes:
    """The file after these slips."""
    with closing(_connected(data)) as connection:
        for told, odd in slips:
            with suppress(sqlite3.Error):  # of a table that is gone, or where a key would stand twice
                connection.execute(told, {"odd": odd})
        connection.commit()
        return connection.serialize()


def _connected(data: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(data)
    return connection
