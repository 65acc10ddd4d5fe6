"""The verbs that every door shares: each takes data, does one thing, and returns a typed result.

Command line, page, tutor and notebook call these and only print; `to_dict()` of a result is what
they send.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from downslope.diagnosis import Diagnosis, diagnose
from downslope.history import HistoryDiagnosis, diagnose_history
from downslope.summary_file import load_summary, save_summary
from downslope.sweeps import Sweep, sweep
from downslope.table_summary import TableSummary
from downslope.workbench.compare import compare
from downslope.workbench.comparison import Compared, Comparison
from downslope.workbench.data import fit_data
from downslope.workbench.fit import Fit, fit, fit_source, fit_summary
from downslope.workbench.gradient_check import GradientCheck, check_gradient
from downslope.workbench.opening import (
    are_summaries,
    gather,
    is_large,
    load_summaries,
)
from downslope.workbench.train import Training, Watch, milestones, train

if TYPE_CHECKING:
    from downslope.streaming import Reading, Run, summarize

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
    "fit_data",
    "fit_source",
    "fit_summary",
    "gather",
    "is_large",
    "load_summaries",
    "load_summary",
    "milestones",
    "save_summary",
    "summarize",
    "sweep",
    "train",
]


def __getattr__(name: str) -> object:
    if name in ("Reading", "Run", "summarize"):
        from downslope import streaming  # its engines take long to load, and most verbs need none

        return getattr(streaming, name)
    raise AttributeError(f"module 'downslope.workbench' has no attribute '{name}'")
