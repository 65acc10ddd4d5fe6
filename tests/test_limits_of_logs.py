"""How far a log is looked at, how many entries make a series, and what stands just beyond."""

from __future__ import annotations

import io
import json
import math
import struct
from collections.abc import Sequence
from itertools import repeat
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

import downslope as ds
from downslope.data.loss_logs import log_files, number_lists, read_log
from downslope.data.loss_logs.event_files import DTYPES, _scalar
from downslope.data.loss_logs.line_shapes import groups_places_by_blanks
from downslope.data.loss_logs.log_files import LogFile, files_of, open_log, with_head_lines
from downslope.data.loss_logs.records import Records
from downslope.data.loss_logs.selection import _Series
from made_events import events, message, record
from reading_logs import log_of

NOISE = 1999 * "-" + "\n"
TABLE = "epoch  loss\n1      0.9\n2      0.8\n3      0.7\n"


def records_of(
    rows: Sequence[dict[str, float]], places: Sequence[dict[str, float]] = ()
) -> Records:
    found = Records("json", "a log")
    for i, row in enumerate(rows):
        found.add(i + 1, row.items(), places[i].items() if places else ())
    return found


def steps_of(*steps: float) -> _Series:
    rows = [{"loss": 1.0} for _ in steps]
    return _Series(records_of(rows, [{"epoch": 1.0, "step": step} for step in steps]), "")


def test_how_many_logs_a_folder_may_hold(here: Path) -> None:
    for k in range(1000):
        (here / f"{k:04}.csv").touch()
    assert len(files_of(str(here))) == 1000
    (here / "1000.csv").touch()
    with pytest.raises(ds.DataError, match="holds 1,001 logs"):
        files_of(str(here))


def test_how_many_files_a_folder_may_hold(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = SimpleNamespace(is_file=lambda: False)
    monkeypatch.setattr(Path, "rglob", lambda _, __: repeat(inside, 100_000))
    with pytest.raises(ds.DataError, match="contains no logs"):
        files_of(str(here))
    monkeypatch.setattr(Path, "rglob", lambda _, __: repeat(inside, 100_001))
    with pytest.raises(ds.DataError, match="holds over 100,000 files"):
        files_of(str(here))


def test_a_log_of_one_line_may_have_two_hundred_megabytes(here: Path) -> None:
    log = here / "run.log"
    log.write_bytes(b"1 " * 140_000)
    with log.open("r+b") as stream:
        stream.truncate(200_000_000)  # zeros, which take no space on the disk
    assert len(with_head_lines(open_log(str(log))).head_lines) == 1
    with log.open("r+b") as stream:
        stream.truncate(200_000_001)
    with pytest.raises(ds.DataError, match="one line of over 200 MB"):
        with_head_lines(open_log(str(log)))


def test_how_far_a_header_is_looked_for(tmp_path: Path) -> None:
    assert log_of(tmp_path, 90 * NOISE + TABLE).format == "printed table"
    with pytest.raises(ds.DataError, match="has the columns"):
        log_of(tmp_path, 150 * NOISE + TABLE)


def test_a_head_may_be_the_whole_file() -> None:
    for size, whole in ((log_files.HEAD_BYTES - 1, True), (log_files.HEAD_BYTES, False)):
        assert LogFile("a log", Path("a"), bytes(size)).is_whole is whole


def test_wide_signs_are_read_as_the_usual_ones() -> None:
    wide = "".join(chr(0xFF01 + i) for i in range(94)) + "\u3000\u2212\ufe55\u2236\u3001a\u00a0b"
    plain = "".join(chr(0x21 + i) for i in range(94)).replace(",", ", ") + " -::, a b"
    assert list(log_files._clean(io.StringIO(wide))) == [(1, plain)]
    others = "\uff00\uff5f"
    assert list(log_files._clean(io.StringIO(others))) == [(1, others)]


def test_how_far_into_a_line_a_loss_is_looked_for(tmp_path: Path) -> None:
    near, far = (f"epoch 1 {size * 'x'} loss: 0.5\n" for size in (900, 1500))
    assert log_of(tmp_path, near).values.tolist() == [0.5]
    with pytest.raises(ds.DataError):
        log_of(tmp_path, far)


@pytest.mark.parametrize(("length", "unit"), [(60, "epoch"), (61, "entry")])
def test_a_heading_is_short(length: int, unit: str, tmp_path: Path) -> None:
    text = "".join(f"{f'Epoch {k} '.ljust(length, '-')}\nloss: 0.{9 - k}\n" for k in (1, 2, 3))
    assert log_of(tmp_path, text).unit == unit


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Validation ".ljust(60, "-"), "validation"),
        ("Validation ".ljust(61, "-"), "train"),
        ("The validation set", "validation"),
        ("Now the validation set", "train"),
    ],
)
def test_a_heading_names_a_data_set_in_few_words(heading: str, role: str, tmp_path: Path) -> None:
    text = "".join(f"{heading}\nloss: 0.{9 - k}\n" for k in (1, 2, 3))
    assert log_of(tmp_path, text).chosen.role == role


