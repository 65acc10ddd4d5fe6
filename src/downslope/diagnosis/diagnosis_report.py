"""Result of a diagnosis: its fields, its report as text, and its dictionary for JSON."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from downslope.diagnosis.advice import Advice, Suggestion
from downslope.diagnosis.run import NEAR_FLOOR, Direction, Forecast, in_words, listed
from downslope.findings import Finding
from downslope.formatting import (
    counted,
    epochs,
    number,
    number_beside,
    percent,
    plain_dict,
    wrapped,
)
from downslope.models.least_squares import GRADIENTS, LOSS_CONVENTIONS, equivalent_rate
from downslope.numerics.arrays import Vector

LABEL = 20  # characters before the text of a fact
MOST_WEIGHTS = 6  # in a line of the report
MOST_COLUMNS = 4  # in a sentence


def sentence(d: Diagnosis) -> str:
    """Return the cause in one sentence, with its numbers."""
    return _SENTENCES[d.cause](d) if d.batch_size is None else _in_batches(d)


def report(d: Diagnosis) -> str:
    """Return the whole diagnosis as plain text, at most 78 columns wide."""
    blocks = [
        [wrapped(f"{d.status.upper()}: {d.sentence}")],
        [wrapped(f"{label:<{LABEL}}{text}", LABEL) for label, text in d.facts],
        listing(_heading(d), [str(finding) for finding in d.obstacles]),
        listing("What to do", d.what_to_do),
    ]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines)


def _heading(d: Diagnosis) -> str:
    """Return the heading of the findings, which explain a problem or are only worth knowing."""
    return "About the data" if d.cause in ("none", "noise_floor") else "Why"


def facts(d: Diagnosis) -> list[tuple[str, str]]:
    """Return the numbers of a diagnosis, each with its label."""
    steep, flat = d.directions[0], _flattest(d)
    given = "" if d.lr_was_given else " (the recommended rate, because none was given)"
    losses = (
        f"{number(d.start_loss)} at the start, {number(d.final_loss)} after {epochs(d.epochs)}, "
        f"floor {_floor(d)}"
    )
    standardized = (
        "standardized columns"
        if d.standardize
        else f"{number(d.standardized_condition_number)} on standardized columns"
    )
    ends = dict.fromkeys([steep, flat])
    curvatures = [f"{number(e.eigenvalue)} for {e.name}" for e in ends]
    if d.batch_size is not None:
        curvatures.append(f"{number(d.steepest_batch)} in the steepest batch")
    known = [
        ("loss", losses),
        ("learning rate", f"{d.lr:g}{given}; {_limit(d)}, recommended {d.lr_advised:g}"),
        ("curvature λ", "; ".join(curvatures)),
        ("condition", f"{number(d.condition_number)} (λ_max/λ_min); {standardized}"),
    ]
    if d.batch_size is None:
        known += [
            ("each epoch", "; ".join(f"{effect(e)} for {e.name}" for e in ends)),
            ("within 1% of floor", _to_floor(d)),
            ("3 correct digits", _each_weight(d)),
        ]
    gradient = f"{GRADIENTS[d.loss_convention]} ({d.loss_convention}); {_equivalents(d)}"
    return [*known, ("gradient", gradient)]


def _limit(d: Diagnosis) -> str:
    """Return the limit, and for which batches it holds."""
    if d.batch_size is None:
        return f"full-batch limit {number(d.lr_limit)}"
    return f"limit {number(d.lr_limit)} for batches of {counted(d.batch_size, 'row')}"


def _floor(d: Diagnosis) -> str:
    return "0 (exact)" if d.is_exact else number(d.min_loss)


def _to_floor(d: Diagnosis) -> str:
    return "the data are exact: the floor is 0" if d.is_exact else epochs(d.epochs_to_loss)


def _each_weight(d: Diagnosis) -> str:
    """Return the epochs until each weight has three digits, once if all are the same."""
    needed = [epochs(count) for count in d.forecast.weights[0]]
    if len(set(needed)) == 1 and len(needed) > 1:
        return "never, for any weight" if needed[0] == "never" else f"{needed[0]}, for every weight"
    pairs = zip(d.weight_names, needed, strict=True)
    return _last(f"{name} {count}" for name, count in pairs)


def what_to_do(d: Diagnosis) -> list[str]:
    """Return the advice as sentences, with the result of trying it."""
    lines = [str(each) for each in d.advice]
    if d.status == "converged" or d.cause == "noise_floor":
        lines.append("Stop here: more epochs would change nothing that these data can show.")
    return [*lines, "Or use the closed form: downslope fit."]


def effect(direction: Direction) -> str:
    """Return what an epoch does to the error along a direction."""
    share = direction.kept_per_epoch
    if direction.eigenvalue == 0:
        return "leaves all of the error (flat)"
    if share > 1:
        return f"multiplies the error by {number(share)}"
    if 1 - share < 1e-7:
        lost = f"{1 - share:.0e}" if share < 1 else "1e-16"
        return f"leaves all but {lost} of the error"
    return f"leaves {percent(share)} of the error"


def _flattest(d: Diagnosis) -> Direction:
    curved = [each for each in d.directions if each.eigenvalue > 0]
    return curved[-1] if curved else d.directions[-1]


def _equivalents(d: Diagnosis) -> str:
    own = d.loss_convention
    others = [each for each in LOSS_CONVENTIONS if each != own]
    n = d.n if d.batch_size is None else min(d.batch_size, d.n)
    rates = [f"lr={equivalent_rate(d.lr, n, own, each):.4g} with {each}" for each in others]
    return f"for the same run, use {', '.join(rates[:-1])}, or {rates[-1]}"


def _last(items: Iterable[str]) -> str:
    """Join the last few items, which include the intercept's, and count the others."""
    every = list(items)
    rest = len(every) - MOST_WEIGHTS
    return ", ".join(every[-MOST_WEIGHTS:]) + (f" and {rest} more" if rest > 0 else "")


