"""What a fact base holds: frozen records, named by the field's standard terms. Pure.

They are named tuples: data classes would be compiled at every start of the program.
"""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from xiyang_cli.figures.period import Period
from xiyang_cli.language import Language, say


class Kind(StrEnum):
    """What sort of thing a fact states."""

    LEVEL = "level"
    CHANGE = "change"
    RANK = "rank"
    RECOGNITION = "recognition"
    MEASURE = "measure"
    PROJECT = "project"


class Status(StrEnum):
    """Whether the source tells a thing as done; in this order, the surest first."""

    ACTUAL = "actual"
    UNDER_WAY = "under_way"
    PLANNED = "planned"
    PROJECTED = "projected"

    def wording(self, language: Language) -> str:
        """The status as people read it."""
        return say(self.value.replace("_", " "), language)


class Qualifier(StrEnum):
    """The bound that the printed words put on a figure; it is part of the figure."""

    EXACT = "exact"
    OVER = "over"
    NEAR = "near"
    ABOUT = "about"
    AT_LEAST = "at_least"
    UNDER = "under"
    WITHIN = "within"
    ORDER = "order"
    RANGE = "range"


class Basis(StrEnum):
    """Where a value comes from: printed by the source, or worked out from what it prints."""

    REPORTED = "reported"
    DERIVED = "derived"


class PeriodBasis(StrEnum):
    """Whether the source prints the period with the figure or only its context gives it."""

    PRINTED = "printed"
    CONTEXT = "context"


class Direction(StrEnum):
    """Which way a change goes; its value is told without a sign."""

    UP = "up"
    DOWN = "down"


class Multiple(StrEnum):
    """How a change in 倍 is worded: 增长3倍 (by) or 增长到3倍 (to)."""

    BY = "by"
    TO = "to"


class Ranking(StrEnum):
    """What a rank claims: a place, sole existence, priority in time, an extreme, a lead …"""

    POSITION = "position"
    ONLY = "only"
    FIRST = "first"
    MOST = "most"
    LEADING = "leading"
    LOW = "low"
    TIER = "tier"
    ORDINAL = "ordinal"


class Sector(NamedTuple):
    """A field of the county's life; facts are filed by sector."""

    id: str
    name_zh: str
    name_en: str
    aliases: tuple[str, ...]
    pinyin: tuple[str, ...]


class Place(NamedTuple):
    """A place or body that facts are about, or the scope of a rank; `id` is its Chinese name."""

    id: str
    name_zh: str
    name_en: str
    aliases: tuple[str, ...]
    pinyin: tuple[str, ...]
    part_of: str | None


class Plan(NamedTuple):
    """A five-year plan and the years it covers."""

    id: str
    name_zh: str
    name_en: str
    aliases: tuple[str, ...]
    pinyin: tuple[str, ...]
    period: Period

    @property
    def end(self) -> str:
        """The year that "the end of the plan" (十三五末) means."""
        return str(self.period.end_year)


class Indicator(NamedTuple):
    """What facts are stated of: its sector, place and the kind of unit of its levels."""

    id: str
    name_zh: str
    name_en: str
    aliases: tuple[str, ...]
    pinyin: tuple[str, ...]
    sector: str
    place: str
    unit_kind: str | None
    part_of: str | None


class Fact(NamedTuple):
    """One thing that the source states of an indicator, or (`basis` derived) that follows.

    `value` is in `unit` as printed, `base_value` in `base_unit`; a rank or a doubling counts
    in units of its own. `figure` is the printed wording. The fields up to `note_en` are, in
    this order, the keys of the rows of `list`, `show` and `search`.
    """

    id: str
    indicator: str
    name_zh: str
    name_en: str
    sector: str
    place: str
    kind: Kind
    scope: str | None
    value: Decimal | None
    value_high: Decimal | None
    unit: str | None
    base_value: Decimal | None
    base_value_high: Decimal | None
    base_unit: str | None
    qualifier: Qualifier | None
    period: Period | None
    baseline_period: Period | None
    period_basis: PeriodBasis | None
    status: Status
    basis: Basis
    formula: str | None
    figure: str | None
    statement_zh: str
    statement_en: str
    source: str
    item: int
    section: int
    sentence: int
    note_zh: str | None
    note_en: str | None
    direction: Direction | None
    ranking: Ranking | None
    multiple: Multiple | None
    yearly: bool
    hash: str

    def wording(self, language: Language) -> str:
        """Its statement."""
        return self.statement_zh if language is Language.ZH else self.statement_en

    @property
    def locator(self) -> tuple[int, int, int]:
        """Item, section and sentence."""
        return self.item, self.section, self.sentence
