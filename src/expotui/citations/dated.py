"""The date of a page as bibliographies take it: no more precise, and no surer, than it is known."""

from typing import NamedTuple

from expotui.facts.citation import UNDATED, published
from expotui.facts.dates import EdtfDate, Endpoint, parse
from expotui.facts.model import Document
from expotui.facts.text import visible

Parts = tuple[int, ...]

_AS_SHOWN = ("shown", "stated")


class Dated(NamedTuple):
    """When a page was published.

    `parts` holds one day, month or year as numbers (`(2023, 11)`), or the two ends of a period;
    it is empty where no year is known, or one side is open. `circa` marks what is inferred or
    doubtful; `told` is the same for people.
    """

    parts: tuple[Parts, ...]
    circa: bool
    told: str

    @property
    def year(self) -> int | None:
        """The year, where there is only one it can be."""
        return self.shared[0] if self.shared else None

    @property
    def shared(self) -> Parts:
        """The numbers that both ends have in common: year, year and month, or the whole date."""
        common = []
        for numbers in zip(*self.parts, strict=False):
            if len(set(numbers)) > 1:
                break
            common.append(numbers[0])
        return tuple(common)

    @property
    def note(self) -> str:
        """What `parts` leaves to be said; empty where it says all."""
        if self.parts and not self.circa:
            return ""
        return self.told if self.told == UNDATED else f"published: {self.told}"


def page_date(document: Document) -> Dated:
    """The date of a document; a store may hold anything, and what is no EDTF is only told."""
    told = visible(published(document))
    try:
        parsed = parse(document.published or "")
    except ValueError:
        return Dated((), False, told)
    parts = _parts(parsed)
    inferred = document.published_basis not in _AS_SHOWN
    return Dated(parts, bool(parts) and (inferred or not parsed.sure), told)


def iso(parts: Parts) -> str:
    """`2023-11-10`, `2023-11` or `2023`."""
    year, *others = parts
    return "-".join([f"{year:04}", *(f"{number:02}" for number in others)])


def _parts(parsed: EdtfDate) -> tuple[Parts, ...]:
    ends = [_numbers(point) for point in (parsed.start, parsed.end)]
    if not all(ends):
        return ()
    return (ends[0],) if ends[0] == ends[1] else (ends[0], ends[1])


def _numbers(point: Endpoint | None) -> Parts:
    numbers: list[int] = []
    for number in (point.year, point.month, point.day) if point else ():
        if number is None:
            break
        numbers.append(number)
    return tuple(numbers)
