"""What every solver agrees on, what the ladder chooses, and relations between problems."""

import os
import subprocess
import sys

import numpy as np
import pytest
from scipy import sparse

from downslope import solvers
from downslope.errors import DataError, DownslopeError, OptionError, PrecisionError
from downslope.fitting.influence import robust_errors
from downslope.fitting.ladder import METHODS, choose, solve, solve_targets
from downslope.fitting.solution import Outcome
from downslope.solvers.contract import Declined
from downslope.solvers.nonnegative import solve_nonnegative

SOLVERS = [method for method in METHODS if method != "auto"]
UNCERTIFIED = {"lsmr"}


@pytest.fixture
def rng():
    return np.random.default_rng(3)


@pytest.fixture
def data(rng):
    X = rng.standard_normal((120, 4)) * [1.0, 1e3, 1e-4, 7.0] + [0.0, 5e3, 1.0, -3.0]
    y = X @ [1.0, -2e-3, 3e4, 0.5] + 2.0 + 0.1 * rng.standard_normal(120)
    return X, y


@pytest.fixture
def truth(data):
    X, y = data
    return solve(X, y, accuracy="full")


@pytest.mark.parametrize("method", SOLVERS)
def test_every_solver_gives_the_same_weights_within_its_bound(data, truth, method):
    answer = solve(*data, method=method)
    assert answer.method == method
    error = np.abs(answer.weights - truth.weights)
    # LSMR reads unshifted columns: offsets of 5e3 deviations cost it four digits.
    allowed = 1e-8 * truth.std_error if method in UNCERTIFIED else answer.bound + truth.bound
    assert np.all(error <= np.maximum(allowed, 1e-12 * np.abs(truth.weights)))
    assert answer.residual_norm == pytest.approx(truth.residual_norm, rel=1e-8)
    assert answer.tss == pytest.approx(truth.tss, rel=1e-10)
    if method not in UNCERTIFIED:
        np.testing.assert_allclose(answer.std_error, truth.std_error, rtol=1e-8)
        np.testing.assert_allclose(answer.inverse_gram, truth.inverse_gram, rtol=1e-6, atol=1e-12)
        assert answer.condition_number == pytest.approx(truth.condition_number, rel=1e-6)


@pytest.mark.parametrize("method", SOLVERS)
@pytest.mark.parametrize("intercept", [True, False])
def test_every_solver_gives_the_minimum_norm_of_wide_data(rng, method, intercept):
    X, y = rng.standard_normal((8, 20)), rng.standard_normal(8)
    answer = solve(X, y, method=method, intercept=intercept)
    design = np.column_stack([X, np.ones(8)]) if intercept else X
    # Well conditioned (asserted): pinv is right to a few roundings.
    assert np.linalg.cond(design) < 20.0
    np.testing.assert_allclose(answer.weights, np.linalg.pinv(design) @ y, atol=1e-12)
    assert answer.outcome is Outcome.MINIMUM_NORM
    assert answer.std_error is None
    assert answer.rank == 8


@pytest.mark.parametrize("method", [m for m in SOLVERS if m != "lsmr"])
def test_every_solver_names_a_dependent_column(rng, method):
    X = rng.standard_normal((40, 2))
    X = np.column_stack([X, 2.0 * X[:, 0] - X[:, 1]])
    answer = solve(X, rng.standard_normal(40), method=method)
    assert answer.outcome is Outcome.MINIMUM_NORM
    assert [finding.code for finding in answer.findings] == ["dependent_columns"]
    assert set(answer.findings[0].columns) == {"x1", "x2", "x3"}


def test_lsmr_does_not_claim_a_rank_that_it_cannot_know(rng):
    x = rng.standard_normal(40)
    y = rng.standard_normal(40)
    for X in (np.column_stack([x, 2.0 * x]), np.column_stack([x, rng.standard_normal(40)])):
        answer = solve(X, y, method="lsmr")
        assert answer.outcome is Outcome.UNDETERMINED
        assert np.isnan(answer.condition_number)
        assert any("rank is unknown" in note for note in answer.notes)
        with pytest.raises(DataError, match="lsmr computes no factor"):
            robust_errors(answer, X, y)
    wide = solve(rng.standard_normal((8, 20)), y[:8], method="lsmr")
    assert wide.outcome is Outcome.MINIMUM_NORM


