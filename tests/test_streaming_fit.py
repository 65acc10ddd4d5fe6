"""The ladder over data that are read in passes: the same answers as in memory, and why."""

from __future__ import annotations

import io
import itertools
import json
import re
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

import downslope as ds
from downslope.cli import run as command_line
from downslope.cli.fit import fit_report
from downslope.data_table import TableSummary
from downslope.fitting import passes
from downslope.fitting.ladder import WIDEST_EXACT
from downslope.fitting.passes.reader import Reading, ReadOptions
from downslope.numerics.arrays import Matrix
from stream_tasks import InMemory, fit_source, source, table


def in_memory(values: Matrix, **options: object) -> ds.Solution:
    weights = values[:, 4] if values.shape[1] == 5 else None
    return ds.solve(values[:, :3], values[:, 3], weights=weights, **options)  # type: ignore[arg-type]


def assert_proven(here: ds.Solution, truth: ds.Solution) -> None:
    """Both within their bounds of the exact answer, so of each other."""
    assert here.bound is not None
    assert truth.bound is not None
    assert (np.abs(here.weights - truth.weights) <= here.bound + truth.bound).all()


# --- one pass, two passes ---------------------------------------------------------------------


@pytest.mark.parametrize("intercept", [True, False])
@pytest.mark.parametrize("weighted", [True, False])
def test_benign_data_take_one_pass(intercept: bool, weighted: bool) -> None:
    values = table() - [100.0, 0, 3e4, 0]
    if weighted:
        weights = np.random.default_rng(5).uniform(0.5, 3, len(values))
        weights[::10] = 0.0
        values = np.column_stack([values, weights])
    data = source(values)
    summary, here = passes.fit(data, intercept=intercept)
    truth = in_memory(values, intercept=intercept, accuracy="full")
    assert (here.method, here.passes, data.reads) == ("cholesky", 1, 1)
    assert here.n == truth.n == summary.summary.count == len(values) - 2000 * weighted
    assert_proven(here, truth)
    assert here.std_error is not None
    assert truth.std_error is not None
    np.testing.assert_allclose(here.std_error, truth.std_error, rtol=1e-8)
    np.testing.assert_allclose(ds.infer(here).r2, ds.infer(truth).r2, rtol=1e-8)


def test_columns_that_nearly_depend_take_a_second_pass_for_residuals() -> None:
    values = table(gap=3e-4)
    data = source(values)
    here = passes.fit(data)[1]
    assert (here.method, here.passes, data.reads) == ("cholesky", 2, 2)
    assert any(note.startswith("Pass 2: the weights were corrected") for note in here.notes)
    assert_proven(here, in_memory(values, accuracy="full"))
    one = passes.fit(source(values), max_passes=1)[1]
    assert one.bound is not None
    assert here.bound is not None
    assert (here.bound < one.bound).all()


@pytest.mark.parametrize("gap", [1e-5, 1e-8])
def test_columns_that_almost_depend_take_a_second_pass_in_100_bits(gap: float) -> None:
    values = table(gap=gap)
    data = source(values)
    here = passes.fit(data)[1]
    assert (here.method, here.passes, data.reads) == ("exact", 2, 2)
    assert any(note.startswith("Pass 2: products were summed") for note in here.notes)
    assert_proven(here, in_memory(values, accuracy="full"))


def test_dependent_columns_are_named() -> None:
    values = table()
    values[:, 1] = 2 * values[:, 0] + 1
    here, there = passes.fit(source(values))[1], in_memory(values)
    assert here.method == there.method == "minimum-norm"
    assert here.rank == there.rank == 3
    assert {f.code for f in here.findings} == {"dependent_columns"}
    np.testing.assert_allclose(here.weights, there.weights, rtol=1e-6, atol=1e-6)
    assert here.rss == pytest.approx(there.rss, rel=1e-6)


def test_a_constant_column_and_too_few_rows() -> None:
    values = table()
    values[:, 1] = 0.1
    here = passes.fit(source(values))[1]
    assert {f.code for f in here.findings} == {"constant_column"}
    few = table(3)
    here, there = passes.fit(source(few))[1], in_memory(few)
    assert {f.code for f in here.findings} == {"fewer_rows_than_weights"}
    np.testing.assert_allclose(here.weights, there.weights, rtol=1e-6)


