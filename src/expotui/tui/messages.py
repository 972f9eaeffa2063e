"""What widgets tell the screen that holds them."""

from textual.message import Message
from textual.widget import Widget


class RowMessage(Message):
    """Something happened to a row of a list; `row` is its index."""

    def __init__(self, sender: Widget, row: int) -> None:
        super().__init__()
        self.sender = sender
        self.row = row

    @property
    def control(self) -> Widget:
        return self.sender


class RowHighlighted(RowMessage):
    """The cursor came to a row. Rows it only passed are not told of: the last one counts."""

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, RowHighlighted) and message.sender is self.sender


class RowChosen(RowMessage):
    """Enter or a double click on a row."""


class YearPicked(Message):
    """A year of the ruler was clicked."""

    def __init__(self, year: int) -> None:
        super().__init__()
        self.year = year
