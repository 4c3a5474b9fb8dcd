"""A broken base: every fault at once, with file, line and id; exit 3; nothing printed as data."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import COUNTY, edit, run
from xiyang_cli.base.tree import DEEPEST, TreeFault, read_tree


def line_of(base: Path, file: str, part: str) -> int:
    text = (base / file).read_text(encoding="utf-8")
    return text[: text.index(part)].count("\n") + 1


def told(base: Path) -> list[str]:
    """The faults that a look-up tells, after checking how it ends."""
    result = run("list", base=base)
    assert (result.code, result.out) == (3, "")
    return [line.removeprefix(f"{base}/") for line in result.err.splitlines()]


def test_the_county_itself_is_sound() -> None:
    assert run("list", base=COUNTY).code == 0


# fmt: off
FAULTS = [
    ("nature.yaml", 'value: "12.5"', 'value: "12,5"', "grain-2020: value '12,5' is no decimal; write digits"),
    ("nature.yaml", 'value: "12.5"', "value: 1e3", "grain-2020: value '1e3' is no decimal"),
    ("nature.yaml", "kind: change", "kind: chance", "water-use-growth: kind 'chance' is not allowed here; write one of level, change"),
    ("nature.yaml", "unit: 吉瓦", "unit: 光年", "neighbour-power-level: unknown unit 光年; write a unit of units.yaml"),
    ("nature.yaml", "source: notice", "source: rumour", "forest-cover-2020: unknown source rumour; write one of notice"),
    ("nature.yaml", "place: 邻水县", "place: 火星", "neighbour-power: unknown place 火星; write one of 临溪县, 邻水县"),
    ("nature.yaml", "sector: nature", "sector: weather", "unknown sector weather; write one of nature, economy"),
    ("nature.yaml", "sector: nature", "sector: economy", "economy: this file is nature.yaml; name it after its sector: economy.yaml"),
    ("nature.yaml", 'period: "2019"', 'period: "2025/2021"', "grain-2019: period '2025/2021' ends before it begins"),
    ("nature.yaml", 'period: "2019"', 'period: "19"', "grain-2019: period '19' is no period; write one like"),
    ("nature.yaml", "id: grain-2019", "id: grain-2020", "grain-2020: the id grain-2020 is taken (nature.yaml:"),
    ("nature.yaml", "id: grain-2019", "id: Grain_2019", "is no id; write lower-case words with hyphens"),
    ("nature.yaml", 'figure: "13万吨"', 'colour: "13万吨"', "grain-2019: unknown key colour; write one of id, kind"),
    ("nature.yaml", "        status: planned\n", "", "water-stations-2030: status is missing; add it"),
    ("nature.yaml", "        qualifier: range\n", "", "water-stations-2030: value stands without qualifier; write both"),
    ("nature.yaml", 'value_high: "15"', 'value_high: "5"', "water-stations-2030: value_high is not above value"),
    ("nature.yaml", "        period_basis: printed\n", "", "forest-cover-2020: a period without period_basis"),
    ("nature.yaml", "direction: down", "direction: sideways", "grain-2024: direction 'sideways' is not allowed here"),
    ("nature.yaml", "direction: up\n        multiple: to", "direction: down\n        multiple: by", "nothing falls by a multiple"),
    ("nature.yaml", "        multiple: to\n", "", "water-use-growth: a change in 倍, and only that, says multiple"),
    ("nature.yaml", "unit_kind: mass", "unit_kind: money", "grain-2015: 万吨 is a unit of mass, but grain is measured in money"),
    ("nature.yaml", "- liang shi chan liang", "- liang shi", "grain: the pinyin liang shi does not fit 粮食产量"),
    ("nature.yaml", "      - liang shi\n", "", "grain: 1 pinyin entries for 2 Chinese names"),
    ("nature.yaml", "    pinyin:\n      - sen lin fu gai lv\n", "", "forest-cover: a Chinese name without pinyin"),
    ("nature.yaml", "direction: up\n        multiple: to", "multiple: to", "water-use-growth: a change without a direction; write up or down"),
    ("nature.yaml", "kind: change", "kind: level", "water-use-growth: only a change has a baseline_period"),
    ("nature.yaml", 'figure: "13万吨"', "note_zh: 注意", "grain-2019: note_zh stands without note_en; write both"),
    ("nature.yaml", "aliases_en: [grain]", "aliases_en: [水站]", "the name 水站 is a name of"),
    ("nature.yaml", "item: 1", "item: one", "forest-cover-2020: item 'one' is no whole number"),
    ("economy.yaml", "direction: down", "direction: down\n        direction: up", "the key direction stands twice; leave one of them"),
    ("economy.yaml", 'baseline_period: "2020"', 'baseline_period: "2024"', "unemployed-fall: the baseline does not lie before the period"),
    ("economy.yaml", 'statement_zh: "2020年有企业300家"', "statement_zh: ''", "enterprises-2020: statement_zh '' is empty"),
    ("economy.yaml", 'statement_zh: "2020年有企业300家"', 'statement_zh: "a\\e[31mb"', r"statement_zh 'a\x1b[31mb' holds a control"),
    ("economy.yaml", "indicators:", "indicators: none\nold:", "indicators must be a list; write [] for none"),
    ("economy.yaml", "at: {", "at: &a {", "an anchor (&a); a base has none"),
    ("economy.yaml", "kind: level", "kind: !!python/name:os.system level", "a YAML tag (tag:yaml.org,2002:python/name:os.system)"),
    ("economy.yaml", "sector: economy", "sector: [economy", "broken YAML: "),
    ("economy.yaml", "sector: economy", "sector: economy\n---", "a second YAML document"),
    ("nature.yaml", 'value: "1.5"', 'value: "-1.5"', "water-use-growth: a change has no sign"),
    ("nature.yaml", "sentence: 1", "sentence: 0", "sentence '0' is not above zero; these numbers count from 1"),
    ("sectors.yaml", "sectors:", "sectors:\n  - {id: sky, name_zh: 天, name_en: sky, pinyin: [tian]}", "sky: the sector has no file sky.yaml; add it"),
    ("places.yaml", "aliases: [邻水, Linshui]", "aliases: [邻水, Linxi]", "邻水县: the name Linxi is a name of 临溪县 too"),
    ("places.yaml", "aliases: [邻水, Linshui]", "aliases: [邻水, All]", "邻水县: the name All is a name of all too"),
    ("plans.yaml", "from: 13th\nto: 14th", "from: 14th\nto: 13th", "13th does not lie after 14th; swap from and to"),
    ("units.yaml", "name_en: MW, aliases: []", "name_en: MW, aliases: [RMB]", "兆瓦: the name RMB is a name of 元 too"),
    ("places.yaml", "home: 临溪县", "home: 天堂", "unknown home 天堂; write one of 临溪县, 邻水县"),
    ("plans.yaml", "to: 14th", "to: 15th", "unknown to 15th; write one of 12th, 13th, 14th"),
    ("units.yaml", 'factor: "1"', 'factor: "0"', "元: factor '0' is not above zero"),
    ("units.yaml", "2000/3", "2/0/3", "亩: factor '2/0/3' is no factor"),
    ("sources.yaml", "begins: 溪畔新篇", "begins: 一二三四五六七八九十一二三", "notice: begins '一二三四五六七八九十一二三' is longer than 12"),
    ("sources.yaml", "main: true", "main: yes", "notice: main 'yes' must be true or false"),
    ("sources.yaml", "word: 2015年", "word: 年", "年: word '年' is one character; list the whole word"),
    ("relations.yaml", "= grain-2024", "= grain-2034", "grain-fall: unknown fact grain-2034; write the id of a fact"),
    ("relations.yaml", "= grain-2024", "= fiscal-result-2020", "grain-fall: t and CNY (1: a bare number) are of different kinds"),
    ("relations.yaml", "* ( 1 - 0.2 )", "+ 1", "grain-fall: t and 1 (1: a bare number) are of different kinds"),
    ("relations.yaml", "= grain-2024", "* grain-2024 = grain-2015", "grain-fall: t^2 and t (1: a bare number) are of different"),
    ("relations.yaml", "= grain-2024", "- grain-2024", "expect 'grain-2020 * ( 1 - 0.2 ) - grain-2024' compares nothing"),
    ("relations.yaml", "= grain-2024", "= grain-2024 = 1", "compares nothing, or more than once"),
    ("relations.yaml", "( 1 - 0.2 )", "( 1 - 0.2", "has a parenthesis that is not closed"),
    ("relations.yaml", "( 1 - 0.2 )", "1 - 0.2 )", ") stands where + - * / or a comparison should"),
    ("relations.yaml", "( 1 - 0.2 )", "( 1 -0.2 )", "-0.2 stands where + - * / or a comparison should"),
    ("relations.yaml", "= grain-2024", "=", "ends where a fact or a number should stand"),
    ("relations.yaml", "= grain-2024", "= Grain", "Grain is neither a fact, a number nor a sign; put spaces between"),
    ("relations.yaml", "expect: enterprises-2022 >= enterprises-2020", "tolerance: '5'", "enterprises-rise: a relation has either expect"),
    ("relations.yaml", "    cannot_tell_zh: 2020年的失业人数未印\n", "", "unemployed-start: cannot_tell_en stands without cannot_tell_zh"),
    ("relations.yaml", "facts: [unemployed-2024, unemployed-fall]", "facts: [unemployed-2034]", "unknown fact unemployed-2034"),
    ("relations.yaml", "facts: [unemployed-2024, unemployed-fall]", "facts: []", "names no fact; a relation is about facts"),
    ("relations.yaml", "    facts: [unemployed-2024, unemployed-fall]\n", "", "facts go with cannot_tell_en, and only with it"),
    ("relations.yaml", "    assumes_zh:\n      - 减的是两成\n", "", "assumes_zh and assumes_en are of different length"),
    ("relations.yaml", "  - id: enterprises-rise", "  - id: grain-fall", "the id grain-fall stands twice; ids are unique"),
    ("relations.yaml", "    assumes_zh:", '    tolerance: "100"\n    assumes_zh:', "the tolerance is a share in per cent"),
    ("relations.yaml", "    name_en: more enterprises", "    title: more", "unknown key title; write one of id, name_zh"),
]
# fmt: on
"""file, what stands there, what is put in its place, what is told of it"""


@pytest.mark.parametrize(("file", "old", "new", "message"), FAULTS)
def test_a_fault_is_told_with_its_place(copied: Path, file: str, old: str, new: str, message: str) -> None:
    edit(copied, file, old, new)
    lines = told(copied)
    fitting = [line for line in lines if message in line.replace(f"{copied}/", "")]
    assert fitting, lines
    assert fitting[0].startswith(f"{file}:")
    assert int(fitting[0].split(":")[1]) >= 1


def test_where_there_is_none_yet_no_choice_is_named(copied: Path) -> None:
    (copied / "sources.yaml").write_text("sources: []\n", encoding="utf-8")
    assert all(
        ": unknown source notice; the base has none yet, add it first" in line for line in told(copied)
    )


def test_the_line_is_that_of_the_value(copied: Path) -> None:
    edit(copied, "nature.yaml", 'value: "12.5"', 'value: "12,5"')
    (line,) = told(copied)
    assert line.startswith(f"nature.yaml:{line_of(copied, 'nature.yaml', '12,5')}: grain-2020: ")


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ('value: "12.5"', 'value: "12.\x075"', "12.\x075"),
        ("place: 临溪县", "place 临溪县", "place 临溪县"),
        ('statement_en: "forest', "statement_en: forest\n forest", " forest cover of 40%"),
    ],
)
def test_the_line_is_that_of_what_is_no_yaml(copied: Path, old: str, new: str, at: str) -> None:
    edit(copied, "nature.yaml", old, new)
    (line,) = told(copied)
    assert line.startswith(f"nature.yaml:{line_of(copied, 'nature.yaml', at)}: broken YAML: ")


def test_the_line_is_that_of_what_is_never_closed(copied: Path) -> None:
    text = (copied / "nature.yaml").read_text(encoding="utf-8")
    (copied / "nature.yaml").write_text(f'{text}    note: "the end\n\n\n', encoding="utf-8")
    (line,) = told(copied)
    assert line.startswith(f"nature.yaml:{line_of(copied, 'nature.yaml', 'note: ')}: broken YAML: ")


@pytest.mark.parametrize("end", ["note: [", "note: [\n\n\n", "note: &", "- ["])
def test_no_line_is_told_that_is_not_there(copied: Path, end: str) -> None:
    text = (copied / "nature.yaml").read_text(encoding="utf-8")
    (copied / "nature.yaml").write_text(f"{text}    {end}", encoding="utf-8")
    (line,) = told(copied)
    assert line.startswith(f"nature.yaml:{text.count(chr(10)) + 1}: broken YAML: ")


def test_all_faults_are_told_at_once(copied: Path) -> None:
    edit(copied, "nature.yaml", 'value: "12.5"', 'value: "12,5"')
    edit(copied, "nature.yaml", "status: planned", "status: dreamt")
    edit(copied, "economy.yaml", "direction: down", "direction: sideways")
    assert [line.split(":")[0] for line in told(copied)] == ["economy.yaml", "nature.yaml", "nature.yaml"]


def test_faults_of_form_and_of_reference_are_told_together(copied: Path) -> None:
    edit(copied, "nature.yaml", 'value: "12.5"', 'value: "12,5"')
    edit(copied, "nature.yaml", "place: 邻水县", "place: 火星")
    edit(copied, "economy.yaml", "unit: 万人", "unit: 万兽")
    lines = told(copied)
    assert len(lines) == 3
    for part in ("'12,5' is no decimal", "unknown place 火星", "unknown unit 万兽"):
        assert any(part in line for line in lines)


def test_the_faults_of_one_fact_are_told_together(copied: Path) -> None:
    edit(copied, "nature.yaml", 'value: "12.5"', 'value: "12,5"')
    edit(copied, "nature.yaml", "unit: 吉瓦\n        qualifier: exact", "unit: 佳\n        qualifier: exakt")
    assert len(told(copied)) == 3


def test_a_million_faults_are_a_hundred_and_one_lines(copied: Path) -> None:
    (copied / "odd.yaml").write_text("\n".join(f"key{n}: x" for n in range(3000)))
    lines = told(copied)
    assert len(lines) == 101
    assert lines[-1].endswith("more faults in this file are left out; mend these first")


def test_too_many_values_are_refused(copied: Path) -> None:
    (copied / "long.yaml").write_text("sector: [" + "a," * 1_000_001 + "]")
    assert "holds more than 1000000 values" in told(copied)[0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(copied: Path) -> None:
    os.mkfifo(copied / "pipe.yaml")
    (copied / "zero.yaml").symlink_to("/dev/zero")
    assert [line.split(": ", 1)[1] for line in told(copied)] == [
        "is no regular file; a base holds plain files"
    ] * 2


def test_hidden_files_are_no_part_of_a_base(copied: Path) -> None:
    (copied / "._nature.yaml").write_bytes(b"\x00\x05")
    assert run("list", base=copied).code == 0


def test_faults_are_told_in_chinese_too(copied: Path) -> None:
    edit(copied, "nature.yaml", 'value: "12.5"', 'value: "12,5"')
    result = run("list", "--lang", "zh", base=copied)
    assert "grain-2020: value '12,5' 不是小数" in result.err


def test_a_missing_base_names_what_to_do(tmp_path: Path) -> None:
    result = run("list", base=tmp_path / "nowhere")
    assert (result.code, result.out) == (3, "")
    assert (
        "no fact base there (No such file or directory); name its directory with --base or XIYANG_BASE"
        in result.err
    )


def test_an_empty_base(tmp_path: Path) -> None:
    result = run("list", base=tmp_path)
    assert result.code == 3
    assert "an empty base; a base has places.yaml, plans.yaml" in result.err


def test_a_missing_file(copied: Path) -> None:
    (copied / "units.yaml").unlink()
    assert told(copied) == ["units.yaml: the file is missing; every base has it"]


def test_a_file_that_is_no_utf8(copied: Path) -> None:
    path = copied / "economy.yaml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gbk"))
    (line,) = told(copied)
    assert line == "economy.yaml:5: the file is no UTF-8; save it as UTF-8"


def test_an_alias_bomb_is_refused_at_once(copied: Path) -> None:
    bomb = ["a: &a [x]"] + [
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]" for n in range(20)
    ]
    (copied / "bomb.yaml").write_text("\n".join(bomb))
    assert told(copied)[0].startswith("bomb.yaml:1: an anchor (&a); a base has none")


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000])
def test_a_deep_nest_is_refused_at_once(copied: Path, text: str) -> None:
    (copied / "deep.yaml").write_text(text)
    assert f"nested deeper than {DEEPEST} levels" in told(copied)[0]


def test_a_file_over_sixteen_megabytes(copied: Path) -> None:
    with (copied / "huge.yaml").open("wb") as file:
        file.truncate(16 * 2**20 + 1)
    assert told(copied) == ["huge.yaml:1: the file is over 16 MB; split it"]


def test_a_directory_in_the_place_of_a_file(copied: Path) -> None:
    (copied / "folder.yaml").mkdir()
    assert told(copied) == ["folder.yaml:1: cannot be read: Is a directory"]


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such names")
def test_escapes_in_the_name_of_a_file_do_not_reach_the_terminal(copied: Path) -> None:
    (copied / "e\x1b[31m.yaml").write_text("x: [")
    result = run("list", base=copied)
    assert "\x1b" not in result.err
    assert r"e\x1b[31m.yaml:" in result.err


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(alphabet=st.sampled_from("ab:-[]{}&*!|>'\"#%@`, \n\t\\0十é\x00\x85\u2028"), max_size=60))
def test_any_text_is_a_tree_or_a_fault(text: str) -> None:
    try:
        read_tree(text)
    except TreeFault as fault:
        assert fault.line >= 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cut=st.integers(min_value=0, max_value=6000))
def test_a_file_cut_anywhere_is_sound_or_faulty_never_a_bug(
    cut: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    base = tmp_path_factory.mktemp("cut")
    for file in COUNTY.glob("*.yaml"):
        data = file.read_bytes()
        (base / file.name).write_bytes(data[:cut] if file.name == "nature.yaml" else data)
    result = run("list", "--json", base=base)
    assert result.code in (0, 3)
    assert (result.code == 0) == (result.err == "")
