"""What the arithmetic gives for thousands of drawn numbers is what it was, to the last bits."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Any
from unittest import mock

import numpy as np
import pytest

from downslope.numerics import arguments, arrays, gram, polynomial, threads, triangular
from downslope.numerics import doubledouble as dd
from downslope.numerics.arguments import OptionStyle
from downslope.numerics.exact_sums import exact_sum, exact_sum_of_squares
from downslope.numerics.gram import ExactGram, GramSum, Scale
from records import Case, check
from tallies import tally, wide
from test_recorded_many_parts import ULP, numbers


def a_pair(source: random.Random, *shape: int, low: float = 1e-3) -> dd.Pair:
    high = numbers(source, *shape, low=low)
    return high, numbers(source, *shape) * high * dd.UNIT_ROUNDOFF / 1e4


def parts(*pairs: tuple[Any, Any]) -> list[float]:
    """Return high parts, and low parts by the last bit of theirs."""
    found: list[float] = []
    for high, low in pairs:
        size = np.abs(high) + (np.asarray(high) == 0)
        found += [*np.ravel(high), *np.ravel(low / size * ULP)]
    return found


def of_pairs(source: random.Random) -> dict[str, Any]:
    n = source.randint(1, 9)
    a, b = a_pair(source, n), a_pair(source, n)
    if source.random() < 0.2:
        b = (-a[0], b[1])
    positive = dd.multiply(a, a)
    summed = a[0].copy()
    left = dd.sum_into(summed, b[0])
    exponent = (np.clip(a[0], -600, 700), a[1] * (np.abs(a[0]) < 600))
    both = (np.outer(a[0], b[0]), np.outer(a[1], b[1]))
    return {
        "outcome": "",
        "sums": parts(dd.two_sum(a[0], b[0]), dd.fast_two_sum(a[0], b[0]), (summed, left)),
        "products": parts(dd.two_product(a[0], b[0]), dd.split(a[0])),
        "added": parts(dd.add(a, b), dd.subtract(a, b)),
        "multiplied": parts(dd.multiply(a, b), dd.scale(a, 0.25)),
        "divided": parts(dd.divide(a, b)),
        "roots": parts(dd.square_root(positive)),
        "totals": parts(dd.total(a), dd.total(both, axis=1), dd.take(both, 0), dd.pair(a[0])),
        "exponentials": parts(dd.exponential(exponent)),
    }


def of_sums(source: random.Random) -> dict[str, Any]:
    n = source.randint(0, 12)
    size = source.choice([1.0, 1.0, 1e-300, 1e300, 2.0**450, 2.0**-450])
    x = numbers(source, n, low=1e-8, high=1e2) * size
    if n and source.random() < 0.5:
        x[source.randrange(n)] = source.choice(
            [0.0, 2.0**450, -(2.0**450), 2.0**-450, 1e200, 5e-324]
        )
    total, squares = exact_sum(x), exact_sum_of_squares(x)
    weights = np.where(np.abs(x) < 1e9, np.abs(x), 0.0)
    return {
        "outcome": f"{total % 9973} {squares % 9973}" if source.random() < 0.1 else "",
        "sums": [total % 9973, total.bit_length(), squares % 9973, squares.bit_length()],
        "logs": float(arrays.sum_of_logs(weights[weights > 1e-9])),
    }


def a_scale(source: random.Random, q: int, intercept: bool) -> tuple[Scale, np.ndarray, np.ndarray]:
    k = 1
    low = numbers(source, q)
    high = low + np.abs(numbers(source, q)) * source.choice([0.0, 1.0, 1.0])
    heaviest = source.choice([1.0, 1.0, 4.0, 7.5])
    scale = Scale.of_ranges(low, high, intercept=intercept, k=k, heaviest=heaviest,
                            margin=source.choice([0, 0, 3]))  # fmt: skip
    return scale, low, high


def of_scales(source: random.Random) -> dict[str, Any]:
    q = source.randint(2, 4)
    scale, low, high = a_scale(source, q, intercept=True)
    factor = source.choice([0.5, 0.999, 1.0, 1.001, 2.0, 4.0])
    middle, half = (low + high) / 2, (high - low) / 2
    far = source.choice([0.1, 1.0]) * half  # either end may be the one that is outside
    ends = (factor * half, far) if source.random() < 0.5 else (far, factor * half)
    holds = scale.holds(middle - ends[0], middle + ends[1], source.choice([1.0, 4.0]))
    plain, _, _ = a_scale(source, q, intercept=False)
    same = Scale(scale.origin, scale.exponents)
    other = Scale(scale.origin, scale.exponents + 1)
    covering = Scale.covering(plain.origin, np.abs(low) * source.choice([0.0, 1.0]))
    return {
        "outcome": f"{holds} {[scale.same_as(each) for each in (plain, same, other)]}",
        "origin": [*scale.origin, *plain.origin],
        "exponents": [*scale.exponents, *plain.exponents, *covering.exponents],
        "factors": scale.factors(),
    }


@np.errstate(all="ignore")
def of_gram(source: random.Random) -> dict[str, Any]:
    q, n = source.randint(2, 4), source.randint(0, 30)
    intercept = source.random() < 0.6
    scale, low, high = a_scale(source, q - intercept, intercept)
    share = np.array([[source.random() for _ in range(q - intercept)] for _ in range(n)])
    rows = low + share.reshape(n, q - intercept) * (high - low)
    if intercept:
        rows = np.insert(rows, q - 2, 1.0, axis=1)
    moved, rest = dd.two_sum(rows.T, -scale.origin[:, np.newaxis])
    lows = source.choice([None, rest, rest * 1.5])
    slices = source.choice([5, 5, 3])
    if n and source.random() < 0.05:
        moved[0, 0] = source.choice([np.nan, 1e300])
    with mock.patch.object(gram, "BLOCK_ROWS", source.choice([3, 8, 2048])):
        cut = n // 3
        one, two = (
            ExactGram.of_blocks(
                scale, [(moved[:, part], None if lows is None else lows[:, part])], count
            )
            for part, count in (
                (slice(0, cut), slices),
                (slice(cut, None), source.choice([slices, 5])),
            )
        )
    whole = one + two
    back = whole - two
    products = whole.gram()
    few = whole.few()
    spoiled = source.choice(["none", "low", "high", "n", "negative"])
    changed = whole
    if spoiled == "low":
        changed = ExactGram(scale, n, whole.high, whole.low + 2.0 ** source.choice([-200, -60, 2]))
    elif spoiled == "high":
        changed = ExactGram(scale, n, whole.high + 2.0 ** source.choice([-90, 60, 200]), whole.low)
    elif spoiled == "n":
        changed = ExactGram(scale, n // source.choice([2, 5, 50]), whole.high, whole.low)
    elif spoiled == "negative":
        changed = ExactGram(scale, n, -whole.high, whole.low)
    exact = []
    if n and np.isfinite(moved).all():
        row = [Fraction(float(each)) for each in moved[:, 0]]
        exact = [[n * a * b for a in row] for b in row]
    made = ExactGram.of_products(scale, n, exact) if exact else None
    means, centered = gram.about_means(products, q - 2) if intercept and n else ((0, 0), (0, 0))
    return {
        "outcome": f"{spoiled}, {changed.contradiction()[-9:] or 'fine'}",
        "counts": [whole.slices, one.slices, back.n, whole.n, few.slices],
        "said": [changed.contradiction(), whole.contradiction()],
        "products": parts(products),
        "again": parts(back.gram(), few.gram()),
        "high": whole.high[np.abs(whole.high) > 0],
        "low": np.log2(whole.low[whole.low > 0]),
        "rounding": [whole.rounding() * 2.0**61, few.rounding() * 2.0**61],
        "made": parts(made.gram()) if made else None,
        "means": parts(means) if intercept and n else None,
        "centered": np.abs(centered[0]).sum() if intercept and n else None,
    }


def of_float_gram(source: random.Random) -> dict[str, Any]:
    q = source.choice([1, 2, 3, 5])
    with (
        mock.patch.object(gram, "CHUNK_ROWS", 8),
        mock.patch.object(gram, "WIDE_CHUNK_ROWS", 12),
        mock.patch.object(gram, "NARROW_COLUMNS", 3),
    ):
        total, whole = GramSum(q), np.zeros((q, q))
        for _ in range(source.randint(1, 3)):
            m = source.choice([1, 7, 8, 9, 16, 24, 25, 40])
            block = numbers(source, m, q)
            total.add(block.T if source.random() < 0.5 else np.ascontiguousarray(block.T))
            whole += block.T @ block
        depth, found = total.depth, total.matrix()
    return {
        "outcome": f"{np.allclose(found, whole)} {(found == found.T).all()}",
        "depth": depth,
        "matrix": np.abs(found).sum(),
        "curvature": arrays.largest_curvature(whole),
    }


def of_triangles(source: random.Random) -> dict[str, Any]:
    p, k = source.randint(1, 5), source.randint(1, 2)
    A = np.rint(numbers(source, p + source.choice([-1, 0, 2]) if p > 1 else p, p, low=0.3, high=5))
    exact = np.array([[float((a * b).sum()) for a in A.T] for b in A.T])
    factor = triangular.cholesky(dd.pair(exact + np.eye(p) * source.choice([0.0, 0.0, 0.5, -3.0])))
    if factor is None or factor[0].diagonal().min() < 1e-3:
        return {"outcome": "none" if factor is None else "flat"}
    right = a_pair(source, p, k)
    return {
        "outcome": "positive",
        "factor": parts(factor),
        "inverse": parts(triangular.inverse(factor))[: p * p],
        "upper": triangular.solve_upper(factor, right)[0],
        "lower": triangular.solve_lower(factor, right)[0],
    }


def of_powers(source: random.Random) -> dict[str, Any]:
    n, degree = source.randint(1, 5), source.choice([0, 1, 2, 3, 7])
    x = numbers(source, n)
    if source.random() < 0.1:
        x[-1] = 1e200
    high, low = polynomial.powers(x, degree, source.choice([None, x * 2.0**-55]))
    texts = [f"{value:.{source.randint(1, 22)}g}" for value in x]
    if source.random() < 0.15:
        texts[-1] = source.choice(["a", "1e400", "1/0", " 0.1 ", "nan", ""])
    made = polynomial.from_decimals([texts, texts[::-1]], ["a", "b"])
    return {
        "outcome": ", ".join(polynomial.power_names("x", degree)),
        "powers": parts((high, low)),
        "decimals": parts(made),
    }


def of_threads(source: random.Random) -> dict[str, Any]:
    rows, task = source.choice([0, 1, 9, 10, 11, 20]), source.choice([1, 5, 10])
    wanted = source.choice(["1", "3", "007", "0", "x", "", "1000000", "-2"])
    made: list[int] = []
    buffer = threads.PerThread(lambda: made.append(1) or made)
    with mock.patch.dict("os.environ", {"DOWNSLOPE_THREADS": wanted}):
        count = threads.thread_count()
        cut = threads.each_task(lambda *edge: edge, rows, task)
        edges = [*cut] if rows and count < 100 else []
        known = wanted.strip("0") in ("1", "3", "7")
    return {
        "outcome": f"{len(buffer())} {len(buffer())} of {task}"
        f" {type(threads.sums_of(source.choice([10_000, 10_001]))).__name__}",
        "edges": edges,
        "count": count if known else None,
        "free": (threads.free_memory() or 0) > 0,
    }


VALUES: tuple[Any, ...] = (
    0, 1, -1, 2.5, -0.0, math.nan, math.inf, True, "3", "x y", "", None, [], ["a"], ["a", "b"],
    ("a",), [1, 2], np.int64(4), np.float64(0.5), np.bool_(True), [[1, 2], [3, 4]], [[[1]]],
)  # fmt: skip


def of_arguments(source: random.Random) -> dict[str, Any]:
    value, least = source.choice(VALUES), source.choice([0, 1, 2])
    style, name = source.choice([*OptionStyle]), source.choice(["lr", "drop_missing", "by"])
    names = source.choice([["a"], ["a", "b c"], ["a", "it's", "d,e"]])
    checks: dict[str, Callable[[], Any]] = {
        "whole": lambda: arguments.whole_number(name, value, least),
        "finite": lambda: arguments.check_finite_number(name, value),
        "flag": lambda: arguments.flag(name, value),
        "nonnegative": lambda: arguments.nonnegative(name, value),
        "kind": lambda: arguments.check_kind(name, value, source.choice([int, str]), "f(1)"),
        "labels": lambda: [len(each) for each in arguments.columns_or_labels(name, value)],
        "paths": lambda: arguments.are_paths(value),
        "number": lambda: [arguments.number_or_nan(value), arguments.number_in(str(value))],
        "names": lambda: arguments.column_names(source.choice([None, names]), 2),
        "named": lambda: arguments.named(source.choice([None, "a", [], names])),
        "options": lambda: [style.holder, style.option(name), style.flag(name), style.off(name),
                            style.setting(name, "a b"), style.columns(name, names),
                            style.one_of(name, names, source.choice(["", "more"]))],
    }  # fmt: skip
    kind = source.choice([*checks])
    found = checks[kind]()
    return {"outcome": kind if kind != "options" else f"{found[1]}, {found[3]}", "said": str(found)}


def of_arrays(source: random.Random) -> dict[str, Any]:
    kind = source.choice(["weights", "table", "target", "finite", "squares", "norms", "exact"])
    rows = source.choice([1, 3])
    if kind == "weights":
        each = [0.0, 1.0, -1.0, 2.0**-200, 2.0**200, 2.0**199, 2.0**-199]
        given = source.choice([*each, [1.0] * rows, [0.0] * rows, [np.nan] * rows,
                               [1.0, -0.5, 2.0], [[1.0]]])  # fmt: skip
        return {"outcome": kind, "numbers": arrays.row_weights(given, rows)}
    if kind == "table":
        given = source.choice(
            [[1.0, 2.0], [[1, 2]], [[2**53, 1]], [[2**53 + 1, 1]], [["a"]], [[1j]], [[None, 1]], 3,
             np.zeros((0, 2)), np.zeros((1, 1, 1)), np.float32([[1.5]]), [[1, 2], [3]], [[True]],
             np.array([["2020-01-01"]], dtype="M8[D]"), np.array([[2**60, 0.5]], dtype=object),
             np.ma.masked_array([[1.0]], mask=[[True]]), [[math.inf, 1.0]],
             np.array([[b"x", 1]], dtype=object)]
        )  # fmt: skip
        return {"outcome": str(arrays.table(given).dtype), "numbers": arrays.feature_matrix(given)}
    if kind == "target":
        given = source.choice(
            [[1.0] * rows, [[1.0]] * rows, [[1.0, 2.0]] * rows, [math.nan] * rows, [1.0] * 4]
        )
        return {"outcome": kind, "numbers": arrays.target_vector(given, rows)}
    with mock.patch.object(arrays, "_FINITE_ROWS", source.choice([1, 2, 4096])):
        if kind == "finite":
            values = np.ones((5, 2))
            for _ in range(source.randint(0, 3)):
                values[source.randrange(5), source.randrange(2)] = source.choice([np.nan, np.inf])
            arrays.check_finite(values, ["a", "b"])
    values = numbers(source, source.randint(1, 4), 3, low=1e-9)
    values *= source.choice([1.0, 1e200, 1e-200, 0.0])
    if kind == "squares":
        arrays.check_squares(source.choice([1.0, math.inf, math.nan]) * np.arange(1, 4), "abc")
    p, size = source.randint(1, 30), wide(source, 0.5, 30)
    return {
        "outcome": f"{kind} {arrays.is_rounding(size * math.sqrt(p) * 2.0**-53 * 7, 7.0, p)}",
        "norms": np.log(arrays.row_norms(values) + 1e-290),
        "roots": np.log(arrays.root_mean_squares(values, 7) + 1e-290),
        "said": [
            *arrays.default_names(source.randint(1, 3)),
            *arrays.target_names(source.randint(1, 3)),
        ],
    }


DRAWS: dict[str, tuple[int, Callable[[random.Random], dict[str, Any]]]] = {
    "pairs": (80, of_pairs),
    "sums": (200, of_sums),
    "scales": (120, of_scales),
    "gram": (150, of_gram),
    "float gram": (80, of_float_gram),
    "triangles": (100, of_triangles),
    "powers": (150, of_powers),
    "threads": (80, of_threads),
    "arguments": (700, of_arguments),
    "arrays": (500, of_arrays),
}

CASES: dict[str, Case] = {
    name: partial(tally, name, count, draw) for name, (count, draw) in DRAWS.items()
}


@pytest.mark.parametrize("name", CASES)
def test_what_the_arithmetic_gives(name: str) -> None:
    check("many_numerics", name, CASES[name])
