"""What any screen of lists and a card does: moving in them, themes, help."""

from typing import Protocol

from expotui.tui.screens.telling import Telling
from expotui.tui.themes import cycle_theme


class Walked(Protocol):
    """What can be moved in: a list, or a card that scrolls."""

    def move(self, rows: int) -> None: ...
    def page(self, pages: float) -> None: ...
    def edge(self, direction: int) -> None: ...


class Walking(Telling):
    """A screen whose keys go to one of its lists, or to its card."""

    def _list(self) -> Walked:
        """Where the keys go."""
        raise NotImplementedError

    def action_move(self, rows: int) -> None:
        self._list().move(rows)

    def action_page(self, pages: float) -> None:
        self._list().page(pages)

    def action_edge(self, direction: int) -> None:
        self._list().edge(direction)

    def action_next_theme(self) -> None:
        cycle_theme(self.app)

    def action_help(self) -> None:
        from expotui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self._session.keys, read_only=self._session.read_only))
