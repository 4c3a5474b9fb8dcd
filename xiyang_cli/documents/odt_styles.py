"""How the styles of an .odt bear on reading: hidden or struck text, raised digits, titles. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xiyang_cli.documents.archive import Element
from xiyang_cli.documents.office import local
from xiyang_cli.documents.scripts import LOWERED, RAISED

_GROUPS = frozenset({"styles", "automatic-styles"})
_MOST_BASES = 50
"""styles that build on each other; no program's own go half as far"""


def attribute(element: Element, name: str) -> str | None:
    """An attribute of an element, in whichever version of the namespace."""
    return next((text for key, text in element.items() if local(key) == name), None)


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    base: str | None
    look: dict[str, str]


class Styles:
    """The styles of paragraphs and of text that these parts define; later parts go before earlier ones."""

    def __init__(self, *parts: Element | None) -> None:
        self._styles: dict[tuple[str, str], _Style] = {}
        for part in parts:
            for group in part if part is not None else ():
                for style in group if local(group.tag) in _GROUPS else ():
                    self._add(style)

    def _add(self, style: Element) -> None:
        name = attribute(style, "name")
        if local(style.tag) != "style" or name is None:
            return
        look = {
            local(key): text
            for properties in style
            if local(properties.tag) == "text-properties"
            for key, text in properties.items()
        }
        family = attribute(style, "family") or ""
        self._styles[family, name] = _Style(name, attribute(style, "parent-style-name"), look)

    def _chain(self, family: str, name: str | None) -> Iterator[_Style]:
        """A style and those that it builds on, nearest first."""
        for _ in range(_MOST_BASES):
            if name is None or (family, name) not in self._styles:
                return
            style = self._styles[family, name]
            yield style
            name = style.base

    def _look(self, family: str, name: str | None, *keys: str) -> str:
        """What the nearest style says of one of these properties."""
        return next(
            (style.look[key] for style in self._chain(family, name) for key in keys if key in style.look),
            "",
        )

    def is_unread(self, family: str, name: str | None) -> bool:
        """Whether text in that style is hidden or struck out."""
        struck = self._look(family, name, "text-line-through-style", "text-line-through-type")
        return struck not in {"", "none"} or self._look(family, name, "display") == "none"

    def script(self, name: str | None) -> dict[int, int] | None:
        """The characters that stand for raised or lowered ones, where the text is such."""
        position = (self._look("text", name, "text-position").split() or [""])[0]
        if position in {"", "0%"}:
            return None
        return LOWERED if position == "sub" or position.startswith("-") else RAISED

    def is_title(self, name: str | None) -> bool:
        """Whether a paragraph in that style is the title of the whole text."""
        return name == "Title" or any(style.name == "Title" for style in self._chain("paragraph", name))
