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
    from downslope.lessons.export import lesson_markdown, llms_text
    from downslope.lessons.graded_prompts import GradedPrompt, RubricPoint, prompt, prompts
    from downslope.lessons.grading import Graded, grade, hint
    from downslope.lessons.opening_prompt import brief_prompt, open_prompt
    from downslope.lessons.outline import Section, section, sections
    from downslope.lessons.posing import Posed, PosedOption, pose
    from downslope.lessons.predicting import (
        Experiment,
        Observation,
        Option,
        Scored,
        experiment,
        experiments,
    )
    from downslope.lessons.progress import Progress, data_folder

_HOME = {
    "Experiment": "predicting",
    "Graded": "grading",
    "GradedPrompt": "graded_prompts",
    "Item": "bank",
    "Link": "deep_links",
    "Observation": "predicting",
    "Option": "predicting",
    "Posed": "posing",
    "PosedOption": "posing",
    "Progress": "progress",
    "RubricPoint": "graded_prompts",
    "Scored": "predicting",
    "Section": "outline",
    "TARGETS": "deep_links",
    "brief_prompt": "opening_prompt",
    "data_folder": "progress",
    "experiment": "predicting",
    "experiments": "predicting",
    "grade": "grading",
    "hint": "grading",
    "item": "bank",
    "items": "bank",
    "lesson_markdown": "export",
    "link": "deep_links",
    "llms_text": "export",
    "open_prompt": "opening_prompt",
    "pose": "posing",
    "prompt": "graded_prompts",
    "prompts": "graded_prompts",
    "section": "outline",
    "sections": "outline",
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
    return getattr(import_module(f"downslope.lessons.{_HOME[name]}"), name)
