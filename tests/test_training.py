"""`train`: what a run says of itself, where the diagnosis of the whole does not hold."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

import downslope as ds
from downslope.cli import run as command
from downslope.cli.train import training_report
from downslope.data.open import read
from downslope.data_table import Table
from downslope.diagnosis.advice import Advice, advised_batch_rate
from downslope.diagnosis.training_report import train


def uneven(loss: str = "mse") -> ds.LeastSquares:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(100, 2))
    X[0] *= 30.0
    return ds.LeastSquares(X, X.sum(axis=1) + rng.normal(size=100), loss=loss)


def test_batches_that_diverge_say_so_and_not_that_nothing_is_left() -> None:
    problem = uneven()
    lr = 0.5 * ds.diagnose(problem).lr_limit
    run = train(problem, lr, 200, batch_size=1)
    found = run.to_dict()
    assert (found["status"], found["cause"]) == ("diverging", "lr_above_limit")
    assert "is too high for batches of 1 row," in run.sentence
    assert found["sentence"] == run.sentence
    codes = [finding.code for finding in run.findings]
    assert codes[0] == "lr_above_limit"
    assert "noise_floor" not in codes
    assert f"--lr {advised_batch_rate(problem, 1):g}" in run.advice[0].options
    table = Table(problem.X_b[:, :2], problem.y, ("a", "b"), "y", "here")
    console = Console(width=80, record=True, file=io.StringIO())
    console.print(training_report(run, table))
    shown = " ".join(console.export_text().split())
    assert "too high for batches" in shown
    assert "Nothing is left" not in shown
    assert "Stop here" not in shown


def test_the_advised_rate_is_the_one_that_batches_bear() -> None:
    problem = uneven()
    run = train(problem, None, 50, batch_size=1)
    assert run.diagnosis.lr == advised_batch_rate(problem, 1)
    assert run.status != "diverging"


@pytest.mark.parametrize("loss", ["sse", "half-sse"])
def test_batches_of_a_sum_converge_above_the_limit_of_the_whole(loss: str) -> None:
    """Of a sum a batch is less steep than the whole, so its rate may be higher."""
    rng = np.random.default_rng(1)
    X = rng.normal(size=(2000, 2))
    problem = ds.LeastSquares(X, X.sum(axis=1) + rng.normal(size=2000), loss=loss)
    run = train(problem, None, 20, batch_size=2)
    assert ds.diagnose(problem, run.diagnosis.lr, 20).status == "diverging"
    assert (run.status, run.cause) == ("converged", "noise_floor")
    assert run.sentence.startswith("Nothing is left to gain")
    assert run.advice == ()
    assert run.to_dict()["epochs_to_tolerance"] is None


def test_a_batched_run_that_needs_more_epochs() -> None:
    run = train(uneven(), None, 2, batch_size=80)
    assert (run.status, run.cause) == ("converging", "none")
    assert "in batches of 80 the loss is" in run.sentence
    assert run.advice[0].to_dict() == {
        "action": "Train for more epochs",
        "options": "--epochs 4",
    }


def test_a_batched_run_at_far_too_low_a_rate() -> None:
    """Twice the epochs at 1e-7 would not help; the rate that was tried with these batches does."""
    run = train(uneven(), 1e-7, 2, batch_size=10)
    assert (run.status, run.cause) == ("converging", "lr_too_small")
    assert "in batches of 10 the loss is" in run.sentence
    advice = run.advice[0]
    assert isinstance(advice, Advice)
    again = train(uneven(), advice.lr, 2, batch_size=10)
    assert again.final_loss == pytest.approx(advice.final_loss, rel=1e-9)
    assert again.final_loss < run.final_loss
    assert again.status == "converged"


def test_a_run_of_the_whole_speaks_through_its_diagnosis() -> None:
    run = train(uneven(), None, 5)
    assert run.sentence == run.diagnosis.sentence
    assert run.advice == run.diagnosis.advice
    assert run.findings == run.diagnosis.findings


def test_a_batch_has_at_most_all_rows() -> None:
    problem = uneven()
    assert train(problem, None, 5, batch_size=10**9).batch_size == problem.n
    X, y = np.vander([0.0, 1, 2, 4], 2), np.array([1.0, 2, 4, 7])
    for model in (ds.LeastSquares(X, y), ds.Huber(X, y)):
        report = ds.diagnose(model, epochs=5, batch_size=10**9)
        assert report.batch_size == 4
        assert str(10**9) not in str(report)


@pytest.mark.parametrize("batch_size", [0, -1])
def test_no_batches_of_no_rows(batch_size: int) -> None:
    with pytest.raises(ds.OptionError, match=f"batch_size={batch_size}"):
        train(uneven(), None, 5, batch_size=batch_size)


def test_the_command_keeps_the_share_that_beta_says(capsys: pytest.CaptureFixture[str]) -> None:
    options = "--rule momentum --beta 0.5 --lr 0.1 --epochs 7"
    assert command(["train", "hubble", *options.split(), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    table = read("hubble")
    for step in ds.descend(table.problem("mse"), 0.1, rule=ds.Momentum(0.5)):
        if step.epoch == 7:
            break
    assert list(found["weights"].values()) == step.weights.tolist()
    assert all("--rule momentum --beta 0.5" in each["options"] for each in found["advice"][:1])


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("train --batch-size 8 --epochs 1", "--batch-size needs all rows at once"),
        ("fit --degree 2", "--degree needs all rows at once"),
        ("compare --epochs 1", "Comparing solvers needs all rows at once"),
        ("train --epochs 1", ""),
    ],
)
def test_files_to_be_read_in_passes_are_not_held_in_silence(
    given: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    file = tmp_path / "large.csv"
    file.write_text("x,y\n" + "".join(f"{i},{i * i % 7}\n" for i in range(50)))
    monkeypatch.setattr("downslope.data.open.LARGE", 10)
    name, *options = given.split()
    assert command([name, str(file), "--target", "y", *options]) == 0
    told = capsys.readouterr().err
    assert told == (f"{words}: {file} is read into memory.\n" if words else "")


def test_each_of_several_runs_is_named_behind_its_status(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert command(["train", "hubble", "--lr", "0.001,0.1,1"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    for begun in ("CONVERGING: lr=0.001 ", "CONVERGING at lr=0.1: Nothing", "DIVERGING: lr=1 "):
        assert begun in said
