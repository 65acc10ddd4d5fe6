"""The lesson: text, experiments, exercises, and quiz for the terminal, the page, and the tutor.

Every number in the text comes from a run of this package. Reading the text makes no runs.
"""
