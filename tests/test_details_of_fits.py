"""Details of fits that no whole result shows: digits of cells, places of steps, single refusals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

import downslope as ds
from downslope.data.blocks import block_rows
from downslope.data.loss_logs.selection import _across_epochs
from downslope.data.sql.drivers import has_gone
from downslope.fitting.groups import absorbed, summary_stack
from downslope.fitting.model_fit import _undetermined
from downslope.fitting.passes.ladder_passes import Summarized
from downslope.fitting.passes.task_blocks import usable
from downslope.summary import Summary
from test_recorded_runs import drawn
from test_recorded_sources import frame, in_csv, in_duckdb, in_sqlite


def fit_of(*features: str) -> ds.Fit:
    found = ds.fit(frame(), "rent", [*features])
    assert isinstance(found, ds.Fit)
    return found


def test_cells_of_a_csv_have_the_digits_that_are_inferred() -> None:
    fit = fit_of("size", "age")
    lines = [line.split(",") for line in fit.to_csv().splitlines()[1:]]
    known = fit.inference
    for j, (_, _, error, t, p, low, high) in enumerate(lines):
        for cell, value in ((error, known.std_error[j]), (t, known.t[j]), (p, known.p[j]),
                            (low, known.ci_low[j]), (high, known.ci_high[j])):  # fmt: skip
            assert cell == f"{value:.15g}"


def test_a_long_path_says_how_many_weights_it_does_not_show() -> None:
    X, y = drawn(71, 60, 20)
    assert "(1 more in .coef)" in repr(ds.path(X, y, alphas=3, folds=None))  # the intercept
    assert "more in .coef" not in repr(ds.path(X[:, :19], y, alphas=3, folds=None))


def test_a_penalty_is_proven_if_all_its_weights_are() -> None:
    X, y = drawn(72, 30, 3)
    path = ds.path(X, y, alphas=3, folds=None)
    bound = path.bound.copy()
    bound[1, 2], bound[2] = np.inf, np.nan
    assert path.proven.all()
    assert replace(path, bound=bound).proven.tolist() == [True, False, False]


@pytest.mark.parametrize(("by", "what"), [("rent", "the target"), ("size", "a feature")])
def test_folds_are_not_by_what_is_predicted_or_predicts(by: str, what: str) -> None:
    with pytest.raises(ds.OptionError, match=what):
        ds.path(frame(), "rent", ["size", "age"], fold_by=by)
    found = ds.path(frame(), "rent", ["size", "age"], fold_by="plot", alphas=3)
    assert "10 folds" in repr(found)


@pytest.mark.parametrize(
    ("epochs", "steps", "wanted"),
    [
        ([0, 0, 0, 1, 1, 1], [0, 1, 2, 0, 1, 2], [0, 1, 2, 3, 4, 5]),
        ([1, 1, 2, 2], [1, 2, 1, 2], [1, 2, 3, 4]),
        ([3, 3, 4, 4], [10, 20, 10, 20], [10, 20, 30, 40]),
        ([0, 0, 2, 2], [0, 1, 0, 1], [0, 1, 4, 5]),
        ([0, 0, 1, 1], [0, 1, 2, 3], [0, 1, 2, 3]),  # they count on
        ([1, 1, 0, 0], [0, 1, 0, 1], [0, 1, 0, 1]),  # epochs that go back
        ([0, 0, np.nan, 1], [0, 1, 0, 1], [0, 1, 0, 1]),
        ([0, 0, 1, 1], [-2, -1, -2, -1], [-2, -1, 0, 1]),
    ],
)
def test_steps_that_start_again_count_through_all_epochs(
    epochs: list[float], steps: list[float], wanted: list[float]
) -> None:
    found = _across_epochs(np.array(epochs, float), np.array(steps, float))
    assert found.tolist() == wanted


def test_a_column_of_levels_is_no_column_of_zeros_and_ones() -> None:
    rows = frame().assign(**{"kind=fir": lambda table: (table["kind"] == "fir") * 1.0})
    fit = ds.fit(rows, "rent", ["size", "kind=fir"], model="ridge", alpha=1.0)
    with pytest.raises(ds.DataError, match="which is 1 where 'kind' is 'fir' and else 0"):
        fit.predict(rows[["size", "kind"]])
    with pytest.raises(ds.DataError, match="has no column 'kind=fir'") as other:
        fit.predict(rows[["size", "age"]])
    assert "else 0" not in str(other.value)
    np.testing.assert_array_equal(fit.predict(rows), fit.predict(rows[["kind=fir", "size"]]))


def test_fewer_than_two_usable_rows_of_arrays_are_refused() -> None:
    X = np.array([[1.0], [np.nan], [np.nan], [4.0], [2.0]])
    y = np.array([1.0, 2.0, 3.0, np.nan, 5.0])
    for rows, kept in ((4, 1), (5, 2)):
        given = (X[:rows], y[:rows])
        if kept < 2:
            with pytest.raises(ds.DataError, match="at least 2"):
                ds.fit(*given, drop_missing=True)
        else:
            assert ds.fit(*given, drop_missing=True).n == kept


def in_files(folder: Path, **contents: pd.DataFrame) -> list[str]:
    """Write frames to files named c0, p1, …: CSV or Parquet."""
    files = []
    for name, rows in contents.items():
        path = folder / f"{name}.{'csv' if name.startswith('c') else 'parquet'}"
        if name.startswith("c"):
            rows.to_csv(path, index=False)
        else:
            rows.to_parquet(path)
        files.append(str(path))
    return files


FIRST = pd.DataFrame({"x": [1.0, 2.0, 4.0], "y": [2.0, 3.0, 7.0]})
REORDERED, MORE = FIRST[["y", "x"]], FIRST.assign(z=1.0)


@pytest.mark.parametrize("names", ["ppc", "cpp", "pcp", "ccp", "ppp", "ccc"])
def test_files_of_any_format_are_one_table(names: str, tmp_path: Path) -> None:
    kinds = [f"{letter}{i}" for i, letter in enumerate(names)]
    files = in_files(tmp_path, **dict(zip(kinds, (FIRST, REORDERED, FIRST), strict=True)))
    table = ds.read(files, "y")
    assert table.X[:, 0].tolist() == 3 * [1, 2, 4]
    assert table.y.tolist() == 3 * [2, 3, 7]
    last, what = kinds[2], {kinds[0]: FIRST, kinds[1]: FIRST, kinds[2]: MORE}
    files = in_files(tmp_path, **what)
    assert ds.read(files, "y", ["x"]).X[:, 0].tolist() == 3 * [1, 2, 4]
    with pytest.raises(ds.DataError, match=rf"{last}\S* has 'z', unlike \S*{kinds[0]}"):
        ds.read(files, "y")
    files = in_files(tmp_path, **{**what, kinds[2]: FIRST[["y"]]})
    with pytest.raises(ds.DataError, match=rf"{last}\S* lacks the column 'x' of \S*{kinds[0]}"):
        ds.read(files, "y")


def test_a_saved_fit_is_text_that_people_can_read(tmp_path: Path) -> None:
    rows = frame().rename(columns={"size": "größe"})
    ds.fit(rows, "rent", ["größe"]).save(tmp_path / "fit.json")
    text = (tmp_path / "fit.json").read_text("utf-8")
    assert text.startswith('{\n "format"')
    assert '"größe"' in text


class Gone:
    """What drivers tell of a connection: `closed` as a number, a truth or a method; `open`."""

    def __init__(self, **told: object) -> None:
        self.__dict__ |= told


@pytest.mark.parametrize(
    ("connection", "wanted"),
    [
        (Gone(), False), (Gone(closed=0), False), (Gone(closed=1), True), (Gone(closed=True), True),
        (Gone(closed=lambda: True), False), (Gone(open=False), True), (Gone(open=True), False),
    ],
)  # fmt: skip
def test_a_connection_that_has_gone(connection: object, wanted: bool) -> None:
    assert has_gone(connection, Exception("no such table")) is wanted
    assert has_gone(connection, Exception()) is wanted


@pytest.mark.parametrize("made", [in_csv, in_sqlite, in_duckdb])
def test_sums_of_groups_that_do_not_fit_in_memory_are_refused(
    made: Callable[[], object], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = {"engine": "threads"} if made is in_csv else {"table": "rows"}
    monkeypatch.setattr(summary_stack, "free_memory", lambda: 50_000)
    assert len(ds.fit(made(), "rent", ["size"], by="few", **options)) == 17
    monkeypatch.setattr(summary_stack, "free_memory", lambda: 500)
    with pytest.raises(ds.DataError, match="choose larger groups, or fewer columns"):
        ds.fit(made(), "rent", ["size"], by="few", **options)


@pytest.mark.parametrize("width", [0, 1, 2, 15, 16, 17, 63, 64, 65, 512, 513, 5000])
def test_a_block_is_the_largest_power_of_two_that_stays_in_the_cache(width: int) -> None:
    powers = [2**k for k in range(10, 16)]
    fitting = [rows for rows in powers if rows * max(width, 1) <= 2**19]
    assert block_rows(width) == max(fitting, default=1024)


def test_a_penalty_determines_weights_of_columns_that_depend_on_each_other() -> None:
    X, y = drawn(73, 40, 2)
    products = np.ones((3, 3))
    with pytest.raises(ds.DataError, match="depend on each other"):
        _undetermined(ds.Logistic(X, y > 0.0), products, 3)
    assert all(
        "depend" not in each.code
        for each in _undetermined(ds.Logistic(X, y > 0.0, alpha=0.5), products, 3)
    )
    _undetermined(ds.Logistic(X, y > 0.0), np.full((3, 3), np.nan), 3)


def test_a_formula_for_a_folder_of_one_partition(here: Path) -> None:
    (here / "rows" / "year=2026").mkdir(parents=True)
    frame().to_csv(here / "rows" / "year=2026" / "a.csv", index=False)
    found = ds.fit("rows", formula="rent ~ size + kind")
    wanted = ds.fit(frame(), formula="rent ~ size + kind")
    assert isinstance(found, ds.Fit)
    assert found.names == wanted.names
    np.testing.assert_array_equal(found.weights, wanted.weights)


def exact_rows() -> pd.DataFrame:
    rng = np.random.default_rng(74)
    rows = pd.DataFrame(rng.normal(size=(30, 2)), columns=["a", "b"])
    return rows.assign(y=3.0 * rows["a"])


def test_an_exact_fit_says_so_with_its_share() -> None:
    said = ds.fit(exact_rows(), "y").inference.quality
    assert said == (
        "The fit is exact: its residuals are below the rounding of the data (R² 1), so there is no "
        "noise for standard errors, t, and p."
    )


def test_a_weight_of_an_exact_fit_that_is_rounding_is_zero() -> None:
    lines = [line.split(",") for line in ds.fit(exact_rows(), "y").to_csv().splitlines()]
    place = lines[0].index("estimate")
    assert [float(line[place]) for line in lines[1:]] == [3.0, 0.0, 0.0]


def test_a_fit_of_no_rank_is_read_back(tmp_path: Path) -> None:
    fit = ds.fit(ds.summarize(np.zeros((4, 1)), np.array([1.0, 2.0, 4.0, 2.0])), intercept=False)
    assert fit.solution.rank == 0
    fit.save(tmp_path / "fit.json")
    assert ds.load_fit(tmp_path / "fit.json").weights.tolist() == [0.0]


def test_folds_are_not_nested_unless_asked_for() -> None:
    X, y = drawn(75, 30, 2)
    assert "2 folds" in repr(ds.path(X, y, alphas=2, folds=2))
    with pytest.raises(ds.OptionError, match="3"):
        ds.path(X, y, alphas=2, folds=2, nested=True)


def test_the_last_row_of_two_parts_is_that_of_the_later_one() -> None:
    none = Summarized(Summary.empty(np.zeros(2)), None, 0, 0)
    one, two = (replace(none, last=np.full(2, at), heaviest=at) for at in (1.0, 2.0))
    for parts, last in (
        ((one, two), two),
        ((two, one), one),
        ((one, none), one),
        ((none, two), two),
    ):
        both = parts[0] + parts[1]
        assert both.last is last.last
        assert both.heaviest == max(each.heaviest for each in parts)
    assert (none + none).last is None


def test_levels_that_are_not_taken_out_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(76)
    rows = exact_rows().assign(y=rng.normal(size=30), g=rng.integers(0, 5, 30),
                               h=rng.integers(0, 6, 30))  # fmt: skip
    assert ds.fit(rows, "y", ["a"], absorb=["g", "h"]).solution.rank == 1
    monkeypatch.setattr(absorbed, "MOST_STEPS", 1)
    with pytest.raises(ds.DataError, match="of 'g' and 'h' could not be taken out: after 1 steps"):
        ds.fit(rows, "y", ["a"], absorb=["g", "h"])


class Blocks:
    """A task of one block."""

    where = "rows.csv, rows 1 to 2"

    def __init__(self, *rows: list[float]) -> None:
        self.rows = np.array(rows)

    def blocks(self) -> list[np.ndarray]:
        return [self.rows]


def test_blocks_are_checked_wherever_they_are_read() -> None:
    schema: Any = SimpleNamespace(width=3, weights="w")
    for task, wrong in (
        (Blocks([1.0, 2.0, 0.0]), ""),
        (Blocks([1.0, 2.0, 1.0], [1.0, 2.0, -0.5]), "'w' has the weight -0.5"),
        (Blocks([1.0, 2.0]), r"blocks of shape \(1, 2\) but 3 columns are expected"),
    ):
        if not wrong:
            (block,) = usable(task, schema)  # type: ignore[arg-type]
            assert block is task.rows
            continue
        with pytest.raises(ds.DataError, match=wrong):
            list(usable(task, schema))  # type: ignore[arg-type]


def test_sums_of_groups_about_any_origin_are_about_their_means() -> None:
    rng = np.random.default_rng(77)
    rows = rng.normal(3.0, 1.0, size=(2, 2, 9))  # (q, G, rows of each)
    origin, i, j = np.ones((2, 2)), *summary_stack.pairs(2)
    away = rows - origin[..., np.newaxis]
    found = summary_stack.SummaryStack.of_sums(
        origin, away.sum(axis=2), (away[i] * away[j]).sum(axis=2), np.array([9, 9]),
        np.array([9.0, 9.0]), np.zeros(2), np.zeros(2),
    )  # fmt: skip
    left = rows - rows.mean(axis=2, keepdims=True)
    np.testing.assert_allclose(found.mean, rows.mean(axis=2) - 1.0)
    np.testing.assert_allclose(found.scatter, (left[i] * left[j]).sum(axis=2))


def test_columns_whose_squares_are_lost_are_refused_for_a_penalty_too() -> None:
    rows = exact_rows()
    rows["a"] *= 1e-200
    for how in ({}, {"model": "ridge", "alpha": 1.0}):
        with pytest.raises(ds.DataError, match="'a'"):
            ds.fit(rows, "y", workers=2, engine="threads", **how)
