"""Every action of the browser, once: keys, key bar, help and command palette derive from here."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from textual.binding import Binding

from expotui.tui.widgets.bars import Key


class Action(NamedTuple):
    """One thing the user can do.

    `id` is what config.toml remaps, `name` the Textual action, `bar` its word on the key bar,
    `writes` whether it needs a store that may be written.
    """

    id: str
    keys: str
    name: str
    help: str
    section: str
    bar: str = ""
    writes: bool = False
    shown_key: str = ""

    @property
    def target(self) -> str:
        """The action with its namespace, as a click runs it."""
        return self.name if self.name.startswith("app.") else f"screen.{self.name}"

    @property
    def method(self) -> str:
        """The action's bare name: without its namespace and parameters."""
        return self.name.removeprefix("app.").partition("(")[0]

    def label(self, remapped: Mapping[str, str]) -> str:
        """The key as one would say it: the default one, or the first the user has put for it."""
        keys = remapped.get(self.id)
        if keys is None and self.shown_key:
            return self.shown_key
        return said((keys or self.keys).split(",")[0].strip())


_SAID = {
    "slash": "/", "question_mark": "?", "colon": ":", "enter": "Enter", "escape": "Esc",
    "tab": "Tab", "plus": "+", "minus": "-", "left_curly_bracket": "{", "space": "Space",
    "right_curly_bracket": "}", "pagedown": "PgDn", "pageup": "PgUp", "up": "↑", "down": "↓",
    "left_square_bracket": "[", "right_square_bracket": "]",
    "left": "←", "right": "→", "backslash": "\\", "comma": ",", "full_stop": ".",
}  # fmt: skip


def said(key: str) -> str:
    """A key of Textual's as people say it: `ctrl+d` is Ctrl-D, `slash` is /."""
    *modifiers, last = key.split("+") if key != "+" else ["+"]
    name = _SAID.get(last, last)
    if not modifiers:
        return name
    if modifiers == ["shift"]:
        return f"⇧{name}"
    return "-".join([*(modifier.capitalize() for modifier in modifiers), name.upper()])


MOVE, FIND, WEIGH, TAKE, DECIDE, VIEW = "Move", "Find", "Weigh", "Take away", "Decide", "View"
IN_DOCUMENTS = "In a document"
IN_REPORTS = "In conflicts, series, comparison and coverage"

ACTIONS = (
    Action("down", "j,down", "move(1)", "next row", MOVE, shown_key="j ↓"),
    Action("up", "k,up", "move(-1)", "previous row", MOVE, shown_key="k ↑"),
    Action("first", "g,home", "edge(-1)", "first row", MOVE),
    Action("last", "G,end", "edge(1)", "last row", MOVE),
    Action("half-down", "ctrl+d", "page(0.5)", "half a page down", MOVE, shown_key="Ctrl-D"),
    Action("half-up", "ctrl+u", "page(-0.5)", "half a page up", MOVE, shown_key="Ctrl-U"),
    Action("page-down", "pagedown,space", "page(1)", "a page down", MOVE, shown_key="PgDn"),
    Action("page-up", "pageup", "page(-1)", "a page up", MOVE, shown_key="PgUp"),
    Action("previous-edition", "left_curly_bracket", "edition(-1)", "previous edition", MOVE),
    Action("next-edition", "right_curly_bracket", "edition(1)", "next edition", MOVE),
    Action("open", "enter,l,right", "open", "into the event, into the fact", MOVE, bar="open"),
    Action("back", "escape,h,left", "back", "back out", MOVE, bar="back"),
    Action("about", "i", "about", "the event or page itself: its date, and who dates it", MOVE,
           bar="about"),
    Action("next-pane", "tab", "pane(1)", "next pane", MOVE),
    Action("previous-pane", "shift+tab", "pane(-1)", "previous pane", MOVE, shown_key="⇧Tab"),
    Action("document", "v", "document", "the whole text, with what was found in it", MOVE,
           bar="text"),
    Action("search", "slash", "search", "search figures and quotes", FIND, bar="search"),
    Action("next-hit", "n", "hit(1)", "next hit of the last search", FIND),
    Action("previous-hit", "N", "hit(-1)", "previous hit", FIND),
    Action("conflicts", "c", "conflicts", "what does not fit together, the worst first", WEIGH,
           bar="conflicts"),
    Action("series", "s", "series", "one measure across the editions", WEIGH, bar="series"),
    Action("compare", "d", "compare", "beside the edition before, or another page", WEIGH,
           bar="compare"),
    Action("coverage", "C", "coverage", "which measure is told of which edition", WEIGH,
           bar="coverage"),
    Action("copy", "y", "copy_value", "copy the figure or quote as printed", TAKE, bar="copy"),
    Action("cite", "Y", "copy_citation", "copy a citation; again: its next form", TAKE,
           bar="cite"),
    Action("export", "e", "export", "export this event's facts as CSV", TAKE, bar="export"),
    Action("mark", "m", "mark", "mark or unmark the fact", TAKE, bar="mark", writes=True),
    Action("accept", "a", "accept", "accept the fact: it is as the document has it", DECIDE,
           bar="accept", writes=True),
    Action("reject", "x", "reject", "reject the fact: it is none", DECIDE, bar="reject",
           writes=True),
    Action("correct", "r", "correct", "correct the fact; its words stay", DECIDE, bar="correct",
           writes=True),
    Action("merge", "M", "merge", "pick a fact up; again, on another: the same claim", DECIDE,
           writes=True),
    Action("re-date", "D", "redate", "date the event or page anew; of a fact, its page", DECIDE,
           writes=True),
    Action("note", "w", "note", "write a note to the fact", DECIDE, writes=True),
    Action("undo", "z", "undo", "undo the last decision", DECIDE, bar="undo", writes=True),
    Action("redo", "Z,ctrl+r", "redo", "redo what was undone last", DECIDE, writes=True),
    Action("zoom-in", "plus,equals_sign", "zoom(1)", "nearer: years, months, days", VIEW,
           bar="zoom"),
    Action("zoom-out", "minus", "zoom(-1)", "farther: days, months, years", VIEW),
    Action("theme", "t", "next_theme", "next theme: night, paper, terminal", VIEW, bar="theme"),
    Action("commands", "colon", "app.command_palette", "commands by name", VIEW),
    Action("help", "question_mark", "help", "these keys", VIEW, bar="help"),
    Action("quit", "q,ctrl+q,ctrl+c", "app.quit", "quit", VIEW, bar="quit"),
)  # fmt: skip


