"""Figures as the press prints them, in eight languages, and the interval each one claims."""

from random import Random
from typing import Any, NamedTuple

from synthetic_words import name

Row = dict[str, Any]


class Kind(NamedTuple):
    """A seeded measure, the range of its numbers in powers of ten, and what they count."""

    measure: str
    unit: str
    least: float
    most: float
    noun: str


KINDS = (
    Kind("intended_turnover_one_year", "USD", 7, 11.5, ""),
    Kind("contract_value", "CNY", 7, 12, ""),
    Kind("foreign_trade", "CNY", 9, 12.2, ""),
    Kind("exhibitors", "exhibitor", 1.5, 4.5, "company"),
    Kind("exhibitors", "exhibitor", 1.5, 4.5, "exhibitor"),
    Kind("online_exhibitors", "exhibitor", 1.5, 4, "exhibitor"),
    Kind("sme_exhibitors", "exhibitor", 1.5, 4, "company"),
    Kind("participating_countries", "country", 0.7, 2.3, "country"),
    Kind("belt_road_countries", "country", 0.7, 2, "country"),
    Kind("exhibition_area", "m2", 3, 6, "area"),
    Kind("booths", "booth", 2, 4.3, "booth"),
    Kind("visitors", "person", 3, 6.5, "visitor"),
    Kind("visitors_registered", "person", 3, 6.3, "visitor"),
    Kind("visitor_entries", "person_entry", 3.5, 6.7, "visitor"),
    Kind("buyers", "person", 2, 5.5, "buyer"),
    Kind("buyers_overseas", "person", 1.5, 4.5, "buyer"),
    Kind("new_items_debuted", "item", 1, 4, "product"),
    Kind("signed_projects", "project", 0.8, 3.6, "project"),
    Kind("sessions", "session", 0.5, 2.3, "session"),
    Kind("returning_share", "percent", 0, 2, "percent"),
    Kind("intended_turnover_growth", "percent", 0, 2, "percent"),
)

_NOUNS = {
    "en": {
        "company": "companies enterprises firms businesses", "exhibitor": "exhibitors",
        "country": "countries|countries and regions", "area": "square metres|square meters|sqm",
        "booth": "booths|international standard booths|stands", "visitor": "visitors|people",
        "buyer": "buyers|professional buyers|purchasers", "session": "sessions|matchmaking events",
        "product": "new products|exhibits|innovations", "project": "projects|agreements|deals",
    },
    "zh": {
        "company": "家企业", "exhibitor": "家展商", "country": "个国家和地区", "area": "平方米",
        "booth": "个展位", "visitor": "名观众", "buyer": "名采购商", "session": "场活动",
        "product": "项新产品", "project": "个项目",
    },
    "fr": {
        "company": "entreprises", "exhibitor": "exposants", "country": "pays", "buyer": "acheteurs",
        "area": "mètres carrés", "booth": "stands", "visitor": "visiteurs", "session": "séances",
        "product": "nouveautés", "project": "projets signés",
    },
    "es": {
        "company": "empresas", "exhibitor": "expositores", "country": "países",
        "area": "metros cuadrados", "booth": "casetas", "visitor": "visitantes",
        "buyer": "compradores", "session": "sesiones", "product": "novedades",
        "project": "proyectos",
    },
    "de": {
        "company": "Unternehmen", "exhibitor": "Aussteller", "country": "Länder",
        "area": "Quadratmeter", "booth": "Stände", "visitor": "Besucher", "buyer": "Einkäufer",
        "session": "Sitzungen", "product": "Neuheiten", "project": "Projekte",
    },
    "pt": {
        "company": "empresas", "exhibitor": "expositores", "country": "países",
        "area": "metros quadrados", "booth": "estandes", "visitor": "visitantes",
        "buyer": "compradores", "session": "sessões", "product": "inovações",
        "project": "projetos",
    },
    "ru": {
        "company": "компаний", "exhibitor": "участников", "country": "стран",
        "area": "квадратных метров", "booth": "стендов", "visitor": "посетителей",
        "buyer": "покупателей", "session": "заседаний", "product": "новинок",
        "project": "проектов",
    },
    "ar": {
        "company": "شركة", "exhibitor": "عارضا", "country": "دولة", "area": "متر مربع",
        "booth": "جناحا", "visitor": "زائر", "buyer": "مشتر", "session": "جلسة",
        "product": "منتجا", "project": "مشروعا",
    },
}  # fmt: skip
NOUNS = {
    language: {
        noun: tuple(words.split("|") if "|" in words else [words]) for noun, words in nouns.items()
    }
    for language, nouns in _NOUNS.items()
}
NOUNS["en"]["company"] = tuple(_NOUNS["en"]["company"].split())