def _above_limit(d: Diagnosis) -> str:
    steep = d.directions[0]
    growth = d.growth_per_epoch
    by = number_beside(growth, 1.0)
    of_loss = number_beside(growth * growth, 1.0)  # ** would raise where this becomes inf
    formula = f" (2/λ_max with λ_max = {number(steep.eigenvalue)})" if d.rule == "gd" else ""
    return (
        f"lr={d.lr:g} is above the limit for these data, {number_beside(d.lr_limit, d.lr)}"
        f"{formula}: along the steepest direction, {steep.name}, every epoch multiplies the error "
        f"by {by} and the loss by {of_loss}."
    )


def _near_limit(d: Diagnosis) -> str:
    return (
        f"lr={d.lr:g} is {percent(d.lr / d.lr_limit)} of the limit {number(d.lr_limit)}: along the "
        f"steepest direction, {d.directions[0].name}, the error changes sign every epoch and "
        f"keeps {percent(d.directions[0].kept_per_epoch)} of its size, so training see-saws."
    )


def _too_small(d: Diagnosis) -> str:
    steep = d.directions[0]
    return (
        f"lr={d.lr:g} is only {d.lr / d.lr_limit:.2g} of the limit {number(d.lr_limit)}: even "
        f"along the steepest direction, {steep.name}, each epoch {effect(steep)}, and "
        f"{epochs(d.epochs)} {'is' if d.epochs == 1 else 'are'} not enough."
    )


def _slow_direction(d: Diagnosis) -> str:
    slow, j = d.directions[d.culprit], d.worst_weight
    moved = d.final_loss < 0.99 * d.start_loss
    loss = f"{number(d.final_loss)} (floor {number(d.min_loss)})"
    side = "below" if d.errors_left[j] < 0 else "above"
    return (
        f"The loss {f'has come down to {loss}, but' if moved else f'is still {loss}, and'} "
        f"{in_words(d.weight_names[j], d.weight_names)} is still {abs(d.errors_left[j]):.3g} "
        f"{side} its best value, {number(d.closed_form[j])}: along the slow direction, "
        f"{slow.name}, each epoch {effect(slow)}."
    )


