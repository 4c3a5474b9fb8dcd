"""The parts of a chart: bars in groups, groups in panels of one kind of unit. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xiyang_cli.answers.compare import Remark
from xiyang_cli.answers.movement import Movement, Reason
from xiyang_cli.base.model import Basis, Fact, Indicator, Plan, Qualifier, Status
from xiyang_cli.figures.period import Period
from xiyang_cli.figures.units import Unit

FAR_APART = Decimal(50)
"""figures that differ by more do not share an axis: the smaller bar could not be seen"""
UNLIKE = ("count", "people", "age")
"""kinds of unit in which unlike things are counted: patients and jobs have people, but no axis, in common"""


class Role(StrEnum):
    """What the bars of a panel measure; the last is told in words, without bars."""

    LEVEL = "level"
    CHANGE = "change"
    RATE = "rate"
    MULTIPLE = "multiple"
    WORDS = "words"


@dataclass(frozen=True)
class Bar:
    """One figure, in `unit`; `high` is the far end of a range or the larger of two readings."""

    value: Decimal
    unit: Unit
    basis: Basis | None = Basis.REPORTED
    """None for a quantity of the reader's own"""
    qualifier: Qualifier = Qualifier.EXACT
    status: Status = Status.ACTUAL
    period: Period | None = None
    is_context: bool = False
    high: Decimal | None = None
    fact: Fact | None = None
    formula: str | None = None

    @property
    def size(self) -> Decimal:
        """Its larger end in base units, without a sign."""
        return max(abs(self.unit.to_base(value)) for value in (self.value, self.high or self.value))


@dataclass(frozen=True)
class Group:
    """The figures of one indicator (or one thing compared) in a panel.

    A group told in words has the fact, the movement or the one bar that the words are made of.
    """

    indicator: Indicator | None
    bars: tuple[Bar, ...] = ()
    name: str | None = None
    """what a thing compared was asked for by"""
    movement: Movement | None = None
    fact: Fact | None = None
    ratio: Decimal | None = None
    difference: Decimal | None = None
    """how it differs from the first thing compared; shares differ by this alone"""
    remarks: tuple[Reason | Remark, ...] = ()

    @property
    def size(self) -> Decimal:
        return max((bar.size for bar in self.bars), default=Decimal(0))


@dataclass(frozen=True)
class Panel:
    """Groups on one axis; of role `words`, groups without one."""

    role: Role
    groups: tuple[Group, ...]
    yardstick: Bar | None = None
    """what the others are measured by"""

    @property
    def bars(self) -> tuple[Bar, ...]:
        return tuple(bar for group in self.groups for bar in group.bars)

    @property
    def largest(self) -> Bar:
        return max(self.bars, key=lambda bar: bar.size)


@dataclass(frozen=True)
class Chart:
    """All that is drawn, and the indicators of which nothing can be: the source gives no number."""

    panels: tuple[Panel, ...]
    asked: tuple[str, ...] = ()
    plans: tuple[Plan, Plan] | None = None
    """for a chart of changes alone"""
    missing: tuple[Indicator, ...] = ()
    remarks: tuple[tuple[str, Remark], ...] = ()
    """warnings, each with the name of what it is about"""

    @property
    def facts(self) -> list[Fact]:
        """The facts that it stands on."""
        found: dict[str, Fact] = {}
        for group in (group for panel in self.panels for group in panel.groups):
            own = [bar.fact for bar in group.bars] + [group.fact]
            own += group.movement.facts if group.movement else ()
            found |= {fact.id: fact for fact in own if fact is not None}
        return list(found.values())

    @property
    def is_comparison(self) -> bool:
        return any(panel.yardstick for panel in self.panels)


def panels_of(groups: Iterable[tuple[Role, Group]]) -> Iterator[Panel]:
    """The groups in panels of one role and one kind of unit, where none dwarfs another.

    A figure that would stand alone on its axis is told in words: its bar would say nothing.
    Shares and multiples have a whole and a one to stand against. Counts of unlike things share
    no axis either: only an indicator and its parts do.
    """
    kinds: dict[tuple[str, ...], list[Group]] = {}
    words = []
    for role, group in groups:
        if role is Role.WORDS:
            words.append(group)
        else:
            unit = group.bars[0].unit
            counted = _family(group) + unit.name_en if unit.base.kind in UNLIKE else ""
            kinds.setdefault((role.value, unit.base.id, counted), []).append(group)
    for (role_name, kind, _), own in kinds.items():
        role = Role(role_name)
        against = role is Role.MULTIPLE or (role is Role.LEVEL and kind == "percent")
        for near in [own] if against else _near(own):
            if against or sum(len(group.bars) for group in near) > 1:
                yield Panel(role, tuple(near))
            else:
                words += near
    if words:
        yield Panel(Role.WORDS, tuple(words))


def _near(groups: Sequence[Group]) -> list[list[Group]]:
    """The groups in as few axes as leave every bar to be seen, in their own order."""
    axes: list[tuple[Decimal, list[Group]]] = []
    for group in sorted(groups, key=lambda group: -group.size):
        if axes and group.size and group.size * FAR_APART >= axes[-1][0]:
            axes[-1][1].append(group)
        else:
            axes.append((group.size, [group]))
    order = {id(group): place for place, group in enumerate(groups)}
    return [sorted(own, key=lambda group: order[id(group)]) for _, own in axes]


def _family(group: Group) -> str:
    assert group.indicator is not None
    return group.indicator.part_of or group.indicator.id
