"""Why a figure got its verdict, in one sentence, what the source states, and what to print instead. Pure."""

from __future__ import annotations

import re

from xiyang_cli.answers.wording import Amount, short
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Basis, Direction, Fact, Qualifier, Ranking, Status
from xiyang_cli.checking.findings import Finding
from xiyang_cli.checking.places import ELSEWHERE
from xiyang_cli.checking.relate import QUIET, Reason, Verdict
from xiyang_cli.checking.setting import Told
from xiyang_cli.figures.arithmetic import plain
from xiyang_cli.language import Language, name_in, say

VERDICT_WORDS = {
    Verdict.SUPPORTED: "as the source says",
    Verdict.IMPRECISE: "imprecise",
    Verdict.CONTRADICTED: "not what the source says",
    Verdict.MISATTRIBUTED: "misattributed",
    Verdict.NOT_FOUND: "not in the source",
}

MARKS = {
    Verdict.SUPPORTED: "✓",
    Verdict.IMPRECISE: "≈",
    Verdict.CONTRADICTED: "✗",
    Verdict.MISATTRIBUTED: "≠",
    Verdict.NOT_FOUND: "?",
}
"""a mark beside the words of each verdict, so that colour never tells it alone"""

_SUPPORTED = {
    Reason.HEDGED: "{name}: the source says {stated}; the draft says that it rounds",
    Reason.BOUND: "{name}: the source says {stated}, which proves the bound",
    Reason.DERIVED: "follows from the source: {formula}",
}
_IMPRECISE = {
    Reason.ROUNDING: "{name}: the source says {stated}; "
    "this is right only thanks to rounding, which the draft does not say",
    Reason.BOUND: "{name}: the source says {stated}; the bound is part of the figure",
    Reason.SCOPE: "{name}: the source says {stated}; the draft leaves out among whom",
    Reason.WORDING: "{name}: the source says {stated} a year on average; the draft leaves that out",
}
_TWO_READINGS = (
    "{name}: the source says {stated}, which has two readings, ×{strict} strictly and ×{loose} loosely; "
    "the draft fits only one"
)
_CONTRADICTED = {
    Reason.DIGITS: "{name}: the source says {stated}; digits were swapped or one was changed",
    Reason.MAGNITUDE: "{name}: the source says {stated}; the draft is wrong by a power of ten",
    Reason.UNIT: "{name}: the source says {stated}; the number is the same, what it counts is not",
    Reason.BOUND: "{name}: the source says {stated}; the draft's bound says the opposite",
    Reason.RANK: "{name}: the source says {stated}, which is another standing",
    Reason.SCOPE: "{name}: the source says {stated}; the draft widens or changes among whom",
    Reason.SUBJECT: "{name}: the source says {stated}; the draft's figure is that of {other}",
}
_SAYS = "{name}: the source says {stated}"
_WORKED_OUT = "{name}: from the source follows {stated} ({formula}), not what the draft says"
_BY_AND_TO = "{name}: the source gives {stated}; growing by and growing to are not the same"
_A_FALL = "{name}: the source says {stated}, a fall, not a rise"
_A_RISE = "{name}: the source says {stated}, a rise or a lead, not the opposite"
_ELSEWHERE = "{name}: {stated} is a figure of {place}, not of the place that the draft names"
_OTHER_PLACE = "{name}: {stated} is a figure of {place}, not of {other}"
_STILL_TO_COME = "{name}: the source tells {stated} as done, the draft as still to come"
_AS_DONE = "{name}: the source tells {stated} as {status}, the draft as done"
_OTHER_BASELINE = (
    "{name}: the source says {stated} for {period} against {baseline}, the draft for another time"
)
_NO_YEAR = "{name}: the source says {stated} without that year"
_OTHER_TIME = "{name}: the source says {stated} for {period}, the draft for another time"
_POINTS = "{name}: the source says {stated}; per cent and percentage points are not the same"
TEMPLATES = (
    *VERDICT_WORDS.values(), *_SUPPORTED.values(), *_IMPRECISE.values(), *_CONTRADICTED.values(),
    _TWO_READINGS, _POINTS, _SAYS, _WORKED_OUT, _BY_AND_TO, _A_FALL, _A_RISE, _ELSEWHERE, _OTHER_PLACE,
    _STILL_TO_COME, _AS_DONE, _OTHER_BASELINE, _NO_YEAR, _OTHER_TIME,
)  # fmt: skip
"""every sentence of this module, for the test that both languages are whole"""


def stated(base: FactBase, fact: Fact, language: Language) -> str:
    """The figure as the source prints it; one that was worked out, in the words of `language`."""
    return fact.figure if fact.figure is not None else _printable(base, fact, language)


def suggestion(base: FactBase, finding: Finding) -> str | None:
    """What to print instead, in the language of the draft's figure; None where nothing is to be changed."""
    fact = finding.fact
    if fact is None or finding.verdict in QUIET:
        return None
    language = Language.ZH if re.search(r"[\u4e00-\u9fff]", finding.claim.text) else Language.EN
    if finding.setting is not None and re.search(r"[\u4e00-\u9fff]", finding.setting.sentence_text):
        language = Language.ZH
    figure = _printable(base, fact, language)
    told = {
        Reason.PERIOD: _period(fact, language) if fact.period is not None else "",
        Reason.PLACE: name_in(base.place(fact.place), language),
        Reason.STATUS: fact.status.wording(language),
    }.get(finding.reason, "")
    if not told:
        return figure
    return f"{figure}（{told}）" if language is Language.ZH else f"{figure} ({told})"


