"""Watch a JAX training loop: its losses, the curvature of its loss, and the limit of its optimizer.

    from downslope.jax import watch

    w = watch(loss, params, optimizer)              loss: a function of the parameters alone
    for …:
        …
        params = optax.apply_updates(params, updates)
        w.step(params, opt_state, loss=value)
    print(w.diagnosis)

JAX is installed by `pip install 'downslope[jax]'`.
"""

from __future__ import annotations

from downslope.errors import MissingExtraError

try:
    import jax as _jax  # noqa: F401
except ImportError as error:
    raise MissingExtraError("downslope.jax needs JAX: pip install 'downslope[jax]'") from error

from downslope.jax.parameter_watch import ParameterWatch, watch

__all__ = ["ParameterWatch", "watch"]
