"""Whatever a file or a word holds: an answer or one clear fault, soon, and nothing of it acts.

`python -m tests.fuzz NAME` searches the same properties for as long as one likes, led by coverage.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from typer.main import get_command

from tests.conftest import COUNTY, REAL, ROOT, Result, run
from tests.documents.files import docx, odt
from tests.near import SMALL_BASE, ByteSlip, RowSlip, byte_slips, near, row_slips, with_bytes, with_rows
from tests.test_report import Page
from xiyang_cli.answers.changes import changes as changes_of
from xiyang_cli.answers.check import CHECK_KEYS, Report, check_document
from xiyang_cli.answers.search import search
from xiyang_cli.answers.show import show
from xiyang_cli.base import compiled, factbase
from xiyang_cli.base.build_cache import compile_small
from xiyang_cli.base.cache import is_current
from xiyang_cli.base.compiled import CompiledStock
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.folder import Read, Stamp
from xiyang_cli.base.load import base_of, load_base
from xiyang_cli.base.memory import MemoryStock
from xiyang_cli.base.sums import sum_of
from xiyang_cli.checking.check import Checker
from xiyang_cli.documents.read import read_document
from xiyang_cli.errors import AmbiguousName, BrokenBase, Damaged, UnreadableFile, XiyangError
from xiyang_cli.language import Language, harmless, name_in, visible
from xiyang_cli.output import lines as told
from xiyang_cli.output.data import csv_text
from xiyang_cli.output.report import report_html
from xiyang_cli.output.tables import markdown_text, screen_text
from xiyang_cli.output.views import Writer
from xiyang_cli.program import app
from xiyang_cli.reading.text import read_quantities

DOCUMENTED = {0, 1, 2, 3}
"""the exit codes that the README lists, but for a bug and Ctrl-C"""
SECONDS = 10.0
"""for an input of a few thousand characters, on a busy machine"""
STYLE = re.compile(r"\x1b\[[0-9;]*m")
"""the colours that we write ourselves"""
FORMULA = tuple("=+-@\t\r")
REAL_FILES = ROOT / "tests" / "documents" / "real"

ACTING = [
    "\x1b[31m", "\x1b]0;x\x07", "\x9b2J", "\u202e", "\u200b", "\u2028", "\x85", "\r", "\x00", "\ufeff", "\ufffe",
    "[red]x[/red]", "[/]", "[link=x]y[/link]", ":smile:", "{x}", "{0}", "%s", "%n", "\\", "|", "`", "::error::",
    "<script>alert(1)</script>", "<img src=//x onerror=y>", "\"'&<>", "</td></table></details>", "]]>", "-->",
    "=1+1", "@SUM(1)", "+1", "-1", "\t=1", "'", "../../x", "/etc/passwd", "CON", "TODO", "null", "~", "true",
]  # fmt: skip
FIGURES = [
    "9" * 400, "1e999", "1e-999", "0.000", "-0", "1,2,3", "十" * 40, "万亿亿", "一百二", "两千零", "１２．５", "½", "٣٤", "③",
    "NaN", "Infinity", "1/0", "2024", "2021/2025", "2024-13", "9999年", "0年", "百分之零", "50%", "‰", "倍", "翻两番", "-3亿元",
    "超过近约180.3亿元左右", "三分之二", "0x1F", "12.6.3", "3~5万吨", "5 to 3 percent", "half a million", "two-thirds", "doubled",
]  # fmt: skip
PIECES = [
    "昔阳县", "2024年", "地区生产总值", "180.3亿元", "新能源装机", "252万千瓦", "比2020年", "增长", "其中", "、", "，", "。", "\n", "\n\n",
    "粮食产量", "12.5万吨", "十四五", "末", "Xiyang’s GDP ", "rose to ", "18.03 billion yuan ", "in 2024", ". ", "全市第一", "唯一",
    "# ", "## ", "- ", "1. ", "> ", "| a | b |\n| --- | --- |\n", "| 1亿元 | 2万吨 |\n", "**", "*", "~~", "![图](x.png)", "```", "<!-- ",
    "<p>", "</p>", "<table>", "<tr>", "<td rowspan=3>", "<td colspan=0>", "<th>", "</table>", "<ul><li>", "<sup>", "</sup>", "<a href=x>",
    "<s>", "<br>", "<head>", "<script>", "<![x[", "<!x", "<?x", "&#x110000;", "&#0;", "&amp", "xiyang: ignore", "---\n",
]  # fmt: skip

words = st.sampled_from(ACTING) | st.sampled_from(FIGURES) | st.sampled_from(PIECES) | st.text(max_size=6)
prose = st.lists(words, max_size=40).map("".join)

Test = TypeVar("Test", bound=Callable[..., None])


def examples(count: int) -> Callable[[Test], Test]:
    """The same examples in every run."""
    return settings(
        max_examples=count,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@contextmanager
def soon() -> Iterator[None]:
    begin = time.process_time()
    yield
    assert time.process_time() - begin < SECONDS


@contextmanager
def written(files: Mapping[str, str | bytes]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
            (Path(folder) / name).write_bytes(data)
        yield Path(folder)


def only_prints(text: str) -> bool:
    """Whether nothing of it acts on a terminal, its lines and our colours apart."""
    return all(harmless(character) for character in STYLE.sub("", text).replace("\n", ""))


def well_ended(result: Result, command: str) -> None:
    """A documented end: an answer, or one fault on stderr.

    `lint` answers with the faults of a base, `check` goes on with the drafts that it can read.
    """
    assert result.code in DOCUMENTED, result.err
    assert "Traceback" not in result.err
    assert only_prints(result.err), result.err
    if result.code in (2, 3):
        assert result.out == "" or command in ("lint", "check")
        assert result.err.endswith("\n")
    if result.code == 2:
        assert result.err.count("\n") == 1 or command == "check", result.err
        assert result.err.startswith("error: ")


# ---- a base


@cache
def files_of(base: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(base.glob("*.yaml"))}


@st.composite
def edited(draw: DrawFn, text: str) -> str:
    """A file of a base after some slips: another value, a line gone or twice, characters in between."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        key, colon, _ = lines[at].partition(":")
        match draw(st.sampled_from(("value", "raw", "cut", "twice", "insert"))):
            case "value":
                lines[at] = f"{key}{colon} {json.dumps(draw(words), ensure_ascii=False)}"
            case "raw":
                lines[at] = f"{key}{colon} {draw(words)}"
            case "cut":
                del lines[at : at + draw(st.integers(1, 3))]
                lines = lines or [""]
            case "twice":
                lines.insert(at, lines[draw(st.integers(0, len(lines) - 1))])
            case _:
                place = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:place] + draw(words) + lines[at][place:]
    return "\n".join(lines)


