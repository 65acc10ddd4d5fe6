"""What remains at the floor of the loss: rounding, a curve, a single row, or nobody knows what."""

from __future__ import annotations

import numpy as np
import pytest

import downslope as ds
from downslope.diagnosis.data_findings import lack_of_fit
from downslope.lab.data import case
from downslope.lab.request_validation import Fields
from sampling import sampled

UNKNOWN = "noise, a curve, or missing columns"


def code(X: np.ndarray, y: np.ndarray, **options: bool) -> str:
    found = lack_of_fit(ds.LeastSquares(X, y, **options))
    return "" if found is None else found.code


@pytest.mark.parametrize("seed", sampled(range(200), 80))
def test_noise_is_not_called_anything_else(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n, d = int(rng.integers(6, 80)), int(rng.integers(1, 5))
    X = rng.normal(size=(n, d)) * 10 ** rng.uniform(-3, 3, d) + rng.normal(size=d)
    assert code(X, X.sum(axis=1) + rng.normal(size=n), intercept=bool(seed % 4)) == ""


@pytest.mark.parametrize("offset", [0.0, 5.0, -1e4])
@pytest.mark.parametrize("bend", [np.square, lambda x: x**3, np.exp, np.abs])
def test_a_curve_is_found_in_its_column(bend, offset: float) -> None:
    rng = np.random.default_rng(1)
    X = rng.normal(size=(150, 3))
    y = X @ [1.0, 2.0, 3.0] + 2 * bend(X[:, 1]) + 0.2 * rng.normal(size=150)
    problem = ds.LeastSquares(100 * X + offset, y)
    found = lack_of_fit(problem)
    assert found is not None
    assert (found.code, found.columns) == ("curved_relation", ("x2",))
    done = ds.diagnose(problem, None, 10_000, standardize=True)
    assert done.cause == "noise_floor"
    assert "most of it is a curve along 'x2', not noise" in done.sentence
    assert "curved_relation" in {each.code for each in done.findings}


def test_a_single_row_is_found() -> None:
    rng = np.random.default_rng(1)
    X = rng.normal(size=(60, 2))
    y = X @ [1.0, 2.0] + 0.1 * rng.normal(size=60)
    y[17] += 9
    found = lack_of_fit(ds.LeastSquares(X, y))
    assert found is not None
    assert found.code == "outlying_row"
    assert found.evidence.startswith("Row 18 alone")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("anscombe1", UNKNOWN),
        ("anscombe2", "a curve along 'x', not noise"),
        ("anscombe3", "the misfit of a single row"),
        ("hubble", UNKNOWN),
    ],
)
def test_the_data_sets(name: str, words: str) -> None:
    found = ds.diagnose(ds.read(name).problem(), None, 1000, standardize=True)
    assert words in found.sentence
    assert words in str(found.to_dict()["remains"])


def test_the_lab_names_the_columns_that_it_leaves_out() -> None:
    remains = case(Fields({"case": "large-d"})).to_dict()["remains"]
    assert "columns are missing: only the first 50 of 700 features" in str(remains)
    assert UNKNOWN in str(case(Fields({"case": "well-posed"})).to_dict()["remains"])


def test_few_rows_and_columns_of_two_values_tell_nothing() -> None:
    assert code(np.arange(4.0)[:, None], np.array([0.0, 1, 4, 9])) == ""
    X = np.random.default_rng(0).integers(0, 2, size=(50, 3)).astype(float)
    assert code(X, X.sum(axis=1) + np.random.default_rng(1).normal(size=50)) == ""


# --- exact data ---------------------------------------------------------------------------


@pytest.mark.parametrize("form", [lambda p: p, lambda p: p.standardized(), lambda p: p.condensed()])
@pytest.mark.parametrize("level", [0.0, 1e3, 1e9])
def test_exact_data_are_exact_at_any_level_and_noise_is_not(form, level: float) -> None:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(80, 3)) * [1e-3, 1.0, 1e4] + [0.0, 3.0, 1e5]
    y = X @ [2.0, -1.0, 1e-4] + level
    noise = rng.normal(size=80)
    assert ds.Spectrum.of(form(ds.LeastSquares(X, y))).is_exact
    visible = 1e-4 * max(1.0, 1e-6 * level)
    assert not ds.Spectrum.of(form(ds.LeastSquares(X, y + visible * noise))).is_exact


def test_exact_data_say_so_and_count_no_epochs_to_rounding() -> None:
    x = np.arange(40) / 10
    found = ds.diagnose(ds.LeastSquares(x, 4 * x + 3), 0.05, 5_000)
    assert (found.status, found.cause) == ("converged", "none")
    assert "the data are exact" in found.sentence
    text = " ".join(str(found).split())
    assert "floor 0 (exact)" in text
    assert "within 1% of floor the data are exact: the floor is 0" in text
    fields = found.to_dict()
    assert fields["exact"] is True
    assert fields["epochs_to_loss"] is None
    noisy = ds.diagnose(ds.LeastSquares(x, 4 * x + 3 + 0.01 * np.sin(99 * x)), 0.05, 5_000)
    assert noisy.to_dict()["exact"] is False
    assert noisy.epochs_to_loss > 0


def test_columns_whose_squares_overflow_do_not_make_data_exact() -> None:
    x = np.linspace(0.5, 9, 12)
    noisy = ds.LeastSquares(x[:, np.newaxis] * 1e160, 3 * x + 2 + np.sin(7 * x))
    for form in (noisy, noisy.standardized()):
        assert not ds.Spectrum.of(form).is_exact


def test_a_summary_of_exact_rows_is_exact_to_its_own_rounding() -> None:
    X = np.random.default_rng(0).normal(size=(500, 3))
    y = X @ [1.0, 2.0, 3.0] + 4

    def summed(target: np.ndarray) -> ds.LeastSquares:
        return ds.LeastSquares.from_summary(ds.Summary.from_rows(X, target))

    assert ds.Spectrum.of(summed(y)).is_exact
    assert not ds.Spectrum.of(summed(y + 1e-5 * np.sin(np.arange(500)))).is_exact
