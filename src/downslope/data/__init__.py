"""Data input: files, data frames, and arrays as a `Table` in memory or a `Source` of any size."""
