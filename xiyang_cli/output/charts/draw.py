"""Pictures of a Vega-Lite document by vl-convert. The only module that imports it."""

from __future__ import annotations

import re
from html import escape
from types import ModuleType

from xiyang_cli.errors import XiyangError
from xiyang_cli.language import Language

VEGA_LITE = "6.4"
"""the version that draws; another may place things otherwise"""
SCALE = 2
"""pixels of a PNG for one of an SVG: sharp on today's screens"""
_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
    '<text y="30" font-size="30" font-family="sans-serif">{}</text></svg>'
)

_CHINESE = re.compile("[\u3400-\u9fff]")


class NoPicture(XiyangError):
    """A picture cannot be drawn: the library or a font is missing."""


def svg_text(document: str, description: str) -> str:
    """The picture as SVG; its text stays text, and a screen reader is told all of it.

    Raises NoPicture when vl-convert is not installed.
    """
    library = _library()
    svg: str = library.vegalite_to_svg(document, vl_version=VEGA_LITE, allowed_base_urls=[])
    told = f' role="img" aria-label="{escape(description)}">'
    return re.sub(r"(?<=<svg)([^>]*)>", lambda found: found[1] + told, svg, count=1) + "\n"


def png_bytes(svg: str) -> bytes:
    """The picture as PNG. Raises NoPicture when vl-convert is not installed."""
    png: bytes = _library().svg_to_png(svg, scale=SCALE)
    return png


def has_boxes(svg: str, language: Language) -> bool:
    """Whether a PNG of the picture would show a box for each Chinese character.

    Raises NoPicture for a picture in Chinese, of which nothing would be left to read.
    """
    if not _CHINESE.search(re.sub("<[^>]*>", "", svg)) or has_chinese_font():
        return False
    if language is Language.ZH:
        raise NoPicture(
            "no font of this machine has Chinese characters; install one (fonts-noto-cjk, or any other), "
            "or draw in English (--lang en) or as SVG"
        )
    return True


def has_chinese_font() -> bool:
    """Whether Chinese is drawn: without a glyph every character is the same box."""
    library = _library()
    return bool(library.svg_to_png(_PROBE.format("县")) != library.svg_to_png(_PROBE.format("阳")))


def _library() -> ModuleType:
    try:
        import vl_convert
    except ImportError:
        raise NoPicture(
            "pictures need a library that draws Vega-Lite: pip install vl-convert-python"
        ) from None
    return vl_convert
