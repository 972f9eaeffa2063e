"""One number at a token: the rules, tried in order."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from expotui.extract import fractions, hedges, no_figures, nouns, numerals, ordinals, units
from expotui.extract.currencies import Purse
from expotui.extract.readings import Reading
from expotui.extract.tokens import NUMBER, SIGN, WORD, Token
from expotui.extract.units import COUNT, DURATION, DURATIONS, MONEY, ORDINAL, OTHER

Span = tuple[int, int]

_ARTICLES = frozenset(("a", "an"))
_AFTER_ARTICLE = frozenset(
    ("hundred", "thousand", "million", "billion", "trillion", "dozen", "lakh", "crore")
)
_EDITIONS = frozenset(("edition", "ciie", "expo", "fair", "wcifit"))


def readings(tokens: Sequence[Token], taken: Sequence[Span], purse: Purse) -> Iterator[Reading]:
    """The numbers of a block in order; those within `taken` spans are left to whoever took them."""
    at = 0
    spans = iter((*taken, (10**12, 10**12)))
    span = next(spans)
    while at < len(tokens):
        token = tokens[at]
        while span[1] <= token.start:
            span = next(spans)
        if span[0] <= token.start:
            at += 1
            continue
        found = _read(tokens, at, purse) if _may_begin(tokens, at) else None
        if found is None or tokens[found.last - 1].start >= span[0]:
            at += 1
            continue
        yield found
        at = found.last


def _may_begin(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number may begin at a token: most tokens are done with here."""
    token = tokens[at]
    if token.kind == NUMBER or token.lower in _BEGINNING:
        return True
    if at + 1 >= len(tokens):
        return False
    if token.kind == SIGN:
        return tokens[at + 1].kind in (NUMBER, SIGN) or token.text in "¥￥€£$₹"
    following = tokens[at + 1]
    return token.text[0].isupper() and (following.kind == NUMBER or following.text in "$.¥€£₹")


_BEGINNING = frozenset(
    {*numerals._ONES, *numerals._TENS, *ordinals.WORDS, *ordinals._OPENING, *fractions._VAGUE,
     *fractions._FEW, *fractions._TIMES, *fractions._FOLDS, "half", "a", "an", "tens", "quarter",
     "kr", "sFr", "euro", "zł"}
)  # fmt: skip


def _read(tokens: Sequence[Token], at: int, purse: Purse) -> Reading | None:
    token = tokens[at]
    if token.kind != NUMBER and (money := purse.before(tokens, at)) is not None:
        return _money(tokens, at, *money)
    if token.kind == SIGN:
        return _decimal_point(tokens, at)
    if (found := ordinals.number(tokens, at)) is not None:
        return _ordinal(tokens, at) if token.lower not in fractions._PARTS else _ordinal(tokens, at)
    share = fractions.share(tokens, at) if token.kind == WORD else _digits_in(tokens, at)
    if share is not None:
        return Reading(share.start, share.end, share.value, share.unit, share.kind, share.rule,
                       qualifier=share.qualifier, in_words=True)  # fmt: skip
    return _number(tokens, at, purse)


def _digits_in(tokens: Sequence[Token], at: int) -> fractions.Share | None:
    """"3 in 10"."""
    return fractions._one_in(tokens, at)


def _ordinal(tokens: Sequence[Token], at: int) -> Reading | None:
    found = ordinals.ordinal(tokens, at)
    if found is None:
        return None
    return Reading(at, found.end, Decimal(found.value), found.unit, ORDINAL, "ordinal")


def _money(tokens: Sequence[Token], at: int, unit: str, number: int) -> Reading | None:
    """A currency and its number: "RMB1.84 trillion", "CHF 70.–"."""
    found = numerals.read(tokens, number) or _point(tokens, number)
    if found is None or (found.in_words and not tokens[at].text.isupper()):
        return None
    value, end, scale = _scaled(tokens, found, money=True)
    if _signs(tokens, end) == ".–" or _signs(tokens, end) == ".-":
        end += 2
    return Reading(at, end, value, unit, MONEY, "currency before", scale, prefixed=True)


def _signs(tokens: Sequence[Token], at: int) -> str:
    return "".join(token.text for token in tokens[at : at + 2])


def _point(tokens: Sequence[Token], at: int) -> numerals.Numeral | None:
    """".8": a number that begins with its point."""
    joined = at + 1 < len(tokens) and tokens[at].text == "." and tokens[at].end == tokens[at + 1].start
    if not joined or not tokens[at + 1].text.isdecimal() or len(tokens[at + 1].text) > 9:
        return None
    return numerals.Numeral(Decimal("0." + tokens[at + 1].text), at + 2, in_words=False)


def _decimal_point(tokens: Sequence[Token], at: int) -> Reading | None:
    found = _point(tokens, at)
    if found is None or (at and tokens[at - 1].end == tokens[at].start):
        return None
    unit = units.behind(tokens, found.end)
    if unit is None:
        return None
    return Reading(at, unit.end, found.value * unit.factor, unit.unit, unit.kind, unit.unit)


