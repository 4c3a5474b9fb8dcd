"""`export`: every form holds the same facts, exactly, opened by the program it is for.

Forms whose programs are large (Parquet, Datasette, frictionless) are in test_export_consumers.py.
"""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REAL, ROOT, Result, run, script
from xiyang_cli.base.factbase import FactBase

# By hand from facts/*.yaml: value as printed, unit, value in base units, base unit.
PRINTED = {
    "gdp-2024": ("180.3", "亿元", "18030000000", "CNY"),
    "budget-revenue-2024": ("12.6", "亿元", "1260000000", "CNY"),
    "new-energy-capacity-now": ("252", "万千瓦", "2520000000", "W"),
    "life-expectancy-level": ("82.65", "岁", "82.65", "year_age"),
    "third-child-subsidy-2024": ("1", "万元", "10000", "CNY"),
    "linkage-funds-level": ("6.1", "亿元", "610000000", "CNY"),
}
FILES = {
    "csv": "f.csv",
    "json": "f.json",
    "jsonl": "f.jsonl",
    "tsv": "f.tsv",
    "sqlite": "f.db",
    "xlsx": "f.xlsx",
}
PATHS = {**FILES, "parquet": "f.parquet", "datapackage": "package"}
NOTHING = ("--sector", "energy", "--kind", "recognition", "--status", "projected")
"""filters that no fact passes"""


def exported(folder: Path, form: str, *words: str, base: Path = REAL, **environment: str) -> Path:
    path = folder / PATHS[form]
    result = run("export", form, "-o", str(path), *words, base=base, **environment)
    assert (result.code, result.out) == (0, ""), result.err
    return path


def opened(path: Path, mode: str = "ro") -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(f"file:{path}?mode={mode}", uri=True))


def sheets(path: Path) -> Any:
    return pytest.importorskip("openpyxl").load_workbook(path)


def table_of(sheet: Any) -> list[dict[str, Any]]:
    """The rows of a sheet by their headers."""
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


# ---- text


def test_csv_holds_the_printed_decimals_and_what_a_fact_needs_alone() -> None:
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(run("export", "csv", base=REAL).out))}
    for id, told in PRINTED.items():
        assert tuple(rows[id][key] for key in ("value", "unit", "base_value", "base_unit")) == told
    gdp = rows["gdp-2024"]
    assert (gdp["figure_en"], gdp["unit_kind"], gdp["qualifier"]) == ("18.03 billion yuan", "money", "exact")
    assert (gdp["period"], gdp["period_first"], gdp["period_last"]) == ("2024", "2024-01-01", "2024-12-31")
    assert (gdp["sector_zh"], gdp["place_en"], gdp["source_printed"]) == (
        "经济与财政",
        "Xiyang County",
        "2025-12",
    )
    assert gdp["source_zh"] == "五年转型谱新篇 经济民生双跃升"


@pytest.mark.parametrize(
    "words",
    [
        [], ["--place", "all"], ["--sector", "energy"], ["--kind", "rank"], ["--status", "planned"],
        ["--unit-kind", "money", "--period", "2024"], list(NOTHING),
    ],
    ids=" ".join,
)  # fmt: skip
def test_the_filters_of_list_hold(words: list[str]) -> None:
    asked = [row["id"] for row in run("list", *words, "--json", base=REAL).json]
    assert [row["id"] for row in run("export", "json", *words, base=REAL).json] == asked
    lines = run("export", "jsonl", *words, base=REAL).out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == asked
    tsv = run("export", "tsv", *words, base=REAL).out.splitlines()
    assert [line.split("\t")[0] for line in tsv] == ["id", *asked]


def test_the_rows_of_list_are_in_an_export() -> None:
    for listed, row in zip(
        run("list", "--json").json, run("export", "json").json, strict=True
    ):  # the county's base has ranges and values below zero
        assert {key: row[key] for key in listed} == listed


@pytest.mark.parametrize("base", [REAL, ROOT / "tests" / "base"], ids=["real", "county"])
def test_an_export_fits_its_schema(base: Path) -> None:
    from jsonschema import Draft202012Validator

    schema = run("schema", "export").json
    rows = run("export", "json", "--place", "all", base=base).json
    assert [error.message for error in Draft202012Validator(schema).iter_errors(rows)] == []
    assert run("export", "csv", base=base).out.split("\n")[0].split(",") == list(
        schema["items"]["properties"]
    )


