"""What an analyst asks of a fit: covariance, criteria, tests, intervals, kinds of weights.

Figures of others are facts carried over with their source: statsmodels 0.15 (`OLS`, `WLS`,
`f_test`, `get_prediction`), and R, on tables in the literature.
"""

from __future__ import annotations

import json
import math
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest

import downslope as ds
from downslope.cli import run
from nist import Problem
from refusals import refusal

# Henderson and Velleman (1981): miles per gallon, weight in 1,000 lb, horsepower, cylinders
MTCARS = pd.DataFrame(
    {
        "mpg": [21, 21, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2,
                10.4, 10.4, 14.7, 32.4, 30.4, 33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26, 30.4,
                15.8, 19.7, 15, 21.4],
        "wt": [2.62, 2.875, 2.32, 3.215, 3.44, 3.46, 3.57, 3.19, 3.15, 3.44, 3.44, 4.07, 3.73,
               3.78, 5.25, 5.424, 5.345, 2.2, 1.615, 1.835, 2.465, 3.52, 3.435, 3.84, 3.845, 1.935,
               2.14, 1.513, 3.17, 2.77, 3.57, 2.78],
        "hp": [110, 110, 93, 110, 175, 105, 245, 62, 95, 123, 123, 180, 180, 180, 205, 215, 230,
               66, 52, 65, 97, 150, 150, 245, 175, 66, 91, 113, 264, 175, 335, 109],
        "cyl": [6, 6, 4, 6, 8, 6, 8, 4, 4, 6, 6, 8, 8, 8, 8, 8, 8, 4, 4, 4, 4, 8, 8, 8, 8, 4, 4,
                4, 8, 6, 8, 4],
    }
)  # fmt: skip
FIT = ds.fit(MTCARS, "mpg", ["wt", "hp"])
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


CITIES = pd.DataFrame(
    {"city": ["Oslo", "Paris", "Rome"] * 8, "a-b": np.arange(24.0), "2": np.arange(24.0) ** 2 % 7}
)
CITIES["y"] = np.sin(np.arange(24.0)) + CITIES["a-b"]
NAMED = ds.fit(CITIES, "y", categorical=["city"])


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


# --- analysis of variance -----------------------------------------------------------------------

SMALL = ds.fit(MTCARS, "mpg", ["wt"])
LARGE = ds.fit(MTCARS, "mpg", ["wt", "hp", "cyl"], categorical=["cyl"])


def test_variance_is_analyzed_as_others_do() -> None:
    """R: anova(lm(mpg ~ wt), lm(mpg ~ wt + hp), …); statsmodels: anova_lm(…, typ=1) and typ=2."""
    nested = ds.anova(SMALL, FIT, LARGE)
    assert [row.df for row in nested.rows] == [1, 2]
    squares = [row.sum_of_squares for row in nested.rows]
    np.testing.assert_allclose(squares, [83.27418287715, 34.2701207569], rtol=1e-9)
    np.testing.assert_allclose([row.f for row in nested.rows], [13.98455, 2.877556], rtol=1e-6)
    assert nested.rows[1].p == pytest.approx(0.073645, rel=1e-5)
    assert nested.residual_sum_of_squares == pytest.approx(160.777634, rel=1e-8)
    second = ds.anova(LARGE)
    assert [row.name for row in second.rows] == ["wt", "hp", "cyl"]
    squares = [row.sum_of_squares for row in second.rows]
    np.testing.assert_allclose(squares, [116.390091, 22.281014, 34.270121], rtol=1e-7)
    first = ds.anova(LARGE, type="I").rows
    squares = [row.sum_of_squares for row in first]
    np.testing.assert_allclose(squares[1:], [83.27418287715, 34.2701207569], rtol=1e-9)
    total = LARGE.solution.tss - LARGE.solution.rss
    assert sum(squares) == pytest.approx(total, rel=1e-11)
    loose = ds.fit(MTCARS, "mpg", ["hp", "wt"], intercept=False)
    squares = [row.sum_of_squares for row in ds.anova(loose, type="I").rows]
    assert sum(squares) == pytest.approx(loose.solution.tss - loose.solution.rss, rel=1e-11)


