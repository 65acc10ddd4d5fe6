"""Diagnosis of models whose runs have no closed form: limits, statuses, causes, advice."""

from __future__ import annotations

import itertools
import json
import math
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from soak.models import EPOCHS, SHARES, seen_status
from soak.models import random_model as soak_model

import downslope as ds
from downslope.cli import run
from downslope.data.open import read
from downslope.descent import Step
from downslope.diagnosis.advice import Advice
from downslope.diagnosis.minimum import Minimum
from downslope.diagnosis.model_report import ModelDiagnosis
from downslope.diagnosis.model_trials import best_trial, settle
from downslope.diagnosis.observed_run import Loop
from downslope.models.catalog import model_on
from downslope.models.model import Model
from downslope.rules import RULES, step_rule
from sampling import sampled
from test_models import ALL, random_model
from test_recorded_runs import model_of

SOLVED = tuple(name for name in ALL if name not in ("network", "least-squares"))


def diagnosed(model: Model, lr: float | None = None, **given: object) -> ModelDiagnosis:
    found = ds.diagnose(model, lr, **given)  # type: ignore[arg-type]
    assert isinstance(found, ModelDiagnosis)
    return found


def fades(model: Model, minimum: Minimum, lr: float, rule: str) -> bool:
    """Whether the loop takes a small error at the minimum away, in as many epochs as needed."""
    first = minimum.weights.copy()
    free = minimum.free.reshape(first.shape)
    along = minimum.axes[:, 0].reshape(first.shape)
    small = 1e-4 * float(minimum.tolerances.min()) * np.where(free, along, 0.0)
    start = model.in_user_units(first + small)
    size = float(np.linalg.norm(small))
    for step in itertools.islice(ds.descend(model, lr, start, rule=rule), 2000):
        off = float(np.linalg.norm(model.starting_weights(step.weights) - first))
        if off < size / 10:
            return True
        if not off < 10 * size:
            return False
    return off < size


# A lasso at rest has a velocity that its threshold meets, which no start has.
RESTING = [("momentum", name) for name in SOLVED if name not in ("lasso", "elastic-net")]


@pytest.mark.parametrize(("rule", "name"), [*(("gd", name) for name in SOLVED), *RESTING])
def test_the_limit_is_where_the_loop_ceases_to_settle(name: str, rule: str) -> None:
    model = random_model(name, 5)
    minimum = Minimum.of(model)
    assert minimum is not None
    limit = Loop(model, step_rule(rule), minimum).limit
    assert fades(model, minimum, 0.99 * limit, rule)
    assert not fades(model, minimum, 1.01 * limit, rule)


@pytest.mark.parametrize(("name", "share"), sampled([*itertools.product(SOLVED, SHARES)], 14))
def test_the_status_is_what_ten_times_as_many_epochs_show(name: str, share: float) -> None:
    model = random_model(name, 11)
    minimum = Minimum.of(model)
    assert minimum is not None
    loop = Loop(model, step_rule("gd"), minimum)
    lr = share * loop.limit
    with np.errstate(all="ignore"):
        assert loop.observe(lr, EPOCHS).status == seen_status(model, minimum, lr)


@pytest.mark.parametrize(
    ("model", "start"),
    [
        (ds.Logistic([[-1.0], [1], [-1], [1]], [0, 0, 1, 1]), [3.0, 0.0]),
        (ds.Logistic([[-2.0], [2], [-2], [2]], [0, 0, 1, 1], intercept=False), [1.0]),
        (ds.Softmax([[-1.0], [1], [-1], [1]], [0, 0, 1, 1]), [[1.5, 0.0], [-1.5, 0.0]]),
    ],
)
@pytest.mark.parametrize("share", SHARES)
def test_a_cycle_of_points_with_the_same_loss_does_not_settle(
    model: Model, start: list, share: float
) -> None:
    minimum = Minimum.of(model)
    assert minimum is not None
    loop = Loop(model, step_rule("gd"), minimum, start)
    lr = share * loop.limit
    status = loop.observe(lr, EPOCHS).status
    assert status == seen_status(model, minimum, lr, start)
    assert (status == "unstable") == (share > 1)