@pytest.mark.parametrize("gap", [1.0, 1e-6])
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("intercept", [True, False])
def test_full_accuracy_is_the_nearest_float(gap: float, weighted: bool, intercept: bool) -> None:
    values = table(6000, gap=gap)
    if weighted:
        values = np.column_stack([values, np.random.default_rng(5).uniform(0.5, 3, len(values))])
    here = passes.fit(source(values), accuracy="full", intercept=intercept)[1]
    truth = in_memory(values, accuracy="full", intercept=intercept)
    assert here.method == "exact"
    # The first pass reads the ranges of the columns, so that the order changes nothing.
    assert here.passes == 2
    np.testing.assert_array_equal(here.weights, truth.weights)


def test_a_value_beyond_the_sample_changes_nothing_for_full_accuracy() -> None:
    values = table(6000)
    values[1234, 2] = 1e9  # the sample takes every second row; 1235 is not of them
    data = source(values)
    data.sample = lambda rows=2048: values[::2][:600]  # type: ignore[method-assign]
    here = passes.fit(data, accuracy="full")[1]
    assert (here.method, here.passes) == ("exact", 2)
    np.testing.assert_array_equal(here.weights, in_memory(values, accuracy="full").weights)


def test_passes_that_are_ruled_out_are_said() -> None:
    values = table(gap=1e-5)
    data = source(values)
    here = passes.fit(data, max_passes=1)[1]
    assert (here.passes, data.reads) == (1, 1)
    assert "accuracy_not_proven" in {f.code for f in here.findings}
    assert any("max_passes rules out" in note for note in here.notes)
    full = passes.fit(source(table()), accuracy="full", max_passes=1)[1]
    (finding,) = (each for each in full.findings if each.code == "accuracy_not_proven")
    assert "one more pass" in finding.fix
    assert "dependent" not in finding.evidence
    tiny = passes.fit(source(table(gap=1e-9)), max_passes=1)[1]
    assert "more_digits_needed" in {f.code for f in tiny.findings}


def test_the_exact_method_says_why_it_cannot_answer() -> None:
    with pytest.raises(ds.OptionError, match="another pass over the data, which max_passes rules"):
        passes.fit(source(table()), method="exact", intercept=False, max_passes=1)
    with pytest.raises(ds.OptionError, match="exact needs the rows again"):
        passes.solve_table_summary(passes.summarize(source()), method="exact")


@pytest.mark.parametrize("gap", np.geomspace(1e-9, 1e-3, 13))
def test_a_summary_alone_is_never_wrong_in_silence(gap: float) -> None:
    """However near the columns are, the answer is within its bound or says what it left out."""
    values = table(gap=gap)
    here = passes.solve_table_summary(passes.summarize(source(values)))
    if here.bound is None:
        assert here.outcome is ds.Outcome.MINIMUM_NORM
        assert here.rank == 3
        assert "more_digits_needed" in {f.code for f in here.findings}
    else:
        assert_proven(here, in_memory(values, accuracy="full"))


@pytest.mark.parametrize(("gap", "within"), [(1e-7, "2e-06"), (1.5e-6, "6e-06")])
def test_a_summary_says_how_far_it_can_tell_columns_apart(gap: float, within: str) -> None:
    """The second gap is beyond the rounding, and only Cholesky declines it."""
    here = passes.solve_table_summary(passes.summarize(source(table(gap=gap))))
    assert (here.method, here.rank, here.bound) == ("minimum-norm", 3, None)
    (told,) = [each for each in here.findings if each.code == "more_digits_needed"]
    assert f"to within {within} of their size" in " ".join(told.evidence.split())
    assert here.std_error is None


def test_a_lone_column_too_large_to_be_squared_is_refused_once_its_rows_are_gone() -> None:
    values = table(40)[:, [0, 3]] * [1e142, 1.0]
    data = InMemory(values, ("x", "y"))
    with pytest.raises(
        ds.DataError, match="squares are out of range: rescale it by a power of ten"
    ):
        passes.solve_table_summary(passes.summarize(data), intercept=False)
    here = passes.fit(data, intercept=False)[1]  # which may read them again
    truth = ds.solve(values[:, :1], values[:, 1], intercept=False)
    np.testing.assert_allclose(here.weights, truth.weights, rtol=1e-12)


