"""Numbers that count nothing: within names, codes, addresses, clock times, idioms, furniture."""

from collections.abc import Sequence

from expotui.extract.nouns import is_plural
from expotui.extract.tokens import NUMBER, WORD, Token

# A number behind one of these is part of a name or an address: "Hall 7", "Fortune 500".
_LABELS = frozenset(
    """
    hall halls booth stand room gate pavilion expo fortune forbes no nos number flight route line
    terminal chapter section article phase level grade class group zone area building floor suite
    page pages vol volume issue season version model mark type track theorem exhibit lot unit block
    sector street road avenue highway runway channel studio platform track bay dock pier appendix
    figure table annex note item paragraph clause rule act bill resolution agenda vision horizon
    tel phone fax mobile telephone whatsapp wechat ext hotline email qq icp isbn issn iso en din
    top ftse nasdaq dax nikkei csi hang seng s&p euro stoxx cac ibex sensex nifty euronext
    boeing airbus embraer mig su iphone galaxy pixel windows android ios covid sars cop g group
    agenda2030 industry web made catalogue category cat case chapel code zip postcode box
    """.split()  # noqa: SIM905
)
# Numbers behind these and a colon (or without) are furniture of a page.
_FURNITURE = frozenset(
    """
    view views viewed read reads hits clicks comments comment shares share likes like followers
    visits pageviews words photo photos download downloads id ref reference tel fax phone burst
    browse browsed pv click popularity font size 浏览 阅读 点击 次数
    """.split()  # noqa: SIM905
)
_IDIOMS_AFTER_ONE = frozenset(
    """
    of can could must may might another who that which should would will more thing day hand side
    way reason point example is was has or another's on by to and for at in as the stop off time
    roof goal voice moment sense fell after click where
    """.split()  # noqa: SIM905
)
_IDIOMS_BEFORE_ONE = frozenset(
    """
    no any every each another this that the number in at as only which good bad big new old last next
    all first square under day by everyone
    """.split()  # noqa: SIM905
)
_SAYING = frozenset(
    """
    said says told noted added asked joked remarked explained shared observed recalled admitted
    quipped insisted argued commented complained confessed put sighed laughed shrugged who
    """.split()  # noqa: SIM905
)
_CLOCK = frozenset(("am", "pm", "a.m", "p.m", "o'clock", "gmt", "utc", "bst", "hrs", "cet", "ist"))


