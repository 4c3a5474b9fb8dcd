"""`python -m xiyang_cli`, and the `xiyang` script."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from xiyang_cli.cli import app

    app(prog_name="xiyang")


if __name__ == "__main__":
    main()
