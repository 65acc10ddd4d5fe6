"""What the lab's server answers: the data, the runs, the sweeps and the comparisons."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from starlette.testclient import TestClient

import downslope as ds
from downslope import datasets
from downslope.lab import request_limits
from lab.asking import LESSON, ask, lab_on, refusal

CSV = "a,b,city,y\n1,2,Ulm,3\n2,1,Bonn,4.1\n3,6,Jena,6\n4,5,Ulm,8.2\n9,2,Bonn,1\n"


def test_health_and_start(lab: TestClient) -> None:
    assert lab.get("/api/health").json() == {"ok": True, "version": ds.__version__}
    start = lab.get("/api/start").json()
    assert (start["data"], start["file"]) == ({"kind": "lesson"}, None)
    assert start["limits"]["epochs"] == request_limits.EPOCHS


def test_the_page_and_the_server_have_the_same_caps() -> None:
    settings = (Path(__file__).parents[2] / "web" / "src" / "settings.ts").read_text()
    settings = settings.partition("DEFAULTS")[0]
    found = dict(re.findall(r"^  (\w+): (?:\[\S+, )?([\d_e]+)\]?,$", settings, re.MULTILINE))
    for name in ("rate", "epochs", "n", "points"):
        told = found["lr" if name == "rate" else name]
        assert float(told.replace("_", "")) == request_limits.to_dict()[name]


def test_the_lessons_data(lab: TestClient, line: datasets.LessonLine) -> None:
    data = ask(lab, "data", data=LESSON)
    assert (data["columns"], data["y"]) == ([line.x.tolist()], line.y.tolist())
    assert data["lr_start"] == line.start.tolist()
    assert data["truth"] == [3.0, 2.0]
    assert data["weight_names"] == ["x", "intercept"]
    assert not data["sampled"]


@pytest.mark.parametrize(
    "data",
    [
        LESSON,
        {"kind": "lesson", "n": 5000, "noise": 10, "seed": 3, "low": -2, "high": 1},
        {"kind": "case", "case": "collinear"},
        {"kind": "case", "case": "ill-conditioned"},
        {"kind": "points", "names": ["u"], "target": "v", "columns": [[1, 2]], "y": [3, 3.5]},
    ],
)
def test_the_equivalent_rows_have_the_loss_of_all_rows(lab: TestClient, data: dict) -> None:
    """At any weights, and with the floor that the closed form finds."""
    answer = ask(lab, "data", data=data)
    rows = np.array(answer["equivalent"])
    p = len(answer["weight_names"])
    assert rows.shape[1] == p + 1
    assert len(rows) <= p + 1
    if answer["sampled"]:
        made = datasets.lesson_line(data["n"], data["noise"], data["seed"], low=-2, high=1)
        X, y = made.x[:, None], made.y
    else:
        X, y = np.array(answer["columns"]).T, np.array(answer["y"])
    problem = ds.LeastSquares(X, y)
    for seed in range(3):
        w = np.random.default_rng(seed).normal(size=p)
        few = rows[:, :-1] @ w - rows[:, -1]
        assert few @ few / answer["n"] == pytest.approx(problem.loss(w), rel=1e-12)
    assert answer["loss_floor"] == pytest.approx(
        ds.Spectrum.of(problem).min_loss, rel=1e-9, abs=1e-25
    )


def test_of_many_rows_the_page_gets_the_same_sample_every_time(lab: TestClient) -> None:
    first, again = (ask(lab, "data", data={"kind": "case", "case": "large-n"}) for _ in range(2))
    assert first == again
    assert (first["n"], first["sample_size"], first["sampled"]) == (
        500_000,
        request_limits.SHOWN,
        True,
    )
    made = datasets.case("large-n")
    assert set(first["y"]) <= set(made.y.tolist())
    assert len(set(first["y"])) == request_limits.SHOWN
    assert abs(np.mean(first["y"]) - made.y.mean()) < 5 * made.y.std() / request_limits.SHOWN**0.5


def test_a_case_wider_than_the_page_opens_with_what_fits_and_says_so(lab: TestClient) -> None:
    data = ask(lab, "data", data={"kind": "case", "case": "large-d"})
    assert len(data["names"]) == request_limits.FEATURES
    assert "first 50 of 700" in data["left_out"]
    compared = ask(lab, "compare", case="collinear")
    assert compared["d"] == 3


@pytest.mark.parametrize("loss", ["mse", "half-sse"])
@pytest.mark.parametrize("rule", ["gd", "momentum", "nesterov", "adam"])
@pytest.mark.parametrize("standardize", [False, True])
def test_a_run_is_the_loop_epoch_by_epoch(
    lab: TestClient, line: datasets.LessonLine, loss: str, rule: str, standardize: bool
) -> None:
    question = {"loss": loss, "rule": rule, "standardize": standardize, "start": [0.5, -1.5]}
    answer = ask(lab, "run", data=LESSON, lr=1e-4, epochs=30, **question)
    problem = ds.LeastSquares(line.x, line.y, loss=loss)
    chosen = problem.standardized() if standardize else problem
    steps = ds.descend(chosen, 1e-4, [0.5, -1.5], rule=rule)
    for weights, loss_then, step in zip(answer["weights"], answer["losses"], steps, strict=False):
        assert weights == step.weights.tolist()
        assert loss_then == step.loss
    assert len(answer["weights"]) == len(answer["losses"]) == 31
    diagnosis = ds.diagnose(
        problem, 1e-4, 30, [0.5, -1.5], rule=rule, standardize=standardize
    ).to_dict()
    for field in ("status", "cause", "lr_limit", "lr_best", "growth_per_epoch", "sentence"):
        if field == "lr_limit" and rule == "adam":
            # A product of matrices in it depends in its last bit on where the arrays lie in memory.
            assert answer["diagnosis"][field] == pytest.approx(diagnosis[field], rel=1e-12)
        else:
            assert answer["diagnosis"][field] == diagnosis[field]
    assert answer["closed_form"] == list(diagnosis["closed_form"].values())  # type: ignore[attr-defined]


def test_a_run_that_leaves_float64_is_null_from_there_on(lab: TestClient) -> None:
    answer = ask(lab, "run", data=LESSON, lr=0.1, epochs=400, start=[0, 0])
    assert len(answer["losses"]) == 401
    first = answer["losses"].index(None)
    assert 150 < first < 400
    assert all(loss is None for loss in answer["losses"][first:])
    assert answer["diagnosis"]["status"] == "diverging"
    assert answer["diagnosis"]["growth_per_epoch"] == pytest.approx(7.0, abs=0.01)


def test_without_a_rate_the_advised_one_is_run(lab: TestClient) -> None:
    answer = ask(lab, "run", data=LESSON, epochs=5)
    assert answer["diagnosis"]["lr"] == answer["diagnosis"]["lr_advised"] == 0.0199


def test_the_prompt_has_the_runs_numbers(lab: TestClient) -> None:
    answer = ask(lab, "run", data=LESSON, lr=0.1, epochs=20, start=[0, 0])
    for part in ("0.1", "0.02499", answer["command"], answer["diagnosis"]["sentence"]):
        assert part in answer["prompt"]


def test_a_sweep_is_the_workbenchs(lab: TestClient, lesson: ds.LeastSquares) -> None:
    assert ask(lab, "sweep", data=LESSON, epochs=50) == ds.sweep(lesson, epochs=50).to_dict()
    rates = [1e-3, 0.02, 0.03]
    answer = ask(lab, "sweep", data=LESSON, epochs=50, lrs=rates, rule="momentum", standardize=True)
    scan = ds.sweep(lesson.standardized(), rates, 50, rule="momentum")
    assert answer == scan.to_dict()


def test_a_comparison_has_the_contracts_fields(lab: TestClient) -> None:
    answer = ask(lab, "compare", data=LESSON, epochs=50)
    assert {"rows", "advised", "verdict"} <= answer.keys()
    assert "gradient-descent" in {row["solver"] for row in answer["rows"]}


def test_a_comparison_ends_at_its_deadline(
    lab: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request_limits, "COMPARE_SECONDS", -1.0)
    reply = lab.post("/api/compare", json={"case": "well-posed"})
    assert reply.status_code == 408
    assert "was stopped" in reply.json()["error"]


# --- files -----------------------------------------------------------------------------------


def test_an_uploaded_csv(lab: TestClient) -> None:
    upload = lab.post("/api/upload?name=/home/me/mine.csv&target=y", content=CSV).json()
    assert (upload["name"], upload["rows"], upload["target"]) == ("mine.csv", 5, "y")
    kinds = {column["name"]: column["kind"] for column in upload["columns"]}
    assert kinds == {"a": "number", "b": "number", "city": "text", "y": "number"}
    assert upload["preview"][0] == ["1", "2", "Ulm", "3.0"]
    data = ask(lab, "data", data={"kind": "upload", "id": upload["id"]})
    assert data["names"] == ["a", "b"]
    assert data["left_out"] == "Left out, because they hold no numbers: city."
    other = {"kind": "upload", "id": upload["id"], "target": "a", "features": ["y"]}
    data = ask(lab, "data", data=other)
    assert (data["names"], data["target"], data["y"]) == (["y"], "a", [1, 2, 3, 4, 9])


def test_uploads_are_kept_apart_and_the_oldest_goes_first(lab: TestClient) -> None:
    ids = [
        lab.post("/api/upload", content=f"x,y\n1,{k}\n2,5\n").json()["id"]
        for k in range(request_limits.UPLOADS_KEPT + 1)
    ]
    gone = refusal(lab, "data", data={"kind": "upload", "id": ids[0]})
    assert "no longer here" in gone
    for k, each in enumerate(ids[1:], start=1):
        assert ask(lab, "data", data={"kind": "upload", "id": each})["y"] == [k, 5]


def test_rows_with_gaps_are_refused_or_dropped(lab: TestClient) -> None:
    upload = lab.post("/api/upload?name=gaps.csv", content="x,y\n1,2\n,3\n4,\n5,6\n").json()
    reply = lab.post("/api/data", json={"data": {"kind": "upload", "id": upload["id"]}})
    fault = reply.json()
    assert (reply.status_code, fault["row"], fault["column"]) == (400, 2, "x")
    assert "gaps.csv" in fault["error"]
    dropped = {"kind": "upload", "id": upload["id"], "drop_missing": True}
    data = ask(lab, "data", data=dropped)
    assert (data["n"], data["left_out"]) == (2, "Left out: 2 rows with missing values.")


def test_the_file_of_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(CSV)
    with lab_on(file, "y") as lab:
        start = lab.get("/api/start").json()
        assert start["data"] == {"kind": "file"}
        assert start["file"]["target"] == "y"
        assert ask(lab, "data", data={"kind": "file"})["names"] == ["a", "b"]
        data = ask(lab, "data", data={"kind": "file", "target": "b", "features": ["a"]})
        assert data["y"] == [2, 1, 6, 5, 2]
        file.write_text(CSV.replace("9,2,Bonn,1", "9,2,Bonn,7"))
        assert ask(lab, "data", data={"kind": "file"})["y"][-1] == 7


def test_a_data_set_by_its_name() -> None:
    with lab_on("longley") as lab:
        assert len(ask(lab, "data", data={"kind": "file"})["names"]) == 6


def test_a_million_rows_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Held in memory or read in passes, the page sees the summary and a sample."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=1_000_000)
    file = tmp_path / "many.parquet"
    pl.DataFrame({"x": x, "y": 2 * x + rng.normal(size=len(x))}).write_parquet(file)
    with lab_on(file, "y") as lab:
        held = ask(lab, "data", data={"kind": "file"})
    monkeypatch.setattr("downslope.data.open.LARGE", 1_000_000)
    with lab_on(file, "y") as lab:
        streamed = ask(lab, "data", data={"kind": "file"})
        run = ask(lab, "run", data={"kind": "file"}, lr=0.1, epochs=10_000, start=[0, 0])
        line = refusal(lab, "compare", data={"kind": "file"})
    assert "need all rows at once" in line
    for data in (held, streamed):
        assert (data["n"], data["sampled"]) == (1_000_000, True)
        assert data["sample_size"] == request_limits.SHOWN == len(data["y"])
    grams = [np.array(e).T @ np.array(e) for e in (held["equivalent"], streamed["equivalent"])]
    np.testing.assert_allclose(grams[1], grams[0], rtol=1e-10)
    assert run["weights"][-1] == pytest.approx(run["closed_form"], rel=1e-12)
    assert run["diagnosis"]["n"] == 1_000_000


def test_a_summary_has_a_problem_and_no_points(tmp_path: Path) -> None:
    file, summary = tmp_path / "mine.csv", str(tmp_path / "mine.dss")
    file.write_text("x,y\n" + "\n".join(f"{k},{k * k}" for k in range(50)))
    from downslope.cli import run

    assert run(["summarize", str(file), "--target", "y", "--output", summary]) == 0
    with lab_on(summary, "y") as lab:
        data = ask(lab, "data", data={"kind": "file"})
    assert (data["n"], data["sample_size"], data["y"]) == (50, 0, [])
    with lab_on(summary) as lab:  # which knows its target
        assert ask(lab, "data", data={"kind": "file"})["target"] == "y"


def test_a_run_of_adam_comes_before_its_diagnosis(lab: TestClient) -> None:
    asked = {"data": LESSON, "lr": 0.5, "epochs": 20, "rule": "adam"}
    first = ask(lab, "run", undiagnosed=True, **asked)
    assert first["diagnosis"] is None
    assert first["closed_form"] is None
    whole = ask(lab, "run", **asked)
    for field in ("weights", "losses", "python", "command"):
        assert first[field] == whole[field]
    large = {"data": LESSON | {"n": 100_000}, "epochs": 30}
    many = ask(lab, "run", undiagnosed=True, **asked | large)
    assert ".condensed()" in many["python"]
    assert ".condensed()" not in whole["python"]


def test_a_rule_is_refused_in_one_line(lab: TestClient) -> None:
    said = refusal(lab, "run", data=LESSON, lr=0.1, epochs=3, rule="adamw")
    assert "rule='adamw'" in said
    assert "adam" in said.split("'adamw'")[1]
