"""What is found of thousands of drawn groups, windows, absorbed levels, and sums is what it was."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pytest

import downslope as ds
from downslope.fitting.groups.many_fits import ManyFits
from records import Case, check
from tallies import wide
from test_recorded_many_fits import cases, labels_of, rows_of, told, weights_of


def told_of(fits: ManyFits) -> dict[str, Any]:
    """Return all numbers of many fits, and what they say."""
    counts = fits.statuses
    return {
        "outcome": " ".join(sorted(word[:3] for word in counts)),
        "said": [repr(fits), *counts],
        "weights": fits.weights, "errors": fits.std_error, "r2": fits.r2,
        "spread": fits.residual_std, "counts": [*counts.values(), *fits.n],
        "dependent": fits.solution.dependent, "tss": fits.solution.tss,
        "bounds": fits.bound, "bounds of r2": fits.r2_bound,
    }  # fmt: skip


# --- Groups ---------------------------------------------------------------------------------------


def by_labels(source: random.Random) -> dict[str, Any]:
    """Fit groups of arrays, by labels of one kind or of two."""
    X, y = rows_of(source, source.choice(["plain", "integers", "far", "nearly", "alone", ""]))
    n = len(y)
    large = source.random() < 0.1
    if large:
        X[source.randrange(n)] = source.choice([1e8, 1e200])
    groups = source.choice([2, 3, 3, 4, 6])
    by = np.array([source.randrange(groups) for _ in range(n)])
    if source.random() < 0.2:
        by = np.column_stack([by, labels_of(source, n) % 2])
    options: dict[str, Any] = {"intercept": source.random() < 0.75}
    if source.random() < 0.3:
        options["weights"] = weights_of(source, n, "")
    fits = ds.fit(X, y, by=by, **options)
    found = told_of(fits)
    found["pooled"] = fits.pooled.weights if "fitted" in fits.statuses and not large else []
    what = source.choice(["chow", "shrunk", "one", "none"])
    try:
        found |= more(fits, what, source)
    except ds.DataError as error:
        found["said"].append(str(error))
        what = "refused"
    found["outcome"] += f" {what}"
    return found


def more(fits: ds.GroupFits, what: str, source: random.Random) -> dict[str, Any]:
    """Return what groups say together, or one of them."""
    if what == "chow":
        test = fits.chow()
        return {"chow": [test.statistic, *test.df, test.p, test.groups, test.left_out]}
    if what == "shrunk":
        shrunk = fits.shrunk()
        return {"shrunk": shrunk.weights, "shrunk errors": shrunk.std_error,
                "mean": shrunk.mean, "covariance": shrunk.covariance,
                "sigma": shrunk.residual_std}  # fmt: skip
    if what == "one":
        one = fits[source.choice([*fits])]
        return {"one": one.weights, "one error": one.std_error}
    return {}


def by_columns(source: random.Random) -> dict[str, Any]:
    """Fit groups of a table, or of the same rows in a database."""
    data = table_of(source)
    by = source.choice(["kind", "plot", ["kind", "half"], "half"])
    options: dict[str, Any] = {"by": by, "weights": source.choice([None, None, "weight"]),
                               "drop_missing": source.random() < 0.8}  # fmt: skip
    features = source.choice([["size"], ["size", "age"]])
    where = source.choice(["memory", "memory", "memory", "passes", "double", "exact"])
    if where in ("double", "exact"):
        with duckdb.connect() as connection:
            connection.execute("CREATE TABLE rows AS SELECT * FROM data")
            if source.random() < 0.4:
                fit = ds.fit(connection, "rent", features, table="rows", grade=where,
                             weights=options["weights"], drop_missing=True)  # fmt: skip
                return told(fit, text=False) | {"outcome": f"database {where}", "collinear": []}
            fits = ds.fit(connection, "rent", features, table="rows", grade=where, **options)
            found = told_of(fits)
    else:
        options |= {"workers": 1} if where == "passes" else {}
        fits = ds.fit(data, "rent", features, **options)
        found = told_of(fits)
    labels = [*fits]
    one = source.choice([*labels, str(labels[0]), 1, 1.0, 2.5, "1", "elm"])
    found["said"] += [*map(str, labels), repr(fits.get(one)), fits.to_csv()]
    found["rows"] = [*fits.to_frame()["rows"], fits.rows_dropped, len(fits.to_dict()["fits"])]
    found["outcome"] = f"{where} {len(fits.statuses)}"
    return found


def table_of(source: random.Random) -> pl.DataFrame:
    """Draw a table with groups and times, and with some missing values."""
    n = round(wide(source, 6, 40))
    size = np.round([source.uniform(0.5, 5) for _ in range(n)], 2)
    age = np.round([source.gauss(20, 6) for _ in range(n)], 1)
    rent = np.round(2.0 * size - 0.1 * age + [source.gauss(0, 1) for _ in range(n)], 2)
    day, days = 0, []
    for _ in range(n):
        day += source.choice([0, 1, 1, 2, 7])
        days.append(day)
    columns: dict[str, Any] = {
        "size": size.tolist(), "age": age.tolist(), "rent": rent.tolist(), "day": days,
        "kind": [source.choice(["oak", "fir", "elm"]) for _ in range(n)],
        "plot": [place // 4 for place in range(n)],
        "half": [source.choice([0.5, 1.0, 2.5]) for _ in range(n)],
        "weight": [source.choice([0.0, 0.5, 1.0, 2.0]) for _ in range(n)],
    }  # fmt: skip
    if source.random() < 0.3:
        for name in ("age", "kind"):
            columns[name][source.randrange(n)] = None
    return pl.DataFrame(columns)


# --- Windows --------------------------------------------------------------------------------------


def by_windows(source: random.Random) -> dict[str, Any]:
    """Fit windows of rows, some of them with a large row, or with a column that rests."""
    X, y = rows_of(source, source.choice(["plain", "plain", "integers", "far", "nearly", ""]))
    if source.random() < 0.1:
        X = np.vstack([X + place % 3 for place in range(150 // len(X) + 1)])
        y = np.resize(y, len(X)) + np.arange(len(X)) % 7
    n, d = X.shape
    change = source.random()
    if change < 0.15:
        X[source.randrange(n), 0] = source.choice([1e6, -1e8, 1e160])
    elif change < 0.3:
        X[n // 3 : n - n // 3, -1] = 1.0
    elif change < 0.45:
        y[n // 2 :] += 5.0 * X[n // 2 :, 0]
    intercept = source.random() < 0.75
    p = d + intercept
    window = source.choice(["expanding", "expanding", p, p + 1, (n + p) // 2, n - 20, n, n + 1])
    fits = ds.fit(
        X, y, window=window if isinstance(window, str) else max(window, p), intercept=intercept
    )
    found = told_of(fits)
    found |= {"start": fits.start, "stop": fits.stop, "residuals": fits.residuals}
    if source.random() < 0.6 and window == "expanding":
        cusum = fits.cusum(source.choice([0.1, 0.05, 0.01]))
        found["said"].append(repr(cusum))
        found |= {"sums": cusum.sums, "lines": cusum.line, "rows": cusum.rows}
    elif source.random() < 0.5 and fits.status[-1] == "fitted":
        one = fits[-1]
        found |= {"one": one.weights, "one error": one.std_error}
    return found


def by_times(source: random.Random) -> dict[str, Any]:
    """Fit windows of time: of a length in numbers, or of days."""
    data = table_of(source).drop("kind").fill_null(19.5)
    window: Any = source.choice(["expanding", 1, 3, 7.5, 20, 1000])
    if source.random() < 0.5:
        data = data.with_columns(day=pl.date(2026, 1, 1) + pl.duration(days=pl.col("day")))
        window = source.choice(["expanding", "1d", "3d", "1w", "36h", "2.5d", "90min"])
    features = source.choice([["size"], ["size", "age"]])
    fits: Any = ds.fit(data, "rent", features, window=window, time="day")
    return told_of(fits) | {"start": fits.start, "stop": fits.stop}


# --- Absorbed levels, and sums --------------------------------------------------------------------


def absorbed(source: random.Random) -> dict[str, Any]:
    data = table_of(source)
    options: dict[str, Any] = {"absorb": source.choice(["kind", "plot", ["kind", "plot"]]),
                               "drop_missing": True}  # fmt: skip
    choice = source.random()
    if choice < 0.2:
        options["robust"] = source.choice(["HC0", "HC1"])
    elif choice < 0.5:
        options["cluster"] = source.choice(["kind", "plot", "plot", ["kind", "plot"]])
    elif choice < 0.6:
        options |= {"hac": source.choice([1, 2]), "order": "day"}
    if source.random() < 0.2 and options["absorb"] != ["kind", "plot"]:
        options["weights"] = "weight"
    fit = ds.fit(data, "rent", source.choice([["size"], ["size", "age"]]), **options)
    found = told(fit, text=source.random() < 0.5)
    found["outcome"] = f"{fit.inference.errors} {found['outcome']}"
    return found | {"absorbed": fit.solution.absorbed, "collinear": []}


def summed(source: random.Random) -> dict[str, Any]:
    """Fit sums of two parts of the rows, some of which are taken away again."""
    X, y = rows_of(source, source.choice(["plain", "integers", "constant", "sum", "nearly"]))
    n = len(y)
    cut = source.randrange(2, n - 1) if n > 3 else n
    weights = weights_of(source, n, "") if source.random() < 0.3 else None
    names = [f"x{j + 1}" for j in range(X.shape[1])]
    accuracy = source.choice(["standard", "standard", "reproducible", "full"])

    def of(part: slice) -> ds.TableSummary:
        of_part = None if weights is None else weights[part]
        return ds.summarize(X[part], y[part], names, weights=of_part, accuracy=accuracy)

    whole = of(slice(0, cut)) + of(slice(cut, n)) if cut < n else of(slice(0, n))
    if source.random() < 0.2 and cut < n:
        whole = whole - of(slice(cut, n))
    options: dict[str, Any] = {"intercept": source.random() < 0.8}
    if source.random() < 0.2:
        options["accuracy"] = source.choice(["reproducible", "full"])
    if source.random() < 0.2:
        options["method"] = source.choice(["cholesky", "exact"])
    if weights is not None and source.random() < 0.4:
        options["weights_kind"] = source.choice(["frequency", "precision"])
    summary = whole.summary
    found = told(ds.fit(whole, **options), text=source.random() < 0.5)
    return found | {"length": [], "mean": summary.origin + summary.mean, "mass": summary.mass}


def in_passes(source: random.Random) -> dict[str, Any]:
    """Fit rows of each kind from passes over them, of which there may be too few."""
    most = source.choice([None, None, 1, 2, 3])
    kinds = ["exact", "alone", "plain", *["nearly", "copied"] * (most != 1)]
    X, y = rows_of(source, source.choice(kinds))
    names = [f"x{j + 1}" for j in range(X.shape[1])]
    data: Any = pl.DataFrame(X, names).with_columns(y=y)
    options: dict[str, Any] = {
        "workers": 1, "max_passes": most,
        "intercept": source.random() < 0.8,
        "accuracy": source.choice(["standard", "standard", "reproducible", "full"]),
    }  # fmt: skip
    if source.random() < 0.3:
        data = data.with_columns(w=weights_of(source, len(y), "frequency"))
        if source.random() < 0.2:
            data[source.randrange(len(y)), "w"] = 1.5
        options |= {"weights": "w", "weights_kind": source.choice(["frequency", "precision"])}
    if source.random() < 0.15:
        data[source.randrange(len(y)), source.choice(data.columns)] = None
        options["drop_missing"] = source.random() < 0.8
    choice = source.random()
    if choice < 0.15:
        options["robust"] = source.choice(["HC1", "HC3"])
    elif choice < 0.3:
        data = data.with_columns(group=labels_of(source, len(y)))
        options["cluster"] = "group"
        options["robust"] = source.choice(["CR1", "CR1", "CR3"])
        if options["robust"] == "CR1" and source.random() < 0.5:
            data = data.with_columns(way=labels_of(source, len(y)))
            options["cluster"] = ["group", "way"]
    elif choice < 0.4:
        options["hac"] = source.choice([0, 1, 3])
    elif choice < 0.55:
        options["residuals"] = source.choice([True, "x1"])
    elif choice < 0.65 and options["accuracy"] == "standard":
        options["method"] = source.choice(["cholesky", "exact", "lsmr"])
    if source.random() < 0.7:
        data = in_files(source, data)
    found = told(ds.fit(data, "y", names, **options), text=source.random() < 0.5)
    return found | {"length": [], "bounds, digits": []}


def in_files(source: random.Random, data: pl.DataFrame) -> list[str]:
    """Write the rows to some files, which are parts of a pass."""
    ends = [
        0,
        *sorted(source.randint(1, len(data)) for _ in range(source.randint(1, 3))),
        len(data),
    ]
    names: list[str] = []
    for start, end in pairwise(ends):
        if end > start:
            names.append(f"{len(names)}.csv")
            data[start:end].write_csv(names[-1])
    return names


CASES: dict[str, Case] = cases([
    ("labels", 130, by_labels),
    ("columns", 28, by_columns),
    ("windows", 150, by_windows),
    ("times", 40, by_times),
    ("absorbed", 45, absorbed),
    ("sums", 90, summed),
    ("passes", 45, in_passes),
])  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_found_of_many_groups(name: str) -> None:
    check("many_groups", name, CASES[name])
