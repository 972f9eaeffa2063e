"""Where a draft names a fair or one holding of it: by its name, its number, its year, or all three.

An edition is never guessed: it is the number or the year that the words say, else what the draft
named before. A fair that the store does not know is a mention too, so that its figures are not
taken for those of the one named before it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from expotui.drafts.fairs import Edition, Fairs, Name
from expotui.drafts.sentences import Sentences
from expotui.extract.figures.ordinals import EVENT_NOUNS, WORDS
from expotui.extract.model import Extraction, Figure

# Between an ordinal and the name that it belongs to: "sixth edition of the CIIE".
_BETWEEN = frozenset(
    {"annual", "edition", "editions", "session", "of", "the", "and", "or", "to", *WORDS}
)
_FURTHEST = 60
# A longer span is no name.
_LONGEST = 200
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?!,?\d|\.\d)")
_YEAR_BEFORE = re.compile(r"(?<![\d.,])((?:19|20)\d\d)\s{1,3}\Z")
_YEAR_BEHIND = re.compile(
    r"[\s,()']{1,3}(?:which was )?(?:held )?(?:in )?(?:[A-Z][a-z]{2,8} )?((?:19|20)\d\d)"
    r"(?!,?\d|\.\d)"
)
_NUMBER_BEHIND = re.compile(
    r"[\s-]{1,2}(\d{1,3})(?!,?\d|%|\.\d|\s?(?:billion|million|bn|m|percent)\b)"
)
_POSSESSIVE = re.compile(r"['’]s?\s{1,3}\Z|\s{1,3}\(?\Z")
_ELLIPTIC = re.compile(
    r"\b[Tt]he\s([a-z]{5,15})(?=,? (?:in (?:19|20)\d\d|(?:had|drew|took|saw|US)\b|[$¥€\d]))"
)
# "up from 80 billion at the seventh."
_COMPARED = re.compile(r"\b(?:at|than|from|over|on) the ([a-z]{5,15})(?=[.,;)])")
_LISTED = re.compile(
    r"\b([A-Za-z]{3,15}|(\d{1,3})(?:st|nd|rd|th))(?:,| and| or| to|, and)\s(?:the\s)?\Z"
)
_MOST_LISTED = 9
# Characters between a name and the same in brackets.
_BRACKET = 2
_WORD = re.compile(r"[^\W_]+")
# A fair by its form: capitalised words and one of these nouns behind them.
_UNKNOWN = re.compile(
    r"(?<![\w-])(?:[A-Z][\w’'-]{0,30} ){1,6}?(?:Fair|Expo|Exposition|Messe|Biennale|Airshow)"
    r"(?![\w-]| [A-Z])"
)
_ARTICLES = frozenset(("the", "this", "that", "a", "an", "at", "in", "our", "its", "and", "but"))


class Mention(NamedTuple):
    """Where an occasion is named. `event` is None where the fair is named and no edition of it;
    `series` too is None where the store does not know the fair. `how` tells what is not plain.
    """

    start: int
    end: int
    name: str
    series: str | None
    event: Edition | None
    how: str | None
    number: int | None = None
    year: str | None = None


def mentions(
    text: str, found: Extraction, fairs: Fairs, sentences: Sentences
) -> tuple[Mention, ...]:
    """All mentions of occasions in a draft, in order."""
    names = _names(text, found, fairs)
    ordinals = [one for one in found.figures if one.unit == "edition" and one.upper is None]
    counts = {one.start for one in found.figures if not one.text.isdecimal()}
    made = [*_named(text, names, ordinals, counts)]
    return tuple(_resolved(made, fairs, sentences))


def _names(text: str, found: Extraction, fairs: Fairs) -> list[tuple[Name, bool]]:
    """Names of fairs in order, and whether the store knows each."""
    known = [(name, True) for name in fairs.find(text)]
    starts = [name.start for name, _ in known]
    # What extraction takes for an edition of a known fair is not named by its name there.
    spans = [
        _unnumbered(text, one.start, one.end) for one in found.occasions
        if one.end - one.start < _LONGEST
        and not any(fairs.knows(name) for name in (one.series, one.name) if name)
    ]  # fmt: skip
    spans += [_without_article(match) for match in _UNKNOWN.finditer(text)]
    unknown: list[tuple[Name, bool]] = []
    for start, end in sorted(spans):
        at = bisect_right(starts, start)
        overlaps = (at and known[at - 1][0].end > start) or (
            at < len(known) and known[at][0].start < end
        )
        free = not unknown or unknown[-1][0].end <= start
        if not overlaps and free and end > start:
            unknown.append((Name(start, end, ""), False))
    return sorted(known + unknown)


def _unnumbered(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without the number before it; "134th edition" leaves no name."""
    for match in _WORD.finditer(text, start, end):
        word = match[0].lower()
        if not (word in WORDS or word in _ARTICLES or word[:1].isdigit()):
            return (end, end) if match[0].islower() else (match.start(), end)
    return end, end


def _without_article(match: re.Match[str]) -> tuple[int, int]:
    """A name that begins a sentence has its article with it; one that is all article is none."""
    start, words = match.start(), match[0].split(" ")
    while words and (words[0].lower() in _ARTICLES or words[0].lower() in WORDS):
        start += len(words.pop(0)) + 1
    return (start, match.end()) if len(words) > 1 else (start, start)


