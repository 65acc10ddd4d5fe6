"""Limits of what a fit takes and shows: memory, widths, how many of a kind a sentence names."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

import downslope as ds
from downslope.fitting import (
    anova,
    certainty,
    cluster_leverage,
    hypothesis_text,
    ladder,
    penalty_path,
    sandwich,
    table_fit,
)
from downslope.fitting import compare as comparing
from downslope.fitting.comparison_result import Compared, Comparison
from downslope.fitting.groups import absorbed, group_pass, summary_stack, window_routes
from downslope.fitting.passes import (
    ReadOptions,
    check_width,
    cluster_sums,
    keyed,
    model_passes,
    reader,
)
from downslope.fitting.passes.reader import Reading

SCHEMA: Any = SimpleNamespace(rows=1000, width=4)


def noisy(n: int, d: int, seed: int = 0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    rows = pd.DataFrame(rng.normal(size=(n, d)), columns=[f"x{j}" for j in range(d)])
    return rows.assign(y=rows.sum(axis=1) + rng.normal(size=n))


@pytest.mark.parametrize(
    ("module", "check", "needed", "share"),
    [
        (window_routes, lambda: window_routes._check_memory(1000, 4, 3), 8 * 1000 * 24, 0.5),
        (absorbed, lambda: absorbed._check_memory(1000, 4), 24 * 1000 * 6, 0.25),
        (summary_stack, lambda: summary_stack.check_fits(1000, 4, "'g'"), 8 * 1000 * 26, 0.25),
        (cluster_sums, lambda: cluster_sums.check_fits(1000, 4, cubes=False), 8 * 4000, 0.25),
        (cluster_sums, lambda: cluster_sums.check_fits(1000, 4, cubes=True), 8 * 20_000, 0.25),
    ],
)
def test_what_takes_more_than_its_share_of_memory_is_refused(
    module: Any,
    check: Callable[[], None],
    needed: int,
    share: float,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "free_memory", lambda: needed / share)
    check()
    monkeypatch.setattr(module, "free_memory", lambda: 0.99 * needed / share)
    with pytest.raises(ds.DataError, match=r"needs? 0\.0 GB.* are free"):
        check()
    monkeypatch.setattr(module, "free_memory", lambda: None)
    check()


@pytest.mark.parametrize(
    ("k", "cubes", "said"),
    [(24, False, "CR1 of 16,777,216 clusters or more needs 3.0 GB for their sums, and 4.0 GB are "
                 "free: choose larger clusters."),
     (3, True, "CR3 of 16,777,216 clusters or more needs 1.5 GB for their sums, and 4.0 GB are "
               "free: choose CR1, or fewer columns.")],
)  # fmt: skip
def test_what_clusters_need_is_said_in_gigabytes(
    k: int, cubes: bool, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_sums, "free_memory", lambda: 2**32)
    with pytest.raises(ds.DataError) as error:
        cluster_sums.check_fits(2**24, k, cubes=cubes)
    assert str(error.value) == said


def test_rows_are_kept_in_memory_up_to_their_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "free_memory", lambda: 8 * 4000 / 0.35 + 1)
    assert reader.fits(SCHEMA)
    monkeypatch.setattr(reader, "free_memory", lambda: 0.99 * 8 * 4000 / 0.35)
    assert not reader.fits(SCHEMA)
    monkeypatch.setattr(reader, "free_memory", lambda: None)
    assert not reader.fits(SCHEMA)
    assert not reader.fits(SimpleNamespace(rows=None, width=4))  # type: ignore[arg-type]


def test_rows_that_took_no_time_have_no_rate() -> None:
    assert Reading(1, 10, 20, 0.0).rate == 0.0
    assert Reading(1, 10, 20, 0.0).seconds_left is None
    assert Reading(1, 10, 30, 2.0).rate == 5.0
    assert Reading(1, 10, 30, 2.0).seconds_left == 4.0
    assert Reading(1, 30, 30, 2.0).seconds_left == 0.0
    assert Reading(1, 40, 30, 2.0).seconds_left == 0.0
    assert Reading(1, 0, 30, 2.0).seconds_left is None
    assert Reading(1, 1, None, 2.0).seconds_left is None


def test_a_summary_takes_up_to_five_thousand_features() -> None:
    for d in (5000, 5001):
        schema: Any = SimpleNamespace(features=("x",) * d, source="rows.csv")
        if d == 5000:
            check_width(schema, ReadOptions())
            continue
        with pytest.raises(
            ds.DataError,
            match=r"^rows.csv has 5001 features, .* at most 5000: a moment matrix takes 0\.2 GB, "
            r"and a run needs about 12 of them, 2 GB\.",
        ):
            check_width(schema, ReadOptions(workers=2))


@pytest.mark.parametrize("more", [0, 1, 2])
def test_five_ranges_are_shown_and_the_others_counted(more: int) -> None:
    data = noisy(30, 5 + more)
    fit = ds.fit(data, "y")
    new = data.drop(columns="y").iloc[:1] + 9.0
    (found,) = fit.extrapolation(new)
    assert found.evidence.count(" in 1 row ") == 5
    assert f" and {more} more." in found.evidence if more else " more" not in found.evidence
    assert len(found.columns) == 5 + more


def test_a_solver_without_passes_has_none_in_its_line() -> None:
    run = Compared("lsmr", 0.5, 2.0, 1e-3, 1234, "converged", "")
    none = Compared("svd", np.nan, np.nan, np.nan, 0, "skipped", "Not run.")
    lines = Comparison.cells.fget(SimpleNamespace(rows=(run, none)))  # type: ignore[attr-defined]
    assert lines[0][3:] == ("1.0e-03", "1,234", "converged")
    assert lines[1] == ("svd", "—", "—", "—", "—", "skipped")


@pytest.mark.parametrize(("intercept", "constant"), [(False, 0.0), (True, 1.0), (True, 0.0)])
def test_a_combination_has_a_constant_where_it_is_no_rounding(
    intercept: bool, constant: float
) -> None:
    data = noisy(30, 2) + 10.1 * intercept
    data["z"] = 2.0 * data["x0"] - data["x1"] + constant
    (found,) = ds.fit(data, "y", intercept=intercept).findings
    shown = " + 1" if constant else ""
    assert found.evidence.startswith(f"'z' = 2·'x0' − 'x1'{shown}, up to rounding")


@pytest.mark.parametrize(("amplified", "is_said"), [(70.0, False), (99.0, False), (101.0, True)])
def test_columns_that_amplify_errors_a_hundred_times_are_told(
    amplified: float, is_said: bool
) -> None:
    data = noisy(40, 2)
    columns = data[["x0", "x1"]] - data[["x0", "x1"]].mean()
    one, other = np.linalg.qr(columns.to_numpy())[0].T
    near = data.assign(x0=one, x1=one + other / np.sqrt(amplified**2 - 1.0))
    said = [str(each) for each in ds.fit(near, "y").findings]
    assert bool(said) == is_said
    assert not said or "which makes standard errors up to 1e+02 times larger" in said[0]


# --- Names in sentences -------------------------------------------------------------------------


@pytest.mark.parametrize("count", [8, 9])
def test_eight_weights_are_named_and_the_others_counted(count: int) -> None:
    names = tuple(f"x{j}" for j in range(count))
    every = np.ones(count, dtype=bool)
    solution: Any = SimpleNamespace(names=names)
    eight = ", ".join(f"'{name}'" for name in names[:8])
    shown = certainty._listed(solution, every)
    assert shown == (f"{eight} and 1 more" if count > 8 else f"{eight[:-6]} and 'x7'")
    asked: Any = SimpleNamespace(kind="CR1", columns=("g",))
    found = cluster_leverage._understated(
        asked, "g", names, np.full(count, 0.25), np.full(count, "a"), every, "too small"
    )
    more = " and 1 more" if count > 8 else ""
    assert found.evidence.startswith(f"The CR1 errors of {eight}{more} are too small: ")
    rows = noisy(20, count)
    with pytest.raises(ds.OptionError) as refused:
        table_fit.polynomial(ds.read(rows, "y"), 2)
    assert f"({', '.join(names[:8])}{', …' * (count > 8)})" in str(refused.value)
    path = ds.path(rows, "y", alphas=2, folds=None)
    with pytest.raises(ds.DataError) as refused:
        path.predict(np.ones((2, 1)), at=0)
    said = f"1 column but the path has {count}: give {', '.join(names[:8])}{', …' * (count > 8)}."
    assert str(refused.value) == f"X has {said}"


@pytest.mark.parametrize("count", [1, 3, 4])
def test_three_groups_without_rows_are_named_by_forty_characters(count: int) -> None:
    labels = [f"{place}".ljust(40 + place % 2, "-") for place in range(count)]
    found = group_pass._groups_without_rows(labels, ("g",))
    assert found.evidence.endswith(
        f": {', '.join(each[:40] for each in labels[:3])}{', and 1 more' * (count > 3)}."
    )


@pytest.mark.parametrize("count", [3, 4])
def test_three_groups_of_a_kind_are_named(count: int) -> None:
    few = pd.DataFrame({"x0": 0.0, "y": 1.0, "g": [f"few{place}" for place in range(count)]})
    fits = ds.fit(pd.concat([grouped(["a", "b"]), few]), "y", by="g")
    (said,) = [each for each in fits.report_lines if "few0" in each and "few2" in each][-1:]
    assert said.splitlines()[-1].endswith(f"few0, few1, few2{', and 1 more' * (count > 3)}.")


@pytest.mark.parametrize("count", [10, 11])
def test_ten_groups_are_shown(count: int) -> None:
    table, *others = ds.fit(grouped([f"g{j:02d}" for j in range(count)]), "y", by="g").report_lines
    assert sum(line.lstrip().startswith("g0") for line in table.splitlines()) == 10
    assert ("1 more group" in " ".join(others)) == (count == 11)


@pytest.mark.parametrize("length", [100, 101])
def test_hypotheses_are_shown_up_to_a_hundred_characters(length: int) -> None:
    text = "x" * length
    assert hypothesis_text.shown(text) == (text if length == 100 else f"{text[:100]}…")
    number = "0." + (length - 2) * "5"
    if length == 100:
        assert float(hypothesis_text._number(number)) == 5 / 9
    else:
        with pytest.raises(ds.OptionError, match="is too long"):
            hypothesis_text._number(number)


@pytest.mark.parametrize("count", [2, 3])
def test_fewer_than_three_clusters_say_little(count: int) -> None:
    way: Any = SimpleNamespace(sizes=np.full(count, 5))
    (found,) = sandwich._few(("g",), (way,), (count,), 4)
    assert found.code == ("few_clusters" if count == 2 else "fewer_clusters_than_weights")


def test_sums_of_squares_have_no_exponent_up_to_ten_billion() -> None:
    for value, shown in ((9.9999e9, "9999900000"), (6e9, "6000000000"), (12345.6, "12346"),
                         (1e4, "10000")):  # fmt: skip
        assert anova._sum_of_squares(value) == shown
    for value in (1e10, 1.5e10):
        assert "e" in anova._sum_of_squares(value)


def test_frames_without_names_are_told_five() -> None:
    fit = ds.fit(noisy(30, 7), "y")
    with pytest.raises(ds.DataError, match=r"rename them to x0, x1, x2, x3, x4, or give"):
        fit.predict(pd.DataFrame(np.ones((2, 7))))


def test_a_thousand_classes_are_told_apart() -> None:
    schema: Any = SimpleNamespace(target="y")
    assert len(model_passes._labels(np.arange(1000.0), set(), schema)) == 1000
    assert len(model_passes._labels(np.arange(2.0), set(range(2, 1000)), schema)) == 2
    with pytest.raises(ds.DataError, match="'y' has more than 1,000 classes"):
        model_passes._labels(np.arange(2.0), set(range(2, 1001)), schema)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("127", 127), (str(2**63 - 1), 2**63 - 1), (str(2**63), str(2**63)), ("-5", -5),
        (str(-(2**63)), -(2**63)), (str(-(2**63) - 1), str(-(2**63) - 1)), ("05", "05"),
    ],
)  # fmt: skip
def test_keys_are_numbers_up_to_64_bits(text: str, key: int | str) -> None:
    assert keyed._number_or_text(text) == key


# --- Widths and routes --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n", "d", "how", "method"),
    [
        (50, 59, {}, "minimum-norm"),
        (50, 60, {}, "svd"),
        (59, 60, {"intercept": False}, "minimum-norm"),
        (61, 61, {"intercept": False}, "cholesky"),
        (1000, 20_000, {"intercept": False}, "svd"),  # 2e10 products
        (1000, 20_001, {"intercept": False}, "lsmr"),
        (5000, 1000, {"sparse": True}, "cholesky"),
        (5000, 1001, {"sparse": True}, "lsmr"),
        (5000, 199, {"accuracy": "full"}, "exact"),
        (5000, 200, {"accuracy": "full"}, "qr"),
    ],
)
def test_the_first_solver_is_chosen_by_size(n: int, d: int, how: Any, method: str) -> None:
    assert ladder.choose(n, d, **how).method == method


def test_bits_of_any_order_are_made_for_two_hundred_columns() -> None:
    ladder.check_reproducible("auto", 200)
    with pytest.raises(ds.OptionError, match="201 columns: choose at most 200"):
        ladder.check_reproducible("auto", 201)


@pytest.mark.parametrize("free", [1e6, None])
def test_solvers_may_use_half_of_the_memory(
    free: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    class CaughtError(Exception):
        pass

    def caught(trials: object, room: float) -> None:
        raise CaughtError(room)

    monkeypatch.setattr(comparing, "free_memory", lambda: free)
    monkeypatch.setattr(comparing.SolverTrials, "advice", caught)
    with pytest.raises(CaughtError) as found:
        comparing.compare(ds.read(noisy(20, 2), "y"))
    assert found.value.args == (5e5 if free else 2e9,)
    too_large = noisy(20, 2).assign(x0=2e140)
    with pytest.raises(ds.DataError, match=r"^Squares of values beyond 1e\+140 overflow"):
        comparing.compare(ds.read(too_large, "y"))
    with pytest.raises(CaughtError):
        comparing.compare(ds.read(noisy(20, 2).assign(x0=0.9e140), "y"))


def test_a_comparison_asks_for_six_digits_in_twenty_seconds() -> None:
    defaults = inspect.signature(comparing.compare).parameters
    assert defaults["accuracy"].default == 1e-6
    assert defaults["most_seconds"].default == 20.0


@pytest.mark.parametrize(("rows", "are_shown"), [(4000, True), (4001, False)])
def test_four_thousand_residuals_are_drawn_one_by_one(rows: int, are_shown: bool) -> None:
    found = ds.fit(noisy(rows, 1), "y", residuals=True).residuals
    assert (found.points is not None) == are_shown
    if not are_shown:
        assert found.counts.planes.shape == (3, 60, 60)
        assert found.counts.quantiles.shape == (4000,)


def test_penalties_and_folds_have_a_most() -> None:
    assert penalty_path._alphas(10_000) == 10_000
    with pytest.raises(ds.OptionError, match="alphas=10001 cannot be used: give at most 10000"):
        penalty_path._alphas(10_001)
    assert len(np.atleast_1d(penalty_path._alphas(np.arange(10_000.0)))) == 10_000
    with pytest.raises(ds.OptionError, match="give numbers of 0 or more"):
        penalty_path._alphas(np.arange(10_001.0))
    data = noisy(20, 1)
    for nested, least in ((False, 2), (True, 3)):
        with pytest.raises(ds.OptionError, match=f"give a number from {least} to 1000"):
            ds.path(data, "y", folds=1001, nested=nested)
    with pytest.raises(ds.DownslopeError) as other:
        ds.path(data, "y", folds=1000)
    assert "to 1000" not in str(other.value)


# --- Groups and windows -------------------------------------------------------------------------


def grouped(labels: list[Any], d: int = 1, each: int = 3) -> pd.DataFrame:
    return noisy(each * len(labels), d).assign(g=np.repeat(np.array(labels, dtype=object), each))


@pytest.mark.parametrize("length", [23, 24, 25, 26])
def test_a_label_is_shown_up_to_24_characters(length: int) -> None:
    label = "abcdefghijklmnopqrstuvwxyz"[:length]
    shown = ds.fit(grouped([label, "b"]), "y", by="g").cells[0][0]
    assert shown == (label if length <= 24 else f"{label[:23]}…")


def test_weights_that_a_report_hides_are_named_up_to_three() -> None:
    seen = set()
    for d in (3, 6, 7):
        fits = ds.fit(grouped(["a", "b"], d, 40), "y", by="g")
        table, *others = fits.report_lines
        hidden = [name for name in fits.names if f" {name} " not in table.splitlines()[0] + " "]
        said = " ".join(others)
        assert ("the weights of" in said) == bool(hidden)
        assert all((f"'{name}'" in said) == (name in hidden[:3]) for name in fits.names)
        assert ("and others" in said) == (len(hidden) > 3)
        seen.add(len(hidden))
    assert seen == {0, 3, 4}


def test_a_similar_label_is_looked_for_among_a_thousand() -> None:
    labels = [f"{place:04d}" for place in range(1100)]
    labels[990], labels[1010] = "0990rose", "1010tulip"
    fits = ds.fit(grouped(labels, each=2), "y", by="g")
    for wrong, similar, is_found in (
        ("0990ros", "0990rose", True),
        ("1010tuli", "1010tulip", False),
    ):
        with pytest.raises(ds.DataError, match="There is no group") as refused:
            fits[wrong]
        assert (f"'{similar}'" in str(refused.value)) == is_found


def test_labels_are_found_by_what_is_written() -> None:
    fits = ds.fit(grouped(["2.0", "3"]), "y", by="g")
    assert 2.0 in fits
    assert 2 not in fits
    assert 3 in fits
    assert ("2.0", "3") not in fits
    numbers = ds.fit(grouped([2.0, 2.5]), "y", by="g")
    assert 2.0 in numbers
    assert 2.5 in numbers
    assert numbers.get("7") is None


@pytest.mark.parametrize("named", [False, True])
def test_a_window_longer_than_the_data_says_of_which(named: bool) -> None:
    data = noisy(9, 1)
    given = (data, "y") if named else (data[["x0"]].to_numpy(), data["y"].to_numpy())
    assert len(ds.fit(*given, window=9)) == 1
    what = "data" if named else "arrays"
    with pytest.raises(ds.DataError, match=f"it is 10 rows, and there are 9 in the {what}"):
        ds.fit(*given, window=10)


@pytest.mark.parametrize("alone", [1, 5, 6])
@pytest.mark.parametrize("workers", [None, 2])
def test_five_rows_of_leverage_one_are_named(alone: int, workers: int | None) -> None:
    data = noisy(40, 1).assign(kind=[f"only{j}" for j in range(alone)] + ["many"] * (40 - alone))
    fit = ds.fit(data, "y", categorical=["kind"], robust="HC3", workers=workers)
    (found,) = [each for each in fit.findings if each.code == "full_leverage"]
    rows = {1: "Row 1", 5: "Rows 1, 2, 3, 4, 5", 6: "Rows 1, 2, 3, 4, 5 and 1 more"}
    assert found.evidence.startswith(f"{rows[alone]} (counting the rows used) ")


def test_the_first_column_is_named_where_others_determine_it() -> None:
    data = grouped(["a", "b", "c"], 2, 6)
    data.loc[data["g"] == "b", "x0"] = 2.0
    said = " ".join(ds.fit(data, "y", by="g").report_lines[1:])
    assert "b ('x0')" in said
    assert "a (" not in said


def test_one_weight_is_shown_however_long_its_name() -> None:
    name = 40 * "long"
    data = grouped(["a", "b"]).rename(columns={"x0": name})
    assert name in ds.fit(data, "y", by="g", intercept=False).report_lines[0]
