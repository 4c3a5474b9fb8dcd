"""From a chart to its words in one language: names, amounts, periods, notes, legend, source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from xiyang_cli.answers.cite import attribution
from xiyang_cli.answers.movement import Movement
from xiyang_cli.answers.panels import Bar, Chart, Group, Panel, Role
from xiyang_cli.answers.wording import DERIVED, EMPTY, bound, percentage, short, times
from xiyang_cli.base.model import Basis, Fact, Kind, Qualifier, Status
from xiyang_cli.figures.units import Unit
from xiyang_cli.language import Listed, say
from xiyang_cli.output.charts.drawing import Axis, Block, Drawing, Line, Look, Tip, Words
from xiyang_cli.output.charts.legend import legend
from xiyang_cli.output.views import Notes
from xiyang_cli.output.voice import CONTEXT, Voice, sign

_TIPS = {
    Qualifier.OVER: Tip.BEYOND,
    Qualifier.AT_LEAST: Tip.BEYOND,
    Qualifier.NEAR: Tip.SHORT,
    Qualifier.UNDER: Tip.SHORT,
}
_SCALES = ("trillion", "billion", "million")
_STEPS = tuple(Decimal(10**power) for power in (9, 6, 3, 0))
MOST_NAMES = 3
"""names that a title takes"""
MOST_PLACES = 4
"""sentences that a source line names; beyond, a list of places helps nobody"""


class Teller(Voice):
    """Words the charts of one base."""

    def drawing(self, chart: Chart) -> Drawing:
        """The whole of a chart."""
        notes = Notes()
        axes = tuple(self.axis(panel, notes) for panel in chart.panels if panel.role is not Role.WORDS)
        told = [group for panel in chart.panels if panel.role is Role.WORDS for group in panel.groups]
        words = tuple(self.words(group, notes) for group in told)
        below = [*self.context_line(axes, words), *notes.lines(), *self.missing(chart)]
        if not axes and not words:
            below.append(self.say_word("The source tells no change here."))
        title, source = self.title(chart), tuple(self.sources(chart.facts))
        return Drawing(
            title,
            axes,
            self.words_title(told) if axes else "",
            words,
            tuple(legend(axes, words, chart, self)),
            tuple(below),
            source,
            self.description(title, axes, words, (*below, *source)),
        )

    def description(
        self, title: str, axes: Iterable[Axis], words: Iterable[Words], below: Iterable[str]
    ) -> str:
        """All that is drawn in sentences, for who does not see it."""
        told = [title]
        for block in (block for axis in axes for block in axis.blocks):
            told += [line.told for line in block.lines]
            told += [f"{block.name}{self.colon}{block.side}"] if block.side else []
        for entry in words:
            told += [f"{entry.name}{self.colon}{entry.figure}", entry.statement]
        stop = "。" if self.is_chinese else "."
        whole = [text if text[-1] in ".。" else text + stop for text in (*told, *below) if text]
        return self.gap.join(whole)

    def title(self, chart: Chart) -> str:
        """What was asked for; of changes, between which plans."""
        place = self.place_name(self.base.home)
        if chart.plans:
            start, end = chart.plans
            return say(
                "{place}: from the end of the {start} to the {end}",
                self.language,
                place=place,
                start=start,
                end=end,
            )
        if chart.is_comparison:
            first = next(panel for panel in chart.panels if panel.yardstick).groups[0]
            when = self.when(first.bars[0]) if first.bars[0].period else ""
            name = f"{self.owner(first)} ({when})" if when else self.owner(first)
            return say("Compared with {first}", self.language, first=name)
        things = list(dict.fromkeys(self.asked(name) for name in chart.asked))
        more = [*things[:MOST_NAMES], "…"] if len(things) > MOST_NAMES else things
        return f"{Listed(tuple(more)).wording(self.language)} · {place}"

    def asked(self, name: str) -> str:
        """The full name of a sector, an indicator, or of what a fact is of."""
        fact = self.base.fact(name)
        if fact is not None:
            return self.name_of(fact)
        found = self.base.matching_indicators(name, None) or self.base.matching_sectors(name)
        return self.name_of(found[0]) if found else name

    def axis(self, panel: Panel, notes: Notes) -> Axis:
        """A panel with its bars, all in one unit."""
        unit = self.axis_unit(panel)
        blocks = tuple(self.block(group, panel, unit, notes) for group in panel.groups)
        mark = None
        if panel.yardstick is not None:
            mark = panel.yardstick.unit.convert(panel.yardstick.value, unit)
        elif panel.role is Role.MULTIPLE:
            mark = Decimal(1)
        share = unit.base.id == "percent" and panel.role is Role.LEVEL
        title, name = self.axis_title(panel, unit)
        return Axis(title, name, blocks, mark, Decimal(100) if share else None)

    def axis_title(self, panel: Panel, unit: Unit) -> tuple[str, str]:
        """What a panel measures, and its unit."""
        name = self.unit_name(unit)
        if panel.role is Role.MULTIPLE:
            return self.say_word("how many times the start"), "×"
        if panel.role is Role.CHANGE:
            return self.say_word("changes"), name
        if panel.role is Role.RATE:
            return self.say_word("changes a year"), name
        if unit.base.id == "percent":
            return self.say_word("shares"), name
        return unit.base.wording(self.language), name

    def unit_name(self, unit: Unit) -> str:
        if self.is_chinese or unit.id == self.target_id:
            return unit.id
        return unit.id if unit.id.isascii() and unit.scale == 1 else unit.name_en

    def axis_unit(self, panel: Panel) -> Unit:
        """The unit of an axis: as asked for, as its largest figure is printed, or what English says."""
        largest = panel.largest
        own = largest.unit
        if self.target and self.target.base == own.base:
            return self.target
        if self.is_chinese or not own.base.id.isalnum():
            return own
        units = self.base.units
        plain = units.find(own.name_en) or own
        alike = [u for u in units.listed if u.base == own.base and u.denominator == 1]
        steps = {u.numerator: u for u in alike if u.numerator in _STEPS and u.name_en.isascii()}
        if own.base.kind == "power":
            fitting = [steps[n] for n in _STEPS if n in steps and n <= largest.size]
            return fitting[0] if fitting else plain
        scaled = (units.find(f"{word} {plain.name_en}") for word in _SCALES)
        fitting = [u for u in scaled if u is not None and u.to_base(Decimal(1)) <= largest.size]
        return fitting[0] if fitting and own.base.kind not in ("share", "points", "multiple") else plain

    def block(self, group: Group, panel: Panel, unit: Unit, notes: Notes) -> Block:
        """The bars of one name."""
        marks = self.marks(group, notes)
        movement = group.movement
        both = movement is not None and movement.start is not None and movement.end is not None
        side = self.moved_by(movement) + marks if both and movement else ""
        marked = None if side else _marked(group)
        lines = tuple(
            self.line(group, bar, panel, unit, marks if bar is marked else "") for bar in group.bars
        )
        return Block(self.owner(group), side, lines)

    def line(self, group: Group, bar: Bar, panel: Panel, unit: Unit, marks: str) -> Line:
        """One bar with its words."""
        text = self.how_much(bar, panel.role)
        beside = f" · {told}" if (told := self.against_first(group, unit)) else ""
        status = "" if bar.status is Status.ACTUAL else f" ({self.status(bar.status)})"
        look = {Basis.DERIVED: Look.DERIVED, None: Look.GIVEN}.get(bar.basis, Look.PRINTED)
        value = self.on_axis(bar, bar.value, unit)
        assert value is not None
        return Line(
            self.when(bar),
            text + status + beside + marks,
            value,
            self.on_axis(bar, bar.high, unit),
            look if bar.status is Status.ACTUAL else Look.NOT_DONE,
            _TIPS.get(bar.qualifier) if bar.value >= 0 else None,
            bar.qualifier is Qualifier.ORDER,
            self.sentence(group, bar, text + status),
            self.data(group, bar, value, unit),
        )

    def against_first(self, group: Group, unit: Unit) -> str:
        """What a figure is of the first, or, of shares, by how many points it differs."""
        if group.difference is not None:
            return self.difference(short(group.difference, 1), unit) + DERIVED
        return "" if group.ratio is None else self.ratio(group.ratio)

    def on_axis(self, bar: Bar, value: Decimal | None, unit: Unit) -> Decimal | None:
        return None if value is None else bar.unit.convert(value, unit)

    def data(
        self, group: Group, bar: Bar | None, value: Decimal | None, unit: Unit | None
    ) -> dict[str, object]:
        """What programs read of a figure; keys and words are those of every row of the tool."""
        fact = (bar.fact if bar else None) or group.fact
        indicator = group.indicator.id if group.indicator else fact.indicator if fact else None
        status = bar.status if bar else fact.status if fact else None
        basis = bar.basis if bar else fact.basis if fact else None
        period = bar.period if bar else fact.period if fact else None
        qualifier = bar.qualifier if bar else fact.qualifier if fact else None
        return {
            "indicator": indicator,
            "value": value,
            "unit": self.unit_name(unit) if unit else None,
            "qualifier": qualifier.value if qualifier else None,
            "period": period.text if period else None,
            "status": status.value if status else None,
            "basis": basis.value if basis else None,
            "fact": fact.id if fact else None,
        }

    def how_much(self, bar: Bar, role: Role) -> str:
        """The amount of a bar with its bound and star."""
        star = DERIVED if bar.basis is Basis.DERIVED else ""
        value, unit = self.converted(bar.value, bar.unit)
        if role is Role.MULTIPLE:
            readings = [times(v) for v in (bar.high, bar.value) if v is not None]
            return bound(bar.qualifier, self.language) + "/".join(readings) + star
        if role in (Role.CHANGE, Role.RATE):
            text = self.change(bar, value, unit)
            if role is Role.RATE:
                text = say("{rate} a year", self.language, rate=text)
            return text + star
        high = bar.high if bar.high is None else self.converted(bar.high, bar.unit)[0]
        return self.worded(short(value) if star else value, unit, bar.qualifier, high) + star

    def change(self, bar: Bar, value: Decimal, unit: Unit) -> str:
        if unit.base.id == "percent":
            derived = bar.basis is Basis.DERIVED
            return bound(bar.qualifier, self.language) + (percentage(value) if derived else sign(value) + "%")
        up = "+" if bar.qualifier is Qualifier.EXACT else ""
        return ("-" if value < 0 else up) + self.worded(abs(value), unit, bar.qualifier)

    def moved_by(self, movement: Movement) -> str:
        """The change between two ends: as told, in per cent, as a multiple, a year."""
        rate = self.rate(movement)
        by_year = EMPTY if rate == EMPTY else say("{rate} a year", self.language, rate=rate)
        told = [self.moved(movement), self.multiple(movement), by_year]
        return " · ".join(dict.fromkeys(text for text in told if text != EMPTY))

    def when(self, bar: Bar) -> str:
        """The period of a bar, or that there is none."""
        if bar.period is None:
            return self.say_word("no year printed") if bar.fact else ""
        return bar.period.text.replace("/", "–") + (CONTEXT if bar.is_context else "")

    def owner(self, group: Group) -> str:
        """The name of what a group is of, with its place where that is another than the base's own."""
        fact = group.fact
        if group.indicator is not None:
            name, place = self.name_of(group.indicator), group.indicator.place
        elif fact is not None:
            name, place = self.name_of(fact), fact.place
        else:
            return group.name or ""
        return name if place == self.base.home else f"{self.place_name(place)} {name}"

    def marks(self, group: Group, notes: Notes) -> str:
        """The marks of what a careful reader is warned of; the status stands beside the figure."""
        said = [r.text(self.language) for r in group.remarks if r.template != "not done: {status}"]
        fact = group.fact
        if fact is not None and group.indicator is not None and self.is_foreign(fact, group):
            said.append(fact.wording(self.language))
        marks = "".join(notes.mark(text) for text in said)
        return f" {marks}" if marks else ""

    def is_foreign(self, fact: Fact, group: Group) -> bool:
        """Whether a level is of another kind than its indicator's: its name alone would mislead."""
        if fact.kind is not Kind.LEVEL or fact.base_unit is None or group.indicator is None:
            return False
        return self.base.units.base_units[fact.base_unit].kind != group.indicator.unit_kind

    def sentence(self, group: Group, bar: Bar, text: str) -> str:
        """A bar as a sentence: the statement of its fact, or what it shows."""
        if bar.fact is not None:
            return bar.fact.wording(self.language)
        end = "。" if self.is_chinese else "."
        derived = self.say_word("worked out by this tool") if bar.basis is Basis.DERIVED else ""
        said = ("，" if self.is_chinese else ", ").join(
            part for part in (text.rstrip(DERIVED), self.when(bar), derived) if part
        )
        return f"{self.owner(group)}{self.colon}{said}{end}"

    def words(self, group: Group, notes: Notes) -> Words:
        """A figure without an axis: a rank, a lone figure, a change told without a number."""
        bar = group.bars[0] if group.bars else None
        fact = group.fact or (bar.fact if bar else None)
        if bar is not None and bar.unit.base.id != "rank":
            role = Role.RATE if fact and fact.yearly else Role.CHANGE
            figure = self.how_much(bar, role if fact is not None and fact.kind is Kind.CHANGE else Role.LEVEL)
        elif fact is not None:
            figure = self.standing(fact) if fact.kind is Kind.RANK else self.figure(fact)
        else:
            figure = group.name or EMPTY
        if fact is not None and fact.kind is Kind.CHANGE and fact.value is None:
            figure = self.told_change(fact)
        status = fact.status if fact else Status.ACTUAL
        worded = figure if status is Status.ACTUAL else f"{figure} ({self.status(status)})"
        marks = self.marks(group, notes) if group.remarks else ""
        value = bar.value if bar else None
        return Words(
            worded + marks,
            self.owner(group),
            fact.wording(self.language) if fact else "",
            self.data(group, bar, value, bar.unit if bar else None),
        )

    def standing(self, fact: Fact) -> str:
        """A rank with its scope: as printed in Chinese, else its number, else what it claims."""
        if self.is_chinese and fact.figure:
            return fact.figure
        if fact.value is not None and fact.ranking != "tier":
            return self.ranked(fact)
        word = self.say_word(_RANKINGS[fact.ranking.value if fact.ranking else "leading"])
        return f"{word} ({self.place_name(fact.scope)})" if fact.scope else word

    def words_title(self, groups: Iterable[Group]) -> str:
        """Over what has no axis."""
        kinds = {group.fact.kind is Kind.RANK for group in groups if group.fact is not None}
        if kinds == {True}:
            return self.say_word("ranks")
        return self.say_word("ranks and single figures" if True in kinds else "single figures")

    def context_line(self, axes: tuple[Axis, ...], words: tuple[Words, ...]) -> list[str]:
        if any(CONTEXT in line.label for axis in axes for line in axis.lines):
            return [self.say_word("† the year is not printed there, the context gives it")]
        return []

    def missing(self, chart: Chart) -> list[str]:
        """What could not be drawn."""
        if not chart.missing:
            return []
        names = Listed(tuple(self.name_of(one) for one in chart.missing))
        return [say("not drawn, for the source gives no number or rank: {names}", self.language, names=names)]

    def sources(self, facts: list[Fact]) -> Iterator[str]:
        """The line to paste for each source."""
        for id in dict.fromkeys(fact.source for fact in facts):
            own = [fact for fact in facts if fact.source == id]
            places = {fact.locator for fact in own}
            yield attribution(self.base.source(id), own if len(places) <= MOST_PLACES else [], self.language)


def _marked(group: Group) -> Bar:
    """The bar that a group's notes are about: the one that it moved to, else the last."""
    movement = group.movement
    if movement is not None:
        for bar in group.bars:
            if (bar.period, bar.status) == (movement.to_period, movement.status):
                return bar
    return group.bars[-1]


_RANKINGS = {
    "position": "placed",
    "only": "the only one",
    "first": "the first",
    "most": "at the top",
    "leading": "among the leaders",
    "low": "at the low end",
    "tier": "top tier",
    "ordinal": "in a sequence",
}
