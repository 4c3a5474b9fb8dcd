"""Lines that their author has silenced with a comment `xiyang: ignore`. Pure."""

from __future__ import annotations

import re

_COMMENT = re.compile(
    r"[ \t\u3000]*<!--\s*xiyang[:：]\s*ignore\s*-->[ \t\u3000]*$"
    r"|(?:(?<=[ \t\u3000])|^|[ \t\u3000]*(?:#|//))[ \t\u3000]*xiyang[:：][ \t\u3000]*ignore[ \t\u3000]*$"
)
_IN_MARKUP = re.compile(r"[ \t\u3000]*<!--\s*xiyang[:：]\s*ignore\s*-->[ \t\u3000]*$")


def cut_comments(text: str, *, markup: bool = False) -> tuple[str, frozenset[int]]:
    r"""`text` (lines end with \n) without these comments, and the numbers of their lines.

    In Markdown and HTML (`markup`) only `<!-- xiyang: ignore -->` is one; in text what follows
    white space, `#` or `//` too. What is left of a line keeps its place.
    """
    if "xiyang" not in text:
        return text, frozenset()
    comment = _IN_MARKUP if markup else _COMMENT
    silenced: set[int] = set()
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if "xiyang" in line and (found := comment.search(line)):
            lines[number - 1] = line[: found.start()]
            silenced.add(number)
    return "\n".join(lines), frozenset(silenced)
