"""A panel of bars in Vega-Lite: its axis, and a layer for each thing that is drawn. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from typing import Any

from xiyang_cli.figures.arithmetic import divide, multiply, shortest, significant
from xiyang_cli.output.charts.drawing import Axis, Line, Look, Tip
from xiyang_cli.output.tables import columns

Spec = dict[str, Any]

WIDTH = 760
LEFT = 112
"""where bars begin; periods stand before it"""
RIGHT = 750
STEP = 24
"""from one bar to the next"""
BAR = 15
THIN = 5
CHARACTER = 7
"""pixels that a column of text takes at most, at 12 pixels"""
INK, SOFT, PAPER = "#16324f", "#454c54", "#ffffff"
FILLS = {Look.PRINTED: INK, Look.DERIVED: "#b9d0e8", Look.NOT_DONE: PAPER, Look.GIVEN: "#7d8791"}
DASHES: dict[Look, list[int]] = {
    Look.PRINTED: [1, 0],
    Look.DERIVED: [1, 0],
    Look.NOT_DONE: [4, 3],
    Look.GIVEN: [1, 0],
}
YARDSTICK = {"type": "rule", "stroke": INK, "strokeWidth": 1.25, "strokeDash": [6, 3], "aria": False}
_HALO = {"type": "rule", "stroke": PAPER, "strokeWidth": 3, "aria": False}
"""under the yardstick, so that it shows on a dark bar"""
_ARROWS = {Tip.BEYOND: "triangle-right", Tip.SHORT: "triangle-left"}
_HATCH = "M-0.45,1L0.45,-1"
"""a slanting stroke, as high as a bar"""


def panel(axis: Axis) -> Spec:
    """Bars of one unit: a line of the name, then a line a bar."""
    rows, keys = _rows(axis)
    ticks, pixel = _scale(axis)
    low = min([Decimal(0), *(line.value for line in axis.lines)])
    layers = [
        bars({"test": "datum.thin", "value": THIN}),
        *open_ends(axis),
        *hatching(axis, pixel),
        *_yardstick(axis, rows, pixel, low),
        *tips(axis),
        text("name", 0, 13, weight="bold", colour=INK),
        text("side", RIGHT, 12, align="right", colour=SOFT),
        text("label", LEFT - 8, 12, align="right", colour=SOFT),
        _amounts("!datum.tip", 6),
        _amounts("datum.tip", 20),
    ]
    top = divide(Decimal(RIGHT - LEFT), pixel)
    return {
        "title": heading(f"{axis.title} ({axis.unit})" if axis.unit not in ("×",) else axis.title),
        "width": WIDTH,
        "height": {"step": STEP},
        "data": {"values": rows},
        "encoding": {
            "y": {
                "field": "row",
                "type": "nominal",
                "axis": None,
                "scale": {"domain": keys, "padding": 0},
            },
            "x": {
                "field": "value",
                "type": "quantitative",
                "scale": {
                    "domain": [low, significant(low + top)],
                    "range": [LEFT, RIGHT],
                    "nice": False,
                    "zero": True,
                },
                "axis": {
                    "title": axis.unit,
                    "titleAnchor": "start",
                    "titleAlign": "right",
                    "titleX": LEFT - 8,
                    "titleY": 4,
                    "titleBaseline": "top",
                    "labelFlush": False,
                    "titleFontWeight": "normal",
                    "values": ticks,
                    "format": ",~f",
                    "grid": True,
                    "gridColor": "#d9dde2",
                    "domain": False,
                    "ticks": False,
                },
            },
        },
        "layer": layers,
    }


def _rows(axis: Axis) -> tuple[list[Spec], list[str]]:
    """The data of an axis, and its rows from top to bottom: a name and what moved, then the bars."""
    rows: list[Spec] = []
    for number, block in enumerate(axis.blocks, 1):
        rows.append({"row": f"{number}", "name": block.name, "side": ""})
        if columns(block.name) + columns(block.side) > WIDTH // CHARACTER:
            rows.append({"row": f"{number}.0", "name": "", "side": block.side})
        else:
            rows[-1]["side"] = block.side
        for place, line in enumerate(block.lines, 1):
            rows.append(
                {
                    "row": f"{number}.{place}",
                    "label": line.label,
                    "text": line.text,
                    "told": line.told,
                    "look": line.look.value,
                    "thin": line.is_thin,
                    "tip": line.tip.value if line.tip else None,
                    "high": line.high,
                    "end": line.top,
                    **line.data,
                }
            )
    return rows, [row["row"] for row in rows]


def _scale(axis: Axis) -> tuple[list[Decimal], Decimal]:
    """The ticks of an axis, and the pixels of one unit of it: every bar leaves room for its words."""
    low = min([Decimal(0), *(line.value for line in axis.lines)])
    top = max([axis.whole or Decimal(0), axis.mark or Decimal(0), *(line.top for line in axis.lines)])
    span = (top - low) or Decimal(1)
    top = low + span
    room = Decimal(RIGHT - LEFT)
    pixel = min(
        divide(room - _needed(line), (line.top - low) or span)
        for line in axis.lines
        if line.top - low or len(axis.lines) == 1
    )
    pixel = min([pixel, divide(room - 20, span)])
    step = _nice(divide(span, Decimal(5)))
    first = (low / step).to_integral_value(ROUND_CEILING)
    ticks = [multiply(first + n, step) for n in range(12)]
    return [shortest(t) for t in ticks if t <= top or (t - step < top and (t - low) * pixel <= room)], pixel


def _needed(line: Line) -> int:
    """Pixels that the words behind a bar take."""
    return min(columns(line.text) * CHARACTER + (24 if line.tip else 10), RIGHT - LEFT - 60)


def _nice(value: Decimal) -> Decimal:
    """The next larger of 1, 2, 5, 10, 20 …"""
    unit = Decimal(1).scaleb(value.adjusted())
    return next(n * unit for n in (Decimal(1), Decimal(2), Decimal(5), Decimal(10)) if n * unit >= value)


def bars(thin: Spec) -> Spec:
    """The bars themselves; of a row for which `thin` holds, thin ones."""
    looks = list(Look)
    scale = {"domain": [look.value for look in looks], "range": [FILLS[look] for look in looks]}
    dashes = {"domain": scale["domain"], "range": [DASHES[look] for look in looks]}
    return {
        "transform": [{"filter": "isValid(datum.look)"}],
        "mark": {"type": "bar", "stroke": INK, "strokeWidth": 1.25},
        "encoding": {
            "fill": {"field": "look", "type": "nominal", "scale": scale, "legend": None},
            "strokeDash": {"field": "look", "type": "nominal", "scale": dashes, "legend": None},
            "size": {"condition": thin, "value": BAR},
            "description": {"field": "told"},
        },
    }


def open_ends(axis: Axis) -> Iterator[Spec]:
    """From a value to its larger end or reading: an outline, nothing in it."""
    if any(line.high is not None for line in axis.lines):
        yield {
            "transform": [{"filter": "isValid(datum.high)"}],
            "mark": {
                "type": "bar",
                "fill": PAPER,
                "stroke": INK,
                "strokeWidth": 1.25,
                "strokeDash": [1, 2],
                "size": BAR,
                "aria": False,
            },
            "encoding": {"x2": {"field": "high"}},
        }


def hatching(axis: Axis, pixel: Decimal) -> Iterator[Spec]:
    """Strokes over the bars of what is not done."""
    strokes = []
    for number, block in enumerate(axis.blocks, 1):
        for place, line in enumerate(block.lines, 1):
            if line.look is Look.NOT_DONE and not line.is_thin:
                length = int(abs(line.value) * pixel)
                sign = -1 if line.value < 0 else 1
                at = (significant(divide(Decimal(sign * p), pixel)) for p in range(6, length - 3, 9))
                strokes += [{"row": f"{number}.{place}", "value": value} for value in at]
    if strokes:
        mark = {
            "type": "point",
            "shape": _HATCH,
            "size": (BAR - 2) ** 2,
            "stroke": INK,
            "strokeWidth": 0.9,
            "filled": False,
            "opacity": 1,
            "aria": False,
        }
        yield {"data": {"values": strokes}, "mark": mark}


def _yardstick(axis: Axis, rows: list[Spec], pixel: Decimal, low: Decimal) -> Iterator[Spec]:
    """A line down the rows where the yardstick stands, but through no words."""
    if axis.mark is None:
        return
    at = LEFT + int((axis.mark - low) * pixel)
    free = [{"row": row["row"], "value": axis.mark} for row in rows if not _has_words_at(row, at, pixel, low)]
    edges = {
        "y": {"field": "row", "type": "nominal", "bandPosition": 0},
        "y2": {"field": "row", "bandPosition": 1},
    }
    for mark in (_HALO, YARDSTICK):
        yield {"data": {"values": free}, "mark": mark, "encoding": edges}


def _has_words_at(row: Spec, x: int, pixel: Decimal, low: Decimal) -> bool:
    if "name" in row:
        return x < columns(row["name"]) * CHARACTER or x > RIGHT - columns(row["side"]) * CHARACTER
    begins = LEFT + int((row["end"] - low) * pixel)
    return begins + 2 < x < begins + (24 if row["tip"] else 10) + columns(row["text"]) * CHARACTER


def tips(axis: Axis) -> Iterator[Spec]:
    """An open arrow where a bound lies, on or back."""
    for tip, shape in _ARROWS.items():
        if any(line.tip is tip for line in axis.lines):
            yield {
                "transform": [{"filter": f"datum.tip == '{tip.value}'"}],
                "mark": {
                    "type": "point",
                    "shape": shape,
                    "size": 110,
                    "stroke": INK,
                    "strokeWidth": 1.25,
                    "fill": PAPER,
                    "opacity": 1,
                    "xOffset": 8,
                    "aria": False,
                },
                "encoding": {"x": {"field": "end", "type": "quantitative"}},
            }


def _amounts(test: str, space: int) -> Spec:
    return {
        "transform": [{"filter": f"isValid(datum.end) && {test}"}],
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "middle",
            "dx": space,
            "fontSize": 12,
            "color": "#000000",
            "aria": False,
        },
        "encoding": {"x": {"field": "end", "type": "quantitative"}, "text": {"field": "text"}},
    }


def text(key: str, x: int, size: int, *, align: str = "left", weight: str = "normal", colour: str) -> Spec:
    """The texts of a key, all beginning or ending at one place."""
    return {
        "transform": [{"filter": f"isValid(datum.{key})"}],
        "mark": {
            "type": "text",
            "align": align,
            "baseline": "middle",
            "fontSize": size,
            "fontWeight": weight,
            "color": colour,
            "aria": False,
        },
        "encoding": {"x": {"value": x}, "text": {"field": key}},
    }


def heading(text: str) -> Spec:
    """The line over a panel."""
    return {"text": text, "anchor": "start", "frame": "group", "fontSize": 13, "offset": 8}
