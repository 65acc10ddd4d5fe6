"""Watches of loops in NumPy: the losses alone, updates, and measured curvature."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

import downslope as ds
from downslope.diagnosis.noise_scale import noise_scale
from downslope.diagnosis.objective import FunctionObjective, Layout
from downslope.diagnosis.rate_verdict import assess
from downslope.diagnosis.step_watch import StepWatch
from downslope.diagnosis.trial_verdict import higher_rates
from downslope.diagnosis.watch_result import Trial
from downslope.rules import Momentum, Nesterov

Vector = np.ndarray


def network(hidden: int = 12, seed: int = 0) -> ds.Network:
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(60, 3))
    return ds.Network(X, np.sin(X.sum(axis=1)) + 0.1 * rng.normal(size=60), hidden, seed=seed)


def run(
    model: Any,
    lr: float,
    steps: int,
    direction: Callable[[Vector], Vector] | None = None,
    measured: bool = True,
    **options: Any,
) -> StepWatch:
    functions = {"loss": model.loss, "gradient": model.gradient} if measured else {}
    watch = ds.watch(**functions, **{"lr": lr} | options)
    w = model.starting_weights(None)
    with np.errstate(all="ignore"):
        for _ in range(steps):
            watch.step(w, model.gradient(w), model.loss(w))
            w = w - lr * (direction or model.gradient)(w)
    return watch


def dense(model: Any, w: Vector) -> Vector:
    return np.linalg.eigvalsh(
        np.array([model.hessian_product(w, e.reshape(w.shape)).ravel() for e in np.eye(w.size)])
    )


# --- a log alone ----------------------------------------------------------------------------------


def test_losses_alone_are_diagnosed_as_a_log_is() -> None:
    losses = [3.0 * 1.2**k for k in range(30)]
    watch = ds.watch(lr=0.01)
    for loss in losses:
        watch.log(loss)
    own, other = watch.diagnosis, ds.diagnose_history(losses, lr=0.01)
    assert (own.status, own.cause) == (other.status, other.cause) == ("diverging", "lr_above_limit")
    assert own.lr_limit == pytest.approx(other.lr_limit)
    assert "give them with watch.step" in repr(own)
    assert own.to_dict()["steps"] == 30


def test_validation_losses_show_overfitting() -> None:
    watch = ds.watch(unit="epoch")
    for k in range(60):
        watch.log(math.exp(-k / 10), validation=1 + ((k - 15) / 20) ** 2)
    assert watch.diagnosis.cause == "overfitting"


def test_a_run_that_fails_stops_at_once_and_says_why() -> None:
    watch = ds.watch()
    for loss in (1.0, 0.5, float("nan")):
        assert not watch.should_stop()
        watch.log(loss)
    assert watch.should_stop()
    assert "nan at step 3" in watch.should_stop().reason
    assert watch.diagnosis.status == "failed"


@pytest.mark.parametrize(
    ("loss", "stops"),
    [
        (lambda k: 1.1**k, "DIVERGING"),
        (lambda k: 0.7, "NOT LEARNING"),
        (lambda k: 0.97**k + 0.1, ""),
        (lambda k: 0.5 + 0.5 * 0.5**k, "CONVERGED"),
    ],
)
def test_reasons_to_stop(loss: Callable[[int], float], stops: str) -> None:
    watch = ds.watch()
    for k in range(60):
        watch.log(loss(k))
        watch.should_stop()
    assert str(watch.should_stop()).startswith(stops)
    assert bool(watch.should_stop()) == bool(stops)


def test_too_few_losses_are_no_verdict() -> None:
    watch = ds.watch()
    watch.log(1.0)
    with pytest.raises(ds.DataError, match="at least 3"):
        _ = watch.diagnosis
    assert "Watch of 1 steps" in repr(watch)


def test_a_rate_that_changes_is_that_of_a_schedule() -> None:
    watch = ds.watch()
    for k in range(100):
        watch.log(1 / (1 + k), lr=0.1 * 0.9**k)
    found = watch.diagnosis
    assert found.cause == "schedule"
    assert found.lr == pytest.approx(0.1 * 0.9**99)


# --- weights and gradients of each step -----------------------------------------------------------


@pytest.mark.parametrize(("lr", "named"), [(0.02, True), (0.02, False), (2.0, True)])
def test_secants_are_never_above_the_largest_curvature(lr: float, named: bool) -> None:
    rng = np.random.default_rng(1)
    model = ds.LeastSquares(rng.normal(size=(40, 3)) * [1, 2, 3], rng.normal(size=40))
    watch = ds.watch(lr=lr if named else None)
    w = model.starting_weights(None)
    for _ in range(60):
        watch.step(w, model.gradient(w), model.loss(w))
        w = w - lr * model.gradient(w)
    found = watch.diagnosis
    largest = dense(model, model.starting_weights(None))[-1]
    assert found.secants is not None
    assert found.secants.highest <= largest * (1 + 1e-6)
    assert found.lr == pytest.approx(lr)  # the updates themselves show it
    if lr * largest > 2:
        assert (found.status, found.cause) == ("diverging", "lr_above_limit")
        assert found.secants.highest == pytest.approx(largest, rel=0.01)
    else:
        assert found.cause != "lr_above_limit"
        assert any("lr is below its limit" in each for each in found.unknown)


def test_a_gradient_of_the_wrong_sign_is_proven() -> None:
    model = network()
    watch = ds.watch(lr=0.02)
    w = model.starting_weights(None)
    for _ in range(80):
        watch.step(w, -model.gradient(w), model.loss(w))
        w = w + 0.02 * model.gradient(w)
    assert watch.diagnosis.cause == "wrong_sign"


def test_the_edge_of_stability_is_told_from_secants_alone() -> None:
    model = network()
    watch = run(model, 0.4, 400, measured=False)
    assert not watch.should_stop()
    found = watch.diagnosis
    assert (found.cause, found.status) == ("edge_of_stability", "converging")
    assert watch._last is not None
    largest = dense(model, watch._last)[-1]
    assert found.lr_limit == pytest.approx(2 / largest, rel=0.12)


def quadratic(share: float, steps: int, measured: bool, curvatures: Any, **options: Any) -> Any:
    """Descend ½ Σ c w² at a share of its limit."""
    c, lr = np.asarray(curvatures), share * 2 / max(curvatures)
    functions = {"loss": lambda w: float(w @ (c * w)) / 2, "gradient": lambda w: c * w}
    watch = ds.watch(**(functions if measured else {}), lr=lr, **options)
    w = np.ones(len(c))
    for _ in range(steps):
        watch.step(w, c * w, float(w @ (c * w)) / 2)
        w = w - lr * c * w
    return watch.diagnosis


@pytest.mark.parametrize("measured", [True, False])
@pytest.mark.parametrize("share", [0.87, 0.92, 0.99])
@pytest.mark.parametrize("curvatures", [(20.0, 1.0), (80.0, 0.46), (5.0, 4.0, 1.0)])
def test_a_constant_curvature_below_the_limit_is_no_edge_of_stability(
    share: float, curvatures: Any, measured: bool
) -> None:
    for steps in (60, 400):
        found = quadratic(share, steps, measured, curvatures)
        assert found.cause not in ("edge_of_stability", "lr_above_limit")
        assert found.status in ("converging", "converged")


@pytest.mark.parametrize("measured", [True, False])
def test_errors_that_fade_slowly_near_the_limit(measured: bool) -> None:
    found = quadratic(0.99, 60, measured, (20.0, 1.0))
    assert (found.status, found.cause) == ("converging", "lr_near_limit")
    assert found.lr_advised == pytest.approx(0.05, rel=0.05)


@pytest.mark.parametrize("measured", [True, False])
@pytest.mark.parametrize("share", [1.0005, 1.01])
def test_a_constant_curvature_just_above_the_limit_is_no_edge_of_stability(
    share: float, measured: bool
) -> None:
    """The loss falls along the other direction, until the error along the steepest has grown."""
    found = quadratic(share, 60, measured, (20.0, 20.0 / 1.001, 0.5, 5000 / 20)[:3])
    assert found.cause == "lr_above_limit"
    assert "edge" not in repr(found)


def test_a_constant_curvature_with_noisy_losses_is_no_edge_of_stability() -> None:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(64, 3))
    model = ds.LeastSquares(X, X @ [2.0, -1.0, 0.5] + rng.normal(size=64))
    lr = 0.9 * 2 / np.linalg.eigvalsh(model.hessian())[-1]
    watch = ds.watch(loss=model.loss, gradient=model.gradient, lr=lr)
    w = model.starting_weights(None)
    for _ in range(300):
        watch.step(w, loss=model.loss(w) * rng.uniform(0.9, 1.1))
        w = w - lr * model.gradient(w)
    assert watch.diagnosis.cause != "edge_of_stability"


@pytest.mark.parametrize("lr", [0.2, 0.3])
def test_the_edge_of_stability_of_losses_that_are_evaluated_now_and_then(lr: float) -> None:
    model = network()
    watch = ds.watch(loss=model.loss, gradient=model.gradient, lr=lr)
    w = model.starting_weights(None)
    for _ in range(1000):
        watch.step(w)
        w = w - lr * model.gradient(w)
    assert watch.diagnosis.cause == "edge_of_stability"


def test_a_proof_that_the_rate_is_above_the_limit_is_not_contradicted() -> None:
    for share in (1.02, 1.5):
        found = quadratic(share, 60, False, (20.0, 1.0))
        assert found.cause == "lr_above_limit"
        said = " ".join(found.unknown)
        assert "below" not in said.replace("above that", "")
        assert "RMSE" not in said
        assert "How far lr is above its limit" in said


@pytest.mark.parametrize("gives", ["weights", "losses"])
@pytest.mark.parametrize("functions", [("loss",), ("loss", "gradient")])
@pytest.mark.parametrize("model", ["line", "network"])
def test_a_wrong_sign_is_seen_with_functions_alone(
    model: str, functions: tuple[str, ...], gives: str
) -> None:
    line = ds.datasets.lesson_line()
    problem: Any = ds.LeastSquares(line.x, line.y) if model == "line" else network()
    for sign in (-1, 1):
        watch = ds.watch(lr=1e-3, **{name: getattr(problem, name) for name in functions})
        w = problem.starting_weights(None)
        for _ in range(80):
            watch.step(w, loss=problem.loss(w) if gives == "losses" else None)
            w = w - sign * 1e-3 * problem.gradient(w)
        found = watch.diagnosis
        assert (found.cause == "wrong_sign") == (sign < 0)
        assert (found.status in ("diverging", "rising")) == (sign < 0)


@pytest.mark.parametrize("beta", [0.5, 0.9, 0.99])
def test_momentum_that_swings_is_no_wrong_sign(beta: float) -> None:
    model = network()
    top = 2 / dense(model, model.starting_weights(None))[-1]
    for share in (0.01, 0.1, 0.3, 0.6, 1.0, 3.0, 10.0):
        watch = ds.watch(loss=model.loss, gradient=model.gradient, lr=share * top, rule="momentum")
        w = model.starting_weights(None)
        v = np.zeros_like(w)
        with np.errstate(all="ignore"):
            for _ in range(40):
                watch.step(w, loss=model.loss(w))
                v = beta * v + model.gradient(w)
                w = w - share * top * v
        assert watch.diagnosis.cause != "wrong_sign"


def test_a_wrong_sign_shows_no_limit_by_the_growth_of_its_loss() -> None:
    line = ds.datasets.lesson_line()
    model = ds.LeastSquares(line.x, line.y)
    found = run(model, 1e-3, 60, lambda w: -model.gradient(w), measured=False).diagnosis
    assert (found.cause, found.lr_limit, found.lr_advised) == ("wrong_sign", None, None)


def test_weights_that_swing_at_the_limit_are_no_guess_among_classes() -> None:
    w, watch = np.ones(2), ds.watch(lr=0.1)
    for _ in range(60):
        gradient = np.array([20.0, 1.0]) * w
        watch.step(w, gradient, float(w @ gradient) / 2)
        w = w - 0.1 * gradient
    found = watch.diagnosis
    assert found.cause == "lr_above_limit"
    assert found.lr_advised == pytest.approx(0.05, rel=0.02)
    assert not any("classes" in each.evidence for each in found.findings)


def test_losses_that_swing_are_no_guess_among_many_classes() -> None:
    losses = 10.09 * (1 + 0.04 * np.cos(2.5 * np.arange(60)))
    assert "classes" not in repr(ds.diagnose_history(losses))


def test_updates_that_go_uphill() -> None:
    model = network()
    found = run(model, 0.02, 80, lambda w: -model.gradient(w), measured=False).diagnosis
    assert found.cause == "wrong_sign"
    assert found.status in ("rising", "diverging")


def test_gradients_that_are_never_cleared() -> None:
    model, total = network(), 0.0
    watch = ds.watch(lr=0.002)
    w = model.starting_weights(None)
    for _ in range(100):
        total = total + model.gradient(w)
        watch.step(w, total, model.loss(w))
        w = w - 0.002 * total
    assert watch.diagnosis.cause == "gradients_add_up"


def test_gradients_that_add_up_are_told_from_those_of_the_function() -> None:
    model, total = network(), 0.0
    own = {cleared: ds.watch(gradient=model.gradient, lr=1e-3) for cleared in (True, False)}
    w = model.starting_weights(None)
    for k in range(10):
        total = total + model.gradient(w)
        own[True].step(w, model.gradient(w), 0.9**k)
        own[False].step(w, total, 0.9**k)
        w = w - 1e-3 * model.gradient(w)
    codes = {key: [m.finding.code for m in watch._marks()] for key, watch in own.items()}
    assert codes == {True: [], False: ["gradients_add_up"]}


def test_a_block_that_stays_is_named_from_the_weights_alone() -> None:
    watch = ds.watch(lr=0.1)
    for k in range(20):
        watch.step({"first": np.ones(2), "second": np.full(2, 0.9**k)}, loss=1 - 1e-4 * k)
    assert [mark.finding.columns for mark in watch._marks()] == [("first",)]


def test_a_gradient_of_another_reduction() -> None:
    model = network()
    watch = ds.watch(lr=0.001)
    w = model.starting_weights(None)
    for _ in range(80):
        watch.step(w, 60 * model.gradient(w), model.loss(w))
        w = w - 0.001 * 60 * model.gradient(w)
    (own,) = [each for each in watch.diagnosis.findings if each.code == "gradient_scale"]
    assert "60" in own.evidence


def test_a_block_that_is_never_updated_is_named() -> None:
    rng = np.random.default_rng(0)
    w = {"first": rng.normal(size=(2, 3)), "second": rng.normal(size=3)}
    watch = ds.watch(lr=0.1)
    for _ in range(40):
        gradient = {key: value.copy() for key, value in w.items()}
        watch.step(w, gradient, sum(float((v**2).sum()) / 2 for v in w.values()))
        w = {"first": w["first"], "second": w["second"] - 0.1 * w["second"]}
    found = watch.diagnosis
    assert (found.cause, found.findings[0].columns) == ("frozen", ("first",))


@pytest.mark.parametrize(("at_rest", "is_frozen"), [(1, False), (2, False), (3, True)])
def test_a_schedule_that_has_come_to_zero_is_told_from_three_rates(
    at_rest: int, is_frozen: bool
) -> None:
    watch = ds.watch()
    for k in range(20):
        watch.log(1.0 + 0.5**k, 0.0 if k >= 20 - at_rest else 0.1)
    assert ("frozen" in {each.code for each in watch.diagnosis.findings}) is is_frozen


def test_batches_that_differ_prove_nothing_and_it_says_so() -> None:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(400, 5))
    y = X @ np.ones(5) + rng.normal(size=400)
    w, watch = np.zeros(5), ds.watch(lr=0.05)
    for _ in range(200):
        rows = rng.choice(400, 8)
        model = ds.LeastSquares(X[rows], y[rows], intercept=False)
        watch.step(w, model.gradient(w), model.loss(w))
        w = w - 0.05 * model.gradient(w)
    found = watch.diagnosis
    assert found.cause not in ("lr_above_limit", "gradients_add_up", "wrong_sign", "gradient_scale")
    assert any("do not fit together" in each for each in found.unknown)


def test_calls_that_repeat_a_step_are_not_counted() -> None:
    model, watch = network(), ds.watch(lr=0.05)
    w = model.starting_weights(None)
    for _ in range(100):
        for _ in range(2):
            watch.step(w, model.gradient(w), model.loss(w))
        w = w - 0.05 * model.gradient(w)
    assert any(each.code == "called_twice" for each in watch.diagnosis.findings)
    assert watch.steps < 110
    assert watch.diagnosis.cause != "frozen"


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("kind", ["noise", "exact", "centered", "tiny", "at its minimum"])
def test_updates_at_rounding_prove_nothing(kind: str, dtype: Any) -> None:
    """Near a minimum the gradients are rounding, and so is the curvature that they show."""
    rng = np.random.default_rng(1)
    X = np.c_[rng.normal(size=(40, 2)), np.ones(40)].astype(dtype)
    y = X @ [3.0, 1.0, 2.0]
    y += rng.normal(size=40) if kind in ("noise", "tiny") else 0
    y = y - y.mean() if kind == "centered" else y * 1e-20 if kind == "tiny" else y
    if kind == "at its minimum":  # w = 0: its updates are about 1e-17, and those of the last 1e-33
        y = rng.normal(size=40)
        y -= X @ np.linalg.lstsq(X, y)[0]
    y = y.astype(dtype)
    largest = float(np.linalg.eigvalsh(X.T.astype(float) @ X)[-1]) * 2 / 40
    for share in (0.1, 0.5, 0.95):
        lr, w, watch = dtype(share * 2 / largest), np.zeros(3, dtype), ds.watch()
        for k in range(300):
            r = X @ w - y
            gradient = dtype(2 / 40) * X.T @ r
            # A loss that grows by itself leaves it to the updates to prove a rate too high.
            watch.step(w, gradient, float(np.mean(r * r)) * (1.1**k if share == 0.1 else 1))
            w = w - lr * gradient
        found = watch.diagnosis
        assert found.secants is not None
        assert not found.secants.highest > largest * 1.02
        unproven = {"wrong_sign", "gradient_scale", "gradients_add_up"}
        assert not unproven & {each.code for each in found.findings}
        assert "is above the limit: along" not in found.sentence


# --- measured curvature ---------------------------------------------------------------------------


def analytic() -> list[Any]:
    rng = np.random.default_rng(3)
    X = rng.normal(size=(50, 4)) * [1, 3, 0.3, 1]
    y = X @ [1, -1, 2, 0] + rng.normal(size=50)
    return [
        ds.LeastSquares(X, y),
        ds.Logistic(X, y > 0),
        ds.Poisson(0.3 * X, rng.poisson(2, size=50)),
        ds.Softmax(X, np.digitize(y, [-1, 1])),
        network(hidden=30),
    ]


@pytest.mark.parametrize("model", analytic(), ids=lambda model: type(model).__name__)
def test_measured_curvature_is_that_of_the_dense_hessian(model: Any) -> None:
    w = model.starting_weights(None)
    w = w + 0.1 * np.random.default_rng(0).normal(size=w.shape)
    exact = dense(model, w)
    watch = ds.watch(loss=model.loss, gradient=model.gradient, lr=0.1)
    watch.step(w)
    found = watch.measure()
    assert found.sharpness == pytest.approx(exact[-1], rel=1e-3)
    assert np.abs(exact - found.sharpness).min() <= found.sharpness_error + 1e-6 * exact[-1]
    assert found.lr_limit == pytest.approx(2 / exact[-1], rel=1e-3)
    assert watch.measure(tolerance=1e-2).products <= 3  # from the direction that is known
    cold = ds.watch(loss=model.loss, gradient=model.gradient)
    cold.step(w)
    assert cold.measure(most_products=10).sharpness == pytest.approx(exact[-1], rel=0.01)


def test_products_by_differences_are_accurate() -> None:
    model = network(hidden=30)
    rng = np.random.default_rng(0)
    w = model.starting_weights(None)
    objective = FunctionObjective(model.loss, model.gradient, w)
    from_loss = FunctionObjective(model.loss, None, w)
    v = rng.normal(size=w.size)
    exact = model.hessian_product(w, v)
    for each, digits in ((objective, 1e-6), (from_loss, 1e-4)):
        with each.at(w) as point:
            error = np.linalg.norm(point.product(v) - exact) / np.linalg.norm(exact)
        assert error < digits


@pytest.mark.parametrize("a", [0.5, 1.0, 3.0])
def test_the_simplest_network(a: float) -> None:
    """½ (ab − 1)² has λ = a² + b² where ab = 1."""
    watch = ds.watch(
        loss=lambda w: (w[0] * w[1] - 1) ** 2 / 2,
        gradient=lambda w: (w[0] * w[1] - 1) * w[::-1],
    )
    watch.step(np.array([a, 1 / a]))
    assert watch.measure().sharpness == pytest.approx(a**2 + a**-2, rel=1e-6)


@pytest.mark.parametrize("depth", [2, 5, 9])
def test_a_deep_linear_chain_has_its_depth_as_sharpness(depth: int) -> None:
    watch = ds.watch(loss=lambda w: (np.prod(w) - 1) ** 2 / 2)
    watch.step(np.ones(depth))
    assert watch.measure().sharpness == pytest.approx(depth, rel=1e-4)


@pytest.mark.parametrize(
    ("lr", "status", "cause"),
    [
        (1e-4, "converging", "lr_too_small"),
        (0.3, "converging", "edge_of_stability"),
        (1.0, "failed", "lr_above_limit"),
    ],
)
def test_verdicts_on_a_network(lr: float, status: str, cause: str) -> None:
    found = run(network(), lr, 400).diagnosis
    assert (found.status, found.cause) == (status, cause)
    assert found.findings[0].code == cause
    if cause == "lr_too_small":
        own, other = found.tried
        assert other.lr == found.lr_advised
        assert other.gain > 3 * own.gain
    if cause == "edge_of_stability":
        assert 0.85 < found.measurements[-1].ratio < 1.3
        assert found.lr_advised is None
    if cause == "lr_above_limit":
        assert found.lr_advised < found.lr_limit < lr
    written = found.to_dict()
    assert written["share_of_limit"] == pytest.approx(found.lr / found.lr_limit)
    shares = [each["ratio"] for each in written["measurements"]]  # type: ignore[attr-defined]
    assert shares == [each.ratio for each in found.measurements]


def bowl(lr: float, losses: list[float], curvature: float = 1.0) -> StepWatch:
    """Losses of a run, given at weights where the curvature is known."""
    watch = ds.watch(
        loss=lambda w: curvature * float(w @ w) / 2, gradient=lambda w: curvature * w, lr=lr
    )
    for k, loss in enumerate(losses):
        watch.step(np.array([1.0, 0.9**k]), loss=loss)
    return watch


def test_a_run_far_above_its_limit_that_trains_is_not_at_the_edge() -> None:
    found = bowl(0.2, [0.97**k + 0.1 for k in range(80)], curvature=500.0).diagnosis
    assert found.measurements[-1].ratio == pytest.approx(50, rel=0.01)
    assert found.cause not in ("edge_of_stability", "lr_above_limit")
    assert any("disagree" in each.evidence for each in found.findings)
    assert found.lr_advised is None


def test_spikes_below_the_limit_are_not_those_of_a_high_rate() -> None:
    rng = np.random.default_rng(0)
    losses = [0.95**k + 0.1 * (1 + 8 * (k % 7 == 6)) * rng.uniform(0.5, 1) for k in range(120)]
    log = ds.watch(lr=1.6)
    for loss in losses:
        log.log(loss)
    assert log.diagnosis.cause == "lr_above_limit"  # what the losses alone suggest
    found = bowl(1.6, losses).diagnosis
    assert found.measurements[-1].ratio == pytest.approx(0.8, rel=0.01)
    assert (found.status, found.cause) == ("converging", "none")
    assert found.lr_advised is None


def test_a_loss_that_falls_quickly_is_on_no_plateau() -> None:
    drop = [1.0 * 0.6**k for k in range(10)]
    quick = [*drop, *(0.01 * 0.99**k + 0.002 for k in range(150))]
    slow = [*drop, *(0.01 * 0.9999**k for k in range(150))]
    causes = [bowl(1.0, losses).diagnosis.cause for losses in (quick, slow)]
    assert causes[0] == "none"
    assert causes[1] != "none"


def test_half_of_the_limit_that_fails_is_not_called_faster() -> None:
    evidence = run(network(), 1e-4, 100)._evidence()

    def attempt(lr: float, steps: int = 20) -> Trial:
        return Trial(lr, steps, 1.0, 1.0 - 5e-4 * steps if lr < 0.01 else 9.0)

    tried = replace(evidence, attempt=attempt)
    found = assess(tried)
    assert found.cause == "none"
    assert "no higher rate that was tried is much faster" in found.sentence
    assert found.lr_advised is None
    assert found.tried[1].gain < 0 < found.tried[-1].gain


def test_momentum_has_its_own_limit() -> None:
    model = network()
    watch = ds.watch(loss=model.loss, gradient=model.gradient, lr=0.1, rule="momentum")
    watch.step(model.starting_weights(None))
    found = watch.measure()
    assert found.lr_limit == pytest.approx(3.8 / found.sharpness)


def test_two_runs_give_the_same_report() -> None:
    one, other = (run(network(), 0.2, 150, every=20) for _ in range(2))
    assert repr(one) == repr(other)
    assert len(one.measurements) > 5


def test_a_read_changes_no_later_report() -> None:
    def trained(reads: bool) -> str:
        model = network()
        watch = ds.watch(loss=model.loss, gradient=model.gradient, lr=0.3, every=50)
        w = model.starting_weights(None)
        for k in range(220):
            watch.step(w, loss=model.loss(w) if k % 7 else None)
            w = w - 0.3 * model.gradient(w)
            if reads and k > 3:
                watch.should_stop()
                repr(watch)
                if k % 10 == 0:
                    assert watch.diagnosis.measurements[-1].step == watch.steps
        return f"{watch.diagnosis.to_dict()}\n{watch.diagnosis}"

    assert trained(True) == trained(False)


def test_a_read_of_a_run_that_fails_changes_no_later_report() -> None:
    def trained(reads: bool) -> str:
        watch = ds.watch(loss=lambda w: float(w @ w), gradient=lambda w: 2 * w)
        for k in range(6):
            watch.step(np.full(2, 2.0**k if k < 4 else math.nan), lr=1.5 + k)
            if reads and k > 4:
                repr(watch.diagnosis)
        return repr(watch.diagnosis)

    assert trained(True) == trained(False)
    assert "at the start lr=1.5 was" in trained(False).replace("\n", " ")


def test_the_best_measurement_at_the_same_weights_is_the_one_shown() -> None:
    rng = np.random.default_rng(0)
    model = ds.LeastSquares(rng.normal(size=(80, 30)), rng.normal(size=80))
    w = model.starting_weights(None)
    watch = ds.watch(loss=model.loss, gradient=model.gradient, lr=1e-3)
    for _ in range(5):
        watch.step(w)
        w = w - 1e-3 * model.gradient(w)
    best = watch.measure(tolerance=1e-9)
    assert watch.measure(tolerance=0.5, most_products=2).sharpness == best.sharpness
    found = watch.diagnosis
    assert (found.sharpness, found.lr_limit) == (best.sharpness, best.lr_limit)
    assert found.sharpness_error == best.sharpness_error
    network_watch = run(network(), 0.1, 5)
    sharp = network_watch.measure(tolerance=1e-9)
    network_watch.step(np.full(network().starting_weights(None).shape, 0.3))
    assert network_watch.measure(tolerance=0.5).sharpness != sharp.sharpness


def test_the_loss_shown_is_that_of_the_last_step() -> None:
    model = network()
    watch = ds.watch(loss=model.loss, gradient=model.gradient, lr=0.05)
    w = model.starting_weights(None)
    for _ in range(403):
        watch.step(w)
        last = model.loss(w)
        w = w - 0.05 * model.gradient(w)
    assert watch.diagnosis.final_loss == last
    assert watch.diagnosis.measurements[-1].loss == last
    broken = ds.watch(loss=lambda w: float(w @ w), lr=0.05)
    for k in range(101):
        broken.step(np.full(2, 0.9**k if k < 100 else math.nan))
    assert broken.diagnosis.status == "failed"


def test_a_loss_that_is_not_of_the_last_step_names_its_step() -> None:
    watch = ds.watch(lr=0.1)
    for k in range(40):
        watch.step(np.full(2, 0.9**k), np.full(2, 0.9**k), 0.81**k if k % 10 == 0 else None)
    assert f"{0.81**30:.4g} at step 31" in repr(watch.diagnosis).replace("\n", " ")


def test_losses_that_are_not_given_are_evaluated_at_some_steps() -> None:
    model = network()
    watch = ds.watch(loss=model.loss, gradient=model.gradient, lr=0.1)
    w = model.starting_weights(None)
    for _ in range(500):
        watch.step(w)
        w = w - 0.1 * model.gradient(w)
    assert 60 < len(watch.diagnosis.log.values) < 130
    assert watch.diagnosis.status == "converging"


def test_the_weights_are_left_as_they_are() -> None:
    model = network()
    w = model.starting_weights(None)
    before = w.tobytes()
    watch = ds.watch(loss=model.loss, gradient=model.gradient, lr=0.1, every=1)
    watch.step(w)
    watch.measure(blocks=True)
    assert w.tobytes() == before


class Pair(NamedTuple):
    W: Any
    b: Any


@pytest.mark.parametrize("w", [Pair(np.ones((2, 2)), np.ones(2)), Pair(1.0, 2.0)])
def test_functions_get_a_named_tuple_back(w: Pair) -> None:
    watch = ds.watch(loss=lambda p: float(np.sum(p.W**2) + 3 * np.sum(p.b**2)))
    watch.step(w)
    assert watch.measure().sharpness == pytest.approx(6, rel=1e-5)


def test_blocks_have_their_own_sharpness() -> None:
    def loss(w: dict[str, Vector]) -> float:
        return float((w["a"] ** 2).sum() + 5 * (w["b"] ** 2).sum())

    watch = ds.watch(loss=loss)
    watch.step({"a": np.ones(2), "b": np.ones((2, 2))})
    found = watch.measure(blocks=True)
    assert found.block_sharpness == pytest.approx({"a": 2, "b": 10}, rel=1e-5)
    assert found.direction_shares["b"] == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize(
    ("count", "shown"),
    [(4, "d 4.521, c 4.296, b 3.61, a 2.265"),
     (5, "d 4.521, e 4.438, b 3.61, a 2.265 (1 more between)"),
     (6, "d 4.521, e 4.438, b 3.61, a 2.265 (2 more between)")],
)  # fmt: skip
def test_of_many_blocks_the_largest_and_the_smallest_are_shown(count: int, shown: str) -> None:
    def loss(w: dict[str, Vector]) -> float:
        return float(sum(k * (v**2).sum() for k, v in enumerate(w.values(), start=1)))

    def gradient(w: dict[str, Vector]) -> dict[str, Vector]:
        return {name: 2 * k * v for k, (name, v) in enumerate(w.items(), start=1)}

    watch = ds.watch(loss=loss, gradient=gradient, lr=0.01, every=5)
    w = {name: np.ones(2) for name in "abcdef"[:count]}
    for _ in range(12):
        watch.step(w)
        w = {
            name: v - 0.01 * g for (name, v), g in zip(w.items(), gradient(w).values(), strict=True)
        }
    watch.measure()
    assert f"gradient norms    {shown}\n" in str(watch.diagnosis)


def test_noise_scale_of_a_known_regression() -> None:
    """At w, row gradients 2 x (x·w − y): their covariance and mean are known from many rows."""
    rng = np.random.default_rng(0)
    X, w = rng.normal(size=(40_000, 2)), np.array([1.0, 0.0])
    y = X @ [0.0, 0.0] + rng.normal(size=40_000)
    rows = 2 * X * (X @ w - y)[:, None]
    exact = rows.var(axis=0).sum() / np.square(rows.mean(axis=0)).sum()
    batches = rows.reshape(400, 100, 2).mean(axis=1)
    assert noise_scale(list(batches), 100) == pytest.approx(exact, rel=0.1)
    watch = ds.watch(loss=lambda w: 0.0, gradient=lambda w: w)
    watch.step(w)
    given = [lambda w, g=g: g for g in batches[:50]]
    assert watch.measure_noise(given, 100) == pytest.approx(noise_scale(list(batches[:50]), 100))
    with pytest.raises(ds.DataError, match="at least 2"):
        watch.measure_noise(given[:1], 100)


# --- what cannot be used --------------------------------------------------------------------------


def test_a_random_function_is_found_out() -> None:
    rng = np.random.default_rng(0)
    watch = ds.watch(loss=lambda w: float(w @ w + rng.normal()), lr=0.1, every=5)
    w = np.ones(3)
    for _ in range(40):
        watch.step(w, loss=float(w @ w))
        w = 0.9 * w
    assert not watch.measurements
    assert any(each.code == "random_loss" for each in watch.diagnosis.findings)
    with pytest.raises(ds.DataError, match="differs from call to call"):
        watch.measure()


@pytest.mark.parametrize("zero", [0, 0.0, np.float32(0), np.int64(0)])
def test_a_rate_of_zero_of_any_type_counts(zero: Any) -> None:
    watch = ds.watch()
    watch.log(1, lr=zero)
    assert watch._entries == [(1, 1.0, 0.0)]


def test_a_function_that_fails_leaves_the_report_of_the_losses() -> None:
    calls = []

    def loss(w: Vector) -> float:
        calls.append(w)
        if len(calls) > 1:
            raise KeyError("batch")
        return float(w @ w)

    watch = ds.watch(loss=loss, lr=0.1, every=5)
    for k in range(40):
        watch.step(np.full(2, 0.9**k), loss=0.81**k if k % 2 else None)
    found = watch.diagnosis
    assert found.status == "converging"
    assert any("function failed" in each.evidence for each in found.findings)
    with pytest.raises(ds.DataError, match="loss function failed: 'batch'"):
        watch.measure()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: ds.watch().log([1.0, 2.0]), "has 2 values"),
        (lambda: ds.watch().log("0.5"), "is the text"),
        (lambda: ds.watch().log(None), "is None"),
        (lambda: ds.watch().log(object()), "not a number"),
        (lambda: ds.watch().log(1j), "complex"),
        (lambda: ds.watch().log(1.0, lr=-1), "positive number"),
        (lambda: ds.watch(lr=0), "positive number"),
        (lambda: ds.watch(rule="adamw"), "did you mean"),
        (lambda: ds.watch(loss=3), "give a function"),
        (lambda: ds.watch(every=0), "whole number"),
        (lambda: ds.watch(unit="hour"), "choose from"),
        (lambda: ds.watch().measure(), "nothing to measure"),
        (lambda: ds.watch().step(np.array([1, 2])), "integers"),
        (lambda: ds.watch().step(np.array([1j])), "complex"),
        (lambda: ds.watch().step(np.array([])), "no weights"),
        (lambda: ds.watch().step(["a"]), "not an array of numbers"),
        (lambda: ds.watch().step(np.ones(2), np.ones(3), 1.0), "The gradient is of shape"),
        (lambda: ds.watch().step(np.ones(2), np.array([1, 2]), 1.0), "The gradient is of integers"),
        (lambda: ds.watch().step({"a": "x"}), "The weights 'a' are not"),
        (lambda: ds.watch().log(10**400), "beyond the largest float"),
        (lambda: ds.watch(loss=sum).step(np.ones(2000)), "no gradient"),
    ],
)
def test_what_cannot_be_used_is_one_clear_line(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ds.InputError, match=message) as refused:
        call()
    assert "\n" not in str(refused.value)


def test_a_run_that_turns_nan_is_failed_and_goes_on() -> None:
    watch = ds.watch(loss=lambda w: float(w @ w), gradient=lambda w: 2 * w, lr=0.1, every=1)
    for w in (1.0, 0.5, math.nan, math.nan):
        watch.step(np.full(2, w), loss=2 * w * w)
    assert watch.diagnosis.status == "failed"


@pytest.mark.parametrize(
    "weights", [np.ones((2, 3)), 1.5, [1.0, 2.0], [np.ones(2), np.ones((2, 2))], {"a": np.ones(3)}]
)
def test_weights_of_any_form_come_back_as_they_were(weights: Any) -> None:
    layout = Layout(weights)
    back = layout.shaped(layout.flat(weights))
    assert layout.flat(back).tobytes() == layout.flat(weights).tobytes()
    if not isinstance(weights, (list, dict)):
        assert np.shape(back) == np.shape(weights)


@pytest.mark.parametrize("lr", [0.002, 0.01, 0.02])
def test_gradients_that_add_up_are_seen_at_any_rate(lr: float) -> None:
    """Their lengths swing with the weights, but each is the one before plus the true one."""
    x = np.linspace(0, 10, 50)
    X, y = np.c_[x, np.ones(50)], 3 * x + 2 + np.sin(x)

    def loss(w):
        return float(np.mean((X @ w - y) ** 2))

    def gradient(w):
        return 2 / 50 * X.T @ (X @ w - y)

    for cleared in (False, True):
        watch, w, total = ds.watch(loss=loss, gradient=gradient, lr=lr), np.zeros(2), np.zeros(2)
        for _ in range(60):
            total = gradient(w) + (0 if cleared else total)
            watch.step(w, total, loss(w))
            w = w - lr * total
        assert (watch.diagnosis.cause == "gradients_add_up") != cleared


def test_weights_that_come_to_rest_are_no_repeated_calls() -> None:
    watch = bowl(0.5, [1.0])
    w = np.ones(2)
    for _ in range(60):
        watch.step(w, w, float(w @ w) / 2)
        w = w * 0.0 if abs(w).max() < 1e-3 else w * 0.1
    assert watch.steps == 61
    assert "called_twice" not in {each.code for each in watch.diagnosis.findings}


def test_steps_below_rounding_are_no_sums_of_gradients() -> None:
    """At 90% of the limit the updates change sign, and end below the rounding of the loss."""
    rng = np.random.default_rng(0)
    line = ds.LeastSquares(rng.normal(size=(96, 3)), rng.normal(size=96) + 3)
    limit = 2 / np.linalg.eigvalsh(line.hessian())[-1]
    for measured in (True, False):
        found = run(line, 0.9 * limit, 300, measured=measured).diagnosis
        assert (found.status, found.cause) == ("converged", "noise_floor")


def test_sums_of_gradients_are_the_cause_of_a_run_that_fails() -> None:
    rng = np.random.default_rng(0)
    line = ds.LeastSquares(rng.normal(size=(96, 3)), rng.normal(size=96) + 3)
    watch = ds.watch(loss=line.loss, gradient=line.gradient, lr=6.0)
    w, total = np.zeros(4), np.zeros(4)
    with np.errstate(all="ignore"):
        for _ in range(400):
            total = total + line.gradient(w)
            watch.step(w, total, line.loss(w))
            w = w - 6.0 * total
    found = watch.diagnosis
    assert (found.status, found.cause) == ("failed", "gradients_add_up")
    assert "the last that is finite" in repr(found)


def test_a_lower_rate_is_tried_where_half_of_the_limit_fails() -> None:
    evidence = run(network(), 1e-6, 100)._evidence()
    tried = replace(
        evidence,
        attempt=lambda lr, _=20: Trial(lr, 20, 1.0, 9.0 if lr > 0.01 else 1.0 - 50 * lr),
    )
    found = assess(tried)
    assert found.cause == "lr_too_small"
    assert found.lr_advised is not None
    assert 1e-4 < found.lr_advised < 0.01


def test_a_picture_of_a_watched_run(tmp_path: Path) -> None:
    measured = run(network(), 0.5, 120, every=30).diagnosis
    failed = run(network(), 50.0, 60, measured=False).diagnosis
    for found, panels in ((measured, 2), (failed, 1)):
        page = ds.plots.watched_run(found)
        assert len(page.axes) == panels
        ds.plots.save(page, tmp_path / "run.svg")
    lower = ds.plots.watched_run(measured).axes[1]
    points, limit = (line.get_ydata() for line in lower.get_lines()[:2])
    assert list(points) == [each.sharpness for each in measured.measurements]
    np.testing.assert_allclose(limit, 2 / 0.5)
    with pytest.raises(ds.OptionError, match=r"watch\.diagnosis"):
        ds.plots.watched_run({})  # type: ignore[arg-type]


def test_a_loss_that_fails_at_the_first_weights_has_nan_in_its_data() -> None:
    """Batches without the bad row look fine; the whole loss does not, at any weights."""
    rng = np.random.default_rng(1)
    X = rng.normal(size=(60, 2))
    y = X @ [1.0, 2.0]
    bad = X.copy()
    bad[7, 0] = np.nan

    def loss(w: Vector) -> float:
        return float(np.mean((bad @ w - y) ** 2))

    def gradient(w: Vector) -> Vector:
        return 2 / 60 * bad.T @ (bad @ w - y)

    watch, w = ds.watch(loss=loss, gradient=gradient, lr=0.3), np.zeros(2)
    for step in range(30):
        rows = rng.integers(8, 60, 4) if step < 12 else np.arange(60)
        r = bad[rows] @ w - y[rows]
        watch.step(w, 2 / len(rows) * bad[rows].T @ r, float(np.mean(r**2)))
        w = w - 0.3 * 2 / len(rows) * bad[rows].T @ r
    found = watch.diagnosis
    assert (found.status, found.cause) == ("failed", "nan_or_inf")
    assert "first weights" in found.sentence


def near_limit(share: float, steps: int, rule: Any, *, skip: int = 1) -> tuple[Any, Any]:
    """Return a watch of a quadratic loss at a share of the limit, and the loss 20 steps later."""
    h, w = np.array([18.0, 2.0, 2.0]), np.array([2.0, 1.0, -1.0])
    memory, lr = rule.start(w), share * rule.rate_limit(18.0)
    watch = ds.watch(
        loss=lambda w: float(h @ w**2 / 2 + 1), gradient=lambda w: h * w, lr=lr, rule=rule, every=20
    )
    for k in range(steps + 20):
        if k < steps and k % skip == 0:
            watch.step(w)
        if k == steps - 1:
            now = float(h @ w**2 / 2 + 1)
        direction, memory = rule.direction(h * w, memory)
        w = w - lr * direction
        if k == steps + 18:
            return watch, now - float(h @ w**2 / 2 + 1)
    raise AssertionError


@pytest.mark.parametrize("rule", [Momentum(0.9), Nesterov(0.9), Momentum(0.5)], ids=repr)
@pytest.mark.parametrize("share", [0.995, 0.999])
def test_trials_near_the_limit_of_momentum_have_the_velocity_of_the_run(
    rule: Any, share: float
) -> None:
    watch, gain = near_limit(share, 100, rule)
    attempt = watch._evidence().attempt
    assert attempt is not None
    assert attempt(watch.diagnosis.lr).gain == pytest.approx(gain, rel=1e-6)


@pytest.mark.parametrize("share", [0.98, 0.995, 0.999, 0.9995, 0.9999])
@pytest.mark.parametrize("steps", [100, 150, 300])
def test_errors_that_fade_just_below_the_limit_are_not_said_to_stay_or_grow(
    share: float, steps: int
) -> None:
    watch, _ = near_limit(share, steps, Momentum(0.9))
    found = watch.diagnosis
    assert found.status in ("converging", "converged")
    assert "do not fade" not in found.sentence
    assert "rises" not in found.sentence
    assert "the loss by 0," not in found.sentence


def test_a_velocity_that_the_watched_weights_do_not_show_is_not_made_up() -> None:
    watch, _ = near_limit(0.999, 300, Momentum(0.9), skip=3)
    assert watch._read_update().velocity is None
    assert "From here" not in watch.diagnosis.sentence


@pytest.mark.parametrize("share", [0.005, 0.01, 0.02, 0.03, 0.05])
@pytest.mark.parametrize("steps", [100, 150, 250])
def test_a_loss_that_swings_is_not_flat_and_does_not_fall_by_more_than_it_is(
    share: float, steps: int
) -> None:
    watch, _ = near_limit(share, steps, Momentum(0.99))
    losses = [loss for _, loss, _ in watch._entries][-15:]
    assert max(losses) > 1.4 * min(losses)
    found = watch.diagnosis
    assert found.status == "converging"
    assert "flat" not in found.sentence
    shares = [float(each) for each in re.findall(r"(\S+)%", found.sentence)]
    assert all(0 < each < 100 for each in shares)
    for low, high in re.findall(r"varies between (\S+) and (\S+) in", found.sentence):
        assert float(low) <= min(losses) * 1.001
        assert float(high) >= max(losses) * 0.999
    assert "varies between" in found.sentence or shares


@pytest.mark.parametrize("per_step", [0.5, 0.9, 0.99, 0.999])
@pytest.mark.parametrize("offset", [0.0, -1.0, -0.5, 1.0])
def test_the_fall_of_a_watched_loss_is_a_share_only_of_a_positive_one(
    per_step: float, offset: float
) -> None:
    watch = ds.watch(lr=0.1)
    for k in range(200):
        watch.log(per_step**k + offset)
    evidence = watch._evidence()
    last = evidence.series.part(0.8, 1.0)
    fell = float(last.loss[0] - last.loss[-1]) * 20 / last.span
    assert -1e-9 <= evidence.fall <= 1
    shown = evidence.fall_of_twenty_steps
    if last.loss[-1] < 0:
        assert fell / 2 <= float(shown) <= 2 * fell + 1e-12
    else:
        assert float(shown.rstrip("%")) <= 100


def test_a_loss_that_rises_or_jitters_does_not_fall() -> None:
    rng = np.random.default_rng(0)
    for losses in (np.linspace(1, 2, 60), 1 + 0.1 * rng.normal(size=60), np.ones(60)):
        watch = ds.watch(lr=0.1)
        for loss in losses:
            watch.log(loss)
        assert watch._evidence().fall == 0


@pytest.mark.parametrize("share", [0.5, 0.6, 0.7, 0.8])
@pytest.mark.parametrize("steps", [60, 150])
def test_a_steady_fall_near_the_limit_has_no_rate_that_is_too_small(
    share: float, steps: int
) -> None:
    c, w, lr = np.array([1.0, 5e-4]), np.array([0.01, 30.0]), 2 * share
    watch = ds.watch(loss=lambda w: float(c @ w**2) / 2, gradient=lambda w: c * w, lr=lr)
    for _ in range(steps):
        watch.step(w)
        w = w - lr * c * w
    found = watch.diagnosis
    assert (found.status, found.cause) == ("converging", "none")
    (times,) = re.findall(r"at most ([\d.]+) times as high is stable", found.sentence)
    assert float(times) == pytest.approx(1 / share, abs=0.051)


@pytest.mark.parametrize(("lr", "start"), [(0.06, 0.01), (0.04, 0.003), (0.03, 0.03)])
def test_a_fall_that_speeds_up_is_not_that_of_clipped_gradients(lr: float, start: float) -> None:
    """Plain descent that leaves a saddle gains ever more from step to step."""

    def loss(w: Any) -> float:
        return float(w[0] ** 4 / 4 - w[0] ** 2 / 2 + 5 * w[1] ** 2 + 0.26)

    w, watch = np.array([start, 0.0]), None
    slopes = lambda w: np.array([w[0] ** 3 - w[0], 10 * w[1]])  # noqa: E731
    watch = ds.watch(loss=loss, gradient=slopes, lr=lr)
    for _ in range(60):
        watch.step(w)
        w = w - lr * slopes(w)
        assert watch.steps < 20 or watch.diagnosis.cause != "gradient_scale"


def test_rates_that_are_tried_are_written_with_few_digits() -> None:
    own = Trial(0.001, 20, 1.0, 1.0)
    tried = higher_rates(lambda lr: Trial(lr, 20, 1.0, 1.0), own, 1.1)
    assert [trial.lr for trial in tried] == [1.1, 0.11, 0.011]