@pytest.mark.parametrize(
    ("column", "code", "intercept"),
    [
        (0.0, "constant_column", True),
        (0.0, "constant_column", False),
        (0.1, "constant_column", True),
        (1e15, "constant_column", True),
    ],
)
def test_columns_that_say_nothing_are_named(rng, column, code, intercept):
    X = np.column_stack([rng.random(30), np.full(30, column)])
    y = rng.random(30)
    answer = solve(X, y, intercept=intercept, names=["a", "flat"])
    assert [finding.code for finding in answer.findings] == [code]
    assert answer.findings[0].columns[0] == "flat"
    assert np.isfinite(answer.weights).all()
    design = np.column_stack([X, np.ones(30)]) if intercept else X
    if column < 1.0:
        np.testing.assert_allclose(answer.weights, np.linalg.pinv(design) @ y, atol=1e-12)


def test_small_and_empty_shapes():
    assert solve([[2.0]], [3.0], intercept=False).weights.tolist() == [1.5]
    np.testing.assert_allclose(solve([[2.0]], [3.0]).weights, [1.2, 0.6], rtol=1e-15)
    assert solve([[0.0]], [3.0], intercept=False).weights.tolist() == [0.0]
    assert solve(np.zeros((5, 2)), np.arange(5.0)).weights.tolist() == [0.0, 0.0, 2.0]
    assert solve(np.zeros((5, 2)), np.arange(5.0), intercept=False).rank == 0
    exact = solve([[1.0], [2.0]], [3.0, 5.0])
    assert exact.std_error is None
    np.testing.assert_allclose(exact.weights, [2.0, 1.0], rtol=1e-12)


def test_repeated_rows_keep_the_weights_and_halve_the_inverse(data, truth):
    X, y = data
    twice = solve(np.vstack([X, X]), np.concatenate([y, y]), accuracy="full")
    assert twice.weights.tolist() == truth.weights.tolist()
    np.testing.assert_allclose(twice.inverse_gram, truth.inverse_gram / 2.0, rtol=1e-13)


def test_a_weight_of_two_is_a_row_given_twice(data):
    X, y = data
    counts = np.arange(len(y)) % 3 + 1
    weighted = solve(X, y, weights=counts, accuracy="full")
    repeated = solve(np.repeat(X, counts, axis=0), np.repeat(y, counts), accuracy="full")
    assert weighted.weights.tolist() == repeated.weights.tolist()
    assert weighted.rss == pytest.approx(repeated.rss, rel=1e-14)
    assert weighted.tss == pytest.approx(repeated.tss, rel=1e-14)


def test_moving_and_scaling_columns_moves_and_scales_the_weights(data, truth):
    X, y = data
    moved = solve(4.0 * X + 1024.0, y, accuracy="full")
    # 4 X + 1024 is rounded: the digits that the data warrant are what must survive.
    kept = np.min(moved.digits_warranted[:4]) - 1.0
    np.testing.assert_allclose(4.0 * moved.coef, truth.coef, rtol=10.0**-kept)


def test_many_targets_are_one_target_each(rng):
    X = rng.standard_normal((50, 3)) + 100.0
    Y = rng.standard_normal((50, 4)) * [1.0, 1e6, 1e-6, 1.0]
    for accuracy in ("standard", "full"):
        together = solve_targets(X, Y, accuracy=accuracy)
        for j, answer in enumerate(together):
            alone = solve(X, Y[:, j], accuracy=accuracy)
            assert np.all(np.abs(answer.weights - alone.weights) <= answer.bound + alone.bound)
            np.testing.assert_allclose(answer.std_error, alone.std_error, rtol=1e-7)
            assert answer.tss == pytest.approx(alone.tss)


def test_a_missing_value_in_a_second_target_is_named(rng):
    X, Y = rng.random((20, 2)), rng.random((20, 2))
    Y[3, 1] = np.nan
    with pytest.raises(DataError, match="'y2'"):
        solve_targets(X, Y)
    with pytest.raises(DataError, match="'y2'"):
        solve_nonnegative(X, Y, intercept=True, weights=None, names=("a", "b"))


def test_sparse_blocks_are_the_dense_ones(rng):
    X = sparse.random(500, 30, 0.1, format="csr", random_state=1)
    y = rng.standard_normal(500)
    assert solve(X, y).weights.tolist() == solve(X.toarray(), y).weights.tolist()
    assert solve(X.tocoo(), y, accuracy="full").method == "exact"


@pytest.mark.parametrize("size", [1e200, 1e-200])
@pytest.mark.parametrize("accuracy", ["standard", "full"])
def test_sparse_columns_of_any_size_are_the_dense_ones(rng, size, accuracy):
    X, y = rng.standard_normal((30, 3)) * [1.0, size, 1.0], rng.standard_normal(30)
    dense = solve(X, y, accuracy=accuracy)
    for made in (sparse.csr_array, sparse.csr_matrix):
        assert solve(made(X), y, accuracy=accuracy).weights.tolist() == dense.weights.tolist()


