"""Corpus of real training logs: the runs of eleven frameworks, and a manifest of what they did.

python tools/make_logs.py --out tests/data/logs [--only FRAMEWORK …]

Every log is what the framework wrote or printed. Only what names a machine or a day is kept out:
the clock stands still while a run is logged (event files carry the time in every record, so the
seconds that a log names mean nothing), CatBoost's event files, which read a clock of their own, get
that one time, and event files lose the name with host and time.
"""

from __future__ import annotations

import argparse
import importlib
import json
import math
import os
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from importlib.metadata import version
from itertools import count
from pathlib import Path
from typing import Any
from unittest import mock

from logs.corpus import Evidence, Run, level, lowest_level, truth

FRAMEWORKS = (
    *("scikit_learn", "pytorch", "keras", "lightning", "hugging_face", "xgboost", "lightgbm"),
    *("catboost", "fastai", "vowpal_wabbit", "skorch"),
)
ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "KERAS_BACKEND": "torch",
}
START_OF_THE_CLOCK = 1_700_000_000.0  # seconds: what event files name as their time


def main() -> None:
    """Make the logs of the frameworks that were asked for, all of them by default."""
    parser = argparse.ArgumentParser(prog="python tools/make_logs.py")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--only", nargs="*", choices=FRAMEWORKS, default=FRAMEWORKS)
    asked = parser.parse_args()
    if len(asked.only) == 1:
        make(asked.only[0], asked.out)
        return
    for framework in asked.only:  # a process each: one that does not import stops no other
        command = [sys.executable, __file__, "--out", str(asked.out), "--only", framework]
        subprocess.run(command, check=False)


def make(framework: str, out: Path) -> None:
    """Run one framework, write its logs and put them into the manifest."""
    os.environ.update(ENVIRONMENT)  # before the framework is imported
    manifest = _manifest(out)
    kept = [run for run in manifest["runs"] if run["framework"] != framework]
    try:
        module = importlib.import_module(f"logs.{framework}")
    except (ImportError, RuntimeError, OSError) as error:
        made: list[dict[str, Any]] = []
        manifest["not_run"][framework] = f"{type(error).__name__}: {error}".split(" (/")[0]
    else:
        manifest["not_run"].pop(framework, None)
        shutil.rmtree(out / framework, ignore_errors=True)
        (out / framework).mkdir(parents=True)
        versions = {name: version(name) for name in module.PACKAGES}
        manifest["versions"] |= versions
        made = [_entry(run, framework, versions, out) for run in module.runs()]
    manifest["runs"] = sorted(kept + made, key=lambda run: run["file"])
    text = json.dumps(manifest, indent=1, allow_nan=False)
    (out / "corpus.json").write_text(text + "\n")
    print(f"{framework}: {len(made)} runs")


def _manifest(out: Path) -> dict[str, Any]:
    path = out / "corpus.json"
    if path.exists():
        return json.loads(path.read_text())
    return {"versions": {}, "not_run": {}, "runs": []}


def _entry(run: Run, framework: str, versions: dict[str, str], out: Path) -> dict[str, Any]:
    path = out / framework / f"{run.name}.{run.suffix}"
    if path.exists():
        raise ValueError(f"two runs write {path.name}")
    with _fixed_clock(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        seen = run.record(path)
    return {
        "file": path.relative_to(out).as_posix(),
        "framework": framework,
        "version": next(iter(versions.values())),
        "form": run.form,
        "task": run.task,
        "loss": run.loss,
        "fault": run.fault,
        "seed": run.seed,
        "split": run.split,
        **asdict(truth(run, seen)),
        "measured": _measured(seen),
    }


def _measured(seen: Evidence) -> dict[str, Any]:
    return {
        "entries": len(seen.losses),
        "first": _number(seen.losses[0]),
        "last": _number(seen.losses[-1]),
        "start": _number(seen.start),
        "reachable": _number(seen.reachable),
        "chance": _number(seen.chance),
        **_shape(seen),
    }


def _shape(seen: Evidence) -> dict[str, Any]:
    finite = [float(loss) for loss in seen.losses if math.isfinite(loss)]
    if len(finite) < len(seen.losses):
        return {"not_finite": len(seen.losses) - len(finite)}
    return {"lowest_level": _number(lowest_level(finite)), "level": _number(level(finite))}


def _number(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else float(f"{value:.6g}")


@contextmanager
def _fixed_clock() -> Iterator[None]:
    """Let a run find the same time each time: event files carry it in every record."""
    ticks = (START_OF_THE_CLOCK + tick / 1000 for tick in count())
    with mock.patch("time.time", lambda: next(ticks)):  # noqa: PT008 - a value each call
        yield


if __name__ == "__main__":
    main()
