"""Long tests: thousands of damaged inputs, and the servers under load (`make soak`)."""
