"""The one interface through which every command asks a base: by name, by filter, by text.

This form holds the whole base in memory; another may answer the same questions from an index.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from xiyang_cli.base.model import Fact, Indicator, Kind, Place, Plan, Relation, Sector, Source, Status
from xiyang_cli.base.names import NameIndex, key_of, one_of
from xiyang_cli.errors import UnknownName
from xiyang_cli.figures.period import Period, read_period
from xiyang_cli.figures.units import Units

ALL_PLACES = "all"


@dataclass(frozen=True)
class FactBase:
    """A checked base. Everything comes in the base's order, the same every time."""

    directory: Path
    home: str
    from_plan: str
    to_plan: str
    places: tuple[Place, ...]
    plans: tuple[Plan, ...]
    sectors: tuple[Sector, ...]
    sources: tuple[Source, ...]
    units: Units
    indicators: tuple[Indicator, ...]
    facts: tuple[Fact, ...]
    relations: tuple[Relation, ...] = ()

    def place(self, name: str) -> Place:
        """The place that `name` means; UnknownName otherwise."""
        index, key = self._places, key_of(name)
        return one_of(index.matches([key]), lambda: index.near(key), name, "place", self.places)

    def places_asked(self, name: str | None) -> frozenset[str] | None:
        """The ids of the places that `--place NAME` asks for; None for `all` of them.

        Without a name it is the place that the base names as its own.
        """
        if name is None:
            return frozenset((self.home,))
        return None if key_of(name) == ALL_PLACES else frozenset((self.place(name).id,))

    def plan(self, name: str) -> Plan:
        """The plan that `name` means (`14th`, 十四五); UnknownName otherwise."""
        index, key = NameIndex(self.plans), key_of(name)
        return one_of(index.matches([key]), lambda: index.near(key), name, "plan", self.plans)

    def sector(self, name: str) -> Sector:
        """The sector that `name` means; UnknownName otherwise."""
        matching = self.matching_sectors(name)
        if not matching and (indicators := self.matching_indicators(name, ALL_PLACES)):
            raise UnknownName(
                "{name} is an indicator, not a sector; try: xiyang show {id}",
                name=name,
                id=indicators[0].id,
            )
        return one_of(matching, lambda: self._sectors.near(key_of(name)), name, "sector", self.sectors)

    def matching_sectors(self, name: str) -> list[Sector]:
        """The sectors that `name` fits."""
        return self._sectors.matches([key_of(name)])

    def relation(self, name: str) -> Relation:
        """The relation that `name` means; UnknownName otherwise."""
        index, key = NameIndex(self.relations), key_of(name)
        return one_of(index.matches([key]), lambda: index.near(key), name, "relation", self.relations)

    def source(self, id: str) -> Source:
        """The source with that id."""
        return next(source for source in self.sources if source.id == id)

    def indicator(self, name: str, place: str | None = None) -> Indicator:
        """The indicator that `name` means, of the place asked for before any other place.

        Raises UnknownName with the nearest names, AmbiguousName when initials fit several.
        """
        matching = self.matching_indicators(name, place)
        if not matching and (sectors := self.matching_sectors(name)):
            raise UnknownName(
                "{name} is a sector, not an indicator; try: xiyang list --sector {id}",
                name=name,
                id=sectors[0].id,
            )
        return one_of(matching, lambda: self._near_indicators(key_of(name), place), name, "indicator")

    def _near_indicators(self, key: str, place: str | None) -> list[Indicator]:
        asked = self._indicators(self.places_asked(place)).near(key)
        return asked or self._indicators(None).near(key)

    def matching_indicators(self, name: str, place: str | None = None) -> list[Indicator]:
        """The indicators that `name` fits: of the place asked for, else of any other."""
        keys = self._keys(name)
        asked = self.places_asked(place)
        return self._indicators(asked).matches(keys) or (
            self._indicators(None).matches(keys) if asked is not None else []
        )

    def fact(self, id: str) -> Fact | None:
        """The fact with that id, in any spelling of it; None when there is none."""
        if "@" in id:
            # name@period asks for a level; without this, gdp@2024 would mean the fact gdp-2024.
            return None
        key = key_of(id)
        return next((fact for fact in self.facts if key_of(fact.id) == key), None)

    def facts_of(self, indicator: Indicator) -> tuple[Fact, ...]:
        """All that the base states of one indicator."""
        return self._facts_of.get(indicator.id, ())

    def parts_of(self, indicator: Indicator) -> tuple[Indicator, ...]:
        """The indicators that are shown together with this one."""
        return tuple(other for other in self.indicators if other.part_of == indicator.id)

    def select(
        self,
        *,
        sector: str | None = None,
        place: str | None = None,
        period: str | None = None,
        kind: Kind | None = None,
        status: Status | None = None,
        unit_kind: str | None = None,
    ) -> tuple[Fact, ...]:
        """The facts that pass every filter given; UnknownName for a value that names nothing.

        A fact passes a period when its own period overlaps it.
        """
        places = self.places_asked(place)
        sector_id = self.sector(sector).id if sector is not None else None
        wanted = self.period(period) if period is not None else None
        base_unit = self._base_unit(unit_kind) if unit_kind is not None else None
        return tuple(
            fact
            for fact in self.facts
            if (places is None or fact.place in places)
            and sector_id in (None, fact.sector)
            and kind in (None, fact.kind)
            and status in (None, fact.status)
            and base_unit in (None, fact.base_unit)
            and (wanted is None or (fact.period is not None and _overlap(fact.period, wanted)))
        )

    def period(self, text: str) -> Period:
        """The period that `text` writes: in ISO terms, a plan (十四五), a plan's end (十三五末)."""
        text = "".join(unicodedata.normalize("NFKC", text).split())
        index = NameIndex(self.plans)
        if plans := index.matches([key_of(text)]):
            return plans[0].period
        if ends := index.matches([key_of(text).removesuffix("末")]):
            return read_period(ends[0].end)
        try:
            return read_period(text)
        except ValueError:
            raise UnknownName(
                "{text} is no period; write a year, 2021/2025 or a plan ({plans})",
                text=text,
                plans=", ".join(plan.id for plan in self.plans),
            ) from None

    def _base_unit(self, name: str) -> str:
        found = self.units.kind(name)
        if found is None:
            raise UnknownName(
                "unknown kind of unit {name}; write one of {known}",
                name=name,
                known=", ".join(base.kind for base in self.units.base_units.values()),
            )
        return found.id

    def _keys(self, name: str) -> list[str]:
        """The keys that `name` may stand for: as it is, and without the own place in front."""
        key = key_of(name)
        home = next(place for place in self.places if place.id == self.home)
        fronts = {key_of(spelling) + ending for spelling in home.names for ending in ("", "s", "的")}
        fronts |= {key_of(spelled) for spelled in home.pinyin}
        fitting = sorted((f for f in fronts if f and key.startswith(f) and key != f), key=len, reverse=True)
        return [key, *(key[len(front) :] for front in fitting)]

    @cached_property
    def _places(self) -> NameIndex[Place]:
        return NameIndex(self.places)

    @cached_property
    def _sectors(self) -> NameIndex[Sector]:
        return NameIndex(self.sectors)

    def _indicators(self, places: Iterable[str] | None) -> NameIndex[Indicator]:
        wanted = None if places is None else frozenset(places)
        if wanted not in self._indexes:
            self._indexes[wanted] = NameIndex(
                indicator for indicator in self.indicators if wanted is None or indicator.place in wanted
            )
        return self._indexes[wanted]

    @cached_property
    def _indexes(self) -> dict[frozenset[str] | None, NameIndex[Indicator]]:
        return {}

    @cached_property
    def _facts_of(self) -> dict[str, tuple[Fact, ...]]:
        gathered: dict[str, list[Fact]] = {}
        for fact in self.facts:
            gathered.setdefault(fact.indicator, []).append(fact)
        return {id: tuple(facts) for id, facts in gathered.items()}


def _overlap(one: Period, other: Period) -> bool:
    return one.first <= other.last and other.first <= one.last
