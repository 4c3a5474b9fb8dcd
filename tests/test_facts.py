"""The real base: every figure of the page, written here by hand from the page, and the traps."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REAL, ROOT, run
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Basis, Fact, Indicator, Kind, Sector

PAGE = ROOT.parent / "shared" / "source" / "page.txt"
needs_page = pytest.mark.skipif(
    not PAGE.exists(), reason="the source page is not at hand (../shared/source/page.txt)"
)

# place in source, figure, value in base units, base unit, qualifier, period, baseline, period basis, status
EXPECTED = """
1.0.3 180.3亿元 18030000000 CNY exact 2024 - printed actual
1.0.3 翻了一番 1 doubling exact 2024 2020 printed actual
1.0.3 全市前五 5 rank within 2024 - printed actual
1.0.3 亿元级 100000000 CNY order 2021/2024 - context actual
1.0.3 12.6亿元 1260000000 CNY exact 2024 - printed actual
1.0.3 48% 48 percent exact 2024 2020 printed actual
1.1.3 100% 100 percent exact - - - actual
1.1.3 70万千瓦 700000000 W exact 2020 - context actual
1.1.3 252万千瓦 2520000000 W exact 2021/2025 - context actual
1.1.3 晋中第一 1 rank exact 2021/2025 - context actual
1.1.3 25个百分点 25 percentage_point exact 2021/2025 - context actual
1.1.5 20万吨 200000 t exact 2021/2025 - printed actual
1.1.5 突破70亿元 7000000000 CNY over 2021/2025 - printed actual
1.1.5 全省民营企业100强 100 rank within 2021/2025 - printed actual
1.1.6 40亿元 4000000000 CNY exact 2025 - printed planned
1.1.6 20万吨 200000 t exact 2025 - printed planned
1.1.7 13亿元 1300000000 CNY exact 2025 - context under_way
1.1.7 40万吨 400000 t exact 2026 - printed planned
1.1.7 130亿元 13000000000 CNY exact 2026 - printed planned
1.1.7 10亿元 1000000000 CNY exact 2026 - printed planned
1.1.7 5000人 5000 person exact 2026 - printed planned
1.1.7 百亿 10000000000 CNY order 2026 - printed planned
1.1.8 百亿元 10000000000 CNY order - - - under_way
1.1.8 50万吨 500000 t exact - - - under_way
1.1.8 10万吨 100000 t exact - - - under_way
1.1.8 突破百万吨 1000000 t over - - - projected
1.1.9 27个百分点 27 percentage_point exact 2021/2025 2020 context actual
1.2.3 四项 4 item exact - - - actual
1.2.4 超8亿次 800000000 view over - - - actual
1.2.5 26处 26 item exact - - - actual
1.2.5 77处 77 item exact - - - actual
1.2.6 近30倍 30 times near 2021/2025 2020 context actual
1.2.6 突破40% 40 percent over - - - actual
1.3.3 4项 4 item exact - - - actual
1.3.3 1000吨 1000 t exact - - - actual
1.3.3 16% 16 percent exact - - - actual
1.3.5 10亿元以上 1000000000 CNY at_least - - - projected
1.3.9 破千万元 10000000 CNY over - - - actual
1.3.10 全市第一 1 rank exact - - - actual
1.3.10 提高3倍 3 times exact 2021/2025 2020 context actual
1.3.10 翻番 1 doubling exact 2021/2025 2020 context actual
1.4.1 超85% 85 percent over 2021/2025 - context actual
1.4.1 突破110亿元 11000000000 CNY over 2021/2025 - context actual
1.4.3 6.1亿元 610000000 CNY exact - - - actual
1.4.3 744个 744 item exact - - - actual
1.4.3 10项 10 item exact - - - actual
1.4.3 1.5万名 15000 person exact - - - actual
1.4.3 年均8.2% 8.2 percent exact 2021/2025 2020 context actual
1.4.5 5000元 5000 CNY exact 2024 - printed actual
1.4.5 1万元 10000 CNY exact 2024 - printed actual
1.4.6 60周岁以上 60 year_age at_least - - - actual
1.4.6 每人每年200元 200 CNY/person exact - - - actual
1.4.6 82.65岁 82.65 year_age exact 2021/2025 - context actual
1.4.8 130多名 130 person over - - - actual
1.4.9 11所 11 item exact - - - actual
1.4.9 6大类 6 item exact - - - actual
1.4.9 28个 28 item exact - - - actual
3.0.2 第10家 10 rank exact - - - actual
3.0.4 30家 30 item exact 2025 - context actual
3.0.4 仅5家 5 item exact 2025 - context actual
4.0.2 16件 16 item exact 2025 - printed actual
4.0.3 七大类 7 item exact 2025 - context actual
4.0.3 200余处 200 item over 2025 - context actual
4.0.3 2.6万平方米 26000 m2 exact 2025 - context actual
4.0.3 超50万人 500000 person over 2025 - context actual
""".split("\n")[1:-1]  # fmt: skip

# place in source, wording, ranking, scope, status: ranks without a number
SUPERLATIVES = """
1.0.3 全市低位 low 晋中市 actual
1.0.3 最好水平 most - actual
1.1.5 全国最大 most 中国 actual
1.3.3 国内首套 first 中国 actual
1.3.7 全省唯一 only 山西省 actual
1.3.7 全球最大 most 世界 under_way
1.4.5 全市首家 first 晋中市 actual
1.4.6 全市首家 first 晋中市 actual
1.4.6 全省领先 leading 山西省 actual
1.4.6 全省唯一 only 山西省 actual
""".split("\n")[1:-1]  # fmt: skip


def place_of(fact: Fact) -> str:
    return ".".join(str(n) for n in fact.locator)


def told(fact: Fact) -> str:
    assert fact.base_value is not None
    return " ".join(
        str(part or "-")
        for part in (
            place_of(fact), fact.figure, format(fact.base_value, "f"), fact.base_unit, fact.qualifier,
            fact.period, fact.baseline_period, fact.period_basis, fact.status,
        )
    )  # fmt: skip


@pytest.mark.parametrize("line", EXPECTED)
def test_a_figure_of_the_page(real: FactBase, line: str) -> None:
    assert line in {told(fact) for fact in real.facts if fact.base_value is not None}


@pytest.mark.parametrize("line", SUPERLATIVES)
def test_a_superlative_of_the_page(real: FactBase, line: str) -> None:
    ranks = [fact for fact in real.facts if fact.kind is Kind.RANK]
    found = {f"{place_of(f)} {f.figure} {f.ranking} {f.scope or '-'} {f.status}" for f in ranks}
    assert line in found


def test_no_figure_is_in_the_base_that_is_not_listed_here(real: FactBase) -> None:
    """An invented figure is the worst bug: a new one must be read from the page and listed."""
    assert {told(f) for f in real.facts if f.base_value is not None} - set(EXPECTED) == {
        "1.1.7 全球第一梯队 1 rank exact 2026 - printed planned"
    }


@needs_page
def test_the_base_is_proven_against_the_page() -> None:
    result = run("verify", str(PAGE), "--json", base=REAL)
    assert (result.code, result.json) == (0, [])
    assert re.fullmatch(r"\d+ facts, \d+ sentences, \d+ numbers on the page; findings: 0\n", result.err)


@needs_page
def test_no_sentence_of_the_page_is_copied(real: FactBase) -> None:
    """Longer runs shared with the page are names of works and bodies, listed here."""
    names = (
        "山西省煤基固废资源化与矿区生态治理院士工作站", "煤矸石基先进功能材料中试基地", "低空人工智能应急示范项目",
        "山西省谷子遗传改良工程研究中心", "山西大学量子技术与器件全国重点实验室", "全国人才工作创新最佳案例",
        "县级智能光纤传感技术研发中心", "全国文化产业赋能乡村振兴试点", "县城体检和宜居县城建设先行县",
        "山西太行沃土农业产品有限公司", "山西潞玉种业股份有限公司", "战略性新兴产业增加值增速",
    )  # fmt: skip
    page = "".join(PAGE.read_text(encoding="utf-8").split())
    for fact in real.facts:
        for told_text in (fact.statement_zh, fact.note_zh or ""):
            text = told_text
            for name in (*names, fact.figure or "\n"):
                text = text.replace(name, "\n")
            runs = {text[i : i + 12] for i in range(len(text) - 11)}
            assert not [r for r in runs if "\n" not in r and r in page], (fact.id, text)


def numbers_zh(text: str) -> set[Decimal]:
    """The plain digits of a Chinese text, scaled by 万 and 亿 behind them."""
    scale = {"": 1, "万": 10**4, "亿": 10**8}
    return {Decimal(n) * scale[s] for n, s in re.findall(r"(\d+(?:\.\d+)?)([万亿]?)", text)}


def numbers_en(text: str) -> set[Decimal]:
    words = {"": 1, "million": 10**6, "billion": 10**9}
    found = re.findall(r"(\d[\d,]*(?:\.\d+)?)(?: (million|billion))?", text)
    return {Decimal(n.replace(",", "").rstrip(".")) * words[w] for n, w in found}


def test_the_value_stands_in_both_statements(real: FactBase) -> None:
    """A statement whose number is not the fact's would be printed as true."""
    for fact in real.facts:
        if fact.value is None or fact.base_unit in ("rank", "doubling") or "百" in (fact.figure or ""):
            continue
        assert fact.base_value is not None
        scale = {"W": Decimal(1000)}.get(fact.base_unit or "", Decimal(1))
        wanted = {fact.base_value, fact.base_value / scale, fact.base_value / 10**9}
        spelled = {"千万": Decimal(10**7), "七": Decimal(7), "四项": Decimal(4)}
        zh = numbers_zh(fact.statement_zh) | {v for w, v in spelled.items() if w in fact.statement_zh}
        en = numbers_en(fact.statement_en) | {
            Decimal(n)
            for n, w in enumerate("zero one two three four five six seven eight nine ten".split())
            if w in fact.statement_en.lower()
        }
        order = {fact.base_value} if fact.qualifier == "order" else set()
        assert wanted & (zh | order), (fact.id, fact.statement_zh)
        assert wanted & (en | order), (fact.id, fact.statement_en)


