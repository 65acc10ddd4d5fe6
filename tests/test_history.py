"""A log of losses alone: what it shows is found, what it cannot show is not claimed."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

import downslope as ds
from conftest import RULES
from downslope.cli import run
from downslope.diagnosis.history_diagnosis import diagnose_history
from downslope.diagnosis.history_report import HistoryDiagnosis

LIMIT_OF_STEP = {"gd": 2.0, "momentum": 3.8, "nesterov": 3.8 / 2.8}


def data(seed: int, stretch: float = 0.0) -> tuple[ds.LeastSquares, float]:
    """A noisy problem and its λ_max."""
    rng = np.random.default_rng(seed)
    d = int(rng.integers(1, 6))
    X = rng.normal(size=(300, d)) * 10 ** np.linspace(0, stretch, d)
    y = X @ (rng.uniform(1, 3, d) / X.std(axis=0)) + 2 + rng.normal(size=300)
    problem = ds.LeastSquares(X, y)
    return problem, float(np.linalg.eigvalsh(problem.hessian())[-1])


def losses(
    problem: ds.LeastSquares, lr: float, epochs: int, rule: str = "gd", batch: int | None = None
) -> np.ndarray:
    """(epochs + 1,) from the real loop."""
    with np.errstate(all="ignore"):
        steps = ds.descend(problem, lr, rule=rule, batch_size=batch)
        return np.array([s.loss for s in itertools.islice(steps, epochs + 1)])


def logistic(lr: float, epochs: int, rows: int = 200) -> np.ndarray:
    """Log loss of a classifier that learns: convex, and no quadratic."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(rows, 3))
    t = (X @ [1, 2, -1] + rng.logistic(size=rows) > 0).astype(float)
    w, log = np.zeros(3), []
    for _ in range(epochs):
        z = X @ w
        log.append(float(np.mean(np.logaddexp(0, z) - t * z)))
        w -= lr * X.T @ (1 / (1 + np.exp(-z)) - t) / rows
    return np.array(log)


def network(lr: float, epochs: int) -> np.ndarray:
    """Squared error of a small network: not even convex."""
    rng = np.random.default_rng(1)
    X = rng.normal(size=(200, 3))
    y = np.sin(X[:, 0]) + 0.1 * rng.normal(size=200)
    A, b, log = 0.5 * rng.normal(size=(3, 8)), 0.5 * rng.normal(size=8), []
    with np.errstate(all="ignore"):
        for _ in range(epochs):
            hidden = np.tanh(X @ A)
            e = hidden @ b - y
            log.append(float(np.mean(e**2)))
            step = X.T @ (np.outer(e, b) * (1 - hidden**2))
            A, b = A - lr * 2 * step / 200, b - lr * 2 * hidden.T @ e / 200
    return np.array(log)


def verdict(found: HistoryDiagnosis) -> tuple[str, str]:
    return found.status, found.cause


# --- growth, curvature, limit -------------------------------------------------------------


@pytest.mark.parametrize("share", [1.01, 1.1, 1.5, 3.0, 40.0])
@pytest.mark.parametrize("seed", range(5))
def test_a_diverging_log_tells_its_limit(seed: int, share: float) -> None:
    problem, steepest = data(seed)
    lr = share * 2 / steepest
    found = diagnose_history(losses(problem, lr, 60 if share > 1.05 else 600), lr)
    assert verdict(found) == ("diverging", "lr_above_limit")
    assert found.growth_per_epoch == pytest.approx(2 * share - 1, rel=1e-3)
    assert found.curvature == pytest.approx(steepest, rel=1e-3)
    assert found.lr_limit == pytest.approx(2 / steepest, rel=1e-3)
    assert found.lr_advised is not None
    assert found.lr_advised < 2 / steepest
    assert any("momentum" in each for each in found.unknown)


def test_growth_that_the_floor_still_hides() -> None:
    """Of the loss itself only 1e-3 grows: its own slope would put the limit at lr."""
    t = np.arange(60)
    found = diagnose_history(1 + 1e-5 * 1.08**t, lr=0.1)
    assert found.growth_per_epoch == pytest.approx(np.sqrt(1.08), rel=1e-6)


