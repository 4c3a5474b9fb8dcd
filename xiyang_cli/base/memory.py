"""A base in memory: as its files were just read, or the part of a larger one that is asked about. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from xiyang_cli.base.model import Indicator, Place, Plan, Sector
from xiyang_cli.base.names import NameIndex, Tiers, key_of, names_of, tiers_of
from xiyang_cli.base.stock import Shelf, Stated
from xiyang_cli.figures.units import Units

if TYPE_CHECKING:
    from xiyang_cli.base.relations import Relation
    from xiyang_cli.base.sources import Source


@dataclass(frozen=True, eq=False)
class MemoryShelf:
    """A shelf that was just read."""

    file: str
    place: str
    sector: str
    stated: tuple[Stated, ...]

    @cached_property
    def tiers(self) -> Tiers:
        return tiers_of(stated.indicator for stated in self.stated)

    def __len__(self) -> int:
        return len(self.stated)

    def __getitem__(self, number: int, /) -> Stated:
        return self.stated[number]

    def __iter__(self) -> Iterator[Stated]:
        return iter(self.stated)


@dataclass(frozen=True)
class MemoryStock:
    """A whole base in memory: as its files were read, or the part of a larger one that a draft is about."""

    home: str
    from_plan: str
    to_plan: str
    places: tuple[Place, ...]
    plans: tuple[Plan, ...]
    sectors: tuple[Sector, ...]
    sources: tuple[Source, ...]
    units: Units
    relations: tuple[Relation, ...]
    all_shelves: tuple[Shelf, ...]

    @cached_property
    def size(self) -> int:
        return sum(len(stated.facts) for shelf in self.all_shelves for stated in shelf)

    def place(self, id: str) -> Place | None:
        return self._places_by_id.get(id)

    def places_named(self, key: str) -> list[Place]:
        return self._place_names.matches(key)

    def places_called(self, keys: Collection[str]) -> set[str]:
        return {place.id for place in self.places if any(key_of(name) in keys for name in names_of(place))}

    def source(self, id: str) -> Source:
        return next(source for source in self.sources if source.id == id)

    def shelves(self, places: Collection[str] | None, sector: str | None = None) -> Iterator[Shelf]:
        for shelf in self.all_shelves:
            if (places is None or shelf.place in places) and sector in (None, shelf.sector):
                yield shelf

    def shelves_with(self, wanted: Collection[Collection[str]]) -> Iterable[Shelf]:
        return self.all_shelves

    def with_id(self, key: str) -> Iterable[Stated]:
        return self._by_key.get(key, ())

    def parts_of(self, id: str) -> Sequence[Indicator]:
        return self._parts.get(id, ())

    @cached_property
    def _places_by_id(self) -> dict[str, Place]:
        return {place.id: place for place in self.places}

    @cached_property
    def _place_names(self) -> NameIndex[Place]:
        return NameIndex(self.places)

    @cached_property
    def _by_key(self) -> dict[str, list[Stated]]:
        found: dict[str, list[Stated]] = {}
        for stated in (stated for shelf in self.all_shelves for stated in shelf):
            for key in {key_of(id) for id in stated.ids}:
                found.setdefault(key, []).append(stated)
        return found

    @cached_property
    def _parts(self) -> dict[str, list[Indicator]]:
        found: dict[str, list[Indicator]] = {}
        for stated in (stated for shelf in self.all_shelves for stated in shelf):
            if stated.indicator.part_of is not None:
                found.setdefault(stated.indicator.part_of, []).append(stated.indicator)
        return found
