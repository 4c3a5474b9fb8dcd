"""A draft as YAML: stubs with TODO where a person decides, and the record of their source.

Whatever a page holds goes out quoted or escaped, so that the text is YAML in any case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xiyang_cli.base.model import Kind
from xiyang_cli.base.sources import Source
from xiyang_cli.base.todo import TODO
from xiyang_cli.checking.setting import Told
from xiyang_cli.drafting.draft import Draft
from xiyang_cli.drafting.stubs import LONGEST_BEFORE, Stub
from xiyang_cli.figures.arithmetic import plain
from xiyang_cli.language import Language, harmless, say, visible
from xiyang_cli.schema import schema_line

_PLAIN = re.compile(
    r"(?!(?:true|false|null|yes|no|on|off|y|n)$)[a-z][a-z0-9 -]*[a-z0-9]"  # an id, English words
    r"|[0-9a-f]*[a-df][0-9a-f]*"  # a hash
    r"|[\w.㐀-鿿]*[㐀-鿿]",  # 180.3亿元
    re.I,
)


def scalar(text: str | None) -> str:
    r"""`text` as a YAML value on one line: plain where no reader could take it for anything else."""
    if text is None:
        return "null"
    if _PLAIN.fullmatch(text) and text.isprintable():
        return text
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return character if harmless(character) else f"\\U{ord(character):08X}"


def stubs_text(draft: Draft, language: Language) -> str:
    """The stubs as a file of a sector that is still to be named."""
    lines = [schema_line("sector.yaml").rstrip(), f"sector: {TODO}"]
    lines.append("indicators:" if draft.stubs else "indicators: []")
    for stub in draft.stubs:
        lines += _stub(stub, draft, language)
    return "\n".join(lines) + "\n"


def _stub(stub: Stub, draft: Draft, language: Language) -> Iterator[str]:
    place = ".".join(str(number) for number in stub.sentence.locator)
    yield f"  # {place} …{visible(stub.before)}"
    yield f"  - id: {TODO}"
    for key in ("name_zh", "name_en", "pinyin", "place"):
        yield f"    {key}: {TODO}"
    yield f"    unit_kind: {stub.unit_kind or TODO}"
    yield "    facts:"
    yield f"      - id: {TODO}"
    for line in (*_value(stub, language), *_time(stub, draft, language), *_telling(stub, language)):
        yield f"        {line}"
    yield f"        figure: {scalar(stub.figure)}"
    yield f"        statement_zh: {TODO}"
    yield f"        statement_en: {TODO}"
    item, section, sentence = stub.sentence.locator
    yield (
        f"        at: {{source: {scalar(draft.source.id)}, item: {item}, section: {section}, "
        f"sentence: {sentence}, hash: {scalar(stub.sentence.hash)}}}"
    )


def _value(stub: Stub, language: Language) -> Iterator[str]:
    yield f"kind: {stub.kind or TODO}"
    if stub.value is None:
        return
    yield f'value: "{plain(stub.value)}"'
    if stub.value_high is not None:
        yield f'value_high: "{plain(stub.value_high)}"'
    if stub.unit is None:
        remark = say("the page prints {unit}", language, unit=stub.printed_unit or "—")
        yield f"unit: {TODO}  # {remark}"
    else:
        yield f"unit: {scalar(stub.unit)}"
    yield f"qualifier: {stub.qualifier or TODO}"


def _time(stub: Stub, draft: Draft, language: Language) -> Iterator[str]:
    if stub.period is not None:
        yield f'period: "{stub.period}"'
        if stub.baseline is not None:
            yield f'baseline_period: "{stub.baseline}"'
        yield "period_basis: printed"
    elif draft.title_year:
        remark = say("only a heading has the year; put it in, or leave it out", language)
        yield f'# period: "{draft.title_year}"  {TODO}: {remark}'
        yield "# period_basis: context"
    else:
        remark = say("no year stands there; write one that the context gives, or leave it out", language)
        yield f"# period: {TODO}: {remark}"


def _telling(stub: Stub, language: Language) -> Iterator[str]:
    hint = _HINTS.get(stub.told)
    yield f"status: {TODO}" + (f"  # {say(hint, language)}" if hint else "")
    if stub.kind is Kind.CHANGE:
        yield f"direction: {stub.direction or TODO}"
    if stub.is_multiple:
        yield f"multiple: {stub.multiple or TODO}"
    if stub.yearly:
        yield 'yearly: "true"'
    if stub.ranking is not None:
        yield f"ranking: {stub.ranking}"
        if stub.scope is not None:
            yield f"scope: {scalar(stub.scope)}"


_HINTS = {
    Told.FUTURE: "words of planning stand there: planned, or projected?",
    Told.UNDER_WAY: "words of doing stand there: under_way?",
}
HINTS = tuple(_HINTS.values())


def record_text(draft: Draft) -> str:
    """The record of the draft's source, to stand in the list of sources.yaml."""
    source = draft.source
    missing = "null" if draft.is_known else TODO
    lines = [f"  - id: {scalar(source.id)}", f"    headline_zh: {scalar(source.headline_zh)}"]
    lines.append(f"    headline_en: {scalar(source.headline_en) if source.headline_en else TODO}")
    lines += [
        f"    {key}: {missing if value is None else scalar(value)}" for key, value in _printed_on(source)
    ]
    lines += [f"    {line}" for line in (*_items(source), *_words(draft), *_without(draft))]
    return "\n".join(lines) + "\n"


def _printed_on(source: Source) -> Iterator[tuple[str, str | None]]:
    """What a page may print of itself, and the notes that there are."""
    for key in ("series_zh", "series_en", "printed", "publisher", "author", "date", "page"):
        value = getattr(source, key)
        yield key, None if value is None else str(value)
    for key in ("note_zh", "note_en"):
        if (note := getattr(source, key)) is not None:
            yield key, note


def _items(source: Source) -> Iterator[str]:
    yield "items:"
    for item in source.items:
        yield f"  - item: {item.item}"
        yield f"    main: {'true' if item.main else 'false'}"
        if item.plan is not None:
            yield f"    plan: {scalar(item.plan)}"
        yield f"    begins: {scalar(item.begins)}"
        yield f"    headings: [{', '.join(map(scalar, item.headings))}]"
        yield "    sections:" if item.sections else "    sections: []"
        for section in item.sections:
            yield f"      - {{section: {section.section}, begins: {scalar(section.begins)}}}"


def _words(draft: Draft) -> Iterator[str]:
    yield "non_figures:" if draft.words else "non_figures: []"
    for word in draft.words:
        zh, en = (scalar(reason) if reason else TODO for reason in (word.reason_zh, word.reason_en))
        yield f"  - {{word: {scalar(word.word)}, count: {word.count}, reason_zh: {zh}, reason_en: {en}}}"


def _without(draft: Draft) -> Iterator[str]:
    listed = draft.source.without_facts
    yield "without_facts:" if listed or draft.without_figures else "without_facts: []"
    for entry in listed:
        yield (
            f"  - {{item: {entry.item}, section: {entry.section}, sentence: {entry.sentence}, "
            f"reason_zh: {scalar(entry.reason_zh)}, reason_en: {scalar(entry.reason_en)}}}"
        )
    for sentence in draft.without_figures:
        yield f"  # {visible(sentence.text[:LONGEST_BEFORE])}…"
        item, section, number = sentence.locator
        yield (
            f"  - {{item: {item}, section: {section}, sentence: {number}, "
            f"reason_zh: {TODO}, reason_en: {TODO}}}"
        )
