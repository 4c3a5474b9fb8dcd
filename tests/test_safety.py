"""Safe by design: nothing is fetched, no path comes from data, and what is made to burst stays small."""

from __future__ import annotations

import io
import json
import os
import resource
import shutil
import subprocess
import sys
import time
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from typer.main import get_command

from tests.conftest import COUNTY, REAL, ROOT, run, script
from tests.documents.files import docx, odt, p, zipped
from tests.test_mcp import talk
from xiyang_cli.documents import archive
from xiyang_cli.documents.html import blocks_of_html
from xiyang_cli.documents.markdown import blocks_of_markdown
from xiyang_cli.documents.odt import blocks_of_odt
from xiyang_cli.documents.word import blocks_of_word
from xiyang_cli.errors import UnreadableFile
from xiyang_cli.program import app

# ---- no network

NO_NETWORK = """
import os, sys

def watch(event, arguments):
    asked = ("connect", "bind", "sendto", "sendmsg", "getaddrinfo", "gethostbyname", "gethostbyaddr")
    if event in {f"socket.{name}" for name in asked}:
        os.write(2, f"network: {event} {arguments}".encode())
        os._exit(99)

sys.addaudithook(watch)
"""
"""what Python runs first in each of the processes below; it sees calls from C as well"""

REMOTE_MARKDOWN = """昔阳县地区生产总值180.3亿元。![图](http://192.0.2.1/a.png) [页](http://192.0.2.1/b)

<img src="http://192.0.2.1/c.png"><iframe src="//192.0.2.1/d"></iframe>

[e]: http://192.0.2.1/e
"""
REMOTE_HTML = """<!DOCTYPE html SYSTEM "http://192.0.2.1/a.dtd"><link rel=stylesheet href="http://192.0.2.1/b.css">
<script src="http://192.0.2.1/c.js"></script><p>昔阳县地区生产总值180.3亿元。<img src="http://192.0.2.1/d.png">
<object data="http://192.0.2.1/e"></object><p style="background:url(http://192.0.2.1/f)">x"""
_EXTERNAL = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="x/attachedTemplate" Target="http://192.0.2.1/a.dotm" TargetMode="External"/>'
    '<Relationship Id="r2" Type="x/footnotes" Target="http://192.0.2.1/b.xml"/>'
    '<Relationship Id="r3" Type="x/styles" Target="file:///etc/passwd"/>'
    '<Relationship Id="r4" Type="x/header" Target="../../../../etc/passwd"/></Relationships>'
)


@pytest.fixture
def sealed(tmp_path: Path) -> dict[str, str]:
    """The environment of a process that ends with 99 once it turns to the network."""
    (tmp_path / "sealed").mkdir()
    (tmp_path / "sealed" / "sitecustomize.py").write_text(NO_NETWORK)
    return {"PYTHONPATH": f"{tmp_path / 'sealed'}{os.pathsep}{ROOT}"}


def test_the_seal_holds(sealed: dict[str, str]) -> None:
    call = "import urllib.request; urllib.request.urlopen('http://192.0.2.1/')"
    done = subprocess.run([sys.executable, "-c", call], env=sealed, capture_output=True, check=False)
    assert done.returncode == 99
    assert b"network: socket." in done.stderr


