"""One quantity read from a whole text, for `compare` and `search`: `200亿元`, `2.52 GW`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from xiyang_cli.figures.arithmetic import multiply, shortest
from xiyang_cli.figures.units import Unit, Units, english_scale

_NUMBER = r"(?P<number>[-+−]?(?:\d{1,3}(?:,\d{3})+|\d{1,40})(?:\.\d{1,40})?)"
_QUANTITY = re.compile(rf"(?P<money>RMB|CNY|¥)?\s*{_NUMBER}\s*(?P<unit>\D.*)?", re.I | re.ASCII)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, and the text it was read from."""

    value: Decimal
    unit: Unit
    text: str

    @property
    def base_value(self) -> Decimal:
        return self.unit.to_base(self.value)


def read_quantity(text: str, units: Units) -> Quantity | None:
    """The quantity that the whole of `text` writes; None when it writes none.

    A bare number has no unit and is none, but for `%`; `RMB 1.26bn` takes its unit from RMB.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    found = _QUANTITY.fullmatch(text)
    if not found:
        return None
    value = _number(found["number"])
    rest = (found["unit"] or "").strip()
    if not found["money"]:
        unit = units.find(rest) if rest else None
        return Quantity(value, unit, text) if unit else None
    _, digits, rest = english_scale(rest)
    value = multiply(value, Decimal(10**digits))
    money = units.find(found["money"])
    # ¥200亿: a Chinese scale word alone counts in the unit of the sign in front.
    unit = (units.find(rest) or units.find(rest + money.id if money else rest)) if rest else money
    if unit is None or money is None or unit.base != money.base:
        return None
    return Quantity(value, unit, text)


def read_number(text: str) -> Decimal | None:
    """The bare number that `text` writes (`252`, `1,803`), None when it is something else."""
    text = unicodedata.normalize("NFKC", text).strip()
    found = re.fullmatch(_NUMBER, text, re.ASCII)
    return _number(found["number"]) if found else None


def _number(written: str) -> Decimal:
    return shortest(Decimal(written.replace(",", "").replace("−", "-")))
