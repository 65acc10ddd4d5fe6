"""Robust errors against what R and Stata print, and against exact arithmetic.

R's are those of its package sandwich 3.0 (tests/Examples/sandwich-Ex.Rout.save: `vcovHC`,
`NeweyWest`), and of `coeftest` with lmtest (bookdown.org/mike/data_analysis, section 38.4). Stata's
are those of `regress, vce(cluster company)` on Grunfeld's data, as statsmodels carries them for its
own tests (results_grunfeld_ols_robust_cluster.py), and of `regress mpg hp, vce(…)` on R's `mtcars`,
as R's package estimatr carries them for its own (tests/testthat/stata-ests.txt). No output of
clubSandwich is at hand with small data, so CR3 is held to its formula in rational numbers, and so
are the others.
"""

from __future__ import annotations

import math
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import downslope as ds
from fitted_tables import MTCARS
from test_published_values import CARS, printed

# R's `PublicSchools`: spending and income per head by state in 1979, without Wisconsin.
SCHOOLS = pd.DataFrame({
    "Expenditure": [275, 821, 339, 275, 387, 452, 531, 424, 316, 265, 403, 304, 437, 345, 431, 355,
                    260, 316, 327, 427, 427, 466, 477, 259, 274, 433, 294, 359, 279, 423, 388, 447,
                    335, 311, 322, 320, 397, 412, 342, 315, 321, 268, 315, 417, 353, 356, 415, 428,
                    320, 500],
    "Income": [6247, 10851, 7374, 6183, 8850, 8001, 8914, 8604, 7505, 6700, 8380, 6813, 8745, 7696,
               7873, 8001, 6615, 6640, 6333, 8306, 8063, 8442, 7847, 5736, 7342, 7051, 7391, 9032,
               7277, 8818, 6505, 8267, 6607, 7478, 7812, 6951, 7839, 7733, 7526, 6242, 6841, 6489,
               7697, 6622, 6541, 7624, 8450, 10022, 6456, 9096],
})  # fmt: skip
# R's `Investment`: gross national product, investment, prices, and interest of 1963 to 1982.
ECONOMY = pd.DataFrame({
    "GNP": [596.7, 637.7, 691.1, 756, 799.6, 873.4, 944, 992.7, 1077.6, 1185.9, 1326.4, 1434.2,
            1549.2, 1718, 1918.3, 2163.9, 2417.8, 2631.7, 2954.1, 3073],
    "Investment": [90.9, 97.4, 113.5, 125.7, 122.8, 133.3, 149.3, 144.2, 166.4, 195, 229.8, 228.7,
                   206.1, 257.9, 324.1, 386.6, 423, 401.9, 474.9, 414.5],
    "Price": [0.7167, 0.7277, 0.7436, 0.7676, 0.7906, 0.8254, 0.8679, 0.9145, 0.9601, 1, 1.0575,
              1.1508, 1.2579, 1.3234, 1.4005, 1.5042, 1.6342, 1.7842, 1.9514, 2.0688],
    "Interest": [3.23, 3.55, 4.04, 4.5, 4.19, 5.16, 5.87, 5.95, 4.88, 4.5, 6.44, 7.83, 6.25, 5.5,
                 5.46, 7.46, 10.28, 11.77, 13.42, 11.02],
})  # fmt: skip
GRUNFELD = Path(__file__).parent / "data" / "grunfeld.csv"
ROUTES = [{}, {"workers": 2}]


@pytest.mark.parametrize("how", ROUTES)
def test_white_as_r_prints_it(how: dict) -> None:
    schools = SCHOOLS.assign(Income=SCHOOLS["Income"] * 0.0001)
    formula = "Expenditure ~ Income + I(Income**2)"
    for robust, shown in (
        (None, "828.9855 519.0768 327.2925"),
        ("HC0", "1243.0430 829.9927 460.8917"),
    ):
        fit = ds.fit(formula, schools, robust=robust, **how)
        for found, each in zip(fit.std_error, shown.split(), strict=True):
            assert printed(found, each)
    for found, each in zip(fit.weights, ["-1834.2029", "1587.0423", "832.9144"], strict=True):
        assert printed(found, each)
    # linearHypothesis(fmq, c("Income = 0", "I(Income^2) = 0")) is the F of summary(fmq)
    test = ds.fit(formula, schools, **how).test('Income = 0, "I(Income ** 2)" = 0')
    assert printed(test.statistic, "44.68")
    assert test.df == (2, 47)
    assert printed(test.p, "1.345e-11")