@pytest.mark.parametrize("start", [1.0, 0.25])
def test_an_adaptive_rule_may_jump_between_points_of_the_same_loss(start: float) -> None:
    model = ds.Ridge([[-1.0], [1]], [0.0, 0.0], intercept=False)
    *_, last = itertools.islice(ds.descend(model, 0.5, [start], rule="rmsprop"), 3000)
    assert last.next_weights == pytest.approx(-last.weights, rel=1e-5)
    found = diagnosed(model, 0.5, epochs=300, start=[start], rule="rmsprop")
    assert (found.status, found.cause) == ("unstable", "edge_of_stability")


@pytest.mark.parametrize("name", SOLVED)
def test_zeros_as_targets_or_in_a_column_hide_no_error(name: str) -> None:
    rng = np.random.default_rng(0)
    zeros = name not in ("logistic", "softmax", "poisson")
    X = np.column_stack([rng.normal(size=30), np.zeros(30)])
    y = np.zeros(30) if zeros else rng.integers(0, 2, 30)
    model = model_on(name, X, y, {})
    start = np.full(model.weights_shape, 3.0) * ([[1], [-1]] if name == "softmax" else 1)
    found = diagnosed(model, 1e-6, epochs=20, start=start)
    assert found.status == "converging"
    assert diagnosed(model, 1e-6, epochs=20, start=start, rule="adam").status == "converging"


@pytest.mark.parametrize("share", [0.3, 0.4, 0.5])
def test_rounding_along_a_direction_that_is_done_is_no_cycle(share: float) -> None:
    model = soak_model("ridge", 588)
    minimum = Minimum.of(model)
    assert minimum is not None
    loop = Loop(model, step_rule("gd"), minimum)
    assert loop.observe(share * loop.limit, EPOCHS).status == "converging"


def test_a_fall_toward_a_cycle_is_no_convergence() -> None:
    model = soak_model("softmax", 579)
    minimum = Minimum.of(model)
    assert minimum is not None
    loop = Loop(model, step_rule("gd"), minimum)
    lr = 1.01 * loop.limit
    assert loop.observe(lr, EPOCHS).status == "unstable"
    assert seen_status(model, minimum, lr) == "unstable"


@pytest.mark.parametrize("name", SOLVED)
def test_the_tolerances_are_those_of_least_squares_in_the_same_words(name: str) -> None:
    model = random_model(name, 2)
    found = diagnosed(model)
    assert (found.status, found.cause) == ("converged", "none")
    assert found.sentence.startswith("Every weight is right to three digits")
    fit = Minimum.of(model)
    assert fit is not None
    np.testing.assert_allclose(found.closed_form, fit.user_weights)
    assert model.loss(fit.weights) == pytest.approx(found.min_loss)
    # No small step lowers the loss.
    rng = np.random.default_rng(0)
    for _ in range(20):
        step = 1e-3 * rng.normal(size=fit.weights.shape)
        assert model.loss(fit.weights + step) >= found.min_loss


def test_a_minimum_of_least_squares_has_its_spectrum() -> None:
    problem = random_model("least-squares", 3)
    spectrum, minimum = ds.Spectrum.of(problem), Minimum.of(problem)
    assert minimum is not None
    np.testing.assert_allclose(minimum.eigenvalues, spectrum.eigenvalues)
    np.testing.assert_allclose(minimum.tolerances, spectrum.tolerances, rtol=0.05)
    np.testing.assert_allclose(minimum.user_weights, spectrum.optimum)


def test_units_do_not_hide_a_direction() -> None:
    rng = np.random.default_rng(1)
    X = np.column_stack([1.7e9 + 1e6 * rng.normal(size=90), 1e-6 * rng.normal(size=90)])
    y = rng.uniform(size=90) < 1 / (1 + np.exp(-1e6 * X[:, 1]))
    minimum = Minimum.of(ds.Logistic(X, y))
    assert minimum is not None
    assert (minimum.flat, len(minimum.eigenvalues)) == (0, 3)
    assert minimum.condition_number > 1e25


@pytest.mark.parametrize("name", ["ridge", "logistic", "poisson", "huber"])
def test_advice_is_true(name: str) -> None:
    model = random_model(name, 4)
    found = diagnosed(model, 1e-3, epochs=60)
    assert (found.status, found.cause) == ("converging", "lr_too_small")
    tried = found.advice[0]
    assert isinstance(tried, Advice)
    problem = model.standardized() if tried.standardize else model
    seen = [
        step.weights for step in itertools.islice(ds.descend(problem, tried.lr), tried.epochs + 1)
    ]
    minimum = Minimum.of(model)
    assert minimum is not None
    assert minimum.in_tolerances(seen[-1]) <= 1
    assert minimum.in_tolerances(seen[-2]) > 1


