"""The lesson: its text, experiments, exercises and quiz, for terminal, page and tutor alike.

Every number in the text is the outcome of a run of this package; reading the text needs none.
Names are loaded when first used, so that a door pays for what it opens.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from downslope.lessons.checking import Check, check
    from downslope.lessons.deep_links import TARGETS, Link, link
    from downslope.lessons.exercise_set import Exercise, exercise, exercises
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
    from downslope.lessons.opening_prompt import brief_prompt, open_prompt
    from downslope.lessons.progress import Progress, data_folder
    from downslope.lessons.section import Section, section, sections
    from downslope.lessons.workbook import Workbook

_HOME = {
    "TARGETS": "deep_links",
    "Check": "checking",
    "Exercise": "exercise_set",
    "Experiment": "experiments",
    "GradedPrompt": "graded_prompts",
    "Link": "deep_links",
    "Observation": "experiments",
    "Option": "experiments",
    "Progress": "progress",
    "RubricPoint": "graded_prompts",
    "Scored": "experiments",
    "Section": "section",
    "Workbook": "workbook",
    "brief_prompt": "opening_prompt",
    "check": "checking",
    "data_folder": "progress",
    "exercise": "exercise_set",
    "exercises": "exercise_set",
    "experiment": "experiments",
    "experiments": "experiments",
    "lesson_markdown": "export",
    "link": "deep_links",
    "llms_text": "export",
    "open_prompt": "opening_prompt",
    "prompt": "graded_prompts",
    "prompts": "graded_prompts",
    "section": "section",
    "sections": "section",
}

__all__ = [
    "TARGETS",
    "Check",
    "Exercise",
    "Experiment",
    "GradedPrompt",
    "Link",
    "Observation",
    "Option",
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
    "lesson_markdown",
    "link",
    "llms_text",
    "open_prompt",
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
