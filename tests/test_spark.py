"""Spark: the bits of threads from files, data frames where they are, and whoever dies."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import polars as pl
import pytest

import downslope as ds
from downslope.data import engines
from downslope.data.engines import spark as spark_engine
from downslope.data.spark_frame import SparkRows
from downslope.fitting import passes
from downslope.fitting.passes.reader import ReadOptions
from stream_tasks import Rows, fold, source, table, total

pytest.importorskip("pyspark")
HERE = str(Path(__file__).parent)
NAMES = ("x1", "x2", "x3", "y")
# A Java that starts fast and takes little memory.
OPTIONS = {
    "spark.master": "local[2,4]",
    "spark.driver.memory": "600m",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.shuffle.partitions": "3",
    "spark.executorEnv.PYTHONPATH": os.pathsep.join([*sys.path, HERE]),
}
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::ResourceWarning"),
]


def needs_java() -> None:
    """Skip where there is no Java, but never in CI."""
    if shutil.which("java") is None:
        if os.environ.get("CI"):
            pytest.fail("Java is not installed, and CI tests with it: see .ci/run")
        pytest.skip("Java is not installed")


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """The user's session: started once, since that takes seconds."""
    needs_java()
    from pyspark.sql import SparkSession

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        builder = SparkSession.builder
        for name, value in OPTIONS.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        yield session
        session.stop()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Two files of 4,000 rows, with a column of levels and one of weights."""
    folder = tmp_path / "rows"
    folder.mkdir()
    for place in range(2):
        values = table(4000, seed=place)
        frame = pl.DataFrame(dict(zip(NAMES, values.T, strict=True)))
        rows = np.arange(4000)
        extra = {"kind": np.array(["a", "b", "c"])[rows % 3], "w": 1.0 + rows % 4}
        frame.with_columns(**{k: pl.Series(v) for k, v in extra.items()}).write_parquet(
            folder / f"part-{place}.parquet", row_group_size=1000
        )
    return folder


def bits(fit: ds.Fit) -> tuple[bytes, bytes]:
    return fit.solution.weights.tobytes(), np.asarray(fit.std_error).tobytes()


def test_files_give_the_bits_of_threads(spark: Any, files: Path) -> None:
    for accuracy in ("standard", "full"):
        options = {"features": list(NAMES[:3]), "accuracy": accuracy}
        here = ds.fit(files, "y", engine="threads", **options)
        there = ds.fit(files, "y", engine="spark", **options)
        assert bits(there) == bits(here)
    assert spark.range(3).count() == 3  # the user's session stays


def test_a_data_frame_is_read_where_it_is(spark: Any, files: Path) -> None:
    frame = spark.read.parquet(str(files))
    options: dict[str, Any] = {"features": list(NAMES[:3]), "weights": "w"}
    here = ds.fit(files, "y", engine="threads", **options)
    there = ds.fit(frame, "y", **options)
    np.testing.assert_allclose(there.coef, here.coef, rtol=1e-11)
    assert bits(ds.fit(frame, "y", engine="spark", **options)) == bits(there)
    exact = ds.fit(frame.repartition(3), "y", accuracy="full", **options)
    assert bits(exact) == bits(ds.fit(files, "y", accuracy="full", **options))
    with pytest.raises(ds.OptionError, match="engine='dask' cannot read these data, whose rows"):
        ds.fit(frame, "y", engine="dask", **options)
    with pytest.raises(ds.OptionError, match="workers=2 is for an engine that is started here"):
        ds.fit(frame, "y", workers=2, **options)


def test_levels_keys_and_rows_of_a_data_frame(spark: Any, files: Path) -> None:
    frame = spark.read.parquet(str(files))
    wanted, found = (
        ds.fit(each, "y", ["x1", "kind"], categorical=["kind"], robust="HC1")
        for each in (files, frame)
    )
    assert found.names == wanted.names
    np.testing.assert_allclose(found.std_error, wanted.std_error, rtol=1e-9)
    groups = [ds.fit(each, "y", ["x1"], by="kind")["b"].coef for each in (frame, files)]
    np.testing.assert_allclose(*groups, rtol=1e-11)
    few = frame.limit(50)
    np.testing.assert_allclose(found.predict(few), found.predict(few.toArrow()))


class Fewer:
    """Rows that become fewer each time they are computed."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        folder = Path(self.folder)
        (folder / f"{os.getpid()}-{time.monotonic_ns()}").touch()
        for batch in batches:
            x = batch["id"].to_numpy()[len(list(folder.iterdir())) :].astype(float)
            yield pa.RecordBatch.from_pydict({"x": x, "y": x % 7})


