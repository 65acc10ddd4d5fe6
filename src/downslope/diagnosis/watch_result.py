"""Result of watching a training loop: its fields, its report, its dictionary for JSON."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from html import escape

from downslope.diagnosis.advice import Suggestion
from downslope.diagnosis.evidence import counted_in
from downslope.diagnosis.measurement import Measurement
from downslope.diagnosis.secants import Secants
from downslope.findings import Finding
from downslope.formatting import number, plain_dict, table, wrapped
from downslope.loss_log import LossLog

LABEL = 18  # characters before the text of a fact
CANNOT_TELL = "What this watch cannot tell"
MOST_BLOCKS = 4  # in a line of the report
NOT_WRITTEN = ("direction", "scaled_direction")  # of a measurement, in a dictionary


@dataclass(frozen=True, slots=True)
class Stop:
    """Decision whether to stop a run, which is its truth value, with the reason, or empty."""

    reason: str

    def __bool__(self) -> bool:
        return bool(self.reason)

    def __str__(self) -> str:
        return self.reason


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """Short run on a copy of the weights, at one learning rate.

    Attributes
    ----------
    lr : float
        The rate.
    steps : int
        Updates that were made.
    start_loss, final_loss : float
        Loss before and after them; not finite if they diverged.
    """

    lr: float
    steps: int
    start_loss: float
    final_loss: float

    @property
    def gain(self) -> float:
        """How far the loss fell; negative or −inf if it rose."""
        return self.start_loss - self.final_loss if math.isfinite(self.final_loss) else -math.inf

    def __str__(self) -> str:
        end = number(self.final_loss) if math.isfinite(self.final_loss) else "no finite number"
        return f"{self.steps} steps at lr={self.lr:g}: loss {number(self.start_loss)} to {end}"

    def to_dict(self) -> dict[str, object]:
        """Return the trial as plain data."""
        return plain_dict({name: getattr(self, name) for name in self.__slots__})


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class WatchDiagnosis:
    """Diagnosis of a watched training loop. `print(diagnosis)` explains.

    Attributes
    ----------
    status, cause, sentence : str
        As in every diagnosis.
    unit : str
        What the watch counts: "step" or "epoch".
    lr, lr_limit, lr_advised : float or None
        Learning rate at the end, the limit of this optimizer there, and a rate that is advised.
    share_of_limit : float or None
        The rate as a share of its limit, which may be known where neither number is. From secants
        alone the share is at least this.
    sharpness, sharpness_error : float or None
        Largest eigenvalue of the Hessian at the last measurement, with its bound.
    rule : str
        Name of the optimizer.
    steps : int
        Updates that were watched.
    start_loss, final_loss : float or None
        First and last finite loss.
    failed_at : float or None
        Step of the first loss that is not finite.
    measurements : tuple of Measurement
        All measurements, in order.
    secants : Secants or None
        What weights and gradients of the steps show.
    noise_scale : float or None
        Batch size at which noise and gradient are of the same size, if batches were given.
    tried : tuple of Trial
        Short runs on a copy of the weights.
    findings : tuple of Finding
        The cause first, then what was noticed beside it.
    advice : tuple of Suggestion
        What to do.
    unknown : tuple of str
        What this watch cannot tell.
    """

    status: str
    cause: str
    sentence: str
    unit: str
    log: LossLog
    rule: str
    lr: float | None
    lr_limit: float | None
    share_of_limit: float | None
    lr_advised: float | None
    sharpness: float | None
    sharpness_error: float | None
    steps: int
    start_loss: float | None
    final_loss: float | None
    failed_at: float | None
    growth_per_epoch: float | None
    measurements: tuple[Measurement, ...]
    secants: Secants | None
    noise_scale: float | None
    tried: tuple[Trial, ...]
    findings: tuple[Finding, ...]
    advice: tuple[Suggestion, ...]
    unknown: tuple[str, ...]

    def but(self, **changes: object) -> WatchDiagnosis:
        """Return the diagnosis with some fields replaced."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def __repr__(self) -> str:
        sections = [
            [wrapped(self.headline)],
            [wrapped(f"{label:<{LABEL}}{text}", LABEL) for label, text in self.facts],
            [wrapped(f"· {finding}", 2) for finding in self.findings[1:]],
            *(
                [title, *[wrapped(f"· {each}", 2) for each in items]]
                for title, items in self._lists
            ),
        ]
        return "\n\n".join("\n".join(lines) for lines in sections if lines)

    def _repr_html_(self) -> str:
        beside = [("Beside it", [str(each) for each in self.findings[1:]])]
        parts = [f"<p><strong>{escape(self.headline)}</strong></p>", table((), self.facts)]
        for title, items in [*(beside if self.findings[1:] else ()), *self._lists]:
            listed = "".join(f"<li>{escape(each)}</li>" for each in items)
            parts.append(f"<p>{escape(title)}</p><ul>{listed}</ul>")
        return "".join(parts)

    @property
    def headline(self) -> str:
        """Status and sentence."""
        return f"{self.status.upper().replace('_', ' ')}: {self.sentence}"

    @property
    def _lists(self) -> list[tuple[str, list[str]]]:
        """Lists of the report that are not empty, each with its title."""
        lists = [
            ("What to do", [str(each) for each in self.advice]),
            ("What was tried", [f"{each}." for each in self.tried]),
            (CANNOT_TELL, list(self.unknown)),
        ]
        return [(title, items) for title, items in lists if items]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Numbers of the report, each with its label."""
        known = [("loss", self._losses)]
        if self.lr is not None:
            limit = "no limit is known" if self.lr_limit is None else f"limit {_of(self.lr_limit)}"
            known.append(("learning rate", f"{self.lr:g} ({self.rule}); {limit}"))
        if self.measurements:
            last = self.measurements[-1]
            known.append(
                (
                    "sharpness λ",
                    f"{number(last.sharpness)} ± {last.sharpness_error:.1g} at {self.unit} "
                    f"{last.step:,}; the smallest is at most {number(last.smallest)} "
                    f"({last.products} products by {last.how})",
                )
            )
            if len(last.gradient_norms) > 1:
                known.append(("gradient norms", _largest(last.gradient_norms)))
        elif self.secants is not None and math.isfinite(self.secants.curvature):
            text = f"{number(self.secants.curvature)} along the last updates"
            known.append(("secant curvature", text))
        if self.secants is not None and len(self.secants.update_ratios) > 1:
            known.append(("update ratios", _largest(self.secants.update_ratios)))
        if self.noise_scale is not None:
            known.append(("noise scale", f"batches of {number(self.noise_scale)}"))
        return known

    @property
    def _losses(self) -> str:
        if self.start_loss is None or self.final_loss is None:
            return "no finite loss"
        if self.failed_at is not None:
            start, end = number(self.start_loss), number(self.final_loss)
            return f"{start} at the start, {end} the last that is finite"
        places = self.log.places
        end = f"after {counted_in(self.unit, self.steps)}"
        if places is not None and len(places) and places[-1] < self.steps:
            end = f"at {self.unit} {int(places[-1]):,}, the last that is known"
        return f"{number(self.start_loss)} at the start, {number(self.final_loss)} {end}"

    def to_dict(self) -> dict[str, object]:
        """Return the fields as plain data."""
        fields = {name: getattr(self, name) for name in self.__slots__}
        fields["secants"] = None if self.secants is None else _plain_fields(self.secants)
        fields["measurements"] = [
            {name: value for name, value in _plain_fields(each).items() if name not in NOT_WRITTEN}
            for each in self.measurements
        ]
        return plain_dict(fields)


def _plain_fields(value: Measurement | Secants) -> dict[str, object]:
    return {name: getattr(value, name) for name in value.__slots__}


def _of(limit: float) -> str:
    return number(limit) if math.isfinite(limit) else "none: nothing curves upward"


def _largest(values: dict[str, float]) -> str:
    """Name the largest and the smallest of the values of blocks."""
    order = sorted(values, key=lambda name: -values[name])
    if len(order) > MOST_BLOCKS:
        order = [*order[: MOST_BLOCKS // 2], *order[-MOST_BLOCKS // 2 :]]
    rest = len(values) - len(order)
    shown = ", ".join(f"{name} {number(values[name])}" for name in order)
    return shown + (f" ({rest} more between)" if rest else "")
