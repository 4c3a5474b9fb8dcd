"""Facts by words: Chinese (one character too), English, pinyin, initials, and numbers."""

from __future__ import annotations

from collections.abc import Sequence

from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Fact, Indicator
from xiyang_cli.base.names import initials, key_of
from xiyang_cli.errors import WrongUse
from xiyang_cli.figures.quantity import read_number, read_quantity


def search(base: FactBase, words: Sequence[str], place: str | None = None) -> list[Fact]:
    """The facts in which every word is found; a quantity is compared by value, in any unit.

    `2.52GW` finds 252万千瓦; `252` finds the figures whose number is 252. Raises WrongUse when
    no word holds a letter or a digit.
    """
    terms = " ".join(words).split()
    if not any(key_of(term) for term in terms):
        raise WrongUse("nothing to look for: give a word, a number or a quantity")
    facts = base.select(place=place)
    quantity = read_quantity(" ".join(terms), base.units)
    if quantity is not None:
        value, unit = quantity.base_value, quantity.unit.base.id
        return [f for f in facts if f.base_unit == unit and value in (f.base_value, f.base_value_high)]
    indicators = {indicator.id: _text_of(base, indicator) for indicator in base.indicators}
    return [fact for fact in facts if all(_holds(fact, indicators[fact.indicator], term) for term in terms)]


def _holds(fact: Fact, names: tuple[str, frozenset[str]], term: str) -> bool:
    number = read_number(term)
    if number is not None:
        return number in (fact.value, fact.value_high, fact.base_value, fact.base_value_high)
    key = key_of(term)
    text, pinyin = names
    if key in pinyin or any(spelled.startswith(key) for spelled in pinyin if len(key) > 1):
        return True
    own = " ".join(
        (
            fact.id,
            fact.figure or "",
            fact.statement_zh,
            fact.statement_en,
            fact.note_zh or "",
            fact.note_en or "",
        )
    )
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
