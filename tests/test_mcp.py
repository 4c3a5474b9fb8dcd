"""`xiyang mcp`, asked by the client of the protocol's own library; what needs no protocol, without it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.conftest import COUNTY, REAL, ROOT, edit, run, script
from xiyang_cli import serve
from xiyang_cli.answers.columns import Columns
from xiyang_cli.answers.keys import SENTENCE_ROW
from xiyang_cli.assistants.desk import Desk
from xiyang_cli.assistants.tools import MOST_ROWS, TOOLS
from xiyang_cli.errors import BrokenBase, XiyangError
from xiyang_cli.frame import Session
from xiyang_cli.language import Language
from xiyang_cli.schema.catalogue import ROWS

needs_library = pytest.mark.skipif(find_spec("mcp_types") is None, reason="the library mcp is not installed")

Call = tuple[str, dict[str, Any]]


def talk(*calls: Call, at_once: bool = False, errors: Path | None = None, **environment: str) -> Any:
    """Start the command, list its tools, make the calls; the tools and the results."""
    import anyio
    from mcp import Client, StdioServerParameters, stdio_client

    asked = StdioServerParameters(
        command=sys.executable,
        args=["-m", "xiyang_cli", "mcp"],
        env={"PYTHONPATH": str(ROOT), "XIYANG_LANG": "en", "XIYANG_BASE": str(REAL), **environment},
    )
    results: dict[int, Any] = {}

    async def one(client: Any, number: int, name: str, arguments: dict[str, Any]) -> None:
        results[number] = await client.call_tool(name, arguments)

    async def session() -> Any:
        with (errors or Path(os.devnull)).open("w") as log:
            async with Client(stdio_client(asked, errlog=log)) as client:
                tools = (await client.list_tools()).tools
                if at_once:
                    async with anyio.create_task_group() as group:
                        for number, call in enumerate(calls):
                            group.start_soon(one, client, number, *call)
                else:
                    for number, call in enumerate(calls):
                        await one(client, number, *call)
                return tools

    tools = anyio.run(session)
    return tools, [results[number] for number in range(len(calls))]


def desk(base: Path = COUNTY, language: Language = Language.EN) -> Desk:
    return Desk(Session(None, None, None, False, str(base), language, True, []))


DRAFT = "昔阳2024年GDP达130.8亿元，较2020年翻了一番；尚太锂电已形成40万吨产能，修路3公里。"
QUESTIONS: list[tuple[str, dict[str, Any], Sequence[str]]] = [
    ("search", {"words": "2.52GW"}, ["2.52GW"]),
    ("search", {"words": "投资"}, ["投资"]),
    ("search", {"words": "nosuchthing"}, ["nosuchthing"]),
    ("show", {"names": ["gdp"]}, ["gdp"]),
    ("show", {"names": ["新能源", "R&D intensity"], "place": "all"}, ["新能源", "R&D intensity", "--place", "all"]),
    ("show", {"names": ["gdp"], "unit": "million yuan"}, ["gdp", "--unit", "million yuan"]),
    ("changes", {}, []),
    ("changes", {"names": ["economy", "life expectancy"]}, ["economy", "life expectancy"]),
    ("compare", {"names": ["gdp@2020", "gdp@2024"]}, ["gdp@2020", "gdp@2024"]),
    ("compare", {"names": ["绿氨", "3万吨"], "unit": "t"}, ["绿氨", "3万吨", "--unit", "t"]),
    ("check", {"text": DRAFT}, ["--text", DRAFT]),
    ("check", {"text": DRAFT, "lines": True, "as_of": 2024}, ["--text", DRAFT, "--lines", "--as-of", "2024"]),
]  # fmt: skip


def with_decimals_as_text(rows: list[dict[str, Any]], keys: Columns) -> list[dict[str, Any]]:
    numbers = {key for key, column in keys.items() if column.form == {"type": "number"}}
    return [{k: str(v) if k in numbers and v is not None else v for k, v in row.items()} for row in rows]


@pytest.fixture(scope="module")
def asked() -> Any:
    return talk(*((name, arguments) for name, arguments, _ in QUESTIONS))


@needs_library
@pytest.mark.parametrize("number", range(len(QUESTIONS)))
def test_a_tool_says_what_its_command_says(asked: Any, number: int) -> None:
    """The keys and values of `xiyang NAME --json`, decimals digit by digit; and by the tool's own schema."""
    name, _, words = QUESTIONS[number]
    tools, results = asked
    (tool,) = (tool for tool in tools if tool.name == name)
    result = results[number]
    assert not result.is_error
    Draft202012Validator(tool.output_schema).validate(result.structured_content)
    printed = json.loads(run(name, *words, "--json", base=REAL).out, parse_float=str)
    assert result.structured_content["rows"] == with_decimals_as_text(printed, TOOLS[name].columns)


