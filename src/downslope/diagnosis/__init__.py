"""Diagnosis of training: what a run does, why, and what to change."""
