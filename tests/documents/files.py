"""Office files made by hand, so that a test shows what stands in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_KINDS}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_ODF = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "style")
    )
    + ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_ODT_FORM = "application/vnd.oasis.opendocument.text"


def zipped(parts: Mapping[str, str]) -> bytes:
    """A zip file of these parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in parts.items():
            archive.writestr(path, text)
    return held.getvalue()


def docx(body: str, **others: str) -> bytes:
    """A .docx with this body; `others` are further parts by their kind: footnotes, styles."""
    relations = "".join(
        f'<Relationship Id="r{i}" Type="{_KINDS}/{kind.rstrip("123")}" Target="{kind}.xml"/>'
        for i, kind in enumerate(others)
    )
    return zipped(
        {
            "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r" '
            f'Type="{_KINDS}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>',
            **{f"word/{kind}.xml": _root(kind.rstrip("123"), inner) for kind, inner in others.items()},
        }
    )


def _root(kind: str, inner: str) -> str:
    name = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
    return f"<w:{name} {_SPACES}>{inner}</w:{name}>"


def p(*runs: str, style: str = "") -> str:
    """A Word paragraph; a run that is no XML is text."""
    return f"<w:p>{style and f'<w:pPr>{style}</w:pPr>'}{''.join(map(run, runs))}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A Word run, where `text` is not XML already."""
    if text.startswith("<"):
        return text
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def row(*cells: str) -> str:
    """A row of a Word table."""
    return f"<w:tr>{''.join(cells)}</w:tr>"


def tc(text: str, properties: str = "") -> str:
    """A cell of a Word table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text) if text else '<w:p/>'}</w:tc>"


def odt(text: str, *, styles: str = "", manifest: str = "") -> bytes:
    """An .odt with this text."""
    parts = {
        "mimetype": _ODT_FORM,
        "content.xml": f"<office:document-content {_ODF}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{text}"
        "</office:text></office:body></office:document-content>",
    }
    return zipped(parts | ({"META-INF/manifest.xml": manifest} if manifest else {}))