@pytest.fixture
def drafts(tmp_path: Path) -> list[str]:
    """Drafts that name things on the network, in every form."""
    with zipfile.ZipFile(io.BytesIO(docx(p("昔阳县地区生产总值180.3亿元。")))) as whole:
        parts = {name: whole.read(name).decode() for name in whole.namelist()}
    image = '<draw:frame><draw:image xlink:href="http://192.0.2.1/x.png" xmlns:xlink="x"/></draw:frame>'
    files = {
        "a.md": REMOTE_MARKDOWN.encode(),
        "a.html": REMOTE_HTML.encode(),
        "a.docx": zipped(parts | {"word/_rels/document.xml.rels": _EXTERNAL}),
        "a.odt": odt(f"<text:p>昔阳县地区生产总值180.3亿元。{image}</text:p>"),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return [str(tmp_path / name) for name in files]


PAGE = str(COUNTY / "page.txt")
CALLS = {
    "sectors": [], "changes": [], "show": ["grain"], "compare": ["grain@2020", "grain@2024"], "search": ["2024"], "list": [],
    "figures": ["--text", "180.3亿元"], "cite": ["grain", "--style", "bibtex"], "completion": ["bash"], "schema": [], "info": [],
    "lint": ["--as-of", "2025-12"], "verify": [PAGE], "audit": [], "diff": [str(COUNTY)], "draft": [PAGE],
}  # fmt: skip


@pytest.mark.parametrize("command", sorted(set(get_command(app).commands) - {"mcp"}))  # type: ignore[attr-defined]
def test_no_command_turns_to_the_network(
    command: str, sealed: dict[str, str], drafts: list[str], tmp_path: Path
) -> None:
    to = tmp_path / "out"
    own = {
        "check": [[*drafts, "-f", "html", "-o", str(to)]],
        "init": [[str(to)]],
        "export": [["json"], ["sqlite", "-o", f"{to}.db"]],
        "chart": [["grain", "-f", "json"]],
    }
    if find_spec("vl_convert"):
        own["chart"] += [["grain", "-o", f"{to}.{form}"] for form in ("svg", "html")]
    if find_spec("xlsxwriter"):
        own["export"] += [["xlsx", "-o", f"{to}.xlsx"]]
    for words in own.get(command) or [CALLS[command]]:
        done = script(command, *words, env=sealed)
        assert done.returncode in (0, 1), done.stderr
        assert b"network:" not in done.stderr


@pytest.mark.skipif(find_spec("mcp_types") is None, reason="the library mcp is not installed")
def test_the_server_of_assistants_speaks_over_its_pipes_alone(sealed: dict[str, str]) -> None:
    _, (answer,) = talk(("show", {"names": ["gdp"]}), PYTHONPATH=sealed["PYTHONPATH"])
    assert "180.3" in json.dumps(answer.structured_content, ensure_ascii=False)


def test_figures_of_drafts_with_remote_parts_are_judged(drafts: list[str]) -> None:
    rows = run("check", *drafts, "-f", "json", base=REAL).json
    assert {(row["file"], row["figure"]) for row in rows} == {(draft, "180.3亿元") for draft in drafts}


# ---- no path from data


def test_names_of_data_make_no_paths(tmp_path: Path) -> None:
    hostile = "../../../xiyang-was-here"
    base = tmp_path / "a" / "b" / "c" / "base"
    shutil.copytree(COUNTY, base)
    for path in base.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        text = text.replace("邻水县", hostile).replace("name_en: grain output", f'name_en: "{hostile}"')
        path.write_text(text, encoding="utf-8")
    out = base.parent / "out"
    out.mkdir()
    calls = [["export", form, "-o", str(out / form)] for form in ("json", "csv", "sqlite", "datapackage")]
    calls += [["chart", "grain", "-f", "json", "-o", str(out / "chart")], ["list", "--place", "all", "-o", str(out / "list")]]  # fmt: skip
    if find_spec("xlsxwriter"):
        calls.append(["export", "xlsx", "-o", str(out / "xlsx")])
    before = {*tmp_path.rglob("*")}
    for words in calls:
        assert run(*words, base=base).code == 0, words
    made = {path.relative_to(out).parts[0] for path in {*tmp_path.rglob("*")} - before}
    assert made == {words[words.index("-o") + 1].rpartition("/")[2] for words in calls}
    assert run("export", "datapackage", "-o", str(tmp_path / "usual")).code == 0
    assert names_in(out / "datapackage") == names_in(tmp_path / "usual")
    assert hostile in (out / "json").read_text(encoding="utf-8")


def names_in(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*")}


# ---- files that are made to burst


def refused(read: object, data: bytes) -> str:
    assert callable(read)
    with pytest.raises(UnreadableFile) as fault:
        read(data, "draft")
    return str(fault.value)


ENTITIES = {
    "billion laughs": '<!DOCTYPE a [<!ENTITY a "xx"><!ENTITY b "&a;&a;&a;">]>',
    "external": '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "parameter": '<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd">',
}


@pytest.mark.parametrize("kind", ENTITIES)
@pytest.mark.parametrize("part", ["word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml", "content.xml", "styles.xml"])  # fmt: skip
def test_entities_are_refused_in_every_part(part: str, kind: str) -> None:
    is_word = part.startswith("word")
    made = docx(p("甲"), styles="") if is_word else odt("<text:p>甲</text:p>")
    with zipfile.ZipFile(io.BytesIO(made)) as whole:
        parts = {name: whole.read(name).decode() for name in whole.namelist()} | {"styles.xml": "<a/>"}
    data = zipped(parts | {part: ENTITIES[kind] + parts[part]})
    assert "its XML has a document type" in refused(blocks_of_word if is_word else blocks_of_odt, data)


def test_an_archive_of_very_many_parts_is_refused() -> None:
    parts = {str(number): "" for number in range(archive.MOST_PARTS)}
    assert "is broken" in refused(blocks_of_word, zipped({"word/document.xml": "<document/>"} | parts))


def test_very_many_elements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_ELEMENTS", 1000)
    assert "more than 1000 elements" in refused(blocks_of_word, docx("<w:p/>" * 1000))


def test_an_archive_within_an_archive_stays_shut() -> None:
    inner = zipped({"word/document.xml": "0" * 10_000_000})
    with zipfile.ZipFile(held := io.BytesIO(docx(p("甲1亿元"))), "a") as whole:
        whole.writestr("word/embeddings/inner.zip", inner)
    blocks, _ = blocks_of_word(held.getvalue(), "draft")
    assert [block.text for block in blocks] == ["甲1亿元"]


def test_a_bomb_of_the_largest_size_takes_little_memory(tmp_path: Path) -> None:
    """64 MB of XML in a file of 65 KB, read by a process that may have 1.5 GB."""
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as whole:
        whole.writestr("word/document.xml", "<document><body>" + "<p/>" * 15_900_000 + "</body></document>")
    done = script(
        "check", str(tmp_path / "bomb.docx"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000,) * 2),
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"holds more than 2000000 elements; split it" in done.stderr


@pytest.mark.parametrize(
    "part",
    ["<a ", '<a b="', "<!--", "<?", "</", "<![x[", "&#", "&#;", "<div><p>", "<head><p>", "<table>", "<td><table>",
     "<tr><td rowspan=0 colspan=1000>", "<sup><a>", "<ul><li>"],
)  # fmt: skip
@pytest.mark.parametrize("read", [blocks_of_html, blocks_of_markdown])
def test_markup_takes_no_longer_than_its_length(part: str, read: object) -> None:
    """Eight times the text takes about eight times the time; a quadratic reading takes sixty-four times."""
    assert callable(read)

    def seconds(times: int) -> float:
        best = float("inf")
        for _ in range(2):
            begin = time.process_time()
            read(part * times)
            best = min(best, time.process_time() - begin)
        return best

    assert seconds(16_000) < max(0.6, 20 * seconds(2_000))


def test_styles_that_build_on_each_other_without_end_take_no_time() -> None:
    chain = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(3_000)
    )  # fmt: skip
    begin = time.process_time()
    blocks, _ = blocks_of_word(docx(p("甲", style='<w:pStyle w:val="s0"/>') * 3_000, styles=chain), "draft")
    assert (len(blocks), time.process_time() - begin < 3) == (3_000, True)
