"""What changed from one base to another: figures first, then all else. Pure.

Records are told apart by their ids; one that only got another id is renamed, and what refers
to it has not changed by that. The order of records is not compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any

from xiyang_cli.answers.columns import Columns, one_of, scalar, text
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.figures.arithmetic import plain
from xiyang_cli.figures.formula import Formula
from xiyang_cli.figures.period import Period

RECORDS = (
    "base", "place", "plan", "sector", "source", "base_unit", "unit", "indicator", "fact", "relation",
)  # fmt: skip
"""the kinds of record; those that others refer to come first"""

FIGURE_KEYS = (
    "value", "value_high", "unit", "qualifier", "figure", "period", "baseline_period", "period_basis",
    "status", "kind", "direction", "multiple", "yearly", "ranking", "scope",
)  # fmt: skip
"""the keys of a fact that make its figure"""

_OF_THE_INDICATOR = {"id", "name_zh", "name_en", "sector", "place"}
_WORKED_OUT = {"base_value", "base_value_high", "base_unit", "basis", "formula"}
_REFERS = {
    "place": "place", "scope": "place", "home": "place", "from": "plan", "to": "plan", "sector": "sector",
    "source": "source", "base_unit": "base_unit", "indicator": "indicator", "facts": "fact", "expect": "fact",
}  # fmt: skip
"""the record that a key names by its id; `part_of` names one of the same kind"""


class Change(StrEnum):
    """What happened to a record."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"


_NO_NAME = "the record has none"

DIFF_ROW: Columns = {
    "change": one_of(Change, "what happened to the record"),
    "record": text("the kind of record: fact, indicator, unit …"),
    "id": text("its id, the new one where it was renamed"),
    "key": text("the key whose value changed", "the record came or went"),
    "old": scalar("what stood there; of a record that went what a reader sees of it", "nothing, or it came"),
    "new": scalar(
        "what stands there now; of a record that came what a reader sees of it", "nothing, or it went"
    ),
    "name_zh": text("the record's Chinese name", _NO_NAME),
    "name_en": text("its English name", _NO_NAME),
}
DIFF_KEYS = tuple(DIFF_ROW)


@dataclass(frozen=True)
class Difference:
    """One key of one record that changed, or a record that came, went or got another id."""

    change: Change
    record: str
    id: str
    key: str | None
    old: Any
    new: Any
    name_zh: str | None
    name_en: str | None

    @property
    def is_figure(self) -> bool:
        """Whether the figure of a fact changed."""
        return self.change is Change.CHANGED and self.record == "fact" and self.key in FIGURE_KEYS

    def row(self) -> dict[str, Any]:
        """Its flat row."""
        return {key: getattr(self, key) for key in DIFF_KEYS} | {"change": self.change.value}


@dataclass(frozen=True)
class _Record:
    """A record as keys and flat values; `told` is what a reader sees of one that came or went."""

    id: str
    keys: Mapping[str, Any]
    name_zh: str | None
    name_en: str | None
    told: str | None = None


_Records = dict[str, _Record]


def differences(old: FactBase, new: FactBase) -> list[Difference]:
    """What changed from `old` to `new`: figures, other keys, then what came, went or was renamed."""
    before, after = _records(old), _records(new)
    renamed: dict[str, dict[str, str]] = {}
    for kind in RECORDS:
        renamed[kind] = _renamed(kind, before[kind], after[kind], renamed)
    found = [
        difference for kind in RECORDS for difference in _of_kind(kind, before[kind], after[kind], renamed)
    ]
    return sorted(found, key=_place)


def _place(difference: Difference) -> tuple[int, int]:
    """Figures, other changed keys, records; within each the kind a reader asks for first."""
    group = 0 if difference.is_figure else 1 if difference.change is Change.CHANGED else 2
    return group, -RECORDS.index(difference.record)


