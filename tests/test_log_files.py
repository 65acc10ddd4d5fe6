"""Logs in files, folders, and streams, and those that the command and Python are given."""

from __future__ import annotations

import gzip
import io
import json
import math
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import downslope as ds
from downslope.cli import run
from downslope.data.loss_logs.event_files import masked_crc32c
from log_texts import COLUMNS, EMPTY_CELLS, JSON, keras_epochs
from made_events import events
from reading_logs import CASES, is_read_as, log_of


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
