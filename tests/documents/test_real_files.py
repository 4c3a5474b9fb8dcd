"""Files that programs wrote, not we: LibreOffice Writer (.odt, .docx, .pdf) and python-docx.

The text is invented. The Writer file has a tracked insertion and deletion, a comment, a footnote,
a raised digit and a table with merged cells.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from xiyang_cli.documents.model import Document, Kind
from xiyang_cli.documents.read import read_document

REAL = Path(__file__).parent / "real"
CELLS = [
    ("指标", 0, 0, 1, True),
    ("产量（吨）", 0, 1, 2, True),
    ("2023年", 1, 1, 1, True),
    ("2024年", 1, 2, 1, True),
    ("绿茶", 2, 0, 1, False),
    ("410", 2, 1, 1, False),
    ("455", 2, 2, 1, False),
]
LONG = (
    "去年青岩县茶叶加工企业达到三十七家，其中年销售额超过五千万元的有八家，从业人员一万二千人，"
    "比三年前多出四成以上，县里的两座仓库也都换上了新的冷藏设备。"
)


def read(name: str) -> Document:
    return read_document(str(REAL / name))


def prose(document: Document) -> list[tuple[str, Kind, int]]:
    return [(b.text, b.kind, b.level) for b in document.blocks if b.cell is None]


def cells(document: Document) -> list[tuple[str, int, int, int, bool]]:
    """Text, row, column, span and whether it names columns, of each cell."""
    return [
        (b.text, b.cell.row, b.cell.column, b.cell.span, b.cell.header) for b in document.blocks if b.cell
    ]


@pytest.mark.parametrize("name", ["writer.odt", "writer.docx"])
def test_what_writer_wrote_is_read_with_its_changes_taken(name: str) -> None:
    document = read(name)
    assert prose(document) == [
        ("青岩县产业报告", Kind.HEADING, 1),
        ("茶园面积12.6万亩，全年发电10⁸千瓦时。", Kind.PARAGRAPH, 0),
        (LONG, Kind.PARAGRAPH, 0),
        ("新修渠道8公里", Kind.ITEM, 1),
        ("完。", Kind.PARAGRAPH, 0),
        ("面积按图斑计，共3轮核实。", Kind.PARAGRAPH, 0),
    ]
    assert cells(document) == CELLS
    assert [block.place(0) for block in document.blocks] == [(line, 1) for line in range(1, 14)]


def test_what_python_docx_wrote_is_read() -> None:
    document = read("library.docx")
    assert prose(document) == [
        ("青岩县简报", Kind.HEADING, 1),
        ("茶园面积12.6万亩。", Kind.PARAGRAPH, 0),
        ("新修渠道8公里", Kind.ITEM, 1),
        ("内部稿", Kind.PARAGRAPH, 0),
    ]
    assert cells(document) == CELLS


def test_a_pdf_of_writer_has_its_paragraphs_whole() -> None:
    """A PDF has no cells; a row of a table stays on a line."""
    document = read("writer.pdf")
    told = [block.text for block in document.blocks]
    assert LONG in told
    assert "绿茶 410 455" in told
    assert document.blocks[0].kind is Kind.HEADING
