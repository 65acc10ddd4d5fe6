"""Whether finite weights are best: ranges of one column, and directions found from some rows."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

import downslope as ds
from downslope.models.score_model import ScoreModel
from downslope.solvers import existence
from downslope.solvers.existence import (
    Against,
    Doubt,
    RangesByClass,
    no_optimum,
    unbounded,
)
from downslope.solvers.row_data import RowData, rows_in_memory
from downslope.solvers.scaled_model import Piece


def in_pieces(model: ScoreModel, cuts: list[int], weights: np.ndarray | None = None) -> RowData:
    """The rows of a model, read in several pieces whose parts are added."""
    data = rows_in_memory(model, weights)
    X, y, edges = model.X_b[:, : model.d], model.y, [0, *cuts, model.n]

    def total(work: Callable) -> object:
        parts = [
            work([Piece(X[i:j], y[i:j], None if weights is None else weights[i:j])])
            for i, j in pairwise(edges)
        ]
        whole = parts[0]
        for each in parts[1:]:
            whole = whole + each
        return whole

    data.total = total
    return data


def told(finding: ds.Finding | None) -> str:
    assert finding is not None
    return finding.evidence


# --- one column alone -----------------------------------------------------------------------------


def test_ranges_are_those_of_each_class_and_of_rows_that_count() -> None:
    X = np.array([[1.0, -5.0], [2.0, 7.0], [3.0, 0.0], [9.0, 90.0]])
    y, weights = np.array([0.0, 1.0, 1.0, 0.0]), np.array([1.0, 2.0, 0.5, 0.0])
    pieces = [Piece(X[:1], y[:1], weights[:1]), Piece(X[1:], y[1:], weights[1:])]
    found = RangesByClass(2)(pieces)
    assert found.rows == 3
    assert found.low.tolist() == [[1.0, -5.0], [2.0, 0.0]]
    assert found.high.tolist() == [[1.0, -5.0], [3.0, 7.0]]
    whole = RangesByClass(2)(pieces[:1]) + RangesByClass(2)(pieces[1:])
    assert (whole.rows, whole.low.tolist(), whole.high.tolist()) == (
        3, found.low.tolist(), found.high.tolist(),
    )  # fmt: skip
    unweighted = RangesByClass(2)([Piece(X, y, None)])
    assert (unweighted.rows, unweighted.high.tolist()) == (4, [[9.0, 90.0], [3.0, 7.0]])


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_column_that_separates_is_named_wherever_it_stands(place: int) -> None:
    rng = np.random.default_rng(place)
    y = np.arange(40) % 2
    X = rng.normal(size=(40, 3))
    X[:, place] = y + rng.uniform(0, 0.9, 40)
    finding = unbounded(in_pieces(ds.Logistic(X, y), [7, 30]))
    assert finding is not None
    assert (finding.code, finding.columns) == ("separable", (f"x{place + 1}",))
    assert f"'x{place + 1}' separates the classes: every row with" in finding.evidence


@pytest.mark.parametrize(
    ("low", "high"),
    [([0, 1], [2, 3]), ([0, 1], [1, 2]), ([0, 0], [0, 1]), ([0, 1], [1, 1])],
)
@pytest.mark.parametrize("is_reversed", [False, True])
def test_what_is_said_of_a_column_is_so_of_each_row(
    low: list[int], high: list[int], is_reversed: bool
) -> None:
    x = np.repeat([*low, *high], 3).astype(float)
    labels = np.where(np.arange(12) < 6, "no", "yes")
    if is_reversed:
        labels = labels[::-1]
    said = told(no_optimum(ds.Logistic(x, labels, names=["x"])))
    clauses = said.partition("separates the classes: ")[2].partition(". The loss")[0]
    cut, seen = 0.0, np.zeros(12, dtype=bool)
    for clause in clauses.split(", and "):
        how, value, _, label = clause.replace(" or more", "").split()[-4:]
        if how in ("above", "of", "below"):
            cut = float(value)
        rows = {"above": x > cut, "of": x >= cut, "below": x < cut}.get(how, x < cut)
        assert rows.any()
        assert set(labels[rows]) == {label}
        assert not (rows & seen).any()
        seen |= rows


@pytest.mark.parametrize(
    ("x", "named"),
    [([0, 1, 1, 2, 1, 0], ()), ([1, 1, 1, 1, 1, 1], ()), ([0, 3, 1, 2, 1, 0], ("x1", "x2"))],
    ids=str,
)
def test_a_column_that_does_not_separate_is_not_named_alone(
    x: list[int], named: tuple[str, ...]
) -> None:
    beside = np.array([0.0, 1.0, 0.5, 2.0, 0.3, 0.9])
    columns = np.column_stack([x, beside])
    finding = no_optimum(ds.Logistic(columns, [0, 1, 0, 0, 1, 0]))
    assert (() if finding is None else finding.columns) == named


def test_rows_without_weight_neither_separate_nor_prevent_it() -> None:
    x = np.array([0.0, 1.0, 2.0, 3.0, -9.0, 9.0])
    y = np.array([0, 0, 1, 1, 1, 0])
    weights = np.array([1.0, 1.0, 1.0, 1.0, 0.0, 0.0])
    model = ds.Logistic(x, y)
    assert unbounded(rows_in_memory(model)) is None
    assert "of 2 or more is 1" in told(unbounded(rows_in_memory(model, weights)))


# --- directions -----------------------------------------------------------------------------------


def against(lost: list[float], moved: list[float], gained: float, rows: int) -> Against:
    worse = np.column_stack([lost, lost]) if lost else np.empty((0, 2))
    fixed = np.column_stack([moved, moved]) if moved else np.empty((0, 2))
    return Against(rows, worse, fixed, (np.array(lost), np.array(moved)), gained)


def test_the_rows_that_speak_against_most_are_kept_in_their_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(existence, "MOST_ROWS", 3)
    both = against([5.0, 1.0, 4.0], [1.0], 0.5, 7) + against([2.0, 6.0], [3.0, 2.0], 0.25, 4)
    assert (both.rows, both.gained) == (11, 0.5)
    assert both.worse[:, 0].tolist() == both.by[0].tolist() == [5.0, 4.0, 6.0]
    assert both.fixed[:, 0].tolist() == both.by[1].tolist() == [1.0, 3.0, 2.0]


def test_rows_speak_against_a_direction_by_what_they_lose() -> None:
    x = np.array([-1.0, -1.0, 1.0, 1.0])
    data = rows_in_memory(ds.Poisson(x, [0.0, 2.0, 0.0, 2.0], intercept=False))
    unit = float(data.problem.unit[0])
    found = data.total(Doubt(data.problem, np.array([1.0]), False))
    assert (found.rows, found.gained) == (2, 1.0 / unit)
    assert (found.by[0] * unit).tolist() == [1.0]  # the row of 0 at x = 1: its mean would rise
    assert (found.by[1] * unit).tolist() == [1.0, 1.0]
    either = data.total(Doubt(data.problem, np.array([1.0]), True))
    assert (either.by[0] * unit).tolist() == [1.0, 1.0]
    every = data.total(Doubt(data.problem, np.array([0.0]), False))
    assert (len(every.worse), len(every.fixed), every.gained) == (2, 2, 0.0)


def separated(rng: np.random.Generator, n: int, gap: float) -> tuple[np.ndarray, np.ndarray]:
    """Rows that a mixture of both columns separates, and neither alone."""
    X = rng.normal(size=(n, 2))
    s = X @ [1.0, -1.0]
    X += gap / 2 * np.outer(np.sign(s), [1.0, -1.0])
    return X, (s > 0).astype(int)


@pytest.mark.parametrize("most", [2, 5, 2000])
@pytest.mark.parametrize("kind", ["logistic", "softmax", "poisson"])
@pytest.mark.parametrize("is_separable", [True, False])
def test_rows_added_a_few_at_a_time_tell_the_same(
    most: int, kind: str, is_separable: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(existence, "MOST_ROWS", most)
    rng = np.random.default_rng(5)
    X, y = separated(rng, 60, 0.3)
    if kind == "poisson":
        y = y * rng.integers(1, 5, 60)
        X[y > 0] = np.outer(rng.normal(size=(y > 0).sum()), [1.0, 1.0])  # no direction moves these
    if not is_separable:
        X[np.flatnonzero(y > 0)[:2]] *= -1.0
        X[np.flatnonzero(y == 0)[:2]] *= -1.0
    if kind == "poisson" and not is_separable:
        X[np.flatnonzero(y > 0)[0]] = [1.0, -1.0]
    made = {"logistic": ds.Logistic, "softmax": ds.Softmax, "poisson": ds.Poisson}[kind]
    finding = unbounded(in_pieces(made(X, y), [11, 40]))
    assert (finding is not None) == is_separable
    if finding is not None:
        assert finding.columns == ("x1", "x2")


def test_a_penalty_leaves_no_direction_but_that_of_the_intercept() -> None:
    rng = np.random.default_rng(1)
    X = rng.normal(size=(50, 2))
    y = (X.sum(axis=1) > 0).astype(int)
    assert no_optimum(ds.Logistic(X, y)) is not None
    assert no_optimum(ds.Logistic(X, y, alpha=1e-6)) is None


def test_columns_that_change_no_row_are_no_direction() -> None:
    # The slope of x2 = 2 x1 may move against that of x1 without any row noticing.
    rng = np.random.default_rng(2)
    x = rng.normal(size=50)
    y = rng.integers(0, 2, 50)
    assert no_optimum(ds.Logistic(np.column_stack([x, 2 * x]), y)) is None
    # What no row of the first round notices, another does.
    X = np.column_stack([x, np.where(np.arange(50) == 49, 1.0, 0.0)])
    finding = unbounded(in_pieces(ds.Logistic(X, y), [20, 45]))
    assert finding is not None
    assert finding.columns == ("x2",)


@pytest.mark.parametrize("most", [5, 20, 2000])
def test_a_direction_that_only_the_last_row_notices_is_found(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No column separates alone, and in all rows but the last the two are the same."""
    monkeypatch.setattr(existence, "MOST_ROWS", most)
    rng = np.random.default_rng(2)
    x, y = rng.normal(size=50), rng.integers(0, 2, 50)
    X = np.column_stack([x, x + np.where(np.arange(50) == 49, 1.0, 0.0)])
    finding = unbounded(in_pieces(ds.Logistic(X, y), [20, 45]))
    assert finding is not None
    assert finding.columns == ("x1", "x2")


