"""Twenty and more generated problems for each cause, judged from a loop of their own.

The truth of a case is how it was made: its rate as a share of the limit, taken from NumPy's
eigenvalues, and its epochs as time constants of its slowest or steepest direction.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

import downslope as ds
from conftest import LOSSES, RULES
from downslope.diagnosis import diagnose, run, spectrum, trajectory
from downslope.diagnosis.advice import advised_rate
from sampling import LONG, sampled

SEEDS = range(24 if LONG else 12)  # of each loss, rule, and kind of intercept
SEEDS_AND_RULES = [(seed, RULES[seed // 2 % 3]) for seed in SEEDS]
LIMIT_OF_STEP = {"gd": 2.0, "momentum": 3.8, "nesterov": 3.8 / 2.8}  # lr·λ, β = 0.9


@dataclass(frozen=True)
class Case:
    """A problem and the extremes of its curvature."""

    problem: ds.LeastSquares
    steepest: float
    flattest: float

    def limit(self, rule: str = "gd") -> float:
        return LIMIT_OF_STEP[rule] / self.steepest


def made(
    seed: int, noise: float = 1.0, stretch: float = 0.0, intercept: bool | None = None
) -> Case:
    """Columns near mean 0 and of a spread between 1 and 10^stretch, in any loss convention."""
    rng = np.random.default_rng(seed)
    d = int(rng.integers(1, 13))
    n = int(rng.integers(20 * d, 2000)) if seed % 2 else 20 * d
    X = rng.normal(size=(n, d)) + 0.1 * rng.normal(size=d)
    X *= 10 ** (rng.permutation(np.linspace(0, stretch, d)) if d > 1 else np.array([stretch]))
    w = rng.choice([-1, 1], d) * rng.uniform(1, 3, d) / X.std(axis=0)
    with_intercept = bool(seed % 3) if intercept is None else intercept
    y = X @ w + noise * rng.normal(size=n) + with_intercept * rng.uniform(5, 10)
    problem = ds.LeastSquares(X, y, with_intercept, LOSSES[seed % 4])
    values = np.linalg.eigvalsh(problem.hessian())
    return Case(problem, float(values[-1]), float(values[0]))


def looped(
    problem: ds.LeastSquares, lr: float, epochs: int, rule: str = "gd"
) -> tuple[np.ndarray, np.ndarray]:
    """Weights (epochs + 1, p) and losses (epochs + 1,) of the real loop."""
    steps = list(itertools.islice(ds.descend(problem, lr, rule=rule), epochs + 1))
    return np.array([s.weights for s in steps]), np.array([s.loss for s in steps])


# --- each cause ---------------------------------------------------------------------------


@pytest.mark.parametrize(("seed", "rule"), SEEDS_AND_RULES)
def test_above_the_limit(seed: int, rule: str) -> None:
    case = made(seed, stretch=seed % 5)
    lr = case.limit(rule) * (1.01, 1.5, 40.0)[seed % 3]
    found = ds.diagnose(case.problem, lr, (1, 20, 200)[seed % 3], rule=rule)
    assert (found.status, found.cause) == ("diverging", "lr_above_limit")
    assert found.growth_per_epoch > 1
    assert not np.isfinite(found.epochs_to_tolerance)


@pytest.mark.parametrize(("seed", "rule"), SEEDS_AND_RULES)
def test_near_the_limit(seed: int, rule: str) -> None:
    case = made(seed)
    lr = 0.9995 * case.limit(rule)
    found = ds.diagnose(case.problem, lr, 10 + seed, rule=rule)
    assert (found.status, found.cause) == ("converging", "lr_near_limit")


@pytest.mark.parametrize("seed", SEEDS)
def test_the_rate_is_too_small(seed: int) -> None:
    case = made(seed, stretch=(seed % 3) / 2)
    lr = 10.0 ** -(3 + seed % 4) * case.limit()
    found = ds.diagnose(case.problem, lr, epochs=200)
    assert (found.status, found.cause) == ("converging", "lr_too_small")
    weights, _ = looped(case.problem, lr, 200)
    away = np.linalg.norm(weights - found.closed_form, axis=1)
    assert away[-1] > 0.3 * away[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_direction_is_slow(seed: int) -> None:
    case = made(seed, stretch=2 + seed % 4, intercept=True)
    epochs = 100 + 10 * seed
    found = ds.diagnose(case.problem, 0.8 * case.limit(), epochs)
    assert (found.status, found.cause) == ("converging", "slow_direction")
    slow = found.directions[found.culprit]
    assert slow.kept_per_epoch**epochs > 1e-3  # and the steepest kept 0.6: all but gone
    assert abs(found.directions[0].kept_per_epoch - 0.6) < 1e-6


@pytest.mark.parametrize(("seed", "rule"), SEEDS_AND_RULES)
def test_only_noise_is_left(seed: int, rule: str) -> None:
    case = made(seed, noise=0.1 + seed / 10)
    found = ds.diagnose(case.problem, 0.5 * case.limit(rule), 2000, rule=rule)
    assert (found.status, found.cause) == ("converged", "noise_floor")
    assert found.advice == ()
    assert found.noise_std == pytest.approx(0.1 + seed / 10, rel=0.6)


@pytest.mark.parametrize("seed", SEEDS)
def test_noise_hides_what_is_missing_before_three_digits(seed: int) -> None:
    case = made(seed, noise=5.0)
    problem, lr = case.problem, 0.5 * case.limit()
    weights, losses = looped(problem, lr, 500)
    excess = (losses - losses[-1]) / problem.loss_factor
    allowed = 0.05**2 * losses[-1] / problem.loss_factor / (problem.n - weights.shape[1])
    hidden = int(np.argmax(excess < 0.9 * allowed))
    before = int(np.flatnonzero(excess > 1.1 * allowed)[-1])
    assert ds.diagnose(problem, lr, hidden).cause == "noise_floor"
    assert ds.diagnose(problem, lr, before).cause != "noise_floor"


@pytest.mark.parametrize("seed", SEEDS)
def test_columns_depend_on_each_other(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n, d = int(rng.integers(30, 400)), int(rng.integers(2, 7))
    X = rng.normal(size=(n, d)) * 10 ** rng.uniform(-1, 1, d) + rng.normal(size=d)
    X = np.column_stack([X, X @ rng.integers(-2, 3, d).clip(1) + seed % 2])
    problem = ds.LeastSquares(X, X[:, 0] + rng.normal(size=n), loss=LOSSES[seed % 4])
    plain = ds.diagnose(problem, epochs=10**7)
    standard = ds.diagnose(problem, epochs=10**6, standardize=True)
    assert (plain.cause, standard.cause) == ("collinear", "collinear")
    assert not np.isfinite(plain.condition_number)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_wrong(seed: int) -> None:
    """Without noise a run that is done, or one on its way at a good rate, has no trouble."""
    case = made(seed, noise=0.0)
    lr = 0.45 * case.limit()
    done, early = ds.diagnose(case.problem, lr, 3000), ds.diagnose(case.problem, lr, 3)
    assert (done.status, done.cause) == ("converged", "none")
    assert (early.status, early.cause) == ("converging", "none")
    assert [advice.lr for advice in early.advice] == [lr]


# --- the boundaries -----------------------------------------------------------------------


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("epochs", [1, 2, 50])
def test_both_sides_of_the_limit(epochs: int, rule: str, loss: str) -> None:
    for seed in sampled((0, 3), 1, f"{epochs}{rule}{loss}"):
        rows = made(seed, stretch=seed).problem
        problem = ds.LeastSquares(rows.X_b[:, : rows.d], rows.y, loss=loss)
        limit = LIMIT_OF_STEP[rule] / np.linalg.eigvalsh(problem.hessian())[-1]
        below, above = (ds.diagnose(problem, f * limit, epochs, rule=rule) for f in (0.99, 1.01))
        assert below.status != "diverging"
        assert above.status == "diverging"
        assert np.isfinite(above.final_loss)


@pytest.mark.parametrize(("seed", "rule"), SEEDS_AND_RULES)
def test_the_epochs_to_tolerance_are_those_of_the_loop(seed: int, rule: str) -> None:
    """From that epoch on every weight stays within its tolerance; the epoch before, not all."""
    case = made(seed, stretch=0.3)
    lr = case.limit(rule) * np.random.default_rng(seed).uniform(0.05, 0.95)
    found = ds.diagnose(case.problem, lr, 1, rule=rule)
    needed = int(found.epochs_to_tolerance)
    weights, _ = looped(case.problem, lr, needed + 150, rule)
    allowed = ds.Spectrum.of(case.problem).tolerances
    off = np.abs(weights - found.closed_form) > allowed * (1 + 1e-6)
    assert int(np.flatnonzero(off.any(axis=1))[-1]) + 1 == needed
    for name, j in zip(found.weight_names, range(off.shape[1]), strict=True):
        assert int(np.flatnonzero(off[:, j])[-1]) + 1 == found.forecast.weights[0, j], name
    assert ds.diagnose(case.problem, lr, needed, rule=rule).status == "converged"
    assert ds.diagnose(case.problem, lr, needed - 1, rule=rule).status == "converging"


@pytest.mark.parametrize("seed", SEEDS)
def test_the_loss_is_within_a_percent_when_it_says(seed: int) -> None:
    case = made(seed, stretch=0.5)
    found = ds.diagnose(case.problem, 0.3 * case.limit(), 1, rule=RULES[seed % 3])
    needed = int(found.epochs_to_loss)
    _, losses = looped(case.problem, 0.3 * case.limit(), needed, RULES[seed % 3])
    assert losses[needed] <= found.min_loss * 1.010001
    assert losses[needed - 1] > found.min_loss * 1.009999


@pytest.mark.parametrize(("seed", "rule"), SEEDS_AND_RULES)
def test_every_advice_works_in_the_loop(seed: int, rule: str) -> None:
    case = made(seed, stretch=(seed % 3) / 2)
    share = (1e-3, 0.2, 0.97, 3.0)[seed % 4]
    found = ds.diagnose(case.problem, share * case.limit(rule), 5, rule=rule)
    assert found.advice
    allowed = ds.Spectrum.of(case.problem).tolerances
    short = [advice for advice in found.advice if advice.epochs <= 3000]
    assert short
    for advice in short:
        problem = case.problem.standardized() if advice.standardize else case.problem
        weights, losses = looped(problem, advice.lr, advice.epochs, rule)
        assert np.all(np.abs(weights[-1] - found.closed_form) <= allowed * 1.001), advice
        assert losses[-1] == pytest.approx(advice.final_loss, rel=1e-6)
        assert f"--lr {advice.lr:g}" in advice.options
        assert advice.digits >= 2.999


# --- realistic data -----------------------------------------------------------------------


def test_house_prices() -> None:
    rng = np.random.default_rng(1)
    rooms, area, year = (
        rng.integers(1, 6, 300),
        rng.uniform(40, 250, 300),
        rng.integers(1950, 2024, 300),
    )
    price = 3000 * area + 20_000 * rooms + 500 * (year - 1950) + 30_000 * rng.normal(size=300)
    problem = ds.LeastSquares(
        np.column_stack([area, rooms, year]), price, names=["area", "rooms", "year"]
    )
    guessed = ds.diagnose(problem, lr=0.01)
    assert guessed.cause == "lr_above_limit"
    assert guessed.directions[guessed.culprit].columns[0] == "year"
    assert guessed.advice[0].standardize
    assert ds.diagnose(problem, lr=1e-7).cause == "slow_direction"
    assert ds.diagnose(problem, lr=0.1, standardize=True).cause == "noise_floor"


@pytest.mark.parametrize("n", [50, 5_000, 120_000])
def test_timestamps_are_stretched_and_not_collinear(n: int) -> None:
    """Units must not decide the rank: σ are 1e13 apart, and the closed form is still right."""
    rng = np.random.default_rng(n)
    days, z = rng.uniform(0, 30, n), rng.normal(size=n)
    seconds = np.round(1.7e9 + 86_400 * days)
    y = 3 * z + (seconds - 1.7e9) / 86_400
    found = ds.diagnose(ds.LeastSquares(np.column_stack([seconds, z]), y), lr=1e-19)
    assert found.cause == "slow_direction"
    assert np.isfinite(found.condition_number)
    np.testing.assert_allclose(found.closed_form, [1 / 86_400, 3, -1.7e9 / 86_400], rtol=1e-6)
    codes = {finding.code for finding in found.obstacles}
    assert codes == {"scale_ratio", "uncentred_column"}


def test_columns_of_far_apart_units_are_not_collinear() -> None:
    X = np.random.default_rng(0).normal(size=(100, 2)) * [1e-9, 1e9]
    found = ds.diagnose(ds.LeastSquares(X, X @ [2e9, 3e-9]), standardize=True)
    assert found.cause == "none"
    np.testing.assert_allclose(found.closed_form[:2], [2e9, 3e-9], rtol=1e-9)


def test_an_exact_duplicate_in_tall_data_is_exact() -> None:
    X = np.random.default_rng(0).normal(size=(120_000, 2)) + 5
    problem = ds.LeastSquares(np.column_stack([X, X[:, 0]]), X[:, 1])
    found = ds.diagnose(problem, standardize=True)
    assert not np.isfinite(found.condition_number)
    assert found.obstacles[0].code == "dependent_columns"


# --- the report ---------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_the_report_keeps_to_its_width_and_says_the_cause(seed: int) -> None:
    case = made(seed, noise=seed % 2, stretch=seed % 4)
    share = (1e-6, 1e-3, 0.3, 0.99, 1.3, 1e6)[seed % 6]
    found = ds.diagnose(case.problem, share * case.limit(), 10 ** (seed % 4), rule=RULES[seed % 3])
    text = str(found)
    assert max(map(len, text.splitlines())) <= 78
    assert text.startswith(f"{found.status.upper()}: ")
    for flaw in (" nan", " inf ", " 100.0000", " 1 epochs", "None"):
        assert flaw not in text


def test_a_standardised_run_is_not_told_to_standardise(lesson: ds.LeastSquares) -> None:
    assert "uncentred_column" in {each.code for each in ds.diagnose(lesson).obstacles}
    text = str(ds.diagnose(lesson, 0.001, standardize=True))
    assert "Standardize" not in text


def test_directions_say_which_weights_rise_and_which_fall() -> None:
    X = np.eye(4)[:, :3] * [2.0, 1.0, 0.5]
    apart = ds.diagnose(ds.LeastSquares(X, X @ [1.0, 2.0, 3.0], intercept=False), 0.1)
    assert [each.name for each in apart.directions] == [
        f"the weight of x{j} alone" for j in (1, 2, 3)
    ]
    mixed = np.linalg.qr([[1.0, 1.0, 1.0], [1.0, -0.9, 0.0], [1.0, 0.0, -0.9]])[0].T
    problem = ds.LeastSquares(np.diag([3.0, 2.0, 1.0]) @ mixed, [1.0, 2.0, 3.0], intercept=False)
    names = [each.name for each in ds.diagnose(problem, 0.01).directions]
    assert names[0] == "the weights of x1, x2, and x3 rising together"
    assert names[1].endswith("falls") or names[1].endswith("fall")
    assert "rising while" in names[1]


def test_a_direction_of_very_many_columns_has_a_name() -> None:
    X = np.random.default_rng(0).normal(size=(300, 1)) + np.zeros(200)
    found = ds.diagnose(ds.LeastSquares(X, X[:, 0], intercept=False), 1e-4)
    assert found.directions[0].name == "the weights of x1, x2, and x3 rising together"


def test_a_loss_that_has_not_moved_has_not_come_down() -> None:
    X = np.column_stack([np.full(40, 1.7e9) + np.arange(40.0) ** 3, np.sin(np.arange(40.0))])
    found = ds.diagnose(ds.LeastSquares(X, 5 * X[:, 1]), lr=1e-20)
    assert found.cause == "slow_direction"
    assert "is still" in found.sentence
    assert "come down" not in found.sentence


# --- the cost -----------------------------------------------------------------------------

QUANTITIES = {
    spectrum.Spectrum: ("eigenvalues", "noise_std", "optimum", "tolerances"),
    trajectory.Descent: (
        "first_weights",
        "first_errors",
        "first_misfit",
        "first_errors_in_tolerances",
        "destination",
        "lr_limit",
        "lr_best",
    ),
    run.Run: ("kept_per_epoch", "forecast", "shares", "ends", "left_in_tolerances", "directions"),
}


class Counts:
    """How often the real computations were made, each for its own object or arguments."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seen: list[tuple[str, tuple[object, ...]]] = []
        for owner, names in QUANTITIES.items():
            for name in names:
                descriptor = vars(owner)[name]
                function = getattr(descriptor, "func", None) or descriptor.fget
                counted = type(descriptor)(self._noting(name, function))
                if hasattr(counted, "__set_name__"):
                    counted.__set_name__(owner, name)
                monkeypatch.setattr(owner, name, counted)
        decompose = self._noting("decomposition", spectrum.Spectrum.of.__func__)
        monkeypatch.setattr(spectrum.Spectrum, "of", classmethod(decompose))
        monkeypatch.setattr(diagnose, "advised_rate", self._noting("rate", advised_rate))

    def _noting(self, name: str, function: Callable[..., object]) -> Callable[..., object]:
        def noted(*given: object) -> object:
            self.seen.append((name, given))  # kept, so that no other object takes their places
            return function(*given)

        return noted

    def of(self, name: str) -> int:
        return sum(seen == name for seen, _ in self.seen)

    def twice(self) -> list[str]:
        made = Counter((name, *map(id, given)) for name, given in self.seen)
        return [str(key[0]) for key, times in made.items() if times > 1]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("share", [None, 1e-6, 1e-3, 0.3, 0.99, 1.3])
