"""Years alone: "in 2018", "2021-2025", "the 1990s"; never "2018 products" or "Expo 2020"."""

import unicodedata

from expotui.extract.dates.calendars import FAIRS, MONTHS, SEASONS, WEEKDAYS, Point
from expotui.extract.dates.date_line import NAMED, Found, Line
from expotui.extract.labels import LABELS
from expotui.extract.wordlists import words

# A year outside these needs a preposition to be one.
_USUAL = range(1950, 2051)
_PREPOSITIONS = words(
    "in since by until till from during throughout of for before after to between circa around "
    "through year fiscal calendar than and early mid late"
)
_OF_A_YEAR = words("in for of until by since from to during")
# What makes a round number before a plural a year all the same: "in 2018 products ...".
_SURE = words("in since during throughout year fiscal calendar early mid late")
_DETERMINERS = words("the this that its their his her our my whose")
_HEDGES = words(
    "over about nearly almost around approximately roughly some least most exactly only just "
    "under below above exceeding estimated additional another all these those"
)
_MORE = words("more fewer less greater other rather")
_UNITS = words(
    "million billion trillion thousand bn mn percent per pct km kg g m cm mm kw mw gw tonnes tons "
    "metres meters miles feet hectares acres sqm sq square cubic yuan dollars euros francs pounds "
    "yen won rupees rmb usd eur chf gbp hours hrs gmt cet utc rpm people men women children media "
    "times staff personnel aircraft"
)
_CODES = words("rmb usd eur chf gbp jpy cny hkd inr aed sgd fr rs sfr us no nr model type size iso")
# Plurals of what a year has, and verbs in -s: not things counted.
_OF_YEARS = words(
    "levels figures results sales exports imports revenues profits earnings prices targets totals "
    "numbers standards rules was is has does as this its us marks sees brings looks remains means "
    "comes goes plus versus vs editions shows fairs sessions expos exhibitions events"
)
_SMALL = words(
    "a an the and or but in on at by for from with to of into than that which who when where while "
    "as is was were are be been has have had will would can could may might should not it he she "
    "they we you i after before between about over under per its their his her also because since "
    "until during if so then though although"
)
# Capitals that may stand right before a year without making a name of it.
NO_NAMES = (
    _PREPOSITIONS
    | _DETERMINERS
    | _SMALL
    | SEASONS
    | frozenset(MONTHS)
    | frozenset(WEEKDAYS)
    | words(
        "fy cy copyright published updated edition compared despite versus vs founded "
        "established through early mid late now date time"
    )
)
_COUNTERS = words("view views hits reads clicks tel fax phone postcode browse visits")
_BEFORE_DASH = words("mid post pre early late end since year")
_NAMED_AFTER = frozenset(("agenda", "vision", "goals", "roadmap"))
# Names with a number in them that is not when anything was held.
NO_FAIRS = (LABELS - FAIRS) | words(
    "vision goal plan target mission strategy china route type version compass masterplan"
)
_LONGEST_SHORT = 30  # years of a range like "2018-22"
_MANY_WORDS = 3  # adjectives between a number and what it counts


def year_date(line: Line, at: int) -> Found | None:
    """The year, the years or the decade whose digits stand there."""
    year = line.year(at)
    if year is None or not 1000 <= year <= 2999 or _part_of_more(line, at):
        return None
    if _named_fair(line, at):
        return Found(at, at + 1, Point(year), Point(year), NAMED)
    return _decade(line, at, year) or _years(line, at, year) or _one_year(line, at, year)


def _part_of_more(line: Line, at: int) -> bool:
    """Whether the digits belong to an address, a sum, a code or a name: "$2018", "A-2018"."""
    sign, word = line.sign(at - 1), line.word(at - 1)
    if line.joined(at) and (word or sign):
        if sign == "-":
            return line.word(at - 2) not in _BEFORE_DASH
        if sign in "/_#@=&+.:\\’'‘*" or unicodedata.category(sign[0]) == "Sc":
            return sign not in "’'‘" or line.joined(at - 1)
        return bool(word) and word != "fy" and unicodedata.category(word[-1]) != "Lo"
    if sign and (sign == "#" or unicodedata.category(sign) == "Sc"):
        return True
    if sign == "." and line.word(at - 2) in ("no", "nr", "nos"):
        return True
    return word in _CODES or (sign == ":" and line.word(at - 2) in _COUNTERS)


