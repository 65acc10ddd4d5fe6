"""Linear regression with its training loop in the open.

    import downslope as ds

    problem = ds.LeastSquares(X, y)
    for step in ds.descend(problem, lr=0.01):
        ...
    answer = ds.solve(X, y)

Names are loaded when first used, so importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from downslope import datasets, plots
    from downslope.descent import Step, descend
    from downslope.diagnosis import Diagnosis, diagnose
    from downslope.errors import (
        DataError,
        DownslopeError,
        EngineError,
        InputError,
        MissingExtraError,
        OptionError,
        PrecisionError,
    )
    from downslope.finding import Finding
    from downslope.history import HistoryDiagnosis, diagnose_history
    from downslope.inference import Inference, infer
    from downslope.influence import robust_errors
    from downslope.ladder import solve
    from downslope.problem import LeastSquares
    from downslope.rules import GradientDescent, Momentum, Nesterov
    from downslope.solution import Outcome, Solution
    from downslope.spectrum import Spectrum
    from downslope.summary import Summary
    from downslope.summary_file import load_summary, save_summary
    from downslope.sweeps import Sweep, sweep
    from downslope.table_summary import TableSummary
    from downslope.trajectories import Trajectory, trajectory
    from downslope.workbench.comparing import compare
    from downslope.workbench.comparison import Comparison
    from downslope.workbench.data import fit, summarize
    from downslope.workbench.fitted import Fit

__version__ = "0.1.0"

_HOME = {
    "Comparison": "workbench.comparison",
    "DataError": "errors",
    "Diagnosis": "diagnosis",
    "DownslopeError": "errors",
    "EngineError": "errors",
    "Finding": "finding",
    "Fit": "workbench.fitted",
    "GradientDescent": "rules",
    "HistoryDiagnosis": "history",
    "Inference": "inference",
    "InputError": "errors",
    "LeastSquares": "problem",
    "MissingExtraError": "errors",
    "Momentum": "rules",
    "Nesterov": "rules",
    "OptionError": "errors",
    "PrecisionError": "errors",
    "Outcome": "solution",
    "Solution": "solution",
    "Spectrum": "spectrum",
    "Step": "descent",
    "Summary": "summary",
    "Sweep": "sweeps",
    "TableSummary": "table_summary",
    "Trajectory": "trajectories",
    "compare": "workbench.comparing",
    "descend": "descent",
    "diagnose": "diagnosis",
    "diagnose_history": "history",
    "fit": "workbench.data",
    "infer": "inference",
    "robust_errors": "influence",
    "load_summary": "summary_file",
    "save_summary": "summary_file",
    "solve": "ladder",
    "summarize": "workbench.data",
    "sweep": "sweeps",
    "trajectory": "trajectories",
}

__all__ = [
    "Comparison",
    "DataError",
    "Diagnosis",
    "DownslopeError",
    "EngineError",
    "Finding",
    "Fit",
    "GradientDescent",
    "HistoryDiagnosis",
    "Inference",
    "InputError",
    "LeastSquares",
    "MissingExtraError",
    "Momentum",
    "Nesterov",
    "OptionError",
    "Outcome",
    "PrecisionError",
    "Solution",
    "Spectrum",
    "Step",
    "Summary",
    "Sweep",
    "TableSummary",
    "Trajectory",
    "compare",
    "datasets",
    "descend",
    "diagnose",
    "diagnose_history",
    "fit",
    "infer",
    "load_summary",
    "plots",
    "robust_errors",
    "save_summary",
    "solve",
    "summarize",
    "sweep",
    "trajectory",
]


def __getattr__(name: str) -> object:
    if name in ("datasets", "plots"):
        return import_module(f"downslope.{name}")
    if name not in _HOME:
        raise AttributeError(f"module 'downslope' has no attribute '{name}'")
    value = getattr(import_module(f"downslope.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
