"""`downslope fit`: coefficients in closed form, with standard errors and certified digits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from downslope.cli import model_choice, options
from downslope.cli.options import categorical_names, names, number, whole
from downslope.errors import OptionError, unknown
from downslope.formatting import counted, wrapped

if TYPE_CHECKING:
    from rich.console import RenderableType

    from downslope.data.dialect import ReadingOptions
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


@options.data_files
@options.target
@options.features
@click.option(
    "--formula",
    metavar="TEXT",
    help='Target and terms, such as "rent ~ size * C(kind) + log(age)"; instead of --target.',
)
@click.option("--no-intercept", is_flag=True, help="Force the fit through the origin.")
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
    "--weights",
    metavar="COL",
    help="Column of row weights: precisions 1/variance (WLS); with --model, how many times each "
    "row counts.",
)
@click.option(
    "--weights-kind",
    metavar="KIND",
    help="precision (1/variance), frequency (a row counts as w equal rows), or sampling (a row "
    "stands for w of a population; robust errors).",
)
@click.option(
    "--degree", default="1", metavar="K", help="Fit a polynomial of this degree in one feature."
)
@click.option(
    "--exact-decimals",
    is_flag=True,
    help="Use a small CSV's decimals exactly as written, not rounded to float64.",
)
@click.option(
    "--accuracy",
    default="standard",
    metavar="NAME",
    help="standard, or full (each coefficient correctly rounded to float64).",
)
@click.option(
    "--method", default="auto", metavar="NAME", help="auto, cholesky, exact, qr, svd, or lsmr."
)
@click.option(
    "--robust",
    metavar="KIND",
    help="Standard errors for noise of unequal variance: HC0 to HC3; with --cluster CR1 or CR3.",
)
@click.option(
    "--cluster",
    metavar="A,B",
    help="Columns (one or two) whose equal values make clusters with dependent noise.",
)
@click.option(
    "--hac",
    metavar="L",
    help="Standard errors for noise that depends on up to L rows before (Newey-West).",
)
@click.option("--order", metavar="COL", help="For --hac: check that rows are sorted by COL.")
@click.option(
    "--by", metavar="A,B", help="Columns whose equal values make groups, each with its own fit."
)
@click.option(
    "--window",
    metavar="W",
    help="A fit for each window: of 500 rows; with --time of a span such as 30d; or expanding.",
)
@click.option(
    "--time", metavar="COL", help="For --window: dates or numbers by which the rows are sorted."
)
@options.level
@click.option(
    "--test",
    "hypotheses",
    multiple=True,
    metavar="TEXT",
    help='Test hypotheses about the weights together, such as "size = 9, age = 0".',
)
@click.option(
    "--collinearity",
    "show_collinearity",
    is_flag=True,
    help="Show which columns depend on each other (VIF, Belsley).",
)
@options.engine
@options.scheduler
@click.option("--max-passes", metavar="N", help="Maximum number of passes over large data.")
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
@options.categorical
@options.drop_missing
@options.reading
@options.database
@options.as_json
def command(
    data: tuple[str, ...],
    target: str | None,
    features: str | None,
    formula: str | None,
    no_intercept: bool,
    model: str,
    alpha: str | None,
    l1_ratio: str | None,
    delta: str | None,
    weights: str | None,
    weights_kind: str | None,
    degree: str,
    exact_decimals: bool,
    accuracy: str,
    method: str,
    robust: str | None,
    cluster: str | None,
    hac: str | None,
    order: str | None,
    by: str | None,
    window: str | None,
    time: str | None,
    level: str,
    hypotheses: tuple[str, ...],
    show_collinearity: bool,
    press: bool,
    engine: str | None,
    scheduler: str | None,
    max_passes: str | None,
    form: str,
    save: str | None,
    output: str | None,
    plot: str | None,
    categorical: str | None,
    drop_missing: bool,
    reading: ReadingOptions,
    as_json: bool,
) -> None:
    """Fit coefficients with standard errors, intervals, and findings about the data."""
    from downslope.cli.options import reading_shown
    from downslope.cli.output import check_picture, console, draw, print_json
    from downslope.fitting.fit import fit

    of_least_squares = {"--collinearity": show_collinearity, "--test": bool(hypotheses)}
    of_least_squares |= {"--save": save is not None, "--plot": plot is not None, "--press": press}
    for option in (name for name, given in of_least_squares.items() if given):
        if model != "least-squares":
            raise OptionError(
                f"{option} applies to least squares only: leave it out with --model {model}."
            )
    _check_format(form, as_json, show_collinearity, bool(hypotheses), press)
    _check_save(save, data)
    if plot is not None:
        check_picture(plot)
    many = "--by" if by is not None else None if window is None else "--window"
    if output is not None or many is not None:
        _check_many(many, output, of_least_squares, data)
    power = whole(degree, "--degree", at_least=1)
    most = None if max_passes is None else whole(max_passes, "--max-passes", 1)
    with reading_shown() as progress:
        result = fit(
            data,
            target,
            names(features),
            formula=formula,
            model=model,
            alpha=None if alpha is None else number(alpha, "--alpha"),
            l1_ratio=None if l1_ratio is None else number(l1_ratio, "--l1-ratio"),
            delta=None if delta is None else number(delta, "--delta"),
            weights=weights,
            weights_kind=weights_kind,
            degree=power,
            exact_decimals=exact_decimals,
            engine=engine,
            scheduler=scheduler,
            method=method,
            accuracy=accuracy,
            intercept=not no_intercept,
            robust=robust,
            cluster=names(cluster, "--cluster"),
            hac=None if hac is None else whole(hac, "--hac"),
            order=order,
            by=names(by, "--by"),
            window=window,
            time=time,
            residuals=plot is not None or press,
            level=number(level, "--level"),
            max_passes=most,
            drop_missing=drop_missing,
            categorical=categorical_names(categorical),
            progress=progress,
            **reading,
        )
    if many is not None:
        _show_many(cast("ManyFits", result), output, form, as_json=as_json)
        return
    if save is not None:
        cast("Fit", result).save(save)
    if plot is not None:
        from downslope.plots.residual_page import residual_page

        draw(residual_page(cast("Fit", result).residuals), plot, quietly=as_json or form != "text")
    tests = [cast("Fit", result).test(each) for each in hypotheses]
    if as_json:
        tested: dict[str, object] = {"tests": [test.to_dict() for test in tests]} if tests else {}
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


def _check_format(form: str, as_json: bool, collinearity: bool, tests: bool, press: bool) -> None:
    """Check that --format is known, and that other options print in that format."""
    from downslope.fitting.result_tables import FORMATS

    if form not in FORMATS:
        raise unknown("format", form, FORMATS)
    beside = {"--json": as_json, "--collinearity": collinearity, "--test": tests and form == "csv"}
    beside["--press"] = press and form == "csv"
    for option in (name for name, given in beside.items() if given and form != "text"):
        raise OptionError(f"--format {form} has no place for {option}: leave out one of the two.")


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
