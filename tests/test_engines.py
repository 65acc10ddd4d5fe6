"""Engines: the same parts in the same order, whoever works, and whoever dies."""

from __future__ import annotations

import builtins
import importlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

import downslope as ds
from clusters import CLUSTERS, children, needs, one_cluster, served, workers_that_find_the_tasks
from downslope.cli import run as command_line
from downslope.data import engines
from downslope.data.blocks import Task
from downslope.fitting import passes
from downslope.fitting.passes.reader import ReadOptions
from downslope.numerics.threads import thread_count
from stream_tasks import Rows, fold, source, table, total

ALL = ["threads", *CLUSTERS]


@pytest.fixture(scope="module", autouse=True)
def _workers_find_the_tasks() -> Iterator[None]:
    with workers_that_find_the_tasks():
        yield


@pytest.fixture
def running_ray(_workers_find_the_tasks: None) -> None:
    """A Ray for all tests that do not ask how one is started: starting it takes seconds."""
    import ray

    if not ray.is_initialized():
        ray.init(num_cpus=2, include_dashboard=False, _node_ip_address="127.0.0.1")


@pytest.fixture(scope="module")
def running_dask(_workers_find_the_tasks: None) -> Iterator[str]:
    """The address of a Dask for tests that neither start nor harm one."""
    from distributed import LocalCluster

    with LocalCluster(2, threads_per_worker=1, dashboard_address=":0") as cluster:
        yield cluster.scheduler_address


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """An engine by its name; Ray runs already."""
    name: str = request.param
    if name == "ray":
        request.getfixturevalue("running_ray")
    return name


def run_on(engine: str, workers: int = 2) -> ReadOptions:
    return ReadOptions(engine) if engine == "ray" else ReadOptions(engine, workers=workers)


@contextmanager
def one_start(engine: str, workers: int) -> Iterator[None]:
    """All passes within share one start of an engine."""
    module = importlib.import_module(f"downslope.data.engines.{engine}")
    with module.opened(None, workers, print) as parts, pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "opened", lambda *given: nullcontext(parts))
        yield


def bits(summary: ds.Summary) -> tuple[bytes, ...]:
    parts = (summary.mean, summary.scatter, summary.size)
    return tuple(part.tobytes() for part in parts)


# --- the contract -----------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ALL, indirect=True)
def test_parts_come_in_the_order_of_the_tasks(engine: str) -> None:
    # The first tasks take longest.
    before = children()
    tasks = [Rows(np.full((3, 2), float(i)), seconds=0.1 * (i < 2)) for i in range(30)]
    seen: list[float] = []
    parts = list(fold(tasks, total, engine, workers=run_on(engine).workers, progress=seen.append))
    assert parts == [6.0 * i for i in range(30)]
    assert seen == parts
    patience = time.monotonic() + 180  # what was told to end takes a moment
    while engine != "ray" and not children() <= before and time.monotonic() < patience:
        time.sleep(0.1)
    assert engine == "ray" or children() <= before


@pytest.mark.parametrize("workers", [1, 2, 3, 7])
def test_any_number_of_threads_gives_the_same_bits(workers: int) -> None:
    one = passes.summarize(source(), ReadOptions(workers=1))
    more = passes.summarize(source(), ReadOptions(workers=workers))
    assert bits(one.summary) == bits(more.summary)


def blas_threads(_: Task) -> int:
    """The most that a BLAS may use: NumPy has one, and SciPy another."""
    pools = threadpool_info()
    return max(pool["num_threads"] for pool in pools if pool["user_api"] == "blas")


def test_a_thread_for_each_core_and_of_blas_one_in_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DOWNSLOPE_THREADS", raising=False)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    assert thread_count() == cores
    tasks = [Rows(np.zeros((3, 2))) for _ in range(8)]
    assert set(fold(tasks, blas_threads)) == {1}  # perhaps before SciPy is there
    importlib.import_module("scipy.linalg")
    with threadpool_limits(2, "blas"):
        assert set(fold(tasks, blas_threads)) == {1}
        assert blas_threads(tasks[0]) == 2


