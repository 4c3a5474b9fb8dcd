"""What .docx and .odt share: short names of elements, lines of their own, what was not read. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from xiyang_cli.documents.model import Block, Remark

_NOT_READ = {
    "picture": Remark("{count} pictures were not read; check by eye what they say"),
    "chart": Remark("{count} charts were not read; check by eye what they say"),
    "equation": Remark("{count} equations were not read; check by eye what they say"),
    "object": Remark("{count} embedded objects were not read; check by eye what they say"),
}


@cache
def local(tag: str) -> str:
    """An element's or attribute's name without its namespace."""
    return tag.rpartition("}")[2]


def notes_of(unread: Counter[str]) -> tuple[Remark, ...]:
    """What a file holds besides text."""
    return tuple(
        replace(remark, values=(("count", unread[name]),))
        for name, remark in _NOT_READ.items()
        if unread[name]
    )


def numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Each block on a line of its own: the lines of the text as it was taken out of the file."""
    return tuple(replace(block, pieces=((0, line, 1),)) for line, block in enumerate(blocks, 1))
