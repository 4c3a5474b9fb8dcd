"""`python -m xiyang_cli`, and the `xiyang` script."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line."""
    try:
        from xiyang_cli.program import app

        app(prog_name="xiyang")
    except KeyboardInterrupt:  # Ctrl-C while the program was still being imported
        sys.exit(130)


if __name__ == "__main__":
    main()