def test_a_forecast_beyond_what_was_run_comes_true() -> None:
    model = random_model("logistic", 0)
    found = diagnosed(model, 0.01)
    needed = found.epochs_to_tolerance
    assert needed > found.followed
    minimum = Minimum.of(model)
    assert minimum is not None
    steps = itertools.islice(ds.descend(model, 0.01), int(1.05 * needed))
    late = [minimum.in_tolerances(step.weights) for step in steps if step.epoch > 0.95 * needed]
    assert late[0] > 1 > late[-1]


def test_the_lasso_counts_the_weights_that_are_not_zero() -> None:
    model = random_model("lasso")
    found = diagnosed(model, 0.01)
    (kink,) = [each for each in found.obstacles if each.code == "kink"]
    assert kink.columns == ("x1",)
    assert found.lr_limit_global is not None
    used = model.X_b[:, [1, 2, 3]]
    assert found.lr_limit == pytest.approx(model.n / np.linalg.norm(used, 2) ** 2)
    assert found.lr_limit > found.lr_limit_global == pytest.approx(2 / model.curvature_bound())


@pytest.mark.parametrize("rule", ["momentum", "nesterov", "adam", "rmsprop"])
def test_the_penalty_of_a_lasso_is_the_same_with_every_rule(rule: str) -> None:
    model = random_model("lasso")
    minimum = Minimum.of(model)
    assert minimum is not None
    lr = 0.1 if rule in RULES else ds.InverseTime(0.1, 20)
    last = ds.trajectory(model, lr, [1500], rule=rule).weights[0]
    np.testing.assert_allclose(last, minimum.user_weights, atol=0.02)
    assert last[0] == 0


def separable() -> ds.Logistic:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(60, 2))
    return ds.Logistic(X, np.where(X.sum(axis=1) > 0, "yes", "no"), names=["a", "b"])


def no_counts() -> ds.Poisson:
    rng = np.random.default_rng(0)
    x, flag = rng.normal(size=80), np.arange(80) % 2
    return ds.Poisson(
        np.column_stack([x, flag]), rng.poisson(np.exp(x)) * (1 - flag), names=["x", "flag"]
    )


@pytest.mark.parametrize(
    ("model", "cause", "names"),
    [(separable(), "separable", {"a", "b"}), (no_counts(), "no_finite_optimum", {"flag"})],
)
def test_no_finite_weights_are_best(model: Model, cause: str, names: set[str]) -> None:
    found = diagnosed(model, 0.1)
    assert (found.status, found.cause) == ("converging", cause)
    (told,) = [each for each in found.findings if each.code == cause]
    assert names <= set(told.columns)
    assert "falls forever" in found.sentence
    assert found.to_dict()["min_loss"] is None
    penalized = type(model)(model.X_b[:, :2], model.y, alpha=0.1)
    assert diagnosed(penalized, 0.1).cause != cause


def test_units_of_a_network_that_cannot_learn() -> None:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(60, 2))
    large = diagnosed(ds.Network(1000 * X, X[:, 0], hidden=4), 1e-3)
    assert large.cause == "saturated"
    assert "4 of 4 hidden units are saturated" in large.sentence
    zero = ds.Network(X, X[:, 0], hidden=4)
    dead = diagnosed(zero, 0.1, start=np.zeros(zero.weights_shape))
    assert dead.cause == "dead_units"
    assert diagnosed(zero, 0.05).cause not in ("saturated", "dead_units")


def test_a_network_at_the_edge_of_stability() -> None:
    model = random_model("network")
    found = diagnosed(model, 0.17)
    assert (found.status, found.cause) == ("unstable", "edge_of_stability")
    assert found.sharpness == pytest.approx(2 / 0.17, rel=0.3)


@pytest.mark.parametrize(
    ("name", "rule"),
    sampled([*itertools.product(["logistic", "least-squares"], ["adam", "rmsprop"])], 2, "limits"),
)
def test_an_adaptive_rule_ends_at_its_own_limit(name: str, rule: str) -> None:
    # When Adam first bursts is a matter of rounding: this run is followed through several bursts.
    found = diagnosed(random_model(name), 0.05, epochs=400, rule=rule)
    assert (found.status, found.cause) == ("unstable", "edge_of_stability")
    assert found.lr_limit == pytest.approx(0.05, rel=0.2)


