"""Backpressure of a whole connection: asyncssh bounds each channel's buffer, not the socket's."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

import asyncssh

Listener = Callable[[bool], None]


class Flow:
    """Watches the socket's buffer of a connection.

    asyncssh writes to its transport whether or not the other end reads. A client that sends
    requests and never reads the answers would fill memory: so while it does not read, nothing is
    read from it, sessions are told to hold back, and after `patience` seconds it is cut off.
    """

    def __init__(
        self, connection: asyncssh.SSHServerConnection, patience: float, cut: Callable[[], None]
    ) -> None:
        self._transport = cast(asyncio.Transport, cast(Any, connection)._transport)
        self._patience = patience
        self._cut = cut
        self._stalled: asyncio.TimerHandle | None = None
        self.blocked = False
        self.listeners: list[Listener] = []
        # asyncio calls these two on the protocol, which is the connection; its own do nothing.
        cast(Any, connection).pause_writing = self._pause
        cast(Any, connection).resume_writing = self._resume

    def _pause(self) -> None:
        self._transport.pause_reading()
        if self._patience:
            loop = asyncio.get_running_loop()
            self._stalled = loop.call_later(self._patience, self._cut)
        self._tell(True)

    def _resume(self) -> None:
        self.stop()
        self._transport.resume_reading()
        self._tell(False)

    def stop(self) -> None:
        """The connection has ended, or goes on."""
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None

    def _tell(self, blocked: bool) -> None:
        self.blocked = blocked
        for listener in list(self.listeners):
            listener(blocked)
