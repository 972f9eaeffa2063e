"""A worker: a process in which many readers share one event loop, one store and one vocabulary."""

import asyncio
import gc
import resource
import signal
import socket
from collections.abc import Awaitable
from contextlib import suppress
from math import inf
from pathlib import Path
from typing import Any

import asyncssh

from expotui.ssh.algorithms import CIPHERS, HOST_KEYS, MACS, SIGNATURES, key_exchanges
from expotui.ssh.commands import Commands
from expotui.ssh.garbage import Garbage
from expotui.ssh.logs import log
from expotui.ssh.metrics import Counts, of_process
from expotui.ssh.server import ReaderConnection
from expotui.ssh.session import ReaderSession
from expotui.ssh.settings import Settings
from expotui.ssh.shelf import Shelf
from expotui.ssh.wire import Message, Wire


def main(number: int) -> None:
    """Serve what arrives on the supervisor's wire, descriptor `number`, until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the supervisor's to hear
    with suppress(OSError, ValueError):
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # memory holds the host key
    asyncio.run(Worker().run(socket.socket(fileno=number)))


class Worker:
    """Readers' connections, and what they share."""

    settings: Settings
    shelf: Shelf
    commands: Commands
    keys: asyncssh.SSHAuthorizedKeys | None = None

    def __init__(self) -> None:
        self._wire: Wire
        self._name = ""
        self._options: asyncssh.SSHServerConnectionOptions
        self._connections: dict[int, ReaderConnection] = {}
        self._asked: dict[tuple[int, int], asyncio.Future[str]] = {}
        self._counts = Counts()
        self._tasks: set[asyncio.Task[None]] = set()
        self._garbage: Garbage

    async def run(self, sock: socket.socket) -> None:
        """Do what the supervisor says until its end of the wire is closed."""
        self._wire = Wire(sock)
        self._garbage = Garbage(self._quiet_for)
        async for message, handed in self._wire.messages():
            if handed is not None:
                self._start(self._serve(message["number"], message["address"], handed))
            else:
                getattr(self, f"_do_{message['do']}")(message)
        self._leave_all("the server has stopped")
        await asyncio.sleep(0.1)

    # --- what the supervisor says --------------------------------------------------------------

    def _do_start(self, message: Message) -> None:
        self._name = message["name"]
        self.settings = Settings.of(message["settings"])
        self.shelf = Shelf(Path(message["store"]), immutable=self.settings.immutable)
        self.commands = Commands(
            message["command"], message["commands"], self.settings.commands_at_once
        )
        self._host_keys = [_host_key(text) for text in message["host_keys"]]
        self._warm_up()
        self._do_change(message)
        self._wire.send({"did": "ready"})

    def _warm_up(self) -> None:
        """Load what every reader needs, and count it among what stays."""
        with suppress(Exception):
            self.shelf.session().close()
        gc.collect()
        gc.freeze()

    def _do_change(self, message: Message) -> None:
        """Other settings, for who comes from now on."""
        self.settings = settings = Settings.of(message["settings"])
        self.keys = asyncssh.import_authorized_keys(message["keys"]) if message["keys"] else None
        self._options = asyncssh.SSHServerConnectionOptions(
            server_host_keys=self._host_keys, server_version="expotui",
            kex_algs=key_exchanges(post_quantum_only=settings.post_quantum_only),
            encryption_algs=CIPHERS, mac_algs=MACS, compression_algs=["none"],
            signature_algs=SIGNATURES, public_key_auth=True, password_auth=False,
            kbdint_auth=False, host_based_auth=False, gss_host=None, allow_pty=True,
            line_editor=False, x11_forwarding=False, agent_forwarding=False, allow_scp=False,
            login_timeout=settings.login_grace, keepalive_interval=settings.keepalive,
            keepalive_count_max=3,
        )  # fmt: skip

    def _do_answer(self, message: Message) -> None:
        waiting = self._asked.pop((message["number"], message["session"]), None)
        if waiting is not None and not waiting.done():
            waiting.set_result(message["refusal"])

    def _do_count(self, message: Message) -> None:
        counts = {**self._counts, **of_process(self._name)}
        self._wire.send({"did": "counts", "ask": message["ask"], "counts": counts})

    def _do_drain(self, message: Message) -> None:
        for session in self._sessions():
            session.notice(f"The server stops in {message['seconds']:g} s: please finish.")

    def _do_stop(self, message: Message) -> None:  # noqa: ARG002
        self._leave_all("the server stops")

    def _leave_all(self, why: str) -> None:
        for session in self._sessions():
            session.end(why)
        for connection in list(self._connections.values()):
            if not connection.sessions:
                connection.close(why)

    def _sessions(self) -> list[ReaderSession]:
        connections = self._connections.values()
        return [session for one in connections for session in one.sessions.values()]

    def _quiet_for(self) -> float:
        """Seconds since anybody typed."""
        now = asyncio.get_running_loop().time()
        return min((now - session.last_typed for session in self._sessions()), default=inf)

    # --- connections ---------------------------------------------------------------------------

    def _start(self, work: Any) -> None:
        task: asyncio.Task[None] = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, number: int, address: str, sock: socket.socket) -> None:
        connection = ReaderConnection(self, number, address)
        self._connections[number] = connection
        try:
            sock.setblocking(False)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            await asyncssh.run_server(
                sock, options=self._options, server_factory=lambda: connection
            )
        except (OSError, asyncssh.Error) as error:
            self.gone(connection, error)
        finally:
            if not connection.made:
                sock.close()

    def logged_in(self, connection: ReaderConnection) -> None:
        self._wire.send({"did": "login", "number": connection.number, "key": connection.key})

    def gone(self, connection: ReaderConnection, error: Exception | None) -> None:
        if self._connections.pop(connection.number, None) is None:
            return
        for asked in [asked for asked in self._asked if asked[0] == connection.number]:
            self._asked.pop(asked).cancel()
        if not connection.entered:
            self._counts.add("logins_failed_total")
            why = str(error) if error else "closed"
            log("login-failed", address=connection.address, user=connection.user, why=why)
        self._wire.send({"did": "gone", "number": connection.number})

    # --- sessions ------------------------------------------------------------------------------

    def enter(self, connection: ReaderConnection, session: int) -> Awaitable[str]:
        answer = asyncio.get_running_loop().create_future()
        self._asked[connection.number, session] = answer
        self._wire.send({"did": "enter", "number": connection.number, "session": session})
        return answer

    def began(self, connection: ReaderConnection, session: ReaderSession) -> None:
        self._counts.add("sessions_total", kind=session.kind)
        log("session", **_who(connection, session))

    def ended(
        self, connection: ReaderConnection, session: ReaderSession, code: int, why: str
    ) -> None:
        self._wire.send({"did": "leave", "number": connection.number, "session": session.number})
        seconds = asyncio.get_running_loop().time() - session.began
        self._counts.add("sent_bytes_total", session.sent)
        self._counts.add("keys_bytes_total", session.typed)
        self._counts.add("exits_total", code=str(int(code)))
        self._garbage.session_ended(session.kind == "browse", len(self._connections))
        if why not in ("", "gone"):
            self._counts.add("cut_off_total", reason=why)
        log("end", **_who(connection, session), seconds=round(seconds, 3), code=int(code),
            sent=session.sent, why=why)  # fmt: skip


def _who(connection: ReaderConnection, session: ReaderSession) -> dict[str, object]:
    return {
        "connection": connection.number, "session": session.number, "address": connection.address,
        "user": connection.user, "key": connection.key or "none", "kind": session.kind,
    }  # fmt: skip


def _host_key(text: str) -> asyncssh.SSHKeyPair:
    """A host key that signs as we have it: an RSA key of asyncssh's would offer SHA-1 too."""
    (pair,) = asyncssh.load_keypairs([asyncssh.import_private_key(text)])
    pair.host_key_algorithms = [name for name in pair.host_key_algorithms if name in HOST_KEYS]
    return pair
