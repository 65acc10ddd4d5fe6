"""A regression for each window of rows: equal to a fit of its rows alone, without any drift."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pytest

import downslope as ds
from downslope.fitting.groups import window_routes
from downslope.fitting.groups.moving_sums import Scratch, blocks_of_windows, rolling
from downslope.fitting.groups.summary_stack import SummaryStack
from downslope.numerics.arguments import OptionStyle
from exact_fits import check_exactly, exact_fits
from refusals import output, refusal, strict_json, write
from sampling import LONG


def table(rows: int, *, offset: float = 0.0, seed: int = 0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(rows, 2)) + offset
    y = X @ [1.0, -2.0] + 3.0 + rng.normal(size=rows)
    day = pd.to_datetime("2024-01-01") + pd.to_timedelta(
        np.sort(rng.integers(0, rows // 3, rows)), unit="D"
    )
    t = np.sort(rng.uniform(0.0, 10.0, rows))
    return pd.DataFrame({"day": day, "t": t, "a": X[:, 0], "b": X[:, 1], "y": y})


def check(
    fits: ds.WindowFits, data: pd.DataFrame, rows: list[np.ndarray], collinear: int = 0
) -> None:
    """Check windows, all or spread over all, against exact fits of rows that follow each other."""
    assert len(fits) == len(rows)
    assert list(fits.n) == list(map(len, rows))
    short = fits.n <= 3
    assert set(fits.status[short]) <= {"too_few_rows", "no_rows_to_spare"}
    dependent = fits.status == "collinear"
    assert dependent.sum() == collinear
    chosen = np.flatnonzero(~short & ~dependent)[:: 1 if LONG else 10]
    edges = [(int(rows[k][0]), int(rows[k][-1]) + 1) for k in chosen]
    columns = data[["a", "b", "y"]].to_numpy().T
    check_exactly(fits, chosen, exact_fits(columns, edges, intercept=True))


@pytest.mark.parametrize("offset", [0.0, 1e9])
@pytest.mark.parametrize("window", [4, 37, 500])
def test_windows_of_rows_equal_fits_of_their_own(window: int, offset: float) -> None:
    data = table(10_000 + window if LONG else 3000, offset=offset)
    fits = ds.fit(data, "y", ["a", "b"], window=window)
    rows = [np.arange(e - window, e) for e in range(window, len(data) + 1)]
    check(fits, data, rows)


@pytest.mark.parametrize(("window", "time"), [("30d", "day"), (0.25, "t"), ("1d", "day")])
def test_windows_of_time_have_the_rows_since_then(window, time: str) -> None:
    data = table(1500)
    fits = ds.fit(data, "y", ["a", "b"], window=window, time=time)
    clock = data[time]
    span = pd.Timedelta(days=int(window[:-1])) if isinstance(window, str) else window
    rows = [np.flatnonzero((clock > t - span) & (clock <= t)) for t in clock.unique()]
    check(fits, data, rows)
    frame = fits.to_frame()
    assert list(frame[time]) == list(clock.unique())
    assert list(frame["last_row"] - frame["first_row"] + 1) == list(fits.n)


@pytest.mark.parametrize("time", [None, "day"])
def test_expanding_windows_have_all_rows_so_far(time: str | None) -> None:
    data = table(900, offset=1e6)
    fits = ds.fit(data, "y", ["a", "b"], window="expanding", time=time)
    ends = range(3, 901) if time is None else np.flatnonzero(data["day"].diff(-1).dt.days != 0) + 1
    check(fits, data, [np.arange(end) for end in ends])
    whole = ds.fit(data, "y", ["a", "b"])
    np.testing.assert_allclose(fits[-1].weights, whole.weights, rtol=1e-9)


def test_no_rounding_is_carried_from_window_to_window() -> None:
    data = table(4000)
    data.loc[:999, ["a", "b", "y"]] *= 1e8  # taking these rows away would leave 1e-16 · 1e16 behind
    fits = ds.fit(data, "y", ["a", "b"], window=100)
    assert fits.digits[fits.start >= 1000].min() > 8
    assert fits.status[999] == "collinear"  # of one row of 1e8, as far as sums in float64 tell
    check(fits, data, [np.arange(e - 100, e) for e in range(100, 4001)], collinear=1)


@pytest.fixture
def gathered(monkeypatch) -> list[int]:
    """Numbers of rows that are copied together, for windows each about its own mean."""
    found: list[int] = []
    of_rows = SummaryStack.of_rows

    def counted(columns, *given):
        found.append(columns.shape[1])
        return of_rows(columns, *given)

    monkeypatch.setattr(window_routes.SummaryStack, "of_rows", counted)
    return found


@pytest.mark.parametrize("span", [400, 399.5])
def test_windows_after_a_large_row_share_their_sums(gathered: list[int], span: float) -> None:
    data = table(4000)
    data["t"] = np.arange(4000.0)
    data.loc[1000, "a"] = 1e9
    fits = ds.fit(data, "y", ["a", "b"], window=span, time=None if span == 400 else "t")
    check(fits, data, [np.arange(max(0, e - 400), e) for e in fits.stop])
    assert set(fits.status[fits.n > 3]) == {"fitted"}
    assert fits.digits[fits.n > 50].min() > 10
    assert sum(gathered) < 4000


def test_windows_between_many_large_rows_are_copied_in_parts(
    gathered: list[int], monkeypatch
) -> None:
    monkeypatch.setattr(window_routes, "ROWS_TOGETHER", 4000)
    data = table(3000)
    data.loc[::100, "a"] = 1e9
    fits = ds.fit(data, "y", ["a", "b"], window=50)
    check(fits, data, [np.arange(e - 50, e) for e in fits.stop])
    assert set(fits.status) == {"fitted"}
    assert sum(gathered) > 10 * 4000
    assert max(gathered) <= 4000 + 50


@pytest.mark.parametrize("decades", [100, 280])
def test_windows_of_values_that_grow_without_end_keep_their_digits(decades: int) -> None:
    data = table(2000)
    growth = 10.0 ** np.linspace(0.0, decades, 2000)
    data["a"] *= growth
    data["y"] *= growth
    fits = ds.fit(data, "y", ["a", "b"], window=200)
    squares = growth[fits.stop - 1] < 1e120
    assert set(fits.status[squares]) == {"fitted"}
    beyond = growth[fits.stop - 1] > 1e155  # whose squares leave the range of float64
    assert set(fits.status[beyond]) <= {"out_of_range"}
    within = data.iloc[: fits.stop[squares][-1]]
    some = ds.fit(within, "y", ["a", "b"], window=200)
    check(some, within, [np.arange(e - 200, e) for e in some.stop])


@pytest.mark.parametrize("time", [None, "day"])
@pytest.mark.parametrize("large", [slice(300, None), slice(0, 2)])
def test_rows_to_come_cost_expanding_windows_no_digits(large: slice, time: str | None) -> None:
    data = table(900)
    data.loc[data.index[large], ["a", "b", "y"]] *= 1e8
    fits = ds.fit(data, "y", ["a", "b"], window="expanding", time=time)
    first = 3 if time is None else 1
    ends = [*range(first, 901)] if time is None else [*fits.stop]
    before = fits.stop <= 300
    if large.stop is None:
        known = before & (fits.n > 3)
        assert set(fits.status[known]) == {"fitted"}
        assert fits.digits[known].min() > 10
    check(fits, data, [np.arange(end) for end in ends], int((fits.status == "collinear").sum()))
    assert "out_of_range" not in fits.status
    if time is None and large.stop is None:
        assert np.isfinite(fits.residuals[before & (fits.n > 2)]).all()


@pytest.mark.parametrize("window", [20, "30d", "expanding"])
@pytest.mark.parametrize("row", [0, 40, 299])
def test_only_windows_with_a_value_of_1e300_are_out_of_range(window: int | str, row: int) -> None:
    data = table(300)
    data.loc[row, "a"] = 1e300
    fits = ds.fit(data, "y", ["a", "b"], window=window, time="day" if window == "30d" else None)
    holds = (fits.start <= row) & (row < fits.stop) & (fits.n > 3)
    assert holds.any()
    np.testing.assert_array_equal((fits.status == "out_of_range")[fits.n > 3], holds[fits.n > 3])
    others = ~holds & (fits.n > 3)
    assert set(fits.status[others]) <= {"fitted"}
    rest = data.assign(a=data["a"].where(data.index != row, 0.0))
    same = ds.fit(rest, "y", ["a", "b"], window=window, time="day" if window == "30d" else None)
    np.testing.assert_allclose(fits.weights[others], same.weights[others], rtol=1e-9)


def test_a_column_that_varies_late_is_the_one_that_is_named() -> None:
    data = table(600)
    data["b"] = np.where(np.arange(600) < 200, 0.1, 0.3)
    fits = ds.fit(data, "y", ["a", "b"], window="expanding")
    varies = fits.stop > 200
    assert set(fits.status[~varies]) == {"collinear"}
    assert set(fits.dependent[~varies]) == {"b"}
    assert set(fits.status[varies]) == {"fitted"}
    np.testing.assert_array_equal(np.isfinite(fits.residuals[:-1]), varies[:-1])


def test_a_column_that_rarely_varies_is_named_where_it_does_not() -> None:
    data = table(4000)
    data["a"] = (np.random.default_rng(7).uniform(size=4000) < 0.002) * 1e8 + 0.1
    data.loc[:1000, "y"] = 0.3
    fits = ds.fit(data, "y", ["b", "a"], window=50)
    varies = data["a"].rolling(50).apply(lambda part: len(set(part)) > 1)[49:].to_numpy() > 0.0
    assert 0.05 < varies.mean() < 0.5
    assert set(fits.status[~varies]) == {"collinear"}
    assert set(fits.dependent[~varies]) == {"a"}
    assert set(fits.status[varies & (fits.start > 1000)]) == {"fitted"}
    assert "out_of_range" not in fits.status
    steady = window_routes._steady(data[["b", "a"]].to_numpy().T, fits.start, fits.stop)
    np.testing.assert_array_equal(steady, [np.zeros(len(fits), dtype=bool), ~varies])


def test_windows_of_uneven_lengths_are_summed_in_any_block(monkeypatch) -> None:
    from downslope.fitting.groups import moving_sums

    rng = np.random.default_rng(3)
    columns = rng.normal(size=(3, 700))
    stop = np.sort(rng.integers(1, 701, 60))
    start = np.maximum.accumulate(np.minimum(np.sort(rng.integers(0, 700, 60)), stop - 1))
    for block in (8, 64, 8192):
        monkeypatch.setattr(moving_sums, "BLOCK", block)
        for each in blocks_of_windows(start, stop):
            stack = rolling(columns, start, stop, each)
            for g, k in enumerate(range(each.part.start, each.part.stop)):
                rows = columns[:, start[k] : stop[k]]
                found = stack.summary(g)
                np.testing.assert_allclose(found.origin + found.mean, rows.mean(axis=1), atol=1e-14)
                scatter = np.cov(rows, ddof=0) * rows.shape[1] if rows.shape[1] > 1 else 0.0
                np.testing.assert_allclose(found.scatter, scatter, atol=1e-12)


@pytest.mark.parametrize("length", [1, 2, 63, 64, 65, 79, 80, 81, 144, 399, 400])
def test_windows_of_any_length_have_the_sums_of_their_rows(length: int) -> None:
    columns = np.random.default_rng(4).normal(size=(3, 400)) + 1e6
    stop = np.arange(length, 401)
    start, seen, scratch = stop - length, 0, Scratch()
    for each in blocks_of_windows(start, stop):
        stack = rolling(columns, start, stop, each, scratch)
        for k in {0, len(stack) // 2, len(stack) - 1}:
            rows = columns[:, start[seen + k] : stop[seen + k]]
            away = rows - rows.mean(axis=1, keepdims=True)
            summary = stack.summary(k)
            slack = 3 * summary.depth * 2.0**-53 * np.sqrt(np.outer(summary.size, summary.size))
            exact = away @ away.T
            assert (np.abs(summary.scatter - exact) <= slack + 1e-15 * np.abs(exact).max()).all()
            np.testing.assert_allclose(summary.origin + summary.mean, rows.mean(axis=1), rtol=1e-15)
        seen += len(stack)
    assert seen == len(stop)


@pytest.mark.parametrize("window", [3, "expanding"])
def test_squares_beyond_float64_have_a_status(window: int | str) -> None:
    X, y = np.arange(12.0)[:, np.newaxis] ** 2, np.arange(12.0) % 5
    X[8] = 1e200
    status = ds.fit(X, y, window=window).status.tolist()
    before = 6 if window == 3 else 7  # windows, of which the first that expands has two rows
    assert status[:before] == [*["no_rows_to_spare"] * (window != 3), *["fitted"] * 6]
    assert "out_of_range" in status[before:]


def test_a_column_that_is_constant_in_some_windows() -> None:
    data = table(300)
    data.loc[100:159, "a"] = 0.1
    fits = ds.fit(data, "y", ["a", "b"], window=20)
    constant = (fits.start >= 100) & (fits.stop <= 160)
    assert set(fits.status[constant]) == {"collinear"}
    assert set(fits.dependent[constant]) == {"a"}
    assert set(fits.status[~constant]) == {"fitted"}


def test_recursive_residuals_sum_to_the_squares_of_the_whole_fit() -> None:
    data = table(400)
    fits = ds.fit(data, "y", ["a", "b"], window="expanding")
    whole = ds.fit(data, "y", ["a", "b"])
    assert np.nansum(fits.residuals**2) == pytest.approx(whole.solution.rss, rel=1e-10)
    k = 50  # one by hand
    before = data.iloc[: fits.stop[k]]
    X = np.column_stack([before[["a", "b"]], np.ones(len(before))])
    x = np.append(data.loc[fits.stop[k], ["a", "b"]].to_numpy(float), 1.0)
    b = np.linalg.lstsq(X, before["y"], rcond=None)[0]
    spread = np.sqrt(1.0 + x @ np.linalg.solve(X.T @ X, x))
    assert fits.residuals[k] == pytest.approx((data["y"][fits.stop[k]] - x @ b) / spread)
    cusum = fits.cusum()
    assert len(cusum.sums) == 397
    assert cusum.line[-1] == pytest.approx(0.948 * 3 * np.sqrt(397))
    assert cusum.sums[-1] == pytest.approx(np.nansum(fits.residuals) / whole.solution.residual_std)


def test_a_change_of_the_level_is_found_and_none_where_there_is_none() -> None:
    data = table(600)
    assert ds.fit(data, "y", ["a", "b"], window="expanding").cusum().crossing is None
    data.loc[300:, "y"] += 1.5
    cusum = ds.fit(data, "y", ["a", "b"], window="expanding").cusum()
    assert 300 <= (cusum.crossing or 0) < 400
    assert "the weights change there or before" in repr(cusum).replace("\n", " ")


def test_the_lines_are_crossed_about_as_often_as_they_say() -> None:
    crossed = 0
    for seed in range(100):
        rng = np.random.default_rng(seed)
        fits = ds.fit(rng.normal(size=(80, 1)), rng.normal(size=80), window="expanding")
        crossed += fits.cusum(0.1).crossing is not None
    assert 1 <= crossed <= 20  # of 10 expected


def test_the_picture_of_the_sums(tmp_path) -> None:
    data = table(200)
    data.loc[100:, "y"] += 4.0
    cusum = ds.fit(data, "y", ["a", "b"], window="expanding").cusum()
    ax = ds.plots.cusum_chart(cusum)
    np.testing.assert_array_equal(ax.lines[3].get_ydata(), cusum.sums)
    assert "crosses at row" in " ".join(text.get_text() for text in ax.texts)
    ds.plots.save(ax, tmp_path / "cusum.png")
    with pytest.raises(ds.OptionError, match="cusum"):
        ds.plots.cusum_chart(data)  # type: ignore[arg-type]


def test_a_window_is_a_fit_in_a_sequence() -> None:
    data = table(50)
    fits = ds.fit(data, "y", ["a", "b"], window=20)
    assert fits[-1].n == fits[0].n == 20
    np.testing.assert_allclose(fits[5].weights, fits.weights[5], rtol=1e-9)
    assert [each.n for each in fits[:3]] == [20, 20, 20]
    with pytest.raises(IndexError):
        fits[31]


def test_times_in_text_and_files_in_order(tmp_path) -> None:
    data = table(600)
    memory = ds.fit(data, "y", ["a", "b"], window="30d", time="day")
    data.to_csv(tmp_path / "a.csv", index=False)
    text = ds.fit(tmp_path / "a.csv", "y", ["a", "b"], window="30d", time="day")
    np.testing.assert_array_equal(text.n, memory.n)
    (tmp_path / "parts").mkdir()
    for place in range(3):
        frame = pl.from_pandas(data[place * 200 : (place + 1) * 200])
        frame.write_parquet(tmp_path / "parts" / f"{place}.parquet")
    files = ds.fit(str(tmp_path / "parts"), "y", ["a", "b"], window="30d", time="day", workers=2)
    np.testing.assert_array_equal(files.weights, memory.weights)
    months = data.assign(day=data["day"].dt.tz_localize("Europe/Oslo"))
    zoned = ds.fit(months, "y", ["a", "b"], window="30d", time="day")
    assert len(zoned) == len(memory)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"window": 3000},
            r"longer than the data: it is 3,000 rows, and there are 500 in the data\.",
        ),
        ({"window": "900d", "time": "day"}, "longer than the data, whose times span 1"),
        ({"window": 11, "time": "t"}, "longer than the data, whose times span"),
        ({"window": "30d"}, "is a span of time: name the column of times with time"),
        ({"window": "30 moons"}, "units are s, min, h, d, and w"),
        ({"window": "0d", "time": "day"}, "has no length"),
        ({"window": 0}, "cannot be 0"),
        ({"window": -5}, "cannot be -5"),
        ({"window": 2.5}, "cannot be 2.5 rows"),
        ({"window": True}, "cannot be True"),
        ({"window": float("nan")}, "cannot be nan"),
        ({"window": [5]}, "cannot be"),
        ({"window": 30, "time": "day"}, "'day' of the data holds dates: give window"),
        ({"window": "30d", "time": "t"}, "'t' of the data holds numbers: give window"),
        ({"time": "day"}, "time=… is for window"),
        ({"window": 5, "time": "a", "features": ["b"]}, "not in the order of 'a': row 3 has"),
        ({"window": 5, "time": "a"}, "'a' is both a feature and in time"),
        ({"window": 5, "time": "y"}, "'y' is both the target and in time"),
        ({"window": 5, "time": "hour"}, "no column 'hour'"),
        ({"window": 5, "time": 3}, "time=3 is not the name of a column"),
        ({"window": 5, "by": "day"}, "two ways to cut the rows"),
        ({"window": 5, "weights": "t"}, "counts every row alike"),
        ({"window": 5, "model": "ridge"}, "in which model='ridge' has no place"),
    ],
)
def test_what_makes_no_windows_is_refused(options: dict, message: str) -> None:
    with pytest.raises(ds.DownslopeError, match=message):
        ds.fit(table(500), "y", **({"features": ["a", "b"]} | options))


@pytest.mark.parametrize("row", [0, 250])
def test_times_that_are_missing_or_go_back_name_the_row(row: int) -> None:
    data = table(500)
    data.loc[row, "day"] = pd.NaT
    with pytest.raises(ds.DataError, match=rf"missing value in row {row + 1}:"):
        ds.fit(data, "y", ["a", "b"], window="30d", time="day")
    data.loc[row, "day"] = pd.Timestamp("2030-01-01")
    with pytest.raises(ds.DataError, match=rf"not in the order of 'day': row {row + 2} has"):
        ds.fit(data, "y", ["a", "b"], window="30d", time="day")


def test_windows_beyond_memory_are_refused_with_the_figure(monkeypatch) -> None:
    monkeypatch.setattr(window_routes, "free_memory", lambda: 2.0**20)
    with pytest.raises(ds.DataError, match=r"Windows over 30,000 rows need 0\.0 GB .* are free"):
        ds.fit(table(30_000), "y", ["a", "b"], window=5)


def test_sums_need_windows_that_expand_and_noise() -> None:
    data = table(60)
    with pytest.raises(ds.OptionError, match="need expanding windows"):
        ds.fit(data, "y", ["a", "b"], window=20).cusum()
    fits = ds.fit(data, "y", ["a", "b"], window="expanding")
    with pytest.raises(ds.OptionError, match=r"give 0\.1, 0\.05, or 0\.01"):
        fits.cusum(0.2)


def test_the_command(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "a.csv", table(300).to_csv(index=False))
    fit = ("fit", "a.csv", "-t", "y", "--features", "a,b")
    assert "windows of 100 rows" in output(capsys, *fit, "--window", "100")
    shown = output(capsys, *fit, "--window", "30d", "--time", "day")
    assert max(map(len, shown.splitlines())) <= 80
    told = strict_json(output(capsys, *fit, "--window", "expanding", "--json"))
    assert (told["window"], told["windows"], len(told["fits"])) == ("expanding", 298, 298)
    assert told["fits"][0]["window"] == {"first_row": 1, "last_row": 3}
    output(capsys, *fit, "--window", "30d", "--time", "day", "-o", "out.parquet")
    assert pl.read_parquet("out.parquet").columns[:3] == ["day", "first_row", "last_row"]
    assert "--window cannot be 0:" in refusal(capsys, *fit, "--window", "0")
    assert "--window cannot be -3:" in refusal(capsys, *fit, "--window", "-3")
    assert "--time is for --window" in refusal(capsys, *fit, "--time", "day")
    assert "--save is for a single fit" in refusal(
        capsys, *fit, "--window", "9", "--save", "m.json"
    )


STEPS = {
    "decimals as floats": pl.Series([i / 10 for i in range(20)]),
    "sums of floats": pl.Series(np.arange(20) * 0.1),
    "decimals": pl.Series([i / 10 for i in range(20)]).cast(pl.Decimal(9, 3)),
    "short floats": pl.Series(np.arange(20) * 0.1, dtype=pl.Float32),
    "far floats": pl.Series([1000 + i / 10 for i in range(20)]),
}


@pytest.mark.parametrize("kind", STEPS)
def test_a_window_has_as_many_steps_as_are_written(kind: str) -> None:
    data = table(20)[["a", "y"]].assign(t=STEPS[kind].to_list())
    fits = ds.fit(pl.from_pandas(data).with_columns(t=STEPS[kind]), "y", window=0.3, time="t")
    assert list(fits.n) == [1, 2, *[3] * 18]


@pytest.mark.parametrize("first", [2**53, -(2**63), 2**63 - 20, 2**64 - 20])
def test_large_whole_times_are_not_merged(tmp_path, first: int) -> None:
    kind = pl.UInt64 if first > 2**63 else pl.Int64
    times = pl.Series([first + i for i in range(20)], dtype=kind)
    data = pl.from_pandas(table(20)[["a", "y"]]).with_columns(t=times)
    data.write_csv(tmp_path / "a.csv")
    for each in (data, tmp_path / "a.csv"):
        fits = ds.fit(each, "y", ["a"], window=2.5, time="t")
        assert list(fits.n) == [1, 2, *[3] * 18]


def test_times_to_the_nanosecond(tmp_path) -> None:
    times = np.datetime64("2024-01-01", "ns") + 500 * np.arange(20)
    data = pl.from_pandas(table(20)[["a", "y"]]).with_columns(t=pl.Series(times))
    fits = ds.fit(data, "y", window="0.000001s", time="t")
    assert list(fits.n) == [1, *[2] * 19]
    assert fits.to_dict()["fits"][3]["window"]["t"] == "2024-01-01T00:00:00.000001500"
    data.write_csv(tmp_path / "a.csv")
    with pytest.raises(
        ds.DataError,
        match=r"'t' .* finer than a microsecond, such as 2024-01-01T00:00:00\.000000500:",
    ):
        ds.fit(tmp_path / "a.csv", "y", ["a"], window="1s", time="t")


def test_times_of_a_zone_are_shown_with_their_offset(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    times = pd.date_range("2024-03-30", periods=30, freq="h", tz="Europe/Oslo")
    data = table(30)[["a", "y"]].assign(t=times)
    fits = ds.fit(data, "y", ["a"], window="5h", time="t")
    assert fits.to_frame()["t"].iloc[-1] == "2024-03-31 06:00:00+02:00"
    assert "2024-03-30 00:00:00+01:00" in repr(fits)
    data.to_parquet("a.parquet")
    options = ("fit", "a.parquet", "-t", "y", "--window", "5h", "--time", "t", "--json")
    told = strict_json(output(capsys, *options))
    assert told["fits"][-1]["window"]["t"] == "2024-03-31 06:00:00+02:00"
    data.assign(t=times.tz_localize(None)).to_parquet("a.parquet")
    told = strict_json(output(capsys, *options))
    assert told["fits"][-1]["window"]["t"].startswith("2024-03-31T06:00:00")


def test_infinite_times_and_times_of_two_types_are_refused(tmp_path) -> None:
    data = table(20)[["a", "y"]].assign(t=[*range(19), np.inf])
    data.loc[2, "a"] = np.nan
    with pytest.raises(ds.DataError, match=r"'t' of the data, .* is infinite in row 20"):
        ds.fit(data, "y", window=3, time="t", drop_missing=True)
    data.assign(t=range(20)).to_parquet(tmp_path / "1.parquet")
    data.assign(t="x").to_parquet(tmp_path / "2.parquet")
    with pytest.raises(ds.DataError, match=r"'t' holds int64 values .* and string in others"):
        ds.fit(str(tmp_path), "y", ["a"], window="expanding", time="t", drop_missing=True)


def test_rows_left_out_of_windows_are_counted() -> None:
    data = table(40)
    data.loc[[3, 5], "a"] = np.nan
    for options in ({}, {"time": "t"}):
        fits = ds.fit(data, "y", ["a"], window=5, drop_missing=True, **options)
        assert "38 rows, 2 incomplete rows left out" in fits.title
        assert fits.to_dict()["rows_dropped"] == 2


def test_sums_of_windows_by_time_say_why_there_are_none() -> None:
    fits = ds.fit(table(40), "y", ["a"], window="expanding", time="t")
    with pytest.raises(ds.OptionError, match="by 't' take all rows of a time together"):
        fits.cusum()


def test_the_label_of_the_sums_stands_beside_their_end() -> None:
    # Between the lines nothing but the lines has set the limits of the axes.
    cusum = ds.fit(table(400), "y", ["a", "b"], window="expanding").cusum()
    assert cusum.crossing is None
    ax = ds.plots.cusum_chart(cusum)
    low, high = ax.get_ylim()
    ends = {"sum": float(cusum.sums[-1]), "5% line": float(cusum.line[-1])}
    heights = {text.get_text(): text.xy[1] for text in ax.texts}
    for name, value in ends.items():
        assert heights[name] == pytest.approx((value - low) / (high - low))


def test_a_report_says_where_the_columns_without_room_are(tmp_path, capsys) -> None:
    data = table(60)
    names = [f"a_column_of_long_name_{j}" for j in range(5)]
    for j, name in enumerate(names):
        data[name] = np.random.default_rng(j).normal(size=60)
    fits = ds.fit(data[[*names, "y"]], "y", names, window=50)
    assert "to_frame() has all." in repr(fits).replace("\n", " ")
    data[[*names, "y"]].to_csv(tmp_path / "a.csv", index=False)
    said = output(capsys, "fit", str(tmp_path / "a.csv"), "-t", "y", "--window", "50")
    assert "--output and --json have all." in said.replace("\n", " ")


@pytest.mark.parametrize("source", ["x.csv", "the arrays", ""])
def test_too_long_a_window_names_its_data(source: str) -> None:
    window = window_routes.Window("expanding", 0)
    with pytest.raises(ds.DataError, match=f"are 3 in {source or 'the data'}. Give a shorter"):
        window_routes._edges(window, 3, 4, None, source, OptionStyle.PYTHON)
