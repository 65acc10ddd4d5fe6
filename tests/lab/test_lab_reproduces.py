"""The code and the command that a page offers make its very run again, to the last digit."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from starlette.testclient import TestClient

from downslope.cli import run
from lab.asking import LESSON, ask, lab_on

POINTS = {
    "kind": "points",
    "names": ["a b", "c'd"],
    "target": "price",
    "columns": [[0.1, 0.25, -3.0, 7.7], [1e-3, 2.0, 4.0, 1 / 3]],
    "y": [1.0, 2.5, 0.1, 1e5],
}
MANY = {
    "kind": "points",
    "names": ["x"],
    "target": "y",
    "columns": [np.random.default_rng(0).normal(size=300).tolist()],
    "y": np.random.default_rng(1).normal(size=300).tolist(),
}
RUNS = [
    (LESSON, {"lr": 0.01, "epochs": 200, "start": [-0.3, 0.7]}),
    (LESSON, {"lr": 0.1, "epochs": 50, "start": None}),
    (
        {"kind": "lesson", "n": 37, "noise": 0.1, "seed": 9, "low": -1.5, "high": 2.25},
        {"lr": 0.3, "epochs": 7, "start": [1e-3, -2.5], "rule": "nesterov", "loss": "half-mse"},
    ),
    (LESSON, {"lr": 0.004, "epochs": 12, "rule": "momentum", "loss": "sse", "standardize": True}),
    (LESSON, {"epochs": 20}),
    (LESSON, {"lr": 0.5, "epochs": 9, "rule": "adam"}),
    ({"kind": "case", "case": "collinear"}, {"lr": 0.1, "epochs": 9}),
    (
        {"kind": "case", "case": "large-d"},
        {"lr": 0.01, "epochs": 3, "loss": "half-sse", "standardize": True},
    ),
    ({"kind": "case", "case": "badly-scaled", "features": ["x2", "x1"]}, {"lr": 1e-4, "epochs": 5}),
    (POINTS, {"lr": 0.003, "epochs": 4, "start": [0.5, -0.125, 1e-9]}),
    ({**POINTS, "features": ["c'd"]}, {"lr": 0.003, "epochs": 4}),
    (MANY, {"lr": 0.2, "epochs": 6}),
]


def printed_by(code: str, folder: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def check(answer: dict, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Carry both out and hold them against what the page was told."""
    names = list(answer["diagnosis"]["weights"])
    last, loss = answer["weights"][-1], answer["losses"][-1]
    wanted = [f"loss {loss!r}", *(f"{n} {w!r}" for n, w in zip(names, last, strict=True))]
    assert printed_by(answer["python"], folder) == wanted
    words = shlex.split(answer["command"])
    assert words[0] == "downslope"
    assert run([*words[1:], "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["weights"] == dict(zip(names, last, strict=True))
    assert found["final_loss"] == loss
    assert found["status"] == answer["diagnosis"]["status"]
    assert run(words[1:]) == 0  # as a person would, too
    capsys.readouterr()


@pytest.mark.parametrize(("data", "asked"), RUNS)
def test_both_print_the_same_digits(
    lab: TestClient,
    data: dict,
    asked: dict,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer = ask(lab, "run", data=data, **asked)
    if answer["file"]:
        (tmp_path / answer["file"]).write_text(lab.post("/api/csv", json={"data": data}).text)
    monkeypatch.chdir(tmp_path)
    check(answer, tmp_path, capsys)


def test_an_upload_is_reproduced_on_the_users_file(
    lab: TestClient,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = 'intercept;"a;b";y\n1;2,5;3\n'.replace("2,5", "2.5") + "2;;4\n3;1;1\n7;0.1;2\n"
    (tmp_path / "my file.csv").write_text(text)
    upload = lab.post("/api/upload?name=my file.csv&target=y", content=text).json()
    data = {"kind": "upload", "id": upload["id"], "drop_missing": True}
    answer = ask(lab, "run", data=data, lr=0.01, epochs=8, start=[1, -1, 0.5])
    assert answer["file"] == "my file.csv"
    monkeypatch.chdir(tmp_path)
    check(answer, tmp_path, capsys)


def test_a_file_is_reproduced_from_where_it_lies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "it's mine.csv"
    file.write_text("town,x,y\nUlm,1,2\nBonn,2,2.5\nJena,3,7\n")
    with lab_on(file, "y") as lab:
        answer = ask(lab, "run", data={"kind": "file"}, lr=0.01, epochs=8)
        check(answer, tmp_path, capsys)


def test_beyond_the_work_of_a_moment_the_few_rows_are_run_and_the_code_says_so(
    lab: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("downslope.lab.request_limits.ROW_WORK", 1000.0)
    answer = ask(lab, "run", data=LESSON, lr=0.01, epochs=50)
    assert ".condensed()" in answer["python"]
    assert printed_by(answer["python"], tmp_path)[0] == f"loss {answer['losses'][-1]!r}"


def test_data_read_in_passes_are_reproduced_in_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "many.csv"
    rng = np.random.default_rng(0)
    file.write_text("x,y\n" + "\n".join(f"{a},{b}" for a, b in rng.normal(size=(500, 2))))
    monkeypatch.setattr("downslope.data.open.LARGE", 1000)
    with lab_on(file, "y") as lab:
        answer = ask(lab, "run", data={"kind": "file"}, lr=0.01, epochs=50)
    code = "import downslope.data.open as o\no.LARGE = 1000\n" + answer["python"]
    assert printed_by(code, tmp_path)[0] == f"loss {answer['losses'][-1]!r}"
