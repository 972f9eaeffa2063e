"""Units behind a number that are no currency and no noun: percent, areas, times, abbreviations."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from expotui.extract.tokens import HYPHENS, NUMBER, WORD, Token, touching, word_at
from expotui.extract.wordlists import words

MONEY, COUNT, AREA, PERCENT = "money", "count", "area", "percent"
CHANGE, ORDINAL, DURATION, OTHER = "change", "ordinal", "duration", "other"

DURATIONS = words(
    "second minute hour day week fortnight month quarter year decade century weekend night"
)


class Unit(NamedTuple):
    """A unit: what the number is multiplied by to be in it, and the token that ends its words."""

    unit: str
    kind: str
    factor: Decimal
    end: int


# How many square metres: by definition, but for the acre, which is the international one.
_AREAS = {
    "1": """m² m2 sqm msq ㎡ 平方米 平米 sq-m square-m square-metre square-meter sq-metre sq-meter
        sq-mtr sq-mt sq-mts""",
    "0.09290304": "square-foot square-feet sq-ft sqft sq-feet sq-foot ft² ft2",
    "0.83612736": "square-yard sq-yard sq-yd",
    "1000000": "square-kilometre square-kilometer sq-km km² km2 sq-kilometre 平方公里",
    "2589988.110336": "square-mile sq-mile",
    "10000": "hectare ha 公顷",
    "4046.8564224": "acre",
}
_SHARES = {
    "percent": "% ％ percent per-cent pct pc p-c",
    "percentage_point": """percentage-point percent-point per-cent-point pp ppt ppts percentage-pts
        %-point 个百分点""",
}
_TIMES = words("times x × fold 倍")
# Abbreviations, and what they are short for.
_SHORT = {
    "kg": "kg", "kgs": "kg", "km": "km", "kms": "km", "kph": "km/h", "km/h": "km/h", "mph": "mph",
    "cm": "cm", "mm": "mm", "m": "metre", "ft": "foot", "kw": "kW",
    "mw": "MW", "gw": "GW", "kwh": "kWh", "mwh": "MWh", "gwh": "GWh", "twh": "TWh", "hp": "hp",
    "bhp": "bhp", "horsepower": "horsepower", "megawatt": "megawatt", "kva": "kVA", "teu": "TEU",
    "teus": "TEU", "gb": "GB", "tb": "TB", "mb": "MB", "ghz": "GHz", "mhz": "MHz", "khz": "kHz",
    "hz": "Hz", "db": "dB", "dpi": "dpi", "rpm": "rpm", "cc": "cc", "nm": "nm", "kbps": "kbps",
    "mbps": "Mbps", "gbps": "Gbps", "hrs": "hour", "hr": "hour", "mins": "minute",
    "min": "minute", "secs": "second", "yrs": "year", "yr": "year", "lbs": "pound", "lb": "pound",
    "oz": "ounce", "t": "tonne", "tonne": "tonne", "ton": "ton", "g": "gram", "mg": "milligram",
    "ml": "millilitre", "cl": "centilitre", "l": "litre", "litre": "litre", "°c": "°C",
    "°f": "°F", "pcs": "piece", "pax": "person", "人": "person", "人次": "visit", "家": "company",
    "家企业": "company", "个国家": "country", "国": "country", "天": "day", "个": "item",
    "名": "person", "项": "item",
}  # fmt: skip
# Letters that are units only as they are written: M is no metre.
_ONLY_SMALL = words("m t min mb g l")
# Nouns that measure what they do not count.
MEASURING = words("""
    tonne ton kilogram kilogramme kilo gram metre meter kilometre kilometer centimetre centimeter
    millimetre millimeter inch foot yard mile litre liter gallon barrel ounce pound degree megawatt
    kilowatt gigawatt watt volt decibel horsepower point pixel
""")
_COUNTED = words("person visit company country item piece")
_BASIS_POINTS = (["basis", "points"], ["basis", "point"], ["bps"])
_SQUARE = words("sq square sqm m²")
_MEASURED = words("net gross covered indoor outdoor total additional odd rented")
_LONGEST = 5


def _turned(table: dict[str, str]) -> dict[str, str]:
    """By name, what a name means. Hyphens in a table stand for what parts the words."""
    return {
        name.replace("-", " "): meaning for meaning, names in table.items() for name in words(names)
    }


_SQUARE_METRES = _turned(_AREAS)
_SHARE_OF = _turned(_SHARES)


def _first_words() -> frozenset[str]:
    """What the names of all units begin with, in the plural as well."""
    listed = (*_SQUARE_METRES, *_SHARE_OF, *_TIMES, *_SHORT, "basis", "bps")
    first = {re.split("[ /]", name)[0] for name in listed}
    together = {name[0] for name in listed if name[0] >= "\u3400"}
    return frozenset(first | together | {f"{word}s" for word in first} | {"°"})


_FIRST = _first_words()


def behind(tokens: Sequence[Token], at: int) -> Unit | None:
    """The unit that stands behind a number, the longest that fits.

    Areas come with what makes them square metres. Hyphens and stops within a unit count as spaces:
    "360,000-square-meter", "sq. ft.".
    """
    if word_at(tokens, at) in _MEASURED and word_at(tokens, at + 1) in (
        "sq",
        "square",
        "sqm",
        "m²",
    ):
        at += 1  # "42,000 net square metres"
    first = at + 1 if word_at(tokens, at) in HYPHENS else at
    if word_at(tokens, first) not in _FIRST:
        return None
    names: list[str] = []
    best: Unit | None = None
    for end in range(at, min(at + 2 * _LONGEST, len(tokens))):
        token = tokens[end]
        if token.text in "-‑." and touching(tokens, end):
            if token.text == "." and len(tokens[end - 1].text) > 4:
                break
            continue
        if token.kind == NUMBER and not (token.text == "2" and touching(tokens, end)):
            break
        names.append(token.lower)
        if len(names) > _LONGEST:
            break
        best = _named(names, tokens, at, end + 1) or best
        if token.kind != WORD and token.text not in "%％²×°㎡/":
            break
    return best


def _named(names: list[str], tokens: Sequence[Token], at: int, end: int) -> Unit | None:
    together = names[-1][:1] >= "\u3400" or names[-1] == "2" or names[0] == "°"
    name = "".join(names) if together else " ".join(names).replace(" / ", "/")
    one = name[:-1] if name.endswith("s") and len(name) > 4 else name
    for form in (name, one):
        if form in _SQUARE_METRES:
            return Unit("m2", AREA, Decimal(_SQUARE_METRES[form]), end)
        if form in _SHARE_OF and tokens[at].text != "PC":
            return Unit(_SHARE_OF[form], PERCENT, Decimal(1), end)
    if names in _BASIS_POINTS:
        return Unit("percentage_point", PERCENT, Decimal("0.01"), end)
    sized = name == "x" and (tokens[at].text == "X" or _sizes(tokens, end))
    if name in _TIMES and not sized:
        return Unit("times", OTHER, Decimal(1), end)
    if name in _SHORT and not (name in _ONLY_SMALL and tokens[at].text != name):
        unit = _SHORT[name]
        kind = DURATION if unit in DURATIONS else COUNT if unit in _COUNTED else OTHER
        return Unit(unit, kind, Decimal(1), end)
    return None


def _sizes(tokens: Sequence[Token], end: int) -> bool:
    """Whether an x stands between two sides: "3 x 3 m"."""
    return end < len(tokens) and tokens[end].kind == NUMBER
