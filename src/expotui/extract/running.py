"""All of extraction on one text."""

from expotui.extract.blocks import blocks
from expotui.extract.dates.finding import dates
from expotui.extract.dates.page_date import page_date
from expotui.extract.events.finding import occasions
from expotui.extract.figures.finding import figures
from expotui.extract.figures.setting import Setting
from expotui.extract.model import Extraction
from expotui.extract.quotes.finding import quotes, spoken_in


def extract(text: str, published: str | None = None) -> Extraction:
    """What a text says: figures, quotes, dates and events, each kind in text order.

    `published` (EDTF) is when the text came out, for dates without a year; where it is None, the
    text's own furniture may tell. The work grows with the length of the text, whatever it holds.
    """
    pieces = list(blocks(text))
    page = page_date(pieces, published)
    dated = tuple(dates(pieces, page))
    taken = [(date.start, date.end) for date in dated]
    return Extraction(
        figures=tuple(figures(pieces, Setting(text), taken)),
        quotes=tuple(quotes(spoken_in(pieces))),
        dates=dated,
        occasions=tuple(occasions(pieces, dated, page)),
        page_date=page,
    )
