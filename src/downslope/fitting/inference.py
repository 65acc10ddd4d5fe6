"""Inference: standard errors, t, p, intervals, R², F, the likelihood, AIC, and BIC.

    s² = RSS/(n − r),   se_j = s √[(XᵀX)⁻¹]_jj,   t_j = w_j/se_j     (Gauss; Student 1908)
    F  = [(TSS − RSS)/(r − 1)] / s²                                  (Fisher 1925)
    ℓ  = −n/2 [log(2π RSS/n) + 1] + ½ Σ log w_i                      at the most likely σ² = RSS/n
    AIC = 2r − 2ℓ,   BIC = r log n − 2ℓ                              (Akaike 1974, Schwarz 1978)

with r the rank, the number of weights unless columns are dependent; σ is not counted. With normal
noise of one variance t_j follows Student's distribution with n − r degrees of freedom. Where the
variance differs from row to row, `robust_errors` (`influence.py`) replace se_j.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from downslope import formatting
from downslope.errors import DataError, OptionError
from downslope.fitting.solution import Solution
from downslope.formatting import aligned, counted, fixed, probability, significant, wrapped
from downslope.numerics.arguments import check_kind, number_or_nan
from downslope.numerics.arrays import Matrix, Vector, row_norms

EXACT = "exact"
TINY = float(np.finfo(float).tiny)
FEWEST_DIGITS, MOST_DIGITS = 4, 8  # of the ends of an interval
SHOWN_DIGITS = 4  # of R², F, and the residual standard deviation
CRITERION_DIGITS = 5  # of AIC, BIC, and the log-likelihood, at least


@dataclass(frozen=True, slots=True, eq=False)
class Inference:
    """Inference on p weights, the intercept last; NaN where the data do not determine it."""

    names: tuple[str, ...]  # (p,)
    estimate: Vector  # (p,)
    std_error: Vector  # (p,)
    t: Vector  # (p,)
    p: Vector  # (p,) two-sided, of the weight being 0
    ci_low: Vector  # (p,) lower end of the interval at `level`
    ci_high: Vector  # (p,)
    level: float
    errors: str  # kind of standard errors: "classical", or a robust one, such as "HC3"
    residual_std: float  # s
    degrees_of_freedom: int  # n − rank
    r2: float  # share of the sum of squares explained, about the mean if there is an intercept
    adjusted_r2: float
    f: float  # of the hypothesis that all slopes are 0
    f_p: float
    exact: bool = False  # the residuals are rounding, so there is no noise to infer from
    centered: bool = True  # R² is measured about the mean, as there is an intercept
    slopes: int = 0  # that are determined: the degrees of freedom of the numerator of F
    factor: Matrix | None = None  # (p, k) E, the covariance of the weights being E Eᵀ, if known
    log_likelihood: float = math.nan  # of normal noise, at its most likely variance
    n: int = 0  # observations
    residual_error: float = math.nan  # relative bound on s; NaN if unknown
    inverse_error: float = math.nan  # as of a `Solution`; NaN with robust errors
    bound: Vector | None = None  # (p,) on the error of each estimate
    t_freedom: int = 0  # degrees of freedom of t and of tests: n − rank, or clusters − 1

    @property
    def covariance(self) -> Matrix:
        """Covariance of the weights, shape (p, p); NaN where it is not known.

        Raises
        ------
        DataError
            Squares of the standard errors are too large or too small for float64.

        """
        error = self.std_error if self.factor is None else row_norms(self.factor)
        with np.errstate(all="ignore"):
            squares = np.square(error)
            if self.factor is None:
                found = np.full((len(self.names), len(self.names)), np.nan)
                np.fill_diagonal(found, squares)
            else:
                found = self.factor @ self.factor.T
        lost = (error > 0) & np.isfinite(error) & ~((squares >= TINY) & (squares < np.inf))
        if lost.any():
            raise DataError(
                f"The standard error of '{self.names[int(lost.argmax())]}' is "
                f"{error[lost.argmax()]:.3g}, whose square float64 cannot hold, so there is no "
                "covariance: use std_error, or change the units of the data."
            )
        return found

    @property
    def digits(self) -> dict[str, float]:
        """Certified digits of what is inferred, the fewest of a weight; NaN where none are known.

        They follow from the bounds on the weights, on the residuals, and on (XᵀX)⁻¹. Robust errors
        are sums over rows in float64 without a bound, and so are t, p, and intervals with them.
        """
        if self.exact:
            return {}
        s, error = self.residual_error, self.residual_error + self.inverse_error / 2
        explained, left = self.r2, 1 - self.r2
        with np.errstate(all="ignore"):
            moved = np.zeros(1) if self.bound is None else self.bound
            half = (self.ci_high - self.ci_low) / 2
            relative = {
                "std_error": error,
                # Of an entry relative to the product of its two standard errors.
                "covariance": 2 * s + self.inverse_error,
                "t": error + _largest(moved / np.abs(self.estimate)),
                "interval": error + _largest(moved / half),
                "residual_std": s,
                "r2": 6 * s * left / explained if explained else math.nan,
                "f": 6 * s / explained if explained else math.nan,
                "log_likelihood": self.n * s / abs(self.log_likelihood),
                "aic": 2 * self.n * s / abs(self.aic),
                "bic": 2 * self.n * s / abs(self.bic),
            }
        return {name: _digits(float(each)) for name, each in relative.items()}

    @property
    def rank(self) -> int:
        """Number of weights that the data determine: the parameters that AIC and BIC count."""
        return self.n - self.degrees_of_freedom

    @property
    def aic(self) -> float:
        """Akaike's criterion, which counts the weights and not the variance of the noise."""
        return 2 * self.rank - 2 * self.log_likelihood

    @property
    def bic(self) -> float:
        """Schwarz's criterion, which counts the weights and not the variance of the noise."""
        return self.rank * math.log(self.n) - 2 * self.log_likelihood if self.n else math.nan

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of the columns of `cells`."""
        kind = "std" if self.errors == "classical" else self.errors
        return ("weight", "estimate", f"{kind} error", "t", "p", f"{self.level:.0%} interval")

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """The p lines of a report as text, one per weight."""
        return [
            (
                name,
                significant(self.estimate[j]),
                EXACT if self.exact else significant(self.std_error[j], 4),
                fixed(self.t[j]),
                probability(self.p[j]),
                "—" if self.exact else _interval(self.ci_low[j], self.ci_high[j]),
            )
            for j, name in enumerate(self.names)
        ]

    @property
    def quality(self) -> str:
        """Sentence on how well the model fits."""
        share = "R²" if self.centered else "Uncentered R²"
        if self.exact:
            return (
                f"The fit is exact: its residuals are below the rounding of the data ({share} "
                f"{significant(self.r2, 4)}), so there is no noise for standard errors, t, and p."
            )
        sure = self.digits
        return (
            f"{share} {_sure(self.r2, sure['r2'])} (adjusted {_sure(self.adjusted_r2, sure['r2'])})"
            f", {self._kind_of_f}F({self.slopes}, {self.degrees_of_freedom}) = "
            f"{_sure(self.f, sure['f'])} (p {probability(self.f_p)}), residual standard deviation "
            f"{_sure(self.residual_std, sure['residual_std'])} on {self.degrees_of_freedom} "
            f"degree{'s' * (self.degrees_of_freedom != 1)} of freedom."
        )

    @property
    def criteria(self) -> str:
        """Sentence on the likelihood, AIC, and BIC; empty where there is no likelihood."""
        if not math.isfinite(self.log_likelihood):
            return ""
        sure = self.digits
        aic, bic, likelihood = (
            _sure(value, sure[name], _criterion_digits(value))
            for name, value in (
                ("aic", self.aic),
                ("bic", self.bic),
                ("log_likelihood", self.log_likelihood),
            )
        )
        return (
            f"AIC {aic} and BIC {bic} count {counted(self.rank, 'weight')} and not the variance of "
            f"the noise; log-likelihood {likelihood}."
        )

    @property
    def _kind_of_f(self) -> str:
        return "" if self.errors == "classical" else "classical "

    def __repr__(self) -> str:
        return f"{aligned(self.headings, self.cells)}\n\n{wrapped(self.quality)}"

    def _repr_html_(self) -> str:
        return formatting.table(self.headings, self.cells) + formatting.paragraphs([self.quality])


def _interval(low: float, high: float) -> str:
    """Format both ends, with at least two digits of their difference."""
    if not math.isfinite(float(high) - float(low)):
        return "—"
    narrow = max(abs(low), abs(high)) / (high - low) if high > low else 1.0
    digits = min(max(FEWEST_DIGITS, math.ceil(math.log10(narrow)) + 2), MOST_DIGITS)
    return f"{significant(low, digits)} … {significant(high, digits)}"


def _largest(relative: Vector) -> float:
    """Return the largest of the known values, where infinity is known; 0 if there are none."""
    return float(np.max(relative[~np.isnan(relative)], initial=0.0))


def _digits(relative: float) -> float:
    """Return the number of correct digits that a relative error leaves; NaN if it is unknown."""
    return math.nan if math.isnan(relative) else -math.log10(min(max(relative, 1e-15), 1.0))


def _sure(value: float, digits: float, most: int = SHOWN_DIGITS) -> str:
    """Format a number with so many digits, or with fewer if fewer are certified."""
    if math.isnan(digits):
        return significant(value, most)
    sure = min(most, math.floor(digits))
    return significant(value, sure) if sure else "—"


def _criterion_digits(value: float) -> int:
    """Return the digits of a criterion to its tenths, since differences of 1 matter."""
    return max(CRITERION_DIGITS, math.floor(math.log10(max(abs(value), 1.0))) + 2)


def check_level(level: object) -> float:
    """Return the level of intervals.

    Raises
    ------
    OptionError
        It is not between 0 and 1.

    """
    if not 0 < number_or_nan(level) < 1:
        raise OptionError(f"level={level!r} cannot be used: give a share such as 0.95.")
    return number_or_nan(level)


@np.errstate(all="ignore")  # numbers that overflow are shown as unknown
def infer(
    solution: Solution,
    level: float = 0.95,
    std_error: ArrayLike | None = None,
    errors: str = "robust",
    factor: Matrix | None = None,
    t_freedom: int | None = None,
) -> Inference:
    """Infer standard errors, t, p, intervals, R², and F from a solution.

    Parameters
    ----------
    solution : Solution or Fit
        From `solve` or `fit`.
    level : float
        Level of the intervals.
    std_error : array-like of shape (p,), optional
        Other standard errors, such as those of `robust_errors`.
    errors : str
        Name of the kind of `std_error`, for reports.
    factor : ndarray of shape (p, k), optional
        E, for a covariance E Eᵀ of the weights that belongs to `std_error`; without it, tests of
        several weights together have none.
    t_freedom : int, optional
        Degrees of freedom of t, where they are not n − rank.

    Returns
    -------
    Inference

    Raises
    ------
    OptionError
        `solution` is something else, the level is not between 0 and 1, or there is not one
        standard error for each weight.

    """
    from scipy.special import fdtrc, stdtr, stdtrit

    solution = getattr(solution, "solution", solution)
    check_kind("solution", solution, Solution, "solve(X, y)")
    if std_error is None and errors not in ("robust", "classical"):
        raise OptionError(
            f"errors={errors!r} describes std_error, which is missing: give it, as in "
            f"std_error=robust_errors(solution, X, y, {errors!r})."
        )
    check_level(level)
    weights, freedom = solution.weights, solution.degrees_of_freedom
    unknown = np.full(len(weights), np.nan)
    given = solution.std_error if std_error is None else std_error
    error = unknown if given is None else np.asarray(given, dtype=np.float64)
    if error.shape != weights.shape:
        raise OptionError(
            f"std_error has shape {error.shape}: give one for each of the {len(weights)} weights."
        )
    of_t = freedom if t_freedom is None else min(t_freedom, freedom)
    # Residuals that are rounding say nothing about noise.
    t = np.where((error == 0) | solution.exact | (of_t < 1), np.nan, weights / error)
    half = stdtrit(of_t, (1 + level) / 2) * error if of_t > 0 else unknown
    slopes = solution.rank - solution.has_intercept
    left = _unexplained(solution)
    known = min(left, freedom, slopes) > 0 and not (solution.exact or solution.residuals_lost)
    f = (1 - left) / left * freedom / slopes if known else math.nan
    r2 = 1 - left
    unclear = solution.residual_std is None or solution.residuals_lost
    spare = solution.n - solution.has_intercept - solution.absorbed
    if std_error is None and given is not None and solution.inverse_factor is not None:
        factor = float(solution.residual_std or 0.0) * solution.inverse_factor
    return Inference(
        names=solution.names,
        estimate=weights,
        std_error=error,
        t=t,
        p=2 * stdtr(of_t, -np.abs(t)) if of_t > 0 else unknown,
        ci_low=weights - half,
        ci_high=weights + half,
        level=level,
        errors="classical" if std_error is None else errors,
        residual_std=math.nan if unclear else float(solution.residual_std or 0.0),
        degrees_of_freedom=freedom,
        r2=r2,
        adjusted_r2=1 - (1 - r2) * spare / freedom if freedom > 0 else math.nan,
        f=f,
        f_p=float(fdtrc(slopes, freedom, f)) if math.isfinite(f) else math.nan,
        exact=solution.exact,
        centered=solution.has_intercept or solution.absorbed > 0,
        slopes=slopes,
        factor=factor,
        log_likelihood=_log_likelihood(solution),
        n=solution.n,
        residual_error=solution.residual_error,
        inverse_error=solution.inverse_error if std_error is None else math.nan,
        bound=solution.bound,
        t_freedom=of_t,
    )


def _unexplained(solution: Solution) -> float:
    """Return RSS/TSS from norms, whose squares may overflow; NaN for a constant target."""
    total = float(solution.moments.total_norms()[0])
    return (solution.residual_norm / total) ** 2 if total > 0 else math.nan


def _log_likelihood(solution: Solution) -> float:
    """Return ℓ, from the norm of the residuals, whose square may overflow; NaN if it is lost."""
    norm, n = solution.residual_norm, solution.n
    if solution.exact or solution.residuals_lost or solution.degrees_of_freedom < 1 or norm == 0:
        return math.nan
    spread = 2 * math.log(norm) - math.log(n)
    return -n / 2 * (math.log(2 * math.pi) + spread + 1) + solution.log_weights / 2
