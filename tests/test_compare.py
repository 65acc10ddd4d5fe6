"""Each case tells its story; rows keep the contract; the verdict speaks of what was measured."""

from __future__ import annotations

import inspect
import json
import math
from dataclasses import replace
from functools import cache
from itertools import islice
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import downslope as ds
from downslope import datasets
from downslope.cli import run
from downslope.datasets import Case
from downslope.errors import DataError, OptionError
from downslope.fitting import compare
from downslope.fitting.comparison_result import Comparison
from downslope.solvers import textbook

DIRECT = ("normal-equations", "qr", "pinv")
STATUS = {"converged", "converging", "diverging", "failed", "skipped"}


@cache
def compared(name: str) -> Comparison:
    """The case, smaller where only its size makes it slow: the story is the same."""
    sizes = {"large-n": {"n": 60_000}, "large-d": {"runs": 256, "d": 150}}
    return ds.compare(datasets.CASES[name](**sizes.get(name, {})))


# --- the cases -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", datasets.CASES)
def test_a_case_has_its_truth_and_its_seed(name: str) -> None:
    small = {"large-n": {"n": 500}, "large-d": {"runs": 64, "d": 20}}.get(name, {})
    case = datasets.CASES[name](**small)
    again, other = datasets.CASES[name](**small), datasets.CASES[name](**small, seed=1)
    np.testing.assert_array_equal(case.X, again.X)
    np.testing.assert_array_equal(case.y, again.y)
    assert not np.array_equal(case.y, other.y)
    n, d = case.X.shape
    assert case.truth.shape == (d + 1,)
    residuals = case.y - case.X @ case.truth[:d] - case.truth[d]
    assert 0 < np.sqrt(residuals @ residuals / n) < 1.2
    assert (case.name, case.about[-1]) == (name, ".")


def test_the_cases_are_what_they_say() -> None:
    def kappa(case: Case) -> float:
        return float(np.linalg.cond(case.problem().X_b))

    assert kappa(datasets.well_posed(1_000)) < 1.2
    assert 1e7 < kappa(datasets.ill_conditioned()) < 1e9
    assert kappa(datasets.large_d(256, 150)) < 1.3
    badly_scaled = datasets.badly_scaled().problem()
    assert kappa(datasets.badly_scaled()) > 5e3
    assert np.linalg.cond(badly_scaled.standardized().X_b) < 1.2
    collinear = datasets.collinear()
    np.testing.assert_array_equal(collinear.X[:, 2], collinear.X[:, 0] + collinear.X[:, 1])
    assert datasets.case("large-n").X.shape[0] >= 500_000
    assert datasets.case("large-d").X.shape[1] >= 500


def test_an_unknown_case_is_told_the_near_one() -> None:
    with pytest.raises(OptionError, match="did you mean 'collinear'"):
        datasets.case("colinear")


# --- their stories ---------------------------------------------------------------------------


def test_well_posed_everyone_gets_there() -> None:
    result = compared("well-posed")
    for name in (*DIRECT, "lsmr", "gradient-descent"):
        assert result.row(name).status == "converged", name
    assert result.advised == "normal-equations"
    assert result.row("gradient-descent").passes < 20
    sgd = result.row("sgd")
    assert (sgd.status, sgd.passes) == ("converging", 200)
    assert 1e-6 < sgd.error < 0.05


def test_ill_conditioned_the_normal_equations_are_wrong_where_qr_is_right() -> None:
    result = compared("ill-conditioned")
    closed, descent = result.row("normal-equations"), result.row("gradient-descent")
    assert closed.status == "failed"
    assert not closed.error < 1e-4
    for name in ("qr", "pinv", "lsmr"):
        assert result.row(name).error < 1e-6, name
    assert (descent.status, descent.passes) == ("converging", 200)
    assert descent.error > 0.1
    assert result.advised in ("qr", "pinv")
    assert "normal-equations is wrong, because XᵀX squares" in result.verdict
    assert "gradient descent is still" in result.verdict


