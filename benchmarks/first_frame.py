"""Process start → first frame with the timeline on it, in a real PTY, beside a bare Textual app.

    python benchmarks/first_frame.py [RUNS]

Both are started in turn from the same interpreter, so that a noisy machine is noisy for both. The
clock runs from the fork to the first output that holds the text named below; expotui's store is
built beforehand (that is the second start, and every one after it).
"""

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

COLUMNS, LINES = 120, 36
LIMIT = 20.0
GOAL = 1.5

HELLO = """
from textual.app import App
from textual.widgets import Static

class Hello(App):
    def compose(self):
        yield Static("Hello, world")

Hello().run()
"""


def first_frame(command: list[str], shows: list[bytes], environment: dict[str, str]) -> float:
    """Milliseconds until everything in `shows` has been written to the terminal."""
    started = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        os.execvpe(command[0], command, environment)
    output = b""
    try:
        while not all(text in output for text in shows):
            if time.perf_counter() - started > LIMIT:
                sys.exit(f"no first frame from {' '.join(command)}:\n{output.decode()[-800:]}")
            if select.select([terminal], [], [], 0.1)[0]:
                try:
                    output += os.read(terminal, 65536)
                except OSError:
                    sys.exit(f"{' '.join(command)} ended:\n{output.decode()[-800:]}")
        return (time.perf_counter() - started) * 1000
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


def main(runs: int) -> None:
    """Print the medians of both, and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        hello = Path(folder, "hello.py")
        hello.write_text(HELLO)
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "HOME": folder,
        }
        for name in (
            "EXPOTUI_DB",
            "EXPOTUI_CONFIG",
            "XDG_DATA_HOME",
            "XDG_CONFIG_HOME",
            "NO_COLOR",
        ):
            environment.pop(name, None)
        expotui = [str(Path(sys.executable).with_name("expotui"))]
        subprocess.run(
            [*expotui, "timeline"], env=environment, stdout=subprocess.DEVNULL, check=True
        )
        ours = (expotui, [b"Timeline", b"CIIE 8"])
        peer = ([sys.executable, str(hello)], [b"Hello, world"])
        times: list[list[float]] = [[], []]
        for run in range(runs + 1):
            for at, (command, shows) in enumerate((ours, peer)):
                taken = first_frame(command, shows, environment)
                if run:  # the first of each warms the disk cache
                    times[at].append(taken)
    report(*times)


def report(ours: list[float], peer: list[float]) -> None:
    for name, times in (("expotui, timeline on screen", ours), ("Textual hello-world", peer)):
        spread = f"{min(times):.0f}–{max(times):.0f}"
        print(f"{name:<30} median {statistics.median(times):6.0f} ms   {spread} ms")
    ratio = statistics.median(ours) / statistics.median(peer)
    print(f"{'ratio':<30} {ratio:.2f} × (goal ≤ {GOAL} ×), {len(ours)} runs each")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
