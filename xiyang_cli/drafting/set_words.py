"""Words that hold a number character and are never a figure, each with why. Language, not data."""

from __future__ import annotations

import re

_SET_WORD = ("固定词，没有数的意思", "a set word, no number")
_PLAN = ("规划的名称", "the name of a plan")
_SECTOR = ("产业分类的名称", "the name of a group of industries")
_BUDGET = ("财政科目的名称", "the name of a budget item")

_REASONS: dict[tuple[str, str], str] = {
    _PLAN: "十二五 十三五 十四五 十五五",
    _SECTOR: "第一产业 第二产业 第三产业 三次产业 一二三产业 二三产业",
    _BUDGET: "一般公共预算收入 一般公共预算支出 一般公共预算",
    _SET_WORD: (
        "进一步 一体化 一体推进 一系列 一方面 一带一路 一站式 一网通办 一件事 一老一小 一直 一致 一定 一些 一样 "
        "一起 一同 一流 一线 一般 统一 同一 万一 零售 零工 四舍五入 首先 首都 首要 首府 最后 最终 最近 最新 "
        "百姓 百货 千方百计 千家万户 亿万 万物 三农 二维码 两会 两手抓 两不愁三保障 三资 三公 三晋 二手 一手 "
        "五谷 半导体 十分"
    ),
}
SET_WORDS: dict[str, tuple[str, str]] = {
    word: reason for reason, words in _REASONS.items() for word in words.split()
}
"""the reason in Chinese and English, by the word"""
SET_WORD = re.compile("|".join(sorted(SET_WORDS, key=len, reverse=True)))
