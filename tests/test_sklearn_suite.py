"""scikit-learn's own tests of its estimators, from the installed package, with ours in place."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sampling import LONG

pytest.importorskip("sklearn")

HERE = Path(__file__).parent
# Of the others, most are of cross-validation and of classes, which do not use the estimator.
RIDGE = (
    "(test_ridge_regression or shapes_type or ridge_intercept or vs_lstsq or individual_penalties "
    "or test_solver_consistency or limits_ridge or raises_value_error or sparse_design "
    "or intercept_sparse or sag_with or weight_consistency or test_n_iter or dtype_match) "
    "and not (cv or classifier or array_api or custom_scoring)"
)
# These have no estimator of ours in them: several tasks, and the processes of a cross-validation.
NOT_OURS = "not (MultiTask or multitask or loky)"
# A search over a grid is one more cross-validation, and takes half of the time of its file.
if not LONG:
    NOT_OURS += " and not grid_search"
# The rest are of cross-validation, and of solvers and penalties that are left to scikit-learn.
LOGISTIC = (
    "(predict or inconsistent or class_weight or intercept or nan or consistency or multinomial "
    "or zero_max or warm or c_inf or fallback or penalty_none or deprecated or n_jobs or callback "
    "or max_iter or dtype or sample_weight or single_label or equivalence) "
    "and not (cv or liblinear or saga or array_api or string_inputs)"
)
# Modules, what is chosen of them, and the fewest tests that must pass: of all, of the sample.
SUITES = {
    "least squares": (["tests.test_base", "tests.test_ransac"], "not array_api", (90, 58)),
    "coordinate descent": (["tests.test_coordinate_descent"], NOT_OURS, (170, 70)),
    "Ridge": (["tests.test_ridge"], RIDGE, (450, 30)),
    "LogisticRegression": (["tests.test_logistic"], LOGISTIC, (40, 20)),
    "Poisson": (
        ["_glm.tests.test_glm"],
        "(PoissonRegressor or poisson) and not array_api",
        (50, 14),
    ),
}
# Tests that hold what is not promised here, with the reason.
NOT_PROMISED = {
    "test_inplace_data_preprocessing": "copy_X=False allows X to be overwritten; it never is",
    "test_enet_copy_X_False_check_input_False": "the same",
    "test_lasso_dual_gap": "compares two gaps that are rounding: the optimum is exact",
    "test_lasso_alpha_warning": "alpha=0 is solved exactly, and needs no warning",
    "test_enet_multitarget": "several targets are left to scikit-learn, which stops at tol: the "
    "exact weights of one target differ from its by 4e-3",
    "test_elasticnet_precompute_incorrect_gram": "a Gram matrix that is given is not used",
    "test_overridden_gram_matrix": "the same",
    "test_warm_start_convergence": "there is no iteration to start near its end",
    "test_enet_float_precision": "float32 is computed and returned in float64",
    "test_n_iter": "as test_warm_start_convergence",
    "test_dtype_match": "as test_enet_float_precision",
    "test_ridge_regression and not (hstacked or vstacked or unpenalized or sample or arguments "
    "or dtype or fail)": "holds solver_ to be what was asked for; it is what was used",
    "test_warm_start[ or test_max_iter or test_zero_max_iter or callback_fitted_estimator": "as "
    "test_warm_start_convergence",
    "test_elastic_net_l1_l2_equivalence and l2": "compares with saga, which stops at tol=0.01",
    "test_penalty_none or test_penalty_deprecated[LogisticRegression] or l1_ratio_None_deprecated "
    "or warns_with_n_jobs": "parameters on their way out work as ever, without a warning",
    "test_c_inf_no_warning": "the classes are separable, and a warning says so",
    "test_newton_cholesky_fallback_to_lbfgs": "the same",
    "test_enet_coordinate_descent_raises_convergence": "the exact solver converges from anywhere",
}


def chosen() -> str:
    """All suites, as one option -k of pytest: scikit-learn is imported once."""
    suites = []
    for modules, names, _ in SUITES.values():
        files = " or ".join(name.rpartition(".")[2] + ".py" for name in modules)
        suites.append(f"(({files}) and ({names}))")
    excluded = " or ".join(f"({names})" for names in NOT_PROMISED)
    return f"not ({excluded}) and ({' or '.join(suites)})"


@pytest.mark.slow
def test_scikit_learns_own_tests_pass(tmp_path: Path) -> None:
    modules = [f"sklearn.linear_model.{name}" for named, *_ in SUITES.values() for name in named]
    places = {"PYTHONPATH": os.pathsep.join([*filter(None, sys.path), str(HERE)])}
    done = subprocess.run(
        [
            sys.executable, "-m", "pytest", "-q", "-p", "as_sklearn",
            "-p", "no:cacheprovider", "-W", "ignore", "--pyargs", *modules, "-k", chosen(),
        ],
        capture_output=True, text=True, check=False, cwd=tmp_path, env=os.environ | places,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:]
    found = re.findall(r"^(test_\w+): (\d+) passed$", done.stdout, re.MULTILINE)
    passed = {f"tests.{module}": int(count) for module, count in found}
    for suite, (named, _, fewest) in SUITES.items():
        count = sum(passed[name.removeprefix("_glm.")] for name in named)
        assert count >= fewest[not LONG], (suite, passed)