def _scaled(
    tokens: Sequence[Token], found: numerals.Numeral, *, money: bool = False
) -> tuple[Decimal, int, int]:
    """A number times its scale, with what is added to it: "11 billion 865 million"."""
    scaled = numerals.scale(tokens, found.end, money=money)
    if scaled is None:
        return found.value, found.end, 1
    scale, end = scaled
    value = found.value * scale
    further = numerals.read(tokens, end) if end < len(tokens) else None
    if further is not None and further.end < len(tokens):
        more = numerals.scale(tokens, further.end, money=money)
        if more is not None and more[0] < scale and further.value < 10_000:
            return value + further.value * more[0], more[1], scale
    return value, end, scale


def _number(tokens: Sequence[Token], at: int, purse: Purse) -> Reading | None:
    """A number with what stands behind it."""
    start, found = _numeral(tokens, at)
    if found is None:
        return None
    value, end, scale = _scaled(tokens, found)
    if scale == 1 and tokens[start].kind == NUMBER and found.end == at + 1:
        value, end = _spaced(tokens, at, value, end)
    reading = Reading(start, end, value, None, COUNT, "bare", scale, in_words=found.in_words)
    if reading.in_words and scale == 1 and no_figures.is_idiom(tokens, start, end):
        return None
    if not found.in_words and no_figures.is_name(tokens, start, end):
        return None
    return _with_unit(tokens, reading, purse)


def _numeral(tokens: Sequence[Token], at: int) -> tuple[int, numerals.Numeral | None]:
    """A number, or an article with a scale: "a million"."""
    if tokens[at].lower in _ARTICLES:
        if at + 1 < len(tokens) and tokens[at + 1].lower in _AFTER_ARTICLE:
            return at, numerals.Numeral(Decimal(1), at + 1, in_words=True)
        return at, None
    return at, numerals.read(tokens, at)


def _spaced(tokens: Sequence[Token], at: int, value: Decimal, end: int) -> tuple[Decimal, int]:
    """Digits in threes with spaces between: "35 000"."""
    text = tokens[at].text
    if not text.isdecimal() or len(text) > 3 or text[0] == "0":
        return value, end
    digits = text
    while (
        end < len(tokens)
        and tokens[end].text.isdecimal()
        and len(tokens[end].text) == 3
        and tokens[end].start == tokens[end - 1].end + 1
    ):
        digits += tokens[end].text
        end += 1
    return Decimal(digits), end


def _with_unit(tokens: Sequence[Token], reading: Reading, purse: Purse) -> Reading | None:
    at = _past_plus(tokens, reading.last)
    if (money := purse.behind(tokens, at, scaled=reading.scale > 1)) is not None:
        reading.unit, reading.last = money
        reading.kind, reading.rule = MONEY, "currency behind"
        return reading
    if (unit := units.behind(tokens, at)) is not None:
        reading.value *= unit.factor
        reading.unit, reading.kind, reading.last = unit.unit, unit.kind, unit.end
        reading.rule = unit.unit if unit.kind != OTHER else "unit"
        return reading
    if at < len(tokens) and tokens[at].text in ("-", "‑") and _touches(tokens, at):
        return _hyphenated(tokens, reading, at)
    head = nouns.head(tokens, at, one=reading.value == 1)
    if head is not None:
        _count(tokens, reading, head)
        return reading
    if _year(tokens, reading):
        return None
    return reading


def _touches(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].start == tokens[at - 1].end


def _past_plus(tokens: Sequence[Token], at: int) -> int:
    """Behind the hedge that stands between a number and its noun: "500+ machines"."""
    hedge = hedges.behind(tokens, at)
    if hedge is not None and hedge.qualifier in ("over", "about") and tokens[at].text != ",":
        one_word = hedge.end - hedge.start <= 2
        return hedge.end if one_word and _touches(tokens, at) else at
    return at


def _count(tokens: Sequence[Token], reading: Reading, head: nouns.Head) -> None:
    reading.unit, reading.last, reading.rule = head.unit, head.end, "noun"
    if head.unit in DURATIONS:
        reading.kind = DURATION
    elif head.unit in _EDITIONS or (head.unit == "session" and head.adjacent and _held(tokens, reading)):
        reading.unit = "edition"


def _held(tokens: Sequence[Token], reading: Reading) -> bool:
    """Whether sessions are those of a fair: "held for seven sessions"."""
    return any(token.lower in ("held", "staged", "past") for token in tokens[max(0, reading.first - 3) : reading.first])


def _hyphenated(tokens: Sequence[Token], reading: Reading, at: int) -> Reading | None:
    """"a 40-minute wait", "a 12-hall complex", "a 500-strong delegation"."""
    word = tokens[at + 1] if at + 1 < len(tokens) else None
    if word is None or word.kind != WORD or not _touches(tokens, at + 1):
        return reading
    if word.lower == "strong":
        head = nouns.head(tokens, at + 2) or nouns.Head("person", at + 2, adjacent=False)
        reading.unit, reading.last, reading.rule = "person", at + 2, "hyphen"
        del head
        return reading
    reading.unit, reading.last, reading.rule = nouns.singular(word.lower), at + 2, "hyphen"
    if reading.unit in DURATIONS:
        reading.kind = DURATION
    return reading


def _year(tokens: Sequence[Token], reading: Reading) -> bool:
    """Whether a bare number is a year."""
    token = tokens[reading.first]
    plain = token.kind == NUMBER and token.text.isdecimal() and len(token.text) == 4
    return plain and reading.scale == 1 and 1800 <= int(reading.value) <= 2100
