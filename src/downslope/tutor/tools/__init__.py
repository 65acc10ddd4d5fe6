"""Tools of the tutor, one module for each subject."""
