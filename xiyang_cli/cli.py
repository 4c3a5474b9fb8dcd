"""The commands for readers. Each is a sentence: ask the base, give rows for programs and a view for eyes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Annotated

import typer

from xiyang_cli.base.model import Fact
from xiyang_cli.errors import WrongUse
from xiyang_cli.frame import READERS, Answer, Each, Row, Session, command
from xiyang_cli.options import (
    FromPlan,
    Names,
    OfKind,
    OfPeriod,
    OfSector,
    OfStatus,
    OfUnitKind,
    Place,
    ToPlan,
    Unit,
)
from xiyang_cli.values import FILE, NAMES, TOPICS

Bars = Annotated[
    bool, typer.Option("--chart", help="Draw bars in the terminal; to a file: xiyang chart -o FILE.")
]


@command(READERS)
def sectors(session: Session, place: Place = None) -> Answer:
    """List the sectors, with how many indicators and facts each holds."""
    from xiyang_cli.answers.keys import SECTOR_KEYS
    from xiyang_cli.answers.rows import sector_rows

    rows = sector_rows(session.base, place)
    return Answer(rows, SECTOR_KEYS, lambda write: write.sectors(rows))


@command(READERS)
def changes(
    session: Session,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SECTOR|INDICATOR]...", click_type=TOPICS, help="Only these."),
    ] = None,
    from_: FromPlan = None,
    to: ToPlan = None,
    unit: Unit = None,
    place: Place = None,
    chart: Bars = False,
) -> Answer:
    """Show how each indicator moved from one plan to the next.

    What the source prints is reported; what follows from it is worked out and marked; what it
    does not let one work out stays empty, with the reason.
    """
    from xiyang_cli.answers.changes import changes as find
    from xiyang_cli.answers.keys import CHANGE_KEYS
    from xiyang_cli.answers.rows import change_rows

    base = session.base
    start, end = (
        base.plan(base.from_plan if from_ is None else from_),
        base.plan(base.to_plan if to is None else to),
    )
    found = find(base, names or (), place=place, from_plan=start.id, to_plan=end.id)
    rows = change_rows(found, base.units, unit)
    talk = elsewhere(session, rows, place)
    facts = [fact for change in found for fact in change.movement.facts]
    answer = Answer(
        rows, CHANGE_KEYS, lambda write: write.changes(found, start, end), unit, talk, facts=facts
    )
    if chart:
        from xiyang_cli.answers.chart import of_changes
        from xiyang_cli.charts import with_bars

        return with_bars(session, answer, lambda: of_changes(found, (start, end), base.units))
    return answer


@command(READERS)
def show(
    session: Session,
    names: Names,
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            metavar="PAGE",
            click_type=FILE,
            help="Print the original sentences from your own copy of the page.",
        ),
    ] = None,
    unit: Unit = None,
    place: Place = None,
) -> Answer:
    """Show all that the base knows of an indicator, and how to cite it."""
    from xiyang_cli.answers.keys import FACT_KEYS, SENTENCE_ROW
    from xiyang_cli.answers.rows import fact_rows
    from xiyang_cli.answers.show import show as find

    sheets = find(session.base, names, place)
    facts = [fact for sheet in sheets for fact in sheet.facts]
    rows = fact_rows(facts, session.base.units, unit)
    keys, sentences = FACT_KEYS, None
    if source:
        from xiyang_cli.answers.verify import sentences_of
        from xiyang_cli.files import read_text_file

        sentences = sentences_of(session.base, read_text_file(source), facts)
        keys = (*FACT_KEYS, *SENTENCE_ROW)
        rows = [row | {"sentence_text": sentences.get(f.locator)} for f, row in zip(facts, rows, strict=True)]
    return Answer(
        rows,
        keys,
        lambda write: [write.sheet(sheet, sentences) for sheet in sheets],
        unit,
        elsewhere(session, rows, place),
        reads=[source] if source else [],
        facts=facts,
    )


@command(READERS)
def compare(
    session: Session,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="A B...", click_type=NAMES, help="Indicators, facts, name@period, or quantities."
        ),
    ],
    unit: Unit = None,
    place: Place = None,
    chart: Bars = False,
) -> Answer:
    """Compare figures with the first of them: difference, per cent, ratio.

    A figure is an indicator (its latest level), name@period, a fact, or a quantity such as
    200亿元, "18 billion yuan" or 2.52GW.
    """
    from xiyang_cli.answers.compare import COMPARE_KEYS
    from xiyang_cli.answers.compare import compare as find

    found = find(session.base, names, place=place, unit=unit)
    rows = [row.row() for row in found]
    warnings = [
        session.say("warning: {name}: {remark}", name=row.compared.name, remark=remark.text(session.language))
        for row in found
        for remark in row.remarks
        if remark.warn
    ]
    talk = [*elsewhere(session, rows, place), *warnings]
    facts = [row.compared.fact for row in found if row.compared.fact]
    answer = Answer(rows, COMPARE_KEYS, lambda write: write.comparison(found), unit, talk, facts=facts)
    if chart:
        from xiyang_cli.answers.chart import of_comparison
        from xiyang_cli.charts import with_bars

        return with_bars(session, answer, lambda: of_comparison(found))
    return answer


@command(READERS)
def search(
    session: Session,
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS...", click_type=NAMES, help="Words in any language, pinyin, numbers."),
    ],
    place: Place = None,
) -> Answer:
    """Find facts by words, pinyin or numbers (252, 2.52GW)."""
    from xiyang_cli.answers.search import search as find

    return _facts(session, find(session.base, words, place), place)


@command(READERS)
def list_(
    session: Session,
    sector: OfSector = None,
    period: OfPeriod = None,
    kind: OfKind = None,
    status: OfStatus = None,
    unit_kind: OfUnitKind = None,
    place: Place = None,
) -> Answer:
    """List the facts, by sector, place, period, kind, status or kind of unit."""
    from xiyang_cli.answers.keys import FACT_KEYS
    from xiyang_cli.answers.rows import fact_row

    facts = Each(
        lambda: session.base.selected(
            sector=sector, place=place, period=period, kind=kind, status=status, unit_kind=unit_kind
        )
    )
    rows = Each(lambda: map(fact_row, facts))
    return Answer(rows, FACT_KEYS, lambda write: write.facts(for_table(facts)), facts=facts)


def _facts(session: Session, facts: Sequence[Fact], place: str | None) -> Answer:
    from xiyang_cli.answers.keys import FACT_KEYS
    from xiyang_cli.answers.rows import fact_row

    rows = [fact_row(fact) for fact in facts]
    talk = elsewhere(session, rows, place)
    return Answer(rows, FACT_KEYS, lambda write: write.facts(facts), None, talk, facts=facts)


_LONGEST_TABLE = 20_000
"""lines; drawing more takes minutes and gigabytes"""


def for_table(facts: Iterable[Fact]) -> list[Fact]:
    """The facts, where they are not too many for a table. Raises WrongUse."""
    found = list(islice(facts, _LONGEST_TABLE + 1))
    if len(found) > _LONGEST_TABLE:
        raise WrongUse(
            "more than {most} facts make no table; take -f tsv, or name a --place or --sector",
            most=_LONGEST_TABLE,
        )
    return found


def elsewhere(session: Session, rows: Sequence[Row], place: str | None) -> list[str]:
    """A word on stderr for each figure that is of another place than the one asked for."""
    base = session.base
    asked = base.place(place or base.home) if place is None or base.places_asked(place) else None
    if asked is None:
        return []
    others = [row for row in rows if row["place"] not in (None, asked.id)]
    told = dict.fromkeys((row.get(f"name_{session.language}") or row["name"], row["place"]) for row in others)
    return [
        session.say(
            "note: {name} is a figure of {place}, not of {asked}",
            name=name,
            place=base.place(where),
            asked=asked,
        )
        for name, where in told
    ]
