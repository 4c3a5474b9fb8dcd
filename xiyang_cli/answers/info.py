"""Which base is in use, what it holds and how much of its page it covers: one row. Pure."""

from __future__ import annotations

import platform
from collections import Counter
from dataclasses import dataclass
from typing import Any

from xiyang_cli import __version__
from xiyang_cli.answers import columns
from xiyang_cli.answers.changes import is_own_level, movement_of
from xiyang_cli.answers.columns import Column, Columns, count
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Indicator, Kind, Plan, Status
from xiyang_cli.base.sources import Source

_NO_PERIODS = "no fact has a period"
_NOT_PRINTED = "the page does not print it"
_SOURCE: Columns = {
    "id": columns.text("id of the source"),
    "headline_zh": columns.text("its headline"),
    "headline_en": columns.text("its headline in English"),
    "printed": columns.period("when it was printed", _NOT_PRINTED),
    "publisher": columns.text("who printed it", _NOT_PRINTED),
}

INFO_ROW: Columns = {
    "base": columns.text("the base's folder as it was named"),
    "path": columns.text("the same as an absolute path"),
    "chosen_by": Column(
        "what named it: --base, XIYANG_BASE, or neither", {"enum": ["option", "environment", "shipped"]}
    ),
    "hash": columns.sha256("SHA-256 of what `LC_ALL=C sha256sum *.yaml` prints in that folder"),
    "home": columns.text("the base's own place"),
    "from_plan": columns.text("id of the plan that changes start from"),
    "to_plan": columns.text("id of the plan that they arrive at"),
    "sectors": count("how many sectors"),
    "indicators": count("how many indicators, of all places"),
    "facts": count("how many facts"),
    **{f"facts_{kind}": count(f"facts of the kind {kind}") for kind in Kind},
    **{f"facts_{status}": count(f"facts of the status {status}") for status in Status},
    "places": count("how many places"),
    "units": count("how many units, without scale words"),
    "first_year": count("the first year that a fact's period or baseline touches", _NO_PERIODS),
    "last_year": count("the last year that one touches", _NO_PERIODS),
    "both_ends": count("indicators with a level, printed or worked out, in both plans"),
    "one_end": count("indicators with a level in one of them"),
    "no_end": count("indicators without a level in either"),
    "sentences_with_facts": count("sentences of the main items that facts stand in"),
    "sentences_without_facts": count("sentences of the main items that are listed as stating none"),
    "sources": Column(
        "the pages; in CSV and TSV as JSON", {"type": "array", "items": columns.row_schema(_SOURCE)}
    ),
    "xiyang": columns.text("version of xiyang"),
    "python": columns.text("version of Python"),
}
INFO_KEYS = tuple(INFO_ROW)


@dataclass(frozen=True)
class Use:
    """Which base is in use, and how that came about."""

    base: str
    path: str
    chosen_by: str
    hash: str


def info(base: FactBase, use: Use) -> dict[str, Any]:
    """The row of a base in use."""
    kinds = Counter(fact.kind for fact in base.facts)
    statuses = Counter(fact.status for fact in base.facts)
    periods = [p for fact in base.facts for p in (fact.period, fact.baseline_period) if p is not None]
    start, end = base.plan(base.from_plan), base.plan(base.to_plan)
    ends = Counter(_ends(base, indicator, start, end) for indicator in base.indicators)
    return {
        "base": use.base,
        "path": use.path,
        "chosen_by": use.chosen_by,
        "hash": use.hash,
        "home": base.home,
        "from_plan": base.from_plan,
        "to_plan": base.to_plan,
        "sectors": len(base.sectors),
        "indicators": len(base.indicators),
        "facts": len(base.facts),
        **{f"facts_{kind}": kinds[kind] for kind in Kind},
        **{f"facts_{status}": statuses[status] for status in Status},
        "places": len(base.places),
        "units": len(base.units.listed),
        "first_year": min((period.years[0] for period in periods), default=None),
        "last_year": max((period.years[1] for period in periods), default=None),
        "both_ends": ends[2],
        "one_end": ends[1],
        "no_end": ends[0],
        **_sentences(base),
        "sources": [_source(source) for source in base.sources],
        "xiyang": __version__,
        "python": platform.python_version(),
    }


def _ends(base: FactBase, indicator: Indicator, start: Plan, end: Plan) -> int:
    """At how many ends of the way from one plan to the other a level is known."""
    movement = movement_of(base, indicator, start, end)
    levels = [
        fact.period
        for fact in base.facts_of(indicator)
        if is_own_level(base, fact, indicator) and fact.period
    ]
    before = any(period.text in (start.end, start.period.text) for period in levels)
    after = any(period.within(end.period) for period in levels)
    if movement is not None:
        before, after = before or movement.start is not None, after or movement.end is not None
    return before + after


def _sentences(base: FactBase) -> dict[str, int]:
    main = {(source.id, item.item) for source in base.sources for item in source.items if item.main}
    told = {(fact.source, *fact.locator) for fact in base.facts if (fact.source, fact.item) in main}
    listed = sum(len(source.without_facts) for source in base.sources)
    return {"sentences_with_facts": len(told), "sentences_without_facts": listed}


def _source(source: Source) -> dict[str, str | None]:
    return {
        "id": source.id,
        "headline_zh": source.headline_zh,
        "headline_en": source.headline_en,
        "printed": source.printed.text if source.printed else None,
        "publisher": source.publisher,
    }
