"""Why a run diverges, stalls or is done, and what to change: from numbers to a `Diagnosis`.

    diverging      when an epoch multiplies the error: |1 − lr·λ_max| > 1, never by isnan
    converged      when every weight is right to three digits after the epochs asked for
    converging     else

Everything follows from the spectrum of the problem, so it costs one pass over the data however
many epochs are asked about. Every piece of advice has been run, in closed form, before it is given.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from downslope.arguments import whole_number
from downslope.arrays import Vector
from downslope.directions import Direction, directions
from downslope.errors import OptionError
from downslope.finding import Finding
from downslope.forecast import Forecast, shrinkage, tolerances
from downslope.obstacles import NEARLY_FLAT, obstacles
from downslope.plain import plain_dict
from downslope.problem import LeastSquares, check_problem
from downslope.remedies import Advice, advised_rate, remedies
from downslope.rules import Rule, learning_rate, update_rule
from downslope.runs import Run
from downslope.spectrum import Spectrum
from downslope.sweeps import best_rate, rate_limit

NEAR_LIMIT = 0.95  # of the limit: the steepest error then keeps 90 % of its size, its sign changed
MUCH_FASTER = 10.0  # times fewer epochs: raising lr is then the first thing to do
FASTER = 3.0  # times fewer epochs: worth it when nothing else is wrong
UNEVEN = 10.0  # condition number from which directions differ visibly in speed
STRETCHED = 100.0  # and from which no rate suits them all
TIMED_AGAIN = 100_000  # values of X: up to here a second solve costs a few milliseconds
NOISE_FREE = 1e-20  # RSS against Σy²: nothing but rounding


@dataclass(frozen=True, slots=True, eq=False)
class Diagnosis:
    """What a run does and why, with what to do. `print(diagnosis)` explains.

    Shapes: p weights, in the user's units, the intercept last.
    """

    status: str
    cause: str
    lr: float
    lr_was_given: bool
    lr_limit: float
    lr_best: float
    lr_advised: float
    growth_per_epoch: float  # of the error in the weights; the loss grows by its square
    rule: str
    standardize: bool
    loss_convention: str
    condition_number: float  # λ_max/λ_min; inf when there are flat directions
    epochs: int
    start_loss: float
    final_loss: float
    min_loss: float
    noise_std: float  # s = √(RSS/(n − rank))
    n: int
    weight_names: tuple[str, ...]
    weights: Vector  # (p,) after the epochs
    closed_form: Vector  # (p,)
    errors_left: Vector  # (p,) weights minus where the run ends up
    worst_weight: int  # the one furthest from three digits
    forecast: Forecast  # epochs needed at lr
    standardized_condition_number: float
    standardized_epochs: float  # at the advised rate of the standardised columns
    directions: tuple[Direction, ...]  # (p) steepest first
    culprit: int  # the direction to blame: the slowest, or the one that grows most
    obstacles: tuple[Finding, ...]  # what in the data makes it so
    advice: tuple[Advice, ...]  # quickest first
    closed_form_seconds: float  # that finding `closed_form` took, on this machine

    @property
    def epochs_to_tolerance(self) -> float:
        """Until every weight is right to three digits; inf if never."""
        return float(self.forecast.to_tolerance[0])

    @property
    def epochs_to_loss(self) -> float:
        """Until the loss is within 1 % of its floor; inf if never."""
        return float(self.forecast.loss[0])

    @property
    def sentence(self) -> str:
        """The cause in one sentence, with its numbers."""
        from downslope.wording import sentence

        return sentence(self)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The cause, unless there is none, and then what in the data makes it so."""
        if self.cause == "none":
            return self.obstacles
        fix = f"{self.advice[0].action}: {self.advice[0].options}" if self.advice else ""
        columns = self.directions[self.culprit].columns
        return (Finding(self.cause, columns, self.sentence, fix), *self.obstacles)

    def __repr__(self) -> str:
        from downslope.wording import report

        return report(self)

    def to_dict(self) -> dict[str, object]:
        """The fields of the command line's contract, and those that explain them."""
        names = self.weight_names
        fields = {
            "status": self.status,
            "cause": self.cause,
            "sentence": self.sentence,
            "lr": self.lr,
            "lr_limit": self.lr_limit,
            "lr_best": self.lr_best,
            "lr_advised": self.lr_advised,
            "growth_per_epoch": self.growth_per_epoch,
            "rule": self.rule,
            "standardize": self.standardize,
            "loss_convention": self.loss_convention,
            "condition_number": self.condition_number,
            "epochs_run": self.epochs,
            "start_loss": self.start_loss,
            "final_loss": self.final_loss,
            "min_loss": self.min_loss,
            "noise_std": self.noise_std,
            "n": self.n,
            "weights": dict(zip(names, self.weights, strict=True)),
            "closed_form": dict(zip(names, self.closed_form, strict=True)),
            "epochs_to_tolerance": self.epochs_to_tolerance,
            "epochs_to_loss": self.epochs_to_loss,
            "epochs_to_three_digits": dict(zip(names, self.forecast.weights[0], strict=True)),
            "standardized": {
                "condition_number": self.standardized_condition_number,
                "epochs_to_tolerance": self.standardized_epochs,
            },
            "directions": self.directions,
            "findings": self.findings,
            "advice": self.advice,
        }
        return plain_dict(fields)


