"""The day that metadata names, as EDTF: as precise as it is written, and nothing where in doubt."""

import re

from expotui.facts.people_dates import read_edtf

# A date with a time says the same day as the one without: what stands there is what is taken.
_ISO = re.compile(r"(\d{4}(?:[-/.]\d{2}(?:[-/.]\d{2})?)?)(?![\d/.-])")
_LONGEST = 40


def day_of(written: str) -> str | None:
    """The EDTF date (a day, month or year) that `written` says; None where it is none."""
    written = written.strip()[:_LONGEST]
    iso = _ISO.match(written)
    try:
        return read_edtf(re.sub("[/.]", "-", iso[1]) if iso else written)
    except ValueError:
        return None
