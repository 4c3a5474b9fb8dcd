"""Answers as flat rows: the values of JSON, CSV and TSV. Pure.

Printed numbers and exact results stay as they are; quotients and roots are rounded here, once,
to six significant digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from xiyang_cli.answers.changes import Change
from xiyang_cli.answers.keys import CHANGE_KEYS, FACT_KEYS
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Basis, Fact
from xiyang_cli.errors import UnitsDoNotCompare
from xiyang_cli.figures.arithmetic import significant
from xiyang_cli.figures.period import Period
from xiyang_cli.figures.units import Unit, Units
from xiyang_cli.language import Language, Listed

Row = dict[str, Any]
"""str, int, Decimal, bool or None by key"""


def fact_row(fact: Fact) -> Row:
    """The row of one fact."""
    return {key: _plain(getattr(fact, key)) for key in FACT_KEYS}


def fact_rows(facts: Sequence[Fact], units: Units, unit: str | None) -> list[Row]:
    """The rows of facts, values converted to `unit` where they can be.

    Raises UnitsDoNotCompare when no fact is measured in that kind of unit.
    """
    rows = [fact_row(fact) for fact in facts]
    if unit is None:
        return rows
    target = units.asked(unit)
    if not _convert(rows, units, target, "unit", ("value", "value_high")) and rows:
        _refuse(rows, target, units)
    return rows


def change_row(change: Change) -> Row:
    """The row of one change."""
    indicator, movement = change.indicator, change.movement
    row: Row = dict.fromkeys(CHANGE_KEYS)
    row |= {
        "indicator": indicator.id,
        "name_zh": indicator.name_zh,
        "name_en": indicator.name_en,
        "sector": indicator.sector,
        "place": indicator.place,
        "status": movement.status.value,
        "unit": movement.unit.id if movement.unit else None,
        "from_period": _plain(movement.from_period),
        "to_period": _plain(movement.to_period),
        "change_unit": movement.change_unit.id if movement.change_unit else None,
        "multiple_alt": movement.multiple_alt,
        "qualifier": _plain(movement.qualifier),
        "period_basis": _plain(movement.period_basis),
        "figure": movement.figure,
        "formula": movement.formula,
        "facts": " ".join(fact.id for fact in movement.facts),
        "note_zh": change.note(Language.ZH),
        "note_en": change.note(Language.EN),
    }
    for name, number in (("from", movement.start), ("to", movement.end)):
        if number is not None:
            row[f"{name}_value"] = number.shown
            row[f"{name}_basis"] = number.basis.value
            row[f"{name}_qualifier"] = number.qualifier.value
    if movement.start is not None and movement.start.low is not None and movement.start.high is not None:
        row["from_low"] = significant(movement.start.low)
        row["from_high"] = significant(movement.start.high)
    for key, basis, number in (
        ("change", "change_basis", movement.change),
        ("change_pct", "change_pct_basis", movement.percent),
        ("multiple", "multiple_basis", movement.multiple),
        ("annual_growth_pct", "annual_growth_basis", movement.annual),
    ):
        if number is not None:
            row[key] = number.shown
            row[basis] = number.basis.value
    return row


def change_rows(found: Sequence[Change], units: Units, unit: str | None) -> list[Row]:
    """The rows of changes, amounts converted to `unit` where they can be.

    Raises UnitsDoNotCompare when none of them is measured in that kind of unit.
    """
    rows = [change_row(change) for change in found]
    if unit is None:
        return rows
    target = units.asked(unit)
    ends = ("from_value", "from_low", "from_high", "to_value")
    levels = _convert(rows, units, target, "unit", ends)
    differences = _convert(rows, units, target, "change_unit", ("change",))
    if rows and not levels and not differences:
        _refuse(rows, target, units)
    return rows


def sector_rows(base: FactBase, place: str | None) -> list[Row]:
    """The row of each sector: how many indicators and facts of the place it holds."""
    facts = base.select(place=place)
    rows = []
    for sector in base.sectors:
        own = [fact for fact in facts if fact.sector == sector.id]
        rows.append(
            {
                "sector": sector.id,
                "name_zh": sector.name_zh,
                "name_en": sector.name_en,
                "indicators": len({fact.indicator for fact in own}),
                "facts": len(own),
            }
        )
    return rows


def _convert(rows: Sequence[Row], units: Units, target: Unit, unit_key: str, keys: Sequence[str]) -> bool:
    """Convert in place the rows whose unit can be; whether there was any.

    A formula keeps the unit of the source, and says so.
    """
    done = False
    for row in rows:
        unit = units.find(row[unit_key]) if row[unit_key] else None
        if unit is None or unit.base != target.base:
            continue
        done = True
        for key in keys:
            if row[key] is not None:
                row[key] = unit.convert(row[key], target)
        if row.get("formula") and unit.id != target.id and not row["formula"].endswith("]"):
            row["formula"] += f" [{unit.id}]"
        row[unit_key] = target.id
    return done


def _refuse(rows: Sequence[Row], target: Unit, units: Units) -> None:
    """Say in what the figures that the source prints are measured, instead of `target`'s kind."""
    printed = [row for row in rows if row["unit"] and row.get("basis") != Basis.DERIVED]
    own = Listed(tuple(dict.fromkeys(units.unit(row["unit"]).base for row in printed)))
    raise UnitsDoNotCompare(
        "{names}: measured in {own}, not in {kind} ({unit})",
        names=", ".join(dict.fromkeys(row["indicator"] for row in rows)),
        own=own,
        kind=target.base,
        unit=target.id,
    )


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    return value.text if isinstance(value, Period) else value
