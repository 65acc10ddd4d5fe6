"""Watch a JAX training loop: its losses, the curvature of its loss, and the limit of its optimizer.

    from downslope.jax import watch

    w = watch(loss, params, optimizer)              loss: a function of the parameters alone
    for …:
        …
        params = optax.apply_updates(params, updates)
        w.step(params, opt_state, loss=value)
    print(w.diagnosis)

An optax optimizer is a pure function, so its limit is read from what it does: a pulse of gradient g
at one step moves weight i by −h_k g at the k-th step after it. Errors along a direction of
curvature λ that change sign at every step, z = −1, neither grow nor fade where

    λ Σ (−1)ᵏ h_k = 2

which is 2/λ for gradient descent, 2(1 + β)/λ for momentum, and 38/λ of the scaled Hessian for Adam.
JAX is installed by `pip install 'downslope[jax]'`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from downslope.diagnosis.measurement import Update
from downslope.diagnosis.objective import Block, Objective, Point, is_same, scalar
from downslope.diagnosis.secants import Secants
from downslope.diagnosis.watch import EVERY, FEWEST_STILL, Watch
from downslope.diagnosis.watch_verdict import Mark, frozen
from downslope.errors import DataError, DownslopeError, MissingExtraError, OptionError
from downslope.findings import Finding
from downslope.numerics.arrays import Vector
from downslope.rules import learning_rate

try:
    import jax
    import jax.numpy as jnp
    from jax.flatten_util import ravel_pytree
except ImportError as error:
    raise MissingExtraError("downslope.jax needs JAX: pip install 'downslope[jax]'") from error

__all__ = ["ParameterWatch", "watch"]

MOST_LAGS = 400  # steps that a pulse is followed
FADED = 1e-4  # of the pulse, or of its sum: after which nothing more is to come
DIAGONAL = 1e-3  # of a response: what may come from other weights
NOT_SEEN = (
    "Clipping of the gradients, if the optimizer clips them: the limit is that of updates without "
    "it."
)


class PytreeLoss:
    """Loss as a function of a pytree of parameters."""

    def __init__(self, loss: Callable[[Any], Any], params: Any) -> None:
        leaves = jax.tree_util.tree_leaves_with_path(params)
        if not leaves:
            raise OptionError("There are no parameters: give a pytree with at least one array.")
        self.blocks: tuple[Block, ...] = ()
        start = 0
        for path, leaf in leaves:
            name = jax.tree_util.keystr(path, simple=True, separator=".") or "params"
            if not jnp.issubdtype(jnp.asarray(leaf).dtype, jnp.floating):
                raise OptionError(
                    f"The parameter '{name}' is of {jnp.asarray(leaf).dtype}: give floats."
                )
            size = int(np.size(leaf))
            self.blocks += (Block(name, start, start + size, np.shape(leaf)),)
            start += size
        self.shape_of = jax.tree_util.tree_structure(params)
        self.params = params
        self._unravel = ravel_pytree(params)[1]
        self._dtype = ravel_pytree(params)[0].dtype

        def flat_loss(w: Any) -> Any:
            return loss(self._unravel(w))

        self._loss = flat_loss
        self._value_and_slopes = jax.jit(jax.value_and_grad(flat_loss))
        self._product = jax.jit(lambda w, v: jax.jvp(jax.grad(flat_loss), (w,), (v,))[1])

    def put(self, params: Any) -> None:
        """Take other parameters of the same structure."""
        if jax.tree_util.tree_structure(params) != self.shape_of:
            raise DataError(
                "The parameters differ in structure from the first ones: give the same pytree."
            )
        self.params = params

    def weights(self) -> Vector:
        return _numbers(ravel_pytree(self.params)[0])

    def tree(self, w: Vector) -> Any:
        """Return a flat vector as a pytree."""
        return self._unravel(jnp.asarray(w, self._dtype))

    def evaluate(self) -> float:
        """Return the loss at the parameters as they are now."""
        return float(self._checked(lambda: scalar(self._loss(ravel_pytree(self.params)[0]))))

    @contextmanager
    def at(self, w: Vector) -> Iterator[Point]:
        point = jnp.asarray(w, self._dtype)
        value, slopes = self._checked(lambda: self._value_and_slopes(point))

        def product(v: Vector) -> Vector:
            return _numbers(self._product(point, jnp.asarray(v, self._dtype)))

        yield Point(float(value), _numbers(slopes), product, "forward over reverse")

    def random_calls(self, w: Vector) -> str:
        point = jnp.asarray(w, self._dtype)
        one, other = (self._checked(lambda: scalar(self._loss(point))) for _ in range(2))
        return "" if is_same(one, other) else "calls"

    def _checked(self, call: Callable[[], Any]) -> Any:
        try:
            return call()
        except DownslopeError:
            raise
        except Exception as error:
            told = str(error).strip().splitlines() or [type(error).__name__]
            if "scalar-output" in told[0]:
                told = ["it returns more than one number; return their mean or sum"]
            raise DataError(f"The loss function failed: {told[0]}") from error


class ParameterWatch(Watch):
    """Watch of a JAX training loop; `downslope.jax.watch` makes one."""

    _objective: PytreeLoss

    def __init__(
        self,
        loss: Callable[[Any], Any],
        params: Any,
        optimizer: Any,
        *,
        lr: float | None,
        every: int,
        unit: str,
    ) -> None:
        super().__init__(Update("optax", lr, None), every=every, unit=unit)
        self._objective = PytreeLoss(loss, params)
        self.optimizer, self._lr = optimizer, lr
        self._state: Any = None
        self._pulses: Pulses | None = None
        self._start = self._objective.weights()

    def step(self, params: Any, opt_state: Any = None, loss: Any = None) -> None:
        """Add one step, after the parameters were updated.

        Parameters
        ----------
        params : pytree
            The new parameters.
        opt_state : pytree, optional
            The new state of the optimizer, which Adam and others need for their limit.
        loss : float or array, optional
            The loss of the step. Without it the loss function is evaluated at some of the steps.

        Raises
        ------
        DataError
            If the parameters have another structure, or the loss is not a single number.

        """
        before = self._objective.params
        self._objective.put(params)
        self._state = opt_state
        value = None if loss is None else scalar(loss)
        same = before is params and self.steps > 0
        if self._is_repeated(moved=not same, loss=value):
            return
        if value is None and self._is_due():
            value = self._objective.evaluate()
        self._count(value, None)
        self._measure_on_schedule()

    def _read_rate(self) -> float | None:
        return self._lr

    def _read_update(self) -> Update:
        if self.optimizer is None:
            return Update.of_rule("gd", self._lr)
        if self._pulses is None:
            self._pulses = Pulses(self.optimizer, self._objective)
        return self._pulses.read(self._state, self._lr)

    def _batch_gradient(self, objective: Objective, batch: Callable[..., Any]) -> Vector:
        return _numbers(ravel_pytree(jax.grad(batch)(self._objective.params))[0])

    def _marks(self) -> tuple[Mark, ...]:
        if self._pulses is not None and self._pulses.first < 0:
            text = "The optimizer goes uphill: a positive gradient makes its weight larger."
            finding = Finding("wrong_sign", (), text, "Give it a positive learning rate.")
            return (Mark(finding, certain=True),)
        if self._start is None or self.steps <= FEWEST_STILL or not self.measurements:
            return ()
        now, norms = self._objective.weights(), self.measurements[-1].gradient_norms
        still = [
            b.name
            for b in self._objective.blocks
            if np.array_equal(now[b.places], self._start[b.places])
        ]
        without = tuple(name for name in still if norms[name] == 0)
        held = [name for name in still if norms[name] > 0]
        marks = [frozen(held, len(norms), self.steps)] if held else []
        if without:
            finding = Finding(
                "detached",
                without,
                f"The gradient of {', '.join(without[:3])} is exactly 0: the loss does not depend "
                "on it.",
                "Look for jax.lax.stop_gradient, a layer that is not used, or dead units.",
            )
            marks.append(Mark(finding, certain=True))
        return tuple(marks)

    def _unknown(self, secants: Secants | None) -> Iterator[str]:
        yield NOT_SEEN


class Pulses:
    """Responses of an optax optimizer to pulses, followed through its state by derivatives."""

    def __init__(self, optimizer: Any, objective: PytreeLoss) -> None:
        self.optimizer = optimizer
        self.objective = objective
        size = objective.blocks[-1].stop
        self.zero, ones = objective.tree(np.zeros(size)), objective.tree(np.ones(size))
        self.fresh = optimizer.init(objective.params)
        first = optimizer.update(ones, self.fresh, self.zero)[0]
        self.first = -float(np.median(_numbers(ravel_pytree(first)[0])))
        self.mixes: bool | None = None  # weights with each other; None before that is known

        def update(gradient: Any, weights: Any, state: Any) -> Any:
            return optimizer.update(gradient, state, weights)

        def follow(state: Any, tangents: Any, gradient: Any, weights: Any) -> Any:
            points, directions = (self.zero, self.zero, state), (gradient, weights, tangents)
            return jax.jvp(update, points, directions)[1]

        self._follow = jax.jit(follow)

    def read(self, state: Any, lr: float | None) -> Update:
        """Return how the optimizer updates the parameters in this state."""
        named = abs(self.first) if lr is None else lr
        held = self.fresh if state is None else state
        size = self.objective.blocks[-1].stop
        try:
            gains = self._response(held, np.ones(size), of_gradient=True)
            drags = self._response(held, np.ones(size), of_gradient=False)
            if self.mixes is None and np.isfinite(gains).all():
                signs = np.where(np.arange(size) % 2, -1.0, 1.0)
                mixed = self._response(held, signs, of_gradient=True)
                most = DIAGONAL * float(np.abs(gains).max())
                self.mixes = bool(np.abs(mixed - signs * gains).max() > most)
        except (TypeError, ValueError):
            why = "The limit: the optimizer cannot be probed"
            return Update("optax", named, None, unread=(why,))
        if not np.isfinite(gains).all():
            why = "The limit before the state of the optimizer is given: w.step(params, opt_state)"
            return Update("optax", named, None, unread=(why,))
        if self.mixes or gains.min() < 0 or not gains.any():
            why = (
                "The limit: the updates of a weight do not follow its own gradient alone, downhill"
            )
            return Update("optax", named or None, None, unread=(why,))
        decay = np.divide(drags, gains, out=np.zeros_like(gains), where=gains > 0)
        return Update(
            name="optax",
            lr=named,
            limit=lambda curvature: 2 / curvature,
            scale=gains / named,
            decay=decay if np.abs(decay).max() > FADED else 0.0,
        )

    def _response(self, state: Any, pulse: Vector, *, of_gradient: bool) -> Vector:
        """Return Σ (−1)ᵏ h_k for each weight, (p,), after a pulse of gradients or of weights."""
        given = self.objective.tree(pulse)
        changes = (given, self.zero) if of_gradient else (self.zero, given)
        tangents = jax.tree_util.tree_map(_tangent, state)
        total, size = np.zeros(len(pulse)), 0.0
        for k in range(MOST_LAGS):
            step, tangents = self._follow(state, tangents, *changes)
            each = -_numbers(ravel_pytree(step)[0])
            changes = (self.zero, self.zero)
            size = max(size, float(np.abs(each).max()))
            ends = not np.abs(each).max() > FADED * size
            # What is still to come alternates, and is about half of the last.
            total = total + (-1) ** k * each / (2 if ends else 1)
            if ends:
                break
        return total


def _tangent(leaf: Any) -> Any:
    array = jnp.asarray(leaf)
    if jnp.issubdtype(array.dtype, jnp.floating):
        return jnp.zeros_like(array)
    return np.zeros(array.shape, jax.dtypes.float0)


def _numbers(array: Any) -> Vector:
    return np.asarray(array, dtype=np.float64)


def watch(
    loss: Callable[[Any], Any],
    params: Any,
    optimizer: Any = None,
    *,
    lr: float | None = None,
    every: int = EVERY,
    unit: str = "step",
) -> ParameterWatch:
    """Watch a JAX training loop. Call `step(params, opt_state, loss)` after each update.

    Parameters
    ----------
    loss : callable
        Loss as a function of the parameters alone, on a fixed batch.
    params : pytree
        The first parameters.
    optimizer : optax.GradientTransformation, optional
        The optimizer; its limit is read from its responses. Plain gradient descent by default.
    lr : float, optional
        Learning rate, if the optimizer follows a schedule or there is none.
    every : int
        Steps between two measurements of the curvature.
    unit : str
        What one call stands for: "step" or "epoch".

    Returns
    -------
    ParameterWatch

    Raises
    ------
    OptionError
        If these are not a function, floats, and an optimizer.

    """
    if not callable(loss):
        raise OptionError(
            f"loss is a {type(loss).__name__}: give a function of the parameters, as in "
            "lambda params: loss(params, X, y)."
        )
    if optimizer is not None and not (hasattr(optimizer, "init") and hasattr(optimizer, "update")):
        raise OptionError(
            f"optimizer is a {type(optimizer).__name__}: give one of optax, such as optax.sgd(0.1)."
        )
    rate = None if lr is None else learning_rate(lr)
    return ParameterWatch(loss, params, optimizer, lr=rate, every=every, unit=unit)
