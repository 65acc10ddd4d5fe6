"""Seeded training runs with known faults, and healthy ones, watched in NumPy, PyTorch, and JAX.

Each run is a few hundred steps on a small problem. Its truth is what was done to it: it does not
come from the watch.
"""

from __future__ import annotations

from benchmarks.watched_runs.in_jax import of_jax
from benchmarks.watched_runs.in_numpy import of_numpy
from benchmarks.watched_runs.in_torch import of_torch
from benchmarks.watched_runs.problems import Run


def runs() -> tuple[Run, ...]:
    """Return all runs, in a fixed order."""
    return (*of_torch(), *of_numpy(), *of_jax())