@pytest.mark.parametrize("status", ["planned", "projected"])
def test_what_is_not_done_is_not_told_as_done(real: FactBase, status: str) -> None:
    for fact in real.facts:
        if fact.status == status:
            assert re.search(r"计划|规划|预计|有望|将|拟", fact.statement_zh), fact.id
            assert re.search(r"plan|expect|hope|is to|are to|will|projected", fact.statement_en), fact.id


def test_xiyang_has_nothing_of_the_other_items(real: FactBase) -> None:
    assert {fact.place for fact in real.facts if fact.item == 1} == {"昔阳县"}
    assert {fact.place for fact in real.facts if fact.item in (3, 4)} == {"山西农业大学", "山西省", "晋中市"}
    assert not [fact for fact in real.facts if fact.item == 2]


def test_every_note_that_the_traps_need(real: FactBase) -> None:
    """Where a careful reader must be warned, there is a note in both languages."""
    warned = {fact.id for fact in real.facts if fact.note_zh and fact.note_en}
    for fact in real.facts:
        if fact.period_basis == "context" or (fact.qualifier == "order") or fact.base_unit == "times":
            assert fact.id in warned, fact.id


def rows() -> dict[str, dict[str, Any]]:
    return {row["indicator"]: row for row in run("changes", "--json", base=REAL).json}


