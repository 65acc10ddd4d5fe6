"""The same rows give the same bits: in any order, in any files, by any engine."""

from __future__ import annotations

import json
import math
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from scipy import sparse

import downslope as ds
from downslope.data.summary_file import load_summary, save_summary
from downslope.numerics.exact_sums import UNIT_BITS, exact_sum, exact_sum_of_squares
from downslope.numerics.gram import FEW_SLICES, ExactGram, Scale
from exact_rational import exact_weights
from refusals import refusal
from sampling import LONG

KINDS = ("reproducible", "full")
FEATURES = ["a", "b", "c"]


def rows(seed: int = 0, n: int = 3000) -> pl.DataFrame:
    """Rows whose columns differ in size, with a far outlier, zeros of both signs, and gaps."""
    rng = np.random.default_rng(seed)
    a, b = rng.normal(size=n), rng.normal(size=n) * 1e-3 + 1e6
    a[0], c = 1e5, np.where(rng.random(n) < 0.5, 0.0, -0.0)
    c[: n // 2] = rng.normal(size=n // 2)
    y = 2.0 * a - 300.0 * (b - 1e6) + c + rng.normal(size=n)
    frame = pl.DataFrame({"a": a, "b": b, "c": c, "w": rng.uniform(0.0, 3.0, n), "y": y})
    # Sorted, so that the first rows are like no others.
    return frame.sort("y").with_columns(
        a=pl.when(pl.int_range(pl.len()) % 401 == 7).then(None).otherwise(pl.col("a"))
    )


def told(fit: ds.Fit) -> str:
    """Return all that a fit says of its rows, except how they were read."""
    said = fit.to_dict()
    for name in ("source", "passes", "notes"):
        said.pop(name, None)
    return json.dumps(said, sort_keys=True)


@pytest.mark.parametrize("weights", [None, "w"])
@pytest.mark.parametrize("accuracy", KINDS)
def test_many_orders_have_one_result(accuracy: str, weights: str | None, tmp_path: Path) -> None:
    frame, file = rows(), tmp_path / "rows.parquet"
    options: dict[str, Any] = {"weights": weights, "drop_missing": True, "accuracy": accuracy}
    fits, files = set(), set()
    for order in range(20 if LONG else 12):  # of all row groups, engines, and workers
        shuffled = frame.sample(fraction=1.0, shuffle=True, seed=order) if order else frame
        shuffled.write_parquet(file, row_group_size=(3000, 1111, 64, 700)[order % 4])
        # Every third time the rows are held in memory.
        engine: dict[str, Any] = (
            {"engine": "threads", "workers": 1 + order % 4} if order % 3 else {}
        )
        fits.add(told(ds.fit(file, "y", FEATURES, **options, **engine)))
        save_summary(ds.summarize(file, "y", FEATURES, **options), tmp_path / "s.dss")
        files.add((tmp_path / "s.dss").read_bytes())
    assert len(fits) == 1
    assert len(files) == 1
    made = ds.fit(file, "y", FEATURES, **options, engine="threads")
    made.save(tmp_path / "fit.json")
    assert told(ds.load_fit(tmp_path / "fit.json")) == told(made)
    fit = json.loads(fits.pop())
    assert fit["method"] == {"full": "exact", "reproducible": "reproducible"}[accuracy]
    # Sums in float64 do depend on the order, so that this test can fail.
    plain = {told(ds.fit(each, "y", FEATURES, weights=weights, drop_missing=True))
             for each in (frame, frame.reverse())}  # fmt: skip
    assert len(plain) == 2


@pytest.mark.parametrize("accuracy", KINDS)
@pytest.mark.parametrize("held", [True, False])
def test_what_a_formula_learns_has_the_same_bits_in_any_order(accuracy: str, held: bool) -> None:
    frame, rng = rows(n=9000 if held else 70_000).drop_nulls(), np.random.default_rng(2)
    formula = "y ~ center(b) + standardize(a) + scale(c) + bs(b, df=5):c + I(center(a)**2)"
    orders = [frame, *(frame[rng.permutation(len(frame))] for _ in range(3 if held else 1))]
    how = {} if held else {"workers": 2}
    first, *others = (ds.fit(formula, each, accuracy=accuracy, **how) for each in orders)
    assert "order_shows" not in [each.code for each in first.findings]
    for other in others:
        assert other.asked.design.states == first.asked.design.states
        assert other.weights.tobytes() == first.weights.tobytes()
        assert other.std_error.tobytes() == first.std_error.tobytes()
    found = ds.fit("y ~ poly(a, 2) + b", frame, accuracy=accuracy, **how)
    (said,) = [each for each in found.findings if each.code == "order_shows"]
    assert "depend on the order of the rows" in said.evidence
    assert "order_shows" not in [each.code for each in ds.fit("y ~ poly(a, 2)", frame).findings]


@pytest.mark.parametrize("size", [1.0, 1e-170, 1e170])
def test_sums_are_exact(size: float) -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=500) * size * 10.0 ** rng.integers(-130, 130, 500)
    for values in (x, x[:0], np.array([5e-324, -1.7e308, 0.0, 1.7e308]), np.full(3, 0.1)):
        exact = [Fraction(float(each)) for each in values]
        assert Fraction(exact_sum(values), 1 << UNIT_BITS) == sum(exact)
        squares = Fraction(exact_sum_of_squares(values), 1 << 2 * UNIT_BITS)
        assert squares == sum(each * each for each in exact)


