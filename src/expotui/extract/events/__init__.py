"""Fairs that a text names, and their editions."""
