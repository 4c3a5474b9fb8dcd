"""The page of a report: whole and accessible, loads nothing, lets no text act, problems first."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from xiyang_cli.answers.check import Checked, Report, check_document
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.load import load_base
from xiyang_cli.checking.check import Checker
from xiyang_cli.checking.explain import VERDICT_WORDS
from xiyang_cli.checking.relate import Verdict
from xiyang_cli.documents.markdown import blocks_of_markdown
from xiyang_cli.documents.model import Block, Document, Kind, Remark
from xiyang_cli.language import Language, say
from xiyang_cli.output.report import PROBLEMS, report_html
from xiyang_cli.output.report_style import STYLE

FACTS = Path(__file__).parent.parent / "facts"
VOID = {"meta", "br", "hr"}
HOSTILE = '<script src="http://evil.example/x.js">alert(1)</script>\u202e"\'&<img src=//e>'
LINES = (
    "2024年，昔阳县地区生产总值为183亿元，一般公共预算收入为12.6亿元，比2020年增长50%。",
    "尚太锂电产能2025年达到40万吨，年产值70亿元。全县接待游客333万人次。",
)


class Page(HTMLParser):
    """Reads a page; fails where a tag is not closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[tuple[str, str]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append((self.open[-1] if self.open else "", data))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def words(self) -> str:
        return "".join(text for tag, text in self.text if tag != "style")


@cache
def base() -> FactBase:
    return load_base(FACTS)


def judged(
    name: str, *lines: str, notes: tuple[Remark, ...] = (), silent: frozenset[int] = frozenset()
) -> Checked:
    blocks = tuple(Block(text, Kind.PARAGRAPH, 0, ((0, at, 1),)) for at, text in enumerate(lines, 1))
    return check_document(Checker(base()), Document(name, blocks, notes, silent))


def report(*drafts: Checked) -> Report:
    return Report(drafts, base().sources[0])


@cache
def usual() -> Report:
    note = Remark("note: {name}: holds no text", (("name", "page 3"),))
    return report(judged("稿件.md", *LINES, notes=(note,)), judged("b.txt", LINES[0], silent=frozenset({1})))


def page(language: Language, told: Report | None = None) -> str:
    return report_html(told or usual(), base(), language)


@pytest.mark.parametrize("language", Language)
def test_the_page_is_whole_and_accessible(language: Language) -> None:
    read = Page(page(language))
    ids = [attributes["id"] for _, attributes in read.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert read.all("html")[0]["lang"] == {"zh": "zh-CN", "en": "en"}[language.value]
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [len(read.all(tag)) for tag in ("header", "main", "title", "nav")] == [1, 1, 1, 1]
    assert read.all("a")[0] == {"class": "skip", "href": "#main"}
    targets = {f"#{name}" for name in ids}
    assert all(link["href"] in targets for link in read.all("a"))
    assert all(section["aria-labelledby"] in ids for section in read.all("section"))


@pytest.mark.parametrize("language", Language)
def test_the_page_loads_nothing(language: Language) -> None:
    text = page(language)
    assert {tag for tag, _ in Page(text).tags} & {"script", "link", "img", "iframe", "base", "form"} == set()
    assert not re.search(r"https?:|//|url\(|@import|src=|javascript:|\son\w+=", text)
    assert "default-src 'none'" in text


@pytest.mark.parametrize("language", Language)
def test_no_text_of_a_draft_acts(language: Language) -> None:
    remark = Remark("note: {name}: holds no text", (("name", HOSTILE),))
    line = f"昔阳县地区生产总值{HOSTILE}为183亿元{HOSTILE}，{HOSTILE}"
    text = page(language, report(judged(HOSTILE, line, LINES[1], notes=(remark,)), judged(HOSTILE, line)))
    read = Page(text)
    assert not {"script", "img"} & {tag for tag, _ in read.tags}
    assert "\u202e" not in text
    assert "<script" not in text
    assert '<script src="http://evil.example/x.js">alert(1)</script>\\u202e"\'&<img src=//e>' in read.words()


@pytest.mark.parametrize("language", Language)
def test_the_counts_stand_with_the_words_and_a_shape(language: Language) -> None:
    text = page(language)
    counts = usual().counts()
    assert all(counts[verdict] for verdict in Verdict), counts
    for verdict, count in counts.items():
        words = say(VERDICT_WORDS[verdict], language)
        shown = rf'<li class="{verdict.value}"><strong>{count}</strong> <span class="verdict">'
        assert re.search(rf'{shown}<span class="shape" aria-hidden="true">.</span> {words}</span>', text)
    assert usual().silenced == 2
    silenced = {Language.ZH: "未列出的已知问题：2个", Language.EN: "Known problems left out: 2"}[language]
    assert text.count(silenced) == 2


def test_problems_stand_first_with_all_that_the_source_says() -> None:
    told = usual()
    text = page(Language.EN)
    first = text[text.index('id="draft-1"') : text.index('id="draft-2"')]
    problems, rest = first.split("<details", 1)
    rows = told.drafts[0].rows
    assert problems.count('<li class="problem') == sum(row.verdict in PROBLEMS for row in rows) > 0
    assert '<li class="problem' not in rest
    assert first.count("<mark>") == len(rows)
    assert "<mark>333万人次</mark>" in rest
    for expected in (
        "1:17",
        "<mark>183亿元</mark>",
        "180.3亿元",
        "item 1, section 0, sentence 3",
        "<dd>2024</dd>",
        "<dd>actual</dd>",
        "<dd>planned</dd>",
        "not what the source says",
        "misattributed",
        "imprecise",
    ):
        assert expected in problems
    assert "note: page 3: holds no text" in first


def test_the_chinese_page_claims_no_more_than_the_source() -> None:
    words = Page(page(Language.ZH)).words()
    for expected in (
        "与来源一致",
        "表述不准",
        "与来源不符",
        "张冠李戴",
        "来源未载",
        "“与来源一致”只表示页面是这样说的",
    ):
        assert expected in words
    assert "属实" not in words
    assert "出处：" in words
    assert "稿件.md、b.txt" in words


def test_the_worst_problems_stand_first() -> None:
    text = page(Language.EN, report(judged("a.txt", *LINES)))
    kinds = re.findall(r'<li class="problem (\w+)">', text)
    assert kinds == sorted(kinds, key=[verdict.value for verdict in PROBLEMS].index)
    assert len(set(kinds)) == 3


def test_what_is_worked_out_is_not_called_printed() -> None:
    row = "新能源装机规模五年增长150%。"
    text = page(Language.EN, report(judged("a.txt", row)))
    assert "Worked out from the source".lower() in text
    assert "what the source states" not in text
    assert "formula" in text


def test_folders_show_only_where_they_tell_drafts_apart() -> None:
    apart = page(Language.EN, report(judged("/home/one/a.txt"), judged("/home/one/b.txt")))
    assert "Figures checked: a.txt, b.txt" in apart
    assert "/home" not in apart
    assert "one/a.txt, two/a.txt" in page(Language.EN, report(judged("one/a.txt"), judged("two/a.txt")))


def test_words_of_another_language_are_marked() -> None:
    assert '<p class="quote" lang="zh-CN">' in page(Language.EN)
    assert '<p class="quote">' in page(Language.ZH)
    english = report(judged("a.txt", "Xiyang's GDP was 18.3 billion yuan in 2024."))
    assert '<p class="quote" lang="en">' in page(Language.ZH, english)


@pytest.mark.parametrize("language", Language)
def test_without_drafts_or_figures_it_says_so(language: Language) -> None:
    nothing = Page(page(language, report()))
    assert say("No draft was read.", language) in nothing.words()
    assert nothing.all("nav") == []
    empty = Page(page(language, report(judged("a.txt"))))
    assert say("No figure was found in this draft.", language) in empty.words()
    right = Page(page(language, report(judged("a.txt", "2024年昔阳县地区生产总值为180.3亿元。"))))
    assert say("No figure differs from the source.", language) in right.words()


def test_it_is_the_same_each_time() -> None:
    assert page(Language.EN) == page(Language.EN)
    assert page(Language.ZH) != page(Language.EN)


def test_a_figure_broken_over_two_lines_stays_readable() -> None:
    text = page(Language.EN, report(judged("a.txt", "Xiyang's GDP was 18.3\nbillion yuan in 2024.")))
    assert "<mark>18.3 billion yuan</mark>" in text
    assert "\\n" not in Page(text).words()


@pytest.mark.parametrize("place", range(3))
def test_every_colour_of_text_stands_out(place: int) -> None:
    """At least 4.5:1 on both grounds: light, dark and on paper."""
    scheme = [
        dict(re.findall(r"--([\w-]+): (#\w{6})", part))
        for part in re.findall(r":root \{(.*?)\}", STYLE, re.S)
    ][place]
    texts = ("text", "soft", "link", "contradicted", "misattributed", "imprecise", "supported", "not-found")
    for ground in ("ground", "raised"):
        assert all(contrast(scheme[text], scheme[ground]) >= 4.5 for text in texts)
    assert contrast(scheme["mark-text"], scheme["mark"]) >= 4.5


def contrast(one: str, other: str) -> float:
    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_what_fails_on_request_is_a_problem_to_see() -> None:
    checked = judged("a.txt", "青岩县的地区生产总值为99.9亿元。")
    report = Report((checked,), base().sources[0])
    folded = report_html(report, base(), Language.EN)
    told = report_html(report, base(), Language.EN, {Verdict.NOT_FOUND})
    assert "Problems: 0" in Page(folded).words()
    assert '<details class="not_found">' in folded
    assert "Problems: 1" in Page(told).words()
    assert '<details class="not_found">' not in told


def test_a_cell_is_quoted_with_the_heads_that_it_stands_under() -> None:
    text = "| 指标 | 2024年 |\n| --- | --- |\n| 昔阳县地区生产总值（亿元） | 183 |\n"
    document = Document("a.md", blocks_of_markdown(text))
    row = check_document(Checker(base()), document).rows[0]
    assert (row.before, row.data["figure"]) == ("昔阳县地区生产总值 2024年 | ", "183")
