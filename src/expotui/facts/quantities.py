"""Numbers with their qualifier and unit: the interval they claim, and how they are written."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from enum import StrEnum

Number = int | float | Decimal

# Shifts a number's point without rounding it, however many digits it has.
EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


class Qualifier(StrEnum):
    """The hedge a number was printed with."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    AT_LEAST = "at_least"
    NEARLY = "nearly"
    UNDER = "under"
    UP_TO = "up_to"

    @classmethod
    def stored(cls, text: str | None) -> "Qualifier":
        """The one that a store holds, which may hold anything: without one, a number is exact."""
        try:
            return cls(text or "exact")
        except ValueError:
            return cls.EXACT

    @property
    def sign(self) -> str:
        """A sign for narrow columns; empty for an exact number."""
        return _SIGNS[self]

    @property
    def words(self) -> str:
        return self.value.replace("_", " ")


_SIGNS = {
    Qualifier.EXACT: "",
    Qualifier.ABOUT: "≈",
    Qualifier.OVER: ">",
    Qualifier.AT_LEAST: "≥",
    Qualifier.NEARLY: "≲",
    Qualifier.UNDER: "<",
    Qualifier.UP_TO: "≤",
}

# How far below (nearly) or to either side (about) a hedged number may lie. A convention of ours,
# not a standard: press figures are hedged to the nearest round number.
TOLERANCE = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Interval:
    """The values a claim allows, both ends included; None is unbounded."""

    low: Decimal | None
    high: Decimal | None

    def __contains__(self, value: Number) -> bool:
        exact = to_decimal(value)
        return (self.low is None or self.low <= exact) and (self.high is None or exact <= self.high)


def to_decimal(number: Number) -> Decimal:
    """`number` as people wrote it: 67.8 is 67.8, not the binary fraction next to it."""
    return number if isinstance(number, Decimal) else Decimal(str(number))


def interval(value: Number, qualifier: Qualifier, upper: Number | None = None) -> Interval:
    """The interval a printed number claims.

    "over 200 bn" is [200 bn, ∞), so it contains 207 bn; "nearly" and "about" reach `TOLERANCE`
    down, and to either side. A range "40 to 50" takes its own ends.
    """
    number = to_decimal(value)
    if upper is not None:
        return Interval(number, to_decimal(upper))
    margin = abs(number) * TOLERANCE
    bounds: dict[Qualifier, Callable[[], tuple[Decimal | None, Decimal | None]]] = {
        Qualifier.EXACT: lambda: (number, number),
        Qualifier.ABOUT: lambda: (number - margin, number + margin),
        Qualifier.OVER: lambda: (number, None),
        Qualifier.AT_LEAST: lambda: (number, None),
        Qualifier.NEARLY: lambda: (number - margin, number),
        Qualifier.UNDER: lambda: (None, number),
        Qualifier.UP_TO: lambda: (None, number),
    }
    return Interval(*bounds[qualifier]())


# Beyond it a number is no figure anybody printed (and may be infinite).
_MOST = 1e300


def printable(value: object) -> int | float | None:
    """A number of a store, where somebody may have printed it; a store may hold anything."""
    return value if isinstance(value, int | float) and abs(value) < _MOST else None


def plain(number: Number | None) -> str:
    """A number for machines: a decimal point, no grouping, no exponent; '' for None."""
    if number is None:
        return ""
    if isinstance(number, int):
        return str(number)
    text = str(number)
    if "E" in text or "e" in text or "n" in text:  # an exponent, infinity
        text = f"{to_decimal(number):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def grouped(number: Number, gap: str = " ") -> str:
    """A number for people, digits in threes with gaps: `78 410 000 000`."""
    whole, point, fraction = plain(number).partition(".")
    digits = whole.removeprefix("-")
    head = len(digits) % 3
    threes = [digits[:head]] if head else []
    threes += [digits[at : at + 3] for at in range(head, len(digits), 3)]
    return "-" * whole.startswith("-") + gap.join(threes) + point + fraction


_SCALES = ((12, "tn"), (9, "bn"), (6, "m"))
_CURRENCIES = {"USD": "US$", "CNY": "RMB"}
_SUFFIXES = {
    "percent": "%", "percentage_point": " pp", "permille": "‰", "m2": " m²", "ha": " ha",
    "km2": " km²", "ft2": " ft²",
}  # fmt: skip


