"""Clusters of this machine, for tests of the engines that start them, use them, or harm them."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

from sampling import sampled

HERE = str(Path(__file__).parent)


def needs(package: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        find_spec(package) is None, reason=f"the package '{package}' is not installed"
    )


CLUSTERS = [
    pytest.param("dask", marks=[needs("distributed"), pytest.mark.slow]),
    pytest.param("ray", marks=[needs("ray"), pytest.mark.slow]),
]


def one_cluster(of: str) -> list[object]:
    """One of them each day: starting both takes longer than all that is asked of them."""
    return sampled(CLUSTERS, 1, of)


@contextmanager
def workers_that_find_the_tasks() -> Iterator[None]:
    """Let the workers of any engine import what the tests give them, and take their time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([*sys.path, HERE]))
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        if find_spec("distributed"):
            # On a busy machine a worker may take minutes to come; `impatient` asks for haste.
            module = importlib.import_module("downslope.data.engines.dask")
            patch.setattr(module, "PATIENCE", 300.0)
            patch.setattr(module, "SILENCE", 600.0)
        yield
        end_ray()


def end_ray() -> None:
    if "ray" in sys.modules:
        sys.modules["ray"].shutdown()


@contextmanager
def served() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A scheduler with two workers in a process of its own, and its address."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", SERVED], stdin=pipe, stdout=pipe, text=True
    ) as server:
        assert server.stdout is not None
        yield server, server.stdout.readline().strip()


def children() -> set[int]:
    """The processes below this one that still run."""
    done = subprocess.run(
        ["ps", "-wweo", "pid,ppid,stat,args"], capture_output=True, text=True, check=True
    )
    rows = [line.split(None, 3) for line in done.stdout.splitlines()[1:]]
    parents = {int(pid): int(parent) for pid, parent, *_ in rows}
    wanted = {
        int(pid)
        for pid, _, state, command in rows
        if "Z" not in state and "resource_tracker" not in command and not command.startswith("ps ")
    }

    def descends(pid: int) -> bool:
        while pid in parents:
            pid = parents[pid]
            if pid == os.getpid():
                return True
        return False

    return set(filter(descends, wanted))


SERVED = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(2, threads_per_worker=1, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""
