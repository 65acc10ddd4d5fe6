"""`downslope report`: one page in HTML about a fit, with its tests, plots, and findings."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from downslope.cli import options
from downslope.cli.fit_options import fit_options, tests
from downslope.errors import OptionError

EXAMPLE = (
    "Try:\n[bold]downslope report hubble -o report.html[/]\n"
    '[bold]downslope report rents.csv --formula "rent ~ size_m2 * age_years" -o report.html[/]'
)


@options.data_files
@fit_options
@tests
@click.option("--output", "-o", required=True, metavar="FILE.html", help="File for the page.")
@options.as_json
def command(
    data: tuple[str, ...],
    output: str,
    hypotheses: tuple[str, ...],
    as_json: bool,
    asked: dict[str, Any],
) -> None:
    """Write one page about a fit: weights, tests, plots of the residuals, and findings."""
    from downslope.cli.options import reading_shown
    from downslope.cli.output import print_json
    from downslope.data.atomic import output_file
    from downslope.data.files import are_summaries
    from downslope.data.sql.database import is_database
    from downslope.fitting.assumptions import ResidualsError
    from downslope.fitting.fit import fit
    from downslope.plots.fit_report import fit_report
    from downslope.plots.style import blank_figure

    if asked.get("degree", 1) != 1:
        raise OptionError(
            "A report has no place for --degree: write the powers in a formula, poly(x, 2, "
            "raw=True)."
        )
    _check_page(output, data)
    blank_figure()  # whether plots can be drawn shows before the work begins
    rows, without = True, ""
    if are_summaries(data) or is_database(data):
        rows, without = False, "Sums have no rows to look at."
    with reading_shown() as progress:
        try:
            result = fit(data, residuals=rows, progress=progress, **asked)
        except ResidualsError as error:
            without = str(error)
            result = fit(data, progress=progress, **asked)
    found = [result.test(each) for each in hypotheses]
    page = fit_report(result, _typed(), found, without)
    with output_file(Path(output)) as file:
        file.write(page.encode("utf-8", errors="replace"))
    if as_json:
        tested = {"tests": [test.to_dict() for test in found]} if found else {}
        print_json(result.to_dict() | tested | {"report": output})
    else:
        print(f"Written: {output}")


def _check_page(output: str, data: tuple[str, ...]) -> None:
    """Check, before the work begins, that the page has a name that can be written."""
    path = Path(output)
    if path.suffix.lower() not in (".html", ".htm"):
        raise OptionError(f"--output '{output}' is not a name for a page: it must end in .html.")
    if not path.absolute().parent.is_dir():
        raise OptionError(
            f"--output '{output}' is in a folder that does not exist: make the folder first."
        )
    if path.is_dir() or path.resolve() in {Path(each).resolve() for each in data}:
        raise OptionError(f"--output '{output}' is a folder or a data file: choose another name.")


def _typed() -> str:
    """Return the command as it was typed, with its options in the order of its help."""
    context = click.get_current_context()
    words: list[str] = []
    for each in context.command.params:
        value = context.params[str(each.name)]
        if context.get_parameter_source(str(each.name)) is not ParameterSource.COMMANDLINE:
            continue
        values = value if isinstance(value, tuple) else (value,)
        if isinstance(each, click.Argument):
            words += values
        else:
            flag = isinstance(each, click.Option) and each.is_flag
            words += (
                [each.opts[0]] if flag else [word for v in values for word in (each.opts[0], v)]
            )
    return shlex.join([*context.command_path.split(), *map(str, words)])
