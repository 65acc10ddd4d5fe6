"""The quiz: its items, their numbers, grading, sessions and review dates."""