def test_variance_is_analyzed_from_summaries_and_saved_fits(tmp_path: Path) -> None:
    FIT.save(tmp_path / "m.json")
    one = ds.fit(ds.summarize(MTCARS, "mpg", ["wt"]))
    found = ds.anova(one, ds.load_fit(tmp_path / "m.json")).rows[0]
    assert found.f == pytest.approx(ds.anova(SMALL, FIT).rows[0].f, rel=1e-10)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (lambda: ds.anova(), "There is no fit"),
        (lambda: ds.anova(3), "give a Fit"),  # type: ignore[arg-type]
        (lambda: ds.anova(FIT, SMALL), "'hp' is in one but not in the next"),
        (lambda: ds.anova(FIT, FIT), "have the same columns"),
        (lambda: ds.anova(FIT, type="IV"), "give 'I' or 'II'"),
        (lambda: ds.anova(SMALL, FIT, type="I"), "for the terms of one fit"),
        (lambda: ds.anova(ds.fit(MTCARS, "mpg", ["wt"], robust="HC3")), "has HC3 errors"),
        (lambda: ds.anova(ds.fit(MTCARS[1:], "mpg", ["wt"]), FIT), "different numbers of rows"),
        (
            lambda: ds.anova(ds.fit(MTCARS.assign(wt=1 / MTCARS.wt), "mpg", ["wt"]), FIT),
            "other values in some column",
        ),
        (lambda: ds.anova(ds.fit(MTCARS, "hp", ["wt"]), LARGE), "different targets"),
    ],
)
def test_fits_that_cannot_be_compared_are_refused(asked, words: str) -> None:
    with pytest.raises(ds.InputError, match=words):
        asked()


# --- saved fits ---------------------------------------------------------------------------------

SAVED = {
    "plain": {"features": ["wt", "hp"]},
    "robust": {"features": ["wt", "hp"], "robust": "HC3", "level": 0.9},
    "weighted": {"features": ["wt"], "weights": "cyl", "weights_kind": "frequency"},
    "curve": {"features": ["wt"], "degree": 2},
    "levels": {"features": ["wt", "cyl"], "categorical": ["cyl"]},
    "in passes": {"features": ["wt", "hp"], "engine": "threads"},
    "dependent": {"features": ["wt", "kg"]},
    "through zero": {"features": ["wt"], "intercept": False},
    "codes": {"features": ["wt"], "missing": {"wt": [-9]}},
}


@pytest.mark.parametrize("options", SAVED.values(), ids=SAVED)
def test_a_loaded_fit_says_what_the_fit_said(options: dict, tmp_path: Path) -> None:
    data = MTCARS.assign(kg=2 * MTCARS.wt)
    fit = ds.fit(data, "mpg", **options)
    fit.save(tmp_path / "m.json")
    loaded = ds.load_fit(tmp_path / "m.json")
    assert loaded.to_dict() == fit.to_dict()
    assert repr(loaded) == repr(fit)
    np.testing.assert_array_equal(loaded.covariance, fit.covariance)
    np.testing.assert_array_equal(loaded.predict(data), fit.predict(data))
    assert loaded.extrapolation(data.assign(wt=99.0)) == fit.extrapolation(data.assign(wt=99.0))
    again = ds.fit(loaded.table, intercept=options.get("intercept", True))
    np.testing.assert_allclose(again.coef, fit.coef, rtol=1e-7)
    loaded.save(tmp_path / "again.json")
    assert (tmp_path / "again.json").read_text() == (tmp_path / "m.json").read_text()


def changed(text: str, what: str) -> str:
    document = json.loads(text)
    if what == "a weight":
        document["content"]["solution"]["coef"][0] += 1e-9
    elif what == "an older checksum":
        document["checksum"] = "0" * 64
    elif what == "another version":
        document["version"] = 2
    elif what == "no checksum":
        del document["checksum"]
    elif what == "another format":
        document["format"] = "pickle"
    elif what == "a list":
        document = [document]
    return json.dumps(document)


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("a weight", "its checksum does not match"),
        ("an older checksum", "its checksum does not match"),
        ("no checksum", "its content is not valid"),
        ("another version", "only version 1 can be read"),
        ("another format", "is not a saved fit"),
        ("a list", "is not a saved fit"),
    ],
)
def test_a_model_that_was_changed_is_refused(tmp_path: Path, what: str, words: str) -> None:
    FIT.save(tmp_path / "m.json")
    text = (tmp_path / "m.json").read_text()
    (tmp_path / "m.json").write_text(changed(text, what))
    with pytest.raises(ds.DataError, match=words):
        ds.load_fit(tmp_path / "m.json")


