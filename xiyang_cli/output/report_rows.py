"""The figures of a report as HTML: a problem with all that the source says to it, others in short. Pure."""

from __future__ import annotations

import re
from html import escape

from xiyang_cli.answers.check import Row
from xiyang_cli.answers.wording import EMPTY
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Basis, Fact
from xiyang_cli.checking.explain import MARKS, VERDICT_WORDS, stated
from xiyang_cli.checking.relate import Verdict
from xiyang_cli.language import Language, say, visible
from xiyang_cli.output.voice import Voice

TAGS = {Language.ZH: "zh-CN", Language.EN: "en"}
"""the languages as a page names them"""


def safe(text: str) -> str:
    """Text that neither a browser nor a reader's eye takes for anything else, for attributes too."""
    return escape(visible(re.sub("[\t\n\r]+", " ", text)))


class Rows:
    """Writes single figures in one language."""

    def __init__(self, base: FactBase, language: Language) -> None:
        self.base = base
        self.language = language
        self.voice = Voice(lambda: base, language)

    def problem(self, row: Row) -> str:
        """A figure that someone must look at, with all that the source says to it."""
        fact = row.fact
        parts = [
            f'<li class="problem {row.verdict.value}">',
            f'<p class="head"><span class="verdict">{self.verdict(row.verdict)}</span> {self.at(row)}</p>',
            self.quote(row),
            f"<p>{self.explanation(row)}</p>",
            *self.stated(row, fact),
            "</li>",
        ]
        return "\n".join(parts)

    def stated(self, row: Row, fact: Fact | None) -> list[str]:
        """What the source states, where, of when and how surely, and what to print instead."""
        terms = []
        if fact is not None:
            terms = [
                *self.figure(row, fact),
                (self.say("where"), self.where(fact)),
                (self.say("period"), safe(self.period(fact))),
                (self.say("status"), safe(self.voice.status(fact.status))),
            ]
        if row.data["suggestion"]:
            instead = self.foreign(row.data["suggestion"])
            terms.append((self.say("print instead"), f'<span class="instead">{instead}</span>'))
        lines = [f"<dt>{safe(term)}</dt><dd>{told}</dd>" for term, told in terms]
        return ["<dl>", *lines, "</dl>"] if lines else []

    def figure(self, row: Row, fact: Fact) -> list[tuple[str, str]]:
        """What the source prints; or, never said to be printed, what was worked out from it, and how."""
        if fact.basis is not Basis.DERIVED:
            return [(self.say("what the source states"), self.foreign(row.data["stated"] or EMPTY))]
        told = stated(self.base, fact, self.language) or EMPTY
        formula = [(self.say("formula"), safe(fact.formula))] if fact.formula else []
        return [(self.say("worked out from the source"), self.foreign(told)), *formula]

    def quiet(self, row: Row) -> str:
        """A figure in short: its words, and for one that the source has, why and where."""
        fact = row.fact
        told = ""
        if row.verdict is Verdict.SUPPORTED and fact is not None:
            told = f'\n<p class="soft">{self.explanation(row)} · {self.where(fact)}</p>'
        return f"<li>{self.at(row)}\n{self.quote(row)}{told}</li>"

    def verdict(self, verdict: Verdict) -> str:
        shape = f'<span class="shape" aria-hidden="true">{MARKS[verdict]}</span>'
        return f"{shape} {safe(say(VERDICT_WORDS[verdict], self.language))}"

    def at(self, row: Row) -> str:
        place = f"{row.data['line']}:{row.data['column']}"
        return f'<span class="at"><span class="unseen">{safe(self.say("line:column"))} </span>{place}</span>'

    def quote(self, row: Row) -> str:
        """The words of the draft around the figure, marked as Chinese where they are and the page is not."""
        before, figure, after = row.before, row.data["figure"], row.after
        words = f"{safe(before)}<mark>{safe(figure)}</mark>{safe(after)}"
        return f'<p class="quote"{self.tongue(before + figure + after)}>{words}</p>'

    def explanation(self, row: Row) -> str:
        return safe(row.data[f"explanation_{self.language.value}"])

    def where(self, fact: Fact) -> str:
        item, section, sentence = fact.locator
        place = self.say("item {item}, section {section}, sentence {sentence}",
            item=item, section=section, sentence=sentence)  # fmt: skip
        return safe(place)

    def period(self, fact: Fact) -> str:
        return self.voice.period(fact).replace("/", "–") or self.say("no year printed")

    def foreign(self, text: str) -> str:
        """Text in a language of its own."""
        return f"<span{self.tongue(text)}>{safe(text)}</span>"

    def tongue(self, text: str) -> str:
        """The attribute that names a text's language, where it is not the page's."""
        is_chinese = re.search("[\u3400-\u9fff]", text) is not None
        own = Language.ZH if is_chinese else Language.EN
        has_words = is_chinese or re.search("[A-Za-z]", text) is not None
        return f' lang="{TAGS[own]}"' if own is not self.language and has_words else ""

    def say(self, template: str, **values: object) -> str:
        return say(template, self.language, **values)
