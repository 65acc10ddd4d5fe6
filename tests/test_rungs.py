"""Which rung of the ladder answers, after how many passes, and what it says of its answer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import downslope as ds
from downslope.fitting import ladder, passes
from downslope.fitting.collinearity import rank_findings
from downslope.fitting.ladder import solve
from downslope.fitting.memory_design import MemoryDesign
from downslope.numerics.arrays import default_names
from downslope.solvers import SOLVERS, qr
from downslope.solvers.contract import Accuracy, Answer, Declined, meets
from downslope.solvers.minimum_norm import smallest
from downslope.solvers.rank import Dependence, RankReport
from downslope.solvers.rows import Rows, choose_origin
from stream_tasks import InMemory, source, table


def design_of(X: np.ndarray, y: np.ndarray, intercept: bool = True) -> MemoryDesign:
    Y = y[:, np.newaxis]
    rows = Rows(X, Y, intercept, choose_origin(X, Y, intercept))
    return MemoryDesign(rows, default_names(X.shape[1]))


def answered(name: str, X: np.ndarray, y: np.ndarray, accuracy: Accuracy) -> Answer:
    answer = SOLVERS[name](design_of(X, y), accuracy)
    assert isinstance(answer, Answer)
    return answer


@pytest.fixture
def benign() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(11)
    X = rng.normal(size=(60, 3))
    return X, X @ [1.0, -2.0, 0.5] + rng.normal(size=60)


# --- Refinement with R from QR -------------------------------------------------------------------


@pytest.mark.parametrize("accuracy", list(Accuracy))
def test_refinement_reads_the_rows_for_r_for_the_weights_and_once_to_correct_them(
    benign: tuple[np.ndarray, np.ndarray], accuracy: Accuracy
) -> None:
    answer = answered("qr", *benign, accuracy)
    assert answer.passes == 3
    assert meets(answer, accuracy, 60)


def test_refinement_stops_once_a_pass_no_longer_halves_the_step(
    monkeypatch: pytest.MonkeyPatch, benign: tuple[np.ndarray, np.ndarray]
) -> None:
    read: list[float] = []
    exact_pass = qr.pair_residual_pass
    shrinks = [1.0, 0.1, 0.04, 0.021, 1e-9]  # the fourth step is more than half of the third

    def slow(rows, slopes):  # type: ignore[no-untyped-def]
        gradient, squares = exact_pass(rows, slopes)
        first = exact_pass(rows, (0.0 * slopes[0], 0.0 * slopes[1]))[0]
        share = shrinks[len(read)]
        read.append(share)
        return (first[0] * share, 0.0 * gradient[1]), squares

    monkeypatch.setattr(qr, "pair_residual_pass", slow)
    monkeypatch.setattr(qr, "meets", lambda *asked: False)
    answer = answered("qr", *benign, Accuracy.FULL)
    assert (len(read), answer.passes) == (4, 4)  # of R, and of the three steps that were taken


# --- Who answers, where none proves the target -----------------------------------------------


def refused(rungs: dict[str, float | None], monkeypatch: pytest.MonkeyPatch, n: int = 60) -> str:
    """The method of a solve whose rungs answer with these bounds, too large for the target."""
    rng = np.random.default_rng(12)
    X = rng.normal(size=(n, 2))
    y = rng.normal(size=n)
    answer = answered("cholesky", X, y, Accuracy.FULL)
    table = {name: lambda design, accuracy: Declined("of the test") for name in SOLVERS}
    for name, size in rungs.items():
        bound = None if size is None else np.full_like(answer.weights, 1e3 * size)
        vague = replace(answer, error=bound)
        table[name] = lambda design, accuracy, vague=vague: vague
    monkeypatch.setattr(ladder, "SOLVERS", table)
    solution = solve(X, y, accuracy="full")
    assert [finding.code for finding in solution.findings] == ["accuracy_not_proven"]
    return solution.method


@pytest.mark.parametrize(
    ("rungs", "method"),
    [
        ({"exact": 2.0, "qr": 1.0}, "qr"),
        ({"exact": 1.0, "qr": 2.0}, "exact"),
        ({"exact": 3.0, "qr": 2.0, "rational": 1.0}, "rational"),
        ({"exact": 3.0, "qr": 1.0, "rational": 2.0}, "qr"),
        ({"exact": None, "qr": 1.0}, "qr"),
        ({"exact": 1.0, "qr": None}, "exact"),
    ],
)
def test_the_smallest_bounds_answer_where_no_rung_proves_the_target(
    rungs: dict[str, float | None], method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refused(rungs, monkeypatch) == method


def test_a_second_pass_says_whether_the_columns_or_the_fit_asked_for_it() -> None:
    rng = np.random.default_rng(1)
    X = rng.integers(0, 10, (60, 3)).astype(float)
    (note,) = solve(X, X @ [1.0, 2.0, 3.0] + 2.0).notes
    assert note.endswith("from one pass: the fit leaves residuals below their rounding.")
    X = rng.normal(size=(60, 2))
    X[:, 1] = X[:, 0] + 1e-4 * X[:, 1]
    (note,) = solve(X, rng.normal(size=60)).notes
    assert note.endswith("from one pass: the columns nearly depend.")


@pytest.mark.parametrize(
    ("n", "d", "options", "method"),
    [
        (900, 199, {"accuracy": "full"}, "exact"),  # and the intercept: 200 columns
        (900, 200, {"accuracy": "full"}, "qr"),
        (900, 200, {"accuracy": "full", "intercept": False}, "exact"),
        (60, 59, {}, "cholesky"),
        (59, 59, {}, "minimum-norm"),
        (59, 60, {}, "svd"),
        (59, 60, {"intercept": False}, "minimum-norm"),
        (59, 60, {"widest_named": 61}, "minimum-norm"),
        (1000, 20_000, {"intercept": False}, "svd"),  # 2e10 products
        (1000, 20_001, {"intercept": False}, "lsmr"),
        (5000, 1000, {"sparse": True}, "cholesky"),
        (5000, 1001, {"sparse": True}, "lsmr"),
    ],
)
def test_where_a_solve_begins_changes_at_the_widths_that_are_told(
    n: int, d: int, options: dict[str, object], method: str
) -> None:
    assert ladder.choose(n, d, **options).method == method  # type: ignore[arg-type]


# --- Passes over a stream --------------------------------------------------------------------


@pytest.mark.parametrize(("most", "taken"), [(1, 1), (2, 2), (None, 2)])
def test_as_many_passes_as_are_allowed(most: int | None, taken: int) -> None:
    solution = passes.fit(source(table(gap=1e-9)), max_passes=most)[1]
    assert (solution.passes, solution.method == "exact") == (taken, taken == 2)


@pytest.mark.parametrize(("complete", "enough"), [(1, False), (2, True)])
def test_incomplete_rows_do_not_count_towards_the_two_that_are_needed(
    complete: int, enough: bool
) -> None:
    values = np.arange(2.0 * complete).reshape(complete, 2)
    data = InMemory(values, ("x", "y"), special={0: {"dropped": 4}})
    if enough:
        assert passes.fit(data)[0].rows_dropped == 4
    else:
        with pytest.raises(ds.DataError, match="1 row left without 4 incomplete rows"):
            passes.fit(data)


# --- Combinations of columns -----------------------------------------------------------------


@pytest.mark.parametrize(("off", "constant"), [(0.0, False), (60.0, False), (70.0, True)])
def test_a_constant_within_the_rounding_of_its_terms_is_none(off: float, constant: bool) -> None:
    # x3 = x1 + x2, whose means add up to that of x3 but for `off` roundings of all three sizes.
    origin = np.array([1024.0, 2048.0, 3072.0])
    origin[2] += off * 2.0**-53 * 6144.0
    dependence = Dependence(
        column=2, kept=(0, 1, 3), weights=np.array([1.0, 1.0, 0.0]), distance=0.0, noise=1e-16
    )
    report = RankReport(kept=(0, 1, 3), dependent=(dependence,), unit=np.ones(4), origin=origin)
    (finding,) = rank_findings(report, ("a", "b", "c", "intercept"), intercept=True)
    assert finding.columns == ("c", "a", "b")
    assert ("e-" in finding.evidence) is constant


@pytest.mark.parametrize("size", [-1.7e308, 1.0])
def test_the_smallest_weights_have_no_part_that_changes_nothing(size: float) -> None:
    part, rest = np.array([1.0, 1.0, 0.5, 0.0]), np.array([1.0, -1.0, 0.0, 2.0])
    weights = (1e8 * part / 3.0 + rest)[:, np.newaxis]  # which one projection leaves at 1e-8
    found = smallest(weights, size * part[:, np.newaxis])
    assert np.abs(found[:, 0] - rest).max() < 1e-15
