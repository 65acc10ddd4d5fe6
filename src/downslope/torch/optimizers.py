"""Limits of PyTorch's optimizers, read from the objects: rates, momentum, decay, past gradients.

    SGD                2(1 + β)/((1 − τ)λ) with momentum β and dampening τ; Nesterov's lower one
    Adam               2(1 + β₁)/(1 − β₁)/λ of the scaled Hessian, weight decay as curvature
    AdamW              2(1 + β₁)/((1 − β₁)λ + (1 + β₁)·decay), the decay applied to the weights
    RMSprop, Adagrad   2(1 + β)/λ of the scaled Hessian

The scale is 1/(√s + ε), with s what the optimizer remembers of squared gradients. Groups of
parameters with rates of their own scale it too; the limit is on the largest of the rates. Trials
run a copy of the optimizer itself, with what it remembers: velocities and means of gradients.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import torch

from downslope.diagnosis.measurement import Update
from downslope.diagnosis.objective import Block
from downslope.numerics.arrays import Vector
from downslope.rules import GradientDescent, Momentum, Nesterov, StepRule
from downslope.torch.module_loss import flat, tensor

NAMES = {"SGD": "sgd", "Adam": "adam", "AdamW": "adamw", "RMSprop": "rmsprop", "Adagrad": "adagrad"}
DECOUPLED = ("adamw", "_adafactor", "_muon")  # modules of torch.optim: decay beside the gradient
SETTINGS = ("momentum", "dampening", "nesterov", "betas", "alpha")  # the same in all groups


def rate_of(optimizer: Any) -> float:
    """Return the learning rate of an optimizer, the largest of those of its groups."""
    return max(float(group["lr"]) for group in optimizer.param_groups)


def maximizes(optimizer: Any) -> bool:
    """Return whether an optimizer goes uphill."""
    return any(group.get("maximize", False) for group in optimizer.param_groups)


def read(optimizer: Any, parameters: list[Any], blocks: tuple[Block, ...]) -> Update:
    """Return how an optimizer updates these parameters now."""
    kind = type(optimizer).__name__
    lr = rate_of(optimizer)
    groups = {id(p): group for group in optimizer.param_groups for p in group["params"]}
    own = [groups.get(id(p)) for p in parameters]
    rates = [0.0 if g is None else float(g["lr"]) for g in own]
    decayed = _with_decay(Update(kind, lr, None), optimizer, own, blocks)

    def unknown(why: str) -> Update:
        return replace(decayed, name=name, unread=(why,))

    name = kind
    if type(optimizer).__module__.partition(".")[0] != "torch" or kind not in NAMES:
        return unknown(f"The limit of {kind}, which is not known here")
    name = NAMES[kind]
    first = next((group for group in own if group is not None), None)
    if first is None:
        return unknown("The limit: the optimizer has other weights")
    if any(g is not None and g.get(k) != first.get(k) for g in own for k in SETTINGS):
        return unknown("The limit: the groups of the optimizer have different momentum")
    past = [_divisors(kind, optimizer, p, g) for p, g in zip(parameters, own, strict=True)]
    if kind != "SGD" and all(each is None for each in past):
        fresh = unknown(f"The limit of {kind} before its first step")
        return replace(fresh, copy=lambda: _copy(optimizer, parameters))
    # A parameter without a state has never been updated: a scale of 0.
    scale = np.empty(blocks[-1].stop)
    for block, rate, divisors in zip(blocks, rates, past, strict=True):
        share = rate / lr if lr > 0 else 1.0
        moved = kind == "SGD" or divisors is not None
        scale[block.places] = share / (1.0 if divisors is None else divisors) if moved else 0.0
    if not np.isfinite(scale).all():
        return unknown(f"The limit of {kind}, whose running means are not finite anymore")
    pulled = float(np.max(decayed.decoupled)) / lr if lr > 0 else 0.0
    limit, rule = _limit(kind, first, pulled)
    plain = kind == "SGD" and bool((scale == 1).all())
    return replace(
        decayed,
        name=name if rule is None else rule.name,
        limit=limit,
        scale=None if plain else scale,
        rule=rule,
        copy=lambda: _copy(optimizer, parameters),
        afresh=lambda: _copy(optimizer, parameters, remembers=False),
    )


def _with_decay(
    update: Update, optimizer: Any, own: list[dict[str, Any] | None], blocks: tuple[Block, ...]
) -> Update:
    """Return an update with the weight decay of the groups that have these blocks."""
    held = [group for group in own if group is not None]
    # A class of the user's may inherit the updates of one of torch's: its own name says nothing.
    source = str(getattr(type(optimizer).step, "__module__", ""))
    if source.partition(".")[0] != "torch":
        named = [v for g in held for k, v in g.items() if k == "wd" or "decay" in k]
        return replace(update, knows_decay=not any(named))
    coupled, decoupled = [], []
    for group in own:
        decay = 0.0 if group is None else float(group.get("weight_decay", 0.0))
        beside = group is not None and (
            source.rpartition(".")[2] in DECOUPLED or bool(group.get("decoupled_weight_decay"))
        )
        coupled.append(0.0 if beside else decay)
        decoupled.append(decay * float(group["lr"]) if beside and group is not None else 0.0)
    return replace(
        update, decay=_per_weight(coupled, blocks), decoupled=_per_weight(decoupled, blocks)
    )


def _per_weight(values: list[float], blocks: tuple[Block, ...]) -> Vector | float:
    """Return a number for each weight, (p,), from those of the blocks; one if all are the same."""
    if len(set(values)) == 1:
        return values[0]
    return np.repeat(values, [block.stop - block.start for block in blocks])


def _copy(
    optimizer: Any, parameters: list[Any], *, remembers: bool = True
) -> Callable[[Vector, Vector, float], Vector]:
    """Return a copy of an optimizer with its state: from a gradient and weights to their change."""
    own, twin = rate_of(optimizer), copy.deepcopy(optimizer)
    if not remembers:
        twin.state.clear()
    pairs = zip(optimizer.param_groups, twin.param_groups, strict=True)
    twins = {
        id(p): other
        for group, others in pairs
        for p, other in zip(group["params"], others["params"], strict=True)
    }
    held = [twins.get(id(p), p) for p in parameters]
    rates = [float(group["lr"]) / own if own > 0 else 1.0 for group in twin.param_groups]

    def change(gradient: Vector, weights: Vector, lr: float) -> Vector:
        for group, share in zip(twin.param_groups, rates, strict=True):
            group["lr"] = share * lr
        start = 0
        for original, p in zip(parameters, held, strict=True):
            places = slice(start, start + p.numel())
            start = places.stop
            if p is not original:
                p.data = tensor(weights[places], p)
                p.grad = tensor(gradient[places], p)
        before = flat(held)
        twin.step()
        return flat(held) - before

    return change


def _limit(
    kind: str, group: dict[str, Any], decoupled: float
) -> tuple[Callable[[float], float], StepRule | None]:
    """Return the limit for a curvature, and the same rule of `descend`, if there is one.

    The limits are where a root of the recurrence of the error is −1.
    """
    if kind in ("Adam", "AdamW"):
        beta = float(group["betas"][0])

        def averaged(curvature: float) -> float:
            return 2 * (1 + beta) / ((1 - beta) * curvature + (1 + beta) * decoupled)

        return averaged, None
    beta = float(group.get("momentum", 0.0))
    passed = 1 - float(group.get("dampening", 0.0)) if beta else 1.0
    if kind == "SGD" and group.get("nesterov"):
        nesterov = Nesterov(beta)
        return nesterov.rate_limit, nesterov

    def heavy(curvature: float) -> float:
        return 2 * (1 + beta) / (passed * curvature)

    plain = kind == "SGD" and passed == 1
    rule = (Momentum(beta) if beta else GradientDescent()) if plain else None
    return heavy, rule


def _divisors(
    kind: str, optimizer: Any, parameter: Any, group: dict[str, Any] | None
) -> Vector | None:
    """Return what the gradient of a parameter is divided by, (size,); None if there is none yet."""
    state = optimizer.state.get(parameter) if group is not None else None
    if kind == "SGD" or not state or group is None:
        return None
    eps = float(group["eps"])
    if kind == "Adagrad":
        squares = flat([state["sum"]])
        return np.sqrt(squares) + eps if squares.any() else None
    if kind == "RMSprop":
        squares = flat([state["square_avg"]])
        if group["centered"]:
            squares = np.maximum(squares - flat([state["grad_avg"]]) ** 2, 0.0)
        return np.sqrt(squares) + eps
    squares = flat([state["max_exp_avg_sq" if group["amsgrad"] else "exp_avg_sq"]])
    seen = 1 - float(group["betas"][1]) ** float(state["step"])
    return np.sqrt(squares) / math.sqrt(seen) + eps


def is_optimizer(given: object) -> bool:
    """Return whether this is one of PyTorch's optimizers, or made like one."""
    return isinstance(given, torch.optim.Optimizer)
