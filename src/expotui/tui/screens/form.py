"""A few fields to fill in, and a line that says what is wrong with them."""

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from expotui.facts.text import visible
from expotui.tui.screens.typing_ahead import TypedAhead

Words = dict[str, str]

# Lines besides those of the fields: the border, and what is said below them.
_AROUND = 4


class Field(NamedTuple):
    """A field: its name, what stands in it, and what it may be completed to."""

    name: str
    value: str = ""
    choices: tuple[str, ...] = ()
    hint: str = ""


class FormScreen(ModalScreen[Words | None], TypedAhead):
    """Asks for words; Enter hands over those that were changed, Esc nothing.

    Args:
        title: what the words are about.
        fields: in their order.
        check: what is wrong with the changed words, in a line; '' where nothing is.
    """

    BINDINGS: ClassVar = [
        Binding("escape", "leave", "back", show=False),
        Binding("down", "app.focus_next", "next field", show=False),
        Binding("up", "app.focus_previous", "previous field", show=False),
    ]
    AUTO_FOCUS = "Input"

    def __init__(self, title: str, fields: list[Field], check: Callable[[Words], str]) -> None:
        super().__init__()
        self._title, self._fields, self._check = title, fields, check
        self._form = Vertical(id="form")

    def compose(self) -> ComposeResult:
        self._form.border_title = Content(visible(self._title))
        self._form.border_subtitle = "Enter saves · Esc leaves"
        with self._form:
            with VerticalScroll(id="fields", can_focus=False):
                for field in self._fields:
                    with Horizontal(classes="field"):
                        yield Static(field.name, classes="label")
                        yield self._input(field)
            yield Static(id="said")

    @staticmethod
    def _input(field: Field) -> Input:
        suggester = SuggestFromList(field.choices, case_sensitive=False) if field.choices else None
        return Input(
            visible(field.value), placeholder=field.hint, suggester=suggester, compact=True,
            id=f"field-{field.name}",
        )  # fmt: skip

    def on_mount(self) -> None:
        self._fit()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        """As high as its fields, where there is room for them; else they scroll."""
        self._form.styles.height = min(len(self._fields) + _AROUND, self.app.size.height)

    @property
    def changed(self) -> Words:
        """The words that are not what stood there."""
        found = {
            field.name: self.query_one(f"#field-{field.name}", Input).value
            for field in self._fields
        }
        return {
            field.name: found[field.name]
            for field in self._fields
            if found[field.name] != visible(field.value)
        }

    @on(Input.Changed)
    def _typed(self) -> None:
        self.query_one("#said", Static).update("")

    @on(Input.Submitted)
    def _submitted(self) -> None:
        words = self.changed
        if problem := self._check(words):
            self.query_one("#said", Static).update(Content(visible(problem)))
            self._go_to(problem.partition(":")[0])
        elif self.app.screen is self:
            self.dismiss(words)

    def _go_to(self, name: str) -> None:
        """Put the cursor where something is wrong, if a field is named."""
        if any(field.name == name for field in self._fields):
            self.query_one(f"#field-{name}", Input).focus()

    def action_leave(self) -> None:
        # Two keys of one burst may both have been for this screen.
        if self.app.screen is self:
            self.dismiss(None)
