"""Part two of the lesson, sentence by sentence: claims that a small computation can decide."""

from __future__ import annotations

from functools import cache
from itertools import islice

import numpy as np
import pytest
import sympy as sp

import downslope as ds
from downslope import cli
from downslope.datasets import lesson_points
from downslope.lessons.formulas import Fact
from downslope.lessons.named_runs import named_run, observe
from downslope.lessons.sections import section


@cache
def facts_of(run: str) -> dict[str, Fact]:
    return dict(observe(named_run(run)))


def number(run: str, name: str) -> float:
    return float(str(facts_of(run)[name]))


def after(model: ds.Ridge | ds.Lasso | ds.Huber, lr: float, epochs: int, **how: object) -> ds.Step:
    return next(islice(ds.descend(model, lr, **how), epochs, None))  # type: ignore[arg-type]


# --- two limits, in the map ---------------------------------------------------------------------


def model_of(run: str) -> ds.Logistic | ds.Lasso | ds.Huber:
    X, y = lesson_points(str(facts_of(run)["points"]))
    if run == "logistic":
        return ds.Logistic(X, y)
    if run == "lasso":
        return ds.Lasso(X, y, alpha=number(run, "alpha"))
    return ds.Huber(X, y, delta=number(run, "delta"))


def losses_of(model: ds.Logistic | ds.Lasso | ds.Huber, lr: float, start: object) -> np.ndarray:
    steps = islice(ds.descend(model, lr, start=start), 201)  # type: ignore[arg-type]
    return np.array([step.loss for step in steps])


@pytest.mark.parametrize("run", ["logistic", "lasso", "huber"])
def test_below_the_limit_that_is_safe_from_anywhere_the_loss_falls_in_every_epoch(run: str) -> None:
    model = model_of(run)
    starts = np.random.default_rng(0).normal(0, 5, (6, model.X_b.shape[1]))
    for start in starts:
        losses = losses_of(model, 0.99 * number(run, "lr_limit_global"), start)
        assert (np.diff(losses) <= 1e-12 * losses[:-1]).all()


@pytest.mark.parametrize("run", ["logistic", "lasso", "huber"])
def test_a_run_near_the_solution_settles_below_the_limit_there_and_not_above(run: str) -> None:
    model = model_of(run)
    best = ds.diagnose(model).closed_form
    limit = number(run, "lr_limit")
    below, above = (
        losses_of(model, share * limit, best + 1e-3) - model.loss(best) for share in (0.9, 1.1)
    )
    assert below[-1] < 0.01 * below[0]
    assert above[100:].min() > 10 * above[10]


# --- ridge ------------------------------------------------------------------------------------


def test_ridge_first_shrinks_the_slope_and_then_steps() -> None:
    """`(1 − 2·lr·α) · slope − lr · g`: weight decay."""
    X, y = lesson_points("lesson-line")
    lr, alpha, start = 0.01, 0.5, np.array([2.0, 1.0])
    plain = ds.LeastSquares(X, y).gradient(start)
    step = after(ds.Ridge(X, y, alpha=alpha), lr, 1, start=start)
    decayed = (1 - 2 * lr * alpha) * start[0] - lr * plain[0]
    assert step.weights[0] == pytest.approx(decayed, rel=1e-12)
    assert step.weights[1] == pytest.approx(start[1] - lr * plain[1], rel=1e-12)  # pays nothing


def test_ridge_adds_the_same_curvature_to_all_directions_of_slopes() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=40)
    X, alpha = np.column_stack([x, 2 * x, rng.normal(size=40)]), 0.7
    y = X.sum(axis=1)
    ridge, line, w = ds.Ridge(X, y, alpha=alpha), ds.LeastSquares(X, y), np.ones(4)
    added = [ridge.hessian_product(w, v) - line.hessian_product(w, v) for v in np.eye(4)]
    assert added == pytest.approx(np.diag([2 * alpha] * 3 + [0.0]), abs=1e-12)


