"""Loss of a PyTorch module as a function of one flat vector, evaluated without a trace.

The weights are set by exchanging the tensors that hold them, and buffers and gradients are
exchanged for the time of an evaluation, so that the originals are never written to. Every
evaluation starts from the same random states, which are then put back.
"""

from __future__ import annotations

import contextlib
import random
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from torch.nn.modules.module import register_module_forward_pre_hook

from downslope.diagnosis.objective import Block, Point, differences, is_same
from downslope.errors import DataError, DownslopeError, OptionError
from downslope.numerics.arrays import Vector
from downslope.numerics.threads import sums_of

WRAPPERS = ("module.", "_orig_mod.")  # names that parallel and compiled modules put in front

ON_TWO_DEVICES = (
    "The loss function uses tensors on different devices: move the batch to the device of the "
    "model."
)
CALLS_BACKWARD = "The loss function calls backward(): return the loss without it."
ALIKE = {torch.float64: 1e-3}  # of a product: how far one by differences may be from it
ALIKE_OTHERS = 0.3  # the same in lower precision, where differences are rough


class ModuleLoss:
    """Loss function without arguments of a module that it uses."""

    def __init__(self, model: Any, loss: Callable[[], Any]) -> None:
        self.model, self.loss = model, loss
        trained = [(_plain(n), p) for n, p in model.named_parameters() if p.requires_grad]
        if not trained:
            raise OptionError(
                "No parameter of the model requires a gradient: there is nothing to train. Call "
                "model.requires_grad_()."
            )
        for name, p in trained:
            if p.is_complex():
                raise OptionError(
                    f"The parameter '{name}' is complex: give its real and "
                    "imaginary parts separately."
                )
            if p.is_meta:
                raise OptionError(
                    f"The parameter '{name}' is on the meta device and has no values: move the "
                    "model with model.to_empty(device=…) first."
                )
        self.parameters = [p for _, p in trained]
        starts = np.cumsum([0, *(p.numel() for p in self.parameters)]).tolist()
        self.blocks = tuple(
            Block(name, starts[k], starts[k + 1], tuple(p.shape))
            for k, (name, p) in enumerate(trained)
        )
        self._others: tuple[Any, ...] | None = None  # modules of the loss that are not the model's
        self.how = ""  # "double backward" or "differences", once one of them has worked
        self.detached: tuple[str, ...] = ()  # blocks that the loss does not depend on

    def weights(self) -> Vector:
        return flat(self.parameters)

    @contextmanager
    def at(self, w: Vector) -> Iterator[Point]:
        with self._placed(w), self._held_randomness() as renew:
            double = self.how != "differences"
            value, slopes = self._gradient(renew, create_graph=double)
            product = self._products(w, slopes, renew)
            point = Point(value, flat(slopes), product, self.how)
            yield point
            del slopes

    def evaluate(self) -> float:
        """Return the loss at the weights as they are now, without its gradient."""
        with torch.no_grad(), self._held_randomness() as renew:
            return float(self._evaluated(renew, needs_graph=False))

    def random_calls(self, w: Vector) -> str:
        with self._held_randomness() as renew:
            one, other = (float(self._evaluated(renew).detach()) for _ in range(2))
            if not is_same(one, other):
                return "calls"
            # Without `renew` the random states go on from where the last call left them.
            free = float(self._evaluated(lambda: None).detach())
        return "" if is_same(one, free) else "draws"

    def observe(self, mode: Any, *, needs_graph: bool = False) -> float:
        """Evaluate the loss once within a context that observes the calls."""
        with torch.set_grad_enabled(needs_graph), self._held_randomness() as renew, mode:
            return float(self._evaluated(renew, needs_graph=False).detach())

    def gradient_of(self, loss: Callable[[], Any]) -> Vector:
        """Return the gradient of another loss function of the same module, (p,)."""
        own, self.loss = self.loss, loss
        try:
            with self._held_randomness() as renew:
                return flat(self._gradient(renew, create_graph=False)[1])
        finally:
            self.loss = own

    # --- without a trace ---------------------------------------------------------------------

    @contextmanager
    def _placed(self, w: Vector) -> Iterator[None]:
        """Hold other weights for the time of the context."""
        if np.array_equal(w, self.weights(), equal_nan=True):
            yield
            return
        originals = [p.data for p in self.parameters]
        try:
            for p, block in zip(self.parameters, self.blocks, strict=True):
                p.data = tensor(w[block.places], p)
            yield
        finally:
            for p, data in zip(self.parameters, originals, strict=True):
                p.data = data

    @contextmanager
    def _held_randomness(self) -> Iterator[Callable[[], None]]:
        """Put random states back at the end; give a function that does so in between."""
        saved = torch.get_rng_state(), np.random.get_state(), random.getstate()  # noqa: NPY002
        cuda = torch.cuda.get_rng_state_all() if torch.cuda.is_initialized() else None

        is_fresh = True

        def renew() -> None:
            nonlocal is_fresh
            if is_fresh:  # to set them takes a good part of the time of a small network
                is_fresh = False
                return
            torch.set_rng_state(saved[0])
            np.random.set_state(saved[1])  # noqa: NPY002
            random.setstate(saved[2])
            if cuda is not None:
                torch.cuda.set_rng_state_all(cuda)

        try:
            yield renew
        finally:
            renew()

    @contextmanager
    def _untouched(self) -> Iterator[None]:
        """Let an evaluation write to copies of the buffers, and to no gradient."""
        buffers: list[tuple[Any, str, Any]] = []
        copies: dict[int, Any] = {}  # by the buffer, which several modules may share
        held: dict[int, Any] = {}  # modules

        def hold(module: Any, _inputs: Any = None) -> None:
            if id(module) in held:
                return
            held[id(module)] = module
            own_buffers = module.named_buffers(recurse=False, remove_duplicate=False)
            for name, buffer in list(own_buffers):
                buffers.append((module, name, buffer))
                copies.setdefault(id(buffer), buffer.clone())
                setattr(module, name, copies[id(buffer)])

        gradients = [(p, p.grad) for p in self.model.parameters()]
        own = list(self.model.modules())
        # The first evaluation shows which modules the loss uses beside the model.
        hook = register_module_forward_pre_hook(hold) if self._others is None else None
        try:
            for module in (*own, *(self._others or ())):
                hold(module)
            for p, _ in gradients:
                p.grad = None
            yield
            self._others = tuple(held.values())[len(own) :]
        finally:
            if hook is not None:
                hook.remove()
            for holder, name, buffer in buffers:
                setattr(holder, name, buffer)
            for p, gradient in gradients:
                p.grad = gradient

    def _evaluated(self, renew: Callable[[], None], *, needs_graph: bool = True) -> Any:
        """Return the loss as a tensor, checked.

        Raises
        ------
        DataError
            If the function fails, or what it returns is not one number that has a gradient.

        """
        renew()
        apart = getattr(self.model, "no_sync", contextlib.nullcontext)
        try:
            with self._untouched(), apart(), _uncompiled():
                value = self.loss()
        except DownslopeError:
            raise
        except Exception as error:
            told = str(error).strip().splitlines() or [type(error).__name__]
            if "on the same device" in told[0]:
                raise DataError(
                    f"{ON_TWO_DEVICES} ({told[0].partition(',')[2].strip()})"
                ) from error
            if "does not require grad and does not have a grad_fn" in told[0]:
                raise DataError(CALLS_BACKWARD) from error
            raise DataError(f"The loss function failed: {told[0]}") from error
        if not isinstance(value, torch.Tensor):
            raise DataError(
                f"The loss is a {type(value).__name__}, not a tensor: return the loss itself, "
                "without .item()."
            )
        if value.numel() != 1:
            shape = " × ".join(map(str, value.shape))
            raise DataError(
                f"The loss has {value.numel()} values (shape {shape}), not one: return their mean "
                "or sum."
            )
        if needs_graph and not value.requires_grad:
            raise DataError(
                "The loss does not depend on the parameters by any gradient: it is detached, or "
                "computed under torch.no_grad()."
            )
        return value

    # --- derivatives -------------------------------------------------------------------------

    def _gradient(
        self, renew: Callable[[], None], *, create_graph: bool
    ) -> tuple[float, list[Any]]:
        """Return the loss and its gradient, a tensor for each parameter."""
        with torch.enable_grad():
            value = self._evaluated(renew)
            try:
                found = torch.autograd.grad(
                    value, self.parameters, create_graph=create_graph, allow_unused=True
                )
            except RuntimeError as error:
                if "second time" in str(error):
                    raise DataError(CALLS_BACKWARD) from error
                if not create_graph:
                    told = str(error).strip().splitlines()
                    raise DataError(f"The loss has no gradient: {told[0]}") from error
                self.how = "differences"
                return self._gradient(renew, create_graph=False)
        self.detached = tuple(b.name for b, g in zip(self.blocks, found, strict=True) if g is None)
        slopes = [
            torch.zeros_like(p) if g is None else g
            for p, g in zip(self.parameters, found, strict=True)
        ]
        return float(value.detach()), slopes

    def _products(
        self, w: Vector, slopes: list[Any], renew: Callable[[], None]
    ) -> Callable[[Vector], Vector]:
        """Return products of the Hessian with vectors, by double backward where that works."""

        def double(v: Vector) -> Vector:
            pairs = [
                (g, tensor(v[b.places], p))
                for g, b, p in zip(slopes, self.blocks, self.parameters, strict=True)
                if g.requires_grad
            ]
            if not pairs:
                return np.zeros_like(v)
            image = torch.autograd.grad(
                [g for g, _ in pairs], self.parameters, [part for _, part in pairs],
                retain_graph=True, allow_unused=True,
            )  # fmt: skip
            filled = [
                torch.zeros_like(p) if each is None else each
                for p, each in zip(self.parameters, image, strict=True)
            ]
            return flat(filled)

        def gradient(other: Vector) -> Vector:
            with self._placed(other):
                return flat(self._gradient(renew, create_graph=False)[1])

        precision = max(torch.finfo(p.dtype).eps for p in self.parameters)
        rough = differences(gradient, w, precision ** (1 / 3))
        if self.how == "":
            self.how = "double backward" if self._are_alike(double, rough) else "differences"
        return double if self.how == "double backward" else rough

    def _are_alike(
        self, double: Callable[[Vector], Vector], rough: Callable[[Vector], Vector]
    ) -> bool:
        """Whether double backward works: some functions refuse it, and some leave a part out."""
        v = np.random.default_rng(0).standard_normal(self.blocks[-1].stop)
        try:
            one = double(v)
        except (RuntimeError, NotImplementedError):
            return False
        other = rough(v)
        allowed = min(ALIKE.get(p.dtype, ALIKE_OTHERS) for p in self.parameters)
        with sums_of(len(v)):
            scale = max(float(np.linalg.norm(one)), float(np.linalg.norm(other)))
            return float(np.linalg.norm(one - other)) <= allowed * scale


def flat(tensors: list[Any]) -> Vector:
    """Return tensors as one vector of float64, (p,)."""
    dense = [t.detach().to_dense() if t.is_sparse else t.detach() for t in tensors]
    parts = [t.to("cpu", torch.float64).reshape(-1).numpy() for t in dense]
    joined: Vector = np.concatenate(parts)
    return joined


@contextmanager
def _uncompiled() -> Iterator[None]:
    """Run what torch.compile made as it was written, and leave its cache alone."""
    if "torch._dynamo" not in sys.modules:  # nothing was compiled
        yield
        return
    with warnings.catch_warnings(), torch.compiler.set_stance("force_eager"):
        # It warns of the hook that finds the modules beside the model.
        warnings.filterwarnings("ignore", "Using `torch.compile", UserWarning)
        yield


def tensor(values: Vector, like: Any) -> Any:
    """Return numbers as a tensor of the shape, the type, and the device of another."""
    return torch.from_numpy(values.copy()).to(like.device, like.dtype).reshape(like.shape)


def _plain(name: str) -> str:
    for wrapper in WRAPPERS:
        name = name.removeprefix(wrapper)
    return name
