"""How the keys of one fact or relation, and the names of one indicator, must fit each other. Pure.

Each rule reads as a sentence: what must hold, and the message when it does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from xiyang_cli.base.model import Direction, Fact, Indicator, Kind, Multiple, Qualifier
from xiyang_cli.base.read import Values
from xiyang_cli.figures.formula import Dimension, Formula, Term, Unlike, evaluate, ids_of
from xiyang_cli.figures.units import Unit

Misfits = Iterator[tuple[str, str, dict[str, object]]]
_HAN = re.compile(r"[㐀-鿿]")


def fact_misfits(values: Values, unit: Unit | None, indicator: Indicator) -> Misfits:
    """(key at fault, template, its words) for each rule that the fact's keys break."""
    yield from _value_misfits(values)
    yield from _period_misfits(values)
    yield from _kind_misfits(values)
    if unit is not None:
        yield from _unit_misfits(values, unit, indicator)
    for one, other in (("note_zh", "note_en"), ("note_en", "note_zh")):
        if one in values and other not in values:
            yield one, "{one} stands without {other}; write both", {"one": one, "other": other}


def _value_misfits(values: Values) -> Misfits:
    for one, other in (("value", "unit"), ("value", "qualifier"), ("unit", "value"), ("qualifier", "value")):
        if one in values and other not in values:
            yield one, "{one} stands without {other}; write both", {"one": one, "other": other}
    if "value" in values and "figure" not in values:
        yield "value", "a value without its figure; write the figure as printed", {}
    is_range = values.get("qualifier") is Qualifier.RANGE
    if is_range != ("value_high" in values):
        yield "qualifier", "a range has value and value_high, and nothing else has a value_high", {}
    if "value_high" in values and "value" in values and values["value_high"] <= values["value"]:
        yield "value_high", "value_high is not above value; write the low end first", {}


def _period_misfits(values: Values) -> Misfits:
    dated = "period" in values or "baseline_period" in values
    if dated and "period_basis" not in values:
        yield "period", "a period without period_basis; write printed or context", {}
    if not dated and "period_basis" in values:
        yield "period_basis", "period_basis without a period; leave it out", {}
    if "baseline_period" in values:
        if values["kind"] is not Kind.CHANGE:
            yield "baseline_period", "only a change has a baseline_period; leave it out", {}
        if "period" not in values:
            yield "baseline_period", "a baseline_period without a period; write both", {}
        elif values["period"].last <= values["baseline_period"].last:
            yield "baseline_period", "the baseline does not lie before the period; swap them", {}


def _kind_misfits(values: Values) -> Misfits:
    """Which keys go with which kind of fact."""
    kind = values["kind"]
    is_change, is_rank = kind is Kind.CHANGE, kind is Kind.RANK
    if is_change and "direction" not in values:
        yield "kind", "a change without a direction; write up or down", {}
    if "direction" in values and kind not in (Kind.CHANGE, Kind.LEVEL):
        yield "direction", "only a change or a level has a direction; leave it out", {}
    if is_rank != ("ranking" in values):
        yield "kind", "a rank, and only a rank, says its ranking (position, only, first, most …)", {}
    if "scope" in values and not is_rank:
        yield "scope", "only a rank has a scope; leave it out", {}
    if values.get("yearly") and not is_change:
        yield "yearly", "only a change is yearly; leave it out", {}


def _unit_misfits(values: Values, unit: Unit, indicator: Indicator) -> Misfits:
    """Which units go with which kind of fact."""
    kind, base = values["kind"], unit.base
    is_change = kind is Kind.CHANGE
    if (kind is Kind.RANK) != (base.id == "rank"):
        yield "unit", "a rank counts in places (位), and nothing else does", {}
    if (is_change and base.id == "times") != ("multiple" in values):
        yield "unit", "a change in 倍, and only that, says multiple: by (增长3倍) or to (增长到3倍)", {}
    value = values.get("value")
    if is_change and value is not None and value < 0:
        yield "value", "a change has no sign; write its size, and direction: up or down", {}
    if base.id == "doubling" and value is not None and (value != value.to_integral() or not 1 <= value <= 20):
        yield "value", "a doubling (翻番) is a whole number from 1 to 20", {}
    by_multiple = values.get("multiple") is Multiple.BY or base.id == "doubling"
    if is_change and by_multiple and values.get("direction") is Direction.DOWN:
        yield "direction", "nothing falls by a multiple; say what it fell to, or by how many per cent", {}
    if kind is Kind.LEVEL and indicator.unit_kind not in (base.kind, None):
        words = {"unit": unit.id, "kind": base, "id": indicator.id, "wanted": indicator.unit_kind}
        yield "unit", "{unit} is a unit of {kind}, but {id} is measured in {wanted}", words


def pinyin_misfits(values: Values) -> Iterator[tuple[str, dict[str, object]]]:
    """Pinyin stands for each Chinese name in turn, a syllable a character."""
    names = [name for name in (values["name_zh"], *values.get("aliases_zh", ())) if _HAN.search(name)]
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


def relation_misfits(values: Values) -> Misfits:
    """Which keys of a relation go together."""
    if ("expect" in values) == ("cannot_tell_en" in values):
        yield "expect", "a relation has either expect or cannot_tell_zh and cannot_tell_en; write one", {}
    for one, other in (("cannot_tell_zh", "cannot_tell_en"), ("cannot_tell_en", "cannot_tell_zh")):
        if one in values and other not in values:
            yield one, "{one} stands without {other}; write both", {"one": one, "other": other}
    if ("expect" in values) == ("facts" in values):
        yield "facts", "facts go with cannot_tell_en, and only with it; a formula names its own", {}
    if len(values.get("assumes_zh", ())) != len(values.get("assumes_en", ())):
        yield "assumes_zh", "assumes_zh and assumes_en are of different length; write each in both", {}
    if not 0 <= values.get("tolerance", 0) < 100:
        yield "tolerance", "the tolerance is a share in per cent; write one from 0 to below 100", {}


def formula_misfits(values: Values, facts: Mapping[str, Fact]) -> Misfits:
    """Facts that there are not or that have no value, and units that do not go together."""
    formula: Formula | None = values.get("expect")
    key = "expect" if formula else "facts"
    ids = formula.ids if formula else values["facts"]
    if not ids:
        yield key, "names no fact; a relation is about facts of the base", {}
    sound = True
    for id in ids:
        if id not in facts:
            sound = False
            yield key, "unknown fact {fact}; write the id of a fact of this base", {"fact": id}
        elif formula and facts[id].value is None:
            sound = False
            yield key, "the fact {fact} has no value; a formula works with numbers", {"fact": id}
    if formula and sound:
        try:
            dimension_of(formula.left, facts) + dimension_of(formula.right, facts)
        except Unlike as unlike:
            yield (
                key,
                "{left} and {right} (1: a bare number) are of different kinds; they do not add or compare",
                {"left": str(unlike.left), "right": str(unlike.right)},
            )


def dimension_of(term: Term, facts: Mapping[str, Fact]) -> Dimension:
    """What the value of a term counts, in base units; Unlike where terms do not add."""
    dimensions = {id: fact_dimension(facts[id]) for id in ids_of(term)}
    return evaluate(term, dimensions, lambda _: Dimension())


PURE_NUMBERS = ("percent", "percentage_point", "times", "doubling")
"""base units that are numbers of their own: 48% is 0.48"""


def fact_dimension(fact: Fact) -> Dimension:
    """What a fact's value counts."""
    pure = fact.base_unit is None or fact.base_unit in PURE_NUMBERS
    return Dimension() if pure else Dimension.of(str(fact.base_unit))
