"""Command `downslope sql`: the statement that sums a table, to paste into a console."""

from __future__ import annotations

import click

from downslope.cli import options
from downslope.cli.options import names
from downslope.errors import OptionError

EXAMPLE = (
    "Try:\n[bold]downslope sql --table orders -t revenue --features price,size --print[/]\n"
    "[bold]downslope fit --moments printed.csv[/]"
)


@options.target
@options.features
@click.option("--table", metavar="NAME", help="The table or view to sum.")
@click.option("--sql", metavar="SELECT", help="The query to sum, instead of a table.")
@click.option(
    "--dialect",
    default="postgresql",
    metavar="NAME",
    help="duckdb, sqlite, mysql, sqlserver, bigquery, or postgresql (by default), which many "
    "others understand.",
)
@options.row_weights
@options.drop_missing
@click.option("--print", "printed", is_flag=True, help="Print the statement.")
def command(
    target: str | None,
    features: str | None,
    table: str | None,
    sql: str | None,
    dialect: str,
    weights: str | None,
    drop_missing: bool,
    printed: bool,
) -> None:
    """Print a statement for a database that only a console reaches; fit what it prints."""
    from downslope.data.sql.database import source_of
    from downslope.data.sql.pasted_moments import statement
    from downslope.data.sql.sql_dialects import DIALECTS, TO_PASTE
    from downslope.errors import unknown

    if not printed:
        raise OptionError(
            "'downslope sql' only prints a statement: add --print; to run one, give the address of "
            "the database to 'downslope fit'."
        )
    known = DIALECTS | TO_PASTE
    if dialect not in known:
        raise unknown("dialect", dialect, known)
    chosen = names(features)
    if target is None or chosen is None:
        raise OptionError(
            "A database that is not asked cannot tell its columns: name them with --target and "
            "--features."
        )
    source, called = source_of(table, sql, ("--table", "--sql"), known[dialect])
    print(
        statement(
            known[dialect], source, called, target, chosen, weights, drop_missing=drop_missing
        )
    )
