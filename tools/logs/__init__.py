"""Real training runs with known faults, one module a framework, and the truth about each."""
