"""The keys of facts, changes and sectors in JSON, CSV and TSV: their order, meaning and values.

Those of other rows stand beside what makes them.
"""

from __future__ import annotations

from xiyang_cli.answers.columns import Columns, count, flag, number, one_of, period, sha256, text
from xiyang_cli.base.model import Basis, Direction, Kind, Multiple, PeriodBasis, Qualifier, Ranking, Status

_NO_NUMBER = "no number is printed"
_NO_NOTE = "none is needed"
_UNKNOWN = "neither printed nor to be worked out; the note says why"
_NOWHERE = "there is no such value"

FACT_ROW: Columns = {
    "id": text("id of the fact; of one worked out indicator@year, @difference, @percent, @multiple, @yearly"),
    "indicator": text("id of what it is stated of"),
    "name_zh": text("the indicator's Chinese name"),
    "name_en": text("the indicator's English name"),
    "sector": text("id of the indicator's sector"),
    "place": text("the place it is about, by its Chinese name"),
    "kind": one_of(Kind, "what sort of thing is stated"),
    "scope": text(
        "the place among whose it is ranked", "it is no rank, or the page does not say among whose"
    ),
    "value": number("the number as printed, in `unit`; of a fall without a sign", _NO_NUMBER),
    "value_high": number("the high end of a range, in `unit`", "it is no range"),
    "unit": text("the printed unit with its scale word, or the one asked for with --unit", _NO_NUMBER),
    "base_value": number("the value in `base_unit`", _NO_NUMBER),
    "base_value_high": number("the high end of a range, in `base_unit`", "it is no range"),
    "base_unit": text("code of the base unit: CNY, W, t, percent, times, rank …", _NO_NUMBER),
    "qualifier": one_of(Qualifier, "the bound that the words put on the number", _NO_NUMBER),
    "period": period("when", "the page gives no date"),
    "baseline_period": period("against when", "it is no change, or the page does not say"),
    "period_basis": one_of(
        PeriodBasis, "whether the years are printed with it or only its context gives them", "no period"
    ),
    "status": one_of(Status, "whether the page tells it as done"),
    "basis": one_of(Basis, "whether the page prints it or it is worked out"),
    "formula": text(
        "how it was worked out, in the units of the source, rounded to six digits", "the page prints it"
    ),
    "figure": text("the wording as printed, bound included", "no number is printed, or it is worked out"),
    "statement_zh": text("what the page states, in our words"),
    "statement_en": text("the same in English"),
    "source": text("id of the source"),
    "item": count("the item of the page that it stands in", least=1),
    "section": count("the section of the item; 0 is what stands before the first headed one"),
    "sentence": count("the sentence of the section", least=1),
    "note_zh": text("what a careful reader is warned of", _NO_NOTE),
    "note_en": text("the same in English", _NO_NOTE),
    "direction": one_of(Direction, "which way it went", "the page tells no direction"),
    "ranking": one_of(Ranking, "what a rank claims", "it is no rank"),
    "multiple": one_of(
        Multiple, "how a change in 倍 is worded: 增长3倍 (by), 增长到3倍 (to)", "no such change"
    ),
    "yearly": flag("whether a change is told per year"),
    "hash": sha256("SHA-256 of its sentence without white space"),
}
FACT_KEYS = tuple(FACT_ROW)

SENTENCE_ROW: Columns = {
    "sentence_text": text(
        "with --source: the original sentence, its figures in 【】", "the page has another one there"
    )
}

CHANGE_ROW: Columns = {
    "indicator": text("id of the indicator"),
    "name_zh": text("its Chinese name"),
    "name_en": text("its English name"),
    "sector": text("id of its sector"),
    "place": text("the place it is about, by its Chinese name"),
    "status": one_of(Status, "whether the page tells the change as done"),
    "unit": text("the unit of the levels", "no level is known"),
    "from_period": period("when it starts", "not printed"),
    "from_value": number("the level there, in `unit`", _UNKNOWN),
    "from_basis": one_of(Basis, "whether that is printed or worked out", _NOWHERE),
    "from_qualifier": one_of(Qualifier, "its bound", _NOWHERE),
    "from_low": number(
        "the least that a worked-out level may be by the rounding of what is printed, in `unit`",
        "it is printed, or its bounds cannot be told",
    ),
    "from_high": number("the most that it may be, in `unit`", "as for from_low"),
    "to_period": period("when it ends", "not printed"),
    "to_value": number("the level there, in `unit`", _UNKNOWN),
    "to_basis": one_of(Basis, "whether that is printed or worked out", _NOWHERE),
    "to_qualifier": one_of(Qualifier, "its bound", _NOWHERE),
    "change": number("to less from, below zero for a fall, in `change_unit`", _UNKNOWN),
    "change_unit": text("the unit of the change; of a share percentage points", _NOWHERE),
    "change_basis": one_of(Basis, "whether the change is printed or worked out", _NOWHERE),
    "change_pct": number("the change in per cent of the level it starts from", _UNKNOWN),
    "change_pct_basis": one_of(Basis, "whether that is printed or worked out", _NOWHERE),
    "multiple": number("to divided by from", _UNKNOWN),
    "multiple_alt": number("the multiple in the looser reading of 增长3倍", "there is one reading"),
    "multiple_basis": one_of(Basis, "whether the multiple is printed or worked out", _NOWHERE),
    "annual_growth_pct": number("the growth per year, in per cent", _UNKNOWN),
    "annual_growth_basis": one_of(Basis, "whether that is printed or worked out", _NOWHERE),
    "qualifier": one_of(
        Qualifier, "the bound that the words put on the change", "no number is printed for it"
    ),
    "period_basis": one_of(
        PeriodBasis, "whether the years are printed with it or only its context gives them", "no period"
    ),
    "figure": text("the wording of the change as printed", "the page prints none"),
    "formula": text("how each worked-out value was worked out", "none was"),
    "facts": text("ids of the facts it rests on, with blanks between"),
    "note_zh": text("why values are null, and what a careful reader is warned of", _NO_NOTE),
    "note_en": text("the same in English", _NO_NOTE),
}
CHANGE_KEYS = tuple(CHANGE_ROW)

SECTOR_ROW: Columns = {
    "sector": text("id of the sector"),
    "name_zh": text("its Chinese name"),
    "name_en": text("its English name"),
    "indicators": count("how many of its indicators have facts of the place asked for"),
    "facts": count("how many facts of that place it holds"),
}
SECTOR_KEYS = tuple(SECTOR_ROW)
