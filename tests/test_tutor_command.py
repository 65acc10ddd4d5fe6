"""`downslope tutor` as a host starts it, and as a person types it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult

from downslope.cli import run
from downslope.tutor.call import NO_PICTURE
from tutor_client import MODES, PATIENCE, check_sound, data, text

COMMAND = [sys.executable, "-W", "error", "-m", "downslope", "tutor"]


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    return os.environ | {"DOWNSLOPE_DATA": str(tmp_path)}


async def insist(
    client: Client, tool: str, arguments: dict[str, Any], parts: int = 1
) -> CallToolResult:
    """The result of a call, repeated while the tutor says that the machine was too busy for it."""
    while True:
        result = await client.call_tool(tool, arguments)
        late = "was stopped: an answer may take" in text(result)
        if not late and len(result.content) >= parts:
            return result
        assert late or NO_PICTURE in text(result), text(result)


@pytest.mark.parametrize("mode", MODES)
def test_over_stdio(tmp_path: Path, surroundings: dict[str, str], mode: str) -> None:
    """The real command, started as a host does: a lesson in small, and nothing else on stdout."""
    started = StdioServerParameters(command=COMMAND[0], args=COMMAND[1:], env=surroundings)

    async def talk() -> None:
        with anyio.fail_after(2 * PATIENCE):
            async with Client(started, mode=mode) as client:
                opened = await insist(client, "lesson_open", {"section": "learning-rate"})
                check_sound(opened)
                run_it = {"experiment_id": data(opened)["experiments"][0]["id"]}
                asked = await insist(client, "run_experiment", run_it)
                assert data(asked)["status"] == "prediction_needed"
                check_sound(await insist(client, "run_experiment", run_it | {"skip": True}))
                drawn = await insist(client, "train", {"lr": 0.1, "plot": True}, parts=2)
                check_sound(drawn)
                assert drawn.content[1].type == "image"
                question = data(await insist(client, "quiz_ask", {}))
                given = {"item_id": question["item_id"], "seed": question["seed"]}
                answer = question["options"][0]["letter"] if question["options"] else 1
                check_sound(await insist(client, "quiz_grade", given | {"answer": answer}))

    anyio.run(talk)
    kept = json.loads((tmp_path / "progress.json").read_text())["records"]
    assert set(kept) == {"section", "prediction", "quiz"}


def say(*messages: dict[str, Any]) -> str:
    return "".join(json.dumps(message) + "\n" for message in messages)


def test_it_leaves_with_its_host(surroundings: dict[str, str]) -> None:
    """When stdin ends the process ends, and stdout held the protocol alone."""
    hello = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-11-25",
            "capabilities": {},
            "clientInfo": {"name": "test", "version": "1"},
        },
    }
    done = subprocess.run(
        COMMAND, input=say(hello), capture_output=True, text=True, timeout=PATIENCE,
        env=surroundings, check=True,
    )  # fmt: skip
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["id"] for line in lines] == [1]
    assert done.stderr == ""


def test_a_read_only_home(tmp_path: Path, surroundings: dict[str, str]) -> None:
    """Progress then lasts as long as the tutor, and the tutor works."""
    file = tmp_path / "a file and no folder"
    file.write_text("")
    surroundings["DOWNSLOPE_DATA"] = str(file / "below")
    started = StdioServerParameters(command=COMMAND[0], args=COMMAND[1:], env=surroundings)

    async def talk() -> Any:
        with anyio.fail_after(PATIENCE):
            async with Client(started) as client:
                return await insist(client, "lesson_open", {"section": "why"})

    check_sound(anyio.run(talk))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--port", "8000"], "--port applies only to --http"),
        (["--http", "--port", "x"], "--port 'x'"),
        (["--http", "--port", "70000"], "--port 70000 is not a port"),
        (["--install", "cursr"], "did you mean 'cursor'?"),
        (["--install", "cursor", "--http"], "leave out --http"),
    ],
)
def test_options_that_cannot_be_used(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["tutor", *arguments]) == 2
    line = capsys.readouterr().err
    assert told in line
    assert line.count("\n") == 1


@pytest.mark.parametrize("missing", ["mcp", "matplotlib"])
@pytest.mark.parametrize("arguments", [[], ["--http"], ["--install", "cursor"]])
def test_without_the_extra(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    missing: str,
    arguments: list[str],
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    assert run(["tutor", *arguments]) == 2
    line = capsys.readouterr().err
    assert missing in line
    assert "pip install 'downslope[tutor]'" in line
    assert line.count("\n") == 1


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom downslope.cli import run\nrun(['tutor', '--help'])\n"
        "assert not {'numpy', 'polars', 'mcp', 'starlette', 'matplotlib'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_over_http_until_interrupted(surroundings: dict[str, str]) -> None:
    started = subprocess.Popen(
        [*COMMAND, "--http", "--port", "0"], stderr=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True, env=surroundings,
    )  # fmt: skip
    with started, ExitStack() as ends:
        ends.callback(started.kill)
        assert started.stderr is not None
        line = started.stderr.readline()
        assert "The tutor is at http://127.0.0.1:" in line
        address = line.split()[4]

        async def talk() -> int:
            with anyio.fail_after(PATIENCE):
                async with Client(address) as client:
                    return len((await client.list_tools()).tools)

        assert anyio.run(talk) == 12
        started.send_signal(signal.SIGINT)
        output, errors = started.communicate(timeout=PATIENCE)
    assert output == ""
    assert "Traceback" not in errors
    assert started.returncode in (0, 130)


def test_the_manual_names_everything() -> None:
    from downslope.tutor.install import HOSTS
    from downslope.tutor.resources import LEVELS, prompts_to_begin
    from downslope.tutor.server import LARGEST_BODY, PATH, PORT, tools
    from tutor_client import desk_in

    manual = (Path(__file__).parents[1] / "docs" / "tutor.md").read_text()
    names = [each.name for each in tools(desk_in(Path("nowhere")))]
    names += [each.name for each in prompts_to_begin()]
    for name in [*names, *HOSTS]:
        assert f"`{name}`" in manual
    for word in [*LEVELS, f"127.0.0.1:{PORT}{PATH}", f"{LARGEST_BODY // 2**20} MiB"]:
        assert word in manual


# --- the official scenarios -------------------------------------------------------------------

# Those for any server are put to the tutor as it is.
SCENARIOS = (
    "server-initialize",
    "ping",
    "tools-list",
    "resources-list",
    "prompts-list",
    "server-sse-multiple-streams",
    "dns-rebinding-protection",
)
# Others need tools of their own, made here as the tutor's are (see `conformance_server`). The rest
# is about what the tutor does not have: sound, sampling, subscriptions, progress, logging.
WITH_FIXTURES = (
    "tools-call-simple-text",
    "tools-call-image",
    "tools-call-error",
    "tools-call-elicitation",
    "resources-read-text",
    "prompts-get-simple",
    "prompts-get-with-args",
)
OLDEST_NODE = 22


def conformance() -> list[str]:
    """How to start the official conformance suite; skips with the reason where it is not there.

    DOWNSLOPE_NODE may name a Node, and DOWNSLOPE_CONFORMANCE the suite's index.js.
    """
    node = os.environ.get("DOWNSLOPE_NODE") or shutil.which("node")
    if node is None:
        pytest.skip("no Node is installed")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    if int(version.strip().removeprefix("v").partition(".")[0]) < OLDEST_NODE:
        pytest.skip(f"Node {version.strip()} is older than {OLDEST_NODE}")
    suite = os.environ.get("DOWNSLOPE_CONFORMANCE")
    if suite is not None:
        return [node, suite]
    npx = shutil.which("npx", path=str(Path(node).parent))
    if npx is None:
        pytest.skip("no npx beside Node")
    command = [npx, "--no-install", "@modelcontextprotocol/conformance"]
    if subprocess.run([*command, "--version"], capture_output=True, check=False).returncode:
        pytest.skip("@modelcontextprotocol/conformance is not installed")
    return command


@contextmanager
def served(command: list[str], folder: Path) -> Iterator[str]:
    """The address of a server that is started and stopped."""
    surroundings = os.environ | {"DOWNSLOPE_DATA": str(folder)}
    started = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=surroundings)
    try:
        assert started.stderr is not None
        line = started.stderr.readline()
        yield next(word for word in line.split() if word.startswith("http://"))
    finally:
        started.kill()
        started.communicate()


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Where each scenario finds its server."""
    conformance()
    folder = tmp_path_factory.mktemp("served")
    fixtures = [sys.executable, str(Path(__file__).with_name("conformance_server.py")), str(folder)]
    with (
        served([*COMMAND, "--http", "--port", "0"], folder) as own,
        served(fixtures, folder) as other,
    ):
        yield dict.fromkeys(SCENARIOS, own) | dict.fromkeys(WITH_FIXTURES, other)


@pytest.mark.slow
@pytest.mark.parametrize("scenario", [*SCENARIOS, *WITH_FIXTURES])
def test_the_official_scenarios(tmp_path: Path, addresses: dict[str, str], scenario: str) -> None:
    asked = ["server", "--url", addresses[scenario], "--scenario", scenario]
    done = subprocess.run(
        [*conformance(), *asked],
        capture_output=True, text=True, timeout=2 * PATIENCE, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
