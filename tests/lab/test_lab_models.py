"""Models in the lab: the golden runs of the page's twin, and the server's answers about a model."""

from __future__ import annotations

import json
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from starlette.testclient import TestClient

import downslope as ds
from downslope.lab import request_limits
from downslope.models.catalog import MODELS
from lab.asking import LESSON, ask, refusal
from lab.test_lab_golden import same, summed
from lab.test_lab_reproduces import check
from sampling import LONG, sampled

WEB = Path(__file__).parents[2] / "web"
KEPT = json.loads((WEB / "src" / "lib" / "models" / "golden.json").read_text())
POINTS = runpy.run_path(str(WEB / "golden_models.py"))["POINTS"]
TRAINED = [name for name in MODELS if name != "least-squares"]


@pytest.mark.parametrize(
    "kept", sampled(KEPT, 2), ids=lambda kept: f"{kept['model']}-{kept['seed']}"
)
def test_the_golden_runs_of_models_are_fresh(kept: dict) -> None:
    make = runpy.run_path(str(WEB / "golden_models.py"))["group"]
    made = make(kept["model"], kept["seed"])
    assert kept.keys() == made.keys()
    for mine, other in zip(kept["runs"], made["runs"], strict=True):
        # How far a chaotic run can be compared depends on rounding itself.
        count = min(mine["comparable"], other["comparable"])
        assert (mine["lr"], mine["status"]) == (pytest.approx(other["lr"]), other["status"])
        for name in ("weights", "losses"):
            assert same(mine[name][:count], other[name][:count], 1.0), name
    kept, made = summed(kept), summed(made)
    wrong = [name for name in kept if name != "runs" and not same(kept[name], made[name])]
    assert not wrong, (wrong, "run `python web/golden_models.py`")


@pytest.mark.skipif(not LONG, reason="the long form")
def test_the_page_repeats_twenty_seeds_of_each_model(tmp_path: Path) -> None:
    file = tmp_path / "golden.json"
    subprocess.run([sys.executable, WEB / "golden_models.py", "20", file], check=True)
    subprocess.run(
        ["npx", "vitest", "run", "tests/models.test.ts"],
        cwd=WEB,
        env={**os.environ, "GOLDEN_MODELS": str(file)},
        check=True,
    )


def test_the_golden_runs_cover_every_model_and_status() -> None:
    assert {group["model"] for group in KEPT} == set(TRAINED)
    statuses = {run["status"] for group in KEPT for run in group["runs"]}
    assert statuses == {"converged", "converging", "diverging", "unstable"}
    assert {(group["rule"], group["standardize"]) for group in KEPT} == {
        ("gd", False), ("momentum", True), ("nesterov", False), ("adam", True),
    }  # fmt: skip


def test_the_page_names_points_that_suit_each_model() -> None:
    catalog = (WEB / "src" / "lib" / "models" / "catalog.ts").read_text()
    named = dict(zip(MODELS, re.findall(r"points: '([\w-]+)'", catalog), strict=True))
    for name, points in named.items():
        MODELS[name](*ds.datasets.lesson_points(points))
    data = (WEB / "src" / "data.ts").read_text()
    assert set(re.findall(r"^  '(lesson-[\w-]+)': ", data, re.MULTILINE)) == set(ds.datasets.POINTS)


SETTINGS = {
    "ridge": {"alpha": 0.5, "loss": "half-mse"},
    "elastic-net": {"alpha": 0.2, "l1_ratio": 0.25, "rule": "momentum"},
    "huber": {"delta": 2.0, "start": [0.5, -1.0]},
    "logistic": {"standardize": True},
    "softmax": {"alpha": 0.01},
    "network": {"hidden": 2},
}


