"""Names and translations: what is missing in one language, what means two things. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xiyang_cli.base.names import key_of
from xiyang_cli.linting.finding import Finding, Said
from xiyang_cli.linting.written import Written, every

RULE = "missing-translation"
_HAN = re.compile(r"[㐀-鿿]")
_LATIN = re.compile(r"[A-Za-z]")
_QUOTED = re.compile(r"“[^“”]*”|‘[^‘’]*’|\"[^\"]*\"|「[^」]*」|《[^》]*》|\([^()]*\)|（[^（）]*）")
"""where an English text may cite Chinese words"""
_SYMBOLS = ("units", "base_units")
"""the records whose names may be signs: %, W"""


def untranslated(root: Written) -> Iterator[Finding]:
    """Texts of one language that are missing, or in the other language."""
    for record in every(root):
        for key in record.rules:
            stem, _, language = key.rpartition("_")
            if language == "en" and stem:
                yield from _english(record, key)
                yield from _pair(record, f"{stem}_zh", key)
            elif language == "zh" and stem and not key.startswith("aliases") and record.table not in _SYMBOLS:
                yield from _chinese(record, key)
        if record.table == "places":
            yield from _chinese(record, "id")


def _english(record: Written, key: str) -> Iterator[Finding]:
    cites = key.startswith(("statement", "note", "reason"))
    for text in record.texts(key):
        if _HAN.search(_QUOTED.sub("", text) if cites else text):
            yield record.finding(
                RULE, key, text, "{key} has Chinese characters; write it in English", key=key
            )
        elif record.text(key) and not _LATIN.search(text) and record.table not in _SYMBOLS:
            yield record.finding(RULE, key, text, "{key} has no English word; write it in English", key=key)


def _chinese(record: Written, key: str) -> Iterator[Finding]:
    text = record.text(key)
    if text and not _HAN.search(text):
        yield record.finding(RULE, key, text, "{key} has no Chinese character; write it in Chinese", key=key)


def _pair(record: Written, chinese: str, english: str) -> Iterator[Finding]:
    """What one language has and the other lacks."""
    if chinese not in record.rules:
        return
    has_zh, has_en = (bool(record.texts(key)) for key in (chinese, english))
    if has_zh and not has_en:
        yield record.finding(
            RULE, chinese, _first(record, chinese), "{key} stands without {other}; write both",
            key=chinese, other=english,
        )  # fmt: skip
    elif has_en and not has_zh and not english.startswith("aliases"):
        # An English name can need another spelling where the Chinese one needs none.
        yield record.finding(
            RULE, english, _first(record, english), "{key} stands without {other}; write both",
            key=english, other=chinese,
        )  # fmt: skip


def _first(record: Written, key: str) -> str:
    return next(iter(record.texts(key)), "")


@dataclass(frozen=True)
class _Use:
    """One name of one record."""

    name: str
    key: str
    owner: Written

    @property
    def is_alias(self) -> bool:
        return self.key.startswith("aliases")


_NAME_KEYS = ("id", "name_zh", "name_en", "aliases", "aliases_zh", "aliases_en")
_OWN_NAMES = {
    "aliases": ("id", "name_zh", "name_en"),
    "aliases_zh": ("name_zh",),
    "aliases_en": ("name_en",),
}
_TABLES = ("places", "plans", "units", "sectors", "indicators")
_KINDS = {
    "sectors": "the sector", "indicators": "the indicator", "places": "the place",
    "plans": "the plan", "units": "the unit",
}  # fmt: skip


def colliding(files: Mapping[str, Written]) -> Iterator[Finding]:
    """Aliases that are, but for case, width, hyphens and spaces, a name of something else too.

    Loading refuses two of a kind in one place; here are those of different kinds, and of other
    places. The same indicator of two places has the same names in both: that is no collision.
    """
    uses: dict[str, list[_Use]] = {}
    for root in files.values():
        for record in every(root):
            if record.table in _TABLES:
                yield from _repeated(record)
                for use in _uses(record):
                    if key_of(use.name):
                        uses.setdefault(key_of(use.name), []).append(use)
    for same in uses.values():
        same.sort(key=lambda use: (use.is_alias, _TABLES.index(use.owner.table)))
        for place, use in enumerate(same):
            if use.is_alias and (other := _other(use, same[:place])):
                yield use.owner.finding(
                    "name-collides", use.key, use.name,
                    "the alias {name} is a name of {kind} {other} too; leave it to one of them",
                    name=use.name, kind=Said(_KINDS[other.owner.table]), other=other.owner.id,
                )  # fmt: skip


def _other(use: _Use, before: list[_Use]) -> _Use | None:
    """Another thing with that name. Names go before aliases, and an indicator's alias gives way first."""
    for other in before:
        kinds = {use.owner.table, other.owner.table}
        is_elsewhere = kinds == {"indicators"} and not _is_namesake(use.owner, other.owner)
        if other.owner is not use.owner and (len(kinds) > 1 or is_elsewhere):
            return other
    return None


def _is_namesake(one: Written, other: Written) -> bool:
    """Whether two indicators are the same one of two places."""
    return key_of(one.text("name_zh") or "") == key_of(other.text("name_zh") or "")


def _repeated(record: Written) -> Iterator[Finding]:
    """An alias that stands twice in its list, or is the name of its language itself."""
    for key, names in _OWN_NAMES.items():
        seen = {_folded(record, name) for own in names for name in record.texts(own)}
        for name in record.texts(key):
            if _folded(record, name) in seen:
                yield record.finding(
                    "name-collides", key, name,
                    "the alias {name} is a name of this record already; take it out", name=name,
                )  # fmt: skip
            seen.add(_folded(record, name))


def _folded(record: Written, name: str) -> str:
    """A name without its case; in units it matters (MW)."""
    return name if record.table == "units" else name.casefold()


def _uses(record: Written) -> Iterator[_Use]:
    for key in _NAME_KEYS:
        for name in record.texts(key):
            yield _Use(name, key, record)
