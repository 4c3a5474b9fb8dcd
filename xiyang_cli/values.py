"""What the words of a command line may be, for completion: each kind knows who offers its words.

They go along as `click_type` of an option or argument; the words themselves stay text.
"""

from __future__ import annotations

from typing import Any

from typer._click import Context, Parameter
from typer._click.shell_completion import CompletionItem
from typer._click.types import ParamType


class Value(ParamType):
    """A word of a kind; `kind` is the key of the offers in :mod:`xiyang_cli.completing.offers`."""

    name = "text"

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def convert(self, value: Any, param: Parameter | None, ctx: Context | None) -> Any:
        """The word as it is; what it names is looked up when the command runs."""
        return value

    def shell_complete(self, ctx: Context, param: Parameter, incomplete: str) -> list[CompletionItem]:
        """The words of this kind that begin like `incomplete`."""
        from xiyang_cli.completing.offers import offers

        return offers(self.kind, ctx, incomplete)


FILE, FOLDER, TEXT = Value("file"), Value("folder"), Value("text")
"""what the shell completes itself, and what nobody can"""
NAMES, TOPICS, ANY_NAMES = Value("names"), Value("topics"), Value("any names")
"""indicators and facts; sectors and indicators; all three"""
SECTOR, PLACE, PLAN, UNIT, UNIT_KIND, PERIOD, RELATION, SOURCE = map(
    Value, ("sector", "place", "plan", "unit", "unit kind", "period", "relation", "source")
)
SCHEMA, KEYS, VERDICTS = map(Value, ("schema", "keys", "verdicts"))
