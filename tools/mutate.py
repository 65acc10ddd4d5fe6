"""Put small faults into the package, one at a time, and tell which of them no test notices.

python tools/mutate.py --packages solvers numerics --count 60 --seed 1

Each fault is run, in a copy of the repository, against the tests that run its line: first all
records of whole results, which are quick and notice most, then of every test function its quickest
case, and before those that take longer, as far as `--seconds` go, others that are quick, too. What
the tests run is traced once and kept in `.mutate`, like the results, so that a run goes on where it
was stopped; survivors are tried again when tests have changed. A fault that changes nothing anyone
could see is listed with the reason in `tools/mutation/equivalent.toml`.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
import tomllib
import traceback
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TypeVar

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from mutation.faults import Fault, faults_of, sample
from mutation.tracing import Lines, Tracer

ROOT = Path(__file__).parents[1]
PACKAGE = Path("src/downslope")
STATE = ROOT / ".mutate"
EQUIVALENT = Path(__file__).parent / "mutation" / "equivalent.toml"
CORE = ("numerics", "solvers", "models", "summary.py", "fitting", "diagnosis", "data")
# Their tests start programs or browsers, or are of texts: they check no line of the core.
ELSEWHERE = ("cluster_losses", "docs", "engines", "estimators", "exercise",
             "gradient_descent_regressor", "learn", "lesson", "markdown", "notation",
             "odd_surroundings", "packaging", "plots", "progress", "quiz", "readme", "stopping",
             "tutor", "waiting", "words")  # fmt: skip
PRELOADED = ("numpy", "scipy.linalg", "scipy.optimize", "scipy.sparse.linalg", "scipy.special",
             "scipy.stats", "click", "rich.console", "pandas",
             "sklearn.linear_model")  # fmt: skip
# Most of what these run is in other processes, and not traced: tests of the engine are asked, too.
BY_ENGINE = {
    "data/engines/spark": ("tests/test_spark.py", "tests/test_engines.py"),
    "data/spark": ("tests/test_spark.py", "tests/test_engines.py"),
    "data/engines": ("tests/test_dask_data.py", "tests/test_engines.py",
                     "tests/test_cluster_losses.py"),
}  # fmt: skip
RECORDS = "tests/test_recorded_"  # whole results, of which each case pins others
FIRST_TESTS = 12  # run first: most faults end there, and few files of tests are read
TRACED_SECONDS = 1200.0  # of the processor, for one file of tests
MEMORY = 8 << 30  # bytes, for a fault that asks for an array without end
LEAST = 0.9  # share of the faults that tests must notice
KILLED, TIMED_OUT, SURVIVED, UNREACHED = "killed", "timed out", "survived", "unreached"
Piece = TypeVar("Piece")
OUTCOMES = (SURVIVED, UNREACHED), (KILLED, TIMED_OUT)


def main() -> int:
    """Run the sample and print the table; return 1 if too many faults survive."""
    parser = argparse.ArgumentParser(prog="python tools/mutate.py", description=__doc__)
    parser.add_argument("--packages", nargs="+", default=CORE, metavar="NAME")
    parser.add_argument("--count", type=int, default=40, help="faults in all")
    parser.add_argument("--at", metavar="TEXT", help="only faults whose names have this in them")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=30.0, help="of tests for each fault")
    parser.add_argument("--tests", nargs="+", default=(), metavar="NAME", help="only these files")
    parser.add_argument("--show", action="store_true", help="only what is known of the sample")
    asked = parser.parse_args()
    modules = [path for name in asked.packages for path in _modules(ROOT / PACKAGE / name)]
    places = [place for path in modules for place in faults_of(path, ROOT / PACKAGE)]
    known = equivalents()
    if asked.at:
        places = [found for each in places if (found := [f for f in each if asked.at in f.key])]
    faults = sample(places, asked.count, asked.seed)
    results = Results(STATE / "results.jsonl", asked.tests)
    if not asked.show:
        for name in PRELOADED:  # once, so that no fault waits for them
            with suppress(ImportError):
                importlib.import_module(name)
        copies = [_copy(STATE / f"copy-{job}") for job in range(asked.jobs)]
        tests = traced(copies, asked.tests)
        left = [f for f in faults if not f.key.startswith(known) and not results.settled(f)]
        _work(copies, left, tests, results, asked.seconds)
    return report(faults, results, known)


def _modules(place: Path) -> list[Path]:
    return [place] if place.suffix else sorted(place.rglob("*.py"))


def equivalents() -> tuple[str, ...]:
    """Return how the names of the faults begin that change no result."""
    entries = tomllib.loads(EQUIVALENT.read_text())["fault"]
    return tuple(name for entry in entries for name in entry["at"])


# --- The copy, and what its tests run -----------------------------------------------------------


def _listed() -> list[str]:
    command = ["git", "ls-files", "-co", "--exclude-standard"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in found.stdout.splitlines() if (ROOT / name).is_file()]


def _copy(place: Path) -> Path:
    """Bring a copy of the repository up to date, in which faults can be put."""
    names = _listed()
    for name in names:
        old, new = ROOT / name, place / name
        if not new.exists() or new.read_bytes() != old.read_bytes():
            new.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(old, new)
    kept = {place / name for name in names}
    for path in [*place.glob("src/**/*.py"), *place.glob("tests/*.py")]:
        if path not in kept:
            path.unlink()
    return place


def _digest(paths: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.read_bytes())
    return whole.hexdigest()[:16]


def _spread(copies: list[Path], work: Sequence[Piece], do: Callable[[Path, Piece], None]) -> None:
    """Do the work in a process for each copy, which takes the next piece whenever it is free."""
    read, write = os.pipe()
    os.write(write, b"".join(place.to_bytes(4) for place in range(len(work))))
    os.close(write)
    workers = []
    for copy in copies:
        worker = os.fork()
        if not worker:
            try:
                while place := os.read(read, 4):
                    do(copy, work[int.from_bytes(place)])
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(0)
        workers.append(worker)
    os.close(read)
    for worker in workers:
        os.waitpid(worker, 0)


@dataclass(frozen=True)
class Test:
    """One test, its seconds (traced) and the lines that it runs."""

    name: str
    seconds: float
    lines: dict[str, frozenset[int]]


def traced(copies: list[Path], only: Collection[str]) -> list[Test]:
    """Return the tests that pass in a copy; those of changed files are run to be traced."""
    source = _digest(sorted((copies[0] / PACKAGE).rglob("*.py")))
    store = STATE / "traced"
    store.mkdir(exist_ok=True)
    kept = {}
    for path in sorted((copies[0] / "tests").glob("test_*.py")):
        name = path.stem.removeprefix("test_")
        if name in only if only else not name.startswith(ELSEWHERE):
            kept[path.name] = store / f"{path.stem}-{_digest([path])}-{source}.json"
    new = [name for name in kept if not kept[name].exists()]
    new.sort(key=lambda name: -(copies[0] / "tests" / name).stat().st_size)
    _spread(copies, new, lambda copy, name: _traced(copy, name, kept[name]))
    _share_bytecode(copies)
    return [
        Test(name, seconds, {module: frozenset(found) for module, found in lines.items()})
        for path in kept.values()
        if path.exists()
        for name, (seconds, lines) in json.loads(path.read_text()).items()
    ]


def _traced(copy: Path, name: str, kept: Path) -> None:
    def trace() -> int:
        sys.dont_write_bytecode = False
        tracer = Tracer(copy / PACKAGE)
        code = pytest.main([f"tests/{name}", *_OPTIONS, "-m", "not slow"], plugins=[tracer])
        found: dict[str, tuple[float, Lines]] = tracer.found
        kept.with_suffix(".part").write_text(json.dumps(found))
        kept.with_suffix(".part").rename(kept)  # whole, or not there
        return 0 if code in _COLLECTED else int(code)

    print(f"tracing {name}", flush=True)
    if _forked(copy, trace, TRACED_SECONDS) != 0:
        log = (copy / "output.txt").read_text().splitlines()
        print(f"{name} could not be traced: {log[-1:]}", flush=True)


def _share_bytecode(copies: list[Path]) -> None:
    """Bring what each copy has compiled to the others: no fault then waits for more than its own.

    A copy's files have the times of the repository's, by which Python tells what is still right.
    """
    for copy in copies:
        for path in [*copy.glob("src/**/*.pyc"), *copy.glob("tests/**/*.pyc")]:
            for other in copies:
                place = other / path.relative_to(copy)
                if not place.exists():
                    place.parent.mkdir(exist_ok=True)
                    shutil.copy2(path, place)


def chosen(fault: Fault, tests: list[Test], seconds: float) -> list[str]:
    """Return the names of the tests to run, the most telling first: all records, then others."""
    first, last = fault.statement
    importers = _importers(fault.module)
    records: list[Test] = []
    by_function: dict[str, list[Test]] = defaultdict(list)
    for test in tests:
        lines = test.lines.get(fault.module, frozenset())
        if fault.at_import:  # it may be used by whatever runs a line of the module, or imports it
            is_used = bool(lines) or _file(test.name) in importers
        else:
            is_used = any(first <= line <= last for line in lines)
        if is_used:
            is_record = test.name.startswith(RECORDS)
            (records if is_record else by_function[test.name.partition("[")[0]]).append(test)
    order = []
    for found in by_function.values():
        found.sort(key=lambda test: test.seconds)
        so_far = accumulate(test.seconds for test in found)
        order += [(cost, test is found[0], test) for cost, test in zip(so_far, found, strict=True)]
    # A test that runs few modules looks at this one.
    order.sort(key=lambda entry: entry[0] * len(entry[2].lines))
    records.sort(key=lambda test: test.seconds)
    names = [test.name for test in records]
    for _, is_first, test in order:
        seconds -= test.seconds
        if is_first or seconds >= 0.0:
            names.append(test.name)
    of_engine = (files for part, files in BY_ENGINE.items() if fault.module.startswith(part))
    return [*names, *next(of_engine, ())]


@cache
def _importers(module: str) -> tuple[str, ...]:
    """Return the files of tests that name a module."""
    name = ".".join(("downslope", *Path(module).with_suffix("").parts)).encode()
    files = sorted((ROOT / "tests").glob("test_*.py"))
    return tuple(f"tests/{file.name}" for file in files if name in file.read_bytes())


# --- Faults, tried one by one -------------------------------------------------------------------

_COLLECTED = (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED)
_OPTIONS = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-seed=0")


class Results:
    """What is known of each fault, kept in a file: a line each, the last one counts."""

    def __init__(self, path: Path, only: Collection[str]) -> None:
        self.path = path
        path.parent.mkdir(exist_ok=True)
        names = [f"test_{name}.py" for name in only] or ["*.py"]
        self.tests = _digest(sorted(p for name in names for p in (ROOT / "tests").glob(name)))
        self.known = self._read()

    def _read(self) -> dict[str, dict[str, str]]:
        lines = self.path.read_text().splitlines() if self.path.exists() else []
        entries = [json.loads(line) for line in lines]
        return {entry["key"]: entry for entry in entries}

    def of(self, fault: Fault) -> dict[str, str]:
        """Return the entry of a fault; empty if it was never tried."""
        return self.known.get(fault.key, {})

    def settled(self, fault: Fault) -> bool:
        """Return whether trying the fault again would tell nothing new."""
        entry = self.of(fault)
        return entry.get("result") == KILLED or entry.get("tests") == self.tests

    def add(self, fault: Fault, result: str, by: str) -> None:
        """Keep a result."""
        entry = {"key": fault.key, "result": result, "by": by, "tests": self.tests}
        with self.path.open("a") as file:
            file.write(json.dumps(entry) + "\n")


def _file(name: str) -> str:
    return name.partition("::")[0]


class Watch:
    """Plugin of pytest that keeps the chosen tests in their order, and writes what fails."""

    def __init__(self, names: list[str], report: int) -> None:
        self.place = {name: place for place, name in enumerate(names)}
        self.report = report

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the chosen tests."""
        places = [self.place.get(e.nodeid, self.place.get(_file(e.nodeid))) for e in items]
        kept = [(place, at) for at, place in enumerate(places) if place is not None]
        items[:] = [items[at] for _, at in sorted(kept)]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Write the name of the test that failed."""
        if report.failed:
            os.write(self.report, f"{report.nodeid}\n".encode())


def _work(
    copies: list[Path], faults: list[Fault], tests: list[Test], results: Results, seconds: float
) -> None:
    """Try the faults, and keep what becomes of each."""

    def do(copy: Path, fault: Fault) -> None:
        result, by = _tried(fault, copy, chosen(fault, tests, seconds), seconds)
        results.add(fault, result, by)
        print(f"{result:10}{fault.module}:{fault.line}  {_change(fault)}", flush=True)

    _spread(copies, faults, do)
    results.known = results._read()


def _tried(fault: Fault, copy: Path, names: list[str], seconds: float) -> tuple[str, str]:
    """Return what became of a fault, and the test that noticed it."""
    if not names:
        return UNREACHED, ""
    path = copy / PACKAGE / fault.module
    whole, times = path.read_bytes(), path.stat()
    asked = names[:FIRST_TESTS]
    while asked:
        path.write_bytes(fault.applied(whole))
        try:
            code, by = _run(copy, asked, seconds)
        finally:
            path.write_bytes(whole)
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        if code is None:
            return TIMED_OUT, ""
        if code and (not by or _passes(copy, by)):
            return KILLED, by or "import"
        names = asked = names[asked.index(by) + 1 if by in asked else len(asked) :]
    return SURVIVED, ""


def _run(copy: Path, names: list[str], seconds: float) -> tuple[int | None, str]:
    """Run tests up to the first that fails: the exit status (None if too long) and its name."""
    read, write = os.pipe()

    def run() -> int:
        files = list(dict.fromkeys(map(_file, names)))
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        return int(pytest.main([*files, "-x", *_OPTIONS], plugins=[Watch(names, write)]))

    try:
        code = _forked(copy, run, limit=30.0 + 3.0 * seconds)
    finally:
        os.close(write)
    with os.fdopen(read) as lines:
        return code, lines.readline().rstrip()


@cache
def _passes(copy: Path, name: str) -> bool:
    """Return whether a test passes where there is no fault: one that does not tells nothing."""
    return _run(copy, [name], 60.0)[0] == 0


def _forked(copy: Path, run: Callable[[], int], limit: float = 3600.0) -> int | None:
    """Run in a child in the copy, its output in a file; return its exit status, None if too long.

    The limit is of the processor's time: others may keep it busy.
    """
    child = os.fork()
    if not child:
        code = 70
        try:
            os.setsid()
            os.chdir(copy)
            log = os.open(copy / "output.txt", os.O_RDWR | os.O_CREAT | os.O_TRUNC)
            for stream in (1, 2):
                os.dup2(log, stream)
            sys.path[:0] = [str(copy / "src"), str(copy)]
            os.environ["PYTHONPATH"] = str(copy / "src")
            os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
            sys.dont_write_bytecode = True
            whole = round(limit)
            resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 1))
            code = run()
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    late = time.monotonic() + 10.0 * limit
    while time.monotonic() < late:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            over = os.WIFSIGNALED(status) and os.WTERMSIG(status) in (
                signal.SIGXCPU,
                signal.SIGKILL,
            )
            return None if over else os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


# --- The table ----------------------------------------------------------------------------------


def _change(fault: Fault) -> str:
    before, after = (" ".join(text.split()) for text in (fault.before, fault.after))
    return f"{before} → {after}"


def report(faults: list[Fault], results: Results, known: tuple[str, ...]) -> int:
    """Print each fault that no test noticed, and the share of those noticed by package."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    print("\n| module | line | fault | result |\n|---|---|---|---|")
    for fault in sorted(faults, key=lambda fault: (fault.module, fault.line)):
        result = results.of(fault).get("result", "open")
        if fault.key.startswith(known):
            result = "equivalent"
        for name in (fault.module.partition("/")[0], "all"):
            counts[name][result] += 1
        if result in (SURVIVED, UNREACHED):
            function = f"{fault.function}: " if fault.function else ""
            print(f"| {fault.module} | {fault.line} | {function}`{_change(fault)}` | {result} |")
    print("\n| package | faults | noticed | timed out | survived | unreached | equivalent |")
    print("|---|---|---|---|---|---|---|")
    for name, count in _sorted(counts):
        tried = sum(count.values()) - count["open"] - count["equivalent"]
        noticed = count[KILLED] + count[TIMED_OUT]
        share = f"{noticed} ({100 * noticed / tried:.0f}%)" if tried else "0"
        print(
            f"| {name} | {tried} | {share} | {count[TIMED_OUT]} | {count[SURVIVED]} | "
            f"{count[UNREACHED]} | {count['equivalent']} |"
        )
    missed, noticed = (sum(counts["all"][name] for name in names) for names in OUTCOMES)
    return int(noticed < LEAST * (missed + noticed))


def _sorted(counts: dict[str, dict[str, int]]) -> Iterator[tuple[str, dict[str, int]]]:
    yield from sorted((name, count) for name, count in counts.items() if name != "all")
    yield "all", counts["all"]


if __name__ == "__main__":
    sys.exit(main())
