"""What a keeper sees of a base in use, and of the schemas there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from xiyang_cli.answers.wording import EMPTY
from xiyang_cli.base.model import Kind, Status
from xiyang_cli.language import say
from xiyang_cli.output.tables import Table, View
from xiyang_cli.output.voice import Voice

Row = dict[str, Any]


def schemas(voice: Voice, rows: Sequence[Row]) -> View:
    """A line a schema."""
    title = f"title_{voice.language.value}"
    cells = [[row["name"], str(row["version"]), row[title]] for row in rows]
    headers = [voice.say_word(word) for word in ("name", "version", "content")]
    return View(table=Table(headers, cells, frozenset({1}), fold=2))


def info(voice: Voice, row: Row) -> View:
    """A line a thing to know of the base in use."""
    headers = [voice.say_word(word) for word in ("base", "value")]
    return View(table=Table(headers, [list(line) for line in _lines(voice, row)], fold=1))


CHOSEN = {
    "option": "{base} (named by --base)",
    "environment": "{base} (named by XIYANG_BASE)",
    "shipped": "{base} (shipped with the program)",
}


def _lines(voice: Voice, row: Row) -> Iterator[tuple[str, str]]:
    def told(word: str, template: str, **values: object) -> tuple[str, str]:
        return voice.say_word(word), say(template, voice.language, **(values or row))

    yield told("folder", CHOSEN[row["chosen_by"]])
    yield voice.say_word("content hash"), row["hash"]
    yield voice.say_word("place"), voice.place_name(row["home"])
    before, after = voice.base.plan(row["from_plan"]), voice.base.plan(row["to_plan"])
    yield told("plans", "from {before} to {after}", before=before, after=after)
    yield told(
        "holds", "{sectors} sectors, {indicators} indicators, {facts} facts, {places} places, {units} units"
    )
    yield voice.say_word("kinds"), _counted(voice, row, list(Kind))
    yield voice.say_word("statuses"), _counted(voice, row, list(Status))
    years = f"{row['first_year']}–{row['last_year']}" if row["first_year"] is not None else EMPTY
    yield voice.say_word("years"), years
    yield told("levels", "{both_ends} indicators at both plans, {one_end} at one, {no_end} at neither")
    yield told(
        "sentences",
        "{sentences_with_facts} with facts, {sentences_without_facts} that state nothing to record",
    )
    for source in row["sources"]:
        yield told(
            "source",
            "{id}: {headline}; printed {printed}; publisher {publisher}",
            id=source["id"],
            headline=source[f"headline_{voice.language.value}"],
            **{key: source[key] or voice.say_word("not printed") for key in ("printed", "publisher")},
        )
    yield voice.say_word("versions"), f"xiyang {row['xiyang']}, Python {row['python']}"


def _counted(voice: Voice, row: Row, words: Sequence[Kind] | Sequence[Status]) -> str:
    counted = (f"{voice.say_word(word.replace('_', ' '))} {row[f'facts_{word}']}" for word in words)
    return ("、" if voice.is_chinese else ", ").join(counted)
