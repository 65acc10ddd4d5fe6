"""`downslope lab`: the whole lesson in the browser, on its data or on yours."""

from __future__ import annotations

from typing import Annotated

import typer

from downslope.cli.options import DropMissing, Features, Target, names, port_number

EXAMPLE = "Try: [bold]downslope lab[/], or your own data: [bold]downslope lab hubble[/]"


def command(
    data: Annotated[
        str | None,
        typer.Argument(metavar="DATA", help="A CSV or Parquet file, or a data set to open with."),
    ] = None,
    target: Target = None,
    features: Features = None,
    drop_missing: DropMissing = False,
    port: Annotated[
        str, typer.Option("--port", metavar="P", help="The port; the next free one if it is taken.")
    ] = "8765",
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the address and open no browser.")
    ] = False,
) -> None:
    """See it train, in the browser: a page on this machine that nobody else can reach."""
    from downslope.data.summary_file import check_needs_no_rows
    from downslope.errors import OptionError

    wanted = port_number(port)
    if data is None and (target, features, drop_missing) != (None, None, False):
        raise OptionError("--target, --features and --drop-missing belong to DATA: give a file.")
    from downslope.lab.app import application
    from downslope.lab.files import GivenFile, read_ahead
    from downslope.lab.server import address, listen, serve

    given, left_out = None, ""
    if data is not None:
        check_needs_no_rows(data, ["--drop-missing"] * drop_missing)
        given = GivenFile.look(data, target, names(features), drop_missing)
    app = application(given)
    if given is not None:
        left_out = read_ahead(app.state.shelf, given)
    with listen(wanted) as listening:
        found = listening.getsockname()[1]
        moved = f", since port {wanted} is taken" if wanted not in (0, found) else ""
        print(f"The lab is at {address(listening)}{moved}. Ctrl-C stops it.", flush=True)
        if left_out:
            print(left_out, flush=True)
        serve(app, listening, browser=not no_browser)
