"""An .odt as it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.files import odt, zipped
from xiyang_cli.documents.model import Block, Kind
from xiyang_cli.documents.odt import blocks_of_odt
from xiyang_cli.documents.read import read_document
from xiyang_cli.errors import UnreadableFile

STYLES = (
    '<style:style style:name="T1" style:family="text"><style:text-properties '
    'style:text-position="super 58%"/></style:style>'
    '<style:style style:name="T2" style:family="text"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="T3" style:family="text" style:parent-style-name="T2"/>'
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="P2"/>'
    '<style:style style:name="P2" style:family="paragraph"><style:text-properties '
    'text:display="none"/></style:style>'
)


def blocks_of(text: str) -> tuple[Block, ...]:
    return blocks_of_odt(odt(text, styles=STYLES), "a.odt")[0]


def texts(text: str) -> list[str]:
    return [block.text for block in blocks_of(text)]


def test_headings_paragraphs_and_lists() -> None:
    blocks = blocks_of(
        '<text:p text:style-name="Title">报告</text:p><text:h text:outline-level="2">能源</text:h>'
        "<text:section><text:p>装机<text:span>252</text:span>万千瓦</text:p></text:section>"
        "<text:list><text:list-item><text:p>甲</text:p><text:list><text:list-item><text:p>乙</text:p>"
        "</text:list-item></text:list></text:list-item></text:list>"
        "<text:table-of-content><text:index-body><text:p>能源 1</text:p></text:index-body></text:table-of-content>"
    )
    assert [(b.text, b.kind, b.level) for b in blocks] == [
        ("报告", Kind.HEADING, 1),
        ("能源", Kind.HEADING, 2),
        ("装机252万千瓦", Kind.PARAGRAPH, 0),
        ("甲", Kind.ITEM, 1),
        ("乙", Kind.ITEM, 2),
    ]
    assert [b.place(0) for b in blocks] == [(line, 1) for line in range(1, 6)]


def test_inline_text() -> None:
    assert texts(
        "<text:p>见<text:a>年报</text:a>\n  和<text:s text:c='2'/>公报<text:tab/>，10"
        '<text:span text:style-name="T1">8</text:span><text:span text:style-name="T3">旧</text:span>'
        "<text:bookmark/>元<text:line-break/>次行<text:page-number>7</text:page-number></text:p>"
        '<text:p text:style-name="P1">隐</text:p>'
    ) == ["见年报 和  公报\t，10⁸元", "次行"]


def test_tracked_deletions_and_comments_are_not_read() -> None:
    assert texts(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>100</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:p>装机<text:change text:change-id="c"/><text:change-start/>252<text:change-end/>'
        "<office:annotation><dc:creator>某</dc:creator><text:p>请核 999</text:p></office:annotation>万千瓦</text:p>"
    ) == ["装机252万千瓦"]


def test_footnotes_follow_the_body() -> None:
    assert texts(
        "<text:p>产值18亿元<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>据年报</text:p></text:note-body></text:note>。</text:p><text:p>乙</text:p>"
    ) == ["产值18亿元。", "乙", "据年报"]


def cell(text: str, more: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"


COVERED = "<table:covered-table-cell/>"


def test_a_table_with_merged_cells() -> None:
    span = 'table:number-columns-spanned="2"'
    down = cell("指标", 'table:number-rows-spanned="2"')
    blocks = blocks_of(
        "<table:table><table:table-header-rows>"
        f"<table:table-row>{down}{cell('装机', span)}{COVERED}</table:table-row>"
        f"<table:table-row>{COVERED}{cell('2020年')}{cell('2025年')}</table:table-row></table:table-header-rows>"
        f"<table:table-row>{cell('风电')}{cell('100')}{cell('252')}</table:table-row>"
        f"<table:table-row>{cell('合计', span)}{COVERED}{cell('300')}</table:table-row>"
        '<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
        f"{cell('1')}</table:table-row></table:table>"
    )
    assert [(b.text, b.cell.row, b.cell.column, b.cell.span) for b in blocks if b.cell] == [
        ("指标", 0, 0, 1), ("装机", 0, 1, 2), ("2020年", 1, 1, 1), ("2025年", 1, 2, 1),
        ("风电", 2, 0, 1), ("100", 2, 1, 1), ("252", 2, 2, 1),
        ("合计", 3, 0, 2), ("300", 3, 2, 1), ("1", 4, 2, 1),
    ]  # fmt: skip
    assert [b.text for b in blocks if b.cell and b.cell.header] == ["指标", "装机", "2020年", "2025年"]


def test_a_table_within_a_cell_has_cells_of_its_own() -> None:
    inner = f"<table:table><table:table-row>{cell('内')}</table:table-row></table:table>"
    blocks = blocks_of(
        f"<table:table><table:table-row><table:table-cell><text:p>外</text:p>{inner}</table:table-cell>"
        f"{cell('旁')}</table:table-row></table:table>"
    )
    assert [(b.text, b.cell.table) for b in blocks if b.cell] == [("外", 0), ("内", 1), ("旁", 0)]


def test_boxes_are_read_and_pictures_told() -> None:
    manifest = (
        '<m:manifest xmlns:m="m"><m:file-entry m:full-path="Object 1/" '
        'm:media-type="application/vnd.oasis.opendocument.chart"/></m:manifest>'
    )
    data = odt(
        "<text:p>正文<draw:frame><draw:text-box><text:p>框 252</text:p></draw:text-box></draw:frame>"
        "<draw:g><draw:custom-shape><text:p>形 1</text:p></draw:custom-shape></draw:g>"
        "<draw:frame><draw:image/></draw:frame></text:p>"
        '<draw:frame><draw:object xmlns:x="x" x:href="./Object 1"/><draw:image/></draw:frame>',
        manifest=manifest,
    )
    blocks, notes = blocks_of_odt(data, "a.odt")
    assert [block.text for block in blocks] == ["正文", "框 252", "形 1"]
    assert [(note.template.split()[1], dict(note.values)) for note in notes] == [
        ("pictures", {"count": 1}),
        ("charts", {"count": 1}),
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (odt("", manifest='<m xmlns:n="n"><f><n:encryption-data/></f></m>'), "is encrypted"),
        (zipped({"content.xml": "<a/>"}), "is broken"),
        (zipped({"content.xml": "<!DOCTYPE a><a/>"}), "document type"),
        (odt("<text:section>" * 3000 + "</text:section>" * 3000), "nested too deep"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "a.odt"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match=told):
        read_document(str(path))


def test_an_old_manifest_does_not_matter() -> None:
    data = odt("<text:p>甲</text:p>", manifest='<!DOCTYPE m SYSTEM "Manifest.dtd"><m/>')
    assert [block.text for block in blocks_of_odt(data, "a.odt")[0]] == ["甲"]


def test_cells_covered_from_above_stand_behind_those_covered_from_beside() -> None:
    wide, high = 'table:number-columns-spanned="2"', 'table:number-rows-spanned="2"'
    blocks = blocks_of(
        f"<table:table><table:table-row>{cell('甲')}{cell('乙')}{cell('丙', high)}{cell('丁')}</table:table-row>"
        f"<table:table-row>{cell('戊', wide)}{COVERED}{COVERED}{cell('己')}</table:table-row></table:table>"
    )
    assert [(b.text, b.cell.column) for b in blocks if b.cell][-2:] == [("戊", 0), ("己", 3)]
