"""The lesson: its text, experiments, exercises and quiz, for terminal, page and tutor alike.

Every number in the text is the outcome of a run of this package; reading the text needs none.
Names are loaded when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from downslope.lessons.deep_links import TARGETS, Link, link
    from downslope.lessons.export import lesson_markdown, llms_text
    from downslope.lessons.graded_prompts import GradedPrompt, RubricPoint, prompt, prompts
    from downslope.lessons.opening_prompt import brief_prompt, open_prompt
    from downslope.lessons.outline import Section, section, sections
    from downslope.lessons.predicting import (
        Experiment,
        Observation,
        Option,
        Scored,
        experiment,
        experiments,
    )

_HOME = {
    "TARGETS": "deep_links",
    "Link": "deep_links",
    "link": "deep_links",
    "Experiment": "predicting",
    "Observation": "predicting",
    "Option": "predicting",
    "Scored": "predicting",
    "experiment": "predicting",
    "experiments": "predicting",
    "lesson_markdown": "export",
    "llms_text": "export",
    "GradedPrompt": "graded_prompts",
    "RubricPoint": "graded_prompts",
    "prompt": "graded_prompts",
    "prompts": "graded_prompts",
    "brief_prompt": "opening_prompt",
    "open_prompt": "opening_prompt",
    "Section": "outline",
    "section": "outline",
    "sections": "outline",
}

__all__ = [
    "TARGETS",
    "Experiment",
    "GradedPrompt",
    "Link",
    "Observation",
    "Option",
    "RubricPoint",
    "Scored",
    "Section",
    "brief_prompt",
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
    return getattr(import_module(f"downslope.lessons.{_HOME[name]}"), name)
