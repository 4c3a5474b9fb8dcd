"""Sentences a second: `xiyang figures` beside public libraries that find numbers, in one run.

    python -m venv .bench && .bench/bin/pip install . cn2an recognizers-text-suite "emoji<2"
    .bench/bin/python benchmarks/figures.py tests/quantities/*.jsonl

Ratios count, not the seconds: every library reads the same sentences, one after the other, best of five.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from xiyang_cli.reading.text import read_quantities

FINDER = re.compile(r"[-负]?(?:\d+(?:\.\d+)?[十百千万亿]*|[零一二三四五六七八九十百千万亿两点]+)(?=[^\W\d])")


def with_cn2an() -> Callable[[str], object]:
    """cn2an reads a number; a pattern has to find it first."""
    import cn2an

    def read(text: str) -> list[object]:
        found: list[object] = []
        for match in FINDER.finditer(text):
            try:
                found.append(cn2an.cn2an(match[0], "smart"))
            except ValueError:
                continue
        return found

    return read


def with_recognizers(culture: str) -> Callable[[str], object]:
    """Numbers, per cent, ordinals and units, a model each: what one reading of ours gives together."""
    from recognizers_number import recognize_number, recognize_ordinal, recognize_percentage
    from recognizers_number_with_unit import recognize_age, recognize_currency, recognize_dimension

    models = (
        recognize_number, recognize_ordinal, recognize_percentage,
        recognize_age, recognize_currency, recognize_dimension,
    )  # fmt: skip
    return lambda text: [model(text, culture) for model in models]


def rate(read: Callable[[str], object], sentences: list[str], rounds: int) -> float:
    """Sentences a second, the best of `rounds`."""
    best = 0.0
    for _ in range(rounds):
        start = time.perf_counter()
        for sentence in sentences:
            read(sentence)
        best = max(best, len(sentences) / (time.perf_counter() - start))
    return best


def main(paths: list[str]) -> None:
    """Print a line for each library and language."""
    lines = [json.loads(line) for path in paths for line in Path(path).read_text("utf-8").splitlines()]
    for language, culture in (("zh", "zh-cn"), ("en", "en-us")):
        sentences = [line["text"] for line in lines if line["lang"] == language]
        if not sentences:
            continue
        ours = rate(read_quantities, sentences, 5)
        print(f"{language}: {len(sentences)} sentences; xiyang figures {ours:,.0f} a second")
        peers: list[tuple[str, Callable[[], Callable[[str], object]], int]] = [
            ("recognizers-text", lambda: with_recognizers(culture), 1)  # noqa: B023
        ]
        if language == "zh":
            peers.insert(0, ("cn2an with a finder", with_cn2an, 5))
        for name, make, rounds in peers:
            try:
                theirs = rate(make(), sentences, rounds)
            except ImportError as error:
                print(f"  {name}: not installed ({error})")
                continue
            print(f"  {name}: {theirs:,.0f} a second; xiyang figures is {ours / theirs:.2f} times as fast")


if __name__ == "__main__":
    main(sys.argv[1:])
