"""What a reader gets, and what nobody gets: a real `ssh`, a real server."""

import hashlib
import json
import re
import shutil
import socket
import subprocess
import threading
from pathlib import Path

import pytest

from tests.texts import TEXT, fact_id, with_page

from .conftest import Serve, Server, make_key


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_commands_answer_as_the_command_line_does(server: Server) -> None:
    export = server.run("export", "--csv", "--collection", "documents", "--kind", "figures")
    assert (export.returncode, export.stdout.count("\n"), export.stderr) == (0, 67, "")
    found = server.run("search", "shoe expo", "--json")
    assert found.returncode == 0
    assert json.loads(found.stdout)
    timeline = server.run("timeline", "--jsonl")
    assert len([json.loads(line) for line in timeline.stdout.splitlines()]) > 20
    nothing = server.run("show", "nothing-such")
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert nothing.stderr.startswith("expotui: no event, document or fact 'nothing-such'")
    assert server.run("help").stdout.startswith("Usage: ssh HOST")
    assert server.run("help", "export").stdout.startswith("Usage: ssh HOST export")


def test_without_a_terminal_the_timeline_comes_as_text(server: Server) -> None:
    done = server.run(flags=("-T",))
    assert done.returncode == 0
    assert "Jinjiang 19" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    "line",
    ["id", "export; id", "export $(id)", "sh", "/bin/sh -c id", "serve", "export -o /tmp/x",
     "timeline --db /etc/passwd", "export --marked", "'unclosed", "export | sh", "x" * 5000],
)  # fmt: skip
def test_nothing_else_can_be_run(server: Server, line: str) -> None:
    done = server.run(line)
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert done.stderr.startswith("expotui: ")
    assert "Traceback" not in done.stderr
    assert "uid=" not in done.stderr


@pytest.mark.parametrize("tool", [["sftp"], ["scp"], ["scp", "-O"]])
def test_files_of_the_server_cannot_be_fetched(
    server: Server, tmp_path: Path, tool: list[str]
) -> None:
    flags = [*server.command()[1:-1]]
    flags[flags.index("-p")] = "-P"
    source = "127.0.0.1:/etc/passwd"
    done = subprocess.run(
        [*tool, *flags, source, str(tmp_path / "got")], capture_output=True, check=False
    )
    assert done.returncode != 0
    assert done.stderr
    assert not list(tmp_path.iterdir())


def test_subsystems_are_refused(server: Server) -> None:
    for name in ("sftp", "netconf"):
        done = server.run(name, flags=("-s",))
        assert done.returncode == 255
        assert "subsystem request failed" in done.stderr


