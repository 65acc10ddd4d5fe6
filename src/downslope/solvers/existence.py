"""Existence of finite best weights in classification and count models.

A direction v along which no row gets worse and some row gets better lets the loss fall forever:

    logistic   (2y − 1) · xᵀv ≥ 0 on all rows                    (Albert and Anderson, 1984)
    softmax    (v_seen − v_k)ᵀ x ≥ 0 for all other classes k
    poisson    xᵀv ≤ 0 on rows with count 0, and = 0 on others   (Haberman, 1974)

A linear program finds such a direction, or proves that there is none. It is solved for some rows;
a pass over all of them confirms the direction, or finds the rows that speak against it, which are
added. Where some rows admit no direction, all rows admit none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from downslope.findings import Finding
from downslope.models.classes import MOST_NAMES
from downslope.models.model import Model
from downslope.models.score_model import ScoreModel
from downslope.numerics.arrays import Matrix, Vector
from downslope.solvers.row_data import RowData, rows_in_memory
from downslope.solvers.scaled_model import Piece, Scaled

VIOLATED = 1e-6  # by less a row is the rounding of the linear program
GAINED = 1e-5  # more than rounding
RELATIVE = 1e-7  # of a direction: below it a part is rounding
MOST_ROWS = 2000  # added at a time
MOST_PASSES = 30


def no_optimum(model: Model) -> Finding | None:
    """Return a finding if a model has no finite best weights; None if it has.

    Parameters
    ----------
    model : Model
        Models other than logistic, softmax, and Poisson regression always have best weights, and so
        has every model with a penalty on all its columns.

    """
    if not isinstance(model, ScoreModel) or not len(model.improving()[0]):
        return None
    return unbounded(rows_in_memory(model))


@np.errstate(all="ignore")
def unbounded(data: RowData) -> Finding | None:
    """Return the finding that no finite weights are best for rows from memory or files, or None."""
    model = data.problem.model
    alone = _separating_column(data)
    if alone is not None:
        return alone
    direction = _direction(data)
    if direction is None:
        return None
    along = direction.reshape(data.problem.groups, data.problem.p)
    if data.problem.groups > 1:
        along = along - along.mean(axis=0)
    size = np.abs(along).max(axis=0)
    names = [name for name, part in zip(model.feature_names, size, strict=False)
             if part > RELATIVE * size.max()]  # fmt: skip
    return _finding(*_named(model, tuple(names[:MOST_NAMES]) or ("intercept",)))


def _named(model: ScoreModel, names: tuple[str, ...]) -> tuple[str, tuple[str, ...], str]:
    code, evidence = model.no_optimum(names)
    return code, names, evidence


def _finding(code: str, names: tuple[str, ...], evidence: str) -> Finding:
    # No penalty holds the intercept.
    advice = "Give a penalty, such as alpha=0.01, add rows, or leave the column out."
    if names == ("intercept",):
        advice = "Add rows in which it is not so."
    return Finding(
        code,
        names,
        evidence + " The loss falls forever as the weights grow: no finite weights are best.",
        advice,
    )


# --- one column alone -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Ranges:
    """Ends of the columns' ranges in each of two classes."""

    rows: int
    low: Matrix  # (2, d)
    high: Matrix

    def __add__(self, other: Ranges) -> Ranges:
        return Ranges(
            self.rows + other.rows,
            np.minimum(self.low, other.low),
            np.maximum(self.high, other.high),
        )


@dataclass(frozen=True, slots=True, eq=False)
class RangesByClass:
    """Work of a pass: the ranges of the columns in each of two classes."""

    d: int

    def __call__(self, pieces: Iterable[Piece]) -> Ranges:
        found = Ranges(0, np.full((2, self.d), np.inf), np.full((2, self.d), -np.inf))
        for X, y, weights in pieces:
            kept = np.ones(len(y), dtype=bool) if weights is None else weights > 0
            for k in (0, 1):
                part = X[(y == k) & kept]
                low, high = part.min(axis=0, initial=np.inf), part.max(axis=0, initial=-np.inf)
                empty = np.full((2, self.d), np.inf), np.full((2, self.d), -np.inf)
                empty[0][k], empty[1][k] = low, high
                found = found + Ranges(len(part), *empty)
        return found


def _separating_column(data: RowData) -> Finding | None:
    """Return the finding for a column that separates two classes alone, if there is one."""
    model = data.problem.model
    if not model.takes_classes or data.problem.groups > 1 or not model.has_intercept or model.alpha:
        return None
    ranges: Ranges = data.total(RangesByClass(model.d))
    no, yes = model.classes
    for j, name in enumerate(model.feature_names):
        low, high = ranges.low[:, j], ranges.high[:, j]
        for below, above, first, second in ((0, 1, no, yes), (1, 0, yes, no)):
            if high[below] <= low[above] and low[below] < high[above]:
                cut, ties = f"{low[above]:g}", high[below] == low[above]
                upper = f"above {cut}" if ties else f"of {cut} or more"
                said = [f"{name} {upper} is {second}", f"less is {first}"]
                if ties and high[above] == low[above]:  # no row is above
                    said = [f"{name} below {cut} is {first}"]
                elif ties and low[below] == high[below]:  # no row has less
                    said = said[:1]
                rows = ", and ".join(f"every row with {each}" for each in said)
                return _finding("separable", (name,), f"'{name}' separates the classes: {rows}.")
    return None


