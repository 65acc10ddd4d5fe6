"""Result of a diagnosis: its fields, its report as text, its dictionary for JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from downslope.diagnosis.advice import Advice
from downslope.diagnosis.run import Direction, Forecast, in_words
from downslope.findings import Finding
from downslope.formatting import epochs, number, percent, plain_dict, wrapped
from downslope.models.least_squares import (
    LOSS_CONVENTIONS,
    equivalent_rate,
)
from downslope.numerics.arrays import Vector

LABEL = 16
GRADIENTS = {
    "mse": "(2/n) Xᵀ(Xw − y)",
    "half-mse": "(1/n) Xᵀ(Xw − y)",
    "sse": "2 Xᵀ(Xw − y)",
    "half-sse": "Xᵀ(Xw − y)",
}
WEIGHTS_SHOWN = 6


def sentence(d: Diagnosis) -> str:
    """The cause in one sentence, with its numbers."""
    return _SENTENCES[d.cause](d)


def report(d: Diagnosis) -> str:
    """The whole diagnosis as plain text, at most 78 columns wide."""
    blocks = [
        [wrapped(f"{d.status.upper()}: {d.sentence}")],
        [wrapped(f"{label:<{LABEL}}{text}", LABEL) for label, text in facts(d)],
        _list(_heading(d), [str(finding) for finding in d.obstacles]),
        _list("What to do", what_to_do(d)),
    ]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines)


def _heading(d: Diagnosis) -> str:
    """Findings explain a trouble, or where there is none are worth knowing all the same."""
    return "About the data" if d.cause in ("none", "noise_floor") else "What makes it so"


def facts(d: Diagnosis) -> list[tuple[str, str]]:
    """The numbers of a diagnosis, each with its label."""
    steep, flat = d.directions[0], _flattest(d)
    given = "" if d.lr_was_given else " (the advised rate: none was given)"
    losses = (
        f"{number(d.start_loss)} at the start, {number(d.final_loss)} after {epochs(d.epochs)}, "
        f"floor {number(d.min_loss)}"
    )
    standardised = (
        "standardised columns"
        if d.standardize
        else f"{number(d.standardized_condition_number)} after standardising"
    )
    ends = dict.fromkeys([steep, flat])
    return [
        ("loss", losses),
        ("learning rate", f"{d.lr:g}{given}; limit {number(d.lr_limit)}, best {number(d.lr_best)}"),
        ("curvature λ", "; ".join(f"{number(e.eigenvalue)} along {e.name}" for e in ends)),
        ("condition", f"{number(d.condition_number)} (λ_max/λ_min); {standardised}"),
        ("an epoch keeps", "; ".join(f"{kept(e)} along {e.name}" for e in ends)),
        ("to 1 % of floor", epochs(d.epochs_to_loss)),
        ("to 3 digits", _each_weight(d)),
        ("gradient", f"{GRADIENTS[d.loss_convention]} ({d.loss_convention}); {_equivalents(d)}"),
    ]


def _each_weight(d: Diagnosis) -> str:
    """The epochs until each weight has three digits, once if they are the same."""
    needed = [epochs(count) for count in d.forecast.weights[0]]
    if len(set(needed)) == 1 and len(needed) > 1:
        return "never, for any weight" if needed[0] == "never" else f"{needed[0]}, for every weight"
    pairs = zip(d.weight_names, needed, strict=True)
    return _last(f"{name} {count}" for name, count in pairs)


def what_to_do(d: Diagnosis) -> list[str]:
    """The advice as sentences, with what it achieved when it was tried."""
    lines = [in_full(each) for each in d.advice]
    if d.status == "converged" or d.cause == "noise_floor":
        lines.append("Stop here: more epochs change nothing that these data can show.")
    return [*lines, "Or take the closed form: downslope fit."]


def in_full(advice: Advice) -> str:
    """One piece of advice, ready to paste, and what it achieved."""
    return (
        f"{advice.action}: {advice.options} (tried: loss {number(advice.final_loss)}, every "
        "weight to three digits)."
    )


def kept(direction: Direction) -> str:
    """What an epoch does to the error: 99.54 %, or 7.004 times it."""
    share = direction.kept_per_epoch
    if direction.eigenvalue == 0:
        return "all of the error (flat)"
    if share > 1:
        return f"{number(share)} times the error"
    if 1 - share < 1e-7:
        lost = f"{1 - share:.0e}" if share < 1 else "1e-16"
        return f"all but {lost} of the error"
    return f"{percent(share)} of the error"


def _flattest(d: Diagnosis) -> Direction:
    curved = [each for each in d.directions if each.eigenvalue > 0]
    return curved[-1] if curved else d.directions[-1]


def _equivalents(d: Diagnosis) -> str:
    own = d.loss_convention
    others = [each for each in LOSS_CONVENTIONS if each != own]
    rates = [f"{equivalent_rate(d.lr, d.n, own, each):.4g} for {each}" for each in others]
    return f"the same run has lr {', '.join(rates)}"


def _last(items: Iterable[str]) -> str:
    """The last few, among them the intercept's, and how many more there are."""
    listed = list(items)
    rest = len(listed) - WEIGHTS_SHOWN
    return ", ".join(listed[-WEIGHTS_SHOWN:]) + (f" and {rest} more" if rest > 0 else "")