def test_ridge_counts_in_the_units_of_the_column() -> None:
    """In thousandths of x the slope is a thousandth, and costs next to nothing."""
    X, y = lesson_points("lesson-line")
    line = ds.diagnose(ds.LeastSquares(X, y)).closed_form[0]
    whole, thousandths = (
        ds.diagnose(ds.Ridge(X * unit, y, alpha=100.0)).closed_form[0] for unit in (1, 1000)
    )
    assert whole < 0.5 * line
    assert 1000 * thousandths == pytest.approx(line, rel=1e-4)


# --- lasso ------------------------------------------------------------------------------------


@pytest.mark.parametrize("slope", [0.3, -0.3, 0.04, -0.04, 0.0])
def test_the_soft_threshold_ends_at_the_lowest_point_of_the_parabola_with_the_penalty(
    slope: float,
) -> None:
    lr, alpha, gradient = 0.1, 1.0, 0.7
    stepped = slope - lr * gradient
    grid = np.linspace(-1, 1, 200_001)
    bent = gradient * (grid - slope) + (grid - slope) ** 2 / (2 * lr) + alpha * np.abs(grid)
    lowest = np.sign(stepped) * max(abs(stepped) - lr * alpha, 0)
    assert lowest == pytest.approx(grid[bent.argmin()], abs=1e-5)


def test_a_slope_of_the_lasso_is_zero_if_the_gradient_with_it_at_zero_is_within_alpha() -> None:
    X, y = lesson_points("lesson-useless-columns")
    best = ds.diagnose(ds.Lasso(X, y, alpha=0.5)).closed_form
    for column, slope in enumerate(best[:-1]):
        without = np.where(np.arange(best.size) == column, 0.0, best)
        pull = abs(ds.LeastSquares(X, y).gradient(without)[column])
        assert (slope == 0) == (pull <= 0.5)


def test_the_zeros_of_the_lasso_are_listed_about_the_data(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run = "diagnose lesson-useless-columns --model lasso --alpha 8 --lr 0.2"
    assert cli.run(run.split()) == 0
    under = capsys.readouterr().out.split("About the data")[1].split("What to do")[0]
    assert all(f"'x{column}'" in under for column in range(1, 9))
    assert "this is proven" in " ".join(under.split())


def test_the_lasso_usually_keeps_one_of_two_columns_that_say_almost_the_same() -> None:
    kept = []
    for seed in range(12):
        rng = np.random.default_rng(seed)
        x = rng.normal(size=100)
        twins = np.column_stack([x, x + rng.normal(0, 0.02, 100)])
        fit = ds.fit(twins, 3 * x + rng.normal(size=100), model="lasso", alpha=0.5)
        kept.append(np.flatnonzero(fit.coef).tolist())
    assert sum(len(each) == 1 for each in kept) > 6  # "usually"
    assert {tuple(each) for each in kept} >= {(0,), (1,)}  # "the noise decides which"


def test_the_lasso_has_no_best_split_between_two_copies() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=100)
    model = ds.Lasso(np.column_stack([x, x]), 3 * x + rng.normal(size=100), alpha=0.5)
    losses = [model.loss(np.array([part, 2.7 - part, 0.0])) for part in (0, 0.9, 1.35, 2.7)]
    assert losses == pytest.approx([losses[0]] * 4, rel=1e-12)


# --- Huber ------------------------------------------------------------------------------------


def test_huber_with_a_large_delta_is_least_squares() -> None:
    X, y = lesson_points("lesson-outliers")
    wide = ds.diagnose(ds.Huber(X, y, delta=1000.0)).closed_form
    assert wide == pytest.approx(ds.diagnose(ds.LeastSquares(X, y)).closed_form, rel=1e-6)


def test_huber_with_a_tiny_delta_has_the_median_as_its_best_constant() -> None:
    y = np.array([1.0, 2.0, 4.0, 8.0, 100.0])
    constants = np.linspace(0, 100, 10_001)
    model = ds.Huber(np.zeros((5, 1)), y, delta=0.001)
    losses = [model.loss(np.array([0.0, constant])) for constant in constants]
    assert constants[int(np.argmin(losses))] == pytest.approx(np.median(y), abs=0.011)


