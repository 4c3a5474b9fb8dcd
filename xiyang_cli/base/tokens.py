"""What the texts of a shelf hold, coarsely: so that a search need not read the shelves without it. Pure.

A token is the beginning of a word, one Chinese character, two that stand together, a number or
a year. Chinese is found from one character on, which full-text indexes of trigrams do not do.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from itertools import pairwise
from operator import add

from xiyang_cli.base.model import Fact, Sector
from xiyang_cli.base.names import key_of, names_of
from xiyang_cli.base.stock import Shelf

_START = 4
"""letters of a word's beginning"""
_WORD = re.compile("[a-z0-9]+")
_NO_HAN = re.compile(r"[\W_\x00-\x7f]+")


def texts_of(fact: Fact) -> list[str]:
    """The texts of a fact in which words are looked for."""
    told = (
        fact.id,
        fact.figure,
        fact.scope,
        fact.statement_zh,
        fact.statement_en,
        fact.note_zh,
        fact.note_en,
    )
    return [text for text in told if text]


def tokens_of(shelf: Shelf, sector: Sector) -> set[str]:
    """All tokens of a shelf, which is of `sector`."""
    texts, numbers, years = [shelf.place, *names_of(sector)], set(), set()
    for stated in shelf:
        texts += names_of(stated.indicator)
        for fact in stated.facts:
            texts += texts_of(fact)
            numbers |= {fact.value, fact.value_high, fact.base_value, fact.base_value_high}
            for period in (fact.period, fact.baseline_period):
                years |= set(period.years) if period else set()
    text = unicodedata.normalize("NFKC", "\n".join(texts)).casefold()
    han = _NO_HAN.sub("", text)
    words = {*_WORD.findall(text), *(key for tier in shelf.tiers for key in tier)}
    found = {*han, *map(add, han, han[1:])}
    for length in range(1, _START + 1):
        found |= {word[:length] for word in words}
    found |= {number_token(number) for number in numbers if number is not None}
    return found | {year_token(year) for year in years}


def tokens_for(word: str) -> frozenset[str]:
    """The tokens of every shelf on which `word` begins a word, or stands in a Chinese one."""
    key = key_of(word)
    if key.isascii():
        return frozenset((key[:_START],))
    pairs = {a + b for a, b in pairwise(key) if not (a.isascii() or b.isascii())}
    return frozenset(pairs or (c for c in key if not c.isascii()))


def number_token(value: Decimal) -> str:
    """The token of a number: the same for 252 and 252.0."""
    return f"={value.normalize()}"


def year_token(year: object) -> str:
    """The token of a year that a period begins or ends with."""
    return f"y{year}"
