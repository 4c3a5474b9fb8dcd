"""The words of a page that hold a number character and are no figure, for its source record. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from xiyang_cli.answers.page import Page, Sentence, all_places
from xiyang_cli.base.sources import NonFigure
from xiyang_cli.drafting.set_words import SET_WORD, SET_WORDS
from xiyang_cli.drafting.stubs import Stub
from xiyang_cli.reading.chinese_words import NAMES

_YEAR = re.compile(r"[0-9０-９〇零一二三四五六七八九]{4}年")
_DATE = re.compile(rf"(?:{_YEAR.pattern})?[0-9０-９]{{1,2}}月(?:[0-9０-９]{{1,2}}日)?")
_NUMBERING = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)、.．]")
"""what numbers a heading: 一、 （二） 3."""
_RUN = re.compile(
    r"[0-9０-９〇零一二两三四五六七八九十百千万亿半A-Za-z%％‰]+(?:[.．:：/-][0-9０-９A-Za-z%％‰]+)*"
)
_LONGEST = 40
"""characters on each side of a number in which its word is looked for"""
_HAN = re.compile(r"[㐀-鿿]")


@dataclass(frozen=True)
class Word:
    """A whole word, how often it stands on the page, and what it is where its form proves it."""

    word: str
    count: int
    reason_zh: str | None = None
    reason_en: str | None = None


def non_figures(page: Page, stubs: Sequence[Stub], listed: Iterable[NonFigure] = ()) -> list[Word]:
    """Whole words around each number that is inside no stub's figure, in the page's order.

    Those that are `listed` already come first, with their reasons.
    """
    words = {
        entry.word: Word(entry.word, page.text.count(entry.word), entry.reason_zh, entry.reason_en)
        for entry in listed
    }
    figures: dict[tuple[int, int, int], set[str]] = {}
    for stub in stubs:
        figures.setdefault(stub.sentence.locator, set()).add(stub.figure)
    figured = "\n".join({stub.figure for stub in stubs})
    for sentence in _in_order(page):
        covers = [s for figure in figures.get(sentence.locator, ()) for s in sentence.places_of(figure)]
        covers += [span for word in words for span in all_places(sentence.text, word)]
        reaches = _reaches(covers)
        for start, end in sentence.numbers():
            if reaches(start) >= end:
                continue
            word = _apart(sentence.text, *_word(sentence.text, start, end), figured)
            if len(word) > 1:
                words[word] = _judged(word, page.text.count(word))
                covers += all_places(sentence.text, word)
                reaches = _reaches(covers)
    return list(words.values())


def _reaches(spans: Sequence[tuple[int, int]]) -> Callable[[int], int]:
    """How far the spans reach that begin at a place or before it."""
    ordered = sorted(spans)
    starts = [start for start, _ in ordered]
    ends = [0, *accumulate((end for _, end in ordered), max)]
    return lambda place: ends[bisect_right(starts, place)]


def _in_order(page: Page) -> list[Sentence]:
    return sorted((*page.headings, *page.sentences), key=lambda sentence: sentence.locator)


def _apart(text: str, start: int, end: int, figured: str) -> str:
    """The word, made longer while it is also part of a figure: 最大的 where 最大 is a rank elsewhere."""
    while end < len(text) and _HAN.match(text[end]) and text[start:end] in figured:
        end += 1
    return text[start:end]


def _word(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the word stands that holds the number: a name, a date, or the run with what is joined to it.

    A run is made longer by what follows, or what stands before, until it is a word.
    """
    around = max(0, start - _LONGEST), end + _LONGEST
    numbering = _NUMBERING.match(text)
    if numbering and end <= numbering.end():
        return numbering.span()
    for pattern in (SET_WORD, NAMES, _DATE, _YEAR):
        for found in pattern.finditer(text, *around):
            if found.start() <= start and end <= found.end():
                return found.span()
    for found in _RUN.finditer(text, *around):
        if found.start() <= start and end <= found.end():
            start, end = found.span()
    if text[start - 1 : start] == "第":
        start -= 1
    is_short = end - start < 2 or text[start:end].isdigit() or text[start] == "第"
    if is_short and _HAN.match(text[end : end + 1]):
        end += 1
    if end - start < 2:
        return (start, end + 1) if end < len(text) else (max(0, start - 1), end)
    return start, end


def _judged(word: str, count: int) -> Word:
    if word in SET_WORDS:
        return Word(word, count, *SET_WORDS[word])
    if _YEAR.fullmatch(word):
        return Word(word, count, "年份", "a year")
    if _DATE.fullmatch(word):
        return Word(word, count, "日期", "a date")
    if _NUMBERING.fullmatch(word):
        return Word(word, count, "序号", "the number of a heading")
    return Word(word, count)
