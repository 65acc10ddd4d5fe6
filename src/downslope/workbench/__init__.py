"""The verbs that every door shares: each takes data, does one thing, and returns a typed result.

Command line, page, tutor and notebook call these and only print; `to_dict()` of a result is what
they send. Names are loaded when first used: a diagnosis does not wait for the solvers.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from downslope.diagnosis import Diagnosis, diagnose
    from downslope.history import HistoryDiagnosis, diagnose_history
    from downslope.streaming import Reading, Run
    from downslope.summary_file import load_summary, save_summary
    from downslope.sweeps import Sweep, sweep
    from downslope.table_summary import TableSummary
    from downslope.workbench.comparing import compare
    from downslope.workbench.comparison import Compared, Comparison
    from downslope.workbench.fitted import Fit
    from downslope.workbench.fitting import fit, fit_source, fit_summary
    from downslope.workbench.gradient_check import GradientCheck, check_gradient
    from downslope.workbench.opening import (
        are_summaries,
        gather,
        is_large,
        load_summaries,
    )
    from downslope.workbench.training import Training, Watch, milestones, train

_HOME = {
    "Compared": "workbench.comparison",
    "Comparison": "workbench.comparison",
    "Diagnosis": "diagnosis",
    "Fit": "workbench.fitted",
    "GradientCheck": "workbench.gradient_check",
    "HistoryDiagnosis": "history",
    "Reading": "streaming",
    "Run": "streaming",
    "Sweep": "sweeps",
    "TableSummary": "table_summary",
    "Training": "workbench.training",
    "Watch": "workbench.training",
    "are_summaries": "workbench.opening",
    "check_gradient": "workbench.gradient_check",
    "compare": "workbench.comparing",
    "diagnose": "diagnosis",
    "diagnose_history": "history",
    "fit": "workbench.fitting",
    "fit_source": "workbench.fitting",
    "fit_summary": "workbench.fitting",
    "gather": "workbench.opening",
    "is_large": "workbench.opening",
    "load_summaries": "workbench.opening",
    "load_summary": "summary_file",
    "milestones": "workbench.training",
    "save_summary": "summary_file",
    "sweep": "sweeps",
    "train": "workbench.training",
}

__all__ = [
    "Compared",
    "Comparison",
    "Diagnosis",
    "Fit",
    "GradientCheck",
    "HistoryDiagnosis",
    "Reading",
    "Run",
    "Sweep",
    "TableSummary",
    "Training",
    "Watch",
    "are_summaries",
    "check_gradient",
    "compare",
    "diagnose",
    "diagnose_history",
    "fit",
    "fit_source",
    "fit_summary",
    "gather",
    "is_large",
    "load_summaries",
    "load_summary",
    "milestones",
    "save_summary",
    "sweep",
    "train",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'downslope.workbench' has no attribute '{name}'")
    value = getattr(import_module(f"downslope.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