@pytest.mark.parametrize("cut", [0, 1, 60, 1000, -2])
def test_a_model_that_is_cut_short_is_refused(tmp_path: Path, cut: int) -> None:
    FIT.save(tmp_path / "m.json")
    text = (tmp_path / "m.json").read_text()
    (tmp_path / "m.json").write_text(text[:cut])
    with pytest.raises(ds.DataError, match=r"is damaged|is not a saved fit"):
        ds.load_fit(tmp_path / "m.json")


@pytest.mark.parametrize(
    "edit",
    [
        lambda c: c["solution"].pop("coef"),
        lambda c: c["solution"]["coef"].append(1.0),
        lambda c: c["inference"].update(extra=1),
        lambda c: c["solution"].update(outcome="EVAL"),
        lambda c: c["table"]["feature_names"].append("more"),
        lambda c: c["table"]["summary"].update(scatter={"shape": [1], "float64": "!"}),
        lambda c: c["table"]["summary"].update(mass=-1.0),
        lambda c: c.update(asked=None),
    ],
)
def test_content_that_no_fit_has_is_refused_with_a_right_checksum(tmp_path: Path, edit) -> None:
    from downslope.fitting.saved_fit import _checksum

    FIT.save(tmp_path / "m.json")
    document = json.loads((tmp_path / "m.json").read_text())
    edit(document["content"])
    document["checksum"] = _checksum(document["content"])
    (tmp_path / "m.json").write_text(json.dumps(document))
    with pytest.raises(ds.DataError, match="is damaged or was changed"):
        ds.load_fit(tmp_path / "m.json")


# --- the command --------------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    CITIES.to_csv("cities.csv", index=False)
    assert run(["fit", "cities.csv", "-t", "y", "--categorical", "city", "--save", "m.json"]) == 0
    return tmp_path


