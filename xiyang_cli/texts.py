"""The commands that read a text of the user's own. Each is a sentence, as in :mod:`xiyang_cli.cli`."""

from __future__ import annotations

from typing import Annotated

import typer

from xiyang_cli.errors import WrongUse
from xiyang_cli.frame import READERS, Answer, Session, command
from xiyang_cli.options import form_option
from xiyang_cli.values import FILE, TEXT, VERDICTS

CHECK_FORM = form_option(
    "text", "github", "html",
    help="How to print it: a table in a terminal, a line a problem in a pipe by default.",
)  # fmt: skip


@command(READERS)
def figures(
    session: Session,
    file: Annotated[
        str | None,
        typer.Argument(metavar="[FILE|-]", click_type=FILE, help="A text file; - for standard input."),
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="TEXT", click_type=TEXT, help="Read this text.")
    ] = None,
    lines: Annotated[bool, typer.Option("--lines", help="Take each line for a text of its own.")] = False,
) -> Answer:
    """List the quantities that a text states: number, unit, bound, and the value in base units.

    It reads Chinese and English. Dates, names, titles and grades are none.
    """
    from xiyang_cli.answers.figures import FIGURE_KEYS
    from xiyang_cli.answers.figures import figures as find
    from xiyang_cli.files import read_text_file

    if (file is None) == (text is None):
        raise WrongUse("name one text: a file, - for standard input, or --text")
    rows = find(text if text is not None else read_text_file(str(file)), by_line=lines)
    return Answer(
        rows, FIGURE_KEYS, lambda write: write.plain_table(rows, FIGURE_KEYS), reads=[file] if file else []
    )


@command(READERS, CHECK_FORM)
def check(
    session: Session,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE|-]...", click_type=FILE, help="Drafts: text, Markdown, HTML, .docx, .odt or .pdf."
        ),
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="TEXT", click_type=TEXT, help="Check this text.")
    ] = None,
    lines: Annotated[bool, typer.Option("--lines", help="Take each line for a claim of its own.")] = False,
    as_of: Annotated[
        int | None,
        typer.Option("--as-of", metavar="YEAR", help="The year that 今年 is (else the source's own)."),
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on",
            metavar="A,B",
            click_type=VERDICTS,
            help="Exit 1 for these verdicts too: imprecise, not_found.",
        ),
    ] = None,
    ignore: Annotated[
        str | None,
        typer.Option(
            "--ignore",
            metavar="FILE",
            click_type=FILE,
            help="Known findings to leave out: figure, tab, reason.",
        ),
    ] = None,
) -> Answer:
    """Check every figure of a draft against the base: what the source says, and what to print.

    `supported` means: the page says so. Exit 1 when a figure is contradicted or misattributed,
    2 when a file cannot be read.
    """
    from xiyang_cli.answers.check import CHECK_KEYS
    from xiyang_cli.drafts import check_drafts
    from xiyang_cli.output import lines as told

    asked = check_drafts(
        session, files or [], text=text, by_line=lines, as_of=as_of, fail_on=fail_on, ignore=ignore
    )
    report, strict = asked.report, asked.strict
    problems = told.problems(report.rows, strict)

    def html() -> str:
        from xiyang_cli.output.report import report_html

        return report_html(report, session.base, session.language, strict)

    return Answer(
        [row.data for row in report.rows],
        CHECK_KEYS,
        lambda _: told.seen(report, session.language, strict),
        talk=asked.talk,
        reads=asked.reads,
        exit_code=asked.exit_code,
        facts=[row.fact for row in report.rows if row.fact],
        forms={
            "text": lambda: told.text_lines(problems, session.language),
            "github": lambda: told.github_lines(problems, session.language),
            "html": html,
        },
        in_pipe="text",
    )