def test_gdp() -> None:
    """180.3 / 2 = 90.15; 2^(1/4) = 1.189207."""
    row = rows()["gdp"]
    assert (row["from_value"], row["from_basis"], row["from_qualifier"]) == (90.15, "derived", "about")
    assert (row["from_low"], row["from_high"], row["from_period"], row["to_period"]) == (
        None,
        None,
        "2020",
        "2024",
    )
    assert (row["to_value"], row["to_basis"], row["unit"]) == (180.3, "reported", "亿元")
    assert (row["multiple"], row["change_pct"], row["annual_growth_pct"]) == (2, 100, 18.9207)
    assert "约90亿元" in row["note_zh"]
    assert "about 9 billion yuan" in row["note_en"]


def test_budget_revenue() -> None:
    """12.6 / 1.48 = 8.513514; 12.55 / 1.485 = 8.451178; 12.65 / 1.475 = 8.576271; 1.48^(1/4) = 1.102974."""
    row = rows()["budget-revenue"]
    assert (row["from_value"], row["from_low"], row["from_high"]) == (8.51351, 8.45118, 8.57627)
    assert (row["change_pct"], row["change_pct_basis"], row["multiple"]) == (48, "reported", 1.48)
    assert (row["change"], row["annual_growth_pct"]) == (4.08649, 10.2974)


