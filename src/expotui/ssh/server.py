"""One connection: who it is, what it may open, and when it has to go."""

import asyncio
from collections.abc import Awaitable
from itertools import count
from typing import NoReturn, Protocol

import asyncssh

from expotui.ssh.channel import ReaderChannel
from expotui.ssh.commands import Commands
from expotui.ssh.flow import Flow
from expotui.ssh.session import ReaderSession
from expotui.ssh.settings import Settings
from expotui.ssh.shelf import Shelf
from expotui.ssh.timers import Timer

# Sessions of one connection at a time, as in OpenSSH's server.
MOST_SESSIONS = 10


class House(Protocol):
    """What a connection needs of the worker it lives in."""

    settings: Settings
    shelf: Shelf
    commands: Commands
    keys: asyncssh.SSHAuthorizedKeys | None

    def logged_in(self, connection: "ReaderConnection") -> None:
        """The connection may begin sessions."""

    def gone(self, connection: "ReaderConnection", error: Exception | None) -> None:
        """The connection has ended."""

    def enter(self, connection: "ReaderConnection", session: int) -> Awaitable[str]:
        """Ask whether a session may begin: '' or the reason why not."""

    def began(self, connection: "ReaderConnection", session: ReaderSession) -> None:
        """A session begins."""

    def ended(
        self, connection: "ReaderConnection", session: ReaderSession, code: int, why: str
    ) -> None:
        """A session has ended."""


class ReaderConnection(asyncssh.SSHServer):
    """asyncssh's questions about a connection; what is not answered here is refused by default:
    forwarding of ports, sockets, X11, agents and tunnels, passwords, sftp and scp.
    """

    def __init__(self, house: House, number: int, address: str) -> None:
        self._house = house
        self.number = number
        self.address = address
        self.user = self.key = ""
        self.made = self.entered = self._gone = False
        self.sessions: dict[int, ReaderSession] = {}
        self._numbers = count()
        self._attempts = 0
        self._forced: str | None = None
        self._connection: asyncssh.SSHServerConnection
        self._flow: Flow
        self._unused: Timer | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._connection, self.made = conn, True
        self._flow = Flow(conn, self._house.settings.stall_timeout, self.cut)

    def connection_lost(self, exc: Exception | None) -> None:
        self._flow.stop()
        if self._unused is not None:
            self._unused.stop()
            self._unused = None
        self._gone = True
        self._house.gone(self, exc)

    # --- logging in ----------------------------------------------------------------------------

    def begin_auth(self, username: str) -> bool:
        self.user = username
        self._attempt()
        return not self._house.settings.anonymous

    def public_key_auth_supported(self) -> bool:
        return True

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:  # noqa: ARG002
        if not self._attempt() or self._house.keys is None:
            return False
        options = self._house.keys.validate(key, self.address, self.address)
        if options is None:
            return False
        self.key = key.get_fingerprint()
        forced = options.get("command")
        self._forced = None if forced is None else str(forced)
        return True

    def _attempt(self) -> bool:
        self._attempts += 1
        most = self._house.settings.login_attempts
        # One more than keys: every client first asks what there is to log in with.
        if most and self._attempts > most + 1:
            self._connection.disconnect(
                asyncssh.DISC_NO_MORE_AUTH_METHODS_AVAILABLE, "Too many keys were tried"
            )
            return False
        return True

    def auth_completed(self) -> None:
        self.entered = True
        self._house.logged_in(self)
        self._go_if_unused()

    def _go_if_unused(self) -> None:
        if self._unused is not None:
            self._unused.stop()
        if self._gone:
            return
        self._unused = Timer(self._house.settings.login_grace, self._close_if_unused)

    def _close_if_unused(self) -> None:
        # Channels on which nothing was asked for are not use: they count against no limit.
        if not self._used:
            self.close("Nothing was asked for")

    @property
    def _used(self) -> bool:
        return any(session.started for session in self.sessions.values())

    # --- sessions ------------------------------------------------------------------------------

    def session_requested(self) -> tuple[ReaderChannel, ReaderSession]:
        if len(self.sessions) >= MOST_SESSIONS:
            raise asyncssh.ChannelOpenError(
                asyncssh.OPEN_RESOURCE_SHORTAGE, "too many sessions on one connection"
            )
        session = ReaderSession(self, next(self._numbers), self._flow, self._forced)
        self.sessions[session.number] = session
        return ReaderChannel(self._connection, asyncio.get_running_loop()), session

    @property
    def settings(self) -> Settings:
        return self._house.settings

    @property
    def shelf(self) -> Shelf:
        return self._house.shelf

    @property
    def commands(self) -> Commands:
        return self._house.commands

    def enter(self, session: ReaderSession) -> Awaitable[str]:
        return self._house.enter(self, session.number)

    def began(self, session: ReaderSession) -> None:
        self._house.began(self, session)

    def ended(self, session: ReaderSession, code: int, why: str) -> None:
        del self.sessions[session.number]
        self._house.ended(self, session, code, why)
        if not self._used:
            self._go_if_unused()

    def connection_requested(self, *_: object) -> NoReturn:
        raise _prohibited()

    def unix_connection_requested(self, *_: object) -> NoReturn:
        raise _prohibited()

    def tun_requested(self, *_: object) -> NoReturn:
        raise _prohibited()

    def tap_requested(self, *_: object) -> NoReturn:
        raise _prohibited()

    # --- the end -------------------------------------------------------------------------------

    def close(self, why: str) -> None:
        """End the connection with a word."""
        self._connection.disconnect(asyncssh.DISC_BY_APPLICATION, why)

    def cut(self) -> None:
        """End the connection without one: nobody reads."""
        for session in list(self.sessions.values()):
            session.end("does not read")
        self._connection.abort()


def _prohibited() -> asyncssh.ChannelOpenError:
    """asyncssh would refuse too, but say that the connection failed."""
    return asyncssh.ChannelOpenError(
        asyncssh.OPEN_ADMINISTRATIVELY_PROHIBITED, "readers have no forwarding"
    )
