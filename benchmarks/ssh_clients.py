"""OpenSSH clients on terminals of their own, driven and timed: the readers of the SSH benchmark."""

import asyncio
import fcntl
import os
import pty
import signal
import struct
import termios
from contextlib import suppress
from time import perf_counter

# What the first frame ends with, and any later one goes on with, is not looked at: a frame counts
# as there when the last line of the screen, the key bar, has come.
_LAST_OF_FIRST_FRAME = b"quit"
_QUIET = 0.004


class Client:
    """One `ssh` process on a terminal of 120 × 36 cells."""

    def __init__(self, command: list[str]) -> None:
        self._command = command
        self._loop = asyncio.get_running_loop()
        self._pid = self._terminal = 0
        self._seen = bytearray()
        self._first: asyncio.Future[float] = self._loop.create_future()
        self._answer: asyncio.Future[float] | None = None
        self.alive = False

    def start(self) -> "asyncio.Future[float]":
        """Start it; the result is the time of its first frame."""
        self._pid, self._terminal = pty.fork()
        if not self._pid:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            os.execvp(self._command[0], self._command)
        self.alive = True
        size = struct.pack("HHHH", 36, 120, 0, 0)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, size)
        os.set_blocking(self._terminal, False)
        self._loop.add_reader(self._terminal, self._read)
        return self._first

    def _read(self) -> None:
        try:
            data = os.read(self._terminal, 262_144)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._loop.remove_reader(self._terminal)
            self.alive = False
            for waiting in (self._first, self._answer):
                if waiting is not None and not waiting.done():
                    said = bytes(self._seen[-300:]).decode("utf-8", "replace")
                    waiting.set_exception(ConnectionError(f"ssh has ended: {said}"))
            return
        now = perf_counter()
        if not self._first.done():
            self._seen += data
            if _LAST_OF_FIRST_FRAME in self._seen:
                self._seen.clear()
                self._first.set_result(now)
        elif self._answer is not None and not self._answer.done():
            self._answer.set_result(now)

    async def press(self, key: bytes, patience: float = 10.0) -> float:
        """Press a key; seconds until the screen begins to change."""
        self._answer = self._loop.create_future()
        began = perf_counter()
        os.write(self._terminal, key)
        return await asyncio.wait_for(self._answer, patience) - began

    def stop(self) -> None:
        """Hang up."""
        if self.alive:
            self._loop.remove_reader(self._terminal)
        with suppress(OSError):
            os.kill(self._pid, signal.SIGKILL)
        with suppress(OSError):
            os.close(self._terminal)
        with suppress(OSError):
            os.waitpid(self._pid, 0)
