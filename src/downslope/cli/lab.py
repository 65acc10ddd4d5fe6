"""Command `downslope lab`: the web lab in the browser, on the lesson's data or the user's.

With --export it writes the page, which then needs no server.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from downslope.cli import options
from downslope.cli.options import names, port_number, reading_options

if TYPE_CHECKING:
    from downslope.data.dialect import ReadingOptions

EXAMPLE = "Try:\n[bold]downslope lab[/]\n[bold]downslope lab hubble[/] (or your own data)"


@click.argument(
    "data",
    required=False,
    metavar="[DATA]",
    help="A CSV or Parquet file, or a data set, to start with.",
)
@options.target
@options.features
@options.drop_missing
@options.reading
@click.option(
    "--port", default="8765", metavar="P", help="The port; the next free one if it is taken."
)
@click.option("--no-browser", is_flag=True, help="Print the address without opening a browser.")
@click.option(
    "--export",
    "target_of_export",
    metavar="PATH",
    help="Write the page instead, for use without a server: into a folder for a web host, or as "
    "one file if PATH ends with .html.",
)
@click.option("--overwrite", is_flag=True, help="With --export: replace what is at PATH.")
def command(
    data: str | None,
    target: str | None,
    features: str | None,
    drop_missing: bool,
    reading: ReadingOptions,
    port: str,
    no_browser: bool,
    target_of_export: str | None,
    overwrite: bool,
) -> None:
    """Train in the browser, on a page that only this machine can reach."""
    from downslope.errors import OptionError

    if target_of_export is not None:
        if data is not None:
            raise OptionError(
                f"An exported page cannot hold '{data}': leave out DATA, and open the file in the "
                "page under “Your data”."
            )
        _export(Path(target_of_export), overwrite)
        return
    if overwrite:
        raise OptionError("--overwrite applies to --export, which is missing: add it.")
    wanted = port_number(port)
    if data is None and (target, features, drop_missing, reading) != (None, None, False, {}):
        other = "".join(f", {option}" for option in reading_options(reading))
        raise OptionError(
            f"--target, --features{other}, and --drop-missing apply to DATA, which is missing: "
            "give a file."
        )
    from downslope.lab.app import application
    from downslope.lab.own_data import open_file
    from downslope.lab.server import address, listen, serve

    own = None
    if data is not None:
        # Imported here because it loads NumPy, which a page without DATA does not need yet.
        from downslope.data.files import check_needs_no_rows

        check_needs_no_rows(data, ["--drop-missing"] * drop_missing + reading_options(reading))
        own = open_file(data, target, names(features), drop_missing, **reading)
    app = application(own)
    left_out = app.state.store.read_ahead()
    with listen(wanted) as listening:
        found = listening.getsockname()[1]
        moved = f", since port {wanted} is taken" if wanted not in (0, found) else ""
        print(f"The lab is at {address(listening)}{moved}. Ctrl-C stops it.", flush=True)
        if left_out:
            print(left_out, flush=True)
        serve(app, listening, browser=not no_browser)


def _export(target: Path, overwrite: bool) -> None:
    from downslope.lab.exported_page import check_free, export, is_one_file

    check_free(target, overwrite=overwrite)
    print(
        "Writing the lesson, its experiments, and the quiz takes 10 to 20 seconds on two free "
        "cores.",
        flush=True,
    )
    size = export(target)
    page = target if is_one_file(target) else target / "index.html"
    print(f"Wrote {page} ({size / 1e6:.1f} MB in all). It opens in a browser without a server.")