@st.composite
def bases(draw: DrawFn) -> dict[str, str]:
    """The files of a base, one or two of which were edited."""
    files = dict(files_of(draw(st.sampled_from((COUNTY, COUNTY, COUNTY, REAL)))))
    for name in draw(st.lists(st.sampled_from(sorted(files)), min_size=1, max_size=2, unique=True)):
        files[name] = draw(edited(files[name]))
    return files


LOOK_UPS = [
    ["changes"], ["list"], ["sectors"], ["audit"], ["search", "2024"], ["show", "grain", "gdp"], ["info"],
    ["compare", "grain@2020", "grain@2024"], ["cite", "grain", "gdp", "--style", "bibtex"], ["chart", "-f", "json"],
    ["chart", "-f", "table"], ["export", "json"], ["export", "csv"], ["lint"], ["check", "--text", "昔阳县粮食产量12.5万吨。"],
    ["verify", str(COUNTY / "page.txt")], ["diff", str(COUNTY)], ["draft", str(COUNTY / "page.txt")], ["list", "--excel"],
]  # fmt: skip


@examples(70)
@given(
    files=bases(), asked=st.sampled_from(LOOK_UPS), form=st.sampled_from(("table", "markdown", "json", None))
)
def test_any_base_answers_or_names_its_faults(
    files: dict[str, str], asked: list[str], form: str | None
) -> None:
    takes_form = asked[0] not in ("chart", "export", "cite") and "--excel" not in asked
    with written(files) as base, soon():
        words = asked + (["-f", form] if form and takes_form else [])
        result = run(*words, base=base, FORCE_COLOR="1")
    well_ended(result, asked[0])
    if result.code == 3:
        assert all(re.match(r".+?(:\d+)?: ", line) for line in result.err.splitlines())
    if form != "markdown" and asked[:2] != ["export", "csv"] and "--excel" not in asked:
        assert only_prints(result.out.replace("\t", "")), result.out
    if "--excel" in asked and result.code == 0:
        rows = csv.DictReader(io.StringIO(result.out.removeprefix("\ufeff")))
        cells = [row[key] for row in rows for key in ("statement_en", "name_en", "figure") if key in row]
        assert not any(cell.startswith(FORMULA) for cell in cells)


