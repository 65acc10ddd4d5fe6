"""What is read of thousands of drawn logs is what it was."""

from __future__ import annotations

import gzip
import json
import math
import random
import shutil
import struct
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import downslope as ds
from downslope.data.loss_logs import numerals, vocabulary
from downslope.loss_log import LossLog
from drawn_log_lines import losses
from drawn_log_texts import KINDS
from made_events import message, record, varint
from records import Case, check
from tallies import tally, wide

FILE = Path("run.log")


def weighed(values: Iterable[float] | None) -> float | None:
    """Return a sum in which each counts by its place: two that change places are noticed."""
    if values is None:
        return None
    return math.fsum(each * (i + 1) for i, each in enumerate(map(float, values)) if each == each)


def of_log(log: LossLog) -> dict[str, Any]:
    every = [*log.all_series.values()]
    beside, some = log.validation, log.at(np.arange(0, len(log.values), 2))
    told = log.to_dict()
    return {
        "outcome": f"{log.format}, {log.unit}, {log.chosen.role}",
        "said": [log.description, *(f"{n} {s.role} {s.kind} {s.unit}" for n,
        s in log.all_series.items())],
        "entries": [len(each.values) for each in every],
        "missing": [sum(map(math.isnan, each.values.tolist())) for each in every],
        "values": [weighed(each.values) for each in every],
        "places": [weighed(each.places) for each in every if each.places is not None],
        "lines": weighed(log.chosen.lines),
        "beside": None if beside is None else weighed(beside.values),
        "some": weighed(some.values), "of them": weighed(some.places),
        "ends": [told[end] for end in ("first", "last") if told[end]],
        "rates": weighed(log.lr),
        "norms": weighed(log.gradient_norm),
    }  # fmt: skip


def options_of(source: random.Random, given: Any = FILE) -> dict[str, str]:
    """Draw a unit, a run, or a metric: mostly one that the log has."""
    try:
        log = ds.read_log(given)
    except ds.DownslopeError as error:
        if "choose one with --run" in str(error):
            return {"run": source.choice(["1", "1", "2", "2", "a", "swift", "r", "train", "3"])}
        return source.choice(
            [{"metric": "loss"}, {"metric": "val_loss"}, {"unit": "epoch"}, {"run": "a"}]
        )
    name = source.choice([*log.all_series])
    return source.choice([
        {"metric": name}, {"metric": name.upper()},
        {"metric": source.choice(["loss", "val loss", "acc"])},
        {"unit": "epoch"}, {"unit": "epoch"}, {"unit": "step"}, {"unit": "step"},
        {"unit": "sample"},
        {"unit": "entry"}, {"run": source.choice(log.runs or ("2",))},
    ])  # fmt: skip


def of_text(kind: str, source: random.Random) -> dict[str, Any]:
    raw = KINDS[kind](source).encode()
    form = source.random()
    if form < 0.03:
        raw = raw[: source.randrange(len(raw))]
    elif form < 0.06:
        raw = gzip.compress(raw)[: source.choice([None, None, -9])]
    elif form < 0.09:
        raw = source.choice([b"\xef\xbb\xbf", b"\n\n", b"# x\n", b"BZh"]) + raw.replace(
            b"\n", b"\r\n"
        )
    elif form < 0.12:
        raw = raw.decode().replace(":", "：").replace(",", "，").replace(" ", "\u00a0").encode()
    FILE.write_bytes(raw)
    options = options_of(source) if source.random() < 0.4 else {}
    return of_log(ds.read_log(FILE, **options))


# --- Files and folders ----------------------------------------------------------------------------

TAGS = ("loss", "Loss/train", "Loss/test", "epoch_loss", "epoch", "lr", "accuracy", "val loss")


def value_of(source: random.Random, number: float) -> bytes:
    """Draw how a number is stored in an event: alone, or in a tensor of some type."""
    kind = source.choice(
        [
            "alone",
            "alone",
            "f4",
            "f8",
            "i4",
            "i8",
            "f2",
            "bf",
            "floats",
            "doubles",
            "ints",
            "longs",
            "two",
            "no type",
        ]
    )
    if kind == "alone":
        return message((2, float(number)))
    held: dict[str, tuple[tuple[int, int | float | bytes], ...]] = {
        "f4": ((1, 1), (4, struct.pack("<f", number))),
        "f8": ((1, 2), (4, struct.pack("<d", number))),
        "i4": ((1, 3), (4, struct.pack("<i", round(number)))),
        "i8": ((1, 9), (4, struct.pack("<q", round(number)))),
        "f2": ((1, 19), (4, struct.pack("<e", number))),
        "bf": ((1, 14), (4, struct.pack("<f", number)[2:])),
        "floats": ((1, 1), (5, struct.pack("<f", number))),
        "doubles": ((1, 2), (6, struct.pack("<d", number))),
        "ints": ((1, 3), (7, round(number))), "longs": ((1, 9), (10, round(number))),
        "no type": ((source.choice([4, 5, 6]), struct.pack("<f", number)),),
        "two": ((1, source.choice([1, 14, 7])),
        (source.choice([4, 5]), struct.pack("<ff", number, number))),
    }  # fmt: skip
    return message((8, message(*held[kind])))


