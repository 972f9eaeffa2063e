"""The supervisor's side of its workers: started, handed connections, watched, started again."""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from expotui.errors import InputError
from expotui.ssh.logs import log
from expotui.ssh.wire import Message, Wire

# What a worker gets of our environment: nothing that tells of our own terminal.
_ENVIRONMENT = frozenset(
    {"PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "PYTHONPATH", "PYTHONHOME",
     "LD_LIBRARY_PATH", "EXPOTUI_DEBUG"}
)  # fmt: skip

# A worker that does not answer for so long is taken for dead, in seconds.
PATIENCE = 60.0

# A worker that died sooner than this after its start is started again ever later, in seconds.
_SOON, _LATEST = 10.0, 30.0

# One that has died so often without having been ready will not be.
_HOPELESS = 3

Told = Callable[["WorkerProcess", Message], None]


class WorkerProcess:
    """One worker, over as many processes as it takes.

    Args:
        name: of the worker, in logs and metrics.
        first: what each new process is told first.
        told: what is to be done with what the worker says.
        lost: what is to be done when its process has ended, with the connections it had.
    """

    def __init__(
        self,
        name: str,
        first: Callable[[], Message],
        told: Told,
        lost: Callable[["WorkerProcess"], None],
    ) -> None:
        self.name = name
        self.connections: set[int] = set()
        self.ready = self._was_ready = False
        self.restarts = 0
        self._first = first
        self._told = told
        self._lost = lost
        self._wire: Wire | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._heard = monotonic()
        self._stopping = False

    async def run(self) -> None:
        """Keep a process running until `stop`.

        Raises:
            InputError: it never got as far as being ready.
        """
        delay = 0.0
        while not self._stopping:
            await asyncio.sleep(delay)
            began = monotonic()
            await self._one_process()
            if self._stopping:
                return
            self.restarts += 1
            if self.restarts == _HOPELESS and not self._was_ready:
                raise InputError("the workers do not start: what they say stands above")
            delay = 0.0 if monotonic() - began > _SOON else min(_LATEST, 2 * delay or 0.5)
            log("worker-died", worker=self.name, again_in=delay)

    async def _one_process(self) -> None:
        ours, theirs = Wire.pair()
        self._process = process = subprocess.Popen(
            [sys.executable, "-c", f"from expotui.ssh.worker import main; main({theirs.fileno()})"],
            pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            start_new_session=True,
            env={name: value for name, value in os.environ.items() if name in _ENVIRONMENT},
        )  # fmt: skip
        theirs.close()
        self._wire = wire = Wire(ours)
        self._heard = monotonic()
        wire.send({"do": "start", "name": self.name, **self._first()})
        try:
            async for message, _ in wire.messages():
                self._heard = monotonic()
                if message["did"] == "ready":
                    self.ready = self._was_ready = True
                self._told(self, message)
        finally:
            self.ready = False
            wire.close()
            process.kill()
            await asyncio.to_thread(process.wait)
            self._lost(self)
            self.connections.clear()

    def say(self, message: Message) -> None:
        """Tell the worker."""
        if self._wire is not None:
            self._wire.send(message)

    def hand(self, number: int, address: str, sock: socket.socket) -> None:
        """Hand a connection over."""
        assert self._wire is not None
        self.connections.add(number)
        self._wire.send({"number": number, "address": address}, sock)

    def look(self) -> None:
        """Ask whether it is still there; end a process that has not answered for long."""
        if self._process is None or not self.ready:
            return
        if monotonic() - self._heard > PATIENCE:
            log("worker-hangs", worker=self.name)
            self._process.kill()
        self.say({"do": "count", "ask": 0})

    def stop(self) -> None:
        """Let the process end, and start no other."""
        self._stopping = True
        if self._wire is not None:
            self._wire.close()

    def kill(self) -> None:
        """End the process at once."""
        self._stopping = True
        with suppress(OSError):
            if self._process is not None:
                self._process.kill()
