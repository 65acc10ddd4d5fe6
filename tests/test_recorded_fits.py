"""Everything that fits of each kind say, of data of each kind, is what it was."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import downslope as ds
from downslope.fitting.ladder import METHODS
from downslope.numerics.arrays import Matrix
from records import Case, check, printed, refusal
from test_recorded_runs import PROBLEMS, drawn

KEPT = ("coefficients", "rank", "scaled_condition_number", "r2", "adjusted_r2", "f",
        "f_p", "residual_std", "degrees_of_freedom", "std_errors", "log_likelihood", "aic", "bic",
        "method", "outcome", "notes", "passes", "n", "rows_dropped")  # fmt: skip
COLUMNS = ("name", "estimate", "std_error", "p", "trades_with")


def said(fit: ds.Fit) -> dict[str, Any]:
    """Return what a fit says, and its numbers."""
    numbers = {key: value for key, value in fit.to_dict().items() if key in KEPT}
    lines: Any = numbers["coefficients"]
    numbers["coefficients"] = [[line[name] for name in COLUMNS] for line in lines]
    numbers["bounds"] = fit.bound
    return {
        "quality": fit.quality,
        "findings": [str(finding) for finding in fit.findings],
        **{key: value for key, value in numbers.items() if isinstance(value, np.ndarray) or value},
    }


def frame() -> pd.DataFrame:
    """Return a table of 48 rows with columns of each kind."""
    X, y = drawn(30, 48, 2)
    kind = np.array(["oak", "fir", "elm"])[np.arange(48) % 3]
    return pd.DataFrame({
        "size": np.round(X[:, 0] + 3.0, 2),
        "age": np.round(4.0 * X[:, 1] + 20.0, 1),
        "kind": kind,
        "plot": np.arange(48) // 6,
        "day": np.arange(48),
        "times": np.arange(48) % 4 + 1,
        "weight": np.round(0.25 + (np.arange(48) % 7) / 4.0, 2),
        "rent": np.round(y + 2.0 * (kind == "oak"), 2),
    })  # fmt: skip


def fitted(*arguments: Any, **options: Any) -> dict[str, Any]:
    if options.get("model") or not arguments:
        raise AssertionError("a model has a record of its own")
    return said(ds.fit(*arguments, **options))


def of_frame(features: str, **options: Any) -> dict[str, Any]:
    return said(ds.fit(frame(), "rent", features.split(), **options))


def of_formula(formula: str, **options: Any) -> dict[str, Any]:
    return said(ds.fit(frame(), formula=formula, **options))


def solved(name: str, **options: Any) -> dict[str, Any]:
    X, y = PROBLEMS[name]()
    found = ds.solve(X, y, **options)
    return {
        "text": repr(found),
        "weights": found.weights,
        "bounds": found.bound,
        "residual_norm": found.residual_norm,
        "outcome": found.outcome.value,
        "notes": found.notes,
        "findings": found.findings,
    }


CASES: dict[str, Case] = {
    f"built-in {name}": partial(fitted, name)
    for name in ("hubble", "longley", "forbes", "anscombe2", "anscombe4", "lesson-line")
}
for _name in PROBLEMS:
    CASES[f"{_name} rows"] = lambda name=_name: said(ds.fit(*PROBLEMS[name]()))  # type: ignore[misc]
for _method in METHODS:
    for _name in ("plain", "three sizes", "nearly copied"):
        CASES[f"{_name} by {_method}"] = partial(solved, _name, method=_method)
for _name in ("far off center", "exact", "sum"):
    for _accuracy in ("reproducible", "full"):
        CASES[f"{_name} at {_accuracy}"] = partial(solved, _name, accuracy=_accuracy)
CASES |= {
    "no intercept": partial(fitted, "hubble", intercept=False),
    "other level": partial(fitted, "forbes", level=0.8),
    "degree": partial(fitted, "anscombe2", degree=2),
    "sampling": partial(of_frame, "size age", weights="weight", weights_kind="sampling"),
    "categories": partial(of_frame, "size kind", categorical=["kind"]),
    "chosen categories": partial(of_frame, "plot size", categorical=["plot"]),
    "residuals": lambda: repr(ds.fit(frame(), "rent", ["size", "age"], residuals=True)),
    **{
        f"formula {formula}": partial(of_formula, formula)
        for formula in (
            "rent ~ size * kind", "log(rent + 20) ~ size + age", "rent ~ poly(size, 2)",
            "rent ~ C(plot) - 1", "rent ~ standardize(size):age + I(size**2)",
            "rent ~ bs(size, df=4)",
        )
    },
}  # fmt: skip


# --- After a fit ----------------------------------------------------------------------------------


def small_fit(**options: Any) -> ds.Fit:
    found = ds.fit(frame(), "rent", ["size", "age", "kind"], categorical=["kind"], **options)
    assert isinstance(found, ds.Fit)
    return found


def hypothesized(*hypotheses: str, **options: Any) -> Any:
    found = small_fit(**options).test(list(hypotheses))
    return {"text": repr(found), **found.to_dict()}


def predicted(interval: str | None, far: float = 0.0, **options: Any) -> Any:
    new = frame().iloc[:4].assign(size=lambda rows: rows["size"] + far)
    fit = small_fit(**options)
    found = fit.predict(new, interval)
    return {"values": np.asarray(found), "findings": [str(f) for f in fit.extrapolation(new)]}


def from_a_file() -> dict[str, Any]:
    small_fit().save("fit.json")
    again = ds.load_fit("fit.json")
    assert repr(again) == repr(small_fit())
    return {"text": repr(again), "prediction": again.predict(frame().iloc[:3])}


def grouped(**options: Any) -> Any:
    found = ds.fit(frame(), "rent", ["size"], **options)
    return repr(found)


def compared() -> str:
    less, more = ds.fit(frame(), "rent", ["size"]), ds.fit(frame(), "rent", ["size", "age"])
    return f"{ds.anova(less, more)}\n\n{ds.table(less, more, names=['less', 'more'])}"


def shared(name: str) -> object:
    found = ds.fit(name)
    assert isinstance(found, ds.Fit)
    return found.to_dict()["collinearity"]


CASES |= {
    "collinearity": partial(shared, "longley"),
    "hypothesis": partial(hypothesized, "size = 0"),
    "hypotheses": partial(hypothesized, "size = 2", "age + kind=fir = 0"),
    "robust hypothesis": partial(hypothesized, "size = age", robust="HC3"),
    "prediction": partial(predicted, None),
    "mean": partial(predicted, "mean"),
    "observation": partial(predicted, "observation", weights="weight"),
    "far away": partial(predicted, "observation", 9.0),
    "saved": from_a_file,
    "terms": lambda: repr(ds.anova(small_fit())),
    "terms in order": lambda: repr(ds.anova(small_fit(), type="I")),
    "side by side": compared,
    "groups": partial(grouped, by="kind"),
    "windows": partial(grouped, window=20),
    **{
        f"robust {kind} of an array": lambda kind=kind: ds.robust_errors(  # type: ignore[misc]
            ds.solve(*PROBLEMS["stretched"]()), *PROBLEMS["stretched"](), kind
        )
        for kind in ("HC0", "HC1", "HC2", "HC3")
    },
}


# --- Other models, paths, summaries, advice -------------------------------------------------------


def of_model(model: str, **options: Any) -> dict[str, Any]:
    rows = frame().assign(
        dear=lambda rows: np.where(rows["rent"] > rows["rent"].median(), "yes", "no"),
        count=lambda rows: np.round(np.exp(rows["rent"] / 4.0)).clip(0, 60),
        three=lambda rows: np.digitize(rows["rent"] + rows["day"] % 5, [2.0, 5.0]),
    )
    target = {"logistic": "dear", "poisson": "count", "softmax": "three"}.get(model, "rent")
    found = ds.fit(rows, target, ["size", "age"], model=model, **options)
    assert isinstance(found, ds.ModelFit)
    numbers = found.to_dict()
    del numbers["findings"], numbers["passes"]  # a last step may be one of rounding
    return {
        "title": found.title, "quality": found.quality,
        "findings": [str(finding) for finding in found.findings],
        "prediction": found.predict(rows[["size", "age"]].iloc[:3]), **numbers,
    }  # fmt: skip


MODELS: list[tuple[str, dict[str, Any]]] = [
    ("ridge", {}), ("ridge", {"alpha": 20.0}), ("lasso", {"alpha": 0.4}),
    ("elastic-net", {"alpha": 0.8, "l1_ratio": 0.3}), ("huber", {"delta": 0.5}),
    ("logistic", {}), ("logistic", {"alpha": 0.2, "weights": "times"}),
    ("poisson", {}), ("softmax", {"alpha": 0.1}), ("softmax", {}),
]  # fmt: skip
CASES |= {
    **{f"model {model} {options or ''}": partial(of_model, model, **options)
       for model, options in MODELS},
    "printed": lambda: printed("fit", "longley"),
    "printed path": lambda: printed("path", "lesson-useless-columns", "--folds", "5"),
    "printed model": lambda: printed("fit", "lesson-counts", "--model", "poisson"),
}  # fmt: skip


def refused(*arguments: Any, **options: Any) -> dict[str, str]:
    return refusal(lambda: ds.fit(*arguments, **options))


def _square() -> Matrix:
    return np.arange(12.0).reshape(4, 3) ** 2


CASES |= {
    "refused method": partial(refused, "hubble", method="lu"),
    "refused weights": partial(refused, frame(), "rent", ["size"], weights="kind"),
    "refused column": partial(refused, frame(), "rent", ["sise"]),
    "refused pair": partial(refused, "hubble", robust="HC3", hac=2),
    "refused lag": partial(refused, frame(), "rent", ["size"], hac=100),
    "refused level": partial(refused, "hubble", level=95),
    "refused lengths": partial(refused, _square(), [1.0, 2.0]),
    "refused value": partial(refused, _square(), [1.0, 2.0, np.nan, 4.0]),
    "refused formula": partial(refused, frame(), formula="rent ~ size +"),
    "refused classes": partial(refused, frame(), "kind", ["size"]),
    "refused file": lambda: refusal(lambda: ds.load_fit(_written("{}"))),
}


def _written(text: str) -> Path:
    file = Path("fit.json")
    file.write_text(text)
    return file


@pytest.mark.parametrize("name", CASES)
def test_it_is_as_recorded(name: str) -> None:
    check("fits", name, CASES[name])
