"""Mini-batches in a diagnosis: their limit by trying all batches, their advice by the real loop."""

from __future__ import annotations

import itertools
import json

import numpy as np
import pytest

import downslope as ds
from conftest import LOSSES
from downslope.cli import run as command
from downslope.diagnosis.advice import Advice
from downslope.diagnosis.training_report import train
from downslope.models.least_squares import loss_factor


def data(seed: int, n: int, d: int = 2, noise: float = 1.0, loss: str = "mse") -> ds.LeastSquares:
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, d)) * 10 ** rng.uniform(-0.5, 0.5, d) + rng.normal(size=d)
    return ds.LeastSquares(X, X.sum(axis=1) + 2 + noise * rng.normal(size=n), loss=loss)


def looped(problem: ds.LeastSquares, lr: float, epochs: int, size: int, **options: object) -> float:
    """The loss of the real loop after so many epochs."""
    steps = ds.descend(problem, lr, batch_size=size, **options)  # type: ignore[arg-type]
    return next(itertools.islice(steps, epochs, None)).loss


# --- the limit ----------------------------------------------------------------------------


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("size", [1, 2, 3, 5, 8])
@pytest.mark.parametrize("seed", range(3))
def test_the_limit_is_that_of_the_steepest_of_all_batches(seed: int, size: int, loss: str) -> None:
    problem = data(seed, n=8, d=1 + seed, loss=loss)
    sizes = {size, 8 % size or size}  # and of the rows that are left over
    steepest = max(
        2 * loss_factor(loss, rows) * np.linalg.norm(problem.X_b[list(batch)], 2) ** 2
        for rows in sizes
        for batch in itertools.combinations(range(8), rows)
    )
    found = ds.diagnose(problem, 1e-6, 1, batch_size=size)
    assert found.lr_limit == pytest.approx(2 / steepest, rel=1e-9)
    if size == 8:
        assert found.lr_limit == pytest.approx(ds.diagnose(problem).lr_limit, rel=1e-9)


@pytest.mark.parametrize("size", [1, 4, 7])
@pytest.mark.parametrize("standardize", [False, True])
def test_below_the_limit_no_batch_multiplies_an_error(size: int, standardize: bool) -> None:
    """Without noise every update shortens the error; and above it some batch does not."""
    problem = data(3, n=25, noise=0.0)
    found = ds.diagnose(problem, 1e-6, 1, batch_size=size, standardize=standardize)
    trained = problem.standardized() if standardize else problem
    best = ds.Spectrum.of(trained).optimum
    rng = np.random.default_rng(0)
    for _ in range(300):
        batch = trained.batch(rng.permutation(25)[:size])
        w = best + rng.normal(size=3)
        after = w - 0.999 * found.lr_limit * batch.gradient(w)
        assert np.linalg.norm(after - best) <= np.linalg.norm(w - best)
    longest = trained.batch(np.argsort(-np.square(trained.X_b).sum(axis=1))[:1])
    if size == 1:
        w = best + longest.X_b[0]
        after = w - 1.001 * found.lr_limit * longest.gradient(w)
        assert np.linalg.norm(after - best) > np.linalg.norm(w - best)


def test_the_limit_of_two_rows() -> None:
    problem = ds.LeastSquares([0.0, 10.0], [0.0, 21.0])
    found = ds.diagnose(problem, 0.0196, batch_size=1)
    assert found.lr_limit == pytest.approx(2 / (2 * 101))
    assert (found.status, found.cause) == ("diverging", "lr_above_limit")
    assert ds.diagnose(problem, 0.0196).status == "converging"  # with all rows at once
    assert found.lr_limit / 4 < found.lr_advised < found.lr_limit
    assert train(problem, 0.0196, 200, batch_size=1).diagnosis.lr_advised == found.lr_advised