@pytest.mark.parametrize("accuracy", KINDS)
def test_files_that_are_cut_and_written_otherwise_are_alike(accuracy: str, tmp_path: Path) -> None:
    frame = rows().drop_nulls().select(*FEATURES, "y")
    frame = frame.with_columns(city=pl.Series(np.arange(len(frame)) % 7).cast(pl.String))
    shuffled = frame.sample(fraction=1.0, shuffle=True, seed=3)
    one, many, text = tmp_path / "one.parquet", tmp_path / "many", tmp_path / "rows.csv"
    many.mkdir()
    frame.write_parquet(one)
    for number, start in enumerate(range(0, len(frame), 997)):
        shuffled[start : start + 997].write_parquet(many / f"{9 - number}.parquet")
    shuffled.write_csv(text)
    found, fits = set(), set()
    for data in (one, many, text, frame, shuffled):
        table = ds.summarize(data, "y", categorical=["city"], accuracy=accuracy)
        save_summary(table, tmp_path / "s.dss")
        found.add((tmp_path / "s.dss").read_bytes())
        fits.add(told(ds.fit(data, "y", categorical=["city"], accuracy=accuracy)))
    assert len(found) == 1
    assert len(fits) == 1


@pytest.mark.parametrize("accuracy", KINDS)
@pytest.mark.parametrize("weights", [None, "w"])
def test_shards_add_in_any_order_to_the_summary_of_all(
    accuracy: str, weights: str | None, tmp_path: Path
) -> None:
    frame = rows().drop_nulls().filter(pl.col("a") < 1e4)
    first = ds.summarize(frame[1000:2000], "y", FEATURES, weights=weights, accuracy=accuracy)
    parts = [frame[:1000], frame[2000:2003], frame[2003:], frame[1000:2000]]
    shards = [
        ds.summarize(each, "y", FEATURES, weights=weights, accuracy=accuracy, like=first)
        for each in parts
    ]
    for number, shard in enumerate(shards):
        save_summary(shard, tmp_path / f"{number}.dss")
        shards[number] = load_summary(tmp_path / f"{number}.dss")
    whole = ds.summarize(frame, "y", FEATURES, weights=weights, accuracy=accuracy, like=first)
    files, fits = set(), set()
    for order in ((0, 1, 2, 3), (3, 1, 0, 2), (2, 3, 1, 0)):
        total = sum((shards[each] for each in order[1:]), shards[order[0]])
        without = total + shards[1] - shards[1]
        for each in (total, without, whole):
            save_summary(each, tmp_path / "s.dss")
            files.add((tmp_path / "s.dss").read_bytes())
            fits.add(told(ds.fit(each, accuracy=accuracy)))
    loaded = ds.fit(load_summary(tmp_path / "s.dss"), accuracy=accuracy)
    assert len(files) == 1
    assert fits == {told(loaded)}
    of_rows = ds.fit(frame, "y", FEATURES, weights=weights, accuracy=accuracy)
    one, other = loaded.solution, of_rows.solution
    assert one.bound is not None
    assert other.bound is not None
    assert (np.abs(one.weights - other.weights) <= one.bound + other.bound).all()
    np.testing.assert_allclose(loaded.std_error, of_rows.std_error, rtol=1e-9)