NOWHERE = COUNTY.with_name("small")
"""a folder that is not there: the files of this base stand in memory"""


def read_or_told(name: str, text: str) -> None:
    """A base of which one file holds this: it is read, kept and shown, or each fault is one line."""
    files = {**SMALL_BASE, name: text}
    with soon():
        try:
            found = base_of(NOWHERE, files)
        except BrokenBase as broken:
            faults_are_told(broken, files)
        else:
            is_kept(found)
            is_shown(found)


def faults_are_told(broken: BrokenBase, files: Mapping[str, str]) -> None:
    for language in Language:
        lines = broken.text(language).split("\n")
        assert len(lines) == len(broken.faults) >= 1
        for line in lines:
            assert all(map(harmless, line)), line
            place = re.match(r"(.+?):(\d+): .", line.removeprefix(f"{NOWHERE}/"))
            assert place, line
            # YAML takes some more characters for the end of a line than "\n".
            assert 1 <= int(place[2]) <= len(re.split("\r\n|[\n\r\x85\u2028\u2029]", files[place[1]])), line


def is_kept(found: FactBase) -> None:
    """What is kept of it is the same again."""
    assert isinstance(found._stock, MemoryStock)
    with opened_as(compile_small(found._stock, {}), large=False) as stock:
        again = FactBase(NOWHERE, stock)
        for name in ("facts", "indicators", "places", "plans", "sectors", "sources", "relations"):
            # 12.50 equals 12.5, and a record any tuple of its fields.
            assert repr(list(getattr(again, name))) == repr(list(getattr(found, name)))
        assert list(map(again.units.spellings, again.units.listed)) == list(
            map(found.units.spellings, found.units.listed)
        )


def is_shown(found: FactBase) -> None:
    """On a screen nothing of it acts, and names stand there as they are written."""
    start, end = found.plan(found.from_plan), found.plan(found.to_plan)
    changes = changes_of(found, (), place="all", from_plan=start.id, to_plan=end.id)
    sheets = []
    for indicator in found.indicators:
        with suppress(AmbiguousName):  # its id may be a name that something of another place has
            sheets += show(found, [indicator.id], "all")
    for language in Language:
        write = Writer(lambda: found, language, None)
        views = [
            write.facts(found.facts),
            write.changes(changes, start, end),
            *(write.sheet(sheet, None) for sheet in sheets),
        ]
        screen = screen_text(views, terminal=False, no_color=True, colour=False)
        assert all(map(harmless, screen.replace("\n", ""))), screen
        assert all(visible(name_in(sheet.indicator, language)) in screen for sheet in sheets)
        markdown_text(views)


