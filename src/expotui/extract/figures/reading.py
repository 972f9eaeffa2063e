"""One number at a token: the rules, tried in order."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from expotui.extract.figures import fractions, hedges, nouns, numerals, ordinals, units
from expotui.extract.figures.codes import is_code
from expotui.extract.figures.currencies import STARTS
from expotui.extract.figures.hours import is_hour
from expotui.extract.figures.idioms import is_idiom
from expotui.extract.figures.names import is_name
from expotui.extract.figures.plurals import singular
from expotui.extract.figures.readings import Reading
from expotui.extract.figures.setting import Setting
from expotui.extract.figures.units import DURATION, DURATIONS, MEASURING, MONEY, ORDINAL, OTHER
from expotui.extract.tokens import NUMBER, SIGN, WORD, Token, hyphen_at, touching, word_at
from expotui.extract.wordlists import words

Span = tuple[int, int]

_CURRENCY_SIGNS = "$¢£¤¥￥€₠₡₢₣₤₦₩₪₫₭₱₲₴₵₸₹₺₽₾₿"
_ARTICLES = words("a an")
_AFTER_ARTICLE = words("hundred thousand million billion trillion dozen lakh crore")
_EDITIONS = words("edition ciie wcifit")
_BEGINNING = (
    frozenset({*numerals.ONES, *numerals.TENS, *ordinals.WORDS, *ordinals.FIRSTS})
    | frozenset({*fractions.VAGUE, *fractions.FEW, *fractions.MULTIPLES})
    | words("half tens every")
)
_AFTER_ARTICLES = _AFTER_ARTICLE | frozenset(fractions.PARTS) | DURATIONS
_WORDS_FIRST = _BEGINNING | _ARTICLES | frozenset(start.lower() for start in STARTS)
_ROMAN = "IVXLC"
_NOWHERE = (10**12, 10**12)


def readings(tokens: Sequence[Token], taken: Sequence[Span], setting: Setting) -> Iterator[Reading]:
    """The numbers of a block in order; those within `taken` spans are left to whoever took them."""
    behind, spans = 0, iter((*taken, _NOWHERE))
    span = next(spans)
    for at in _beginnings(tokens):
        start = tokens[at].start
        while span[1] <= start:
            span = next(spans)
        free = at >= behind and start < span[0] and _may_begin(tokens, at)
        found = _read(tokens, at, setting) if free else None
        if found is not None and tokens[found.last - 1].start < span[0]:
            yield found
            behind = found.last


def _beginnings(tokens: Sequence[Token]) -> list[int]:
    """Where a number may begin, by the token alone: nearly all of a text is done with here."""
    return [
        at
        for at, (kind, _, _, text, lower) in enumerate(tokens)
        if kind != WORD
        or lower in _WORDS_FIRST
        or ((len(text) == 3 or text[0] in _ROMAN) and text.isupper() and _may_be_code(text))
    ]


def _may_be_code(text: str) -> bool:
    """Whether capitals may be a currency's code or a Roman numeral."""
    return len(text) == 3 or not text.strip(_ROMAN)


