"""What a person sees of each answer: which columns, in which words, with which notes below.

Rows are for programs (:mod:`xiyang_cli.answers.rows`); views are for eyes, and may change.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from xiyang_cli.answers.changes import Change
from xiyang_cli.answers.compare import Comparison
from xiyang_cli.answers.movement import Movement, Number
from xiyang_cli.answers.show import Sheet, attribution
from xiyang_cli.answers.verify import Sentences, Verification
from xiyang_cli.answers.wording import (
    BOUNDS_EN,
    DERIVED,
    EMPTY,
    amount,
    bound,
    percentage,
    share,
    short,
    times,
)
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import (
    Basis,
    Direction,
    Fact,
    Kind,
    Multiple,
    Named,
    Plan,
    Qualifier,
    Ranking,
    Status,
)
from xiyang_cli.figures.arithmetic import plain
from xiyang_cli.figures.period import Period
from xiyang_cli.figures.units import Unit
from xiyang_cli.language import Language, say
from xiyang_cli.output.tables import Table, View

CONTEXT = "†"


class Notes:
    """Notes below a table, each once, with the mark that cells refer to it by: [1], [2] …"""

    def __init__(self) -> None:
        self._notes: dict[str, int] = {}

    def mark(self, text: str | None) -> str:
        return f"[{self._notes.setdefault(text, len(self._notes) + 1)}]" if text else ""

    def lines(self) -> list[str]:
        return [f"[{number}] {text}" for text, number in self._notes.items()]


class Writer:
    """Writes views of one base in one language, amounts in `unit` where they convert."""

    def __init__(self, base: FactBase, language: Language, unit: str | None = None) -> None:
        self.base = base
        self.language = language
        self.target = base.units.asked(unit) if unit else None

    def sectors(self, rows: Sequence[dict[str, Any]]) -> View:
        """A line a sector."""
        name = f"name_{self.language.value}"
        cells = [[r["sector"], r[name], str(r["indicators"]), str(r["facts"])] for r in rows]
        headers = [self._say(word) for word in ("sector", "name", "indicators", "facts")]
        return View(table=Table(headers, cells, frozenset({2, 3}), fold=1))

    def changes(self, found: Sequence[Change], start: Plan, end: Plan) -> View:
        """A line an indicator; what is worked out has a star, why a cell is empty has a note."""
        if not found:
            return View(tail=[self._say("The source tells no change here.")])
        notes = Notes()
        before, after = (plan.name_zh if self._zh else plan.id for plan in (start, end))
        headers = [
            self._say("indicator"),
            f"{say('end of {plan}', self.language, plan=before)} {start.end}",
            after,
            self._say("change"),
            self._say("difference"),
            self._say("multiple"),
            self._say("a year"),
            self._say("as printed"),
            self._say("notes"),
        ]
        plain_periods = {start.end, end.period.text}
        cells = [self._change_cells(change, notes, plain_periods) for change in found]
        tail = [
            self._say("* worked out by this tool, not printed by the source; — cannot be told, see the note")
        ]
        table = Table(headers, cells, spare=frozenset({4, 7}))
        return View(table=table, tail=[*tail, *notes.lines()])

    def facts(self, facts: Sequence[Fact]) -> View:
        """A line a fact: `list` and `search`."""
        if not facts:
            return View(tail=[self._say("Nothing found.")])
        headers = [self._say(word) for word in ("indicator", "figure", "period", "status", "where", "id")]
        cells = [
            [
                self._owner(fact),
                self.figure(fact),
                self._period(fact),
                self._status(fact.status),
                _locator(fact),
                fact.id,
            ]
            for fact in facts
        ]
        return View(table=Table(headers, cells), tail=self._context_line(facts))

    def sheet(self, sheet: Sheet, sentences: Sentences | None) -> View:
        """All of one indicator: its figures, where each stands, notes, the line to paste.

        `sentences` are the original ones, by place, when the reader gave their copy of the page.
        """
        notes = Notes()
        cells = []
        for fact in sheet.facts:
            note = fact.note_zh if self._zh else fact.note_en
            said = fact.statement_zh if self._zh else fact.statement_en
            if fact.basis is Basis.DERIVED:
                said = f"{self._derived_name(fact)}{self._colon}{fact.formula}{self._formula_unit(fact)}"
            if fact.status is not Status.ACTUAL:
                said = f"({self._status(fact.status)}) {said}"
            cells.append([self.figure(fact), said + notes.mark(note), self._period(fact), _locator(fact)])
        headers = [self._say(word) for word in ("figure", "what it says", "period", "where")]
        indicator = sheet.indicator
        lead = f"{self._name(indicator)} ({indicator.id}) · {self._place(indicator.place)}"
        tail = [*self._context_line(sheet.facts), *notes.lines()]
        if any(fact.basis is Basis.DERIVED for fact in sheet.facts):
            tail.insert(0, self._say("* worked out by this tool, not printed by the source"))
        if sheet.facts:
            source = self.base.source(sheet.facts[0].source)
            tail.append(attribution(source, [f for f in sheet.facts if f.source == source.id], self.language))
        if sentences is not None:
            tail += self._originals(sheet, sentences)
        return View([lead], Table(headers, cells, fold=1), tail)

    def _originals(self, sheet: Sheet, sentences: Sentences) -> list[str]:
        missing = self._say("the page has not the sentence that the base was taken from")
        places = dict.fromkeys(_locator(fact) for fact in sheet.facts)
        found = {_locator(fact): sentences.get(fact.locator) for fact in sheet.facts}
        return [f"{place}  {found[place] or missing}" for place in places]

    def comparison(self, rows: Sequence[Comparison]) -> View:
        """A line a thing compared."""
        notes = Notes()
        cells = []
        for row in rows:
            thing = row.compared
            value = thing.unit.convert(thing.value, row.unit)
            fact = thing.fact
            star = DERIVED if fact and fact.basis is Basis.DERIVED else ""
            remarks = "".join(notes.mark(remark.text(self.language)) for remark in row.remarks)
            cells.append(
                [
                    self._owner(fact, thing.name) if fact else thing.name,
                    self._amount(_shorter(value, bool(star)), row.unit, fact) + star,
                    self._period(fact) if fact else "",
                    EMPTY if row.difference is None else self._difference(row.difference, row.unit) + DERIVED,
                    EMPTY if row.difference_pct is None else percentage(row.difference_pct) + DERIVED,
                    EMPTY if row.ratio is None else self._ratio(row.ratio),
                    remarks,
                ]
            )
        words = ("name", "value", "period", "difference", "in per cent", "of the first", "notes")
        tail = [self._say("* worked out by this tool, not printed by the source"), *notes.lines()]
        return View(table=Table([self._say(word) for word in words], cells), tail=tail)

    def verification(self, found: Verification) -> View:
        """A line a finding."""
        headers = [self._say(word) for word in ("where", "fact", "what is wrong")]
        cells = [
            [
                ".".join(str(n) for n in (f.item, f.section, f.sentence)) if f.item is not None else "",
                f.fact or "",
                f.message(self.language),
            ]
            for f in found.findings
        ]
        return View(table=Table(headers, cells, fold=2)) if cells else View()

    def plain_table(self, rows: Sequence[dict[str, Any]], keys: Sequence[str]) -> View:
        """The chosen fields as they are (`--fields`)."""
        cells = [["" if row[k] is None else _cell(row[k]) for k in keys] for row in rows]
        return View(table=Table([self._say(key) for key in keys], cells))

    def figure(self, fact: Fact) -> str:
        """A fact's figure: as printed in Chinese, in words of its own in English, converted on demand."""
        if fact.kind is Kind.RANK and not self._zh:
            return self._ranked(fact)
        if fact.value is None or fact.unit is None:
            return fact.figure or EMPTY
        unit = self.base.units.unit(fact.unit)
        if fact.basis is Basis.DERIVED:
            return self._derived_figure(fact, fact.value, unit) + DERIVED
        if self.target and self.target.base == unit.base:
            return self._amount(unit.convert(fact.value, self.target), self.target, fact)
        return fact.figure or "" if self._zh else self._told(fact, unit)

    def _derived_figure(self, fact: Fact, value: Decimal, unit: Unit) -> str:
        if unit.base.id == "times":
            return bound(fact.qualifier, self.language) + times(value)
        if unit.base.id == "percent" and fact.kind is Kind.CHANGE:
            return bound(fact.qualifier, self.language) + percentage(value)
        if self.target and self.target.base == unit.base:
            value, unit = unit.convert(value, self.target), self.target
        return self._amount(short(value), unit, fact)

    def _ranked(self, fact: Fact) -> str:
        """A rank in English; the printed wording stands in the statement's place in Chinese."""
        words = {
            Ranking.POSITION: "within the first {n}" if fact.qualifier is Qualifier.WITHIN else "no. {n}",
            Ranking.ONLY: "the only one",
            Ranking.FIRST: "the first",
            Ranking.MOST: "the most",
            Ranking.LEADING: "leading",
            Ranking.LOW: "low",
            Ranking.TIER: "tier {n}",
            Ranking.ORDINAL: "no. {n}",
        }[fact.ranking or Ranking.POSITION]
        told = words.format(n=plain(fact.value) if fact.value is not None else "")
        return f"{told} ({self._place(fact.scope)})" if fact.scope else told

    def _told(self, fact: Fact, unit: Unit) -> str:
        if fact.kind is Kind.CHANGE and fact.base_unit in ("times", "doubling"):
            return self._told_change(fact)
        assert fact.value is not None
        text = self._worded(fact.value, unit, fact.qualifier, fact.value_high)
        return text + (" a year" if fact.yearly else "")

    def _change_cells(self, change: Change, notes: Notes, plain_periods: set[str]) -> list[str]:
        """`plain_periods` are those that the headers name already."""
        movement = change.movement
        marks = "".join(notes.mark(reason.text(self.language)) for reason in movement.reasons)
        name = self._name(change.indicator)
        if movement.status is not Status.ACTUAL:
            name = f"{name} ({self._status(movement.status)})"
        if change.indicator.place != self.base.home:
            name = f"{self._place(change.indicator.place)} {name}"
        return [
            name,
            self._end(movement.start, movement, movement.from_period, plain_periods),
            self._end(movement.end, movement, movement.to_period, plain_periods),
            self._moved(movement),
            self._by_how_much(movement),
            self._multiple(movement),
            self._rate(movement),
            movement.figure or EMPTY,
            marks,
        ]

    def _end(
        self, number: Number | None, movement: Movement, period: Period | None, plain_periods: set[str]
    ) -> str:
        if number is None or movement.unit is None:
            return EMPTY
        unit, value = movement.unit, number.value
        if self.target and self.target.base == unit.base:
            unit, value = self.target, unit.convert(number.shown, self.target)
        star = DERIVED if number.basis is Basis.DERIVED else ""
        text = self._worded(_shorter(value, bool(star)), unit, number.qualifier) + star
        return text if period is None or period.text in plain_periods else f"{text}{self._gap}({period})"

    def _moved(self, movement: Movement) -> str:
        """The printed change; else per cent, else the difference, worked out.

        A change in 倍 or 番, and one without a number, stands in its printed words.
        """
        told = movement.printed
        if told is not None and told.kind is Kind.CHANGE and told.base_unit in (None, "times", "doubling"):
            return self._told_change(told)
        printed = [n for n in (movement.change, movement.percent) if n and n.basis is Basis.REPORTED]
        number = printed[0] if printed else movement.percent or movement.change
        if number is None:
            return EMPTY
        star = "" if number.basis is Basis.REPORTED else DERIVED
        if number is movement.percent:
            return (percentage(number.value) if star else _sign(number.value) + "%") + star
        return self._by_how_much(movement)

    def _by_how_much(self, movement: Movement) -> str:
        number, unit = movement.change, movement.change_unit
        if number is None or unit is None:
            return EMPTY
        value = number.shown
        if self.target and self.target.base == unit.base:
            unit, value = self.target, unit.convert(value, self.target)
        if number.basis is Basis.REPORTED:
            return self._difference(value, unit)
        return self._difference(short(value), unit) + DERIVED

    def _told_change(self, fact: Fact) -> str:
        if self._zh and fact.figure:
            return fact.figure
        if fact.value is None:
            return self._say("rose" if fact.direction is Direction.UP else "fell")
        if fact.base_unit == "doubling":
            return "doubled" if fact.value == 1 else f"doubled {plain(fact.value)} times"
        words = BOUNDS_EN.get(fact.qualifier or Qualifier.EXACT, "")
        return f"{'up' if fact.multiple is Multiple.BY else 'to'} {words}{plain(fact.value)} times"

    def _multiple(self, movement: Movement) -> str:
        if movement.multiple is None:
            return EMPTY
        star = DERIVED if movement.multiple.basis is Basis.DERIVED else ""
        text = bound(movement.multiple.qualifier, self.language) + times(movement.multiple.value)
        if movement.multiple_alt is not None:
            text = f"{text}/{times(movement.multiple_alt)}"
        return text + star

    def _rate(self, movement: Movement) -> str:
        if movement.annual is None:
            return EMPTY
        if movement.annual.basis is Basis.REPORTED:
            return _sign(movement.annual.value) + "%"
        return percentage(movement.annual.value) + DERIVED

    def _difference(self, value: Decimal, unit: Unit) -> str:
        sign = "+" if value > 0 else "-" if value < 0 else ""
        if unit.base.id == "percent":
            unit = self.base.units.find("百分点") or unit
        return sign + self._worded(abs(value), unit, None)

    def _amount(self, value: Decimal, unit: Unit, fact: Fact | None) -> str:
        return self._worded(value, unit, fact.qualifier if fact else None)

    def _worded(
        self, value: Decimal, unit: Unit, qualifier: Qualifier | None, high: Decimal | None = None
    ) -> str:
        as_asked = self.target is not None and self.target.id == unit.id
        return amount(value, unit, self.base.units, qualifier, self.language, high=high, as_asked=as_asked)

    def _ratio(self, ratio: Decimal) -> str:
        """A share below one in per cent, a multiple above it."""
        return (share(ratio * 100) if ratio < 1 else times(ratio)) + DERIVED

    def _period(self, fact: Fact) -> str:
        if fact.period is None:
            return ""
        text = fact.period.text
        if fact.baseline_period is not None:
            text = f"{fact.baseline_period}→{text}"
        return text + (CONTEXT if fact.period_basis == "context" else "")

    def _context_line(self, facts: Sequence[Fact]) -> list[str]:
        shown = any(fact.period_basis == "context" for fact in facts)
        return [self._say("† the year is not printed there, the context gives it")] if shown else []

    def _derived_name(self, fact: Fact) -> str:
        return self._say(_DERIVED_NAMES.get(fact.id.rpartition("@")[2], "level"))

    def _owner(self, fact: Fact, name: str | None = None) -> str:
        owner = fact.name_zh if self._zh else fact.name_en
        owner = owner if fact.place == self.base.home else f"{self._place(fact.place)} {owner}"
        return f"{owner} ({name})" if name else owner

    def _name(self, thing: Named) -> str:
        return thing.name_zh if self._zh else thing.name_en

    def _place(self, id: str) -> str:
        return self._name(self.base.place(id))

    def _status(self, status: Status) -> str:
        return status.wording(self.language)

    def _say(self, word: str) -> str:
        return say(word, self.language)

    @property
    def _colon(self) -> str:
        return "：" if self._zh else ": "

    def _formula_unit(self, fact: Fact) -> str:
        """The unit of a formula, where the value beside it is shown in another."""
        converted = self.target is not None and fact.base_unit == self.target.base.id
        return f" [{fact.unit}]" if converted and fact.unit != self.target_id else ""

    @property
    def target_id(self) -> str | None:
        """The unit asked for."""
        return self.target.id if self.target else None

    @property
    def _gap(self) -> str:
        return "" if self._zh else " "

    @property
    def _zh(self) -> bool:
        return self.language is Language.ZH


_DERIVED_NAMES = {
    "difference": "difference",
    "percent": "in per cent",
    "multiple": "multiple",
    "yearly": "a year",
}


def _locator(fact: Fact) -> str:
    return f"{fact.item}.{fact.section}.{fact.sentence}"


def _sign(value: Decimal) -> str:
    return f"+{plain(value)}" if value > 0 else plain(value)


def _shorter(value: Decimal, derived: bool) -> Decimal:
    return short(value) if derived else value


def _cell(value: object) -> str:
    return plain(value) if isinstance(value, Decimal) else str(value)
