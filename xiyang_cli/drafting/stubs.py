"""A stub for each figure that reading finds in a page: what the words prove, and nothing else. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xiyang_cli.answers.page import Page, Sentence
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Direction, Kind, Multiple, Qualifier, Ranking
from xiyang_cli.checking.check import Read, reach
from xiyang_cli.checking.claims import Claim, read_claims
from xiyang_cli.checking.passage import Passage, Span, neighbours
from xiyang_cli.checking.places import Places
from xiyang_cli.checking.setting import Setting, Style, Surroundings, Told, setting_of
from xiyang_cli.checking.times import Times, When
from xiyang_cli.figures.period import Period, read_period
from xiyang_cli.figures.units import Unit, Units
from xiyang_cli.reading.chinese_words import AFTER_UNIT, BEFORE_NUMBER
from xiyang_cli.reading.mention import Mention, as_written
from xiyang_cli.reading.others import NO_UNIT, OUTSIDE_UNIT

LONGEST_BEFORE = 12
"""characters of the page that a draft may show before a figure"""
_WHOLE_YEAR = re.compile(r"全年|年[末底]|[比较]上年|同比|上年同期")
_RELATIVE_UNITS = ("share", "points", "multiple", "doublings", "rank")
"""kinds in which changes and ranks are told of things that are measured in another"""


@dataclass(frozen=True)
class Stub:
    """What the page's words prove of one figure; None is what a person decides."""

    sentence: Sentence
    before: str
    figure: str
    kind: Kind | None
    value: Decimal | None
    value_high: Decimal | None
    unit: str | None
    unit_kind: str | None
    printed_unit: str | None
    """the unit as the page prints it"""
    qualifier: Qualifier | None
    period: Period | None
    baseline: Period | None
    direction: Direction | None
    multiple: Multiple | None
    is_multiple: bool
    """whether it is a change in 倍, of which `multiple` is to be told"""
    yearly: bool
    ranking: Ranking | None
    scope: str | None
    told: Told
    """as what the words around tell it: done, under way, to come"""


def draft_stubs(
    base: FactBase, page: Page, printed_year: int | None, title_year: Period | None
) -> list[Stub]:
    """The stubs of a page, in its order.

    今年 is `printed_year`, 全年 the year that the page's title names, where they are known.
    """
    drafter = _Drafter(base, printed_year, title_year)
    return [stub for sentence in page.sentences for stub in drafter.stubs(sentence)]


class _Drafter:
    def __init__(self, base: FactBase, printed_year: int | None, title_year: Period | None) -> None:
        self._title_year = title_year
        self._units = base.units
        self._known = frozenset(place.id for place in base.places)
        self._places = Places(base)
        self._times = Times(base, printed_year)

    def stubs(self, sentence: Sentence) -> Iterator[Stub]:
        """The stubs of one sentence; a year that it prints holds for the rest of it."""
        passage = Passage(sentence.text)
        claims = [claim for claim in read_claims(passage) if _is_measured(claim)]
        spans = [claim.span for claim in claims]
        read = Read(passage, claims, [], self._places.hits(passage), self._times.hits(passage))
        carried = When()
        for number, claim in enumerate(claims):
            part = reach(passage.sentences[passage.sentence_at(claim.start)], claim)
            near = read.within(part)
            own = passage.own(part, claim.span, *neighbours(spans, number, part))
            setting = setting_of(
                passage, claim, own, part, self._places, near.places, near.times, Surroundings(when=carried)
            )
            period = setting.when.period or self._whole_year(passage, part)
            if not setting.is_from:
                carried = When(period=period)
            yield self._stub(sentence, passage, claim, setting, period)

    def _whole_year(self, passage: Passage, part: Span) -> Period | None:
        """The title's year, where the words speak of the whole of a year or of its end."""
        return self._title_year if _WHOLE_YEAR.search(passage.plain, part.start, part.end) else None

    def _stub(
        self, sentence: Sentence, passage: Passage, claim: Claim, setting: Setting, period: Period | None
    ) -> Stub:
        start, end = _with_bound(passage.plain, claim)
        kind = _kind(claim, setting)
        value, value_high, unit, printed = self._amount(claim)
        direction = setting.direction if kind is Kind.CHANGE else None
        if kind is Kind.CHANGE and value is not None and value < 0:
            value = -value
            direction = Direction.DOWN if direction is Direction.UP else Direction.UP
        is_multiple = kind is Kind.CHANGE and unit is not None and unit.base.id == "times"
        return Stub(
            sentence=sentence,
            before=sentence.text[max(0, start - LONGEST_BEFORE) : start],
            figure=sentence.text[start:end],
            kind=kind,
            value=value,
            value_high=value_high,
            unit=unit.id if unit else None,
            unit_kind=_unit_kind(unit, kind),
            printed_unit=printed,
            qualifier=_qualifier(claim),
            period=period,
            baseline=_baseline(setting, period) if kind is Kind.CHANGE else None,
            direction=direction,
            multiple=_MULTIPLES.get(setting.style) if is_multiple else None,
            is_multiple=is_multiple,
            yearly=kind is Kind.CHANGE and setting.is_yearly,
            ranking=claim.ranking,
            scope=setting.scope if setting.scope in self._known else None,
            told=setting.told,
        )

    def _amount(self, claim: Claim) -> tuple[Decimal | None, Decimal | None, Unit | None, str | None]:
        """Value, high end, unit of the base and printed unit of a claim."""
        if claim.ranking is not None:
            position = claim.position
            return position, None, self._units.find("位") if position is not None else None, None
        mention = claim.mention
        assert mention is not None
        value, printed = as_written(mention)
        unit = unit_of(self._units, printed, mention.unit)
        if unit is None:
            return value, mention.value_high, None, printed
        in_base = _base_value(self._units, mention.unit, mention.value)
        if unit.to_base(value) != in_base:
            value = unit.from_base(in_base)
        high = mention.value_high
        if high is not None:
            high = unit.from_base(_base_value(self._units, mention.unit, high))
        return value, high, unit, printed


