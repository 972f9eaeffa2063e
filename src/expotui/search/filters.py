"""Filters: what `field:value` means, as an FTS5 expression, an SQL condition, or a problem."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from expotui.facts.quantities import Number, plain
from expotui.facts.search_fields import magnitude, tag
from expotui.facts.tokens import number_token, tokens
from expotui.search.query import Part
from expotui.search.vocabulary import StoredTerms, any_of

# Whatever a fact is, it is one of these: what is left when only something is taken away.
EVERYTHING = '"is_figure" OR "is_quote"'
_NOTHING = '"is_nothing"'
# No number of a store is larger.
_MOST = 1e300

# What `is:` may say, in words for whoever completes it.
IS = {
    "figure": "a number",
    "quote": "spoken words",
    "contradicted": "another claim excludes it",
    "doubtful": "something to mind: its card says what",
    "copy": "on a page that repeats another",
    "record": "called a record",
    "accepted": "confirmed by you",
    "corrected": "corrected by you: its card says what",
    "located": "its passage is known to the character",
    "anonymous": "of a speaker whom the document does not name",
}
_UNITS = {
    "rmb": "cny", "yuan": "cny", "dollar": "usd", "dollars": "usd", "$": "usd", "us$": "usd",
    "%": "percent", "pp": "percentage_point", "sqm": "m2", "m²": "m2", "people": "person",
    "countries": "country", "companies": "company",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filter:
    """What a filter asks of the index and, where that says too little, of the facts themselves."""

    expression: str
    sql: str = ""

    @property
    def excluding(self) -> "Filter":
        """The facts that do not pass it, where it looks at them."""
        return Filter("", f"NOT ({self.sql})")


class QueryError(ValueError):
    """A filter that means nothing; says what was typed, and what could stand there."""


def make_filter(part: Part, stored: StoredTerms) -> Filter | None:
    """The filter of a part of a query; None where it is words of a field (`speaker:zhang`).

    Raises:
        QueryError: its value means nothing for it.
    """
    return _KINDS[part.name](part, stored) if part.name in _KINDS else None


def _tagged(part: Part, stored: StoredTerms) -> Filter | None:
    """An event, a fair, a measure or a scope by its id; words of its name otherwise."""
    wanted = tag(part.name, part.value)
    return Filter(f'"{wanted}"') if stored.facts("tag", wanted) else None


def _closed(part: Part, stored: StoredTerms) -> Filter:
    """One of a few values, or the beginning of one that is still being typed."""
    value = part.value.casefold()
    if part.name == "is" and value == "contradicted":
        return Filter('"is_figure"', "f.contradicted")
    if part.name == "unit":
        value = _UNITS.get(value, value)
    wanted = tag(part.name, value)
    begun = stored.tags(wanted, wanted + "\U0010ffff", 64)
    if wanted in begun:
        return Filter(f'"{wanted}"')
    if begun:
        return Filter(any_of(begun))
    if part.name == "is" and any(word.startswith(value) for word in IS):
        return Filter(_NOTHING)
    known = stored.tags(f"{part.name}_", f"{part.name}_\U0010ffff")
    offered = list(IS) if part.name == "is" else sorted(known, key=known.__getitem__)[::-1]
    names = [name.removeprefix(f"{part.name}_") for name in offered[:12]]
    raise QueryError(f"{part.name}:{part.value}: there are {', '.join(names) or 'none'}")


_RANGE = re.compile(r"(?P<sign>[<>]=?|=)?(?P<low>.*?)(?:(?P<dots>\.\.)(?P<high>.*))?")


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from `low` to `high`; None is open. Ends are included unless said otherwise."""

    low: Decimal | None
    high: Decimal | None
    low_excluded: bool = False
    high_excluded: bool = False


def read_range(text: str, read: Callable[[str], Decimal]) -> Range:
    """A range as it is typed: `5`, `1..9`, `1..`, `..9`, `>5`, `>=5`, `<5`, `<=5`.

    Raises:
        ValueError: it is none.
    """
    match = _RANGE.fullmatch(text.strip().replace("…", ".."))
    if match is None or (match["sign"] and match["dots"]):
        raise ValueError(text)
    sign, low, high = match["sign"] or "=", match["low"].strip(), (match["high"] or "").strip()
    if match["dots"]:
        ends = read(low) if low else None, read(high) if high else None
        if ends == (None, None) or (None not in ends and ends[0] > ends[1]):  # type: ignore[operator]
            raise ValueError(text)
        return Range(*ends)
    number = read(low)
    if sign == "=":
        return Range(number, number)
    if sign.startswith(">"):
        return Range(number, None, low_excluded=sign == ">")
    return Range(None, number, high_excluded=sign == "<")


