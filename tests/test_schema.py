"""Schemas say what loading checks and what commands print: each is held against both.

After a change of a schema, its version and docs/schemas.md: `python -m tests.test_schema` writes
facts/.schema, the tables of facts/README.md and the record of hashes anew.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.conftest import COUNTY, REAL, ROOT, edit, run
from tests.test_bad_base import FAULTS
from xiyang_cli.base import fit, forms, model
from xiyang_cli.base.load import load_base
from xiyang_cli.base.relations import RELATION_FITS
from xiyang_cli.errors import BrokenBase
from xiyang_cli.schema import base_schemas
from xiyang_cli.schema.catalogue import SCHEMAS, find_schema, schema_text
from xiyang_cli.schema.dictionary import tables

RECORD = Path(__file__).parent / "schemas.json"
DICTIONARY = REAL / "README.md"
TEXTS: dict[str, Any] = {schema.name: json.loads(schema_text(schema)) for schema in SCHEMAS}
VALIDATORS = {name: Draft202012Validator(schema) for name, schema in TEXTS.items()}
NAMES = [schema.name for schema in SCHEMAS]


class Editor(yaml.SafeLoader):
    """YAML as editors read it: by the core schema of YAML 1.2, tags ignored."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012


for tag, written in {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
}.items():
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{written})$"), None)
Editor.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))
Editor.add_constructor("tag:yaml.org,2002:float", lambda _, node: float(node.value))
Editor.add_multi_constructor("", lambda _, tag, node: node.value)


def validator(file: str) -> Any:
    """That of a base's file, by its name."""
    return VALIDATORS.get(file, VALIDATORS["sector.yaml"])


def told(error: Any) -> str:
    return f"{error.json_path}: {error.message}"[:300]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_a_schema_that_says_what_it_is(name: str) -> None:
    text = run("schema", name).out
    schema = json.loads(text)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert re.fullmatch(rf"urn:xiyang:schema:{re.escape(name)}:[1-9][0-9]*", schema["$id"])
    assert schema["title"]
    for pattern in re.findall(r'"pattern": (".*")', text):
        re.compile(json.loads(pattern))


def test_every_key_is_described() -> None:
    for validator in VALIDATORS.values():
        for found in _objects(validator.schema):
            for key, value in found.get("properties", {}).items():
                if "type" in found:
                    assert value.get("description"), key


def _objects(schema: Any) -> Any:
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from _objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _objects(value)


@pytest.mark.parametrize("path", [*REAL.glob("*.yaml"), *COUNTY.glob("*.yaml")], ids=lambda p: p.name)
def test_every_file_of_a_base_fits_its_schema(path: Path) -> None:
    content = yaml.load(path.read_text(encoding="utf-8"), Editor)
    assert [told(error) for error in validator(path.name).iter_errors(content)] == []


@pytest.mark.parametrize("path", [*REAL.glob("*.yaml"), *COUNTY.glob("*.yaml")], ids=lambda p: p.name)
def test_the_first_line_of_a_file_sends_editors_to_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert match
    schema = json.loads((path.parent / match[1]).read_text(encoding="utf-8"))
    assert schema == validator(path.name).schema


# ---- what commands print

ASKED = [
    ["sectors"], ["sectors", "--place", "all"], ["changes"], ["changes", "--place", "all"],
    ["search", "202"], ["search", "zzz"], ["search", "万", "--place", "all"],
    ["list"], ["list", "--place", "all"], ["list", "--kind", "rank"], ["list", "--status", "planned"],
    ["figures", "--text", "增长近30倍，投资1亿3千万元，翻了一番，居第一位，8%到10%; output topped RMB 1.26bn, -5 °C"],
    ["figures", "--text", "nothing"], ["info"], ["schema"],
    ["check", "--text", "GDP达130.8亿元，翻了一番，是全省唯一的县，居第一；粮食产量12.5万吨，增长三成。"],
    ["check", "--text", "no figure"],
]  # fmt: skip
OF_COUNTY = [
    ["changes", "--from", "12th", "--to", "13th"], ["changes", "grain", "--unit", "t"],
    ["show", "grain"], ["show", "grain", "--unit", "吨"], ["show", "water-stations"],
    ["compare", "grain@2020", "grain@2024"], ["compare", "grain", "20万吨", "-5万吨"],
    ["compare", "forest-cover@2020", "forest-cover@2024"],
]  # fmt: skip
OF_REAL = [
    ["show", "gdp"], ["show", "new energy", "--unit", "GW"], ["changes", "economy", "--unit", "元"],
    ["compare", "gdp", "200亿元"], ["compare", "gdp@2020", "gdp@2024", "--unit", "million yuan"],
    ["list", "--sector", "industry", "--period", "2026"],
]  # fmt: skip


