"""A drawing as Vega-Lite: one document, its data inside it, that loads nothing. Pure.

Every text is placed and broken by us and stays inside its panel, so that a picture comes out the
same, byte for byte, whatever fonts a machine has to measure text with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from xiyang_cli.language import Language
from xiyang_cli.output.charts.bars import (
    INK,
    PAPER,
    SOFT,
    THIN,
    WIDTH,
    YARDSTICK,
    Spec,
    bars,
    hatching,
    heading,
    open_ends,
    panel,
    text,
    tips,
)
from xiyang_cli.output.charts.drawing import Axis, Block, Drawing, Key, Line, Words
from xiyang_cli.output.data import json_value
from xiyang_cli.output.tables import folded as broken

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_CHINESE_FONTS = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei",
    "Hiragino Sans GB", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback", "SimHei",
)  # fmt: skip
"""fonts with simplified Chinese on Linux, macOS, Windows and Android; the first that a viewer has is taken"""
_LATIN_FONTS = ("Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans")
"""before them in English: the quotation marks of a Chinese font are as wide as its characters"""
FONTS = {
    Language.ZH: ", ".join((*_CHINESE_FONTS, "sans-serif")),
    Language.EN: ", ".join((*_LATIN_FONTS, *_CHINESE_FONTS, "sans-serif")),
}


def spec(drawing: Drawing, language: Language) -> Spec:
    """The whole document."""
    parts = [panel(axis) for axis in drawing.axes]
    if drawing.words:
        parts.append(_words(drawing.words_title, drawing.words))
    if drawing.axes and drawing.keys:
        parts.append(_legend(drawing.keys))
    below = [(text, SOFT) for note in drawing.notes for text in broken(note, 112)]
    below += [(text, INK) for source in drawing.source for text in broken(source, 112)]
    if below:
        parts.append(_lines([(0, text, colour, "normal") for text, colour in below], 16, 11))
    return {
        "$schema": SCHEMA,
        "description": drawing.description,
        "usermeta": {
            "language": language.value,
            "words": [
                {"name": entry.name, "text": entry.figure, "told": entry.statement, **entry.data}
                for entry in drawing.words
            ],
        },
        "background": PAPER,
        "padding": 20,
        "title": {
            "text": broken(drawing.title, 84),
            "anchor": "start",
            "frame": "group",
            "fontSize": 17,
            "offset": 14,
        },
        "vconcat": parts,
        "spacing": 26,
        "config": {
            "font": FONTS[language],
            "view": {"stroke": None},
            "title": {"color": INK, "font": FONTS[language]},
            "axis": {"labelColor": SOFT, "titleColor": SOFT, "labelFontSize": 11, "titleFontSize": 11},
        },
    }


def spec_text(document: Spec) -> str:
    """The document as JSON: numbers exact, a level a line's indent, data a row a line."""
    return _written(document, "") + "\n"


FIGURE_COLUMNS = 26
STATEMENT_COLUMNS = 80


def _words(title: str, words: Sequence[Words]) -> Spec:
    """Figures that have no axis: each large, beside its name and what the source says."""
    lines: list[tuple[int, str, str, str]] = []
    for entry in words:
        figure = broken(entry.figure, FIGURE_COLUMNS)
        said = [(entry.name, "bold"), *((t, "normal") for t in broken(entry.statement, STATEMENT_COLUMNS))]
        for place in range(max(len(figure), len(said))):
            left = figure[place] if place < len(figure) else ""
            right, weight = said[place] if place < len(said) else ("", "normal")
            lines += [(0, left, "#000000", "bold"), (200, right, INK if weight == "bold" else SOFT, weight)]
        lines += [(0, "", SOFT, "normal")] * 2
    block = _lines(lines[:-2], 17, 12, abreast=2)
    return block | ({"title": heading(title)} if title else {})


def _lines(lines: Sequence[tuple[int, str, str, str]], step: int, size: int, *, abreast: int = 1) -> Spec:
    """Lines of text from top to bottom, `abreast` of them side by side: where, what, colour, weight."""
    values = [
        {"x": x, "y": place // abreast * step + step // 2, "text": text, "color": colour, "weight": weight}
        for place, (x, text, colour, weight) in enumerate(lines)
        if text
    ]
    weights = ("bold", "normal")
    return {
        "width": WIDTH,
        "height": -(-len(lines) // abreast) * step,
        "data": {"values": values},
        "encoding": {axis: _pixels(axis) for axis in ("x", "y")},
        "layer": [
            {
                "transform": [{"filter": f"datum.weight == '{weight}'"}],
                "mark": {"type": "text", "align": "left", "baseline": "middle", "fontSize": size,
                    "fontWeight": weight},
                "encoding": {
                    "text": {"field": "text"},
                    "color": {"field": "color", "type": "nominal", "scale": None},
                },
            }
            for weight in weights
            if any(line["weight"] == weight for line in values)
        ],
    }  # fmt: skip


def _legend(keys: Sequence[Key]) -> Spec:
    """What the looks of bars mean, a line each."""
    rows: list[Spec] = [
        {
            "row": f"1.{place}",
            "text": key.text,
            "look": None if key.is_line else key.look.value,
            "line": key.is_line,
            "thin": key.is_thin,
            "tip": key.tip.value if key.tip else None,
            "value": Decimal(15 if key.is_open else 30),
            "high": Decimal(30) if key.is_open else None,
            "told": key.text,
        }
        for place, key in enumerate(keys, 1)
    ]
    lines = tuple(
        Line("", "", Decimal(30), row["high"], key.look, key.tip, key.is_thin, "", {})
        for row, key in zip(rows, keys, strict=True)
    )
    shapes = Axis("", "", (Block("", "", lines),))
    words = text("text", 58, 11, colour=SOFT)
    return {
        "width": WIDTH,
        "height": {"step": 20},
        "data": {"values": rows},
        "encoding": {
            "y": {
                "field": "row",
                "type": "nominal",
                "axis": None,
                "scale": {"domain": [row["row"] for row in rows], "padding": 0},
            },
            "x": {
                "field": "value",
                "type": "quantitative",
                "axis": None,
                "scale": {"domain": [0, WIDTH], "range": [0, WIDTH]},
            },
        },
        "layer": [
            bars({"test": "datum.thin", "value": THIN}),
            *open_ends(shapes),
            *hatching(shapes, Decimal(1)),
            *(layer | {"encoding": {}} for layer in tips(shapes)),
            *_legend_line(keys),
            words,
        ],
    }


def _legend_line(keys: Sequence[Key]) -> Iterator[Spec]:
    if any(key.is_line for key in keys):
        yield {
            "transform": [{"filter": "datum.line"}],
            "mark": YARDSTICK,
            "encoding": {"x2": {"value": 0}},
        }


def _pixels(axis: str) -> Spec:
    return {"field": axis, "type": "quantitative", "scale": None, "axis": None}


def _written(value: Any, indent: str) -> str:
    deeper = indent + "  "
    if isinstance(value, dict):
        if not value or all(not isinstance(v, dict | list) for v in value.values()):
            return "{" + ", ".join(f"{json_value(k)}: {_written(v, '')}" for k, v in value.items()) + "}"
        inner = (f"{deeper}{json_value(k)}: {_written(v, deeper)}" for k, v in value.items())
        return "{\n" + ",\n".join(inner) + "\n" + indent + "}"
    if isinstance(value, list):
        if all(not isinstance(v, dict | list) for v in value):
            return "[" + ", ".join(_written(v, "") for v in value) + "]"
        return "[\n" + ",\n".join(deeper + _written(v, deeper) for v in value) + "\n" + indent + "]"
    return json_value(value)
