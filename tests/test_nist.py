from fractions import Fraction

import numpy as np
import pytest

from downslope.fitting.ladder import solve
from nist import NAMES, Problem, correct_digits


@pytest.fixture(params=NAMES)
def problem(request):
    return Problem.load(request.param)


def test_full_accuracy_is_the_nearest_float64(problem):
    X, y = problem.float64()
    answer = solve(X, y, intercept=problem.intercept, accuracy="full")
    exact = problem.values("exact_float64_matrix")
    assert [float(v) for v in exact] == answer.weights.tolist()


def test_decimals_give_fourteen_certified_digits(problem):
    X, X_low, y, y_low = problem.decimals()
    answer = solve(X, y, X_low=X_low, y_low=y_low, intercept=problem.intercept, accuracy="full")
    assert correct_digits(answer.weights, problem.values("certified")) >= 14.0
    assert [float(v) for v in problem.values("exact_decimal")] == answer.weights.tolist()


def test_standard_errors_have_thirteen_digits(problem):
    X, y = problem.float64()
    answer = solve(X, y, intercept=problem.intercept, accuracy="full")
    exact = problem.values("exact_float64_matrix", "stderr")
    assert correct_digits(answer.std_error, exact) >= 13.0


def test_standard_errors_from_decimals_have_thirteen_digits(problem):
    X, X_low, y, y_low = problem.decimals()
    answer = solve(X, y, X_low=X_low, y_low=y_low, intercept=problem.intercept, accuracy="full")
    assert correct_digits(answer.std_error, problem.values("exact_decimal", "stderr")) >= 13.0


@pytest.mark.parametrize("accuracy", ["standard", "full"])
def test_bounds_hold(problem, accuracy):
    X, y = problem.float64()
    answer = solve(X, y, intercept=problem.intercept, accuracy=accuracy)
    exact = problem.values("exact_float64_matrix")
    errors = [
        abs(float(w - e))
        for w, e in zip(map(Fraction, answer.weights.tolist()), exact, strict=True)
    ]
    assert np.all(errors <= answer.bound)


def test_warranted_digits_foretell_what_rounding_the_inputs_costs(problem):
    """The exact solution of the float64 matrix against that of the decimals: the true loss."""
    X, y = problem.float64()
    answer = solve(X, y, intercept=problem.intercept, accuracy="full")
    rounded = [float(v) for v in problem.values("exact_float64_matrix")]
    left = correct_digits(rounded, problem.values("exact_decimal"), most=16.0)
    # A forecast of a random loss: it must not promise a digit too many.
    assert min(answer.digits_warranted) <= left + 1.0


def test_filip_is_warranted_about_eight_digits():
    X, y = Problem.load("Filip").float64()
    answer = solve(X, y, accuracy="full")
    assert answer.rank == 11
    assert 7.0 <= min(answer.digits_warranted) <= 8.2
