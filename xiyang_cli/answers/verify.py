"""Proof of a base against the page it was taken from: places, hashes, figures, coverage. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from xiyang_cli.answers import columns
from xiyang_cli.answers.page import Page, all_places, read_page
from xiyang_cli.base.build import OpenFact
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Fact
from xiyang_cli.base.read import Open
from xiyang_cli.base.sources import Source
from xiyang_cli.errors import UnreadableFile
from xiyang_cli.language import Language, say

PROBLEMS = {
    "missing_beginning": "no line of the page begins with {text}; mend the source record",
    "no_sentence": "{fact}: the page has no such sentence; mend its place",
    "hash": "{fact}: the sentence there is another one (its hash differs); read it and mend the fact",
    "figure": "{fact}: {text} does not stand in its sentence; write the figure as printed",
    "uncovered": "{text} (…{context}…) is covered by no fact and no listed word; add the one or the other",
    "count": (
        "the listed word stands on the page another number of times than its count says ({text}); "
        "read each and mend it"
    ),
    "no_fact": "a sentence of the main item without a fact; add one, or list it under without_facts",
    "listed_twice": "the sentence has facts and is listed under without_facts; take it off that list",
}
"""what a finding's `problem` says"""

_WHOLE_PAGE = "of the whole page"

FINDING_ROW: columns.Columns = {
    "item": columns.count("the item of the page", _WHOLE_PAGE, least=1),
    "section": columns.count("its section; 0 is what stands before the first headed one", _WHOLE_PAGE),
    "sentence": columns.count("the sentence of the section; 0 is a heading", _WHOLE_PAGE),
    "fact": columns.text("id of the fact at fault", "of no single fact"),
    "problem": columns.Column("what is wrong, in one fixed word", {"enum": list(PROBLEMS)}),
    "text": columns.text("the words or number at fault", "there are none"),
    "context": columns.text(
        "the words around a number, at most six characters on each side", "it is of no number"
    ),
    "message_zh": columns.text("what is wrong and what to do"),
    "message_en": columns.text("the same in English"),
}
FINDING_KEYS = tuple(FINDING_ROW)


@dataclass(frozen=True)
class Finding:
    """One thing that does not hold: where, of which fact, what."""

    item: int | None
    section: int | None
    sentence: int | None
    fact: str | None
    problem: str
    text: str | None
    context: str | None
    """the words around a number, at most six characters on each side; the key of an open place"""
    open: Open | None = None
    """the place in the base where TODO still stands; `text` names its file and line"""

    def message(self, language: Language) -> str:
        if self.open is not None:
            return self.open.text(language)
        values = {"text": self.text, "fact": self.fact, "context": self.context}
        return say(PROBLEMS[self.problem], language, **values)

    def row(self) -> dict[str, Any]:
        """Its flat row."""
        row = {key: getattr(self, key) for key in FINDING_KEYS[:-2]}
        return row | {f"message_{lang.value}": self.message(lang) for lang in Language}


@dataclass(frozen=True)
class Verification:
    """What was checked, and what was found wrong."""

    source: Source
    sentences: int
    numbers: int
    facts: int
    findings: tuple[Finding, ...]


Placed = Fact | OpenFact
"""what has a place in the page to be proven"""


def verify(
    base: FactBase, text: str, *, open_facts: Sequence[OpenFact] = (), open_places: Sequence[Open] = ()
) -> Verification:
    """The base's facts against the page `text`: every locator and hash, every number covered.

    Of an unfinished base its `open_facts` are proven too, and each of its `open_places` is a finding.
    Raises UnreadableFile when the text is none of the base's pages.
    """
    source, page = page_of(base, text)
    told = [fact for fact in base.facts if fact.source == source.id]
    facts: list[Placed] = [*told, *(fact for fact in open_facts if fact.source == source.id)]
    findings = [
        *(_still_open(place) for place in open_places),
        *(_finding("missing_beginning", None, text=begins) for begins in page.missing),
        *_misplaced(page, facts),
        *_uncovered(page, facts, source),
        *_non_figures(page, source),
        *_without_facts(page, facts, source),
    ]
    numbers = sum(len(part.numbers()) for part in (*page.sentences, *page.headings))
    return Verification(source, len(page.sentences), numbers, len(told), tuple(findings))


