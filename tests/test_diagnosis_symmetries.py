"""What no diagnosis depends on: the signs of columns and of the target, and the units of a loss."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from itertools import product
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import downslope as ds
from downslope.diagnosis.loss_trials import Trial, first_guess
from downslope.diagnosis.observed_run import LAST, _falls, _rises, _sinks
from downslope.rules import Adam
from sampling import sampled

SIGNS = np.array([1.0, -1.0])


def numbers(found: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The numbers and names of plain data, texts left out, with the place of each."""
    if isinstance(found, dict):
        for key, value in found.items():
            yield from numbers(value, f"{path}.{key}")
    elif isinstance(found, (list, tuple)):
        yield f"{path}#", len(found)
        for k, value in enumerate(found):
            yield from numbers(value, f"{path}[{k}]")
    elif not isinstance(found, str) or path.endswith((".status", ".cause", ".code", ".options")):
        yield path, found


def check_alike(one: dict, other: dict, factors: dict[str, float] | None = None) -> None:
    """Check that sizes of numbers are the same, or differ by the factor of their name."""
    first, second = dict(numbers(one)), dict(numbers(other))
    assert list(first) == list(second)
    for place, value in first.items():
        name = place.rpartition(".")[2].partition("[")[0]
        told = second[place]
        if isinstance(value, float) and math.isfinite(value):
            size = abs(value) * (factors or {}).get(name, 1.0)
            assert abs(told) == pytest.approx(size, rel=1e-6, abs=1e-12 * size), place
        else:
            assert told == value or (told != told and value != value), place


def table(seed: int, kind: str) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(30, 2)) * [1.0, 4.0]
    if kind == "off center":
        X += np.array([3.0, -2.0])
    if kind == "nearly dependent":
        X[:, 1] = 2.0 * X[:, 0] + 1e-3 * X[:, 1]
    y = X @ [1.0, 2.0] + (0.0 if kind == "exact" else 1.0) * rng.normal(size=30)
    if kind == "outlier":
        X[3, 1] = 80.0
    return X, y


RUNS: list[dict[str, Any]] = [
    {"lr": 0.01, "epochs": 300},
    {"lr": 0.2, "epochs": 50},
    {"lr": 1e-5, "epochs": 20},
    {"lr": 0.02, "epochs": 100, "rule": "momentum"},
    {"lr": 0.01, "epochs": 60, "rule": "nesterov"},
    {"lr": 0.005, "epochs": 40, "batch_size": 6},
]
KINDS = ["plain", "off center", "nearly dependent", "exact", "outlier"]


@pytest.mark.parametrize(("kind", "run"), sampled([*product(KINDS, RUNS)], 14), ids=str)
def test_a_diagnosis_does_not_depend_on_signs(kind: str, run: dict[str, Any]) -> None:
    X, y = table(1, kind)
    one = ds.diagnose(ds.LeastSquares(X, y), **run).to_dict()
    check_alike(one, ds.diagnose(ds.LeastSquares(X, -y), **run).to_dict())
    check_alike(one, ds.diagnose(ds.LeastSquares(X * SIGNS, y), **run).to_dict())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("power", [-8, 6])
def test_a_diagnosis_does_not_depend_on_the_unit_of_the_target(kind: str, power: int) -> None:
    X, y = table(2, kind)
    factor, squared = 2.0**power, 4.0**power
    one, other = (
        ds.diagnose(ds.LeastSquares(X, t), lr=0.01, epochs=200).to_dict() for t in (y, factor * y)
    )
    losses = dict.fromkeys(("start_loss", "final_loss", "min_loss"), squared)
    weights = dict.fromkeys(("x1", "x2", "intercept", "noise_std"), factor)
    for told in (one, other):  # epochs until weights are right have no unit
        needed = told.pop("epochs_to_three_digits")
        told["needed"] = list(needed.values()) if isinstance(needed, dict) else needed
    check_alike(one, other, losses | weights)


def runs_of_losses() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(0)
    t = np.arange(120.0)
    falls = 2.0 * 0.95**t + 0.1
    noisy = falls * np.exp(0.05 * rng.normal(size=120))
    grown = np.r_[falls[:40], falls[39] * 1.1 ** np.arange(1, 60)]
    spiked = falls.copy()
    spiked[70] = 30.0
    return {
        "falls": falls, "noisy": noisy, "grows": grown, "spike": spiked, "flat": falls * 0.0 + 0.7,
        "slow": 1.0 / (1.0 + t), "see-saw": falls + 0.3 * (-0.98) ** t, "rises": 0.5 + 0.01 * t,
        "plateau": np.r_[2.0 * 0.7**t[:30] + 0.5, 0.5 * 0.999**t[:90]],
        "fails": np.r_[falls[:50], math.nan, falls[51:]],
        "jump": np.r_[falls[:60], falls[60:] + 9.0],
        "turns": np.r_[falls[:60], falls[59] + 0.002 * np.arange(60.0)],
    }  # fmt: skip


