"""What an analyst asks of a fit: covariance, criteria, tests, intervals, kinds of weights.

Figures of others are facts carried over with their source: statsmodels 0.15 (`OLS`, `WLS`,
`f_test`, `get_prediction`), and R, on tables in the literature.
"""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest

import downslope as ds
from fitted_tables import CITIES, FIT, MTCARS, NAMED
from nist import Problem

# Of statsmodels 0.15, for mpg ~ wt + hp
LLF, AIC, BIC = -74.32616941282066, 154.65233882564132, 159.0495465340405
COVARIANCE = [
    [0.4003516749070322, -0.003763690019096158, -0.7359451464184682],
    [-0.003763690019096158, 8.153565683024355e-05, 0.00014847005265068646],
    [-0.7359451464184682, 0.00014847005265068646, 2.556121591662126],
]
TESTS = [  # hypotheses, F, degrees of freedom, p
    ("wt = -4, hp = 0", 10.178857037501206, (2, 29), 0.00044784004120848196),
    ("wt = 100*hp", 0.24930868696461359, (1, 29), 0.6213292902577245),
    ("wt = 0, hp = 0", 69.21121339177989, (2, 29), 9.109054385218549e-12),
]
ROBUST_F = 7.264237966182475  # with HC3
INTERVALS = [
    (
        "mean",
        0.95,
        [
            [24.35539856221907, 23.159683432361703, 25.551113692076434],
            [13.772710401287565, 12.040869695915498, 15.504551106659632],
        ],
    ),
    (
        "observation",
        0.95,
        [
            [24.35539856221907, 18.91817025517134, 29.792626869266797],
            [13.772710401287565, 8.193016035108094, 19.352404767467036],
        ],
    ),
    (
        "observation",
        0.8,
        [
            [24.35539856221907, 20.868961634536312, 27.841835489901825],
            [13.772710401287565, 10.194921979525645, 17.350498823049485],
        ],
    ),
]
WLS_AIC = 153.2314631958082
WLS_HC1 = [0.6452685884747573, 0.006729279563032159, 2.0698602023931274]


def test_criteria_and_covariance_as_others_find_them() -> None:
    """statsmodels: OLS(mpg ~ wt + hp).llf, aic, bic, cov_params()."""
    assert FIT.log_likelihood == pytest.approx(LLF, rel=1e-12)
    assert FIT.aic == pytest.approx(AIC, rel=1e-12)
    assert FIT.bic == pytest.approx(BIC, rel=1e-12)
    np.testing.assert_allclose(FIT.covariance, COVARIANCE, rtol=1e-10)
    assert FIT.aic + 2 == pytest.approx(156.6523, abs=1e-4)  # R's AIC counts σ too
    assert "AIC 154.65 and BIC 159.05 count 3 weights" in " ".join(repr(FIT).split())


def test_a_summary_says_what_the_rows_say(tmp_path: Path) -> None:
    ds.save_summary(ds.summarize(MTCARS, "mpg", ["wt", "hp"]), tmp_path / "cars.dss")
    same = ds.fit(ds.load_summary(tmp_path / "cars.dss"))
    text = "wt = -4, hp = 0"
    for mine, theirs in (
        (same.aic, FIT.aic),
        (same.bic, FIT.bic),
        (same.covariance, FIT.covariance),
        (same.test(text).statistic, FIT.test(text).statistic),
        (same.predict(MTCARS[:3], "mean"), FIT.predict(MTCARS[:3], "mean")),
    ):
        np.testing.assert_allclose(mine, theirs, rtol=1e-11)
    new = MTCARS[:2].assign(wt=[9.0, 3.0])
    assert same.extrapolation(new) == FIT.extrapolation(new)
    assert "'wt' in 1 row (1.513 … 5.424)" in same.extrapolation(new)[0].evidence


def test_hypotheses_as_others_test_them() -> None:
    for text, statistic, df, p in TESTS:
        found = FIT.test(text)
        assert found.statistic == pytest.approx(statistic, rel=1e-10)
        assert found.df == df
        assert found.p == pytest.approx(p, rel=1e-9)
    robust = ds.fit(MTCARS, "mpg", ["wt", "hp"], robust="HC3")
    assert robust.test("wt = -4, hp = 0").statistic == pytest.approx(ROBUST_F, rel=1e-10)
    assert math.isnan(robust.test("wt = 0").bound)  # robust sums carry no bound


