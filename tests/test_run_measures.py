"""Measures of a run, each on losses that were made for it."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import downslope as ds
from downslope.diagnosis.forecast import forecast
from downslope.diagnosis.history_diagnosis import judged
from downslope.diagnosis.loss_series import LARGE_RISE, LossSeries
from downslope.diagnosis.noise_scale import noise_scale
from downslope.diagnosis.objective import Block
from downslope.diagnosis.observed_run import _status_of_batches
from downslope.diagnosis.rate_finder import MOST_RUNS, WITHIN
from downslope.diagnosis.run import epochs_until_below_one
from downslope.diagnosis.secants import RECENT, SecantRecord, _spread
from downslope.models.network import Network


def series(losses: Any) -> LossSeries:
    values = np.asarray(losses, dtype=float)
    return LossSeries(np.arange(1.0, len(values) + 1), values)


@pytest.mark.parametrize("level", [10.0, -10.0])
def test_rises_and_steps_are_shares_of_the_level_whatever_its_sign(level: float) -> None:
    calm, steps = level + 0.1 * (-1.0) ** np.arange(60), np.zeros(60)
    assert series(calm).large_rises() == 0.0
    assert series(calm).jitter() == pytest.approx(0.2 / 10.0, rel=0.02)
    steps[1::2] = 1.5 * LARGE_RISE * 10.0
    found = series(level + steps).large_rises()
    assert found == pytest.approx(0.5, abs=0.05)
    early = np.concatenate([level + 20.0 * steps[:30], np.full(60, level)])
    assert series(early).large_rises() == 0.0  # of the second half


@pytest.mark.parametrize("kept", [0.5, 2.0**-4])
def test_epochs_until_an_error_is_small_are_the_first_that_are_enough(kept: float) -> None:
    halvings = -np.log2(kept)
    for k in range(1, 30):
        amplitudes = np.array([[2.0 ** (k * halvings), 0.0]])
        found = epochs_until_below_one(amplitudes, np.log([[kept, kept]]))
        assert found.tolist() == [[float(k)]]
        more = epochs_until_below_one(1.001 * amplitudes, np.log([[kept, kept]]))
        assert more.tolist() == [[float(k + 1)]]


def test_a_steady_decline_tells_when_it_ends() -> None:
    losses = 0.5 + 0.98 ** np.arange(400)
    found = forecast(series(losses[:200]), 0.0)
    assert found is not None
    assert found.floor[1] == pytest.approx(0.5, rel=1e-3)
    ahead = int(np.argmax(losses <= 1.01 * 0.5)) - 199  # within 1% of the floor
    assert found.ahead == (ahead - 1, ahead, ahead)
    ended = forecast(series(losses), 0.0)
    assert ended is not None
    assert ended.ahead == (0.0, 0.0, 0.0)


def test_batches_are_judged_by_quarters_and_not_by_their_last_epochs() -> None:
    falls = 2.0 * 0.97 ** np.arange(80)
    losses = falls + 0.05 * (-1.0) ** np.arange(80) * falls
    assert losses[-1] != losses[-2]
    for some in (losses, losses[:-1]):  # the last epoch rises in one, and falls in the other
        seen: Any = SimpleNamespace(losses=some, epochs=len(some), followed=len(some))
        assert _status_of_batches(seen, None) == "converging"
        seen.losses = some[::-1]
        assert _status_of_batches(seen, None) == "diverging"


def test_a_short_update_tells_a_curvature_too() -> None:
    record = SecantRecord([Block("w", 0, 2, (2,))])
    w = np.array([1.0, 2.0])
    for _ in range(3):
        record.add(w, 3.0 * w, 1.5 * float(w @ w))
        w = w * (1.0 - 1e-9)
    assert record.curvatures == pytest.approx([3.0, 3.0], rel=1e-5)


def test_rates_are_tried_downward_until_one_is_slow() -> None:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(40, 2))
    problem = ds.LeastSquares(X, X @ [1.0, 2.0] + rng.normal(size=40))
    found = ds.find_rate(problem, np.zeros(3))
    gains = [each.gain for each in found.tried]
    assert len(gains) < MOST_RUNS
    assert gains[0] < WITHIN * max(gains)
    assert max(gains) > 0.0
    rates = [each.lr for each in found.tried]
    assert rates == sorted(rates)


def test_units_are_numbered_from_one() -> None:
    names = Network._names(None, np.array([True, False, True]))  # type: ignore[arg-type]
    assert names == ("h1", "h3")


def test_what_follows_a_failure_is_no_loss_of_the_run() -> None:
    losses = [1.0, 0.8, 0.7, 0.6, 0.5, float("nan"), 0.3, 0.2]
    found = ds.diagnose_history(losses)
    assert found.status == "failed"
    assert (found.start_loss, found.final_loss) == (1.0, 0.5)


def test_a_flat_loss_says_what_its_last_epochs_gained() -> None:
    k = np.arange(300)
    falls = np.concatenate([5.0 * 0.8 ** k[:60], np.zeros(240)]) + 1.0 - 1e-6 * k
    assert "gained nothing" not in ds.diagnose_history(falls).sentence
    still = np.concatenate([5.0 * 0.8 ** k[:60], np.zeros(240)]) + 1.0
    still[60:] = still[60]
    assert "gained nothing" in ds.diagnose_history(still).sentence


@pytest.mark.parametrize("loss", [1e6, -1e6])
def test_slopes_below_the_rounding_of_a_loss_explain_no_change(loss: float) -> None:
    record = SecantRecord([Block("w", 0, 2, (2,))])
    w = np.array([1.0, 2.0])
    for _ in range(3):
        record.add(w, 1e-10 * w, loss)
        w = w * (1.0 - 1e-3)
    assert len(record.changes) == 2
    assert [scale for *_, scale in record.changes] == [0.0, 0.0]


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_batches_are_counted(count: int) -> None:
    batches = ["0 batches", "1 batch"][count]
    with pytest.raises(ds.DataError, match=f"^{batches} cannot show how much batches differ: give"):
        noise_scale([np.ones(2)] * count, 10)


def test_a_gradient_of_zero_before_one_of_nan_has_no_rate() -> None:
    record = SecantRecord([Block("w", 0, 2, (2,))])
    record.add(np.array([1.0, 2.0]), np.zeros(2), 1.0)
    record.add(np.array([1.0, 1.0]), np.full(2, np.nan), np.nan)
    assert np.isnan(record.rates).tolist() == [True]


@pytest.mark.parametrize("late", [1.5, 0.5])
@pytest.mark.parametrize("beyond", [0.0, 1e-6])
def test_a_first_loss_as_far_out_as_a_late_one_is_in_their_noise(
    late: float, beyond: float
) -> None:
    losses = 1.0 + 0.01 * (-1.0) ** np.arange(400)
    losses[380] = late
    losses[0] = late + math.copysign(beyond, late - 1.0)
    evidence = judged(losses, None, None)[1]
    evidence.__dict__["series"] = series(losses)  # with the entry that is a spike
    assert evidence.starts_in_noise == (beyond == 0.0)


@pytest.mark.parametrize(
    ("curvatures", "spread"),
    [([2.0] * RECENT, 0.0), ([1.0, *[4.0] * (RECENT - 1)], 0.75), ([0.5] * RECENT, 0.0),
     ([2.0] * (RECENT - 1), math.nan), ([0.0] * RECENT, math.nan), ([-1.0] * RECENT, math.nan)],
)  # fmt: skip
def test_how_far_the_last_curvatures_are_apart(curvatures: list[float], spread: float) -> None:
    assert _spread(curvatures) == pytest.approx(spread, nan_ok=True)
