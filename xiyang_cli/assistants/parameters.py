"""The arguments of tools: meaning, limits as JSON Schema, and one line for what does not fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from xiyang_cli.errors import WrongUse, XiyangError

LONGEST_NAME = 200
"""characters of a name, a quantity or the words of a search"""
LONGEST_TEXT = 10_000
"""characters of a draft; a longer one is for `xiyang check`"""
MOST_NAMES = 20
YEARS = (1900, 2200)
_ECHOED = 60
"""characters that a message repeats of what it does not know"""

_NAME = {
    "type": "string",
    "minLength": 1,
    "maxLength": LONGEST_NAME,
    "pattern": "^[^\\u0000-\\u001f\\u007f]+$",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument of a tool."""

    meaning: str
    form: Mapping[str, Any]
    misfit: Callable[[str], XiyangError]
    """what to say of a value that does not fit `form`, by the argument's name"""
    required: bool = False

    def read(self, name: str, value: Any) -> Any:
        """The value, checked. Raises WrongUse."""
        from jsonschema import Draft202012Validator

        if not Draft202012Validator(self.form).is_valid(value):
            raise self.misfit(name)
        # To JSON Schema 2024.0 is a whole number.
        return int(value) if self.form["type"] == "integer" else value


Parameters = Mapping[str, Parameter]


def name(meaning: str, *, required: bool = False) -> Parameter:
    """One name, unit or query."""
    return Parameter(
        meaning,
        _NAME,
        lambda name: WrongUse(
            "{name}: give a text of 1 to {most} characters, without control characters",
            name=name,
            most=LONGEST_NAME,
        ),
        required,
    )


def names(meaning: str, *, least: int) -> Parameter:
    """A list of names; it may be left out where none is needed."""
    return Parameter(
        meaning,
        {"type": "array", "items": _NAME, "minItems": least, "maxItems": MOST_NAMES},
        lambda name: WrongUse(
            "{name}: give a list of {least} to {most} texts, each of 1 to {longest} characters, "
            "without control characters",
            name=name,
            least=least,
            most=MOST_NAMES,
            longest=LONGEST_NAME,
        ),
        required=least > 0,
    )


def draft(meaning: str) -> Parameter:
    """A text to read."""
    return Parameter(
        meaning,
        {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT},
        lambda name: WrongUse("{name}: give a text of 1 to {most} characters", name=name, most=LONGEST_TEXT),
        required=True,
    )


def year(meaning: str) -> Parameter:
    """A calendar year."""
    least, most = YEARS
    return Parameter(
        meaning,
        {"type": "integer", "minimum": least, "maximum": most},
        lambda name: WrongUse(
            "{name}: give a year from {least} to {most}, a whole number", name=name, least=least, most=most
        ),
    )


def flag(meaning: str) -> Parameter:
    """true or false."""
    return Parameter(
        meaning, {"type": "boolean"}, lambda name: WrongUse("{name}: give true or false", name=name)
    )


def schema_of(parameters: Parameters) -> dict[str, Any]:
    """The JSON Schema of a tool's arguments."""
    return {
        "type": "object",
        "properties": {n: {"description": p.meaning, **p.form} for n, p in parameters.items()},
        "required": [name for name, parameter in parameters.items() if parameter.required],
        "additionalProperties": False,
    }


def read_arguments(parameters: Parameters, given: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a call, checked; null is as if it were left out.

    Raises WrongUse for one that is unknown, missing or outside its limits.
    """
    for name in given:
        if name not in parameters:
            raise WrongUse(
                "no argument is called {name}; there are {known}",
                name=echoed(name),
                known=", ".join(parameters),
            )
    return {
        name: parameter.read(name, given.get(name))
        for name, parameter in parameters.items()
        if parameter.required or given.get(name) is not None
    }


def echoed(text: str) -> str:
    """So much of a text as a message repeats."""
    return text if len(text) <= _ECHOED else f"{text[:_ECHOED]}…"
