"""`downslope fit`: coefficients in closed form, and how sure they are."""

from __future__ import annotations

from typing import Annotated

import typer

from downslope.cli.options import (
    AsJson,
    Categorical,
    DataFiles,
    DropMissing,
    Engine,
    Features,
    RowWeights,
    Scheduler,
    Target,
    kinds_named,
    names,
    whole,
)

EXAMPLE = (
    "Example: [bold]downslope fit hubble[/], "
    "or [bold]downslope fit sales-*.parquet --target revenue --features price,size[/]"
)


def command(
    data: DataFiles,
    target: Target = None,
    features: Features = None,
    no_intercept: Annotated[
        bool, typer.Option("--no-intercept", help="Force the fit through the origin.")
    ] = False,
    weights: RowWeights = None,
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
    engine: Engine = None,
    scheduler: Scheduler = None,
    max_passes: Annotated[
        str | None,
        typer.Option("--max-passes", metavar="N", help="Over data that are read in passes."),
    ] = None,
    categorical: Categorical = None,
    drop_missing: DropMissing = False,
    as_json: AsJson = False,
) -> None:
    """Coefficients, standard errors, intervals and what to know about them."""
    from downslope.cli.data import reading_shown
    from downslope.cli.output import console, print_json
    from downslope.cli.report import collinearity_report, fit_report
    from downslope.fitting.fit import fit

    power = whole(degree, "--degree", at_least=1)
    most = None if max_passes is None else whole(max_passes, "--max-passes", 1)
    with reading_shown() as progress:
        result = fit(
            data,
            target,
            names(features),
            weights=weights,
            degree=power,
            exact_decimals=exact_decimals,
            engine=engine,
            scheduler=scheduler,
            method=method,
            accuracy=accuracy,
            intercept=not no_intercept,
            robust=robust,
            max_passes=most,
            drop_missing=drop_missing,
            categorical=kinds_named(categorical),
            progress=progress,
        )
    if as_json:
        print_json(result.to_dict())
    else:
        out = console()
        out.print(fit_report(result))
        if show_collinearity:
            out.print(collinearity_report(result))
