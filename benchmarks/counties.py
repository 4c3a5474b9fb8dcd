"""Writes a base of any number of facts over many counties, for trying out how speed grows with size.

    python -m benchmarks.counties 100000 /tmp/counties
    python -m benchmarks.counties 10000 /tmp/counties --layout "one file"

Counties, figures and pages are invented; a name that some county does have is chance. Every county but
the last has the same 357 facts' worth of indicators, and its figures follow from the seed and the county
alone: the home county's answers are the same in a base of a thousand facts and in one of a million.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, product
from pathlib import Path
from random import Random
from typing import Literal, NamedTuple

from benchmarks.counties_words import (
    HONOURS,
    PLACES,
    SECTORS,
    STEP_IN_ENGLISH,
    SYLLABLES,
    Indicator,
    Syllable,
)

Layout = Literal["folders", "one file"]

FACTS_PER_COUNTY = 357
"""three of each indicator"""
RARE_WORD = "玄鹤"
"""stands in a single fact of a base, of a county in its middle"""
_PROVINCES, _PREFECTURES = 40, 460
"""how many names are kept for them, whatever the size, so that a county's name does not hang on it"""
_SHIPPED = Path(__file__).parent.parent / "facts"


class Place(NamedTuple):
    """A county, prefecture or province: names without their last word, and where it lies."""

    code: str
    zh: str
    pinyin: str
    en: str
    part_of: str


class Prefecture(NamedTuple):
    """A prefecture and what a file of it holds."""

    place: Place
    province: Place
    counties: list[Place]


@dataclass(frozen=True)
class Base:
    """A base that is written: where, and by which names one can ask it."""

    folder: Path
    facts: int
    counties: tuple[Place, ...]

    @property
    def home(self) -> str:
        """The home county's id."""
        return f"{self.counties[0].zh}县"

    @property
    def other(self) -> str:
        """The id of a county far from the home."""
        return f"{self.counties[len(self.counties) // 2].zh}县"


