"""Exercises of the lesson: their folders, the learner's files, and the checks."""
