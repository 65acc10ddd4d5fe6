"""What each solver finds of thousands of drawn designs is what it was: near its limits, and beyond.

No product of matrices makes a design, so that its bits are the same everywhere. Where a design
is steeper than a solver's float64 can bear, only the outcome is kept: the other digits are noise.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any
from unittest import mock

import numpy as np
import pytest
from scipy import sparse

from downslope.fitting.memory_design import MemoryDesign
from downslope.numerics import gram
from downslope.numerics.arrays import default_names, row_norms
from downslope.numerics.doubledouble import PAIR_ROUNDOFF, UNIT_ROUNDOFF
from downslope.numerics.polynomial import powers
from downslope.solvers import (
    SOLVERS,
    certificate,
    cholesky,
    contract,
    exact,
    lsmr,
    minimum_norm,
    qr,
    residuals,
    svd,
)
from downslope.solvers.contract import Accuracy, Answer, Declined, meets
from downslope.solvers.rows import Rows, choose_origin
from records import NUMBER, Case, check
from tallies import tally, wide

ACCURACIES = tuple(Accuracy)
KINDS = ("plain", "steep", "steep", "far", "steps", "dependent", "sized", "few", "powers")
FLAT = 1e30  # columns differ, or are the same
# Digits by which columns may agree: with more, a solver's numbers are not the same everywhere.
BEARS = {"cholesky": 3.0, "reproducible": 5.0, "exact": 40.0, "qr": 12.0, "rational": 1e31,
         "svd": 4.0, "lsmr": 2.0, "minimum-norm": 1e31, "dependent": 1e31}  # fmt: skip


def normals(rng: np.random.Generator, *shape: int) -> np.ndarray:
    return np.rint(rng.normal(size=shape) * 2**20) / 2**20


def table(source: random.Random, kind: str, most: int = 90) -> tuple[Rows, float]:
    """Draw rows, and tell by how many digits two of their columns agree."""
    rng = np.random.default_rng(source.randrange(2**32))
    d, k = source.randint(1 + (kind == "dependent"), 5), source.choice([1, 1, 1, 2, 3])
    intercept = source.random() < 0.7
    p, agree = d + intercept, 0.0
    n = p + round(wide(source, 1, most))
    if kind == "few":
        n = max(1, p + source.choice([-2, -1, 0, 0, 1]))
    X, X_low = normals(rng, n, d), None
    if kind == "steep" and d > 1:
        agree = source.uniform(0, 17)
        X[:, -1] = X[:, 0] + X[:, -1] * 10.0**-agree
    elif kind == "far":
        X += 10.0 ** source.uniform(0, 15)
        agree = 0.0 if intercept else FLAT
    elif kind == "steps":  # little is left of the steps between values far from zero
        X = 2.0 ** source.uniform(40, 54) + np.rint(X * source.choice([1, 4, 30]))
        agree = 16.0 if intercept else FLAT
    elif kind == "dependent":
        j = source.randrange(1, d)
        match source.choice(["zero", "constant", "twice", "sum", "tenth", "small", "near"]):
            case "zero":
                X[:, j] = 0.0
            case "constant":
                X[:, j] = source.choice([1.0, 0.1, -3e7])
            case "twice":
                X[:, j] = 2.0 * X[:, 0]
            case "sum":
                X[:, j] = X[:, 0] + 2.0 * X[:, j - 1]
            case "tenth":
                X[:, j] = 0.1 * X[:, 0] + 0.7 * X[:, j - 1]
            case "near":
                X[:, j] = X[:, 0] + X[:, j] * UNIT_ROUNDOFF * wide(source, 1.0, 1e6)
            case _:
                X = rng.integers(-1, 2, size=(n, d)).astype(float)
        if d > 2 and source.random() < 0.4:  # and those that are kept depend nearly
            X[:, 1 + j % (d - 1)] = X[:, 0] + X[:, 0][::-1] * 10.0 ** -source.uniform(6, 15)
        agree = FLAT
    elif kind == "sized":
        X *= [10.0 ** source.choice([0, -8, 8, 130, -150, 200]) for _ in range(d)]
    elif kind == "powers":
        x = normals(rng, n, 1)[:, 0] + source.choice([0.0, 1.0, 3.0])
        X, X_low = powers(x, source.randint(1, 5))
        agree = 6.0
    Y = normals(rng, n, k) + source.choice([0.0, 0.0, 0.0, -1e3, -1e6])
    for target in range(k):
        for j in range(X.shape[1]):
            if source.random() < 0.7 and kind != "sized":
                Y[:, target] += source.choice([1.0, -2.0, 1e3, 1e-3]) * X[:, j]
    if source.random() < 0.1:
        Y[:, 0] = source.choice([0.0, 1.0]) + (X[:, 0] if source.random() < 0.5 else 0.0)
        agree = max(agree, FLAT)
    elif source.random() < 0.1:
        Y *= 10.0 ** source.choice([-160, 150, 220])
    weights = roots = None
    if source.random() < 0.3:
        weights = np.exp2(np.rint(rng.normal(size=n) * 4) / 2)
        roots = np.sqrt(weights)
    if source.random() < 0.15 and X_low is None:
        X = sparse.csr_array(X) if source.random() < 0.5 else np.float32(X) if kind in (
            "plain", "few", "long") else X  # fmt: skip
    return Rows(X, Y, intercept, choose_origin(X, Y, intercept), weights, roots, X_low), agree


MODULES = (certificate, cholesky, contract, exact, gram, minimum_norm, qr, svd)


@contextmanager
def roughly(source: random.Random) -> Iterator[int]:
    """Let some draws take roundings for larger than they are, so that all terms of bounds count."""
    more = source.choice([0, 0, 8, 16, 24])
    pairs = 2.0 ** (more + 24 if more else 0)
    block = source.choice([8, 16, 64, 1024])
    with ExitStack() as patched:
        for module in MODULES:
            for name, factor in (("UNIT_ROUNDOFF", 2.0**more), ("PAIR_ROUNDOFF", pairs)):
                if hasattr(module, name):
                    value = getattr(module, name) * factor
                    patched.enter_context(mock.patch.object(module, name, value))
        lost = {slices: each * pairs for slices, each in gram.LOST.items()}
        lost[gram.FEW_SLICES] = gram.LOST[gram.FEW_SLICES] * 2.0**more
        patched.enter_context(mock.patch.dict(gram.LOST, lost))
        patched.enter_context(mock.patch.object(Rows, "block_rows", property(lambda _: block)))
        for name, value in (
            ("PAIR_BLOCK_VALUES", 2**17 if block > 16 else 1),
            ("PASS_ROUNDING", residuals.PASS_ROUNDING * pairs),
        ):
            patched.enter_context(mock.patch.object(residuals, name, value))
        yield more


@np.errstate(all="ignore")
def of_solver(name: str, source: random.Random) -> dict[str, Any]:
    kind = source.choice(KINDS)
    if name in ("minimum-norm", "dependent"):
        kind = source.choice(["dependent"] * 6 + ["steep", "steep", "few", "sized", "powers"])
    most = {"rational": 20, "lsmr": 60}.get(name, 90)
    rows, agree = table(source, kind, most)
    accuracy = source.choice(ACCURACIES)
    design = MemoryDesign(rows, default_names(rows.d), sort=accuracy is Accuracy.REPRODUCIBLE)
    passes = source.choice([1, 10])
    with roughly(source), mock.patch.object(qr, "MOST_PASSES", passes):
        solved = SOLVERS[name](design, accuracy)
    if isinstance(solved, Declined):
        if name == "cholesky" and (
            agree > 8.0 or rows.n < rows.p
        ):  # rounding alone decides how it notices
            return {"outcome": "the columns depend on each other"}
        if name in ("cholesky", "qr", "svd"):
            return {"outcome": NUMBER.sub("#", solved.reason)[:44]}
        return {"outcome": NUMBER.sub("#", solved.reason)[:44], "said": solved.reason}
    answer = design.finished(solved)
    once = name == "qr" and passes == 1
    if name == "lsmr" and kind == "far":
        agree = FLAT  # it measures features from zero
    kept = agree <= (4.0 if once else BEARS[name])
    found = of_answer(answer, accuracy, rows.n, kept, bounds=name != "qr" or once)
    if name == "svd":  # its bound is that of the rounding that a pass measures
        found["outcome"] = found["outcome"].replace(", meets", "")
    if name == "qr" and not once and (agree > 5.0 or "meets" not in found["outcome"]):
        found["outcome"] = "in several passes"  # each corrects what rounding has left
    elif name == "lsmr":
        most = 2 * (lsmr.ITERATIONS_PER_WEIGHT * min(rows.n, rows.p) + 100)
        found["outcome"] = "all passes" if answer.passes == most else "in several passes"
    return found | {"notes": [len(each) for each in (*design.notes, *answer.notes)]}


def of_answer(
    answer: Answer, accuracy: Accuracy, n: int, kept: bool, bounds: bool
) -> dict[str, Any]:
    met = meets(answer, accuracy, n)
    found: dict[str, Any] = {
        "outcome": f"{answer.passes} passes"
        f"{', proven' * answer.proven}{', uncertain' * (not answer.residuals_certain)}"
        f"{', meets' * (kept and met)}"
        f"{', determined' * (answer.lengths is not None)}"
        f"{', unbounded' * (answer.error is None)}"
        f"{', exact' * (answer.residuals_certain and not answer.residual_norms.any())}",
        "rank": answer.rank,
        "findings": [len(each.evidence) for each in answer.findings],
    }
    if kept:
        found |= {
            "weights": answer.weights,
            "residuals": answer.residual_norms
            if answer.residuals_certain and n > len(answer.weights)
            else None,
            "norms": [*answer.moments.column_norms(), *answer.moments.target_norms()],
            "spreads": [*answer.moments.centered_norms(), *answer.moments.total_norms()],
            "lengths": answer.lengths,
            "traded": answer.traded,
        }
        if answer.inverse_factor is not None:
            found["inverse"] = row_norms(answer.inverse_factor)
            # The length of a column of ones is rounded to a power of two, or below it.
            found["amplification"] = answer.amplification if n not in (4, 16, 64) else None
        if bounds:
            found |= {
                "bounds": None if answer.error is None else answer.bound() / UNIT_ROUNDOFF,
                "bounds of pairs": None if answer.low is None else answer.error / PAIR_ROUNDOFF,
                "residual bounds": None
                if answer.residual_error is None or n <= len(answer.weights)
                else answer.residual_error / UNIT_ROUNDOFF,
                "bounds of lost residuals": answer.residual_rounding,
                "inverse bounds": answer.inverse_error / UNIT_ROUNDOFF,
            }
    return found


COUNTS = {"cholesky": 500, "reproducible": 120, "exact": 160, "qr": 220, "rational": 100,
          "svd": 230, "lsmr": 100, "minimum-norm": 150, "dependent": 130}  # fmt: skip

CASES: dict[str, Case] = {
    name: partial(tally, f"{name} 4", count, partial(of_solver, name))
    for name, count in COUNTS.items()
}


@pytest.mark.parametrize("name", CASES)
def test_what_each_solver_finds(name: str) -> None:
    check("many_solvers", name, CASES[name])
