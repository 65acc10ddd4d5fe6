"""Findings in the data at their thresholds: just beyond one there is a finding, below it none."""

from __future__ import annotations

import numpy as np
import pytest

import downslope as ds
from downslope.diagnosis.data_findings import _tells, _times, data_findings, lack_of_fit
from downslope.diagnosis.spectrum import Spectrum
from downslope.findings import Finding


def found(problem: ds.LeastSquares) -> dict[str, Finding]:
    return {each.code: each for each in data_findings(problem, Spectrum.of(problem))}


def standard(n: int, d: int, seed: int = 0) -> np.ndarray:
    """Columns of mean 0 and standard deviation 1 that are orthogonal."""
    rng = np.random.default_rng(seed)
    Q = np.linalg.qr(np.column_stack([np.ones(n), rng.normal(size=(n, d))]))[0]
    return Q[:, 1:] * np.sqrt(n)


X = standard(40, 2)
Y = X @ [1.0, -2.0] + np.random.default_rng(1).normal(size=40)


@pytest.mark.parametrize("place", [0, 1])
def test_columns_of_two_scales(place: int) -> None:
    for ratio, told in ((29.9, False), (30.1, True)):
        scaled = X * np.where(np.arange(2) == place, ratio / 5.0, 1.0 / 5.0)
        finding = found(ds.LeastSquares(scaled, Y)).get("scale_ratio")
        assert (finding is not None) == told
    assert finding is not None
    names = ("x1", "x2") if place == 0 else ("x2", "x1")
    assert finding.columns == names
    assert f"'{names[0]}' has a standard deviation of 6.02" in finding.evidence
    assert f"'{names[1]}' one of 0.2" in finding.evidence
    assert "about 910 times as steep" in finding.evidence


def test_without_an_intercept_sizes_are_of_the_values() -> None:
    problem = ds.LeastSquares(X + np.array([0.0, 40.0]), Y, intercept=False)
    finding = found(problem)["scale_ratio"]
    assert finding.columns == ("x2", "x1")
    assert "root mean square of 40" in finding.evidence
    assert "uncentred_column" not in found(problem)


@pytest.mark.parametrize("size", [29.9, 30.1, 1 / 29.9, 1 / 30.1])
def test_one_column_against_the_ones_of_the_intercept(size: float) -> None:
    finding = found(ds.LeastSquares(size * X[:, :1], Y)).get("scale_ratio")
    assert (finding is not None) == (max(size, 1 / size) > 30.0)
    if finding is not None:
        assert finding.columns == ("x", "intercept")
        assert f"standard deviation of {size:.3g}" in finding.evidence
        assert "about 910 times as steep" in finding.evidence
    alone = ds.LeastSquares(size * X[:, :1], Y, intercept=False)
    assert "scale_ratio" not in found(alone)


def test_columns_off_their_center() -> None:
    for mean, told in ((0.99, False), (-1.01, True)):
        finding = found(ds.LeastSquares(X + np.array([0.0, mean]), Y)).get("uncentred_column")
        assert (finding is not None) == told
    assert finding is not None
    assert finding.columns == ("x2",)
    assert finding.evidence.startswith("'x2' has mean -1.01, 1.0 standard deviations from 0")
    both = found(ds.LeastSquares(X + np.array([3.0, -2.0]), Y))["uncentred_column"]
    assert both.columns == ("x1", "x2")
    assert both.evidence.startswith("'x1' has mean 3, 3.0 standard")
    assert "its weight" in both.evidence
    assert "its slope" in found(ds.LeastSquares(X[:, :1] + 3.0, Y))["uncentred_column"].evidence


def test_a_column_that_hardly_varies() -> None:
    for deviation, code in ((1.01e-6, "uncentred_column"), (0.99e-6, "near_constant_column")):
        column = 100.0 * (1.0 + deviation * X[:, 0])
        codes = found(ds.LeastSquares(np.column_stack([column, X[:, 1]]), Y))
        assert ("near_constant_column" in codes) == (code == "near_constant_column")
        assert ("uncentred_column" in codes) == (code == "uncentred_column")
    finding = codes["near_constant_column"]
    assert finding.columns == ("x1",)
    assert finding.evidence.startswith("'x1' hardly varies: mean 100, standard deviation 9.9e-05")
    constant = found(ds.LeastSquares(np.column_stack([np.full(40, 100.0), X[:, 1]]), Y))
    assert "constant_column" in constant
    assert "near_constant_column" not in constant
    without = ds.LeastSquares(np.column_stack([column, X[:, 1]]), Y, intercept=False)
    assert "near_constant_column" not in found(without)


@pytest.mark.parametrize(("typical", "told"), [(0.99e6, False), (1.01e6, True), (3e8, True)])
def test_a_huge_target(typical: float, told: bool) -> None:
    y = typical * Y / np.sqrt(np.mean(Y**2))
    finding = found(ds.LeastSquares(X, y)).get("huge_target")
    assert (finding is not None) == told
    if finding is not None:
        assert f"about {typical:.2g} in size. A loss near {typical**2:.0e}" in finding.evidence
        assert f"by {10.0 ** np.floor(np.log10(typical)):.0e} if" in finding.fix


