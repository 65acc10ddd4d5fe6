"""What came of a run of the lesson: facts with flat names, such as `at.5.slope` or `slow.kept`.

`observe` makes the run with the verbs that every door uses, once for each settings. Weights are
(slope, intercept); `closed.` stands for the closed form, `left.` for the distance to it, `at.5.`
for after five updates, `steep.` and `slow.` for the two directions of the bowl.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from downslope.errors import unknown
from downslope.lessons.named_runs import Settings

if TYPE_CHECKING:
    from downslope.datasets import LessonLine
    from downslope.problem import LeastSquares
    from downslope.sources import Table
    from downslope.workbench import Comparison, Training

Fact = float | int | str | None
Facts = dict[str, Fact]
DEMO_RATE = 0.01
DEMO_EVERY = 40  # epochs between two lines of the demo
MOST_EPOCHS_TO_NAN = 5_000  # a run that diverges for longer than this is not followed to its end


@cache
def observe(settings: Settings) -> Mapping[str, Fact]:
    """Make the run, and say what came of it.

    Raises:
        OptionError: settings that the run refuses.

    """
    make = {"train": _trained, "compare": _compared, "fit": _fitted}[settings.verb]
    return MappingProxyType(make(settings))


def training(settings: Settings) -> tuple[Training, LessonLine]:
    """The run itself, as `downslope demo` makes it, and its data."""
    from downslope import workbench
    from downslope.datasets import lesson_line
    from downslope.problem import LeastSquares

    s = settings
    line = lesson_line(s.n, s.noise, s.seed, low=s.low, high=s.high)
    run = workbench.train(
        LeastSquares(line.x, line.y),
        s.lr,
        s.epochs,
        line.start,
        standardize=s.standardize,
        snapshots=s.snapshots,
    )
    return run, line


def _trained(settings: Settings) -> Facts:
    from downslope.notation import equivalent_rate

    run, line = training(settings)
    d = run.diagnosis
    errors = _standard_errors(run.problem)
    facts: Facts = dict(_inputs(settings, line))
    facts |= {
        "status": run.status,
        "cause": run.cause,
        "sentence": run.sentence,
        "printed": _printed(run, line),
        "start_loss": run.start_loss,
        "start_rms": math.sqrt(run.start_loss),
        "start.blame": _ratio(run.problem.gradient(line.start)),
        "final_loss": run.final_loss,
        "min_loss": d.min_loss,
        "above_floor": run.final_loss - d.min_loss,
        "share_above_floor": run.final_loss / d.min_loss - 1,
        "true_loss": run.problem.loss(line.truth),
        "noise_std": d.noise_std,
        "lr_limit": d.lr_limit,
        "lr_best": d.lr_best,
        "lr_advised": d.lr_advised,
        "halvings": -d.epochs_to_tolerance * math.log2(d.directions[1].kept_per_epoch),
        "times_passes": d.epochs_to_tolerance / max(settings.epochs, 1),
        "times_limit": settings.lr / d.lr_limit,
        "growth": d.growth_per_epoch,
        "loss_growth": d.growth_per_epoch**2,
        "condition": d.condition_number,
        "lower": _lower(d.min_loss, run.problem.loss(line.truth)),
        "as_half_mse": equivalent_rate(settings.lr, settings.n, "mse", "half-mse"),
        "as_sse": equivalent_rate(settings.lr, settings.n, "mse", "sse"),
        "as_half_sse": equivalent_rate(settings.lr, settings.n, "mse", "half-sse"),
        "limit_half_mse": equivalent_rate(d.lr_limit, settings.n, "mse", "half-mse"),
        "best_kept": (d.condition_number - 1) / (d.condition_number + 1),  # per epoch, at lr_best
        "slower": DEMO_RATE / settings.lr,
        "epochs_to_loss": _whole(d.epochs_to_loss),
        "epochs_to_tolerance": _whole(d.epochs_to_tolerance),
        **_weights("", run.weights),
        **_weights("start.", line.start),
        **_weights("start.gradient.", run.problem.gradient(line.start)),
        **_weights("end.gradient.", run.problem.gradient(run.weights)),
        **_weights("closed.", d.closed_form),
        **_weights("left.", abs(run.weights - d.closed_form)),
        **_weights("off_truth.", abs(run.weights - line.truth)),
        **_weights("closed_off_truth.", abs(d.closed_form - line.truth)),
        **_weights("error.", errors),
        **_weights("left_in_errors.", abs(run.weights - d.closed_form) / errors),
        **_ends_of_line("closed.", d.closed_form, settings),
        **_directions(run),
        **_ends(run, line),
    }
    return facts | _on_the_way(run, line, settings)


def _on_the_way(run: Training, line: LessonLine, settings: Settings) -> Facts:
    """The snapshots, and what changed between them."""
    facts: Facts = {}
    off = {}
    for step in run.snapshots:
        at, w = f"at.{step.epoch}.", step.weights
        off[step.epoch] = abs(float(w[0] - line.truth[0]))
        facts |= {f"{at}loss": step.loss, f"{at}off_slope": off[step.epoch], **_weights(at, w)}
        facts |= _ends_of_line(at, w, settings) | _shares_left(run, line, at, w)
        facts[f"{at}fell"] = run.start_loss - step.loss
        facts[f"{at}still_falls"] = step.loss - run.final_loss
        facts[f"{at}to_go"] = settings.epochs - step.epoch
    return facts | ({"closest_epoch": min(off, key=off.__getitem__)} if off else {})


def _ends_of_line(prefix: str, weights: Any, settings: Settings) -> Facts:
    """The heights of the line at both ends of the data."""
    slope, intercept = map(float, weights)
    return {
        f"{prefix}left_end": intercept + slope * settings.low,
        f"{prefix}right_end": intercept + slope * settings.high,
    }


def _inputs(settings: Settings, line: LessonLine) -> Facts:
    """What the run was told: the only numbers in the text that no run has to produce."""
    given = {key: value for key, value in asdict(settings).items() if key != "snapshots"}
    slope, intercept = map(float, line.truth)
    seen = {f"at.{epoch}.epoch": epoch for epoch in settings.snapshots}
    return given | seen | {"true.slope": slope, "true.intercept": intercept}


def _weights(prefix: str, weights: Any) -> Facts:
    return {f"{prefix}slope": float(weights[0]), f"{prefix}intercept": float(weights[1])}


def _printed(run: Training, line: LessonLine) -> str:
    """The demo's lines: the loss before an update, the weights after it."""
    from downslope.descent import descend

    if run.overflowed:
        return ""  # a run to look at in other ways
    lr, epochs = run.diagnosis.lr, run.diagnosis.epochs
    lines = [
        f"epoch {step.epoch:3d} MSE={step.loss:.4f} w={step.next_weights.round(3)}"
        for step in islice(descend(run.problem, lr, line.start), epochs)
        if step.epoch % DEMO_EVERY == 0
    ]
    learned = "Learned: slope={:.3f}, intercept={:.3f}".format(*run.weights)
    truth = "Truth: slope={:.3f}, intercept={:.3f}".format(*line.truth)
    return "\n".join([*lines, "", learned, truth])


