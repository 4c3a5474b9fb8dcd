"""The data dictionary: a table of keys for each record of a base, in Markdown. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from xiyang_cli.base.record import ListOf, Record, Rule
from xiyang_cli.base.rules import FILES, OPTIONAL_FILES
from xiyang_cli.base.sector_rules import SECTOR_FILE


def tables() -> dict[str, str]:
    """The table of each record by its title: key, whether it is required, what it holds."""
    files = (*FILES.values(), *OPTIONAL_FILES.values(), SECTOR_FILE)
    return {record.title: _table(record) for file in files for record in _within(file)}


def _within(record: Record) -> Iterator[Record]:
    """A record and those inside it."""
    yield record
    for rule in record.values():
        form = rule.form.entry if isinstance(rule.form, ListOf) else rule.form
        if isinstance(form, Record):
            yield from _within(form)


def _table(record: Record) -> str:
    lines = (f"| `{key}` | {_required(rule)} | {rule.meaning} |\n" for key, rule in record.items())
    return "| key | required | what it holds |\n|---|---|---|\n" + "".join(lines)


def _required(rule: Rule) -> str:
    if not rule.required:
        return "no"
    return "yes, or null" if rule.null else "yes"
