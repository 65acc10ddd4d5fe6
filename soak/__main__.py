"""Command of `make soak`: python -m soak [--files 10000] [--minutes 10] [--problems 200] …

The diagnoses of models have a command of their own, which it calls: python -m soak.models.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from rich.progress import track

from soak import checksums, model_fits, models, servers
from soak.readers import trial


def main() -> int:
    """Run all tests, print the complaints, and return 1 if there are any."""
    parser = argparse.ArgumentParser(prog="python -m soak")
    parser.add_argument("--files", type=int, default=10_000, metavar="N")
    parser.add_argument("--minutes", type=float, default=10.0, help="for each server")
    parser.add_argument(
        "--problems", type=int, default=200, help="of each model; × 5 for existence"
    )
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    wrong = fits(asked.problems, asked.seed)
    wrong += models.diagnoses(asked.problems // 2, 5 * asked.problems, asked.seed)
    wrong += readers(asked.files, asked.seed) + payloads(asked.files, asked.seed)
    for name, soaked in (("lab", servers.lab), ("tutor", servers.tutor)):
        watch = soaked(60 * asked.minutes, asked.seed)
        print(f"{name}: {watch}")
        wrong += watch.complaints
    print(*wrong[:40], sep="\n")
    return 1 if wrong else 0


def fits(problems: int, seed: int) -> list[str]:
    """Fit random problems of every model, and return the complaints."""
    wrong: list[str] = []
    for name in model_fits.MODELS:
        found = [each for i in range(problems) for each in model_fits.digits(name, seed + i)]
        print(f"{name}: {problems} problems in 50 digits, {len(found)} complaints", flush=True)
        wrong += found
    for name in ("logistic", "softmax", "poisson"):
        trials = range(seed, seed + 5 * problems)
        found = [each for i in trials for each in model_fits.existence(name, i)]
        print(f"{name}: {len(trials)} trials of existence, {len(found)} complaints", flush=True)
        wrong += found
    return wrong


def readers(files: int, seed: int) -> list[str]:
    """Try `files` damaged files and return the complaints."""
    seeds = range(seed, seed + files)
    wrong: list[str] = []
    outcomes: Counter[int] = Counter()
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for found in track(pool.map(trial, seeds, chunksize=50), "files", total=files):
            outcomes[found.status] += 1
            if found.complaint:
                wrong.append(f"seed {found.seed}: {found.complaint}: {' '.join(found.command)}")
    print(f"files: {files}, {outcomes[0]} read, {outcomes[2]} refused, {len(wrong)} complaints")
    return wrong


def payloads(files: int, seed: int) -> list[str]:
    """Try as many files with a checksum and a damaged payload, and return the complaints."""
    wrong, tried, read = [], 0, 0
    seeds = range(seed, seed + files // checksums.DAMAGED)
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        trials = pool.map(checksums.trial, seeds, chunksize=20)
        for whole, *damaged in track(trials, "payloads", total=len(seeds)):
            tried, read = tried + len(damaged), read + sum(not each.status for each in damaged)
            wrong += [f"payload of seed {each.seed}: {each.complaint}: {each.err[:200]}"
                      for each in (whole, *damaged) if each.complaint]  # fmt: skip
    print(f"payloads: {tried}, {read} read with the same answer, {len(wrong)} complaints")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
