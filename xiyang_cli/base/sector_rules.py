"""The form of a sector's file: its indicators, and what the page states of each."""

from __future__ import annotations

from xiyang_cli.base.fit import FACT_FITS, NAME_FITS, UNIT_FITS
from xiyang_cli.base.forms import decimal, flag, identifier, one_of, period, sha256, text
from xiyang_cli.base.model import Direction, Kind, Multiple, PeriodBasis, Qualifier, Ranking, Status
from xiyang_cli.base.record import (
    NAMES,
    NOTES,
    PINYIN,
    PLACE_IN_PAGE,
    PLAIN_YAML,
    UNIQUE,
    UNIQUE_IDS,
    ListOf,
    Record,
    Rule,
)

AT = Record(
    "place in the page",
    {
        "source": Rule(text, "the `id` of the source", required=True),
        **PLACE_IN_PAGE,
        "hash": Rule(
            sha256,
            "lower-case hex SHA-256 of the sentence's UTF-8 text without white space",
            required=True,
        ),
    },
    unstated=("source is the id of a source.", "xiyang verify proves the place and the hash."),
)

FACT = Record(
    "fact",
    {
        "id": Rule(identifier, UNIQUE, required=True),
        "kind": Rule(
            one_of(Kind),
            "`level` (how much there is), `change` (how it moved), `rank` (how it stands among others), "
            "`recognition`, `measure`, `project` (named honours, policies, works)",
            required=True,
        ),
        "value": Rule(
            decimal,
            'where a number is printed: an exact decimal as printed, `"180.3"`; without a sign '
            "for a fall, which `direction` tells",
        ),
        "value_high": Rule(decimal, "for a range, and only there: its high end"),
        "unit": Rule(
            text,
            "with `value`: a unit of `units.yaml`, with the scale word that is printed in front: "
            "`亿元`, `万千瓦`",
        ),
        "qualifier": Rule(
            one_of(Qualifier),
            "with `value`: the bound that the words put on it: `exact`, `over` (超 突破 破 余 多), "
            "`near` (近), `about` (约), `at_least` (以上), `under` (不足), `within` (前五, 100强), "
            "`order` (亿元级, 百亿), `range`",
        ),
        "period": Rule(
            period,
            'when, in ISO 8601 terms: `"2024"`, `"2025-12"`, `"2021/2025"`; '
            "left out where the page gives no date",
        ),
        "baseline_period": Rule(period, "for a change with a `period`: against when"),
        "period_basis": Rule(
            one_of(PeriodBasis),
            "with a period: `printed` (the years stand there, or 去年, 十三五末 and the like) or `context` "
            "(only the account in which it stands gives them; a note says so)",
        ),
        "status": Rule(
            one_of(Status),
            "`actual` (told as so), `under_way` (建设, 加速形成, 基本完工), `planned` (将, 再投资), "
            "`projected` (有望)",
            required=True,
        ),
        "direction": Rule(
            one_of(Direction),
            "for a change, required: `up` or `down`; on a level: the page says that it was raised "
            "or lowered to it",
        ),
        "multiple": Rule(
            one_of(Multiple),
            "for a change in 倍, required: `by` (增长3倍: two readings, ×4 strictly, ×3 loosely) "
            "or `to` (增长到3倍: ×3)",
        ),
        "yearly": Rule(flag, "for a change: `true` where it is told per year (年均8.2%)"),
        "ranking": Rule(
            one_of(Ranking),
            "for a rank, required: `position` (第一, 前五), `only` (唯一), `first` (首家, 首套), "
            "`most` (最大), `leading` (领先), `low` (低位), `tier` (第一梯队), `ordinal` (第10家)",
        ),
        "scope": Rule(text, "for a rank: the place among whose it is ranked; left out where not printed"),
        "figure": Rule(
            text,
            "with `value`: the wording as printed, one piece of the sentence, bound included: `近30倍`, "
            "`180.3亿元`; for a rank its words",
        ),
        "statement_zh": Rule(text, "what the page states, in our words", required=True),
        "statement_en": Rule(text, "the same in English, the numbers the same", required=True),
        **NOTES,
        "at": Rule(AT, "where it stands in the page", required=True),
    },
    fits=(*FACT_FITS, *UNIT_FITS),
    unstated=("unit is one of units.yaml, with or without a scale word.", "scope is the id of a place."),
)

INDICATOR = Record(
    "indicator",
    {
        "id": Rule(identifier, UNIQUE, required=True),
        **NAMES,
        "place": Rule(
            text, "the `id` of a place; the indicator and all its facts are about it", required=True
        ),
        "unit_kind": Rule(
            text,
            "the kind of unit of its levels (`money`, `power`, `share` …, see `units.yaml`), "
            "null where it has none",
            required=True,
            null=True,
        ),
        "part_of": Rule(text, "another indicator, which `show` shows together with this one"),
        "facts": Rule(ListOf(FACT), "what the page states of it", required=True),
    },
    fits=NAME_FITS,
    unstated=(
        "No two of a place have a name in common.",
        PINYIN,
        "place is the id of a place, unit_kind a kind of units.yaml, part_of the id of an indicator.",
    ),
)

SECTOR_FILE = Record(
    "the indicators of one sector",
    {
        "sector": Rule(text, "the `id` of the sector, after which the file is called", required=True),
        "indicators": Rule(
            ListOf(INDICATOR), "its indicators and what the page states of each", required=True
        ),
    },
    unstated=(
        "sector is the id of a sector, and the file is called <sector>.yaml.",
        UNIQUE_IDS,
        PLAIN_YAML,
    ),
)
