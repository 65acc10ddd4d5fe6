"""Loss as a function of a pytree of parameters, and its derivatives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax.flatten_util import ravel_pytree

from downslope.diagnosis.objective import Block, Point, is_same, scalar
from downslope.errors import DataError, DownslopeError, OptionError
from downslope.numerics.arrays import Vector


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
        for block, leaf in zip(self.blocks, jax.tree_util.tree_leaves(params), strict=True):
            if np.shape(leaf) != block.shape:
                raise DataError(
                    f"The parameter '{block.name}' is of shape {np.shape(leaf)}, but the first one "
                    f"is of shape {block.shape}: give the same pytree."
                )
        self.params = params

    def weights(self) -> Vector:
        return numbers(ravel_pytree(self.params)[0])

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
            return numbers(self._product(point, jnp.asarray(v, self._dtype)))

        yield Point(float(value), numbers(slopes), product, "forward over reverse")

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


def numbers(array: Any) -> Vector:
    """Return an array as doubles in NumPy."""
    return np.asarray(array, dtype=np.float64)
