"""The lesson: its text, experiments, exercises and quiz, for terminal, page and tutor alike.

Every number in the text is the outcome of a run of this package; reading the text needs none.
Names are loaded when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from downslope.lessons.bank import Item, item, items
    from downslope.lessons.deep_links import TARGETS, Link, link
    from downslope.lessons.experiments import (
        Experiment,
        Observation,
        Option,
        Scored,
        experiment,
        experiments,
    )
    from downslope.lessons.export import lesson_markdown, llms_text
    from downslope.lessons.graded_prompts import GradedPrompt, RubricPoint, prompt, prompts
    from downslope.lessons.grading import Graded, grade, hint
    from downslope.lessons.opening_prompt import brief_prompt, open_prompt
    from downslope.lessons.posing import Posed, PosedOption, pose
    from downslope.lessons.progress import Progress, data_folder
    from downslope.lessons.section import Section, section, sections

_HOME = {
    "Item": "bank",
    "item": "bank",
    "items": "bank",
    "TARGETS": "deep_links",
    "Link": "deep_links",
    "link": "deep_links",
    "Experiment": "experiments",
    "Observation": "experiments",
    "Option": "experiments",
    "Scored": "experiments",
    "experiment": "experiments",
    "experiments": "experiments",
    "lesson_markdown": "export",
    "llms_text": "export",
    "GradedPrompt": "graded_prompts",
    "RubricPoint": "graded_prompts",
    "prompt": "graded_prompts",
    "prompts": "graded_prompts",
    "Graded": "grading",
    "grade": "grading",
    "hint": "grading",
    "brief_prompt": "opening_prompt",
    "open_prompt": "opening_prompt",
    "Posed": "posing",
    "PosedOption": "posing",
    "pose": "posing",
    "Progress": "progress",
    "data_folder": "progress",
    "Section": "section",
    "section": "section",
    "sections": "section",
}

__all__ = [
    "TARGETS",
    "Experiment",
    "Graded",
    "GradedPrompt",
    "Item",
    "Link",
    "Observation",
    "Option",
    "Posed",
    "PosedOption",
    "Progress",
    "RubricPoint",
    "Scored",
    "Section",
    "brief_prompt",
    "data_folder",
    "experiment",
    "experiments",
    "grade",
    "hint",
    "item",
    "items",
    "lesson_markdown",
    "link",
    "llms_text",
    "open_prompt",
    "pose",
    "prompt",
    "prompts",
    "section",
    "sections",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'downslope.lessons' has no attribute '{name}'")
    value = getattr(import_module(f"downslope.lessons.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
