"""Cost model of the lesson's solvers: time, memory, and error, and which solver to use.

For n rows of p = d + 1 weights, κ = σ_max/σ_min of X_b, z stored values (n·p if dense),
u = 2⁻⁵³ and v = u·max(1, √n/10), its growth in sums over n rows:

    solver              work                     error       beyond the data
    normal-equations    n p² + p³/3 flops        κ² v        2 p² numbers
    qr                  4 n p² flops             κ u         4 n p
    pinv                8 n p² + 20 p³ flops     κ u         6 n p      p the lesser of n and p
    lsmr                k (4 z + …) flops        as asked    4 n      k = ln(2κ√p/ε)/ln((κ+1)/(κ−1))
    gradient-descent    t (4 n p + …) flops      as asked    5 n      t = ln(κ²/ε)/ln((κ²+1)/(κ²−1))
    sgd                 never settles at a fixed rate: never advised

    seconds = calls + flops/rate + bytes/bandwidth

Iterations are those of the textbook bounds (Golub and Van Loan, "Matrix Computations", §11.3; Fong
and Saunders 2011), from a start at zero; LSMR ends after about p, or with rounding a few times p.
The errors are first-order, for a fit with small residuals (Higham, "Accuracy and Stability", §20).
The constants were measured on one core of an AMD EPYC with OpenBLAS; only their ratios matter, and
`python -m benchmarks advice` compares the advice with measured times.

The advice is the fastest solver of those that fit into memory and reach the accuracy wanted; where
none reaches it, the most accurate one.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from downslope.errors import OptionError
from downslope.formatting import digits, seconds, size
from downslope.numerics.doubledouble import UNIT_ROUNDOFF
from downslope.solvers.textbook import lsmr_limit

SMALLEST_STEP = 1e-15  # an iteration cannot reduce a relative gradient below this

CALL_SECONDS = 10e-6  # seconds of a call to NumPy or SciPy with its checks
LSMR_ITERATION_SECONDS = 25e-6  # seconds of Python in an iteration of SciPy's lsmr
EPOCH_SECONDS = 12e-6  # seconds of Python in a step of `descend`
DENSE_FLOPS = 25e9  # flops per second of wide matrix products and factorizations
SPARSE_FLOPS = 0.6e9  # flops per second of products of sparse matrices, also with a vector
HALF_RATE_COLUMNS = 20  # p columns reach p/(p + this) of the rate
CACHE_BYTES = 12e6  # bytes that stay near the core from one iteration to the next
PANEL_CACHE_BYTES = 2e6  # that stay there from one column of a panel to the next
PANEL_COLUMNS = 32  # columns that LAPACK eliminates one by one, going over all of them each time
CACHE_BANDWIDTH = 40e9  # bytes per second from the cache
MEMORY_BANDWIDTH = 8e9  # bytes per second from memory


@dataclass(frozen=True, slots=True)
class Shape:
    """Description of the data for the model."""

    n: int
    p: int
    condition_number: float  # of X_b, over the directions that the data determine
    scaled_condition_number: float  # the same with columns of length one: for Cholesky and QR
    density: float  # share of stored values; 1 for dense data
    accuracy: float  # wanted: relative error of the weights
    dependent: bool  # fewer independent columns than weights

    @property
    def stored(self) -> float:
        return max(self.density * self.n * self.p, 1.0)

    @property
    def roundoff(self) -> float:
        """Unit roundoff u, enlarged by sums over n rows."""
        return UNIT_ROUNDOFF * max(1.0, math.sqrt(self.n) / 10)

    @property
    def sparse(self) -> bool:
        return self.density < 1.0


@dataclass(frozen=True, slots=True)
class Cost:
    """Expected cost of one solver."""

    solver: str
    seconds: float
    bytes: float  # beyond the data
    iterations: float  # 1 for the direct ones
    error: float  # relative, of the weights; inf where the solver has no answer

    def to_dict(self) -> dict[str, object]:
        return {
            "solver": self.solver,
            "seconds": self.seconds,
            "bytes": self.bytes,
            "iterations": self.iterations,
            "error": self.error,
        }


def estimates(shape: Shape) -> list[Cost]:
    """Return the expected cost of every solver."""
    return [cost(shape) for cost in _SOLVERS]


def epochs_needed(condition_number: float, accuracy: float) -> float:
    """Return the number of epochs that gradient descent needs at the best rate for `accuracy`."""
    squared = condition_number * condition_number
    return _iterations(squared, squared / accuracy)


def lsmr_iterations(shape: Shape) -> float:
    """Return the bound for κ, or about p iterations if fewer: with rounding a few times p.

    The second was fitted to spectra spread evenly on a log scale; clustered ones need fewer.
    """
    kappa, smallest = shape.condition_number, min(shape.n, shape.p)
    bound = _iterations(kappa, 2 * kappa * math.sqrt(smallest) / shape.accuracy)
    rounding = (1 + 0.7 * math.log10(kappa)) * math.sqrt(max(1.0, smallest / 10))
    return max(2.0, min(bound, smallest * rounding))


def _iterations(ratio: float, reduction: float) -> float:
    """Return the t for which ((ratio − 1)/(ratio + 1))^t = 1/reduction, at least 1."""
    if ratio <= 1:
        return 1.0
    per_iteration = math.log1p(2 / (ratio - 1))  # −ln of the share that an iteration keeps
    return max(1.0, math.ceil(math.log(reduction) / per_iteration))


def _normal_equations(s: Shape) -> Cost:
    gram = s.n * s.p**2 / _rate(s.p) + _moved(16 * s.stored)
    if s.sparse:
        gram = 2 * s.n * (s.density * s.p) ** 2 / SPARSE_FLOPS + _moved(32.0 * s.p**2)
    seconds = 2 * CALL_SECONDS + gram + s.p**3 / (3 * _rate(s.p))
    error = math.inf if s.dependent else s.roundoff * s.scaled_condition_number**2
    return Cost("normal-equations", seconds, 16.0 * s.p**2, 1, error)


def _qr(s: Shape) -> Cost:
    seconds = 3 * CALL_SECONDS + 4 * s.n * s.p**2 / _rate(s.p) + 2 * _panels(s) + _filled(s)
    error = math.inf if s.dependent else s.roundoff * s.scaled_condition_number
    return Cost("qr", seconds, 32.0 * s.n * s.p, 1, error)


def _pinv(s: Shape) -> Cost:
    tall, short = max(s.n, s.p), min(s.n, s.p)
    flops = 8 * tall * short**2 + 20 * short**3
    seconds = 3 * CALL_SECONDS + flops / _rate(short) + 3 * _panels(s) + _filled(s)
    return Cost("pinv", seconds, 48.0 * s.n * s.p, 1, UNIT_ROUNDOFF * s.condition_number)


def _lsmr(s: Shape) -> Cost:
    count = lsmr_iterations(s)
    each = LSMR_ITERATION_SECONDS + 2 * _product(s) + _moved(80.0 * (s.n + s.p))
    finest = s.accuracy / (s.condition_number * math.sqrt(min(s.n, s.p)))
    reachable = finest > SMALLEST_STEP and count <= lsmr_limit(s.n, s.p)
    error = s.accuracy if reachable else math.inf
    return Cost("lsmr", 5 * CALL_SECONDS + count * each, 32.0 * (s.n + 2 * s.p), count, error)


def _gradient_descent(s: Shape) -> Cost:
    count = epochs_needed(s.condition_number, s.accuracy)
    each = EPOCH_SECONDS + 2 * _moved(8.0 * s.n * s.p) + _moved(40.0 * s.n)
    reachable = s.accuracy / s.condition_number**2 > SMALLEST_STEP
    error = s.accuracy if reachable else math.inf
    room = 40.0 * s.n + (8.0 * s.n * s.p if s.sparse else 0)
    return Cost(
        "gradient-descent", CALL_SECONDS + (count + 1) * each + _filled(s), room, count, error
    )


def _sgd(s: Shape) -> Cost:
    cost = _gradient_descent(s)
    return Cost("sgd", 3 * cost.seconds, cost.bytes, cost.iterations, math.inf)


def _rate(columns: int) -> float:
    """Return the flops per second, fewer for narrow matrices."""
    return DENSE_FLOPS * columns / (columns + HALF_RATE_COLUMNS)


def _moved(size: float) -> float:
    """Return the seconds to read `size` bytes that have been read before."""
    return size / (CACHE_BANDWIDTH if size < CACHE_BYTES else MEMORY_BANDWIDTH)


def _panels(s: Shape) -> float:
    """Return the seconds to read each panel once per column, as Householder's method does."""
    tall, short = max(s.n, s.p), min(s.n, s.p)
    width = min(short, PANEL_COLUMNS)
    near = 8.0 * tall * width < PANEL_CACHE_BYTES
    return width * 8.0 * tall * short / (CACHE_BANDWIDTH if near else MEMORY_BANDWIDTH)


