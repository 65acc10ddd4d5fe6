"""Transforms that learn from the data: center, scale, standardize, poly, and bs.

    center(x)       x − x̄                                     learns x̄
    scale(x)        (x − x̄)/s, s² over n − 1                  x̄ and s; standardize: s² over n
    poly(x, k)      k orthonormal polynomials, as in R        a middle, a half width, and Pₖ from
                                                              the triangle of [1, z, …, zᵏ] = Q R
    bs(x, df)       B-splines (de Boor 1978), as in R         the knots: quantiles of x, and ends

What is learned adds up over the tasks of a pass (`Statistics`), so it is learned from data of any
size and frozen. No order of the rows changes a bit of it, but for poly, whose triangle is rounded
block by block. Quantiles are exact: small columns are sorted, and of large ones each pass counts
the next 16 bits of the ordered values, which finds any order statistic in at most four passes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np

from downslope.errors import DataError, OptionError
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.exact_sums import UNIT_BITS, exact_sum, exact_sum_of_squares

State = tuple[float, ...]
MOST_COLUMNS = 40  # of a polynomial or a spline
MOST_SORTED = 2**22  # values of a column; of more, bits are counted
DIGIT = 16  # bits that a pass counts
MORE_BITS = 128  # of a root, before it is rounded
SINGULAR = 1e-11  # of a triangle: the powers of too few different values


@dataclass(frozen=True, slots=True)
class Transform:
    """Options of a transform, in order, with their defaults."""

    options: Mapping[str, object]

    def named(self, given: Mapping[str, object]) -> dict[str, object]:
        """Return all options by name; those that are not known stay under what was written."""
        places = list(self.options)
        found = dict(self.options)
        for key, value in given.items():
            at = int(key) - 1 if key.isdigit() else None
            name = key if at is None or at >= len(places) else places[at]
            found[name] = value
        return found

    def check(self, given: Mapping[str, object], shown: str) -> None:
        """Raise `OptionError` unless every option is known and has a value that can be used."""
        for name, value in given.items():
            if name not in self.options:
                known = ", ".join(self.options) or "no options"
                raise OptionError(
                    f"The formula has {shown}: there is no option '{name}' ({known})."
                )
            if name == "raw" and not isinstance(value, bool):
                raise OptionError(f"The formula has {shown}: raw is True or False.")
            if name in ("degree", "df") and value is not self.options[name]:
                whole = type(value) is int and 1 <= value <= MOST_COLUMNS
                if not whole:
                    raise OptionError(
                        f"The formula has {shown}: {name} is a whole number from 1 to "
                        f"{MOST_COLUMNS}."
                    )
            if name == "knots" and value is not None:
                _check_knots(value, shown)
        if "df" in given:
            df, degree, knots = given["df"], given["degree"], given["knots"]
            if df is not None and knots is not None:
                raise OptionError(f"The formula has {shown}: give df or knots, not both.")
            if df is not None and df < degree:  # type: ignore[operator]
                raise OptionError(
                    f"The formula has {shown}: df must be at least the degree, {degree}."
                )


def _check_knots(knots: object, shown: str) -> None:
    good = isinstance(knots, tuple) and 0 < len(knots) <= MOST_COLUMNS
    numbers = [each for each in knots if type(each) in (int, float)] if good else []  # type: ignore[attr-defined]
    if not good or len(numbers) < len(knots) or sorted(set(numbers)) != list(numbers):  # type: ignore[arg-type]
        raise OptionError(f"The formula has {shown}: knots are a list of rising numbers.")


LEARNED: Final = {
    "center": Transform({}),
    "scale": Transform({}),
    "standardize": Transform({}),
    "poly": Transform({"degree": 1, "raw": False}),
    "bs": Transform({"df": None, "knots": None, "degree": 3}),
}
WIDE: Final = ("poly", "bs")
MOMENTS: Final = {"center": 1, "scale": 2, "standardize": 2}  # that a transform learns


def transformed(
    name: str, x: Vector, options: Mapping[str, object], state: State | None
) -> Vector | Matrix:
    """Compute a transform of a column (n,): a column (n,), or (n, k)."""
    degree = int(options.get("degree", 1))  # type: ignore[call-overload]
    if name == "poly" and options["raw"]:
        return np.column_stack([x**power for power in range(1, degree + 1)])
    assert state is not None
    if name == "center":
        return x - state[0]
    if name == "poly":
        middle, half, *weights = state
        z = (x - middle) / half
        return np.vander(z, degree + 1, increasing=True) @ np.reshape(weights, (degree + 1, degree))
    if name == "bs":
        return _splines(x, np.array(state), degree)
    return (x - state[0]) / state[1]


def _splines(x: Vector, knots: Vector, degree: int) -> Matrix:
    from scipy.interpolate import BSpline

    if len(x) == 0:
        return np.empty((0, len(knots) - degree - 2))
    basis = BSpline.design_matrix(x, knots, degree, extrapolate=True)
    return np.asarray(basis.toarray()[:, 1:])


def needs_data(name: str, options: Mapping[str, object]) -> bool:
    """Return whether a transform learns from the data with these options."""
    return not (name == "poly" and bool(options["raw"]))


# --- learning -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Statistics:
    """What one column (n,) is like: sums, ends, the triangle of its powers, and its values."""

    n: int
    total: int  # exact, in units of 2^-1126, so that no order of the rows changes it
    squares: int  # likewise, of 2^-2252
    low: float
    high: float
    triangle: Matrix  # (k + 1, k + 1) of the powers of z = (x − middle)/half; (0, 0) for none
    values: Vector | None  # None where there are too many, or none are asked for

    def __add__(self, other: Statistics) -> Statistics:
        n = self.n + other.n
        if not (self.n and other.n):
            return self if self.n else other
        together = None
        if self.values is not None and other.values is not None and n <= MOST_SORTED:
            together = np.concatenate([self.values, other.values])
        both = np.vstack([self.triangle, other.triangle])
        return Statistics(
            n,
            self.total + other.total,
            self.squares + other.squares,
            min(self.low, other.low),
            max(self.high, other.high),
            np.asarray(np.linalg.qr(both, mode="r")) if both.size else both,
            together,
        )

    @classmethod
    def of(
        cls, x: Vector, middle: float, half: float, degree: int, moments: int, *, keep: bool
    ) -> Statistics:
        """Return the statistics of one block of a column, with so many moments."""
        triangle = np.empty((0, 0))
        if degree:
            powers = np.vander((x - middle) / half, degree + 1, increasing=True)
            padded = np.vstack([powers, np.zeros((degree + 1, degree + 1))])
            triangle = np.asarray(np.linalg.qr(padded, mode="r"))
        values = x.copy() if keep and len(x) <= MOST_SORTED else None
        total = exact_sum(x) if moments else 0
        squares = exact_sum_of_squares(x) if moments > 1 else 0
        return cls(len(x), total, squares, float(x.min()), float(x.max()), triangle, values)

    @property
    def mean(self) -> float:
        """Mean, rounded once."""
        return float(Fraction(self.total, self.n << UNIT_BITS))

    def spread(self, without: int) -> float:
        """Return the root of the sum of squares about the mean over n − without, perhaps ∞."""
        squares = self.n * self.squares - self.total**2
        root = math.isqrt((squares << 2 * MORE_BITS) // (self.n * max(self.n - without, 1)))
        try:
            return float(Fraction(root, 1 << MORE_BITS + UNIT_BITS))
        except OverflowError:
            return math.inf


def state_of(
    name: str,
    options: Mapping[str, object],
    known: Statistics,
    scaling: tuple[float, float],
    quantiles: Callable[[Sequence[float]], list[float]],
    call: str,
) -> State:
    """Return what a transform has learned from its column.

    Raises
    ------
    DataError
        The column does not vary enough.

    """
    if name == "center":
        return (known.mean,)
    degree = int(options.get("degree", 1))  # type: ignore[call-overload]
    if name in ("scale", "standardize"):
        spread = known.spread(1 if name == "scale" else 0)
        if not spread > 0.0:
            raise DataError(f"{call} divides by a spread of 0, as the column is constant: drop it.")
        if spread == math.inf:
            raise DataError(
                f"{call} divides by a spread beyond the largest number of 64 bits: rescale the "
                "column, for example in other units."
            )
        return (known.mean, spread)
    if name == "poly":
        triangle = known.triangle * np.where(known.triangle.diagonal() < 0, -1.0, 1.0)[:, None]
        sizes = triangle.diagonal()
        if not sizes.min() > SINGULAR * sizes.max():
            raise DataError(
                f"{call} needs more than {degree} different values in its column: lower the degree."
            )
        weights = np.linalg.inv(triangle)[:, 1:]
        return (*scaling, *map(float, weights.ravel()))
    inner = options["knots"]
    if options["df"] is not None:
        count = int(options["df"]) - degree  # type: ignore[call-overload]
        inner = quantiles([(j + 1) / (count + 1) for j in range(count)]) if count else ()
    inside: list[float] = [float(each) for each in (inner or ())]  # type: ignore[attr-defined]
    if not known.low < known.high or any(not known.low < k < known.high for k in inside):
        raise DataError(
            f"{call} needs knots inside the range of its column, {known.low:g} to {known.high:g}: "
            "give fewer, or other knots."
        )
    ends = (known.low,) * (degree + 1), (known.high,) * (degree + 1)
    return (*ends[0], *inside, *ends[1])


def in_order(x: Vector) -> np.ndarray:
    """Return integers (n,) of 64 bits in the order of the values."""
    bits = np.ascontiguousarray(x + 0.0, dtype=np.float64).view(np.uint64)
    negative = (bits >> np.uint64(63)).astype(bool)
    return np.where(negative, ~bits, bits | np.uint64(1 << 63))


def value_at(key: int) -> float:
    """Return the value whose place in the order this is."""
    bits = key ^ (1 << 63) if key >> 63 else ~key & (2**64 - 1)
    return float(np.array([bits], dtype=np.uint64).view(np.float64)[0])


def order_statistics(
    ranks: Sequence[int], counts_below: Callable[[Sequence[int], int], list[np.ndarray]]
) -> dict[int, float]:
    """Find the values of these ranks (from 0) by counting 16 bits in each of four passes.

    `counts_below(prefixes, bits)` returns, for each prefix of that many bits, how many values go on
    with each of the next 16 bits.
    """
    prefixes = dict.fromkeys(ranks, 0)
    left = {rank: rank for rank in ranks}
    for bits in range(0, 64, DIGIT):
        distinct = sorted(set(prefixes.values()))
        found = dict(zip(distinct, counts_below(distinct, bits), strict=True))
        for rank in ranks:
            ends = np.cumsum(found[prefixes[rank]])
            digit = int(np.searchsorted(ends, left[rank], side="right"))
            left[rank] -= int(ends[digit - 1]) if digit else 0
            prefixes[rank] = prefixes[rank] << DIGIT | digit
    return {rank: value_at(key) for rank, key in prefixes.items()}


def counted_digits(keys: np.ndarray, prefixes: Sequence[int], bits: int) -> list[np.ndarray]:
    """Count the next 16 bits of the keys that begin with each prefix of `bits` bits."""
    found = []
    for prefix in prefixes:
        chosen = keys if bits == 0 else keys[keys >> np.uint64(64 - bits) == np.uint64(prefix)]
        digits = (chosen >> np.uint64(64 - bits - DIGIT)) & np.uint64(2**DIGIT - 1)
        found.append(np.bincount(digits.astype(np.int64), minlength=2**DIGIT))
    return found


def quantile_ranks(n: int, shares: Sequence[float]) -> list[tuple[int, int, float]]:
    """Return, for each share, the ranks of the values around it and how far it lies between."""
    places = [share * (n - 1) for share in shares]
    return [(math.floor(at), min(math.floor(at) + 1, n - 1), at - math.floor(at)) for at in places]
