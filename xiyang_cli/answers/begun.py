"""The words that a base offers for one that is begun. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from xiyang_cli.base.factbase import ALL_PLACES, FactBase
from xiyang_cli.base.names import Named, initials, key_of, names_of
from xiyang_cli.language import Language, name_in


@dataclass(frozen=True, slots=True)
class Offer:
    """A whole word for the one that is begun, and what it means."""

    word: str
    meaning: str | None = None


def begins(word: str, begun: str) -> bool:
    """Whether `word` goes on where `begun` stops, in any case and width of its letters."""
    return _folded(word).startswith(_folded(begun))


def named(things: Iterable[Named], begun: str, language: Language) -> list[Offer]:
    """One word for each thing of which a name begins so; for nothing begun, of every thing.

    Letters that begin no name, but the pinyin of one or its initials, become that name in Chinese.
    """
    known = list(things)
    if not begun:
        return [_offer(thing, thing.name_zh if _zh(language) else thing.id, language) for thing in known]
    found = [
        _offer(thing, spellings[0], language)
        for thing in known
        if (spellings := [name for name in names_of(thing) if begins(name, begun)])
    ]
    if found or not begun.isascii():
        return found
    return [_offer(thing, thing.name_zh, language) for thing in known if _is_spelled(thing, key_of(begun))]


def names(base: FactBase, begun: str, language: Language, place: str | None = None) -> list[Offer]:
    """Indicators, and facts of what is begun; after `@` the periods and changes of one indicator.

    Raises UnknownName for a place.
    """
    if "@" in begun:
        return list(_at(base, begun, language, place))
    asked = None if place is None else base.places_asked(place)
    found = named(base.indicators_of(asked), begun, language)
    facts = [
        Offer(fact.id, fact.wording(language))
        for fact in base.facts
        if begun and begins(fact.id, begun) and (asked is None or fact.place in asked)
    ]
    taken = {offer.word for offer in found}
    return [*found, *(offer for offer in facts if offer.word not in taken)]


def topics(base: FactBase, begun: str, language: Language, place: str | None = None) -> list[Offer]:
    """Sectors, then indicators: what `changes` takes. Raises UnknownName for a place."""
    asked = None if place is None else base.places_asked(place)
    indicators = base.indicators_of(asked)
    return named([*base.sectors, *indicators], begun, language)


def places(base: FactBase, begun: str, language: Language) -> list[Offer]:
    """The places, and `all`."""
    return [*named(base.places, begun, language), *words([ALL_PLACES], begun)]


def units(base: FactBase, begun: str, language: Language) -> list[Offer]:
    """A spelling of each unit, with the kind of what it measures."""
    found = []
    for unit in base.units.listed:
        spellings = [unit.id, unit.name_en, *base.units.spellings(unit)]
        if not begun and not _zh(language):
            spellings = [unit.name_en]
        if fitting := [spelling for spelling in spellings if begins(spelling, begun)]:
            found.append(Offer(fitting[0], unit.base.wording(language)))
    return found


def periods(base: FactBase, begun: str, language: Language) -> list[Offer]:
    """The plans, then the periods that facts are told of."""
    told = sorted({fact.period.text for fact in base.facts if fact.period})
    return [*named(base.plans, begun, language), *words(told, begun)]


def words(known: Iterable[str], begun: str) -> list[Offer]:
    """Those of the `known` words that begin so."""
    return [Offer(word) for word in known if begins(word, begun)]


def listed(known: Sequence[str], begun: str) -> list[Offer]:
    """The whole lists `a,b` that the begun one may become: its last word made whole, none twice."""
    done, comma, last = begun.rpartition(",")
    taken = set(done.split(","))
    return [Offer(done + comma + word) for word in known if word not in taken and begins(word, last)]


def _at(base: FactBase, begun: str, language: Language, place: str | None) -> Iterator[Offer]:
    from xiyang_cli.answers.show import derived_facts, levels  # only here: arithmetic takes its time

    owner, _, rest = begun.partition("@")
    for indicator in base.matching_indicators(owner, place)[:1]:
        told = {str(fact.period): fact for fact in levels(base, indicator)}
        told |= {fact.id.rpartition("@")[2]: fact for fact in derived_facts(base, indicator)}
        yield from (
            Offer(f"{owner}@{at}", fact.wording(language)) for at, fact in told.items() if begins(at, rest)
        )


def _offer(thing: Named, word: str, language: Language) -> Offer:
    name = name_in(thing, language)
    return Offer(word, thing.id if word == name else name)


def _is_spelled(thing: Named, key: str) -> bool:
    return bool(key) and any(
        key_of(spelled).startswith(key) or key_of(initials(spelled)).startswith(key)
        for spelled in thing.pinyin
    )


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _zh(language: Language) -> bool:
    return language is Language.ZH