@np.errstate(all="ignore")  # what leaves float64 becomes inf, and is reported as such
def diagnose(
    problem: LeastSquares,
    lr: float | None = None,
    epochs: int = 200,
    start: ArrayLike | None = None,
    *,
    rule: str | Rule = "gd",
    standardize: bool = False,
) -> Diagnosis:
    """Say what `epochs` of training at `lr` do, why, and what to change.

    Without `lr` the advised rate is looked at.

    Args:
        problem: the data and the loss.
        lr: the learning rate, a positive number.
        epochs: how many updates.
        start: (p,) first weights in the user's units; zeros by default.
        rule: "gd", "momentum", "nesterov", or a `Rule`.
        standardize: whether the run is on standardised columns.

    Raises:
        OptionError: an argument that cannot be used.

    """
    if isinstance(problem, (list, tuple, np.ndarray)):
        raise OptionError(
            f"problem is a {type(problem).__name__}: give a LeastSquares, as in LeastSquares(X, y)"
            ", or for a log of losses use diagnose_history(losses)."
        )
    check_problem(problem)
    epochs = whole_number("epochs", epochs)
    own, closed_form, seconds = _solved(problem)
    standard = own if problem.to_user is not None else Spectrum.of(problem.standardized())
    spectrum, chosen = (standard if standardize else own), update_rule(rule)
    advised = advised_rate(spectrum, chosen)
    rate = advised if lr is None else learning_rate(lr)
    first = None if start is None else problem.given_weights(start)
    run = Run(spectrum, chosen, rate, epochs, first)
    path = run.path(np.array([0, epochs]))
    cause = cause_of(run, standard, lr is not None)
    errors = path.weights[-1] - run.destination
    return Diagnosis(
        status=run.status,
        cause=cause,
        lr=rate,
        lr_was_given=lr is not None,
        lr_limit=rate_limit(spectrum, chosen),
        lr_best=best_rate(spectrum, chosen),
        lr_advised=advised,
        growth_per_epoch=run.growth,
        rule=chosen.name,
        standardize=spectrum.problem.to_user is not None,
        loss_convention=problem.loss_convention,
        condition_number=spectrum.condition_number,
        epochs=epochs,
        start_loss=float(path.losses[0]),
        final_loss=float(path.losses[-1]),
        min_loss=spectrum.min_loss,
        noise_std=spectrum.noise_std,
        n=problem.n,
        weight_names=problem.weight_names,
        weights=path.weights[-1],
        closed_form=closed_form,
        errors_left=errors,
        worst_weight=_worst(errors, tolerances(spectrum)),
        forecast=run.forecast,
        standardized_condition_number=standard.condition_number,
        standardized_epochs=run.at(advised_rate(standard, chosen), standard).epochs_needed,
        directions=directions(spectrum, rate, chosen),
        culprit=_culprit(run),
        obstacles=obstacles(problem, standard, spectrum is standard),
        advice=remedies(run, standard, cause),
        closed_form_seconds=seconds,
    )


