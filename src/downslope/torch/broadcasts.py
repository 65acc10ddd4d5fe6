"""Shapes of output and target that broadcast: every output is then compared with every target.

Outputs of shape (n, 1) and targets of shape (n,) have a difference of shape (n, n). A mean over it
falls until all outputs are one value, that for all targets together, and stays there. It does not
depend on which output belongs to which target: the loss stays the same when the outputs, and
nothing else, are put in another order. A loss that compares outputs with each other as well is
meant to compare all of them, as one of two samples is.
"""

from __future__ import annotations

import contextlib
import math
from typing import Any

import torch
from torch.overrides import TorchFunctionMode

from downslope.torch.module_loss import ModuleLoss

SAME = 1e-5  # of the loss: what another order of the rows may change by rounding
Shapes = tuple[tuple[int, ...], tuple[int, ...]]  # of the outputs, and of what has no gradient


class Broadcasts(TorchFunctionMode):
    """Context that finds where outputs broadcast with targets, and may reverse these outputs."""

    def __init__(self, *, reverses: bool = False) -> None:
        super().__init__()
        self.reverses = reverses
        self.found: Shapes | None = None  # the first of them
        self.compares_outputs = False  # with each other

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = dict(kwargs or {})
        keys = [key for key in ("input", "target", "other") if key in kwargs]
        tensors = [*args[:2], *(kwargs[key] for key in keys)][:2]
        if len(tensors) == 2 and _crosses(*tensors):
            trained = [each.requires_grad for each in tensors]
            self.compares_outputs |= all(trained)
            if any(trained) and not all(trained):
                at = trained.index(True)
                output, target = tensors[at], tensors[1 - at]
                self.found = self.found or (tuple(output.shape), tuple(target.shape))
                if self.reverses:
                    reversed_output = output.flip(0)
                    if at < len(args):
                        args = (*args[:at], reversed_output, *args[at + 1 :])
                    else:
                        kwargs[keys[at - len(args)]] = reversed_output
        return func(*args, **kwargs)


def broadcast_of(objective: ModuleLoss) -> Shapes | None:
    """Return the shapes of outputs and targets if each of one is compared with each of the other.

    Raises
    ------
    DataError
        If the loss function fails.

    """
    seen = Broadcasts()
    loss = objective.observe(seen, needs_graph=True)
    if seen.found is None or seen.compares_outputs:
        return None
    other = _with_outputs_reversed(objective, seen.found[0][0])
    if other is None:  # the loop calls parts of the model, or a method of its own
        other = objective.observe(Broadcasts(reverses=True), needs_graph=True)
    return seen.found if abs(other - loss) <= SAME * abs(loss) else None


def _with_outputs_reversed(objective: ModuleLoss, rows: int) -> float | None:
    """Return the loss with the rows of what the model returns in reverse; None if it has none."""
    count = 0

    def reverse(given: Any) -> Any:
        nonlocal count
        if isinstance(given, torch.Tensor) and given.dim() > 0 and given.shape[0] == rows:
            count += 1
            return given.flip(0)
        if type(given) in (tuple, list):
            return type(given)(map(reverse, given))
        return {key: reverse(each) for key, each in given.items()} if type(given) is dict else given

    hook = objective.model.register_forward_hook(lambda _model, _inputs, given: reverse(given))
    try:
        loss = objective.observe(contextlib.nullcontext())
    finally:
        hook.remove()
    return loss if count else None


def _crosses(one: Any, other: Any) -> bool:
    """Whether two tensors of the same rows broadcast to each row of one with each of the other."""
    if not (isinstance(one, torch.Tensor) and isinstance(other, torch.Tensor)):
        return False
    if one.dim() == other.dim() or min(one.dim(), other.dim()) == 0:
        return False
    n = one.shape[0]
    if n < 2 or other.shape[0] != n:
        return False
    try:
        joint = torch.broadcast_shapes(one.shape, other.shape)
    except RuntimeError:
        return False
    return bool(math.prod(joint) == n * max(one.numel(), other.numel()))
