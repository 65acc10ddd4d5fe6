"""Trials of the command line on damaged files: one clear line or an answer, never a traceback.

A trial depends only on its seed. To repeat one: `python -m soak.readers SEED`.
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from downslope.cli import run
from soak import inputs

MOST_SECONDS = 3.0
VERBS = ["fit", "fit", "fit", "summarize", "summarize", "diagnose", "train", "sweep", "compare"]
SEVERAL = ("fit", "summarize")  # take more than one file
RUN = ["--standardize", "--rule momentum", "--rule nesterov", "--loss sse", "--loss half-mse"]
# At most two of these are added to a command; HOPELESS has options that no data can satisfy.
OPTIONS = {
    "fit": ["--engine threads", "--engine threads", "--accuracy full", "--exact-decimals",
            "--robust HC3", "--collinearity", "--no-intercept", "--weights x0", "--method svd",
            "--degree 2 --features x0", "--categorical x0"],
    "summarize": ["--accuracy full", "--weights x0", "--engine threads", "--categorical x0"],
    "diagnose": [*RUN, "--lr 0.1", "--lr 1e-9", "--epochs 0", "--start 0,0 --features x0"],
    "train": [*RUN, "--lr 0.1", "--lr 0.001,0.1", "--batch-size 2", "--start 0,0 --features x0"],
    "sweep": [*RUN, "--lrs 1e-3:1:5", "--lrs 1e-9:1e9:9", "--epochs 3"],
    "compare": ["--epochs 3", "--epochs 50"],
}  # fmt: skip
HOPELESS = {
    "fit": ["--categorical x0,nope", "--weights y", "--degree 99"],
    "summarize": ["--categorical y", "--like none.dss", "--without part-0.csv"],
    "diagnose": ["--lr nan", "--start 0"],
    "train": ["--lr -1", "--start 1,2,3,4,5,6,7,8,9"],
    "sweep": ["--lrs 1:0:5", "--lrs 1"],
    "compare": ["--epochs 0", "--case collinear"],
}
READING = [
    "--missing -999,NA",
    "--missing x0=0",
    "--date x0=days",
    "--date y=year",
    "--keep-index",
    "--keep-levels NA",
    "--no-header",
    "--decimal ,",
    "--thousands .",
    "--encoding latin-1",
    "--encoding utf-16",
]
COLUMNS = ["--features x0", "--features x0", "--features x0,x1", "--features x0,x0",
           "--features nope"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trial:
    """One command on one input, and its outcome."""

    seed: int
    command: tuple[str, ...]
    status: int
    seconds: float
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """Describe what a user would object to; empty if all is well."""
        if self.status not in (0, 2):
            return f"exit status {self.status}"
        if "Traceback" in self.err or "panicked" in self.err:
            return "a traceback"
        if self.status == 2 and (
            self.err.count("\n") != 1 or not self.err.startswith("downslope: ")
        ):
            return "more or less than one line on standard error"
        if self.status == 2 and self.out:
            return "output before the refusal"
        if "--json" in self.command and self.status == 0 and _has_nan(self.out):
            return "output that is not valid JSON"
        if self.seconds > MOST_SECONDS:
            return f"{self.seconds:.1f} s"
        return ""


def _has_nan(text: str) -> bool:
    """Return whether a JSON text contains NaN or infinity."""

    def refuse(word: str) -> None:
        raise ValueError(word)

    try:
        json.loads(text, parse_constant=refuse)
    except ValueError:
        return True
    return False


def trial(seed: int) -> Trial:
    """Run the trial of this seed."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        return tried(_prepared(rng, folder), folder, seed)


def tried(command: list[str], folder: Path, seed: int = -1) -> Trial:
    """Run a command in a folder and return the trial."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        with _captured() as printed:
            start = time.process_time()
            status = _status(command)
            seconds = time.process_time() - start
    finally:
        os.chdir(before)
    return Trial(seed, tuple(command), status, seconds, *printed)


def drawn(seed: int) -> list[str]:
    """Return the command of this seed without running it."""
    with tempfile.TemporaryDirectory() as made:
        return _prepared(random.Random(seed), Path(made))


def _prepared(rng: random.Random, folder: Path) -> list[str]:
    """Write an input and return a command that reads it."""
    kind = rng.choice(["csv", "csv", "csv", "parquet", "parquet", "other", "history", "summary"])
    if kind == "history":
        (folder / "run.log").write_bytes(inputs.history(rng))
        return ["diagnose", "--history", "run.log", *rng.choice([[], ["--lr", "0.1"], ["--json"]])]
    if kind == "summary":
        names = _written(inputs.summaries(rng, folder, rng.choice([1, 1, 2])), folder, "dss")
        return ["fit", *names, *rng.choice([[], ["--target", "y"], ["--json"]])]
    verb = rng.choice(VERBS)
    count = rng.choice([1, 1, 1, 2, 3]) if verb in SEVERAL else 1
    if kind == "other":
        kind = rng.choice(list(inputs.OTHER))
        files = inputs.other(kind, rng, count)
    else:
        files = (inputs.csv if kind == "csv" else inputs.parquet)(rng, count)
    names = _written(files, folder, kind)
    return [verb, *names, *_options(verb, rng)]


def _written(files: list[bytes], folder: Path, suffix: str) -> list[str]:
    names = [f"part-{i}.{suffix}" for i in range(len(files))]
    for name, content in zip(names, files, strict=True):
        (folder / name).write_bytes(content)
    return names


def _options(verb: str, rng: random.Random) -> list[str]:
    """Return the words after the files; most are valid for most tables."""
    words = ["--target y"] if rng.random() < 0.9 else []
    words += {"train": ["--epochs 5"], "summarize": ["-o made.dss"]}.get(verb, [])
    words += rng.sample(OPTIONS[verb], rng.choice([0, 1, 1, 2]))
    if rng.random() < 0.2:
        words += rng.sample(READING, rng.choice([1, 1, 2]))
    if rng.random() < 0.05:
        words.append(rng.choice(HOPELESS[verb]))
    if rng.random() < 0.2 and "--features" not in " ".join(words):
        words.append(rng.choice(COLUMNS))
    words += [word for word in ("--json", "--drop-missing") if rng.random() < 0.2]
    return " ".join(words).split()


def _status(command: list[str]) -> int:
    try:
        return run(command)
    except BaseException:
        import traceback

        traceback.print_exc()
        return 1


@contextmanager
def _captured() -> Iterator[list[str]]:
    """Capture standard output and error at the level of file descriptors."""
    printed: list[str] = []
    sys.stdout.flush()
    sys.stderr.flush()
    kept = os.dup(1), os.dup(2)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        streams = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = (os.fdopen(at, "w", closefd=False) for at in (1, 2))
        try:
            yield printed
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            sys.stdout, sys.stderr = streams
            for stream, descriptor in zip(kept, (1, 2), strict=True):
                os.dup2(stream, descriptor)
                os.close(stream)
            for file in (out, err):
                file.seek(0)
                printed.append(file.read().decode(errors="replace"))


if __name__ == "__main__":
    for asked in sys.argv[1:]:
        found = trial(int(asked))
        print(found.command, found.status, f"{found.seconds:.2f} s", found.complaint or "fine")
        print(found.out, found.err)
