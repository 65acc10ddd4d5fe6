"""`downslope fit`: coefficients in closed form, and how sure they are."""

from __future__ import annotations

from typing import Annotated

import typer

from downslope.cli.options import AsJson, DropMissing, Features, Target, names, whole

EXAMPLE = (
    "Example: [bold]downslope fit hubble[/], "
    "or [bold]downslope fit sales-*.parquet --target revenue --features price,size[/]"
)


def command(
    data: Annotated[
        list[str],
        typer.Argument(
            metavar="DATA…",
            help="CSV or Parquet files, a folder of them, or a data set such as [bold]hubble[/].",
        ),
    ],
    target: Target = None,
    features: Features = None,
    no_intercept: Annotated[
        bool, typer.Option("--no-intercept", help="Force the fit through the origin.")
    ] = False,
    weights: Annotated[
        str | None, typer.Option(metavar="COL", help="A column that weighs the rows.")
    ] = None,
    degree: Annotated[
        str, typer.Option(metavar="K", help="A polynomial of this degree in one feature.")
    ] = "1",
    exact_decimals: Annotated[
        bool,
        typer.Option("--exact-decimals", help="Take the decimals of a small CSV as printed."),
    ] = False,
    accuracy: Annotated[
        str, typer.Option(metavar="NAME", help="standard, or full: the nearest float64.")
    ] = "standard",
    method: Annotated[
        str, typer.Option(metavar="NAME", help="auto, cholesky, exact, qr, svd or lsmr.")
    ] = "auto",
    robust: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="HC0 … HC3: errors where the noise is uneven."),
    ] = None,
    show_collinearity: Annotated[
        bool,
        typer.Option("--collinearity", help="Show which columns move together (VIF, Belsley)."),
    ] = False,
    drop_missing: DropMissing = False,
    as_json: AsJson = False,
) -> None:
    """Coefficients, standard errors, intervals and what to know about them."""
    from downslope import workbench
    from downslope.cli.output import console, print_json
    from downslope.report import collinearity_report, fit_report
    from downslope.sources import read

    table = read(data, target, names(features), weights, drop_missing, exact_decimals)
    result = workbench.fit(
        table,
        method=method,
        accuracy=accuracy,
        intercept=not no_intercept,
        degree=whole(degree, "--degree", at_least=1),
        robust=robust,
    )
    if as_json:
        print_json(result.to_dict())
    else:
        out = console()
        out.print(fit_report(result))
        if show_collinearity:
            out.print(collinearity_report(result))