LOSSES = ("first", "last", "start_loss", "final_loss", "min_loss", "min_loss_range")


@pytest.mark.parametrize("power", [-9, 5])
@pytest.mark.parametrize("name", runs_of_losses())
@pytest.mark.parametrize("lr", [None, 0.1])
def test_a_log_does_not_depend_on_the_unit_of_its_loss(
    name: str, lr: float | None, power: int
) -> None:
    losses = runs_of_losses()[name]
    one, other = (
        ds.diagnose_history(factor * losses, lr=lr).to_dict() for factor in (1.0, 2.0**power)
    )
    check_alike(one, other, dict.fromkeys(LOSSES, 2.0**power))


@pytest.mark.parametrize("size", [2.0**-30, 2.0**30])
def test_tolerances_have_the_unit_of_a_target_with_zeros(size: float) -> None:
    X = np.array([[0.0, 1.0], [1.0, -1.0], [2.0, 1.0], [3.0, -1.0], [0.0, 0.5]])
    one, other = (
        ds.Spectrum.of(ds.LeastSquares(X, unit * X[:, 0])).tolerances for unit in (1.0, size)
    )
    np.testing.assert_allclose(other, size * one, rtol=1e-6)


def test_a_watch_looks_whenever_a_tenth_more_losses_are_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[int] = []
    watch = ds.watch(lr=0.1)
    found = type(watch).diagnosis.fget  # type: ignore[attr-defined]
    seen = property(lambda self: looked.append(self.steps) or found(self))
    monkeypatch.setattr(type(watch), "diagnosis", seen)
    for k in range(200):
        watch.log(0.2 + 0.99**k)
        watch.should_stop()
    assert len(looked) > 5
    for before, after in itertools.pairwise(looked):
        assert before < after
        assert 1.1 * before <= after < 1.1 * before + 1.0


@pytest.mark.parametrize("unit", [2.0**-40, 1.0, 2.0**40])
def test_whether_a_level_falls_or_rises_has_no_unit(unit: float) -> None:
    doubled = unit * 2.0 ** np.arange(LAST)
    assert _rises(doubled, unit / 2)
    assert not _rises(doubled, doubled[-1])
    assert not _rises(doubled - doubled[0], unit / 2)  # of a part at 0 no growth is known
    assert not _rises(doubled[1:], unit / 2)
    slowed = unit * (2.0 - 0.5 ** np.arange(LAST))
    assert not _rises(slowed, unit / 2)
    assert _sinks(doubled[::-1])
    assert _falls(doubled[::-1])
    assert not _sinks(doubled)
    assert not _falls(unit * (4.0 + 0.5 ** np.arange(LAST)))  # toward a level of its own
    assert not _sinks(doubled[:0:-1])
    assert not _sinks(unit * np.array([4.0, 3.0, 3.5, 2.0]))
    assert not _sinks(np.zeros(LAST))
    assert _sinks(-doubled)
    assert not _sinks(np.full(LAST, -unit))


def test_trials_are_sorted_by_failure_then_by_right_weights_then_by_loss() -> None:
    def trial(loss: float, error: float, level: float = math.nan) -> Trial:
        return Trial(None, 0.1, math.nan, 9, loss, error, level)  # type: ignore[arg-type]

    ranked = [
        trial(9.0, 0.2), trial(5.0, 1.0), trial(1.0, 1.01), trial(1.0, 3.0, level=2.0),
        trial(3.0, 2.0), trial(4.0, math.nan), trial(math.nan, 0.1),
    ]  # fmt: skip
    mixed = [*ranked[3:], *ranked[2::-1]]
    assert sorted(mixed, key=lambda each: each.rank) == ranked


@pytest.mark.parametrize(
    ("minimum", "rate"),
    [(None, 0.01), ([0.0, 0.0], 0.01), ([1.0, 0.0], 1.0), ([0.0, -0.2], 0.1), ([0.0, 40.0], 100.0)],
)
def test_an_adaptive_run_begins_at_a_power_of_ten(minimum: list[float] | None, rate: float) -> None:
    """Ten times the way to the minimum in as many steps; without a way, a hundredth."""
    loop: Any = SimpleNamespace(
        problem=SimpleNamespace(starting_weights=lambda start: np.zeros(2)), rule=Adam(),
        start=None, minimum=minimum and SimpleNamespace(weights=np.array(minimum)),
    )  # fmt: skip
    assert first_guess(loop, 10) == rate
    assert first_guess(loop, 1000) == (rate if rate == 0.01 else rate / 10)