def files_of_small_base(texts: Callable[[str], SearchStrategy[str]]) -> SearchStrategy[tuple[str, str]]:
    """The name of one file with what it might hold, made of what it does."""
    names = st.sampled_from(sorted(SMALL_BASE))
    return names.flatmap(lambda name: st.tuples(st.just(name), texts(SMALL_BASE[name])))


def with_other(old: str, new: str) -> tuple[str, str]:
    """The file of a sector with something else in one place."""
    assert old in SMALL_BASE["nature.yaml"]
    return "nature.yaml", SMALL_BASE["nature.yaml"].replace(old, new, 1)


@examples(80)
@given(files_of_small_base(edited))
def test_any_file_after_slips_is_read_or_told(file: tuple[str, str]) -> None:
    read_or_told(*file)


@examples(150)
@given(files_of_small_base(lambda text: near(text, words)))
@example(with_other("id: grain\n", 'id: "\\e[31m"\n'))
@example(with_other("grain output", "'[red]grain[/red] [/] :smile:'"))
@example(with_other('"12.5"', '"12.50"'))
def test_any_file_of_odd_values_is_read_or_told(file: tuple[str, str]) -> None:
    read_or_told(*file)


# ---- what is kept of a base


@contextmanager
def opened_as(data: bytes, *, large: bool) -> Iterator[CompiledStock]:
    """The compiled form in a file with these bytes, opened as one that is small or `large`."""
    with written({"kept.sqlite3": data}) as folder:
        file = folder / "kept.sqlite3"
        with pytest.MonkeyPatch.context() as patch:
            if large:
                patch.setattr(compiled, "SMALL", 0)
                stat = file.stat()
                compiled.seal_of(file, stat).write_bytes(compiled.sealed(stat))
            stock = compiled.opened(file)
        with closing(stock._connection):
            yield stock


