"""The report of `check` as one page of HTML that opens anywhere and loads nothing. Pure.

Drafts are hostile input: what they hold goes out through `safe` only, which writes control characters
out and escapes the rest. The same report gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import PurePath

from xiyang_cli.answers.check import FAILING, Checked, Report, Row
from xiyang_cli.answers.show import attribution
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.base.model import Basis, Fact, PeriodBasis, Source
from xiyang_cli.checking.explain import VERDICT_WORDS, stated
from xiyang_cli.checking.relate import Verdict
from xiyang_cli.language import Language, Listed, say, visible
from xiyang_cli.output.report_style import STYLE

PROBLEMS = (Verdict.CONTRADICTED, Verdict.MISATTRIBUTED, Verdict.IMPRECISE)
"""what a person must look at, the worst first"""
QUIET = (Verdict.SUPPORTED, Verdict.NOT_FOUND)

_SIGNS = {
    Verdict.CONTRADICTED: "✗",
    Verdict.MISATTRIBUTED: "≠",
    Verdict.IMPRECISE: "~",
    Verdict.SUPPORTED: "✓",
    Verdict.NOT_FOUND: "?",
}
MEANINGS = {
    Verdict.CONTRADICTED: "the source prints something else; to be changed",
    Verdict.MISATTRIBUTED: "the source prints it of another place, time or status; to be changed",
    Verdict.IMPRECISE: "near to the source, but a bound, a rounding or a word is missing",
    Verdict.SUPPORTED: "the page says so, and no more is meant",
    Verdict.NOT_FOUND: "the source does not say: neither praised nor blamed, to be checked elsewhere",
}
"""what each verdict means to the one who gets the report"""
_TAGS = {Language.ZH: "zh-CN", Language.EN: "en"}
_MOST_NAMES = 3
"""so many drafts are named in the title; all of them stand in the list"""


def report_html(report: Report, base: FactBase, language: Language) -> str:
    """The whole page: what was found in sum, by which source, then each draft, its problems first."""
    page = _Page(base, language, report.source, _names(report.drafts, language))
    title = page.title()
    body = "\n".join(
        (
            f'<a class="skip" href="#findings">{page.say("Skip to the findings")}</a>',
            f"<header>\n<h1>{title}</h1>\n{page.outcome(report)}\n</header>",
            "<main>",
            page.summary(report),
            page.sources(report),
            page.contents(report),
            '<div id="findings" tabindex="-1">',
            *(page.draft(number, draft) for number, draft in enumerate(report.drafts, 1)),
            "</div>\n</main>",
        )
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{_TAGS[language]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
        f"<title>{re.sub('<[^>]*>', '', title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def safe(text: str) -> str:
    """Text of a draft for HTML: on one line, nothing in it acts."""
    return escape(visible(re.sub(r"[\t\n\r]+", " ", text)))


@dataclass(frozen=True)
class _Page:
    """Words the parts of one report in one language."""

    base: FactBase
    language: Language
    source: Source
    names: Sequence[str]
    """the drafts as the page calls them, in order"""

    def say(self, template: str, **values: object) -> str:
        return escape(say(template, self.language, **values))

    def title(self) -> str:
        names = Listed(tuple(self.names[:_MOST_NAMES]))
        more = len(self.names) - _MOST_NAMES
        if more > 0:
            return self.say("{names} and {count} more, checked against the source", names=names, count=more)
        return self.say("{names} checked against the source", names=names)

    def outcome(self, report: Report) -> str:
        """The first thing to see: how many problems there are."""
        counts = report.counts()
        count, total = sum(counts[verdict] for verdict in PROBLEMS), sum(counts.values())
        if not count:
            told = f"{self.say('No figure differs from the source.')} " if total else ""
            return f'<p class="outcome">{told}{self.say("Figures checked: {total}.", total=total)}</p>'
        worst = Verdict.CONTRADICTED if report.fails() else Verdict.IMPRECISE
        told = self.say("Problems: {count}. Figures checked: {total}.", count=count, total=total)
        return f'<p class="outcome {worst}"><span aria-hidden="true">{_SIGNS[worst]}</span> {told}</p>'

    def summary(self, report: Report) -> str:
        """How many figures got each verdict, and what each verdict means."""
        counts = report.counts()
        rows = "\n".join(
            f'<tr><th scope="row">{self.verdict(verdict)} '
            f'<span class="soft">{self.say(MEANINGS[verdict])}</span></th><td>{counts[verdict]}</td></tr>'
            for verdict in (*PROBLEMS, *QUIET)
        )
        head = "".join(f'<th scope="col">{self.say(word)}</th>' for word in ("verdict", "figures"))
        only = self.say("“as the source says” means only that: the page says so")
        silenced = self.silenced(report.silenced)
        return (
            f'<table>\n<caption>{self.say("in sum")}</caption>\n<thead><tr>{head}</tr></thead>\n'
            f"<tbody>\n{rows}\n</tbody>\n</table>\n<p>{only}</p>{silenced}"
        )

    def silenced(self, count: int) -> str:
        return f"\n<p>{self.say('{count} known findings silenced', count=count)}</p>" if count else ""

    def sources(self, report: Report) -> str:
        """The pages that the drafts were judged by, and what they do not print of themselves."""
        cited = (fact.source for row in report.rows if (fact := row.found.finding.fact) is not None)
        told = []
        for id in dict.fromkeys((report.source.id, *cited)):
            source = self.base.source(id) if id != report.source.id else report.source
            told.append(f"<p>{escape(visible(attribution(source, (), self.language)))}</p>")
            note = source.note_zh if self.language is Language.ZH else source.note_en
            if note:
                told.append(f'<p class="soft">{safe(note)}</p>')
        heading = f'<h2 id="source">{self.say("The source")}</h2>'
        return f'<section aria-labelledby="source">\n{heading}\n' + "\n".join(told) + "\n</section>"

    def contents(self, report: Report) -> str:
        """Where each draft begins, when there are several."""
        if len(report.drafts) < 2:
            return ""
        items = "\n".join(
            f'<li><a href="#draft-{number}">{self.name(number)}</a> '
            f"{self.say('({count} problems)', count=len(_problems(draft.rows)))}</li>"
            for number, draft in enumerate(report.drafts, 1)
        )
        return f'<nav aria-labelledby="drafts">\n<h2 id="drafts">{self.say("Drafts")}</h2>\n<ul>\n{items}\n</ul>\n</nav>'

    def draft(self, number: int, draft: Checked) -> str:
        """One draft: what could not be read, its problems, then folded what is right or unknown."""
        id = f"draft-{number}"
        parts = [f'<section aria-labelledby="{id}">\n<h2 id="{id}">{self.name(number)}</h2>']
        parts.append(self.unread(draft))
        problems = _problems(draft.rows)
        parts.append(f"<h3>{self.say('Problems: {count}', count=len(problems))}</h3>")
        if not problems:
            told = "No figure differs from the source." if draft.rows else "No figure to report on."
            parts.append(f"<p>{say(told, self.language)}</p>")
        parts += [self.problem(f"{id}-{place}", place, row) for place, row in enumerate(problems, 1)]
        parts += [self.folded(draft.rows, verdict) for verdict in QUIET]
        if len(self.names) > 1:
            parts.append(self.silenced(draft.silenced))
        return "\n".join(part for part in parts if part) + "\n</section>"

    def unread(self, draft: Checked) -> str:
        if not draft.notes:
            return ""
        items = "".join(f"<li>{safe(note.text(self.language))}</li>" for note in draft.notes)
        return f'<div class="unread">\n<h3>{self.say("What could not be read")}</h3>\n<ul>{items}</ul>\n</div>'

    def problem(self, id: str, place: int, row: Row) -> str:
        """A figure that differs from the source: the draft's words, why, the source's words, what to print."""
        return (
            f'<article class="problem {row.verdict}" aria-labelledby="{id}">\n'
            f'<h4 id="{id}"><span class="number">{place}</span> {self.verdict(row.verdict)} '
            f"{self.quoted(row.found.text)} {self.place(row)}</h4>\n"
            f"{self.words(row)}\n<p>{self.why(row)}</p>\n{self.grounds(row)}\n</article>"
        )

    def folded(self, rows: Iterable[Row], verdict: Verdict) -> str:
        """The figures with a verdict that calls for no change, out of the way."""
        of_it = [row for row in rows if row.verdict is verdict]
        if not of_it:
            return ""
        items = "\n".join(f"<li>{self.words(row)}\n<p>{self.aside(row)}</p></li>" for row in of_it)
        heading = f"<h3>{self.verdict(verdict)} ({len(of_it)})</h3>"
        return f"<details>\n<summary>{heading}</summary>\n<ul>\n{items}\n</ul>\n</details>"

    def aside(self, row: Row) -> str:
        """Where a quiet figure stands and, in one line, what the source says."""
        fact = row.found.finding.fact
        if fact is None or row.verdict is Verdict.NOT_FOUND:
            return self.place(row)
        return f'{self.why(row)} <span class="soft">({self.where(fact)})</span> {self.place(row)}'

    def words(self, row: Row) -> str:
        """The draft's words with the figure marked."""
        before, after = f"<bdi>{safe(row.before)}</bdi>", f"<bdi>{safe(row.after)}</bdi>"
        tongue = self.tongue(row.before + row.found.text + row.after)
        return f'<p class="words"{tongue}>{before}<mark><bdi>{safe(row.found.text)}</bdi></mark>{after}</p>'

    def grounds(self, row: Row) -> str:
        """What the source prints and where, of which time and state, and what to print instead."""
        fact = row.found.finding.fact
        if fact is None:
            return ""
        is_derived = fact.basis is Basis.DERIVED
        pairs = [
            ("worked out from the source" if is_derived else "the source prints", self.stated(fact)),
            ("formula", safe(fact.formula or "") if is_derived else ""),
            ("period", self.period(fact)),
            ("status", safe(fact.status.wording(self.language))),
            ("where", self.where(fact)),
        ]
        told = f'<dl class="source">{self.pairs(pairs)}</dl>'
        instead = row.data["suggestion"]
        if instead:
            told += f'\n<dl class="instead">{self.pairs([("print instead", self.quoted(instead))])}</dl>'
        return told

    def pairs(self, pairs: Iterable[tuple[str, str]]) -> str:
        told = ((say(word, self.language), value) for word, value in pairs if value)
        return "".join(f"<div><dt>{escape(word)}</dt> <dd>{value}</dd></div>" for word, value in told)

    def stated(self, fact: Fact) -> str:
        told = stated(self.base, fact, self.language)
        return self.quoted(told or fact.wording(self.language))

    def period(self, fact: Fact) -> str:
        if fact.period is None:
            return self.say("no year printed")
        ends = (period for period in (fact.baseline_period, fact.period) if period is not None)
        told = " → ".join(str(period).replace("/", "–") for period in ends)
        if fact.period_basis is PeriodBasis.CONTEXT:
            return self.say("{period} (the year by context)", period=told)
        return safe(told)

    def where(self, fact: Fact) -> str:
        item, section, sentence = fact.locator
        told = self.say(
            "item {item}, section {section}, sentence {sentence}",
            item=item, section=section, sentence=sentence,
        )  # fmt: skip
        if fact.source == self.source.id:
            return told
        source = self.base.source(fact.source)
        headline = source.headline_zh if self.language is Language.ZH else source.headline_en
        return f"{self.say('“{headline}”', headline=headline)} {told}"

    def why(self, row: Row) -> str:
        return safe(str(row.data[f"explanation_{self.language.value}"]))

    def verdict(self, verdict: Verdict) -> str:
        """Its sign and its words: colour says nothing that these do not."""
        sign = f'<span class="sign" aria-hidden="true">{_SIGNS[verdict]}</span>'
        word = f'<span class="word">{self.say(VERDICT_WORDS[verdict])}</span>'
        return f'<span class="verdict {verdict}">{sign}{word}</span>'

    def place(self, row: Row) -> str:
        told = self.say("line {line}, column {column}", line=row.data["line"], column=row.data["column"])
        return f'<span class="place">{told}</span>'

    def name(self, number: int) -> str:
        return f"<bdi>{safe(self.names[number - 1])}</bdi>"

    def quoted(self, text: str) -> str:
        return f"<bdi{self.tongue(text)}>{safe(text)}</bdi>"

    def tongue(self, text: str) -> str:
        """The language of words that are not in the page's own, for who has them read aloud."""
        spoken = Language.ZH if re.search(r"[\u4e00-\u9fff]", text) else Language.EN
        return "" if spoken is self.language else f' lang="{_TAGS[spoken]}"'


def _problems(rows: Iterable[Row]) -> list[Row]:
    """The worst first, each kind in the order of the draft."""
    return sorted((row for row in rows if row.verdict in PROBLEMS), key=lambda row: PROBLEMS.index(row.verdict))


def _names(drafts: Sequence[Checked], language: Language) -> list[str]:
    """The drafts' file names, without their folders where that leaves them apart."""
    special = {"-": say("standard input", language), "--text": say("the text given", language)}
    full = [special.get(draft.name, draft.name) for draft in drafts]
    bare = [PurePath(name).name or name for name in full]
    return bare if len(set(bare)) == len(bare) else full
