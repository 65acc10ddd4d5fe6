"""Transforms learn from the rows that are fitted: not from those left out for a missing label."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import downslope as ds
from sampling import sampled

N, WITHOUT = 240, 70
TRANSFORMS = [
    "center(x) + standardize(z)", "scale(x)", "poly(x, 3)", "bs(x, df=5)",
    "bs(x, knots=[4.5]) + poly(center(log(z + 9)), 2)",
]  # fmt: skip
DIVIDED = [  # how rows are divided, and the column that says so
    ({"cluster": "town"}, "town"),
    ({"cluster": "code"}, "code"),
    ({"cluster": ["town", "code"]}, "town"),
    ({"hac": 2, "order": "day"}, "day"),
    ({"by": "town"}, "town"),
    ({"by": ["town", "code"]}, "code"),
    ({"absorb": "town"}, "town"),
    ({"absorb": "town", "cluster": "code"}, "code"),
    ({"window": 60, "time": "day"}, "day"),
    ({"weights": "w"}, "w"),
]


def table() -> pd.DataFrame:
    rng = np.random.default_rng(3)
    frame = pd.DataFrame(
        {
            "x": rng.uniform(3, 6, N),
            "z": rng.normal(size=N),
            "town": rng.choice(["Oslo", "Paris", "Rome"], N),
            "code": rng.integers(1, 4, N).astype(float),
            "day": np.sort(rng.uniform(0, 90, N)),
            "w": rng.uniform(0.5, 2, N),
        }
    )
    frame["y"] = 5 + 2 * frame["x"] - frame["z"] + rng.normal(size=N)
    frame.loc[: WITHOUT - 1, ["x", "z"]] += 40.0  # far away, in the rows that are left out
    return frame


CASES = [(*each, kind) for each in DIVIDED for kind in ("frame", "csv", "parquet")]


@pytest.mark.parametrize(("options", "lacking", "kind"), sampled(CASES, 12))
def test_transforms_learn_from_the_rows_that_stay(
    options: dict, lacking: str, kind: str, tmp_path: Path
) -> None:
    gaps = table()
    gaps.loc[: WITHOUT - 1, lacking] = None
    whole, data = gaps.dropna(), gaps
    if kind != "frame":
        data = tmp_path / f"gaps.{kind}"
        gaps.to_csv(data, index=False) if kind == "csv" else gaps.to_parquet(data)
    for transform in TRANSFORMS:
        formula = f"y ~ {transform}"
        expected = ds.fit(formula, whole, **options)
        found = ds.fit(formula, data, drop_missing=True, **options)
        if {"by", "window"} & options.keys():
            assert len(found) == len(expected)
            mine, theirs = found.to_frame(), expected.to_frame()
            assert list(mine.columns) == list(theirs.columns)
            for name in theirs.columns:
                one, other = list(mine[name]), list(theirs[name])
                if isinstance(other[0], float):
                    np.testing.assert_allclose(one, other, rtol=1e-7, atol=1e-9)
            continue
        assert (found.n, found.table.rows_dropped) == (N - WITHOUT, WITHOUT)
        np.testing.assert_allclose(found.weights, expected.weights, rtol=1e-8, atol=1e-10)
        np.testing.assert_allclose(found.std_error, expected.std_error, rtol=1e-8)
        for mine, theirs in zip(
            found.asked.design.states, expected.asked.design.states, strict=True
        ):
            assert mine[0] == theirs[0]
            np.testing.assert_allclose(mine[1], theirs[1], rtol=1e-8, atol=1e-10)


def test_transforms_of_the_largest_numbers() -> None:
    """A spread beyond float64 is refused in one line; what is inside warns of nothing."""
    data = pd.DataFrame({"x": [1.79e308, -1.79e308], "y": [1.0, 2.0]})
    with pytest.raises(ds.DataError, match=r"^scale\(x\) divides by a spread beyond"):
        ds.fit("y ~ scale(x)", data)
    np.testing.assert_allclose(ds.fit("y ~ standardize(x)", data).weights, [-0.5, 1.5])
    x = np.array([1.79, -1.79, 0.3, 0.9, -0.5])
    y = np.array([1.0, 2.0, 0.0, 4.0, 3.0])
    far = ds.fit("y ~ poly(x, 2)", pd.DataFrame({"x": x * 1e308, "y": y}))
    near = ds.fit("y ~ poly(x, 2)", pd.DataFrame({"x": x, "y": y}))
    np.testing.assert_allclose(far.weights, near.weights, rtol=1e-12)
    alike = pd.DataFrame({"x": np.array([1.79, 1.78, 1.77, 1.79, 1.7]) * 1e308, "y": y})
    assert np.isfinite(ds.fit("y ~ scale(x)", alike).weights).all()
