"""Lists that are reckoned from the store: conflicts, a series, a comparison, a coverage map.

A report says what to read; what was read is a sheet of entries, each of which draws its line and
has a card. `screens/report.py` shows them, whatever they are of.
"""
