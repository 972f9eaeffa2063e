"""Checking a text as a draft, against the shipped facts."""

import sqlite3
from collections.abc import Callable

import pytest

from expotui.drafts.checking import check
from expotui.drafts.model import Item, Kind, Verdict
from expotui.extract.model import Quote
from expotui.extract.running import extract

Checked = Callable[..., list[Item]]


@pytest.fixture
def checked(db: sqlite3.Connection) -> Checked:
    """`checked(text)`: its items but those that are not checked; `quotes` are told by hand."""

    def call(text: str, *quotes: tuple[str, str], event: str | None = None) -> list[Item]:
        found = extract(text)
        if quotes:
            found = found._replace(quotes=tuple(_quote(text, *one) for one in quotes))
        items = check(db, text, found, event)
        return [item for item in items if item.answer.verdict is not Verdict.UNCHECKED]

    return call


def _quote(text: str, words: str, speaker: str) -> Quote:
    start = text.index(words)
    return Quote(start, start + len(words), words, speaker, None, "said", 1, "by hand")


def verdicts(items: list[Item], kind: Kind = Kind.FIGURE) -> dict[str, str]:
    """The verdicts of some items by their words."""
    return {item.text: item.answer.verdict.value for item in items if item.kind is kind}
