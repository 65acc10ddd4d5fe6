"""Style of figures: colors, axes, ticks, number formats, and the file to save to.

Dark lines on white, a hairline grid, titles at the left, and labels beside what they name instead
of a legend. The colors are those of Okabe and Ito (2008), which color-blind readers can tell apart;
line styles, markers, and labels carry the same information.
"""

from __future__ import annotations

import io
import math
import os
import textwrap
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Final

from downslope.errors import DataError, MissingExtraError, OptionError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure


INK: Final = "#20272e"
MUTED: Final = "#66717c"
HAIRLINE: Final = "#e7eaed"
BLUE: Final = "#0072b2"
VERMILION: Final = "#d55e00"
GREEN: Final = "#007a5a"
PURPLE: Final = "#9c4f86"
OCHRE: Final = "#a87400"

# Each color has a line style of its own, so that either is enough.
STROKES: Final = (
    (BLUE, "-"),
    (VERMILION, (0, (6, 2))),
    (GREEN, (0, (6, 2, 1.2, 2))),
    (PURPLE, (0, (1.2, 1.6))),
    (OCHRE, (0, (10, 3))),
    (INK, (0, (4, 1.5, 1.2, 1.5, 1.2, 1.5))),
    ("#5b4bb5", (0, (2.5, 2.5))),
)

SIZE: Final = 9.0  # points, of labels
LARGEST_SHOWN: Final = 1e250  # of a loss: ticks above it would overflow
FORMATS: Final = (".png", ".svg", ".pdf")
LONGEST_NAME: Final = 36  # characters of a column's name that fit along an axis


def blank_figure(width: float = 7.4, height: float = 4.7) -> Figure:
    """Return an empty white figure, with sizes in inches.

    Raises
    ------
    MissingExtraError
        If matplotlib is not installed.

    """
    try:
        from matplotlib.figure import Figure
        from matplotlib.layout_engine import ConstrainedLayoutEngine
    except ImportError as error:
        raise MissingExtraError(
            "Drawing needs matplotlib, which is not installed: pip install 'downslope[plots]'"
        ) from error
    layout = ConstrainedLayoutEngine(w_pad=0.13, h_pad=0.11)
    return Figure(figsize=(width, height), dpi=160, layout=layout, facecolor="white")


def axes_or_new(ax: Axes | None) -> Axes:
    """Return `ax`, or the axes of a new figure."""
    return blank_figure().add_subplot() if ax is None else ax


def style_axes(ax: Axes, title: str, note: str, x_label: str, y_label: str) -> None:
    """Style axes and write their title, a note below it, and names for both axes.

    Column names are the user's, so no text is parsed as a formula.
    """
    lines = note.count("\n") + 1 if note else 0
    ax.set_title(
        title, loc="left", fontsize=12, fontweight="bold", color=INK,
        pad=8 + 13 * lines, parse_math=False,
    )  # fmt: skip
    if note:
        ax.annotate(
            note, (0, 1), xytext=(0, 7), xycoords="axes fraction", textcoords="offset points",
            ha="left", va="bottom", fontsize=SIZE, color=MUTED, parse_math=False, linespacing=1.3,
        )  # fmt: skip
    ax.set_xlabel(short(x_label), fontsize=SIZE + 0.5, color=INK, labelpad=6, parse_math=False)
    ax.set_ylabel(short(y_label), fontsize=SIZE + 0.5, color=INK, labelpad=6, parse_math=False)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    for side in ("bottom", "left"):
        ax.spines[side].set_color(MUTED)
        ax.spines[side].set_linewidth(0.8)
    ax.tick_params(which="both", colors=MUTED, labelsize=SIZE, labelcolor=INK, width=0.8, length=3)
    ax.tick_params(which="minor", length=0)
    ax.set_axisbelow(True)
    ax.grid(True, which="major", color=HAIRLINE, linewidth=0.8)


def count_axis(axis: Axis) -> None:
    """Put ticks at whole numbers, with commas between thousands."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axis.set_major_locator(MaxNLocator(6, integer=True))
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))


def plain_axis(axis: Axis) -> None:
    """Put ticks with plain numbers, without an offset."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axis.set_major_locator(MaxNLocator(6))
    axis.set_major_formatter(FuncFormatter(lambda value, _: plain(value)))


MOST_TICKS = 8


def log_axis(axis: Axis, low: float, high: float) -> None:
    """Put ticks on a log scale from `low` to `high`: decades, or finer ones if they are few."""
    from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

    decades = math.log10(high / low)
    axis.set_minor_locator(NullLocator())
    if decades < 1:
        axis.set_major_locator(MaxNLocator(5))
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.5g}"))
        return
    largest = 2e6 if decades < 2 else 1e5
    axis.set_major_locator(FixedLocator(_log_ticks(low, high)))
    axis.set_major_formatter(FuncFormatter(lambda value, _: tick(value, largest)))


