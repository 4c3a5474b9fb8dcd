"""Numbers in statements: those of the fact, and the same in both languages, after conversion. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Fact, Qualifier, Ranking
from xiyang_cli.linting.finding import Finding, Said
from xiyang_cli.linting.written import Written
from xiyang_cli.reading.chinese_words import MEASURES
from xiyang_cli.reading.measures import Measures
from xiyang_cli.reading.mention import Mention
from xiyang_cli.reading.others import NO_UNIT, OUTSIDE_UNIT, other_numbers
from xiyang_cli.reading.text import read_quantities

Quantity = tuple[Decimal, str]
"""a value in base units and what it counts"""

_COUNTS = frozenset({"item", "person", "person_time", "view", "year", "year_age", "rank", "day", NO_UNIT})
"""units of which a text often names the number alone: 800 million, aged 60"""
_COUNT = "count"
_UNSPOKEN = (Qualifier.ORDER, Qualifier.WITHIN)
"""bounds that stand in other words than those before a number: 亿元级, top five"""


def misstated(base: FactBase, facts: Mapping[str, Written]) -> Iterator[Finding]:
    """Statements that do not tell their fact's figure with its bound, or tell other numbers in English."""
    values: dict[str, set[Decimal]] = {}
    for fact in base.facts:
        values.setdefault(fact.indicator, set()).update(_values(fact))
    measures = Measures(base.units)
    for fact in base.facts:
        read = {key: _read(text, measures) for key, text in _statements(fact)}
        found = [
            finding
            for key, text in _statements(fact)
            for finding in _against_fact(fact, facts[fact.id], key, text, read[key], values[fact.indicator])
        ]
        yield from found or _between_languages(fact, facts[fact.id], read)


def _read(text: str, measures: Measures) -> list[Mention]:
    """The numbers of a text, those in a measure of the base in its units; no other measures."""
    found = read_quantities(text, wider=True)
    taken = {place for mention in found for place in range(mention.start, mention.end)}
    numbers = []
    for mention in (*found, *other_numbers(text, taken)):
        measured = measures.read(text, mention)
        if measured or mention.unit not in (*MEASURES, OUTSIDE_UNIT):
            numbers.append(measured or mention)
    return numbers


def _statements(fact: Fact) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("statement_zh", fact.statement_zh), ("statement_en", fact.statement_en)


def _against_fact(
    fact: Fact, record: Written, key: str, text: str, read: Sequence[Mention], known: set[Decimal]
) -> Iterator[Finding]:
    """Whether a statement tells the fact's figure, with its bound, and no other of its unit."""
    if fact.base_value is None or fact.base_unit is None or fact.figure is None:
        return
    telling = [mention for mention in read if _tells(mention, fact)]
    others = [mention for mention in read if mention not in telling and _rivals(mention, fact)]
    strange = [mention for mention in others if mention.value not in known]
    if strange and not (telling and _in_class(fact.base_value, fact.base_unit)[1] == _COUNT):
        yield record.finding(
            "statement-figure", key, strange[0].text,
            "{number} is not the fact's figure {figure}; write the fact's number, with its bound",
            number=strange[0].text, figure=fact.figure,
        )  # fmt: skip
    elif not telling and not others and _must_stand(fact, text):
        yield record.finding(
            "statement-figure", key, text,
            "the fact's figure {figure} does not stand in {key}; write it there, with its bound",
            figure=fact.figure, key=key,
        )  # fmt: skip
    elif not telling and others:
        yield record.finding(
            "statement-figure", key, others[0].text,
            "{number} is another figure of this indicator, not the fact's {figure}; write the fact's number",
            number=others[0].text, figure=fact.figure,
        )  # fmt: skip
    elif telling and not any(_same_bound(mention, fact) for mention in telling):
        assert fact.qualifier is not None
        yield record.finding(
            "statement-figure", key, telling[0].text,
            "{number} is told as {told}, the figure {figure} is {bound}; write the bound of the figure",
            number=telling[0].text, told=_bound(telling[0].qualifier), figure=fact.figure,
            bound=_bound(fact.qualifier),
        )  # fmt: skip


