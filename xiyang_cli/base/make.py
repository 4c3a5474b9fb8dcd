"""From the checked values of one record to the record. Pure."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xiyang_cli.base.model import Basis, Fact, Indicator, Place, Plan
from xiyang_cli.base.read import Values
from xiyang_cli.base.relations import Relation
from xiyang_cli.base.sources import Item, NonFigure, Section, Source, WithoutFacts
from xiyang_cli.figures.units import BaseUnit, Unit


def names(values: Values) -> dict[str, Any]:
    """Id, names and pinyin of an indicator or sector."""
    return {
        "id": values["id"],
        "name_zh": values["name_zh"],
        "name_en": values["name_en"],
        "aliases": (*values.get("aliases_zh", ()), *values.get("aliases_en", ())),
        "pinyin": values.get("pinyin", ()),
    }


def place(values: Values) -> Place:
    """A place; its id is its Chinese name."""
    return Place(
        values["id"], values["id"], values["name_en"],
        values.get("aliases", ()), values.get("pinyin", ()), values.get("part_of"),
    )  # fmt: skip


def plan(values: Values) -> Plan:
    """A plan."""
    return Plan(
        values["id"], values["name_zh"], values["name_en"],
        values.get("aliases", ()), (), values["period"],
    )  # fmt: skip


def unit(values: Values, bases: dict[str, BaseUnit]) -> tuple[Unit, tuple[str, ...]]:
    """A unit and its other spellings."""
    numerator, denominator = values["factor"]
    base = bases[values["base_unit"]]
    unit = Unit(values["id"], base, numerator, denominator, values["name_en"])
    return unit, values.get("aliases", ())


def relation(values: Values) -> Relation:
    """A relation; a formula names its facts itself."""
    expect = values.get("expect")
    return Relation(
        values["id"], values["name_zh"], values["name_en"],
        expect=expect,
        facts=expect.ids if expect else values.get("facts", ()),
        assumes_zh=values.get("assumes_zh", ()), assumes_en=values.get("assumes_en", ()),
        cannot_tell_zh=values.get("cannot_tell_zh"), cannot_tell_en=values.get("cannot_tell_en"),
        tolerance=values.get("tolerance"),
    )  # fmt: skip


def source(values: Values) -> Source:
    """A source with its items."""
    items = tuple(
        Item(**{"plan": None, **item, "sections": tuple(Section(**s) for s in item["sections"])})
        for item in values["items"]
    )
    keys = ("series_zh", "series_en", "printed", "publisher", "author", "date", "page", "note_zh", "note_en")
    return Source(
        id=values["id"],
        headline_zh=values["headline_zh"],
        headline_en=values["headline_en"],
        **{key: values.get(key) for key in keys},
        items=items,
        non_figures=tuple(
            NonFigure(entry["word"], entry["count"], entry["reason_zh"], entry["reason_en"])
            for entry in values["non_figures"]
        ),
        without_facts=tuple(WithoutFacts(**entry) for entry in values["without_facts"]),
    )


def fact(values: Values, indicator: Indicator, unit: Unit | None) -> Fact:
    """A fact of `indicator`, its figure in base units too."""

    def base_value(key: str) -> Decimal | None:
        return unit.to_base(values[key]) if unit and key in values else None

    at = values["at"]
    given = {
        key: values.get(key)
        for key in (
            "scope", "value", "value_high", "unit", "qualifier", "period", "baseline_period", "period_basis",
            "figure", "note_zh", "note_en", "direction", "ranking", "multiple",
        )
    }  # fmt: skip
    return Fact(
        id=values["id"],
        indicator=indicator.id,
        name_zh=indicator.name_zh,
        name_en=indicator.name_en,
        sector=indicator.sector,
        place=indicator.place,
        kind=values["kind"],
        base_value=base_value("value"),
        base_value_high=base_value("value_high"),
        base_unit=unit.base.id if unit else None,
        status=values["status"],
        basis=Basis.REPORTED,
        formula=None,
        statement_zh=values["statement_zh"],
        statement_en=values["statement_en"],
        source=at["source"],
        item=at["item"],
        section=at["section"],
        sentence=at["sentence"],
        yearly=values.get("yearly", False),
        hash=at["hash"],
        **given,
    )