_HEDGES = {
    "en": {"over": "more than {}|over {}|upwards of {}", "about": "about {}|around {}|some {}",
           "nearly": "nearly {}|almost {}", "at_least": "at least {}", "up_to": "up to {}",
           "under": "under {}|fewer than {}"},
    "zh": {"over": "超过{}", "about": "约{}", "nearly": "近{}", "at_least": "至少{}",
           "up_to": "最多{}", "under": "不到{}"},
    "fr": {"over": "plus de {}", "about": "environ {}", "nearly": "près de {}",
           "at_least": "au moins {}", "up_to": "jusqu'à {}", "under": "moins de {}"},
    "es": {"over": "más de {}", "about": "unos {}", "nearly": "casi {}",
           "at_least": "al menos {}", "up_to": "hasta {}", "under": "menos de {}"},
    "de": {"over": "mehr als {}", "about": "rund {}", "nearly": "fast {}",
           "at_least": "mindestens {}", "up_to": "bis zu {}", "under": "weniger als {}"},
    "pt": {"over": "mais de {}", "about": "cerca de {}", "nearly": "quase {}",
           "at_least": "pelo menos {}", "up_to": "até {}", "under": "menos de {}"},
    "ru": {"over": "более {}", "about": "около {}", "nearly": "почти {}",
           "at_least": "не менее {}", "up_to": "до {}", "under": "менее {}"},
    "ar": {"over": "أكثر من {}", "about": "حوالي {}", "nearly": "نحو {}",
           "at_least": "ما لا يقل عن {}", "up_to": "ما يصل إلى {}", "under": "أقل من {}"},
}  # fmt: skip
HEDGES = {
    language: {qualifier: tuple(words.split("|")) for qualifier, words in hedges.items()}
    for language, hedges in _HEDGES.items()
}
QUALIFIERS = ("exact", "over", "about", "nearly", "at_least", "up_to", "under")
_SHARES = (45, 70, 80, 88, 92, 97, 100)

# Thousands separator and decimal point.
_STYLES = {"en": ",.", "zh": "\0.", "fr": " ,", "es": ".,", "de": ".,", "pt": ".,", "ru": " ,"}
_MILLIARD = {"fr": "milliards", "de": "Milliarden", "pt": "bilhões", "ru": "миллиардов"}
_MILLION = {"fr": "millions", "es": "millones", "de": "Millionen", "pt": "milhões"}


def figure(random: Random, language: str) -> Row:
    """The columns of a figure that follow from its number: value, interval, unit, words."""
    kind = random.choice(KINDS)
    qualifier = random.choices(QUALIFIERS, cum_weights=_SHARES)[0]
    value, upper = _value(random, kind), None
    if kind.unit == "percent":
        bare = _decimal(str(value), language) + random.choice(("%", " percent", " per cent"))
    elif kind.noun:
        bare, upper = _counted(random, kind, int(value), language, qualifier == "exact")
    else:
        bare = _money(random, kind.unit, int(value), language)
    printed = bare
    if qualifier != "exact":
        printed = random.choice(HEDGES[language][qualifier]).format(bare)
    low, high = _interval(value, qualifier) if upper is None else (value, upper)
    # A text may be quoted with its hedge, or the hedge be kept beside it: the seeds do both.
    split = printed != bare and random.random() < 0.5
    return {
        "measure_id": kind.measure, "unit": kind.unit, "value": value, "upper": upper,
        "qualifier": qualifier, "low": low, "high": high, "text": bare if split else printed,
        "qualified_text": printed if split else None,
    }  # fmt: skip