@pytest.mark.parametrize(
    ("base", "words"),
    [*((b, w) for b in (COUNTY, REAL) for w in ASKED), *((COUNTY, w) for w in OF_COUNTY), *((REAL, w) for w in OF_REAL)],
    ids=lambda value: value.parent.name if isinstance(value, Path) else " ".join(value),
)  # fmt: skip
def test_what_a_command_prints_fits_its_schema(base: Path, words: list[str]) -> None:
    result = run(*words, "-f", "json", base=base)
    assert result.code in (0, 1), result.err
    _fits(words[0], result.json)
    header = run(*words, "-f", "tsv", base=base).out.split("\n")[0].split("\t")
    properties = TEXTS[words[0]]["items"]["properties"]
    assert header == [key for key in properties if key != "sentence_text"]


def _fits(command: str, rows: Any) -> None:
    assert [told(error) for error in VALIDATORS[command].iter_errors(rows)] == []


def test_every_fact_shown_and_every_sentence_fits(tmp_path: Path) -> None:
    for base in (COUNTY, REAL):
        ids = [row["indicator"] for row in run("list", "--place", "all", "-f", "json", base=base).json]
        for id in dict.fromkeys(ids):
            _fits("show", run("show", id, "--place", "all", "-f", "json", base=base).json)
    page = tmp_path / "page.txt"
    page.write_text("溪畔新篇\n别的话。\n农业与财政\n粮食产量99万吨。\n", encoding="utf-8")
    shown = run("show", "grain", "--source", str(page), "-f", "json")
    assert shown.json[0]["sentence_text"] is None
    _fits("show", shown.json)
    proof = run("verify", str(page), "-f", "json")
    assert {row["problem"] for row in proof.json} >= {"missing_beginning", "no_sentence", "hash", "uncovered"}
    _fits("verify", proof.json)


WITHOUT_ROWS = {"chart", "cite", "completion", "init", "mcp"}
"""commands that answer in no rows"""


def test_every_command_that_gives_rows_has_a_schema() -> None:
    from typer.main import get_command

    from xiyang_cli.program import app

    commands = set(get_command(app).commands)  # type: ignore[attr-defined]
    assert commands - WITHOUT_ROWS == {schema.name for schema in SCHEMAS if not schema.of_file}


def test_a_fact_s_row_has_every_field_of_a_fact() -> None:
    from xiyang_cli.answers.keys import FACT_KEYS

    assert list(FACT_KEYS) == list(model.Fact._fields)


@pytest.mark.parametrize("command", [name for name in NAMES if not name.endswith(".yaml")])
def test_a_row_of_another_form_is_refused(command: str) -> None:
    """A key too many, a key too few, a null or text in the place of a whole number."""
    good = {"sectors": ["sectors"], "info": ["info"], "figures": ["figures", "--text", "12.5万吨"]}
    words = good.get(
        command, {"compare": ["compare", "grain", "2吨"], "show": ["show", "grain"]}.get(command)
    )
    if words is None:
        return
    (row, *_) = run(*words, "-f", "json").json
    check = VALIDATORS[command]
    assert check.is_valid([row])
    assert not check.is_valid([row | {"colour": "red"}])
    assert not check.is_valid([{key: row[key] for key in list(row)[1:]}])
    first = next(iter(row))
    assert not check.is_valid([row | {first: None}])
    assert not check.is_valid([row | {first: ["x"]}])


# ---- what loading checks

UNSTATED = {
    "the id {id} is taken ({file}:{first}); ids of indicators, facts and sectors differ": "Ids of indicators, facts and sectors are unique",
    "the id {id} stands twice; ids are unique": "No two have an id in common",
    "unknown unit {unit}; write a unit of units.yaml, or add it there": "unit is one of units.yaml",
    "unknown {key} {value}; write one of {known}": "is the id of a place",
    "unknown {key} {value}; the base has none yet, add it first": "is the id of a place",
    "this file is {name}; name it after its sector: {sector}.yaml": "the file is called <sector>.yaml",
    "the sector has no file {id}.yaml; add it": "Each has its file",
    "the name {name} is a name of {other} too; give it to one of them": "No two have a name in common",
    "{to} does not lie after {from_}; swap from and to": "to lies after from",
    "ends before it begins; swap its ends": "does not end before it begins",
    "{pinyin} pinyin entries for {names} Chinese names; write one for each, in order": "pinyin has an entry for each",
    "the pinyin {spelled} does not fit {name}; write a syllable for each character": "each a syllable for each",
    "the key {key} stands twice; leave one of them": "repeated keys",
    "an anchor (&{name}); a base has none: leave it out": "anchors",
    "a YAML tag ({tag}); a base has none: leave it out": "without tags",
    "broken YAML: {problem}; mend the line or quote its value": "one YAML document",
    "a second YAML document; a base file holds one": "one YAML document",
    "unknown fact {fact}; write the id of a fact of this base": "is a formula over facts of the base",
    "the fact {fact} has no value; a formula works with numbers": "that have a value",
    "{left} and {right} (1: a bare number) are of different kinds; they do not add or compare": "its units go together",
    "has a parenthesis that is not closed": "how its words follow each other",
    "{word} stands where + - * / or a comparison should": "how its words follow each other",
    "ends where a fact or a number should stand": "how its words follow each other",
    "has more than {limit} words; split it into several relations": "they are at most 100",
    **{rule.template: rule.text for rule in (*fit.FACT_FITS, *fit.UNIT_FITS, *RELATION_FITS) if not rule.must.schema},
}  # fmt: skip
"""what loading tells and no schema can state, with the words in which the schemas say so"""
BLIND = {"value: 1e3"}
"""an editor takes 1e3 for the number 1000; the schema says so, too"""


