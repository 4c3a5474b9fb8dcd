"""Drafts as they are read: what is text, what is not, and where each character stands."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.documents.files import docx, p, row, run, tc, zipped
from xiyang_cli.documents import archive
from xiyang_cli.documents.html import blocks_of_html
from xiyang_cli.documents.markdown import blocks_of_markdown
from xiyang_cli.documents.model import Block, Document, Kind
from xiyang_cli.documents.read import read_document, read_text
from xiyang_cli.documents.text import blocks_of_text
from xiyang_cli.documents.word import blocks_of_word
from xiyang_cli.encoding import decoded
from xiyang_cli.errors import UnreadableFile


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks]


def kinds(blocks: tuple[Block, ...]) -> list[tuple[Kind, int]]:
    return [(block.kind, block.level) for block in blocks]


def cells(blocks: tuple[Block, ...]) -> list[tuple[str, int, int, int]]:
    """Text, row, column and span of each cell."""
    return [(b.text, b.cell.row, b.cell.column, b.cell.span) for b in blocks if b.cell]


def headers(blocks: tuple[Block, ...]) -> list[str]:
    return [b.text for b in blocks if b.cell and b.cell.header]


def place_of(blocks: tuple[Block, ...], words: str) -> tuple[int, int]:
    """Where `words` begin in the file."""
    block = next(block for block in blocks if words in block.text)
    return block.place(block.text.index(words))


def check_places(source: str, blocks: tuple[Block, ...]) -> None:
    """Each character of a block that is no white space stands where the block says."""
    lines = source.split("\n")
    for block in blocks:
        for offset, character in enumerate(block.text):
            if not character.isspace():
                line, column = block.place(offset)
                assert lines[line - 1][column - 1] == character, (block.text, offset, line, column)


def of(path: Path, data: bytes) -> Document:
    path.write_bytes(data)
    return read_document(str(path))


# text


def test_text_wrapped_lines_are_joined_each_character_keeps_its_place() -> None:
    source = (
        "　　2025年，昔阳县地区生产总值完成150.6亿元，比上年增长6.5%，新能源装机达到2\n"
        "52万千瓦，城镇居民人均可支配收入42000元，农村居民人均可支配收入1\n"
        "8000元。\n"
        "\n"
        "　　第二段。\n"
    )
    blocks = blocks_of_text(source)
    assert len(blocks) == 2
    assert "达到252万千瓦" in blocks[0].text
    assert "收入18000元。" in blocks[0].text
    check_places(source, blocks)
    at = blocks[0].text.index("252")
    assert blocks[0].place(at) == (1, 45)
    assert blocks[0].place(at + 1) == (2, 1)
    assert blocks[0].end_place(at + 3) == (2, 3)
    assert place_of(blocks, "第二段") == (5, 3)


def test_text_a_decimal_or_a_group_that_a_wrap_cuts_is_one_number() -> None:
    line = "全县地区生产总值在这一年里完成了一百多亿元，其中第一产业增加值为"
    for before, after, number in (("180.", "3亿元", "180.3亿元"), ("1,", "234万元", "1,234万元")):
        assert number in blocks_of_text(f"{line}{before}\n{after}，完成任务。\n")[0].text


def test_text_english_lines_are_joined_with_a_space() -> None:
    source = "The county reported an installed capacity of 2.52 GW at the\nend of the year.\n"
    assert texts(blocks_of_text(source)) == [source.replace("\n", " ").strip()]


def test_text_short_lines_stay_apart() -> None:
    assert texts(blocks_of_text("装机：252万千瓦\n产值：18亿元\n")) == ["装机：252万千瓦", "产值：18亿元"]


def test_text_headings_and_items_show_by_their_form() -> None:
    source = "# 标题\n\n一、能源\n\n1. 装机252万千瓦。\n- 产值18亿元。\n"
    blocks = blocks_of_text(source)
    assert kinds(blocks) == [(Kind.HEADING, 1), (Kind.HEADING, 2), (Kind.ITEM, 1), (Kind.ITEM, 1)]
    assert texts(blocks) == ["标题", "一、能源", "装机252万千瓦。", "产值18亿元。"]
    check_places(source, blocks)


def test_text_by_line_takes_each_line_as_it_is() -> None:
    blocks = blocks_of_text("# 甲\n\n- 乙\n", by_line=True)
    assert texts(blocks) == ["# 甲", "- 乙"]
    assert [block.place(0) for block in blocks] == [(1, 1), (3, 1)]


def test_text_counts_lines_as_editors_do() -> None:
    assert [b.place(0)[0] for b in read_text("-", "甲\r\n乙\r丙\n丁\f戊").blocks] == [1, 2, 3, 4, 4]


# bytes


@pytest.mark.parametrize(
    "data",
    [
        "新能源装机252万千瓦\n".encode("gbk"),
        "新能源装机252万千瓦\n".encode("gb18030"),
        "新能源装机252万千瓦\n".encode(),
        b"\xef\xbb\xbf" + "新能源装机252万千瓦\n".encode(),
        "新能源装机252万千瓦\n".encode("utf-16"),
        b"\xfe\xff" + "新能源装机252万千瓦\n".encode("utf-16-be"),
    ],
)
def test_bytes_are_decoded(data: bytes) -> None:
    assert decoded(data, "a.txt") == "新能源装机252万千瓦\n"


def test_bytes_utf16_without_a_mark_shows_by_its_zeros() -> None:
    text = "installed capacity 2.52 GW, 新能源\n"
    assert decoded(text.encode("utf-16-le"), "a.txt") == text
    assert decoded(text.encode("utf-16-be"), "a.txt") == text


def test_bytes_html_says_its_encoding() -> None:
    page = '<meta charset="gb2312"><p>装机㎡252万千瓦</p>'
    assert decoded(page.encode("gb18030"), "a.html", html=True) == page


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.7\n", "a file of another form (.pdf)"),
        (b"PK\x03\x04rest", "a file of another form (.docx, .odt, .zip)"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x02\x03", "is no text"),
        (("装机" * 40).encode() + b"\xff" + ("产值" * 40).encode(), "save it as UTF-8"),
    ],
)
def test_bytes_that_are_no_text_are_told(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableFile) as fault:
        decoded(data, "a.txt")
    assert str(fault.value).startswith("a.txt: ")
    assert told in str(fault.value)


# Markdown


def test_markdown_marks_are_no_text_and_places_are_exact() -> None:
    source = (
        "# 昔阳**县**\n"
        "\n"
        '装机 **252万千瓦**，见[年报](https://a.example/2024 "3亿")和`18亿元`，*约*5%。\n'
        "\n"
        "- 甲 ~~100~~ 200\n"
        "  - 乙\n"
        "\n"
        "> 引 \\*文\n"
    )
    blocks = blocks_of_markdown(source)
    assert texts(blocks) == ["昔阳县", "装机 252万千瓦，见年报和18亿元，约5%。", "甲  200", "乙", "引 *文"]
    assert kinds(blocks) == [
        (Kind.HEADING, 1), (Kind.PARAGRAPH, 0), (Kind.ITEM, 1), (Kind.ITEM, 2), (Kind.PARAGRAPH, 0),
    ]  # fmt: skip
    check_places(source, blocks)
    assert place_of(blocks, "252") == (3, 6)
    assert place_of(blocks, "18亿") == (3, source.split("\n")[2].index("18亿") + 1)
    assert place_of(blocks, "乙") == (6, 5)


def test_markdown_a_table_has_cells_with_places() -> None:
    source = "| 指标 | 2024年 |\n|---|--:|\n| 装机 | **252** 万千瓦 |\n| a\\|b | 18亿元 |\n"
    blocks = blocks_of_markdown(source)
    assert cells(blocks) == [
        ("指标", 0, 0, 1), ("2024年", 0, 1, 1), ("装机", 1, 0, 1), ("252 万千瓦", 1, 1, 1),
        ("a|b", 2, 0, 1), ("18亿元", 2, 1, 1),
    ]  # fmt: skip
    assert headers(blocks) == ["指标", "2024年"]
    check_places(source, blocks)
    assert place_of(blocks, "252") == (3, 10)


def test_markdown_code_front_matter_and_comments_are_not_read() -> None:
    source = "---\ntitle: 100亿元\n---\n\n正文 1\n\n```text\n装机 999\n```\n\n<!-- 888 -->\n\n正文 2\n"
    blocks = blocks_of_markdown(source)
    assert texts(blocks) == ["正文 1", "正文 2"]
    assert [block.place(0) for block in blocks] == [(5, 1), (13, 1)]


def test_markdown_html_within_it_keeps_its_lines() -> None:
    source = "甲\n\n<table><tr><th>装机</th></tr>\n<tr><td>252</td></tr></table>\n\n乙<br>丙 10<sup>8</sup>\n"
    blocks = blocks_of_markdown(source)
    assert texts(blocks) == ["甲", "装机", "252", "乙", "丙 10⁸"]
    assert place_of(blocks, "252") == (4, 9)
    assert place_of(blocks, "丙") == (6, 6)


def test_markdown_wrapped_lines_are_joined() -> None:
    source = (
        "2025年，昔阳县地区生产总值完成150.6亿元，比上年增长6.5%，装机达到2\n52万千瓦。[^1]\n\n[^1]: 据年报\n"
    )
    blocks = blocks_of_markdown(source)
    assert "装机达到252万千瓦。" in blocks[0].text
    assert texts(blocks)[1] == "据年报"
    check_places(source, blocks)


# HTML


def test_html_reads_what_a_reader_sees_with_places() -> None:
    source = (
        "<!DOCTYPE html>\n<html><head><title>标题 9</title><style>p { width: 100px }</style>\n"
        "<script>var a = '252';</script></head>\n"
        "<body><h2>能源&amp;产业</h2>\n"
        "  <p>装机<b>252</b>万千瓦&nbsp;约&#50;成，<del>原100</del>今200 &lt;甲&gt;</p>\n"
        "<ul><li>一 <li>二<ul><li>三</ul></ul>\n"
        "<!-- 3亿 --><p hidden>4亿</p></body></html>\n"
    )
    blocks = blocks_of_html(source)
    assert texts(blocks) == ["能源&产业", "装机252万千瓦\u00a0约2成，今200 <甲>", "一", "二", "三"]
    assert kinds(blocks)[0] == (Kind.HEADING, 2)
    assert kinds(blocks)[2:] == [(Kind.ITEM, 1), (Kind.ITEM, 1), (Kind.ITEM, 2)]
    lines = source.split("\n")
    assert place_of(blocks, "能源") == (4, 11)
    assert place_of(blocks, "产业") == (4, lines[3].index("产业") + 1)
    assert place_of(blocks, "252") == (5, lines[4].index("252") + 1)
    assert place_of(blocks, "万千瓦") == (5, lines[4].index("万千瓦") + 1)
    assert place_of(blocks, "成，") == (5, lines[4].index("成，") + 1)
    assert place_of(blocks, "今200") == (5, lines[4].index("今200") + 1)


def test_html_text_over_several_lines_keeps_its_places() -> None:
    source = (
        "<p>2025年，昔阳县地区生产总值完成150.6亿元，比上年增长6.5%，装机达到2\n52万千瓦，其中\n  风电"
        " 100万千瓦\n</p>"
    )
    blocks = blocks_of_html(source)
    assert "装机达到252万千瓦" in blocks[0].text
    check_places(source, blocks)
    assert place_of(blocks, "52万") == (2, 1)
    assert place_of(blocks, "风电") == (3, 3)


def test_html_a_table_with_merged_cells() -> None:
    source = (
        "<table><caption>表1 能源</caption><thead><tr><th rowspan=2>指标</th><th colspan='2'>装机</th></tr>\n"
        "<tr><th>2020年</th><th>2025年</th></tr></thead>\n"
        "<tr><td>风电<td>100<td>252</table>"
    )
    blocks = blocks_of_html(source)
    assert cells(blocks) == [
        ("指标", 0, 0, 1), ("装机", 0, 1, 2), ("2020年", 1, 1, 1), ("2025年", 1, 2, 1),
        ("风电", 2, 0, 1), ("100", 2, 1, 1), ("252", 2, 2, 1),
    ]  # fmt: skip
    assert headers(blocks) == ["指标", "装机", "2020年", "2025年"]
    assert (Kind.HEADING, 7) in kinds(blocks)
    assert place_of(blocks, "252") == (3, source.split("\n")[2].index("252") + 1)


def test_html_raised_digits_are_not_part_of_the_number() -> None:
    blocks = blocks_of_html(
        "<p>10<sup>8</sup>千瓦时，增长5%<sup><a href='#n'>1</a></sup>。CO<sub>2</sub></p>"
    )
    assert texts(blocks) == ["10⁸千瓦时，增长5%。CO₂"]


@pytest.mark.parametrize(
    "broken", ["<p>甲<b>", "<p>甲</b></i>", "<![if x]>甲<![endif]>", "<table><td>甲", "</p>甲"]
)
def test_html_that_is_broken_is_read_all_the_same(broken: str) -> None:
    assert texts(blocks_of_html(broken)) == ["甲"]


def test_html_is_read_on_behind_what_is_no_reference_and_no_tag() -> None:
    blocks = blocks_of_html("<p>甲 &# 乙 &#; 丙</p><script>1亿元</script><p>丁 &#20108;<p>增长<b 5%")
    assert texts(blocks)[1:] == ["丁 二", "增长<b 5%"]
    assert place_of(blocks, "丙") == (1, 15)


# Word


def words_of(data: bytes) -> tuple[Block, ...]:
    return blocks_of_word(data, "a.docx")[0]


def test_word_a_table_with_merged_cells() -> None:
    body = (
        "<w:tbl>"
        + row(tc("指标", '<w:vMerge w:val="restart"/>'), tc("装机", '<w:gridSpan w:val="2"/>'))
        + row(tc("", "<w:vMerge/>"), tc("2020年"), tc("2025年"))
        + row(tc("风电"), tc("100"), tc("252万千瓦"))
        + "</w:tbl>"
    )
    blocks = words_of(docx(body))
    assert cells(blocks) == [
        ("指标", 0, 0, 1), ("装机", 0, 1, 2), ("2020年", 1, 1, 1), ("2025年", 1, 2, 1),
        ("风电", 2, 0, 1), ("100", 2, 1, 1), ("252万千瓦", 2, 2, 1),
    ]  # fmt: skip
    assert headers(blocks) == ["指标", "装机", "2020年", "2025年"]
    assert [block.place(0) for block in blocks] == [(line, 1) for line in range(1, 8)]


def test_word_reads_tracked_changes_as_taken_and_no_comments() -> None:
    body = p(
        "装机",
        f'<w:ins w:id="1">{run("252")}</w:ins>',
        '<w:del w:id="2"><w:r><w:delText>100</w:delText></w:r></w:del>',
        '<w:commentRangeStart w:id="0"/>',
        "万千瓦",
        '<w:commentRangeEnd w:id="0"/>',
        '<w:r><w:commentReference w:id="0"/></w:r>',
        f'<w:moveFrom w:id="3">{run("旧")}</w:moveFrom>',
        f'<w:moveTo w:id="4">{run("。")}</w:moveTo>',
    )
    comments = f'<w:comment w:id="0">{p("请核 999")}</w:comment>'
    assert texts(words_of(docx(body, comments=comments))) == ["装机252万千瓦。"]


def test_word_paragraphs_whose_end_was_deleted_are_one() -> None:
    body = p("装机2", style="<w:rPr><w:del/></w:rPr>") + p("52万千瓦")
    assert texts(words_of(docx(body))) == ["装机252万千瓦"]


def test_word_footnotes_heads_and_feet_follow_the_body() -> None:
    note = f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>", "据年报")}</w:footnote>'
    line = f'<w:footnote w:type="separator" w:id="0">{p("——")}</w:footnote>'
    blocks = words_of(
        docx(
            p("产值18亿元", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
            header1=p("草稿"),
            header2=p("草稿"),
            footnotes=line + note,
            footer=p("第", '<w:fldSimple w:instr=" PAGE ">' + run("7") + "</w:fldSimple>", "页"),
        )
    )
    assert texts(blocks) == ["产值18亿元", "据年报", "草稿", "第页"]


def test_word_a_text_box_is_read_once() -> None:
    inner = f"<w:txbxContent>{p('框内 252')}</w:txbxContent>"
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wps:txbx>"
        f"{inner}</wps:txbx></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(words_of(docx(p("正文", box)))) == ["正文", "框内 252"]


def test_word_heading_levels_lists_and_contents() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/>{more}</w:style>'
        for id, name, more in (
            ("1", "heading 1", ""),
            ("a", "own", '<w:basedOn w:val="1"/>'),
            ("t", "toc 1", ""),
            ("o", "outlined", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'),
        )
    )
    listed = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>'
    body = "".join(
        p(text, style=style)
        for text, style in (
            ("目录 1", '<w:pStyle w:val="t"/>'),
            ("甲", '<w:pStyle w:val="1"/>'),
            ("乙", '<w:pStyle w:val="a"/>'),
            ("丙", '<w:pStyle w:val="o"/>'),
            ("丁", '<w:outlineLvl w:val="1"/>'),
            ("戊", listed),
            ("己", ""),
        )
    )
    blocks = words_of(docx(body, styles=styles))
    assert list(zip(texts(blocks), kinds(blocks), strict=True)) == [
        ("甲", (Kind.HEADING, 1)),
        ("乙", (Kind.HEADING, 1)),
        ("丙", (Kind.HEADING, 3)),
        ("丁", (Kind.HEADING, 2)),
        ("戊", (Kind.ITEM, 2)),
        ("己", (Kind.PARAGRAPH, 0)),
    ]


def test_word_hyperlinks_fields_and_scripts() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "x" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("公报")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = p(
        "见",
        f'<w:hyperlink r:id="r9">{run("年报")}</w:hyperlink>',
        "和",
        field,
        "，10",
        run("8", '<w:vertAlign w:val="superscript"/>'),
        "，",
        run("隐", "<w:vanish/>"),
        run("划", "<w:strike/>"),
        run("留", '<w:strike w:val="0"/>'),
        "<w:r><w:br/></w:r>",
        "次行",
    )
    assert texts(words_of(docx(body))) == ["见年报和公报，10⁸，留", "次行"]


def test_word_pictures_are_told() -> None:
    picture = "<w:r><w:drawing><wp:inline><a:blip/></wp:inline></w:drawing></w:r>"
    blocks, notes = blocks_of_word(docx(p("图", picture) + p(picture)), "a.docx")
    assert texts(blocks) == ["图"]
    assert [dict(note.values) for note in notes] == [{"count": 2}]


# files that are not read


def fault_of(path: Path, data: bytes) -> str:
    with pytest.raises(UnreadableFile) as fault:
        of(path, data)
    told = str(fault.value)
    assert told.startswith(f"{path}: ")
    assert "\n" not in told
    return told


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_a_broken_zip_is_told(tmp_path: Path, suffix: str) -> None:
    whole = docx(p("甲" * 1000))
    for data in (b"", b"no zip", whole[:200], whole[: len(whole) // 2], zipped({"a": "b"})):
        assert "is broken" in fault_of(tmp_path / f"a{suffix}", data)


def test_a_damaged_part_is_told(tmp_path: Path) -> None:
    data = bytearray(docx(p("甲乙丙丁" * 50)))
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        start = held.getinfo("word/document.xml").header_offset + 60
    data[start : start + 20] = b"\xff" * 20
    assert "is broken" in fault_of(tmp_path / "a.docx", bytes(data))


def test_an_encrypted_or_old_file_is_told(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    hidden = ole + "EncryptedPackage".encode("utf-16-le")
    assert "is encrypted" in fault_of(tmp_path / "a.docx", hidden)
    assert "save it as .docx" in fault_of(tmp_path / "a.docx", ole)
    assert "save it as .docx" in fault_of(tmp_path / "a.doc", ole)


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY x "y">]><w:document xmlns:w="w"><w:body>&x;</w:body></w:document>'
    assert "document type" in fault_of(tmp_path / "a.docx", zipped({"word/document.xml": bomb}))


def test_a_zip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST", 1)
    data = docx(p("0" * 1_100_000))
    assert len(data) < 10_000
    assert "unpacks to more than 1 MB" in fault_of(tmp_path / "a.docx", data)


def test_a_table_nested_too_deep_is_told(tmp_path: Path) -> None:
    inner = p("甲")
    for _ in range(1500):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    assert "nested too deep" in fault_of(tmp_path / "a.docx", docx(inner))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no such file"):
        read_document(str(tmp_path / "none.md"))


# a whole file


def test_a_file_is_read_by_its_suffix(tmp_path: Path) -> None:
    for name, data in (
        ("a.txt", "甲 **乙**".encode("gbk")),
        ("a.MD", "甲 **乙**".encode()),
        ("a.html", "<p>甲 <b>乙</b>".encode()),
        ("a.docx", docx(p("甲 乙"))),
    ):
        document = of(tmp_path / name, data)
        assert document.name == str(tmp_path / name)
        assert [text.replace("*", "") for text in texts(document.blocks)] == ["甲 乙"]


def test_a_line_is_silenced_by_a_comment() -> None:
    document = read_text("-", "装机252  # xiyang: ignore\n产值18亿元\n收入3万元 // xiyang：ignore\n")
    assert texts(document.blocks) == ["装机252", "产值18亿元", "收入3万元"]
    assert document.silenced == {1, 3}


@pytest.mark.parametrize("suffix", [".md", ".html"])
def test_in_markup_only_an_html_comment_silences(tmp_path: Path, suffix: str) -> None:
    source = "<p>甲</p> <!-- xiyang: ignore -->\n\n<p>乙 # xiyang: ignore</p>\n"
    document = of(tmp_path / f"a{suffix}", source.encode())
    assert texts(document.blocks) == ["甲", "乙 # xiyang: ignore"]
    assert document.silenced == {1}


def test_a_blank_line_in_the_middle_of_a_long_sentence_parts_nothing() -> None:
    long = "目前" + "，各项工作正在有序推进" * 8 + "，投资13亿元的配"
    blocks = blocks_of_text(f"{long}\n\n套工程基本完工。\n\n短标题\n\n下一段。")
    assert [block.text for block in blocks] == [f"{long}套工程基本完工。", "短标题", "下一段。"]
    assert blocks[0].place(len(long)) == (3, 1)
