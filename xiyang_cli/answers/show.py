"""All that the base knows of an indicator: its facts, and what follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from typing import NamedTuple

from xiyang_cli.answers.changes import movement_of
from xiyang_cli.answers.movement import Movement, Number
from xiyang_cli.answers.wording import Amount, short
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Basis, Fact, Indicator, Kind, Plan
from xiyang_cli.base.names import as_names, join_words
from xiyang_cli.errors import UnknownName
from xiyang_cli.figures.arithmetic import plain
from xiyang_cli.figures.period import Period
from xiyang_cli.language import Language, name_in, say


class Sheet(NamedTuple):
    """What is shown under one name: the indicator, and the facts asked for with its parts'."""

    indicator: Indicator
    facts: tuple[Fact, ...]
    named: str
    """the id of the indicator or fact that was named"""


def show(base: FactBase, words: Sequence[str] | str, place: str | None = None) -> list[Sheet]:
    """A sheet for each name in `words`; words that together are one name count as one.

    A name is an indicator's or a fact's. Raises UnknownName, AmbiguousName.
    """
    names = join_words(as_names(words), lambda name: _known(base, name, place))
    sheets = []
    for name in dict.fromkeys(names):
        fact = None if base.matching_indicators(name, place) else named_fact(base, name, place)
        indicator = base.indicator(fact.indicator if fact else name, place)
        facts = (fact,) if fact else facts_with_parts(base, indicator)
        sheets.append(Sheet(indicator, facts, (fact or indicator).id))
    return sheets


def facts_with_parts(base: FactBase, indicator: Indicator) -> tuple[Fact, ...]:
    """The indicator's facts, what is worked out from them, then the same of its parts."""
    shown = (*base.facts_of(indicator), *derived_facts(base, indicator))
    for part in base.parts_of(indicator):
        shown += (*base.facts_of(part), *derived_facts(base, part))
    return shown


def derived_facts(base: FactBase, indicator: Indicator, plans: tuple[Plan, Plan] | None = None) -> list[Fact]:
    """What two plans (the base's own) let one work out of an indicator, as facts of basis `derived`."""
    start, end = plans or (base.plan(base.from_plan), base.plan(base.to_plan))
    movement = movement_of(base, indicator, start, end)
    if movement is None:
        return []
    points = movement.change_unit
    amount = movement.unit.id if movement.unit else None
    found = []
    for name, number, unit in (
        ("from", movement.start, amount),
        ("to", movement.end, amount),
        ("difference", movement.change, points.id if points else None),
        ("percent", movement.percent, "%"),
        ("multiple", movement.multiple, "倍"),
        ("yearly", movement.annual, "%"),
    ):
        if number is not None and number.basis is Basis.DERIVED and unit is not None:
            found.append(_derived(base, indicator, movement, name, number, unit))
    return found


def levels(base: FactBase, indicator: Indicator) -> list[Fact]:
    """The dated levels of an indicator: the printed ones, then those that any two plans let one work out."""
    found = [*base.facts_of(indicator), *derived_facts(base, indicator)]
    for start, end in permutations(base.plans, 2):
        if start.period.last < end.period.first:
            found += derived_facts(base, indicator, (start, end))
    return [fact for fact in found if fact.kind is Kind.LEVEL and fact.value is not None and fact.period]


def level_at(base: FactBase, indicator: Indicator, period: Period) -> Fact | None:
    """The level of an indicator at one period, else its latest one within it; None when there is none."""
    known = levels(base, indicator)
    within = [fact for fact in known if fact.period and fact.period.within(period)]
    exact = [fact for fact in within if fact.period == period]
    return exact[0] if exact else max(within, key=_end, default=None)


def _end(fact: Fact) -> tuple[int, int, int]:
    return fact.period.last if fact.period else (0, 0, 0)


def named_fact(base: FactBase, name: str, place: str | None = None) -> Fact | None:
    """The fact, printed or worked out, that `name` is the id of, or the level at `name@period`."""
    found = base.fact(name)
    if found is not None:
        return found
    owner, at, rest = name.partition("@")
    matching = base.matching_indicators(owner, place) if at else []
    if not matching:
        return None
    for fact in derived_facts(base, matching[0]):
        if fact.id.rpartition("@")[2] == rest:
            return fact
    try:
        return level_at(base, matching[0], base.period(rest))
    except UnknownName:
        return None


def _known(base: FactBase, name: str, place: str | None) -> bool:
    return bool(base.matching_indicators(name, place) or named_fact(base, name, place))


def _derived(
    base: FactBase, indicator: Indicator, movement: Movement, name: str, number: Number, unit: str
) -> Fact:
    """A fact for one derived value; its place in the source is that of the change it comes from."""
    is_level = name in ("from", "to")
    period = movement.from_period if name == "from" else movement.to_period
    origin = movement.printed or movement.facts[0]
    measured = base.units.unit(unit)
    said = {
        language: say(
            _STATEMENTS[name],
            language,
            name=name_in(indicator, language),
            value=Amount(
                short(number.shown, 1 if unit == "%" else 2), measured, base.units, number.qualifier
            ),
        )
        for language in Language
    }
    notes = {language: _note(movement, name, language) for language in Language}
    return origin._replace(
        id=f"{indicator.id}@{period}" if is_level and period else f"{indicator.id}@{name}",
        kind=Kind.LEVEL if is_level else Kind.CHANGE,
        scope=None,
        value=number.shown,
        value_high=None,
        unit=unit,
        base_value=measured.to_base(number.shown),
        base_value_high=None,
        base_unit=measured.base.id,
        qualifier=number.qualifier,
        period=period,
        baseline_period=None if is_level else movement.from_period,
        period_basis=movement.period_basis if period else None,
        basis=Basis.DERIVED,
        formula=number.formula,
        figure=None,
        statement_zh=said[Language.ZH],
        statement_en=said[Language.EN],
        note_zh=notes[Language.ZH],
        note_en=notes[Language.EN],
        direction=None if is_level else movement.direction,
        ranking=None,
        multiple=None,
        yearly=name == "yearly",
    )


def _note(movement: Movement, name: str, language: Language) -> str | None:
    start = movement.start
    if name == "from" and start and start.low is not None and start.high is not None:
        return say(
            "by the rounding of the printed figures between {low} and {high}",
            language,
            low=plain(short(start.low)),
            high=plain(short(start.high)),
        )
    if name in ("from", "to", "multiple") and movement.reasons:
        joint = "；" if language is Language.ZH else "; "
        return joint.join(reason.text(language) for reason in movement.reasons)
    return None


_STATEMENTS = {
    "from": "{name}: {value} at the start, by our arithmetic",
    "to": "{name}: {value} at the end, by our arithmetic",
    "difference": "{name}: a difference of {value}, by our arithmetic",
    "percent": "{name}: a change of {value}, by our arithmetic",
    "multiple": "{name}: {value} what it was, by our arithmetic",
    "yearly": "{name}: {value} a year on average, by our arithmetic",
}
