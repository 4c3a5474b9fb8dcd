"""One base file from text to checked values: applies the rules, collects every fault."""

from __future__ import annotations

from typing import Any

from xiyang_cli.base.forms import Form, Misfit, text
from xiyang_cli.base.record import ListOf, Record
from xiyang_cli.base.todo import TODO, what_to_write
from xiyang_cli.base.tree import Block, Rows, TreeFault, read_tree
from xiyang_cli.errors import XiyangError
from xiyang_cli.language import Language, visible

MOST_FAULTS = 100
"""faults told of one file; a hostile one could have a million"""


class Fault(XiyangError):
    """One fault of a base, told as `file:line: id: what is wrong, what to do`."""

    def __init__(self, file: str, line: int, id: str | None, template: str, /, **values: object):
        super().__init__(template, **values)
        self.file, self.line, self.id = file, line, id
        self.subject = ""
        """the key and value that a misfit's sentence goes on from"""

    def text(self, language: Language) -> str:
        where = [f"{self.file}:{self.line}", *([self.id] if self.id else [])]
        return visible(": ".join(where) + ": " + self.subject) + super().text(language)


def more_faults(first: Fault) -> Fault:
    """What stands for the `first` fault that is left out, and all behind it."""
    return Fault(first.file, first.line, None, "more faults in this file are left out; mend these first")


class Open(Fault):
    """A place where `TODO` still stands: nothing is wrong with it, a person has yet to write it."""

    def __init__(self, file: str, line: int, id: str | None, key: str):
        super().__init__(file, line, id, what_to_write(key), key=key)
        self.key = key


class Values(dict[str, Any]):
    """The checked values of one record; `lines` tells where each key stands."""

    def __init__(self, line: int, lines: dict[str, int]) -> None:
        super().__init__()
        self.line = line
        self.lines = lines
        self.whole = True
        """whether every required key is there and every value fits, its inner records' too"""
        self.open: frozenset[str] = frozenset()
        """the keys at which, or within which, TODO still stands"""

    def at(self, key: str) -> int:
        """The line to name when `key` is at fault (the record's own when it is absent)."""
        return self.lines.get(key, self.line)


class FileReader:
    """Reads one file; its faults gather in `faults`."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.open: list[Open] = []
        """the places where TODO still stands; they are no faults of reading"""
        self._holes = 0

    def read(self, content: str, rules: Record) -> Values | None:
        """The values of the file, None when nothing could be made of it."""
        try:
            root, faults = read_tree(content)
        except TreeFault as stop:
            root, faults = None, [stop]
        for fault in faults:
            self.fault(fault.line, None, fault.template, **fault.values)
        if faults and root is None:
            return None
        if not isinstance(root, Block):
            self.fault(1, None, "the file is no mapping; begin it with one of {keys}", keys=_some(rules))
            return None
        return self._record(root, rules, None)

    def fault(self, line: int, id: str | None, template: str, /, **values: object) -> None:
        """Note a fault."""
        self._note(Fault(self.file, line, id, template, **values))

    def _note(self, fault: Fault) -> None:
        """Note a fault; after :data:`MOST_FAULTS` of one file only that there are more."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)
        elif len(self.faults) == MOST_FAULTS:
            self.faults.append(more_faults(fault))

    def _record(self, block: Block, rules: Record, outer: str | None) -> Values:
        own = block.get("id") or block.get("word")
        id = own if isinstance(own, str) and own != TODO else outer
        values = Values(block.line, block.lines)
        before = (len(self.faults), self._holes)
        for key in block:
            if key not in rules:
                self.fault(
                    block.lines[key], id, "unknown key {key}; write one of {keys}", key=key, keys=_some(rules)
                )
        for key, rule in rules.items():
            if key not in block:
                if rule.required:
                    self.fault(block.line, id, "{key} is missing; add it", key=key)
                continue
            if block[key] is None and (rule.null or not rule.required):
                continue
            opened = len(self.open)
            found = self._value(block[key], rule.form, key, block.lines[key], id)
            if found is not _NOTHING:
                values[key] = found
            elif block[key] == TODO and rule.required and not rule.null:
                self._holes += 1
            if len(self.open) > opened:
                values.open |= {key}
        values.whole = (len(self.faults), self._holes) == before
        return values

    def _value(
        self, node: Any, form: Form[Any] | ListOf | Record, key: str, line: int, id: str | None
    ) -> Any:
        if node == TODO:
            self.open.append(Open(self.file, line, id, key))
            # As text it may stand for what is to come; as anything else it is not there yet.
            return node if form is text else _NOTHING
        if isinstance(form, ListOf):
            return self._list(node, form, key, line, id)
        if isinstance(form, Record):
            if isinstance(node, Block):
                return self._record(node, form, id)
            self.fault(line, id, "{key} must be a mapping of {keys}", key=key, keys=_some(form))
            return _NOTHING
        try:
            return form.read(node)
        except Misfit as misfit:
            self._misfit(misfit, key, node, line, id)
            return _NOTHING

    def _list(self, node: Any, form: ListOf, key: str, line: int, id: str | None) -> Any:
        if not isinstance(node, Rows):
            self.fault(line, id, "{key} must be a list; write [] for none", key=key)
            return _NOTHING
        found = [
            self._value(entry, form.entry, key, entry_line, id)
            for entry, entry_line in zip(node, node.lines, strict=True)
        ]
        return tuple(entry for entry in found if entry is not _NOTHING)

    def _misfit(self, misfit: Misfit, key: str, node: Any, line: int, id: str | None) -> None:
        shown = "null" if node is None else repr(node) if isinstance(node, str) else _shape(node)
        if len(shown) > 60:
            shown = shown[:57] + "…'"
        fault = Fault(self.file, line, id, misfit.template, **misfit.values)
        fault.subject = f"{key} {shown} "
        self._note(fault)


def _shape(node: Any) -> str:
    return "(a list)" if isinstance(node, Rows) else "(a mapping)"


def _some(rules: Record) -> str:
    return ", ".join(rules)


_NOTHING: Any = object()
