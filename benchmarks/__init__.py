"""Measurements of every claim about speed, memory, and accuracy: `make bench`."""
