"""A movement from one time to another: its values, where each comes from, why others are empty. Pure."""

from decimal import Decimal
from typing import NamedTuple

from xiyang_cli.base.model import Basis, Direction, Fact, PeriodBasis, Qualifier, Status
from xiyang_cli.figures.arithmetic import plain, significant
from xiyang_cli.figures.period import Period
from xiyang_cli.figures.units import Unit
from xiyang_cli.language import Language, say


class Reason(NamedTuple):
    """Why a cell is empty, or how a derived one is to be taken."""

    template: str
    values: tuple[tuple[str, object], ...] = ()

    def text(self, language: Language) -> str:
        return say(self.template, language, **dict(self.values))


ONLY_CHANGE = Reason("only the change is printed, neither end")
ONLY_AFTER = Reason("the figure before is not printed")
ONLY_RATE = Reason("only a yearly rate is printed")
NO_NUMBER = Reason("told without a number")
NO_BASELINE = Reason("against what or when is not printed")
YEARS_NOT_PRINTED = Reason("the two years are not both printed: no yearly growth")
A_RANGE = Reason("a range: nothing is worked out from it")
NOT_ABOVE_ZERO = Reason("no multiple or per cent of figures that are not above zero")
IN_POINTS = Reason("shares differ in percentage points, not per cent")


def two_readings(strict: Decimal, loose: Decimal) -> Reason:
    """For 增长3倍 and its like."""
    return Reason(
        "two readings: ×{strict} strictly, ×{loose} loosely; so no percentage or yearly rate",
        (("strict", plain(strict)), ("loose", plain(loose))),
    )


class Number(NamedTuple):
    """One value of a movement, where it comes from, and between which bounds it lies."""

    value: Decimal
    basis: Basis
    qualifier: Qualifier = Qualifier.EXACT
    formula: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    quotient: bool = False
    """whether a division or a root went into it, so that output rounds it"""

    @property
    def shown(self) -> Decimal:
        """The value that is handed out: six significant digits of a quotient or root."""
        return significant(self.value) if self.quotient else self.value


class Movement(NamedTuple):
    """A movement from one time to another. Amounts are in `unit`, `change` in `change_unit`."""

    status: Status
    direction: Direction | None
    facts: tuple[Fact, ...]
    printed: Fact | None
    """the printed change, or the level that the indicator was raised to"""
    from_period: Period | None
    to_period: Period | None
    period_basis: PeriodBasis | None
    unit: Unit | None = None
    change_unit: Unit | None = None
    start: Number | None = None
    end: Number | None = None
    change: Number | None = None
    percent: Number | None = None
    multiple: Number | None = None
    multiple_alt: Decimal | None = None
    annual: Number | None = None
    qualifier: Qualifier | None = None
    figure: str | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def formula(self) -> str | None:
        """All formulas of its derived values."""
        numbers = (
            ("from", self.start), ("to", self.end), ("change", self.change),
            ("change_pct", self.percent), ("multiple", self.multiple), ("annual_growth_pct", self.annual),
        )  # fmt: skip
        return "; ".join(f"{name}: {n.formula}" for name, n in numbers if n and n.formula) or None
