"""What a record of a base is: its keys, what each means and may hold, how they must fit each other.

With what several records share. The records themselves: :mod:`xiyang_cli.base.rules` and
:mod:`xiyang_cli.base.sector_rules`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xiyang_cli.base.conditions import Fit
from xiyang_cli.base.forms import Form, counting, text, whole


@dataclass(frozen=True, slots=True)
class Rule:
    """What one key may hold, what it means, whether it must stand there, whether null may stand for it."""

    form: Form[Any] | ListOf | Record
    meaning: str
    required: bool = False
    null: bool = False


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list whose entries all have one form."""

    entry: Form[Any] | Record


class Record(dict[str, Rule]):
    """A mapping with these keys and no others, and how they must fit each other and other records."""

    def __init__(
        self,
        title: str,
        rules: Mapping[str, Rule],
        fits: tuple[Fit, ...] = (),
        unstated: tuple[str, ...] = (),
    ) -> None:
        super().__init__(rules)
        self.title = title
        self.fits = fits
        self.unstated = unstated
        """what loading checks beyond that, in words: no schema can state it"""


TEXTS = ListOf(text)
UNIQUE = "lower-case words with hyphens, unique among all indicators, facts and sectors"
NAMES = {
    "name_zh": Rule(text, "its Chinese name", required=True),
    "name_en": Rule(text, "its English name", required=True),
    "aliases_zh": Rule(TEXTS, "other Chinese names that a reader would type"),
    "aliases_en": Rule(TEXTS, "other English names that a reader would type"),
    "pinyin": Rule(
        TEXTS,
        "for Chinese names, required: one entry for `name_zh` and each Chinese alias, in that order; "
        "a syllable a character, no tones, `v` for ü; Latin letters and digits inside a name are one word",
    ),
}
PINYIN = "pinyin has an entry for each Chinese name, in order, and each a syllable for each character."
NOTES = {
    "note_zh": Rule(text, "where a careful reader must be warned; with `note_en`"),
    "note_en": Rule(text, "the same in English; with `note_zh`"),
}
REASONS = {
    "reason_zh": Rule(text, "why, in Chinese", required=True),
    "reason_en": Rule(text, "why, in English", required=True),
}
PLACE_IN_PAGE = {
    "item": Rule(counting, "the item of the page, from 1", required=True),
    "section": Rule(whole, "its section; 0 is what stands before the first headed one", required=True),
    "sentence": Rule(counting, "the sentence within the section, from 1", required=True),
}

UNIQUE_IDS = "Ids of indicators, facts and sectors are unique in the base."
PLAIN_YAML = (
    "A file holds one YAML document in UTF-8 without tags, anchors, aliases or repeated keys, at most 16 MB."
)