def faults_of(base: Path) -> list[Exception]:
    """The faults that loading tells."""
    try:
        load_base(base)
    except BrokenBase as broken:
        return list(broken.faults)
    return []


def agree(faults: list[Exception], errors: list[str]) -> bool:
    """What a schema can state is shown to editors, and nothing that loads is."""
    stated = [fault for fault in faults if getattr(fault, "template", "") not in UNSTATED]
    return bool(errors) if stated else bool(faults) or not errors


def rejected(base: Path) -> list[str]:
    """The faults that an editor shows by the schemas."""
    found = []
    for path in sorted(base.glob("*.yaml")):
        try:
            content = yaml.load(path.read_text(encoding="utf-8"), Editor)
        except yaml.YAMLError:
            continue
        found += [told(error) for error in validator(path.name).iter_errors(content)]
    return found


@pytest.mark.parametrize(("file", "old", "new", "message"), FAULTS)
def test_a_fault_that_a_schema_can_state_is_seen_by_editors(
    copied: Path, file: str, old: str, new: str, message: str
) -> None:
    edit(copied, file, old, new)
    if new in BLIND:
        assert rejected(copied) == []
    else:
        faults, errors = faults_of(copied), rejected(copied)
        assert agree(faults, errors), (faults, errors)


def test_the_schemas_list_what_they_cannot_state() -> None:
    comments = " ".join(found["$comment"] for text in base_schemas().values() for found in _objects(json.loads(text)) if "$comment" in found)  # fmt: skip
    for words in UNSTATED.values():
        assert words in comments, words


VALUES: st.SearchStrategy[Any] = st.sampled_from([
    None, 0, 1, -1, 2, 1.5, 12, 2024, 10**13, True, False, "", " x", "x ", "a\tb", "a\nb", "a\u200bb", "年", "true", "True",
    "0", "1", "07", "1234567", "-1", "-0", "12.5", "12,5", "1e3", "1/2", "2/0", "2000/3/4", "2024", "2024-13", "2024-02-28",
    "2021/2025", "0000", "19", "Upper Case", "a-b", "a--b", "x" * 2001, "一二三四五六七八九十一二三", [], {}, ["x"], [1], [None],
    "level", "change", "rank", "measure", "up", "down", "by", "to", "range", "exact", "over", "printed", "context", "only",
    "grain-2020 = grain-2024", "(grain-2020)>= grain-2024", "grain-2020 == grain-2024", "1 = 1", "1-2 = 1", "grain-2020 =",
    "grain-2020 + 1 - = grain-2024", "grain-2020 = grain-2024 = 1", "99", "99.9", "100", "-0.0", ["grain-2020"],
    "first", "actual", "planned", "0" * 64,
])  # fmt: skip


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_loading_and_schemas_agree_on_files_with_faults(data: st.DataObject, copied: Path) -> None:
    """A key dropped, an unknown one added, a value of another kind: both see it, or neither."""
    path = copied / data.draw(
        st.sampled_from(["nature.yaml", "nature.yaml", "relations.yaml", *sorted(TREES)])
    )
    tree = json.loads(TREES[path.name])
    for _ in range(data.draw(st.integers(1, 3))):
        _mutate(data, tree)
    # JSON is YAML in which what is text and what is a number is the same to both.
    path.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
    faults = faults_of(copied)
    errors = [told(error) for error in validator(path.name).iter_errors(tree)]
    path.write_bytes((COUNTY / path.name).read_bytes())
    assert agree(faults, errors), (faults, errors)


TREES = {
    path.name: json.dumps(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)).replace(
        '"null"', "null"
    )
    for path in COUNTY.glob("*.yaml")
}
"""the county's files as JSON, every value text as loading sees it"""


