"""Charts: the right numbers in the right unit, what is printed told from what is not, in every form.

After a change of what is drawn: `python -m tests.test_chart` writes the snapshots in `tests/charts` anew; read the
difference, and look at the pictures.
"""

from __future__ import annotations

import json
import re
import struct
import sys
import xml.etree.ElementTree as ET
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import COUNTY, REAL, ROOT, run, script
from xiyang_cli.answers.chart import chart
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.load import load_base
from xiyang_cli.errors import UnitsDoNotCompare
from xiyang_cli.language import Language
from xiyang_cli.output.charts import bars
from xiyang_cli.output.charts.drawing import Axis, Block, Drawing, Line, Look, Tip
from xiyang_cli.output.charts.screen import chart_text
from xiyang_cli.output.charts.told import Teller
from xiyang_cli.output.charts.vega import spec, spec_text
from xiyang_cli.output.tables import columns

SNAPSHOTS = Path(__file__).parent / "charts"
SVG = "{http://www.w3.org/2000/svg}"
BASES = {"real": load_base(REAL), "county": load_base(COUNTY)}
NAMES = [
    (base, name)
    for base, facts in BASES.items()
    for name in (*(i.id for i in facts.indicators), *(s.id for s in facts.sectors), "")
]


def document(*words: str, base: Path = COUNTY, **environment: str) -> dict[str, Any]:
    """The Vega-Lite of a call, numbers as they are written."""
    found = run("chart", *words, base=base, **environment)
    assert found.code == 0, found.err
    return json.loads(found.out, parse_float=Decimal, parse_int=Decimal)  # type: ignore[no-any-return]


def rows(panel: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for row in panel["data"]["values"] if "value" in row]


def drawn(base: FactBase, *names: str, language: Language = Language.EN) -> Drawing:
    return Teller(lambda: base, language).drawing(chart(base, names))


def test_a_movement_is_drawn_with_both_ends_in_one_unit() -> None:
    """GDP doubled to 180.3亿元 in 2024: 2020 had 180.3 / 2 = 90.15."""
    panel = document("gdp", base=REAL, XIYANG_LANG="zh")["vconcat"][0]
    before, after = rows(panel)
    assert (before["value"], before["unit"], before["basis"], before["fact"]) == (
        Decimal("90.15"), "亿元", "derived", None,
    )  # fmt: skip
    assert (after["value"], after["unit"], after["basis"], after["fact"]) == (
        Decimal("180.3"), "亿元", "reported", "gdp-2024",
    )  # fmt: skip
    assert (before["text"], after["text"]) == ("约90.15亿元*", "180.3亿元")
    assert panel["encoding"]["x"]["axis"]["title"] == "亿元"


def test_in_english_the_axis_has_the_unit_that_english_uses() -> None:
    """180.3亿元 is 18.03 billion yuan, 252万千瓦 is 2.52 GW and 70万千瓦 is 0.7 GW."""
    money, power = document("gdp", "new-energy-capacity", base=REAL)["vconcat"][:2]
    assert [row["value"] for row in rows(money)] == [Decimal("9.015"), Decimal("18.03")]
    assert money["encoding"]["x"]["axis"]["title"] == "billion yuan"
    assert [row["value"] for row in rows(power)] == [Decimal("0.7"), Decimal("2.52")]
    assert power["encoding"]["x"]["axis"]["title"] == "GW"


def test_a_unit_can_be_asked_for() -> None:
    panel = document("gdp", "--unit", "million yuan", base=REAL)["vconcat"][0]
    assert [row["value"] for row in rows(panel)] == [Decimal(9015), Decimal(18030)]


def test_what_is_worked_out_looks_otherwise_than_what_is_printed() -> None:
    """800 people after a fall by 20%: 800 / 0.8 = 1000 before, which nobody printed."""
    panel = document("unemployed")["vconcat"][0]
    before, after = rows(panel)
    assert (before["value"], before["look"], before["text"]) == (1000, "derived", "about 1,000 people*")
    assert (after["value"], after["look"], after["text"]) == (800, "printed", "800 people")
    fill = panel["layer"][0]["encoding"]["fill"]["scale"]
    colours = dict(zip(fill["domain"], fill["range"], strict=True))
    greys = sorted(_grey(colour) for colour in colours.values())
    assert min(b - a for a, b in pairwise(greys)) > 40, "each fill differs in grey"


