"""The same run in the terminal, the tutor and the library: equal to the last bit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from mcp import Client

import downslope as ds
from downslope.cli import run
from downslope.datasets import LessonLine, lesson_line
from downslope.diagnosis import training_report
from downslope.tutor.server import build_server
from tutor_client import MODES, data, desk_in, in_session

SEEDS = range(20)
SHARED = (
    "status", "cause", "sentence", "epochs_run", "final_loss", "weights", "closed_form", "min_loss",
    "start_loss", "lr_limit", "lr_best", "condition_number", "growth_per_epoch",
    "epochs_to_tolerance",
)  # fmt: skip


def settings(seed: int) -> dict[str, Any]:
    """Some run, of every fate: a fifth of them diverge."""
    rng = np.random.default_rng(seed)
    return {
        "lr": float(rng.choice([0.001, 0.01, 0.02, 0.0249, 0.1])),
        "epochs": int(rng.integers(1, 400)),
        "n": int(rng.integers(2, 300)),
        "noise": round(float(rng.uniform(0, 10)), 3),
        "seed": seed,
    }


def from_the_tutor(tmp_path: Path, tool: str, arguments: list[dict[str, Any]], mode: str) -> Any:
    async def talk(client: Client) -> list[dict[str, Any]]:
        return [data(await client.call_tool(tool, each)) for each in arguments]

    return in_session(build_server(desk_in(tmp_path)), talk, mode)


def from_the_terminal(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, Any]:
    capsys.readouterr()
    assert run([str(each) for each in arguments]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def csv_of(line: LessonLine) -> str:
    rows = zip(line.x.tolist(), line.y.tolist(), strict=True)
    return "\n".join(["x,y", *(f"{x!r},{y!r}" for x, y in rows)]) + "\n"


@pytest.mark.parametrize("mode", MODES)
def test_the_lessons_run(tmp_path: Path, capsys: pytest.CaptureFixture[str], mode: str) -> None:
    asked = [settings(seed) for seed in SEEDS]
    for given, tutor in zip(asked, from_the_tutor(tmp_path, "train", asked, mode), strict=True):
        options = [f"--{name}={value}" for name, value in given.items()]
        demo = from_the_terminal(capsys, "demo", "--json", *options)
        assert {name: tutor[name] for name in SHARED} == {name: demo[name] for name in SHARED}

        line = lesson_line(given["n"], given["noise"], given["seed"])
        file = tmp_path / "line.csv"
        file.write_text(csv_of(line))
        start = ",".join(repr(w) for w in line.start.tolist())
        options = [f"--lr={given['lr']}", f"--epochs={given['epochs']}", f"--start={start}"]
        train = from_the_terminal(capsys, "train", file, "-t", "y", "--json", *options)
        assert {name: tutor[name] for name in SHARED} == {name: train[name] for name in SHARED}

        problem = ds.LeastSquares(line.x, line.y)
        ours = training_report.train(problem, given["lr"], given["epochs"], line.start).to_dict()
        assert {name: tutor[name] for name in ours} == ours
        for step in ds.descend(problem, given["lr"], line.start):
            seen = [row for row in tutor["history"] if row["epoch"] == step.epoch]
            for row in seen:
                assert list(row["weights"].values()) == step.weights.tolist()
                assert row["loss"] == (step.loss if np.isfinite(step.loss) else None)
            if step.epoch == tutor["epochs_run"]:
                assert seen
                break


def test_a_sweep(tmp_path: Path) -> None:
    rates = [0.001, 0.01, 0.0249, 0.03]
    asked = [{"lrs": rates, "seed": seed, "epochs": 50 + seed} for seed in SEEDS]
    for given, tutor in zip(
        asked, from_the_tutor(tmp_path, "sweep_lr", asked, "auto"), strict=True
    ):
        line = lesson_line(seed=given["seed"])
        problem = ds.LeastSquares(line.x, line.y)
        ours = ds.sweep(problem, rates, given["epochs"], line.start).to_dict()
        assert {name: tutor[name] for name in ours} == ours


def test_a_diagnosis(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [lesson_line(n=30, noise=float(seed), seed=seed) for seed in SEEDS]
    asked = [{"csv_text": csv_of(line), "target": "y", "lr": 0.01} for line in lines]
    found = from_the_tutor(tmp_path, "diagnose", asked, "auto")
    for given, tutor in zip(asked, found, strict=True):
        file = tmp_path / "line.csv"
        file.write_text(given["csv_text"])
        terminal = from_the_terminal(capsys, "diagnose", file, "-t", "y", "--lr=0.01", "--json")
        assert {name: tutor[name] for name in SHARED} == {name: terminal[name] for name in SHARED}
        assert {name: tutor[name] for name in terminal} == terminal


def test_a_gradient(tmp_path: Path) -> None:
    asked = [{"weights": [seed - 7.5, seed / 3], "seed": seed} for seed in SEEDS]
    found = from_the_tutor(tmp_path, "gradient_check", asked, "auto")
    for given, tutor in zip(asked, found, strict=True):
        line = lesson_line(seed=given["seed"])
        problem = ds.LeastSquares(line.x, line.y)
        exact = problem.gradient(np.array(given["weights"])).tolist()
        assert list(tutor["analytic"].values()) == exact
        assert tutor["agrees"]
        assert list(tutor["numeric"].values()) == pytest.approx(exact, rel=1e-6, abs=1e-6)


def test_a_comparison_has_every_field(tmp_path: Path) -> None:
    (tutor,) = from_the_tutor(tmp_path, "compare_solvers", [{"case": "collinear"}], "auto")
    case = ds.datasets.CASES["collinear"]()
    ours = ds.compare(case).to_dict()
    timed = {"rows", "advice", "predicted", "verdict", "fastest"}
    assert {name: tutor[name] for name in ours if name not in timed} == {
        name: ours[name] for name in ours if name not in timed
    }
    assert [set(row) for row in tutor["rows"]] == [set(row) for row in ours["rows"]]  # type: ignore[attr-defined]
    assert tutor["about"] == case.about
