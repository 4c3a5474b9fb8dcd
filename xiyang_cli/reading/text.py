"""One text, both languages: every quantity that it states, in order. The way into this package."""

from __future__ import annotations

from collections.abc import Sequence

from xiyang_cli.base.model import Qualifier
from xiyang_cli.reading.chinese import chinese_mentions
from xiyang_cli.reading.english import english_mentions
from xiyang_cli.reading.mention import Mention


def read_quantities(text: str, *, wider: bool = False) -> list[Mention]:
    """The quantities that `text` states, in order; never two over the same characters.

    With `wider` also those in Chinese measures that have no unit code (千瓦时, 公里, 美元): their
    `unit` is the word itself.
    """
    return _apart([*chinese_mentions(text, wider=wider), *english_mentions(text)])


def _apart(found: Sequence[Mention]) -> list[Mention]:
    """Those that do not overlap an earlier or longer one; of two alike, the one whose bound was read."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, m.start - m.end, m.qualifier is Qualifier.EXACT)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
