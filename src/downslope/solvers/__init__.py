"""The closed forms, one solver a file."""
