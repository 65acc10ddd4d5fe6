"""Models fitted in passes over files, from summaries, and with weights: as in memory, certified."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

import downslope as ds
from downslope.fitting.model_fit import fit_model
from downslope.fitting.model_fit_result import ModelFit
from downslope.fitting.passes import model_passes

TARGETS = {
    "ridge": "rent", "lasso": "rent", "elastic-net": "rent", "huber": "rent",
    "logistic": "bought", "softmax": "kind", "poisson": "visits",
}  # fmt: skip
COLUMNS = ["price", "age", "size"]
PENALTY = {"ridge": 0.3, "lasso": 0.3, "elastic-net": 0.3}


def shop(folder: Path, files: int = 3, rows: int = 900, seed: int = 0) -> pl.DataFrame:
    """Write files of customers, and return all of their rows."""
    rng = np.random.default_rng(seed)
    parts = []
    for i in range(files):
        price, age = rng.uniform(5, 60, rows), rng.integers(18, 80, rows).astype(float)
        size = rng.normal(size=rows) + 1e4
        s = 1 - 0.05 * price + 0.02 * age + 0.4 * (size - 1e4)
        bought = rng.uniform(size=rows) < 1 / (1 + np.exp(-s))
        kind = np.argmax(rng.gumbel(size=(rows, 3)) + np.outer(s, [1, 0, -1]), axis=1)
        part = pl.DataFrame({
            "price": price, "age": age, "size": size, "bought": np.where(bought, "yes", "no"),
            "kind": kind + 1, "visits": rng.poisson(np.exp(0.4 * s)),
            "rent": 3 * s + rng.standard_t(2, rows), "w": rng.integers(0, 4, rows).astype(float),
        })  # fmt: skip
        part.write_parquet(folder / f"part-{i}.parquet")
        parts.append(part)
    return pl.concat(parts)


def fitted(data: Any, name: str, **options: Any) -> ModelFit:
    target = TARGETS[name]
    found = ds.fit(data, target, COLUMNS, model=name, alpha=PENALTY.get(name), **options)
    assert isinstance(found, ModelFit)
    return found


def summed_up(fit: ModelFit) -> list[float]:
    kept = (fit.loss, fit.log_likelihood, fit.null_log_likelihood, fit.deviance, fit.aic, fit.r2)
    return [each for each in kept if each is not None]


@pytest.mark.parametrize("name", TARGETS)
def test_passes_over_files_agree_with_rows_in_memory(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_passes, "SAMPLED_ROWS", 200)  # not all rows
    rows = shop(tmp_path)
    memory, passes = fitted(rows, name), fitted(tmp_path, name, engine="threads")
    assert np.isfinite(passes.bound).all()
    assert (np.abs(passes.weights - memory.weights) <= passes.bound + memory.bound).all()
    # Float64 sums, yet many digits are proven; an intercept far outside the data has fewer.
    slopes = passes.digits[..., :-1]
    assert np.nanmin(slopes) > 9
    assert passes.zero == memory.zero
    np.testing.assert_allclose(summed_up(passes), summed_up(memory), rtol=1e-9)
    np.testing.assert_allclose(passes.std_error, memory.std_error, rtol=1e-6)
    assert (passes.n, passes.names) == (memory.n, memory.names)
    assert passes.model.classes == memory.model.classes
    assert passes.passes == 1 if name in PENALTY else 3 <= passes.passes <= 7, passes.passes
    if passes.model.takes_classes:
        some = rows.select(COLUMNS).head(5)
        np.testing.assert_array_equal(passes.predict(some), memory.predict(some))


@pytest.mark.parametrize("name", TARGETS)
def test_any_number_of_workers_gives_the_same_bits(name: str, tmp_path: Path) -> None:
    shop(tmp_path, files=5, rows=300)
    fits = [fitted(tmp_path, name, workers=count) for count in (1, 2, 5)]
    for one, other in pairwise(fits):
        np.testing.assert_array_equal(one.weights, other.weights)
        np.testing.assert_array_equal(one.bound, other.bound)
        np.testing.assert_array_equal(one.std_error, other.std_error)
        assert summed_up(one) == summed_up(other)


@pytest.mark.slow
def test_workers_of_dask_give_the_same_bits(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    shop(tmp_path, files=3, rows=200)
    here, there = (
        fitted(tmp_path, "logistic", engine=engine, workers=2) for engine in ("threads", "dask")
    )
    np.testing.assert_array_equal(here.weights, there.weights)


@pytest.mark.parametrize("name", TARGETS)
def test_full_accuracy_in_passes(name: str, tmp_path: Path) -> None:
    rows = shop(tmp_path, files=2, rows=300)
    full = fitted(tmp_path, name, engine="threads", accuracy="full")
    assert (full.bound <= 2e-15 * np.abs(full.weights)).all()
    exact = fitted(rows, name, accuracy="full")
    assert (np.abs(full.weights - exact.weights) <= full.bound + exact.bound).all()


# --- weights --------------------------------------------------------------------------------------


@pytest.mark.parametrize("in_passes", [False, True])
@pytest.mark.parametrize("name", TARGETS)
def test_a_row_of_weight_two_counts_as_two_rows(name: str, in_passes: bool, tmp_path: Path) -> None:
    rows = shop(tmp_path, files=2, rows=300)
    repeated = rows[np.repeat(np.arange(len(rows)), rows["w"].to_numpy().astype(int))]
    options = {"engine": "threads"} if in_passes else {}
    weighed = fitted(tmp_path if in_passes else rows, name, weights="w", **options)
    counted = fitted(repeated, name)
    assert (np.abs(weighed.weights - counted.weights) <= weighed.bound + counted.bound).all()
    np.testing.assert_allclose(summed_up(weighed), summed_up(counted), rtol=1e-9)
    np.testing.assert_allclose(weighed.std_error, counted.std_error, rtol=1e-6)
    assert weighed.n == int((rows["w"] > 0).sum())
    assert "weighted by w" in weighed.title


def test_weights_of_arrays_and_what_they_may_be() -> None:
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(60, 2)), rng.integers(0, 2, 60)
    same = ds.fit(X, y, model="logistic", weights=np.full(60, 2.0))
    plain = ds.fit(X, y, model="logistic")
    assert isinstance(same, ModelFit)
    assert isinstance(plain, ModelFit)
    np.testing.assert_allclose(same.weights, plain.weights, rtol=1e-12)
    np.testing.assert_allclose(same.std_error * math.sqrt(2), plain.std_error, rtol=1e-9)
    with pytest.raises(ds.DataError, match="weight of row 3 is -1"):
        ds.fit(X, y, model="logistic", weights=np.r_[1.0, 1.0, -1.0, np.ones(57)])
    with pytest.raises(ds.DataError, match="All weights are zero"):
        ds.fit(X, y, model="huber", weights=np.zeros(60))
    overlapping = ds.Logistic(np.arange(8.0), [0, 0, 1, 0, 1, 0, 1, 1])
    assert np.isfinite(fit_model(overlapping).bound).all()
    with pytest.raises(ds.DataError, match="separates the classes"):
        fit_model(overlapping, weights=[1, 1, 0, 1, 1, 0, 1, 1])


# --- summaries ------------------------------------------------------------------------------------


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("intercept", [False, True])
@pytest.mark.parametrize("name", PENALTY)
def test_summaries_have_the_products_that_penalties_need(
    name: str, intercept: bool, exact: bool, tmp_path: Path
) -> None:
    rows = shop(tmp_path)
    memory = fitted(rows, name, intercept=intercept)
    summary = ds.summarize(
        rows.select(*COLUMNS, "rent"), "rent", accuracy="full" if exact else "standard"
    )
    file = tmp_path / "shop.dss"
    ds.save_summary(summary, file)
    for data in (summary, file):
        fit = fitted(data, name, intercept=intercept)
        assert (np.abs(fit.weights - memory.weights) <= fit.bound + memory.bound).all()
        assert fit.zero == memory.zero
        assert fit.r2 == pytest.approx(memory.r2, abs=1e-12)
        known = fit.weights != 0
        limit = 2e-15 if exact else 1e-6
        assert (fit.bound[known] <= limit * np.abs(fit.weights[known])).all()
    with pytest.raises(ds.OptionError, match="model='huber' needs rows"):
        ds.fit(summary, "rent", model="huber")
    with pytest.raises(ds.OptionError, match="needs rows"):
        ds.fit(summary, "rent", model="ridge", engine="threads")


# --- what cannot be fitted, or is near it ---------------------------------------------------------


def refused(tmp_path: Path, **columns: Any) -> str:
    frame = pl.DataFrame(columns)
    half = len(frame) // 2
    for i, part in enumerate((frame[:half], frame[half:])):
        part.write_parquet(tmp_path / f"bad-{i}.parquet")
    model = "poisson" if "visits" in columns else "logistic"
    with pytest.raises(ds.DataError) as caught:
        ds.fit(tmp_path, list(columns)[-1], model=model, engine="threads")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_targets_that_cannot_be_used(tmp_path: Path) -> None:
    x = np.arange(40.0)
    counts = np.ones(40)
    counts[33] = -2
    assert "column 'visits' has -2, which is not a count" in refused(tmp_path, x=x, visits=counts)
    counts[33] = 1.5
    assert "has 1.5, which is not a count" in refused(tmp_path, x=x, visits=counts)
    assert "has only one class, 1.0" in refused(tmp_path, x=x, y=np.ones(40))
    says = refused(tmp_path, x=x, y=np.arange(40) % 3)
    assert "3 classes, but logistic regression takes two" in says


@pytest.mark.parametrize("rare", [False, True])
def test_separable_files_are_found(rare: bool, tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(4000, 3))
    s = X @ [1.0, -2.0, 0.5]
    y = rng.uniform(size=4000) < 1 / (1 + np.exp(-s))
    if rare:  # of all rows with the flag, which no sample has, the class is 1
        flag = np.zeros(4000)
        flag[3900:3904], y[3900:3904] = 1.0, True
        X[:, 2] = flag
    else:
        y = s > 0.3
    names = {f"x{j + 1}": X[:, j] for j in range(3)}
    says = refused(tmp_path, **names, y=y)
    assert ("'x3' separates the classes" if rare else "A combination of 'x1', 'x2', 'x3'") in says
    y[3901] = False if rare else not y[3901]
    pl.DataFrame({**names, "y": y}).write_parquet(tmp_path / "bad-0.parquet")
    (tmp_path / "bad-1.parquet").unlink()
    fit = ds.fit(tmp_path, "y", model="logistic", engine="threads")
    assert isinstance(fit, ModelFit)
    if rare:
        assert np.isfinite(fit.bound).all()


def test_the_separating_column_of_a_file_is_named_with_its_cut(tmp_path: Path) -> None:
    x = np.arange(1.0, 101.0)
    says = refused(tmp_path, x=x, y=np.where(x > 60, "late", "early"))
    assert "every row with x of 61 or more is late, and every row with less is early" in says


def test_counts_of_a_closed_shop(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    closed = rng.integers(0, 2, 600).astype(float)
    visits = rng.poisson(3.0, 600) * (closed == 0)
    says = refused(tmp_path, x=rng.normal(size=600), closed=closed, visits=visits)
    assert "rows that 'closed' sets apart have count 0" in says


def test_too_few_passes_are_an_error_and_no_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_passes, "SAMPLED_ROWS", 200)
    shop(tmp_path)
    with pytest.raises(ds.OptionError, match="is too few for Newton's method"):
        fitted(tmp_path, "logistic", max_passes=2)
    assert np.isfinite(fitted(tmp_path, "logistic", max_passes=20).bound).all()


def test_files_of_many_kinds_of_rows(tmp_path: Path) -> None:
    rows = shop(tmp_path, files=1, rows=500)
    lines = rows.with_columns(pl.Series("member", ["yes", "no"] * 250)).write_csv()
    file = tmp_path / "shop.csv"
    file.write_text(lines + ",30,10000,yes,1,2,3.0,1.0,no\n")
    fit = ds.fit(
        file, "bought", ["price", "age", "member"], model="logistic", engine="threads",
        categorical=["member"], drop_missing=True,
    )  # fmt: skip
    assert isinstance(fit, ModelFit)
    assert fit.names == ("price", "age", "member=yes", "intercept")
    assert "1 incomplete row left out" in repr(fit)
    assert f"in {fit.passes} passes" in repr(fit)
    coded = rows.with_columns(
        pl.when(pl.col("age") > 75).then(-999.0).otherwise("age").alias("age")
    )
    coded.write_parquet(tmp_path / "part-0.parquet")
    found = ds.fit(tmp_path / "part-0.parquet", "visits", COLUMNS, model="poisson", workers=1)
    assert [each.code for each in found.findings] == ["missing_codes"]


@pytest.mark.parametrize("accuracy", ["standard", "full"])
@pytest.mark.parametrize("name", ["ridge", "lasso", "elastic-net"])
def test_squares_that_underflow_in_passes_are_refused(
    name: str, accuracy: str, tmp_path: Path
) -> None:
    file = tmp_path / "tiny.csv"
    pl.DataFrame({"a": [1e-170, 2e-170, 3e-170], "y": [1.0, 2.0, 4.0]}).write_csv(file)
    with pytest.raises(ds.DataError, match="'a' has values whose squares are out of range"):
        ds.fit(str(file), "y", model=name, alpha=0.1, accuracy=accuracy, engine="threads")