def test_shares_stand_against_the_whole_and_differ_in_points() -> None:
    drawing = drawn(BASES["county"], "forest-cover")
    (axis,) = drawing.axes
    assert (axis.unit, axis.whole) == ("%", Decimal(100))
    assert [line.value for line in axis.lines] == [40, 46]
    assert axis.blocks[0].side.startswith("+6 percentage points*")


def test_shares_that_are_compared_differ_in_points_not_in_per_cent_of_per_cent() -> None:
    """85% and 40%: 45 percentage points less."""
    panel = document("livelihood-share-level", "services-contribution-level", base=REAL)["vconcat"][0]
    assert rows(panel)[1]["text"].startswith("over 40% · -45 percentage points*")


def test_a_comparison_has_the_first_for_its_yardstick() -> None:
    """10 of 50 is 20%; both are being built, so both are hatched."""
    found = document("green-ammonia", "green-methanol", base=REAL)
    panel = found["vconcat"][0]
    assert found["title"]["text"] == ["Compared with green-ammonia capacity"]
    assert [row["value"] for row in rows(panel)] == [500000, 100000]
    assert rows(panel)[1]["text"] == "100,000 t (under way) · 20%*"
    assert {row["look"] for row in rows(panel)} == {"not_done"}
    lines = [layer for layer in panel["layer"] if layer["mark"]["type"] == "rule"]
    assert {row["value"] for layer in lines for row in layer["data"]["values"]} == {500000}
    strokes = next(layer for layer in panel["layer"] if layer["mark"].get("shape", "").startswith("M"))
    assert {row["row"] for row in strokes["data"]["values"]} == {"1.1", "2.1"}


def test_a_quantity_of_the_readers_own_does_not_look_printed() -> None:
    panel = document("gdp", "200亿元", base=REAL)["vconcat"][0]
    assert [(row["value"], row["look"]) for row in rows(panel)] == [
        (Decimal("18.03"), "printed"), (20, "given"),
    ]  # fmt: skip


def test_bounds_and_plans_are_drawn_as_such() -> None:
    """超70亿元 lies beyond its bar; 130亿元 in 2026 is a plan; 100亿元级 is an order of magnitude."""
    axes = drawn(BASES["real"], "industry", language=Language.ZH).axes
    money = {line.text.split(" ")[0]: line for axis in axes for line in axis.lines if axis.unit == "亿元"}
    assert (money["超70亿元"].tip, money["超70亿元"].look) == (Tip.BEYOND, Look.PRINTED)
    assert (money["130亿元"].tip, money["130亿元"].look) == (None, Look.NOT_DONE)
    assert money["100亿元级"].is_thin
    assert "计划" in money["130亿元"].text


def test_two_readings_are_both_drawn() -> None:
    """提高3倍: ×4 strictly, ×3 loosely; and one is the start."""
    (axis,) = drawn(BASES["real"], "rd-intensity").axes
    (line,) = axis.lines
    assert (line.value, line.high, axis.mark) == (Decimal(3), Decimal(4), Decimal(1))


def test_what_falls_below_zero_goes_to_the_left() -> None:
    panel = document("fiscal-result")["vconcat"][0]
    assert [row["value"] for row in rows(panel)] == [120, -60]
    assert panel["encoding"]["x"]["scale"]["domain"][0] == -60
    text = run("chart", "fiscal-result", "-f", "table").out
    before, after = (line for line in text.split("\n") if "million yuan" in line and "20" in line[:8])
    assert before.index("█") > after.index("█")


def test_a_rank_is_told_in_words_and_has_no_bar() -> None:
    found = drawn(BASES["real"], "new-energy-capacity-rank", "gdp-rank")
    assert not found.axes
    assert [(words.figure, words.name) for words in found.words] == [
        ("no. 1 (Jinzhong City)", "installed new-energy capacity"),
        ("within the first 5 (Jinzhong City) [1]", "gross domestic product"),
    ]


def test_the_source_stands_below_and_what_is_not_drawn_is_named() -> None:
    found = run("chart", "economy", base=REAL)
    assert found.err == "note: not drawn, for the source gives no number or rank: model county economy\n"
    last = json.loads(found.out)["vconcat"][-1]["data"]["values"]
    text = " ".join(line["text"] for line in last)
    assert "not drawn, for the source gives no number or rank: model county economy" in text
    assert "Source: “Five years of transformation" in text


