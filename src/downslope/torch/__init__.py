"""Watch a PyTorch training loop: its losses, the curvature of its loss, and its layers.

    from downslope.torch import watch

    w = watch(model, lambda: criterion(model(X), y), optimizer)
    for …:
        …
        optimizer.step()
        w.step(loss)
    print(w.diagnosis)

The loop stays the same to the last bit: weights, buffers, gradients, optimizer state, modes, and
random states are as they would be without the watch. PyTorch is installed by `pip install
'downslope[torch]'`.
"""

from __future__ import annotations

from downslope.errors import MissingExtraError

try:
    import torch as _torch  # noqa: F401
except ImportError as error:
    raise MissingExtraError(
        "downslope.torch needs PyTorch: pip install 'downslope[torch]'"
    ) from error

from downslope.torch.module_watch import ModuleWatch, watch

__all__ = ["ModuleWatch", "watch"]