@needs_library
@pytest.mark.parametrize("number", range(len(QUESTIONS)))
def test_every_answer_says_where_it_stands(asked: Any, number: int) -> None:
    result = asked[1][number]
    data, text = result.structured_content, result.content[0].text
    placed = data["facts"] if "facts" in data else data["rows"]
    assert {fact["source"] for fact in placed} <= {source["id"] for source in data["sources"]}
    (source,) = data["sources"]
    assert source["headline_zh"] == "五年转型谱新篇 经济民生双跃升"
    for fact in placed:
        where = f"item {fact['item']}, section {fact['section']}, sentence {fact['sentence']}"
        assert where in source["attribution"]
        assert (fact["formula"] is None) == (fact["basis"] == "reported")
    assert "the page does not print: publication, author, date, page number" in source["attribution"]
    assert "Five years of transformation open a new chapter" in text


@needs_library
def test_the_tools_are_read_only_and_described(asked: Any) -> None:
    tools, _ = asked
    assert [tool.name for tool in tools] == ["search", "show", "changes", "compare", "check"]
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert not tool.annotations.open_world_hint
        assert "null means" in tool.description
        assert "never tell what is planned as done" in tool.description
        for schema in (tool.input_schema, tool.output_schema):
            Draft202012Validator.check_schema(schema)
            assert all("description" in key for key in schema["properties"].values())
            assert schema["additionalProperties"] is False


@needs_library
def test_calls_at_once_are_each_answered() -> None:
    calls: list[Call] = [
        ("check", {"text": DRAFT * 5}),
        ("show", {"names": ["gdp"]}),
        ("show", {"names": ["?"]}),
    ]
    _, (check, show, unknown) = talk(*calls, at_once=True)
    assert len(check.structured_content["rows"]) == 20
    assert show.structured_content["rows"][0]["value"] == "180.3"
    assert unknown.is_error


SECRET = "not for assistants"
HOSTILE: list[Call] = [
    ("show", {"names": ["no such name"]}),
    ("show", {"names": ["fmcy"]}),
    ("show", {"names": ["x" * 201]}),
    ("show", {"names": ["gdp"] * 21}),
    ("show", {"names": []}),
    ("show", {"names": "gdp"}),
    ("show", {"names": [1]}),
    ("show", {"names": [None]}),
    ("show", {"names": ["gdp\x1b[31m"]}),
    ("show", {"names": ["\u202e\u200b"]}),
    ("show", {"names": ["../../etc/passwd"]}),
    ("show", {"names": ["{0.__class__.__mro__}", "%s%n", "${HOME}", "{{7*7}}"]}),
    ("show", {"names": ["--base=/"]}),
    ("show", {"names": ["gdp"], "source": "SECRET"}),
    ("show", {"names": ["gdp"], "base": "/"}),
    ("show", {"names": ["gdp"], "unit": "furlongs"}),
    ("show", {"names": ["gdp"], "unit": "GW"}),
    ("show", {"names": ["gdp"], "place": "<script>alert(1)</script>"}),
    ("show", {}),
    ("show", {"names": None}),
    ("show", {"k" * 100_000: 1}),
    ("search", {"words": ""}),
    ("search", {"words": "..."}),
    ("search", {"words": ["gdp"]}),
    ("search", {"words": {"a": [{"b": [[[]]]}]}}),
    ("search", {"words": "昔阳"}),
    ("changes", {"names": {"gdp": 1}}),
    ("changes", {"names": ["gdp"], "place": 7}),
    ("compare", {"names": ["gdp"]}),
    ("compare", {"names": ["gdp", "1e999999999亿元"]}),
    ("compare", {"names": ["gdp", "9" * 150 + "亿元"]}),
    ("compare", {"names": ["gdp", "green-ammonia"]}),
    ("check", {"text": "1" * 10_001}),
    ("check", {"text": 5}),
    ("check", {"text": "翻番" * 51}),
    ("check", {"text": "a", "as_of": "2024"}),
    ("check", {"text": "a", "as_of": 10**30}),
    ("check", {"text": "a", "as_of": 2024.5}),
    ("check", {"text": "a", "lines": "yes"}),
    ("check", {"files": ["SECRET"]}),
    ("x" * 100_000, {}),
    ("../check", {}),
]  # fmt: skip


