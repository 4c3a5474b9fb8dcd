"""How an indicator moved from one plan to another: what is printed, and what follows from it.

What the source prints is `reported`. What it lets one work out is `derived`, with its formula.
What it does not let one work out stays empty, and the change says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xiyang_cli.answers.derive import work_out
from xiyang_cli.answers.movement import Movement
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Fact, Indicator, Kind, Plan, Status
from xiyang_cli.base.names import as_names, join_words
from xiyang_cli.errors import WrongUse
from xiyang_cli.language import Language


class Change(NamedTuple):
    """One row of `changes`: an indicator's movement between two plans."""

    indicator: Indicator
    movement: Movement

    def note(self, language: Language) -> str | None:
        """Why cells are empty, and what a careful reader is warned of."""
        said = [reason.text(language) for reason in self.movement.reasons]
        for fact in self.movement.facts:
            note = fact.note_zh if language is Language.ZH else fact.note_en
            if note and note not in said:
                said.append(note)
        joint = "；" if language is Language.ZH else "; "
        return joint.join(text.rstrip("。.；;") for text in said) or None


def changes(
    base: FactBase,
    names: Sequence[str] | str = (),
    *,
    place: str | None = None,
    from_plan: str | None = None,
    to_plan: str | None = None,
) -> list[Change]:
    """The indicators that moved between two plans (by default those that the base names).

    `names` are sectors or indicators; without any, all of the place. A row needs a change
    between the plans, a level at both their ends, or a level that the source says was
    raised or lowered to. Raises UnknownName, and WrongUse for plans in the wrong order.
    """
    start = base.plan(from_plan or base.from_plan)
    end = base.plan(to_plan or base.to_plan)
    if end.period.last <= start.period.last:
        raise WrongUse("{end} does not lie after {start}; --to is the later plan", end=end.id, start=start.id)
    rows = []
    for indicator in _asked(base, as_names(names), place):
        movement = movement_of(base, indicator, start, end)
        if movement is not None:
            rows.append(Change(indicator, movement))
    return rows


def movement_of(base: FactBase, indicator: Indicator, start: Plan, end: Plan) -> Movement | None:
    """How `indicator` moved between the two plans; None when the source does not say that it did.

    Facts of one status are taken together, the surest status first: what is planned is never
    mixed into what is done.
    """
    facts = base.facts_of(indicator)
    for status in Status:
        own = [fact for fact in facts if fact.status is status]
        moves = [fact for fact in own if fact.kind is Kind.CHANGE and _between(base, fact, start, end)]
        levels = [fact for fact in own if is_own_level(base, fact, indicator)]
        before, after = _ends(moves, levels, start, end)
        raised = after is not None and after.direction is not None
        if moves or raised or (before is not None and after is not None):
            return work_out(moves, before, after, base.units)
    return None


def _asked(base: FactBase, names: Sequence[str], place: str | None) -> Iterator[Indicator]:
    places = base.places_asked(place)
    if not names:
        yield from base.indicators_of(places)
        return
    seen = set()
    for name in join_words(names, lambda words: _known(base, words, place)):
        sectors = base.matching_sectors(name)
        if sectors and not base.matching_indicators(name, place):
            found = [
                indicator
                for indicator in base.indicators
                if indicator.sector == sectors[0].id and (places is None or indicator.place in places)
            ]
        else:
            found = [base.indicator(name, place)]
        for indicator in found:
            if indicator.id not in seen:
                seen.add(indicator.id)
                yield indicator


def _known(base: FactBase, name: str, place: str | None) -> bool:
    return bool(base.matching_sectors(name) or base.matching_indicators(name, place))


def is_own_level(base: FactBase, fact: Fact, indicator: Indicator) -> bool:
    """Whether a fact is a level of the indicator, in its kind of unit: only such levels make a movement."""
    if fact.kind is not Kind.LEVEL or fact.base_unit is None:
        return False
    return base.units.base_units[fact.base_unit].kind == indicator.unit_kind


def _between(base: FactBase, fact: Fact, start: Plan, end: Plan) -> bool:
    """Whether a change runs from the end of `start` into `end`.

    One without any date belongs to the plan that its item of the page gives an account of.
    """
    if fact.period is None:
        item = next(i for i in base.source(fact.source).items if i.item == fact.item)
        return item.plan == end.id and base.to_plan == end.id and base.from_plan == start.id
    if fact.baseline_period is not None and str(fact.baseline_period) != start.end:
        return False
    return fact.period.within(end.period)


def _ends(
    moves: Sequence[Fact], levels: Sequence[Fact], start: Plan, end: Plan
) -> tuple[Fact | None, Fact | None]:
    """The level at the end of `start` and the one in `end` that go with the printed change."""
    dated = [fact for fact in levels if fact.period is not None]
    before = [f for f in dated if f.period and f.period.text in (start.end, start.period.text)]
    after = [f for f in dated if f.period and f.period.within(end.period)]
    for move in moves:
        if move.period is not None and not move.yearly:
            # A change to 2024 says nothing of 2025: only a level of its own period goes with it.
            after = [f for f in after if f.period == move.period]
            break
    after.sort(key=lambda f: f.period.last if f.period else (0, 0, 0))
    return (before[0] if before else None), (after[-1] if after else None)
