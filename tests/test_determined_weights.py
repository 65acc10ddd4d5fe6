"""What a fit knows, and only that: weights determined beside others, zeros, exact data."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import downslope as ds
from downslope.cli import run as command_line
from downslope.numerics.arrays import Matrix, Vector, is_rounding
from exact_rational import exact_weights
from stream_tasks import fit_source, source


def beside_dummies(seed: int, intercept: bool) -> tuple[Matrix, Vector, list[int]]:
    """Columns whose weights are determined, at the places returned, among dependent ones."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(15, 40))
    free = rng.normal(size=(n, 2)) * 10.0 ** rng.integers(-3, 4, 2) + 10.0 ** rng.integers(0, 6)
    if seed % 3 == 0:
        tied = np.eye(3)[np.arange(n) % 3]
        if not intercept:
            tied = np.column_stack([tied, np.ones(n)])
    elif seed % 3 == 1:
        tied = rng.normal(size=(n, 3))
        tied[:, 2] = tied[:, :2] @ rng.normal(size=2)
    else:
        tied = rng.normal(size=(n, 1)) @ [[1.0, 3.0]]
    X = np.column_stack([free, tied])
    place = rng.permutation(X.shape[1])
    y = X @ rng.normal(size=X.shape[1]) + 10.0 ** rng.integers(-5, 1) * rng.normal(size=n)
    determined = [int(np.flatnonzero(place == j)[0]) for j in (0, 1)]
    if intercept and seed % 3:
        determined.append(X.shape[1])
    return X[:, place], y, sorted(determined)


@pytest.mark.parametrize("intercept", [True, False])
@pytest.mark.parametrize("seed", range(9))
def test_determined_weights_keep_what_is_known_of_them(seed: int, intercept: bool) -> None:
    X, y, places = beside_dummies(seed, intercept)
    solution = ds.solve(X, y, intercept=intercept)
    p = X.shape[1] + intercept
    assert solution.rank == p - 1
    assert np.flatnonzero(solution.determined).tolist() == places
    assert solution.bound is not None
    assert solution.std_error is not None
    assert np.flatnonzero(~np.isnan(solution.bound)).tolist() == places
    others = sorted(set(range(p)) - set(places))
    for out in [j for j in others if j < X.shape[1]]:
        # Whichever of the dependent columns is left out, these weights are the same.
        kept = np.delete(X, out, axis=1)
        exact = exact_weights(kept, y, intercept=intercept)
        there = ds.solve(kept, y, intercept=intercept)
        assert there.std_error is not None
        for j in places:
            here = j - (j > out)
            error = abs(Fraction(float(solution.weights[j])) - exact[here])
            assert error <= solution.bound[j] <= 1e-9 * abs(solution.weights[j])
            assert solution.std_error[j] == pytest.approx(there.std_error[here], rel=1e-9)
        assert solution.names[out] not in solution.trades_with[out]
        assert set(solution.trades_with[out]) <= {solution.names[j] for j in others}
        assert solution.trades_with[out]
    assert all(solution.trades_with[j] == () for j in places)


@pytest.mark.parametrize("intercept", [True, False])
@pytest.mark.parametrize("seed", [0, 3, 6])
def test_an_exact_dependence_loosens_no_bound(seed: int, intercept: bool) -> None:
    """Dummies add up to one without rounding: leaving one out is all that is to be done."""
    X, y, places = beside_dummies(seed, intercept)
    bound = ds.solve(X, y, intercept=intercept).bound
    assert bound is not None
    for out in sorted(set(range(X.shape[1])) - set(places)):
        alone = ds.solve(np.delete(X, out, axis=1), y, intercept=intercept, method="exact").bound
        assert alone is not None
        there = [alone[j - (j > out)] for j in places]
        assert bound[places] == pytest.approx(there, rel=0.25)


@pytest.mark.parametrize("seed", [3, 4, 9, 22, 27, 31, 33, 36, 38, 42, 43])
def test_the_bound_holds_whichever_column_is_left_out(seed: int) -> None:
    """The dependence is off by a rounding, which products in 100 bits show as no distance."""
    rng = np.random.default_rng(seed)
    free, tied = rng.normal(size=12), rng.normal(size=(12, 2))
    small = rng.choice([1.0, -1.0]) * 10.0 ** rng.uniform(-2, 0)
    X = np.column_stack([free, tied, tied @ [1.0, small]])
    y = 1e3 * rng.normal(size=12)
    solution = ds.solve(X, y, intercept=False)
    assert solution.determined.tolist() == [True, False, False, False]
    assert solution.bound is not None
    for out in (1, 2, 3):
        exact = exact_weights(np.delete(X, out, axis=1), y, intercept=False)
        assert abs(Fraction(float(solution.weights[0])) - exact[0]) <= solution.bound[0]


