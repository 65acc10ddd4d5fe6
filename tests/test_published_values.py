"""Fits of data that R's documentation uses, against the numbers that R shows for them.

The digits are those that R shows: in the examples of the help pages named below, or by `summary`,
`anova`, `predict`, `AIC`, and `BIC` of the model that is written there. Each was computed again by
statsmodels 0.15, splines from SciPy's basis, and agrees to all digits given here.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import downslope as ds
from fitted_tables import MTCARS

# R's `cars`: speeds, and distances to stop in the 1920s (Ezekiel 1930).
CARS = pd.DataFrame({
    "speed": [4, 4, 7, 7, 8, 9, 10, 10, 10, 11, 11, 12, 12, 12, 12, 13, 13, 13, 13, 14, 14, 14, 14,
              15, 15, 15, 16, 16, 17, 17, 17, 18, 18, 18, 18, 19, 19, 19, 20, 20, 20, 20, 20, 22,
              23, 24, 24, 24, 24, 25],
    "dist": [2, 10, 4, 22, 16, 10, 18, 26, 34, 17, 28, 14, 20, 24, 28, 26, 34, 34, 46, 26, 36, 60,
             80, 20, 26, 54, 32, 40, 32, 40, 50, 42, 56, 76, 84, 36, 46, 68, 32, 48, 52, 56, 64, 66,
             54, 70, 92, 93, 120, 85],
})  # fmt: skip
# R's `women`: average heights and weights (The World Almanac 1975).
WOMEN = pd.DataFrame({
    "height": range(58, 73),
    "weight": [115, 117, 120, 123, 126, 129, 132, 135, 139, 142, 146, 150, 154, 159, 164],
})  # fmt: skip
# R's `PlantGrowth`: dried weights of plants under two treatments (Dobson 1983).
PLANTS = pd.DataFrame({
    "group": ["ctrl"] * 10 + ["trt1"] * 10 + ["trt2"] * 10,
    "weight": [4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14, 4.81, 4.17, 4.41, 3.59,
               5.87, 3.83, 6.03, 4.89, 4.32, 4.69, 6.31, 5.12, 5.54, 5.50, 5.37, 5.29, 4.92, 6.15,
               5.80, 5.26],
})  # fmt: skip
# R's `warpbreaks`: breaks of yarn in weaving, by wool and tension (Tippett 1950).
LOOMS = pd.DataFrame({
    "breaks": [26, 30, 54, 25, 70, 52, 51, 26, 67, 18, 21, 29, 17, 12, 18, 35, 30, 36, 36, 21, 24,
               18, 10, 43, 28, 15, 26, 27, 14, 29, 19, 29, 31, 41, 20, 44, 42, 26, 19, 16, 39, 28,
               21, 39, 29, 20, 21, 24, 17, 13, 15, 15, 16, 28],
    "wool": ["A"] * 27 + ["B"] * 27,
    "tension": (["L"] * 9 + ["M"] * 9 + ["H"] * 9) * 2,
})  # fmt: skip
# R's `mtcars`: fuel consumption and weight of 32 cars (Motor Trend 1974).
MOTORS = pd.DataFrame({
    "mpg": [21.0, 21.0, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2,
            10.4, 10.4, 14.7, 32.4, 30.4, 33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26.0, 30.4,
            15.8, 19.7, 15.0, 21.4],
    "wt": [2.620, 2.875, 2.320, 3.215, 3.440, 3.460, 3.570, 3.190, 3.150, 3.440, 3.440, 4.070,
           3.730, 3.780, 5.250, 5.424, 5.345, 2.200, 1.615, 1.835, 2.465, 3.520, 3.435, 3.840,
           3.845, 1.935, 2.140, 1.513, 3.170, 2.770, 3.570, 2.780],
})  # fmt: skip
SIGNED = CARS.assign(speed=CARS["speed"] - CARS["speed"].mean())


def printed(found: float, shown: str) -> bool:
    """Whether R would print the number found as it is shown, to its last digit."""
    half = 0.5 * 10.0 ** -len(shown.partition("e")[0].partition(".")[2])
    if "e" in shown:
        half *= 10.0 ** int(shown.partition("e")[2])
    return abs(found - float(shown)) <= half * (1 + 1e-9)


def rows_and_summary(formula: str, data: pd.DataFrame) -> list[ds.Fit]:
    """Return the fit in memory, and in passes, where a summary takes the place of the rows."""
    return [ds.fit(formula, data), ds.fit(formula, data, workers=2)]


@pytest.mark.parametrize(
    ("formula", "data", "weights", "errors", "below"),
    [
        # ?cars
        ("dist ~ speed", CARS, "3.9324 -17.5791", "0.4155 6.7584",
         "15.38 0.6511 0.6438 89.57 419.1569 424.8929"),
        # ?mtcars
        ("mpg ~ wt", MOTORS, "-5.3445 37.2851", "0.5591 1.8776",
         "3.046 0.7528 0.7446 91.38 166.0294 170.4266"),
        # ?bs: summary(lm(weight ~ bs(height, df = 5), data = women))
        ("weight ~ bs(height, df=5)", WOMEN, "3.4657 13.0300 27.6161 40.8481 49.1296 114.8799",
         "0.4595 0.3965 0.4571 0.3866 0.3090 0.2167", "0.2276 0.9999 0.9998 1.298e+04"),
        # ?poly and ?cars
        ("dist ~ poly(speed, 2)", CARS, "145.552 22.996 42.980", "15.176 15.176 2.146",
         "15.18 0.6673 0.6532 47.14"),
        # ?PlantGrowth
        ("weight ~ group", PLANTS, "-0.371 0.494 5.032", "0.2788 0.2788 0.1971",
         "0.6234 0.2641 0.2096 4.846"),
    ],
)  # fmt: skip
def test_summary(formula: str, data: pd.DataFrame, weights: str, errors: str, below: str) -> None:
    for fit in rows_and_summary(formula, data):
        for found, shown in zip(fit.weights, weights.split(), strict=True):
            assert printed(found, shown)
        for found, shown in zip(fit.std_error, errors.split(), strict=True):
            assert printed(found, shown)
        known = fit.inference
        # R's criteria count the variance of the noise as a parameter.
        numbers = (known.residual_std, known.r2, known.adjusted_r2, known.f, fit.aic + 2,
                   fit.bic + np.log(fit.n))  # fmt: skip
        for found, shown in zip(numbers, below.split(), strict=False):
            assert printed(found, shown)


@pytest.mark.parametrize(
    ("formula", "data", "rows"),
    [
        ("dist ~ speed", CARS, ["1 21185.5 89.567 1.49e-12", "48 11354"]),
        ("mpg ~ wt", MOTORS, ["1 847.73 91.375 1.294e-10", "30 278.32"]),
        ("weight ~ group", PLANTS, ["2 3.7663 4.8461 0.01591", "27 10.4921"]),
        # ?warpbreaks: anova(lm(breaks ~ wool * tension, data = warpbreaks))
        ("breaks ~ wool * tension", LOOMS,
         ["1 450.7 3.7653 0.0582130", "2 2034.3 8.4980 0.0006926", "2 1002.8 4.1891 0.0210442",
          "48 5745.1"]),
    ],
)  # fmt: skip
def test_anova_by_terms(formula: str, data: pd.DataFrame, rows: list[str]) -> None:
    for fit in rows_and_summary(formula, data):
        # These designs are balanced, or have one term: types I and II are the same.
        for kind in ("I", "II"):
            table = ds.anova(fit, type=kind)
            for row, shown in zip(table.rows, rows[:-1], strict=True):
                df, squares, f, p = shown.split()
                assert row.df == int(df)
                assert printed(row.sum_of_squares, squares)
                assert printed(row.f, f)
                assert printed(row.p, p)
            df, squares = rows[-1].split()
            assert table.residual_df == int(df)
            assert printed(table.residual_sum_of_squares, squares)


def test_anova_of_an_unbalanced_design() -> None:
    """Type II of `Anova(lm(wt ~ factor(cyl) * factor(am), mtcars), type = 2)`, of R's package car.

    As printed at riptutorial.com/r/example/12989.
    """
    automatic = [1] * 3 + [0] * 14 + [1] * 3 + [0] * 5 + [1] * 7
    for fit in rows_and_summary("wt ~ C(cyl) * C(am)", MTCARS.assign(am=automatic)):
        table = ds.anova(fit, type="II")
        shown = ["7.2278 2 11.5266 0.0002606", "3.2845 1 10.4758 0.0032895",
                 "0.0668 2 0.1065 0.8993714"]  # fmt: skip
        for row, line in zip(table.rows, shown, strict=True):
            numbers = (row.sum_of_squares, row.df, row.f, row.p)
            assert all(map(printed, numbers, line.split()))
        assert table.residual_df == 26
        assert printed(table.residual_sum_of_squares, "8.1517")
        first = ds.anova(fit, type="I")
        assert first.rows[0].sum_of_squares > 1.5 * table.rows[0].sum_of_squares
        assert printed(first.rows[1].sum_of_squares, "3.2845")  # the last of the main effects


def test_nested_fits_of_rising_degree() -> None:
    # ?cars: anova of polynomials of degrees 1 to 4, each F over the variance of the largest
    for made in (lambda f: ds.fit(f, CARS), lambda f: ds.fit(f, CARS, workers=2)):
        powers = ["speed", "I(speed**2)", "I(speed**3)", "I(speed**4)"]
        fits = [made(f"dist ~ {' + '.join(powers[:degree])}") for degree in (1, 2, 3, 4)]
        table = ds.anova(*fits)
        shown = ["528.81 2.3108 0.1355", "190.35 0.8318 0.3666", "336.55 1.4707 0.2316"]
        for row, line in zip(table.rows, shown, strict=True):
            squares, f, p = line.split()
            assert row.df == 1
            assert printed(row.sum_of_squares, squares)
            assert printed(row.f, f)
            assert printed(row.p, p)
        assert printed(table.residual_sum_of_squares, "10298")


@pytest.mark.parametrize(
    ("formula", "data", "new", "interval", "shown"),
    [
        ("dist ~ speed", CARS, {"speed": [10.0]}, "mean", "21.74499 15.46192 28.02807"),
        ("mpg ~ wt", MOTORS, {"wt": [3.0]}, "mean", "21.25171 20.12444 22.37899"),
        ("mpg ~ wt", MOTORS, {"wt": [3.0]}, "observation", "21.25171 14.92987 27.57355"),
    ],
)
def test_intervals_of_predictions(
    formula: str, data: pd.DataFrame, new: dict, interval: str, shown: str
) -> None:
    for fit in rows_and_summary(formula, data):
        frame = fit.predict(pd.DataFrame(new), interval=interval)
        for found, each in zip(frame.to_numpy()[0], shown.split(), strict=True):
            assert printed(found, each)


@pytest.mark.parametrize(
    ("small", "large", "data", "added"),
    [
        ("dist ~ poly(speed, 1)", "dist ~ poly(speed, 2)", CARS, "poly(speed, 2)"),
        ("dist ~ speed", "dist ~ bs(speed, 5)", CARS, "bs(speed, 5)"),
        ("dist ~ poly(speed, 3)", "dist ~ bs(speed, knots=[10, 15])", CARS, None),
        ("dist ~ bs(speed, knots=[10])", "dist ~ bs(speed, knots=[10, 15])", CARS, None),
        ("dist ~ log(speed)", "dist ~ speed + log2(speed)", CARS, "speed, log2(speed)"),
        ("dist ~ speed - 1", "dist ~ poly(speed, 2)", CARS, "poly(speed, 2)"),
        ("dist ~ log(speed)", "dist ~ bs(log(speed), 5)", CARS, "bs(log(speed), 5)"),
        ("dist ~ poly(log(speed), 2)", "dist ~ bs(log(speed), 5)", CARS, "bs(log(speed), 5)"),
        ("dist ~ speed", "dist ~ bs(speed + 1, 5)", CARS, "bs(speed + 1, 5)"),
        ("dist ~ sqrt(speed)", "dist ~ bs(sqrt(speed), 6)", CARS, None),
        ("dist ~ I(speed**2)", "dist ~ bs(center(speed**2), 6)", CARS, None),
        ("dist ~ abs(speed)", "dist ~ abs(speed) + speed", SIGNED, "speed"),
        # R's test of lack of fit: anova(lm(dist ~ speed), lm(dist ~ factor(speed)))
        ("dist ~ speed", "dist ~ C(speed)", CARS, "C(speed)"),
        ("breaks ~ tension", "breaks ~ C(tension, Treatment('M')) * wool", LOOMS, None),
        ("breaks ~ tension + wool", "breaks ~ tension:wool", LOOMS, "tension:wool"),
        ("breaks ~ tension + wool", "breaks ~ tension:wool - 1", LOOMS, "tension:wool"),
    ],
)  # fmt: skip
def test_fits_are_nested_by_their_columns(
    small: str, large: str, data: pd.DataFrame, added: str | None, tmp_path: Path
) -> None:
    before, after = ds.fit(small, data), ds.fit(large, data)
    q = len(after.weights) - len(before.weights)
    f = (before.solution.rss - after.solution.rss) / q / after.inference.residual_std**2
    after.save(tmp_path / "m.json")
    for fits in (
        (before, after),
        (ds.fit(small, data, workers=2), ds.load_fit(tmp_path / "m.json")),
    ):
        (row,) = ds.anova(*fits).rows
        assert row.f == pytest.approx(f, rel=1e-9)
        assert row.df == q
        if added is not None:
            assert row.name == added


def test_lack_of_fit_as_r_prints_it() -> None:
    # anova(lm(dist ~ speed, cars), lm(dist ~ factor(speed), cars)): F 1.2369 on 17 and 31
    table = ds.anova(ds.fit("dist ~ speed", CARS), ds.fit("dist ~ C(speed)", CARS))
    assert printed(table.rows[0].f, "1.2369")
    assert (table.rows[0].df, table.residual_df) == (17, 31)
    degree = ds.fit(CARS, "dist", ["speed"], degree=2)
    levels = ds.fit(CARS, "dist", ["speed"], categorical=["speed"])
    assert ds.anova(degree, levels).rows[0].df == 16


@pytest.mark.parametrize(
    ("small", "large", "data", "said"),
    [
        ("dist ~ bs(speed, 4)", "dist ~ bs(speed, 5)", CARS, "not nested"),
        ("dist ~ C(speed)", "dist ~ speed", CARS, "not nested"),
        ("dist ~ log(speed)", "dist ~ poly(speed, 4)", CARS, "not nested"),
        ("dist ~ poly(speed, 2)", "dist ~ poly(speed, 1)", CARS, "not nested"),
        ("dist ~ poly(speed, 2)", "dist ~ speed + I(speed**2)", CARS, "the same columns"),
        ("breaks ~ C(tension, Treatment('M'))", "breaks ~ C(tension)", LOOMS, "the same columns"),
        ("dist ~ abs(speed)", "dist ~ speed + I(speed**3)", SIGNED, "not nested: 'abs"),
        ("dist ~ sqrt(speed**2)", "dist ~ speed + I(speed**3)", SIGNED, "not nested: 'sqrt"),
        ("dist ~ exp(99*speed)", "dist ~ bs(exp(speed), 5)", SIGNED / 1000, "not nested"),
    ],
)
def test_columns_outside_the_span_are_not_nested(small, large, data, said) -> None:
    with pytest.raises(ds.DataError, match=said):
        ds.anova(ds.fit(small, data), ds.fit(large, data))


def test_columns_of_other_rows_are_not_nested() -> None:
    later = CARS.assign(speed=CARS["speed"][::-1].to_numpy())
    with pytest.raises(ds.DataError, match="other values in some column"):
        ds.anova(ds.fit("dist ~ poly(speed, 1)", CARS), ds.fit("dist ~ poly(speed, 2)", later))


@pytest.mark.parametrize(
    ("small", "large", "center", "width"),
    [
        ("y ~ x", "y ~ poly(x, 4, raw=True)", 1985, 20),  # years
        ("y ~ x", "y ~ poly(x, 3, raw=True)", 2000, 10),
        ("y ~ x", "y ~ x + I(x**2) + I(x**3)", 5, 1e-2),
        ("y ~ x + kind", "y ~ kind + x:kind", 5, 1e-3),
        ("y ~ x + kind", "y ~ x*kind - x", 5, 3e-4),
    ],
)
def test_lost_digits_are_not_taken_for_other_rows(
    small: str, large: str, center: float, width: float
) -> None:
    """The sum of squares is that of the same space, from columns that do not nearly depend."""
    rng = np.random.default_rng(4)
    data = pd.DataFrame({"u": np.round(rng.normal(size=200), 2), "kind": [*"abcd"] * 50})
    data["x"] = data["u"] * width + center
    data["y"] = data["u"] + rng.normal(size=200)
    u, y = data["u"].to_numpy(), data["y"].to_numpy()
    kinds = (data["kind"].to_numpy()[:, np.newaxis] == [*"abcd"]).astype(float)
    if "kind" in small:
        spaces = np.column_stack([kinds, u]), np.column_stack([kinds, kinds * u[:, np.newaxis]])
    else:
        spaces = np.vander(u, 2), np.vander(u, 5 if "4" in large else 4)
    before, after = (float(np.linalg.lstsq(each, y, rcond=None)[1][0]) for each in spaces)
    found = ds.anova(ds.fit(small, data), ds.fit(large, data)).rows[0]
    assert found.sum_of_squares == pytest.approx(before - after, rel=1e-7)
    moved = data.assign(x=data["x"].where(data.index != 3, center + 3 * width))
    with pytest.raises(ds.DataError, match="other values in some column"):
        ds.anova(ds.fit(small, data), ds.fit(large, moved))
