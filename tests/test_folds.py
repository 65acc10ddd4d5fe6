"""Summaries of the rows of each key, made in one pass: folds by place, by a column, by labels."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import polars as pl
import pytest

import downslope as ds
from downslope.data.blocks import Source, Task
from downslope.data.open import open_data
from downslope.data.row_labels import labels_as_text
from downslope.fitting.passes.keyed import Keyed, Keying, _number_or_text, folds_of, hash_of
from downslope.fitting.passes.ladder_passes import keyed_pass
from downslope.fitting.passes.reader import Reader, ReadOptions
from downslope.fitting.passes.sample import near_means, sampled
from downslope.fitting.passes.task_blocks import FoldsByPlace, by_column, by_labels, by_place
from downslope.summary import Summary


def data(rows: int = 5000, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(rows, 3)) + np.array([1e6, 0.0, -5.0])
    return X, X @ [1.0, 2.0, 0.0] + rng.normal(size=rows)


def summaries(
    source: Source,
    keyed: Callable[[list[Task]], list[Task]],
    keying: Keying | None = None,
    workers: int = 2,
) -> Keyed[Summary]:
    with Reader(source, ReadOptions(workers=workers)) as reader:
        origin = near_means(sampled(source), source.schema)
        return keyed_pass(reader, source.schema, origin, keying or Keying(), keyed)[1]


def alike(one: Summary, other: Summary) -> None:
    assert one.count == other.count
    np.testing.assert_allclose(one.origin + one.mean, other.origin + other.mean, rtol=1e-14)
    np.testing.assert_allclose(one.scatter, other.scatter, rtol=1e-10, atol=1e-8)


@pytest.mark.parametrize("folds", [2, 5, 10, 37])
def test_folds_by_place_are_of_equal_sizes_and_spread_over_the_rows(folds: int) -> None:
    found = folds_of(3, 0, 20 * folds, folds)
    assert (np.bincount(found, minlength=folds) == 20).all()
    assert (np.sort(found.reshape(20, folds), axis=1) == np.arange(folds)).all()
    assert len({tuple(run) for run in found.reshape(20, folds).tolist()}) > (
        1 if folds == 2 else 10
    )


def test_the_fold_of_a_row_depends_on_its_place_alone() -> None:
    whole = folds_of(7, 0, 1000, 10)
    for start, stop in ((0, 13), (13, 500), (500, 1000)):
        assert (folds_of(7, start, stop - start, 10) == whole[start:stop]).all()
    assert (folds_of(8, 0, 1000, 10) != whole).mean() > 0.5
    assert folds_of(0, 0, 12, 4).tolist() == [3, 0, 2, 1, 2, 0, 1, 3, 3, 2, 1, 0]


def test_the_blocks_of_a_task_go_on_where_the_one_before_ended() -> None:
    blocks = [np.zeros((m, 2)) for m in (13, 50, 37)]
    task: Any = SimpleNamespace(blocks=lambda: iter(blocks))
    found = [each.codes for each in FoldsByPlace(task, 7, 10).keyed_blocks()]
    assert (np.concatenate(found) == folds_of(7, 0, 100, 10)).all()


def test_each_fold_has_the_summary_of_its_rows(tmp_path: Path) -> None:
    X, y = data()
    frame = pl.DataFrame({"a": X[:, 0], "b": X[:, 1], "c": X[:, 2], "y": y})
    frame.write_parquet(tmp_path / "d.parquet")
    source = open_data(str(tmp_path / "d.parquet"), "y", None, None, False, ())
    found = summaries(source, partial(by_place, folds=4))
    fold = folds_of(0, 0, len(y), 4)
    assert sorted(found.parts) == [0, 1, 2, 3]
    for key, summary in found.parts.items():
        alike(summary, Summary.from_rows(X[fold == key], y[fold == key]))


def test_workers_change_no_bit(tmp_path: Path) -> None:
    X, y = data(60_000)
    frame = pl.DataFrame({"a": X[:, 0], "b": X[:, 1], "c": X[:, 2], "y": y})
    frame.write_parquet(tmp_path / "d.parquet", row_group_size=9000)
    source = open_data(str(tmp_path / "d.parquet"), "y", None, None, False, ())
    one, two = (summaries(source, partial(by_place, folds=3), workers=n) for n in (1, 2))
    assert sorted(one.parts) == sorted(two.parts) == [0, 1, 2]
    for key in one.parts:
        assert (one.parts[key].scatter == two.parts[key].scatter).all()


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_column_names_the_folds(kind: str, tmp_path: Path) -> None:
    X, y = data()
    region = np.random.default_rng(1).choice(["north", "south", "west"], size=len(y))
    frame = pl.DataFrame({"a": X[:, 0], "b": X[:, 1], "region": region, "y": y})
    path = tmp_path / f"d.{kind}"
    (frame.write_csv if kind == "csv" else frame.write_parquet)(path)
    source = open_data(str(path), "y", None, None, False, (), beside=("region",))
    text = labels_as_text(source, ("region",))  # type: ignore[arg-type]
    found = summaries(text, partial(by_column, column="region", what="folds"))
    assert sorted(found.parts) == ["north", "south", "west"]
    for name, summary in found.parts.items():
        rows = region == name
        alike(summary, Summary.from_rows(X[rows, :2], y[rows]))


def test_many_keys_are_put_together_by_a_hash() -> None:
    X, y = data(60_000)
    customer = np.random.default_rng(2).integers(0, 3000, size=len(y))
    source = open_data(X, y, None, None, False, ())
    tasks = partial(by_labels, labels=customer, name="customer", what="folds")
    found = summaries(source, tasks, Keying(most=50, folds=5))
    assert found.hashed
    fold = hash_of(customer) % np.uint64(5)
    for key, summary in found.parts.items():
        alike(summary, Summary.from_rows(X[fold == key], y[fold == key]))
    few = summaries(source, tasks, Keying(most=3000, folds=5))
    assert not few.hashed
    assert len(few.parts) == 3000
    assert (few + found).hashed


def test_a_label_that_is_missing_is_named() -> None:
    X, y = data(20)
    labels = ["a"] * 12 + [None] + ["b"] * 7
    with pytest.raises(ds.DataError, match="which names the folds, has a missing value in row 13"):
        by_labels(open_data(X, y, None, None, False, ()).tasks(), labels, "fold", "folds")


MIXED = [  # the labels 1, 2, 3, of each file, in some types
    pytest.param([1, 2, 3], ["1", "2", "3"], id="text"),
    pytest.param([1, 2, 3], [1.0, 2.0, 3.0], id="floats"),
    pytest.param(["1", "2", "3"], [Decimal("1.00"), Decimal("2.0"), Decimal("3.00")], id="of ten"),
    pytest.param([date(2024, 1, 1), date(2024, 1, 2), date(2024, 1, 3)],
                 ["2024-01-01", "2024-01-02", "2024-01-03"], id="dates"),
    pytest.param([True, False, True], ["true", "false", "true"], id="truths"),
    pytest.param(pl.Series(["1", "-2", "x"], dtype=pl.Categorical), ["1", "-2", "x"],
                 id="categories"),
    pytest.param([2**63 - 1, -(2**63), 0], [str(2**63 - 1), str(-(2**63)), "0"], id="large"),
]  # fmt: skip


@pytest.mark.parametrize("most", [2, 60])
@pytest.mark.parametrize(("one", "other"), MIXED)
def test_a_label_is_one_fold_whatever_its_type_in_a_file(
    one: Any, other: Any, most: int, tmp_path: Path
) -> None:
    """With more labels than folds, a hash puts them together: all rows of one in the same."""
    rng = np.random.default_rng(3)
    for name, labels in (("a", one), ("b", other)):
        x = rng.normal(size=60)
        folds = pl.Series("fold", labels).gather(np.repeat(np.arange(3), 20))
        frame = pl.DataFrame([folds, pl.Series("x", x), pl.Series("y", rng.normal(size=60))])
        frame.write_parquet(tmp_path / f"{name}.parquet")
    files = sorted(map(str, tmp_path.glob("*.parquet")))
    opened = open_data(files, "y", ["x"], None, False, (), beside=("fold",))
    found = summaries(
        labels_as_text(opened, ("fold",)),
        partial(by_column, column="fold", what="folds"),
        Keying(most, 2),
    )
    counts = [each.count for each in found.parts.values()]
    distinct = len(set(pl.Series(one).to_list()))
    assert found.hashed == (distinct > most)
    assert found.hashed or len(counts) == distinct
    assert sum(counts) == 120
    assert all(count % 40 == 0 for count in counts)


def test_what_is_written_otherwise_stays_another_label() -> None:
    frames = [pl.DataFrame({"k": [each] * 4, "x": [1.0, 2.0, 4.0, 3.0], "y": [1.0, 3.0, 2.0, 4.0]})
              for each in ("1", "01", "1.0", "+1", "-0", "0", str(2**63), "\u0661")]  # fmt: skip
    whole = pl.concat(frames)
    path = ds.path(whole, "y", ["x"], penalty="ridge", folds=8, fold_by="k")
    assert path.cv_error.shape[1] == 8


@pytest.mark.parametrize("number", [0, 127, 9_223_372_036_854_775_807, -9_223_372_036_854_775_808])
def test_text_of_a_whole_number_of_64_bits_is_that_number(number: int) -> None:
    assert _number_or_text(str(number)) == number
    for other in ("9223372036854775808", "-9223372036854775809", f"0{number}", f"{number}.0"):
        assert _number_or_text(other) == other
