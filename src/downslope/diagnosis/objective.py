"""Loss over one flat vector of weights, whatever a framework keeps them in, and its derivatives.

An `Objective` is opened at some weights and gives the loss there, the gradient, and products of the
Hessian with vectors. Functions in NumPy have products by central differences,

    H v ≈ (∇(w + ε v) − ∇(w − ε v)) / 2ε,      ε = ∛(machine epsilon) · (1 + ‖w‖) / ‖v‖

whose errors of truncation and of rounding are then of about the same size. A gradient that is not
given is made from the loss in the same way, one weight at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from downslope.errors import DataError, DownslopeError, OptionError
from downslope.numerics.arrays import Vector
from downslope.numerics.threads import sums_of

MOST_WITHOUT_GRADIENT = 1_000  # weights: beyond, finite differences take too long
EPSILON = float(np.finfo(np.float64).eps)
SAME = 1e-9  # of the loss: calls of the same function that differ by more are random


@dataclass(frozen=True, slots=True)
class Block:
    """Named group of weights, and where it is in the flat vector."""

    name: str
    start: int
    stop: int
    shape: tuple[int, ...]

    @property
    def places(self) -> slice:
        """Its places in the flat vector."""
        return slice(self.start, self.stop)


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """Loss and derivatives at some weights; shapes (p,)."""

    loss: float
    gradient: Vector
    product: Callable[[Vector], Vector]
    how: str  # the products are made: "differences", "double backward", …


class Objective(Protocol):
    """Loss in any framework, as a watch needs it."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Groups of weights, in the order of the flat vector."""

    def weights(self) -> Vector:
        """Return the weights as they are now, shape (p,)."""

    def evaluate(self) -> float | None:
        """Return the loss at the weights as they are now; None if no function gives it."""

    def at(self, w: Vector) -> Any:
        """Return a context manager that gives the `Point` at weights w, shape (p,)."""

    def random_calls(self, w: Vector) -> str:
        """Return how calls at the same weights differ: "", "draws", or "calls".

        "draws" go away when the random state is held; "calls" do not, as when each call draws a
        new batch.
        """


class Layout:
    """Conversion of weights of any form to one flat vector, and back.

    Parameters
    ----------
    weights : array_like, or list or mapping of array_like
        A list or a mapping has one block for each of its arrays.

    Raises
    ------
    DataError
        If they are not real numbers that can be updated.

    """

    def __init__(self, weights: Any) -> None:
        self.keys: list[Any] | None = None
        self.blocks: tuple[Block, ...] = ()
        self._make: Callable[[list[Any]], Any] = getattr(weights, "_make", list)  # a named tuple
        parts: list[tuple[str, Any]]
        if isinstance(weights, Mapping):
            self.keys = list(weights)
            parts = [(str(key), weights[key]) for key in self.keys]
        elif isinstance(weights, (list, tuple)) and (
            hasattr(weights, "_make") or any(np.ndim(each) for each in weights)
        ):
            parts = [(f"weights {k}", each) for k, each in enumerate(weights)]
        else:
            parts = [("weights", weights)]
        self.kind = type(weights) if len(parts) > 1 or self.keys is not None else np.ndarray
        if isinstance(weights, (list, tuple)) and parts[0][0] == "weights 0":
            self.kind = list
        start = 0
        for name, given in parts:
            whose = name if name.startswith("weights") else f"weights '{name}'"
            array = _numbers(whose, given)
            block = Block(name, start, start + array.size, array.shape)
            self.blocks += (block,)
            start = block.stop
        if start == 0:
            raise DataError("There are no weights: give an array with at least one number.")
        self.size = start

    def flat(self, weights: Any, what: str = "weights") -> Vector:
        """Return weights, or a gradient of their form, as one vector (p,)."""
        if isinstance(weights, Mapping):
            missing = [key for key in self.keys or () if key not in weights]
            if self.keys is None or missing:
                raise DataError(
                    f"There is no entry '{missing[0] if missing else '?'}' in the {what}."
                )
            parts = [weights[key] for key in self.keys]
        elif self.kind is list:
            parts = list(weights)
        else:
            parts = [weights]
        arrays = [_numbers(what, each) for each in parts]
        if [a.shape for a in arrays] != [b.shape for b in self.blocks]:
            shapes = ", ".join(str(a.shape) for a in arrays)
            wanted = ", ".join(str(b.shape) for b in self.blocks)
            raise DataError(
                f"The {what} {_verb(what)} of shape {shapes}, but the first weights were of shape "
                f"{wanted}: give one number for each weight."
            )
        return np.concatenate([a.ravel() for a in arrays])

    def shaped(self, flat: Vector) -> Any:
        """Return a flat vector in the user's form, in new arrays."""
        arrays = [flat[b.places].reshape(b.shape).copy() for b in self.blocks]
        if self.keys is not None:
            return dict(zip(self.keys, arrays, strict=True))
        return self._make(arrays) if self.kind is list else arrays[0]