def is_name(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether the number between two tokens is part of a name, a code, a time or furniture."""
    return (
        _joined_to_letters(tokens, at, end)
        or _labelled(tokens, at, end)
        or _clock(tokens, at, end)
        or _code(tokens, at, end)
        or _phone(tokens, at)
        or _address(tokens, at)
        or _ranged(tokens, at)
    )


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lower if 0 <= at < len(tokens) else ""


def _touching(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token and the one before it have no space between them."""
    return 0 < at < len(tokens) and tokens[at - 1].end == tokens[at].start


def _joined_to_letters(tokens: Sequence[Token], at: int, end: int) -> bool:
    """G20, A380, COVID-19, 5G, 3D, iPhone15; not "215countries"."""
    if _touching(tokens, at) and tokens[at - 1].kind == WORD and tokens[at - 1].text < "\u3400":
        return True
    hyphen = _touching(tokens, at) and tokens[at - 1].text in ("-", "‑") and _touching(tokens, at - 1)
    if hyphen and tokens[at - 2].kind == WORD:
        return True
    if not _touching(tokens, end) or tokens[end].kind != WORD:
        return False
    suffix = tokens[end].text
    return suffix in ("G", "D", "K", "p", "P", "c", "A", "B", "C", "E", "F", "S", "V", "W", "i", "s")


def _ranged(tokens: Sequence[Token], at: int) -> bool:
    """"Halls 3 to 7", "stands 12, 14 and 15": the number before it is part of a name."""
    back, steps = at, 0
    while back >= 2 and steps < 6:
        if tokens[back - 1].lower not in ("to", "and", "-", "–", ",", "&", "or"):
            return False
        back -= 2
        steps += 1
        if tokens[back].kind != NUMBER:
            return False
        if back and tokens[back - 1].lower in _PLACES:
            return True
    return False


_PLACES = frozenset("hall halls booth booths stand stands room rooms gate gates zone zones".split())  # noqa: SIM905


def _labelled(tokens: Sequence[Token], at: int, end: int) -> bool:
    if at == 0:
        return False
    before = tokens[at - 1]
    if before.text == "." and _word(tokens, at - 2) in ("no", "nos", "vol", "tel", "ext", "art"):
        return True
    if before.text in "#№@_/\\=" and _touching(tokens, at):
        return True
    if before.text == ":" and _word(tokens, at - 2) in _FURNITURE:
        return True
    if before.kind != WORD:
        return False
    if before.lower in _FURNITURE and not is_plural(_word(tokens, end)) and before.text[0].isupper():
        return at < 2 or tokens[at - 2].kind != WORD or tokens[at - 2].text[0].isupper()
    if before.lower == "fortune" or "fortune" in (_word(tokens, at - 2), _word(tokens, at - 3)):
        return True
    if before.lower in _LABELS and (before.text[0].isupper() or before.lower in ("no", "top", "page")):
        return not (tokens[at].kind == NUMBER and "," in tokens[at].text)
    return _model(tokens, at, end)


def _model(tokens: Sequence[Token], at: int, end: int) -> bool:
    """A number behind a capitalised word, with nothing counted behind it: "Boeing 737 MAX"."""
    before, number = tokens[at - 1], tokens[at]
    if number.kind != NUMBER or not number.text.isdecimal() or len(number.text) > 4:
        return False
    if not before.text[0].isupper() or before.lower in _NO_MAKES or at < 2:
        return False
    sentence_start = tokens[at - 2].text in ".!?:;“\"‘'(—–•" or tokens[at - 2].end < before.start - 1
    if sentence_start or end >= len(tokens):
        return False
    following = tokens[end]
    return following.kind == WORD and following.text[0].isupper() and not is_plural(following.lower)


_NO_MAKES = frozenset(
    """
    over about around nearly some almost roughly approximately up the a an of in by from to and or
    for with at on than more less january february march april may june july august september
    october november december jan feb mar apr jun jul aug sep sept oct nov dec rmb usd eur gbp us
    """.split()  # noqa: SIM905
)


def _clock(tokens: Sequence[Token], at: int, end: int) -> bool:
    """21:43:40, 10 a.m., 9.30am."""
    colon_before = _touching(tokens, at) and tokens[at - 1].text == ":" and _touching(tokens, at - 1)
    if colon_before and tokens[at - 2].kind == NUMBER:
        return True
    colon = _touching(tokens, end) and tokens[end].text == ":" and _touching(tokens, end + 1)
    if colon and tokens[end + 1].kind == NUMBER:
        return True
    word = _word(tokens, end)
    if word in ("a", "p") and _word(tokens, end + 1) == "." and _word(tokens, end + 2) == "m":
        return True
    return word in _CLOCK


def _code(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Phone numbers, ratios, scores, sizes, versions: numbers joined to numbers by a sign."""
    number = tokens[at]
    if number.kind == NUMBER and number.text.isdecimal():
        if len(number.text) > 9 or (len(number.text) > 1 and number.text[0] == "0"):
            return True
    for sign, other in ((at - 1, at - 2), (end, end + 1)):
        inside = 0 <= min(sign, other) and max(sign, other) < len(tokens)
        if not inside or tokens[other].kind != NUMBER or tokens[sign].text not in "/:×*":
            continue
        if _touching(tokens, max(sign, other)) and _touching(tokens, max(sign, other) - 1):
            return True
    plus = at and tokens[at - 1].text == "+" and _touching(tokens, at)
    return bool(plus) and number.text.isdecimal() and end < len(tokens) and tokens[end].kind == NUMBER


def _phone(tokens: Sequence[Token], at: int) -> bool:
    """Behind "Tel", "Fax" or "+", with nothing but digits and signs between."""
    for back in range(at - 1, max(-1, at - 8), -1):
        token = tokens[back]
        if token.kind == NUMBER and token.text.isdecimal():
            continue
        if token.text == "+":
            following = tokens[back + 1]
            return following.kind == NUMBER and back + 1 < at and following.start == token.end
        if token.kind == WORD:
            return token.lower in _PHONES
        if token.text not in ":()-.–/":
            return False
    return False


_PHONES = frozenset("tel telephone phone fax mobile cell whatsapp wechat hotline call qq".split())  # noqa: SIM905


def _address(tokens: Sequence[Token], at: int) -> bool:
    """Within an address of the web or of mail: no space back to "://", "www." or "@"."""
    back = at
    while _touching(tokens, back) and at - back < 24:
        back -= 1
        if tokens[back].text in ("@", "www", "http", "https"):
            return True
    return False


def is_idiom(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a number in words counts nothing: "one of", "in one go", "one minister said"."""
    word = tokens[at].lower
    before, following = _word(tokens, at - 1), _word(tokens, end)
    hyphen = end < len(tokens) and tokens[end].text in ("-", "‑") and _touching(tokens, end)
    if hyphen and _word(tokens, end + 1) == "year" and _word(tokens, end + 2) == "plan":
        return True
    if hyphen and _word(tokens, end + 1) in ("way", "off", "stop", "time", "to", "sided", "on"):
        return True
    if word in ("two", "three") and before in ("the", "these", "those") and not is_plural(following):
        return not _plural_ahead(tokens, end)
    if word != "one" or end > at + 1:
        return False
    if before in _IDIOMS_BEFORE_ONE or following in _IDIOMS_AFTER_ONE:
        return True
    if end >= len(tokens) or tokens[end].kind != WORD or tokens[end].text[0].isupper():
        return True
    return any(token.lower in _SAYING for token in tokens[end : end + 8])


def _plural_ahead(tokens: Sequence[Token], at: int) -> bool:
    return any(is_plural(token.lower) for token in tokens[at : at + 4] if token.kind == WORD)
