"""`downslope fit`: coefficients in closed form, and how sure they are."""

from __future__ import annotations

from typing import Annotated

import typer

from downslope.cli.options import AsJson, DropMissing, Features, Target, names

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
    method: Annotated[
        str, typer.Option(metavar="NAME", help="auto, cholesky, qr or svd.")
    ] = "auto",
    drop_missing: DropMissing = False,
    as_json: AsJson = False,
) -> None:
    """Coefficients, standard errors, intervals and what to know about them."""
    from downslope import workbench
    from downslope.cli.output import console, print_json
    from downslope.report import fit_report
    from downslope.sources import read

    table = read(data, target, names(features), drop_missing=drop_missing)
    result = workbench.fit(table, method=method, intercept=not no_intercept)
    if as_json:
        print_json(result.to_dict())
    else:
        console().print(fit_report(result))
