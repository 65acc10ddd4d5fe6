"""Losses that only noise moves, and rises that are seen above the noise."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import rankdata

from downslope.diagnosis.autocorrelation import (
    certain_correlation,
    correlation,
    mean_ranks,
    trend_in_errors,
)
from downslope.diagnosis.history_diagnosis import diagnose_history
from downslope.diagnosis.loss_series import LossSeries
from downslope.loss_log import LossLog, Series
from made_logs import HEALTHY, of, verdict

# --- noise alone, and a rise at the end -----------------------------------------------------------


@pytest.mark.parametrize("entries", [60, 300])
@pytest.mark.parametrize("noise", ["normal", "exponential", "uniform"])
def test_noise_that_comes_near_zero_and_back_is_no_high_rate(noise: str, entries: int) -> None:
    found = [
        verdict(diagnose_history(np.abs(getattr(np.random.default_rng(seed), noise)(size=entries))))
        for seed in range(20)
    ]
    # Chance makes any order, a trend among them, now and then.
    assert found.count(("not_learning", "unknown")) >= 17


def test_noise_beside_a_validation_loss_that_falls_is_not_called_nothing_learned() -> None:
    losses = np.abs(np.random.default_rng(0).normal(size=60))
    assert diagnose_history(losses).status == "not_learning"
    found = diagnose_history(of(losses, validation=np.geomspace(1, 0.2, 60)))
    assert found.status != "not_learning"


def of_validation(losses: np.ndarray) -> LossLog:
    series = {"val_loss": Series(values=losses, role="validation", unit="epoch")}
    return LossLog(format="test", metric="val_loss", all_series=series)


def fell_and_rose(entries: int, rise: float, noise: float, *, last: int = 12) -> np.ndarray:
    losses = 0.5 + 2 * np.exp(-6 * np.arange(entries) / entries)
    losses[-last:] = losses[-last - 1] * (1 + rise * np.arange(1, last + 1) / last)
    return losses * np.exp(noise * np.random.default_rng(0).normal(size=entries))


@pytest.mark.parametrize("entries", [60, 100, 300])
@pytest.mark.parametrize(("rise", "noise"), [(0.1, 0), (0.35, 0), (0.35, 0.01), (0.35, 0.05)])
def test_a_rise_at_the_end_is_named(entries: int, rise: float, noise: float) -> None:
    losses = fell_and_rose(entries, rise, noise)
    found = diagnose_history(losses)
    assert verdict(found) in (("rising", "unknown"), ("unstable", "unknown"))
    assert "rise" in found.sentence
    assert found.lr_limit is None
    assert diagnose_history(of_validation(losses)).status == "overfitting"


@pytest.mark.parametrize("noise", [0.02, 0.1])
@pytest.mark.parametrize("entries", [30, 100, 400])
def test_noise_on_a_fall_is_no_rise_at_the_end(entries: int, noise: float) -> None:
    t = np.arange(entries)
    for seed in range(30):
        white = np.random.default_rng(seed).normal(size=entries)
        slow = np.convolve(white, np.ones(5), "same") / (2 * math.sqrt(5))
        for losses in (0.3 + 2 * np.exp(-6 * t / entries), 0.3 + 2 / (1 + t / 5)):
            for each in (white, slow):
                assert diagnose_history(losses * np.exp(noise * each)).status in HEALTHY


def test_no_factor_is_read_from_a_few_differences_of_noise() -> None:
    assert diagnose_history(fell_and_rose(30, 0.8, 0.05)).growth_per_epoch is None


def test_six_losses_that_rise_one_after_the_other_are_a_rise() -> None:
    assert diagnose_history(fell_and_rose(100, 0.8, 0, last=5)).cause == "unknown"
    wave = 0.5 + np.exp(-np.arange(100) / 15) * (1.5 + np.cos(np.arange(100) / 4))
    assert diagnose_history(wave).status in HEALTHY


# --- noise that wanders, and rises that are seen above it -----------------------------------------


def autoregression(rho: float, entries: int, seed: int) -> np.ndarray:
    """Noise of standard deviation 1 whose entries are correlated with the ones before."""
    noise = np.random.default_rng(seed).normal(size=entries)
    for i in range(1, entries):
        noise[i] = rho * noise[i - 1] + math.sqrt(1 - rho**2) * noise[i]
    return noise


def running_mean(losses: np.ndarray, kept: float) -> np.ndarray:
    means = losses.copy()
    for i in range(1, len(means)):
        means[i] = kept * means[i - 1] + (1 - kept) * losses[i]
    return means


def settled_at(level: float, entries: int = 200) -> np.ndarray:
    return level + 2 * np.exp(-13 * np.arange(entries) / entries)


@pytest.mark.parametrize("kept", [0.9, 0.97, 0.99])
def test_a_running_mean_that_has_settled_does_not_rise(kept: float) -> None:
    found = []
    for seed in range(60):
        noise = np.exp(0.4 * np.random.default_rng(seed).normal(size=200))
        found.append(diagnose_history(running_mean(settled_at(0.4) * noise, kept)).status)
    assert sum(each in HEALTHY for each in found) >= 58


@pytest.mark.parametrize("rho", [0.5, 0.8, 0.9])
def test_noise_that_wanders_around_a_level_does_not_rise(rho: float) -> None:
    found = [
        diagnose_history(settled_at(0.4) * np.exp(0.1 * autoregression(rho, 200, seed))).status
        for seed in range(60)
    ]
    assert sum(each in HEALTHY for each in found) >= 58


@pytest.mark.parametrize("kept", [0.0, 0.9])
@pytest.mark.parametrize("noise", [0.02, 0.1])
@pytest.mark.parametrize("power", [1, 2])
def test_a_rise_in_the_second_half_is_named(kept: float, noise: float, power: int) -> None:
    up = np.maximum(0, np.linspace(-1, 1, 200)) ** power
    for seed in range(10):
        jumps = np.exp(noise * np.random.default_rng(seed).normal(size=200))
        losses = running_mean((settled_at(0.4) + 0.4 * up) * jumps, kept)
        assert diagnose_history(losses).status in ("rising", "unstable", "diverging")


def test_the_correlation_of_noise_is_that_it_was_made_with() -> None:
    for rho in (0.0, 0.5, 0.9):
        seen = [correlation(autoregression(rho, 200, seed)) for seed in range(50)]
        assert np.mean(seen) == pytest.approx(rho, abs=0.05)
    assert trend_in_errors(np.arange(20.0)) > 100
    assert trend_in_errors(np.arange(5.0)) == 0


@pytest.mark.parametrize(("entries", "rho"), [(40, 0.5), (100, 0.8)])
def test_what_a_parabola_takes_of_the_correlation_is_given_back(entries: int, rho: float) -> None:
    seen = [correlation(autoregression(rho, entries, seed)) for seed in range(600)]
    assert np.mean(seen) == pytest.approx(rho, abs=0.03)


@pytest.mark.parametrize("level", [0.0, 3.0, -0.1])
def test_values_that_stay_the_same_have_no_trend(level: float) -> None:
    rounded = level * (1 + 1e-16 * np.random.default_rng(0).normal(size=20))
    for values in (np.full(20, level), rounded):
        assert trend_in_errors(values) == 0
        assert correlation(values) == 0


def test_a_curve_without_noise_is_no_noise_that_wanders() -> None:
    assert correlation(np.exp(-np.arange(25) / 5)) > 0.5
    assert certain_correlation(np.exp(-np.arange(25) / 5)) == 0
    assert certain_correlation(autoregression(0.95, 100, 0)) > 0.5


def test_noise_as_correlated_as_a_long_running_mean_hardly_ever_rises() -> None:
    """Of 60 entries, it is told from a rise no better than this."""
    fall, found = 1 + 4 * np.exp(-np.arange(60) / 6), []
    for seed in range(200):
        noise = 0.2 * autoregression(0.97, 60, seed)
        found.append(diagnose_history(fall + noise).status)
    assert found.count("rising") <= 10


@pytest.mark.parametrize("entries", [20, 50, 200])
@pytest.mark.parametrize("level", [0.05, 0.4])
@pytest.mark.parametrize("noise", ["|normal|", "lognormal", "exponential"])
def test_jumps_in_no_order_after_a_fall_are_not_blamed_on_the_rate(
    entries: int, level: float, noise: str
) -> None:
    blamed = []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        jumps = {
            "|normal|": lambda rng: np.abs(rng.normal(size=entries)),
            "lognormal": lambda rng: np.exp(rng.normal(size=entries)),
            "exponential": lambda rng: rng.exponential(size=entries),
        }[noise](rng)
        found = diagnose_history(settled_at(level, entries) * jumps)
        blamed.append(found.cause == "lr_above_limit")
    # Chance makes any order, and the first loss may be small by chance.
    assert sum(blamed) <= 4


def test_jumps_after_a_fall_are_told_with_both_reasons() -> None:
    jumps = np.abs(np.random.default_rng(0).normal(size=200))
    found = diagnose_history(settled_at(0.4) * jumps)
    assert verdict(found) == ("unstable", "unknown")
    assert "cannot tell which" in found.sentence
    assert found.lr_limit is None


def test_ties_have_the_mean_of_their_ranks() -> None:
    values = np.array([3.0, 1.0, 3.0, 2.0, 1.0])
    assert (mean_ranks(values) == rankdata(values) - 1).all()


@pytest.mark.parametrize("digits", [0, 1])
def test_a_log_of_few_digits_is_in_no_order_as_often_as_one_of_all(digits: int) -> None:
    """Without means of ties, equal losses are ranked as they come, which is a rise."""
    made = [np.random.default_rng(seed).uniform(0, 2, 40).round(digits) for seed in range(200)]
    logs = [LossSeries(np.arange(40.0), losses) for losses in made]
    assert sum(log.is_in_no_order() for log in logs) >= 180
    assert not LossSeries(np.arange(40.0), np.ones(40)).is_in_no_order()