def _value(random: Random, kind: Kind) -> int | float:
    """A log-uniform number of two to five significant digits."""
    raw: float = 10 ** random.uniform(kind.least, kind.most)
    if kind.unit == "percent":
        share = round(raw, 1)
        return int(share) if share.is_integer() else share
    digits = len(str(int(raw)))
    step: int = 10 ** max(digits - random.choice((2, 3, 3, 4, 4, 5)), 0)
    return int(raw) // step * step


def _interval(value: float, qualifier: str) -> tuple[float | None, float | None]:
    """As `facts.quantities.interval`, at a tenth of its cost: 5 % is its tolerance."""
    low = value - _twentieth(value) if qualifier in ("about", "nearly") else value
    high = value + _twentieth(value) if qualifier == "about" else value
    if qualifier in ("over", "at_least"):
        return low, None
    return (None if qualifier in ("under", "up_to") else low), high


def _twentieth(value: float) -> float:
    if isinstance(value, int):
        return value // 20 if value % 20 == 0 else value / 20
    return round(value / 20, 3)


def _decimal(number: str, language: str) -> str:
    return number.replace(".", _STYLES.get(language, ",.")[1])


def _grouped(value: int, language: str) -> str:
    separator = _STYLES.get(language, ",.")[0]
    return f"{value:,}".replace(",", "" if separator == "\0" else separator)


def _scaled(value: int, scale: int) -> str:
    """`value` in units of `scale`, exactly: 78410 in thousands is 78.41."""
    whole, rest = divmod(value, scale)
    if not rest:
        return str(whole)
    return f"{whole}.{str(rest).zfill(len(str(scale)) - 1).rstrip('0')}"


def _counted(
    random: Random, kind: Kind, value: int, language: str, exact: bool
) -> tuple[str, int | None]:
    """What is counted, printed; and the upper end where the press gave a range."""
    noun = random.choice(NOUNS[language][kind.noun])
    if language == "zh":
        number = f"{_scaled(value, 10_000)}万" if value % 100 == 0 and value > 10_000 else value
        return f"{'展览面积' if kind.noun == 'area' else ''}{number}{noun}", None
    if language == "en" and value >= 1_000_000 and value % 1000 == 0:
        return f"{_scaled(value, 1_000_000)} million {noun}", None
    upper = value + max(value // 5, 1) if exact and random.random() < 0.04 else None
    number = _grouped(value, language)
    if upper is not None:
        number += f"–{_grouped(upper, language)}"
    if language == "en" and random.random() < 0.45:
        noun += f" of {name(random, 'product', language).lower()}"
    return f"{number} {noun}", upper


def _money(random: Random, unit: str, value: int, language: str) -> str:
    if language == "zh":
        scale, word = (10**8, "亿") if value >= 10**8 else (10**4, "万")
        return f"{_scaled(value, scale)}{word}{'美元' if unit == 'USD' else '元'}"
    if language != "en":
        large = language in _MILLIARD and value >= 10**9
        scale = 10**9 if large else 10**6
        word = (_MILLIARD if large else _MILLION).get(language, "млн" if language == "ru" else "m")
        number = _decimal(_scaled(value, scale), language)
        return f"{number} {word} {'US$' if unit == 'USD' else 'yuan'}"
    scale, long, short = 10**6, "million", "m"
    if value >= 10**9:
        scale, long, short = 10**9, "billion", "bn"
    if value >= 10**12:
        scale, long, short = 10**12, "trillion", "tn"
    number = _scaled(value, scale)
    if unit == "USD":
        return random.choice(
            (f"US${number} {long}", f"${number}{short}", f"{number} {long} U.S. dollars")
        )
    return random.choice((f"RMB{number} {long}", f"{number} {long} yuan", f"CNY{number}{short}"))