def _may_begin(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number may begin at a token, by those beside it."""
    kind, _, _, text, lower = tokens[at]
    if kind == NUMBER or lower in _BEGINNING:
        return True
    if kind == SIGN:
        return text in _CURRENCY_SIGNS or (text == "." and _before_digits(tokens, at))
    if lower in _ARTICLES and word_at(tokens, at + 1) != "$":
        return word_at(tokens, at + 1) in _AFTER_ARTICLES
    return text in STARTS or (text.isupper() and _may_be_code(text))


def _before_digits(tokens: Sequence[Token], at: int) -> bool:
    return touching(tokens, at + 1) and tokens[at + 1].kind == NUMBER


def _read(tokens: Sequence[Token], at: int, setting: Setting) -> Reading | None:
    token = tokens[at]
    if token.kind != NUMBER and (money := setting.purse.before(tokens, at)) is not None:
        return _money(tokens, at, *money)
    if token.kind == SIGN:
        return _after_point(tokens, at, setting)
    if ordinals.number(tokens, at) is not None:
        found = ordinals.ordinal(tokens, at)
        return found and Reading(
            at, found.end, Decimal(found.value), found.unit, ORDINAL, "ordinal"
        )
    if _may_be_share(tokens, at) and (share := fractions.share(tokens, at)) is not None:
        reading = Reading(share.start, share.end, share.value, share.unit, share.kind, share.rule)
        reading.qualifier, reading.in_words = share.qualifier, True
        return _vague_money(tokens, reading, setting) if share.rule == "vague" else reading
    return _number(tokens, at, setting)


def _vague_money(tokens: Sequence[Token], reading: Reading, setting: Setting) -> Reading:
    """ "billions of euros": what no noun says."""
    at = reading.last + (word_at(tokens, reading.last) == "of")
    money = setting.purse.behind(tokens, at, scaled=True) if reading.bare else None
    return reading if money is None else reading.measured(money[0], MONEY, money[1], "vague")


def _may_be_share(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number may be a share: in digits only before "in" and "out of"."""
    return tokens[at].kind == WORD or word_at(tokens, at + 1) in ("in", "out")


def _money(tokens: Sequence[Token], at: int, unit: str, number: int) -> Reading | None:
    """A currency and its number: "RMB1.84 trillion", "CHF 70.–"."""
    found = numerals.read(tokens, number) or _point(tokens, number)
    if found is None or (found.in_words and not tokens[at].text.isupper()):
        return None
    value, end, scale = _scaled(tokens, found, money=True)
    if scale == 1 and end == number + 1:
        value, end = _spaced(tokens, number, value)  # "R11 000"
    if word_at(tokens, end) == "." and word_at(tokens, end + 1) in ("–", "-"):
        end += 2
    return Reading(at, end, value, unit, MONEY, "currency before", scale, prefixed=True)


def _point(tokens: Sequence[Token], at: int) -> numerals.Numeral | None:
    """ ".8": a number that begins with its point."""
    if word_at(tokens, at) != "." or not touching(tokens, at + 1):
        return None
    text = tokens[at + 1].text
    if not text.isdecimal() or len(text) > 9:
        return None
    return numerals.Numeral(Decimal("0." + text), at + 2, in_words=False)


def _after_point(tokens: Sequence[Token], at: int, setting: Setting) -> Reading | None:
    """ ".8%", ".5 million visitors": only with what it counts."""
    found = None if touching(tokens, at) else _point(tokens, at)
    if found is None:
        return None
    value, end, scale = _scaled(tokens, found)
    reading = _with_unit(tokens, Reading(at, end, value, scale=scale), setting)
    return reading if reading is not None and not reading.bare else None


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
    more = numerals.scale(tokens, further.end, money=money) if further else None
    if further is not None and more is not None and more[0] < scale and further.value < 10_000:
        return value + further.value * more[0], more[1], scale
    return value, end, scale


def _number(tokens: Sequence[Token], at: int, setting: Setting) -> Reading | None:
    """A number with what stands behind it."""
    found = _numeral(tokens, at)
    if found is None:
        return None
    value, end, scale = _scaled(tokens, found)
    if scale == 1 and end == at + 1:
        value, end = _spaced(tokens, at, value)
    if found.in_words:
        if (scale == 1 and is_idiom(tokens, at, end)) or is_hour(tokens, at, end):
            return None
    elif is_name(tokens, at, end) or is_code(tokens, at, end):
        return None
    reading = Reading(at, end, value, scale=scale, in_words=found.in_words)
    return _with_unit(tokens, reading, setting)


def _numeral(tokens: Sequence[Token], at: int) -> numerals.Numeral | None:
    """A number, or an article with a scale: "a million", "half a dozen"."""
    if tokens[at].lower == "half":
        scaled = word_at(tokens, at + 1) in _ARTICLES and word_at(tokens, at + 2) in _AFTER_ARTICLE
        return numerals.Numeral(Decimal("0.5"), at + 2, in_words=True) if scaled else None
    if tokens[at].lower in _ARTICLES:
        scaled = word_at(tokens, at + 1) in _AFTER_ARTICLE
        return numerals.Numeral(Decimal(1), at + 1, in_words=True) if scaled else None
    return numerals.read(tokens, at)


def _spaced(tokens: Sequence[Token], at: int, value: Decimal) -> tuple[Decimal, int]:
    """Digits in threes with spaces between: "35 000"."""
    digits, end = tokens[at].text, at + 1
    if not digits.isdecimal() or len(digits) > 3 or digits[0] == "0":
        return value, end
    if _comma_apart(tokens, end):
        return Decimal(digits + tokens[end + 1].text), end + 2
    while _three_more(tokens, end) and len(digits) < 15 and not _names_a_model(tokens, end + 1):
        digits += tokens[end].text
        end += 1
    return Decimal(digits), end


def _comma_apart(tokens: Sequence[Token], at: int) -> bool:
    """ "600 ,000": a comma that its space went before."""
    comma = word_at(tokens, at) == "," and not touching(tokens, at) and touching(tokens, at + 1)
    return comma and len(tokens[at + 1].text) == 3 and tokens[at + 1].text.isdecimal()


def _three_more(tokens: Sequence[Token], at: int) -> bool:
    if at >= len(tokens) or tokens[at].start != tokens[at - 1].end + 1:
        return False
    return len(tokens[at].text) == 3 and tokens[at].text.isdecimal()


def _names_a_model(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number before a token is a model's: "20 787-9 Dreamliners", "38 737 MAX jets"."""
    if at + 1 >= len(tokens):
        return False
    joined = tokens[at].text == "-" and tokens[at + 1].kind == NUMBER
    return joined or (len(tokens[at].text) > 1 and tokens[at].text.isupper())


def _with_unit(tokens: Sequence[Token], reading: Reading, setting: Setting) -> Reading | None:
    """The number with its unit: a currency, a measure, a term with a hyphen, a noun, or none."""
    at = _past_hedge(tokens, reading.last)
    if setting.decimal_comma:
        _in_threes(tokens, reading)
    if (found := _in_money(tokens, reading, at, setting)) is not None:
        return found
    if (unit := units.behind(tokens, at)) is not None:
        reading.value, reading.factor = reading.value * unit.factor, unit.factor
        rule = unit.unit if unit.kind != OTHER else "unit"
        return reading.measured(unit.unit, unit.kind, unit.end, rule)
    if hyphen_at(tokens, at):
        return _hyphenated(tokens, reading, at)
    head = nouns.head(tokens, at, one=reading.value == 1)
    if head is not None:
        _in_threes(tokens, reading)
    if _lasts(tokens, at):
        return reading.measured(word_at(tokens, at), DURATION, at + 1, "hyphen")
    if head is not None:
        return _counted(tokens, reading, head)
    reading.named = _named(tokens, at)
    return None if _is_year(tokens, reading) else reading


def _in_money(
    tokens: Sequence[Token], reading: Reading, at: int, setting: Setting
) -> Reading | None:
    """A sum whose currency stands behind it: "240 yuan", "50p", "a 16-million-dollar plant"."""
    if setting.pence and word_at(tokens, at) == "p" and touching(tokens, at):
        reading.value /= 100
        return reading.measured("GBP", MONEY, at + 1, "currency behind")
    begun = at + hyphen_at(tokens, at)
    money = setting.purse.behind(tokens, begun, scaled=reading.scale > 1)
    return money and reading.measured(money[0], MONEY, money[1], "currency behind")


def _lasts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a length of time stands before what lasts, its hyphen left out: "a four day fair"."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    noun = following is not None and following.kind == WORD and following.lower not in nouns.ENDS
    return word_at(tokens, at) in ("day", "week", "month", "year") and noun


def _named(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is part of the name behind it: "of 52 Division"."""
    if at >= len(tokens) or tokens[at].kind != WORD or tokens[at].text.isupper():
        return False
    return tokens[at].text[0].isupper() and tokens[at].text[1:].islower()


def _past_hedge(tokens: Sequence[Token], at: int) -> int:
    """Behind the hedge between a number and its noun: "500+ machines", "three or more halls"."""
    if word_at(tokens, at) == "or":
        hedge = hedges.behind(tokens, at)
        noun = hedge is not None and nouns.head(tokens, hedge.end) is not None
        return hedge.end if hedge is not None and noun else at
    hedge = hedges.within(tokens, at)
    return at if hedge is None else hedge.end


def _in_threes(tokens: Sequence[Token], reading: Reading) -> None:
    """215.000 of what is counted in whole numbers is 215,000: nothing else has three decimals."""
    whole, point, decimals = tokens[reading.first].text.partition(".")
    thousands = point and len(decimals) == 3 and 0 < len(whole) < 4 and whole != "0"
    if thousands and reading.value < 1000:
        reading.value *= 1000


def _counted(tokens: Sequence[Token], reading: Reading, head: nouns.Head) -> Reading:
    kind = _kind_of(head.unit, reading.kind)
    sessions = head.unit == "session" and head.adjacent and _of_a_fair(tokens, reading.first)
    unit = "edition" if sessions or head.unit in _EDITIONS else head.unit
    return reading.measured(unit, kind, head.end, "noun")


def _of_a_fair(tokens: Sequence[Token], at: int) -> bool:
    """Whether sessions are those of a fair: "held for seven sessions"."""
    return any(token.lower in ("held", "staged", "past") for token in tokens[max(0, at - 3) : at])


def _hyphenated(tokens: Sequence[Token], reading: Reading, at: int) -> Reading:
    """ "a 40-minute wait", "a 12-hall complex", "a 500-strong delegation"."""
    if tokens[at + 1].kind != WORD:
        return reading
    word = tokens[at + 1].lower
    unit = "person" if word == "strong" else singular(word)
    return reading.measured(unit, _kind_of(unit, reading.kind), at + 2, "hyphen")


def _kind_of(unit: str, kind: str) -> str:
    """The kind of a number by its noun."""
    return DURATION if unit in DURATIONS else OTHER if unit in MEASURING else kind


def _is_year(tokens: Sequence[Token], reading: Reading) -> bool:
    """Whether a bare number is a year."""
    text = tokens[reading.first].text
    return text.isdecimal() and len(text) == 4 and 1800 <= reading.value <= 2100