def test_words_that_stand_for_a_number_are_not_told_as_english() -> None:
    rows = {row["id"]: row["figure_en"] for row in run("export", "json", base=REAL).json}
    assert (rows["gdp-doubling"], rows["government-debt-decline"]) == ("doubled", None)
    assert rows["new-energy-capacity-now"] == "2.52 GW"


def test_a_file_is_told_and_what_of_other_places_was_left_out(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    told = run("export", "csv", "-o", str(path), base=REAL)
    assert (
        told.err == f"{path}: 107 facts of Xiyang County; --place all takes those of other places too (10)\n"
    )
    assert run("export", "csv", "-o", str(path), "--place", "all", base=REAL).err == f"{path}: 117 facts\n"
    assert "107条" in run("export", "csv", "-o", str(path), "--lang", "zh", base=REAL).err


# ---- SQLite


@pytest.mark.parametrize(
    "words", [[], ["--place", "all"], ["--sector", "energy"], list(NOTHING)], ids=" ".join
)
@pytest.mark.parametrize("base", [REAL, ROOT / "tests" / "base"], ids=["real", "county"])
def test_a_database_is_whole(tmp_path: Path, base: Path, words: list[str]) -> None:
    if base != REAL and "energy" in words:
        words = ["--sector", "economy", *words[2:]]
    with opened(exported(tmp_path, "sqlite", *words, base=base)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        (count,) = db.execute("SELECT count(*) FROM facts").fetchone()
    assert count == len(run("list", *words, "--json", base=base).json)


def test_a_database_keeps_decimals_as_text_with_a_float_beside(tmp_path: Path) -> None:
    with opened(exported(tmp_path, "sqlite")) as db:
        for id, told in PRINTED.items():
            question = "SELECT value, unit, base_value, base_unit, value_number FROM facts WHERE id = ?"
            *text, number = db.execute(question, [id]).fetchone()
            assert (*text, number) == (*told, float(told[0]))
        found = db.execute(
            "SELECT from_value, to_value, multiple FROM changes WHERE indicator = 'gdp'"
        ).fetchone()
        assert found == ("90.15", "180.3", "2")
        largest = "SELECT id FROM facts WHERE unit_kind = 'power' ORDER BY base_value_number DESC LIMIT 1"
        assert db.execute(largest).fetchone() == ("new-energy-capacity-now",)


def test_a_change_goes_along_with_all_its_facts_or_not_at_all(tmp_path: Path) -> None:
    """New energy's rests on two levels, that of GDP on a level and a printed change."""
    with opened(exported(tmp_path, "sqlite", "--kind", "level")) as db:
        moved = {id for (id,) in db.execute("SELECT indicator FROM changes")}
        rests = db.execute("SELECT fact FROM change_facts WHERE change = 'new-energy-capacity'").fetchall()
    assert "new-energy-capacity" in moved
    assert "gdp" not in moved
    assert sorted(rests) == [("new-energy-capacity-2020",), ("new-energy-capacity-now",)]


def test_a_database_finds_chinese_and_english_words(tmp_path: Path) -> None:
    with opened(exported(tmp_path, "sqlite")) as db:

        def found(table: str, words: str) -> set[str]:
            question = f"SELECT t.id FROM {table}_fts s JOIN {table} t ON t.rowid = s.rowid WHERE {table}_fts MATCH ?"
            return {id for (id,) in db.execute(question, [words])}

        assert "new-energy-capacity-now" in found("facts", "新能源")
        assert "gdp-2024" in found("facts", "地区生产总值")
        assert "life-expectancy-level" in found("facts", "expectancy")
        assert found("facts", "没有的词") == set()
        assert found("indicators", "财政收入") >= {"budget-revenue"}  # an alias
        db.execute("SELECT * FROM facts_en"), db.execute("SELECT 数字 FROM facts_zh")


def test_a_database_describes_its_columns_and_refuses_other_words(tmp_path: Path) -> None:
    path = exported(tmp_path, "sqlite")
    with opened(path) as db:
        for table, column in db.execute('SELECT "table", "column" FROM dictionary'):
            assert column in {row[1] for row in db.execute(f'PRAGMA table_info("{table}")')}
        assert db.execute(
            'SELECT "null" FROM dictionary WHERE "table" = \'facts\' AND "column" = \'value\''
        ).fetchone() == ("no number is printed",)
    with opened(path, "rw") as writable, pytest.raises(sqlite3.IntegrityError):
        writable.execute("UPDATE facts SET status = 'rumoured'")


def test_the_sqlite_shell_reads_a_database(tmp_path: Path) -> None:
    shell = shutil.which("sqlite3")
    if shell is None:
        pytest.skip("the sqlite3 shell is not installed; .ci/run installs it")
    path = exported(tmp_path, "sqlite")
    question = (
        "SELECT f.figure, i.name, s.name FROM facts f JOIN indicators i ON i.id = f.indicator "
        "JOIN sectors s ON s.id = f.sector WHERE f.id = 'gdp-2024'"
    )
    done = subprocess.run([shell, "-readonly", path, question], capture_output=True, check=True)
    line = "180.3亿元|地区生产总值 gross domestic product|经济与财政 economy and public finance\n"
    assert (done.stdout.decode(), done.stderr) == (line, b"")


# ---- Excel


def test_a_workbook_is_for_people(tmp_path: Path) -> None:
    book = sheets(exported(tmp_path, "xlsx"))
    assert book.sheetnames == ["Facts", "Changes", "Sources", "Notes"]
    facts = book["Facts"]
    assert (facts.freeze_panes, facts.auto_filter.ref[:3]) == ("B2", "A1:")
    assert [cell.value for cell in facts[1]][:5] == [
        "name (English)", "name (Chinese)", "figure", "figure (English)", "value",
    ]  # fmt: skip
    rows = {row["id"]: row for row in table_of(facts)}
    assert len(rows) == 107
    for id, (value, unit, base_value, _) in PRINTED.items():
        assert rows[id]["value (exact)"] == value
        assert rows[id]["base value (exact)"] == base_value
        assert (Decimal(str(rows[id]["value"])), rows[id]["unit"]) == (Decimal(value), unit)
    assert (rows["gdp-2024"]["figure"], rows["street-exposure-level"]["qualifier"]) == ("180.3亿元", "over")
    formats = {facts.cell(r, 5).number_format for r in range(2, facts.max_row + 1)}
    assert {'#,##0.0"亿元"_ ', '#,##0"万千瓦"_ ', '#,##0.00"岁"_ ', '#,##0"%"_ '} <= formats
    for sheet in book:
        assert all(8 <= size.width <= 51 for size in sheet.column_dimensions.values())


def test_a_workbook_is_in_the_language_asked_for(tmp_path: Path) -> None:
    book = sheets(exported(tmp_path, "xlsx", "--lang", "zh"))
    assert book.sheetnames == ["事实", "变化", "来源", "说明"]
    rows = {row["编号"]: row for row in table_of(book["事实"])}
    assert rows["gdp-2024"]["中文名"] == "地区生产总值"
    assert rows["gdp-2024"]["英文名"] == "gross domestic product"
    assert rows["shangtai-tax-2026"]["状态"] == "计划"
    (gdp,) = [row for row in table_of(book["变化"]) if row["中文名"] == "地区生产总值"]
    assert list(book["事实"].iter_cols(max_col=1, max_row=1, values_only=True)) == [("中文名",)]
    assert "推算" in gdp.values()


def test_chinese_counts_two_columns(tmp_path: Path) -> None:
    book = sheets(exported(tmp_path, "xlsx", "--lang", "zh", "--kind", "rank", "--sector", "economy"))
    column = book["事实"].column_dimensions["A"].width
    names = [row[0] for row in book["事实"].iter_rows(values_only=True)]
    assert int(column) == 2 * max(len(name) for name in names) + 2


def test_no_cell_is_a_formula(copied: Path, tmp_path: Path) -> None:
    text = (copied / "economy.yaml").read_text(encoding="utf-8")
    text = text.replace('"300 enterprises in 2020"', '"=1+300 enterprises in 2020"')
    text = text.replace("name_en: enterprises", 'name_en: "@enterprises"')
    (copied / "economy.yaml").write_text(text, encoding="utf-8")
    book = sheets(exported(tmp_path, "xlsx", base=copied))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
    assert {"=1+300 enterprises in 2020", "@enterprises"} <= {cell.value for cell in cells}


# ---- Data Package


def test_a_package_says_what_its_files_are(tmp_path: Path) -> None:
    folder = exported(tmp_path, "datapackage")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert "licenses" not in package  # the base names none
    assert package["title"] == "Facts on Xiyang County (昔阳县)"
    assert "printed 2025-12" in package["sources"][0]["title"]
    for resource_ in package["resources"]:
        data = (folder / resource_["path"]).read_bytes()
        assert len(data) == resource_["bytes"]
        header = data.decode().split("\n")[0].split(",")
        assert header == [field["name"] for field in resource_["schema"]["fields"]]
    assert package["resources"][0]["name"] == "facts"


def test_a_package_as_zip_holds_the_same_files(tmp_path: Path) -> None:
    folder = exported(tmp_path, "datapackage")
    run("export", "datapackage", "-o", str(tmp_path / "p.zip"), base=REAL)
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            assert archive.read(name) == (folder / name).read_bytes()
        assert len(archive.namelist()) == 11


# ---- nothing, the same again


def test_no_facts_give_valid_empty_files(tmp_path: Path) -> None:
    assert run("export", "json", *NOTHING, base=REAL).json == []
    assert run("export", "csv", *NOTHING, base=REAL).out.count("\n") == 1
    for sheet in ("Facts", "Changes", "Sources"):
        assert sheets(exported(tmp_path, "xlsx", *NOTHING))[sheet].max_row == 1
    folder = exported(tmp_path, "datapackage", *NOTHING)
    assert all(path.read_bytes().count(b"\n") == 1 for path in (folder / "data").iterdir())
    assert "sources" not in json.loads((folder / "datapackage.json").read_bytes())


EVERY_FORM = """
import sys
from tests.conftest import REAL, run
for form, path in {forms}.items():
    result = run("export", form, "-o", sys.argv[1] + "/" + path, "--place", "all", base=REAL)
    assert result.code == 0, result.err
"""


def test_the_same_base_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two runs in other folders, time zones, locales and hash seeds, two ticks of a zip's clock apart."""
    forms = {**FILES, "datapackage": "package.zip"}
    try:
        import pyarrow  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: F401
    except ImportError:
        pass
    else:
        forms["parquet"] = "f.parquet"
    runs = []
    for name, zone, seed, locale in (
        ("one", "Asia/Shanghai", "1", "C.UTF-8"),
        ("two", "America/Lima", "2", "C"),
    ):
        folder = tmp_path / name
        folder.mkdir()
        environment = {
            **os.environ,
            "TZ": zone,
            "PYTHONHASHSEED": seed,
            "LC_ALL": locale,
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "-c", EVERY_FORM.replace("{forms}", repr(forms)), str(folder)]
        subprocess.run(command, env=environment, cwd=folder, check=True, timeout=120)
        runs.append({path.name: path.read_bytes() for path in folder.iterdir()})
        if name == "one":
            time.sleep(2.1)
    assert set(runs[0]) == set(forms.values())
    assert [name for name in runs[0] if runs[0][name] != runs[1][name]] == []


# ---- what cannot be written


def refused(*words: str, base: Path = REAL) -> str:
    """The one line with which an export is refused."""
    result: Result = run("export", *words, base=base)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1), result
    return result.err


def listing(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("form", ["sqlite", "parquet", "xlsx", "datapackage"])
def test_a_form_that_is_no_text_needs_a_path(form: str) -> None:
    assert f"{form} is written to a path; name one: -o facts" in refused(form)
    assert "name one" in refused(form, "-o", "-")


@pytest.mark.parametrize("form", ["csv", "sqlite", "xlsx"])
def test_a_folder_is_no_file(tmp_path: Path, form: str) -> None:
    assert "is a directory" in refused(form, "-o", str(tmp_path))
    assert "No such file or directory" in refused(form, "-o", str(tmp_path / "none" / "f"))
    assert listing(tmp_path) == {}


def test_a_folder_that_is_not_empty_needs_force_and_keeps_what_is_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    folder.mkdir()
    assert run("export", "datapackage", "-o", str(folder), base=REAL).code == 0
    (folder / "mine.txt").write_text("mine")
    (folder / "data" / "facts.csv").write_text("old")
    before = listing(folder)
    told = refused("datapackage", "-o", str(folder))
    assert "is not empty" in told
    assert "--force" in told
    assert listing(folder) == before
    assert run("export", "datapackage", "-o", str(folder), "--force", base=REAL).code == 0
    after = listing(folder)
    assert after.pop("mine.txt") == b"mine"
    assert len(after.pop("data/facts.csv")) > 10_000
    assert after.items() <= before.items()
    assert list(tmp_path.iterdir()) == [folder]


def test_a_package_goes_neither_into_a_file_nor_into_the_base(tmp_path: Path, copied: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert "cannot be written" in refused("datapackage", "-o", str(tmp_path / "file"))
    assert (tmp_path / "file").read_text() == "mine"
    before = listing(copied)
    for target in (copied, copied / "data"):
        assert "lies in the base" in refused("datapackage", "--force", "-o", str(target), base=copied)
    assert "was read for this answer" in refused("csv", "-o", str(copied / "units.yaml"), base=copied)
    assert listing(copied) == before


def test_a_folder_in_the_place_of_a_file_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "package" / "datapackage.json").mkdir(parents=True)
    assert "datapackage.json" in refused("datapackage", "--force", "-o", str(tmp_path / "package"))
    assert listing(tmp_path) == {}


def test_a_full_device_is_told() -> None:
    assert "/dev/full: cannot be written (No space left on device)" in refused("sqlite", "-o", "/dev/full")


def test_a_form_that_is_not_there_or_not_named_is_told() -> None:
    forms = "json, jsonl, csv, tsv, sqlite, parquet, xlsx, datapackage"
    assert refused() == f"error: name a form: {forms}\n"
    assert "'json', 'jsonl', 'csv'" in refused("ods")


def test_force_is_for_folders() -> None:
    assert "--force goes with a folder" in refused("csv", "--force")
    assert "--force goes with a folder" in refused("datapackage", "--force", "-o", "p.zip")


@pytest.fixture
def locked() -> Iterator[Path]:
    """A folder in which one may not write; root, who may everywhere, is somebody else meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o555)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        try:
            yield Path(folder)
        finally:
            if root:
                os.seteuid(0)
            os.chmod(folder, 0o755)
            assert os.listdir(folder) == []


@pytest.mark.parametrize("form", ["csv", "sqlite", "xlsx", "datapackage"])
def test_where_one_may_not_write_nothing_is_written(
    tmp_path: Path, form: str, request: pytest.FixtureRequest
) -> None:
    exported(tmp_path, form)  # what it imports is imported while root may still read it
    target = request.getfixturevalue("locked") / "f"
    told = f"error: {target}: cannot be written (Permission denied); name another file\n"
    assert refused(form, "-o", str(target)) == told


@pytest.mark.parametrize(
    ("form", "name"), [*FILES.items(), ("datapackage", "p.zip"), ("datapackage", "package")]
)
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, form: str, name: str) -> None:
    target = tmp_path / name
    if name == "package":
        (target / "data").mkdir(parents=True)
        (target / "data" / "facts.csv").write_text("old")
    else:
        target.write_text("old")
    words = ["export", form, "-o", str(target), *(["--force"] if name == "package" else [])]
    done = script(*words, base=REAL, preexec_fn=_small_files)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"error: {target}: cannot be written (File too large); name another file\n"
    assert set(listing(tmp_path).values()) == {b"old"}


def _small_files() -> None:
    """No file of this process may grow beyond 5000 bytes: as a disk that fills up."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))


@pytest.mark.parametrize(("form", "module"), [("xlsx", "xlsxwriter"), ("parquet", "pyarrow")])
def test_a_library_that_is_missing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    told = refused(form, "-o", str(tmp_path / "f"))
    assert told == f"error: this form needs a library: pip install {module}\n"
    assert listing(tmp_path) == {}


def test_every_fact_refers_to_rows_that_are_there(real: FactBase) -> None:
    """By the tables themselves: whatever is chosen, what it refers to comes along."""
    from xiyang_cli.exporting.keys import FORMS
    from xiyang_cli.exporting.tables import tables

    for fact in real.facts:
        made = tables(real, [fact], "all")
        for name, table in made.items():
            for row in table.rows:
                assert set(row) == set(table.form.columns)
                for key, other in FORMS[name].refers.items():
                    assert row[key] is None or row[key] in {
                        r["id" if other != "changes" else "indicator"] for r in made[other].rows
                    }