def _solved(problem: LeastSquares) -> tuple[Spectrum, Vector, float]:
    """The spectrum, the closed form from it, (p,), and the seconds that both took.

    A small problem is solved again, since its first time is mostly that of loading libraries.
    """
    shortest = np.inf
    for _ in range(2 if problem.X_b.size <= TIMED_AGAIN else 1):
        clock = time.perf_counter()
        spectrum = Spectrum.of(problem)
        closed_form = problem.in_user_units(spectrum.optimum)
        shortest = min(shortest, time.perf_counter() - clock)
    return spectrum, closed_form, shortest


def cause_of(run: Run, standard: Spectrum, lr_was_given: bool = True) -> str:
    """One cause of the contract; the order of the questions is an expert's.

    `standard` is the spectrum of the standardised problem, in which flat directions are the
    columns' fault and not their units'.
    """
    if run.status == "diverging":
        return "lr_above_limit"
    spectrum, rule = run.spectrum, run.rule
    if run.status == "converged":
        if spectrum.rank < len(spectrum.singular_values):
            return "collinear"
        return "none" if _is_exact(spectrum) else "noise_floor"
    if run.is_within_noise:
        return "collinear" if _is_vague(standard) else "noise_floor"
    # Without lr nobody chose this rate: the best one for stretched data lies near the limit.
    near = lr_was_given and run.lr >= NEAR_LIMIT * rate_limit(spectrum, rule)
    if near and not run.steepest_is_done:
        return "lr_near_limit"
    better = run.at(advised_rate(spectrum, rule))
    gain = _times_faster(run, better)
    if gain > MUCH_FASTER and (not run.steepest_is_done or better.status == "converged"):
        return "lr_too_small"
    if _is_vague(standard):
        return "collinear"
    if spectrum.condition_number > (UNEVEN if run.steepest_is_done else STRETCHED):
        return "slow_direction"
    return "lr_too_small" if gain > FASTER else "none"


def _times_faster(run: Run, better: Run) -> float:
    """How many times fewer epochs a better rate needs; at most 1 for a lower one."""
    if better.lr <= run.lr:
        return 1.0
    higher = better.lr / run.lr
    if not np.isfinite(run.epochs_needed):
        return higher
    return min(higher, run.epochs_needed / max(better.epochs_needed, 1.0))


def _is_vague(standard: Spectrum) -> bool:
    """Whether columns depend on each other, whatever their units."""
    return standard.condition_number > NEARLY_FLAT


def _is_exact(spectrum: Spectrum) -> bool:
    """Whether the best weights leave no residual but rounding."""
    problem = spectrum.problem
    total = problem.loss_factor * float(problem.y @ problem.y)
    return spectrum.min_loss <= NOISE_FREE * total


def _worst(errors: Vector, allowed: Vector) -> int:
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.abs(errors) / allowed
    return int(np.argmax(np.nan_to_num(ratio, nan=0.0, posinf=np.finfo(float).max)))


def _culprit(run: Run) -> int:
    """What grows most; else what has most left; else what is slowest."""
    left = run.left_in_tolerances
    if run.status != "diverging" and (left > 0).any():
        return int(np.argmax(left))
    curved = run.spectrum.eigenvalues[: max(run.spectrum.rank, 1)]
    return int(np.argmax(shrinkage(run.lr * curved, run.rule)))
