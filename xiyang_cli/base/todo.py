"""The word TODO in a base: what `xiyang draft` writes where only a person can decide. Pure."""

from __future__ import annotations

TODO = "TODO"

_TEMPLATES = {
    "sector": "{key} is still TODO; write a sector of sectors.yaml, and name the file after it",
    "id": "{key} is still TODO; write lower-case words with hyphens, like grain-output-2024",
    "name_zh": "{key} is still TODO; write the Chinese name",
    "name_en": "{key} is still TODO; write the English name",
    "headline_en": "{key} is still TODO; write the headline in English",
    "pinyin": "{key} is still TODO; write one entry for each Chinese name, a syllable a character",
    "place": "{key} is still TODO; write a place of places.yaml",
    "unit_kind": "{key} is still TODO; write the kind of its levels (money, people, share …), null for none",
    "kind": "{key} is still TODO; write level, change, rank, recognition, measure or project",
    "unit": "{key} is still TODO; write a unit of units.yaml, or add it there",
    "status": "{key} is still TODO; write actual, under_way, planned or projected, as the page tells it",
    "direction": "{key} is still TODO; write up or down",
    "multiple": "{key} is still TODO; write by (增长3倍) or to (增长到3倍)",
    "ranking": "{key} is still TODO; write position, only, first, most, leading, low, tier or ordinal",
    "statement_zh": "{key} is still TODO; write in your own Chinese words what the page states",
    "statement_en": "{key} is still TODO; write the same statement in English",
    "reason_zh": "{key} is still TODO; write in Chinese why it is no figure, or states nothing to record",
    "reason_en": "{key} is still TODO; write in English why it is no figure, or states nothing to record",
    **dict.fromkeys(
        ("series_zh", "series_en", "printed", "publisher", "author", "date", "page"),
        "{key} is still TODO; write what the page prints, null where it prints none",
    ),
}


def what_to_write(key: str) -> str:
    """The message for a `key` that is still open, with what to write there."""
    return _TEMPLATES.get(key, "{key} is still TODO; write it, as README.md of the base describes")


MESSAGES = (*_TEMPLATES.values(), what_to_write(""))