def _log_ticks(low: float, high: float) -> list[float]:
    """Return powers of ten from `low` to `high`, at most eight; with 2s and 5s if they are few.

    Matplotlib's locator looks one stride past the view, which overflows for losses just below the
    largest float.
    """
    first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
    if math.log10(high / low) < 2:
        ticks = [m * 10.0**e for e in range(first - 1, last + 1) for m in (1.0, 2.0, 5.0)]
        return [value for value in ticks if low <= value <= high]
    stride = -(-(last - first + 1) // MOST_TICKS)
    return [10.0**e for e in range(first, last + 1) if e % stride == 0]


def tick(value: float, largest: float = 1e5) -> str:
    """Format a number on a log axis: 0.001, 10,000; a power of ten from `largest` on."""
    if not 1e-4 < value < largest * (1 - 1e-9):
        exponent = math.floor(math.log10(value) + 1e-9)
        lead = value / 10.0**exponent if exponent > -300 else 1.0
        power = power_of_ten(exponent)
        return power if round(lead) == 1 else f"{lead:.0f}·{power}"
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"


def plain(value: float) -> str:
    """Format a number on a linear axis: −0.05, 1954, 62,500, 1.5·10⁹."""
    if value == 0 or 1e-4 <= abs(value) < 1e7:
        shown = f"{value:,.9g}" if abs(value) >= 1e4 else f"{value:.9g}"
        return shown.replace("-", "−")
    lead, exponent = f"{value:.9e}".split("e")
    return f"{float(lead):g}·{power_of_ten(int(exponent))}".replace("-", "−")


def brief(value: float, digits: int = 4) -> str:
    """Format a number to `digits` significant digits: 0.9401, 6.206·10⁴; ∞ if it overflowed."""
    if not math.isfinite(value):
        return "∞"
    if value == 0 or 1e-4 <= abs(value) < 1e5:
        return f"{float(f'{value:.{digits}g}'):,.{max(digits, 5)}g}"
    lead, exponent = f"{value:.{digits - 1}e}".split("e")
    return f"{lead}·{power_of_ten(int(exponent))}"


def power_of_ten(exponent: int) -> str:
    """Format a power of ten: 10⁻⁴."""
    return "10" + str(exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def short(name: str, longest: int = LONGEST_NAME) -> str:
    """Cut a name that is too long, with an ellipsis."""
    return name if len(name) <= longest else f"{name[: longest - 1]}…"


def wrapped(text: str, width: int) -> str:
    """Break text into lines without breaking long names."""
    return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)


def picture_file(file: str | os.PathLike[str]) -> Path:
    """Check that a figure can be saved to `file`, before the work begins, and return its path.

    Raises
    ------
    OptionError
        If the name does not end in .png, .svg, or .pdf.
    DataError
        If the folder is missing, or the file cannot be written.
    MissingExtraError
        If matplotlib is not installed.

    """
    path = Path(file)
    if path.suffix.lower() not in FORMATS:
        raise OptionError(
            f"Cannot draw to '{file}': give a file name that ends in .png, .svg, or .pdf."
        )
    if not path.parent.is_dir():
        raise DataError(
            f"Cannot draw to '{file}': there is no folder '{path.parent}'. Create it first."
        )
    if path.is_dir():
        raise DataError(f"Cannot draw to '{file}': it is a folder. Give the name of a file in it.")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise DataError(
            f"Cannot draw to '{file}': writing there is not permitted. Choose another folder."
        )
    blank_figure()
    return path


def png(picture: Axes | Figure, dpi: float = 100.0) -> bytes:
    """Return a figure as the bytes of a PNG file, for sending."""
    content = io.BytesIO()
    _write(picture, content, "png", dpi)
    return content.getvalue()


def svg(picture: Axes | Figure) -> bytes:
    """Return a figure as the bytes of an SVG file."""
    content = io.BytesIO()
    _write(picture, content, "svg")
    return content.getvalue()


def save(picture: Axes | Figure, file: str | os.PathLike[str]) -> None:
    """Save a figure as a PNG, SVG, or PDF file; the same numbers give the same bytes.

    Parameters
    ----------
    picture : matplotlib.axes.Axes or matplotlib.figure.Figure
        The figure, or axes of it.
    file : str or os.PathLike
        Name of the file, which ends in .png, .svg, or .pdf.

    Raises
    ------
    OptionError, DataError
        As in `picture_file`.

    """
    path = picture_file(file)
    try:
        _write(picture, path, path.suffix.lower()[1:])
    except OSError as error:
        raise DataError(f"Cannot draw to '{file}': {error.strerror or error}.") from error


def _write(
    picture: Axes | Figure, target: Path | io.BytesIO, kind: str, dpi: float | str = "figure"
) -> None:
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    figure = picture if isinstance(picture, Figure) else picture.get_figure(root=True)
    assert isinstance(figure, Figure)
    undated: dict[str, None] = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}.get(kind, {})
    with rc_context({"svg.hashsalt": "downslope"}), warnings.catch_warnings():
        # The name of a column may have letters that the font lacks: they are drawn as boxes.
        warnings.filterwarnings("ignore", message=r"Glyph .* missing")
        figure.savefig(target, format=kind, metadata=undated, dpi=dpi)
