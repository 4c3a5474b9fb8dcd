"""The one interface through which every command asks a base: by name, by filter, by text.

What it says does not depend on where the records are kept (:mod:`xiyang_cli.base.stock`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from xiyang_cli.base.model import Fact, Indicator, Kind, Place, Plan, Sector, Status
from xiyang_cli.base.names import NameIndex, key_of, names_of, nearest, one_of, spellings_of
from xiyang_cli.base.stock import Shelf, Stated, Stock
from xiyang_cli.errors import UnknownName
from xiyang_cli.figures.period import Period, read_period
from xiyang_cli.figures.units import Units

if TYPE_CHECKING:
    from xiyang_cli.base.relations import Relation
    from xiyang_cli.base.sources import Source

ALL_PLACES = "all"
LARGE = 5000
"""facts; a larger base is of many places, and what no place was named for is looked for in the own one"""


class FactBase:
    """A checked base. Everything comes in the base's order, the same every time."""

    def __init__(self, directory: Path, stock: Stock) -> None:
        self.directory = directory
        self._stock = stock

    @property
    def home(self) -> str:
        """The id of the base's own place."""
        return self._stock.home

    @property
    def from_plan(self) -> str:
        """The id of the plan that changes start from."""
        return self._stock.from_plan

    @property
    def to_plan(self) -> str:
        """The id of the plan that changes arrive at."""
        return self._stock.to_plan

    @cached_property
    def places(self) -> Sequence[Place]:
        return self._stock.places

    @cached_property
    def plans(self) -> Sequence[Plan]:
        return self._stock.plans

    @cached_property
    def sectors(self) -> Sequence[Sector]:
        return self._stock.sectors

    @cached_property
    def sources(self) -> Sequence[Source]:
        return self._stock.sources

    @cached_property
    def relations(self) -> Sequence[Relation]:
        return self._stock.relations

    @cached_property
    def units(self) -> Units:
        return self._stock.units

    @property
    def is_large(self) -> bool:
        """Whether it is better not read whole."""
        return self._stock.size > LARGE

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators; of a large base ask :meth:`stated`."""
        return tuple(stated.indicator for stated in self.stated(None))

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All facts; of a large base ask :meth:`select`."""
        return tuple(fact for stated in self.stated(None) for fact in stated.facts)

    def stated(self, places: Collection[str] | None, sector: str | None = None) -> Iterator[Stated]:
        """What is stated of these places (None for all), and of one sector where it is given."""
        return _in_order(self._stock.shelves(places, sector))

    def stated_with(self, wanted: Collection[Collection[str]]) -> Iterator[Stated]:
        """All that holds every token of one of the sets `wanted`, and maybe more.

        See :mod:`xiyang_cli.base.tokens`.
        """
        return _in_order(self._stock.shelves_with(wanted))

    def indicators_of(self, places: Collection[str] | None) -> Iterator[Indicator]:
        """The indicators of these places; None for all."""
        return (stated.indicator for stated in self.stated(places))

    def only(self, held: Collection[str], known: Sequence[Place]) -> FactBase:
        """The base as if it held these places alone, and knew of no others than `known`; in memory.

        What an indicator of these places is a part of comes along, wherever it is.
        """
        from xiyang_cli.base.memory import MemoryStock

        stock, shelves = self._stock, tuple(self._stock.shelves(held))
        own = {stated.indicator.id for shelf in shelves for stated in shelf}
        parts = {stated.indicator.part_of for shelf in shelves for stated in shelf} - {None} - own
        wholes = {whole.indicator.place for id in parts for whole in stock.with_id(key_of(str(id)))}
        if wholes - set(held):
            return self.only({*held, *wholes}, known)
        whole_stock = MemoryStock(
            home=self.home,
            from_plan=self.from_plan,
            to_plan=self.to_plan,
            places=tuple(known),
            plans=tuple(self.plans),
            sectors=tuple(self.sectors),
            sources=tuple(self.sources),
            units=self.units,
            relations=tuple(self.relations),
            all_shelves=shelves,
        )
        return FactBase(self.directory, whole_stock)

    def about(self, texts: Iterable[str]) -> FactBase:
        """What these texts can be about: of a large base its own place, those above it, those they name.

        A smaller one as it is. So what a text is checked against does not grow with the places that
        it is silent about.
        """
        if not self.is_large:
            return self
        named = {self.home}
        for text in texts:
            named |= self._stock.places_called(_runs(text))
        known: dict[str, Place] = {}
        for id in sorted(named):
            owner: str | None = id
            while owner is not None and owner not in known and (place := self._stock.place(owner)):
                known[owner] = place
                owner = place.part_of
        return self.only(known.keys(), tuple(known.values()))

    def place(self, name: str) -> Place:
        """The place that `name` means; UnknownName otherwise."""
        key = key_of(name)
        found = self._stock.places_named(key)
        if len(found) == 1:
            return found[0]
        known = () if self.is_large else self.places
        return one_of(found, lambda: NameIndex(self.places).near(key), name, "place", known)

    def places_asked(self, name: str | None) -> frozenset[str] | None:
        """The ids of the places that `--place NAME` asks for; None for `all` of them.

        Without a name it is the place that the base names as its own.
        """
        if name is None:
            return frozenset((self.home,))
        return None if key_of(name) == ALL_PLACES else frozenset((self.place(name).id,))

    def plan(self, name: str) -> Plan:
        """The plan that `name` means (`14th`, 十四五); UnknownName otherwise."""
        key = key_of(name)
        return one_of(self._plans.matches(key), lambda: self._plans.near(key), name, "plan", self.plans)

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
        return self._sectors.matches(key_of(name))

    def relation(self, name: str) -> Relation:
        """The relation that `name` means; UnknownName otherwise."""
        index, key = NameIndex(self.relations), key_of(name)
        return one_of(index.matches(key), lambda: index.near(key), name, "relation", self.relations)

    def source(self, id: str) -> Source:
        """The source with that id."""
        return self._stock.source(id)

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
        asked = self.places_asked(place)
        if asked is None and self.is_large:
            asked = frozenset((self.home,))
        return _near(key, self._stock.shelves(asked)) or (
            [] if self.is_large else _near(key, self._stock.shelves(None))
        )

    def matching_indicators(self, name: str, place: str | None = None) -> list[Indicator]:
        """The indicators that `name` fits: of the place asked for, else of any other."""
        keys = self._keys(name)
        asked = self.places_asked(place)
        found = _named(keys, self._stock.shelves(asked)) if asked is not None else []
        if found or "@" in name:  # what is asked for at a period is looked up by what stands before the @
            return found
        from xiyang_cli.base.tokens import tokens_for

        return _named(keys, self._stock.shelves_with([tokens_for(key) for key in keys]))

    def fact(self, id: str) -> Fact | None:
        """The fact with that id, in any spelling of it; None when there is none."""
        if "@" in id:
            # name@period asks for a level; without this, gdp@2024 would mean the fact gdp-2024.
            return None
        key = key_of(id)
        told = (fact for stated in self._stock.with_id(key) for fact in stated.facts)
        return next((fact for fact in told if key_of(fact.id) == key), None)

    def facts_of(self, indicator: Indicator) -> tuple[Fact, ...]:
        """All that the base states of one indicator."""
        found = self._stock.with_id(key_of(indicator.id))
        return next((stated.facts for stated in found if stated.indicator.id == indicator.id), ())

    def parts_of(self, indicator: Indicator) -> tuple[Indicator, ...]:
        """The indicators that are shown together with this one."""
        return tuple(self._stock.parts_of(indicator.id))

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
        return tuple(
            self.selected(
                sector=sector, place=place, period=period, kind=kind, status=status, unit_kind=unit_kind
            )
        )

    def selected(
        self,
        *,
        sector: str | None = None,
        place: str | None = None,
        period: str | None = None,
        kind: Kind | None = None,
        status: Status | None = None,
        unit_kind: str | None = None,
    ) -> Iterator[Fact]:
        """The same, one after the other: a million facts need not be held."""
        places = self.places_asked(place)
        sector_id = self.sector(sector).id if sector is not None else None
        wanted = self.period(period) if period is not None else None
        base_unit = self._base_unit(unit_kind) if unit_kind is not None else None
        return (
            fact
            for stated in self.stated(places, sector_id)
            for fact in stated.facts
            if kind in (None, fact.kind)
            and status in (None, fact.status)
            and base_unit in (None, fact.base_unit)
            and (wanted is None or (fact.period is not None and _overlap(fact.period, wanted)))
        )

    def period(self, text: str) -> Period:
        """The period that `text` writes: in ISO terms, a plan (十四五), a plan's end (十三五末)."""
        text = "".join(unicodedata.normalize("NFKC", text).split())
        if plans := self._plans.matches(key_of(text)):
            return plans[0].period
        if ends := self._plans.matches(key_of(text).removesuffix("末")):
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
        fitting = sorted(
            (f for f in self._fronts if f and key.startswith(f) and key != f), key=len, reverse=True
        )
        return [key, *(key[len(front) :] for front in fitting)]

    @cached_property
    def _fronts(self) -> set[str]:
        """How a name may begin with the own place: Xiyang's …, 昔阳县的 …"""
        home = self._stock.place(self.home)
        if home is None:
            return set()
        fronts = {key_of(spelling) + ending for spelling in names_of(home) for ending in ("", "s", "的")}
        return fronts | {key_of(spelled) for spelled in home.pinyin}

    @cached_property
    def _plans(self) -> NameIndex[Plan]:
        return NameIndex(self.plans)

    @cached_property
    def _sectors(self) -> NameIndex[Sector]:
        return NameIndex(self.sectors)