@pytest.mark.parametrize(("rule", "lr"), [("rmsprop", 0.01), ("adagrad", 0.01), ("adagrad", 0.5)])
def test_no_adaptive_rate_is_advised_whose_first_step_leads_away(rule: str, lr: float) -> None:
    model = model_of("least squares")
    found = diagnosed(model, lr, epochs=20, rule=rule)
    first = next(ds.descend(model, found.lr_advised, rule=rule))
    way = np.abs(found.closed_form).max()
    assert np.abs(first.next_weights).max() <= 2 * way
    assert found.advice
    for each in found.advice:
        assert "e+" not in str(each)


def test_no_limit_is_printed_that_fails_its_experiment() -> None:
    from downslope.diagnosis.preconditioned import adaptive_limit
    from downslope.rules import Adam

    class Wrong(Adam):
        def rate_limit(self, curvature: float) -> float:
            return 1.1 * super().rate_limit(curvature)

    model = random_model("logistic")
    minimum = Minimum.of(model)
    assert minimum is not None
    memory = np.zeros(4), np.full(4, 1e-4), 500
    assert math.isnan(adaptive_limit(minimum, Wrong(), memory))
    assert adaptive_limit(minimum, Adam(), memory) > 0


@pytest.mark.parametrize("name", ALL)
def test_all_verbs_take_all_models(name: str) -> None:
    model = random_model(name)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        scan = ds.sweep(model, [0.01, 0.1, 50.0], epochs=30)
        path = ds.trajectory(model, 0.05, [0, 3, 20])
        wild = ds.trajectory(model, 1e4, 40)
        report = ds.diagnose(model, 50.0, epochs=30)
    json.dumps(scan.to_dict(), allow_nan=False)
    json.dumps(report.to_dict(), allow_nan=False)
    assert str(report)
    assert len(wild.losses) == 41
    assert scan.status[-1] in ("diverging", "unstable")
    steps = list(itertools.islice(ds.descend(model, 0.05), 21))
    np.testing.assert_allclose(path.weights, [steps[t].weights for t in (0, 3, 20)], 1e-9, 1e-12)
    assert path.closed_form == scan.closed_form == (name == "least-squares")
    at = list(itertools.islice(ds.descend(model, 0.1), 31))[-1]
    assert scan.final_loss[1] == pytest.approx(at.loss)


def test_a_schedule_has_a_path() -> None:
    model = random_model("least-squares")
    path = ds.trajectory(model, ds.Cosine(0.1, epochs=10), 10)
    last = list(itertools.islice(ds.descend(model, ds.Cosine(0.1, epochs=10)), 11))[-1]
    np.testing.assert_allclose(path.weights[-1], last.weights)
    assert "from running the loop" in repr(path)


def test_batches_of_a_model() -> None:
    model = random_model("logistic")
    assert diagnosed(model, 0.1, batch_size=10).status == "converged"
    wild = diagnosed(random_model("poisson"), 0.5, batch_size=10)
    assert (wild.status, wild.cause) == ("diverging", "lr_above_limit")
    assert "--batch-size 10" in str(wild.advice[0])


def test_a_summary_is_enough_for_ridge() -> None:
    rng = np.random.default_rng(0)
    X = rng.normal([5.0, 0.0, -3.0], size=(500, 3))
    y = X @ [1.0, 2.0, 0.0] + rng.normal(size=500)
    summary = ds.Summary.from_rows(X, y)
    for kind in (ds.Ridge, ds.Lasso):
        rows, summed = kind(X, y, alpha=0.2), kind.from_summary(summary, alpha=0.2)
        one, other = diagnosed(rows, 0.01), diagnosed(summed, 0.01)
        np.testing.assert_allclose(one.closed_form, other.closed_form, atol=1e-9)
        assert (one.status, one.cause) == (other.status, other.cause)
        assert one.lr_limit == pytest.approx(other.lr_limit)


CLASSES = "a,b,kind\n" + "\n".join(
    f"{k % 7},{k % 5},{'dog' if k % 7 + k % 3 > 3 else 'cat'}" for k in range(40)
)


