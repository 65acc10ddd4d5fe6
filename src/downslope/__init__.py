"""Linear regression with its training loop in the open."""

__version__ = "0.1.0"