@pytest.mark.parametrize("engine", CLUSTERS, indirect=True)
def test_every_engine_gives_the_same_bits(engine: str) -> None:
    with one_start(engine, workers=3):
        check_that_bits_are_the_same(engine)


def check_that_bits_are_the_same(engine: str) -> None:
    here = passes.fit(source(), ReadOptions())[1]
    there = passes.fit(source(), run_on(engine, workers=3))[1]
    assert here.weights.tobytes() == there.weights.tobytes()
    assert here.bound is not None
    assert there.bound is not None
    assert here.bound.tobytes() == there.bound.tobytes()
    # Sums that no order changes are the same in other tasks, too.
    values = table(1700)
    for accuracy in ("reproducible", "full"):
        one = passes.summarize(source(values), ReadOptions(), accuracy=accuracy)
        other = passes.summarize(source(values[::-1]), run_on(engine, workers=3), accuracy=accuracy)
        cut = passes.summarize(source(values, task_rows=300), ReadOptions(), accuracy=accuracy)
        assert bits(one.summary) == bits(other.summary) == bits(cut.summary)
        for each in (other, cut):
            assert np.array_equal(one.exact.high, each.exact.high)
            assert np.array_equal(one.exact.low, each.exact.low)


@pytest.mark.parametrize("engine", one_cluster("killed"), indirect=True)
def test_a_killed_worker_changes_no_bit(engine: str, tmp_path: Path) -> None:
    here = passes.fit(source())[1]
    killing = source(special={7: {"kills": str(tmp_path), "times": 2}})
    there = passes.fit(killing, run_on(engine))[1]
    assert len(list(tmp_path.iterdir())) == 2, "no worker was killed"
    assert here.weights.tobytes() == there.weights.tobytes()


@pytest.mark.parametrize("engine", one_cluster("always dies"), indirect=True)
def test_a_task_that_always_dies_is_named(
    engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deadly = source(special={3: {"kills": str(tmp_path), "times": 10**6}})
    deaths = 4
    if engine == "dask":  # a worker that died takes seconds to come back
        import distributed  # which completes the configuration
        from dask import config

        scheduler = config.get("distributed.scheduler")
        assert distributed
        monkeypatch.setitem(scheduler, "allowed-failures", 1)
        deaths = 2
    where = rf"part\.parquet, rows 3001 to 4000 has killed {deaths} "
    with pytest.raises(ds.EngineError, match=where):
        passes.summarize(deadly, run_on(engine))


DEADLY = """
import importlib, sys
from downslope.cli import main
from downslope.fitting import fit
from stream_tasks import source

if __name__ == "__main__":
    engine = importlib.import_module(f"downslope.data.engines.{sys.argv[1]}")
    engine.PATIENCE = engine.SILENCE = 600.0  # a busy machine is no fault
    deadly = source(special={3: {"kills": sys.argv[2], "times": 10**6}})
    fit.open_data = lambda *given, **options: deadly
    main(["fit", "part.parquet", "--engine", sys.argv[1]])
"""


@pytest.mark.parametrize("engine", one_cluster("in a command"))
def test_a_command_whose_workers_always_die_ends_in_one_line(engine: str, tmp_path: Path) -> None:
    script, dead = tmp_path / "script.py", tmp_path / "dead"
    script.write_text(DEADLY)
    dead.mkdir()
    once = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}  # others take seconds each
    done = subprocess.run(
        [sys.executable, str(script), engine, str(dead)],
        capture_output=True, text=True, check=False, env=os.environ | once,
    )  # fmt: skip
    deaths = {"dask": 2, "ray": 4}[engine]
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"downslope: Reading part.parquet, rows 3001 to 4000 has killed {deaths} "
        f"{engine.capitalize()} workers: check whether it needs more memory than they have.\n"
    )


