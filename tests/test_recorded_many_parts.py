"""What the parts of the solvers give for thousands of drawn arguments is what it was."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import Any
from unittest import mock

import numpy as np
import pytest

from downslope.models.least_squares import LeastSquares
from downslope.numerics.doubledouble import UNIT_ROUNDOFF, pair
from downslope.solvers import certificate, rational, residuals, textbook
from downslope.solvers import rows as rows_module
from downslope.solvers.contract import (
    SHARE_OF_STD_ERROR,
    TEN_DIGITS,
    Accuracy,
    Answer,
    accuracy_named,
    meets,
)
from downslope.solvers.minimum_norm import smallest
from downslope.solvers.nonnegative import solve_nonnegative
from downslope.solvers.rank import rank_report
from downslope.solvers.rows import Columns, Moments, Rows
from records import Case, check
from tallies import tally, wide
from test_recorded_many_solvers import table

ULP = 2.0**53  # so that what rounding removes is no zero to the tally


def numbers(source: random.Random, *shape: int, low: float = 1e-3, high: float = 1e3) -> np.ndarray:
    """Draw numbers of either sign."""
    found = [wide(source, low, high) * source.choice([-1, 1]) for _ in range(int(np.prod(shape)))]
    return np.array(found).reshape(shape)


# --- whether an answer meets its target -----------------------------------------------------


def answer_of(source: random.Random) -> tuple[Answer, int, Accuracy]:
    """Draw an answer with bounds just below a limit of its accuracy, just above, or at random."""
    p, k, n = source.randint(1, 3), source.randint(1, 2), source.choice([2, 3, 4, 30])
    accuracy = source.choice([*Accuracy])
    weights = numbers(source, p, k)
    if source.random() < 0.2:
        weights[0] = source.choice([0.0, 1.0, 2.0, -0.5])
    factor, norms = numbers(source, p, p), np.abs(numbers(source, k))
    sums = numbers(source, p + k)
    sums[p - 1] = abs(sums[p - 1])
    squares = np.abs(numbers(source, p + k)) + sums**2 / sums[p - 1]
    moments = Moments(squares, sums, numbers(source, p - 1 + k), p, True)
    low = numbers(source, p, k) * UNIT_ROUNDOFF * np.abs(weights) / 1e4
    if accuracy is Accuracy.FULL:
        gap = np.where(np.frexp(np.abs(weights))[0] == 0.5, 0.25, 0.5) * np.spacing(np.abs(weights))
        limits = [gap - np.abs(low)]
        share = UNIT_ROUNDOFF * 2.0**-30
    else:
        deviation = SHARE_OF_STD_ERROR * norms / np.sqrt(max(n - p, 1))
        lengths = np.sqrt((factor * factor).sum(axis=1))
        off = UNIT_ROUNDOFF * np.abs(weights)
        limits = [TEN_DIGITS * np.abs(weights) - off, np.outer(lengths, deviation) - off]
        share = UNIT_ROUNDOFF
    limits.append(share * moments.target_norms() / moments.column_norms()[:, np.newaxis])
    error = source.choice(limits) * source.choice([0.5, 0.999, 1.001, 2.0])
    if source.random() < 0.3:
        error = np.minimum(error, source.choice(limits) * 0.7)
    certain, known = source.random() < 0.9, source.random() < 0.9
    return (
        Answer(
            weights, low if known else None, error if source.random() < 0.95 else None, norms,
            factor if source.random() < 0.9 else None, moments, p, 1, residuals_certain=certain,
            residual_rounding=norms / 7 if known else None,
        ),
        n,
        accuracy,
    )  # fmt: skip


@np.errstate(all="ignore")
def of_answer(source: random.Random) -> dict[str, Any]:
    answer, n, accuracy = answer_of(source)
    p, k = answer.weights.shape
    columns = np.append(np.exp2(np.arange(p - 1) - 1.0), 1.0)
    moved = answer.for_scaled_targets(columns, np.exp2(np.arange(k) + 1.0))
    bound = answer.bound()
    return {
        "outcome": f"{accuracy.name} {meets(answer, accuracy, n)}",
        "bounds": None if bound is None else bound * ULP,
        "scaled": [each for each in (moved.weights, moved.residual_norms, moved.moments.origin)
                   for each in each.ravel()],
        "rounding": moved.residual_rounding,
        "low": None if moved.low is None else moved.low * ULP,
        "scaled bounds": None if moved.error is None else moved.error * ULP,
        "norms": [*moved.moments.target_norms(), *moved.moments.column_norms()],
        "said": accuracy_named(accuracy.name.lower()).value,
    }  # fmt: skip


# --- the certificate --------------------------------------------------------------------------


def of_certificate(source: random.Random) -> dict[str, Any]:
    p, k = source.randint(1, 5), source.randint(1, 3)
    depth, eta = wide(source, 1, 1e5), wide(source, 1e-4, 1)
    spread, epsilon = source.uniform(0, 0.9), source.uniform(0, 0.9)
    reach, lengths = np.abs(numbers(source, p, p)), np.abs(numbers(source, p))
    beta, left = numbers(source, p, k), numbers(source, p, k)
    norms, gradient = np.abs(numbers(source, k)), np.abs(numbers(source, k))
    lower = np.tril(numbers(source, p, p, low=1e-2, high=3))
    condition = wide(source, 1, 1e12)
    return {
        "outcome": "",
        "eta": certificate.gram_rounding(depth, p) * ULP,
        "pairs": certificate.pair_rounding(p) * ULP * ULP,
        "factor": certificate.factor_rounding(p, condition) * ULP,
        "inverse": certificate.inverse_rounding(lower, eta),
        "stored": certificate.stored_inverse_rounding(p, condition) * ULP,
        "one pass": certificate.one_pass(reach, eta, spread, beta, left, norms),
        "after": certificate.after_pass(reach, lengths, eta, spread, beta, norms, gradient),
        "refined": certificate.refined(lengths, epsilon, condition, norms, gradient, norms * 3),
    }


# --- the rank ---------------------------------------------------------------------------------


@np.errstate(all="ignore")
def of_rank(source: random.Random) -> dict[str, Any]:
    """Draw a Gram matrix of whole numbers, some of whose columns depend on others."""
    d, n, intercept = source.randint(1, 5), source.randint(1, 9), source.random() < 0.6
    X = np.array([[source.randint(-5, 5) for _ in range(d)] for _ in range(n)], dtype=float)
    for j in range(d):
        if source.random() < 0.35:
            X[:, j] = source.choice([0.0, 3.0]) + X[:, 0] * source.choice([0, 1, 2]) + X[:, -1]
            X[0, j] += source.choice([0.0, 0.0, 0.25, 2.0**-7])
        X[:, j] += source.choice([0.0, 0.0, 40.0])
    Z = np.column_stack([X, np.ones((n, 1))])[:, : d + intercept]
    gram = np.array([[float((a * b).sum()) for a in Z.T] for b in Z.T])
    p = d + intercept
    unit = np.exp2([source.randint(-2, 2) for _ in range(p)])
    scaled = source.random() < 0.3
    columns = Columns(
        n, d, intercept, np.arange(d + 1.0), weighted=source.random() < 0.5,
        column_scale=np.exp2(np.arange(p) - 1.0) if scaled else None,
    )  # fmt: skip
    seen: list[float] = []

    def measured(j: int, kept: Any, weights: Any) -> float:
        seen.append(j + len(kept) + float(np.abs(weights[0]).sum()))
        return seen[-1] * 1e-3

    report = rank_report(
        pair(gram),
        np.sqrt(gram.diagonal()),
        columns,
        unit,
        roundoff=wide(source, 1e-8, 1e-1),
        threshold=source.choice([1.0, 8.0]),
        gram_rounding=source.choice([0.0, 0.0, wide(source, 1e-12, 1e-1)]),
        measured=source.choice([None, measured]),
        **({"least_explained": source.choice([0.0, 0.75, 0.95])} if scaled else {}),
    )
    return {
        "outcome": f"{report.rank} of {p}",
        "kept": [(at + 1) * (j + 1) for at, j in enumerate(report.kept)],
        "dependent": [(at + 1) * (each.column + 1) for at, each in enumerate(report.dependent)],
        "weights": [w for each in report.dependent for w in each.weights],
        "distances": [each.distance for each in report.dependent if each.distance > 1e-7],
        "noise": [each.noise for each in report.dependent],
        "units": [*report.unit, *report.origin],
        "seen": seen,
    }


# --- rows, columns, and their moments -----------------------------------------------------------


@np.errstate(all="ignore")
def of_rows(source: random.Random) -> dict[str, Any]:
    kind = source.choice(["plain", "far", "sized", "few", "powers", "dependent"])
    rows, _ = table(source, kind, 40)
    if source.random() < 0.4:
        scale = np.exp2(np.arange(rows.p) - 1.0)
        rows = replace(rows, column_scale=scale)
    if rows.X_low is not None and source.random() < 0.5:
        rows = replace(rows, Y_low=rows.Y * 2.0**-54)
    if source.random() < 0.4:
        rows = replace(rows, Y=np.rint(rows.Y))
    block, n, p, k = source.choice([4, 8, 1024]), rows.n, rows.p, rows.k
    columns = replace(rows.columns, n=rows.n)
    exact = pair(np.rint(numbers(source, p, k)), UNIT_ROUNDOFF * numbers(source, p, k))
    unit = np.exp2([source.randint(-3, 3) for _ in range(p)])
    with (
        mock.patch.object(Rows, "block_rows", property(lambda _: block)),
        mock.patch.object(rows_module, "SAMPLE_ROWS", source.choice([3, 7, 2048])),
        mock.patch.object(residuals, "PAIR_BLOCK_VALUES", source.choice([1, 2**17])),
    ):
        ordered = rows_module.in_one_order(rows)
        sizes = rows_module.largest_values(rows)
        origin = rows_module.choose_origin(rows.X, rows.Y, rows.intercept)
        gradient, squares = residuals.pair_residual_pass(rows, exact)
        distance = residuals.pair_distance(rows, unit, p - 1, range(p - 1),
                                           pair(np.arange(p - 1.0)))  # fmt: skip
        task, depth = rows.task_rows, rows.depth
    blocks = rows.block(n // 3, n, np.empty((n, p + k)))
    high, low = rows.pair_block(n // 3, n)
    places = np.arange(1.0, n + 1)
    ranks = np.argsort(np.argsort(ordered.Y[:, 0], kind="stable"))
    user = columns.to_user_pair(exact)
    both = columns.transform_pair(unit, pair(np.eye(p), np.eye(p) * 2.0**-60))
    X = ordered.dense(0, n)
    return {
        "outcome": f"{kind}, {task} rows of {block}",
        "depth": [depth, residuals.pair_pass_rounding(rows) * 2.0**100, len(columns.user_origin)],
        "order": [float((places * part).sum()) for part in (*np.float64(X).T, *ordered.Y.T)],
        "weights in order": None if ordered.weights is None else places * ordered.weights,
        "low in order": None if ordered.X_low is None else (places * ordered.X_low.T).sum(axis=1)
        * ULP,
        "ranks": ranks + 1,
        "sizes": sizes,
        "origins": [*origin, *ordered.origin, *columns.user_origin],
        "blocks": np.abs(blocks).sum(axis=0),
        "pairs": np.abs(high).sum(axis=1),
        "low parts": np.abs(low).sum(axis=1) * ULP,
        "gradient": gradient[0],
        "squares": squares,
        "distance": distance,
        "user": user[0],
        "user low": np.abs(user[1]) * ULP,
        "transformed": both[0],
        "low transformed": both[1] * ULP * ULP,
        "matrix": columns.transform(unit),
        "magnitude": columns.magnitude(exact[0]),
        "ranges": rows_module.value_ranges(rows),
        "float gradient": residuals.residual_pass(rows, exact[0])[1],
    }  # fmt: skip


def of_moments(source: random.Random) -> dict[str, Any]:
    d, k, intercept = source.randint(1, 4), source.randint(1, 3), source.random() < 0.7
    p = d + intercept
    q = p + k
    sums = numbers(source, q)
    if intercept:
        sums[d] = source.choice([1.0, 7.0, 40.0])
    squares = np.abs(numbers(source, q)) + sums**2 / np.abs(sums[p - 1])
    origin = numbers(source, d + k) if intercept else np.zeros(d + k)
    moments = Moments(squares, sums, origin, p, intercept)
    if source.random() < 0.5:
        scale = np.exp2([source.randint(-3, 3) for _ in range(q)])
        if intercept and source.random() < 0.5:
            scale[d] = 1.0
        moments = moments.rescaled(scale)
        if source.random() < 0.5:
            moments = moments.rescaled(np.exp2(np.arange(q) - 2.0))
    if source.random() < 0.4:
        scale = np.exp2([source.randint(-3, 3) for _ in range(q)])
        if intercept:
            scale[d] = 1.0
        moments = moments.before_scaling(scale)
    one = moments.of_target(source.randrange(k))
    return {
        "outcome": "",
        "columns": moments.column_norms(),
        "targets": [*moments.target_norms(), *one.target_norms()],
        "totals": [*moments.total_norms(), *one.total_norms()],
        "centered": [*moments.centered_norms(), *one.centered_norms()],
        "offset": [moments.largest_offset(), one.largest_offset()],
        "sums": [*moments.sums, *one.sums, *one.origin],
    }


def of_shape(source: random.Random) -> dict[str, Any]:
    """Rows without values: how they are cut into blocks and tasks, and what is affordable."""
    d, k = source.choice([1, 5, 15, 16, 17, 40, 300]), source.choice([1, 2])
    size = (d + 1 + k) ** 2
    n = source.choice([1, 1000, 8192, 10**6 // size, 10**6 // size + 1, 600_000])
    X = np.broadcast_to(np.zeros((1, 1)), (n, d))
    rows = Rows(
        X, np.broadcast_to(np.zeros((1, 1)), (n, k)), source.random() < 0.7, np.zeros(d + k)
    )
    return {
        "outcome": f"{rows.block_rows}, {rows.task_rows}, {rational.affordable(rows)}",
        "depth": rows.depth,
        "rounding": residuals.pair_pass_rounding(rows) * 2.0**100,
    }


def of_root(source: random.Random) -> dict[str, Any]:
    value = Fraction(source.randrange(1, 10**9), source.randrange(1, 10**9))
    power = source.choice([0, 1, -1, 200, 1021, -1021, 3000, -3001])
    root = rational._root(value * Fraction(2) ** power) / Fraction(2) ** (power // 2)
    null = np.rint(numbers(source, 5, source.randint(1, 3), low=0.2, high=2))
    null += 5 * np.eye(5)[:, : null.shape[1]]
    weights = np.rint(numbers(source, 5, 2, low=0.6, high=9))
    return {
        "outcome": str(float(rational._root(Fraction(source.choice([0, -1, 4]))))),
        "roots": float(root),
        "smallest": smallest(weights, null),
    }


# --- the lesson's solvers, and slopes of one sign ---------------------------------------------


@np.errstate(all="ignore")
def of_textbook(source: random.Random) -> dict[str, Any]:
    kind = source.choice(["plain", "plain", "few", "dependent", "far"])
    rows, agree = table(source, kind, 200)
    X, y = np.float64(rows.dense(0, rows.n)), rows.Y[:, 0].copy()
    if kind == "far":
        X, agree = X * 10.0 ** source.uniform(-3, 3), 30.0
    problem = LeastSquares(X, y, intercept=rows.intercept)
    largest = float(np.square(problem.X_b).sum()) / rows.n
    lr = source.choice([0.1, 0.9, 4.0]) / largest
    setup = textbook.Setup(
        lr, lr / 4, source.choice([1, 8, 32]), source.choice([1, 10, 40]), source.choice([1, 4]),
        source.choice([1, 3, 100]), source.choice([1e-1, 1e-9]), source.choice([1e-3, 1e-13]),
    )  # fmt: skip
    solver = source.choice(textbook.TEXTBOOK_SOLVERS)
    found = solver.run(problem, setup)
    direct = solver.name in ("normal-equations", "qr")
    known = found.weights is not None and (
        agree < 4.0 or solver.name in ("gradient-descent", "sgd")
    )
    if not known and direct and rows.n >= rows.p:
        return {"outcome": f"{solver.name}: the columns depend"}
    return {
        "outcome": f"{solver.name}, {solver.loops}: {found.reason}{found.grew}",
        "passes": None if solver.name == "lsmr" else found.passes,
        "weights": found.weights if known and rows.n > rows.p and not found.grew else None,
        "limits": textbook.lsmr_limit(rows.n, rows.p),
    }


def of_nonnegative(source: random.Random) -> dict[str, Any]:
    kind = source.choice(["plain", "far", "sized", "plain"])
    rows, agree = table(source, kind, 40)
    X, names = np.float64(rows.dense(0, rows.n)), tuple(f"x{j}" for j in range(rows.d))
    Y = rows.Y.copy()
    if source.random() < 0.05:
        (X if source.random() < 0.5 else Y)[0, 0] = np.nan
    slopes, intercepts = solve_nonnegative(
        X, Y, intercept=rows.intercept, weights=rows.weights, names=names
    )
    known = agree < 4.0 and rows.n > rows.p
    return {
        "outcome": "".join(map(str, (slopes > 0).astype(int).ravel())) if known else "",
        "slopes": slopes if known else None,
        "intercepts": intercepts if known and kind == "plain" else None,
    }


DRAWS: dict[str, tuple[int, Callable[[random.Random], dict[str, Any]]]] = {
    "answers": (700, of_answer),
    "certificate": (150, of_certificate),
    "rank": (400, of_rank),
    "rows": (200, of_rows),
    "moments": (250, of_moments),
    "shapes": (150, of_shape),
    "roots": (100, of_root),
    "textbook": (300, of_textbook),
    "nonnegative": (100, of_nonnegative),
}

CASES: dict[str, Case] = {
    name: partial(tally, name, count, draw) for name, (count, draw) in DRAWS.items()
}


@pytest.mark.parametrize("name", CASES)
def test_what_the_parts_give(name: str) -> None:
    check("many_parts", name, CASES[name])
