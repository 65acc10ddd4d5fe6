"""Validated arrays, double-double arithmetic, Gram matrices, and threads."""
