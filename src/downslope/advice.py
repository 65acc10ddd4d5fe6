"""Which solver for which data, in one sentence: the one that `costs.py` expects to be first.

The model knows what each solver costs, how right it comes out and what it needs beyond the data.
Of those that fit into memory and reach the accuracy wanted the quickest is advised; where none
reaches it, the one that comes nearest.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from downslope.costs import Cost, Shape, estimates
from downslope.errors import OptionError
from downslope.quantities import digits, seconds, size

UNKNOWN = 1e9  # κ of the independent columns when all that is known is that others depend
BEYOND = 1e20  # larger condition numbers are all the same to float64


@dataclass(frozen=True, slots=True)
class Advised:
    """A solver, why, and what the model expects of each, the advised one first."""

    solver: str
    sentence: str
    costs: tuple[Cost, ...]

    def cost(self, solver: str) -> Cost:
        """What the model expects of that solver."""
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
    """The solver expected to be the first to reach `accuracy` within `memory`.

    Args:
        n: rows.
        d: features; with the intercept there are p = d + 1 weights.
        condition_number: σ_max/σ_min of X_b, at least 1; over the non-zero σ if there are others.
            (The Hessian's is its square.) inf means dependent columns, and the κ of the others
            unknown: 1e9 is assumed.
        density: share of values that are not zero; below 1 for a sparse matrix.
        accuracy: relative error of the weights that will do.
        memory: bytes that a solver may use beyond the data; no limit by default.
        rank: of X_b, if less than p.
        scaled_condition_number: the same with every column scaled to length one, which decides
            the error of the direct solvers; `condition_number` by default.

    Raises:
        OptionError: an argument that cannot be used.

    """
    _check(n, d, condition_number, density, accuracy, memory)
    p = d + 1
    dependent = n < p or not math.isfinite(condition_number) or (rank is not None and rank < p)
    kappa = min(condition_number, BEYOND) if math.isfinite(condition_number) else UNKNOWN
    scaled = kappa
    if scaled_condition_number is not None and not dependent:
        scaled = min(max(1.0, scaled_condition_number), BEYOND)
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
            f"condition_number={condition_number:g} is not one: give σ_max/σ_min, 1 or more."
        )
    if not 0 < density <= 1:
        raise OptionError(f"density={density:g} is not a share: give a number above 0, at most 1.")
    if not 0 < accuracy < 1:
        raise OptionError(f"accuracy={accuracy:g} cannot be aimed at: give one such as 1e-6.")
    if memory is not None and not memory > 0:
        raise OptionError(f"memory={memory:g} bytes hold nothing: give a positive number.")


def _sentence(costs: list[Cost], s: Shape, room: float) -> str:
    """The advice, its reason, and the numbers behind it."""
    best = costs[0]
    if best.bytes > room:
        return (
            f"No solver fits in {size(room)}: {best.solver} needs the least that we know of, "
            f"{size(best.bytes)}; summarise the rows block by block instead (`downslope fit`)."
        )
    if best.error > s.accuracy:
        return (
            f"None is sure of {s.accuracy:.0e} at κ = {s.condition_number:.2g}; {best.solver} "
            "comes nearest, and `downslope fit` climbs until a bound proves the answer."
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
            f"at κ = {kappa} some {best.iterations:,.0f} {name} are enough, and each only "
            f"multiplies X with a vector ({rival.solver}: {seconds(rival.seconds)})"
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
