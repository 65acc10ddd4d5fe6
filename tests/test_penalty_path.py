"""Paths of penalties with cross-validation, against scikit-learn and exact arithmetic."""

from __future__ import annotations

import json
import math
from fractions import Fraction
from math import lcm
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from sklearn.linear_model import ElasticNetCV, Lasso, LassoCV, Ridge
from sklearn.model_selection import PredefinedSplit, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from tests.exact_rational import bareiss

import downslope as ds
from downslope.cli import run
from downslope.fitting.solution import digits_of

TIGHT = {"tol": 1e-13, "max_iter": 1_000_000}


def rows(n: int = 200, d: int = 8, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    shared = rng.normal(size=(n, 1))
    X = (rng.normal(size=(n, d)) + 0.7 * shared) * np.logspace(-2, 2, d) + 5.0
    truth = np.where(rng.uniform(size=d) < 0.5, rng.normal(size=d), 0.0) / np.logspace(-2, 2, d)
    return X, X @ truth + rng.normal(size=n) + 100.0


def folds_of(n: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 5, size=n)


def errors(model: Any, X: np.ndarray, y: np.ndarray, folds: np.ndarray) -> np.ndarray:
    split = PredefinedSplit(folds)
    return -cross_val_score(model, X, y, cv=split, scoring="neg_mean_squared_error")


# --- scikit-learn ---------------------------------------------------------------------------------


@pytest.mark.parametrize("l1_ratio", [1.0, 0.4])
def test_lasso_and_elastic_net_agree_with_scikit_learn(l1_ratio: float) -> None:
    X, y = rows()
    folds = folds_of(len(y))
    if l1_ratio == 1:
        path = ds.path(X, y, fold_by=folds, standardize=False)
        theirs = LassoCV(cv=PredefinedSplit(folds), alphas=path.alphas, **TIGHT).fit(X, y)
    else:
        path = ds.path(
            X, y, penalty="elastic-net", l1_ratio=l1_ratio, fold_by=folds, standardize=False
        )
        split = PredefinedSplit(folds)
        theirs = ElasticNetCV(l1_ratio=l1_ratio, cv=split, alphas=path.alphas, **TIGHT).fit(X, y)
    np.testing.assert_allclose(path.cv_error, theirs.mse_path_, rtol=1e-9)
    assert path.best is not None
    assert path.alphas[path.best] == theirs.alpha_
    np.testing.assert_allclose(path.coef[path.best], theirs.coef_, rtol=1e-6, atol=1e-12)
    assert path.intercepts[path.best] == pytest.approx(theirs.intercept_, rel=1e-9)


def test_the_alphas_are_scikit_learns() -> None:
    X, y = rows()
    path = ds.path(X, y, standardize=False, folds=None)
    theirs = LassoCV(alphas=100, eps=1e-3).fit(X, y).alphas_
    np.testing.assert_allclose(path.alphas, theirs, rtol=1e-8)
    assert path.zero[0].all()
    assert not path.zero[1].all()
    assert (np.diff(path.alphas) < 0).all()
    assert path.alphas[0] / path.alphas[-1] == pytest.approx(1000)


@pytest.mark.parametrize("penalty", ["lasso", "elastic-net", "ridge"])
def test_the_help_and_the_page_convert_alpha_to_that_of_a_fit(penalty: str, capsys: Any) -> None:
    X, y = rows()
    path = ds.path(X, y, penalty=penalty, alphas=[0.3], folds=None, standardize=False)
    alpha = 0.3 / len(y) if penalty == "ridge" else 2 * 0.3
    same = ds.fit(X, y, model=penalty, alpha=alpha)
    np.testing.assert_allclose(path.coef[0], same.coef, rtol=1e-9, atol=1e-12)
    assert run(["path", "--help"]) == 0
    words = " ".join(capsys.readouterr().out.replace("│", " ").split())
    assert "--alpha of fit --model is 2 alpha (ridge: alpha / rows)" in words
    assert run(["fit", "--help"]) == 0
    words = " ".join(capsys.readouterr().out.replace("│", " ").split())
    assert "(path has another scale)" in words
    page = (Path(__file__).parents[1] / "docs" / "paths.md").read_text()
    assert "`--alpha` 2 · alpha for `lasso` and `elastic-net`, and alpha / n for `ridge`" in page


@pytest.mark.parametrize("standardize", [False, True])
@pytest.mark.parametrize("penalty", ["ridge", "lasso"])
def test_each_fold_is_fitted_to_the_others_alone(penalty: str, standardize: bool) -> None:
    X, y = rows(60, 5)
    folds = folds_of(len(y))
    path = ds.path(X, y, penalty=penalty, fold_by=folds, standardize=standardize, alphas=9)
    for place in (0, 4, 8):
        alpha = path.alphas[place]
        model = Ridge(alpha, solver="svd") if penalty == "ridge" else Lasso(alpha, **TIGHT)
        whole = make_pipeline(StandardScaler(), model) if standardize else model
        np.testing.assert_allclose(path.cv_error[place], errors(whole, X, y, folds), rtol=1e-8)
        predicted = whole.fit(X, y).predict(X)
        np.testing.assert_allclose(path.predict(X, place), predicted, rtol=1e-9)


@pytest.mark.parametrize("penalty", ["ridge", "lasso"])
def test_without_an_intercept(penalty: str) -> None:
    X, y = rows(80, 4)
    folds = folds_of(len(y))
    path = ds.path(
        X, y, penalty=penalty, fold_by=folds, standardize=False, intercept=False, alphas=5
    )
    model = {
        "ridge": Ridge(path.alphas[2], solver="svd", fit_intercept=False),
        "lasso": Lasso(path.alphas[2], fit_intercept=False, **TIGHT),
    }[penalty]
    np.testing.assert_allclose(path.cv_error[2], errors(model, X, y, folds), rtol=1e-8)
    np.testing.assert_allclose(path.coef[2], model.fit(X, y).coef_, rtol=1e-6, atol=1e-12)
    assert not path.intercepts.any()


def test_a_weight_of_two_is_two_rows() -> None:
    X, y = rows(50, 3)
    folds = np.arange(50) % 5
    twice = np.where(np.arange(50) % 3 == 0, 2, 1)
    one = ds.path(X, y, weights=twice, fold_by=folds, alphas=7)
    other = ds.path(
        np.repeat(X, twice, axis=0), np.repeat(y, twice), fold_by=np.repeat(folds, twice), alphas=7
    )
    np.testing.assert_allclose(one.alphas, other.alphas, rtol=1e-12)
    np.testing.assert_allclose(one.coef, other.coef, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(one.cv_error, other.cv_error, rtol=1e-9)


# --- proofs ---------------------------------------------------------------------------------------


def exact_gradient(X: np.ndarray, y: np.ndarray, alpha: float, signs: np.ndarray) -> Any:
    """Slopes and gradients, as fractions, of a lasso whose slopes have these signs."""
    n, used = len(y), np.flatnonzero(signs)
    columns = [[Fraction(float(v)) for v in column] for column in (*X.T, y)]
    means = [sum(column) / n for column in columns]
    centered = [[v - m for v in c] for c, m in zip(columns, means, strict=True)]

    def product(i: int, j: int) -> Fraction:
        return sum(a * b for a, b in zip(centered[i], centered[j], strict=True)) / n  # type: ignore[return-value]

    d = X.shape[1]
    system = [
        [product(i, j) for j in used] + [product(i, d) - Fraction(alpha) * int(signs[i])]
        for i in used
    ]
    scale = lcm(*(v.denominator for row in system for v in row))
    slopes = bareiss([[int(v * scale) for v in row] for row in system]) if len(used) else []
    gradient = [
        product(j, d) - sum(product(j, i) * w for i, w in zip(used, slopes, strict=True))
        for j in range(d)
    ]
    return dict(zip(used.tolist(), slopes, strict=True)), gradient


def test_proven_zeros_are_zero_in_exact_arithmetic() -> None:
    for seed in range(6):
        rng = np.random.default_rng(seed)
        X = rng.integers(-99, 100, size=(15, 4)) / 8
        y = X @ rng.integers(-2, 3, size=4) + rng.integers(-9, 10, size=15)
        path = ds.path(X, y, standardize=False, alphas=6, folds=None)
        assert path.proven.all()
        for k in (1, 3, 5):
            signs = np.where(path.zero[k], 0, np.sign(path.coef[k])).astype(int)
            slopes, gradient = exact_gradient(X, y, float(path.alphas[k]), signs)
            alpha = Fraction(float(path.alphas[k]))
            for j, sign in enumerate(signs):
                if sign:
                    assert slopes[j] * int(sign) > 0
                    off = abs(slopes[j] - Fraction(float(path.coef[k, j])))
                    assert off <= Fraction(float(path.bound[k, j]))
                else:
                    assert abs(gradient[j]) < alpha
                    assert path.coef[k, j] == 0


@pytest.mark.parametrize("penalty", ["lasso", "elastic-net"])
def test_gaps_are_rounding(penalty: str) -> None:
    for seed in range(12):
        X, y = rows(30 + 10 * seed, 3 + seed, seed)
        path = ds.path(X, y, penalty=penalty, alphas=20, folds=None)
        assert path.gap.max() <= 1e-12 * path.variance
        assert path.proven.all()


def test_fewer_rows_than_weights() -> None:
    rng = np.random.default_rng(3)
    X = rng.normal(size=(40, 100))
    y = X[:, :4] @ [3.0, -2.0, 1.0, 1.0] + 0.5 * rng.normal(size=40)
    path = ds.path(X, y, folds=5)
    assert path.gap.max() <= 1e-12 * path.variance
    assert "few_rows_in_folds" in {found.code for found in path.findings}
    down = ds.path(X, y, folds=None, alphas=path.alphas[0] * np.logspace(0, -6, 60))
    assert down.gap.max() <= 1e-12 * path.variance
    ridge = ds.path(X, y, penalty="ridge", folds=5, standardize=False)
    theirs = Ridge(ridge.alphas[50], solver="svd").fit(X, y)
    np.testing.assert_allclose(ridge.coef[50], theirs.coef_, rtol=1e-9)


def test_repeated_columns_are_not_proven_and_said_so() -> None:
    X, y = rows(50, 3)
    path = ds.path(np.column_stack([X, X[:, 0]]), y, folds=4)
    assert not path.proven.all()
    assert "not_unique" in {found.code for found in path.findings}
    assert path.gap.max() <= 1e-12 * path.variance
    net = ds.path(np.column_stack([X, X[:, 0]]), y, folds=4, penalty="elastic-net")
    assert net.proven.all()


# --- folds ----------------------------------------------------------------------------------------


def test_the_choices_are_those_of_the_errors() -> None:
    path = ds.path(*rows(), folds=8)
    mean = path.cv_error.mean(axis=1)
    error = path.cv_error.std(axis=1, ddof=1) / np.sqrt(8)
    best = int(mean.argmin())
    assert path.best == best
    assert path.one_standard_error == int((mean <= mean[best] + error[best]).argmax())
    assert path.one_standard_error < best
    assert path.cv_error.shape == (100, 8)
    assert sum(path.fold_rows) == path.n


def test_offsets_lose_no_digits() -> None:
    X, y = rows(400, 4)
    folds = folds_of(400)
    near = ds.path(X, y, fold_by=folds, alphas=10)
    moved = X + np.array([2.0**30, 0.0, -(2.0**33), 2.0**20])
    far = ds.path(moved, y + 2.0**31, fold_by=folds, alphas=10)
    exact = ds.path(moved - moved[0], (y + 2.0**31) - (y + 2.0**31)[0], fold_by=folds, alphas=10)
    np.testing.assert_allclose(far.cv_error, exact.cv_error, rtol=1e-11)
    np.testing.assert_allclose(far.cv_error, near.cv_error, rtol=1e-4)


def test_values_of_a_column_stay_together_in_folds_of_similar_sizes() -> None:
    X, y = rows(600, 3)
    rng = np.random.default_rng(0)
    customer = rng.choice(40, p=rng.dirichlet(np.ones(40)), size=600)
    frame = pl.DataFrame({f"x{j}": X[:, j] for j in range(3)} | {"y": y, "customer": customer})
    path = ds.path(frame, "y", fold_by="customer", folds=5)
    assert path.feature_names == ("x0", "x1", "x2")
    assert len(path.fold_rows) == 5
    assert max(path.fold_rows) - min(path.fold_rows) <= np.bincount(customer).max()
    regions = frame.with_columns(customer=pl.Series(["north", "south"] * 300))
    each = ds.path(regions, "y", fold_by="customer")
    assert each.fold_names == ("north", "south")
    assert each.fold_rows == (300, 300)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_files_give_what_arrays_give(kind: str, tmp_path: Path) -> None:
    X, y = rows(500, 3)
    frame = pl.DataFrame({f"x{j}": X[:, j] for j in range(3)} | {"y": y})
    (frame.write_csv if kind == "csv" else frame.write_parquet)(tmp_path / f"d.{kind}")
    file, arrays = ds.path(str(tmp_path / f"d.{kind}"), "y"), ds.path(X, y)
    np.testing.assert_allclose(file.alphas, arrays.alphas, rtol=1e-12)
    np.testing.assert_allclose(file.coef, arrays.coef, rtol=1e-10, atol=1e-13)
    np.testing.assert_allclose(file.cv_error, arrays.cv_error, rtol=1e-10)
    assert file.passes == 1


def test_nested_folds_choose_without_the_fold() -> None:
    X, y = rows(90, 4)
    folds = np.arange(90) % 3
    path = ds.path(X, y, fold_by=folds, folds=3, nested=True, alphas=12)
    alphas = path.alphas
    for k in range(3):
        there = folds != k
        inner = ds.path(X[there], y[there], fold_by=folds[there], alphas=alphas)
        assert path.nested_error is not None
        assert path.nested_error[k] == path.cv_error[inner.best, k]


def test_targets_without_noise_take_exact_sums_or_are_refused() -> None:
    X, _ = rows(80, 3)
    X = np.round(X * 8) / 8  # so that the target has no rounding either
    y = X @ [4.0, -2.0, 8.0]
    small = [1e-5, 1e-6, 1e-7]
    path = ds.path(X, y, alphas=small, folds=5, standardize=False)
    assert path.passes == 2
    assert path.best == 2
    # The bias of a lasso is proportional to alpha, and so is the root of the errors.
    np.testing.assert_allclose(path.cv_error[1] / path.cv_error[2], 100.0, rtol=1e-4)
    with pytest.raises(ds.DataError, match="without any error that is larger than its rounding"):
        ds.path(X, y, alphas=[1.0, 0.0], penalty="ridge")


def test_a_column_that_is_constant_in_training_has_slope_zero_there() -> None:
    X, y = rows(40, 2)
    rare = np.zeros(40)
    rare[7] = 1.0
    path = ds.path(np.column_stack([X, rare]), y, folds=4)
    found = {each.code: each for each in path.findings}["constant_in_training"]
    assert found.columns == ("x3",)
    assert np.isfinite(path.cv_error).all()


def test_a_summary_has_a_path_without_folds() -> None:
    X, y = rows(100, 3)
    summary = ds.summarize(X, y)
    path, other = ds.path(summary, folds=None), ds.path(X, y, folds=None)
    np.testing.assert_allclose(path.coef, other.coef, rtol=1e-9, atol=1e-13)
    assert path.best is None
    assert path.cv_error.shape == (100, 0)
    with pytest.raises(ds.OptionError, match="no best penalty"):
        path.predict(X)
    with pytest.raises(ds.OptionError, match="A summary has no rows to make folds of"):
        ds.path(summary)


def test_reports_and_plain_data() -> None:
    path = ds.path(*rows(), folds=4, nested=True)
    text = repr(path)
    for part in ("lasso path, 100 penalties, 4 folds", "one standard error", "digits", "chosen"):
        assert part in text
    fields = path.to_dict()
    assert fields["best"] == path.best
    assert np.array(fields["cv_error"]).shape == (100, 4)
    assert "<table>" in path._repr_html_()
    assert "| x1" in path.as_table.written("markdown")


def test_one_penalty_is_not_chosen() -> None:
    text = repr(ds.path(*rows(), alphas=[0.1], folds=4)).replace("\n", " ")
    assert "Weights and zeros of the penalty are proven" in text
    assert "The error of the choice" not in text


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "one fold": ({"folds": 1}, "folds=1 cannot be used: give a whole number of 2 or more"),
    "no fold": ({"folds": 0}, "folds=0 cannot be used"),
    "half a fold": ({"folds": 2.5}, "folds=2.5 cannot be used"),
    "too many folds": ({"folds": 61}, "leaves 1 of them without rows, since 60 rows can be used"),
    "beyond any": ({"folds": 5000}, "give a number from 2 to 1000"),
    "two nested": ({"folds": 2, "nested": True}, "give a whole number of 3 or more"),
    "negative": ({"alphas": [-1.0, 2.0]}, "give numbers of 0 or more"),
    "nan": ({"alphas": [np.nan]}, "give numbers of 0 or more"),
    "infinite": ({"alphas": [np.inf, 1.0]}, "give at most 1e100"),
    "words": ({"alphas": ["a", "b"]}, "give numbers of 0 or more"),
    "a word": ({"alphas": "many"}, "give a whole number of 2 or more"),
    "one alpha": ({"alphas": 1}, "give a whole number of 2 or more"),
    "none": ({"alphas": []}, "give numbers of 0 or more"),
    "a penalty's name": ({"penalty": "laso"}, "did you mean 'lasso'"),
    "a ratio": ({"l1_ratio": 0.5}, "is for penalty='elastic-net'"),
    "a ratio of 0": ({"penalty": "elastic-net", "l1_ratio": 0}, "or penalty='ridge'"),
    "one label": ({"fold_by": np.zeros(60)}, "has the same value in every row"),
    "two labels": (
        {"fold_by": np.arange(60) % 2, "nested": True},
        "'fold_by' makes 2 folds, but nested needs 3: leave",
    ),
    "labels short": ({"fold_by": np.zeros(59)}, "give one label for each of the 60 rows"),
    "a name": ({"fold_by": "city"}, "arrays have none: give labels as an array"),
    "labels, no folds": ({"fold_by": np.arange(60) % 2, "folds": None}, "needs folds"),
    "not a flag": ({"standardize": "no"}, "give True or False"),
    "engine": ({"engine": "steam"}, "engine='steam'"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_options_are_refused_in_one_sentence(name: str) -> None:
    options, why = BAD[name]
    X, y = rows(60, 3)
    with pytest.raises(ds.InputError, match=why):
        ds.path(X, y, **options)


@pytest.mark.parametrize(
    ("X", "y", "why"),
    [
        (np.eye(9), np.ones(9), "No column varies together with the target"),
        (np.ones((9, 2)), np.arange(9.0), "No column varies together with the target"),
        (np.ones((1, 2)), [1.0], "at least 2 are needed"),
    ],
)
@pytest.mark.parametrize("penalty", ["lasso", "ridge", "elastic-net"])
def test_data_without_a_path_are_refused(X: np.ndarray, y: Any, why: str, penalty: str) -> None:
    with pytest.raises(ds.DataError, match=why):
        ds.path(X, y, folds=2, penalty=penalty)


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"fold_by": "x0", "features": ["x0"]}, "is also a feature"),
        ({"fold_by": "y"}, "is also the target"),
        ({"fold_by": "town"}, "no column 'town'"),
        ({"fold_by": "same"}, "'same' has the same value in every row"),
        (
            {"fold_by": "gaps", "features": ["x0"]},
            "which names the folds, has a missing value in row 3",
        ),
        ({"fold_by": np.arange(40) % 2, "features": ["x0"]}, "with columns, give the name of one"),
    ],
)
def test_bad_columns_of_folds(options: dict[str, Any], why: str) -> None:
    X, y = rows(40, 2)
    gaps = ["a", "b", None, *["a", "b"] * 18, "a"]
    frame = pl.DataFrame({"x0": X[:, 0], "x1": X[:, 1], "same": 1, "gaps": gaps, "y": y})
    with pytest.raises(ds.InputError, match=why):
        ds.path(frame, "y", **{"features": ["x0", "x1"]} | options)


