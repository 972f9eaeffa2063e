"""Which figures count something that is known, in SQL: only those are set beside others.

One condition for all that compares: verdicts, claims, series, coverage, conflicts.
"""

from expotui.facts.measures import UNCLASSIFIED

_KNOWN = f"{{0}}.measure_id <> '{UNCLASSIFIED}'"


def compared(row: str = "f") -> str:
    """The condition on a row of `facts`; as SQL has it, a figure without a measure fails it too."""
    return _KNOWN.format(row)


COMPARED = compared()
