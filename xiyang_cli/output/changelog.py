"""What `diff` found, for eyes: tables on a screen, and a headed list to paste into a changelog."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from xiyang_cli.answers.differences import Change, Difference
from xiyang_cli.answers.wording import EMPTY
from xiyang_cli.language import Language, say
from xiyang_cli.output.data import cell_text
from xiyang_cli.output.tables import Table, View, escaped

FIGURES, OTHERS = "figures", "other keys"
NOTHING = "No differences."


def seen(found: Sequence[Difference], language: Language) -> list[View]:
    """A table of changed figures, of other changed keys, and of what came, went or was renamed."""
    views = []
    for heading, own in _grouped(found):
        if heading in (Change.ADDED, Change.REMOVED):
            words = ["record", "id", "name", "what it says"]
            cells = [[_name(d, language), _cell(d.old or d.new)] for d in own]
        else:
            words = ["record", "id", "key", "old", "new"]
            cells = [[str(d.key), _value(d, d.old), _value(d, d.new)] for d in own]
        cells = [[_record(d, language), d.id, *cell] for d, cell in zip(own, cells, strict=True)]
        headers = [say(word, language) for word in words]
        views.append(View([say(heading, language)], Table(headers, cells, fold=len(words) - 1)))
    return views or [View(tail=[say(NOTHING, language)])]


def markdown(found: Sequence[Difference], language: Language) -> str:
    """A list under each heading, a line a record."""
    parts = []
    for heading, own in _grouped(found):
        lines = [f"### {say(heading, language).capitalize()}", ""]
        for _, of_one in groupby(own, key=lambda d: (d.record, d.id)):
            lines.append(_item(list(of_one), language))
        parts.append("\n".join(lines))
    return ("\n\n".join(parts) or say(NOTHING, language)) + "\n"


def _item(own: Sequence[Difference], language: Language) -> str:
    first = own[0]
    name = _name(first, language)
    id = escaped(first.id)
    text = f"- {escaped(name)} ({id})" if name and name != first.id else f"- {id}"
    if first.record != "fact":
        text = f"- {_record(first, language)}{text[1:]}"
    colon = "：" if language is Language.ZH else ": "
    if first.change is Change.CHANGED:
        values = [(d, f"{escaped(_value(d, d.old))} → {escaped(_value(d, d.new))}") for d in own]
        if first.is_figure:
            told = [f"{d.key} {value}" for d, value in values]
            return text + colon + ("；" if language is Language.ZH else "; ").join(told)
        return "\n".join([text, *(f"  - {d.key}{colon}{value}" for d, value in values)])
    if first.change is Change.RENAMED:
        return f"{text}{colon}{escaped(first.old)} → {escaped(first.new)}"
    told_of = first.old or first.new
    return f"{text}{colon}{escaped(str(told_of))}" if told_of else text


def _grouped(found: Sequence[Difference]) -> Iterator[tuple[str, list[Difference]]]:
    """Figures, other keys, added, removed, renamed: those that there are."""

    def heading(difference: Difference) -> str:
        if difference.is_figure:
            return FIGURES
        return OTHERS if difference.change is Change.CHANGED else difference.change.value

    for wanted in (FIGURES, OTHERS, Change.ADDED.value, Change.REMOVED.value, Change.RENAMED.value):
        own = [difference for difference in found if heading(difference) == wanted]
        if own:
            yield wanted, own


def _name(difference: Difference, language: Language) -> str:
    return (difference.name_zh if language is Language.ZH else difference.name_en) or ""


def _record(difference: Difference, language: Language) -> str:
    return say(difference.record.replace("_", " "), language)


def _value(difference: Difference, value: object) -> str:
    """A value on a line; of a hash the beginning is enough for eyes."""
    text = _cell(value)
    return f"{text[:12]}…" if difference.key == "hash" and value is not None else text


def _cell(value: object) -> str:
    return EMPTY if value is None else cell_text(value)