def compact(value: Number | None, unit: str, *, upper: Number | None = None) -> str:
    """A value in its unit, as short as it goes without rounding: `US$78.41 bn`, `67.8%`, `154`.

    Nothing is rounded: a number that a scale can't hold in four decimals stays written out. Units
    that count things are left to the measure's name. '–' where there is no number.
    """
    if value is None:
        return "–"
    text = _scaled(value) if upper is None else f"{_scaled(value)}–{_scaled(upper)}"
    return _CURRENCIES.get(unit, "") + text + _SUFFIXES.get(unit, "")


def compact_things(value: Number | None, unit: str, *, upper: Number | None = None) -> str:
    """The same where no measure names what is counted: with its noun, `128 countries`."""
    shown = compact(value, unit, upper=upper)
    if value is None or not unit or unit in _CURRENCIES or unit in _SUFFIXES:
        return shown
    return f"{shown} {unit if unit.isupper() else plural(unit, value if upper is None else upper)}"


# Digits of a large number that was reckoned from others: what it comes from has no more.
_RECKONED = Context(prec=4)
_LARGE = 1_000_000


def reckoned(low: Number | None, high: Number | None, unit: str, decimals: int = 0) -> str:
    """A number reckoned from others, as far as it is known: `US$70.69 bn–70.77 bn`, `≥2,232`.

    Below a million it has as many decimals as its measure; four digits are known of a larger one.
    """
    ends = (None if end is None else _rounded(to_decimal(end), decimals) for end in (low, high))
    least, most = ends
    if least is not None and most is not None:
        if least < 0:
            both = dict.fromkeys((least, most))
            return " to ".join(compact(end, unit).replace("-", "−") for end in both)
        return compact(least, unit, upper=None if least == most else most)
    if least is not None:
        return f"≥{compact(least, unit)}".replace("-", "−")
    return "any number" if most is None else f"≤{compact(most, unit)}".replace("-", "−")


def _rounded(number: Decimal, decimals: int) -> Decimal:
    if abs(number) >= _LARGE:
        return _RECKONED.plus(number)
    return number.quantize(Decimal(1).scaleb(-decimals)).normalize()


_MIRRORED = {">": "<", "≥": "≤", "<": ">", "≤": "≥", "≲": "≳", "≈": "≈", "": ""}


def fallen(hedge: Qualifier, shown: str) -> str:
    """A fall that was printed without a sign: `−2.6%`; of "up to 50%", `≥−50%`: none was larger."""
    ends = " to ".join(f"−{end}" for end in shown.split("–"))
    return f"{_MIRRORED[hedge.sign]}{ends}"


def growth_words(share: float) -> str:
    """A growth as a share, for people: `+4.3%`, `−2.6%`."""
    return f"{share:+.1%}".replace("-", "−")


def decimals_of(number: Number | None) -> int:
    """How many decimals a number was written with."""
    return len(plain(number).partition(".")[2])


def _scaled(number: Number) -> str:
    exact = to_decimal(number)
    for digits, name in _SCALES:
        if exact.adjusted() >= digits:
            scaled = plain(exact.scaleb(-digits, EXACT))
            if len(scaled.partition(".")[2]) <= 4:
                return f"{scaled} {name}"
    return grouped(exact, ",")


def normalised(
    value: Number | None, unit: str, qualifier: Qualifier, *, upper: Number | None = None
) -> str:
    """A value written out in full with its unit: `over USD 78 410 000 000`, `63 countries`."""
    if value is None:
        return "no number given"
    hedge = "" if qualifier is Qualifier.EXACT else f"{qualifier.words} "
    number = grouped(value) if upper is None else f"{grouped(value)} to {grouped(upper)}"
    if unit in _CURRENCIES:
        return f"{hedge}{unit} {number}"
    if unit in _SUFFIXES:
        return f"{hedge}{number}{_SUFFIXES[unit]}"
    if not unit:
        return f"{hedge}{number}"
    noun = plural(unit.replace("_", " "), value if upper is None else upper)
    return f"{hedge}{number} {noun}"


_IRREGULAR = {
    "person": "people",
    "person entry": "entries",
    "country region or intl org": "countries, regions and organisations",
    "merchandise": "merchandise",
}


def plural(noun: str, count: Number) -> str:
    """The noun for `count` things."""
    if count == 1:
        return noun
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun + "s"
