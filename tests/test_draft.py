"""From a page to stubs: every figure with its place, TODO only where a person decides, verify to the end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import COUNTY, Result, edit, run, script
from xiyang_cli.answers.page import read_page
from xiyang_cli.base.read import FileReader
from xiyang_cli.base.rules import FILES
from xiyang_cli.base.sector_rules import SECTOR_FILE
from xiyang_cli.base.tree import read_tree
from xiyang_cli.drafting.structure import structure_of

BULLETIN = """临溪县2024年统计公报
临溪县统计局
2025年3月20日

全年粮食产量12.5万吨，比上年增长3.2%。全县上下团结一致，砥砺前行。

一、交通
2024年末公路里程1203.5公里，比上年增加18公里，
其中高速公路65公里。
二、环境
空气质量优良天数310天，居全市第一。到2030年计划建成10-15座水站。
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "Bulletin 2024.txt"
    path.write_text(BULLETIN, encoding="utf-8")
    return path


def drafted(text: str, tmp_path: Path) -> list[dict[str, Any]]:
    path = tmp_path / "page.txt"
    path.write_text(text, encoding="utf-8")
    rows: list[dict[str, Any]] = run("draft", str(path), "--source", "new", "--json").json
    return rows


def new_base(folder: Path, page: Path) -> Path:
    """A base with the page's record and its stubs and nothing else of its own."""
    folder.mkdir()
    for name in ("places.yaml", "plans.yaml"):
        (folder / name).write_bytes((COUNTY / name).read_bytes())
    units = (COUNTY.parent.parent / "facts" / "units.yaml").read_bytes()
    (folder / "units.yaml").write_bytes(units)
    (folder / "sectors.yaml").write_text("sectors: []\n")
    (folder / "sources.yaml").write_text("sources: []\n")
    record = run("draft", str(page), "--record", base=folder).out
    (folder / "sources.yaml").write_text("sources:\n" + record, encoding="utf-8")
    assert run("draft", str(page), "-o", str(folder / "new.yaml"), base=folder).code == 0
    return folder


