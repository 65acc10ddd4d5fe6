"""Options of a fit that exclude each other: every row of the table, in both ways of writing."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest

import downslope as ds
from downslope.fitting.model_fit import MODELS
from downslope.fitting.model_routes import takes_rows
from downslope.fitting.option_conflicts import CONFLICTS, LEAST_SQUARES, ROWS, ROWS_OF_MODEL, Given
from downslope.numerics.arguments import OptionStyle

RENTS = Path(__file__).parents[1] / "examples" / "rents.csv"
VALUES: dict[str, Any] = {
    "target": "rent", "features": ["size_m2"], "formula": "rent ~ size_m2", "model": "huber",
    "weights_kind": "sampling", "degree": 2, "exact_decimals": True, "engine": "threads",
    "scheduler": "tcp://here:1", "workers": 2, "method": "qr", "intercept": False,
    "robust": "HC3", "cluster": "age_years", "hac": 2, "by": "age_years", "window": 5,
    "absorb": "age_years", "time": "age_years",
    "weights": "distance_km", "accuracy": "full",
    "residuals": True, "max_passes": 3,
    "drop_missing": True, "categorical": ["age_years"], "alpha": 1.0, "l1_ratio": 0.5,
    "delta": 1.0, "missing": -999, "date": {"age_years": "days"}, "keep_index": True,
    "keep_levels": "NA", "header": False, "decimal": ",", "thousands": ".", "encoding": "utf-8",
    "table": "rents", "sql": "SELECT 1", "grade": "exact",
}  # fmt: skip


def given(*options: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for option in options:
        name, _, value = option.partition("=")
        if option in (LEAST_SQUARES, "database", "other data"):
            continue
        name = "model" if option == "other model" else name
        found[name] = value or VALUES[name]
    if "weights_kind" in found:
        found["weights"] = "distance_km"
    return found


PAIRS = [(row.one, other) for row in CONFLICTS for other in row.others]


@pytest.mark.parametrize(("one", "other"), PAIRS)
@pytest.mark.parametrize("in_files", [True, False])
def test_two_options_that_exclude_each_other(one: str, other: str, in_files: bool) -> None:
    options = given(one, other)
    target = {} if "formula" in options else {"target": "rent"}
    frame = {"rent": np.arange(9.0), "size_m2": np.arange(9.0) ** 2, "distance_km": np.ones(9)}
    data: Any = RENTS if in_files else frame
    if one == "database":
        data = "duckdb://" if in_files else duckdb.connect()
    with pytest.raises(ds.OptionError) as refused:
        ds.fit(data, **(target | options))
    message = str(refused.value)
    assert message.count("\n") == 0
    assert "{" not in message
    name = "model" if other == "other model" else other.partition("=")[0]
    names = {"intercept": "no-intercept", "residuals": "plot", "header": "no-header"}
    shown = names.get(name, name) if in_files else name
    assert (f"--{shown.replace('_', '-')}" if in_files else f"{name}=") in message
    assert message.endswith(".")


def test_no_other_pair_is_refused_by_the_table() -> None:
    refused = {frozenset((one.partition("=")[0], other.partition("=")[0])) for one, other in PAIRS}
    for one, other in itertools.combinations(VALUES, 2):
        if frozenset((one, other)) in refused or "model" in (one, other):
            continue
        if {one, other} & {"alpha", "l1_ratio", "delta", "table", "sql", "grade"}:
            continue
        Given(OptionStyle.PYTHON, {"model": "least-squares", **given(one, other)}).check()


def test_options_with_their_defaults_exclude_nothing() -> None:
    plain = ds.fit(RENTS, "rent", ["size_m2"])
    same = ds.fit(
        RENTS, "rent", ["size_m2"], degree=1, exact_decimals=False, method="auto",
        robust=None, cluster=None, hac=None, residuals=False, engine=None, categorical=(),
        alpha=None,
    )  # fmt: skip
    np.testing.assert_array_equal(plain.weights, same.weights)


@pytest.mark.parametrize("option", sorted({each.partition("=")[0] for each in ROWS}))
def test_a_summary_has_no_rows_for(option: str) -> None:
    summary = ds.fit("rent ~ size_m2", RENTS, workers=1).table
    with pytest.raises(ds.OptionError, match="needs rows, but summaries have none"):
        ds.fit(summary, **({option: VALUES[option]} | given(option)))


@pytest.mark.parametrize("model", sorted(MODELS))
@pytest.mark.parametrize("option", [each for each in ROWS_OF_MODEL if each != "formula"])
def test_a_summary_has_no_rows_for_another_model(model: str, option: str) -> None:
    summary = ds.fit(RENTS, "rent", ["size_m2"], workers=1).table
    says = f"model='{model}'" if takes_rows(model) else option
    with pytest.raises(ds.OptionError, match=f"{says}.* needs rows"):
        ds.fit(summary, model=model, **given(option))


def test_an_unknown_option_is_refused_with_a_summary_too() -> None:
    summary = ds.fit(RENTS, "rent", ["size_m2"], workers=1).table
    for data in (RENTS, summary):
        with pytest.raises(TypeError, match="unexpected keyword argument 'colour'"):
            ds.fit(data, "rent", colour="red")  # type: ignore[call-overload]