@pytest.mark.parametrize("name", sampled(list(SETTINGS), 2, "reproduced"))
def test_a_run_of_a_model_is_reproduced(
    lab: TestClient,
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    n, seed = (100, 0) if name == "logistic" else (20, 3)  # the package holds the first
    data = {"kind": "example", "points": POINTS[name], "n": n, "seed": seed}
    answer = ask(lab, "run", data=data, model=name, lr=0.01, epochs=5, **SETTINGS[name])
    assert (answer["file"] is None) == (name == "logistic")
    if answer["file"]:
        (tmp_path / answer["file"]).write_text(lab.post("/api/csv", json={"data": data}).text)
    monkeypatch.chdir(tmp_path)
    check(answer, tmp_path, capsys)
    assert answer["prompt"].count(name) >= 1
    alone = ask(
        lab, "run", data=data, model=name, lr=0.01, epochs=5, undiagnosed=True, **SETTINGS[name]
    )
    for field in ("weights", "losses", "python", "command", "file"):
        assert alone[field] == answer[field]
    assert alone["diagnosis"] is None


@pytest.mark.parametrize("name", TRAINED)
def test_every_model_runs_without_a_diagnosis(lab: TestClient, name: str) -> None:
    data = {"kind": "example", "points": POINTS[name]}
    answer = ask(lab, "run", data=data, model=name, lr=1e-3, epochs=3, undiagnosed=True)
    model = MODELS[name](*ds.datasets.lesson_points(POINTS[name]))
    for epoch, step in zip(range(4), ds.descend(model, 1e-3), strict=False):
        assert answer["losses"][epoch] == step.loss
        assert answer["weights"][epoch] == step.weights.ravel().tolist()


def test_the_line_of_the_lesson_can_be_a_model_too(lab: TestClient) -> None:
    asked = {"model": "ridge", "alpha": 1.0, "lr": 0.01, "epochs": 4, "undiagnosed": True}
    answer = ask(lab, "run", data=LESSON, **asked)
    assert answer["command"].startswith("downslope train points.csv --target y --features x")
    assert (
        "ds.Ridge(line.x[:, None], line.y, alpha=1.0, loss='mse', names=['x'])" in answer["python"]
    )


def test_the_random_start_is_the_networks_own(lab: TestClient) -> None:
    normals = lab.get("/api/random-start").json()["normals"]
    X, y = ds.datasets.lesson_points("lesson-bend")
    start = ds.Network(X, y, hidden=5).starting_weights()
    assert np.array_equal(start[:10], np.array(normals[:10]) / np.sqrt(2))
    assert np.array_equal(start[10:15], np.array(normals[10:15]) / np.sqrt(5))
    assert len(normals) == (request_limits.FEATURES + 2) * request_limits.HIDDEN


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"model": "ridgee"}, "model='ridgee'"),
        ({"model": "huber", "l1_ratio": 0.5}, "l1_ratio is not a setting of huber"),
        ({"model": "network", "hidden": 21}, "hidden=21 is above the limit of 20"),
        ({"model": "network", "hidden": 0}, "hidden=0 cannot be used"),
        ({"model": "ridge", "alpha": -1}, "alpha=-1"),
        ({"model": "huber", "delta": 0}, "delta=0"),
        ({"model": "logistic"}, "100 classes"),
        ({"model": "poisson"}, "not a count"),
        ({"model": "huber", "loss": "sse"}, "loss='sse'"),
        ({"model": "softmax", "start": [1.0, 2.0]}, "does not fit"),
        ({"alpha": 1.0}, "alpha is not a setting of least-squares"),
    ],
)
def test_what_does_not_suit_a_model_is_refused_in_one_line(
    lab: TestClient, asked: dict, said: str
) -> None:
    assert said in refusal(lab, "run", data=LESSON, lr=0.01, epochs=3, **asked)


def test_other_questions_about_models_are_refused(lab: TestClient) -> None:
    assert "lacks 'lr'" in refusal(
        lab, "run", data=LESSON, model="ridge", epochs=3, undiagnosed=True
    )
    assert "A sweep is of least squares" in refusal(
        lab, "sweep", data=LESSON, lrs=[0.1], model="ridge"
    )
