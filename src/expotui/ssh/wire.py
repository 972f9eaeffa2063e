"""Messages between the supervisor and a worker: a line of JSON each, some with a socket along."""

import asyncio
import json
import socket
from collections import deque
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

Message = dict[str, Any]

_READ = 65_536
_MOST_SOCKETS = 64


class Wire:
    """One end of a pair of connected Unix sockets.

    A message sent with a socket says so (`"socket": true`), so that the receiver gives each
    message the one that belongs to it, in order, however the kernel put them together.
    """

    def __init__(self, sock: socket.socket) -> None:
        sock.setblocking(False)
        self._sock = sock
        self._loop = asyncio.get_running_loop()
        self._out: deque[tuple[bytes, socket.socket | None]] = deque()
        self._received: asyncio.Queue[tuple[Message, socket.socket | None] | None] = asyncio.Queue()
        self._text = b""
        self._sockets: deque[socket.socket] = deque()
        self._closed = False
        self._loop.add_reader(sock, self._read)

    @classmethod
    def pair(cls) -> tuple[socket.socket, socket.socket]:
        """Two connected sockets: one to keep, one to hand to a new process."""
        return socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)

    def send(self, message: Message, sock: socket.socket | None = None) -> None:
        """Send a message; `sock` is duplicated for the receiver and closed here."""
        if self._closed:
            if sock is not None:
                sock.close()
            return
        if sock is not None:
            message = {**message, "socket": True}
        self._out.append((json.dumps(message).encode() + b"\n", sock))
        if len(self._out) == 1:
            self._write()

    async def messages(self) -> AsyncIterator[tuple[Message, socket.socket | None]]:
        """What arrives, until the other end is gone."""
        while (received := await self._received.get()) is not None:
            yield received

    def close(self) -> None:
        """Stop; whoever waits for messages gets no more."""
        if self._closed:
            return
        self._closed = True
        self._loop.remove_reader(self._sock)
        self._loop.remove_writer(self._sock)
        self._sock.close()
        for sock in [*self._sockets, *(sock for _, sock in self._out if sock is not None)]:
            sock.close()
        self._received.put_nowait(None)

    def _write(self) -> None:
        while self._out:
            data, sock = self._out[0]
            try:
                sockets = [sock.fileno()] if sock is not None else []
                sent = socket.send_fds(self._sock, [data], sockets)
            except BlockingIOError:
                self._loop.add_writer(self._sock, self._write)
                return
            except OSError:
                self.close()
                return
            if sock is not None:
                sock.close()
            if sent < len(data):
                self._out[0] = (data[sent:], None)
            else:
                self._out.popleft()
        self._loop.remove_writer(self._sock)

    def _read(self) -> None:
        try:
            data, numbers, _, _ = socket.recv_fds(self._sock, _READ, _MOST_SOCKETS)
        except BlockingIOError:
            return
        except OSError:
            data, numbers = b"", []
        for number in numbers:
            with suppress(OSError):
                self._sockets.append(socket.socket(fileno=number))
        if not data:
            self.close()
            return
        *lines, self._text = (self._text + data).split(b"\n")
        for line in lines:
            message = json.loads(line)
            sock = self._sockets.popleft() if message.pop("socket", False) else None
            self._received.put_nowait((message, sock))
