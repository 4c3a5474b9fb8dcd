"""A draft from a file: which form it has, its bytes, its blocks."""

from __future__ import annotations

from pathlib import Path

from xiyang_cli.documents.archive import old_form
from xiyang_cli.documents.ignore import cut_comments
from xiyang_cli.documents.model import Document
from xiyang_cli.documents.text import blocks_of_text, normal
from xiyang_cli.encoding import decoded
from xiyang_cli.files import read_file

_MARKDOWN = frozenset((".md", ".markdown"))
_HTML = frozenset((".html", ".htm", ".xhtml"))
_OLD = frozenset((".doc", ".wps", ".rtf"))
SUFFIXES = frozenset((".txt", ".text", ".docx", ".odt", ".pdf", *_MARKDOWN, *_HTML))
"""the suffixes of drafts that can be read; what has another one is read as text"""


def read_document(path: str, *, by_line: bool = False) -> Document:
    """The draft at `path`, by its suffix; `-` is text on standard input.

    Raises UnreadableFile: one line that names the file, what is wrong with it and what to do.
    """
    data = read_file(path)
    suffix = Path(path).suffix.lower()
    if suffix in _OLD:
        raise old_form(path)
    if suffix == ".docx":
        from xiyang_cli.documents.word import blocks_of_word

        return Document(path, *blocks_of_word(data, path))
    if suffix == ".odt":
        from xiyang_cli.documents.odt import blocks_of_odt

        return Document(path, *blocks_of_odt(data, path))
    if suffix == ".pdf":
        from xiyang_cli.documents.pdf import blocks_of_pdf

        return Document(path, *blocks_of_pdf(data, path))
    text = decoded(data, path, html=suffix in _HTML)
    return _of_text(path, text, suffix, by_line=by_line)


def read_text(name: str, text: str, *, by_line: bool = False) -> Document:
    """A draft that is at hand as text, under a name for messages."""
    return _of_text(name, text, ".txt", by_line=by_line)


def _of_text(name: str, text: str, suffix: str, *, by_line: bool) -> Document:
    is_markup = suffix in _MARKDOWN or suffix in _HTML
    text, silenced = cut_comments(normal(text), markup=is_markup)
    if suffix in _MARKDOWN and not by_line:
        from xiyang_cli.documents.markdown import blocks_of_markdown

        return Document(name, blocks_of_markdown(text), silenced=silenced)
    if suffix in _HTML and not by_line:
        from xiyang_cli.documents.html import blocks_of_html

        return Document(name, blocks_of_html(text), silenced=silenced)
    return Document(name, blocks_of_text(text, by_line=by_line), silenced=silenced)