def test_the_structure_is_read_off_the_page(page: Path) -> None:
    source = structure_of(BULLETIN, "bulletin")
    (item,) = source.items
    assert source.headline_zh == "临溪县2024年统计公报"
    assert item.headings == ("临溪县2024年统计公报", "临溪县统计局", "2025年3月20日")
    assert [(section.section, section.begins) for section in item.sections] == [
        (1, "一、交通"),
        (2, "二、环境"),
    ]
    found = read_page(BULLETIN, source)
    assert [(s.section, s.sentence, s.text[:4]) for s in found.sentences] == [
        (0, 1, "全年粮食"), (0, 2, "全县上下"), (1, 1, "2024"), (2, 1, "空气质量"), (2, 2, "到203"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("标题\n第一句话。\n第二句话。\n", []),
        ("标题\n第一句话没有写完\n接着写完了。\n", ["第一句话没有写完"]),
        # a wrapped paragraph: its lines are as long as any
        ("标题\n" + "字" * 30 + "\n" + "字" * 30 + "。\n" + "字" * 30 + "\n" + "字" * 9 + "。\n", []),
        ("标题\n综合来看，一切都好。\n综合\n一切都好。\n", []),
        ("标题\n一切都好。\n小标题：\n都好。\n", []),
        ("标题\n一切都好。\n交通\n都好。\n交通\n也好。\n", ["交通", "交通"]),
    ],
    ids=["none", "unfinished", "wrapped", "begins-alike", "colon", "twice"],
)
def test_what_is_a_heading(text: str, sections: list[str]) -> None:
    (item,) = structure_of(text, "x").items
    found = [*item.headings[1:], *(section.begins for section in item.sections)]
    assert found == sections


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("2024年粮食产量12.5万吨。", "12.5万吨 None 12.5 万吨 mass exact 2024 None None"),
        ("2024年产量比上年增长3.2%。", "3.2% change 3.2 % None exact 2024 2023 up"),
        ("2024年产量比上年下降3.2个百分点。", "3.2个百分点 change 3.2 百分点 None exact 2024 2023 down"),
        ("出生率同比增长-3.2‰。", "-3.2‰ change 3.2 ‰ None exact None None down"),
        ("2024年企业数较2020年翻了一番。", "翻了一番 change 1 番 None exact 2024 2020 up"),
        ("2024年游客较2020年增长近3倍。", "近3倍 change 3 倍 None near 2024 2020 up"),
        ("总量居全市第一。", "第一 rank 1 位 None exact None None None"),
        ("总量稳居全市前五。", "前五 rank 5 位 None within None None None"),
        ("建成全省唯一的试验站。", "唯一 rank None None None None None None None"),
        ("建成全省最大的试验站。", "最大 rank None None None None None None None"),
        ("全社会用电量6.2亿千瓦时。", "6.2亿千瓦时 None 6.2 亿千瓦时 energy exact None None None"),
        ("公路里程1203.5公里。", "1203.5公里 None 1203.5 公里 length exact None None None"),
        ("出口额1200万美元。", "1200万美元 None 1200 万美元 foreign_money exact None None None"),
        ("民用汽车保有量3.2万辆。", "3.2万辆 None 3.2 万辆 count exact None None None"),
        ("栽下幼苗3.2万畦。", "3.2万畦 None 3.2 万个 count exact None None None"),
        ("2024年产量比上年增产1.7%。", "1.7% change 1.7 % None exact 2024 2023 up"),
        ("收入超过2万元。", "超过2万元 None 2 万元 money over None None None"),
        ("投资10亿元以上。", "10亿元以上 None 10 亿元 money at_least None None None"),
        ("每人每年200元。", "200元 None 200 元/人 money_per_person exact None None None"),
        ("自然增长率3.1‰。", "3.1‰ None 3.1 ‰ share exact None None None"),
    ],
)
def test_what_the_words_prove(sentence: str, wanted: str, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(f"标题\n{sentence}\n", encoding="utf-8")
    (row,) = run("draft", str(path), "--source", "new", "--json", base=None).json
    keys = (
        "figure",
        "kind",
        "value",
        "unit",
        "unit_kind",
        "qualifier",
        "period",
        "baseline_period",
        "direction",
    )
    assert " ".join(str(row[key]) for key in keys) == wanted


def test_a_range_has_both_ends(tmp_path: Path) -> None:
    (row,) = drafted("标题\n计划建成10-15座水站。\n", tmp_path)
    assert (row["value"], row["value_high"], row["qualifier"], row["told"]) == (10, 15, "range", "future")


def test_a_whole_year_is_the_one_of_the_title(page: Path) -> None:
    rows = run("draft", str(page), "--json").json
    assert [(row["figure"], row["period"], row["baseline_period"]) for row in rows[:2]] == [
        ("12.5万吨", "2024", None), ("3.2%", "2024", "2023"),
    ]  # fmt: skip
    assert [row["period"] for row in rows if row["figure"] == "310天"] == [None]


def test_the_year_of_a_start_does_not_carry_over(tmp_path: Path) -> None:
    text = "标题\n2024年产量增加到15万吨；森林覆盖率由2020年的40%提高到46%，提高6个百分点。\n"
    rows = drafted(text, tmp_path)
    assert [(row["figure"], row["period"]) for row in rows] == [
        ("15万吨", "2024"), ("40%", "2020"), ("46%", "2024"), ("6个百分点", "2024"),
    ]  # fmt: skip


def test_last_year_is_told_by_the_year_of_print(tmp_path: Path, copied: Path) -> None:
    text = (COUNTY / "page.txt").read_text(encoding="utf-8") + "去年建成水站8座。\n"
    path = tmp_path / "page.txt"
    path.write_text(text, encoding="utf-8")
    row = run("draft", str(path), "--json", base=copied).json[-1]
    # printed 2025-01
    assert (row["figure"], row["period"], row["source"], row["item"]) == ("8座", "2024", "notice", 2)
    (new,) = drafted("标题\n去年建成水站8座。\n", tmp_path)
    assert new["period"] is None


def test_a_known_page_is_divided_by_its_record() -> None:
    rows = run("draft", str(COUNTY / "page.txt"), "--json").json
    assert {row["source"] for row in rows} == {"notice"}
    assert (rows[-1]["item"], rows[-1]["figure"]) == (2, "2.5吉瓦")


def test_the_stubs_are_a_sector_file_with_open_places(page: Path) -> None:
    out = run("draft", str(page)).out
    reader = FileReader("new.yaml")
    assert reader.read(out, SECTOR_FILE) is not None
    assert reader.faults == []
    assert {place.key for place in reader.open} >= {
        "sector",
        "id",
        "name_zh",
        "place",
        "status",
        "statement_en",
    }
    assert "# yaml-language-server: $schema=.schema/sector.json\nsector: TODO\n" in out
    assert "at: {source: bulletin-2024, item: 1, section: 1, sentence: 1, hash: " in out
    assert '# period: "2024"  TODO: only a heading has the year' in out  # 310天
    assert "status: TODO  # words of planning stand there" in out


def test_no_more_than_twelve_characters_of_the_page_stand_before_a_figure(page: Path) -> None:
    comments = [line for line in run("draft", str(page)).out.splitlines() if line.startswith("  # ")]
    assert comments[0] == "  # 1.0.1 …全年粮食产量"
    assert all(len(line.split("…", 1)[1]) <= 12 for line in comments)


def test_the_record_fits_the_page(page: Path) -> None:
    out = run("draft", str(page), "--record").out
    reader = FileReader("sources.yaml")
    assert reader.read("sources:\n" + out, FILES["sources.yaml"]) is not None
    assert reader.faults == []
    assert "{word: 2025年3月20日, count: 1, reason_zh: 日期, reason_en: a date}" in out
    assert "{word: 2024年, count: 2, reason_zh: 年份, reason_en: a year}" in out
    assert (
        '{word: 一致, count: 1, reason_zh: "固定词，没有数的意思", reason_en: "a set word, no number"}' in out
    )
    assert '{word: "一、", count: 1, reason_zh: 序号, reason_en: the number of a heading}' in out
    # a sentence without a figure
    assert "- {item: 1, section: 0, sentence: 2, reason_zh: TODO, reason_en: TODO}" in out


def test_a_number_behind_a_numbered_line_is_a_word_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("标题\n一、交通\n1.全县团结一致。\n", encoding="utf-8")
    rows = run("draft", str(path), "--record", "--json", "--source", "new").json
    assert [row["word"] for row in rows] == ["一、", "1.", "一致"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("临溪县：五年新风景", ["五年"]),
        ("三次产业结构为12.6:34.2:53.2。", ["三次产业", "12.6:34.2:53.2"]),
        ("依托G108国道发展第三产业。", ["G108", "第三产业"]),
        ("首先抓教育，最后看成效，进一步统一思想。", ["首先", "最后", "进一步", "统一"]),
    ],
)
def test_words_that_are_no_figures(text: str, words: list[str], tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(f"标题\n{text}\n", encoding="utf-8")
    rows = run("draft", str(path), "--record", "--json", "--source", "new").json
    assert [row["word"] for row in rows] == words


def test_a_word_that_is_a_figure_elsewhere_is_listed_longer(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("标题\n建成全省最大的水站。民生是最大的政治。\n", encoding="utf-8")
    result = run("draft", str(path), "--record", "--json", "--source", "new")
    rows = [row["word"] for row in result.json]
    assert rows in ([], ["最大的"])


def test_from_draft_to_verify_only_open_places_are_left(page: Path, tmp_path: Path) -> None:
    base = new_base(tmp_path / "new", page)
    proof = run("verify", str(page), "--json", base=base)
    assert proof.code == 1
    assert {row["problem"] for row in proof.json} == {"open"}
    assert proof.json[0]["text"] == f"{base / 'new.yaml'}:2"
    assert proof.json[0]["message_en"].endswith(
        "sector is still TODO; write a sector of sectors.yaml, and name the file after it"
    )
    assert run("list", base=base).code == 3


def test_lint_lists_each_open_place(page: Path, tmp_path: Path) -> None:
    base = new_base(tmp_path / "new", page)
    found = run("lint", str(base), "--as-of", "2025-12", "--json")
    assert found.code == 3
    open_places = [row["text"] for row in run("verify", str(page), "--json", base=base).json]
    assert {(row["rule"], row["text"]) for row in found.json} == {("todo", "TODO")}
    assert [f"{row['file']}:{row['line']}" for row in found.json] == sorted(
        open_places, key=lambda place: (place.rsplit(":")[0], int(place.rsplit(":")[1]))
    )
    first = run("lint", str(base), "--as-of", "2025-12").out.splitlines()[0]
    assert first == (
        f"{base / 'new.yaml'}:2: todo: sector is still TODO; "
        "write a sector of sectors.yaml, and name the file after it"
    )
    assert found.err == f"the base is not finished; places where TODO stands: {len(open_places)}\n"


def test_the_record_may_come_after_the_stubs(page: Path, tmp_path: Path) -> None:
    base = new_base(tmp_path / "new", page)
    record = (base / "sources.yaml").read_text(encoding="utf-8")
    (base / "sources.yaml").write_text("sources: []\n", encoding="utf-8")
    assert "sources:\n" + run("draft", str(page), "--record", base=base).out == record


def test_a_number_that_neither_fact_nor_stub_covers_is_told(page: Path, tmp_path: Path) -> None:
    base = new_base(tmp_path / "new", page)
    stubs = base / "new.yaml"
    text = stubs.read_text(encoding="utf-8")
    stubs.write_text(text.replace("figure: 65公里", "figure: TODO"), encoding="utf-8")
    problems = [row for row in run("verify", str(page), "--json", base=base).json if row["problem"] != "open"]
    assert [(row["problem"], row["text"]) for row in problems] == [("uncovered", "65")]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("nature.yaml", "kind: level", "kind: TODO"),
        ("nature.yaml", "id: grain-2019", "id: TODO"),
        ("nature.yaml", "id: forest-cover\n", "id: TODO\n"),
        ("nature.yaml", "name_zh: 粮食产量", "name_zh: TODO"),
        ("nature.yaml", "pinyin:\n      - sen lin fu gai lv", "pinyin: TODO"),
        ("nature.yaml", "aliases_en: [grain]", "aliases_en: [TODO]"),
        ("nature.yaml", "place: 临溪县", "place: TODO"),
        ("nature.yaml", "unit_kind: mass", "unit_kind: TODO"),
        ("nature.yaml", 'value: "12.5"', "value: TODO"),
        ("nature.yaml", "unit: 万吨", "unit: TODO"),
        ("nature.yaml", "status: planned", "status: TODO"),
        ("nature.yaml", "direction: down", "direction: TODO"),
        ("nature.yaml", "period_basis: printed", "period_basis: TODO"),
        ("nature.yaml", 'period: "2019"', "period: TODO"),
        ("nature.yaml", "source: notice", "source: TODO"),
        ("nature.yaml", "sentence: 8", "sentence: TODO"),
        ("nature.yaml", "sector: nature", "sector: TODO"),
        ("places.yaml", "home: 临溪县", "home: TODO"),
        ("places.yaml", "name_en: Linshui County", "name_en: TODO"),
        ("plans.yaml", "to: 14th", "to: TODO"),
        ("plans.yaml", "period: 2011/2015", "period: TODO"),
        ("sources.yaml", 'printed: "2025-01"', "printed: TODO"),
        ("sources.yaml", "headline_en: A new page by the stream", "headline_en: TODO"),
        ("sources.yaml", "count: 1", "count: TODO"),
        ("sources.yaml", "main: true", "main: TODO"),
        ("sources.yaml", "begins: 邻县消息", "begins: TODO"),
        ("units.yaml", 'factor: "1"', "factor: TODO"),
        ("relations.yaml", "id: grain-fall", "id: TODO"),
        ("relations.yaml", "= grain-2024", "= grain-2024\n    tolerance: TODO"),
        ("relations.yaml", "expect: grain-2020 * ( 1 - 0.2 ) = grain-2024", "expect: TODO"),
        ("relations.yaml", "facts: [unemployed-2024, unemployed-fall]", "facts: TODO"),
        ("relations.yaml", "cannot_tell_en: ", "cannot_tell_en: TODO # "),
    ],
)  # fmt: skip
def test_what_is_still_open_is_one_fault_and_no_second_one(
    copied: Path, file: str, old: str, new: str
) -> None:
    edit(copied, file, old, new)
    result = run("list", base=copied)
    assert (result.code, result.out) == (3, "")
    (line,) = result.err.splitlines()
    assert " is still TODO; write" in line
    assert line.startswith(f"{copied / file}:")


