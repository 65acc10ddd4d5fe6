"""The lesson: its text, experiments, exercises and quiz, for terminal, page and tutor alike.

Every number in the text is the outcome of a run of this package; reading the text needs none.
"""
