"""Running a server: limits, reloading, stopping, workers that die, stores that are replaced."""

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from functools import partial
from pathlib import Path

import pytest

from .conftest import Serve, Server, make_key, until


def test_stopping_says_goodbye(serve: Serve) -> None:
    with serve("--drain", "2") as server, server.terminal() as terminal:
        terminal.shows("quit")
        server.process.send_signal(signal.SIGTERM)
        terminal.shows("The server stops in 2 s")
        assert terminal.ended() == 0
        assert "goodbye: the server stops" in terminal.text
        assert server.process.wait(10) == 0
        assert "event=stopped" in server.log


def test_new_keys_are_read_without_a_restart(serve: Serve, tmp_path: Path) -> None:
    with serve() as server:
        make_key(tmp_path / "new")
        assert server.run("help", key=str(tmp_path / "new")).returncode == 255
        (server.folder / "keys").write_text((tmp_path / "new.pub").read_text())
        assert server.run("help", key=str(tmp_path / "new")).returncode == 0
        assert server.run("help").returncode == 255
        # What holds no key changes nothing: nobody is locked out by a slip.
        (server.folder / "keys").write_text("nothing\n")
        assert server.run("help", key=str(tmp_path / "new")).returncode == 0


def test_settings_are_read_again_on_sighup(serve: Serve) -> None:
    with serve() as server:
        assert server.run("help").returncode == 0
        config = server.folder / "config.toml"
        config.write_text("[serve]\nsessions = 'many'\n")
        server.process.send_signal(signal.SIGHUP)
        server.wait_for("reload-failed .*sessions must be a whole number")
        config.write_text("[serve]\nsessions_per_key = 1\n")
        server.process.send_signal(signal.SIGHUP)
        server.wait_for("event=reloaded")
        with server.terminal() as terminal:
            terminal.shows("quit")
            full = server.run("help")
            assert (full.returncode, full.stdout) == (75, "")
            assert "your key has 1 sessions already" in full.stderr


def test_a_worker_that_dies_is_replaced(serve: Serve) -> None:
    with serve() as server:
        children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
        if not children.exists():
            pytest.skip("needs Linux's /proc")
        os.kill(int(children.read_text().split()[0]), signal.SIGKILL)
        server.wait_for("event=worker-died")
        until(lambda: server.log.count("event=worker-ready") == 2, "another worker")
        assert server.run("help").returncode == 0


def test_a_store_put_in_its_place_is_what_new_readers_get(
    serve: Serve, store: Path, tmp_path: Path
) -> None:
    served = Path(shutil.copy(store, tmp_path / "served.db"))
    with serve(db=served) as server, server.terminal() as reading:
        reading.shows("quit")
        other = Path(shutil.copy(store, tmp_path / "other.db"))
        with sqlite3.connect(other) as db:
            db.execute("UPDATE events SET name = 'Another fair' WHERE id = 'ciie-6'")
        db.close()
        other.rename(served)
        assert "Another fair" in server.run("show", "ciie-6").stdout
        with server.terminal() as terminal:
            terminal.shows("quit")
            terminal.type("{{")
            terminal.shows("Another fair")
        reading.type("{{")
        assert "Another fair" not in reading.shows("6th China International")


@pytest.mark.parametrize("way", ["wal", "immutable"])
def test_replicated_stores_are_served(serve: Serve, store: Path, tmp_path: Path, way: str) -> None:
    """As Litestream and LiteFS keep them: in WAL mode while it is written, or a copy at rest."""
    copy = Path(shutil.copy(store, tmp_path / "copy.db"))
    db = sqlite3.connect(copy)
    if way == "wal":
        db.execute("PRAGMA journal_mode = WAL")
    else:
        copy.chmod(0o444)
    flags = ["--immutable"] if way == "immutable" else []
    with serve(*flags, db=copy) as server:
        assert "6th China" in server.run("show", "ciie-6").stdout
        if way == "wal":
            with db:
                db.execute("UPDATE events SET name = 'Written since' WHERE id = 'ciie-6'")
            assert "Written since" in server.run("show", "ciie-6").stdout
        with server.terminal() as terminal:
            terminal.shows("quit")
            terminal.type("/1.84 trilion")
            terminal.shows("RMB1.84 trillion")
    db.close()
    if way == "immutable":
        assert not list(tmp_path.glob("copy.db-*"))


