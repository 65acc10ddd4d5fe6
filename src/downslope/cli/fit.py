"""`downslope fit`: coefficients in closed form, with standard errors and certified digits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from downslope.cli import model_choice, options
from downslope.cli.fit_options import fit_options, tests
from downslope.cli.options import names, number
from downslope.errors import OptionError
from downslope.formatting import counted, wrapped

if TYPE_CHECKING:
    from rich.console import RenderableType

    from downslope.fitting.fit_result import Fit
    from downslope.fitting.groups.many_fits import ManyFits
    from downslope.fitting.model_fit_result import ModelFit

EXAMPLE = (
    "Try:\n[bold]downslope fit hubble[/]\n"
    "[bold]downslope fit sales-*.parquet --target revenue --features price,size[/]"
)

SHORT_NAME = len("intercept")  # names up to this length are not broken
HARMFUL_INDEX = 30.0  # Belsley, Kuh & Welsch (1980): a dependence above this is harmful
SHARED = 0.5  # a share of a weight's variance above this is caused by the dependence
MOST_WEIGHTS = 6  # columns of proportions that fit in 80 characters


@options.perhaps_files
@fit_options
@click.option(
    "--model",
    default="least-squares",
    metavar="NAME",
    help="ridge, lasso, elastic-net, huber, logistic, softmax, or poisson.",
)
@model_choice.alpha
@model_choice.l1_ratio
@model_choice.delta
@click.option(
    "--by", metavar="A,B", help="Columns whose equal values make groups, each with its own fit."
)
@click.option(
    "--absorb",
    metavar="A,B",
    help="One or two columns whose levels have an intercept each, without a column for each.",
)
@click.option(
    "--window",
    metavar="W",
    help="A fit for each window: of 500 rows; with --time of a span such as 30d; or expanding.",
)
@click.option(
    "--time", metavar="COL", help="For --window: dates or numbers by which the rows are sorted."
)
@tests
@click.option(
    "--collinearity",
    "show_collinearity",
    is_flag=True,
    help="Show which columns depend on each other (VIF, Belsley).",
)
@click.option(
    "--moments",
    metavar="FILE",
    help="Fit what the statement of [bold]downslope sql --print[/] printed, instead of DATA.",
)
@click.option(
    "--press", is_flag=True, help="Predict each row from the others (PRESS), in a second pass."
)
@click.option(
    "--format",
    "form",
    default="text",
    metavar="NAME",
    help="text, or a table to hand in: markdown, latex, html, or csv.",
)
@click.option(
    "--save", metavar="FILE.json", help="Save the fit, for downslope predict and ds.load_fit."
)
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    help="With --by or --window: a .csv, .tsv, or .parquet file with one row for each fit.",
)
@click.option(
    "--plot",
    metavar="FILE",
    help="Draw the residuals (.png, .svg, or .pdf), and check assumptions in them.",
)
@click.option(
    "--partial",
    metavar="COL",
    help="With --plot: draw what this column's weight says beyond all other columns.",
)
@options.as_json
def command(
    data: tuple[str, ...],
    model: str,
    alpha: str | None,
    l1_ratio: str | None,
    delta: str | None,
    by: str | None,
    absorb: str | None,
    window: str | None,
    time: str | None,
    hypotheses: tuple[str, ...],
    show_collinearity: bool,
    moments: str | None,
    press: bool,
    form: str,
    save: str | None,
    output: str | None,
    plot: str | None,
    partial: str | None,
    as_json: bool,
    asked: dict[str, Any],
) -> None:
    """Fit coefficients with standard errors, intervals, and findings about the data."""
    from downslope.cli.options import reading_shown
    from downslope.cli.output import check_format, check_picture, console, draw, print_json
    from downslope.data.sql.pasted_moments import read_moments
    from downslope.fitting.fit import fit

    of_least_squares = {"--collinearity": show_collinearity, "--test": bool(hypotheses)}
    of_least_squares |= {"--save": save is not None, "--plot": plot is not None, "--press": press}
    for option in (name for name, given in of_least_squares.items() if given):
        if model != "least-squares":
            raise OptionError(
                f"{option} applies to least squares only: leave it out with --model {model}."
            )
    options.check_one_source(data, moments)
    beside = {"--json": as_json, "--collinearity": show_collinearity}
    of_text = {"--test": bool(hypotheses), "--press": press}
    check_format(form, beside | {name: given and form == "csv" for name, given in of_text.items()})
    _check_save(save, data)
    if partial is not None and (plot is None or press or not partial):
        raise OptionError(
            f"--partial '{partial}' is for --plot, and not for --press: give a column, and the "
            "file to draw it to."
        )
    if plot is not None:
        check_picture(plot)
    many = "--by" if by is not None else None if window is None else "--window"
    if output is not None or many is not None:
        _check_many(many, output, of_least_squares, data)
    with reading_shown() as progress:
        result = fit(
            data if moments is None else read_moments(moments),
            model=model,
            alpha=None if alpha is None else number(alpha, "--alpha"),
            l1_ratio=None if l1_ratio is None else number(l1_ratio, "--l1-ratio"),
            delta=None if delta is None else number(delta, "--delta"),
            by=names(by, "--by"),
            window=window,
            time=time,
            absorb=names(absorb, "--absorb"),
            residuals=partial or plot is not None or press,
            progress=progress,
            **asked,
        )
    if many is not None:
        _show_many(cast("ManyFits", result), output, form, as_json=as_json)
        return
    if save is not None:
        cast("Fit", result).save(save)
    if plot is not None:
        from downslope.plots.partial_page import partial_page
        from downslope.plots.residual_page import residual_page

        page = residual_page if partial is None else partial_page
        draw(page(cast("Fit", result).residuals), plot, quietly=as_json or form != "text")
    tests = [cast("Fit", result).test(each) for each in hypotheses]
    if as_json:
        tested: dict[str, object] = {"tests": [test.to_dict() for test in tests]} if tests else {}
        if plot is not None or press:
            tested["in_order"] = cast("Fit", result).residuals.calm
        if press:
            tested["leave_one_out"] = cast("Fit", result).residuals.to_dict()
        print_json(result.to_dict() | tested)
    elif form != "text":
        print(result.as_table.written(form))
        if press:
            print(f"\n{cast('Fit', result).residuals.left_out}")
        for test in tests:
            print(f"\n{test.as_table.written(form)}")
    else:
        out = console()
        out.print(fit_report(result))
        if press:
            print(f"\n{wrapped(cast('Fit', result).residuals.left_out)}")
        for test in tests:
            print(f"\n{test}")
        if show_collinearity:
            out.print(collinearity_report(cast("Fit", result)))


def _check_many(
    many: str | None, output: str | None, others: dict[str, bool], data: tuple[str, ...]
) -> None:
    """Check the options of many fits before the work begins."""
    from downslope.data.table_writer import check_output

    if many is None:
        raise OptionError(
            f"--output '{output}' is for the fits of groups or windows: give --by or --window, or "
            "leave it out (--save keeps a single fit)."
        )
    for option in (name for name, given in others.items() if given):
        raise OptionError(f"{option} is for a single fit: leave it or {many} out.")
    if output is not None:
        check_output(Path(output))
        if Path(output).resolve() in {Path(each).resolve() for each in data}:
            raise OptionError(f"--output '{output}' is a data file: choose another name.")


def _show_many(result: ManyFits, output: str | None, form: str, *, as_json: bool) -> None:
    """Print the fits of groups or windows, and write them to a file if one is named."""
    from downslope.cli.output import print_json

    if output is not None:
        result.write(output)
    if as_json:
        print_json(result.to_dict())
    elif form != "text":
        print(result.as_table.written(form))
    else:
        print(result)
        if output is not None:
            print(f"\n{output}: one row for each of {counted(len(result), 'fit')}.")


def _check_save(save: str | None, data: tuple[str, ...]) -> None:
    """Check, before the work begins, that --save names a file that can be written."""
    if save is None:
        return
    path = Path(save)
    if path.suffix != ".json":
        raise OptionError(f"--save '{save}' is not a name for a fit: it must end in .json.")
    if not path.absolute().parent.is_dir():
        raise OptionError(
            f"--save '{save}' is in a folder that does not exist: make the folder first."
        )
    if path.is_dir() or path.resolve() in {Path(each).resolve() for each in data}:
        raise OptionError(f"--save '{save}' is a folder or a data file: choose another name.")


def fit_report(fit: Fit | ModelFit) -> RenderableType:
    """Report the coefficients with their inference, the quality of the fit, and findings."""
    from rich.console import Group
    from rich.table import Table as RichTable
    from rich.text import Text

    from downslope.cli.output import finding_lines

    rows = RichTable(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    name, *others = fit.headings
    longest = max(len(cells[0]) for cells in fit.cells)
    rows.add_column(name, overflow="fold", min_width=min(longest, SHORT_NAME))
    for heading in others:
        rows.add_column(heading, justify="right", no_wrap=True)
    for name, *cells in fit.cells:
        rows.add_row(Text(name), *cells)
    lines = [fit.quality, *fit.certainty]
    notes = [Text(model_choice.as_typed(str(line))) for line in finding_lines(fit.findings)]
    return Group(Text(fit.title, style="bold"), rows, Text(), *map(Text, lines), *notes)


def collinearity_report(fit: Fit) -> RenderableType:
    """Report VIF, and the share of each weight's variance in every near-dependence."""
    from rich.console import Group
    from rich.text import Text

    from downslope.cli.output import plain_table
    from downslope.fitting.collinearity import collinearity
    from downslope.fitting.solution import Outcome
    from downslope.formatting import significant

    together = collinearity(fit.solution.inverse_factor, fit.solution.moments)
    if fit.solution.outcome is Outcome.UNDETERMINED:
        return Text("\nLSMR computes no condition indices: choose another method.")
    if together is None:
        return Text("\nThe columns are dependent: VIF and condition indices are infinite.")
    names = fit.solution.names
    inflation = plain_table()
    for heading in ("column", "VIF"):
        inflation.add_column(heading, justify="left" if heading == "column" else "right")
    for name, value in zip(names, together.vif, strict=False):
        inflation.add_row(Text(name), significant(value, 4))
    shares = plain_table()
    shares.add_column("index", justify="right")
    for name in names[:MOST_WEIGHTS]:
        shares.add_column(Text(name[:10]), justify="right")
    for index, row in zip(together.condition_indices, together.variance_proportions, strict=True):
        cells = [
            Text(f"{share:.2f}", style="bold" if share > SHARED and index > HARMFUL_INDEX else "")
            for share in row[:MOST_WEIGHTS]
        ]
        shares.add_row(significant(index, 4), *cells)
    rest = len(names) - MOST_WEIGHTS
    more = f" ({rest} more in --json.)" if rest > 0 else ""
    note = (
        "Condition indices, and the share of each weight's variance that they explain. If an "
        f"index is above {HARMFUL_INDEX:g}, columns whose shares exceed {SHARED:g} are dependent."
    )
    return Group(Text(), inflation, Text(), Text(note + more), shares)
