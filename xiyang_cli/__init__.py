"""xiyang: what exactly did the source say, and may I print it?

The same answers as the command line, for Python:

    from xiyang_cli import load_base, changes
    for change in changes(load_base(), ["gdp"]):
        print(change.movement.end.value)

Figures are :class:`decimal.Decimal`. Nothing heavy is imported until it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xiyang_cli.answers.audit import Check as Check
    from xiyang_cli.answers.audit import audit as audit
    from xiyang_cli.answers.changes import Change as Change
    from xiyang_cli.answers.changes import changes as changes
    from xiyang_cli.answers.cite import Citation as Citation
    from xiyang_cli.answers.cite import cite as cite
    from xiyang_cli.answers.compare import Comparison as Comparison
    from xiyang_cli.answers.compare import compare as compare
    from xiyang_cli.answers.differences import Difference as Difference
    from xiyang_cli.answers.differences import differences as differences
    from xiyang_cli.answers.rows import change_row as change_row
    from xiyang_cli.answers.rows import fact_row as fact_row
    from xiyang_cli.answers.search import search as search
    from xiyang_cli.answers.show import Sheet as Sheet
    from xiyang_cli.answers.show import show as show
    from xiyang_cli.answers.verify import Verification as Verification
    from xiyang_cli.answers.verify import verify as verify
    from xiyang_cli.base.factbase import FactBase as FactBase
    from xiyang_cli.base.load import load_base as load_base
    from xiyang_cli.base.model import Fact as Fact
    from xiyang_cli.base.model import Indicator as Indicator
    from xiyang_cli.errors import XiyangError as XiyangError

__version__ = "0.1.0"

_HOMES = {
    "Change": "answers.changes",
    "Check": "answers.audit",
    "Citation": "answers.cite",
    "Comparison": "answers.compare",
    "Difference": "answers.differences",
    "Fact": "base.model",
    "FactBase": "base.factbase",
    "Indicator": "base.model",
    "Sheet": "answers.show",
    "Verification": "answers.verify",
    "XiyangError": "errors",
    "audit": "answers.audit",
    "change_row": "answers.rows",
    "changes": "answers.changes",
    "cite": "answers.cite",
    "compare": "answers.compare",
    "differences": "answers.differences",
    "fact_row": "answers.rows",
    "load_base": "base.load",
    "search": "answers.search",
    "show": "answers.show",
    "verify": "answers.verify",
}
__all__ = ["__version__", *_HOMES]  # noqa: PLE0604


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
