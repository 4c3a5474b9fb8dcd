"""`xiyang cite`: what each style writes, what stays out of it, and that others' programs read it."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import COUNTY, REAL, run
from xiyang_cli.answers.cite import Reference
from xiyang_cli.base.load import load_base
from xiyang_cli.base.sources import Source
from xiyang_cli.figures.period import read_period
from xiyang_cli.language import Language
from xiyang_cli.output.references import bibtex, csl_item, gbt7714

BARE = load_base(COUNTY).sources[0]
"""printed 2025-01 by 临溪公报; no author, date or page"""
FULL = BARE._replace(
    headline_zh="溪畔新篇",
    series_zh="辉煌“十四五”",
    author="丁一、王二、张三、李四",
    date="2025年1月5日",
    page="第3版",
)


def cited(source: Source, *places: tuple[int, int, int], named: str | None = None) -> Reference:
    return Reference(source, places, named)


def parsed(text: str) -> Any:
    """The entries as pybtex, which reads as BibTeX does, has them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from pybtex.database import parse_string

        return parse_string(text, "bibtex").entries


def test_the_line_to_paste_is_that_of_show() -> None:
    shown = run("show", "gdp", "-f", "table", base=REAL).out
    line = run("cite", "gdp", base=REAL)
    assert line.code == 0
    assert "".join(line.out.split()) in "".join(shown.split())
    assert line.err == (
        "note: the source (page) does not print these of itself, they are left out: "
        "publication, author, date, page number\n"
    )


def test_gbt_7714_of_what_the_page_prints_and_of_all_there_can_be() -> None:
    out = run("cite", "gdp", "--style", "gbt7714", base=REAL).out
    assert out == "五年转型谱新篇 经济民生双跃升: 晋中市辉煌“十四五”系列主题新闻发布会[N]. 2025-12.\n"
    assert gbt7714(cited(BARE)) == "溪畔新篇[N]. 临溪公报, 2025-01."
    assert gbt7714(cited(FULL)) == (
        "丁一, 王二, 张三, 等. 溪畔新篇: 辉煌“十四五”[N]. 临溪公报, 2025-01-05(3)."
    )
    assert gbt7714(cited(BARE._replace(printed=None, publisher=None))) == "溪畔新篇[N]."


@pytest.mark.parametrize("style", ["gbt7714", "bibtex", "csl-json"])
def test_nothing_stands_in_for_what_the_page_does_not_print(style: str) -> None:
    out = run("cite", "gdp", "--style", style, base=REAL).out.lower()
    for guess in (
        "s.l.",
        "s.n.",
        "n.d.",
        "不详",
        "佚名",
        "anon",
        "unknown",
        "null",
        "author",
        "journal",
        "pages",
    ):
        assert guess not in out


def test_bibtex_of_two_facts_is_one_entry_with_both_places() -> None:
    out = run("cite", "grain", "enterprises", "--style", "bibtex").out
    ((key, entry),) = parsed(out).items()
    assert (key, entry.type) == ("notice", "article")
    assert entry.fields["title"] == "{溪畔新篇}"
    assert (entry.fields["journal"], entry.fields["year"], entry.fields["month"]) == (
        "临溪公报",
        "2025",
        "January",
    )
    places = {
        (r["item"], r["section"], r["sentence"]) for r in run("show", "grain", "enterprises", "--json").json
    }
    assert len(places) > 1
    assert entry.fields["note"].split("; ") == [
        f"item {item}, section {section}, sentence {sentence}" for item, section, sentence in sorted(places)
    ]


def test_an_entry_is_called_by_its_source_and_the_one_thing_cited_however_it_is_named() -> None:
    for name in ("grain", "粮食产量", "lscl"):
        assert run("cite", name, "--style", "bibtex").out.startswith("@article{notice:grain,\n")
    assert '"id": "notice:grain-2015"' in run("cite", "grain-2015", "--json").out


def test_bibtex_has_authors_apart_the_day_and_the_page() -> None:
    (entry,) = parsed(bibtex(cited(FULL, (1, 0, 2)), Language.ZH)).values()
    assert [person.last_names for person in entry.persons["author"]] == [
        ["{丁一}"],
        ["{王二}"],
        ["{张三}"],
        ["{李四}"],
    ]
    assert (entry.fields["day"], entry.fields["pages"]) == ("5", "3")
    assert entry.fields["note"] == "第1篇第0节第2句"
    (misc,) = parsed(bibtex(cited(BARE._replace(publisher=None, printed=None)), Language.EN)).values()
    assert misc.type == "misc"
    assert set(misc.fields) == {"title", "langid", "mark"}


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1))
def test_no_text_breaks_out_of_a_bibtex_entry(text: str) -> None:
    """Braces, per cent signs, backslashes: the entry is read whole, and what follows it too."""
    source = FULL._replace(headline_zh=text, publisher=text, author=text.replace("、", ""), page=text)
    found = parsed(bibtex(cited(source), Language.ZH) + "\n" + bibtex(cited(BARE, named="x"), Language.ZH))
    assert list(found) == ["notice", "notice:x"]
    assert set(found["notice"].fields) >= {"title", "journal", "year", "month", "day", "langid"}


