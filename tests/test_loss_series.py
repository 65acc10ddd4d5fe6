"""Measures of a series of losses, each against what it says in its first line."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import downslope as ds
from downslope.diagnosis import loss_series
from downslope.diagnosis.loss_series import LossSeries, entries_to_judge


def series(losses: Any, when: Any = None) -> LossSeries:
    values = np.asarray(losses, dtype=float)
    at = np.arange(1.0, len(values) + 1) if when is None else np.asarray(when, dtype=float)
    return LossSeries(at, values)


def zigzag(n: int, size: float = 1.0) -> np.ndarray:
    return size * (-1.0) ** np.arange(n)


# --- Parts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [3, 9, 10, 29, 30, 100])
def test_parts_of_a_series(n: int) -> None:
    values = np.arange(float(n))
    some = series(values)
    assert some.span == n - 1
    assert some.head().loss.tolist() == values[: max(3, n // 10)].tolist()
    assert some.last(1 / 3).loss.tolist() == values[-max(3, -(-n // 3)) :].tolist()
    assert some.last(0.01, 5).loss.tolist() == values[-5:].tolist()
    assert some.part(0.0, 1.0).loss.tolist() == values.tolist()
    assert some.part(0.5, 0.5).loss.tolist() == [float(n // 2)]
    assert some.part(1.0, 1.0).loss.tolist() == [n - 1.0]
    assert some.without(np.array([0, n - 1])).loss.tolist() == values[1:-1].tolist()
    assert some.part(0.0, 0.5).when.tolist() == some.when[: max(1, n // 2)].tolist()


@pytest.mark.parametrize("n", [2, 3, 20, 30, 57, 400])
@pytest.mark.parametrize("share", [1 / 10, 1 / 4])
def test_levels_are_medians_of_windows_up_to_the_last(n: int, share: float) -> None:
    values = np.random.default_rng(n).normal(size=n)
    width = min(n, max(3, int(n * share)))
    stride = 1 + width // loss_series.WINDOWS_A_WIDTH
    starts = sorted(range(n - width, -1, -stride))
    found = series(values).levels(share)
    np.testing.assert_array_equal(found, [np.median(values[i : i + width]) for i in starts])


def test_a_long_series_is_smoothed_by_sixteenths() -> None:
    values = np.random.default_rng(0).normal(size=170)
    found = series(values).smoothed()
    assert len(found.loss) == 17
    for k in range(17):
        part = slice(10 * k, 10 * k + 10)
        assert found.loss[k] == np.median(values[part])
        assert found.when[k] == np.mean(np.arange(1.0, 171.0)[part])
    short = series([3.0, 1.0, 2.0]).smoothed()
    assert short.loss.tolist() == [3.0, 1.0, 2.0]


# --- Spikes ---------------------------------------------------------------------------------------


def test_single_values_ten_times_both_neighbors_are_spikes_however_many() -> None:
    values = np.ones(30)
    values[[3, 9, 15, 21]] = 10.1
    assert series(values).spikes().tolist() == [3, 9, 15, 21]
    values[9] = 9.9
    assert series(values).spikes().tolist() == [3, 15, 21]
    negative = np.full(30, -1.0)
    negative[5] = 10.5
    assert series(negative).spikes().tolist() == [5]
    assert series([1.0, 50.0, 1.0]).spikes().tolist() == []  # too few would be left


def test_rare_excursions_from_which_a_run_recovers_are_spikes() -> None:
    values = np.ones(120)
    values[40:43] = 3.0
    assert series(values).spikes().tolist() == [40, 41, 42]
    (group, height), *rest = series(values).excursions()
    assert (group.tolist(), rest) == ([40, 41, 42], [])
    assert height == pytest.approx(3.0)
    two, three = values.copy(), values.copy()
    two[80] = three[80] = three[100] = 3.0
    assert series(two).spikes().tolist() == [40, 41, 42, 80]
    assert series(three).spikes().tolist() == []  # one in fifty entries is not chance
    below = values.copy()
    below[40:43] = 1.9
    assert series(below).excursions() == []
    ending = np.ones(120)
    ending[-2:] = 3.0
    assert series(ending).spikes().tolist() == [118, 119]
    ending[-3:] = 3.0
    assert series(ending).spikes().tolist() == []  # it may have come to stay
    assert series(np.r_[3.0, np.ones(119)]).excursions() == []  # a start is no excursion
    assert series(values - 1.0).excursions() == []
    assert series(np.r_[1.0, 1.0, 9.0, 1.0, 1.0, 1.0, 1.0]).excursions() == []  # fewer than eight


def test_noise_below_the_median_says_what_an_excursion_is() -> None:
    rng = np.random.default_rng(1)
    noisy = np.exp(0.5 * rng.normal(size=300))
    assert series(noisy).excursions() == []
    noisy[150] = 60.0
    assert [group.tolist() for group, _ in series(noisy).excursions()] == [[150]]


# --- Noise ----------------------------------------------------------------------------------------


def test_turning_points_are_counted_among_steps_that_move() -> None:
    assert series([1, 2, 1, 2, 1]).turning_share() == 1.0
    assert series([1, 2, 2, 3, 2]).turning_share() == 0.5
    assert series([1, 2, 3, 4, 5]).turning_share() == 0.0
    assert series([1, 2]).turning_share() == series([5, 5, 5]).turning_share() == 0.0


@pytest.mark.parametrize(
    ("n", "told"), [(5, False), (6, False), (12, False), (13, True), (20, True)]
)
def test_a_see_saw_alternates_more_than_noise_does(n: int, told: bool) -> None:
    """By 2.5 standard deviations of the turning points that so many losses have by chance."""
    chance = np.diff(np.random.default_rng(n).random((100_000, n)), axis=1)
    turns = (chance[:, 1:] * chance[:, :-1] < 0).sum(axis=1)
    assert (n - 2 - turns.mean() > 2.5 * turns.std()) == told
    assert series(zigzag(n)).alternates == told
    assert not series(np.random.default_rng(0).normal(size=n)).alternates
    assert not series(np.arange(float(n))).alternates


@pytest.mark.parametrize("scale", [0.01, 3.0])
def test_noise_is_read_from_second_differences_of_the_second_half(scale: float) -> None:
    rng = np.random.default_rng(2)
    n = 4000
    trend = 5.0 + np.linspace(2.0, 0.0, n)
    noise = scale * rng.normal(size=n)
    noise[: n // 2] *= 50.0
    some = series(trend + noise)
    assert some.noise() == pytest.approx(scale, rel=0.1)
    assert series([1.0, 2.0, 4.0]).wiggle() == 0.0
    assert series([9.0, 9.0, 9.0, 0.0, 1.0, 3.0, 7.0, 9.0, 9.0, 9.0]).wiggle() == 2.0
    assert series(zigzag(40, 0.0)).jitter() == 0.0


@pytest.mark.parametrize("n", [30, 300])
def test_levels_of_many_runs_are_as_far_apart_as_the_error_of_one(n: int) -> None:
    rng = np.random.default_rng(n)
    runs = [series(7.0 + 0.2 * rng.normal(size=n)) for _ in range(600)]
    spread = np.std([run.levels()[-1] for run in runs])
    assert np.mean([run.error_of_level() for run in runs]) == pytest.approx(spread, rel=0.15)
    # The median size of a difference of two: 0.6745 √2 standard deviations.
    step = 0.6745 * math.sqrt(2.0) * 0.2 / 7.0
    assert np.mean([run.jitter() for run in runs]) == pytest.approx(step, rel=0.05)


def test_two_levels_are_told_by_their_ratio() -> None:
    jumps = np.where(np.arange(30) % 4 == 0, 3.0, 0.1) + 0.01 * np.arange(30)
    assert series(jumps).has_two_levels()
    assert series(np.maximum(jumps - 1.0, 0.0)).has_two_levels()
    one_band = np.random.default_rng(0).uniform(1.0, 2.0, 30)
    for shift in (0.0, -1.5, -3.0, -100.0):
        assert not series(one_band + shift).has_two_levels()


@pytest.mark.parametrize("half", [20, 100])
def test_the_gain_of_the_second_half_in_errors(half: int) -> None:
    """Of many runs of one noise: one error around the gain, whatever its unit."""
    rng, found = np.random.default_rng(half), []
    error = 0.1 * math.sqrt(2.0 / half)
    for _ in range(400):
        noise = 0.1 * rng.normal(size=2 * half)
        some = series(5.0 + noise), series(np.where(np.arange(2 * half) < half, 5.4, 5.0) + noise)
        found.append([each.gain_in_errors() for each in some])
        scaled = series(1e5 * some[1].loss)
        assert scaled.gain_in_errors() == pytest.approx(found[-1][1], rel=1e-6)
        below = series(some[1].loss - 50.0)
        assert below.gain_in_errors() == pytest.approx(found[-1][1], rel=1e-6)
    without, gained = np.transpose(found)
    assert np.mean(without) == pytest.approx(0.0, abs=0.15)
    assert np.std(without) == pytest.approx(1.0, rel=0.15)
    assert np.mean(gained) == pytest.approx(0.4 / error, rel=0.1)
    assert series([3.0, 2.0, 1.0]).gain_in_errors() == math.inf
    assert series(np.linspace(2.0, 1.0, 2 * half + 1)).gain_in_errors() > 1e6
    assert series(np.zeros(2 * half)).gain_in_errors() == math.inf


# --- Rises ----------------------------------------------------------------------------------------


def surging(last: float, up: int, n: int = 60) -> np.ndarray:
    return np.r_[np.ones(n - up), np.linspace(3.0, last, up)]


@pytest.mark.parametrize(("up", "found"), [(4, False), (5, True), (19, True), (20, False)])
def test_a_surge_is_the_last_entries_far_above_a_longer_run(up: int, found: bool) -> None:
    told = series(surging(15.0, up)).surge()
    assert (told is not None) == found
    if told is not None:
        assert told.loss.tolist() == surging(15.0, up)[-up:].tolist()
        assert told.when.tolist() == list(range(61 - up, 61))


def test_what_hardly_grows_or_falls_back_is_no_surge() -> None:
    assert series(surging(9.9, 8)).surge() is None
    assert series(surging(10.1, 8)).surge() is not None
    mostly, hardly = surging(15.0, 9), surging(15.0, 9)
    mostly[[-3, -6]] = 2.5  # two of eight steps are down
    assert series(mostly).surge() is not None
    hardly[[-3, -5, -7]] = 2.5
    assert series(hardly).surge() is None
    assert series(-surging(15.0, 8)).surge() is None
    assert series(np.r_[surging(15.0, 8), 1.0]).surge() is None


@pytest.mark.parametrize(("rises", "found"), [(20, False), (21, True)])
def test_a_climb_is_the_end_of_a_curve_that_turned(rises: int, found: bool) -> None:
    curve = np.r_[np.linspace(2.0, 1.0, 30), 1.0 + 0.01 * np.arange(1, rises)]
    told = series(curve).climb()
    assert (told is not None) == (rises > 20) == found
    if told is not None:
        assert told.loss[0] == 1.0
        assert len(told.loss) == rises
    assert series(np.r_[curve, curve[-1] - 0.005]).climb() is None  # it falls again
    assert series(curve[30:]).climb() is None  # never fell
    assert series(np.r_[np.linspace(1.04, 1.0, 30), curve[30:]]).climb() is None  # hardly fell
    assert series(np.r_[1.5, 1.9, curve]).climb() is not None or rises == 20  # two turns
    assert series(np.r_[1.8, 1.5, 1.9, curve]).climb() is None  # three


@pytest.mark.parametrize("factor", [1.001, 1.2, 3.0])
def test_a_steady_growth_has_its_factor(factor: float) -> None:
    t = np.arange(40.0)
    assert series(0.01 * factor**t).growth() == pytest.approx(factor, rel=1e-6)
    assert series(0.01 * factor**t + 5.0).growth() == pytest.approx(factor, rel=1e-6)
    spaced = series(0.01 * factor ** (3.0 * t), 3.0 * t)
    assert spaced.growth() == pytest.approx(factor, rel=1e-6)
    assert math.isnan(series(0.01 * factor**-t).growth())
    quadratic = series(1.0 + 0.1 * t**2)
    assert math.isnan(quadratic.growth())
    rng = np.random.default_rng(0)
    assert math.isnan(
        series(factor**t * np.exp(0.5 * np.log(factor) * rng.normal(size=40))).growth()
    )
    assert math.isnan(series(2.0 + zigzag(40)).growth())


def test_differences_stand_for_a_growth_above_a_floor() -> None:
    rising = series([1.0, 2.0, 4.0, 8.0])
    assert rising.without_floor().loss.tolist() == [1.0, 2.0, 4.0]
    assert rising.without_floor().when.tolist() == [2.0, 3.0, 4.0]
    for other in (series([1.0, 2.0, 2.0]), series([1.0, 2.0, 4.0], [1, 2, 4])):
        assert other.without_floor() is other


def test_the_slope_of_the_logarithm_is_least_squares() -> None:
    rng = np.random.default_rng(3)
    when, values = np.cumsum(rng.uniform(1, 2, 30)), np.exp(rng.normal(size=30))
    slope = np.polyfit(when, np.log(values), 1)[0]
    assert series(values, when).log_slope() == pytest.approx(slope)
    assert math.isnan(series([1.0, 0.0, 2.0]).log_slope())


# --- Waves, floors, digits ------------------------------------------------------------------------


@pytest.mark.parametrize(("turns", "found"), [(4, False), (5, True), (12, True)])
def test_a_wave_has_five_evenly_spaced_turns(turns: int, found: bool) -> None:
    corners = np.cumsum(np.r_[0, np.full(turns + 1, 6)])
    wave = np.interp(np.arange(corners[-1] + 1), corners, zigzag(turns + 2))
    assert series(wave).is_wave() == found
    uneven = np.cumsum(np.r_[0, np.full(turns + 1, 6), 25, 25, 2, 2, 40])
    mixed = np.interp(np.arange(uneven[-1] + 1), uneven, zigzag(len(uneven)))
    assert not series(mixed).is_wave()
    assert not series(zigzag(40)).is_wave()  # every entry turns: no wave, but a see-saw


@pytest.mark.parametrize("floor", [0.0, 0.5, -3.0])
@pytest.mark.parametrize("per_epoch", [0.99, 0.7])
@pytest.mark.parametrize("step", [1.0, 4.0])
def test_a_decline_heads_for_its_floor(floor: float, per_epoch: float, step: float) -> None:
    when = step * np.arange(21.0)
    found, kept = series(floor + 2.0 * per_epoch**when, when).heading()
    assert found == pytest.approx(floor, abs=1e-9)
    assert kept == pytest.approx(per_epoch, rel=1e-6)
    rises = series(floor - per_epoch**when, when)
    assert rises.heading() == (None, None)
    assert series(floor - when, when).heading() == (None, None)  # straight down: no floor
    assert series([3.0, 2.0, 2.0]).heading() == (None, None)


def test_a_floor_below_zero_of_a_loss_that_is_not_is_zero() -> None:
    t = np.arange(21.0)
    found, _ = series(-0.5 + 2.0 * 0.95**t).heading()
    assert found == 0.0
    below, _ = series(-2.5 + 2.0 * 0.95**t).heading()
    assert below == pytest.approx(-2.5)


@pytest.mark.parametrize(
    ("values", "decimals", "digit"),
    [
        ([0.5, 0.25, 0.125], 3, 0.001),
        ([1.0, 2.0], 1, 0.1),
        ([12.3456, 0.5], 4, 1e-4),
        ([0.12345678, 0.5], 8, 1e-8),
        ([1.2345e-12, 3.0001e-13], None, 1e-17),
        ([1.5e-12, 3.1e-12], None, 1e-13),
        ([1 / 3, 2 / 7], None, 0.0),
        ([0.5, 0.0, 0.0], 1, 0.1),
        ([0.5, 0.25, 1e-12], None, 1e-13),
    ],
)
def test_digits_that_a_log_shows(values: list, decimals: int | None, digit: float) -> None:
    assert series(values).decimals == decimals
    assert series(values).last_digit == pytest.approx(digit, rel=1e-9)


# --- Long logs ------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [1, 9, 40, 41, 44, 1000])
@pytest.mark.parametrize("fails_at", [None, 0, 30, 700])
def test_entries_of_a_long_log_are_medians_of_blocks_with_both_ends(
    n: int, fails_at: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loss_series, "MOST_JUDGED", 20)
    values = np.random.default_rng(n).permutation(n).astype(float)
    end = n
    if fails_at is not None and fails_at < n:
        values[fails_at:] = np.nan
        end = fails_at
    found = entries_to_judge(values).tolist()
    assert found == sorted(set(found))
    assert {0, n - 1} <= set(found)
    body = end if end == n else max(0, end - 20)
    if end < n:  # what came right before a failure is there, and the failure
        assert set(range(body, end + 1)) <= set(found)
    block = max(1, -(-body // 20))
    for start in range(body % block, body, block):
        inside = [k for k in found if start <= k < start + block]
        middle = sorted(values[start : start + block])[block // 2]
        assert middle in values[inside]
    assert len(found) <= 20 + 2 + (0 if end == n else 22)


def test_short_logs_of_whole_numbers_through_zero_are_judged() -> None:
    assert ds.diagnose_history([0, 1, -1]).status == "converging"
    rng = np.random.default_rng(0)
    for _ in range(3000):
        losses = rng.integers(-3, 4, size=int(rng.integers(3, 9))).astype(float)
        assert ds.diagnose_history(losses).sentence


def test_a_fall_to_nearly_nothing_is_told_by_what_is_left() -> None:
    assert "99.90% per epoch" in ds.diagnose_history([1, 1e-3, 1e-6, 1e-9, 1e-12]).sentence


@pytest.mark.parametrize("level", [0.0, 0.05, -0.05])
def test_noise_around_zero_did_not_blow_up(level: float) -> None:
    causes = []
    for seed in range(60):
        losses = level + 0.1 * np.random.default_rng(seed).normal(size=200)
        found = ds.diagnose_history(losses)
        assert "blew up" not in found.sentence
        causes.append(found.cause)
    assert causes.count("lr_above_limit") <= 4


def test_a_log_through_zero_that_was_thrown_off_is_still_seen() -> None:
    sinks = -1 - 0.5 * (1 - np.exp(-np.arange(193) / 60))
    found = ds.diagnose_history([-0.5, 40, 300, 200, 90, 20, 5, *sinks])
    assert "blew up from -0.5 to 300" in found.sentence
