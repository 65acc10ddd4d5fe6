"""Logs in files, folders, and streams: what is chosen, and what is written is read back."""

from __future__ import annotations

import gzip
import io
import json
import math
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import downslope as ds
from downslope.cli import run
from downslope.data.loss_logs.event_files import masked_crc32c
from reading_logs import CASES, is_read_as, log_of
from test_loss_logs import COLUMNS, EMPTY_CELLS, JSON, LINES, keras_epochs

# --- what was printed before this was one package -------------------------------------------------


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("epoch   0 MSE=5.0 w=[1 2]\nepoch  40 MSE=4.5 w=[2 3]\n\nLearned: slope=3\n", [0, 40]),
        ('{"step": 0, "loss": 5.0}\n{"step": 40, "loss": 4.5}\n', [0, 40]),
        ('[{"step": 0, "loss": 5.0}, {"step": 40, "loss": 4.5}]', [0, 40]),
        ('{"epoch": [0, 40], "loss": [5.0, 4.5], "val_loss": [9, 9]}', [0, 40]),
        ('{"loss": [5.0, 4.5]}', None),
        ("Epoch 1/2\n10/10 - 0s - loss: 5.0 - val_loss: 9\nEpoch 2/2\n - loss: 4.5\n", [1, 2]),
        ("Epoch [1], val loss 5.0\nEpoch [1], val loss 4.5\n", None),
        ("epoch 1 loss 5\nepoch 1 loss 4.5\n", None),
    ],
)
def test_where_a_loss_stands(tmp_path: Path, text: str, places: list[float] | None) -> None:
    log = log_of(tmp_path, text)
    assert log.values.tolist() == [5.0, 4.5]
    assert (None if log.places is None else log.places.tolist()) == places


def test_nan_and_inf_are_losses_too(tmp_path: Path) -> None:
    assert str(log_of(tmp_path, "loss: 1e3\nloss=+inf\nloss nan\n").values) == "[1000.   inf   nan]"
    windows = log_of(tmp_path, "loss: 1e3\nloss: 1.#INF\nloss: -1.#IND\nloss: 1.#QNAN\n").values
    assert windows[1] == math.inf
    assert np.isnan(windows[2:]).all()