def test_open_places_and_faults_are_told_together(copied: Path) -> None:
    edit(copied, "nature.yaml", "kind: level", "kind: TODO")
    edit(copied, "economy.yaml", "direction: down", "direction: sideways")
    for result in (run("list", base=copied), run("verify", str(COUNTY / "page.txt"), base=copied)):
        assert result.code == 3
        assert ["still TODO" in line for line in result.err.splitlines()] == [False, True]


def test_verify_proves_what_is_finished_beside_what_is_open(copied: Path) -> None:
    edit(copied, "nature.yaml", 'statement_zh: "2019', 'statement_zh: TODO\n        note_zh: "2019')
    edit(copied, "nature.yaml", 'statement_en: "130,000', 'statement_en: TODO\n        note_en: "130,000')
    proof = run("verify", str(COUNTY / "page.txt"), "--json", base=copied)
    assert proof.code == 1
    assert [(row["problem"], row["fact"], row["context"]) for row in proof.json] == [
        ("open", "grain-2019", "statement_zh"), ("open", "grain-2019", "statement_en"),
    ]  # fmt: skip
    edit(copied, "nature.yaml", 'figure: "13万吨"', 'figure: "14万吨"')
    problems = [row["problem"] for row in run("verify", str(COUNTY / "page.txt"), "--json", base=copied).json]
    assert sorted(set(problems)) == ["figure", "open", "uncovered"]


