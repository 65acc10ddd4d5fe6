"""Long trials: thousands of damaged inputs, and the servers under load for minutes (make soak)."""