def test_the_demo_can_be_diagnosed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "--lr", "0.03", "--every", "1", "--epochs", "50"]) == 0
    log = tmp_path / "demo.log"
    log.write_text(capsys.readouterr().out)
    assert run(["diagnose", "--history", str(log), "--lr", "0.03", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["status"] == "diverging"
    assert found["lr_limit"] == pytest.approx(0.02499, rel=1e-3)
    assert found["log"] | {"first": 0, "last": 0} == {
        "format": "printed lines",
        "metric": "MSE",
        "kind": "squared",
        "unit": "epoch",
        "entries": 50,
        "first": 0,
        "last": 0,
        "others": [],
    }
    assert run(["diagnose", "--history", str(log), "--lr", "0.03"]) == 0
    assert capsys.readouterr().out.startswith("read: MSE, 50 epochs (printed lines)\n")


@pytest.mark.parametrize("text", ["[" * 100_000, '{"loss": {}}', '{"loss": []}', "[1,2", "{"])
def test_json_without_losses_is_one_clear_line(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "run.json"
    file.write_text(text)
    assert run(["diagnose", "--history", str(file)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


# --- choices --------------------------------------------------------------------------------------

ASKED = {
    "parts": (
        "epoch,train/box_loss,train/cls_loss,val/box_loss\n0,5,3,9\n1,4,2,8\n",
        r"2 training losses \(train/box_loss, train/cls_loss\): choose one with --metric NAME",
    ),
    "losses of Megatron": (
        "iteration 1 | lm loss: 6.9E+00 | sop loss: 6.9E-01 | loss scale: 65536.0 |\n"
        "iteration 2 | lm loss: 5.9E+00 | sop loss: 6.8E-01 | loss scale: 65536.0 |\n",
        r"2 training losses \(lm loss, sop loss\)",
    ),
    "a game of two": ("Loss_D: 0.5 Loss_G: 1.5\nLoss_D: 0.4 Loss_G: 1.6\n", "Loss_D, Loss_G"),
    "two measures": ("epoch,rmse,mae\n0,5,3\n1,4,2\n", "rmse, mae"),
    "runs by column": (
        ("run,epoch,loss\na,0,5\na,1,4\nb,0,6\nb,1,3\n"),
        r"holds 2 runs \(a, b\): choose one",
    ),
    "runs of wandb": ("Step,a - loss,b - loss\n0,5,6\n1,4,3\n", r"2 runs \(a, b\)"),
    "runs in lines": (
        "".join(f"epoch {e} loss {9 - e}\n" for e in (1, 2, 3, 1, 2, 3)),
        "2 runs one after",
    ),
    "runs in a table": ("epoch,loss\n0,5\n1,4\n0,6\n1,3\n", "--run 1 or --run 2"),
    "runs in JSON": ('{"a": {"loss": [5, 4]}, "b": {"loss": [6, 3]}}', r"2 runs \(a, b\)"),
}


@pytest.mark.parametrize(("text", "words"), ASKED.values(), ids=ASKED)
def test_where_there_is_a_choice_it_is_asked_for(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ds.DataError, match=words):
        log_of(tmp_path, text)


def test_what_was_chosen_is_read(tmp_path: Path) -> None:
    for name in ("parts", "a game of two", "two measures"):
        text, _ = ASKED[name]
        first = {"parts": "train/cls_loss", "a game of two": "loss_g", "two measures": "MAE"}[name]
        log = log_of(tmp_path, text, metric=first)
        assert log.metric.casefold() == first.casefold()
        assert log.values[0] in (3, 1.5)
    for name in ("runs by column", "runs of wandb", "runs in JSON"):
        assert log_of(tmp_path, ASKED[name][0], run="b").values.tolist() == [6, 3]
    log = log_of(tmp_path, ASKED["runs in a table"][0], run="2")
    assert (log.values.tolist(), log.run, log.runs) == ([6, 3], "2", ("1", "2"))
    assert log_of(tmp_path, ASKED["runs in lines"][0], run="1").values.tolist() == [8, 7, 6]


def test_a_choice_that_is_not_there(tmp_path: Path) -> None:
    text = "epoch,loss,val_loss\n0,5,9\n1,4,8\n"
    with pytest.raises(
        ds.OptionError, match=r"--metric 'val_lss' is not in .*did you mean 'val_loss'"
    ):
        log_of(tmp_path, text, metric="val_lss")
    with pytest.raises(ds.OptionError, match=r"--unit step: .* counts epochs"):
        log_of(tmp_path, text, unit="step")
    with pytest.raises(ds.OptionError, match="unit='steps' is not known"):
        log_of(tmp_path, text, unit="steps")
    with pytest.raises(ds.OptionError, match="--run 'c' is not in"):
        log_of(tmp_path, ASKED["runs by column"][0], run="c")
    with pytest.raises(ds.OptionError, match="several values at one epoch"):
        log_of(tmp_path, LINES["imagenet"][0], unit="epoch")


def test_a_unit_that_the_log_does_not_tell(tmp_path: Path) -> None:
    assert log_of(tmp_path, "5\n4\n3\n", unit="step").unit == "step"
    text = "".join(f"{{'loss': {9 - i}, 'epoch': {i / 2}}}\n" for i in range(1, 7))
    assert log_of(tmp_path, text).unit == "entry"  # two values in each epoch
    assert log_of(tmp_path, text, unit="epoch").unit == "epoch"


def test_the_loss_is_chosen_before_what_is_like_it(tmp_path: Path) -> None:
    for others in (
        ("mse",),
        ("val_loss",),
        ("loss_scale",),
        ("best_loss",),
        ("mae", "rmse"),
        ("accuracy",),
        ("smooth_loss",),
        ("recon_loss", "kl_loss"),
        ("nll_loss",),
    ):
        line = "epoch {} " + " ".join(f"{name}={{}}.5" for name in (*others, "loss")) + "\n"
        text = "".join(line.format(e, *(9 - e for _ in others), 5 - e) for e in range(3))
        log = log_of(tmp_path, text)
        assert (log.metric, log.values.tolist()) == ("loss", [5.5, 4.5, 3.5]), others


def test_a_summary_at_the_end_is_no_series(tmp_path: Path) -> None:
    text = "epoch 1 loss 5\nepoch 2 loss 4\nepoch 3 loss 3\nFinal training loss: 2.5\n"
    log = log_of(tmp_path, text)
    assert log.values.tolist() == [5, 4, 3]
    assert "summary" in log.description


def test_what_was_read_is_said(tmp_path: Path) -> None:
    text = "epoch,train/loss,val/loss,acc\n" + "".join(
        f"{e},{99 - e},{90 - e},0.5\n" for e in range(60)
    )
    log = log_of(tmp_path, text, "a.csv")
    assert log.description == "train/loss, 60 epochs, beside val/loss, acc (csv)"
    assert log.to_dict() == {
        "format": "csv",
        "metric": "train/loss",
        "kind": "unknown",
        "unit": "epoch",
        "entries": 60,
        "first": 99.0,
        "last": 40.0,
        "others": ["val/loss", "acc"],
    }
    text = "".join(f"step {10 * i} loss {99 - i} lr 0.{9 - i}\n" for i in range(1, 9))
    log = log_of(tmp_path, text)
    assert log.description == "loss, 8 values from step 10 to step 80 (printed lines)"
    assert log.lr is not None
    assert log.lr.tolist() == pytest.approx([0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1])
    assert log.chosen.lines is not None
    assert log.chosen.lines.tolist() == [1, 2, 3, 4, 5, 6, 7, 8]


# --- files, folders, streams ----------------------------------------------------------------------


def varint(number: int) -> bytes:
    found = b""
    while number > 0x7F:
        found += bytes([number & 0x7F | 0x80])
        number >>= 7
    return found + bytes([number])


def message(*fields: tuple[int, int | float | bytes]) -> bytes:
    """A protocol buffer: int as varint, float as fixed 32 bits, bytes with their length."""
    encoded = b""
    for number, content in fields:
        if isinstance(content, bytes):
            encoded += varint(number << 3 | 2) + varint(len(content)) + content
        elif isinstance(content, float):
            encoded += varint(number << 3 | 5) + struct.pack("<f", content)
        else:
            encoded += varint(number << 3) + varint(content)
    return encoded


def record(event: bytes) -> bytes:
    length = struct.pack("<Q", len(event))
    check = [struct.pack("<I", masked_crc32c(part)) for part in (length, event)]
    return length + check[0] + event + check[1]


def event(step: int, tag: str, value: float, *, tensor: bool = False) -> bytes:
    if tensor:
        held = message((1, 1), (4, struct.pack("<f", value)))
        summary = message((1, tag.encode()), (8, held))
    else:
        summary = message((1, tag.encode()), (2, float(value)))
    wall = varint(1 << 3 | 1) + struct.pack("<d", 1.7e9)
    return record(wall + message((2, step), (5, message((1, summary)))))


def events(*values: tuple[int, str, float], tensor: bool = False) -> bytes:
    first = record(message((3, b"brain.Event:2")))
    return first + b"".join(event(*value, tensor=tensor) for value in values)


def test_the_checksum_is_that_of_the_standard() -> None:
    unmasked = (masked_crc32c(b"123456789") - 0xA282EAD8) & 0xFFFFFFFF
    assert (unmasked >> 17 | unmasked << 15) & 0xFFFFFFFF == 0xE3069283  # CRC-32C's check value


@pytest.mark.parametrize("tensor", [False, True])
def test_event_files(tmp_path: Path, tensor: bool) -> None:
    raw = events(
        *[
            (i, tag, 9.0 - i - at)
            for i in range(4)
            for at, tag in enumerate(("Loss/train", "Loss/test"))
        ],
        tensor=tensor,
    )
    log = log_of(tmp_path, raw, "events.out.tfevents.1700000000.host.1.0")
    is_read_as(log, [9, 8, 7, 6], "step", ("Loss/test",))
    assert log.format == "tensorboard events"
    assert log.chosen.role == "train"


def test_an_event_file_that_was_cut_short(tmp_path: Path) -> None:
    raw = events(*[(i, "loss", 9.0 - i) for i in range(4)])
    for cut in (1, 5, 20, 30):
        log = log_of(tmp_path, raw[:-cut], "events.out.tfevents.1")
        assert log.values.tolist() == [9, 8, 7]
        assert "cut short: 4 whole records read" in log.description
    broken = bytearray(raw)
    broken[-10] ^= 0xFF
    assert "damaged: 4 whole records read" in log_of(tmp_path, bytes(broken), "events").description


def test_a_folder_of_event_files(tmp_path: Path) -> None:
    """Keras writes train/ and validation/; the folders above are runs."""
    values = [(i, "epoch_loss", 9.0 - i) for i in range(3)]
    log_of(tmp_path, events(*values), "logs/train/events.out.tfevents.1.v2", metric="epoch_loss")
    higher = [(i, "epoch_loss", 19.0 - i) for i in range(3)]
    log_of(
        tmp_path, events(*higher), "logs/validation/events.out.tfevents.1.v2", metric="epoch_loss"
    )
    log = ds.read_log(tmp_path / "logs")
    is_read_as(log, [9, 8, 7], "epoch", ("validation/epoch_loss",))


def test_a_folder_of_runs(tmp_path: Path) -> None:
    for name in ("slow", "fast"):
        start = 9.0 if name == "slow" else 5.0
        values = [(i, "loss", start - i) for i in range(3)]
        log_of(tmp_path, events(*values), f"runs/{name}/events.out.tfevents.1")
    with pytest.raises(ds.DataError, match=r"2 runs \(fast, slow\)"):
        ds.read_log(tmp_path / "runs")
    assert ds.read_log(tmp_path / "runs", run="slow").values.tolist() == [9, 8, 7]
    assert ds.read_log(tmp_path / "runs" / "fast").values.tolist() == [5, 4, 3]


def test_a_run_that_was_resumed(tmp_path: Path) -> None:
    """What was logged again after a crash counts once, and as it was logged last."""
    first = events(*((i, "loss", 9.0 - i) for i in range(6)))
    log_of(tmp_path, first, "run/events.out.tfevents.1")
    again = events(*((i, "loss", 19.0 - i) for i in range(4, 8)))
    log_of(tmp_path, again, "run/events.out.tfevents.2")
    log = ds.read_log(tmp_path / "run")
    is_read_as(log, [9, 8, 7, 6, 15, 14, 13, 12], "step")
    assert "resumed: 2 records logged again" in log.description
    text = "".join(f"epoch {e} loss {e}.5 val_loss 1\n" for e in (1, 2, 3, 4, 3, 4, 5))
    assert log_of(tmp_path, text).values.tolist() == [1.5, 2.5, 3.5, 4.5, 5.5]
    text = "".join(f"step {e} loss {e}.5\n" for e in (0, 1, 2, 0, 1, 2))  # batches of epochs
    assert len(log_of(tmp_path, text).values) == 6


def test_one_endless_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("downslope.data.loss_logs.log_files.LARGEST_WHOLE", 300_000)
    with pytest.raises(ds.DataError, match="one line of over 200 MB"):
        log_of(tmp_path, "0.5 " * 100_000)
    with pytest.raises(ds.DataError, match="larger than 200 MB"):
        log_of(tmp_path, json.dumps({"loss": [0.5] * 100_000}, indent=1))


def test_the_folder_of_a_framework(tmp_path: Path) -> None:
    log_of(tmp_path, EMPTY_CELLS["Lightning"], "lightning_logs/version_0/metrics.csv")
    log_of(tmp_path, "5\n", "lightning_logs/version_0/notes.txt")
    assert ds.read_log(tmp_path / "lightning_logs").values.tolist() == [5, 4.5, 3]

    saved = json.dumps(JSON["Hugging Face"][0])
    log_of(tmp_path, saved, "out/checkpoint-30/trainer_state.json")
    assert ds.read_log(tmp_path / "out").values.tolist() == [5, 4, 3]

    log_of(tmp_path, "iter\tRMSE\n0\t5\n1\t4\n", "catboost_info/learn_error.tsv")
    log_of(tmp_path, "iter\tRMSE\n0\t9\n1\t8\n", "catboost_info/test_error.tsv")
    log = ds.read_log(tmp_path / "catboost_info")
    assert (log.values.tolist(), log.kind) == ([5, 4], "root")
    assert log.validation is not None
    assert log.validation.values.tolist() == [9, 8]

    for name, values in (("train_loss", (5, 4)), ("val_loss", (9, 8))):
        rows = "".join(f"17000000000{i:02d} {value} {i}\n" for i, value in enumerate(values))
        log_of(tmp_path, rows, f"mlruns/0/abc/metrics/{name}")
    log = ds.read_log(tmp_path / "mlruns")
    is_read_as(log, [5, 4], "step", ("val_loss",))


def test_several_files(tmp_path: Path) -> None:
    log_of(tmp_path, "epoch,loss\n0,5\n1,4\n", "train.csv")
    log_of(tmp_path, "epoch,loss\n0,9\n1,8\n", "val.csv")
    log = ds.read_log([tmp_path / "train.csv", tmp_path / "val.csv"])
    assert log.values.tolist() == [5, 4]
    assert log.validation is not None
    assert log.validation.values.tolist() == [9, 8]
    log_of(tmp_path, "epoch,loss\n0,7\n1,6\n", "seed1.csv")
    log_of(tmp_path, "epoch,loss\n0,7\n1,5\n", "seed2.csv")
    both = [tmp_path / "seed1.csv", tmp_path / "seed2.csv"]
    with pytest.raises(ds.DataError, match=r"2 runs \(seed1, seed2\)"):
        ds.read_log(both)
    assert ds.read_log(both, run="seed2").values.tolist() == [7, 5]


def test_a_tag_in_the_name_of_a_file(tmp_path: Path) -> None:
    log = log_of(tmp_path, COLUMNS["TensorBoard"][0], "run-fast-tag-train_loss.csv")
    assert log.metric == "train_loss"


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    with pytest.raises(ds.DataError, match="logs contains no logs"):
        ds.read_log(tmp_path / "logs")


def test_gzip(tmp_path: Path) -> None:
    text = keras_epochs("\r").encode()
    assert len(log_of(tmp_path, gzip.compress(text), "run.log.gz").values) == 5
    with pytest.raises(ds.DataError, match="damaged or cut short"):
        log_of(tmp_path, gzip.compress(bytes(range(48, 58)) * 999)[:-9], "run.log.gz")


def test_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for raw in (
        b"epoch,loss\n0,5\n1,4\n2,3\n",
        gzip.compress(b"5\n4\n3\n"),
        events((0, "loss", 5.0), (1, "loss", 4.0), (2, "loss", 3.0)),
    ):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        assert run(["diagnose", "--history", "-", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["log"]["last"] == 3


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log_of(tmp_path, "epoch,loss\n" + "".join(f"{e},{9 - e}\n" for e in range(5)), "train.csv")
    log_of(tmp_path, "epoch,loss\n" + "".join(f"{e},{9 - e}\n" for e in range(5)), "val.csv")
    files = [str(tmp_path / "train.csv"), str(tmp_path / "val.csv")]
    for options in (["--history", *files], ["--history", files[0], "--history", files[1]]):
        assert run(["diagnose", *options, "--json", "--metric", "val/loss"]) == 0
        assert json.loads(capsys.readouterr().out)["log"]["metric"] == "val/loss"
    assert run(["diagnose", *files, "-t", "loss"]) == 2
    assert "unexpected extra argument" in capsys.readouterr().err
    assert run(["diagnose", "longley", "--lr", "0.01", "--metric", "loss"]) == 2
    assert "--metric is for a log" in capsys.readouterr().err
    assert run(["diagnose", "--history", files[0], "--unit", "step"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_in_python(tmp_path: Path) -> None:
    text = "epoch,loss,val_loss\n" + "".join(f"{10 * e},{3 * 4.0**e},{e}\n" for e in range(9))
    log = log_of(tmp_path, text, "run.csv")
    for source in (log, tmp_path / "run.csv", str(tmp_path / "run.csv")):
        found = ds.diagnose_history(source, lr=0.1)
        assert (found.status, found.epochs_run) == ("diverging", 80)
    assert ds.diagnose_history(tmp_path / "run.csv", metric="val_loss").start_loss == 0
    with pytest.raises(ds.OptionError, match="give its path"):
        ds.diagnose_history(log, metric="val_loss")


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.iterdir()))
def test_the_small_cases(name: str) -> None:
    """Each is the smallest input of a kind that was misread."""
    wanted = {
        "colon.txt": ([5, 4, 3], "epoch"),
        "comma_min.txt": ([0.9, 0.5, 0.3], "entry"),
        "err.txt": ([5, 4, 3], "step"),
        "hf_indent.json": ([8, 4, 2, 1], "step"),
        "hf_min.json": ([8, 4, 2, 1], "step"),
        "hf_nan.txt": ([2.9, 0, 0, 0, 0], "entry"),
        "np_min.txt": ([9, 8, 7, 6, 5, 4, 3, 2, 1.5, 1.2, 1.1, 1], "entry"),
        "rmse_min.csv": ([1, 2, 4, 8, 16], "epoch"),
        "rmse10.csv": ([1, 10, 100, 1000, 10000], "epoch"),
        "tb.json": ([5, 4, 3, 2.5], "step"),
        "tb_min.csv": ([5, 4, 3], "step"),
        "tensor_min.txt": ([5, 4, 3], "entry"),
        "two_min.txt": ([9, 8, 7, 6], "entry"),
        "irregular.txt": ([644.398, 1.49074e7, 1.02868e38], "entry"),
        "factorial.txt": ([math.factorial(i) for i in range(1, 13)], "entry"),
    }
    if name == "thousand_min.txt":
        with pytest.raises(ds.DataError, match=r"'3,600' is 3600 or 3\.600"):
            ds.read_log(CASES / name)
    elif name == "se594738.txt":
        assert len(ds.read_log(CASES / name).values) == 10
    else:
        losses, unit = wanted[name]
        log = ds.read_log(CASES / name)
        assert (log.values.tolist(), log.unit) == (losses, unit)
    if name == "hf_nan.txt":
        norm = ds.read_log(CASES / name).gradient_norm
        assert norm is not None
        assert np.isnan(norm[1:]).all()


# --- what is written is read back -----------------------------------------------------------------

CURVES = st.lists(
    st.floats(min_value=1e-6, max_value=1e6).map(lambda value: float(f"{value:.6g}")),
    min_size=4,
    max_size=30,
)


def as_csv(losses: list[float], separator: str, point: str) -> str:
    rows = [f"{e}{separator}{loss!r}".replace(".", point) for e, loss in enumerate(losses)]
    return "\n".join([f"epoch{separator}loss", *rows, ""])


WRITERS = {
    "plain": lambda losses: "".join(f"{loss!r}\n" for loss in losses),
    "csv": lambda losses: as_csv(losses, ",", "."),
    "tabs": lambda losses: as_csv(losses, "\t", "."),
    "semicolons": lambda losses: as_csv(losses, ";", "."),
    "lines": lambda losses: "".join(f"epoch {e} loss={v!r}\n" for e, v in enumerate(losses)),
    "logger": lambda losses: "".join(
        f"2024-01-01 12:00:{e:02d},123 INFO run.py:12 step: {e} loss: {v!r} time: 0.5s\n"
        for e, v in enumerate(losses)
    ),
    "tensor": lambda losses: "".join(f"loss: tensor({v!r}, grad_fn=<M>)\n" for v in losses),
    "np.float64": lambda losses: repr([np.float64(v) for v in losses]) + "\n",
    "NumPy": lambda losses: np.array2string(np.array(losses), threshold=99, precision=17) + "\n",
    "json": lambda losses: json.dumps({"loss": losses}),
    "json lines": lambda losses: "".join(
        json.dumps({"step": e, "loss": v}) + "\n" for e, v in enumerate(losses)
    ),
    "dicts": lambda losses: "".join(f"{ {'loss': v, 'epoch': e} }\n" for e, v in enumerate(losses)),
    "Markdown": lambda losses: (
        "| epoch | loss |\n|---|---|\n"
        + "".join(f"| {e} | {v!r} |\n" for e, v in enumerate(losses))
    ),
    "XGBoost": lambda losses: "".join(f"[{e}]\ttrain-rmse:{v!r}\n" for e, v in enumerate(losses)),
    "keras": lambda losses: "".join(
        (f"Epoch {e}/9\n9/9 - 0s - 2ms/step - loss: {v!r}\n") for e, v in enumerate(losses)
    ),
    "MLflow": lambda losses: "".join(
        f"17000000000{e:02d} {v!r} {e}\n" for e, v in enumerate(losses)
    ),
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(losses=CURVES)
def test_the_numbers_that_were_written(tmp_path: Path, write: object, losses: list[float]) -> None:
    log = log_of(tmp_path, write(losses))  # type: ignore[operator]
    assert log.values.tolist() == pytest.approx(losses, rel=1e-15)
    assert log.metric.removeprefix("train-") in ("loss", "rmse", "value")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    losses=st.lists(st.floats(0, 99).map(lambda v: round(v, 4) + 0.00001), min_size=4, max_size=9)
)
def test_decimal_commas_that_were_written(tmp_path: Path, losses: list[float]) -> None:
    written = [f"{loss:.5f}" for loss in losses]
    comma = [each.replace(".", ",") for each in written]
    for text in (
        as_csv([], ";", ",") + "".join(f"{e};{v}\n" for e, v in enumerate(comma)),
        "".join(f"{v}\n" for v in comma),
        "".join(f"epoch {e}: Verlust = {v}\n" for e, v in enumerate(comma)),
    ):
        assert log_of(tmp_path, text).values.tolist() == [float(each) for each in written]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(losses=CURVES, tensor=st.booleans())
def test_event_files_that_were_written(tmp_path: Path, losses: list[float], tensor: bool) -> None:
    raw = events(*((10 * i, "loss", loss) for i, loss in enumerate(losses)), tensor=tensor)
    log = log_of(tmp_path, raw)
    assert log.values.tolist() == np.array(losses, dtype=np.float32).tolist()
    assert log.places is not None
    assert log.places.tolist() == [10 * i for i in range(len(losses))]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_nothing_leads_to_a_traceback(tmp_path: Path, raw: bytes) -> None:
    said = ""
    try:
        assert len(log_of(tmp_path, raw).values) > 0
    except ds.InputError as error:
        said = str(error)
    assert "\n" not in said


@pytest.mark.slow
def test_a_long_log_fits_into_memory(tmp_path: Path) -> None:
    """A line takes twelve bytes, so ten million take 120 MB; a million are enough to see it."""
    pytest.importorskip("resource")
    if sys.platform == "darwin":
        pytest.skip("counts bytes, and others kilobytes")
    file = tmp_path / "a.log"
    file.write_text("".join(f"{5 / (1 + i / 1e4):.6f}\n" for i in range(1_000_000)))
    code = (
        "import resource, sys, downslope as ds\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "ds.read_log\n"
        "before = peak()\n"
        "assert len(ds.read_log(sys.argv[1]).values) == 1_000_000\n"
        "print(peak() - before)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)], check=True, capture_output=True, text=True
    )
    assert int(done.stdout) < 30_000  # kB
