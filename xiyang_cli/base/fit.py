"""How the keys of one fact, and the names of one indicator, must fit each other. Pure.

The rules of a fact are two tables; each rule reads as a sentence: the key at fault, the message,
what must hold. The schema of a sector's file takes from them all that a schema can state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from xiyang_cli.base.conditions import (
    Case,
    Condition,
    Fit,
    Misfits,
    both,
    either,
    excludes,
    goes_with,
    has,
    implies,
    matches,
    misfits,
    same,
    says,
    unsigned,
)
from xiyang_cli.base.model import Direction, Indicator, Kind, Multiple, Qualifier
from xiyang_cli.figures.units import Unit

_HAN = "[㐀-鿿]"

CHANGE, RANK = says("kind", Kind.CHANGE), says("kind", Kind.RANK)


def _value_rises(case: Case) -> bool:
    low, high = case.values.get("value"), case.values.get("value_high")
    return low is None or high is None or bool(high > low)


def _time_goes_on(case: Case) -> bool:
    before, after = case.values.get("baseline_period"), case.values.get("period")
    return before is None or after is None or bool(after.last > before.last)


DATED = either(has("period"), has("baseline_period"))

FACT_FITS = (
    goes_with("value", "unit"),
    goes_with("value", "qualifier"),
    goes_with("unit", "value"),
    goes_with("qualifier", "value"),
    Fit(
        "value",
        "a value without its figure; write the figure as printed",
        implies(has("value"), has("figure")),
    ),
    Fit(
        "qualifier",
        "a range has value and value_high, and nothing else has a value_high",
        same(says("qualifier", Qualifier.RANGE), has("value_high")),
    ),
    Fit("value_high", "value_high is not above value; write the low end first", Condition(_value_rises)),
    Fit(
        "period",
        "a period without period_basis; write printed or context",
        implies(DATED, has("period_basis")),
    ),
    Fit(
        "period_basis",
        "period_basis without a period; leave it out",
        implies(has("period_basis"), DATED),
    ),
    Fit(
        "baseline_period",
        "only a change has a baseline_period; leave it out",
        implies(has("baseline_period"), CHANGE),
    ),
    Fit(
        "baseline_period",
        "a baseline_period without a period; write both",
        implies(has("baseline_period"), has("period")),
    ),
    Fit(
        "baseline_period",
        "the baseline does not lie before the period; swap them",
        Condition(_time_goes_on),
    ),
    Fit("kind", "a change without a direction; write up or down", implies(CHANGE, has("direction"))),
    Fit(
        "direction",
        "only a change or a level has a direction; leave it out",
        implies(has("direction"), says("kind", Kind.CHANGE, Kind.LEVEL)),
    ),
    Fit(
        "kind",
        "a rank, and only a rank, says its ranking (position, only, first, most …)",
        same(RANK, has("ranking")),
    ),
    Fit("scope", "only a rank has a scope; leave it out", implies(has("scope"), RANK)),
    Fit("yearly", "only a change is yearly; leave it out", implies(says("yearly", True), CHANGE)),
    Fit(
        "value",
        "a change has no sign; write its size, and direction: up or down",
        implies(CHANGE, unsigned("value")),
    ),
    Fit("multiple", "only a change has a multiple; leave it out", implies(has("multiple"), CHANGE)),
    Fit(
        "direction",
        "nothing falls by a multiple; say what it fell to, or by how many per cent",
        excludes(both(CHANGE, says("multiple", Multiple.BY)), says("direction", Direction.DOWN)),
    ),
    goes_with("note_zh", "note_en"),
    goes_with("note_en", "note_zh"),
)
"""how the keys of a fact must fit each other"""


def _counts_in(*base_units: str) -> Condition:
    return Condition(lambda case: case.unit is not None and case.unit.base.id in base_units)


def _is_count(case: Case) -> bool:
    value = case.values.get("value")
    return value is None or bool(value == value.to_integral() and 1 <= value <= 20)


def _is_of_its_kind(case: Case) -> bool:
    assert case.unit is not None
    assert case.indicator is not None
    return case.indicator.unit_kind in (case.unit.base.kind, None)


def _kinds(case: Case) -> dict[str, object]:
    assert case.unit is not None
    assert case.indicator is not None
    wanted = case.indicator.unit_kind
    return {"unit": case.unit.id, "kind": case.unit.base, "id": case.indicator.id, "wanted": wanted}


UNIT_FITS = (
    Fit("unit", "a rank counts in places (位), and nothing else does", same(RANK, _counts_in("rank"))),
    Fit(
        "unit",
        "a change in 倍, and only that, says multiple: by (增长3倍) or to (增长到3倍)",
        implies(CHANGE, same(_counts_in("times"), has("multiple"))),
    ),
    Fit(
        "value",
        "a doubling (翻番) is a whole number from 1 to 20",
        implies(_counts_in("doubling"), Condition(_is_count)),
    ),
    Fit(
        "direction",
        "nothing falls by doublings (番); say what it fell to, or by how many per cent",
        excludes(both(CHANGE, _counts_in("doubling")), says("direction", Direction.DOWN)),
    ),
    Fit(
        "unit",
        "{unit} is a unit of {kind}, but {id} is measured in {wanted}",
        implies(says("kind", Kind.LEVEL), Condition(_is_of_its_kind)),
        _kinds,
    ),
)
"""which units go with which kind of fact; for facts with a unit that the base has"""


def fact_misfits(values: Mapping[str, Any], unit: Unit | None, indicator: Indicator) -> Misfits:
    """The rules that the fact's keys break."""
    return misfits((*FACT_FITS, *(UNIT_FITS if unit is not None else ())), Case(values, unit, indicator))


NAME_FITS = (
    Fit(
        "pinyin",
        "a Chinese name without pinyin; write it, a syllable for each character",
        implies(matches("name_zh", _HAN), has("pinyin")),
    ),
)
"""how the names of an indicator or sector must fit each other"""


def pinyin_misfits(values: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, object]]]:
    """Pinyin stands for each Chinese name in turn, a syllable a character."""
    for fit in NAME_FITS:
        if not fit.must.holds(Case(values)):
            yield fit.template, {}
            return
    names = [name for name in (values["name_zh"], *values.get("aliases_zh", ())) if re.search(_HAN, name)]
    pinyin = values.get("pinyin", ())
    if len(names) != len(pinyin):
        yield "{pinyin} pinyin entries for {names} Chinese names; write one for each, in order", {
            "pinyin": len(pinyin), "names": len(names),
        }  # fmt: skip
        return
    for name, spelled in zip(names, pinyin, strict=True):
        words = len(re.findall(r"[㐀-鿿]|[A-Za-z0-9]+", name))
        if words != len(spelled.split()):
            yield "the pinyin {spelled} does not fit {name}; write a syllable for each character", {
                "spelled": spelled, "name": name,
            }  # fmt: skip
