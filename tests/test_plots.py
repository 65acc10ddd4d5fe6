"""The figures: what is drawn is what was computed, everything is named, nothing breaks them."""

from __future__ import annotations

import itertools
import math
import os
import sys
from pathlib import Path

import numpy as np
import pytest

import downslope as ds
from downslope import cli, plots
from downslope.errors import DataError, MissingExtraError, OptionError
from downslope.models.least_squares import LOSS_CONVENTIONS
from downslope.plots.labels import spread
from downslope.plots.style import brief, plain, tick
from sampling import sampled

pytest.importorskip("matplotlib")

LESSON = ds.datasets.lesson_line()
LINE = ds.LeastSquares(LESSON.x, LESSON.y)
RATES = {"slow": 1e-4, "lesson": 0.01, "near the limit": 0.0249, "diverging": 0.1}


def several(n: int = 40, d: int = 3, seed: int = 0, **kwargs: object) -> ds.LeastSquares:
    """A problem of several features in different units."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, d)) * np.geomspace(1, 30, d) + 1
    return ds.LeastSquares(X, X @ np.arange(1, d + 1) + rng.normal(size=n), **kwargs)


def words(ax) -> str:
    """All text of axes, in one string."""
    parts = [ax.get_title(loc="left"), ax.get_xlabel(), ax.get_ylabel()]
    return "\n".join([*parts, *[each.get_text() for each in ax.texts]])


def drawn(ax, label: str):
    """The line of that label, as its x and y."""
    (line,) = [each for each in ax.lines if each.get_label() == label]
    return np.asarray(line.get_xdata()), np.asarray(line.get_ydata())


def draw(ax) -> None:
    """Lay out and draw, so that what only fails when drawn does."""
    ax.get_figure().draw_without_rendering()


# --- data and line -----------------------------------------------------------------------------


def test_line_and_snapshots_are_the_predictions():
    path = ds.trajectory(LINE, 0.01, 200, LESSON.start)
    ax = plots.data_and_line(LINE, path, snapshots=(0, 5, 50, 200), target="y")
    for epoch in (0, 5, 50, 200):
        x, y = drawn(ax, f"epoch {epoch}")
        slope, intercept = path.weights[epoch]
        np.testing.assert_allclose(y, slope * x + intercept)
        assert f"epoch {epoch}, loss {brief(path.losses[epoch])}" in words(ax)
    x, y = drawn(ax, "closed form")
    np.testing.assert_allclose(y, np.polyval(np.polyfit(LESSON.x, LESSON.y, 1), x))
    np.testing.assert_allclose(
        ax.collections[0].get_offsets(), np.column_stack([LINE.X_b[:, 0], LINE.y])
    )


def test_the_last_epoch_is_always_there_and_later_snapshots_are_not():
    ax = plots.data_and_line(LINE, ds.trajectory(LINE, 0.01, 70), snapshots=(0, 5, 50, 200))
    names = {line.get_label() for line in ax.lines}
    assert names == {"epoch 0", "epoch 5", "epoch 50", "epoch 70", "closed form"}


def test_several_features_give_predicted_against_actual():
    problem = several()
    path = ds.trajectory(problem, 1e-4, 50)
    ax = plots.data_and_line(problem, path, target="price")
    x, y = drawn(ax, "epoch 50")
    np.testing.assert_allclose(y, problem.X_b @ path.weights[-1])
    np.testing.assert_allclose(x, problem.y)
    assert ax.get_xlabel() == "price, actual"
    assert ax.get_ylabel() == "price, predicted"


def test_a_diverged_line_leaves_the_data_in_sight():
    ax = plots.data_and_line(LINE, ds.trajectory(LINE, 0.1, 800, LESSON.start))
    low, high = ax.get_ylim()
    assert low < LINE.y.min()
    assert high > LINE.y.max()
    assert high - low < 5 * np.ptp(LINE.y)
    assert "epoch 800, loss ∞" in words(ax)
    draw(ax)


def test_many_rows_are_thinned_and_said_so():
    rng = np.random.default_rng(1)
    x = rng.normal(size=50_000)
    problem = ds.LeastSquares(x, x + rng.normal(size=50_000))
    ax = plots.data_and_line(problem, ds.trajectory(problem, 0.1, 5))
    assert len(ax.collections[0].get_offsets()) == 2000
    assert "2,000 of 50,000 rows" in words(ax)


def test_a_summary_has_no_rows_to_draw():
    summary = ds.Summary.from_rows(LESSON.x[:, None], LESSON.y)
    problem = ds.LeastSquares.from_summary(summary)
    with pytest.raises(OptionError, match="built from a summary"):
        plots.data_and_line(problem, ds.trajectory(problem, 0.01, 5))


# --- loss curves -------------------------------------------------------------------------------


def test_curves_are_the_losses_and_the_floor_is_a_line():
    paths = {lr: ds.trajectory(LINE, lr, 200) for lr in (0.001, 0.01)}
    floor = ds.Spectrum.of(LINE).min_loss
    ax = plots.loss_curves(paths, floor=floor)
    for lr, path in paths.items():
        np.testing.assert_array_equal(drawn(ax, f"lr={lr:g}")[1], path.losses)
        assert f"lr={lr:g}, loss {brief(path.losses[-1])}" in words(ax)
    assert set(drawn(ax, "floor")[1]) == {floor}
    assert f"floor {brief(floor)}" in words(ax)
    assert ax.get_yscale() == "log"


def test_a_diverging_curve_goes_up_and_leaves():
    paths = {lr: ds.trajectory(LINE, lr, 400) for lr in (0.01, 0.1)}
    assert np.isinf(paths[0.1].losses[-1])
    ax = plots.loss_curves(paths)
    _, losses = drawn(ax, "lr=0.1")
    assert np.isfinite(losses).all()
    assert losses[-1] > ax.get_ylim()[1]
    assert ax.get_ylim()[1] < 1e6
    assert "lr=0.1 ↑" in words(ax)
    draw(ax)


@pytest.mark.parametrize(
    "losses",
    [[np.nan] * 3, [0.0, 0, 0], [1.0], [1, 0, 0], [np.inf, np.nan], [5, 5, 5], [1e308, 1e300]],
)
def test_curves_of_any_losses_are_drawn(losses):
    path = ds.Trajectory(
        np.arange(len(losses)), np.zeros((len(losses), 2)), np.array(losses, float)
    )
    draw(plots.loss_curves({0.1: path}, floor=0.0))


# --- contour -----------------------------------------------------------------------------------


def test_contour_shows_the_path_and_the_closed_form():
    path = ds.trajectory(LINE, 0.01, 200, LESSON.start)
    ax = plots.loss_contour(LINE, path)
    np.testing.assert_array_equal(np.column_stack(drawn(ax, "path")), path.weights)
    best = np.ravel(drawn(ax, "closed form"))
    np.testing.assert_allclose(best, np.polyfit(LESSON.x, LESSON.y, 1))
    assert {"start", "closed form", "epoch 200"} <= set(words(ax).split("\n"))
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("weight of x", "intercept")


@pytest.mark.parametrize("loss", LOSS_CONVENTIONS)
def test_contours_pass_where_the_loss_is_theirs(loss):
    problem = ds.LeastSquares(LESSON.x, LESSON.y, loss=loss)
    spectrum = ds.Spectrum.of(problem)
    ax = plots.loss_contour(problem, ds.trajectory(problem, 0.5 / spectrum.steepest, 200))
    lines = ax.collections[-1]
    checked = 0
    for level, contour in zip(lines.levels, lines.get_paths(), strict=True):
        for w in contour.vertices[::25]:
            excess = problem.loss(w) - spectrum.min_loss
            assert excess == pytest.approx(level, rel=0.15, abs=1e-9 * spectrum.min_loss)
            checked += 1
    assert checked > 50


def test_two_weights_are_chosen_or_named():
    problem = several(names=["a", "b", "c"])
    path = ds.trajectory(problem, 1e-4, 20)
    ax = plots.loss_contour(problem, path, weights=("c", "a"))
    assert ax.get_xlabel() == "weight of c"
    assert "closed form" in words(ax)
    np.testing.assert_array_equal(np.column_stack(drawn(ax, "path")), path.weights[:, [2, 0]])
    with pytest.raises(OptionError, match="did you mean 'intercept'"):
        plots.loss_contour(problem, path, weights=("a", "intercpt"))
    with pytest.raises(OptionError, match="two different"):
        plots.loss_contour(problem, path, weights=("a", "a"))


def test_a_standardised_run_is_drawn_in_its_own_weights():
    standard = several().standardized()
    path = ds.trajectory(standard, 0.1, 60)
    ax = plots.loss_contour(standard, path)
    i, j = 0, 3
    ax = plots.loss_contour(standard, path, weights=("x1", "intercept"))
    own = np.linalg.solve(standard.to_user, path.weights.T).T
    np.testing.assert_allclose(np.column_stack(drawn(ax, "path")), own[:, [i, j]], atol=1e-12)
    assert "standardized" in ax.get_xlabel()


def test_a_diverging_path_leaves_the_picture_and_says_when():
    path = ds.trajectory(LINE, 0.1, 800, LESSON.start)
    ax = plots.loss_contour(LINE, path)
    (left, right), epoch = ax.get_xlim(), 0
    while left <= path.weights[epoch, 0] <= right:
        epoch += 1
    assert f"leaves the plot at epoch {epoch}" in words(ax)
    assert np.isfinite(np.column_stack(drawn(ax, "path"))).all()
    draw(ax)


def test_one_weight_has_no_contour():
    problem = ds.LeastSquares(LESSON.x, LESSON.y, intercept=False)
    with pytest.raises(OptionError, match="two weights"):
        plots.loss_contour(problem, ds.trajectory(problem, 0.01, 5))


SWEPT = [(1e-4, 1e-3), (1.5, 3, 1e4), (0.5,), (1e-3, 0.999, 1.001)]  # of the limit


# --- sweep -------------------------------------------------------------------------------------


def test_sweep_marks_the_limit_the_best_and_what_diverges():
    scan = ds.sweep(LINE)
    ax = plots.sweep_curve(scan)
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    assert set(drawn(ax, "limit")[0]) == {scan.lr_limit}
    assert np.ravel(drawn(ax, "best")).tolist() == [
        scan.lrs[scan.lowest],
        scan.final_loss[scan.lowest],
    ]
    kept = np.array(scan.status) == "converging"
    np.testing.assert_array_equal(drawn(ax, "converging")[1], scan.final_loss[kept])
    assert len(drawn(ax, "outside the plot")[0]) == scan.status.count("diverging")
    said = words(ax)
    assert f"limit {brief(scan.lr_limit)}" in said
    assert "diverges" in said
    assert f"lowest loss: {brief(scan.final_loss[scan.lowest])}" in said


@pytest.mark.parametrize(
    ("factors", "epochs"),
    sampled([*itertools.product(SWEPT, [0, 1, 200, 100_000])], 8),
)
def test_any_sweep_is_drawn(factors, epochs):
    limit = ds.Spectrum.of(LINE).steepest / 2
    draw(plots.sweep_curve(ds.sweep(LINE, np.array(factors) / limit, epochs)))


def test_a_bounded_loss_is_unstable_beyond_its_limit_and_does_not_diverge():
    X, y = ds.datasets.lesson_points("lesson-yes-no")
    scan = ds.sweep(ds.Logistic(X, y), [0.1, 0.4, 1.0, 2.0], epochs=50)
    assert set(scan.status) == {"converging", "unstable"}
    ax = plots.sweep_curve(scan)
    assert "unstable" in [text.get_text() for text in ax.texts]
    assert "diverges" not in words(ax)
    left, right = (line for line in ax.lines if line.get_label() == "final loss")
    assert max(left.get_xdata()) < scan.lr_limit < min(right.get_xdata())


def test_a_flat_loss_has_no_limit():
    problem = ds.LeastSquares(np.zeros((4, 1)), [1.0, 2, 3, 4], intercept=False)
    ax = plots.sweep_curve(ds.sweep(problem, [0.1, 1]))
    assert "no rate diverges" in words(ax)
    draw(ax)


# --- error per direction -----------------------------------------------------------------------


def test_direction_errors_are_the_shares_left():
    ax = plots.direction_errors(LINE, 0.01, 200)
    spectrum = ds.Spectrum.of(LINE)
    names = (
        "the slope and the intercept rising together",
        "the intercept rising while the slope falls",
    )
    for value, name in zip(spectrum.eigenvalues, names, strict=True):
        epochs, shares = drawn(ax, name)
        np.testing.assert_allclose(
            shares, np.abs(1 - 0.01 * value) ** epochs, rtol=1e-9, atol=1e-300
        )
        assert name in " ".join(words(ax).split())
    assert "leaves 99.54% per epoch" in words(ax)


def test_a_growing_direction_says_by_how_much():
    ax = plots.direction_errors(LINE, 0.1, 800)
    assert "grows 7.004-fold per epoch" in words(ax)
    draw(ax)


def test_many_directions_show_both_ends():
    problem = several(n=100, d=20)
    ax = plots.direction_errors(problem, 1e-4, 50)
    assert len(ax.lines) == 7
    assert "14 more between" in words(ax)


def test_no_error_at_the_start_is_said():
    x = np.arange(5.0)
    ax = plots.direction_errors(ds.LeastSquares(x, 0 * x), 0.01, 10)
    assert "no error" in words(ax)


# --- the page, and whatever comes --------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "rule"), sampled([*itertools.product(RATES, ["gd", "momentum", "nesterov"])], 3)
)
def test_a_page_names_all_its_axes(name, rule):
    found = ds.diagnose(LINE, RATES[name], 200, LESSON.start, rule=rule)
    page = plots.diagnosis_page(LINE, found, LESSON.start, target="y")
    page.draw_without_rendering()
    assert len(page.axes) == 4
    assert all(ax.get_title(loc="left") and ax.get_xlabel() and ax.get_ylabel() for ax in page.axes)
    assert page.texts[0].get_text() == found.status.upper()
    assert page.texts[1].get_text().split() == found.sentence.split()


def odd_problems() -> dict[str, ds.LeastSquares]:
    rng = np.random.default_rng(3)
    x = rng.normal(size=30)
    return {
        "exact": ds.LeastSquares(x, 2 * x + 1),
        "constant target": ds.LeastSquares(x, np.full(30, 5.0)),
        "constant column": ds.LeastSquares(np.full(30, 2.0), x),
        "collinear": ds.LeastSquares(np.column_stack([x, 2 * x]), x + 1),
        "two rows": ds.LeastSquares([1.0, 2], [3.0, 4]),
        "one row": ds.LeastSquares([[1.0, 2]], [3.0]),
        "huge": ds.LeastSquares(1e8 * x, 1e12 * x),
        "tiny": ds.LeastSquares(1e-9 * x, 1e-12 * x),
        "no intercept": ds.LeastSquares(x, x, intercept=False),
        "names": ds.LeastSquares(
            np.column_stack([x, x**2]), x, names=["$x^{", "距離 " + "long" * 20]
        ),
        "wide": several(n=5, d=12),
    }


ODD_RATES = [(1e-6, False), (0.4, True), (0.999, False), (1e6, False)]  # of the limit, standardized


@pytest.mark.parametrize(
    ("name", "factor", "standardize"),
    sampled([(name, *rate) for name in odd_problems() for rate in ODD_RATES], 6, "odd"),
)
def test_a_page_of_anything_is_drawn(name, factor, standardize, tmp_path):
    problem = odd_problems()[name]
    limit = ds.diagnose(problem, standardize=standardize).lr_limit
    lr = factor * (limit if math.isfinite(limit) else 1.0)
    found = ds.diagnose(problem, lr, 60, standardize=standardize)
    plots.save(plots.diagnosis_page(problem, found, target="$y_"), tmp_path / "page.svg")


def test_no_epochs_and_very_many():
    for epochs in (0, 1, 10**9):
        found = ds.diagnose(LINE, 0.01, epochs)
        plots.diagnosis_page(LINE, found).draw_without_rendering()


def test_own_axes_are_drawn_on_and_returned():
    from matplotlib.figure import Figure

    own = Figure().add_subplot()
    path = ds.trajectory(LINE, 0.01, 20)
    assert plots.loss_curves({0.01: path}, ax=own) is own
    assert plots.sweep_curve(ds.sweep(LINE), Figure().add_subplot()).get_figure() is not None


def test_drawing_leaves_pyplot_and_the_settings_alone():
    import matplotlib

    before = dict(matplotlib.rcParams)
    plots.sweep_curve(ds.sweep(LINE))
    assert dict(matplotlib.rcParams) == before


# --- recording ---------------------------------------------------------------------------------


def test_a_recording_is_the_run():
    from downslope.diagnosis.training_report import train

    recording = plots.Recording(200)
    train(LINE, 0.01, 200, LESSON.start, watch=recording)
    path, exact = recording.path(), ds.trajectory(LINE, 0.01, 200, LESSON.start)
    np.testing.assert_array_equal(path.epochs, exact.epochs)
    np.testing.assert_allclose(path.losses, exact.losses, rtol=1e-9)
    np.testing.assert_allclose(path.weights, exact.weights, rtol=1e-9)


@pytest.mark.parametrize("epochs", [0, 7, 2000, 2001, 10**6, 10**12])
def test_epochs_to_draw_are_few_and_whole(epochs):
    kept = plots.epochs_to_draw(epochs, (0, 5, 777_777))
    assert len(kept) <= 2005
    assert kept[0] == 0
    assert kept[-1] == epochs
    assert (np.diff(kept) > 0).all()
    assert (777_777 in kept) == (epochs >= 777_777)


# --- labels and numbers ------------------------------------------------------------------------


def test_labels_are_apart_and_in_order():
    rng = np.random.default_rng(0)
    for _ in range(200):
        k = int(rng.integers(1, 9))
        wanted, sizes = np.sort(rng.random(k) ** 3), rng.uniform(0.02, 0.1, k)
        places = spread(wanted, sizes)
        apart = (sizes[1:] + sizes[:-1]) / 2
        assert (np.diff(places) >= apart - 1e-12).all()
        assert places[0] - sizes[0] / 2 >= -0.031
        assert places[-1] + sizes[-1] / 2 <= 1.031


def test_labels_with_room_stay_where_they_are():
    np.testing.assert_allclose(spread(np.array([0.2, 0.5, 0.8]), np.full(3, 0.1)), [0.2, 0.5, 0.8])


def test_numbers_are_written_plainly():
    assert [tick(v) for v in (0.001, 1, 10_000, 1e6, 2e-7)] == [
        "0.001",
        "1",
        "10,000",
        "10⁶",
        "2·10⁻⁷",
    ]
    assert [brief(v) for v in (0.94006, 52283.9, 1.437e5, 0, math.inf)] == [
        "0.9401", "52,280", "1.437·10⁵", "0", "∞",
    ]  # fmt: skip
    assert [plain(v) for v in (-0.05, 1954, 62500, 1.5e9, -2e-7)] == [
        "−0.05", "1954", "62,500", "1.5·10⁹", "−2·10⁻⁷",
    ]  # fmt: skip


# --- files -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("suffix", "first"), [(".png", b"\x89PNG"), (".svg", b"<?xml"), (".PDF", b"%PDF")]
)
def test_files_are_what_their_name_says_and_repeatable(tmp_path, suffix, first):
    one, two = tmp_path / f"one{suffix}", tmp_path / f"two{suffix}"
    for file in (one, two):
        plots.save(plots.sweep_curve(ds.sweep(LINE)), file)
    assert one.read_bytes().startswith(first)
    assert one.read_bytes() == two.read_bytes()


def test_files_that_cannot_be_are_refused(tmp_path):
    with pytest.raises(OptionError, match=r"\.png, \.svg, or \.pdf"):
        plots.picture_file(tmp_path / "a.jpg")
    with pytest.raises(DataError, match="no folder"):
        plots.picture_file(tmp_path / "none" / "a.png")
    (tmp_path / "folder.png").mkdir()
    with pytest.raises(DataError, match="a folder"):
        plots.picture_file(tmp_path / "folder.png")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_closed_is_refused(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(DataError, match="not permitted"):
        plots.picture_file(tmp_path / "a.png")


def test_a_write_that_fails_is_one_line(tmp_path, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    ax = plots.sweep_curve(ds.sweep(LINE))
    monkeypatch.setattr(ax.get_figure(), "savefig", full)
    with pytest.raises(DataError, match="No space left"):
        plots.save(ax, tmp_path / "a.png")


def test_without_matplotlib_one_line_says_what_to_install(tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'downslope\[plots\]'"):
        plots.sweep_curve(ds.sweep(LINE))
    assert cli.run(["sweep", "hubble", "--plot", str(tmp_path / "a.png")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "pip install 'downslope[plots]'" in err


# --- the command line --------------------------------------------------------------------------

COMMANDS = [
    ["sweep", "hubble"],
    ["train", "hubble", "--lr", "0.1", "--snapshots", "0,5,50"],
    ["train", "hubble", "--lr", "0.1,0.4,9", "--epochs", "400"],
    ["train", "longley", "--lr", "0.1", "--standardize"],
    ["train", "hubble", "--lr", "0.1", "--batch-size", "6", "--epochs", "20"],
    ["diagnose", "longley", "--lr", "0.1", "--standardize"],
    ["diagnose", "hubble"],
    ["demo"],
    ["demo", "--lr", "0.1"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_commands_draw_and_say_so(command, tmp_path, capsys):
    file = tmp_path / "picture.png"
    assert cli.run([*command, "--plot", str(file)]) == 0
    assert capsys.readouterr().out.endswith(f"Drawn: {file}\n")
    assert file.stat().st_size > 10_000


@pytest.mark.parametrize("command", sampled(COMMANDS, 4), ids=" ".join)
def test_json_is_the_same_with_a_picture(command, tmp_path, capsys):
    import json

    file = tmp_path / "picture.svg"
    assert cli.run([*command, "--json", "--plot", str(file)]) == 0
    with_picture = json.loads(capsys.readouterr().out)
    assert cli.run([*command, "--json"]) == 0
    assert with_picture == json.loads(capsys.readouterr().out)
    assert file.exists()


@pytest.mark.parametrize(
    "command", [COMMANDS[0], COMMANDS[1], COMMANDS[6], COMMANDS[7]], ids=" ".join
)
@pytest.mark.parametrize("file", ["x.jpg", "x", "nowhere/x.png", ".png"])
def test_a_bad_file_is_refused_before_the_run(command, file, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert cli.run([*command, "--plot", file]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("downslope: ")
    assert err.count("\n") == 1
    assert list(Path().iterdir()) == []


def test_a_history_alone_has_nothing_to_draw_on(tmp_path, capsys):
    log = tmp_path / "log.csv"
    log.write_text("3\n2\n1\n")
    assert cli.run(["diagnose", "--history", str(log), "--plot", str(tmp_path / "a.png")]) == 2
    assert "--history" in capsys.readouterr().err


@pytest.mark.parametrize("lrs", [[11.4, 44.1, 98.8], [1e-9, 1e-8], [0.001, 0.01, 1e6]])
@pytest.mark.parametrize("epochs", [1, 76, 200])
def test_a_sweep_can_be_drawn_however_far_its_losses_went(lrs: list[float], epochs: int) -> None:
    line = ds.datasets.lesson_line(n=50, noise=2, seed=7)
    swept = ds.sweep(ds.LeastSquares(line.x, line.y), lrs, epochs)
    axes = ds.plots.sweep_curve(swept)
    axes.get_figure().canvas.draw()
    labels = [tick.get_text() for tick in axes.get_yticklabels()]
    assert 1 <= len([label for label in labels if label]) <= 12
