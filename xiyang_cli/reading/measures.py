"""Measures outside the set of unit codes (千瓦时, km, US dollars), read in the units of a base. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from xiyang_cli.figures.units import Unit, Units
from xiyang_cli.reading.chinese_words import MEASURES
from xiyang_cli.reading.mention import Mention
from xiyang_cli.reading.others import NO_UNIT, OUTSIDE_UNIT

_NEVER = re.compile(r"(?!)")


class Measures:
    """The measures outside the set that a base lists units for."""

    def __init__(self, units: Units) -> None:
        self._units = units
        listed = (units.find_unscaled(word) for word in MEASURES)
        bases = {unit.base.id for unit in listed if unit is not None}
        spelled = (word for unit in units.listed if unit.base.id in bases for word in units.spellings(unit))
        longest_first = sorted(map(re.escape, spelled), key=len, reverse=True)
        self._behind = re.compile(rf"[\s-]?({'|'.join(longest_first)})(?!\w)") if longest_first else _NEVER

    def read(self, text: str, mention: Mention) -> Mention | None:
        """The mention in base units, with the unit that stands behind it; None where the base has none.

        None too for what is read in a unit code already.
        """
        if mention.unit in MEASURES:
            return self._made(mention, self._units.find_unscaled(mention.unit), text, mention.end)
        if mention.unit in (OUTSIDE_UNIT, NO_UNIT) and (found := self._behind.match(text, mention.end)):
            return self._made(mention, self._units.find_unscaled(found[1]), text, found.end())
        return None

    @staticmethod
    def _made(mention: Mention, unit: Unit | None, text: str, end: int) -> Mention | None:
        if unit is None:
            return None
        high = None if mention.value_high is None else unit.to_base(mention.value_high)
        value = unit.to_base(mention.value)
        return replace(
            mention, end=end, text=text[mention.start : end], value=value, value_high=high, unit=unit.base.id
        )
