"""The form of the files of a base: which keys, what each means and may hold, which are required.

One table a record. :mod:`xiyang_cli.base.read` applies them; the schemas that editors read and
the tables of `facts/README.md` are made from them. The form of a sector's file stands in
:mod:`xiyang_cli.base.sector_rules`, that of relations in :mod:`xiyang_cli.base.relations`.
"""

from __future__ import annotations

from xiyang_cli.base.fit import NAME_FITS
from xiyang_cli.base.forms import (
    beginning,
    counting,
    factor,
    flag,
    identifier,
    period,
    text,
    whole,
    word,
)
from xiyang_cli.base.record import (
    NAMES,
    NOTES,
    PINYIN,
    PLACE_IN_PAGE,
    PLAIN_YAML,
    REASONS,
    TEXTS,
    UNIQUE,
    UNIQUE_IDS,
    ListOf,
    Record,
    Rule,
)
from xiyang_cli.base.relations import RELATIONS_FILE
from xiyang_cli.base.sector_rules import SECTOR_FILE

SECTOR = Record(
    "sector",
    {"id": Rule(identifier, f"{UNIQUE}; its file is called after it", required=True), **NAMES},
    fits=NAME_FITS,
    unstated=("No two have a name in common.", "Each has its file, <id>.yaml.", PINYIN),
)

PLACE = Record(
    "place",
    {
        "id": Rule(text, "its Chinese name", required=True),
        "name_en": Rule(text, "its English name", required=True),
        "aliases": Rule(TEXTS, "other names, in any language"),
        "pinyin": Rule(TEXTS, "of its names, a syllable a character, no tones"),
        "part_of": Rule(text, "the place it lies in, another place's `id`"),
    },
    unstated=("No two have a name in common, and none is called all.", "part_of is the id of a place."),
)

PLAN = Record(
    "plan",
    {
        "id": Rule(identifier, "lower-case words with hyphens", required=True),
        "name_zh": Rule(text, "its Chinese name", required=True),
        "name_en": Rule(text, "its English name", required=True),
        "aliases": Rule(TEXTS, "other names, in any language"),
        "period": Rule(period, 'the years it covers: `"2021/2025"`', required=True),
    },
    unstated=("No two have a name in common.",),
)

BASE_UNIT = Record(
    "base unit",
    {
        "id": Rule(text, "a code: `CNY`, `W` …", required=True),
        "kind": Rule(text, "the word that `unit_kind` uses: `money`, `power` …", required=True),
        "name_zh": Rule(text, "its Chinese name", required=True),
        "name_en": Rule(text, "its English name", required=True),
        "kind_zh": Rule(text, "its kind in Chinese", required=True),
        "kind_en": Rule(text, "its kind in English", required=True),
    },
    unstated=("No two have an id in common.",),
)

UNIT = Record(
    "unit",
    {
        "id": Rule(text, "as printed, without 万, 亿", required=True),
        "base_unit": Rule(text, "the `id` of its base unit", required=True),
        "factor": Rule(factor, "base units in one, a decimal or a ratio: `2000/3`", required=True),
        "name_en": Rule(text, "its English name", required=True),
        "aliases": Rule(TEXTS, "other spellings, in any language"),
    },
    unstated=("base_unit is the id of a base unit.", "No two have a spelling in common."),
)

SECTION = Record(
    "section",
    {
        "section": Rule(counting, "its number, from 1", required=True),
        "begins": Rule(beginning, "how its heading line begins, at most 12 characters", required=True),
    },
)

ITEM = Record(
    "item",
    {
        "item": Rule(counting, "its number, from 1", required=True),
        "main": Rule(flag, "`true` for the one that gives the account", required=True),
        "plan": Rule(text, "the `id` of the plan that it gives an account of"),
        "begins": Rule(beginning, "how its first line begins, at most 12 characters", required=True),
        "headings": Rule(ListOf(beginning), "how its heading lines begin", required=True),
        "sections": Rule(ListOf(SECTION), "its headed sections", required=True),
    },
    unstated=("plan is the id of a plan.",),
)

NON_FIGURE = Record(
    "non-figure",
    {
        "word": Rule(
            word, "a whole word of two characters or more with a number character in it", required=True
        ),
        "count": Rule(whole, "how often it stands on the page", required=True),
        **REASONS,
    },
)

WITHOUT_FACTS = Record("sentence without facts", {**PLACE_IN_PAGE, **REASONS})

SOURCE = Record(
    "source",
    {
        "id": Rule(identifier, "lower-case words with hyphens", required=True),
        "headline_zh": Rule(text, "its headline", required=True),
        "headline_en": Rule(text, "its headline in English", required=True),
        "series_zh": Rule(
            text, "the series it belongs to, null where none is printed", required=True, null=True
        ),
        "series_en": Rule(
            text, "the series in English, null where none is printed", required=True, null=True
        ),
        "printed": Rule(
            period, "when it was printed, null where the page does not say", required=True, null=True
        ),
        "publisher": Rule(text, "who printed it, null where the page does not say", required=True, null=True),
        "author": Rule(text, "who wrote it, null where the page does not say", required=True, null=True),
        "date": Rule(text, "its date as printed, null where there is none", required=True, null=True),
        "page": Rule(text, "its page number, null where none is printed", required=True, null=True),
        **NOTES,
        "items": Rule(ListOf(ITEM), "how the page is divided", required=True),
        "non_figures": Rule(
            ListOf(NON_FIGURE), "which words with numbers in them are no figures", required=True
        ),
        "without_facts": Rule(
            ListOf(WITHOUT_FACTS), "which sentences of the main item have no facts, and why", required=True
        ),
    },
    unstated=("No two have an id in common.",),
)

FILES = {
    "places.yaml": Record(
        "the places and bodies that facts are about",
        {
            "home": Rule(text, "the `id` of the base's own place", required=True),
            "places": Rule(ListOf(PLACE), "all places", required=True),
        },
        unstated=("home is the id of a place.", PLAIN_YAML),
    ),
    "plans.yaml": Record(
        "the five-year plans",
        {
            "from": Rule(text, "the `id` of the plan that `changes` starts from by default", required=True),
            "to": Rule(text, "the `id` of the plan that it arrives at", required=True),
            "plans": Rule(ListOf(PLAN), "all plans", required=True),
        },
        unstated=("from and to are ids of plans, and to lies after from.", PLAIN_YAML),
    ),
    "sectors.yaml": Record(
        "the sectors",
        {
            "sectors": Rule(
                ListOf(SECTOR), "all sectors, in the order in which everything is listed", required=True
            )
        },
        unstated=(UNIQUE_IDS, PLAIN_YAML),
    ),
    "sources.yaml": Record(
        "the pages that facts come from",
        {
            "sources": Rule(
                ListOf(SOURCE), "what each page prints of itself, and how it is divided", required=True
            )
        },
        unstated=(PLAIN_YAML,),
    ),
    "units.yaml": Record(
        "the units",
        {
            "base_units": Rule(
                ListOf(BASE_UNIT), "the units in which figures of a kind are compared", required=True
            ),
            "units": Rule(ListOf(UNIT), "the units that the page prints", required=True),
        },
        unstated=(PLAIN_YAML,),
    ),
}
"""the files that every base has"""

OPTIONAL_FILES = {"relations.yaml": RELATIONS_FILE}
"""the files that a base may have"""


def rules_of_file(name: str) -> Record:
    """What the file of a base with this name holds; one of no other name holds a sector."""
    return (FILES | OPTIONAL_FILES).get(name, SECTOR_FILE)
