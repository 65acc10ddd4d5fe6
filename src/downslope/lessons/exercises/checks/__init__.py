"""The checks of the exercises: what a file does, held against what ours does.

`run_check` is for a process of its own (see `exercises.check`): it runs the learner's
code, whatever that may be.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from downslope.lessons.exercises.checks import closed, rates, runs, steps
from downslope.lessons.exercises.checks.learner import Learner

CHECKS: dict[str, Callable[[Learner], None]] = {
    "init": steps.check_init,
    "predict": steps.check_predict,
    "loss": steps.check_loss,
    "gradient": steps.check_gradient,
    "update": steps.check_update,
    "diverging": rates.check_diverging,
    "lr-limit": rates.check_lr_limit,
    "closed-form": closed.check_closed_form,
    "loop": runs.check_loop,
    "half-mse": runs.check_half_mse,
    "standardise": closed.check_standardise,
    "mini-batches": runs.check_mini_batches,
    "momentum": runs.check_momentum,
}


def run_check(name: str, path: Path) -> None:
    """Run the file and hold it against ours.

    Raises:
        NotYetError: it is not solved; says what differs.

    """
    CHECKS[name](Learner(path))
