"""Facts of a run on the lesson's line: named numbers, such as `closed.slope` or `at.5.loss`.

`RUNS` holds every kind of run that the text, the experiments, and the quiz can name. Each takes
keyword arguments and returns facts. `closed.` is the closed form, `left.` the distance from it,
`at.5.` the state after five updates, and `steep.` and `slow.` the directions of the largest and the
smallest curvature.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, cast

import numpy as np

from downslope.datasets import lesson_line
from downslope.descent import descend
from downslope.diagnosis.spectrum import Spectrum
from downslope.diagnosis.training_report import Training
from downslope.diagnosis.training_report import train as train_problem
from downslope.fitting.ladder import solve
from downslope.lessons import model_facts, problem_facts
from downslope.lessons.formulas import Facts
from downslope.lessons.problem_facts import whole
from downslope.models.least_squares import LeastSquares, equivalent_rate
from downslope.models.model import Model
from downslope.numerics.arrays import Vector
from downslope.rules import update_rule

DEMO_RATE = 0.01
DEMO_EVERY = 40  # epochs between two lines of the demo
RUNS_REMEMBERED = 64
MOST_EPOCHS_TO_NAN = 5_000  # a run that diverges for longer than this is not followed to its end


def train(
    lr: float = DEMO_RATE,
    epochs: int = 200,
    n: int = 100,
    noise: float = 1.0,
    seed: int = 0,
    low: float = 0.0,
    high: float = 10.0,
    standardize: bool = False,
    snapshots: Sequence[int] = (),
    *,
    shift: float = 0.0,
    outlier: Sequence[float] = (),
    start: Sequence[float] = (),
    loss: str = "mse",
    rule: str = "gd",
    batch_size: int | None = None,
    intercept: bool = True,
) -> Facts:
    """Train on the lesson's line and return the facts of the run.

    Parameters
    ----------
    lr, epochs, standardize, loss, rule, batch_size, intercept
        As `downslope.diagnosis.training_report.train` and `LeastSquares` take them.
    n, noise, seed, low, high
        As `downslope.datasets.lesson_line` takes them.
    snapshots : sequence of int
        Epochs whose weights and losses become facts.
    shift : float
        Added to every x.
    outlier : sequence of float
        One more point (x, y).
    start : sequence of float
        First weights; those of the lesson by default.
    """
    line = lesson_line(n, noise, seed, low=low, high=high)
    x, y = line.x + shift, line.y
    if outlier:
        x, y = np.append(x, outlier[0]), np.append(y, outlier[1])
    problem = LeastSquares(x, y, intercept, loss)
    first = np.array(start, dtype=float) if len(start) else line.start
    first = first[: len(problem.weight_names)]
    run = train_problem(
        problem, lr, epochs, first, rule=rule, standardize=standardize, batch_size=batch_size,
        snapshots=sorted({*snapshots, *range(0, epochs, DEMO_EVERY)}),
    )  # fmt: skip
    truth = line.truth[: len(first)]
    with np.errstate(all="ignore"):
        return {
            "verb": "train", "lr": lr, "epochs": epochs, "n": n, "noise": noise, "seed": seed,
            "low": low, "high": high, "standardize": standardize, "case": "",
            "rule": rule, "beta": update_rule(rule).beta, "batch_size": batch_size or n,
            "updates_per_epoch": math.ceil(n / (batch_size or n)),
            "true.slope": float(line.truth[0]), "true.intercept": float(line.truth[1]),
            "x_mean": float(line.x.mean()),
            **_outcome(run, truth),
            **_rates(run, lr, epochs),
            **_at_the_start(run, first),
            **_at_the_end(run, first, truth, low, high),
            **_directions(run),
            **_overflow(run, first),
            **_on_the_way(run, first, truth, snapshots, low, high),
        }  # fmt: skip


def _outcome(run: Training, truth: Vector) -> Facts:
    d, true_loss = run.diagnosis, run.problem.loss(truth)
    lower = "formula" if d.min_loss < true_loss else "truth"
    return {
        "status": run.status,
        "cause": run.cause,
        "sentence": run.sentence,
        "printed": _printed(run, truth),
        "final_loss": run.final_loss,
        "min_loss": d.min_loss,
        "above_floor": run.final_loss - d.min_loss,
        "true_loss": true_loss,
        "lower": "same" if d.min_loss == true_loss else lower,
        "noise_std": d.noise_std,
    }


def _printed(run: Training, truth: Vector) -> str:
    """Return the demo's lines: the loss before an update, the weights after it."""
    if run.overflowed or len(truth) < 2:
        return ""
    lines = [
        f"epoch {step.epoch:3d} MSE={step.loss:.4f} w={step.next_weights.round(3)}"
        for step in run.snapshots
        if step.epoch % DEMO_EVERY == 0 and step.epoch < run.diagnosis.epochs
    ]
    learned = "Learned: slope={:.3f}, intercept={:.3f}".format(*run.weights)
    true = "Truth: slope={:.3f}, intercept={:.3f}".format(*truth)
    return "\n".join([*lines, "", learned, true])


