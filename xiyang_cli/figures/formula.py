"""Formulas over figures: `a + b = c`, read to a tree, written back, worked out. Pure.

Words are parted by spaces, because ids hold hyphens; parentheses may touch their neighbours.
A tree is worked out over anything that adds, subtracts, multiplies and divides: intervals,
fractions, or the :class:`Dimension` that tells whether units fit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol, Self, TypeVar

COMPARISONS = ("=", "<=", ">=")
MOST_WORDS = 100
"""words of a formula; a longer one is no formula that a person would check"""
_RANKS = {"+": 1, "-": 1, "*": 2, "/": 2}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NUMBER = re.compile(r"\d{1,20}(\.\d{1,20})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Ref:
    """A fact, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class Operation:
    """Two terms joined by + - * or /."""

    sign: str
    left: Term
    right: Term


Term = Ref | Decimal | Operation


@dataclass(frozen=True, slots=True)
class Formula:
    """Two terms and how they compare."""

    left: Term
    comparison: str
    right: Term

    def __str__(self) -> str:
        return self.written(str)

    def written(self, name: Callable[[str], str]) -> str:
        """The formula with `name` of each fact in it."""
        return f"{_written(self.left, name)} {self.comparison} {_written(self.right, name)}"

    @property
    def ids(self) -> tuple[str, ...]:
        """The facts in it, each once, in order."""
        return tuple(dict.fromkeys((*ids_of(self.left), *ids_of(self.right))))


class NotAFormula(ValueError):
    """What stands where a formula should; the template says what is wrong and what to do."""

    def __init__(self, template: str, /, **values: object) -> None:
        super().__init__(template)
        self.template = template
        self.values = values


class Unlike(ValueError):
    """Two dimensions that do not add or compare."""

    def __init__(self, left: Dimension, right: Dimension) -> None:
        super().__init__("different dimensions")
        self.left, self.right = left, right


@dataclass(frozen=True, slots=True)
class Dimension:
    """What a value counts, as powers of base units: yuan per tonne is CNY and t to the −1."""

    powers: tuple[tuple[str, int], ...] = ()

    @staticmethod
    def of(code: str) -> Dimension:
        """The dimension of a base unit: `t`, `CNY/t`."""
        above, *below = code.split("/")
        dimension = Dimension(((above, 1),))
        for part in below:
            dimension /= Dimension(((part, 1),))
        return dimension

    def __str__(self) -> str:
        above = [_powered(unit, power) for unit, power in self.powers if power > 0]
        below = [_powered(unit, -power) for unit, power in self.powers if power < 0]
        return "/".join(["*".join(above) or "1", *below])

    def __add__(self, other: Dimension) -> Dimension:
        if self != other:
            raise Unlike(self, other)
        return self

    __sub__ = __add__

    def __mul__(self, other: Dimension) -> Dimension:
        return self._with(other, 1)

    def __truediv__(self, other: Dimension) -> Dimension:
        return self._with(other, -1)

    def _with(self, other: Dimension, sign: int) -> Dimension:
        powers = dict(self.powers)
        for unit, power in other.powers:
            powers[unit] = powers.get(unit, 0) + sign * power
        return Dimension(tuple(sorted((unit, power) for unit, power in powers.items() if power)))


class Computable(Protocol):
    """What a term can be worked out over."""

    def __add__(self, other: Self, /) -> Self: ...
    def __sub__(self, other: Self, /) -> Self: ...
    def __mul__(self, other: Self, /) -> Self: ...
    def __truediv__(self, other: Self, /) -> Self: ...


Value = TypeVar("Value", bound=Computable)


def evaluate(term: Term, values: Mapping[str, Value], number: Callable[[Decimal], Value]) -> Value:
    """The value of a term; `number` makes one of a bare number. KeyError for an id without one."""
    if isinstance(term, Ref):
        return values[term.id]
    if isinstance(term, Decimal):
        return number(term)
    left, right = evaluate(term.left, values, number), evaluate(term.right, values, number)
    match term.sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            return left / right


def ids_of(term: Term) -> Iterator[str]:
    """The ids in a term, in order, as often as they stand there."""
    if isinstance(term, Ref):
        yield term.id
    elif isinstance(term, Operation):
        yield from ids_of(term.left)
        yield from ids_of(term.right)


def read_formula(text: str) -> Formula:
    """The formula that `text` writes; NotAFormula says what is in the way."""
    words = re.sub(r"([()])", r" \1 ", text).split()
    if len(words) > MOST_WORDS:
        raise NotAFormula("has more than {limit} words; split it into several relations", limit=MOST_WORDS)
    signs = [place for place, word in enumerate(words) if word in COMPARISONS]
    if len(signs) != 1:
        raise NotAFormula("compares nothing, or more than once; write one of = <= >= between two terms")
    (place,) = signs
    return Formula(_Reader(words[:place]).all(), words[place], _Reader(words[place + 1 :]).all())


class _Reader:
    """Reads one side: products before sums, from left to right."""

    def __init__(self, words: list[str]) -> None:
        self.words = words[::-1]

    def all(self) -> Term:
        term = self._term(0)
        if self.words:
            self._end("")
        return term

    def _end(self, end: str) -> None:
        word = self.words.pop()
        if word != end:
            raise NotAFormula("{word} stands where + - * / or a comparison should", word=word)

    def _term(self, rank: int) -> Term:
        term = self._single()
        while self.words and _RANKS.get(self.words[-1], 0) > rank:
            sign = self.words.pop()
            term = Operation(sign, term, self._term(_RANKS[sign]))
        return term

    def _single(self) -> Term:
        if not self.words:
            raise NotAFormula("ends where a fact or a number should stand")
        word = self.words.pop()
        if word == "(":
            term = self._term(0)
            if not self.words:
                raise NotAFormula("has a parenthesis that is not closed")
            self._end(")")
            return term
        if _NUMBER.fullmatch(word):
            return Decimal(word)
        if _ID.fullmatch(word):
            return Ref(word)
        raise NotAFormula(
            "{word} is neither a fact, a number nor a sign; put spaces between: a-b - c", word=word
        )


def _written(term: Term, name: Callable[[str], str]) -> str:
    if isinstance(term, Ref):
        return name(term.id)
    if isinstance(term, Decimal):
        return format(term, "f")
    rank = _RANKS[term.sign]
    left, right = _written(term.left, name), _written(term.right, name)
    if _rank(term.left) < rank:
        left = f"( {left} )"
    if _rank(term.right) <= rank:
        right = f"( {right} )"
    return f"{left} {term.sign} {right}"


def _rank(term: Any) -> int:
    return _RANKS[term.sign] if isinstance(term, Operation) else 3


def _powered(unit: str, power: int) -> str:
    return unit if power == 1 else f"{unit}^{power}"
