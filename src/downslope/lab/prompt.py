"""A question about this run, with its numbers, to be put to an AI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from downslope.quantities import counted, number

if TYPE_CHECKING:
    from downslope.lab.opened import Opened
    from downslope.workbench import Training

MOST_WEIGHTS = 8  # that are listed


def prompt(training: Training, opened: Opened, command: str) -> str:
    """The run, its verdict, and what a learner would ask."""
    d = training.diagnosis
    names = d.weight_names[:MOST_WEIGHTS]
    weights = ", ".join(
        f"{name} {number(w)} (closed form {number(b)})"
        for name, w, b in zip(names, training.weights, d.closed_form, strict=False)
    )
    more = f", and {len(d.weight_names) - len(names)} more" * (len(names) < len(d.weight_names))
    columns = " on standardised columns" if d.standardize else ""
    lines = [
        "I am learning linear regression by gradient descent, and this is my run.",
        f"Data: {opened.about}; {counted(opened.n, 'row')}, "
        f"{counted(len(opened.table.feature_names), 'feature')}.",
        f"Run: rule {d.rule}, learning rate {d.lr:g}, {counted(d.epochs, 'epoch')}{columns}, loss "
        f"{d.loss_convention}.",
        f"Loss: {number(training.start_loss)} at the start, {number(training.final_loss)} at the "
        f"end; the least there can be is {number(d.min_loss)}.",
        f"Weights: {weights}{more}.",
        f"Learning-rate limit {number(d.lr_limit)}, best rate {number(d.lr_best)}, condition "
        f"number {number(d.condition_number)}.",
        f"Verdict: {training.status}, cause {training.cause}. {training.sentence}",
        f"The same run in a terminal: {command}",
        "Explain to me why this run did what it did, step by step, and ask me what I would change "
        "before you tell me.",
    ]
    return "\n".join(lines)