def write_base(folder: Path, facts: int, *, layout: Layout = "folders", seed: int = 1) -> Base:
    """Write a base of exactly `facts` facts into `folder`, which is new or empty.

    `one file` holds a sector in `<sector>.yaml`, which takes bases of some 90,000 facts; `folders` in
    `<sector>/<code of a prefecture>.yaml`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    prefectures = _prefectures(-(-facts // FACTS_PER_COUNTY), seed)
    counties = tuple(county for prefecture in prefectures for county in prefecture.counties)
    for name in ("plans.yaml", "sectors.yaml", "units.yaml"):
        shutil.copy(_SHIPPED / name, folder)
    _write(folder / "places.yaml", "places", _places(prefectures))
    _write(folder / "sources.yaml", "sources", _sources(prefectures))
    teller = _Teller(counties, facts, seed)
    for number, (sector, indicators) in enumerate(SECTORS.items(), 1):
        written: list[tuple[str, Iterator[str]]] = []
        for prefecture in prefectures:
            name = f"{sector}/{prefecture.place.code}.yaml" if layout == "folders" else f"{sector}.yaml"
            written.append((name, teller.blocks(prefecture, number, indicators)))
        for name, parts in groupby(written, lambda part: part[0]):
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            with path.open("w", encoding="utf-8", newline="\n") as file:
                file.write(f"# What the pages state; counties and figures are invented.\nsector: {sector}\n")
                file.write("indicators:\n")
                for _, blocks in parts:
                    file.writelines(blocks)
    return Base(folder, facts, counties)


# ---- places and pages


def _prefectures(counties: int, seed: int) -> list[Prefecture]:
    stems = _stems(seed)
    names = stems[_PROVINCES + _PREFECTURES :]
    if counties > len(names):
        raise ValueError(f"names for {len(names)} counties, not for {counties}")
    made: list[Prefecture] = []
    for number in range(counties):
        # 2,802 counties make 334 prefectures and 31 provinces, as many as there are
        prefecture = number * 5 // 42
        province = prefecture // 11
        if prefecture == len(made):
            code = f"{11 + province}{prefecture % 11 + 1:02}"
            above = Place(code[:2], *stems[province], "中国")
            own = Place(code, *stems[_PROVINCES + prefecture], f"{above.zh}省")
            made.append(Prefecture(own, above, []))
        own, held = made[-1].place, made[-1].counties
        held.append(Place(f"{own.code}{len(held) + 21}", *names[number], f"{own.zh}市"))
    return made


def _stems(seed: int) -> list[tuple[str, str, str]]:
    """Names of two characters, no two of which are spelt alike in Latin letters."""
    pairs: dict[str, tuple[Syllable, Syllable]] = {}
    for first, second in product(SYLLABLES, SYLLABLES):
        if first != second:
            pairs.setdefault(first.pinyin + second.pinyin, (first, second))
    stems = [
        (f"{a.zh}{b.zh}", f"{a.pinyin} {b.pinyin}", (a.pinyin + b.pinyin).capitalize())
        for a, b in pairs.values()
    ]
    Random(seed).shuffle(stems)  # noqa: S311
    return stems


def _places(prefectures: list[Prefecture]) -> Iterator[str]:
    first = prefectures[0]
    yield f"home: {first.counties[0].zh}县\nplaces:\n"
    yield from _place(first.counties[0], "县 xian County", "全县 quan xian")
    yield from _place(first.place, "市 shi City", "全市 quan shi")
    yield from _place(first.province, "省 sheng Province", "全省 quan sheng")
    yield (
        "  - id: 中国\n    name_en: China\n    aliases: [全国, national]\n"
        "    pinyin:\n      - zhong guo\n      - quan guo\n"
    )
    for prefecture in prefectures:
        for county in prefecture.counties:
            if county != first.counties[0]:
                yield from _place(county, "县 xian County")
        if prefecture != first:
            yield from _place(prefecture.place, "市 shi City")
        if prefecture.place.code.endswith("01") and prefecture != first:
            yield from _place(prefecture.province, "省 sheng Province")


def _place(place: Place, kind: str, own: str = "") -> Iterator[str]:
    zh, pinyin, en = kind.split()
    whole, _, spelled = own.partition(" ")
    aliases = [place.zh, *([whole] if whole else []), place.en, f'"{place.code}"']
    yield (
        f"  - id: {place.zh}{zh}\n    name_en: {place.en} {en}\n    aliases: [{', '.join(aliases)}]\n"
        f"    pinyin:\n      - {place.pinyin} {pinyin}\n      - {place.pinyin}\n"
    )
    if spelled:
        yield f"      - {spelled}\n"
    yield f"    part_of: {place.part_of}\n"


def _sources(prefectures: list[Prefecture]) -> Iterator[str]:
    yield "sources:\n"
    for prefecture in prefectures:
        for county in prefecture.counties:
            yield (
                f"  - id: page-{county.code}\n"
                f"    headline_zh: {county.zh}五年谱新篇\n"
                f"    headline_en: Five years open a new chapter for {county.en}\n"
                f"    series_zh: {prefecture.place.zh}市“十四五”成就系列发布会\n"
                f"    series_en: press conferences of {prefecture.place.en} on the 14th Five-Year Plan\n"
                '    printed: "2025-12"\n    publisher: null\n    author: null\n'
                "    date: null\n    page: null\n"
                "    items:\n"
                "      - item: 1\n        main: true\n        plan: 14th\n"
                f"        begins: {county.zh}五年谱新篇\n        headings: [{county.zh}五年谱新篇]\n"
                "        sections:\n"
            )
            for number, begins in enumerate(("经济", "能源", "工业", "文旅", "创新", "民生"), 1):
                yield f"          - {{section: {number}, begins: {begins}篇}}\n"
            yield (
                "    non_figures:\n"
                "      - {word: 十四五, count: 1, reason_zh: 规划的名称, reason_en: the name of a plan}\n"
                "    without_facts:\n"
                "      - {item: 1, section: 0, sentence: 1, "
                "reason_zh: 总起句, reason_en: an opening sentence}\n"
            )


def _write(path: Path, about: str, parts: Iterator[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"# The {about} of an invented country.\n")
        file.writelines(parts)


# ---- indicators and facts


class _Teller:
    """Tells the facts of each county, sector by sector."""

    def __init__(self, counties: tuple[Place, ...], facts: int, seed: int) -> None:
        self.seed = seed
        self.home = counties[0]
        self.last = counties[-1]
        self.left = facts - FACTS_PER_COUNTY * (len(counties) - 1)
        """facts that the last county has: alone it may have fewer, the first ones in the order of sectors"""
        self.rare = counties[len(counties) // 2]

    def blocks(
        self, prefecture: Prefecture, section: int, indicators: tuple[Indicator, ...]
    ) -> Iterator[str]:
        """The indicators of a sector as YAML, county by county."""
        for county in prefecture.counties:
            random = Random(f"{self.seed}/{county.code}/{section}")  # noqa: S311
            end = "" if county == self.home else f"-{county.code}"
            for sentence, indicator in enumerate(indicators, 1):
                page = f"{county.code}/{section}/{sentence}"
                at = (
                    f"        at: {{source: page-{county.code}, item: 1, section: {section}, "
                    f"sentence: {sentence}, hash: {hashlib.sha256(page.encode()).hexdigest()}}}\n"
                )
                told = Told(indicator, end, county, prefecture, random, at)
                facts = list(_honours(told) if indicator.measure is None else _figures(told))
                if county == self.last:
                    facts = facts[: self.left]
                    self.left -= len(facts)
                if facts and indicator.measure is None and section == 1 and county == self.rare:
                    facts[0] = facts[0].replace("县”", f"县（{RARE_WORD}奖）”", 1)
                if facts:
                    yield _head(told) + "".join(facts)


class Told(NamedTuple):
    """What the facts of one indicator are told with."""

    indicator: Indicator
    end: str
    """of its ids: nothing for the home county, a county's code for others"""
    county: Place
    prefecture: Prefecture
    random: Random
    at: str