def _is_measured(claim: Claim) -> bool:
    return claim.mention is None or claim.mention.unit not in (OUTSIDE_UNIT, NO_UNIT)


def unit_of(units: Units, printed: str, code: str) -> Unit | None:
    """The unit of the base for a printed one that reading gave `code`; None when the base has none.

    A classifier that the base does not list (辆) counts in the base's first unit of its kind (个),
    with the printed scale word.
    """
    outside = units.find_unscaled(code)
    base_id = code if code in units.base_units else outside.base.id if outside else None
    found = units.find(printed) if printed else None
    if found is not None and found.base.id == base_id:
        return found
    plain = next((unit for unit in units.listed if unit.base.id == base_id), None)
    if plain is None:
        return None
    word = units.scale_word(printed)
    return units.find(word + plain.id) if word else plain


def _base_value(units: Units, code: str, value: Decimal) -> Decimal:
    """The value of a mention in base units; one outside the set of codes is in its own word."""
    unit = None if code in units.base_units else units.find_unscaled(code)
    return unit.to_base(value) if unit else value


def _with_bound(plain: str, claim: Claim) -> tuple[int, int]:
    """Where a figure begins and ends with the words that bound it: 近30倍, 10亿元以上."""
    start, end = claim.start, claim.end
    mention = claim.mention
    if mention is None or mention.qualifier in (Qualifier.EXACT, Qualifier.RANGE):
        return start, end
    for pattern, qualifier in BEFORE_NUMBER:
        found = pattern.search(plain[max(0, start - 8) : start])
        if found and qualifier is mention.qualifier:
            return start - len(found[0]), end
    for pattern, qualifier in AFTER_UNIT:
        found = pattern.match(plain[end : end + 4])
        if found and qualifier is mention.qualifier:
            return start, end + found.end()
    return start, end


def _kind(claim: Claim, setting: Setting) -> Kind | None:
    if claim.ranking is not None:
        return Kind.RANK
    is_change = setting.is_change and setting.direction is not None and not setting.is_from
    return Kind.CHANGE if is_change else None


def _qualifier(claim: Claim) -> Qualifier | None:
    mention: Mention | None = claim.mention
    if claim.ranking is not None:
        if claim.position is None:
            return None
        return Qualifier.WITHIN if claim.is_top else Qualifier.EXACT
    return mention.qualifier if mention else None


def _unit_kind(unit: Unit | None, kind: Kind | None) -> str | None:
    """The kind of the indicator's levels, where the figure tells it."""
    if unit is None or kind is Kind.RANK:
        return None
    return None if kind is Kind.CHANGE and unit.base.kind in _RELATIVE_UNITS else unit.base.kind


def _baseline(setting: Setting, period: Period | None) -> Period | None:
    """Against when: the printed year, or by 同比 and 比上年 the one before the period's."""
    when = setting.when
    if period is None:
        return None
    if when.baseline is None and when.is_year_before and period.is_year:
        return read_period(f"{period.end_year - 1:04d}")
    return when.baseline if when.baseline and when.baseline.last < period.last else None


_MULTIPLES = {Style.BY: Multiple.BY, Style.TO: Multiple.TO}