def _in_order(shelves: Iterable[Shelf]) -> Iterator[Stated]:
    """All on the shelves, file by file, as it stands in each."""
    for _, of_file in groupby(shelves, lambda shelf: shelf.file):
        yield from sorted(
            (stated for shelf in of_file for stated in shelf), key=lambda stated: stated.position
        )


def _named(keys: Sequence[str], shelves: Iterable[Shelf]) -> list[Indicator]:
    """What the first of `keys` that fits names; several when initials fit several."""
    listed = list(shelves)
    for tier in range(3):
        for key in keys:
            found = [shelf[n].indicator for shelf in listed for n in shelf.tiers[tier].get(key, ())]
            if found:
                return found
    return []


def _near(key: str, shelves: Iterable[Shelf]) -> list[Indicator]:
    """The indicators whose names are nearest to `key`."""
    found = nearest(key, (((shelf, n), s) for shelf in shelves for n, s in spellings_of(shelf.tiers)))
    return [shelf[n].indicator for shelf, n in found]


_HAN = r"[^\W\d_a-zA-Z]{2,}"
_WORD = "[A-Za-z]+"
_LONGEST_NAME = 12
"""characters, or words; longer names of places are not looked for in a text"""


def _runs(text: str) -> set[str]:
    """The keys of all that a place could be called in a text."""
    found: set[str] = set()
    for run in re.findall(_HAN, unicodedata.normalize("NFKC", text)):
        for start in range(len(run) - 1):
            found |= {run[start:end] for end in range(start + 2, min(start + _LONGEST_NAME, len(run)) + 1)}
    words = [word.casefold() for word in re.findall(_WORD, text)]
    for start in range(len(words)):
        found |= {"".join(words[start:end]) for end in range(start + 1, start + 5)}
    return found


def _overlap(one: Period, other: Period) -> bool:
    return one.first <= other.last and other.first <= one.last
