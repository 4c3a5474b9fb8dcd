"""`lint`: each rule finds what is wrong, names its place, and leaves the near miss alone."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import COUNTY, REAL, edit, run
from tests.test_bad_base import line_of
from xiyang_cli.linting.form import By, Order

AS_OF = ("--as-of", "2025-06")

NAMES = "id: neighbour-power\n    name_zh: 电站装机\n    name_en: power station capacity\n    aliases_zh: []\n    aliases_en: []"
PINYIN = "pinyin:\n      - dian zhan zhuang ji\n"


def findings(base: Path, *words: str, code: int | None = None) -> list[dict[str, Any]]:
    result = run("lint", str(base), *(words or AS_OF), "--json", base=None)
    assert result.code == (code if code is not None else bool(result.json)), result.err
    rows: list[dict[str, Any]] = result.json
    return rows


def rules(base: Path, *words: str) -> list[str]:
    return [row["rule"] for row in findings(base, *words)]


def grain(base: Path, old: str, new: str) -> None:
    edit(base, "nature.yaml", old, new)


@pytest.mark.parametrize(("base", "as_of"), [(COUNTY, "2025-06"), (REAL, "2025-12"), (REAL, "2026-12-31")])
def test_the_two_bases_are_clean(base: Path, as_of: str) -> None:
    result = run("lint", str(base), "--as-of", as_of, base=None)
    assert (result.code, result.out) == (0, "")
    assert result.err.endswith("findings: 0\n")


# file, what stands there, what is written instead, rule, part of the message, part of the text in question
FIRES = [
    ("nature.yaml", "        kind: level\n        value: \"8\"", "        value: \"8\"\n        kind: level", "key-order", "the key value is out of order; write it behind kind", "id, value, kind"),
    ("nature.yaml", "{source: notice, item: 1,", "{item: 1, source: notice,", "key-order", "the key item is out of order; write it behind source", "item, source"),
    ("nature.yaml", 'period: "2015"', "period: 2015", "quotes", 'write "2015"', "period: 2015"),
    ("nature.yaml", 'value: "8"', "value: 8", "quotes", 'write "8"', "value: 8"),
    ("places.yaml", "aliases: [邻水, Linshui]", "aliases: [邻水, Linshui, 2024-10-01]", "quotes", 'write "2024-10-01"', "2024-10-01"),
    ("nature.yaml", "    place: 临溪县\n", "    place: 临溪县 \n", "white-space", "white space at the end of the line", "place: 临溪县"),
    ("nature.yaml", "sector: nature\n", "sector: nature\r\n", "white-space", "carriage return", "\\r\\n"),
    ("nature.yaml", "# yaml-", "\ufeff# yaml-", "white-space", "byte order mark", "\\ufeff"),
    ("sources.yaml", "    without_facts:\n", "    without_facts:\n      - {item: 1, section: 1, sentence: 1, reason_zh: 概述, reason_en: an overview}\n", "order", "1.1.1 is out of order (without_facts are ordered by their place in the page); write it behind 1.0.1", "1.1.1"),
    ("units.yaml", "  - {id: 位, base_unit: rank, factor: \"1\", name_en: place, aliases: []}", "  - {id: 位, base_unit: rank, factor: \"1\", name_en: place, aliases: []}\n  - {id: 名, base_unit: person, factor: \"1\", name_en: people}", "order", "名 is out of order (units are ordered by their base unit); write it behind 人", "名"),
    ("nature.yaml", "name_en: grain output", "name_en: 粮食 output", "missing-translation", "name_en has Chinese characters", "粮食 output"),
    ("nature.yaml", "aliases_en: [grain]", "aliases_en: []", "missing-translation", "aliases_zh stands without aliases_en", "粮食"),
    ("nature.yaml", "aliases_en: [grain]", "aliases_en: [grain, 稻谷]", "missing-translation", "aliases_en has Chinese characters", "稻谷"),
    ("nature.yaml", 'statement_zh: "2015年产粮8万吨"', 'statement_zh: "80,000 tonnes of grain"', "missing-translation", "statement_zh has no Chinese character", "80,000"),
    ("nature.yaml", 'statement_en: "80,000 tonnes of grain in 2015"', 'statement_en: "80,000吨 of grain in 2015"', "missing-translation", "statement_en has Chinese characters", "80,000吨"),
    ("sources.yaml", "series_en: null", "series_en: A series", "missing-translation", "series_en stands without series_zh", "A series"),
    ("nature.yaml", "aliases_en: [grain]", "aliases_en: [grain, Economy]", "name-collides", "the alias Economy is a name of the sector economy too", "Economy"),
    ("nature.yaml", "aliases_en: [grain]", "aliases_en: [grain, Lin-shui]", "name-collides", "Lin-shui is a name of the place 邻水县 too", "Lin-shui"),
    ("nature.yaml", "aliases_en: [grain]", "aliases_en: [grain, Tonnes]", "name-collides", "Tonnes is a name of the unit 吨 too", "Tonnes"),
    ("nature.yaml", "aliases_en: [grain]", "aliases_en: [grain, 13th]", "name-collides", "13th is a name of the plan 13th too", "13th"),
    ("nature.yaml", "aliases_en: [grain]", "aliases_en: [grain, Grain]", "name-collides", "Grain is a name of this record already", "Grain"),
    ("nature.yaml", "aliases_en: [grain]", "aliases_en: [grain, Power-Station Capacity]", "name-collides", "is a name of the indicator neighbour-power too", "Power-Station Capacity"),
    ("nature.yaml", 'statement_zh: "2015年产粮8万吨"', 'statement_zh: "2015年产粮9万吨"', "statement-figure", "9万吨 is not the fact's figure 8万吨", "9万吨"),
    ("nature.yaml", 'statement_en: "80,000 tonnes of grain in 2015"', 'statement_en: "8,000 tonnes of grain in 2015"', "statement-figure", "8,000 tonnes is not the fact's figure 8万吨", "8,000 tonnes"),
    ("nature.yaml", 'statement_zh: "2015年产粮8万吨"', 'statement_zh: "2015年产粮13万吨"', "statement-figure", "13万吨 is another figure of this indicator", "13万吨"),
    ("nature.yaml", 'statement_zh: "2015年产粮8万吨"', 'statement_zh: "2015年产粮丰收"', "statement-figure", "8万吨 does not stand in statement_zh", "2015年产粮丰收"),
    ("nature.yaml", 'statement_zh: "2015年产粮8万吨"', 'statement_zh: "2015年产粮超8万吨"', "statement-figure", "is told as over, the figure 8万吨 is exact", "8万吨"),
    ("nature.yaml", 'qualifier: exact\n        period: "2015"\n        period_basis: printed\n        status: actual\n        figure: "8万吨"', 'qualifier: over\n        period: "2015"\n        period_basis: printed\n        status: actual\n        figure: "超8万吨"', "statement-figure", "8万吨 is told as exact, the figure 超8万吨 is over", "8万吨"),
    ("nature.yaml", 'statement_en: "forest cover of 40% in 2020"', 'statement_en: "forest cover of 4% in 2020"', "statement-figure", "4% is not the fact's figure 40%", "4%"),
    ("nature.yaml", 'statement_en: "10 to 15 water stations planned for 2030"', 'statement_en: "10 to 16 water stations planned for 2030"', "statement-figure", "10 to 16", "10 to 16"),
    ("economy.yaml", 'statement_en: "a fiscal result of minus 60 million yuan in 2024"', 'statement_en: "a fiscal result of 60 million yuan in 2024"', "statement-figure", "60 million yuan is not the fact's figure -0.6亿元", "60 million yuan"),
    ("economy.yaml", 'statement_en: "300 enterprises in 2020"', 'statement_en: "300 enterprises in 2020, on 2,000 tonnes"', "statement-numbers", "statement_en says 2,000 tonnes, statement_zh does not", "2,000 tonnes"),
    ("economy.yaml", 'statement_zh: "2020年有企业300家"', 'statement_zh: "2020年有企业300家，缴税5亿元"', "statement-numbers", "statement_zh says 5亿元, statement_en does not", "5亿元"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "rule", "message", "text"), FIRES)
def test_a_rule_finds_its_fault(
    copied: Path, file: str, old: str, new: str, rule: str, message: str, text: str
) -> None:
    edit(copied, file, old, new)
    row = next(row for row in findings(copied) if row["rule"] == rule)
    assert message in row["message_en"], row
    assert text in row["text"]
    assert row["message_zh"] != row["message_en"]
    assert row["example"]
    assert row["file"] == str(copied / file)
    assert row["line"] >= 1


# file, what stands there, what is written instead: nothing of this is a fault
NEAR_MISSES = [
    ("nature.yaml", "    place: 临溪县\n", "    place: 临溪县 # the home\n"),
    ("nature.yaml", 'figure: "8万吨"', "figure: 8万吨"),
    ("nature.yaml", 'value: "8"', "value: '8'"),
    ("plans.yaml", "period: 2011/2015", 'period: "2011/2015"'),
    # another order of the facts of an indicator: by place in the page instead of by period
    ("nature.yaml", "sentence: 2, hash: 2927bd519faf8ab17b37d83c1b611319e3ae2bebc4746fcb4cc964382e6c481e}\n      - id: grain-2019", "sentence: 1, hash: 2927bd519faf8ab17b37d83c1b611319e3ae2bebc4746fcb4cc964382e6c481e}\n      - id: grain-2019"),
    # the order of places and sectors is the editor's
    ("sectors.yaml", "  - {id: nature, name_zh: 自然, name_en: nature, aliases_zh: [], aliases_en: [], pinyin: [zi ran]}\n  - {id: economy, name_zh: 经济, name_en: economy, aliases_zh: [], aliases_en: [], pinyin: [jing ji]}", "  - {id: economy, name_zh: 经济, name_en: economy, aliases_zh: [], aliases_en: [], pinyin: [jing ji]}\n  - {id: nature, name_zh: 自然, name_en: nature, aliases_zh: [], aliases_en: [], pinyin: [zi ran]}"),
    # an English alias where the Chinese name needs none; a Latin name in Chinese use
    ("nature.yaml", "aliases_zh: [粮食]\n    aliases_en: [grain]\n    pinyin:\n      - liang shi chan liang\n      - liang shi\n", "aliases_zh: []\n    aliases_en: [grain]\n    pinyin:\n      - liang shi chan liang\n"),
    ("nature.yaml", "aliases_zh: [粮食]", "aliases_zh: [粮食, LSCL]"),
    ("economy.yaml", 'statement_zh: "2020年有企业300家"', 'statement_zh: "2020年两镇有企业300家，共两类"'),
    ("economy.yaml", "aliases_zh: []\n    aliases_en: []", "aliases_zh: ~\n    aliases_en:"),
    # Chinese words that an English text cites
    ("nature.yaml", 'statement_en: "80,000 tonnes of grain in 2015"', 'statement_en: "80,000 tonnes of grain (“粮”) in 2015"'),
    # the same alias in both languages; one that only begins like another name
    ("nature.yaml", "aliases_zh: [粮食]\n    aliases_en: [grain]", "aliases_zh: [粮食, LSCL]\n    aliases_en: [grain, LSCL]"),
    ("nature.yaml", "aliases_en: [grain]", "aliases_en: [grain, economy of grain]"),
    # numbers in other words, other units, other scales
    ("nature.yaml", 'statement_zh: "2015年产粮8万吨"', 'statement_zh: "2015年产粮八万吨"'),
    ("nature.yaml", 'statement_zh: "2015年产粮8万吨"', 'statement_zh: "2015年产粮0.8亿公斤"'),
    ("nature.yaml", 'statement_en: "80,000 tonnes of grain in 2015"', 'statement_en: "80 kt of grain in 2015"'),
    ("nature.yaml", 'statement_en: "2.5 GW in Linshui"', 'statement_en: "2,500 MW (2.5 GW) in Linshui"'),
    # the figure of another fact of the indicator beside the fact's own
    ("nature.yaml", 'statement_zh: "2024年产粮降到10万吨"\n        statement_en: "grain down to 100,000 tonnes in 2024"', 'statement_zh: "2024年产粮由12.5万吨降到10万吨"\n        statement_en: "grain down from 125,000 to 100,000 tonnes in 2024"'),
    # a number in both languages, after conversion; one and first in one of them
    ("economy.yaml", 'statement_zh: "2020年有企业300家"\n        statement_en: "300 enterprises in 2020"', 'statement_zh: "2020年有企业300家，缴税5亿元"\n        statement_en: "300 enterprises in 2020, which paid 500 million yuan in taxes"'),
    ("economy.yaml", 'statement_zh: "2020年有企业300家"', 'statement_zh: "2020年一年有企业300家"'),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new"), NEAR_MISSES)
def test_a_near_miss_is_left_alone(copied: Path, file: str, old: str, new: str) -> None:
    edit(copied, file, old, new)
    assert findings(copied) == []


def test_the_line_is_that_of_the_words_in_question(copied: Path) -> None:
    edit(copied, "nature.yaml", '"80,000 tonnes of grain in 2015"', '"8,000 tonnes of grain in 2015"')
    (row,) = findings(copied)
    assert (row["line"], row["id"]) == (line_of(copied, "nature.yaml", '"8,000 tonnes'), "grain-2015")


def test_the_end_of_a_file(copied: Path) -> None:
    path = copied / "plans.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.rstrip("\n"), encoding="utf-8")
    (row,) = findings(copied)
    assert (row["rule"], row["line"]) == ("white-space", 7)
    path.write_text(text + "\n\n", encoding="utf-8")
    assert rules(copied) == ["white-space"]


def swap(base: Path, file: str, first: str, second: str) -> None:
    """Let two pieces of a file change places."""
    path = base / file
    text = path.read_text(encoding="utf-8")
    assert first in text
    assert second in text
    text = text.replace(first, "\0").replace(second, first).replace("\0", second)
    path.write_text(text, encoding="utf-8")


def fact(base: Path, file: str, id: str) -> str:
    """The lines of one fact."""
    text = (base / file).read_text(encoding="utf-8")
    start = text.index(f"      - id: {id}\n")
    return text[start : text.index("}\n", start) + 2]


def test_plans_stand_in_the_order_of_their_periods(copied: Path) -> None:
    swap(copied, "plans.yaml", "12th", "13th")
    swap(copied, "plans.yaml", "2011/2015", "2016/2020")
    edit(copied, "plans.yaml", "from: 12th", "from: 13th")
    (row,) = findings(copied)
    assert (row["rule"], row["id"]) == ("order", "13th")
    assert "write it behind 12th" in row["message_en"]


def test_facts_stand_by_period_or_by_place(copied: Path) -> None:
    swap(
        copied,
        "nature.yaml",
        fact(copied, "nature.yaml", "grain-2019"),
        fact(copied, "nature.yaml", "grain-2015"),
    )
    (row,) = findings(copied)
    assert row["id"] in ("grain-2015", "grain-2019")
    assert "facts are ordered by their period" in row["message_en"]


@given(keys=st.lists(st.one_of(st.none(), st.integers(0, 5)), max_size=7))
def test_the_fewest_records_are_told_to_move(keys: list[int | None]) -> None:
    order = Order(By.NUMBER, [None if key is None else (key,) for key in keys])
    moving = order.misplaced()
    kept = [key for place, key in enumerate(keys) if place not in moving and key is not None]
    assert kept == sorted(kept)
    known = [key for key in keys if key is not None]
    longest = max(
        size
        for size in range(len(known) + 1)
        for some in combinations(known, size)
        if list(some) == sorted(some)
    )
    assert len(kept) == longest
    moved = [keys[place] for place in order.sorted()]
    assert [key for key in moved if key is not None] == sorted(known)


def test_a_file_can_ask_for_the_order_of_ids(copied: Path) -> None:
    edit(copied, "sectors.yaml", "sectors:\n", "# order: id\nsectors:\n")
    assert rules(copied) == ["order"]
    edit(copied, "sectors.yaml", "{id: nature", "{id: nature ")
    edit(copied, "sectors.yaml", "# order: id", "# in the order of the page; order: id would be another")
    assert rules(copied) == []


def test_the_same_indicator_of_two_places_is_no_collision(copied: Path) -> None:
    edit(copied, "nature.yaml", NAMES, NAMES.replace("电站装机", "粮食产量").replace("zh: []", "zh: [粮食]"))
    edit(copied, "nature.yaml", PINYIN, "pinyin:\n      - liang shi chan liang\n      - liang shi\n")
    edit(
        copied,
        "nature.yaml",
        "name_en: power station capacity\n    aliases_zh: [粮食]\n    aliases_en: []",
        "name_en: grain output\n    aliases_zh: [粮食]\n    aliases_en: [grain]",
    )
    assert [row for row in findings(copied) if row["rule"] == "name-collides"] == []


def test_an_alias_of_another_thing_elsewhere_is_a_collision(copied: Path) -> None:
    edit(copied, "nature.yaml", NAMES, NAMES.replace("aliases_en: []", "aliases_en: [Grain]"))
    (row,) = [row for row in findings(copied) if row["rule"] == "name-collides"]
    assert (row["id"], row["text"]) == ("neighbour-power", "Grain")


def add_fact(base: Path, id: str, **changed: str) -> None:
    """A second fact behind grain-2024, like it but for its id and what is `changed` (old text: new)."""
    own = fact(base, "nature.yaml", "grain-2024")
    new = own.replace("grain-2024", id)
    for old, put in changed.items():
        line = next(part for part in new.split("\n") if part.strip().startswith(f"{old}:"))
        new = new.replace(line, f"        {old}: {put}")
    edit(base, "nature.yaml", own, own + new)


def test_a_fact_told_twice_is_found_by_its_value_after_conversion(copied: Path) -> None:
    add_fact(
        copied,
        "grain-again",
        value='"0.1"',
        unit="百万吨",
        figure="0.1百万吨",
        statement_zh="二〇二四年的粮食是10万吨",
    )
    (row,) = [row for row in findings(copied) if row["rule"] == "near-duplicate"]
    assert (row["id"], row["text"]) == ("grain-again", "0.1百万吨")
    assert "states the same as grain-2024" in row["message_en"]


def test_a_fact_told_twice_is_found_by_its_words(copied: Path) -> None:
    add_fact(copied, "grain-again", period='"2023"', statement_zh='"2024年产粮，降到10万吨。"')
    (row,) = [row for row in findings(copied) if row["rule"] == "near-duplicate"]
    assert (row["id"], row["text"]) == ("grain-again", "2024年产粮，降到10万吨。")


@pytest.mark.parametrize("key", ["period", "status"])
def test_what_differs_in_period_or_status_is_not_told_twice(copied: Path, key: str) -> None:
    add_fact(
        copied,
        "grain-again",
        **{key: {"period": '"2025"', "status": "projected"}[key]},
        statement_zh="又产粮10万吨",
    )
    assert "near-duplicate" not in rules(copied)


CHANGE = """      - id: enterprises-rise
        kind: change
        value: "{value}"
        unit: {unit}
        qualifier: {qualifier}
        period: "2024"
        baseline_period: "2020"
        period_basis: printed
        status: actual
        direction: {direction}
{more}        figure: "{figure}"
        statement_zh: 企业比2020年有变化，{figure}
        statement_en: enterprises changed by {english} on 2020
        at: {{source: notice, item: 1, section: 1, sentence: 4, hash: 722504d4fe8c18afe47ba06e8a3832126d13fc47c371e8d306d77b55608929da}}
