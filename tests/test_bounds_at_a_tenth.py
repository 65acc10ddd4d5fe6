"""Every constant of a bound is needed: at a tenth of it, data are at hand that violate the bound.

The data are those of the tests of bounds that are nearly met. Where the nearest error is but a
thirtieth of the bound, the constant is taken at a thirtieth.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pytest

import test_bound_hunts as hunts
import test_bounds as bounds
import test_bounds_of_pairs as pairs
import test_inverse_bounds as inverses
import test_minimum_norm_bounds as minimum_norms
import test_model_bounds as models
import test_optimum_bounds as optima
import test_quadratic as quadratics
import test_residual_bounds as residuals
from downslope.fitting import hypotheses
from downslope.numerics.gram import FEW_SLICES, SLICES, ExactGram
from downslope.solvers import (
    active_set,
    certificate,
    cholesky,
    exact,
    minimum_norm,
    newton,
    qr,
    quadratic,
    rational,
    row_data,
    row_sums,
)
from downslope.solvers import residuals as passes
from near_bounds import NEAR, TENTH, shrink

ONE = np.eye(1)
FLAT = np.array([[1.0, -0.9], [-0.9, 1.0]])


class Constant(NamedTuple):
    """A constant in the text of a function, and a test that it is needed by."""

    function: Callable[..., Any]
    before: str
    after: str
    test: Callable[..., None]
    given: tuple[Any, ...] = ()


CONSTANTS = [
    # Gram
    Constant(certificate.gram_rounding, "(depth +", "(0.08 * depth +",
             bounds.test_long_sums_that_round_one_way_come_near_the_depth),
    Constant(certificate.gram_rounding, "(depth + 8.0 * p + 8.0)", "0.03 * (depth + 8.0 * p + 8.0)",
             bounds.test_the_small_system_alone_comes_near_the_terms_of_p, (3, 2)),
    Constant(certificate.one_pass, "(np.abs(left", "(0.1 * np.abs(left",
             bounds.test_what_the_small_system_leaves_over_moves_a_weight_by_its_reach, (0,)),
    Constant(certificate.one_pass, "eta * size", "0.1 * eta * size",
             bounds.test_rounding_of_the_gram_matrix_moves_a_weight_by_the_sum_of_the_weights,
             (0,)),
    Constant(certificate.one_pass, "eta * size", "0.1 * eta * size",
             bounds.test_rounding_of_the_right_side_moves_a_weight_by_the_targets_length, (0,)),
    Constant(certificate.one_pass, "/ (1.0 - spread)", "",
             bounds.test_the_series_of_the_inverse_grows_by_one_minus_the_spread, ("one pass",)),
    Constant(cholesky._System.last_rounding, "(self.columns.p + 2.0)", "0.4",
             hunts.test_an_intercept_far_from_zero_comes_near_the_rounding_of_its_terms),
    Constant(cholesky._from_one_pass, "0.5 * lost", "0.05 * lost",
             residuals.test_the_rounding_of_a_gram_matrix_moves_the_residuals_by_half_of_it,
             (1.0,)),
    Constant(cholesky._from_one_pass, "1e-6", "1e-5",
             inverses.test_residuals_from_one_pass_are_certain_to_a_millionth, (2.0,)),
    # a second pass
    Constant(certificate.after_pass, "rest = eta", "rest = 0.1 * eta",
             bounds.test_a_correction_is_off_by_the_rounding_of_the_inverse, (0,)),
    Constant(certificate.after_pass, "+ gradient_rounding", "+ 0.1 * gradient_rounding",
             bounds.test_rounding_of_the_gradient_is_amplified_by_the_inverse, (0,)),
    Constant(certificate.after_pass, "(lengths, residual", "(0.1 * lengths, residual",
             bounds.test_rounding_of_the_residuals_is_amplified_by_the_length_of_a_row, (0,)),
    Constant(certificate.after_pass, "/ (1.0 - spread)", "",
             bounds.test_the_series_of_the_inverse_grows_by_one_minus_the_spread,
             ("after a pass",)),
    Constant(cholesky.FirstPass._residual_rounding, "(self.system.columns.p + 4.0)", "0.15",
             inverses.test_residuals_that_are_rounded_come_near_the_bound_of_their_norm),
    Constant(cholesky.FirstPass.corrected, "+ depth * UNIT", "+ 0.1 * depth * UNIT",
             inverses.test_long_sums_of_squares_that_round_one_way_come_near_the_depth),
    Constant(cholesky.FirstPass.corrected, "error=_relative(", "error=0.03 * _relative(",
             inverses.test_residuals_that_are_rounded_come_near_the_bound_of_their_norm),
    Constant(cholesky.FirstPass._error, "depth * UNIT", "0.1 * depth * UNIT",
             bounds.test_long_gradients_that_round_one_way_come_near_the_depth),
    # QR and SVD
    Constant(certificate.factor_rounding, "20.0", "2.0",
             bounds.test_a_factor_from_qr_comes_near_its_rounding, (1, TENTH)),
    Constant(certificate.refined, "core = step", "core = 0.1 * step",
             bounds.test_a_factor_off_by_epsilon_leaves_that_share_of_a_step, (0.4,)),
    Constant(certificate.refined, "(1.0 + epsilon)", "0.1",
             bounds.test_a_factor_off_by_epsilon_leaves_that_share_of_a_step, (0.4,)),
    Constant(certificate.refined, "core / (1.0 - epsilon)", "core",
             bounds.test_a_factor_off_by_epsilon_leaves_that_share_of_a_step, (0.4,)),
    Constant(certificate.refined, "/ smallest", "",
             bounds.test_rounding_of_a_refined_gradient_grows_with_the_smallest_singular_value,
             (4,)),
    Constant(qr._answer, "factor.epsilon * steps", "0.03 * factor.epsilon * steps",
             hunts.test_refined_weights_come_near_the_rounding_of_a_pass_or_of_the_factor,
             (2, 1e10)),
    Constant(qr._answer, "4.0 * UNIT", "0.4 * UNIT",
             inverses.test_the_last_digits_of_residual_norms_come_near_their_bound, ("qr",)),
    Constant(passes.pair_pass_rounding, "return PASS", "return 0.03 * PASS",
             pairs.test_a_pass_in_pairs_comes_near_its_rounding),
    # exact and rational
    Constant(certificate.pair_rounding, "(2.0 * p + 4.0)", "0.03 * (2.0 * p + 4.0)",
             pairs.test_a_factor_in_pairs_and_its_inverse_come_near_their_rounding),
    Constant(ExactGram.rounding, "self.n", "0.1 * self.n",
             hunts.test_the_rests_of_slices_come_near_the_rounding_of_a_row, (FEW_SLICES,)),
    Constant(ExactGram.rounding, "self.n", "0.1 * self.n",
             hunts.test_the_rests_of_slices_come_near_the_rounding_of_a_row, (SLICES,)),
    Constant(exact.UnitSystem.of, "float((wrong", "0.1 * float((wrong",
             pairs.test_rests_of_columns_about_their_means_come_near_their_rounding,
             (SLICES, False)),
    Constant(exact._from_means, "np.square(1.0 + share)", "0.1",
             pairs.test_rests_of_columns_about_their_means_come_near_their_rounding,
             (FEW_SLICES, True)),
    Constant(exact.UnitSystem.residual_norms, "2.0 * self.eta", "0.2 * self.eta",
             pairs.test_a_fit_that_is_exact_but_for_the_worst_rounding_leaves_nothing),
    Constant(exact._solve_system, "(reach, system.eta", "(reach, 0.1 * system.eta",
             residuals.test_the_worst_rounding_of_exact_products_meets_the_bound, (0.1,)),
    Constant(exact._solve_system, "4.0 * UNIT", "0.4 * UNIT",
             inverses.test_the_last_digits_of_residual_norms_come_near_their_bound, ("exact",)),
    Constant(rational.solve, "4.0 * UNIT", "0.4 * UNIT",
             inverses.test_the_last_digits_of_residual_norms_come_near_their_bound,
             ("rational",)),
    Constant(rational.solve, "2.0**-52", "2.0**-56",
             hunts.test_exact_weights_come_near_the_rounding_of_their_low_parts,
             ("rational", TENTH)),
    # (XᵀX)⁻¹ and F
    Constant(certificate.inverse_rounding, "epsilon = eta", "epsilon = 0.1 * eta",
             inverses.test_the_worst_rounding_of_a_gram_matrix_comes_near_the_bound_of_its_inverse),
    Constant(certificate.stored_inverse_rounding, "4.0 *", "0.4 *",
             inverses.test_the_last_digits_of_an_inverse_factor_come_near_their_bound,
             ("rational", 1, TENTH)),
    Constant(hypotheses._rounding, "(len(factor) + 4)", "0.2",
             inverses.test_hypotheses_about_a_line_near_the_data_come_near_their_bound,
             (10**9, "full", [[10**9 + 2, 1]], NEAR)),
    # beside dependent columns
    Constant(minimum_norm._determined, "(reach, system.eta", "(reach, 0.1 * system.eta",
             minimum_norms.test_the_worst_rounding_of_the_sums_meets_its_bound, (0.05, 2.0, 0.8)),
    Constant(minimum_norm._determined, "2.0 * np.multiply", "0.2 * np.multiply",
             minimum_norms.test_the_choice_of_the_kept_columns_is_paid_for_twice, (0.5,)),
    Constant(minimum_norm._determined, "2.0 * left", "0.2 * left",
             minimum_norms.test_a_column_that_is_nearly_dependent_takes_some_of_the_residual,
             (0.5,)),
    # Newton's method
    Constant(newton._proof, "wrong + 1.1", "0.1 * wrong + 1.1",
             optima.test_the_rounding_of_the_gradient_meets_its_bound, (ONE,)),
    Constant(newton._proof, "2 * sums.hessian", "0.2 * sums.hessian",
             optima.test_the_rounding_of_the_hessian_meets_its_bound, (FLAT, 1e-6)),
    Constant(newton._proof, "+ sums.curvature", "+ 0.1 * sums.curvature",
             optima.test_the_rounding_of_the_curvatures_meets_its_bound, (ONE, 1e-6)),
    Constant(newton._proof, "1.1 * (", "0.11 * (",
             optima.test_a_curvature_that_changes_on_the_way_meets_its_bound,
             ("poisson", 0.4, 0.1)),
    Constant(newton._optimum, "np.abs(low)", "0.1 * np.abs(low)",
             optima.test_what_the_last_rounding_removes_is_part_of_the_bound),
    Constant(newton._proof, "8 * size", "0.8 * size",
             optima.test_columns_within_8_roundings_of_each_other_have_no_inverse, (0.25,)),
    Constant(newton._optimum, "PAIR_ROUNDOFF", "0.1 * PAIR_ROUNDOFF",
             optima.test_a_weight_without_any_error_but_the_last_is_off_by_that),
    Constant(row_data._rounding, "1.01 * (p + 4)", "0.101 * (p + 4)",
             models.test_scores_that_are_large_come_near_their_rounding),
    Constant(row_data._rounding, "(sums.additions * pulls", "(0.1 * sums.additions * pulls",
             models.test_long_sums_that_round_one_way_come_near_the_additions),
    Constant(row_data._rounding, "16 * predictions", "0",
             models.test_scores_near_zero_come_near_the_rounding_of_predictions, ("poisson",)),
    Constant(row_data.with_penalty, "4 * UNIT_ROUNDOFF", "0.4 * UNIT_ROUNDOFF",
             models.test_a_scaled_gradient_and_a_penalty_come_near_their_last_roundings),
    Constant(row_data.with_penalty, "(sums.depth", "(0.1 * sums.depth",
             models.test_long_sums_of_squares_come_near_the_depth_of_a_hessian),
    Constant(row_data.with_penalty, "4 * problem.model.concordance", "0",
             models.test_a_score_that_is_rounded_moves_curvatures_within_30_of_their_bound),
    Constant(row_data.with_penalty, "lost = problem", "lost = 0.1 * problem",
             models.test_a_curvature_near_0_comes_near_its_lost_digits),
    Constant(row_data.with_penalty, "closest - score_error", "closest - 0.1 * score_error",
             models.test_a_kink_is_as_near_as_the_rounding_of_a_score_lets_it_be),
    Constant(row_sums.precise_gradient, "UNIT_ROUNDOFF *", "0.1 * UNIT_ROUNDOFF *",
             models.test_precise_gradients_far_from_the_minimum_come_near_their_last_rounding),
    Constant(row_sums.precise_gradient, "+ sums.merges", "",
             models.test_precise_sums_count_each_merge, (1000,)),
    # paths
    Constant(active_set._Support.__init__, "2 * rounding", "0.2 * rounding",
             optima.test_the_rounding_of_a_sparse_hessian_meets_its_bound, (FLAT, 1e-6)),
    Constant(active_set._Support.left, "1.1 *", "0.11 *",
             optima.test_the_rounding_of_a_sparse_hessian_meets_its_bound, (FLAT, 1e-6)),
    Constant(active_set._Support.left, "(off + 1.1", "(0.1 * off + 1.1",
             optima.test_the_rounding_of_a_sparse_gradient_meets_its_bound, (ONE,)),
    Constant(quadratic.Quadratic.gradients, "+ UNIT_ROUNDOFF", "+ 0.03 * UNIT_ROUNDOFF",
             quadratics.test_gradients_come_near_their_rounding, (False,)),
]  # fmt: skip


def told(constant: Constant) -> str:
    name = constant.function.__qualname__
    return f"{name}: {' '.join(constant.before.split())} for {constant.test.__name__[5:]}"


@pytest.mark.parametrize("constant", CONSTANTS, ids=told)
def test_a_constant_at_a_tenth_is_violated(
    constant: Constant, monkeypatch: pytest.MonkeyPatch
) -> None:
    shrink(monkeypatch, constant.function, constant.before, constant.after)
    with pytest.raises(AssertionError):
        constant.test(*constant.given)
