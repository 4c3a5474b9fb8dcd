"""The pages that facts come from: what each prints of itself, and how it is divided. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from xiyang_cli.figures.period import Period


@dataclass(frozen=True, slots=True)
class Section:
    """A headed section of an item; `begins` is how its heading line begins."""

    section: int
    begins: str


@dataclass(frozen=True, slots=True)
class Item:
    """An article on the page: how it begins, its heading lines, its headed sections."""

    item: int
    begins: str
    main: bool
    plan: str | None
    headings: tuple[str, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class NonFigure:
    """A whole word with number characters in it that is no figure (十四五)."""

    word: str
    count: int
    reason_zh: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class WithoutFacts:
    """A sentence of the main item that states nothing to record, and why."""

    item: int
    section: int
    sentence: int
    reason_zh: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Source:
    """A page that facts come from. What it does not print about itself is None."""

    id: str
    headline_zh: str
    headline_en: str
    series_zh: str | None
    series_en: str | None
    printed: Period | None
    publisher: str | None
    author: str | None
    date: str | None
    page: str | None
    note_zh: str | None
    note_en: str | None
    items: tuple[Item, ...]
    non_figures: tuple[NonFigure, ...]
    without_facts: tuple[WithoutFacts, ...]
