"""Watch of a PyTorch module, its loss, and its optimizer."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import torch

from downslope.diagnosis.marks import ADDED, FEWEST_STILL, Mark, adding_up, frozen, is_sum
from downslope.diagnosis.measurement import Update
from downslope.diagnosis.objective import Block, Objective, scalar
from downslope.diagnosis.secants import Secants
from downslope.diagnosis.trial_verdict import FAR_BELOW
from downslope.diagnosis.watch import EVERY, Watch
from downslope.errors import DataError, OptionError
from downslope.findings import Finding
from downslope.formatting import number, percent
from downslope.numerics.arrays import Vector
from downslope.numerics.threads import sums_of
from downslope.torch.broadcasts import broadcast_of
from downslope.torch.module_loss import ModuleLoss, flat
from downslope.torch.optimizers import is_optimizer, maximizes, rate_of, read
from downslope.torch.units import Layer, Observer

HALF = 0.5  # of the units of a layer
NEARLY_ALL = 0.9  # of them: the others cannot make up for it
ROUNDED = 1e-6  # of the largest gradient of a block: one that may be nothing but rounding
VANISHED = 1e-6  # of the largest gradient of a block: the smallest
STRONGER = "Start from larger weights, use ReLU, residual connections, or normalize layers."
NOT_SEEN = (
    "Clipping of the gradients, if the loop clips them: the limit is that of updates without it."
)


class ModuleWatch(Watch):
    """Watch of a PyTorch training loop; `downslope.torch.watch` makes one."""

    _objective: ModuleLoss

    def __init__(
        self, model: Any, loss: Callable[[], Any], optimizer: Any, *, every: int, unit: str
    ) -> None:
        super().__init__(Update(type(optimizer).__name__, None, None), every=every, unit=unit)
        self.model, self.optimizer = model, optimizer
        self._objective = ModuleLoss(model, loss)
        self._start = self._objective.weights()
        self._began_afresh = not optimizer.state
        untrained = tuple(n for n, p in model.named_parameters() if not p.requires_grad)
        if untrained:
            text = f"{_some(untrained)}: not trained, as requires_grad is False."
            fix = "If that is not on purpose, set it to True before the optimizer is made."
            self._notes["not_trained"] = Finding("not_trained", untrained, text, fix)
        self._versions = self._version()
        self._growth: dict[int, float] = {}  # step → length of the gradients over the true one
        self._summed: list[bool] = []  # whether gradients are those before plus the true ones
        # Weights after a step, the true gradient there, and what backward() has left if it did.
        self._before: tuple[Vector, Vector, Vector | None] | None = None

    def step(self, loss: Any = None) -> None:
        """Add one step, after `optimizer.step()`.

        Parameters
        ----------
        loss : float or Tensor, optional
            The loss of the step. Without it the loss function is evaluated at some of the steps.

        Raises
        ------
        DataError
            If the loss is not a single number, or its function fails where it is needed.

        """
        value = None if loss is None else scalar(_detached(loss))
        version = self._version()
        if self._is_repeated(moved=version != self._versions):
            return
        self._versions = version
        if value is None and self._is_due():
            value = self._evaluated(self._objective.evaluate)
        self._count(value, None)
        if self.steps in ADDED or self._before is not None:
            self._compare_gradients()
        self._measure_on_schedule()

    def _version(self) -> int:
        """Return a number that updates of the weights in place change."""
        # Autograd's counter is the only sign of an update that needs no copy of the weights.
        return sum(p._version for p in self._objective.parameters)

    def _read_update(self) -> Update:
        update = read(self.optimizer, self._objective.parameters, self._objective.blocks)
        return update if self._began_afresh else replace(update, afresh=None)

    def _read_rate(self) -> float:
        return rate_of(self.optimizer)

    def _batch_gradient(self, objective: Objective, batch: Callable[..., Any]) -> Vector:
        return self._objective.gradient_of(batch)

    def _compare_gradients(self) -> None:
        """Compare the update, and the gradients that the loop has left, with that of the loss."""
        before, self._before = self._before, None
        w = self._objective.weights()
        tensors = [p.grad for p in self._objective.parameters]
        left = None if any(each is None for each in tensors) else flat(tensors)
        # To wake other threads takes longer than sums of this size; a run that failed has NaN.
        with sums_of(len(w)), np.errstate(all="ignore"):
            if before is not None:
                self._compare_update(self._read_update(), w - before[0], before[1], before[0])
                if left is not None and before[2] is not None:
                    self._summed.append(is_sum(left, before[2], before[1]))
        if self.steps not in ADDED:
            return
        try:
            true = self._objective.gradient_of(self._objective.loss)
        except DataError as error:
            self._note_failure(error)
            return
        self._before = w, true, left
        with sums_of(len(w)):
            length, size = (0.0 if v is None else float(np.linalg.norm(v)) for v in (true, left))
        if length > 0 and 0 < size < math.inf:
            self._growth[self.steps] = size / length

    # --- what is seen to be wrong ------------------------------------------------------------

    def _marks(self) -> tuple[Mark, ...]:
        return tuple(self._seen())

    def _seen(self) -> Iterator[Mark]:
        if maximizes(self.optimizer):
            text = "The optimizer was made with maximize=True: each update makes the loss larger."
            fix = "Leave maximize out; if the loss is meant to grow, give the watch its negative."
            yield Mark(Finding("wrong_sign", (), text, fix), certain=True)
        yield from self._missing()
        yield from self._broadcast()
        yield from self._unchanged()
        yield from adding_up(
            self._growth, "Call optimizer.zero_grad() before each backward().", self._summed
        )
        unresponsive = list(self._without_response())
        yield from unresponsive
        # What passes no gradient is named already, with what to do about it.
        yield from self._vanishing("" if unresponsive else STRONGER)

    def _missing(self) -> Iterator[Mark]:
        """Find blocks that the loss does not depend on, and those that the optimizer lacks."""
        detached = self._objective.detached
        if detached:
            finding = Finding(
                "detached",
                detached,
                f"The loss does not depend on {_some(detached)}: no gradient reaches it.",
                "Look for .detach(), .data, .item(), torch.no_grad(), or a layer that is not used.",
            )
            yield Mark(finding, certain=True)
        absent = tuple(name for name in self._not_held() if name not in detached)
        if absent:
            finding = Finding(
                "frozen",
                absent,
                f"The optimizer does not have {_some(absent)}, which requires a gradient: it is "
                "never updated.",
                "Make the optimizer from model.parameters() after the model is complete, or freeze "
                "it on purpose (requires_grad=False).",
            )
            yield Mark(finding, certain=True, may_train=True)

    def _broadcast(self) -> Iterator[Mark]:
        """Find a loss that compares every output with every target."""
        try:
            shapes = broadcast_of(self._objective)
        except (DataError, RuntimeError):
            return
        if shapes is None:
            return
        output, target = shapes
        which = "outputs" if len(output) < len(target) else "targets"
        other = "targets" if which == "outputs" else "outputs"
        finding = Finding(
            "broadcast",
            (),
            f"Every output is compared with every target: their shapes, {output} and {target}, "
            "broadcast. The loss does not depend on which target belongs to which output, and is "
            "lowest where all outputs are the same value.",
            f"Give both one shape: {which}[:, None], or {other}.squeeze(1).",
        )
        yield Mark(finding, certain=True)

    def _not_held(self) -> tuple[str, ...]:
        """Return the blocks that the optimizer does not have."""
        held = {id(p) for group in self.optimizer.param_groups for p in group["params"]}
        pairs = zip(self._objective.blocks, self._objective.parameters, strict=True)
        return tuple(b.name for b, p in pairs if id(p) not in held)

    def _unchanged(self) -> Iterator[Mark]:
        """Find blocks that no step has changed."""
        if self._start is None or self.steps <= FEWEST_STILL:
            return
        now, blocks = self._objective.weights(), self._objective.blocks
        # A bias before a normalization has no gradient but rounding, and stays for that reason.
        norms = self.measurements[-1].gradient_norms if self.measurements else {}
        least = ROUNDED * max(norms.values(), default=0.0)
        absent = self._not_held()
        still = [
            b
            for b in blocks
            if b.name not in absent
            and norms.get(b.name, 0.0) > least
            and np.array_equal(now[b.places], self._start[b.places])
        ]
        held = [b.name for b in still if self._is_felt(b, norms[b.name])]
        if held:
            yield frozen(held, len(blocks), self.steps)
        faint = [b.name for b in still if b.name not in held]
        if faint:
            text = (
                f"{_some(tuple(faint))} did not change in {self.steps} steps: the updates, with "
                f"gradients of {number(norms[faint[0]])}, are below the rounding of the weights."
            )
            yield Mark(
                Finding("vanishing_gradients", tuple(faint), text, STRONGER), certain=True,
                may_train=True,
            )  # fmt: skip

    def _is_felt(self, block: Block, norm: float) -> bool:
        """Whether an update of plain descent is above the rounding of the weights."""
        update = self._read_update()
        if update.scale is not None or update.lr is None:
            return True
        weights = self._objective.weights()[block.places]
        k = self._objective.blocks.index(block)
        with sums_of(len(weights)):
            size = float(np.linalg.norm(weights))
        least = torch.finfo(self._objective.parameters[k].dtype).eps * size
        return bool(update.lr * norm > least)

    def _without_response(self) -> Iterator[Mark]:
        """Find layers most of whose units are dead or saturated."""
        observer = Observer()
        try:
            self._objective.observe(observer)
        except (DataError, RuntimeError):
            return
        yield from self._dead_output(observer.latest)
        for layer in observer.layers:
            if layer.units < 2 or layer.share <= HALF:
                continue
            code = "dead_units" if layer.kind == "dead" else "saturated"
            what = (
                "output 0 on all rows" if layer.kind == "dead" else "are at an end of their range"
            )
            ratio = self.measurements[-1].ratio if self.measurements else None
            # The scale of an adaptive rule has grown with the loss, and its limit with that.
            is_low = ratio is not None and ratio < FAR_BELOW and self._read_update().scale is None
            lower = "" if is_low else " lower lr,"
            fix = (
                f"Start from smaller weights,{lower} or use a leaky ReLU."
                if layer.kind == "dead"
                else "Start from smaller weights, scale the inputs, or normalize the layers."
            )
            finding = Finding(
                code,
                (layer.name,),
                f"{layer.stuck} of {layer.units} units of {layer.name} {what}: hardly any gradient "
                "passes through them.",
                fix,
            )
            yield Mark(finding, certain=layer.share >= NEARLY_ALL, may_train=True)

    def _dead_output(self, layers: list[Layer]) -> Iterator[Mark]:
        """Find an output that is 0 on all rows and passes no gradient, beside a loss above 0."""
        last = self.measurements[-1] if self.measurements else None
        if last is None or last.gradient_norm > 0 or last.loss == 0:
            return
        for layer in layers:
            if layer.is_dead:
                text = (
                    f"The output is 0 on all rows: what {layer.name} is given is never above 0, so "
                    "it passes no gradient to any weight."
                )
                fix = "Leave out the activation of the output, or start from other weights."
                yield Mark(Finding("dead_units", (layer.name,), text, fix), certain=True)

    def _vanishing(self, fix: str) -> Iterator[Mark]:
        """Find a layer whose gradient is far smaller than that of another."""
        if not self.measurements:
            return
        norms = {
            name: value
            for name, value in self.measurements[-1].gradient_norms.items()
            if name not in self._objective.detached
        }
        least = min(norms, key=lambda name: norms[name])
        most = max(norms.values())
        if most > 0 and norms[least] < VANISHED * most:
            share = percent(norms[least] / most) if norms[least] > 0 else "0%"
            finding = Finding(
                "vanishing_gradients",
                (least,),
                f"The gradient of {least} is {number(norms[least])} long, {share} of the largest "
                "of another layer.",
                fix,
            )
            yield Mark(finding, certain=False)

    def _unknown(self, secants: Secants | None) -> Iterator[str]:
        yield NOT_SEEN


def watch(
    model: Any,
    loss: Callable[[], Any],
    optimizer: Any,
    *,
    every: int = EVERY,
    unit: str = "step",
) -> ModuleWatch:
    """Watch a PyTorch training loop. Call `step(loss)` after each `optimizer.step()`.

    Parameters
    ----------
    model : torch.nn.Module
        The model; its parameters that require a gradient are watched.
    loss : callable
        Function without arguments that returns the loss of the model on a fixed batch, as a
        tensor, without calling backward. It is evaluated on the schedule of the watch.
    optimizer : torch.optim.Optimizer
        The optimizer; its limit is read from it: SGD, Adam, AdamW, RMSprop, Adagrad.
    every : int
        Steps between two measurements of the curvature.
    unit : str
        What one call stands for: "step" or "epoch".

    Returns
    -------
    ModuleWatch

    Raises
    ------
    OptionError
        If these are not a module, a function and an optimizer, or no parameter requires a gradient.

    """
    if not isinstance(model, torch.nn.Module):
        raise OptionError(f"model is a {type(model).__name__}: give a torch.nn.Module.")
    if not callable(loss) or isinstance(loss, torch.Tensor):
        raise OptionError(
            f"loss is a {type(loss).__name__}: give a function without arguments that returns it, "
            "as in lambda: criterion(model(X), y)."
        )
    if isinstance(loss, torch.nn.Module):
        raise OptionError(
            f"loss is the module {type(loss).__name__}, which needs arguments: give "
            "lambda: criterion(model(X), y)."
        )
    if not is_optimizer(optimizer):
        raise OptionError(
            f"optimizer is a {type(optimizer).__name__}: give a torch.optim.Optimizer."
        )
    return ModuleWatch(model, loss, optimizer, every=every, unit=unit)


def _detached(loss: Any) -> Any:
    if not isinstance(loss, torch.Tensor):
        return loss
    return loss.item() if loss.numel() == 1 else loss.detach()


def _some(names: tuple[str, ...]) -> str:
    more = len(names) - 3
    return ", ".join(names[:3]) + (f" and {more} more" if more > 0 else "")