@pytest.mark.parametrize("how", ROUTES)
def test_hc1_as_coeftest_prints_it(how: dict) -> None:
    fit = ds.fit("speed ~ dist", CARS, robust="HC1", **how)
    found = [*fit.weights, *fit.std_error, *fit.inference.t, fit.inference.p[0]]
    shown = "0.165568 8.283906 0.019402 0.891860 8.5335 9.2883 3.482e-11"
    for number, each in zip(found, shown.split(), strict=True):
        assert printed(number, each)


@pytest.mark.parametrize("how", ROUTES)
def test_newey_and_west_as_r_prints_them(how: dict) -> None:
    before = ECONOMY["Price"].shift()
    data = pd.DataFrame({
        "RealInv": ECONOMY["Investment"] / ECONOMY["Price"],
        "RealGNP": ECONOMY["GNP"] / ECONOMY["Price"],
        "RealInt": ECONOMY["Interest"] - 100 * (ECONOMY["Price"] - before) / before,
    }).iloc[1:]  # fmt: skip
    fit = ds.fit("RealInv ~ RealGNP + RealInt", data, hac=4, **how)
    shown = [
        ["0.0002805888", "-0.005355931", "-0.3115505"],
        ["-0.0053559312", "11.171472998", "-4.0893193"],
        ["-0.3115505035", "-4.089319305", "359.4170681"],
    ]
    for row, line in zip(fit.covariance, shown, strict=True):
        for found, each in zip(row, line, strict=True):
            assert printed(found, each)


@pytest.mark.parametrize("how", ROUTES)
def test_clusters_as_stata_prints_them(how: dict) -> None:
    # Stata's file has the numbers in single precision.
    singles = dict.fromkeys(["invest", "value", "capital"], np.float32)
    data = pd.read_csv(GRUNFELD, dtype=singles)
    fit = ds.fit(data, "invest", ["value", "capital"], cluster="firm", **how)
    known = fit.inference
    columns = (known.estimate, known.std_error, known.t, known.p, known.ci_low, known.ci_high)
    shown = [
        [0.11556215606596, 0.01589433647768, 7.2706499090564, 0.00004710548549,
         0.07960666895505, 0.15151764317688],
        [0.23067848754982, 0.08496711097464, 2.7149150406994, 0.02380515903536,
         0.03846952885627, 0.42288744624337],
        [-42.714369016733, 20.425202580078, -2.0912580352272, 0.06604843284516,
         -88.919387334862, 3.4906493013959],
    ]  # fmt: skip
    # p has as many digits as its column has room for.
    np.testing.assert_allclose(np.column_stack(columns), shown, rtol=1e-11, atol=1e-14)
    covariance = [
        [0.00025262993207, -0.00065043385106, 0.20961897960949],
        [-0.00065043385106, 0.00721940994738, -1.2171040967615],
        [0.20961897960949, -1.2171040967615, 417.18890043724],
    ]
    np.testing.assert_allclose(fit.covariance, covariance, rtol=1e-11, atol=1e-14)
    assert known.t_freedom == 9
    test = fit.test("value = 0, capital = 0")
    assert test.statistic == pytest.approx(51.59060716590177, rel=1e-11)
    assert test.df == (2, 9)


# Variances of hp and of the intercept, degrees of freedom, and F of hp. Stata's leverage leaves
# weights out where R's and statsmodels' has them, so its HC2 and HC3 with weights are other ones.
STATA = [
    ({}, ".0001024 2.669698 30 45.459797"),
    ({"robust": "HC1"}, ".00018388 4.3123302 30 25.315348"),
    ({"robust": "HC2"}, ".00021652 4.8093019 30 21.499286"),
    ({"robust": "HC3"}, ".00027562 5.8084222 30 16.889294"),
    ({"cluster": "cyl"}, ".00034882 14.922475 2 13.345142"),
    ({"weights": "w"}, ".00009984 2.4918295 30 48.196413"),
    ({"weights": "w", "robust": "HC1"}, ".00017632 4.0902569 30 27.29069"),
    ({"weights": "w", "cluster": "cyl"}, ".00031337 13.155473 2 15.355597"),
]


