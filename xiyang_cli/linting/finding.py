"""One thing that a curator should mend: where it stands, which rule, the text, the right form. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xiyang_cli.answers.columns import Column, Columns, count, flag, text
from xiyang_cli.base.read import Fault, Open
from xiyang_cli.base.todo import TODO
from xiyang_cli.errors import XiyangError
from xiyang_cli.language import Language, say, visible

LOADING = "loading"
"""the rule of what stops a base from loading"""
TODO_RULE = "todo"
"""the rule of a place that a person has yet to write"""

EXAMPLES = {
    LOADING: "",
    TODO_RULE: "",
    "white-space": "name_zh: 粮食产量",
    "key-order": "id, kind, value, unit, qualifier, period … (facts/README.md)",
    "quotes": 'period: "2024"',
    "order": "grain-2019 (2019), grain-2020 (2020), grain-2024 (2024)",
    "missing-translation": "name_en: grain output",
    "name-collides": "aliases_en: [grain output, grain harvest]",
    "near-duplicate": "grain-2020: 12.5万吨 (2020); grain-2024: 10万吨 (2024)",
    "statement-figure": "figure: 超8亿次; statement_zh: …超8亿次…; statement_en: … over 800 million …",
    "statement-numbers": "statement_zh: …180.3亿元…; statement_en: … 18.03 billion yuan …",
    "change-contradicts": "2020: 300家; 2024: 450家; change: 50%",
    "plan-overdue": 'status: actual, period: "2026", from a later page',
}
"""the rules, each with an example of the right form"""

FIXED = ("white-space", "key-order", "quotes", "order")
"""the rules that `--fix` mends"""

LINT_ROW: Columns = {
    "file": text("the file it stands in"),
    "line": count("the line", least=1),
    "id": text("id of the record", "the place belongs to none"),
    "rule": Column("which rule", {"enum": [*EXAMPLES]}),
    "text": text("the words in question, as written", "there are none"),
    "message_zh": text("what is wrong and what to do"),
    "message_en": text("the same in English"),
    "example": text("an example of the right form", "the message says all"),
    "fixable": flag("whether `--fix` mends it"),
}
LINT_KEYS = tuple(LINT_ROW)


@dataclass(frozen=True)
class Finding:
    """What one rule found in one place."""

    file: str
    line: int
    id: str | None
    rule: str
    text: str
    """the words in question, as written"""
    template: str
    values: tuple[tuple[str, object], ...] = ()
    subject: str = ""
    """what the message goes on from (the key and value of a loading fault)"""

    def message(self, language: Language) -> str:
        """What is wrong and what to do."""
        return visible(self.subject) + say(self.template, language, **dict(self.values))

    @property
    def example(self) -> str:
        """The right form."""
        return EXAMPLES[self.rule]

    def row(self) -> dict[str, Any]:
        """Its flat row."""
        return {
            "file": self.file,
            "line": self.line,
            "id": self.id,
            "rule": self.rule,
            "text": self.text or None,
            **{
                f"message_{language.value}": self.message(language) for language in (Language.ZH, Language.EN)
            },
            "example": self.example or None,
            "fixable": self.rule in FIXED,
        }


@dataclass(frozen=True)
class Said:
    """A value of a message that has its own wording in each language."""

    template: str

    def wording(self, language: Language) -> str:
        return say(self.template, language)


def of_fault(fault: XiyangError, directory: str) -> Finding:
    """A fault of loading as a finding."""
    words = tuple(fault.values.items())
    if isinstance(fault, Fault):
        rule, text = (TODO_RULE, TODO) if isinstance(fault, Open) else (LOADING, fault.subject.strip())
        return Finding(fault.file, fault.line, fault.id, rule, text, fault.template, words, fault.subject)
    return Finding(str(fault.values.get("path", directory)), 1, None, LOADING, "", fault.template, words)
