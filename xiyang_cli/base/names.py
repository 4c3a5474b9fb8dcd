"""Names as people type them: one key for all spellings of one, pinyin and its initials. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from xiyang_cli.errors import AmbiguousName, UnknownName

if TYPE_CHECKING:
    from xiyang_cli.base.model import Indicator, Place, Plan, Sector
    from xiyang_cli.base.relations import Relation

Named: TypeAlias = "Sector | Place | Plan | Indicator | Relation"
"""what can be found by name: by its id, names, aliases and pinyin"""
Thing = TypeVar("Thing", bound="Named")
Owner = TypeVar("Owner", bound=Hashable)


def key_of(text: str) -> str:
    """What is compared of a name: letters and digits after NFKC, without case.

    ＧＤＰ is gdp, `new-energy capacity` is newenergycapacity.
    """
    whole = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return "".join(filter(str.isalnum, whole.casefold()))


def initials(pinyin: str) -> str:
    """The initials of a pinyin spelling: `xin neng yuan` is xny; a number stays whole."""
    return "".join(word if word.isascii() and not word.isalpha() else word[0] for word in pinyin.split())


def names_of(thing: Named) -> tuple[str, ...]:
    """Every spelling but pinyin; the id first."""
    return thing.id, thing.name_zh, thing.name_en, *thing.aliases


Tiers = Sequence[Mapping[str, Sequence[int]]]
"""which things, by their number, have a key: as id, name or alias; by pinyin; by initials"""


def tiers_of(things: Iterable[Named]) -> Tiers:
    """The keys of `things`. What is looked for by name wins over pinyin, and that over initials."""
    tiers: tuple[dict[str, list[int]], ...] = ({}, {}, {})
    for number, thing in enumerate(things):
        for name in names_of(thing):
            _enter(tiers[0], key_of(name), number)
        for spelled in _typed(thing.pinyin):
            _enter(tiers[1], key_of(spelled), number)
            _enter(tiers[2], key_of(initials(spelled)), number)
    return tiers


def spellings_of(tiers: Tiers) -> list[tuple[int, str]]:
    """Each thing's number with each of its names and pinyin spellings, thing by thing."""
    return sorted(
        ((numbers[0], key) for tier in tiers[:2] for key, numbers in tier.items()), key=lambda pair: pair[0]
    )


def nearest(key: str, spellings: Iterable[tuple[Owner, str]], most: int = 3) -> list[Owner]:
    """The owners of the spellings that are nearest to `key`, or hold it, the likeliest first."""
    from difflib import get_close_matches

    owners: dict[str, Owner] = {}
    for owner, spelling in spellings:
        owners.setdefault(spelling, owner)
    close = get_close_matches(key, owners, n=most * 3, cutoff=0.6)
    holding = [s for s in owners if len(key) > 1 and (key in s or (len(s) > 2 and s in key))]
    return list(dict.fromkeys(owners[s] for s in (*close, *holding)))[:most]


class NameIndex(Generic[Thing]):
    """Finds things by id, names and aliases; then by pinyin; then by initials."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self._things = list(things)
        self._tiers = tiers_of(self._things)

    def matches(self, key: str) -> list[Thing]:
        """What `key` names; several when initials fit several."""
        for tier in self._tiers:
            if found := tier.get(key):
                return [self._things[number] for number in found]
        return []

    def near(self, key: str) -> list[Thing]:
        """The things whose names are nearest to `key`."""
        return nearest(key, ((self._things[number], s) for number, s in spellings_of(self._tiers)))


def one_of(
    things: Sequence[Thing],
    find_near: Callable[[], Sequence[Thing]],
    name: str,
    what: str,
    known: Sequence[Thing] = (),
) -> Thing:
    """The one thing that `name` means; `find_near` is asked only when there is none.

    Raises UnknownName with the nearest names (or all `known` ones), AmbiguousName when several fit.
    """
    if len(things) == 1:
        return things[0]
    if things:
        raise AmbiguousName(
            "{name} fits several: {choices}; write one of their names",
            name=name,
            choices=_list(things),
        )
    if name and (near := find_near()):
        raise UnknownName(
            f"no {what} is called {{name}}; did you mean {{choices}}?", name=name, choices=_list(near)
        )
    if what == "indicator":
        raise UnknownName("no indicator is called {name}; `xiyang search` looks for words", name=name or "''")
    raise UnknownName(
        f"no {what} is called {{name}}; there are {{known}}", name=name or "''", known=_list(known)
    )


def as_names(names: Sequence[str] | str) -> list[str]:
    """`names` as a list; one string is one name, not its letters."""
    return [names] if isinstance(names, str) else list(names)


def join_words(words: Sequence[str], known: Callable[[str], bool]) -> list[str]:
    """`words` with those joined that make one name: `new energy gdp` is `new energy`, `gdp`.

    The longest run of words that is a name wins; a word that begins none stands alone.
    """
    joined, start = [], 0
    while start < len(words):
        for end in range(len(words), start, -1):
            name = " ".join(words[start:end])
            if end == start + 1 or known(name):
                joined.append(name)
                start = end
                break
    return joined


def _typed(pinyin: Iterable[str]) -> Iterator[str]:
    """Each spelling, and with lue and nue, as many type lüe and nüe, for the base's lve and nve."""
    for spelled in pinyin:
        yield spelled
        if "lve" in spelled or "nve" in spelled:
            yield spelled.replace("lve", "lue").replace("nve", "nue")


def _enter(tier: dict[str, list[int]], key: str, number: int) -> None:
    entries = tier.setdefault(key, [])
    if number not in entries:
        entries.append(number)


def _list(things: Iterable[Named]) -> str:
    return ", ".join(
        thing.id if thing.id == thing.name_zh else f"{thing.name_zh} ({thing.id})" for thing in things
    )
