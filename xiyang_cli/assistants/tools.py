"""The tools: each is one question of the command line. What it gives is what `xiyang NAME --json` gives,
with where it stands and from which source. No protocol here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xiyang_cli import cli, texts
from xiyang_cli.answers import columns
from xiyang_cli.answers.check import CHECK_ROW
from xiyang_cli.answers.cite import attribution
from xiyang_cli.answers.columns import Columns, exact_text, row_schema
from xiyang_cli.answers.compare import COMPARE_ROW
from xiyang_cli.answers.keys import CHANGE_ROW, FACT_ROW
from xiyang_cli.answers.rows import fact_row
from xiyang_cli.assistants import parameters
from xiyang_cli.assistants.parameters import Parameters, schema_of
from xiyang_cli.base.model import Fact
from xiyang_cli.errors import WrongUse
from xiyang_cli.figures.arithmetic import plain
from xiyang_cli.frame import Answer, Row, Session
from xiyang_cli.output.tables import View, escaped, markdown_text
from xiyang_cli.output.views import Writer

MOST_ROWS = 50
"""A longer answer is refused, never cut: what is left out would read as what the source does not say."""

PLACED_FACT: Columns = {
    key: FACT_ROW[key]
    for key in (
        "id", "indicator", "figure", "period", "period_basis", "status", "basis", "formula",
        "source", "item", "section", "sentence",
    )
}  # fmt: skip
"""what is told of the facts that rows without a place of their own rest on"""

_WHERE = ("id", "figure", "status", "basis", "item", "section", "sentence")
"""what of that stands in the text too"""

SOURCE_ROW: Columns = {
    "id": columns.text("id of the source"),
    "headline_zh": columns.text("its headline, in Chinese"),
    "headline_en": columns.text("its headline, in English"),
    "attribution": columns.text(
        "the line to print with what is used: source, places of the figures, what the source does not print"
    ),
}

_PLACE = parameters.name("answer for this place, or `all`; by default the base's own place")
_UNIT = parameters.name("convert to this unit, exactly: 亿元, million yuan, GW …")
_NULL = "null means that the source does not say it and nothing lets one work it out; never fill it in."
_STATUS = "status tells `actual` from `planned` and the like; never tell what is planned as done."
_BASIS = "basis `reported` is printed in the source, `derived` is this tool's arithmetic, shown in `formula`."


@dataclass(frozen=True)
class Tool:
    """One question: what it answers, what it takes, the keys of its rows, the command that answers it."""

    name: str
    meaning: str
    parameters: Parameters
    columns: Columns
    ask: Callable[..., Answer]
    told: Sequence[str] = ()
    """the keys of its text, where the command's own view leaves out what an assistant needs"""

    @property
    def input_schema(self) -> dict[str, Any]:
        return schema_of(self.parameters)

    @property
    def output_schema(self) -> dict[str, Any]:
        """Rows by the keys of the command, decimals as text, and what they come from."""
        lists = {
            "rows": (f"as `xiyang {self.name} --json` gives them, decimals as text", self.columns),
            "facts": ("the facts that the rows rest on, each with its place", PLACED_FACT),
            "sources": ("where it all stands", SOURCE_ROW),
        }
        if self.places_itself:
            del lists["facts"]
        properties: dict[str, Any] = {
            name: {"description": meaning, "type": "array", "items": row_schema(exact_text(keys))}
            for name, (meaning, keys) in lists.items()
        }
        properties["notes"] = {
            "description": "what to mind with these rows",
            "type": "array",
            "items": {"type": "string"},
        }
        return {
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }

    @property
    def places_itself(self) -> bool:
        """Whether each row tells its place in the source."""
        return "sentence" in self.columns


@dataclass(frozen=True)
class Reply:
    """An answer in both forms: as data by the output schema, and in short as text."""

    data: Mapping[str, Any]
    text: str


def reply(tool: Tool, session: Session, arguments: Mapping[str, Any]) -> Reply:
    """The answer to checked arguments.

    Raises XiyangError as the command does, and WrongUse for more rows than an answer may have.
    """
    answer = tool.ask(session, **arguments)
    if len(answer.rows) > MOST_ROWS:
        raise WrongUse(
            "{count} rows are too many for one answer (at most {most}); ask for less",
            count=len(answer.rows),
            most=MOST_ROWS,
        )
    facts = list({fact.id: fact for fact in answer.facts}.values())
    data: dict[str, Any] = {"rows": _plain(answer.rows)}
    if not tool.places_itself:
        placed = [fact_row(fact) for fact in facts]
        data["facts"] = _plain([{key: row[key] for key in PLACED_FACT} for row in placed])
    bare = {attribution(source, [], session.language) for source in session.base.sources}
    data |= {
        "sources": _sources(session, facts),
        # The line of `check` without places gives way to that of `sources`, which has them.
        "notes": [line for line in answer.talk if line not in bare],
    }
    return Reply(data, _text(tool, session, answer, data))


