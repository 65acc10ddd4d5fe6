"""Tool `explain_report`: the report of a watch on the learner's own training loop, in plain words.

The numbers are those of the report. The tool adds what its status and its cause mean, and the
section of the lesson that is about it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from downslope.diagnosis.saved_watch import STATUSES, read_report
from downslope.diagnosis.watch_result import CANNOT_TELL, WatchDiagnosis
from downslope.errors import DataError
from downslope.tutor.call import Answer, Call
from downslope.tutor.protocol import MOST_CSV_BYTES

MOST_MEASUREMENTS = 8
MOST_LISTED = 8  # findings, short runs, suggestions
LONGEST_LINE = 600  # characters of a sentence
LONGEST_PRINT = 6_000  # characters of a printed report

MEANINGS: Mapping[str, str] = {
    "converged": "The loss has stopped falling, and hardly anything is left to gain.",
    "converging": "The loss is falling, or was when the report was made.",
    "diverging": "The loss grows, and more steps make it worse.",
    "failed": "The loss is not finite: nothing after that counts.",
    "not_learning": "The loss stays where it was.",
    "overfitting": "The loss on other data rises while that of the training falls.",
    "rising": "The loss is higher than it was, without growing steadily.",
    "unstable": "The loss jumps and does not settle, but stays bounded.",
}  # fmt: skip
# For each cause: what it means, and the section of the lesson that is about it.
CAUSES: Mapping[str, tuple[str, str]] = {
    "none": ("No cause of a fault was found.", "watch-it-learn"),
    "lr_above_limit": (
        "Along the steepest direction each update overshoots by more than it corrects. The limit "
        "of gradient descent is 2/λ, with the largest curvature λ; other optimizers have their "
        "own.", "learning-rate",
    ),
    "lr_near_limit": (
        "Updates overshoot by nearly as much as they correct, so errors change sign and fade "
        "slowly.", "learning-rate",
    ),
    "lr_too_small": ("The rate is far below its limit, so steps are short.", "learning-rate"),
    "edge_of_stability": (
        "The sharpness has risen until the rate is about at its limit, and stays there while the "
        "loss falls on the whole. A rise for a while is not a fault.", "network",
    ),
    "slow_direction": (
        "Most directions are done, and a flat one is slow: the rate that the steepest direction "
        "allows is small for it.", "learning-rate",
    ),
    "flat_directions": (
        "What is left of the gradient is along directions that hardly curve, so the loss is on a "
        "plateau that need not be its floor.", "network",
    ),
    "noise_floor": ("The loss is at its floor: what is left is noise.", "noise"),
    "gradient_noise": (
        "Batches differ so much that their noise hides the gradient: larger batches or a rate "
        "that falls help.", "mini-batches",
    ),
    "nan_or_inf": ("A loss is NaN or inf, from the data or from the function.", "when-it-fails"),
    "gradient_overflow": ("The numbers became too large for floats.", "when-it-fails"),
    "wrong_sign": ("The updates go uphill instead of downhill.", "gradient"),
    "gradients_add_up": (
        "Each gradient has those of earlier steps added to it, because they are not cleared.",
        "gradient",
    ),
    "gradient_scale": (
        "The gradient is that of another loss, such as a sum where the loss is a mean.", "gradient",
    ),
    "frozen": ("Some weights are not updated.", "when-it-fails"),
    "detached": ("The loss does not depend on some weights by any gradient.", "when-it-fails"),
    "broadcast": (
        "Every output is compared with every target, as their shapes differ: the loss does not see "
        "which target belongs to which input.", "when-it-fails",
    ),
    "dead_units": ("Units give 0 on all rows, so no gradient passes through them.", "network"),
    "saturated": ("Units are at an end of their range, where the slope is about 0.", "network"),
    "vanishing_gradients": (
        "The gradient of some layers is so small that they hardly learn.", "network",
    ),
    "chance_level": ("The loss is that of a guess without looking at the inputs.", "softmax"),
    "overfitting": (
        "The model fits what is particular to its training rows.", "train-and-test",
    ),
    "spike": ("The loss jumped once, and came back.", "when-it-fails"),
    "schedule": ("The rate changes by a plan, and the loss follows it.", "adam"),
    "unknown": ("The report does not prove a cause.", "when-it-fails"),
}  # fmt: skip


def explain_report(
    call: Call,
    report: Annotated[
        str,
        Field(
            description="The text of the report: json.dumps(watch.diagnosis.to_dict()), or what "
            "print(watch.diagnosis) shows; not a path.",
        ),
    ],
) -> Answer:
    """Explain the report of a watch on the learner's own training loop (ds.watch, PyTorch, JAX).

    Ask the learner first what they think went wrong. Every number is the report's own; the tool
    adds what the status and the cause mean, and the section of the lesson about it. cause is null
    for a printed report, which does not name it.
    """
    text = report.strip()
    if not text:
        raise DataError("The report is empty: give its text.")
    if len(text) > MOST_CSV_BYTES:
        raise DataError(
            f"The report has {len(text):,} characters, more than {MOST_CSV_BYTES:,}: give what "
            "print(watch.diagnosis) shows instead."
        )
    if text.startswith(("{", "[", '"')):
        return _of_diagnosis(read_report(text))
    return _of_print(text)


def _of_diagnosis(found: WatchDiagnosis) -> Answer:
    if found.cause not in CAUSES:
        raise DataError(
            f"cause='{found.cause[:40]}' is none that a watch reports. Give the report as it was "
            "saved."
        )
    meaning, section = CAUSES[found.cause]
    meanings = {found.status: MEANINGS[found.status], found.cause: meaning}
    facts = found.to_dict()
    every = max(1, -(-len(found.measurements) // MOST_MEASUREMENTS))
    kept = [*found.measurements[::-1][::every]][::-1]
    names = ("step", "loss", "sharpness", "lr", "lr_limit", "ratio", "products")
    for name in ("log", "secants"):
        facts.pop(name)
    short = _shortened(str(found))
    return _answer(
        short,
        found.status,
        meanings,
        {
            **facts,
            "sentence": found.sentence[:LONGEST_LINE],
            "cause": found.cause,
            "measurements": [{name: getattr(each, name) for name in names} for each in kept],
            "measurements_not_shown": len(found.measurements) - len(kept),
            **_first(facts, "findings", "tried", "advice", "unknown"),
            "section": section,
        },
    )


def _of_print(text: str) -> Answer:
    """Return the answer to a report as it is printed."""
    parts = [" ".join(each.split()) for each in re.split(r"\n\s*\n", text)]
    status, _, sentence = parts[0].partition(": ")
    name = status.lower().replace(" ", "_")
    if status != status.upper() or name not in STATUSES or not sentence:
        raise DataError(
            "The report does not begin with a status, such as 'DIVERGING: …': give all that "
            "print(watch.diagnosis) shows."
        )
    if not any(part.startswith(CANNOT_TELL) for part in parts):
        raise DataError(
            f"The report has no '{CANNOT_TELL}' at its end, so it is not that of a watch, or not "
            "all of it: give all that print(watch.diagnosis) shows."
        )
    fields = {"cause": None, "sentence": sentence[:LONGEST_LINE], "section": None}
    return _answer(_shortened(text), name, {name: MEANINGS[name]}, fields)


def _answer(
    report: str, status: str, meanings: Mapping[str, str], fields: Mapping[str, object]
) -> Answer:
    words = [f"· {name.replace('_', ' ')}: {meaning}" for name, meaning in meanings.items()]
    text = "\n".join([report, "", "What the words mean", *words])
    return Answer(text, {**fields, "status": status, "meanings": dict(meanings)})


def _first(facts: Mapping[str, Any], *names: str) -> dict[str, object]:
    """Return the first entries of some lists, with short texts, and how many are left out."""
    kept: dict[str, object] = {}
    for name in names:
        kept[name] = [_brief(each) for each in facts[name][:MOST_LISTED]]
        left = len(facts[name]) - MOST_LISTED
        kept |= {f"{name}_not_shown": left} if left > 0 else {}
    return kept


def _brief(given: Any) -> object:
    if isinstance(given, str):
        return given[:LONGEST_LINE]
    if isinstance(given, dict):
        return {name: _brief(each) for name, each in given.items()}
    return given[:MOST_LISTED] if isinstance(given, list) else given


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_PRINT else f"{text[: LONGEST_PRINT - 1]}…"
