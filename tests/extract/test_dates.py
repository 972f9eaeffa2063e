"""Dates of a text: passages with their gold, and what holds for any text at all."""

from __future__ import annotations

import re
from datetime import date

import pytest
from edtf import parse_edtf  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from expotui.extract.blocks import blocks
from expotui.extract.dates import dates
from expotui.extract.model import Dated
from expotui.extract.page_date import page_date
from expotui.facts.dates import bounds
from tests.extract.date_passages import PASSAGES, Passage

BASIS = {"explicit": "e", "inferred": "i"}


def read(text: str, published: str | None = None) -> list[Dated]:
    pieces = list(blocks(text))
    return list(dates(pieces, page_date(pieces, published)))


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage.text[:40])
def test_passages(passage: Passage) -> None:
    found = read(passage.text, passage.published)
    assert [(each.text, each.edtf, BASIS[each.basis]) for each in found] == list(passage.dates)
