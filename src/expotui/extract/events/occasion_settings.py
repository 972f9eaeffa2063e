"""When and where a sentence says that its fair is held: "ran Nov. 5-10", "closed in Shanghai"."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from expotui.extract.blocks import Block
from expotui.extract.countries import countries
from expotui.extract.dates.calendars import MONTHS, SEASONS, WEEKDAYS
from expotui.extract.dates.date_line import Line
from expotui.extract.model import Dated
from expotui.extract.wordlists import words

_OPENS = words(
    "opened opens open opening begins began begin starts started start kicks kicked kick launched "
    "inaugurated"
)
_CLOSES = words(
    "closed closes close closing ended ends end concluded concludes conclude shut shuts wrapped "
    "finished drew fell last until"
)
_HELD = words(
    "held ran run runs takes took take taking place staged hosted scheduled slated pencilled due "
    "from between during returns return dates"
)
_REACH = 9  # tokens between what happens and its day
_CITY_WORDS = 3
_NO_CITY = (
    words("the a an this its their hall booth belt north south east west central western eastern")
    | frozenset(MONTHS)
    | frozenset(WEEKDAYS)
    | SEASONS
)
_VENUES = words("center centre hall halls messe palexpo palace park pavilion expo fair area region")


class Setting(NamedTuple):
    """First and last day (EDTF, a year where only that is told) and city of a fair."""

    begin: str | None = None
    end: str | None = None
    inferred: bool = False
    city: str | None = None
    city_inferred: bool = False

    def joined(self, other: "Setting") -> "Setting":
        """Both; what this one has stays, unless the other is told and not inferred."""
        told = self.begin is None and self.end is None
        begin, end = self.begin or other.begin, self.end or other.end
        if begin and end and begin > end:
            begin, end = self.begin, self.end
        surer = self.city is None or (self.city_inferred and not other.city_inferred)
        replaced = surer and other.city is not None
        return Setting(
            begin,
            end,
            other.inferred if told else self.inferred or (other.inferred and other.edtf != ""),
            other.city if replaced else self.city,
            other.city_inferred if replaced else self.city_inferred,
        )

    def to_the_day(self) -> "Setting":
        """Without an end that is not a full day."""
        begin, end = (one if one and len(one) == 10 else None for one in (self.begin, self.end))
        return self._replace(begin=begin, end=end)

    @property
    def edtf(self) -> str | None:
        """The days as EDTF; a side that the text leaves open is empty."""
        if self.begin is None and self.end is None:
            return None
        return self.begin if self.begin == self.end else f"{self.begin or ''}/{self.end or ''}"


def setting_of(
    block: Block, line: Line, span: range, dates: Sequence[Dated], named: int | None
) -> Setting:
    """What one sentence, the tokens of `span`, says of its fair, whose name ends before `named`."""
    found = Setting()
    at = span.start
    for dated in dates:
        while at < span.stop and block.start + line.tokens[at].start < dated.start:
            at += 1
        if (
            named is not None
            and line.word(named) == "in"
            and at == named + 1
            and "/" not in dated.edtf
        ):
            # "the inaugural expo in 2018"
            found = found.joined(Setting(dated.edtf, dated.edtf, dated.basis == "inferred"))
        found = found.joined(_days(line, span, at, dated))
    if named is not None:
        found = found.joined(_city(line, span))
        found = found.joined(_dateline(line, span))
    return found


def _days(line: Line, span: range, at: int, dated: Dated) -> Setting:
    """The days that a date gives its fair, by what is said right before it."""
    inferred = dated.basis == "inferred"
    first, _, last = dated.edtf.partition("/")
    said = _said(line, span, at)
    if last and first and len(first) == 10 and len(last) == 10:
        return Setting(first, last, inferred) if said is not None else Setting()
    if last or len(first) < 4:
        return Setting()
    if said == "opens" and len(first) > 4:
        return Setting(begin=first, inferred=inferred)
    if said == "closes" and len(first) > 4:
        return Setting(end=first, inferred=inferred)
    if said == "held" and line.word(at - 1) not in ("since", "by", "than", "from", "before"):
        return Setting(first, first, inferred)
    return Setting()


def _said(line: Line, span: range, at: int) -> str | None:
    """What happens on a day: the nearest such word before it."""
    for here in range(at - 1, max(span.start, at - _REACH) - 1, -1):
        word = line.word(here)
        if word in _CLOSES:
            return "closes"
        if word in _OPENS:
            return "opens"
        if word in _HELD:
            return "held"
    return None


def _city(line: Line, span: range) -> Setting:
    """The first place of a sentence that "in" stands before and that is no country."""
    for at in span:
        if line.word(at) == "in" and (city := _place(line, at + 1)) is not None:
            return Setting(city=city)
    return Setting()


def _place(line: Line, at: int) -> str | None:
    here = at
    while here - at < _CITY_WORDS and line.capital(here) and line.word(here) not in _NO_CITY:
        if line.word(here) in _VENUES:
            return None
        here += 1
    if here == at or line.capital(here) or line.sign(here) in tuple('"”»'):
        return None
    name = " ".join(token.text for token in line.tokens[at:here])
    name = name.removesuffix("’s").removesuffix("'s")
    return None if name.lower() in _countries() else name


def _dateline(line: Line, span: range) -> Setting:
    """The city that a dateline begins with: "SHANGHAI, Nov 10 (Harbour Wire) - "."""
    if span.start != 0 or not line.capital(0):
        return Setting()
    first = line.tokens[0].text
    here = 1 + (line.capital(1) and line.tokens[1].text.isupper())
    second = line.tokens[1].text if here == 2 else ""
    if not first.isupper() or len(first) < 4 or line.sign(here) not in (",", "(", "–", "—", "-"):
        return Setting()
    city = " ".join(filter(None, (first, second))).title()
    return Setting() if city.lower() in _countries() else Setting(city=city, city_inferred=True)


def city_of(line: Line, at: int) -> Setting:
    """The city whose fair it is, by the words before its name: "Shanghai's second …"."""
    word = line.word(at - 1)
    if not word.endswith("'s") or not line.capital(at - 1):
        return Setting()
    name = line.tokens[at - 1].text[:-2]
    known = word[:-2] in _countries() or word[:-2] in _NO_CITY or len(name) < 3
    return Setting() if known else Setting(city=name)


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    # "In China" names no city, "in Singapore" does.
    return countries() - {"singapore", "monaco", "hong kong", "macao", "luxembourg"}
