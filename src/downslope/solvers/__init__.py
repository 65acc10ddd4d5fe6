"""Table of solvers: one module each, all with the signature that `contract.py` defines.

Modules that several solvers share: rows, columns, and their sums (`rows.py`), passes for residuals
(`residuals.py`), the rank (`rank.py`) and bounds on the error (`certificate.py`).
"""

from __future__ import annotations

from downslope.solvers import cholesky, exact, lsmr, minimum_norm, qr, rational, svd
from downslope.solvers.contract import Solver

SOLVERS: dict[str, Solver] = {
    "cholesky": cholesky.solve,
    "reproducible": exact.solve_reproducibly,
    "exact": exact.solve,
    "qr": qr.solve,
    "rational": rational.solve,
    "svd": svd.solve,
    "lsmr": lsmr.solve,
    "minimum-norm": minimum_norm.solve,
    "dependent": minimum_norm.solve_nearly_dependent,
}
