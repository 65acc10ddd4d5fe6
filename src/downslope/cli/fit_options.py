"""Options of a fit on the command line, which `fit` and `report` share, and their values."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

import click

from downslope.cli import options
from downslope.cli.options import categorical_names, names, number, whole

OPTIONS = (
    options.target,
    options.features,
    click.option(
        "--formula",
        metavar="TEXT",
        help='Target and terms, such as "rent ~ size * C(kind) + log(age)"; instead of --target.',
    ),
    click.option("--no-intercept", is_flag=True, help="Force the fit through the origin."),
    click.option(
        "--weights",
        metavar="COL",
        help="Column of row weights: precisions 1/variance (WLS); with --model, how many times "
        "each row counts.",
    ),
    click.option(
        "--weights-kind",
        metavar="KIND",
        help="precision (1/variance), frequency (a row counts as w equal rows), or sampling (a row "
        "stands for w of a population; robust errors).",
    ),
    click.option(
        "--degree", default="1", metavar="K", help="Fit a polynomial of this degree in one feature."
    ),
    click.option(
        "--exact-decimals",
        is_flag=True,
        help="Use a small CSV's decimals exactly as written, not rounded to float64.",
    ),
    click.option(
        "--accuracy",
        default="standard",
        metavar="NAME",
        help="standard, reproducible (the same bits for rows in any order), or full (the same, and "
        "each coefficient correctly rounded to float64).",
    ),
    click.option(
        "--method", default="auto", metavar="NAME", help="auto, cholesky, exact, qr, svd, or lsmr."
    ),
    click.option(
        "--robust",
        metavar="KIND",
        help="Standard errors for noise of unequal variance: HC0 to HC3; with --cluster CR1 "
        "or CR3.",
    ),
    click.option(
        "--cluster",
        metavar="A,B",
        help="Columns (one or two) whose equal values make clusters with dependent noise.",
    ),
    click.option(
        "--hac",
        metavar="L",
        help="Standard errors for noise that depends on up to L rows before (Newey-West).",
    ),
    click.option("--order", metavar="COL", help="For --hac: check that rows are sorted by COL."),
    options.level,
    options.engine,
    options.scheduler,
    click.option("--max-passes", metavar="N", help="Maximum number of passes over large data."),
    options.categorical,
    options.drop_missing,
    options.reading,
    options.database,
)
tests = click.option(
    "--test",
    "hypotheses",
    multiple=True,
    metavar="TEXT",
    help='Test hypotheses about the weights together, such as "size = 9, age = 0".',
)
VALUES: dict[str, Callable[[Any], object]] = {
    "features": names,
    "degree": partial(whole, option="--degree", at_least=1),
    "cluster": partial(names, option="--cluster"),
    "hac": partial(whole, option="--hac"),
    "level": partial(number, option="--level"),
    "max_passes": partial(whole, option="--max-passes", at_least=1),
    "categorical": categorical_names,
}
AS_THEY_ARE = (
    "target", "formula", "weights", "weights_kind", "exact_decimals", "accuracy", "method",
    "robust", "order", "engine", "scheduler", "drop_missing",
)  # fmt: skip


def fit_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of a fit; the command receives `data`, and `asked`, arguments of `fit`."""

    @wraps(command)
    def with_fit(**given: Any) -> None:
        asked = {name: given.pop(name) for name in AS_THEY_ARE}
        asked["intercept"] = not given.pop("no_intercept")
        for name, value_of in VALUES.items():
            text = given.pop(name)
            if text is not None:
                asked[name] = value_of(text)
        asked |= given.pop("reading")
        command(**given, asked=asked)

    complete = with_fit
    for option in reversed(OPTIONS):
        complete = option(complete)
    return complete