def _standard_errors(problem: LeastSquares) -> Any:
    from downslope.ladder import solve

    return solve(problem.X_b[:, :1], problem.y).std_error


def _directions(run: Training) -> Facts:
    """The steep and the slow axis of the bowl: curvature, share kept, which way they run."""
    from downslope.spectrum import Spectrum

    steep, slow = run.diagnosis.directions
    axis = Spectrum.of(run.problem).axes[:, 1]
    return {
        "steep.curvature": steep.eigenvalue,
        "steep.kept": steep.kept_per_epoch,
        "slow.curvature": slow.eigenvalue,
        "slow.kept": slow.kept_per_epoch,
        "slow.lost": 1 - slow.kept_per_epoch,
        "slow.half_life": _whole(math.log(0.5) / math.log(slow.kept_per_epoch)),
        "slow.trade": float(-axis[0] / axis[1]),  # slope given up per unit of intercept
        "slow.pivot": float(-axis[1] / axis[0]),  # where the line does not change along it
        "slow.cost": slow.eigenvalue / 2,  # loss added by an error of 1 along it
        "steep.cost": steep.eigenvalue / 2,
    }


def _shares_left(run: Training, line: LessonLine, prefix: str, weights: Any) -> Facts:
    """Of the first error along each axis, the share that is still there."""
    from downslope.spectrum import Spectrum

    axes, goal = Spectrum.of(run.problem).axes, run.diagnosis.closed_form
    shares = abs((axes.T @ (weights - goal)) / (axes.T @ (line.start - goal)))
    pivot = float(-axes[1, 1] / axes[0, 1])
    return {
        f"{prefix}steep": float(shares[0]),
        f"{prefix}slow": float(shares[1]),
        f"{prefix}pivot_height": float(weights[0]) * pivot + float(weights[1]),
    }