"""


# 300 (299.5 to 300.5) became 450 (449.5 to 450.5): 49.58% to 50.42%, ×1.496 to ×1.504, 149 to 151 more
@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "direction", "figure", "english", "more", "fires"),
    [
        ("50", "%", "exact", "up", "50%", "50%", "", False),
        ("50.4", "%", "exact", "up", "50.4%", "50.4%", "", False),
        ("50.5", "%", "exact", "up", "50.5%", "50.5%", "", True),
        ("60", "%", "exact", "up", "60%", "60%", "", True),
        ("50", "%", "exact", "down", "50%", "50%", "", True),
        ("40", "%", "over", "up", "超40%", "over 40%", "", False),
        ("60", "%", "over", "up", "超60%", "over 60%", "", True),
        ("51", "%", "near", "up", "近51%", "nearly 51%", "", False),
        ("45", "%", "near", "up", "近45%", "nearly 45%", "", True),
        ("70", "%", "about", "up", "约70%", "about 70%", "", False),
        ("150", "家", "exact", "up", "150家", "150", "", False),
        ("160", "家", "exact", "up", "160家", "160", "", True),
        ("1.5", "倍", "exact", "up", "1.5倍", "1.5 times", "        multiple: to\n", False),
        ("1.6", "倍", "exact", "up", "1.6倍", "1.6 times", "        multiple: to\n", True),
        ("0.5", "倍", "exact", "up", "0.5倍", "0.5 times", "        multiple: by\n", False),
        ("2.5", "倍", "exact", "up", "2.5倍", "2.5 times", "        multiple: by\n", True),
        ("2", "番", "exact", "up", "翻两番", "two doublings", "", True),
        # 1.5^(1/4) is 1.1067
        ("10.7", "%", "exact", "up", "年均10.7%", "10.7% a year", "        yearly: true\n", False),
        ("12.5", "%", "exact", "up", "年均12.5%", "12.5% a year", "        yearly: true\n", True),
        ("5", "吨", "exact", "up", "5吨", "5 tonnes", "", False),
    ],
)  # fmt: skip
def test_a_change_is_held_against_its_levels(
    copied: Path,
    value: str,
    unit: str,
    qualifier: str,
    direction: str,
    figure: str,
    english: str,
    more: str,
    fires: bool,
) -> None:
    own = fact(copied, "economy.yaml", "enterprises-2024")
    change = CHANGE.format(
        value=value,
        unit=f'"{unit}"',
        qualifier=qualifier,
        direction=direction,
        figure=figure,
        english=english,
        more=more,
    )
    edit(copied, "economy.yaml", own, own + change)
    found = [row for row in findings(copied) if row["rule"] == "change-contradicts"]
    assert [row["id"] for row in found] == (["enterprises-rise"] if fires else [])
    if fires:
        assert "enterprises-2020 (300家) and enterprises-2024 (450家) give" in found[0]["message_en"]


def test_a_plan_past_its_year_is_found_from_the_next_day_on(copied: Path) -> None:
    assert rules(copied, "--as-of", "2030-12-31") == []
    (row,) = findings(copied, "--as-of", "2031-01-01")
    assert (row["rule"], row["id"]) == ("plan-overdue", "water-stations-2030")
    assert row["line"] == line_of(copied, "nature.yaml", "status: planned")
    assert "told as planned for 2030, past by 2031-01-01" in row["message_en"]


def test_a_plan_of_a_year_that_the_page_looks_back_on_says_when_it_was_made(copied: Path) -> None:
    edit(copied, "nature.yaml", 'period: "2030"', 'period: "2024"')
    assert rules(copied, "--as-of", "2031") == []
    edit(copied, "sources.yaml", 'printed: "2025-01"', "printed: null")
    assert rules(copied, "--as-of", "2031") == ["plan-overdue"]


def test_what_became_of_a_plan_settles_it(copied: Path) -> None:
    own = fact(copied, "nature.yaml", "water-stations-2030")
    done = (
        own.replace("stations-2030", "stations-2031")
        .replace("planned\n", "actual\n")
        .replace("计划", "到")
        .replace("planned for", "there in")
    )
    edit(copied, "nature.yaml", own, own + done)
    assert rules(copied, "--as-of", "2031") == []


def test_the_plans_of_the_real_base_are_past_from_2027_on() -> None:
    found = findings(REAL, "--as-of", "2027")
    assert {row["rule"] for row in found} == {"plan-overdue"}
    assert {row["id"] for row in found} == {
        "shangtai-capacity-2026", "shangtai-capacity-tier", "shangtai-output-2026", "shangtai-tax-2026",
        "shangtai-jobs-2026", "shangtai-industry-scale-2026",
    }  # fmt: skip


def test_a_base_that_does_not_load_is_told_in_the_same_form(copied: Path) -> None:
    edit(copied, "nature.yaml", 'value: "8"', 'value: "8,0"')
    edit(copied, "economy.yaml", "direction: down", "direction: sideways")
    rows = findings(copied, code=3)
    assert [(row["rule"], row["id"]) for row in rows] == [
        ("loading", "unemployed-fall"),
        ("loading", "grain-2015"),
    ]
    assert rows[1]["text"] == "value '8,0'"
    assert rows[1]["line"] == line_of(copied, "nature.yaml", "8,0")
    for form in ("text", "table", "markdown", "github"):
        result = run("lint", str(copied), "-f", form, base=None)
        assert result.code == 3
        assert "is no decimal" in result.out


def test_a_missing_base_is_told_too(tmp_path: Path) -> None:
    (row,) = findings(tmp_path / "nowhere", code=3)
    assert (row["file"], row["line"], row["rule"]) == (str(tmp_path / "nowhere"), 1, "loading")


def test_lines_for_editors_and_annotations_for_ci(copied: Path) -> None:
    edit(copied, "nature.yaml", 'value: "8"', "value: 8")
    place = line_of(copied, "nature.yaml", "value: 8")
    told = 'value: 8: 8 is read as a number or the like by other programs; write "8" [e.g. period: "2024"]'
    result = run("lint", str(copied), *AS_OF, base=None)
    assert result.out == f"{copied}/nature.yaml:{place}: grain-2015: quotes: {told}\n"
    assert result.err == "9 indicators, 18 facts; findings: 1\n"
    annotated = run("lint", str(copied), *AS_OF, "-f", "github", base=None)
    assert (
        annotated.out
        == f"::error file={copied}/nature.yaml,line={place},title=quotes%3A grain-2015::{told}\n"
    )


def test_findings_in_chinese_and_by_file(copied: Path) -> None:
    edit(copied, "nature.yaml", 'value: "8"', "value: 8")
    edit(copied, "economy.yaml", 'period: "2020"', "period: 2020")
    result = run("lint", str(copied), *AS_OF, "-f", "table", "--lang", "zh", base=None)
    assert result.out.count("yaml\n") == 2
    assert '8 会被别的程序当作数字之类；请写成 "8"' in result.out
    assert result.err == "指标9个，事实18条；发现：2处\n"


def test_findings_as_markdown_and_for_spreadsheets(copied: Path) -> None:
    edit(copied, "nature.yaml", 'value: "8"', "value: 8")
    result = run("lint", str(copied), *AS_OF, "-f", "markdown", base=None)
    assert "|--:|---|---|---|" in result.out
    sheet = run("lint", str(copied), *AS_OF, "-f", "csv", "--excel", base=None)
    assert sheet.code == 1
    assert sheet.out.startswith("\ufefffile,line,id,rule,text,message_zh,message_en,example,fixable")


def test_the_base_is_the_one_named_first(copied: Path) -> None:
    edit(copied, "nature.yaml", 'value: "8"', "value: 8")
    assert run("lint", *AS_OF, base=copied).code == 1
    assert run("lint", *AS_OF, "--base", str(COUNTY), base=copied).code == 0
    assert run("lint", str(copied), *AS_OF, "--base", str(COUNTY)).code == 1


def test_the_answer_is_not_written_over_the_base(copied: Path) -> None:
    target = copied / "nature.yaml"
    before = target.read_bytes()
    result = run("lint", str(copied), *AS_OF, "-o", str(target), base=None)
    assert result.code == 2
    assert target.read_bytes() == before


def test_a_day_that_is_none(copied: Path) -> None:
    result = run("lint", str(copied), "--as-of", "tomorrow", base=None)
    assert (result.code, result.out) == (2, "")
    assert "--as-of tomorrow is no date; write one like 2026-11-25" in result.err
