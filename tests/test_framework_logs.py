"""Logs of libraries, frameworks, and languages are read."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

import downslope as ds
from framework_logs import LIBRARIES, LISTS, NEIGHBORS, UNKNOWN_TABLES
from reading_logs import is_read_as, log_of

# --- libraries ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "kind"), LIBRARIES.values(), ids=LIBRARIES)
def test_libraries(tmp_path: Path, text: str, kind: str) -> None:
    log = log_of(tmp_path, text)
    assert log.values.tolist() == [5.0, 4.5], log
    assert log.validation is not None
    assert log.validation.values.tolist() == [9.0, 8.0]
    assert (log.kind, log.lr) == (kind, None)
    assert log.places is not None


def test_boosting_of_scikit_learn(tmp_path: Path) -> None:
    text = (
        "      Iter       Train Loss   Remaining Time \n"
        "         1           5.0000            0.50s\n"
    )
    text += (
        "         2           4.5000            1.20m\n"
        "        10           3.0000            0.00s\n"
    )
    is_read_as(log_of(tmp_path, text), [5, 4.5, 3], "step")


def test_the_table_of_vowpal_wabbit(tmp_path: Path) -> None:
    text = (
        "Num weight bits = 18\nlearning rate = 0.5\nusing no cache\n"
        "average  since         example        example  current  current  current\n"
        "loss     last          counter         weight    label  predict features\n"
        "1.000000 1.000000            1            1.0   1.0000   0.0000       20\n"
        "0.750000 0.500000            2            2.0   1.0000   0.2929       20\n"
        "0.500000 0.250000            4            4.0   0.0000   0.1000       20\n"
        "\nfinished run\nnumber of examples = 4\naverage loss = 0.500000\n"
    )
    log = log_of(tmp_path, text)
    is_read_as(log, [1.0, 0.5, 0.25], "sample", ("average loss",))
    assert log.places is not None
    assert log.places.tolist() == [1, 2, 4]


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_lists_of_numbers(tmp_path: Path, text: str) -> None:
    assert log_of(tmp_path, text).values.tolist() == [5.0, 4.5, 3.0, 2.0, 1.0]


def test_a_dict_of_lists_as_python_prints_it(tmp_path: Path) -> None:
    text = "{'loss': [5.0, 4.5, nan], 'val_loss': [9.0, 8.0, nan]}\n"
    is_read_as(log_of(tmp_path, text), [5.0, 4.5, math.nan], "entry", ("val_loss",))


def test_text_with_a_separator_is_named(tmp_path: Path) -> None:
    with pytest.raises(ds.DataError, match="line 2 has 4 cells under 3 names"):
        log_of(tmp_path, "epoch,loss,note\n1,2.0,fine, really\n2,1.5,fine, still\n", "run.csv")


def test_a_shortened_array_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ds.DataError, match="shortened array"):
        log_of(tmp_path, "[9. 8. 7. ... 3. 2. 1.]\n")


# --- what other frameworks and languages write ----------------------------------------------------


@pytest.mark.parametrize(("text", "losses", "unit"), NEIGHBORS.values(), ids=NEIGHBORS)
def test_what_others_write(tmp_path: Path, text: str, losses: list[float], unit: str) -> None:
    log = log_of(tmp_path, text)
    assert (log.values.tolist(), log.unit) == (losses, unit), log


def test_a_word_that_nobody_knows(tmp_path: Path) -> None:
    """Where one name comes again and again, it is the loss; where several do, they are named."""
    lines = [f"vòng {e} mất mát: {9 - e}.5\n" for e in range(5)]
    assert log_of(tmp_path, "".join(lines)).values.tolist() == [9.5, 8.5, 7.5, 6.5, 5.5]
    lines = [f"vòng {e} mất mát: {9 - e}.5, chính xác: 0.{e}\n" for e in range(5)]
    with pytest.raises(
        ds.DataError, match=r"has the columns .*mất mát, chính xác: .*--metric NAME"
    ):
        log_of(tmp_path, "".join(lines))
    with pytest.raises(ds.DataError):
        log_of(tmp_path, "width: 3\nheight: 4\nname: x\n")


def test_rows_that_say_which_data_they_are_about(tmp_path: Path) -> None:
    text = "epoch,phase,loss\n0,train,5\n0,val,9\n1,train,4\n1,val,8\n"
    log = log_of(tmp_path, text, "run.csv")
    is_read_as(log, [5, 4], "epoch", ("val/loss",))


@pytest.mark.parametrize(
    ("text", "metric", "losses", "unit", "beside"), UNKNOWN_TABLES.values(), ids=UNKNOWN_TABLES
)
def test_tables_of_other_libraries(
    tmp_path: Path, text: str, metric: str | None, losses: list[float], unit: str, beside: int
) -> None:
    (tmp_path / "log.txt").write_text(text, encoding="utf-8")
    log = ds.read_log(tmp_path / "log.txt", metric)
    assert (log.values.tolist(), log.unit) == (losses, unit), log
    validation = log.validation
    assert (0 if validation is None else len(validation.values)) == beside


def test_a_validation_loss_belongs_to_the_loss_of_its_name(tmp_path: Path) -> None:
    path = tmp_path / "results.csv"
    path.write_text(
        "epoch,train/box_loss,train/cls_loss,val/box_loss,val/cls_loss\n1,5,50,6,60\n2,4,40,7,70\n"
    )
    log = ds.read_log(path, "train/cls_loss")
    assert log.validation is not None
    assert log.validation.values.tolist() == [60, 70]
