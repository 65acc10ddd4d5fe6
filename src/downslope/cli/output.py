"""Printing: one console, and JSON for programs."""

from __future__ import annotations

import json

from rich.console import Console


def console() -> Console:
    """Where people read: 80 columns when the output is not a terminal."""
    probe = Console()
    return probe if probe.is_terminal else Console(width=80, highlight=False)


def print_json(result: object) -> None:
    """One JSON object, and nothing else."""
    print(json.dumps(result, indent=2, ensure_ascii=False, allow_nan=False))