@needs_library
def test_what_does_not_fit_is_told_in_one_line_and_the_server_goes_on(tmp_path: Path) -> None:
    secret, errors = tmp_path / "secret.txt", tmp_path / "stderr"
    secret.write_text(SECRET, encoding="utf-8")
    calls = [json.loads(json.dumps(call).replace("SECRET", str(secret))) for call in HOSTILE]
    _, results = talk(*calls, ("show", {"names": ["gdp"]}), errors=errors)
    for call, result in zip(calls, results[:-1], strict=True):
        (said,) = result.content
        assert result.is_error, call
        assert result.structured_content is None
        assert said.text.isprintable(), call
        assert 10 < len(said.text) < 400, call
        assert "bug" not in said.text, call
        assert SECRET not in said.text
    assert results[1].content[0].text.startswith("fmcy fits several: ")
    assert results[-1].structured_content["rows"][0]["id"] == "gdp-2024"
    assert errors.read_text() == ""


SPY = """
import os, sys
def spy(event, arguments):
    written = event == "open" and isinstance(arguments[0], str) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    if written or event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto",
                            "subprocess.Popen", "os.system", "os.remove", "os.rename", "os.mkdir"):
        os.write(2, f"{event} {arguments[:1]}\\n".encode())
sys.addaudithook(spy)
"""


@needs_library
def test_nothing_is_written_and_no_socket_is_used(tmp_path: Path) -> None:
    """An audit hook in the server tells of every file opened to write, every socket, every process."""
    (tmp_path / "sitecustomize.py").write_text(SPY, encoding="utf-8")
    path, errors = f"{tmp_path}:{ROOT}", tmp_path / "stderr"
    spied = [
        sys.executable,
        "-c",
        "import socket; open('x', 'w'); socket.create_connection(('127.0.0.1', 9))",
    ]
    seen = subprocess.run(
        spied, env={**os.environ, "PYTHONPATH": path}, cwd=tmp_path, capture_output=True, check=False
    )
    assert b"open ('x',)" in seen.stderr
    assert b"socket.connect" in seen.stderr
    calls = [(name, arguments) for name, arguments, _ in QUESTIONS]
    talk(*calls, *HOSTILE, errors=errors, PYTHONPATH=path, PYTHONDONTWRITEBYTECODE="1")
    assert errors.read_text() == ""


@needs_library
def test_the_base_and_the_language_asked_for() -> None:
    county: list[Call] = [("search", {"words": "zzz"}), ("show", {"names": ["zzz"]})]
    _, (none, unknown) = talk(*county, XIYANG_BASE=str(COUNTY), XIYANG_LANG="zh")
    assert none.structured_content["sources"][0]["attribution"].startswith("出处：")
    assert unknown.content[0].text == "没有叫 zzz 的指标；可用 `xiyang search` 按词查找"