def test_collinear_predictions_are_fine_and_weights_are_not_unique() -> None:
    result = compared("collinear")
    assert (result.error_of, result.rank, result.condition_number) == ("predictions", 3, math.inf)
    for name in ("pinv", "lsmr", "gradient-descent"):
        assert result.row(name).status == "converged", name
    for name in ("normal-equations", "qr"):
        row = result.row(name)  # where rounding falls depends on the BLAS
        assert "not positive definite" in row.note or "divides by a rounding error" in row.note
    assert result.advised == "pinv"
    if result.row("qr").status == "failed":
        assert "because columns depend on each other" in result.verdict

    problem = datasets.collinear().problem()
    ends = [
        next(islice(ds.descend(problem, result.lr, start=start), 300, None))
        for start in ([0, 0, 0, 0], [5, 5, -5, 0])
    ]
    np.testing.assert_allclose(ends[0].prediction, ends[1].prediction, atol=1e-6)
    np.testing.assert_allclose(
        ends[1].weights - ends[0].weights, [5, 5, -5, 0], atol=1e-6
    )  # the start's part along the flat direction (1, 1, −1) is still there


def test_large_n_the_closed_form_needs_one_pass_and_descent_many() -> None:
    result = compared("large-n")
    closed, descent = result.row("normal-equations"), result.row("gradient-descent")
    assert result.advised == "normal-equations"
    assert (closed.status, closed.passes) == ("converged", 1)
    assert descent.passes > 30
    assert closed.peak_mb < 0.01 * result.row("qr").peak_mb
    assert f"{descent.passes} passes" in result.verdict


def test_large_d_products_are_cheaper_than_forming_the_gram_matrix() -> None:
    result = compared("large-d")
    assert result.advised in ("lsmr", "gradient-descent")
    closed = result.row("normal-equations")
    for name in ("lsmr", "gradient-descent"):
        row = result.row(name)
        assert row.status == "converged", name
        # A pass of products is 2np flops for one of XᵀX's np²: a few passes cost less.
        assert 2 * row.passes < result.d
        assert row.peak_mb < closed.peak_mb
    assert result.advice.cost("normal-equations").seconds > result.advice.costs[0].seconds


def test_a_rate_that_is_too_high_is_called_diverging() -> None:
    problem = datasets.well_posed(200).problem()
    setup = textbook.Setup(2.0, 2.0, 32, 50, 50, 10, 1e-12, 1e-12)
    for loop in (textbook.gradient_descent, textbook.sgd):
        assert loop(problem, setup).grew


@pytest.mark.parametrize("loss", ["mse", "half-mse", "sse", "half-sse"])
def test_batches_bear_their_rate_in_every_loss_convention(loss: str) -> None:
    rng = np.random.default_rng(0)
    problem = ds.LeastSquares(rng.standard_cauchy((300, 2)), rng.normal(size=300), loss=loss)
    setup = compare.prepare(problem, ds.Spectrum.of(problem), 10.0, 30, 1e-6)
    assert not textbook.sgd(problem, setup).grew
    assert textbook.sgd(problem, replace(setup, batch_lr=100 * setup.batch_lr)).grew


# --- the rows and the verdict ----------------------------------------------------------------


@pytest.mark.parametrize("name", datasets.CASES)
def test_the_fields_of_the_contract(name: str) -> None:
    result = compared(name)
    plain = json.loads(json.dumps(result.to_dict(), allow_nan=False))
    assert {"rows", "advised", "verdict"} <= plain.keys()
    assert [row["solver"] for row in plain["rows"]] == [s.name for s in textbook.TEXTBOOK_SOLVERS]
    for row in plain["rows"]:
        fields = {"solver", "seconds", "peak_mb", "error", "passes", "status", "note"}
        assert row.keys() == fields
        assert row["status"] in STATUS
        assert row["seconds"] > 0
        assert row["peak_mb"] > 0
        assert row["passes"] >= 1
        assert row["error"] is None or row["error"] >= 0
    assert plain["advised"] in {row["solver"] for row in plain["rows"]}
    assert plain["verdict"].startswith("Use ")
    assert plain["verdict"].endswith(".")


