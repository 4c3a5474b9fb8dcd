"""Every weight of `check` that was set by hand: how strongly words speak of a fact, and what a verdict needs.

Weights go from 0 to 1. They were set on the labelled claims and drafts in `tests/claims/`; neighbouring
values do no better there. `python -m tests.verdicts` shows what a change does.
"""

from __future__ import annotations

# --- what a name counts, by where it stands ------------------------------------------------------
PER_NAME = 0.2
"""人均…, per capita …: another indicator"""
GAP = 0.5
"""what each word that stands between a name and a figure takes from the name"""
GAP_BEHIND = 0.8
"""the same for a name behind the figure, by the words in front of the figure"""
BEHIND, BEHIND_LED = 0.8, 0.35
"""a name behind the figure's clause, where none stands in front of it, and where one does"""
AHEAD, LATER_NAME, TAIL = 0.85, 0.6, 0.15
"""a name in front of the clause; what each later name, and each word behind the name, takes from it"""
DIMMED = 0.5
"""what is left of a name that another word claims for itself"""
DIRECTLY = 1.0
"""so many words may stand between a number and the name of what it counts"""

# --- what was spoken of before --------------------------------------------------------------------
HEADING = 0.62
BEFORE = 0.62
"""a name of the heading above, of the sentence before"""
FADE, BLOCK_FADE, HEADING_FADE = 0.6, 0.75, 0.5
"""what is left of it a sentence, a block, a heading later"""
FAMILY_FADE = 0.3
"""the power of these for families, which fade slowly"""
FORGOTTEN = 0.1
FAMILY_BEFORE, WORD_BEFORE = 0.9, 0.3
CARRY_GAP = 0.6
"""what each own word of the clause takes from what is carried over"""
HEAD_ALONE, HEAD_IN_FAMILY = 0.3, 0.65
"""产能 alone names no one's capacity; where its family is spoken of, it does"""
REFERRED, BARE_TOPIC, TOPIC, TOPIC_OWNER, TOPIC_GAP = 0.85, 0.8, 0.5, 0.8, 0.3
"""this …; a bare multiple or rank; a figure without a subject; what the topic is part of; each own word"""

# --- shared words ---------------------------------------------------------------------------------
OWNER_NAME, STATEMENT = 0.6, 0.7
"""words of the name of what an indicator is a part of, and of its statements, beside those of its name"""
COMMON = 0.1
"""the least that a word counts which all indicators share"""
WORD_AHEAD, WORD_BEHIND = 0.55, 0.4
"""a word of the sentence in front of the own clause, and behind it"""
FUZZY_FULL = 2.6
"""so much weight of shared words is as good as it gets without a name"""
FUZZY = 0.8
COVERAGE, COVERAGE_OWN = 0.8, 1.8
UNKNOWN_WORD, UNKNOWN_OF_OWNER = 0.4, 0.6
"""what each own word that the fact lacks takes from a name, and from the name of an owner"""
OTHER_COUNT, OTHER_COUNT_WORDS = 0.35, 0.6
"""500张床位: what is counted is something that the fact does not speak of"""
OTHER_MEASURE = 0.3
"""支出12.6亿元, where the fact is of 收入"""
OWNER, FAMILY = 0.35, 0.3
"""a fact that is told by the name of what it is a part of, or of its family"""
SOLE_PART = 0.75
"""a part is named by its owner, where the owner has no other part in such a unit"""

# --- which facts a clause means -------------------------------------------------------------------
CLEARLY = 0.6
"""a name that is clearly meant"""
NAMED_FOCUS, HEAD_FOCUS = 0.25, 0.4
SISTER, STRANGER = 0.15, 0.4
"""what is left of a fact's weight when the clause names another: one of its family, or not"""
FAINT = 0.35
"""a fact is not meant where the words speak so much more of another of its family"""
MANY_DIGITS, FEW = 3, 3
RARE, SCARCE, RECENT = 0.24, 0.12, 0.2
"""what an equal figure tells: rare (many digits, or alone in its unit), one of few, of the family in hand"""
OTHER_CLASSIFIER = 0.2
"""what another classifier speaks against it: 11所 are no 11处"""

# --- level and change -----------------------------------------------------------------------------
NOT_YEARLY, DIFFERENCE, NO_DIFFERENCE = 0.6, 0.05, 0.5
SHARE_NO_CHANGE, CHANGE_NO_LEVEL = 0.4, 0.18
"""a share told for a change, and a change told for a level"""

# --- figures of several facts ---------------------------------------------------------------------
COMBINED, COMBINED_NAMED, COMBINED_LOOSE = 0.6, 0.72, 0.5
SPOKEN, LIKELY, SINCE = 0.3, 0.45, 0.6
"""how strongly a name, words without a name, and a name with its years must speak of a fact to combine it"""

# --- what a verdict needs -------------------------------------------------------------------------
SUPPORTED, IMPRECISE, PROVEN = 0.17, 0.27, 0.45
"""an equal figure; a rounding or a bound; a bound that the base proves, as it does many"""
DERIVED = 0.12
"""so much more for a figure that was worked out"""
DIGITS, MAGNITUDE, UNIT, DIRECTION, SCOPE, BOUND, SUBJECT = 0.45, 0.32, 0.4, 0.35, 0.4, 0.4, 0.5
"""a slip that shows which figure was meant"""
OTHER_VALUE = 0.68
"""another number altogether"""
GAIN_SUPPORTED, GAIN_IMPRECISE, GAIN_SLIP, LOSS_FAULT = 0.4, 0.3, 0.05, 0.15
"""what agreement adds when the likeliest fact is chosen, and a wrong place, time or state takes"""

# --- standings ------------------------------------------------------------------------------------
STANDING, STANDING_FAULT = 0.2, 0.4
STANDING_EQUAL, STANDING_SCOPE, STANDING_RANK, STANDING_OTHER = 0.25, 0.45, 0.6, 0.5
STANDING_GAIN, STANDING_GAIN_SCOPE, STANDING_GAIN_FAULT = 0.4, 0.2, 0.25