def test_huber_of_clipped_rows_takes_steps_of_one_length() -> None:
    """Where all rows are clipped, the gradient does not depend on how far off they are."""
    X, y = lesson_points("lesson-outliers")
    model = ds.Huber(X, y, delta=0.02)
    far = [model.gradient(np.array([0.0, level])) for level in (-50.0, -500.0)]
    assert far[0] == pytest.approx(far[1], rel=1e-12)
    assert number("huber_tiny", "w.x") < 0.5 * number("lesson", "closed.slope")


# --- logistic and softmax ---------------------------------------------------------------------


def test_a_step_of_logistic_is_never_longer_than_the_features_allow() -> None:
    X, y = lesson_points("lesson-yes-no")
    model = ds.Logistic(X, y)
    longest = np.abs(model.X_b).mean(axis=0)
    steps = list(islice(ds.descend(model, 50.0), 200))
    assert len(steps) == 200
    for step in steps:
        assert np.isfinite(step.loss)
        assert (np.abs(step.gradient) <= longest + 1e-12).all()
        assert (np.abs(step.residuals) <= 1).all()


def test_between_its_limits_the_loss_of_logistic_rises_once_and_the_run_settles() -> None:
    assert number("logistic", "lr_limit_global") < number("logistic", "lr")
    assert number("logistic", "lr") < number("logistic", "lr_limit")
    assert number("logistic", "at.1.loss") > number("logistic", "start_loss")
    assert number("logistic", "rises") == 1  # "from then on it falls"
    X, y = lesson_points("lesson-yes-no")
    step = next(islice(ds.descend(ds.Logistic(X, y), number("logistic", "lr")), 4000, None))
    assert step.loss == pytest.approx(number("logistic", "min_loss"), rel=1e-9)


def test_the_boundary_of_logistic_is_where_the_score_is_zero() -> None:
    X, y = lesson_points("lesson-yes-no")
    slope, intercept = number("logistic", "best.x"), number("logistic", "best.intercept")
    boundary = number("logistic", "boundary")
    assert slope * boundary + intercept == pytest.approx(0, abs=1e-6)
    model = ds.Logistic(X, y)
    assert number("logistic", "right_share") == ((X[:, 0] > boundary) == y).mean()
    probability = model.predict(np.array([slope, intercept]))
    assert ((probability > 0.5) == (X[:, 0] > boundary)).all()


def test_softmax_costs_what_the_algebra_says() -> None:
    z = sp.symbols("z1:4", real=True)
    total = sum(sp.exp(each) for each in z)
    cost = -sp.log(sp.exp(z[0]) / total)
    for place, each in enumerate(z):
        residual = sp.exp(each) / total - (1 if place == 0 else 0)
        assert sp.simplify(sp.diff(cost, each) - residual) == 0


def test_softmax_does_not_notice_what_is_added_to_every_class() -> None:
    X, y = lesson_points("lesson-three-classes")
    model = ds.Softmax(X, y)
    w = np.arange(6.0).reshape(3, 2) / 5
    moved = w + np.array([0.7, -1.3])
    assert model.loss(moved) == pytest.approx(model.loss(w), rel=1e-12)
    halves = np.diag([0.5, 0.5, 0]) - np.outer([0.5, 0.5, 0], [0.5, 0.5, 0])
    assert np.linalg.eigvalsh(halves)[-1] == pytest.approx(0.5)  # "at most a half", reached here
    for p in np.random.default_rng(0).dirichlet([1, 1, 1], 200):
        assert np.linalg.eigvalsh(np.diag(p) - np.outer(p, p))[-1] <= 0.5 + 1e-12


def test_the_middle_class_of_softmax_lies_between_two_boundaries() -> None:
    low, high = sorted(number("softmax_raw", f"cut.{k}") for k in range(2))
    X, y = lesson_points("lesson-three-classes")
    model = ds.Softmax(X, y)
    w = np.array([[number("softmax_raw", f"best.{k}.{name}") for name in ("x", "intercept")]
                  for k in range(3)])  # fmt: skip
    for cut in (low, high):
        first, second = sorted(w @ [cut, 1])[-2:]
        assert first == pytest.approx(second, abs=1e-6)  # "where two scores are equal"
    best = [int(np.argmax(w @ [x, 1])) for x in (low - 1, (low + high) / 2, high + 1)]
    assert best == [0, 1, 2]
    assert model.loss(w) == pytest.approx(number("softmax_raw", "min_loss"), rel=1e-6)


