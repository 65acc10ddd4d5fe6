"""Runs of the corpus: what each one is, what it did, and the truth that its log is scored on.

The truth is computed from what the log does not show: the fault, the loss that the same problem
can reach (the closed form, or the healthy run, ten times as long) and the loss of a guess. A
fault without an effect is no fault: a rate three times as high that still converges is healthy.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from pathlib import Path

HELD_OUT_FAULTS = frozenset(
    {"exploding_logits", "restarts", "dead_units", "half_precision", "spike", "unscaled_inputs"}
)  # their runs are for testing only, whatever the seed

HEALTHY_FAULTS = frozenset(
    {"none", "warm_up", "cosine", "restarts", "step_schedule", "small_batches", "noisy_targets"}
    | {"momentum", "large_targets", "exact_targets", "short"}
)
SCHEDULES = frozenset({"warm_up", "cosine", "restarts", "step_schedule"})
RATES = frozenset({"rate_x3", "rate_x30", "rate_x100", "unscaled_inputs"})
GROWING = ("diverging", "rising", "unstable")


@dataclass(frozen=True)
class Evidence:
    """What a run did, read from the run itself and not from its log.

    Attributes
    ----------
    losses, validation : sequence of float
        As logged, entry by entry; the validation losses are empty where there are none.
    start, reachable, guess : float
        The loss before the first update, the loss that the problem can reach, and the loss of the
        best constant.
    chance : float or None
        The cross-entropy of a guess, ln K or the entropy of the classes.
    finite_weights : bool
        Whether the weights were finite at the end.
    """

    losses: Sequence[float]
    start: float
    reachable: float
    guess: float
    validation: Sequence[float] = ()
    chance: float | None = None
    finite_weights: bool = True

    def __post_init__(self) -> None:
        """Keep plain numbers, which JSON takes."""
        for name in ("losses", "validation"):
            object.__setattr__(self, name, [float(loss) for loss in getattr(self, name)])
        for name in ("start", "reachable", "guess"):
            object.__setattr__(self, name, float(getattr(self, name)))


@dataclass(frozen=True)
class Run:
    """One run: what is logged, in which form, and the function that trains and writes the log."""

    name: str
    task: str
    loss: str  # squared, root, absolute, cross-entropy
    fault: str
    seed: int
    form: str  # how the log was written, such as "CSVLogger" or "printed"
    suffix: str
    record: Callable[[Path], Evidence] = field(repr=False)

    @property
    def split(self) -> str:
        """Return "tune" or "test": odd seeds of the faults that are not held out are for tuning."""
        return "tune" if self.seed % 2 and self.fault not in HELD_OUT_FAULTS else "test"


@dataclass(frozen=True)
class Truth:
    """The class, status and cause that a judgement of the log is scored on.

    Attributes
    ----------
    also_status, also_cause : tuple of str
        Answers that this log bears out as well, because nothing in it tells them apart.
    visible : bool
        Whether the log can show that the run is broken at all.
    """

    healthy: bool
    status: str
    cause: str
    also_status: tuple[str, ...] = ()
    also_cause: tuple[str, ...] = ()
    visible: bool = True


def level(losses: Sequence[float]) -> float:
    """Return the median of the last tenth, of three entries at least."""
    return statistics.median(losses[-max(3, len(losses) // 10) :])


def lowest_level(losses: Sequence[float]) -> float:
    """Return the lowest median of a window as long as that of `level`."""
    width = max(3, len(losses) // 10)
    return min(
        statistics.median(losses[at : at + width]) for at in range(max(1, len(losses) - width + 1))
    )


def truth(run: Run, seen: Evidence) -> Truth:
    """Return the truth about a run from its fault and from what it did."""
    losses = seen.losses
    if not (seen.finite_weights and all(map(math.isfinite, losses))):
        return _failed(run, losses)
    end, lowest = level(losses), lowest_level(losses)
    rounding = 1e-6 * seen.start
    learnable = min(seen.start, seen.guess)
    gain = (learnable - end) / (learnable - seen.reachable)
    if end > 2 * max(losses[0], seen.start) or (gain < 0.9 and end > 2 * lowest + rounding):
        return _grew(run.fault, losses)
    rise = _rise_from_the_best(seen.validation)
    if gain > 0.5 and end < 1.1 * lowest and rise > 1.1:
        words = ("rising",) if rise > 1.3 else ("rising", "converging", "converged")
        beside = () if rise > 1.3 else ("none",)
        if run.fault in RATES:  # a rate too high also throws the validation loss about
            beside = (*beside, "lr_above_limit")
        return Truth(False, "overfitting", "overfitting", words, beside, visible=rise > 1.3)
    if run.fault == "overfitting" and gain > 0.9:  # learned by heart, though nothing rises
        words = ("rising", "converging", "converged")
        return Truth(False, "overfitting", "overfitting", words, ("none",), visible=False)
    if gain < 0.6 and run.fault in HEALTHY_FAULTS - {"short"}:
        raise ValueError(f"{run.name}: came {gain:.0%} of the way: not sound. Train it longer.")
    if gain < 0.1 and run.fault != "short" and end > 0.9 * min(seen.start, losses[0]):
        return _no_progress(run.fault, seen, losses)
    if gain < 0.9 and run.fault not in HEALTHY_FAULTS:
        return _short_of_reachable(run.fault, gain, seen, losses)
    if run.fault in RATES and sum(loss > 10 * losses[0] for loss in losses) > 1:  # thrown far off
        words = ("converging", "converged")
        return Truth(False, "unstable", "lr_above_limit", words, ("none", "spike"), visible=False)
    status, other = ("converged", "converging") if gain > 0.95 else ("converging", "converged")
    cause, also = _healthy_cause(run.fault)
    words = (other,)
    if end > 2 * lowest + rounding:  # by the printed batches, whose noise a log cannot take out
        words, also = (*words, "unstable"), (*also, "gradient_noise", "lr_above_limit")
    if _falls_evenly(losses):  # no log tells it from a small rate
        also = (*also, "lr_too_small")
    return Truth(True, status, cause, words, also)


def _is_flat(losses: Sequence[float]) -> bool:
    """Whether the last third gained less than a tenth of what all gained."""
    middle = statistics.median(losses[-len(losses) // 3 - 1 :][:3])
    return middle - level(losses) < 0.1 * (losses[0] - level(losses))


def _are_equal_classes(chance: float) -> bool:
    """Whether a guess has the loss ln K; that of classes of other shares no log can know."""
    return abs(chance - math.log(round(math.exp(chance)))) < 0.03 * chance


def _falls_evenly(losses: Sequence[float]) -> bool:
    """Whether the last third fell at half of the speed of the first, or faster, above half."""
    count = len(losses)
    starts = (0, count // 3, count - 2 - count // 3, count - 3)
    ends = [statistics.median(losses[max(0, at) : at + 3]) for at in starts]
    return ends[3] > 0.5 * ends[0] and ends[2] - ends[3] > 0.5 * (ends[0] - ends[1]) > 0


def _healthy_cause(fault: str) -> tuple[str, tuple[str, ...]]:
    beside = ("gradient_noise", "noise_floor", "slow_direction")
    if fault in SCHEDULES:
        return "schedule", ("none", *beside)
    if fault == "spike":
        return "spike", ("none", *beside)
    if fault == "small_batches":
        return "gradient_noise", ("none", "noise_floor", "slow_direction")
    if fault == "short":  # no log tells it from a small rate
        return "none", ("lr_too_small", *beside)
    return "none", beside


def _failed(run: Run, losses: Sequence[float]) -> Truth:
    fault = run.fault
    before = list(takewhile(math.isfinite, losses))
    grew = len(before) > 1 and max(before) > 2 * before[0]
    if fault == "half_precision" and run.form == "json_lines":  # which has the gradient's norm
        return Truth(False, "failed", "gradient_overflow", (), ("nan_or_inf",))
    if fault == "half_precision":
        return Truth(False, "failed", "nan_or_inf", (), ("gradient_overflow",))
    if fault in RATES:
        if grew:
            return Truth(False, "failed", "lr_above_limit", ("diverging",), ("nan_or_inf",))
        return Truth(False, "failed", "nan_or_inf", (), ("lr_above_limit",))
    if fault == "wrong_sign" and grew:
        return Truth(False, "failed", "wrong_sign", ("diverging",), ("lr_above_limit",))
    if fault == "kept_gradients" and grew:
        return Truth(False, "failed", "unknown", ("diverging",), ("lr_above_limit", "nan_or_inf"))
    beside = ("lr_above_limit", *(("spike",) if fault == "spike" else ())) if grew else ()
    return Truth(False, "failed", "nan_or_inf", (), beside)


def _grew(fault: str, losses: Sequence[float]) -> Truth:
    half = len(losses) // 2
    growth = level(losses) / max(statistics.median(losses[max(0, half - 2) : half + 3]), 1e-300)
    status = "diverging" if growth > 2 else "rising" if growth > 1.1 else "unstable"
    others = tuple(word for word in GROWING if word != status)
    steps = [b / max(a, 1e-300) for a, b in pairwise(losses[:6])]
    grows_from_the_first = all(step > 1 for step in steps)
    slowly = grows_from_the_first and max(*steps, losses[-1] / max(losses[-2], 1e-300)) < 3
    if fault == "wrong_sign":
        return Truth(False, status, "wrong_sign", others, () if slowly else ("lr_above_limit",))
    if fault == "spike":
        return Truth(False, status, "spike", others, ("unknown", "lr_above_limit"))
    if fault in RATES:
        also = ("wrong_sign",) if grows_from_the_first else ()
        return Truth(False, status, "lr_above_limit", others, also)
    return Truth(False, status, "unknown", others, ("lr_above_limit",))


def _rise_from_the_best(validation: Sequence[float]) -> float:
    if len(validation) < 8 or not all(map(math.isfinite, validation)):
        return 1.0
    return level(validation) / max(lowest_level(validation), 1e-300)


def _no_progress(fault: str, seen: Evidence, losses: Sequence[float]) -> Truth:
    end = level(losses)
    at_chance = seen.chance is not None and abs(end - seen.chance) < 0.05 * seen.chance
    guess = ("chance_level",) if at_chance else ()
    plain = at_chance and seen.chance is not None and _are_equal_classes(seen.chance)
    settled = max(losses[-5:]) - min(losses[-5:]) < 0.05 * end
    if fault == "rate_div100":
        return Truth(False, "not_learning", "lr_too_small", ("converging",), ("frozen", *guess))
    if fault == "wrong_sign":
        words = ("not_learning", "unstable", "diverging")
        return Truth(False, "rising", "wrong_sign", words, ("unknown", *guess))
    if fault == "shuffled_labels":
        plain = plain and _is_flat(losses)
        slow = ("lr_too_small",) if _falls_evenly(losses) else ()
        words = ("converged", "converging") if slow else ("converged",)
        return Truth(False, "not_learning", "unknown", words, (*guess, *slow), visible=plain)
    if fault in RATES and end > 2 * seen.guess:  # thrown far off before the first entry
        words = ("not_learning", "converging", "converged")
        plain = end > 0.9 * losses[0]
        return Truth(False, "unstable", "lr_above_limit", words, ("unknown", "none"), plain)
    if fault in RATES and not settled:
        return Truth(False, "unstable", "lr_above_limit", ("not_learning", "rising"), guess)
    if fault == "kept_gradients":
        return Truth(False, "unstable", "unknown", ("not_learning", "rising"), ("lr_above_limit",))
    if max(losses) - min(losses) <= 1e-4 * losses[0]:
        return Truth(False, "not_learning", "frozen", (), guess)
    beside = ("lr_above_limit",) if fault in RATES else ()
    words = ("unstable",) if fault in RATES and max(losses) > 2 * losses[0] else ()
    if at_chance:
        return Truth(False, "not_learning", "chance_level", words, ("dead_units", *beside))
    beside += ("frozen", "dead_units", "chance_level")
    return Truth(False, "not_learning", "unknown", words, beside)


def _short_of_reachable(fault: str, gain: float, seen: Evidence, losses: Sequence[float]) -> Truth:
    """Return the truth about a loss that fell, but not to what it could reach."""
    if fault == "rate_div100":  # past half of the way, no log tells it from a short run
        words = ("not_learning",) if gain < 0.5 else ("converged",)
        beside = ("slow_direction",) if gain < 0.5 else ("slow_direction", "none")
        plain = gain < 0.5 and _falls_evenly(losses)  # one that slows down looks near its floor
        return Truth(False, "converging", "lr_too_small", words, beside, visible=plain)
    steps = [b - a for a, b in pairwise(losses[len(losses) // 2 :])]
    bounces = sum(step > 0.05 * level(losses) for step in steps) >= len(steps) / 8
    if bounces and fault in {*RATES, "kept_gradients"}:
        cause = "unknown" if fault == "kept_gradients" else "lr_above_limit"
        words = ("not_learning", "rising", "diverging", "converging")
        beside = ("lr_above_limit", "gradient_noise") if cause == "unknown" else ("gradient_noise",)
        plain = level(losses) > 1.25 * lowest_level(losses) or level(losses) > 0.7 * losses[0]
        return Truth(False, "unstable", cause, words, beside, visible=plain)
    at_chance = seen.chance is not None and abs(level(losses) - seen.chance) < 0.05 * seen.chance
    cause = "unknown"
    if fault in RATES:  # columns in odd units leave slow directions at a rate that is not too high
        cause = "slow_direction" if fault == "unscaled_inputs" else "lr_above_limit"
    guesses = ("none", "unknown", *(("chance_level",) if at_chance else ()))
    beside = tuple(word for word in guesses if word != cause)
    words = ("converged", "not_learning")
    return Truth(False, "converging", cause, words, beside, visible=False)