def test_what_is_wrong_in_a_data_frame_is_one_line(spark: Any, tmp_path: Path) -> None:
    def rows(*middle: Any) -> Any:
        made = [(float(i), 2.0 * i + i % 2, "t") for i in range(40)]
        made[30] = (*middle, "t")
        return spark.createDataFrame(made, ["a.b", "y", "t"], verifySchema=False).coalesce(1)

    assert ds.fit(rows(1.0, 2.0), "y", ["a.b"]).n == 40
    with pytest.raises(ds.DataError, match=r"'a\.b' .*missing value in row 31 of partition 1"):
        ds.fit(rows(None, 2.0), "y", ["a.b"])
    assert ds.fit(rows(None, 2.0), "y", ["a.b"], drop_missing=True).n == 39
    with pytest.raises(ds.DataError, match=r"value inf in row 31 of partition 1: fix"):
        ds.fit(rows(float("inf"), 2.0), "y", ["a.b"])
    # Sums that overflow: the rows are read again to tell which value it is.
    with pytest.raises(ds.DataError, match=r"squares are out of range"):
        ds.fit(rows(1.0, 1e300), "y", ["a.b"])
    with pytest.raises(ds.DataError, match=r"Column 't' .* is text"):
        ds.fit(rows(1.0, 2.0), "y")
    with pytest.raises(ds.DataError, match="more than one column named 'a'"):
        ds.fit(spark.range(5).selectExpr("id a", "id a", "id y"), "y")
    some = spark.range(5).selectExpr("double(id) x", "double(id) y")
    for none in ("x < 0", "false"):  # the second has no partition
        with pytest.raises(ds.DataError, match="0 rows of data: at least 2 are needed"):
            ds.fit(some.where(none), "y")
    with pytest.raises(ds.DataError, match=r"Spark cannot compute .*DIVIDE_BY_ZERO"):
        ds.fit(spark.range(9).selectExpr("double(id) x", "1 div (id - 7) y"), "y")
    with pytest.raises(ds.DataError, match=r"had \d+ rows at first and .* Call its cache"):
        ds.fit(spark.range(0, 90, 1, 2).mapInArrow(Fewer(str(tmp_path)), "x double, y double"), "y",
               robust="HC1")  # fmt: skip


def test_lost_workers_are_replaced_or_told(spark: Any, tmp_path: Path) -> None:
    some = table(5000)  # five tasks
    here = passes.summarize(source(some)).summary
    once = source(some, special={3: {"kills": str(tmp_path)}})
    there = passes.summarize(once, ReadOptions("spark")).summary
    assert len(list(tmp_path.iterdir())) == 1
    assert there.scatter.tobytes() == here.scatter.tobytes()
    deadly = source(some, special={3: {"kills": str(tmp_path), "times": 10**6}})
    where = r"rows 3001 to 4000 has killed 4 Spark workers: check"
    with pytest.raises(ds.EngineError, match=where):
        passes.summarize(deadly, ReadOptions("spark"))
    for wrong, told in (("refuses", "rows 4001 to 5000: column 'x1' has text"),
                        ("crash", r"rows 4001 to 5000.*the disk has gone")):  # fmt: skip
        with pytest.raises(ds.DataError, match=told):
            passes.summarize(source(some, special={4: {wrong: True}}), ReadOptions("spark"))
    tasks = [Rows(np.full((3, 2), float(i)), seconds=0.1 * (i < 2)) for i in range(40)]
    assert list(fold(tasks, total, "spark")) == [6.0 * i for i in range(40)]
    leaving = fold([*tasks, Rows(np.zeros((7000, 2)), seconds=60.0)], total, "spark")
    assert next(iter(leaving)) == 0.0
    leaving.close()  # type: ignore[attr-defined]
    tracker, end = spark.sparkContext.statusTracker(), time.monotonic() + 60.0
    while tracker.getActiveJobsIds() and time.monotonic() < end:
        time.sleep(0.05)
    assert tracker.getActiveJobsIds() == []  # the long task is canceled
    assert passes.summarize(source(some), ReadOptions("spark")).summary.count == 5000
    with pytest.raises(ds.OptionError, match=r"is not the Spark that runs in this process"):
        list(fold(tasks, total, "spark", "spark://127.0.0.1:9"))


def test_a_job_that_begins_after_it_was_canceled_is_canceled_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, ended = threading.Event(), threading.Event()

    def cancel(group: str) -> None:
        if begun.is_set():  # Spark cancels no job of a group that has yet to begin
            ended.set()

    def collect() -> None:
        time.sleep(0.3)
        begun.set()
        ended.wait(30.0)

    context = SimpleNamespace(setJobGroup=lambda *given, **more: None, cancelJobGroup=cancel)
    monkeypatch.setattr(spark_engine, "LOOK", 0.1)
    with spark_engine._jobs(context) as submit:
        future = submit(collect)
        time.sleep(0.1)
    assert ended.is_set()
    assert future.done()