# What a report can be varied in, besides the actions that it shares with the browser.
REPORT_ACTIONS = (
    Action("next-measure", "right_square_bracket", "vary('measure', 1)", "next measure",
           IN_REPORTS, bar="measure"),
    Action("previous-measure", "left_square_bracket", "vary('measure', -1)", "previous measure",
           IN_REPORTS),
    Action("population", "p", "vary('population', 1)", "next population of the measure",
           IN_REPORTS, bar="population"),
    Action("fair", "f", "vary('fair', 1)", "next fair", IN_REPORTS, bar="fair"),
    Action("other-side", "o", "vary('side', 1)", "compare with the next edition or page",
           IN_REPORTS, bar="other side"),
)  # fmt: skip
# What one goes to in a text, besides the actions that it shares with the browser.
DOCUMENT_ACTIONS = (
    Action("next-fact", "n", "fact(1)", "next fact", IN_DOCUMENTS, bar="next"),
    Action("previous-fact", "N", "fact(-1)", "previous fact", IN_DOCUMENTS),
    Action("next-number", "u", "number(1)", "next number that became no figure", IN_DOCUMENTS,
           bar="not taken"),
    Action("previous-number", "U", "number(-1)", "the one before", IN_DOCUMENTS),
)  # fmt: skip
EVERY_ACTION = (*ACTIONS, *DOCUMENT_ACTIONS, *REPORT_ACTIONS)

# The action for each aspect that a report may be varied in.
VARYING = {
    "measure": "next-measure",
    "population": "population",
    "fair": "fair",
    "side": "other-side",
}

# What the key bar offers in each pane, most needed first; the last two have room on any screen.
BAR = {
    "timeline": ("open", "about", "search", "conflicts", "series", "compare", "coverage", "zoom-in",
                 "export", "theme", "help", "quit"),
    "facts": ("open", "back", "document", "copy", "cite", "series", "conflicts", "mark", "correct",
              "search", "accept", "reject", "undo", "help", "quit"),
    "detail": ("back", "document", "copy", "cite", "series", "conflicts", "mark", "correct",
               "search", "accept", "reject", "undo", "help", "quit"),
    "card": ("back", "document", "search", "conflicts", "series", "theme", "help", "quit"),
    "report-card": ("back", "about", "theme", "help", "quit"),
    "document": ("next-fact", "next-number", "open", "back", "theme", "help", "quit"),
    "report": ("open", "back", "about", "theme", "help", "quit"),
}  # fmt: skip

_IN_REPORTS = (
    "down", "up", "first", "last", "half-down", "half-up", "page-down", "page-up", "open", "back",
    "about", "theme", "commands", "help", "quit",
)  # fmt: skip


def bindings(actions: Iterable[Action] = ACTIONS) -> list[Binding]:
    """Actions as Textual bindings, with the ids that config.toml remaps."""
    return [
        Binding(action.keys, action.name, action.help, show=False, id=action.id)
        for action in actions
    ]


def report_bindings() -> list[Binding]:
    """What can be done in a report."""
    shared = [action for action in ACTIONS if action.id in _IN_REPORTS]
    return bindings((*shared, *REPORT_ACTIONS))


def document_bindings() -> list[Binding]:
    """What can be done in a text."""
    shared = [action for action in ACTIONS if action.id in _IN_REPORTS and action.id != "about"]
    return bindings((*shared, *DOCUMENT_ACTIONS))


def keys_of(
    ids: Iterable[str], remapped: Mapping[str, str], *, read_only: bool = False
) -> tuple[Key, ...]:
    """Actions as buttons of the key bar, but for those that write where nothing may be written."""
    by_id = {action.id: action for action in EVERY_ACTION}
    offered = (by_id[action_id] for action_id in ids)
    return tuple(
        Key(action.label(remapped), action.bar, action.target)
        for action in offered
        if not (action.writes and read_only)
    )