def test_one_hypothesis_is_the_square_of_t() -> None:
    for j, name in enumerate(FIT.names):
        assert FIT.test(f"{name} = 0").statistic == pytest.approx(
            FIT.inference.t[j] ** 2, rel=1e-12
        )
        assert FIT.test(f"{name} = 0").p == pytest.approx(FIT.inference.p[j], rel=1e-9)


def test_a_statistic_is_within_its_bound_of_exact_arithmetic() -> None:
    """Longley: the F test of all slopes and of two, from NIST's data in fractions."""
    problem = Problem.load("Longley")
    X, y = problem.float64()
    fit = ds.fit(X, y)
    n, d = X.shape
    A = [[Fraction(float(v)) for v in row] + [Fraction(1)] for row in X]
    target = [Fraction(float(v)) for v in y]

    def rss(columns: list[int]) -> Fraction:
        gram = [[sum(r[i] * r[j] for r in A) for j in columns] for i in columns]
        right = [sum(r[i] * t for r, t in zip(A, target, strict=True)) for i in columns]
        rows = [[*row, b] for row, b in zip(gram, right, strict=True)]
        for k in range(len(rows)):
            for i in range(len(rows)):
                if i != k:
                    ratio = rows[i][k] / rows[k][k]
                    rows[i] = [a - ratio * b for a, b in zip(rows[i], rows[k], strict=True)]
        w = [row[-1] / row[k] for k, row in enumerate(rows)]
        return sum(
            (t - sum(r[c] * b for c, b in zip(columns, w, strict=True))) ** 2
            for r, t in zip(A, target, strict=True)
        )

    whole = rss([*range(d), d])
    for tested in ([0, 1, 2, 3, 4, 5], [1, 4]):
        kept = [j for j in range(d + 1) if j not in tested]
        exact = (rss(kept) - whole) / len(tested) / (whole / (n - d - 1))
        found = fit.test(", ".join(f"x{j + 1} = 0" for j in tested))
        assert abs(Fraction(found.statistic) - exact) <= Fraction(found.bound)
        assert found.digits > 5
        if len(tested) == d:  # NIST's certified F
            assert found.statistic == pytest.approx(330.285339234588, rel=1e-12)
    s = Fraction(float(fit.inference.residual_std)) ** 2 * (n - d - 1)
    known = 10 ** -fit.inference.digits["residual_std"]
    assert abs(float(s / whole) - 1) <= 2.1 * known
    total = rss([d])
    r2 = 1 - whole / total
    assert abs(float(Fraction(fit.r2) / r2 - 1)) <= 10 ** -fit.inference.digits["r2"]


NEW = pd.DataFrame({"hp": [100, 250], "wt": [2.5, 4.0]}, index=["a", "b"])


def test_intervals_as_others_find_them() -> None:
    """statsmodels: get_prediction(new).summary_frame(alpha); columns are matched by name."""
    for interval, level, expected in INTERVALS:
        found = FIT.predict(NEW, interval=interval, level=level)
        np.testing.assert_allclose(found.to_numpy(), expected, rtol=1e-10)
        assert list(found.columns) == ["prediction", "low", "high"]
        assert list(found.index) == ["a", "b"]
    as_array = FIT.predict(NEW[["wt", "hp"]].to_numpy(), "mean")
    assert as_array.shape == (2, 3)
    polars = FIT.predict(pl.DataFrame(NEW), "mean")
    assert isinstance(polars, pl.DataFrame)
    np.testing.assert_array_equal(polars.to_numpy(), as_array)
    np.testing.assert_array_equal(FIT.predict(NEW), as_array[:, 0])