def test_drifting_data_with_a_sample_from_their_start() -> None:
    """The origin is far from the mean: the bound says so, and a second pass mends it."""
    values = table()
    values[:, 2] += np.linspace(0, 1e8, len(values))
    data = source(values)
    data.sample = lambda rows=2048: values[:10]  # type: ignore[method-assign]
    assert_proven(passes.fit(data)[1], in_memory(values, accuracy="full"))


def test_a_far_mean_with_an_origin_of_zero() -> None:
    values = table()
    values[:, 0] += 1e9
    data = source(values)
    data.sample = lambda rows=2048: np.zeros((0, 4))  # type: ignore[method-assign]
    here = passes.fit(data)[1]
    truth = in_memory(values, accuracy="full")
    assert_proven(here, truth)


def test_the_report_says_why_there_was_a_second_pass() -> None:
    out = Console(file=io.StringIO(), width=100)
    out.print(fit_report(fit_source(source(table(gap=1e-5)))))
    text = out.file.getvalue()  # type: ignore[attr-defined]
    assert "in 2 passes" in text
    assert "Pass 2: products were summed in about 100 bits" in text


def test_rows_dropped_are_counted() -> None:
    data = source(special={3: {"dropped": 7}, 5: {"dropped": 2}})
    fit = fit_source(data)
    assert fit.to_dict()["rows_dropped"] == 9


# --- the bits ---------------------------------------------------------------------------------


@pytest.mark.parametrize("gap", [1.0, 1e-3, 1e-5])
def test_the_workers_do_not_change_a_bit(gap: float) -> None:
    answers = [
        passes.fit(source(table(gap=gap)), ReadOptions(workers=workers))[1] for workers in (1, 2, 3)
    ]
    for one, other in itertools.pairwise(answers):
        assert one.weights.tobytes() == other.weights.tobytes()
        assert one.bound is not None
        assert other.bound is not None
        assert one.bound.tobytes() == other.bound.tobytes()
        assert one.residual_norm == other.residual_norm


# --- faults -----------------------------------------------------------------------------------


def test_data_that_change_between_two_passes(tmp_path: Path) -> None:
    for gap in (3e-4, 1e-5):
        seen = tmp_path / str(gap)
        seen.mkdir()
        data = source(table(gap=gap), special={2: {"changes": str(seen)}})
        with pytest.raises(ds.DataError, match="20000 rows in the first pass and 19999 in pass 2"):
            passes.fit(data)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_a_value_that_is_not_finite_is_named(value: float) -> None:
    values = table()
    values[4321, 2] = value
    with pytest.raises(ds.DataError, match=r"rows 4001 to 5000: column 'x3' has a value that is"):
        passes.fit(source(values))


@pytest.mark.parametrize("intercept", [True, False])
def test_values_whose_squares_leave_float64(intercept: bool) -> None:
    values = table()
    values[:, 2] *= 1e200
    with pytest.raises(ds.DataError, match="Column 'x3' has values whose squares are out of range"):
        passes.fit(source(values), intercept=intercept)


@pytest.mark.parametrize("size", [1e-155, 1e-160, 1e-165, 1e-200])
@pytest.mark.parametrize("intercept", [True, False])
@pytest.mark.parametrize("weighted", [True, False])
@pytest.mark.parametrize("column", [1, 3])
def test_values_whose_squares_vanish(
    size: float, intercept: bool, weighted: bool, column: int
) -> None:
    values = table()
    values[:, column] = size * np.random.default_rng(1).normal(size=len(values))
    if weighted:
        values = np.column_stack([values, np.linspace(0.0, 2.0, len(values))])
    name = source(values).names[column]
    told = (
        f"Column '{name}' has values whose squares are out of range: rescale the column by a power"
    )
    with pytest.raises(ds.DataError, match=told):
        passes.fit(source(values), intercept=intercept)
    with pytest.raises(ds.DataError, match=told):
        passes.summarize(source(values))
    with pytest.raises(ds.DataError, match=told):
        passes.fit(source(values), method="lsmr", intercept=intercept)


