"""The server's one process that listens: it counts, hands connections to workers, and stops them.

One process that accepts makes limits exact and lets a crowd be turned away before it costs
anything; a second server on the same port is told so (with SO_REUSEPORT it would get half of the
connections). What is costly, the cryptography and the browsers, is done in the workers.
"""

import asyncio
import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import asyncssh

from expotui.errors import ExpotuiError, InputError
from expotui.ssh.admission import Admission
from expotui.ssh.authorized import AuthorizedKeys
from expotui.ssh.listening import listen, shown_address
from expotui.ssh.logs import log
from expotui.ssh.metrics import Counts, exposition, of_process
from expotui.ssh.monitor import serve_metrics
from expotui.ssh.settings import Settings
from expotui.ssh.wire import Message
from expotui.ssh.workers import WorkerProcess

# Connections taken at a time, before others get their turn.
_AT_ONCE = 64
_LOOK_EVERY = 10.0

# Settings that only a new start changes.
FIXED = ("host", "port", "workers", "host_key", "rsa", "metrics", "immutable")


@dataclass(frozen=True, slots=True)
class Service:
    """What is served, and how.

    Args:
        store: the store's file.
        settings: the settings at the start.
        load: reads the settings again (SIGHUP).
        command: what runs readers' commands, named `module:name`.
        commands: the names of these commands.
        host_keys: the server's keys.
    """

    store: Path
    settings: Settings
    load: Callable[[], Settings]
    command: str
    commands: tuple[str, ...]
    host_keys: list[asyncssh.SSHKey]


