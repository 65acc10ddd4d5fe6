"""What engines do with clusters, whose futures, drivers, and resources are played by stand-ins."""

from __future__ import annotations

import warnings
from concurrent.futures import Future
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import downslope as ds
from downslope.data import engines, spark_frame
from downslope.data.engines import dask, ray_driver, spark, threads
from stream_tasks import Rows, total


class Made:
    """A future of Dask that is done."""

    status = "finished"

    def __init__(self, part: float) -> None:
        self.part, self.released = part, 0

    def exception(self) -> None:
        return None

    def release(self) -> None:
        self.released += 1


def test_dask_is_given_a_few_tasks_and_released_of_those_not_wanted() -> None:
    pytest.importorskip("distributed")
    made: list[Made] = []

    def mapped(work: Any, tasks: Any, **_: Any) -> list[Made]:
        new = [Made(float(task.values[0, 0])) for task in tasks]
        made.extend(new)
        return new

    client: Any = SimpleNamespace(nthreads=lambda: {"one": 2, "two": 1}, map=mapped)
    heartbeats: Any = SimpleNamespace(
        wait=lambda *_: None, fetch=lambda _, futures: [each.part for each in futures]
    )
    tasks = [Rows(np.full((1, 1), float(i))) for i in range(100)]
    parts = dask._parts(client, heartbeats, tasks, total)
    assert next(parts) == 0.0
    first = dask.AHEAD * 3
    taken = [i for i, each in enumerate(made) if each.released]
    assert len(made) == first + len(taken)
    parts.close()  # type: ignore[attr-defined]
    assert all(each.released for each in made)


@pytest.mark.parametrize(("resources", "cores"), [({}, 1), ({"CPU": 0.5}, 1), ({"CPU": 3.0}, 3)])
def test_a_ray_without_cores_of_its_own_has_one(
    resources: dict[str, float], cores: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ray = pytest.importorskip("ray")
    monkeypatch.setattr(ray, "init", lambda **_: None)
    monkeypatch.setattr(ray, "cluster_resources", lambda: resources)
    assert ray_driver._joined(None, 2) == cores


def test_a_wait_for_spark_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    answer: Future[str] = Future()
    looks: list[float] = []

    def wait(futures: list[Future[str]], seconds: float) -> Any:
        looks.append(seconds)
        assert len(looks) < 200
        if len(looks) == 130:
            futures[0].set_result("a part")
        return SimpleNamespace(done={each for each in futures if each.done()})

    monkeypatch.setattr(spark, "wait", wait)
    monkeypatch.setattr(spark, "told", lambda *_: nullcontext())
    said: list[Any] = []
    assert spark._answer(None, answer, ["rows 1 to 9", "rows 10 to 20"], said.append) == "a part"
    (told,) = said
    assert isinstance(told, engines.WorkersSilent)
    assert "rows 1 to 9 has been waiting for a Spark executor for 60 seconds" in str(told)
    assert looks == [spark.LOOK] * 130


def test_what_a_jvm_said_before_it_ended_is_quoted_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark")
    from pyspark import SparkContext, java_gateway

    def launch(conf: Any, options: dict[str, Any]) -> None:
        options["stderr"].write(b"Unrecognized VM option 'Fast'\n")
        raise RuntimeError("Java gateway process exited")

    monkeypatch.setattr(SparkContext, "_gateway", None)
    monkeypatch.setattr(java_gateway, "launch_gateway", launch)
    monkeypatch.setattr(spark, "_check_java", lambda: None)
    with (
        pytest.raises(ds.EngineError, match=r"did not start \(Unrecognized VM option 'Fast'\)"),
        spark._gateway(None, 2),
    ):
        pass


def test_a_spark_frame_is_silent_and_counts_its_partitions_from_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(spark_frame, "told", lambda *_: nullcontext())
    frame = SimpleNamespace(
        columns=["a.b", "y"],
        sparkSession=SimpleNamespace(sparkContext=None),
        rdd=SimpleNamespace(getNumPartitions=lambda: 2),
    )
    frame.toDF = lambda *_: frame
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        parts = spark_frame.SparkRows.of(frame)
        warnings.warn("PySpark does not yet fully support pandas 9", FutureWarning, stacklevel=1)
    layout: Any = SimpleNamespace(source="the data", style=None)
    tasks = parts.tasks(layout, named=False)
    assert [task.where for task in tasks] == [f"partition {i} of the data" for i in (1, 2)]
    assert [task.place.row(4) for task in tasks] == ["row 5 of partition 1", "row 5 of partition 2"]


@pytest.mark.parametrize(
    ("workers", "at_most", "started"), [(4, None, 4), (4, 9, 4), (4, 2, 2), (4, 0, 1), (1, 1, 1)]
)
def test_no_more_workers_are_started_than_there_are_tasks(
    workers: int, at_most: int | None, started: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def opened(scheduler: str | None, count: int, notify: Any) -> Any:
        asked.append(count)
        return nullcontext()

    monkeypatch.setattr(threads, "opened", opened)
    with engines.opened("threads", workers=workers, at_most=at_most):
        assert asked == [started]