def _renamed(
    kind: str, before: _Records, after: _Records, renamed: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    """New ids by old ones, of records that are otherwise equal."""
    gone: dict[str, list[str]] = {}
    for id, record in before.items():
        if id not in after:
            gone.setdefault(repr(_compared(kind, record, renamed)), []).append(id)
    found = {}
    for id, record in after.items():
        same = gone.get(repr(_compared(kind, record, {})), []) if id not in before else []
        if same:
            found[same.pop(0)] = id
    return found


def _of_kind(
    kind: str, before: _Records, after: _Records, renamed: Mapping[str, Mapping[str, str]]
) -> Iterator[Difference]:
    old_ids = {new: old for old, new in renamed[kind].items()}
    for id, record in after.items():
        names = (record.name_zh, record.name_en)
        if id in old_ids:
            yield Difference(Change.RENAMED, kind, id, "id", old_ids[id], id, *names)
        elif id not in before:
            yield Difference(Change.ADDED, kind, id, None, None, record.told, *names)
        else:
            own = before[id]
            as_now, now = _compared(kind, own, renamed), _compared(kind, record, {})
            for key in record.keys:
                if repr(as_now[key]) != repr(now[key]):  # 180.30 is printed otherwise than 180.3
                    old, new = own.keys[key], record.keys[key]
                    yield Difference(Change.CHANGED, kind, id, key, _flat(old), _flat(new), *names)
    for id, record in before.items():
        if id not in after and id not in renamed[kind]:
            yield Difference(
                Change.REMOVED, kind, id, None, record.told, None, record.name_zh, record.name_en
            )


def _compared(kind: str, record: _Record, renamed: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """The record's values, the ids in them as they are called now."""
    found = {}
    for key, value in record.keys.items():
        new_ids = renamed.get(kind if key == "part_of" else _REFERS.get(key, ""), {})
        found[key] = _flat(value, partial(_called_now, new_ids))
    return found


def _called_now(new_ids: Mapping[str, str], id: str) -> str:
    return new_ids.get(id, id)


def _records(base: FactBase) -> dict[str, _Records]:
    """All records of a base by kind and id."""
    own = {"home": base.home, "from": base.from_plan, "to": base.to_plan}
    units = [
        (
            unit,
            {
                "base_unit": unit.base.id,
                "factor": f"{plain(unit.numerator)}/{plain(unit.denominator)}",
                "name_en": unit.name_en,
                "aliases": base.units.spellings(unit),
            },
        )
        for unit in base.units.listed
    ]
    return {
        "base": {"base": _Record("base", own, None, None)},
        "place": _by_id(base.places),
        "plan": _by_id(base.plans),
        "sector": _by_id(base.sectors),
        "source": _by_id(base.sources),
        "base_unit": _by_id(base.units.base_units.values()),
        "unit": {unit.id: _Record(unit.id, keys, unit.id, unit.name_en) for unit, keys in units},
        "indicator": _by_id(base.indicators),
        "fact": {fact.id: _fact(fact) for fact in base.facts},
        "relation": {id: _relation(record) for id, record in _by_id(base.relations).items()},
    }


def _by_id(things: Any) -> _Records:
    found = {}
    for thing in things:
        keys = thing._asdict()
        name_zh, name_en = (keys.get(f"name_{end}", keys.get(f"headline_{end}")) for end in ("zh", "en"))
        # The id of a place is its Chinese name too.
        left_out = {"id", *(("name_zh",) if name_zh == thing.id else ())}
        own = {key: value for key, value in keys.items() if key not in left_out}
        found[thing.id] = _Record(thing.id, own, name_zh, name_en)
    return found


def _relation(relation: _Record) -> _Record:
    """A relation told by its formula; that names its facts, so their list goes."""
    formula = relation.keys["expect"]
    if formula is None:
        return relation
    own = {key: value for key, value in relation.keys.items() if key != "facts"}
    return replace(relation, keys=own, told=str(formula))


def _fact(fact: Any) -> _Record:
    names = [name for name in fact._fields if name not in _OF_THE_INDICATOR | _WORKED_OUT]
    ordered = sorted(names, key=lambda name: FIGURE_KEYS.index(name) if name in FIGURE_KEYS else 99)
    keys = {name: getattr(fact, name) for name in ordered}
    period = f" ({fact.period})" if fact.period else ""
    return _Record(fact.id, keys, fact.name_zh, fact.name_en, fact.figure and f"{fact.figure}{period}")


def _flat(value: Any, called: Callable[[str], str] = str) -> Any:
    """A value as a row holds it: text, number, flag or None; `called` names the ids in it."""
    match value:
        case None | bool() | int() | Decimal():
            return value
        case StrEnum() | Period():
            return str(value)
        case str():
            return called(value)
        case Formula():
            return value.written(called)
    if hasattr(value, "_fields"):
        return " ".join(str(_flat(part)) for part in value)
    return "; ".join(str(_flat(entry, called)) for entry in value)
