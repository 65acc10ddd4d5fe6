"""Spark engine: the session that runs, or a local one; summaries of files and of data frames.

Of files, each task is an element that a Python worker receives, in jobs of some tasks each, two of
them at a time, so that no core waits for the slowest task. Of a Spark data frame, one job gives
each worker the Arrow batches of its partition (`spark_frame.py`). Spark runs a task again when its
worker or its executor is lost. A session that was started here is stopped, and its JVM is ended;
one that the user has started stays.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

from downslope.data.blocks import Task
from downslope.data.engines import CarryOut, Notify, Part, Work, WorkersSilent, alone
from downslope.data.spark_frame import ReadAgainError, SparkRows, receiving, rows_behind
from downslope.data.spark_jobs import (
    computed,
    has_ended,
    made_in,
    partition_number,
    quiet,
    reason,
    told,
)
from downslope.errors import DataError, EngineError, OptionError

TOGETHER = 8  # tasks of each core in a job, of which two run at a time
ATTEMPTS = 4  # at a task whose worker is lost, as Spark has it on clusters
PATIENCE = 10.0  # seconds to wait for a scheduler's answer
CLOSING = 10.0  # seconds for a JVM to end
LOOK = 1.0  # seconds between two checks of the driver
TOLD = 60.0  # seconds without a part after which that is reported
# Little time is spent in the JVM, so that the compiler that starts fast is the faster one.
JAVA_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


@contextmanager
def opened(scheduler: str | None, workers: int, notify: Notify) -> Iterator[CarryOut]:
    """Find or start a session when the first pass needs it; on exit, stop what was started."""
    quiet()
    with ExitStack() as started:
        contexts: list[Any] = []

        def parts(tasks: Sequence[Task], work: Work[Part]) -> Iterator[Part]:
            rows = rows_behind(tasks[0])
            if rows is not None:
                yield from _parts_of_frame(rows, tasks, work, notify)
                return
            if not contexts:
                contexts.append(started.enter_context(_context(scheduler, workers)))
            yield from _parts(contexts[0], tasks, work, notify)

        yield parts


def _parts(context: Any, tasks: Sequence[Task], work: Work[Part], notify: Notify) -> Iterator[Part]:
    """Yield the parts of tasks that can be read anywhere, in their order."""
    with _jobs(context) as submit:
        run = partial(_made, _pickled(work))
        waiting, under_way = iter(tasks), deque[tuple[list[Task], Future[list[bytes]]]]()

        def another() -> None:
            with told(context, tasks[0].where):
                some = list(islice(waiting, TOGETHER * max(1, int(context.defaultParallelism))))
                if some:
                    rows = context.parallelize(map(_pickled, some), len(some)).map(run)
                    under_way.append((some, submit(rows.collect)))

        another()
        another()
        while under_way:
            some, future = under_way.popleft()
            made = _answer(context, future, [task.where for task in some], notify)
            another()
            yield from map(_part, made)


def _parts_of_frame(
    rows: SparkRows, tasks: Sequence[Task], work: Work[Part], notify: Notify
) -> Iterator[Part]:
    """Yield the part of each partition of a data frame, in their order."""
    context = rows.frame.sparkSession.sparkContext
    blobs, pickled = [_pickled(task) for task in tasks], _pickled(work)
    wheres = [task.where for task in tasks]
    with _jobs(context) as submit:
        for keep in (False, True):
            with told(context, *wheres):
                frame = computed(rows.frame, partial(_of_partition, pickled, blobs, keep))
            found = _answer(context, submit(frame.collect), wheres, notify)
            made = {int(row[0]): _loaded(row[1]) for row in found}
            if not any(isinstance(each[1], ReadAgainError) for each in made.values()):
                break
        if not made and len(tasks) == 1:  # a data frame without partitions, and so without rows
            with receiving((), keep=False):
                made = {0: ("part", alone(work, tasks[0]), None)}
        if sorted(made) != list(range(len(tasks))):
            raise DataError(
                f"The Spark data frame had {len(tasks)} partitions at first and {len(made)} now: "
                "Spark computes it again in each pass. Call its cache(), or write it to Parquet "
                "files and give those."
            )
        for number in range(len(tasks)):
            what, part, _ = made[number]
            if what == "raised":
                raise part
        rows.check_heights(
            {number: each[2] for number, each in made.items() if each[2] is not None}
        )
        for number in range(len(tasks)):
            yield made[number][1]


# --- in a worker --------------------------------------------------------------------------------


def _made(work: bytes, task: bytes) -> bytes:
    """Return the pickled part of a task, or what it raises: Spark would try that again."""
    return _outcome(_loaded(work), _loaded(task), lambda: None)


def _of_partition(
    work: bytes, tasks: list[bytes], keep: bool, batches: Iterator[Any]
) -> Iterator[Any]:
    """Give the part of the partition that this worker is at."""
    number = partition_number()
    if number >= len(tasks):
        yield made_in(number, _pickled(("part", None, None)))
        return
    with receiving(batches, keep=keep) as received:
        yield made_in(
            number, _outcome(_loaded(work), _loaded(tasks[number]), lambda: received.rows)
        )


def _outcome(work: Any, task: Any, height: Callable[[], int | None]) -> bytes:
    try:
        return _pickled(("part", alone(work, task), height()))
    except Exception as error:
        if _is_sparks(error):
            raise
        try:
            return _pickled(("raised", error, None))
        except Exception:  # what cannot be pickled
            return _pickled(("raised", EngineError(f"A task has failed: {error}"), None))


def _is_sparks(error: BaseException) -> bool:
    """Return whether an error is of Spark itself, while a worker receives its batches."""
    return type(error).__module__.startswith(("pyspark", "py4j")) or isinstance(error, EOFError)


def _pickled(value: object) -> bytes:
    from pyspark import cloudpickle

    return bytes(cloudpickle.dumps(value))


def _loaded(blob: bytes) -> Any:
    from pyspark import cloudpickle

    return cloudpickle.loads(bytes(blob))


def _part(made: bytes) -> Any:
    what, part, _ = _loaded(made)
    if what == "raised":
        raise part
    return part


# --- jobs ---------------------------------------------------------------------------------------


@contextmanager
def _jobs(context: Any) -> Iterator[Callable[[Callable[[], Any]], Future[Any]]]:
    """Run jobs beside this thread; on leaving, cancel those that run."""
    group = f"downslope-{uuid4().hex}"
    pool = ThreadPoolExecutor(2, thread_name_prefix="downslope-spark")

    def run(collect: Callable[[], Any]) -> Any:
        context.setJobGroup(group, "downslope", interruptOnCancel=True)
        return collect()

    futures: list[Future[Any]] = []

    def submit(collect: Callable[[], Any]) -> Future[Any]:
        futures.append(pool.submit(run, collect))
        return futures[-1]

    try:
        yield submit
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        left = CLOSING
        while left > 0.0 and not all(future.done() for future in futures):
            # Again and again, since a job may begin only now.
            with suppress(Exception):  # the driver may have ended
                context.cancelJobGroup(group)
            wait(futures, LOOK)
            left -= LOOK


def _answer(context: Any, future: Future[Any], wheres: Sequence[str], notify: Notify) -> Any:
    """Return what a job gives, however long it takes, as long as the driver is alive."""
    waited = 0.0
    with told(context, *wheres):
        while not wait([future], LOOK).done:
            waited += LOOK
            if waited == TOLD:
                what = f"{wheres[0]} has been waiting for a Spark executor for {waited:.0f} seconds"
                notify(WorkersSilent(what))
        return future.result()


# --- sessions -----------------------------------------------------------------------------------


@contextmanager
def _context(scheduler: str | None, workers: int) -> Iterator[Any]:
    """Find the context that runs, or start one at a master, or here."""
    from pyspark import SparkContext

    running = SparkContext._active_spark_context
    if running is not None and not has_ended(running):
        if scheduler not in (None, running.master):
            raise OptionError(
                f"scheduler='{scheduler}' is not the Spark that runs in this process, which is "
                f"{running.master}: leave it out, or stop that session first."
            )
        yield running
        return
    if scheduler is not None:
        _check_answers(scheduler)
    before = signal.getsignal(signal.SIGINT)
    with _gateway(scheduler, workers) as (gateway, conf):
        context = None
        try:
            context = SparkContext(gateway=gateway, conf=conf)
            if _is_local(scheduler):
                context.pythonExec = sys.executable
            # It would print a traceback when the JVM ends.
            server: Any = context._accumulatorServer
            server.handle_error = lambda *request: None
        except Exception as error:
            raise EngineError(
                f"Spark did not start at {scheduler or 'this machine'} "
                f"({reason(str(error))}): correct that, or choose another engine."
            ) from error
        finally:
            if threading.current_thread() is threading.main_thread():
                signal.signal(signal.SIGINT, before)
        try:
            yield context
        finally:
            with suppress(Exception):  # the driver may have ended
                context.stop()
            SparkContext._active_spark_context = None


def _is_local(scheduler: str | None) -> bool:
    return scheduler is None or scheduler.startswith("local")


@contextmanager
def _gateway(scheduler: str | None, workers: int) -> Iterator[tuple[Any, Any]]:
    """Launch a silent JVM, unless one is left of an earlier session; end what was launched."""
    from pyspark import SparkConf, SparkContext
    from pyspark.java_gateway import launch_gateway

    options = {
        "spark.master": scheduler or f"local[{workers},{ATTEMPTS}]",
        "spark.app.name": "downslope",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.extraJavaOptions": JAVA_OPTIONS,
    }
    if _is_local(scheduler):
        options |= {
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.executorEnv.PYTHONPATH": os.pathsep.join(sys.path),
        }
    conf = SparkConf(loadDefaults=False).setAll(list(options.items()))
    kept = SparkContext._gateway
    if kept is not None and getattr(kept, "proc", None) is not None and kept.proc.poll() is None:
        yield kept, conf
        return
    _check_java()
    SparkContext._gateway = SparkContext._jvm = None
    with tempfile.TemporaryFile() as said:
        try:
            gateway = launch_gateway(conf, {"stdout": subprocess.DEVNULL, "stderr": said})
        except Exception as error:
            said.seek(0)
            why = reason(said.read().decode(errors="replace") or str(error))
            raise EngineError(
                f"Spark's JVM did not start ({why}): check that Java 17 or newer is installed."
            ) from error
        try:
            yield gateway, conf
        finally:
            _end(gateway)
            SparkContext._gateway = SparkContext._jvm = None


def _end(gateway: Any) -> None:
    """End a JVM, which ends by itself once its input is closed."""
    with suppress(Exception):  # it may have ended
        gateway.shutdown()
    with suppress(OSError):
        gateway.proc.stdin.close()
    try:
        gateway.proc.wait(CLOSING)
    except subprocess.TimeoutExpired:
        gateway.proc.kill()
        gateway.proc.wait()


def _check_java() -> None:
    home = os.environ.get("JAVA_HOME")
    java = Path(home, "bin", "java") if home else shutil.which("java")
    if java is None or not Path(java).exists():
        where = f"JAVA_HOME={home}" if home else "this machine"
        raise EngineError(
            f"engine='spark' needs Java, and {where} has none: install Java 17 or newer, or choose "
            "another engine."
        )


def _check_answers(master: str) -> None:
    """Raise `EngineError` if nothing listens at a master: Spark would try for a minute."""
    if not master.startswith("spark://"):
        return
    for each in master.removeprefix("spark://").split(","):
        host, _, port = each.rpartition(":")
        with suppress(OSError, ValueError):
            socket.create_connection((host, int(port)), PATIENCE).close()
            return
    raise EngineError(
        f"No Spark answers at {master}: give the address of a running one, or leave out the "
        "scheduler to start one here."
    )
