"""How the page of a report looks: light, dark, narrow and on paper. Text at least 4.5:1 on its ground."""

STYLE = """
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f5f6f8; --text: #1b1d21; --soft: #50565f; --edge: #c3c9d1;
  --link: #0b4fa8; --mark: #ffedb0; --mark-text: #1b1d21;
  --contradicted: #a3131c; --misattributed: #7a2a91; --imprecise: #7a4a00;
  --supported: #12602e; --not-found: #4a525d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171b; --raised: #1e2228; --text: #e8eaed; --soft: #b0b8c2; --edge: #48505b;
    --link: #8ebcff; --mark: #5c4a00; --mark-text: #ffffff;
    --contradicted: #ff9d9d; --misattributed: #dfb0ff; --imprecise: #f2c26b;
    --supported: #86d9a0; --not-found: #b4bdc8;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 52rem; padding: 1.5rem 1rem 3rem;
  background: var(--ground); color: var(--text);
  font: 1rem/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  overflow-wrap: anywhere;
}
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
main:focus { outline: none; }
h1 { font-size: 1.6rem; line-height: 1.3; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; line-height: 1.35; margin: 2.25rem 0 .5rem; padding-top: .75rem;
  border-top: 1px solid var(--edge); }
h3 { font-size: 1.05rem; margin: 1.25rem 0 .5rem; }
p { margin: .4rem 0; }
ol, ul { padding: 0; margin: .5rem 0; list-style: none; }
.skip { position: absolute; left: 1rem; top: -4rem; padding: .5rem .75rem; background: var(--ground);
  border: 2px solid var(--link); z-index: 1; }
.skip:focus { top: .5rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
.soft, footer { color: var(--soft); }
.instead { user-select: all; font-size: 1.08rem; }
.soft, footer, dl { font-size: .925rem; }
.counts { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.75rem, 1fr)); gap: .5rem; }
.counts li { padding: .5rem; background: var(--raised); border-left: 4px solid currentColor; }
.counts strong { display: block; font-size: 1.5rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.outcome { padding: .6rem 1rem; border: 2px solid var(--tone, var(--edge)); border-left-width: .6rem; }
.outcome strong { color: var(--tone, var(--text)); font-size: 1.25rem; }
.notes { padding: .5rem 1rem; border: 2px dashed var(--misattributed); }
.names li, .notes li { padding-left: 1.1rem; text-indent: -1.1rem; }
.names li::before, .notes li::before { content: "–"; display: inline-block; width: 1.1rem; text-indent: 0; }
.contradicted { --tone: var(--contradicted); }
.misattributed { --tone: var(--misattributed); }
.imprecise { --tone: var(--imprecise); }
.supported { --tone: var(--supported); }
.not_found { --tone: var(--not-found); }
.counts li, .verdict { color: var(--tone); }
.counts .verdict { display: flex; gap: .2rem; font-size: .875rem; line-height: 1.4; overflow-wrap: normal; }
.counts .shape { flex: none; text-align: left; }
.verdict { font-weight: 700; }
.shape { display: inline-block; min-width: 1.1em; text-align: center; }
.problem { margin: .75rem 0; padding: .75rem 1rem; background: var(--raised);
  border: 1px solid var(--edge); border-left: 5px solid var(--tone); }
.quiet > li { padding: .5rem 0; border-bottom: 1px solid var(--edge); }
.quiet > li:last-child { border-bottom: 0; }
.head { display: flex; flex-wrap: wrap; gap: 0 .9rem; align-items: baseline; margin: 0; }
.at { color: var(--soft); font-variant-numeric: tabular-nums; font-size: .925rem; }
.quote { margin: .35rem 0; unicode-bidi: isolate; }
.problem .quote { font-size: 1.08rem; }
mark { word-break: keep-all;
  background: var(--mark); color: var(--mark-text); font-weight: 700; padding: 0 .15em;
  text-decoration: underline; text-underline-offset: .2em; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .9rem; margin: .5rem 0 0; }
dt { color: var(--soft); }
dt::first-letter { text-transform: uppercase; }
dd { margin: 0; }
.instead { font-weight: 700; }
details { margin: .75rem 0; border: 1px solid var(--edge); padding: 0 1rem; }
summary { padding: .6rem 0; cursor: pointer; }
footer { margin-top: 2.25rem; padding-top: .75rem; border-top: 1px solid var(--edge); }
@media (min-width: 44rem), print {
  dl { grid-template-columns: max-content 1fr max-content 1fr; }
  dt:has(+ dd > .instead) { grid-column: 1; }
  dd:has(> .instead) { grid-column: 2 / -1; }
}
@media (max-width: 30rem) {
  body { padding: 1rem .75rem 2rem; }
  h1 { font-size: 1.35rem; }
  .problem { padding: .6rem .75rem; }
  .counts { grid-template-columns: 1fr; gap: .25rem; }
  .counts li { display: flex; align-items: baseline; gap: .6rem; padding: .25rem .75rem; }
  .counts strong { font-size: 1.15rem; min-width: 2ch; }
  dl { grid-template-columns: fit-content(6.5rem) 1fr; gap: .2rem .75rem; }
  dt, dd { line-height: 1.4; }
}
@media print {
  :root {
    --ground: #ffffff; --raised: #ffffff; --text: #000000; --soft: #3a3f46; --edge: #888888;
    --link: #000000; --mark: #ffffff; --mark-text: #000000;
    --contradicted: #a3131c; --misattributed: #7a2a91; --imprecise: #7a4a00;
    --supported: #12602e; --not-found: #4a525d;
  }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  .skip, nav { display: none; }
  .problem { padding: .4rem .75rem; }
  .problem, .quiet > li, .counts { break-inside: avoid; }
  h2, h3, summary { break-after: avoid; }
  details::details-content { content-visibility: visible; height: auto; }
}
"""
