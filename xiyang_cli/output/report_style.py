"""How the HTML report of `check` looks: on a screen by day and by night, on a phone, on paper."""

STYLE = """
:root {
  color-scheme: light dark;
  --paper: #ffffff; --panel: #f5f5f2; --ink: #1b1b1f; --soft: #55565c; --rule: #c9c9c4; --link: #0b4f8a;
  --contradicted: #a4121f; --misattributed: #86400a; --imprecise: #665200;
  --supported: #1a6337; --not-found: #4a5160; --mark: #ffe58a; --on-mark: #1b1b1f;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #16171a; --panel: #212329; --ink: #ececf0; --soft: #b6b8c1; --rule: #4b4e57; --link: #9ccbff;
    --contradicted: #ff9d96; --misattributed: #ffb870; --imprecise: #e8d36e;
    --supported: #86d9a6; --not-found: #b9c1d0; --mark: #5a4800; --on-mark: #fff6cf;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif;
  overflow-wrap: anywhere;
}
header, main { max-width: 50rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 1.5rem; }
main { padding-bottom: 3rem; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 1rem; }
h2 { font-size: 1.25rem; line-height: 1.35; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .75rem; }
h4 { font-size: 1rem; margin: 0 0 .5rem; display: flex; flex-wrap: wrap; align-items: center; gap: .35rem .75rem; }
p, ul, dl { margin: 0 0 .75rem; }
ul { padding-left: 1.25rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: .5rem; z-index: 1; padding: .5rem 1rem; background: var(--paper); }
.word, dt { display: inline-block; }
.word::first-letter, dt::first-letter, caption::first-letter, th::first-letter { text-transform: uppercase; }
.soft, .place, .number { color: var(--soft); }
.place, .number { font-weight: 400; }
.place { margin-left: auto; }
.outcome {
  margin: 0; padding: .75rem 1rem; border: 2px solid var(--supported); border-left-width: .75rem;
  font-size: 1.15rem; font-weight: 700;
}
.outcome.contradicted { border-color: var(--contradicted); color: var(--contradicted); }
.outcome.imprecise { border-color: var(--imprecise); color: var(--imprecise); }
table { width: 100%; border-collapse: collapse; margin: 0 0 1rem; }
caption { text-align: left; font-weight: 700; font-size: 1.25rem; padding: 0 0 .5rem; }
th, td { padding: .4rem .5rem; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; }
thead th { color: var(--soft); font-weight: 400; }
th:last-child, td:last-child { text-align: right; font-variant-numeric: tabular-nums; }
tbody td:last-child { font-weight: 700; }
tbody th .soft { display: block; font-weight: 400; }
.verdict { white-space: nowrap; }
.verdict .sign { display: inline-block; width: 1.3em; text-align: center; font-weight: 700; }
.contradicted .verdict, .verdict.contradicted { color: var(--contradicted); }
.misattributed .verdict, .verdict.misattributed { color: var(--misattributed); }
.imprecise .verdict, .verdict.imprecise { color: var(--imprecise); }
.supported .verdict, .verdict.supported { color: var(--supported); }
.not_found .verdict, .verdict.not_found { color: var(--not-found); }
.problem {
  margin: 0 0 1.25rem; padding: .9rem 1rem; background: var(--panel);
  border: 1px solid var(--rule); border-left: .5rem solid var(--contradicted);
}
.problem.misattributed { border-left: .5rem double var(--misattributed); }
.problem.imprecise { border-left: .5rem dotted var(--imprecise); }
.problem p { margin: 0 0 .6rem; }
.problem .verdict { border: 2px solid; padding: 0 .6rem 0 .25rem; border-radius: .25rem; }
.problem.contradicted .verdict {
  background: var(--contradicted); border-color: var(--contradicted); color: var(--paper);
}
.problem.imprecise .verdict { border-style: dashed; }
.words { font-size: 1.1rem; }
mark {
  padding: .05em .2em; background: var(--mark); color: var(--on-mark);
  border-bottom: 2px solid; font-weight: 700;
}
.source { display: flex; flex-wrap: wrap; gap: .15rem 1.5rem; font-size: .95rem; margin: 0; }
.source div { display: flex; gap: .5rem; }
dt { color: var(--soft); white-space: nowrap; }
dd { margin: 0; }
.instead { margin-top: .6rem; padding-top: .6rem; border-top: 1px solid var(--rule); }
.instead dd { font-weight: 700; font-size: 1.1rem; user-select: all; }
.instead div { display: flex; gap: .75rem; align-items: baseline; }
.unread { padding: .6rem 1rem; border: 2px dashed var(--misattributed); }
.unread h3 { margin: 0 0 .25rem; }
.unread ul { margin-bottom: 0; }
details { margin: 0 0 .75rem; border: 1px solid var(--rule); }
summary { padding: .6rem 1rem; cursor: pointer; }
summary h3 { display: inline; font-size: 1rem; margin: 0; }
details ul { list-style: none; margin: 0; padding: 0 1rem; }
details li { padding: .6rem 0; border-top: 1px solid var(--rule); }
details li p { margin: 0; }
details mark { background: none; color: inherit; }
@media (max-width: 30rem) {
  h1 { font-size: 1.3rem; }
  .problem { padding: .75rem; }
  .place { margin-left: 0; }
}
@media print {
  :root { color-scheme: light; --panel: #ffffff; --mark: #ffffff; }
  @page { margin: 18mm 16mm; }
  body { font-size: 10.5pt; line-height: 1.45; }
  header, main { max-width: none; padding: 0; }
  .skip { display: none; }
  a { color: inherit; }
  h2, h3, h4, caption { break-after: avoid; }
  .problem, .unread, .outcome, table, details li, tr { break-inside: avoid; }
  .problem.contradicted .verdict { background: none; color: var(--contradicted); border-width: 3px; }
  details { border: 0; }
  summary { padding: .5rem 0; list-style: none; }
  details ul { padding: 0; }
  details::details-content { display: block; content-visibility: visible; block-size: auto; }
}
"""
