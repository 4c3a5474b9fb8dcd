"""Which words may stand for a value that is begun: from the base in use, or from what commands know."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from typer._click import Context
from typer._click.shell_completion import CompletionItem

from xiyang_cli.answers import begun as base_offers
from xiyang_cli.answers.begun import Offer
from xiyang_cli.language import Language

if TYPE_CHECKING:
    from xiyang_cli.base.factbase import FactBase


def offers(kind: str, ctx: Context, begun: str) -> list[CompletionItem]:
    """The words of a kind of value that begin like `begun`; one item of type `file` or `dir` for paths.

    Raises XiyangError when the base that is asked for, or a place, cannot be had.
    """
    if kind in _PATHS:
        return [CompletionItem(begun, type=_PATHS[kind])]
    if kind in _LISTS:
        found, type_ = base_offers.listed(_LISTS[kind](ctx), begun), "list"
    elif kind in _KNOWN:
        found, type_ = base_offers.words(_KNOWN[kind](), begun), "plain"
    elif kind in _OF_BASE:
        found, type_ = _OF_BASE[kind](_base(ctx), begun, Language(ctx.find_root().obj), ctx), "plain"
    else:
        return []
    return [CompletionItem(offer.word, type=type_, help=offer.meaning) for offer in found]


def _base(ctx: Context) -> FactBase:
    """The base that the line names, by an option or the environment, else the shipped one."""
    from xiyang_cli.base.cache import open_base
    from xiyang_cli.base.folder import find_base

    asked = ctx.params.get("base") or ctx.find_root().params.get("base")
    return open_base(find_base(asked, os.environ))


def _schemas() -> list[str]:
    from xiyang_cli.schema.catalogue import SCHEMAS

    return [schema.name for schema in SCHEMAS]


def _keys(ctx: Context) -> list[str]:
    """The keys of the rows of the command that is asked; the catalogue of all takes longer to load."""
    command = ctx.info_name or ""
    if command in _COMMON_KEYS:
        from xiyang_cli.answers import keys

        return list(getattr(keys, _COMMON_KEYS[command]))
    from xiyang_cli.schema.catalogue import OTHER_ROWS, ROWS

    rows = OTHER_ROWS if ctx.params.get("record") else ROWS
    return list(rows.get(command, ()))


_COMMON_KEYS = {
    "sectors": "SECTOR_KEYS",
    "changes": "CHANGE_KEYS",
    "search": "FACT_KEYS",
    "list": "FACT_KEYS",
    "show": "FACT_KEYS",
}


def _verdicts(_: Context) -> list[str]:
    from xiyang_cli.checking.relate import Verdict

    return [verdict.value for verdict in Verdict if verdict is not Verdict.SUPPORTED]


def _place(ctx: Context) -> str | None:
    return ctx.params.get("place")


_PATHS = {"file": "file", "folder": "dir"}
_LISTS: dict[str, Callable[[Context], Sequence[str]]] = {"keys": _keys, "verdicts": _verdicts}
_KNOWN: dict[str, Callable[[], Sequence[str]]] = {"schema": _schemas}
_OF_BASE: dict[str, Callable[[FactBase, str, Language, Context], list[Offer]]] = {
    "names": lambda base, word, lang, ctx: base_offers.names(base, word, lang, _place(ctx)),
    "topics": lambda base, word, lang, ctx: base_offers.topics(base, word, lang, _place(ctx)),
    "any names": lambda base, word, lang, ctx: [
        *base_offers.named(base.sectors, word, lang),
        *base_offers.names(base, word, lang, _place(ctx)),
    ],
    "sector": lambda base, word, lang, _: base_offers.named(base.sectors, word, lang),
    "place": lambda base, word, lang, _: base_offers.places(base, word, lang),
    "plan": lambda base, word, lang, _: base_offers.named(base.plans, word, lang),
    "unit": lambda base, word, lang, _: base_offers.units(base, word, lang),
    "unit kind": lambda base, word, _lang, _: base_offers.words(
        (unit.kind for unit in base.units.base_units.values()), word
    ),
    "period": lambda base, word, lang, _: base_offers.periods(base, word, lang),
    "relation": lambda base, word, lang, _: base_offers.named(base.relations, word, lang),
    "source": lambda base, word, _lang, _: base_offers.words((s.id for s in base.sources), word),
}
