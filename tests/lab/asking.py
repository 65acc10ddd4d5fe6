"""Questions to a server of the lab, without a socket."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from downslope.lab.app import application
from downslope.lab.own_data import open_file

ADDRESS = "http://127.0.0.1:8765"
LESSON = {"kind": "lesson", "n": 100, "noise": 1, "seed": 0, "low": 0, "high": 10}


def lab_on(file: Path | str, target: str | None = None, **options: object) -> TestClient:
    """A server that was started with a file; a context manager."""
    own = open_file(str(file), target, **options)  # type: ignore[arg-type]
    return TestClient(application(own), base_url=ADDRESS)


def ask(client: TestClient, where: str, **question: object) -> dict:
    """The answer to a question that has one."""
    reply = client.post(f"/api/{where}", json=question)
    assert reply.status_code == 200, reply.text
    return reply.json()


def refusal(client: TestClient, where: str, **question: object) -> str:
    """The line with which a question is refused."""
    reply = client.post(f"/api/{where}", json=question)
    assert reply.status_code == 400, reply.text
    (line,) = [reply.json()["error"]]
    assert "\n" not in line
    return line