@pytest.mark.parametrize(
    ("steps", "are_groups"),
    [
        (("1 000", "2 000", "5 000"), True),
        (("1 000", "2 000", "5 001"), False),
        (("8 000 of 9 000", "9 000 of 9 000"), True),
        (("8 000 of 9 000", "9 001 of 9 000"), False),
        (("5 000", "4 000"), False),
        (("1 100", "2 200", "3 300"), False),  # the second numbers may be steps of epochs
    ],
)
def test_steps_in_groups_of_digits_are_about_even(steps: tuple[str, ...], are_groups: bool) -> None:
    assert groups_places_by_blanks([f"step {step}, loss 0.5" for step in steps]) is are_groups


def test_boxes_come_again(tmp_path: Path) -> None:
    box = "--------------------\n| train/loss | 0.5 |\n--------------------\n"
    assert log_of(tmp_path, 2 * box).format == "boxes"
    assert _format_or_none(tmp_path, box) != "boxes"


def _format_or_none(folder: Path, text: str) -> str | None:
    try:
        return log_of(folder, text).format
    except ds.DataError:
        return None


@pytest.mark.parametrize(
    ("text", "losses"),
    [
        ("[3, 2, 1]", [3, 2, 1]),
        ("[3, 2, 1]\nended", [3, 2, 1]),  # three fifths of the text
        ("[3, 2, 1]\nended!", None),
        ("[0.9, 0.8]", None),
        ("[0.9,\n0.8]", [0.9, 0.8]),
        ("[1, 0.9]\n[2, 0.8]", [0.9, 0.8]),
    ],
)
def test_what_makes_a_list_of_numbers(
    text: str, losses: list[float] | None, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(text)
    found = number_lists.read(with_head_lines(open_log(str(tmp_path / "a.txt"))))
    assert (found and list(found.columns["", "loss"].values)) == losses


def test_lists_of_three_are_series(tmp_path: Path) -> None:
    with pytest.raises(ds.DataError, match="list 1"):
        log_of(tmp_path, "[3, 2, 1]\n[6, 5, 4]")


@pytest.mark.parametrize(("before", "title"), [(1500, "keras"), (2500, "printed lines")])
def test_how_many_lines_show_who_prints(before: int, title: str, tmp_path: Path) -> None:
    bars = "".join(f"{k}/3 [====] - 1s 5ms/step - loss: 0.{9 - k}\n" for k in (1, 2, 3))
    assert log_of(tmp_path, "wait\n" * before + bars).format == title


@pytest.mark.parametrize("times", [2, 3])
def test_an_unknown_name_is_a_loss_if_it_comes_again(times: int, tmp_path: Path) -> None:
    text = "".join(f"wobble: 0.{9 - k}\n" for k in range(times))
    assert (_format_or_none(tmp_path, text) is not None) == (times == 3)


@pytest.mark.parametrize(("odd", "unit"), [(999, "step"), (1000, "sample")])
def test_how_many_places_tell_what_they_count(odd: int, unit: str, tmp_path: Path) -> None:
    at = [3 + 9 * k + (k == odd) for k in range(1002)]
    text = "".join(f"Epoch 1 [{a}/99999] loss: {1 / (k + 1)}\n" for k, a in enumerate(at))
    assert log_of(tmp_path, text).unit == unit


@pytest.mark.parametrize(("first", "unit"), [(4, "step"), (8, "entry"), (12, "step")])
def test_a_usual_size_of_batches_is_no_step(first: int, unit: str, tmp_path: Path) -> None:
    text = "".join(f"Epoch 1 [{first * k}/999] loss: {1 / k}\n" for k in range(1, 9))
    assert log_of(tmp_path, text).unit == unit


@pytest.mark.parametrize(("bars", "values"), [(2, 6), (3, 3)])
def test_how_many_bars_make_a_series_of_their_ends(bars: int, values: int, tmp_path: Path) -> None:
    text = "".join(
        f"Epoch {e}: {p}%|##| {k}/3 [00:01<00:01, loss=0.{9 - k}]\n"
        for e in range(1, bars + 1)
        for k, p in ((1, 33), (2, 67), (3, 100))
    )
    assert len(log_of(tmp_path, text).values) == values


@pytest.mark.parametrize(("between", "is_table"), [(150, True), (250, False)])
def test_how_far_below_its_header_a_table_begins(
    between: int, is_table: bool, tmp_path: Path
) -> None:
    header, rows = TABLE.split("\n", 1)
    text = f"{header}\n" + "wait for it\n" * between + rows
    assert (_format_or_none(tmp_path, text) == "printed table") is is_table


def test_how_many_records_a_log_may_have() -> None:
    found = Records("json", "a log")
    found.count = 49_999_999
    assert found.next(1) == 49_999_999
    with pytest.raises(ds.DataError, match="over 50,000,000 losses"):
        found.next(1)


def test_of_a_long_log_only_losses_are_kept() -> None:
    found = records_of([{"loss": 1.0, "accuracy": 0.5}])
    found.count = 999_999
    found.next(1)
    assert len(found.lines) == 2
    assert len(found.columns) == 2
    found.next(1)
    assert len(found.lines) == 0
    assert list(found.columns) == [("", "loss")]
    alone = records_of([{"accuracy": 0.5}])
    alone._drop_others()
    assert list(alone.columns) == [("", "accuracy")]


def test_how_many_series_a_log_may_have() -> None:
    found = records_of([{f"name {k}": 1.0 for k in range(2000)}])
    with pytest.raises(ds.DataError, match="names over 2,000 series"):
        found.add(2, [("one more", 1.0)])


@pytest.mark.parametrize(("rows", "values"), [(25_000_000, 1), (25_000_001, 2)])
def test_of_a_large_table_no_gaps_are_looked_for(rows: int, values: int) -> None:
    found = records_of([{"a": 1.0}, {"a": math.nan, "b": 1.0}])
    found.count = rows
    found.drop_unlogged()
    assert len(found.columns["", "a"].values) == values


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("1..1.1 1", "1111"),  # a third of the rows before the last value
        ("1.1.1.11111", "1.1.1.11111"),
        ("1.......", "1......."),
        ("..1", "..1"),
        ("1..1..1.....", "111..."),  # a longer gap at the end than before
    ],
)
def test_which_gaps_of_a_series_are_none_of_it(given: str, kept: str) -> None:
    cells = [math.nan if cell == "." else 1.0 for cell in given.replace(" ", "")]
    found = records_of([{"a": cell, "b": 1.0} for cell in cells])
    found.drop_unlogged()
    assert [math.isnan(v) for v in found.columns["", "a"].values] == [c == "." for c in kept]


