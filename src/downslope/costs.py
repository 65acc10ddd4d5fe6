"""What each solver of the lesson costs and how right it comes out: a model in a few constants.

For n rows of p = d + 1 weights, κ = σ_max/σ_min of X_b, z stored values (n·p if dense),
u = 2⁻⁵³ and v = u·max(1, √n/10), which sums over n rows make of it:

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
`python -m benchmarks advice` holds the advice to the clock.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from downslope.doubledouble import UNIT_ROUNDOFF

SMALLEST_STEP = 1e-15  # an iteration cannot bring a relative gradient below this

CALL = 10e-6  # seconds of a call to NumPy or SciPy with its checks
LSMR_ITERATION = 25e-6  # seconds of Python in an iteration of SciPy's lsmr
EPOCH = 12e-6  # seconds of Python in a step of `descend`
PRODUCT_RATE = 25e9  # flops a second of wide matrix products and factorisations
SPARSE_RATE = 0.6e9  # flops a second of a product of sparse matrices, or of one with a vector
HALF_RATE_COLUMNS = 20  # with p columns they run at p/(p + this) of the rate
CACHE = 12e6  # bytes that stay near the core from one iteration to the next
PANEL_CACHE = 2e6  # and from one column of a panel to the next
PANEL = 32  # columns that LAPACK eliminates one by one, going over all of them each time
NEAR = 40e9  # bytes a second from the cache
FAR = 8e9  # bytes a second from memory


@dataclass(frozen=True, slots=True)
class Shape:
    """The data as the model sees them."""

    n: int
    p: int
    condition_number: float  # of X_b, over the directions that the data determine
    scaled_condition_number: float  # the same with columns of length one: for Cholesky and QR
    density: float  # share of stored values; 1 for dense data
    accuracy: float  # wanted: relative error of the weights
    dependent: bool  # fewer independent columns than weights

    @property
    def stored(self) -> float:
        """Values stored."""
        return max(self.density * self.n * self.p, 1.0)

    @property
    def roundoff(self) -> float:
        """u, grown by sums over n rows."""
        return UNIT_ROUNDOFF * max(1.0, math.sqrt(self.n) / 10)

    @property
    def sparse(self) -> bool:
        """Whether zeros are left out."""
        return self.density < 1.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What the model expects of one solver."""

    solver: str
    seconds: float
    bytes: float  # beyond the data
    iterations: float  # 1 for the direct ones
    error: float  # relative, of the weights; inf where it has no answer to give

    def to_dict(self) -> dict[str, object]:
        """The expectation as plain data."""
        return {
            "solver": self.solver,
            "seconds": self.seconds,
            "bytes": self.bytes,
            "iterations": self.iterations,
            "error": self.error,
        }


def estimates(shape: Shape) -> list[Cost]:
    """What the model expects of every solver."""
    return [cost(shape) for cost in _SOLVERS]


def epochs_needed(condition_number: float, accuracy: float) -> float:
    """Epochs of gradient descent at the best rate, until the weights are right to `accuracy`."""
    squared = condition_number * condition_number
    return _iterations(squared, squared / accuracy)


def lsmr_iterations(shape: Shape) -> float:
    """The bound for κ, or about p iterations: a few times that as rounding undoes the work.

    The second was fitted to spectra spread evenly on a log scale; clustered ones need fewer.
    """
    kappa, smallest = shape.condition_number, min(shape.n, shape.p)
    bound = _iterations(kappa, 2 * kappa * math.sqrt(smallest) / shape.accuracy)
    rounding = (1 + 0.7 * math.log10(kappa)) * math.sqrt(max(1.0, smallest / 10))
    return max(2.0, min(bound, smallest * rounding))


def lsmr_limit(n: int, p: int) -> int:
    """Where we stop it: it needs p iterations without rounding, and a few times p with it."""
    return 10 * min(n, p) + 100


def _iterations(ratio: float, reduction: float) -> float:
    """Until ((ratio − 1)/(ratio + 1))^t has reduced the error so many times; at least 1."""
    if ratio <= 1:
        return 1.0
    per_iteration = math.log1p(2 / (ratio - 1))  # −ln of the share that an iteration keeps
    return max(1.0, math.ceil(math.log(reduction) / per_iteration))


