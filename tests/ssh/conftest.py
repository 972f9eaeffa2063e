"""A server of ours on loopback, and OpenSSH's own client to go to it."""

import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from fcntl import ioctl
from pathlib import Path
from time import monotonic, sleep
from typing import TypeVar

import pytest

PATIENCE = 20.0


@dataclass
class Server:
    """A running `expotui serve`."""

    folder: Path
    port: int
    process: "subprocess.Popen[bytes]"
    key: str = "reader"
    flags: list[str] = field(default_factory=list)

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8")

    def wait_for(self, text: str) -> str:
        """The log, once it says so."""
        return until(lambda: self.log if re.search(text, self.log) else "", text)

    def command(self, *words: str, flags: tuple[str, ...] = (), key: str = "") -> list[str]:
        """`ssh` with everything it needs, and nothing of the user's own."""
        options = {
            "StrictHostKeyChecking": "no", "UserKnownHostsFile": "/dev/null", "LogLevel": "ERROR",
            "IdentityFile": self.folder / (key or self.key), "IdentitiesOnly": "yes",
            "IdentityAgent": "none", "BatchMode": "yes", "EscapeChar": "none",
        }  # fmt: skip
        set = [flag for name, value in options.items() for flag in ("-o", f"{name}={value}")]
        return ["ssh", "-F", "none", *set, "-p", str(self.port), *flags, "127.0.0.1", *words]

    def run(
        self, *words: str, flags: tuple[str, ...] = (), key: str = ""
    ) -> "subprocess.CompletedProcess[str]":
        """Run a command as a reader."""
        return subprocess.run(
            self.command(*words, flags=flags, key=key), capture_output=True, text=True,
            encoding="utf-8", stdin=subprocess.DEVNULL, timeout=PATIENCE, check=False,
        )  # fmt: skip

    @contextmanager
    def terminal(
        self, *words: str, size: tuple[int, int] = (120, 36), term: str = "xterm-256color",
        **environment: str,
    ) -> "Iterator[Terminal]":  # fmt: skip
        """A reader at a terminal."""
        terminal = Terminal(
            self.command(*words, flags=("-tt", "-o", "SendEnv=COLORTERM NO_COLOR")),
            size, {"TERM": term, **environment},
        )  # fmt: skip
        try:
            yield terminal
        finally:
            terminal.close()


class Terminal:
    """`ssh` on a terminal of its own."""

    def __init__(
        self, command: list[str], size: tuple[int, int], environment: dict[str, str]
    ) -> None:
        self.output = b""
        master, slave = pty.openpty()
        self._master = master
        self.resize(*size)
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
            preexec_fn=lambda: ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509
            env={"PATH": os.environ["PATH"], **environment},
        )  # fmt: skip
        os.close(slave)

    def resize(self, width: int, height: int) -> None:
        ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        if hasattr(self, "process"):
            self.process.send_signal(signal.SIGWINCH)

    def type(self, text: str) -> None:
        self.output = b""
        os.write(self._master, text.encode())

    def shows(self, text: str) -> str:
        """What was written, once `text` is in it; escape sequences left out."""
        return until(lambda: self.text if text in self.text else "", text, self._read)

    @property
    def text(self) -> str:
        plain = re.sub(rb"\x1b\[[0-9;?<>=$]*[a-zA-Z]", b"", self.output)
        return plain.decode("utf-8", "replace")

    def ended(self) -> int:
        """The exit code, once `ssh` has ended."""
        until(lambda: self.process.poll() is not None, "the end", self._read)
        self._read()
        return self.process.returncode

    def _read(self) -> None:
        while select.select([self._master], [], [], 0.02)[0]:
            with suppress(OSError):
                if data := os.read(self._master, 65536):
                    self.output += data
                    continue
            return

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._master)


Found = TypeVar("Found")


def until(
    found: Callable[[], Found], what: str, meanwhile: Callable[[], None] = lambda: sleep(0.02)
) -> Found:
    """What `found` returns, once it is something."""
    end = monotonic() + PATIENCE
    while not (something := found()):
        assert monotonic() < end, f"waited in vain for {what!r}"
        meanwhile()
    return something


Serve = Callable[..., AbstractContextManager[Server]]


def make_key(path: Path) -> None:
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", path.name, "-f", str(path)],
        check=True,
    )


@pytest.fixture(scope="session")
def serve(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Serve:
    """`with serve("--drain", "1") as server`: a server with a reader's key, on the shared store."""
    if shutil.which("ssh") is None or shutil.which("ssh-keygen") is None:
        pytest.skip("needs OpenSSH's client (ssh, ssh-keygen)")

    @contextmanager
    def run(*flags: str, db: Path = store, prefix: str = "") -> Iterator[Server]:
        folder = tmp_path_factory.mktemp("served")
        make_key(folder / "reader")
        (folder / "keys").write_text(prefix + (folder / "reader.pub").read_text())
        command = [
            sys.executable, "-m", "expotui", "--db", str(db), "serve", "--port", "0",
            "--authorized-keys", str(folder / "keys"), "--workers", "1", "--drain", "1", *flags,
        ]  # fmt: skip
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                env={**kept, "HOME": str(folder), "EXPOTUI_CONFIG": str(folder / "config.toml")},
            )  # fmt: skip
        server = Server(folder, 0, process)
        try:
            said = server.wait_for(r"to read: ssh -p (\d+)|expotui: ")
            found = re.search(r"to read: ssh -p (\d+)", said)
            assert found, said
            server.port = int(found[1])
            yield server
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                raise

    return run


@pytest.fixture(scope="session")
def server(serve: Serve) -> Iterator[Server]:
    """One server for all tests that only ask it something."""
    with serve("--sessions-per-key", "0") as running:
        yield running