def test_labels_of_rows_that_are_left_out_are_refused() -> None:
    X, y = rows(40, 2)
    X[3, 0] = np.nan
    assert ds.path(X, y, drop_missing=True, folds=4).rows_dropped == 1
    with pytest.raises(ds.DataError, match="labels and rows no longer match"):
        ds.path(X, y, drop_missing=True, fold_by=np.arange(40) % 2)


# --- the command ----------------------------------------------------------------------------------


def test_the_command_prints_what_python_returns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    X, y = rows(120, 3)
    frame = pl.DataFrame({f"x{j}": X[:, j] for j in range(3)} | {"y": y, "who": np.arange(120) % 6})
    file = str(tmp_path / "d.csv")
    frame.write_csv(file)
    picture = tmp_path / "p.svg"
    command = ["path", file, "-t", "y", "--fold-by", "who", "--folds", "6", "--alphas", "12"]
    assert run([*command, "--json", "--plot", str(picture)]) == 0
    fields = json.loads(capsys.readouterr().out)
    path = ds.path(file, "y", fold_by="who", folds=6, alphas=12)
    assert fields["coef"] == path.coef.tolist()
    assert fields["cv_error"] == path.cv_error.tolist()
    assert fields["fold_names"] == ["0", "1", "2", "3", "4", "5"]
    assert "<svg" in picture.read_text()
    assert run(command) == 0
    text = capsys.readouterr().out
    for part in ("6 folds by who", "one standard error", "x2", "proven"):
        assert part in text
    assert run([*command, "--format", "markdown"]) == 0
    assert "| intercept" in capsys.readouterr().out


