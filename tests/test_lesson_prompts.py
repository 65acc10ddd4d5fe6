"""The three graded prompts: full answers, rubrics, and a derivation of which every step is right.

The steps are checked by algebra (SymPy, on three rows and two weights with symbols for all
numbers), and the result against finite differences.
"""

from __future__ import annotations

import re

import numpy as np
import pytest
import sympy as sp

import downslope as ds
from downslope.datasets import lesson_line
from downslope.lessons import prompts

ROWS, WEIGHTS = 3, 2
X = sp.Matrix(ROWS, WEIGHTS, lambda i, k: sp.Symbol(f"X{i}{k}"))
Y = sp.Matrix(ROWS, 1, lambda i, _: sp.Symbol(f"y{i}"))
W = sp.Matrix(WEIGHTS, 1, lambda k, _: sp.Symbol(f"w{k}"))
N = sp.Integer(ROWS)
PREDICTED = X * W
R = sp.Matrix([sum(X[i, k] * W[k] for k in range(WEIGHTS)) - Y[i] for i in range(ROWS)])
LOSS = ((PREDICTED - Y).T * (PREDICTED - Y))[0] / N
GRADIENT = [sp.diff(LOSS, W[j]) for j in range(WEIGHTS)]


def per_weight(right: object) -> list[object]:
    """The gradient's entries beside another way to write them."""
    return [(GRADIENT[j], right(j)) for j in range(WEIGHTS)]  # type: ignore[operator]


STEPS = {
    "L = (1/n) · Σᵢ (ŷᵢ − yᵢ)²": [
        (LOSS, sum((PREDICTED[i] - Y[i]) ** 2 for i in range(ROWS)) / N)
    ],
    "L = (1/n) · Σᵢ (Σₖ Xᵢₖ wₖ − yᵢ)²": [
        (LOSS, sum((sum(X[i, k] * W[k] for k in range(WEIGHTS)) - Y[i]) ** 2
                   for i in range(ROWS)) / N)
    ],
    "rᵢ = Σₖ Xᵢₖ wₖ − yᵢ        L = (1/n) · Σᵢ rᵢ²": [
        (LOSS, sum(R[i] ** 2 for i in range(ROWS)) / N)
    ],
    "∂L/∂wⱼ = (1/n) · Σᵢ ∂(rᵢ²)/∂wⱼ": per_weight(
        lambda j: sum(sp.diff(R[i] ** 2, W[j]) for i in range(ROWS)) / N
    ),
    "∂L/∂wⱼ = (1/n) · Σᵢ 2 rᵢ · ∂rᵢ/∂wⱼ": per_weight(
        lambda j: sum(2 * R[i] * sp.diff(R[i], W[j]) for i in range(ROWS)) / N
    ),
    "∂rᵢ/∂wⱼ = Xᵢⱼ": [
        (sp.diff(R[i], W[j]), X[i, j]) for i in range(ROWS) for j in range(WEIGHTS)
    ],
    "∂L/∂wⱼ = (2/n) · Σᵢ Xᵢⱼ rᵢ": per_weight(
        lambda j: 2 / N * sum(X[i, j] * R[i] for i in range(ROWS))
    ),
    "∂L/∂wⱼ = (2/n) · Σᵢ (Xᵀ)ⱼᵢ rᵢ = (2/n) · (Xᵀ r)ⱼ": [
        *per_weight(lambda j: 2 / N * sum(X.T[j, i] * R[i] for i in range(ROWS))),
        *per_weight(lambda j: 2 / N * (X.T * R)[j]),
    ],
    "∇L = (2/n) · Xᵀ(Xw − y)": per_weight(lambda j: (2 / N * X.T * (X * W - Y))[j]),
}  # fmt: skip


def derivation() -> list[str]:
    answer = prompts.prompt("gradient").answer
    return [block.strip() for block in re.findall(r"```derivation\n(.*?)```", answer, re.DOTALL)]


def test_every_step_of_the_answer_is_checked() -> None:
    assert derivation() == list(STEPS)


@pytest.mark.parametrize("step", derivation())
def test_a_step_of_the_derivation(step: str) -> None:
    for left, right in STEPS[step]:
        assert sp.expand(left - right) == 0  # type: ignore[operator]


def test_a_wrong_step_would_be_seen() -> None:
    forgotten = 1 / N * (X.T * R)[0]
    assert sp.expand(GRADIENT[0] - forgotten) != 0


def test_the_hessian_of_the_answer() -> None:
    assert "`(2/n) Xᵀ X`" in prompts.prompt("gradient").answer
    hessian = sp.hessian(LOSS, list(W))
    assert sp.expand(hessian - 2 / N * X.T * X) == sp.zeros(WEIGHTS, WEIGHTS)


@pytest.mark.parametrize("seed", range(5))
def test_the_result_against_finite_differences(seed: int) -> None:
    line = lesson_line(seed=seed)
    problem = ds.LeastSquares(line.x, line.y)
    residuals = problem.X_b @ line.start - line.y
    by_formula = 2 / len(line.y) * problem.X_b.T @ residuals
    nudge = 1e-5
    by_nudging = [
        (problem.loss(line.start + step) - problem.loss(line.start - step)) / (2 * nudge)
        for step in nudge * np.eye(2)
    ]
    # A quadratic has no third derivative: only rounding of the loss, over the nudge, is left.
    rounding = 1e-16 * problem.loss(line.start) / nudge
    assert by_nudging == pytest.approx(by_formula, abs=100 * rounding)
    assert problem.gradient(line.start) == pytest.approx(by_formula, rel=1e-12)


@pytest.mark.parametrize("each", prompts.prompts(), ids=lambda each: each.id)
def test_a_prompt_is_whole(each: prompts.GradedPrompt) -> None:
    assert each.worth == sum(point.worth for point in each.rubric) == 10
    assert len(each.rubric) >= 5
    assert {level.id for level in each.levels} == {"newcomer", "practitioner", "theorist"}
    assert all(point.claim.endswith(".") and point.verify for point in each.rubric)
    assert len(each.answer.split()) > 150
    assert "{{" not in each.answer + each.text + "".join(point.claim for point in each.rubric)


def test_a_prompt_is_shown_without_its_answer() -> None:
    for each in prompts.prompts():
        assert not {"answer", "rubric"} & set(each.to_dict())
        assert each.rubric[0].to_dict()["worth"] == each.rubric[0].worth


def test_the_third_answer_speaks_of_all_four_scenarios_and_shows_each() -> None:
    answer = " ".join(prompts.prompt("gd-vs-normal").answer.split())
    for case in ("collinear", "ill-conditioned", "large-n", "large-d"):
        assert f"`downslope compare --case {case}`" in answer
    for scenario in ("Collinear features", "Ill-conditioned X", "Very large n", "Very large d"):
        assert f"**{scenario}" in answer
