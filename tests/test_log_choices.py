"""Logs that hold several series or runs: which is read, what is asked for, and what is said."""

from __future__ import annotations

from pathlib import Path

import pytest

import downslope as ds
from log_texts import ASKED, LINES
from reading_logs import log_of


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


def test_a_column_of_words_is_no_series_and_a_broken_loss_says_so(tmp_path: Path) -> None:
    for names, cells in (("note,loss", "x,a"), ("loss,note", "a,x")):
        text = f"epoch,{names}\n" + "".join(f"{i},{cells}\n" for i in range(1, 5))
        with pytest.raises(ds.DataError, match="line 2: the loss 'a' is not a number"):
            log_of(tmp_path, text)


def test_two_sets_beside_a_training_loss_are_not_read_as_one(tmp_path: Path) -> None:
    names = ["validation_0-rmse", "validation_1-rmse", "train-rmse"]
    rows = "".join(f"{i},{9 - i},{8 - i / 2},{7 - i}\n" for i in range(5))
    log = log_of(tmp_path, f"step,{','.join(names)}\n{rows}")
    assert log.metric == "train-rmse"
    assert log.roles == dict(zip(names, ["validation", "validation", "train"], strict=True))


@pytest.mark.parametrize(
    ("near", "far"), [("mse_loss", "extra_loss"), ("cross_entropy_loss", "style_loss"),
                      ("loss", "mse_loss"), ("total_loss", "mse_loss")]
)  # fmt: skip
def test_a_loss_of_a_known_kind_comes_before_others(near: str, far: str, tmp_path: Path) -> None:
    for names in ((near, far), (far, near)):
        text = f"epoch,{','.join(names)}\n1,1,9\n2,2,8\n3,3,7\n"
        assert log_of(tmp_path, text).metric == near
