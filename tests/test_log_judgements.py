"""What a log is judged to be: the rules that never break, and the kinds of runs."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from downslope.diagnosis.history_diagnosis import diagnose_history
from downslope.formatting import number
from made_logs import HEALTHY, fall, of, verdict

seeds = st.integers(0, 2**32 - 1)


# --- rules that never break -----------------------------------------------------------------------


@given(seeds, st.integers(5, 200), st.floats(2.2, 1e12), st.floats(0, 0.05))
def test_a_level_above_twice_the_first_is_never_healthy(
    seed: int, entries: int, factor: float, noise: float
) -> None:
    """Whatever lies between: the last tenth is far above the first loss."""
    rng = np.random.default_rng(seed)
    log = np.exp(rng.normal(0, rng.uniform(0, 3), entries))
    width = max(3, entries // 10)
    log[-width:] = factor * log[0] * (1 + noise * rng.uniform(0, 1, width))
    assert diagnose_history(log).status not in HEALTHY


@given(seeds, st.integers(12, 200), st.floats(2.2, 1e6), st.floats(1e-6, 0.9))
def test_a_level_above_twice_the_lowest_is_never_healthy(
    seed: int, entries: int, factor: float, lowest: float
) -> None:
    rng = np.random.default_rng(seed)
    turn = int(rng.integers(4, entries - 4))
    down = np.geomspace(1.0, lowest, turn)
    up = np.geomspace(lowest, lowest * factor, entries - turn)
    log = np.r_[down, up] * (1 + 0.02 * rng.normal(size=entries))
    width = max(3, entries // 10)
    levels = [np.median(log[i : i + width]) for i in range(entries - width + 1)]
    assume(levels[-1] > 2 * min(levels))
    assert diagnose_history(log).status not in HEALTHY


def levels(log: np.ndarray) -> np.ndarray:
    """Medians over every window of a tenth of a log."""
    width = max(3, len(log) // 10)
    return np.array([np.median(log[i : i + width]) for i in range(len(log) - width + 1)])


@given(
    seeds,
    st.integers(3, 200),
    st.sampled_from(["walk", "turn", "step", "burst"]),
    st.sampled_from([0, 0.01, 0.1, 0.3, 0.8]),
)
def test_levels_decide_in_any_log(seed: int, entries: int, shape: str, noise: float) -> None:
    rng = np.random.default_rng(seed)
    t, turn = np.arange(entries) / entries, rng.uniform(0.3, 0.95)
    log = {
        "walk": np.exp(np.cumsum(rng.normal(0, rng.choice([0.02, 0.1, 0.5]), entries))),
        "turn": 0.1 + np.exp(-8 * t) + rng.choice([0.3, 1, 3]) * np.maximum(0, t - turn),
        "step": np.where(t < turn, 1.0, rng.choice([1.5, 2.5, 5, 100])),
        "burst": 0.1 + np.exp(-5 * t) * np.where(abs(t - turn) < 0.1, rng.choice([2, 1e3]), 1),
    }[shape] * np.exp(noise * rng.normal(size=entries))
    level = levels(log)
    above_first = level[-1] > 2.001 * max(log[0], level[0])
    if above_first or level[-1] > 2.001 * level.min():
        assert diagnose_history(log).status not in HEALTHY


@given(seeds, st.integers(1, 80), st.sampled_from([np.nan, np.inf, -np.inf]))
def test_after_a_value_that_is_not_finite_nothing_is_healthy(
    seed: int, entries: int, value: float
) -> None:
    rng = np.random.default_rng(seed)
    log = fall(entries) * (1 + 0.1 * rng.random(entries))
    at = int(rng.integers(entries))
    log[at] = value
    found = diagnose_history(log)
    assert found.status == "failed"
    assert found.failed_at == at
    assert f"epoch {at}" in found.sentence


@given(seeds, st.integers(3, 200), st.floats(0, 0.02), st.floats(1e-6, 1e6))
def test_no_progress_is_not_convergence(seed: int, entries: int, noise: float, size: float) -> None:
    rng = np.random.default_rng(seed)
    log = size * (1 + noise * rng.uniform(-1, 1, entries))
    assert diagnose_history(log).status != "converged"


@given(seeds, st.integers(20, 200))
def test_one_noisy_batch_decides_nothing(seed: int, entries: int) -> None:
    rng = np.random.default_rng(seed)
    log = fall(entries) * (1 + 0.01 * rng.normal(size=entries))
    log[int(rng.integers(1, entries))] *= rng.uniform(2, 100)
    assert diagnose_history(of(log, unit="step")).status in HEALTHY


@given(st.floats(1.5, 50), st.integers(8, 60), seeds)
def test_a_formula_only_where_growth_is_steady(factor: float, entries: int, seed: int) -> None:
    """Factors that differ by a third or more between entries show no limit."""
    steady = diagnose_history(factor ** np.arange(entries), 0.1)
    assert steady.cause == "wrong_sign" or steady.lr_limit is not None
    rng = np.random.default_rng(seed)
    factors = rng.uniform(1.1, 3, entries) ** rng.choice([0.3, 1.0, 3.0], entries)
    losses = np.cumprod(factors)
    uneven = diagnose_history(losses, 0.1)
    assert uneven.status not in HEALTHY
    log_factors = np.log(factors[-max(6, entries // 3) :])
    # Above a floor the rises may grow by one factor while the losses do not.
    of_rises = np.diff(np.log(np.diff(losses)))[-max(4, entries // 3 - 2) :]
    if min(np.ptp(log_factors), np.ptp(of_rises)) > 0.5 * log_factors.mean():
        assert uneven.lr_limit is None


@settings(max_examples=25)
@given(st.sampled_from(["step", "sample", "entry"]), seeds)
def test_no_unit_is_called_epoch_but_epochs(unit: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    for log in (fall(40), np.ones(40), 2.0 ** np.arange(40), np.r_[1, np.nan], rng.random(40)):
        assert "epoch" not in str(diagnose_history(of(log, unit=unit), 0.1)).casefold()


# --- failures -------------------------------------------------------------------------------------


def test_one_finite_loss_and_then_nan_is_answered() -> None:
    found = diagnose_history([0.9, np.nan])
    assert verdict(found) == ("failed", "nan_or_inf")
    assert (found.start_loss, found.final_loss, found.failed_at) == (0.9, 0.9, 1)
    assert verdict(diagnose_history([np.nan] * 5)) == ("failed", "nan_or_inf")
    assert "the first entry" in diagnose_history([np.nan]).sentence


def test_zeros_beside_a_gradient_of_nan_are_a_failure() -> None:
    """A trainer that logs NaN as 0: overflow if the gradient was finite, else the data."""
    zeros = [2.9, 0, 0, 0, 0]
    found = diagnose_history(of(zeros, norm=[14, np.nan, np.nan, np.nan, np.nan]))
    assert verdict(found) == ("failed", "gradient_overflow")
    assert found.failed_at == 2
    found = diagnose_history(of(zeros, norm=[np.nan] * 5))
    assert verdict(found) == ("failed", "nan_or_inf")
    assert diagnose_history(of(zeros, norm=[14, 1e-9, 0, 0, 0])).status in HEALTHY


def test_a_gradient_that_fails_before_the_loss_overflows() -> None:
    log = [2.0, 1.5, 1.4, 1.3, np.nan]
    assert diagnose_history(of(log, norm=[3, 9, 80, np.inf, np.nan])).cause == "gradient_overflow"
    assert diagnose_history(of(log, norm=[3, 2, 2, 2, np.nan])).cause == "nan_or_inf"


def test_a_run_that_blew_up_and_sinks_is_not_fine() -> None:
    log = np.r_[1.0, 3e5, np.geomspace(3e5, 960, 40)]
    found = diagnose_history(log, 0.1)
    assert found.status not in HEALTHY
    assert found.lr_limit is None
    assert "tenth of your lr" in found.advice[0].action


@pytest.mark.parametrize("losses", [np.zeros(20), np.r_[2.9, np.zeros(5)], [2.9, 2.8, 0, 0, 0]])
def test_a_loss_that_is_0_without_training_was_not_computed(losses: object) -> None:
    found = diagnose_history(losses)
    assert verdict(found) == ("not_learning", "unknown")
    assert "exactly 0" in found.sentence
    fell = diagnose_history(np.round(3 * 0.5 ** np.arange(20.0), 3))
    assert fell.status == "converged"


@pytest.mark.parametrize("zeros", [1, 5, 60])
def test_a_loss_that_fell_to_0_has_nothing_left_to_lower(zeros: int) -> None:
    found = diagnose_history(np.r_[0.5 ** np.arange(60.0), np.zeros(zeros)])
    assert verdict(found) == ("converged", "none")
    assert "nothing left to lower" in found.sentence
    assert "e-" not in found.sentence


def test_rounding_is_no_gain() -> None:
    fall = 1.229 + 10 * 0.5 ** np.arange(50.0)
    found = diagnose_history(np.r_[fall, 1.229 - 4e-16 * np.arange(60)])
    assert verdict(found) == ("converged", "noise_floor")
    assert found.sentence.endswith("gained nothing.")


@pytest.mark.parametrize("at", [85, 92, 95, 97])
@pytest.mark.parametrize("noise", [0.0, 0.01])
def test_a_late_drop_is_told_as_one(at: int, noise: float) -> None:
    jitter = noise * np.random.default_rng(2).normal(size=100)
    found = diagnose_history(np.repeat([2.3, 1.0], [at, 100 - at]) + jitter)
    assert verdict(found) == ("converging", "unknown")
    assert f"at epoch {at} and has stayed there" in found.sentence
    assert "further to fall" not in found.sentence


@pytest.mark.parametrize("zeros", [3, 10, 50])
def test_zeros_after_a_loss_that_fell_slowly_are_no_fit(zeros: int) -> None:
    slow, turned = 2 * 0.97 ** np.arange(50), np.r_[2 * 0.8 ** np.arange(24), 0.01, 0.02, 0.04]
    for losses in (slow, turned, np.round(slow, 3)):
        assert diagnose_history(np.r_[losses, np.zeros(zeros)]).status in ("not_learning", "failed")
    for fits in (
        2 * 0.5 ** np.arange(8),
        np.round(2 * 0.9 ** np.arange(60), 2),
        np.linspace(1, 0, 9),
    ):
        assert diagnose_history(np.r_[fits, np.zeros(zeros)]).status != "not_learning"


# --- levels, falls, and swings --------------------------------------------------------------------


def test_a_jump_that_lasts_is_a_spike() -> None:
    log = fall(80)
    log[50:] += 2
    found = diagnose_history(log)
    assert found.cause == "spike"
    assert found.status not in HEALTHY
    assert "epoch 49" in found.advice[0].action


def test_a_burst_that_recovers_is_a_spike_and_two_are_steps_too_large() -> None:
    log = fall(80, 0.2)
    log[30:33] *= [40, 15, 4]
    found = diagnose_history(log)
    assert found.status in HEALTHY
    assert "spikes" in [each.code for each in found.findings]
    log[[50, 51, 60, 61, 70]] *= [20, 9, 30, 8, 12]
    assert verdict(diagnose_history(log)) == ("unstable", "lr_above_limit")


def test_a_level_above_its_lowest_by_more_than_its_error_has_not_converged() -> None:
    rng = np.random.default_rng(2)
    log = np.r_[fall(60, 0.5, 20), np.full(60, 0.75)]
    quiet = log * (1 + 0.02 * rng.normal(size=120))
    assert diagnose_history(quiet).status not in HEALTHY
    assert diagnose_history(np.r_[log[:60], log[:60][-1] * np.ones(60)]).status == "converged"


def test_a_wave_that_dies_out_is_no_see_saw() -> None:
    t = np.arange(120.0)
    wave = 1 + np.exp(-t / 20) * np.cos(t / 2)
    assert diagnose_history(wave).cause != "lr_near_limit"
    assert diagnose_history(1 + 0.5 * np.exp(-t / 400) * np.cos(t / 2)).cause == "lr_near_limit"


def test_a_validation_loss_that_stays_up_is_overfitting() -> None:
    rng = np.random.default_rng(0)
    beside = 1.4 + 0.3 * rng.uniform(-1, 1, 40)
    found = diagnose_history(of(fall(40, 0.3) * 1.5, validation=beside))
    assert verdict(found) == ("overfitting", "overfitting")
    calm = diagnose_history(of(fall(40, 0.3) * 1.5, validation=1.5 - 0.001 * np.arange(40)))
    assert "has hardly fallen, from 1.5 to 1.461" in calm.sentence
    # Measured after an epoch, a validation loss starts low.
    low = diagnose_history(of(fall(40, 0.3) * 1.5, validation=np.linspace(1.0, 0.95, 40)))
    assert low.status in HEALTHY


def test_a_model_that_has_hardly_learned_does_not_overfit() -> None:
    rising = np.r_[np.linspace(1.5, 1.4, 20), np.linspace(1.4, 3, 20)]
    found = diagnose_history(of(1.4 + 0.1 * np.exp(-np.arange(40.0)), validation=rising))
    assert found.status != "overfitting"


def test_a_run_thrown_off_before_it_learned_is_not_converged() -> None:
    log = np.r_[14.5, 79, 3e3, 7e4, 5e5, 5e4, 2e4, 23, 2.3 + 0.01 * np.sin(np.arange(30) ** 2)]
    assert verdict(diagnose_history(log)) == ("unstable", "lr_above_limit")
    late = np.r_[fall(40, 0.1), 72, 2660, 237, 54, 20, np.full(30, 0.1)]  # one bad batch
    assert diagnose_history(late).status in HEALTHY
    hardly_learned = np.r_[fall(40, 0.7), 72, 2660, 237, 54, 20, 8, np.full(30, 0.7)]
    assert diagnose_history(hardly_learned).status in HEALTHY


@pytest.mark.parametrize("noise", [0.05, 0.1, 0.2])
@pytest.mark.parametrize("seed", range(4))
def test_noise_around_the_first_level_is_not_blamed_on_the_rate(noise: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    found = diagnose_history(1 + noise * rng.normal(size=60))
    assert verdict(found) == ("not_learning", "unknown")
    assert "gradients" not in " ".join(each.action for each in found.advice)


def test_a_few_noisy_entries_do_not_see_saw() -> None:
    log = [0.47, 0.515, 0.249, 0.396, 0.411, 0.304, 0.483, 0.249, 0.434, 0.39, 0.514, 0.249, 0.396]
    assert diagnose_history(log).cause != "lr_near_limit"


def test_a_last_entry_far_above_is_named_and_does_not_decide() -> None:
    found = diagnose_history(np.r_[fall(60, 0.1), 50.0])
    assert found.status in HEALTHY
    assert "flat at 50" not in found.sentence
    assert "last_jump" in [each.code for each in found.findings]


def settled(swing: Any, *, first: float = 4.0) -> Any:
    t = np.arange(90.0)
    return diagnose_history(1 + first * np.exp(-t / 3) + swing(t))


@pytest.mark.parametrize("height", [0.03, 0.1, 0.3])
@pytest.mark.parametrize("first", [4.0, 400.0])
def test_a_wave_around_a_level_is_not_flat(height: float, first: float) -> None:
    found = settled(lambda t: height * np.sin(1.1 * t + 0.3 * np.sin(t)), first=first)
    assert found.status == "converging"
    assert "flat" not in found.sentence
    assert found.cause in ("gradient_noise", "lr_near_limit")
    low, high = map(float, re.findall(r"between ([\d.]+) and ([\d.]+)", found.sentence)[0])
    assert low == pytest.approx(1 - height, rel=0.02)
    assert high == pytest.approx(1 + height, rel=0.02)
    assert "faded" not in found.advice[0].action


@pytest.mark.parametrize("entries", [3, 4, 6, 9, 12, 20])
def test_a_short_log_that_swings_below_0_is_judged_without_warnings(entries: int) -> None:
    found = diagnose_history(2 * 0.5 ** np.arange(entries) + np.cos(2.0 * np.arange(entries)))
    assert found.status


@pytest.mark.parametrize("height", [0.1, 0.5, 2.0])
def test_a_wave_that_fades_may_go_on(height: float) -> None:
    found = settled(lambda t: height * np.exp(-t / 30) * np.sin(1.1 * t + 0.3 * np.sin(t)))
    assert (found.status, found.cause) == ("converging", "none")
    assert "faded" in found.advice[0].action


@pytest.mark.parametrize("height", [0.0, 1e-4, 2e-3])
def test_a_loss_that_hardly_varies_is_flat(height: float) -> None:
    found = settled(lambda t: height * np.sin(1.1 * t + 0.3 * np.sin(t)))
    assert (found.status, found.cause) == ("converged", "noise_floor")
    assert "The loss is flat at" in found.sentence


def test_a_loss_that_came_to_rest_in_the_last_third_is_flat_since_then() -> None:
    found = diagnose_history(1 + 1e4 * np.exp(-np.arange(60.0) / 3))
    assert (found.status, found.cause) == ("converged", "noise_floor")
    gained = re.search(r"flat at 1: the last \d+ epochs gained (\S+)% of it", found.sentence)
    assert gained is not None
    assert 0 < float(gained[1]) < 1


STEPS = np.arange(300.0)


@pytest.mark.parametrize("noise", [0.0, 2.0])
@pytest.mark.parametrize("slope", [0.5, 0.8])
def test_a_straight_fall_through_0_is_no_plateau(slope: float, noise: float) -> None:
    jitter = noise * np.random.default_rng(0).normal(size=300)
    found = diagnose_history(50 - slope * STEPS + jitter)
    assert found.status == "converging"
    assert "plateau" not in found.sentence


@pytest.mark.parametrize("period", [7, 10, 24, 60])
def test_a_loss_that_goes_up_and_down_with_its_rate_does_not_fall_or_fade(period: int) -> None:
    wave = 0.15 * (1 - np.abs(2 * (STEPS % period) / period - 1))
    found = diagnose_history(0.5 + 2 * np.exp(-STEPS / 40) + wave)
    assert found.status == "converging"
    assert not re.search("falling|falls|flat", found.sentence)
    assert "faded" not in found.advice[0].action


@pytest.mark.parametrize("level", [0.1, -1.0])
@pytest.mark.parametrize("at", [190, 201, 215, 240])
def test_a_loss_that_dropped_late_and_stopped_has_no_further_to_fall(at: int, level: float) -> None:
    jitter = 0.01 * np.random.default_rng(1).normal(size=300)
    found = diagnose_history(np.where(at > STEPS, 2.3, level) + jitter)
    assert found.status == "converged"
    assert re.search("flat at about|in the last 49 epochs", found.sentence)


def test_noise_that_is_a_large_share_of_the_level_is_named() -> None:
    noise = np.random.default_rng(0).normal(size=90)
    found = settled(lambda t: 0.2 * noise, first=400.0)
    assert found.status == "converged"
    assert "The loss varies between" in found.sentence


@pytest.mark.parametrize(
    ("factor", "fall"), [(0.9, "10%"), (0.5, "50%"), (0.1, "90%"), (0.001, "99.90%")]
)
def test_no_loss_falls_by_more_than_it_is(factor: float, fall: str) -> None:
    found = diagnose_history(factor ** np.arange(30.0))
    assert f"falls by about {fall} per epoch" in found.sentence


@pytest.mark.parametrize("end", [-1.0, -100.0, 0.0])
def test_the_fall_of_a_loss_that_passes_0_is_a_number(end: float) -> None:
    found = diagnose_history(np.linspace(1, end, 41))
    assert "%" not in found.sentence
    assert f"by about {number((1 - end) / 40)} per epoch" in found.sentence


def test_steps_down_are_no_steady_fall() -> None:
    log = np.repeat([1.0, 0.5, 0.25], 20) + 0.01 * np.sin(np.arange(60.0) ** 2)
    assert diagnose_history(log).cause != "lr_too_small"


@pytest.mark.parametrize(("done", "cause"), [(0.3, "lr_too_small"), (0.95, "slow_direction")])
def test_how_much_of_the_way_is_done_tells_a_small_rate(done: float, cause: str) -> None:
    """Of a fall from 1 to 0.4: its speed is the share of the way that is left."""
    rng = np.random.default_rng(0)
    way = (1 - done) ** (np.arange(120) / 119)
    log = (0.4 + 0.6 * way) * (1 + 0.003 * rng.normal(size=120))
    assert verdict(diagnose_history(log)) == ("converging", cause)


@pytest.mark.parametrize("level", [2.0, 6.5, 8.06, 9.5])
def test_a_loss_of_any_kind_is_no_guess_among_a_number_of_classes_that_fits(level: float) -> None:
    """Numbers of two digits have a logarithm near any loss."""
    found = diagnose_history(of(level - 1e-4 * np.arange(80)))
    assert "chance_level" not in [each.code for each in found.findings]


@pytest.mark.parametrize("classes", [2, 10, 100, 1000])
def test_a_loss_of_any_kind_at_the_logarithm_of_a_round_number_is_a_guess(classes: int) -> None:
    waver = 1e-4 * np.sin(np.arange(80.0) * 7)
    found = diagnose_history(of(math.log(classes) * (1 + waver)))
    assert found.cause == "chance_level"


def test_after_nan_no_entry_shows_whether_the_loss_recovers() -> None:
    losses = np.r_[fall(60, 0.1), 50.0]
    found = diagnose_history(np.r_[losses, [math.nan] * 20])
    assert found.status == "failed"
    assert "last_jump" not in [each.code for each in found.findings]


def test_two_spikes_are_one_and_one_more() -> None:
    losses = fall(60, 0.1)
    losses[[20, 40]] = 9.0
    spikes = [str(each) for each in diagnose_history(losses).findings if each.code == "spikes"]
    assert len(spikes) == 1
    assert "and 1 more time and recovers" in spikes[0]


@pytest.mark.parametrize(("first", "beside", "status"), [
    (1.0, None, "not_learning"), (1.0, 0.99, "not_learning"), (1.0, 0.5, "converged"),
    (1.1, None, "converged"),
])  # fmt: skip
def test_a_loss_that_rose_and_rests_has_not_converged(
    first: float, beside: float | None, status: str
) -> None:
    losses = [first, *np.linspace(1.0, 1.03, 20), *(1.03 - 1e-6 * np.arange(60))]
    validation = None if beside is None else np.linspace(1.0, beside, len(losses))
    assert diagnose_history(of(losses, validation=validation)).status == status
