"""What came of a run of the lesson: facts with flat names, such as `at.5.slope` or `slow.kept`.

`observe` makes the run with the verbs that every door uses, once for each settings. Weights are
(slope, intercept); `closed.` stands for the closed form, `left.` for the distance to it, `at.5.`
for after five updates, `steep.` and `slow.` for the two directions of the bowl.

What came of comparing solvers, and of fitting a data set of the package, as facts by name.

Times and memory are left out, as they differ from machine to machine: what stays is who got there,
in how many passes, and how much arithmetic that is.

The runs that the lesson speaks of: settings with a name, and what came of them.

    train     points on a line, descent, its diagnosis   lr, epochs, n, noise, seed, low, high, …
    compare   every solver on a case or a data set        case, epochs
    fit       the closed form of a data set               case

`content/runs.toml` names the settings; `facts.observe` makes the run.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

from downslope.errors import DataError, unknown
from downslope.lessons.content_files import CONTENT, checked, table_of

if TYPE_CHECKING:
    from downslope.datasets import LessonLine
    from downslope.diagnosis.result import Diagnosis
    from downslope.fitting.comparison import Comparison
    from downslope.models.least_squares import LeastSquares
    from downslope.table import Table
    from downslope.training import Training


Fact = float | int | str | None  # one thing that a run came to; None: never
Facts = dict[str, Fact]
VERBS = ("train", "compare", "fit")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run of the lesson is told; the defaults are those of `downslope demo`."""

    verb: str = "train"  # or compare, fit
    lr: float = 0.01
    epochs: int = 200
    n: int = 100
    noise: float = 1.0
    seed: int = 0
    low: float = 0.0  # x is uniform from here
    high: float = 10.0  # to here
    standardize: bool = False
    snapshots: tuple[int, ...] = ()  # epochs to look at
    case: str = ""  # of compare and fit: a case, or a data set of the package

    @classmethod
    def of(cls, given: object, where: str) -> Self:
        """The settings of a TOML table.

        Raises:
            DataError: an unknown key, a value of the wrong kind, an unknown verb.

        """
        kinds = {each.name: type(each.default) for each in fields(cls)} | {"snapshots": list}
        table = checked(given, where, {}, kinds)
        settings = cls(**(table | {"snapshots": tuple(table.get("snapshots", ()))}))
        if settings.verb not in VERBS:
            raise DataError(f"{where}: verb = '{settings.verb}' has to be {', '.join(VERBS)}.")
        if (settings.verb == "train") == bool(settings.case):
            raise DataError(f"{where}: compare and fit need a case, and train has none.")
        return settings

    def to_dict(self) -> dict[str, object]:
        """The arguments of the run, for those who make it themselves."""
        used = {"compare": ("verb", "case", "epochs"), "fit": ("verb", "case")}.get(self.verb)
        return {key: value for key, value in asdict(self).items() if used is None or key in used}


def named_runs(root: Path = CONTENT) -> dict[str, Settings]:
    """The settings of `runs.toml`, by name.

    Raises:
        DataError: the file is damaged.

    """
    file = root / "runs.toml"
    return {name: Settings.of(table, f"{file} [{name}]") for name, table in table_of(file).items()}


def named_run(name: str, root: Path = CONTENT) -> Settings:
    """One of them.

    Raises:
        OptionError: there is no such run.

    """
    known = named_runs(root)
    if name not in known:
        raise unknown("run", name, known)
    return known[name]


MANY_ROWS = 100_000  # from here on it matters what a single pass can do


def compared(settings: Settings) -> Facts:
    """How every solver fared on a case or a data set; `end` says who of the two got there."""
    from downslope import datasets
    from downslope.fitting import compare

    name = settings.case
    data = _table(name) if name in datasets.DATA_SETS else datasets.case(name)
    result = compare.compare(data, settings.epochs)
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
    values = result.n * (result.d + 1)  # of X_b
    forming = values * (result.d + 1)
    descending = 2 * values * result.row("gradient-descent").passes
    work: Facts = {
        "normal-equations.work": forming,
        "gradient-descent.work": descending,
        "work_ratio": forming / descending,
    }
    if result.n >= MANY_ROWS:
        facts["one_pass_error"] = _after_one_pass(data.problem(), result)
    return facts | work | {"end": _end_of(result)}


