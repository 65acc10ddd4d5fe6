"""Jobs of Spark: what a function makes of each partition of a data frame, and what fails."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from downslope.data.files import first_line
from downslope.errors import DataError, DownslopeError, EngineError, MissingExtraError

CALLED = "the Spark data frame"
MADE = "number int, made binary"  # what comes back from a partition, in a data frame
EXCEPTION = re.compile(r"(Caused by: )?[\w.]*(Error|Exception)\b.*:")
FAILED = re.compile(r"Task (\d+) in stage [\d.]+ failed (\d+) times")
LOST = (
    "Python worker exited unexpectedly", "Python worker failed to connect", "ExecutorLostFailure",
    "Remote RPC client disassociated",
)  # fmt: skip
ENDED = ("SparkContext was shut down", "stopped SparkContext", "Answer from Java side is empty",
         "SparkContext has been stopped", "SparkContext or SparkSession should be created",
         "Error while sending or receiving")  # fmt: skip


def quiet() -> None:
    """Keep PySpark from saying of each new version of pandas that it is new."""
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)


def computed(frame: Any, of_batches: Any) -> Any:
    """Return the data frame (number, made) of what a function makes of each partition.

    Raises
    ------
    MissingExtraError
        pandas is missing, which PySpark needs for Arrow.

    """
    try:
        return frame.mapInArrow(of_batches, MADE)
    except ImportError as error:
        raise MissingExtraError(
            f"Spark data frames need a package that is not installed ({first_line(error)}): "
            "pip install 'downslope[spark]'."
        ) from error


def collected(frame: Any, of_batches: Any) -> list[tuple[int, bytes]]:
    """Return (number, made) for each partition."""
    with told(frame.sparkSession.sparkContext, CALLED):
        return [(row[0], bytes(row[1])) for row in computed(frame, of_batches).collect()]


@contextmanager
def told(context: Any, *wheres: str) -> Iterator[None]:
    """Tell in one line what Spark, its gateway, or the computation behind a frame raises.

    Raises
    ------
    EngineError
        The driver has ended, or workers died repeatedly.
    DataError
        The rows cannot be computed.

    """
    logger = logging.getLogger()
    logger.addFilter(_is_not_of_gateway)
    try:
        yield
    except DownslopeError:
        raise
    except Exception as error:
        raise failure(error, context, *wheres) from error
    finally:
        logger.removeFilter(_is_not_of_gateway)


def _is_not_of_gateway(record: logging.LogRecord) -> bool:
    """Keep the gateway, when its JVM has ended, from printing a traceback of its own."""
    return "py4j" not in record.pathname


def made_in(number: int, made: bytes) -> Any:
    """Return the batch that a partition gives back."""
    import pyarrow as pa

    schema = pa.schema([("number", pa.int32()), ("made", pa.binary())])
    return pa.RecordBatch.from_pydict({"number": [number], "made": [made]}, schema=schema)


def partition_number() -> int:
    """Return the number of the partition that this worker is at."""
    from pyspark import TaskContext

    context: Any = TaskContext.get()
    return int(context.partitionId())


def failure(error: Exception, context: Any, *wheres: str) -> DownslopeError:
    """Return the error for what Spark says of a job of these tasks, in one line."""
    from py4j.protocol import Py4JNetworkError

    java = getattr(error, "java_exception", None)
    said = str(error) or type(error).__name__
    with suppress(Exception):  # the driver may have ended
        said = str(java.getMessage()) if java is not None else said
    lost = isinstance(error, (Py4JNetworkError, ConnectionError))
    if lost or has_ended(context) or any(each in said for each in ENDED):
        return EngineError(
            f"The Spark driver ended while {wheres[0]} was being read: check why, start a new "
            "session, and try again."
        )
    found = FAILED.search(said)
    task = int(found.group(1)) if found else 0
    where = wheres[task] if task < len(wheres) else wheres[0]
    if found and any(each in said for each in LOST):
        return EngineError(
            f"Reading {where} has killed {found.group(2)} Spark workers: check whether it needs "
            "more memory than they have."
        )
    if "No module named 'downslope'" in said:
        return EngineError(
            "The workers of Spark have no Downslope: install it where they run, or name the Python "
            "that has it (PYSPARK_PYTHON)."
        )
    if "maxResultSize" in said:
        return EngineError(
            "The parts are together larger than Spark's driver takes: raise "
            "spark.driver.maxResultSize, or give files in place of the data frame."
        )
    return DataError(f"Spark cannot compute {where} ({reason(said)}): correct what is behind it.")


def has_ended(context: Any) -> bool:
    """Return whether a context was stopped, or its JVM has ended."""
    if context is None or context._jsc is None:
        return True
    process = getattr(context._gateway, "proc", None)
    return process is not None and process.poll() is not None


def reason(said: str) -> str:
    """Return what failed: in the words of Spark, or of the last exception in a traceback."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    named = [line for line in lines if EXCEPTION.match(line)]
    by_spark = [line for line in lines[:1] if line.startswith("[") and "Python worker" not in line]
    told = (by_spark or named[-1:] or lines or ["no reason given"])[0]
    return first_line(told)