def test_a_sum_of_both_kinds_is_what_three_slices_keep() -> None:
    rng = np.random.default_rng(4)
    values = rng.normal(size=(500, 3)) * [1.0, 1e-8, 1e7]
    scale = Scale.of_ranges(values.min(axis=0), values.max(axis=0), intercept=False)

    def summed(part: np.ndarray, slices: int) -> ExactGram:
        return ExactGram.of_blocks(scale, [(np.ascontiguousarray(part.T), None)], slices)

    few = summed(values, FEW_SLICES)
    mixed = summed(values[:200], 5) + summed(values[200:], FEW_SLICES)
    for each in (mixed, summed(values[200:], FEW_SLICES) + summed(values[:200], 5),
                 summed(values, 5).few()):  # fmt: skip
        assert each.slices == FEW_SLICES
        assert np.array_equal(each.high, few.high)
        assert np.array_equal(each.low, few.low)
    scaled = values * scale.factors()
    high, low = few.gram()
    for i in range(3):
        for j in range(3):
            pairs = zip(scaled[:, i].tolist(), scaled[:, j].tolist(), strict=True)
            exact = sum((Fraction(a) * Fraction(b) for a, b in pairs), Fraction(0))
            assert abs(Fraction(high[i, j]) + Fraction(low[i, j]) - exact) <= few.rounding()


# All three slices of this value are as large as they can be.
LARGE = Fraction(1, 4) + sum(Fraction(2**20 - 1, 2 ** (21 * k + 20)) for k in (1, 2))


def test_values_that_lose_the_most_come_near_the_rounding_of_three_slices() -> None:
    value = float(LARGE)
    low = float(LARGE + Fraction(1, 2**63) - Fraction(value))
    block = np.full((1, 64), value), np.full((1, 64), low)
    gram = ExactGram.of_blocks(Scale(np.zeros(1), np.zeros(1, dtype=int)), [block], FEW_SLICES)
    high, rest = gram.gram()
    truth = 64 * (Fraction(value) + Fraction(low)) ** 2
    error = abs(Fraction(high[0, 0]) + Fraction(rest[0, 0]) - truth)
    assert 0.2 * gram.rounding() <= float(error) <= gram.rounding()


def problems() -> list[tuple[np.ndarray, np.ndarray, np.ndarray | None]]:
    rng = np.random.default_rng(8)
    made = []
    for number in range(30):
        n, d = int(rng.integers(8, 40)), int(rng.integers(1, 5))
        X = rng.normal(size=(n, d)) * 10.0 ** rng.uniform(-5, 5, d)
        X += 10.0 ** rng.uniform(-3, 9, d) * rng.integers(0, 2, d)
        if number % 3 == 0 and d > 1:
            X[:, 1] = X[:, 0] * (1.0 + 10.0 ** -rng.uniform(1, 8) * rng.normal(size=n))
        y = X @ rng.normal(size=d) + 10.0 ** rng.uniform(-8, 2) * rng.normal(size=n)
        made.append((X, y, 10.0 ** rng.uniform(-6, 6, n) if number % 4 == 1 else None))
    return made


@pytest.mark.parametrize("accuracy", KINDS)
def test_errors_stay_within_their_bounds(accuracy: str) -> None:
    methods = set()
    for X, y, weights in problems():
        solution = ds.solve(X, y, weights=weights, accuracy=accuracy)
        assert solution.bound is not None
        for weight, bound, exact in zip(
            solution.weights, solution.bound, exact_weights(X, y, weights=weights), strict=True
        ):
            assert abs(Fraction(float(weight)) - exact) <= bound
        other = np.random.default_rng(1).permutation(len(y))
        again = ds.solve(X[other], y[other], weights=None if weights is None else weights[other],
                         accuracy=accuracy)  # fmt: skip
        assert again.weights.tolist() == solution.weights.tolist()
        if solution.method in ("exact", "reproducible"):
            assert again.bound.tolist() == solution.bound.tolist()
            assert again.std_error.tolist() == solution.std_error.tolist()
        methods.add(solution.method)
    assert methods == {"exact", {"reproducible": "reproducible", "full": "qr"}[accuracy]}


def test_reproducible_sums_do_not_call_a_fit_exact() -> None:
    x = np.arange(1.0, 50.0)
    exact = ds.solve(x[:, np.newaxis], 3.0 * x + 1.0, accuracy="reproducible")
    assert exact.method == "exact"
    assert exact.exact
    y = 3.0 * x + 1.0
    y[7] += 2.0**-30
    noisy = ds.solve(x[:, np.newaxis], y, accuracy="reproducible")
    assert not noisy.exact
    truth = ds.solve(x[:, np.newaxis], y, accuracy="full")
    assert noisy.residual_norm == pytest.approx(truth.residual_norm, rel=1e-6)


