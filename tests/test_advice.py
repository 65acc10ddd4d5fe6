"""The advice follows n, d, the condition number, sparsity, memory and the accuracy wanted."""

from __future__ import annotations

import math

import pytest

from downslope.errors import OptionError
from downslope.fitting.solver_costs import Shape, advise, epochs_needed, lsmr_iterations
from downslope.solvers.textbook import TEXTBOOK_SOLVERS

GRID = [
    (n, d, kappa, density, accuracy)
    for n, d in [(2, 1), (100, 1), (10**6, 20), (50, 500), (10**5, 10**4)]
    for kappa in [1.0, 50.0, 1e7, 1e18, math.inf]
    for density in [1.0, 1e-3]
    for accuracy in [1e-2, 1e-9]
]


@pytest.mark.parametrize(("n", "d", "kappa", "density", "accuracy"), GRID)
def test_every_shape_has_an_advice(
    n: int, d: int, kappa: float, density: float, accuracy: float
) -> None:
    advice = advise(n, d, kappa, density, accuracy)
    assert {cost.solver for cost in advice.costs} == {solver.name for solver in TEXTBOOK_SOLVERS}
    assert advice.solver == advice.costs[0].solver != "sgd"
    assert advice.solver in advice.sentence
    assert all(cost.seconds > 0 and cost.bytes > 0 for cost in advice.costs)
    reaching = [cost for cost in advice.costs if cost.error <= accuracy]
    if reaching:
        assert advice.cost(advice.solver) == min(reaching, key=lambda cost: cost.seconds)


def test_many_rows_and_few_columns_take_the_normal_equations() -> None:
    advice = advise(1_000_000, 20, 30.0)
    assert advice.solver == "normal-equations"
    assert "one pass" in advice.sentence


def test_squaring_the_condition_number_is_what_rules_them_out() -> None:
    before, after = advise(100, 5, 1e4), advise(100, 5, 1e6)
    assert (before.solver, after.solver) == ("normal-equations", "qr")
    assert after.cost("normal-equations").error == pytest.approx(2.0**-53 * 1e12)
    assert after.cost("qr").error == pytest.approx(2.0**-53 * 1e6)
    assert advise(100, 5, 1e6, accuracy=1e-3).solver == "normal-equations"


def test_columns_of_different_scale_do_not_rule_them_out() -> None:
    """Cholesky does not mind the units of a column; only loops do."""
    assert advise(100, 5, 1e8, scaled_condition_number=10.0).solver == "normal-equations"


def test_dependent_columns_need_the_minimum_norm() -> None:
    for advice in (advise(100, 5, 3.0, rank=5), advise(100, 5, math.inf), advise(50, 80, 20.0)):
        assert advice.solver in ("pinv", "lsmr", "gradient-descent")
        assert advice.cost("qr").error == advice.cost("normal-equations").error == math.inf
    assert "depend on each other" in advise(100, 5, math.inf).sentence


def test_many_columns_at_right_angles_take_a_few_iterations() -> None:
    advice = advise(2_000, 1_000, 1.1)
    assert advice.solver in ("lsmr", "gradient-descent")
    assert advice.cost(advice.solver).iterations < 20
    assert advise(2_000, 1_000, 1e3).solver == "normal-equations"


def test_sparse_columns_are_not_filled_in() -> None:
    advice = advise(1_000_000, 20_000, 20.0, density=1e-4)
    assert advice.solver == "lsmr"
    assert advice.cost("qr").seconds > 1e3 * advice.cost("lsmr").seconds


def test_memory_that_is_short_rules_out_copies() -> None:
    free = advise(100_000, 200, 1e7)
    assert free.solver == "qr"
    assert advise(100_000, 200, 1e7, memory=1e6).solver not in ("qr", "pinv")
    starved = advise(100_000, 200, 1e7, memory=1.0)
    assert "No solver fits in 1 byte" in starved.sentence


def test_nothing_reaches_what_float64_cannot_hold() -> None:
    advice = advise(1_000, 5, 1e15)
    assert advice.cost(advice.solver).error > 1e-6
    assert "downslope fit" in advice.sentence


def test_iterations_grow_with_the_condition_number_and_epochs_with_its_square() -> None:
    assert epochs_needed(1.0, 1e-6) == 1
    assert epochs_needed(1e3, 1e-6) / epochs_needed(10.0, 1e-6) == pytest.approx(1e4, rel=1.0)
    wide = [Shape(10**6, 10**5, k, k, 1.0, 1e-6, False) for k in (10.0, 1e3)]
    few, many = (lsmr_iterations(shape) for shape in wide)
    assert many / few == pytest.approx(100, rel=0.5)


def test_costs_grow_with_the_data() -> None:
    small, large = advise(1_000, 10, 5.0), advise(1_000_000, 10, 5.0)
    for solver in TEXTBOOK_SOLVERS:
        assert large.cost(solver.name).seconds > 20 * small.cost(solver.name).seconds


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"n": 0}, "n=0 rows"),
        ({"d": 0}, "d=0 features"),
        ({"condition_number": 0.5}, "1 or more"),
        ({"condition_number": math.nan}, "1 or more"),
        ({"density": 0.0}, "density=0"),
        ({"density": 2.0}, "density=2"),
        ({"accuracy": 0.0}, "accuracy=0"),
        ({"accuracy": 1.0}, "accuracy=1"),
        ({"memory": 0.0}, "memory=0"),
    ],
)
def test_what_cannot_be_used(arguments: dict[str, float], message: str) -> None:
    given = {"n": 10, "d": 2, "condition_number": 3.0} | arguments
    with pytest.raises(OptionError, match=message):
        advise(**given)  # type: ignore[arg-type]