def _text(tool: Tool, session: Session, answer: Answer, data: Mapping[str, Any]) -> str:
    """In Markdown: the notes, the command's own view, where the facts stand, the lines to cite them by."""
    writer = Writer(lambda: session.base, session.language, answer.unit)
    if tool.told and answer.rows:
        keys = [key if key in tool.columns else f"{key}_{session.language}" for key in tool.told]
        made: View | list[View] = writer.plain_table(answer.rows, keys)
    else:
        made = answer.view(writer)
    views = made if isinstance(made, list) else [made]
    if data.get("facts"):
        views = [*views, writer.plain_table(data["facts"], _WHERE)]
    shown = markdown_text(views).rstrip("\n")
    cited = [escaped(source["attribution"]) for source in data["sources"]]
    notes = [escaped(note) for note in data["notes"]]
    return "\n\n".join([*notes, shown, *(line for line in cited if line not in shown)])


def _plain(rows: Sequence[Row]) -> list[Row]:
    """Rows for JSON whose numbers are binary: decimals as text, all else as it is."""
    return [{k: plain(v) if isinstance(v, Decimal) else v for k, v in row.items()} for row in rows]


def _sources(session: Session, facts: Sequence[Fact]) -> list[dict[str, str]]:
    """The sources of the facts, or all of the base where none was found: there it was looked for."""
    asked = {fact.source for fact in facts}
    return [
        {
            "id": source.id,
            "headline_zh": source.headline_zh,
            "headline_en": source.headline_en,
            "attribution": attribution(
                source, [fact for fact in facts if fact.source == source.id], session.language
            ),
        }
        for source in session.base.sources
        if not asked or source.id in asked
    ]


def _search(session: Session, words: str, place: str | None = None) -> Answer:
    return cli.search(session, [words], place=place)


_TOOLS = (
    Tool(
        "search",
        "Find what the source states, by words (Chinese, English or pinyin; each must occur) or by a number "
        "or quantity (252, 2.52GW). Gives facts: value, unit, bound (`qualifier`), period, status, what the "
        "source states in this tool's words, and its place there. No rows: the source does not say it, which "
        f"makes it neither right nor wrong. {_NULL} {_STATUS}",
        {
            "words": parameters.name("what to look for: words, a number or a quantity", required=True),
            "place": _PLACE,
        },
        FACT_ROW,
        _search,
    ),
    Tool(
        "show",
        "All that the source states of named indicators or facts, and what follows from it by arithmetic, "
        f"with the line to cite it by. {_BASIS} {_NULL} {_STATUS}",
        {
            "names": parameters.names(
                "indicators or facts: ids as the other tools give them, Chinese or English names, pinyin",
                least=1,
            ),
            "unit": _UNIT,
            "place": _PLACE,
        },
        FACT_ROW,
        cli.show,
    ),
    Tool(
        "changes",
        "How indicators moved from the end of one five-year plan to the next: the level at both ends, "
        "difference, per cent, multiple, growth a year; each with whether it is reported or derived. "
        f"Percentage points are never per cent. {_BASIS} {_NULL} The note of a row says why. {_STATUS}",
        {
            "names": parameters.names("sectors or indicators; all of the place without any", least=0),
            "unit": _UNIT,
            "place": _PLACE,
        },
        CHANGE_ROW,
        cli.changes,
    ),
    Tool(
        "compare",
        "Put figures side by side, each against the first: difference, per cent, ratio, in one unit. A "
        "figure is an indicator (its latest level), `name@period` (gdp@2020), a fact, or a quantity of your "
        "own (200亿元, 18 billion yuan, 2.52GW). Different kinds of unit are an error. The notes say where "
        f"periods, places or statuses differ. {_BASIS} {_NULL} {_STATUS}",
        {
            "names": parameters.names(
                "two or more figures; the first is what the others are held against", least=2
            ),
            "unit": _UNIT,
            "place": _PLACE,
        },
        COMPARE_ROW,
        cli.compare,
    ),
    Tool(
        "check",
        "Judge every figure of a draft, in Chinese or English, against the source: a row for each, with "
        "`verdict`, the reason and what to print instead. `supported` means only that the source says so, "
        "not that it is true; `imprecise`: near it, but a bound is dropped or it is rounded without saying "
        "so; `contradicted`: the source has another figure; `misattributed`: the source's figure, told of "
        "another year or place, or as done when it is planned; `not_found`: the source says nothing on it, "
        f"neither right nor wrong. {_NULL} {_STATUS}",
        {
            "text": parameters.draft("the draft itself; no file is read"),
            "lines": parameters.flag("take each line for a claim of its own"),
            "as_of": parameters.year("the year that 今年 (this year) is; by default the source's own"),
        },
        CHECK_ROW,
        texts.check,
        told=("line", "column", "figure", "verdict", "explanation", "suggestion", "fact"),
    ),
)
TOOLS: Mapping[str, Tool] = {tool.name: tool for tool in _TOOLS}