def test_squares_near_the_end_of_float64_lose_no_digit() -> None:
    values = table()
    whole = passes.fit(source(values))[1].coef
    small = passes.fit(source(values * [1.0, 2.0**-505, 1.0, 1.0]))[1].coef
    np.testing.assert_allclose(small * [1.0, 2.0**-505, 1.0], whole, rtol=1e-13)
    tiny = values * [1.0, 2.0**-550, 1.0, 1.0]  # products in 100 bits need no squares in float64
    exactly = passes.fit(source(tiny), accuracy="full")[1].coef
    np.testing.assert_allclose(exactly * [1.0, 2.0**-550, 1.0], whole, rtol=1e-13)


@pytest.mark.parametrize(
    ("columns", "options"),
    [
        (3, {"max_passes": 1}),
        (3, {"method": "cholesky"}),
        (3, {"method": "cholesky", "max_passes": 1}),
        (WIDEST_EXACT, {}),
        (WIDEST_EXACT + 50, {"max_passes": 2}),
    ],
)
def test_squares_vanish_where_no_exact_pass_follows(columns: int, options: dict) -> None:
    values = np.random.default_rng(0).normal(size=(1000, columns + 1))
    values[:, 1] *= 1e-170
    rows = InMemory(values, (*(f"x{j}" for j in range(columns)), "y"))
    with pytest.raises(ds.DataError, match="'x1' has values whose squares are out of range"):
        passes.fit(rows, accuracy="full", **options)


@pytest.mark.parametrize("value", [0.0, 7.0, 1e-165, 1e-300])
@pytest.mark.parametrize("weighted", [True, False])
def test_a_constant_column_is_no_small_one_and_takes_no_more_reading(
    value: float, weighted: bool
) -> None:
    values = table()
    values[:, 1] = value
    if weighted:  # a row that has no weight does not count
        values = np.column_stack([values, np.ones(len(values))])
        values[0, [1, 4]] = 2.0 * value, 0.0
    read = source(values)
    fitted, solution = passes.fit(read)
    assert (read.reads, solution.rank) == (solution.passes, 3)
    assert [found.code for found in solution.findings] == ["constant_column"]
    assert isinstance(fitted, TableSummary)
    assert fitted.summary.scatter[1, 1] == 0.0
    assert passes.summarize(source(values)).summary.scatter[1, 1] == 0.0


def test_weights_that_leave_one_row_make_no_column_small() -> None:
    values = np.column_stack([table(2000), np.full(2000, 1e-30)])
    values[1000, 4] = 1.0
    assert passes.summarize(source(values)).summary.count == 2000


def test_a_summary_takes_a_lone_name_as_one_and_no_name_as_no_choice() -> None:
    summary = passes.summarize(source())
    assert summary.choose("y", "x2").feature_names == ("x2",)
    with pytest.raises(ds.DataError, match=r"features=\[\] is empty"):
        summary.choose("y", [])


def test_a_summary_like_one_of_other_columns_is_refused_before_anything_is_read() -> None:
    like = passes.summarize(source())
    weighted = source(np.column_stack([table(), np.ones(20_000)]))
    fewer = InMemory(table()[:, 1:], ("x2", "x3", "y"))
    renamed = InMemory(table(), ("x1", "x2", "x4", "y"))
    for other, words in (
        (fewer, "The features of part.parquet are not those of part.parquet (2 instead of 3)"),
        (renamed, "('x4' instead of 'x3'): summarize the same columns in the same order."),
        (weighted, "The weight columns of part.parquet are not those of part.parquet"),
    ):
        with pytest.raises(ds.DataError, match=re.escape(words)):
            passes.summarize(other, like=like)
        assert other.reads == 0


def test_negative_weights_and_no_weight_at_all() -> None:
    weights = np.ones(20_000)
    weights[4321] = -1.0
    with pytest.raises(ds.DataError, match=r"rows 4001 to 5000: column 'w' has the weight -1"):
        passes.fit(source(np.column_stack([table(), weights])))
    with pytest.raises(ds.DataError, match="All weights are zero"):
        passes.fit(source(np.column_stack([table(), np.zeros(20_000)])))
    with pytest.raises(ds.DataError, match="The largest weight is 1e-300: sums of such weights"):
        passes.fit(source(np.column_stack([table(), np.full(20_000, 1e-300)])))


def test_one_row_is_not_enough() -> None:
    with pytest.raises(ds.DataError, match="has 1 row of data: at least 2 are needed"):
        passes.fit(source(table(1)))


def test_no_rows_at_all() -> None:
    with pytest.raises(ds.DataError, match="has 0 rows of data: at least 2 are needed"):
        passes.fit(source(np.zeros((0, 4))))


