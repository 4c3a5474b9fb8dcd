"""All rules over one base. The way into this package. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xiyang_cli.base.factbase import FactBase
from xiyang_cli.figures.period import Period
from xiyang_cli.linting import facts, form, names, numbers
from xiyang_cli.linting.finding import Finding
from xiyang_cli.linting.written import Written, every, written


def lint(base: FactBase, texts: Mapping[str, str], as_of: Period) -> list[Finding]:
    """What a curator should mend in a base that loads: `texts` are its files by name.

    `as_of` is the day (or month, or year) by whose end plans are judged.
    """
    files = read_files(base, texts)
    found = [*_of_files(files, texts), *_of_facts(base, files, as_of)]
    return sorted(found, key=lambda finding: (finding.file, finding.line, finding.rule))


def read_files(base: FactBase, texts: Mapping[str, str]) -> dict[str, Written]:
    """The files as they are written."""
    return {name: written(str(base.directory / name), name, text) for name, text in texts.items()}


def _of_files(files: Mapping[str, Written], texts: Mapping[str, str]) -> Iterator[Finding]:
    for name, root in files.items():
        yield from form.white_space(root.file, texts[name])
        yield from form.key_order(root)
        yield from form.quotes(root)
        yield from form.order(root, files, texts[name])
        yield from names.untranslated(root)
    yield from names.colliding(files)


def _of_facts(base: FactBase, files: Mapping[str, Written], as_of: Period) -> Iterator[Finding]:
    records = {
        record.id: record
        for root in files.values()
        for record in every(root)
        if record.table == "facts" and record.id is not None
    }
    yield from facts.told_twice(base, records)
    yield from facts.contradicted(base, records)
    yield from facts.overdue(base, records, as_of)
    yield from numbers.misstated(base, records)
