"""What HTML's elements mean for reading: which part blocks, which are not read, which end others."""

from __future__ import annotations

import re
from collections.abc import Mapping


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


HEADINGS = {f"h{level}": level for level in range(1, 7)}
CAPTION_LEVEL = 7
"""a table's caption heads its table, below every heading of the text"""
LISTS = frozenset({"ul", "ol", "menu", "dir"})
BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption "
    "figure footer form header hgroup hr html legend li main nav p pre section summary table tbody td "
    "tfoot th thead tr"
) | {*HEADINGS, *LISTS}
VOID = _names("area base br col embed hr img input link meta param source track wbr")
UNREAD = _names(
    "audio button canvas datalist del head iframe math noscript object option rp rt s script select "
    "strike style svg template textarea title video"
)
_IN_HEAD = frozenset({"title", "meta", "link", "base", "style", "script", "noscript", "template"})
_CELLS = frozenset({"td", "th"})
_ROWS = _CELLS | {"tr"}
_GROUPS = _ROWS | {"thead", "tbody", "tfoot", "caption", "colgroup"}

_ENDED_BY: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), LISTS),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "td": (_CELLS | {"caption"}, frozenset({"table"})),
    "th": (_CELLS | {"caption"}, frozenset({"table"})),
    "tr": (_ROWS | {"caption"}, frozenset({"table"})),
    **dict.fromkeys(("thead", "tbody", "tfoot"), (_GROUPS, frozenset({"table"}))),
}
_PARAGRAPH = (frozenset({"p"}), frozenset({"table", "td", "th", "caption", "li", "dd"}))
_NOTHING = (frozenset[str](), frozenset[str]())
_HEAD = (frozenset({"head"}), frozenset[str]())
_NO_DISPLAY = re.compile(r"display\s*:\s*none", re.I)


def ends(tag: str, *, in_head: bool) -> tuple[frozenset[str], frozenset[str]]:
    """The open elements that the start of `tag` ends, and those beyond which it ends none."""
    if in_head:
        return _NOTHING if tag in _IN_HEAD else _HEAD
    if tag in _ENDED_BY:
        return _ENDED_BY[tag]
    return _PARAGRAPH if tag in BLOCKS else _NOTHING


def hidden(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Whether a reader of the page does not see (or hear) the element."""
    return (
        tag in UNREAD
        or "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _NO_DISPLAY.search(attributes.get("style") or "") is not None
    )