class Supervisor:
    """Listens until it is told to stop.

    Args:
        service: what is served.
        announce: is told the address, once there is one that readers get an answer from.
    """

    def __init__(self, service: Service, announce: Callable[[str, int], None]) -> None:
        self._service = service
        self._settings = service.settings
        self._announce = announce
        self._keys = AuthorizedKeys(self._settings.authorized_keys)
        self._admission = Admission(self._settings)
        self._counts = Counts()
        self._numbers = count(1)
        self._asks = count(1)
        self._asked: dict[int, tuple[set[str], list[dict[str, float]], asyncio.Event]] = {}
        self._listeners: list[socket.socket] = []
        self._workers = [
            WorkerProcess(f"worker-{at}", self._first, self._told, self._lost)
            for at in range(1, (self._settings.workers or os.cpu_count() or 1) + 1)
        ]
        self._stop = asyncio.Event()
        self._hurry = asyncio.Event()

    async def run(self) -> None:
        """Serve until SIGTERM or SIGINT.

        Raises:
            InputError: the port cannot be listened on, the keys cannot be read, or the workers
                do not start.
        """
        self._listeners = listen(self._settings.host, self._settings.port)
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self._stopped)
        loop.add_signal_handler(signal.SIGINT, self._stopped)
        loop.add_signal_handler(signal.SIGHUP, self._reload)
        running = [asyncio.create_task(worker.run()) for worker in self._workers]
        looking = asyncio.create_task(self._look())
        stopped = asyncio.create_task(self._stop.wait())
        try:
            async with serve_metrics(self._settings.metrics, self._metrics):
                done, _ = await asyncio.wait(
                    [stopped, *running], return_when=asyncio.FIRST_COMPLETED
                )
                for task in done:
                    task.result()
                await self._drain()
        finally:
            looking.cancel()
            stopped.cancel()
            self._close_listeners()
            for worker in self._workers:
                worker.stop()
            _, late = await asyncio.wait(running, timeout=3)
            for worker in self._workers if late else ():
                worker.kill()
            log("stopped")

    def _first(self) -> Message:
        """What a worker must know."""
        keys = [key.export_private_key().decode() for key in self._service.host_keys]
        return {
            "store": str(self._service.store), "command": self._service.command,
            "commands": self._service.commands,
            "host_keys": keys, **self._changing(),
        }  # fmt: skip

    def _changing(self) -> Message:
        return {"settings": self._settings.as_dict(), "keys": self._keys.text}

    # --- connections ---------------------------------------------------------------------------

    def _take(self, listener: socket.socket) -> None:
        if self._keys.changed():
            self._tell_all({"do": "change", **self._changing()})
            log("keys-reloaded", keys=self._keys.count)
        for _ in range(_AT_ONCE):
            try:
                sock, address = listener.accept()
            except BlockingIOError:
                return
            except OSError as error:
                # Out of descriptors, say: the rest waits in the kernel for a second.
                log("accept-failed", why=error.strerror)
                loop = asyncio.get_running_loop()
                loop.remove_reader(listener)
                loop.call_later(1.0, self._listen_on)
                return
            self._admit(sock, shown_address(address[0]))

    def _admit(self, sock: socket.socket, address: str) -> None:
        number = next(self._numbers)
        ready = [worker for worker in self._workers if worker.ready]
        refusal = self._admission.connect(number, address) if ready else "no worker is ready"
        if refusal:
            self._refused("connection", refusal, address)
            # Before its version a server may say what it likes (RFC 4253, 4.2).
            with suppress(OSError):
                sock.setblocking(False)
                sock.send(f"expotui: {refusal}\r\n".encode())
            sock.close()
            return
        self._counts.add("connections_total")
        min(ready, key=lambda worker: len(worker.connections)).hand(number, address, sock)

    def _refused(self, what: str, why: str, address: str) -> None:
        self._counts.add("refused_total", what=what)
        log("refused", what=what, address=address, why=why)

    # --- what workers say ----------------------------------------------------------------------

    def _told(self, worker: WorkerProcess, message: Message) -> None:
        did, number = message["did"], message.get("number", 0)
        if did == "ready":
            self._worker_ready(worker)
        elif did == "login":
            self._admission.login(number, message["key"])
        elif did == "gone":
            worker.connections.discard(number)
            self._admission.disconnect(number)
        elif did == "enter":
            refusal = self._admission.enter(number, message["session"])
            if refusal:
                self._refused("session", refusal, self._admission.party(number))
            worker.say({**message, "do": "answer", "refusal": refusal})
        elif did == "leave":
            self._admission.leave(number, message["session"])
        elif did == "counts":
            self._counted(worker, message)

    def _worker_ready(self, worker: WorkerProcess) -> None:
        log("worker-ready", worker=worker.name)
        if not self._stop.is_set() and self._announce is not None:
            self._listen_on()
            host, port = self._listeners[0].getsockname()[:2]
            announce, self._announce = self._announce, None  # type: ignore[assignment]
            announce(host, port)
            _tell_service_manager("READY=1")

    def _listen_on(self) -> None:
        loop = asyncio.get_running_loop()
        for listener in self._listeners:
            loop.add_reader(listener, self._take, listener)

    def _lost(self, worker: WorkerProcess) -> None:
        for number in worker.connections:
            self._admission.disconnect(number)
        for ask in self._asked.values():
            ask[0].discard(worker.name)
            if not ask[0]:
                ask[2].set()

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(_LOOK_EVERY)
            for worker in self._workers:
                worker.look()

    def _tell_all(self, message: Message) -> None:
        for worker in self._workers:
            worker.say(message)

    # --- signals -------------------------------------------------------------------------------

    def _stopped(self) -> None:
        if self._stop.is_set():
            self._hurry.set()
        self._stop.set()

    async def _drain(self) -> None:
        """No new readers; those who are in get a notice, some time, and a goodbye."""
        _tell_service_manager("STOPPING=1")
        self._close_listeners()
        log("draining", sessions=self._admission.sessions, seconds=self._settings.drain)
        self._tell_all({"do": "drain", "seconds": self._settings.drain})
        loop = asyncio.get_running_loop()
        end = loop.time() + self._settings.drain
        while self._admission.sessions and loop.time() < end and not self._hurry.is_set():
            await asyncio.sleep(0.05)
        self._tell_all({"do": "stop"})
        end = loop.time() + 2
        while self._admission.connections and loop.time() < end and not self._hurry.is_set():
            await asyncio.sleep(0.05)

    def _close_listeners(self) -> None:
        loop = asyncio.get_running_loop()
        for listener in self._listeners:
            loop.remove_reader(listener)
            listener.close()
        self._listeners = []

    def _reload(self) -> None:
        """Read settings and keys again; what is wrong with them is told, and nothing changes."""
        try:
            settings = self._service.load()
            keys = AuthorizedKeys(settings.authorized_keys)
        except ExpotuiError as error:
            log("reload-failed", why=str(error))
            return
        late = [name for name in FIXED if getattr(settings, name) != getattr(self._settings, name)]
        self._settings, self._keys = settings, keys
        self._admission.change(settings)
        self._tell_all({"do": "change", **self._changing()})
        log("reloaded", keys=keys.count, need_a_new_start=" ".join(late))

    # --- metrics -------------------------------------------------------------------------------

    async def _metrics(self) -> str:
        """The text of all counters, of all processes."""
        ask = next(self._asks)
        waiting = {worker.name for worker in self._workers if worker.ready}
        found: list[dict[str, float]] = []
        done = asyncio.Event()
        self._asked[ask] = (waiting, found, done)
        self._tell_all({"do": "count", "ask": ask})
        with suppress(TimeoutError):
            if waiting:
                await asyncio.wait_for(done.wait(), 2)
        del self._asked[ask]
        now = {
            "connections": float(self._admission.connections),
            "logging_in": float(self._admission.logging_in),
            "sessions": float(self._admission.sessions),
            "worker_restarts_total": float(sum(worker.restarts for worker in self._workers)),
            "workers": float(len(waiting)),
        }
        return exposition([self._counts, now, of_process("supervisor"), *found])

    def _counted(self, worker: WorkerProcess, message: Message) -> None:
        if message["ask"] in self._asked:
            waiting, found, done = self._asked[message["ask"]]
            found.append(message["counts"])
            waiting.discard(worker.name)
            if not waiting:
                done.set()


def _tell_service_manager(state: str) -> None:
    """systemd's sd_notify(3): where it asked to be told, tell it."""
    name = os.environ.get("NOTIFY_SOCKET", "")
    if not name:
        return
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sock:
        sock.connect("\0" + name[1:] if name.startswith("@") else name)
        sock.send(state.encode())


def serve(service: Service, announce: Callable[[str, int], None]) -> None:
    """Serve readers until told to stop.

    Raises:
        InputError: the port cannot be listened on, or a file cannot be read.
    """

    async def run() -> None:
        await Supervisor(service, announce).run()

    try:
        asyncio.run(run())
    except KeyboardInterrupt:
        raise InputError("stopped") from None
