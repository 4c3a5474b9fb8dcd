"""Facts by words: Chinese (one character too), English, pinyin, initials, and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Fact, Indicator, Sector
from xiyang_cli.base.names import as_names, initials, key_of, names_of
from xiyang_cli.base.stock import Stated
from xiyang_cli.base.tokens import number_token, texts_of, tokens_for, year_token
from xiyang_cli.errors import WrongUse
from xiyang_cli.figures.quantity import Quantity, read_number, read_quantity

_MOST_TERMS = 8
"""terms that shelves are chosen by: a number may be a year too, so they multiply"""


def search(base: FactBase, words: Sequence[str] | str, place: str | None = None) -> list[Fact]:
    """The facts in which every word is found; a quantity is compared by value, in any unit.

    `2.52GW` finds 252万千瓦; `252` finds the figures whose number is 252, `2024` also those of
    2024. Raises WrongUse when no word holds a letter or a digit.
    """
    terms = " ".join(as_names(words)).split()
    if not any(key_of(term) for term in terms):
        raise WrongUse("nothing to look for: give a word, a number or a quantity")
    whole = read_quantity(" ".join(terms), base.units)
    wanted = [whole] if whole else [read_quantity(term, base.units) or term for term in terms]
    asked = base.places_asked(place)
    found = _matching(base, base.stated(asked), wanted) if asked is not None else []
    # A word that only another place has is answered there, as a name is.
    if found or (place is not None and asked is not None):
        return found
    return _matching(base, base.stated_with(_tokens(wanted)), wanted)


def _matching(base: FactBase, stated: Iterable[Stated], wanted: Sequence[Quantity | str]) -> list[Fact]:
    sectors = {sector.id: sector for sector in base.sectors}
    found = []
    for one in stated:
        names = _text_of(sectors[one.indicator.sector], one.indicator)
        found += [fact for fact in one.facts if all(_holds(fact, names, term) for term in wanted)]
    return found


def _tokens(wanted: Sequence[Quantity | str]) -> list[frozenset[str]]:
    """What must stand on a shelf for :func:`_holds` to be true of a fact on it: one of these sets."""
    ways = [_ways(term) for term in wanted[:_MOST_TERMS]]
    return [frozenset().union(*one_each) for one_each in product(*ways)]


def _ways(term: Quantity | str) -> list[frozenset[str]]:
    if isinstance(term, Quantity):
        return [frozenset((number_token(term.base_value),))]
    number = read_number(term)
    if number is not None:
        return [frozenset((number_token(number),)), frozenset((year_token(term),))]
    return [tokens_for(term)]


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
    own = " ".join(texts_of(fact))
    if key.isascii():
        # A Latin word is looked for from its beginning on: `power` finds powered, not empowered.
        return any(word.startswith(key) for word in _latin_words(f"{text} {own}"))
    return key in key_of(text) or key in key_of(own)


def _text_of(sector: Sector, indicator: Indicator) -> tuple[str, frozenset[str]]:
    spelled = {key_of(pinyin) for pinyin in indicator.pinyin}
    short = {key_of(initials(pinyin)) for pinyin in indicator.pinyin}
    return " ".join((*names_of(indicator), *names_of(sector), indicator.place)), frozenset(spelled | short)


def _latin_words(text: str) -> list[str]:
    separated = "".join(c if c.isascii() and c.isalnum() else " " for c in text.casefold())
    return separated.split()
