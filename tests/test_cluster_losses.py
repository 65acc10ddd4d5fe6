"""What a cluster loses is told once: a scheduler, all workers, one that is stopped, an agent."""

from __future__ import annotations

import importlib
import os
import signal
import time
from collections.abc import Callable, Iterator

import pytest

import downslope as ds
from clusters import children, end_ray, needs, served, workers_that_find_the_tasks
from downslope.data import engines
from sampling import sampled
from stream_tasks import fit_source, source, total


@pytest.fixture(scope="module", autouse=True)
def _workers_find_the_tasks() -> Iterator[None]:
    with workers_that_find_the_tasks():
        yield


@pytest.fixture
def no_running_ray(_workers_find_the_tasks: None) -> None:
    """Make a fit start a Ray of its own, which a test can then harm."""
    end_ray()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    module = importlib.import_module("downslope.data.engines.dask")
    for name, seconds in {"LOOK": 0.3, "PATIENCE": 1.5, "SILENCE": 8.0}.items():
        monkeypatch.setattr(module, name, seconds)


@pytest.fixture
def usual(monkeypatch: pytest.MonkeyPatch) -> None:
    """The patience of the product, for what is sure to be lost."""
    module = importlib.import_module("downslope.data.engines.dask")
    for name, seconds in {"PATIENCE": 10.0, "SILENCE": 60.0}.items():
        monkeypatch.setattr(module, name, seconds)


def while_reading(
    lose: Callable[[], object], engine: str, scheduler: str | None = None, seconds: float = 0.2
) -> list[str]:
    """Read parts, and lose something once the first has come; return the notices."""
    notices: list[str] = []
    tasks = source(special={k: {"seconds": seconds} for k in range(20)}).tasks()
    workers = None if scheduler else 2
    told = lambda notice: notices.append(str(notice))  # noqa: E731
    with engines.opened(engine, scheduler, workers, len(tasks), told) as carry_out:
        parts = carry_out(tasks, total)
        next(parts)
        lose()
        try:
            list(parts)
        except ds.EngineError as error:
            return [*notices, str(error)]
    return notices


@needs("distributed")
@pytest.mark.slow
def test_a_scheduler_that_is_killed_is_one_error(usual: None) -> None:
    with served() as (server, address):
        (error,) = while_reading(server.kill, "dask", address)
    assert f"scheduler at {address} was lost: check" in error


@needs("distributed")
@pytest.mark.slow
def test_a_cluster_without_workers_is_told_and_given_up(impatient: None) -> None:
    from distributed import LocalCluster

    notices: list[str] = []

    def progress(step: object) -> None:
        notices.append(str(step))

    with (
        LocalCluster(n_workers=0, threads_per_worker=1, dashboard_address=":0") as cluster,
        pytest.raises(ds.EngineError, match=r"No Dask worker .* rows 1 to 1000 has not been read"),
    ):
        fit_source(source(), progress=progress, engine="dask", scheduler=cluster.scheduler_address)
    assert len(notices) == 1
    assert "giving up after 8" in notices[0]


@needs("distributed")
@pytest.mark.slow
def test_a_stopped_worker_is_told_and_given_up_and_a_slow_one_is_not(impatient: None) -> None:
    from distributed import LocalCluster

    with LocalCluster(2, threads_per_worker=1, dashboard_address=":0") as cluster:
        address = cluster.scheduler_address
        slowest = source(special={3: {"seconds": 5.0}})  # ten seconds, beyond the patience
        fit_source(slowest, engine="dask", scheduler=address)
        stopped = next(iter(cluster.workers.values())).pid
        *notices, error = while_reading(lambda: os.kill(stopped, signal.SIGSTOP), "dask", address)
        os.kill(stopped, signal.SIGCONT)
    assert "has been silent for" in error
    assert len(notices) == 1


@needs("distributed")
@pytest.mark.slow
def test_a_worker_that_is_stopped_with_a_finished_part_is_given_up(impatient: None) -> None:
    from distributed import LocalCluster

    notices: list[str] = []
    tasks = source(special={1: {"seconds": 0.5}}).tasks()[:2]
    with LocalCluster(1, threads_per_worker=2, dashboard_address=":0") as cluster:
        address = cluster.scheduler_address
        (worker,) = cluster.workers.values()
        told = lambda notice: notices.append(str(notice))  # noqa: E731
        with engines.opened("dask", address, None, len(tasks), told) as carry_out:
            parts = carry_out(tasks, total)
            next(parts)
            time.sleep(2)  # in which the second part is finished, and stays with its worker
            os.kill(worker.pid, signal.SIGSTOP)
            try:
                with pytest.raises(ds.EngineError, match="has been silent for"):
                    list(parts)
            finally:
                os.kill(worker.pid, signal.SIGCONT)
    assert len(notices) == 1


@needs("ray")
@pytest.mark.slow
@pytest.mark.parametrize("lost", sampled(["ray::DashboardAgent", "ray::RuntimeEnvAgent"], 1))
def test_a_ray_whose_agent_is_killed_is_one_error(no_running_ray: None, lost: str) -> None:
    import psutil

    def kill() -> None:
        (agent,) = [
            each
            for each in psutil.Process().children(recursive=True)
            if " ".join(each.cmdline()).startswith(lost)
        ]
        agent.kill()

    before = children()
    (error,) = while_reading(kill, "ray", seconds=2.0)
    assert error.startswith("Ray ended while part.parquet, rows")
    assert children() <= before
