"""What a text claims: its quantities, and its ranks and superlatives with their scope. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from xiyang_cli.base.model import Qualifier, Ranking
from xiyang_cli.checking import words
from xiyang_cli.checking.passage import Passage, Span
from xiyang_cli.reading.mention import Mention
from xiyang_cli.reading.others import OUTSIDE_UNIT, other_numbers
from xiyang_cli.reading.text import read_quantities

_TOP = re.compile(r"^(?:前|top\b)|强$|^\w+\s+(?:larg|bigg|strong)est$", re.IGNORECASE)
_FIRST_OF = re.compile(r"^第一[家个套条座所例台项次份]")
_BEHIND_TIER = re.compile(r"梯队|方阵|\s+(?:tier|echelon)")
_SHARED_YEARS = re.compile(
    r"life\s+expectancy|longevity|lifespan|寿命|live\s+to|\bage[ds]?\b|lives?\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure of a draft: a quantity, or a standing (`ranking`) with or without a number."""

    start: int
    end: int
    text: str
    mention: Mention | None
    ranking: Ranking | None = None
    position: Decimal | None = None
    is_top: bool = False
    """前五, 100强, the top five: at most this place"""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def read_claims(passage: Passage) -> list[Claim]:
    """The figures of a passage in order, never two over the same characters; the last resort is no unit."""
    mentions = read_quantities(passage.text, wider=True)
    found = [claim for mention in mentions for claim in _quantity(passage, mention)]
    taken = {place for claim in found for place in range(claim.start, claim.end)}
    for ranking, pattern in words.STANDING:
        for match in pattern.finditer(passage.plain):
            if not taken.isdisjoint(range(*match.span())):
                continue
            if words.NOT_FIRST.match(passage.plain, match.start()):
                continue
            claim = _standing(passage, ranking, match)
            taken.update(range(claim.start, claim.end))
            found.append(claim)
    for match in words.HALVED.finditer(passage.plain):
        if taken.isdisjoint(range(*match.span())):
            start, end = match.span()
            text = passage.text[start:end]
            mention = Mention(start, end, text, Decimal(50), None, "percent", Qualifier.EXACT)
            taken.update(range(start, end))
            found.append(Claim(start, end, text, mention))
    found += [Claim(m.start, m.end, m.text, m) for m in other_numbers(passage.text, taken)]
    return sorted(found, key=lambda claim: claim.start)


def _quantity(passage: Passage, mention: Mention) -> list[Claim]:
    start, end, text = mention.start, mention.end, mention.text
    if mention.unit == "CNY" and words.EXCHANGE.search(passage.plain[max(0, start - 14) : start]):
        return [Claim(start, end, text, replace(mention, unit=OUTSIDE_UNIT))]
    if mention.unit == "year":
        # A length of time is no figure of a base, but for ages that English writes as years.
        around = passage.plain[max(0, start - 60) : end + 20]
        if mention.value < 40 or not _SHARED_YEARS.search(around):
            return []
    if mention.unit != "rank":
        return [Claim(start, end, text, _bounded(passage, mention))]
    if _BEHIND_TIER.match(passage.plain, end):
        return []
    if _FIRST_OF.match(text) and mention.value == 1:
        return [Claim(start, end, text, mention, Ranking.FIRST)]
    is_ordinal = bool(re.search(r"[家个项]$", text)) or _is_nth(passage.plain, mention)
    ranking = Ranking.ORDINAL if is_ordinal else Ranking.POSITION
    return [Claim(start, end, text, mention, ranking, mention.value, bool(_TOP.search(text)))]


def _bounded(passage: Passage, mention: Mention) -> Mention:
    """With the bound that the verb puts on it: 没能站上180亿元, has yet to reach, cleared the … mark."""
    if mention.qualifier is Qualifier.RANGE:
        return mention
    before = passage.plain[max(0, mention.start - 36) : mention.start]
    after = passage.plain[mention.end : mention.end + 16]
    for qualifier, pattern in words.BOUND_BEFORE:
        if pattern.search(before):
            return replace(mention, qualifier=qualifier)
    if mention.qualifier is Qualifier.EXACT:
        for qualifier, pattern in words.BOUND_AFTER:
            if pattern.match(after):
                return replace(mention, qualifier=qualifier)
    return mention


def _is_nth(plain: str, mention: Mention) -> bool:
    """its 10th centre, not tenth in the city"""
    if not re.fullmatch(r"\w*?(?:st|nd|rd|th)", mention.text):
        return False
    return not re.match(
        r"\s+(?:place|in|among|spot|nationwide|worldwide)\b|-", plain[mention.end : mention.end + 12]
    )


def _standing(passage: Passage, ranking: Ranking, match: re.Match[str]) -> Claim:
    start, end = match.span()
    text = passage.text[start:end]
    position, is_top = None, False
    if ranking is Ranking.POSITION:
        position = {"百强": Decimal(100), "十强": Decimal(10)}.get(text, Decimal(1))
        is_top = position > 1
    return Claim(start, end, text, None, ranking, position, is_top)
