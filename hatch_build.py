"""Puts the compiled form of the shipped base beside it into the wheel, so that no look-up reads YAML."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledBase(BuildHookInterface[Any]):
    """Run by the build; an editable install needs none: it uses the user's cache."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the base and have it taken along."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from xiyang_cli.base.build_cache import compile_small
        from xiyang_cli.base.cache import COMPILED
        from xiyang_cli.base.load import load_read

        made = root / "build" / COMPILED
        made.parent.mkdir(exist_ok=True)
        made.write_bytes(compile_small(*load_read(root / "facts")))
        build_data["force_include"][str(made)] = f"xiyang_cli/facts/{COMPILED}"
