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
        self._held = ""  # what may be the beginning of a marker

    def feed(self, text: str) -> str:
        """`text`, without what is too long of pastes; the end of it may be kept for the next."""
        text, self._held = self._held + text, ""
        out: list[str] = []
        while text:
            marker = START if self._left is None else END
            before, found, text = text.partition(marker)
            if not found:
                before, self._held = _split_at_marker(before, marker)
            out.append(self._counted(before))
            if found:
                out.append(marker)
                self._left = self._longest if marker == START else None
        return "".join(out)

    def _counted(self, text: str) -> str:
        if self._left is None:
            return text
        kept = text[: self._left]
        self._left -= len(kept)
        return kept


def _split_at_marker(text: str, marker: str) -> tuple[str, str]:
    """`text`, and what of its end may become `marker` when more arrives.

    A lone Escape at the end of typed text is not held: it is a key, and somebody waits for it.
    """
    shortest = 1 if marker == END else 3
    for length in range(min(len(marker) - 1, len(text)), shortest - 1, -1):
        if marker.startswith(text[-length:]):
            return text[:-length], text[-length:]
    return text, ""
