"""Hypotheses, formulas and options that are typed: what each is read as, or why it is refused.

Also what is made of a fit: intervals far and near, comparisons, tables in each form, paths of
penalties, and the costs of solvers along sizes and condition numbers.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import downslope as ds
from downslope.fitting.solver_costs import epochs_needed
from records import Case, check, plain
from test_recorded_runs import drawn
from test_recorded_sources import frame


def or_refused(do: Callable[[], Any]) -> Any:
    try:
        return plain(do())
    except ds.DownslopeError as error:
        return f"{type(error).__name__}: {error}"


def fit_of(*features: str, **options: Any) -> ds.Fit:
    found = ds.fit(frame(), "rent", [*features], **options)
    assert isinstance(found, ds.Fit)
    return found


# --- Hypotheses -----------------------------------------------------------------------------------

NAMED = ["size", "age", "kind"]
HYPOTHESES = [
    "size = 0", "size", "size = age", "2*size = 3", "2 * size - age/4 = 0.5", "size=0, age=0",
    "size = age = 0", "size + age", "-size = 1", "- size + 3 = 2", "size - -age = 1", "size = 1e3",
    "size = .5", "size = 5.", "size = 1/3", "3 size = 1", "size * 2 = 1", "2/4 * size = 1",
    "size / 2 = 1", "2 / size = 1", "size * age = 1", "kind=fir = 0", "kind=fir = kind=oak",
    "kind=oak - kind=fir = size", '"kind=fir" = 0', '"size" = 0', '"nothing" = 0', "sise = 0",
    "kind = 0", "kind=ash = 0", "intercept = 1", "size == 0", "= 0", "size = ", "size = 0,",
    ",size = 0", "size = 0, size = 0", "size = 0, 2*size = 0", "size = 0, size = 1", "0 = 0",
    "1 = 2", "size = size", "size + age = age", "size = 0, age = 0, size + age = 0", "", "  ",
    "size = 0; age = 0", "size ! 0", "size − age = 1", "2·size = 1", "size = 1e400",
    "1e-320*size = 1", "1e200*size = 1e-200*age", "(size) = 0", "size = 0x10", "size age = 0",
    "size = 1 2", "+ size = 0", "size + = 0", "2 3 = size", "'size' = 0", '"size = 0',
    "size = 1,000", "2*kind=fir = 1", "kind=fir=0", "kind=fir=oak", "size > 0", "size=-1",
]  # fmt: skip


def hypotheses(text: str) -> Any:
    found = fit_of(*NAMED, categorical=["kind"]).test(text)
    return [*found.hypotheses, found.statistic, found.p, {"bound": found.bound}]


def each_hypothesis() -> dict[str, Any]:
    return {text: or_refused(partial(hypotheses, text)) for text in HYPOTHESES}


CASES: dict[str, Case] = {"hypotheses": each_hypothesis}


# --- Formulas -------------------------------------------------------------------------------------

FORMULAS = [
    "rent ~ size", "rent ~ .", "rent ~ . - kind", "rent ~ 0 + size", "rent ~ size - 1",
    "rent ~ 1", "rent ~ size + size", "rent ~ size:age", "rent ~ size*age", "rent ~ size/age",
    "rent ~ (size + age + heavy)**2", "rent ~ (size + age)^2 - age", "rent ~ kind",
    "rent ~ kind:size",
    "rent ~ C(kind, Treatment('fir'))", "rent ~ C(kind, Sum)", "rent ~ C(kind, Treatment('ash'))",
    "rent ~ C(plot)", "rent ~ C(plot, Treatment(3)):size", "rent ~ C(kind)*C(dear)",
    "log(rent + 30) ~ size", "rent ~ log(size)", "rent ~ log2(age) + log10(age) + log1p(age)",
    "rent ~ exp(size/10) + expm1(age/100)", "rent ~ sqrt(age) + abs(size - 3)",
    "rent ~ sin(size) + cos(size) + tanh(size)", "rent ~ I(size**2) + I(2*size + age/3 - 1)",
    "rent ~ I(-size)", "rent ~ I(size^2)", "rent ~ I(1/size)", "rent ~ I(size/0)",
    "rent ~ log(gap)",
    "rent ~ poly(size, 3)", "rent ~ poly(size, 2, raw=True)", "rent ~ poly(size, degree=2):age",
    "rent ~ poly(size, 0)", "rent ~ poly(size, 41)", "rent ~ poly(size, 2.5)",
    "rent ~ poly(dear, 2)",
    "rent ~ center(size) + scale(age)", "rent ~ standardize(size)*standardize(age)",
    "rent ~ center(log(age))", "rent ~ bs(size, df=4)", "rent ~ bs(size, df=4, degree=2)",
    "rent ~ bs(size, knots=[2, 3, 4])", "rent ~ bs(size, knots=[3, 2])",
    "rent ~ bs(size, knots=[])",
    "rent ~ bs(size, df=2)", "rent ~ bs(size, df=3)", "rent ~ bs(size, df=4, knots=[3])",
    "rent ~ bs(size, dof=4)", "rent ~ bs(size, knots=[99])", "rent ~ bs(plot, df=6)",
    "rent ~ ns(size, 3)", "rent ~ factor(kind)", "rent ~ np.log(age)", "rent ~ size(3)",
    "rent ~ sise", "rent ~", "~ size", "rent", "rent ~ size ~ age", "rent ~ size +",
    "rent ~ 2*size",
    "rent ~ size + 3", "rent ~ `size`", "rent ~ `no such`", "rent + age ~ size", "kind ~ size",
    "rent ~ rent", "rent ~ size[0]", "rent ~ size if age else 1", "rent ~ __import__('os')",
    "rent ~ log(size, age)", "rent ~ log()", "rent ~ C(size, 3)", "rent ~ C()", "rent ~ 'size'",
    "rent ~ offset(size)", "rent ~ (1 | plot)", "rent ~ size %in% age", "rent ~ log(-age)",
    "rent ~ exp(age*100)", "rent ~ size**0", "rent ~ size**2", "rent ~ (size+age)**9",
]  # fmt: skip


def formula(text: str, **options: Any) -> Any:
    found = ds.fit(frame(), formula=text, **options)
    assert isinstance(found, ds.Fit)
    later = frame().iloc[:7].assign(size=lambda rows: rows["size"] + 1.0)
    said = [finding.code for finding in found.findings]
    beyond = [str(finding) for finding in found.extrapolation(later)]
    predicted = np.asarray(found.predict(later))
    return [", ".join(found.names), [*map(float, found.weights)], predicted, said, beyond]


def formulas(start: int, **options: Any) -> dict[str, Any]:
    return {
        text: or_refused(partial(formula, text, **options)) for text in FORMULAS[start : start + 15]
    }


CASES |= {
    f"formulas from {start}": partial(formulas, start) for start in range(0, len(FORMULAS), 15)
}
CASES["formulas of passes"] = lambda: {
    text: or_refused(
        lambda text=text: (
            frame().to_csv("rows.csv", index=False),
            ds.fit("rows.csv", formula=text, engine="threads").weights,
        )[1]
    )
    for text in FORMULAS[12:56:3]
}


# --- After a fit ----------------------------------------------------------------------------------

HOW: dict[str, dict[str, Any]] = {
    "plain": {}, "level": {"level": 0.8}, "precisions": {"weights": "heavy"},
    "robust": {"robust": "HC2"}, "clusters": {"cluster": "plot", "robust": "CR1"},
    "two clusters": {"cluster": "dear", "robust": "CR3"},
    "serial": {"hac": 3, "order": "day"}, "no intercept": {"intercept": False},
    "absorbed": {"absorb": "plot"}, "full": {"accuracy": "full"},
    "frequencies": {"weights": "times", "weights_kind": "frequency"},
}  # fmt: skip


def intervals(options: dict[str, Any]) -> dict[str, Any]:
    fit = fit_of("size", "age", **options)
    told: dict[str, Any] = {}
    for shift in (0.0, 1e6):
        new = frame().iloc[:3].assign(age=lambda rows, shift=shift: rows["age"] + shift)
        for interval in (None, "mean", "observation"):
            told[f"{interval} {shift:g}"] = or_refused(
                lambda new=new, interval=interval: np.asarray(fit.predict(new, interval))
            )
        told[f"extrapolation {shift:g}"] = or_refused(
            lambda new=new: [str(each) for each in fit.extrapolation(new)]
        )
    told["loaded"] = or_refused(
        lambda: (fit.save("fit.json"), repr(ds.load_fit("fit.json")) == repr(fit))[1]
    )
    for hypothesis in ("size = 2, age = 0", "size = 2*age"):
        told[hypothesis] = or_refused(lambda text=hypothesis: repr(fit.test(text)))
    return told


def of_new_rows() -> dict[str, Any]:
    fit = fit_of("size", "age", "kind", categorical=["kind"])
    rows = frame().iloc[:4]
    given: dict[str, Any] = {
        "frame": rows, "other order": rows[["kind", "age", "size"]],
        "no kind": rows[["size", "age"]],
        "new level": rows.assign(kind="ash"), "text": rows.assign(size="a"),
        "missing": rows.assign(size=np.nan), "infinite": rows.assign(size=np.inf),
        "none": rows.iloc[:0], "list": [[1.0, 2.0]],
        "mapping": {"size": [1], "age": [2], "kind": ["fir"]},
        "no table": 3,
    }  # fmt: skip
    return {
        name: or_refused(lambda new=new: np.asarray(fit.predict(new)))
        for name, new in given.items()
    }


def compared() -> dict[str, Any]:
    small, middle = fit_of("size"), fit_of("size", "age")
    large = fit_of("size", "age", "kind", categorical=["kind"])
    other = fit_of("heavy", "age")
    robust = fit_of("size", "age", robust="HC1")
    flat, steep = fit_of("size", intercept=False), fit_of("size", "age", intercept=False)
    pairs = {"small": small, "large": large, "other": other, "robust": robust, "steep": steep}
    told = {"flat and steep": or_refused(lambda: ds.anova(flat, steep).to_dict())}
    told |= {
        f"{one} and {two}": or_refused(lambda a=a, b=b: ds.anova(a, b).to_dict())
        for (one, a), (two, b) in itertools.combinations(pairs.items(), 2)
    }
    told["large and small"] = or_refused(lambda: ds.anova(large, small).to_dict())
    told["three"] = or_refused(lambda: repr(ds.anova(small, middle, large)))
    for kind in ("I", "II", "III", "IV"):
        told[kind] = or_refused(lambda kind=kind: ds.anova(large, type=kind).to_dict())
        crossed = ds.fit(frame(), formula="rent ~ size * kind")
        told[f"{kind}, crossed"] = or_refused(lambda k=kind, f=crossed: repr(ds.anova(f, type=k)))
    side = ds.table(small, middle, large, robust, names=["a", "b_1", "c & d", "e"])
    for form in ("markdown", "latex", "html", "csv"):
        told[form] = getattr(side, f"to_{form}")()
        if form in ("markdown", "csv"):
            told[f"{form} of one"] = _cells(getattr(large, f"to_{form}")())
    told["one name"] = or_refused(lambda: ds.table(small, names=["a", "b"]))
    told["two alike"] = or_refused(lambda: repr(ds.table(small, middle, names=["a", "a"])))
    return told


def _cells(text: str) -> list[Any]:
    """Return the cells of a table; all digits of a number are more than rounding leaves alone."""
    cells = text.replace("\n", ",").split(",")
    return [float(cell) if cell[-1:].isdigit() and "." in cell else cell for cell in cells]


CASES |= {f"intervals, {name}": partial(intervals, options) for name, options in HOW.items()}
CASES |= {"new rows": of_new_rows, "compared": compared}


# --- What residuals tell --------------------------------------------------------------------------


def rows_with(fault: str) -> pd.DataFrame:
    """Return rows of a line with a fault of the residuals."""
    X, noise = drawn(61, 120, 2)
    n = np.arange(120)
    x, e = X[:, 0], noise - X @ np.linalg.lstsq(X, noise, rcond=None)[0]
    y = 1.0 + 2.0 * x - X[:, 1]
    e = {
        "none": e, "curve": e + 1.5 * x**2, "weak curve": e + 0.15 * x**2, "spread": e * np.exp(x),
        "weak spread": e * np.exp(0.2 * x), "serial": np.convolve(e, [1.0, 0.8, 0.6])[:120],
        "outlier": e + 25.0 * (n == 17), "two outliers": e + 9.0 * (n == 17) - 12.0 * (n == 80),
        "far row": e + 3.0 * (n == 5), "heavy tails": np.sign(e) * np.abs(e) ** 3,
        "one side": np.exp(e), "exact": 0.0 * e, "alternating": e * 0.1 + (-1.0) ** n,
    }[fault]  # fmt: skip
    if fault == "far row":
        x = np.where(n == 5, 40.0, x)
    return pd.DataFrame({"x": x, "z": X[:, 1], "y": y + e, "w": 1.0 + n % 3, "g": n // 12})


FAULTS = ("none", "curve", "weak curve", "spread", "weak spread", "serial", "outlier",
          "two outliers", "far row", "one side", "exact")  # fmt: skip


def residuals(fault: str) -> dict[str, Any]:
    rows = rows_with(fault)
    told: dict[str, Any] = {}
    for how, options in {
        "": {}, "by weights": {"weights": "w"}, "no intercept": {"intercept": False},
        "robust": {"robust": "HC3"}, "clusters": {"cluster": "g", "robust": "CR3"},
    }.items():  # fmt: skip
        told[how or "plain"] = or_refused(partial(_with_residuals, rows, options, whole=not how))
    return told


def _with_residuals(rows: pd.DataFrame, options: dict[str, Any], *, whole: bool) -> list[Any]:
    fit: Any = ds.fit(rows, "y", ["x", "z"], residuals=True, **options)
    said = [f"{finding.code}: {finding}" if whole else finding.code for finding in fit.findings]
    return [*said, np.ravel(fit.residuals.points), fit.std_error]


CASES |= {f"residuals, {fault}": partial(residuals, fault) for fault in FAULTS}


# --- Penalties, costs, summaries ------------------------------------------------------------------

PATHS: dict[str, dict[str, Any]] = {
    "lasso": {}, "ridge": {"penalty": "ridge"}, "elastic": {"penalty": "elastic-net"},
    "half": {"penalty": "elastic-net", "l1_ratio": 0.25}, "folds": {"folds": 3},
    "no folds": {"folds": None}, "few": {"alphas": 3},
    "given": {"alphas": [0.1, 1.0, 10.0]},
    "raw": {"standardize": False}, "one": {"alphas": 1},
    "negative": {"alphas": [-1.0, 2.0]}, "same": {"alphas": [1.0, 1.0]},
    "nan": {"alphas": [np.nan]},
    "one fold": {"folds": 1}, "many folds": {"folds": 99}, "no penalty": {"penalty": "l3"},
    "ratio": {"penalty": "elastic-net", "l1_ratio": 1.5}, "ratio of lasso": {"l1_ratio": 0.5},
    "zero ratio": {"penalty": "elastic-net", "l1_ratio": 0.0},
}  # fmt: skip


def penalized(options: dict[str, Any]) -> Any:
    X, y = drawn(62, 45, 4)
    X = np.column_stack([X, X[:, 0] + 1e-3 * X[:, 1], np.where(np.arange(45) == 3, 1.0, 0.0)])
    found = ds.path(X, y, **{"alphas": 6, **options})
    bounds = np.nan_to_num(np.ravel(found.bound), nan=-1.0, posinf=-2.0)
    told = repr(found) if options.keys() & {"folds"} else len(found.alphas)
    return [told, np.ravel(found.coef), {"bound": bounds},
            [str(each) for each in found.findings]]  # fmt: skip


def costs() -> dict[str, Any]:
    told: dict[str, Any] = {}
    sizes = [(10, 2), (100, 3), (50, 80), (10_000, 20), (300, 300), (10**6, 10), (10**5, 800)]
    for n, d in sizes:
        for kappa in (1.0, 1e5, 1e13):
            for density, accuracy in ((1.0, 1e-6), (0.01, 1e-3)):
                found = ds.advise(n, d, kappa, density, accuracy)
                numbers = [[c.seconds, c.bytes, c.iterations, c.error] for c in found.costs]
                sizes_of = np.log(np.clip(np.array(numbers, dtype=float), 1e-300, 1e300))
                sums = sizes_of.sum(axis=0)  # a change of a tenth shows however small a cost is
                order = " ".join(cost.solver[:4] for cost in found.costs)
                told[f"{n} {d} {kappa:g} {density:g}"] = [order, *map(float, sums)]
    return told


def advised() -> dict[str, Any]:
    given: dict[str, dict[str, Any]] = {
        "small": {}, "memory": {"memory": 1e4}, "no memory": {"memory": 1.0}, "rank": {"rank": 3},
        "full rank": {"rank": 6}, "scaled": {"scaled_condition_number": 10.0},
        "scaled below one": {"scaled_condition_number": 0.7},
        "worse scaled": {"scaled_condition_number": 1e20}, "infinite": {"condition_number": np.inf},
        "below one": {"condition_number": 0.5}, "one": {"condition_number": 1.0},
        "huge": {"condition_number": 1e300}, "no rows": {"n": 0}, "no columns": {"d": 0},
        "density 0": {"density": 0.0}, "density 2": {"density": 2.0},
        "accuracy 0": {"accuracy": 0.0},
        "accuracy 1": {"accuracy": 1.0}, "memory 0": {"memory": 0.0}, "sparse": {"density": 1e-4},
        "accurate": {"accuracy": 1e-15}, "wide": {"n": 5, "d": 9}, "rough": {"accuracy": 0.3},
        "square": {"n": 6, "d": 5}, "tall": {"n": 10**7, "d": 2}, "hard": {"condition_number": 1e9},
    }  # fmt: skip
    base = {"n": 1000, "d": 5, "condition_number": 40.0}
    return {
        name: or_refused(lambda each=each: ds.advise(**{**base, **each}).sentence)  # type: ignore[arg-type]
        for name, each in given.items()
    } | {"epochs": [epochs_needed(k, 1e-6) for k in (1.0, 1.5, 10.0, 1e4)]}


def summaries() -> dict[str, Any]:
    """Add, take away and choose from summaries; solve each."""
    rows = frame()[["size", "age", "heavy", "rent"]]
    parts = [rows[:50], rows[50:60], rows[60:]]
    told: dict[str, Any] = {}
    for name, options in {"": {"weights": "heavy"},
                          "full": {"accuracy": "full"}}.items():  # fmt: skip
        features = ["size", "age"]
        a, b, c = (ds.summarize(part, "rent", features, **options) for part in parts)
        made: dict[str, Callable[[], Any]] = {
            "a": lambda a=a: a, "a + b": lambda a=a, b=b: a + b, "a + b + c": lambda a=a, b=b,
            c=c: a + b + c,
            "a + b - b": lambda a=a, b=b: a + b - b, "a - c": lambda a=a, c=c: a - c,
            "a - a": lambda a=a: a - a, "a + c - b": lambda a=a, b=b, c=c: a + c - b,
            "chosen": lambda a=a: a.choose("age", ["rent"]), "no column": lambda a=a: a.choose("x"),
            "twice": lambda a=a: a.choose("rent", ["age", "age"]),
        }  # fmt: skip
        for key, make in made.items():
            told[f"{name} {key}"] = or_refused(lambda make=make: _summary(make()))
    return told


def _summary(table: ds.TableSummary) -> Any:
    found, ds_file = table.summary, "s.dss"
    ds.save_summary(table, ds_file)
    again = ds.load_summary(ds_file)
    fit = or_refused(lambda: ds.fit(again).weights)
    return [
        repr(table), found.count, found.mass, found.mean, np.ravel(found.scatter), found.depth, fit,
        float(table.log_weights), table.whole_weights,
        np.ravel(table.ranges) if table.ranges is not None else None,
    ]  # fmt: skip


def damaged() -> dict[str, Any]:
    """Change each part of a summary's file, and of a saved fit."""
    ds.save_summary(ds.summarize(frame(), "rent", ["size", "age"]), "s.dss")
    fit_of("size", "age").save("fit.json")
    whole, saved = Path("s.dss").read_bytes(), json.loads(Path("fit.json").read_text())
    told: dict[str, Any] = {}
    for place in range(0, len(whole), max(1, len(whole) // 20)):
        changed = whole[:place] + bytes([whole[place] ^ 0x15]) + whole[place + 1 :]
        Path("t.dss").write_bytes(changed)
        told[f"byte {place}"] = or_refused(lambda: repr(ds.load_summary("t.dss")))
    for size in (0, 3, 8, 20, len(whole) - 1):
        Path("t.dss").write_bytes(whole[:size])
        told[f"cut at {size}"] = or_refused(lambda: repr(ds.load_summary("t.dss")))
    for key in saved:
        for value in (None, "x", -1):
            Path("f.json").write_text(json.dumps({**saved, key: value}))
            told[f"{key}: {value}"] = or_refused(lambda: repr(ds.load_fit("f.json"))[:60])
    return told


CASES |= {f"path, {name}": partial(lambda o: or_refused(lambda: penalized(o)), options)
          for name, options in PATHS.items()}  # fmt: skip
CASES |= {"costs": costs, "advised": advised, "summaries": summaries, "damaged": damaged}


@pytest.mark.parametrize("name", CASES)
def test_it_is_as_recorded(name: str) -> None:
    check("texts_of_fits", name, CASES[name])
