"""First steps of a fit of many rows: from samples, and from samples that mislead."""

from __future__ import annotations

import numpy as np
import pytest

from downslope.models import classes
from downslope.models.catalog import model_on
from downslope.models.classes import class_places
from downslope.models.score_model import ScoreModel
from downslope.solvers.newton import data_in_memory, minimize_data
from downslope.solvers.row_data import rows_in_memory

KINDS = ["logistic", "poisson", "huber", "softmax"]


def many_rows(name: str, weighted: bool = False) -> tuple[ScoreModel, np.ndarray | None]:
    rng = np.random.default_rng(5)
    X = rng.normal(size=(34_000, 2)) * [1.0, 30.0] + [0.0, 400.0]
    s = 0.5 * X[:, 0] - 0.02 * (X[:, 1] - 400)
    y = {
        "logistic": rng.uniform(size=len(X)) < 1 / (1 + np.exp(-s)),
        "poisson": rng.poisson(np.exp(s)),
        "softmax": np.digitize(s + rng.logistic(size=len(X)), [-1, 1]),
    }.get(name, s + rng.standard_t(3, size=len(X)))
    made = model_on(name, X, y, {})
    assert isinstance(made, ScoreModel)
    return made, rng.integers(0, 3, len(X)) * 1.0 if weighted else None


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("name", KINDS)
def test_a_sample_saves_passes_and_no_digits(name: str, weighted: bool) -> None:
    model, weights = many_rows(name, weighted)
    quick, has_optimum = data_in_memory(model, weights)
    assert has_optimum
    assert quick.guess is not None
    slow = rows_in_memory(model, weights)
    quick.wants_precise = slow.wants_precise = False
    found, other = minimize_data(quick), minimize_data(slow)
    assert found.proven
    assert other.proven
    assert (np.abs(found.weights - other.weights) <= found.bound + other.bound).all()
    assert found.steps < other.steps
    assert found.loss == pytest.approx(other.loss, rel=1e-12)
    spread = np.square(found.inverse_factor).sum(axis=1)
    np.testing.assert_allclose(spread, np.square(other.inverse_factor).sum(axis=1), rtol=1e-6)


@pytest.mark.parametrize("factor", [-1.0, 0.05, 1e3, np.nan])
@pytest.mark.parametrize("name", ["logistic", "poisson"])
def test_a_sample_that_misleads_costs_passes_and_no_digits(name: str, factor: float) -> None:
    model, _ = many_rows(name)
    data, _ = data_in_memory(model)
    near = data.near
    assert data.guess is not None
    data.guess = data.guess @ np.diag(np.sqrt(np.full(len(near), abs(factor))))
    if factor < 0:  # weights far away, beside a Hessian that does not belong to them
        data.near = near + 0.2 * np.array([1.0, -1.0, 1.0])
    sums = data.begin()[1]
    assert np.isfinite(sums.loss)
    assert sums.loss <= rows_in_memory(model).sums(data.near).loss
    data.wants_precise = False
    found = minimize_data(data)
    slow = rows_in_memory(model)
    slow.wants_precise = False
    other = minimize_data(slow)
    assert found.proven
    assert (np.abs(found.weights - other.weights) <= found.bound + other.bound).all()


@pytest.mark.parametrize("late", ["between", "last and longer than the others"])
def test_classes_that_only_late_rows_have(late: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classes, "SHOWN", 10)
    labels = ["no", "a"] * 20 + [late, "no"]
    for given in (np.array(labels), np.array(labels, dtype=object)):
        names, places = class_places(given, len(labels))
        assert names == tuple(sorted(set(labels)))
        assert [names[place] for place in places] == labels
    numbers = np.array([3.0, 1.0] * 20 + [2.0, 7.0, 0.0])
    names, places = class_places(numbers, len(numbers))
    assert names == (0.0, 1.0, 2.0, 3.0, 7.0)
    np.testing.assert_array_equal(np.array(names)[places], numbers)