def event_file(source: random.Random) -> bytes:
    raw = record(message((3, b"brain.Event:2")))
    tags, by = source.sample(TAGS, source.choice([1, 2, 3])), source.choice([1, 10, 2**40])
    for step in range(source.choice([1, 2, 4, 6])):
        for tag in tags:
            number = float(step // 2) if tag == "epoch" else wide(source, 0.5, 100)
            summary = message((1, tag.encode())) + value_of(source, number)
            if source.random() < 0.1:
                summary = message(
                    (1, tag.encode()), (4, b"picture" * source.choice([1, 700])), (2, number)
                )
            wall = varint(1 << 3 | 1) + struct.pack("<d", 1.7e9)
            more = [(source.choice([1, 9]), 3)] if source.random() < 0.1 else []
            at = by * step if source.random() < 0.98 else (1 << 64) - 1
            raw += record(wall + message((2, at), *more, (5, message((1, summary)))))
    harm = source.random()
    if harm < 0.15:
        return raw[: -source.choice([1, 3, 4, 5, 11, 12, 13, 16, 17, 40, 90])]
    if harm < 0.3:
        changed = bytearray(raw)
        changed[source.randrange(20, len(raw))] ^= 1 << source.randrange(8)
        return bytes(changed)
    return raw


def of_events(source: random.Random) -> dict[str, Any]:
    FILE.write_bytes(event_file(source))
    options = options_of(source) if source.random() < 0.2 else {}
    return of_log(ds.read_log(FILE, **options))


LAYOUTS = (
    ("train.csv", "val.csv"), ("a.csv", "b.csv"), ("a/metrics.csv", "b/metrics.csv"),
    ("loss.csv", "acc.csv"),
    ("learn_error.tsv", "test_error.tsv"), ("metrics/loss", "metrics/val_loss"), ("run.log",),
    ("x.bin",),
    ("r/train/log.csv", "r/val/log.csv"), ("r/train/log.csv", "s/train/log.csv"),
    ("run-a-tag-loss.csv", "run-a-tag-val_loss.csv"),
    ("a/events.out.tfevents.1", "b/events.out.tfevents.1"), ("events.out.tfevents.1", "x.csv"),
    ("train/events.out.tfevents.1", "validation/events.out.tfevents.1"),
    ("trainer_state.json", "other.json"), ("metrics.csv", "hparams.yaml", "notes.txt"),
    ("a.csv", "b.csv", "c.csv"), (),
)  # fmt: skip


def of_folder(source: random.Random) -> dict[str, Any]:
    """Draw a folder of logs, or several of its files in some order."""
    folder = Path("runs")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    names = source.choice(LAYOUTS)
    rows = source.choice([2, 3, 5])
    form = source.choice(["csv", "csv", "value", "other", "json", "mixed"])
    for number, name in enumerate(names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        own = source.choice([rows, rows, rows + 1])
        values = losses(source, own)
        column = {"value": "value", "other": f"loss_{number}"}.get(form, "loss")
        if "tfevents" in name:
            path.write_bytes(event_file(source))
        elif form == "json" or (form == "mixed" and number):
            path.write_text(json.dumps({column: values, "lr": [0.1] * own}))
        else:
            more = ",lr" if form == "csv" else ""
            lines = [
                f"{10 * row},{value}{',0.5' if more else ''}" for row, value in enumerate(values)
            ]
            path.write_text("\n".join([f"step,{column}{more}", *lines]) + "\n")
    given: Any = folder
    if source.random() < 0.5 and names:
        given = [folder / name for name in source.sample(names, len(names))]
        if source.random() < 0.1:
            given.append(source.choice([given[0], folder, "none.log", " "]))
    options = options_of(source, given) if source.random() < 0.7 else {}
    return of_log(ds.read_log(given, **options))


# --- Names and numerals ---------------------------------------------------------------------------

VOCABULARY = [[*sorted(getattr(vocabulary, name))] for name in (
    "LOSSES", "MEASURES", "LETTERS", "SCORES", "NEGATIVE", "TRAIN", "VALIDATION", "AGGREGATES",
    "TOTALS",
    "SMOOTHED", "NEVER", "SQUARED", "ROOT", "ABSOLUTE", "CROSS_ENTROPY", "KIND_WORDS", "EPOCHS",
    "STEPS",
    "SAMPLES", "COUNTERS", "RATES", "NORMS", "BOOKKEEPING", "SPLITS", "RUNS",
)]  # fmt: skip
OWN_WORDS = ("loss", "loss", "train", "val", "likelihood", "cross", "entropy", "learning", "rate",
"multi", "class",
             "norm", "grad", "gradient", "value", "1", "2", "l", "f", "r", "E", "#", "x",
             "trainloss", "Épöque",
             "valLoss", "L2", "d'apprentissage", "t", "k", "id", "run", "12", "name", "uuid", "log",
             "squared")  # fmt: skip
KNOWN_KINDS = ("unknown", "squared", "root", "absolute", "cross-entropy")


def title_of(source: random.Random) -> str:
    parts = [
        source.choice(OWN_WORDS if source.random() < 0.4 else source.choice(VOCABULARY))
        for _ in range(source.choice([1, 1, 2, 2, 3, 4]))
    ]
    parts = [source.choice([str, str, str.upper, str.capitalize])(part) for part in parts]
    return source.choice(["_", " ", "/", "-", ""]).join(parts)


def of_titles(source: random.Random) -> dict[str, Any]:
    titles = [title_of(source) for _ in range(12)]
    ways: dict[str, Callable[[str], float]] = {
        "rank": vocabulary.rank_of,
        "role": lambda name: ("", "train", "validation").index(vocabulary.role_of(name)),
        "kind": lambda name: KNOWN_KINDS.index(vocabulary.kind_of(name)),
        "unit": lambda name: (None, "epoch", "step", "sample").index(vocabulary.unit_of(name)),
        "rate": vocabulary.is_learning_rate, "norm": vocabulary.is_gradient_norm,
        "bookkeeping": vocabulary.is_bookkeeping, "run": vocabulary.is_run,
        "split": vocabulary.is_split,
        "words": lambda name: len(vocabulary.words(name)),
    }  # fmt: skip
    return {way: weighed(map(function, titles)) for way, function in ways.items()}


FORMS = (
    "{:.3f}", "{:.0f}", "{:,.0f}", "{:,.2f}", "{:,.3f}", "{:.2e}", "-{:.2f}", "+{:.1f}", "{:.3f}f0",
    "{:.2f}*^3", "{:.2f} x 10^-2",
    "{:.2f}×10**{{3}}", "1.#QNAN", "1.#INF", "nan(ind)", "-inf", "NaN", "none", "{:.0f},{:.0f}",
    "{:.0f},5", "0,{:.0f}", "{:.0f}.{:.0f}.1",
    "{:_.0f}", "{:.0f}'000", "{:.2f}.", ".5", "1,2,3", "0.5,0.6", "x", "", "-", "{:.2f}D+02",
    "0{:,.0f}", "{:,.0f},00", "1,00,{:03.0f}", "1e5",
)  # fmt: skip


def numeral_of(source: random.Random) -> str:
    written = source.choice(FORMS).format(wide(source, 0.01, 1e6), wide(source, 1, 999))
    return written.translate({44: ".", 46: ","}) if source.random() < 0.25 else written


def of_numerals(source: random.Random) -> dict[str, Any]:
    style = numerals.Numerals.of(numeral_of(source) for _ in range(source.choice([0, 1, 2, 3])))
    written = [numeral_of(source) for _ in range(9)]

    def value(each: str) -> float:
        try:
            return style.value(each)
        except numerals.AmbiguousNumberError as error:
            return -len(str(error)) / 7
        except numerals.NumeralError:
            return 0.5

    places = [style.place(each) for each in written]
    return {
        "outcome": f"{style.comma} {style.point}",
        "values": [value(each) for each in written],
        "places": [-0.5 if place is None else place for place in places],
        "numbers": weighed(map(numerals.is_number, written)),
        "missing": weighed(map(numerals.is_missing, written)),
    }


DEAR = ("printed lines", "progress bars")
CASES: dict[str, Case] = {
    f"{kind}{part}": partial(tally, f"{kind}{part}", 150 if part else 300, partial(of_text, kind))
    for kind in KINDS
    for part in ((" 1", " 2") if kind in DEAR else ("",))
}
CASES |= {
    "event files": partial(tally, "event files", 200, of_events),
    "folders": partial(tally, "folders", 300, of_folder),
    "titles": partial(tally, "titles", 150, of_titles),
    "numerals": partial(tally, "numerals", 200, of_numerals),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_read_of_many_logs(name: str) -> None:
    check("many_log_texts", name, CASES[name])
