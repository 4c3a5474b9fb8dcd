"""The Markdown parser set up for reading: inline tokens know their places, footnotes are told apart.

A token's `meta["at"]` is the offset where it stands in the content of its inline block.
"""

from __future__ import annotations

import re
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock, paragraph
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from xiyang_cli.documents.wraps import CJK

_FOOTNOTE = re.compile(r"\[(\^)?[^\]\n]+\]:[ \t]*(?=(\S))")
_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")


def parser() -> MarkdownIt:
    """CommonMark with tables and ~~struck~~ text.

    Indented code is off: in a draft, four spaces indent a paragraph.
    """
    markdown = MarkdownIt("commonmark")
    markdown.inline = _PlacedInline()
    markdown.configure("commonmark").enable(["table", "strikethrough"])
    markdown.disable(["code", "text_join", "fragments_join"])
    markdown.block.ruler.before("reference", "footnote", _footnote, {"alt": ["paragraph", "reference"]})
    markdown.inline.ruler.before("text", "place", _note_place)
    markdown.inline.ruler.before("link", "footnote_mark", _footnote_mark)
    return markdown


class _PlacedState(StateInline):
    """Notes where each token begins: the library tells this of blocks only."""

    pending_at = 0

    def pushPending(self) -> Token:  # noqa: N802
        token = super().pushPending()
        token.meta["at"] = self.pending_at
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        last = self.tokens[-1] if self.tokens and not self.pending else None
        at = self.pos
        if last and last.meta.get("run") == self.pos:
            # The marks of one run, as in **, are pushed one by one from its first place.
            at = last.meta["at"] + len(last.content)
        token = super().push(ttype, tag, nesting)
        token.meta["at"] = at
        if ttype == "text":
            token.meta["run"] = self.pos
        return token


class _PlacedInline(ParserInline):
    """As its base, but with the state above."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _note_place(state: StateInline, silent: bool) -> bool:
    """Tried first at every step: where no text waits, the next to wait begins here."""
    if not silent and isinstance(state, _PlacedState) and not state.pending:
        state.pending_at = state.pos
    return False


def _footnote_mark(state: StateInline, silent: bool) -> bool:
    """[^1] in the text."""
    mark = _FOOTNOTE_MARK.match(state.src, state.pos)
    if not mark:
        return False
    if not silent:
        state.push("footnote_mark", "", 0)
    state.pos = mark.end()
    return True


def _footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`[^1]: text` is a paragraph; so is `[1]: 文字`, which CommonMark takes for a link's address."""
    begin = state.bMarks[start] + state.tShift[start]
    mark = _FOOTNOTE.match(state.src, begin, state.eMarks[start])
    if not mark or not (mark[1] or CJK.match(mark[2])):
        return False
    if silent:
        return True
    state.bMarks[start], state.tShift[start] = mark.end(), 0
    state.sCount[start] = state.blkIndent
    return paragraph(state, start, end, False)
