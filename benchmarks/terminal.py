"""A program in a real pseudo-terminal: what it writes is read as it comes, and timed."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
from collections.abc import Mapping, Sequence
from contextlib import suppress
from time import perf_counter
from types import TracebackType

COLUMNS, LINES = 120, 36
LIMIT = 60.0

# What moves, colours and asks, but is no text: CSI, OSC, DCS and the two-character sequences.
_SEQUENCES = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P_^X].*?(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]", re.DOTALL
)

# Variables that would make a program start elsewhere or look otherwise than for anybody else.
_NOT_HERE = {
    "EXPOTUI_DB", "EXPOTUI_CONFIG", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
    "NO_COLOR", "TMUX",
}  # fmt: skip


class EndedError(Exception):
    """The program ended; with its last words."""


class NotShownError(EndedError):
    """The program did not write in time what was awaited; with what it wrote."""


def environment(home: str) -> dict[str, str]:
    """The environment of someone with an empty home and a good terminal."""
    kept = {name: value for name, value in os.environ.items() if name not in _NOT_HERE}
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", "HOME": home}


class Terminal:
    """A running program. `started` is when it was forked."""

    def __init__(self, command: Sequence[str], variables: Mapping[str, str]) -> None:
        self._output = b""
        self.started = perf_counter()
        self._pid, self._descriptor = pty.fork()
        if self._pid == 0:
            size = struct.pack("HHHH", LINES, COLUMNS, 0, 0)
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.execvpe(command[0], list(command), dict(variables))

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._descriptor)

    def write(self, typed: str) -> None:
        """Type something. What was written to the terminal before is forgotten."""
        self._output = b""
        os.write(self._descriptor, typed.encode())

    def read_until(self, shown: Sequence[str], limit: float = LIMIT) -> float:
        """Read until all of some texts have been written; returns when that was.

        Raises:
            NotShownError: they have not been, in `limit` seconds.
            EndedError: nor will be.
        """
        wanted = [text.encode() for text in shown]
        deadline = perf_counter() + limit
        while True:
            # The usual case first: taking the sequences out costs more than looking.
            if all(text in self._output for text in wanted):
                return perf_counter()
            plain = _SEQUENCES.sub(b"", self._output)
            if all(text in plain for text in wanted):
                return perf_counter()
            if perf_counter() > deadline:
                raise NotShownError(f"not in {limit:.0f} s: {shown}\n{self._last_words()}")
            self._read(0.1)

    def read_for(self, seconds: float) -> None:
        """Read whatever comes for a while."""
        deadline = perf_counter() + seconds
        while (left := deadline - perf_counter()) > 0:
            self._read(left)

    def _read(self, seconds: float) -> None:
        if select.select([self._descriptor], [], [], seconds)[0]:
            try:
                data = os.read(self._descriptor, 1 << 16)
            except OSError:
                data = b""
            if not data:
                raise EndedError(f"the program ended\n{self._last_words()}")
            self._output += data

    def _last_words(self) -> str:
        plain = _SEQUENCES.sub(b"", self._output)
        with suppress(UnicodeDecodeError):
            return plain.decode()[-800:]
        return repr(plain[-800:])