def test_sgd_wanders_where_there_is_noise_and_nowhere_else() -> None:
    X = np.random.default_rng(0).normal(size=(200, 2))
    signal = X @ [3.0, -1.0] + 2.0
    settled = ds.compare(ds.LeastSquares(X, signal)).row("sgd")
    assert (settled.status, "wanders" in settled.note) == ("converged", False)
    noise = np.random.default_rng(1).normal(size=200)
    noisy = ds.compare(ds.LeastSquares(X, signal + noise)).row("sgd")
    assert (noisy.status, "wanders" in noisy.note) == ("converging", True)


def test_each_condition_number_says_which_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    result = compared("ill-conditioned")
    scaled = result.exact.condition_number
    assert f"{scaled:.1e}" != f"{result.design_condition_number:.1e}"
    assert f"squares the scaled columns' κ = {scaled:.1e}" in result.verdict
    assert f"the scaled columns' κ = {scaled:.2g}" in result.advice.sentence
    assert run(["compare", "longley", "--epochs", "1"]) == 0
    assert "with columns scaled to equal length)" in " ".join(capsys.readouterr().out.split())


def test_errors_do_not_depend_on_units() -> None:
    case = datasets.ill_conditioned(300, degree=9)
    units = 2.0 ** np.arange(-20.0, 25.0, 5.0)  # powers of two: not a bit of rounding changes
    scaled = ds.compare(ds.LeastSquares(case.X * units, case.y), epochs=3)
    plain = ds.compare(case, epochs=3)
    assert plain.row("normal-equations").error > 1e-6
    for name in ("normal-equations", "qr"):
        assert scaled.row(name).error == pytest.approx(plain.row(name).error, rel=1e-3)


def test_the_exact_solution_is_the_certified_one() -> None:
    result = compared("ill-conditioned")
    assert result.exact.bound is not None
    assert (result.exact.bound < 1e-15 * np.abs(result.exact.weights)).all()


def test_what_would_not_fit_is_skipped_with_the_reason() -> None:
    case = datasets.well_posed(2_000)
    result = ds.compare(case, memory=10_000.0)
    skipped = {row.solver for row in result.rows if row.status == "skipped"}
    assert skipped == {"qr", "pinv"}
    assert "more than the 10 kB allowed" in result.row("qr").note
    assert math.isnan(result.row("qr").seconds)
    slow = ds.compare(case, most_seconds=1e-9)
    assert {row.solver for row in slow.rows if row.status == "skipped"} == set(DIRECT)
    assert "would take about" in slow.row("pinv").note
    assert slow.fastest is not None


@pytest.mark.parametrize(("seconds", "said"), [(20.0, ""), (20.5, "more than 20 s")])
def test_a_solver_may_take_twenty_seconds(seconds: float, said: str) -> None:
    advice: Any = SimpleNamespace(cost=lambda _: SimpleNamespace(bytes=0.0, seconds=seconds))
    assert inspect.signature(ds.compare).parameters["most_seconds"].default == compare.MOST_SECONDS
    assert compare._too_much(advice, "qr", 1.0, compare.MOST_SECONDS).endswith(said)
    assert bool(said) == bool(compare._too_much(advice, "qr", 1.0, compare.MOST_SECONDS))


def test_no_solver_gets_there_when_asked_for_the_impossible() -> None:
    result = ds.compare(datasets.ill_conditioned(300, degree=15), epochs=5, accuracy=1e-14)
    assert result.fastest is None
    assert "downslope fit" in result.verdict


def test_fewer_rows_than_weights() -> None:
    rng = np.random.default_rng(0)
    result = ds.compare(ds.LeastSquares(rng.normal(size=(20, 50)), rng.normal(size=20)))
    assert result.error_of == "predictions"
    assert result.row("pinv").status == "converged"
    assert result.row("qr").status == "failed"
    assert "20 rows cannot determine 51 weights" in result.verdict


