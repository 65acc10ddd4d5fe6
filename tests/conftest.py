"""Problems that many tests share."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings

import downslope as ds
from downslope.datasets import LessonLine, lesson_line
from sampling import DAY, LONG

sys.path.insert(0, str(Path(__file__).parent))  # nist.py and exact_rational.py, for any test

# A shell's background job ignores Ctrl-C, and so would every command that the tests interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# No test is timed: a machine may be busy with something else. Examples are the same in every run
# of the suite; the long form draws new ones, and more of them.
settings.register_profile("short", deadline=None, derandomize=True, max_examples=40)
settings.register_profile("long", deadline=None)
settings.load_profile("long" if LONG else "short")

# The core, in under a minute: `make quick`.
QUICK = (
    *("advice", "descent", "exact_summary", "findings", "gram", "history", "inference", "ladder"),
    *("nist", "package", "problem", "quantities", "summary", "sweeps", "training", "trajectories"),
    "words",
)

# Compiling is most of what tests of JAX take: what one compiled, no later one does again. Each
# process has a folder of its own, since JAX writes a file while others may read it.
_own = os.environ.get("PYTEST_XDIST_WORKER", "alone")
_compiled = Path(__file__).parents[1] / ".pytest_cache" / "jax" / _own
os.environ.setdefault("JAX_COMPILATION_CACHE_DIR", str(_compiled))
os.environ.setdefault("JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS", "0")
os.environ.setdefault("JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES", "-1")

LOSSES = ("mse", "half-mse", "sse", "half-sse")
RULES = ("gd", "momentum", "nesterov")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Before several processes share the cores: OpenBLAS's threads would spin against others'."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def pytest_report_header() -> str:
    return "all cases of each kind" if LONG else f"samples of DOWNSLOPE_DAY={DAY}"


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Keep the collector away from what all tests are made of, which stays until the end.

    Looking through it again and again would take half of the time of finding the tests, in each
    process, and lengthen each look later on.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def is_quick(path: Path) -> bool:
    return path.stem.removeprefix("test_") in QUICK


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Import no other files where only the quick tests are asked for."""
    asked = config.getoption("markexpr") == "quick" and collection_path.suffix == ".py"
    return True if asked and not is_quick(collection_path) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if is_quick(item.path):
            item.add_marker(pytest.mark.quick)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folder of the test, which is the working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def line() -> LessonLine:
    return lesson_line()


@pytest.fixture
def lesson(line: LessonLine) -> ds.LeastSquares:
    return ds.LeastSquares(line.x, line.y)


def random_problem(seed: int, loss: str = "mse", intercept: bool = True) -> ds.LeastSquares:
    """A small problem of benign scales: 3 to 40 rows, 1 to 5 columns."""
    rng = np.random.default_rng(seed)
    d = int(rng.integers(1, 6))
    n = int(rng.integers(d + 2, 40))
    X = rng.normal(size=(n, d)) * 10 ** rng.uniform(-1, 1, d) + rng.normal(size=d)
    y = X @ rng.normal(size=d) + rng.normal(size=n)
    return ds.LeastSquares(X, y, intercept=intercept, loss=loss)
