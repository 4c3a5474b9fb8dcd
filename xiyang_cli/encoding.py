"""Bytes to text: UTF-8, UTF-16, GB18030, or what an HTML page says of itself. Pure."""

from __future__ import annotations

import codecs
import re

from xiyang_cli.errors import UnreadableFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]*?encoding=["']([\w.:-]+)""", re.I
)
_CHINESE = {"gb2312", "gbk", "x-gbk", "gb_2312-80", "cp936"}
"""names that stand for their superset, as in every browser"""
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f\ue000-\uf8ff\ufffe\uffff]")
_SIGNATURES = (
    (b"%PDF-", ".pdf"),
    (b"PK\x03\x04", ".docx, .odt, .zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc, .wps"),
    (b"{\\rtf", ".rtf"),
)


def decoded(data: bytes, name: str, *, html: bool = False) -> str:
    """The text that `data` holds, without its byte order mark."""
    for signature, suffix in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableFile(
                "{path}: is no text but a file of another form ({form}); "
                "give it its own suffix, or save it as .docx or .txt",
                path=name,
                form=suffix,
            )
    for encoding in _candidates(data, html=html):
        text = _tried(data, encoding)
        if text is not None:
            return text.removeprefix("\ufeff")
    if b"\x00" in data or _CONTROL.search(data[:4096].decode("latin-1")):
        raise UnreadableFile(
            "{path}: is no text (it holds binary data); name a text, .md, .html, .docx, .odt or .pdf file",
            path=name,
        )
    raise UnreadableFile("{path}: is neither UTF-8, UTF-16 nor GB18030 text; save it as UTF-8", path=name)


def _candidates(data: bytes, *, html: bool) -> list[str]:
    """The encodings to try, the likeliest first."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return [encoding]
    if b"\x00" in data:
        return _without_mark(data)
    declared = _declared(data) if html else None
    found = [declared] if declared else []
    # UTF-8 with a broken byte here and there must not turn into Chinese that nobody wrote.
    return [*found, "utf-8"] if _nearly_utf8(data) else [*found, "utf-8", "gb18030"]


def _without_mark(data: bytes) -> list[str]:
    """UTF-16 shows by the zero bytes of its ASCII characters, which all stand on one side."""
    low, high = data[0::2].count(0), data[1::2].count(0)
    if len(data) % 2 or min(low, high) * 20 > max(low, high):
        return []
    return ["utf-16-le" if high > low else "utf-16-be"]


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096])
    if not found:
        return None
    name = (found[1] or found[2]).decode("ascii").lower()
    try:
        known = codecs.lookup("gb18030" if name in _CHINESE else name).name
    except LookupError:
        return None
    # The declaration itself was read as ASCII: it cannot be UTF-16.
    return None if known.startswith(("utf-16", "utf-32")) else known


def _nearly_utf8(data: bytes) -> bool:
    """Whether the bytes above ASCII are mostly good UTF-8 sequences of three bytes."""
    high = sum(1 for _ in re.finditer(rb"[\x80-\xff]", data[:65536]))
    good = sum(1 for _ in re.finditer(rb"[\xe3-\xe9][\x80-\xbf][\x80-\xbf]", data[:65536]))
    return good * 3 > high * 0.95


def _tried(data: bytes, encoding: str) -> str | None:
    """The text, None where the bytes are not this encoding or give characters that no text has."""
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    strange = sum(1 for _ in _CONTROL.finditer(text)) if _CONTROL.search(text) else 0
    return None if "\x00" in text or strange * 100 > len(text) else text
