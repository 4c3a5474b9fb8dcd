"""A PDF to blocks: its lines in the order of the file, paragraphs joined. Pure; needs the extra `pdf`."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from xiyang_cli.documents.archive import broken, encrypted
from xiyang_cli.documents.model import Block, Remark
from xiyang_cli.documents.text import Line, blocks_of_lines, lines_of
from xiyang_cli.errors import UnreadableFile

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_PAGE_NUMBER = re.compile(
    r"(?:[-—–·•~]+[ ]?(\d{1,4})[ ]?[-—–·•~]+|第[ ]?(\d{1,4})[ ]?页(?:[ ,，/]*共[ ]?\d+[ ]?页)?|(\d{1,4}))$"
)
_RADICALS = {
    code: unicodedata.normalize("NFKC", chr(code)) for code in (0x2E9F, 0x2EF3, *range(0x2F00, 0x2FD6))
}
"""characters by the radicals that look like them, which many a PDF has in their stead"""
_BARE = 3
"""the group of a page number that nothing marks as one"""


def blocks_of_pdf(data: bytes, name: str) -> tuple[tuple[Block, ...], tuple[Remark, ...]]:
    """The blocks of a file called `name`, and what of it could not be read.

    Lines are those of the text taken out, counted over all pages.
    """
    read = _pages(data, name)
    if read is None:
        raise encrypted(name)
    texts, blind = read
    pages = _lines(texts)
    if not any(pages):
        raise UnreadableFile(
            "{path}: holds no text, only pictures of it; use the file that it was made from", path=name
        )
    numbers = _page_numbers(pages)
    lines = [line for page in pages for line in page if line not in numbers]
    remark = Remark("{count} pages hold no text and were not read; check by eye what they say")
    notes = (Remark(remark.template, (("count", blind),)),) if blind else ()
    return blocks_of_lines(lines), notes


def _pages(data: bytes, name: str) -> tuple[list[str], int] | None:
    """The text of each page, and how many have pictures only; None where a password is needed."""
    try:
        import pypdf
        from pypdf.errors import DependencyError, FileNotDecryptedError
    except ImportError:
        raise UnreadableFile(
            "{path}: reading PDF needs pypdf; install it with: pip install pypdf", path=name
        ) from None
    # It tells of each slip in a file's form, which no reader can act on.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if _is_locked(reader):
            return None
        pages = list(reader.pages)
        texts = [page.extract_text().translate(_RADICALS) for page in pages]
        blind = sum(not text.strip() and _has_pictures(page) for text, page in zip(texts, pages, strict=True))
    except (DependencyError, FileNotDecryptedError):
        return None
    except Exception:  # a broken file makes the library fail in ways of every kind
        raise broken(name) from None
    return texts, blind


def _is_locked(reader: PdfReader) -> bool:
    """Whether a password is needed; many a file has an empty one, to forbid changes only."""
    return reader.is_encrypted and not reader.decrypt("")


def _has_pictures(page: PageObject) -> bool:
    return bool(page.images.keys())


def _lines(texts: Sequence[str]) -> list[list[Line]]:
    """The lines of each page, without the blank ones at its ends: a sentence may go on over a page."""
    pages, above = [], 0
    for text in texts:
        lines = [
            Line(line.text, line.line + above, line.column, line.indent) for line in lines_of(text.rstrip())
        ]
        above = lines[-1].line
        while lines and not lines[-1].text:
            lines.pop()
        while lines and not lines[0].text:
            del lines[0]
        pages.append(lines)
    return pages


def _page_numbers(pages: Sequence[Sequence[Line]]) -> set[Line]:
    """The first and last lines of pages that number these; a bare number only where it counts on."""
    found = [
        (line, number, place)
        for place, page in enumerate(pages)
        for line in {*page[:1], *page[-1:]}
        if (number := _PAGE_NUMBER.match(line.text))
    ]
    steps = Counter(int(number[_BARE]) - place for _, number, place in found if number[_BARE])
    return {
        line for line, number, place in found if not number[_BARE] or steps[int(number[_BARE]) - place] > 1
    }
