"""What the benchmarks tell: ratios turn by turn, into the marked place of a text and nowhere else."""

from __future__ import annotations

import sys

import pytest

from benchmarks.paired import Taken, between, in_turns, process, ratio, table


def test_a_ratio_is_that_of_turns_not_of_medians() -> None:
    """By hand: 2, 2, 3, 4 and 10 times as long; a machine that slows down slows both."""
    theirs = [Taken(seconds, 0) for seconds in (1, 10, 1, 1, 0.5)]
    ours = [Taken(seconds, 0) for seconds in (2, 20, 3, 4, 5)]
    assert ratio(ours, theirs) == (3, 2, 4)
    assert str(ratio(ours, theirs)) == "3.00 (2.00–4.00)"


def test_every_call_has_as_many_turns_and_begins_in_its_turn() -> None:
    order: list[str] = []

    def call(name: str) -> Taken:
        order.append(name)
        return Taken(1, 0)

    taken = in_turns({name: lambda name=name: call(name) for name in "ab"}, 2, warm=0)  # type: ignore[misc]
    assert order == ["a", "b", "b", "a"]
    assert {name: len(times) for name, times in taken.items()} == {"a": 2, "b": 2}


def test_a_call_that_fails_is_no_time() -> None:
    with pytest.raises(RuntimeError, match="exit 3"):
        process([sys.executable, "-c", "raise SystemExit(3)"])()


def test_memory_is_that_of_the_process() -> None:
    held = process([sys.executable, "-c", "x = bytearray(200_000_000)"])()
    assert 200_000_000 < held.peak < 400_000_000


@pytest.mark.parametrize("terminal", [True, False])
def test_a_program_runs_in_a_terminal_or_in_a_pipe(terminal: bool) -> None:
    asks = f"import sys; raise SystemExit(sys.stdout.isatty() is not {terminal})"
    assert process([sys.executable, "-c", asks], terminal=terminal)().seconds > 0


def test_a_table_takes_the_place_between_its_marks() -> None:
    text = "before\n<!-- speed -->\nold\n<!-- /speed -->\nafter <!-- other -->\nkept\n<!-- /other -->\n"
    made = between("speed", table(("a", "b"), [(1, 2)]), text)
    assert made == (
        "before\n<!-- speed -->\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n<!-- /speed -->\n"
        "after <!-- other -->\nkept\n<!-- /other -->\n"
    )
    assert between("speed", table(("a", "b"), [(1, 2)]), made) == made
    assert between("none", "x", text) == text
