"""Dates that a text names, and the day it came out."""