def _after_one_pass(problem: LeastSquares, result: Comparison) -> float:
    """How far mini-batches are from the closed form once every row was seen, relative."""
    import numpy as np

    from downslope import training

    batch = training.train(problem, None, 1, batch_size=problem.n // 100)
    best = np.append(result.exact.coef, result.exact.intercept)
    return float(np.linalg.norm(batch.weights - best) / np.linalg.norm(best))


def _standardised(problem: LeastSquares) -> float | None:
    """κ of the standardised X_b; None where columns depend on each other."""
    from downslope.diagnosis.spectrum import Spectrum

    condition = Spectrum.of(problem.standardized()).condition_number
    return math.sqrt(condition) if math.isfinite(condition) else None


def fitted(settings: Settings) -> Facts:
    """A data set's closed form, and how the loop would fare on it."""
    from downslope.diagnosis import diagnose
    from downslope.fitting.fit import fit as fit_rows

    table = _table(settings.case)
    fit = fit_rows(table.X, table.y, table.feature_names)
    d = diagnose.diagnose(table.problem())
    return {
        "case": settings.case,
        "n": d.n,
        "slope": float(fit.coef[0]),
        "intercept": fit.intercept,
        "mse": d.min_loss,
        "condition": d.condition_number,
        "epochs_to_tolerance": whole(d.epochs_to_tolerance),
        "standard_condition": d.standardized_condition_number,
        "standard_epochs": whole(d.standardized_epochs),
        "digits": sys.float_info.dig + 1,  # that a float carries, about
    }


def _table(name: str) -> Table:
    from downslope import datasets
    from downslope.data.open import read

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


def whole(count: float) -> int | None:
    """The count, rounded up; None for never."""
    return math.ceil(count) if math.isfinite(count) else None


KEPT = 64  # runs whose facts are remembered
DEMO_RATE = 0.01
DEMO_EVERY = 40  # epochs between two lines of the demo
MOST_EPOCHS_TO_NAN = 5_000  # a run that diverges for longer than this is not followed to its end


@lru_cache(maxsize=KEPT)
def observe(settings: Settings) -> Mapping[str, Fact]:
    """Make the run, and say what came of it.

    Raises:
        OptionError: settings that the run refuses.

    """
    make = {"train": _trained, "compare": compared, "fit": fitted}[settings.verb]
    return MappingProxyType(make(settings))


def training(settings: Settings) -> tuple[Training, LessonLine]:
    """The run itself, as `downslope demo` makes it, and its data."""
    from downslope import training as training_module
    from downslope.datasets import lesson_line
    from downslope.models.least_squares import LeastSquares

    s = settings
    line = lesson_line(s.n, s.noise, s.seed, low=s.low, high=s.high)
    run = training_module.train(
        LeastSquares(line.x, line.y),
        s.lr,
        s.epochs,
        line.start,
        standardize=s.standardize,
        snapshots=s.snapshots,
    )
    return run, line


def _trained(settings: Settings) -> Facts:
    run, line = training(settings)
    return {
        **_inputs(settings, line),
        **_outcome(run, line),
        **_rates(run.diagnosis, settings),
        **_at_the_start(run, line),
        **_at_the_end(run, line, settings),
        **_directions(run),
        **_ends(run, line),
        **_on_the_way(run, line, settings),
    }


def _outcome(run: Training, line: LessonLine) -> Facts:
    """What became of it, its losses, and the least loss that there is."""
    d, true_loss = run.diagnosis, run.problem.loss(line.truth)
    return {
        "status": run.status,
        "cause": run.cause,
        "sentence": run.sentence,
        "printed": _printed(run, line),
        "final_loss": run.final_loss,
        "min_loss": d.min_loss,
        "above_floor": run.final_loss - d.min_loss,
        "true_loss": true_loss,
        "lower": _lower(d.min_loss, true_loss),
        "noise_std": d.noise_std,
    }


def _rates(d: Diagnosis, settings: Settings) -> Facts:
    """The rate beside its limit and under other conventions; how long the run would take."""
    from downslope.models.least_squares import equivalent_rate

    lr, n = settings.lr, settings.n
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
        "as_half_mse": equivalent_rate(lr, n, "mse", "half-mse"),
        "as_sse": equivalent_rate(lr, n, "mse", "sse"),
        "as_half_sse": equivalent_rate(lr, n, "mse", "half-sse"),
        "limit_half_mse": equivalent_rate(d.lr_limit, n, "mse", "half-mse"),
        "epochs_to_loss": whole(d.epochs_to_loss),
        "epochs_to_tolerance": whole(d.epochs_to_tolerance),
        "times_passes": d.epochs_to_tolerance / max(settings.epochs, 1),
        "halvings": -d.epochs_to_tolerance * math.log2(d.directions[1].kept_per_epoch),
    }


