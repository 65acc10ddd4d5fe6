"""Command `downslope path`: a penalty for each of many strengths, chosen by cross-validation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from downslope.cli import model_choice, options
from downslope.cli.options import DATABASE, categorical_names, names, number, numbers, whole
from downslope.errors import OptionError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from downslope.data.dialect import ReadingOptions
    from downslope.fitting.penalty_path_result import PenaltyPath

EXAMPLE = (
    "Try:\n[bold]downslope path lesson-useless-columns --folds 5[/]\n"
    "[bold]downslope path sales-*.parquet --target revenue --fold-by customer[/]"
)


@options.data_files
@options.target
@options.features
@click.option("--penalty", default="lasso", metavar="NAME", help="ridge, lasso, or elastic-net.")
@model_choice.l1_ratio
@click.option(
    "--alphas",
    default="100",
    metavar="N|A,B,…",
    help="A whole number alone: how many strengths of the penalty, on a log scale from the largest "
    "that matters down to a thousandth of it. With a comma or a point: the strengths themselves, "
    "as in 1,0.1, or 2, for a single 2. With --no-standardize, the --alpha of "
    "fit --model is 2 alpha (ridge: alpha / rows).",
)
@click.option(
    "--folds",
    default="10",
    metavar="K",
    help="Parts of the rows, each predicted from the others; none for no cross-validation.",
)
@click.option(
    "--fold-by", metavar="COL", help="Column whose equal values stay in one fold, such as customer."
)
@click.option(
    "--nested", is_flag=True, help="Also estimate the error of the choice, by nested folds."
)
@click.option(
    "--no-standardize",
    is_flag=True,
    help="Put the penalty on the slopes as they are, not on those of standardized columns.",
)
@click.option("--no-intercept", is_flag=True, help="Force the fits through the origin.")
@click.option("--weights", metavar="COL", help="Column with how many times each row counts.")
@click.option(
    "--accuracy",
    default="standard",
    metavar="NAME",
    help="standard, or full: sums in about 100 bits, in a second pass.",
)
@options.engine
@options.scheduler
@click.option(
    "--format",
    "form",
    default="text",
    metavar="NAME",
    help="text, or a table of the weights to hand in: markdown, latex, html, or csv.",
)
@options.categorical
@options.drop_missing
@options.reading
@options.database
@options.plot
@options.as_json
def command(
    data: tuple[str, ...],
    target: str | None,
    features: str | None,
    penalty: str,
    l1_ratio: str | None,
    alphas: str,
    folds: str,
    fold_by: str | None,
    nested: bool,
    no_standardize: bool,
    no_intercept: bool,
    weights: str | None,
    accuracy: str,
    engine: str | None,
    scheduler: str | None,
    form: str,
    categorical: str | None,
    drop_missing: bool,
    reading: ReadingOptions,
    plot: str | None,
    as_json: bool,
) -> None:
    """Fit ridge, lasso, or elastic net for many penalties, and choose one by cross-validation."""
    from downslope.cli.options import reading_shown
    from downslope.cli.output import check_format, check_picture, console, draw, print_json
    from downslope.data.sql.database import is_database
    from downslope.fitting.penalty_path import path
    from downslope.fitting.summarize import summarize

    check_format(form, {"--json": as_json})
    for file in data:
        check_picture(plot, file)
    kept: dict[str, Any] = {name: given for name, given in reading.items() if name in DATABASE}
    with reading_shown() as progress:
        used: Any = data
        if kept or is_database(data):
            asked = {
                "--folds": None if folds == "none" else folds,
                "--fold-by": fold_by,
                "--nested": nested or None,
                "--engine": engine,
                "--scheduler": scheduler,
            }
            for option, given in asked.items():
                if given is not None:
                    none = "give --folds none" if option == "--folds" else "leave it out"
                    raise OptionError(
                        f"{option} needs rows, but only sums leave a database: {none} for the path "
                        "alone, or save the rows to a file."
                    )
            used = summarize(
                data, target, names(features), weights=weights, drop_missing=drop_missing,
                categorical=categorical_names(categorical), accuracy=accuracy, **reading,
            )  # fmt: skip
            reading, weights, target, features = {}, None, None, None
            drop_missing, categorical = False, None
        found = path(
            used,
            target,
            names(features),
            penalty=penalty,
            l1_ratio=None if l1_ratio is None else number(l1_ratio, "--l1-ratio"),
            alphas=_strengths(alphas),
            folds=None if folds == "none" else whole(folds, "--folds", 2),
            fold_by=fold_by,
            nested=nested,
            standardize=not no_standardize,
            intercept=not no_intercept,
            weights=weights,
            accuracy=accuracy,
            engine=engine or "threads",
            scheduler=scheduler,
            drop_missing=drop_missing,
            categorical=categorical_names(categorical),
            progress=progress,
            **reading,
        )
    if as_json:
        print_json(found.to_dict())
    elif form != "text":
        print(found.as_table.written(form))
    else:
        console().print(path_report(found))
    if plot is not None:
        from downslope.plots.penalty_curves import penalty_curves

        draw(penalty_curves(found), plot, quietly=as_json or form != "text")


def _strengths(text: str) -> int | list[float]:
    """Parse --alphas: a whole number alone is a count, all else strengths of the penalty."""
    if text.strip().isdecimal():
        return whole(text, "--alphas", 2)
    text = text.strip().removesuffix(",") or text
    found = numbers(text, "--alphas")
    for value, entry in zip(found, text.split(","), strict=True):
        if value < 0:
            raise OptionError(
                f"--alphas '{text}': {entry.strip()} is negative; give numbers of 0 or more."
            )
    return found


def path_report(path: PenaltyPath) -> RenderableType:
    """Report the choices, their weights, what is proven, and findings about data and folds."""
    from rich.console import Group
    from rich.text import Text

    from downslope.cli.output import finding_lines, plain_table
    from downslope.fitting.penalty_path_result import MOST_SHOWN

    headings, lines = path.choices
    choices, weights = plain_table(), plain_table()
    for table, titles in ((choices, headings), (weights, path.headings)):
        for place, title in enumerate(titles):
            table.add_column(title, justify="right" if place else "left", overflow="fold")
    for line in lines:
        choices.add_row(*line)
    for name, *cells in path.cells[:MOST_SHOWN]:
        weights.add_row(Text(name), *cells)
    more = len(path.cells) - MOST_SHOWN
    rest = [Text(f"({more} more in --json)")] if more > 0 else []
    return Group(
        Text(path.title, style="bold"), choices, Text(), weights, *rest, Text(),
        *map(Text, path.certainty),
        *(Text(model_choice.as_typed(str(line))) for line in finding_lines(path.findings)),
    )  # fmt: skip
