"""Pasted text, kept to a length that somebody may have meant."""

START, END = "\x1b[200~", "\x1b[201~"

# Characters kept of one paste.
LONGEST = 10_000


class PasteLimit:
    """Passes typed text on, and of each bracketed paste only the first characters.

    A terminal wraps what is pasted in two sequences; Textual keeps all between them until the
    second arrives, which may be never.
    """

    def __init__(self, longest: int = LONGEST) -> None:
        self._longest = longest
        self._left: int | None = None  # of the paste being read; None outside of one
        self._passed = ""  # the end of what was typed: it may go on to be a marker
        self._held = ""  # the end of what was pasted, likewise, not passed on yet

    def feed(self, text: str) -> str:
        """`text`, without what is too long of pastes; of one, the end may be kept for later."""
        out: list[str] = []
        while text:
            kept, text = self._typed(text) if self._left is None else self._pasted(text)
            out.append(kept)
        return "".join(out)

    def _typed(self, text: str) -> tuple[str, str]:
        """What to pass on, all of it at once (somebody waits for a key), and the rest."""
        seen = self._passed + text
        at = seen.find(START)
        if at < 0:
            self._passed = seen[1 - len(START) :]
            return text, ""
        end = at + len(START) - len(self._passed)
        self._passed, self._left = "", self._longest
        return text[:end], text[end:]

    def _pasted(self, text: str) -> tuple[str, str]:
        pasted, found, rest = (self._held + text).partition(END)
        self._held = ""
        if not found:
            pasted, self._held = _split_at(pasted, END)
        assert self._left is not None
        kept = pasted[: self._left]
        self._left = None if found else self._left - len(kept)
        return kept + found, rest


def _split_at(text: str, marker: str) -> tuple[str, str]:
    """`text`, and what of its end may become `marker` when more arrives."""
    for length in range(min(len(marker) - 1, len(text)), 0, -1):
        if marker.startswith(text[-length:]):
            return text[:-length], text[-length:]
    return text, ""