def _mutate(data: st.DataObject, tree: Any) -> None:
    records = [found for found in _objects(tree) if found]
    if not records:
        return
    record = data.draw(st.sampled_from(records))
    keys = list(record)
    optional = [
        "value_high",
        "baseline_period",
        "yearly",
        "multiple",
        "ranking",
        "scope",
        "note_zh",
        "direction",
        "expect",
        "facts",
        "tolerance",
    ]
    match data.draw(st.sampled_from(["drop", "add", "set", "set", "set"])):
        case "drop":
            del record[data.draw(st.sampled_from(keys))]
        case "add":
            record[data.draw(st.sampled_from(["colour", *optional]))] = data.draw(VALUES)
        case _:
            record[data.draw(st.sampled_from(keys))] = data.draw(VALUES)


def test_a_line_of_text_is_the_same_to_both() -> None:
    """Every character up to U+FFFF: what the pattern refuses loading refuses, and the other way round."""
    pattern = re.compile(forms.text.schema["pattern"])
    for code in range(0x10000):
        character = chr(code)
        if unicodedata.category(character) in ("Cs", "Cn"):
            continue
        for written in (f"a{character}b", f"{character}b"):
            try:
                forms.text(written)
                fits = True
            except forms.Misfit:
                fits = False
            assert bool(pattern.search(written)) == fits, hex(code)


# ---- what is kept in the repository

STALE = "run `python -m tests.test_schema`"


def test_the_copies_for_editors_are_current() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in (REAL / ".schema").iterdir()}
    assert kept == base_schemas(), STALE


def test_the_dictionary_has_a_current_table_of_each_record() -> None:
    assert _with_tables() == DICTIONARY.read_text(encoding="utf-8"), STALE
    marked = re.findall(r"<!-- (.*) -->", _with_tables())
    assert sorted(marked) == sorted(tables())


def _with_tables() -> str:
    """The dictionary with each table written anew, under the comment that names its record."""
    text = DICTIONARY.read_text(encoding="utf-8")
    return re.sub(
        r"<!-- (.*) -->\n\n(?:\|.*\n)*\n?", lambda m: f"<!-- {m[1]} -->\n\n{tables()[m[1]]}\n", text
    )


def _hashes() -> dict[str, Any]:
    return {
        schema.name: {
            "version": schema.version,
            "sha256": hashlib.sha256(schema_text(schema).encode()).hexdigest(),
        }
        for schema in SCHEMAS
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_that_changes_has_a_new_version(name: str) -> None:
    kept, now = json.loads(RECORD.read_text(encoding="utf-8")).get(name), _hashes()[name]
    assert kept is not None, f"a new schema: tell it in docs/schemas.md, then {STALE}"
    if kept["sha256"] != now["sha256"]:
        assert kept["version"] != now["version"], (
            f"raise its version, tell it in docs/schemas.md, then {STALE}"
        )
    assert kept == now, STALE


def test_the_changelog_of_schemas_names_each() -> None:
    text = (ROOT / "docs" / "schemas.md").read_text(encoding="utf-8")
    for name in NAMES:
        assert f"`{name}`" in text


# ---- the command


def test_a_file_s_schema_is_found_without_its_suffix() -> None:
    assert find_schema("sector").name == "sector.yaml"
    assert find_schema("sectors").name == "sectors"
    assert find_schema("sectors.yaml").of_file


def test_an_unknown_schema() -> None:
    result = run("schema", "weather")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: no schema is called weather; there are places.yaml, plans.yaml")


@pytest.mark.parametrize("words", [["-f", "csv"], ["-f", "jsonl"], ["--fields", "type"]])
def test_a_schema_is_one_document(words: list[str]) -> None:
    result = run("schema", "list", *words)
    assert (result.code, result.out) == (2, "")
    assert "a schema is one JSON document" in result.err


def test_a_schema_is_written_to_a_file_and_needs_no_base(tmp_path: Path) -> None:
    target = tmp_path / "sector.json"
    assert run("schema", "sector", "-o", str(target), base=tmp_path / "nowhere").code == 0
    assert target.read_text(encoding="utf-8") == base_schemas()["sector.json"]
    assert run("schema", "-f", "table", base=tmp_path / "nowhere").code == 0


def rewrite() -> None:
    """Write what is made of the schemas."""
    folder = REAL / ".schema"
    folder.mkdir(exist_ok=True)
    for name, text in base_schemas().items():
        (folder / name).write_text(text, encoding="utf-8")
    DICTIONARY.write_text(_with_tables(), encoding="utf-8")
    RECORD.write_text(json.dumps(_hashes(), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    rewrite()
