"""The pages that facts come from: what each prints of itself, and how it is divided. Pure."""

from typing import NamedTuple

from xiyang_cli.figures.period import Period


class Section(NamedTuple):
    """A headed section of an item; `begins` is how its heading line begins."""

    section: int
    begins: str


class Item(NamedTuple):
    """An article on the page: how it begins, its heading lines, its headed sections."""

    item: int
    begins: str
    main: bool
    plan: str | None
    headings: tuple[str, ...]
    sections: tuple[Section, ...]


class NonFigure(NamedTuple):
    """A whole word with number characters in it that is no figure (十四五)."""

    word: str
    times: int
    reason_zh: str
    reason_en: str


class WithoutFacts(NamedTuple):
    """A sentence of the main item that states nothing to record, and why."""

    item: int
    section: int
    sentence: int
    reason_zh: str
    reason_en: str


class Source(NamedTuple):
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