def _ends(run: Training, line: LessonLine) -> Facts:
    """Whether and when the numbers of a diverging run leave float64: first inf, later NaN."""
    if run.diagnosis.status != "diverging":
        end = "falls" if run.final_loss < run.start_loss else "finite"
        return {"end": end, "overflow_epoch": None, "nan_epoch": None}
    overflow, not_a_number = _overflow_epochs(run, line)
    within = [epoch <= run.diagnosis.epochs for epoch in (overflow, not_a_number)]
    end = "nan" if within[1] else "inf" if within[0] else "finite"
    last = min(overflow, not_a_number)
    return {
        "end": end,
        "overflow_epoch": _whole(last),
        "nan_epoch": _whole(not_a_number),
    }


def _overflow_epochs(run: Training, line: LessonLine) -> tuple[float, float]:
    import numpy as np

    from downslope.descent import descend

    overflow = not_a_number = math.inf
    problem = run.problem.standardized() if run.diagnosis.standardize else run.problem
    for step in descend(problem, run.diagnosis.lr, line.start):
        if overflow == math.inf and math.isinf(step.loss):
            overflow = step.epoch
        if math.isnan(step.loss) or np.isnan(step.weights).any():
            not_a_number = step.epoch
            break
        if step.epoch == MOST_EPOCHS_TO_NAN:
            break
    return overflow, not_a_number


def _compared(settings: Settings) -> Facts:
    from downslope import datasets, workbench

    name = settings.case
    data = _table(name) if name in datasets.DATA_SETS else datasets.case(name)
    result = workbench.compare(data, settings.epochs)
    facts: Facts = {
        "case": settings.case,
        "epochs": settings.epochs,
        "n": result.n,
        "d": result.d,
        "p": result.d + 1,
        "rank": result.rank,
        "condition": result.condition_number,
        "design_condition": result.design_condition_number,
        "standard_design_condition": _standardised(data.problem()),
        "lr": result.lr,
        "advised": result.advised,
        "error_of": result.error_of,
    }
    for row in result.rows:
        facts |= {
            f"{row.solver}.status": row.status,
            f"{row.solver}.passes": row.passes,
            f"{row.solver}.digits": _digits(row.error),
        }
    work = {
        "normal-equations.work": result.n * (result.d + 1) ** 2,
        "gradient-descent.work": 2
        * result.n
        * (result.d + 1)
        * result.row("gradient-descent").passes,
    }
    ratio = work["normal-equations.work"] / work["gradient-descent.work"]
    return facts | work | {"work_ratio": ratio, "end": _end_of(result)}


def _standardised(problem: LeastSquares) -> float | None:
    """κ of the standardised X_b; None where columns depend on each other."""
    from downslope.spectrum import Spectrum

    condition = Spectrum.of(problem.standardized()).condition_number
    return math.sqrt(condition) if math.isfinite(condition) else None


def _fitted(settings: Settings) -> Facts:
    """A data set's closed form, and how the loop would fare on it."""
    from downslope import workbench

    table = _table(settings.case)
    fit, d = workbench.fit(table), workbench.diagnose(table.problem())
    return {
        "case": settings.case,
        "n": d.n,
        **_weights("", [fit.coef[0], fit.intercept]),
        "mse": d.min_loss,
        "condition": d.condition_number,
        "epochs_to_tolerance": _whole(d.epochs_to_tolerance),
        "standard_condition": d.standardized_condition_number,
        "standard_epochs": _whole(d.standardized_epochs),
        "digits": sys.float_info.dig + 1,  # that a float carries, about
    }


def _table(name: str) -> Table:
    from downslope import datasets
    from downslope.sources import read

    known = datasets.DATA_SETS.get(name)
    if known is None:
        raise unknown("data set", name, datasets.DATA_SETS)
    return read(str(known.path), known.target, known.features)


def _end_of(result: Comparison) -> str:
    """How the normal equations and descent fared, in a word."""
    normal = result.row("normal-equations").status == "converged"
    loop = result.row("gradient-descent").status == "converged"
    return {(1, 1): "both", (1, 0): "normal", (0, 1): "descent", (0, 0): "neither"}[normal, loop]


def _digits(error: float) -> int:
    """Whole digits that are right."""
    if math.isnan(error):
        return 0
    return max(0, math.floor(-math.log10(error))) if error > 0 else 16


def _lower(fitted: float, truth: float) -> str:
    return "same" if fitted == truth else "formula" if fitted < truth else "truth"


def _ratio(pair: Any) -> float:
    return abs(float(pair[0] / pair[1]))


def _whole(count: float) -> int | None:
    return math.ceil(count) if math.isfinite(count) else None
