"""Watches of JAX loops: curvature, the limits of optax's optimizers, and verdicts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest

import downslope as ds
from downslope.diagnosis.trial_run import trial
from downslope.jax import ParameterWatch, watch
from downslope.jax.pytree_loss import PytreeLoss

rng = np.random.default_rng(0)
X = rng.normal(size=(40, 3)).astype(np.float32)
Y = np.sin(X.sum(axis=1))
PARAMS = {
    "V": jnp.asarray(rng.normal(size=(3, 8)) / 2, jnp.float32),
    "b": jnp.zeros(8),
    "u": jnp.asarray(rng.normal(size=8) / 3, jnp.float32),
}


def loss(params: Any) -> Any:
    hidden = jnp.tanh(X @ params["V"] + params["b"])
    return jnp.mean((hidden @ params["u"] - Y) ** 2)


def train(
    optimizer: Any, steps: int = 120, function: Callable[[Any], Any] = loss, **options: Any
) -> ParameterWatch:
    own = watch(function, PARAMS, optimizer, **options)
    params, state = PARAMS, optimizer.init(PARAMS)

    @jax.jit
    def update(params: Any, state: Any) -> Any:
        value, slopes = jax.value_and_grad(function)(params)
        updates, state = optimizer.update(slopes, state, params)
        return optax.apply_updates(params, updates), state, value

    for _ in range(steps):
        params, state, value = update(params, state)
        own.step(params, state, loss=value)
    return own


def dense(params: Any) -> Any:
    flat, back = jax.flatten_util.ravel_pytree(params)
    return np.asarray(jax.hessian(lambda w: loss(back(w)))(flat), dtype=float)


def test_sharpness_is_that_of_the_dense_hessian() -> None:
    own = watch(loss, PARAMS, optax.sgd(0.1))
    exact = np.linalg.eigvalsh(dense(PARAMS))[-1]
    found = own.measure(blocks=True)
    assert found.sharpness == pytest.approx(exact, rel=1e-3)
    assert found.how == "forward over reverse"
    assert found.lr == pytest.approx(0.1)
    assert found.lr_limit == pytest.approx(2 / exact, rel=1e-3)
    assert set(found.block_sharpness) == {"V", "b", "u"}
    assert own.measure(tolerance=0.01).products <= 3
    cold = watch(loss, PARAMS, optax.sgd(0.1)).measure(most_products=10)
    assert cold.sharpness == pytest.approx(exact, rel=0.01)


def test_products_are_those_of_the_dense_hessian() -> None:
    objective = PytreeLoss(loss, PARAMS)
    v = np.random.default_rng(1).normal(size=objective.blocks[-1].stop)
    exact = dense(PARAMS) @ v
    with objective.at(objective.weights()) as point:
        error = np.linalg.norm(point.product(v) - exact) / np.linalg.norm(exact)
    assert error < 1e-3  # in float32


def test_all_frameworks_measure_the_same_network() -> None:
    """Loss, gradients, sharpness, and limit with momentum, of equal weights."""
    torch = pytest.importorskip("torch")
    from downslope.torch import watch as watch_torch

    w = {name: np.asarray(leaf, dtype=np.float64) for name, leaf in PARAMS.items()}

    def gradient(w: dict[str, Any]) -> dict[str, Any]:
        hidden = np.tanh(X @ w["V"] + w["b"])
        r = 2 / len(Y) * (hidden @ w["u"] - Y)
        blame = np.outer(r, w["u"]) * (1 - hidden**2)
        return {"V": X.T @ blame, "b": blame.sum(axis=0), "u": hidden.T @ r}

    in_numpy = ds.watch(
        loss=lambda w: np.mean((np.tanh(X @ w["V"] + w["b"]) @ w["u"] - Y) ** 2),
        gradient=gradient, lr=0.1, rule=ds.Momentum(0.8),
    )  # fmt: skip
    in_numpy.step(w)

    class Net(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            for name, values in w.items():
                setattr(self, name, torch.nn.Parameter(torch.tensor(values)))

        def forward(self, X: Any) -> Any:
            return torch.tanh(X @ self.V + self.b) @ self.u

    net, rows, target = Net(), torch.tensor(X, dtype=torch.float64), torch.tensor(Y)
    optimizer = torch.optim.SGD(net.parameters(), 0.1, momentum=0.8)
    in_torch = watch_torch(net, lambda: ((net(rows) - target) ** 2).mean(), optimizer)
    in_jax = watch(loss, PARAMS, optax.sgd(0.1, momentum=0.8), lr=0.1)
    exact, *others = (own.measure(blocks=True) for own in (in_numpy, in_torch, in_jax))
    for found, digits in zip(others, (1e-4, 1e-3), strict=True):  # double, and single precision
        for name in ("loss", "sharpness", "lr_limit", "ratio", "gradient_norm"):
            assert getattr(found, name) == pytest.approx(getattr(exact, name), rel=digits), name
        for name in ("gradient_norms", "block_sharpness", "direction_shares"):
            values = getattr(exact, name)
            assert getattr(found, name) == pytest.approx(values, rel=1e-2, abs=1e-3), name


def test_a_loss_that_differs_from_call_to_call_is_found_out() -> None:
    draws = np.random.default_rng(0)

    def noisy(params: Any) -> Any:
        return loss(params) * draws.uniform(0.5, 1.5)

    with pytest.raises(ds.DataError, match="differs from call to call"):
        watch(noisy, PARAMS, optax.sgd(0.1)).measure()


def test_a_step_that_is_called_twice_counts_once() -> None:
    optimizer = optax.sgd(0.1)
    own = watch(loss, PARAMS, optimizer)
    params, state = PARAMS, optimizer.init(PARAMS)
    for _ in range(40):
        value, slopes = jax.value_and_grad(loss)(params)
        updates, state = optimizer.update(slopes, state, params)
        params = optax.apply_updates(params, updates)
        for _ in range(2):
            own.step(params, state, loss=value)
    assert own.steps <= 44
    assert any(each.code == "called_twice" for each in own.diagnosis.findings)


@pytest.mark.parametrize(
    ("optimizer", "limit"),
    [
        (optax.sgd(0.01, momentum=0.8, nesterov=True), lambda h: 3.6 / 2.6 / h),
        (optax.chain(optax.add_decayed_weights(0.5), optax.sgd(0.01)), lambda h: 2 / (h + 0.5)),
        (
            optax.chain(optax.clip_by_global_norm(1.0), optax.sgd(0.01, momentum=0.5)),
            lambda h: 3 / h,
        ),
    ],
)
def test_limits_of_linear_rules(optimizer: Any, limit: Callable[[float], float]) -> None:
    found = watch(loss, PARAMS, optimizer, lr=0.01).measure()
    assert found.lr_limit == pytest.approx(limit(np.linalg.eigvalsh(dense(PARAMS))[-1]), rel=2e-3)


def test_limit_of_adam_needs_its_state() -> None:
    decay, optimizer = 0.1, optax.adamw(0.01, weight_decay=0.1)
    assert watch(loss, PARAMS, optimizer).measure().lr_limit is None
    own = train(optimizer, 15)
    (adam,) = [each for each in jax.tree_util.tree_leaves(
        own._state, is_leaf=lambda node: hasattr(node, "nu")) if hasattr(each, "nu")]  # fmt: skip
    squares = np.asarray(jax.flatten_util.ravel_pytree(adam.nu)[0], dtype=float)
    divisors = np.sqrt(0.999 * squares / (1 - 0.999**16)) + 1e-8
    scaled = dense(own._objective.params) / np.sqrt(np.outer(divisors, divisors))
    steepest = np.linalg.eigvalsh(scaled)[-1] / (1 - 0.9**16)
    exact = 3.8 / (0.1 * steepest + 1.9 * decay)
    assert own.measure().lr_limit is None
    assert own.share_of_limit == pytest.approx(0.01 / exact, rel=0.02)
    named = watch(loss, PARAMS, optimizer, lr=0.01)
    named.step(own._objective.params, own._state)
    assert named.measure().lr_limit == pytest.approx(exact, rel=0.02)
    assert named.measure().lr == pytest.approx(0.01, rel=1e-3)


def ramp(last: float) -> Any:
    return optax.linear_schedule(0.0, last, 5)


def test_a_rate_that_starts_at_0() -> None:
    found = watch(loss, PARAMS, optax.sgd(ramp(0.1))).measure()
    assert found.lr_limit is None
    own = train(optax.sgd(ramp(0.1)), 20)
    exact = 2 / np.linalg.eigvalsh(dense(own._objective.params))[-1]
    assert own.diagnosis.lr == pytest.approx(0.1)
    assert own.diagnosis.lr_limit == pytest.approx(exact, rel=0.03)
    assert "∞" not in repr(own.diagnosis)


@pytest.mark.parametrize(
    "optimizer",
    [
        optax.chain(optax.clip_by_global_norm(0.01), optax.sgd(0.1)),
        optax.inject_hyperparams(optax.sgd)(0.1, momentum=0.5),
    ],
)
def test_rates_that_are_seen(optimizer: Any) -> None:
    found = train(optimizer, 4).measure()
    assert found.lr == pytest.approx(0.1)
    assert found.lr_limit is not None


@pytest.mark.parametrize(
    ("optimizer", "lr"),
    [
        (optax.sgd(0.1, momentum=0.9, nesterov=True), None),
        (optax.rmsprop(0.001), None),
        (optax.sgd(optax.exponential_decay(0.1, 1, 0.9), momentum=0.5), 0.1),
    ],
)
def test_rates_that_are_not_seen(optimizer: Any, lr: float | None) -> None:
    own = train(optimizer, 8, lr=lr)
    found = own.diagnosis
    assert (found.lr, found.lr_limit, found.lr_advised, found.tried) == (None, None, None, ())
    assert found.measurements[-1].lr_limit is None
    assert found.share_of_limit == found.measurements[-1].ratio is not None
    assert found.to_dict()["share_of_limit"] == found.share_of_limit
    own.measure()
    assert own.share_of_limit == pytest.approx(found.share_of_limit, rel=1e-2)
    assert any("optax keeps to itself" in each for each in found.unknown)
    assert own.subject()[1].limit is None


@pytest.mark.parametrize(
    "optimizer",
    [
        optax.MultiSteps(optax.sgd(0.1), 2),
        optax.lars(0.1),
    ],
)
def test_limits_that_are_not_known(optimizer: Any) -> None:
    own = watch(loss, PARAMS, optimizer, lr=0.1)
    assert own.measure().lr_limit is None
    assert own.share_of_limit is None


def test_a_share_of_the_limit() -> None:
    optimizer = optax.sgd(5.0, momentum=0.9)
    own = train(optimizer, 12)
    steepest = np.linalg.eigvalsh(dense(PARAMS))[-1]
    fresh = watch(loss, PARAMS, optimizer)
    fresh.measure()
    assert fresh.share_of_limit == pytest.approx(5 * steepest / 3.8, rel=2e-3)
    found = own.diagnosis
    assert (found.cause, found.lr, found.lr_limit) == ("lr_above_limit", None, None)
    assert "Multiply your lr by 0." in str(found.advice[0])


@pytest.mark.parametrize("optimizer", [optax.sgd(0.05, momentum=0.9), optax.adam(0.05)])
def test_trials_run_the_optimizer_itself(optimizer: Any) -> None:
    own = train(optimizer, 6, lr=0.05)
    objective, update = own.subject()
    found = trial(objective, objective.weights(), update, 0.1, 15)
    params, state, other = own._objective.params, own._state, objective.weights()
    for _ in range(15):
        updates, state = optimizer.update(jax.grad(loss)(params), state, params)
        params = optax.apply_updates(params, jax.tree_util.tree_map(lambda u: 2 * u, updates))
    assert found.final_loss == pytest.approx(float(loss(params)), rel=1e-3)
    assert np.array_equal(objective.weights(), other)


def test_a_rate_is_found_before_the_first_step_of_adam() -> None:
    params = {"w": jnp.array([3.0, -2.0])}

    def bowl(params: Any) -> Any:
        return ((params["w"] - jnp.array([1.0, 2.0])) ** 2 * jnp.array([1.0, 5.0])).sum()

    found = ds.find_rate(watch(bowl, params, optax.adam(0.1), lr=0.1), steps=20)
    state, optimizer = None, optax.adam(found.lr)
    for _ in range(20):
        state = optimizer.init(params) if state is None else state
        step, state = optimizer.update(jax.grad(bowl)(params), state, params)
        params = optax.apply_updates(params, step)
    told = next(each.final_loss for each in found.tried if each.lr == found.lr)
    assert found.lr_limit is None
    assert float(bowl(params)) == pytest.approx(told, rel=1e-4)


def half(params: Any) -> Any:
    return loss(params | {"V": jax.lax.stop_gradient(params["V"])})


@pytest.mark.parametrize(
    ("optimizer", "options", "causes"),
    [
        (optax.sgd(5.0), {}, "lr_above_limit"),
        (optax.sgd(0.1), {"function": half}, "detached"),
        (optax.sgd(-0.02), {}, "wrong_sign lr_above_limit"),
    ],
)
def test_causes(optimizer: Any, options: Any, causes: str) -> None:
    assert train(optimizer, **options).diagnosis.cause in causes.split()


def test_what_cannot_be_used() -> None:
    for arguments, message in (
        ((3, PARAMS), "loss is a int"),
        ((loss, {}), "no parameters"),
        ((loss, {"n": jnp.arange(3)}), "give floats"),
        ((loss, PARAMS, "sgd"), "optimizer is a str"),
    ):
        with pytest.raises(ds.OptionError, match=message):
            watch(*arguments)
    with pytest.raises(ds.DataError, match="differ in structure"):
        watch(loss, PARAMS).step({"V": PARAMS["V"]})
    for shape in ((3, 9), (24,), (8, 3)):
        with pytest.raises(ds.DataError, match="'V' is of shape"):
            watch(loss, PARAMS).step(PARAMS | {"V": jnp.zeros(shape)})
    with pytest.raises(ds.DataError, match="has 8 values"):
        watch(lambda p: p["u"], PARAMS).measure()


@pytest.mark.parametrize("optimizer", [optax.sgd(0.02), optax.adam(1e-3)])
def test_updates_along_the_gradient_are_seen(optimizer: Any) -> None:
    for sign in (-1, 1):
        params, state = PARAMS, optimizer.init(PARAMS)
        own = watch(loss, PARAMS, optimizer, lr=0.02)
        step = jax.jit(
            lambda p, s, sign=sign: optimizer.update(jax.grad(lambda q: sign * loss(q))(p), s, p)
        )
        for _ in range(60):
            updates, state = step(params, state)
            params = optax.apply_updates(params, updates)
            own.step(params, state)
        found = own.diagnosis
        assert (found.cause == "wrong_sign") == (sign < 0)
        assert (found.status in ("diverging", "rising")) == (sign < 0)


def toward_three(optimizer: Any, *, gives: bool = True) -> ParameterWatch:
    """Return the watch of weights that begin at 2, below what is best for their loss."""

    def away(w: Any) -> Any:
        return jnp.sum((w - 3) ** 2)

    w = jnp.full(6, 2.0)
    own, state = watch(away, w, optimizer), optimizer.init(w)
    for _ in range(20):
        updates, state = optimizer.update(jax.grad(away)(w), state, w)
        w = optax.apply_updates(w, updates)
        own.step(w, state if gives else None)
    return own


def with_decay(kind: str, decay: float) -> Any:
    if kind in ("adamw", "lion"):
        return getattr(optax, kind)(0.01, weight_decay=decay)
    rule = optax.sgd(0.002, momentum=0.9 if kind == "momentum" else None)
    return optax.chain(optax.add_decayed_weights(decay), rule)


@pytest.mark.parametrize("kind", ["adamw", "lion", "sgd", "momentum"])
def test_updates_are_compared_without_their_weight_decay(kind: str) -> None:
    own = toward_three(with_decay(kind, 8.0))
    assert own._slopes
    assert max(own._slopes) < 0
    assert own.diagnosis.cause != "wrong_sign"
    uphill = toward_three(optax.chain(optax.scale(-1.0), with_decay(kind, 1e-3)))
    assert min(uphill._slopes) > 0.1


def test_decay_that_is_not_known_is_not_compared_and_it_says_so() -> None:
    for decay in (8.0, 0.0):
        own = toward_three(optax.adamw(0.01, weight_decay=decay), gives=False)
        assert (decay > 0) == (not own._slopes)
        assert (decay > 0) == any("weight decay" in each for each in own.diagnosis.unknown)


def test_a_read_changes_no_later_report() -> None:
    def trained(reads: bool) -> str:
        optimizer = optax.sgd(0.1, momentum=0.5)
        params, state = PARAMS, optimizer.init(PARAMS)
        own = watch(loss, PARAMS, optimizer, every=20)
        step = jax.jit(lambda p, s: optimizer.update(jax.grad(loss)(p), s, p))
        for _ in range(35):
            updates, state = step(params, state)
            params = optax.apply_updates(params, updates)
            own.step(params, state)
            if reads:
                repr(own)
                own.should_stop()
        return f"{own.diagnosis.to_dict()}"

    assert trained(True) == trained(False)
