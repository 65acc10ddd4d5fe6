"""The cost model of the solvers against the table that it states, and its limits."""

from __future__ import annotations

import math

import numpy as np
import pytest

from downslope.errors import OptionError
from downslope.fitting.solver_costs import (
    CACHE_BANDWIDTH,
    CACHE_BYTES,
    DENSE_FLOPS,
    HALF_RATE_COLUMNS,
    MEMORY_BANDWIDTH,
    SPARSE_FLOPS,
    Cost,
    Shape,
    advise,
    epochs_needed,
    estimates,
    lsmr_iterations,
)
from exact_rational import exact_weights

U = 2.0**-53


def shape(n: int, p: int, kappa: float = 10.0, **given: float) -> Shape:
    """A dense shape without dependent columns, unless something else is given."""
    whole = {"scaled": kappa, "density": 1.0, "accuracy": 1e-6, "dependent": False} | given
    return Shape(n, p, kappa, whole["scaled"], whole["density"], whole["accuracy"],
                 bool(whole["dependent"]))  # fmt: skip


def costs(some: Shape) -> dict[str, Cost]:
    return {cost.solver: cost for cost in estimates(some)}


@pytest.mark.parametrize(("n", "growth"), [(50, 1.0), (100, 1.0), (400, 2.0), (10_000, 10.0)])
def test_errors_and_memory_are_those_of_the_table(n: int, growth: float) -> None:
    p, kappa, scaled = 20, 1e4, 1e3
    found = costs(shape(n, p, kappa, scaled=scaled))
    v = U * growth
    errors = {name: cost.error for name, cost in found.items()}
    assert errors == pytest.approx({
        "normal-equations": scaled**2 * v, "qr": scaled * v, "pinv": kappa * U,
        "lsmr": 1e-6, "gradient-descent": 1e-6, "sgd": math.inf,
    })  # fmt: skip
    room = {name: cost.bytes / 8 for name, cost in found.items()}
    assert room == {
        "normal-equations": 2 * p**2, "qr": 4 * n * p, "pinv": 6 * n * p,
        "lsmr": 4 * (n + 2 * p), "gradient-descent": 5 * n, "sgd": 5 * n,
    }  # fmt: skip
    assert costs(shape(n, p, density=0.5))["gradient-descent"].bytes == 8 * n * (5 + p)


def solved(solver: str, Z: np.ndarray, y: np.ndarray) -> np.ndarray:
    if solver == "normal-equations":
        return np.linalg.solve(Z.T @ Z, Z.T @ y)
    if solver == "qr":
        Q, R = np.linalg.qr(Z)
        return np.linalg.solve(R, Q.T @ y)
    return np.linalg.pinv(Z, rcond=1e-14) @ y


@pytest.mark.parametrize("kappa", [1e2, 1e4, 1e6])
@pytest.mark.parametrize("solver", ["normal-equations", "qr", "pinv"])
def test_errors_are_about_those_of_numpys_solutions(solver: str, kappa: float) -> None:
    """Of the worst of some fits with small residuals, in the length of the weights."""
    rng, worst = np.random.default_rng(0), 0.0
    for _ in range(20):
        left, _ = np.linalg.qr(rng.normal(size=(60, 4)))
        right, _ = np.linalg.qr(rng.normal(size=(4, 4)))
        Z = left * np.geomspace(1.0, 1.0 / kappa, 4) @ right
        y = Z @ rng.normal(size=4)
        truth = np.array([*map(float, exact_weights(Z, y, intercept=False))])
        off = np.linalg.norm(solved(solver, Z, y) - truth) / np.linalg.norm(truth)
        worst = max(worst, off)
    told = costs(shape(60, 4, kappa, scaled=kappa))[solver].error
    assert told / 30 <= worst <= 30 * told


