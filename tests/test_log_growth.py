"""What a loss that grows is judged to be: by which factor, above which limit, or neither."""

from __future__ import annotations

import dataclasses
import itertools
import math

import numpy as np
import pytest

import downslope as ds
from downslope.diagnosis import divergence
from downslope.diagnosis.divergence import BLOWN_UP
from downslope.diagnosis.history_diagnosis import diagnose_history, judged
from downslope.formatting import number
from downslope.loss_log import LossLog, Series
from made_logs import of, verdict


def test_factorial_growth_has_no_factor() -> None:
    found = diagnose_history(np.cumprod(np.arange(1.0, 13)), 0.01)
    assert found.status == "diverging"
    assert (found.lr_limit, found.growth_per_epoch, found.curvature) == (None, None, None)
    assert "not by a steady factor" in found.sentence


@pytest.mark.parametrize("zeros", [1, 2, 20])
def test_a_loss_that_grew_and_then_is_0_was_nan(zeros: int) -> None:
    found = diagnose_history(np.r_[2.2 ** np.arange(8), np.zeros(zeros)], 0.1)
    assert verdict(found) == ("failed", "lr_above_limit")
    assert "NaN that was logged as 0" in found.sentence
    assert found.lr_limit == pytest.approx(0.2 / (1 + math.sqrt(2.2)), rel=0.02)
    noise = diagnose_history([0.1, 0.1, 0.3, 0, 0, 0, 0])
    assert noise.status != "failed"


def test_a_short_rise_is_not_called_unsteady() -> None:
    for losses in ([1, 1.9, 3.61, np.nan], [2.3, 2.1, 4.1, 7.6, 14.6, np.nan]):
        found = diagnose_history(losses)
        assert "too few entries to show a steady factor" in found.sentence
        assert found.lr_limit is None


SUMMED = {
    "even": np.full(60, 2.3),
    "falling": 0.1 + 2 * 0.9 ** np.arange(100.0),
    "noisy": 2.3 + 0.2 * np.random.default_rng(1).normal(size=200),
}


@pytest.mark.parametrize("losses", SUMMED.values(), ids=SUMMED)
@pytest.mark.parametrize("kind", ["unknown", "absolute"])
def test_a_running_sum_of_losses_is_not_blamed_on_the_loop(losses: np.ndarray, kind: str) -> None:
    total = np.cumsum(losses)
    found = diagnose_history(of(total, kind=kind))
    assert verdict(found) == ("rising", "unknown")
    assert "from the first epoch on, " in found.sentence
    assert f"from {number(total[0])} to" in found.sentence
    assert "the sum of the losses so far" in found.sentence
    assert found.advice[0].action.startswith("Log the loss of each entry by itself")


@pytest.mark.parametrize("kind", ["root", "absolute"])
def test_roots_and_absolute_losses_have_their_own_formula(kind: str) -> None:
    found = diagnose_history(of([1, 10, 100, 1000, 10_000], kind=kind), 0.01)
    assert found.lr_limit == pytest.approx(2 * 0.01 / 11)
    assert "(1 + g)/lr" in found.sentence
    assert diagnose_history(of(4.0 ** np.arange(8), kind="cross-entropy"), 0.1).lr_limit is None


@pytest.mark.parametrize("rule", ["momentum", "nesterov"])
@pytest.mark.parametrize("share", [1.2, 2.0])
def test_the_rule_says_which_formula_applies(rule: str, share: float) -> None:
    rng = np.random.default_rng(3)
    X = rng.normal(size=(200, 3)) * [0.5, 0.3, 0.2]  # steep along the intercept alone
    problem = ds.LeastSquares(X, X @ [9.0, 9.0, 9.0] + rng.normal(size=200))
    limit = ds.diagnose(problem, rule=rule).lr_limit
    lr = share * limit
    steps = itertools.islice(ds.descend(problem, lr, rule=rule), 300)
    losses = [step.loss for step in steps]
    found = diagnose_history(losses, lr, rule=rule)
    assert found.lr_limit == pytest.approx(limit, rel=1e-3)
    assert diagnose_history(losses, lr, rule="adam").lr_limit is None
    with pytest.raises(ds.OptionError, match="rule='sdg' is not known"):
        diagnose_history(losses, lr, rule="sdg")


def test_growth_at_half_the_rate_names_the_sign() -> None:
    """Uphill at a small rate: the formula would put the limit just below any lr."""
    rng = np.random.default_rng(0)
    X, w = rng.normal(size=(100, 3)), np.zeros(3)
    y = X @ [1.0, 2.0, 3.0] + rng.normal(size=100)
    log = []
    for _ in range(40):
        log.append(float(np.mean((X @ w - y) ** 2)))
        w += 0.02 * 2 / 100 * X.T @ (X @ w - y)
    found = diagnose_history(log, 0.02)
    assert found.cause == "wrong_sign"
    assert found.lr_limit is None
    assert "half of your lr" in found.advice[1].action
    above = diagnose_history(9.0 ** np.arange(10), 0.02)
    assert above.cause == "lr_above_limit"
    assert "sign" in above.advice[1].action


