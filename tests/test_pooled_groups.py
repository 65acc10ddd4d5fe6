"""Groups together: the pooled fit, the Chow test, and partial pooling."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import downslope as ds
from grouped_tables import SHOPS, table


def test_the_pooled_fit_and_the_chow_test() -> None:
    data = table(12, 700, offset=10.0)
    fits = ds.fit(data, "y", by="g")
    pooled = ds.fit(data, "y", ["a", "b", "c"])
    np.testing.assert_allclose(fits.pooled.weights, pooled.weights, rtol=1e-10, atol=1e-10)
    np.testing.assert_allclose(fits.pooled.std_error, pooled.std_error, rtol=1e-9)

    def rss(part: pd.DataFrame) -> float:
        X = np.column_stack([part[["a", "b", "c"]], np.ones(len(part))])
        return float(np.linalg.lstsq(X, part["y"], rcond=None)[1][0])

    apart = sum(rss(part) for _, part in data.groupby("g"))
    expected = (rss(data) - apart) / 44 / (apart / (700 - 48))
    test = fits.chow()
    assert test.df == (44, 652)
    assert test.statistic == pytest.approx(expected, rel=1e-8)
    from scipy.stats import f

    assert test.p == pytest.approx(f.sf(expected, 44, 652), rel=1e-8)
    data.loc[data["g"] == 3, "y"] += 5 * data["a"]
    assert ds.fit(data, "y", by="g").chow().p < 1e-9


def test_the_chow_test_leaves_out_groups_without_weights() -> None:
    with_few = pd.concat([SHOPS, SHOPS.assign(city="Wien", size=3.0)])
    test, without = (ds.fit(each, "y", by="city").chow() for each in (with_few, SHOPS))
    assert (test.groups, test.left_out, without.left_out) == (2, 2, 1)
    assert test.statistic == pytest.approx(without.statistic)
    with pytest.raises(ds.DataError, match="needs two groups with weights"):
        ds.fit(SHOPS[SHOPS["city"] != "Oslo"], "y", by="city").chow()


def test_the_chow_test_needs_noise() -> None:
    data = table(4, 200)
    data["y"] = 1e6 * data["a"] + 1e6 * data["b"]  # the residuals are rounding
    with pytest.raises(ds.DataError, match=r"two groups with weights|below the rounding"):
        ds.fit(data, "y", by="g").chow()
    with pytest.raises(ds.DataError, match="0 groups of 4 have them"):
        ds.fit(data, "y", by="g").shrunk()


def by_hand(data: pd.DataFrame, groups: list) -> tuple[np.ndarray, np.ndarray]:
    """Swamy's estimates with one variance, by inverses of every group's own matrices."""
    own, inverses, rss, spare, grams = [], [], 0.0, 0, {}
    for label in groups:
        part = data[data["g"] == label]
        X = np.column_stack([part[["a", "b", "c"]], np.ones(len(part))])
        grams[label] = X, part["y"].to_numpy()
        if len(part) <= 4:
            continue
        b = np.linalg.solve(X.T @ X, X.T @ part["y"])
        own.append(b)
        inverses.append(np.linalg.inv(X.T @ X))
        rss, spare = rss + float(np.sum((part["y"] - X @ b) ** 2)), spare + len(part) - 4
    s2 = rss / spare
    T = np.cov(np.array(own).T) - s2 * np.mean(inverses, axis=0)
    P = [np.linalg.inv(s2 * V + T) for V in inverses]
    mean = np.linalg.solve(sum(P), sum(p @ b for p, b in zip(P, own, strict=True)))
    shrunk = []
    for label in groups:
        X, y = grams[label]
        cov = np.linalg.inv(X @ T @ X.T + s2 * np.eye(len(y)))
        shrunk.append(mean + T @ X.T @ cov @ (y - X @ mean))
    return mean, np.array(shrunk)


def test_partial_pooling_equals_formulas_by_hand() -> None:
    rng = np.random.default_rng(2)
    data = table(40, 900, seed=2)
    data["y"] += rng.normal(scale=2.0, size=40)[data["g"]] * data["a"]
    data["y"] += rng.normal(scale=2.0, size=40)[data["g"]] * data["b"]
    data["y"] += rng.normal(scale=2.0, size=40)[data["g"]] * data["c"]
    data["y"] += rng.normal(scale=2.0, size=40)[data["g"]]
    few = table(1, 2, seed=9).assign(g=99)
    data = pd.concat([data, few], ignore_index=True)
    fits = ds.fit(data, "y", by="g")
    found = fits.shrunk()
    mean, shrunk = by_hand(data, list(fits))
    np.testing.assert_allclose(found.mean, mean, rtol=1e-8)
    np.testing.assert_allclose(found.weights, shrunk, rtol=1e-8)
    assert np.isnan(fits.weights[-1]).all()  # two rows have no weights of their own
    assert found.std_error[-1].min() > found.std_error[:-1].max() / 3
    assert np.isfinite(found.weights).all()


def test_partial_pooling_needs_groups_with_errors() -> None:
    with pytest.raises(ds.DataError, match="more than 2 are needed"):
        ds.fit(SHOPS, "y", by="city").shrunk()