def _named(
    text: str, names: Sequence[tuple[Name, bool]], ordinals: Sequence[Figure], counts: set[int]
) -> Iterator[Mention]:
    """Names with the numbers and years beside them, and ordinals that stand alone."""
    starts = [one.start for one in ordinals]
    taken: set[int] = set()
    for name, known in names:
        low, high = bisect_left(starts, name.start - _FURTHEST), bisect_left(starts, name.start)
        before = [at for at in range(low, high) if at not in taken]
        mine = [at for at in before if _belongs(text, ordinals, at, name.start)][-1:]
        behind = _behind(text, name, ordinals, starts, counts)
        taken.update(mine if behind is None else [*mine, behind[1]])
        start = ordinals[mine[0]].start if mine else name.start
        number = int(ordinals[mine[0]].value) if mine else behind and behind[0]
        end = behind[2] if behind else name.end
        year = _YEAR_BEFORE.search(text, max(0, start - 8), start) or _YEAR_BEHIND.match(text, end)
        for first, last, other in _listed(text, start) if mine else ():
            yield _mention(text, (first, last), name, known, other)
        if name.place and number is None and year is None and not _noun_follows(text, name.end):
            continue
        made = _mention(text, (start, end), name, known, number)
        if year:
            made = made._replace(
                start=min(start, year.start(1)), end=max(end, year.end(1)), year=year[1]
            )
        yield made
    alone = {one.start: one.end for at, one in enumerate(ordinals) if at not in taken}
    numbers = {one.start: int(one.value) for one in ordinals}
    for match in chain(_ELLIPTIC.finditer(text), _COMPARED.finditer(text)):
        # "the first CIIE took …; the second, in 2019, …"
        start, number = match.start(1), WORDS.get(match[1].lower())
        if start not in numbers and number:
            alone[start], numbers[start] = match.end(1), number
    for start, end in alone.items():
        yield Mention(start, end, text[start:end], None, None, None, numbers[start], "")


def _mention(
    text: str, span: tuple[int, int], name: Name, known: bool, number: int | None
) -> Mention:
    printed = " ".join(text[name.start : name.end].split())
    return Mention(*span, printed, name.series if known else None, None, None, number)


def _belongs(text: str, ordinals: Sequence[Figure], at: int, name: int) -> bool:
    """Whether nothing stands between an ordinal and a name but what joins them."""
    between = _WORD.findall(text[ordinals[at].end : name].lower())
    last = len(between) - 1
    return all(
        word in _BETWEEN or word.removesuffix("th").isdigit() or (place == last and word == "china")
        for place, word in enumerate(between)
    )


def _listed(text: str, start: int) -> Iterator[tuple[int, int, int]]:
    """The ordinals that share a name with one at `start`: "the sixth, seventh and eighth"."""
    for _ in range(_MOST_LISTED):
        match = _LISTED.search(text, max(0, start - _FURTHEST), start)
        number = match and (WORDS.get(match[1].lower()) or int(match[2] or 0))
        if not match or not number:
            return
        start, end = match.span(1)
        yield start, end, number


def _behind(
    text: str, name: Name, ordinals: Sequence[Figure], starts: Sequence[int], counts: set[int]
) -> tuple[int, int, int] | None:
    """The number behind a name ("CIIE 6", "the CIIE's sixth edition"), which ordinal it is (-1 is
    none), and where it ends.
    """
    at = bisect_left(starts, name.end)
    if at < len(starts) and _POSSESSIVE.fullmatch(text[name.end : starts[at]]):
        return int(ordinals[at].value), at, ordinals[at].end
    match = _NUMBER_BEHIND.match(text, name.end)
    if match and match.start(1) not in counts:
        return int(match[1]), -1, match.end()
    return None


def _noun_follows(text: str, end: int) -> bool:
    following = _WORD.search(text, end, end + 40)
    return following is not None and following[0].lower() in EVENT_NOUNS


def _resolved(made: Sequence[Mention], fairs: Fairs, sentences: Sentences) -> Iterator[Mention]:
    """Mentions with the editions that they mean."""
    ordered = sorted(made, key=lambda one: (one.start, one.end))
    fair: str | None = next((one.series for one in ordered if one.series), None)
    latest: dict[str, Edition] = {}
    before: Mention | None = None
    for one in ordered:
        alone = one.year == ""
        series = fair if alone else one.series
        if series is None:
            if not alone:
                # Ordinals that follow are of the unknown fair.
                fair = None
                yield one
            continue
        if before is not None and before.series == series and _again(before, one):
            one = one._replace(start=before.start, number=before.number)  # noqa: PLW2901
        event, how = _edition(one, series, latest, fairs, sentences)
        fair = series
        if event is not None:
            latest[series] = event
        before = one._replace(series=series, event=event, how=how, name=fairs.short(series))
        yield before


def _again(before: Mention, one: Mention) -> bool:
    """Whether a name only says the one before it in short: "the sixth Expo (CIIE)"."""
    return one.number is None and one.start - before.end <= _BRACKET


def _edition(
    one: Mention, series: str, latest: dict[str, Edition], fairs: Fairs, sentences: Sentences
) -> tuple[Edition | None, str | None]:
    """The edition that a mention means, and how that is known where its own words do not say."""
    if one.number is not None:
        return fairs.numbered(series, one.number), None
    if one.year:
        return fairs.of_year(series, one.year), f"by the year {one.year}"
    years = set(_YEAR.findall(sentences.words(one.start, one.end)))
    if len(years) == 1:
        year = years.pop()
        event = fairs.of_year(series, year)
        if event is not None:
            return event, f"by the year {year} in its sentence"
    if series in latest:
        return latest[series], "the edition named before it"
    editions = fairs.editions(series)
    if len(editions) == 1:
        return editions[0], "the one edition that the store knows"
    return None, None
