"""Fits, comparisons, and predictions: the ladder of solvers, inference, fits in passes."""
