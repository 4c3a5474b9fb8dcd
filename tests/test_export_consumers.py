"""Exports opened by the large programs that they are for: the extra `consumers`, which .ci/run installs.

Elsewhere these tests skip.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.conftest import REAL, run
from tests.test_export import NOTHING, PRINTED, exported

VALUES = {id: Decimal(value) for id, (value, *_) in PRINTED.items()}
"""by hand from facts/*.yaml"""


def program(name: str) -> str:
    """The command of a consumer; the test skips where it is not installed."""
    found = shutil.which(name, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if found is None:
        pytest.skip(f"{name} is not installed; it comes with the extra consumers")
    return found


def library(name: str) -> Any:
    return pytest.importorskip(name, reason=f"{name} is not installed; it comes with the extra consumers")


# ---- Parquet


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    library("pyarrow")
    return exported(tmp_path, "parquet")


def test_duckdb_reads_decimals_intact(facts: Path) -> None:
    duckdb = library("duckdb")
    asked = f"SELECT id, value, value_text, base_value FROM '{facts}' WHERE id IN {tuple(PRINTED)}"
    for id, value, text, base_value in duckdb.sql(asked).fetchall():
        assert (value, text, base_value) == (VALUES[id], PRINTED[id][0], Decimal(PRINTED[id][2]))
    ((total,),) = duckdb.sql(
        f"SELECT sum(base_value) FROM '{facts}' WHERE id IN ('gdp-2024', 'budget-revenue-2024')"
    ).fetchall()
    assert total == 19290000000  # 18.03 + 1.26 billion yuan
    ((first,),) = duckdb.sql(f"SELECT period_first FROM '{facts}' WHERE id = 'gdp-2024'").fetchall()
    assert first.isoformat() == "2024-01-01"


def test_pandas_reads_decimals_intact(facts: Path) -> None:
    frame = library("pandas").read_parquet(facts).set_index("id")
    assert {id: frame.loc[id, "value"] for id in VALUES} == VALUES
    assert isinstance(frame.loc["gdp-2024", "value"], Decimal)
    assert frame.loc["gdp-2024", "figure"] == "180.3亿元"
    assert frame["yearly"].dtype == bool


def test_polars_reads_decimals_intact(facts: Path) -> None:
    frame = library("polars").read_parquet(facts)
    assert {row["id"]: row["value"] for row in frame.iter_rows(named=True) if row["id"] in VALUES} == VALUES
    assert frame.height == 107


def test_a_parquet_file_says_what_it_holds(facts: Path) -> None:
    schema = library("pyarrow.parquet").read_schema(facts)
    assert "printed 2025-12" in schema.metadata[b"source"].decode()
    assert schema.field("qualifier").metadata[b"description"].startswith(b"the bound that the words put")
    assert str(schema.field("value").type) == "decimal128(38, 2)"
    assert not schema.field("id").nullable


def test_a_parquet_file_of_no_facts_is_read(tmp_path: Path) -> None:
    library("pyarrow")
    path = exported(tmp_path, "parquet", *NOTHING)
    assert library("polars").read_parquet(path).height == 0
    assert library("duckdb").sql(f"SELECT count(*) FROM '{path}'").fetchall() == [(0,)]
    assert len(library("pandas").read_parquet(path)) == 0


def test_zeros_that_a_source_prints_stay_in_the_text(copied: Path, tmp_path: Path) -> None:
    """300 in one fact, 450.50 in the next: the column has two decimals, the text has those printed."""
    library("pyarrow")
    text = (copied / "economy.yaml").read_text(encoding="utf-8").replace('"450"', '"450.50"')
    (copied / "economy.yaml").write_text(text, encoding="utf-8")
    frame = library("pandas").read_parquet(exported(tmp_path, "parquet", base=copied)).set_index("id")
    assert frame.loc["enterprises-2024", ["value", "value_text"]].tolist() == [Decimal("450.5"), "450.50"]
    assert frame.loc["enterprises-2020", "value_text"] == "300"


def test_a_number_too_long_for_parquet_is_refused(copied: Path, tmp_path: Path) -> None:
    library("pyarrow")
    text = (copied / "economy.yaml").read_text(encoding="utf-8")
    text = text.replace('value: "450"', f'value: "{"9" * 40}"').replace(
        'figure: "450家"', f'figure: "{"9" * 40}家"'
    )
    (copied / "economy.yaml").write_text(text, encoding="utf-8")
    result = run("export", "parquet", "-o", str(tmp_path / "f"), base=copied)
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert "enterprises-2024: value 9999" in result.err
    assert not (tmp_path / "f").exists()


# ---- Parquet in parts, a place each


def parted(folder: Path, *words: str, base: Path = REAL) -> Path:
    library("pyarrow")
    path = folder / "dataset"
    result = run("export", "parquet", "--partition", "place", "-o", str(path), *words, base=base)
    assert (result.code, result.out) == (0, ""), result.err
    return path


def answered(dataset: Path, table: str, asked: str) -> list[dict[str, Any]]:
    """What DuckDB answers on a table of the dataset, read where it lies."""
    duckdb = library("duckdb")
    found = duckdb.sql(asked.format(f"read_parquet('{dataset}/{table}/*/*.parquet', hive_partitioning=true)"))
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def as_told(rows: list[dict[str, Any]], keys: list[str]) -> list[dict[str, Any]]:
    """Rows of DuckDB as JSON tells them: numbers as they are, without the zeros of their column."""
    return [{k: float(r[k]) if isinstance(r[k], Decimal) else r[k] for k in keys} for r in rows]