def _rates(run: Training, lr: float, epochs: int) -> Facts:
    """Return the rate, its limit, other conventions, and how long the run would take."""
    d, n, loss = run.diagnosis, run.problem.n, run.problem.loss_convention
    kept = d.directions[-1].kept_per_epoch
    return {
        "lr_limit": d.lr_limit,
        "lr_best": d.lr_best,
        "lr_advised": d.lr_advised,
        "times_limit": lr / d.lr_limit,
        "growth": d.growth_per_epoch,
        "loss_growth": d.growth_per_epoch**2,
        "condition": d.condition_number,
        "best_kept": (d.condition_number - 1) / (d.condition_number + 1),  # per epoch, at lr_best
        "slower": DEMO_RATE / lr,
        "as_half_mse": equivalent_rate(lr, n, loss, "half-mse"),
        "as_sse": equivalent_rate(lr, n, loss, "sse"),
        "as_half_sse": equivalent_rate(lr, n, loss, "half-sse"),
        "limit_half_mse": equivalent_rate(d.lr_limit, n, loss, "half-mse"),
        "epochs_to_loss": whole(d.epochs_to_loss),
        "epochs_to_tolerance": whole(d.epochs_to_tolerance),
        "times_passes": d.epochs_to_tolerance / max(epochs, 1),
        "halvings": float(-d.epochs_to_tolerance * np.log2(kept)),
    }


def _at_the_start(run: Training, first: Vector) -> Facts:
    gradient = run.problem.gradient(first)
    return {
        "start_loss": run.start_loss,
        "start_rms": math.sqrt(run.start_loss),
        "start.blame": abs(float(gradient[0] / gradient[-1])),
        **_weights("start.", first),
        **_weights("start.gradient.", gradient),
        **_weights("start_off.", abs(first - run.diagnosis.closed_form)),
    }


def _at_the_end(run: Training, first: Vector, truth: Vector, low: float, high: float) -> Facts:
    """Return the last weights, beside the closed form, the truth and the standard errors."""
    best, errors = run.diagnosis.closed_form, _standard_errors(cast("LeastSquares", run.problem))
    start, gradient = run.problem.gradient(first), run.problem.gradient(run.weights)
    left = abs(run.weights - best)
    return {
        **_weights("", run.weights),
        **_weights("end.gradient.", gradient),
        "end.gradient.size": abs(float(gradient[-1])),
        "gradient_shrank": abs(float(start[-1] / gradient[-1])),
        **_weights("closed.", best),
        **_ends_of_line("closed.", best, low, high),
        **_weights("left.", left),
        **_weights("off_truth.", abs(run.weights - truth)),
        **_weights("error.", errors),
        **_weights("left_in_errors.", left / errors),
    }


def _standard_errors(problem: Model) -> Vector:
    intercept = "intercept" in problem.weight_names
    errors = solve(problem.X_b[:, :1], problem.y, intercept=intercept).std_error
    assert errors is not None  # x is never constant
    return errors


def _directions(run: Training) -> Facts:
    """Return curvature, share kept, and axis of the steep and the slow direction."""
    steep, slow = run.diagnosis.directions[0], run.diagnosis.directions[-1]
    axis = Spectrum.of(run.problem).axes[:, -1]
    half_life = -1 / np.log2(slow.kept_per_epoch)
    return {
        "steep.curvature": steep.eigenvalue,
        "steep.kept": steep.kept_per_epoch,
        "steep.cost": steep.eigenvalue / 2,  # loss added by an error of 1 along it
        "slow.curvature": slow.eigenvalue,
        "slow.kept": slow.kept_per_epoch,
        "slow.cost": slow.eigenvalue / 2,
        "slow.half_life": whole(float(half_life)),
        "slow.trade": float(-axis[0] / axis[-1]),  # slope given up per unit of intercept
        "slow.pivot": float(-axis[-1] / axis[0]),  # where the line does not change along it
        "slow.columns": list(slow.columns),
    }


