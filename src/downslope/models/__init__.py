"""Models that the loop trains, one in each file; `model.py` says what a model is."""