def _normal_equations(s: Shape) -> Cost:
    gram = s.n * s.p**2 / _rate(s.p) + _moved(16 * s.stored)
    if s.sparse:
        gram = 2 * s.n * (s.density * s.p) ** 2 / SPARSE_RATE + _moved(32.0 * s.p**2)
    seconds = 2 * CALL + gram + s.p**3 / (3 * _rate(s.p))
    error = math.inf if s.dependent else s.roundoff * s.scaled_condition_number**2
    return Cost("normal-equations", seconds, 16.0 * s.p**2, 1, error)


def _qr(s: Shape) -> Cost:
    seconds = 3 * CALL + 4 * s.n * s.p**2 / _rate(s.p) + 2 * _panels(s) + _filled(s)
    error = math.inf if s.dependent else s.roundoff * s.scaled_condition_number
    return Cost("qr", seconds, 32.0 * s.n * s.p, 1, error)


def _pinv(s: Shape) -> Cost:
    tall, short = max(s.n, s.p), min(s.n, s.p)
    flops = 8 * tall * short**2 + 20 * short**3
    seconds = 3 * CALL + flops / _rate(short) + 3 * _panels(s) + _filled(s)
    return Cost("pinv", seconds, 48.0 * s.n * s.p, 1, UNIT_ROUNDOFF * s.condition_number)


def _lsmr(s: Shape) -> Cost:
    count = lsmr_iterations(s)
    each = LSMR_ITERATION + 2 * _product(s) + _moved(80.0 * (s.n + s.p))
    finest = s.accuracy / (s.condition_number * math.sqrt(min(s.n, s.p)))
    reachable = finest > SMALLEST_STEP and count <= lsmr_limit(s.n, s.p)
    error = s.accuracy if reachable else math.inf
    return Cost("lsmr", 5 * CALL + count * each, 32.0 * (s.n + 2 * s.p), count, error)


def _gradient_descent(s: Shape) -> Cost:
    count = epochs_needed(s.condition_number, s.accuracy)
    each = EPOCH + 2 * _moved(8.0 * s.n * s.p) + _moved(40.0 * s.n)
    reachable = s.accuracy / s.condition_number**2 > SMALLEST_STEP
    error = s.accuracy if reachable else math.inf
    room = 40.0 * s.n + (8.0 * s.n * s.p if s.sparse else 0)
    return Cost("gradient-descent", CALL + (count + 1) * each + _filled(s), room, count, error)


def _sgd(s: Shape) -> Cost:
    cost = _gradient_descent(s)
    return Cost("sgd", 3 * cost.seconds, cost.bytes, cost.iterations, math.inf)


def _rate(columns: int) -> float:
    """Flops a second: narrow matrices keep the units waiting."""
    return PRODUCT_RATE * columns / (columns + HALF_RATE_COLUMNS)


def _moved(size: float) -> float:
    """Seconds to read so many bytes, which have been read before."""
    return size / (NEAR if size < CACHE else FAR)


def _panels(s: Shape) -> float:
    """Seconds to read every panel once for each of its columns, as Householder's method does."""
    tall, short = max(s.n, s.p), min(s.n, s.p)
    width = min(short, PANEL)
    near = 8.0 * tall * width < PANEL_CACHE
    return width * 8.0 * tall * short / (NEAR if near else FAR)


def _product(s: Shape) -> float:
    """Seconds of one product of X or Xᵀ with a vector."""
    return 2 * s.stored / SPARSE_RATE if s.sparse else _moved(8 * s.stored)


def _filled(s: Shape) -> float:
    """Seconds to fill in the zeros for a solver that needs dense rows."""
    return _moved(16.0 * s.n * s.p) if s.sparse else 0.0


_SOLVERS: tuple[Callable[[Shape], Cost], ...] = (
    _normal_equations,
    _qr,
    _pinv,
    _lsmr,
    _gradient_descent,
    _sgd,
)
