"""The lab as a widget in a notebook."""
