"""Extraction beside articles that were annotated by hand: what was found, missed and made up.

An article is NNN.txt, its annotations NNN.gold.jsonl (a line a figure, quote or date, with its
span), and NNN.json the day it came out, where whoever hands it over knows it. What is found matches
what is annotated where the spans overlap and the values are equal; each once, the best overlap
first. `alt` of an annotation is what is right as well; `vague` and `furniture` ones are left out.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from expotui.extract.model import Dated, Extraction, Figure, Quote
from expotui.extract.running import extract

ARTICLES = Path(__file__).with_name("articles")
Found = Figure | Quote | Dated
Gold = Mapping[str, Any]


class Article(NamedTuple):
    name: str
    text: str
    published: str | None
    gold: list[Gold]

    def found(self) -> Extraction:
        return extract(self.text, self.published)


@dataclass
class Score:
    """Of one measure: what was found, missed and made up, and the two by rule."""

    hits: int = 0
    missed: list[Gold] = field(default_factory=list)
    made_up: list[Found] = field(default_factory=list)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + len(self.made_up) or 1)

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + len(self.missed) or 1)

    @property
    def f1(self) -> float:
        return 2 * self.hits / (2 * self.hits + len(self.missed) + len(self.made_up) or 1)


def articles(folder: Path = ARTICLES, first: str = "") -> Iterator[Article]:
    """The articles of a folder whose names begin with `first`."""
    for path in sorted(folder.glob(f"{first}*.txt")):
        side = path.with_suffix(".json")
        published = json.loads(side.read_text("utf-8")).get("published") if side.exists() else None
        lines = path.with_suffix(".gold.jsonl").read_text("utf-8").splitlines()
        # Read as bytes: offsets count what is there, with no newline translation.
        text = path.read_bytes().decode("utf-8")
        yield Article(path.stem, text, published, [json.loads(line) for line in lines])


def _same_number(gold: float | None, found: float | None) -> bool:
    if gold is None or found is None:
        return gold is None and found is None
    return abs(gold - found) <= 1e-6 * max(abs(gold), abs(found), 1e-9)


def _last_word(unit: Any) -> str:
    return (re.sub(r"[^a-z0-9%]+", " ", str(unit or "").lower()).split() or [""])[-1]


def _readings(gold: Gold) -> Iterator[Gold]:
    yield gold
    alternatives = gold.get("alt") or []
    for other in [alternatives] if isinstance(alternatives, dict) else alternatives:
        if isinstance(other, dict):
            single = {key: value for key, value in other.items() if not isinstance(value, list)}
            yield {**gold, **single}
            for key, values in other.items():
                if isinstance(values, list):
                    yield from ({**gold, key: value} for value in values)


_HEDGES = {"at_least": "over", "up_to": "under"}


def _value(gold: Gold, found: Figure) -> bool:
    return any(
        _same_number(one.get("number"), found.value) and _same_number(one.get("upper"), found.upper)
        for one in _readings(gold)
    )


def _unit(gold: Gold, found: Figure) -> bool:
    units = (_last_word(one.get("unit")) == _last_word(found.unit) for one in _readings(gold))
    return _value(gold, found) and any(units)


def _qualifier(gold: Gold, found: Figure) -> bool:
    ours = _HEDGES.get(found.qualifier, str(found.qualifier))
    theirs = [str(one.get("qualifier")) for one in _readings(gold)]
    return _unit(gold, found) and ours in [_HEDGES.get(hedge, hedge) for hedge in theirs]


def _words(gold: Gold, found: Quote) -> bool:
    return _overlap(gold, found) >= 0.9


def _speaker(gold: Gold, found: Quote) -> bool:
    wanted = re.findall(r"\w+", (gold.get("speaker") or "").lower())
    spoken = re.findall(r"\w+", found.speaker.lower())
    return _words(gold, found) and (not wanted or wanted[-1] in spoken)


def _ends(date: str) -> tuple[str, str]:
    first, *rest = date.split("/")
    return first, rest[-1] if rest else first


def _day(gold: Gold, found: Dated) -> bool:
    return _ends(str(gold.get("value"))) == _ends(found.edtf)


def _overlap(gold: Gold, found: Found) -> float:
    """The part of two spans together that both cover."""
    start, end = int(gold["start"]), int(gold["end"])
    shared = min(end, found.end) - max(start, found.start)
    return max(0, shared) / (max(end, found.end) - min(start, found.start))


Test = Callable[[Gold, Any], bool]
MEASURES: dict[str, tuple[str, Test]] = {
    "figure: value": ("figure", _value),
    "figure: value, unit": ("figure", _unit),
    "figure: value, unit, qualifier": ("figure", _qualifier),
    "quote: words": ("quote", _words),
    "quote: words, speaker": ("quote", _speaker),
    "date: value": ("date", _day),
}


def scores(read: Sequence[Article]) -> dict[str, Score]:
    """The scores of all measures over some articles."""
    found = {name: Score() for name in MEASURES}
    for article in read:
        taken = article.found()
        of_kind: dict[str, Sequence[Found]] = {
            "figure": taken.figures, "quote": taken.quotes, "date": taken.dates,
        }  # fmt: skip
        for name, (kind, test) in MEASURES.items():
            gold = [line for line in article.gold if line["type"] == kind]
            _score(found[name], gold, of_kind[kind], test)
    return found


def _score(score: Score, gold: Sequence[Gold], found: Sequence[Found], test: Test) -> None:
    spare = [line for line in gold if _optional(line)]
    free = list(found)
    for line in gold:
        if _optional(line):
            continue
        fits = [one for one in free if _overlap(line, one) > 0 and test(line, one)]
        if not fits:
            score.missed.append(line)
            continue
        best = max(fits, key=lambda one: _overlap(line, one))
        free.remove(best)
        score.hits += 1
        score.right[best.rule] += 1
    for one in free:
        if not any(_overlap(line, one) > 0 for line in spare):
            score.made_up.append(one)
            score.wrong[one.rule] += 1


def _optional(gold: Gold) -> bool:
    left_out = any(gold.get(name) for name in ("vague", "furniture", "derived"))
    return left_out or (gold["type"] == "date" and gold.get("value") is None)
