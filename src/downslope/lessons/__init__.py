"""The lesson: its text, experiments, exercises and quiz, for terminal, page and tutor alike."""