def test_new_energy() -> None:
    row = rows()["new-energy-capacity"]
    assert (row["from_value"], row["to_value"], row["multiple"], row["change_pct"]) == (70, 252, 3.6, 260)
    assert (row["change"], row["change_unit"], row["multiple_basis"]) == (182, "万千瓦", "derived")
    assert (row["annual_growth_pct"], row["period_basis"]) == (None, "context")


def test_wordings_with_two_readings_show_both() -> None:
    found = rows()
    visits, research = found["tourist-arrivals"], found["rd-intensity"]
    assert (visits["multiple"], visits["multiple_alt"], visits["qualifier"]) == (31, 30, "near")
    assert (research["multiple"], research["multiple_alt"], research["figure"]) == (4, 3, "提高3倍")
    for row in (visits, research):
        assert (row["change_pct"], row["annual_growth_pct"]) == (None, None)


def test_points_stay_points_and_a_lead_is_no_change() -> None:
    found = rows()
    assert (found["non-coal-share"]["change"], found["non-coal-share"]["change_unit"]) == (27, "百分点")
    assert (found["non-coal-share"]["change_pct"], found["non-coal-share"]["multiple"]) == (None, None)
    assert "new-energy-share" not in found


def test_what_has_one_end_only_says_why_the_other_is_empty() -> None:
    found = rows()
    for id, to in (("shangtai-capacity", 20), ("life-expectancy", 82.65)):
        assert (found[id]["from_value"], found[id]["to_value"]) == (None, to)
        assert "the figure before is not printed" in found[id]["note_en"]
    assert (found["rural-income"]["annual_growth_pct"], found["rural-income"]["annual_growth_basis"]) == (
        8.2,
        "reported",
    )
    assert found["rural-income"]["from_value"] is None


def test_the_rows_of_changes() -> None:
    assert list(rows()) == [
        "gdp", "budget-revenue", "government-debt", "new-energy-capacity", "shangtai-capacity", "non-coal-share",
        "tourist-arrivals", "trial-field-yield", "rd-intensity", "high-tech-enterprises", "specialised-enterprises",
        "rural-income", "life-expectancy",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("gdp", "gdp"), ("ＧＤＰ", "gdp"), ("昔阳GDP", "gdp"), ("昔阳县的地区生产总值", "gdp"), ("Xiyang's GDP", "gdp"),
        ("xnyzj", "new-energy-capacity"), ("新能源装机", "new-energy-capacity"), ("New Energy", "new-energy-capacity"),
        ("xinnengyuanzhuangji", "new-energy-capacity"), ("绿氨", "green-ammonia"), ("绿 甲 醇", "green-methanol"),
        ("一般公共预算收入", "budget-revenue"), ("财政收入", "budget-revenue"), ("人均预期寿命", "life-expectancy"),
        ("新增体育场地面积", "sports-area"),
    ],
)  # fmt: skip
def test_names_as_people_type_them(real: FactBase, name: str, id: str) -> None:
    assert real.indicator(name).id == id


def test_names_without_quotes_and_several_at_once() -> None:
    result = run("show", "new", "energy", "gdp", "--json", base=REAL)
    assert list(dict.fromkeys(row["indicator"] for row in result.json)) == [
        "new-energy-capacity",
        "new-energy-share",
        "gdp",
    ]


