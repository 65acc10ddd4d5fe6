"""`ModelDiagnosis`: the diagnosis of a model whose runs have no closed form, with its report.

Fields and wording are those of `Diagnosis`; statements about an epoch hold near the solution.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from downslope.diagnosis.diagnosis_report import Diagnosis, effect, of_predictions
from downslope.diagnosis.run import Direction, in_words
from downslope.findings import Finding
from downslope.formatting import epochs, number, percent, plain

MOST_NAMED = 3  # weights in a line
FAR_BELOW = 2.0  # times: a limit that is called far above the rate


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, repr=False)
class ModelDiagnosis(Diagnosis):
    """Diagnosis of a run of a model: what it does, why, and what to change. Print it.

    Shapes: s weights in all, in the user's units; for softmax those of the first class come first.
    """

    model: str  # "logistic", …
    settings: dict[str, float]
    gradient_formula: str
    lr_limit_global: float | None  # 2/L, safe from anywhere; None where there is none
    limit_at: str  # "at the solution", or where else
    way_limit: float  # lowest limit on the way of a run that leaves below the limit; else NaN
    sharpness: float  # λ_max at the end of the run
    sharpness_error: float
    followed: int  # epochs that the loop was run, more than `epochs`
    last_loss: float  # after those
    absent: Finding | None  # why no finite weights are best
    has_floor: bool  # whether the lowest loss is known
    certified: str  # command that fits the model; empty if none does
    at_rest: bool  # nothing changed anymore

    @property
    def sentence(self) -> str:
        """Cause in one sentence, with its numbers."""
        told = {
            "lr_above_limit": _above,
            "lr_near_limit": _near,
            "lr_too_small": _too_small,
            "slow_direction": _slow,
            "collinear": _collinear,
            "separable": _absent,
            "no_finite_optimum": _absent,
            "dead_units": _stuck,
            "saturated": _stuck,
            "kink": _kink,
            "edge_of_stability": _edge,
            "gradient_noise": _noise,
            "unknown": _unknown,
        }
        return told.get(self.cause, _none)(self)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Numbers of the report, each with its label."""
        return facts(self)

    @property
    def what_to_do(self) -> list[str]:
        """Advice as sentences, with the result of trying it."""
        lines = [str(each) for each in self.advice]
        if self.status == "converged" and self.cause not in ("dead_units", "saturated"):
            stays = "more epochs would change no digit that counts."
            if any(each.code == "limit_falls" for each in self.obstacles):
                stays = f"no digit that counts changed until epoch {self.followed:,}."
            lines.append(f"Stop here: {stays}")
        if self.certified:
            lines.append(f"Or use the {self.certified}.")
        return lines

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Findings: the cause, if there is one, then what explains it."""
        if self.cause == "none" or any(each.code == self.cause for each in self.obstacles):
            return self.obstacles
        best = self.advice[0] if self.advice else None
        fix = f"{best.action}{': ' * bool(best.options)}{best.options}" if best else ""
        columns = self.directions[self.culprit].columns if self.directions else ()
        return (Finding(self.cause, columns, self.sentence, fix), *self.obstacles)

    def to_dict(self) -> dict[str, object]:
        """Return the fields as plain data, as ``--json`` prints them."""
        own: dict[str, Any] = {
            "model": self.model,
            **self.settings,
            "lr_limit_global": self.lr_limit_global,
            "limit_at": self.limit_at,
            "sharpness": self.sharpness,
            "sharpness_error": self.sharpness_error,
            "epochs_followed": self.followed,
        }
        return Diagnosis.to_dict(self) | {key: plain(value) for key, value in own.items()}


def facts(d: ModelDiagnosis) -> list[tuple[str, str]]:
    """Return the numbers of a diagnosis, each with its label."""
    given = "" if d.lr_was_given else " (the recommended rate, because none was given)"
    limits = f"limit {number(d.lr_limit)} {d.limit_at}"
    if math.isnan(d.lr_limit):
        limits = f"no limit is known for {d.rule}"
    if d.lr_limit_global is not None:
        limits += f", {number(d.lr_limit_global)} safe from anywhere"
    known = [
        ("loss", f"{number(d.start_loss)} at the start, {_loss(d)} after "
         f"{epochs(d.epochs)}, floor {_floor(d)}"),
        ("learning rate", f"{d.lr:g}{given}; {limits}, recommended {d.lr_advised:g}"),
        ("curvature λ", _curvatures(d)),
    ]  # fmt: skip
    ends = _ends(d)
    if len(ends) == 2 and not math.isnan(d.condition_number):
        standardized = d.standardized_condition_number
        other = "standardized columns" if d.standardize else ""
        if not d.standardize and not math.isnan(standardized):
            other = f"{number(standardized)} on standardized columns"
        shown = f"{number(d.condition_number)} (λ_max/λ_min) at the solution"
        known.append(("condition", f"{shown}; {other}" if other else shown))
    if ends and all(not math.isnan(each.kept_per_epoch) for each in ends):
        near = "; ".join(f"{effect(each)} for {each.name}" for each in ends)
        known.append(("each epoch", f"near the solution {near}"))
    if d.has_floor and d.batch_size is None:
        known.append(("3 correct digits", _needed(d)))
    known.append(("the loop", _followed(d)))
    known.append(("gradient", f"{d.gradient_formula}{_penalty(d)} ({d.loss_convention})"))
    return known


def _loss(d: ModelDiagnosis) -> str:
    return number(d.final_loss) if math.isfinite(d.final_loss) else "not finite"


def _floor(d: ModelDiagnosis) -> str:
    if d.absent is not None:
        return "none: it falls forever"
    return number(d.min_loss) if d.has_floor else "unknown: the loss has many minima"


def _penalty(d: ModelDiagnosis) -> str:
    return " + the penalty's" if d.settings.get("alpha") else ""


def _ends(d: ModelDiagnosis) -> list[Direction]:
    """Return the steepest and the flattest direction, once if they are the same."""
    curved = [each for each in d.directions if each.eigenvalue > 0]
    return list(dict.fromkeys([curved[0], curved[-1]])) if curved else []


def _curvatures(d: ModelDiagnosis) -> str:
    lines = [f"{number(each.eigenvalue)} for {each.name}" for each in _ends(d)]
    at = f"{d.limit_at} {'; '.join(lines)}; " if lines else ""
    if math.isnan(d.sharpness):
        return f"{at}not finite at the end of the run"
    return f"{at}{number(d.sharpness)} at the end of the run"


def _needed(d: ModelDiagnosis) -> str:
    counts = d.forecast.weights[0]
    if any(math.isnan(each) for each in counts):
        return f"more than {epochs(d.followed)}: too far from the solution to tell"
    shown = [epochs(each) for each in counts]
    if len(set(shown)) == 1:
        return f"{shown[0]}, for every weight"
    pairs = [f"{n} {c}" for n, c in zip(d.weight_names, shown, strict=True)]
    rest = len(pairs) - MOST_NAMED
    return ", ".join(pairs[-MOST_NAMED:]) + (f" and {rest} more" if rest > 0 else "")


def _followed(d: ModelDiagnosis) -> str:
    if d.status == "diverging" and not math.isfinite(d.last_loss):
        return f"run until the numbers overflowed, in epoch {d.followed:,}"
    if d.at_rest:
        return f"run for {epochs(d.followed)}, until nothing changed anymore"
    return f"followed for {epochs(d.followed)}, where the loss is {number(d.last_loss)}"


def _went(d: ModelDiagnosis) -> str:
    """Return what a run that does not settle did."""
    if d.status == "unstable":
        return (
            "the run stays bounded, but it does not settle: the weights keep bouncing (loss "
            f"{number(d.final_loss)} after {epochs(d.epochs)}, {number(d.last_loss)} after "
            f"{epochs(d.followed)})"
        )
    if d.status == "converging":
        return (
            f"the loss still falls, to {number(d.final_loss)} after {epochs(d.epochs)}, but near "
            f"the solution errors along the steepest direction grow by a factor of "
            f"{number(d.directions[0].kept_per_epoch)} per epoch, so the run will not settle"
        )
    if not math.isfinite(d.last_loss):
        return f"the numbers overflow after {epochs(d.followed)}"
    return (
        f"the loss goes from {number(d.start_loss)} to {number(d.final_loss)} in "
        f"{epochs(d.epochs)}, and keeps rising"
    )


def _formula(d: ModelDiagnosis) -> str:
    steep = f" with λ_max = {number(d.directions[0].eigenvalue)}" if d.directions else ""
    return f" (2/λ_max{steep})" if d.rule == "gd" else ""


def _above(d: ModelDiagnosis) -> str:
    if d.batch_size is not None:
        return f"lr={d.lr:g} is too high for batches of {d.batch_size}: {_went(d)}."
    if not math.isnan(d.way_limit):
        return (
            f"lr={d.lr:g} is below the limit {d.limit_at}, {number(d.lr_limit)}, but the loss is "
            f"steeper on the way there, where the limit is {number(d.way_limit)}: {_went(d)}."
        )
    if math.isnan(d.lr_limit) or d.lr <= d.lr_limit:
        return f"lr={d.lr:g} is too high for these data: {_went(d)}."
    return (
        f"lr={d.lr:g} is above the limit {d.limit_at}, {number(d.lr_limit)}{_formula(d)}: "
        f"{_went(d)}."
    )


def _near(d: ModelDiagnosis) -> str:
    steep = d.directions[0]
    return (
        f"lr={d.lr:g} is {percent(d.lr / d.lr_limit)} of the limit {number(d.lr_limit)} "
        f"{d.limit_at}: along the steepest direction, {steep.name}, the error changes sign "
        f"every epoch and keeps {percent(steep.kept_per_epoch)} of its size, so training see-saws."
    )


def _too_small(d: ModelDiagnosis) -> str:
    share = ""
    if FAR_BELOW * d.lr < d.lr_limit:
        share = f" is only {d.lr / d.lr_limit:.2g} of the limit {number(d.lr_limit)} {d.limit_at}"
    where = f"the loss is {number(d.final_loss)} ({number(d.start_loss)} at the start)"
    if d.has_floor:
        where = _away(d)
    return f"lr={d.lr:g}{share or ' is small'}: after {epochs(d.epochs)} {where}."


def _away(d: ModelDiagnosis) -> str:
    j = d.worst_weight
    side = "below" if d.errors_left[j] < 0 else "above"
    return (
        f"{in_words(d.weight_names[j], d.weight_names)} is still {abs(d.errors_left[j]):.3g} "
        f"{side} its best value, {number(d.closed_form[j])}"
    )


def _slow(d: ModelDiagnosis) -> str:
    slow = d.directions[d.culprit]
    return (
        f"The loss is {number(d.final_loss)} (floor {number(d.min_loss)}), and {_away(d)}: along "
        f"the slow direction, {slow.name}, each epoch {effect(slow)}."
    )


def _collinear(d: ModelDiagnosis) -> str:
    return (
        "The data do not determine the weights: along some directions the loss is flat, and "
        f"training leaves the weights where they started. {of_predictions(d)}"
    )


def _absent(d: ModelDiagnosis) -> str:
    assert d.absent is not None
    return (
        f"{d.absent.evidence} After {epochs(d.epochs)} it is {number(d.final_loss)}, after "
        f"{epochs(d.followed)} {number(d.last_loss)}."
    )


def _stuck(d: ModelDiagnosis) -> str:
    (own, *_) = [each for each in d.obstacles if each.code == d.cause]
    return (
        f"{own.evidence} After {epochs(d.epochs)} the loss is {number(d.final_loss)} "
        f"({number(d.start_loss)} at the start)."
    )


def _kink(d: ModelDiagnosis) -> str:
    return (
        f"lr={d.lr:g} is below the limit {d.limit_at}, {number(d.lr_limit)}, but that limit "
        f"holds only on one side of the kinks of the loss, which the run keeps crossing: "
        f"{_went(d)}."
    )


def _edge(d: ModelDiagnosis) -> str:
    limit = f", whose limit there is {number(d.lr_limit)}" if not math.isnan(d.lr_limit) else ""
    if limit and not d.has_floor:
        limit = f" (the limit moves with the weights; {d.limit_at} it is {number(d.lr_limit)})"
    return f"At lr={d.lr:g} the run is at the edge of stability{limit}: {_went(d)}."


def _noise(d: ModelDiagnosis) -> str:
    return (
        f"After {epochs(d.epochs)} in batches of {d.batch_size} the loss is "
        f"{number(d.final_loss)} and its floor is {_floor(d)}: the batches, which disagree, keep "
        "the weights moving."
    )


def _unknown(d: ModelDiagnosis) -> str:
    return f"At lr={d.lr:g} {_went(d)}; the run does not show why."


def _none(d: ModelDiagnosis) -> str:
    if d.status != "converged":
        if math.isnan(d.lr_best) and d.lr_advised != d.lr:
            return (
                f"The loss is {number(d.final_loss)} after {epochs(d.epochs)} (floor {_floor(d)}) "
                f"and is still falling, but at lr={d.lr_advised:g} as many epochs lower it more."
            )
        return (
            f"Nothing is wrong: the loss is {number(d.final_loss)} after {epochs(d.epochs)} (floor "
            f"{_floor(d)}) and is still falling."
        )
    if not d.has_floor:
        return (
            f"The loss is {number(d.final_loss)}, and {epochs(d.followed)} lower it by less than "
            "1%. Another start may lead elsewhere: the loss has many minima."
        )
    if d.batch_size is not None:
        return f"The loss is within 1% of its floor: {number(d.final_loss)}."
    return f"Every weight is right to three digits; the loss is {number(d.final_loss)}."
