"""JSON Schemas (2020-12) of a base's files and of every command's JSON, from one definition each.

The files' come from the rules that loading applies, the commands' from the tables of their keys.
"""

from __future__ import annotations


def schema_line(file: str) -> str:
    """The first line of a base's file, which sends editors to its schema."""
    from xiyang_cli.base.rules import FILES, OPTIONAL_FILES

    name = file.removesuffix(".yaml") if file in (FILES | OPTIONAL_FILES) else "sector"
    return f"# yaml-language-server: $schema=.schema/{name}.json\n"


def base_schemas() -> dict[str, str]:
    """The schemas of a base's files as JSON text, by file name: `sector.json`, `places.json` …

    They go into the folder `.schema` of a base, where the first line of its files sends editors.
    """
    from xiyang_cli.schema.catalogue import SCHEMAS, schema_text

    files = [schema for schema in SCHEMAS if schema.of_file]
    return {f"{schema.name.removesuffix('.yaml')}.json": schema_text(schema) for schema in files}