def _at_the_start(run: Training, line: LessonLine) -> Facts:
    """The first guess, its loss, and the gradient there."""
    gradient = run.problem.gradient(line.start)
    return {
        "start_loss": run.start_loss,
        "start_rms": math.sqrt(run.start_loss),
        "start.blame": abs(float(gradient[0] / gradient[1])),
        **_weights("start.", line.start),
        **_weights("start.gradient.", gradient),
        **_weights("start_off.", abs(line.start - run.diagnosis.closed_form)),
    }


def _at_the_end(run: Training, line: LessonLine, settings: Settings) -> Facts:
    """The last weights, beside the closed form, the truth, and the standard errors."""
    best, errors = run.diagnosis.closed_form, _standard_errors(run.problem)
    first, gradient = run.problem.gradient(line.start), run.problem.gradient(run.weights)
    return {
        **_weights("", run.weights),
        **_weights("end.gradient.", gradient),
        "end.gradient.size": abs(float(gradient[1])),
        "gradient_shrank": abs(float(first[1] / gradient[1])),
        **_weights("closed.", best),
        **_ends_of_line("closed.", best, settings),
        **_weights("left.", abs(run.weights - best)),
        **_weights("off_truth.", abs(run.weights - line.truth)),
        **_weights("error.", errors),
        **_weights("left_in_errors.", _in_errors(abs(run.weights - best), errors)),
    }


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


def _in_errors(away: Any, errors: Any) -> Any:
    """How many standard errors each weight is away; data without noise have none to count in."""
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        return away / errors


def _standard_errors(problem: LeastSquares) -> Any:
    from downslope.fitting.ladder import solve

    return solve(problem.X_b[:, :1], problem.y).std_error


def _directions(run: Training) -> Facts:
    """The steep and the slow axis of the bowl: curvature, share kept, which way they run."""
    from downslope.diagnosis.spectrum import Spectrum

    steep, slow = run.diagnosis.directions
    axis = Spectrum.of(run.problem).axes[:, 1]
    return {
        "steep.curvature": steep.eigenvalue,
        "steep.kept": steep.kept_per_epoch,
        "slow.curvature": slow.eigenvalue,
        "slow.kept": slow.kept_per_epoch,
        "slow.half_life": whole(math.log(0.5) / math.log(slow.kept_per_epoch)),
        "slow.trade": float(-axis[0] / axis[1]),  # slope given up per unit of intercept
        "slow.pivot": float(-axis[1] / axis[0]),  # where the line does not change along it
        "slow.cost": slow.eigenvalue / 2,  # loss added by an error of 1 along it
        "steep.cost": steep.eigenvalue / 2,
    }


def _shares_left(run: Training, line: LessonLine, prefix: str, weights: Any) -> Facts:
    """Of the first error along each axis, the share that is still there."""
    from downslope.diagnosis.spectrum import Spectrum

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
    first = min(overflow, not_a_number)
    return {"end": end, "overflow_epoch": whole(first), "nan_epoch": whole(not_a_number)}


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


def _lower(fitted: float, truth: float) -> str:
    return "same" if fitted == truth else "formula" if fitted < truth else "truth"