def test_a_figure_of_another_place_is_told_with_its_place_first() -> None:
    result = run("show", "新增体育场地面积", "--lang", "zh", "-f", "table", base=REAL)
    assert result.err == "注意：新增体育场地面积是晋中市的数字，不是昔阳县的\n"
    assert result.out.splitlines()[0].endswith("晋中市")
    assert not run("list", "--json", base=REAL).out.count("晋中市的体育")


def test_one_figure_now() -> None:
    """Journey 1: what stands on the screen for `show 新能源装机`."""
    out = run("show", "新能源装机", "-f", "table", "--lang", "zh", base=REAL).out
    for part in (
        "252万千瓦",
        "70万千瓦",
        "×3.6*",
        "252 / 70 = 3.6",
        "晋中第一",
        "25个百分点",
        "1.1.3",
        "出处：《五年转型谱新篇",
    ):
        assert part in out
    assert "报纸名称" in out  # what the page does not print is said to be missing
    assert "2.52 GW" in run("show", "new", "energy", "-f", "table", base=REAL).out
    assert "2.52GW" in run("show", "xnyzj", "--unit", "GW", "-f", "table", "--lang", "zh", base=REAL).out


def test_a_row_of_compare_can_be_shown() -> None:
    for name, id in (("gdp@2024", "gdp-2024"), ("gdp@2020", "gdp@2020"), ("gdp@十四五", "gdp-2024")):
        assert [row["id"] for row in run("show", name, "--json", base=REAL).json] == [id]


def test_an_indicator_without_numbers_names_its_parts() -> None:
    result = run("compare", "shangtai", "gdp", base=REAL)
    assert result.code == 2
    assert "its parts: shangtai-" in result.err


def test_years_that_only_the_context_gives_are_marked() -> None:
    out = run("changes", "energy", "-f", "table", base=REAL).out
    assert "700 MW†" in out
    assert "2.52 GW†" in out
    assert "†" not in run("changes", "gdp", "-f", "table", base=REAL).out


def test_derived_rows_say_so() -> None:
    for row in run("show", "gdp", "--json", base=REAL).json:
        assert (row["basis"] == Basis.DERIVED) == (row["formula"] is not None)
        assert (row["basis"] == Basis.DERIVED) == (row["figure"] is None)


def test_compare_of_the_journeys() -> None:
    half, whole = run("compare", "gdp@2020", "gdp@2024", "--json", base=REAL).json
    assert (whole["ratio"], whole["difference_pct"], whole["difference"]) == (2, 100, 90.15)
    assert (half["basis"], half["formula"]) == ("derived", "180.3 / 2 = 90.15")
    _, revenue = run("compare", "gdp", "一般公共预算收入", "--json", base=REAL).json
    assert revenue["ratio"] == 0.0698835  # 12.6 / 180.3 = 0.06988353
    _, methanol = run("compare", "绿氨", "绿甲醇", "--json", base=REAL).json
    assert (methanol["status"], methanol["ratio"]) == ("under_way", 0.2)
    assert "not done: under way" in methanol["note_en"]
    _, literal = run("compare", "gdp", "18 billion yuan", "--json", base=REAL).json
    assert (literal["value"], literal["unit"], literal["difference"]) == (180, "亿元", -0.3)
    refused = run("compare", "gdp", "绿氨", base=REAL)
    assert refused.code == 2
    assert "gdp@2024 (180.3亿元: amount of money) and green-ammonia (50万吨: mass)" in refused.err


@pytest.mark.parametrize(
    ("words", "id"),
    [
        (["252"], "new-energy-capacity-now"), (["2.52GW"], "new-energy-capacity-now"), (["180.3亿元"], "gdp-2024"),
        (["18.03", "billion", "yuan"], "gdp-2024"), (["氨"], "green-ammonia"), (["寿命"], "life-expectancy"),
        (["life"], "life-expectancy"), (["8.2%", "收入"], "rural-income"), (["gdp", "2024"], "gdp-2024"), (["xnyzj"], "new-energy-capacity"),
    ],
)  # fmt: skip
def test_search_finds(words: list[str], id: str) -> None:
    found = run("search", *words, "--json", base=REAL).json
    assert any(row["id"].startswith(id) for row in found)
    assert len(found) < 15


