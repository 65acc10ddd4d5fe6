"""`downslope fit`: coefficients in closed form, and how sure they are."""

from __future__ import annotations

from typing import Any

import click

from downslope.cli import options
from downslope.cli.options import kinds_named, names, whole

EXAMPLE = (
    "Example: [bold]downslope fit hubble[/], "
    "or [bold]downslope fit sales-*.parquet --target revenue --features price,size[/]"
)


@options.data_files
@options.target
@options.features
@click.option("--no-intercept", is_flag=True, help="Force the fit through the origin.")
@options.row_weights
@click.option(
    "--degree", default="1", metavar="K", help="A polynomial of this degree in one feature."
)
@click.option("--exact-decimals", is_flag=True, help="Take the decimals of a small CSV as printed.")
@click.option(
    "--accuracy", default="standard", metavar="NAME", help="standard, or full: the nearest float64."
)
@click.option(
    "--method", default="auto", metavar="NAME", help="auto, cholesky, exact, qr, svd or lsmr."
)
@click.option("--robust", metavar="KIND", help="HC0 … HC3: errors where the noise is uneven.")
@click.option(
    "--collinearity",
    "show_collinearity",
    is_flag=True,
    help="Show which columns move together (VIF, Belsley).",
)
@options.engine
@options.scheduler
@click.option("--max-passes", metavar="N", help="Over data that are read in passes.")
@options.categorical
@options.drop_missing
@options.as_json
def command(
    data: tuple[str, ...],
    target: str | None,
    features: str | None,
    no_intercept: bool,
    weights: str | None,
    degree: str,
    exact_decimals: bool,
    accuracy: str,
    method: str,
    robust: str | None,
    show_collinearity: bool,
    engine: str | None,
    scheduler: str | None,
    max_passes: str | None,
    categorical: str | None,
    drop_missing: bool,
    as_json: bool,
) -> None:
    """Coefficients, standard errors, intervals and what to know about them."""
    from downslope.cli.data import announce_holding, check_needs_no_rows, reading_shown
    from downslope.cli.output import console, print_json
    from downslope.cli.report import collinearity_report, fit_report
    from downslope.data.open import read
    from downslope.errors import OptionError
    from downslope.fitting import fit as fit_module
    from downslope.fitting.fit import fit

    power = whole(degree, "--degree", at_least=1)
    kinds = kinds_named(categorical)
    most = None if max_passes is None else whole(max_passes, "--max-passes", 1)
    of_rows_at_once = {
        "--degree": power != 1,
        "--exact-decimals": exact_decimals,
        "--robust": robust is not None,
        f"--method {method}": method in ("qr", "svd"),
    }
    of_passes = {
        "--engine": engine is not None,
        "--scheduler": scheduler is not None,
        "--max-passes": most is not None,
    }
    of_rows = {"--categorical": bool(kinds), "--drop-missing": drop_missing}
    check_needs_no_rows(data, of_rows_at_once | of_passes | of_rows)
    needing_rows = [option for option, given in of_rows_at_once.items() if given]
    in_passes = [option for option, given in of_passes.items() if given]
    if needing_rows and in_passes:
        raise OptionError(
            f"{needing_rows[0]} needs all rows at once, and {in_passes[0]} reads them in passes: "
            "leave one of the two out."
        )
    from_summaries = fit_module.are_summaries(data)
    model: dict[str, Any] = {
        "method": method,
        "accuracy": accuracy,
        "intercept": not no_intercept,
    }
    if in_passes or from_summaries or (not needing_rows and (kinds or fit_module.is_large(data))):
        with reading_shown() as progress:
            result = fit(
                data,
                target,
                names(features),
                weights=weights,
                engine=engine or "threads",
                scheduler=scheduler,
                max_passes=most,
                drop_missing=drop_missing,
                categorical=kinds,
                progress=progress,
                **model,
            )
    else:
        if needing_rows:
            announce_holding(data, needing_rows[0])
        table = read(data, target, names(features), weights, drop_missing, exact_decimals, kinds)
        result = fit_module.fit_table(table, degree=power, robust=robust, **model)
    if as_json:
        print_json(result.to_dict())
    else:
        out = console()
        out.print(fit_report(result))
        if show_collinearity:
            out.print(collinearity_report(result))
