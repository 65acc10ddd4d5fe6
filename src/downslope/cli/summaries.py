"""Summaries (.dss) in the place of data: what needs rows is refused, not passed over in silence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def check_needs_no_rows(data: str | Sequence[str], options: Mapping[str, bool]) -> None:
    """Refuse the first of the options that is given where the data are summaries."""
    for option, given in options.items():
        if given:
            check_has_rows(data, option, "leave it out, or ")


def check_has_rows(data: str | Sequence[str], what: str, way_out: str = "") -> None:
    """Refuse summaries, for `what` needs rows; there may be another way out than to give them."""
    from downslope.errors import OptionError
    from downslope.workbench import are_summaries

    if are_summaries(data):
        named = data if isinstance(data, str) else ", ".join(data)
        raise OptionError(
            f"{what} needs rows, and summaries ({named}) have none: {way_out}give the data that "
            "they were made of."
        )
