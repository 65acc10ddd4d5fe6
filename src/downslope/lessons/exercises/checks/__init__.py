"""The checks of the exercises: what a file does, held against what ours does.

`run_check` is for a process of its own (see `exercises.check`): it runs the learner's
code, whatever that may be.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from downslope.lessons.exercises.checks import closed_form, loops, rates, steps
from downslope.lessons.exercises.checks.learner import Learner

CHECKS: dict[str, Callable[[Learner], None]] = {
    "init": steps.check_init,
    "predict": steps.check_predict,
    "loss": steps.check_loss,
    "gradient": steps.check_gradient,
    "update": steps.check_update,
    "diverging": rates.check_diverging,
    "lr-limit": rates.check_lr_limit,
    "closed-form": closed_form.check_closed_form,
    "loop": loops.check_loop,
    "half-mse": loops.check_half_mse,
    "standardise": closed_form.check_standardise,
    "mini-batches": loops.check_mini_batches,
    "momentum": loops.check_momentum,
}


def run_check(name: str, path: Path) -> None:
    """Run the file and hold it against ours.

    Raises:
        NotYetError: it is not solved; says what differs.

    """
    CHECKS[name](Learner(path))
