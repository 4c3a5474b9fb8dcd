"""A report as one page of HTML that loads nothing: the problems first, the rest folded away. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import PurePath

from xiyang_cli.answers.check import Checked, Report, Row
from xiyang_cli.answers.cite import attribution
from xiyang_cli.base.factbase import FactBase
from xiyang_cli.checking.relate import QUIET, Verdict
from xiyang_cli.language import Language, Listed, say
from xiyang_cli.output.report_head import page_head
from xiyang_cli.output.report_rows import Rows, safe
from xiyang_cli.output.voice import CONTEXT

PROBLEMS = (Verdict.CONTRADICTED, Verdict.MISATTRIBUTED, Verdict.IMPRECISE)
"""what a person must look at, the worst first; the other verdicts stay folded"""


def report_html(report: Report, base: FactBase, language: Language, strict: Collection[Verdict] = ()) -> str:
    """The whole page, from doctype to the last line; figures with a verdict in `strict` are problems too."""
    return _Page(report, base, language, strict).whole()


class _Page:
    """Writes one report in one language."""

    def __init__(
        self, report: Report, base: FactBase, language: Language, strict: Collection[Verdict]
    ) -> None:
        self.report = report
        self.problems = (*PROBLEMS, *(verdict for verdict in QUIET if verdict in strict))
        self.quiet = tuple(verdict for verdict in QUIET if verdict not in strict)
        self.language = language
        self.rows = Rows(base, language)
        self.names = _names(report.drafts)

    def whole(self) -> str:
        names = Listed(tuple(self.names))
        title = safe(self.say("Figures checked: {names}", names=names))
        body = [
            f'<a class="skip" href="#main">{safe(self.say("Skip to the result"))}</a>',
            f"<header>\n<h1><bdi>{title}</bdi></h1>",
            f'<p class="soft">{safe(attribution(self.report.source, [], self.language))}</p>\n</header>',
            '<main id="main" tabindex="-1">',
            *self.summary(),
            *(line for place, draft in enumerate(self.report.drafts, 1) for line in self.draft(place, draft)),
            "</main>",
            *self.footer(),
        ]
        return "\n".join([*page_head(title, self.language), "<body>", *body, "</body>", "</html>", ""])

    def summary(self) -> list[str]:
        """The counts of all drafts, what a verdict is worth, and the way to each draft."""
        counts = self.report.counts()
        lines = [
            '<section aria-labelledby="result">',
            f'<h2 id="result">{safe(self.say("Result"))}</h2>',
            self.outcome(),
            '<ul class="counts">',
            *(self.count(verdict, counts[verdict]) for verdict in (*self.problems, *self.quiet)),
            "</ul>",
            f"<p>{safe(self.say('“as the source says” means only that: the page says so'))}</p>",
        ]
        if self.report.silenced:
            told = self.say("Known problems left out: {count}", count=self.report.silenced)
            lines.append(f"<p>{safe(told)}</p>")
        if not self.report.drafts:
            lines.append(f"<p>{safe(self.say('No draft was read.'))}</p>")
        if len(self.report.drafts) > 1:
            lines += self.contents()
        return [*lines, "</section>"]

    def outcome(self) -> str:
        """The first thing to see: how many problems there are."""
        counts = self.report.counts()
        worst = next((verdict for verdict in self.problems if counts[verdict]), None)
        problems = self.say("Problems: {count}", count=sum(counts[verdict] for verdict in self.problems))
        judged = self.say("Figures judged: {count}", count=len(self.report.rows))
        kind = f"outcome {worst}" if worst else "outcome"
        return f'<p class="{kind}"><strong>{safe(problems)}</strong> · {safe(judged)}</p>'

    def count(self, verdict: Verdict, number: int) -> str:
        return (
            f'<li class="{verdict.value}"><strong>{number}</strong> '
            f'<span class="verdict">{self.rows.verdict(verdict)}</span></li>'
        )

    def contents(self) -> list[str]:
        """A link to each draft, with how many problems it has."""
        lines = [f'<nav aria-label="{safe(self.say("Drafts"))}">', '<ul class="names">']
        for place, draft in enumerate(self.report.drafts, 1):
            told = safe(self.say("Problems: {count}", count=len(_of(draft, self.problems))))
            lines.append(
                f'<li><a href="#draft-{place}"><bdi>{safe(self.names[place - 1])}</bdi></a> · {told}</li>'
            )
        return [*lines, "</ul>", "</nav>"]

    def draft(self, place: int, draft: Checked) -> list[str]:
        """One draft: what could not be read, the worst problems first, then the rest."""
        found = sorted(_of(draft, self.problems), key=lambda row: self.problems.index(row.verdict))
        lines = [
            f'<section aria-labelledby="draft-{place}">',
            f'<h2 id="draft-{place}"><bdi>{safe(self.names[place - 1])}</bdi></h2>',
            *self.notes(draft),
        ]
        if found:
            heading = self.say("Problems: {count}", count=len(found))
            lines += [f"<h3>{safe(heading)}</h3>", "<ol>", *map(self.rows.problem, found), "</ol>"]
        else:
            nothing = self.say("No figure was found in this draft.")
            told = self.say("No figure differs from the source.") if draft.rows else nothing
            lines.append(f"<p>{safe(told)}</p>")
        for verdict in self.quiet:
            lines += self.folded(verdict, _of(draft, (verdict,)))
        return [*lines, "</section>"]

    def notes(self, draft: Checked) -> list[str]:
        """What of a draft was not read, and how much of it was silenced."""
        items = [f"<li>{safe(remark.text(self.language))}</li>" for remark in draft.notes]
        lines = ['<ul class="notes">', *items, "</ul>"] if items else []
        if draft.silenced and len(self.names) > 1:
            told = self.say("Known problems left out: {count}", count=draft.silenced)
            lines.append(f'<p class="soft">{safe(told)}</p>')
        return lines

    def folded(self, verdict: Verdict, rows: list[Row]) -> list[str]:
        """Figures that need no work, under one line that opens."""
        if not rows:
            return []
        title = f'<span class="verdict">{self.rows.verdict(verdict)}</span> ({len(rows)})'
        items = map(self.rows.quiet, rows)
        head = f'<details class="{verdict.value}">\n<summary>{title}</summary>'
        return [head, '<ol class="quiet">', *items, "</ol>", "</details>"]

    def footer(self) -> list[str]:
        """What the marks mean, where there are any."""
        facts = [row.fact for row in self.report.rows if row.verdict in self.problems]
        told = []
        if any(fact and CONTEXT in self.rows.period(fact) for fact in facts):
            told.append(self.say("† the year is not printed there, the context gives it"))
        return ["<footer>", *(f"<p>{safe(text)}</p>" for text in told), "</footer>"] if told else []

    def say(self, template: str, **values: object) -> str:
        return say(template, self.language, **values)


def _names(drafts: Iterable[Checked]) -> list[str]:
    """The drafts' file names, with their folders only where these tell them apart."""
    full = [draft.name for draft in drafts]
    bare = [PurePath(name).name or name for name in full]
    return bare if len(set(bare)) == len(bare) else full


def _of(draft: Checked, verdicts: Iterable[Verdict]) -> list[Row]:
    wanted = frozenset(verdicts)
    return [row for row in draft.rows if row.verdict in wanted]
