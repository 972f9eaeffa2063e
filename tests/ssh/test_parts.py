"""The server's parts, each alone: messages, keys, logs, metrics."""

import asyncio
import os
import re
import socket
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expotui.errors import InputError
from expotui.ssh.authorized import AuthorizedKeys
from expotui.ssh.host_keys import host_key
from expotui.ssh.logs import log
from expotui.ssh.metrics import Counts, exposition
from expotui.ssh.shelf import Shelf
from expotui.ssh.timers import Timer
from expotui.ssh.wire import Message, Wire

from .conftest import make_key


async def test_messages_arrive_in_order_each_with_its_socket() -> None:
    one, other = Wire.pair()
    sender, receiver = Wire(one), Wire(other)
    sent: list[socket.socket] = []
    for number in range(300):
        ours, theirs = socket.socketpair()
        sent.append(ours)
        sender.send({"number": number, "text": "ü" * (number * 50)}, theirs if number % 3 else None)
        if not number % 3:
            theirs.close()
    arrived: list[tuple[Message, socket.socket | None]] = []
    async with asyncio.timeout(10):
        async for message, sock in receiver.messages():
            arrived.append((message, sock))
            if len(arrived) == 300:
                break
    for number, (message, sock) in enumerate(arrived):
        assert message == {"number": number, "text": "ü" * (number * 50)}
        assert (sock is not None) == bool(number % 3)
        if sock is not None:
            sock.send(str(number).encode())
            assert sent[number].recv(10) == str(number).encode()
            sock.close()
        sent[number].close()
    sender.close()
    async with asyncio.timeout(5):
        assert [message async for message in receiver.messages()] == []
    receiver.close()


async def test_a_timer_that_is_touched_waits_anew() -> None:
    over: list[str] = []
    timer = Timer(0.1, lambda: over.append("over"))
    for _ in range(4):
        await asyncio.sleep(0.05)
        timer.touch()
    assert not over
    await asyncio.sleep(0.3)
    assert over == ["over"]
    never = Timer(0, lambda: over.append("never"))
    await asyncio.sleep(0.05)
    never.stop()
    assert over == ["over"]


@given(st.dictionaries(st.sampled_from(["user", "why"]), st.text(max_size=60)))
def test_a_log_line_is_one_line_whatever_a_reader_is_called(fields: dict[str, str]) -> None:
    from contextlib import redirect_stderr
    from io import StringIO

    with redirect_stderr(StringIO()) as stream:
        log("login-failed", **fields)
    text = stream.getvalue()
    assert text.endswith("\n")
    assert text.count("\n") == 1
    assert re.fullmatch(r'time=\S+ event=login-failed( \w+=([^\s"=]+|"([^"\\]|\\.)*"))*\n', text)
    assert text.isprintable() or not set(text[:-1]) & set(map(chr, range(32)))


@given(st.text(max_size=40))
def test_metrics_hold_whatever_label_there_is(label: str) -> None:
    counts = Counts()
    counts.add("sessions_total", kind=label)
    counts.add("sessions_total", kind=label)
    lines = exposition([counts]).split("\n")
    assert len(lines) == 4
    assert lines[2].endswith(" 2")


def test_equal_metrics_of_processes_are_added_up() -> None:
    text = exposition([{"connections": 2.0}, {"connections": 3.0}])
    assert text.endswith("\nexpotui_connections 5\n")


def test_a_host_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "key"
    made = host_key(path, "ed25519")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert host_key(path, "ed25519").get_fingerprint() == made.get_fingerprint()
    path.chmod(0o644)
    with pytest.raises(InputError, match="others may read the host key"):
        host_key(path)
    path.chmod(0o600)
    path.write_text("no key")
    with pytest.raises(InputError, match="is no host key"):
        host_key(path)
    with pytest.raises(InputError, match="cannot read the host key"):
        host_key(tmp_path / "none")


def test_authorized_keys_are_read_again_when_they_change(tmp_path: Path) -> None:
    make_key(tmp_path / "a")
    make_key(tmp_path / "b")
    path = tmp_path / "keys"
    path.write_text(f"# readers\n\n{(tmp_path / 'a.pub').read_text()}")
    keys = AuthorizedKeys(str(path))
    assert (keys.count, keys.changed()) == (1, False)
    path.write_text((tmp_path / "a.pub").read_text() + (tmp_path / "b.pub").read_text())
    assert keys.changed()
    assert keys.count == 2
    for wrong in ("nothing\n", "", "\x00"):
        path.write_text(wrong)
        assert not keys.changed()
        assert keys.count == 2
    os.unlink(path)
    assert not keys.changed()
    assert keys.count == 2
    with pytest.raises(InputError, match="cannot read the authorized keys"):
        AuthorizedKeys(str(path))


def test_a_reader_who_leaves_takes_along_what_reads_in_threads(store: Path) -> None:
    session = Shelf(store, immutable=True).session()
    found = session.finder.find("exhibitors", session.finder.supersede(), 5)
    assert found is not None
    assert found.results.facts
    opened: list[sqlite3.Connection] = []
    session.aside.read(session.aside.supersede(), opened.append)
    session.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        opened[0].execute("SELECT 1")
