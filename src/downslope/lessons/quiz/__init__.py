"""The quiz: items, their numbers, grading, sessions, and review dates."""
