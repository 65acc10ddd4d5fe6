"""Curvature of any model at any weights: the largest and smallest eigenvalue of the Hessian.

The Lanczos iteration needs only products of the Hessian H with vectors. After k of them it has an
orthonormal basis V of k vectors and the tridiagonal matrix T = Vᵀ H V. An eigenpair (θ, s) of T
gives the Ritz pair (θ, V s), whose residual is

    ‖H V s − θ V s‖ = β_k · |s_k|

so that an eigenvalue of H lies within this distance of θ (Parlett, 1980, sections 4.5 and 13.2).
The basis is orthogonalized in full, twice, because otherwise rounding produces copies of θ.

θ never exceeds λ_max. That no larger eigenvalue was missed holds with the probability that a random
start has a part along its direction, which is 1 apart from rounding.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from downslope.errors import DataError
from downslope.models.model import Model
from downslope.numerics.arguments import whole_number
from downslope.numerics.arrays import Matrix, Vector
from downslope.numerics.threads import one_blas_thread

TOLERANCE = 1e-6  # of the eigenvalue, which its residual bound has to meet
MOST_PRODUCTS = 300
SMALL = 40  # rows of a tridiagonal matrix: importing SciPy takes as long as hundreds of products
NEW_SHARE = 0.03  # length of the random part of a start that is given


@dataclass(frozen=True, slots=True)
class Curvature:
    """Extreme eigenvalues of a Hessian, each with the bound on its distance to a true one."""

    largest: float
    largest_error: float
    smallest: float
    smallest_error: float
    products: int  # Hessian-vector products that it took
    direction: Vector  # of the largest, of the shape of the weights and length 1

    @property
    def lr_limit(self) -> float:
        """The rate 2/λ_max above which gradient descent leaves these weights; inf if none."""
        return 2 / self.largest if self.largest > 0 else np.inf


def curvature(
    model: Model,
    weights: ArrayLike | None = None,
    *,
    tolerance: float = TOLERANCE,
    most_products: int = MOST_PRODUCTS,
    seed: int = 0,
) -> Curvature:
    """Return the extreme curvatures of a model's loss at given weights.

    Parameters
    ----------
    model : Model
        `LeastSquares`, `Logistic`, …
    weights : ndarray, optional
        Weights in the user's units; where a run starts by default.
    tolerance : float
        Residual bound to reach, relative to the largest curvature.
    most_products : int
        Number of Hessian-vector products after which to stop anyway; the bounds say how far it got.
    seed : int
        Seed for the random vector that the iteration starts from.

    Returns
    -------
    Curvature

    Raises
    ------
    DataError
        If the Hessian is not finite at these weights.
    OptionError
        If the weights do not fit the model.

    """
    w = model.starting_weights(weights)
    whole_number("most_products", most_products, at_least=1)

    def product(v: Vector) -> Vector:
        return model.hessian_product(w, v.reshape(w.shape)).ravel()

    found = lanczos(product, w.size, tolerance, most_products, whole_number("seed", seed))
    if not np.isfinite(found.largest):
        raise DataError(
            "The curvature at these weights is not finite: a run has overflowed there. Give the "
            "weights of an earlier epoch."
        )
    return found


def lanczos(
    product: Callable[[Vector], Vector],
    size: int,
    tolerance: float,
    most: int,
    seed: int,
    *,
    start: Vector | None = None,
    both: bool = True,
    fewest: int = 0,
) -> Curvature:
    """Return the extreme eigenvalues of a symmetric operator on vectors of this size.

    `start` is a vector near the eigenvector of the largest; it is random by default, and then
    `fewest` products keep the tolerance from being met at another one. Without `both`, it is for
    the largest alone.
    """
    basis: Matrix = np.empty((min(most, size), size))
    diagonal, beside = np.zeros(len(basis)), np.zeros(len(basis))
    v = np.random.default_rng(seed).standard_normal(size)
    # To wake other threads takes longer than sums of this size, changes their rounding, and leaves
    # them waiting busily on cores that the loop needs. The product is the caller's own.
    with one_blas_thread():
        v /= np.linalg.norm(v)
        if start is not None:
            # The random part lets a direction that has become steeper since then be found.
            v = start + NEW_SHARE * v
            v /= np.linalg.norm(v)
    for k in range(len(basis)):
        basis[k] = v
        with np.errstate(all="ignore"):
            image = product(v)
        with one_blas_thread():
            diagonal[k] = v @ image
            if not np.isfinite(diagonal[k]):
                return Curvature(np.inf, np.inf, -np.inf, np.inf, k + 1, v)
            for _ in range(2):
                image = image - basis[: k + 1].T @ (basis[: k + 1] @ image)
            beside[k] = np.linalg.norm(image)
            done = k + 1
            theta, s = _tridiagonal(diagonal[:done], beside[: done - 1])
        scale = np.abs(theta).max()
        errors = beside[k] * np.abs(s[-1])
        # The whole space is spanned, or an invariant part of it: what is left over is rounding.
        closed = done == size or beside[k] <= 4 * np.finfo(float).eps * size * scale
        needed = max(errors[0], errors[-1]) if both else errors[-1]
        if closed or (done >= fewest and needed <= tolerance * scale):
            break
        v = image / beside[k]
    with one_blas_thread():
        direction = basis[:done].T @ s[:, -1]
    errors = np.maximum(errors, 4 * np.finfo(float).eps * size * scale)  # of rounding alone
    return Curvature(
        float(theta[-1]), float(errors[-1]), float(theta[0]), float(errors[0]), done, direction
    )


def _tridiagonal(diagonal: Vector, beside: Vector) -> tuple[Vector, Matrix]:
    if len(diagonal) <= SMALL:
        dense = np.diag(diagonal) + np.diag(beside, 1) + np.diag(beside, -1)
        found = np.linalg.eigh(dense)
        return found.eigenvalues, found.eigenvectors
    from scipy.linalg import eigh_tridiagonal

    theta, s = eigh_tridiagonal(diagonal, beside)
    return theta, s
