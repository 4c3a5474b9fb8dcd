"""Tables: a cell is told of by the heads of its row and column, by the corner and by the caption. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xiyang_cli.documents.model import Block

_BARE = re.compile(
    r"^(?P<lead>[\s*_~≈<>≥≤]*(?:(?:c\.|ca\.|about|around|nearly|over|approx\.|约|近|超|逾|不足|突破)\s*)?)(?P<number>[-+−]?\d[\d,]*(?:\.\d+)?)(?P<tail>[\s*†‡_a-f]{0,3}(?:左右|以上|多|余|\+|E|e)?[\s*_]*)$"
)
_UNIT = re.compile(
    r"(?P<money>RMB|CNY|yuan|¥)\s*(?P<scale>bn|billion|mn|m|million|tn|trillion)\b|(?P<scaled>billion|million|bn|mn)\s+(?:yuan|RMB|CNY)\b"
    r"|(?P<zh>(?:[十百千]?[万亿])?(?:元/吨|元/人|元|千瓦|兆瓦|吉瓦|吨|平方米|公顷|亩|人次|人|名|户|次|个百分点|百分点|处|家|个|项|所|件|座|岁|倍|番)|%)"
    r"|(?P<en>percentage\s+points?|GW|MW|kW|ktpa|kt|Mt|tonnes?|square\s+met(?:re|er)s|mu\b|people|years\s+of\s+age|times|per\s?cent|pp\b|[×x](?![a-z]))",
    re.IGNORECASE,
)
_ONLY_UNIT = re.compile(rf"\s*(?:{_UNIT.pattern})\s*", re.IGNORECASE)
_LABELLED = re.compile(r"(?:单位\s*[:：]|[（(\[]|,|，|:|：|\bin\b)\s*([^）)\]]{1,40})")


@dataclass(frozen=True)
class Told:
    """A cell as a sentence: `text`, with the cell's words from `start`."""

    block: Block
    text: str
    start: int
    number: tuple[int, int] | None
    """where a number without a unit stands in the cell: the whole claim is that number"""
    above: str


def told_cells(cells: Sequence[Block], caption: str = "") -> list[Told]:
    """The cells of one table that hold something to judge, each with the heads that it stands under."""
    at = {(c.cell.row, c.cell.column): c for c in cells if c.cell is not None}
    found = []
    for block in cells:
        assert block.cell is not None
        if (
            block.cell.header
            or _ONLY_UNIT.fullmatch(block.text)
            or not re.search(r"\d|[一二三四五六七八九十百千万亿第最首唯前]", block.text)
        ):
            continue
        row, column = block.cell.row, block.cell.column
        if column == 0 and not _BARE.match(block.text):
            continue
        corner = at[0, 0].text if (0, 0) in at else ""
        heads = [text for text in _heads(cells, at, row, column) if text]
        found.append(_told(block, heads, corner, caption))
    return found


def _heads(cells: Sequence[Block], at: dict[tuple[int, int], Block], row: int, column: int) -> list[str]:
    """The heads of the cell's column, from the top, then of its row."""
    above = [
        c.text
        for c in cells
        if c.cell is not None
        and c.cell.header
        and c.cell.row < row
        and c.cell.column <= column < c.cell.column + c.cell.span
        and (c.cell.row, c.cell.column) != (0, 0)
    ]
    first = at.get((row, 0))
    units = [
        c.text
        for c in cells
        if c.cell is not None
        and c.cell.row == row
        and c.cell.column != column
        and _ONLY_UNIT.fullmatch(c.text)
    ]
    return [*above, *units, first.text if first is not None and column > 0 else ""]


def _told(block: Block, heads: Sequence[str], corner: str, caption: str) -> Told:
    lead = " ".join(_clean(head) for head in reversed(heads) if not _ONLY_UNIT.fullmatch(head)) + " "
    bare = _BARE.match(block.text)
    if not bare:
        return Told(block, lead + block.text, len(lead), None, f"{caption}\n{corner}")
    before, behind = _unit_of([*reversed(heads), corner, caption])
    text = lead + bare["lead"].lstrip("*_ ") + before + bare["number"] + behind + bare["tail"].strip("*_ ")
    return Told(block, text, len(lead), bare.span("number"), f"{caption}\n{_clean(corner)}")


def _unit_of(heads: Sequence[str]) -> tuple[str, str]:
    """What stands before and behind a bare number, by the first head that names a unit."""
    for head in heads:
        labels = [found[1] for found in _LABELLED.finditer(head)] or [head]
        for label in labels:
            found = _UNIT.search(label)
            if found is None:
                continue
            if found["money"] or found["scaled"]:
                scale = (found["scale"] or found["scaled"]).lower()
                return "RMB", {"billion": "bn", "million": "m", "mn": "m", "trillion": "tn"}.get(scale, scale)
            unit = found[0]
            return "", unit if found["zh"] else f" {'times' if unit in 'x×' else unit}"
    return "", ""


def _clean(head: str) -> str:
    """A head without the unit that it gives in brackets."""
    return re.sub(r"[（(\[][^）)\]]*[）)\]]", lambda m: " " if _UNIT.search(m[0]) else m[0], head).strip()
