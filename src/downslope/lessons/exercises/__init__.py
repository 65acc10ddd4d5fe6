"""The exercises: the learner's files, and the checks of what they do."""