def test_without_lr_the_limit_is_a_share_of_it() -> None:
    found = diagnose_history(3 * 4.0 ** np.arange(10))
    assert found.lr_limit is None
    assert found.growth_per_epoch == pytest.approx(2)
    assert "0.6667 times your lr" in found.sentence
    assert any("--lr" in each for each in found.unknown)


def test_every_tenth_epoch_with_its_number_is_as_good() -> None:
    problem, steepest = data(1)
    lr = 1.05 * 2 / steepest
    log = losses(problem, lr, 300)
    found = diagnose_history(log[::10], lr, np.arange(0, 301, 10))
    assert found.lr_limit == pytest.approx(2 / steepest, rel=1e-3)
    uneven = np.array([0, 1, 5, 10, 50, 100, 150, 200, 240, 270, 300])
    found = diagnose_history(log[uneven], lr, uneven)
    assert found.lr_limit == pytest.approx(2 / steepest, rel=0.01)
    assert found.epochs_run == 300


@pytest.mark.parametrize("missing", [np.inf, np.nan])
def test_a_tail_that_left_float_range(missing: float) -> None:
    problem, steepest = data(2)
    lr = 4 * 2 / steepest
    log = losses(problem, lr, 400)
    assert not np.isfinite(log[-1])
    log[~np.isfinite(log)] = missing
    found = diagnose_history(log, lr)
    assert verdict(found) == ("failed", "lr_above_limit")
    assert found.failed_at == int(np.argmin(np.isfinite(log)))
    assert found.lr_limit == pytest.approx(2 / steepest, rel=1e-3)
    assert [each.code for each in found.findings[1:]] == ["non_finite_losses"]
    assert f"epoch {int(np.argmin(np.isfinite(log)))}." in found.findings[1].evidence


def test_a_rise_without_a_factor_tells_no_limit() -> None:
    """A validation loss that drifts up is no proof of a learning rate."""
    t = np.arange(200)
    found = diagnose_history(0.5 + np.exp(-t / 10) + 0.001 * t, lr=0.1)
    assert verdict(found) == ("rising", "unknown")
    assert (found.lr_limit, found.curvature, found.growth_per_epoch) == (None, None, None)
    assert any("overfits" in each for each in found.unknown)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("seed", range(5))
def test_diverging_exactly_when_it_does(seed: int, rule: str) -> None:
    problem, steepest = data(seed)
    limit = LIMIT_OF_STEP[rule] / steepest
    assert diagnose_history(losses(problem, 1.1 * limit, 150, rule)).status == "diverging"
    assert diagnose_history(losses(problem, 0.9 * limit, 150, rule)).status != "diverging"


# --- logs that settle ---------------------------------------------------------------------


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("seed", range(5))
def test_done(seed: int, rule: str) -> None:
    problem, steepest = data(seed)
    found = diagnose_history(losses(problem, 0.3 * LIMIT_OF_STEP[rule] / steepest, 400, rule))
    assert verdict(found) == ("converged", "noise_floor")
    assert found.min_loss == pytest.approx(ds.Spectrum.of(problem).min_loss, rel=1e-3)
    assert found.lr_limit is None


@pytest.mark.parametrize("share", [1e-6, 1e-4, 1e-3])
@pytest.mark.parametrize("epochs", [20, 200])
def test_too_slow_even_where_it_looks_flat(share: float, epochs: int) -> None:
    problem, steepest = data(3)
    lr = share * 2 / steepest
    found = diagnose_history(losses(problem, lr, epochs), lr)
    assert verdict(found) == ("converging", "lr_too_small")
    assert found.lr_advised is None  # a log cannot know: the rate might be just below its limit
    assert any("just below" in each for each in found.unknown)