def test_metrics_are_served_on_loopback(serve: Serve) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with serve("--metrics", str(port)) as server:
        server.run("timeline")
        server.run("id")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
            assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
            text = answer.read().decode()
    assert 'expotui_sessions_total{kind="timeline"} 1' in text
    assert 'expotui_sessions_total{kind="other"} 1' in text
    assert 'expotui_exits_total{code="2"} 1' in text
    assert re.search(r"^expotui_connections_total 2$", text, re.MULTILINE)
    for line in text.splitlines():
        assert re.fullmatch(r'# .*|expotui_\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? [\d.e+-]+', line)


def test_who_does_not_log_in_is_let_go(serve: Serve) -> None:
    with serve("--login-grace", "1", "--logging-in", "8") as server:
        socks = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(6)]
        said = []
        for sock in socks:
            sock.settimeout(5)
            said.append(b"".join(iter(partial(received, sock), b"")))
            sock.close()
        # A quarter of eight have a chance, for a second; the others are told at once.
        assert sum(text.startswith(b"SSH-2.0-expotui") for text in said) == 2
        assert sum(b"too many connections are logging in" in text for text in said) == 4
        until(lambda: server.run("help").returncode == 0, "room for others")


def received(sock: socket.socket) -> bytes:
    try:
        return sock.recv(4096)
    except ConnectionResetError:
        return b""


def test_idle_readers_are_sent_home(serve: Serve) -> None:
    with serve("--idle-timeout", "1") as server, server.terminal() as terminal:
        terminal.shows("quit")
        assert terminal.ended() == 0
        assert "goodbye: idle" in terminal.text


def start(*flags: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "expotui", "serve", *flags], capture_output=True, text=True,
        env={"PATH": os.environ["PATH"], "EXPOTUI_CONFIG": "/nonexistent", **environment},
        timeout=20, check=False,
    )  # fmt: skip


def test_what_cannot_be_served_is_one_line_and_a_code(store: Path, tmp_path: Path) -> None:
    known = {"EXPOTUI_DB": str(store), "HOME": str(tmp_path)}
    nobody = start(**known)
    assert (nobody.returncode, nobody.stderr.count("\n")) == (2, 1)
    assert "--authorized-keys" in nobody.stderr
    assert "--anonymous" in nobody.stderr
    empty = tmp_path / "empty"
    empty.write_text("")
    for flags, code, says in (
        (["--authorized-keys", str(tmp_path / "none")], 3, "cannot read the authorized keys"),
        (["--authorized-keys", str(empty)], 3, "holds no key"),
        (["--anonymous", "--host", "no.such.host.invalid"], 3, "there is no such address"),
        (["--anonymous", "--port", "70000"], 2, "port must be"),
        (["--anonymous", "--workers", "-1"], 2, "workers must be at least 0"),
        (["--anonymous", "--host-key", str(empty)], 3, "host key"),
    ):
        done = start(*flags, **known)
        assert (done.returncode, done.stderr.count("\n"), done.stdout) == (code, 1, ""), done.stderr
        assert says in done.stderr
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = start("--anonymous", "--port", str(taken.getsockname()[1]), **known)
        assert done.returncode == 3
        assert "address already in use" in done.stderr


def test_the_host_key_is_made_once_and_kept(serve: Serve) -> None:
    with serve() as server:
        (key,) = server.folder.rglob("ssh_host_ed25519_key")
        assert key.stat().st_mode & 0o777 == 0o600
        shown = subprocess.run(
            ["ssh-keygen", "-l", "-f", str(key)], capture_output=True, text=True, check=True
        ).stdout.split()[1]
        assert f"ED25519 key fingerprint is {shown}" in server.log


def test_a_reader_cannot_tell_who_else_reads(server: Server) -> None:
    """Two readers in one process: themes, colours and cursors are their own."""
    with (
        server.terminal(COLORTERM="truecolor") as one,
        server.terminal(term="vt100") as other,
    ):
        one.shows("quit")
        other.shows("quit")
        one.type("t")
        one.shows("quit")
        assert b"38;2;" in one.output
        other.type("j")
        other.type("k")
        other.shows("holds")
        assert b"38;2;" not in other.output