@pytest.mark.parametrize("size", [4.0, 40.0])
def test_a_row_that_causes_most_of_the_curvature(size: float) -> None:
    rows = X.copy()
    rows[7, 1] = size
    centered = rows - rows.mean(axis=0)
    problem = ds.LeastSquares(centered, Y)
    H = problem.X_b.T @ problem.X_b
    values, axes = np.linalg.eigh(H)
    share = float((problem.X_b[7] @ axes[:, -1]) ** 2 / values[-1])
    finding = found(problem).get("outlier_carries_curvature")
    assert (finding is not None) == (share > 0.5) == (size == 40.0)
    if finding is not None:
        rest = np.linalg.eigvalsh(H - np.outer(problem.X_b[7], problem.X_b[7]))[-1]
        away = centered[7, 1] / centered[:, 1].std()
        assert finding.columns == ("x2",)
        assert f"Row 8 ('x2' = {centered[7, 1]:.4g}, {away:.0f} standard" in finding.evidence
        assert f"for {100 * share:.0f}% of the steepest curvature" in finding.evidence
        assert f"would be {_times(values[-1] / rest)} times as high" in finding.evidence
        few = ds.LeastSquares(centered[:9], Y[:9])
        assert "outlier_carries_curvature" not in found(few)


def test_the_only_row_that_is_not_zero_leaves_no_limit() -> None:
    x = np.zeros(12)
    x[3] = 5.0
    finding = found(ds.LeastSquares(x, np.arange(12.0), intercept=False))[
        "outlier_carries_curvature"
    ]
    assert "would not exist" in finding.evidence


@pytest.mark.parametrize(
    ("factor", "shown"),
    [(949.0, "950"), (3149.0, "3,100"), (999_999.0, "1,000,000"), (1.14e6, "1.1e+06"), (2.0, "2")],
)
def test_factors_have_two_digits(factor: float, shown: str) -> None:
    assert _times(factor) == shown


def test_each_relation_has_a_column_of_its_own() -> None:
    a, b = X.T
    columns = np.column_stack([a, b, a + b, 2 * a - 3.0])
    problem = ds.LeastSquares(columns, Y)
    every = data_findings(problem, Spectrum.of(problem))
    findings = [each for each in every if each.code == "dependent_columns"]
    assert [each.columns[-1] for each in findings] == ["x3", "x4"]
    assert "'x3' = 'x1' + 'x2'" in findings[0].evidence
    assert "'x4' = 2·'x1' − 3" in findings[1].evidence


def test_nearly_dependent_columns_tell_how_uncertain_weights_are() -> None:
    a, b = X.T
    third = standard(40, 3, seed=0)[:, 2]
    for off, told in ((1.0e-4, False), (2e-6, True)):
        columns = np.column_stack([a, b, a + b + off * third])
        codes = found(ds.LeastSquares(columns, Y))
        assert ("nearly_dependent_columns" in codes) == told
    finding = codes["nearly_dependent_columns"]
    assert finding.columns == ("x1", "x2", "x3")
    assert "'x3' ≈ 'x1' + 'x2'" in finding.evidence


@pytest.mark.parametrize("pairs", [2, 3])
def test_each_near_relation_is_told(pairs: int) -> None:
    columns = standard(40, 2 * pairs, seed=2)
    columns[:, pairs:] = columns[:, :pairs] + 2e-6 * columns[:, pairs:]
    problem = ds.LeastSquares(columns, Y)
    findings = [
        each.columns
        for each in data_findings(problem, Spectrum.of(problem))
        if each.code == "nearly_dependent_columns"
    ]
    assert len(findings) == pairs


def test_codes_that_were_found_when_reading_are_told_once() -> None:
    x = np.r_[np.linspace(1.0, 9.0, 30), [-999.0] * 3]
    problem = ds.LeastSquares(x, np.r_[2.0 * x[:30], 5.0, 6.0, 7.0])
    told = found(problem)["missing_codes"]
    problem.noticed = (told,)
    codes = [each.code for each in data_findings(problem, Spectrum.of(problem))]
    assert codes.count("missing_codes") == 1


# --- lack of fit ----------------------------------------------------------------------------------


def test_a_share_tells_if_it_is_most_and_not_by_chance() -> None:
    assert not _tells(0.5, 1, 1000, 1)
    assert _tells(0.51, 1, 1000, 1)
    # F(1, 10) is above 21.04 in one of a thousand data sets.
    just = 21.04 / (21.04 + 10)
    assert _tells(just + 0.002, 1, 11, 1)
    assert not _tells(just - 0.002, 1, 11, 1)
    assert not _tells(just + 0.002, 1, 11, 3)
    # F(2, 10) is above 14.91.
    both = 2 * 14.91 / (2 * 14.91 + 10)
    assert _tells(both + 0.002, 2, 12, 1)
    assert not _tells(both - 0.002, 2, 12, 1)
    assert _tells(1.0, 1, 11, 1)


@pytest.mark.parametrize("power", [2, 3])
def test_a_curve_is_told_with_its_share(power: int) -> None:
    rng = np.random.default_rng(3)
    x = np.linspace(-1.0, 2.0, 60)
    y = x**power + 0.01 * rng.normal(size=60)
    problem = ds.LeastSquares(np.column_stack([rng.normal(size=60), x]), y)
    finding = lack_of_fit(problem)
    assert finding is not None
    assert (finding.code, finding.columns) == ("curved_relation", ("x2",))
    share = float(finding.evidence.partition("explains ")[2].partition("%")[0])
    assert 98.0 < share <= 100.0


def test_a_row_is_told_with_its_place_and_target() -> None:
    rng = np.random.default_rng(4)
    x = rng.normal(size=30)
    y = 2 * x + 0.1 * rng.normal(size=30)
    y[11] = 50.0
    finding = lack_of_fit(ds.LeastSquares(x, y))
    assert finding is not None
    assert (finding.code, finding.columns) == ("outlying_row", ())
    assert finding.evidence.startswith("Row 12 alone, whose target is 50, accounts for 99.9905% of")
    assert lack_of_fit(ds.LeastSquares(x[:5], y[:5])) is None  # three rows to spare
    assert lack_of_fit(ds.LeastSquares(x, 2 * x + rng.normal(size=30))) is None