def _noise_floor(d: Diagnosis) -> str:
    near = ", and every weight is within 5% of its standard error"
    return (
        f"Nothing is left to gain: the loss is {number(d.final_loss)} and its floor is "
        f"{number(d.min_loss)}{'' if d.status == 'converged' else near}. {d.remains} Its "
        f"standard deviation is s = {number(d.noise_std)} (s² = RSS/(n − rank))."
    )


def _collinear(d: Diagnosis) -> str:
    by_code = {finding.code: finding for finding in reversed(d.obstacles)}
    if "fewer_rows_than_weights" in by_code:
        why = f"there are {d.n} rows for {len(d.weight_names)} weights"
    elif "dependent_columns" in by_code:
        why = f"{_columns(by_code['dependent_columns'])} depend on each other"
    elif "nearly_dependent_columns" in by_code:
        why = f"{_columns(by_code['nearly_dependent_columns'])} nearly depend on each other"
    else:
        why = "one column is a combination of others"
    return (
        f"The data do not determine the weights, because {why}: along such directions the loss is "
        f"flat, and training leaves the weights where they started. {of_predictions(d)}"
    )


def of_predictions(d: Diagnosis) -> str:
    """Return what the loss says of the predictions, where that is all that the data determine."""
    first, left = d.start_loss - d.min_loss, d.final_loss - d.min_loss
    is_near = d.status == "converged" or left <= NEAR_FLOOR * max(d.min_loss, first)
    how = "fine" if is_near else "not yet as good as they can be"
    return f"The predictions are {how} (loss {number(d.final_loss)}, floor {number(d.min_loss)})."


def _none(d: Diagnosis) -> str:
    if d.status == "converged":
        exact = ", and the data are exact: the best weights leave only rounding" * d.is_exact
        return f"Every weight is right to three digits{exact}; the loss is {number(d.final_loss)}."
    return (
        f"Nothing is wrong: the loss is {number(d.final_loss)} after {epochs(d.epochs)} (floor "
        f"{number(d.min_loss)}), and {epochs(d.epochs_to_tolerance)} in all are enough."
    )


def _in_batches(d: Diagnosis) -> str:
    """Return the result of a run in batches, in a sentence."""
    assert d.batch_size is not None
    when = "part of the first epoch" if d.is_part else epochs(d.epochs)
    went = f"the loss went from {number(d.start_loss)} to {number(d.final_loss)}"
    went += f" (floor {_floor(d)})"
    after = f"after {when} in batches of {d.batch_size}"
    now = f"{after} the loss is {number(d.final_loss)} and its floor is {_floor(d)}"
    limit = number(d.lr_limit)
    if d.status == "converged":
        left = "Every residual is rounding" if d.is_exact else "Nothing is left to gain"
        return f"{left}: {after}, {went}."
    if d.cause == "lr_above_limit":
        rows = f"batches of {counted(d.batch_size, 'row')}"
        return (
            f"lr={d.lr:g} is too high for {rows}, which can be far steeper than all rows together "
            f"(limit {limit}): {went}."
        )
    if d.cause == "lr_too_small":
        return f"lr={d.lr:g} is only {d.lr / d.lr_limit:.2g} of the limit {limit}: {now}."
    noisy = f": at lr={d.lr:g} the batches, which disagree, keep the weights moving"
    return f"{now[0].upper()}{now[1:]}{noisy * (d.cause == 'gradient_noise')}."


_SENTENCES = {
    "lr_above_limit": _above_limit,
    "lr_near_limit": _near_limit,
    "lr_too_small": _too_small,
    "slow_direction": _slow_direction,
    "noise_floor": _noise_floor,
    "collinear": _collinear,
    "none": _none,
}


def _columns(finding: Finding) -> str:
    names, rest = finding.columns, len(finding.columns) - MOST_COLUMNS
    return listed(names if rest <= 0 else (*names[:MOST_COLUMNS], f"{rest} more"))


