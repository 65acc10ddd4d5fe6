"""Watch a training loop in JAX: python examples/watch_jax.py

It needs the extra [jax], and optax for the optimizer.
"""

import jax
import jax.numpy as jnp
import optax

from downslope.jax import watch

keys = jax.random.split(jax.random.key(0), 3)
X = jax.random.normal(keys[0], (80, 3))
y = jnp.sin(X.sum(axis=1))
params = {"V": jax.random.normal(keys[1], (3, 12)) / 2, "u": jax.random.normal(keys[2], 12) / 4}


def loss(params):
    return jnp.mean((jnp.tanh(X @ params["V"]) @ params["u"] - y) ** 2)


optimizer = optax.sgd(1.5, momentum=0.9)
state = optimizer.init(params)
w = watch(loss, params, optimizer, lr=1.5)
for _ in range(60):
    value, slopes = jax.value_and_grad(loss)(params)
    updates, state = optimizer.update(slopes, state, params)
    params = optax.apply_updates(params, updates)
    w.step(params, state, loss=value)
print(w.diagnosis)
