"""Relations between facts: what one is, its form in the file, how its formula must fit. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from xiyang_cli.base.conditions import (
    Case,
    Condition,
    Fit,
    Misfits,
    exactly_one,
    filled,
    goes_with,
    has,
    misfits,
    share,
)
from xiyang_cli.base.forms import decimal, formula, identifier, text
from xiyang_cli.base.model import Fact
from xiyang_cli.base.record import PLAIN_YAML, TEXTS, ListOf, Record, Rule
from xiyang_cli.figures.formula import Dimension, Formula, Term, Unlike, evaluate, ids_of

PURE_NUMBERS = ("percent", "percentage_point", "times", "doubling")
"""base units that are numbers of their own: 48% is 0.48"""


class Relation(NamedTuple):
    """What the figures of a source must fulfil if it agrees with itself, or why that cannot be told.

    Either `expect` or `cannot_tell_zh` and `cannot_tell_en` are there.
    """

    id: str
    name_zh: str
    name_en: str
    aliases: tuple[str, ...] = ()
    pinyin: tuple[str, ...] = ()
    expect: Formula | None = None
    cannot_tell_zh: str | None = None
    cannot_tell_en: str | None = None
    facts: tuple[str, ...] = ()
    """the facts it is about, in the order of the formula"""
    assumes_zh: tuple[str, ...] = ()
    assumes_en: tuple[str, ...] = ()
    tolerance: Decimal | None = None
    """how far 近 and 约 may lie from their number, in per cent"""


def _assumed_in_both(case: Case) -> bool:
    return len(case.values.get("assumes_zh", ())) == len(case.values.get("assumes_en", ()))


RELATION_FITS = (
    Fit(
        "expect",
        "a relation has either expect or cannot_tell_zh and cannot_tell_en; write one",
        exactly_one(has("expect"), has("cannot_tell_en")),
    ),
    goes_with("cannot_tell_zh", "cannot_tell_en"),
    goes_with("cannot_tell_en", "cannot_tell_zh"),
    Fit(
        "facts",
        "facts go with cannot_tell_en, and only with it; a formula names its own",
        exactly_one(has("expect"), has("facts")),
    ),
    Fit("facts", "names no fact; a relation is about facts of the base", filled("facts")),
    Fit(
        "assumes_zh",
        "assumes_zh and assumes_en are of different length; write each in both",
        Condition(_assumed_in_both),
    ),
    Fit(
        "tolerance",
        "the tolerance is a share in per cent; write one from 0 to below 100",
        share("tolerance"),
    ),
)
"""how the keys of a relation must fit each other"""

RELATION = Record(
    "relation",
    {
        "id": Rule(identifier, "lower-case words with hyphens, unique among relations", required=True),
        "name_zh": Rule(text, "what it is called in Chinese", required=True),
        "name_en": Rule(text, "the same in English", required=True),
        "expect": Rule(
            formula,
            "this or `cannot_tell_en`: two terms and `=`, `<=` or `>=` between them; a term is of fact ids "
            "and decimals with `+ - * /` and parentheses, all parted by spaces (ids hold hyphens). Sums and "
            "comparisons must be of one kind of unit",
        ),
        "cannot_tell_zh": Rule(text, "this or `expect`: why the page does not let one check, in Chinese"),
        "cannot_tell_en": Rule(text, "the same in English"),
        "facts": Rule(
            ListOf(identifier), "with `cannot_tell_en`, and only with it: the ids of the facts it concerns"
        ),
        "assumes_zh": Rule(TEXTS, "what must be taken for granted, in Chinese"),
        "assumes_en": Rule(TEXTS, "the same in English, as many"),
        "tolerance": Rule(
            decimal,
            "how far 近 and 约 may lie from their number, in per cent, from 0 to below 100; without it they "
            "cannot be told",
        ),
    },
    fits=RELATION_FITS,
    unstated=(
        "No two have an id in common.",
        "expect is a formula over facts of the base that have a value, and its units go together; "
        "facts are ids of facts.",
    ),
)

RELATIONS_FILE = Record(
    "how the figures of a page hang together",
    {"relations": Rule(ListOf(RELATION), "what `xiyang audit` checks, in this order", required=True)},
    unstated=(PLAIN_YAML,),
)


def relation_misfits(values: Mapping[str, Any]) -> Misfits:
    """The rules that the relation's keys break."""
    return misfits(RELATION_FITS, Case(values))


def formula_misfits(values: Mapping[str, Any], facts: Mapping[str, Fact]) -> Misfits:
    """Facts that there are not or that have no value, and units that do not go together."""
    expected: Formula | None = values.get("expect")
    key = "expect" if expected else "facts"
    ids = expected.ids if expected else values["facts"]
    if not ids:
        yield key, "names no fact; a relation is about facts of the base", {}
    sound = True
    for id in ids:
        if id not in facts:
            sound = False
            yield key, "unknown fact {fact}; write the id of a fact of this base", {"fact": id}
        elif expected and facts[id].value is None:
            sound = False
            yield key, "the fact {fact} has no value; a formula works with numbers", {"fact": id}
    if expected and sound:
        try:
            dimension_of(expected.left, facts) + dimension_of(expected.right, facts)
        except Unlike as unlike:
            yield (
                key,
                "{left} and {right} (1: a bare number) are of different kinds; they do not add or compare",
                {"left": str(unlike.left), "right": str(unlike.right)},
            )


def dimension_of(term: Term, facts: Mapping[str, Fact]) -> Dimension:
    """What the value of a term counts, in base units; Unlike where terms do not add."""
    dimensions = {id: fact_dimension(facts[id]) for id in ids_of(term)}
    return evaluate(term, dimensions, lambda _: Dimension())


def fact_dimension(fact: Fact) -> Dimension:
    """What a fact's value counts."""
    pure = fact.base_unit is None or fact.base_unit in PURE_NUMBERS
    return Dimension() if pure else Dimension.of(str(fact.base_unit))
