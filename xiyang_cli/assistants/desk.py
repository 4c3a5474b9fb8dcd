"""Where calls arrive: a tool's name and its arguments, as sent, to its reply. No protocol here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xiyang_cli.answers.cite import attribution
from xiyang_cli.assistants.parameters import echoed, read_arguments
from xiyang_cli.assistants.tools import TOOLS, Reply, reply
from xiyang_cli.base.folder import Stamp, stamps
from xiyang_cli.errors import BrokenBase, UnknownName, WrongUse
from xiyang_cli.frame import Session
from xiyang_cli.language import Language


class Desk:
    """Answers from one base: read once, and anew when its files have changed.

    Raises BrokenBase for a base that is broken from the first.
    """

    def __init__(self, session: Session) -> None:
        self._stamps = _stamps(session)
        self._session = session
        self.instructions = _instructions(session)

    @property
    def language(self) -> Language:
        return self._session.language

    def answer(self, name: str, given: Mapping[str, Any]) -> Reply:
        """The reply to one call. Raises XiyangError, in one line."""
        if name not in TOOLS:
            raise UnknownName(
                "no tool is called {name}; there are {known}", name=echoed(name), known=", ".join(TOOLS)
            )
        tool = TOOLS[name]
        arguments = read_arguments(tool.parameters, given)
        return reply(tool, self._fresh(), arguments)

    def _fresh(self) -> Session:
        """The session with the base as its files are now. An answer from a base gone by would be wrong."""
        now = _stamps(self._session)
        if now == self._stamps:
            return self._session
        session = self._session._replace(loaded=[])
        try:
            assert session.base
        except BrokenBase as error:
            raise WrongUse(
                "the fact base has changed and is broken ({count} faults); the first: {fault}",
                count=len(error.faults),
                fault=error.faults[0].text(self.language),
            ) from None
        self._session, self._stamps = session, now
        return session


def _stamps(session: Session) -> dict[str, Stamp]:
    try:
        return stamps(session.directory)
    except OSError:
        return {}


def _instructions(session: Session) -> str:
    """What an assistant is told before it asks: what there is, and what may not be made of it."""
    base = session.base
    sources = " ".join(attribution(source, [], Language.EN) + "." for source in base.sources)
    sectors = ", ".join(f"{sector.id} ({sector.name_zh}, {sector.name_en})" for sector in base.sectors)
    return (
        f"What these pages state about {base.place(base.home).name_en} ({base.home}), and nothing else. "
        f"{sources} Sectors: {sectors}. Give a figure with its bound, unit, period, status and source, as "
        "the tool has it: `over 7 billion` is not 7 billion, `planned` is not done, `derived` is arithmetic "
        "and not printed in the source, null is unknown. What is not found is neither right nor wrong. "
        "Decimals are exact and come as text. Print the attribution line."
    )
