"""Linear hypotheses about the weights, and their test together.

    "size = 9, age = 0"        "b = c"        "2*b + c = 1"        L w = v,  q rows

    F = (L w − v)ᵀ (L C Lᵀ)⁻¹ (L w − v) / q          (Wald; with classical errors the F test)

with C = E Eᵀ the covariance of the weights, classical or robust. From Eᵀ Lᵀ = Q R follows
F = ‖R⁻ᵀ(L w − v)‖²/q, without squaring the condition number. With normal noise of one variance and
classical errors, F has Fisher's distribution with q and n − r degrees of freedom.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import solve_triangular
from scipy.special import fdtrc

from downslope import formatting
from downslope.errors import DataError
from downslope.fitting.error_kinds import BY_CLUSTER
from downslope.fitting.hypothesis_text import Hypotheses, read_hypotheses, shown
from downslope.fitting.inference import Inference
from downslope.fitting.result_tables import ResultTable, Tabular
from downslope.fitting.solution import Solution
from downslope.formatting import aligned, counted, plain_dict, probability, significant, wrapped
from downslope.numerics.arrays import Matrix, Vector, row_norms
from downslope.numerics.doubledouble import UNIT_ROUNDOFF
from downslope.solvers.certificate import LARGEST_EPSILON, factor_rounding


@dataclass(frozen=True, slots=True, eq=False)
class HypothesisTest(Tabular):
    """Joint test of q linear hypotheses about the weights."""

    hypotheses: tuple[str, ...]  # (q,)
    estimate: Vector  # (q,) L w − v
    std_error: Vector  # (q,)
    statistic: float  # F
    df: tuple[int, int]  # q and the degrees of freedom of the noise
    p: float  # of a statistic as large, if the hypotheses hold
    errors: str  # kind of the standard errors: "classical", or a robust one, such as "HC3"
    bound: float  # on the error of the statistic that the weights' bounds allow; NaN if unknown

    @property
    def digits(self) -> float:
        """Correct digits of the statistic; NaN if they are not known."""
        if not math.isfinite(self.bound) or self.statistic == 0:
            return math.nan
        return max(0.0, min(16.0, -math.log10(max(self.bound / self.statistic, 1e-16))))

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of the columns of `cells`."""
        kind = "std" if self.errors == "classical" else self.errors
        return ("hypothesis", "difference", f"{kind} error")

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """The q lines of a report as text: how far each hypothesis is from the estimates."""
        return [
            (text, significant(self.estimate[j], 5), significant(self.std_error[j], 4))
            for j, text in enumerate(self.hypotheses)
        ]

    @property
    def verdict(self) -> str:
        """Sentence with the statistic, its degrees of freedom, and p."""
        kind = "" if self.errors == "classical" else f", {self.errors} errors"
        figure = significant(self.statistic, max(1, min(5, math.floor(self.digits)))
                            if math.isfinite(self.digits) else 5)  # fmt: skip
        if self.digits < 1:
            return "No digit of the test is certain: its statistic is within its rounding."
        return f"F({self.df[0]}, {self.df[1]}) = {figure} (p {probability(self.p)}{kind})."

    @property
    def as_table(self) -> ResultTable:
        """The hypotheses as a table, with the verdict below."""
        return ResultTable(self.headings, tuple(self.cells), notes=(self.verdict,))

    def __repr__(self) -> str:
        return f"{aligned(self.headings, self.cells)}\n\n{wrapped(self.verdict)}"

    def _repr_html_(self) -> str:
        return formatting.table(self.headings, self.cells) + formatting.paragraphs([self.verdict])

    def to_dict(self) -> dict[str, object]:
        """Return the fields as plain data, as ``--json`` prints them."""
        names = ("hypotheses", "estimate", "std_error", "statistic", "df", "p", "errors", "bound")
        return plain_dict({name: getattr(self, name) for name in (*names, "digits")})


def hypothesis_test(
    solution: Solution, inference: Inference, hypotheses: str | Sequence[str]
) -> HypothesisTest:
    """Test linear hypotheses about the weights of a fit; see `Fit.test`."""
    asked = read_hypotheses(hypotheses, inference.names)
    check_known(solution, inference, asked)
    return tested(solution, inference, asked)


