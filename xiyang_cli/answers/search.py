"""Facts by words: Chinese (one character too), English, pinyin, initials, and numbers."""

from __future__ import annotations

from collections.abc import Sequence

from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Fact, Indicator
from xiyang_cli.base.names import as_names, initials, key_of
from xiyang_cli.errors import WrongUse
from xiyang_cli.figures.quantity import Quantity, read_number, read_quantity


def search(base: FactBase, words: Sequence[str] | str, place: str | None = None) -> list[Fact]:
    """The facts in which every word is found; a quantity is compared by value, in any unit.

    `2.52GW` finds 252万千瓦; `252` finds the figures whose number is 252, `2024` also those of
    2024. Raises WrongUse when no word holds a letter or a digit.
    """
    terms = " ".join(as_names(words)).split()
    if not any(key_of(term) for term in terms):
        raise WrongUse("nothing to look for: give a word, a number or a quantity")
    facts = base.select(place=place)
    found = _matching(base, facts, terms)
    # A word that only another place has is answered there, as a name is.
    return found or ([] if place is not None else _matching(base, base.facts, terms))


def _matching(base: FactBase, facts: Sequence[Fact], terms: Sequence[str]) -> list[Fact]:
    whole = read_quantity(" ".join(terms), base.units)
    wanted = [whole] if whole else [read_quantity(term, base.units) or term for term in terms]
    texts = {indicator.id: _text_of(base, indicator) for indicator in base.indicators}
    return [fact for fact in facts if all(_holds(fact, texts[fact.indicator], term) for term in wanted)]


def _holds(fact: Fact, names: tuple[str, frozenset[str]], term: Quantity | str) -> bool:
    if isinstance(term, Quantity):
        same_unit = fact.base_unit == term.unit.base.id
        return same_unit and term.base_value in (fact.base_value, fact.base_value_high)
    number = read_number(term)
    if number is not None:
        values = (fact.value, fact.value_high, fact.base_value, fact.base_value_high)
        periods = [period for period in (fact.period, fact.baseline_period) if period]
        years = {str(year) for period in periods for year in period.years}
        return number in values or term in years
    key = key_of(term)
    text, pinyin = names
    if key in pinyin or any(spelled.startswith(key) for spelled in pinyin if len(key) > 1):
        return True
    told = (
        fact.id,
        fact.figure,
        fact.scope,
        fact.statement_zh,
        fact.statement_en,
        fact.note_zh,
        fact.note_en,
    )
    own = " ".join(part for part in told if part)
    if key.isascii():
        # A Latin word is looked for from its beginning on: `power` finds powered, not empowered.
        return any(word.startswith(key) for word in _latin_words(f"{text} {own}"))
    return key in key_of(text) or key in key_of(own)


def _text_of(base: FactBase, indicator: Indicator) -> tuple[str, frozenset[str]]:
    sector = next(sector for sector in base.sectors if sector.id == indicator.sector)
    spelled = {key_of(pinyin) for pinyin in indicator.pinyin}
    short = {key_of(initials(pinyin)) for pinyin in indicator.pinyin}
    return " ".join((*indicator.names, *sector.names, indicator.place)), frozenset(spelled | short)


def _latin_words(text: str) -> list[str]:
    separated = "".join(c if c.isascii() and c.isalnum() else " " for c in text.casefold())
    return separated.split()
