"""From checked records to one base: how sectors, places, units, indicators and facts must fit.

Pure: it gets the values of the files and gives a base and the faults it found.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from xiyang_cli.base import make
from xiyang_cli.base.factbase import ALL_PLACES
from xiyang_cli.base.fit import fact_misfits, pinyin_misfits
from xiyang_cli.base.memory import MemoryShelf, MemoryStock
from xiyang_cli.base.model import Fact, Indicator, Place, Plan, Sector
from xiyang_cli.base.names import key_of, names_of
from xiyang_cli.base.read import Fault, Values
from xiyang_cli.base.relations import Relation, formula_misfits, relation_misfits
from xiyang_cli.base.rules import FILES, OPTIONAL_FILES
from xiyang_cli.base.sector_rules import INDICATOR
from xiyang_cli.base.sources import Source
from xiyang_cli.base.stock import Stated
from xiyang_cli.base.todo import TODO
from xiyang_cli.figures.units import BaseUnit, Unit, Units


@dataclass(frozen=True, slots=True)
class OpenFact:
    """A fact that is not finished: all that can be proven of it is its place in the page."""

    id: str
    source: str
    locator: tuple[int, int, int]
    hash: str
    figure: str | None


@dataclass(frozen=True)
class Built:
    """A base, the faults between its records, and the facts that are left out because TODO stands there."""

    stock: MemoryStock
    faults: list[Fault]
    open_facts: tuple[OpenFact, ...]


def build(directory: Path, files: dict[str, Values], names: Iterable[str]) -> Built:
    """The base that `files` (name to values) make, without what is still open.

    `names` are all files of the base, those that could not be read too.
    """
    builder = Builder(directory, frozenset(names))
    builder.general(files)
    for name, values in files.items():
        if name not in FILES and name not in OPTIONAL_FILES:
            builder.sector_file(name, values)
    builder.references()
    builder.relations_file(files)
    builder.faults.sort(key=lambda fault: (fault.file, fault.line))
    return Built(builder.stock(), builder.faults, tuple(builder.open_facts))


_MOST_NAMED = 200
"""names told of those that there are"""
_NEEDED = {key for key, rule in INDICATOR.items() if rule.required} - {"unit_kind"}


class Builder:
    """Makes records of checked values, file by file: first the general ones, then those of sectors."""

    def __init__(self, directory: Path, names: frozenset[str]) -> None:
        self.directory = directory
        self.names = names
        self.faults: list[Fault] = []
        self.places: dict[str, Place] = {}
        self.plans: dict[str, Plan] = {}
        self.sectors: dict[str, Sector] = {}
        self.sources: dict[str, Source] = {}
        self.units = Units((), ())
        self.home = self.from_plan = self.to_plan = ""
        self.shelves: dict[tuple[str, str], list[Stated]] = {}
        self.relations: dict[str, Relation] = {}
        self.open_facts: list[OpenFact] = []
        self._left_out: list[str] = []
        self._seen: dict[str, tuple[str, int]] = {}
        self._spelled: dict[tuple[str, str], str] = {}
        self._parts: list[tuple[str, Values, str]] = []
        self._file = ""

    def general(self, files: dict[str, Values]) -> None:
        """Places, plans, sectors, units and sources."""
        for values in self._records(files, "places.yaml", "places"):
            self._new(self.places, values, make.place)
        self.home = self._known(files["places.yaml"], "home", self.places, None)
        for values in files["places.yaml"]["places"]:
            self._known(values, "part_of", self.places, values["id"])
        for values in self._records(files, "plans.yaml", "plans"):
            self._new(self.plans, values, make.plan)
        self.from_plan = self._known(files["plans.yaml"], "from", self.plans, None)
        self.to_plan = self._known(files["plans.yaml"], "to", self.plans, None)
        start, end = self.plans.get(self.from_plan), self.plans.get(self.to_plan)
        if start and end and end.period.last <= start.period.last:
            self._fault(
                files["plans.yaml"].at("to"), None, "{to} does not lie after {from_}; swap from and to",
                to=end.id, from_=start.id,
            )  # fmt: skip
        folders = {name.partition("/")[0] for name in self.names if "/" in name}
        for values in self._records(files, "sectors.yaml", "sectors"):
            self._new(self.sectors, values, lambda v: Sector(**make.names(v)))
            self._pinyin(values)
            if f"{values['id']}.yaml" not in self.names and values["id"] not in folders:
                self._fault(
                    values.line, values["id"], "the sector has no file {id}.yaml; add it", id=values["id"]
                )
        self._units(files)
        self._one_name_each(files)
        for values in self._records(files, "sources.yaml", "sources"):
            self._new(self.sources, values, make.source)
            for item in values["items"]:
                self._known(item, "plan", self.plans, values["id"])

    def sector_file(self, name: str, values: Values) -> None:
        """The indicators and facts of one sector's file."""
        self._file = name
        if not {"sector", "indicators"} <= values.keys():
            return
        sector = self._known(values, "sector", self.sectors, None)
        if sector in self.sectors and name != f"{sector}.yaml" and not name.startswith(f"{sector}/"):
            self._fault(
                values.at("sector"), sector,
                "this file is {name}; name it after its sector: {sector}.yaml",
                name=name, sector=sector,
            )  # fmt: skip
        for position, entry in enumerate(values["indicators"]):
            if entry.open - {"facts"} or "sector" in values.open:
                self._open_indicator(entry)
            elif entry.keys() >= _NEEDED:
                self._indicator(entry, sector, position)

    def beside(self) -> Builder:
        """A builder for one file of the same base, by itself: this one has read the general ones."""
        other = copy(self)
        other.faults, other.open_facts, other.shelves = [], [], {}
        other._left_out, other._parts, other._seen, other._spelled = [], [], {}, {}
        return other

    def references(self, indicators: Collection[str] | None = None) -> None:
        """What can be checked only when all files are read, or when the ids of all `indicators` are known."""
        own = sorted({*(stated.indicator.id for stated in self._stated()), *self._left_out})
        known = dict.fromkeys(own) if indicators is None else indicators
        for file, values, id in self._parts:
            self._file = file
            self._known(values, "part_of", known, id)

    def relations_file(self, files: dict[str, Values], facts: Mapping[str, Fact] | None = None) -> None:
        """The relations between facts, where the base has any; `facts` are all that there are."""
        self._file = "relations.yaml"
        # A fact that is at fault itself, or still open, would seem unknown here.
        known = facts
        if known is None and all(
            name in files and files[name].whole and not files[name].open for name in self.names
        ):
            known = {fact.id: fact for stated in self._stated() for fact in stated.facts}
        if self._file not in files:
            return
        for values in files[self._file].get("relations", ()):
            if not values.whole or values.open:
                continue
            misfits = list(relation_misfits(values))
            if known is not None and not misfits:
                misfits += formula_misfits(values, known)
            for key, template, words in misfits:
                self._fault(values.at(key), values["id"], template, **words)
            self._new(self.relations, values, make.relation)

    def stock(self) -> MemoryStock:
        """All records that were made, in the order of the sectors, then of the files."""
        order = {id: place for place, id in enumerate(self.sectors)}
        shelves = [
            MemoryShelf(file, place, stated[0].indicator.sector, tuple(stated))
            for (file, place), stated in self.shelves.items()
        ]
        shelves.sort(key=lambda shelf: order.get(shelf.sector, -1))
        return MemoryStock(
            home=self.home,
            from_plan=self.from_plan,
            to_plan=self.to_plan,
            places=tuple(self.places.values()),
            plans=tuple(self.plans.values()),
            sectors=tuple(self.sectors.values()),
            sources=tuple(self.sources.values()),
            units=self.units,
            relations=tuple(self.relations.values()),
            all_shelves=tuple(shelves),
        )

    def _stated(self) -> Iterator[Stated]:
        return (stated for shelf in self.shelves.values() for stated in shelf)

    def _indicator(self, values: Values, sector: str, position: int) -> None:
        id = values["id"]
        self._unique(id, values.line)
        self._pinyin(values)
        place = self._known(values, "place", self.places, id)
        kinds = {base.kind for base in self.units.base_units.values()}
        self._known(values, "unit_kind", kinds, id)
        indicator = Indicator(
            **make.names(values),
            sector=sector,
            place=place,
            unit_kind=values.get("unit_kind"),
            part_of=values.get("part_of"),
        )
        self._parts.append((self._file, values, id))
        for name in dict.fromkeys(names_of(indicator)):
            self._name(values, name, self._spelled.setdefault((place, key_of(name)), id))
        facts = []
        for entry in values["facts"]:
            # A fact that is not whole has had its faults told; how its keys fit would echo them.
            if entry.whole and not entry.open:
                facts.append(self._fact(entry, indicator))
            else:
                self._open_fact(entry)
        shelf = self.shelves.setdefault((self._file, place), [])
        shelf.append(Stated(position, indicator, tuple(facts)))

    def _open_indicator(self, values: Values) -> None:
        """An indicator that is left out because TODO stands in it; what is written can be checked."""
        self._left_out.append(values.get("id", TODO))
        self._known(values, "place", self.places, values.get("id"))
        for entry in values.get("facts", ()):
            self._open_fact(entry)

    def _open_fact(self, values: Values) -> None:
        """A fact that is not whole, or whose indicator is not: its place in the page may still be proven."""
        self._refers(values, values.get("id"))
        at = values.get("at")
        if at is not None and at.whole and not at.open:
            place = (at["item"], at["section"], at["sentence"])
            figure = values.get("figure") if "figure" not in values.open else None
            self.open_facts.append(OpenFact(values.get("id", TODO), at["source"], place, at["hash"], figure))

    def _fact(self, values: Values, indicator: Indicator) -> Fact:
        id = values["id"]
        self._unique(id, values.line)
        unit = self._refers(values, id)
        for key, template, words in fact_misfits(values, unit, indicator):
            self._fault(values.at(key), id, template, **words)
        return make.fact(values, indicator, unit)

    def _refers(self, values: Values, id: str | None) -> Unit | None:
        """The unit that a fact names, after faults for a source, scope or unit that there is not."""
        if "at" in values and not values.open:  # a stub may stand there before the record of its page
            self._known(values["at"], "source", self.sources, id)
        self._known(values, "scope", self.places, id)
        unit = self.units.find(values["unit"]) if "unit" in values else None
        if "unit" in values and unit is None:
            self._fault(
                values.at("unit"), id, "unknown unit {unit}; write a unit of units.yaml, or add it there",
                unit=values["unit"],
            )  # fmt: skip
        return unit

    def _units(self, files: dict[str, Values]) -> None:
        bases: dict[str, BaseUnit] = {}
        for values in self._records(files, "units.yaml", "base_units"):
            self._new(bases, values, lambda v: BaseUnit(**v))
        units: dict[str, tuple[Unit, tuple[str, ...]]] = {}
        for values in self._records(files, "units.yaml", "units"):
            if self._known(values, "base_unit", bases, values["id"]) in bases:
                self._new(units, values, lambda v: make.unit(v, bases))
        self.units = Units(bases.values(), units.values())

    def _one_name_each(self, files: dict[str, Values]) -> None:
        """No two places, plans or sectors have a name in common, nor two units a spelling."""
        for file, key, known in (
            ("places.yaml", "places", self.places),
            ("plans.yaml", "plans", self.plans),
            ("sectors.yaml", "sectors", self.sectors),
        ):
            names = {"all": ALL_PLACES} if key == "places" else {}
            for values in self._records(files, file, key):
                for name in dict.fromkeys(names_of(known[values["id"]])):
                    self._name(values, name, names.setdefault(key_of(name), values["id"]))
        spellings: dict[str, str] = {}
        for values in self._records(files, "units.yaml", "units"):
            for name in dict.fromkeys((values["id"], *values.get("aliases", ()))):
                self._name(values, name, spellings.setdefault(" ".join(name.split()), values["id"]))

    def _name(self, values: Values, name: str, owner: str) -> None:
        if owner != values["id"]:
            self._fault(
                values.line, values["id"], "the name {name} is a name of {other} too; give it to one of them",
                name=name, other=owner,
            )  # fmt: skip

    def _pinyin(self, values: Values) -> None:
        if values.open:
            return
        for template, words in pinyin_misfits(values):
            self._fault(values.at("pinyin"), values["id"], template, **words)

    def _records(self, files: dict[str, Values], file: str, key: str) -> Iterable[Values]:
        self._file = file
        entries: tuple[Values, ...] = files[file][key]
        return entries

    def _new(self, known: dict[str, Any], values: Values, make: Callable[[Values], Any]) -> None:
        id = values["id"]
        if id in known:
            self._fault(values.at("id"), id, "the id {id} stands twice; ids are unique", id=id)
        known[id] = make(values)

    def _unique(self, id: str, line: int) -> None:
        if id in self._seen or id in self.sectors:
            file, first = self._seen.get(id, ("sectors.yaml", 0))
            self._fault(
                line,
                id,
                "the id {id} is taken ({file}:{first}); ids of indicators, facts and sectors differ",
                id=id,
                file=file,
                first=first,
            )
        self._seen.setdefault(id, (self._file, line))

    def _known(self, values: Values, key: str, known: Collection[str], id: str | None) -> str:
        """The value of `key`, after a fault when it is none of `known`."""
        value = values.get(key)
        if value is None or value in known:
            return value or ""
        if names := list(islice(known, _MOST_NAMED)):
            names += ["…"] if len(known) > _MOST_NAMED else []
            self._fault(
                values.at(key), id, "unknown {key} {value}; write one of {known}",
                key=key, value=value, known=", ".join(names),
            )  # fmt: skip
        else:
            self._fault(
                values.at(key), id, "unknown {key} {value}; the base has none yet, add it first",
                key=key, value=value,
            )  # fmt: skip
        return str(value)

    def _fault(self, line: int, subject: str | None, template: str, /, **words: object) -> None:
        if TODO in words.values():
            return  # that it is still open has been told; this would be a second fault for the same place
        self.faults.append(Fault(str(self.directory / self._file), line, subject, template, **words))