@pytest.mark.parametrize(
    ("command", "table", "key"), [("changes", "changes", "indicator"), ("list", "facts", "id")]
)
def test_duckdb_answers_from_a_dataset_as_the_commands_do(
    tmp_path: Path, command: str, table: str, key: str
) -> None:
    dataset = parted(tmp_path, "--place", "all")
    for place in ("昔阳县", "晋中市", "all"):
        told = run(command, "--place", place, "--json", base=REAL).json
        asked = "SELECT * FROM {}" if place == "all" else f"SELECT * FROM {{}} WHERE place = '{place}'"
        found = as_told(answered(dataset, table, asked), list(told[0]) if told else [])
        assert sorted(found, key=lambda r: r.get(key, "")) == sorted(told, key=lambda r: r[key])


def test_a_dataset_has_one_type_for_a_column_of_all_parts(tmp_path: Path) -> None:
    """Xiyang's facts have two decimals, those of other places none: engines read by the first file."""
    dataset = parted(tmp_path, "--place", "all")
    read = library("pyarrow.parquet").read_schema
    for table in ("facts", "changes", "change_facts", "indicators"):
        parts = sorted((dataset / table).iterdir())
        assert len(parts) > 1
        assert len({str(read(part / f"{table}.parquet").remove_metadata()) for part in parts}) == 1


def test_a_dataset_tells_what_a_change_rests_on_and_what_ids_mean(tmp_path: Path) -> None:
    dataset = parted(tmp_path)
    duckdb = library("duckdb")
    rests = answered(dataset, "change_facts", "SELECT fact FROM {} WHERE change = 'gdp' ORDER BY fact")
    assert [row["fact"] for row in rests] == ["gdp-2024", "gdp-doubling"]
    named = duckdb.sql(f"SELECT name_en FROM '{dataset}/places.parquet' ORDER BY id").fetchall()
    assert ("Xiyang County",) in named
    assert sorted(path.name for path in dataset.iterdir() if path.is_file()) == [
        "base_units.parquet", "places.parquet", "plans.parquet", "sectors.parquet", "sources.parquet",
        "units.parquet",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["../../临溪", "a=b/%2E%2E", "临 溪'县"])
def test_no_place_leaves_the_folder_and_engines_read_its_name(
    copied: Path, tmp_path: Path, name: str
) -> None:
    for file in copied.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(": 临溪县", f': "{name}"'), encoding="utf-8")
    (tmp_path / "in").mkdir()
    dataset = parted(tmp_path / "in", base=copied)
    (row,) = answered(dataset, "facts", "SELECT DISTINCT place FROM {}")
    assert row["place"] == name
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["dataset"]
    assert len(list(dataset.glob("facts/*/facts.parquet"))) == 1


def test_a_dataset_that_cannot_be_whole_is_not_there(copied: Path, tmp_path: Path) -> None:
    library("pyarrow")
    text = (copied / "economy.yaml").read_text(encoding="utf-8")
    text = text.replace('value: "450"', 'value: "0.0000000000001"').replace(
        'figure: "450家"', 'figure: "0.0000000000001家"'
    )
    (copied / "economy.yaml").write_text(text, encoding="utf-8")
    target = tmp_path / "out" / "dataset"
    target.parent.mkdir()
    result = run("export", "parquet", "--partition", "place", "-o", str(target), base=copied)
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert "enterprises-2024: value 0.0000000000001" in result.err
    assert list(target.parent.iterdir()) == []


