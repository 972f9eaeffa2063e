"""Whole articles beside what was annotated by hand, as docs/extraction.md tells of them."""

import json
from pathlib import Path

import pytest

from expotui.extract.running import extract
from tests.extract.scoring import MEASURES, Article, Score, articles, scores

DOCS = Path(__file__).parents[2] / "docs" / "extraction.md"
# By rule: what each of these found counts as right.
BY_RULE = ("figure: value, unit", "quote: words, speaker", "date: value")
# At least so much, of articles that the rules were made for and of those that they were not.
LEAST = {
    "figure: value": 0.97,
    "figure: value, unit": 0.93,
    "figure: value, unit, qualifier": 0.90,
    "quote: words": 0.95,
    "quote: words, speaker": 0.90,
    "date: value": 0.93,
}


@pytest.fixture(scope="module")
def read() -> dict[str, Score]:
    return scores(list(articles()))


def test_spans_of_the_annotations_equal_their_text() -> None:
    for article in articles():
        for line in article.gold:
            if "start" in line:
                assert article.text[line["start"] : line["end"]] == line["text"], article.name


def test_scores_are_good_and_told(read: dict[str, Score]) -> None:
    text = DOCS.read_text("utf-8")
    for name, score in read.items():
        assert score.f1 >= LEAST[name], name
        line = f"| {name} | {score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f} |"
        assert line in text, line


@pytest.mark.parametrize("measure", BY_RULE)
def test_the_precision_of_each_rule_is_told(read: dict[str, Score], measure: str) -> None:
    score, text = read[measure], DOCS.read_text("utf-8")
    kind = MEASURES[measure][0]
    for rule in sorted({*score.right, *score.wrong}):
        right, wrong = score.right[rule], score.wrong[rule]
        line = f"| {kind} | {rule} | {right} | {wrong} | {right / (right + wrong):.2f} |"
        assert line in text, line


@pytest.mark.parametrize(
    ("texts", "gold"), [("extraction/docs", "extraction/gold"), ("seeds", "seeds/gold")]
)
def test_the_shared_articles(shared: Path, texts: str, gold: str) -> None:
    read = []
    for path in sorted((shared / texts).glob("*.txt")):
        side = path.with_suffix(".json")
        published = json.loads(side.read_text("utf-8"))["published"] if side.exists() else None
        lines = (shared / gold / f"{path.stem}.jsonl").read_text("utf-8").splitlines()
        text = path.read_bytes().decode("utf-8")
        read.append(Article(path.stem, text, published, [json.loads(line) for line in lines]))
    for name, score in scores(read).items():
        assert score.f1 >= LEAST[name], (name, score.missed, score.made_up)


def test_the_same_text_gives_the_same_every_time() -> None:
    for article in articles(first="10"):
        assert extract(article.text, article.published) == article.found()
