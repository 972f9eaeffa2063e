"""What is typed in one burst with the key that opens a screen ("/400") is for that screen."""

from textual.events import Key
from textual.widget import Widget
from textual.widgets import Input


class TypedAhead(Widget):
    """A screen whose first field takes keys that were read before it had the focus.

    They come through what had the focus then, up to the app, which asks the screen on top.
    """

    _ahead = ""

    def type_ahead(self, key: Key) -> bool:
        """Take a key for the field, if it is a character; whether it was taken."""
        if not key.is_printable or key.character is None:
            return False
        if self.is_mounted:
            self.query(Input).first().insert_text_at_cursor(key.character)
        else:
            self._ahead += key.character
        return True

    def on_mount(self) -> None:
        if self._ahead:
            self.query(Input).first().insert_text_at_cursor(self._ahead)