def _above_limit(d: Diagnosis) -> str:
    where = f"along {d.directions[d.culprit].name} every epoch multiplies the error by"
    of_loss = d.growth_per_epoch * d.growth_per_epoch  # ** would raise where this becomes inf
    formula = f" (2/λ_max, λ_max = {number(d.directions[0].eigenvalue)})" if d.rule == "gd" else ""
    return (
        f"lr={d.lr:g} is above the limit of these data, {number(d.lr_limit)}{formula}: {where} "
        f"{number(d.growth_per_epoch)} and the loss by {number(of_loss)}."
    )


def _near_limit(d: Diagnosis) -> str:
    return (
        f"lr={d.lr:g} is {percent(d.lr / d.lr_limit)} of the limit {number(d.lr_limit)}: along "
        f"{d.directions[0].name} the error changes its sign every epoch and keeps "
        f"{percent(d.directions[0].kept_per_epoch)} of its size, so training see-saws down."
    )


def _too_small(d: Diagnosis) -> str:
    steep = d.directions[0]
    return (
        f"lr={d.lr:g} is only {d.lr / d.lr_limit:.2g} of the limit {number(d.lr_limit)}: even "
        f"along the steepest direction, {steep.name}, an epoch keeps {kept(steep)}; "
        f"{epochs(d.epochs)} are not enough."
    )


def _slow_direction(d: Diagnosis) -> str:
    slow, j = d.directions[d.culprit], d.worst_weight
    moved = d.final_loss < 0.99 * d.start_loss
    loss = f"{number(d.final_loss)} (floor {number(d.min_loss)})"
    return (
        f"The loss {f'has come down to {loss}, but' if moved else f'is still {loss}, and'} "
        f"{in_words(d.weight_names[j])} is still {abs(d.errors_left[j]):.3g} away from "
        f"{number(d.closed_form[j])}: along {slow.name} an epoch keeps {kept(slow)}."
    )


def _noise_floor(d: Diagnosis) -> str:
    near = "" if d.status == "converged" else ", every weight within 5 % of its standard error"
    return (
        f"Nothing is left to gain: the loss is {number(d.final_loss)} and its floor "
        f"{number(d.min_loss)}{near}. What remains is noise in the target, "
        f"s = {number(d.noise_std)} (s² = RSS/(n − rank))."
    )


def _collinear(d: Diagnosis) -> str:
    by_code = {finding.code: finding for finding in reversed(d.obstacles)}
    if "fewer_rows_than_weights" in by_code:
        why = f"there are {d.n} rows for {len(d.weight_names)} weights"
    elif "dependent_columns" in by_code:
        why = f"{_listed(by_code['dependent_columns'].columns)} depend on each other"
    elif "nearly_dependent_columns" in by_code:
        why = f"{_listed(by_code['nearly_dependent_columns'].columns)} nearly depend on each other"
    else:
        why = "a column repeats what the others say"
    return (
        f"The weights are not identifiable, because {why}: along such directions training leaves "
        f"them where it started. The predictions are fine (loss {number(d.final_loss)}, floor "
        f"{number(d.min_loss)})."
    )


def _none(d: Diagnosis) -> str:
    if d.status == "converged":
        return f"Every weight is right to three digits, loss {number(d.final_loss)}."
    return (
        f"Nothing is wrong: the loss is {number(d.final_loss)} after {epochs(d.epochs)} (floor "
        f"{number(d.min_loss)}), and {epochs(d.epochs_to_tolerance)} in all will do."
    )


_SENTENCES = {
    "lr_above_limit": _above_limit,
    "lr_near_limit": _near_limit,
    "lr_too_small": _too_small,
    "slow_direction": _slow_direction,
    "noise_floor": _noise_floor,
    "collinear": _collinear,
    "none": _none,
}


def _listed(names: tuple[str, ...]) -> str:
    if len(names) > 4:
        return f"{', '.join(names[:4])} and {len(names) - 4} more"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _list(title: str, items: list[str]) -> list[str]:
    return [title, *[wrapped(f"· {item}", 2) for item in items]] if items else []


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