def test_files_are_predicted_as_frames_are(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pl.DataFrame(CITIES).write_parquet("new.parquet")
    expected = NAMED.predict(CITIES, "observation", level=0.9)
    for new in ("cities.csv", "new.parquet"):
        for output in ("out.csv", "out.parquet", "out.tsv"):
            options = ["--interval", "observation", "--level", "0.9", "--keep", "city,y"]
            assert run(["predict", "m.json", new, "-o", output, *options]) == 0
            read = {"csv": pd.read_csv, "parquet": pd.read_parquet, "tsv": pd.read_table}
            found = read[output.partition(".")[2]](output)
            assert list(found.columns) == ["city", "y", "prediction", "low", "high"]
            np.testing.assert_allclose(found.iloc[:, 2:], expected, rtol=1e-13)
            assert list(found["city"]) == list(CITIES["city"])
    capsys.readouterr()
    assert run(["predict", "m.json", "cities.csv", "-o", "-"]) == 0
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    assert lines[0] == "prediction"
    np.testing.assert_allclose(np.array(lines[1:], float), NAMED.predict(CITIES), rtol=1e-13)
    assert "24 rows" in printed.err


def test_a_curve_and_codes_are_predicted_from_the_columns_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    data = MTCARS[["mpg", "wt"]].copy()
    data.loc[3, "wt"] = -9
    data.to_csv("a.csv", index=False)
    options = ["--degree", "2", "--missing", "wt=-9", "--drop-missing"]
    assert run(["fit", "a.csv", "-t", "mpg", *options, "--save", "m.json"]) == 0
    capsys.readouterr()
    assert "a missing value in row 4" in refusal(
        capsys, "predict", "m.json", "a.csv", "-o", "b.csv"
    )
    assert not (tmp_path / "b.csv").exists()
    asked = ["predict", "m.json", "a.csv", "-o", "b.csv", "--drop-missing", "--json"]
    capsys.readouterr()
    assert run(asked) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["rows"], report["rows_dropped"]) == (31, 1)
    fit = ds.load_fit("m.json")
    expected = fit.predict(data.drop(index=3)[["wt"]])
    np.testing.assert_allclose(pd.read_csv("b.csv")["prediction"], expected, rtol=1e-13)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("nope.json cities.csv -o o.csv", "cannot be opened"),
        ("cities.csv cities.csv -o o.csv", "is not a saved fit"),
        ("m.json cities.csv -o o.xlsx", "it must end in .csv"),
        ("m.json cities.csv -o no/o.csv", "a folder that does not exist"),
        ("m.json cities.csv -o cities.csv", "would overwrite the data"),
        ("m.json cities.csv -o m.json", "would overwrite the fit"),
        ("m.json cities.csv -o o.csv --interval both", "choose from: mean, observation"),
        ("m.json cities.csv -o o.csv --interval mean --level 2", "give a share"),
        ("m.json cities.csv -o o.csv --level 0.9", "is for intervals, and none is asked for"),
        ("m.json cities.csv -o o.csv --keep town", "no column 'town'"),
        ("m.json other.csv -o o.csv", "no column 'a-b'"),
        ("m.json bern.csv -o o.csv", "In row 1, column 'city' of bern.csv has the level 'Bern'"),
        ("m.json cities.csv -o - --json", "name a file with -o"),
        ("m.json", "Missing argument 'NEW'"),
    ],
)
def test_a_prediction_that_cannot_be_made_says_why(
    here: Path, capsys: pytest.CaptureFixture[str], line: str, words: str
) -> None:
    CITIES.drop(columns="a-b").to_csv("other.csv", index=False)
    CITIES.assign(city="Bern").to_csv("bern.csv", index=False)
    capsys.readouterr()
    assert words in refusal(capsys, "predict", *line.split())
    assert not Path("o.csv").exists()


