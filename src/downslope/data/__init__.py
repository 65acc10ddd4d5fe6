"""Anything with columns, read into a `Table` in memory or a `Source` of tasks of any size."""