def _decade(line: Line, at: int, year: int) -> Found | None:
    apostrophe = line.sign(at + 1) in ("'", "’") and line.joined(at + 1)
    ending = at + 1 + apostrophe
    if year % 10 or line.word(ending) != "s" or not line.joined(ending):
        return None
    point = Point(year)
    return Found(at, ending + 1, point, point, "decade", given=f"{year // 10}X")


def _years(line: Line, at: int, year: int) -> Found | None:
    """A range of years; a short second one stands right behind its dash or stroke."""
    to = line.until(at + 1, between=line.word(at - 1) == "between")
    stroke = line.sign(at + 1) == "/" and line.joined(at + 1)
    to = at + 2 if stroke else to
    if to is None:
        return None
    last = line.year(to)
    digits = line.number(to)
    close = line.joined(at + 1) and line.joined(to)
    if last is None and len(digits) == 2 and digits.isdecimal() and close:
        last = year - year % 100 + int(digits)
        if last > year + _LONGEST_SHORT:
            return None
        if line.joined(to + 1) and line.sign(to + 1) in ("/", "-", "%"):
            return None
    if (
        last is None
        or not year < last <= year + 120
        or last > 2999
        or _counted_range(line, to, year)
    ):
        return None
    return Found(at, to + 1, Point(year), Point(last), "year range")


def _counted_range(line: Line, at: int, year: int) -> bool:
    """Whether a range is one of things: "1800 to 2000 exhibitors"; years are rarely both round."""
    last = line.year(at)
    whole = year % 50 == 0 and (last is None or last % 50 == 0)
    return line.word(at + 1) in _UNITS or line.sign(at + 1) == "%" or (whole and _plural(line, at))


def _one_year(line: Line, at: int, year: int) -> Found | None:
    before = line.word(at - 1)
    if year not in _USUAL and before not in _PREPOSITIONS and line.sign(at - 1) not in ("(", "["):
        return None
    if _joined_after(line, at) or _counted(line, at):
        return None
    if _named(line, at):
        tells = year in _USUAL and not (line.capital(at + 1) and line.word(at + 1) in _NAMED_AFTER)
        return Found(at, at + 1, Point(year), Point(year), NAMED) if tells else None
    return Found(at, at + 1, Point(year), Point(year), "year")


def _joined_after(line: Line, at: int) -> bool:
    """Whether a unit, a dash or an address goes on right behind: "2000m", "2000-seat"."""
    if not line.joined(at + 1):
        return False
    sign = line.sign(at + 1)
    return (
        bool(line.word(at + 1))
        or sign in ("%", "°", "/", "_", "@", "=", "+")
        or (sign in ("-", "‐", "‑") and line.joined(at + 2))
    )


def _named(line: Line, at: int) -> bool:
    """Whether the year is part of a name: "Expo 2020", "2030 Agenda"."""
    if line.capital(at + 1) and line.word(at + 1) in _NAMED_AFTER:
        return True
    return line.capital(at - 1) and line.bare(at - 1) == line.word(at - 1) not in NO_NAMES


def _named_fair(line: Line, at: int) -> bool:
    """Whether the year closes a fair's name: "CIIE 2024", "Canton Fair 2019"."""
    if line.joined(at) or not line.capital(at - 1) or line.bare(at - 1) != line.word(at - 1):
        return False
    name = line.tokens[at - 1].text
    known = name.lower() in FAIRS or (name.isupper() and len(name) > 2)
    return known and name.lower() not in NO_NAMES and name.lower() not in _CODES


def _counted(line: Line, at: int) -> bool:
    """Whether what follows is counted, or measured, by the number."""
    after, before = line.word(at + 1), line.word(at - 1)
    if after in _UNITS or line.sign(at + 1) == "%":
        return True
    hedged = before in _HEDGES or (before == "than" and line.word(at - 2) in _MORE)
    if hedged and after and not line.capital(at + 1) and after not in _SMALL | _OF_YEARS:
        return True
    if line.joined(at) and line.sign(at - 1) == "-":
        return False
    if before in _DETERMINERS or before.endswith("'s") or before in _SURE:
        whole = line.year(at)
        return whole is not None and whole % 100 == 0 and before != "since" and _plural(line, at)
    if before in _OF_A_YEAR and (line.year(at) or 0) % 100:
        return _plural(line, at, words=1)  # "the list for 2026 already holds 160 names"
    return _plural(line, at)


def _plural(line: Line, at: int, words: int = _MANY_WORDS) -> bool:
    """Whether a plural in small letters follows within some words, adjectives aside."""
    for here in range(at + 1, at + 1 + words):
        word = line.word(here)
        if not word or line.capital(here) or word in _SMALL or word in _OF_YEARS:
            return False
        if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "'s")):
            return True
    return False
