"""The lesson: its text, experiments, exercises and quiz, for terminal, page and tutor alike.

Every number in the text is the outcome of a run of this package; reading the text needs none.
Names are loaded when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from downslope.lessons.bank import Item, item, items
    from downslope.lessons.checking import Check, check
    from downslope.lessons.deep_links import TARGETS, Link, link
    from downslope.lessons.exercise_set import Exercise, exercise, exercises
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
    from downslope.lessons.workbook import Workbook

_HOME = {
    "Item": "bank",
    "item": "bank",
    "items": "bank",
    "Check": "checking",
    "check": "checking",
    "Link": "deep_links",
    "TARGETS": "deep_links",
    "link": "deep_links",
    "Exercise": "exercise_set",
    "exercise": "exercise_set",
    "exercises": "exercise_set",
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
    "Section": "outline",
    "section": "outline",
    "sections": "outline",
    "Posed": "posing",
    "PosedOption": "posing",
    "pose": "posing",
    "Experiment": "predicting",
    "Observation": "predicting",
    "Option": "predicting",
    "Scored": "predicting",
    "experiment": "predicting",
    "experiments": "predicting",
    "Progress": "progress",
    "data_folder": "progress",
    "Workbook": "workbook",
}

__all__ = [
    "TARGETS",
    "Check",
    "Exercise",
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
    "Workbook",
    "brief_prompt",
    "check",
    "data_folder",
    "exercise",
    "exercises",
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
