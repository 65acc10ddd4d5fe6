"""Readings of logs that turn on one cell: a short list, a name too few, a leading zero."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

import downslope as ds
from downslope.data.loss_logs import log_files, read_log
from downslope.data.loss_logs.event_files import _fields
from downslope.data.loss_logs.json_documents import _of_catboost
from downslope.data.loss_logs.number_lists import _share_of_lists
from downslope.data.loss_logs.printed_lines import _once_a_state
from downslope.data.loss_logs.selection import _across_epochs
from made_events import event, events, message, record
from reading_logs import log_of


def losses(path: Path, text: str) -> list[float]:
    path.write_text(text)
    return list(read_log(path).values)


def test_whole_numbers_counted_one_by_one_are_steps_beside_losses(here: Path) -> None:
    rows = [f"{i},{90 - i}" for i in range(1, 30)]
    assert losses(here / "a.csv", "\n".join(rows)) == [float(90 - i) for i in range(1, 30)]


@pytest.mark.parametrize("first", ["0,05", "3,04"])
def test_a_zero_after_the_comma_makes_it_a_decimal_comma(first: str, here: Path) -> None:
    rows = [first, *(f"{i},{90 - i}" for i in range(4, 9))]
    found = losses(here / "a.csv", "\n".join(rows))
    assert found == [float(row.replace(",", ".")) for row in rows]


@pytest.mark.parametrize(
    ("head", "whole", "share"),
    [
        ("[1.0, 0.5, 0.25, 0.2", False, 1.0),  # cut within its list
        ("losses: [1.0, 0.5, and more", False, 0.0),
        ("1.0, 0.5, 0.25", False, 0.0),
        ("[1.0, 0.5, 0.25, 0.2", True, 0.0),  # ends within its list
        ("[0.9]\n[0.8]", False, 10 / 11),
        ("[0.9]", True, 0.0),
    ],
)
def test_how_much_of_a_text_is_lists(head: str, whole: bool, share: float) -> None:
    assert _share_of_lists(head, whole) == pytest.approx(share)


def test_rows_of_one_value_and_of_a_step_and_a_value(here: Path) -> None:
    values = [1.0 / k for k in range(1, 12)]
    assert losses(here / "a.json", json.dumps([[v] for v in values])) == values
    pairs = [[10.0 * k, v] for k, v in enumerate(values)]
    log = here / "b.json"
    log.write_text(json.dumps(pairs))
    found = read_log(log)
    assert found.places is not None
    assert (list(found.values), list(found.places)) == (values, [10.0 * k for k in range(11)])


def test_catboosts_metrics_beyond_those_that_are_named() -> None:
    told = list(_of_catboost("learn", [0.5, None, 0.25], [{"name": "RMSE"}, "MAE"]))
    assert told == [("learn-RMSE", 0.5), ("learn-loss", 0.25)]
    assert list(_of_catboost("test", None, None)) == []


def test_catboosts_loss_is_its_first_metric(here: Path) -> None:
    steps = [
        {"iteration": k, "learn": [5.0 - 0.1 * k, 1.0 / (k + 1)], "test": [[6.0 - 0.1 * k, 2.0]]}
        for k in range(12)
    ]
    meta = {"learn_metrics": [{"name": "Tweedie"}, {"name": "RMSE"}],
            "test_metrics": [{"name": "Tweedie"}, {"name": "RMSE"}]}  # fmt: skip
    log = here / "catboost_training.json"
    log.write_text(json.dumps({"meta": meta, "iterations": steps}))
    found = read_log(log)
    assert found.metric == "learn-Tweedie"
    assert list(found.values) == pytest.approx([5.0 - 0.1 * k for k in range(12)])
    beside = found.series["test-Tweedie"]
    assert list(beside) == pytest.approx([6.0 - 0.1 * k for k in range(12)])


def test_metrics_in_rows_belong_to_the_run_beside_them(here: Path) -> None:
    log = here / "metrics.csv"
    rows = [
        f"{run},loss,{scale / (k + 1)},{k}" for run, scale in (("a", 1), ("b", 8)) for k in range(9)
    ]
    log.write_text("\n".join(["run_id,key,value,step", *rows]))
    assert list(read_log(log, run="b").values) == [8 / (k + 1) for k in range(9)]
    with pytest.raises(ds.DataError, match=r"holds 2 runs \(a, b\): choose one with"):
        read_log(log)


def test_a_folder_of_as_many_files_as_are_looked_at(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_files, "MOST_LOOKED_AT", 3)
    for k in range(3):
        (here / f"log-{k}.csv").write_text("epoch,loss\n1,0.5\n")
    assert len(log_files.files_of(str(here))) == 3
    (here / "log-3.csv").write_text("epoch,loss\n1,0.5\n")
    with pytest.raises(ds.DataError, match="over 100,000 files"):
        log_files.files_of(str(here))


@pytest.mark.parametrize(
    "damage",
    [{"meta": None}, {"meta": {"learn_metrics": "RMSE"}}, {"iterations": [None]},
     {"iterations": [{"learn": "3.5", "test": "3.5", "iteration": None}, {"learn": [0.25]}]}],
)  # fmt: skip
def test_a_damaged_document_of_catboost_is_no_traceback(
    here: Path, damage: dict[str, object]
) -> None:
    rounds = [{"iteration": i, "learn": [1.0 / (i + 1)]} for i in range(3)]
    saved: dict[str, object] = {"meta": {"learn_metrics": [{"name": "RMSE"}]}, "iterations": rounds}
    (here / "a.json").write_text(json.dumps(saved | damage))
    if damage == {"iterations": [None]}:
        with pytest.raises(ds.DataError):
            read_log(here / "a.json")
    else:
        assert read_log(here / "a.json").values[0] in (1.0, 0.25)


def test_an_infinite_entry_of_three_columns_is_no_warning(here: Path) -> None:
    rows = [f"{1.7e12 + i} {loss} {i}" for i, loss in enumerate(("2.5", "inf", "1.5"))]
    assert losses(here / "loss", "\n".join(rows)) == [2.5, float("inf"), 1.5]


@pytest.mark.parametrize(
    "line",
    [
        "step {k}00  train loss: 3.9{k}",
        "step {k}00  loss 3.9{k}",
        "Epoch {k}/9  loss {k}",
        "time  loss={k}",
        "name  loss nan",
    ],
)
def test_a_line_with_values_is_no_header(line: str, tmp_path: Path) -> None:
    text = "".join(f"{line.format(k=k)}\nsaved {k}\n" for k in range(1, 5))
    assert log_of(tmp_path, text).format == "printed lines"


@pytest.mark.parametrize("names", ["epoch  loss  Top 1  Top 5", "step  loss 1  loss 2  acc"])
def test_a_number_may_belong_to_a_name(names: str, tmp_path: Path) -> None:
    text = f"{names}\n1  0.5  0.25  0.5\n2  0.25  0.5  0.5\n"
    metric = names.split("  ")[1]
    assert log_of(tmp_path, text, metric=metric).values.tolist() == [0.5, 0.25]


def test_a_step_that_comes_again_is_no_loss(tmp_path: Path) -> None:
    steps, losses = (1, 2, 2, 4), (0.75, 0.7, 0.65, 0.6)
    for order in (1, -1):
        rows = [
            (f"{1.7e9 + k}", *(f"{step}", f"{loss}")[::order])
            for k, (step, loss) in enumerate(zip(steps, losses, strict=True))
        ]
        with pytest.raises(ds.DataError, match="2 comes after 2 in the column read as the step"):
            log_of(tmp_path, "".join(f"{' '.join(row)}\n" for row in rows))


@pytest.mark.parametrize("last", ["nan", "5", "0.5"])
def test_rows_of_several_numbers_above_one_are_no_list_of_losses(last: str, tmp_path: Path) -> None:
    with pytest.raises(ds.DataError, match="has the columns"):
        log_of(tmp_path, f"0.5,0.25,0.75\n0.4,0.2,0.7\n{last}\n")


def test_a_row_of_several_numbers_below_single_ones_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ds.DataError, match=r"line 4: the loss '0.25,0.125' is not a number"):
        log_of(tmp_path, "1.5\n0.75\n0.5\n0.25,0.125\n")


def test_a_document_may_be_as_large_as_is_read_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = '{"loss": [3, 2, 1]}'
    monkeypatch.setattr(log_files, "LARGEST_WHOLE", len(text))
    assert log_of(tmp_path, text).values.tolist() == [3, 2, 1]
    with pytest.raises(ds.DataError, match="one line of over 200 MB"):
        log_of(tmp_path, f"{text} ")
    monkeypatch.setattr(log_files, "LARGEST_WHOLE", len(text) + 1)
    assert log_of(tmp_path, f"{text}\n").values.tolist() == [3, 2, 1]
    with pytest.raises(ds.DataError, match="larger than 200 MB"):
        log_of(tmp_path, f"{text}\n\n")


@pytest.mark.parametrize(("again", "values"), [("nan", 1), ("0.25", 6)])
def test_a_full_bar_is_shown_again_only_with_the_same_loss(
    again: str, values: int, tmp_path: Path
) -> None:
    text = f"4/4 [====] loss: nan\n4/4 [====] loss: {again}\n"
    assert len(log_of(tmp_path, 3 * text).values) == values


def test_a_header_has_a_loss_below_it(tmp_path: Path) -> None:
    rows = "epoch  loss\n1      0.9\n2      0.8\n3      0.7\n"
    log = log_of(tmp_path, f"step  loss   kind\n3     items  none\n\n{rows}")
    assert (log.format, log.chosen.unit) == ("printed table", "epoch")
    assert log.values.tolist() == [0.9, 0.8, 0.7]


def test_a_bar_goes_before_a_count_at_the_end(tmp_path: Path) -> None:
    text = "".join(f"  {i}/9 [=>....] - loss: {1 - i / 10} [{64 * i}/600]\n" for i in range(1, 9))
    assert log_of(tmp_path, text).chosen.places.tolist() == list(range(1, 9))


@pytest.mark.parametrize("size", [1, 100_000])
def test_a_large_event_hides_no_other(size: int, here: Path) -> None:
    picture = record(message((2, 2), (5, message((1, message((1, b"seen"), (4, bytes(size))))))))
    losses = [events((1, "loss", 0.9)), picture, *(event(i, "loss", 0.5) for i in (3, 4))]
    (here / "events.out.tfevents.1").write_bytes(b"".join(losses))
    log = read_log(here / "events.out.tfevents.1")
    assert log.values.tolist() == pytest.approx([0.9, 0.5, 0.5])
    assert log.notes == ()


def test_a_log_of_one_run_sets_none_aside(tmp_path: Path) -> None:
    log = log_of(tmp_path, "run,epoch,loss\na,1,3\na,2,2\na,3,1\n", name="run.csv")
    assert (log.run, log.runs, log.notes) == ("a", ("a",), ())


def test_a_series_that_does_not_rise_may_be_a_loss(tmp_path: Path) -> None:
    log = log_of(tmp_path, "epoch,wobble\n1,3\n2,3\n3,3\n", name="run.csv")
    assert log.notes == ("wobble is taken to be a loss",)
    with pytest.raises(ds.DataError, match="'wobble' rises"):
        log_of(tmp_path, "epoch,wobble\n1,3\n2,3\n3,4\n", name="run.csv")


def test_what_was_printed_before_a_loss_is_beside_it(tmp_path: Path) -> None:
    rows = [
        {"lr": 0.1},
        {"loss": 3},
        {"loss": 2, "accuracy": 0.5},
        {"lr": 0.2},
        {"loss": 1, "accuracy": 1},
    ]
    log = log_of(tmp_path, "".join(f"{json.dumps(row)}\n" for row in rows))
    assert log.chosen.lr is not None
    assert log.chosen.lr.tolist() == [0.1, 0.1, 0.2]
    assert log.all_series["accuracy"].role == "other"


@pytest.mark.parametrize(("epochs", "metric"), [(2, "loss_step"), (3, "loss_epoch")])
def test_how_many_epochs_are_enough(epochs: int, metric: str, tmp_path: Path) -> None:
    rows = [{"loss_step": 6 - k} for k in range(6)] + [{"loss_epoch": 3 - k} for k in range(epochs)]
    assert log_of(tmp_path, "".join(f"{json.dumps(row)}\n" for row in rows)).metric == metric


def test_steps_go_on_from_epoch_to_epoch() -> None:
    epochs, steps = np.array([1.0, 1.0, 2.0, 2.0]), np.array([1.0, 2.0, 1.0, 2.0])
    assert _across_epochs(epochs, steps).tolist() == [1, 2, 3, 4]
    assert _across_epochs(epochs[::-1], steps).tolist() == steps.tolist()


@pytest.mark.parametrize("text", [b"\x08\x80", b"\x0a\x80", b"\x0a", b"\x80", b""])
def test_a_field_may_be_cut_short(text: bytes) -> None:
    assert [content for _, _, content in _fields(text) if content] == []


@pytest.mark.parametrize(
    ("counts", "unit"),
    [
        ((64, 64, 6464, 12864), "sample"),  # the first is shown twice
        ((64, 128, 192, 200), "entry"),  # the last batch is smaller
        ((1, 11, 21, 31), "step"),
        ((64, 6464, 12864), "sample"),
    ],
)
def test_what_places_in_brackets_count(counts: tuple[int, ...], unit: str, tmp_path: Path) -> None:
    total = 200 if counts[-1] == 200 else 60000
    text = "".join(f"Epoch 1 [{at}/{total}] loss: {1 / (k + 1)}\n" for k, at in enumerate(counts))
    assert log_of(tmp_path, text).unit == unit


@pytest.mark.parametrize(
    ("bars", "first", "times", "values"),
    [(3, 0, 1, 3), (2, 0, 1, 6), (2, 1, 2, 6), (3, 1, 2, 3), (3, 3, 1, 3)],
)
def test_states_of_bars(bars: int, first: int, times: int, values: int, tmp_path: Path) -> None:
    text = "".join(
        f"Epoch {e}: {33 * k}%|##| {k}/3 [00:01<00:01, loss=0.{9 - k}]\n" * times
        for e in range(1, bars + 1)
        for k in range(first, 4)
    )
    log = log_of(tmp_path, text)
    assert len(log.values) == values
    dropped = "only the last state of each progress bar counts"
    assert (dropped in log.notes) is (bars == 3 and first < 3)


@pytest.mark.parametrize(
    ("bar", "state", "once"),
    [
        ([0, 0, 0, 1], [0.0, 1.0, 1.0, 1.0], [False, True, False, True]),
        ([-1, 0, 0], [-1.0, 1.0, 1.0], [False, False, True]),
        ([0, 0, 1, 1], [1.0, 1.0, 1.0, 2.0], [False, True, True, True]),
    ],
)
def test_a_state_counts_once(bar: list[int], state: list[float], once: list[bool]) -> None:
    assert _once_a_state(np.array(bar), np.array(state)).tolist() == once


def test_a_message_in_json_may_name_the_loss(tmp_path: Path) -> None:
    rows = [{"level": 3, "pid": 7, "message": f"loss: 0.{9 - k}"} for k in range(3)]
    log = log_of(tmp_path, "".join(f"{json.dumps(row)}\n" for row in rows))
    assert (log.format, log.values.tolist()) == ("printed lines", [0.9, 0.8, 0.7])


def test_curves_of_json(tmp_path: Path) -> None:
    alone = log_of(tmp_path, json.dumps({"loss": [3, 2, 1]}))
    assert (alone.format, alone.unit) == ("json", "entry")
    both = log_of(tmp_path, json.dumps({"loss": [3, 2, 1], "val_loss": [2, 1]}))
    assert (both.format, both.unit) == ("keras history", "epoch")
    assert both.series["val_loss"].tolist() == [2, 1]


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("epoch  train_loss  valid_loss  time\n{}  0.9  0.8  00:01\n", "fastai"),
        ("epoch | loss | acc\n{} | 0.9 | 0.5\n", "printed table"),
    ],
)
def test_a_table_with_just_enough_names(text: str, format: str, tmp_path: Path) -> None:
    header, row = text.splitlines()
    log = log_of(tmp_path, "\n".join([header, *(row.format(k) for k in range(3))]))
    assert (log.format, log.values.tolist()) == (format, [0.9, 0.9, 0.9])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("alpha,beta\n", "line 1 is not a loss: give one loss on each line"),
        ("loss,beta\n", "and no line is below them"),
        ("alpha,beta\nx,y,z\n", "has the columns alpha, beta"),
        ("loss,beta\nx,y,z\n", "has 3 cells under 2 names"),
        ("loss,beta\nx,y\n", "has the columns loss, beta"),
        ("loss\nx y\n", "has the columns loss"),
        ("epoch,loss\n1,3\n2,2\na,b,c\nd,e,f\n", "the loss 'b' is not a number"),
        ("epoch,loss\n1,3\n2,2\n3,1\na,b,c\nd,e,f\n", "the loss 'a,b,c' is not a number"),
        ("1,5\n2,4\n", "Write decimal points"),
    ],
)
def test_what_is_told_of_columns_that_are_no_log(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(ds.DataError, match=told):
        log_of(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "losses"),
    [("1,5\n1,4\n1,3\n", [1.5, 1.4, 1.3]), ("1,0\n2,5\n3,4\n4,3\n5,2\n6,1\n", [0, 5, 4, 3, 2, 1])],
)
def test_what_commas_between_two_numbers_are(
    text: str, losses: list[float], tmp_path: Path
) -> None:
    assert log_of(tmp_path, text).values.tolist() == losses


def test_a_row_of_numbers_is_a_list_of_losses(tmp_path: Path) -> None:
    assert log_of(tmp_path, "0.5 0.4 0.3\n").values.tolist() == [0.5, 0.4, 0.3]
    assert log_of(tmp_path, "0.5\n").values.tolist() == [0.5]
