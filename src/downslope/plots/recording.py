"""Recording of a run for figures: the steps it is given, and the path they form.

    recording = Recording(epochs=200)
    train(problem, lr=0.01, epochs=200, watch=recording)
    data_and_line(problem, recording.path())

A picture cannot show more than a few thousand epochs: of a longer run the first are all kept, and
then every k-th.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import numpy as np

from downslope.diagnosis.trajectory import Trajectory

if TYPE_CHECKING:
    from downslope.descent import Step


SNAPSHOTS = (0, 5, 50, 200)
MOST_EPOCHS = 2000
FIRST_EPOCHS = 500


def epochs_to_draw(epochs: int, also: Iterable[int] = SNAPSHOTS) -> np.ndarray:
    """Return the epochs to draw, ascending: all or the first and every k-th, and `also`."""
    if epochs <= MOST_EPOCHS:
        return np.arange(epochs + 1)
    stride = -(-epochs // (MOST_EPOCHS - FIRST_EPOCHS))
    first, rest = np.arange(FIRST_EPOCHS), np.arange(FIRST_EPOCHS, epochs, stride)
    asked = [epoch for epoch in also if epoch <= epochs]
    return np.unique(np.concatenate([first, rest, [*asked, epochs]])).astype(np.int64)


class Recording:
    """Recorder of the steps to draw, for the `watch` of `train`.

    Parameters
    ----------
    epochs : int
        Number of epochs of the run.
    also : iterable of int
        Epochs to keep in any case.

    """

    def __init__(self, epochs: int, also: Iterable[int] = SNAPSHOTS) -> None:
        self._wanted = frozenset(epochs_to_draw(epochs, also).tolist())
        self._epochs: list[int] = []
        self._weights: list[np.ndarray] = []
        self._losses: list[float] = []

    def __call__(self, step: Step) -> None:
        """Keep the step if its epoch is drawn."""
        if step.epoch in self._wanted:
            self._epochs.append(step.epoch)
            self._weights.append(step.weights)
            self._losses.append(step.loss)

    def and_show(self, watch: Callable[[Step], None] | None) -> Callable[[Step], None]:
        """Return a function that keeps each step, then passes it to `watch`."""

        def both(step: Step) -> None:
            self(step)
            if watch is not None:
                watch(step)

        return both

    def path(self) -> Trajectory:
        """Return the path of the steps so far."""
        return Trajectory(
            np.array(self._epochs, dtype=np.int64), np.array(self._weights), np.array(self._losses)
        )
