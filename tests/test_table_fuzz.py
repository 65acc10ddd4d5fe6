"""CSV files of every form, damaged at random: an answer or one clear line, and never a hang."""

from __future__ import annotations

import io
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import numpy as np
import pytest

from downslope.cli import run

SEEDS = 150
OPTIONS = [
    ["--drop-missing"], ["--missing", "-999,NA"], ["--decimal", ","], ["--thousands", "."],
    ["--no-header"], ["--keep-index"], ["--encoding", "latin-1"], ["--encoding", "utf-16"],
    ["--engine", "threads"], ["--categorical", "c"], ["--date", "d=days"], ["--keep-levels", "NA"],
    ["--exact-decimals"],
]  # fmt: skip
PIECES = [
    b'"', b'""', b"\n", b"\r", b"\r\n", b",", b";", b"\t", b" ", b"#", b"\0", b"\xff", b"\xc3",
    b"\xef\xbb\xbf", b"\xff\xfe", "−".encode(), "\u200b".encode(), b"NA", b"-999", b"1e999", b"%",
    b"sep=;\n", b"# x\n", b"1.234,5", b"1,234.5", b"nan", b"#DIV/0!", b"=1+1", b"9" * 400,
]  # fmt: skip


def made(rng: np.random.Generator) -> bytes:
    """A file of some form, whole or damaged."""
    n = int(rng.integers(0, 40))
    separator = rng.choice([",", ";", "\t", "|", " "])
    cells = {
        "x": rng.normal(0, 100, n).round(2).astype(str),
        "z": rng.integers(0, 5000, n).astype(str),
        "c": rng.choice(["a", "b", "NA", '5" pipe', "ü"], n),
        "d": rng.choice(["2020-01-01", "03/04/2020", "3.4.2020", ""], n),
        "y": rng.normal(0, 10, n).round(3).astype(str),
    }
    names = [name for name in cells if name in "xy" or rng.random() < 0.4]
    rows = [[str(cells[name][i]) for name in names] for i in range(n)]
    if rng.random() < 0.3:
        rows = [[cell.replace(".", ",") for cell in row] for row in rows]
    quote = rng.random() < 0.3
    index = rng.random() < 0.2
    lines = [] if rng.random() < 0.1 else [[""] * index + names]
    lines += [[str(i)] * index + row for i, row in enumerate(rows)]
    text = "\n".join(
        str(separator).join(f'"{cell}"' if quote else cell for cell in line) for line in lines
    )
    above = rng.choice(["", "", "", "# comment\n", "A title\n", "sep=;\n", "\n\n", "a, title\n"])
    text = f"{above}{text}" + "\n" * int(rng.integers(0, 3))
    encoding = rng.choice(["utf-8", "utf-8", "utf-8", "utf-16", "utf-32-be", "cp1252"])
    data = bytearray(text.encode(str(encoding), "replace"))
    for _ in range(int(rng.integers(0, 4))):
        at = int(rng.integers(0, len(data) + 1))
        piece = PIECES[int(rng.integers(len(PIECES)))]
        match int(rng.integers(4)):
            case 0:
                data[at:at] = piece
            case 1:
                data[at : at + len(piece)] = piece
            case 2:
                del data[at : at + int(rng.integers(1, 30))]
            case _:
                data = data[:at]
    return bytes(data)


def trial(seed: int, folder: Path) -> str:
    """What is wrong with the answer to one file; empty if nothing is."""
    rng = np.random.default_rng(seed)
    file = folder / "d.csv"
    file.write_bytes(made(rng))
    command = ["fit", "diagnose", "summarize"][int(rng.integers(3))]
    chosen = [OPTIONS[i] for i in rng.choice(len(OPTIONS), int(rng.integers(0, 4)), replace=False)]
    options = [word for option in chosen for word in option]
    if command != "fit":
        taken = ("--engine", "--exact-decimals", "threads")
        options = [word for word in options if word not in taken]
    output = ["-o", str(folder / "d.dss")] if command == "summarize" else []
    out, err = io.StringIO(), io.StringIO()
    began = time.process_time()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            status = run([command, str(file), "-t", "y", *output, *options])
        except Exception as error:  # a fault
            return f"{type(error).__name__}: {error}"
    if status not in (0, 2):
        return f"status {status}"
    if status == 2 and (out.getvalue() or len(err.getvalue().splitlines()) != 1):
        return f"not one line: {out.getvalue()!r} {err.getvalue()!r}"
    return "" if time.process_time() - began < 60 else "slow"


@pytest.mark.parametrize("first", range(0, SEEDS, 50))
def test_damaged_tables_get_an_answer_or_one_line(first: int, tmp_path: Path) -> None:
    faults = {seed: fault for seed in range(first, first + 50) if (fault := trial(seed, tmp_path))}
    assert faults == {}


if __name__ == "__main__":
    for seed in range(int(sys.argv[1]), int(sys.argv[2])):
        fault = trial(seed, Path(sys.argv[3]))
        if fault:
            print(seed, fault)
