"""References: what a bibliography may say of the pages that facts come from, and no more. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from xiyang_cli.answers.show import Sheet, show
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Basis, Fact
from xiyang_cli.base.sources import Source
from xiyang_cli.errors import UnknownName
from xiyang_cli.figures.period import Period, read_period
from xiyang_cli.language import Language, say

Locator = tuple[int, int, int]
"""item, section, sentence"""


class Reference(NamedTuple):
    """A source with the places in it that are cited. What its record lacks is None, or empty."""

    source: Source
    places: tuple[Locator, ...]
    named: str | None = None
    """the id of the one indicator or fact that is cited; None when there are several"""

    @property
    def key(self) -> str:
        """Its name in a bibliography: the source, and what is cited of it if that is one thing."""
        return f"{self.source.id}:{self.named.replace('@', '-')}" if self.named else self.source.id

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors, as the page names them; only 、 and ；divide them, a comma may be part of a name."""
        return tuple(name.strip() for name in re.split("[、；;]", self.source.author or "") if name.strip())

    @property
    def issued(self) -> Period | None:
        """When it came out: its printed date where that is a date, else what the record says."""
        return _date(self.source.date) or self.source.printed

    @property
    def date(self) -> str | None:
        """When it came out, in ISO 8601 where that can be said; else as it is printed."""
        return self.issued.text if self.issued else self.source.date

    @property
    def page(self) -> str | None:
        """The page number alone: 3 of 第3版."""
        printed = self.source.page
        return re.sub(r"^第(.+)版$", r"\1", printed).strip() if printed else None

    @property
    def missing(self) -> list[str]:
        """What a reference should name and the page does not print."""
        known = {
            "publication": self.source.publisher,
            "author": self.authors,
            "date": self.source.date,
            "page number": self.source.page,
        }
        return [word for word, value in known.items() if not value]

    def told_places(self, language: Language) -> list[str]:
        """The places in it, in words."""
        return [
            say("item {item}, section {section}, sentence {sentence}", language,
                item=item, section=section, sentence=sentence)
            for item, section, sentence in self.places
        ]  # fmt: skip

    def told_missing(self, language: Language) -> str:
        """What the page does not print, in words."""
        return _listed([say(word, language) for word in self.missing], language)


class Citation(NamedTuple):
    """What is cited: a reference for each source, the facts, and which of them the source does not print."""

    references: tuple[Reference, ...]
    facts: tuple[Fact, ...]
    worked_out: tuple[str, ...]


def cite(base: FactBase, words: Sequence[str] | str, place: str | None = None) -> Citation:
    """A reference for each source of what `words` name, as :func:`show` reads them.

    Raises UnknownName, AmbiguousName; UnknownName, too, for what no source states anything of.
    """
    sheets = show(base, words, place)
    for sheet in sheets:
        if not sheet.facts:
            raise UnknownName("no source says anything of {name}; there is nothing to cite", name=sheet.named)
    facts = tuple(fact for sheet in sheets for fact in sheet.facts)
    named = sheets[0].named if len(sheets) == 1 else None
    by_source = {
        source.id: [fact for fact in facts if fact.source == source.id]
        for source in base.sources
    }  # fmt: skip
    return Citation(
        tuple(reference(base.source(id), found, named) for id, found in by_source.items() if found),
        facts,
        tuple(sheet.named for sheet in sheets if _is_derived(sheet)),
    )


def reference(source: Source, facts: Sequence[Fact] = (), named: str | None = None) -> Reference:
    """The reference to a source for these facts."""
    return Reference(source, tuple(sorted({fact.locator for fact in facts})), named)


def attribution(source: Source, facts: Sequence[Fact], language: Language) -> str:
    """One line to paste: where the figures stand; what the page does not print is said missing."""
    return attribution_line(reference(source, facts), language)


def attribution_line(cited: Reference, language: Language) -> str:
    """The line to paste of one reference."""
    return say("Source: {line}", language, line=described(cited, language))


def described(cited: Reference, language: Language) -> str:
    """The source as a page prints it, with the places in it; what the page does not print is said missing."""
    source, zh = cited.source, language is Language.ZH
    known = [
        say("“{headline}”", language, headline=source.headline_zh if zh else source.headline_en),
        (source.series_zh if zh else source.series_en) or "",
        say("printed {month}", language, month=cited.date) if cited.date else "",
        source.publisher or "",
        *cited.told_places(language),
    ]
    line = _listed([part for part in known if part], language, comma=True)
    if cited.missing:
        line += say(" (the page does not print: {missing})", language, missing=cited.told_missing(language))
    return line


def _is_derived(sheet: Sheet) -> bool:
    """Whether what was named is a figure of our own arithmetic."""
    return any(fact.id == sheet.named and fact.basis is Basis.DERIVED for fact in sheet.facts)


def _date(printed: str | None) -> Period | None:
    """2025-12-11 and 2025年12月11日 are dates; None for what is not written so, or is no day."""
    written = re.fullmatch(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?", printed or "", re.ASCII)
    try:
        return read_period(
            "-".join(f"{part:0>2}" for part in written.groups() if part) if written else printed or ""
        )
    except ValueError:
        return None


def _listed(parts: Sequence[str], language: Language, *, comma: bool = False) -> str:
    if language is Language.EN:
        return ", ".join(parts)
    return ("，" if comma else "、").join(parts)
