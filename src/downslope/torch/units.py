"""Units of a network that no longer respond: dead ones, and saturated ones.

A ReLU whose output is 0 on all rows passes no gradient, and a tanh or sigmoid whose output is at
its end on nearly all rows passes hardly any. The functions are observed while the loss is
evaluated, whether modules call them or the user's code does. One after which no weights follow is
the output of the network: a sigmoid there is at its ends because the network is right. A ReLU there
may be 0 on all rows for the same reason, unless nothing else passes a gradient.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch.overrides import TorchFunctionMode

AT_ITS_END = 0.99  # of the range: where the slope is a few percent of the largest
NEARLY_ALL = 0.9  # of the rows
WEIGHING = ("linear", "conv", "bilinear", "matmul", "mm", "addmm", "bmm", "einsum", "lstm", "gru")
RECTIFIERS = ("relu", "relu_", "relu6", "threshold")
ENDS = {"tanh": (-1.0, 1.0), "tanh_": (-1.0, 1.0), "sigmoid": (0.0, 1.0), "sigmoid_": (0.0, 1.0)}


@dataclass(frozen=True, slots=True)
class Layer:
    """Activations of one call: how many units there are, and how many do not respond."""

    name: str
    kind: str  # "dead" or "saturated"
    units: int
    stuck: int

    @property
    def share(self) -> float:
        """Share of the units that do not respond."""
        return self.stuck / self.units

    @property
    def is_dead(self) -> bool:
        """Whether all of its units output 0 on all rows."""
        return self.kind == "dead" and self.stuck == self.units


class Observer(TorchFunctionMode):
    """Context that counts the units of every activation function called in it."""

    def __init__(self) -> None:
        super().__init__()
        self.layers: list[Layer] = []  # those that weights follow
        self.latest: list[Layer] = []  # those that no weights have followed so far

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        value = func(*args, **(kwargs or {}))
        name = getattr(func, "__name__", "")
        if name.strip("_").startswith(WEIGHING):
            self.layers += self.latest
            self.latest = []
        if name in RECTIFIERS or name in ENDS:
            self._count(name, value)
        return value

    def _count(self, name: str, value: Any) -> None:
        if not isinstance(value, torch.Tensor) or value.dim() < 1 or value.shape[0] < 2:
            return
        if value.dim() == 1:  # one unit, of which the output has no column
            value = value[:, None]
        axis = 1 if value.dim() > 2 and value.dim() != 3 else value.dim() - 1  # channels of images
        rows = value.movedim(axis, 0).reshape(value.shape[axis], -1).float()
        label = f"{name.rstrip('_')} {len(self.layers) + len(self.latest) + 1}"
        if name in RECTIFIERS:
            stuck = (rows <= 0).all(dim=1)
            self.latest.append(Layer(label, "dead", len(rows), int(stuck.sum())))
            return
        low, high = ENDS[name]
        margin = (1 - AT_ITS_END) * (high - low) / 2
        at_end = ((rows < low + margin) | (rows > high - margin)).float().mean(dim=1)
        stuck = at_end >= NEARLY_ALL
        self.latest.append(Layer(label, "saturated", len(rows), int(stuck.sum())))
