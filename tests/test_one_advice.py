"""One advice: whoever asks gets the same rate, and following it is healthy and never worse."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

import downslope as ds
from conftest import LOSSES, RULES
from downslope.diagnosis.advice import Advice
from sampling import sampled

OF_THE_RATE = ("lr_above_limit", "lr_near_limit", "lr_too_small")
SAME = 1 + 1e-8  # losses that differ by rounding


@dataclass(frozen=True)
class Asked:
    """A question about a run."""

    problem: ds.LeastSquares
    lr: float
    epochs: int
    start: np.ndarray | None
    rule: str

    def at(self, lr: float, epochs: int | None = None, standardize: bool = False) -> ds.Diagnosis:
        return ds.diagnose(
            self.problem,
            lr,
            self.epochs if epochs is None else epochs,
            self.start,
            rule=self.rule,
            standardize=standardize,
        )


def asked(seed: int) -> Asked:
    """Any columns, noise or none, any start, and a rate from far below to far above the limit."""
    rng = np.random.default_rng(seed)
    d = int(rng.integers(1, 6))
    n = int(rng.integers(d + 2, 200))
    X = rng.normal(size=(n, d)) * 10.0 ** rng.uniform(-1, 1, d) + rng.normal(size=d) * (seed % 3)
    y = X @ rng.normal(size=d) + rng.normal() + rng.normal(size=n) * (0, 0.1, 3)[seed % 3]
    problem = ds.LeastSquares(X, y, loss=LOSSES[seed % 4])
    rule = RULES[seed // 4 % 3]
    limit = ds.sweep(problem, [1.0], 1, rule=rule).lr_limit
    share = (10.0 ** rng.uniform(-4, 1), rng.uniform(0.3, 1.0), rng.uniform(0.9, 1.01))[seed % 3]
    start = rng.normal(size=d + 1) if seed % 5 == 0 else None
    return Asked(problem, share * limit, int(10 ** rng.uniform(0, 4)), start, rule)


@pytest.mark.parametrize("first", sampled(range(0, 300, 50), 2))
def test_the_advised_rate_is_healthy_and_never_ends_higher(first: int) -> None:
    for seed in range(first, first + 50):
        question = asked(seed)
        found = question.at(question.lr)
        after = question.at(found.lr_advised)
        assert after.cause not in OF_THE_RATE, seed
        assert after.lr_advised == found.lr_advised, seed
        assert after.lr_advised < 0.95 * after.lr_limit or after.lr == found.lr, seed
        if found.status != "diverging" or found.final_loss > found.start_loss:
            assert after.final_loss <= found.final_loss * SAME, seed


@pytest.mark.parametrize("first", sampled(range(0, 300, 50), 2))
def test_every_advice_is_healthy_when_it_is_followed(first: int) -> None:
    for seed in range(first, first + 50):
        question = asked(seed)
        found = question.at(question.lr)
        for advice in found.advice:
            assert isinstance(advice, Advice)
            after = question.at(advice.lr, advice.epochs, advice.standardize)
            assert after.status == "converged", (seed, advice)
            assert after.cause not in OF_THE_RATE
            assert advice.lr < 0.95 * after.lr_limit or advice.lr == question.lr, (seed, advice)
            if found.status != "diverging":
                assert after.final_loss <= found.final_loss * SAME, (seed, advice)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("share", [0.96, 0.98, 0.9999])
def test_a_rate_that_see_saws_is_not_advice(
    lesson: ds.LeastSquares, rule: str, share: float
) -> None:
    limit = ds.sweep(lesson, [1.0], 1, rule=rule).lr_limit
    found = ds.diagnose(lesson, share * limit, 20, rule=rule)
    assert found.cause == "lr_near_limit"
    assert found.lr_advised <= 0.8 * limit
    assert all(each.lr < 0.95 * limit or each.standardize for each in found.advice)
    again = ds.diagnose(lesson, found.lr_advised, 20, rule=rule)
    assert again.cause != "lr_near_limit"
    assert again.final_loss < found.final_loss


@pytest.mark.parametrize("lr", [1e-5, 0.3, 0.01])
@pytest.mark.parametrize("epochs", [7_100, 20_000, 45_000])
def test_what_underflows_was_lost_and_not_missing(lr: float, epochs: int) -> None:
    """The steepest share is 0.9^7100 at 1e-5: that it is exactly 0 must change nothing."""
    scale = np.sqrt(1e-5 / lr)  # the same shares at every rate
    X, y = [[0.0], [100.0 * scale]], [3.0 * scale, 403.0 * scale]
    problem = ds.LeastSquares(np.column_stack([X, [scale, scale]]), y, intercept=False)
    early, found = (ds.diagnose(problem, lr, each) for each in (7_000, epochs))
    assert found.status == early.status == "converging"
    assert found.cause == early.cause == "slow_direction"
    assert found.culprit == 1
    assert found.advice[-1].options == f"--lr {lr:g} --epochs {int(found.epochs_to_tolerance)}"
