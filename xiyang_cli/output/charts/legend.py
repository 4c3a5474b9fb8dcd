"""What the signs of a chart mean: an entry for each that is there. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xiyang_cli.answers.panels import Chart, Role
from xiyang_cli.answers.wording import DERIVED
from xiyang_cli.base.model import Status
from xiyang_cli.language import Listed, say
from xiyang_cli.output.charts.drawing import Axis, Key, Line, Look, Tip, Words
from xiyang_cli.output.voice import Voice


def legend(axes: Sequence[Axis], words: Sequence[Words], chart: Chart, voice: Voice) -> Iterator[Key]:
    """The entries, in the order in which a reader meets the signs."""
    lines = [line for axis in axes for line in axis.lines]
    sides = [block.side for axis in axes for block in axis.blocks]
    told = (*(line.text for line in lines), *sides, *(entry.figure for entry in words))
    yield from _looks(lines, any(DERIVED in text for text in told), voice)
    if chart.is_comparison:
        yield Key(voice.say_word("the line: the first, which the others are measured by"), is_line=True)
    if any(panel.role is Role.MULTIPLE for panel in chart.panels):
        yield Key(voice.say_word("the line: the start"), is_line=True)
    if any(line.tip is Tip.BEYOND for line in lines):
        yield Key(voice.say_word("the figure lies beyond: over, at least"), tip=Tip.BEYOND)
    if any(line.tip is Tip.SHORT for line in lines):
        yield Key(voice.say_word("the figure lies short of it: nearly, under"), tip=Tip.SHORT)
    if any(line.is_thin for line in lines):
        yield Key(voice.say_word("an order of magnitude, no more"), is_thin=True)
    if any(line.high is not None for line in lines):
        yield Key(voice.say_word("up to here by the larger end or reading"), is_open=True)


def _looks(lines: Sequence[Line], is_starred: bool, voice: Voice) -> Iterator[Key]:
    """How bars are filled, and the star, which stands beside words too."""
    looks = {line.look for line in lines}
    if Look.PRINTED in looks:
        yield Key(voice.say_word("printed by the source"))
    if Look.DERIVED in looks or is_starred:
        yield Key(voice.say_word("* worked out by this tool, not printed by the source"), Look.DERIVED)
    if Look.GIVEN in looks:
        yield Key(voice.say_word("given by the reader"), Look.GIVEN)
    if Look.NOT_DONE in looks:
        told = {line.data["status"] for line in lines}
        statuses = Listed(tuple(s for s in Status if s.value in told and s is not Status.ACTUAL))
        yield Key(say("not done: {status}", voice.language, status=statuses), Look.NOT_DONE)
