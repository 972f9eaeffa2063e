"""What a server of ours goes through, and what is left of it: real `ssh` clients, loopback only.

After each ordeal: memory (PSS, all processes) and descriptors, which are to come back to where they
were. At the end the store's hash, which must be what it was.

    ssh_abuse.py [--facts 1000000] [--sessions 20000]
"""

import argparse
import asyncio
import hashlib
import os
import random
import signal
import socket
import sqlite3
import struct
import subprocess
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from fcntl import ioctl
from pathlib import Path
from statistics import mean
from termios import TIOCSWINSZ
from time import perf_counter

from processes import cpu_seconds, descriptors, family, memory
from ssh_clients import Client
from ssh_servers import Place, Served, ours

MB = 1e6


def enlarge(store: Path, facts: int) -> None:
    """Copy the shipped facts until there are so many; what is searched for stays as it is."""
    db = sqlite3.connect(store)
    columns = [row[1] for row in db.execute("PRAGMA table_info(facts)")]
    there, last = db.execute("SELECT count(*), max(key) FROM facts").fetchone()
    taken = {"key": f"key + n * {last}", "id": "id || '-' || n"}
    values = ", ".join(taken.get(column, column) for column in columns)
    with db:
        db.execute(
            f"WITH RECURSIVE more(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more WHERE n < ?) "
            f"INSERT INTO facts ({', '.join(columns)}) SELECT {values} FROM more, facts",
            (max(1, facts // there - 1),),
        )
    db.close()


class Ordeals:
    """Things clients do to a server."""

    def __init__(self, served: Served, place: Place) -> None:
        self.served, self.place = served, place
        self.plain = [flag for flag in served.command if flag != "-tt"]

    async def _browsers(self, count: int) -> list[Client]:
        clients = []
        for _ in range(count):
            clients.append(client := Client(self.served.command))
            await asyncio.wait_for(client.start(), 30)
        return clients

    async def wrong_keys(self) -> str:
        wrong = self.place.folder / "wrong"
        if not wrong.exists():
            await _run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(wrong)])
        command = [flag.replace("/reader", "/wrong") for flag in self.plain]
        results = [await _run([*command, "timeline"]) for _ in range(20)]
        assert all(code == 255 and "Permission denied" in said for code, said in results), results
        return "20 of 20 denied"

    async def never_logging_in(self) -> str:
        socks, refused = [], 0
        for at in range(1000):
            sock = socket.create_connection(("127.0.0.1", self.place.port), timeout=10)
            with suppress(OSError):
                sock.send((b"", b"SSH-2.0-half\r\n", os.urandom(300))[at % 3])
            socks.append(sock)
            if at % 50 == 0:
                await asyncio.sleep(0.02)
        await asyncio.sleep(2)
        for sock in socks:
            sock.setblocking(False)
            with suppress(OSError):
                refused += b"expotui: " in sock.recv(4096)
            sock.close()
        return f"1,000 opened, {refused} told at once why not"

    async def killed_clients(self) -> str:
        clients = await self._browsers(50)
        for client in clients:
            client.stop()
        return "50 browsing, kill -9"

    async def stopped_reader(self) -> str:
        process = await asyncio.create_subprocess_exec(
            *self.plain, "export", "--csv", stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE, limit=4096,
        )  # fmt: skip
        assert process.stdout is not None
        await process.stdout.read(100_000)
        process.send_signal(signal.SIGSTOP)
        peaks, began = [], perf_counter()
        while perf_counter() - began < 12:
            peaks.append(memory(family(self.served.pid)) / MB)
            await asyncio.sleep(0.5)
        process.send_signal(signal.SIGCONT)
        rest = 0
        while data := await process.stdout.read(1 << 16):
            rest += len(data)
        code = await process.wait()
        return f"cut off (exit {code}), {rest / MB:.1f} MB more; at most {max(peaks):.0f} MB"

    async def whole_export(self) -> str:
        process = await asyncio.create_subprocess_exec(
            *self.plain, "export", "--csv", stdout=asyncio.subprocess.PIPE
        )
        assert process.stdout is not None
        read, most, began = 0, 0.0, perf_counter()
        while data := await process.stdout.read(1 << 20):
            before, read = read, read + len(data)
            if read // 50_000_000 != before // 50_000_000:
                most = max(most, memory(family(self.served.pid)) / MB)
        code = await process.wait()
        seconds = perf_counter() - began
        return f"{read / MB:.0f} MB in {seconds:.0f} s, exit {code}; at most {most:.0f} MB"

    async def resizes(self) -> str:
        (client,) = await self._browsers(1)
        for _ in range(3000):
            size = struct.pack("HHHH", random.randint(1, 120), random.randint(1, 300), 0, 0)
            ioctl(client._terminal, TIOCSWINSZ, size)
            await asyncio.sleep(0.001)
        ioctl(client._terminal, TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        await asyncio.sleep(1)
        answered = await client.press(b"k")
        client.stop()
        return f"3,000 resizes, the next key answered in {1000 * answered:.0f} ms"

    async def pasted_garbage(self) -> str:
        (client,) = await self._browsers(1)
        data = b"\x1b[200~" + os.urandom(10_000_000).replace(b"\x1b", b"?") + b"\x1b[201~"
        sent, most = 0, 0.0
        while sent < len(data) and client.alive:
            with suppress(BlockingIOError):
                sent += os.write(client._terminal, data[sent : sent + 4096])
            if sent % (1 << 20) < 4096:
                most = max(most, memory(family(self.served.pid)) / MB)
            await asyncio.sleep(0)
        alive = client.alive
        if alive:
            await asyncio.sleep(1)
            await client.press(b"k")
        client.stop()
        return f"{sent / MB:.0f} MB pasted, still answers: {alive}; at most {most:.0f} MB"

    async def short_sessions(self, sessions: int) -> str:
        """A tenth browses (two keys, quit), the others run commands; eight at a time."""
        commands = (["show", "ciie-6"], ["search", "shoe expo"], ["timeline"], ["id"],
                    ["export", "--kind", "quotes"])  # fmt: skip
        wanted = {"id": 2}
        todo, failed = iter(range(sessions)), 0
        samples: list[tuple[int, float]] = []

        async def one(at: int) -> bool:
            if at % 10:
                command = commands[at % len(commands)]
                code, _ = await _run([*self.plain, *command])
                return code == wanted.get(command[0], 0)
            client = Client(self.served.command)
            await asyncio.wait_for(client.start(), 30)
            await client.press(b"k")
            client.stop()
            return True

        async def some() -> None:
            nonlocal failed
            for at in todo:
                with suppress(ConnectionError, TimeoutError, OSError):
                    failed += not await one(at)
                if at % max(1, sessions // 20) == 0 and at:
                    samples.append((at, memory(family(self.served.pid)) / MB))
                    print(f"    {at:6} sessions: {samples[-1][1]:.0f} MB", flush=True)

        await asyncio.gather(*(some() for _ in range(8)))
        later = [value for at, value in samples if at >= sessions // 4]
        half = len(later) // 2
        if not half:
            return f"{sessions:,} sessions, {failed} failed"
        early, late = mean(later[:half]), mean(later[-half:])
        return (
            f"{sessions:,} sessions, {failed} failed; after a quarter, with eight at a time: "
            f"{min(later):.0f}-{max(later):.0f} MB, {100 * (late / early - 1):+.1f} % from the "
            "earlier half to the later"
        )


async def _run(command: list[str]) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        *command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    _, said = await process.communicate()
    return process.returncode or 0, said.decode("utf-8", "replace")


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


async def go(served: Served, place: Place, sessions: int, chosen: str) -> None:
    ordeals = Ordeals(served, place)
    names: list[tuple[str, Callable[[], Awaitable[str]]]] = [
        ("warm-up", ordeals.killed_clients), ("wrong keys", ordeals.wrong_keys),
        ("never logging in", ordeals.never_logging_in), ("killed", ordeals.killed_clients),
        ("resizes", ordeals.resizes), ("paste", ordeals.pasted_garbage),
        ("export", ordeals.whole_export), ("stops reading", ordeals.stopped_reader),
        ("again", ordeals.killed_clients),
        ("short sessions", lambda: ordeals.short_sessions(sessions)),
    ]  # fmt: skip
    by_name = dict(names)
    for name in chosen.split(",") if chosen else by_name:
        ordeal = by_name[name]
        used = cpu_seconds(family(served.pid))
        told = await ordeal()
        await asyncio.sleep(3)
        pids = family(served.pid)
        print(f"{name:17} {memory(pids) / MB:6.0f} MB {descriptors(pids):5} descriptors"
              f" {cpu_seconds(pids) - used:7.1f} s CPU   {told}", flush=True)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--sessions", type=int, default=20_000)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="expotui-abuse-") as folder:
        place = Place(Path(folder), port=22_023)
        place.prepare()
        if options.facts:
            enlarge(place.store, options.facts)
        before = digest(place.store)
        limits = ("--login-grace", "5", "--stall-timeout", "5", "--logging-in", "64")
        with ours(place, *limits) as served:
            print(f"{os.cpu_count()} cores, a store of {place.store.stat().st_size / MB:.0f} MB")
            asyncio.run(go(served, place, options.sessions, options.only))
        print("the store is what it was:", digest(place.store) == before)


if __name__ == "__main__":
    main()
