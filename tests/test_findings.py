"""What in the data makes training slow: each finding where it belongs, and not a step beyond."""

from __future__ import annotations

import numpy as np
import pytest

import downslope as ds
from downslope.findings import Finding

ROWS = 200


def found(
    X: np.ndarray, names: str = "", y: np.ndarray | None = None, **options: bool
) -> dict[str, Finding]:
    """Findings by code, of columns with these one-letter or spaced names."""
    target = np.random.default_rng(9).normal(size=len(X)) if y is None else y
    problem = ds.LeastSquares(X, target, names=names.split() or None, **options)
    report = ds.diagnose(problem)
    assert len({each.code for each in report.obstacles}) == len(report.obstacles)
    return {each.code: each for each in report.obstacles}


@pytest.fixture
def columns() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return tuple(np.random.default_rng(5).normal(size=(3, ROWS)))  # type: ignore[return-value]


@pytest.mark.parametrize("seed", range(20))
def test_clean_data_have_none(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n, d = int(rng.integers(30, 1000)), int(rng.integers(1, 9))
    mixed = rng.normal(size=(n, d)) @ (np.eye(d) + 0.3 * rng.normal(size=(d, d)))
    for X in (mixed, rng.uniform(-2, 5, (n, d)), rng.integers(0, 2, (n, d)) - 0.5):
        assert found(np.asarray(X, dtype=float)) == {}


def test_a_duplicate_of_two_values_is_named() -> None:
    """Standardized, half of such a column is 1, and half −1: none is above 1."""
    a = np.tile([0.0, 1.0], 20)
    assert found(np.column_stack([a, 2 * a]), "a b")["dependent_columns"].columns == ("a", "b")


def test_a_duplicate_is_named(columns: tuple[np.ndarray, ...]) -> None:
    a, b, _ = columns
    finding = found(np.column_stack([a, b, a]), "a b c")["dependent_columns"]
    assert finding.columns == ("a", "c")
    assert finding.evidence.startswith("'c' = 'a', up to rounding: ")
    assert "'a', 'c'" in finding.fix


@pytest.mark.parametrize(
    ("make", "names", "involved", "relation"),
    [
        (lambda a, b, c: [a, b, -a], "a b c", ("a", "c"), "'c' = −'a', "),
        (lambda a, b, c: [a, b, 2 * a + 3], "a b c", ("a", "c"), "'c' = 2·'a' + 3, "),
        (
            lambda a, b, c: [a, b, a + b, c],
            "a b total z",
            ("a", "b", "total"),
            "'total' = 'a' + 'b', ",
        ),
        (lambda a, b, c: [a, 1e9 * a, b], "a nano b", ("a", "nano"), "'nano' = 1e+09·'a', "),
        (lambda a, b, c: [20 + 5 * a, b, 68 + 9 * a], "C w F", ("C", "F"), "'F' = 1.8·'C' + 32, "),
        (
            lambda a, b, c: [a, b, 100 - a - b],
            "p q rest",
            ("p", "q", "rest"),
            "'rest' = −'p' − 'q' + 100, ",
        ),
    ],
)
def test_the_relation_is_the_right_one(make, names, involved, relation, columns) -> None:  # type: ignore[no-untyped-def]
    finding = found(np.column_stack(make(*columns)), names)["dependent_columns"]
    assert finding.columns == involved
    assert finding.evidence.startswith(relation)


def test_dummies_of_every_category_beside_an_intercept(columns: tuple[np.ndarray, ...]) -> None:
    colours = np.eye(3)[np.random.default_rng(0).integers(0, 3, ROWS)]
    X = np.column_stack([colours, columns[0]])
    finding = found(X, "red green blue size")["dependent_columns"]
    assert finding.columns == ("red", "green", "blue")
    assert finding.evidence.startswith("'blue' = −'red' − 'green' + 1, ")
    assert found(X, "red green blue size", intercept=False) == {}


def test_two_relations_are_not_mixed_up(columns: tuple[np.ndarray, ...]) -> None:
    a, b, _ = columns
    problem = ds.LeastSquares(np.column_stack([a, b, 3 * a, b - 1]), a, names=["a", "b", "c", "d"])
    evidence = [each.evidence.split(",")[0] for each in ds.diagnose(problem).obstacles[:2]]
    assert evidence == ["'c' = 3·'a'", "'d' = 'b' − 1"]


@pytest.mark.parametrize("loss", ["mse", "sse"])
def test_relations_survive_a_summary(loss: str, columns: tuple[np.ndarray, ...]) -> None:
    a, b, _ = columns
    summary = ds.Summary.from_rows(np.column_stack([a, b, a + b]), a)
    finding = ds.diagnose(ds.LeastSquares.from_summary(summary, loss=loss)).obstacles[0]
    assert finding.evidence.startswith("'x3' = 'x1' + 'x2', ")


def test_nearly_dependent_and_just_not(columns: tuple[np.ndarray, ...]) -> None:
    a, b, _ = columns
    near = found(np.column_stack([a, a + 1e-6 * b]), "a c")
    assert near["nearly_dependent_columns"].evidence.startswith("'c' ≈ 'a': ")
    assert set(near) == {"nearly_dependent_columns"}
    assert found(np.column_stack([a, a + 1e-4 * b]), "a c") == {}


def test_fit_and_diagnose_say_the_same_of_the_same_columns(
    columns: tuple[np.ndarray, ...],
) -> None:
    a, b, _ = columns
    for X in (np.column_stack([a, b, 2 * a + 3]), np.column_stack([a, a + 1e-6 * b])):
        diagnosed, *_ = ds.diagnose(ds.LeastSquares(X, a + b)).obstacles
        (fitted,) = ds.solve(X, a + b).findings
        assert fitted.code == diagnosed.code
        assert set(fitted.columns) == set(diagnosed.columns)
        told, said = (each.evidence.partition(": ")[2] for each in (fitted, diagnosed))
        assert told == said != ""


@pytest.mark.parametrize(
    ("ratio", "said"), [(25.0, False), (36.0, True), (1e6, True), (0.02, True)]
)
def test_scale_ratio(ratio: float, said: bool, columns: tuple[np.ndarray, ...]) -> None:
    a, b, _ = columns
    findings = found(np.column_stack([a / a.std(), ratio * b / b.std()]), "a b")
    assert ("scale_ratio" in findings) == said
    if said:
        assert findings["scale_ratio"].columns == (("b", "a") if ratio > 1 else ("a", "b"))


def test_one_column_of_another_scale_than_the_intercept(columns: tuple[np.ndarray, ...]) -> None:
    assert found(1e-3 * columns[0][:, None], "a")["scale_ratio"].columns == ("a", "intercept")
    assert found(1e-3 * columns[0][:, None], "a", intercept=False) == {}


@pytest.mark.parametrize(("shift", "said"), [(0.8, False), (1.3, True), (-50.0, True)])
def test_uncentred(shift: float, said: bool, columns: tuple[np.ndarray, ...]) -> None:
    a, b, _ = columns
    X = np.column_stack([(a - a.mean()) / a.std() + shift, b])
    assert set(found(X, "a b")) == ({"uncentred_column"} if said else set())
    assert "uncentred_column" not in found(X, "a b", intercept=False)


def test_near_constant_and_just_not(columns: tuple[np.ndarray, ...]) -> None:
    a, b, _ = columns
    assert set(found(np.column_stack([1e8 + a, b]), "a b")) == {"near_constant_column"}
    assert set(found(np.column_stack([1e5 + a, b]), "a b")) == {"uncentred_column"}


@pytest.mark.parametrize("value", [3.0, 0.1, -1e9, 1.7e9])
def test_constant(value: float, columns: tuple[np.ndarray, ...]) -> None:
    X = np.column_stack([np.full(ROWS, value), columns[0]])
    findings = found(X, "k a")
    assert set(findings) == {"constant_column"}
    assert findings["constant_column"].columns == ("k", "intercept")


def test_a_constant_column_is_an_intercept_where_there_is_none(
    columns: tuple[np.ndarray, ...],
) -> None:
    X = np.column_stack([np.full(ROWS, 3.0), columns[0]])
    assert found(X, "k a", intercept=False) == {}
    X[:, 0] = 0
    assert set(found(X, "k a", intercept=False)) == {"constant_column"}


@pytest.mark.parametrize(("value", "said"), [(10.0, False), (20.0, True), (1e6, True)])
def test_an_outlier_that_carries_the_curvature(
    value: float, said: bool, columns: tuple[np.ndarray, ...]
) -> None:
    a, b, _ = columns
    X = np.column_stack([a, b])
    X[17, 0] = value
    finding = found(X, "a b").get("outlier_carries_curvature")
    assert (finding is not None) == said
    if finding is not None:
        X_b = np.column_stack([X, np.ones(ROWS)])
        top = np.linalg.eigvalsh(X_b.T @ X_b)[-1]
        rest = np.delete(X_b, 17, axis=0)
        times = top / np.linalg.eigvalsh(rest.T @ rest)[-1]
        shown = float(finding.evidence.split("would be ")[1].split(" times")[0].replace(",", ""))
        assert finding.columns == ("a",)
        assert "Row 18 " in finding.evidence
        assert shown == pytest.approx(times, rel=0.2)


@pytest.mark.parametrize(("size", "said"), [(4e5, False), (3e6, True)])
def test_huge_target(size: float, said: bool, columns: tuple[np.ndarray, ...]) -> None:
    a, b, _ = columns
    assert set(found(a[:, None], "a", y=size * (1 + 0.3 * b))) == (
        {"huge_target"} if said else set()
    )


@pytest.mark.parametrize(
    ("rows", "d", "said", "fix"),
    [
        (3, 6, True, "Add rows, or keep at most 2 columns."),
        (6, 6, True, "Add rows, or keep at most 5 columns."),
        (7, 6, False, ""),
        (1, 1, True, "Add rows."),
    ],
)
def test_fewer_rows_than_weights(rows: int, d: int, said: bool, fix: str) -> None:
    X = np.random.default_rng(0).normal(size=(rows, d))
    finding = found(X).get("fewer_rows_than_weights")
    assert (finding is not None) == said
    if finding is not None:
        assert finding.fix == fix
        assert f"more than {rows} row{'s' * (rows > 1)} can determine" in finding.evidence


def test_fit_and_diagnose_say_the_same_of_the_same_data() -> None:
    rng = np.random.default_rng(0)
    few = rng.normal(size=(3, 3))
    flat = np.column_stack([rng.normal(size=20), np.full(20, 4.25), np.zeros(20)])
    for X, codes in ((few, {"fewer_rows_than_weights"}), (flat, {"constant_column"})):
        y = rng.normal(size=len(X))
        fitted = [f for f in ds.solve(X, y).findings if f.code in codes]
        diagnosed = [f for f in ds.diagnose(ds.LeastSquares(X, y)).obstacles if f.code in codes]
        assert fitted == diagnosed
        assert fitted


@pytest.mark.parametrize(("n", "intercept", "most"), [(3, True, 2), (3, False, 3), (2, True, 1)])
def test_as_many_columns_as_it_says_are_determined(n: int, intercept: bool, most: int) -> None:
    X = np.random.default_rng(n).normal(size=(n, 5))
    finding = ds.solve(X, np.arange(n), intercept=intercept).findings[0]
    assert finding.fix == f"Add rows, or keep at most {most} column{'s' * (most > 1)}."
    assert ds.solve(X[:, :most], np.arange(n), intercept=intercept).rank == most + intercept
    # With one more they are not.
    codes = [f.code for f in ds.solve(X[:, : most + 1], np.arange(n), intercept=intercept).findings]
    assert "fewer_rows_than_weights" in codes