def page_of(base: FactBase, text: str) -> tuple[Source, Page]:
    """The source whose page `text` is, by how its items begin; the one that fits best."""
    pages = [(source, read_page(text, source)) for source in base.sources]
    fitting = [
        (source, page) for source, page in pages if page.headings or (not page.missing and page.sentences)
    ]
    if not fitting:
        raise UnreadableFile(
            "this text is none of the base's pages ({sources}): no heading of theirs is in it",
            sources=", ".join(source.id for source in base.sources),
        )
    return min(fitting, key=lambda pair: len(pair[1].missing))


Sentences = dict[tuple[int, int, int], str]
"""original sentences by item, section and sentence"""


def sentences_of(base: FactBase, text: str, facts: Sequence[Fact]) -> Sentences:
    """The original sentences of facts from the reader's own copy of the page.

    The facts' figures stand in 【】. A sentence that is not on that page, or is another one
    than the base was taken from, is left out.
    """
    source, page = page_of(base, text)
    figures: dict[tuple[int, int, int], set[tuple[int, int]]] = {}
    for fact in facts:
        sentence = page.sentence(*fact.locator)
        if fact.source == source.id and sentence is not None and sentence.hash == fact.hash:
            spans = figures.setdefault(fact.locator, set())
            spans.update(sentence.places_of(fact.figure) if fact.figure else ())
    return {place: _marked(page, place, spans) for place, spans in figures.items()}


def _marked(page: Page, place: tuple[int, int, int], spans: set[tuple[int, int]]) -> str:
    sentence = page.sentence(*place)
    assert sentence is not None
    marked, end_of_last = "", 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= end_of_last:
            marked += f"{sentence.text[end_of_last:start]}【{sentence.text[start:end]}】"
            end_of_last = end
    return marked + sentence.text[end_of_last:]


def _misplaced(page: Page, facts: Sequence[Placed]) -> Iterator[Finding]:
    for fact in facts:
        sentence = page.sentence(*fact.locator)
        figure = fact.figure or ""
        if sentence is None:
            yield _finding("no_sentence", fact.locator, fact=fact.id, text=figure)
        elif sentence.hash != fact.hash:
            yield _finding("hash", fact.locator, fact=fact.id, text=figure)
        elif figure and not sentence.places_of(figure):
            yield _finding("figure", fact.locator, fact=fact.id, text=figure)


def _uncovered(page: Page, facts: Sequence[Placed], source: Source) -> Iterator[Finding]:
    """Every number inside no figure of a fact placed there and inside no listed word."""
    for sentence in (*page.headings, *page.sentences):
        covers = [span for entry in source.non_figures for span in all_places(sentence.text, entry.word)]
        for fact in facts:
            if fact.figure and fact.locator == sentence.locator:
                covers += sentence.places_of(fact.figure)
        for start, end in sentence.numbers():
            if not any(first <= start and end <= last for first, last in covers):
                around = sentence.text[max(0, start - 6) : end + 6]
                yield _finding("uncovered", sentence.locator, text=sentence.text[start:end], context=around)


def _non_figures(page: Page, source: Source) -> Iterator[Finding]:
    for entry in source.non_figures:
        count = page.text.count(entry.word)
        if count != entry.times:
            yield _finding("count", None, text=f"{entry.word}: {count}")


def _without_facts(page: Page, facts: Sequence[Placed], source: Source) -> Iterator[Finding]:
    """Each sentence of the main item has a fact, or is listed as stating none; never both."""
    main = {item.item for item in source.items if item.main}
    told = {fact.locator for fact in facts}
    listed = {(entry.item, entry.section, entry.sentence) for entry in source.without_facts}
    for sentence in page.sentences:
        if sentence.item in main and sentence.locator not in told | listed:
            yield _finding("no_fact", sentence.locator)
    for locator in sorted(listed & told):
        yield _finding("listed_twice", locator)


def _still_open(place: Open) -> Finding:
    text = f"{place.file}:{place.line}"
    return Finding(None, None, None, place.id, "open", text, place.key, open=place)


def _finding(
    problem: str,
    locator: tuple[int, int, int] | None,
    *,
    fact: str | None = None,
    text: str = "",
    context: str = "",
) -> Finding:
    item, section, sentence = locator or (None, None, None)
    return Finding(item, section, sentence, fact, problem, text or None, context or None)
