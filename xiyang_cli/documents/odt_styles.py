"""What styles of an .odt mean for reading: raised, struck and hidden text, and titles. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xiyang_cli.documents.archive import Element
from xiyang_cli.documents.office import local, value
from xiyang_cli.documents.scripts import LOWERED, RAISED


@dataclass(frozen=True, slots=True)
class Looks:
    """The names of styles, by what they mean."""

    raised: frozenset[str]
    lowered: frozenset[str]
    unread: frozenset[str]
    titles: frozenset[str]

    def told(self, text: str, style: str) -> str:
        """Text as it is read in a style."""
        if style in self.raised:
            return text.translate(RAISED)
        return text.translate(LOWERED) if style in self.lowered else text


def looks(*parts: Element | None) -> Looks:
    """The meanings of all styles that these parts define."""
    styles = [style for part in parts if part is not None for style in _styles(part)]
    raised, lowered, unread = set(), set(), set()
    titles = {"Title"}
    for style in styles:
        name = value(style, "name") or ""
        if value(style, "parent-style-name") in titles:
            titles.add(name)
        for properties in style:
            position = value(properties, "text-position") or ""
            if position.startswith("super") or _percent(position) > 0:
                raised.add(name)
            elif position.startswith("sub") or _percent(position) < 0:
                lowered.add(name)
            struck = value(properties, "text-line-through-style") or "none"
            if struck != "none" or (local(properties.tag), value(properties, "display")) == _HIDDEN:
                unread.add(name)
    return Looks(frozenset(raised), frozenset(lowered), frozenset(unread), frozenset(titles))


_HIDDEN = ("text-properties", "none")


def _styles(part: Element) -> Iterator[Element]:
    for group in part:
        if local(group.tag) in {"styles", "automatic-styles"}:
            yield from (style for style in group if local(style.tag) == "style")


def _percent(position: str) -> int:
    """How far, in per cent, the first word of a text-position moves text up."""
    first = position.partition("%")[0].strip()
    return int(first) if first.lstrip("-").isdecimal() else 0
