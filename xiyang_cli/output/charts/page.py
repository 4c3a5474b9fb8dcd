"""A chart as one page of HTML that loads nothing: the picture, and the same in a table. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from xiyang_cli.answers.wording import EMPTY
from xiyang_cli.base.model import Basis, Status
from xiyang_cli.language import Language, say
from xiyang_cli.output.charts.drawing import Drawing
from xiyang_cli.output.report_head import page_head
from xiyang_cli.output.report_rows import safe

_OWN_STYLE = """
figure { margin: 1rem 0; }
figure svg { display: block; max-width: 100%; height: auto; border: 1px solid var(--edge); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .925rem; overflow-wrap: normal; }
caption { text-align: left; font-weight: 700; padding: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--edge); }
"""


def page_html(drawing: Drawing, svg: str, language: Language) -> str:
    """The whole page, from doctype to the last line."""
    title = safe(drawing.title)
    words = ("indicator", "period", "figure", "status", "where it comes from", "what it says")
    heads = "".join(f'<th scope="col">{safe(say(word, language))}</th>' for word in words)
    lines = [
        *page_head(title, language, _OWN_STYLE),
        "<body>",
        f"<header>\n<h1>{title}</h1>\n</header>",
        "<main>",
        f"<figure>\n{svg.strip()}\n</figure>",
        '<div class="wide" tabindex="0">\n<table>',
        f"<caption>{safe(say('The same in figures', language))}</caption>",
        f"<thead><tr>{heads}</tr></thead>",
        "<tbody>",
        *_rows(drawing, language),
        "</tbody>",
        "</table>\n</div>",
        "</main>",
        "<footer>",
        *(f"<p>{safe(text)}</p>" for text in (*drawing.notes, *drawing.source)),
        "</footer>",
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(lines)


def _rows(drawing: Drawing, language: Language) -> list[str]:
    """A row a figure, in the order of the picture."""
    entries: list[tuple[str, str, str, str, Mapping[str, object]]] = []
    for block in (block for axis in drawing.axes for block in axis.blocks):
        entries += [(block.name, line.label, line.text, line.told, line.data) for line in block.lines]
        if block.side:
            entries.append((block.name, "", block.side, "", {}))
    entries += [
        (words.name, str(words.data["period"] or ""), words.figure, words.statement, words.data)
        for words in drawing.words
    ]
    return [
        f'<tr><th scope="row">{safe(name)}</th>'
        + "".join(
            f"<td>{safe(cell) or EMPTY}</td>"
            for cell in (
                when, text, _status(data.get("status"), language), _origin(data, language), told
            )
        )
        + "</tr>"
        for name, when, text, told, data in entries
    ]  # fmt: skip


def _status(status: object, language: Language) -> str:
    return Status(str(status)).wording(language) if status else ""


def _origin(data: Mapping[str, object], language: Language) -> str:
    """Whether a figure is printed, worked out or the reader's own; how a thing moved is marked in itself."""
    if not data:
        return ""
    basis = data["basis"]
    if basis is None:
        return say("given by the reader", language)
    return say("printed by the source" if basis == Basis.REPORTED else "worked out by this tool", language)
