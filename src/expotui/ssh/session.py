"""One session of a reader: the browser on a terminal, else one command."""

import asyncio
import shlex
from collections.abc import Awaitable
from contextlib import suppress
from math import inf
from typing import TYPE_CHECKING, Protocol

import asyncssh

from expotui.errors import ExitCode, StoreError
from expotui.facts.text import visible
from expotui.ssh.channel import ReaderChannel
from expotui.ssh.commands import Commands, Running, Task
from expotui.ssh.flow import Flow
from expotui.ssh.logs import log_failure
from expotui.ssh.settings import Settings
from expotui.ssh.shelf import Shelf
from expotui.ssh.timers import Timer
from expotui.tui.remote import Reader, Terminal

if TYPE_CHECKING:
    from asyncssh.channel import SSHChannel

# Of the shell's conventions: sysexits.h has it for "try again later".
TRY_AGAIN = 75
UNEXPECTED = 70

# Characters of a command line; nothing that readers may run needs more.
LONGEST_COMMAND = 4_096
WIDEST = 500


class Host(Protocol):
    """The connection a session belongs to, and what it offers."""

    @property
    def settings(self) -> Settings:
        """What was set for all readers."""

    @property
    def shelf(self) -> Shelf:
        """Where the store is."""

    @property
    def commands(self) -> Commands:
        """What runs commands."""

    def enter(self, session: "ReaderSession") -> Awaitable[str]:
        """Ask whether the session may begin: '' or the reason why not."""

    def began(self, session: "ReaderSession") -> None:
        """What the session does is known now (`kind`)."""

    def ended(self, session: "ReaderSession", code: int, why: str) -> None:
        """The session has ended, once: with an exit code, and why if not by itself."""