@needs_library
def test_a_closed_stdin_ends_it_and_stdout_is_for_the_protocol_alone() -> None:
    done = script("mcp", base=REAL, stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@needs_library
def test_a_base_that_is_broken_from_the_first_is_told_before_any_call(copied: Path) -> None:
    edit(copied, "units.yaml", "units:", "unis:")
    done = script("mcp", base=copied, stdin=subprocess.DEVNULL)
    assert done.returncode == 3
    assert b"units.yaml:" in done.stderr
    assert done.stdout == b""


def test_without_its_library_one_line_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "find_spec", lambda _: None)
    result = run("mcp")
    assert (result.code, result.out) == (2, "")
    assert result.err == "error: this needs the library of the protocol: pip install mcp\n"
    monkeypatch.setattr(serve, "find_spec", lambda name: name == "mcp" or None)
    assert run("mcp").err.endswith("pip install --upgrade mcp\n")


# ---- without the protocol


def test_the_keys_are_those_of_the_commands() -> None:
    for name, tool in TOOLS.items():
        own = ROWS[name].keys() - (SENTENCE_ROW.keys() if name == "show" else set())
        assert list(tool.output_schema["properties"]["rows"]["items"]["properties"]) == [
            key for key in ROWS[name] if key in own
        ]


def test_a_base_that_changes_is_read_anew_and_a_broken_one_is_told(copied: Path) -> None:
    asked = desk(copied)
    question: Call = ("show", {"names": ["grain-2024"]})
    assert asked.answer(*question).data["rows"][0]["value"] == "10"
    edit(copied, "nature.yaml", 'value: "10"', 'value: "10.5"')
    edit(copied, "nature.yaml", 'figure: "10万吨"', 'figure: "10.5万吨"')
    assert asked.answer(*question).data["rows"][0]["value"] == "10.5"
    edit(copied, "nature.yaml", "indicators:", "indicator:")
    for _ in range(2):
        with pytest.raises(XiyangError, match=r"has changed and is broken .*nature\.yaml") as told:
            asked.answer(*question)
        assert "\n" not in str(told.value)
    edit(copied, "nature.yaml", "indicator:", "indicators:")
    assert asked.answer(*question).data["rows"][0]["value"] == "10.5"


def test_an_answer_is_whole_or_refused() -> None:
    """What a cut answer leaves out would read as what the source does not say."""
    with pytest.raises(XiyangError, match=rf"{MOST_ROWS + 1} rows are too many"):
        desk(REAL).answer("check", {"text": "翻番" * (MOST_ROWS + 1)})
    assert len(desk(REAL).answer("check", {"text": "翻番" * MOST_ROWS}).data["rows"]) == MOST_ROWS


def test_decimals_keep_every_digit() -> None:
    """1 + 30 zeros + .5 less 180.3: more digits than a binary number holds."""
    reply = desk(REAL).answer("compare", {"names": ["gdp", f"1{'0' * 30}.5亿元"]})
    assert reply.data["rows"][1]["difference"] == "999999999999999999999999999820.2"


def test_what_is_planned_is_told_as_planned_in_text_and_data() -> None:
    reply = desk(REAL).answer("show", {"names": ["shangtai-capacity-2026"]})
    assert reply.data["rows"][0]["status"] == "planned"
    assert "(planned)" in reply.text
    judged = desk(REAL).answer("check", {"text": "尚太锂电已形成40万吨产能。"})
    assert judged.data["rows"][0]["verdict"] == "misattributed"
    assert [(fact["id"], fact["status"]) for fact in judged.data["facts"]] == [
        ("shangtai-capacity-2026", "planned")
    ]
    assert "| shangtai-capacity-2026 | 40万吨 | planned | reported | 1 | 1 | 7 |" in judged.text


def test_supported_is_told_for_what_it_is_in_the_text_too() -> None:
    reply = desk(REAL).answer("check", {"text": "2024年昔阳GDP达180.3亿元。"})
    assert "| 180.3亿元 | supported |" in reply.text
    assert "means only that: the page says so" in reply.text
    assert "“as the source says” means only that: the page says so" in reply.data["notes"]


def test_null_is_as_if_an_argument_were_left_out() -> None:
    asked = desk()
    assert asked.answer("changes", {"names": None, "unit": None}) == asked.answer("changes", {})


def test_a_broken_base_opens_no_desk(copied: Path) -> None:
    edit(copied, "units.yaml", "units:", "unis:")
    with pytest.raises(BrokenBase):
        desk(copied)