def test_direct_solvers_take_the_time_of_their_work() -> None:
    n, p = 100_000, 1000
    found = costs(shape(n, p))
    rate = DENSE_FLOPS * p / (p + HALF_RATE_COLUMNS)
    read = 8 * n * p / MEMORY_BANDWIDTH
    normal = (n * p**2 + p**3 / 3) / rate + 2 * read
    assert found["normal-equations"].seconds == pytest.approx(normal, rel=1e-3)
    panels = 32 * read  # each panel of 32 columns is read once for each of them
    assert found["qr"].seconds == pytest.approx(4 * n * p**2 / rate + 2 * panels, rel=1e-3)
    pinv = (8 * n * p**2 + 20 * p**3) / rate + 3 * panels
    assert found["pinv"].seconds == pytest.approx(pinv, rel=1e-3)
    wide = costs(shape(p, n))["pinv"]
    assert wide.seconds == pytest.approx(pinv, rel=1e-3)  # as much as of the transpose


def test_sparse_products_count_what_is_stored() -> None:
    n, p, density = 200_000, 2000, 0.01
    found = costs(shape(n, p, density=density))
    product = 2 * density * n * p / SPARSE_FLOPS
    lsmr = found["lsmr"]
    vectors = 80 * (n + p) / MEMORY_BANDWIDTH
    assert lsmr.seconds / lsmr.iterations == pytest.approx(2 * product + vectors, rel=0.02)
    gram = 2 * n * (density * p) ** 2 / SPARSE_FLOPS + 32 * p**2 / MEMORY_BANDWIDTH
    rate = DENSE_FLOPS * p / (p + HALF_RATE_COLUMNS)
    assert found["normal-equations"].seconds == pytest.approx(gram + p**3 / 3 / rate, rel=1e-3)
    filled = 16 * n * p / MEMORY_BANDWIDTH
    dense = costs(shape(n, p))
    assert found["qr"].seconds - dense["qr"].seconds == pytest.approx(filled)
    assert found["pinv"].seconds - dense["pinv"].seconds == pytest.approx(filled)
    epochs = found["gradient-descent"].seconds - dense["gradient-descent"].seconds
    assert epochs == pytest.approx(filled)


def test_what_fits_in_the_cache_is_read_from_there() -> None:
    each = {}
    for n in (1000, 10_000):  # of 100 columns: 0.8 and 8 MB
        some = costs(shape(n, 100))["gradient-descent"]
        each[n] = some.seconds / (some.iterations + 1) - 12e-6 - 40 * n / CACHE_BANDWIDTH
        assert each[n] == pytest.approx(2 * 8 * n * 100 / CACHE_BANDWIDTH, rel=0.01)
    large = costs(shape(100_000, 100))["gradient-descent"]
    assert CACHE_BYTES < 8e7
    seconds = 2 * 8e7 / MEMORY_BANDWIDTH + 4e6 / CACHE_BANDWIDTH
    assert large.seconds / (large.iterations + 1) == pytest.approx(seconds, rel=0.01)
    assert (
        costs(shape(500, 5))["sgd"].seconds == 3 * costs(shape(500, 5))["gradient-descent"].seconds
    )


@pytest.mark.parametrize("kappa", [2.0, 30.0, 1e3])
def test_iterations_are_those_of_the_textbook_bounds(kappa: float) -> None:
    for accuracy in (1e-3, 1e-8):
        ratio = (kappa**2 - 1) / (kappa**2 + 1)
        t = epochs_needed(kappa, accuracy)
        assert ratio**t <= accuracy / kappa**2 < ratio ** (t - 1)
    p = 10**6  # so many that they do not end the iterations
    k = lsmr_iterations(shape(2 * p, p, kappa))
    kept, wanted = (kappa - 1) / (kappa + 1), 1e-6 / (2 * kappa * math.sqrt(p))
    assert kept**k <= wanted < kept ** (k - 1)
    few = lsmr_iterations(shape(10**6, 10, 1e6))
    assert few == pytest.approx(10 * (1 + 0.7 * 6))  # about p, and with rounding a few times p
    more = lsmr_iterations(shape(10**6, 40, 1e6))
    assert more == pytest.approx(40 * (1 + 0.7 * 6) * 2.0)
    assert epochs_needed(1.0, 1e-6) == 1.0
    assert lsmr_iterations(shape(100, 10, 1.0)) == 2.0