def test_columns_that_all_depend_determine_nothing() -> None:
    x = np.arange(12.0)
    solution = ds.solve(np.column_stack([x, 2 * x + 1]), np.sin(x))
    assert not solution.determined.any()
    assert solution.std_error is None
    assert solution.bound is None
    fit = ds.fit(np.column_stack([x, 2 * x + 1]), np.sin(x))
    assert "Only the predictions are determined." in fit.certainty[0]


def test_passes_tell_as_much_as_memory() -> None:
    rng = np.random.default_rng(5)
    trend, place = np.arange(4000.0), np.arange(4000) % 2
    values = np.column_stack([trend, place, 1 - place, 0.3 * trend + place + rng.normal(size=4000)])
    there = fit_source(source(values)).solution
    here = ds.solve(values[:, :3], values[:, 3])
    assert there.determined.tolist() == here.determined.tolist() == [True, False, False, False]
    assert there.std_error[0] == pytest.approx(here.std_error[0], rel=1e-12)
    assert abs(there.weights[0] - here.weights[0]) <= there.bound[0] + here.bound[0]


def test_the_command_shows_the_weights_that_are_determined(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [f"{k},{k % 2},{1 - k % 2},{0.3 * k + k % 2 + (k * k) % 7}" for k in range(40)]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["trend,odd,even,y", *lines]))
    assert command_line(["fit", str(path), "-t", "y"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    alone = ds.fit(path, "y", ["trend", "odd"])
    assert f"trend {alone.coef[0]:.7g} {alone.std_error[0]:.4g}" in shown
    assert "The data determine the predictions and these weights: 'trend'." in shown
    assert "digits of the determined weights are certified" in shown
    assert "'even' = −'odd' + 1" in shown


# --- zeros ------------------------------------------------------------------------------------


@pytest.mark.parametrize("noise", [0.0, 0.3])
def test_a_weight_of_zero_takes_no_digit_from_the_others(noise: float) -> None:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(200, 2))
    y = X @ [2.0, -1.0] + noise * rng.normal(size=200)
    X, y = (X - X.mean(axis=0)) / X.std(axis=0), y - y.mean()
    fit = ds.fit(X, y)
    assert fit.solution.zero_to_rounding.tolist() == [False, False, True]
    assert "'intercept' is 0 up to rounding" in str(fit)
    assert "At least 0 digits" not in str(fit)
    assert fit.digits_warranted > 13


def test_a_weight_that_is_small_but_known_is_no_zero() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(500, 2)) * [1.0, 1e6]
    y = x @ [1.0, 1e-9] + 1e-5 * rng.normal(size=500)
    fit = ds.fit(x, y, accuracy="full")
    assert not fit.solution.zero_to_rounding.any()
    # A nearly dependent column loses its digits, and is none the less not zero.
    near = np.column_stack([x[:, 0], x[:, 0] + 1e-13 * x[:, 1]])
    assert not ds.solve(near, y, method="svd").zero_to_rounding[:2].any()


# --- exact data -------------------------------------------------------------------------------


@pytest.mark.parametrize("in_passes", [False, True])
@pytest.mark.parametrize("slope", [4.0, 0.1, -1e6])
def test_exact_data_are_called_exact(slope: float, in_passes: bool) -> None:
    x = np.arange(50) * 0.1
    frame = np.column_stack([x, slope * x + 0.3])
    options = {"engine": "threads"} if in_passes else {}
    fit = ds.fit(frame[:, :1], frame[:, 1], **options)
    assert fit.solution.exact
    assert np.isnan(fit.inference.t).all()
    assert np.isnan(fit.inference.p).all()
    assert np.isnan(fit.inference.f)
    assert "The fit is exact" in str(fit)
    assert "∞" not in str(fit)


@pytest.mark.parametrize("noise", [1e-12, 1e-9, 1.0])
def test_noise_above_rounding_is_noise(noise: float) -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=400)
    fit = ds.fit(x, 4 * x + 3 + noise * rng.normal(size=400))
    assert not fit.solution.exact
    assert fit.solution.residual_std == pytest.approx(noise, rel=0.2)
    assert np.isfinite(fit.inference.t).all()


def test_as_many_weights_as_rows_are_not_called_exact() -> None:
    assert not ds.solve([[1.0], [2.0]], [1.0, 3.0]).exact