@pytest.mark.parametrize("engine", ["threads", *one_cluster("refuses")], indirect=True)
def test_a_task_that_refuses_its_data_is_quoted(engine: str) -> None:
    before = children()
    with pytest.raises(
        ds.DataError, match=r"^part\.parquet, rows 4001 to 5000: column 'x1' has text"
    ):
        passes.summarize(source(special={4: {"refuses": True}}), run_on(engine))
    patience = time.monotonic() + 180  # what was told to end takes a moment
    while engine != "ray" and not children() <= before and time.monotonic() < patience:
        time.sleep(0.1)
    assert engine == "ray" or children() <= before


@pytest.mark.parametrize("engine", ["threads", *one_cluster("accident")], indirect=True)
def test_what_a_task_raises_by_accident_names_its_rows(
    engine: str, request: pytest.FixtureRequest
) -> None:
    options = run_on(engine)
    if engine == "dask":
        options = ReadOptions(engine, request.getfixturevalue("running_dask"))
    with pytest.raises(ds.DataError, match=r"rows 4001 to 5000.*the disk has gone"):
        passes.summarize(source(special={4: {"crash": True}}), options)


def test_only_a_few_tasks_are_under_way() -> None:
    begun = []

    def note(task: Rows) -> str:
        begun.append(task.where)
        return task.where

    parts = fold([Rows(np.zeros((1, 1)), i) for i in range(100)], note, workers=2)
    next(parts)
    time.sleep(0.05)
    assert len(begun) <= 2 * 2 + 1
    parts.close()  # type: ignore[attr-defined]
    assert len(begun) <= 2 * 2 + 1


def test_no_tasks_are_no_parts() -> None:
    assert list(fold([], total)) == []


# --- leaving ----------------------------------------------------------------------------------


def test_leaving_the_loop_stops_the_threads() -> None:
    read: list[int] = []

    class Watched(Rows):
        def blocks(self) -> Iterator[np.ndarray]:
            for block in super().blocks():
                read.append(len(block))
                yield block

    threads = threading.active_count()
    long = Watched(np.zeros((700 * 500, 2)), seconds=0.01)
    folding = fold([Rows(np.zeros((7, 2))), long, long], total, workers=2)
    next(iter(folding))
    folding.close()  # as leaving a loop does
    assert len(read) < 500  # it stopped between two blocks of a task
    assert threading.active_count() == threads


# --- options ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"engine": "thread"}, "engine='thread' is not known: did you mean 'threads'"),
        ({"workers": 0}, "workers=0 cannot be used"),
        ({"scheduler": "tcp://head:8786"}, "needs an engine that has one"),
        ({"engine": "dask", "scheduler": "tcp://head:8786", "workers": 2}, "has its own workers"),
    ],
)
def test_options_that_cannot_be_used(options: dict[str, object], message: str) -> None:
    task = Rows(np.zeros((1, 1)))
    with pytest.raises(ds.OptionError, match=message):
        list(fold([task], total, **options))  # type: ignore[arg-type]


@pytest.mark.parametrize("engine", ["dask", "ray"])
def test_a_missing_extra_is_one_line(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: object) -> object:
        if name.partition(".")[0] in ("distributed", "ray"):
            raise ImportError(name)
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(engines, "import_module", missing)
    with pytest.raises(ds.MissingExtraError, match=rf"pip install 'downslope\[{engine}\]'\.$"):
        engines.check(engine)