@pytest.mark.parametrize("model", ["logistic --alpha 0.1", "softmax --alpha 0.1"])
@pytest.mark.parametrize(
    "command", ["train --lr 0.1,1", "diagnose --lr 0.1", "sweep --lrs 0.01:3:4"]
)
def test_commands_take_models_of_classes(
    command: str, model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "kinds.csv"
    data.write_text(CLASSES)
    verb, *options = command.split()
    given = [verb, str(data), "-t", "kind", "--epochs", "30", "--model", *model.split(), *options]
    assert run([*given, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert run(given) == 0
    assert "diverging" not in capsys.readouterr().out.lower()
    if verb == "diagnose":
        assert found["model"] == model.split()[0]
        name = "dog: a" if "softmax" in model else "a"
        assert found["weights"][name] > 0


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("--model ridges", "--model ridges is not known: did you mean 'ridge'"),
        ("--alpha 1", "--alpha is not an option of least-squares: leave it out, or choose a model"),
        ("--model ridge --delta 1", "--delta is not an option of ridge"),
        ("--model ridge --alpha -1", "--alpha -1.0 cannot be used"),
        ("--model ridge --alpha x", "--alpha 'x'"),
        (
            "--model logistic",
            "19 classes, but logistic regression takes two: use Softmax (--model softmax)",
        ),
        ("--model poisson", "is -130 in row 3, which is not a count"),
        ("--model huber --loss sse", "a convention of squared errors"),
        ("--model network --hidden 0", "--hidden '0' cannot be used"),
    ],
)
@pytest.mark.parametrize("verb", ["train", "diagnose", "sweep"])
def test_a_model_that_cannot_be_used_is_one_line(
    verb: str, given: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([verb, "hubble", *given.split()]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert says in err


@pytest.mark.parametrize("name", ["ridge", "huber", "logistic", "poisson"])
def test_numbers_beyond_float64_are_refused(name: str) -> None:
    x = np.arange(1.0, 9.0)
    y = [0.0, 1, 0, 1, 1, 0, 1, 1]
    with pytest.raises(ds.DataError, match=r"powers? of ten"):
        ds.diagnose(model_on(name, 1e300 * x, y, {}), 0.1)
    if name in ("ridge", "huber"):
        with pytest.raises(ds.DataError, match=r"target .* power of ten|give a larger delta"):
            ds.diagnose(model_on(name, x, 1e200 * x**2, {}), 0.1)


def test_pictures_of_a_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for verb in ("train --lr 1", "diagnose --lr 1", "sweep --lrs 0.1:3:4"):
        name, *options = verb.split()
        file = tmp_path / f"{name}.svg"
        given = [
            "hubble",
            "--model",
            "huber",
            "--delta",
            "200",
            "--epochs",
            "20",
            "--plot",
            str(file),
        ]
        assert run([name, *given, *options]) == 0
        assert file.stat().st_size > 1000
    capsys.readouterr()


def test_the_options_that_are_advised_are_those_of_the_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert (
        run(["diagnose", "hubble", "--model", "huber", "--delta", "200", "--lr", "3", "--json"])
        == 0
    )
    advice = json.loads(capsys.readouterr().out)["advice"]
    for each in advice:
        assert run(["train", "hubble", *each["options"].split(), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["status"] == "converged"


@pytest.mark.parametrize("lr", [0.02, 0.05, 0.1, 0.3])
def test_a_run_that_is_thrown_out_and_comes_back_slowly_is_unstable(lr: float) -> None:
    """Where exp(prediction) is 0, the loss of a Poisson model falls by little in each epoch."""
    X, y = ds.datasets.lesson_points("lesson-counts")
    found = ds.diagnose(ds.Poisson(X, y), lr=lr)
    assert found.final_loss > found.start_loss
    assert (found.status, found.cause) == ("unstable", "lr_above_limit")


def test_what_ended_higher_is_not_advised_to_an_unstable_run() -> None:
    # On standardized columns this network ends at a loss of 1.25 instead of 0.14.
    bend = read("lesson-bend")
    report = ds.diagnose(ds.Network(bend.X, bend.y, hidden=4), 0.05)
    assert (report.status, report.cause) == ("unstable", "edge_of_stability")
    said = " ".join(str(report).split())
    assert "the limit moves with the weights" in said
    assert "tandardize" not in said


def lesson_classes() -> Model:
    """The three classes of part two: along the flattest direction the loop needs 21,000 epochs."""
    data = read("lesson-three-classes")
    return model_on("softmax", data.X, data.y, {}, names=data.feature_names)


def test_a_diagnosis_runs_no_trial_whose_end_is_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = Loop.steps
    ran = [0]

    def counted(self: Loop, *given: object, **named: object) -> Iterator[Step]:
        for step in steps(self, *given, **named):  # type: ignore[arg-type]
            ran[0] += 1
            yield step

    monkeypatch.setattr(Loop, "steps", counted)
    found = diagnosed(lesson_classes(), epochs=200)
    assert (found.cause, found.lr_advised) == ("slow_direction", 0.244)
    assert ran[0] < 8000


def test_a_trial_that_ends_early_says_how_many_epochs_it_takes() -> None:
    model = ds.Logistic(*ds.datasets.lesson_points("lesson-yes-no"))
    loop = Loop(model, step_rule("gd"), Minimum.of(model))
    early, whole = settle(loop, 0.463, 700, 400), settle(loop, 0.463, 2000)
    assert (early.ran, early.arrived, whole.arrived) == (400, False, True)
    assert early.ran + early.ahead == pytest.approx(whole.epochs, rel=0.05)
    said = "after 400 epochs the loss is 0.3496, and three digits would take about 1,100 epochs"
    assert early.result == said


@pytest.mark.parametrize("scale", [3.0, 10.0])
def test_no_rate_is_given_up_that_would_have_come_nearer(scale: float) -> None:
    rng = np.random.default_rng(4)
    X = rng.normal(size=(60, 2)) * [1, scale]
    y = (X @ [1, 0.5 / scale] + rng.normal(size=60) > 0) * 1
    model = ds.Logistic(X, y)
    loop = Loop(model, step_rule("gd"), Minimum.of(model))
    best = best_trial(loop, None, 100)
    lower = settle(loop, best.lr / 2, 3000)
    assert best.arrived
    assert best.epochs <= lower.epochs


def test_a_rule_that_forgets_claims_no_more_than_its_run() -> None:
    """Adam bursts long after the weights are right: at lr 3 in epoch 1,964, at 0.3 in 6,533."""
    line = ds.datasets.lesson_line()
    found = ds.diagnose(ds.LeastSquares(line.x, line.y), 3.0, 200, rule="adam")
    assert found.status == "converged"
    (own,) = [each for each in found.findings if each.code == "limit_falls"]
    assert f"epoch {found.followed:,}" in own.evidence
    assert "would change no digit" not in repr(found)


def test_a_rule_whose_divisors_only_grow_stays_at_the_solution() -> None:
    line = ds.datasets.lesson_line()
    found = ds.diagnose(ds.LeastSquares(line.x, line.y), 10.0, 200, rule="adagrad")
    assert found.status == "converged"
    assert not [each for each in found.findings if each.code == "limit_falls"]
    assert "would change no digit" in repr(found)


def rents(rule: str, lr: float | None) -> ModelDiagnosis:
    X = np.random.default_rng(0).normal(size=(40, 2)) * [30, 8] + [70, 20]
    return diagnosed(ds.LeastSquares(X, X @ [9.0, -2.0] + 200), lr, epochs=100, rule=rule)


@pytest.mark.parametrize("rule", ["adam", "rmsprop", "adagrad"])
@pytest.mark.parametrize("lr", [1e-6, 1e-2])
def test_a_rate_far_too_small_for_an_adaptive_rule_is_raised(rule: str, lr: float) -> None:
    found = rents(rule, lr)
    assert found.cause == "lr_too_small"
    assert found.lr_advised > 3 * lr
    assert f"--lr {found.lr_advised:g}" in str(found.advice)
    at = rents(rule, found.lr_advised)
    assert at.final_loss - at.min_loss < (found.final_loss - found.min_loss) / 3
    assert at.status in ("converged", "converging")


@pytest.mark.parametrize("rule", ["adam", "rmsprop", "adagrad"])
def test_the_rate_of_an_adaptive_rule_that_was_not_given_is_the_recommended_one(rule: str) -> None:
    found = rents(rule, None)
    assert found.lr == found.lr_advised
    assert found.status in ("converged", "converging")
    assert found.final_loss < found.start_loss / 10


def test_a_rate_whose_run_bounces_is_not_recommended() -> None:
    for lr in (10.0, 30.0, 100.0):
        found = rents("adam", lr)
        assert found.status != "unstable" or found.lr_advised != lr
        assert rents("adam", found.lr_advised).status in ("converged", "converging")


@pytest.mark.parametrize("rule", ["gd", "adam"])
def test_a_network_that_hardly_moves_has_not_converged(rule: str) -> None:
    x = np.linspace(-2, 2, 40)
    found = ds.diagnose(ds.Network(x[:, np.newaxis], np.sin(2 * x), 4), 1e-9, 50, rule=rule)
    assert (found.status, found.cause) == ("converging", "lr_too_small")
    assert found.lr_advised > 1e-4
