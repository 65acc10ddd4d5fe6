"""Many regressions from one pass: one for each group of rows, or for each window of them."""