def test_what_no_iteration_reaches_has_no_answer() -> None:
    reached = costs(shape(1000, 4, 1e4, accuracy=1e-6))
    assert reached["lsmr"].error == reached["gradient-descent"].error == 1e-6
    finer = costs(shape(1000, 4, 4e4, accuracy=1e-6))  # 1e-6/κ² < 1e-15
    assert (finer["lsmr"].error, finer["gradient-descent"].error) == (1e-6, math.inf)
    finest = costs(shape(1000, 4, 1e9, accuracy=1e-6))  # 1e-6/(κ √p) < 1e-15
    assert finest["lsmr"].error == math.inf
    dependent = costs(shape(1000, 4, 10.0, dependent=True))
    assert dependent["normal-equations"].error == dependent["qr"].error == math.inf
    assert dependent["pinv"].error == 10.0 * U


def test_the_fastest_of_those_that_fit_and_reach_is_advised() -> None:
    found = advise(1000, 9, 10.0)
    order = list(found.costs)
    reaching = [cost for cost in order if cost.error <= 1e-6]
    assert found.solver == order[0].solver
    assert [c.seconds for c in reaching] == sorted(c.seconds for c in reaching)
    assert order[: len(reaching)] == reaching
    tight = advise(1000, 9, 10.0, memory=1700.0)
    assert (tight.solver, tight.costs[0].bytes) == ("normal-equations", 1600.0)
    none = advise(1000, 9, 10.0, memory=1500.0)
    assert none.sentence.startswith("No solver fits in")
    best = advise(1000, 9, 1e12, accuracy=1e-9)
    assert "comes closest" in best.sentence
    assert best.costs[0].error == min(cost.error for cost in best.costs)


def test_dependent_columns_and_unknown_conditions() -> None:
    wide = advise(5, 9, 10.0)
    assert wide.cost("qr").error == math.inf
    assert advise(10, 9, 10.0).cost("qr").error < math.inf  # as many rows as weights
    assert advise(50, 9, 10.0, rank=9).cost("qr").error == math.inf
    assert advise(50, 9, 10.0, rank=10).cost("qr").error < math.inf
    unknown = advise(50, 9, math.inf)
    assert unknown.cost("pinv").error == 1e9 * U
    assert advise(50, 9, 1e300).cost("pinv").error == 1e20 * U
    scaled = advise(50, 9, 1e6, scaled_condition_number=0.5)
    assert scaled.cost("qr").error == U
    assert scaled.cost("pinv").error == 1e6 * U
    ignored = advise(50, 9, math.inf, scaled_condition_number=2.0)
    assert ignored.cost("qr").error == math.inf


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"n": 0}, "n=0 rows"),
        ({"d": 0}, "d=0 features"),
        ({"condition_number": 0.99}, "condition_number=0.99"),
        ({"condition_number": math.nan}, "condition_number=nan"),
        ({"density": 0.0}, "density=0 "),
        ({"density": 1.01}, "density=1.01"),
        ({"accuracy": 0.0}, "accuracy=0 "),
        ({"accuracy": 1.0}, "accuracy=1 "),
        ({"memory": 0.0}, "memory=0 "),
    ],
)
def test_what_cannot_be_advised_on(given: dict, says: str) -> None:
    usable = {"n": 1, "d": 1, "condition_number": 1.0, "density": 1.0, "accuracy": 0.5,
              "memory": 1.0}  # fmt: skip
    assert advise(**usable)
    with pytest.raises(OptionError, match=says):
        advise(**(usable | given))