def test_intervals_keep_their_digits_far_from_zero() -> None:
    far = MTCARS.assign(wt=MTCARS.wt + 2.0**20)
    fit = ds.fit(far, "mpg", ["wt", "hp"])
    moved = fit.predict(NEW.assign(wt=NEW.wt + 2.0**20), "mean").to_numpy()
    np.testing.assert_allclose(moved, FIT.predict(NEW, "mean").to_numpy(), rtol=1e-7)


@pytest.mark.parametrize("kind", [None, "HC0", "HC1", "HC2", "HC3"])
def test_frequencies_count_equal_rows(kind: str | None) -> None:
    counts = np.arange(32) % 4
    weighted = MTCARS.assign(n=counts)
    repeated = MTCARS.loc[np.repeat(np.arange(32), counts)]
    one = ds.fit(weighted, "mpg", ["wt", "hp"], weights="n", weights_kind="frequency", robust=kind)
    other = ds.fit(repeated, "mpg", ["wt", "hp"], robust=kind)
    assert one.n == other.n == counts.sum()
    for name in ("aic", "bic", "log_likelihood", "std_error", "covariance", "r2"):
        np.testing.assert_allclose(getattr(one, name), getattr(other, name), rtol=1e-10)
    if kind is None:
        table = ds.summarize(weighted, "mpg", ["wt", "hp"], weights="n")
        assert ds.fit(table, weights_kind="frequency").aic == pytest.approx(other.aic, rel=1e-11)


def test_precision_and_sampling_weights_as_others_find_them() -> None:
    """statsmodels: WLS(weights=cyl), and the same with cov_type="HC1"."""
    precise = ds.fit(MTCARS, "mpg", ["wt", "hp"], weights="cyl")
    assert precise.aic == pytest.approx(WLS_AIC, rel=1e-12)
    in_passes = ds.fit(MTCARS, "mpg", ["wt", "hp"], weights="cyl", engine="threads")
    assert in_passes.aic == pytest.approx(WLS_AIC, rel=1e-12)
    sampled = ds.fit(MTCARS, "mpg", ["wt", "hp"], weights="cyl", weights_kind="sampling")
    np.testing.assert_allclose(sampled.std_error, WLS_HC1, rtol=1e-9)
    assert math.isnan(sampled.aic)  # a population's weights have no likelihood
    assert "(sampling weights:" in " ".join(repr(sampled).split())
    tenfold = ds.fit(
        MTCARS.assign(w=10 * MTCARS.cyl), "mpg", ["wt", "hp"], weights="w", weights_kind="sampling"
    )
    np.testing.assert_allclose(tenfold.std_error, sampled.std_error, rtol=1e-12)
    assert tenfold.inference.residual_std == pytest.approx(sampled.inference.residual_std)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"weights_kind": "frequency"}, "there are none: name their column"),
        ({"weights": "wt", "weights_kind": "frequency"}, "row 1 has the weight 2.62"),
        ({"weights": "wt", "weights_kind": "frequency", "engine": "threads"}, "not whole"),
        ({"weights": "cyl", "weights_kind": "analytic"}, "choose from: precision"),
        ({"weights": "cyl", "weights_kind": "sampling", "engine": "threads"}, "rows at once"),
        ({"level": 1.0}, "give a share such as 0.95"),
    ],
)
def test_weights_that_cannot_be_meant_are_refused(options: dict, words: str) -> None:
    with pytest.raises(ds.InputError, match=words):
        ds.fit(MTCARS, "mpg", ["hp"], **options)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("city=Paris = 0", [[1, 0, 0, 0, 0]]),
        ("city=Paris=city=Rome", [[1, -1, 0, 0, 0]]),
        ("city=Paris = city=Rome = 0", [[1, -1, 0, 0, 0], [0, 1, 0, 0, 0]]),
        ("a-b = 1", [[0, 0, 1, 0, 0]]),
        ('"2" = 1', [[0, 0, 0, 1, 0]]),
        ('2*"2" − 3·a-b/4 = intercept − 1', [[0, 0, -0.75, 2, -1]]),
    ],
)
def test_names_of_any_kind_are_read(text: str, rows: list[list[float]]) -> None:
    found = NAMED.test(text)
    weights, covariance = NAMED.weights, NAMED.covariance
    L = np.array(rows)
    assert found.df == (len(rows), 19)
    np.testing.assert_allclose(found.std_error, np.sqrt(np.diag(L @ covariance @ L.T)), rtol=1e-8)
    if len(rows) > 1:
        np.testing.assert_allclose(found.estimate, L @ weights, atol=1e-9)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("wt", "has no '=': write it as 'wt = 0'"),
        ("wt = ", "nothing on one side"),
        ("wt = 1, wt = 1", "follows from those before it"),
        ("wt = 1, 2*wt = 3", "contradicts those before it"),
        ("wtt = 0", "'wtt' is not a weight of the fit: did you mean 'wt'"),
        ("wt*hp = 0", "cannot be read"),
        ("wt/0 = 1", "divides by 0"),
        ("1 = 1", "names no weight"),
        ("wt - wt = 0", "names no weight"),
        ("__import__('os') = 0", "is not a weight"),
        ([], "There is no hypothesis"),
        ([3], "is not text"),
        (None, "The hypothesis None is not text"),
    ],
)
def test_a_hypothesis_that_cannot_be_read_says_why(text: object, words: str) -> None:
    with pytest.raises(ds.OptionError, match=words.replace("(", r"\(").replace("*", r"\*")):
        FIT.test(text)  # type: ignore[arg-type]