def test_a_loss_that_only_rises_goes_uphill_however_little() -> None:
    assert diagnose_history(1.4 + 0.002 * np.arange(25)).cause == "wrong_sign"


@pytest.mark.parametrize("decimals", [3, 15])
@pytest.mark.parametrize("entries", [12, 20, 60, 200])
@pytest.mark.parametrize("speed", [2.0, 4.0, 7.0])
def test_a_rise_that_levels_off_is_rising(entries: int, speed: float, decimals: int) -> None:
    losses = 2 - np.exp(-np.arange(entries) * speed / entries)
    found = diagnose_history(np.round(losses, decimals))
    assert found.status == "rising"
    assert "less and less" in found.sentence


def test_a_validation_loss_shows_no_limit_of_the_loop() -> None:
    losses = 4.0 ** np.arange(10)
    values = Series(values=losses, role="validation", unit="epoch", kind="squared")
    log = LossLog(format="test", metric="val_loss", all_series={"val_loss": values})
    found = diagnose_history(log, 0.1)
    assert verdict(found) == ("diverging", "unknown")
    assert (found.lr_limit, found.lr_advised, found.curvature) == (None, None, None)
    train = Series(values=losses, unit="epoch", kind="squared")
    beside = LossLog(format="test", metric="val_loss", all_series={"val_loss": values, "l": train})
    assert "--metric l" in diagnose_history(beside, 0.1).advice[0].action
    fell = Series(values=np.r_[2.0 ** -np.arange(5), 2.0 ** np.arange(-4, 6)], role="validation")
    found = diagnose_history(LossLog(format="test", metric="val", all_series={"val": fell}), 0.1)
    assert verdict(found) == ("overfitting", "overfitting")
    assert found.best_at == 5


def test_a_noisy_rise_is_a_rise_and_no_jumps() -> None:
    rng = np.random.default_rng(3)
    found = diagnose_history(np.linspace(1, 1.5, 100) + 0.02 * rng.normal(size=100))
    assert found.status in ("rising", "unstable")
    assert found.cause == "unknown"
    assert "not by a steady factor" in found.sentence


@pytest.mark.parametrize("unit", ["sample", "step"])
def test_growth_per_sample_shows_no_limit(unit: str) -> None:
    """How many samples an update takes is not in the log."""
    found = diagnose_history(of(0.5 * 1.4 ** np.arange(20), unit=unit), lr=0.1)
    assert found.cause == "lr_above_limit"
    assert (found.lr_limit is None) == (unit == "sample")
    assert (found.lr_advised is None) == (unit == "sample")


def test_growth_in_a_log_of_an_adaptive_framework_shows_no_limit() -> None:
    log = dataclasses.replace(of(2.1 * 1.1 ** np.arange(40)), format="hugging face")
    found = diagnose_history(log, lr=5e-5)
    assert found.cause == "lr_above_limit"
    assert (found.lr_limit, found.lr_advised, found.curvature) == (None, None, None)
    assert "adaptive rule unless told otherwise" in found.sentence


@pytest.mark.parametrize(("highest", "cause"), [(2.0, "nan_or_inf"), (2.01, "lr_above_limit")])
def test_a_loss_has_grown_before_nan_if_it_more_than_doubled(highest: float, cause: str) -> None:
    assert verdict(diagnose_history([1.0, highest, np.nan])) == ("failed", cause)


@pytest.mark.parametrize(
    ("share", "found"),
    [(1.0, ("failed", "lr_above_limit")), (0.999, ("not_learning", "unknown"))],
)
def test_zeros_after_ten_times_the_first_loss_were_nan(
    share: float, found: tuple[str, str]
) -> None:
    last = share * BLOWN_UP
    assert verdict(diagnose_history([1.0, 2.0, last / 2, last, 0.0, 0.0, 0.0])) == found


@pytest.mark.parametrize(("first", "falls"), [(1.0, False), (1.001, True)])
def test_a_loss_without_a_bound_falls_from_the_start(first: float, falls: bool) -> None:
    late = np.r_[np.linspace(0.9, -2.0, 10), np.linspace(-2.5, -42.0, 10)]
    found = diagnose_history(np.r_[first, np.ones(10), late])
    assert (found.cause == "no_finite_optimum") == falls


@pytest.mark.parametrize("early", [True, False])
def test_swings_count_in_the_last_half(early: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(divergence, "unsettled", lambda evidence: evidence)
    swings, calm = np.tile([1.0, 3.0], 30), np.linspace(1.0, 0.9, 60)
    losses = np.r_[swings, calm] if early else np.r_[calm, swings]
    evidence = judged(of(losses, validation=losses), None, None)[1]
    assert (divergence.swinging(evidence) is None) == early
