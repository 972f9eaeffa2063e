"""Units behind a number that are no currency and no noun: percent, areas, times, abbreviations."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from expotui.extract.tokens import NUMBER, WORD, Token

MONEY, COUNT, AREA, PERCENT = "money", "count", "area", "percent"
CHANGE, ORDINAL, DURATION, OTHER = "change", "ordinal", "duration", "other"

DURATIONS = frozenset(
    "second minute hour day week fortnight month quarter year decade century weekend night".split()  # noqa: SIM905
)


class Unit(NamedTuple):
    """A unit: what the number is multiplied by to be in it, and the token that ends its words."""

    unit: str
    kind: str
    factor: Decimal
    end: int


_AREAS = {
    "m²": "1", "m2": "1", "sqm": "1", "sq m": "1", "square m": "1", "square metre": "1",
    "square meter": "1", "sq metre": "1", "sq meter": "1", "sq mtr": "1", "sq mt": "1",
    "sq mts": "1", "msq": "1", "平方米": "1", "㎡": "1", "平米": "1",
    "square foot": "0.09290304", "square feet": "0.09290304", "sq ft": "0.09290304",
    "sqft": "0.09290304", "sq feet": "0.09290304", "sq foot": "0.09290304", "ft²": "0.09290304",
    "ft2": "0.09290304", "square yard": "0.83612736", "sq yard": "0.83612736",
    "square kilometre": "1000000", "square kilometer": "1000000", "sq km": "1000000",
    "km²": "1000000", "km2": "1000000", "sq kilometre": "1000000", "平方公里": "1000000",
    "square mile": "2589988.110336", "sq mile": "2589988.110336",
    "hectare": "10000", "ha": "10000", "公顷": "10000", "acre": "4046.8564224",
}  # fmt: skip
_SHARES = {
    "%": "percent", "％": "percent", "percent": "percent", "per cent": "percent", "pct": "percent",
    "pc": "percent", "p c": "percent", "percentage point": "percentage_point",
    "percent point": "percentage_point", "per cent point": "percentage_point",
    "pp": "percentage_point", "ppt": "percentage_point", "ppts": "percentage_point",
    "percentage pts": "percentage_point", "% point": "percentage_point", "个百分点": "percentage_point",
}  # fmt: skip
_TIMES = {"times", "x", "×", "fold", "倍"}
# Abbreviations that name a unit, and what they are short for.
_SHORT = {
    "kg": "kilogram", "kgs": "kilogram", "km": "kilometre", "kms": "kilometre", "km/h": "km/h",
    "kph": "km/h", "mph": "mph", "cm": "centimetre", "mm": "millimetre", "ft": "foot", "kw": "kW",
    "mw": "MW", "gw": "GW", "kwh": "kWh", "mwh": "MWh", "gwh": "GWh", "twh": "TWh", "hp": "hp",
    "bhp": "bhp", "teu": "TEU", "teus": "TEU", "gb": "GB", "tb": "TB", "mb": "MB", "ghz": "GHz",
    "mhz": "MHz", "hrs": "hour", "hr": "hour", "mins": "minute", "min": "minute", "secs": "second",
    "yrs": "year", "yr": "year", "lbs": "pound", "lb": "pound", "oz": "ounce", "tonne": "tonne",
    "m": "metre", "t": "tonne", "°c": "°C", "°f": "°F", "litre": "litre", "pcs": "piece",
    "pax": "person", "人": "person", "人次": "visit", "家": "company", "个国家": "country",
    "国": "country", "天": "day", "个": "item", "家企业": "company", "名": "person", "项": "item",
}  # fmt: skip
_LONGEST = 5


def behind(tokens: Sequence[Token], at: int) -> Unit | None:
    """The unit that stands behind a number, the longest that fits.

    Areas come with what makes them square metres. Hyphens and stops within a unit count as spaces:
    "360,000-square-meter", "sq. ft.".
    """
    words: list[str] = []
    best: Unit | None = None
    for end in range(at, min(at + 2 * _LONGEST, len(tokens))):
        token = tokens[end]
        if token.text in "-‑." and token.start == tokens[end - 1].end and end + 1 < len(tokens):
            if token.text == "." and tokens[end - 1].end - tokens[end - 1].start > 4:
                break
            continue
        if token.kind == NUMBER and not (token.text == "2" and token.start == tokens[end - 1].end):
            break
        words.append(token.lower)
        if len(words) > _LONGEST:
            break
        best = _named(words, tokens, at, end + 1) or best
        if token.kind != WORD and token.text not in "%％²×°㎡/":
            break
    return best


def _named(words: list[str], tokens: Sequence[Token], at: int, end: int) -> Unit | None:
    cjk = words[-1][:1] >= "\u3400"
    name = "".join(words) if cjk or words[-1] == "2" or words[0] == "°" else " ".join(words)
    one = name[:-1] if name.endswith("s") and len(name) > 4 else name
    for form in (name, one):
        if form in _AREAS:
            return Unit("m2", AREA, Decimal(_AREAS[form]), end)
        if form in _SHARES and not (form in ("pc", "p c") and tokens[at].text == "PC"):
            return Unit(_SHARES[form], PERCENT, Decimal(1), end)
    if words in (["basis", "points"], ["basis", "point"], ["bps"]):
        return Unit("percentage_point", PERCENT, Decimal("0.01"), end)
    if name in _TIMES and not (name == "x" and _sizes(tokens, end)):
        return Unit("times", OTHER, Decimal(1), end)
    if name in _SHORT:
        return _short(name, tokens, at, end)
    return None


def _sizes(tokens: Sequence[Token], end: int) -> bool:
    """Whether an x stands between two sides: "3 x 3 m"."""
    return end < len(tokens) and tokens[end].kind == NUMBER


def _short(name: str, tokens: Sequence[Token], at: int, end: int) -> Unit | None:
    if name in ("m", "t", "min", "mb") and tokens[at].text != name:
        return None
    unit = _SHORT[name]
    kind = DURATION if unit in DURATIONS else COUNT if unit in _COUNTED else OTHER
    return Unit(unit, kind, Decimal(1), end)


_COUNTED = frozenset(("person", "visit", "company", "country", "item", "piece"))