def _head(told: Told) -> str:
    own = told.indicator
    spelled = "".join(f"      - {pinyin}\n" for pinyin in own.pinyin)
    return (
        f"  - id: {own.id}{told.end}\n    name_zh: {own.zh}\n    name_en: {own.en}\n"
        f"    aliases_zh: [{', '.join(own.aliases_zh)}]\n    aliases_en: [{', '.join(own.aliases_en)}]\n"
        f"    pinyin:\n{spelled}    place: {told.county.zh}县\n"
        f"    unit_kind: {own.measure.unit_kind if own.measure else 'null'}\n    facts:\n"
    )


def _figures(told: Told) -> Iterator[str]:
    """Three facts of a figure: where it stands, how it moved, and a plan, a start or a standing."""
    random, own, county = told.random, told.indicator, told.county.zh
    now = random.randint(200, 9999)
    growth = random.randint(5, 160)
    way = random.randrange(3)
    zh, en = _number(own, now)
    yield _fact(
        told, "2024", "level",
        _value(own, now) + _period("2024") + "        status: actual\n        direction: up\n"
        f"        figure: {zh}\n",
        f"2024年，{county}的{own.zh}达到{zh}。",
        f"In 2024 the {own.en} of {told.county.en} reached {en}.",
    )  # fmt: skip
    if way == 0:
        zh, en = _number(own, now * 100 // (100 + growth))
        yield _fact(
            told, "2020", "level",
            _value(own, now * 100 // (100 + growth)) + _period("2020")
            + f"        status: actual\n        figure: {zh}\n",
            f"2020年，{county}的{own.zh}为{zh}。",
            f"In 2020 the {own.en} of {told.county.en} was {en}.",
        )  # fmt: skip
    else:
        yield _fact(
            told, "growth", "change",
            f'        value: "{growth}"\n        unit: "%"\n        qualifier: exact\n'
            + _period("2024", "2020")
            + f"        status: actual\n        direction: up\n        figure: {growth}%\n",
            f"2024年{county}的{own.zh}比2020年增长{growth}%。",
            f"In 2024 the {own.en} of {told.county.en} was {growth}% above that of 2020.",
        )  # fmt: skip
    if way == 1:
        zh, en = _number(own, now * 6 // 5)
        yield _fact(
            told, "2026", "level",
            _value(own, now * 6 // 5) + _period("2026") + f"        status: planned\n        figure: {zh}\n",
            f"到2026年，{county}的{own.zh}计划达到{zh}。",
            f"The {own.en} of {told.county.en} is planned to reach {en} by 2026.",
        )  # fmt: skip
    else:
        place = random.randrange(len(PLACES))
        zh, en = PLACES[place]
        yield _fact(
            told, "rank", "rank",
            f'        value: "{place + 1}"\n        unit: 位\n        qualifier: exact\n' + _period("2024")
            + f"        status: actual\n        ranking: position\n        scope: {told.county.part_of}\n"
            f"        figure: 全市{zh}\n",
            f"2024年{county}的{own.zh}居全市{zh}。",
            f"In 2024 the {own.en} of {told.county.en} ranked {en} in {told.prefecture.place.en}.",
        )  # fmt: skip


def _honours(told: Told) -> Iterator[str]:
    own, county = told.indicator, told.county
    for year, (zh, en) in zip((2022, 2023, 2024), told.random.sample(HONOURS, 3), strict=True):
        yield _fact(
            told, str(year), "recognition",
            _period(str(year)) + "        status: actual\n",
            f"{year}年，{county.zh}获评{own.zh.removesuffix('荣誉')}“{zh}”。",
            f"In {year} {county.en} was named a {en} for {own.en.removeprefix('honours in ')}.",
        )  # fmt: skip


def _fact(told: Told, id: str, kind: str, keys: str, zh: str, en: str) -> str:
    return (
        f"      - id: {told.indicator.id}-{id}{told.end}\n        kind: {kind}\n{keys}"
        f"        statement_zh: {zh}\n        statement_en: {en}\n{told.at}"
    )


def _value(own: Indicator, steps: int) -> str:
    assert own.measure is not None
    written = f"{steps / 10:.1f}" if own.measure.tenths else str(steps)
    return f'        value: "{written}"\n        unit: {own.measure.unit}\n        qualifier: exact\n'


def _period(period: str, baseline: str | None = None) -> str:
    against = f'        baseline_period: "{baseline}"\n' if baseline else ""
    return f'        period: "{period}"\n{against}        period_basis: printed\n'


def _number(own: Indicator, steps: int) -> tuple[str, str]:
    """A figure as it is printed, and in English."""
    assert own.measure is not None
    written = f"{steps / 10:.1f}" if own.measure.tenths else str(steps)
    unit = own.measure.unit
    return f"{written}{unit}", own.measure.in_english.format(steps * STEP_IN_ENGLISH.get(unit, 1))


def main() -> None:
    """Write one base, and say by which names it can be asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("facts", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--layout", choices=("folders", "one file"), default="folders")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    base = write_base(asked.folder, asked.facts, layout=asked.layout, seed=asked.seed)
    print(f"{base.facts} facts, {len(base.counties)} counties; home {base.home}, far from it {base.other}")


if __name__ == "__main__":
    main()