class ReaderSession(asyncssh.SSHServerSession[bytes]):
    """What asyncssh tells of a session, and what becomes of it.

    Args:
        host: the connection.
        number: tells it from the connection's other sessions.
        flow: backpressure of the connection.
        forced: the command that the reader's key is bound to, if any.
    """

    def __init__(self, host: Host, number: int, flow: Flow, forced: str | None) -> None:
        self.number = number
        self._host = host
        self._flow = flow
        self._terminal: tuple[str, int, int] | None = None
        self._command = forced
        self._forced = forced is not None
        self._reader: Reader | None = None
        self._running: Running | None = None
        self._task: asyncio.Task[None] | None = None
        self._why = ""
        self._channel_blocked = False
        self._absolute: Timer | None = None
        self._stall: Timer | None = None
        self._idle: Timer | None = None
        self._code = UNEXPECTED
        self._at_end = False
        self.channel: ReaderChannel
        self.kind = "none"
        self.began = asyncio.get_running_loop().time()
        self.last_typed = -inf
        self.typed = self.sent = 0

    # --- what the client asks for --------------------------------------------------------------

    def connection_made(self, chan: "SSHChannel[bytes]") -> None:
        assert isinstance(chan, ReaderChannel)
        self.channel = chan
        chan.set_write_buffer_limits(self._host.settings.send_buffer)

    def pty_requested(
        self,
        term_type: str,
        term_size: tuple[int, int, int, int],
        term_modes: object,  # noqa: ARG002
    ) -> bool:
        self._terminal = (term_type, term_size[0], term_size[1])
        return True

    def shell_requested(self) -> bool:
        return True

    def exec_requested(self, command: str) -> bool:
        if not self._forced:
            self._command = command
        return True

    @property
    def started(self) -> bool:
        """Whether something was asked for."""
        return self._task is not None

    def session_started(self) -> None:
        self._flow.listeners.append(self._connection_blocked)
        self._task = asyncio.create_task(self._until_done())
        # Not at its end: a task that is cancelled before its first step has none.
        self._task.add_done_callback(lambda _: self._over())

    def data_received(self, data: bytes, datatype: int | None) -> None:  # noqa: ARG002
        self.typed += len(data)
        self.last_typed = asyncio.get_running_loop().time()
        if self._idle is not None:
            self._idle.touch()
        if self._reader is not None:
            self._reader.feed(data)

    def eof_received(self) -> bool:
        self._at_end = True
        if self._reader is not None:
            self._reader.leave()  # no keys will come
        return True

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:  # noqa: ARG002
        if self._terminal is not None:
            self._terminal = (self._terminal[0], width, height)
        if self._reader is not None:
            self._reader.resize(width, height)

    def signal_received(self, signal: str) -> None:
        if signal in ("INT", "TERM", "HUP", "QUIT"):
            self.end("signal")

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        self._why = self._why or "gone"
        if self._task is not None:
            self._task.cancel()
        else:
            self._host.ended(self, ExitCode.DONE, "nothing was asked for")

    # --- the course of a session ---------------------------------------------------------------

    async def _until_done(self) -> None:
        self._absolute = Timer(self._host.settings.session_timeout, lambda: self.end("time is up"))
        try:
            if refusal := await self._host.enter(self):
                self.kind, self._code = "refused", TRY_AGAIN
                self._say(refusal)
            else:
                self._code = await self._serve()
        except asyncio.CancelledError:
            self._why = self._why or "ended"
        except StoreError as error:
            # Where the server keeps its store is not for readers.
            self._why, self._code = str(error), error.exit_code
            self._say("the store cannot be read just now: tell whoever runs this server")
        except Exception as error:
            self._why = f"{type(error).__name__}: {error}"
            log_failure(error)
            self._say("something went wrong; the session ends")

    def _over(self) -> None:
        for timer in (self._absolute, self._idle, self._stall):
            if timer is not None:
                timer.stop()
        with suppress(ValueError):
            self._flow.listeners.remove(self._connection_blocked)
        self._host.ended(self, self._code, self._why)
        with suppress(OSError, RuntimeError):
            self.channel.exit(self._code)

    async def _serve(self) -> int:
        if self._command is None and self._terminal and self._terminal[0] not in ("dumb", ""):
            self._idle = Timer(self._host.settings.idle_timeout, lambda: self.end("idle"))
            return await self._browse(self._terminal)
        return await self._run(self._command or "")

    async def _browse(self, asked: tuple[str, int, int]) -> int:
        self.kind = "browse"
        self._host.began(self)
        environment = self.channel.client_environment
        terminal = Terminal(
            *asked, environment("COLORTERM"), no_color=bool(environment("NO_COLOR"))
        )
        session = self._host.shelf.session(
            tmux=terminal.multiplexed, passages=self._host.settings.passages
        )
        try:
            self._reader = Reader(session, terminal, self)
            self._reader.block(self._blocked)
            if self._at_end:
                self._reader.leave()
            await self._reader.run()
        finally:
            self._reader = None
            session.close()
        if self._why:
            self._say(f"goodbye: {self._why}")
        return ExitCode.DONE

    async def _run(self, line: str) -> int:
        try:
            args = shlex.split(line) if len(line) <= LONGEST_COMMAND else None
        except ValueError:
            args = None
        if args is None:
            self._say("that is no command line: a quote is not closed, or it is too long")
            return ExitCode.USAGE
        self.kind = self._host.commands.kind(args)
        self._host.began(self)
        shelf = self._host.shelf
        task = Task(
            tuple(args), str(shelf.path), shelf.immutable,
            min(self._terminal[1] or 80, WIDEST) if self._terminal else 0,
            self._host.settings.passages,
        )  # fmt: skip
        self._running = Running(self._output)
        self._running.block(self._blocked)
        try:
            return await self._host.commands.run(task, self._running)
        finally:
            self._running = None

    def end(self, why: str) -> None:
        """End the session, as politely as it can be."""
        self._why = self._why or why
        if self._reader is not None and not self._blocked:
            self._reader.leave()
        elif self._task is not None:
            self._task.cancel()

    def notice(self, text: str) -> None:
        """Tell whoever browses; data on its way is not disturbed."""
        if self._reader is not None:
            self._reader.notice(text)

    # --- output and backpressure ---------------------------------------------------------------

    def write(self, data: bytes) -> None:
        """Send a frame."""
        self._send(data, False)

    def hold(self, waiting: bool) -> None:
        """Ask the client to wait with what is typed, or to go on."""
        with suppress(OSError):
            (self.channel.pause_reading if waiting else self.channel.resume_reading)()

    def _output(self, data: bytes, is_error: bool) -> None:
        # A terminal at the other end, and no driver of one here: lines end as it needs them.
        self._send(data.replace(b"\n", b"\r\n") if self._terminal else data, is_error)

    def _say(self, text: str) -> None:
        end = "\r\n" if self._terminal else "\n"
        self._send(f"expotui: {visible(text)}{end}".encode(), True)

    def _send(self, data: bytes, is_error: bool) -> None:
        self.sent += len(data)
        with suppress(OSError, RuntimeError):
            if is_error:
                self.channel.write_stderr(data)
            else:
                self.channel.write(data)

    @property
    def _blocked(self) -> bool:
        return self._channel_blocked or self._flow.blocked

    def pause_writing(self) -> None:
        self._channel_blocked = True
        self._pass_on()
        self._stall = Timer(self._host.settings.stall_timeout, self._stalled)

    def resume_writing(self) -> None:
        self._channel_blocked = False
        if self._stall is not None:
            self._stall.stop()
        self._pass_on()

    def _connection_blocked(self, blocked: bool) -> None:  # noqa: ARG002
        self._pass_on()

    def _pass_on(self) -> None:
        for user in (self._reader, self._running):
            if user is not None:
                user.block(self._blocked)

    def _stalled(self) -> None:
        self.end("does not read")
