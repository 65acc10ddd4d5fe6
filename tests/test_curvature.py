"""The spectrum of a problem by its definition, and what a sweep reports of each rate."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

import downslope as ds
from conftest import LOSSES
from downslope.diagnosis import spectrum as spectra
from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.sweep import default_rates
from downslope.diagnosis.trajectory import Descent
from downslope.rules import GradientDescent, Momentum, Nesterov


def problem_of(
    n: int, d: int, *, intercept: bool = True, loss: str = "mse", noise: float = 0.5
) -> ds.LeastSquares:
    rng = np.random.default_rng(n + d)
    X = rng.normal(size=(n, d)) * np.logspace(0.0, 0.7, d) + 0.3
    y = X @ np.linspace(1.0, -2.0, d) + 1.5 + noise * rng.normal(size=n)
    return ds.LeastSquares(X, y, intercept=intercept, loss=loss)


def check_definition(spectrum: Spectrum, problem: ds.LeastSquares, digits: float) -> None:
    X_b, y, c = problem.X_b, problem.y, problem.loss_factor
    hessian = 2.0 * c * X_b.T @ X_b
    p = X_b.shape[1]
    axes, values = spectrum.axes, spectrum.eigenvalues
    np.testing.assert_allclose(axes.T @ axes, np.eye(p), atol=1e-12)
    np.testing.assert_allclose(hessian @ axes, axes * values, atol=digits * values[0])
    assert np.all(np.diff(values) <= 0.0)
    best = np.linalg.pinv(X_b) @ y
    np.testing.assert_allclose(spectrum.optimum, best, rtol=1e5 * digits, atol=1e5 * digits)
    assert spectrum.min_loss == pytest.approx(
        c * np.sum((X_b @ best - y) ** 2), rel=1e-7, abs=1e-12
    )
    assert (values[spectrum.rank :] == 0.0).all()
    w = np.linspace(-1.0, 2.0, p)
    above = c * np.sum(np.square(spectrum.misfit_at(w)))
    loss = c * np.sum((X_b @ w - y) ** 2)
    assert spectrum.min_loss + above == pytest.approx(loss, rel=1e-7)
    assert (spectrum.steepest, spectrum.flattest) == (values[0], values[spectrum.rank - 1])


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("intercept", [True, False])
@pytest.mark.parametrize(("n", "d"), [(20, 1), (30, 4), (4, 7), (3, 2)])
def test_a_spectrum_by_its_definition(n: int, d: int, intercept: bool, loss: str) -> None:
    problem = problem_of(n, d, intercept=intercept, loss=loss)
    spectrum = Spectrum.of(problem)
    check_definition(spectrum, problem, 1e-12)
    p = d + intercept
    assert spectrum.rank == min(n, p)
    values = np.linalg.eigvalsh(2.0 * problem.loss_factor * problem.X_b.T @ problem.X_b)
    if n >= p:
        assert spectrum.condition_number == pytest.approx(values[-1] / values[0], rel=1e-9)
    else:
        assert spectrum.condition_number == np.inf
    if n > p:
        best = np.linalg.lstsq(problem.X_b, problem.y)[0]
        rss = float(np.sum((problem.X_b @ best - problem.y) ** 2))
        assert spectrum.noise_std == pytest.approx(np.sqrt(rss / (n - p)), rel=1e-9)
    else:
        assert spectrum.noise_std == 0.0


@pytest.mark.parametrize("standardized", [False, True])
def test_many_rows_have_the_spectrum_of_all_of_them(
    standardized: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = problem_of(400, 3)
    if standardized:
        problem = problem.standardized()
    monkeypatch.setattr(spectra, "DIRECT_ENTRIES", 4 * 399)
    check_definition(Spectrum.of(problem), problem, 1e-9)
    summarized: list[int] = []
    whole = spectra.LeastSquares.from_summary
    monkeypatch.setattr(
        spectra.LeastSquares, "from_summary",
        lambda summary, *rest: summarized.append(summary.count) or whole(summary, *rest),
    )  # fmt: skip
    Spectrum.of(problem)
    assert summarized == [400]
    monkeypatch.setattr(spectra, "DIRECT_ENTRIES", 4 * 400)
    Spectrum.of(problem)
    assert summarized == [400]  # from the rows themselves


@pytest.mark.parametrize("gap", [1e-3, 1e-7, 1e-10])
def test_close_columns_keep_the_digits_of_the_smallest_curvature(gap: float) -> None:
    # x2 = x1 + gap·e with x1 and e of length √n at right angles: λ_min = gap²/2, nearly.
    n = 8
    x1 = np.tile([1.0, 1.0, -1.0, -1.0], 2)
    e = np.tile([1.0, -1.0, 1.0, -1.0], 2)
    X = np.column_stack([x1, x1 + 2.0 ** round(np.log2(gap)) * e])
    spectrum = Spectrum.of(ds.LeastSquares(X, x1, intercept=False, loss="half-mse"))
    exact = 2.0 ** (2 * round(np.log2(gap))) / 2.0
    assert spectrum.rank == 2
    assert spectrum.flattest == pytest.approx(exact, rel=10.0 * gap**2 + 1e-6)
    assert n == spectrum.problem.n


def test_equal_columns_leave_a_flat_axis_in_any_unit() -> None:
    rng = np.random.default_rng(3)
    x = rng.normal(size=30)
    for unit in (1.0, 1e-9, 1e9):
        X = np.column_stack([x, unit * x, rng.normal(size=30)])
        spectrum = Spectrum.of(ds.LeastSquares(X, x))
        assert spectrum.rank == 3
        assert spectrum.condition_number == np.inf
        assert repr(spectrum).startswith("Spectrum(rank 3 of 4, λ ")


@pytest.mark.filterwarnings("ignore:overflow:RuntimeWarning")
@pytest.mark.parametrize(("x", "y"), [(1.0, 1.7e308), (1e308, 1.0)])
def test_a_spectrum_with_any_part_beyond_float64_is_refused(x: float, y: float) -> None:
    problem = ds.LeastSquares(np.full((100, 1), x), np.full(100, y), intercept=False)
    with pytest.raises(ds.DataError, match="too large or too small for float64"):
        Spectrum.of(problem)


@pytest.mark.parametrize("size", [1e155, -1e200])
@pytest.mark.parametrize("act", [ds.diagnose, ds.sweep, ds.trajectory])
def test_a_target_whose_squares_overflow_is_refused(
    size: float, act: Callable[..., object]
) -> None:
    """It was called exact, converged, with a loss of infinity."""
    problem = ds.LeastSquares(np.arange(5.0), np.array([1.0, 2.0, size, 4.0, 6.0]))
    with pytest.raises(ds.DataError, match="The target has values whose squares are out of range"):
        act(problem, *([] if act is ds.diagnose else [[0.1] if act is ds.sweep else 0.1]))


@pytest.mark.parametrize("noise", [0.0, 0.5, 50.0])
def test_a_tolerance_is_three_digits_of_the_weight_or_of_its_error(noise: float) -> None:
    problem = problem_of(40, 2, noise=noise)
    spectrum = Spectrum.of(problem)
    answer = ds.solve(problem.X_b[:, :2], problem.y)
    typical = 1e-3 * np.sqrt(np.mean(problem.y**2))
    errors = np.sqrt(answer.inverse_gram.diagonal()) * max(answer.residual_std, typical)
    expected = 5e-4 * np.maximum(np.abs(answer.weights), errors)
    np.testing.assert_allclose(spectrum.tolerances, expected, rtol=1e-7)
    standard = spectrum.standardized
    assert standard.standardized is standard
    np.testing.assert_allclose(standard.tolerances, expected, rtol=1e-7)


# --- Descent and sweeps ----------------------------------------------------------------------


@pytest.mark.parametrize("rule", [GradientDescent(), Momentum(0.8), Nesterov()], ids=str)
def test_a_descent_splits_its_first_error_along_the_axes(rule: object) -> None:
    problem = problem_of(25, 3).standardized()
    start = np.array([3.0, -1.0, 0.5, 2.0])
    descent = Descent(Spectrum.of(problem), rule, start)  # type: ignore[arg-type]
    spectrum = descent.spectrum
    back = spectrum.optimum + spectrum.axes @ descent.first_errors
    np.testing.assert_allclose(problem.in_user_units(back), start, rtol=1e-12)
    np.testing.assert_allclose(
        descent.first_misfit, spectrum.singular_values * descent.first_errors, atol=1e-9
    )
    parts = descent.first_errors_in_tolerances.sum(axis=1) * spectrum.tolerances
    np.testing.assert_allclose(parts, start - descent.destination, rtol=1e-9)
    assert descent.lr_limit == rule.rate_limit(spectrum.steepest)  # type: ignore[attr-defined]
    long = ds.trajectory(problem, 0.3 * descent.lr_limit, epochs=[0, 5000], start=start, rule=rule)
    np.testing.assert_allclose(long.weights[0], start, rtol=1e-12)
    np.testing.assert_allclose(long.weights[1], descent.destination, rtol=1e-9)


def test_along_a_flat_axis_the_start_stays() -> None:
    x = np.linspace(-1.0, 1.0, 10)
    problem = ds.LeastSquares(np.column_stack([x, x]), 4.0 * x, intercept=False)
    descent = Descent(Spectrum.of(problem), GradientDescent(), [5.0, -1.0])
    np.testing.assert_allclose(descent.destination, [5.0, -1.0], atol=1e-12)
    descent = Descent(Spectrum.of(problem), GradientDescent(), [5.0, 0.0])
    np.testing.assert_allclose(descent.destination, [4.5, -0.5], atol=1e-12)


def test_rates_around_the_limit_by_default() -> None:
    rates = default_rates(0.2)
    assert len(rates) == 25
    assert rates[[0, -1]] == pytest.approx([0.2e-4, 0.6])
    np.testing.assert_allclose(rates[1:] / rates[:-1], rates[1] / rates[0])
    assert default_rates(np.inf)[[0, -1]] == pytest.approx([1e-4, 3.0])


@pytest.mark.parametrize("rule", ["gd", "momentum", "nesterov"])
def test_a_sweep_by_the_loop(rule: str) -> None:
    problem = problem_of(30, 2)
    limit = Descent(Spectrum.of(problem), {"gd": GradientDescent, "momentum": Momentum,
                    "nesterov": Nesterov}[rule]()).lr_limit  # fmt: skip
    shares = [0.001, 0.6, 0.99, 1.0, 1.01]
    scan = ds.sweep(problem, [limit * share for share in shares], epochs=300, rule=rule)
    assert scan.status[0] == "converging"
    assert scan.status[-1] == "diverging"
    assert "diverging" not in scan.status[:4]
    assert scan.lr_limit == pytest.approx(limit)
    assert scan.lowest == int(np.argmin(scan.final_loss))
    assert scan.epochs_to_tolerance[-1] == np.inf
    for lr, loss, needed in zip(scan.lrs, scan.final_loss, scan.epochs_to_tolerance, strict=True):
        path = ds.trajectory(problem, lr, epochs=300, rule=rule)
        assert loss == pytest.approx(path.losses[-1], rel=1e-9)
        assert (needed <= 300) == (scan.status[list(scan.lrs).index(lr)] == "converged")
    plain = scan.to_dict()
    assert plain["lr_lowest"] == scan.lrs[scan.lowest]
    assert [row["status"] for row in plain["rates"]] == list(scan.status)  # type: ignore[attr-defined]
    assert plain["epochs_run"] == 300
