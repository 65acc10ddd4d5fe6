"""The verbs that every door shares: each takes data, does one thing, and returns a typed result.

Command line, page, tutor and notebook call these and only print; `to_dict()` of a result is what
they send.
"""

from downslope.diagnosis import Diagnosis, diagnose
from downslope.history import HistoryDiagnosis, diagnose_history
from downslope.sweeps import Sweep, sweep
from downslope.workbench.fit import Fit, fit
from downslope.workbench.train import Training, Watch, train

__all__ = [
    "Diagnosis",
    "Fit",
    "HistoryDiagnosis",
    "Sweep",
    "Training",
    "Watch",
    "diagnose",
    "diagnose_history",
    "fit",
    "sweep",
    "train",
]