def _overflow(run: Training, first: Vector) -> Facts:
    """Return whether and when the numbers of a diverging run overflow float64: inf, later NaN."""
    if run.diagnosis.status != "diverging":
        end = "falls" if run.final_loss < run.start_loss else "finite"
        return {"end": end, "overflow_epoch": None, "nan_epoch": None}
    problem = run.problem.standardized() if run.diagnosis.standardize else run.problem
    overflow = not_a_number = math.inf
    for step in descend(problem, run.diagnosis.lr, first):
        if overflow == math.inf and math.isinf(step.loss):
            overflow = step.epoch
        if math.isnan(step.loss) or np.isnan(step.weights).any():
            not_a_number = step.epoch
            break
        if step.epoch == MOST_EPOCHS_TO_NAN:
            break
    epochs = run.diagnosis.epochs
    end = "nan" if not_a_number <= epochs else "inf" if overflow <= epochs else "finite"
    overflow = min(overflow, not_a_number)
    return {"end": end, "overflow_epoch": whole(overflow), "nan_epoch": whole(not_a_number)}


def _on_the_way(
    run: Training, first: Vector, truth: Vector, snapshots: Sequence[int], low: float, high: float
) -> Facts:
    """Return the facts of the snapshots, one by one and as lists."""
    axes, goal = Spectrum.of(run.problem).axes, run.diagnosis.closed_form
    pivot = float(-axes[-1, -1] / axes[0, -1])
    steps = [step for step in run.snapshots if step.epoch in snapshots]
    facts: Facts = {
        "losses": [step.loss for step in steps],
        "slopes": [float(step.weights[0]) for step in steps],
        "intercepts": [float(step.weights[-1]) for step in steps],
        **{f"at.{epoch}.epoch": epoch for epoch in snapshots},
    }
    off = {}
    for step in steps:
        at, w = f"at.{step.epoch}.", step.weights
        off[step.epoch] = abs(float(w[0] - truth[0]))
        shares = abs((axes.T @ (w - goal)) / (axes.T @ (first - goal)))  # of the first error
        facts |= {f"{at}loss": step.loss, f"{at}off_slope": off[step.epoch], **_weights(at, w)}
        facts |= _ends_of_line(at, w, low, high)
        facts |= {
            f"{at}steep": float(shares[0]),
            f"{at}slow": float(shares[-1]),
            f"{at}pivot_height": float(w[0]) * pivot + float(w[-1]),
            f"{at}fell": run.start_loss - step.loss,
            f"{at}still_falls": step.loss - run.final_loss,
            f"{at}to_go": run.diagnosis.epochs - step.epoch,
        }
    return facts | ({"closest_epoch": min(off, key=off.__getitem__)} if off else {})


def _weights(prefix: str, weights: Vector) -> Facts:
    return {f"{prefix}slope": float(weights[0]), f"{prefix}intercept": float(weights[-1])}


def _ends_of_line(prefix: str, weights: Vector, low: float, high: float) -> Facts:
    slope, intercept = float(weights[0]), float(weights[-1])
    return {
        f"{prefix}left_end": intercept + slope * low,
        f"{prefix}right_end": intercept + slope * high,
    }


RUNS: Final[dict[str, Callable[..., Facts]]] = {
    "train": train,
    "compare": problem_facts.compare,
    "fit": problem_facts.fit,
    "advice": problem_facts.advice,
    "log": problem_facts.log,
    "twins": problem_facts.twins,
    "scaled-columns": problem_facts.scaled_columns,
    "repeated-rows": problem_facts.repeated_rows,
    "squared-condition": problem_facts.squared_condition,
    "by-hand": problem_facts.by_hand,
    "shapes": problem_facts.shapes,
    "constant": problem_facts.best_constant,
    "absolute": problem_facts.absolute_descent,
    "batches": problem_facts.batches,
    "history": problem_facts.kept_history,
    "split": problem_facts.split,
    "model": model_facts.run_model,
    "one-epoch": model_facts.one_epoch,
    "network-size": model_facts.network_size,
    "tanh-slope": model_facts.tanh_slope,
    "ridge-losses": model_facts.ridge_losses,
    "schedules": model_facts.schedules,
}


def facts_of(verb: str, arguments: Mapping[str, Any]) -> Facts:
    """Return the facts of a run; the last few are kept, since many texts and seeds share a run."""
    # As text, in which 1 and 1.0 differ, as they do in what is shown of them.
    return _facts_of(verb, json.dumps(arguments, sort_keys=True))


@lru_cache(maxsize=RUNS_REMEMBERED)
def _facts_of(verb: str, arguments: str) -> Facts:
    return RUNS[verb](**json.loads(arguments))
