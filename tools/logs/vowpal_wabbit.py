"""Vowpal Wabbit: the progressive averages that it prints while it reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from vowpalwabbit import Workspace

from logs.corpus import Evidence, Run
from logs.problems import problem, shuffled, unscaled

PACKAGES = ("vowpalwabbit",)
LINE = re.compile(r"^\s*[\d.e+naif-]+\s+([\d.e+naif-]+)\s+\d+\s+[\d.]+\s", re.MULTILINE)
RECIPES = [  # fault, what is asked of it
    ("none", "--sgd -l 0.05 --power_t 0"),
    ("none", "-l 0.5"),
    ("noisy_targets", "-l 0.2"),
    ("rate_x30", "--sgd -l 1.5 --power_t 0 --noconstant"),
    ("rate_div100", "--sgd -l 0.0002 --power_t 0"),
    ("unscaled_inputs", "--sgd -l 0.05 --power_t 0"),
    ("shuffled_labels", "--sgd -l 0.02 --power_t 0"),
]


def runs() -> Iterator[Run]:
    """Yield the runs, sound and broken; even seeds: all are for testing."""
    for at, (fault, options) in enumerate(RECIPES):
        for seed in (92, 94):
            record = partial(_record, fault, seed, options)
            yield Run(
                f"{fault}-{at}-{seed}",
                "regression",
                "squared",
                fault,
                seed,
                "printed",
                "txt",
                record,
            )


def _record(fault: str, seed: int, options: str, path: Path) -> Evidence:
    sound = problem("regression", seed, n=600, noise=2.0 if fault == "noisy_targets" else 0.4)
    rows = sound
    if fault == "unscaled_inputs":
        rows = unscaled(sound, 1)
    elif fault == "shuffled_labels":
        rows = shuffled(sound, seed)
    work = Workspace(
        f"{options} --loss_function squared -P 40 --min_prediction -1e6 --max_prediction 1e6",
        enable_logging=True,
    )
    for _ in range(3):
        for x, target in zip(rows.X, rows.y, strict=True):
            work.learn(f"{target} | " + " ".join(f"x{i}:{v}" for i, v in enumerate(x)))
    work.finish()
    text = "".join(f"{line.rstrip()}\n" for line in work.get_log())
    path.write_text(text)
    losses = [float(found) for found in LINE.findall(text)]
    return Evidence(losses, rows.guess(), sound.least_squares_loss(), rows.guess())