def test_columns_that_depend_give_one_result_in_any_order() -> None:
    rng = np.random.default_rng(2)
    X = rng.normal(size=(60, 3))
    X = np.column_stack([X, X[:, 0] + 2.0 * X[:, 1]])
    y = rng.normal(size=60)
    found = set()
    for seed in range(8):
        order = np.random.default_rng(seed).permutation(60)
        fit = ds.fit(X[order], y[order], accuracy="reproducible")
        assert fit.solution.rank == 4
        found.add(told(fit))
    assert len(found) == 1


def test_the_sum_of_logarithms_is_that_of_any_order() -> None:
    from downslope.numerics.arrays import sum_of_logs

    rng = np.random.default_rng(5)
    weights = np.concatenate([10.0 ** rng.uniform(-300, 300, 5000), [0.0, 5e-324, 1.7e308]])
    found = sum_of_logs(weights)
    assert (
        found == sum_of_logs(weights[::-1]) == sum_of_logs(weights[:77]) + sum_of_logs(weights[77:])
    )
    logs = [math.log(each) for each in weights.tolist() if each]
    assert float(found) == pytest.approx(math.fsum(logs), rel=1e-14)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"method": "qr"}, "accuracy='reproducible' has no place for method='qr', which the order "
                           "of the rows changes: choose 'auto' or 'exact'."),
        ({"method": "cholesky", "engine": "threads"}, "has no place for method='cholesky'"),
        ({"by": "c"}, "by=… makes many fits from one pass, in which accuracy='reproducible' has"),
        ({"model": "ridge", "alpha": 1.0}, "accuracy='reproducible' applies to least squares only"),
        ({"accuracy": "reproducable"}, "'reproducable'"),
    ],
)  # fmt: skip
def test_what_has_no_one_order_is_refused(options: dict[str, Any], says: str) -> None:
    frame = rows(n=200).drop_nulls()
    features = ["a", "b"] if "by" in options else FEATURES
    with pytest.raises(ds.OptionError) as refused:
        ds.fit(frame, "y", features, **{"accuracy": "reproducible", **options})
    assert says in str(refused.value)


def test_many_columns_and_sums_in_float64_are_refused(capsys: Any, tmp_path: Path) -> None:
    wide = np.random.default_rng(0).normal(size=(260, 205))
    with pytest.raises(ds.OptionError, match="206 columns: choose at most 200"):
        ds.fit(wide, wide[:, 0] * 2.0, accuracy="reproducible")
    file = tmp_path / "plain.dss"
    ds.save_summary(ds.summarize(rows().drop_nulls(), "y", FEATURES), file)
    said = refusal(capsys, "fit", str(file), "--accuracy", "reproducible")
    assert "this summary has those in float64 alone" in said
    rows().drop_nulls().write_parquet(tmp_path / "rows.parquet")
    said = refusal(capsys, "path", str(tmp_path / "rows.parquet"), "-t", "y",
                   "--accuracy", "reproducible")  # fmt: skip
    assert "--accuracy reproducible is for one fit" in said
    said = refusal(capsys, "summarize", str(tmp_path / "rows.parquet"), "-t", "y", "--exact",
                   "--accuracy", "reproducible", "-o", str(tmp_path / "t.dss"))  # fmt: skip
    assert "are two accuracies" in said
    assert not (tmp_path / "t.dss").exists()


def nearly_dependent(exponent: float, seed: int = 3) -> pl.DataFrame:
    rng = np.random.default_rng(seed)
    a = rng.normal(size=300)
    b = a * (1.0 + 10.0**-exponent * rng.normal(size=300))
    return pl.DataFrame({"a": a, "b": b, "y": a - b + 1.0 + rng.normal(size=300)})


@pytest.mark.parametrize("exponent", [8.0, 12.0, 13.5, 14.0])
def test_columns_that_nearly_depend_have_one_verdict_and_one_result(exponent: float) -> None:
    frame = nearly_dependent(exponent)
    standard = ds.fit(frame, "y")
    for accuracy in KINDS:
        fits = [
            ds.fit(frame.sample(fraction=1.0, shuffle=True, seed=seed), "y", accuracy=accuracy)
            for seed in range(3)
        ]
        assert len(set(map(told, fits))) == 1
        solution = fits[0].solution
        assert solution.outcome is standard.solution.outcome
        assert [each.code for each in solution.findings] == ["nearly_dependent_columns"]
        assert solution.digits.min() > standard.solution.digits.min() - 1.0


