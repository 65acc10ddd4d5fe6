"""Printing: one console, and JSON for programs."""

from __future__ import annotations

import json

from rich.console import Console


def console() -> Console:
    """Where people read: 80 columns when the output is not a terminal, and never fewer.

    A narrower terminal wraps the lines itself; a table squeezed into it would cut numbers.
    """
    probe = Console()
    if not probe.is_terminal:
        return Console(width=80, highlight=False)
    return probe if probe.width >= 80 else Console(width=80)


def print_json(result: object) -> None:
    """One JSON object, and nothing else."""
    print(json.dumps(result, indent=2, ensure_ascii=False, allow_nan=False))