def _year(text: str) -> Decimal:
    if not re.fullmatch("[0-9]{4}", text):
        raise ValueError(text)
    return Decimal(text)


def _years(part: Part, stored: StoredTerms) -> Filter:
    try:
        years = read_range(part.value, _year)
    except ValueError:
        raise QueryError(
            f"{part.name}:{part.value}: a year of four digits, or 2018..2022, >2018, ..2022"
        ) from None
    first = 0 if years.low is None else int(years.low) + years.low_excluded
    last = 9999 if years.high is None else int(years.high) - years.high_excluded
    found = stored.tags(f"{part.name}_{first:04}", f"{part.name}_{last:04}")
    return Filter(any_of(found) or _NOTHING)


def _number(text: str) -> Decimal:
    """A number as people write it: `1,500`, `1.84 trillion`, `2bn`, `48亿`.

    Raises:
        ValueError: it is more than one number, or something else.
    """
    negative = text.startswith(("-", "−"))
    found = tokens(text[1:] if negative else text)
    numbers = [token for token in found if token.is_number]
    whole = found and numbers and numbers[-1].start == 0 and numbers[-1].end == len(text) - negative
    if not whole or len(found) not in (1, 3):
        raise ValueError(text)
    number = Decimal(numbers[-1].text.replace("_", "."))
    return -number if negative else number


def _values(part: Part, stored: StoredTerms) -> Filter:
    try:
        wanted = read_range(part.value.removesuffix("%"), _number)
    except ValueError:
        raise QueryError(
            f"{part.name}:{part.value}: a number, or >1bn, 100..2,000, <=5 million; "
            "its unit stands apart (unit:USD)"
        ) from None
    expression, compared = _near(wanted, stored), _compared(wanted)
    if part.value.endswith("%"):
        return Filter(f'({expression}) AND "unit_percent"', f"{compared} AND f.unit IS 'percent'")
    return Filter(expression, compared)


def _near(wanted: Range, stored: StoredTerms) -> str:
    """An expression for all that may lie in a range, and not much more."""
    if wanted.low is not None and wanted.low == wanted.high and wanted.low >= 0:
        return any_of([number_token(wanted.low)])
    first = "size_00" if wanted.low is None else magnitude(wanted.low)
    last = "size_99" if wanted.high is None else magnitude(wanted.high)
    return any_of(stored.tags(first, last)) or _NOTHING


def _compared(wanted: Range) -> str:
    """The SQL condition that a figure's value, or some of its range, lies in a range."""
    conditions = ["f.value IS NOT NULL"]
    if wanted.low is not None:
        operator = ">" if wanted.low_excluded else ">="
        conditions.append(f"coalesce(f.upper, f.value) {operator} {_sql_number(wanted.low)}")
    if wanted.high is not None:
        operator = "<" if wanted.high_excluded else "<="
        conditions.append(f"f.value {operator} {_sql_number(wanted.high)}")
    return " AND ".join(conditions)


def _sql_number(number: Number) -> str:
    """The number as the store has it: whole ones as integers as far as SQLite's reach."""
    text = plain(number)
    if "." not in text and abs(int(text)) < 2**63:
        return text
    return repr(min(max(float(text), -_MOST), _MOST))


_KINDS: dict[str, Callable[[Part, StoredTerms], Filter | None]] = {
    "event": _tagged,
    "series": _tagged,
    "measure": _tagged,
    "scope": _tagged,
    "unit": _closed,
    "stage": _closed,
    "is": _closed,
    "year": _years,
    "page": _years,
    "value": _values,
}

# The columns of the index that the words of a field stand in.
COLUMNS = {
    "speaker": "speaker",
    "source": "source",
    "measure": "measure",
    "scope": "measure",
    "event": "event",
    "series": "event",
}
