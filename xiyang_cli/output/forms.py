"""The forms that single commands have, by the words of their options."""

from __future__ import annotations

from enum import StrEnum


class ExportForm(StrEnum):
    """The forms in which `export` hands facts on."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    SQLITE = "sqlite"
    PARQUET = "parquet"
    XLSX = "xlsx"
    DATAPACKAGE = "datapackage"


class Partition(StrEnum):
    """By what `export` parts a folder of Parquet files."""

    PLACE = "place"


class Style(StrEnum):
    """The styles in which `cite` writes a reference."""

    TEXT = "text"
    GBT7714 = "gbt7714"
    BIBTEX = "bibtex"
    CSL_JSON = "csl-json"
