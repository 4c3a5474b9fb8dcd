"""All tables as a Frictionless Data Package: CSV files and a `datapackage.json` that describes them. Pure."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from xiyang_cli.answers.columns import Column
from xiyang_cli.exporting.keys import FORMS, Form
from xiyang_cli.exporting.tables import Table, Tables
from xiyang_cli.output.data import csv_text

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""the time of every file in a zip: the same tables give the same bytes"""


def datapackage(tables: Tables, title: str) -> dict[str, bytes]:
    """The files of the package by their path in it, its description last."""
    files = {
        f"data/{name}.csv": csv_text(table.rows, tuple(table.form.columns)).encode()
        for name, table in tables.items()
    }
    described = {
        "profile": "tabular-data-package",
        "name": "facts",
        "title": title,
        "description": (
            "Facts as their sources state them, with unit, bound, period, status and place in the source. "
            "Numbers are exact decimals; an empty cell is null, and the description of its field says why."
        ),
        "sources": [{"title": row["citation_en"]} for row in tables["sources"].rows],
        "resources": [_resource(table, files[f"data/{name}.csv"]) for name, table in tables.items()],
    }
    if not described["sources"]:
        del described["sources"]
    return files | {"datapackage.json": (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as one zip, the same for the same files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type, entry.create_system, entry.external_attr = (
                zipfile.ZIP_DEFLATED,
                3,
                0o644 << 16,
            )
            archive.writestr(entry, data)
    return buffer.getvalue()


def _resource(table: Table, data: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.form.title,
        "path": f"data/{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": _schema(table.name, table.form),
    }


def _schema(name: str, form: Form) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(key, column) for key, column in form.columns.items()],
        "missingValues": [""],
        "primaryKey": list(form.key),
    }
    if form.refers:
        schema["foreignKeys"] = [
            {
                "fields": [key],
                # An empty name means the table itself.
                "reference": {"resource": "" if other == name else other, "fields": list(FORMS[other].key)},
            }
            for key, other in form.refers.items()
        ]
    return schema


def _field(key: str, column: Column) -> dict[str, Any]:
    form = column.form
    kind = form.get("format") or form.get("type", "string")
    constraints: dict[str, Any] = {} if column.null else {"required": True}
    constraints |= {word: form[word] for word in ("enum", "pattern", "minimum") if word in form}
    meaning = f"{column.meaning}; empty: {column.null}" if column.null else column.meaning
    field = {"name": key, "type": kind, "description": meaning}
    return field | ({"constraints": constraints} if constraints else {})