def listing(title: str, items: list[str]) -> list[str]:
    """Return a title with its items as lines, or nothing if there are none."""
    return [title, *[wrapped(f"· {item}", 2) for item in items]] if items else []


@dataclass(frozen=True, slots=True, eq=False)
class Diagnosis:
    """Diagnosis of a run: what it does, why, and what to change. Print it for the report.

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
    condition_number: float  # λ_max/λ_min; inf if the loss is flat along a direction
    epochs: int
    start_loss: float
    final_loss: float
    min_loss: float
    noise_std: float  # s = √(RSS/(n − rank))
    n: int
    weight_names: tuple[str, ...]
    weights: Vector  # (p,) after the epochs
    closed_form: Vector  # (p,)
    errors_left: Vector  # (p,) weights minus those that the run tends to
    worst_weight: int  # index of the weight furthest from three digits
    forecast: Forecast  # epochs needed at lr
    standardized_condition_number: float
    standardized_epochs: float  # needed on standardized columns, at the advised rate for them
    directions: tuple[Direction, ...]  # (p) steepest first
    culprit: int  # index of the responsible direction: the slowest, or the one that grows most
    obstacles: tuple[Finding, ...]  # what in the data explains the cause
    advice: tuple[Advice | Suggestion, ...]  # quickest first
    remains: str  # what is left at the floor, in a sentence; empty before it is reached
    is_exact: bool  # whether the best weights leave nothing but rounding
    batch_size: int | None = None  # rows for each update; None for all
    steepest_batch: float = math.nan  # largest λ of any batch
    is_part: bool = False  # whether the run, in batches, was tried for a part of one epoch

    @property
    def epochs_to_tolerance(self) -> float:
        """Epochs until every weight is right to three digits; inf if never."""
        return float(self.forecast.to_tolerance[0])

    @property
    def epochs_to_loss(self) -> float:
        """Epochs until the loss is within 1% of its floor; inf if never, NaN for a floor of 0."""
        return math.nan if self.is_exact else float(self.forecast.loss[0])

    @property
    def sentence(self) -> str:
        """Cause in one sentence, with its numbers."""
        return sentence(self)

    @property
    def floor(self) -> float | None:
        """Lowest loss that any weights reach; None if it is not known, or there is none."""
        return None if math.isnan(self.min_loss) else self.min_loss

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Numbers of the report, each with its label."""
        return facts(self)

    @property
    def what_to_do(self) -> list[str]:
        """Advice as sentences, with the result of trying it."""
        return what_to_do(self)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Findings: the cause, if there is one, then what in the data explains it."""
        if self.cause == "none":
            return self.obstacles
        best = self.advice[0] if self.advice else None
        fix = f"{best.action}{': ' * bool(best.options)}{best.options}" if best else ""
        columns = self.directions[self.culprit].columns if self.batch_size is None else ()
        return (Finding(self.cause, columns, self.sentence, fix), *self.obstacles)

    def __repr__(self) -> str:
        return report(self)

    def to_dict(self) -> dict[str, object]:
        """Return the fields as plain data, as ``--json`` prints them."""
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
            "batch_size": self.batch_size,
            "epochs_run": self.epochs,
            "start_loss": self.start_loss,
            "final_loss": self.final_loss,
            "min_loss": self.min_loss,
            "exact": self.is_exact,
            "noise_std": self.noise_std,
            "remains": self.remains,
            "n": self.n,
            "weights": dict(zip(names, self.weights, strict=True)),
            "closed_form": dict(zip(names, self.closed_form, strict=True)),
            "epochs_to_tolerance": self.epochs_to_tolerance,
            "epochs_to_loss": self.epochs_to_loss,
            "epochs_to_three_digits": None
            if self.batch_size is not None
            else dict(zip(names, self.forecast.weights[0], strict=True)),
            "standardized": {
                "condition_number": self.standardized_condition_number,
                "epochs_to_tolerance": self.standardized_epochs,
            },
            "directions": self.directions,
            "findings": self.findings,
            "advice": self.advice,
        }
        return plain_dict(fields)