@pytest.mark.parametrize("alpha", [0.0, 1e-3])
def test_directions_that_change_no_row_are_those_that_depend_to_rounding(alpha: float) -> None:
    """What is left of them in a row is rounding, and not exactly 0; a penalty holds them."""
    rng = np.random.default_rng(5)
    X = rng.normal(size=(30, 2))
    X = np.column_stack([X, X @ [0.3, -1.7]])
    problem = rows_in_memory(ds.Logistic(X, np.arange(30) % 2, alpha=alpha)).problem
    Z = np.column_stack([X, np.ones(30)])
    values = np.linalg.svd(Z)[1]
    assert 0.0 < values[-1] < 1e-14
    free = existence._unchanged(Z, problem)
    assert free.shape == (4, 0 if alpha else 1)
    assert np.abs(Z @ free).max(initial=0.0) < 1e-14
    np.testing.assert_allclose(free.T @ free, np.eye(free.shape[1]), atol=1e-15)
    assert existence._unchanged(Z[:1], problem).shape == (4, 0 if alpha else 3)


def test_a_finding_says_what_to_do() -> None:
    rng = np.random.default_rng(3)
    none = np.zeros(20)
    only = no_optimum(ds.Poisson(rng.normal(size=20), none, alpha=0.1))
    assert only is not None
    assert (only.columns, only.fix) == (("intercept",), "Add rows in which it is not so.")
    column = no_optimum(ds.Poisson(np.arange(20.0) > 9, none + (np.arange(20) < 10)))
    assert column is not None
    assert (column.code, column.columns) == ("no_finite_optimum", ("x",))
    assert column.fix.startswith("Give a penalty, such as alpha=0.01, add rows")
    assert column.evidence.endswith("as the weights grow: no finite weights are best.")


@pytest.mark.parametrize(("part", "named"), [(1e-9, False), (1e-5, True)])
def test_a_column_of_rounding_is_not_named(
    part: float, named: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(4)
    X, y = separated(rng, 60, 1.0)
    along = np.array([[1.0, -1.0, part, 0.0], [-1.0, 1.0, -part, 0.0]])
    monkeypatch.setattr(existence, "_direction", lambda data: along.ravel())
    finding = no_optimum(ds.Softmax(np.column_stack([X, rng.normal(size=60)]), y))
    assert finding is not None
    assert finding.columns == ("x1", "x2", "x3")[: 2 + named]
