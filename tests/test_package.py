"""The public surface, and what importing it costs."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata

import pytest

import downslope as ds

PUBLIC = [
    "AdaGrad",
    "Adam",
    "Anova",
    "Comparison",
    "Cosine",
    "DataError",
    "Diagnosis",
    "DownslopeError",
    "ElasticNet",
    "EngineError",
    "Finding",
    "Fit",
    "FoundRate",
    "GradientDescent",
    "GroupFits",
    "HistoryDiagnosis",
    "Huber",
    "Inference",
    "InputError",
    "InverseTime",
    "Lasso",
    "LeastSquares",
    "Logistic",
    "LossLog",
    "MissingExtraError",
    "ModelDiagnosis",
    "ModelFit",
    "Momentum",
    "Nesterov",
    "Network",
    "OptionError",
    "Outcome",
    "PenaltyPath",
    "Poisson",
    "PrecisionError",
    "RMSProp",
    "ResultTable",
    "Ridge",
    "Softmax",
    "Solution",
    "Spectrum",
    "Step",
    "StepDecay",
    "Summary",
    "Sweep",
    "TableSummary",
    "Trajectory",
    "WarmUp",
    "Watch",
    "WatchDiagnosis",
    "WindowFits",
    "advise",
    "anova",
    "compare",
    "datasets",
    "descend",
    "diagnose",
    "diagnose_history",
    "find_rate",
    "fit",
    "infer",
    "load_fit",
    "load_summary",
    "path",
    "plots",
    "read",
    "read_log",
    "robust_errors",
    "save_summary",
    "solve",
    "summarize",
    "sweep",
    "table",
    "trajectory",
    "watch",
]


def test_the_public_names() -> None:
    assert ds.__all__ == PUBLIC == sorted(PUBLIC)
    assert dir(ds) == ds.__all__
    for name in ds.__all__:
        assert getattr(ds, name) is not None


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="attribute fitt"):
        ds.fitt  # noqa: B018


def test_functions_are_not_hidden_by_modules() -> None:
    """Whatever is imported first, `ds.trajectory` and the like stay functions."""
    code = (
        "import downslope.diagnosis.trajectory, downslope.diagnosis.sweep\n"
        "import downslope.fitting.fit, downslope.diagnosis.diagnose\n"
        "import downslope as ds\n"
        "assert all(callable(getattr(ds, n)) for n in ('trajectory', 'solve', 'sweep', 'descend'))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_loads_nothing_heavy() -> None:
    code = "import sys, downslope; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"numpy", "scipy", "polars", "rich", "click", "matplotlib"}


def modules_after(command: list[str]) -> set[str]:
    """What a fresh Python has loaded when that command has run."""
    code = f"import sys\nfrom downslope.cli import run\nassert run({command}) == 0\n"
    code += "print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return set(done.stderr.split())


def test_help_waits_for_boxes_and_text_alone() -> None:
    loaded = modules_after(["train", "--help"])
    assert "rich.panel" in loaded
    assert not loaded & {"numpy", "polars", "scipy", "pydantic", "pygments", "markdown_it"}


def test_a_diagnosis_waits_for_what_it_uses() -> None:
    loaded = modules_after(["diagnose", "hubble"])
    assert "downslope.diagnosis.diagnose" in loaded
    others = {"downslope.fitting.ladder", "downslope.fitting.passes", "downslope.solvers.textbook"}
    assert not loaded & (others | {"scipy", "pydantic", "pygments", "markdown_it"})


def test_the_version_comes_from_one_place() -> None:
    assert metadata.version("downslope") == ds.__version__


def test_python_dash_m() -> None:
    command = [sys.executable, "-m", "downslope", "--version"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout == f"downslope {ds.__version__}\n"