def test_just_below_the_limit_nobody_is_told_to_double_unseen(lesson: ds.LeastSquares) -> None:
    lr = 0.999 * 2 / 80.0402
    found = diagnose_history(losses(lesson, lr, 200), lr)
    assert found.status == "converging"
    assert found.lr_advised is None
    assert "halve" in found.advice[0].action


def test_the_lessons_plateau(lesson: ds.LeastSquares) -> None:
    found = diagnose_history(losses(lesson, 0.01, 200), 0.01)
    assert verdict(found) == ("converging", "slow_direction")
    assert found.min_loss == pytest.approx(0.94005, abs=1e-3)


def test_a_healthy_fall_is_not_called_slow() -> None:
    assert verdict(diagnose_history(0.5 ** np.arange(60.0))) == ("converging", "none")
    assert verdict(diagnose_history([3.0, 2.0, 1.5])) == ("converging", "none")


@pytest.mark.parametrize("seed", range(8))
def test_noise_from_the_start_is_no_trend(seed: int) -> None:
    rng = np.random.default_rng(seed)
    for count in (12, 60, 300):
        found = diagnose_history(1 + 0.05 * rng.normal(size=count))
        assert verdict(found) == ("not_learning", "unknown")


@pytest.mark.parametrize("batch", [10, 30])
def test_mini_batches_at_their_floor(batch: int) -> None:
    problem, steepest = data(4)
    found = diagnose_history(losses(problem, 0.3 * 2 / steepest, 200, batch=batch))
    assert verdict(found) == ("converged", "noise_floor")
    assert "noisy_losses" in [each.code for each in found.findings]


def test_noise_on_a_slope_is_still_a_slope() -> None:
    t = np.arange(300)
    rng = np.random.default_rng(0)
    found = diagnose_history(100 * 0.999**t * (1 + 0.01 * rng.normal(size=300)))
    assert verdict(found) == ("converging", "lr_too_small")


def test_a_see_saw() -> None:
    found = diagnose_history(2 + 0.99 ** np.arange(80) * (-1.0) ** np.arange(80), lr=0.2)
    assert verdict(found) == ("converging", "lr_near_limit")
    assert found.lr_limit is None


def test_spikes_are_left_out_and_named(lesson: ds.LeastSquares) -> None:
    log = losses(lesson, 0.01, 400)
    clean = diagnose_history(log)
    log[[100, 250]] *= [1e4, 200.0]
    found = diagnose_history(log)
    assert verdict(found) == verdict(clean)
    assert [each.code for each in found.findings[1:]] == ["spikes"]
    assert "epoch 100" in found.findings[1].evidence
    assert found.epochs_to_loss == pytest.approx(clean.epochs_to_loss, rel=0.05)


@pytest.mark.parametrize(
    ("log", "status"),
    [
        (logistic(0.001, 300), "converging"),
        (logistic(0.1, 100), "converging"),
        (logistic(2.0, 500), "converged"),
        (network(0.001, 300), "converging"),
        (network(0.05, 300), "converging"),
        (network(3.0, 300), "failed"),
    ],
)
def test_losses_that_are_no_bowl(log: np.ndarray, status: str) -> None:
    found = diagnose_history(log, 0.1)
    assert found.status == status
    assert found.cause != "collinear"
    assert found.unknown


# --- odd logs -----------------------------------------------------------------------------


def test_extreme_numbers_pass_without_a_warning() -> None:
    assert diagnose_history(1e300 * 2.0 ** np.arange(20)).status == "diverging"
    assert diagnose_history(1e-300 * 0.5 ** np.arange(20.0)).status == "converging"
    assert diagnose_history(np.zeros(5)).status == "not_learning"
    assert diagnose_history(np.ones(50)).status == "not_learning"
    assert diagnose_history([1.0, np.nan, 2.0, np.inf, 900.0]).status == "failed"
    beyond = diagnose_history(10.0 ** np.arange(0, 301, 100), lr=1e-300)
    assert (beyond.curvature, beyond.lr_limit) == (np.inf, 0.0)


def test_a_log_below_zero_gets_no_factor() -> None:
    found = diagnose_history(3 - np.arange(50.0), 0.1)
    assert found.status == "converging"
    assert [each.code for each in found.findings[1:]] == ["negative_losses"]
    assert "nan" not in str(found)


