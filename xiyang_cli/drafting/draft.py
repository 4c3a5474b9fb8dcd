"""The draft of a base from one page: which source it is, its stubs, what its record still lacks. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from xiyang_cli.answers.page import Page, Sentence, read_page
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Source
from xiyang_cli.checking.words import YEAR
from xiyang_cli.drafting.non_figures import Word, non_figures
from xiyang_cli.drafting.structure import structure_of
from xiyang_cli.drafting.stubs import Stub, draft_stubs
from xiyang_cli.figures.period import Period, read_period

DRAFT_KEYS = (
    "item", "section", "sentence", "before", "figure", "kind", "value", "value_high", "unit", "printed_unit",
    "unit_kind", "qualifier", "period", "baseline_period", "period_basis", "direction", "multiple", "yearly",
    "ranking", "scope", "told", "source", "hash",
)  # fmt: skip
RECORD_KEYS = ("word", "count", "reason_zh", "reason_en")


@dataclass(frozen=True)
class Draft:
    """What a page gives for a base to begin with."""

    source: Source
    is_known: bool
    """whether the base has the source's record; else it was read off the page"""
    page: Page
    stubs: tuple[Stub, ...]
    words: tuple[Word, ...]
    without_figures: tuple[Sentence, ...]
    """sentences of the main item in which no figure was found, and of which the base has no fact"""
    title_year: Period | None
    """the year of the first heading that names one"""

    def rows(self) -> list[dict[str, Any]]:
        """A row for each stub."""
        return [_row(stub, self.source.id) for stub in self.stubs]


def draft(base: FactBase, text: str, id: str | None, fallback_id: str) -> Draft:
    """The draft of the page `text`: by the source of the base that it is a page of, else by its own lines.

    `id` names the source; without it that is one which fits the page, or a new one, `fallback_id`.
    Raises UnreadableFile for a page without text.
    """
    source = _fitting(base.sources, text, id)
    is_known = source is not None
    source = source or structure_of(text, id or fallback_id)
    page = read_page(text, source)
    printed_year = source.printed.end_year if source.printed else None
    title_year = _title_year(page)
    stubs = draft_stubs(base, page, printed_year, title_year)
    told = {stub.sentence.locator for stub in stubs}
    told |= {fact.locator for fact in base.facts if fact.source == source.id} if is_known else set()
    told |= {(entry.item, entry.section, entry.sentence) for entry in source.without_facts}
    main = {item.item for item in source.items if item.main}
    return Draft(
        source=source,
        is_known=is_known,
        page=page,
        stubs=tuple(stubs),
        words=tuple(non_figures(page, stubs, source.non_figures)),
        without_figures=tuple(s for s in page.sentences if s.item in main and s.locator not in told),
        title_year=title_year,
    )


def id_of_name(name: str) -> str:
    """An id made of a file's name, with `page` in front when no letter of it can begin one."""
    words = re.findall(r"[a-z0-9]+", name.lower())
    return "-".join(words if words and words[0][0].isalpha() else ["page", *words])


def _fitting(sources: Iterable[Source], text: str, id: str | None) -> Source | None:
    """The first source (of that `id`) all of whose beginnings stand on the page."""
    for source in sources:
        if id in (None, source.id):
            page = read_page(text, source)
            if page.sentences and not page.missing:
                return source
    return None


def _title_year(page: Page) -> Period | None:
    """The year of the first heading that names one."""
    for heading in page.headings:
        if (found := YEAR.search(heading.text)) and found["year"]:
            return read_period(found["year"])
    return None


def _row(stub: Stub, source: str) -> dict[str, Any]:
    item, section, sentence = stub.sentence.locator
    texts = {
        "period": stub.period and stub.period.text,
        "baseline_period": stub.baseline and stub.baseline.text,
        "period_basis": "printed" if stub.period else None,
    }
    same = ("before", "figure", "value", "value_high", "unit", "printed_unit", "unit_kind", "yearly", "scope")
    words = ("kind", "qualifier", "direction", "multiple", "ranking", "told")
    found = {
        "item": item, "section": section, "sentence": sentence, "source": source, "hash": stub.sentence.hash,
        **texts, **{key: getattr(stub, key) for key in same},
        **{key: getattr(stub, key) and getattr(stub, key).value for key in words},
    }  # fmt: skip
    return {key: found[key] for key in DRAFT_KEYS}