@pytest.mark.parametrize("method", ["cholesky", "svd"])
def test_a_solver_that_was_asked_for_says_when_it_proves_too_little(data, method):
    answer = solve(*data, method=method, accuracy="full")
    assert answer.method == method
    assert [finding.code for finding in answer.findings] == ["accuracy_not_proven"]
    assert f"'{method}'" in answer.findings[0].evidence
    assert solve(*data, method=method).findings == ()
    assert solve(*data, method="exact", accuracy="full").findings == ()


def test_standard_accuracy_takes_one_pass_where_that_is_provable(data):
    answer = solve(*data)
    assert (answer.method, answer.passes) == ("cholesky", 1)
    assert np.all(answer.bound <= np.maximum(1e-6 * answer.std_error, 1e-10 * abs(answer.weights)))


@pytest.mark.parametrize("n", [12, 20_000])
@pytest.mark.parametrize("method", ["auto", "cholesky", "exact", "qr"])
def test_an_exact_fit_leaves_nothing_and_a_trace_of_noise_is_seen(rng, method, n):
    X = rng.integers(0, 10, (n, 3)).astype(float)
    y = X @ [1.0, 2.0, 3.0] + 2.0
    exact = solve(X, y, method=method)
    assert (exact.residual_norm, exact.std_error.tolist()) == (0.0, [0.0] * 4)
    noise = 1e-11 * rng.standard_normal(n)  # thousands of roundings of y
    assert solve(X, y + noise, method=method).residual_std == pytest.approx(1e-11, rel=0.6)


def test_the_notes_say_why_rungs_declined(rng):
    x = rng.random(80)
    X = np.column_stack([x, x + 1e-10 * rng.standard_normal(80)])
    answer = solve(X, rng.random(80), accuracy="full")
    assert answer.method in ("exact", "qr")
    standard = solve(X, rng.random(80))
    assert standard.notes[0].startswith("cholesky declined: ")


@pytest.mark.parametrize(
    ("shape", "options", "method"),
    [
        ((100, 1), {}, "cholesky"),
        ((100, 1), {"accuracy": "full"}, "exact"),
        ((10_000, 500), {"accuracy": "full"}, "qr"),
        ((5, 10), {}, "minimum-norm"),
        ((500, 3000), {}, "svd"),
        ((10_000, 50_000), {"sparse": True}, "lsmr"),
        ((10_000, 50), {"sparse": True}, "cholesky"),
    ],
)
def test_the_choice_can_be_asked(shape, options, method):
    choice = choose(*shape, **options)
    assert choice.method == method
    assert choice.reason.endswith(".")


def test_columns_that_no_solver_tells_apart_are_an_error_of_this_package(data, monkeypatch):
    declines = dict.fromkeys(solvers.SOLVERS, lambda rows, accuracy: Declined("of the test"))
    monkeypatch.setattr("downslope.fitting.ladder.SOLVERS", declines)
    monkeypatch.setattr("downslope.fitting.ladder.WIDEST_EXACT", 0)
    with pytest.raises(PrecisionError, match="drop those") as caught:
        solve(*data)
    assert isinstance(caught.value, DownslopeError)
    assert "svd declined: of the test." in str(caught.value)


def test_unusable_options_say_what_to_write():
    X, y = [[1.0], [2.0]], [1.0, 2.0]
    with pytest.raises(OptionError, match="did you mean 'cholesky'"):
        solve(X, y, method="choleski")
    with pytest.raises(OptionError, match="kind='HC9' is not known"):
        robust_errors(solve(X, y), X, y, "HC9")
    with pytest.raises(
        OptionError, match="accuracy='best' is not known: choose from: standard, reproducible, full"
    ):
        solve(X, y, accuracy="best")
    with pytest.raises(DataError, match="weight of row 2 is -1"):
        solve(X, y, weights=[1.0, -1.0])
    with pytest.raises(DataError, match="All weights are zero"):
        solve(X, y, weights=[0.0, 0.0])
    with pytest.raises(DataError, match="one weight for each of the 2 rows"):
        solve(X, y, weights=[1.0])
    with pytest.raises(DataError, match="X has 2 rows but y has 3"):
        solve(X, [1.0, 2.0, 3.0])