@pytest.mark.parametrize(("beside", "is_nan"), [(-900, True), (-1500, False)])
def test_series_beside_others_lately_end_with_nan(beside: int, is_nan: bool) -> None:
    rows: list[dict[str, float]] = [{"train_loss": 1.0} for _ in range(3000)]
    rows[beside]["val_loss"] = 1.0
    found = records_of([*rows, {"val_loss": 1.0}])
    found.skip("", "train_loss")
    found.close_gaps()
    assert math.isnan(found.columns["", "train_loss"].values[-1]) is is_nan


@pytest.mark.parametrize(
    ("text", "losses"),
    [
        ('{"loss": 3}{"loss": 2}{"loss": null}', [3, 2]),
        ('{"loss": 3}{"loss": 2}{"loss": null}{"loss": null}', [3, 2, math.nan]),
        ('{"loss": 3}{"loss": null}{"loss": 2}{"loss": null}{"acc": 1}', [3, 2]),
    ],
)
def test_nothing_at_the_end_of_a_series(text: str, losses: list[float], tmp_path: Path) -> None:
    found = log_of(tmp_path, text.replace("}{", "}\n{")).values
    np.testing.assert_array_equal(found, losses)


def test_a_name_that_comes_once_is_a_summary() -> None:
    rows = [{"loss": 3.0}, {"loss": 2.0}, {"train_loss": 2.5}]
    assert _Series(records_of(rows), "").is_summary("train_loss")
    twice = _Series(records_of([*rows, {"train_loss": 2.4}]), "")
    assert not twice.is_summary("train_loss")
    once = _Series(records_of(rows[1:]), "")
    assert not once.is_summary("train_loss")


