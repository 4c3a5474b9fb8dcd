"""The command that prints what a shell reads to complete all others."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from xiyang_cli.errors import WrongUse
from xiyang_cli.frame import READERS, Answer, Session, command
from xiyang_cli.program import app


class Shell(StrEnum):
    """The shells that complete."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


@command(app, READERS)
def completion(
    session: Session,
    shell: Annotated[Shell, typer.Argument(metavar="bash|zsh|fish", help="Your shell.")],
) -> Answer:
    """Print the script that completes commands, options and names with the tab key.

    \b
    bash  echo 'eval "$(xiyang completion bash)"' >> ~/.bashrc
    zsh   echo 'eval "$(xiyang completion zsh)"' >> ~/.zshrc
    fish  xiyang completion fish > ~/.config/fish/completions/xiyang.fish
    """
    from xiyang_cli.completing.shells import script

    if session.format is not None or session.fields is not None:
        raise WrongUse("a script has one form; leave -f and --fields out")
    return Answer([], (), lambda _: [], whole=lambda: script(shell.value))