@pytest.mark.parametrize("how", ROUTES)
@pytest.mark.parametrize(("options", "shown"), STATA)
def test_every_kind_as_stata_prints_it(options: dict, shown: str, how: dict) -> None:
    drat = [3.9, 3.9, 3.85, 3.08, 3.15, 2.76, 3.21, 3.69, 3.92, 3.92, 3.92, 3.07, 3.07, 3.07, 2.93,
            3, 3.23, 4.08, 4.93, 4.22, 3.7, 2.76, 3.15, 3.73, 3.08, 4.08, 4.43, 3.77, 4.22, 3.62,
            3.54, 4.11]  # fmt: skip
    w = np.float32(np.array(drat, dtype=np.float32).astype(np.float64) / 5)
    data = MTCARS.assign(mpg=np.float32(MTCARS["mpg"]), w=w)  # Stata read single precision
    fit = ds.fit(data, "mpg", ["hp"], **options, **how)
    test = fit.test("hp = 0")
    numbers = (*np.diag(fit.covariance), test.df[1], test.statistic)
    for found, each in zip(numbers, shown.split(), strict=True):
        assert printed(found, each)


# --- formulas in rational numbers ---------------------------------------------------------------


def product(A: list, B: list) -> list:
    columns = list(zip(*B, strict=True))
    return [[sum(a * b for a, b in zip(row, c, strict=True)) for c in columns] for row in A]


def inverse(A: list) -> list:
    """The inverse of a matrix of fractions, by elimination."""
    n = len(A)
    rows = [[*row, *(Fraction(int(i == j)) for j in range(n))] for i, row in enumerate(A)]
    for i in range(n):
        pivot = next(r for r in range(i, n) if rows[r][i])
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [each / rows[i][i] for each in rows[i]]
        for r in range(n):
            if r != i:
                rows[r] = [a - rows[r][i] * b for a, b in zip(rows[r], rows[i], strict=True)]
    return [row[n:] for row in rows]


X = [[Fraction(int(x)), Fraction(int(x) ** 2), Fraction(1)] for x in CARS["speed"]]
Y = [[Fraction(int(y))] for y in CARS["dist"]]
XT = [list(column) for column in zip(*X, strict=True)]
BREAD = inverse(product(XT, X))
LEFT = [y[0] - f[0] for y, f in zip(Y, product(X, product(BREAD, product(XT, Y))), strict=True)]
HAT = product(product(X, BREAD), XT)
N, P = len(X), 3
CLUSTERS = [list(range(first, min(first + 7, N))) for first in range(0, N, 7)]


def meat_of(weights: dict) -> list:
    """XᵀΩX of the pairs of rows whose weights in Ω are given."""
    return [
        [sum(X[i][a] * w * X[j][b] for (i, j), w in weights.items()) for b in range(P)]
        for a in range(P)
    ]


def of_rows(power: int) -> dict:
    return {(i, i): LEFT[i] ** 2 / (1 - HAT[i][i]) ** power for i in range(N)}


def of_clusters(left: list) -> dict:
    return {(i, j): left[i] * left[j] for rows in CLUSTERS for i in rows for j in rows}


def of_lags(lags: int) -> dict:
    return {
        (i, j): LEFT[i] * LEFT[j] * (1 - Fraction(abs(i - j), lags + 1))
        for i in range(N)
        for j in range(max(i - lags, 0), min(i + lags + 1, N))
    }


def without_each_cluster() -> list:
    """(I − H_gg)⁻¹ times the residuals of each cluster."""
    left = [Fraction(0)] * N
    for rows in CLUSTERS:
        inside = [[Fraction(int(i == j)) - HAT[i][j] for j in rows] for i in rows]
        solved = product(inverse(inside), [[LEFT[i]] for i in rows])
        for i, each in zip(rows, solved, strict=True):
            left[i] = each[0]
    return left