@pytest.mark.parametrize(
    ("epochs", "parts"),
    [
        ([1, 2, 1, 2], ["1100", "0011"]),
        ([1, 2, 1], []),
        ([1, 2, 3], []),
        ([2, 3, 1, 4], ["1100", "0011"]),
        ([1, 2, 2, 3], []),
        ([1, 1, 2, 2], []),
    ],
)
def test_runs_begin_again_with_their_first_epoch(epochs: list[float], parts: list[str]) -> None:
    rows = [{"loss": 1.0} for _ in epochs]
    series = _Series(records_of(rows, [{"epoch": epoch} for epoch in epochs]), "")
    assert ["".join(str(int(own)) for own in part) for part in series.parts()] == parts


@pytest.mark.parametrize(
    ("steps", "again"),
    [
        ([1, 2, 3, 2, 3], "01100"),
        ([1, 2, 3, 1, 2], "00000"),  # another run
        ([1, 2, 2, 3], "0000"),
        ([1, *20 * [3, 2]], "0" + 19 * "11" + "10"),
        ([1, *21 * [3, 2]], "0" + 21 * "00"),
    ],
)
def test_what_a_resumed_run_logs_again(steps: list[float], again: str) -> None:
    found = steps_of(*steps).logged_again("loss")
    assert "".join(str(int(each)) for each in found) == again


@pytest.mark.parametrize(("wall", "is_one"), [(1e8, False), (1.5e8, True), (0.6e8, False)])
def test_a_time_is_above_any_step(wall: float, is_one: bool, tmp_path: Path) -> None:
    rows = [[wall + k, 10 * k, 0.9 - k / 10] for k in (0, 0.5, 1)]
    found = _format_or_none(tmp_path, json.dumps(rows))
    assert (found == "tensorboard json") is is_one
    text = "".join(f"{' '.join(map(str, row))}\n" for row in rows)
    assert (_format_or_none(tmp_path, text) is not None) is is_one


@pytest.mark.parametrize(("size", "checked"), [(4096, True), (4097, False)])
def test_short_events_are_checked(size: int, checked: bool, here: Path) -> None:
    rest = size - len(message((3, b""))) - 1
    long = record(message((3, bytes(rest))))
    assert int.from_bytes(long[:8], "little") == size
    broken = long[:-5] + b"\1" + long[-4:]
    log = here / "events.out.tfevents.1"
    log.write_bytes(events((1, "loss", 0.5)) + broken)
    assert ("damaged" in " ".join(read_log(log).notes)) is checked


@pytest.mark.parametrize("missing", [1, 4, 5, 12, 13])
def test_an_event_file_that_is_cut_short(missing: int, here: Path) -> None:
    log = here / "events.out.tfevents.1"
    whole = events((1, "loss", 0.5))
    log.write_bytes(whole + events((2, "loss", 0.25))[:-missing])
    assert "cut short" in " ".join(read_log(log).notes)
    log.write_bytes(whole)
    assert read_log(log).notes == ()


@pytest.mark.parametrize(
    ("code", "content"),
    [(1, struct.pack("<f", 0.5)), (2, struct.pack("<d", 0.5)), (19, struct.pack("<e", 0.5))],
)
def test_numbers_of_tensors(code: int, content: bytes) -> None:
    assert _scalar(message((1, code), (4, content))) == 0.5


