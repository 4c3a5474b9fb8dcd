"""Libraries that only one form needs, and that come with an extra."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from xiyang_cli.errors import WrongUse


def library(module: str, package: str) -> Any:
    """The module, imported; WrongUse with the package to install when it is not there."""
    try:
        return import_module(module)
    except ImportError:
        raise WrongUse("this form needs a library: pip install {package}", package=package) from None