def _product(s: Shape) -> float:
    """Return the seconds of one product of X or Xᵀ with a vector."""
    return 2 * s.stored / SPARSE_FLOPS if s.sparse else _moved(8 * s.stored)


def _filled(s: Shape) -> float:
    """Return the seconds to fill in the zeros for a solver that needs dense rows."""
    return _moved(16.0 * s.n * s.p) if s.sparse else 0.0


_SOLVERS: tuple[Callable[[Shape], Cost], ...] = (
    _normal_equations,
    _qr,
    _pinv,
    _lsmr,
    _gradient_descent,
    _sgd,
)

ASSUMED_CONDITION_NUMBER = 1e9  # of the independent columns, where it is unknown
LARGEST_CONDITION_NUMBER = 1e20  # float64 cannot tell larger ones apart


@dataclass(frozen=True, slots=True)
class Advised:
    """Advice: a solver, the reason, and the expected costs, the recommended solver's first."""

    solver: str
    sentence: str
    costs: tuple[Cost, ...]

    def cost(self, solver: str) -> Cost:
        """Return the expected cost of a solver."""
        return next(each for each in self.costs if each.solver == solver)


def advise(
    n: int,
    d: int,
    condition_number: float,
    density: float = 1.0,
    accuracy: float = 1e-6,
    memory: float | None = None,
    *,
    rank: int | None = None,
    scaled_condition_number: float | None = None,
) -> Advised:
    """Choose the solver expected to be the first to reach `accuracy` within `memory`.

    Parameters
    ----------
    n : int
        Rows.
    d : int
        Features; with the intercept there are p = d + 1 weights.
    condition_number : float
        σ_max/σ_min of X_b, at least 1, over the σ above zero. (The Hessian's is its square.) inf
        means dependent columns and an unknown κ of the others, which is taken as 1e9.
    density : float
        Share of values that are not zero; below 1 for a sparse matrix.
    accuracy : float
        Relative error of the weights that is good enough.
    memory : float, optional
        Bytes that a solver may use beyond the data; no limit by default.
    rank : int, optional
        Rank of X_b, if less than p.
    scaled_condition_number : float, optional
        Condition number with every column scaled to length one, which decides the error of the
        direct solvers; `condition_number` by default.

    Returns
    -------
    Advised
        The solver, the reason, and the expected costs.

    Raises
    ------
    OptionError
        An argument cannot be used.

    """
    _check(n, d, condition_number, density, accuracy, memory)
    p = d + 1
    dependent = n < p or not math.isfinite(condition_number) or (rank is not None and rank < p)
    kappa = (
        min(condition_number, LARGEST_CONDITION_NUMBER)
        if math.isfinite(condition_number)
        else ASSUMED_CONDITION_NUMBER
    )
    scaled = kappa
    if scaled_condition_number is not None and not dependent:
        scaled = min(max(1.0, scaled_condition_number), LARGEST_CONDITION_NUMBER)
    shape = Shape(n, p, kappa, scaled, density, accuracy, dependent)
    costs = estimates(shape)
    room = math.inf if memory is None else memory

    def order(cost: Cost) -> tuple[bool, bool, float]:
        reaches = cost.error <= accuracy
        return cost.bytes > room, not reaches, cost.seconds if reaches else cost.error

    costs.sort(key=order)
    return Advised(costs[0].solver, _sentence(costs, shape, room), tuple(costs))


