"""From the rules of a base's files to JSON Schema 2020-12, as editors read it. Pure."""

from __future__ import annotations

from typing import Any

from xiyang_cli.base.forms import Form
from xiyang_cli.base.record import ListOf, Record

Schema = dict[str, Any]


def file_schema(record: Record) -> Schema:
    """The schema of a file that holds one `record`."""
    definitions: dict[str, Schema] = {}
    whole = _record(record, definitions)
    return {**whole, "$defs": dict(sorted(definitions.items()))}


def _record(record: Record, definitions: dict[str, Schema]) -> Schema:
    schema: Schema = {
        "title": record.title,
        "type": "object",
        "properties": {},
        "required": [key for key, rule in record.items() if rule.required],
        "additionalProperties": False,
    }
    for key, rule in record.items():
        value = _value(rule.form, definitions)
        # A key that need not stand there may stand there empty.
        value = _or_null(value) if rule.null or not rule.required else value
        schema["properties"][key] = {"description": rule.meaning, **value}
    if stated := [{"$comment": fit.text, **fit.must.schema} for fit in record.fits if fit.must.schema]:
        schema["allOf"] = stated
    if unstated := [*record.unstated, *(f"{fit.text}." for fit in record.fits if not fit.must.schema)]:
        schema["$comment"] = f"Loading checks too: {' '.join(unstated)}"
    return schema


def _value(form: Form[Any] | ListOf | Record, definitions: dict[str, Schema]) -> Schema:
    if isinstance(form, ListOf):
        return {"type": "array", "items": _value(form.entry, definitions)}
    if isinstance(form, Record):
        name = form.title.replace(" ", "-")
        if name not in definitions:
            definitions[name] = _record(form, definitions)
        return {"$ref": f"#/$defs/{name}"}
    if "title" not in form.schema:
        return dict(form.schema)
    definitions[form.name] = dict(form.schema)
    return {"$ref": f"#/$defs/{form.name}"}


def _or_null(schema: Schema) -> Schema:
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return {**schema, "type": [schema["type"], "null"]}