def test_a_word_that_only_another_place_has_is_found_there() -> None:
    result = run("search", "体育场地", "--json", base=REAL)
    assert {row["place"] for row in result.json} == {"晋中市"}
    assert "not of Xiyang County" in result.err
    assert run("search", "体育场地", "--place", "昔阳", "--json", base=REAL).json == []


def test_the_place_asked_for_is_the_one_named() -> None:
    assert run("show", "gdp", "--place", "晋中", base=REAL).err.endswith(
        "of Xiyang County, not of Jinzhong City\n"
    )


def test_a_bound_stays_with_what_is_worked_out_from_it() -> None:
    out = run("changes", "游客接待量", "-f", "table", "--lang", "zh", base=REAL).out
    assert "近×31/×30*" in out


def test_a_unit_asked_for_in_english_stays() -> None:
    out = run("show", "new", "energy", "--unit", "GW", "-f", "table", base=REAL).out
    assert "0.7 GW" in out
    assert "MW" not in out


@needs_page
def test_show_prints_the_readers_own_sentence_with_the_figure_marked() -> None:
    out = run("show", "green-ammonia", "--source", str(PAGE), "-f", "table", base=REAL).out
    assert "加速形成【50万吨】绿氨和10万吨绿甲醇产能" in out
    (row,) = run("show", "green-ammonia", "--source", str(PAGE), "--json", base=REAL).json
    assert "【50万吨】" in row["sentence_text"]


@needs_page
@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("180.3亿元", "181.3亿元", "hash"),
        ("26处农文旅", "26处、9处农文旅", "hash"),
        ("免费HPV", "免费3次HPV", "uncovered"),
        ("从“蓄势积能”到", "由“蓄势积能”到", "missing_beginning"),
        ("太行山抗战主题摄影艺术展巡展举办", "太行山抗战主题摄影艺术展巡展第5次举办", "uncovered"),
        ("过去五年，昔阳县把", "过去八年，昔阳县把", "count"),
    ],
)
def test_a_changed_page_is_noticed(tmp_path: Path, old: str, new: str, problem: str) -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert old in text
    page = tmp_path / "page.txt"
    page.write_text(text.replace(old, new), encoding="utf-8")
    result = run("verify", str(page), "--json", base=REAL)
    assert result.code == 1
    assert problem in {finding["problem"] for finding in result.json}


@needs_page
def test_white_space_and_line_ends_change_nothing(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(b"\xef\xbb\xbf" + PAGE.read_text(encoding="utf-8").replace("\n", "\r\n").encode())
    assert run("verify", str(page), base=REAL).code == 0


def test_another_text_is_none_of_the_pages(tmp_path: Path) -> None:
    page = tmp_path / "other.txt"
    page.write_text("昔阳县2024年地区生产总值180.3亿元。", encoding="utf-8")
    result = run("verify", str(page), base=REAL)
    assert (result.code, result.out) == (2, "")
    assert "none of the base's pages (page)" in result.err


def test_pinyin_is_that_of_the_names(real: FactBase) -> None:
    """Against pypinyin, which knows most characters with several readings by their words."""
    pypinyin = pytest.importorskip("pypinyin")
    things: list[Indicator | Sector] = [*real.indicators, *real.sectors]
    for thing in things:
        names = [n for n in (thing.name_zh, *thing.aliases) if re.search(r"[㐀-鿿]", n)]
        for name, spelled in zip(names, thing.pinyin, strict=True):
            words = re.findall(r"[㐀-鿿]|[A-Za-z0-9]+", name)
            syllables = spelled.split()
            known = pypinyin.pinyin(
                "".join(words), style=pypinyin.Style.NORMAL, heteronym=False, v_to_u=False
            )
            flat = [w.casefold() for w in (s[0] for s in known)]
            han = [s for s, w in zip(syllables, words, strict=True) if re.match(r"[㐀-鿿]", w)]
            assert "".join(han).replace("lve", "lue") == "".join(
                s for s in flat if s.isalpha() and s not in {w.casefold() for w in words}
            ).replace("lve", "lue").replace("lüe", "lue").replace("ü", "v"), name