def test_the_digits_are_those_of_both_choices() -> None:
    X, y = rows(200, 3)
    path = ds.path(X, y, folds=None)
    first, last = (place for _, place in path.places)
    assert path.zero[first].all()
    assert not path.zero[last].any()
    digits = digits_of(path.bound[last], np.append(path.coef[last], path.intercepts[last]))
    shown = [cells[-1] for cells in path.cells]
    assert shown[:3] == [str(math.floor(each)) for each in digits[:3]]
    one = ds.path(X, y, alphas=[path.alphas[0]], folds=None)
    assert [cells[-1] for cells in one.cells][:3] == ["exact"] * 3


@pytest.mark.parametrize(
    ("given", "alphas"), [("2,", [2.0]), ("2.0", [2.0]), ("1.5", [1.5]), ("1,2,", [2.0, 1.0])]
)
def test_a_comma_or_a_point_makes_numbers_penalties(
    given: str, alphas: list[float], capsys
) -> None:
    assert run(["path", "longley", "--alphas", given, "--folds", "none", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["alphas"] == alphas


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--folds", "1"], "--folds '1' cannot be used: give a whole number, 2 or more"),
        (["--folds", "ten"], "--folds 'ten' cannot be used"),
        (["--folds", "90"], "--folds 90 leaves 74 of them without rows"),
        (["--alphas=-1,2"], "-1 is negative; give numbers of 0 or more"),
        (["--alphas", "a"], "'a' is not a finite number"),
        (["--penalty", "ridg"], "--penalty ridg is not known: did you mean 'ridge'?"),
        (["--l1-ratio", "0.5"], "--l1-ratio 0.5 is for --penalty elastic-net"),
        (["--fold-by", "town"], "no column 'town'"),
        (["--fold-by", "employed"], "--fold-by employed is also the target"),
        (["--nested", "--folds", "none"], "--nested needs folds: give --folds 10"),
        (["--json", "--format", "csv"], "leave out one of the two"),
        (["--plot", "p.doc"], "ends in .png, .svg, or .pdf"),
    ],
)
def test_bad_options_of_the_command(
    options: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["path", "longley", *options]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert why in told.err
    assert told.err.count("\n") == 1


def test_the_picture_shows_both_choices() -> None:
    path = ds.path(*rows(), folds=5, alphas=20)
    figure = ds.plots.penalty_curves(path)
    figure.draw_without_rendering()
    slopes, errors_ = figure.axes
    assert path.best is not None
    assert path.one_standard_error is not None
    for name, place in zip(
        ("lowest error", "one standard error"), (path.best, path.one_standard_error), strict=True
    ):
        at = [line.get_xdata()[0] for line in slopes.lines if line.get_label() == name]
        assert at == [path.alphas[place]]
        assert any(text.get_text().startswith(name) for text in errors_.texts)
    (mean,) = [line for line in errors_.lines if line.get_label() == "error of folds"]
    np.testing.assert_array_equal(mean.get_ydata(), path.cv_error.mean(axis=1))
    alone = ds.plots.penalty_curves(ds.path(*rows(), folds=None, alphas=20))
    assert len(alone.axes) == 1
    with pytest.raises(ds.OptionError, match="two or more alphas above 0"):
        ds.plots.penalty_curves(ds.path(*rows(), folds=None, alphas=[1.0, 0.0]))


@pytest.mark.parametrize(("d", "names"), [(2, "x1, x2."), (8, "x7, x8."), (9, "x7, x8, ….")])
def test_other_columns_are_told_the_first_names(d: int, names: str) -> None:
    path = ds.path(*rows(40, d), alphas=3, folds=None)
    with pytest.raises(
        ds.DataError, match=rf"X has 1 column but the path has {d}: give x1, "
    ) as told:
        path.predict(np.ones((2, 1)), 0)
    assert str(told.value).endswith(names)
