"""Every model fills in the same five steps, and the loop drives them all."""

from __future__ import annotations

import difflib
import itertools
import math
import runpy
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import downslope as ds
from downslope.diagnosis.curvature import curvature, lanczos
from downslope.models.least_squares import loss_factor
from downslope.models.model import Model
from downslope.numerics.arrays import Vector
from downslope.rules import ADAPTIVE_RULES, RULES

VARIATIONS = Path(__file__).parents[1] / "examples" / "variations"
SMOOTH = ("least-squares", "ridge", "logistic", "softmax", "poisson", "network")
CONVEX = ("least-squares", "ridge", "huber", "logistic", "softmax", "poisson")


def random_model(name: str, seed: int = 0, n: int = 60, d: int = 3) -> Model:
    """A problem that suits the model, with slopes of size 1 and a noise of its kind."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, d)) * 10 ** rng.uniform(-0.3, 0.3, d) + rng.normal(size=d)
    scores = X @ (rng.normal(size=d) / math.sqrt(d)) + 0.3
    if name == "logistic":
        return ds.Logistic(X, rng.uniform(size=n) < 1 / (1 + np.exp(-scores)), alpha=0.01)
    if name == "softmax":
        noise = rng.gumbel(size=(n, 3))
        return ds.Softmax(X, np.argmax(noise + np.outer(scores, [1, 0, -1]), axis=1), alpha=0.01)
    if name == "poisson":
        return ds.Poisson(X, rng.poisson(np.exp(0.5 * scores)))
    y = scores + rng.standard_t(2, n)
    made: dict[str, Callable[[], Model]] = {
        "least-squares": lambda: ds.LeastSquares(X, y),
        "ridge": lambda: ds.Ridge(X, y, alpha=0.3),
        "lasso": lambda: ds.Lasso(X, y, alpha=0.3),
        "elastic-net": lambda: ds.ElasticNet(X, y, alpha=0.3, l1_ratio=0.4),
        "huber": lambda: ds.Huber(X, y, delta=0.8, alpha=0.05),
        "network": lambda: ds.Network(X, y, hidden=4, alpha=0.02),
    }
    return made[name]()


ALL = (*CONVEX, "lasso", "elastic-net", "network")


def some_weights(model: Model, seed: int) -> Vector:
    return np.random.default_rng(seed).normal(size=model.weights_shape) * 0.5


def differences(f: Callable[[Vector], Vector | float], w: Vector, h: float = 1e-6) -> np.ndarray:
    """Central differences of f along each weight, stacked in front."""
    steps = h * np.eye(w.size).reshape(w.size, *w.shape)
    return np.array([(np.asarray(f(w + step)) - f(w - step)) / (2 * h) for step in steps])


def dense_hessian(model: Model, w: Vector) -> np.ndarray:
    units = np.eye(w.size).reshape(w.size, *w.shape)
    return np.array([model.hessian_product(w, unit).ravel() for unit in units])


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", ALL)
def test_the_gradient_is_the_slope_of_the_loss(name: str, seed: int) -> None:
    model = random_model(name, seed)
    w = some_weights(model, seed)

    def loss(at: Vector) -> float:
        kink = {"lasso": 0.3, "elastic-net": 0.3 * 0.4}.get(name, 0.0)
        return model.loss(at) - kink * float(np.abs(at[..., : model.d]).sum())

    measured = differences(loss, w).reshape(w.shape)
    np.testing.assert_allclose(model.gradient(w), measured, rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", ALL)
def test_the_hessian_is_the_slope_of_the_gradient(name: str, seed: int) -> None:
    model = random_model(name, seed)
    w = some_weights(model, seed)
    measured = differences(model.gradient, w).reshape(w.size, w.size)
    hessian = dense_hessian(model, w)
    np.testing.assert_allclose(hessian, measured, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(hessian, hessian.T, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("name", ALL)
def test_no_curvature_is_above_its_bound(name: str) -> None:
    model = random_model(name)
    bound = model.curvature_bound()
    if name in ("poisson", "network"):
        assert bound is None
        return
    at = [0.0, 1e-3, 0.1, 1.0, 5.0]
    shape = model.weights_shape
    steepest = max(
        float(np.linalg.eigvalsh(dense_hessian(model, scale * some_weights(model, seed)))[-1])
        for scale in at
        for seed in range(5)
    )
    assert bound is not None
    assert steepest <= bound * (1 + 1e-12)
    # Attained where the model allows it: everywhere, with every row inside, or at no preference.
    if name not in ("huber", "softmax"):
        flat = dense_hessian(model, np.zeros(shape))
        assert float(np.linalg.eigvalsh(flat)[-1]) == pytest.approx(bound, rel=0.02)


@pytest.mark.parametrize("standardize", [False, True])
@pytest.mark.parametrize("name", ALL)
def test_a_step_hangs_together(name: str, standardize: bool) -> None:
    model = random_model(name)
    if standardize:
        model = model.standardized()
    steps = list(itertools.islice(ds.descend(model, 0.01), 30))
    for before, after in itertools.pairwise(steps):
        np.testing.assert_array_equal(after.weights, before.next_weights)
        np.testing.assert_array_equal(before.residuals, before.prediction - model.y)
    assert steps[-1].loss < steps[0].loss
    for step in steps[::7]:  # what a step reports is so at the weights it reports
        w = model.starting_weights(step.weights)
        assert step.loss == pytest.approx(model.loss(w), rel=1e-9)
        np.testing.assert_allclose(step.gradient, model.gradient(w), rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("name", ALL)
def test_standardized_weights_predict_the_users_rows(name: str) -> None:
    model = random_model(name)
    step = next(itertools.islice(ds.descend(model.standardized(), 0.02), 40, None))
    np.testing.assert_allclose(model.predict(step.weights), step.prediction, rtol=1e-9)


@pytest.mark.parametrize("rule", [*RULES, *ADAPTIVE_RULES])
@pytest.mark.parametrize("name", ALL)
def test_every_rule_lowers_every_loss(name: str, rule: str) -> None:
    model = random_model(name)
    lr = 0.3 if rule == "adagrad" else 0.01
    losses = [step.loss for step in itertools.islice(ds.descend(model, lr, rule=rule), 200)]
    assert losses[-1] < losses[0]
    batches = ds.descend(model, lr / 3, rule=rule, batch_size=16, seed=1)
    losses = [step.loss for step in itertools.islice(batches, 40)]
    assert losses[-1] < losses[0]


@pytest.mark.parametrize("name", CONVEX)
def test_one_batch_of_everything_is_the_plain_loop(name: str) -> None:
    model = random_model(name)
    plain = itertools.islice(ds.descend(model, 0.02), 20)
    batched = itertools.islice(ds.descend(model, 0.02, batch_size=1000), 20)
    for a, b in zip(plain, batched, strict=True):
        np.testing.assert_allclose(a.weights, b.weights, rtol=1e-9, atol=1e-12)


# --- the variations in plain NumPy -----------------------------------------------------------

CHANGED = {  # lines that differ from linear.py, at most
    "ridge": 3, "lasso": 3, "elastic_net": 6, "huber": 5, "logistic": 5, "softmax": 7, "poisson": 5,
    "network": 8, "adam": 6,
}  # fmt: skip


def model_of(name: str, ran: dict[str, np.ndarray]) -> tuple[Model, list[float]]:
    """The product's model on a variation's data, and the start that it took."""
    x, y, zeros = ran["x"], ran["y"], [0.0, 0.0]
    if name == "network":
        rng = np.random.default_rng(0)  # draws what the file drew: x, the noise, then the start
        rng.uniform(-5, 5, 100), rng.normal(0, 0.3, 100)
        start = np.concatenate([rng.standard_normal(8), rng.standard_normal(5) / 2])
        return ds.Network(x, y, hidden=4), start.tolist()
    made: dict[str, Callable[[], Model]] = {
        "linear": lambda: ds.LeastSquares(x, y),
        "adam": lambda: ds.LeastSquares(x, y),
        "ridge": lambda: ds.Ridge(x, y, alpha=0.5),
        "lasso": lambda: ds.Lasso(x, y, alpha=0.5),
        "elastic_net": lambda: ds.ElasticNet(x, y, alpha=0.5, l1_ratio=0.5),
        "huber": lambda: ds.Huber(x, y, delta=1.0),
        "logistic": lambda: ds.Logistic(x, y),
        "softmax": lambda: ds.Softmax(x, y.argmax(axis=1)),
        "poisson": lambda: ds.Poisson(x, y),
    }
    return made[name](), [zeros] * 3 if name == "softmax" else zeros  # type: ignore[return-value]


@pytest.mark.parametrize("name", ["linear", *CHANGED])
def test_a_variation_has_the_products_numbers(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = runpy.run_path(str(VARIATIONS / f"{name}.py"))
    assert capsys.readouterr().out.count("\n") >= 6
    model, start = model_of(name, ran)
    rule = "adam" if name == "adam" else "gd"
    run = ds.descend(model, float(ran["lr"]), start, rule=rule)
    step = next(itertools.islice(run, 200, None))
    # The file has made its update of epoch 200, and its loss is of before.
    assert step.loss == pytest.approx(float(ran["loss"]), rel=1e-12)
    w = ran["w"] if name != "network" else np.append(ran["V"].ravel(), ran["w"])
    np.testing.assert_allclose(step.next_weights, w, rtol=1e-10, atol=1e-12)


def code(name: str) -> list[str]:
    lines = (VARIATIONS / f"{name}.py").read_text().splitlines()[1:]  # without the title
    return [line for line in lines if line]


@pytest.mark.parametrize(("name", "most"), CHANGED.items())
def test_a_variation_is_the_same_file_but_for_a_few_lines(name: str, most: int) -> None:
    assert len(code(name)) <= 21
    changes = difflib.ndiff(code("linear"), code(name))
    assert sum(line.startswith("+ ") for line in changes) <= most


# --- curvature and limits --------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", ALL)
def test_lanczos_finds_the_dense_eigenvalues(name: str, seed: int) -> None:
    model = random_model(name, seed, d=8)
    w = some_weights(model, seed)
    exact = np.linalg.eigvalsh(dense_hessian(model, w))
    scale = np.abs(exact).max()
    ten = curvature(model, w, tolerance=0.0, most_products=10)
    twenty = curvature(model, w, tolerance=0.0, most_products=20)
    assert ten.largest == pytest.approx(exact[-1], rel=0.01)
    assert twenty.largest == pytest.approx(exact[-1], rel=1e-6)
    found = curvature(model, w)
    for value, error, true in (
        (found.largest, found.largest_error, exact[-1]),
        (found.smallest, found.smallest_error, exact[0]),
    ):
        assert abs(value - true) <= error + 1e-13 * scale
        assert error <= 1e-6 * scale
    unit = found.direction.reshape(w.shape)
    turned = model.hessian_product(w, unit)
    assert np.linalg.norm(turned - found.largest * unit) <= found.largest_error + 1e-12 * scale


def test_lanczos_on_known_spectra() -> None:
    rng = np.random.default_rng(0)
    Q = np.linalg.qr(rng.normal(size=(60, 60)))[0]
    for values in (np.linspace(-3, 7, 60), np.ones(60), np.r_[np.zeros(59), 5.0], -np.arange(60.0)):
        H = Q @ np.diag(values) @ Q.T
        found = lanczos(lambda v, H=H: H @ v, 60, 1e-10, 60, seed=1)
        assert found.largest == pytest.approx(values.max(), abs=1e-9)
        assert found.smallest == pytest.approx(values.min(), abs=1e-9)
    few = lanczos(lambda v, H=H: H @ v, 60, 1e-10, 2, seed=1)
    assert few.products == 2
    assert few.largest <= 0  # a Ritz value is never above the true one
    assert few.largest_error > 0


def settles(model: Model, lr: float, start: Vector, best: Vector, epochs: int) -> bool:
    """Whether a run from near the solution ends nearer than it began."""
    for step in ds.descend(model, lr, start):
        off = float(np.abs(step.weights - best).max())
        if not off < 1e6:
            return False
        if step.epoch == epochs:
            return off < float(np.abs(start - best).max())
    raise AssertionError


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("name", CONVEX)
def test_the_limit_at_the_solution_is_where_the_loop_begins_to_leave(name: str, seed: int) -> None:
    model = random_model(name, seed, n=120)
    w = model.starting_weights()
    for _ in range(60):  # Newton; the problems are strongly convex but for softmax's shift
        H = dense_hessian(model, w)
        w = w - np.linalg.lstsq(H, model.gradient(w).ravel(), rcond=1e-12)[0].reshape(w.shape)
    assert np.abs(model.gradient(w)).max() < 1e-10
    found = curvature(model, w)
    near = w + 1e-4 * found.direction.reshape(w.shape)
    assert settles(model, 0.99 * found.lr_limit, near, w, 2000)
    assert not settles(model, 1.01 * found.lr_limit, near, w, 2000)


def test_the_soft_threshold_has_the_limit_of_least_squares() -> None:
    model = random_model("lasso", 1, d=5)
    limit = 2 / float(np.linalg.eigvalsh(dense_hessian(model, np.zeros(6)))[-1])
    best = next(itertools.islice(ds.descend(model, 0.9 * limit), 20000, None))
    assert (best.weights == 0).any()
    assert (best.weights != 0).sum() > 1
    losses = [s.loss for s in itertools.islice(ds.descend(model, 0.95 * limit), 20000)]
    assert losses[-1] == pytest.approx(best.loss, rel=1e-12)
    # What stays at 0 does not count: the limit at the solution is that of the other columns.
    used = np.flatnonzero(best.weights)
    H = dense_hessian(model, best.weights)[np.ix_(used, used)]
    assert 2 / float(np.linalg.eigvalsh(H)[-1]) >= limit


def test_ridge_and_its_kin_from_a_summary() -> None:
    rng = np.random.default_rng(3)
    X, y = rng.normal(size=(50, 2)) + 4, rng.normal(size=50)
    summary = ds.Summary.from_rows(X, y)
    pairs: list[tuple[Model, Model]] = [
        (ds.Ridge(X, y, alpha=0.2), ds.Ridge.from_summary(summary, alpha=0.2)),
        (ds.Lasso(X, y, alpha=0.2), ds.Lasso.from_summary(summary, alpha=0.2)),
        (
            ds.ElasticNet(X, y, alpha=0.2, l1_ratio=0.3),
            ds.ElasticNet.from_summary(summary, alpha=0.2, l1_ratio=0.3),
        ),
    ]
    for rows, bowl in pairs:
        steps = zip(ds.descend(rows, 0.03), ds.descend(bowl, 0.03), strict=False)
        for a, b in itertools.islice(steps, 100):
            np.testing.assert_allclose(a.weights, b.weights, rtol=1e-9, atol=1e-12)
            assert a.loss == pytest.approx(b.loss, rel=1e-10)


# --- losses where the arithmetic is hard -----------------------------------------------------


def test_log_losses_keep_their_digits_where_a_probability_is_almost_0() -> None:
    X = np.array([[-60.0], [40.0], [2.0], [-800.0]])
    for y in ([1, 0, 1, 1], [0, 1, 0, 0]):
        scores = np.where(np.array(y) == 1, X[:, 0], -X[:, 0])
        exact = math.fsum(math.log1p(math.exp(-abs(s))) + max(-s, 0.0) for s in scores) / 4
        logistic = ds.Logistic(X, y, intercept=False)
        assert logistic.loss(np.array([1.0])) == pytest.approx(exact, rel=1e-14)
        softmax = ds.Softmax(X, y, intercept=False)
        assert softmax.loss(np.array([[0.0], [1.0]])) == pytest.approx(exact, rel=1e-14)
    counts = ds.Poisson(np.array([[-900.0], [-30.0], [1.0]]), [2, 5, 0], intercept=False)
    exact = (2 * 900 + math.exp(-30) + 5 * 30 + math.e) / 3
    assert counts.loss(np.array([1.0])) == pytest.approx(exact, rel=1e-14)


def test_a_run_that_overflows_goes_on_without_a_word() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name in ALL:
            model = random_model(name)
            for step in itertools.islice(ds.descend(model, 1e4), 400):
                assert step.epoch >= 0


def test_an_unpenalized_model_is_least_squares_to_the_bit() -> None:
    rng = np.random.default_rng(1)
    X, y = rng.normal(size=(30, 3)), rng.normal(size=30)
    plain = itertools.islice(ds.descend(ds.LeastSquares(X, y), 0.05), 50)
    ridge = itertools.islice(ds.descend(ds.Ridge(X, y, alpha=0), 0.05), 50)
    for a, b in zip(plain, ridge, strict=True):
        np.testing.assert_array_equal(a.weights, b.weights)


# --- rules and schedules ---------------------------------------------------------------------


def test_adaptive_rules_are_the_textbook_formulas() -> None:
    gradients = np.random.default_rng(0).normal(size=(30, 4))
    m, s, squares, mean = np.zeros(4), np.zeros(4), np.zeros(4), np.zeros(4)
    adam, adagrad, rmsprop = ds.Adam(0.8, 0.95, 1e-6), ds.AdaGrad(1e-6), ds.RMSProp(0.9, 1e-6)
    memory = [rule.start(m) for rule in (adam, adagrad, rmsprop)]
    for t, g in enumerate(gradients, 1):
        m, s = 0.8 * m + 0.2 * g, 0.95 * s + 0.05 * g * g
        squares, mean = squares + g * g, 0.9 * mean + 0.1 * g * g
        expected = (
            m / (1 - 0.8**t) / (np.sqrt(s / (1 - 0.95**t)) + 1e-6),
            g / (np.sqrt(squares) + 1e-6),
            g / (np.sqrt(mean) + 1e-6),
        )
        for k, rule in enumerate((adam, adagrad, rmsprop)):
            direction, memory[k] = rule.direction(g, memory[k])
            np.testing.assert_allclose(direction, expected[k], rtol=1e-12)


def test_rates_of_schedules() -> None:
    decay, cosine = ds.StepDecay(0.8, every=3, factor=0.5), ds.Cosine(0.4, epochs=10, lr_end=0.1)
    assert [decay.rate(t) for t in (0, 2, 3, 6)] == [0.8, 0.8, 0.4, 0.2]
    assert [cosine.rate(t) for t in (0, 10, 50)] == pytest.approx([0.4, 0.1, 0.1])
    assert cosine.rate(5) == pytest.approx(0.25)
    assert [ds.InverseTime(0.6, half=10).rate(t) for t in (0, 10, 20)] == pytest.approx(
        [0.6, 0.3, 0.2]
    )
    warm = ds.WarmUp(4, ds.StepDecay(0.8, every=2, factor=0.5))
    assert [warm.rate(t) for t in (0, 1, 3, 4, 5, 6)] == pytest.approx(
        [0.2, 0.4, 0.8, 0.8, 0.8, 0.4]
    )
    assert ds.WarmUp(2, 0.1).rate(7) == 0.1


def test_the_loop_follows_a_schedule(lesson: ds.LeastSquares) -> None:
    schedule = ds.Cosine(0.02, epochs=30)
    for batch_size in (None, 1000):
        w = np.zeros(2)
        for step in itertools.islice(ds.descend(lesson, schedule, batch_size=batch_size), 40):
            np.testing.assert_allclose(step.weights, w, rtol=1e-9)
            w = w - schedule.rate(step.epoch) * lesson.gradient(w)
        assert schedule.rate(35) == 0


# --- what cannot be used ---------------------------------------------------------------------

X2 = np.arange(8.0).reshape(4, 2)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: ds.Logistic(X2, [1, 1, 1, 1]), "only one class, 1"),
        (lambda: ds.Logistic(X2, ["a", "b", "c", "a"]), "3 classes.*use Softmax"),
        (lambda: ds.Logistic(X2, [0, 1, 0]), r"shape \(3,\): give one class for each of the 4"),
        (lambda: ds.Logistic(X2, [0, 1, None, 1]), "missing in row 3"),
        (lambda: ds.Logistic(X2, [0.0, 1.0, np.nan, 1.0]), "missing in row 3"),
        (lambda: ds.Softmax(X2, np.array(["a", 1, "b", 2], object)), "mixes int and str"),
        (lambda: ds.Softmax(X2, ["a"] * 4), "only one class, a"),
        (lambda: ds.Poisson(X2, [0, 1, -1, 2]), "-1 in row 3, which is not a count"),
        (lambda: ds.Poisson(X2, [0, 1, 1.5, 2]), "1.5 in row 3"),
        (lambda: ds.Ridge(X2, [1, 2, 3, 4], alpha=-1), "alpha=-1 cannot be used"),
        (lambda: ds.Lasso(X2, [1, 2, 3, 4], alpha=np.inf), "alpha=inf"),
        (lambda: ds.Ridge(X2, [1, 2, 3, 4], alpha="much"), "alpha='much'"),
        (lambda: ds.ElasticNet(X2, [1, 2, 3, 4], l1_ratio=1.5), "l1_ratio=1.5"),
        *(
            (lambda kind=kind: kind(X2, [1, 2, 3, 4], alpha=1e300), "alpha=1e.300 cannot be used")
            for kind in (ds.Ridge, ds.Lasso, ds.ElasticNet, ds.Huber, ds.Softmax, ds.Network)
        ),
        (lambda: ds.Huber(X2, [1, 2, 3, 4], delta=0), "delta=0 cannot be used"),
        (lambda: ds.Huber(X2, [1, 2, 3, 4], delta=-1), "delta=-1 .*: give a positive number"),
        (lambda: ds.Network(X2, [1, 2, 3, 4], hidden=0), "hidden=0"),
        (lambda: ds.Network(X2, [1, 2, 3, 4], loss="mae"), "'mae' is not known"),
        (lambda: ds.Cosine(0.1, epochs=0), "epochs=0"),
        (lambda: ds.Cosine(0.1, epochs=5, lr_end=1), "lr_end=1"),
        (lambda: ds.StepDecay(0.1, 3, 2.0), "factor=2.0"),
        (lambda: ds.InverseTime(0.1, 0), "half=0"),
        (lambda: ds.WarmUp(3, -0.1), "lr=-0.1"),
        (lambda: ds.Adam(beta1=1.0), "beta1=1.0"),
        (lambda: ds.Spectrum.of(ds.Ridge(X2, [1, 2, 3, 4])), "Ridge, whose penalty"),
        (lambda: ds.sweep(ds.Ridge(X2, [1, 2, 3, 4]), [0.0]), "lr=0.0 cannot be used"),
        (lambda: ds.diagnose(ds.Lasso(X2, [1, 2, 3, 4]), -1), "lr=-1 cannot be used"),
        (lambda: next(ds.descend(ds.Softmax(X2, [0, 1, 2, 0]), 0.1, [1, 2])), "3 rows of 3 finite"),
    ],
)
def test_what_cannot_be_used(make: Callable[[], object], says: str) -> None:
    with pytest.raises((ds.OptionError, ds.DataError), match=says):
        make()


def test_classes_are_named_in_order() -> None:
    model = ds.Logistic(X2, ["yes", "no", "no", "yes"])
    assert model.classes == ("no", "yes")
    np.testing.assert_array_equal(model.y, [1, 0, 0, 1])
    several = ds.Softmax(X2, [[30], [10], [20], [10]])
    assert several.classes == (10, 20, 30)
    step = next(ds.descend(several, 0.1))
    assert step.weights.shape == (3, 3)
    np.testing.assert_allclose(step.prediction, 1 / 3)


def test_weights_of_whole_numbers_as_classes_are_named_without_a_point() -> None:
    X, y = ds.datasets.lesson_points("lesson-three-classes")
    assert ds.Softmax(X, y).flat_names[:2] == ("0: x", "0: intercept")
    assert ds.Softmax(X, y + 0.5).flat_names[0] == "0.5: x"
    assert ds.Softmax(X, np.array(["a", "b", "c"])[y.astype(int)]).flat_names[0] == "a: x"


def test_options_that_are_left_out_are_as_documented() -> None:
    X, y = np.arange(12.0).reshape(6, 2) ** 2, np.arange(6.0)
    assert (ds.Ridge(X, y).alpha, ds.Lasso(X, y).alpha, ds.ElasticNet(X, y).alpha) == (1, 1, 1)
    assert ds.ElasticNet(X, y).l1_ratio == 0.5
    of_numbers = (ds.LeastSquares, ds.Ridge, ds.Lasso, ds.ElasticNet, ds.Huber, ds.Poisson)
    for made in (*of_numbers, ds.Softmax, ds.Logistic):
        assert made(X, y > 2 if made is ds.Logistic else y).has_intercept
    assert all(
        made.from_summary(ds.Summary.from_rows(X, y)).has_intercept for made in of_numbers[:4]
    )
    summary = ds.Summary.from_rows(X, y)
    of_summary = ds.ElasticNet.from_summary(summary)
    assert (of_summary.alpha, of_summary.l1_ratio) == (1, 0.5)
    assert ds.Lasso.from_summary(summary).alpha == 1
    assert (ds.Huber(X, y).delta, ds.Huber(X, y).alpha) == (1, 0)
    assert (ds.Network(X, y).hidden, ds.Network(X, y).alpha) == (8, 0)
    assert (ds.Logistic(X, y > 2).alpha, ds.Poisson(X, y).alpha, ds.Softmax(X, y).alpha) == (
        0,
        0,
        0,
    )


@pytest.mark.parametrize("name", ["ridge", "lasso", "elastic-net", "network"])
def test_a_penalty_is_no_noise(name: str) -> None:
    model = random_model(name)
    w = some_weights(model, 3)
    residuals = model.predict(w) - model.y
    noise = loss_factor(model.loss_convention, model.n) * float(residuals @ residuals) / model.n
    assert model.noise_loss(w) == pytest.approx(noise, rel=1e-12)