def explanation(base: FactBase, finding: Finding, language: Language) -> str:
    """One sentence: what the source says and in what the draft differs."""
    fact = finding.fact
    if fact is None or finding.verdict is Verdict.NOT_FOUND:
        return say("the source does not say", language)
    values: dict[str, object] = {
        "name": name_in(fact, language),
        "stated": _printable(base, fact, language),
        "formula": fact.formula or "",
        "period": _period(fact, language),
        "place": base.place(fact.place),
        "status": fact.status,
    }
    if fact.basis is Basis.DERIVED and finding.verdict is not Verdict.SUPPORTED:
        return say(_WORKED_OUT, language, **values)
    return say(_template(finding, fact, values, base), language, **values)


def _template(finding: Finding, fact: Fact, values: dict[str, object], base: FactBase) -> str:
    """The sentence for a verdict and its reason; adds to `values` what it names besides."""
    reason = finding.reason
    if finding.verdict is Verdict.MISATTRIBUTED:
        return _misattributed(finding, fact, values, base)
    if finding.verdict is Verdict.SUPPORTED:
        return _SUPPORTED.get(reason, _SAYS)
    if finding.verdict is Verdict.IMPRECISE:
        return _imprecise(finding, fact, values)
    if reason is Reason.UNIT and fact.base_unit in ("percent", "percentage_point"):
        return _POINTS
    if reason is Reason.DIRECTION:
        return _A_FALL if fact.direction is Direction.DOWN else _A_RISE
    if reason is Reason.SUBJECT and finding.other is not None:
        values["other"] = _Named(finding.other)
    return _CONTRADICTED.get(reason, _SAYS)


def _imprecise(finding: Finding, fact: Fact, values: dict[str, object]) -> str:
    known = finding.known
    if finding.reason is not Reason.WORDING or fact.yearly:
        return _IMPRECISE.get(finding.reason, _SAYS)
    if known is not None and known.loose is not None and known.factor is not None:
        values["strict"], values["loose"] = plain(known.factor), plain(known.loose)
        return _TWO_READINGS
    return _BY_AND_TO


class _Named:
    """A fact that messages name by its indicator."""

    def __init__(self, fact: Fact) -> None:
        self._fact = fact

    def wording(self, language: Language) -> str:
        return name_in(self._fact, language)


def _misattributed(finding: Finding, fact: Fact, values: dict[str, object], base: FactBase) -> str:
    setting = finding.setting
    if finding.reason is Reason.PLACE:
        other = setting.place if setting else None
        if other == ELSEWHERE:
            return _ELSEWHERE
        values["other"] = base.place(other or base.home)
        return _OTHER_PLACE
    if finding.reason is Reason.STATUS:
        is_done = fact.status is Status.ACTUAL or (setting is not None and setting.told is Told.FUTURE)
        return _STILL_TO_COME if is_done else _AS_DONE
    if fact.baseline_period is not None:
        values["baseline"] = fact.baseline_period
        return _OTHER_BASELINE
    return _NO_YEAR if fact.period is None else _OTHER_TIME


def _printable(base: FactBase, fact: Fact, language: Language) -> str:
    """The figure to print: as printed in Chinese, with its bound and unit in English."""
    if language is Language.ZH and fact.figure is not None:
        return fact.figure
    if fact.ranking is not None and fact.ranking is not Ranking.ORDINAL:
        return _standing(base, fact)
    if fact.value is None or fact.unit is None:
        return fact.figure or ""
    if fact.base_unit == "doubling":
        return "doubled" if fact.value == 1 else fact.figure or ""
    unit = base.units.unit(fact.unit)
    value = fact.value
    if fact.basis is Basis.DERIVED:
        value = short(value, 1 if unit.base.id == "percent" else 2)
    high = fact.value_high
    qualifier = None if fact.qualifier is Qualifier.EXACT else fact.qualifier
    if high is not None:
        return fact.figure or ""
    return Amount(value, unit, base.units, qualifier).wording(language)


def _standing(base: FactBase, fact: Fact) -> str:
    """A rank in English: first in the city, the only one in the province."""
    scope = f" in {base.place(fact.scope).name_en}" if fact.scope else ""
    words = {
        Ranking.ONLY: "the only one",
        Ranking.FIRST: "the first to do so",
        Ranking.MOST: "the most or largest",
        Ranking.LEADING: "among the leaders",
        Ranking.LOW: "at the low end",
        Ranking.TIER: "in the first tier",
    }
    if fact.ranking is Ranking.POSITION and fact.value is not None:
        top = fact.qualifier is Qualifier.WITHIN
        return (f"within the top {plain(fact.value)}" if top else f"place {plain(fact.value)}") + scope
    return words.get(fact.ranking or Ranking.MOST, fact.figure or "") + scope


def _period(fact: Fact, language: Language) -> str:
    if fact.period is None:
        return say("no year printed", language)
    return str(fact.period).replace("/", "–")