@pytest.mark.parametrize(
    ("X", "message"),
    [
        ([[1j], [2.0]], "complex"),
        ([["a"], ["b"]], "holds text"),
        (np.array([["a"], [1.0]], dtype=object), "'a' in row 1, column 1"),
        (np.array([[None], [1.0]], dtype=object), "missing value .None. in row 1, column 1"),
        ([[2**60], [1]], "beyond 2"),
        (np.array([[2**70], [1]], dtype=object), "beyond 2"),
        (np.array([["2020-01-01"], ["2020-01-02"]], dtype="M8[D]"), "dates or times"),
        ([[1.0, 2.0], [3.0]], "ragged"),
        (np.zeros((0, 2)), "empty"),
        (np.zeros((2, 0)), "empty"),
        (np.zeros((2, 2, 2)), "3 dimensions"),
    ],
)
def test_unusable_tables_are_refused(X, message):
    with pytest.raises(DataError, match=message):
        solve(X, [1.0, 2.0])


PROGRAM = """
import numpy as np
from downslope.fitting.ladder import solve
rng = np.random.default_rng(1)
X = rng.standard_normal((150_000, 5)) + 9.0
y = X @ np.arange(5.0) + rng.standard_normal(150_000)
for accuracy in ("standard", "full"):
    answer = solve(X, y, accuracy=accuracy)
    print(answer.weights.tobytes().hex(), answer.std_error.tobytes().hex())
"""


def test_any_number_of_threads_gives_the_same_bits():
    outputs = set()
    for threads in ("1", "2", "5"):
        environment = {**os.environ, "DOWNSLOPE_THREADS": threads}
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True
        )
        assert run.returncode == 0, run.stderr
        outputs.add(run.stdout)
    assert len(outputs) == 1


def test_weights_do_not_make_dependent_columns_independent() -> None:
    rng = np.random.default_rng(5)
    for trial in range(20):
        X = rng.normal(size=(40, 3))
        X = np.column_stack([X, X[:, 0] - 2 * X[:, 1]])
        answer = solve(X, rng.normal(size=40), weights=rng.uniform(0.1, 3, 40))
        assert answer.rank == 4, trial
    wide = solve(rng.normal(size=(9, 30)), rng.normal(size=9), weights=rng.uniform(0.1, 3, 9))
    assert wide.rank <= 9


@pytest.mark.parametrize("columns", [20, 80])
def test_wide_data_say_so_whichever_solver_answers(columns: int) -> None:
    rng = np.random.default_rng(6)
    X, y = rng.normal(size=(10, columns)), rng.normal(size=10)
    answer = solve(X, y)
    assert [finding.code for finding in answer.findings] == ["fewer_rows_than_weights"]
    assert answer.outcome is Outcome.MINIMUM_NORM
    X_b = np.column_stack([X, np.ones(10)])
    np.testing.assert_allclose(answer.weights, np.linalg.pinv(X_b) @ y, atol=1e-12)


@pytest.mark.parametrize("scale", [1e-300, 1e-145, 1e139, 1e140, 1e145, 1e200])
@pytest.mark.parametrize("columns", [1, 2])
def test_one_column_far_from_one_is_scaled_back(scale: float, columns: int) -> None:
    rng = np.random.default_rng(8)
    X, y = rng.normal(size=(30, columns)) + 2, rng.normal(size=30)
    plain = solve(X, y)
    wide = solve(X * scale, y)
    tall = solve(X, y * scale)
    np.testing.assert_allclose(wide.coef * scale, plain.coef, rtol=1e-12)
    np.testing.assert_allclose(tall.coef / scale, plain.coef, rtol=1e-12)
    assert wide.intercept == pytest.approx(plain.intercept, rel=1e-12)
    assert plain.std_error is not None
    assert wide.std_error is not None
    assert tall.std_error is not None
    np.testing.assert_allclose(wide.std_error * [*[scale] * columns, 1], plain.std_error, rtol=1e-9)
    np.testing.assert_allclose(tall.std_error / scale, plain.std_error, rtol=1e-9)


def test_the_minimum_norm_of_wide_data_is_the_pseudo_inverse() -> None:
    rng = np.random.default_rng(9)
    for trial in range(60):
        n = int(rng.integers(2, 12))
        d = int(rng.integers(n, 3 * n + 1))
        X = rng.normal(size=(n, d)) + rng.choice([0, 1, 5])
        y = rng.normal(size=n)
        answer = solve(X, y)
        expected = np.linalg.pinv(np.column_stack([X, np.ones(n)])) @ y
        np.testing.assert_allclose(answer.weights, expected, atol=1e-9, err_msg=str(trial))
        assert answer.rank == n