# --- Poisson and the network ------------------------------------------------------------------


def test_a_rate_below_the_limit_at_the_start_may_land_far_above_it() -> None:
    X, y = lesson_points("lesson-counts")
    model, lr = ds.Poisson(X, y), number("poisson_above", "lr")
    assert lr < number("poisson", "start.limit")
    landed = next(iter(ds.descend(model, lr))).next_weights
    rows = np.column_stack([X, np.ones(len(y))])
    bend = np.linalg.eigvalsh(rows.T @ (np.exp(rows @ landed)[:, None] * rows) / len(y)).max()
    assert lr > 10 * 2 / bend


def test_a_slope_of_poisson_multiplies_the_mean() -> None:
    X, y = lesson_points("lesson-counts")
    w = np.array([number("poisson", "best.x"), number("poisson", "best.intercept")])
    model = ds.Poisson(np.array([[0.0], [3.0], [4.0]]), np.array([1.0, 2.0, 3.0]))
    at_zero, at_three, at_four = model.predict(w)
    assert at_four / at_three == pytest.approx(number("poisson", "factor"), rel=1e-9)
    assert at_zero == pytest.approx(number("poisson", "at_zero"), rel=1e-9)
    z, seen = sp.symbols("z y", real=True)
    assert sp.diff(sp.exp(z) - seen * z, z) == sp.exp(z) - seen
    assert X.shape == (100, 1)
    assert (y == np.round(y)).all()


def test_the_blame_of_a_unit_is_residual_times_weight_times_what_tanh_allows() -> None:
    X, y = lesson_points("lesson-bend")
    model = ds.Network(X, y, hidden=4)
    w = model.starting_weights()
    V, u = model.split(w)
    hidden = np.tanh(model.X_b @ V)
    residuals = hidden @ u[:-1] + u[-1] - y
    blame = residuals[:, np.newaxis] * u[:-1] * (1 - hidden**2)
    by_hand = 2 / len(y) * model.X_b.T @ blame
    assert model.gradient(w)[: V.size] == pytest.approx(by_hand.ravel(), rel=1e-10)


def test_the_network_is_still_falling_and_getting_steeper() -> None:
    assert number("network_long", "at.500.loss") == number("network", "final_loss")
    assert number("network_long", "final_loss") < 0.9 * number("network", "final_loss")
    assert number("network_long", "rises") == 0
    assert number("network", "sharpness") < number("network_long", "sharpness")
    assert number("network_long", "lr") < number("network_long", "lr_limit")


