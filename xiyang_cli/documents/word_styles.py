"""Which paragraphs of a .docx are headings, list items or a table of contents. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xiyang_cli.documents.archive import Element
from xiyang_cli.documents.model import Kind
from xiyang_cli.documents.office import local

_HEADING = re.compile(r"(?:heading|标题) ?([1-9])$", re.I)
_CONTENTS = re.compile(r"(?:toc|目录) ?\d$", re.I)
_MOST_BASES = 50
"""styles that build on each other; Word itself allows fewer"""
_BODY_LEVEL = 9
"""the outline level that Word gives to what is no heading"""


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that name."""
    if element is None:
        return None
    return next((inner for inner in element if local(inner.tag) == name), None)


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute of an element, in whichever form of the namespace."""
    if element is None:
        return None
    return next((text for key, text in element.items() if local(key) == name), None)


def number(element: Element | None) -> int | None:
    """A number that an element has for its value."""
    text = value(element)
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else None


def is_on(properties: Element | None, *names: str) -> bool:
    """Whether one of these switches stands among the properties and is not turned off."""
    found = (child(properties, name) for name in names)
    return any(switch is not None and value(switch) not in {"0", "false", "off", "none"} for switch in found)


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    base: str | None
    outline: int | None
    numbering: Element | None


class Styles:
    """The paragraph styles of a file."""

    def __init__(self, part: Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default: str | None = None
        for style in part if part is not None else ():
            if local(style.tag) == "style" and value(style, "type") == "paragraph":
                self._add(style)

    def _add(self, style: Element) -> None:
        id = value(style, "styleId") or ""
        properties = child(style, "pPr")
        self._styles[id] = _Style(
            value(child(style, "name")) or "",
            value(child(style, "basedOn")),
            number(child(properties, "outlineLvl")),
            child(properties, "numPr"),
        )
        if value(style, "default") in {"1", "true", "on"}:
            self._default = id

    def _chain(self, id: str | None) -> list[_Style]:
        """A style and those that it builds on, nearest first."""
        chain: list[_Style] = []
        while id in self._styles and len(chain) < _MOST_BASES:
            assert id is not None, "a known style has an id"
            chain.append(self._styles[id])
            id = chain[-1].base
        return chain

    def kind(self, properties: Element | None) -> tuple[Kind, int] | None:
        """What a paragraph with these properties is; None for a line of a table of contents."""
        chain = self._chain(value(child(properties, "pStyle")) or self._default)
        if any(_CONTENTS.match(style.name) for style in chain):
            return None
        if level := self._level(number(child(properties, "outlineLvl")), chain):
            return Kind.HEADING, level
        lists = (child(properties, "numPr"), *(style.numbering for style in chain))
        listed = next((item for item in lists if item is not None), None)
        if listed is not None and number(child(listed, "numId")) != 0:
            return Kind.ITEM, (number(child(listed, "ilvl")) or 0) + 1
        return Kind.PARAGRAPH, 0

    def _level(self, outline: int | None, chain: list[_Style]) -> int:
        """The level of a heading by its own outline level, else by that or the name of a style."""
        if outline is not None:
            return outline + 1 if outline < _BODY_LEVEL else 0
        for style in chain:
            if style.outline is not None:
                return style.outline + 1 if style.outline < _BODY_LEVEL else 0
            if found := _HEADING.match(style.name):
                return int(found[1])
            if style.name.lower() in {"title", "标题"}:
                return 1
        return 0
