"""The keys, as the actions table has them and as the user remapped them."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from expotui.tui.actions import EVERY_ACTION
from expotui.tui.cards import Line
from expotui.tui.widgets.detail import Detail

SIGNS = (
    ("●", "an event known to the day"),
    ("◐", "an event dated in part by inference; its card says how"),
    ("◌", "a page, at the date it was published"),
    ("○", "an event without a year"),
    ("?", "a date that is not certain"),
    ("≠", "another claim of the same thing says otherwise; behind an event: how often"),
    ("!", "something to mind about a page or figure; its card says what"),
    (">≥≈≲<≤", "over, at least, about, nearly, under, up to"),
    ("→", "found by another reading of what was typed; the frame says which"),
    ("↻", "a copy of another page: not an independent source"),
    ("★", "marked by you"),
    ("= ~ ✗ ·", "agrees, fits, excludes each other, can't be compared"),
    ("∴", "what follows by arithmetic"),
)


class HelpScreen(ModalScreen[None]):
    """All keys by section, and what the signs mean; any of Esc, q, ? leaves."""

    BINDINGS: ClassVar = [
        Binding("escape,q,question_mark,enter", "leave", "back", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("pagedown,space,ctrl+d", "page(1)", show=False),
        Binding("pageup,ctrl+u", "page(-1)", show=False),
        Binding("g,home", "edge(-1)", show=False),
        Binding("G,end", "edge(1)", show=False),
    ]

    def __init__(self, keys: dict[str, str], *, read_only: bool = False) -> None:
        super().__init__()
        self._keys, self._read_only = keys, read_only

    def compose(self) -> ComposeResult:
        yield Detail(id="help")

    def on_mount(self) -> None:
        detail = next(iter(self.query(Detail)), None)
        if detail is None:
            return  # a key of the same burst has left it again
        detail.border_title = "Keys"
        detail.border_subtitle = "config.toml remaps them by name"
        lines = self._lines(named=self.app.size.width >= 80)
        detail.styles.height = min(len(lines) + 2, self.app.size.height)
        detail.show(lambda _: lines)

    def _lines(self, *, named: bool) -> list[Line]:
        lines: list[Line] = []
        section = ""
        for action in EVERY_ACTION:
            if action.writes and self._read_only:
                continue
            if action.section != section:
                section = action.section
                lines.append([(f" {section}", "heading")])
            label = action.label(self._keys)
            name = action.id if named else ""
            lines.append(
                [
                    (f"   {label:<9}", "date"),
                    (f"{action.help:<53}" if named else action.help, ""),
                    (name, "quiet"),
                ]
            )
        lines.append([(" Signs", "heading")])
        lines += [[(f"   {sign:<9}", "strong"), (meaning, "")] for sign, meaning in SIGNS]
        return lines

    def action_leave(self) -> None:
        # Two keys of one burst may both have been for this screen.
        if self.app.screen is self:
            self.dismiss()

    def action_page(self, pages: float) -> None:
        self.query_one("#help", Detail).page(pages)

    def action_edge(self, direction: int) -> None:
        self.query_one("#help", Detail).edge(direction)

    def action_scroll(self, rows: int) -> None:
        self.query_one("#help", Detail).move(rows)
