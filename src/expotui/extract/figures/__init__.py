"""Figures: numbers read, joined, hedged, and given what they count."""
