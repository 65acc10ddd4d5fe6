"""Counts at which a fit is just possible, or just not: rows, groups, clusters, passes, lags."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

import downslope as ds
from downslope.fitting import penalty_path, sandwich
from downslope.fitting.error_kinds import RobustErrors
from downslope.fitting.groups.window_routes import Window, _shown_span
from downslope.fitting.ladder import reproducible_rungs
from downslope.fitting.solver_costs import advise
from downslope.numerics.arguments import OptionStyle
from test_limits_of_fits import grouped, noisy


def fitted(n: int, d: int = 1, **how: Any) -> Callable[[], Any]:
    return lambda: ds.fit(noisy(n, d), "y", **how)


def clustered(count: int, n: int = 20) -> pd.DataFrame:
    return noisy(n, 1).assign(g=np.arange(n) % count, h=np.arange(n) // 3, i=np.arange(n) % 5)


def path(n: int = 20, **how: Any) -> Callable[[], Any]:
    return lambda: ds.path(noisy(n, 1), "y", alphas=2, **how)


def of_rows(n: int, **how: Any) -> Callable[[], Any]:
    return lambda: ds.fit(clustered(2).iloc[:n], "y", ["x0"], **how)


@pytest.mark.parametrize(
    ("possible", "refused", "why"),
    [
        (of_rows(2, by="g"), of_rows(1, by="g"), "row"),
        (of_rows(2, window=2), of_rows(1, window=1), "row"),
        (of_rows(2, workers=2), of_rows(1, workers=2), "row"),
        (fitted(9, hac=8), fitted(9, hac=9), "hac=9"),
        (path(folds=None), path(1, folds=None), "2"),
        (path(6, folds=6), path(6, folds=7), "folds"),
        (lambda: ds.fit(clustered(2), "y", ["x0"], cluster="g"),
         lambda: ds.fit(clustered(1), "y", ["x0"], cluster="g"), "cluster"),
        (lambda: ds.fit(clustered(4), "y", ["x0"], cluster=["g", "h"]),
         lambda: ds.fit(clustered(4), "y", ["x0"], cluster=["g", "h", "i"]), "cluster"),
        (lambda: ds.fit(clustered(4), "y", ["x0"], absorb=["g", "h"]),
         lambda: ds.fit(clustered(4), "y", ["x0"], absorb=["g", "h", "i"]), "absorb"),
        (lambda: ds.fit(clustered(18), "y", ["x0"], absorb="g"),
         lambda: ds.fit(clustered(19), "y", ["x0"], absorb="g"), "row"),
        (lambda: ds.fit(grouped([*"ab"]), "y", by="g").chow(),
         lambda: ds.fit(grouped([*"a"]), "y", by="g").chow(), "two groups"),
        (lambda: ds.fit(grouped([*"abc"]), "y", by="g").shrunk(),
         lambda: ds.fit(grouped([*"ab"]), "y", by="g").shrunk(), "more than 2 are needed"),
        (lambda: fitted(3)().test("x0 = 0"), lambda: fitted(2)().test("x0 = 0"), "row"),
        (lambda: fitted(3)().predict(np.ones((1, 1)), interval="mean"),
         lambda: fitted(2)().predict(np.ones((1, 1)), interval="mean"), "row"),
        (fitted(9, level=0.999), fitted(9, level=1.0), "level=1.0"),
        (fitted(9, level=1e-9), fitted(9, level=0.0), "level=0.0"),
        (path(folds=None, penalty="elastic-net", l1_ratio=1.0),
         path(folds=None, penalty="elastic-net", l1_ratio=0.0), "l1_ratio"),
        (lambda: path(folds=None)().predict(np.ones((1, 1)), at=1),
         lambda: path(folds=None)().predict(np.ones((1, 1)), at=2), "at=2"),
        (lambda: path(folds=None)().predict(np.ones((1, 1)), at=-2),
         lambda: path(folds=None)().predict(np.ones((1, 1)), at=-3), "at=-3"),
        (lambda: ds.path(clustered(2), "y", ["x0"], alphas=2, fold_by="g"),
         lambda: ds.path(clustered(1), "y", ["x0"], alphas=2, fold_by="g"), "fold"),
        (path(folds=None, penalty="ridge"), lambda: ds.path(noisy(20, 1).assign(y=1.0), "y",
         alphas=2, folds=None, penalty="ridge"), "gives the mean"),
        (lambda: advise(1, 1, 1.0), lambda: advise(0, 1, 1.0), "n"),
        (lambda: advise(2, 1, 1.0), lambda: advise(2, 0, 1.0), "d"),
        (lambda: advise(2, 1, 1.0), lambda: advise(2, 1, 0.999), "condition"),
        (lambda: advise(2, 1, 1.0, 1.0), lambda: advise(2, 1, 1.0, 1.001), "density"),
        (lambda: advise(2, 1, 1.0, 1e-9), lambda: advise(2, 1, 1.0, 0.0), "density"),
        (lambda: advise(2, 1, 1.0, accuracy=0.999), lambda: advise(2, 1, 1.0, accuracy=1.0), "acc"),
        (lambda: advise(2, 1, 1.0, accuracy=1e-9), lambda: advise(2, 1, 1.0, accuracy=0.0), "acc"),
        (lambda: advise(2, 1, 1.0, memory=1.0), lambda: advise(2, 1, 1.0, memory=0.0), "memory"),
    ],
)  # fmt: skip
def test_what_is_just_possible(
    possible: Callable[[], Any], refused: Callable[[], Any], why: str
) -> None:
    possible()
    with pytest.raises(ds.DownslopeError, match=why):
        refused()


def test_values_at_the_ends_of_a_range_are_inside() -> None:
    data = noisy(20, 1)
    fit, ends = ds.fit(data, "y"), np.array([data["x0"].min(), data["x0"].max()])
    assert fit.extrapolation(pd.DataFrame({"x0": ends})) == ()
    for at, beyond in zip(ends, (-np.inf, np.inf), strict=True):
        assert fit.extrapolation(pd.DataFrame({"x0": [np.nextafter(at, beyond)]}))


def test_a_span_is_shown_in_the_largest_unit_that_it_fills() -> None:
    window = Window("30d", span=1.0, of_dates=True)
    shown = [_shown_span(span, window) for span in (8.64e10, 8.63e10, 3.6e9, 6e7, 5.9e7)]
    assert shown == ["1d", "23.97h", "1h", "1min", "59s"]
    assert _shown_span(8.64e10, Window(5, span=5.0, of_dates=False)) == "8.64e+10"


def test_bits_of_any_order_need_as_many_rows_as_weights() -> None:
    assert reproducible_rungs("auto", 5, 5)[0] == "reproducible"
    assert reproducible_rungs("auto", 4, 5)[0] == "minimum-norm"


def test_labels_of_one_way_or_two_are_named_by_their_place() -> None:
    data = clustered(4)
    X, y, ways = data[["x0"]].to_numpy(), data["y"].to_numpy(), data[["g", "h", "i"]].to_numpy()
    for given, names in (
        (ways[:, 0], ("clusters",)),
        (ways[:, :2], ("clusters 1", "clusters 2")),
    ):
        errors = RobustErrors.of(None, given, None, None, OptionStyle.PYTHON)
        assert errors is not None
        assert errors.columns == names
        ds.fit(X, y, cluster=given)
    with pytest.raises(ds.OptionError, match="takes one column, or two different ones"):
        ds.fit(X, y, cluster=ways)


@pytest.mark.parametrize(
    "use",
    [
        lambda data, **how: ds.fit(data, "y", **how).n,
        lambda data, **how: ds.summarize(data, "y", **how).summary.count,
        lambda data, **how: ds.path(data, "y", alphas=2, folds=None, **how).n,
    ],
)
def test_missing_values_are_refused_unless_they_are_dropped(use: Callable[..., int]) -> None:
    data = noisy(20, 1)
    data.loc[3, "x0"] = np.nan
    with pytest.raises(ds.DataError, match="missing"):
        use(data)
    assert use(data, drop_missing=True) == 19


def test_a_path_has_an_intercept_and_columns_of_one_length_by_default() -> None:
    data = noisy(30, 2) * [1.0, 50.0, 1.0] + 5.0
    plain, how = ds.path(data, "y", alphas=5, folds=None), {"alphas": 5, "folds": None}
    named = ds.path(data, "y", standardize=True, intercept=True, **how)
    np.testing.assert_array_equal(plain.coef, named.coef)
    np.testing.assert_array_equal(plain.intercepts, named.intercepts)
    assert plain.intercepts.all()
    other = ds.path(data, "y", standardize=False, **how)
    assert not np.allclose(plain.alphas, other.alphas)


def test_rows_of_one_time_enter_together_and_a_span_may_be_that_of_the_data() -> None:
    data = noisy(22, 1).assign(t=np.repeat(np.arange(11), 2))
    fits = ds.fit(data, "y", ["x0"], window=10, time="t")
    assert len(fits) == 11
    assert fits.n[-1] == 20  # a window of 10 has no row that is 10 before its last
    with pytest.raises(ds.DataError, match="longer than the data, whose times span 10: give"):
        ds.fit(data, "y", ["x0"], window=11, time="t")
    assert len(ds.fit(data.assign(t=5), "y", ["x0"], window=3, time="t")) == 1


@pytest.mark.parametrize(("folds", "names"), [(2, ()), (3, ("0", "1", "2")), (4, ("0", "1", "2"))])
def test_folds_are_named_by_values_where_there_are_no_more(
    folds: int, names: tuple[str, ...]
) -> None:
    found = ds.path(clustered(3), "y", ["x0"], alphas=2, fold_by="g", folds=folds)
    assert found.fold_names == names


@pytest.mark.parametrize(("n", "d"), [(2, 1), (1, 1), (3, 2)])
def test_a_fit_of_as_many_rows_as_weights_is_read_back(n: int, d: int, tmp_path: Path) -> None:
    rows = noisy(n, d)
    fit = ds.fit(ds.summarize(rows, "y"), intercept=n > 1)
    assert fit.solution.rank == fit.n == n
    fit.save(tmp_path / "fit.json")
    np.testing.assert_array_equal(ds.load_fit(tmp_path / "fit.json").weights, fit.weights)


def test_as_many_clusters_as_weights_are_few() -> None:
    way: Any = SimpleNamespace(sizes=np.full(4, 5))
    for weights, found in ((3, []), (4, ["fewer_clusters_than_weights"])):
        assert [each.code for each in sandwich._few(("g",), (way,), (4,), weights)] == found


def test_a_penalty_may_be_ten_to_the_hundred() -> None:
    assert penalty_path._alphas([1e100]).tolist() == [1e100]
    with pytest.raises(ds.OptionError, match="give at most 1e100"):
        penalty_path._alphas([1.01e100])