def test_a_draft_makes_a_new_file_of_the_base_and_never_another(page: Path, copied: Path) -> None:
    target = copied / "new.yaml"
    made = run("draft", str(page), "-o", str(target), "--source", "notice", base=copied)
    assert (made.code, made.out) == (0, "")
    first = target.read_bytes()
    again = run("draft", str(page), "-o", str(target), base=copied)
    assert (again.code, target.read_bytes()) == (2, first)
    assert "write to another file" in again.err
    other = run("draft", str(page), "--record", "-o", str(copied / "record.yaml"), base=copied)
    assert (other.code, (copied / "record.yaml").exists()) == (2, False)
    assert run("draft", str(page), "-o", str(page), base=copied).code == 2
    assert page.read_text(encoding="utf-8") == BULLETIN


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere.txt"], "nowhere.txt: there is no such file; check its name and folder"),
        (["PAGE", "--source", "A b"], "A b is no id of a source; write lower-case words with hyphens"),
        (["EMPTY"], "the page holds no text"),
        (["BINARY"], "is no text (it holds binary data)"),
    ],
)
def test_wrong_words(words: list[str], message: str, page: Path, tmp_path: Path) -> None:
    files = {"PAGE": page, "EMPTY": tmp_path / "empty.txt", "BINARY": tmp_path / "binary.txt"}
    files["EMPTY"].write_text(" \n\n")
    files["BINARY"].write_bytes(b"\x00\x01\x02\xff" * 9)
    result = run("draft", *(str(files.get(word, word)) for word in words))
    assert (result.code, result.out) == (2, "")
    assert message in result.err


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Bulletin 2024.txt", "bulletin-2024"),
        ("青泉县2024.txt", "page-2024"),
        ("公报.txt", "page"),
        ("-", "page"),
    ],
)
def test_the_id_is_made_of_the_name(name: str, id: str) -> None:
    from xiyang_cli.drafting.draft import id_of_name

    assert id_of_name(Path(name).stem) == id


