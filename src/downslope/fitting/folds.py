"""Cross-validation from summaries: no row is read again, whatever the number of penalties.

    training summary of fold k = sum of the others' summaries
    error of fold k            = (w, −1)ᵀ G_k (w, −1) / mass_k       G_k about the training means

Training summaries are added up, not subtracted from the whole: what is taken away leaves its
rounding behind. An error is known to the rounding of the fold's products, which matters only where
the predictions leave almost nothing; then the products are summed again in about 100 bits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate

import numpy as np

from downslope.models.lasso import Lasso
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.gram import ExactGram
from downslope.solvers.active_set import path_weights
from downslope.solvers.quadratic import Quadratic
from downslope.summary import Summary


@dataclass(frozen=True, slots=True, eq=False)
class FoldSums:
    """Sums of the rows of a fold, or of several."""

    summary: Summary
    exact: ExactGram | None = None

    def __add__(self, other: FoldSums) -> FoldSums:
        exact = None
        if self.exact is not None and other.exact is not None:
            exact = self.exact + other.exact
        return FoldSums(self.summary + other.summary, exact)

    @property
    def constant(self) -> list[int]:
        """Columns (features, then the target) that do not vary among the rows."""
        return np.flatnonzero(self.summary.scatter.diagonal() == 0.0).tolist()

    def products(self, model: Lasso, like: Quadratic | None = None) -> Quadratic:
        """Return the products of the columns, about the means or in the columns of `like`."""
        if self.exact is None:
            return Quadratic.of_summary(model, self.summary, like)
        d = model.d
        still = [j + (j == d) for j in self.constant]  # the ones are before the target
        return Quadratic.of_exact(model, self.exact, self.summary.mass, like, still)


@dataclass(frozen=True, slots=True, eq=False)
class Penalized:
    """A path of penalties, without rows: what is fitted to the training rows of every fold."""

    model: Lasso  # an elastic net of loss "half-mse"
    alphas: Vector  # (k,)
    of_sum: bool  # whether alphas are those of a sum of squares, as ridge's are, not of a mean
    standardize: bool

    def strengths(self, mass: float) -> Vector:
        """Return the alphas (k,) of the model's loss, for rows of this mass."""
        return self.alphas / mass if self.of_sum else self.alphas

    def spreads(self, sums: FoldSums, products: Quadratic) -> Vector | None:
        """Return the factors (d,) of the slopes in the penalty; None if they are 1."""
        if not self.standardize:
            return None
        spreads = products.spreads
        if not self.model.has_intercept:
            squares = np.maximum(sums.summary.scatter.diagonal()[:-1], 0.0)
            spreads = np.sqrt(squares / sums.summary.mass)
        return np.where(spreads > 0.0, spreads, 1.0)

    def errors(self, training: FoldSums, test: FoldSums) -> tuple[Vector, Vector]:
        """Return the mean squared errors (k,) on the rows of a fold, and their rounding."""
        products = training.products(self.model)
        spreads = self.spreads(training, products)
        weights = path_weights(self.model, products, self.strengths(training.summary.mass), spreads)
        squares, off = test.products(self.model, products).residual_squares(weights)
        mass = test.summary.mass
        return np.maximum(squares, 0.0) / mass, off / mass


@dataclass(frozen=True, slots=True, eq=False)
class FoldErrors:
    """Errors of a path on each fold, when the others are its training rows."""

    errors: Matrix  # (k, folds) mean squared errors
    bound: Matrix  # (k, folds) on the rounding of each

    @property
    def mean(self) -> Vector:
        """Mean (k,) over the folds, each counted once, as in scikit-learn."""
        mean: Vector = self.errors.mean(axis=1)
        return mean

    @property
    def std_error(self) -> Vector:
        """Standard error (k,) of the mean."""
        folds = self.errors.shape[1]
        spread: Vector = self.errors.std(axis=1, ddof=1) / np.sqrt(folds)
        return spread

    @property
    def best(self) -> int:
        """Place of the lowest mean, at the largest penalty of several."""
        return int(np.argmin(self.mean))

    @property
    def one_standard_error(self) -> int:
        """Place of the largest penalty whose mean is within a standard error of the lowest."""
        best = self.best
        return int(np.argmax(self.mean <= self.mean[best] + self.std_error[best]))

    def told(self, share: float) -> bool:
        """Return whether the rounding of every error is at most this share of it."""
        return bool((self.bound <= share * self.errors).all())


def cross_validated(path: Penalized, folds: Sequence[FoldSums]) -> FoldErrors:
    """Return the errors of a path on each of the folds."""
    found = [
        path.errors(training, test)
        for training, test in zip(all_but_each(folds), folds, strict=True)
    ]
    errors, bound = (np.column_stack(part) for part in zip(*found, strict=True))
    return FoldErrors(errors, bound)


def nested_errors(path: Penalized, folds: Sequence[FoldSums], outer: FoldErrors) -> Vector:
    """Return the error on each fold (folds,) of a penalty that was chosen without it."""
    found = []
    for k in range(len(folds)):
        others = [fold for j, fold in enumerate(folds) if j != k]
        chosen = cross_validated(path, others).best
        found.append(outer.errors[chosen, k])
    return np.array(found)


def all_but_each(folds: Sequence[FoldSums]) -> list[FoldSums]:
    """Return for each of two or more folds the sum of all others."""
    before = list(accumulate(folds))
    after = list(accumulate(reversed(folds)))[::-1]
    middle = [one + other for one, other in zip(before[:-2], after[2:], strict=True)]
    return [after[1], *middle, before[-2]]


def whole(folds: Sequence[FoldSums]) -> FoldSums:
    """Return the sums of all folds."""
    return reduce(FoldSums.__add__, folds)
