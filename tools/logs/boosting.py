"""Boosted trees in three libraries: one set of recipes, as each library logs it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from logs.corpus import Evidence, Run
from logs.problems import Problem, few_noisy_rows, problem, shuffled

Train = Callable[["Boosting", "Path | None"], tuple[list[float], list[float]]]
RECIPES: list[tuple[str, str, str, float, int]] = [
    # fault, task, loss, learning rate, depth
    ("none", "regression", "root", 0.1, 2),
    ("none", "classification", "cross-entropy", 0.1, 2),
    ("none", "regression", "absolute", 0.1, 2),
    ("noisy_targets", "regression", "root", 0.03, 2),
    ("rate_div100", "regression", "root", 0.001, 2),
    ("rate_div100", "classification", "cross-entropy", 0.001, 2),
    ("rate_x30", "regression", "root", 3.0, 2),
    ("wrong_sign", "regression", "root", 0.1, 2),
    ("shuffled_labels", "classification", "cross-entropy", 0.03, 1),
    ("overfitting", "regression", "root", 0.3, 6),
    ("overfitting", "classification", "cross-entropy", 0.3, 6),
]


@dataclass(frozen=True)
class Boosting:
    """One training run of boosted trees."""

    rows: Problem
    loss: str  # root, absolute, cross-entropy
    rate: float
    depth: int
    rounds: int
    seed: int
    form: str
    wrong_sign: bool = False


def boosted_runs(train: Train, forms: dict[str, str], seeds: tuple[int, int]) -> Iterator[Run]:
    """Yield the runs of a library, given the function that trains and writes the log."""
    for at, (fault, task, loss, rate, depth) in enumerate(RECIPES):
        for seed in seeds:
            form = list(forms)[(at + seed) % len(forms)]
            name = f"{fault}-{task[:5]}-{loss[:4]}-{form}-{seed}"
            record = partial(_record, train, fault, task, loss, rate, depth, seed, form)
            yield Run(name, task, loss, fault, seed, form, forms[form], record)


def _record(
    train: Train,
    fault: str,
    task: str,
    loss: str,
    rate: float,
    depth: int,
    seed: int,
    form: str,
    path: Path,
) -> Evidence:
    sound = problem(task, seed, noise=2.0 if fault == "noisy_targets" else 0.4)
    rows = sound
    if fault == "overfitting":
        rows = few_noisy_rows(task, seed)
    elif fault == "shuffled_labels":
        rows = shuffled(sound, seed)
    rounds = 100 if fault == "overfitting" else 60
    work = Boosting(rows, loss, rate, depth, rounds, seed, form, fault == "wrong_sign")
    losses, validation = train(work, path)
    if fault == "overfitting":
        reachable = min(losses)
    else:
        healthy = 0.03 if fault == "noisy_targets" else 0.1
        reachable = train(Boosting(sound, loss, healthy, 2, rounds, seed, form), None)[0][-1]
    guess = rows.guess(loss) ** (0.5 if loss == "root" else 1.0)
    return Evidence(losses, guess, reachable, guess, validation, rows.chance)