def test_what_cannot_be_known_is_refused() -> None:
    twice = ds.fit(MTCARS.assign(kg=MTCARS.wt * 2), "mpg", ["wt", "kg", "hp"])
    assert twice.test("hp = 0").statistic == pytest.approx(FIT.test("hp = 0").statistic, rel=1e-8)
    asked = {
        "do not determine 'wt'": lambda: twice.test("wt = 0"),
        "every weight": lambda: twice.predict(NEW.assign(kg=1.0), "mean"),
    }
    for words, ask in asked.items():
        with pytest.raises(ds.DataError, match=words):
            ask()
    exact = ds.fit(pd.DataFrame({"x": [1.0, 2, 3, 4], "y": [2.0, 4, 6, 8]}), "y")
    assert math.isnan(exact.aic)
    with pytest.raises(ds.DataError, match="no noise for an interval"):
        exact.predict([[1.0]], "mean")
    with pytest.raises(ds.DataError, match="no noise to test against"):
        exact.test("x = 2")
    full = ds.fit(MTCARS[:3], "mpg", ["wt", "hp"])
    with pytest.raises(ds.DataError, match="noise cannot be estimated from 3 rows"):
        full.predict(NEW, "observation")
    with pytest.raises(ds.OptionError, match="choose from: mean, observation"):
        FIT.predict(NEW, "both")
    with pytest.raises(ds.DataError, match="no column 'hp'"):
        FIT.predict(NEW[["wt"]], "mean")
    with pytest.raises(ds.DataError, match="In row 2, column 'city' of X has the level 'Bern'"):
        NAMED.predict(CITIES[:3].assign(city=["Oslo", "Bern", "Rome"]), "mean")


def test_a_sparse_matrix_is_predicted_as_a_dense_one() -> None:
    from scipy import sparse

    X = sparse.random(80, 3, 0.4, random_state=0, format="csr")
    fit = ds.fit(X, np.sin(np.arange(80.0)))
    np.testing.assert_allclose(fit.predict(X, "mean"), fit.predict(X.toarray(), "mean"), rtol=1e-12)
    assert fit.extrapolation(X.toarray()) == fit.extrapolation(X) == ()


def test_a_model_takes_the_level_and_no_other_kind_of_weights() -> None:
    data = MTCARS.assign(y=MTCARS.mpg > 20)
    fit = ds.fit(data, "y", ["wt"], model="logistic", level=0.9)
    assert "90% interval" in repr(fit)
    counted = {"weights": "cyl", "model": "logistic"}
    same = ds.fit(data, "y", ["wt"], weights_kind="frequency", **counted)
    np.testing.assert_array_equal(same.weights, ds.fit(data, "y", ["wt"], **counted).weights)
    with pytest.raises(ds.OptionError, match="applies to least squares only"):
        ds.fit(data, "y", ["wt"], weights_kind="sampling", **counted)
