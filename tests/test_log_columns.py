"""Columns of numbers read as logs: their numerals, empty cells, and what is counted."""

from __future__ import annotations

import contextlib
from pathlib import Path

import numpy as np
import pytest

import downslope as ds
from log_texts import COLUMNS, EMPTY_CELLS
from reading_logs import is_read_as, log_of


@pytest.mark.parametrize(("text", "unit"), COLUMNS.values(), ids=COLUMNS)
def test_columns(tmp_path: Path, text: str, unit: str) -> None:
    is_read_as(log := log_of(tmp_path, text, "run.csv"), [5, 4.5, 3], unit, log.others)
    assert set(log.others) <= {"accuracy"}


def test_thousands(tmp_path: Path) -> None:
    for text in ('"1,200.5"\n900.25\n3\n', "1.200,5\n900,25\n3\n", "1'200.5\n900.25\n3\n"):
        assert log_of(tmp_path, text).values.tolist() == [1200.5, 900.25, 3]
    for text in ("loss 1,200.5\nloss 900.25\n", "loss 1.200,5\nloss 900,25\n"):
        assert log_of(tmp_path, text).values.tolist() == [1200.5, 900.25]


VW_HEAD = "average since example example current\nloss last counter weight label\n"


@pytest.mark.parametrize(
    "text",
    [
        "[0]\ttrain-rmse:0,187\n[1]\ttrain-rmse:0,162\n[2]\ttrain-rmse:0,151\n",
        f"{VW_HEAD}0,187 0,187 1 1.0 1 0\n0,162 0,162 2 2.0 1 0\n0,151 0,151 4 4.0 1 0\n",
        "epoch 1 loss 0,187\nepoch 2 loss 0,162\nepoch 3 loss 0,151\n",
    ],
    ids=["XGBoost", "Vowpal Wabbit", "printed"],
)
def test_a_comma_behind_a_zero_is_a_decimal_comma(tmp_path: Path, text: str) -> None:
    assert log_of(tmp_path, text).values.tolist() == [0.187, 0.162, 0.151]


@pytest.mark.parametrize("numeral", ["1.2.3", "1.#IND", "1'000.5.2", "1,2,3.4.5"])
@pytest.mark.parametrize(
    "line",
    ["[9]\ttrain-rmse:{}", "{} {} 8 8.0 1 0", "epoch 9 loss {}", "| loss | {} |", "torch [{}]"],
)
def test_a_numeral_that_is_none_is_no_traceback(tmp_path: Path, line: str, numeral: str) -> None:
    for head in ("", VW_HEAD, "[0]\ttrain-rmse:5.0\n[1]\ttrain-rmse:4.5\n", "loss = [5, 4.5, 4]\n"):
        with contextlib.suppress(ds.DataError):
            read = log_of(tmp_path, head + 3 * (line.format(numeral, numeral) + "\n"))
            assert not (read.values > 5).any()


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("loss 3,600\nloss 2,400\nloss 1,700\n", ("3600", "3.6")),
        ("3,600\n2,400\n1,700\n", ("3600", "3.6")),
        ("[0]\ttrain-rmse:3,600\n[1]\ttrain-rmse:2,400\n", ("3600", "3.6")),
        (f"{VW_HEAD}3,600 3,600 1 1.0 1 0\n2,400 1,200 2 2.0 1 0\n", ("3600", "3.6")),
        ("loss;x\n3,600;1\n2,400;1\n", ("3600", "3.6")),
        ("1,9\n2,5\n3,3\n", ("the loss 9 at 1", "the loss 1.9")),
    ],
)
def test_where_two_readings_are_possible_both_are_named(
    tmp_path: Path, text: str, readings: tuple[str, str]
) -> None:
    with pytest.raises(ds.DataError) as refused:
        log_of(tmp_path, text)
    assert all(reading in str(refused.value) for reading in readings)


@pytest.mark.parametrize("text", EMPTY_CELLS.values(), ids=EMPTY_CELLS)
def test_an_empty_cell_is_no_loss(tmp_path: Path, text: str) -> None:
    log = log_of(tmp_path, text, "metrics.csv")
    is_read_as(log, [5, 4.5, 3], "epoch", ("val_loss",))
    assert log.series["val_loss"].tolist() == [9, 8, 7]
    assert log.format == "lightning csv"


def test_nan_beside_numbers_is_a_loss(tmp_path: Path) -> None:
    text = "epoch,acc,loss\n" + "".join(f"{e},0.1,{9 - e if e < 4 else 'nan'}\n" for e in range(9))
    assert np.isnan(log_of(tmp_path, text, "a.csv").values).sum() == 5
    text = "step,loss,val_loss\n" + "".join(
        f"{s},{9 - s if s < 20 else 'nan'},{5 if s % 5 == 0 and s < 20 else 'nan'}\n"
        for s in range(31)
    )
    log = log_of(tmp_path, text, "b.csv")
    assert (len(log.values), np.isnan(log.values).sum()) == (31, 11)


def test_a_loss_by_step_and_by_epoch(tmp_path: Path) -> None:
    """Lightning's `on_step=True, on_epoch=True`."""
    text = "epoch,step,train_loss_step,train_loss_epoch,val_loss\n"
    for epoch in range(4):
        for k in (4, 9):
            text += f"{epoch},{10 * epoch + k},{9 - epoch}.{k},,\n"
        text += f"{epoch},{10 * epoch + 9},,,{8 - epoch}\n{epoch},{10 * epoch + 9},,{7 - epoch},\n"
    log = log_of(tmp_path, text, "metrics.csv")
    is_read_as(log, [7, 6, 5, 4], "epoch", ("train_loss_step", "val_loss"))
    assert log.all_series["train_loss_step"].extent.startswith("8 values from step 4")
    by_step = log_of(tmp_path, text, "metrics.csv", unit="step")
    assert (by_step.metric, by_step.unit, len(by_step.values)) == ("train_loss_step", "step", 8)
