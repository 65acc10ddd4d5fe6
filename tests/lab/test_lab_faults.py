"""Questions that cannot be answered, and requests that must not be: each gets one line."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from starlette.testclient import TestClient

import downslope as ds
from downslope.lab import request_limits
from downslope.lab.app import application
from downslope.lab.request_limits import WEIGHTS
from lab.asking import ADDRESS, LESSON, ask, lab_on, refusal

POINTS = {"kind": "points", "names": ["x"], "target": "y", "columns": [[1, 2, 4]], "y": [1, 2, 3]}


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ({}, "lacks 'data'"),
        ({"data": 3}, "'data' is 3"),
        ({"data": {}}, "lacks 'kind'"),
        ({"data": {"kind": "lesso"}}, "did you mean 'lesson'"),
        ({"data": {"kind": ["lesson"]}}, "give a string"),
        ({"data": {"kind": "/etc/passwd"}}, "kind='/etc/passwd' is not known"),
        ({"data": {"kind": "file"}}, "No file was given"),
        ({"data": {"kind": "file", "path": "/etc/passwd"}}, "No file was given"),
        ({"data": {"kind": "upload"}}, "lacks 'id'"),
        ({"data": {"kind": "upload", "id": "../../etc/passwd"}}, "no longer here"),
        ({"data": {"kind": "case", "case": "collinar"}}, "did you mean 'collinear'"),
        ({"data": {"kind": "case", "case": "collinear", "features": ["q"]}}, "no feature 'q'"),
        ({"data": {**LESSON, "n": 100_001}}, "above the limit of 100,000"),
        ({"data": {**LESSON, "n": 1}}, "2 or more"),
        ({"data": {**LESSON, "n": "100"}}, 'n="100" cannot be used: give a number'),
        ({"data": {**LESSON, "n": True}}, "n=true cannot be used"),
        ({"data": {**LESSON, "n": 10**400}}, "n=1000000"),
        ({"data": {**LESSON, "noise": -1}}, "0 or more"),
        ({"data": {**LESSON, "low": 5, "high": 5}}, "range 5 to 5 is empty"),
        ({"data": {**LESSON, "seed": 0.5}}, "whole number"),
        ({"data": {**POINTS, "y": [1, 2]}}, "Column 'x' has 3 values but y has 2"),
        ({"data": {**POINTS, "columns": [[1, "a", 3]]}}, "at position 2: give finite numbers"),
        ({"data": {**POINTS, "columns": [[1, None, 3]]}}, "at position 2"),
        ({"data": {**POINTS, "columns": [[1, 10**400, 3]]}}, "at position 2"),
        ({"data": {**POINTS, "columns": "x"}}, "give a list of numbers for each of x"),
        ({"data": {**POINTS, "columns": [[1]], "y": [1]}}, "give at least 2"),
        ({"data": {**POINTS, "target": "x"}}, "both the target and a feature"),
        ({"data": {**POINTS, "names": ["intercept"]}}, "cannot be named 'intercept'"),
        ({"data": {**POINTS, "names": [1]}}, "give a list of names"),
        ({"data": {**POINTS, "features": ["z"]}}, "no column 'z'"),
        ({"data": {**POINTS, "columns": [[0.0] * 5001], "y": [0.0] * 5001}}, "limit of 5,000"),
        (
            {"data": {**POINTS, "names": [f"x{j}" for j in range(51)], "columns": [[]] * 51}},
            "names lists 51 names, above the limit of 50",
        ),
        ({"data": LESSON, "lr": 0}, "give a positive number"),
        ({"data": LESSON, "lr": -0.1}, "give a positive number"),
        ({"data": LESSON, "lr": "fast"}, 'lr="fast" cannot be used'),
        ({"data": LESSON, "epochs": 10_001}, "above the limit of 10,000"),
        ({"data": LESSON, "epochs": -1}, "0 or more"),
        ({"data": LESSON, "epochs": 1.5}, "whole number"),
        ({"data": LESSON, "start": [1]}, "give 2 finite numbers (x, intercept)"),
        ({"data": LESSON, "start": [1, {}]}, "start has {} at position 2"),
        ({"data": LESSON, "start": [0.0] * (WEIGHTS + 1)}, f"above the limit of {WEIGHTS:,}"),
        ({"data": LESSON, "rule": "lion"}, "rule='lion' is not known"),
        ({"data": LESSON, "loss": "mae"}, "loss='mae' is not known"),
        ({"data": LESSON, "standardize": "yes"}, "give true or false"),
    ],
)
def test_a_question_that_cannot_be_answered(lab: TestClient, question: dict, words: str) -> None:
    assert words in refusal(lab, "run", **question)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'"text"',
        b'{"data": NaN}',
        b'{"lr": Infinity}',
        b'{"lr": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b'{"a":' * 50_000,
    ],
)
@pytest.mark.parametrize("where", ["data", "run", "sweep", "compare", "csv"])
def test_a_body_that_is_no_object(lab: TestClient, where: str, body: bytes) -> None:
    reply = lab.post(f"/api/{where}", content=body)
    assert reply.status_code == 400
    assert len(reply.json()["error"]) < 300


def test_a_body_that_is_too_large(lab: TestClient) -> None:
    reply = lab.post("/api/run", content=b" " * (request_limits.BODY + 1))
    assert reply.status_code == 413
    assert "larger than 8 MB" in reply.json()["error"]


def test_a_sweep_of_too_many_rates(lab: TestClient) -> None:
    assert "limit of 1,000" in refusal(lab, "sweep", data=LESSON, lrs=[0.1] * 1001)
    assert "positive number" in refusal(lab, "sweep", data=LESSON, lrs=[0.1, -1])


def test_what_is_not_there(lab: TestClient) -> None:
    for reply in (lab.get("/api/nothing"), lab.get("/api/run"), lab.post("/api/health")):
        assert (reply.status_code, list(reply.json())) == (404, ["error"])


# --- uploads ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", {"error": "mine.csv is empty"}),
        (b"x,y\n", {"error": "has a header but no rows"}),
        (b"\x00\x01\x02\x03" * 100, {"error": "is not a text file"}),
        (b"PK\x03\x04 an archive", {"error": "Excel"}),
        (b"\x1f\x8b\x08 packed", {"error": "compressed"}),
        (b"PAR1 columns", {"error": "Parquet"}),
        (b"x,y\n1,2\n1,2,3\n", {"error": "mine.csv", "line": 3}),
        (b"x,y\n1,\xff\xfe\n", {"error": "column 'y' is text (row 1: 'ÿþ')"}),
        (b"town,y\nUlm,1\nBonn,2\n", {"error": "has one column of numbers"}),
        (b"x,x\n1,2\n3,4\n", {"error": "more than one column named 'x'"}),
        (b'x,y\n1,"2\n3,4\n', {"error": "quote", "line": 2}),
    ],
)
def test_an_upload_that_is_no_table(lab: TestClient, content: bytes, found: dict) -> None:
    reply = lab.post("/api/upload?name=mine.csv", content=content)
    fault = reply.json()
    assert reply.status_code == 400
    assert found["error"] in fault["error"]
    assert "/tmp" not in fault["error"]
    assert "upload.csv" not in fault["error"]
    assert fault.get("line") == found.get("line")


def test_text_in_a_column_is_told_with_row_and_column(lab: TestClient) -> None:
    upload = lab.post("/api/upload?name=m.csv", content=b"x,z,y\n1,2,3\n4,oops,6\n7,8,9\n").json()
    data = {"kind": "upload", "id": upload["id"], "features": ["x", "z"]}
    reply = lab.post("/api/data", json={"data": data})
    fault = reply.json()
    assert (reply.status_code, fault["row"], fault["column"]) == (400, 2, "z")
    assert "'oops'" in fault["error"]


def test_an_upload_without_the_target(lab: TestClient) -> None:
    reply = lab.post("/api/upload?name=m.csv&target=prise", content=b"price,x\n1,2\n3,4\n")
    assert "did you mean 'price'" in reply.json()["error"]


def test_an_upload_is_refused_by_its_own_word(lab: TestClient) -> None:
    headers = {"content-length": str(request_limits.UPLOAD + 1)}
    reply = lab.post("/api/upload", content=b"x,y\n1,2\n", headers=headers)
    assert reply.status_code == 413
    assert "50 MB" in reply.json()["error"]


def test_an_upload_that_says_no_size_is_cut_off_when_it_is_too_much() -> None:
    """Its body never ends; the answer comes all the same."""
    sent = 0

    async def receive() -> dict[str, object]:
        nonlocal sent
        sent += 2**20
        return {"type": "http.request", "body": b"1,2\n" * 2**18, "more_body": True}

    found: list[dict] = []

    async def send(message: dict) -> None:
        found.append(message)

    async def upload() -> None:
        scope = {
            "type": "http",
            "method": "POST",
            "path": "/api/upload",
            "query_string": b"",
            "headers": [(b"host", b"127.0.0.1")],
        }
        await application()(scope, receive, send)

    asyncio.run(upload())
    assert found[0]["status"] == 413
    assert sent <= request_limits.UPLOAD + 2**21


def test_names_of_uploads_are_only_shown(lab: TestClient) -> None:
    name = "..%2F..%2Fetc%2Fpasswd%0A%1b[31m" + "x" * 300
    upload = lab.post(f"/api/upload?name={name}", content=b"x,y\n1,2\n3,4\n").json()
    assert "/" not in upload["name"]
    assert upload["name"].isprintable()
    assert len(upload["name"]) <= 80


# --- who may ask -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "", "localhost@evil.example",
     "127.0.0.1:x", "169.254.169.254", "[::1"],
)  # fmt: skip
def test_another_host_is_refused(lab: TestClient, host: str) -> None:
    for where in ("/", "/api/health", "/api/start"):
        reply = lab.get(where, headers={"host": host})
        assert reply.status_code == 403
        assert "content-security-policy" in reply.headers


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "LOCALHOST:1", "127.0.0.1"])
def test_our_own_host_is_answered(lab: TestClient, host: str) -> None:
    assert lab.get("/api/health", headers={"host": host}).status_code == 200
    own = {"host": host, "origin": f"http://{host.lower()}", "sec-fetch-site": "same-origin"}
    assert lab.post("/api/data", json={"data": LESSON}, headers=own).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "https://127.0.0.1:8765"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://localhost:8765"},  # the same machine, but not the page's own address
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_origin_is_refused(lab: TestClient, headers: dict) -> None:
    reply = lab.post("/api/data", json={"data": LESSON}, headers=headers)
    assert reply.status_code == 403
    assert "site" in reply.json()["error"]


def test_a_link_from_elsewhere_may_open_the_page(lab: TestClient) -> None:
    assert lab.get("/", headers={"sec-fetch-site": "cross-site"}).status_code in (200, 503)


def test_every_answer_is_fenced_in(lab: TestClient) -> None:
    for where in ("/", "/api/health", "/nothing"):
        headers = lab.get(where).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'self';")
        assert "unsafe-eval" not in policy
        assert "script-src" not in policy  # so it is 'self', without inline scripts
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    ["/../app.py", "/..%2fapp.py", "/%2e%2e/security.py", "/....//app.py", "//etc/passwd",
     "/static/../app.py", "/%00", "/C:%5cwindows%5cwin.ini"],
)  # fmt: skip
def test_no_path_leads_out_of_the_page(lab: TestClient, path: str) -> None:
    reply = lab.get(path)
    assert reply.status_code in (404, 503)
    assert "import" not in reply.text


def test_two_pages_at_once(lab: TestClient) -> None:
    """Questions of two pages, interleaved, each get the answer to their own."""
    from concurrent.futures import ThreadPoolExecutor

    def page(seed: int) -> list[float]:
        data = {**LESSON, "seed": seed}
        return [ask(lab, "run", data=data, lr=0.01, epochs=30)["losses"][-1] for _ in range(3)]

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(page, [0, 1, 0, 1]))
    assert answers[0] == answers[2] != answers[1] == answers[3]
    for losses in answers:
        assert len(set(losses)) == 1


def test_work_does_not_keep_others_waiting() -> None:
    """While a comparison is at work, the server still says that it is there."""

    async def both() -> str:
        app = application()
        work = asyncio.create_task(_get(app, "POST", "/api/compare", b'{"case": "well-posed"}'))
        await asyncio.sleep(0)
        await _get(app, "GET", "/api/health", b"")
        order = "health first" if not work.done() else "health last"
        await work
        return order

    assert asyncio.run(both()) == "health first"


async def _get(app: object, method: str, path: str, body: bytes) -> list[dict]:
    found: list[dict] = []

    async def bodies() -> AsyncIterator[dict]:
        yield {"type": "http.request", "body": body, "more_body": False}
        await asyncio.sleep(3600)

    stream = bodies()

    async def receive() -> dict:
        return await anext(stream)

    async def send(message: dict) -> None:
        found.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1")],
    }
    await app(scope, receive, send)  # type: ignore[operator]
    assert found[0]["status"] == 200, json.dumps(found, default=str)
    return found


def test_mistakes_about_the_file_are_said_before_anything_is_served() -> None:
    with pytest.raises(ds.DataError, match="No such file"):
        lab_on("nosuch.csv", "y")
    with pytest.raises(ds.DataError, match="has no column 'velocity'"):
        lab_on("hubble", "velocity")
    with pytest.raises(ds.DataError, match="has no column 'distance'"):
        lab_on("hubble", features=["distance"])


def test_the_address_of_these_tests_is_ours() -> None:
    assert ADDRESS.startswith("http://127.0.0.1")
