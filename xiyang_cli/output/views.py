"""What a person sees of each answer: which columns, in which words, with which notes below.

Rows are for programs (:mod:`xiyang_cli.answers.rows`); views are for eyes, and may change.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from xiyang_cli.answers.cite import attribution
from xiyang_cli.answers.wording import (
    DERIVED,
    EMPTY,
    percentage,
    short,
)
from xiyang_cli.base.model import Basis, Fact, Plan, Status
from xiyang_cli.figures.units import Unit
from xiyang_cli.language import say
from xiyang_cli.output.data import cell_text
from xiyang_cli.output.tables import Table, View
from xiyang_cli.output.voice import CONTEXT, Voice

if TYPE_CHECKING:  # each command brings its own
    from xiyang_cli.answers.changes import Change
    from xiyang_cli.answers.compare import Comparison
    from xiyang_cli.answers.movement import Movement
    from xiyang_cli.answers.show import Sheet
    from xiyang_cli.answers.verify import Sentences, Verification


class Notes:
    """Notes below a table, each once, with the mark that cells refer to it by: [1], [2] …"""

    def __init__(self) -> None:
        self._notes: dict[str, int] = {}

    def mark(self, text: str | None) -> str:
        return f"[{self._notes.setdefault(text, len(self._notes) + 1)}]" if text else ""

    def lines(self) -> list[str]:
        return [f"[{number}] {text}" for text, number in self._notes.items()]


class Writer(Voice):
    """Writes views of one base in one language, amounts in `unit` where they convert."""

    def sectors(self, rows: Sequence[dict[str, Any]]) -> View:
        """A line a sector."""
        name = f"name_{self.language.value}"
        cells = [[r["sector"], r[name], str(r["indicators"]), str(r["facts"])] for r in rows]
        headers = [self.say_word(word) for word in ("sector", "name", "indicators", "facts")]
        return View(table=Table(headers, cells, frozenset({2, 3}), fold=1))

    def changes(self, found: Sequence[Change], start: Plan, end: Plan) -> View:
        """A line an indicator; what is worked out has a star, why a cell is empty has a note."""
        if not found:
            return View(tail=[self.say_word("The source tells no change here.")])
        notes = Notes()
        before, after = (plan.name_zh if self.is_chinese else plan.id for plan in (start, end))
        headers = [
            self.say_word("indicator"),
            f"{say('end of {plan}', self.language, plan=before)} {start.end}",
            after,
            self.say_word("change"),
            self.say_word("difference"),
            self.say_word("multiple"),
            self.say_word("a year"),
            self.say_word("as printed"),
            self.say_word("notes"),
        ]
        plain_periods = {start.end, end.period.text}
        cells = [self._change_cells(change, notes, plain_periods) for change in found]
        tail = [
            self.say_word(
                "* worked out by this tool, not printed by the source; — cannot be told, see the note"
            )
        ]
        tail += self._context_line(any(CONTEXT in cell for row in cells for cell in row))
        table = Table(headers, cells, spare=(7, 4))
        return View(table=table, tail=[*tail, *notes.lines()])

    def facts(self, facts: Sequence[Fact]) -> View:
        """A line a fact: `list` and `search`."""
        if not facts:
            return View(tail=[self.say_word("Nothing found.")])
        headers = [self.say_word(word) for word in ("indicator", "figure", "period", "status", "where", "id")]
        cells = [
            [
                self._owner(fact),
                self.figure(fact),
                self.period(fact),
                self.status(fact.status),
                _locator(fact),
                fact.id,
            ]
            for fact in facts
        ]
        return View(
            table=Table(headers, cells),
            tail=self._context_line(any(fact.period_basis == "context" for fact in facts)),
        )

    def sheet(self, sheet: Sheet, sentences: Sentences | None) -> View:
        """All of one indicator: its figures, where each stands, notes, the line to paste.

        `sentences` are the original ones, by place, when the reader gave their copy of the page.
        """
        notes = Notes()
        cells = []
        for fact in sheet.facts:
            note = fact.note_zh if self.is_chinese else fact.note_en
            said = fact.statement_zh if self.is_chinese else fact.statement_en
            if fact.basis is Basis.DERIVED:
                said = f"{self._derived_name(fact)}{self.colon}{fact.formula}{self.formula_unit(fact)}"
            if fact.status is not Status.ACTUAL:
                said = f"({self.status(fact.status)}) {said}"
            cells.append([self.figure(fact), said + notes.mark(note), self.period(fact), _locator(fact)])
        headers = [self.say_word(word) for word in ("figure", "what it says", "period", "where")]
        indicator = sheet.indicator
        lead = f"{self.name_of(indicator)} ({indicator.id}) · {self.place_name(indicator.place)}"
        tail = [
            *self._context_line(any(fact.period_basis == "context" for fact in sheet.facts)),
            *notes.lines(),
        ]
        if any(fact.basis is Basis.DERIVED for fact in sheet.facts):
            tail.insert(0, self.say_word("* worked out by this tool, not printed by the source"))
        if sheet.facts:
            source = self.base.source(sheet.facts[0].source)
            tail.append(attribution(source, [f for f in sheet.facts if f.source == source.id], self.language))
        if sentences is not None:
            tail += self._originals(sheet, sentences)
        return View([lead], Table(headers, cells, fold=1), tail)

    def _originals(self, sheet: Sheet, sentences: Sentences) -> list[str]:
        missing = self.say_word("the page has not the sentence that the base was taken from")
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
                    self.amount(self._on_screen(value, row.unit, bool(star)), row.unit, fact) + star,
                    self.period(fact) if fact else "",
                    EMPTY
                    if row.difference is None
                    else self.difference(self._on_screen(row.difference, row.unit, True), row.unit) + DERIVED,
                    EMPTY if row.difference_pct is None else percentage(row.difference_pct) + DERIVED,
                    EMPTY if row.ratio is None else self.ratio(row.ratio),
                    remarks,
                ]
            )
        words = ("name", "value", "period", "difference", "in per cent", "of the first", "notes")
        tail = [self.say_word("* worked out by this tool, not printed by the source"), *notes.lines()]
        return View(table=Table([self.say_word(word) for word in words], cells), tail=tail)

    def _on_screen(self, value: Decimal, unit: Unit, derived: bool) -> Decimal:
        """A derived value as people read it: one decimal of per cent and points, two of the rest."""
        if not derived:
            return value
        return short(value, 1 if unit.base.id in ("percent", "percentage_point") else 2)

    def verification(self, found: Verification) -> View:
        """A line a finding."""
        headers = [self.say_word(word) for word in ("where", "fact", "what is wrong")]
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
        cells = [[cell_text(row[k]) for k in keys] for row in rows]
        fold = list(keys).index("figure") if "figure" in keys else 0
        return View(table=Table([self.say_word(key) for key in keys], cells, fold=fold))

    def _change_cells(self, change: Change, notes: Notes, plain_periods: set[str]) -> list[str]:
        """`plain_periods` are those that the headers name already."""
        movement = change.movement
        marks = "".join(notes.mark(reason.text(self.language)) for reason in movement.reasons)
        name = self.name_of(change.indicator)
        if movement.status is not Status.ACTUAL:
            name = f"{name} ({self.status(movement.status)})"
        if change.indicator.place != self.base.home:
            name = f"{self.place_name(change.indicator.place)} {name}"
        moved, mark = self.moved(movement), self._unseen_context(movement)
        return [
            name,
            self.end(movement.start, movement, movement.from_period, plain_periods),
            self.end(movement.end, movement, movement.to_period, plain_periods),
            moved if moved == EMPTY else moved + mark,
            self.by_how_much(movement),
            self.multiple(movement),
            self.rate(movement) + (mark if moved == EMPTY else ""),
            movement.figure or EMPTY,
            marks,
        ]

    def _unseen_context(self, movement: Movement) -> str:
        """The mark of years by context, where no end is shown that could bear it."""
        shown = movement.start is not None or movement.end is not None
        return "" if shown or movement.period_basis != "context" else CONTEXT

    def _context_line(self, is_marked: bool) -> list[str]:
        return [self.say_word("† the year is not printed there, the context gives it")] if is_marked else []

    def _derived_name(self, fact: Fact) -> str:
        return self.say_word(_DERIVED_NAMES.get(fact.id.rpartition("@")[2], "level"))

    def _owner(self, fact: Fact, name: str | None = None) -> str:
        owner = self.name_of(fact)
        owner = owner if fact.place == self.base.home else f"{self.place_name(fact.place)} {owner}"
        return f"{owner} ({name})" if name else owner


_DERIVED_NAMES = {
    "difference": "difference",
    "percent": "in per cent",
    "multiple": "multiple",
    "yearly": "a year",
}


def _locator(fact: Fact) -> str:
    return f"{fact.item}.{fact.section}.{fact.sentence}"
