"""Exercises of the lesson: their catalogue, the learner's files, and the checks."""