def tested(solution: Solution, inference: Inference, asked: Hypotheses) -> HypothesisTest:
    """Test hypotheses about weights with known errors."""
    q, freedom = len(asked.texts), inference.t_freedom
    apart = asked.L @ inference.estimate - asked.values
    factor = inference.factor
    rounding = 0.0
    if factor is None:  # one weight: its standard error is enough
        length = np.abs(asked.L) @ np.nan_to_num(inference.std_error)
        triangle = np.diag(length)
    else:
        used = (asked.L != 0).any(axis=0)  # rows of other weights may be unknown
        part = asked.L @ np.where(used[:, np.newaxis], factor, 0.0)
        length = row_norms(part)
        unit = np.asarray(np.linalg.qr((part / length[:, np.newaxis]).T, mode="r"))
        triangle = unit * length
        rounding = _rounding(asked.L, factor, length, unit)
    error = None
    with np.errstate(all="ignore"):
        solved = solve_triangular(triangle, apart, trans="T")
        statistic = float(solved @ solved) / q
        if solution.bound is not None:
            moved = np.abs(asked.L) @ np.nan_to_num(solution.bound)
            moved += (
                4
                * np.finfo(float).eps
                * (np.abs(asked.L) @ np.abs(inference.estimate) + np.abs(asked.values))
            )
            inverse = np.abs(solve_triangular(triangle, np.eye(q), trans="T"))
            error = row_norms((inverse @ moved)[np.newaxis])[0]
    if not math.isfinite(statistic):
        raise DataError(
            f"The statistic of '{shown(', '.join(asked.texts))}' is too large for float64: the "
            "hypothesis is too far from the estimates to be tested; choose nearer values."
        )
    size = math.sqrt(statistic * q)
    relative = 2 * inference.residual_error + inference.inverse_error + rounding
    bound = math.nan if error is None else (2 * size + error) * error / q + relative * statistic
    return HypothesisTest(
        hypotheses=asked.texts,
        estimate=apart * asked.scale,
        std_error=length * asked.scale,
        statistic=statistic,
        df=(q, freedom),
        p=float(fdtrc(q, freedom, statistic)),
        errors=inference.errors,
        bound=float(bound),
    )


def _rounding(L: Matrix, factor: Matrix, length: Vector, unit: Matrix) -> float:
    """Bound the relative error of a statistic that comes from the rounding of L E and of its QR.

    Far from zero, the parts of L E are many times as long as what they leave: of each entry of
    E (p, r) two roundings count, of its product p, and of the length two. With rows of length one,
    A, a change of A by δ moves the square by at most 1/(1 − ‖δ A⁺‖)² − 1.
    """
    roundings = (len(factor) + 4) * UNIT_ROUNDOFF
    with np.errstate(all="ignore"):
        off = roundings * row_norms(np.abs(L) @ np.abs(np.nan_to_num(factor))) / length
        values = np.linalg.svd(unit, compute_uv=False)
        share = float(np.linalg.norm(off) / values[-1])
        share += factor_rounding(len(L), float(values[0] / values[-1]))
    return 1.0 / (1.0 - share) ** 2 - 1.0 if share < LARGEST_EPSILON else math.nan


def of_weights(names: Sequence[str], tested_ones: Sequence[str]) -> Hypotheses:
    """Return the hypotheses that these weights, of all `names` (p,), are 0."""
    place = [names.index(name) for name in tested_ones]
    L = np.zeros((len(place), len(names)))
    L[np.arange(len(place)), place] = 1.0
    return Hypotheses(tuple(f"{name} = 0" for name in tested_ones), L, np.zeros(len(place)))


def check_known(solution: Solution, inference: Inference, asked: Hypotheses) -> None:
    """Check that the errors of all weights in the hypotheses are known, and enough for a test.

    Scores of G clusters add up to 0, so that their covariance has a rank of G − 1 at most.

    Raises
    ------
    DataError
        They are not; the message says why.

    """
    if inference.exact:
        raise DataError(
            "The fit is exact, so there is no noise to test against: compare the weights "
            "themselves."
        )
    if solution.degrees_of_freedom < 1:
        raise DataError(
            f"The noise cannot be estimated from {counted(solution.n, 'row')} with "
            f"{counted(len(solution.weights), 'weight')}: fit more rows."
        )
    used = (asked.L != 0).any(axis=0)
    unknown = [
        n for n, each in zip(inference.names, used & ~solution.determined, strict=True) if each
    ]
    if unknown and solution.outcome.name == "MINIMUM_NORM":
        raise DataError(
            f"The data do not determine '{unknown[0]}', because columns depend on each other: "
            "leave one of them out, then test."
        )
    known = np.isfinite(inference.std_error)
    lost = [n for n, each in zip(inference.names, used & ~known, strict=True) if each]
    if lost or unknown:
        raise DataError(
            f"The {inference.errors} standard error of '{(lost or unknown)[0]}' is not known, so "
            "it cannot be tested: choose other standard errors or another method."
        )
    q = len(asked.texts)
    if inference.errors in BY_CLUSTER and q > inference.t_freedom:
        most = inference.t_freedom
        raise DataError(
            f"{inference.errors} errors of {most + 1} clusters can test hypotheses only "
            f"{f'{most} at a time' if most > 1 else 'one by one'}, not {q}: test fewer, or use "
            "smaller clusters if their noise is independent."
        )
    if inference.factor is None and ((asked.L != 0).sum() > 1):
        raise DataError(
            "The covariance of these weights is not known, only their standard errors: test one "
            "weight at a time."
        )