@cache
def kept() -> bytes:
    """The small base in its compiled form, without a sum behind it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiled, "SMALL", 0)
        stock = base_of(NOWHERE, SMALL_BASE)._stock
        assert isinstance(stock, MemoryStock)
        stamp = Stamp(1, 1, 1, 1)  # the same everywhere, as the bytes must be in which damage is looked for
        return compile_small(stock, {name: Read(stamp, False, sum_of(b"")) for name in SMALL_BASE})


def asked(base: FactBase) -> dict[str, Callable[[], Iterable[object]]]:
    """Questions, of which each asks the tables in a way of its own; records are the answers."""
    return {
        "places": lambda: base.places,
        "plans": lambda: base.plans,
        "sectors": lambda: base.sectors,
        "sources": lambda: base.sources,
        "relations": lambda: base.relations,
        "units": lambda: [*base.units.base_units.values(), *base.units.listed],
        "indicators": lambda: base.indicators,
        "facts": lambda: base.facts,
        "place": lambda: [base.place("邻水"), base.place("lin shui xian"), base.place("lxx")],
        "source": lambda: [base.source("notice")],
        "own": lambda: [base.home, base.from_plan, base.to_plan, str(base.is_large)],
        "indicator": lambda: [base.indicator("粮食产量"), base.indicator("lscl")],
        "elsewhere": lambda: base.matching_indicators("yong liang"),
        "unknown": lambda: [base.indicator("grainn")],
        "fact": lambda: [base.fact("grain-2020"), base.fact("RISE")],
        "facts of": lambda: base.facts_of(base.indicator("grain")),
        "parts of": lambda: base.parts_of(base.indicator("grain")),
        "select": lambda: base.select(sector="nature", place="all", period="14th", unit_kind="mass"),
        "search": lambda: [*search(base, "200000担"), *search(base, "用量"), *search(base, "2024", "all")],
        "about": lambda: base.about(["邻水县的用量"]).facts,
        "only": lambda: base.only({"临溪县"}, base.places).facts,
    }


WHOLE = {"places", "plans", "sectors", "sources", "relations", "units", "indicators", "facts", "own"}
"""questions that are answered in full or not at all"""


def answers(stock: CompiledStock) -> dict[str, frozenset[object]]:
    """The answer to each question, as of a base too large to be read whole; none where there is no such name.

    That what is asked turns out to be damaged is an answer too: none.
    """
    found: dict[str, frozenset[object]] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(factbase, "LARGE", 0)
        for question, answer in asked(FactBase(NOWHERE, stock)).items():
            with suppress(Damaged, XiyangError):
                found[question] = frozenset(answer()) - {None}
    return found


@cache
def truth() -> dict[str, frozenset[object]]:
    with opened_as(kept(), large=True) as stock:
        return answers(stock)


@examples(40)
@given(st.deferred(lambda: st.just([]) | byte_slips(kept() + sum_of(kept()))))
def test_any_damage_to_what_is_kept_is_seen(slips: list[ByteSlip]) -> None:
    whole = kept() + sum_of(kept())
    found = with_bytes(whole, slips)
    try:
        with opened_as(found, large=False) as stock:
            assert answers(stock) == truth()
    except Damaged:
        assert found != whole
    else:
        assert found == whole


def answered_or_damaged(data: bytes, *, large: bool) -> None:
    """Whatever is answered was kept, as an answer to that question; or it is told to be damaged."""
    with soon(), suppress(Damaged), opened_as(data, large=large) as stock:
        assert not is_current(stock, COUNTY)
        for question, told in answers(stock).items():
            assert told <= truth().get(question, frozenset()), question
            assert question not in WHOLE or told == truth()[question], question


@examples(80)
@given(st.deferred(lambda: byte_slips(kept())), st.booleans())
def test_any_bytes_kept_are_records_or_damaged(slips: list[ByteSlip], large: bool) -> None:
    found = with_bytes(kept(), slips)
    answered_or_damaged(found if large else found + sum_of(found), large=large)


@examples(80)
@given(st.deferred(lambda: row_slips(kept())), st.booleans())
def test_any_rows_kept_are_records_or_damaged(slips: list[RowSlip], large: bool) -> None:
    found = with_rows(kept(), slips)
    answered_or_damaged(found if large else found + sum_of(found), large=large)


# ---- drafts


@cache
def checker() -> Checker:
    return Checker(load_base(COUNTY))


def judged(name: str, data: str | bytes) -> None:
    """Every form of the report of one draft: figures with their places, and nothing acts."""
    with written({name: data}) as folder, soon():
        try:
            document = read_document(str(folder / name))
        except UnreadableFile as fault:
            assert only_prints(fault.text(Language.EN))
            assert "\n" not in fault.text(Language.EN)
            return
        asked = checker()
        checked = check_document(asked, document)
        report = Report((checked,), asked.base.sources[0])
        rows = report.rows
        for row in rows:
            assert row.data["figure"]
            assert min(row.data["line"], row.data["column"]) >= 1
            assert row.data["end_column"] >= 1
        for language in Language:
            page = report_html(report, asked.base, language)
            assert not {"script", "img", "iframe", "link", "s", "object"} & {
                tag for tag, _ in Page(page).tags
            }
            screen = screen_text(told.seen(report, language), terminal=True, no_color=False)
            assert only_prints(screen), screen
            for line in (told.text_lines(rows, language), told.github_lines(rows, language)):
                assert only_prints(line)
                assert line.count("\n") == len(rows)
            markdown_text(told.seen(report, language))
        table = csv_text([row.data for row in rows], CHECK_KEYS, excel=True)
        for cells in csv.DictReader(io.StringIO(table.removeprefix("\ufeff"), newline="")):
            assert not any(cells[key].startswith(FORMULA) for key in ("file", "figure", "explanation_en"))


@examples(60)
@given(text=prose)
def test_any_text_is_judged(text: str) -> None:
    judged("draft.txt", text)


@examples(60)
@given(text=prose)
def test_any_markdown_is_judged(text: str) -> None:
    judged("draft.md", text)


@examples(60)
@given(text=prose)
def test_any_html_is_judged(text: str) -> None:
    judged("draft.html", text)


@examples(40)
@given(data=st.binary(max_size=300), suffix=st.sampled_from((".txt", ".html", ".docx", ".odt", ".pdf", "")))
def test_any_bytes_are_judged_or_told(data: bytes, suffix: str) -> None:
    judged(f"draft{suffix}", data)


# ---- office files

_VALUES = ["0", "1", "-1", "9", "true", "restart", "continue", "superscript", "begin", "separate", "end", "H1", "H2",
           "heading 1", "toc 1", "99999999999", "", "１２", "PAGE", "none", "external"]  # fmt: skip
_WORD = [f"w:{name}" for name in (
    "p", "r", "t", "pPr", "rPr", "pStyle", "numPr", "numId", "ilvl", "outlineLvl", "tbl", "tr", "tc", "trPr", "tcPr",
    "gridSpan", "vMerge", "hMerge", "gridBefore", "tblHeader", "cellDel", "ins", "del", "moveTo", "moveFrom", "sdt", "sdtContent",
    "hyperlink", "fldChar", "fldSimple", "instrText", "br", "tab", "vertAlign", "vanish", "ruby", "rubyBase", "txbxContent",
    "object", "style", "name", "basedOn", "drawing", "footnote",
)] + ["mc:AlternateContent", "mc:Choice", "mc:Fallback", "a:blip"]  # fmt: skip
_WORD_KEYS = [f"w:{name}" for name in ("val", "type", "styleId", "default", "fldCharType", "instr", "id")]
_ODT = [f"text:{name}" for name in (
    "p", "h", "span", "s", "tab", "line-break", "list", "list-item", "section", "note", "note-body", "note-citation", "a", "ruby",
    "ruby-base", "tracked-changes", "change-start", "change-end", "change", "page-number", "numbered-paragraph", "table-of-content",
)] + [f"table:{name}" for name in ("table", "table-row", "table-cell", "covered-table-cell", "table-header-rows", "table-column")] + [
    "draw:frame", "draw:text-box", "draw:image", "draw:object", "office:annotation", "style:style", "style:text-properties",
]  # fmt: skip
_ODT_KEYS = [
    "text:outline-level", "text:style-name", "text:c", "text:display", "text:change-id", "table:number-columns-repeated",
    "table:number-rows-repeated", "table:number-columns-spanned", "table:number-rows-spanned", "style:name",
    "style:parent-style-name", "style:family", "style:default-outline-level",
]  # fmt: skip
xml_text = words.map(
    lambda text: re.sub(r"[&<>]|[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
)


def elements(tags: list[str], keys: list[str], *leaves: str) -> SearchStrategy[str]:
    """XML that is well formed, of the elements that the reader knows, nested in whatever way.

    `leaves` hold text as it mostly stands.
    """
    attribute = st.builds('{}="{}"'.format, st.sampled_from(keys), st.sampled_from(_VALUES))
    begin = st.tuples(st.sampled_from(tags), st.lists(attribute, max_size=2, unique_by=_key))
    leaf = st.builds(str.format, st.sampled_from(leaves), xml_text)
    return st.lists(st.none() | begin | leaf, max_size=40).map(_nested)


def _key(attribute: str) -> str:
    return attribute.partition("=")[0]


def _nested(parts: list[tuple[str, list[str]] | str | None]) -> str:
    """One element in the other; None ends the innermost."""
    text, names = "", list[str]()
    for part in [*parts, *[None] * len(parts)]:
        if isinstance(part, str):
            text += part
        elif part:
            names.append(part[0])
            text += f"<{' '.join((part[0], *part[1]))}>"
        elif names:
            text += f"</{names.pop()}>"
    return text


@st.composite
def damaged(draw: DrawFn, data: bytes) -> bytes:
    """A file of which some bytes are other ones, or gone."""
    found = bytearray(data)
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(found)))
        found[at : at + draw(st.integers(0, 8))] = draw(st.binary(max_size=8))
    return bytes(found)


@examples(60)
@given(
    body=elements(_WORD, _WORD_KEYS, "<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "<w:r><w:t>{}</w:t></w:r>"),
    notes=elements(_WORD, _WORD_KEYS, "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"),
    styles=elements(_WORD, _WORD_KEYS, ""),
)
def test_any_word_document_is_judged(body: str, notes: str, styles: str) -> None:
    judged("draft.docx", docx(body, styles=styles, footnotes=notes, header1=notes))


@examples(60)
@given(body=elements(_ODT, _ODT_KEYS, "<text:p>{}</text:p>", "{}"), styles=elements(_ODT, _ODT_KEYS, ""))
def test_any_opendocument_is_judged(body: str, styles: str) -> None:
    judged("draft.odt", odt(body, styles=styles))


@examples(60)
@given(st.data())
def test_any_damaged_office_file_is_judged_or_told(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(("writer.docx", "writer.odt", "writer.pdf")))
    judged(name, data.draw(damaged((REAL_FILES / name).read_bytes())))


# ---- quantities


@examples(200)
@given(text=prose)
def test_quantities_lie_in_their_text_one_behind_the_other(text: str) -> None:
    with soon():
        found = read_quantities(text, wider=True)
    ends = [0, *(mention.end for mention in found)]
    for mention, before in zip(found, ends, strict=False):
        assert before <= mention.start < mention.end <= len(text)
        assert mention.value.is_finite()


# ---- words on the command line

COMMANDS = sorted(set(get_command(app).commands) - {"mcp", "init"})  # type: ignore[attr-defined]
"""all but the two that would wait for stdin or make a folder wherever a word leads"""
_OPTIONS = [
    "-f", "--format", "--json", "--fields", "--excel", "--lang", "--no-color", "--unit", "--place", "--from", "--to", "--period",
    "--sector", "--kind", "--status", "--unit-kind", "--text", "--lines", "--as-of", "--fail-on", "--ignore", "--style", "--source",
    "--record", "--chart", "--", "-", "-h", "--version", "--base", "--colour", "-5",
]  # fmt: skip
_NAMES = ["grain", "gdp@2020", "粮食产量", "grain@2024", "18 billion yuan", "nature", "table", "json", "csv", "zh", "en", "all", "14th",
          "2024", "money", "level", "吉瓦", "万吨", "text", "bibtex", "sqlite", "bash", str(COUNTY), str(COUNTY / "page.txt"), "/"]  # fmt: skip
argument = st.sampled_from(_OPTIONS) | st.sampled_from(_NAMES) | words


@examples(150)
@given(command=st.sampled_from(COMMANDS), given_words=st.lists(argument, max_size=6))
def test_any_words_are_answered_or_told(command: str, given_words: list[str]) -> None:
    # A word of a process has no NUL; -o would write wherever a word leads.
    given_words = [word.replace("\x00", "") for word in given_words]
    with soon():
        result = run(command, *given_words)
    well_ended(result, command)
    if not {"csv", "--excel", "markdown"} & set(given_words) and command not in ("completion", "export"):
        assert only_prints(result.out.replace("\t", "")), result.out


@pytest.mark.parametrize("form", ["table", "markdown", "tsv"])
def test_markup_of_a_base_is_printed_not_obeyed(form: str) -> None:
    files = dict(files_of(COUNTY))
    files["economy.yaml"] = files["economy.yaml"].replace(
        "name_en: enterprises", 'name_en: "[red]enterprises[/red] :smile:"'
    )
    with written(files) as base:
        out = run("show", "enterprises", "-f", form, base=base, FORCE_COLOR="1").out
    assert "\x1b[31m" not in out
    assert "[red]enterprises[/red] :smile:" in out.replace("\\", "") or form == "tsv"
