"""What of a fact is searched: its tokens, field by field, and the tags that filters ask for.

A tag is `name_value` (`unit_cny`, `year_2023`): nothing that is typed as a word makes such a token.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Protocol

from expotui.facts.decisions import ACCEPTED, CORRECTED
from expotui.facts.model import doubts
from expotui.facts.quantities import Number, printable, to_decimal
from expotui.facts.text import fold
from expotui.facts.tokens import acronym, number_token, words

# The fields of a fact that a query may name, as columns of the index; tags stand beside them.
FIELDS = ("words", "speaker", "measure", "event", "source")
COLUMNS = (*FIELDS, "tags")

# Of a longer text, as many characters are searched.
LONGEST = 20_000
# An event that goes on for longer counts for its first years.
MOST_YEARS = 5

_UNFIT = re.compile(r"\W")


class Columns(Protocol):
    """Columns of a fact, by name: a mapping, or a row of sqlite3."""

    def __getitem__(self, name: str, /) -> Any: ...


def field_tokens(fact: Columns) -> tuple[str, ...]:
    """The tokens of a fact in each of `COLUMNS`, separated by spaces.

    Args:
        fact: the columns of `store.indexing.SEARCHED`, by name.
    """
    since, until = fact["since"], fact["until"]
    event = _of_event(
        fact["event"],
        fact["series"],
        fact["event_short"],
        fact["series_short"],
        fact["city"],
        fact["subject"],
        *_years(since, until),
    )
    return (
        " ".join(filter(None, _own_words(fact))),
        _all(fact["speaker"], fact["role"]),
        _all(fact["measure"], fact["scope"], fact["stage"], fact["synonyms"]),
        event,
        _of_page(fact["publisher"], fact["title"], event),
        " ".join((
            *_is(fact),
            *_magnitudes(fact["value"], fact["upper"]),
            _figure_tags(fact["measure_id"], fact["scope"], fact["stage"], fact["unit"]),
            _event_tags(fact["event_id"], fact["home_event_id"], fact["series_id"], since, until),
            _page_tags(fact["page_since"], fact["page_until"]),
        )),
    )  # fmt: skip


def tag(name: str, value: object) -> str:
    """The tag of a value: `tag("event", "ciie-6")` is `event_ciie_6`."""
    return f"{name}_{_UNFIT.sub('_', fold(str(value)))}"


def magnitude(number: Number) -> str:
    """The tag of a number's size: its exponent and first digit, in the order of numbers.

    Below 1 and from 10⁵⁰ on all are one: a filter looks at the value itself besides.
    """
    exact = to_decimal(number)
    if exact < 1:
        return "size_00"
    exponent = exact.adjusted()
    return f"size_{exponent + 1:02}_{exact.as_tuple().digits[0]}" if exponent < 50 else "size_51"


def _own_words(fact: Columns) -> Iterator[str]:
    text, qualified = fact["text"], fact["qualified_text"]
    yield _tokens(_text(qualified or text))
    if qualified and _text(text) not in _text(qualified):
        yield _tokens(_text(text))
    yield _tokens(_text(fact["counts"]))
    for column in ("value", "upper"):
        # A value read from "48亿" or "sixth" is found by its digits too.
        if (number := printable(fact[column])) is not None:
            yield number_token(number)


# What many facts share is worked out once: an event's names, a measure's, a page's.


@lru_cache(maxsize=5_000)
def _all(*texts: object) -> str:
    """The tokens of some texts; of those that say the same twice, once."""
    return " ".join(dict.fromkeys(_tokens(_text(text)) for text in texts if text))


@lru_cache(maxsize=2_000)
def _of_event(*names: object) -> str:
    """The tokens of an event's names, and the initials of each; none that another one holds."""
    found: list[str] = []
    initials = (acronym(str(name)) for name in names if name)
    for tokens in (*(_tokens(_text(name)) for name in names if name), *initials):
        if tokens and not any(f" {tokens} " in f" {other} " for other in found):
            found.append(tokens)
    return " ".join(found)


@lru_cache(maxsize=5_000)
def _of_page(publisher: object, title: object, event: str) -> str:
    """The tokens of a page's publisher and title; what a title says of its event stands there."""
    told = set(event.split())
    more = (word for word in words(_text(title)) if word not in told)
    return " ".join((_tokens(_text(publisher)), *dict.fromkeys(more)))


@lru_cache(maxsize=2_000)
def _figure_tags(measure: object, scope: object, stage: object, unit: object) -> str:
    return _tags(("measure", measure), ("scope", scope), ("stage", stage), ("unit", unit))


@lru_cache(maxsize=2_000)
def _event_tags(event: object, home: object, series: object, since: object, until: object) -> str:
    years = (("year", year) for year in _years(since, until))
    return _tags(("event", event), ("event", home), ("series", series), *years)


@lru_cache(maxsize=2_000)
def _page_tags(since: object, until: object) -> str:
    return _tags(*(("page", year) for year in _years(since, until)))


def _tags(*named: tuple[str, object]) -> str:
    return " ".join(dict.fromkeys(tag(name, value) for name, value in named if value))


def _text(value: object) -> str:
    return "" if value is None else str(value).replace("_", " ")[:LONGEST]


def _tokens(text: str) -> str:
    return " ".join(words(text))


def _years(since: object, until: object) -> list[str]:
    """The years from one ISO date to another."""
    try:
        first, last = int(str(since or until)[:4]), int(str(until or since)[:4])
    except ValueError:
        return []
    return [str(year) for year in range(first, min(last, first + MOST_YEARS - 1) + 1)]


def _magnitudes(*values: object) -> dict[str, None]:
    # No set: what is taken out of the index is to be what was put in, in every process.
    numbers = (number for value in values if (number := printable(value)) is not None)
    return dict.fromkeys(map(magnitude, numbers))


def _is(fact: Columns) -> Iterator[str]:
    """What `is:` may ask for."""
    yield f"is_{fact['kind']}"
    claimed, flags = fact["edition_claimed"], _flags(fact["flags"])
    if "doubtful" in flags or (claimed is not None and claimed != fact["edition"]):
        yield "is_doubtful"
    for flag in ("record", ACCEPTED, CORRECTED):
        if flag in flags:
            yield f"is_{flag}"
    if fact["copy_of_id"]:
        yield "is_copy"
    if fact["span_start"] is not None:
        yield "is_located"
    if fact["anonymous"]:
        yield "is_anonymous"


@lru_cache(maxsize=500)
def _flags(flags: object) -> frozenset[str]:
    """The flags of a fact, and `doubtful` where one casts a doubt."""
    found = set(str(flags or "").split())
    return frozenset(found | ({"doubtful"} if doubts(flags) else set()))
