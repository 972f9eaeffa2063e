"""Copying to the terminal's clipboard with OSC 52, which works over SSH and, told how, in tmux."""

from base64 import b64encode
from collections.abc import Iterable

from textual.app import App

from expotui.facts.text import visible

# Terminals drop longer sequences, some of them the connection with it (xterm's limit is 100 kB).
MOST_BYTES = 74_000


def osc52(text: str, *, tmux: bool) -> str:
    """The sequence that asks the terminal to put `text`, made safe to paste, on its clipboard.

    In tmux the request is sent twice, plain (for `set-clipboard on`) and in a passthrough envelope
    (for `allow-passthrough on`): which of the two is heard depends on its configuration.
    """
    payload = b64encode(_safe(text.split("\n")).encode()[:MOST_BYTES]).decode("ascii")
    plain = f"\x1b]52;c;{payload}\x07"
    if not tmux:
        return plain
    return plain + f"\x1bPtmux;\x1b{plain}\x1b\\"


def copy(app: App[None], *lines: str, tmux: bool) -> None:
    """Copy lines, made safe to paste: no control character goes along, nor a break within one."""
    text = _safe(lines)
    app.copy_to_clipboard(text)
    driver = app._driver
    if driver is not None and tmux:
        driver.write(osc52(text, tmux=True))


def _safe(lines: Iterable[str]) -> str:
    return "\n".join(map(visible, lines))
