"""Part two of the lesson: what its texts claim of limits, zeros, boundaries, and failures."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import sympy as sp

import downslope as ds
from downslope import cli
from downslope.datasets import DATA_SETS
from downslope.datasets.lesson_points import POINTS, lesson_points
from downslope.diagnosis.curvature import curvature
from downslope.diagnosis.training_report import train
from downslope.lessons.formulas import Fact
from downslope.lessons.model_facts import model_points, run_model
from downslope.lessons.named_runs import named_run, observe
from downslope.lessons.sections import section
from downslope.lessons.variations import changed_steps, changes
from downslope.numerics.arrays import default_names
from downslope.plots.model_contour import Plane
from sampling import sampled


def facts_of(name: str) -> dict[str, Fact]:
    return dict(observe(named_run(name)))


@pytest.mark.parametrize("name", POINTS)
def test_the_points_of_the_package_are_those_of_the_first_seed(name: str) -> None:
    X, y = lesson_points(name)
    known = DATA_SETS[name]
    with known.path.open() as file:
        rows = list(csv.DictReader(file))
    assert [[float(row[column]) for column in known.features] for row in rows] == X.tolist()
    assert [float(row[known.target]) for row in rows] == y.tolist()


def test_a_difference_shows_what_changes_and_nothing_else() -> None:
    shown = changes("logistic").splitlines()
    assert "-y_hat = X_b @ w" in shown
    assert "+y_hat = 1 / (1 + np.exp(-X_b @ w))" in shown
    assert not any("w = w - lr" in line for line in shown)
    assert changes("linear") == ""
    assert changed_steps("lasso") == {"settings", "loss", "update"}
    assert changed_steps("adam") == {"settings", "initialize", "update"}


SECTIONS = {
    name: name
    for name in ("ridge", "lasso", "huber", "logistic", "softmax", "poisson", "network", "adam")
}  # id → its example


@pytest.mark.parametrize(("name", "example"), SECTIONS.items())
def test_a_section_shows_the_lines_of_its_example(name: str, example: str) -> None:
    assert f"```diff\n{changes(example)}\n```" in section(name).text


# --- logistic ---------------------------------------------------------------------------------


def test_logistic_gradient_by_algebra() -> None:
    z = sp.Symbol("z", real=True)
    p = 1 / (1 + sp.exp(-z))
    assert sp.simplify(sp.diff(p, z) - p * (1 - p)) == 0
    assert sp.simplify(sp.diff(-sp.log(p), z) - (p - 1)) == 0
    assert sp.simplify(sp.diff(-sp.log(1 - p), z) - p) == 0
    assert sp.maximum(p * (1 - p), z) == sp.Rational(1, 4)


def test_logistic_has_two_limits_and_bounces_above_the_second() -> None:
    run, above = facts_of("logistic"), facts_of("logistic_above")
    assert run["lr_limit_global"] == pytest.approx(8 * float(str(run["line.lr_limit"])), rel=1e-9)
    X, y = lesson_points("lesson-yes-no")
    report = ds.diagnose(ds.Logistic(X, y), lr=0.3)
    assert run["lr_limit"] == pytest.approx(report.lr_limit, rel=1e-9)
    assert run["lr"] < run["lr_limit"] < above["lr"]  # type: ignore[operator]
    assert (run["status"], above["status"]) == ("converging", "unstable")
    assert 11 < float(str(run["lr"])) / float(str(run["line.lr_limit"])) < 13  # "about twelve"
    line = ds.LeastSquares(X, y)
    best = ds.diagnose(line).closed_form
    assert line.predict(best).min() < 0
    assert line.predict(best).max() > 1


def test_separable_points_have_no_best_weights() -> None:
    run = facts_of("separated")
    assert run["cause"] == run["absent"] == "separable"
    assert run["min_loss"] is None
    assert run["at.200.x"] > 2 * run["at.20.x"]  # type: ignore[operator]
    X, y = lesson_points("lesson-separated")
    penalized = ds.diagnose(ds.Logistic(X, y, alpha=0.01), lr=0.1)
    assert np.isfinite(penalized.closed_form).all()


# --- ridge and lasso --------------------------------------------------------------------------


def test_ridge_adds_to_the_curvature_and_a_strong_penalty_passes_the_limit() -> None:
    X, y = lesson_points("lesson-line")
    for alpha in (0.5, 100.0):
        added = ds.Ridge(X, y, alpha=alpha).X_b
        hessian = 2 / len(y) * added.T @ added + 2 * alpha * np.diag([1.0, 0.0])
        limit = 2 / np.linalg.eigvalsh(hessian)[-1]
        name = "ridge" if alpha == 0.5 else "ridge_strong"
        assert facts_of(name)["lr_limit"] == pytest.approx(limit, rel=1e-9)
    strong = facts_of("ridge_strong")
    assert (strong["status"], strong["cause"]) == ("diverging", "lr_above_limit")
    assert 0 < float(str(strong["best.x"])) < float(str(strong["line.slope"]))
    residuals = ds.LeastSquares(X, y).predict([strong["best.x"], strong["best.intercept"]]) - y
    assert abs(residuals.mean()) < 1e-9  # "the line still runs through the middle"


def test_ridge_determines_collinear_columns() -> None:
    X, y = lesson_points("lesson-line")
    twins = np.hstack([X, X])
    assert np.linalg.matrix_rank(ds.LeastSquares(twins, y).hessian()) == 2
    report = ds.diagnose(ds.Ridge(twins, y, alpha=0.5))
    assert report.directions[-1].eigenvalue > 0
    assert report.closed_form[0] == pytest.approx(report.closed_form[1], rel=1e-9)


def test_the_slopes_of_the_lasso_are_zero_where_the_gradient_is_within_alpha() -> None:
    X, y = lesson_points("lesson-useless-columns")
    for name, zeros in (("lasso", 6), ("lasso_all", 8)):
        run = facts_of(name)
        alpha = float(str(run["alpha"]))
        assert run["zeros"] == run["best.zeros"] == zeros
        w = np.array([run[f"best.x{j}"] for j in range(1, 9)] + [run["best.intercept"]])
        pull = np.abs(ds.LeastSquares(X, y).gradient(w))[:8]
        assert ((w[:8] == 0) == (pull < alpha - 1e-6)).all()
    assert facts_of("ridge_columns")["best.zeros"] == 0
    held = facts_of("lasso_all")
    assert (held["status"], held["codes"]) == ("converged", ["kink"])
    assert held["best.intercept"] == pytest.approx(y.mean(), rel=1e-9)
    run = facts_of("lasso")
    assert run["lr_limit_global"] == pytest.approx(float(str(run["line.lr_limit"])), rel=1e-9)
    moving = np.column_stack([X[:, :2], np.ones(len(y))])
    assert run["lr_limit"] == pytest.approx(
        2 / np.linalg.eigvalsh(2 / len(y) * moving.T @ moving)[-1], rel=1e-9
    )


# --- Huber, softmax, Poisson ------------------------------------------------------------------


def test_huber_resists_outliers_and_clipped_rows_have_no_curvature() -> None:
    run = facts_of("huber")
    off = [abs(float(str(run[name])) - 3) for name in ("best.x", "line.slope")]
    assert off[0] < 0.55 * off[1]  # "about half as far"
    assert run["lr_limit_global"] == pytest.approx(2 * float(str(run["line.lr_limit"])), rel=1e-9)
    X, y = lesson_points("lesson-outliers")
    model = ds.Huber(X, y, delta=1.0)
    inside = np.abs(model.X_b @ [run["best.x"], run["best.intercept"]] - y) <= 1
    rows = model.X_b[inside]
    assert run["within"] == inside.sum()
    assert run["lr_limit"] == pytest.approx(
        2 / np.linalg.eigvalsh(rows.T @ rows / len(y))[-1], rel=1e-9
    )
    tiny = facts_of("huber_tiny")
    assert (tiny["status"], tiny["cause"]) == ("converging", "lr_too_small")
    assert (np.abs(y) > 0.02).all()  # "at the start all of them are" clipped


def test_softmax_weights_sum_to_zero_and_its_limit_is_four_times_the_lines() -> None:
    run, raw = facts_of("softmax"), facts_of("softmax_raw")
    assert abs(sum(float(str(run[f"w.{k}.x"])) for k in range(3))) < 1e-9
    assert raw["lr_limit_global"] == pytest.approx(4 * float(str(raw["line.lr_limit"])), rel=1e-9)
    assert raw["lr_limit_global"] < raw["lr_limit"]  # type: ignore[operator]
    assert run["start_loss"] == pytest.approx(np.log(3), rel=1e-12)
    x, _ = lesson_points("lesson-three-classes")
    model = ds.Softmax(x * 1000, lesson_points("lesson-three-classes")[1])
    losses = [step.loss for step, _ in zip(ds.descend(model, 0.05), range(6), strict=False)]
    assert np.isfinite(losses).all()  # "this package does so": no overflow at that rate


def test_softmax_of_two_classes_is_logistic_regression() -> None:
    X, y = lesson_points("lesson-yes-no")
    two, one = ds.fit(X, y, model="softmax"), ds.fit(X, y, model="logistic")
    assert two.log_likelihood == pytest.approx(one.log_likelihood, rel=1e-9)


def test_the_curvature_of_poisson_grows_with_its_predictions() -> None:
    run, above = facts_of("poisson"), facts_of("poisson_above")
    assert run["lr_limit_global"] is None
    assert float(str(run["growth"])) > 8
    assert run["lr_limit"] < above["lr"] < run["line.lr_limit"]  # type: ignore[operator]
    X, y = lesson_points("lesson-counts")
    report = ds.diagnose(ds.Poisson(X, y), lr=0.02, epochs=40)
    assert (report.status, report.cause) == (above["status"], "lr_above_limit")
    assert report.lr_limit == pytest.approx(float(str(run["lr_limit"])), rel=1e-9)
    model = ds.Poisson(X, y)
    best = np.array([run["best.x"], run["best.intercept"]], dtype=float)
    rows = model.X_b * np.sqrt(model.predict(best))[:, np.newaxis]
    assert run["steep.curvature"] == pytest.approx(
        np.linalg.eigvalsh(rows.T @ rows / len(y))[-1], rel=1e-6
    )
    thrown = model.predict(np.array([above["at.2.x"], above["at.2.intercept"]], dtype=float))
    assert np.median(thrown) < 1e-9  # "practically zero"


# --- the network, Adam, and the map -----------------------------------------------------------


def test_a_network_crosses_a_plateau_at_the_loss_of_the_best_line() -> None:
    run = facts_of("plateau")
    floor = float(str(run["line.min_loss"]))
    for epoch in (50, 100, 150):
        assert run[f"at.{epoch}.loss"] == pytest.approx(floor, rel=0.02)
    assert float(str(run["final_loss"])) < 0.1 * floor
    X, y = lesson_points("lesson-bend")
    model = ds.Network(X, y, hidden=4)
    start = model.starting_weights() * 0.01
    step = next(s for s in ds.descend(model, 0.05, start) if s.epoch == 100)
    assert np.linalg.norm(step.gradient) < 0.05 * np.linalg.norm(model.gradient(start))
    assert curvature(model, step.weights).smallest < 0  # "in some directions the loss curves down"


def test_a_network_that_starts_at_zero_stays_there() -> None:
    run = facts_of("dead")
    assert (run["status"], run["cause"]) == ("converged", "dead_units")
    assert run["w.h1"] == run["w.x.h1"] == 0
    assert abs(float(str(run["w.intercept"]))) > 1


def test_the_limit_of_a_network_depends_on_where_it_is() -> None:
    run = facts_of("network")
    assert run["start.limit"] > 1.2 * run["lr_limit"]  # type: ignore[operator]
    X, y = lesson_points("lesson-bend")
    model = ds.Network(X, y, hidden=4)
    w = model.starting_weights()
    V, u = model.split(w)
    order = [1, 0, 2, 3]
    swapped = np.concatenate([V[:, order].ravel(), u[[*order, 4]]])
    assert model.loss(swapped) == pytest.approx(model.loss(w), rel=1e-12)  # "swap two units"


def test_adam_passes_the_limit_of_plain_descent_and_has_one_of_its_own() -> None:
    run = facts_of("adam")
    assert (run["status"], run["cause"]) == ("converged", "none")
    assert 19 < float(str(run["lr"])) / float(str(run["line.lr_limit"])) < 21  # "about twenty"
    assert 1 < float(str(run["lr_limit"])) < 10
    X, y = lesson_points("lesson-line")
    assert ds.diagnose(ds.LeastSquares(X, y), lr=0.5, epochs=20).status == "diverging"


def test_a_constant_rate_of_adam_bursts_and_training_says_so() -> None:
    X, y = lesson_points("lesson-line")
    run = train(ds.LeastSquares(X, y), 3.0, 400, rule="adam")
    assert (run.status, run.cause) == ("unstable", "edge_of_stability")
    assert run.final_loss < 1.01 * ds.diagnose(ds.LeastSquares(X, y)).min_loss


def test_the_map_marks_the_steps_that_the_examples_change() -> None:
    table = [line for line in section("part-two").body.splitlines() if line.startswith("| ")]
    head, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]
    assert len(rows) == len(SECTIONS)
    for model, *cells in rows:
        marked = {step for step, cell in zip(head[1:], cells, strict=True) if cell != "same"}
        assert marked == changed_steps(model.lower()) - {"settings"}, model
        assert all(cell == "same" or cell.startswith("**") for cell in cells)


def test_the_picture_of_many_weights_says_what_it_shows() -> None:
    X, y = lesson_points("lesson-bend")
    model = ds.Network(X, y, hidden=2)
    axes = ds.plots.model_contour(model, {"lr=0.02": 0.02}, 20)
    texts = " ".join(text.get_text() for text in axes.texts)
    run = [step.weights for step, _ in zip(ds.descend(model, 0.02), range(21), strict=False)]
    share = Plane.of(model, run[-1]).share(np.array(run))
    assert 0 < share < 1
    assert f"{share:.0%} of the squared length" in texts
    (line,) = [each for each in axes.lines if each.get_label() == "lr=0.02"]
    assert len(line.get_xdata()) == 21


# --- the same numbers everywhere --------------------------------------------------------------

RUNS = {  # a model: its points, its rate, the options of the command line
    "ridge": ("lesson-line", 0.01, ["--alpha=0.5"]),
    "lasso": ("lesson-useless-columns", 0.2, ["--alpha=0.5"]),
    "huber": ("lesson-outliers", 0.05, ["--delta=1"]),
    "logistic": ("lesson-yes-no", 0.3, []),
    "softmax": ("lesson-three-classes", 1.0, ["--standardize"]),
    "poisson": ("lesson-counts", 0.004, []),
    "network": ("lesson-bend", 0.02, ["--hidden=4"]),
}


@pytest.mark.parametrize("model", RUNS)
def test_the_lesson_the_library_and_the_terminal_have_the_same_bits(
    model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    points, lr, options = RUNS[model]
    penalty = 0.5 if "--alpha=0.5" in options else 0.0
    given = {"alpha": penalty, "delta": 1.0, "hidden": 4}
    standardize = "--standardize" in options
    for seed in sampled(range(20), 1, model):
        X, y = lesson_points(points, seed=seed)
        facts = run_model(model, points, lr, 20, seed=seed, standardize=standardize, alpha=penalty)
        names = default_names(X.shape[1])
        file = tmp_path / "points.csv"
        table = np.column_stack([X, y]).tolist()
        rows = [",".join(map(repr, row)) for row in table]
        file.write_text("\n".join([",".join([*names, "y"]), *rows]) + "\n")
        arguments = ["train", str(file), "-t", "y", f"--model={model}", f"--lr={lr}"]
        assert cli.run([*arguments, "--epochs=20", "--json", *options]) == 0
        told = json.loads(capsys.readouterr().out)
        made, _, _ = model_points(model, points, 100, seed, given)
        problem = made.standardized() if standardize else made
        last = next(step for step in ds.descend(problem, lr) if step.epoch == 20)
        assert list(told["weights"].values()) == last.weights.ravel().tolist()
        assert [v for k, v in facts.items() if k.startswith("w.")] == last.weights.ravel().tolist()
        assert facts["final_loss"] == last.loss == told["final_loss"]
        assert facts["lr_limit"] == pytest.approx(told["lr_limit"], rel=1e-6)
