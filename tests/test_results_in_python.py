"""What an analyst sees in Python: data in whatever form they come, results that can be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from scipy import sparse

import downslope as ds
from downslope.errors import DataError, DownslopeError

RNG = np.random.default_rng(7)
X = RNG.normal(size=(200, 2))
Y = X @ [1.0, -2.0] + 0.5 + 0.1 * RNG.normal(size=200)
FRAME = pd.DataFrame({"size": X[:, 0], "age": X[:, 1], "rent": Y})
PROBLEM = ds.LeastSquares(FRAME[["size", "age"]], Y)


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
    summary = ds.summarize(X, Y, ["a", "b"], exact=True)
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
        (lambda: ds.fit([], "y"), "Data of type list have no column names"),
        (lambda: ds.fit(X, "y"), "arrays with their target, as in fit(X, y)"),
        (lambda: ds.fit(X, Y[:9]), "9"),
        (lambda: ds.fit(X, Y, weights="age"), "beside arrays, give an array"),
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
    "trajectory": lambda: ds.trajectory(PROBLEM, lr=0.1, epochs=30),
    "spectrum": lambda: ds.Spectrum.of(PROBLEM),
    "problem": lambda: PROBLEM,
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
    assert "digits of every weight are certified" in lines[-1]


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
