"""The servers compared: ours, one with a process per reader, and OpenSSH's ForceCommand."""

import asyncio
import os
import pty
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import sleep

from expotui.store.opening import open_reading


@dataclass(frozen=True)
class Served:
    """A server that runs, and how `ssh` gets to it."""

    pid: int
    command: list[str]


@dataclass(frozen=True)
class Place:
    """A folder with a store, keys, and a free port."""

    folder: Path
    port: int = 22_022

    @property
    def store(self) -> Path:
        return self.folder / "expotui.db"

    def prepare(self) -> None:
        """Make the store, the server's key and the reader's."""
        open_reading(self.store).close()
        for name in ("host", "reader"):
            if not (self.folder / name).exists():
                path = str(self.folder / name)
                subprocess.run(
                    ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path], check=True
                )

    def ssh(self) -> list[str]:
        """The client's command line."""
        options = {
            "StrictHostKeyChecking": "no", "UserKnownHostsFile": "/dev/null", "LogLevel": "ERROR",
            "IdentityFile": self.folder / "reader", "IdentitiesOnly": "yes", "BatchMode": "yes",
            "SendEnv": "COLORTERM", "IPQoS": "none", "EscapeChar": "none",
        }  # fmt: skip
        flags = [flag for name, value in options.items() for flag in ("-o", f"{name}={value}")]
        return ["ssh", "-tt", "-F", "none", *flags, "-p", str(self.port), "127.0.0.1"]


def _environment(place: Place) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    return {**kept, "HOME": str(place.folder), "EXPOTUI_CONFIG": "/nonexistent"}


@contextmanager
def _running(command: list[str], place: Place) -> Iterator[Served]:
    log = place.folder / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=_environment(place),
            start_new_session=True,
        )  # fmt: skip
    try:
        _wait_for(place.port, process, log)
        yield Served(process.pid, place.ssh())
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(200):
        sleep(0.05)
        if process.poll() is not None:
            raise SystemExit(f"the server has ended: {log.read_text()}")
        with socket.socket() as sock:
            sock.settimeout(1)
            with suppress(OSError):
                sock.connect(("127.0.0.1", port))
                if sock.recv(4) == b"SSH-":
                    sleep(0.5)
                    return
    raise SystemExit("the server does not answer")


@contextmanager
def ours(place: Place, *more: str) -> Iterator[Served]:
    """`expotui serve`, without the limits that one address has; `more` are further flags."""
    limits = ["logging-in", "connections-per-minute", "commands-per-minute", "sessions",
              "sessions-per-address", "sessions-per-key"]  # fmt: skip
    command = [
        sys.executable, "-m", "expotui", "serve", "--db", str(place.store),
        "--port", str(place.port), "--host-key", str(place.folder / "host"),
        "--authorized-keys", str(place.folder / "reader.pub"), "--drain", "1",
        *(flag for name in limits for flag in (f"--{name}", "0")), *more,
    ]  # fmt: skip
    with _running(command, place) as served:
        yield served


@contextmanager
def process_each(place: Place) -> Iterator[Served]:
    """asyncssh, and for each reader a process on a terminal of its own."""
    command = [sys.executable, __file__, str(place.folder), str(place.port)]
    with _running(command, place) as served:
        yield served


def has_sshd() -> bool:
    """Whether OpenSSH's server is installed, and we may run it (it wants to be root)."""
    return _sshd() is not None and os.getuid() == 0


def _sshd() -> str | None:
    return shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@contextmanager
def force_command(place: Place) -> Iterator[Served]:
    """OpenSSH's own server, with `ForceCommand expotui --read-only`."""
    command = f"{sys.executable} -m expotui --db {place.store} --read-only"
    config = place.folder / "sshd_config"
    config.write_text(
        f"Port {place.port}\nListenAddress 127.0.0.1\nHostKey {place.folder / 'host'}\n"
        f"AuthorizedKeysFile {place.folder / 'reader.pub'}\nStrictModes no\nUsePAM no\n"
        f"PermitRootLogin yes\nPidFile none\nMaxStartups 1000\nMaxSessions 1000\n"
        f"SetEnv COLORTERM=truecolor EXPOTUI_CONFIG=/nonexistent\n"
        f"PrintMotd no\nPrintLastLog no\nForceCommand {command}\n"
    )
    os.makedirs("/run/sshd", exist_ok=True)
    with _running([str(_sshd()), "-D", "-e", "-f", str(config)], place) as served:
        yield served


async def _serve_processes(folder: Path, port: int) -> None:
    """The peer with a process per reader, in the fewest lines that do it."""
    import asyncssh

    async def reader(process: "asyncssh.SSHServerProcess[bytes]") -> None:
        width, height, *_ = process.term_size
        ours, theirs = pty.openpty()
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "expotui", "--db", str(folder / "expotui.db"), "--read-only",
            stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
            env={**os.environ, "TERM": str(process.term_type), "COLORTERM": "truecolor",
                 "COLUMNS": str(width), "LINES": str(height)},
        )  # fmt: skip
        os.close(theirs)
        await process.redirect(stdin=os.dup(ours), stdout=ours)
        try:
            await child.wait()
        finally:
            with suppress(ProcessLookupError):
                child.kill()
        process.exit(0)

    await asyncssh.listen(
        "127.0.0.1", port, server_host_keys=[str(folder / "host")], encoding=None,
        authorized_client_keys=str(folder / "reader.pub"), process_factory=reader,
        line_editor=False, backlog=500,
    )  # fmt: skip
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve_processes(Path(sys.argv[1]), int(sys.argv[2])))