# --- the advice ---------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(24))
def test_the_advice_is_what_the_loop_does_and_ends_no_higher(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n, epochs = int(rng.integers(5, 60)), int(rng.integers(1, 80))
    size = int(rng.integers(1, n + 1))
    rule, noise = ("gd", "momentum")[seed % 2], (0.0, 0.3, 3.0)[seed % 3]
    problem = data(seed, n, noise=noise, loss=LOSSES[seed % 4])
    limit = ds.diagnose(problem, 1e-9, 1, batch_size=size).lr_limit
    lr = float(limit * 10 ** rng.uniform(-4, 1))
    found = ds.diagnose(problem, lr, epochs, rule=rule, batch_size=size)
    assert found.final_loss == pytest.approx(
        looped(problem, lr, epochs, size, rule=rule), rel=1e-6, abs=1e-20, nan_ok=True
    ) or not np.isfinite(found.final_loss)
    after = ds.diagnose(problem, found.lr_advised, epochs, rule=rule, batch_size=size)
    assert after.status != "diverging"
    assert after.cause in ("none", "noise_floor")
    assert after.lr_advised == found.lr_advised or after.status == "converged"
    if found.status == "converging":
        assert after.final_loss <= found.final_loss * (1 + 1e-9)
    for advice in found.advice:
        if isinstance(advice, Advice):
            assert f"--lr {advice.lr:g}" in advice.options
            assert f"--batch-size {size}" in advice.options
            again = looped(problem, advice.lr, epochs, size, rule=rule)
            assert advice.final_loss == pytest.approx(again, rel=1e-6, abs=1e-20)


@pytest.mark.parametrize("size", [1, 3, 32])
def test_training_and_diagnosis_say_the_same(size: int) -> None:
    problem = data(5, 64)
    for share in (1e-4, 0.3, 20.0):
        lr = share * ds.diagnose(problem, 1e-9, 1, batch_size=size).lr_limit
        made = train(problem, lr, 40, batch_size=size, seed=3)
        found = ds.diagnose(problem, lr, 40, batch_size=size, seed=3)
        assert (made.status, made.cause) == (found.status, found.cause)
        assert [str(each) for each in made.advice] == [str(each) for each in found.advice]
        assert made.diagnosis.lr_limit == found.lr_limit


def test_noise_of_the_batches_is_named() -> None:
    """At half the limit single rows keep the weights moving, far above the floor."""
    problem = data(1, 200, noise=3.0)
    limit = ds.diagnose(problem, 1e-9, 1, batch_size=1).lr_limit
    found = ds.diagnose(problem, 0.5 * limit, 60, batch_size=1)
    assert (found.status, found.cause) == ("converging", "gradient_noise")
    assert found.lr_advised < 0.5 * limit
    assert "keep the weights moving" in found.sentence


def test_a_start_near_the_floor_does_not_diverge_below_the_limit() -> None:
    problem = data(1, 200, noise=3.0)
    start = ds.Spectrum.of(problem).optimum
    limit = ds.diagnose(problem, 1e-9, 1, batch_size=1).lr_limit
    found = ds.diagnose(problem, 0.9 * limit, 20, start, batch_size=1)
    assert found.final_loss > found.start_loss
    assert found.status == "converging"


def test_a_trial_of_too_many_batches_says_how_far_it_went(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = data(2, 100)
    monkeypatch.setattr("downslope.diagnosis.batches.MOST_UPDATES", 250)
    found = ds.diagnose(problem, 1e-4, 50, batch_size=1)
    assert found.to_dict()["epochs_run"] == 2
    assert "after 2 epochs in batches of 1" in found.sentence.lower()
    monkeypatch.setattr("downslope.diagnosis.batches.MOST_UPDATES", 30)
    part = ds.diagnose(problem, 1e-4, 50, batch_size=1)
    assert "after part of the first epoch" in part.sentence.lower()


# --- what is said -------------------------------------------------------------------------


def test_without_batches_the_report_says_for_what_its_limit_holds(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert command(["diagnose", "hubble", "--lr", "0.1"]) == 0
    assert "full-batch limit" in " ".join(capsys.readouterr().out.split())
    assert command(["diagnose", "hubble", "--lr", "0.1", "--batch-size", "1"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "for batches of 1 row" in told
    assert "in the steepest batch" in told


def test_what_is_not_known_of_batches_is_null(capsys: pytest.CaptureFixture[str]) -> None:
    assert command(["diagnose", "hubble", "--batch-size", "4", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["batch_size"] == 4
    for name in ("growth_per_epoch", "epochs_to_tolerance", "epochs_to_loss", "lr_best"):
        assert found[name] is None
    assert found["lr_advised"] < found["lr_limit"]


def test_a_rate_under_another_convention_is_that_of_the_batch() -> None:
    """For single rows half-mse doubles the rate, and sse is mse."""
    found = ds.diagnose(ds.LeastSquares([0.0, 10.0, 5.0], [0.0, 21.0, 3.0]), 0.004, 9, batch_size=1)
    told = " ".join(str(found).split())
    assert "lr=0.008 with half-mse, lr=0.004 with sse, or lr=0.008 with half-sse" in told


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["hubble", "--batch-size", "0"], "--batch-size '0' cannot be used"),
        (["hubble", "--batch-size", "1.5"], "--batch-size '1.5' cannot be used"),
        (["--history", "-", "--batch-size", "2"], "--batch-size is for a run on data"),
    ],
)
def test_batches_that_cannot_be_used(
    options: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(["diagnose", *options]) == 2
    assert words in capsys.readouterr().err


def test_a_summary_has_no_batches() -> None:
    problem = ds.LeastSquares.from_summary(ds.Summary.from_rows(np.eye(3), [1.0, 2.0, 3.0]))
    with pytest.raises(ds.OptionError, match="mini-batches need rows"):
        ds.diagnose(problem, batch_size=2)