def _check(
    n: int, d: int, condition_number: float, density: float, accuracy: float, memory: float | None
) -> None:
    if n < 1 or d < 1:
        raise OptionError(f"n={n} rows and d={d} features: give at least 1 of each.")
    if not condition_number >= 1:
        raise OptionError(
            f"condition_number={condition_number:g} cannot be used: give σ_max/σ_min, 1 or more."
        )
    if not 0 < density <= 1:
        raise OptionError(
            f"density={density:g} cannot be used: give a share above 0 and at most 1."
        )
    if not 0 < accuracy < 1:
        raise OptionError(f"accuracy={accuracy:g} cannot be used: give a share such as 1e-6.")
    if memory is not None and not memory > 0:
        raise OptionError(f"memory={memory:g} cannot be used: give a positive number of bytes.")


def _sentence(costs: list[Cost], s: Shape, room: float) -> str:
    """Return the advice with its reason and the numbers behind it."""
    best = costs[0]
    if best.bytes > room:
        return (
            f"No solver fits in {size(room)}: {best.solver} needs the least, {size(best.bytes)}. "
            "Summarize the rows block by block instead ('downslope fit')."
        )
    if best.error > s.accuracy:
        return (
            f"No solver reaches {s.accuracy:.0e} at κ = {s.condition_number:.2g}; {best.solver} "
            "comes closest. 'downslope fit' tries better ones until a bound proves the answer."
        )
    return f"Use {best.solver}: {_reason(costs, s)} (about {seconds(best.seconds)})."


def _reason(costs: list[Cost], s: Shape) -> str:
    best, by_name = costs[0], {cost.solver: cost for cost in costs}
    squared, kappa = s.scaled_condition_number**2, f"{s.condition_number:.2g}"
    whose = "" if s.scaled_condition_number == s.condition_number else "the scaled columns' "
    if best.solver == "normal-equations":
        return (
            f"one pass forms XᵀX, {s.p:,} × {s.p:,} numbers, and squaring "
            f"{whose or 'the '}condition number to {squared:.2g} still leaves {digits(best.error)}"
        )
    if best.solver in ("lsmr", "gradient-descent"):
        rival = min((c for c in costs if c.iterations == 1), key=lambda c: (c.error, c.seconds))
        rival = by_name["normal-equations"] if not s.dependent else rival
        name = "iterations" if best.solver == "lsmr" else "epochs"
        return (
            f"at κ = {kappa} about {best.iterations:,.0f} {name} are enough, and each only "
            f"multiplies X by a vector ({rival.solver}: {seconds(rival.seconds)})"
        )
    if s.dependent:
        return (
            "columns depend on each other, so many weights fit equally well; it takes the smallest "
            "of them (minimum norm), where normal-equations and qr divide by zero"
        )
    return (
        f"normal-equations would square {whose}κ = {s.scaled_condition_number:.2g} and keep "
        f"{digits(s.roundoff * squared)}; {best.solver} keeps {digits(best.error)}"
    )
