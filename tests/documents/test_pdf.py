"""A PDF as it is read; the files are made by hand."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pypdf
import pytest

from xiyang_cli.documents.model import Block, Document
from xiyang_cli.documents.pdf import blocks_of_pdf
from xiyang_cli.documents.read import read_document
from xiyang_cli.errors import UnreadableFile

_CODES = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    b"1 beginbfrange <0000> <FFFF> <0000> endbfrange\nendcmap end end"
)
_PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray "
    b"/Length 1 >>\nstream\n0\nendstream"
)


def pdf(*pages: list[str]) -> bytes:
    """A PDF whose pages have these lines; one without lines has a picture."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [4 0 R] "
        b"/ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 1000 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(_CODES),
        _PICTURE,
    ]
    kids = []
    for lines in pages:
        shown = "".join(f"<{line.encode('utf-16-be').hex()}> Tj 0 -16 Td\n" for line in lines)
        content = f"BT /F 10 Tf 50 780 Td\n{shown}ET" if lines else "q 100 0 0 100 0 0 cm /I Do Q"
        objects.append(_stream(content.encode()))
        resources = b"/XObject << /I 6 0 R >>" if not lines else b"/Font << /F 3 0 R >>"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R /Resources << %s >> >>"
            % (len(objects), resources)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return _whole(objects)


def _stream(data: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def _whole(objects: list[bytes]) -> bytes:
    data, starts = b"%PDF-1.5\n", []
    for number, inner in enumerate(objects, 1):
        starts.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, inner)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(data))
    )


def locked(data: bytes, user: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(user, "owner", algorithm="RC4-128")
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks]


LONG = "二〇二五年昔阳县地区生产总值完成150.6亿元，比上年增长6.5%，装机达到2"


def test_wrapped_lines_are_joined_and_lines_counted_over_all_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([LONG, "52万千瓦。"], ["第二页的话。"]))
    document = read_document(str(path))
    assert isinstance(document, Document)
    assert texts(document.blocks) == [f"{LONG}52万千瓦。", "第二页的话。"]
    first, second = document.blocks
    assert first.place(0) == (1, 1)
    assert first.place(len(LONG)) == (2, 1)
    assert second.place(0)[0] == 3


def test_page_numbers_do_not_part_a_sentence_nor_join_its_numbers() -> None:
    for number in ("- {} -", "第{}页", "{}"):
        pages = [LONG, number.format(8)], ["52万千瓦。", number.format(9)]
        assert texts(blocks_of_pdf(pdf(*pages), "a.pdf")[0]) == [f"{LONG}52万千瓦。"]


def test_a_number_that_does_not_count_on_is_text() -> None:
    assert texts(blocks_of_pdf(pdf(["装机（万千瓦）", "252"], ["完。"]), "a.pdf")[0])[1] == "252"


def test_radicals_that_stand_for_characters_are_read_as_these() -> None:
    assert texts(blocks_of_pdf(pdf(["⼈⼝12⼀万⼈。"]), "a.pdf")[0]) == ["人口12一万人。"]


def test_pages_with_pictures_only_are_told() -> None:
    blocks, notes = blocks_of_pdf(pdf(["甲。"], []), "a.pdf")
    assert texts(blocks) == ["甲。"]
    assert [dict(note.values) for note in notes] == [{"count": 1}]
    with pytest.raises(UnreadableFile, match="only pictures of it"):
        blocks_of_pdf(pdf([], []), "a.pdf")


def test_an_encrypted_file_is_told_unless_its_password_is_empty() -> None:
    data = pdf(["装机252"])
    assert texts(blocks_of_pdf(locked(data, ""), "a.pdf")[0]) == ["装机252"]
    with pytest.raises(UnreadableFile, match=r"a\.pdf: is encrypted"):
        blocks_of_pdf(locked(data, "x"), "a.pdf")


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.5\n", pdf(["甲"])[:300]])
def test_a_broken_file_is_told(data: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UnreadableFile, match=r"a\.pdf: is broken"):
        blocks_of_pdf(data, "a.pdf")
    assert capfd.readouterr() == ("", "")


def test_without_pypdf_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(UnreadableFile) as fault:
        blocks_of_pdf(pdf(["甲"]), "a.pdf")
    assert str(fault.value) == "a.pdf: reading PDF needs pypdf; install it with: pip install pypdf"