# A session of its own, with its driver killed by a task: what a user sees on the terminal.
OWN = """
import os, sys
from dataclasses import dataclass
from pathlib import Path
import numpy as np
import downslope as ds
from downslope.cli import run
from downslope.fitting import fit
from stream_tasks import Rows, source

def parent(pid):
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])

def java():
    pids = [int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()]
    mine = [pid for pid in pids if Path(f"/proc/{pid}").exists() and parent(pid) == os.getpid()]
    return [p for p in mine if b"java" in Path(f"/proc/{p}/cmdline").read_bytes().split(b"\\0")[0]]

@dataclass
class Deadly(Rows):
    def blocks(self):
        os.kill(parent(parent(os.getpid())), 9)
        yield self.values

if __name__ == "__main__":
    from pyspark import cloudpickle
    cloudpickle.register_pickle_by_value(sys.modules["__main__"])
    print(run(["fit", "hubble", "--engine", "spark"]), java())
    plain = source()
    class Source:
        schema, sample = plain.schema, plain.sample
        engine = None
        def tasks(self):
            return [Deadly(np.zeros((5, 4)))]
    fit.open_data = lambda *given, **options: Source()
    print(run(["fit", "part.parquet", "--engine", "spark"]), java())
"""


def test_a_session_of_its_own_ends_and_its_driver_may_die(tmp_path: Path) -> None:
    needs_java()
    script = tmp_path / "script.py"
    script.write_text(OWN)
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([*sys.path, HERE])},
    )  # fmt: skip
    assert "454.1584" in done.stdout
    assert [line for line in done.stdout.splitlines() if line.endswith("[]")] == ["0 []", "2 []"]
    assert done.stderr == (
        "downslope: The Spark driver ended while part.parquet, rows 1 to 5 was being read: check "
        "why, start a new session, and try again.\n"
    )


# Executors that are processes, one of which a task kills: what a cluster does.
EXECUTORS = """
import os, sys
from dataclasses import dataclass
from pathlib import Path
import numpy as np
from pyspark import cloudpickle
from pyspark.sql import SparkSession
from stream_tasks import Rows, fold, total

def parent(pid):
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])

@dataclass
class Deadly(Rows):
    def blocks(self):
        killed = Path(self.kills) / "killed"
        if not killed.exists():
            killed.touch()
            os.kill(parent(parent(os.getpid())), 9)
        yield self.values

if __name__ == "__main__":
    cloudpickle.register_pickle_by_value(sys.modules["__main__"])
    builder = SparkSession.builder
    for name, value in eval(sys.argv[1]).items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    tasks = [Rows(np.full((3, 2), float(i))) for i in range(6)]
    tasks[2] = Deadly(np.full((3, 2), 2.0), kills=sys.argv[2])
    print(list(fold(tasks, total, "spark")))
    session.stop()
"""


def test_an_executor_that_is_killed_is_replaced(tmp_path: Path) -> None:
    needs_java()
    import pyspark

    home = tmp_path / "home"  # a local cluster writes there
    home.mkdir()
    for each in Path(pyspark.__file__).parent.iterdir():
        (home / each.name).symlink_to(each)
    script = tmp_path / "script.py"
    script.write_text(EXECUTORS)
    fast = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
    options = OPTIONS | {
        "spark.master": "local-cluster[1,1,1024]", "spark.executor.memory": "512m",
        "spark.executor.extraJavaOptions": fast,
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, str(script), repr(options), str(tmp_path)],
        capture_output=True, text=True, check=False, env=os.environ | {
            "PYTHONPATH": os.pathsep.join([*sys.path, HERE]), "SPARK_HOME": str(home),
            "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable,
        },
    )  # fmt: skip
    assert (tmp_path / "killed").exists()
    assert done.stdout.splitlines()[-1:] == [str([6.0 * i for i in range(6)])]


def test_what_is_not_there_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    needs_java()
    from pyspark import SparkContext

    monkeypatch.setattr(SparkContext, "_active_spark_context", None)
    monkeypatch.setattr(SparkContext, "_gateway", None)
    task = Rows(np.zeros((1, 1)))
    with pytest.raises(ds.EngineError, match=r"No Spark answers at spark://127\.0\.0\.1:9: give"):
        list(fold([task], total, "spark", "spark://127.0.0.1:9"))
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(ds.EngineError, match=r"needs Java, and JAVA_HOME=.* has none: install"):
        list(fold([task], total, "spark"))
    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ds.EngineError, match=r"needs Java, and this machine has none: install"):
        list(fold([task], total, "spark"))
    monkeypatch.setattr(engines, "import_module", _missing)
    with pytest.raises(ds.MissingExtraError, match=r"pip install 'downslope\[spark\]'\.$"):
        engines.check("spark")
    far = type("DataFrame", (SimpleNamespace,), {"__module__": "pyspark.sql.connect.dataframe"})
    with pytest.raises(ds.DataError, match="one of Spark Connect"):
        SparkRows.of(far())


def _missing(name: str) -> None:
    raise ImportError(name)
