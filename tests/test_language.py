"""Both languages are whole: every message, header and help text has its Chinese."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import xiyang_cli
from xiyang_cli.chinese import ANSWERING, CHINESE
from xiyang_cli.chinese_hand import HANDING
from xiyang_cli.chinese_keep import KEEPING
from xiyang_cli.group import COMMANDS
from xiyang_cli.language import Language, choose, say, visible

PACKAGE = Path(xiyang_cli.__file__).parent
# Functions whose message is their first argument, or the one at the place given.
SPEAKERS = {
    "say": 0, "say_word": 0, "Reason": 0, "Remark": 0, "Misfit": 0, "XiyangError": 0, "UnknownName": 0,
    "AmbiguousName": 0, "told": 1,
    "UnitsDoNotCompare": 0, "UnreadableFile": 0, "UnwritableFile": 0, "WrongUse": 0, "TreeFault": 1,
    "Fault": 3, "Fit": 1,
    "fault": 2,
    "NotAFormula": 0,
    "NoPicture": 0,
    "_line": 0,
    "_fault": 2,
    "finding": 3,
    "Finding": 5,
    "_at": 3,
}  # fmt: skip


def messages() -> Iterator[tuple[str, str]]:
    """Every English text in the code that a person may see, with the file it stands in."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                place = SPEAKERS.get(name)
                if place is not None and len(node.args) > place:
                    text = node.args[place]
                    if isinstance(text, ast.Constant) and isinstance(text.value, str):
                        yield text.value, file.name
                for keyword in node.keywords:
                    if keyword.arg == "help" and isinstance(keyword.value, ast.Constant):
                        yield str(keyword.value.value), file.name
            if (
                isinstance(node, ast.FunctionDef)
                and node.decorator_list
                and file.name
                in ("program.py", "group.py", *(f"{module}.py" for module in set(COMMANDS.values())))
            ):
                yield ast.get_docstring(node) or "", file.name
            if (
                isinstance(node, ast.Yield)
                and file.name in ("fit.py", "relations.py")
                and isinstance(node.value, ast.Tuple)
            ):
                texts = [e.value for e in node.value.elts if isinstance(e, ast.Constant)]
                yield from ((str(text), file.name) for text in texts if " " in str(text))