class FunctionObjective:
    """Loss, gradient, or both, as functions of weights in NumPy."""

    def __init__(
        self,
        loss: Callable[[Any], Any] | None,
        gradient: Callable[[Any], Any] | None,
        weights: Any,
    ) -> None:
        self.layout = Layout(weights)
        self.w = self.layout.flat(weights)
        self._loss, self._gradient = loss, gradient
        if gradient is None and self.layout.size > MOST_WITHOUT_GRADIENT:
            raise OptionError(
                f"There are {self.layout.size:,} weights and no gradient: finite differences would "
                f"take too long beyond {MOST_WITHOUT_GRADIENT:,}. Give gradient=…."
            )

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.layout.blocks

    def weights(self) -> Vector:
        return self.w.copy()

    def evaluate(self) -> float | None:
        with np.errstate(all="ignore"):
            return None if self._loss is None else self.loss_at(self.w)

    def loss_at(self, w: Vector) -> float:
        """Return the loss at flat weights; NaN if only the gradient is known."""
        if self._loss is None:
            return float("nan")
        return scalar(self._called(self._loss, "loss", w))

    def slope_at(self, w: Vector, change: Vector) -> float:
        """Return about the slope of the loss along a change of the weights, from the loss alone."""
        with sums_of(len(w)):
            length, size = float(np.linalg.norm(change)), float(np.linalg.norm(w))
        step = EPSILON ** (1 / 3) * (1 + size) / length * change
        return self.loss_at(w + step) - self.loss_at(w - step)

    def gradient_at(self, w: Vector) -> Vector:
        """Return the gradient at flat weights, from the loss if no function gives it."""
        if self._gradient is not None:
            return self.layout.flat(self._called(self._gradient, "gradient", w), "gradient")
        slopes = np.empty(len(w))
        for j in range(len(w)):
            step = EPSILON ** (1 / 5) * max(1.0, abs(w[j])) / 8
            ahead, far = np.zeros_like(w), np.zeros_like(w)
            ahead[j], far[j] = step, 2 * step
            near = self.loss_at(w + ahead) - self.loss_at(w - ahead)
            slopes[j] = (8 * near - self.loss_at(w + far) + self.loss_at(w - far)) / (12 * step)
        return slopes

    def _called(self, function: Callable[[Any], Any], what: str, w: Vector) -> Any:
        try:
            return function(self.layout.shaped(w))
        except DownslopeError:
            raise
        except Exception as error:
            told = str(error).strip().splitlines() or [type(error).__name__]
            raise DataError(f"The {what} function failed: {told[0]}") from error

    @contextmanager
    def at(self, w: Vector) -> Iterator[Point]:
        with np.errstate(all="ignore"):
            loss, gradient = self.loss_at(w), self.gradient_at(w)
        share = EPSILON ** (1 / 3) if self._gradient is not None else EPSILON ** (1 / 5)
        yield Point(loss, gradient, differences(self.gradient_at, w, share), "differences")

    def random_calls(self, w: Vector) -> str:
        with np.errstate(all="ignore"):
            if self._loss is not None:
                first, second = self.loss_at(w), self.loss_at(w)
                if not is_same(first, second):
                    return "calls"
            if self._gradient is None:
                return ""
            one, other = self.gradient_at(w), self.gradient_at(w)
        return "" if np.allclose(one, other, rtol=SAME, atol=0, equal_nan=True) else "calls"


def differences(
    gradient: Callable[[Vector], Vector], w: Vector, share: float
) -> Callable[[Vector], Vector]:
    """Return products of the Hessian with vectors, by central differences of the gradient."""

    def product(v: Vector) -> Vector:
        with sums_of(len(v)):
            length, size = float(np.linalg.norm(v)), float(np.linalg.norm(w))
        if length == 0:
            return np.zeros_like(v)
        step = share * (1 + size) / length
        image: Vector = (gradient(w + step * v) - gradient(w - step * v)) / (2 * step)
        return image

    return product


def is_same(one: float, other: float) -> bool:
    """Return whether two losses at the same weights are equal, up to rounding."""
    return one == other or abs(one - other) <= SAME * max(abs(one), abs(other)) or one != one


def scalar(loss: Any) -> float:
    """Return a loss as a float.

    Raises
    ------
    DataError
        If it is not a single number.

    """
    if type(loss) is float:  # of nearly every step: the checks take longer than the rest of it
        return loss
    if loss is None:
        raise DataError("The loss is None: return one number from the function.")
    if isinstance(loss, (str, bytes)):
        raise DataError(f"The loss is the text {loss!r}, not a number: give a float.")
    try:
        size = int(np.prod(np.shape(loss)))
        value = loss.item() if size == 1 and hasattr(loss, "item") else loss
        if size == 1 and not isinstance(value, complex):
            return float(np.asarray(value, dtype=np.float64).reshape(()))
    except OverflowError as error:
        raise DataError("The loss is beyond the largest float: give math.inf for it.") from error
    except (TypeError, ValueError, RuntimeError) as error:
        raise DataError(
            f"The loss is a {type(loss).__name__}, not a number: give a float, such as loss.item()."
        ) from error
    shape = " × ".join(map(str, np.shape(loss)))
    if size == 1:
        raise DataError("The loss is a complex number: give its real part.")
    raise DataError(f"The loss has {size} values (shape {shape}), not one: give their mean or sum.")


def _verb(what: str) -> str:
    return "are" if what.startswith("weights") else "is"


def _numbers(name: str, given: Any) -> NDArray[np.float64]:
    try:
        array = np.asarray(given)
        if isinstance(given, np.ndarray) and array.dtype.kind in "iub":
            raise DataError(
                f"The {name} {_verb(name)} of integers ({array.dtype}): an update of such an array "
                "is truncated to whole numbers. Give floats, as in w.astype(float)."
            )
        if array.dtype.kind == "c":
            raise DataError(f"The {name} {_verb(name)} complex: give the real and imaginary parts.")
        return array.astype(np.float64)
    except (TypeError, ValueError, RuntimeError) as error:
        if isinstance(error, DataError):
            raise
        raise DataError(
            f"The {name} {_verb(name)} not an array of numbers ({type(given).__name__}): give a "
            "NumPy array, or a list or dictionary of arrays; for a tensor, give w.detach().numpy()."
        ) from error