def test_a_second_change_beside_the_printed_one_is_not_lost() -> None:
    """Budget revenue grew by 48%, and every year by an amount of the order of 100 million yuan."""
    found = drawn(BASES["real"], "budget-revenue")
    assert [words.figure for words in found.words] == ["order of 100 million yuan a year"]
    assert found.axes[0].blocks[0].side.startswith("+48%")


def test_a_note_stands_at_the_figure_that_it_is_about() -> None:
    """That the figure before is not printed is said of the 200,000 t there are, not of the plan."""
    (axis,) = drawn(BASES["real"], "shangtai-capacity").axes
    assert [line.text for line in axis.lines] == ["200,000 t [1]", "400,000 t (planned)"]


def test_without_a_name_the_changes_are_drawn() -> None:
    found = document()
    assert found["title"]["text"] == [
        "Linxi County: from the end of the 13th Five-Year Plan to the 14th Five-Year Plan"
    ]
    # grain has levels of 2015 and 2019, too: they are not of this change
    assert [row["value"] for p in found["vconcat"] for row in rows(p) if row.get("indicator") == "grain"] == [
        125000, 100000,
    ]  # fmt: skip


def test_ranks_that_are_compared_are_told_side_by_side() -> None:
    told = run("compare", "gdp-rank", "new-energy-capacity-rank", "--chart", base=REAL).out
    assert told.startswith("gross domestic product, installed new-energy capacity · Xiyang County\n")
    assert "█" not in told