@needs("distributed")
def test_a_scheduler_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    from downslope.data.engines import dask

    monkeypatch.setattr(dask, "PATIENCE", 0.5)
    task = Rows(np.zeros((1, 1)))
    with pytest.raises(ds.EngineError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        list(fold([task], total, "dask", "tcp://127.0.0.1:9"))


@needs("ray")
def test_a_ray_that_does_not_answer() -> None:
    task = Rows(np.zeros((1, 1)))
    with pytest.raises(ds.EngineError, match=r"No Ray answers at 127\.0\.0\.1:9"):
        list(fold([task], total, "ray", "127.0.0.1:9"))


@pytest.mark.parametrize(
    ("engine", "told"),
    [
        pytest.param("dask", "No Dask scheduler answers", marks=needs("distributed")),
        pytest.param("ray", "No Ray answers", marks=needs("ray")),
    ],
)
def test_the_command_says_that_a_scheduler_does_not_answer(
    engine: str, told: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    module = importlib.import_module(f"downslope.data.engines.{engine}")
    monkeypatch.setattr(module, "PATIENCE", 0.5)
    options = ["--engine", engine, "--scheduler", "127.0.0.1:9"]
    assert command_line(["fit", "hubble", *options]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith(f"downslope: {told} at 127.0.0.1:9: give ")
    assert err.count("\n") == 1


@needs("distributed")
@pytest.mark.slow
def test_a_running_scheduler_is_used_and_left_running(running_dask: str) -> None:
    from distributed import Client

    there = passes.summarize(source(), ReadOptions("dask", running_dask)).summary
    with Client(running_dask, set_as_default=False) as client:
        assert client.submit(sum, [1, 2]).result() == 3
    assert bits(there) == bits(passes.summarize(source()).summary)


@needs("distributed")
@pytest.mark.slow
def test_a_cluster_that_takes_long_to_close_is_closed_in_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import distributed

    from downslope.data.engines import dask

    made: list[distributed.LocalCluster] = []

    def cluster(**options: object) -> distributed.LocalCluster:
        made.append(local(**options))
        return made[-1]

    local = distributed.LocalCluster
    monkeypatch.setattr(distributed, "LocalCluster", cluster)
    monkeypatch.setattr(dask, "CLOSING", 0.001)
    assert list(fold([Rows(np.ones((3, 2)))], total, "dask", workers=1)) == [6.0]
    (one,) = made
    patience = time.monotonic() + 60
    while one.status.name != "closed" and time.monotonic() < patience:
        time.sleep(0.05)
    assert one.status.name == "closed"


@needs("ray")
@pytest.mark.slow
def test_a_running_ray_is_left_running(running_ray: None) -> None:
    import ray

    passes.summarize(source(), ReadOptions("ray"))
    assert ray.is_initialized()


@needs("distributed")
@pytest.mark.slow
def test_a_scheduler_in_another_process_reads_files(tmp_path: Path) -> None:
    files = []
    for place in range(3):
        values = table(4000, seed=place)
        columns = {name: values[:, j] for j, name in enumerate(("x1", "x2", "x3", "y"))}
        files.append(tmp_path / f"part-{place}.parquet")
        pl.DataFrame(columns).write_parquet(files[-1], row_group_size=1000)
    with served() as (_, address):
        there = ds.fit(files, "y", engine="dask", scheduler=address, accuracy="full")
        again = ds.fit(files, "y", engine="dask", scheduler=address)
    here = ds.fit(files, "y", engine="threads", accuracy="full")
    assert there.solution.weights.tobytes() == here.solution.weights.tobytes()
    threads = ds.fit(files, "y", engine="threads")
    assert again.solution.weights.tobytes() == threads.solution.weights.tobytes()


@pytest.mark.parametrize("engine", one_cluster("once"), indirect=True)
def test_an_engine_is_started_once_for_all_passes(
    engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = importlib.import_module(f"downslope.data.engines.{engine}")
    started: list[int] = []
    original = module.opened

    def counted(scheduler: str | None, workers: int, notify: engines.Notify) -> object:
        started.append(workers)
        return original(None, workers, notify)

    monkeypatch.setattr(module, "opened", counted)
    data = source(table(3000, gap=1e-5))
    solution = passes.fit(data, run_on(engine))[1]
    assert solution.passes == data.reads == 2
    assert len(started) == 1


def test_the_sum_depends_on_the_order_of_the_tasks() -> None:
    """Else the tests of the bits above could not fail."""
    values = table()
    swapped = np.vstack([values[10_000:], values[:10_000]])
    origin = passes.summarize(source(values))
    one = origin.summary
    two = passes.summarize(source(swapped), like=origin).summary
    assert bits(one) != bits(two)
