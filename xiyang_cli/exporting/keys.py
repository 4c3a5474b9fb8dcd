"""The tables of an export: their columns, with meaning and values, their keys and what they refer to.

Every form takes names, types, nulls and meanings from here; the columns of facts and changes are
those of `list` and `changes`, and more that a fact needs when it stands alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xiyang_cli.answers import columns
from xiyang_cli.answers.columns import Columns, date, number, period, text, texts
from xiyang_cli.answers.keys import CHANGE_ROW, FACT_ROW

_NOT_PRINTED = "the page does not print it"

EXPORT_ROW: Columns = {
    **FACT_ROW,
    "figure_en": text("the figure in English, in English units", "no number is printed, or a word for it"),
    "sector_zh": text("the sector's Chinese name"),
    "sector_en": text("the sector's English name"),
    "place_en": text("the place's English name"),
    "unit_kind": text("the kind of unit: money, power, share …", "no number is printed"),
    "period_first": date("the first day of `period`", "the page gives no date"),
    "period_last": date("the last day of `period`", "the page gives no date"),
    "source_zh": text("the headline of the source"),
    "source_en": text("the same in English"),
    "source_printed": period("when the source was printed", _NOT_PRINTED),
}  # fmt: skip
EXPORT_KEYS = tuple(EXPORT_ROW)

EXPORT_CHANGE_ROW: Columns = {
    **CHANGE_ROW,
    "from_plan": text("id of the plan that it starts from"),
    "to_plan": text("id of the plan that it arrives at"),
}

_NAMES: Columns = {"name_zh": text("its Chinese name"), "name_en": text("its English name")}


@dataclass(frozen=True)
class Form:
    """What a table is: its columns, the columns of its key, and the tables that columns refer to."""

    title: str
    columns: Columns
    key: tuple[str, ...]
    refers: Mapping[str, str] = field(default_factory=dict)
    """column to the table whose key it holds"""


FORMS: Mapping[str, Form] = {
    "facts": Form(
        "What the source states, a row a fact, with all that it needs to be understood alone",
        EXPORT_ROW,
        ("id",),
        {
            "indicator": "indicators", "sector": "sectors", "place": "places", "scope": "places",
            "unit": "units", "base_unit": "base_units", "source": "sources",
        },
    ),
    "changes": Form(
        "How each indicator moved from one plan to the next; what is worked out is marked derived",
        EXPORT_CHANGE_ROW,
        ("indicator",),
        {
            "indicator": "indicators", "sector": "sectors", "place": "places", "unit": "units",
            "change_unit": "units", "from_plan": "plans", "to_plan": "plans",
        },
    ),
    "change_facts": Form(
        "The facts that each change rests on",
        {"change": text("the indicator of the change"), "fact": text("id of a fact that it rests on")},
        ("change", "fact"),
        {"change": "changes", "fact": "facts"},
    ),
    "indicators": Form(
        "What the facts are stated of",
        {
            "id": text("id of the indicator"),
            **_NAMES,
            "aliases": texts("other names that readers use"),
            "sector": text("id of its sector"),
            "place": text("the place it is about"),
            "unit_kind": text("the kind of unit of its levels", "it has no levels"),
            "part_of": text("the indicator that it is shown with", "there is none"),
        },
        ("id",),
        {"sector": "sectors", "place": "places", "part_of": "indicators"},
    ),
    "sectors": Form("The sectors", {"id": text("id of the sector"), **_NAMES}, ("id",)),
    "places": Form(
        "The places and bodies that facts are about or that a rank is told of",
        {
            "id": text("the place by its Chinese name"),
            **_NAMES,
            "part_of": text("the place that it lies in", "it is the largest"),
        },
        ("id",),
        {"part_of": "places"},
    ),
    "plans": Form(
        "The plans",
        {"id": text("id of the plan"), **_NAMES, "period": period("the years that it covers")},
        ("id",),
    ),
    "units": Form(
        "The units as printed; a value times numerator by denominator is in the base unit",
        {
            "id": text("the unit as printed, with its scale word"),
            "name_zh": text("the same"),
            "name_en": text("its English name"),
            "base_unit": text("code of its base unit"),
            "numerator": number("how many base units it is, divided by `denominator`"),
            "denominator": number("1, but for units such as 亩, which is 2000/3 m²"),
        },
        ("id",),
        {"base_unit": "base_units"},
    ),
    "base_units": Form(
        "The base units and the kinds of figure that they measure",
        {
            "id": text("code of the base unit: CNY, W, t …"),
            **_NAMES,
            "kind": text("the kind of figure: money, power, mass …"),
            "kind_zh": text("the kind in Chinese"),
            "kind_en": text("the kind in English"),
        },
        ("id",),
    ),
    "sources": Form(
        "The pages that the facts come from; what a page does not print of itself is null",
        {
            "id": text("id of the source"),
            "headline_zh": text("its headline"),
            "headline_en": text("its headline in English"),
            "series_zh": text("the series it belongs to", _NOT_PRINTED),
            "series_en": text("the same in English", _NOT_PRINTED),
            "printed": period("when it was printed", _NOT_PRINTED),
            "publisher": text("who printed it", _NOT_PRINTED),
            "author": text("who wrote it", _NOT_PRINTED),
            "date": text("the date on it", _NOT_PRINTED),
            "page": text("the number of the page", _NOT_PRINTED),
            "note_zh": text("what a careful reader is warned of", "none is needed"),
            "note_en": text("the same in English", "none is needed"),
            "citation_zh": text("a line to paste, which names what the page does not print"),
            "citation_en": text("the same in English"),
        },
        ("id",),
    ),
}  # fmt: skip
"""all tables by name, facts first"""


def is_number(column: columns.Column) -> bool:
    """Whether a column holds decimals."""
    return column.form.get("type") == "number"
