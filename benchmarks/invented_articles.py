"""Invented articles on invented and real fairs: as many as asked for, the same ones each time."""

import random
from pathlib import Path

_FAIRS = (
    ("China International Import Expo", "CIIE", "Shanghai", 2017),
    ("Western China International Fair for Investment and Trade", "WCIFIT", "Chongqing", 2017),
    ("Harbour Tools Fair", "HTF", "Hamburg", 1990),
    ("Andes Coffee Exhibition", "ACE", "Lima", 2001),
    ("Baltic Timber Week", "BTW", "Riga", 1995),
)
_MONTHS = ["March", "April", "May", "June", "September", "October", "November"]
_PEOPLE = ("Sun Wei", "Maria Keller", "Liu Fang", "Anders Holm", "Rosa Quispe", "Tom Archer")
_ROLES = ("deputy director of the bureau", "head of the fair", "an exhibitor", "mayor of the city")
_VERBS = [
    "opens", "widens", "shapes", "draws", "meets", "carries", "lifts", "joins", "tests",
    "moves", "keeps", "holds", "turns",
]  # fmt: skip
_NOUNS = [
    "market", "trade", "harbour", "valley", "village", "buyer", "supplier", "engine", "carpet",
    "orchard", "railway", "border", "screen", "kitchen", "factory", "seed", "garment",
    "laboratory", "bridge", "warehouse", "contract", "season", "visitor", "student", "road",
]  # fmt: skip
_ADJECTIVES = [
    "quiet", "early", "foreign", "local", "narrow", "broad", "careful", "green", "heavy",
    "modern", "distant", "common",
]  # fmt: skip


def article(number: int) -> str:
    """The article of this number; one in twenty is a near copy of the one ten before it."""
    if number % 20 == 19:
        return article(number - 10).replace("visitors", "guests") + "\nReprinted with permission.\n"
    rng = random.Random(number)
    name, short, city, first = rng.choice(_FAIRS)
    edition = rng.randint(1, 8)
    year, day = first + edition, rng.randint(1, 25)
    month = rng.choice(_MONTHS)
    lines = [
        f"{_sentence(rng, 6).rstrip('.')} at the {_nth(edition)} {name}",
        "",
        f"{city.upper()}, {month} {day}, {year} -- The {_nth(edition)} {name} ({short}) closed "
        f"with tentative deals worth US${rng.randint(2, 90)}.{rng.randint(1, 99):02} billion. "
        f"{_sentence(rng, 14)}",
        "",
        f"More than {rng.randint(2, 9) * 100:,} exhibitors from {rng.randint(20, 170)} countries "
        f"and regions took {rng.randint(20, 400) * 1000:,} square meters. {_sentence(rng, 18)}",
        "",
        f'"{_sentence(rng, 12)[:-1]}," said {rng.choice(_PEOPLE)}, {rng.choice(_ROLES)}. '
        f"{_sentence(rng, 16)} {_sentence(rng, 20)}",
        "",
        f"About {rng.randint(10, 990) * 1000:,} visitors came, up {rng.randint(1, 60)}."
        f"{rng.randint(1, 9)}% on the year before. {_sentence(rng, 25)}",
    ]
    return "\n".join(lines) + "\n"


def write_articles(folder: Path, count: int) -> None:
    """The first `count` articles as files of `folder`, a thousand in each of its folders."""
    for number in range(count):
        inner = folder / f"{number // 1000:04}"
        if number % 1000 == 0:
            inner.mkdir(parents=True, exist_ok=True)
        (inner / f"{number:06}.txt").write_text(article(number), encoding="utf-8")


def _sentence(rng: random.Random, words: int) -> str:
    found = [rng.choice((_ADJECTIVES, _NOUNS, _VERBS, _NOUNS)[at % 4]) for at in range(words)]
    return " ".join(found).capitalize() + "."


def _nth(number: int) -> str:
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{endings.get(number, 'th')}"
