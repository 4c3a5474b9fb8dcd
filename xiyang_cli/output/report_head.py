"""What stands before the body of a page, the same for each that we make."""

from __future__ import annotations

from xiyang_cli.language import Language
from xiyang_cli.output.report_rows import TAGS
from xiyang_cli.output.report_style import STYLE

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""a page needs no more than its own style, and a browser shall hold it to that"""


def page_head(title: str, language: Language, style: str = "") -> list[str]:
    """From the doctype to the body; `title` is escaped, `style` is what the page adds to the common one."""
    return [
        "<!DOCTYPE html>",
        f'<html lang="{TAGS[language]}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{title}</title>",
        f"<style>{STYLE}{style}</style>",
        "</head>",
    ]