def test_what_cannot_be_read() -> None:
    for log in ([], [1.0], [1.0, 2.0]):
        with pytest.raises(ds.DataError, match="finite loss"):
            diagnose_history(log)
    with pytest.raises(ds.DataError, match="5 is followed by 4"):
        diagnose_history([3.0, 2.0, 1.0], epochs=[1, 5, 4])
    with pytest.raises(ds.OptionError, match="3 losses but 2 epochs"):
        diagnose_history([3.0, 2.0, 1.0], epochs=[1, 2])
    with pytest.raises(ds.OptionError, match="lr=-1"):
        diagnose_history([3.0, 2.0, 1.0], lr=-1)


def test_it_prints_itself() -> None:
    text = str(diagnose_history(3 * 4.0 ** np.arange(10), 0.1))
    assert text.startswith("DIVERGING: The loss grows by a factor g = 4 per epoch")
    assert "What a log alone cannot tell" in text


@pytest.mark.parametrize("losses", [[1, 2, 4, 8, 16], [8, 4, 2, 1], [1, 1, 1, 1]])
def test_a_log_has_the_fields_of_a_diagnosis_and_null_for_what_it_cannot_tell(losses) -> None:
    found = diagnose_history(losses, 0.1).to_dict()
    of_data = ds.diagnose(ds.LeastSquares([[1.0], [2.0], [3.0]], [1.0, 2.0, 2.0])).to_dict()
    explains_data = {"sentence", "rule", "standardize", "noise_std", "n", "directions",
                     "standardized", "epochs_to_three_digits"}  # fmt: skip
    assert set(of_data) - explains_data <= set(found)
    for name in ("lr_best", "condition_number", "loss_convention", "weights", "closed_form",
                 "epochs_to_tolerance"):  # fmt: skip
        assert found[name] is None
    assert all(set(each) == {"action", "options"} for each in found["advice"])
    assert found["findings"][0]["fix"] == found["advice"][0]["action"] + "."


def test_a_loss_that_falls_through_zero_is_not_flat() -> None:
    found = diagnose_history([1.0, 0.0, -1.0, -2.0])
    assert found.status == "converging"


@pytest.mark.parametrize("option", ["--loss=sse", "--target=y", "--standardize"])
def test_a_log_takes_no_options_of_data(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log.txt"
    log.write_text("3\n2\n1.5\n1.2\n")
    assert run(["diagnose", "--history", str(log), option]) == 2
    assert option.split("=")[0] in capsys.readouterr().err


# --- a fall, and then a rise --------------------------------------------------------------


@pytest.mark.parametrize("more", [25, 60, 90, 150])
def test_a_smooth_loss_that_turned_is_neither_done_nor_uphill(more: int) -> None:
    # One percent above the limit: the steepest direction takes hundreds of epochs to show.
    t = np.arange(262 + more)
    loss = 0.08 + 27 * 0.97**t + 1e-5 * 1.04**t
    turn = int(loss.argmin())
    found = diagnose_history(loss[: turn + more], 0.01)
    assert found.status in ("rising", "diverging")
    assert found.cause in ("unknown", "lr_above_limit")
    if found.cause == "unknown":
        assert f"by epoch {turn} and has risen since" in found.sentence
    else:
        assert found.growth_per_epoch == pytest.approx(1.04, rel=0.02)


@pytest.mark.parametrize("seed", range(3))
def test_a_loss_that_fell_for_half_of_the_log_goes_not_uphill(seed: int) -> None:
    noise = np.exp(0.03 * np.random.default_rng(seed).normal(size=40))
    loss = 1.2 * np.r_[0.93 ** np.arange(20), 0.93**19 * 1.25 ** np.arange(1, 21)] * noise
    found = diagnose_history(loss, 3e-4)
    assert verdict(found)[0] == "diverging"
    assert found.cause != "wrong_sign"
    assert "from the first" not in found.sentence
