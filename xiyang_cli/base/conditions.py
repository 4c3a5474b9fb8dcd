"""Conditions on one record, each with the JSON Schema that says the same: one definition for both.

A condition that no schema can state has none; a rule made of it is told in words instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from xiyang_cli.base.model import Indicator
from xiyang_cli.figures.units import Unit

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A record as conditions see it: its checked values, and what it refers to."""

    values: Mapping[str, Any]
    unit: Unit | None = None
    indicator: Indicator | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """What may hold of a record; `schema` states the same, None where none can."""

    holds: Callable[[Case], bool]
    schema: Schema | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """One rule: the key at fault when it is broken, the message (a template), what must hold."""

    key: str
    template: str
    must: Condition
    words: Mapping[str, str] | Callable[[Case], dict[str, object]] = field(default_factory=dict)
    """what fills the template: the same for every case, or told by the case"""

    def told(self, case: Case) -> Mapping[str, object]:
        """The words for the message on one case."""
        return self.words(case) if callable(self.words) else self.words

    @property
    def text(self) -> str:
        """Its message without a case: what only a case can tell stands in angle brackets."""
        from string import Formatter  # for schemas alone

        blanks = {name: f"<{name}>" for _, name, _, _ in Formatter().parse(self.template) if name}
        return self.template.format(**blanks | ({} if callable(self.words) else dict(self.words)))


Misfits = Iterator[tuple[str, str, Mapping[str, object]]]
"""of each rule that is broken: the key at fault, the message's template, its words"""


def misfits(fits: Iterable[Fit], case: Case) -> Misfits:
    """Which of the rules a record breaks."""
    for fit in fits:
        if not fit.must.holds(case):
            yield fit.key, fit.template, fit.told(case)


def has(key: str) -> Condition:
    """The record has `key`; null counts for nothing."""
    return Condition(
        lambda case: key in case.values, {"required": [key], "properties": {key: {"not": {"type": "null"}}}}
    )


def says(key: str, *words: Any) -> Condition:
    """`key` is one of `words`; a truth value may be written as text."""
    written = [*words, *(str(word).lower() for word in words if isinstance(word, bool))]
    return Condition(
        lambda case: case.values.get(key) in words,
        {"required": [key], "properties": {key: {"enum": written}}},
    )


def matches(key: str, pattern: str) -> Condition:
    """The text `key` has a place that fits a regular expression."""
    search = re.compile(pattern).search
    return Condition(
        lambda case: search(case.values.get(key, "")) is not None,
        {"required": [key], "properties": {key: {"type": "string", "pattern": pattern}}},
    )


def unsigned(key: str) -> Condition:
    """The decimal `key`, where there is one, is not below zero."""
    return Condition(
        lambda case: case.values.get(key, 0) >= 0,
        {"properties": {key: {"minimum": 0, "pattern": "^(?!-.*[1-9])"}}},
    )


def share(key: str) -> Condition:
    """The decimal `key`, where there is one, is a share in per cent: from 0 to below 100."""
    return Condition(
        lambda case: 0 <= case.values.get(key, 0) < 100,
        {
            "properties": {
                key: {
                    "minimum": 0,
                    "exclusiveMaximum": 100,
                    "pattern": r"^(?!-.*[1-9])-?0*[0-9]{1,2}(\.|$)",
                }
            }
        },
    )


def filled(key: str) -> Condition:
    """The list `key`, where there is one, has an entry."""
    return Condition(
        lambda case: case.values.get(key) != (),
        {"properties": {key: {"minItems": 1}}},
    )


def either(one: Condition, other: Condition) -> Condition:
    """One of two holds, or both."""
    return Condition(
        lambda case: one.holds(case) or other.holds(case),
        _stated(one, other, lambda a, b: {"anyOf": [a, b]}),
    )


def both(one: Condition, other: Condition) -> Condition:
    """Two hold together."""
    return Condition(
        lambda case: one.holds(case) and other.holds(case),
        _stated(one, other, lambda a, b: {"allOf": [a, b]}),
    )


def implies(one: Condition, other: Condition) -> Condition:
    """Where one holds, the other does."""
    return Condition(
        lambda case: not one.holds(case) or other.holds(case),
        _stated(one, other, lambda a, b: {"if": a, "then": b}),
    )


def excludes(one: Condition, other: Condition) -> Condition:
    """Where one holds, the other does not."""
    return Condition(
        lambda case: not one.holds(case) or not other.holds(case),
        _stated(one, other, lambda a, b: {"if": a, "then": {"not": b}}),
    )


def same(one: Condition, other: Condition) -> Condition:
    """Both hold, or neither does."""
    return Condition(
        lambda case: one.holds(case) == other.holds(case),
        _stated(one, other, lambda a, b: {"if": a, "then": b, "else": {"not": b}}),
    )


def exactly_one(one: Condition, other: Condition) -> Condition:
    """One of two holds, and not both."""
    return Condition(
        lambda case: one.holds(case) != other.holds(case),
        _stated(one, other, lambda a, b: {"oneOf": [a, b]}),
    )


def goes_with(one: str, other: str) -> Fit:
    """`one` does not stand without `other`."""
    return Fit(
        one,
        "{one} stands without {other}; write both",
        implies(has(one), has(other)),
        {"one": one, "other": other},
    )


def _stated(one: Condition, other: Condition, make: Callable[[Schema, Schema], Schema]) -> Schema | None:
    return None if one.schema is None or other.schema is None else make(one.schema, other.schema)
