"""What a run does, why, and what to change."""
