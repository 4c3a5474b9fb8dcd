"""The records of a base as they are written: keys in their order, lines, quotes. Pure.

Only files that load come here, so the nodes hold no alias, tag or deep nest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from xiyang_cli.base.record import ListOf, Record
from xiyang_cli.base.rules import rules_of_file
from xiyang_cli.linting.finding import Finding

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

NULL = "tag:yaml.org,2002:null"
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Scalar:
    """A text of a file: where it stands and whether in quotes."""

    text: str
    line: int
    plain: bool
    tag: str
    """what a YAML reader would take it for"""


@dataclass(frozen=True)
class Written:
    """One record as written. `table` is the key of the list that it stands in, "" for a whole file."""

    file: str
    table: str
    id: str | None
    line: int
    path: Path
    rules: Record
    lines: dict[str, int] = field(default_factory=dict)
    scalars: dict[str, list[Scalar]] = field(default_factory=dict)
    """by key: one text, or those of a list"""
    records: dict[str, list[Written]] = field(default_factory=dict)
    """by key: the records of a list, or the one that stands there"""

    def text(self, key: str) -> str | None:
        """The text of `key`; None where it is absent, empty or no single text."""
        found = self.texts(key)
        return found[0] if len(found) == 1 else None

    def texts(self, key: str) -> list[str]:
        """The texts of a list, or the one that stands there; none for null."""
        return [scalar.text for scalar in self.scalars.get(key, ()) if scalar.tag != NULL]

    def finding(self, rule: str, key: str, text: str, template: str, /, **values: object) -> Finding:
        """A finding at `key` (at the record when it is absent)."""
        return Finding(
            self.file, self.lines.get(key, self.line), self.id, rule, text, template, tuple(values.items())
        )


def written(file: str, name: str, text: str) -> Written:
    """The records of one file of a base that loads; `file` is how findings name it."""
    tree = yaml.compose(text.removeprefix("\ufeff"), Loader=_Loader)
    return _record(file, tree, rules_of_file(name), "", None, ())


def every(record: Written) -> Iterator[Written]:
    """The record and all records in it."""
    yield record
    for inner in record.records.values():
        for each in inner:
            yield from every(each)


def _record(file: str, node: Any, rules: Record, table: str, outer: str | None, path: Path) -> Written:
    texts = {key.value: value.value for key, value in node.value if isinstance(value, yaml.ScalarNode)}
    found = Written(
        file, table, texts.get("id") or texts.get("word") or outer, _line(node), path, rules,
        {key.value: _line(key) for key, _ in node.value},
    )  # fmt: skip
    for key, value in node.value:
        name = key.value
        form = rules[name].form
        inner = form.entry if isinstance(form, ListOf) else form
        nodes = value.value if isinstance(value, yaml.SequenceNode) else [value]
        if isinstance(inner, Record):
            paths = [(*path, name, n) for n in range(len(nodes))] if nodes is not None else []
            if not isinstance(value, yaml.SequenceNode):
                paths = [(*path, name)]
            found.records[name] = [
                _record(file, each, inner, name, found.id, where)
                for each, where in zip(nodes, paths, strict=True)
            ]
        else:
            found.scalars[name] = [
                Scalar(each.value, _line(each), not each.style, each.tag) for each in nodes
            ]
    return found


def _line(node: Any) -> int:
    return int(node.start_mark.line) + 1
