"""The draft of a base from one page: which source it is, its stubs, what its record still lacks. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from xiyang_cli.answers.columns import Columns, count, flag, number, one_of, period, sha256, text
from xiyang_cli.answers.page import Page, Sentence, read_page
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Direction, Kind, Multiple, PeriodBasis, Qualifier, Ranking
from xiyang_cli.base.sources import Source
from xiyang_cli.checking.setting import Told
from xiyang_cli.checking.words import YEAR
from xiyang_cli.drafting.non_figures import Word, non_figures
from xiyang_cli.drafting.structure import structure_of
from xiyang_cli.drafting.stubs import Stub, draft_stubs
from xiyang_cli.figures.period import Period, read_period

_OPEN = "a person decides"
_NO_NUMBER = "no number is printed"
_NO_CHANGE = "it is no change, or the words do not tell"

DRAFT_ROW: Columns = {
    "item": count("the item of the page that it stands in", least=1),
    "section": count("the section of the item; 0 is what stands before the first headed one"),
    "sentence": count("the sentence of the section", least=1),
    "before": text("at most twelve characters that stand before it"),
    "figure": text("the wording as printed, bound included"),
    "kind": one_of(Kind, "what sort of thing is stated", _OPEN),
    "value": number("the number as printed, in `unit`; of a fall without a sign", _NO_NUMBER),
    "value_high": number("the high end of a range, in `unit`", "it is no range"),
    "unit": text("the unit of the base, with its scale word", f"{_NO_NUMBER}, or the base has no such unit"),
    "printed_unit": text("the unit as the page prints it", "it is a rank"),
    "unit_kind": text("the kind of the indicator's levels", _OPEN),
    "qualifier": one_of(Qualifier, "the bound that the words put on the number", _NO_NUMBER),
    "period": period("when", "the words do not tell"),
    "baseline_period": period("against when", _NO_CHANGE),
    "period_basis": one_of(PeriodBasis, "whether the years are printed with it", "no period"),
    "direction": one_of(Direction, "which way it went", _NO_CHANGE),
    "multiple": one_of(Multiple, "how a change in 倍 is worded: 增长3倍 (by), 增长到3倍 (to)", _NO_CHANGE),
    "yearly": flag("whether a change is told per year"),
    "ranking": one_of(Ranking, "what a rank claims", "it is no rank"),
    "scope": text("the place among whose it is ranked", "it is no rank, or the words do not tell"),
    "told": one_of(Told, "as what the words around tell it"),
    "source": text("id of the source"),
    "hash": sha256("SHA-256 of its sentence without white space"),
}
DRAFT_KEYS = tuple(DRAFT_ROW)

RECORD_ROW: Columns = {
    "word": text("a whole word of the page with a number character in it that is no figure"),
    "count": count("how often it stands on the page", least=1),
    "reason_zh": text("why it is none, in Chinese", _OPEN),
    "reason_en": text("the same in English", _OPEN),
}
RECORD_KEYS = tuple(RECORD_ROW)


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
