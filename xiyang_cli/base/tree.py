"""YAML text to plain trees that remember their lines. Reads no tags, aliases or deep nests.

Built on the event stream of libyaml, so that a hostile file is refused before anything is
built from it: every scalar stays the string that was written, equal keys are a fault, an
alias (and so an alias bomb) is a fault, and nesting stops at :data:`DEEPEST`.
"""

from __future__ import annotations

from typing import Any

import yaml
from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

DEEPEST = 12
MOST_VALUES = 1_000_000
"""YAML events of one file: some 16,000 facts"""
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = {"", "~", "null"}


class Block(dict[str, Any]):
    """A YAML mapping: `line` is where it stands, `lines` where each key does (from 1)."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Rows(list[Any]):
    """A YAML sequence: `line` is where it stands, `lines` where each entry does (from 1)."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


class TreeFault(Exception):
    """A fault of the YAML itself: its line, what is wrong and what to do (a template)."""

    def __init__(self, line: int, template: str, /, **values: object) -> None:
        super().__init__(template)
        self.line = line
        self.template = template
        self.values = values


def read_tree(text: str) -> tuple[Any, list[TreeFault]]:
    """The tree that `text` writes, and the faults that did not stop the reading.

    Raises TreeFault for what stops it: broken syntax, an alias, a tag, too deep a nest,
    a second document.
    """
    builder = _Builder()
    try:
        for event in iter(_Loader(text).get_event, None):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        line = _line(error, text)
        if "nesting depth" in (error.problem or ""):  # the parser's own bound, met while it looks ahead
            raise _too_deep(line) from None
        raise TreeFault(
            line,
            "broken YAML: {problem}; mend the line or quote its value",
            problem=error.problem or error.context or "?",
        ) from None
    except yaml.reader.ReaderError as error:
        # Where it stands is told in bytes by one parser, in characters by the other; what it is by both.
        raise TreeFault(
            text.count("\n", 0, text.find(chr(error.character))) + 1,
            "broken YAML: {problem}; mend the line or quote its value",
            problem=error.reason,
        ) from None
    return builder.root, builder.faults


def _line(error: yaml.MarkedYAMLError, text: str) -> int:
    """The line to mend: where the fault was met, or, if that is behind it, where what has no end begins."""
    last = max(len(text.rstrip().splitlines()), 1)
    begun, met = (mark.line + 1 if mark else last for mark in (error.context_mark, error.problem_mark))
    is_behind = error.context == "while scanning a simple key" or met > last
    return min(begun if is_behind else met, last)


def _too_deep(line: int) -> TreeFault:
    return TreeFault(line, "nested deeper than {deepest} levels; a base is flat", deepest=DEEPEST)


def _no_tag(event: Any, line: int) -> TreeFault:
    if event.anchor is not None:
        return TreeFault(line, "an anchor (&{name}); a base has none: leave it out", name=event.anchor)
    return TreeFault(line, "a YAML tag ({tag}); a base has none: leave it out", tag=event.tag)


class _Builder:
    """Takes YAML events one by one and grows the tree on a stack, never by recursion."""

    def __init__(self) -> None:
        self.root: Any = None
        self.faults: list[TreeFault] = []
        self._documents = 0
        self._taken = 0
        self._stack: list[tuple[Block | Rows, str | None]] = []

    def take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        self._taken += 1
        if self._taken > MOST_VALUES:
            raise TreeFault(line, "holds more than {most} values; split the file", most=MOST_VALUES)
        kind = type(event)
        if kind is ScalarEvent:
            if event.tag is not None or event.anchor is not None:
                raise _no_tag(event, line)
            is_null = event.value in _NULLS and event.implicit[0]
            self._put(None if is_null else event.value, line)
        elif kind is MappingStartEvent:
            self._open(Block(line), event, line)
        elif kind is SequenceStartEvent:
            self._open(Rows(line), event, line)
        elif kind in (MappingEndEvent, SequenceEndEvent):
            self._stack.pop()
        elif kind is AliasEvent:
            raise TreeFault(
                line, "an alias (*{name}); a base has none: write the value out", name=event.anchor
            )
        elif kind is DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                raise TreeFault(line, "a second YAML document; a base file holds one")

    def _open(self, node: Block | Rows, event: Any, line: int) -> None:
        if event.tag is not None or event.anchor is not None:
            raise _no_tag(event, line)
        if len(self._stack) >= DEEPEST:
            raise _too_deep(line)
        self._put(node, line)
        self._stack.append((node, None))

    def _put(self, value: Any, line: int) -> None:
        if not self._stack:
            self.root = value
            return
        node, key = self._stack[-1]
        if isinstance(node, Rows):
            node.append(value)
            node.lines.append(line)
        elif key is None:
            if not isinstance(value, str):
                raise TreeFault(line, "a key that is no word; write `name: value`")
            if value in node:
                self.faults.append(
                    TreeFault(line, "the key {key} stands twice; leave one of them", key=value)
                )
            node.lines[value] = line
            self._stack[-1] = (node, value)
        else:
            node[key] = value
            self._stack[-1] = (node, None)
