"""The lesson: its text and experiments, the quiz, and where the learner is.

Names are loaded when first used, so that a door pays for what it opens.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from downslope.lessons.progress import Progress, data_folder

_HOME = {
    "Progress": "progress",
    "data_folder": "progress",
}

__all__ = [
    "Progress",
    "data_folder",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'downslope.lessons' has no attribute '{name}'")
    value = getattr(import_module(f"downslope.lessons.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