def test_blocks_of_another_width() -> None:
    data = InMemory(table(), ("x1", "x2", "y"))
    with pytest.raises(ds.DataError, match="3 columns are expected"):
        passes.fit(data)


def test_more_columns_than_a_summary_has_room_for_are_refused_before_anything_is_read() -> None:
    d = 6000
    data = InMemory(np.zeros((1, d + 1)), (*(f"x{j}" for j in range(d)), "y"))
    with pytest.raises(ds.DataError, match=r"6000 features, .* 5000: .* 0\.3 GB, .* GB\. Fit"):
        passes.summarize(data, ReadOptions(workers=2))
    with pytest.raises(ds.DataError, match=r"6000 features"):
        passes.fit(data, method="cholesky")
    assert data.reads == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"method": "qr"}, "needs all rows at once"),
        ({"method": "qrr"}, "method='qrr' is not known"),
        ({"accuracy": "best"}, "accuracy='best' is not known"),
        ({"max_passes": 0}, "max_passes=0 reads no rows"),
    ],
)
def test_options_that_cannot_be_used(options: dict[str, object], message: str) -> None:
    with pytest.raises(ds.OptionError, match=message):
        passes.fit(source(table(100)), **options)  # type: ignore[arg-type]


# --- what follows from the summary ------------------------------------------------------------


def test_diagnosis_sweep_and_trajectory_take_one_pass() -> None:
    values = table() - [100.0, 0, 3e4, 0]
    data = source(values)
    problem = passes.summarize(data).problem()
    direct = ds.LeastSquares(values[:, :3], values[:, 3], names=("x1", "x2", "x3"))
    here, there = ds.diagnose(problem, lr=1e-4), ds.diagnose(direct, lr=1e-4)
    assert (here.status, here.cause) == (there.status, there.cause)
    assert here.lr_limit == pytest.approx(there.lr_limit, rel=1e-9)
    np.testing.assert_allclose(ds.sweep(problem).final_loss, ds.sweep(direct).final_loss, rtol=1e-7)
    path, other = ds.trajectory(problem, lr=1e-4), ds.trajectory(direct, lr=1e-4)
    np.testing.assert_allclose(path.losses, other.losses, rtol=1e-7)
    assert data.reads == 1


# --- progress ---------------------------------------------------------------------------------


def test_progress_counts_rows_and_passes() -> None:
    readings: list[Reading] = []
    passes.fit(source(table(gap=1e-5)), ReadOptions(progress=readings.append))
    for number in (1, 2):
        rows = [r.rows for r in readings if r.pass_number == number]
        assert rows == list(range(1000, 20_001, 1000))
    assert {r.total for r in readings} == {20_000}


# --- doors ------------------------------------------------------------------------------------


def test_fit_by_columns(tmp_path: Path) -> None:
    values = table(500)
    file = tmp_path / "data.csv"
    np.savetxt(file, values, delimiter=",", header="x1,x2,x3,y", comments="", fmt="%.17g")
    answer = ds.fit(str(file), target="y", engine="threads")
    assert_proven(answer.solution, in_memory(values, accuracy="full"))
    assert answer.solution.feature_names == ("x1", "x2", "x3")
    np.testing.assert_array_equal(np.append(answer.coef, answer.intercept), answer.solution.weights)
    assert answer.bound is answer.solution.bound
    assert (answer.std_error > 0).all()


