"""The checks of `audit` for eyes: what went in, the formula, what came out, what was assumed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from xiyang_cli.answers.audit import APART, ZEROS, Agreement, Check, Input, ends, factor
from xiyang_cli.answers.wording import EMPTY
from xiyang_cli.base.model import Fact, Qualifier, Status
from xiyang_cli.figures.arithmetic import directed, plain
from xiyang_cli.figures.interval import Interval
from xiyang_cli.figures.units import Unit
from xiyang_cli.output.tables import Table, View
from xiyang_cli.output.voice import Voice

MARKS = {Agreement.CONSISTENT: "✓", Agreement.INCONSISTENT: "✗", Agreement.CANNOT_TELL: "?"}


def seen(checks: Sequence[Check], voice: Voice) -> list[View]:
    """A block for each check."""
    return [_block(check, voice) for check in checks] or [
        View(tail=[voice.say_word("The base has no relations to check.")])
    ]


def _block(check: Check, voice: Voice) -> View:
    relation = check.relation
    verdict = f"{MARKS[check.verdict]} {check.verdict.wording(voice.language)}"
    if check.status is not Status.ACTUAL:
        verdict += f" ({voice.status(check.status)})"
    title = f"{verdict} · {voice.name_of(relation)} ({relation.id})"
    return View([title], _inputs(check, voice), list(_lines(check, voice)))


def _inputs(check: Check, voice: Voice) -> Table:
    differ = check.template in (ZEROS, APART) and any(given.interval != given.zeros for given in check.inputs)
    words = ["fact", "as printed", "may stand for", *(["or, its zeros rounded"] if differ else [])]
    cells = []
    for given in check.inputs:
        told = [given.interval, *([given.zeros] if differ else [])]
        ranges = [_range(found, given.unit, voice, _digits([given])) if found else EMPTY for found in told]
        if differ and given.interval == given.zeros:
            ranges[1] = ""
        cells.append([given.fact.id, _figure(given.fact, voice), *ranges])
    return Table([voice.say_word(word) for word in words], cells)


def _lines(check: Check, voice: Voice) -> Iterator[str]:
    formula = check.relation.expect
    if formula is not None:
        facts = {given.fact.id: given.fact for given in check.inputs}
        written = formula.written(lambda fact: _figure(facts[fact], voice))
        yield _line("formula", _signs(written), voice)
    if formula is not None and check.sides is not None:
        digits = _digits(check.inputs)
        left, right = check.sides
        results = [("result", left.interval, right.interval)]
        if check.template in (ZEROS, APART):
            results.append(("with rounded zeros", left.zeros, right.zeros))
        for word, one, other in results:
            one_range, other_range = (_range(found, check.unit, voice, digits) for found in (one, other))
            yield _line(word, _signs(f"{one_range} {formula.comparison} {other_range}"), voice)
    yield _line("reason", check.reason(voice.language), voice)
    relation = check.relation
    for assumption in relation.assumes_zh if voice.is_chinese else relation.assumes_en:
        yield _line("assumes", assumption, voice)


def _signs(formula: str) -> str:
    return formula.replace("<=", "≤").replace(">=", "≥")


def _line(word: str, text: str, voice: Voice) -> str:
    return f"{voice.say_word(word)}{voice.colon}{text}"


def _figure(fact: Fact, voice: Voice) -> str:
    """As printed in Chinese, in words in English; without the sign that a change has elsewhere."""
    if voice.is_chinese or fact.value is None or fact.unit is None:
        return fact.figure or EMPTY
    return voice.figure(fact).removeprefix("+")


def _digits(inputs: Sequence[Input]) -> int:
    """The digits of an end that has no other to be measured by: one more than the figures bear."""
    values = [given.fact.value for given in inputs if given.fact.value]
    return 1 + min((len(value.as_tuple().digits) for value in values), default=5)


def _range(interval: Interval, unit: Unit | None, voice: Voice, digits: int) -> str:
    """`39—41万吨`, `at least 7 billion yuan`."""
    low, high = shown(interval, unit, digits)
    if low is None and high is None:
        return voice.say_word("any value")
    if low is not None and high is not None:
        return _amount(low, unit, voice, None, None if low == high else high)
    if low is not None:
        return _amount(low, unit, voice, Qualifier.AT_LEAST)
    assert high is not None
    return _amount(high, unit, voice, Qualifier.UNDER)


def _amount(
    value: Decimal, unit: Unit | None, voice: Voice, bound: Qualifier | None, high: Decimal | None = None
) -> str:
    if unit is None:
        bare = plain(value) if high is None else f"{plain(value)}–{plain(high)}"
        return f"{bare}+" if bound is Qualifier.AT_LEAST else bare
    if high is None or voice.is_chinese:
        return voice.worded(value, unit, bound, high)
    low_words, high_words = (voice.worded(end, unit, None) for end in (value, high))
    number, _, name = low_words.partition(" ")
    # A unit that both ends have in common is told once.
    same = name and high_words.endswith(f" {name}") and high_words.count(" ") == low_words.count(" ")
    return f"{number}–{high_words}" if same else f"{low_words} to {high_words}"


def shown(interval: Interval, unit: Unit | None, digits: int) -> tuple[Decimal | None, Decimal | None]:
    """The ends in a unit as people read them, rounded outwards; None for an open one.

    How far the ends are apart tells how many digits they bear; one alone has `digits`.
    """
    one = factor(unit)
    low, high = (None if end is None else end / one for end in (interval.low, interval.high))
    if low is None or high is None:
        return (
            None if low is None else directed(low.as_integer_ratio(), up=False, digits=digits),
            None if high is None else directed(high.as_integer_ratio(), up=True, digits=digits),
        )
    if low == high:
        return ends(interval, unit)
    sizes = [abs(size) for size in ((high - low) / 2, low, high) if size]
    step = Fraction(10) ** directed(min(sizes).as_integer_ratio(), up=False).adjusted()
    return _exact(math.floor(low / step) * step), _exact(math.ceil(high / step) * step)


def _exact(number: Fraction) -> Decimal:
    return directed(number.as_integer_ratio(), up=False, digits=60)
