"""Telling the reader something in passing, and what went wrong."""

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from expotui.errors import ExpotuiError
from expotui.facts.text import visible

if TYPE_CHECKING:
    from expotui.tui.session import Session


class Telling(Widget):
    """A screen that says in a line what it did, or could not do."""

    _session: "Session"

    def say(self, text: str, severity: Any = "information") -> None:
        """Tell the reader something in passing; what data says stays text."""
        self.app.clear_notifications()  # the last word counts; a stack would hide what one reads
        self.notify(visible(text), severity=severity, timeout=4, markup=False)

    def attempt(self, work: Callable[[], Any]) -> bool:
        """Do something that may fail for reasons outside the program; say so and go on."""
        try:
            work()
        except (ExpotuiError, OSError) as error:
            self.say(str(error), severity="error")
        except sqlite3.Error as error:
            self.say(self._session.explain(error), severity="error")
        except Exception as error:
            # In a thread, nobody else would tell.
            self.say(f"unexpected error: {type(error).__name__}: {error}", severity="error")
        else:
            return True
        return False
