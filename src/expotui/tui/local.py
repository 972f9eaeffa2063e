"""The browser in the terminal it was started from."""

import asyncio
import os
import select
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from textual.driver import Driver

from expotui.config import config_path, load_config
from expotui.errors import InputError, StoreError
from expotui.store.opening import open_reading
from expotui.tui.app import ExpotuiApp
from expotui.tui.driver import patient
from expotui.tui.session import Exporter, Session

# How often to look whether the terminal is still there, in seconds.
_LOOK_EVERY = 2.0


class LocalApp(ExpotuiApp):
    """The browser as a process of its own: the terminal and the signals are its."""

    def get_driver_class(self) -> type[Driver]:
        return patient(super().get_driver_class())

    def on_mount(self) -> None:
        """Leave on a signal as on `q`: with the terminal as it was."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            # Not in a thread other than the main one (tests), nor where there are no such signals.
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self._leave_on, number)
        self.set_interval(_LOOK_EVERY, self._leave_if_hung_up)

    def _leave_on(self, number: int) -> None:
        self.exit(return_code=128 + number)

    def _leave_if_hung_up(self) -> None:
        """A terminal that is not our controlling one goes without a signal, and Textual's input
        thread would read its end for ever.
        """
        with suppress(OSError, ValueError, AttributeError):
            hung_up = select.poll()
            hung_up.register(sys.__stdin__.fileno(), 0)  # type: ignore[union-attr]
            if any(events & select.POLLHUP for _, events in hung_up.poll(0)):
                self._leave_on(signal.SIGHUP)


def browse(
    path: Path,
    *,
    read_only: bool = False,
    as_of: date | None = None,
    exporter: Exporter | None = None,
) -> None:
    """Run the browser on the store at `path`, as of a day if given, until the user quits.

    Raises:
        StoreError: the store could not be opened.
        InputError: config.toml is malformed.
    """
    config = load_config()
    db = open_reading(path, prepare=not read_only, as_of=as_of)
    session = Session(
        path,
        db,
        read_only=read_only,
        exporter=exporter,
        keys=dict(config.keys),
        tmux=bool(os.environ.get("TMUX")),
        as_of=as_of,
    )
    try:
        app = LocalApp(session, config, no_color=bool(os.environ.get("NO_COLOR")))
    except InputError as error:
        session.close()
        raise InputError(f"{config_path()}: {error}") from error
    with _stderr_on_the_terminal():
        app.run()
    # Told by whoever called, as any other end is: one line and an exit code.
    if isinstance(app.failure, sqlite3.Error):
        raise StoreError(session.explain(app.failure)) from app.failure
    if app.failure is not None:
        raise app.failure
    if app.return_code:
        raise SystemExit(app.return_code)


@contextmanager
def _stderr_on_the_terminal() -> Iterator[None]:
    """Textual draws on stderr; where that is redirected (`expotui 2>log`), lend it stdout."""
    if os.isatty(2) or not os.isatty(1):
        yield
        return
    redirected = os.dup(2)
    os.dup2(1, 2)
    try:
        yield
    finally:
        os.dup2(redirected, 2)
        os.close(redirected)