def test_tall_dependent_columns_get_a_rate_for_the_directions_that_curve() -> None:
    rng = np.random.default_rng(0)
    X = np.round(64 * rng.standard_normal((60_000, 3))) / 64
    problem = ds.LeastSquares(np.column_stack([X, X[:, 0] + X[:, 1]]), X @ np.ones(3) + 1)
    row = ds.compare(problem).row("gradient-descent")
    assert (row.status, row.passes < 100) == ("converged", True)


def test_degenerate_data_have_an_answer_too() -> None:
    ones = np.ones((1, 1))
    for problem in (
        ds.LeastSquares(ones, [1.0]),
        ds.LeastSquares(np.zeros((10, 2)), np.arange(10.0), intercept=False),
        ds.LeastSquares(np.arange(5.0), np.zeros(5)),
    ):
        result = ds.compare(problem, epochs=5)
        assert result.row("pinv").status == "converged"
        json.dumps(result.to_dict(), allow_nan=False)


def test_what_cannot_be_compared() -> None:
    problem = datasets.well_posed(50).problem()
    with pytest.raises(OptionError, match="epochs=0"):
        ds.compare(problem, epochs=0)
    with pytest.raises(OptionError, match="accuracy=2"):
        ds.compare(problem, accuracy=2.0)
    with pytest.raises(OptionError, match="standardized columns"):
        ds.compare(problem.standardized())
    summary = ds.Summary.of_checked(problem.X_b[:, :5], problem.y)
    with pytest.raises(OptionError, match="not a summary"):
        ds.compare(ds.LeastSquares.from_summary(summary))
    for X, y in (([-1e200, 2.0, 4.0], [1.0, 2.0, 3.0]), ([1.0, 2.0, 4.0], [0.0, 2.0, -1e200])):
        with pytest.raises(DataError, match="overflow float64"):
            ds.compare(ds.LeastSquares(X, y))


def test_progress_is_told_what_runs() -> None:
    told: list[str] = []
    ds.compare(datasets.well_posed(50), progress=told.append)
    assert told == [
        "the exact solution",
        "the spectrum",
        *(s.name for s in textbook.TEXTBOOK_SOLVERS),
    ]


# --- the command -----------------------------------------------------------------------------


def test_the_command_prints_a_table_and_the_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "--case", "collinear", "--epochs", "50"]) == 0
    printed = capsys.readouterr().out
    assert all(len(line) <= 80 for line in printed.splitlines())
    assert all(solver.name in printed for solver in textbook.TEXTBOOK_SOLVERS)
    assert "← recommended" in printed
    assert "Use " in printed


def test_the_command_on_data_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "longley", "--features", "gnp,year", "--epochs", "5", "--json"]) == 0
    captured = capsys.readouterr()
    plain = json.loads(captured.out)
    assert (plain["n"], plain["d"], plain["case"], plain["rows_dropped"]) == (16, 2, None, 0)
    assert not captured.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            [],
            "Give either DATA (with --target unless it is a built-in data set) or --case with one",
        ),
        (["hubble", "--case", "collinear"], "Give either DATA"),
        (["--case", "colinear"], "did you mean 'collinear'?"),
        (["--case", "collinear", "--target", "y"], "apply to DATA"),
        (["nowhere.csv", "--target", "y"], "nowhere.csv"),
        (["hubble", "--epochs", "0"], "--epochs '0' cannot be used"),
    ],
)
def test_the_command_refuses_in_one_line(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["compare", *arguments]) == 2
    captured = capsys.readouterr()
    assert message in captured.err
    assert captured.err.count("\n") == 1
    assert not captured.out


def test_epochs_are_read_and_named_as_everywhere(capsys: pytest.CaptureFixture[str]) -> None:
    import json

    from downslope.cli import run

    assert run(["compare", "hubble", "--epochs", "1e1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["epochs_run"] == 10
    assert run(["compare", "hubble", "--epochs", "0"]) == 2
