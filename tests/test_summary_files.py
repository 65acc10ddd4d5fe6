"""Summaries as files: they add, rows can be taken away again, and damage is noticed."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import struct
import time
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import downslope as ds
from downslope.cli import run as command_line
from downslope.data import atomic
from downslope.data.summary_file import load_summaries
from downslope.data_table import TableSummary
from downslope.fitting import passes
from downslope.fitting.passes.reader import ReadOptions
from downslope.fitting.summary_design import solve_summary
from downslope.numerics.arrays import Matrix
from stream_tasks import source, table

U = 2.0**-53


def made(values: Matrix, exact: bool = False, like: TableSummary | None = None) -> TableSummary:
    accuracy = "full" if exact else "standard"
    return passes.summarize(source(values), ReadOptions(), accuracy=accuracy, like=like)


def assert_equal_bits(one: TableSummary, other: TableSummary) -> None:
    for part in ("origin", "mean", "scatter", "size"):
        left, right = getattr(one.summary, part), getattr(other.summary, part)
        assert left.tobytes() == right.tobytes()
    assert one.summary.count == other.summary.count
    assert one.summary.mass == other.summary.mass
    assert one.summary.depth == other.summary.depth
    assert (one.exact is None) == (other.exact is None)
    if one.exact is not None and other.exact is not None:
        assert one.exact.scale.same_as(other.exact.scale)
        assert one.exact.high.tobytes() == other.exact.high.tobytes()
        assert one.exact.low.tobytes() == other.exact.low.tobytes()
        assert one.exact.n == other.exact.n


# --- the bound of a summary -----------------------------------------------------------------


def exact_scatter(values: Matrix, weights: np.ndarray) -> list[list[Fraction]]:
    rows = [[Fraction(float(v)) for v in row] for row in values]
    mass = [Fraction(float(w)) for w in weights]
    q = values.shape[1]
    means = [sum(w * r[j] for w, r in zip(mass, rows, strict=True)) / sum(mass) for j in range(q)]
    return [
        [
            sum(w * (r[i] - means[i]) * (r[j] - means[j]) for w, r in zip(mass, rows, strict=True))
            for j in range(q)
        ]
        for i in range(q)
    ]


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    shards=st.integers(1, 6),
    offset=st.floats(-2, 8),
    weighted=st.booleans(),
    moved=st.booleans(),
    taken=st.booleans(),
)
def test_a_summary_is_within_its_bound(
    seed: int, shards: int, offset: float, weighted: bool, moved: bool, taken: bool
) -> None:
    rng = np.random.default_rng(seed)
    spread = 10.0 ** rng.uniform(-3, 3, 2)
    parts = [
        np.column_stack(
            [
                rng.normal(size=(n, 2)) * spread + 10.0**offset,
                rng.uniform(0.1, 5, n) if weighted else np.ones(n),
            ]
        )
        for n in rng.integers(1, 25, shards)
    ]
    origin = parts[0][:, :2].mean(axis=0)
    total = ds.Summary.empty(origin)
    for part in parts:
        shift = moved * rng.normal(size=2) * spread
        total = total + ds.Summary.of_blocks([part], origin + shift, weighted=True)
    if taken and shards > 1:
        total = total - ds.Summary.of_blocks([parts[0]], origin, weighted=True)
        parts = parts[1:]
    whole = np.vstack(parts)
    truth = exact_scatter(whole[:, :2], whole[:, 2])
    for i in range(2):
        for j in range(2):
            error = abs(Fraction(float(total.scatter[i, j])) - truth[i][j])
            bound = 3 * total.depth * U * np.sqrt(total.size[i] * total.size[j])
            assert error <= bound


# --- + and − ----------------------------------------------------------------------------------


def test_minus_undoes_plus_within_what_it_states() -> None:
    one, two = made(table(5000, 1)), made(table(3000, 2))
    back = (one + two) - two
    assert back.summary.count == one.summary.count
    stated = 3 * back.summary.depth * U * np.sqrt(np.outer(back.summary.size, back.summary.size))
    assert (np.abs(back.summary.scatter - one.summary.scatter) <= stated).all()
    fitted = passes.solve_table_summary(back)
    reference = passes.solve_table_summary(one)
    assert fitted.bound is not None
    assert reference.bound is not None
    assert (np.abs(fitted.weights - reference.weights) <= fitted.bound + reference.bound).all()


def test_taking_most_rows_away_widens_the_bound() -> None:
    one, two = made(table(100, 1)), made(table(20_000, 2))
    plain = passes.solve_table_summary(one)
    back = passes.solve_table_summary((one + two) - two)
    assert back.bound is not None
    assert plain.bound is not None
    assert (back.bound > 100 * plain.bound).all()


def test_exact_summaries_add_and_subtract_without_a_bit_lost() -> None:
    one = made(table(3000, 1), exact=True)
    two = made(table(2000, 2), exact=True, like=one)
    both = one + two
    assert both.exact is not None
    back = both - two
    assert back.exact is not None
    assert one.exact is not None
    assert back.exact.high.tobytes() == one.exact.high.tobytes()
    assert back.exact.low.tobytes() == one.exact.low.tobytes()
    # …and the answer is that of all rows in memory.
    values = np.vstack([table(3000, 1), table(2000, 2)])
    there = ds.solve(values[:, :3], values[:, 3], accuracy="full")
    here = passes.solve_table_summary(both, accuracy="full")
    assert here.method == "exact"
    np.testing.assert_array_equal(here.weights, there.weights)


def test_exact_summaries_of_different_origins_add_in_float64_only() -> None:
    one, two = made(table(3000, 1), exact=True), made(table(2000, 2), exact=True)
    assert (one + two).exact is None
    assert (one + two).summary.count == 5000


def test_an_empty_shard_and_a_single_row_change_what_they_should() -> None:
    whole, single = table(2000, 1), table(1, 2)
    one, none = made(whole), made(np.zeros((0, 4)))
    assert_equal_bits(one + none, one)
    assert_equal_bits(one - none, one)
    assert (none + one).summary.count == 2000
    more = (one + made(single)).problem()
    direct = ds.LeastSquares(
        np.vstack([whole, single])[:, :3], np.append(whole[:, 3], single[:, 3])
    )
    w = np.array([1.0, 2.0, 3.0, 4.0])
    assert more.n == direct.n
    assert more.loss(w) == pytest.approx(direct.loss(w), rel=1e-12)


def test_all_rows_taken_away_leave_none() -> None:
    one = made(table(50))
    nothing = one - one
    assert nothing.summary.count == 0
    with pytest.raises(ds.DataError, match="no rows"):
        passes.solve_table_summary(nothing)


def test_rows_that_are_not_there_cannot_be_taken_away() -> None:
    one = made(table(100))
    with pytest.raises(ds.DataError, match="200 rows cannot be taken from 100"):
        one - made(table(200))
    wide = table(50, 3) * [1.0, 1000.0, 1.0, 1.0]
    with pytest.raises(ds.DataError, match="spread more than the whole summary"):
        one - made(wide)


def line(n: int, seed: int, slope: float, noise: float) -> Matrix:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, 3))
    return np.column_stack([x, slope * x[:, 0] - x[:, 1] + noise * rng.normal(size=n)])


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize(
    ("rows", "others"),
    [
        # Each column alone spreads less than before: only combinations betray the rows.
        (line(600, 1, 2.0, 1.0), line(500, 2, -2.0, 0.1)),
        (line(600, 1, 2.0, 0.01), line(500, 2, 2.0, 0.05)),
        # Two rows are left, which cannot spread in three directions.
        (line(600, 1, 2.0, 1.0), line(598, 3, 2.0, 0.9)),
        # As many rows, with the same squares of every column.
        (line(600, 1, 2.0, 1.0), line(600, 1, 2.0, 1.0) * [-1.0, 1.0, 1.0, 1.0]),
    ],
)
def test_rows_that_were_never_there_are_refused(rows: Matrix, others: Matrix, exact: bool) -> None:
    whole = made(rows, exact)
    with pytest.raises(
        ds.DataError, match=r"(?i)subtract only rows that were added|cannot be part of it"
    ):
        whole - made(others, exact, whole)
    taken = whole - made(rows[:500], exact, whole)
    assert taken.summary.count == 100


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("seed", range(25))
def test_rows_that_were_there_never_contradict_the_sums(seed: int, exact: bool) -> None:
    """Few rows, constant, dependent and far columns, and weights that differ by 10¹⁶."""
    rng = np.random.default_rng(seed)
    n = int(rng.choice([2, 3, 5, 60, 700]))
    values = rng.normal(size=(n, 4)) * 10.0 ** rng.integers(-6, 7, 4)
    values += 10.0 ** rng.integers(-3, 10, 4) * rng.integers(0, 2, 4)
    if seed % 3 == 0:
        values[:, seed % 4] = [0.0, 7.0, 1e9][seed % 3]
    if seed % 4 == 0:
        values[:, 1] = 2 * values[:, 0]
    if seed % 2:
        weights = 10.0 ** rng.uniform(-8, 8, n) * (rng.random(n) > 0.2)
        values = np.column_stack([values, weights])
    whole, k = made(values, exact), int(rng.integers(1, n))
    one, two = made(values[:k], exact, whole), made(values[k:], exact, whole)
    alone = made(values[k:], exact)  # about an origin of its own
    for rest in (one + two, whole - one, whole - two, (one + two) - two, one + alone, alone + one):
        assert rest.contradiction() == ""
        assert rest.choose("y", ["x1", "x3"]).contradiction() == ""


def test_100_bits_tell_rows_apart_that_float64_cannot() -> None:
    whole = made(line(600, 1, 2.0, 1e-10), exact=True)
    others = made(line(500, 2, 2.0, 1e-9), exact=True, like=whole)
    assert (whole.summary - others.summary).count == 100
    with pytest.raises(ds.DataError, match=r"not among those of .*negative square"):
        whole - others


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (("x1", "x2", "z", "y"), "features of .* are not those of .*'z' instead of 'x3'"),
        (("x1", "x2", "x3", "z"), "target columns of .* are not those of .*'z' instead of 'y'"),
        (("x2", "x1", "x3", "y"), "features of .* are not those of .*'x2' instead of 'x1'"),
    ],
)
def test_other_columns_are_refused(names: tuple[str, ...], message: str) -> None:
    other = source(table(30))
    other.names = names
    with pytest.raises(ds.DataError, match=message):
        made(table(30)) + passes.summarize(other)
    weighted = np.column_stack([table(30), np.ones(30)])
    with pytest.raises(ds.DataError, match="weight columns of"):
        made(table(30)) + passes.summarize(source(weighted))


@pytest.mark.parametrize("exact", [False, True])
def test_any_column_may_be_the_target(exact: bool) -> None:
    values = table(500)
    chosen = made(values, exact).choose("x2", ["y", "x1"])
    here = passes.solve_table_summary(chosen, accuracy="full" if exact else "standard")
    there = ds.solve(values[:, [3, 0]], values[:, 1], accuracy="full")
    assert here.names == ("y", "x1", "intercept")
    assert here.method == ("exact" if exact else "cholesky")
    np.testing.assert_allclose(here.weights, there.weights, rtol=0 if exact else 1e-9)
    with pytest.raises(ds.DataError, match="no column 'x9'"):
        chosen.choose("x9")
    with pytest.raises(ds.DataError, match="named twice"):
        chosen.choose("y", ["y", "x1"])


# --- files ------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "part.dss"
    ds.save_summary(made(table(300), exact=True), path)
    return path


@pytest.mark.parametrize("exact", [False, True])
def test_a_file_keeps_every_bit(exact: bool, tmp_path: Path) -> None:
    weighted = np.column_stack([table(300), np.linspace(0.5, 2, 300)])
    for values in (table(300), weighted):
        before = made(values, exact)
        ds.save_summary(before, tmp_path / "a.dss")
        after = ds.load_summary(tmp_path / "a.dss")
        assert_equal_bits(before, after)
        assert (after.feature_names, after.target) == (("x1", "x2", "x3"), "y")
        assert after.weights == before.weights


def test_a_file_that_is_cut_anywhere_is_refused(file: Path) -> None:
    content = file.read_bytes()
    for length in [0, 1, 7, 8, 12, 40, 100, len(content) // 2, len(content) - 1]:
        file.write_bytes(content[:length])
        with pytest.raises(ds.DataError, match=r"part\.dss is (not a summary|damaged)"):
            ds.load_summary(file)


def test_a_bit_that_flips_anywhere_is_noticed(file: Path) -> None:
    content = file.read_bytes()
    for place in range(0, len(content), max(1, len(content) // 97)):
        flipped = bytearray(content)
        flipped[place] ^= 0x10
        file.write_bytes(flipped)
        with pytest.raises(
            ds.DataError, match=r"part\.dss (is not a summary|is damaged|has version)"
        ):
            ds.load_summary(file)


def mended(content: bytes) -> bytes:
    """Give a damaged file the checksum of what it holds."""
    return content[:-32] + hashlib.sha256(content[:-32]).digest()


def rewritten(summary: ds.Summary, path: Path, **changes: object) -> Path:
    header = dict(zip(("x1", "x2", "x3"), range(3), strict=True))
    ds.save_summary(TableSummary(tuple(header), "y", replace(summary, **changes)), path)  # type: ignore[arg-type]
    return path


def huge(summary: ds.Summary) -> dict[str, object]:
    return {
        name: np.full_like(getattr(summary, name), 1e308)
        for name in ("origin", "mean", "size", "scatter")
    }


def lopsided(scatter: Matrix) -> Matrix:
    return scatter + np.triu(np.ones_like(scatter), 1)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (huge, "larger than their sum"),
        (lambda s: {"count": 10**18}, "10{18} rows without weights have a weight of 300"),
        (lambda s: {"count": 0}, "0 rows without weights have a weight"),
        (lambda s: {"count": 0, "mass": 0.0}, "0 rows spread"),
        (lambda s: {"count": 2, "mass": 2.0}, "2 rows spread in 4 directions"),
        (lambda s: {"scatter": lopsided(s.scatter)}, "not symmetric"),
        (lambda s: {"scatter": -s.scatter}, "negative spread"),
        (lambda s: {"scatter": s.scatter + 600.0 * np.eye(4)[:, ::-1]}, "negative spread"),
        (lambda s: {"size": 0.0 * s.size}, "larger than their sum"),
        (lambda s: {"size": -s.size}, "larger than their sum"),
        (lambda s: {"size": 1e-3 * s.size}, "larger than their sum"),
        (lambda s: {"mean": s.mean + 1e6}, "larger than their sum"),
        (lambda s: {"depth": 0.0}, "0 additions"),
    ],
)
def test_sums_that_no_rows_have_are_damaged(
    changes: Callable[[ds.Summary], dict[str, object]], message: str, tmp_path: Path
) -> None:
    whole = made(table(300)).summary
    path = rewritten(whole, tmp_path / "a.dss", **changes(whole))
    with pytest.raises(ds.DataError, match=rf"a\.dss is damaged .*{message}"):
        ds.load_summary(path)


@pytest.mark.parametrize("exact", [False, pytest.param(True, marks=pytest.mark.slow)])
@pytest.mark.parametrize("weighted", [False, True])
def test_a_byte_damaged_anywhere_is_refused_or_right(
    exact: bool, weighted: bool, tmp_path: Path
) -> None:
    """The checksum is mended, so that only the sums can tell."""
    values = table(60)
    if weighted:
        values = np.column_stack([values, np.linspace(0.5, 2, 60)])
    path = tmp_path / "a.dss"
    ds.save_summary(made(values, exact), path)
    content, refused, said = path.read_bytes(), 0, set()
    places = range(8, len(content) - 32, 1 + 12 * exact)
    for place in places:
        damaged = bytearray(content)
        damaged[place] ^= 0x41
        path.write_bytes(mended(bytes(damaged)))
        began = time.process_time()
        try:
            fit = ds.fit(path)
        except ds.DownslopeError as error:
            said.add(str(error))
            refused += 1
        else:
            # What is left is a summary of other rows, whose scatter the weights must minimize.
            summary = ds.load_summary(path).summary
            slopes = np.append(-fit.coef, 1.0)
            left = summary.scatter[:3] @ slopes
            size = np.sqrt(np.outer(summary.size[:3], summary.size)) @ np.abs(slopes)
            assert (np.abs(left) <= 1e-9 * size).all()
        assert time.process_time() - began < 1.0
    assert refused > 0.6 * len(places)
    assert all("\n" not in line and len(line) < 400 for line in said)


def test_another_version_and_another_file_are_told_apart(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[8:12] = struct.pack("<I", 2)
    file.write_bytes(content)
    with pytest.raises(ds.DataError, match="has version 2, but only version 1 can be read"):
        ds.load_summary(file)
    file.write_bytes(b"x,y\n1,2\n" * 100)
    with pytest.raises(ds.DataError, match="is not a summary: make one with 'downslope summarize"):
        ds.load_summary(file)
    with pytest.raises(ds.DataError, match=r"cannot be opened .No such file"):
        ds.load_summary(file.with_name("gone.dss"))


def test_a_header_that_contradicts_its_arrays_is_refused(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = ds.load_summary(file)
    wrong = TableSummary(("x1", "x2"), "y", loaded.summary)  # three features in the arrays
    ds.save_summary(wrong, file)
    with pytest.raises(ds.DataError, match="numbers do not fit 3 columns"):
        ds.load_summary(file)


@pytest.mark.parametrize("fails", ["write", "fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    fails: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if fails == "write":

        class Full:
            def __init__(self, handle: int, _: str) -> None:
                self.handle = handle

            def __enter__(self) -> Full:
                return self

            def write(self, content: bytes) -> None:
                os.write(self.handle, content[:100])
                full()

            def __exit__(self, *_: object) -> None:
                os.close(self.handle)

        monkeypatch.setattr(atomic.os, "fdopen", Full)
    elif fails == "fsync":
        monkeypatch.setattr(atomic.os, "fsync", full)
    else:
        monkeypatch.setattr(atomic.Path, "replace", full)
    with pytest.raises(ds.DataError, match=r"cannot be written \(No space left on device\)"):
        ds.save_summary(made(table(10)), file)
    monkeypatch.undo()
    assert file.read_bytes() == before
    assert [each.name for each in file.parent.iterdir()] == ["part.dss"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ds.DataError, match=r"cannot be written .No such file"):
        ds.save_summary(made(table(10)), tmp_path / "nowhere" / "a.dss")


def test_what_is_not_finite_is_not_written(tmp_path: Path) -> None:
    summary = ds.Summary.of_blocks([np.full((3, 2), np.nan)], np.zeros(2))
    with pytest.raises(ds.DataError, match="cannot be saved"):
        ds.save_summary(TableSummary(("x",), "y", summary), tmp_path / "a.dss")


# --- the command line -------------------------------------------------------------------------


@pytest.fixture
def parts(tmp_path: Path) -> list[str]:
    """Two CSV files and the summary of each."""
    names = []
    for place in range(2):
        rows = np.column_stack([table(200, place)]).round(3)
        csv = tmp_path / f"part-{place}.csv"
        np.savetxt(csv, rows, delimiter=",", header="x1,x2,x3,y", comments="", fmt="%.3f")
        assert command_line(["summarize", str(csv), "-t", "y", "-o", f"{csv}.dss"]) == 0
        names.append(f"{csv}.dss")
    return names


def test_shards_fit_as_the_whole(parts: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    values = [np.loadtxt(name[:-4], delimiter=",", skiprows=1) for name in parts]
    whole = np.vstack(values)
    there = ds.solve(whole[:, :3], whole[:, 3])
    here = ds.fit(parts, target="y").solution
    np.testing.assert_allclose(here.weights, there.weights, rtol=1e-10)
    assert here.std_error is not None
    assert there.std_error is not None
    np.testing.assert_allclose(here.std_error, there.std_error, rtol=1e-9)
    assert command_line(["fit", *parts, "--target", "y"]) == 0
    assert "400 rows" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("ending", ["csv", "parquet"])
@pytest.mark.parametrize("exact", [False, True])
def test_a_shard_may_have_one_row_or_none(
    ending: str, exact: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    values = table(20)
    shards = {"none": values[:0], "one": values[:1], "rest": values[1:]}
    files = []
    for name, rows in shards.items():
        frame = pl.DataFrame(rows, schema=["x1", "x2", "x3", "y"], orient="row")
        file = tmp_path / f"{name}.{ending}"
        (frame.write_csv if ending == "csv" else frame.write_parquet)(file)
        files.append(str(file))
        options = ["-t", "y", "-o", f"{file}.dss", *(["--accuracy", "full"] if exact else [])]
        assert command_line(["summarize", str(file), *options]) == 0
    told = capsys.readouterr().out
    assert f"none.{ending}.dss: 0 rows of 3" in told
    assert f"one.{ending}.dss: 1 row of 3" in told
    whole = ds.solve(values[:, :3], values[:, 3]).weights
    for parts in ([f"{file}.dss" for file in files], files):
        weights = ds.fit(parts, target="y").solution.weights
        np.testing.assert_allclose(weights, whole, rtol=1e-9)
    assert command_line(["fit", f"{files[0]}.dss", "-t", "y"]) == 2
    assert "There are no rows to fit" in capsys.readouterr().err


def test_diagnosis_and_sweep_need_the_summary_alone(
    parts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    trained = ["train", parts[0], "--lr", "1e-9"]
    for command in (["diagnose", parts[0], "--lr", "0.01"], ["sweep", parts[0]], trained):
        assert command_line(command) == 0
        assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda parts: [parts[0], parts[0]], "is given twice"),
        (lambda parts: [parts[0], parts[0][:-4]], "cannot be mixed"),
        (lambda parts: [parts[0][:-4] + "x.dss"], "cannot be opened"),
        (lambda parts: [*parts, "--target", "q"], "no column 'q'"),
        (lambda parts: [*parts, "--weights", "x1"], "the summary was made with none"),
    ],
)
def test_what_cannot_be_fitted_is_one_line(
    change: object, message: str, parts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert command_line(["fit", *change(parts)]) == 2  # type: ignore[operator]
    err = capsys.readouterr().err
    assert message in err
    assert err.count("\n") == 1


SAVED = ("-o", "again.dss")


@pytest.mark.parametrize(
    "given",
    [
        *[("fit", *options.split()) for options in (
            "--degree 2", "--exact-decimals", "--robust HC3", "--method svd", "--method qr",
            "--engine threads", "--scheduler tcp://head:8786", "--max-passes 1",
            "--categorical x1", "--drop-missing",
        )],
        *[("summarize", *options.split(), *SAVED) for options in (
            "--weights x1", "--accuracy full", "--like a.dss", "--engine threads",
            "--scheduler tcp://head:8786", "--categorical x1", "--drop-missing",
        )],
        *[(command, "--drop-missing") for command in ("train", "diagnose", "sweep", "lab")],
        ("train", "--batch-size", "5"),
    ],
)  # fmt: skip
def test_options_that_need_rows_are_refused_of_summaries(
    given: tuple[str, ...], parts: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    command, *options = given
    assert command_line([command, parts[0], *options]) == 2
    option = " ".join(options[:2]) if options[0] == "--method" else options[0]
    assert capsys.readouterr() == (
        "",
        f"downslope: {option} needs rows, but summaries ({parts[0]}) have none: leave it out, or "
        "give the data that they were made from.\n",
    )
    assert not Path(SAVED[1]).exists()


def test_solvers_cannot_be_compared_without_rows(
    parts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert command_line(["compare", parts[0]]) == 2
    assert capsys.readouterr().err == (
        f"downslope: Comparing solvers needs rows, but summaries ({parts[0]}) have none: give the "
        "data that they were made from.\n"
    )


def test_a_pattern_names_summaries_too(
    parts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    pattern = parts[0].replace("part-0", "part-*")  # as a quoted one comes through the shell
    told = []
    for data in ([pattern], parts):
        assert command_line(["fit", *data, "--json"]) == 0
        told.append(json.loads(capsys.readouterr().out))
    assert told[0] == told[1]
    assert told[0]["n"] == 400


def test_yesterday_is_taken_away_again(parts: list[str], tmp_path: Path) -> None:
    both, rest = str(tmp_path / "both.dss"), str(tmp_path / "rest.dss")
    assert command_line(["summarize", *parts, "-o", both]) == 0
    assert command_line(["summarize", both, "--without", parts[0], "-o", rest]) == 0
    left, second = load_summaries(rest), load_summaries(parts[1])
    assert left.summary.count == second.summary.count
    a, b = solve_summary(left.summary), solve_summary(second.summary)
    assert a.bound is not None
    assert (np.abs(a.weights - b.weights) <= 2 * a.bound).all()


def test_a_summary_needs_its_ending(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line(["summarize", "hubble", "-o", "hubble.txt"]) == 2
    assert "it must end in .dss" in capsys.readouterr().err


# --- categorical columns ------------------------------------------------------------------------

MONDAY = ["10,Paris,120", "20,Rome,180", "30,Paris,260", "15,Oslo,170", "25,Rome,230", "35,Oslo,33"]
TUESDAY = ["11,Paris,121", "22,Rome,189", "33,Paris,266"]


def rents(folder: Path, name: str, rows: list[str]) -> str:
    (folder / name).write_text("\n".join(["size,city,rent", *rows]))
    return str(folder / name)


def test_levels_stay_with_a_summary_and_hold_for_the_next_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monday, tuesday = rents(Path(), "mon.csv", MONDAY), rents(Path(), "tue.csv", TUESDAY)
    first, second = "mon.dss", "tue.dss"
    kinds = ["-t", "rent", "--categorical", "city"]
    assert command_line(["summarize", monday, *kinds, "-o", first]) == 0
    assert command_line(["summarize", tuesday, "-t", "rent", "--like", first, "-o", second]) == 0
    both = load_summaries([first, second])
    assert both.levels == (("city", ("Oslo", "Paris", "Rome")),)
    capsys.readouterr()
    assert command_line(["fit", first, second]) == 0
    added = capsys.readouterr().out
    assert command_line(["fit", monday, tuesday, *kinds, "--engine", "threads"]) == 0
    assert added.splitlines()[1:] == capsys.readouterr().out.splitlines()[1:]
    assert "differences from city=Oslo" in added
    assert load_summaries([first], "rent", ["size"]).levels == ()


def test_levels_that_differ_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    monday, tuesday = rents(tmp_path, "mon.csv", MONDAY), rents(tmp_path, "tue.csv", TUESDAY)
    first, second = str(tmp_path / "mon.dss"), str(tmp_path / "tue.dss")
    for data, file in ((monday, first), (tuesday, second)):
        assert (
            command_line(["summarize", data, "-t", "rent", "--categorical", "city", "-o", file])
            == 0
        )
    assert command_line(["fit", first, second]) == 2
    assert "2 instead of 3): summarize the same columns" in capsys.readouterr().err
    strange = rents(tmp_path, "wed.csv", ["11,Bonn,121", *TUESDAY])
    assert command_line(["summarize", strange, "-t", "rent", "--like", first, "-o", second]) == 2
    assert "the level 'Bonn', which is not among Oslo" in capsys.readouterr().err
    options = ["--categorical", "city", "-o", str(tmp_path / "both.dss")]
    assert command_line(["summarize", first, *options]) == 2
    assert "--categorical needs rows, but summaries" in capsys.readouterr().err
    renamed = load_summaries([first])
    swapped = replace(renamed, levels=(("city", ("Bern", "Paris", "Rome")),))
    with pytest.raises(
        ds.DataError, match=r"reference levels of .* are not those of .*'city=Bern' instead of"
    ):
        renamed + swapped


def test_a_total_that_is_no_longer_exact_says_so(tmp_path: Path) -> None:
    one, far = made(table(500, 2), exact=True), made(100.0 + table(500, 3), exact=True)
    alike = made(100.0 + table(500, 3), exact=True, like=one)
    plain = made(table(300, 4))
    assert (one + alike).findings == one.findings
    for other, told in ((far, "about other origins or in other units"), (plain, "in one part")):
        for total in (one + other, other + one, one + other + far):
            assert total.exact is None
            (said,) = [each for each in total.findings if each.code == "exact_sums_dropped"]
            assert told in said.evidence
    for name, each in (("one", one), ("far", far)):
        ds.save_summary(each, tmp_path / f"{name}.dss")
    fit = ds.fit([tmp_path / "one.dss", tmp_path / "far.dss"])
    assert "exact_sums_dropped" in {each.code for each in fit.findings}
    assert (one + passes.summarize(source(table(0)), ReadOptions())).findings == one.findings