@pytest.mark.parametrize("kind", ["ties", "weights", "pairs", "sparse", "wide", "many columns"])
def test_rows_beyond_the_exact_sums_are_added_in_one_order(kind: str) -> None:
    rng = np.random.default_rng(6)
    n, options = 300, {}
    X = nearly_dependent(12.0).select("a", "b").to_numpy()
    y = rng.normal(size=n)
    if kind == "ties":  # rows that differ in the last column alone, and some that do not differ
        y, X = np.round(y), np.column_stack([np.round(X[:, 0]), X])
        X[5], y[5] = X[6], y[6]
    elif kind == "weights":
        y, options = np.round(y), {"weights": rng.uniform(1.0, 3.0, n)}
    elif kind == "pairs":
        X[:, 1] = X[:, 0] * (1.0 + 1e-14 * rng.normal(size=n))
        options = {"X_low": X * 1e-18, "y_low": y * 1e-18}
    elif kind == "wide":
        n, X = 40, rng.normal(size=(40, 70))
        y = y[:40]
    elif kind == "many columns":
        X = rng.normal(size=(n, 203))
    for accuracy in KINDS[kind in ("wide", "many columns") :]:
        found = set()
        for seed in range(4):
            order = np.random.default_rng(seed).permutation(n)
            data = sparse.csr_array(X[order]) if kind == "sparse" else X[order]
            moved = {name: each[order] for name, each in options.items()}
            solution = ds.solve(data, y[order], accuracy=accuracy, **moved)
            assert solution.method not in ("exact", "reproducible")
            parts = (solution.weights, solution.bound, solution.std_error, solution.residual_norm)
            found.add(repr([None if each is None else np.asarray(each).tolist() for each in parts]))
        assert len(found) == 1


@pytest.mark.parametrize("exponent", [1.0, 8.0, 12.0])
def test_reproducible_sums_are_no_work_of_one_pass(
    exponent: float, tmp_path: Path, capsys: Any
) -> None:
    frame, file = nearly_dependent(exponent), tmp_path / "rows.parquet"
    frame.write_parquet(file)
    said = refusal(capsys, "fit", str(file), "-t", "y", "--accuracy", "reproducible",
                   "--max-passes", "1")  # fmt: skip
    assert said.endswith(
        "--accuracy reproducible reads the data twice, and --max-passes leaves it one pass: allow "
        "one more, or choose --accuracy standard."
    )
    # The one pass that is left must not leave the verdict to sums in float64.
    two, many = (
        ds.fit(file, "y", accuracy="reproducible", engine="threads", max_passes=most)
        for most in (2, None)
    )
    assert two.solution.outcome is many.solution.outcome
    assert two.coef == pytest.approx(many.coef, rel=1e-12)
    shuffled = frame.sample(fraction=1.0, shuffle=True, seed=1)
    again = ds.fit(shuffled, "y", accuracy="reproducible", engine="threads", max_passes=2)
    assert told(again) == told(two)


def test_full_says_where_it_has_sums_in_float64_alone(tmp_path: Path) -> None:
    frame, file = nearly_dependent(1.0), tmp_path / "rows.parquet"
    frame.write_parquet(file)
    note = "Only sums in float64 were made, whose last digits depend on the order of the rows."
    for most, has in ((1, True), (2, False)):
        fit = ds.fit(file, "y", accuracy="full", engine="threads", max_passes=most)
        assert (note in fit.solution.notes) is has
    plain = ds.summarize(frame, "y")
    assert note in ds.fit(plain, accuracy="full").solution.notes
    assert note not in ds.fit(plain).solution.notes
    exact = ds.summarize(frame, "y", accuracy="full")
    assert note not in ds.fit(exact, accuracy="full").solution.notes


@pytest.mark.parametrize("accuracy", KINDS)
def test_a_shard_outside_the_scale_of_the_first_is_told(accuracy: str) -> None:
    frame = rows(n=200).drop_nulls().filter(pl.col("a") < 1e4)
    first = ds.summarize(frame, "y", FEATURES, accuracy=accuracy)
    near, far = (
        ds.summarize(frame.with_columns(pl.col("a") * by), "y", FEATURES, accuracy=accuracy,
                     like=first)
        for by in (2.0, 1e5)
    )  # fmt: skip
    assert (first + near).exact is not None
    assert (first + far).exact is None
    assert "scale_not_shared" not in [each.code for each in near.findings]
    (finding,) = (each for each in far.findings if each.code == "scale_not_shared")
    assert "outside the scale of the summary in like (--like)" in finding.evidence
