"""The same rows from memory, from files in passes and from databases give the same fits.

The fit of the rows in memory is recorded whole; of a file and a database, other ones for each fit,
only what differs from it: a refusal, or a number.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import downslope as ds
from downslope.fitting.ladder import METHODS
from records import Case, check, differences, plain
from test_recorded_runs import drawn

ROWS = 150
NUMBERS = ["size", "age"]


def frame() -> pd.DataFrame:
    """Return rows of two places, in order of the days, of which some lack a value."""
    X, y = drawn(41, ROWS, 2)
    row = np.arange(ROWS)
    kind = np.array(["oak", "fir", "elm"])[row % 3]
    size = np.round(X[:, 0] + 3.0, 3)
    return pd.DataFrame({
        "size": size,
        "age": np.round(4.0 * X[:, 1] + 20.0, 2),
        "kind": kind,
        "plot": row // 15,
        "day": 20260 + 2 * row + row % 2,
        "times": row % 4,
        "few": np.repeat(np.arange(17), [*range(1, 17), 14]),
        "one": (row == 8).astype(int),
        "copy": np.round(2.0 * size + (row == 90), 3),
        "heavy": np.round(0.25 + (row % 7) / 4.0, 2),
        "gap": np.where(row % 11 == 7, np.nan, np.round(X[:, 0] * X[:, 1], 2)),
        "dear": (y > np.median(y)).astype(int),
        "count": np.floor(np.exp(np.clip(y, -1.0, 3.0) / 2.0)).astype(int),
        "rent": np.round(y + 2.0 * (kind == "oak") + 0.3 * size**2, 3),
    })  # fmt: skip


def in_csv() -> Any:
    frame().to_csv("rows.csv", index=False)
    return "rows.csv"


def in_parquet() -> Any:
    pq.write_table(pa.Table.from_pandas(frame()), "rows.parquet", row_group_size=40)
    return "rows.parquet"


def in_parts() -> Any:
    Path("parts").mkdir(exist_ok=True)
    for place, start in enumerate(range(0, ROWS, 37)):
        frame().iloc[start : start + 37].to_csv(f"parts/{place}.csv", index=False)
    return "parts"


def _rows(nothing: Any) -> list[tuple[Any, ...]]:
    plain_rows = frame().astype(object)
    return [*plain_rows.where(frame().notna(), nothing).itertuples(index=False)]


def in_sqlite() -> Any:
    connection = sqlite3.connect("rows.sqlite")
    connection.execute("DROP TABLE IF EXISTS rows")
    connection.execute(f"CREATE TABLE rows ({', '.join(frame().columns)})")
    places = ", ".join("?" * frame().shape[1])
    connection.executemany(f"INSERT INTO rows VALUES ({places})", _rows(None))
    connection.commit()
    return connection


def in_duckdb() -> Any:
    connection = duckdb.connect()
    rows = pa.Table.from_pandas(frame())
    connection.register("given", rows)
    connection.execute("CREATE TABLE rows AS SELECT * FROM given")
    return connection


Source = tuple[Callable[[], Any], dict[str, Any]]
SOURCES: dict[str, Source] = {
    "csv": (in_csv, {"engine": "threads", "workers": 1}),
    "parquet": (in_parquet, {"engine": "threads", "workers": 2}),
    "parts": (in_parts, {"engine": "threads", "workers": 1}),
    "sqlite": (in_sqlite, {"table": "rows"}),
    "duckdb": (in_duckdb, {"table": "rows", "grade": "exact"}),
    "duckdb, in doubles": (in_duckdb, {"table": "rows", "grade": "double"}),
}
FITS: dict[str, dict[str, Any]] = {
    "plain": {},
    "no intercept": {"intercept": False},
    "full accuracy": {"accuracy": "full"},
    "incomplete rows": {"features": ["size", "gap"], "drop_missing": True},
    "incomplete rows refused": {"features": ["size", "gap"]},
    "precisions": {"weights": "heavy"},
    "frequencies": {"weights": "times", "weights_kind": "frequency"},
    **{f"robust {kind}": {"robust": kind} for kind in ("HC0", "HC1", "HC2", "HC3")},
    "robust by weights": {"robust": "HC3", "weights": "heavy"},
    "clusters": {"cluster": "plot"},
    "clusters by weights": {"cluster": "plot", "weights": "times", "robust": "CR1"},
    "clusters CR3": {"cluster": "plot", "robust": "CR3"},
    "clusters of text": {"cluster": "kind", "robust": "CR1"},
    "clusters of two": {"cluster": ["plot", "kind"], "robust": "CR1"},
    "serial": {"hac": 4, "order": "day"},
    "categories": {"features": ["size", "kind"], "categorical": ["kind"]},
    "categories of numbers": {"features": ["plot", "size"], "categorical": ["plot"]},
    "absorbed": {"absorb": "plot"},
    "absorbed text": {"absorb": "kind", "weights": "heavy"},
    "absorbed two": {"absorb": ["plot", "kind"]},
    "absorbed, by clusters": {"absorb": "plot", "cluster": "plot", "robust": "CR1"},
    "residuals": {"residuals": True},
    "residuals by weights": {"residuals": True, "weights": "heavy"},
    "degree": {"features": ["size"], "degree": 3},
    "ridge": {"model": "ridge", "alpha": 3.0},
    "lasso": {"model": "lasso", "alpha": 0.2},
    "elastic net": {"model": "elastic-net", "alpha": 0.3, "l1_ratio": 0.4},
    "huber": {"model": "huber", "delta": 0.5},
    "logistic": {"model": "logistic", "target": "dear"},
    "logistic of text": {"model": "softmax", "target": "kind"},
    "poisson": {"model": "poisson", "target": "count", "weights": "heavy"},
    "groups": {"by": "plot"},
    "groups of text": {"by": "kind"},
    "groups of two": {"by": ["kind", "dear"]},
    "groups by weights": {"by": "kind", "weights": "times"},
    "small groups": {"by": "day", "features": ["size"]},
    "groups, no intercept": {"by": "plot", "intercept": False},
    "groups of few rows": {"by": "few"},
    "groups of few rows, no intercept": {"by": "few", "intercept": False},
    "groups with a constant column": {"by": "few", "features": ["size", "plot"]},
    "groups with a copied column": {"by": "plot", "features": ["size", "copy", "age"]},
    "groups, incomplete rows": {"by": "kind", "features": ["size", "gap"], "drop_missing": True},
    "groups, incomplete rows refused": {"by": "kind", "features": ["size", "gap"]},
    "rows alone": {"features": ["size", "one"], "robust": "HC3"},
    "rows alone by weights": {"features": ["size", "one"], "robust": "HC2", "weights": "heavy"},
    "rows alone in clusters": {"features": ["size", "one"], "cluster": "plot", "robust": "CR3"},
    "rows alone, CR1": {"features": ["size", "one"], "cluster": "kind", "robust": "CR1"},
    "few clusters": {"cluster": "dear", "robust": "CR1"},
    "one cluster": {"cluster": "one", "features": ["size"], "robust": "CR3"},
    "absorbed few": {"absorb": "few", "robust": "HC1"},
    "absorbed few and two": {"absorb": ["few", "dear"], "cluster": "few", "robust": "CR1"},
    "copied column": {"features": ["size", "copy"]},
    "dependent": {"features": ["size", "dear", "one"], "cluster": "few"},
    **{f"by {method}": {"method": method} for method in METHODS[::2]},
    "logistic by weights": {"model": "logistic", "target": "dear", "weights": "times"},
    "classes by weights": {"model": "softmax", "target": "kind", "weights": "heavy",
                           "alpha": 0.5},
    "huber by weights": {"model": "huber", "delta": 1.0, "weights": "times"},
    "ridge by weights": {"model": "ridge", "alpha": 2.0, "weights": "heavy"},
    "poisson, no intercept": {"model": "poisson", "target": "count", "intercept": False},
    "incomplete rows of a model": {"model": "logistic", "target": "dear",
                                   "features": ["size", "gap"], "drop_missing": True},
    "windows": {"window": 25},
    "windows, no intercept": {"window": 12, "intercept": False},
    "windows with a copied column": {"window": 30, "features": ["size", "copy"]},
    "growing windows": {"window": "expanding"},
    "short windows": {"window": 3},
    "windows of time": {"window": 40.0, "time": "day"},
    "windows by weights": {"window": 25, "weights": "heavy"},
    "formula": {"formula": "rent ~ size * kind + C(plot)"},
    "learned formula": {"formula": "rent ~ poly(size, 2) + standardize(age) + center(age):size"},
    "splines": {"formula": "rent ~ bs(size, df=5) + log(age)"},
    "natural splines": {"formula": "rent ~ ns(age, df=3) - 1"},
    "powers": {"formula": "rent ~ (size + age)**2 + I(size**2) + exp(size / 4)"},
}  # fmt: skip
# Bounds are of the sums that were made; of equal singular values any directions will do.
NOT_KEPT = ("passes", "source", "findings", "collinearity", "certified_digits", "digits_warranted",
            "d", "exact", "r2_about", "adjusted_r2", "f_p", "level", "std_errors",
            "scaled_condition_number")  # fmt: skip
OF_WEIGHTS = ("name", "estimate", "std_error")
OF_FITS = ("names", "n", "weights", "std_error", "r2", "residual_std", "statuses")


def fit(data: Any, options: dict[str, Any], *, bounds: bool = False) -> dict[str, Any]:
    """Return the numbers of a fit and what it says, or why it was refused."""
    options = dict(options)
    named = () if "formula" in options else (
        options.pop("target", "rent"), options.pop("features", NUMBERS)
    )  # fmt: skip
    try:
        found: Any = ds.fit(data, *named, **options)
    except ds.DownslopeError as error:
        return {type(error).__name__: str(error)}
    bound = (
        {"bounds": np.nan_to_num(np.ravel(found.bound), nan=-1.0)}
        if bounds and hasattr(found, "bound")
        else {}
    )
    if isinstance(found, ds.GroupFits | ds.WindowFits):
        numbers = {key: getattr(found, key) for key in OF_FITS} | {"pooled": _pooled(found)}
        for key in ("weights", "std_error", "n", "r2", "residual_std"):
            numbers[key] = np.nan_to_num(np.ravel(numbers[key]).astype(float), nan=-1.0)
        numbers["dependent"] = Counter(map(str, np.ravel(found.dependent)))
        return dict(plain(numbers | bound))
    numbers = {key: value for key, value in found.to_dict().items() if key not in NOT_KEPT}
    weights = numbers["coefficients"]
    numbers["coefficients"] = [[line.get(key) for key in OF_WEIGHTS] for line in weights]
    if isinstance(found, ds.Fit):
        numbers["p"] = [line["p"] for line in weights]
        numbers["outliers"] = None if found.residuals is None else str(found.residuals)[:300]
    said = {"findings": [finding.code for finding in found.findings], "quality": found.quality}
    kept = plain(numbers | said | bound)
    return {key: value for key, value in kept.items() if value not in (None, [])}


def _pooled(found: Any) -> Any:
    """Return the tests over all groups, or where the sum of residuals leaves its band."""
    try:
        if isinstance(found, ds.WindowFits):
            return found.cusum().crossing
        return [found.chow().f, found.chow().p, found.pooled.weights, found.shrunk().weights]
    except (ds.DownslopeError, AttributeError) as error:
        return str(error)


def everywhere(name: str) -> dict[str, Any]:
    """Return the fit of the rows in memory, and what differs in the fits of other sources."""
    options = FITS[name]
    found: dict[str, Any] = {"memory": fit(frame(), options)}
    whole = fit(frame(), options, bounds=True)
    others: dict[str, list[str]] = {}
    place = [*FITS].index(name)
    for source in ([*SOURCES][place % 3], [*SOURCES][3 + place % 3]):
        made, how = SOURCES[source]
        other = fit(made(), {**options, **how})
        if set(other) - set(found["memory"]) and len(other) == 1:
            others[source] = [f"{kind}: {said}" for kind, said in other.items()]
        elif told := [each.strip()[:120] for each in differences(found["memory"], other)]:
            others[source] = told[:6]
    return found | others | {"memory": whole}


CASES: dict[str, Case] = {name: partial(everywhere, name) for name in FITS}


@pytest.mark.parametrize("name", CASES)
def test_it_is_as_recorded(name: str) -> None:
    check("sources", name, CASES[name])
