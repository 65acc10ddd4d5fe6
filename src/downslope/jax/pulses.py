"""Responses of an optax optimizer to pulses of gradients, and the limit that follows from them.

An optax optimizer is a pure function, so its limit is read from what it does: a pulse of gradient g
at one step moves weight i by −h_k g at the k-th step after it. Errors along a direction of
curvature λ that change sign at every step, z = −1, neither grow nor fade where

    λ Σ (−1)ᵏ h_k = 2

which is 2/λ for gradient descent, 2(1 + β)/λ for momentum, and 38/λ of the scaled Hessian for Adam.

The pulses give the rate as a share of its limit. The rate itself is not in them: it is the `lr=` of
the watch, that of optax.inject_hyperparams, or the step of an optimizer without a memory. Otherwise
the report gives the share alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax.flatten_util import ravel_pytree

from downslope.diagnosis.measurement import Update
from downslope.jax.pytree_loss import PytreeLoss, numbers
from downslope.numerics.arrays import Vector

MOST_LAGS = 400  # steps that a pulse is followed
FADED = 1e-4  # of the pulse, or of its sum: after which nothing more is to come
DIAGONAL = 1e-3  # of a response: what may come from other weights
TINY = 1e-6  # length of a gradient that no optimizer clips
GATHERED = ("mini_step", "grad_acc")  # in a state: gradients of several steps are added up
RATE_NOT_SEEN = (
    "The learning rate, which optax keeps to itself: give watch(…, lr=…), or use "
    "optax.inject_hyperparams"
)


class Pulses:
    """Responses of an optax optimizer to pulses, followed through its state by derivatives."""

    def __init__(self, optimizer: Any, objective: PytreeLoss) -> None:
        self.objective = objective
        self.size = objective.blocks[-1].stop
        self.zero = objective.tree(np.zeros(self.size))
        ones = objective.tree(np.ones(self.size))
        self.fresh = optimizer.init(objective.params)
        first = optimizer.update(ones, self.fresh, self.zero)[0]
        self.first = -float(np.median(numbers(ravel_pytree(first)[0])))
        self.remembers = any(map(_is_floating, jax.tree_util.tree_leaves(self.fresh)))
        # A count or a hyperparameter of the first state is not that of later ones.
        self.changes = bool(_nodes(self.fresh, "hyperparams")) or not all(
            map(_is_floating, jax.tree_util.tree_leaves(self.fresh))
        )
        self.gathers = any(_nodes(self.fresh, name) for name in GATHERED)
        self._known: tuple[bool, bool] | None = None

        def update(gradient: Any, weights: Any, state: Any) -> Any:
            return optimizer.update(gradient, state, weights)

        def follow(state: Any, tangents: Any, changes: Any, at: Any) -> Any:
            return jax.jvp(update, (*at, state), (*changes, tangents))[1]

        self._update = jax.jit(update)
        self._follow = jax.jit(follow)

    def read(self, state: Any, lr: float | None) -> Update:
        """Return how the optimizer updates the parameters in this state.

        Without a known rate, the limit is the number that the updates may be multiplied by.
        """
        held = self.fresh if state is None else state

        decayed = Update("optax", rate_of(held, lr), None, knows_decay=False)

        def unknown(why: str) -> Update:
            return replace(decayed, unread=(f"The limit{why}",))

        if self.gathers:
            return unknown(": the optimizer adds up the gradients of several steps")
        try:
            # The rate of the next update, which the response belongs to.
            after = self._update(self.zero, self.zero, held)[1]
            gains = self._response(held, np.ones(self.size), of_gradient=True)
            drags = self._response(held, np.ones(self.size), of_gradient=False)
            pull = -self._first(held, np.ones(self.size), (self.zero, self.zero), of_gradient=False)
            is_fixed, mixes = self._character(held, gains)
        except (TypeError, ValueError):
            return unknown(": the optimizer cannot be probed")
        # Decay that passes through the memory of gradients goes on after the first update.
        is_beside = bool(np.abs(drags - pull).max() <= DIAGONAL * np.abs(drags).max())
        is_read = not mixes and (state is not None or is_fixed) and (is_beside or bool(gains.all()))
        decay = np.divide(drags, gains, out=np.zeros_like(gains), where=gains != 0)
        decay = decay if np.abs(decay).max() > FADED else np.zeros_like(gains)
        decayed = replace(
            decayed,
            decay=decay,
            decoupled=pull if is_beside else 0.0,
            knows_decay=bool(is_read or not drags.any()),
        )
        named = rate_of(after, lr)
        if state is None and not is_fixed:
            why = " before the state of the optimizer is given: w.step(params, opt_state)"
            if named is None or named == 0:
                return unknown(why)
            rate = named
            return replace(unknown(why), copy=lambda: self._copy(held, rate))
        if not (np.isfinite(gains).all() and np.isfinite(drags).all()):
            return unknown(": the updates have no derivative in this state of the optimizer")
        if not gains.any():
            return unknown(" while the updates are 0, as those of a rate of 0")
        if mixes or gains.min() < 0:
            return unknown(
                ": the updates of a weight do not follow its own gradient alone, downhill"
            )
        size = float(gains.max())
        is_even = bool(gains.min() > (1 - DIAGONAL) * size)
        if named is None and is_even and not self.remembers:
            named = size
        if named == 0:
            return unknown(" while the rate is 0")
        is_plain = is_fixed and is_even and bool(np.ptp(decay) <= DIAGONAL * np.abs(decay).max())
        each = size if named is None else size / named
        return replace(
            decayed,
            lr=named,
            limit=lambda curvature: 2 / (each * curvature),
            scale=None if is_plain else gains / size,
            decay=float(decay[0]) if is_plain else decay,
            unread=(RATE_NOT_SEEN,) if named is None else (),
            copy=None if named is None else lambda: self._copy(held, named),
        )

    def _copy(self, state: Any, own: float) -> Callable[[Vector, Vector, float], Vector]:
        """Return a copy of the optimizer: from a gradient and weights to their change at a rate."""

        def change(gradient: Vector, weights: Vector, lr: float) -> Vector:
            nonlocal state
            trees = self.objective.tree(gradient), self.objective.tree(weights)
            step, state = self._update(*trees, state)
            return lr / own * numbers(ravel_pytree(step)[0])

        return change

    @cached_property
    def has_decay(self) -> bool:
        """Whether weights are moved without a gradient, at the first update."""
        step = self._update(self.zero, self.objective.tree(np.ones(self.size)), self.fresh)[0]
        return bool(numbers(ravel_pytree(step)[0]).any())

    def _character(self, state: Any, gains: Vector) -> tuple[bool, bool]:
        """Return whether no state changes the response, and whether it mixes the weights."""
        if self._known is None and np.isfinite(gains).all():
            ones, signs = np.ones(self.size), np.where(np.arange(self.size) % 2, -1.0, 1.0)
            most = DIAGONAL * float(np.abs(gains).max())
            other = self._response(jax.tree_util.tree_map_with_path(_with_more, state), ones)
            is_fixed = bool(np.abs(other - gains).max() <= most)
            mixed = self._response(state, signs, of_gradient=True)
            mixes = bool(np.abs(mixed - signs * gains).max() > most)
            # Where the gradient is 0, a trust ratio or a normalization is not seen.
            tiny = self.objective.tree(np.full(self.size, TINY / np.sqrt(self.size)))
            at = (tiny, self.objective.params)
            near = [self._first(state, pulse, at) for pulse in (ones, signs)]
            gap = float(np.abs(near[1] - signs * near[0]).max())
            mixes = mixes or not gap <= DIAGONAL * float(np.abs(near).max())
            self._known = is_fixed, mixes
        return (False, False) if self._known is None else self._known

    def _first(self, state: Any, pulse: Vector, at: Any, *, of_gradient: bool = True) -> Vector:
        """Return the derivative of one update along a pulse of gradients or of weights, (p,)."""
        tangents = jax.tree_util.tree_map(_tangent, state)
        given = self.objective.tree(pulse)
        changes = (given, self.zero) if of_gradient else (self.zero, given)
        return numbers(ravel_pytree(self._follow(state, tangents, changes, at)[0])[0])

    def _response(self, state: Any, pulse: Vector, *, of_gradient: bool = True) -> Vector:
        """Return Σ (−1)ᵏ h_k for each weight, (p,), after a pulse of gradients or of weights."""
        given, at = self.objective.tree(pulse), (self.zero, self.zero)
        changes = (given, self.zero) if of_gradient else (self.zero, given)
        tangents = jax.tree_util.tree_map(_tangent, state)
        total, size = np.zeros(len(pulse)), 0.0
        for k in range(MOST_LAGS):
            step, tangents = self._follow(state, tangents, changes, at)
            each = -numbers(ravel_pytree(step)[0])
            changes = at
            size = max(size, float(np.abs(each).max()))
            ends = not np.abs(each).max() > FADED * size
            # What is still to come alternates, and is about half of the last.
            total = total + (-1) ** k * each / (2 if ends else 1)
            if ends:
                break
        return total


def _nodes(state: Any, name: str) -> list[Any]:
    """Return the parts of a state that have a field."""

    def has(node: Any) -> bool:
        return hasattr(node, name)

    return [node for node in jax.tree_util.tree_leaves(state, is_leaf=has) if has(node)]


def rate_of(state: Any, given: float | None) -> float | None:
    """Return the rate of the last update that a state holds, or else the rate that was given."""
    held = [node.hyperparams for node in _nodes(state, "hyperparams")]
    rates = {float(each["learning_rate"]) for each in held if "learning_rate" in each}
    if rates:
        return rates.pop() if len(rates) == 1 else None
    return None if _is_scheduled(state) else given


def _is_scheduled(state: Any) -> bool:
    """Return whether a state is that of a schedule; every tuple has a `count`, but as a method."""
    kind = "ScaleByScheduleState"

    def is_one(node: Any) -> bool:
        return type(node).__name__ == kind

    return any(map(is_one, jax.tree_util.tree_leaves(state, is_leaf=is_one)))


def _is_floating(leaf: Any) -> bool:
    return bool(jnp.issubdtype(jnp.asarray(leaf).dtype, jnp.floating))


def _with_more(path: Any, leaf: Any) -> Any:
    """Return a number that an optimizer remembers, changed."""
    is_memory = _is_floating(leaf) and "hyperparams" not in jax.tree_util.keystr(path)
    return jnp.asarray(leaf) + 1 if is_memory else leaf


def _tangent(leaf: Any) -> Any:
    array = jnp.asarray(leaf)
    if jnp.issubdtype(array.dtype, jnp.floating):
        return jnp.zeros_like(array)
    return np.zeros(array.shape, jax.dtypes.float0)