def test_a_summary_says_that_its_sums_cannot_show_the_noise() -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=400)
    for noise in (0.0, 1e-10):
        table = ds.summarize(x, 4 * x + 3 + noise * rng.normal(size=400))
        fit = ds.fit(table)
        assert not fit.solution.exact
        assert np.isnan(fit.std_error).all()
        assert np.isnan(fit.inference.residual_std)
        (finding,) = fit.findings
        assert "rounding of sums" in finding.evidence
        assert "dependent" not in str(finding)


def test_the_predicate_of_exactness() -> None:
    assert is_rounding(0.0, 0.0, 2)
    assert is_rounding(1e-16, 1.0, 2)
    assert not is_rounding(1e-14, 1.0, 2)


# --- what is measured from where --------------------------------------------------------------


def test_r2_without_an_intercept_is_called_uncentered() -> None:
    x = np.arange(1.0, 9.0)
    through = ds.fit(x, x + 5 + np.sin(x), intercept=False)
    assert through.inference.quality.startswith("Uncentered R² 0.")
    assert through.to_dict()["r2_about"] == "zero"
    about = ds.fit(x, x + 5 + np.sin(x))
    assert about.inference.quality.startswith("R² 0.")
    assert about.to_dict()["r2_about"] == "mean"


# --- rows that decide alone -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "unknown"), [("HC0", False), ("HC1", False), ("HC2", True), ("HC3", True)]
)
def test_a_row_of_leverage_1_is_named(kind: str, unknown: bool) -> None:
    fit = ds.fit("anscombe4", robust=kind)
    (finding,) = [each for each in fit.findings if each.code == "full_leverage"]
    assert "Row 8 (counting the rows used) has leverage 1" in finding.evidence
    assert finding.columns == ("x", "intercept")
    assert np.isnan(fit.std_error).all() == unknown
    assert np.isnan(fit.inference.p).all() == unknown


@pytest.mark.parametrize("far", [0.0, 1e3, 1e10])
def test_only_the_weights_of_such_a_row_are_unknown(far: float) -> None:
    """A dummy of one row, or a value so far away that the rest is rounding."""
    rng = np.random.default_rng(2)
    X = np.column_stack([rng.normal(size=30), np.zeros(30)])
    X[6, 1] = 1.0 + far
    y = X[:, 0] + rng.normal(size=30)
    errors = ds.robust_errors(ds.solve(X, y), X, y, "HC3")
    assert np.isfinite(errors[[0, 2]]).all()
    assert np.isnan(errors[1])


def test_an_outlier_of_large_leverage_is_no_such_row() -> None:
    rng = np.random.default_rng(3)
    x = rng.normal(size=50)
    x[4] = 1e4
    y = x + rng.normal(size=50)
    assert np.isfinite(ds.robust_errors(ds.solve(x, y), x, y, "HC3")).all()


# --- the rank ---------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(40))
def test_a_combination_of_columns_is_never_taken_for_a_column_of_its_own(seed: int) -> None:
    """Products in 100 bits leave a distance of about 1e-15, which rows in memory settle."""
    rng = np.random.default_rng(seed)
    n, d, intercept = int(rng.integers(8, 80)), int(rng.integers(1, 5)), bool(seed % 2)
    X = rng.normal(size=(n, d)) * 10.0 ** rng.integers(-4, 5, d) + 10.0 ** rng.integers(-1, 7)
    X = np.column_stack([X, X @ rng.normal(size=d) + intercept * 100 * rng.normal()])
    solution = ds.solve(X, rng.normal(size=n), intercept=intercept)
    assert solution.rank == d + intercept
    assert solution.method == "minimum-norm"


@pytest.mark.parametrize("size", [1e3, 1e12])
def test_a_determined_weight_keeps_its_digits_beside_weights_that_are_large(size: float) -> None:
    """It is the same in every solution, so the way to the smallest of them leaves it alone."""
    rng = np.random.default_rng(4)
    free, tied = rng.normal(size=30), rng.normal(size=(30, 2))
    X = np.column_stack([tied, tied @ [0.3, -1.7], free])
    y = free + size * (tied @ [1.0, 0.7]) + rng.normal(size=30)
    solution = ds.solve(X, y, intercept=False)
    assert solution.determined.tolist() == [False, False, False, True]
    # Which of the tied columns is left out moves it by their rounding: it is that of one of them.
    apart = [
        float(Fraction(float(solution.weights[3])) - exact_weights(
            np.delete(X, out, axis=1), y, intercept=False)[2])
        for out in (0, 1, 2)
    ]  # fmt: skip
    assert np.abs(apart).min() <= 2.0**-52 * abs(solution.weights[3])