# --- a direction -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Against:
    """Rows that speak against a direction most, and what others gain along it."""

    rows: int
    worse: Matrix  # (m, size) rows a of A with the smallest a v
    fixed: Matrix  # (m, size) rows b of B with the largest |b v|
    by: tuple[Vector, Vector]  # how much
    gained: float

    def __add__(self, other: Against) -> Against:
        worse, lost = _largest(*_joined((self.worse, self.by[0]), (other.worse, other.by[0])))
        fixed, moved = _largest(*_joined((self.fixed, self.by[1]), (other.fixed, other.by[1])))
        gained = max(self.gained, other.gained)
        return Against(self.rows + other.rows, worse, fixed, (lost, moved), gained)


def _joined(one: tuple[Matrix, Vector], other: tuple[Matrix, Vector]) -> tuple[Matrix, Vector]:
    return np.vstack([one[0], other[0]]), np.concatenate([one[1], other[1]])


def _largest(rows: Matrix, by: Vector) -> tuple[Matrix, Vector]:
    if len(by) <= MOST_ROWS:
        return rows, by
    kept = np.sort(np.argsort(-by, kind="stable")[:MOST_ROWS])
    return rows[kept], by[kept]


@dataclass(frozen=True, slots=True, eq=False)
class Doubt:
    """Work of a pass: the rows that speak against a direction; of `either` sign where any does."""

    problem: Scaled
    v: Vector  # (size,)
    either: bool

    def __call__(self, pieces: Iterable[Piece]) -> Against:
        none = np.empty((0, self.v.size))
        found = Against(0, none, none, (np.empty(0), np.empty(0)), 0.0)
        for block, _, weights in self.problem.rows(pieces):
            if weights is not None:
                kept = weights > 0
                block = block.with_rows(block.X_b[kept], block.y[kept], int(kept.sum()), None)
            A, B = block.improving()
            along, moved = A @ self.v, np.abs(B @ self.v)
            lost = np.abs(along) if self.either else -along
            beyond = lost > VIOLATED if self.v.any() else np.ones(len(A), dtype=bool)
            off = moved > VIOLATED if self.v.any() else np.ones(len(B), dtype=bool)
            found = found + Against(
                len(A), A[beyond], B[off], (lost[beyond], moved[off]), float(along.max(initial=0.0))
            )
        return found


def _direction(data: RowData) -> Vector | None:
    """Return v with A v ≥ 0, not all 0, and B v = 0 over all rows; None if there is none."""
    problem = data.problem
    size = problem.groups * problem.p
    A = B = np.empty((0, size))
    v, either, rng = np.zeros(size), False, np.random.default_rng(0)
    for _ in range(MOST_PASSES):
        found: Against = data.total(Doubt(problem, v, either))
        agreed = not (len(found.worse) or len(found.fixed))
        if agreed:
            return v if found.gained > GAINED and not either else None
        A, B = np.vstack([A, found.worse]), np.vstack([B, found.fixed])
        solution = _program(A, B, problem)
        either = solution is None
        if solution is not None:
            v = solution
            continue
        # These rows admit no direction but those in which none of them changes.
        free = _unchanged(np.vstack([A, B]), problem)
        if not free.shape[1]:
            return None
        v = free @ rng.normal(size=free.shape[1])
    return None


def _penalized(problem: Scaled) -> np.ndarray:
    penalized = np.zeros((problem.groups, problem.p), dtype=bool)
    penalized[:, : problem.model.d] = problem.model.alpha > 0
    return penalized.ravel()


def _program(A: Matrix, B: Matrix, problem: Scaled) -> Vector | None:
    """Solve the linear program for some rows; None if they admit no direction."""
    if not len(A):
        return None
    bounds = [(0.0, 0.0) if held else (-1.0, 1.0) for held in _penalized(problem)]
    found = linprog(
        -A.sum(axis=0),
        A_ub=csr_array(-A),
        b_ub=np.zeros(len(A)),
        A_eq=csr_array(B) if len(B) else None,
        b_eq=np.zeros(len(B)) if len(B) else None,
        bounds=bounds,
        method="highs",
    )
    if found.x is None:
        return None
    direction: Vector = np.asarray(found.x)
    return direction if (A @ direction).max(initial=0.0) > GAINED else None


def _unchanged(rows: Matrix, problem: Scaled) -> Matrix:
    """Return a basis (size, k) of the directions along which no row changes, penalties aside."""
    held = np.eye(rows.shape[1])[_penalized(problem)]
    _, values, axes = np.linalg.svd(np.linalg.qr(np.vstack([rows, held]), mode="r"))
    rank = int((values > 1e-9 * values.max(initial=0.0)).sum())
    basis: Matrix = axes[rank:].T
    return basis
