"""Checks of the exercises: they compare what a learner's file does with our own results.

`run_check` executes the learner's code, so it belongs in a process of its own (see
`exercises.check`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from downslope.lessons.exercises.checks import closed_form, loops, model_steps, steps
from downslope.lessons.exercises.checks.learner import Learner

CHECKS: dict[str, Callable[[Learner], None]] = {
    "init": steps.check_init,
    "predict": steps.check_predict,
    "loss": steps.check_loss,
    "gradient": steps.check_gradient,
    "update": steps.check_update,
    "diverging": loops.check_diverging,
    "lr-limit": loops.check_lr_limit,
    "closed-form": closed_form.check_closed_form,
    "loop": loops.check_loop,
    "half-mse": loops.check_half_mse,
    "standardise": closed_form.check_standardise,
    "mini-batches": loops.check_mini_batches,
    "momentum": loops.check_momentum,
    "ridge": model_steps.check_ridge,
    "soft-threshold": model_steps.check_soft_threshold,
    "huber": model_steps.check_huber,
    "logistic": model_steps.check_logistic,
    "softmax": model_steps.check_softmax,
    "poisson": model_steps.check_poisson,
    "blame": model_steps.check_blame,
    "adam": model_steps.check_adam,
}


def run_check(name: str, path: Path) -> None:
    """Run the check of an exercise on a file.

    Raises
    ------
    NotYetError
        The exercise is not solved; the error says what differs.
    """
    CHECKS[name](Learner(path))
