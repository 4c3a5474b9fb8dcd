"""The rows of an export: the facts asked for, and of every other table what they rest on. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from xiyang_cli.answers.changes import changes
from xiyang_cli.answers.cite import described, reference
from xiyang_cli.answers.rows import change_row, fact_row
from xiyang_cli.answers.wording import EMPTY, amount
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Fact, Indicator, Place, Plan, Sector
from xiyang_cli.base.sources import Source
from xiyang_cli.exporting.keys import FORMS, Form
from xiyang_cli.figures.period import Period
from xiyang_cli.figures.units import BaseUnit, Unit
from xiyang_cli.language import Language
from xiyang_cli.output.voice import Voice

Row = dict[str, Any]
_Part = TypeVar("_Part", Indicator, Place)
_Thing = TypeVar("_Thing", Sector, Plan, BaseUnit, Source)


@dataclass(frozen=True)
class Table:
    """One table of an export: its name, what it is, its rows by the keys of its columns."""

    name: str
    form: Form
    rows: Sequence[Row]


Tables = Mapping[str, Table]


def export_rows(base: FactBase, facts: Sequence[Fact]) -> list[Row]:
    """The rows of facts, each with all that it needs to be understood alone."""
    voice = Voice(lambda: base, Language.EN)
    return [fact_row(fact) | _beside(base, fact, voice) for fact in facts]


def tables(base: FactBase, facts: Sequence[Fact], place: str | None = None) -> Tables:
    """All tables by name: the facts, the changes of `place` that rest on them alone, what both refer to."""
    ids = {fact.id for fact in facts}
    moved = [change for change in changes(base, place=place) if {f.id for f in change.movement.facts} <= ids]
    rows: dict[str, list[Row]] = {
        "facts": export_rows(base, facts),
        "changes": [change_row(c) | {"from_plan": base.from_plan, "to_plan": base.to_plan} for c in moved],
        "change_facts": [
            {"change": change.indicator.id, "fact": fact.id}
            for change in moved
            for fact in dict.fromkeys(change.movement.facts)
        ],
    }
    rows["indicators"] = [
        _indicator(i) for i in _with_wholes(base.indicators, {fact.indicator for fact in facts})
    ]
    rows["sectors"] = [_names(sector) for sector in _kept(base.sectors, rows, "sectors")]
    rows["places"] = [
        {**_names(place), "part_of": place.part_of}
        for place in _with_wholes(base.places, set(_referred(rows, "places")))
    ]
    rows["plans"] = [
        {**_names(plan), "period": plan.period.text} for plan in _kept(base.plans, rows, "plans")
    ]
    rows["units"] = [_unit(base.units.unit(id), id, base) for id in dict.fromkeys(_referred(rows, "units"))]
    rows["base_units"] = [
        {key: getattr(unit, key) for key in FORMS["base_units"].columns}
        for unit in _kept(base.units.base_units.values(), rows, "base_units")
    ]
    rows["sources"] = [_source(source) for source in _kept(base.sources, rows, "sources")]
    return {name: Table(name, form, rows[name]) for name, form in FORMS.items()}


def _beside(base: FactBase, fact: Fact, voice: Voice) -> Row:
    sector = next(sector for sector in base.sectors if sector.id == fact.sector)
    source = base.source(fact.source)
    figure = voice.figure(fact)
    return {
        "figure_en": None if figure == EMPTY or _is_chinese(figure) else figure,
        "sector_zh": sector.name_zh,
        "sector_en": sector.name_en,
        "place_en": base.place(fact.place).name_en,
        "unit_kind": base.units.base_units[fact.base_unit].kind if fact.base_unit else None,
        "period_first": _day(fact.period.first) if fact.period else None,
        "period_last": _day(fact.period.last) if fact.period else None,
        "source_zh": source.headline_zh,
        "source_en": source.headline_en,
        "source_printed": source.printed.text if source.printed else None,
    }


def _referred(rows: Mapping[str, Sequence[Row]], table: str) -> Iterator[str]:
    """The ids by which the rows so far refer to a table, in their order."""
    for name, found in rows.items():
        keys = [key for key, referred in FORMS[name].refers.items() if referred == table]
        yield from (row[key] for row in found for key in keys if row[key] is not None)


def _kept(things: Iterable[_Thing], rows: Mapping[str, Sequence[Row]], table: str) -> list[_Thing]:
    """The things that the rows so far refer to, in the base's order."""
    ids = set(_referred(rows, table))
    return [thing for thing in things if thing.id in ids]


def _with_wholes(things: Sequence[_Part], ids: set[str]) -> list[_Part]:
    """The things of these ids, and what they are part of, in the base's order."""
    wanted = wholes({thing.id: thing for thing in things}, ids)
    return [thing for thing in things if thing.id in wanted]


def wholes(by_id: Mapping[str, _Part], ids: Iterable[str]) -> dict[str, None]:
    """The ids, and those of what their things are part of."""
    wanted: dict[str, None] = {}
    for id in ids:
        whole: str | None = id
        while whole is not None and whole not in wanted:
            wanted[whole] = None
            whole = by_id[whole].part_of
    return wanted


def _names(thing: Any) -> Row:
    return {"id": thing.id, "name_zh": thing.name_zh, "name_en": thing.name_en}


def _indicator(indicator: Indicator) -> Row:
    return {
        **_names(indicator),
        "aliases": list(indicator.aliases),
        "sector": indicator.sector,
        "place": indicator.place,
        "unit_kind": indicator.unit_kind,
        "part_of": indicator.part_of,
    }


def _unit(unit: Unit, id: str, base: FactBase) -> Row:
    scaled = unit.scale != 1
    name = amount(Decimal(1), unit, base.units, None, Language.EN) if scaled else unit.name_en
    return {
        "id": id,
        "name_zh": id,
        "name_en": name,
        "base_unit": unit.base.id,
        "numerator": unit.numerator,
        "denominator": unit.denominator,
    }


def _source(source: Source) -> Row:
    own = source._asdict()
    return {
        key: value.text if isinstance(value := own.get(key), Period) else value
        for key in FORMS["sources"].columns
    } | {
        "citation_zh": described(reference(source), Language.ZH),
        "citation_en": described(reference(source), Language.EN),
    }


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def _day(day: tuple[int, int, int]) -> str:
    return "{:04}-{:02}-{:02}".format(*day)