@pytest.mark.parametrize(("code", "size"), [(3, 4), (9, 8)])
def test_whole_numbers_of_tensors(code: int, size: int) -> None:
    assert _scalar(message((1, code), (4, (-5).to_bytes(size, "little", signed=True)))) == -5.0
    assert set(DTYPES) == {1, 2, 3, 9, 19}


@pytest.mark.parametrize("step", [127, 128, 129, -1, 2**63 - 1, -(2**63)])
def test_steps_of_events_have_a_sign(step: int, here: Path) -> None:
    log = here / "events.out.tfevents.1"
    log.write_bytes(events((step % 2**64, "loss", 0.5)))
    found = read_log(log)
    assert found.places is not None
    assert found.places.tolist() == [float(step)]


def test_how_deep_an_object_is_looked_into(tmp_path: Path) -> None:
    def nested(levels: int) -> str:
        inner: object = 0.5
        for level in range(levels):
            inner = {"loss" if level == 0 else "of": inner}
        return f"{json.dumps(inner)}\n"

    assert log_of(tmp_path, 3 * nested(7)).format == "json lines"
    assert log_of(tmp_path, 3 * nested(8)).format == "printed lines"


def test_a_whole_number_beyond_floats_is_infinite(tmp_path: Path) -> None:
    rows = [10**307, 10**308, 10**309, -(10**309)]
    found = log_of(tmp_path, "".join(f'{{"loss": {row}}}\n' for row in rows))
    assert found.values.tolist() == [1e307, 1e308, math.inf, -math.inf]


@pytest.mark.parametrize(("rows", "is_step"), [(4, None), (5, True)])
def test_five_rows_counted_one_by_one_are_steps(
    rows: int, is_step: bool | None, tmp_path: Path
) -> None:
    text = "".join(f"{k},{90 - k}\n" for k in range(1, rows + 1))
    if is_step:
        assert log_of(tmp_path, text).values.tolist() == [90.0 - k for k in range(1, rows + 1)]
    else:
        with pytest.raises(ds.DataError, match="Write decimal points"):
            log_of(tmp_path, text)


def test_a_pair_with_a_blank_is_an_epoch_and_a_step(tmp_path: Path) -> None:
    text = "".join(f"[1, {100 * k}] loss: 0.{9 - k}\n" for k in range(1, 5))
    log = log_of(tmp_path, text)
    assert (log.unit, list(log.chosen.places)) == ("step", [100, 200, 300, 400])
    # Without one, 1,100 is a number, of which nothing tells what it counts.
    assert log_of(tmp_path, text.replace(", ", ",")).unit == "entry"


def test_series_of_several_files_keep_their_lines(here: Path) -> None:
    for name in ("train", "val"):
        Path(f"{name}.csv").write_text("epoch,loss\n1,3\n2,2\n3,1\n")
    log = read_log(["train.csv", "val.csv"], metric="val/loss")
    assert log.chosen.lines is not None
    assert log.chosen.lines.tolist() == [2, 3, 4]


@pytest.mark.parametrize(
    ("rows", "told"), [(159, "the loss 'is' is not a number"), (110, "has the columns")]
)
def test_how_many_lines_show_columns(rows: int, told: str, tmp_path: Path) -> None:
    # Columns are those of four fifths of the first two hundred lines.
    table = "epoch,loss\n" + "".join(f"{k},{1 / k}\n" for k in range(1, rows + 1))
    with pytest.raises(ds.DataError, match=told):
        log_of(tmp_path, table + "all,is,done\n" * 500)


@pytest.mark.parametrize("separator", [",", " "])
def test_times_losses_and_steps_without_names(separator: str, tmp_path: Path) -> None:
    """Losses that rise, some of them whole, are no steps."""
    rows = [(1.7e9 + k, (k + 1) / 2, 10 * k) for k in range(6)]
    text = "".join(separator.join(f"{cell:.12g}" for cell in row) + "\n" for row in rows)
    series = log_of(tmp_path, text).all_series["value"]
    assert series.values.tolist() == [0.5, 1.0, 1.5, 2.0, 2.5, 3.0]
    assert series.places.tolist() == [0, 10, 20, 30, 40, 50]
