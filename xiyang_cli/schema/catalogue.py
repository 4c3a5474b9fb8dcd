"""All schemas there are, by name, each with its version. `docs/schemas.md` tells the versions."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from xiyang_cli.answers import columns
from xiyang_cli.answers.audit import AUDIT_ROW
from xiyang_cli.answers.check import CHECK_ROW
from xiyang_cli.answers.columns import Columns, row_schema
from xiyang_cli.answers.compare import COMPARE_ROW
from xiyang_cli.answers.differences import DIFF_ROW
from xiyang_cli.answers.figures import FIGURE_ROW
from xiyang_cli.answers.info import INFO_ROW
from xiyang_cli.answers.keys import CHANGE_ROW, FACT_ROW, SECTOR_ROW, SENTENCE_ROW
from xiyang_cli.answers.verify import FINDING_ROW
from xiyang_cli.base.rules import FILES, OPTIONAL_FILES
from xiyang_cli.base.sector_rules import SECTOR_FILE
from xiyang_cli.drafting.draft import DRAFT_ROW, RECORD_ROW
from xiyang_cli.errors import UnknownName
from xiyang_cli.exporting.keys import EXPORT_ROW
from xiyang_cli.language import Language, say
from xiyang_cli.linting.finding import LINT_ROW
from xiyang_cli.schema.files import file_schema

VERSIONS: Mapping[str, int] = {}
"""the version of each schema that has had another than the first"""

SCHEMA_ROW: Columns = {
    "name": columns.text("its name, for `xiyang schema NAME`"),
    "version": columns.count("its version, raised with every change of it", least=1),
    "id": columns.text("its `$id`"),
    "title_zh": columns.text("what it describes, in Chinese"),
    "title_en": columns.text("what it describes"),
}
SCHEMA_KEYS = tuple(SCHEMA_ROW)

ROWS: dict[str, Columns] = {
    "sectors": SECTOR_ROW,
    "changes": CHANGE_ROW,
    "show": {**FACT_ROW, **SENTENCE_ROW},
    "compare": COMPARE_ROW,
    "search": FACT_ROW,
    "list": FACT_ROW,
    "export": EXPORT_ROW,
    "figures": FIGURE_ROW,
    "check": CHECK_ROW,
    "draft": DRAFT_ROW,
    "lint": LINT_ROW,
    "verify": FINDING_ROW,
    "audit": AUDIT_ROW,
    "diff": DIFF_ROW,
    "schema": SCHEMA_ROW,
    "info": INFO_ROW,
}
"""the keys of every command that gives rows"""
_SOMETIMES = {"show": SENTENCE_ROW}
"""keys that only an option adds"""
OTHER_ROWS = {"draft": RECORD_ROW}
"""the keys of the other rows that an option asks for (`--record`)"""

_FORMS = (
    "Numbers are decimals, exact to the last digit. With --fields there are only the keys asked for, "
    "in their order; with -f jsonl each line is one of the items; CSV and TSV have the same keys, "
    "null is an empty cell."
)


@dataclass(frozen=True)
class Schema:
    """One schema: of a base's file (named after it) or of a command's rows (named after it)."""

    name: str
    template: str
    body: Callable[[], dict[str, Any]]

    @property
    def of_file(self) -> bool:
        return self.name.endswith(".yaml")

    @property
    def version(self) -> int:
        return VERSIONS.get(self.name, 1)

    @property
    def id(self) -> str:
        return f"urn:xiyang:schema:{self.name}:{self.version}"

    def title(self, language: Language) -> str:
        """What it describes."""
        return say(self.template, language, name=self.name)

    def row(self) -> dict[str, Any]:
        """Its flat row."""
        titles = {f"title_{language}": self.title(language) for language in (Language.ZH, Language.EN)}
        return {"name": self.name, "version": self.version, "id": self.id, **titles}


def _of_rows(command: str) -> dict[str, Any]:
    row = row_schema(ROWS[command], _SOMETIMES.get(command, ()))
    if command in OTHER_ROWS:
        row = {"oneOf": [row, row_schema(OTHER_ROWS[command])]}
    return {"$comment": _FORMS, "type": "array", "items": row}


SCHEMAS = (
    *(
        Schema(name, record.title, partial(file_schema, record))
        for name, record in (FILES | OPTIONAL_FILES).items()
    ),
    Schema("sector.yaml", SECTOR_FILE.title, partial(file_schema, SECTOR_FILE)),
    *(Schema(name, "the rows of xiyang {name}", partial(_of_rows, name)) for name in ROWS),
)


def find_schema(name: str) -> Schema:
    """The schema of that name; of a file `.yaml` may be left out where no command is called so.

    Raises UnknownName.
    """
    known = {schema.name: schema for schema in SCHEMAS}
    found = known.get(name) or known.get(f"{name}.yaml")
    if found is None:
        raise UnknownName("no schema is called {name}; there are {known}", name=name, known=", ".join(known))
    return found


def schema_text(schema: Schema) -> str:
    """It as JSON text."""
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": schema.id,
        "title": schema.title(Language.EN),
    }
    return json.dumps(head | schema.body() | {"title": head["title"]}, ensure_ascii=False, indent=2) + "\n"
