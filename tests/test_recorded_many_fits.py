"""What is found of thousands of drawn fits, and after them, is what it was."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from unittest.mock import patch

import numpy as np
import polars as pl
import pytest

import downslope as ds
from downslope.fitting import partial_residuals as partials
from downslope.fitting.passes import residuals
from records import Case, check
from tallies import tally, wide

# --- Rows -----------------------------------------------------------------------------------------


def rows_of(source: random.Random, kind: str = "") -> tuple[np.ndarray, np.ndarray]:
    """Draw X (n, d) and y (n,) of short decimals: of a kind, or of any."""
    kind = kind or source.choice(KINDS)
    d = source.choice([1, 2, 2, 3, 4])
    n = source.choice([d, d + 1, d + 2, d + 3, *[round(wide(source, d + 3, 40))] * 8])
    if kind in ("plain", "alone"):
        n = max(n, d + 3)
    scale = source.choice([1.0, 1.0, 10.0, 0.1])
    X = np.round([[scale * source.gauss(0, 1) for _ in range(d)] for _ in range(n)], 2)
    if kind == "integers":
        X = np.array([[float(source.randint(-2, 3)) for _ in range(d)] for _ in range(n)])
    if kind == "far":
        X += source.choice([1e3, -1e5, 2.0**20])
    if kind == "constant":
        X[:, source.randrange(d)] = source.choice([0.0, 1.0, -3.5])
    if kind in ("copied", "nearly") and d > 1:
        X[:, -1] = X[:, 0] * source.choice([1.0, -2.0, 0.5]) + source.choice([0.0, 3.0])
    if kind == "nearly":
        step = 10.0 ** -source.choice([1, 2, 3, 4, 5])
        X[:, -1] += [step * source.randint(-9, 9) for _ in range(n)]
    if kind == "sum" and d > 2:
        X[:, -1] = X[:, 0] - 2.0 * X[:, 1] + 1.0
    if kind == "alone":
        X[:, 0] = 0.0
        X[source.randrange(n), 0] = source.choice([1.0, 5.0])
    slopes = np.array([source.choice([0.0, 1.0, -1.0, 2.5, 0.25]) for _ in range(d)])
    noise = 0.0 if kind == "exact" else source.choice([1.0, 1.0, 0.1, 5.0])
    y = X @ slopes + source.choice([0.0, 2.0, -40.0])
    y = np.round(y + [noise * source.gauss(0, 1) for _ in range(n)], 4)  # no value is a half
    if kind == "level":
        y = np.full(n, source.choice([0.0, 7.0]))
    if kind == "large":
        X[:, 0] *= source.choice([2.0**600, 2.0**-600])
        y *= source.choice([1.0, 2.0**550])
    return X, y


KINDS = ("plain", "plain", "plain", "integers", "far", "constant", "copied", "nearly", "sum",
         "alone", "exact", "level")  # fmt: skip


def weights_of(source: random.Random, n: int, kind: str) -> np.ndarray:
    whole = kind == "frequency" or source.random() < 0.3
    drawn = [source.choice([0.0, 0.25, 0.5, 1.0, 1.0, 1.75, 2.0, 3.5, 6.0]) for _ in range(n)]
    return np.ceil(drawn) if whole else np.array(drawn)


def labels_of(source: random.Random, n: int) -> np.ndarray:
    groups = source.choice([1, 2, 3, 4, 5, 6, 8, *[max(n // 3, 2)] * 3, n])
    if source.random() < 0.3:
        return np.array([place * groups // n for place in range(n)])
    return np.array([source.randrange(groups) for _ in range(n)])


# --- What is kept of a fit ------------------------------------------------------------------------


def certain(values: Any, *, least: float = 1e-6) -> np.ndarray:
    """Return the values, with 0 for what may be no more than the rounding of a 0."""
    found = np.array(values, dtype=np.float64)
    return np.where(np.abs(found) < least, 0.0, found)


def told(fit: ds.Fit, *, text: bool = True) -> dict[str, Any]:
    """Return all numbers of a fit, and what it says."""
    told, known, solution = fit.to_dict(), fit.inference, fit.solution
    together: Any = told["collinearity"] or {}
    codes = sorted({finding.code for finding in fit.findings})
    said = [fit.title, fit.quality, *fit.certainty, *map(str, fit.findings)]
    cells = [cell for line in fit.cells for cell in line]
    noisy = ~(fit.std_error < 1e-6)
    return {
        "outcome": f"{told['method']} {told['outcome']} {len(codes)}",
        "said": [*said, *cells] if text else [],
        "length": [len(cell) for line in fit.cells for cell in line[:-1]],
        "weights": fit.weights,
        "errors": certain([*fit.std_error, told["residual_std"] or 0.0]),
        "p": [*known.p[noisy], told["f_p"] or 0.0],
        "t": [*known.t[noisy], told["f"] or 0.0],
        "ends": [*known.ci_low, *known.ci_high],
        "shares": [told["r2"] or 0.0, told["adjusted_r2"] or 0.0],
        "likely": [told["log_likelihood"] or 0.0, told["aic"] or 0.0, told["bic"] or 0.0],
        "counts": [solution.n, solution.rank, known.degrees_of_freedom, known.t_freedom,
                   *map(len, solution.trades_with), *solution.determined],
        "collinear": np.ravel([each for part in together.values() for each in np.ravel(part)]),
        "bounds": [] if fit.bound is None else fit.bound,
        "bounds, digits": [d for d in known.digits.values() if 0 < d < 15],
    }  # fmt: skip


def of_rows(kinds: str, source: random.Random) -> dict[str, Any]:
    """Fit arrays of rows of one of these kinds, with options of each kind."""
    X, y = rows_of(source, source.choice(kinds.split()))
    options: dict[str, Any] = {}
    if source.random() < 0.25:
        options["intercept"] = False
    if source.random() < 0.2:
        options["level"] = source.choice([0.5, 0.9, 0.99])
    if source.random() < 0.25:
        options["accuracy"] = source.choice(["reproducible", "full"])
    elif source.random() < 0.25 and "plain" in kinds:
        options["method"] = source.choice(["cholesky", "exact", "qr", "svd", "lsmr"])
    if source.random() < 0.4:
        what = source.choice(["precision", "frequency"])
        options |= {"weights": weights_of(source, len(y), what), "weights_kind": what}
    if len(X.T) == 1 and source.random() < 0.4 and not {"weights", "method"} & {*options}:
        options["degree"] = source.choice([2, 3])
    fit = ds.fit(X, y, **options)
    found = told(fit)
    if "plain" not in kinds:
        found["length"] = []  # of digits, one of which may be there or not
    if "nearly" in kinds:  # the bounds are large, and so is their rounding
        found |= {"said": [], "bounds": [], "bounds, digits": []}
    return found


def of_errors(kind: str, source: random.Random) -> dict[str, Any]:
    """Fit arrays with errors of each kind."""
    X, y = rows_of(source, source.choice(["plain", "plain", "plain", "plain", "alone"]))
    options: dict[str, Any] = {"intercept": source.random() < 0.8}
    n = len(y)
    if kind == "rows and lags" and source.random() < 0.6:
        options["robust"] = source.choice(["HC0", "HC1", "HC2", "HC3"])
    elif kind == "rows and lags":
        options["hac"] = source.choice([0, 1, 2, 3, n // 4, n // 2, n - 1, n])
    else:
        options["cluster"] = labels_of(source, n)
        options["robust"] = source.choice([None, "CR1", "CR3"])
        if kind == "two ways":
            options["cluster"] = np.column_stack([options["cluster"], labels_of(source, n)])
            options["robust"] = "CR1"
    if source.random() < 0.4:
        what = source.choice(["precision", "frequency", "sampling"])
        options |= {"weights": weights_of(source, n, what), "weights_kind": what}
    fit = ds.fit(X, y, **options)
    told_of = told(fit, text=source.random() < 0.5)
    told_of["said"].append(fit.asked.errors_note)
    return told_of | {"covariance": fit.covariance, "collinear": []}


def of_residuals(source: random.Random) -> dict[str, Any]:
    """Fit rows whose residuals have a curve, an uneven size, an order, or single large ones."""
    n, shape = source.randint(12, 60), source.choice(["", "curve", "uneven", "order", "single"])
    X = np.round([[source.gauss(0, 1), source.gauss(0, 1)] for _ in range(n)], 2)
    noise = np.array([source.gauss(0, 1) for _ in range(n)])
    size = wide(source, 0.05, 3)
    if shape == "curve":
        noise += size * X[:, 0] ** 2
    elif shape == "uneven":
        noise *= np.exp(size * X[:, 0])
    elif shape == "order":
        for place in range(1, n):
            noise[place] += source.choice([0.5, 0.9, -0.6]) * noise[place - 1]
    elif shape == "single":
        at = source.randrange(n)
        noise[at] += 10 * size
        X[at] *= source.choice([1, 5])
    y = np.round(X @ [1.0, -2.0] + 3.0 + noise, 3)
    options: dict[str, Any] = {"residuals": source.choice([True, True, "x1"])}
    if source.random() < 0.2:
        options["robust"] = "HC3"
    if source.random() < 0.3:
        options |= {"weights": weights_of(source, n, "frequency"),
                    "weights_kind": source.choice(["frequency", "precision"])}  # fmt: skip
    most = source.choice([4000, 4000, n, n - 1])
    with patch.object(residuals, "MOST_POINTS", most), patch.object(partials, "MOST_POINTS", most):
        fit = ds.fit(X, y, **options)
    seen, new = fit.residuals, fit.findings
    found = {"outcome": ", ".join(sorted({f.code for f in new})), "points": seen.points,
             "said": [*map(str, new), *seen.calm]}  # fmt: skip
    if seen.points is None:
        counts = seen.counts if options["residuals"] == "x1" else seen.counts.planes
        found["bins"] = [*np.flatnonzero(counts), *(edge[-1] for edge in seen.edges)]
    if options["residuals"] is True:
        found["said"].append(seen.left_out)
        found |= {"press": [seen.press, seen.predicted_r2, *seen.ends],
                  "counts": [seen.n, seen.parameters, seen.determining_rows]}  # fmt: skip
    else:
        found |= {"middle": [seen.weight, seen.middle, seen.n]}
    return found


# --- After a fit ----------------------------------------------------------------------------------


def after_rows(source: random.Random) -> dict[str, Any]:
    """Predict, extrapolate, look at the influence of rows, and save."""
    X, y = rows_of(source, source.choice(["plain", "plain", "plain", ""]))
    n = len(y)
    weights = weights_of(source, n, "") if source.random() < 0.3 else None
    options: dict[str, Any] = {"weights": weights, "intercept": source.random() < 0.8}
    if source.random() < 0.25:
        options["robust"] = source.choice(["HC1", "HC3"])
    fit = ds.fit(X, y, **options)
    new = X[: source.randint(1, n)] * source.choice([1.0, 1.0, 2.0]) + source.choice([0, 0.5])
    interval = source.choice([None, "mean", "observation"])
    level = source.choice([None, None, 0.8])
    found: dict[str, Any] = {"outcome": f"{interval} {len(fit.extrapolation(new))}"}
    table = fit.as_table.written(source.choice(["text", "markdown", "latex", "html", "csv"]))
    found |= {"said": [*map(str, fit.extrapolation(new)), str(ds.table(fit)), table]}
    found["prediction"] = fit.predict(new, interval, level if interval else None)
    kind = source.choice(["HC0", "HC1", "HC2", "HC3"])
    found["errors"] = ds.robust_errors(fit, X, y, kind, weights)
    if source.random() < 0.15:
        fit.save("fit.json")
        again = ds.load_fit("fit.json")
        assert repr(again) == repr(fit)
        found["again"] = again.predict(new)
    return found


def hypothesis(source: random.Random, names: Sequence[str]) -> str:
    """Draw a hypothesis about these weights, seldom one that cannot be read."""

    def part() -> str:
        name = source.choice(names) if source.random() < 0.98 else "x9"
        number = source.choice(["2", "0.5", "1e-3", "3.25", "1/3", "4", "0.75", "0"])
        return source.choice([name, name, f"{number}*{name}", f"{name}/{number}", f"-{name}",
                              f'"{name}"', f"{number}*{name}*{number}", number])  # fmt: skip

    def side() -> str:
        parts = [part() for _ in range(source.choice([1, 1, 2, 3]))]
        return source.choice([" + ", " - ", "−"]).join(parts)

    equals = " = ".join([side(), *(side() for _ in range(source.choice([0, 1, 1, 1, 1, 1, 2])))])
    if source.random() < 0.6:
        name = source.choice(names)
        equals = f"{source.choice(['', '2*', '-'])}{name} = {source.choice(['0', '1', '-2.5'])}"
    if source.random() < 0.04:
        equals += source.choice([";", ",", " ==", " *", "?"])
    return equals


def after_hypotheses(source: random.Random) -> dict[str, Any]:
    X, y = rows_of(source, source.choice([*["plain"] * 8, ""]))
    options: dict[str, Any] = {"intercept": source.random() < 0.8}
    choice = source.random()
    if choice < 0.2:
        options["robust"] = source.choice(["HC1", "HC3"])
    elif choice < 0.4:
        options["cluster"] = labels_of(source, len(y))
    if source.random() < 0.2:
        options["features"] = ["x", "y-x", "2", "x y", "y"][: X.shape[1]]
    fit = ds.fit(X, y, **options)
    texts = [hypothesis(source, fit.names) for _ in range(source.choice([1, 1, 1, 2, 3]))]
    asked = source.choice([texts, ", ".join(texts)])
    found = fit.test(asked)
    return {
        "outcome": f"{found.errors} {len(found.hypotheses)}", "said": repr(found),
        "apart": found.estimate, "errors": found.std_error,
        "f": [found.statistic, *found.df], "p": found.p, "bounds": found.bound,
    }  # fmt: skip


def after_nested(source: random.Random) -> dict[str, Any]:
    """Compare fits of fewer and of more columns, and put them side by side."""
    X, y = rows_of(source, source.choice(["plain", "plain", "plain", "nearly", "far", ""]))
    d, intercept = X.shape[1], source.random() < 0.8
    weights = weights_of(source, len(y), "") if source.random() < 0.2 else None
    sizes = sorted({1, d, source.randint(1, d)}) if source.random() < 0.7 else [d]
    names = [f"x{j + 1}" for j in range(d)]
    fits = [ds.fit(X[:, :k], y, names[:k], intercept=intercept, weights=weights) for k in sizes]
    if source.random() < 0.1:
        rows = source.choice([len(y), len(y) - 1])
        other = source.choice([y, y + X[:, 0], y[::-1]])
        fits.append(ds.fit(np.column_stack([X, X[:, 0] ** 2])[:rows], other[:rows], [*names, "z"]))
    form = source.choice(["text", "markdown", "latex", "html", "csv"])
    shown = ds.table(*fits).written(form)
    kind = source.choice([None, "I", "II"]) if len(fits) == 1 else None
    found = ds.anova(*fits, type=kind)
    return {
        "outcome": f"{found.kind} {len(fits)} {form}", "said": [repr(found), shown],
        "squares": [*(row.sum_of_squares for row in found.rows), found.residual_sum_of_squares],
        "df": [*(row.df for row in found.rows), found.residual_df],
        "f": [row.f for row in found.rows], "p": [row.p for row in found.rows],
        "length": len(shown),
    }  # fmt: skip


# --- Tables ---------------------------------------------------------------------------------------


def table_of(source: random.Random) -> pl.DataFrame:
    """Draw a table with a column of each kind, some of them with missing values."""
    n = round(wide(source, 9, 40))
    size = np.round([source.uniform(0.5, 5) for _ in range(n)], 2)
    age = np.round([source.gauss(20, 6) for _ in range(n)], 1)
    kinds = [source.choice(["oak", "fir", "elm", "ash"][: source.randint(2, 4)]) for _ in range(n)]
    rent = 2.0 * size - 0.1 * age + np.array([2.0 * (k == "oak") for k in kinds])
    rent = np.round(rent + [source.gauss(0, 1) for _ in range(n)], 2)
    columns: dict[str, Any] = {
        "size": size.tolist(), "age": age.tolist(), "kind": kinds,
        "plot": [place // source.choice([3, 3, 4]) for place in range(n)],
        "day": [*range(n)], "times": [source.randint(0, 3) for _ in range(n)],
        "weight": [source.choice([0.25, 0.5, 1.0, 2.0]) for _ in range(n)],
        "rent": rent.tolist(),
    }  # fmt: skip
    if source.random() < 0.3:
        for name in ("age", "kind"):
            columns[name][source.randrange(n)] = None
    return pl.DataFrame(columns)


FORMULAS = (
    "rent ~ size * kind", "rent ~ poly(size, 2) + age", "rent ~ C(plot) - 1", "rent ~ kind + age",
    "log(rent + 20) ~ size + age", "rent ~ bs(size, df=4)", "rent ~ I(size**2) + size:age",
)  # fmt: skip


def of_table(source: random.Random) -> dict[str, Any]:
    """Fit a table, with columns beside those of the model, and use the fit."""
    data = table_of(source)
    options: dict[str, Any] = {"drop_missing": source.random() < 0.8}
    if source.random() < 0.3:
        options["weights"] = source.choice(["weight", "times"])
        if options["weights"] == "times":
            options["weights_kind"] = source.choice(["frequency", "sampling"])
    choice = source.random()
    if choice < 0.2:
        options |= {"cluster": source.choice(["plot", ["plot", "kind"]])}
    elif choice < 0.35:
        options |= {"hac": source.choice([1, 2, 5]), "order": "day"}
    elif choice < 0.5:
        options |= {"robust": source.choice(["HC1", "HC3"])}
    if source.random() < 0.3:
        options |= {"workers": 1, "max_passes": source.choice([None, None, 1, 2, 3])}
    if source.random() < 0.4:
        fit = ds.fit(source.choice(FORMULAS), data, **options)
    else:
        features = source.choice([["size", "age"], ["size", "kind"], ["kind", "age", "size"]])
        options["categorical"] = [name for name in features if name == "kind"]
        fit = ds.fit(data, "rent", features, **options)
    found = told(fit, text=source.random() < 0.5)
    found["collinear"] = []
    if source.random() < 0.5:
        interval = source.choice([None, "mean", "observation"])
        found["prediction"] = np.asarray(fit.predict(data.drop_nulls()[:3], interval))
    elif fit.inference.errors == "classical":
        terms = ds.anova(fit, type=source.choice(["I", "II"]))
        found["squares"] = [row.sum_of_squares for row in terms.rows]
        found["said"].append(repr(terms))
    return found


NESTED = (
    ("rent ~ size", "rent ~ bs(size, df=4)"), ("rent ~ poly(size, 1)", "rent ~ poly(size, 3)"),
    ("rent ~ age + kind", "rent ~ age * kind"), ("rent ~ day", "rent ~ C(plot) + day"),
    ("rent ~ size + age", "rent ~ I(size + age) + size"), ("rent ~ age", "rent ~ log(size) + day"),
    ("rent ~ log(size)", "rent ~ poly(log(size), 2)"), ("rent ~ kind", "rent ~ kind:age + kind"),
    ("rent ~ times", "rent ~ C(times)"), ("rent ~ size - 1", "rent ~ size + age - 1"),
)  # fmt: skip


def of_formulas(source: random.Random) -> dict[str, Any]:
    """Compare formulas of which one is nested in the other, or is not."""
    data = table_of(source).drop_nulls()
    small, large = source.choice(NESTED)
    found = ds.anova(ds.fit(small, data), ds.fit(large, data))
    return {
        "outcome": f"{len(found.rows)}", "said": repr(found),
        "squares": [*(row.sum_of_squares for row in found.rows), found.residual_sum_of_squares],
        "f": [row.f for row in found.rows], "p": [row.p for row in found.rows],
        "df": [row.df for row in found.rows],
    }  # fmt: skip


def of_files(source: random.Random) -> dict[str, Any]:
    """Predict files in one pass, by a fit that may have been saved."""
    data = table_of(source)
    options: dict[str, Any] = {"drop_missing": True}
    choice = source.random()
    if choice < 0.4:
        fit = ds.fit(source.choice(FORMULAS), data, **options)
    elif choice < 0.55:
        fit = ds.fit(data, "rent", ["size"], degree=source.choice([2, 3]), **options)
    else:
        options |= source.choice(
            [{}, {"robust": "HC1"}, {"cluster": "plot"}, {"weights": "weight"}]
        )
        features = source.choice([["size"], ["kind", "size"], ["age", "size"]])
        fit = ds.fit(data, "rent", features, categorical=["kind"] if "kind" in features else [],
                     **options)  # fmt: skip
    if source.random() < 0.7:
        fit.save("fit.json")
        fit = ds.load_fit("fit.json")
    new = data if source.random() < 0.5 else data.with_columns(pl.col("size") * 2)
    new.write_csv("new.csv")
    keep = source.choice([[], ["day"], ["kind", "day"]])
    interval = source.choice([None, "mean", "observation"])
    done = fit.predict_file("new.csv", "out.csv", interval, keep=keep,
                            drop_missing=source.random() < 0.8)  # fmt: skip
    out = pl.read_csv("out.csv")
    return {
        "outcome": f"{interval} {len(done.findings)}",
        "said": [*map(str, done.findings), repr(fit)],
        "rows": [done.rows, done.rows_dropped, out.width, done.level],
        "values": [each for column in out.select(pl.col(pl.Float64)) for each in column],
    }  # fmt: skip


OPTIONS: dict[str, list[Any]] = {
    "robust": ["HC1", "CR1", "CR3", "HC4"], "cluster": ["plot", ["plot", "kind"], ["plot"] * 2, 3],
    "hac": [0, 2, -1, 1.5, 10**6], "order": ["day", "size", "kind", 3], "by": ["kind", "size", "x"],
    "window": [3, 0, 2.5, True, "expanding", "30d", "0d", "x", "7", 10**6],
    "time": ["day", "age", 3, "nothing"], "absorb": ["kind", ["kind", "plot", "times"], "rent"],
    "weights": ["weight", "times", "kind", "age"], "level": [0.9, 0, 1, "x"], "alpha": [1.0, -1.0],
    "weights_kind": ["frequency", "sampling", "precision", "x"], "degree": [2, 0, 7],
    "method": ["qr", "lsmr", "x"], "accuracy": ["full", "reproducible", "x"], "l1_ratio": [0.5],
    "intercept": [False, 0], "residuals": [True, "size", "kind", 1], "max_passes": [1, 2, 0],
    "workers": [1], "engine": ["threads", "x"], "model": ["lasso", "logistic", "network", "x"],
    "delta": [1.0], "categorical": [["kind"], ["x"]], "drop_missing": [True], "grade": ["exact"],
    "features": [["size"], ["size", "size"], ["x"], ["size", "kind"]], "exact_decimals": [True],
}  # fmt: skip


def of_options(source: random.Random) -> dict[str, Any]:
    """Fit with two or three options, many of which exclude each other or cannot be used."""
    data = table_of(source).drop_nulls()
    names = source.sample([*OPTIONS], source.choice([1, 2, 2, 3]))
    options = {"features": ["size", "age"]} | {n: source.choice(OPTIONS[n]) for n in names}
    fit = ds.fit(data, "rent", **options)
    weights = getattr(fit, "weights", np.empty(0))
    return {"outcome": type(fit).__name__, "weights": weights, "said": getattr(fit, "quality", "")}


Draw = Callable[[random.Random], dict[str, Any]]


def cases(draws: Sequence[tuple[str, int, Draw]]) -> dict[str, Case]:
    return {name: partial(tally, name, count, draw) for name, count, draw in draws}


CASES = cases([
    *((f"{kinds} rows", count, partial(of_rows, kinds)) for kinds, count in {
        "plain integers": 130, "far nearly large": 120, "constant copied sum": 80,
        "alone exact level": 90}.items()),
    *((f"errors by {kind}", 100, partial(of_errors, kind))
      for kind in ("rows and lags", "clusters", "two ways")),
    ("residuals", 100, of_residuals),
    ("after rows", 100, after_rows),
    ("hypotheses", 100, after_hypotheses),
    ("nested", 60, after_nested),
    ("formulas", 14, of_formulas),
    ("tables", 35, of_table),
    ("files", 18, of_files),
    ("options", 160, of_options),
])  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_found_of_many_fits(name: str) -> None:
    check("many_fits", name, CASES[name])