def test_forwarding_never_reaches_its_target(server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as target:
        target.settimeout(1.0)
        port = target.getsockname()[1]
        through = server.run(flags=("-W", f"127.0.0.1:{port}"))
        assert through.returncode == 255
        assert "stdio forwarding failed" in through.stderr
        back = server.run(
            flags=("-N", "-o", "ExitOnForwardFailure=yes", "-R", f"0:127.0.0.1:{port}")
        )
        assert back.returncode == 255
        assert "remote port forwarding failed" in back.stderr
        for flag, value in (("-L", f"{{}}:127.0.0.1:{port}"), ("-D", "{}")):
            assert through_tunnel(server, flag, value, port) == b""
        with pytest.raises(TimeoutError):
            target.accept()


def through_tunnel(server: Server, flag: str, value: str, port: int) -> bytes:
    """What comes out of a tunnel to `port` when something is sent into it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        local = free.getsockname()[1]
    tunnel = server.command(flags=("-N", flag, value.format(local)))
    with subprocess.Popen(tunnel, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE) as ssh:
        try:
            for _ in range(100):
                try:
                    sock = socket.create_connection(("127.0.0.1", local), timeout=5)
                    break
                except ConnectionRefusedError:
                    threading.Event().wait(0.05)
            with sock:
                if flag == "-D":
                    sock.sendall(b"\5\1\0")
                    assert sock.recv(2) == b"\5\0"
                    sock.sendall(b"\5\1\0\1\x7f\0\0\1" + port.to_bytes(2, "big"))
                else:
                    sock.sendall(b"hello")
                try:
                    return sock.recv(100)
                except ConnectionResetError:
                    return b""
        finally:
            ssh.kill()


def test_agent_and_x11_forwarding_are_refused(server: Server, tmp_path: Path) -> None:
    command = server.command("timeline", flags=("-v", "-X", "-o", "ForwardX11Trusted=yes"))
    environment = {"PATH": "/usr/bin:/bin", "DISPLAY": ":0", "HOME": str(tmp_path)}
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, check=False, encoding="utf-8"
    )
    assert "X11 forwarding request failed" in done.stderr
    assert done.returncode == 0


def test_the_environment_of_a_reader_changes_nothing(server: Server) -> None:
    plain = server.run("show", "ciie-6")
    names = "EXPOTUI_DB=/etc/passwd EXPOTUI_DEBUG=1 LD_PRELOAD=/x PYTHONPATH=/x NO_COLOR=1"
    assert server.run("show", "ciie-6", flags=("-o", f"SetEnv={names}")).stdout == plain.stdout


def test_a_wrong_key_is_refused(server: Server, tmp_path: Path) -> None:
    make_key(tmp_path / "wrong")
    done = server.run("timeline", key=str(tmp_path / "wrong"))
    assert done.returncode == 255
    assert "Permission denied (publickey)" in done.stderr


def test_browsing(server: Server, store: Path) -> None:
    before = digest(store)
    with server.terminal() as terminal:
        terminal.shows("read-only")
        terminal.shows("quit")
        terminal.type("/1.84 trilion")
        terminal.shows("RMB1.84 trillion")
        terminal.type("\r")
        terminal.shows("Timeline")
        terminal.type("y")
        # OSC 52: the reader's clipboard, not the server's.
        assert terminal.shows("]52;c;")
        terminal.type("q")
        assert terminal.ended() == 0
        assert b"\x1b[?1049l" in terminal.output
    assert digest(store) == before


def test_marking_and_exporting_write_nothing(server: Server, store: Path) -> None:
    before = digest(store)
    with server.terminal() as terminal:
        terminal.shows("quit")
        terminal.type("e")
        terminal.shows("ssh HOST export")
        terminal.type("\rm")
        terminal.shows("read-only")
        terminal.type("q")
        terminal.ended()
    assert digest(store) == before
    assert not list(server.folder.glob("*.csv"))


def test_a_terminal_is_resized_by_its_client(server: Server) -> None:
    with server.terminal(size=(120, 36)) as terminal:
        terminal.shows("Detail")
        terminal.output = b""
        terminal.resize(40, 12)
        terminal.shows("search")  # so narrow a bar has no words for all of its keys
        terminal.output = b""
        terminal.resize(20, 5)
        terminal.shows("too small: 20×5")


def test_colours_are_those_of_the_clients_terminal(server: Server) -> None:
    with server.terminal(term="xterm-256color", COLORTERM="truecolor") as terminal:
        terminal.shows("quit")
        assert b"38;2;" in terminal.output
    with server.terminal(term="xterm-256color") as terminal:
        terminal.shows("quit")
        assert b"38;5;" in terminal.output
        assert b"38;2;" not in terminal.output
    with server.terminal(term="xterm-256color", COLORTERM="truecolor", NO_COLOR="1") as terminal:
        terminal.shows("quit")
        codes = re.findall(rb"\x1b\[([\d;]*)m", terminal.output)
        used = {int(code) for sequence in codes for code in sequence.split(b";") if code}
        # 39 and 49 are the terminal's own; 1, 2, 4 and 7 are no colours.
        assert used <= {0, 1, 2, 4, 7, 39, 49}


def test_a_dumb_terminal_gets_the_timeline_as_text(server: Server) -> None:
    with server.terminal(term="dumb") as terminal:
        assert terminal.ended() == 0
        assert "Jinjiang 19" in terminal.text
        assert b"\x1b" not in terminal.output
        assert b"\r\n" in terminal.output


def test_a_key_may_be_bound_to_one_command(serve: Serve) -> None:
    with serve(prefix='command="timeline --series ciie" ') as server:
        done = server.run("export", "--csv")
        assert "CIIE 6" in done.stdout
        assert "Jinjiang" not in done.stdout


def test_what_is_logged_tells_who_and_what_but_nothing_that_was_read(server: Server) -> None:
    server.run("search", "a secret question")
    log = server.wait_for(r"event=end .*kind=search .*code=")
    assert "secret" not in log
    assert re.search(r"kind=search .*seconds=[\d.]+ code=\d sent=\d+", log)
    assert re.search(r"key=SHA256:\S+", log)
    server.run("\x1b]0;hello\x07")
    server.wait_for("kind=other")
    assert "\x1b" not in server.log


def test_a_terminal_that_is_closed_at_once_ends_the_session(server: Server) -> None:
    done = server.run(flags=("-tt",))  # with an empty standard input
    assert done.returncode == 0
    server.wait_for("kind=browse .*code=0")


def test_where_the_store_lies_is_not_told(serve: Serve, store: Path, tmp_path: Path) -> None:
    served = Path(shutil.copy(store, tmp_path / "somewhere.db"))
    with serve(db=served) as server:
        served.unlink()
        served.write_bytes(b"broken" * 1000)
        for words, flags in ((("timeline",), ()), ((), ("-tt",))):
            done = server.run(*words, flags=flags)
            said = done.stdout + done.stderr
            assert done.returncode == 4
            assert "the store cannot be read just now" in said
            assert "somewhere" not in said


def test_texts_are_served_only_where_they_are_meant_to_be(
    serve: Serve, store: Path, tmp_path: Path
) -> None:
    path = with_page(store, tmp_path / "own.db", TEXT)
    fact, part = fact_id("USD 2.5 billion"), "Visitors came by ferry"
    with serve(db=path) as server:
        shown = server.run("show", fact)
        assert shown.returncode == 0
        assert part not in shown.stdout
        found = json.loads(server.run("show", fact, "--json").stdout)
        assert found[0]["passage"] is None
        with server.terminal() as terminal:
            terminal.shows("quit")
            terminal.type("/harbour 2.5")
            terminal.shows("USD 2.5 billion")
            terminal.type("\r")
            terminal.shows("are not served here")
    with serve("--passages", db=path) as server:
        assert part in server.run("show", fact).stdout
        with server.terminal() as terminal:
            terminal.shows("quit")
            terminal.type("/harbour 2.5")
            terminal.shows("USD 2.5 billion")
            terminal.type("\r")
            terminal.shows("of them stayed")
            terminal.type("v")
            terminal.shows("numbers not taken")