def _must_stand(fact: Fact, text: str) -> bool:
    """Whether a number must be read in a statement: not for an order of magnitude, nor for a tier.

    A form that the reader does not know is taken as it is printed.
    """
    if fact.qualifier is Qualifier.ORDER or fact.ranking is Ranking.TIER:
        return False
    assert fact.figure is not None
    place = text.find(fact.figure)
    return place < 0 or (place > 0 and text[place - 1] in "0123456789.,")


def _tells(mention: Mention, fact: Fact) -> bool:
    """Whether the mention has the fact's value, whatever its bound."""
    if fact.base_value is None or fact.base_unit is None:
        return False
    value, unit = _plain(mention)
    wanted, wanted_unit = _in_class(fact.base_value, fact.base_unit)
    high = mention.value_high if fact.base_value_high is not None else None
    return (value, unit) == (wanted, wanted_unit) and high == fact.base_value_high


def _rivals(mention: Mention, fact: Fact) -> bool:
    """Whether a number could be taken for the fact's: of its unit, and no span of years beside it."""
    assert fact.base_value is not None
    assert fact.base_unit is not None
    (value, unit), (_, wanted) = _plain(mention), _in_class(fact.base_value, fact.base_unit)
    in_years = mention.unit == "year" and fact.base_unit not in ("year", "year_age")
    return unit == wanted and not in_years and (value, unit) != (Decimal(1), _COUNT)


def _same_bound(mention: Mention, fact: Fact) -> bool:
    return fact.qualifier in (mention.qualifier, *_UNSPOKEN)


def _between_languages(
    fact: Fact, record: Written, read: Mapping[str, Sequence[Mention]]
) -> Iterator[Finding]:
    """The numbers beside the fact's own: what one statement tells and the other does not."""
    chinese, english = (
        {_plain(mention): mention for mention in read[key] if _weighs(mention, fact)}
        for key in ("statement_zh", "statement_en")
    )
    for key, own, other in (
        ("statement_zh", chinese, english),
        ("statement_en", english, chinese),
    ):
        lacking = [mention.text for quantity, mention in own.items() if not _among(quantity, other)]
        if lacking:
            missing = "statement_en" if key == "statement_zh" else "statement_zh"
            yield record.finding(
                "statement-numbers", missing, lacking[0],
                "{key} says {numbers}, {other} does not; write the same numbers in both",
                key=key, numbers=", ".join(lacking), other=missing,
            )  # fmt: skip
            return


def _among(quantity: Quantity, others: Iterable[Quantity]) -> bool:
    """Whether a quantity is one of `others`; a bare number is one of any unit (from 125,000 to 100,000 t)."""
    value, unit = quantity
    return any(value == v and (unit == u or _COUNT in (unit, u)) for v, u in others)


def _weighs(mention: Mention, fact: Fact) -> bool:
    """Whether a number beside the fact's own must stand in both languages.

    One and first need not, nor two where it is a word: one language says 一年, 首家, 两地 where
    the other says a year, for the first time, both.
    """
    value, unit = _plain(mention)
    in_words = not any(character.isdecimal() for character in mention.text)
    small = unit in (_COUNT, "times") and (value == 1 or (value == 2 and unit == _COUNT and in_words))
    return not small and not _tells(mention, fact)


def _plain(mention: Mention) -> Quantity:
    return _in_class(mention.value, mention.unit)


def _in_class(value: Decimal, unit: str) -> Quantity:
    """A quantity so that its forms are equal: 翻番 is twice, 800 million is a count of anything."""
    if unit == "doubling":
        return Decimal(2) ** int(value), "times"
    if unit in _COUNTS:
        return value, _COUNT
    return value, "CNY" if unit.startswith("CNY/") else unit


def _values(fact: Fact) -> set[Decimal]:
    return {value for value in (fact.base_value, fact.base_value_high) if value is not None}


def _bound(qualifier: Qualifier) -> Said:
    return Said(BOUNDS[qualifier])


BOUNDS = {
    Qualifier.EXACT: "exact",
    Qualifier.OVER: "over",
    Qualifier.NEAR: "near",
    Qualifier.ABOUT: "about",
    Qualifier.AT_LEAST: "at least",
    Qualifier.UNDER: "under",
    Qualifier.WITHIN: "within",
    Qualifier.ORDER: "an order of magnitude",
    Qualifier.RANGE: "a range",
}
"""bounds as messages name them"""
