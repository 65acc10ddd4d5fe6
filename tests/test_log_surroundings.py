"""Logs beside a validation loss or a schedule, long ones, and forecasts; the command line."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import downslope as ds
from downslope.cli import run
from downslope.diagnosis.history_diagnosis import diagnose_history
from downslope.loss_log import Series
from made_logs import HEALTHY, fall, of, verdict

seeds = st.integers(0, 2**32 - 1)


# --- forecasts ------------------------------------------------------------------------------------


def away_from_0(entries: int, power: float) -> np.ndarray:
    return (1.0 + np.arange(entries)) ** -power


@pytest.mark.parametrize(
    "losses",
    [
        away_from_0(200, 1),
        away_from_0(1000, 1),
        away_from_0(200, 0.3),
        0.3 + away_from_0(200, 0.5),
        1 / np.log(2 + np.arange(200)),
        (1 - np.arange(200) / 300) ** 2,
        2 - 0.005 * np.arange(200),
        0.9 ** np.arange(40),
        0.99 ** np.arange(200),
    ],
)
@pytest.mark.parametrize("decimals", [3, 4, 5, 15])
def test_no_floor_is_forecast_where_the_curve_has_none_yet(
    losses: np.ndarray, decimals: int
) -> None:
    found = diagnose_history(np.round(losses, decimals))
    assert "heading for" not in found.sentence
    if found.status != "converged":
        assert (found.min_loss, found.epochs_to_loss) == (None, None)
        assert "Where the loss will end" in found.unknown[0]


@given(st.floats(0.2, 10), st.integers(40, 400), st.floats(3, 8), st.floats(0.1, 100))
def test_a_floor_that_is_forecast_is_the_floor(
    size: float, entries: int, speed: float, floor: float
) -> None:
    """Of a fall by one factor, the range holds the floor and the epochs to it."""
    losses = floor * (1 + size * np.exp(-np.arange(entries) * speed / entries))
    found = diagnose_history(losses)
    assert found.status == "converged" or found.min_loss == pytest.approx(floor, rel=0.01)
    if found.epochs_to_loss:
        low, high = found.epochs_to_loss_range or (0, 0)
        there = np.log(0.01 / size) / (-speed / entries) - (entries - 1)
        assert low - 1 <= there <= high + 1
        assert low <= found.epochs_to_loss <= high
        assert "more" in str(found)


def test_a_last_fifth_that_was_not_to_be_foreseen_gives_no_forecast() -> None:
    losses = 0.3 + np.exp(-np.arange(200) / 40)
    losses[165:] -= np.linspace(0, 0.05, 35)
    assert diagnose_history(losses).min_loss is None


# --- long logs ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "short",
    [fall(200, 0.3, 6), fall(200, 0.6, 0.4), np.geomspace(1, 1e6, 200), np.full(200, 0.7)],
    ids=["fallen", "slow", "grown", "frozen"],
)
def test_a_long_log_is_judged_as_a_short_one(short: np.ndarray) -> None:
    rng = np.random.default_rng(0)
    log = np.repeat(short, 300) * (1 + 1e-6 * rng.normal(size=60_000))
    found = diagnose_history(log)
    assert found.status == diagnose_history(short).status
    assert found.epochs_run == 59_999
    assert (found.start_loss, found.final_loss) == (log[0], log[-1])


def test_a_long_log_that_fails_is_judged_by_what_came_before() -> None:
    log = np.r_[np.full(50_000, 1.0), 4.0 ** np.arange(40), np.full(100, np.nan)]
    found = diagnose_history(log, 0.1)
    assert verdict(found) == ("failed", "lr_above_limit")
    assert found.failed_at == 50_040
    assert found.lr_limit == pytest.approx(2 * 0.1 / 3, rel=1e-6)


def test_the_last_entries_of_a_long_log_may_grow() -> None:
    log = np.r_[fall(60_000, 0.2), 0.2 * 1.5 ** np.arange(60)]
    assert diagnose_history(log).status == "diverging"


# --- validation, chance, schedules ----------------------------------------------------------------


def test_overfitting_names_the_epoch_to_keep() -> None:
    rising = np.r_[np.linspace(1, 0.5, 20), np.linspace(0.51, 1.5, 40)]
    found = diagnose_history(of(fall(60, 0.01), validation=rising))
    assert verdict(found) == ("overfitting", "overfitting")
    assert found.best_at == 20
    assert "epoch 20" in found.advice[0].action
    assert diagnose_history(of(fall(60, 0.01), validation=fall(60, 0.3))).status in HEALTHY


@pytest.mark.parametrize("classes", [2, 3, 10, 100, 1000])
def test_the_level_of_a_guess_is_named(classes: int) -> None:
    rng = np.random.default_rng(classes)
    log = np.log(classes) * (1 + 0.001 * rng.normal(size=40))
    found = diagnose_history(log)
    assert verdict(found) == ("not_learning", "chance_level")
    assert f"ln {classes} = " in found.sentence


def test_a_frozen_loss_is_named() -> None:
    assert verdict(diagnose_history(np.full(30, 1.06))) == ("not_learning", "frozen")
    assert verdict(diagnose_history([0.9, 0.9, 0.9])) == ("not_learning", "frozen")


def test_jumps_without_an_end_are_unstable() -> None:
    rng = np.random.default_rng(1)
    log = np.exp(0.4 * rng.normal(size=60))
    log[0] = 0.9
    assert verdict(diagnose_history(log)) == ("unstable", "lr_above_limit")


def test_batches_without_an_end_are_noise() -> None:
    rng = np.random.default_rng(1)
    log = fall(160, 0.4, 40) * rng.chisquare(16, 160) / 16
    assert verdict(diagnose_history(of(log, unit="step"))) == ("converging", "gradient_noise")


def test_drops_of_a_schedule_are_its_own() -> None:
    rates = np.repeat([0.1, 0.01, 0.001], 20)
    log = np.r_[fall(20, 0.5), fall(20, 0.6) * 0.5, np.full(20, 0.3)]
    found = diagnose_history(of(log, lr=rates))
    assert found.cause == "schedule"
    assert found.status in HEALTHY
    assert "0.001" in found.sentence


def test_a_restart_of_the_schedule_decides_nothing() -> None:
    cycle = np.geomspace(0.1, 0.001, 20)
    rates = np.r_[cycle, cycle, cycle[:4]]
    log = np.r_[fall(20, 0.1), fall(20, 0.05), [0.9, 0.8, 0.6, 0.5]]
    assert diagnose_history(of(log, lr=rates)).status in HEALTHY
    assert diagnose_history(of(log)).status not in HEALTHY


# --- the command line -----------------------------------------------------------------------------


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["diagnose", "--history", *arguments]) == 0
    return capsys.readouterr().out


def test_the_report_begins_with_what_was_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log.csv"
    log.write_text("epoch,loss,val_loss\n" + "".join(f"{i},{4**i},1\n" for i in range(8)))
    lines = told(capsys, str(log)).splitlines()
    assert lines[0].startswith("read: loss, 8 epochs, beside val_loss")
    assert lines[1].startswith("DIVERGING:")
    assert lines[0] in str(ds.diagnose_history(log))


def test_json_has_the_log_and_its_unit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log.csv"
    log.write_text("step,loss\n" + "".join(f"{10 * i},nan\n" for i in range(1, 4)))
    found = json.loads(told(capsys, str(log), "--json"))
    assert (found["status"], found["cause"], found["unit"]) == ("failed", "nan_or_inf", "step")
    assert (found["start_loss"], found["final_loss"], found["failed_at"]) == (None, None, 10)
    assert found["log"] == {
        **{"format": found["log"]["format"], "metric": "loss", "kind": "unknown", "unit": "step"},
        **{"entries": 3, "first": None, "last": None, "others": []},
    }


def test_the_rule_beside_a_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log.txt"
    log.write_text("\n".join(str(9.0**i) for i in range(12)))
    limits = {
        rule: json.loads(told(capsys, str(log), "--lr=0.1", f"--rule={rule}", "--json"))["lr_limit"]
        for rule in ("gd", "momentum", "nesterov", "adam")
    }
    assert limits["gd"] == pytest.approx(0.05)
    assert limits["momentum"] == pytest.approx(0.1 * 3.8 * 3 / (4 * 3.9))
    assert limits["nesterov"] == pytest.approx(0.1 * 3.8 / 2.8 / (1 + 9 / (1.9 * 3 + 0.9)))
    assert limits["adam"] is None
    told(capsys, str(log), "--rule=momentum", "--beta=0.5")
    assert run(["diagnose", "--history", str(log), "--rule=sdg"]) == 2
    assert "choose from" in capsys.readouterr().err


def test_the_rate_that_a_log_names_is_used(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text("epoch,loss,lr\n" + "".join(f"{i},{9**i},0.1\n" for i in range(8)))
    assert ds.diagnose_history(str(log)).lr_limit == pytest.approx(0.05)
    other = ds.diagnose_history(str(log), 0.2)
    assert other.lr_limit == pytest.approx(0.1)
    assert "other_rate" in [each.code for each in other.findings]
    same = ds.diagnose_history(str(log), 0.1)
    assert "other_rate" not in [each.code for each in same.findings]
    for rule in ("adagrad", "rmsprop", ds.Adam()):
        assert ds.diagnose_history(str(log), rule=rule).lr_limit is None


def test_options_that_contradict_a_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log.csv"
    log.write_text("epoch,loss\n0,4\n1,2\n2,1\n")
    for arguments, said in {
        ("--run", "3"): "names no runs: leave out --run",
        (str(log),): "twice: give each log once",
        ("hubble",): "'hubble' beside --history is not a file: give either DATA or --history FILE",
    }.items():
        assert run(["diagnose", "--history", str(log), *arguments]) == 2
        assert said in " ".join(capsys.readouterr().err.split())


# --- what a validation loss tells of the training loss --------------------------------------------


@given(seeds, st.integers(8, 60), st.floats(0.02, 0.15))
def test_a_validation_loss_that_never_changes_shows_frozen_weights(
    seed: int, entries: int, noise: float
) -> None:
    """The training loss differs from batch to batch, and its first entry may be high by chance."""
    rng = np.random.default_rng(seed)
    losses = 0.7 * (1 + noise * rng.uniform(-1, 1, entries))
    found = diagnose_history(of(losses, validation=np.full(entries, 1.164)))
    assert verdict(found) == ("not_learning", "frozen")


def test_jumps_that_a_validation_loss_does_not_share_are_of_batches() -> None:
    """Many loops log the last batch of each epoch; in 40 such logs two may look otherwise."""
    causes = []
    for seed in range(40):
        rng = np.random.default_rng(seed)
        entries = int(rng.integers(30, 101))
        losses = 1 + 0.2 * rng.uniform(-1, 1, entries)
        beside = 1.03 + 0.002 * rng.normal(size=entries)
        causes.append(diagnose_history(of(losses, validation=beside)).cause)
    assert causes.count("lr_above_limit") <= 2


@pytest.mark.parametrize("classes", [2, 3, 10])
@pytest.mark.parametrize("beside", ["thrown", "gap", "accuracy"])
def test_a_cross_entropy_that_ends_at_a_guess_has_learned_nothing(
    classes: int, beside: str
) -> None:
    """The log names no kind: what it shows beside tells that the loss is a cross-entropy."""
    t = np.arange(25)
    losses = np.log(classes) + 2 * np.exp(-t) + 0.003 * np.cos(3 * t)
    if beside == "thrown":
        losses[1] = 1.5 * losses[0]
    log = of(losses, validation=np.full(25, 30.0) - t / 50 if beside == "gap" else None)
    if beside == "accuracy":
        log.all_series["val_acc"] = Series(values=np.full(25, 1 / classes), role="other")  # type: ignore[index]
    assert verdict(diagnose_history(log)) == ("not_learning", "chance_level")
    assert diagnose_history(of(np.log(classes) + 2 * np.exp(-t) + 0.003 * np.cos(3 * t))).cause in (
        "noise_floor",
        "none",
    )


@pytest.mark.parametrize(("classes", "scale"), [(2, 1), (4, 1), (10, 1), (10, 100)])
@pytest.mark.parametrize("share", [1.0, 1.08])
def test_an_accuracy_of_guessing_tells_the_classes(
    classes: int, scale: float, share: float
) -> None:
    """A loss somewhat above ln K is that of guesses that are sometimes too sure."""
    rng = np.random.default_rng(classes)
    t = np.arange(40)
    log = of(np.log(classes) * share + 2 * np.exp(-t) + 0.002 * rng.normal(size=40))
    accuracy = scale * (1 / classes + 0.003 * rng.normal(size=40))
    log.all_series["accuracy"] = Series(values=accuracy, role="other")  # type: ignore[index]
    assert verdict(diagnose_history(log)) == ("not_learning", "chance_level")
    learns = accuracy * np.linspace(1, 1.5, 40)
    log.all_series["accuracy"] = Series(values=learns, role="other")  # type: ignore[index]
    if share > 1.05 and classes < 10:  # 1.08 ln 10 is ln 12
        assert diagnose_history(log).status in HEALTHY


@pytest.mark.parametrize("speed", [0.05, 0.2, 1.0])
def test_a_loss_that_falls_without_bound_diverges(speed: float) -> None:
    found = diagnose_history(1 - np.exp(speed * np.arange(60)))
    assert verdict(found) == ("diverging", "no_finite_optimum")
    assert diagnose_history(-2 + np.exp(-np.arange(60) / 9)).status in HEALTHY
    assert diagnose_history(5 - 0.2 * np.arange(60)).status in HEALTHY


def test_a_training_loss_that_comes_back_again_and_again_is_not_overfitting() -> None:
    swings = np.tile([0.2, 0.5, 1.2, 0.3], 10)
    losses = np.r_[1.36, np.random.default_rng(3).permutation(swings)]
    found = diagnose_history(of(losses, validation=np.geomspace(1, 150, len(losses))))
    assert verdict(found) in (("unstable", "lr_above_limit"), ("overfitting", "overfitting"))
    losses[30:] = np.tile([0.2, 1.1], 6)[: len(losses) - 30]
    losses[33] = 1.9
    found = diagnose_history(of(losses, validation=np.geomspace(1, 150, len(losses))))
    assert found.status == "unstable"


def test_swings_that_grow_do_not_turn_into_overfitting() -> None:
    calm = 0.03 + 0.97 * 0.9 ** np.arange(60)
    beside = [*(0.4 + 0.6 * 0.7 ** np.arange(20)), *(0.42 + 0.03 * np.arange(40))]
    found = []
    for height in (0.2, 0.37, 0.45, 1.0, 9.0):
        losses = calm.copy()
        losses[[34, 42, 50, 58]] = height
        found.append(diagnose_history(of(losses, validation=beside)))
    assert [each.status for each in found] == ["overfitting"] + ["unstable"] * 4
    for each, height in zip(found[1:], ("0.37", "0.45", "1", "9"), strict=True):
        assert f" and {height} in its second half" in each.sentence


def test_a_calm_loss_that_still_falls_is_on_its_way_however_little_it_fell() -> None:
    """A third of the way to a floor 8 % below, as on targets that are mostly noise."""
    losses = 0.92 + 0.075 * np.exp(-np.arange(60) / 60)
    found = diagnose_history(losses)
    assert found.status == "converging"


def test_a_validation_loss_that_falls_steadily_is_learning() -> None:
    """A training loss of few noisy entries at ln 3 would be at chance level alone."""
    losses = math.log(3) + np.array([0.013, 0.01, -0.018, -0.016, -0.005, -0.006, -0.017, -0.02])
    assert diagnose_history(of(losses)).status == "not_learning"
    beside = np.linspace(1.236, 1.179, 8)
    assert diagnose_history(of(losses, validation=beside)).status == "converging"


@pytest.mark.parametrize("losses", [[1.0, 2.0] * 20, [2.0, 5.0, 2.1, 4.9] * 15])
def test_a_loss_that_see_saws_without_a_gain_does_not_converge(losses: list[float]) -> None:
    found = ds.diagnose_history(losses)
    assert found.status == "unstable"
    assert found.cause == "lr_near_limit"


def test_a_loss_that_see_saws_on_its_way_down_converges() -> None:
    losses = [3 * 0.9**i + 0.5 * (-1) ** i * 0.97**i + 1 for i in range(60)]
    assert ds.diagnose_history(losses).status == "converging"


@pytest.mark.parametrize("before", [0.9, 0.98, 0.999])
@pytest.mark.parametrize(("growth", "entries"), [(1.5, 8), (2.0, 5), (3.0, 4), (20.0, 3)])
def test_a_loss_that_grows_evenly_at_the_end_is_no_spike(
    before: float, growth: float, entries: int
) -> None:
    losses = [before**k for k in range(200)]
    losses += [losses[-1] * growth ** (k + 1) for k in range(entries)]
    found = ds.diagnose_history(losses)
    assert found.status in ("diverging", "rising", "unstable")
    assert not {"spikes", "last_jump", "second_start"} & {each.code for each in found.findings}
    # One entry that stands alone may still be a bad batch.
    alone = ds.diagnose_history([*losses[:200], losses[-1]])
    assert "last_jump" in {each.code for each in alone.findings}