def words() -> Iterator[str]:
    """Texts that reach `say` through a variable."""
    from xiyang_cli.answers import show
    from xiyang_cli.answers.audit import REASONS, Agreement
    from xiyang_cli.answers.differences import RECORDS, Change
    from xiyang_cli.answers.verify import PROBLEMS
    from xiyang_cli.base.model import Kind, Status
    from xiyang_cli.base.todo import MESSAGES
    from xiyang_cli.checking import explain
    from xiyang_cli.exporting import excel
    from xiyang_cli.exporting.keys import EXPORT_CHANGE_ROW, EXPORT_ROW, FORMS
    from xiyang_cli.frame import HANDING_ON, KEEPERS, READERS
    from xiyang_cli.linting import form, names, numbers
    from xiyang_cli.output import changelog, keeping, views
    from xiyang_cli.output.charts import told
    from xiyang_cli.output.stub_text import HINTS
    from xiyang_cli.schema.catalogue import OTHER_ROWS, ROWS, SCHEMAS

    yield from (key for columns in (*ROWS.values(), *OTHER_ROWS.values()) for key in columns)
    yield from (*explain.TEMPLATES, *HINTS, *MESSAGES)
    yield from ("Facts", "Changes", "Sources", "Notes", "statement", "note", *excel.HOW_TO_READ)
    for columns in (EXPORT_ROW, EXPORT_CHANGE_ROW, FORMS["sources"].columns):
        yield from columns
        for column in columns.values():
            yield from (excel.WORDS.get(w, w.replace("_", " ")) for w in column.form.get("enum", ()))
    yield from (
        *form.MISPLACED,
        *form.MISPLACED_KEY,
        *form.By,
        *names._KINDS.values(),
        *numbers.BOUNDS.values(),
    )
    yield from (*REASONS, *(verdict.value.replace("_", " ") for verdict in Agreement))
    yield from (change.value for change in Change if change is not Change.CHANGED)
    yield from (changelog.FIGURES, changelog.OTHERS, changelog.NOTHING)
    yield from (record.replace("_", " ") for record in RECORDS)
    yield from ("may stand for", "or, its zeros rounded", "result", "with rounded zeros")
    yield from (*keeping.CHOSEN.values(), *(kind.value for kind in Kind))
    yield from (schema.template for schema in SCHEMAS)
    yield from ("content", "folder", "plans", "holds", "levels", "sentences", "source", "versions")
    yield from (*PROBLEMS.values(), "rose", "fell")
    yield from (KEEPERS, READERS, HANDING_ON, *show._STATEMENTS.values(), *views._DERIVED_NAMES.values())
    yield from (status.value.replace("_", " ") for status in Status)
    yield from (
        "sector",
        "name",
        "indicators",
        "facts",
        "indicator",
        "figure",
        "period",
        "status",
        "where",
    )
    yield from ("id", "what it says", "value", "difference", "in per cent", "of the first", "notes", "fact")
    yield from (*told._RANKINGS.values(), "ranks and single figures", "single figures", "where it comes from")
    yield from ("printed by the source", "worked out by this tool")
    yield from ("what is wrong", "publication", "author", "date", "page number", "level")
    yield from (
        f"no {w} is called {{name}}; did you mean {{choices}}?"
        for w in ("indicator", "sector", "place", "plan", "relation")
    )
    yield from (
        f"no {w} is called {{name}}; there are {{known}}" for w in ("sector", "place", "plan", "relation")
    )
    yield from (f"different {what}: {{a}} and {{b}}" for what in ("periods", "places", "statuses"))


ALL = sorted({text for text, _ in messages() if text} | set(words()))


@pytest.mark.parametrize("text", ALL)
def test_every_text_has_its_chinese(text: str) -> None:
    assert text in CHINESE, f"add it to chinese.py: {text!r}"
    assert any("㐀" <= c <= "鿿" for c in CHINESE[text])


@pytest.mark.parametrize("text", sorted(CHINESE))
def test_a_translation_fills_the_same_blanks(text: str) -> None:
    """A blank missing in one language would hide a value there, or stop the message."""
    assert blanks(CHINESE[text]) == blanks(text)


def test_a_text_has_its_chinese_in_one_table() -> None:
    tables = (ANSWERING, HANDING, KEEPING)
    assert len(set().union(*tables)) == sum(map(len, tables))


def test_no_translation_is_left_over() -> None:
    assert sorted(set(CHINESE) - set(ALL)) == []


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_language_is_the_option_then_the_variable_then_the_locale() -> None:
    assert choose(["show", "--lang", "zh"], {"XIYANG_LANG": "en"}) is Language.ZH
    assert choose(["show", "--lang=en"], {"LANG": "zh_CN.UTF-8"}) is Language.EN
    assert choose(["show"], {"XIYANG_LANG": "zh", "LANG": "C"}) is Language.ZH
    assert choose([], {"LANG": "zh_CN.UTF-8"}) is Language.ZH
    assert choose([], {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}) is Language.EN
    assert choose([], {}) is Language.EN
    assert choose(["search", "--", "--lang", "zh"], {}) is Language.EN


def test_values_of_a_message_cannot_act_on_a_terminal() -> None:
    told = say("error: {message}", Language.EN, message="a\x1b[31mb\u202ec\nd")
    assert told == r"error: a\x1b[31mb\u202ec\nd"


def test_visible_text_stays_as_it_is() -> None:
    assert visible("180.3亿元（2024年）“x” 1 000") == "180.3亿元（2024年）“x” 1 000"