G = len(CLUSTERS)
EXACT = {
    "HC0": ({"robust": "HC0"}, lambda: of_rows(0), Fraction(1)),
    "HC1": ({"robust": "HC1"}, lambda: of_rows(0), Fraction(N, N - P)),
    "HC2": ({"robust": "HC2"}, lambda: of_rows(1), Fraction(1)),
    "HC3": ({"robust": "HC3"}, lambda: of_rows(2), Fraction(1)),
    "CR1": ({"cluster": "g"}, lambda: of_clusters(LEFT), Fraction(G * (N - 1), (G - 1) * (N - P))),
    "CR3": ({"cluster": "g", "robust": "CR3"}, lambda: of_clusters(without_each_cluster()),
            Fraction(1)),
    "HAC": ({"hac": 5}, lambda: of_lags(5), Fraction(1)),
}  # fmt: skip


@pytest.mark.parametrize("kind", EXACT)
def test_errors_follow_their_formulas(kind: str) -> None:
    options, weights, factor = EXACT[kind]
    exact = product(product(BREAD, meat_of(weights())), BREAD)
    expected = np.array([[float(factor * each) for each in row] for row in exact])
    data = CARS.assign(g=np.repeat(np.arange(G), [len(rows) for rows in CLUSTERS]))
    for how in ROUTES:
        fit = ds.fit("dist ~ speed + I(speed**2)", data, **options, **how)
        np.testing.assert_allclose(fit.covariance, expected, rtol=1e-10)


# --- digits that are certified ------------------------------------------------------------------


def decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


@pytest.mark.parametrize("how", ROUTES)
def test_every_number_has_the_digits_that_are_certified(how: dict) -> None:
    rss = sum(each * each for each in LEFT)
    mean = sum(y[0] for y in Y) / N
    tss = sum((y[0] - mean) ** 2 for y in Y)
    weights = [row[0] for row in product(BREAD, product(XT, Y))]
    variance = rss / (N - P)
    fit = ds.fit("dist ~ speed + I(speed**2)", CARS, **how)
    known = fit.inference
    with localcontext() as context:
        context.prec = 50
        errors = [(decimal(variance) * decimal(BREAD[j][j])).sqrt() for j in range(P)]
        likelihood = (
            -Decimal(N) / 2 * ((2 * decimal(rss) / N).ln() + Decimal(math.pi).ln() + 1)
        )  # π to double precision moves it by less than the bound
        exact = {
            "std_error": (known.std_error, errors),
            "t": (known.t, [decimal(w) / e for w, e in zip(weights, errors, strict=True)]),
            "residual_std": ([known.residual_std], [decimal(variance).sqrt()]),
            "r2": ([known.r2], [decimal(1 - rss / tss)]),
            "f": ([known.f], [decimal((tss - rss) / (P - 1) / variance)]),
            "log_likelihood": ([known.log_likelihood], [likelihood]),
            "aic": ([known.aic], [2 * P - 2 * likelihood]),
            "bic": ([known.bic], [P * Decimal(N).ln() - 2 * likelihood]),
        }
        for name, (found, true) in exact.items():
            assert known.digits[name] > 8, name
            for number, each in zip(found, true, strict=True):
                off = abs(Decimal(float(number)) / each - 1)
                assert off <= Decimal(10 ** -known.digits[name]) + Decimal("2e-16"), name
        half = [Decimal(float(each)) for each in (known.ci_high - known.ci_low) / 2]
        allowed = Decimal(10 ** -known.digits["interval"])
        middle = (known.ci_high + known.ci_low) / 2
        for j in range(P):
            assert abs(Decimal(float(middle[j])) - decimal(weights[j])) <= allowed * half[j]
        assert known.digits["covariance"] > 8
        allowed = Decimal(10 ** -known.digits["covariance"]) + Decimal("2e-16")
        for i in range(P):
            for j in range(P):
                off = Decimal(float(fit.covariance[i, j])) - decimal(variance * BREAD[i][j])
                assert abs(off) <= allowed * errors[i] * errors[j]
    assert {*exact, "interval", "covariance"} == set(known.digits)
