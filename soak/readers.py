"""The command line on thousands of damaged files: one clear line, or an answer; never a traceback.

Every trial is made from its seed and can be made again: `python -m soak.readers SEED`.
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
OPTIONS: list[list[str]] = [
    [],
    ["--drop-missing"],
    ["--json"],
    ["--features", "x0"],
    ["--features", "x0,x0"],
    ["--features", "nope"],
]
VERBS = ["fit", "fit", "fit --engine threads", "diagnose", "train --epochs 5", "sweep"]


@dataclass(frozen=True, slots=True)
class Trial:
    """One command on one input, and what came of it."""

    seed: int
    command: tuple[str, ...]
    status: int
    seconds: float
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """What a user would mind; nothing when all is well."""
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
            return "JSON that is none"
        if self.seconds > MOST_SECONDS:
            return f"{self.seconds:.1f} s"
        return ""


def _has_nan(text: str) -> bool:
    """Whether JSON holds what JSON has no word for."""

    def refuse(word: str) -> None:
        raise ValueError(word)

    try:
        json.loads(text, parse_constant=refuse)
    except ValueError:
        return True
    return False


def trial(seed: int) -> Trial:
    """The trial of that seed."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        command = _prepared(rng, folder)
        before = Path.cwd()
        os.chdir(folder)
        try:
            with _captured() as printed:
                start = time.perf_counter()
                status = _status(command)
                seconds = time.perf_counter() - start
        finally:
            os.chdir(before)
    return Trial(seed, tuple(command), status, seconds, *printed)


def _prepared(rng: random.Random, folder: Path) -> list[str]:
    """The input, written, and a command that reads it."""
    kind = rng.choice(["csv", "csv", "csv", "parquet", "history", "summary"])
    if kind == "history":
        (folder / "run.log").write_bytes(inputs.history(rng))
        return ["diagnose", "--history", "run.log", *rng.choice([[], ["--lr", "0.1"], ["--json"]])]
    if kind == "summary":
        (folder / "part.dss").write_bytes(inputs.summary(rng, folder))
        return ["fit", "part.dss", *rng.choice([[], ["--target", "y"], ["--json"]])]
    name = f"data.{kind}"
    (folder / name).write_bytes(inputs.csv(rng) if kind == "csv" else inputs.parquet(rng))
    verb = rng.choice(VERBS)
    target = rng.choice([["--target", "y"], ["--target", "y"], ["--target", "y"], []])
    words = verb.split()
    return [words[0], name, *words[1:], *target, *rng.choice(OPTIONS)]


def _status(command: list[str]) -> int:
    try:
        return run(command)
    except BaseException:
        import traceback

        traceback.print_exc()
        return 1


@contextmanager
def _captured() -> Iterator[list[str]]:
    """Standard output and error as the terminal would see them, below Python too."""
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