@pytest.mark.parametrize("form", ["table", "json", "svg", "png", "html"])
def test_where_nothing_moved_the_chart_says_so(form: str, tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    words = [
        "chart",
        "--from",
        "12th",
        "--to",
        "13th",
        "--place",
        "邻水县",
        "-f",
        form,
        "-o",
        str(tmp_path / "x"),
    ]
    found = run(*words)
    assert (found.code, found.err) == (0, "")
    data = (tmp_path / "x").read_bytes()
    assert form == "png" or b"The source tells no change here." in data


def test_a_screen_reader_is_told_all_of_it() -> None:
    told = document("unemployed")["description"]
    assert "unemployed people: about 1,000 people, 2020, worked out by this tool." in told
    assert "800 people were unemployed in 2024" in told
    assert "-20%" in told


@pytest.mark.parametrize(("base", "name"), NAMES)
def test_whatever_has_a_number_is_drawn(base: str, name: str) -> None:
    """Of every name of both bases, in both languages: one kind of unit an axis, lines within their width."""
    facts = BASES[base]
    try:
        found = chart(facts, name or ())
    except UnitsDoNotCompare as error:
        assert "nothing to draw" in str(error)
        own = facts.facts_of(facts.indicator(name))
        assert not any(fact.value is not None or fact.kind == "rank" for fact in own)
        return
    for panel in found.panels:
        assert len({bar.unit.base for bar in panel.bars}) <= (1 if panel.role != "words" else 99)
    for language in Language:
        drawing = Teller(lambda: facts, language).drawing(found)
        json.loads(spec_text(spec(drawing, language)))
        assert drawing.source
        for width in (60, 80, 120, 200):
            assert max(columns(line) for line in chart_text(drawing, width).split("\n")) <= width


def test_lengths_in_a_terminal_are_as_the_values() -> None:
    """300, 400 and 450 enterprises: two thirds and eight ninths of the longest."""
    text = chart_text(drawn(BASES["county"], "enterprises"), 100)
    first, second, third = (line.count("█") for line in text.split("\n") if "bodies" in line and "█" in line)
    assert abs(first * 3 - third * 2) <= 3
    assert abs(second * 9 - third * 8) <= 9


LINES = st.lists(
    st.tuples(st.decimals("-1e9", "1e12", places=2, allow_nan=False), st.text("国a1 ", max_size=30)),
    min_size=1,
    max_size=6,
)


@given(LINES)
def test_no_words_leave_the_picture_or_the_terminal(entries: list[tuple[Decimal, str]]) -> None:
    lines = [Line("2020", text, value, None, Look.PRINTED, None, False, "", {}) for value, text in entries]
    axis = Axis("money", "yuan", (Block("name", "", tuple(lines)),))
    panel = bars.panel(axis)
    low, top = panel["encoding"]["x"]["scale"]["domain"]
    for line in lines:
        begins = bars.LEFT + (line.top - low) / (top - low) * (bars.RIGHT - bars.LEFT)
        assert begins + columns(line.text) * bars.CHARACTER <= bars.RIGHT + 1
    ticks = panel["encoding"]["x"]["axis"]["values"]
    assert 2 <= len(ticks) <= 12
    text = chart_text(Drawing("title", (axis,)), 60)
    assert max(columns(line) for line in text.split("\n")) <= 60


# ---- the forms


def test_the_picture_is_well_formed_and_says_what_it_shows(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    file = tmp_path / "x.svg"
    assert run("--lang", "zh", "chart", "gdp", "-o", str(file), base=REAL).code == 0
    root = ET.fromstring(file.read_text(encoding="utf-8"))
    words = [element.text for element in root.iter(f"{SVG}text")]
    assert {"约90.15亿元*", "180.3亿元", "地区生产总值", "2020", "* 由本工具推算，原文未印"} <= set(words)
    assert root.get("role") == "img"
    assert "2024年，昔阳县地区生产总值为180.3亿元。" in (root.get("aria-label") or "")
    fonts = next(root.iter(f"{SVG}text")).get("font-family") or ""
    assert "Noto Sans CJK SC" in fonts
    assert "sans-serif" in fonts
    assert "href" not in file.read_text(encoding="utf-8").replace("xmlns:xlink", "")


def test_the_same_base_gives_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    for name in ("a", "b"):
        for suffix in ("svg", "png", "html", "json"):
            assert run("chart", "nature", "-o", str(tmp_path / f"{name}.{suffix}")).code == 0
    for suffix in ("svg", "png", "html", "json"):
        assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()


def test_a_png_is_twice_as_wide_as_its_svg(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    assert run("chart", "nature", "-o", str(tmp_path / "x.svg")).code == 0
    assert run("chart", "nature", "-o", str(tmp_path / "x.png")).code == 0
    data = (tmp_path / "x.png").read_bytes()
    root = ET.fromstring((tmp_path / "x.svg").read_text(encoding="utf-8"))
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == (
        2 * int(root.get("width", "0")),
        2 * int(root.get("height", "0")),
    )


def test_chinese_in_a_png_is_characters_where_a_font_has_them(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    from xiyang_cli.output.charts import draw

    if not draw.has_chinese_font():
        pytest.skip("no font of this machine has Chinese characters (apt-get install fonts-noto-cjk)")
    found = run("--lang", "zh", "chart", "gdp", "-o", str(tmp_path / "x.png"), base=REAL)
    assert (found.code, found.err) == (0, "")


@pytest.mark.skipif(sys.platform != "linux", reason="fonts are hidden by fontconfig, which is Linux's")
def test_without_a_chinese_font_a_chinese_png_is_refused_and_an_english_one_says_so(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    (tmp_path / "fonts.conf").write_text(f"<fontconfig><dir>{tmp_path}</dir></fontconfig>")
    hidden = {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    file = tmp_path / "x.png"
    refused = script("--lang", "zh", "chart", "gdp", "-o", str(file), base=REAL, env=hidden)
    assert refused.returncode == 2
    assert refused.stderr.decode() == (
        "错误：本机没有含汉字的字体；请安装一种（fonts-noto-cjk 或其他任何一种），或用英文画（--lang en），或画成 SVG\n"
    )
    assert not file.exists()
    # the note of the doubling quotes 翻了一番
    told = script("chart", "gdp", "-o", str(file), base=REAL, env=hidden)
    assert told.returncode == 0
    assert "those in the picture are boxes; install one (fonts-noto-cjk" in told.stderr.decode()
    svg = script("--lang", "zh", "chart", "gdp", "-o", str(tmp_path / "x.svg"), base=REAL, env=hidden)
    assert (svg.returncode, svg.stderr) == (0, b"")


def test_a_page_loads_nothing_and_has_all_figures_in_a_table() -> None:
    pytest.importorskip("vl_convert")
    page = run("chart", "economy", "-f", "html").out
    assert not re.search(r"<(script|link|img|iframe)|(src|href)=\"", page.replace("xmlns:xlink=", ""))
    assert "default-src 'none'" in page
    table = page[page.index("<table>") : page.index("</table>")]
    # 3 enterprises, 2 results, 2 unemployed, with how each moved; 2 of the town
    assert table.count('<th scope="row">') == 3 + 2 + 2 + 3 + 2
    assert "worked out by this tool" in table
    assert '<html lang="en">' in page


# ---- bad input


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["chart", "grain", "-o", "x.gif"], "error: x.gif: the form is not clear from .gif; say it with -f"),
        (
            ["chart", "grain", "-o", "x.csv"],
            "error: a chart is table, json, svg, png or html; name one",
        ),
        (["chart", "grain", "-f", "csv"], "error: Invalid value for '--format' / '-f': 'csv'"),
        (["chart", "nothing"], "error: no indicator is called nothing"),
        (["chart", "grain", "enterprises-2020"], "error: grain@2024 (10万吨: mass) and enterprises-2020"),
        (["chart", "grain", "-o", "none/x.svg"], "error: none/x.svg: cannot be written"),
        (["chart", "grain", "-o", "."], "error: ."),
        (["changes", "--chart", "--json"], "error: --chart is for eyes"),
        (["compare", "grain", "8万吨", "--chart", "--fields", "name"], "error: --chart is for eyes"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    words: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = run(*words)
    assert found.code == 2
    assert found.err.startswith(message)
    assert found.err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_an_indicator_without_a_number_cannot_be_drawn() -> None:
    found = run("chart", "tourism-pillar", base=REAL)
    assert found.code == 2
    assert "nothing to draw, the source gives no number or rank (recorded: " in found.err


def test_without_the_library_the_json_comes_and_a_picture_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    file = tmp_path / "x.svg"
    file.write_text("old")
    for suffix in ("svg", "png", "html"):
        found = run("chart", "grain", "-o", str(tmp_path / f"x.{suffix}"))
        assert (found.code, found.err) == (
            2, "error: pictures need a library that draws Vega-Lite: pip install vl-convert-python\n",
        )  # fmt: skip
    assert [f.name for f in tmp_path.iterdir()] == ["x.svg"]
    assert file.read_text() == "old"
    assert run("chart", "grain").code == 0


# ---- in a terminal


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("command", ["changes", "compare"])
def test_bars_in_a_terminal(command: str, language: str, width: int) -> None:
    file = SNAPSHOTS / f"{command}.{language}.{width}.txt"
    assert in_characters(command, language, width) == file.read_text(encoding="utf-8")


def in_characters(command: str, language: str, width: int) -> str:
    names = () if command == "changes" else ("grain@2015", "grain", "9万吨", "grain@2019")
    found = run("--lang", language, command, *names, "--chart", COLUMNS=str(width))
    assert found.code == 0
    assert "\x1b" not in found.out
    return found.out


def test_the_spec_of_a_share_is_as_it_was() -> None:
    assert run("chart", "forest-cover").out == (SNAPSHOTS / "forest-cover.json").read_text(encoding="utf-8")


# ---- the pictures of the README

README = (ROOT / "README.md").read_text(encoding="utf-8")
PICTURES = re.findall(r"^\$ xiyang (chart .* -o (\S+\.svg))$", README, re.MULTILINE)


@pytest.mark.parametrize(("command", "name"), PICTURES)
def test_a_picture_of_the_readme_is_what_the_tool_draws(command: str, name: str, tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    assert f"](docs/pictures/{name})" in README
    assert picture(command, name, tmp_path) == (ROOT / "docs" / "pictures" / name).read_text(encoding="utf-8")


def picture(command: str, name: str, folder: Path) -> str:
    words = [str(folder / name) if word == name else word for word in command.split()]
    assert run(*words, base=REAL).code == 0
    return (folder / name).read_text(encoding="utf-8")


def _grey(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


if __name__ == "__main__":
    for command_ in ("changes", "compare"):
        for language_ in ("en", "zh"):
            for width_ in (60, 80, 120):
                file_ = SNAPSHOTS / f"{command_}.{language_}.{width_}.txt"
                file_.write_text(in_characters(command_, language_, width_), encoding="utf-8")
    (SNAPSHOTS / "forest-cover.json").write_text(run("chart", "forest-cover").out, encoding="utf-8")
    for command_, name_ in PICTURES:
        picture(command_, name_, ROOT / "docs" / "pictures")