def test_new_rows_outside_the_data_are_noted(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    CITIES.assign(**{"a-b": 99.0}).to_csv("far.csv", index=False)
    capsys.readouterr()
    assert run(["predict", "m.json", "far.csv", "-o", "o.csv"]) == 0
    assert "'a-b' in 24 rows (0 … 23)" in capsys.readouterr().out


def test_files_of_a_folder_are_predicted_in_order(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for place, part in enumerate((CITIES[:7], CITIES[7:])):
        Path(f"parts/half={place}").mkdir(parents=True)
        pl.DataFrame(part.assign(row=part.index)).write_parquet(f"parts/half={place}/a.parquet")
    assert run(["predict", "m.json", "parts", "-o", "o.parquet", "--keep", "row"]) == 0
    found = pl.read_parquet("o.parquet")
    assert found["row"].to_list() == list(range(24))
    np.testing.assert_allclose(found["prediction"], NAMED.predict(CITIES), rtol=1e-13)
    before = Path("o.parquet").read_bytes()
    bad = CITIES[7:].assign(**{"a-b": np.nan})
    pl.DataFrame(bad.assign(row=0)).write_parquet("parts/half=1/a.parquet")
    capsys.readouterr()
    words = refusal(capsys, "predict", "m.json", "parts", "-o", "o.parquet", "--keep", "row")
    assert "a missing value in row 1 of parts/half=1/a.parquet" in words
    assert Path("o.parquet").read_bytes() == before  # the old file stays, and no part of a new one
    assert not [file for file in here.iterdir() if file.name.startswith(".")]


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


# --- rows and summaries -------------------------------------------------------------------------

LONGLEY = pd.DataFrame(
    {"gnp_deflator": [83.0, 110.0], "gnp": [234289.0, 5e5], "unemployed": [2356.0, 3e3],
     "armed_forces": [1590.0, 2600.0], "population": [107608.0, 126000.0], "year": [1947.0, 1961.0]}
)  # fmt: skip
SAME = {
    "longley": ({}, "longley"),
    "levels": ({"categorical": ["cyl"]}, MTCARS),
    "weights": ({"weights": "hp", "weights_kind": "frequency"}, MTCARS),
    "precision": ({"weights": "hp"}, MTCARS),
    "through zero": ({"intercept": False, "level": 0.9}, MTCARS),
}


def as_printed(fit: ds.Fit, data: object) -> list[str]:
    """Everything that is printed of a fit, but how it was found and the digits of its bounds."""
    test = fit.test(", ".join(f"{name} = 0" for name in fit.names[:2]))
    said = [str(each) for each in fit.findings if each.code != "extrapolation"]
    tables = [fit.as_table.written(form) for form in ("text", "markdown", "latex", "html")]
    terms = [repr(ds.anova(fit, type=kind)) for kind in ("I", "II")]
    criteria = fit.aic, fit.bic, fit.log_likelihood, fit.r2
    known = *fit.weights, *fit.std_error, *fit.covariance.ravel(), *criteria
    numbers = [f"{each:.9e}" for each in known]
    predicted = [
        f"{each:.9e}"
        for interval in ("mean", "observation")
        for each in np.ravel(fit.predict(data, interval))
    ]
    cells = [" ".join(line[:-1]) for line in fit.cells]
    tested = repr(test).split("F(")[0], f"{test.statistic:.9e}", f"{test.p:.9e}"
    return [*cells, fit.quality, *said, *tables, *terms, *tested, *numbers, *predicted]


@pytest.mark.parametrize("name", SAME)
def test_rows_and_summaries_print_the_same(name: str, tmp_path: Path) -> None:
    options, data = SAME[name]
    target = "employed" if isinstance(data, str) else "mpg"
    of_sums = {k: v for k, v in options.items() if k in ("weights", "categorical")}
    of_fits = {k: v for k, v in options.items() if k not in of_sums}
    rows = ds.fit(data, target, **options)
    rows.save(tmp_path / "m.json")
    new = MTCARS[:5] if isinstance(data, pd.DataFrame) else LONGLEY
    expected = as_printed(rows, new)
    for other in (
        ds.fit(data, target, workers=2, **options),
        ds.fit(ds.summarize(data, target, **of_sums), **of_fits),
        ds.load_fit(tmp_path / "m.json"),
    ):
        assert as_printed(other, new) == expected


@pytest.mark.parametrize("keep", ["zip", "id", "x", "done", "zip,note", "id,x,done,zip"])
def test_kept_columns_are_written_as_they_stand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], keep: str
) -> None:
    rows = [
        {"id": f"{i}", "zip": f"0{9000 + i}", "x": f"{i}.50", "done": "true", "note": "a b"}
        for i in range(40)
    ]
    rows[3]["zip"] = ""
    new = pd.DataFrame(rows)
    new.to_csv(tmp_path / "new.csv", index=False)
    fit = ds.fit(pd.DataFrame({"x": np.arange(9.0), "y": np.arange(9.0) ** 2}), "y")
    fit.save(tmp_path / "m.json")
    line = ["predict", str(tmp_path / "m.json"), str(tmp_path / "new.csv"), "-o", "-"]
    assert run([*line, "--keep", keep]) == 0
    lines = capsys.readouterr().out.splitlines()
    names = keep.split(",")
    assert lines[0] == f"{keep},prediction"
    assert [line.rpartition(",")[0] for line in lines[1:]] == [
        ",".join(row[name] for name in names) for row in rows
    ]


def test_a_kept_column_with_leading_zeros_keeps_them_in_parquet(tmp_path: Path) -> None:
    text = "id,zip,x\n" + "".join(f"{i},0{9000 + i},{i}.5\n" for i in range(40))
    (tmp_path / "new.csv").write_text(text)
    fit = ds.fit(pd.DataFrame({"x": np.arange(9.0), "y": np.arange(9.0) ** 2}), "y")
    fit.predict_file(tmp_path / "new.csv", tmp_path / "out.parquet", keep=["zip", "id"])
    found = pl.read_parquet(tmp_path / "out.parquet")
    assert found["zip"].to_list()[0] == "09000"
    assert found["id"].dtype.is_numeric()
