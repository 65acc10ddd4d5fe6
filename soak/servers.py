"""Load tests of the lab and the tutor: minutes of odd requests, no fault, no growth of memory."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from soak import questions

MOST_SECONDS = 3.0
WARM = 0.3  # share of the time after which caches are full and memory must not grow
FEWEST = 25  # requests, however slow the machine is
GROWTH, SLACK_MB = 1.15, 20.0


@dataclass(slots=True)
class Watch:
    """Observations of a server under load."""

    pid: int
    asked: int = 0
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)
    warm_mb: float = 0.0
    end_mb: float = 0.0

    def note(self, what: str, began: float, complaint: str) -> None:
        """Record a request that was sent at time `began`, and a complaint about its answer."""
        seconds = time.perf_counter() - began
        self.asked, self.slowest = self.asked + 1, max(self.slowest, seconds)
        if complaint or seconds > MOST_SECONDS:
            self.faults.append(f"{what[:200]}: {complaint or f'{seconds:.1f} s'}")

    @property
    def complaints(self) -> list[str]:
        """Return the faults, and a line if memory grew."""
        grew = self.end_mb > GROWTH * self.warm_mb + SLACK_MB
        memory = [f"memory grew from {self.warm_mb:.0f} to {self.end_mb:.0f} MB"] if grew else []
        return self.faults + memory

    def __str__(self) -> str:
        return (
            f"{self.asked} questions, slowest {self.slowest:.2f} s, {self.warm_mb:.0f} MB when "
            f"warm, {self.end_mb:.0f} MB at the end, {len(self.complaints)} complaints"
        )


def resident_megabytes(pid: int) -> float:
    """Return the resident memory of a process in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def lab(seconds: float, seed: int = 0) -> Watch:
    """Send requests to the lab for `seconds`."""
    rng = random.Random(seed)
    with _lab_running() as (pid, address):
        watch = Watch(pid)
        for _ in _for_seconds(seconds, watch):
            path, body = questions.lab(rng)
            began = time.perf_counter()
            watch.note(f"{path} {body[:160]!r}", began, posted(address + path, body))
    return watch


@contextmanager
def _lab_running() -> Iterator[tuple[int, str]]:
    command = [sys.executable, "-m", "downslope", "lab", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())
            assert found is not None
            yield server.pid, found[0]
        finally:
            server.terminate()


def posted(url: str, body: bytes) -> str:
    """Post a body and return a complaint unless the answer is valid JSON or a CSV file."""
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(url, data=body, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10 * MOST_SECONDS) as answer:
            status, content = answer.status, answer.read()
            if answer.headers.get_content_type() == "text/csv":
                return "" if b"\n" in content else f"no rows: {content[:80]!r}"
    except urllib.error.HTTPError as error:
        status, content = error.code, error.read()
    if status >= 500:
        return f"status {status}: {content[:200]!r}"
    try:
        said = json.loads(content, parse_constant=lambda word: 1 / 0)
    except (ValueError, ZeroDivisionError):
        return f"no JSON: {content[:80]!r}"
    if status >= 400 and (not isinstance(said.get("error"), str) or "\n" in said["error"]):
        return f"no line that says why: {content[:200]!r}"
    return ""


def tutor(seconds: float, seed: int = 0) -> Watch:
    """Call the tutor for `seconds` over its standard input and output."""
    import anyio

    return anyio.run(_tutor, seconds, seed)


async def _tutor(seconds: float, seed: int) -> Watch:
    from mcp import Client, StdioServerParameters

    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"DOWNSLOPE_DATA": home}
        server = StdioServerParameters(
            command=sys.executable, args=["-m", "downslope", "tutor"], env=environment
        )
        async with Client(server) as client:
            tools = (await client.list_tools()).tools
            watch = Watch(_child("downslope tutor"))
            for _ in _for_seconds(seconds, watch):
                tool = rng.choice(tools)
                given = questions.arguments(tool.input_schema, rng)
                began = time.perf_counter()
                result = await client.call_tool(tool.name, given)
                watch.note(f"{tool.name} {json.dumps(given)[:160]}", began, _answered(result))
    return watch


def _answered(result: Any) -> str:
    text = result.content[0].text if result.content else ""
    if result.is_error:
        crashed = "\n" in text or not text or text.startswith("Error executing")
        return f"no line that says why: {text[:200]}" if crashed else ""
    try:
        json.dumps(result.structured_content, allow_nan=False)
    except ValueError:
        return "a number that is not finite"
    return ""


def _child(of: str) -> int:
    """Return the id of the child process with this text in its command line."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = re.search(r"^PPid:\s+(\d+)", (folder / "status").read_text(), re.MULTILINE)
            line = (folder / "cmdline").read_bytes().replace(b"\x00", b" ").decode()
        except OSError:
            continue
        if of in line and parent is not None and int(parent[1]) == os.getpid():
            return int(folder.name)
    raise ProcessLookupError(of)


def _for_seconds(seconds: float, watch: Watch) -> Iterator[None]:
    """Yield until the time is over, and FEWEST times; measure memory when warm and at the end."""
    begin = time.monotonic()
    while (past := time.monotonic() - begin) < seconds or watch.asked < FEWEST:
        if not watch.warm_mb and past > WARM * seconds:
            watch.warm_mb = resident_megabytes(watch.pid)
        yield
    watch.end_mb = resident_megabytes(watch.pid)
