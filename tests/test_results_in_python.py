"""What an analyst sees in Python: data in whatever form they come, results that can be read."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from scipy import sparse

import downslope as ds
from downslope.errors import DataError, DownslopeError, OptionError

RNG = np.random.default_rng(7)
X = RNG.normal(size=(200, 2))
Y = X @ [1.0, -2.0] + 0.5 + 0.1 * RNG.normal(size=200)
FRAME = pd.DataFrame({"size": X[:, 0], "age": X[:, 1], "rent": Y})
PROBLEM = ds.LeastSquares(FRAME[["size", "age"]], Y)
PATH = ds.trajectory(PROBLEM, lr=0.1, epochs=30)


# --- data in whatever form they come -------------------------------------------------------------


@pytest.mark.parametrize(
    "features",
    [
        X,
        FRAME[["size", "age"]],
        pl.DataFrame(FRAME[["size", "age"]]),
        sparse.csr_array(X),
        X.tolist(),
    ],
    ids=["numpy", "pandas", "polars", "sparse", "lists"],
)
def test_arrays_are_fitted_with_their_target(features: object) -> None:
    np.testing.assert_allclose(
        ds.fit(features, Y).solution.weights, ds.solve(X, Y).weights, rtol=1e-12
    )


def test_arrays_are_weighed_by_an_array() -> None:
    weights = np.arange(200.0)
    fit = ds.fit(X, Y, weights=weights)
    np.testing.assert_allclose(fit.coef, ds.solve(X, Y, weights=weights).coef, rtol=1e-12)


@pytest.mark.parametrize(
    "frame",
    [
        FRAME[["size", "age"]],
        pl.DataFrame(FRAME[["size", "age"]]),
        pa.Table.from_pandas(FRAME[["size", "age"]]),
    ],
    ids=["pandas", "polars", "arrow"],
)
def test_a_frame_names_its_own_columns(frame: object) -> None:
    assert ds.solve(frame, Y).names == ("size", "age", "intercept")
    assert ds.LeastSquares(frame, Y).feature_names == ("size", "age")
    assert ds.fit(frame, Y).inference.names == ("size", "age", "intercept")
    assert ds.solve(frame, Y, names=["a", "b"]).names[:2] == ("a", "b")


@pytest.mark.parametrize("columns", [[0, 1], ["a", "a"]], ids=["numbers", "one name twice"])
def test_names_that_tell_nothing_are_not_taken(columns: list[object]) -> None:
    assert ds.solve(pd.DataFrame(X, columns=columns), Y).names[:2] == ("x1", "x2")


def test_summaries_are_made_added_and_fitted_in_python(tmp_path: Path) -> None:
    FRAME[:80].to_csv(tmp_path / "monday.csv", index=False)
    monday = ds.summarize(str(tmp_path / "monday.csv"), "rent")
    tuesday = ds.summarize(FRAME[80:], "rent", like=monday)
    both = monday + tuesday
    assert repr(both).endswith("monday.csv, the data: 200 rows, rent by size, age)")
    np.testing.assert_allclose(ds.fit(both).solution.weights, ds.solve(X, Y).weights, rtol=1e-12)
    swapped = ds.fit(both, "size", ["rent"]).solution
    np.testing.assert_allclose(swapped.weights, ds.solve(Y, X[:, 0]).weights, rtol=1e-10)


def test_a_summary_of_arrays_has_the_names_given() -> None:
    summary = ds.summarize(X, Y, ["a", "b"], accuracy="full")
    assert summary.feature_names == ("a", "b")
    assert ds.fit(summary, accuracy="full").solution.digits.min() >= 15


def test_levels_of_a_first_summary_hold_for_the_next() -> None:
    city = FRAME.assign(city=np.resize(["bonn", "kiel", "ulm"], 200))
    first = ds.summarize(city, "rent", categorical=["city"])
    second = ds.summarize(city[city.city == "bonn"], "rent", like=first)
    assert second.feature_names == first.feature_names
    assert (first + second - first).summary.count == second.summary.count


@pytest.mark.parametrize("one", [str, Path])
@pytest.mark.parametrize("several", [False, True])
def test_files_are_named_by_text_or_by_path(
    one: Callable[[Path], object], several: bool, tmp_path: Path
) -> None:
    FRAME.to_csv(tmp_path / "flats.csv", index=False)
    given = one(tmp_path / "flats.csv")
    assert ds.fit([given] if several else given, "rent").solution.n == 200


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: ds.fit(FRAME, "rent", intercept="no"), "intercept='no' cannot be used"),  # type: ignore[arg-type]
        (lambda: ds.solve(X, Y, intercept=1), "intercept=1 cannot be used"),  # type: ignore[arg-type]
        (lambda: ds.LeastSquares(X, Y, "mse"), "intercept='mse' cannot be used"),  # type: ignore[arg-type]
        (lambda: ds.fit(FRAME, "rent", workers="2"), "workers='2' cannot be used"),  # type: ignore[arg-type]
        (lambda: ds.LeastSquares(sparse.csr_array(X), Y), "X is sparse"),  # type: ignore[arg-type]
        (lambda: ds.solve(X.astype(str), Y), "X holds text"),
        (lambda: ds.solve(np.array([[1], [None], [3]], dtype=object), [1, 2, 3]), "missing value"),
        (lambda: next(ds.descend(PROBLEM, 0.1, rule=ds.Momentum)), "rule="),  # type: ignore[arg-type]
        (lambda: ds.fit(ds.summarize(X, Y), drop_missing=True), "drop_missing=True needs rows"),
        (lambda: ds.summarize(FRAME, "rent", like="a.dss"), "like is a str"),  # type: ignore[arg-type]
        (lambda: ds.diagnose([3.0, 2.0, 1.0]), "use diagnose_history(losses)"),  # type: ignore[arg-type]
        (lambda: ds.plots.sweep_curve(PATH), "sweep is a Trajectory: give a Sweep"),  # type: ignore[arg-type]
        (lambda: ds.plots.loss_curves({1: 2}), "a path is a int: give a Trajectory"),  # type: ignore[dict-item]
        (lambda: ds.plots.loss_contour(PROBLEM, PROBLEM), "path is a LeastSquares"),  # type: ignore[arg-type]
        (lambda: ds.fit([], "y"), "Data of type list have no column names"),
        (lambda: ds.fit(X, "y"), "arrays with their target, as in fit(X, y)"),
        (lambda: ds.fit(X, Y[:9]), "9"),
        (lambda: ds.fit(X, Y, weights="age"), "with arrays, give an array"),
        (lambda: ds.fit(X, Y, categorical=["x1"]), "leave categorical out"),
        (lambda: ds.fit("a.csv", Y), "target is a ndarray: give the name of a column"),
        (lambda: ds.fit(FRAME, "rent", weights=Y), "weights is a ndarray"),
        (lambda: ds.fit(ds.summarize(X, Y), weights=Y), "weights is a ndarray"),
        (lambda: ds.fit(ds.summarize(X, Y), "z"), "has no column 'z'"),
        (lambda: ds.summarize("nowhere.csv", "y"), "nowhere.csv"),
        (lambda: ds.compare(FRAME, "rent"), "data is a DataFrame: give a LeastSquares"),
    ],
)
def test_what_cannot_be_used_is_said(call: Callable[[], object], message: str) -> None:
    with pytest.raises(DownslopeError) as refused:
        call()
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


# --- predictions ----------------------------------------------------------------------------------

CITIES = FRAME.assign(city=np.resize(["bonn", "kiel", "ulm"], 200))


def test_residuals_of_predictions_are_those_of_the_fit() -> None:
    for fit, rows in [
        (ds.fit(X, Y), X),
        (ds.fit(X, Y), sparse.csr_array(X)),
        (ds.fit(FRAME, "rent"), FRAME),
        (ds.fit(FRAME, "rent"), pl.DataFrame(FRAME[["age", "rent", "size"]])),
        (ds.fit(CITIES, "rent", categorical="city"), CITIES[["city", "age", "size"]]),
        (ds.fit(FRAME["size"], Y), FRAME["size"]),
    ]:
        left = Y - fit.predict(rows)
        np.testing.assert_allclose(left @ left, fit.solution.rss, rtol=1e-10)


@pytest.mark.parametrize(
    ("fit", "rows", "message"),
    [
        (ds.fit(FRAME, "rent"), FRAME[["age"]], "X has no column 'size'"),
        (ds.fit(FRAME, "rent"), X[:, :1], "X has 1 column but the fit has 2: give size, age"),
        (ds.fit(FRAME, "rent"), [[1.0, np.nan]], "Column 'age' has a missing value (NaN) in row 1"),
        (ds.fit(FRAME, "rent"), "flats.csv", "X is 'flats.csv'"),
        (
            ds.fit(CITIES, "rent", categorical="city"),
            X,
            "categorical columns (city): give a data frame",
        ),
        (
            ds.fit(CITIES, "rent", categorical="city"),
            CITIES.replace("ulm", "rom"),
            "In row 3, column 'city' of X has the level 'rom'",
        ),
    ],
)
def test_rows_that_cannot_be_predicted_are_refused(fit: ds.Fit, rows: object, message: str) -> None:
    with pytest.raises(DataError) as refused:
        fit.predict(rows)
    assert message in str(refused.value)


# --- what belongs together ------------------------------------------------------------------------


def test_rows_are_not_paired_against_their_labels() -> None:
    shuffled = FRAME.sample(frac=1, random_state=1)
    for call in (ds.fit, ds.solve, ds.LeastSquares):
        with pytest.raises(DataError, match="different indexes"):
            call(FRAME[["size", "age"]], shuffled["rent"])
        call(shuffled[["size", "age"]], shuffled["rent"])
        call(FRAME[["size", "age"]], shuffled["rent"].to_numpy())


def test_robust_errors_are_of_the_rows_that_were_solved() -> None:
    frame, weights = FRAME[["size", "age"]], np.linspace(0.1, 2, 200)
    fit, weighed = ds.fit(frame, Y), ds.solve(frame, Y, weights=weights)
    errors = ds.robust_errors(fit, frame, Y)
    np.testing.assert_allclose(errors, ds.robust_errors(fit.solution, X, Y), rtol=1e-12)
    ds.robust_errors(weighed, frame, Y, weights=weights)
    for solution, rows, target in [
        (fit, frame[["age", "size"]], Y),
        (fit, X[::-1], Y),
        (weighed, frame, Y),
    ]:
        with pytest.raises(DataError, match=r"a different order|are not those of the solution"):
            ds.robust_errors(solution, rows, target)


def test_the_kind_of_errors_alone_is_no_error() -> None:
    with pytest.raises(OptionError, match="std_error=robust_errors"):
        ds.infer(ds.solve(X, Y), errors="HC3")


def test_a_level_of_intervals_is_chosen_after_the_fit() -> None:
    fit = ds.fit(X, Y)
    wide, narrow = ds.infer(fit, level=0.99), fit.inference
    assert (wide.ci_high - wide.ci_low > narrow.ci_high - narrow.ci_low).all()


def test_other_rows_are_not_taken_away_though_they_are_as_many() -> None:
    whole = ds.summarize(FRAME[:100], "rent")
    with pytest.raises(DataError, match="as many as the summary has"):
        whole - ds.summarize(FRAME[100:], "rent", like=whole)
    again = ds.summarize(FRAME[:100][::-1], "rent", like=whole)
    assert (whole - again).summary.count == 0


def test_a_list_of_summaries_is_summed() -> None:
    first = ds.summarize(FRAME[:50], "rent")
    parts = [first, *(ds.summarize(FRAME[i : i + 50], "rent", like=first) for i in (50, 100, 150))]
    assert sum(parts).summary.count == 200  # type: ignore[attr-defined]
    for other in (None, 1, first.summary):
        with pytest.raises(TypeError):
            first + other  # type: ignore[operator]
    with pytest.raises(TypeError):
        first.summary + first  # type: ignore[operator]


# --- what a report says ---------------------------------------------------------------------------


def test_an_exact_line_is_not_said_to_have_dependent_columns() -> None:
    shown = str(ds.fit([1.0, 2.0, 3.0], [3.0, 5.0, 7.0], engine="threads"))
    assert "residuals below their rounding" in shown.replace("\n", " ")
    assert "depend" not in shown
    near = FRAME.assign(twin=FRAME["size"] + 1e-5 * RNG.normal(size=200))
    notes = ds.fit(near, "rent", engine="threads").solution.notes
    assert any("columns nearly depend" in note for note in notes)


def test_an_exact_fit_is_called_exact() -> None:
    fit = ds.fit([1.0, 2.0, 3.0], [3.0, 5.0, 7.0])
    row = str(fit).splitlines()[2].split()
    assert row[:5] == ["x", "2", "exact", "—", "—"]
    assert "The fit is exact" in str(fit)
    assert np.isnan(fit.inference.t).all()
    assert np.isnan(fit.inference.p).all()
    assert fit.to_dict()["exact"] is True


def test_f_beside_robust_errors_is_called_classical() -> None:
    fit = ds.fit(X, Y)
    robust = ds.infer(fit, std_error=ds.robust_errors(fit, X, Y), errors="HC3")
    assert "classical F" in str(robust)
    assert "classical" not in str(fit.inference)


def test_a_notebook_shows_what_a_terminal_does() -> None:
    fit = ds.fit(FRAME.assign(twice=2 * X[:, 0]), "rent")
    shown = fit._repr_html_()
    for part in (fit.title, fit.inference.quality, *fit.certainty, *map(str, fit.findings)):
        assert escape(part) in shown
    robust = ds.infer(ds.fit(X, Y), 0.9, ds.robust_errors(ds.fit(X, Y), X, Y), "HC3")
    assert "<th>HC3 error</th>" in robust._repr_html_()
    assert "<th>90% interval</th>" in robust._repr_html_()


# --- a log of losses ------------------------------------------------------------------------------


def test_a_table_of_losses_is_not_read_as_one_run() -> None:
    with pytest.raises(DataError, match="a table of 9 × 2: give one column"):
        ds.diagnose_history(np.column_stack([np.arange(9.0), np.arange(9.0)]))
    assert ds.diagnose_history(0.5 ** np.arange(9.0)[:, np.newaxis]).status != "diverging"
    assert ds.diagnose_history(loss for loss in 2.0 ** np.arange(9.0)).status == "diverging"


def test_a_gap_in_a_log_is_no_overflow() -> None:
    found = ds.diagnose_history([10, 8, np.nan, 5, 4, 3, 2.5, 2.2, 2.1])
    assert "The run went on" in " ".join(str(found).split())
    gone = ds.diagnose_history([1.0, 10, 100, 1000, np.nan, np.nan])
    assert "had overflowed" in " ".join(str(gone).split())


# --- results that can be read --------------------------------------------------------------------

RESULTS: dict[str, Callable[[], object]] = {
    "fit": lambda: ds.fit(FRAME, "rent"),
    "fit of dependent columns": lambda: ds.fit(FRAME.assign(twice=2 * X[:, 0]), "rent"),
    "inference": lambda: ds.infer(ds.solve(X, Y)),
    "comparison": lambda: ds.compare(PROBLEM),
    "sweep": lambda: ds.sweep(PROBLEM),
    "diagnosis": lambda: ds.diagnose(PROBLEM, lr=9.0),
    "solution": lambda: ds.solve(X, Y),
    "summary": lambda: ds.Summary.from_rows(X, Y),
    "summary of a table": lambda: ds.summarize(FRAME, "rent"),
    "trajectory": lambda: PATH,
    "spectrum": lambda: ds.Spectrum.of(PROBLEM),
    "problem": lambda: PROBLEM,
    "step": lambda: next(ds.descend(PROBLEM, lr=0.1)),
    "line": ds.datasets.lesson_line,
    "log of losses": lambda: ds.diagnose_history(2.0 ** np.arange(9.0)),
}


@pytest.mark.parametrize("result", RESULTS.values(), ids=RESULTS)
def test_a_result_shows_itself_within_80_columns(result: Callable[[], object]) -> None:
    shown = repr(result())
    assert "array(" not in shown
    assert shown == shown.rstrip()
    assert max(map(len, shown.splitlines())) <= 80


def test_a_fit_prints_what_the_command_prints() -> None:
    lines = str(ds.fit(FRAME, "rent")).splitlines()
    assert lines[0] == "rent  (the data: 200 rows)"
    assert " ".join(lines[1].split()) == "weight estimate std error t p 95% interval digits"
    assert [line.split()[0] for line in lines[2:5]] == ["size", "age", "intercept"]
    assert "digits of every weight are certified" in " ".join(lines[-2:])


def test_a_fit_prints_its_findings() -> None:
    shown = str(ds.fit(FRAME.assign(twice=2 * X[:, 0]), "rent"))
    assert "\n· " in shown
    assert "twice" in shown.split("\n· ", 1)[1]


def test_robust_errors_are_named() -> None:
    solution = ds.solve(X, Y)
    errors = ds.robust_errors(solution, X, Y, "HC3")
    assert "HC3 error" in str(ds.infer(solution, std_error=errors, errors="HC3"))


def test_columns_line_up() -> None:
    table = str(ds.infer(ds.solve(X, Y, names=["a", "much longer"]))).split("\n\n")[0].splitlines()
    assert len({len(line) for line in table}) == 1


def test_data_errors_are_errors_of_this_package() -> None:
    with pytest.raises(DataError):
        ds.fit(FRAME)


def test_one_run_is_drawn_as_several_are() -> None:
    one, several = ds.plots.loss_curves(PATH), ds.plots.loss_curves({0.1: PATH})
    np.testing.assert_array_equal(one.lines[0].get_ydata(), several.lines[0].get_ydata())


# --- robust errors in one call --------------------------------------------------------------------


def test_robust_errors_are_asked_for_with_the_fit() -> None:
    frame = FRAME[["size", "age"]]
    fit = ds.fit(FRAME, "rent", robust="HC3")
    wanted = ds.robust_errors(ds.solve(frame, Y), frame, Y, "HC3")
    np.testing.assert_allclose(fit.std_error, wanted, rtol=1e-10)
    assert fit.inference.errors == "HC3"
    weighed = ds.fit(X, Y, weights=np.arange(200.0), robust="HC1", drop_missing=True)
    wanted = ds.robust_errors(
        ds.solve(X, Y, weights=np.arange(200.0)), X, Y, "HC1", np.arange(200.0)
    )
    np.testing.assert_allclose(weighed.std_error, wanted, rtol=1e-10)


def test_robust_errors_of_kinds_state_their_reference() -> None:
    fit = ds.fit(CITIES, "rent", categorical="city", robust="HC3")
    assert [finding.code for finding in fit.findings] == ["reference_level"]
    assert np.isfinite(fit.predict(CITIES)).all()


def test_incomplete_rows_are_left_out_and_counted_under_robust_errors() -> None:
    holed = FRAME.mask(FRAME["age"] > 1.5)
    fit = ds.fit(holed, "rent", robust="HC3", drop_missing=True)
    assert fit.table.rows_dropped == int((FRAME["age"] > 1.5).sum())
    assert fit.solution.n == 200 - fit.table.rows_dropped


# --- numbers as they are shown --------------------------------------------------------------------


def test_a_narrow_interval_shows_its_width() -> None:
    n = 100_000
    x = RNG.normal(size=n)
    fit = ds.fit(x, 4 / 3 * x + 1e-4 * RNG.normal(size=n))
    low, high = fit.cells[0][5].split(" … ")
    assert float(low) < fit.coef[0] < float(high)
    assert max(map(len, str(fit).splitlines())) <= 80


def test_sums_that_leave_float64_warn_nobody(recwarn: pytest.WarningsRecorder) -> None:
    huge = np.column_stack([X, RNG.normal(size=200)])
    huge[7, 0] = 1e200
    ds.solve(np.vstack([huge] * 400), np.tile(Y, 400))
    assert not recwarn.list
