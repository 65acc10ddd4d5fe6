"""One solver, one file; all keep the contract of `contract.py`, and all are in this table.

Beside them is what several need: the rows and their columns (`rows.py`), sums about them
(`moments.py`), passes for residuals (`residuals.py`), the rank and the certificate.
"""

from __future__ import annotations

from downslope.solvers import cholesky, exact, lsmr, minimum_norm, qr, rational, svd
from downslope.solvers.contract import Solver

SOLVERS: dict[str, Solver] = {
    "cholesky": cholesky.solve,
    "exact": exact.solve,
    "qr": qr.solve,
    "rational": rational.solve,
    "svd": svd.solve,
    "lsmr": lsmr.solve,
    "minimum-norm": minimum_norm.solve,
    "dependent": minimum_norm.solve_nearly_dependent,
}