def test_a_dataset_goes_into_a_folder_of_its_own(tmp_path: Path) -> None:
    """A part of another year left beside it would be read with it."""
    dataset = parted(tmp_path)
    words = ("export", "parquet", "--partition", "place", "-o")
    again = run(*words, str(dataset), base=REAL)
    assert (again.code, "name a new folder" in again.err) == (2, True)
    (tmp_path / "empty").mkdir()
    assert run(*words, str(tmp_path / "empty"), base=REAL).code == 0
    assert sorted(p.relative_to(tmp_path / "empty") for p in (tmp_path / "empty").rglob("*")) == sorted(
        p.relative_to(dataset) for p in dataset.rglob("*")
    )
    for wrong in (["--force"], [*NOTHING]):
        refused = run(*words, str(tmp_path / "other"), *wrong, base=REAL)
        assert (refused.code, refused.err.count("\n")) == (2, 1)
        assert not (tmp_path / "other").exists()
    assert run("export", "sqlite", "--partition", "place", "-o", str(tmp_path / "f.db"), base=REAL).code == 2


# ---- Data Package


@pytest.mark.parametrize("words", [(), ("--place", "all"), NOTHING], ids=["own", "all", "none"])
@pytest.mark.parametrize("form", ["folder", "zip"])
def test_frictionless_finds_a_package_valid(tmp_path: Path, words: tuple[str, ...], form: str) -> None:
    frictionless = program("frictionless")
    target = tmp_path / ("p.zip" if form == "zip" else "p")
    assert run("export", "datapackage", "-o", str(target), *words, base=REAL).code == 0
    package = "p.zip" if form == "zip" else "p/datapackage.json"
    done = subprocess.run(
        [frictionless, "validate", "--json", package], cwd=tmp_path, capture_output=True, check=False
    )
    report = json.loads(done.stdout)
    assert (done.returncode, report["valid"], report["stats"]["tasks"]) == (0, True, 10), done.stdout.decode()


def test_frictionless_finds_what_was_changed_after(tmp_path: Path) -> None:
    """The package's hashes and foreign keys are looked at, not only read."""
    frictionless = program("frictionless")
    folder = exported(tmp_path, "datapackage")
    path = folder / "data" / "sectors.csv"
    path.write_text(path.read_text().replace("economy,", "economies,", 1))
    done = subprocess.run(
        [frictionless, "validate", "--json", "package/datapackage.json"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    types = {error["type"] for task in json.loads(done.stdout)["tasks"] for error in task["errors"]}
    assert {"foreign-key", "hash-count"} <= types


# ---- Datasette


def asked(database: Path, path: str) -> Any:
    """What Datasette answers to a request."""
    command = [program("datasette"), str(database), "--get", path]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    return json.loads(done.stdout)


def test_datasette_labels_what_facts_refer_to(tmp_path: Path) -> None:
    path = exported(tmp_path, "sqlite")
    (row,) = asked(path, "/f/facts.json?id=gdp-2024&_labels=on&_shape=objects")["rows"]
    assert row["indicator"] == {"value": "gdp", "label": "地区生产总值 gross domestic product"}
    assert row["sector"]["label"] == "经济与财政 economy and public finance"
    assert row["unit"]["label"] == "亿元 100 million yuan"
    assert row["source"]["label"].startswith("五年转型谱新篇")
    assert row["value"] == "180.3"


@pytest.mark.parametrize(
    ("words", "id"), [("新能源", "new-energy-capacity-now"), ("expectancy", "life-expectancy-level")]
)
def test_datasette_searches_facts(tmp_path: Path, words: str, id: str) -> None:
    path = exported(tmp_path, "sqlite")
    found = asked(path, f"/f/facts.json?_search={quote(words)}&_shape=array&_col=id")
    assert id in {row["id"] for row in found}
    assert len(found) < 20


def test_datasette_opens_a_database_of_no_facts(tmp_path: Path) -> None:
    assert asked(exported(tmp_path, "sqlite", *NOTHING), "/f/facts.json?_shape=array") == []
