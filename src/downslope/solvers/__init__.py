"""One solver, one file; all keep the contract of `contract.py`, and all are in this table.

Beside them lie what several need, the user's units (`frame.py`) and a pass for residuals
(`residuals.py`), and the line of `cholesky.py` in plain floats (`line.py`).
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
}