def test_the_record_comes_first(page: Path) -> None:
    assert (
        "the base has no record of bulletin-2024 yet; put what --record prints into sources.yaml"
        in run("draft", str(page)).err
    )
    assert "no record" not in run("draft", str(page), "--record").err
    assert "no record" not in run("draft", str(COUNTY / "page.txt")).err


def test_a_record_that_does_not_fit_is_said(page: Path) -> None:
    result = run("draft", str(page), "--source", "notice")
    assert "note: the record of notice does not fit this page" in result.err


def test_the_same_page_gives_the_same_draft(page: Path) -> None:
    outs = {script("draft", str(page), env={"PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")}
    assert len(outs) == 1


def test_the_page_comes_from_a_pipe_too(page: Path) -> None:
    done = script("draft", "-", input=page.read_bytes())
    assert (done.returncode, b"source: page," in done.stdout) == (0, True)


def test_a_page_may_be_gb18030(page: Path) -> None:
    as_utf8 = run("draft", str(page), "--json").out
    page.write_bytes(BULLETIN.encode("gb18030"))
    assert run("draft", str(page), "--json").out == as_utf8


def test_remarks_are_in_chinese_too(page: Path) -> None:
    result = run("draft", str(page), "--lang", "zh")
    assert "句中有计划的说法" in result.out
    assert "5句，" in result.err


_HARD = "12万吨%增长超第一最大年“”\"'\\#:{}[]&*!|>-,。\n \t\x1b\u200b\u2028\U000e0001é"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(alphabet=st.sampled_from(_HARD), max_size=80))
def test_whatever_a_page_holds_the_draft_is_yaml(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "hard.txt"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    for more in ([], ["--record"]):
        result: Result = run("draft", str(path), "--source", "new", *more)
        assert result.code in (0, 2), result.err
        if result.code == 0:
            tree, faults = read_tree(result.out)
            assert faults == []
            if not more:
                rows = run("draft", str(path), "--source", "new", "--json").json
                told = [stub["facts"][0]["figure"] for stub in tree["indicators"]]
                assert told == [row["figure"] for row in rows]
