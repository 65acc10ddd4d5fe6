"""Small faults, and the tests that could notice them: parts of `tools/mutate.py`."""