def curvatures_of(model: ds.Network, w: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Eigenvalues, and their directions in columns, by differences of the gradient."""
    h = 1e-5
    columns = [(model.gradient(w + h * e) - model.gradient(w - h * e)) / (2 * h)
               for e in np.eye(w.size)]  # fmt: skip
    hessian = np.array(columns)
    return np.linalg.eigh((hessian + hessian.T) / 2)


def test_dead_units_stand_at_a_saddle_and_the_run_leaves_it_by_the_factor() -> None:
    """Where the loss curves down, 1 − lr·λ is above 1: the distance grows by it."""
    X, y = lesson_points("lesson-bend")
    model, lr = ds.Network(X, y, hidden=4), 0.05
    saddle = np.append(np.zeros(12), y.mean())
    assert model.gradient(saddle) == pytest.approx(0, abs=1e-9)
    values, directions = curvatures_of(model, saddle)
    assert values[0] < 0 < values[-1]  # down in some directions and up in others
    away = 1e-4 * directions[:, 0]
    for _ in range(10):
        moved = away - lr * model.gradient(saddle + away)
        assert directions[:, 0] @ moved == pytest.approx(
            (1 - lr * values[0]) * (directions[:, 0] @ away), rel=0.01
        )
        away = moved


def test_the_plateau_curves_down_and_the_run_leaves_it() -> None:
    X, y = lesson_points("lesson-bend")
    model = ds.Network(X, y, hidden=4)
    steps = ds.descend(model, 0.05, start=model.starting_weights() / 100)
    step = next(islice(steps, 100, None))
    assert curvatures_of(model, step.weights)[0][0] < 0
    assert step.loss == pytest.approx(number("plateau", "line.min_loss"), rel=0.01)
    assert number("plateau", "final_loss") < 0.1 * step.loss


def test_equal_units_move_and_stay_equal() -> None:
    X, y = lesson_points("lesson-bend")
    model, one = ds.Network(X, y, hidden=4), ds.Network(X, y, hidden=1)
    start = np.concatenate([np.repeat([0.5, 0.1], 4), np.repeat(0.3, 4), [0.0]])
    step = next(islice(ds.descend(model, 0.02, start=start), 300, None))
    V, w = model.split(step.weights)
    assert np.ptp(V, axis=1) == pytest.approx(0, abs=1e-9)
    assert np.ptp(w[:-1]) == pytest.approx(0, abs=1e-9)
    assert np.abs(step.weights - start).max() > 0.1
    alone = np.concatenate([V[:, 0], [4 * w[0]], w[-1:]])  # "do the work of one"
    assert one.loss(alone) == pytest.approx(step.loss, rel=1e-9)


def test_all_weights_at_zero_leave_all_units_dead(capsys: pytest.CaptureFixture[str]) -> None:
    seen = next(each.line for each in section("network").see if "--start" in each.line)
    assert cli.run(seen.split()[1:]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert str(facts_of("dead")["sentence"]) in out
    assert "4 of 4 hidden units are dead" in out


# --- Adam -------------------------------------------------------------------------------------


def test_the_first_step_of_adam_moves_every_weight_by_the_rate() -> None:
    X, y = lesson_points("lesson-line")
    line = ds.LeastSquares(X, y)
    first, second = islice(ds.descend(line, 0.3, start=[1.0, -5.0], rule="adam"), 2)
    moved = second.weights - first.weights
    assert moved == pytest.approx(-0.3 * np.sign(first.gradient), rel=1e-6)


def test_the_limit_of_adam_is_that_of_the_curvature_over_its_divisors() -> None:
    """`(2 + 2·β₁) / (1 − β₁) / λ_max(P⁻¹H)`, with the P of an Adam that is written out here."""
    X, y = lesson_points("lesson-line")
    line = ds.LeastSquares(X, y)
    w, mean, squares = np.zeros(2), np.zeros(2), np.zeros(2)
    limits = []
    for epoch in range(1, int(number("adam", "followed")) + 1):
        gradient = line.gradient(w)
        mean = 0.9 * mean + 0.1 * gradient
        squares = 0.999 * squares + 0.001 * gradient**2
        divisors = np.sqrt(squares / (1 - 0.999**epoch)) + 1e-8
        w = w - number("adam", "lr") * mean / (1 - 0.9**epoch) / divisors
        if epoch % 200 == 0:
            steepest = np.linalg.eigvals(line.hessian() / divisors[:, np.newaxis]).real.max()
            limits.append((2 + 2 * 0.9) / (1 - 0.9) / steepest)
    assert number("adam", "lr_limit") == pytest.approx(limits[-1], rel=0.002)
    assert limits == sorted(limits, reverse=True)  # "comes down to meet your rate"


@pytest.mark.parametrize("lr", [2.0, 3.0])
def test_a_constant_rate_of_adam_is_done_and_then_not(lr: float) -> None:
    X, y = lesson_points("lesson-line")
    line = ds.LeastSquares(X, y)
    floor = ds.diagnose(line).min_loss
    steps = islice(ds.descend(line, lr, rule="adam"), 6001)
    losses = np.array([step.loss for step in steps]) / floor
    assert (losses[300:1300] < 1.01).all()  # "within a few hundred epochs", and stays there
    bursts = np.flatnonzero(losses[300:] > 5) + 300
    assert bursts[0] > 1300  # "more than a thousand epochs later"
    assert (losses[bursts[0] :] < 1.01).any()  # "comes back"
    assert bursts[-1] > bursts[0] + 1000  # "and bursts again"
