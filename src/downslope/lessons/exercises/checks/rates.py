"""Checks of the learning rate's exercises: spotting divergence, and the limit."""

from __future__ import annotations

import numpy as np

from downslope.datasets import lesson_line
from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.trajectory import trajectory
from downslope.lessons.exercises.checks.learner import Learner
from downslope.lessons.exercises.checks.loops import problems
from downslope.lessons.exercises.checks.mistakes import NotYetError, numbers, same, show
from downslope.models.least_squares import LeastSquares
from downslope.numerics.arrays import Vector


def check_diverging(learner: Learner) -> None:
    """Check `diverges` on real runs; most are finite, so waiting for NaN fails."""
    for losses, expected, about, why in _runs():
        answer = learner.call("diverges", losses)
        if not isinstance(answer, bool | np.bool_):
            raise NotYetError(
                f"diverges should return True or False, and returns a {type(answer).__name__}"
            )
        if bool(answer) != expected:
            raise NotYetError(
                f"{about}: expected {expected}, yours is {bool(answer)}",
                f"its losses  {show(losses[:3]).rstrip(']')}, … {losses[-1]:.6g}]",
                why,
            )


def _runs() -> list[tuple[Vector, bool, str, str]]:
    """Return losses, whether they diverge, the name of the run, and what to learn from it."""
    line = lesson_line()
    problem = LeastSquares(line.x, line.y)
    limit = 2 / Spectrum.of(problem).steepest

    def run(lr: float, epochs: int, start: Vector = line.start) -> Vector:
        return trajectory(problem, lr, epochs, start).losses

    growing = run(0.1, 20)
    spectrum = Spectrum.of(problem)
    flat = spectrum.axes[:, np.argmin(spectrum.eigenvalues)]
    steep = spectrum.axes[:, np.argmax(spectrum.eigenvalues)]
    # Far off along the slow direction, hardly along the steep one: that one takes over later.
    dips = run(1.02 * limit, 400, spectrum.optimum + 30 * flat + 1e-4 * steep)
    dips = dips[: int(np.argmax(dips > 3 * np.minimum.accumulate(dips))) + 1]
    jitter = run(0.01, 60) * np.random.default_rng(5).uniform(0.9, 1.1, 61)
    return [
        (growing, True, "lr=0.1, 20 epochs",
         "Each epoch multiplies the loss by 49, and nothing is inf or NaN yet: look at growth."),
        (run(0.01, 200), False, "lr=0.01, 200 epochs", "It falls to the end, so this run is fine."),
        (run(0.95 * limit, 100), False, "lr just below the limit",
         "It jumps from side to side, but every epoch is better than the last."),
        (run(1.02 * limit, 60), True, "lr just above the limit",
         "It grows slowly, but it grows: a few percent every epoch, without end."),
        (dips, True, "a run that falls first and grows later",
         "Compare the last loss with the smallest so far, not with the first."),
        (jitter, False, "a noisy run, as with mini-batches",
         "Some epochs are a little worse than the one before. That alone is not divergence."),
        (np.append(growing, np.nan), True, "a run that ends in NaN",
         "Every comparison with NaN is False: use np.isfinite first."),
        (np.append(growing, np.inf), True, "a run that ends in inf", "It has overflowed."),
        (np.array([4.0]), False, "a single loss", "Nothing has grown yet."),
        (np.zeros(5), False, "a run at loss 0", "0 is not more than twice 0."),
    ]  # fmt: skip


def check_lr_limit(learner: Learner) -> None:
    """Check the limit 2/λ_max on several data sets, because it belongs to the data."""
    rng = np.random.default_rng(6)
    more = LeastSquares(rng.standard_normal(50), rng.standard_normal(50))
    for problem in (*problems(), more):
        values = Spectrum.of(problem).eigenvalues
        ours, n = 2 / values.max(), problem.n
        got = numbers(learner.call("lr_limit", problem.X_b), "The limit", ())
        factors = {
            0.5: "1/λ is the rate that lands on the floor in one step. The limit is 2/λ.",
            2 / n: "The factor 2/n of H is missing.",
            1 / n: "The factor 2/n of H is missing, and the limit is 2/λ.",
            2.0: "The 2 of 2/n is missing in H.",
            float(values.max() / values.min()): "That is from the smallest eigenvalue. The "
            "steepest direction diverges first: take the largest.",
            1 / ours**2: "Upside down: the limit is 2 divided by λ.",
        }
        factors[float(values.max() / ours)] = "That is λ itself. The limit is 2/λ."
        same("The limit", got, ours, factors=factors)
