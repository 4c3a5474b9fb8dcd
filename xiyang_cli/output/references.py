"""References as text: the line to paste, GB/T 7714-2015, BibTeX and CSL-JSON.

They name the work by its own, Chinese, title. What its record lacks stays out of each of them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from xiyang_cli.answers.cite import Citation, Reference, attribution_line
from xiyang_cli.errors import WrongUse
from xiyang_cli.language import Language, say
from xiyang_cli.output.forms import Style

_SUFFIXES = {"": Style.TEXT, ".txt": Style.TEXT, ".bib": Style.BIBTEX, ".json": Style.CSL_JSON}


def style_of(asked: Style | None, output: str | None, *, json: bool) -> Style:
    """The style asked for by name, by `--json` or by the name of the file to write.

    Raises WrongUse for two styles, or for none that the name tells.
    """
    if json and asked not in (None, Style.CSL_JSON):
        raise WrongUse("--json is --style csl-json; write the one or --style {style}", style=asked)
    if json:
        return Style.CSL_JSON
    suffix = Path(output or "").suffix.lower()
    if asked is None and suffix not in _SUFFIXES:
        raise WrongUse("{file}: the style is not clear from {suffix}; say it with --style {styles}",
                       file=output, suffix=suffix, styles="|".join(Style))  # fmt: skip
    return asked or _SUFFIXES[suffix]


def remarks(found: Citation, language: Language) -> list[str]:
    """What each reference lacks, a line each; and which figures are not the source's own."""
    return [
        *(
            say("note: the source ({id}) does not print these of itself, they are left out: {missing}",
                language, id=cited.source.id, missing=cited.told_missing(language))
            for cited in found.references if cited.missing
        ),
        *(
            say("note: {id} is worked out by this tool, the source does not print it", language, id=id)
            for id in found.worked_out
        ),
    ]  # fmt: skip


def told(references: Sequence[Reference], style: Style, language: Language) -> str:
    """All references in one style: a line or an entry each; CSL-JSON is one array."""
    match style:
        case Style.TEXT:
            return "".join(attribution_line(cited, language) + "\n" for cited in references)
        case Style.GBT7714:
            return "".join(gbt7714(cited) + "\n" for cited in references)
        case Style.BIBTEX:
            return "\n".join(bibtex(cited, language) for cited in references)
        case Style.CSL_JSON:
            items = [csl_item(cited, language) for cited in references]
            return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def gbt7714(cited: Reference) -> str:
    """A newspaper article by GB/T 7714-2015: author. title: other title[N]. newspaper, date(page).

    More than three authors are three and 等. The standard has no element for a place on a page.
    """
    names = cited.authors[:3] + (("等",) if len(cited.authors) > 3 else ())
    series = cited.source.series_zh
    title = cited.source.headline_zh + (f": {series}" if series else "")
    printed = ", ".join(part for part in (cited.source.publisher, cited.date) if part)
    printed += f"({cited.page})" if cited.page else ""
    return ". ".join(part for part in (", ".join(names), f"{title}[N]", printed) if part) + "."


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(cited: Reference, language: Language) -> str:
    """A BibTeX entry in UTF-8: an article where the newspaper is known, else of no kind (misc).

    `langid` and `mark` are for the Chinese styles, which print [N] by them; others pass them over.
    """
    source = cited.source
    fields = {
        "author": " and ".join(f"{{{_escaped(name)}}}" for name in cited.authors),
        "title": f"{{{_escaped(source.headline_zh)}}}",
        "titleaddon": _escaped(source.series_zh),
        "journal": _escaped(source.publisher),
        **_bibtex_date(cited),
        "pages": _escaped(cited.page),
        "note": _escaped(_note(cited, language)),
        "langid": "chinese",
        "mark": "N",
    }
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n"
        for name, value in fields.items()
        if value
    ]
    return f"@{'article' if source.publisher else 'misc'}{{{cited.key},\n{''.join(lines)}}}\n"


def _bibtex_date(cited: Reference) -> dict[str, str]:
    points = _date_parts(cited)
    if len(points) != 1:
        return {"year": _escaped(cited.date)}
    year, *rest = points[0]
    day = {"day": str(rest[1])} if len(rest) > 1 else {}
    return {"year": f"{year:04}", **({"month": _MONTHS[rest[0] - 1]} if rest else {}), **day}


def csl_item(cited: Reference, language: Language) -> dict[str, Any]:
    """An item of CSL-JSON, which Zotero, pandoc and citeproc read."""
    source = cited.source
    points = _date_parts(cited)
    item = {
        "id": cited.key,
        "type": "article-newspaper",
        "author": [{"literal": name} for name in cited.authors],
        "title": source.headline_zh,
        "collection-title": source.series_zh,
        "container-title": source.publisher,
        "issued": {"date-parts": points} if points else {"literal": cited.date} if cited.date else None,
        "page": cited.page,
        "note": _note(cited, language),
        "language": "zh",
    }
    return {name: value for name, value in item.items() if value}


def _date_parts(cited: Reference) -> list[list[int]]:
    """Year, month and day, as far as they are known, of the day or of both ends of an interval."""
    points = cited.issued.text.split("/") if cited.issued else []
    return [[int(part) for part in point.split("-")] for point in points]


def _note(cited: Reference, language: Language) -> str:
    return ("；" if language is Language.ZH else "; ").join(cited.told_places(language))


_ACTIVE = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # An escaped brace would still be counted by BibTeX, and leave the entry open.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: "\\" + character for character in "&%$#_"},
    }
)


def _escaped(text: str | None) -> str:
    """Text in which no character acts in TeX."""
    return (text or "").translate(_ACTIVE)