@pytest.mark.parametrize("standardize", [False, True])
def test_nothing_is_computed_twice(
    monkeypatch: pytest.MonkeyPatch, share: float | None, rule: str, standardize: bool
) -> None:
    case = made(4, stretch=2)
    lr = None if share is None else share * case.limit(rule)
    counts = Counts(monkeypatch)
    found = ds.diagnose(case.problem, lr, 50, rule=rule, standardize=standardize)
    assert str(found)
    assert found.to_dict()
    assert counts.twice() == []
    # The problem as it is and standardized, and no third time.
    assert counts.of("decomposition") == 2
    assert counts.of("rate") == (1 if standardize else 2)
    forecasts = [given[0] for name, given in counts.seen if name == "forecast"]
    assert len({(id(each.descent), each.lr) for each in forecasts}) == len(forecasts)
    assert 1 <= counts.of("optimum") <= 2


def test_a_spectrum_that_is_there_is_not_computed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    known = ds.Spectrum.of(made(4, stretch=2).problem)
    expected = ds.diagnose(known.problem, 0.01).to_dict()
    counts = Counts(monkeypatch)
    assert ds.diagnose(known, 0.01).to_dict() == expected
    assert counts.of("decomposition") == 1
    ds.diagnose(known, 0.02)
    ds.diagnose(known, 0.02, standardize=True)
    assert counts.of("decomposition") == 1
