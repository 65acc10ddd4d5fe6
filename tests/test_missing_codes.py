"""Codes for missing values are found where they are, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from sklearn.exceptions import ConvergenceWarning

import downslope as ds
import nist
from downslope import datasets
from downslope.cli import run
from downslope.estimators import GradientDescentRegressor, LinearRegression
from downslope.missing_codes import Extremes, may_be_codes
from downslope.numerics.known_codes import CODES, date_for


def codes_in(column: np.ndarray) -> list[float]:
    """What is found in one column, read in one block and in many."""
    rows = np.asarray(column, dtype=np.float64)[:, np.newaxis]
    whole = Extremes.of([rows]).suspects()
    parts = Extremes.of(np.array_split(rows, min(7, len(rows)))).suspects()
    apart = sum((Extremes.of([part]) for part in np.array_split(rows, 3)), Extremes.of([]))
    assert whole == parts == apart.suspects()
    return sorted(whole.get(0, {}))


# --- clean columns --------------------------------------------------------------------------------


def clean_columns(seed: int) -> dict[str, np.ndarray]:
    """Columns as people have them, without a code: ages, years, prices, counts, percents."""
    r = np.random.default_rng(seed)
    n = int(r.integers(20, 3000))
    price = np.exp(r.normal(r.uniform(1, 6), r.uniform(0.3, 1.2), n))
    return {
        "ages": r.integers(0, 100, n),
        "ages of adults": r.integers(18, 95, n),
        "ages, normal": np.clip(r.normal(40, 15, n), 0, 105).round(),
        "the old": r.integers(70, 104, n),
        "years": r.integers(1900, 2025, n),
        "a few years": r.integers(1995, 2005, n),
        "years around 2000": r.normal(1999, 3, n).round(),
        "prices": price.round(2),
        "prices ending in 99": np.floor(price) + 0.99,
        "list prices": r.choice([9.99, 19.99, 49.99, 99.99, 199.99, 499.99, 999.99], n),
        "whole prices": np.ceil(price),
        "thousands": r.integers(1, 100, n) * 1000,
        "salaries": (np.exp(r.normal(10.5, 0.5, n)) / 1000).round() * 1000,
        "counts": r.poisson(r.uniform(0.5, 200), n),
        "rare counts": r.poisson(0.05, n),
        "skewed counts": r.negative_binomial(0.5, 0.01, n),
        "heavy counts": np.floor(r.pareto(1.5, n)),
        "geometric": r.geometric(0.02, n),
        "percents": r.uniform(0, 100, n).round(),
        "percents with decimals": r.uniform(0, 100, n).round(1),
        "high percents": np.clip(r.normal(95, 4, n), 0, 100).round(),
        "growth in percent": r.normal(0, 60, n).round(),
        "change, at least -100": np.clip(r.normal(0, 60, n), -100, None).round(),
        "shares": r.beta(2, 5, n),
        "scores": r.integers(1, 6, n),
        "digits": r.integers(0, 10, n),
        "truths": r.integers(0, 2, n),
        "one in a hundred": (r.random(n) < 0.01).astype(float),
        "signs": r.choice([-1, 1], n),
        "normal": r.normal(size=n),
        "normal, large": r.normal(0, 1000, n),
        "normal, rounded to hundreds": r.normal(0, 1000, n).round(-2),
        "uniform": r.uniform(-1, 1, n),
        "lognormal": np.exp(r.normal(0, 2, n)),
        "temperatures": r.normal(10, 10, n).round(),
        "winter": r.normal(-5, 6, n).round(),
        "degrees": r.integers(0, 360, n),
        "longitudes": r.uniform(-180, 180, n),
        "latitudes": r.uniform(-90, 90, n).round(2),
        "pressures": r.normal(1013, 9, n).round(1),
        "heights": r.normal(170, 10, n).round(),
        "weights": np.abs(r.normal(75, 15, n)).round(1),
        "seconds since 1970": r.integers(1_500_000_000, 1_700_000_000, n),
        "row numbers": np.arange(n),
        "row numbers from 1": np.arange(1, n + 1),
        "postcodes": r.integers(10_000, 100_000, n),
        "distances": np.exp(r.normal(3, 1, n)).round(),
        "rounded to 50": (r.gamma(2, 300, n) / 50).round() * 50,
        "doses": r.choice([0, 10, 100, 1000], n),
        "powers of two": 2.0 ** r.integers(0, 12, n),
        "balances": r.normal(500, 800, n).round(2),
        "hours a week": np.clip(r.normal(40, 12, n), 1, 99).round(),
    }


@pytest.mark.parametrize("seed", range(12))
def test_clean_columns_have_no_codes(seed: int) -> None:
    columns = clean_columns(seed)
    assert len(columns) >= 50
    assert {name: found for name, c in columns.items() if (found := codes_in(c))} == {}


@pytest.mark.parametrize("name", nist.NAMES)
def test_reference_problems_have_no_codes(name: str) -> None:
    X, y = nist.Problem.load(name).float64()
    assert Extremes.of([np.column_stack([X, y])]).suspects() == {}


def test_the_data_sets_have_no_codes() -> None:
    for name in datasets.DATA_SETS:
        fit = ds.fit(name)
        assert "missing_codes" not in [finding.code for finding in fit.findings], name
    for name in datasets.CASES:
        problem = datasets.case(name).table().problem()
        assert "missing_codes" not in [f.code for f in ds.diagnose(problem).findings], name


# --- codes ----------------------------------------------------------------------------------------

CODED = {
    "one -999 of five": ([1, 2, 3, 4, -999], [-999.0]),
    "one 9999 in ages": ([*range(18, 80), 9999], [9999.0]),
    "99 in answers from 1 to 5": ([1, 2, 3, 4, 5] * 20 + [99] * 3, [99.0]),
    "8 answers": ([1, 2, 3, 4, 5] * 20 + [88] * 3 + [99] * 3, [88.0, 99.0]),
    "-9 in answers from 0 to 5": ([0, 1, 2, 3, 4, 5] * 20 + [-9] * 3, [-9.0]),
    "-999 and -200": ([0.1 * i for i in range(100)] + [-200] * 4 + [-999] * 5, [-999.0, -200.0]),
    "-200 near large values": ([*range(2, 1480, 7)] + [-200] * 40, [-200.0]),
    "-999 in incomes": ([*range(0, 10**6, 997)] + [-999] * 40, [-999.0]),
    "-200 in three of forty": ([*np.linspace(5, 30, 37)] + [-200] * 3, [-200.0]),
    "-500 twice": ([*np.linspace(0, 300, 50)] + [-500] * 2, [-500.0]),
    "1e30": ([0.5 * i for i in range(50)] + [1e30], [1e30]),
    "1e20 and -1e34": ([0.5 * i for i in range(50)] + [1e20, -1e34], [-1e34, 1e20]),
    "999.9 in wind speeds": ([0.1 * i for i in range(200)] + [999.9] * 4, [999.9]),
    "-99.99": ([0.1 * i for i in range(200)] + [-99.99] * 4, [-99.99]),
    "float32": (np.array([0.1 * i for i in range(200)] + [-999.9] * 4, np.float32), None),
    "truths": ([0, 1] * 50 + [99] * 4, [99.0]),
    "-32768": ([0.1 * i for i in range(100)] + [-32768.0] * 3, [-32768.0]),
    "65535 of a sensor": ([*np.linspace(100, 5000, 50)] + [65535] * 2, [65535.0]),
    "32767 beside small values": ([*np.linspace(0, 30, 50), 32767], [32767.0]),
    "netCDF's fill value": ([1.5, 2.5, 3.5, 9.969209968386869e36], None),
    "a huge value that is not round": ([1.5, 2.5, 3.5, 1.2345e36], [1.2345e36]),
    "Stata's missing value": ([1.5, 2.5, 3.5, 2.0**1023], [2.0**1023]),
    "the largest float32": ([1.5, 2.5, 3.5, float(np.finfo(np.float32).max)], None),
}


@pytest.mark.parametrize(("column", "codes"), CODED.values(), ids=CODED)
def test_codes_are_found(column: list[float], codes: list[float] | None) -> None:
    rng = np.random.default_rng(0)
    for shuffled in (np.array(column), rng.permutation(np.array(column))):
        found = codes_in(shuffled)
        assert found == codes if codes is not None else len(found) == 1


def near_codes(seed: int) -> dict[str, tuple[np.ndarray, float]]:
    """Columns with a code that is close to their values, or occurs only once or twice."""
    r = np.random.default_rng(seed)
    n = int(r.integers(300, 3000))

    def coded(values: np.ndarray, code: float, times: int) -> tuple[np.ndarray, float]:
        column = np.array(values, dtype=float)
        column[r.choice(n, times, replace=False)] = code
        return column, code

    some, temperatures = n // 20, r.normal(15, 10, n).round(1)
    incomes, ages = np.exp(r.normal(10, 1, n)).round() + 1, r.integers(18, 81, n)
    return {
        "99 in ages": coded(ages, 99, some),
        "99 in hours": coded(np.clip(r.normal(40, 10, n).round(), 1, 80), 99, some),
        "99 close to the oldest": coded(np.clip(r.normal(45, 17, n).round(), 18, 95), 99, some),
        "-1 in ages": coded(ages, -1, some),
        "-1 in rain": coded(r.exponential(8, n) + 0.1, -1, some),
        "-1 in doses": coded(r.uniform(1.25, 9.75, n), -1, 3),
        "99.9 in temperatures": coded(temperatures, 99.9, some),
        "-99 beside frost": coded(r.normal(-15, 10, n).round(1), -99, 3),
        "-200 in temperatures, twice": coded(temperatures, -200, 2),
        "-200 in a wide range, three times": coded(r.uniform(0, 1500, n).round(1), -200, 3),
        "-999 in incomes, once": coded(incomes, -999, 1),
        "-999 in incomes, twice": coded(incomes, -999, 2),
        "-9999 in heights, once": coded(r.uniform(-50, 4000, n).round(1), -9999, 1),
        "-32768, once": coded(r.normal(0, 1000, n).round(), -32768, 1),
        "97 of a survey": coded(r.integers(0, 21, n), 97, some),
        "88 of a survey": coded(r.integers(1, 31, n), 88, n // 10),
    }


@pytest.mark.parametrize("seed", range(6))
def test_codes_close_to_the_values_are_found(seed: int) -> None:
    columns = near_codes(seed)
    whole = {name: Extremes.of([c[:, np.newaxis]]).suspects() for name, (c, _) in columns.items()}
    assert {name: [*found.get(0, {})] for name, found in whole.items()} == {
        name: [code] for name, (_, code) in columns.items()
    }


def near_clean(seed: int) -> dict[str, np.ndarray]:
    """Columns whose largest or lowest values look like codes and are none."""
    r = np.random.default_rng(seed)
    n = int(r.integers(20, 3000))
    return {
        "whole list prices": r.choice([9, 19, 49, 99, 199, 499, 999], n),
        "two prices": r.choice([9, 99], n),
        "grades": r.choice([59, 69, 79, 89, 99], n),
        "percentiles": r.integers(1, 100, n),
        "hours, at most 99": np.clip(r.normal(60, 20, n), 1, 99).round(),
        "humidity, at most 99": np.clip(r.normal(90, 10, n), 0, 99).round(),
        "profits in hundreds": (r.gamma(2, 50_000, n) - 2000).round(-2),
        "differences of goals": r.poisson(3, n) - r.poisson(1, n),
        "moods": r.choice([-1, 0, 1], n, p=[0.2, 0.3, 0.5]),
        "scores from -1": r.integers(-1, 10, n),
        "signs and steps": r.choice([-1, 1, 2, 3], n),
        "heavy tails": r.standard_cauchy(n).round(),
        "returns": (r.standard_t(2, n) * 100).round(),
        "debts": -np.exp(r.normal(5, 1, n)).round(-1),
        "doses": r.choice([0, 1, 10, 100, 1000], n, p=[0.6, 0.2, 0.1, 0.07, 0.03]),
    }


@pytest.mark.parametrize("seed", range(12))
def test_values_that_look_like_codes_are_none(seed: int) -> None:
    columns = near_clean(seed)
    assert {name: found for name, c in columns.items() if (found := codes_in(c))} == {}


def test_a_code_of_one_column_is_one_in_others() -> None:
    rng = np.random.default_rng(1)
    strong = np.r_[rng.uniform(0, 5, 500), [-200] * 20]
    weak = np.r_[rng.uniform(-100, 900, 500), [-200] * 20]
    assert codes_in(weak) == []
    found = Extremes.of([np.column_stack([strong, weak])]).suspects()
    assert {j: list(codes) for j, codes in found.items()} == {0: [-200.0], 1: [-200.0]}


def test_what_may_be_a_code() -> None:
    assert may_be_codes(CODES).all()
    small = CODES[np.abs(CODES) < 1e38]
    assert may_be_codes(small.astype(np.float32).astype(np.float64)).all()
    ordinary = np.array([0.0, 1, -2, 5, 10, 12.5, 150, 2024, -3.25, np.nan, np.inf])
    assert not may_be_codes(ordinary).any()


# --- the finding ----------------------------------------------------------------------------------


@pytest.fixture
def sentinel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("d.csv").write_text("x,y\n1,2\n2,4.1\n3,5.9\n4,8.2\n-999,10\n")
    return "d.csv"


TOLD = (
    "'x' is -999 in 1 of 5 rows, far from the others (1 to 4): this may stand for missing values. "
    "Without such rows its slope is 2.04 instead of -0.00493."
)


def finding(findings: object) -> ds.Finding:
    (found,) = [each for each in findings if each.code == "missing_codes"]  # type: ignore[attr-defined]
    assert found.columns == ("x",)
    return found


@pytest.mark.parametrize("engine", [None, "threads"])
def test_a_fit_says_what_the_slope_becomes(sentinel: str, engine: str | None) -> None:
    fit = ds.fit(sentinel, "y", engine=engine)
    assert fit.coef[0] == pytest.approx(-0.00493, abs=1e-5)
    assert str(finding(fit.findings)) == f"{TOLD} If so: --missing -999 --drop-missing."
    cured = ds.fit(sentinel, "y", engine=engine, missing=-999, drop_missing=True)
    assert cured.coef[0] == pytest.approx(2.04)
    assert cured.findings == ()


@pytest.mark.parametrize("code", ["-1.797693134862315e308", "8.98846567431158e307", "-999.25"])
def test_the_option_that_is_advised_finds_the_code(
    sentinel: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(sentinel).write_text(f"x,y\n1,2\n2,4.1\n3,5.9\n4,8.2\n{code},10\n")
    fix = finding(ds.fit(sentinel, "y").findings).fix
    advised = fix.removeprefix("If so: ").removesuffix(".").split()
    assert run(["fit", sentinel, "-t", "y", *advised]) == 0
    assert "2.04" in capsys.readouterr().out


def test_a_frame_and_arrays_are_told_in_python(sentinel: str) -> None:
    frame = pl.read_csv(sentinel)
    X, y = frame[["x"]].to_numpy(), frame["y"].to_numpy()
    told = f"{TOLD} If so: missing=[-999], drop_missing=True."
    for fit in (ds.fit(frame, "y"), ds.fit(frame.to_pandas(), "y"), ds.fit(X, y, ["x"])):
        assert str(finding(fit.findings)) == told
    problem = ds.LeastSquares(X, y, names=["x"])
    assert str(finding(ds.diagnose(problem).findings)) == told
    assert str(finding(LinearRegression().fit(frame.to_pandas()[["x"]], y).findings_)) == told
    with pytest.warns(ConvergenceWarning):
        descent = GradientDescentRegressor(lr=1e-7, epochs=3).fit(frame.to_pandas()[["x"]], y)
    assert finding(descent.diagnosis_.findings).code == "missing_codes"
    assert finding(LinearRegression(positive=True).fit(frame.to_pandas()[["x"]], y).findings_)


def test_other_models_are_told_their_own_slope_or_none(sentinel: str) -> None:
    told = finding(ds.fit(sentinel, "y", intercept=False).findings).evidence
    x, y = np.array([1.0, 2, 3, 4]), np.array([2, 4.1, 5.9, 8.2])
    assert f"its slope is {x @ y / (x @ x):.4g} instead of" in told
    passes = ds.fit(sentinel, "y", intercept=False, engine="threads")
    assert finding(passes.findings).evidence == told
    assert "slope" not in finding(ds.fit(sentinel, "y", degree=2).findings).evidence
    one_pass = ds.fit(sentinel, "y", engine="threads", max_passes=1)
    assert "slope" not in finding(one_pass.findings).evidence


def test_codes_in_the_target_and_in_weighted_rows(sentinel: str) -> None:
    Path(sentinel).write_text("x,w,y\n1,1,2\n2,2,4\n3,1,7\n4,3,8\n5,1,9999\n")
    for engine in (None, "threads"):
        fit = ds.fit(sentinel, "y", ["x"], weights="w", engine=engine)
        (told,) = [each for each in fit.findings if each.code == "missing_codes"]
        assert told.columns == ("y",)
        slope = np.polyfit([1, 2, 3, 4], [2, 4, 7, 8], 1, w=np.sqrt([1, 2, 1, 3]))[0]
        assert f"Without such rows the slope of 'x' is {slope:.4g} instead of" in told.evidence


def test_many_files_and_rows_are_judged_together(sentinel: str) -> None:
    rng = np.random.default_rng(2)
    x = rng.uniform(0, 5, 300_000)
    x[[5, 7, 250_000]] = -999
    frame = pl.DataFrame({"x": x, "z": rng.integers(0, 100, len(x)), "y": rng.normal(size=len(x))})
    for i in range(3):
        frame[100_000 * i : 100_000 * (i + 1)].write_parquet(f"{i}.parquet")
    fit = ds.fit("*.parquet", "y")
    told = finding(fit.findings)
    assert told.evidence.startswith("'x' is -999 in 3 of 300,000 rows")
    clean = ds.fit(frame.filter(pl.col("x") != -999), "y")
    assert f"its slope is {clean.coef[0]:.4g} instead of {fit.coef[0]:.4g}." in told.evidence


@pytest.mark.parametrize("command", ["fit", "train", "diagnose", "sweep", "compare", "summarize"])
def test_every_command_says_it(
    sentinel: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    more = {"summarize": ["-o", "d.dss"]}.get(command, [])
    assert run([command, sentinel, "-t", "y", *more]) == 0
    assert TOLD in " ".join(capsys.readouterr().out.split())


def test_the_lab_says_it(sentinel: str) -> None:
    from downslope.lab.own_data import open_file
    from downslope.lab.request_validation import Fields

    own = open_file(sentinel, "y")
    assert TOLD in own.choose(Fields({})).left_out


# --- the codes that are known ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("signed", "known"),
    [
        ((99, 999, 9999, 99999, 999999, 9999999, 99999999, 999999999, 9e9), True),
        ((99.9, 999.9, 9999.9, 99.99, 999.99, 9999.99, 99999.99, 999.25), True),
        ((77, 777, 7777, 77777, 88, 888, 8888, 88888), True),
        ((97, 98, 997, 998, 9997, 9998, 99997, 99998), True),
        ((100, 200, 900, 1e3, 9e3, 5e20, 1e38, 9e38), True),
        ((32767, 32768, 65535, 2**31 - 1, 2**31, 2**32 - 1, 2.0**63, 2.0**127, 2.0**1023), True),
        ((3.4028234663852886e38, 1.7976931348623157e308, 9.969209968386869e36), True),
        ((7777777, 888888, 999997, 999998, 99.95, 999.5, 1998, 66, 96, 95), False),
        ((1e0 / 8, 10, 20, 90, 5, 150, 1e39, 1e2 + 1, 16384, 2.0**62, 2.0**126), False),
    ],
)
def test_codes_of_either_sign(signed: tuple[float, ...], known: bool) -> None:
    for value in signed:
        assert (float(value) in CODES) is (-float(value) in CODES) is known, value


def test_codes_may_be_rounded_to_float32_and_what_is_huge_is_one() -> None:
    near = [-999.0 * (1.0 + share * 1e-7) for share in (0.9, -0.9, 1.1, -1.1, 1.8)]
    assert may_be_codes(np.array(near)).tolist() == [True, True, False, False, False]
    huge = np.array([1.234e35, -1.234e35, 0.77e35, -0.77e35])
    assert may_be_codes(huge).tolist() == [True, True, False, False]


def test_small_codes_are_negative() -> None:
    for value in (1.0, 7.0, 8.0, 9.0):
        assert -value in CODES
        assert value not in CODES


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (0.0, "1970-01-01"), (1970.0, "1970-01-01"), (86_399.0, "1970-01-01"),
        (86_399.0 / 3600.0, "1970-01-01"), (86_399.0 / 86_400.0, "1970-01-01"),
        (-25_567.0, "1900-01-01"), (-25_567.0 * 24.0, "1900-01-01"), (1900.0, "1900-01-01"),
        (-25_567.0 * 86_400.0, "1900-01-01"), (1970.0 - 25_567.0 / 365.2425, "1900-01-01"),
        (2_932_896.0, "9999-12-31"), (2_932_896.0 * 86_400.0 + 86_399.0, "9999-12-31"),
        (9999.0, "9999-12-31"), (2999.0, "2999-12-31"), (376_199.0, "2999-12-31"),
        (-719_162.0, "0001-01-01"), (1.0, None), (2.0, None), (86_398.0, None), (376_198.0, None),
        (2_932_895.0, None), (2_932_896.0 * (1.0 + 3e-12), None), (-25_566.0, None),
        (-719_161.0, None),
    ],
)  # fmt: skip
def test_dates_that_stand_for_none_in_each_unit(value: float, day: str | None) -> None:
    assert date_for(value) == day
