"""The two languages of the tool, and one place where a message gets its language."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from typing import Protocol

    class Bilingual(Protocol):
        """What has a name in each language."""

        @property
        def name_zh(self) -> str: ...
        @property
        def name_en(self) -> str: ...


class Language(StrEnum):
    """Language of table headers, names, messages and help; keys of data stay English."""

    ZH = "zh"
    EN = "en"


def choose(words: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language asked for: `--lang`, else `XIYANG_LANG`, else the locale, else English."""
    for place, word in enumerate(words):
        if word == "--":
            break
        value = word.removeprefix("--lang=") if word.startswith("--lang=") else None
        if word == "--lang" and place + 1 < len(words):
            value = words[place + 1]
        if value in tuple(Language):
            return Language(value)
    asked = environment.get("XIYANG_LANG", "").strip().lower()[:2]
    if asked in tuple(Language):
        return Language(asked)
    locale = next(
        (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)),
        "",
    )
    return Language.ZH if locale.lower().startswith("zh") else Language.EN


def say(template: str, language: Language, /, **values: object) -> str:
    """`template` (English, with `{names}`) in `language`, its values made safe for a terminal."""
    if language is Language.ZH:
        from xiyang_cli.chinese import CHINESE

        template = CHINESE.get(template, template)
    if not values:
        return template
    return template.format(**{name: visible(_worded(value, language)) for name, value in values.items()})


class Listed(NamedTuple):
    """Several things in a message, each worded in its language."""

    things: tuple[object, ...]

    def wording(self, language: Language) -> str:
        return ("、" if language is Language.ZH else ", ").join(
            _worded(t, language) for t in self.things
        ) or "—"


def _worded(value: Any, language: Language) -> str:
    """A value that has a wording of its own in each language (a status, a kind of unit) in it."""
    if wording := getattr(value, "wording", None):
        return str(wording(language))
    return name_in(value, language) if hasattr(value, "name_zh") else str(value)


def name_in(thing: Bilingual, language: Language) -> str:
    """What `thing` is called."""
    return thing.name_zh if language is Language.ZH else thing.name_en


def visible(text: str) -> str:
    r"""`text` with control, format and bidi characters written out (`\x1b`), so that none acts.

    Line breaks are control characters too: a value stays on its line.
    """
    if text.isprintable():
        return text
    return "".join(c if harmless(c) else ascii(c)[1:-1] for c in text)


def harmless(character: str) -> bool:
    """Whether a terminal only prints `character`: neither control, format, surrogate nor break."""
    return character == " " or unicodedata.category(character) not in _ACTING


_ACTING = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