TEXTS = ("id", "title", "collection-title", "container-title", "page", "note", "language")
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type"],
        "additionalProperties": False,
        "properties": {
            **{name: {"type": "string"} for name in TEXTS},
            "type": {"const": "article-newspaper"},
            "author": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {"literal": {"type": "string"}},
                },
            },
            "issued": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "literal": {"type": "string"},
                    "date-parts": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 2,
                        "items": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": 3,
                            "items": {"type": "integer"},
                        },
                    },
                },
            },
        },
    },
}
"""what CSL's own schema says of the keys of a newspaper article that can be known here"""


def test_csl_json_has_the_form_that_csl_asks_for() -> None:
    for base, names in ((REAL, ["gdp", "xnyzj"]), (COUNTY, ["grain"])):
        result = run("cite", *names, "--style", "csl-json", base=base)
        assert result.out == run("cite", *names, "--json", base=base).out
        jsonschema.validate(result.json, CSL)
    full = csl_item(cited(FULL, (1, 0, 2)), Language.EN)
    jsonschema.validate([full], CSL)
    assert full["issued"] == {"date-parts": [[2025, 1, 5]]}
    assert full["author"] == [{"literal": name} for name in ("丁一", "王二", "张三", "李四")]
    assert full["page"] == "3"
    span = csl_item(cited(BARE._replace(printed=read_period("2024/2025"))), Language.EN)
    assert span["issued"] == {"date-parts": [[2024], [2025]]}


def test_a_citation_processor_makes_a_bibliography_of_it() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from citeproc import (
            Citation,
            CitationItem,
            CitationStylesBibliography,
            CitationStylesStyle,
            formatter,
        )
        from citeproc.source.json import CiteProcJSON

        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        items = CiteProcJSON([csl_item(cited(FULL, (1, 0, 2)), Language.EN)])
        bibliography = CitationStylesBibliography(style, items, formatter.plain)
        bibliography.register(Citation([CitationItem("notice")]))
        (line,) = (str(line) for line in bibliography.bibliography())
    for part in ("溪畔新篇", "临溪公报", "丁一", "2025"):
        assert part in line


def test_a_date_that_is_no_date_is_printed_as_it_is() -> None:
    odd = cited(BARE._replace(printed=None, date="乙巳年腊月"))
    assert csl_item(odd, Language.ZH)["issued"] == {"literal": "乙巳年腊月"}
    assert gbt7714(odd) == "溪畔新篇[N]. 临溪公报, 乙巳年腊月."
    assert parsed(bibtex(odd, Language.ZH))["notice"].fields["year"] == "乙巳年腊月"
    assert cited(BARE._replace(date="2025年2月30日")).date == "2025-01"


def test_a_figure_of_our_own_arithmetic_is_said_to_be_one() -> None:
    assert "gdp@2020 is worked out by this tool" in run("cite", "gdp@2020", base=REAL).err
    assert "worked out" not in run("cite", "gdp", base=REAL).err


def test_the_name_of_a_file_says_the_style(tmp_path: Path) -> None:
    for name, begins in (("a.bib", "@article{"), ("a.json", "[\n"), ("a.txt", "Source: ")):
        assert run("cite", "grain", "-o", str(tmp_path / name)).code == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    result = run("cite", "grain", "-o", str(tmp_path / "a.csv"))
    assert (result.code, result.out) == (2, "")
    assert not (tmp_path / "a.csv").exists()


@pytest.mark.parametrize(
    "words",
    [["-f", "csv"], ["--fields", "id"], ["--json", "--style", "bibtex"], ["--style", "apa"], ["--excel"]],
)
def test_forms_that_a_reference_has_not_are_refused_in_one_line(words: list[str]) -> None:
    result = run("cite", "grain", *words)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)


def test_a_place_and_an_unknown_name() -> None:
    assert run("cite", "grain", "--place", "nowhere").code == 2
    result = run("cite", "nosuchthing")
    assert (result.code, result.out) == (2, "")


def test_every_fact_of_the_base_can_be_cited_in_every_style() -> None:
    facts = [row["id"] for row in run("list", "--place", "all", "--json", base=REAL).json]
    for style in ("text", "gbt7714", "bibtex", "csl-json"):
        assert run("cite", *facts, "--style", style, "--place", "all", base=REAL).code == 0


def test_from_python_a_reference_is_data() -> None:
    from xiyang_cli import cite

    (found,) = cite(load_base(COUNTY), "grain").references
    assert (found.key, found.date, found.authors, found.page) == ("notice:grain", "2025-01", (), None)
    assert found.places == ((1, 1, 1), (1, 1, 2))
    assert found.missing == ["author", "date", "page number"]
