"""LSMR by passes: the weights that rows in memory have, for any width."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import downslope as ds
from downslope.fitting import passes
from downslope.fitting.passes.reader import Reading, ReadOptions
from stream_tasks import InMemory, fit_source, source, table


def wide(n: int, d: int, **options: object) -> InMemory:
    rng = np.random.default_rng(3)
    X = rng.normal(size=(n, d))
    y = X @ rng.normal(size=d) + rng.normal(size=n)
    return InMemory(np.column_stack([X, y]), (*(f"x{j}" for j in range(d)), "y"), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("intercept", [True, False])
@pytest.mark.parametrize("weighted", [True, False])
def test_rows_in_memory_have_the_same_weights(intercept: bool, weighted: bool) -> None:
    values = table()
    weights = None
    if weighted:
        weights = np.random.default_rng(5).uniform(0.5, 3, len(values))
        weights[::10] = 0.0
        values = np.column_stack([values, weights])
    here = passes.fit(source(values), method="lsmr", intercept=intercept)[1]
    there = ds.solve(values[:, :3], values[:, 3], weights=weights, intercept=intercept)
    np.testing.assert_allclose(here.weights, there.weights, rtol=1e-8)
    assert (here.method, here.n, here.bound) == ("lsmr", there.n, None)
    assert here.rss == pytest.approx(there.rss, rel=1e-9)
    assert ds.infer(here).r2 == pytest.approx(ds.infer(there).r2, rel=1e-9)


@pytest.mark.parametrize("intercept", [True, False])
def test_fewer_rows_than_weights_give_the_minimum_norm(intercept: bool) -> None:
    data = wide(40, 90, task_rows=16)
    here = passes.fit(data, method="lsmr", intercept=intercept)[1]
    X, y = data.values[:, :-1], data.values[:, -1]
    design = np.column_stack([X, np.ones(len(y))]) if intercept else X
    np.testing.assert_allclose(here.weights, np.linalg.lstsq(design, y)[0], atol=1e-9)
    assert {finding.code for finding in here.findings} == {"fewer_rows_than_weights"}


def test_thousands_of_columns_take_this_way_by_themselves() -> None:
    data = wide(60, passes.WIDEST + 1, task_rows=32)
    fit = fit_source(data, workers=2)
    X, y = data.values[:, :-1], data.values[:, -1]
    assert fit.solution.method == "lsmr"
    np.testing.assert_allclose(X @ fit.coef + fit.intercept, y, atol=1e-8)
    assert fit.to_dict()["d"] == passes.WIDEST + 1


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_workers_do_not_change_a_bit(workers: int) -> None:
    values = table(5000)
    alone = passes.fit(source(values), ReadOptions(workers=1), method="lsmr")[1]
    here = passes.fit(source(values), ReadOptions(workers=workers), method="lsmr")[1]
    assert here.weights.tobytes() == alone.weights.tobytes()


def test_passes_are_counted_told_and_ruled_out() -> None:
    data = wide(500, 30)
    told: list[Reading] = []
    here = passes.fit(data, ReadOptions(progress=told.append), method="lsmr", max_passes=7)[1]
    assert here.passes == told[-1].pass_number <= 7
    assert data.reads == 1  # all of it fits into memory
    assert "not_converged" in {finding.code for finding in here.findings}
    with pytest.raises(ds.OptionError, match="max_passes=3 is too few for LSMR"):
        passes.fit(data, method="lsmr", max_passes=3)
    enough = passes.fit(wide(500, 30), method="lsmr", max_passes=200)[1]
    assert "not_converged" not in {finding.code for finding in enough.findings}


def test_a_constant_column_and_a_far_mean_do_no_harm() -> None:
    values = table()
    values[:, 1] = 0.1
    values[:, 2] += 1e7
    here = passes.fit(source(values), method="lsmr")[1]
    kept = ds.solve(values[:, [0, 2]], values[:, 3])
    np.testing.assert_allclose(here.coef[[0, 2]], kept.coef, rtol=1e-6)


def test_bad_values_are_named() -> None:
    values = table(2000)
    values[1500, 1] = np.nan
    with pytest.raises(ds.DataError, match=r"rows 1001 to 2000: column 'x2' has a value that is"):
        passes.fit(source(values), method="lsmr")
    values[1500, 1] = 1e200
    with pytest.raises(ds.DataError, match="Column 'x2' has values whose squares are out of range"):
        passes.fit(source(values), method="lsmr")
    with pytest.raises(ds.DataError, match="at least 2 are needed"):
        passes.fit(source(table(1)), method="lsmr")
    with pytest.raises(ds.DataError, match="All weights are zero"):
        passes.fit(source(np.column_stack([table(9), np.zeros(9)])), method="lsmr")


def test_blocks_stay_only_where_there_is_room_and_change_no_bit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = passes.fit(wide(500, 30), method="lsmr")[1]
    monkeypatch.setattr("downslope.fitting.passes.reader.SHARE_OF_MEMORY", 0.0)
    data = wide(500, 30)
    read_again = passes.fit(data, method="lsmr")[1]
    assert data.reads == read_again.passes > 1
    assert read_again.weights.tobytes() == held.weights.tobytes()


def test_data_that_change_between_two_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("downslope.fitting.passes.reader.SHARE_OF_MEMORY", 0.0)
    changing = source(special={3: {"changes": str(tmp_path)}})
    with pytest.raises(ds.DataError, match="has changed since the first pass"):
        passes.fit(changing, method="lsmr")


def test_as_many_columns_as_a_summary_takes_are_not_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(passes, "WIDEST", 3)
    passes.check_width(source().schema, ReadOptions())
    monkeypatch.setattr(passes, "WIDEST", 2)
    with pytest.raises(ds.DataError, match="has 3 features, but a summary takes at most 2"):
        passes.check_width(source().schema, ReadOptions())


@pytest.mark.parametrize("missing", [18, 19, 20])
def test_lsmr_counts_the_rows_that_are_left(missing: int) -> None:
    data = pd.DataFrame(table(20), columns=["a", "b", "c", "y"])
    data.loc[: missing - 1 : 2, "a"] = data.loc[1 : missing - 1 : 2, "b"] = np.nan
    options: Any = {"method": "lsmr", "engine": "threads", "drop_missing": True}
    if missing == 18:
        assert ds.fit(data, "y", **options).table.rows_dropped == 18
        return
    left = f"has {20 - missing} rows? left without {missing} incomplete rows"
    with pytest.raises(ds.DataError, match=left):
        ds.fit(data, "y", **options)