def test_the_command_line_reads_in_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line(["fit", "hubble", "--engine", "threads", "--json"]) == 0
    streamed = capsys.readouterr()
    assert streamed.err == ""
    assert command_line(["fit", "hubble", "--json"]) == 0
    assert '"estimate": 454.1584' in streamed.out
    assert '"estimate": 454.1584' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--engine", "sparks"], "--engine sparks is not known"),
        (["--scheduler", "tcp://head:8786"], "needs an engine that has one"),
        (["--max-passes", "0"], "--max-passes '0' cannot be used"),
        (
            ["--engine", "threads", "--degree", "2"],
            "--degree needs all rows at once, but --engine reads them in passes: leave one of",
        ),
        (
            ["--exact-decimals", "--categorical", "distance_mpc"],
            "--exact-decimals is for numeric columns only: leave out --categorical",
        ),
    ],
)
def test_options_of_the_command_line(
    options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command_line(["fit", "hubble", *options]) == 2
    err = capsys.readouterr().err
    assert message in err
    assert err.count("\n") == 1


def test_the_command_line_says_what_one_pass_leaves_unproven(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "twins.csv")
    names = "x1,x2,x3,y"
    np.savetxt(file, table(3000, gap=1e-5), delimiter=",", header=names, comments="", fmt="%.17g")
    told = []
    for most in ("1", "2"):
        assert command_line(["fit", file, "-t", "y", "--max-passes", most]) == 0
        told.append(" ".join(capsys.readouterr().out.split()))
    ruled_out = "exact needs another pass over the data, which max_passes rules out."
    unproven = "The passes that max_passes allows cannot prove standard accuracy for these data"
    assert "in 1 pass. cholesky could not prove enough from one pass" in told[0]
    assert "At least 2 digits of every weight are certified" in told[0]
    assert "in 2 passes." in told[1]
    for words in (ruled_out, unproven):
        assert words in told[0]
        assert words not in told[1]


def test_kinds_of_a_column_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rents.csv"
    rows = ["10,Paris,120", "20,Rome,180", "30,Paris,260", "15,Oslo,170", "25,Rome,230"]
    file.write_text("\n".join(["size,city,rent", *rows, "35,Oslo,330", "28,Paris,250"]))
    assert command_line(["fit", str(file), "-t", "rent", "--categorical", "city", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [each["name"] for each in found["coefficients"]] == [
        "size", "city=Paris", "city=Rome", "intercept",
    ]  # fmt: skip
    assert "city=Oslo" in found["findings"][0]["evidence"]
    size = np.array([10, 20, 30, 15, 25, 35, 28.0])
    paris = np.array([1, 0, 1, 0, 0, 0, 1.0])
    rome = np.array([0, 1, 0, 0, 1, 0, 0.0])
    rent = [120, 180, 260, 170, 230, 330, 250]
    expected = np.linalg.lstsq(np.column_stack([size, paris, rome, np.ones(7)]), rent)[0]
    got = [each["estimate"] for each in found["coefficients"]]
    np.testing.assert_allclose(got, expected, rtol=1e-11)


def test_fit_takes_frames_as_well_as_files() -> None:
    polars = pytest.importorskip("polars")
    rng = np.random.default_rng(4)
    X, y = rng.normal(size=(500, 2)), rng.normal(size=500)
    frame = polars.DataFrame({"a": X[:, 0], "b": X[:, 1], "y": y})
    answer = ds.fit(frame, target="y")
    np.testing.assert_allclose(answer.coef, ds.solve(X, y).coef, rtol=1e-12)


# --- columns of kinds, everywhere -----------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        ["diagnose", "--lr", "0.1"],
        ["sweep"],
        ["train", "--lr", "0.1", "--epochs", "2"],
        ["train", "--lr", "0.1", "--epochs", "2", "--batch-size", "2"],
        ["compare", "--epochs", "2"],
        ["fit", "--robust", "HC3"],
        ["fit", "--method", "qr"],
    ],
    ids=" ".join,
)
def test_every_command_takes_kinds(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "d.csv"
    rows = [f"{i % 7},{'abc'[i % 3]},{i * i % 11}" for i in range(20)]
    file.write_text("\n".join(["x,kind,y", *rows]) + "\n")
    verb, *options = command
    assert command_line([verb, str(file), "-t", "y", *options, "--json"]) == 2
    assert "treat it as categorical (--categorical kind)" in capsys.readouterr().err
    assert command_line([verb, str(file), "-t", "y", *options, "--categorical", "kind"]) == 0
    assert "kind=" in capsys.readouterr().out or verb in ("sweep", "compare")


def test_kinds_are_offered_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "d.csv"
    file.write_text("x,city,age,y\n1,bonn,old,2\n2,kiel,new,3\n4,ulm,old,5\n3,bonn,new,9\n")
    for given, offered in [([], "city,age"), (["--categorical", "age"], "age,city")]:
        assert command_line(["fit", str(file), "-t", "y", *given]) == 2
        assert f"(--categorical {offered})" in capsys.readouterr().err
    assert command_line(["fit", str(file), "-t", "city"]) == 2
    assert "Column 'city'" in capsys.readouterr().err
