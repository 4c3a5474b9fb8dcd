"""Ranks and superlatives of a draft against those of the base: what is claimed, and among whom. Pure."""

from __future__ import annotations

from xiyang_cli.base.model import Fact, Qualifier, Ranking
from xiyang_cli.checking.claims import Claim
from xiyang_cli.checking.passage import Passage
from xiyang_cli.checking.places import Places
from xiyang_cli.checking.relate import CONTRADICTED, IMPRECISE, SUPPORTED, Reason, Relation


def rank_relation(claim: Claim, scope: str | None, fact: Fact, places: Places) -> Relation:
    """How a standing of the draft stands to one of the base."""
    if not _same_standing(claim, fact):
        return CONTRADICTED[Reason.RANK]
    wanted = fact.scope or _scope_of_figure(fact, places)
    if wanted is None or scope == wanted:
        return SUPPORTED[Reason.EQUAL]
    return IMPRECISE[Reason.SCOPE] if scope is None else CONTRADICTED[Reason.SCOPE]


def _same_standing(claim: Claim, fact: Fact) -> bool:
    """Whether both claim the same: first place and the largest are one, 首家 and 唯一 are two."""
    if fact.ranking in (Ranking.POSITION, Ranking.ORDINAL):
        return _same_place(claim, fact)
    if claim.ranking is Ranking.POSITION and fact.ranking is Ranking.FIRST:
        # the first in the city (to …) is read as a place, and may be either
        return claim.position == 1 and claim.text.lower().startswith("first")
    if claim.ranking is Ranking.POSITION and fact.ranking is Ranking.MOST:
        return claim.position == 1
    return claim.ranking is (fact.ranking or Ranking.FIRST)


def _same_place(claim: Claim, fact: Fact) -> bool:
    """Whether a draft puts something at the place that the base does; the largest is at the first."""
    if fact.ranking is Ranking.ORDINAL:
        return claim.position == fact.value
    if claim.ranking is Ranking.MOST:
        return fact.value == 1 and fact.qualifier is Qualifier.EXACT
    is_top = fact.qualifier is Qualifier.WITHIN
    return claim.ranking is Ranking.POSITION and claim.position == fact.value and claim.is_top == is_top


def _scope_of_figure(fact: Fact, places: Places) -> str | None:
    """The scope that the printed words of an award hold: 全国首批."""
    if fact.ranking is not None or fact.figure is None:
        return None
    hits = places.hits(Passage(fact.figure))
    return hits[0].place if hits else None
