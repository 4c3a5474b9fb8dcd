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
    r"(?P<money>RMB|CNY|yuan|¥)\s*(?P<scale>bn|billion|mn|m|million|tn|trillion)?(?:\s+(?:per|a)\s+(?:head|person|capita)(?:\s+a\s+year)?)?\b|(?P<scaled>billion|million|bn|mn)\s+(?:yuan|RMB|CNY)\b"
    r"|(?P<zh>(?:[十百千]?[万亿])?(?:元/吨|元/人|元|千瓦|兆瓦|吉瓦|吨|平方米|公顷|亩|人次|人|名|户|次|个百分点|百分点|处|家|个|项|所|件|座|岁|倍|番)|%)"
    r"|(?P<en>percentage\s+points?|GW|MW|kW|ktpa|kt|Mt|(?:thousand\s+|million\s+)?tonnes?|square\s+met(?:re|er)s|mu\b|people|years\s+of\s+age|times|per\s?cent|pp\b|[×x](?![a-z]))",
    re.IGNORECASE,
)
_ONLY_UNIT = re.compile(
    rf"\s*(?:{_UNIT.pattern}|years?)(?:\s*(?:a|per|/)\s*(?:year|annum|head|person|capita|tonne))?\s*",
    re.IGNORECASE,
)
_YEARS = re.compile(r"life\s+expectancy|lifespan|longevity|寿命|\bage\b", re.IGNORECASE)
"""what is measured in years of age where a table says years"""
_SAYS_NOTHING = re.compile(
    r"\s*(?:figures?|values?|numbers?|data|amounts?|items?|remarks?|notes?|数值|数据|数字|数量|内容|情况|备注|说明|指标值?)\s*",
    re.IGNORECASE,
)
"""heads of a column that say nothing of what stands under them"""
_LABELLED = re.compile(r"(?:单位\s*[:：]|[（(\[]|,|，|:|：|\bin\b)\s*([^）)\]]{1,40})")


COUNT_WORDS = (
    ("个", "人", "人次", "次浏览", "岁"),
    (" items", " people", " visits", " views", " years of age"),
)
"""what a bare number of a table may count, in Chinese and in English"""


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
    grid = _Grid(cells)
    found = []
    for block in cells:
        assert block.cell is not None
        if block.cell.header or _ONLY_UNIT.fullmatch(block.text):
            continue
        row, column = block.cell.row, block.cell.column
        if column == 0 and not _BARE.match(block.text):
            continue
        found.append(_told(block, grid.heads(row, column), grid.corner, caption))
    return found


class _Grid:
    """The cells of one table by their place, so that a long table takes no longer than its length."""

    def __init__(self, cells: Sequence[Block]) -> None:
        placed = [(block, block.cell) for block in cells if block.cell is not None]
        self._at = {(cell.row, cell.column): block.text for block, cell in placed}
        self._headers = [
            (cell, block.text) for block, cell in placed if cell.header and (cell.row, cell.column) != (0, 0)
        ]
        self._units: dict[int, list[tuple[int, str]]] = {}
        for block, cell in placed:
            if _ONLY_UNIT.fullmatch(block.text):
                self._units.setdefault(cell.row, []).append((cell.column, block.text))
        self.corner = self._at.get((0, 0), "")

    def heads(self, row: int, column: int) -> list[str]:
        """The heads of the cell's column, from the top, then of its row."""
        above = [
            text
            for cell, text in self._headers
            if cell.row < row and cell.column <= column < cell.column + cell.span
        ]
        units = [text for place, text in self._units.get(row, ()) if place != column]
        first = self._at.get((row, 0), "") if column > 0 else ""
        return [text for text in (*above, *units, first) if text and not _SAYS_NOTHING.fullmatch(text)]


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
            if found is None and re.search(r"\byears?\b|^[岁年]$", label) and any(map(_YEARS.search, heads)):
                return "", " years of age"
            if found is None:
                continue
            if found["money"] or found["scaled"]:
                scale = (found["scale"] or found["scaled"] or "").lower()
                return "RMB", {"billion": "bn", "million": "m", "mn": "m", "trillion": "tn"}.get(scale, scale)
            unit = found[0]
            return "", unit if found["zh"] else f" {'times' if unit in 'x×' else unit}"
    return "", ""


def _clean(head: str) -> str:
    """A head without the unit that it gives in brackets."""
    return re.sub(r"[（(\[][^）)\]]*[）)\]]", lambda m: " " if _UNIT.search(m[0]) else m[0], head).strip()
