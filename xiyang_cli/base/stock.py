"""Where the records of a base are kept while it is asked: in `memory`, or on disk in `compiled`.

A base's indicators stand on shelves: a shelf has those that one file states of one place, with
their facts. A question about a place takes its shelves, however many others there are. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from xiyang_cli.base.model import Fact, Indicator, Place, Plan, Sector
from xiyang_cli.base.names import Tiers
from xiyang_cli.figures.units import Units

if TYPE_CHECKING:
    from xiyang_cli.base.relations import Relation
    from xiyang_cli.base.sources import Source


class Stated(NamedTuple):
    """An indicator, all facts of it, and how many indicators stand before it in its file."""

    position: int
    indicator: Indicator
    facts: tuple[Fact, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The indicator's id, and those of its facts."""
        return (self.indicator.id, *(fact.id for fact in self.facts))


class Shelf(Protocol):
    """What one file states of one place, indicator by indicator."""

    @property
    def file(self) -> str: ...
    @property
    def place(self) -> str:
        """The id of the place."""

    @property
    def sector(self) -> str:
        """The id of the sector that the file is of."""

    @property
    def tiers(self) -> Tiers:
        """Which of the indicators, by their number on the shelf, have a name."""

    def __len__(self) -> int: ...
    def __getitem__(self, number: int, /) -> Stated: ...
    def __iter__(self) -> Iterator[Stated]: ...


class Stock(Protocol):
    """All records of a base. Everything comes in the base's order, the same every time."""

    @property
    def home(self) -> str: ...
    @property
    def from_plan(self) -> str: ...
    @property
    def to_plan(self) -> str: ...
    @property
    def size(self) -> int:
        """How many facts there are."""

    @property
    def places(self) -> Sequence[Place]: ...
    @property
    def plans(self) -> Sequence[Plan]: ...
    @property
    def sectors(self) -> Sequence[Sector]: ...
    @property
    def sources(self) -> Sequence[Source]: ...
    @property
    def relations(self) -> Sequence[Relation]: ...
    @property
    def units(self) -> Units: ...

    def place(self, id: str) -> Place | None:
        """The place with that id."""

    def places_named(self, key: str) -> list[Place]:
        """The places that have this key for a name; several where initials fit several."""

    def places_called(self, keys: Collection[str]) -> set[str]:
        """The ids of the places that have one of these keys for a name or alias."""

    def source(self, id: str) -> Source:
        """The source with that id, which a fact names."""

    def shelves(self, places: Collection[str] | None, sector: str | None = None) -> Iterable[Shelf]:
        """The shelves of these places (None for all) and of one sector, where it is given."""

    def shelves_with(self, wanted: Collection[Collection[str]]) -> Iterable[Shelf]:
        """All shelves that hold every token of one of the sets `wanted`; a few others may be among them."""

    def with_id(self, key: str) -> Iterable[Stated]:
        """The indicators whose id, or the id of one of whose facts, has this key."""

    def parts_of(self, id: str) -> Sequence[Indicator]:
        """The indicators that are parts of the one with that id."""
